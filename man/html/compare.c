/*
 * compare.c - two codes side by side
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdlib.h>
#include <string.h>

#include "page.h"

/* What the neighbours of 'code' say about 'other'; absent if nothing. */
static struct sipresp_str
said_of(const struct page *p, int code, int other)
{
	const char *text = sipresp_text(code, SIPRESP_TEXT_NEIGHBOURS, p->lang);
	struct sipresp_str line;

	while (next_line(&text, &line))
		if (line.len > 5 && line.p[3] == ':' && atoi(line.p) == other)
			return (struct sipresp_str){ line.p + 5, line.len - 5 };
	return (struct sipresp_str){ NULL, 0 };
}

bool
is_compared(int a, int b)
{
	const struct page english = { .lang = "en" };

	return said_of(&english, a, b).len > 0 ||
	    said_of(&english, b, a).len > 0;
}

static void
put_said(struct page *p, int code, int other)
{
	const struct sipresp_str said = said_of(p, code, other);

	if (said.len == 0)
		return;
	raw(p, "<dt>");
	link_code(p, other);
	raw(p, "</dt>\n<dd>");
	put_linked(p, said.p, said.len);
	raw(p, "</dd>\n");
}

/* "Aspect\ta\tb" a line. */
static void
put_differences(struct page *p, int a, int b)
{
	const size_t len = sipresp_compare(a, b, p->lang, NULL, 0);
	char *text = malloc(len + 1);
	const char *rest = text;
	struct sipresp_str line;

	if (text == NULL)
		abort();
	(void)sipresp_compare(a, b, p->lang, text, len + 1);
	raw(p, "<div class=\"table\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"");
	put(p, word(p, WORD_NEIGHBOURS));
	raw(p, "\"><table>\n<thead><tr><th scope=\"col\">");
	put(p, word(p, WORD_ASPECT));
	raw(p, "</th><th scope=\"col\">%d</th><th scope=\"col\">%d</th></tr>"
	    "</thead>\n<tbody>\n", a, b);
	while (next_line(&rest, &line)) {
		const char *end = line.p + line.len;
		const char *tag = "th scope=\"row\"";

		raw(p, "<tr>");
		for (const char *s = line.p; s <= end; ) {
			size_t n = strcspn(s, "\t\n");

			raw(p, "<%s>", tag);
			put_bytes(p, s, n);
			raw(p, "</%.2s>", tag);
			tag = "td";
			s += n + 1;
		}
		raw(p, "</tr>\n");
	}
	raw(p, "</tbody></table></div>\n");
	free(text);
}

static void
put_column(struct page *p, int code, enum sipresp_text what, bool is_list,
    const char *kind)
{
	const char *text = sipresp_text(code, what, p->lang);
	struct sipresp_str line;

	raw(p, "<div><h3>");
	link_code(p, code);
	raw(p, "</h3>\n<%s>\n", kind);
	while (next_line(&text, &line)) {
		if (is_list)
			raw(p, "<li>");
		put_linked(p, line.p, line.len);
		if (is_list)
			raw(p, "</li>\n");
	}
	raw(p, "</%s></div>\n", kind);
}

static void
put_both(struct page *p, int a, int b, enum word title, const char *id,
    enum sipresp_text what, const char *kind)
{
	const bool is_list = strcmp(kind, "p") != 0;

	heading(p, 2, id, word(p, title));
	raw(p, "<div class=\"both\">\n");
	put_column(p, a, what, is_list, kind);
	put_column(p, b, what, is_list, kind);
	raw(p, "</div>\n");
}

void
write_comparison(struct page *p, int a, int b)
{
	char file[32], title[200];

	(void)snprintf(file, sizeof file, "%d-%d.html", a, b);
	(void)snprintf(title, sizeof title, "SIP %d %s, %d %s", a,
	    sipresp_phrase(a), b, sipresp_phrase(b));
	page_begin(p, file, title, title);
	raw(p, "<h1>");
	put_code(p, a);
	raw(p, " / ");
	put_code(p, b);
	raw(p, "</h1>\n");
	heading(p, 2, "differences", word(p, WORD_NEIGHBOURS));
	raw(p, "<dl>\n");
	put_said(p, a, b);
	put_said(p, b, a);
	raw(p, "</dl>\n");
	put_differences(p, a, b);
	put_both(p, a, b, WORD_MEANING, "meaning", SIPRESP_TEXT_MEANING, "p");
	put_both(p, a, b, WORD_WHEN, "when", SIPRESP_TEXT_WHEN, "ul");
	put_both(p, a, b, WORD_REMEDY, "remedy", SIPRESP_TEXT_REMEDY, "ol");
	page_end(p);
}

void
write_comparisons(struct page *p)
{
	page_begin(p, "comparisons.html", word(p, WORD_COMPARISONS),
	    word(p, WORD_COMPARISONS));
	raw(p, "<h1>");
	put(p, word(p, WORD_COMPARISONS));
	raw(p, "</h1>\n<ul class=\"codes\">\n");
	for (int a = 100; a <= 699; a++)
		for (int b = a + 1; b <= 699 && sipresp_lookup(a) != NULL; b++)
			if (sipresp_lookup(b) != NULL && is_compared(a, b)) {
				raw(p, "<li><a class=\"to\" href=\"%d-%d.html\">", a, b);
				put_code(p, a);
				raw(p, " / ");
				put_code(p, b);
				raw(p, "</a></li>\n");
			}
	raw(p, "</ul>\n");
	page_end(p);
}
