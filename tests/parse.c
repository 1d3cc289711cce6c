/* parse.c - from bytes to a response, and every way in which they are none */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scan.h"
#include "sipresp.h"
#include "tests.h"

/*
 * Parse a copy on the heap of exactly the message's size, so that a
 * sanitizer sees the first byte read beyond it.  What a failure must leave
 * alone is compared.
 */
static int
parse(struct sipresp_response *out, const char *msg, size_t len, char **copy)
{
	static struct sipresp_response before;
	int error;

	*copy = malloc(len > 0 ? len : 1);
	memcpy(*copy, msg, len);
	memset(&before, 0x5a, sizeof before);
	*out = before;
	error = sipresp_parse(out, *copy, len);
	if (error != 0)
		ck_assert_msg(memcmp(out, &before, sizeof before) == 0,
		    "a failed parse wrote to its out-argument");
	return error;
}

static void
fill(int byte)
{
	volatile char room[4096];

	for (size_t i = 0; i < sizeof room; i++)
		room[i] = (char)byte;
}

/* What is on the stack where the functions called next have their variables; through
 * a pointer, so that no compiler makes it a part of the caller. */
static void (*volatile fill_stack)(int) = fill;

static const struct {
	const char	*label;
	const char	*msg;
	int		 want;		/* error */
	int		 code;
	const char	*method, *phrase;
} messages[] = {
	{ "the least there can be", "SIP/2.0 200 OK\r\n\r\n", 0, 200, "", "OK" },
	{ "section 7.1: version in any case", "sip/2.0 200 OK\r\n\r\n", 0, 200,
	    "", "OK" },
	{ "empty phrase", "SIP/2.0 486 \r\n\r\n", 0, 486, "", "" },
	{ "no phrase and no space, as some send it", "SIP/2.0 486\r\n\r\n", 0, 486,
	    "", "" },
	{ "no phrase, and LF alone", "SIP/2.0 486\nCSeq: 1 A\n\n", 0, 486, "A", "" },
	{ "phrase of UTF-8", "SIP/2.0 200 = 2**3 * 9**2 \xd0\xbd\xd0\xbe\r\n\r\n", 0,
	    200, "", "= 2**3 * 9**2 \xd0\xbd\xd0\xbe" },
	{ "bare LF", "SIP/2.0 200 OK\nCSeq: 1 BYE\n\n", 0, 200, "BYE", "OK" },
	{ "both line ends", "SIP/2.0 200 OK\r\nCSeq: 1 BYE\n\r\n", 0, 200, "BYE",
	    "OK" },
	{ "section 7.5: empty lines in front", "\r\n\r\nSIP/2.0 200 OK\r\n\r\n", 0,
	    200, "", "OK" },
	{ "CSeq", "SIP/2.0 200 OK\r\nCSeq: 4711 INVITE\r\n\r\n", 0, 200, "INVITE",
	    "OK" },
	{ "name in any case", "SIP/2.0 200 OK\r\ncSEQ:4711 FOO\r\n\r\n", 0, 200, "FOO",
	    "OK" },
	{ "HCOLON", "SIP/2.0 200 OK\r\nCSeq \t : \t 4711\t FOO \t\r\n\r\n", 0, 200,
	    "FOO", "OK" },
	{ "folded", "SIP/2.0 200 OK\r\nCSeq:\r\n 4711\r\n\tFOO\r\n\r\n", 0, 200, "FOO",
	    "OK" },
	{ "CSeq at its most", "SIP/2.0 200 OK\r\nCSeq: 4294967295 FOO\r\n\r\n", 0, 200,
	    "FOO", "OK" },
	{ "CSeq of eight digits", "SIP/2.0 200 OK\r\nCSeq: 12345678 FOO\r\n\r\n", 0,
	    200, "FOO", "OK" },
	{ "method of 16 letters",
	    "SIP/2.0 200 OK\r\nCSeq: 1 ABCDEFGHIJKLMNOP\r\n\r\n", 0, 200,
	    "ABCDEFGHIJKLMNOP", "OK" },
	{ "method of 17 letters",
	    "SIP/2.0 200 OK\r\nCSeq: 1 ABCDEFGHIJKLMNOPQ\r\n\r\n", 0, 200,
	    "ABCDEFGHIJKLMNOPQ", "OK" },
	{ "CSeq seven bytes before the end", "SIP/2.0 200 OK\nCSeq: 1 ABC\n\n", 0, 200,
	    "ABC", "OK" },
	{ "CSeq behind a Via that is left out", "SIP/2.0 200 OK\r\nv: a\r\nv: b\r\n"
	    "v: c\r\nCSeq: 1 A\r\nm: <a:b>\r\n\r\n", 0, 200, "A", "OK" },
	{ "of two CSeq the first", "SIP/2.0 200 OK\r\nCSeq: 1 A\r\nCSeq: 2 B\r\n\r\n", 0,
	    200, "A", "OK" },
	{ "lines that are none", "SIP/2.0 200 OK\r\nfoo\r\n: bar\r\nCSeq: 1 A\r\n\r\n", 0,
	    200, "A", "OK" },
	{ "a fold of nothing", "SIP/2.0 200 OK\r\n folded\r\nCSeq: 1 A\r\n\r\n", 0, 200,
	    "A", "OK" },
	{ "a fold of a line that is none", "SIP/2.0 200 OK\nCSeq: 1 A\nx\n y\n\n", 0,
	    200, "A", "OK" },
	{ "one short line", "SIP/2.0 200 OK\nx\n\n", 0, 200, "", "OK" },
	{ "NUL in a line", "SIP/2.0 200 OK\r\nX: \\0\r\nCSeq: 1 A\r\n\r\n", 0, 200, "A",
	    "OK" },
	{ "Content-Length that is none", "SIP/2.0 200 OK\r\nContent-Length: x\r\n\r\n",
	    0, 200, "", "OK" },
	{ "Content-Length that is none before a number",
	    "SIP/2.0 200 OK\r\nContent-Length: x\r\nExpires: 60\r\n\r\n", 0, 200, "",
	    "OK" },
	{ "Content-Length with more", "SIP/2.0 200 OK\r\nl: 5 x\r\n\r\n", 0, 200, "",
	    "OK" },
	{ "Content-Length of nothing", "SIP/2.0 200 OK\r\nl:\r\n\r\nabcd", 0, 200, "",
	    "OK" },
	{ "Content-Length of a blank", "SIP/2.0 200 OK\r\nl: \r\n\r\nabcd", 0, 200, "",
	    "OK" },
	{ "Content-Length behind a control character",
	    "SIP/2.0 200 OK\r\nl:\0015\r\n\r\n", 0, 200, "", "OK" },
	{ "Content-Length below 0", "SIP/2.0 200 OK\r\nContent-Length: -1\r\n\r\n",
	    0, 200, "", "OK" },

	{ "nothing", "", SIPRESP_ETRUNCATED, 0, NULL, NULL },
	{ "only line ends", "\r\n\r\n", SIPRESP_ETRUNCATED, 0, NULL, NULL },
	{ "a request", "INVITE sip:a@x SIP/2.0\r\n\r\n", SIPRESP_ESTATUSLINE, 0,
	    NULL, NULL },
	{ "another version", "SIP/9.9 200 OK\r\n\r\n", SIPRESP_ESTATUSLINE, 0, NULL,
	    NULL },
	{ "another protocol", "HTTP/1.1 200 OK\r\n\r\n", SIPRESP_ESTATUSLINE, 0, NULL,
	    NULL },
	{ "the beginning of another protocol", "HTTP/1", SIPRESP_ESTATUSLINE, 0, NULL,
	    NULL },
	{ "two spaces", "SIP/2.0  200 OK\r\n\r\n", SIPRESP_ECODE, 0, NULL, NULL },
	{ "a tab", "SIP/2.0\t200 OK\r\n\r\n", SIPRESP_ESTATUSLINE, 0, NULL, NULL },
	{ "only the version", "SIP/2.0", SIPRESP_ETRUNCATED, 0, NULL, NULL },
	{ "half a code", "SIP/2.0 20", SIPRESP_ETRUNCATED, 0, NULL, NULL },
	{ "line ends for a code", "SIP/2.0 \n\n", SIPRESP_ETRUNCATED, 0, NULL, NULL },
	{ "a code that is none, and no more", "SIP/2.0 700 ", SIPRESP_ECODE, 0, NULL,
	    NULL },
	{ "half a code behind empty lines", "\r\n\r\nSIP/2.0 20", SIPRESP_ETRUNCATED, 0,
	    NULL, NULL },
	{ "no line end", "SIP/2.0 200 OK", SIPRESP_ETRUNCATED, 0, NULL, NULL },
	{ "no empty line", "SIP/2.0 200 OK\r\nCSeq: 1 A\r\n", SIPRESP_ETRUNCATED, 0,
	    NULL, NULL },
	{ "no empty line in 63 bytes", "SIP/2.0 200 "
	    "12345678901234567890123456789012345678901234567890\n",
	    SIPRESP_ETRUNCATED, 0, NULL, NULL },
	{ "no empty line in 62 bytes behind one", "\nSIP/2.0 200 "
	    "1234567890123456789012345678901234567890123456789\n",
	    SIPRESP_ETRUNCATED, 0, NULL, NULL },
	{ "inside a line", "SIP/2.0 200 OK\r\nCSeq: 1", SIPRESP_ETRUNCATED, 0, NULL,
	    NULL },
	{ "CR alone ends no line", "SIP/2.0 200 OK\r\rCSeq: 1 A\r\r",
	    SIPRESP_ETRUNCATED, 0, NULL, NULL },

	/* A code is three digits from 100 to 699, and nothing is folded into
	 * them: some stacks read these as 200. */
	{ "code 65736", "SIP/2.0 65736 X\r\n\r\n", SIPRESP_ECODE, 0, NULL, NULL },
	{ "code 4294967496", "SIP/2.0 4294967496 X\r\n\r\n", SIPRESP_ECODE, 0, NULL,
	    NULL },
	{ "code 5033", "SIP/2.0 5033 X\r\n\r\n", SIPRESP_ECODE, 0, NULL, NULL },
	{ "code 99999999999", "SIP/2.0 99999999999 X\r\n\r\n", SIPRESP_ECODE, 0, NULL,
	    NULL },
	{ "code -503", "SIP/2.0 -503 X\r\n\r\n", SIPRESP_ECODE, 0, NULL, NULL },
	{ "code 50a", "SIP/2.0 50a X\r\n\r\n", SIPRESP_ECODE, 0, NULL, NULL },
	{ "code 5a3", "SIP/2.0 5a3 X\r\n\r\n", SIPRESP_ECODE, 0, NULL, NULL },
	{ "code +20", "SIP/2.0 +20 OK\r\n\r\n", SIPRESP_ECODE, 0, NULL, NULL },
	{ "code 1", "SIP/2.0 1 X\r\n\r\n", SIPRESP_ECODE, 0, NULL, NULL },
	{ "code 05", "SIP/2.0 05 X\r\n\r\n", SIPRESP_ECODE, 0, NULL, NULL },
	{ "code 099", "SIP/2.0 099 X\r\n\r\n", SIPRESP_ECODE, 0, NULL, NULL },
	{ "code 700", "SIP/2.0 700 X\r\n\r\n", SIPRESP_ECODE, 0, NULL, NULL },
	{ "the first code", "SIP/2.0 100 X\r\n\r\n", 0, 100, "", "X" },
	{ "the last code", "SIP/2.0 699 X\r\n\r\n", 0, 699, "", "X" },

	{ "CSeq without number", "SIP/2.0 200 OK\r\nCSeq: INVITE\r\n\r\n",
	    SIPRESP_ECSEQ, 0, NULL, NULL },
	{ "CSeq with a blank for a number", "SIP/2.0 200 OK\r\nCSeq:  INVITE\r\n\r\n",
	    SIPRESP_ECSEQ, 0, NULL, NULL },
	{ "CSeq behind a control character",
	    "SIP/2.0 200 OK\r\nCSeq:\0011 FOO\r\n\r\n", SIPRESP_ECSEQ, 0, NULL, NULL },
	{ "CSeq with a blank for a method",
	    "SIP/2.0 200 OK\r\nCSeq: 1 \r\nk: a\r\n\r\n", SIPRESP_ECSEQ, 0, NULL, NULL },
	{ "CSeq with a control character for a blank",
	    "SIP/2.0 200 OK\r\nCSeq: 1\001FOO\r\n\r\n", SIPRESP_ECSEQ, 0, NULL, NULL },
	{ "CSeq without number near the end", "SIP/2.0 200 OK\nCSeq: x A\n\n",
	    SIPRESP_ECSEQ, 0, NULL, NULL },
	{ "CSeq without method", "SIP/2.0 200 OK\r\nCSeq: 1\r\n\r\n", SIPRESP_ECSEQ, 0,
	    NULL, NULL },
	{ "CSeq without space", "SIP/2.0 200 OK\r\nCSeq: 1INVITE\r\n\r\n",
	    SIPRESP_ECSEQ, 0, NULL, NULL },
	{ "CSeq with more", "SIP/2.0 200 OK\r\nCSeq: 1 INVITE x\r\n\r\n",
	    SIPRESP_ECSEQ, 0, NULL, NULL },
	{ "CSeq empty", "SIP/2.0 200 OK\r\nCSeq:\r\n\r\n", SIPRESP_ECSEQ, 0, NULL, NULL },
	{ "CSeq below 0", "SIP/2.0 200 OK\r\nCSeq: -1 INVITE\r\n\r\n", SIPRESP_ECSEQ,
	    0, NULL, NULL },
	{ "CSeq one past its most",
	    "SIP/2.0 200 OK\r\nCSeq: 4294967296 FOO\r\n\r\n", SIPRESP_ECSEQ, 0, NULL,
	    NULL },
	{ "RFC 4475, section 3.1.2.5: CSeq of 22 digits",
	    "SIP/2.0 503 X\r\nCSeq: 9292394834772304023312 OPTIONS\r\n\r\n",
	    SIPRESP_ECSEQ, 0, NULL, NULL },
	{ "CSeq with a method that is no token",
	    "SIP/2.0 200 OK\r\nCSeq: 1 IN(VITE\r\n\r\n", SIPRESP_ECSEQ, 0, NULL, NULL },

	{ "body too short", "SIP/2.0 200 OK\r\nContent-Length: 5\r\n\r\nabcd",
	    SIPRESP_EBODY, 0, NULL, NULL },
	{ "body too short, and no blank", "SIP/2.0 200 OK\r\nl:15\r\n\r\n0123456789",
	    SIPRESP_EBODY, 0, NULL, NULL },
	{ "body too short, and a tab", "SIP/2.0 200 OK\r\nl:\t5\r\n\r\nabcd",
	    SIPRESP_EBODY, 0, NULL, NULL },
	{ "body too short, and a blank behind",
	    "SIP/2.0 200 OK\r\nl: 5 \r\n\r\nabcd", SIPRESP_EBODY, 0, NULL, NULL },
	{ "body too short by nine digits",
	    "SIP/2.0 200 OK\r\nl: 123456789\r\n\r\nabcd", SIPRESP_EBODY, 0, NULL,
	    NULL },
	{ "body too short for the first Content-Length that is one",
	    "SIP/2.0 200 OK\r\nl: x\r\nl: 5\r\n\r\nabcd", SIPRESP_EBODY, 0, NULL,
	    NULL },
	{ "body too short by far",
	    "SIP/2.0 200 OK\r\nl: 99999999999999999999999999\r\n\r\nabcd",
	    SIPRESP_EBODY, 0, NULL, NULL }
};

/* Whatever was on the stack before. */
START_TEST(message)
{
	static const int bytes[] = { 0, SIPRESP_FIELD_CONTENT_LENGTH, '\n', 0xff };
	const int row = _i / COUNT(bytes);
	const char *msg = messages[row].msg, *label = messages[row].label;
	struct sipresp_response r;
	char *copy;
	int error;

	fill_stack(bytes[_i % COUNT(bytes)]);
	error = parse(&r, msg, strlen(msg), &copy);
	ck_assert_msg(error == messages[row].want, "%s: %s, not %s", label,
	    sipresp_strerror(error), sipresp_strerror(messages[row].want));
	if (error == 0) {
		ck_assert_msg(r.code == messages[row].code, "%s: %d", label,
		    r.code);
		ck_assert_msg(r.method.len == strlen(messages[row].method) &&
		    memcmp(r.method.p != NULL ? r.method.p : "",
		    messages[row].method, r.method.len) == 0,
		    "%s: method %.*s", label, (int)r.method.len, r.method.p);
		ck_assert_msg(r.phrase.len == strlen(messages[row].phrase) &&
		    memcmp(r.phrase.p, messages[row].phrase, r.phrase.len) == 0,
		    "%s: phrase %.*s", label, (int)r.phrase.len, r.phrase.p);
		ck_assert_int_eq(r.source, SIPRESP_SOURCE_PEER);
		/* None has a Content-Length that is one. */
		ck_assert_uint_eq(r.header_size + r.body_size, strlen(msg));
	}
	free(copy);
}
END_TEST

/* Every prefix of a message is an error or, from the end of the header
 * section on, the same message. */
START_TEST(every_prefix)
{
	static const char msg[] =
	    "SIP/2.0 302 Moved Temporarily\r\n"
	    "v: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n"
	    "Contact: \"a, b\" <sip:a@x>;q=0.5,\r\n <sip:b@x>\r\n"
	    "CSeq: 1 INVITE\r\n"
	    "Retry-After: 5 (a \\( comment);duration=3\r\n"
	    "k: a\r\nm:\r\nl: 2\r\n\r\nab";
	struct sipresp_response r;
	char *copy;

	for (size_t n = 0; n < sizeof msg - 1; n++) {
		int error = parse(&r, msg, n, &copy);

		ck_assert_msg(error == (n >= sizeof msg - 3 ? SIPRESP_EBODY :
		    SIPRESP_ETRUNCATED), "%zu bytes: %s", n,
		    sipresp_strerror(error));
		free(copy);
	}
	ck_assert_int_eq(parse(&r, msg, sizeof msg - 1, &copy), 0);
	ck_assert_uint_eq(r.header_size, sizeof msg - 3);
	ck_assert_uint_eq(r.body_size, 2);
	free(copy);
}
END_TEST

START_TEST(body)
{
	struct sipresp_response r;
	static const char with[] = "SIP/2.0 200 OK\r\nl: 3\r\n\r\nabcSIP/2.0";
	static const char without[] = "SIP/2.0 200 OK\r\n\r\nabc";

	ck_assert_int_eq(sipresp_parse(&r, with, sizeof with - 1), 0);
	ck_assert_uint_eq(r.header_size, 24);
	ck_assert_uint_eq(r.body_size, 3);
	ck_assert_int_eq(sipresp_parse(&r, without, sizeof without - 1), 0);
	ck_assert_uint_eq(r.body_size, 3);
}
END_TEST

/* Each field of interest is found by its name in any case and by its compact
 * form, parsed and added alike; so the prefixes in fields.def are complete. */
START_TEST(field)
{
	const char *name = sipresp_field_name((enum sipresp_field)_i);
	static const char compact[SIPRESP_FIELD_COUNT] = {
		[SIPRESP_FIELD_VIA] = 'v', [SIPRESP_FIELD_CONTACT] = 'm',
		[SIPRESP_FIELD_CONTENT_LENGTH] = 'l',
		[SIPRESP_FIELD_CONTENT_TYPE] = 'c',
		[SIPRESP_FIELD_SUPPORTED] = 'k',
		[SIPRESP_FIELD_ALLOW_EVENTS] = 'u',
		[SIPRESP_FIELD_SESSION_EXPIRES] = 'x'
	};
	static const char *const forms[] = {
		"SIP/2.0 200 OK\r\n%s: 1 FOO\r\n\r\n",
		"SIP/2.0 200 OK\n%s:1 FOO\n\n",
		"SIP/2.0 200 OK\r\nQ: y\r\n%s :1 FOO\r\nY: z\r\n\r\n",
		"SIP/2.0 200 OK\r\n%s\t:\r\n 1 FOO\r\n\r\n",
		"SIP/2.0 200 OK\r\n%s:1 FOO\r\nQ: of no interest\r\n\r\n"
	};
	struct sipresp_response r;
	char msg[200], spelt[64], *copy;

	ck_assert_ptr_nonnull(name);
	for (int how = 0; how < 4; how++) {
		strcpy(spelt, name);
		if (how == 1 || how == 2)
			for (char *s = spelt; *s != '\0'; s++)
				*s = (char)((how == 1 && *s >= 'a' && *s <= 'z') ?
				    *s - 32 : (how == 2 && *s >= 'A' &&
				    *s <= 'Z') ? *s + 32 : *s);
		if (how == 3) {
			if (compact[_i] == '\0')
				break;
			spelt[0] = compact[_i];
			spelt[1] = '\0';
		}
		for (int k = 0; k < COUNT(forms); k++) {
			int n = sprintf(msg, forms[k], spelt);
			char *value = strstr(msg, "1 FOO");

			if (_i == SIPRESP_FIELD_CONTENT_LENGTH)
				memcpy(value, "0    ", 5);
			ck_assert_msg(sipresp_parse(&r, msg, (size_t)n) == 0,
			    "%s is not read", msg);
			ck_assert_msg(r.present == 1ULL << _i &&
			    r.line_count == 1, "%s is not found in %s", name,
			    msg);
			ck_assert_uint_eq(r.via_count, _i == SIPRESP_FIELD_VIA);
			ck_assert_msg(r.lines[0].value[-1] == ':' &&
			    r.lines[0].value + r.lines[0].len == value + 5,
			    "%.*s is no value of %s", (int)r.lines[0].len,
			    r.lines[0].value, msg);
		}
		copy = malloc(strlen(spelt));
		memcpy(copy, spelt, strlen(spelt));
		ck_assert_int_eq(sipresp_response_init(&r, 200, str("FOO")), 0);
		ck_assert_int_eq(sipresp_response_add(&r, (struct sipresp_str){
		    copy, strlen(spelt) }, str("1 FOO")), 0);
		ck_assert_uint_eq(r.present, 1ULL << _i);
		ck_assert_uint_eq(r.via_count, _i == SIPRESP_FIELD_VIA);
		free(copy);
	}
}
END_TEST

/* Where the lines of each field begin, parsed or added. */
START_TEST(index_of_lines)
{
	static const struct {
		const char	*name;
		enum sipresp_field field;
	} lines[] = {
		{ "Warning", SIPRESP_FIELD_WARNING },
		{ "m", SIPRESP_FIELD_CONTACT },
		{ "Allow", SIPRESP_FIELD_ALLOW },
		{ "Contact", SIPRESP_FIELD_CONTACT },
		{ "Via", SIPRESP_FIELD_VIA },
		{ "CONTACT", SIPRESP_FIELD_CONTACT },
		{ "Via", SIPRESP_FIELD_VIA },
		{ "Server", SIPRESP_FIELD_SERVER }
	};
	static const char value[] = "x";
	struct sipresp_response r, added;
	char msg[400] = "SIP/2.0 200 OK\r\n";
	uint64_t present = 0, repeated = 0;

	ck_assert_int_eq(sipresp_response_init(&added, 200, str("FOO")), 0);
	for (int i = 0; i < COUNT(lines); i++) {
		sprintf(msg + strlen(msg), "%s: x\r\n", lines[i].name);
		ck_assert_int_eq(sipresp_response_add(&added,
		    str(lines[i].name), str(value)), 0);
	}
	strcat(msg, "\r\n");
	ck_assert_int_eq(sipresp_parse(&r, msg, strlen(msg)), 0);
	for (int i = 0; i < COUNT(lines); i++) {
		const enum sipresp_field f = lines[i].field;

		ck_assert_uint_eq(r.lines[i].field, f);
		ck_assert_uint_eq(added.lines[i].field, f);
		ck_assert_ptr_eq(added.lines[i].value, value);
		ck_assert_uint_eq(added.lines[i].len, 1);
		if (present >> f & 1) {
			repeated |= 1ULL << f;
			continue;
		}
		present |= 1ULL << f;
		ck_assert_uint_eq(r.first[f], (unsigned)i);
		ck_assert_uint_eq(added.first[f], (unsigned)i);
	}
	ck_assert_uint_eq(r.present, present);
	ck_assert_uint_eq(added.present, present);
	ck_assert_uint_eq(r.repeated, repeated);
	ck_assert_uint_eq(added.repeated, repeated);
	ck_assert_uint_eq(r.via_count, 2);
	ck_assert_uint_eq(added.via_count, 2);
}
END_TEST

/* Names that are almost ones of interest, or begin like one, each with and without
 * a blank before the colon, and near the end of the message or not. */
START_TEST(no_field)
{
	static const char *const names[] = {
		"Contac", "Contacts", "Contact-", "Contact\x01", "Via-X", "Vi",
		"V\x01", "Retry_After", "Retry\rAfter", "\x56\x49", "vv",
		"Content", "Content-Lengt", "Content-Lengths", "Min-", "Min-S",
		"Min-SEE", "Allow-Event", "Accept-", "Accept-Contact", "z", "{", "1",
		"Record-Route", "Call-ID", "Call-IX", "From", "To", "Max-Forwards",
		"Contact-of-one-more-than-there-is-room-for-in-any-table-of-fields"
	};
	struct sipresp_response r;
	char msg[300];

	for (int i = 0; i < COUNT(names); i++) {
		char *copy = malloc(strlen(names[i]));
		int n = sprintf(msg, "SIP/2.0 200 OK\r\n%s : 1\r\n%s: 1\r\n%s: 1"
		    "\r\n\r\n", names[i], names[i], names[i]);

		ck_assert_int_eq(sipresp_parse(&r, msg, (size_t)n), 0);
		ck_assert_msg(r.line_count == 0, "\"%s\" is taken for %s",
		    names[i], sipresp_field_name(
		    (enum sipresp_field)r.lines[0].field));
		ck_assert_uint_eq(r.present | r.repeated | r.via_count, 0);

		memcpy(copy, names[i], strlen(names[i]));
		ck_assert_int_eq(sipresp_response_add(&r, (struct sipresp_str){
		    copy, strlen(names[i]) }, str("1")), names[i][strcspn(names[i],
		    "\x01\r{")] != '\0' ? SIPRESP_EHEADER : 0);
		ck_assert_uint_eq(r.line_count, 0);
		free(copy);
	}
	ck_assert_ptr_null(sipresp_field_name(SIPRESP_FIELD_COUNT));
	ck_assert_ptr_null(sipresp_field_name((enum sipresp_field)-1));
}
END_TEST

/* One byte of a name of interest is another one, at each place, and the message
 * ends at each place behind: then it is no name, and nothing beyond is read. */
START_TEST(almost_field)
{
	const char *name = sipresp_field_name((enum sipresp_field)_i);
	struct sipresp_response r;
	char msg[100], *copy;

	for (size_t at = 0; at <= strlen(name); at++)
		for (int spaces = 0; spaces < 24; spaces++) {
			size_t len = (size_t)sprintf(msg,
			    "SIP/2.0 200 OK\r\n%s:%*s\n\n", name, spaces, "");

			msg[16 + at] = '.';
			ck_assert_int_eq(parse(&r, msg, len, &copy), 0);
			ck_assert_msg(r.line_count == 0,
			    "with another byte %zu, %s is taken for %s", at,
			    name, sipresp_field_name((enum sipresp_field)
			    r.lines[0].field));
			free(copy);
		}
}
END_TEST

/* A value of control characters hides the colon of no name, however long. */
START_TEST(control_in_value)
{
	const char *name = sipresp_field_name((enum sipresp_field)_i);
	struct sipresp_response r;
	char msg[100], *copy;

	for (int c = 1; c < ' '; c++) {
		const int len = sprintf(msg,
		    "SIP/2.0 200 OK\r\n%s:%c%c, and so on\r\n\r\n", name, c, c);

		if (c == '\n' || c == '\r' || _i == SIPRESP_FIELD_CSEQ)
			continue;
		ck_assert_int_eq(parse(&r, msg, (size_t)len, &copy), 0);
		ck_assert_msg(r.present == 1ULL << _i,
		    "%s is not found before the byte %d", name, c);
		free(copy);
	}
}
END_TEST

/* ---- limits ------------------------------------------------------------ */

static size_t
repeat(char *out, const char *line, int count)
{
	size_t len = strlen(line), n = 0;

	for (int i = 0; i < count; i++, n += len)
		memcpy(out + n, line, len);
	return n;
}

/* At SIPRESP_MAX_LINES - 1, at it, and one past it; lines of no interest and
 * further Via values do not count. */
START_TEST(many_lines)
{
	char *msg = malloc(1 << 20), *copy;
	struct sipresp_response r;

	for (int i = 0; i < 6; i++) {
		const int n = SIPRESP_MAX_LINES - 1 + i / 2;
		const bool has_via = i % 2 == 1;
		size_t len = (size_t)sprintf(msg,
		    "SIP/2.0 302 X\r\nCSeq: 1 A\r\n");
		int error;

		len += repeat(msg + len, "X-Nothing: of interest\r\n", 500);
		len += repeat(msg + len, "Via: a\r\n", has_via ? 500 : 0);
		len += repeat(msg + len, "m:<sip:a>\r\n", n - (has_via ? 3 : 1));
		/* Behind the last there is room for these all the same. */
		len += (size_t)sprintf(msg + len, "Call-ID: 1\r\n%s",
		    has_via ? "Via: a\r\n" : "");
		len += repeat(msg + len, "X-Nothing: of interest\r\n", 500);
		len += (size_t)sprintf(msg + len, "\r\n");
		error = parse(&r, msg, len, &copy);
		ck_assert_int_eq(error, n <= SIPRESP_MAX_LINES ? 0 :
		    SIPRESP_ETOOMANY);
		if (error == 0) {
			ck_assert_uint_eq(r.line_count, (unsigned)n);
			ck_assert_uint_eq(r.phrase.len, 1);
		}
		free(copy);
	}
	free(msg);

	ck_assert_int_eq(sipresp_response_init(&r, 302, str("INVITE")), 0);
	for (int n = 0; n < SIPRESP_MAX_LINES; n++)
		ck_assert_int_eq(sipresp_response_add(&r, str("m"), str("<a:b>")),
		    0);
	ck_assert_int_eq(sipresp_response_add(&r, str("m"), str("<a:b>")),
	    SIPRESP_ETOOMANY);
	ck_assert_uint_eq(r.line_count, SIPRESP_MAX_LINES);
}
END_TEST

/* Of a header section that has no end yet, and then one.  The empty line in front
 * does not count. */
START_TEST(large_header)
{
	const size_t most = SIPRESP_MAX_HEADER_SIZE;
	char *msg = malloc(most + 2);
	struct sipresp_response r;

	for (size_t len = most - 1; len <= most + 1; len++) {
		memset(msg, 'x', len + 1);
		memcpy(msg, "\nSIP/2.0 200 OK\r\nX:", 19);
		ck_assert_int_eq(sipresp_parse(&r, msg, len + 1), len < most ?
		    SIPRESP_ETRUNCATED : SIPRESP_ETOOBIG);
		memcpy(msg + len - 3, "\r\n\r\n", 4);
		ck_assert_int_eq(sipresp_parse(&r, msg, len + 1), len <= most ?
		    0 : SIPRESP_ETOOBIG);
	}
	free(msg);
}
END_TEST

/* ---- hosts that parsed already ----------------------------------------- */

START_TEST(add)
{
	static const struct {
		const char	*name, *value;
		size_t		 value_len;
		int		 want;
	} rows[] = {
		{ "Contact", "<sip:a@x>", 9, 0 },
		{ "X-Nothing", "of interest", 11, 0 },
		{ "Contact", "", 0, 0 },
		{ "Contact", "<sip:a@x>,\r\n <sip:b@x>", 22, 0 },
		{ "Contact", "<sip:a@x>,\n\t<sip:b@x>", 21, 0 },
		{ "Contact", "<sip:a@x>\r\nEvil: yes", 20, SIPRESP_EHEADER },
		{ "Contact", "<sip:a@x>\nEvil: yes", 19, SIPRESP_EHEADER },
		{ "Contact", "<sip:a@x>\rEvil: yes", 19, SIPRESP_EHEADER },
		/* What is behind the value would make a fold of it. */
		{ "Contact", "<sip:a@x>\r\n x", 11, SIPRESP_EHEADER },
		{ "Contact", "<sip:a@x>\r\n x", 10, SIPRESP_EHEADER },
		{ "Contact", "a\0b", 3, SIPRESP_EHEADER },
		{ "Contact", "\0", 1, SIPRESP_EHEADER },
		{ " Contact", "a", 1, SIPRESP_EHEADER },
		{ "Con tact", "a", 1, SIPRESP_EHEADER },
		{ "Contact:", "a", 1, SIPRESP_EHEADER },
		{ "", "a", 1, SIPRESP_EHEADER },
		{ "CSeq", "1 BYE", 5, 0 },
		{ "CSeq", "BYE", 3, SIPRESP_ECSEQ }
	};

	for (int i = 0; i < COUNT(rows); i++) {
		struct sipresp_response r, before;
		struct sipresp_str value = { rows[i].value, rows[i].value_len };
		int error;

		memset(&r, 0, sizeof r);
		ck_assert_int_eq(sipresp_response_init(&r, 302,
		    (struct sipresp_str){ NULL, 0 }), 0);
		before = r;
		error = sipresp_response_add(&r, str(rows[i].name), value);
		ck_assert_msg(error == rows[i].want, "%s: %s: %s", rows[i].name,
		    rows[i].value, sipresp_strerror(error));
		if (error != 0)
			ck_assert(memcmp(&r, &before, sizeof r) == 0);
		else if (strcmp(rows[i].name, "CSeq") == 0)
			ck_assert(r.method.p == rows[i].value + 2 &&
			    r.method.len == 3);
	}
}
END_TEST

/* Of a response whose method is known, CSeq says nothing. */
START_TEST(add_to_method)
{
	const struct sipresp_str method = str("FOO");
	struct sipresp_response r;

	ck_assert_int_eq(sipresp_response_init(&r, 200, method), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("CSeq"), str("BYE")), 0);
	ck_assert_ptr_eq(r.method.p, method.p);
	ck_assert_int_eq(sipresp_response_add(NULL, str("CSeq"), str("1 A")),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_response_add(&r, (struct sipresp_str){ NULL, 0 },
	    str("1 A")), SIPRESP_EINVAL);
	ck_assert_uint_eq(r.line_count, 1);
}
END_TEST

START_TEST(init)
{
	struct sipresp_response r, before;

	memset(&r, 0x5a, sizeof r);
	before = r;
	ck_assert_int_eq(sipresp_response_init(&r, 99, str("A")), SIPRESP_ECODE);
	ck_assert_int_eq(sipresp_response_init(&r, 700, str("A")), SIPRESP_ECODE);
	ck_assert_int_eq(sipresp_response_init(&r, 200, str("A B")),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_response_init(&r, 200, str("(")), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_response_init(NULL, 200, str("A")),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_response_local(&r, SIPRESP_SOURCE_PEER,
	    str("A")), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_response_local(&r, SIPRESP_SOURCE_TIMEOUT,
	    str("A B")), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_response_local(NULL, SIPRESP_SOURCE_TIMEOUT,
	    str("A")), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_parse(NULL, "", 0), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_parse(&r, NULL, 1), SIPRESP_EINVAL);
	ck_assert(memcmp(&r, &before, sizeof r) == 0);

	ck_assert_int_eq(sipresp_response_init(&r, 100, str("A")), 0);
	ck_assert_uint_eq(r.method.len, 1);
	ck_assert_int_eq(sipresp_response_init(&r, 699, str("")), 0);
	ck_assert_int_eq(r.code, 699);
	ck_assert_int_eq(r.source, SIPRESP_SOURCE_PEER);
	ck_assert(r.method.p == NULL && r.method.len == 0);
	ck_assert(r.phrase.p == NULL && r.phrase.len == 0);
	ck_assert_uint_eq(r.header_size | r.body_size, 0);
	ck_assert_uint_eq(r.present | r.repeated, 0);
	ck_assert_uint_eq(r.line_count | r.via_count, 0);

	/* RFC 3261, section 8.1.3.1. */
	ck_assert_int_eq(sipresp_response_local(&r, SIPRESP_SOURCE_TIMEOUT,
	    str("INVITE")), 0);
	ck_assert_int_eq(r.code, 408);
	ck_assert_int_eq(r.source, SIPRESP_SOURCE_TIMEOUT);
	ck_assert_int_eq(sipresp_response_local(&r,
	    SIPRESP_SOURCE_TRANSPORT_ERROR, str("INVITE")), 0);
	ck_assert_int_eq(r.code, 503);
	ck_assert_int_eq(r.source, SIPRESP_SOURCE_TRANSPORT_ERROR);
}
END_TEST

/* ---- the scan against a slow and obvious one --------------------------- */

START_TEST(masks)
{
	char block[64];
	uint32_t seed = 1;

	for (int round = 0; round < 20000; round++) {
		uint64_t want = 0;

		for (int i = 0; i < 64; i++) {
			static const char some[] = "\n\x0b\x09\x8a\x00\xff\x0a.";

			seed = seed * 1664525 + 1013904223;
			/* Some blocks have only bytes below 128. */
			block[i] = some[seed >> 29];
			if (round % 2 == 1)
				block[i] &= 0x7f;
			want |= (uint64_t)(block[i] == '\n') << i;
		}
		ck_assert(newline_mask(block) == want);
		ck_assert(newline_mask_portable(block) == want);
#ifdef SIPRESP_SCAN_16
		ck_assert_uint_eq(byte_mask_16(block, '\n'), want & 0xffff);
#endif
		ck_assert_uint_eq(first_of_16(block, '\n'),
		    lowest_bit((want & 0xffff) | 1U << 16));
		ck_assert_uint_eq(first_of_16_portable(block, '\n'),
		    lowest_bit((want & 0xffff) | 1U << 16));
		ck_assert_uint_eq(byte_mask_8(block, '\n'), want & 0xff);
	}
}
END_TEST

/* Digits and capitals, each byte at each place. */
START_TEST(digits)
{
	for (int place = 0; place < 16; place++)
		for (int c = 0; c < 256; c++) {
			const bool is_one = c >= '0' && c <= '9';
			const bool is_capital = c >= 'A' && c <= 'Z';
			char text[17] = "1234567812345678";
			uint32_t n = 0;

			text[place] = (char)c;
			if (place < 8) {
				ck_assert_uint_eq(count_digits_8(text),
				    is_one ? 0 : (unsigned)place);
				for (unsigned len = 1; len <= 8; len++) {
					const bool all = is_one ||
					    (unsigned)place < 8 - len;
					char end = text[8];

					ck_assert(read_digits_8(text, len,
					    &n) == all);
					text[8] = '\0';
					ck_assert(!all || n == strtoul(text +
					    8 - len, NULL, 10));
					text[8] = end;
				}
			}
			memset(text, 'Z', 16);
			text[place] = (char)c;
			for (unsigned len = 1; len <= 16; len++)
				ck_assert(are_capitals(text, len) ==
				    (is_capital || (unsigned)place < 16 - len));
		}
}
END_TEST

/* One byte of a name is another one, at each place and of each value. */
START_TEST(names)
{
	static const char name[17] = "Abcdef-Hijklm-op";

	for (unsigned len = 1; len <= 16; len++)
		for (unsigned at = 0; at < 16; at++)
			for (unsigned c = 0; c < 256; c++) {
				char other[17] = "aBCDEF-hIJKLM-OP";
				bool want;

				other[at] = (char)c;
				want = at >= len || c == (unsigned char)name[at] ||
				    (name[at] != '-' &&
				    (c ^ 0x20) == (unsigned char)name[at]);
				ck_assert(is_same_name(other, name, len) ==
				    want);
				ck_assert(is_same_name_portable(other, name,
				    len) == want);
			}
}
END_TEST

/* Where the header section ends, looked for byte by byte. */
static size_t
slow_header_size(const char *msg, size_t len)
{
	for (size_t i = 14; i < len; i++)
		if (msg[i] == '\n' && (msg[i - 1] == '\n' ||
		    (msg[i - 1] == '\r' && msg[i - 2] == '\n')))
			return i + 1;
	return 0;
}

/* The lines of m, k and x, and where their values go, folds and all. */
static void
compare_slow_lines(const struct sipresp_response *r, const char *msg)
{
	uint32_t n = 0;

	for (size_t i = 14; i < r->header_size; i++) {
		size_t colon = i + 1, end;

		if (msg[i - 1] != '\n' || strchr("mkx", msg[i]) == NULL)
			continue;
		while (msg[colon] == ' ' || msg[colon] == '\t')
			colon++;
		if (msg[colon] != ':')
			continue;
		for (end = colon; msg[end] != '\n' || msg[end + 1] == ' ' ||
		    msg[end + 1] == '\t';)
			end++;
		end -= msg[end - 1] == '\r';
		ck_assert_uint_lt(n, r->line_count);
		ck_assert_ptr_eq(r->lines[n].value, msg + colon + 1);
		ck_assert_uint_eq(r->lines[n++].len, end - colon - 1);
	}
	ck_assert_uint_eq(r->line_count, n);
}

/* Random headers of few kinds of bytes, so that line ends, folds, short
 * lines and block borders meet in every way. */
START_TEST(against_slow)
{
	static const char some[] = "\r\n\n m:k\tx\r:\n";
	char msg[400];
	uint32_t seed = (uint32_t)_i * 2654435761U + 1;

	for (int round = 0; round < 4000; round++) {
		size_t len = 14 + (seed >> 8) % (sizeof msg - 14), size;
		struct sipresp_response r;
		char *copy;
		int error;

		memcpy(msg, "SIP/2.0 200 x\n", 14);
		for (size_t i = 14; i < len; i++) {
			seed = seed * 1664525 + 1013904223;
			msg[i] = (seed >> 24) % 3 == 0 ?
			    some[(seed >> 10) % (sizeof some - 1)] : 'y';
		}
		size = slow_header_size(msg, len);
		error = parse(&r, msg, len, &copy);
		if (size == 0)
			ck_assert_int_eq(error, SIPRESP_ETRUNCATED);
		else {
			ck_assert_int_eq(error, 0);
			ck_assert_uint_eq(r.header_size, size);
			ck_assert_uint_eq(r.phrase.len, 1);
			compare_slow_lines(&r, copy);
		}
		free(copy);
	}
}
END_TEST

/* A line and its folds at all places of the batches in which lines are found. */
START_TEST(folds_between_batches)
{
	char msg[600];

	for (int before = 0; before < 60; before++) {
		struct sipresp_response r;
		size_t len = (size_t)sprintf(msg, "SIP/2.0 200 x\n");
		char *copy;

		len += repeat(msg + len, _i == 0 ? "y\n" : "yyyy\r\n", before);
		len += (size_t)sprintf(msg + len, "m:a\n b\n\tc\r\n d\nm:e\n"
		    "yy\n f\nk:g\n\n");
		fill_stack(0);
		ck_assert_int_eq(parse(&r, msg, len, &copy), 0);
		ck_assert_uint_eq(r.line_count, 3);
		compare_slow_lines(&r, copy);
		free(copy);
	}
}
END_TEST

/* A line of any length, in which each byte but the last might begin another. */
START_TEST(long_line)
{
	char msg[600];

	for (int n = 0; n < 200; n++) {
		struct sipresp_response r;
		size_t len = (size_t)sprintf(msg, "SIP/2.0 200 x\n%s",
		    _i == 0 ? "" : "y\n");
		char *copy;

		len += repeat(msg + len, "m:", n);
		len += (size_t)sprintf(msg + len, "k:\n\n");
		ck_assert_int_eq(parse(&r, msg, len, &copy), 0);
		ck_assert_uint_eq(r.line_count, 1);
		compare_slow_lines(&r, copy);
		free(copy);
	}
}
END_TEST

TCase *
tcase_parse(void)
{
	TCase *tc = tcase_create("parse");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, message, 0, 4 * COUNT(messages));
	tcase_add_test(tc, every_prefix);
	tcase_add_test(tc, body);
	tcase_add_loop_test(tc, field, 0, SIPRESP_FIELD_COUNT);
	tcase_add_test(tc, no_field);
	tcase_add_loop_test(tc, almost_field, 0, SIPRESP_FIELD_COUNT);
	tcase_add_loop_test(tc, control_in_value, 0, SIPRESP_FIELD_COUNT);
	tcase_add_test(tc, many_lines);
	tcase_add_test(tc, large_header);
	tcase_add_test(tc, add);
	tcase_add_test(tc, add_to_method);
	tcase_add_test(tc, init);
	tcase_add_test(tc, masks);
	tcase_add_test(tc, digits);
	tcase_add_test(tc, names);
	tcase_add_test(tc, index_of_lines);
	tcase_add_loop_test(tc, against_slow, 0, 16);
	tcase_add_loop_test(tc, folds_between_batches, 0, 2);
	tcase_add_loop_test(tc, long_line, 0, 2);
	return tc;
}
