/*
 * cause.c - SIP response codes and Q.850 causes
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"
#include "tests.h"

#define NONE	0

/* RFC 3398, section 8.2.6.1, in its own order; RFC 4497, table 2, has the
 * same. */
static const int rfc_causes[][2] = {
	{ 400, 41 }, { 401, 21 }, { 402, 21 }, { 403, 21 }, { 404, 1 },
	{ 405, 63 }, { 406, 79 }, { 407, 21 }, { 408, 102 }, { 410, 22 },
	{ 413, 127 }, { 414, 127 }, { 415, 79 }, { 416, 127 }, { 420, 127 },
	{ 421, 127 }, { 423, 127 }, { 480, 18 }, { 481, 41 }, { 482, 25 },
	{ 483, 25 }, { 484, 28 }, { 485, 1 }, { 486, 17 }, { 487, NONE },
	{ 488, 31 }, { 500, 41 }, { 501, 79 }, { 502, 38 }, { 503, 41 },
	{ 504, 102 }, { 505, 127 }, { 513, 127 }, { 600, 17 }, { 603, 21 },
	{ 604, 1 }, { 606, 31 }
};

/* RFC 3398, section 7.2.4.1. */
static const int rfc3398_codes[][2] = {
	{ 1, 404 }, { 2, 404 }, { 3, 404 }, { 16, NONE }, { 17, 486 },
	{ 18, 408 }, { 19, 480 }, { 20, 480 }, { 21, 403 }, { 22, 410 },
	{ 23, 410 }, { 26, 404 }, { 27, 502 }, { 28, 484 }, { 29, 501 },
	{ 31, 480 }, { 34, 503 }, { 38, 503 }, { 41, 503 }, { 42, 503 },
	{ 44, NONE }, { 47, 503 }, { 55, 403 }, { 57, 403 }, { 58, 503 },
	{ 65, 488 }, { 70, 488 }, { 79, 501 }, { 87, 403 }, { 88, 503 },
	{ 102, 504 }, { 111, 500 }, { 127, 500 }
};

/* RFC 4497, table 1. */
static const int rfc4497_codes[][2] = {
	{ 1, 404 }, { 2, 404 }, { 3, 404 }, { 16, NONE }, { 17, 486 },
	{ 18, 408 }, { 19, 480 }, { 20, 480 }, { 21, 403 }, { 22, 410 },
	{ 23, 410 }, { 27, 502 }, { 28, 484 }, { 29, 501 }, { 31, 480 },
	{ 34, 503 }, { 38, 503 }, { 41, 503 }, { 42, 503 }, { 44, NONE },
	{ 47, 503 }, { 55, 403 }, { 57, 403 }, { 58, 503 }, { 65, 488 },
	{ 69, 501 }, { 70, 488 }, { 79, 501 }, { 87, 403 }, { 88, 503 },
	{ 102, 504 }
};

static int
find(const int (*pairs)[2], int count, int key, int otherwise)
{
	for (int i = 0; i < count; i++)
		if (pairs[i][0] == key)
			return pairs[i][1];
	return otherwise;
}

/* Every code and every cause: what is not in a table has the default. */
START_TEST(rfc_maps)
{
	for (int code = -1; code <= 1000; code++) {
		const bool is_failure = code >= 400 && code <= 699;

		for (int p = SIPRESP_CAUSE_RFC3398; p <= SIPRESP_CAUSE_RFC4497;
		    p++)
			ck_assert_int_eq(sipresp_cause_from_status(code,
			    (enum sipresp_cause_profile)p),
			    find(rfc_causes, COUNT(rfc_causes), code,
			    is_failure ? 31 : NONE));
	}
	for (int q850 = -1; q850 <= 300; q850++) {
		const int otherwise = q850 >= 1 && q850 <= 127 ? 500 : NONE;

		ck_assert_int_eq(sipresp_status_from_cause(q850,
		    SIPRESP_CAUSE_RFC3398), find(rfc3398_codes,
		    COUNT(rfc3398_codes), q850, otherwise));
		ck_assert_int_eq(sipresp_status_from_cause(q850,
		    SIPRESP_CAUSE_RFC4497), find(rfc4497_codes,
		    COUNT(rfc4497_codes), q850, otherwise));
	}
}
END_TEST

/* Asterisk, channels/chan_pjsip.c, hangup_sip2cause(), and by class: 4xx and
 * 6xx are 127, 5xx 34, and all others 16. */
static const int asterisk_causes[][2] = {
	{ 401, 21 }, { 403, 21 }, { 404, 1 }, { 407, 21 }, { 408, 18 },
	{ 409, 41 }, { 410, 22 }, { 420, 3 }, { 480, 19 }, { 483, 19 },
	{ 484, 28 }, { 485, 1 }, { 486, 17 }, { 488, 58 }, { 500, 38 },
	{ 501, 29 }, { 502, 27 }, { 503, 34 }, { 504, 102 }, { 505, 127 },
	{ 600, 17 }, { 603, 21 }, { 604, 1 }, { 606, 58 }
};

/* The same file, hangup_cause2sip(). */
static const int asterisk_codes[][2] = {
	{ 1, 404 }, { 2, 404 }, { 3, 404 }, { 17, 486 }, { 18, 408 },
	{ 19, 480 }, { 20, 480 }, { 21, 403 }, { 22, 410 }, { 23, 302 },
	{ 27, 502 }, { 28, 484 }, { 29, 501 }, { 31, 480 }, { 34, 503 },
	{ 38, 500 }, { 42, 503 }, { 58, 488 }, { 66, 503 }, { 127, 500 }
};

/* FreeSWITCH, mod_sofia/sofia_glue.c; 0 for what is no cause of Q.850. */
static const int freeswitch_causes[][2] = {
	{ 200, 16 }, { 400, 41 }, { 401, 21 }, { 402, 21 }, { 403, 21 },
	{ 404, 1 }, { 405, 63 }, { 406, 79 }, { 407, 21 }, { 408, 102 },
	{ 410, 22 }, { 413, 127 }, { 414, 127 }, { 415, 79 }, { 416, 127 },
	{ 420, 127 }, { 421, 127 }, { 423, 127 }, { 428, NONE },
	{ 429, NONE }, { 437, NONE }, { 438, NONE }, { 480, 18 },
	{ 481, 41 }, { 482, 25 }, { 483, 25 }, { 484, 28 }, { 485, 3 },
	{ 486, 17 }, { 487, NONE }, { 488, 88 }, { 500, 41 }, { 501, 79 },
	{ 502, 38 }, { 503, 41 }, { 504, 102 }, { 505, 127 }, { 513, 127 },
	{ 600, 17 }, { 603, 21 }, { 604, 3 }, { 606, 88 }, { 607, NONE },
	{ 608, 21 }
};

/* FreeSWITCH, mod_sofia/mod_sofia.c, hangup_cause_to_sip(). */
static const int freeswitch_codes[][2] = {
	{ 1, 404 }, { 2, 404 }, { 3, 404 }, { 17, 486 }, { 18, 408 },
	{ 21, 603 }, { 22, 410 }, { 23, 410 }, { 25, 483 }, { 27, 502 },
	{ 28, 484 }, { 29, 501 }, { 34, 503 }, { 38, 503 }, { 41, 503 },
	{ 42, 503 }, { 44, 503 }, { 52, 403 }, { 54, 403 }, { 57, 403 },
	{ 58, 503 }, { 65, 488 }, { 69, 501 }, { 79, 501 }, { 88, 488 },
	{ 102, 504 }
};

/* The systems in use, which differ from the RFCs. */
START_TEST(other_maps)
{
	for (int code = 100; code <= 699; code++) {
		ck_assert_int_eq(sipresp_cause_from_status(code,
		    SIPRESP_CAUSE_ASTERISK), find(asterisk_causes,
		    COUNT(asterisk_causes), code, code < 400 ? 16 :
		    code / 100 == 5 ? 34 : 127));
		ck_assert_int_eq(sipresp_cause_from_status(code,
		    SIPRESP_CAUSE_FREESWITCH), find(freeswitch_causes,
		    COUNT(freeswitch_causes), code, 31));
	}
	for (int q850 = 0; q850 <= 128; q850++) {
		const bool is_cause = q850 >= 1 && q850 <= 127;

		ck_assert_int_eq(sipresp_status_from_cause(q850,
		    SIPRESP_CAUSE_ASTERISK), find(asterisk_codes,
		    COUNT(asterisk_codes), q850, NONE));
		ck_assert_int_eq(sipresp_status_from_cause(q850,
		    SIPRESP_CAUSE_FREESWITCH), find(freeswitch_codes,
		    COUNT(freeswitch_codes), q850, is_cause ? 480 : NONE));
	}
}
END_TEST

/* ITU-T Q.850, table 1. */
START_TEST(named)
{
	static const struct {
		int	first, last;
	} known[] = {
		{ 1, 9 }, { 14, 14 }, { 16, 31 }, { 34, 34 }, { 38, 44 },
		{ 46, 47 }, { 49, 50 }, { 52, 55 }, { 57, 58 }, { 62, 63 },
		{ 65, 66 }, { 69, 70 }, { 79, 79 }, { 81, 88 }, { 90, 91 },
		{ 95, 103 }, { 110, 111 }, { 127, 127 }
	};

	for (int q850 = -1; q850 <= 300; q850++) {
		bool is_known = false;

		for (int i = 0; i < COUNT(known); i++)
			is_known |= q850 >= known[i].first &&
			    q850 <= known[i].last;
		ck_assert_int_eq(sipresp_cause_name(q850) != NULL, is_known);
		ck_assert_int_eq(sipresp_cause_text(q850, "en") != NULL,
		    is_known);
	}
	ck_assert_str_eq(sipresp_cause_name(17), "User busy");
	ck_assert_str_eq(sipresp_cause_name(127), "Interworking, unspecified");
}
END_TEST

START_TEST(cause_of_response)
{
	static const struct {
		const char	*source;
		int		 code;
		const char	*name, *value;
		int		 q850;
		bool		 from_reason;
		const char	*location;
	} want[] = {
		{ "RFC 3398, section 8.2.6.1", 486, NULL, NULL, 17, false, NULL },
		{ "RFC 3326: Reason goes first", 503, "Reason",
		  "Q.850;cause=1;text=\"x\"", 1, true, NULL },
		{ "RFC 3326: of several the Q.850 one", 503, "Reason",
		  "SIP;cause=404, Q.850;cause=34;location=LN", 34, true, "LN" },
		{ "RFC 8606", 480, "Reason", "q.850;location=U;cause=19", 19,
		  true, "U" },
		{ "no cause at all", 480, "Reason", "Q.850", 18, false, NULL },
		{ "a cause that cannot be", 480, "Reason", "Q.850;cause=128", 18,
		  false, NULL },
		{ "a cause that cannot be", 480, "Reason", "Q.850;cause=0", 18,
		  false, NULL },
		{ "the last cause", 480, "Reason", "Q.850;cause=127", 127, true,
		  NULL },
		{ "SIP alone says nothing of Q.850", 480, "Reason",
		  "SIP;cause=486", 18, false, NULL },
		{ "RFC 3398, section 8.2.6.1: Warning", 488, "Warning",
		  "305 a \"b\"", 65, false, NULL },
		{ "RFC 3398, section 8.2.6.1: Warning", 606, "Warning",
		  "399 a \"b\", 304 a \"b\"", 65, false, NULL },
		{ "RFC 3398, section 8.2.6.1: most warnings", 488, "Warning",
		  "370 a \"b\"", 31, false, NULL },
		{ "of other codes it says nothing", 486, "Warning",
		  "305 a \"b\"", 17, false, NULL },
		{ "a provisional one has none", 180, NULL, NULL, NONE, false,
		  NULL }
	};

	for (int i = 0; i < COUNT(want); i++) {
		struct sipresp_response r;
		struct sipresp_cause cause;

		ck_assert_int_eq(sipresp_response_init(&r, want[i].code,
		    str("INVITE")), 0);
		if (want[i].name != NULL)
			ck_assert_int_eq(sipresp_response_add(&r,
			    str(want[i].name), str(want[i].value)), 0);
		ck_assert_int_eq(sipresp_cause_of(&r, SIPRESP_CAUSE_RFC3398,
		    &cause), 0);
		ck_assert_msg(cause.q850 == want[i].q850, "%s: %d",
		    want[i].source, cause.q850);
		ck_assert_int_eq(cause.from_reason, want[i].from_reason);
		if (want[i].location == NULL)
			ck_assert(cause.location.p == NULL &&
			    cause.location.len == 0);
		else
			ck_assert(cause.location.len ==
			    strlen(want[i].location) &&
			    memcmp(cause.location.p, want[i].location,
			    cause.location.len) == 0);
	}
}
END_TEST

/* Only the RFCs look at Warning: RFC 4497, note 8; the switches do not. */
START_TEST(cause_of_warning)
{
	static const int want[] = {
		[SIPRESP_CAUSE_RFC3398] = 65, [SIPRESP_CAUSE_RFC4497] = 65,
		[SIPRESP_CAUSE_ASTERISK] = 58, [SIPRESP_CAUSE_FREESWITCH] = 88
	};
	struct sipresp_response r;
	struct sipresp_cause cause;

	ck_assert_int_eq(sipresp_response_init(&r, 488, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Warning"),
	    str("304 a \"b\"")), 0);
	for (int i = 0; i < COUNT(want); i++) {
		ck_assert_int_eq(sipresp_cause_of(&r,
		    (enum sipresp_cause_profile)i, &cause), 0);
		ck_assert_int_eq(cause.q850, want[i]);
	}
}
END_TEST

START_TEST(status_of_reason)
{
	static const struct {
		const char			*protocol;
		int				 cause;
		const char			*location;
		enum sipresp_cause_profile	 profile;
		int				 code;
	} want[] = {
		{ "Q.850", 21, "U", SIPRESP_CAUSE_RFC3398, 603 },
		{ "Q.850", 21, "u", SIPRESP_CAUSE_RFC4497, 603 },
		{ "Q.850", 21, "LN", SIPRESP_CAUSE_RFC3398, 403 },
		{ "Q.850", 21, NULL, SIPRESP_CAUSE_RFC4497, 403 },
		{ "Q.850", 21, "U", SIPRESP_CAUSE_ASTERISK, 403 },
		{ "q.850", 17, "U", SIPRESP_CAUSE_RFC3398, 486 },
		{ "SIP", 302, NULL, SIPRESP_CAUSE_RFC3398, 302 },
		{ "SIP", 17, NULL, SIPRESP_CAUSE_RFC3398, NONE },
		{ "Preemption", 1, NULL, SIPRESP_CAUSE_RFC3398, NONE },
		{ "Q.850", -1, NULL, SIPRESP_CAUSE_RFC3398, NONE }
	};

	for (int i = 0; i < COUNT(want); i++) {
		struct sipresp_reason reason = { .cause = want[i].cause };

		reason.protocol = str(want[i].protocol);
		if (want[i].location != NULL)
			reason.location = str(want[i].location);
		ck_assert_int_eq(sipresp_status_from_reason(&reason,
		    want[i].profile), want[i].code);
	}
	ck_assert_int_eq(sipresp_status_from_reason(NULL,
	    SIPRESP_CAUSE_RFC3398), NONE);
}
END_TEST

/* Every cause that a map gives has a name and a text. */
START_TEST(words)
{
	NEEDS_TEXTS;
	for (int p = 0; p < SIPRESP_CAUSE_PROFILE_COUNT; p++) {
		const enum sipresp_cause_profile profile =
		    (enum sipresp_cause_profile)p;

		for (int code = 100; code <= 699; code++) {
			int q850 = sipresp_cause_from_status(code, profile);

			ck_assert(q850 == 0 || (sipresp_cause_name(q850) != NULL
			    && strlen(sipresp_cause_text(q850, "en")) > 20));
		}
		for (int q850 = 1; q850 <= 127; q850++) {
			int code = sipresp_status_from_cause(q850, profile);

			ck_assert(code == 0 || sipresp_lookup(code) != NULL);
		}
		ck_assert_ptr_nonnull(sipresp_cause_profile_name(profile));
		ck_assert_ptr_nonnull(sipresp_cause_reference(profile, true));
	}
	ck_assert_str_eq(sipresp_cause_name(17), "User busy");
	ck_assert_ptr_null(sipresp_cause_name(0));
	ck_assert_ptr_null(sipresp_cause_name(10));
	ck_assert_ptr_null(sipresp_cause_text(128, NULL));
}
END_TEST

START_TEST(misuse)
{
	const enum sipresp_cause_profile none = SIPRESP_CAUSE_PROFILE_COUNT;
	struct sipresp_response r;
	struct sipresp_cause cause;

	ck_assert_int_eq(sipresp_response_init(&r, 486, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_cause_of(NULL, SIPRESP_CAUSE_RFC3398, &cause),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_cause_of(&r, none, &cause), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_cause_of(&r, SIPRESP_CAUSE_RFC3398, NULL),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_cause_from_status(486, none), 0);
	ck_assert_int_eq(sipresp_status_from_cause(17, none), 0);
	ck_assert_ptr_null(sipresp_cause_profile_name(none));
	ck_assert_ptr_null(sipresp_cause_reference(none, true));
}
END_TEST

TCase *
tcase_cause(void)
{
	TCase *tc = tcase_create("cause");

	tcase_add_test(tc, rfc_maps);
	tcase_add_test(tc, other_maps);
	tcase_add_test(tc, named);
	tcase_add_test(tc, cause_of_response);
	tcase_add_test(tc, cause_of_warning);
	tcase_add_test(tc, status_of_reason);
	tcase_add_test(tc, words);
	tcase_add_test(tc, misuse);
	return tc;
}
