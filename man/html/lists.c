/*
 * lists.c - the pages that list: codes, causes, warnings, actions
 *
 * SPDX-License-Identifier: MIT
 */

#include <string.h>

#include "page.h"

static void
begin_list(struct page *p, const char *file, enum word title, enum word about)
{
	page_begin(p, file, word(p, title), word(p, about));
	raw(p, "<h1>");
	put(p, word(p, title));
	raw(p, "</h1>\n<p>");
	put_linked(p, word(p, about), strlen(word(p, about)));
	raw(p, "</p>\n");
}

/* The search field is shown by the script: without one it could do nothing. */
static void
put_search(struct page *p)
{
	raw(p, "<form id=\"search\" role=\"search\" hidden><label for=\"words\">");
	put(p, word(p, WORD_SEARCH));
	raw(p, "</label>\n<input id=\"words\" type=\"search\" "
	    "autocomplete=\"off\" spellcheck=\"false\">\n"
	    "<ul id=\"found\" aria-live=\"polite\"></ul>\n"
	    "<p id=\"nothing\" hidden>");
	put(p, word(p, WORD_SEARCH_NONE));
	raw(p, "</p></form>\n");
}

void
write_index(struct page *p)
{
	int class_ = 0;

	begin_list(p, "index.html", WORD_SITE, WORD_SITE_ABOUT);
	put_search(p);
	for (int code = 100; code <= 699; code++) {
		if (sipresp_lookup(code) == NULL)
			continue;
		if (code / 100 != class_) {
			if (class_ != 0)
				raw(p, "</ul>\n");
			class_ = code / 100;
			raw(p, "<h2 id=\"class-%d\">%dxx ", class_, class_);
			put(p, sipresp_class_text(sipresp_class_of(code),
			    p->lang));
			raw(p, "</h2>\n<ul class=\"codes\">\n");
		}
		raw(p, "<li>");
		link_code(p, code);
		raw(p, "</li>\n");
	}
	raw(p, "</ul>\n<script src=\"codes.js\"></script>\n"
	    "<script src=\"%ssearch.js\"></script>\n", p->up);
	page_end(p);
}

static void
begin_table(struct page *p, const char *label)
{
	raw(p, "<div class=\"table\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"");
	put(p, label);
	raw(p, "\"><table>\n<thead><tr>");
}

static void
column(struct page *p, const char *title)
{
	raw(p, "<th scope=\"col\">");
	put(p, title);
	raw(p, "</th>");
}

static void
begin_rows(struct page *p)
{
	raw(p, "</tr></thead>\n<tbody>\n");
}

static void
end_table(struct page *p)
{
	raw(p, "</tbody></table></div>\n");
}

static void
profile_columns(struct page *p)
{
	for (int i = 0; i < SIPRESP_CAUSE_PROFILE_COUNT; i++)
		column(p, sipresp_cause_profile_name(
		    (enum sipresp_cause_profile)i));
}

/* A code as a link; one that the catalogue lacks, as Asterisk may give, or
 * none. */
static void
put_cell(struct page *p, int code)
{
	if (code == 0)
		raw(p, "<td>–</td>");
	else if (sipresp_lookup(code) != NULL)
		raw(p, "<td><a href=\"%d.html\">%d</a></td>", code, code);
	else
		raw(p, "<td>%d</td>", code);
}

void
write_causes(struct page *p)
{
	begin_list(p, "causes.html", WORD_CAUSES, WORD_CAUSES_ABOUT);
	heading(p, 2, "to-sip", word(p, WORD_TO_SIP));
	begin_table(p, word(p, WORD_TO_SIP));
	column(p, word(p, WORD_CAUSE));
	profile_columns(p);
	column(p, word(p, WORD_SAYS));
	begin_rows(p);
	for (int cause = 1; cause <= 127; cause++) {
		if (sipresp_cause_name(cause) == NULL)
			continue;
		raw(p, "<tr id=\"cause-%d\"><th scope=\"row\">%d</th>",
		    cause, cause);
		for (int i = 0; i < SIPRESP_CAUSE_PROFILE_COUNT; i++)
			put_cell(p, sipresp_status_from_cause(cause,
			    (enum sipresp_cause_profile)i));
		raw(p, "<td class=\"prose\"><strong>");
		put(p, sipresp_cause_name(cause));
		raw(p, "</strong>. ");
		put(p, sipresp_cause_text(cause, p->lang));
		raw(p, "</td></tr>\n");
	}
	end_table(p);

	heading(p, 2, "from-sip", word(p, WORD_FROM_SIP));
	begin_table(p, word(p, WORD_FROM_SIP));
	column(p, "SIP");
	profile_columns(p);
	begin_rows(p);
	for (int code = 300; code <= 699; code++) {
		if (sipresp_lookup(code) == NULL)
			continue;
		raw(p, "<tr><th scope=\"row\">");
		link_code(p, code);
		raw(p, "</th>");
		for (int i = 0; i < SIPRESP_CAUSE_PROFILE_COUNT; i++) {
			const int cause = sipresp_cause_from_status(code,
			    (enum sipresp_cause_profile)i);

			if (cause == 0)
				raw(p, "<td>–</td>");
			else if (sipresp_cause_name(cause) == NULL)
				raw(p, "<td>%d</td>", cause);
			else
				raw(p, "<td><a href=\"#cause-%d\">%d</a></td>",
				    cause, cause);
		}
		raw(p, "</tr>\n");
	}
	end_table(p);
	page_end(p);
}

void
write_warnings(struct page *p)
{
	begin_list(p, "warnings.html", WORD_WARNINGS, WORD_WARNINGS_ABOUT);
	raw(p, "<dl class=\"wide\">\n");
	for (int code = 300; code <= 399; code++) {
		const char *text = sipresp_warning_text(code, p->lang);

		if (text == NULL)
			continue;
		raw(p, "<dt id=\"warning-%d\">%d</dt>\n<dd>", code, code);
		put_linked(p, text, strlen(text));
		raw(p, "</dd>\n");
	}
	raw(p, "</dl>\n");
	page_end(p);
}

void
write_actions(struct page *p)
{
	begin_list(p, "actions.html", WORD_ACTIONS, WORD_ACTIONS_ABOUT);
	raw(p, "<dl class=\"wide\">\n");
	for (int i = SIPRESP_ACTION_WAIT; sipresp_action_name(
	    (enum sipresp_action)i) != NULL; i++) {
		enum sipresp_action action = (enum sipresp_action)i;

		raw(p, "<dt id=\"%s\"><code>%s</code></dt>\n<dd>",
		    sipresp_action_name(action), sipresp_action_name(action));
		put(p, sipresp_action_text(action, p->lang));
		raw(p, ".</dd>\n");
	}
	raw(p, "</dl>\n");
	heading(p, 2, "amendments", word(p, WORD_AMENDMENTS));
	raw(p, "<dl class=\"wide\">\n");
	for (int i = 0; i < SIPRESP_AMEND_COUNT; i++) {
		enum sipresp_amend amend = (enum sipresp_amend)i;

		raw(p, "<dt id=\"amend-%s\"><code>%s</code></dt>\n<dd>",
		    sipresp_amend_name(amend), sipresp_amend_name(amend));
		put(p, sipresp_amend_text(amend, p->lang));
		raw(p, ".</dd>\n");
	}
	raw(p, "</dl>\n");
	page_end(p);
}
