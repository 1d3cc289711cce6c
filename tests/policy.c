/*
 * policy.c - what a host decides beforehand
 */

#include <string.h>

#include "sipresp.h"
#include "tests.h"

#define TEXTS	.rule = "own", .reference = "the carrier", .why = "So it is."

static const struct policy_case {
	const char			*what;
	struct sipresp_policy_rule	 rule;
	int				 code;
	const char			*phrase, *method, *name, *value;
	int				 treated_as;
	enum sipresp_action		 action;
	bool				 own;	/* the host's rule decided */
} cases[] = {
	{ "a carrier's 503 for a number not in use",
	  { .code = 503, .cause = 1, .treat_as = 404 },
	  503, "", "INVITE", "Reason", "Q.850;cause=1", 404,
	  SIPRESP_ACTION_GIVE_UP, false },
	{ "another cause is not meant",
	  { .code = 503, .cause = 1, .treat_as = 404 },
	  503, "", "INVITE", "Reason", "Q.850;cause=17", 503,
	  SIPRESP_ACTION_FAILOVER, false },
	{ "nor the same number of another protocol",
	  { .code = 503, .cause = 1, .treat_as = 404 },
	  503, "", "INVITE", "Reason", "SIP;cause=1", 503,
	  SIPRESP_ACTION_FAILOVER, false },
	{ "the second Reason counts too",
	  { .cause = 1, .treat_as = 404 }, 503, "", "INVITE", "Reason",
	  "SIP;cause=1, q.850;cause=1", 404, SIPRESP_ACTION_GIVE_UP, false },
	{ "by phrase, in any case",
	  { .phrase = { "no credit", 9 }, .action = SIPRESP_ACTION_ASK_USER,
	  TEXTS }, 403, "No Credit", "INVITE", NULL, NULL, 403,
	  SIPRESP_ACTION_ASK_USER, true },
	{ "another phrase",
	  { .phrase = { "no credit", 9 }, .action = SIPRESP_ACTION_ASK_USER,
	  TEXTS }, 403, "No Credits", "INVITE", NULL, NULL, 403,
	  SIPRESP_ACTION_GIVE_UP, false },
	{ "by method",
	  { .methods = SIPRESP_METHOD_REGISTER, .code = 403,
	  .action = SIPRESP_ACTION_RETRY, .wait_min_ms = 1, .wait_max_ms = 2,
	  TEXTS }, 403, "", "REGISTER", NULL, NULL, 403, SIPRESP_ACTION_RETRY,
	  true },
	{ "another method",
	  { .methods = SIPRESP_METHOD_REGISTER, .code = 403,
	  .action = SIPRESP_ACTION_RETRY, TEXTS }, 403, "", "INVITE", NULL,
	  NULL, 403, SIPRESP_ACTION_GIVE_UP, false },
	{ "by warning",
	  { .warning = 370, .action = SIPRESP_ACTION_AMEND,
	  .amend = 1U << SIPRESP_AMEND_MEDIA, TEXTS }, 480, "", "INVITE",
	  "Warning", "399 a \"b\", 370 a \"b\"", 480, SIPRESP_ACTION_AMEND,
	  true },
	{ "by the first warning",
	  { .warning = 370, .action = SIPRESP_ACTION_AMEND,
	  .amend = 1U << SIPRESP_AMEND_MEDIA, TEXTS }, 480, "", "INVITE",
	  "Warning", "370 a \"b\"", 480, SIPRESP_ACTION_AMEND, true },
	{ "as a redirection",
	  { .code = 503, .treat_as = 300 }, 503, "", "INVITE", NULL, NULL, 300,
	  SIPRESP_ACTION_GIVE_UP, false },
	{ "no provisional", { .treat_as = 404 }, 180, "", "INVITE", NULL, NULL,
	  180, SIPRESP_ACTION_WAIT, false },
	{ "no success", { .treat_as = 404 }, 200, "", "INVITE", NULL, NULL, 200,
	  SIPRESP_ACTION_DONE, false },
	{ "a redirection is not followed",
	  { .code = 302, .action = SIPRESP_ACTION_GIVE_UP, TEXTS }, 302, "",
	  "INVITE", "Contact", "<sip:a@x>", 302, SIPRESP_ACTION_GIVE_UP, true },
	{ "an unregistered code",
	  { .code = 477, .action = SIPRESP_ACTION_FAILOVER, TEXTS }, 477, "",
	  "INVITE", NULL, NULL, 400, SIPRESP_ACTION_FAILOVER, true },
	{ "only an AMEND amends, and the shortest wait is one",
	  { .action = SIPRESP_ACTION_RETRY, .amend = 1U << SIPRESP_AMEND_MEDIA,
	  .wait_max_ms = 1, TEXTS }, 486, "", "INVITE", NULL, NULL, 486,
	  SIPRESP_ACTION_RETRY, true },
	{ "giving up waits for nothing",
	  { .action = SIPRESP_ACTION_GIVE_UP, .wait_min_ms = 1, .wait_max_ms = 2,
	  TEXTS }, 500, "", "INVITE", NULL, NULL, 500, SIPRESP_ACTION_GIVE_UP,
	  true },
	{ "what is no answer is still dropped",
	  { .action = SIPRESP_ACTION_RETRY, TEXTS }, 500, "", "INVITE", "CSeq",
	  "1 BYE", 500, SIPRESP_ACTION_DISCARD, false }
};

/* What stands behind the rules and the hosts that were given is none of them,
 * and a domain is not looked for in front of a host. */
START_TEST(counts)
{
	static const struct sipresp_policy_rule rules[] = {
		{ .code = 403, .treat_as = 404 },
		{ .code = 486, .treat_as = 404 }
	};
	static const struct sipresp_str hosts[] = {
		{ "b@x.example", 11 }, { "y.example", 9 }
	};
	static const char *const uris[] = {
		"sip:c.b@x.example", "sip:a@y.example"
	};
	struct sipresp_policy policy;
	struct sipresp_request q = { .policy = &policy };
	struct sipresp_response r;
	struct sipresp_verdict v;

	sipresp_policy_init(&policy);
	policy.rules = rules;
	policy.rule_count = 1;
	ck_assert_int_eq(sipresp_response_init(&r, 486, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.treated_as, 486);

	policy.rule_count = 0;
	policy.hosts = hosts;
	policy.host_count = 1;
	for (int i = 0; i < COUNT(uris); i++) {
		ck_assert_int_eq(sipresp_response_init(&r, 302,
		    str("INVITE")), 0);
		ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
		    str(uris[i])), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
		ck_assert_uint_eq(v.target_count, 0);
	}
	policy.host_count = 2;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_uint_eq(v.target_count, 1);
}
END_TEST

START_TEST(own_rules)
{
	const struct policy_case *c = &cases[_i];
	const bool gives_up = c->action == SIPRESP_ACTION_GIVE_UP;
	struct sipresp_policy policy;
	struct sipresp_request q = { .policy = &policy };
	struct sipresp_state full = { .retries = SIPRESP_MAX_RETRIES,
	    .failovers = SIPRESP_MAX_FAILOVERS };
	struct sipresp_response r;
	struct sipresp_verdict v, ours;

	sipresp_policy_init(&policy);
	q.method = str(c->method);
	ck_assert_int_eq(sipresp_response_init(&r, c->code,
	    (struct sipresp_str){ NULL, 0 }), 0);
	r.phrase = str(c->phrase);
	if (c->name != NULL)
		ck_assert_int_eq(sipresp_response_add(&r, str(c->name),
		    str(c->value)), 0);
	ck_assert_int_eq(sipresp_classify(&ours, &r, &q, NULL), 0);
	policy.rules = &c->rule;
	policy.rule_count = 1;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_msg(v.action == c->action, "%s: %s", c->what,
	    sipresp_action_name(v.action));
	ck_assert_int_eq(v.status, c->code);
	ck_assert_int_eq(v.treated_as, c->treated_as);
	ck_assert_int_eq(v.rule == c->rule.rule, c->own);
	if (!c->own)
		return;
	ck_assert_str_eq(v.reference, "the carrier");
	ck_assert_str_eq(v.why, "So it is.");
	ck_assert_int_eq(v.level, SIPRESP_LEVEL_NONE);
	ck_assert_int_eq(v.fallback, gives_up ? SIPRESP_ACTION_NONE :
	    SIPRESP_ACTION_GIVE_UP);
	ck_assert_uint_eq(v.amend, c->action == SIPRESP_ACTION_AMEND ?
	    c->rule.amend : 0);
	ck_assert_int_eq(v.has_wait, !gives_up && c->rule.wait_max_ms > 0);
	ck_assert_uint_eq(v.wait_min_ms, gives_up ? 0 : c->rule.wait_min_ms);
	ck_assert_uint_eq(v.wait_max_ms, gives_up ? 0 : c->rule.wait_max_ms);
	ck_assert_uint_eq(v.target_count, 0);
	ck_assert_int_eq(v.scope, ours.scope);
	ck_assert_uint_eq(v.send, ours.send);
	ck_assert_uint_eq(v.quarantine_s, ours.quarantine_s);

	/* Past its cap it is passed over. */
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, &full), 0);
	if (!gives_up && c->action != SIPRESP_ACTION_ASK_USER)
		ck_assert(v.rule != c->rule.rule);
}
END_TEST

/* What the transaction layer says is not for the host's rules. */
START_TEST(local_failures)
{
	static const struct sipresp_policy_rule rule = { .treat_as = 404 };
	struct sipresp_policy policy;
	struct sipresp_request q = { .policy = &policy };
	struct sipresp_response r;
	struct sipresp_verdict v;

	sipresp_policy_init(&policy);
	policy.rules = &rule;
	policy.rule_count = 1;
	ck_assert_int_eq(sipresp_response_local(&r, SIPRESP_SOURCE_TIMEOUT,
	    str("INVITE")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_FAILOVER);
}
END_TEST

START_TEST(first_that_fits)
{
	static const struct sipresp_policy_rule rules[] = {
		{ .code = 486, .treat_as = 404 },
		{ .code = 503, .treat_as = 604 },
		{ .code = 503, .treat_as = 410 }
	};
	struct sipresp_policy policy;
	struct sipresp_request q = { .policy = &policy };
	struct sipresp_response r;
	struct sipresp_verdict v;

	sipresp_policy_init(&policy);
	policy.rules = rules;
	policy.rule_count = COUNT(rules);
	ck_assert_int_eq(sipresp_response_init(&r, 503, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.treated_as, 604);
	ck_assert_int_eq(v.future, SIPRESP_FUTURE_FORGET);
	ck_assert_int_eq(v.class_, SIPRESP_CLASS_SERVER_FAILURE);
}
END_TEST

/* Who is to blame is told by the code that came, not by what it is taken for. */
START_TEST(blame_by_what_came)
{
	static const struct sipresp_policy_rule rule = { .code = 486,
	    .treat_as = 603 };
	struct sipresp_policy policy;
	struct sipresp_request q = { .policy = &policy };
	struct sipresp_response r;
	struct sipresp_verdict v, busy;

	sipresp_policy_init(&policy);
	policy.rules = &rule;
	policy.rule_count = 1;
	ck_assert_int_eq(sipresp_response_init(&r, 486, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_classify(&busy, &r, NULL, NULL), 0);
	r.phrase = str("Network Blocked");
	ck_assert_int_eq(sipresp_response_add(&r, str("Reason"),
	    str("SIP;text=\"v=analytics1;url=u\"")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.treated_as, 603);
	ck_assert_str_eq(v.rule, "network_blocked");
	ck_assert_str_eq(v.blame_why, busy.blame_why);
}
END_TEST

/* Rules that make no sense are an error, and not a surprise. */
START_TEST(unsound_rules)
{
	static const struct sipresp_policy_rule rules[] = {
		{ .code = 500 },
		{ .code = 500, .treat_as = 1 },
		{ .code = 500, .treat_as = 200 },
		{ .code = 500, .treat_as = 299 },
		{ .code = 500, .treat_as = 700 },
		{ .code = 500, .treat_as = -1 },
		{ .code = 500, .treat_as = 404, .action =
		    SIPRESP_ACTION_GIVE_UP, TEXTS },
		{ .code = 500, .action = SIPRESP_ACTION_AMEND, TEXTS },
		{ .code = 500, .action = SIPRESP_ACTION_DONE, TEXTS },
		{ .code = 500, .action = SIPRESP_ACTION_REDIRECT, TEXTS },
		{ .code = 500, .action = SIPRESP_ACTION_GIVE_UP,
		  .reference = "the carrier", .why = "So it is." },
		{ .code = 500, .action = SIPRESP_ACTION_GIVE_UP, .rule = "own",
		  .why = "So it is." },
		{ .code = 500, .action = SIPRESP_ACTION_GIVE_UP, .rule = "own",
		  .reference = "the carrier" },
		{ .code = 500, .action = SIPRESP_ACTION_RETRY,
		  .wait_min_ms = 2, .wait_max_ms = 1, TEXTS }
	};
	struct sipresp_policy policy;
	struct sipresp_request q = { .policy = &policy };
	struct sipresp_response r;
	struct sipresp_verdict v;

	sipresp_policy_init(&policy);
	ck_assert_int_eq(sipresp_response_init(&r, 500, str("INVITE")), 0);
	policy.rule_count = 1;
	for (int i = 0; i < COUNT(rules); i++) {
		policy.rules = &rules[i];
		r.code = 500;
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL),
		    SIPRESP_EINVAL);
		r.code = 404;
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	}
}
END_TEST

/* Each cap at one below and at it. */
START_TEST(caps)
{
	struct sipresp_policy policy;
	struct sipresp_request q = { .policy = &policy };
	struct sipresp_state s = { .retries = 1, .redirects = 1, .failovers = 1 };
	struct sipresp_response r;
	struct sipresp_verdict v;

	for (uint32_t cap = 1; cap <= 2; cap++) {
		const bool left = cap == 2;

		sipresp_policy_init(&policy);
		policy.max_retries = policy.max_redirects =
		    policy.max_failovers = cap;
		ck_assert_int_eq(sipresp_response_init(&r, 500, str("INVITE")), 0);
		ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
		    str("<sip:a@x>")), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, &s), 0);
		ck_assert_int_eq(v.action == SIPRESP_ACTION_RETRY, left);
		r.code = 302;
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, &s), 0);
		ck_assert_int_eq(v.action == SIPRESP_ACTION_REDIRECT, left);
		r.code = 503;
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, &s), 0);
		ck_assert_int_eq(v.action == SIPRESP_ACTION_FAILOVER, left);
		ck_assert_int_eq(v.fallback == SIPRESP_ACTION_RETRY, left);
	}
	/* Ours hold where those of the host are higher. */
	policy.max_retries = policy.max_redirects = policy.max_failovers =
	    policy.max_probes = UINT32_MAX;
	s = (struct sipresp_state){ .retries = SIPRESP_MAX_RETRIES,
	    .redirects = SIPRESP_MAX_REDIRECTS,
	    .failovers = SIPRESP_MAX_FAILOVERS, .probes = SIPRESP_MAX_PROBES };
	for (int i = 0; i < 3; i++) {
		r.code = i == 0 ? 500 : i == 1 ? 302 : 503;
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, &s), 0);
		ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
	}
	s.retries = 0;
	r.code = 489;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, &s), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
	policy.max_probes = 0;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
}
END_TEST

START_TEST(longest_retry_after)
{
	static const struct {
		uint32_t		 cap;
		const char		*value;
		enum sipresp_action	 action;
	} want[] = {
		{ 60, "60", SIPRESP_ACTION_RETRY },
		{ 60, "61", SIPRESP_ACTION_GIVE_UP },
		{ 0, "1", SIPRESP_ACTION_GIVE_UP },
		{ 0, "0", SIPRESP_ACTION_RETRY },
		{ UINT32_MAX, "3000000", SIPRESP_ACTION_RETRY },
		{ UINT32_MAX, "3000001", SIPRESP_ACTION_GIVE_UP }
	};

	for (int i = 0; i < COUNT(want); i++) {
		struct sipresp_policy policy;
		struct sipresp_request q = { .policy = &policy };
		struct sipresp_response r;
		struct sipresp_verdict v;

		sipresp_policy_init(&policy);
		policy.max_retry_after_s = want[i].cap;
		ck_assert_int_eq(sipresp_response_init(&r, 486, str("INVITE")), 0);
		ck_assert_int_eq(sipresp_response_add(&r, str("Retry-After"),
		    str(want[i].value)), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
		ck_assert_int_eq(v.action, want[i].action);
	}
	sipresp_policy_init(NULL);
}
END_TEST

START_TEST(methods)
{
	for (unsigned m = 1; m <= SIPRESP_METHOD_OTHER; m <<= 1) {
		const char *name = sipresp_method_name((enum sipresp_method)m);

		ck_assert_ptr_nonnull(name);
		ck_assert_int_eq(sipresp_method_of(str(name)), m);
	}
	ck_assert_ptr_null(sipresp_method_name((enum sipresp_method)0));
	ck_assert_ptr_null(sipresp_method_name((enum sipresp_method)3));
	ck_assert_ptr_null(sipresp_method_name((enum sipresp_method)(1 << 15)));
	ck_assert_int_eq(sipresp_method_of(str("invite")), SIPRESP_METHOD_OTHER);
	ck_assert_int_eq(sipresp_method_of(str("bYE")), SIPRESP_METHOD_OTHER);
	ck_assert_int_eq(sipresp_method_of(str("SUBSxRIBE")), SIPRESP_METHOD_OTHER);
	ck_assert_int_eq(sipresp_method_of(str("INVITED")), SIPRESP_METHOD_OTHER);
	ck_assert_int_eq(sipresp_method_of(str("INVIT")), SIPRESP_METHOD_OTHER);
	ck_assert_int_eq(sipresp_method_of((struct sipresp_str){ NULL, 0 }),
	    SIPRESP_METHOD_OTHER);
}
END_TEST

TCase *
tcase_policy(void)
{
	TCase *tc = tcase_create("policy");

	tcase_add_test(tc, counts);
	tcase_add_loop_test(tc, own_rules, 0, COUNT(cases));
	tcase_add_test(tc, local_failures);
	tcase_add_test(tc, first_that_fits);
	tcase_add_test(tc, blame_by_what_came);
	tcase_add_test(tc, unsound_rules);
	tcase_add_test(tc, caps);
	tcase_add_test(tc, longest_retry_after);
	tcase_add_test(tc, methods);
	return tc;
}
