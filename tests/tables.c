/*
 * tables.c - what the tables of the library say, row by row
 *
 * The tables of lib/ are written for those who read a decision; data/rules.tsv
 * and data/codes.tsv have the same by code, as it comes out of the public
 * functions, with the RFC and section of each.  Who changes a row by mistake is
 * told here; who changes one on purpose changes it there too.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts.h"
#include "sipresp.h"
#include "tests.h"

#define CODES	700		/* 100 to 699 are used */

struct text {
	char	s[16384];
	size_t	len;
};

static void
put(struct text *t, const char *s)
{
	ck_assert_uint_lt(t->len + strlen(s), sizeof t->s);
	strcpy(t->s + t->len, s);
	t->len += strlen(s);
}

/* A word of a list, which begins at 'begin'. */
static void
put_member(struct text *t, size_t begin, const char *sign, const char *name)
{
	if (t->len > begin)
		put(t, " ");
	put(t, sign);
	put(t, name);
}

static void
end_list(struct text *t, size_t begin, const char *end)
{
	if (t->len == begin)
		put(t, "-");
	put(t, end);
}

static void
put_methods(struct text *t, unsigned methods)
{
	const size_t begin = t->len;

	if (methods == SIPRESP_METHOD_ANY)
		put(t, "any");
	else
		for (unsigned m = SIPRESP_METHOD_INVITE;
		    m <= SIPRESP_METHOD_OTHER; m <<= 1)
			if (methods & m)
				put_member(t, begin, "", sipresp_method_name(
				    (enum sipresp_method)m));
	end_list(t, begin, "\t");
}

static void
put_facts(struct text *t, const struct sipresp_rule *row)
{
	static const char *const names[] = {
#define SOURCE(NAME)
#define FACT(NAME, yes, no)	#NAME,
#include "facts.def"
	};
	const size_t begin = t->len;

	for (int i = 0; i < COUNT(names); i++)
		if ((row->all | row->none) >> i & 1)
			put_member(t, begin, row->all >> i & 1 ? "" : "!",
			    names[i]);
	end_list(t, begin, "\t");
}

static void
put_amend(struct text *t, unsigned amend)
{
	const size_t begin = t->len;

	for (unsigned i = 0; i < SIPRESP_AMEND_COUNT; i++)
		if (amend >> i & 1)
			put_member(t, begin, "", sipresp_amend_name(
			    (enum sipresp_amend)i));
	end_list(t, begin, "\t");
}

static void
put_rule(struct text *t, const struct sipresp_rule *row)
{
	char rest[256];

	put(t, row->rule[0] != '\0' ? row->rule : "-");
	put(t, "\t");
	put_methods(t, row->methods);
	put_facts(t, row);
	sprintf(rest, "%s\t%s\t%s\t%s\t%s\t", sipresp_action_name(row->action),
	    sipresp_action_name(row->fallback), sipresp_level_name(row->level),
	    sipresp_scope_name(row->scope), sipresp_future_name(row->future));
	put(t, rest);
	put_amend(t, row->amend);
	sprintf(rest, "%s%s%s%s\t", row->send & SIPRESP_SEND_ACK ? "ACK" : "",
	    row->send & SIPRESP_SEND_PRACK ? "PRACK" : "",
	    row->send & SIPRESP_SEND_BYE ? "BYE" : "",
	    row->send == 0 ? "-" : "");
	put(t, rest);
	sprintf(rest, "%lu-%lu\t", (unsigned long)row->wait_min_ms,
	    (unsigned long)row->wait_max_ms);
	put(t, row->wait_retry_after ? "Retry-After\t" :
	    row->wait_max_ms == 0 ? "-\t" : rest);
	put(t, row->quarantine ? "quarantine\t" : "-\t");
	put(t, row->reference[0] != '\0' ? row->reference : "-");
	put(t, "\n");
}

/* What decides about a code, of one group. */
static void
put_rules(struct text *t, int code, enum sipresp_rule_group group)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_rule row;

	t->len = 0;
	t->s[0] = '\0';
	while (sipresp_next_rule(code, &c, &row))
		if (row.group == group)
			put_rule(t, &row);
}

static char *
load(const char *name)
{
	const char *data = getenv("SIPRESP_DATA");
	char path[4096], *text;
	size_t len;
	FILE *f;

	ck_assert_msg(data != NULL, "SIPRESP_DATA does not name tests/data");
	snprintf(path, sizeof path, "%s/%s", data, name);
	f = fopen(path, "r");
	ck_assert_msg(f != NULL, "%s is not there", path);
	text = malloc(1 << 20);
	ck_assert_ptr_nonnull(text);
	len = fread(text, 1, (1 << 20) - 1, f);
	ck_assert(feof(f));
	fclose(f);
	text[len] = '\0';
	return text;
}

static const char *const groups[] = {
	[SIPRESP_RULE_FIRST] = "first",
	[SIPRESP_RULE_IN_DIALOG] = "in-dialog",
	[SIPRESP_RULE_OF_CODE] = "code"
};

/*
 * The rows of some codes stand behind a line
 *
 *	= GROUP CODE CODE-CODE ...
 *
 * each as: rule, methods, facts, action, fallback, level, scope, future,
 * amend, send, wait, quarantine, reference.
 */
START_TEST(rules)
{
	static struct text got, want[COUNT(groups)][CODES];
	char *text = load("rules.tsv"), *save = NULL;
	bool is_of[CODES] = { false };
	int group = -1;

	for (char *line = strtok_r(text, "\n", &save); line != NULL;
	    line = strtok_r(NULL, "\n", &save)) {
		if (line[0] == '=') {
			char *word = NULL, *words = NULL;

			memset(is_of, 0, sizeof is_of);
			word = strtok_r(line + 1, " ", &words);
			for (group = 0; group < COUNT(groups) &&
			    strcmp(groups[group], word) != 0; group++)
				;
			ck_assert_int_lt(group, COUNT(groups));
			while ((word = strtok_r(NULL, " ", &words)) != NULL) {
				int from, to;

				if (sscanf(word, "%d-%d", &from, &to) == 1)
					to = from;
				ck_assert(from >= 100 && to < CODES);
				for (int code = from; code <= to; code++)
					is_of[code] = true;
			}
		} else if (line[0] != '#')
			for (int code = 100; code < CODES; code++)
				if (is_of[code]) {
					put(&want[group][code], line);
					put(&want[group][code], "\n");
				}
	}
	free(text);
	for (group = 0; group < COUNT(groups); group++)
		for (int code = 100; code < CODES; code++) {
			put_rules(&got, code, (enum sipresp_rule_group)group);
			ck_assert_msg(strcmp(got.s, want[group][code].s) == 0,
			    "%d, %s: the rows are\n%sand not\n%s", code,
			    groups[group], got.s, want[group][code].s);
		}
}
END_TEST

static void
put_code(struct text *t, int code)
{
	static const char *const origins[] = {
		[SIPRESP_ORIGIN_REGISTERED] = "registered",
		[SIPRESP_ORIGIN_HISTORIC] = "historic",
		[SIPRESP_ORIGIN_VENDOR] = "vendor"
	};
	const struct sipresp_info *info = sipresp_lookup(code);
	struct sipresp_response r;
	struct sipresp_verdict v;
	char line[256];
	size_t begin;

	ck_assert_int_eq(sipresp_response_init(&r, code, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);

	sprintf(line, "%s\t", info != NULL ? origins[info->origin] : "-");
	put(t, line);
	begin = t->len;
	for (unsigned p = 1; info != NULL && p <= SIPRESP_PARTY_POLICY; p <<= 1)
		if (info->parties & p)
			put_member(t, begin, "", sipresp_party_name(
			    (enum sipresp_party)p));
	end_list(t, begin, "\t");
	sprintf(line, "%s%s\t", info != NULL && info->temporary ?
	    "temporary" : "-", info != NULL && info->deprecated ?
	    " deprecated" : "");
	put(t, line);
	if (code < 300)
		put(t, "-\t");
	else {
		sprintf(line, "%u\t", sipresp_fork_rank(SIPRESP_FORK_REPAIRABLE,
		    code, false));
		put(t, line);
	}
	if (v.blame == 0)
		put(t, "-");
	else {
		sprintf(line, "%s\t%s\t%.24s", sipresp_party_name(
		    (enum sipresp_party)v.blame), sipresp_certainty_name(
		    v.blame_certainty), v.blame_why);
		put(t, line);
	}
}

/*
 * A line for every code of the catalogue, and one for each class, which is for
 * all others of it: code, origin, who can act, temporary, rank among what a
 * caller can repair, who has to act, how sure that is, why.
 */
START_TEST(codes)
{
	static struct text got;
	static char want[CODES][256];
	char *text = load("codes.tsv"), *save = NULL;

	NEEDS_TEXTS;
	for (char *line = strtok_r(text, "\n", &save); line != NULL;
	    line = strtok_r(NULL, "\n", &save)) {
		const char *rest = strchr(line, '\t');
		int first = atoi(line), last = first;

		if (line[0] == '#')
			continue;
		ck_assert_ptr_nonnull(rest);
		if (strncmp(line + 1, "xx\t", 3) == 0) {
			first *= 100;
			last = first + 99;
		}
		ck_assert(first >= 100 && last < CODES);
		for (int code = first; code <= last; code++)
			snprintf(want[code], sizeof want[code], "%s", rest + 1);
	}
	free(text);
	for (int code = 100; code < CODES; code++) {
		got.len = 0;
		put_code(&got, code);
		ck_assert_msg(strcmp(got.s, want[code]) == 0,
		    "%d is\n%s\nand not\n%s", code, got.s, want[code]);
	}
}
END_TEST

TCase *
tcase_tables(void)
{
	TCase *tc = tcase_create("tables");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, rules);
	tcase_add_test(tc, codes);
	return tc;
}
