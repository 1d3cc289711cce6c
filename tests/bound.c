/*
 * bound.c - no server can lead a host that obeys its verdicts in circles
 *
 * RFC 3261, sections 8.1.3.4 and 22.1, bound redirections and credentials;
 * the rest is our own.  Three parts: what every answer can make of every
 * state, by the real functions; the longest path through all states that
 * these steps allow; and a server that takes it.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"
#include "tests.h"

/* ---- all that a rule can see ------------------------------------------- */

static const char *const methods[] = {
	"INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER", "PRACK",
	"SUBSCRIBE", "NOTIFY", "PUBLISH", "INFO", "REFER", "MESSAGE", "UPDATE",
	"FOO"
};

/* What a response may say besides its code: header fields, one a line. */
static const struct answer {
	const char	*phrase;
	const char	*lines[6];
} answers[] = {
	{ "", { NULL } },
	{ "", { "Retry-After: 7", NULL } },
	{ "", { "Retry-After: 4000000", NULL } },
	{ "", { "Via: SIP/2.0/UDP a", "Via: SIP/2.0/UDP b", NULL } },
	{ "", { "Contact: <sip:a@x>", NULL } },
	{ "", { "Contact: <sip:a@x>;expires=60", NULL } },
	{ "", { "Contact: <sips:a@x>;expires=60, <sip:b@x>;q=0.1", NULL } },
	{ "", { "Contact: <sips:a@x>", "Retry-After: 7", NULL } },
	{ "", { "Contact: <sip:asked@x>", NULL } },
	{ "", { "WWW-Authenticate: Digest realm=\"one\",nonce=\"n\"", NULL } },
	{ "", { "WWW-Authenticate: Digest realm=\"one\",nonce=\"n\",stale=true",
	    NULL } },
	{ "", { "WWW-Authenticate: Digest realm=\"one\",nonce=\"n\",stale=true",
	    "WWW-Authenticate: Digest realm=\"two\",nonce=\"n\"", NULL } },
	{ "", { "Proxy-Authenticate: Digest realm=\"one\",nonce=\"n\"", NULL } },
	{ "", { "WWW-Authenticate: Digest realm=\"old\",nonce=\"n\"", NULL } },
	{ "", { "WWW-Authenticate: Unknown realm=\"one\"", NULL } },
	{ "", { "Min-Expires: 7200", "Min-SE: 7200", NULL } },
	{ "", { "Min-Expires: 60", "Min-SE: 60", NULL } },
	{ "", { "Unsupported: foo", "Accept: text/plain", "Recv-Info: foo",
	    NULL } },
	{ "", { "Require: 100rel", "RSeq: 2", NULL } },
	{ "", { "Require: 100rel", "RSeq: 9", NULL } },
	{ "", { "Require: foo", NULL } },
	{ "", { "Require: sec-agree", "Security-Server: tls", NULL } },
	{ "", { "Allow-Events: presence", "Allow: INVITE", NULL } },
	{ "", { "Allow-Events: other", NULL } },
	{ "", { "Warning: 380 a \"b\"", NULL } },
	{ "", { "Warning: 381 a \"b\"", NULL } },
	{ "", { "Content-Type: application/3gpp-ims+xml", NULL } },
	{ "Stale Date", { NULL } },
	{ "Network Blocked", { "Reason: SIP;text=\"v=analytics1;url=u\"", NULL } },
	{ "", { "CSeq: 1 HOCUS", NULL } }
};

/* What was asked. */
static const struct sipresp_str events[] = { { "presence", 8 } };
static const struct sipresp_str old_realm[] = { { "old", 3 } };
static const struct sipresp_request requests[] = {
	{ .in_dialog = false },
	{ .in_dialog = true },
	{ .in_dialog = true, .call_id_owner = true },
	{ .uri = { "sips:asked@x", 12 } },
	{ .uri = { "sips:asked@x", 12 }, .in_dialog = true },
	{ .uri = { "sip:asked@x", 11 } },
	{ .provisional_seen = true },
	{ .probe_of = 489, .events = events, .event_count = 1 },
	{ .probe_of = 405 },
	{ .events = events, .event_count = 1, .has_last_rseq = true,
	  .last_rseq = 1, .has_sent_expires = true, .sent_expires = 0 },
	{ .has_sent_expires = true, .sent_expires = 3600,
	  .has_sent_session_interval = true, .sent_session_interval = 3600,
	  .auth_tried = old_realm, .auth_tried_count = 1,
	  .auth_accepted = old_realm, .auth_accepted_count = 1 }
};

/* Codes that are not registered, one of each class, besides all that are. */
static bool
is_walked(int code)
{
	return code % 100 == 99 || sipresp_effective(code) == code;
}

/* ---- what a state may be ----------------------------------------------- */

/* Counts below their caps, at one below, and at them; and realms: none, one
 * that had credentials once or twice, and as many as there is place for. */
enum { REALMS_NONE, REALMS_ONCE, REALMS_TWICE, REALMS_FULL, REALM_STATES };

static void
answer_challenge_of(struct sipresp_state *s, const char *realm)
{
	struct sipresp_response r;
	struct sipresp_verdict v;
	char value[64];

	sprintf(value, "Digest realm=\"%s\",nonce=\"n\",stale=true", realm);
	ck_assert_int_eq(sipresp_response_init(&r, 401, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("WWW-Authenticate"),
	    str(value)), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, s), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_AUTHENTICATE);
	sipresp_state_note(s, &v);
}

static struct sipresp_state
state_with_realms(int realms)
{
	struct sipresp_state s = { .redirects = 0 };
	char name[8];

	if (realms == REALMS_ONCE || realms == REALMS_TWICE)
		answer_challenge_of(&s, "one");
	if (realms == REALMS_TWICE)
		answer_challenge_of(&s, "one");
	for (int i = 0; realms == REALMS_FULL && i < SIPRESP_MAX_REALMS; i++) {
		sprintf(name, "r%d", i);
		answer_challenge_of(&s, name);
	}
	return s;
}

/* ---- part 1: every answer to every state ------------------------------- */

/* Which actions, by what was left: bits as in 'left'. */
enum {
	RETRIES = 1 << 0, REDIRECTS = 1 << 1, FAILOVERS = 1 << 2,
	PROBES = 1 << 3, LEFT = 1 << 4
};
static uint32_t seen_actions[2][LEFT];	/* by: is it a probe that was answered? */
static const char *seen_rules[400];
static int seen_rule_count;
static unsigned long classified;

static void
see_rule(const char *rule)
{
	for (int i = 0; i < seen_rule_count; i++)
		if (seen_rules[i] == rule)
			return;
	ck_assert_int_lt(seen_rule_count, COUNT(seen_rules));
	seen_rules[seen_rule_count++] = rule;
}

static unsigned
attempts(const struct sipresp_state *s)
{
	unsigned n = 0;

	for (unsigned i = 0; i < s->realm_count; i++)
		n += s->realm_attempts[i];
	return n;
}

/* A step is below its cap, and noting it raises its count and no other. */
static void
check_step(const struct sipresp_verdict *v, const struct sipresp_state *before)
{
	struct sipresp_state s = *before;
	unsigned caps, raised;

	sipresp_state_note(&s, v);
	raised = (unsigned)(s.retries - before->retries) +
	    (unsigned)(s.redirects - before->redirects) +
	    (unsigned)(s.failovers - before->failovers) +
	    (unsigned)(s.probes - before->probes);
	caps = s.retries <= SIPRESP_MAX_RETRIES &&
	    s.redirects <= SIPRESP_MAX_REDIRECTS &&
	    s.failovers <= SIPRESP_MAX_FAILOVERS &&
	    s.probes <= SIPRESP_MAX_PROBES &&
	    s.realm_count <= SIPRESP_MAX_REALMS;
	for (unsigned i = 0; i < s.realm_count; i++)
		caps = caps && s.realm_attempts[i] <= 2;
	if (!caps)
		ck_abort_msg("%s goes over a cap", v->rule);
	switch (v->action) {
	case SIPRESP_ACTION_RETRY:
	case SIPRESP_ACTION_AMEND:
	case SIPRESP_ACTION_REDIRECT:
	case SIPRESP_ACTION_USE_PROXY:
	case SIPRESP_ACTION_FAILOVER:
	case SIPRESP_ACTION_PROBE:
		if (raised != 1 || attempts(&s) != attempts(before))
			ck_abort_msg("%s is not counted once", v->rule);
		break;
	case SIPRESP_ACTION_AUTHENTICATE:
		if (raised != 0 || attempts(&s) <= attempts(before))
			ck_abort_msg("%s is not counted", v->rule);
		break;
	default:
		if (memcmp(&s, before, sizeof s) != 0)
			ck_abort_msg("%s is counted, and sends nothing",
			    v->rule);
		break;
	}
}

/* The fallback is what is decided where the action cannot be taken; in the
 * end nothing is left but to give up. */
static void
check_fallback(const struct sipresp_verdict *v,
    const struct sipresp_response *r, const struct sipresp_request *q,
    const struct sipresp_state *s)
{
	struct sipresp_request without = *q;
	struct sipresp_verdict next = *v;

	for (int i = 0; next.fallback != SIPRESP_ACTION_NONE; i++) {
		const enum sipresp_action want = next.fallback;

		if (i == 3 || want == next.action)
			ck_abort_msg("%s falls back without end", v->rule);
		without.cannot |= 1U << next.action;
		if (sipresp_classify(&next, r, &without, s) != 0 ||
		    next.action != want || next.scope != v->scope ||
		    next.send != v->send || next.future != v->future)
			ck_abort_msg("%s: the fallback is not %s", v->rule,
			    sipresp_action_name(want));
		check_step(&next, s);
	}
	if (next.action != v->action && next.action != SIPRESP_ACTION_GIVE_UP)
		ck_abort_msg("%s does not end with giving up", v->rule);
}

static void
walk_one(const struct sipresp_response *r, const struct sipresp_request *q,
    const struct sipresp_state *s, unsigned left, bool is_probe)
{
	struct sipresp_verdict v;

	if (sipresp_classify(&v, r, q, s) != 0)
		ck_abort_msg("%d fails", r->code);
	classified++;
	see_rule(v.rule);
	seen_actions[is_probe][left] |= 1U << v.action;
	check_step(&v, s);
	check_fallback(&v, r, q, s);
}

static void
walk_states(const struct sipresp_response *r, const struct sipresp_request *q,
    const struct sipresp_state realms[REALM_STATES], bool is_probe)
{
	for (int k = 0; k < REALM_STATES; k++) {
		/* Realms matter to challenges alone. */
		if (k > 0 && r->code != 401 && r->code != 407)
			break;
		for (unsigned how = 0; how < 3 * 8; how++) {
			struct sipresp_state s = realms[k];
			unsigned left;

			s.retries = how % 3 == 2 ? SIPRESP_MAX_RETRIES :
			    (uint8_t)(how % 3);
			s.redirects = how / 3 & 1 ? SIPRESP_MAX_REDIRECTS : 0;
			s.failovers = how / 3 & 2 ? SIPRESP_MAX_FAILOVERS : 0;
			s.probes = how / 3 & 4 ? SIPRESP_MAX_PROBES : 0;
			left = (how % 3 == 2 ? 0U : RETRIES) |
			    (how / 3 & 1 ? 0U : REDIRECTS) |
			    (how / 3 & 2 ? 0U : FAILOVERS) |
			    (how / 3 & 4 ? 0U : PROBES);
			walk_one(r, q, &s, left, is_probe);
		}
	}
}

static void
make_answer(struct sipresp_response *r, const struct answer *a)
{
	ck_assert_int_eq(sipresp_response_init(r, 200,
	    (struct sipresp_str){ NULL, 0 }), 0);
	r->phrase = str(a->phrase);
	for (int i = 0; a->lines[i] != NULL; i++) {
		const char *colon = strchr(a->lines[i], ':');
		struct sipresp_str name = { a->lines[i],
		    (size_t)(colon - a->lines[i]) };

		ck_assert_int_eq(sipresp_response_add(r, name,
		    str(colon + 2)), 0);
	}
}

static void
walk_codes(struct sipresp_response *r, const struct sipresp_state *realms)
{
	for (int m = 0; m < COUNT(methods); m++)
		for (int k = 0; k < COUNT(requests); k++) {
			struct sipresp_request q = requests[k];
			const bool is_probe = q.probe_of != 0 &&
			    strcmp(methods[m], "OPTIONS") == 0;

			q.method = str(methods[m]);
			for (r->code = 100; r->code <= 699; r->code++)
				if (is_walked(r->code))
					walk_states(r, &q, realms, is_probe);
		}
}

static void
walk_local(const struct sipresp_state *realms)
{
	static const enum sipresp_source sources[] = {
		SIPRESP_SOURCE_TIMEOUT, SIPRESP_SOURCE_TRANSPORT_ERROR
	};

	for (int i = 0; i < COUNT(sources); i++)
		for (int m = 0; m < COUNT(methods); m++)
			for (int k = 0; k < COUNT(requests); k++) {
				struct sipresp_request q = requests[k];
				struct sipresp_response r;

				q.method = str(methods[m]);
				ck_assert_int_eq(sipresp_response_local(&r,
				    sources[i], q.method), 0);
				walk_states(&r, &q, realms, q.probe_of != 0 &&
				    strcmp(methods[m], "OPTIONS") == 0);
			}
}

/* ---- part 2: the longest path ------------------------------------------ */

/* All that the steps count.  No count ever goes down, so there is an end. */
struct walk {
	unsigned	retries, redirects, failovers, probes;
	unsigned	once, twice;	/* realms that had credentials so often */
	unsigned	placed, tried;	/* targets in the set, and those sent to */
	bool		in_probe;
};

#define PAIRS(n)	(((n) + 1) * ((n) + 2) / 2)
#define REALM_PAIRS	PAIRS(SIPRESP_MAX_REALMS)
#define TARGET_PAIRS	PAIRS(SIPRESP_MAX_TARGETS)
#define WALK_STATES	((size_t)(SIPRESP_MAX_RETRIES + 1) *		\
			 (SIPRESP_MAX_REDIRECTS + 1) *			\
			 (SIPRESP_MAX_FAILOVERS + 1) *			\
			 (SIPRESP_MAX_PROBES + 1) *			\
			 REALM_PAIRS * TARGET_PAIRS * 2)

static uint8_t *longest;	/* requests still to come, plus one; 0: not known */
static unsigned long walked;

/* A number for a <= b <= n. */
static size_t
pair(unsigned a, unsigned b)
{
	return (size_t)b * (b + 1) / 2 + a;
}

static size_t
number_of(const struct walk *w)
{
	size_t n = w->retries;

	n = n * (SIPRESP_MAX_REDIRECTS + 1) + w->redirects;
	n = n * (SIPRESP_MAX_FAILOVERS + 1) + w->failovers;
	n = n * (SIPRESP_MAX_PROBES + 1) + w->probes;
	n = n * REALM_PAIRS + pair(w->twice, w->once + w->twice);
	n = n * TARGET_PAIRS + pair(w->tried, w->placed);
	return n * 2 + w->in_probe;
}

static unsigned longest_from(const struct walk *w);

static void
go(const struct walk *next, unsigned *best)
{
	const unsigned n = 1 + longest_from(next);

	if (n > *best)
		*best = n;
}

/* The host sends to the next target, or has failed. */
static void
go_to_target(struct walk next, unsigned *best)
{
	if (next.tried < next.placed) {
		next.tried++;
		next.in_probe = false;
		go(&next, best);
	}
}

static void
go_with_credentials(const struct walk *w, unsigned *best)
{
	const unsigned places = SIPRESP_MAX_REALMS - w->once - w->twice;

	for (unsigned fresh = 0; fresh <= places; fresh++)
		for (unsigned again = 0; again <= w->once; again++) {
			struct walk next = *w;

			if (fresh + again == 0)
				continue;
			next.once = next.once - again + fresh;
			next.twice += again;
			go(&next, best);
		}
}

static unsigned
longest_from(const struct walk *w)
{
	const size_t number = number_of(w);
	const unsigned left =
	    (w->retries < SIPRESP_MAX_RETRIES ? RETRIES : 0U) |
	    (w->redirects < SIPRESP_MAX_REDIRECTS ? REDIRECTS : 0U) |
	    (w->failovers < SIPRESP_MAX_FAILOVERS ? FAILOVERS : 0U) |
	    (w->probes < SIPRESP_MAX_PROBES ? PROBES : 0U);
	const uint32_t actions = seen_actions[w->in_probe][left];
	unsigned best = 0;
	struct walk next;

	if (longest[number] != 0)
		return longest[number] - 1U;
	walked++;
#define CAN(action)	(actions >> SIPRESP_ACTION_##action & 1)
	if (CAN(RETRY) || CAN(AMEND)) {
		next = *w;
		next.retries++;
		next.in_probe = w->in_probe && CAN(RETRY);
		go(&next, &best);
		next.in_probe = false;
		go(&next, &best);
	}
	if (CAN(FAILOVER)) {
		next = *w;
		next.failovers++;
		go(&next, &best);
	}
	if (CAN(PROBE)) {
		next = *w;
		next.probes++;
		next.in_probe = true;
		go(&next, &best);
	}
	if (CAN(USE_PROXY)) {
		next = *w;
		next.redirects++;
		go(&next, &best);
	}
	for (unsigned more = 0; CAN(REDIRECT) &&
	    w->placed + more <= SIPRESP_MAX_TARGETS; more++) {
		next = *w;
		next.redirects++;
		next.placed += more;
		go_to_target(next, &best);
	}
	if (CAN(AUTHENTICATE))
		go_with_credentials(w, &best);
	if (CAN(GIVE_UP))
		go_to_target(*w, &best);
#undef CAN
	longest[number] = (uint8_t)(best + 1);
	return best;
}

/* Rows that are there but that no answer leads to. */
static void
check_rules_reached(void)
{
	for (int code = 100; code <= 699; code++) {
		struct sipresp_cursor c = { 0, 0 };
		struct sipresp_rule rule;

		while (sipresp_next_rule(code, &c, &rule)) {
			bool seen = rule.action == SIPRESP_ACTION_NONE;

			for (int i = 0; i < seen_rule_count && !seen; i++)
				seen = seen_rules[i] == rule.rule;
			ck_assert_msg(seen, "%s is never reached", rule.rule);
		}
	}
}

START_TEST(no_path_is_longer)
{
	struct sipresp_state realms[REALM_STATES];
	struct walk first = { .retries = 0 };
	unsigned path;

	for (int k = 0; k < REALM_STATES; k++)
		realms[k] = state_with_realms(k);
	for (int i = 0; i < COUNT(answers); i++) {
		struct sipresp_response r;

		make_answer(&r, &answers[i]);
		walk_codes(&r, realms);
	}
	walk_local(realms);
	check_rules_reached();

	longest = calloc(WALK_STATES, sizeof *longest);
	ck_assert_ptr_nonnull(longest);
	path = 1 + longest_from(&first);
	free(longest);
	printf("bound: %lu answers classified, %d rules met; %lu states walked,"
	    " longest path %u requests\n", classified, seen_rule_count, walked,
	    path);
	ck_assert_uint_eq(path, SIPRESP_MAX_ATTEMPTS);
}
END_TEST

/* ---- part 3: a server that takes the longest path ---------------------- */

struct victim {
	struct sipresp_state	 state;
	struct sipresp_targets	 targets;
	struct sipresp_request	 request;
	char			 store[4096];
	unsigned		 sent;
};

/* One answer, and what the host does; false once it sends nothing more. */
static bool
give(struct victim *v, int code, const char *name, const char *value)
{
	struct sipresp_target target;
	struct sipresp_verdict verdict;
	struct sipresp_response r;

	ck_assert_int_eq(sipresp_response_init(&r, code,
	    v->request.method), 0);
	if (name != NULL)
		ck_assert_int_eq(sipresp_response_add(&r, str(name),
		    str(value)), 0);
	ck_assert_int_eq(sipresp_classify(&verdict, &r, &v->request,
	    &v->state), 0);
	sipresp_state_note(&v->state, &verdict);

	if (verdict.action == SIPRESP_ACTION_DONE ||
	    verdict.action == SIPRESP_ACTION_ASK_USER)
		return false;
	if (verdict.action == SIPRESP_ACTION_PROBE) {
		v->request.method = str("OPTIONS");
		v->request.probe_of = code;
	} else if (verdict.action == SIPRESP_ACTION_AMEND) {
		v->request.method = str("SUBSCRIBE");
		v->request.probe_of = 0;
	} else if (verdict.action == SIPRESP_ACTION_REDIRECT) {
		ck_assert_int_eq(sipresp_targets_add(&v->targets, &verdict), 0);
	}
	if (verdict.action == SIPRESP_ACTION_REDIRECT ||
	    verdict.action == SIPRESP_ACTION_GIVE_UP) {
		if (!sipresp_targets_next(&v->targets, &target))
			return false;
		v->request.method = str("SUBSCRIBE");
		v->request.probe_of = 0;
		v->request.uri = target.uri;
	}
	v->sent++;
	return true;
}

START_TEST(a_server_takes_the_longest_path)
{
	static struct victim v;
	char text[1200] = "", one[80];

	memset(&v, 0, sizeof v);
	v.request.method = str("SUBSCRIBE");
	v.request.uri = str("sip:alice@example.com");
	v.request.targets = &v.targets;
	ck_assert_int_eq(sipresp_targets_init(&v.targets, v.store,
	    sizeof v.store, v.request.uri), 0);
	v.sent = 1;

	/* The probe, whose answer is one of the three repetitions. */
	ck_assert(give(&v, 489, NULL, NULL));
	ck_assert(give(&v, 200, "Allow-Events", "presence"));
	for (int i = 0; i < SIPRESP_MAX_REALMS; i++) {
		sprintf(one, "Digest realm=\"r%d\",nonce=\"n\",stale=true", i);
		ck_assert(give(&v, 401, "WWW-Authenticate", one));
		ck_assert(give(&v, 401, "WWW-Authenticate", one));
	}
	for (int i = 0; i < SIPRESP_MAX_FAILOVERS; i++)
		ck_assert(give(&v, 503, NULL, NULL));
	for (int i = 1; i < SIPRESP_MAX_RETRIES; i++)
		ck_assert(give(&v, 500, NULL, NULL));
	for (int i = 1; i < SIPRESP_MAX_REDIRECTS; i++) {
		sprintf(one, "<sip:proxy%d.example.com>", i);
		ck_assert(give(&v, 305, "Contact", one));
	}
	for (int i = 0; i < SIPRESP_MAX_TARGETS; i++)
		sprintf(text + strlen(text), "%s<sip:t%d@example.com>",
		    i > 0 ? "," : "", i);
	ck_assert(give(&v, 302, "Contact", text));
	for (int i = 1; i < SIPRESP_MAX_TARGETS; i++)
		ck_assert(give(&v, 500, NULL, NULL));

	ck_assert_uint_eq(v.sent, SIPRESP_MAX_ATTEMPTS);
	for (int code = 300; code <= 699; code++)
		ck_assert(!give(&v, code, "Contact", "<sip:new@example.com>"));
	ck_assert_uint_eq(v.sent, SIPRESP_MAX_ATTEMPTS);
}
END_TEST

/* With a policy that asks for more than we allow, and with one for less. */
START_TEST(policy_cannot_raise_caps)
{
	struct sipresp_policy policy;
	struct sipresp_request q = { .policy = &policy };
	struct sipresp_state s = { .redirects = 0 };
	struct sipresp_response r;
	struct sipresp_verdict v;
	unsigned sent[2] = { 0, 0 };

	ck_assert_int_eq(sipresp_response_init(&r, 500, str("INVITE")), 0);
	for (int less = 0; less <= 1; less++) {
		sipresp_policy_init(&policy);
		policy.max_retries = less ? 1 : 1000000;
		memset(&s, 0, sizeof s);
		while (sipresp_classify(&v, &r, &q, &s) == 0 &&
		    v.action == SIPRESP_ACTION_RETRY) {
			sipresp_state_note(&s, &v);
			sent[less]++;
		}
	}
	ck_assert_uint_eq(sent[0], SIPRESP_MAX_RETRIES);
	ck_assert_uint_eq(sent[1], 1);
}
END_TEST

TCase *
tcase_bound(void)
{
	TCase *tc = tcase_create("bound");

	tcase_set_timeout(tc, 300);
	tcase_add_test(tc, no_path_is_longer);
	tcase_add_test(tc, a_server_takes_the_longest_path);
	tcase_add_test(tc, policy_cannot_raise_caps);
	return tc;
}
