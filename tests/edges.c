/*
 * edges.c - where one condition of several decides alone
 *
 * What no other test needed, but "make coverage" asks for: each row makes the
 * one difference that its comment names.
 */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"
#include "targets.h"
#include "tests.h"
#include "uri.h"

static const struct sipresp_str none = { NULL, 0 };
static const struct sipresp_str invite = { "INVITE", 6 };

static void
respond(struct sipresp_response *r, int code, const char *name,
    const char *value)
{
	ck_assert_int_eq(sipresp_response_init(r, code, invite), 0);
	ck_assert_int_eq(sipresp_response_add(r, str(name), str(value)), 0);
}

START_TEST(version)
{
	char want[32];

	sprintf(want, "%d.%d.%d", SIPRESP_VERSION_MAJOR, SIPRESP_VERSION_MINOR,
	    SIPRESP_VERSION_PATCH);
	ck_assert_str_eq(sipresp_version(), want);
}
END_TEST

/* ---- messages ---------------------------------------------------------- */

/* RFC 3261, section 7.3.1: a fold is part of the value, even where it is the
 * last line of the message, and shorter than any other line. */
START_TEST(last_fold)
{
	static const struct {
		const char	*name, *msg;
		int		 len;	/* -1: no line that is kept */
	} rows[] = {
		{ "one blank", "SIP/2.0 200 OK\nk: a\n\t\n\n", 4 },
		{ "a byte", "SIP/2.0 200 OK\nk: a\n b\n\n", 5 },
		{ "no fold", "SIP/2.0 200 OK\nk: a\nb\n\n", 2 },
		{ "behind no value", "SIP/2.0 200 OK\nb: a\n\t\n\n", -1 },
		{ "a field as short", "SIP/2.0 200 OK\nk:\n\n", 0 },
		{ "a colon second", "SIP/2.0 200 OK\nk: a\n :b c\n\n", 8 },
		{ "no name before a colon",
		  "SIP/2.0 200 OK\nk: a\n\t: b\nSubject: c\n\n", 7 }
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct sipresp_response r;

		ck_assert_int_eq(sipresp_parse(&r, rows[i].msg,
		    strlen(rows[i].msg)), 0);
		ck_assert_msg(r.line_count == (rows[i].len >= 0), "%s",
		    rows[i].name);
		if (rows[i].len >= 0)
			ck_assert_msg(r.lines[0].len == (uint32_t)rows[i].len,
			    "%s", rows[i].name);
	}
}
END_TEST

START_TEST(message)
{
	const size_t large = (size_t)SIPRESP_MAX_HEADER_SIZE + 64;
	char *bytes = malloc(large);
	struct sipresp_response r;

	ck_assert_int_eq(sipresp_parse(&r, NULL, 0), SIPRESP_ETRUNCATED);
	/* So many empty lines before it that they are no longer skipped. */
	ck_assert_ptr_nonnull(bytes);
	memset(bytes, '\n', large);
	ck_assert_int_eq(sipresp_parse(&r, bytes, large), SIPRESP_ESTATUSLINE);
	memcpy(bytes + large - 64, "SIP/2.0 200 OK\n\n", 16);
	ck_assert_int_eq(sipresp_parse(&r, bytes, large), 0);
	memcpy(bytes + large - 64, "\nSIP/2.0 200 OK\n\n", 17);
	ck_assert_int_eq(sipresp_parse(&r, bytes, large), SIPRESP_ESTATUSLINE);

	ck_assert_int_eq(sipresp_response_init(&r, 200,
	    (struct sipresp_str){ NULL, 1 }), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_response_init(&r, 200, str(" INVITE")),
	    SIPRESP_EINVAL);

	ck_assert_int_eq(sipresp_response_init(&r, 200, none), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("m"),
	    (struct sipresp_str){ NULL, 1 }), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_response_add(&r, str("m"), none), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("CSeq"), none),
	    SIPRESP_ECSEQ);
	memset(bytes, 'x', large);
	for (size_t over = 0; over <= 1; over++)
		ck_assert_int_eq(sipresp_response_add(&r, str("m"),
		    (struct sipresp_str){ bytes,
		    SIPRESP_MAX_HEADER_SIZE - 1 + over }),
		    over ? SIPRESP_ETOOBIG : 0);
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(sipresp_response_add(&r, str("v"), str("a")),
		    0);
	ck_assert_uint_eq(r.line_count, 4);
	free(bytes);
}
END_TEST

/* What a method begins with is none, nor what begins with one. */
START_TEST(method)
{
	for (unsigned bit = 0; bit < 14; bit++) {
		const enum sipresp_method m = (enum sipresp_method)(1U << bit);
		char name[16];
		const size_t len = strlen(sipresp_method_name(m));

		for (size_t n = 0; n <= len + 1; n++) {
			sprintf(name, "%sX", sipresp_method_name(m));
			ck_assert_int_eq(sipresp_method_of((struct sipresp_str){
			    name, n }), n == len ? m : SIPRESP_METHOD_OTHER);
			if (n >= len)
				continue;
			name[n] ^= 0x20;
			ck_assert_int_eq(sipresp_method_of((struct sipresp_str){
			    name, len }), SIPRESP_METHOD_OTHER);
		}
	}
}
END_TEST

/* ---- values ------------------------------------------------------------ */

START_TEST(analytics)
{
	static const struct {
		const char	*reason;
		const char	*want;	/* NULL: nobody to ask */
	} rows[] = {
		{ "SIP;cause=603;text=\"v=analytics1;url=https://x\"", "https://x" },
		{ "Q.850;cause=21;text=\"v=analytics1;url=https://x\"", NULL },
		{ "SIP;cause=603;text=\"v=analytics\"", NULL },
		{ "SIP;cause=603;text=\"v=analytics2;url=https://x\"", NULL },
		{ "SIP;cause=603;text=\"v=analytics1; \"", NULL },
		{ "SIP;cause=603;text=\"v=analytics1;;\"", NULL },
		{ "SIP;cause=603;text=\"v=analytics1;url=\"", NULL }
	};

	for (int i = 0; i < COUNT(rows); i++) {
		struct sipresp_response r;
		struct sipresp_verdict v;
		struct sipresp_str s = none;

		respond(&r, 603, "Reason", rows[i].reason);
		r.phrase = str("Network Blocked");
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
		ck_assert_msg(sipresp_redress(&r, &s) ==
		    (rows[i].want != NULL ? 0 : SIPRESP_EABSENT), "%s",
		    rows[i].reason);
		if (rows[i].want != NULL)
			ck_assert(s.len == strlen(rows[i].want) &&
			    memcmp(s.p, rows[i].want, s.len) == 0);
	}
}
END_TEST

/* RFC 3261, section 8.1.3.3: a value that is empty is none.  Lines of a row before
 * may stand behind those of the next, and are none of them. */
START_TEST(second_via)
{
	static const struct {
		const char	*via, *second;
		bool		 want;
	} rows[] = {
		{ "a", "b", true }, { "a", NULL, false }, { "a,", NULL, false },
		{ "a,,", NULL, false }, { ",a", NULL, false },
		{ " ,\t,a", NULL, false }, { "a,b", NULL, true },
		{ ",a,,b", NULL, true }, { "a", "", false }, { "", "a", false },
		{ "a", ",", false }, { ",", " , ", false }, { "a,", ",b", true },
		{ "", "a,b", true }, { "a;b=\"c,d\"", NULL, false },
		{ "a;b=\"c,d\",e", NULL, true }, { "<a,b>", NULL, false }
	};
	struct sipresp_response r;
	struct sipresp_verdict v;

	for (int i = 0; i < COUNT(rows); i++) {
		respond(&r, 200, "Via", rows[i].via);
		if (rows[i].second != NULL)
			ck_assert_int_eq(sipresp_response_add(&r, str("Via"),
			    str(rows[i].second)), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
		ck_assert_msg((v.action == SIPRESP_ACTION_DISCARD) ==
		    rows[i].want, "%s", rows[i].via);
	}
}
END_TEST

/* A method may be of one letter (RFC 3261, section 25.1: token). */
START_TEST(short_method)
{
	static const struct {
		const char		*sent, *answered;
		enum sipresp_action	 action;
	} rows[] = {
		{ "A", "", SIPRESP_ACTION_DONE }, { "A", "A", SIPRESP_ACTION_DONE },
		{ "A", "INVITE", SIPRESP_ACTION_DISCARD },
		{ "INVITE", "A", SIPRESP_ACTION_DISCARD }
	};

	for (int i = 0; i < COUNT(rows); i++) {
		const struct sipresp_request q = { .method = str(rows[i].sent) };
		struct sipresp_response r;
		struct sipresp_verdict v;

		ck_assert_int_eq(sipresp_response_init(&r, 200,
		    str(rows[i].answered)), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
		ck_assert_int_eq(v.action, rows[i].action);
	}
}
END_TEST

/* What a field says, and what the rule that asks for it makes of that. */
START_TEST(fields)
{
	static const struct {
		int		 code;
		const char	*name, *value;
		const char	*rule;
	} rows[] = {
		{ 415, "Accept", "a/b", "content_listed" },
		{ 415, "Accept", "", "content_not_listed" },
		{ 415, "Accept-Encoding", "", "content_listed" },
		{ 415, "Accept-Language", "", "content_listed" },
		/* RFC 3329, section 2.3.1: one is chosen of the server's list. */
		{ 494, "Security-Server", "tls", "security_agreement" },
		{ 494, "Security-Server", "", "security_agreement_unlisted" },
		{ 494, "Security-Server", ";q=1", "security_agreement_unlisted" },
		{ 421, "Security-Server", "tls", "security_required" },
		{ 421, "Security-Server", ",", "extension_required_unnamed" },
		{ 603, "Reason", "SIP;text=\"v=analytics1\"", "network_blocked" },
		{ 603, "Reason", "SIP;text=\"v=analytics\"", "declined" }
	};

	for (int i = 0; i < COUNT(rows); i++) {
		struct sipresp_response r;
		struct sipresp_verdict v;

		respond(&r, rows[i].code, rows[i].name, rows[i].value);
		if (rows[i].code == 603)
			r.phrase = str("Network Blocked");
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
		ck_assert_str_eq(v.rule, rows[i].rule);
	}
}
END_TEST

/* What was not sent counts for nothing, whatever stands there. */
START_TEST(expires_not_sent)
{
	struct sipresp_request q = { .sent_expires = 500 };
	struct sipresp_response r;
	struct sipresp_verdict v;

	respond(&r, 423, "Min-Expires", "60");
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_AMEND);
	q.has_sent_expires = true;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_ne(v.action, SIPRESP_ACTION_AMEND);
}
END_TEST

/* RFC 3262, section 4: reliable is what requires 100rel. */
START_TEST(reliable)
{
	struct sipresp_response r;
	struct sipresp_verdict v;

	respond(&r, 183, "RSeq", "1");
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_uint_eq(v.send, 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Require"),
	    str("a, 100rel")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_uint_eq(v.send, SIPRESP_SEND_PRACK);
}
END_TEST

/* What an OPTIONS was sent for decides what its answer means. */
START_TEST(probe)
{
	static const struct {
		int		 of;
		const char	*rule;
	} rows[] = {
		{ 405, "probe_found_method" }, { 501, "probe_found_method" },
		{ 489, "probe_found_nothing" }, { 420, "fulfilled" },
		{ 0, "fulfilled" }
	};
	struct sipresp_response r;
	struct sipresp_verdict v;

	ck_assert_int_eq(sipresp_response_init(&r, 200, str("OPTIONS")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Allow"), str("REFER")),
	    0);
	for (int i = 0; i < COUNT(rows); i++) {
		const struct sipresp_request q = { .probe_of = rows[i].of };

		r.code = 200;
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
		ck_assert_str_eq(v.rule, rows[i].rule);
		r.code = 500;
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
		ck_assert_int_eq(strcmp(v.rule, "probe_failed") == 0,
		    rows[i].of != 0);
	}
}
END_TEST

/* 3GPP TS 24.229: the type, and not what begins so. */
START_TEST(ims_document)
{
	static const char *const types[] = {
		"application/3gpp-ims+xml", "application/3gpp-ims+xml;sv=\"1\"",
		"application/3gpp-ims+xmls", "application/3gpp-ims+xm"
	};

	for (int i = 0; i < COUNT(types); i++) {
		struct sipresp_response r;
		struct sipresp_verdict v;

		respond(&r, 380, "Content-Type", types[i]);
		ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
		    str("<sip:a@b>")), 0);
		r.body_size = 1;
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
		ck_assert_msg((strcmp(v.rule, "alternative_service_ims") == 0)
		    == (i < 2), "%s: %s", types[i], v.rule);
		ck_assert_uint_eq(v.target_count, 1);
	}
}
END_TEST

/* A realm is the same with and without quoted pairs in it. */
START_TEST(realm_with_quoted_pairs)
{
	static const struct {
		const char	*raw;
		bool		 want;
	} rows[] = {
		{ "a\\\"b", true }, { "\\a\\\"\\b", true }, { "a\\\\\\\"b", false },
		{ "a\\\"", false }, { "a\\\"bc", false }, { "\\\"a", false }
	};
	const struct sipresp_str realm = str("a\"b");
	const struct sipresp_request q = { .realms = &realm, .realm_count = 1 };

	for (int i = 0; i < COUNT(rows); i++) {
		struct sipresp_response r;
		struct sipresp_verdict v;
		char value[80];

		sprintf(value, "Digest realm=\"%s\", nonce=\"1\"", rows[i].raw);
		respond(&r, 401, "WWW-Authenticate", value);
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
		ck_assert_msg((v.chosen == 1) == rows[i].want, "%s",
		    rows[i].raw);
	}
}
END_TEST

/* So all but the first are one realm, of which one challenge is answered.  There
 * is nothing behind the last. */
START_TEST(one_realm)
{
	static const char *const realms[] = { "x", "ab", "\\ab", "a\\b", "\\a\\b" };
	static const struct sipresp_str names[] = { { "x", 1 }, { "ab", 2 } };
	static const char open[] = "Digest nonce=n, realm=a\\";
	struct sipresp_request q = { .realms = names, .realm_count = 2 };
	struct sipresp_response r;
	struct sipresp_verdict v;
	char values[COUNT(realms)][40];
	char *exact = malloc(sizeof open - 1);

	ck_assert_int_eq(sipresp_response_init(&r, 401, invite), 0);
	for (int i = 0; i < COUNT(realms); i++) {
		sprintf(values[i], "Digest realm=\"%s\", nonce=\"n\"", realms[i]);
		ck_assert_int_eq(sipresp_response_add(&r,
		    str("WWW-Authenticate"), str(values[i])), 0);
	}
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_uint_eq(v.realm_count, 2);
	ck_assert_uint_eq(v.chosen, 3);

	ck_assert_ptr_nonnull(exact);
	memcpy(exact, open, sizeof open - 1);
	ck_assert_int_eq(sipresp_response_init(&r, 401, invite), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("WWW-Authenticate"),
	    (struct sipresp_str){ exact, sizeof open - 1 }), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_uint_eq(v.chosen, 1);
	free(exact);
}
END_TEST

/* Two challenges, for one realm or for two. */
static unsigned
count_realms(const char *field, const char *one, const char *other)
{
	struct sipresp_response r;
	struct sipresp_verdict v;
	char values[2][80];

	sprintf(values[0], "Digest realm=\"%s\", nonce=\"1\"", one);
	sprintf(values[1], "Digest realm=\"%s\", nonce=\"2\"", other);
	respond(&r, 401, "WWW-Authenticate", values[0]);
	ck_assert_int_eq(sipresp_response_add(&r, str(field), str(values[1])),
	    0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	return v.realm_count;
}

START_TEST(other_realm)
{
	const char *www = "WWW-Authenticate";
	char one[2] = "a", other[2] = "a";

	for (one[0] = 'a'; one[0] <= 'z'; one[0]++)
		for (other[0] = 'a'; other[0] <= 'z'; other[0]++)
			ck_assert_uint_eq(count_realms(www, one, other),
			    1 + (one[0] != other[0]));
	ck_assert_uint_eq(count_realms("Proxy-Authenticate", "a", "a"), 2);
	ck_assert_uint_eq(count_realms(www,
	    "a123456789012345678901234567890123456789",
	    "b123456789012345678901234567890123456789"), 2);
}
END_TEST

/* Of more realms than can be counted, as many as can be. */
START_TEST(most_realms)
{
	char values[SIPRESP_MAX_REALMS + 1][40];
	struct sipresp_response r;
	struct sipresp_verdict v;

	ck_assert_int_eq(sipresp_response_init(&r, 401, invite), 0);
	for (int i = 0; i < COUNT(values); i++) {
		sprintf(values[i], "Digest realm=%d, nonce=n", i);
		ck_assert_int_eq(sipresp_response_add(&r,
		    str("WWW-Authenticate"), str(values[i])), 0);
	}
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_uint_eq(v.realm_count, SIPRESP_MAX_REALMS);
	ck_assert_uint_eq(v.chosen, (1U << SIPRESP_MAX_REALMS) - 1);
}
END_TEST

/* Too many challenges are an error to those alone who ask for them. */
START_TEST(challenges_not_asked_for)
{
	char value[3 * (SIPRESP_MAX_CHALLENGES + 1)] = "";
	struct sipresp_response r;
	struct sipresp_verdict v;

	for (int i = 0; i <= SIPRESP_MAX_CHALLENGES; i++)
		strcat(value, "a,");
	respond(&r, 401, "WWW-Authenticate", value);
	ck_assert_int_eq(sipresp_response_add(&r, str("Retry-After"),
	    str("1")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL),
	    SIPRESP_ETOOMANY);
	r.code = 500;
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
}
END_TEST

/* Credentials go out once, and once more where the nonce was stale or they were
 * accepted before (RFC 3261, section 22.1). */
START_TEST(attempts)
{
	enum { OTHER, OWN };
	static const struct {
		uint8_t		before, tried;
		uint8_t		realm_count, which, realm_attempts;
		bool		stale, accepted, want;
	} rows[] = {
		{ 0, 0, 0, OTHER, 0, false, false, true },
		{ 1, 0, 0, OTHER, 0, false, false, false },
		{ 1, 0, 0, OTHER, 0, true, false, true },
		{ 1, 0, 0, OTHER, 0, false, true, true },
		{ 2, 0, 0, OTHER, 0, true, true, false },
		{ 0, 1, 0, OTHER, 0, false, false, false },
		{ 0, 1, 0, OTHER, 0, true, false, true },
		{ 1, 1, 0, OTHER, 0, true, false, false },
		{ 0, 0, 1, OWN, 1, false, false, false },
		{ 0, 0, 1, OWN, 1, true, false, true },
		{ 1, 0, 1, OWN, 1, true, false, false },
		{ 0, 0, 1, OWN, 2, true, false, false },
		{ 0, 0, 1, OTHER, 2, false, false, true },
		{ 0, 0, 0, OWN, 2, false, false, true },
		{ 0, 0, SIPRESP_MAX_REALMS - 1, OTHER, 0, true, false, true },
		{ 0, 0, SIPRESP_MAX_REALMS, OTHER, 0, true, false, false }
	};
	static const struct sipresp_str realm = { "a", 1 };
	struct sipresp_response r;
	struct sipresp_verdict v;
	uint32_t own;

	respond(&r, 401, "WWW-Authenticate", "Digest realm=a, nonce=n");
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_uint_eq(v.realm_count, 1);
	own = v.realm_hash[0];
	for (int i = 0; i < COUNT(rows); i++) {
		const struct sipresp_request q = {
			.auth_tried = &realm,
			.auth_tried_count = rows[i].tried,
			.auth_accepted = &realm,
			.auth_accepted_count = rows[i].accepted
		};
		struct sipresp_state s = { .auth_attempts = rows[i].before,
		    .realm_count = rows[i].realm_count };

		for (int k = 0; k < SIPRESP_MAX_REALMS; k++)
			s.realm_hash[k] = own ^ (k == 0 && rows[i].which == OWN ?
			    0U : (uint32_t)k + 1);
		s.realm_attempts[0] = rows[i].realm_attempts;
		respond(&r, 401, "WWW-Authenticate", rows[i].stale ?
		    "Digest realm=a, nonce=n, stale=true" :
		    "Digest realm=a, nonce=n");
		ck_assert_int_eq(sipresp_classify(&v, &r, &q, &s), 0);
		ck_assert_msg((v.action == SIPRESP_ACTION_AUTHENTICATE) ==
		    rows[i].want, "row %d: %s", i, v.rule);
	}
}
END_TEST

/* A parameter that nobody knows is none of those that are known. */
START_TEST(unknown_parameter)
{
	struct sipresp_response r;
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_challenge challenge;

	ck_assert_int_eq(sipresp_response_init(&r, 401, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("WWW-Authenticate"),
	    str("Digest realm=\"r\", nonce=\"n\", foo=\"x\"")), 0);
	ck_assert(sipresp_next_challenge(&r, &c, &challenge));
	ck_assert_ptr_null(challenge.opaque.p);
}
END_TEST

START_TEST(event)
{
	const struct sipresp_str events[] = { { "", 0 }, { "presence", 8 } };
	const struct sipresp_str both[] = { { "a", 1 }, { "presence", 8 } };
	struct sipresp_request q = { .events = events, .event_count = 2 };
	struct sipresp_response r;
	struct sipresp_verdict v;

	ck_assert_int_eq(sipresp_response_init(&r, 489, str("SUBSCRIBE")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("u"), str("presence")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert(v.event.p == events[1].p);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert(v.event.p == NULL && v.event.len == 0);
	/* Of those that are listed the first, which may be of one letter. */
	q.events = both;
	ck_assert_int_eq(sipresp_response_add(&r, str("u"), str("a")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert(v.event.p == both[0].p);
	/* What stands behind the last is none of them. */
	q.events = events;
	q.event_count = 1;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_ptr_null(v.event.p);
	/* It goes with what it amends. */
	q.event_count = 2;
	q.cannot = 1U << SIPRESP_ACTION_AMEND;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_PROBE);
	ck_assert_ptr_null(v.event.p);
	r.code = 404;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert(v.event.p == NULL && v.event.len == 0);
}
END_TEST

/* A code is told from none before anything else is asked. */
START_TEST(codes)
{
	static const struct {
		int	code, want;
	} rows[] = {
		{ INT_MIN, SIPRESP_EINVAL }, { 99, SIPRESP_EINVAL },
		{ 100, SIPRESP_ENOMETHOD }, { 699, SIPRESP_ENOMETHOD },
		{ 700, SIPRESP_EINVAL }, { INT_MAX, SIPRESP_EINVAL }
	};
	struct sipresp_response r;
	struct sipresp_verdict v;

	ck_assert_int_eq(sipresp_response_init(&r, 200, none), 0);
	for (int i = 0; i < COUNT(rows); i++) {
		r.code = rows[i].code;
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL),
		    rows[i].want);
	}
}
END_TEST

/* ---- URIs -------------------------------------------------------------- */

START_TEST(ipv6)
{
	static const struct {
		const char	*a, *b;
		bool		 want;
	} rows[] = {
		{ "[::1]", "[0:0:0:0:0:0:0:1]", true },
		{ "[1:2:3:4:5:6:7:8]", "[1:2:3:4:5:6:7:08]", true },
		{ "[::]", "[0::0]", true }, { "[1::]", "[1:0::]", true },
		{ "[::ffff:1.2.3.4]", "[::ffff:102:304]", true },
		{ "[1:2:3:4:5:6:1.2.3.4]", "[1:2:3:4:5:6:102:304]", true },
		{ "[:]", "[::]", false }, { "[:1]", "[::1]", false },
		{ "[1]", "[::1]", false }, { "[]", "[::]", false },
		{ "[1:2:3:4:5:6:7:1.2.3.4]", "[1:2:3:4:5:6:7:102:304]", false },
		{ "[1:2:3:4:5:6:7:8:9]", "[1:2:3:4:5:6:7:8:09]", false },
		{ "[1:2:3:4:5:6:7::8]", "[1:2:3:4:5:6:7:0:8]", false },
		{ "[::1.2.3]", "[::102:3]", false },
		{ "[::1.2.3.4:5]", "[::102:304:5]", false },
		{ "[::1", "[::1]", false }, { "[::1x", "[::1]", false },
		{ "::1]", "[::1]", false }, { "[::g]", "[::]", false }
	};

	for (int i = 0; i < COUNT(rows); i++) {
		char a[64], b[64];

		sprintf(a, "sip:u@%s", rows[i].a);
		sprintf(b, "sip:u@%s", rows[i].b);
		ck_assert_msg(sipresp_uri_equal(str(a), str(b)) ==
		    rows[i].want, "%s %s", a, b);
		ck_assert(sipresp_uri_equal(str(b), str(a)) == rows[i].want);
	}
}
END_TEST

/* With more parameters than are compared one by one. */
START_TEST(many_parameters)
{
	char a[4000] = "sip:a@b", b[4000], c[4000], d[4000];

	for (int i = 0; i < 300; i++)
		sprintf(a + strlen(a), ";p%d=x", i);
	strcpy(b, a);
	b[4] = 'A';
	strcpy(c, a);
	c[5] = '@';
	c[6] = 'B';
	ck_assert(sipresp_uri_equal(str(a), str(a)));
	strcpy(d, a);
	d[strlen(d) - 1] = 'X';		/* case does not count here */
	ck_assert(sipresp_uri_equal(str(a), str(d)));
	d[strlen(d) - 1] = 'y';
	ck_assert(!sipresp_uri_equal(str(a), str(d)));
	strcat(d, "z");
	ck_assert(!sipresp_uri_equal(str(a), str(d)));
	ck_assert(sipresp_uri_equal(str(a), str(c)));
	ck_assert(!sipresp_uri_equal(str(a), str(b)));
	ck_assert(!sipresp_uri_equal(str(a), none));
	ck_assert_uint_eq(sipresp_priv_uri_hash(none),
	    sipresp_priv_uri_hash(str("")));
}
END_TEST

/* ---- decisions --------------------------------------------------------- */

START_TEST(policy)
{
	const struct sipresp_str hosts[] = { { "", 0 }, { "b", 1 } };
	const struct sipresp_policy_rule rules[] = {
		{ .warning = 305, .treat_as = 486 }
	};
	struct sipresp_policy_rule own = {
		.action = SIPRESP_ACTION_GIVE_UP, .rule = "a", .reference = "b",
		.why = "c"
	};
	struct sipresp_policy p;
	struct sipresp_request q = { .policy = &p };
	struct sipresp_response r;
	struct sipresp_verdict v;

	/* A Warning, but not that one; none that can be read. */
	sipresp_policy_init(&p);
	p.rules = rules;
	p.rule_count = 1;
	respond(&r, 488, "Warning", "304 a \"b\"");
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.treated_as, 488);
	respond(&r, 488, "Warning", "304 a \"b\", 305 a \"b\"");
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.treated_as, 486);

	/* A rule of the host's own that does not say where it comes from. */
	p.rules = &own;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_str_eq(v.rule, "a");
	own.reference = NULL;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), SIPRESP_EINVAL);
	own.reference = "b";
	own.why = NULL;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), SIPRESP_EINVAL);

	/* An empty host is none.  A tel URI has no host: that is for 'schemes' to
	 * refuse. */
	p.rule_count = 0;
	p.hosts = hosts;
	p.host_count = 2;
	respond(&r, 302, "m", "<sip:a@b>,<sip:a@c>,<tel:+1>,<sips:x@a.b>");
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_uint_eq(v.target_count, 3);

	r.code = 99;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), SIPRESP_EINVAL);
}
END_TEST

/* What this side cannot do is no fallback either. */
START_TEST(fallback_that_cannot_be_taken)
{
	struct sipresp_request q = { .cannot = 0 };
	struct sipresp_response r;
	struct sipresp_verdict v;

	respond(&r, 503, "Retry-After", "5");
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_FAILOVER);
	ck_assert_int_eq(v.fallback, SIPRESP_ACTION_RETRY);
	q.cannot = 1U << SIPRESP_ACTION_RETRY;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_FAILOVER);
	ck_assert_int_eq(v.fallback, SIPRESP_ACTION_GIVE_UP);
	q.cannot |= 1U << SIPRESP_ACTION_FAILOVER;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
	ck_assert(!v.has_wait);
	q.cannot = 1U << SIPRESP_ACTION_FAILOVER;
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_RETRY);
	ck_assert(v.has_wait);
}
END_TEST

START_TEST(target_set)
{
	struct sipresp_targets set;
	struct sipresp_response r;
	struct sipresp_verdict v, last;
	char store[2000], value[2000];
	size_t len = 0;

	for (int i = 0; i < SIPRESP_MAX_TARGETS; i++)
		len += (size_t)sprintf(value + len, "%s<sip:%d@x>;q=0.5",
		    i > 0 ? "," : "", i);
	respond(&r, 302, "m", value);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_int_eq(sipresp_targets_init(&set, store, sizeof store,
	    str("sip:a@x")), 0);
	/* Twice the same: nothing is added. */
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(sipresp_targets_add(&set, &v), 0);
		ck_assert_uint_eq(set.count, SIPRESP_MAX_TARGETS + 1);
		ck_assert_uint_eq(set.left_out, 0);
	}
	/* One that goes behind the last, and one before it. */
	respond(&r, 302, "m", "<sip:low@x>;q=0.1");
	ck_assert_int_eq(sipresp_classify(&last, &r, NULL, NULL), 0);
	ck_assert_int_eq(sipresp_targets_add(&set, &last), 0);
	ck_assert_uint_eq(set.left_out, 1);
	ck_assert_uint_eq(set.targets[SIPRESP_MAX_TARGETS].q, 500);
	respond(&r, 302, "m", "<sip:high@x>;q=0.9");
	ck_assert_int_eq(sipresp_classify(&last, &r, NULL, NULL), 0);
	ck_assert_int_eq(sipresp_targets_add(&set, &last), 0);
	ck_assert_uint_eq(set.left_out, 2);
	ck_assert_uint_eq(set.targets[1].q, 900);
}
END_TEST

START_TEST(context)
{
	struct sipresp_fork_branch branches[2];
	struct sipresp_fork fork;
	struct sipresp_fork_step step;
	struct sipresp_best_response best;
	struct sipresp_response r;
	size_t branch;

	if (sizeof (size_t) > sizeof (int))
		ck_assert_int_eq(sipresp_fork_init(&fork, branches,
		    (size_t)INT_MAX + 1, invite, none), SIPRESP_EINVAL);

	/* A branch to a URI that is not there did not leave SIP; and what comes
	 * after the end, when nothing was sent, goes nowhere. */
	for (int is_invite = 0; is_invite <= 1; is_invite++) {
		ck_assert_int_eq(sipresp_fork_init(&fork, branches, 2,
		    is_invite ? invite : str("OPTIONS"), str("sip:a@b")), 0);
		ck_assert_int_eq(sipresp_fork_add(&fork, none, &branch), 0);
		ck_assert(!branches[0].left_sip);
		ck_assert_int_eq(sipresp_response_local(&r,
		    SIPRESP_SOURCE_TIMEOUT, is_invite ? invite :
		    str("OPTIONS")), 0);
		ck_assert_int_eq(sipresp_fork_response(&fork, branch, &r, &step),
		    0);
		ck_assert_int_eq(sipresp_fork_best(&fork, &best), 0);
		ck_assert(fork.is_over);
		for (int code = 180; code <= 200; code += 20) {
			ck_assert_int_eq(sipresp_fork_add(&fork, none, &branch),
			    SIPRESP_ECLOSED);
			ck_assert_int_eq(sipresp_response_init(&r, code,
			    is_invite ? invite : str("OPTIONS")), 0);
			ck_assert_int_eq(sipresp_fork_response(&fork, 0, &r,
			    &step), 0);
			ck_assert_int_eq(step.step, code == 200 && is_invite ?
			    SIPRESP_FORK_FORWARD : SIPRESP_FORK_ABSORB);
		}
	}

	/* A host that gives up before anything came: a late success goes nowhere
	 * but for an INVITE. */
	for (int is_invite = 0; is_invite <= 1; is_invite++) {
		const struct sipresp_str m = is_invite ? invite : str("OPTIONS");

		ck_assert_int_eq(sipresp_fork_init(&fork, branches, 2, m,
		    str("sip:a@b")), 0);
		ck_assert_int_eq(sipresp_fork_add(&fork, str("sip:a@b"),
		    &branch), 0);
		ck_assert_int_eq(sipresp_fork_best(&fork, &best), 0);
		ck_assert_int_eq(best.status, is_invite ? 408 : 0);
		ck_assert_int_eq(sipresp_response_init(&r, 200, m), 0);
		ck_assert_int_eq(sipresp_fork_response(&fork, 0, &r, &step), 0);
		ck_assert_int_eq(step.step, is_invite ? SIPRESP_FORK_FORWARD :
		    SIPRESP_FORK_ABSORB);
	}

	/* RFC 3261, section 16.7 step 4: a 416 to a URI of another scheme leads
	 * to its SIP form, but not after a 6xx. */
	ck_assert_int_eq(sipresp_fork_init(&fork, branches, 2, invite,
	    str("sip:+1@b")), 0);
	ck_assert_int_eq(sipresp_fork_add(&fork, str("tel:+1"), &branch), 0);
	ck_assert_int_eq(sipresp_fork_add(&fork, str("sip:a@b"), &branch), 0);
	ck_assert_int_eq(sipresp_response_init(&r, 603, invite), 0);
	ck_assert_int_eq(sipresp_fork_response(&fork, 1, &r, &step), 0);
	ck_assert_int_eq(sipresp_response_init(&r, 416, invite), 0);
	ck_assert_int_eq(sipresp_fork_response(&fork, 0, &r, &step), 0);
	ck_assert_int_eq(step.step, SIPRESP_FORK_HOLD);
}
END_TEST

/* A field that is there may say nothing all the same. */
START_TEST(no_fact)
{
	static const struct {
		int		 code;
		const char	*name, *value, *rule;
	} rows[] = {
		{ 380, "Content-Type", "application/3gpp-ims+xml",
		    "alternative_service_ims" },
		{ 380, "Content-Type", "application/vnd.example+xml",
		    "alternative_service" },
		{ 380, "Content-Type", "application/sdp",
		    "alternative_service" },
		{ 423, "Min-Expires", "7200", "interval_too_brief" },
		{ 423, "Min-Expires", "soon", "interval_too_brief_unmet" },
		{ 422, "Min-SE", "900", "session_too_short" },
		{ 422, "Min-SE", "soon", "session_too_short_unmet" }
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct sipresp_verdict v;
		struct sipresp_response r;

		respond(&r, rows[i].code, rows[i].name, rows[i].value);
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
		ck_assert_str_eq(v.rule, rows[i].rule);
	}
}
END_TEST

START_TEST(others)
{
	const struct sipresp_reason reason = { none, 16, none, none };
	struct sipresp_request q = { .method = str("REGISTER") };
	struct sipresp_grant g;
	struct sipresp_response r;

	ck_assert_int_eq(sipresp_status_from_reason(&reason,
	    SIPRESP_CAUSE_RFC3398), 0);

	/* The method of the request goes before that of CSeq. */
	respond(&r, 200, "Contact", "<sip:a@b>;expires=60");
	ck_assert_int_eq(sipresp_granted(&r, NULL, &g), SIPRESP_EABSENT);
	ck_assert_int_eq(sipresp_granted(&r, &q, &g), 0);
	ck_assert_uint_eq(g.expires_s, 60);
	q.method = none;
	ck_assert_int_eq(sipresp_granted(&r, &q, &g), SIPRESP_EABSENT);
}
END_TEST

TCase *
tcase_edges(void)
{
	TCase *tc = tcase_create("edges");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, version);
	tcase_add_test(tc, last_fold);
	tcase_add_test(tc, message);
	tcase_add_test(tc, method);
	tcase_add_test(tc, analytics);
	tcase_add_test(tc, ims_document);
	tcase_add_test(tc, second_via);
	tcase_add_test(tc, short_method);
	tcase_add_test(tc, fields);
	tcase_add_test(tc, expires_not_sent);
	tcase_add_test(tc, reliable);
	tcase_add_test(tc, probe);
	tcase_add_test(tc, one_realm);
	tcase_add_test(tc, other_realm);
	tcase_add_test(tc, most_realms);
	tcase_add_test(tc, challenges_not_asked_for);
	tcase_add_test(tc, attempts);
	tcase_add_test(tc, realm_with_quoted_pairs);
	tcase_add_test(tc, unknown_parameter);
	tcase_add_test(tc, event);
	tcase_add_test(tc, codes);
	tcase_add_test(tc, ipv6);
	tcase_add_test(tc, many_parameters);
	tcase_add_test(tc, policy);
	tcase_add_test(tc, fallback_that_cannot_be_taken);
	tcase_add_test(tc, target_set);
	tcase_add_test(tc, context);
	tcase_add_test(tc, no_fact);
	tcase_add_test(tc, others);
	return tc;
}
