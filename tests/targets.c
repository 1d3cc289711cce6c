/*
 * targets.c - the target set, and what a host lets itself be redirected to
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"
#include "tests.h"

static struct sipresp_targets set;
static struct sipresp_request request;
static struct sipresp_policy policy;
static char store[4096];

static void
begin(const char *uri)
{
	memset(&request, 0, sizeof request);
	sipresp_policy_init(&policy);
	request.method = str("INVITE");
	request.uri = str(uri);
	request.targets = &set;
	request.policy = &policy;
	ck_assert_int_eq(sipresp_targets_init(&set, store, sizeof store,
	    request.uri), 0);
}

/* A 302 with these Contacts, and what becomes of it. */
static enum sipresp_action
redirect(const char *contacts)
{
	struct sipresp_response r;
	struct sipresp_verdict v;

	ck_assert_int_eq(sipresp_response_init(&r, 302, request.method), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
	    str(contacts)), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, &request, NULL), 0);
	ck_assert_int_eq(sipresp_targets_add(&set, &v), 0);
	return v.action;
}

/* The next target must be this one; NULL: there is none. */
static void
next(const char *uri)
{
	struct sipresp_target t;

	if (uri == NULL) {
		ck_assert(!sipresp_targets_next(&set, &t));
		return;
	}
	ck_assert_msg(sipresp_targets_next(&set, &t), "no target, not %s", uri);
	ck_assert_msg(t.uri.len == strlen(uri) &&
	    memcmp(t.uri.p, uri, t.uri.len) == 0, "%.*s, not %s",
	    (int)t.uri.len, t.uri.p, uri);
	request.uri = t.uri;
}

/* RFC 3261, section 8.1.3.4: in the order of q, each URI once. */
START_TEST(order)
{
	begin("sip:a@x");
	ck_assert_int_eq(redirect("<sip:b@x>;q=0, <sip:c@x>;q=0.5, <sip:d@x>,"
	    "<sip:e@x>;q=1.0, <mailto:f@x>;q=1, <sip:D@x>;q=0.1, <sip:d@X>"),
	    SIPRESP_ACTION_REDIRECT);
	next("sip:d@x");
	next("sip:e@x");
	next("sip:c@x");
	next("sip:D@x");
	next("sip:b@x");
	next("mailto:f@x");
	next(NULL);
}
END_TEST

/* Section 19.1.4: of a URI twice the better q counts, also for its place. */
START_TEST(better_q)
{
	struct sipresp_response r;
	struct sipresp_verdict v;

	ck_assert_int_eq(sipresp_response_init(&r, 302, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
	    str("<sip:b@x>;q=0.5, <sip:c@x>;q=0.1, <sip:c@X>;q=0.9")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_uint_eq(v.target_count, 2);
	ck_assert(v.targets[0].q == 900 && v.targets[0].uri.p[4] == 'c');
	ck_assert(v.targets[1].q == 500 && v.targets[1].uri.p[4] == 'b');

	ck_assert_int_eq(sipresp_response_init(&r, 302, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
	    str("<sip:b@x>;q=0.5, <sip:b@X>;q=0.1")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert(v.target_count == 1 && v.targets[0].q == 500);
}
END_TEST

/* The best of more than there is room for, and nothing behind them. */
START_TEST(best_of_many)
{
	char contacts[30 * (SIPRESP_MAX_TARGETS + 1)] = "";
	struct sipresp_response r;
	struct sipresp_verdict v;
	unsigned char before[sizeof v.targets[0]];

	begin("sip:a@x");
	policy.max_targets = 2;
	memset(&v, 0xa5, sizeof v);
	memset(before, 0xa5, sizeof before);
	ck_assert_int_eq(sipresp_response_init(&r, 302, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
	    str("<sip:b@x>, <sip:c@x>;q=0.1, <sip:d@x>;q=0.5")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, &request, NULL), 0);
	ck_assert_uint_eq(v.target_count, 2);
	ck_assert(v.targets[0].uri.p[4] == 'b' && v.targets[1].uri.p[4] == 'd');
	ck_assert_mem_eq(&v.targets[2], before, sizeof before);

	for (int i = 0; i <= SIPRESP_MAX_TARGETS; i++)
		sprintf(contacts + strlen(contacts), "<sip:%d@x>;q=0.%03d,", i,
		    i);
	policy.max_targets = UINT32_MAX;
	ck_assert_int_eq(sipresp_response_init(&r, 302, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
	    str(contacts)), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, &request, NULL), 0);
	ck_assert_uint_eq(v.target_count, SIPRESP_MAX_TARGETS);
	ck_assert_int_eq(v.targets[0].q, SIPRESP_MAX_TARGETS);
}
END_TEST

/* No URI twice, wherever among those tried it is; and the star is none. */
START_TEST(no_target)
{
	static const struct sipresp_str tried[] = {
		{ "sip:b@x", 7 }, { "sip:c@x", 7 }, { "sip:d@x", 7 }
	};

	begin("sip:a@x");
	request.tried = tried;
	request.tried_count = COUNT(tried);
	for (int i = 0; i < COUNT(tried); i++)
		ck_assert_int_eq(redirect(tried[i].p), SIPRESP_ACTION_GIVE_UP);
	ck_assert_int_eq(redirect("*"), SIPRESP_ACTION_GIVE_UP);
	ck_assert_int_eq(redirect("sip:e@x"), SIPRESP_ACTION_REDIRECT);
}
END_TEST

/* RFC 3261, section 21.3.3: a time may be as short as a second, but not none. */
START_TEST(cached)
{
	static const struct {
		const char		*contact;
		enum sipresp_future	 future;
	} rows[] = {
		{ "<sip:b@x>;expires=1", SIPRESP_FUTURE_CACHE },
		{ "<sip:b@x>;expires=0", SIPRESP_FUTURE_KEEP }
	};

	for (int i = 0; i < COUNT(rows); i++) {
		struct sipresp_response r;
		struct sipresp_verdict v;

		ck_assert_int_eq(sipresp_response_init(&r, 302, str("INVITE")),
		    0);
		ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
		    str(rows[i].contact)), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
		ck_assert_int_eq(v.future, rows[i].future);
	}
}
END_TEST

/* What a target says besides its URI (RFC 3261, section 20.10). */
START_TEST(said_of_a_target)
{
	static const struct {
		int		q;
		bool		has_expires;
		uint32_t	expires_s;
	} want[] = { { 1000, true, 60 }, { 500, true, 0 }, { 200, false, 0 } };
	struct sipresp_target t;

	begin("sip:a@x");
	(void)redirect("<sip:b@x>;expires=60, <sip:c@x>;q=0.5;expires=0,"
	    "<sip:d@x>;q=0.2");
	for (int i = 0; i < COUNT(want); i++) {
		memset(&t, '#', sizeof t);
		ck_assert(sipresp_targets_next(&set, &t));
		ck_assert_int_eq(t.q, want[i].q);
		ck_assert_int_eq(t.has_expires, want[i].has_expires);
		ck_assert_uint_eq(t.expires_s, want[i].expires_s);
		ck_assert_int_eq(t.scheme, SIPRESP_SCHEME_SIP);
		ck_assert(!t.insecure);
	}
	next(NULL);
}
END_TEST

/* Two places that redirect to each other end by themselves. */
START_TEST(loop)
{
	begin("sip:a@x");
	ck_assert_int_eq(redirect("<sip:b@x>"), SIPRESP_ACTION_REDIRECT);
	next("sip:b@x");
	ck_assert_int_eq(redirect("<sip:a@X;user=phone>, <sip:a@X>"),
	    SIPRESP_ACTION_REDIRECT);
	next("sip:a@X;user=phone");
	ck_assert_int_eq(redirect("<sip:b@x>, <sip:a@x>"),
	    SIPRESP_ACTION_GIVE_UP);
	next(NULL);
}
END_TEST

/* Targets of a later 3xx go among those that are left. */
START_TEST(merge)
{
	begin("sip:a@x");
	redirect("<sip:b@x>;q=0.9, <sip:c@x>;q=0.5, <sip:d@x>;q=0.1");
	next("sip:b@x");
	redirect("<sip:e@x>;q=0.5, <sip:f@x>;q=0.3, <sip:c@x>;q=0.9");
	next("sip:c@x");
	next("sip:e@x");
	/* Nothing new, but something is left: the host goes on. */
	ck_assert_int_eq(redirect("<sip:b@x>"), SIPRESP_ACTION_GIVE_UP);
	next("sip:f@x");
	next("sip:d@x");
	next(NULL);
}
END_TEST

/* Every URI is copied: the responses may go. */
START_TEST(copies)
{
	char contacts[] = "<sip:b@x>;q=0.9, <sip:c@x>;q=0.5";

	begin("sip:a@x");
	redirect(contacts);
	memset(contacts, 'X', sizeof contacts - 1);
	next("sip:b@x");
	next("sip:c@x");
}
END_TEST

/* One below, at, and one past SIPRESP_MAX_TARGETS. */
START_TEST(full)
{
	char contacts[SIPRESP_MAX_TARGETS + 2][32];
	struct sipresp_target last;

	for (int n = SIPRESP_MAX_TARGETS - 1; n <= SIPRESP_MAX_TARGETS + 1; n++) {
		begin("sip:a@x");
		for (int i = 0; i < n; i++) {
			sprintf(contacts[i], "<sip:t%d@x>;q=0.%03d", i, i + 1);
			redirect(contacts[i]);
		}
		ck_assert_uint_eq(set.count, n < SIPRESP_MAX_TARGETS ?
		    (unsigned)n + 1 : SIPRESP_MAX_TARGETS + 1);
		ck_assert_uint_eq(set.left_out, n > SIPRESP_MAX_TARGETS);
		/* The best are kept. */
		for (int i = n - 1; i >= n - (int)set.count + 1; i--) {
			char uri[24];

			sprintf(uri, "sip:t%d@x", i);
			next(uri);
		}
		next(NULL);
		/* When all were tried, there is no place for another one. */
		redirect("<sip:late@x>");
		next(n < SIPRESP_MAX_TARGETS ? "sip:late@x" : NULL);
	}

	/* Of those that were not tried, the last one is left: a better one
	 * takes its place, a worse one does not. */
	begin("sip:a@x");
	for (int i = 0; i < SIPRESP_MAX_TARGETS; i++) {
		sprintf(contacts[i], "<sip:t%d@x>;q=0.5", i);
		redirect(contacts[i]);
	}
	while (set.next < SIPRESP_MAX_TARGETS)
		ck_assert(sipresp_targets_next(&set, &last));
	redirect("<sip:worse@x>;q=0.4");
	redirect("<sip:better@x>;q=0.6");
	next("sip:better@x");
	next(NULL);
}
END_TEST

START_TEST(store_too_small)
{
	struct sipresp_response r;
	struct sipresp_verdict v;
	char small[7 + 7 + 6];

	ck_assert_int_eq(sipresp_targets_init(&set, small, 6, str("sip:a@x")),
	    SIPRESP_ENOROOM);
	ck_assert_int_eq(sipresp_targets_init(&set, small, 7, str("sip:a@x")), 0);
	ck_assert_int_eq(sipresp_targets_init(&set, small, sizeof small,
	    str("sip:a@x")), 0);
	ck_assert_int_eq(sipresp_response_init(&r, 302, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
	    str("<sip:b@x>, <sip:c@x>")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_int_eq(sipresp_targets_add(&set, &v), SIPRESP_ENOROOM);
	ck_assert_uint_eq(set.count, 1);
	ck_assert_uint_eq(set.store_used, 7);
	v.target_count = 1;
	ck_assert_int_eq(sipresp_targets_add(&set, &v), 0);
	next("sip:b@x");

	/* Just enough, of a second target and of a remembered one. */
	ck_assert_int_eq(sipresp_targets_init(&set, store, 7 + 7 + 7,
	    str("sip:a@x")), 0);
	v.target_count = 2;
	ck_assert_int_eq(sipresp_targets_add(&set, &v), 0);
	ck_assert_uint_eq(set.store_used, 7 + 7 + 7);
	ck_assert_int_eq(sipresp_targets_init(&set, store, 7 + 9,
	    str("sip:a@x")), 0);
	ck_assert_int_eq(sipresp_targets_remember(&set, str("sip:old@x")), 0);
}
END_TEST

/* RFC 3261, section 8.1.3.4: SIPS is not left unasked, however many
 * redirections it takes. */
START_TEST(sips)
{
	struct sipresp_target t;

	begin("sips:a@x");
	ck_assert_int_eq(redirect("<sip:b@x>, <sips:c@x>;q=0.1"),
	    SIPRESP_ACTION_REDIRECT);
	ck_assert(sipresp_targets_next(&set, &t));
	ck_assert(t.insecure);
	request.uri = t.uri;
	redirect("<sip:d@x>;q=0.9");
	ck_assert(sipresp_targets_next(&set, &t));
	ck_assert(t.insecure);
	next("sips:c@x");

	begin("sips:a@x");
	policy.sips = SIPRESP_SIPS_REFUSE;
	ck_assert_int_eq(redirect("<sip:b@x>, <tel:+1>"), SIPRESP_ACTION_GIVE_UP);
	ck_assert_int_eq(redirect("<sip:b@x>, <sips:c@x>;q=0.1"),
	    SIPRESP_ACTION_REDIRECT);
	next("sips:c@x");
	next(NULL);
}
END_TEST

START_TEST(sips_levels)
{
	static const struct {
		enum sipresp_sips	sips;
		const char		*contact;
		enum sipresp_level	level;
	} cases[] = {
		{ SIPRESP_SIPS_ASK, "<sip:b@x>", SIPRESP_LEVEL_MAY },
		{ SIPRESP_SIPS_ASK, "<sips:b@x>", SIPRESP_LEVEL_SHOULD },
		{ SIPRESP_SIPS_ASK, "<sip:b@x>, <sips:c@x>;q=0.1",
		  SIPRESP_LEVEL_SHOULD },
		{ SIPRESP_SIPS_ALLOW, "<sip:b@x>", SIPRESP_LEVEL_SHOULD },
		{ SIPRESP_SIPS_REFUSE, "<sips:b@x>", SIPRESP_LEVEL_SHOULD }
	};

	for (int i = 0; i < COUNT(cases); i++) {
		struct sipresp_response r;
		struct sipresp_verdict v;

		begin("sips:a@x");
		policy.sips = cases[i].sips;
		ck_assert_int_eq(sipresp_response_init(&r, 302, str("INVITE")),
		    0);
		ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
		    str(cases[i].contact)), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, &request, NULL), 0);
		ck_assert_int_eq(v.action, SIPRESP_ACTION_REDIRECT);
		ck_assert_int_eq(v.level, cases[i].level);
	}
}
END_TEST

/* The host's own filter: schemes, hosts, and how many. */
START_TEST(filter)
{
	static const struct sipresp_str hosts[] = {
		{ "carrier.example", 15 }, { "[2001:db8::1]", 13 }, { "", 0 }
	};

	begin("sip:a@x");
	policy.hosts = hosts;
	policy.host_count = COUNT(hosts);
	ck_assert_int_eq(redirect("<sip:b@evil.example>,"
	    "<sip:b@notcarrier.example>, <sip:b@carrier.example.evil>,"
	    "<sip:carrier.example@evil.example>,"
	    "<sip:b@evil.example;maddr=carrier.example>"),
	    SIPRESP_ACTION_GIVE_UP);
	/* RFC 3261, section 19.1.1: maddr overrides the host. */
	ck_assert_int_eq(redirect("<sip:b@carrier.example;maddr=evil.example>,"
	    "<sip:b@carrier.example;lr;MAddr=evil.example>,"
	    "<sip:b@carrier.example;m%61ddr=evil.example>,"
	    "<sip:b@carrier.example;maddr=carrier.example;maddr=192.0.2.1>,"
	    "<sip:b@carrier.example;maddr=carrier.example;maddr=carrier.example>,"
	    "<sip:b@carrier.example;maddr>, <sip:;maddr=evil.example>,"
	    "<sip:b@;maddr=carrier.example>"), SIPRESP_ACTION_GIVE_UP);
	/* What others may read otherwise (section 25.1). */
	ck_assert_int_eq(redirect("<sip:b@carrier.example;c@evil.example>,"
	    "<sip:b@carrier.example?c@evil.example>, <sip:b@@carrier.example>,"
	    "<sip:b@carrier.example:5060@evil.example>,"
	    "<sip:b@evil.example/.carrier.example>, <sip:b@/.carrier.example>,"
	    "<sip:b@[::1].carrier.example>, <sip:b@e{.carrier.example>,"
	    "<sip:b@evil.example%00.carrier.example>, <sip:b@evil.example.>"),
	    SIPRESP_ACTION_GIVE_UP);
	redirect("<sip:5@a-1_Z.carrier.example;maddr=carrier.example>");
	next("sip:5@a-1_Z.carrier.example;maddr=carrier.example");
	redirect("<sip:1@CARRIER.example:5070>, <sip:2@a.b.carrier.example>,"
	    "<sip:3@[2001:DB8::1];transport=tcp>, <tel:+4>");
	next("sip:1@CARRIER.example:5070");
	next("sip:2@a.b.carrier.example");
	next("sip:3@[2001:DB8::1];transport=tcp");
	next("tel:+4");
	next(NULL);

	begin("sip:a@x");
	policy.schemes = 1U << SIPRESP_SCHEME_SIP;
	redirect("<tel:+4>, <sips:b@x>, <mailto:b@x>, <sip:b@x>");
	next("sip:b@x");
	next(NULL);

	begin("sip:a@x");
	policy.max_targets = 2;
	redirect("<sip:b@x>;q=0.1, <sip:c@x>;q=0.2, <sip:d@x>;q=0.3");
	next("sip:d@x");
	next("sip:c@x");
	next(NULL);
	policy.max_targets = 0;
	ck_assert_int_eq(redirect("<sip:e@x>"), SIPRESP_ACTION_GIVE_UP);
}
END_TEST

/* RFC 3261, section 21.3.3: the cached URI first, then the original once. */
START_TEST(remembered)
{
	begin("sip:a@x");
	ck_assert_int_eq(sipresp_targets_remember(&set, str("sip:old@x")), 0);
	ck_assert_int_eq(set.targets[0].q, 1000);	/* none goes before it */
	next("sip:old@x");
	redirect("<sip:b@x>;q=0.1, <sip:a@x>");
	next("sip:b@x");
	next("sip:a@x");
	ck_assert_int_eq(redirect("<sip:old@x>"), SIPRESP_ACTION_GIVE_UP);
	redirect("<sip:new@x>");
	next("sip:new@x");
	next(NULL);

	/* Too late, or the same. */
	ck_assert_int_eq(sipresp_targets_remember(&set, str("sip:old@x")),
	    SIPRESP_EINVAL);
	begin("sip:a@x");
	ck_assert_int_eq(sipresp_targets_remember(&set, str("SIP:a@X")),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_targets_remember(&set, str("")),
	    SIPRESP_EINVAL);
	set.store_size = 8;
	ck_assert_int_eq(sipresp_targets_remember(&set, str("sip:b@x")),
	    SIPRESP_ENOROOM);

	/* SIPS is what the original was. */
	begin("sips:a@x");
	ck_assert_int_eq(sipresp_targets_remember(&set, str("sip:old@x")), 0);
	ck_assert(set.targets[0].insecure && !set.targets[1].insecure);
}
END_TEST

START_TEST(misuse)
{
	struct sipresp_target t;
	struct sipresp_verdict v = { .target_count = 0 };

	begin("sip:a@x");
	ck_assert_int_eq(sipresp_targets_init(NULL, store, 1, str("sip:a@x")),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_targets_init(&set, NULL, 0, str("sip:a@x")),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_targets_init(&set, store, 9, str("")),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_targets_add(NULL, &v), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_targets_add(&set, NULL), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_targets_add(&set, &v), 0);
	ck_assert_int_eq(sipresp_targets_remember(NULL, str("sip:b@x")),
	    SIPRESP_EINVAL);
	ck_assert(!sipresp_targets_next(NULL, &t));
	ck_assert(!sipresp_targets_next(&set, NULL));
}
END_TEST

/* RFC 3261, section 19.1.5. */
START_TEST(uri_headers)
{
	static const struct {
		const char		*name, *value;
		enum sipresp_honor	honor;
	} want[] = {
		{ "Subject", "foo", SIPRESP_HONOR_YES },
		{ "ROUTE", "%3Csip:a%3E", SIPRESP_HONOR_NO },
		{ "%46rom", "b", SIPRESP_HONOR_NO },
		{ "f", "c", SIPRESP_HONOR_NO },
		{ "Content-Type", "text/plain", SIPRESP_HONOR_VERIFY },
		{ "Replaces", "1%3Bto-tag=2", SIPRESP_HONOR_YES },
		{ "authorization", "x", SIPRESP_HONOR_NO },
		{ "Accept-Contact", "", SIPRESP_HONOR_YES },
		/* What is no header field, or more than one. */
		{ "From%20", "b", SIPRESP_HONOR_NO },
		{ "Subject:%20x%0d%0aRoute", "b", SIPRESP_HONOR_NO },
		{ "Subject", "a%0D%0ARoute:%20b", SIPRESP_HONOR_NO },
		{ "Subject", "%0ab", SIPRESP_HONOR_NO },
		{ "Subject", "b%0d", SIPRESP_HONOR_NO },
		{ "Subject", "%00", SIPRESP_HONOR_NO },
		{ "Subject", "a%2", SIPRESP_HONOR_YES },
		{ "X%2BY", "%3B", SIPRESP_HONOR_YES },
		{ "body", "a%0d%0ab", SIPRESP_HONOR_YES },
		{ "%42ody", "%0d", SIPRESP_HONOR_YES }
	};
	struct sipresp_str headers = str("Subject=foo&&=x&ROUTE=%3Csip:a%3E&"
	    "%46rom=b&f=c&Content-Type=text/plain&Replaces=1%3Bto-tag=2&"
	    "authorization=x&Accept-Contact&From%20=b&Subject:%20x%0d%0aRoute=b&"
	    "Subject=a%0D%0ARoute:%20b&Subject=%0ab&Subject=b%0d&Subject=%00&"
	    "Subject=a%2&X%2BY=%3B&body=a%0d%0ab&%42ody=%0d&");
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_uri_header h;

	for (int i = 0; i < COUNT(want); i++) {
		ck_assert(sipresp_next_uri_header(headers, &c, &h));
		ck_assert_msg(h.name.len == strlen(want[i].name) &&
		    memcmp(h.name.p, want[i].name, h.name.len) == 0,
		    "%.*s, not %s", (int)h.name.len, h.name.p, want[i].name);
		ck_assert(h.value.len == strlen(want[i].value) &&
		    memcmp(h.value.p, want[i].value, h.value.len) == 0);
		ck_assert_int_eq(h.honor, want[i].honor);
	}
	ck_assert(!sipresp_next_uri_header(headers, &c, &h));
	ck_assert(!sipresp_next_uri_header((struct sipresp_str){ NULL, 0 }, &c,
	    &h));
	/* A NUL behind the last is no part of it. */
	c.at = 0;
	ck_assert(sipresp_next_uri_header(str("a=b"), &c, &h));
	ck_assert_int_eq(h.honor, SIPRESP_HONOR_YES);
	ck_assert(!sipresp_next_uri_header(headers, NULL, &h));
	ck_assert(!sipresp_next_uri_header(headers, &c, NULL));
}
END_TEST

/* What is carried over (RFC 3261, section 8.1.3.4). */
START_TEST(renewed)
{
	struct sipresp_response r;
	struct sipresp_verdict v;

	begin("sip:a@x");
	ck_assert_int_eq(sipresp_response_init(&r, 302, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
	    str("<sip:b@x>")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, &request, NULL), 0);
	ck_assert_uint_eq(v.renew, SIPRESP_RENEW_BRANCH |
	    SIPRESP_RENEW_DESTINATION | SIPRESP_RENEW_ROUTE |
	    SIPRESP_RENEW_CREDENTIALS);
	/* The route set belongs to the dialog (section 12.2.1.1). */
	request.in_dialog = true;
	ck_assert_int_eq(sipresp_classify(&v, &r, &request, NULL), 0);
	ck_assert_uint_eq(v.renew & SIPRESP_RENEW_ROUTE, 0);
	r.code = 486;
	ck_assert_int_eq(sipresp_classify(&v, &r, &request, NULL), 0);
	ck_assert_uint_eq(v.renew, 0);
}
END_TEST

TCase *
tcase_targets(void)
{
	TCase *tc = tcase_create("targets");

	tcase_add_test(tc, order);
	tcase_add_test(tc, better_q);
	tcase_add_test(tc, best_of_many);
	tcase_add_test(tc, no_target);
	tcase_add_test(tc, cached);
	tcase_add_test(tc, said_of_a_target);
	tcase_add_test(tc, loop);
	tcase_add_test(tc, merge);
	tcase_add_test(tc, copies);
	tcase_add_test(tc, full);
	tcase_add_test(tc, store_too_small);
	tcase_add_test(tc, sips);
	tcase_add_test(tc, sips_levels);
	tcase_add_test(tc, filter);
	tcase_add_test(tc, remembered);
	tcase_add_test(tc, misuse);
	tcase_add_test(tc, uri_headers);
	tcase_add_test(tc, renewed);
	return tc;
}
