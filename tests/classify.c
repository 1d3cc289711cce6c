/*
 * classify.c - what must hold for every verdict, over the whole domain
 *
 * Single decisions are in data/decisions; here are all codes, all methods,
 * inside a dialog and outside, with many sets of header fields.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts.h"
#include "sipresp.h"
#include "tests.h"

static const char *const methods[] = {
	"INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER", "PRACK",
	"SUBSCRIBE", "NOTIFY", "PUBLISH", "INFO", "REFER", "MESSAGE", "UPDATE",
	"FOO"
};

/* Each may be there or not; the sets are walked as bits. */
static const char *const fields[][2] = {
	{ "Retry-After", "7" },
	{ "Contact", "<sip:a@x>;expires=60, <sips:b@x>;q=0.1" },
	{ "WWW-Authenticate", "Digest realm=\"a\",nonce=\"n\"" },
	{ "Min-Expires", "3600" },
	{ "Allow-Events", "presence" },
	{ "Require", "100rel" },
	{ "RSeq", "5" },
	{ "Warning", "380 a \"b\", 381 a \"b\"" }
};

/* What an action makes anew: RFC 3261, sections 8.1.3.4 (302), 21.3.4 (305),
 * 8.1.3.5 and 22.1; RFC 3263, section 4.3. */
static unsigned
renewed_by(enum sipresp_action action, bool in_dialog)
{
	const unsigned branch = SIPRESP_RENEW_BRANCH;

	switch (action) {
	case SIPRESP_ACTION_REDIRECT:
		return branch | SIPRESP_RENEW_DESTINATION |
		    SIPRESP_RENEW_CREDENTIALS |
		    (in_dialog ? 0U : (unsigned)SIPRESP_RENEW_ROUTE);
	case SIPRESP_ACTION_USE_PROXY:
		return branch | SIPRESP_RENEW_DESTINATION | SIPRESP_RENEW_ROUTE;
	case SIPRESP_ACTION_FAILOVER:
		return branch | SIPRESP_RENEW_DESTINATION;
	case SIPRESP_ACTION_AUTHENTICATE:
	case SIPRESP_ACTION_AMEND:
	case SIPRESP_ACTION_RETRY:
		return branch;
	default:
		return 0;
	}
}

static void
check_verdict(const struct sipresp_verdict *v, const char *method,
    bool in_dialog)
{
	const bool is_final = v->action == SIPRESP_ACTION_WAIT ||
	    v->action == SIPRESP_ACTION_DONE ||
	    v->action == SIPRESP_ACTION_GIVE_UP ||
	    v->action == SIPRESP_ACTION_DISCARD;

/* ck_assert() writes to a file even where all is well: too slow for this. */
#define MUST_HOLD(what)	do {						\
	if (!(what))							\
		ck_abort_msg("%d to %s%s by %s: not so: %s", v->status,	\
		    method, in_dialog ? " inside a dialog" : "",	\
		    v->rule, #what);					\
} while (0)

	MUST_HOLD(v->treated_as == sipresp_effective(v->status));
	MUST_HOLD(v->class_ == sipresp_class_of(v->status));
	MUST_HOLD(v->action != SIPRESP_ACTION_NONE);
	MUST_HOLD(v->renew == renewed_by(v->action, in_dialog));
	MUST_HOLD(sipresp_action_name(v->action) != NULL);
	MUST_HOLD(sipresp_level_name(v->level) != NULL);
	MUST_HOLD(sipresp_scope_name(v->scope) != NULL);
	MUST_HOLD(sipresp_future_name(v->future) != NULL);
	MUST_HOLD(is_final == (v->fallback == SIPRESP_ACTION_NONE));
	MUST_HOLD(v->fallback != v->action);
	MUST_HOLD((v->amend != 0) == (v->action == SIPRESP_ACTION_AMEND));
	MUST_HOLD(v->amend >> SIPRESP_AMEND_COUNT == 0);
	MUST_HOLD(!v->has_wait || v->wait_min_ms <= v->wait_max_ms);
	MUST_HOLD(!v->has_wait || v->action == SIPRESP_ACTION_RETRY);
	MUST_HOLD(v->quarantine_s == 0 || v->treated_as == 503);
	MUST_HOLD(v->target_count <= SIPRESP_MAX_TARGETS);
	MUST_HOLD(v->target_count == 0 ||
	    v->action == SIPRESP_ACTION_REDIRECT ||
	    v->action == SIPRESP_ACTION_USE_PROXY ||
	    v->action == SIPRESP_ACTION_ASK_USER);
	MUST_HOLD(v->target_count > 0 ||
	    (v->action != SIPRESP_ACTION_REDIRECT &&
	    v->action != SIPRESP_ACTION_USE_PROXY));
	MUST_HOLD((v->chosen != 0) ==
	    (v->action == SIPRESP_ACTION_AUTHENTICATE));
	MUST_HOLD(v->event.p == NULL ? v->event.len == 0 :
	    (v->amend & 1U << SIPRESP_AMEND_EVENT) != 0);
	MUST_HOLD(strncmp(v->reference, "RFC ", 4) == 0);
	MUST_HOLD(SIPRESP_TEXTS == 0 || v->why[strlen(v->why) - 1] == '.');

	/* What never may happen. */
	MUST_HOLD(v->status >= 200 || v->action == SIPRESP_ACTION_WAIT ||
	    v->action == SIPRESP_ACTION_DISCARD);
	MUST_HOLD(v->status < 200 || v->action != SIPRESP_ACTION_WAIT);
	MUST_HOLD(v->status < 300 || v->action != SIPRESP_ACTION_DONE ||
	    strcmp(method, "BYE") == 0);
	MUST_HOLD(v->status < 600 || (v->action != SIPRESP_ACTION_FAILOVER &&
	    v->action != SIPRESP_ACTION_REDIRECT));
	MUST_HOLD(strcmp(method, "CANCEL") != 0 || v->status < 300 ||
	    v->action == SIPRESP_ACTION_GIVE_UP);
	MUST_HOLD(strcmp(method, "CANCEL") != 0 ||
	    v->scope <= SIPRESP_SCOPE_TRANSACTION);
	MUST_HOLD(strcmp(method, "ACK") != 0 ||
	    v->action == SIPRESP_ACTION_DISCARD);
	MUST_HOLD(v->action != SIPRESP_ACTION_DISCARD || (v->send == 0 &&
	    v->scope == SIPRESP_SCOPE_NONE));
	MUST_HOLD(!(v->send & SIPRESP_SEND_ACK) || (v->status >= 200 &&
	    v->status < 300 && strcmp(method, "INVITE") == 0));
	MUST_HOLD(!(v->send & SIPRESP_SEND_PRACK) || (v->status > 100 &&
	    v->status < 200 && strcmp(method, "INVITE") == 0));
	MUST_HOLD(!(v->send & SIPRESP_SEND_BYE) || (in_dialog &&
	    strcmp(method, "BYE") != 0));
	MUST_HOLD(v->scope <= SIPRESP_SCOPE_TRANSACTION || in_dialog ||
	    v->status == 199 || v->status == 204);
	MUST_HOLD(!in_dialog || v->future == SIPRESP_FUTURE_KEEP);
	MUST_HOLD(v->future != SIPRESP_FUTURE_CACHE ||
	    v->targets[0].has_expires);
#undef MUST_HOLD
}

START_TEST(every_verdict)
{
	const char *method = methods[_i];
	const bool dialog_only = strcmp(method, "BYE") == 0 ||
	    strcmp(method, "PRACK") == 0 || strcmp(method, "UPDATE") == 0 ||
	    strcmp(method, "INFO") == 0 || strcmp(method, "NOTIFY") == 0;

	for (unsigned set = 0; set < 1U << COUNT(fields); set++) {
		struct sipresp_response r;

		ck_assert_int_eq(sipresp_response_init(&r, 200, str(method)), 0);
		for (int i = 0; i < COUNT(fields); i++)
			if (set >> i & 1)
				ck_assert_int_eq(sipresp_response_add(&r,
				    str(fields[i][0]), str(fields[i][1])), 0);
		for (r.code = 100; r.code <= 699; r.code++)
			for (unsigned how = 0; how < 16; how++) {
				struct sipresp_request q = {
					.in_dialog = how & 1,
					.uri = str(how & 2 ? "sips:c@x" :
					    "sip:c@x"),
					.call_id_owner = how & 4
				};
				struct sipresp_state s = {
					.retries = how & 8 ? 3 : 0
				};
				struct sipresp_verdict v;

				if (sipresp_classify(&v, &r, &q, &s) != 0)
					ck_abort_msg("%d fails", r.code);
				check_verdict(&v, method, (how & 1) ||
				    dialog_only);
				if (s.retries == SIPRESP_MAX_RETRIES &&
				    (v.action == SIPRESP_ACTION_RETRY ||
				    v.action == SIPRESP_ACTION_AMEND ||
				    v.fallback == SIPRESP_ACTION_RETRY))
					ck_abort_msg("%s goes on for ever",
					    v.rule);
			}
	}
}
END_TEST

/* What a timeout and a transport error are told apart by. */
START_TEST(local)
{
	struct sipresp_response r;
	struct sipresp_verdict v;
	struct sipresp_request q = { .provisional_seen = false };

	ck_assert_int_eq(sipresp_response_local(&r, SIPRESP_SOURCE_TIMEOUT,
	    str("INVITE")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_FAILOVER);
	ck_assert_int_eq(v.source, SIPRESP_SOURCE_TIMEOUT);
	q.provisional_seen = true;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_RETRY);
}
END_TEST

START_TEST(misuse)
{
	struct sipresp_verdict v, before;
	struct sipresp_response r;

	memset(&v, 0x5a, sizeof v);
	before = v;
	ck_assert_int_eq(sipresp_classify(&v, NULL, NULL, NULL), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_response_init(&r, 200,
	    (struct sipresp_str){ NULL, 0 }), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL),
	    SIPRESP_ENOMETHOD);
	ck_assert_int_eq(sipresp_classify(NULL, &r, NULL, NULL), SIPRESP_EINVAL);
	r.code = 65736;
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), SIPRESP_EINVAL);
	ck_assert(memcmp(&v, &before, sizeof v) == 0);
}
END_TEST

/* At SIPRESP_MAX_CHALLENGES and one past it. */
START_TEST(many_challenges)
{
	struct sipresp_response r;
	struct sipresp_verdict v;

	for (int n = SIPRESP_MAX_CHALLENGES - 1; n <= SIPRESP_MAX_CHALLENGES + 1;
	    n++) {
		ck_assert_int_eq(sipresp_response_init(&r, 401, str("INVITE")), 0);
		for (int i = 0; i < n; i++)
			ck_assert_int_eq(sipresp_response_add(&r,
			    str("WWW-Authenticate"), str(i == n - 1 ?
			    "Digest realm=\"b\",nonce=\"n\"" :
			    "Digest realm=\"a\",nonce=\"n\"")), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL),
		    n <= SIPRESP_MAX_CHALLENGES ? 0 : SIPRESP_ETOOMANY);
		if (n <= SIPRESP_MAX_CHALLENGES)
			ck_assert(v.chosen == (1ULL | 1ULL << (n - 1)));
	}
}
END_TEST

/* Of more than SIPRESP_MAX_TARGETS the best so many. */
START_TEST(many_targets)
{
	static char text[40][40];
	struct sipresp_response r;
	struct sipresp_verdict v;

	for (unsigned n = SIPRESP_MAX_TARGETS - 1; n <= 40; n++) {
		ck_assert_int_eq(sipresp_response_init(&r, 302, str("INVITE")), 0);
		for (unsigned i = 0; i < n; i++) {
			sprintf(text[i], "<sip:u%u@x>;q=0.%03u", i, i * 7 % 41);
			ck_assert_int_eq(sipresp_response_add(&r, str("m"),
			    str(text[i])), 0);
		}
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
		ck_assert_uint_eq(v.target_count, n < SIPRESP_MAX_TARGETS ? n :
		    SIPRESP_MAX_TARGETS);
		for (unsigned i = 1; i < v.target_count; i++)
			ck_assert_uint_ge(v.targets[i - 1].q, v.targets[i].q);
		/* None that was left out is better than the last. */
		for (unsigned i = 0; i < n; i++) {
			bool kept = false;

			for (unsigned k = 0; k < v.target_count; k++)
				kept |= sipresp_uri_equal(v.targets[k].uri,
				    (struct sipresp_str){ text[i] + 1,
				    strcspn(text[i] + 1, ">") });
			ck_assert(kept || i * 7 % 41 <=
			    v.targets[v.target_count - 1].q);
		}
	}
}
END_TEST

/* A server that asks for ever with new nonces (CVE-2020-28242): credentials
 * go out once, and once more for a stale nonce. */
START_TEST(cve_2020_28242_nonce_loop)
{
	struct sipresp_response r;
	struct sipresp_verdict v;

	for (int stale = 0; stale <= 1; stale++) {
		struct sipresp_state s = { .redirects = 0 };
		int sent = 0;

		for (int i = 0; i < 100; i++) {
			char value[80];

			sprintf(value, "Digest realm=\"a\",nonce=\"%d\"%s", i,
			    stale ? ",stale=true" : "");
			ck_assert_int_eq(sipresp_response_init(&r, 401,
			    str("INVITE")), 0);
			ck_assert_int_eq(sipresp_response_add(&r,
			    str("WWW-Authenticate"), str(value)), 0);
			ck_assert_int_eq(sipresp_classify(&v, &r, NULL, &s), 0);
			sipresp_state_note(&s, &v);
			sent += v.action == SIPRESP_ACTION_AUTHENTICATE;
		}
		ck_assert_int_eq(sent, stale ? 2 : 1);
	}
}
END_TEST

/* New realms without end: at most SIPRESP_MAX_REALMS are answered. */
START_TEST(realms_without_end)
{
	struct sipresp_state s = { .redirects = 0 };
	struct sipresp_response r;
	struct sipresp_verdict v;
	int sent = 0;

	for (int i = 0; i < 100; i++) {
		char value[80];

		sprintf(value, "Digest realm=\"r%d\",nonce=\"n\"", i);
		ck_assert_int_eq(sipresp_response_init(&r, 407, str("INVITE")), 0);
		ck_assert_int_eq(sipresp_response_add(&r,
		    str("Proxy-Authenticate"), str(value)), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, &s), 0);
		sipresp_state_note(&s, &v);
		sent += v.action == SIPRESP_ACTION_AUTHENTICATE;
	}
	ck_assert_int_eq(sent, SIPRESP_MAX_REALMS);
}
END_TEST

/* Whatever one response asks for again and again has an end. */
START_TEST(every_repetition_ends)
{
	for (unsigned set = 0; set < 1U << COUNT(fields); set++) {
		struct sipresp_state s = { .redirects = 0 };
		struct sipresp_response r;
		struct sipresp_verdict v;
		int steps = 0;

		ck_assert_int_eq(sipresp_response_init(&r, 100 + _i, str("SUBSCRIBE")),
		    0);
		for (int i = 0; i < COUNT(fields); i++)
			if (set >> i & 1)
				ck_assert_int_eq(sipresp_response_add(&r,
				    str(fields[i][0]), str(fields[i][1])), 0);
		for (;; steps++) {
			if (sipresp_classify(&v, &r, NULL, &s) != 0)
				ck_abort_msg("%d fails", r.code);
			if (v.fallback == SIPRESP_ACTION_NONE ||
			    v.action == SIPRESP_ACTION_ASK_USER)
				break;
			sipresp_state_note(&s, &v);
			if (steps == 32)
				ck_abort_msg("%s goes on for ever", v.rule);
		}
	}
}
END_TEST

START_TEST(state_note)
{
	struct sipresp_state s = { .retries = 255, .redirects = 255 };
	struct sipresp_verdict v = { .action = SIPRESP_ACTION_RETRY };

	/* Counts stay at their most. */
	sipresp_state_note(&s, &v);
	ck_assert_uint_eq(s.retries, 255);
	v.action = SIPRESP_ACTION_USE_PROXY;
	sipresp_state_note(&s, &v);
	ck_assert_uint_eq(s.redirects, 255);
	sipresp_state_note(NULL, &v);
	sipresp_state_note(&s, NULL);
}
END_TEST

/* No row stands behind one that always holds, the very last always does, and
 * ids are unique. */
START_TEST(rows)
{
	static const struct {
		const char	*id;
		char		 kind;	/* F(or), R(ule), O(therwise), N(ext) */
	} all[] = {
#define FIRST_OF_ALL	{ "first_of_all", 'F' },
#define FOR(code)	{ #code, 'F' },
#define WITHIN(code)	{ #code, 'F' },
#define RULE(id, methods, all, none, todo, level, reference, why)	\
		{ #id, 'R' },
#define OTHERWISE(id, todo, level, reference, why)	{ #id, 'O' },
#define NEXT(id)	{ #id, 'N' },
#define NEXT_IF(id, methods, all, none)	{ #id, 'R' },
#include "rules.def"
#undef FIRST_OF_ALL
	};

	for (int i = 0; i < COUNT(all); i++) {
		if (i > 0 && (all[i - 1].kind == 'O' || all[i - 1].kind == 'N'))
			ck_assert_msg(all[i].kind == 'F',
			    "%s is never reached", all[i].id);
		if (all[i].kind != 'F')
			for (int k = 0; k < i; k++)
				ck_assert_str_ne(all[i].id, all[k].id);
	}
	ck_assert(all[COUNT(all) - 1].kind != 'R');
}
END_TEST

TCase *
tcase_classify(void)
{
	TCase *tc = tcase_create("classify");

	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, every_verdict, 0, COUNT(methods));
	tcase_add_test(tc, local);
	tcase_add_test(tc, misuse);
	tcase_add_test(tc, many_challenges);
	tcase_add_test(tc, many_targets);
	tcase_add_test(tc, cve_2020_28242_nonce_loop);
	tcase_add_test(tc, realms_without_end);
	tcase_add_loop_test(tc, every_repetition_ends, 0, 600);
	tcase_add_test(tc, state_note);
	tcase_add_test(tc, rows);
	return tc;
}
