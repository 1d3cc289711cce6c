/* value.c - header values, well-formed and not */

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"
#include "tests.h"
#include "value.h"

/* A response with up to three lines of header fields, "Name: value".  There is
 * nothing behind a value: "make sanitize" sees what is read there. */
static void
respond(struct sipresp_response *r, int code, const char *const *lines)
{
	static char *values[3];

	ck_assert_int_eq(sipresp_response_init(r, code, str("INVITE")), 0);
	for (int i = 0; lines[i] != NULL; i++) {
		const char *colon = strchr(lines[i], ':');
		struct sipresp_str name = { lines[i],
		    (size_t)(colon - lines[i]) };
		struct sipresp_str value = str(colon + 1);

		ck_assert_int_lt(i, COUNT(values));
		free(values[i]);
		values[i] = malloc(value.len > 0 ? value.len : 1);
		ck_assert_ptr_nonnull(values[i]);
		memcpy(values[i], value.p, value.len);
		value.p = values[i];
		ck_assert_int_eq(sipresp_response_add(r, name, value), 0);
	}
}

static bool
same(struct sipresp_str s, const char *want)
{
	if (want == NULL)
		return s.p == NULL;
	return s.p != NULL && s.len == strlen(want) &&
	    memcmp(s.p, want, s.len) == 0;
}

#define ck_same(s, want, label)						\
	ck_assert_msg(same(s, want), "%s: \"%.*s\", not \"%s\"", label,	\
	    (int)(s).len, (s).p != NULL ? (s).p : "",			\
	    (want) != NULL ? (want) : "(absent)")

/* ---- Contact ----------------------------------------------------------- */

static const struct {
	const char	*label;
	const char	*lines[4];
	struct {
		const char	*uri, *name;
		int		 q;
		int64_t		 expires;	/* -1 where absent */
	} want[5];
} contacts[] = {
	{ "name-addr", { "m:<sip:a@x>" }, { { "sip:a@x", NULL, -1, -1 } } },
	{ "addr-spec", { "m:sip:a@x" }, { { "sip:a@x", NULL, -1, -1 } } },
	{ "section 20.10: without brackets parameters are the header's",
	    { "m:sip:a@x;q=0.5;expires=60" }, { { "sip:a@x", NULL, 500, 60 } } },
	{ "with brackets the ones inside are the URI's",
	    { "m:<sip:a@x;q=0.5>;q=0.7" }, { { "sip:a@x;q=0.5", NULL, 700, -1 } } },
	{ "a list", { "m:<sip:a@x>,<sip:b@x> , sip:c@x" },
	    { { "sip:a@x", NULL, -1, -1 }, { "sip:b@x", NULL, -1, -1 },
	    { "sip:c@x", NULL, -1, -1 } } },
	{ "several lines", { "m:<sip:a@x>", "Contact: <sip:b@x>,<sip:c@x>" },
	    { { "sip:a@x", NULL, -1, -1 }, { "sip:b@x", NULL, -1, -1 },
	    { "sip:c@x", NULL, -1, -1 } } },
	{ "a line of another field between them",
	    { "m:<sip:a@x>", "Reason: sip:b@x", "m:<sip:c@x>" },
	    { { "sip:a@x", NULL, -1, -1 }, { "sip:c@x", NULL, -1, -1 } } },
	{ "a display name in quotes, with all that confuses",
	    { "m:\"a, <sip:no@x>; \\\" b\" <sip:a@x>;q=1, <sip:b@x>" },
	    { { "sip:a@x", "\"a, <sip:no@x>; \\\" b\"", 1000, -1 },
	    { "sip:b@x", NULL, -1, -1 } } },
	{ "a display name of tokens", { "m:Bob Smith <sip:a@x>" },
	    { { "sip:a@x", "Bob Smith", -1, -1 } } },
	{ "a comma inside brackets", { "m:<sip:a,b@x>,<sip:c@x>" },
	    { { "sip:a,b@x", NULL, -1, -1 }, { "sip:c@x", NULL, -1, -1 } } },
	{ "one in front of a bracket", { "m:<sip:a,>;q=0.5" },
	    { { "sip:a,", NULL, 500, -1 } } },
	{ "and behind a name", { "m:Bob <sip:a,b@x>,<sip:c@x>" },
	    { { "sip:a,b@x", "Bob", -1, -1 }, { "sip:c@x", NULL, -1, -1 } } },
	{ "quoted parameters with '<', '>', ';' and ','",
	    { "m:<sip:a@x>;+sip.instance=\"<urn:uuid:1>;,\";q=0.2,<sip:b@x>" },
	    { { "sip:a@x", NULL, 200, -1 }, { "sip:b@x", NULL, -1, -1 } } },
	{ "IPv6", { "m:<sip:a@[2001:db8::1]:5060>;q=.1, sip:[::1];q=1" },
	    { { "sip:a@[2001:db8::1]:5060", NULL, 0, -1 },
	    { "sip:[::1]", NULL, 1000, -1 } } },
	/* What is no token is no value, but its comma ends no member, as folded. */
	{ "'<' outside quotes, and what looks like a member in it",
	    { "m:<sip:a@x>;b=<c,sip:d@x,sip:e@x", "m:<sip:f@x>;b=<c,d>,<sip:g@x>" },
	    { { "sip:a@x", NULL, -1, -1 }, { "sip:f@x", NULL, -1, -1 },
	    { "sip:g@x", NULL, -1, -1 } } },
	{ "the same folded", { "m:<sip:a@x>;\r\n b=<c,sip:d@x,sip:e@x",
	    "m:<sip:f@x>;\r\n b=<c,d>,<sip:g@x>" },
	    { { "sip:a@x", NULL, -1, -1 }, { "sip:f@x", NULL, -1, -1 },
	    { "sip:g@x", NULL, -1, -1 } } },
	{ "folded", { "m:<sip:a@x>\r\n ;q=0.1,\r\n\t<sip:b@x>" },
	    { { "sip:a@x", NULL, 100, -1 }, { "sip:b@x", NULL, -1, -1 } } },
	{ "white space everywhere", { "m:  < sip:a@x > ; q = 0.3 ; expires = 5 " },
	    { { "sip:a@x", NULL, 300, 5 } } },
	{ "the star", { "m:*,**,+,<*>" }, { { "*", NULL, -1, -1 } } },
	{ "empty members", { "m:,,<sip:a@x>,," }, { { "sip:a@x", NULL, -1, -1 } } },
	{ "an empty line", { "m:", "m: <sip:a@x>" }, { { "sip:a@x", NULL, -1, -1 } } },
	{ "a parameter twice: the first", { "m:<sip:a@x>;q=0.1;q=0.9" },
	    { { "sip:a@x", NULL, 100, -1 } } },
	{ "parameters of no interest", { "m:<sip:a@x>;a;b=c;d=\"e\";Q=0.4" },
	    { { "sip:a@x", NULL, 400, -1 } } },
	{ "a malformed parameter beside a good one", { "m:<sip:a@x>;=;q=0.4" },
	    { { "sip:a@x", NULL, 400, -1 } } },

	{ "quotes in a malformed parameter", { "m:<sip:a@x>;=\"a;q=0.1;b\";q=0.4" },
	    { { "sip:a@x", NULL, 400, -1 } } },
	{ "a parameter whose value is missing", { "m:<sip:a@x>;q=;q=0.4" },
	    { { "sip:a@x", NULL, 400, -1 } } },
	{ "and nothing behind it", { "m:<sip:a@x>;q=;" },
	    { { "sip:a@x", NULL, -1, -1 } } },
	{ "text behind a value", { "m:<sip:a@x>;a=b c;q=0.4" },
	    { { "sip:a@x", NULL, 400, -1 } } },
	{ "no value behind a name without one", { "m:<sip:a@x>;a;q" },
	    { { "sip:a@x", NULL, 0, -1 } } },
	{ "nor behind one that has one", { "m:<sip:a@x>;a=0.5;q" },
	    { { "sip:a@x", NULL, 0, -1 } } },
	{ "a control character is no '='", { "m:<sip:a@x>;q\0010.5" },
	    { { "sip:a@x", NULL, -1, -1 } } },
	{ "and no quote", { "m:<sip:a@x>;a=\001x\";q=0.1" },
	    { { "sip:a@x", NULL, -1, -1 } } },
	{ "and no end of a parameter", { "m:<sip:a@x>;a=\"b\"\001;q=0.4" },
	    { { "sip:a@x", NULL, 400, -1 } } },
	{ "an empty quoted string", { "m:<sip:a@x>;a=\"\";q=0.4;b=\";\"" },
	    { { "sip:a@x", NULL, 400, -1 } } },
	{ "a separator in quotes", { "m:<sip:a@x>;a=\";\";q=0.4" },
	    { { "sip:a@x", NULL, 400, -1 } } },
	{ "an escaped separator", { "m:<sip:a@x>;a=\"\\;q=0.1;\";q=0.4" },
	    { { "sip:a@x", NULL, 400, -1 } } },
	{ "a quote open behind a good parameter",
	    { "m:<sip:a@x>;q=0.5;expires=\"60" }, { { "sip:a@x", NULL, 500, -1 } } },

	{ "no URI", { "m:<bob>, <sip:a@x>" }, { { "sip:a@x", NULL, -1, -1 } } },
	{ "no closing bracket", { "m:<sip:a@x" }, { { NULL, NULL, 0, 0 } } },
	{ "an open quote", { "m:\"Bob <sip:a@x>, <sip:b@x>", "m:<sip:c@x>" },
	    { { "sip:c@x", NULL, -1, -1 } } },
	{ "a quote open behind an escape", { "m:\"Bob\\" , "m:<sip:c@x>" },
	    { { "sip:c@x", NULL, -1, -1 } } },
	{ "a control character is no bracket",
	    { "m:\001sip:a@x>,<sip:b\001;q=0.1>,<sip:c@x>" },
	    { { "sip:c@x", NULL, -1, -1 } } },
	{ "white space in front of a URI", { "m:< sip:a@x>" },
	    { { "sip:a@x", NULL, -1, -1 } } },
	{ "white space inside a URI", { "m:<sip:a b@x>,<sip:c@x>" },
	    { { "sip:c@x", NULL, -1, -1 } } },
	{ "text behind the bracket", { "m:<sip:a@x>b,<sip:b@x>bq=1,"
	    "<sip:b@x>\001q=1,<sip:c@x>" },
	    { { "sip:c@x", NULL, -1, -1 } } },
	{ "only a scheme", { "m:<sip:>,<sip:c@x>" }, { { "sip:c@x", NULL, -1, -1 } } },
	{ "other schemes", { "m:<mailto:a@x>;q=0.5,<tel:+1>,<urn:a:b>" },
	    { { "mailto:a@x", NULL, 500, -1 }, { "tel:+1", NULL, -1, -1 },
	    { "urn:a:b", NULL, -1, -1 } } },

	{ "RFC 3986, section 3.1: what a scheme may hold", { "m:<a+b-c.9:x>,<a_b:x>" },
	    { { "a+b-c.9:x", NULL, -1, -1 } } },
	{ "and what begins one", { "m:<az:b>,<za:b>,<1a:b>,<+a:b>,<@a:b>,<{a:b>" },
	    { { "az:b", NULL, -1, -1 }, { "za:b", NULL, -1, -1 } } },
	{ "nothing behind it", { "m:<tel:>,<tel:1>" },
	    { { "tel:1", NULL, -1, -1 } } },

	/* section 25.1: qvalue; malformed is 0. */
	{ "q=0", { "m:<sip:a@x>;q=0" }, { { "sip:a@x", NULL, 0, -1 } } },
	{ "q=0.", { "m:<sip:a@x>;q=0." }, { { "sip:a@x", NULL, 0, -1 } } },
	{ "q=0.001", { "m:<sip:a@x>;q=0.001" }, { { "sip:a@x", NULL, 1, -1 } } },
	{ "q=0.999", { "m:<sip:a@x>;q=0.999" }, { { "sip:a@x", NULL, 999, -1 } } },
	{ "q=1.000", { "m:<sip:a@x>;q=1.000" }, { { "sip:a@x", NULL, 1000, -1 } } },
	{ "q=1.", { "m:<sip:a@x>;q=1." }, { { "sip:a@x", NULL, 1000, -1 } } },
	{ "q=10", { "m:<sip:a@x>;q=10" }, { { "sip:a@x", NULL, 0, -1 } } },
	{ "q=1.001", { "m:<sip:a@x>;q=1.001" }, { { "sip:a@x", NULL, 0, -1 } } },
	{ "q=0.1234", { "m:<sip:a@x>;q=0.1234" }, { { "sip:a@x", NULL, 0, -1 } } },
	{ "q=2", { "m:<sip:a@x>;q=2" }, { { "sip:a@x", NULL, 0, -1 } } },
	{ "q=-1", { "m:<sip:a@x>;q=-1" }, { { "sip:a@x", NULL, 0, -1 } } },
	{ "q without value", { "m:<sip:a@x>;q" }, { { "sip:a@x", NULL, 0, -1 } } },
	{ "q=0.x", { "m:<sip:a@x>;q=0.x" }, { { "sip:a@x", NULL, 0, -1 } } },
	{ "q=0,5", { "m:<sip:a@x>;q=0,5" }, { { "sip:a@x", NULL, 0, -1 } } },

	/* section 8.3: malformed is 3600. */
	{ "expires=0", { "m:<sip:a@x>;expires=0" }, { { "sip:a@x", NULL, -1, 0 } } },
	{ "expires with a unit", { "m:<sip:a@x>;expires=5s" },
	    { { "sip:a@x", NULL, -1, 3600 } } },
	{ "expires twice: the first", { "m:<sip:a@x>;expires=x;expires=5" },
	    { { "sip:a@x", NULL, -1, 3600 } } },
	{ "expires malformed", { "m:<sip:a@x>;expires=x" },
	    { { "sip:a@x", NULL, -1, 3600 } } },
	{ "expires a date", { "m:<sip:a@x>;expires=\"Tue, 1 Jan\";q=0.1" },
	    { { "sip:a@x", NULL, 100, 3600 } } },
	{ "expires without value", { "m:<sip:a@x>;expires" },
	    { { "sip:a@x", NULL, -1, 3600 } } },
	{ "section 20.19: expires at its most", { "m:<sip:a@x>;expires=4294967295" },
	    { { "sip:a@x", NULL, -1, 4294967295 } } },
	{ "expires beyond it", { "m:<sip:a@x>;expires=4294967296" },
	    { { "sip:a@x", NULL, -1, 4294967295 } } },
	{ "expires far beyond it",
	    { "m:<sip:a@x>;expires=99999999999999999999999999999999" },
	    { { "sip:a@x", NULL, -1, 4294967295 } } }
};

START_TEST(contact)
{
	const char *label = contacts[_i].label;
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_contact c;
	struct sipresp_response r;
	int n = 0;

	respond(&r, 302, contacts[_i].lines);
	for (; sipresp_next_contact(&r, &cursor, &c); n++) {
		ck_assert_msg(contacts[_i].want[n].uri != NULL,
		    "%s: one more, %.*s", label, (int)c.uri.len, c.uri.p);
		ck_same(c.uri, contacts[_i].want[n].uri, label);
		ck_same(c.display_name, contacts[_i].want[n].name, label);
		ck_assert_msg(c.q == contacts[_i].want[n].q, "%s: q %d", label,
		    c.q);
		ck_assert_msg((c.has_expires ? (int64_t)c.expires_s : -1) ==
		    contacts[_i].want[n].expires, "%s: expires %u", label,
		    c.expires_s);
	}
	ck_assert_msg(contacts[_i].want[n].uri == NULL, "%s: only %d", label, n);
	ck_assert(!sipresp_next_contact(&r, &cursor, &c));
}
END_TEST

/* From the first semicolon behind the URI on. */
START_TEST(contact_params)
{
	static const struct {
		const char	*line, *want;
	} rows[] = {
		{ "m:<sip:a@x>", NULL }, { "m:sip:a@x", NULL },
		{ "m:<sip:a@x> ", NULL },
		{ "m:<sip:a@x>;q=1", ";q=1" },
		{ "m:<sip:a@x;b>;q=1;c=\"d\",<sip:b@x>", ";q=1;c=\"d\"" },
		{ "m:a <sip:a@x> ; q = 1 ", "; q = 1" },
		{ "m:sip:a@x;b;q=1,<sip:b@x>", ";b;q=1" },
		{ "m:<sip:a@x>;a=\"b", ";a=\"b" }
	};

	for (int i = 0; i < COUNT(rows); i++) {
		const char *const lines[] = { rows[i].line, NULL };
		struct sipresp_cursor cursor = { 0, 0 };
		struct sipresp_contact c;
		struct sipresp_response r;

		respond(&r, 302, lines);
		ck_assert(sipresp_next_contact(&r, &cursor, &c));
		ck_same(c.params, rows[i].want, rows[i].line);
	}
}
END_TEST

/* ---- challenges -------------------------------------------------------- */

static const struct {
	const char	*label;
	const char	*lines[4];
	struct {
		const char	*scheme, *realm, *nonce, *algorithm, *qop;
		unsigned	 auth;
		bool		 stale, proxy;
	} want[4];
} challenges[] = {
	{ "RFC 3261, section 22.4",
	    { "WWW-Authenticate:Digest realm=\"a\", nonce=\"n\", qop=\"auth\"" },
	    { { "Digest", "a", "n", NULL, "auth", SIPRESP_AUTH_MD5, 0, 0 } } },
	{ "RFC 8760, section 2.4: three algorithms, three lines",
	    { "WWW-Authenticate:Digest realm=\"a\",nonce=\"1\",algorithm=SHA-512-256",
	    "WWW-Authenticate:Digest realm=\"a\",nonce=\"2\",algorithm=SHA-256",
	    "Proxy-Authenticate:Digest realm=\"a\",nonce=\"3\",algorithm=MD5" },
	    { { "Digest", "a", "1", "SHA-512-256", NULL, SIPRESP_AUTH_SHA_512_256, 0, 0 },
	    { "Digest", "a", "2", "SHA-256", NULL, SIPRESP_AUTH_SHA_256, 0, 0 },
	    { "Digest", "a", "3", "MD5", NULL, SIPRESP_AUTH_MD5, 0, 1 } } },
	{ "one of each field",
	    { "WWW-Authenticate:Digest realm=\"a\",nonce=\"1\"",
	    "Proxy-Authenticate:Digest realm=\"b\",nonce=\"2\"" },
	    { { "Digest", "a", "1", NULL, NULL, SIPRESP_AUTH_MD5, 0, 0 },
	    { "Digest", "b", "2", NULL, NULL, SIPRESP_AUTH_MD5, 0, 1 } } },
	{ "in the other order",
	    { "Proxy-Authenticate:Digest realm=\"a\",nonce=\"1\"",
	    "WWW-Authenticate:Digest realm=\"b\",nonce=\"2\"" },
	    { { "Digest", "a", "1", NULL, NULL, SIPRESP_AUTH_MD5, 0, 1 },
	    { "Digest", "b", "2", NULL, NULL, SIPRESP_AUTH_MD5, 0, 0 } } },
	{ "two joined by a comma",
	    { "WWW-Authenticate:Digest realm=\"a\", nonce=\"1\" , Digest realm=\"b\","
	    " nonce=\"2\",stale=TRUE" },
	    { { "Digest", "a", "1", NULL, NULL, SIPRESP_AUTH_MD5, 0, 0 },
	    { "Digest", "b", "2", NULL, NULL, SIPRESP_AUTH_MD5, 1, 0 } } },
	{ "a scheme without parameters, then another",
	    { "WWW-Authenticate:Negotiate, Digest realm=\"b\",nonce=\"2\"" },
	    { { "Negotiate", NULL, NULL, NULL, NULL, 0, 0, 0 },
	    { "Digest", "b", "2", NULL, NULL, SIPRESP_AUTH_MD5, 0, 0 } } },
	{ "white space around '='",
	    { "WWW-Authenticate:Digest realm = \"a\" , nonce\t=\t\"n\" , stale = false" },
	    { { "Digest", "a", "n", NULL, NULL, SIPRESP_AUTH_MD5, 0, 0 } } },
	{ "names in any case",
	    { "WWW-Authenticate:DIGEST REALM=\"a\", Nonce=\"n\", Algorithm=md5-SESS" },
	    { { "DIGEST", "a", "n", "md5-SESS", NULL, SIPRESP_AUTH_MD5_SESS, 0, 0 } } },
	{ "a comma and a quote inside quotes",
	    { "WWW-Authenticate:Digest realm=\"a, b=\\\"c\\\"\",nonce=\"n\"" },
	    { { "Digest", "a, b=\\\"c\\\"", "n", NULL, NULL, SIPRESP_AUTH_MD5, 0, 0 } } },
	{ "folded", { "WWW-Authenticate:Digest\r\n realm=\"a\",\r\n\tnonce=\"n\"" },
	    { { "Digest", "a", "n", NULL, NULL, SIPRESP_AUTH_MD5, 0, 0 } } },
	{ "an algorithm nobody knows",
	    { "WWW-Authenticate:Digest realm=\"a\",nonce=\"n\",algorithm=FOO" },
	    { { "Digest", "a", "n", "FOO", NULL, 0, 0, 0 } } },
	{ "an algorithm in quotes, as some send it",
	    { "WWW-Authenticate:Digest realm=\"a\",nonce=\"n\",algorithm=\"MD5\"" },
	    { { "Digest", "a", "n", "MD5", NULL, SIPRESP_AUTH_MD5, 0, 0 } } },
	{ "RFC 3310: AKA",
	    { "WWW-Authenticate:Digest realm=\"a\",nonce=\"n\",algorithm=AKAv1-MD5" },
	    { { "Digest", "a", "n", "AKAv1-MD5", NULL, SIPRESP_AUTH_AKAV1_MD5, 0, 0 } } },
	{ "RFC 8898, section 3",
	    { "WWW-Authenticate:Bearer realm=\"a\",authz_server=\"https://x\"" },
	    { { "Bearer", "a", NULL, NULL, NULL, SIPRESP_AUTH_BEARER, 0, 0 } } },
	{ "no nonce, nothing to answer", { "WWW-Authenticate:Digest realm=\"a\"" },
	    { { "Digest", "a", NULL, NULL, NULL, 0, 0, 0 } } },
	{ "no realm, nothing to answer", { "WWW-Authenticate:Digest nonce=\"n\"" },
	    { { "Digest", NULL, "n", NULL, NULL, 0, 0, 0 } } },
	{ "a parameter without a name (resiprocate looped here)",
	    { "WWW-Authenticate:Digest realm=\"a\",=\"x\",,nonce=\"n\"" },
	    { { "Digest", "a", "n", NULL, NULL, SIPRESP_AUTH_MD5, 0, 0 } } },
	{ "a parameter without a value",
	    { "WWW-Authenticate:Digest realm=\"a\",opaque=,nonce=\"n\"" },
	    { { "Digest", "a", "n", NULL, NULL, SIPRESP_AUTH_MD5, 0, 0 } } },
	{ "an open quote ends the line",
	    { "WWW-Authenticate:Digest realm=\"a,nonce=\"n\"",
	    "WWW-Authenticate:Digest realm=\"b\",nonce=\"n\"" },
	    { { "Digest", "a,nonce=", NULL, NULL, NULL, 0, 0, 0 },
	    { "Digest", "b", "n", NULL, NULL, SIPRESP_AUTH_MD5, 0, 0 } } },
	{ "no scheme", { "WWW-Authenticate:realm=\"a\"",
	    "WWW-Authenticate:Digest realm=\"b\",nonce=\"n\"" },
	    { { "Digest", "b", "n", NULL, NULL, SIPRESP_AUTH_MD5, 0, 0 } } },
	{ "of a parameter twice, the first",
	    { "WWW-Authenticate:Digest realm=\"a\",realm=\"b\",nonce=\"n\"" },
	    { { "Digest", "a", "n", NULL, NULL, SIPRESP_AUTH_MD5, 0, 0 } } },
	{ "empty", { "WWW-Authenticate: " }, { { 0 } } }
};

START_TEST(challenge)
{
	const char *label = challenges[_i].label;
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_challenge c;
	struct sipresp_response r;
	int n = 0;

	respond(&r, 401, challenges[_i].lines);
	for (; sipresp_next_challenge(&r, &cursor, &c); n++) {
		ck_assert_msg(challenges[_i].want[n].scheme != NULL,
		    "%s: one more, %.*s", label, (int)c.scheme.len, c.scheme.p);
		ck_same(c.scheme, challenges[_i].want[n].scheme, label);
		ck_same(c.realm, challenges[_i].want[n].realm, label);
		ck_same(c.nonce, challenges[_i].want[n].nonce, label);
		ck_same(c.algorithm, challenges[_i].want[n].algorithm, label);
		ck_same(c.qop, challenges[_i].want[n].qop, label);
		ck_assert_msg(c.auth == challenges[_i].want[n].auth,
		    "%s: auth %x", label, c.auth);
		ck_assert_int_eq(c.is_stale, challenges[_i].want[n].stale);
		ck_assert_int_eq(c.proxy, challenges[_i].want[n].proxy);
	}
	ck_assert_msg(n == 4 || challenges[_i].want[n].scheme == NULL,
	    "%s: only %d", label, n);
}
END_TEST

/* Each parameter there is a place for, and none where it is not. */
START_TEST(challenge_params)
{
	static const char *const names[] = {
		"realm", "nonce", "opaque", "qop", "algorithm", "stale", "scope",
		"error", "authz_server"
	};

	for (int i = 0; i < COUNT(names); i++) {
		char line[80];
		const char *const lines[] = { line, NULL };
		struct sipresp_cursor cursor = { 0, 0 };
		struct sipresp_challenge c;
		struct sipresp_response r;

		sprintf(line, "WWW-Authenticate: X %s=a", names[i]);
		respond(&r, 401, lines);
		ck_assert(sipresp_next_challenge(&r, &cursor, &c));
		ck_same(c.realm, i == 0 ? "a" : NULL, names[i]);
		ck_same(c.nonce, i == 1 ? "a" : NULL, names[i]);
		ck_same(c.opaque, i == 2 ? "a" : NULL, names[i]);
		ck_same(c.qop, i == 3 ? "a" : NULL, names[i]);
		ck_same(c.algorithm, i == 4 ? "a" : NULL, names[i]);
		ck_same(c.stale, i == 5 ? "a" : NULL, names[i]);
		ck_same(c.scope, i == 6 ? "a" : NULL, names[i]);
		ck_same(c.error, i == 7 ? "a" : NULL, names[i]);
		ck_same(c.authz_server, i == 8 ? "a" : NULL, names[i]);
	}
	/* Others of a length that one of them has. */
	for (char second = 'a'; second <= 'z'; second++) {
		char line[] = "WWW-Authenticate: X x?xxx=a";
		const char *const lines[] = { line, NULL };
		struct sipresp_cursor cursor = { 0, 0 };
		struct sipresp_challenge c;
		struct sipresp_response r;

		*strchr(line, '?') = second;
		respond(&r, 401, lines);
		ck_assert(sipresp_next_challenge(&r, &cursor, &c));
		ck_assert(c.realm.p == NULL && c.nonce.p == NULL &&
		    c.opaque.p == NULL && c.qop.p == NULL &&
		    c.algorithm.p == NULL && c.stale.p == NULL &&
		    c.scope.p == NULL && c.error.p == NULL &&
		    c.authz_server.p == NULL);
	}
}
END_TEST

/* ---- numbers ----------------------------------------------------------- */

static const struct {
	const char		*label;
	const char		*lines[3];
	enum sipresp_field	 field;
	int			 error;
	uint32_t		 want;
	const char		*comment, *duration;
} numbers[] = {
	{ "section 20.33", { "Retry-After:18000;duration=3600" },
	    SIPRESP_FIELD_RETRY_AFTER, 0, 18000, NULL, "3600" },
	{ "section 20.33", { "Retry-After: 120 (I'm in a meeting)" },
	    SIPRESP_FIELD_RETRY_AFTER, 0, 120, "I'm in a meeting", NULL },
	{ "nested and escaped",
	    { "Retry-After: 6 ( a (b \\) c) d ) ; x ; duration = 7" },
	    SIPRESP_FIELD_RETRY_AFTER, 0, 6, "a (b \\) c) d", "7" },
	{ "folded", { "Retry-After:\r\n 6\r\n (a)" }, SIPRESP_FIELD_RETRY_AFTER, 0, 6,
	    "a", NULL },
	{ "0", { "Retry-After:0" }, SIPRESP_FIELD_RETRY_AFTER, 0, 0, NULL, NULL },
	{ "at its most", { "Retry-After:4294967295" }, SIPRESP_FIELD_RETRY_AFTER, 0,
	    4294967295, NULL, NULL },
	{ "beyond it", { "Retry-After:4294967296" }, SIPRESP_FIELD_RETRY_AFTER, 0,
	    4294967295, NULL, NULL },
	{ "2^64 and beyond", { "Retry-After:18446744073709551616" },
	    SIPRESP_FIELD_RETRY_AFTER, 0, 4294967295, NULL, NULL },
	{ "leading zeros", { "Retry-After:00000000000000000000000000005" },
	    SIPRESP_FIELD_RETRY_AFTER, 0, 5, NULL, NULL },
	{ "below 0", { "Retry-After:-5" }, SIPRESP_FIELD_RETRY_AFTER,
	    SIPRESP_EVALUE, 0, NULL, NULL },
	{ "a date", { "Retry-After:Mon, 21 Jul 1997" }, SIPRESP_FIELD_RETRY_AFTER,
	    SIPRESP_EVALUE, 0, NULL, NULL },
	{ "a unit", { "Retry-After:5s" }, SIPRESP_FIELD_RETRY_AFTER, SIPRESP_EVALUE, 0,
	    NULL, NULL },
	{ "a fraction", { "Retry-After:5.5" }, SIPRESP_FIELD_RETRY_AFTER,
	    SIPRESP_EVALUE, 0, NULL, NULL },
	{ "empty", { "Retry-After:" }, SIPRESP_FIELD_RETRY_AFTER, SIPRESP_EVALUE, 0,
	    NULL, NULL },
	{ "a parameter without a name", { "Retry-After:5;=x;duration=6;=\"y\"" },
	    SIPRESP_FIELD_RETRY_AFTER, 0, 5, NULL, "6" },
	{ "an open comment", { "Retry-After:5 (a" }, SIPRESP_FIELD_RETRY_AFTER,
	    SIPRESP_EVALUE, 0, NULL, NULL },
	{ "an open comment that ends with a pair", { "Retry-After:5 (a\\)" },
	    SIPRESP_FIELD_RETRY_AFTER, SIPRESP_EVALUE, 0, NULL, NULL },
	{ "a parameter that begins another one", { "Retry-After:5;d" },
	    SIPRESP_FIELD_RETRY_AFTER, 0, 5, NULL, NULL },
	{ "a comment where none may be", { "Min-Expires:5 (a)" },
	    SIPRESP_FIELD_MIN_EXPIRES, SIPRESP_EVALUE, 0, NULL, NULL },
	{ "absent", { "Min-SE:5" }, SIPRESP_FIELD_RETRY_AFTER, SIPRESP_EABSENT, 0,
	    NULL, NULL },
	{ "twice, the first malformed", { "Min-SE:x", "Min-SE:90" },
	    SIPRESP_FIELD_MIN_SE, 0, 90, NULL, NULL },
	{ "malformed in front of another field", { "Min-SE:x", "Expires:5" },
	    SIPRESP_FIELD_MIN_SE, SIPRESP_EVALUE, 0, NULL, NULL },
	{ "twice, both good", { "Min-SE:80", "Min-SE:90" }, SIPRESP_FIELD_MIN_SE, 0, 80,
	    NULL, NULL },
	{ "RFC 4028, section 4", { "x:1800;refresher=uac" },
	    SIPRESP_FIELD_SESSION_EXPIRES, 0, 1800, NULL, NULL },
	{ "RFC 6442, section 4.3", { "Geolocation-Error: 100 ; code=\"Cannot\"" },
	    SIPRESP_FIELD_GEOLOCATION_ERROR, 0, 100, NULL, NULL },
	{ "RFC 3262, section 7.1: at its most", { "RSeq:4294967295" },
	    SIPRESP_FIELD_RSEQ, 0, 4294967295, NULL, NULL },
	{ "one past it", { "RSeq:4294967296" }, SIPRESP_FIELD_RSEQ,
	    SIPRESP_EVALUE, 0, NULL, NULL },
	{ "below its least", { "RSeq:0" }, SIPRESP_FIELD_RSEQ, SIPRESP_EVALUE, 0,
	    NULL, NULL },
	{ "RFC 6442, section 4.4: four digits", { "Geolocation-Error: 1000" },
	    SIPRESP_FIELD_GEOLOCATION_ERROR, SIPRESP_EVALUE, 0, NULL, NULL },
	{ "three", { "Geolocation-Error: 999" }, SIPRESP_FIELD_GEOLOCATION_ERROR,
	    0, 999, NULL, NULL },
	{ "RFC 8876, section 5.2: four digits", { "AlertMsg-Error: 1000" },
	    SIPRESP_FIELD_ALERTMSG_ERROR, SIPRESP_EVALUE, 0, NULL, NULL },
	{ "three", { "AlertMsg-Error: 999" }, SIPRESP_FIELD_ALERTMSG_ERROR, 0, 999,
	    NULL, NULL },
	{ "RSeq at its least", { "RSeq:1" }, SIPRESP_FIELD_RSEQ, 0, 1, NULL,
	    NULL },
	{ "section 20.19", { "Expires: 5" }, SIPRESP_FIELD_EXPIRES, 0, 5, NULL,
	    NULL },
	{ "not a number", { "Contact:<sip:a@x>" }, SIPRESP_FIELD_CONTACT,
	    SIPRESP_EINVAL, 0, NULL, NULL }
};

START_TEST(number)
{
	const char *label = numbers[_i].label;
	struct sipresp_response r;
	struct sipresp_str s = { NULL, 0 };
	uint32_t n = 4711;
	int error;

	respond(&r, 503, numbers[_i].lines);
	error = sipresp_number(&r, numbers[_i].field, &n);
	ck_assert_msg(error == numbers[_i].error, "%s: %s", label,
	    sipresp_strerror(error));
	ck_assert_msg(n == (error == 0 ? numbers[_i].want : 4711), "%s: %u", label,
	    n);
	if (numbers[_i].field != SIPRESP_FIELD_RETRY_AFTER)
		return;
	error = sipresp_retry_after_comment(&r, &s);
	ck_assert_int_eq(error == 0, numbers[_i].comment != NULL);
	ck_same(s, numbers[_i].comment, label);
	s.p = NULL;
	error = sipresp_parameter(&r, SIPRESP_FIELD_RETRY_AFTER, "Duration", &s);
	ck_assert_int_eq(error == 0, numbers[_i].duration != NULL);
	ck_same(s, numbers[_i].duration, label);
	/* One without a value has an empty one behind its name. */
	if (sipresp_parameter(&r, SIPRESP_FIELD_RETRY_AFTER, "x", &s) == 0)
		ck_assert(s.len == 0 && s.p[-1] == 'x');
	/* None is without a name, nor is what begins one that name. */
	ck_assert_int_ne(sipresp_parameter(&r, SIPRESP_FIELD_RETRY_AFTER, "",
	    &s), 0);
	ck_assert_int_ne(sipresp_parameter(&r, SIPRESP_FIELD_RETRY_AFTER,
	    "xuration", &s), 0);
	ck_assert_int_ne(sipresp_parameter(&r, SIPRESP_FIELD_RETRY_AFTER,
	    "duratio", &s), 0);
	ck_assert_int_ne(sipresp_parameter(&r, SIPRESP_FIELD_RETRY_AFTER,
	    "durations", &s), 0);
}
END_TEST

/* A line that a response had when it was used before is none of it. */
START_TEST(reused)
{
	static const char *const two[] = { "Min-SE:x", "Min-SE:90", NULL };
	static const char *const one[] = { "Min-SE:x", NULL };
	struct sipresp_response r;
	uint32_t n;

	respond(&r, 422, two);
	ck_assert_int_eq(sipresp_number(&r, SIPRESP_FIELD_MIN_SE, &n), 0);
	respond(&r, 422, one);
	ck_assert_int_eq(sipresp_number(&r, SIPRESP_FIELD_MIN_SE, &n),
	    SIPRESP_EVALUE);
}
END_TEST

/* ---- lists ------------------------------------------------------------- */

static const struct {
	const char		*label;
	const char		*lines[3];
	enum sipresp_field	 field;
	const char		*want[5];
} lists[] = {
	{ "tokens", { "Unsupported: a , b,c" }, SIPRESP_FIELD_UNSUPPORTED,
	    { "a", "b", "c" } },
	{ "several lines", { "k:a,b", "Supported: c" }, SIPRESP_FIELD_SUPPORTED,
	    { "a", "b", "c" } },
	{ "empty, as some send it", { "Supported:" }, SIPRESP_FIELD_SUPPORTED, { NULL } },
	{ "malformed beside good", { "Allow: INVITE, B Y E, (x), BYE" },
	    SIPRESP_FIELD_ALLOW, { "INVITE", "BYE" } },
	{ "folded", { "Allow: INVITE,\r\n BYE" }, SIPRESP_FIELD_ALLOW,
	    { "INVITE", "BYE" } },
	{ "RFC 6665, section 8.4", { "u: presence, presence.winfo, a..b, .a, a., a/b" },
	    SIPRESP_FIELD_ALLOW_EVENTS, { "presence", "presence.winfo" } },
	{ "section 20.1", { "Accept: application/sdp;level=1, */*;q=0.1, text" },
	    SIPRESP_FIELD_ACCEPT, { "application/sdp;level=1", "*/*;q=0.1" } },
	{ "white space around its slash", { "Accept: a / b ; c, a, a/, a/b/c, /b, d/e" },
	    SIPRESP_FIELD_ACCEPT, { "a / b ; c", "d/e" } },
	{ "section 20.2", { "Accept-Encoding: gzip, *;q=0" },
	    SIPRESP_FIELD_ACCEPT_ENCODING, { "gzip", "*;q=0" } },
	{ "a control character is no bracket", { "Unsupported: \001a, b" },
	    SIPRESP_FIELD_UNSUPPORTED, { "b" } },
	{ "and no ';'", { "Accept-Encoding: gzip\001q=1, b" },
	    SIPRESP_FIELD_ACCEPT_ENCODING, { "b" } },
	{ "section 20.3", { "Accept-Language: da, en-gb;q=0.8, en;q=0.7" },
	    SIPRESP_FIELD_ACCEPT_LANGUAGE, { "da", "en-gb;q=0.8", "en;q=0.7" } },
	{ "RFC 4412, section 3.2", { "Accept-Resource-Priority: dsn.flash, dsn, q735.0,"
	    " a.b.c, .a, a., a-b, a.b c, a" }, SIPRESP_FIELD_ACCEPT_RESOURCE_PRIORITY,
	    { "dsn.flash", "q735.0" } },
	{ "RFC 6086, section 7", { "Recv-Info: a, b;c=d, e ; f" },
	    SIPRESP_FIELD_RECV_INFO, { "a", "b;c=d", "e ; f" } },
	{ "RFC 5360, section 5.9.3", { "Permission-Missing: sip:a@x, <sip:b@x>;c" },
	    SIPRESP_FIELD_PERMISSION_MISSING, { "sip:a@x", "sip:b@x" } },
	{ "RFC 3329, section 2.2", { "Security-Server: tls;q=0.2, ipsec-3gpp;alg=a" },
	    SIPRESP_FIELD_SECURITY_SERVER, { "tls;q=0.2", "ipsec-3gpp;alg=a" } },
	{ "section 20.18", { "Error-Info: <sip:a@x>;b=\"c, d\", <http://x/>, y" },
	    SIPRESP_FIELD_ERROR_INFO, { "sip:a@x", "http://x/" } },
	{ "a bracket in a name", { "Error-Info: \"a <b:c>\" <sip:a@x>" },
	    SIPRESP_FIELD_ERROR_INFO, { "sip:a@x" } },
	{ "an open name", { "Error-Info: <sip:a@x>, \"a <sip:b@x>" },
	    SIPRESP_FIELD_ERROR_INFO, { "sip:a@x" } },
	{ "an open bracket", { "Error-Info: <sip:a@x>, <sip:b@x" },
	    SIPRESP_FIELD_ERROR_INFO, { "sip:a@x" } },
	{ "no URI behind a name", { "Error-Info: <sip:a@x>, \"b\"" },
	    SIPRESP_FIELD_ERROR_INFO, { "sip:a@x" } },
	{ "no list", { "Contact: <sip:a@x>" }, SIPRESP_FIELD_CONTACT, { NULL } }
};

START_TEST(list)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_response r;
	struct sipresp_str s;
	int n = 0;

	respond(&r, 420, lists[_i].lines);
	while (sipresp_next_value(&r, lists[_i].field, &cursor, &s)) {
		ck_same(s, lists[_i].want[n], lists[_i].label);
		n++;
	}
	ck_assert_msg(lists[_i].want[n] == NULL, "%s: only %d", lists[_i].label, n);
}
END_TEST

/* ---- Warning, Reason --------------------------------------------------- */

static const struct {
	const char	*label;
	const char	*lines[3];
	struct {
		int		 code;
		const char	*agent, *text;
	} want[3];
} warnings[] = {
	{ "section 20.43", { "Warning: 307 isi.edu \"Session parameter 'foo' not"
	    " understood\", 301 isi.edu:5060 \"a, \\\"b\\\"\"" },
	    { { 307, "isi.edu", "Session parameter 'foo' not understood" },
	    { 301, "isi.edu:5060", "a, \\\"b\\\"" } } },
	{ "a code alone", { "Warning: 399" }, { { 0, NULL, NULL } } },
	{ "text behind a code", { "Warning: 399a \"b\"" }, { { 0, NULL, NULL } } },
	{ "white space where none has to be, and none where it has",
	    { "Warning: 399 a \"b\" , 300 c\"d\"" },
	    { { 399, "a", "b" }, { 300, "c", "d" } } },
	{ "the least code", { "Warning: 099 a \"b\", 100 a \"b\"" },
	    { { 100, "a", "b" } } },
	{ "no code: one reader overflowed here",
	    { "Warning: CLI Should be in E164 Format", "Warning: 399 a \"b\"" },
	    { { 399, "a", "b" } } },
	{ "an empty code", { "Warning:  a \"b\"" }, { { 0, NULL, NULL } } },
	{ "four digits", { "Warning: 3990 a \"b\"" }, { { 0, NULL, NULL } } },
	{ "no quotes", { "Warning: 399 a b" }, { { 0, NULL, NULL } } },
	{ "an open quote", { "Warning: 399 a \"b" }, { { 0, NULL, NULL } } },
	{ "an empty text", { "Warning: 399 a \"\"" }, { { 399, "a", "" } } },
	{ "text before the quotes", { "Warning: 399 a b\"c\"" }, { { 0, NULL, NULL } } },
	{ "nothing behind the agent", { "Warning: 399 a" }, { { 0, NULL, NULL } } },
	{ "no agent", { "Warning: 399 \"b\"" }, { { 0, NULL, NULL } } }
};

START_TEST(warning)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_response r;
	struct sipresp_warning w;
	int n = 0;

	respond(&r, 488, warnings[_i].lines);
	for (; sipresp_next_warning(&r, &cursor, &w); n++) {
		ck_assert_int_eq(w.code, warnings[_i].want[n].code);
		ck_same(w.agent, warnings[_i].want[n].agent, warnings[_i].label);
		ck_same(w.text, warnings[_i].want[n].text, warnings[_i].label);
	}
	ck_assert_msg(warnings[_i].want[n].code == 0, "%s: only %d",
	    warnings[_i].label, n);
}
END_TEST

static const struct {
	const char	*label;
	const char	*lines[3];
	struct {
		const char	*protocol;
		int		 cause;
		const char	*text, *location;
	} want[3];
} reasons[] = {
	{ "RFC 3326, section 2", { "Reason: SIP ;cause=200 ;text=\"Call completed"
	    " elsewhere\", Q.850;cause=16" },
	    { { "SIP", 200, "Call completed elsewhere", NULL },
	    { "Q.850", 16, NULL, NULL } } },
	{ "RFC 8606, section 4", { "Reason: Q.850;cause=1;location=LN" },
	    { { "Q.850", 1, NULL, "LN" } } },
	{ "two lines", { "Reason: SIP;cause=603", "Reason: Q.850;cause=0" },
	    { { "SIP", 603, NULL, NULL }, { "Q.850", 0, NULL, NULL } } },
	{ "a cause that is none", { "Reason: SIP;cause=x;text=\"y\"" },
	    { { "SIP", -1, "y", NULL } } },
	{ "a cause of 16 bits", { "Reason: SIP;cause=65535, SIP;cause=65536" },
	    { { "SIP", 65535, NULL, NULL }, { "SIP", -1, NULL, NULL } } },
	{ "a cause beyond all", { "Reason: SIP;cause=99999999999999999999" },
	    { { "SIP", -1, NULL, NULL } } },
	{ "no protocol", { "Reason: ;cause=1", "Reason: a" },
	    { { "a", -1, NULL, NULL } } },
	{ "text behind a protocol", { "Reason: SIP x;cause=1, Q.850, SIP" },
	    { { "Q.850", -1, NULL, NULL }, { "SIP", -1, NULL, NULL } } },
	{ "of a parameter twice, the first", { "Reason: Q.850;cause=0;cause=1;"
	    "text=a;text=b;location=c;location=d" },
	    { { "Q.850", 0, "a", "c" } } },
	{ "a comma in brackets does not end it",
	    { "Reason: SIP;text=<a,b;cause=1>, SIP" },
	    { { "SIP", -1, "<a", NULL }, { "SIP", -1, NULL, NULL } } },
	{ "nor does a quote in them begin a text",
	    { "Reason: SIP;x=<a\">,b\";cause=1" }, { { "SIP", -1, NULL, NULL } } },
	{ "section 7.3.1: a comma ends it", { "Reason: SIP;cause=1,text=\"a\"" },
	    { { "SIP", 1, NULL, NULL } } },
	{ "with white space in front of it",
	    { "Reason: SIP ; cause = 1 , Q.850 ; cause = 2" },
	    { { "SIP", 1, NULL, NULL }, { "Q.850", 2, NULL, NULL } } },
	{ "a text without a value", { "Reason: SIP;cause=1;text" },
	    { { "SIP", 1, NULL, NULL } } },
	{ "also behind a malformed parameter", { "Reason: SIP;=x,Q.850;cause=1" },
	    { { "SIP", -1, NULL, NULL }, { "Q.850", 1, NULL, NULL } } }
};

START_TEST(reason)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_response r;
	struct sipresp_reason x;
	int n = 0;

	respond(&r, 603, reasons[_i].lines);
	for (; sipresp_next_reason(&r, &cursor, &x); n++) {
		ck_same(x.protocol, reasons[_i].want[n].protocol,
		    reasons[_i].label);
		ck_assert_int_eq(x.cause, reasons[_i].want[n].cause);
		ck_same(x.text, reasons[_i].want[n].text, reasons[_i].label);
		ck_same(x.location, reasons[_i].want[n].location,
		    reasons[_i].label);
	}
	ck_assert_msg(reasons[_i].want[n].protocol == NULL, "%s: only %d",
	    reasons[_i].label, n);
}
END_TEST

/* ---- the rest ---------------------------------------------------------- */

static const struct {
	const char	*raw, *want;
} quoted[] = {
	{ "", "" },
	{ "plain", "plain" },
	{ "a \\\"b\\\" \\\\ \\c", "a \"b\" \\ c" },
	{ "a\r\n b", "a b" },
	{ "a  \r\n\t  b  c", "a b  c" },
	{ "at the end \\", "at the end \\" },
	{ "two  spaces", "two  spaces" },
	{ "  first", "  first" },
	{ "a \ttab", "a \ttab" },
	{ "at the end ", "at the end " },
	{ "\ra\n", " a " }
};

/* In as many bytes as there are, with a NUL at the end, and none beyond. */
START_TEST(unquote)
{
	const char *want = quoted[_i].want;
	const size_t raw_len = strlen(quoted[_i].raw), len = strlen(want);
	char *bytes = malloc(raw_len + (raw_len == 0));
	const struct sipresp_str raw = { bytes, raw_len };
	char out[64];

	ck_assert_ptr_nonnull(bytes);
	memcpy(bytes, quoted[_i].raw, raw_len);
	ck_assert_uint_eq(sipresp_unquote(raw, NULL, 0), len);
	for (size_t size = 0; size < sizeof out; size++) {
		const size_t n = len < size ? len : size - 1;

		memset(out, '#', sizeof out);
		ck_assert_uint_eq(sipresp_unquote(raw, out, size), len);
		if (size > 0)
			ck_assert(memcmp(out, want, n) == 0 && out[n] == '\0');
		ck_assert_int_eq(out[size], '#');
	}
	free(bytes);
}
END_TEST

static const struct {
	const char	*label;
	int		 code;
	const char	*phrase;
	const char	*line;
	const char	*want;
} redresses[] = {
	{ "RFC 8688, section 3.1", 608, "Rejected",
	    "Call-Info:<https://x/jwscard>;purpose=jwscard", "https://x/jwscard" },
	{ "among others", 608, "Rejected",
	    "Call-Info: <http://x/i>;purpose=icon, <https://y>;a;purpose=jwscard",
	    "https://y" },
	{ "another purpose", 608, "Rejected", "Call-Info: <https://x>;purpose=card",
	    NULL },
	{ "an open bracket", 608, "Rejected",
	    "Call-Info: <https://x;purpose=jwscard", NULL },
	{ "no opening bracket", 608, "Rejected",
	    "Call-Info: xhttps://x>;purpose=jwscard", NULL },
	{ "no bracket", 608, "Rejected", "Call-Info: https://x;purpose=jwscard",
	    NULL },
	{ "no URI", 608, "Rejected", "Call-Info: <x>;purpose=jwscard", NULL },
	{ "of another code", 603, "Decline",
	    "Call-Info: <https://x>;purpose=jwscard", NULL },
	{ "ATIS-1000099", 603, "Network Blocked",
	    "Reason: SIP;cause=603;text=\"v=analytics1;url=https://x/y\";location=LN",
	    "https://x/y" },
	{ "ATIS-1000099", 603, "Network Blocked",
	    "Reason: SIP;cause=603;text=\"v=analytics1;tel=+12155551212\"",
	    NULL },
	{ "ATIS-1000099", 603, "Network Blocked",
	    "Reason: SIP;cause=603;text=\"v=analytics1; a=b; url=https://z\"",
	    "https://z" },
	{ "another name", 603, "Network Blocked",
	    "Reason: SIP;cause=603;text=\"v=analytics1;urls=https://x;url=y\"",
	    "y" },
	{ "another version", 603, "Network Blocked",
	    "Reason: SIP;cause=603;text=\"v=analytics12;url=https://x\"", NULL },
	{ "not in the text", 603, "Network Blocked",
	    "Reason: SIP;url=a;text=\"v=analytics1;\"", NULL },
	{ "no address", 603, "Network Blocked",
	    "Reason: SIP;cause=603;text=\"v=analytics1\"", NULL },
	{ "declined by a person", 603, "Decline",
	    "Reason: SIP;cause=603;text=\"v=analytics1;url=https://x/y\"", NULL }
};

START_TEST(redress)
{
	const char *const lines[] = { redresses[_i].line, NULL };
	struct sipresp_response r;
	struct sipresp_str out = { NULL, 0 };

	respond(&r, redresses[_i].code, lines);
	r.phrase = str(redresses[_i].phrase);
	ck_assert_int_eq(sipresp_redress(&r, &out), redresses[_i].want != NULL ?
	    0 : SIPRESP_EABSENT);
	ck_same(out, redresses[_i].want, redresses[_i].label);
}
END_TEST

static const struct {
	const char	*label;
	const char	*lines[3];
	int64_t		 oc, validity;	/* -1 where absent */
	const char	*algo, *seq;
} overloads[] = {
	{ "RFC 7339, section 5.10",
	    { "Via:SIP/2.0/TLS p1.example.net;branch=z9;received=192.0.2.111;"
	    "oc=20;oc-algo=\"loss\";oc-validity=500;oc-seq=1282321615.782",
	    "Via:SIP/2.0/TLS other;oc=99" }, 20, 500, "loss", "1282321615.782" },
	{ "of the topmost alone", { "Via:SIP/2.0/TLS p1;branch=z9, SIP/2.0/TLS p2;oc=1" },
	    -1, -1, NULL, NULL },
	{ "and where that has no parameter", { "Via:a, b;oc=1" }, -1, -1, NULL,
	    NULL },
	{ "without sent-by", { "Via:;oc=20" }, 20, -1, NULL, NULL },
	{ "of a parameter twice, the first", { "Via:a;oc=0;oc=1;oc-validity=0;"
	    "oc-validity=1;oc-algo=b;oc-algo=c;oc-seq=1.0;oc-seq=2.0" },
	    0, 0, "b", "1.0" },
	{ "that is well-formed", { "Via:a;oc=x;oc=1;oc-validity=y;oc-validity=2" },
	    1, 2, NULL, NULL },
	{ "oc without a value, as it is asked for", { "Via:a;oc;oc-algo=\"loss,A\"" },
	    -1, -1, "loss,A", NULL },
	{ "section 4.3: without oc", { "Via:a;oc-validity=500" }, -1, -1, NULL,
	    NULL },
	{ "section 4.3: beside others", { "Via:a;oc-validity=500;oc-seq=1.0" }, -1,
	    -1, NULL, "1.0" },
	{ "section 4.3: unless it is 0", { "Via:a;oc-validity=0" }, -1, 0, NULL,
	    NULL }
};

START_TEST(overload)
{
	const char *label = overloads[_i].label;
	const bool has_oc = overloads[_i].oc >= 0;
	const bool has_validity = overloads[_i].validity >= 0;
	const bool any = has_oc || has_validity || overloads[_i].algo != NULL ||
	    overloads[_i].seq != NULL;
	struct sipresp_overload o;
	struct sipresp_response r;

	respond(&r, 200, overloads[_i].lines);
	ck_assert_msg(sipresp_read_overload(&r, &o) ==
	    (any ? 0 : SIPRESP_EABSENT), "%s", label);
	if (!any)
		return;
	ck_assert_msg(o.has_oc == has_oc && o.has_validity == has_validity, "%s",
	    label);
	ck_assert(!has_oc || o.oc == overloads[_i].oc);
	ck_assert(!has_validity || o.validity_ms == overloads[_i].validity);
	ck_same(o.algo, overloads[_i].algo, label);
	ck_same(o.seq, overloads[_i].seq, label);
}
END_TEST

/* RFC 7339, section 9: 1*12DIGIT "." 1*5DIGIT. */
START_TEST(overload_sequence)
{
	static const struct {
		const char	*seq;
		bool		 is_good;
	} want[] = {
		{ "0.0", true }, { "1282321615.782", true },
		{ "123456789012.12345", true },
		{ "1", false }, { "1.", false }, { ".1", false },
		{ "1234567890123.1", false }, { "1.123456", false },
		{ "1-1", false }, { "x1.1", false }, { "1x.1", false }, { "1.x1", false },
		{ "1.1x", false }, { "1.1.1", false }
	};

	for (int i = 0; i < COUNT(want); i++) {
		char line[80];
		const char *const lines[] = { line, NULL };
		struct sipresp_overload o;
		struct sipresp_response r;

		sprintf(line, "Via:SIP/2.0/TLS p1;oc=20;oc-seq=%s",
		    want[i].seq);
		respond(&r, 200, lines);
		ck_assert_int_eq(sipresp_read_overload(&r, &o), 0);
		ck_same(o.seq, want[i].is_good ? want[i].seq : NULL,
		    want[i].seq);
	}
}
END_TEST

/* ---- the table of bytes, and the search, against what is obvious -------- */

START_TEST(classes)
{
	for (int i = 0; i < 256; i++) {
		const char c = (char)i;
		const bool other = i == 0 || i > 127;

		ck_assert_msg(is_token(c) == (!other && (isalnum(i) ||
		    strchr("-.!%*_+`'~", i) != NULL)), "token %d", i);
		ck_assert_msg(is_lws(c) == (!other &&
		    strchr(" \t\r\n", i) != NULL), "white space %d", i);
		ck_assert_msg(is_in(c, CLASS_DELIMITER) == (!other &&
		    strchr(" \t\r\n,;=\"", i) != NULL), "delimiter %d", i);
		ck_assert_msg(is_in(c, CLASS_NO_URI) == (i <= ' ' ||
		    i == 0x7f || (!other && strchr("<>\"", i) != NULL)),
		    "no URI %d", i);
		ck_assert_msg(is_in(c, CLASS_NAME_END) == (!other &&
		    strchr(" \t\r\n:", i) != NULL), "name end %d", i);
		ck_assert_msg(is_in(c, CLASS_SEPARATOR) == (!other &&
		    strchr(" \t\r\n,", i) != NULL), "separator %d", i);
	}
}
END_TEST

/* Up to 18 digits what they say, and no more beyond. */
START_TEST(number_of_digits)
{
	static const struct {
		const char	*digits;
		uint64_t	 want;
	} rows[] = {
		{ "99999999999999999", 99999999999999999 },
		{ "999999999999999999", 999999999999999999 },
		{ "000000000000000000001", 1 },
		{ "1000000000000000001", 1000000000000000000 },
		{ "9999999999999999999", 1000000000000000000 },
		{ "18446744073709551617", 1000000000000000000 }
	};

	for (int i = 0; i < COUNT(rows); i++) {
		const size_t len = strlen(rows[i].digits);
		struct text t = { rows[i].digits, rows[i].digits + len };
		uint64_t n;

		ck_assert(read_number(&t, &n) && t.p == t.end);
		ck_assert_uint_eq(n, rows[i].want);
	}
}
END_TEST

/* Each length, each place, each of the three, and nothing beyond the end. */
START_TEST(search)
{
	for (size_t len = 0; len <= 64; len++) {
		char *text = malloc(len + 16);

		ck_assert_ptr_nonnull(text);
		for (size_t at = 0; at < len + 16; at++)
			for (int i = 0; i < 3; i++) {
				memset(text, '.', len + 16);
				text[at] = ",;\xff"[i];
				ck_assert_ptr_eq(find_any(text, text + len,
				    ',', ';', '\xff'),
				    text + (at < len ? at : len));
			}
		free(text);
	}
}
END_TEST

/* Wherever a quote is, it ends the string. */
START_TEST(quotes)
{
	for (int len = 0; len <= 64; len++) {
		char line[128];
		const char *const lines[] = { line, NULL };
		struct sipresp_cursor cursor = { 0, 0 };
		struct sipresp_contact c;
		struct sipresp_response r;

		sprintf(line, "m:<sip:a@x>;a=\"%0*d\";q=0.5", len, 0);
		respond(&r, 302, lines);
		ck_assert(sipresp_next_contact(&r, &cursor, &c));
		ck_assert_int_eq(c.q, 500);
	}
}
END_TEST

/* One byte of a URI is another one, at each place: no Contact is there if no URI
 * may hold it. */
START_TEST(uri_bytes)
{
	char text[64];

	for (size_t len = 6; len <= 40; len++)
		for (size_t at = 5; at < len; at++)
			for (int c = 1; c < 256; c++) {
				struct sipresp_cursor cursor = { 0, 0 };
				struct sipresp_contact found;
				struct sipresp_response r;
				const bool want = c > ' ' && c != '<' &&
				    c != '>' && c != '"' && c != 0x7f;

				/* White space at the end is none of it. */
				if (c == '\r' || c == '\n' || (at == len - 1 &&
				    (c == ' ' || c == '\t')))
					continue;
				memset(text, 'x', sizeof text);
				memcpy(text, "<sip:", 5);
				text[at] = (char)c;
				text[len] = '>';
				ck_assert(sipresp_response_init(&r, 302,
				    str("INVITE")) == 0);
				if (sipresp_response_add(&r, str("Contact"),
				    (struct sipresp_str){ text, len + 1 }) != 0)
					ck_abort_msg("byte %d is refused", c);
				if (sipresp_next_contact(&r, &cursor,
				    &found) != want)
					ck_abort_msg("byte %d at %zu of %zu",
					    c, at, len);
			}
}
END_TEST

/* Tokens of which one byte is another one, at each place. */
START_TEST(tokens)
{
	static const char name[] = "aUTHz_ser-9.";

	for (size_t len = 4; len <= 12; len++)
		for (size_t at = 0; at < 12; at++)
			for (int c = 0; c < 256; c++) {
				char other[] = "AuthZ_Ser-9.";

				if (!is_token((char)c))
					continue;
				other[at] = (char)c;
				ck_assert(is_same_token(other, name, len) ==
				    (at >= len || tolower(c) ==
				    tolower((unsigned char)name[at])));
			}
}
END_TEST

TCase *
tcase_value(void)
{
	TCase *tc = tcase_create("value");

	tcase_add_loop_test(tc, contact, 0, COUNT(contacts));
	tcase_add_test(tc, contact_params);
	tcase_add_loop_test(tc, challenge, 0, COUNT(challenges));
	tcase_add_test(tc, challenge_params);
	tcase_add_loop_test(tc, number, 0, COUNT(numbers));
	tcase_add_test(tc, reused);
	tcase_add_loop_test(tc, list, 0, COUNT(lists));
	tcase_add_loop_test(tc, warning, 0, COUNT(warnings));
	tcase_add_loop_test(tc, reason, 0, COUNT(reasons));
	tcase_add_loop_test(tc, unquote, 0, COUNT(quoted));
	tcase_add_loop_test(tc, redress, 0, COUNT(redresses));
	tcase_add_test(tc, classes);
	tcase_add_test(tc, uri_bytes);
	tcase_add_test(tc, number_of_digits);
	tcase_add_test(tc, search);
	tcase_add_test(tc, quotes);
	tcase_add_loop_test(tc, overload, 0, COUNT(overloads));
	tcase_add_test(tc, overload_sequence);
	tcase_add_test(tc, tokens);
	return tc;
}
