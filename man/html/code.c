/*
 * code.c - the page of a code
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdlib.h>
#include <string.h>

#include "page.h"

static void
put_title(struct page *p, const struct sipresp_info *info)
{
	static const enum word origins[] = {
		[SIPRESP_ORIGIN_REGISTERED] = WORD_REGISTERED,
		[SIPRESP_ORIGIN_HISTORIC] = WORD_HISTORIC,
		[SIPRESP_ORIGIN_VENDOR] = WORD_VENDOR
	};

	raw(p, "<h1>");
	put_code(p, info->code);
	raw(p, "</h1>\n<p class=\"facts\">");
	put(p, sipresp_class_text(sipresp_class_of(info->code), p->lang));
	raw(p, " · ");
	put(p, word(p, origins[info->origin]));
	if (info->deprecated) {
		raw(p, ", ");
		put(p, word(p, WORD_DEPRECATED));
	}
	raw(p, " · <code>%s</code></p>\n", sipresp_constant(info->code));
	if (info->origin != SIPRESP_ORIGIN_REGISTERED) {
		raw(p, "<p class=\"note\">");
		put(p, word(p, WORD_COUNTS_AS));
		raw(p, " ");
		link_code(p, sipresp_effective(info->code));
		raw(p, ".</p>\n");
	}
}

static void
put_list(struct page *p, const char *kind, const char *text)
{
	struct sipresp_str line;

	raw(p, "<%s>\n", kind);
	while (next_line(&text, &line)) {
		raw(p, "<li>");
		put_linked(p, line.p, line.len);
		raw(p, "</li>\n");
	}
	raw(p, "</%s>\n", kind);
}

/* "480: how that differs" and "Retry-After: what for", a line each. */
static void
put_terms(struct page *p, int code, const char *text)
{
	struct sipresp_str line;

	raw(p, "<dl>\n");
	while (next_line(&text, &line)) {
		const size_t name = strcspn(line.p, ":");
		const int other = line.p[0] >= '1' && line.p[0] <= '6' &&
		    name == 3 ? atoi(line.p) : 0;
		const size_t skip = name + 2 < line.len ? name + 2 : line.len;

		raw(p, "<dt>");
		if (other != 0)
			link_code(p, other);
		else
			put_bytes(p, line.p, name);
		raw(p, "</dt>\n<dd>");
		put_linked(p, line.p + skip, line.len - skip);
		if (other != 0 && is_compared(code, other)) {
			raw(p, " <a href=\"%d-%d.html\">",
			    code < other ? code : other,
			    code < other ? other : code);
			put(p, word(p, WORD_COMPARED_WITH));
			raw(p, " %d</a>", other);
		}
		raw(p, "</dd>\n");
	}
	raw(p, "</dl>\n");
}

static void
put_parties(struct page *p, unsigned parties)
{
	const char *separator = "";

	raw(p, "<p class=\"parties\">");
	for (unsigned bit = 1; bit <= SIPRESP_PARTY_POLICY; bit <<= 1)
		if (parties & bit) {
			raw(p, "%s", separator);
			put(p, sipresp_party_text((enum sipresp_party)bit,
			    p->lang));
			separator = "; ";
		}
	raw(p, ".</p>\n");
}

static void
put_causes(struct page *p, int code)
{
	raw(p, "<ul>\n");
	for (int i = 0; i < SIPRESP_CAUSE_PROFILE_COUNT; i++) {
		enum sipresp_cause_profile profile =
		    (enum sipresp_cause_profile)i;
		const int cause = sipresp_cause_from_status(code, profile);

		if (cause == 0)
			continue;
		raw(p, "<li>%s: <a href=\"causes.html#cause-%d\">Q.850 %d",
		    sipresp_cause_profile_name(profile), cause, cause);
		if (sipresp_cause_name(cause) != NULL) {
			raw(p, " ");
			put(p, sipresp_cause_name(cause));
		}
		raw(p, "</a></li>\n");
	}
	raw(p, "</ul>\n");
}

static void
put_way_on(struct page *p, int code)
{
	int before = code - 1, after = code + 1;

	while (before >= 100 && sipresp_lookup(before) == NULL)
		before--;
	while (after <= 699 && sipresp_lookup(after) == NULL)
		after++;
	raw(p, "<p class=\"way\">");
	if (before >= 100) {
		raw(p, "← ");
		link_code(p, before);
	}
	raw(p, " ");
	if (after <= 699) {
		raw(p, "<span>");
		link_code(p, after);
		raw(p, " →</span>");
	}
	raw(p, "</p>\n");
}

void
write_code_page(struct page *p, int code)
{
	const struct sipresp_info *info = sipresp_lookup(code);
	const char *meaning = sipresp_text(code, SIPRESP_TEXT_MEANING, p->lang);
	const char *neighbours = sipresp_text(code, SIPRESP_TEXT_NEIGHBOURS,
	    p->lang);
	const char *fields = sipresp_text(code, SIPRESP_TEXT_FIELDS, p->lang);
	char file[16], title[128];

	(void)snprintf(file, sizeof file, "%d.html", code);
	(void)snprintf(title, sizeof title, "SIP %d %s", code,
	    sipresp_phrase(code));
	page_begin(p, file, title, meaning);
	put_title(p, info);

	heading(p, 2, "meaning", word(p, WORD_MEANING));
	raw(p, "<p>");
	put_linked(p, meaning, strlen(meaning));
	raw(p, "</p>\n");
	heading(p, 2, "when", word(p, WORD_WHEN));
	put_list(p, "ul", sipresp_text(code, SIPRESP_TEXT_WHEN, p->lang));
	heading(p, 2, "remedy", word(p, WORD_REMEDY));
	put_list(p, "ol", sipresp_text(code, SIPRESP_TEXT_REMEDY, p->lang));
	if (*neighbours != '\0') {
		heading(p, 2, "neighbours", word(p, WORD_NEIGHBOURS));
		put_terms(p, code, neighbours);
	}
	if (*fields != '\0') {
		heading(p, 2, "fields", word(p, WORD_FIELDS));
		put_terms(p, code, fields);
	}
	heading(p, 2, "parties", word(p, WORD_PARTIES));
	put_parties(p, info->parties);
	heading(p, 2, "user", word(p, WORD_USER));
	raw(p, "<blockquote><p>");
	put(p, sipresp_text(code, SIPRESP_TEXT_USER, p->lang));
	raw(p, "</p></blockquote>\n");

	heading(p, 2, "decision", word(p, WORD_DECISION));
	put_rules(p, code);
	if (code >= 300) {
		heading(p, 2, "causes", word(p, WORD_IN_CAUSES));
		put_causes(p, code);
	}
	heading(p, 2, "more", word(p, WORD_LEARN_MORE));
	put_list(p, "ul", sipresp_text(code, SIPRESP_TEXT_REFERENCE, p->lang));
	put_way_on(p, code);
	page_end(p);
}
