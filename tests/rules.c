/*
 * rules.c - the rows as a table: complete, consistent, bounded
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts.h"
#include "sipresp.h"
#include "tests.h"

#define MAX_ROWS	64

struct rows {
	struct sipresp_rule	row[MAX_ROWS];
	int			count;
	uint64_t		asked;	/* facts that any row asks for */
};

static void
read_rows(struct rows *rows, int code)
{
	struct sipresp_cursor c = { 0, 0 };

	rows->count = 0;
	rows->asked = 0;
	while (sipresp_next_rule(code, &c, &rows->row[rows->count])) {
		const struct sipresp_rule *row = &rows->row[rows->count++];

		rows->asked |= row->all | row->none;
		ck_assert_int_lt(rows->count, MAX_ROWS);
	}
}

/* Which row decides, by what the declaration of struct sipresp_rule says; -1
 * if none does. */
static int
decide(const struct rows *rows, unsigned method, uint64_t facts)
{
	int skip = -1;

	for (int i = 0; i < rows->count; i++) {
		const struct sipresp_rule *row = &rows->row[i];

		if ((int)row->group == skip ||
		    (row->group == SIPRESP_RULE_IN_DIALOG &&
		    !(facts & IS(IN_DIALOG))) || !(row->methods & method) ||
		    (row->all & ~facts) != 0 || (row->none & facts) != 0)
			continue;
		if (row->action != SIPRESP_ACTION_NONE)
			return i;
		skip = (int)row->group;
	}
	return -1;
}

/* Every set of the facts that the rows of a code ask for has a row, and
 * every row some set.  Returns how many sets there are. */
static unsigned long
walk_fact_sets(int code)
{
	static struct rows rows;
	bool met[MAX_ROWS] = { false };
	unsigned long walked = 0;
	uint64_t bits[64];
	unsigned count = 0;

	read_rows(&rows, code);
	rows.asked |= IS(IN_DIALOG);
	for (unsigned i = 0; i < FACT_COUNT; i++)
		if (rows.asked >> i & 1)
			bits[count++] = 1ULL << i;
	ck_assert_uint_le(count, 20);
	for (unsigned long set = 0; set < 1UL << count; set++) {
		uint64_t facts = 0;

		for (unsigned i = 0; i < count; i++)
			if (set >> i & 1)
				facts |= bits[i];
		for (unsigned m = SIPRESP_METHOD_INVITE;
		    m <= SIPRESP_METHOD_OTHER; m <<= 1) {
			int i = decide(&rows, m, facts);

			if (i < 0)
				ck_abort_msg("%d: no row for facts %llx", code,
				    (unsigned long long)facts);
			met[i] = true;
			walked++;
		}
	}
	for (int i = 0; i < rows.count; i++)
		ck_assert_msg(met[i] ||
		    rows.row[i].action == SIPRESP_ACTION_NONE,
		    "%d: nothing leads to %s", code, rows.row[i].rule);
	return walked;
}

START_TEST(every_fact_set_has_a_row)
{
	unsigned long walked = 0;

	for (int code = 100; code <= 699; code++)
		if (code % 100 == 99 || sipresp_effective(code) == code)
			walked += walk_fact_sets(code);
	printf("rules: %lu sets of facts, each has a row\n", walked);
}
END_TEST

START_TEST(rows_are_consistent)
{
	static struct rows rows;

	read_rows(&rows, 100 + _i);
	for (int i = 0; i < rows.count; i++) {
		const struct sipresp_rule *row = &rows.row[i];
		const bool ends = row->action == SIPRESP_ACTION_WAIT ||
		    row->action == SIPRESP_ACTION_DONE ||
		    row->action == SIPRESP_ACTION_GIVE_UP ||
		    row->action == SIPRESP_ACTION_DISCARD ||
		    row->action == SIPRESP_ACTION_NONE;

#define MUST_HOLD(what)	ck_assert_msg(what, "%s: not so: %s", row->rule, #what)
		MUST_HOLD((row->all & row->none) == 0);
		MUST_HOLD((row->all | row->none) >> FACT_COUNT == 0);
		MUST_HOLD(row->fallback != row->action ||
		    row->action == SIPRESP_ACTION_NONE);
		MUST_HOLD(ends == (row->fallback == SIPRESP_ACTION_NONE));
		MUST_HOLD((row->amend != 0) ==
		    (row->action == SIPRESP_ACTION_AMEND));
		MUST_HOLD(row->wait_min_ms <= row->wait_max_ms);
		MUST_HOLD(!row->wait_retry_after || row->wait_max_ms == 0);
		MUST_HOLD(row->action == SIPRESP_ACTION_RETRY ||
		    (!row->wait_retry_after && row->wait_max_ms == 0));
		MUST_HOLD(!row->wait_retry_after ||
		    ((row->all & IS(RETRY_AFTER)) != 0 &&
		    (row->none & IS(LONG_RETRY_AFTER)) != 0));

		/* What was sent as a probe is an OPTIONS. */
		MUST_HOLD(((row->all | row->none) & (IS(PROBE) |
		    IS(PROBE_OF_489) | IS(PROBE_OF_METHOD))) == 0 ||
		    row->methods == SIPRESP_METHOD_OPTIONS);

		/* What sends something again asks whether it still may. */
		MUST_HOLD(row->action != SIPRESP_ACTION_RETRY ||
		    (row->all & IS(RETRIES_LEFT)) != 0);
		MUST_HOLD(row->action != SIPRESP_ACTION_AMEND ||
		    (row->all & (IS(RETRIES_LEFT) | IS(FIRST_ANSWER))) != 0);
		MUST_HOLD(row->action != SIPRESP_ACTION_FAILOVER ||
		    (row->all & IS(FAILOVERS_LEFT)) != 0);
		MUST_HOLD(row->action != SIPRESP_ACTION_PROBE ||
		    (row->all & IS(PROBES_LEFT)) != 0);
		MUST_HOLD(row->action != SIPRESP_ACTION_AUTHENTICATE ||
		    (row->all & IS(CHALLENGE)) != 0);

		/* A row that no text decides claims no keyword's strength. */
		MUST_HOLD(strstr(row->why, "Our own choice") == NULL ||
		    row->level != SIPRESP_LEVEL_MUST);
#undef MUST_HOLD
	}
}
END_TEST

/* Every row that says MUST, and the sentence of the text that does; all of
 * them, so that a new one has to bring its own. */
static const struct {
	const char	*reference, *quote;
} musts[] = {
	{ "RFC 3261 section 8.1.3.4", "As with proxy recursion, a client"
	    " processing 3xx class responses MUST NOT add any given URI to the"
	    " target set more than once." },
	{ "RFC 3261 section 21.3.4", "The requested resource MUST be accessed"
	    " through the proxy given by the Contact field." },
	/* In lower case, but it leaves no choice. */
	{ "RFC 3261 section 21.4.23", "While an automated choice or sequential"
	    " search makes sense for a 3xx response, user intervention is"
	    " required for a 485 (Ambiguous) response." },
	{ "RFC 3261 section 22.1", "A UAC MUST NOT re-attempt requests with the"
	    " credentials that have just been rejected (though the request may"
	    " be retried if the nonce was stale)." },
	{ "RFC 3262 section 4", "As a result, if the UAC receives another reliable"
	    " provisional response to the same request, and its RSeq value is"
	    " not one higher than the value of the sequence number, that"
	    " response MUST NOT be acknowledged with a PRACK, and MUST NOT be"
	    " processed further by the UAC." },
	{ "RFC 3329 section 2.3.1", "When the client receives a response with a"
	    " Security-Server header field, it MUST choose the security"
	    " mechanism in the server's list with the highest \"q\" value"
	    " among all the mechanisms that are known to the client." },
	{ "RFC 3903 section 5", "If an EPA receives a 412 (Conditional Request"
	    " Failed) response, it MUST NOT reattempt the PUBLISH request." },
	{ "RFC 5079 section 4", "A User Agent Client (UAC) receiving a 433"
	    " (Anonymity Disallowed) MUST NOT retry the request without"
	    " anonymity unless it obtains confirmation from the user that this"
	    " is desirable." },
	{ "RFC 5630 section 5.1.1", "When presented with a SIPS URI, a UAC MUST"
	    " NOT change it to a SIP URI." },
	{ "RFC 6665 section 4.2.2", "If the NOTIFY transaction fails due to the"
	    " receipt of a 404, 405, 410, 416, 480-485, 489, 501, or 604"
	    " response to the NOTIFY request, the notifier MUST remove the"
	    " corresponding subscription." }
};

START_TEST(must_cites_a_must)
{
	bool used[COUNT(musts)] = { false };

	for (int code = 100; code <= 699; code++) {
		static struct rows rows;

		read_rows(&rows, code);
		for (int i = 0; i < rows.count; i++) {
			const struct sipresp_rule *row = &rows.row[i];
			bool found = row->level != SIPRESP_LEVEL_MUST;

			for (int k = 0; k < COUNT(musts) && !found; k++) {
				found = strcmp(row->reference,
				    musts[k].reference) == 0;
				used[k] |= found;
			}
			ck_assert_msg(found, "%s: which MUST of %s?",
			    row->rule, row->reference);
		}
	}
	for (int k = 0; k < COUNT(musts); k++) {
		ck_assert_msg(used[k], "no row needs %s", musts[k].reference);
		ck_assert(strstr(musts[k].quote, "MUST") != NULL ||
		    strstr(musts[k].quote, "is required") != NULL);
	}
}
END_TEST

START_TEST(facts_have_words)
{
	NEEDS_TEXTS;
	for (unsigned i = 0; i < FACT_COUNT; i++)
		for (int holds = 0; holds <= 1; holds++) {
			const char *text = sipresp_fact_text(i, holds, "en");

			ck_assert_ptr_nonnull(text);
			ck_assert_uint_gt(strlen(text), 10);
		}
	ck_assert_str_ne(sipresp_fact_text(0, true, NULL),
	    sipresp_fact_text(0, false, NULL));
	ck_assert_ptr_null(sipresp_fact_text(FACT_COUNT, true, NULL));
	ck_assert_ptr_null(sipresp_fact_text(1U << 31, true, NULL));
}
END_TEST

START_TEST(misuse)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_rule rule;

	ck_assert(!sipresp_next_rule(99, &c, &rule));
	ck_assert(!sipresp_next_rule(700, &c, &rule));
	ck_assert(!sipresp_next_rule(200, NULL, &rule));
	ck_assert(!sipresp_next_rule(200, &c, NULL));
	while (sipresp_next_rule(200, &c, &rule))
		;
	ck_assert(!sipresp_next_rule(200, &c, &rule));
}
END_TEST

TCase *
tcase_rules(void)
{
	TCase *tc = tcase_create("rules");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, every_fact_set_has_a_row);
	tcase_add_loop_test(tc, rows_are_consistent, 0, 600);
	tcase_add_test(tc, must_cites_a_must);
	tcase_add_test(tc, facts_have_words);
	tcase_add_test(tc, misuse);
	return tc;
}
