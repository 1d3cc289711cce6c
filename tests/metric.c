/*
 * metric.c - performance metrics (RFC 6076), and who is to blame
 */

#include <stdio.h>
#include <string.h>

#include "sipresp.h"
#include "tests.h"

/* Every code, to every kind of request. */
START_TEST(every_code)
{
	for (int code = -1; code <= 1000; code++) {
		const bool is_final = code >= 200 && code <= 699;
		const bool is_step = code == 401 || code == 402 || code == 407;
		const unsigned invite = sipresp_metric(str("INVITE"), code,
		    false);
		const unsigned reg = sipresp_metric(str("REGISTER"), code,
		    false);
		const unsigned bye = sipresp_metric(str("BYE"), code, true);
		const bool is_user = code == 480 || code == 486 ||
		    code == 600 || code == 603;

		ck_assert_uint_eq(sipresp_metric(str("INVITE"), code, true), 0);
		ck_assert_uint_eq(sipresp_metric(str("OPTIONS"), code, false), 0);
		ck_assert_uint_eq(sipresp_metric(str("invite"), code, false), 0);
		if (!is_final || is_step) {
			ck_assert_uint_eq(invite | reg | bye, 0);
			continue;
		}
		/* RFC 6076, sections 4.6 to 4.8. */
		ck_assert_uint_eq(invite, SIPRESP_METRIC_SESSION |
		    (code < 300 ? SIPRESP_METRIC_ESTABLISHED : 0U) |
		    (code < 300 || is_user ? SIPRESP_METRIC_EFFECTIVE : 0U) |
		    (code / 100 == 3 ? SIPRESP_METRIC_REDIRECTED : 0U) |
		    (code == 408 || code == 500 || code == 503 || code == 504 ?
		    SIPRESP_METRIC_INEFFECTIVE : 0U));
		/* Sections 4.1 and 4.2. */
		ck_assert_uint_eq(reg, SIPRESP_METRIC_REGISTRATION |
		    (code < 300 ? SIPRESP_METRIC_REGISTERED : 0U) |
		    (code >= 400 ? SIPRESP_METRIC_NOT_REGISTERED : 0U));
		/* Sections 4.4 and 4.9. */
		ck_assert_uint_eq(bye, code < 300 ? SIPRESP_METRIC_COMPLETED |
		    SIPRESP_METRIC_DISCONNECTED : 0U);
	}
}
END_TEST

START_TEST(ratios)
{
	static const struct {
		const char	*method;
		int		 code, times;
	} seen[] = {
		{ "INVITE", 200, 50 }, { "INVITE", 486, 20 },
		{ "INVITE", 404, 10 }, { "INVITE", 503, 15 },
		{ "INVITE", 302, 5 }, { "INVITE", 407, 90 },
		{ "BYE", 200, 40 }, { "BYE", 481, 10 },
		{ "REGISTER", 200, 9 }, { "REGISTER", 403, 1 },
		{ "REGISTER", 401, 10 }
	};
	static const uint64_t want[SIPRESP_RATIO_COUNT][2] = {
		[SIPRESP_RATIO_SER] = { 50, 95 },
		[SIPRESP_RATIO_SEER] = { 70, 95 },
		[SIPRESP_RATIO_ISA] = { 15, 100 },
		[SIPRESP_RATIO_SCR] = { 40, 100 },
		[SIPRESP_RATIO_IRA] = { 1, 10 }
	};
	struct sipresp_metrics m, twice;
	uint64_t part, whole;

	memset(&m, 0, sizeof m);
	for (int i = 0; i < SIPRESP_RATIO_COUNT; i++)
		ck_assert_int_eq(sipresp_metrics_ratio(&m,
		    (enum sipresp_ratio)i, &part, &whole), SIPRESP_EABSENT);
	for (int i = 0; i < COUNT(seen); i++)
		for (int n = 0; n < seen[i].times; n++)
			sipresp_metrics_note(&m, sipresp_metric(
			    str(seen[i].method), seen[i].code, false));
	twice = m;
	sipresp_metrics_add(&twice, &m);
	for (int i = 0; i < SIPRESP_RATIO_COUNT; i++) {
		const enum sipresp_ratio ratio = (enum sipresp_ratio)i;

		ck_assert_int_eq(sipresp_metrics_ratio(&m, ratio, &part,
		    &whole), 0);
		ck_assert_uint_eq(part, want[i][0]);
		ck_assert_uint_eq(whole, want[i][1]);
		ck_assert_int_eq(sipresp_metrics_ratio(&twice, ratio, &part,
		    &whole), 0);
		ck_assert_uint_eq(part, 2 * want[i][0]);
		ck_assert_ptr_nonnull(sipresp_ratio_name(ratio, true));
	}
	ck_assert_str_eq(sipresp_ratio_name(SIPRESP_RATIO_SER, false), "SER");
}
END_TEST

START_TEST(delays)
{
	struct sipresp_metrics m, other;

	memset(&m, 0, sizeof m);
	memset(&other, 0, sizeof other);
	sipresp_metrics_delay(&m, SIPRESP_DELAY_RRD, 40);
	sipresp_metrics_delay(&m, SIPRESP_DELAY_RRD, UINT32_MAX);
	sipresp_metrics_delay(&other, SIPRESP_DELAY_RRD, 2);
	sipresp_metrics_delay(&other, SIPRESP_DELAY_SDD, 7);
	sipresp_metrics_add(&m, &other);
	ck_assert_uint_eq(m.delays[SIPRESP_DELAY_RRD], 3);
	ck_assert(m.delay_sum_ms[SIPRESP_DELAY_RRD] == 42ULL + UINT32_MAX);
	ck_assert_uint_eq(m.delays[SIPRESP_DELAY_SDD], 1);
	ck_assert_uint_eq(m.delay_sum_ms[SIPRESP_DELAY_SDD], 7);
}
END_TEST

START_TEST(misuse)
{
	struct sipresp_metrics m;
	uint64_t part, whole;

	memset(&m, 0, sizeof m);
	sipresp_metrics_note(NULL, 1);
	sipresp_metrics_note(&m, ~0U);
	for (int i = 0; i < SIPRESP_METRIC_COUNT; i++)
		ck_assert_uint_eq(m.count[i], 1);
	sipresp_metrics_delay(NULL, SIPRESP_DELAY_RRD, 1);
	sipresp_metrics_delay(&m, SIPRESP_DELAY_COUNT, 1);
	sipresp_metrics_add(NULL, &m);
	sipresp_metrics_add(&m, NULL);
	ck_assert_int_eq(sipresp_metrics_ratio(NULL, SIPRESP_RATIO_SER, &part,
	    &whole), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_metrics_ratio(&m, SIPRESP_RATIO_COUNT, &part,
	    &whole), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_metrics_ratio(&m, SIPRESP_RATIO_SER, NULL,
	    &whole), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_metrics_ratio(&m, SIPRESP_RATIO_SER, &part,
	    NULL), SIPRESP_EINVAL);
	ck_assert_ptr_null(sipresp_ratio_name(SIPRESP_RATIO_COUNT, false));
}
END_TEST

/* ---- blame ------------------------------------------------------------- */

static void
blame(struct sipresp_verdict *v, int code, const char *phrase,
    const char *name, const char *value)
{
	struct sipresp_response r;

	ck_assert_int_eq(sipresp_response_init(&r, code, str("INVITE")), 0);
	r.phrase = str(phrase);
	if (name != NULL)
		ck_assert_int_eq(sipresp_response_add(&r, str(name),
		    str(value)), 0);
	ck_assert_int_eq(sipresp_classify(v, &r, NULL, NULL), 0);
}

/* Every code: the catalogue, which is written by itself, must have the party
 * among those who can act. */
START_TEST(blame_by_code)
{
	for (int code = 100; code <= 699; code++) {
		const struct sipresp_info *info = sipresp_lookup(code);
		struct sipresp_verdict v;

		blame(&v, code, "", NULL, NULL);
		ck_assert_int_eq(v.blame != 0, code >= 400);
		ck_assert_int_eq(v.blame_certainty != SIPRESP_CERTAINTY_NONE,
		    code >= 400);
		ck_assert_int_eq(v.blame_why != NULL, code >= 400);
		if (code < 400)
			continue;
		ck_assert_ptr_nonnull(sipresp_party_name(
		    (enum sipresp_party)v.blame));
		ck_assert_ptr_nonnull(sipresp_certainty_name(
		    v.blame_certainty));
		ck_assert_msg(info == NULL || (info->parties & v.blame),
		    "%d: the catalogue does not name the %s", code,
		    sipresp_party_name((enum sipresp_party)v.blame));
	}
}
END_TEST

START_TEST(blame_by_evidence)
{
	static const struct {
		int			 code;
		const char		*phrase, *name, *value;
		enum sipresp_party	 party;
		enum sipresp_certainty	 certainty;
	} want[] = {
		{ 603, "Decline", NULL, NULL, SIPRESP_PARTY_CALLEE,
		  SIPRESP_CERTAINTY_LIKELY },
		{ 603, "Network Blocked", "Reason",
		  "SIP;cause=603;text=\"v=analytics1;url=x\"",
		  SIPRESP_PARTY_POLICY, SIPRESP_CERTAINTY_CERTAIN },
		{ 603, "Decline", "Reason",
		  "SIP;cause=603;text=\"v=analytics1;url=x\"",
		  SIPRESP_PARTY_CALLEE, SIPRESP_CERTAINTY_LIKELY },
		{ 503, "", "Reason", "Q.850;cause=1", SIPRESP_PARTY_CALLER,
		  SIPRESP_CERTAINTY_LIKELY },
		{ 503, "", "Reason", "Q.850;cause=34", SIPRESP_PARTY_OPERATOR,
		  SIPRESP_CERTAINTY_LIKELY },
		{ 480, "", "Reason", "Q.850;cause=31;location=TN",
		  SIPRESP_PARTY_OPERATOR, SIPRESP_CERTAINTY_LIKELY },
		{ 500, "", "Reason", "Q.850;cause=21;location=U",
		  SIPRESP_PARTY_CALLEE, SIPRESP_CERTAINTY_LIKELY },
		{ 500, "", "Reason", "SIP;cause=34", SIPRESP_PARTY_OPERATOR,
		  SIPRESP_CERTAINTY_LIKELY },
		{ 488, "", "Warning", "305 a \"b\"", SIPRESP_PARTY_CALLER,
		  SIPRESP_CERTAINTY_LIKELY },
		{ 488, "", "Warning", "399 a \"b\"", SIPRESP_PARTY_CALLER,
		  SIPRESP_CERTAINTY_POSSIBLE },
		{ 486, "", "Server", "kamailio (5.6.3)", SIPRESP_PARTY_POLICY,
		  SIPRESP_CERTAINTY_POSSIBLE },
		{ 486, "", "Server", "baresip v3", SIPRESP_PARTY_CALLEE,
		  SIPRESP_CERTAINTY_CERTAIN },
		{ 487, "", "Server", "OpenSIPS", SIPRESP_PARTY_CALLER,
		  SIPRESP_CERTAINTY_CERTAIN },

		/* The shortest text that says so, and one character less. */
		{ 603, "Network Blocked", "Reason",
		  "SIP;cause=603;text=\"v=analytics1\"", SIPRESP_PARTY_POLICY,
		  SIPRESP_CERTAINTY_CERTAIN },
		{ 603, "Network Blocked", "Reason",
		  "SIP;cause=603;text=\"v=analytics\"", SIPRESP_PARTY_CALLEE,
		  SIPRESP_CERTAINTY_LIKELY },
		{ 603, "Network Blocked", "Reason",
		  "SIP;cause=603;text=\"v=analytics2\"", SIPRESP_PARTY_CALLEE,
		  SIPRESP_CERTAINTY_LIKELY },
		/* Causes of another protocol are other causes. */
		{ 480, "", "Reason", "SIP;cause=34", SIPRESP_PARTY_CALLEE,
		  SIPRESP_CERTAINTY_LIKELY },
		{ 480, "", "Reason", "SIP;cause=1;location=TN",
		  SIPRESP_PARTY_CALLEE, SIPRESP_CERTAINTY_LIKELY },
		/* A number in use is not a congested circuit. */
		{ 480, "", "Reason", "Q.850;cause=28", SIPRESP_PARTY_CALLER,
		  SIPRESP_CERTAINTY_LIKELY },
		{ 480, "", "Reason", "Q.850;cause=47", SIPRESP_PARTY_OPERATOR,
		  SIPRESP_CERTAINTY_LIKELY },
		/* The name alone, the last of them, and what begins alike. */
		{ 486, "", "Server", "Kamailio", SIPRESP_PARTY_POLICY,
		  SIPRESP_CERTAINTY_POSSIBLE },
		{ 486, "", "Server", "repro", SIPRESP_PARTY_POLICY,
		  SIPRESP_CERTAINTY_POSSIBLE },
		{ 486, "", "Server", "repr", SIPRESP_PARTY_CALLEE,
		  SIPRESP_CERTAINTY_CERTAIN },
		{ 486, "", "Server", "kamailia 1", SIPRESP_PARTY_CALLEE,
		  SIPRESP_CERTAINTY_CERTAIN },
		{ 486, "", "Server", "Xamailio 1", SIPRESP_PARTY_CALLEE,
		  SIPRESP_CERTAINTY_CERTAIN },
		{ 486, "", "Server", "", SIPRESP_PARTY_CALLEE,
		  SIPRESP_CERTAINTY_CERTAIN },
		/* Of Warning the codes about media, at both ends. */
		{ 488, "", "Warning", "300 a \"b\"", SIPRESP_PARTY_CALLER,
		  SIPRESP_CERTAINTY_LIKELY },
		{ 606, "", "Warning", "307 a \"b\"", SIPRESP_PARTY_CALLER,
		  SIPRESP_CERTAINTY_LIKELY },
		{ 488, "", "Warning", "299 a \"b\"", SIPRESP_PARTY_CALLER,
		  SIPRESP_CERTAINTY_POSSIBLE },
		{ 488, "", "Warning", "308 a \"b\"", SIPRESP_PARTY_CALLER,
		  SIPRESP_CERTAINTY_POSSIBLE }
	};

	for (int i = 0; i < COUNT(want); i++) {
		struct sipresp_verdict v;

		blame(&v, want[i].code, want[i].phrase, want[i].name,
		    want[i].value);
		ck_assert_msg(v.blame == want[i].party &&
		    v.blame_certainty == want[i].certainty, "%d %s: %s %s",
		    want[i].code, want[i].value, sipresp_party_name(
		    (enum sipresp_party)v.blame),
		    sipresp_certainty_name(v.blame_certainty));
	}
}
END_TEST

/* A timeout of our own is not a 408 from the peer. */
START_TEST(blame_local)
{
	struct sipresp_response r;
	struct sipresp_verdict v, peer;

	ck_assert_int_eq(sipresp_response_local(&r, SIPRESP_SOURCE_TIMEOUT,
	    str("INVITE")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_uint_eq(v.blame, SIPRESP_PARTY_NETWORK);
	blame(&peer, 408, "", NULL, NULL);
	ck_assert(SIPRESP_TEXTS == 0 ||
	    strcmp(v.blame_why, peer.blame_why) != 0);
	ck_assert_int_eq(sipresp_response_local(&r,
	    SIPRESP_SOURCE_TRANSPORT_ERROR, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_uint_eq(v.blame, SIPRESP_PARTY_NETWORK);
	ck_assert_ptr_null(sipresp_party_name((enum sipresp_party)0));
	ck_assert_ptr_null(sipresp_certainty_name(
	    (enum sipresp_certainty)4));
}
END_TEST

static bool
is_one_of(int n, const int *list, int count)
{
	for (int i = 0; i < count; i++)
		if (list[i] == n)
			return true;
	return false;
}

/* Each cause of the telephone network, and each Warning: our own choice of what
 * RFC 3398, section 7.2.4.1, and RFC 3261, section 20.43, list. */
START_TEST(blame_by_number)
{
	static const int wrong[] = { 1, 2, 3, 22, 28 };
	static const int congested[] = { 34, 38, 41, 42, 47 };
	struct sipresp_verdict v, without;
	char value[32];

	for (int code = 300; code <= 606; code++) {
		const bool is_media = code == 488 || code == 606;

		blame(&without, code, "", NULL, NULL);
		for (int w = 298; w <= 310; w++) {
			sprintf(value, "%d a \"b\"", w);
			blame(&v, code, "", "Warning", value);
			ck_assert_int_eq(v.blame_why != without.blame_why,
			    is_media && w >= 300 && w <= 307);
		}
	}
	blame(&without, 500, "", NULL, NULL);
	for (int cause = 0; cause <= 128; cause++) {
		enum sipresp_party want = (enum sipresp_party)without.blame;

		sprintf(value, "Q.850;cause=%d", cause);
		blame(&v, 500, "", "Reason", value);
		if (is_one_of(cause, wrong, COUNT(wrong)))
			want = SIPRESP_PARTY_CALLER;
		else if (is_one_of(cause, congested, COUNT(congested)))
			want = SIPRESP_PARTY_OPERATOR;
		ck_assert_int_eq(v.blame, want);
		ck_assert_int_eq(v.blame_why != without.blame_why,
		    is_one_of(cause, wrong, COUNT(wrong)) ||
		    is_one_of(cause, congested, COUNT(congested)));
	}
}
END_TEST

/* Where a response says more than one thing, and at the ends of the codes: our
 * own choice. */
START_TEST(blame_by_several)
{
	static const struct {
		int			 code;
		const char		*reason, *warning;
		enum sipresp_party	 party;
	} want[] = {
		{ 500, "Q.850;cause=34, Q.850;cause=1", NULL,
		  SIPRESP_PARTY_CALLER },
		{ 500, "SIP;text=\"v=analytics1\", Q.850;cause=1", NULL,
		  SIPRESP_PARTY_CALLER },
		{ 500, "Q.850;cause=34;location=U", NULL,
		  SIPRESP_PARTY_OPERATOR },
		{ 500, "Q.850;location=LN, Q.850;location=U", NULL,
		  SIPRESP_PARTY_CALLEE },
		{ 488, "Q.850;location=LN", "305 a \"b\"",
		  SIPRESP_PARTY_OPERATOR },
		{ 400, "Q.850;location=U", NULL, SIPRESP_PARTY_CALLEE },
		{ 699, "Q.850;location=LN", NULL, SIPRESP_PARTY_OPERATOR }
	};

	for (int i = 0; i < COUNT(want); i++) {
		struct sipresp_response r;
		struct sipresp_verdict v;

		ck_assert_int_eq(sipresp_response_init(&r, want[i].code,
		    str("INVITE")), 0);
		r.phrase = str("Network Blocked");	/* says so of a 603 alone */
		ck_assert_int_eq(sipresp_response_add(&r, str("Reason"),
		    str(want[i].reason)), 0);
		if (want[i].warning != NULL)
			ck_assert_int_eq(sipresp_response_add(&r,
			    str("Warning"), str(want[i].warning)), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
		ck_assert_msg(v.blame == want[i].party, "%d, %s: %u",
		    want[i].code, want[i].reason, v.blame);
		ck_assert_int_eq(v.blame_certainty, SIPRESP_CERTAINTY_LIKELY);
	}
}
END_TEST

/* ATIS-1000099, whatever was asked. */
START_TEST(blame_by_analytics)
{
	static const char *const methods[] = {
		"INVITE", "CANCEL", "BYE", "OPTIONS", "REGISTER", "MESSAGE"
	};

	for (int i = 0; i < COUNT(methods); i++)
		for (int is_short = 0; is_short <= 1; is_short++) {
			struct sipresp_response r;
			struct sipresp_verdict v;

			ck_assert_int_eq(sipresp_response_init(&r, 603,
			    str(methods[i])), 0);
			r.phrase = str("Network Blocked");
			ck_assert_int_eq(sipresp_response_add(&r, str("Reason"),
			    str(is_short ?
			    "SIP;text=\"v=analytics\", Q.850;cause=1" :
			    "SIP;text=\"v=analytics1\", Q.850;cause=1")), 0);
			ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL),
			    0);
			ck_assert_int_eq(v.blame, is_short ?
			    SIPRESP_PARTY_CALLER : SIPRESP_PARTY_POLICY);
		}
}
END_TEST

/* A proxy that answers for the callee: our own choice. */
START_TEST(blame_by_server)
{
	struct sipresp_verdict v, without;

	for (int code = 400; code <= 699; code++) {
		const bool is_asked = code == 486 ||
		    (code >= 600 && code <= 603);

		blame(&without, code, "", NULL, NULL);
		blame(&v, code, "", "Server", "Kamailio (5.6.3)");
		ck_assert_int_eq(v.blame_why != without.blame_why, is_asked);
		if (is_asked) {
			ck_assert_int_eq(v.blame, SIPRESP_PARTY_POLICY);
			ck_assert_int_eq(v.blame_certainty,
			    SIPRESP_CERTAINTY_POSSIBLE);
		}
		blame(&v, code, "Network Blocked", "Reason",
		    "SIP;text=\"v=analytics1\"");
		ck_assert_int_eq(v.blame_why != without.blame_why,
		    code == 603);
	}
}
END_TEST

TCase *
tcase_metric(void)
{
	TCase *tc = tcase_create("metric");

	tcase_add_test(tc, every_code);
	tcase_add_test(tc, ratios);
	tcase_add_test(tc, delays);
	tcase_add_test(tc, misuse);
	tcase_add_test(tc, blame_by_code);
	tcase_add_test(tc, blame_by_evidence);
	tcase_add_test(tc, blame_by_number);
	tcase_add_test(tc, blame_by_several);
	tcase_add_test(tc, blame_by_analytics);
	tcase_add_test(tc, blame_by_server);
	tcase_add_test(tc, blame_local);
	return tc;
}
