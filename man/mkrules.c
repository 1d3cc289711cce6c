/*
 * mkrules.c - write the rules as the lists in sipresp_rules(7)
 *
 * Runs on the machine that builds, and asks the library like any program
 * does; so the manual says what the library says.
 */

#include <stdio.h>
#include <string.h>

#include "sipresp.h"

/* Text that may hold what roff would read as its own; one sentence a line. */
static void
put(const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\\')
			fputs("\\e", stdout);
		else if (s[0] == '.' && s[1] == ' ' && s[2] >= 'A' &&
		    s[2] <= 'Z')
			s++, fputs(".\n", stdout);
		else
			putchar(*s);
	}
}

static void
put_methods(unsigned methods)
{
	const unsigned any = SIPRESP_METHOD_ANY, rest = any & ~methods;
	const int all_but_one = rest != 0 && (rest & (rest - 1)) == 0;
	const char *separator = all_but_one ? "For any method but " : "For ";

	if (methods == any)
		return;
	for (unsigned bit = 1; bit < any; bit <<= 1)
		if ((all_but_one ? rest : methods) & bit) {
			printf("%s%s", separator,
			    sipresp_method_name((enum sipresp_method)bit));
			separator = ", ";
		}
	puts(":");
}

static void
put_conditions(const struct sipresp_rule *rule)
{
	const char *separator = "if ";

	for (unsigned i = 0; i < 64; i++)
		if ((rule->all | rule->none) >> i & 1) {
			fputs(separator, stdout);
			put(sipresp_fact_text(i, rule->all >> i & 1, NULL));
			separator = ", and\n";
		}
	if (strcmp(separator, "if ") != 0)
		puts(":");
}

static void
put_action(const struct sipresp_rule *rule)
{
	const char *separator = ": ";

	fputs(sipresp_action_text(rule->action, NULL), stdout);
	if (rule->wait_retry_after)
		fputs(" after the time in Retry-After", stdout);
	if (rule->wait_max_ms > 0)
		printf(" after %u to %u ms", (unsigned)rule->wait_min_ms,
		    (unsigned)rule->wait_max_ms);
	for (unsigned i = 0; i < SIPRESP_AMEND_COUNT; i++)
		if (rule->amend >> i & 1) {
			fputs(separator, stdout);
			put(sipresp_amend_text((enum sipresp_amend)i, NULL));
			separator = "; ";
		}
	puts(".");
	if (rule->fallback != SIPRESP_ACTION_NONE &&
	    rule->fallback != SIPRESP_ACTION_GIVE_UP)
		printf("Failing that, %s.\n",
		    sipresp_action_text(rule->fallback, NULL));
	if (rule->quarantine)
		puts("Keep away from the server for the time in Retry-After.");
}

static void
put_effects(const struct sipresp_rule *rule)
{
	static const char owed[][8] = { "ACK", "PRACK", "BYE", "CANCEL" };

	if (rule->scope != SIPRESP_SCOPE_TRANSACTION &&
	    rule->scope != SIPRESP_SCOPE_NONE)
		printf("This ends the %s.\n",
		    rule->scope == SIPRESP_SCOPE_EARLY_DIALOG ? "early dialog" :
		    sipresp_scope_name(rule->scope));
	for (unsigned i = 0; i < sizeof owed / sizeof owed[0]; i++)
		if (rule->send >> i & 1)
			printf("%s is owed.\n", owed[i]);
	switch (rule->future) {
	case SIPRESP_FUTURE_KEEP:
		break;
	case SIPRESP_FUTURE_REPLACE:
		puts("Later requests use the new URI.");
		break;
	case SIPRESP_FUTURE_CACHE:
		puts("Later requests use the new URI until it expires.");
		break;
	case SIPRESP_FUTURE_FORGET:
		puts("Later requests do not use this URI.");
		break;
	}
}

static void
put_rule(const struct sipresp_rule *rule)
{
	static const char levels[][10] = { "", ", MAY", ", SHOULD", ", MUST" };

	if (rule->action == SIPRESP_ACTION_NONE) {
		puts(".It no rule");
		put_methods(rule->methods);
		puts("decide as outside a dialog.");
		return;
	}
	printf(".It %s\n", rule->rule);
	put_methods(rule->methods);
	put_conditions(rule);
	put_action(rule);
	put_effects(rule);
	put(rule->why);
	printf("\n.Bq %s%s%s\n", rule->reference, levels[rule->level],
	    rule->level != SIPRESP_LEVEL_NONE &&
	    rule->action == SIPRESP_ACTION_GIVE_UP ? " NOT" : "");
}

static void
put_group(int code, enum sipresp_rule_group group, const char *title)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_rule rule;
	int count = 0;

	while (sipresp_next_rule(code, &cursor, &rule)) {
		if (rule.group != group)
			continue;
		if (count++ == 0)
			printf("%s.Bl -tag -width Ds -compact\n", title);
		put_rule(&rule);
	}
	if (count > 0)
		puts(".El");
}

/* The rows before all others are told once, not for each code. */
static void
put_first(void)
{
	static struct sipresp_rule rows[64];

	for (int code = 100; code <= 699; code++) {
		struct sipresp_cursor cursor = { 0, 0 };
		struct sipresp_rule rule;

		while (sipresp_next_rule(code, &cursor, &rule) &&
		    rule.group == SIPRESP_RULE_FIRST && cursor.at < 64)
			rows[cursor.at] = rule;
	}
	puts(".Ss Before all others\n.Bl -tag -width Ds -compact");
	for (unsigned i = 0; i < 64; i++)
		if (rows[i].rule != NULL)
			put_rule(&rows[i]);
	puts(".El");
}

int
main(void)
{
	put_first();
	for (int code = 100; code <= 699; code++) {
		const struct sipresp_info *info = sipresp_lookup(code);

		if (info == NULL || info->origin != SIPRESP_ORIGIN_REGISTERED)
			continue;
		printf(".Ss %d %s\n", code, sipresp_phrase(info->code));
		put_group(code, SIPRESP_RULE_IN_DIALOG, "Inside a dialog:\n");
		put_group(code, SIPRESP_RULE_OF_CODE, "");
	}
	return 0;
}
