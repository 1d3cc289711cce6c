/*
 * rules.c - the rows that decisions come from
 *
 * SPDX-License-Identifier: MIT
 */

#include <string.h>

#include "page.h"

static void
term(struct page *p, enum word which)
{
	raw(p, "<dt>");
	put(p, word(p, which));
	raw(p, "</dt><dd>");
}

static void
put_methods(struct page *p, unsigned methods)
{
	const unsigned any = SIPRESP_METHOD_ANY, rest = any & ~methods;
	const bool but_one = rest != 0 && (rest & (rest - 1)) == 0;
	const char *separator = "";

	if (methods == any)
		return;
	term(p, WORD_FOR);
	if (but_one) {
		put(p, word(p, WORD_ANY_BUT));
		raw(p, " ");
	}
	for (unsigned bit = 1; bit < any; bit <<= 1)
		if ((but_one ? rest : methods) & bit) {
			raw(p, "%s%s", separator,
			    sipresp_method_name((enum sipresp_method)bit));
			separator = ", ";
		}
	raw(p, "</dd>\n");
}

static void
put_conditions(struct page *p, const struct sipresp_rule *rule)
{
	bool first = true;

	for (unsigned i = 0; i < 64; i++) {
		if (!((rule->all | rule->none) >> i & 1))
			continue;
		if (first)
			term(p, WORD_IF);
		else
			raw(p, "; ");
		put(p, sipresp_fact_text(i, rule->all >> i & 1, p->lang));
		first = false;
	}
	if (!first)
		raw(p, "</dd>\n");
}

static void
put_action(struct page *p, const struct sipresp_rule *rule)
{
	const char *separator = ": ";

	term(p, WORD_DO);
	if (rule->action == SIPRESP_ACTION_NONE) {
		put(p, word(p, WORD_AS_OUTSIDE));
		raw(p, "</dd>\n");
		return;
	}
	raw(p, "<strong>");
	put(p, sipresp_action_text(rule->action, p->lang));
	raw(p, "</strong>");
	if (rule->wait_retry_after) {
		raw(p, " ");
		put(p, word(p, WORD_AFTER_RETRY_AFTER));
	}
	if (rule->wait_max_ms > 0)
		raw(p, " %s %u %s %u ms", word(p, WORD_AFTER),
		    (unsigned)rule->wait_min_ms, word(p, WORD_TO),
		    (unsigned)rule->wait_max_ms);
	for (unsigned i = 0; i < SIPRESP_AMEND_COUNT; i++)
		if (rule->amend >> i & 1) {
			raw(p, "%s", separator);
			put(p, sipresp_amend_text((enum sipresp_amend)i,
			    p->lang));
			separator = "; ";
		}
	raw(p, ".");
	if (rule->quarantine) {
		raw(p, " ");
		put(p, word(p, WORD_QUARANTINE));
	}
	if (rule->fallback != SIPRESP_ACTION_NONE) {
		raw(p, " ");
		put(p, word(p, WORD_FAILING_THAT));
		raw(p, " ");
		put(p, sipresp_action_text(rule->fallback, p->lang));
		raw(p, ".");
	}
	raw(p, "</dd>\n");
}

static void
put_effects(struct page *p, const struct sipresp_rule *rule)
{
	static const char owed[][8] = { "ACK", "PRACK", "BYE", "CANCEL" };

	if (rule->scope != SIPRESP_SCOPE_NONE &&
	    rule->scope != SIPRESP_SCOPE_TRANSACTION) {
		term(p, WORD_ENDS);
		put(p, sipresp_scope_text(rule->scope, p->lang));
		raw(p, "</dd>\n");
	}
	if (rule->send != 0) {
		const char *separator = "";

		term(p, WORD_OWED);
		for (unsigned i = 0; i < sizeof owed / sizeof owed[0]; i++)
			if (rule->send >> i & 1) {
				raw(p, "%s%s", separator, owed[i]);
				separator = ", ";
			}
		raw(p, "</dd>\n");
	}
	if (rule->future != SIPRESP_FUTURE_KEEP) {
		term(p, WORD_LATER);
		put(p, sipresp_future_text(rule->future, p->lang));
		raw(p, "</dd>\n");
	}
}

static void
put_source(struct page *p, const struct sipresp_rule *rule)
{
	static const char levels[][10] = {
		[SIPRESP_LEVEL_MAY] = ": MAY",
		[SIPRESP_LEVEL_SHOULD] = ": SHOULD",
		[SIPRESP_LEVEL_MUST] = ": MUST"
	};
	const char *why = sipresp_translate(rule->why, p->lang);

	if (rule->action == SIPRESP_ACTION_NONE)
		return;
	term(p, WORD_WHY);
	put_linked(p, why, strlen(why));
	raw(p, "</dd>\n");
	term(p, WORD_SOURCE);
	put_linked(p, rule->reference, strlen(rule->reference));
	/* A text that leaves it open asks for nothing. */
	raw(p, "%s</dd>\n", strstr(rule->why, "Our own choice") != NULL ? "" :
	    levels[rule->level]);
}

void
put_rule_list(struct page *p, int code, enum sipresp_rule_group group)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_rule rule;

	raw(p, "<ol class=\"rules\">\n");
	while (sipresp_next_rule(code, &cursor, &rule)) {
		if (rule.group != group)
			continue;
		raw(p, "<li>");
		if (rule.action != SIPRESP_ACTION_NONE)
			raw(p, "<code>%s</code>", rule.rule);
		raw(p, "<dl>\n");
		put_methods(p, rule.methods);
		put_conditions(p, &rule);
		put_action(p, &rule);
		put_effects(p, &rule);
		put_source(p, &rule);
		raw(p, "</dl></li>\n");
	}
	raw(p, "</ol>\n");
}

static unsigned
count_rules(int code, enum sipresp_rule_group group)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_rule rule;
	unsigned n = 0;

	while (sipresp_next_rule(code, &cursor, &rule))
		n += rule.group == group;
	return n;
}

/* A picture says more than a list where there is more than one question; then
 * the rows are there for those who want the reasons. */
static void
put_group(struct page *p, int code, enum sipresp_rule_group group,
    const char *id, enum word title)
{
	const unsigned count = count_rules(code, group);

	if (count == 0)
		return;
	heading(p, 3, id, word(p, title));
	if (count == 1) {
		put_rule_list(p, code, group);
		return;
	}
	put_diagram(p, code, group);
	raw(p, "<details><summary>");
	put(p, word(p, WORD_ROWS));
	raw(p, "</summary>\n");
	put_rule_list(p, code, group);
	raw(p, "</details>\n");
}

void
put_rules(struct page *p, int code)
{
	const bool in_dialog = count_rules(code, SIPRESP_RULE_IN_DIALOG) > 0;

	put_group(p, code, SIPRESP_RULE_OF_CODE, "outside",
	    in_dialog ? WORD_OUTSIDE : WORD_FIRST_THAT_FITS);
	put_group(p, code, SIPRESP_RULE_IN_DIALOG, "inside", WORD_INSIDE);
	raw(p, "<p><a href=\"rules.html#first\">");
	put(p, word(p, WORD_BEFORE_ALL));
	raw(p, "</a></p>\n");
}

void
write_rules_page(struct page *p)
{
	page_begin(p, "rules.html", word(p, WORD_RULES),
	    word(p, WORD_RULES_ABOUT));
	raw(p, "<h1>");
	put(p, word(p, WORD_RULES));
	raw(p, "</h1>\n<p>");
	put(p, word(p, WORD_RULES_ABOUT));
	raw(p, "</p>\n");
	heading(p, 2, "first", word(p, WORD_BEFORE_ALL));
	/* Of a failure, to which all of them may apply. */
	put_rule_list(p, 401, SIPRESP_RULE_FIRST);
	heading(p, 2, "codes", word(p, WORD_CODES));
	raw(p, "<ul class=\"codes\">\n");
	for (int code = 100; code <= 699; code++)
		if (sipresp_lookup(code) != NULL &&
		    sipresp_effective(code) == code) {
			raw(p, "<li><a class=\"to\" href=\"%d.html#decision\">", code);
			put_code(p, code);
			raw(p, "</a></li>\n");
		}
	raw(p, "</ul>\n");
	page_end(p);
}
