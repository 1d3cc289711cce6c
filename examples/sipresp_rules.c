/*
 * sipresp_rules.c - the rows that decisions come from
 *
 * SPDX-License-Identifier: MIT
 */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "sipresp_advice.h"
#include "sipresp_json.h"
#include "sipresp_page.h"
#include "sipresp_rules.h"
#include "sipresp_words.h"

/* Rows of the report: the name of a rule, its labels, and their texts. */
#define RULE	2
#define LABEL	4
#define TEXT	12

static bool
is_told(int code)
{
	const struct sipresp_info *info = sipresp_lookup(code);

	return info != NULL && info->origin == SIPRESP_ORIGIN_REGISTERED;
}

static void
put_methods(struct buffer *b, unsigned methods)
{
	const unsigned any = SIPRESP_METHOD_ANY;
	const bool few_left_out = methods != any &&
	    (any & ~methods & ((any & ~methods) - 1)) == 0;
	const unsigned listed = few_left_out ? any & ~methods : methods;
	const char *separator = few_left_out ? SAY_ANY_BUT : "";

	if (methods == any)
		return;
	for (unsigned bit = 1; bit < any; bit <<= 1)
		if (listed & bit) {
			buffer_format(b, "%s%s", separator,
			    sipresp_method_name((enum sipresp_method)bit));
			separator = ", ";
		}
}

/* "Retry-After is there; it may be sent again" */
static void
put_conditions(struct buffer *b, const struct sipresp_rule *rule,
    const char *lang)
{
	const char *separator = "";

	for (unsigned i = 0; sipresp_language(0) != NULL && i < 64; i++)
		if ((rule->all | rule->none) >> i & 1) {
			buffer_format(b, "%s%s", separator,
			    sipresp_fact_text(i, rule->all >> i & 1, lang));
			separator = "; ";
		}
}

static void
put_amendments(struct buffer *b, unsigned amend, const char *lang)
{
	const char *separator = ": ";

	for (unsigned i = 0; i < SIPRESP_AMEND_COUNT; i++)
		if (amend >> i & 1) {
			const enum sipresp_amend amend_ = (enum sipresp_amend)i;

			buffer_format(b, "%s%s", separator, words_or_name(
			    sipresp_amend_text(amend_, lang),
			    sipresp_amend_name(amend_)));
			separator = "; ";
		}
}

static void
put_action(struct buffer *b, const struct sipresp_rule *rule, const char *lang)
{
	struct sipresp_verdict wait;

	if (rule->action == SIPRESP_ACTION_NONE) {
		buffer_text(b, SAY_AS_OUTSIDE);
		return;
	}
	buffer_text(b, words_or_name(sipresp_action_text(rule->action, lang),
	    sipresp_action_name(rule->action)));
	if (rule->wait_retry_after)
		buffer_text(b, SAY_AFTER_RETRY_AFTER);
	if (rule->wait_max_ms > 0) {
		buffer_text(b, SAY_AFTER);
		wait.wait_min_ms = rule->wait_min_ms;
		wait.wait_max_ms = rule->wait_max_ms;
		put_moments(b, &wait);
	}
	put_amendments(b, rule->amend, lang);
	buffer_text(b, ".");
	if (rule->quarantine)
		buffer_text(b, SAY_QUARANTINE_RULE);
	if (rule->fallback != SIPRESP_ACTION_NONE &&
	    rule->fallback != SIPRESP_ACTION_GIVE_UP)
		buffer_format(b, SAY_FALLBACK_RULE,
		    words_or_name(sipresp_action_text(rule->fallback, lang),
		    sipresp_action_name(rule->fallback)));
}

static void
put_effects(struct buffer *b, const struct sipresp_rule *rule)
{
	struct sipresp_verdict v = { .send = rule->send };

	if (rule->scope == SIPRESP_SCOPE_USAGE)
		buffer_text(b, SAY_RULE_ENDS_USAGE);
	if (rule->scope == SIPRESP_SCOPE_DIALOG)
		buffer_text(b, SAY_RULE_ENDS_DIALOG);
	if (rule->scope == SIPRESP_SCOPE_EARLY_DIALOG)
		buffer_text(b, SAY_RULE_ENDS_EARLY);
	if (rule->send != 0) {
		buffer_text(b, b->len > 0 ? SAY_OWED : SAY_NOTHING_OWED);
		put_owed(b, &v);
	}
	if (rule->future != SIPRESP_FUTURE_KEEP && b->len > 0)
		buffer_text(b, " ");
	v.future = rule->future;
	put_future(b, &v);
}

static void
put_source(struct buffer *b, const struct sipresp_rule *rule)
{
	put_reference(b, rule->reference);
	if (strstr(rule->why, "Our own choice") != NULL)
		buffer_text(b, SAY_WHICH_LEAVES_OPEN);
	else if (rule->level != SIPRESP_LEVEL_NONE)
		buffer_format(b, ": %s%s",
		    rule->level == SIPRESP_LEVEL_MUST ? "MUST" :
		    rule->level == SIPRESP_LEVEL_SHOULD ? "SHOULD" : "MAY",
		    rule->action == SIPRESP_ACTION_GIVE_UP ?
		    SAY_NOT_UNCHANGED : "");
	buffer_text(b, ".");
}

static void
print_line(const struct terminal *t, const char *label, struct buffer *b)
{
	if (b->len > 0)
		print_item(t, LABEL, TEXT, label, STYLE_DIM, b->p);
	buffer_clear(b);
}

static void
print_rule(const struct terminal *t, const struct sipresp_rule *rule,
    const char *lang)
{
	struct buffer b = { .p = NULL };

	buffer_clear(&b);
	printf("%*s", RULE, "");
	print_styled(t, STYLE_BOLD, rule->action != SIPRESP_ACTION_NONE ?
	    rule->rule : SAY_NO_RULE);
	putchar('\n');
	put_methods(&b, rule->methods);
	print_line(t, SAY_RULE_FOR, &b);
	put_conditions(&b, rule, lang);
	print_line(t, SAY_RULE_IF, &b);
	put_action(&b, rule, lang);
	print_line(t, SAY_RULE_DO, &b);
	put_effects(&b, rule);
	print_line(t, SAY_RULE_ENDS, &b);
	if (rule->action != SIPRESP_ACTION_NONE) {
		put_source(&b, rule);
		print_line(t, SAY_RULE_SOURCE, &b);
		buffer_text(&b, sipresp_translate(rule->why, lang));
		print_line(t, SAY_RULE_WHY, &b);
	}
	buffer_free(&b);
}

/* The rows of one group, with a title if there are any. */
static bool
print_group(const struct terminal *t, int code, enum sipresp_rule_group group,
    const char *title, const char *lang)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_rule rule;
	bool any = false;

	while (sipresp_next_rule(code, &cursor, &rule)) {
		if (rule.group != group)
			continue;
		if (!any) {
			putchar('\n');
			print_text(t, 0, title);
		}
		any = true;
		print_rule(t, &rule, lang);
	}
	return any;
}

/* What a person looks for comes first, and the rows that go before those of
 * every code come last; of all codes they are told once. */
static void
print_rules_of(const struct terminal *t, int code, bool with_first,
    const char *lang)
{
	struct buffer b = { .p = NULL };
	bool has_dialog;

	buffer_format(&b, "%d ", code);
	buffer_text(&b, sipresp_phrase(code) != NULL ?
	    sipresp_phrase(code) : SAY_NOT_REGISTERED);
	print_styled(t, class_style(code), b.p);
	putchar('\n');
	if (sipresp_effective(code) != code)
		printf(SAY_DECIDED_AS, sipresp_effective(code));
	has_dialog = print_group(t, code, SIPRESP_RULE_IN_DIALOG,
	    SAY_GROUP_IN_DIALOG, lang);
	print_group(t, code, SIPRESP_RULE_OF_CODE, has_dialog ?
	    SAY_GROUP_OUTSIDE : SAY_GROUP, lang);
	if (with_first)
		print_group(t, code, SIPRESP_RULE_FIRST,
		    SAY_GROUP_FIRST, lang);
	buffer_free(&b);
}

void
print_rules(const struct terminal *t, int code, const char *lang)
{
	if (code != 0) {
		print_rules_of(t, code, true, lang);
		return;
	}
	for (int c = 100; c <= 699; c++)
		if (is_told(c)) {
			if (c > 100)
				putchar('\n');
			print_rules_of(t, c, c == 100, lang);
		}
}

static void
json_set(const char *key, unsigned set, const char *(*name)(unsigned bit))
{
	json_key(key);
	json_open('[');
	for (unsigned bit = 0; bit < 32; bit++)
		if (set >> bit & 1)
			json_name(name(bit));
	json_close(']');
}

static const char *
method_at(unsigned bit)
{
	return sipresp_method_name((enum sipresp_method)(1U << bit));
}

static const char *
amend_at(unsigned bit)
{
	return sipresp_amend_name((enum sipresp_amend)bit);
}

static const char *
send_at(unsigned bit)
{
	static const char *const names[] = { "ack", "prack", "bye", "cancel" };

	return bit < sizeof names / sizeof names[0] ? names[bit] : NULL;
}

void
json_methods(unsigned methods)
{
	json_set("methods", methods == SIPRESP_METHOD_ANY ? 0 : methods,
	    method_at);
}

void
json_sends(unsigned sends)
{
	json_set("send", sends, send_at);
}

static void
json_text(const char *key, const char *text)
{
	json_key(key);
	json_name(text);
}

static void
json_rule(int code, const struct sipresp_rule *rule, const char *lang)
{
	static const char *const groups[] = { "first", "in_dialog", "of_code" };

	json_open('{');
	json_key("status");
	json_number((uint64_t)code);
	json_text("group", groups[rule->group]);
	json_text("rule", rule->action != SIPRESP_ACTION_NONE ? rule->rule :
	    NULL);
	json_methods(rule->methods);
	json_key("if");
	json_open('[');
	for (unsigned i = 0; i < 64; i++)
		if ((rule->all | rule->none) >> i & 1)
			json_name(sipresp_fact_text(i, rule->all >> i & 1,
			    lang));
	json_close(']');
	json_text("action", rule->action != SIPRESP_ACTION_NONE ?
	    sipresp_action_name(rule->action) : NULL);
	json_text("fallback", rule->fallback != SIPRESP_ACTION_NONE ?
	    sipresp_action_name(rule->fallback) : NULL);
	json_text("level", sipresp_level_name(rule->level));
	json_set("amend", rule->amend, amend_at);
	json_sends(rule->send);
	json_text("scope", sipresp_scope_name(rule->scope));
	json_text("future", sipresp_future_name(rule->future));
	json_key("wait_ms");
	if (rule->wait_max_ms > 0) {
		json_open('[');
		json_number(rule->wait_min_ms);
		json_number(rule->wait_max_ms);
		json_close(']');
	} else {
		json_absent();
	}
	json_key("wait_retry_after");
	json_bool(rule->wait_retry_after);
	json_key("quarantine");
	json_bool(rule->quarantine);
	json_text("reference", rule->reference);
	json_text("why", sipresp_translate(rule->why, lang));
	json_close('}');
	json_end();
}

void
json_rules(int code, const char *lang)
{
	for (int c = code != 0 ? code : 100; c <= (code != 0 ? code : 699);
	    c++) {
		struct sipresp_cursor cursor = { 0, 0 };
		struct sipresp_rule rule;

		while ((code != 0 || is_told(c)) &&
		    sipresp_next_rule(c, &cursor, &rule))
			json_rule(c, &rule, lang);
	}
}
