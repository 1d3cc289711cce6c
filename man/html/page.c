/*
 * page.c - how a page begins and ends, and how text gets into it
 *
 * SPDX-License-Identifier: MIT
 */

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"

const char *
word(const struct page *p, enum word which)
{
	static const char *const words[WORD_COUNT][2] = {
#define WORD(NAME, en, es)	[WORD_##NAME] = { en, es },
#include "words.def"
#undef WORD
	};

	return words[which][strcmp(p->lang, "es") == 0];
}

static void
put_char(struct page *p, char c)
{
	switch (c) {
	case '<':
		fputs("&lt;", p->f);
		break;
	case '>':
		fputs("&gt;", p->f);
		break;
	case '&':
		fputs("&amp;", p->f);
		break;
	case '"':
		fputs("&quot;", p->f);
		break;
	default:
		putc(c, p->f);
	}
}

void
put_bytes(struct page *p, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		put_char(p, text[i]);
}

void
put(struct page *p, const char *text)
{
	put_bytes(p, text, strlen(text));
}

void
raw(struct page *p, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vfprintf(p->f, format, ap);
	va_end(ap);
}

/* How long "RFC 3261", or with its section, is at 's'; 0 if it is none. */
static size_t
reference_len(const char *s, size_t left, char number[5], struct sipresp_str *section)
{
	static const char *const words[] = { " section ", ", section ",
	    ", secci\xc3\xb3n ", " secci\xc3\xb3n " };
	size_t len;

	section->len = 0;
	if (left < 8 || memcmp(s, "RFC ", 4) != 0 ||
	    strspn(s + 4, "0123456789") != 4)
		return 0;
	memcpy(number, s + 4, 4);
	number[4] = '\0';
	len = 8;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		const size_t n = strlen(words[i]);
		size_t m = 0;

		if (left < len + n || memcmp(s + len, words[i], n) != 0)
			continue;
		while (len + n + m < left &&
		    ((s[len + n + m] >= '0' && s[len + n + m] <= '9') ||
		    (m == 0 && s[len + n] >= 'A' && s[len + n] <= 'Z') ||
		    (s[len + n + m] == '.' && len + n + m + 1 < left &&
		    s[len + n + m + 1] >= '0' && s[len + n + m + 1] <= '9')))
			m++;
		if (m == 0)
			continue;
		*section = (struct sipresp_str){ s + len + n, m };
		return len + n + m;
	}
	return len;
}

void
put_linked(struct page *p, const char *text, size_t len)
{
	for (size_t i = 0; i < len; ) {
		struct sipresp_str section;
		char number[5];
		const size_t n = reference_len(text + i, len - i, number,
		    &section);

		if (n == 0) {
			put_char(p, text[i++]);
			continue;
		}
		raw(p, "<a href=\"https://www.rfc-editor.org/rfc/rfc%s", number);
		if (section.len > 0) {
			const bool appendix = section.p[0] >= 'A';

			raw(p, appendix ? "#appendix-" : "#section-");
			put_bytes(p, section.p, section.len);
		}
		raw(p, "\">");
		put_bytes(p, text + i, n);
		raw(p, "</a>");
		i += n;
	}
}

bool
next_line(const char **text, struct sipresp_str *line)
{
	if (*text == NULL || **text == '\0')
		return false;
	line->p = *text;
	line->len = strcspn(*text, "\n");
	*text += line->len;
	*text += **text == '\n';
	return true;
}

static const struct {
	const char	*file;
	enum word	 title;
} site[] = {
	{ "index.html",		WORD_CODES },
	{ "comparisons.html",	WORD_COMPARISONS },
	{ "rules.html",		WORD_RULES },
	{ "actions.html",	WORD_ACTIONS },
	{ "causes.html",	WORD_CAUSES },
	{ "warnings.html",	WORD_WARNINGS },
	{ "manual.html",	WORD_MANUAL }
};

static void
put_navigation(struct page *p)
{
	const bool es = strcmp(p->lang, "es") == 0;

	raw(p, "<a class=\"skip\" href=\"#text\">");
	put(p, word(p, WORD_SKIP));
	raw(p, "</a>\n<nav aria-label=\"");
	put(p, word(p, WORD_PAGES));
	raw(p, "\">\n");
	for (size_t i = 0; i < sizeof site / sizeof site[0]; i++) {
		raw(p, "<a href=\"%s\"%s>", site[i].file,
		    strcmp(site[i].file, p->file) == 0 ?
		    " aria-current=\"page\"" : "");
		put(p, word(p, site[i].title));
		raw(p, "</a>\n");
	}
	raw(p, "<a class=\"language\" lang=\"%s\" hreflang=\"%s\" href=\"%s%s\">",
	    es ? "en" : "es", es ? "en" : "es", es ? "../" : "es/",
	    p->other != NULL ? p->other : p->file);
	put(p, word(p, WORD_OTHER_LANGUAGE));
	raw(p, "</a>\n</nav>\n");
}

void
page_begin(struct page *p, const char *file, const char *title,
    const char *about)
{
	const bool es = strcmp(p->lang, "es") == 0;
	char path[4096];

	if (snprintf(path, sizeof path, "%s/%s%s", p->folder, es ? "es/" : "",
	    file) >= (int)sizeof path || (p->f = fopen(path, "w")) == NULL) {
		fprintf(stderr, "mkhtml: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	p->file = file;
	raw(p, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
	    p->lang);
	put(p, title);
	raw(p, "</title>\n<meta name=\"description\" content=\"");
	put(p, about);
	raw(p, "\">\n<link rel=\"stylesheet\" href=\"%sstyle.css\">\n"
	    "</head>\n<body>\n", p->up);
	put_navigation(p);
	raw(p, "<main id=\"text\">\n");
}

void
page_end(struct page *p)
{
	raw(p, "</main>\n<footer><p>");
	put(p, word(p, WORD_FOOT));
	raw(p, " libsipresp %d.%d.%d.</p></footer>\n</body>\n</html>\n",
	    SIPRESP_VERSION_MAJOR, SIPRESP_VERSION_MINOR,
	    SIPRESP_VERSION_PATCH);
	if (ferror(p->f) || fclose(p->f) != 0) {
		fprintf(stderr, "mkhtml: %s: %s\n", p->file, strerror(errno));
		exit(1);
	}
}

void
heading(struct page *p, int level, const char *id, const char *text)
{
	raw(p, "<h%d id=\"%s\">", level, id);
	put(p, text);
	raw(p, "</h%d>\n", level);
}

void
put_code(struct page *p, int code)
{
	raw(p, "<span class=\"code c%d\">%d</span> <span>", code / 100, code);
	put(p, sipresp_phrase(code));
	raw(p, "</span>");
}

void
link_code(struct page *p, int code)
{
	raw(p, "<a class=\"to\" href=\"%d.html\">", code);
	put_code(p, code);
	raw(p, "</a>");
}
