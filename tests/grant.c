/*
 * grant.c - how long what a 2xx grants lasts, and when to register again
 */

#include <stdio.h>
#include <string.h>

#include "sipresp.h"
#include "tests.h"

#define NO_FIELDS	{ NULL, NULL }
#define THIS_SIDE	SIPRESP_REFRESHER_THIS_SIDE
#define OTHER_SIDE	SIPRESP_REFRESHER_OTHER_SIDE

static const struct grant_case {
	const char		*source;
	int			 code;
	const char		*method;
	const char		*contact;	/* of the request */
	uint32_t		 sent_expires;	/* 0: not known */
	const char		*fields[3][2];
	int			 want;
	struct sipresp_grant	 grant;
} cases[] = {
	{ "RFC 4028, section 7.2: at half the interval", 200, "INVITE", NULL, 0,
	  { { "Session-Expires", "1800;refresher=uac" } }, 0,
	  { 1800, THIS_SIDE, 900, 900, 1768, { NULL, 0 } } },
	{ "RFC 4028, section 10: BYE 32 s before the end", 200, "UPDATE", NULL,
	  0, { { "x", "1800 ; Refresher = UAS" } }, 0,
	  { 1800, OTHER_SIDE, 900, 900, 1768, { NULL, 0 } } },
	{ "RFC 4028, section 10: or a third of the interval", 202, "INVITE",
	  NULL, 0, { { "x", "90;refresher=uas" } }, 0,
	  { 90, OTHER_SIDE, 45, 45, 60, { NULL, 0 } } },
	{ "RFC 4028, section 4: never under 90", 200, "INVITE", NULL, 0,
	  { { "x", "1;refresher=uac" } }, 0,
	  { 90, THIS_SIDE, 45, 45, 60, { NULL, 0 } } },
	{ "RFC 4028, section 7.2: no Session-Expires, no expiry", 200, "INVITE",
	  NULL, 0, { NO_FIELDS }, SIPRESP_EABSENT, { .expires_s = 0 } },
	{ "RFC 4028, section 7.2: only a 2xx", 422, "INVITE", NULL, 0,
	  { { "x", "90" } }, SIPRESP_EABSENT, { .expires_s = 0 } },

	{ "RFC 3261, section 10.2.4: the parameter", 200, "REGISTER",
	  "sip:me@host", 0, { { "Contact", "<sip:other@host>;expires=30,"
	  "<sip:me@HOST>;expires=3600" }, { "Expires", "60" } }, 0,
	  { 3600, THIS_SIDE, 2916, 3240, 3600, { NULL, 0 } } },
	{ "RFC 3261, section 10.2.4: else the field", 200, "REGISTER", NULL, 0,
	  { { "m", "<sip:me@host>" }, { "Expires", "600" } }, 0,
	  { 600, THIS_SIDE, 486, 540, 600, { NULL, 0 } } },
	{ "RFC 3261, section 10.2.4: another's binding is not ours", 200,
	  "REGISTER", "sip:me@host", 0, { { "m", "<sip:you@host>;expires=60" } },
	  SIPRESP_EABSENT, { .expires_s = 0 } },
	{ "RFC 3261, section 10.2.2: \"*\" is no binding", 200, "REGISTER", "*",
	  0, { { "m", "<sip:me@host>;expires=60" } }, SIPRESP_EABSENT,
	  { .expires_s = 0 } },
	{ "RFC 3261, section 10.2.4: neither the parameter nor the field", 200,
	  "REGISTER", NULL, 0, { { "m", "<sip:me@host>" } }, SIPRESP_EABSENT,
	  { .expires_s = 0 } },
	{ "RFC 3261, section 10.2.4: which of two?", 200, "REGISTER", NULL, 0,
	  { { "m", "<sip:a@host>;expires=60, <sip:b@host>;expires=60" } },
	  SIPRESP_EABSENT, { .expires_s = 0 } },
	{ "RFC 3261, section 10.2.2: taken back", 200, "REGISTER", NULL, 0,
	  { { "m", "<sip:me@host>;expires=0" } }, 0,
	  { 0, THIS_SIDE, 0, 0, 0, { NULL, 0 } } },
	{ "our own: a transaction before the end", 200, "REGISTER", NULL, 0,
	  { { "m", "<sip:me@host>;expires=120" } }, 0,
	  { 120, THIS_SIDE, 80, 88, 120, { NULL, 0 } } },
	{ "our own: a transaction, where that is more than a tenth", 200,
	  "REGISTER", NULL, 0, { { "m", "<sip:me@host>;expires=96" } }, 0,
	  { 96, THIS_SIDE, 58, 64, 96, { NULL, 0 } } },
	{ "our own: a tenth, where that is more than a transaction", 200,
	  "REGISTER", NULL, 0, { { "m", "<sip:me@host>;expires=330" } }, 0,
	  { 330, THIS_SIDE, 268, 297, 330, { NULL, 0 } } },
	{ "our own: half of a short time", 200, "REGISTER", NULL, 0,
	  { { "m", "<sip:me@host>;expires=60" } }, 0,
	  { 60, THIS_SIDE, 27, 30, 60, { NULL, 0 } } },

	{ "what Asterisk grants when 10 are too few", 200, "REGISTER",
	  "sip:me@host", 10, { { "Contact", "<sip:me@host>;expires=59" },
	  { "Expires", "60" } }, 0,
	  { 59, THIS_SIDE, 27, 29, 59, { NULL, 0 } } },

	{ "RFC 6665, section 4.1.2.1", 200, "SUBSCRIBE", NULL, 3600,
	  { { "Expires", "600" } }, 0,
	  { 600, THIS_SIDE, 486, 540, 600, { NULL, 0 } } },
	{ "RFC 6665, section 4.1.2.1: never more than asked for", 202,
	  "SUBSCRIBE", NULL, 600, { { "Expires", "3600" } }, 0,
	  { 600, THIS_SIDE, 486, 540, 600, { NULL, 0 } } },
	{ "RFC 6665, section 4.1.2.1: it must be there", 200, "SUBSCRIBE", NULL,
	  600, { NO_FIELDS }, SIPRESP_EABSENT, { .expires_s = 0 } },
	{ "RFC 3903, section 4.1: the actual duration is what the 2xx says", 200,
	  "PUBLISH", NULL, 60, { { "Expires", "600" } }, 0,
	  { 600, THIS_SIDE, 486, 540, 600, { NULL, 0 } } },
	{ "RFC 3903, section 4.1", 200, "PUBLISH", NULL, 0,
	  { { "Expires", "600" }, { "SIP-ETag", "dx200xyz" } }, 0,
	  { 600, THIS_SIDE, 486, 540, 600, { "dx200xyz", 8 } } },
	{ "nothing to grant", 200, "MESSAGE", NULL, 0, { { "Expires", "600" } },
	  SIPRESP_EABSENT, { .expires_s = 0 } }
};

START_TEST(grants)
{
	const struct grant_case *c = &cases[_i];
	struct sipresp_response r;
	struct sipresp_request q = { .in_dialog = false };
	struct sipresp_grant g, before;

	ck_assert_int_eq(sipresp_response_init(&r, c->code, str(c->method)), 0);
	for (int i = 0; i < 3 && c->fields[i][0] != NULL; i++)
		ck_assert_int_eq(sipresp_response_add(&r, str(c->fields[i][0]),
		    str(c->fields[i][1])), 0);
	if (c->contact != NULL)
		q.contact = str(c->contact);
	q.has_sent_expires = c->sent_expires > 0;
	q.sent_expires = c->sent_expires;
	/* A request of which nothing is known may be left out. */
	if (c->contact == NULL && c->sent_expires == 0)
		ck_assert_int_eq(sipresp_granted(&r, NULL, &g), c->want);
	memset(&g, 0x5a, sizeof g);
	before = g;
	ck_assert_int_eq(sipresp_granted(&r, &q, &g), c->want);
	if (c->want != 0) {
		ck_assert(memcmp(&g, &before, sizeof g) == 0);
		return;
	}
	ck_assert_uint_eq(g.expires_s, c->grant.expires_s);
	ck_assert_int_eq(g.refresher, c->grant.refresher);
	ck_assert_uint_eq(g.refresh_min_s, c->grant.refresh_min_s);
	ck_assert_uint_eq(g.refresh_max_s, c->grant.refresh_max_s);
	ck_assert_uint_eq(g.end_s, c->grant.end_s);
	ck_assert_uint_eq(g.entity_tag.len, c->grant.entity_tag.len);
	ck_assert(g.entity_tag.len == 0 || memcmp(g.entity_tag.p,
	    c->grant.entity_tag.p, g.entity_tag.len) == 0);
}
END_TEST

/* Whatever is granted, there is time to refresh it. */
START_TEST(refresh_comes_before_the_end)
{
	for (uint32_t i = 0; i < 70000; i++) {
		const uint32_t s = i < 69000 ? i : UINT32_MAX - (i - 69000);
		struct sipresp_response r;
		struct sipresp_grant g;
		char value[16];

		sprintf(value, "%lu", (unsigned long)s);
		ck_assert_int_eq(sipresp_response_init(&r, 200,
		    str("SUBSCRIBE")), 0);
		if (sipresp_response_add(&r, str("Expires"), str(value)) != 0 ||
		    sipresp_granted(&r, NULL, &g) != 0 || g.expires_s != s ||
		    g.refresh_min_s > g.refresh_max_s ||
		    (s > 0 && g.refresh_max_s >= s) ||
		    (s > 64 && s - g.refresh_max_s < 32) ||
		    (s > 1 && g.refresh_max_s < s / 2))
			ck_abort_msg("%lu s: refresh from %lu to %lu",
			    (unsigned long)s, (unsigned long)g.refresh_min_s,
			    (unsigned long)g.refresh_max_s);
	}
}
END_TEST

/* RFC 5626, section 4.5, and its example. */
START_TEST(flow_wait)
{
	static const struct {
		unsigned	failures;
		bool		all_failed;
		uint32_t	max_s;
	} want[] = {
		{ 1, true, 60 }, { 3, true, 240 }, { 5, true, 960 },
		{ 6, true, 1800 }, { 4000000000U, true, 1800 },
		{ 0, true, 30 }, { 0, false, 90 }, { 1, false, 180 },
		{ 4, false, 1440 }, { 5, false, 1800 }
	};

	for (int i = 0; i < COUNT(want); i++) {
		uint32_t min_ms, max_ms;

		sipresp_flow_wait(want[i].failures, want[i].all_failed, &min_ms,
		    &max_ms);
		ck_assert_uint_eq(max_ms, want[i].max_s * 1000);
		ck_assert_uint_eq(min_ms, max_ms / 2);
	}
	sipresp_flow_wait(1, true, NULL, NULL);
}
END_TEST

START_TEST(temporary)
{
	static const int later[] = { 408, 430, 480, 486, 500, 503, 504, 600 };
	static const int never[] = { 401, 403, 404, 407, 423, 501, 505, 603 };

	for (int i = 0; i < COUNT(later); i++)
		ck_assert_uint_eq(sipresp_lookup(later[i])->temporary, 1);
	for (int i = 0; i < COUNT(never); i++)
		ck_assert_uint_eq(sipresp_lookup(never[i])->temporary, 0);
}
END_TEST

START_TEST(warnings)
{
	/* RFC 3261, section 20.43; RFC 5630, section 6; RFC 8373. */
	static const int known[] = { 300, 301, 302, 303, 304, 305, 306, 307,
	    308, 330, 331, 370, 380, 381, 392, 399 };
	int count = 0;

	for (int code = -1; code <= 1000; code++)
		count += sipresp_warning_text(code, "en") != NULL;
	ck_assert_int_eq(count, COUNT(known));
	for (int i = 0; i < COUNT(known); i++)
		ck_assert_ptr_nonnull(sipresp_warning_text(known[i], NULL));
	NEEDS_TEXTS;
	ck_assert_ptr_nonnull(strstr(sipresp_warning_text(305, NULL),
	    "Incompatible media format. "));
}
END_TEST

START_TEST(misuse)
{
	struct sipresp_response r;
	struct sipresp_request q = { .method = str("X") };
	struct sipresp_grant g;

	ck_assert_int_eq(sipresp_response_init(&r, 200, str("SUBSCRIBE")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Expires"), str("60")), 0);
	ck_assert_int_eq(sipresp_granted(&r, &q, &g), SIPRESP_EABSENT);
	ck_assert_int_eq(sipresp_response_init(&r, 200,
	    (struct sipresp_str){ NULL, 0 }), 0);
	ck_assert_int_eq(sipresp_granted(NULL, NULL, &g), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_granted(&r, NULL, NULL), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_granted(&r, NULL, &g), SIPRESP_ENOMETHOD);
}
END_TEST

TCase *
tcase_grant(void)
{
	TCase *tc = tcase_create("grant");

	tcase_add_loop_test(tc, grants, 0, COUNT(cases));
	tcase_add_test(tc, refresh_comes_before_the_end);
	tcase_add_test(tc, flow_wait);
	tcase_add_test(tc, temporary);
	tcase_add_test(tc, warnings);
	tcase_add_test(tc, misuse);
	return tc;
}
