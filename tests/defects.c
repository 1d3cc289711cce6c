/*
 * defects.c - faults that were found in SIP software in use, and not here
 *
 * Each was seen in the source of a widespread stack, proxy, PBX or client;
 * the names tell what went wrong there.
 */

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"
#include "tests.h"

static bool
same(struct sipresp_str a, const char *b)
{
	return a.len == strlen(b) && memcmp(a.p, b, a.len) == 0;
}

/* A response with up to three header fields, decided. */
static void
decide(struct sipresp_verdict *v, struct sipresp_response *r, int code,
    const char *method, const char *const fields[][2], int count,
    const struct sipresp_request *request)
{
	ck_assert_int_eq(sipresp_response_init(r, code, str(method)), 0);
	for (int i = 0; i < count; i++)
		ck_assert_int_eq(sipresp_response_add(r, str(fields[i][0]),
		    str(fields[i][1])), 0);
	ck_assert_int_eq(sipresp_classify(v, r, request, NULL), 0);
}

#define DECIDE(v, r, code, method, request, ...)			\
	decide(v, r, code, method, (const char *const [][2]){ __VA_ARGS__ }, \
	    COUNT(((const char *const [][2]){ __VA_ARGS__ })), request)

/* A q of 0 was taken as no q at all, which is 1 (RFC 3261, section 20.10). */
START_TEST(q_of_zero_becomes_one)
{
	struct sipresp_verdict v;
	struct sipresp_response r;

	DECIDE(&v, &r, 302, "INVITE", NULL,
	    { "Contact", "<sip:last@x>;q=0, <sip:first@x>;q=0.5" });
	ck_assert_uint_eq(v.target_count, 2);
	ck_assert(same(v.targets[0].uri, "sip:first@x"));
	ck_assert_uint_eq(v.targets[1].q, 0);
}
END_TEST

/* nc went out in decimal: from the tenth reuse of a nonce on it is wrong (RFC
 * 7616, section 3.4: hexadecimal).  The library computes no digest; it tells. */
START_TEST(nonce_count_in_decimal)
{
	const char *text = sipresp_text(401, SIPRESP_TEXT_REMEDY, "en");

	NEEDS_TEXTS;
	ck_assert_ptr_nonnull(strstr(text, "nc"));
	ck_assert_ptr_nonnull(strstr(text, "hexadecimal"));
}
END_TEST

/* A table was filled in at its first use, without a lock. */
static void *
look_up(void *out)
{
	const struct sipresp_info **infos = out;

	for (int code = 100; code <= 699; code++)
		infos[code - 100] = sipresp_lookup(code);
	return NULL;
}

START_TEST(table_filled_in_without_a_lock)
{
	static const struct sipresp_info *infos[4][600];
	pthread_t threads[4];

	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, look_up,
		    infos[i]), 0);
	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
	for (int i = 1; i < 4; i++)
		ck_assert(memcmp(infos[0], infos[i], sizeof infos[0]) == 0);
	ck_assert_str_eq(sipresp_phrase(infos[3][86 + 300]->code), "Busy Here");
}
END_TEST

/* Any failure of a refresh ended the subscription (RFC 6665, section 4.1.2.2:
 * a 500 leaves it alive until it expires). */
START_TEST(any_failure_ends_a_subscription)
{
	const struct sipresp_request q = { .in_dialog = true };
	struct sipresp_verdict v;
	struct sipresp_response r;

	for (int code = 400; code <= 699; code++) {
		const bool ends = code == 404 || code == 405 || code == 410 ||
		    code == 416 || (code >= 480 && code <= 485) ||
		    code == 489 || code == 501 || code == 604;

		if (code == 483)	/* may be repaired by more hops */
			continue;
		DECIDE(&v, &r, code, "SUBSCRIBE", &q, { "X", "y" });
		ck_assert_msg((v.scope >= SIPRESP_SCOPE_USAGE) == ends,
		    "%d: %s", code, sipresp_scope_name(v.scope));
	}
}
END_TEST

/* q was looked for among the other parameters, where the parser never put it,
 * so the order was that of the message.  Here it is a number of its own. */
START_TEST(q_never_read)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_contact contact;
	struct sipresp_response r;
	struct sipresp_verdict v;

	DECIDE(&v, &r, 300, "MESSAGE", NULL,
	    { "Contact", "<sip:a@x>;expires=5;Q = 0.250;x=y" },
	    { "m", "<sip:b@x>;q=0.251" });
	ck_assert(sipresp_next_contact(&r, &c, &contact));
	ck_assert_int_eq(contact.q, 250);
	ck_assert(same(v.targets[0].uri, "sip:b@x"));
}
END_TEST

/* Whether a URI was tried before was asked byte by byte, so that another
 * spelling went round in circles (RFC 3261, section 19.1.4). */
START_TEST(visited_by_bytes)
{
	const struct sipresp_str tried = { "sip:%61lice@example.com", 23 };
	struct sipresp_request q = { .tried = &tried, .tried_count = 1 };
	struct sipresp_verdict v;
	struct sipresp_response r;

	q.uri = str("sip:bob@example.com;transport=udp");
	DECIDE(&v, &r, 302, "INVITE", &q, { "Contact",
	    "<SIP:bob@EXAMPLE.com;Transport=UDP>, <sip:alice@Example.com>" });
	ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
}
END_TEST

/* 439 had the phrase that belongs to a kind of 403 (RFC 5626,
 * section 11.6). */
START_TEST(phrase_of_439)
{
	ck_assert_str_eq(sipresp_phrase(439),
	    "First Hop Lacks Outbound Support");
}
END_TEST

/* 408 ended the usage, 483 and 501 nothing (RFC 5057, section 5.1). */
START_TEST(effects_of_408_483_501)
{
	const struct sipresp_request q = { .in_dialog = true };
	struct sipresp_verdict v;
	struct sipresp_response r;

	DECIDE(&v, &r, 483, "INVITE", &q, { "X", "y" });
	ck_assert_int_eq(v.scope, SIPRESP_SCOPE_DIALOG);
	DECIDE(&v, &r, 501, "INVITE", &q, { "X", "y" });
	ck_assert_int_eq(v.scope, SIPRESP_SCOPE_USAGE);
	DECIDE(&v, &r, 501, "INFO", &q, { "X", "y" });
	ck_assert_int_eq(v.scope, SIPRESP_SCOPE_TRANSACTION);
	DECIDE(&v, &r, 408, "MESSAGE", &q, { "X", "y" });
	ck_assert_int_eq(v.scope, SIPRESP_SCOPE_TRANSACTION);
	DECIDE(&v, &r, 408, "INVITE", &q, { "X", "y" });
	ck_assert_int_eq(v.scope, SIPRESP_SCOPE_USAGE);
	ck_assert_uint_eq(v.send, SIPRESP_SEND_BYE);
}
END_TEST

/* A SHA-256 challenge was taken, and answered with MD5 (RFC 8760,
 * section 2.4). */
START_TEST(algorithm_taken_but_not_computed)
{
	struct sipresp_request q = { .auth = SIPRESP_AUTH_MD5 };
	struct sipresp_verdict v;
	struct sipresp_response r;

	DECIDE(&v, &r, 401, "REGISTER", &q, { "WWW-Authenticate",
	    "Digest realm=\"a\",nonce=\"n\",algorithm=SHA-256" });
	ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
	q.auth = SIPRESP_AUTH_SHA_256;
	DECIDE(&v, &r, 401, "REGISTER", &q, { "WWW-Authenticate",
	    "Digest realm=\"a\",nonce=\"n\",algorithm=SHA-256" });
	ck_assert_int_eq(v.action, SIPRESP_ACTION_AUTHENTICATE);
}
END_TEST

/* Behind an algorithm that is not supported no other challenge was read (RFC
 * 8760, section 2.4: the topmost that is). */
START_TEST(unsupported_algorithm_ends_the_search)
{
	const struct sipresp_request q = { .auth = SIPRESP_AUTH_MD5 };
	struct sipresp_verdict v;
	struct sipresp_response r;

	DECIDE(&v, &r, 401, "INVITE", &q,
	    { "WWW-Authenticate",
	    "Digest realm=\"a\",nonce=\"n\",algorithm=SHA-512-256" },
	    { "WWW-Authenticate",
	    "Digest realm=\"a\",nonce=\"n\",algorithm=MD5" });
	ck_assert_int_eq(v.action, SIPRESP_ACTION_AUTHENTICATE);
	ck_assert(v.chosen == 1ULL << 1);
}
END_TEST

static void
check_glare(void)
{
	struct sipresp_request q = { .in_dialog = true };
	struct sipresp_verdict v;
	struct sipresp_response r;

	DECIDE(&v, &r, 491, "INVITE", &q, { "X", "y" });
	ck_assert(v.has_wait);
	ck_assert_uint_eq(v.wait_min_ms, 0);
	ck_assert_uint_eq(v.wait_max_ms, 2000);
	q.call_id_owner = true;
	DECIDE(&v, &r, 491, "UPDATE", &q, { "X", "y" });
	ck_assert_uint_eq(v.wait_min_ms, 2100);
	ck_assert_uint_eq(v.wait_max_ms, 4000);
	/* In units of 10 ms. */
	ck_assert_uint_eq(v.wait_min_ms % 10 + v.wait_max_ms % 10, 0);
}

/* Glare was waited for a fixed time, so that both sides met again (RFC 3261,
 * section 14.1). */
START_TEST(glare_of_fixed_length)
{
	check_glare();
}
END_TEST

/* Redirections were followed without end (RFC 3261, section 8.1.3.4, forbids
 * only to try a URI twice; the cap is our own). */
START_TEST(redirected_without_end)
{
	struct sipresp_state s = { .redirects = 0 };
	int followed = 0;

	for (int i = 0; i < 100; i++) {
		struct sipresp_response r;
		struct sipresp_verdict v;
		char contact[32];

		sprintf(contact, "<sip:hop%d@x>", i);
		ck_assert_int_eq(sipresp_response_init(&r, 302,
		    str("INVITE")), 0);
		ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
		    str(contact)), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, &s), 0);
		sipresp_state_note(&s, &v);
		followed += v.action == SIPRESP_ACTION_REDIRECT;
	}
	ck_assert_int_eq(followed, SIPRESP_MAX_REDIRECTS);
}
END_TEST

/* A Min-Expires that is not above what was asked for. */
static void
check_interval(const char *method, const char *min, bool meets)
{
	struct sipresp_request q = { .has_sent_expires = true,
	    .sent_expires = 3600 };
	struct sipresp_verdict v;
	struct sipresp_response r;

	DECIDE(&v, &r, 423, method, &q, { "Min-Expires", min });
	ck_assert_msg((v.action == SIPRESP_ACTION_AMEND) == meets,
	    "%s %s: %s", method, min, sipresp_action_name(v.action));
}

/* 423 was answered with whatever Min-Expires said (RFC 3261, section 10.2.8:
 * equal or greater than it, so it must be above what was sent). */
START_TEST(any_min_expires_is_obeyed)
{
	check_interval("REGISTER", "60", false);
	check_interval("REGISTER", "3600", false);
	check_interval("REGISTER", "3601", true);
}
END_TEST

/* A 423 to a removal made a binding of it (RFC 3261, section 10.3: only what
 * is greater than zero may be refused so); and an unknown interval was raised
 * to one that is none (RFC 4028, section 5). */
START_TEST(removal_becomes_a_binding)
{
	static const char *const methods[] = { "REGISTER", "SUBSCRIBE",
	    "PUBLISH" };
	const struct sipresp_request unknown = { .in_dialog = false };
	struct sipresp_verdict v;
	struct sipresp_response r;

	for (int i = 0; i < COUNT(methods); i++) {
		struct sipresp_request q = { .has_sent_expires = true };

		for (int in_dialog = 0; in_dialog <= 1; in_dialog++) {
			q.in_dialog = in_dialog != 0;
			DECIDE(&v, &r, 423, methods[i], &q,
			    { "Min-Expires", "60" });
			ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
		}
		DECIDE(&v, &r, 423, methods[i], &unknown,
		    { "Min-Expires", "1" });
		ck_assert_int_eq(v.action, SIPRESP_ACTION_AMEND);
		DECIDE(&v, &r, 423, methods[i], &unknown,
		    { "Min-Expires", "0" });
		ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
	}
	DECIDE(&v, &r, 422, "INVITE", &unknown, { "Min-SE", "90" });
	ck_assert_int_eq(v.action, SIPRESP_ACTION_AMEND);
	DECIDE(&v, &r, 422, "INVITE", &unknown, { "Min-SE", "89" });
	ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
}
END_TEST

/* The same of 422 and of 423 to SUBSCRIBE (RFC 4028, section 7.3). */
START_TEST(any_interval_is_obeyed)
{
	const struct sipresp_request q = { .has_sent_session_interval = true,
	    .sent_session_interval = 1800 };
	struct sipresp_verdict v;
	struct sipresp_response r;

	DECIDE(&v, &r, 422, "INVITE", &q, { "Min-SE", "1800" });
	ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
	DECIDE(&v, &r, 422, "INVITE", &q, { "Min-SE", "1801" });
	ck_assert_int_eq(v.action, SIPRESP_ACTION_AMEND);
	check_interval("SUBSCRIBE", "3600", false);
	check_interval("SUBSCRIBE", "7200", true);
}
END_TEST

/* The rule that SIPS is not left was there, and switched off (RFC 3261,
 * sections 8.1.3.4 and 16.7 step 4). */
START_TEST(sips_rule_switched_off)
{
	struct sipresp_request q = { .in_dialog = false };
	struct sipresp_policy p;
	struct sipresp_verdict v;
	struct sipresp_response r;

	q.uri = str("sips:bob@example.com");
	DECIDE(&v, &r, 302, "INVITE", &q, { "Contact", "<sip:bob@x>" });
	ck_assert_int_eq(v.action, SIPRESP_ACTION_REDIRECT);
	ck_assert_int_eq(v.level, SIPRESP_LEVEL_MAY);
	ck_assert_uint_eq(v.target_count, 1);
	ck_assert(v.targets[0].insecure);

	/* A host that wants it so is never led away. */
	sipresp_policy_init(&p);
	p.sips = SIPRESP_SIPS_REFUSE;
	q.policy = &p;
	DECIDE(&v, &r, 302, "INVITE", &q, { "Contact", "<sip:bob@x>" });
	ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
}
END_TEST

/* The table of effects was that of a draft: 480 and 481 ended the dialog,
 * 403 the usage (RFC 5057, section 5.1). */
START_TEST(effects_of_a_draft)
{
	const struct sipresp_request q = { .in_dialog = true };
	static const struct {
		int			code;
		const char		*method;
		enum sipresp_scope	scope;
	} want[] = {
		{ 480, "INVITE", SIPRESP_SCOPE_USAGE },
		{ 481, "INVITE", SIPRESP_SCOPE_USAGE },
		{ 480, "SUBSCRIBE", SIPRESP_SCOPE_USAGE },
		{ 481, "SUBSCRIBE", SIPRESP_SCOPE_USAGE },
		{ 403, "INVITE", SIPRESP_SCOPE_TRANSACTION },
		{ 404, "INVITE", SIPRESP_SCOPE_DIALOG }
	};

	for (int i = 0; i < COUNT(want); i++) {
		struct sipresp_verdict v;
		struct sipresp_response r;

		DECIDE(&v, &r, want[i].code, want[i].method, &q,
		    { "X", "y" });
		ck_assert_int_eq(v.scope, want[i].scope);
	}
}
END_TEST

/* 429 was sent where 436 is meant (RFC 8224, section 6.2.2). */
START_TEST(bad_identity_info_is_436)
{
	struct sipresp_verdict v;
	struct sipresp_response r;

	ck_assert_str_eq(sipresp_phrase(436), "Bad Identity Info");
	ck_assert_str_eq(sipresp_phrase(429),
	    "Provide Referrer Identity");
	DECIDE(&v, &r, 436, "INVITE", NULL, { "X", "y" });
	ck_assert_uint_eq(v.amend, 1U << SIPRESP_AMEND_IDENTITY);
	DECIDE(&v, &r, 429, "REFER", NULL, { "X", "y" });
	ck_assert_uint_eq(v.amend, 1U << SIPRESP_AMEND_REFERRED_BY);
	NEEDS_TEXTS;
	ck_assert_ptr_nonnull(strstr(sipresp_text(429, SIPRESP_TEXT_WHEN,
	    "en"), "where 436"));
}
END_TEST

/* Who owns the Call-ID did not matter (RFC 3261, section 14.1). */
START_TEST(glare_without_an_owner)
{
	check_glare();
}
END_TEST

/* To was rewritten on redirection (RFC 3261, section 8.1.3.4: the same To,
 * From and Call-ID).  What is new is listed, and they are not in it. */
START_TEST(to_rewritten_on_redirection)
{
	struct sipresp_verdict v;
	struct sipresp_response r;
	struct sipresp_str headers;
	char uri[64];

	DECIDE(&v, &r, 302, "INVITE", NULL,
	    { "Contact", "<sip:b@x;method=BYE?To=c&Subject=d>" });
	ck_assert_uint_eq(v.renew, SIPRESP_RENEW_BRANCH |
	    SIPRESP_RENEW_DESTINATION | SIPRESP_RENEW_ROUTE |
	    SIPRESP_RENEW_CREDENTIALS);
	sipresp_request_uri(v.targets[0].uri, uri, sizeof uri, &headers);
	ck_assert_str_eq(uri, "sip:b@x");
	NEEDS_TEXTS;
	ck_assert_ptr_nonnull(strstr(sipresp_text(302, SIPRESP_TEXT_REMEDY,
	    "en"), "same Call-ID, To and From"));
}
END_TEST

/* 19: see tests/fork.c */

/* The guard of a 423 to PUBLISH was always true, also for what is no
 * number (RFC 3903, section 5; RFC 3261, section 20.23). */
START_TEST(guard_that_is_always_true)
{
	check_interval("PUBLISH", "3600", false);
	check_interval("PUBLISH", "soon", false);
	check_interval("PUBLISH", "", false);
	check_interval("PUBLISH", "-1", false);
	check_interval("PUBLISH", "4000", true);
}
END_TEST

/* 417 had the phrase of 420 (RFC 4412, section 12.4); 555 was taken for
 * something else. */
START_TEST(phrase_of_417_and_two_555)
{
	ck_assert_str_eq(sipresp_phrase(417),
	    "Unknown Resource-Priority");
	ck_assert_str_eq(sipresp_phrase(420), "Bad Extension");
	NEEDS_TEXTS;
	ck_assert_ptr_nonnull(strstr(sipresp_text(555, SIPRESP_TEXT_WHEN,
	    "en"), "Kamailio"));
}
END_TEST

/* 424 counted as an incomplete address (RFC 6442, section 4.3). */
START_TEST(location_for_address)
{
	struct sipresp_verdict v;
	struct sipresp_response r;

	DECIDE(&v, &r, 424, "INVITE", NULL, { "Geolocation-Error", "100" });
	ck_assert_uint_eq(v.amend, 1U << SIPRESP_AMEND_LOCATION);
	DECIDE(&v, &r, 484, "INVITE", NULL, { "X", "y" });
	ck_assert_int_eq(v.action, SIPRESP_ACTION_ASK_USER);
	check_glare();
}
END_TEST

/* 416 had the phrase of HTTP (RFC 3261, section 21.4.14). */
START_TEST(phrase_of_416)
{
	ck_assert_str_eq(sipresp_phrase(416), "Unsupported URI Scheme");
}
END_TEST

TCase *
tcase_defects(void)
{
	TCase *tc = tcase_create("defects");

	tcase_add_test(tc, q_of_zero_becomes_one);
	tcase_add_test(tc, nonce_count_in_decimal);
	tcase_add_test(tc, table_filled_in_without_a_lock);
	tcase_add_test(tc, any_failure_ends_a_subscription);
	tcase_add_test(tc, q_never_read);
	tcase_add_test(tc, visited_by_bytes);
	tcase_add_test(tc, phrase_of_439);
	tcase_add_test(tc, effects_of_408_483_501);
	tcase_add_test(tc, algorithm_taken_but_not_computed);
	tcase_add_test(tc, unsupported_algorithm_ends_the_search);
	tcase_add_test(tc, glare_of_fixed_length);
	tcase_add_test(tc, redirected_without_end);
	tcase_add_test(tc, any_min_expires_is_obeyed);
	tcase_add_test(tc, removal_becomes_a_binding);
	tcase_add_test(tc, any_interval_is_obeyed);
	tcase_add_test(tc, effects_of_a_draft);
	tcase_add_test(tc, sips_rule_switched_off);
	tcase_add_test(tc, bad_identity_info_is_436);
	tcase_add_test(tc, glare_without_an_owner);
	tcase_add_test(tc, to_rewritten_on_redirection);
	tcase_add_test(tc, guard_that_is_always_true);
	tcase_add_test(tc, phrase_of_417_and_two_555);
	tcase_add_test(tc, location_for_address);
	tcase_add_test(tc, phrase_of_416);
	return tc;
}
