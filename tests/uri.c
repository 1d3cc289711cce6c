/* uri.c - when two URIs are equal, and what may be a Request-URI */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"
#include "tests.h"
#include "uri.h"

static const struct {
	const char	*source;
	const char	*a, *b;
	bool		 want;
} pairs[] = {
	/* The examples of RFC 3261, section 19.1.4. */
	{ "RFC 3261, section 19.1.4", "sip:%61lice@atlanta.com;transport=TCP",
	    "sip:alice@AtLanTa.CoM;Transport=tcp", true },
	{ "RFC 3261, section 19.1.4", "sip:carol@chicago.com",
	    "sip:carol@chicago.com;newparam=5", true },
	{ "RFC 3261, section 19.1.4", "sip:carol@chicago.com",
	    "sip:carol@chicago.com;security=on", true },
	{ "RFC 3261, section 19.1.4", "sip:carol@chicago.com;newparam=5",
	    "sip:carol@chicago.com;security=on", true },
	{ "RFC 3261, section 19.1.4",
	    "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
	    "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
	    true },
	{ "RFC 3261, section 19.1.4",
	    "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
	    "sip:alice@atlanta.com?priority=urgent&subject=project%20x", true },
	{ "RFC 3261, section 19.1.4", "SIP:ALICE@AtLanTa.CoM;Transport=udp",
	    "sip:alice@AtLanTa.CoM;Transport=UDP", false },
	{ "RFC 3261, section 19.1.4", "sip:bob@biloxi.com",
	    "sip:bob@biloxi.com:5060", false },
	{ "RFC 3261, section 19.1.4", "sip:bob@biloxi.com",
	    "sip:bob@biloxi.com;transport=udp", false },
	{ "RFC 3261, section 19.1.4", "sip:bob@biloxi.com",
	    "sip:bob@biloxi.com:6000;transport=tcp", false },
	{ "RFC 3261, section 19.1.4", "sip:carol@chicago.com",
	    "sip:carol@chicago.com?Subject=next%20meeting", false },
	{ "RFC 3261, section 19.1.4", "sip:bob@phone21.boxesbybob.com",
	    "sip:bob@192.0.2.4", false },
	{ "RFC 3261, section 19.1.4", "sip:carol@chicago.com;security=on",
	    "sip:carol@chicago.com;security=off", false },

	{ "section 19.1.4: header fields in any order",
	    "sip:alice@atlanta.com?a=b&c=d", "sip:alice@atlanta.com?c=d&a=b",
	    true },

	/* Its rules, one by one. */
	{ "section 19.1.4: SIP and SIPS", "sip:a@x", "sips:a@x", false },
	{ "section 19.1.4: SIPS alone", "sips:x;lr", "sips:X", true },
	{ "section 19.1.4: SIPS alone", "sips:a@x", "sips:b@x", false },
	{ "section 19.1.4: scheme in any case", "SIP:a@x", "sip:a@x", true },
	{ "section 19.1.4: user and none", "sip:a@x", "sip:x", false },
	{ "section 19.1.4: empty user and none", "sip:@x", "sip:x", false },
	{ "section 19.1.4: password and none", "sip:a:p@x", "sip:a@x", false },
	{ "section 19.1.4: password case", "sip:a:p@x", "sip:a:P@x", false },
	{ "section 19.1.4: escaped unreserved", "sip:%41@x", "sip:A@x", true },
	{ "section 19.1.4: escape in either case", "sip:%c3@x", "sip:%C3@x", true },
	{ "section 19.1.4: escaped reserved", "sip:a%2Fb@x", "sip:a/b@x", false },
	{ "section 19.1.4: escaped reserved twice", "sip:a%2fb@x", "sip:a%2Fb@x", true },
	{ "section 19.1.4: maddr in one", "sip:a@x;maddr=y", "sip:a@x", false },
	{ "section 19.1.4: ttl in one", "sip:a@x;ttl=1", "sip:a@x", false },
	{ "section 19.1.4: user in one", "sip:a@x;user=phone", "sip:a@x", false },
	{ "section 19.1.4: method in one", "sip:a@x;method=INVITE", "sip:a@x", false },
	{ "section 19.1.4: lr in one", "sip:a@x;lr", "sip:a@x", true },
	{ "section 19.1.4: flag and value", "sip:a@x;f", "sip:a@x;f=1", false },
	{ "section 19.1.4: ports", "sip:a@x:5060", "sip:a@x:5061", false },
	{ "section 19.1.4: lr in both", "sip:a@x;lr", "sip:a@X;lr", true },
	{ "section 19.1.4: host case beside a port", "sip:a@X:5060", "sip:a@x:5060", true },
	{ "section 19.1.4: the last letter", "sip:a@x;b=Z", "sip:a@x;b=z", true },
	{ "section 19.1.4: a letter more", "sip:a@x;b=c", "sip:a@x;b=cd", false },
	{ "section 19.1.4: header name case", "sip:a@x:5060?B=c", "sip:a@x:5060?b=c", true },
	{ "section 19.1.4: other escapes", "sip:a%2fb@x", "sip:a%3fb@x", false },
	{ "section 19.1.4: escaped reserved", "sip:a%2fb@x", "sip:a\321b@x", false },
	{ "section 19.1.4: escaped reserved", "sip:a%3ab@x", "sip:a:b@x", false },
	{ "section 19.1.4: escaped reserved", "sip:a%3bb@x", "sip:a;b@x", false },
	{ "section 19.1.4: escaped reserved", "sip:a%3fb@x", "sip:a?b@x", false },
	{ "section 19.1.4: escaped reserved", "sip:a@x?b=c%40d", "sip:a@x?b=c@d", false },
	{ "section 19.1.4: not letters of two cases", "sip:a@x;b=@", "sip:a@x;b=`", false },
	{ "section 25.1: no escape", "sip:%4`@x", "sip:I@x", false },
	{ "section 25.1: no escape", "sip:%g1@x", "sip:%h1@x", false },
	{ "section 25.1: no escape", "sip:%1g@x", "sip:%1h@x", false },
	{ "section 25.1: half an escape", "sip:a@x?b=%4", "sip:a@X?b=%4", true },
	{ "section 25.1: no host", "sip:a@", "sip:A@", false },
	{ "section 25.1: no host", "sip:a@", "sip:a@[::1]", false },
	{ "section 25.1: no host", "sip:", "sip:x", false },
	{ "a parameter twice is malformed, but the same", "sip:a@x;ttl=1;ttl=2", "sip:a@x;ttl=1;ttl=2", true },
	{ "section 19.1.4: a '%' at the end", "sip:a%@x", "sip:a%@x", true },
	{ "RFC 5954, section 4.2", "sip:a@[2001:db8::9:1]",
	    "sip:a@[2001:0DB8:0:0:0:0:9:1]", true },
	{ "RFC 5954, section 4.2", "sip:a@[::ffff:192.0.2.1]",
	    "sip:a@[::FFFF:c000:201]", true },
	{ "RFC 5954, section 4.2", "sip:a@[2001:db8::9:1]:5060",
	    "sip:a@[2001:db8::9:2]:5060", false },
	{ "RFC 5954, section 4.2: not an address", "sip:a@[1:2]", "sip:a@[1::2]",
	    false },

#define V6(source, a, b, equal)						\
	{ "RFC 4291, section 2.2: " source, "sip:a@[" a "]", "sip:a@[" b "]", \
	    equal }
	V6("leading zeros", "1:2:3:4:5:6:7:8", "01:002:0003:4:5:6:7:08", true),
	V6("all zero", "::", "0:0:0:0:0:0:0:0", true),
	V6("zeros at the begin", "::1", "0:0:0:0:0:0:0:1", true),
	V6("zeros at the begin", "::1234", "0:0:0:0:0:0:0:1234", true),
	V6("zeros at the end", "1::", "1:0:0:0:0:0:0:0", true),
	V6("zeros in the middle", "1:2::7:8", "1:2:0:0:0:0:7:8", true),
	V6("one group at the end", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", true),
	V6("one group at the begin", "::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8", true),
	V6("each byte", "1234:5678::", "1234:5670::", false),
	V6("each byte", "ff00::", "f00::", false),
	V6("IPv4 at the end", "1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:6:c000:201", true),
	V6("IPv4 behind zeros", "1::192.0.2.1", "1:0:0:0:0:0:c000:201", true),
	V6("IPv4 behind zeros", "::255.255.255.255", "::ffff:ffff", true),
	V6("IPv4 of zeros", "::0.0.0.0", "::", true),
	V6("IPv4 of one more", "::255.255.255.256", "::255.255.255.0", false),
	V6("a group too few", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:0", false),
	V6("a group too few", "1:2:3:4:5:6:7", "01:2:3:4:5:6:7", false),
	V6("a group too many", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8", false),
	V6("a group too many", "1:2:3:4:5:6:7:8:9", "01:2:3:4:5:6:7:8:9", false),
	V6("two gaps", "1::2::3", "01::2::3", false),
	V6("two gaps", "1::2::3", "1::2:0:3", false),
	V6("two gaps", "::1::2", "1::2", false),
	V6("a gap of nothing", "1:2:3:4::5:6:7:8", "1:2:3:4:5:6:7:8", false),
	V6("a gap of nothing", "1:2:3:4::5:6:7:8", "01:2:3:4::5:6:7:8", false),
	V6("a colon before", ":1::", "1::", false),
	V6("a colon before", ":1::", ":01::", false),
	V6("a colon before", ":12:3", "::2:3", false),
	V6("a colon behind", "1::2:", "1::2", false),
	V6("a colon behind", "1::2:", "1::02:", false),
	V6("three colons", "1:::2", "1::2", false),
	V6("three colons", "1:::2", "01:::2", false),
	V6("five digits", "12345::", "012345::", false),
	V6("five digits", "12345::", "2345::", false),
	V6("no digit", "1::g", "01::g", false),
	V6("no digit", "1::g", "1::", false),
	V6("IPv4 too far", "1:2:3:4:5:6:7:192.0.2.1", "01:2:3:4:5:6:7:192.0.2.1", false),
	V6("IPv4 not last", "::192.0.2.1:5", "::192.0.2.1:05", false),
	V6("IPv4 of four digits", "::0192.0.2.1", "::192.0.2.1", false),
	V6("IPv4 of three", "::192.0.2", "::192.0.02", false),
	V6("IPv4 of five", "::192.0.2.1.1", "0::192.0.2.1.1", false),
	{ "RFC 4291, section 2.2: not closed", "sip:a@[1::2", "sip:a@[01::2",
	    false },
	{ "RFC 4291, section 2.2: empty", "sip:a@[]", "sip:a@[::]", false },
	{ "RFC 4291, section 2.2: one colon", "sip:a@[:]", "sip:a@[::]", false },
#undef V6

	{ "RFC 3966, section 4", "tel:+1-201-555-0123", "tel:+12015550123", true },
	{ "RFC 3966, section 4", "tel:+1(201)555.0123", "TEL:+12015550123", true },
	{ "RFC 3966, section 4", "tel:+12015550123", "tel:12015550123", false },
	{ "RFC 3966, section 4", "tel:7042;phone-context=example.com",
	    "tel:7042;phone-context=EXAMPLE.com", true },
	{ "RFC 3966, section 4", "tel:7042;phone-context=example.com", "tel:7042",
	    false },
	{ "RFC 3966, section 4", "tel:7042;ext=1;phone-context=e.com",
	    "tel:7042;phone-context=e.com;ext=1", true },
	{ "RFC 3966, section 4: a digit more", "tel:12", "tel:123", false },
	{ "RFC 3966, section 3: no '@'", "tel:1;a=b@c", "tel:2;a=b@c", false },
	{ "RFC 3966, section 3: no port", "tel:1:2", "tel:1:3", false },
	{ "RFC 3986, section 6.2.2.1", "MAILTO:a@x", "mailto:a@x", true },
	{ "RFC 3986, section 6.2.1: a letter more", "mailto:a@x", "mailto:a@xy", false },
	{ "RFC 3986, section 6.2.2.1", "mailto:a@x", "mailto:A@x", false },
	{ "an escape before ';' in user", "sip:%61;b@host.example",
	    "sip:a;b@host.example", true },
	{ "an escaped '[' in user", "sip:a%5Bb@host.example",
	    "sip:a[b@host.example", true },
	{ "different schemes", "mailto:a@x", "http:a@x", false }
};

/* A copy with nothing behind it: "make sanitize" sees what is read there. */
static struct sipresp_str
copy(const char *s)
{
	const size_t len = strlen(s);
	char *p = malloc(len > 0 ? len : 1);

	ck_assert_ptr_nonnull(p);
	memcpy(p, s, len);
	return (struct sipresp_str){ p, len };
}

static void
forget(struct sipresp_str s)
{
	free((void *)(uintptr_t)s.p);
}

START_TEST(equal)
{
	struct sipresp_str a = copy(pairs[_i].a), b = copy(pairs[_i].b);

	ck_assert_msg(sipresp_uri_equal(a, b) == pairs[_i].want,
	    "%s: %s and %s are %sequal", pairs[_i].source, pairs[_i].a,
	    pairs[_i].b, pairs[_i].want ? "" : "not ");
	ck_assert_msg(sipresp_uri_equal(b, a) == pairs[_i].want,
	    "%s: the other way round, %s and %s", pairs[_i].source,
	    pairs[_i].b, pairs[_i].a);
	ck_assert_msg(sipresp_uri_equal(a, a) && sipresp_uri_equal(b, b),
	    "%s: not equal to itself", pairs[_i].source);
	if (pairs[_i].want)
		ck_assert_msg(sipresp_priv_uri_hash(a) ==
		    sipresp_priv_uri_hash(b), "%s: %s and %s are equal, but "
		    "their hashes are not", pairs[_i].source, pairs[_i].a,
		    pairs[_i].b);
	forget(a);
	forget(b);
}
END_TEST

/* Parts of any length, with an escape and without: if the URIs are equal, so
 * are their hashes. */
START_TEST(lengths)
{
	static const char letters[] = "bcdefghijklmnopqrstuvwxyz";
	char plain[80], escaped[96];

	for (int user = 0; user < 20; user++)
		for (int host = 1; host < 20; host++)
			for (int port = 0; port < 6; port++) {
				struct sipresp_str a, b;

				sprintf(plain, "sip:a%.*s@%.*s%s%.*s", user,
				    letters, host, letters, port > 0 ? ":" : "",
				    port, "56789");
				sprintf(escaped, "sip:%%61%s", plain + 5);
				a = copy(plain);
				b = copy(escaped);
				ck_assert(sipresp_uri_equal(a, b));
				ck_assert_msg(sipresp_priv_uri_hash(a) ==
				    sipresp_priv_uri_hash(b), "%s", plain);
				forget(a);
				forget(b);
			}
}
END_TEST

START_TEST(absent)
{
	const struct sipresp_str none = { NULL, 0 };

	ck_assert(!sipresp_uri_equal(none, str("")));
	ck_assert(!sipresp_uri_equal(str(""), none));
}
END_TEST

/* Parameters are matched in any order up to 32 of them, and beyond that as
 * they stand. */
START_TEST(many_parameters)
{
	char a[1024], b[1024];

	for (int n = 31; n <= 33; n++) {
		size_t len_a, len_b;

		len_a = (size_t)sprintf(a, "sip:a@x");
		len_b = (size_t)sprintf(b, "sip:a@x");
		for (int i = 0; i < n; i++) {
			len_a += (size_t)sprintf(a + len_a, ";p%d=1", i);
			len_b += (size_t)sprintf(b + len_b, ";p%d=1", n - 1 - i);
		}
		ck_assert_int_eq(sipresp_uri_equal(str(a), str(b)), n <= 32);
		ck_assert(sipresp_uri_equal(str(a), str(a)));
		/* And one more, which may stand in one of them alone. */
		strcpy(b, a);
		strcat(b, ";more=1");
		ck_assert_int_eq(sipresp_uri_equal(str(a), str(b)), n < 32);
		ck_assert_int_eq(sipresp_uri_equal(str(b), str(a)), n < 32);
	}
}
END_TEST

static const struct {
	const char	*source;
	const char	*uri, *want, *headers;
} request_uris[] = {
	{ "RFC 3261, section 19.1.1, table 1", "sip:a@x;method=MESSAGE", "sip:a@x", NULL },
	{ "table 1", "sip:a@x;Method=MESSAGE;lr", "sip:a@x;lr", NULL },
	{ "table 1", "sip:a@x;lr;method=INVITE;ttl=1", "sip:a@x;lr;ttl=1", NULL },
	{ "table 1", "sip:a@x;methods=INVITE", "sip:a@x;methods=INVITE", NULL },
	{ "section 8.1.3.4", "sip:a@x?Subject=hi&Priority=urgent", "sip:a@x",
	    "Subject=hi&Priority=urgent" },
	{ "section 8.1.3.4", "sips:a:p@x:5061;transport=tcp?a=b",
	    "sips:a:p@x:5061;transport=tcp", "a=b" },
	{ "section 8.1.3.4: an empty header part", "sip:a@x?", "sip:a@x", "" },
	{ "section 19.1.1: '?' and ';' in the user part", "sip:a;b?c@x", "sip:a;b?c@x",
	    NULL },
	{ "other schemes stay as they are", "mailto:a@x?subject=hi",
	    "mailto:a@x?subject=hi", NULL },
	{ "other schemes stay as they are", "tel:+1;method=x", "tel:+1;method=x", NULL },
	{ "table 1: nothing behind the last ';'", "sip:a@x;", "sip:a@x;", NULL },
	{ "table 1: behind one of no name", "sip:a@x;;method=INVITE", "sip:a@x;", NULL },
	{ "table 1: behind one of no value", "sip:a@x;b=;method=INVITE", "sip:a@x;b=", NULL },
	{ "what is no URI stays as it is", "x", "x", NULL },
	{ "section 19.1.1: only the method", "sip:x;method=a", "sip:x", NULL }
};

START_TEST(request_uri)
{
	char out[64], small[4];
	struct sipresp_str headers;
	struct sipresp_str uri = copy(request_uris[_i].uri);
	size_t n;

	n = sipresp_request_uri(uri, out, sizeof out, &headers);
	ck_assert_str_eq(out, request_uris[_i].want);
	ck_assert_uint_eq(n, strlen(request_uris[_i].want));
	if (request_uris[_i].headers == NULL)
		ck_assert_ptr_null(headers.p);
	else {
		ck_assert_uint_eq(headers.len, strlen(request_uris[_i].headers));
		ck_assert(memcmp(headers.p, request_uris[_i].headers,
		    headers.len) == 0);
	}

	/* Like snprintf(): the whole length, whatever the room. */
	ck_assert_uint_eq(sipresp_request_uri(uri, NULL, 0, NULL), n);
	ck_assert_uint_eq(sipresp_request_uri(uri, small, sizeof small, NULL),
	    n);
	ck_assert(strlen(small) == (n < 3 ? n : 3) &&
	    memcmp(small, out, strlen(small)) == 0);
	forget(uri);
}
END_TEST

static const struct {
	const char		*uri;
	enum sipresp_uri_scheme	 want;
} schemes[] = {
	{ "sip:a", SIPRESP_SCHEME_SIP },
	{ "sip:", SIPRESP_SCHEME_SIP },
	{ "sip", SIPRESP_SCHEME_OTHER },
	{ "sips:", SIPRESP_SCHEME_SIPS },
	{ "sips", SIPRESP_SCHEME_OTHER },
	{ "rips:a", SIPRESP_SCHEME_OTHER },
	{ "SIPS:a", SIPRESP_SCHEME_SIPS },
	{ "Tel:+1", SIPRESP_SCHEME_TEL },
	{ "sipx:a", SIPRESP_SCHEME_OTHER },
	{ "si", SIPRESP_SCHEME_OTHER },
	{ "", SIPRESP_SCHEME_OTHER }
};

START_TEST(scheme)
{
	struct sipresp_str uri = copy(schemes[_i].uri);

	ck_assert_int_eq(sipresp_uri_scheme(uri), schemes[_i].want);
	forget(uri);
}
END_TEST

/* RFC 3261, section 19.1.4: an escape stands for its character, unless that is
 * reserved (section 25.1). */
START_TEST(escapes)
{
	for (int c = 1; c < 256; c++) {
		const bool is_reserved = strchr(";/?:@&=+$,", c) != NULL;
		char escaped[24], plain[24], upper[24];

		sprintf(escaped, "sip:a%%%02xb@x;p=a%%%02xb", (unsigned)c,
		    (unsigned)c);
		sprintf(upper, "sip:a%%%02Xb@x;p=a%%%02Xb", (unsigned)c,
		    (unsigned)c);
		ck_assert_msg(sipresp_uri_equal(str(escaped), str(upper)),
		    "%s", escaped);
		ck_assert_uint_eq(sipresp_priv_uri_hash(str(escaped)),
		    sipresp_priv_uri_hash(str(upper)));
		if (strchr(":@?;%", c) != NULL)		/* these end the user */
			continue;
		sprintf(plain, "sip:a%cb@x;p=a%cb", c, c);
		ck_assert_msg(sipresp_uri_equal(str(escaped), str(plain)) ==
		    !is_reserved, "%s", escaped);
		if (!is_reserved)
			ck_assert_uint_eq(sipresp_priv_uri_hash(str(escaped)),
			    sipresp_priv_uri_hash(str(plain)));
	}
}
END_TEST

TCase *
tcase_uri(void)
{
	TCase *tc = tcase_create("uri");

	tcase_add_loop_test(tc, equal, 0, COUNT(pairs));
	tcase_add_test(tc, lengths);
	tcase_add_test(tc, absent);
	tcase_add_test(tc, many_parameters);
	tcase_add_loop_test(tc, request_uri, 0, COUNT(request_uris));
	tcase_add_loop_test(tc, scheme, 0, COUNT(schemes));
	tcase_add_test(tc, escapes);
	return tc;
}
