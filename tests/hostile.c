/*
 * hostile.c - nothing that is sent can hurt
 *
 * The seventeen causes at the start are those of real defects in SIP software,
 * in libraries, proxies, PBXes and tools alike.  What follows walks memory that
 * may not be touched, limits, and arguments that no host should pass.
 */

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz/everything.h"
#include "sipresp.h"
#include "tests.h"

static const struct sipresp_str invite = { "INVITE", 6 };

/* ---- memory between pages that cannot be accessed ---------------------- */

struct pages {
	char	*memory, *begin;	/* all of it; the pages in between */
	size_t	 page, room;
};

static void
pages_begin(struct pages *p, size_t size)
{
	const long page = sysconf(_SC_PAGESIZE);
	FILE *zero = fopen("/dev/zero", "r+b");

	ck_assert(page > 0 && zero != NULL);
	p->page = (size_t)page;
	p->room = (size + p->page - 1) / p->page * p->page;
	p->memory = mmap(NULL, p->room + 2 * p->page, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE, fileno(zero), 0);
	ck_assert(p->memory != MAP_FAILED);
	p->begin = p->memory + p->page;
	ck_assert_int_eq(mprotect(p->memory, p->page, PROT_NONE), 0);
	ck_assert_int_eq(mprotect(p->begin + p->room, p->page, PROT_NONE), 0);
	fclose(zero);
}

static void
pages_end(struct pages *p)
{
	ck_assert_int_eq(munmap(p->memory, p->room + 2 * p->page), 0);
}

/* The bytes with the end of accessible memory behind them, or the begin of it
 * before them. */
static struct sipresp_str
at_end(struct pages *p, const char *bytes, size_t len)
{
	char *to = p->begin + p->room - len;

	memcpy(to, bytes, len);
	return (struct sipresp_str){ to, len };
}

static struct sipresp_str
at_begin(struct pages *p, const char *bytes, size_t len)
{
	memcpy(p->begin, bytes, len);
	return (struct sipresp_str){ p->begin, len };
}

/* Everything that the library does with a message. */
static int
read_all_of(struct sipresp_str msg)
{
	struct sipresp_response r;
	struct sipresp_verdict v;
	struct sipresp_request q = { .uri = { "sips:bob@example.com", 20 } };
	int error = sipresp_parse(&r, msg.p, msg.len);

	if (error != 0)
		return error;
	read_response(&r, msg);
	for (int in_dialog = 0; in_dialog <= 1; in_dialog++) {
		q.in_dialog = in_dialog;
		if (sipresp_classify(&v, &r, &q, NULL) == 0)
			read_verdict(&v);
	}
	return 0;
}

/* A response with one header field, decided; in memory of exactly its size. */
static void
decide(struct sipresp_verdict *v, struct sipresp_response *r, int code,
    const char *name, const char *value)
{
	ck_assert_int_eq(sipresp_response_init(r, code, invite), 0);
	if (name != NULL)
		ck_assert_int_eq(sipresp_response_add(r, str(name), str(value)),
		    0);
	ck_assert_int_eq(sipresp_classify(v, r, NULL, NULL), 0);
}

/* ---- seventeen causes -------------------------------------------------- */

/* 1. A Warning without a code: a length of nothing, less one, was copied. */
START_TEST(warning_without_a_code)
{
	static const char *const values[] = {
		"CLI Should be in E164 Format", "", ",", "399", "399 ", "399 a",
		"399 a \"", "399 a \"b", "39 a \"b\"", "3999 a \"b\"",
		"\"399 a b\""
	};

	for (int i = 0; i < COUNT(values); i++) {
		struct sipresp_response r;
		struct sipresp_verdict v;
		struct sipresp_cursor c = { 0, 0 };
		struct sipresp_warning w;

		decide(&v, &r, 488, "Warning", values[i]);
		ck_assert_msg(!sipresp_next_warning(&r, &c, &w), "%s",
		    values[i]);
	}
}
END_TEST

/* 2. A long text went into 255 bytes.  Here it is cut, and said how long it
 * is. */
START_TEST(long_text_into_a_short_buffer)
{
	static char value[70000];
	struct sipresp_response r;
	struct sipresp_verdict v;
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_reason reason;
	char out[10];

	strcpy(value, "Q.850;cause=16;text=\"");
	memset(value + strlen(value), 'x', 65000);
	strcat(value, "\"");
	decide(&v, &r, 480, "Reason", value);
	ck_assert(sipresp_next_reason(&r, &c, &reason));
	ck_assert_uint_eq(sipresp_unquote(reason.text, out, sizeof out), 65000);
	ck_assert_str_eq(out, "xxxxxxxxx");
}
END_TEST

/* 3. Numbers too large for their type became small ones. */
START_TEST(number_too_large)
{
	static const struct {
		const char	*msg;
		int		 want;
	} rows[] = {
		{ "SIP/2.0 200 X\nl:4294967296\n\n", SIPRESP_EBODY },
		{ "SIP/2.0 200 X\nl:18446744073709551616\n\n", SIPRESP_EBODY },
		{ "SIP/2.0 200 X\nl:18446744073709551617\n\n", SIPRESP_EBODY },
		{ "SIP/2.0 200 X\nCSeq:4294967295 A\n\n", 0 },
		{ "SIP/2.0 200 X\nCSeq:4294967296 A\n\n", SIPRESP_ECSEQ },
		{ "SIP/2.0 200 X\nCSeq:18446744073709551617 A\n\n",
		  SIPRESP_ECSEQ }
	};
	static const struct {
		const char	*value;
		uint32_t	 want;
	} times[] = {
		{ "4294967295", 4294967295 }, { "4294967296", 4294967295 },
		{ "18446744073709551616", 4294967295 },
		{ "18446744073709551626", 4294967295 },
		{ "99999999999999999999999999999999", 4294967295 },
		{ "00000000000000000000000000000007", 7 }
	};

	for (int i = 0; i < COUNT(rows); i++)
		ck_assert_msg(read_all_of(str(rows[i].msg)) == rows[i].want,
		    "%s", rows[i].msg);
	for (int i = 0; i < COUNT(times); i++) {
		struct sipresp_response r;
		struct sipresp_verdict v;
		uint32_t n = 0;

		decide(&v, &r, 500, "Retry-After", times[i].value);
		ck_assert_int_eq(sipresp_number(&r, SIPRESP_FIELD_RETRY_AFTER,
		    &n), 0);
		ck_assert_uint_eq(n, times[i].want);
	}
}
END_TEST

/* The same of the code: five digits were folded into sixteen bits, and a call
 * that failed had succeeded (RFC 3261, section 7.2: three digits). */
START_TEST(five_digits_are_no_code)
{
	static const char *const lines[] = {
		"SIP/2.0 65736 X", "SIP/2.0 4294967496 X", "SIP/2.0 5033 X",
		"SIP/2.0 99999999999 X", "SIP/2.0 -503 X", "SIP/2.0 50a X",
		"SIP/2.0 5o3 X",
		"SIP/2.0 +20 OK", "SIP/2.0 1 X", "SIP/2.0 05 X", "SIP/2.0 050 X",
		"SIP/2.0 000 X", "SIP/2.0 099 X", "SIP/2.0 700 X",
		"SIP/2.0 999 X", "SIP/2.0  200 X", "SIP/2.0 200X",
		"SIP/2.0 200\tX", "SIP/2.0 0x64 X", "SIP/2.0 2 00 X"
	};

	for (int i = 0; i < COUNT(lines); i++) {
		char msg[64];
		size_t len = (size_t)sprintf(msg, "%s\r\n\r\n", lines[i]);

		ck_assert_msg(read_all_of((struct sipresp_str){ msg, len }) ==
		    SIPRESP_ECODE, "%s", lines[i]);
	}
	ck_assert_int_eq(read_all_of(str("SIP/9.9 200 OK\r\n\r\n")),
	    SIPRESP_ESTATUSLINE);
	ck_assert_int_eq(sipresp_effective(65736), 0);
	ck_assert_int_eq(sipresp_effective(INT_MIN), 0);
	ck_assert_ptr_null(sipresp_lookup(65736));
}
END_TEST

/* 4. Text was taken to end in NUL: nothing may be read behind its length, and
 * a NUL inside ends nothing. */
START_TEST(text_without_a_nul)
{
	static const char msg[] = "SIP/2.0 302 X\r\n"
	    "Contact: <sip:a\0b@x>, <sip:c@x>\r\n\r\nno body";
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_contact contact;
	struct sipresp_response r;
	struct pages p;

	pages_begin(&p, 100);
	ck_assert_int_eq(read_all_of(at_end(&p, msg, sizeof msg - 8)), 0);
	ck_assert_int_eq(sipresp_parse(&r, msg, sizeof msg - 1), 0);
	while (sipresp_next_contact(&r, &c, &contact))
		ck_assert_ptr_null(memchr(contact.uri.p, '\0',
		    contact.uri.len));
	ck_assert_uint_eq(r.body_size, 7);
	pages_end(&p);
}
END_TEST

/* 5. The byte behind the last one was looked at, to see whether an escape, a
 * quoted pair or a fold goes on. */
START_TEST(look_ahead_past_the_end)
{
	static const char *const values[] = {
		"\"\\", "\"a\\\"", "<sip:%", "<sip:a%4", "<sip:a%4>", "sip:a%",
		"<sip:[::1", "<sip:a@b:", "<sip:a;", "<sip:a;b=", "<sip:a?",
		"<sip:a?b=%", "\"", "<", "a=", "Digest realm=\"\\",
		"Digest realm", "Digest realm=", "1 (", "1 (\\", "1;duration=",
		"399 a \"\\", "Q.850;cause", "Q.850;cause=", "Q.850;text=\"\\",
		"tls;q", "a/", "a/b;", "\xff", ""
	};
	struct pages p;

	pages_begin(&p, 4096);
	for (int i = 0; i < COUNT(values); i++)
		for (int f = 0; f < SIPRESP_FIELD_COUNT; f++) {
			struct sipresp_response r;
			struct sipresp_verdict v;
			const struct sipresp_str value = at_end(&p, values[i],
			    strlen(values[i]));
			struct sipresp_str out;

			ck_assert_int_eq(sipresp_response_init(&r, 302, invite),
			    0);
			ck_assert_int_eq(sipresp_response_add(&r,
			    str(sipresp_field_name((enum sipresp_field)f)),
			    value), 0);
			r.method = (struct sipresp_str){ NULL, 0 };
			read_response(&r, value);
			r.method = invite;
			ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL),
			    0);
			read_verdict(&v);
			(void)sipresp_uri_equal(value, value);
			(void)sipresp_uri_scheme(value);
			(void)sipresp_request_uri(value, NULL, 0, &out);
			(void)sipresp_unquote(value, NULL, 0);
		}
	pages_end(&p);
}
END_TEST

/* 6. Two readers of one message did not agree on a name: a space before the
 * colon hid it, a control character in it did not, a name was taken for
 * another that begins so. */
START_TEST(name_read_otherwise)
{
	static const struct {
		const char	*line;
		bool		 is_contact;
	} rows[] = {
		{ "Contact:<sip:a@x>", true }, { "Contact :<sip:a@x>", true },
		{ "Contact\t \t: <sip:a@x>", true }, { "m\t:<sip:a@x>", true },
		{ "CONTACT:<sip:a@x>", true }, { "M:<sip:a@x>", true },
		{ "Contact\x01:<sip:a@x>", false },
		{ "Contacts:<sip:a@x>", false }, { "Contac:<sip:a@x>", false },
		{ "Contact\r:<sip:a@x>", false }, { "X\rContact:<sip:a@x>", false },
		{ "Con tact:<sip:a@x>", false }, { "Contact<sip:a@x>", false },
		{ " Contact:<sip:a@x>", false }, { ":Contact:<sip:a@x>", false },
		{ "mm:<sip:a@x>", false }, { "m m:<sip:a@x>", false },
		{ "X: Contact:<sip:a@x>", false }
	};

	for (int i = 0; i < COUNT(rows); i++) {
		struct sipresp_response r;
		char msg[100];
		size_t len = (size_t)sprintf(msg, "SIP/2.0 302 X\r\n%s\r\n\r\n",
		    rows[i].line);

		ck_assert_int_eq(sipresp_parse(&r, msg, len), 0);
		ck_assert_msg((r.present >> SIPRESP_FIELD_CONTACT & 1) ==
		    rows[i].is_contact, "%s", rows[i].line);
	}
}
END_TEST

/* 7. A table of fixed size was written beyond its end.  At one below, at, and
 * one past each of them; tests/parse.c does so for lines. */
START_TEST(table_is_full)
{
	static char value[1 << 16];

	for (int n = SIPRESP_MAX_CHALLENGES - 1; n <= SIPRESP_MAX_CHALLENGES + 1;
	    n++) {
		struct sipresp_response r;
		struct sipresp_verdict v;
		size_t len = 0;

		for (int i = 0; i < n; i++)
			len += (size_t)sprintf(value + len,
			    "%sDigest realm=\"%d\", nonce=\"x\"",
			    i > 0 ? ", " : "", i);
		ck_assert_int_eq(sipresp_response_init(&r, 401, invite), 0);
		ck_assert_int_eq(sipresp_response_add(&r,
		    str("WWW-Authenticate"), str(value)), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL),
		    n <= SIPRESP_MAX_CHALLENGES ? 0 : SIPRESP_ETOOMANY);
	}
	for (int n = SIPRESP_MAX_TARGETS - 1; n <= SIPRESP_MAX_TARGETS + 1;
	    n++) {
		struct sipresp_response r;
		struct sipresp_verdict v;
		size_t len = 0;

		for (int i = 0; i < n; i++)
			len += (size_t)sprintf(value + len, "%s<sip:%d@x>",
			    i > 0 ? "," : "", i);
		decide(&v, &r, 302, "Contact", value);
		ck_assert_int_eq((int)v.target_count, n < SIPRESP_MAX_TARGETS ?
		    n : SIPRESP_MAX_TARGETS);
	}
	/* A method is as long as it likes. */
	memset(value, 'M', 60000);
	memcpy(value, "SIP/2.0 200 OK\nCSeq: 1 ", 23);
	memcpy(value + 60000, "\n\n", 3);
	ck_assert_int_eq(read_all_of(str(value)), 0);
}
END_TEST

/* 8. The loop that counts and the loop that writes did not agree: what fits
 * must be the begin of the whole, at every size of room. */
START_TEST(length_and_copy_disagree)
{
	const struct sipresp_str raw = str("a\\\"b\\\\\r\n\t c\\d\\");
	const struct sipresp_str uri =
	    str("sip:a@b;METHOD=x;lr;method=y?Subject=z");
	char whole[4096], part[4097];

	for (int which = 0; which < 3; which++)
		for (size_t room = 0, len = 1; room <= len + 1; room++) {
			memset(part, '#', sizeof part);
			len = which == 0 ? sipresp_unquote(raw, whole,
			    sizeof whole) : which == 1 ?
			    sipresp_request_uri(uri, whole, sizeof whole, NULL) :
			    sipresp_compare(480, 486, "en", whole, sizeof whole);
			ck_assert_uint_lt(len, sizeof whole);
			ck_assert_uint_eq(which == 0 ? sipresp_unquote(raw,
			    part, room) : which == 1 ?
			    sipresp_request_uri(uri, part, room, NULL) :
			    sipresp_compare(480, 486, "en", part, room), len);
			ck_assert_int_eq(part[room], '#');
			if (room > 0)
				ck_assert(part[room <= len ? room - 1 : len] ==
				    '\0' && memcmp(part, whole, room <= len ?
				    room - 1 : len) == 0);
		}
}
END_TEST

/* 9. After an error something was left half done: the second time is as the
 * first, and what was given stays as it was. */
START_TEST(error_leaves_a_trace)
{
	static const struct {
		const char	*msg;
		int		 want;
	} rows[] = {
		{ "", SIPRESP_ETRUNCATED }, { "\r\n", SIPRESP_ETRUNCATED },
		{ "S", SIPRESP_ETRUNCATED }, { "INVITE ", SIPRESP_ESTATUSLINE },
		{ "SIP/2.0 20", SIPRESP_ETRUNCATED },
		{ "SIP/2.0 20x OK\n\n", SIPRESP_ECODE },
		{ "SIP/2.0 200 OK\nm:<sip:a>\n", SIPRESP_ETRUNCATED },
		{ "SIP/2.0 200 OK\nm:<sip:a>\nCSeq: x\n\n", SIPRESP_ECSEQ },
		{ "SIP/2.0 200 OK\nm:<sip:a>\nl: 1\n\n", SIPRESP_EBODY }
	};

	for (int i = 0; i < COUNT(rows); i++) {
		struct sipresp_response r, before;

		memset(&r, 0xa5, sizeof r);
		before = r;
		for (int n = 0; n < 2; n++) {
			ck_assert_msg(sipresp_parse(&r, rows[i].msg,
			    strlen(rows[i].msg)) == rows[i].want, "%s",
			    rows[i].msg);
			ck_assert(memcmp(&r, &before, sizeof r) == 0);
		}
	}
}
END_TEST

/* 10. Each request was challenged anew, with another nonce, without end. */
START_TEST(challenged_without_end)
{
	struct sipresp_state state = { .redirects = 0 };
	int sent = 0;

	for (;; sent++) {
		struct sipresp_response r;
		struct sipresp_verdict v;
		char value[80];

		sprintf(value, "Digest realm=\"a\", nonce=\"%d\", stale=%s",
		    sent, sent & 1 ? "true" : "false");
		ck_assert_int_eq(sipresp_response_init(&r, 401, invite), 0);
		ck_assert_int_eq(sipresp_response_add(&r,
		    str("WWW-Authenticate"), str(value)), 0);
		ck_assert_int_eq(sipresp_classify(&v, &r, NULL, &state), 0);
		if (v.action != SIPRESP_ACTION_AUTHENTICATE)
			break;
		sipresp_state_note(&state, &v);
	}
	/* With credentials, and once more for stale=true (RFC 3261, 22.1). */
	ck_assert_int_eq(sent, 2);
}
END_TEST

/* 11. What was kept of one branch pointed into another that had ended. */
START_TEST(branch_outlives_its_response)
{
	struct sipresp_fork_branch branches[2];
	struct sipresp_fork fork;
	struct sipresp_fork_step step;
	struct sipresp_best_response best;
	size_t branch;

	ck_assert_int_eq(sipresp_fork_init(&fork, branches, 2, invite,
	    str("sip:a@x")), 0);
	for (int i = 0; i < 2; i++) {
		struct sipresp_response *r = malloc(sizeof *r);
		char *uri = malloc(7);

		memcpy(uri, "sip:b@x", 7);
		ck_assert_int_eq(sipresp_fork_add(&fork,
		    (struct sipresp_str){ uri, 7 }, &branch), 0);
		memset(uri, 'x', 7);
		free(uri);
		ck_assert_int_eq(sipresp_response_init(r, i ? 486 : 404,
		    invite), 0);
		ck_assert_int_eq(sipresp_fork_response(&fork, branch, r, &step),
		    0);
		memset(r, 0xff, sizeof *r);
		free(r);
	}
	ck_assert_int_eq(sipresp_fork_best(&fork, &best), 0);
	ck_assert_int_eq(best.status, 404);
}
END_TEST

/* 12. A stranger named the realm of another server, and was given a digest for
 * it. */
START_TEST(realm_of_a_stranger)
{
	const struct sipresp_str realm = str("gateway");
	struct sipresp_request q = { .realms = &realm, .realm_count = 1 };
	struct sipresp_response r;
	struct sipresp_verdict v;

	decide(&v, &r, 407, "Proxy-Authenticate",
	    "Digest realm=\"evil\", nonce=\"1\"");
	ck_assert_int_eq(v.action, SIPRESP_ACTION_AUTHENTICATE);
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
	ck_assert_uint_eq(v.chosen, 0);
	/* Nor is a realm that only begins or ends so. */
	decide(&v, &r, 407, "Proxy-Authenticate", "Digest realm=\"gatewa\", "
	    "nonce=\"1\", Digest realm=\"gateway2\", nonce=\"1\", "
	    "Digest realm=\"GATEWAY\", nonce=\"1\", Digest nonce=\"1\"");
	ck_assert_int_eq(sipresp_classify(&v, &r, &q, NULL), 0);
	ck_assert_uint_eq(v.chosen, 0);
}
END_TEST

/* 13. A URI was taken for a SIP URI without a look. */
START_TEST(uri_of_another_scheme)
{
	struct sipresp_response r;
	struct sipresp_verdict v;
	static const uint8_t want[] = {
		SIPRESP_SCHEME_SIP, SIPRESP_SCHEME_TEL, SIPRESP_SCHEME_OTHER,
		SIPRESP_SCHEME_OTHER
	};

	decide(&v, &r, 302, "Contact", "<mailto:a@x>, <tel:+1>;q=0.5,"
	    "<urn:service:sos>, <sip:a@x>;q=0.7, <x:>, <>, <:>, <@>, <tel>");
	ck_assert_uint_eq(v.target_count, COUNT(want));
	for (uint32_t i = 0; i < v.target_count; i++)
		ck_assert_int_eq(v.targets[i].scheme, want[i]);
}
END_TEST

/* 14. A response that nobody expected to that request: each code to each
 * method, in and out of a dialog, first and late, has an answer. */
START_TEST(response_not_expected)
{
	for (int code = 100; code <= 699; code++)
		for (unsigned m = 0; m <= 14; m++)
			for (unsigned how = 0; how < 16; how++) {
				const struct sipresp_str method = str(m == 14 ?
				    "X" : sipresp_method_name(
				    (enum sipresp_method)(1U << m)));
				const struct sipresp_request q = {
					.in_dialog = how & 1,
					.provisional_seen = how & 2,
					.has_last_rseq = how & 4,
					.call_id_owner = how & 8
				};
				struct sipresp_response r;
				struct sipresp_verdict v;

				sipresp_response_init(&r, code, method);
				if (sipresp_classify(&v, &r, &q, NULL) != 0)
					ck_abort_msg("%d to %s", code, method.p);
				read_verdict(&v);
				if (v.action == SIPRESP_ACTION_NONE)
					ck_abort_msg("%d to %s", code, method.p);
			}
}
END_TEST

/* 15. One answer led to the same request, and so on for ever: every code, with
 * everything that asks for another request. */
START_TEST(request_without_end)
{
	static const char *const fields[][2] = {
		{ "Contact", "<sip:a@x>, <sip:b@x>" }, { "Retry-After", "1" },
		{ "WWW-Authenticate", "Digest realm=\"a\", nonce=\"1\", stale=true" },
		{ "Proxy-Authenticate", "Digest realm=\"a\", nonce=\"1\", stale=true" },
		{ "Min-Expires", "7200" }, { "Min-SE", "7200" },
		{ "Unsupported", "a" }, { "Require", "b" },
		{ "Allow-Events", "presence" }, { "Accept", "a/b" },
		{ "Security-Server", "tls" }, { "Recv-Info", "c" },
		{ "Allow", "UPDATE" }, { "Warning", "305 a \"b\"" }
	};
	const struct sipresp_str event = str("presence");

	for (int code = 100; code <= 699; code++)
		for (unsigned m = 0; m <= 13; m++) {
			const struct sipresp_str method = str(
			    sipresp_method_name((enum sipresp_method)(1U << m)));
			struct sipresp_request q = {
				.uri = str("sip:c@x"), .events = &event,
				.event_count = 1, .in_dialog = code & 1
			};
			struct sipresp_state state = { .redirects = 0 };
			struct sipresp_response r;
			struct sipresp_verdict v;
			int sent = 1;

			sipresp_response_init(&r, code, method);
			for (int i = 0; i < COUNT(fields); i++)
				sipresp_response_add(&r, str(fields[i][0]),
				    str(fields[i][1]));
			for (;; sent++) {
				if (sipresp_classify(&v, &r, &q, &state) != 0 ||
				    sent > SIPRESP_MAX_ATTEMPTS)
					ck_abort_msg("%d to %s", code, method.p);
				if (v.fallback == SIPRESP_ACTION_NONE ||
				    v.action == SIPRESP_ACTION_ASK_USER)
					break;
				sipresp_state_note(&state, &v);
			}
		}
}
END_TEST

/* 16. Which code came told strangers which accounts exist.  The catalogue says
 * so where the server chooses the code. */
START_TEST(code_tells_who_exists)
{
	static const int codes[] = { 401, 403, 404 };

	NEEDS_TEXTS;
	for (int i = 0; i < COUNT(codes); i++) {
		const char *when = sipresp_text(codes[i], SIPRESP_TEXT_WHEN,
		    "en");
		const char *remedy = sipresp_text(codes[i], SIPRESP_TEXT_REMEDY,
		    "en");

		ck_assert_msg(strstr(when, "which accounts exist") != NULL ||
		    strstr(remedy, "which accounts exist") != NULL, "%d",
		    codes[i]);
	}
}
END_TEST

/* 17. A reader did not move on, and read for ever: none gives more values than
 * there are bytes. */
START_TEST(reader_that_stays)
{
	static const char *const values[] = {
		",,,,,,,", ";;;;;;", "Digest ,,,", "Digest =,=,=", "Digest a=,b",
		"Digest", "Digest Digest Digest", "\"\"\"\"\"", "<<<<<", ">>>",
		"<>,<>,<>", "((((", "))))", "\\\\\\", "a,b,c,d,e", "=", "= = =",
		"a;b;c=\"", "399 a \"b\" 399 a \"b\"", "\r\n \r\n \r\n ",
		"*,*,*", "a/b/c/d", ";=,;=,"
	};

	for (int i = 0; i < COUNT(values); i++)
		for (int f = 0; f < SIPRESP_FIELD_COUNT; f++) {
			struct sipresp_response r;
			size_t n = 0;
			struct sipresp_cursor c = { 0, 0 };
			struct sipresp_contact contact;
			struct sipresp_challenge challenge;
			struct sipresp_warning warning;
			struct sipresp_reason reason;
			struct sipresp_str s;

			sipresp_response_init(&r, 401, invite);
			if (sipresp_response_add(&r, str(sipresp_field_name(
			    (enum sipresp_field)f)), str(values[i])) != 0)
				continue;
			while (sipresp_next_contact(&r, &c, &contact))
				n++;
			for (c.line = c.at = 0;
			    sipresp_next_challenge(&r, &c, &challenge); )
				n++;
			for (c.line = c.at = 0;
			    sipresp_next_warning(&r, &c, &warning); )
				n++;
			for (c.line = c.at = 0;
			    sipresp_next_reason(&r, &c, &reason); )
				n++;
			for (c.line = c.at = 0; sipresp_next_value(&r,
			    (enum sipresp_field)f, &c, &s); )
				n++;
			ck_assert_uint_le(n, strlen(values[i]));
		}
}
END_TEST

/* ---- memory ------------------------------------------------------------ */

/* Every message of the corpus, and every beginning of it, at both ends of what
 * may be accessed. */
START_TEST(between_pages)
{
	const char *data = getenv("SIPRESP_DATA");
	char path[1024], bytes[1 << 14];
	struct dirent *entry;
	struct pages p;
	DIR *dir;
	int files = 0;

	snprintf(path, sizeof path, "%s/../fuzz/corpus/response",
	    data != NULL ? data : "tests/data");
	dir = opendir(path);
	ck_assert_msg(dir != NULL, "%s", path);
	pages_begin(&p, sizeof bytes);
	while ((entry = readdir(dir)) != NULL) {
		char name[2048];
		FILE *f;
		size_t len;

		if (entry->d_name[0] == '.')
			continue;
		snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
		f = fopen(name, "rb");
		ck_assert_ptr_nonnull(f);
		len = fread(bytes, 1, sizeof bytes, f);
		fclose(f);
		files++;
		for (size_t n = 0; n <= len; n++) {
			const int error = read_all_of(at_end(&p, bytes, n));

			ck_assert_int_eq(read_all_of(at_begin(&p, bytes, n)),
			    error);
		}
	}
	closedir(dir);
	pages_end(&p);
	ck_assert_int_gt(files, 100);
}
END_TEST

/* ---- large messages ---------------------------------------------------- */

/* 'count' times 'unit' inside a message; freed by the caller. */
static char *
large(const char *begin, const char *unit, int count, const char *end,
    size_t *out_len)
{
	const size_t unit_len = strlen(unit);
	char *msg = malloc(strlen(begin) + unit_len * (size_t)count +
	    strlen(end) + 1), *to = msg;

	ck_assert_ptr_nonnull(msg);
	to += sprintf(to, "%s", begin);
	for (int i = 0; i < count; i++, to += unit_len)
		memcpy(to, unit, unit_len);
	to += sprintf(to, "%s", end);
	*out_len = (size_t)(to - msg);
	return msg;
}

START_TEST(large_message)
{
	static const struct {
		const char	*begin, *unit;
		int		 count;
		const char	*end;
		int		 want;
	} rows[] = {
		/* 100,000 header lines: of no interest, and of it. */
		{ "SIP/2.0 404 X\r\n", "X-A: b\r\n", 100000, "\r\n", 0 },
		{ "SIP/2.0 404 X\r\n", "a:b\n", 100000, "\r\n", 0 },
		{ "SIP/2.0 404 X\r\n", "Via: b\r\n", 100000, "\r\n", 0 },
		{ "SIP/2.0 302 X\r\n", "m:<sip:a>\r\n", 100000, "\r\n",
		  SIPRESP_ETOOMANY },
		/* 10,000 Contacts, Warnings, members, in one line. */
		{ "SIP/2.0 302 X\r\nm:<sip:x>", ",<sip:a@b>;q=0.5", 10000,
		  "\r\n\r\n", 0 },
		{ "SIP/2.0 488 X\r\nWarning:304 a \"b\"", ",304 a \"b\"", 10000,
		  "\r\n\r\n", 0 },
		{ "SIP/2.0 420 X\r\nUnsupported:a", ",b", 10000, "\r\n\r\n", 0 },
		/* 4 million Reasons, none of which the decision rests on, and
		 * none that an angle bracket ends. */
		{ "SIP/2.0 480 X\r\nReason:a", ",b", 4000000, "\r\n\r\n", 0 },
		{ "SIP/2.0 480 X\r\nReason:a", ",b", 4000000, ",<\r\n\r\n",
		  0 },
		{ "SIP/2.0 401 X\r\nWWW-Authenticate:Digest realm=\"a\"",
		  ", Digest realm=\"b\"", 10000, "\r\n\r\n", 0 },
		/* A header line of 1 MiB, of no interest, and of it. */
		{ "SIP/2.0 404 X\r\nX:", "0123456789abcdef", 65536, "\r\n\r\n",
		  0 },
		{ "SIP/2.0 302 X\r\nm:<sip:", "0123456789abcdef", 65536,
		  ">\r\n\r\n", 0 },
		{ "SIP/2.0 302 X\r\nm:\"", "\\\"", 524288, "\" <sip:a>\r\n\r\n",
		  0 },
		{ "SIP/2.0 302 X\r\nm:<sip:a", ";a=b", 262144, ">\r\n\r\n", 0 },
		{ "SIP/2.0 302 X\r\nm:<sip:a?a=b", "&a=b", 262144, ">\r\n\r\n",
		  0 },
		{ "SIP/2.0 401 X\r\nWWW-Authenticate:Digest a=b", ",a=b", 262144,
		  "\r\n\r\n", 0 },
		{ "SIP/2.0 404 X\r\n", "0123456789abcdef", 65536, "\r\n\r\n",
		  0 },
		/* Comments in comments, closed and not. */
		{ "SIP/2.0 500 X\r\nRetry-After:1 ", "(", 500000, "\r\n\r\n", 0 },
		{ "SIP/2.0 500 X\r\nRetry-After:1 ((((", "(a)", 300000,
		  "))))\r\n\r\n", 0 },
		/* Folds, and nothing but folds. */
		{ "SIP/2.0 302 X\r\nm:<sip:a>", "\r\n ", 300000, "\r\n\r\n", 0 },
		{ "SIP/2.0 302 X\r\n", " \r\n", 300000, "\r\n", 0 },
		/* No end, and nothing at all. */
		{ "SIP/2.0 404 X\r\n", "X-A: b\r\n", 100000, "",
		  SIPRESP_ETRUNCATED },
		{ "", "\r\n", 500000, "", SIPRESP_ETRUNCATED },
		{ "SIP/2.0 404 ", "x", 17000000, "", SIPRESP_ETOOBIG }
	};
	struct sipresp_response r;
	struct sipresp_verdict v;
	size_t len;
	char *msg = large(rows[_i].begin, rows[_i].unit, rows[_i].count,
	    rows[_i].end, &len);
	struct sipresp_request q = { .method = invite };
	const int error = sipresp_parse(&r, msg, len);

	ck_assert_msg(error == rows[_i].want, "%s%s...: %s", rows[_i].begin,
	    rows[_i].unit, sipresp_strerror(error));
	if (error == 0) {
		int decided;

		read_response(&r, (struct sipresp_str){ msg, len });
		decided = sipresp_classify(&v, &r, &q, NULL);
		/* There is a limit on challenges. */
		ck_assert_int_eq(decided, strstr(rows[_i].unit, "Digest") ?
		    SIPRESP_ETOOMANY : 0);
		if (decided == 0)
			read_verdict(&v);
	}
	free(msg);
}
END_TEST
#define LARGE_MESSAGES	24

/* A long URI is looked at once, not for each parameter behind it. */
START_TEST(long_uri_of_a_jcard)
{
	const size_t half = SIPRESP_MAX_HEADER_SIZE / 2 - 100;
	char *msg = malloc(SIPRESP_MAX_HEADER_SIZE), *to = msg;
	struct sipresp_response r;
	struct sipresp_str uri;

	ck_assert_ptr_nonnull(msg);
	to += sprintf(to, "SIP/2.0 608 Rejected\r\nCall-Info:<");
	memset(to, 'a', half);
	to[5] = ':';
	to += half;
	*to++ = '>';
	for (size_t i = 0; i < half / 2; i++, to += 2)
		memcpy(to, ";a", 2);
	to += sprintf(to, ";purpose=jwscard\r\n\r\n");
	ck_assert_int_eq(sipresp_parse(&r, msg, (size_t)(to - msg)), 0);
	ck_assert_int_eq(sipresp_redress(&r, &uri), 0);
	ck_assert_uint_eq(uri.len, half);
	free(msg);
}
END_TEST

/* ---- misuse ------------------------------------------------------------ */

/* No function may be hurt by an argument that is not there. */
START_TEST(argument_not_there)
{
	static const struct sipresp_str none = { NULL, 0 };
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_response r;
	struct sipresp_contact contact;
	struct sipresp_challenge challenge;
	struct sipresp_warning warning;
	struct sipresp_reason reason;
	struct sipresp_overload overload;
	struct sipresp_rule rule;
	struct sipresp_str s;
	struct sipresp_cause cause;
	uint32_t n;

	ck_assert_int_eq(sipresp_response_init(&r, 302, none), 0);
	ck_assert_int_eq(sipresp_response_add(NULL, str("m"), str("a")),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_response_add(&r, none, str("a")),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_response_local(NULL, SIPRESP_SOURCE_TIMEOUT,
	    invite), SIPRESP_EINVAL);

	ck_assert_int_eq(sipresp_response_add(&r, str("m"), str("<sip:a@x>")),
	    0);
	ck_assert_int_eq(sipresp_response_add(&r, str("WWW-Authenticate"),
	    str("a")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Warning"),
	    str("399 a \"b\"")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Reason"), str("a")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Allow"), str("a")), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("v"), str("a;oc=1")), 0);
#define READER(function, out)						\
	do {								\
		ck_assert(!function(NULL, &c, out));			\
		ck_assert(!function(&r, NULL, out));			\
		ck_assert(!function(&r, &c, NULL));			\
	} while (0)
	READER(sipresp_next_contact, &contact);
	READER(sipresp_next_challenge, &challenge);
	READER(sipresp_next_warning, &warning);
	READER(sipresp_next_reason, &reason);

	ck_assert(!sipresp_next_value(NULL, SIPRESP_FIELD_ALLOW, &c, &s));
	ck_assert(!sipresp_next_value(&r, SIPRESP_FIELD_ALLOW, NULL, &s));
	ck_assert(!sipresp_next_value(&r, SIPRESP_FIELD_ALLOW, &c, NULL));
	ck_assert(!sipresp_next_value(&r, SIPRESP_FIELD_COUNT, &c, &s));
	ck_assert(!sipresp_next_value(&r, (enum sipresp_field)1000, &c, &s));
	ck_assert_int_eq(sipresp_number(NULL, SIPRESP_FIELD_EXPIRES, &n),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_number(&r, SIPRESP_FIELD_EXPIRES, NULL),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_number(&r, (enum sipresp_field)1000, &n),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_parameter(NULL, SIPRESP_FIELD_RETRY_AFTER, "a",
	    &s), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_parameter(&r, SIPRESP_FIELD_RETRY_AFTER, NULL,
	    &s), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_parameter(&r, SIPRESP_FIELD_RETRY_AFTER, "a",
	    NULL), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_retry_after_comment(NULL, &s), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_retry_after_comment(&r, NULL), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_field_text(NULL, SIPRESP_FIELD_SERVER, &s),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_field_text(&r, SIPRESP_FIELD_SERVER, NULL),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_field_text(&r, SIPRESP_FIELD_COUNT, &s),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_field_text(&r, (enum sipresp_field)1000, &s),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_redress(NULL, &s), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_redress(&r, NULL), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_read_overload(NULL, &overload),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_read_overload(&r, NULL), SIPRESP_EINVAL);

	ck_assert_int_eq(sipresp_uri_scheme(none), SIPRESP_SCHEME_OTHER);
	ck_assert(!sipresp_uri_equal(none, none));
	ck_assert(!sipresp_uri_equal(none, str("sip:a")));
	ck_assert_uint_eq(sipresp_request_uri(none, NULL, 0, NULL), 0);
	ck_assert_uint_eq(sipresp_unquote(none, NULL, 0), 0);
	ck_assert_uint_eq(sipresp_compare(302, 489, NULL, NULL, 0),
	    sipresp_compare(302, 489, "en", NULL, 0));
	ck_assert_int_eq(sipresp_method_of(none), SIPRESP_METHOD_OTHER);

	sipresp_policy_init(NULL);
	sipresp_state_note(NULL, NULL);
	sipresp_flow_wait(1, false, NULL, NULL);
	sipresp_metrics_note(NULL, 1);
	sipresp_metrics_delay(NULL, SIPRESP_DELAY_RRD, 1);
	sipresp_metrics_add(NULL, NULL);
	ck_assert(!sipresp_next_rule(302, NULL, &rule));
	ck_assert(!sipresp_next_rule(302, &c, NULL));
	ck_assert_int_eq(sipresp_cause_of(NULL, SIPRESP_CAUSE_RFC3398, &cause),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_cause_of(&r, SIPRESP_CAUSE_RFC3398, NULL),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_status_from_reason(NULL,
	    SIPRESP_CAUSE_RFC3398), 0);
	ck_assert_uint_eq(sipresp_metric(none, 200, false), 0);
}
END_TEST

/* What an enumeration does not have is asked for. */
START_TEST(value_out_of_range)
{
	static const int values[] = { INT_MIN, -1, 64, 600, 1000, INT_MAX };

	for (int i = 0; i < COUNT(values); i++) {
		const int n = values[i];

		ck_assert_ptr_null(sipresp_action_name((enum sipresp_action)n));
		ck_assert_ptr_null(sipresp_action_text((enum sipresp_action)n,
		    "en"));
		ck_assert_ptr_null(sipresp_level_name((enum sipresp_level)n));
		ck_assert_ptr_null(sipresp_amend_name((enum sipresp_amend)n));
		ck_assert_ptr_null(sipresp_amend_text((enum sipresp_amend)n,
		    "en"));
		ck_assert_ptr_null(sipresp_scope_name((enum sipresp_scope)n));
		ck_assert_ptr_null(sipresp_future_name((enum sipresp_future)n));
		ck_assert_ptr_null(sipresp_source_name((enum sipresp_source)n));
		ck_assert_ptr_null(sipresp_class_name((enum sipresp_class)n));
		ck_assert_ptr_null(sipresp_party_name((enum sipresp_party)n));
		ck_assert_ptr_null(sipresp_certainty_name(
		    (enum sipresp_certainty)n));
		ck_assert_ptr_null(sipresp_field_name((enum sipresp_field)n));
		ck_assert_ptr_null(sipresp_fork_step_name(
		    (enum sipresp_fork_step_kind)n));
		ck_assert_ptr_null(sipresp_cause_profile_name(
		    (enum sipresp_cause_profile)n));
		ck_assert_ptr_null(sipresp_ratio_name((enum sipresp_ratio)n,
		    true));
		ck_assert_ptr_null(sipresp_cause_name(n == 64 ? -2 : n));
		ck_assert_ptr_nonnull(sipresp_strerror(n));
		ck_assert_int_eq(sipresp_cause_from_status(n == 600 ? 0 : n,
		    SIPRESP_CAUSE_RFC3398), 0);
		ck_assert_int_eq(sipresp_cause_from_status(486,
		    (enum sipresp_cause_profile)n), 0);
		ck_assert_int_eq(sipresp_status_from_cause(n == 64 ? -2 : n,
		    SIPRESP_CAUSE_RFC3398), 0);
		if (n == 600)
			continue;
		ck_assert_ptr_null(sipresp_lookup(n));
		ck_assert_ptr_null(sipresp_text(n, SIPRESP_TEXT_WHEN, "en"));
		ck_assert_uint_eq(sipresp_compare(n, 302, "en", NULL, 0), 0);
		ck_assert_ptr_null(sipresp_text(302, (enum sipresp_text)n,
		    "en"));
	}
	ck_assert_ptr_null(sipresp_fact_text(64, true, "en"));
	ck_assert_ptr_null(sipresp_fact_text(UINT_MAX, true, "en"));
}
END_TEST

/* The last value of each enumeration has a name, the next one none. */
START_TEST(value_behind_the_last)
{
#define LAST(function, type, value) do {				\
	ck_assert_ptr_nonnull(sipresp_##function((enum sipresp_##type)(value))); \
	ck_assert_ptr_null(sipresp_##function((enum sipresp_##type)	\
	    ((int)(value) + 1)));					\
} while (0)
	LAST(action_name, action, SIPRESP_ACTION_DISCARD);
	LAST(level_name, level, SIPRESP_LEVEL_MUST);
	LAST(amend_name, amend, SIPRESP_AMEND_COUNT - 1);
	LAST(scope_name, scope, SIPRESP_SCOPE_DIALOG);
	LAST(future_name, future, SIPRESP_FUTURE_FORGET);
	LAST(source_name, source, SIPRESP_SOURCE_TRANSPORT_ERROR);
	LAST(class_name, class, SIPRESP_CLASS_GLOBAL_FAILURE);
	LAST(party_name, party, SIPRESP_PARTY_POLICY);
	LAST(certainty_name, certainty, SIPRESP_CERTAINTY_CERTAIN);
	LAST(field_name, field, SIPRESP_FIELD_COUNT - 1);
	LAST(fork_step_name, fork_step_kind, SIPRESP_FORK_ABSORB);
	LAST(cause_profile_name, cause_profile, SIPRESP_CAUSE_PROFILE_COUNT - 1);
#undef LAST
	ck_assert_ptr_nonnull(sipresp_ratio_name(SIPRESP_RATIO_IRA, true));
	ck_assert_ptr_null(sipresp_ratio_name(SIPRESP_RATIO_COUNT, true));
	ck_assert_ptr_nonnull(sipresp_action_text(SIPRESP_ACTION_DISCARD, "en"));
	ck_assert_ptr_null(sipresp_action_text(
	    (enum sipresp_action)(SIPRESP_ACTION_DISCARD + 1), "en"));
	ck_assert_ptr_nonnull(sipresp_amend_text(
	    (enum sipresp_amend)(SIPRESP_AMEND_COUNT - 1), "en"));
	ck_assert_ptr_null(sipresp_amend_text(SIPRESP_AMEND_COUNT, "en"));
	ck_assert_ptr_nonnull(sipresp_text(302, SIPRESP_TEXT_FIELDS, "en"));
	ck_assert_ptr_null(sipresp_text(302,
	    (enum sipresp_text)(SIPRESP_TEXT_NEIGHBOURS + 1), "en"));
	for (int error = SIPRESP_EBREADTH; error < 0; error++)
		ck_assert_str_ne(sipresp_strerror(error),
		    sipresp_strerror(SIPRESP_EBREADTH - 1));
	ck_assert_str_eq(sipresp_strerror(0), "no error");
	ck_assert_str_eq(sipresp_strerror(1),
	    sipresp_strerror(SIPRESP_EBREADTH - 1));
}
END_TEST

/* A response structure is used again for what is shorter. */
START_TEST(structure_used_again)
{
	struct sipresp_response r, fresh;
	struct sipresp_verdict v, w;
	const struct sipresp_str first = str("SIP/2.0 401 X\r\nCSeq: 1 INVITE\r\n"
	    "WWW-Authenticate: Digest realm=\"a\", nonce=\"b\"\r\n"
	    "Contact: <sip:a>\r\nRetry-After: 5\r\nl: 1\r\n\r\nx");
	const struct sipresp_str second =
	    str("SIP/2.0 302 X\nm:<sip:b@c>\nCSeq:1 BYE\n\n");

	memset(&fresh, 0x5a, sizeof fresh);
	ck_assert_int_eq(sipresp_parse(&r, first.p, first.len), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_int_eq(sipresp_parse(&r, second.p, second.len), 0);
	ck_assert_int_eq(sipresp_parse(&fresh, second.p, second.len), 0);
	ck_assert_uint_eq(r.present, fresh.present);
	ck_assert_uint_eq(r.line_count, fresh.line_count);
	ck_assert_uint_eq(r.body_size, 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_int_eq(sipresp_classify(&w, &fresh, NULL, NULL), 0);
	ck_assert_str_eq(v.rule, w.rule);
	ck_assert_uint_eq(v.chosen, 0);
	ck_assert_uint_eq(v.target_count, w.target_count);
}
END_TEST

TCase *
tcase_hostile(void)
{
	TCase *tc = tcase_create("hostile");

	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, warning_without_a_code);
	tcase_add_test(tc, long_text_into_a_short_buffer);
	tcase_add_test(tc, number_too_large);
	tcase_add_test(tc, five_digits_are_no_code);
	tcase_add_test(tc, text_without_a_nul);
	tcase_add_test(tc, look_ahead_past_the_end);
	tcase_add_test(tc, name_read_otherwise);
	tcase_add_test(tc, table_is_full);
	tcase_add_test(tc, length_and_copy_disagree);
	tcase_add_test(tc, error_leaves_a_trace);
	tcase_add_test(tc, challenged_without_end);
	tcase_add_test(tc, branch_outlives_its_response);
	tcase_add_test(tc, realm_of_a_stranger);
	tcase_add_test(tc, uri_of_another_scheme);
	tcase_add_test(tc, response_not_expected);
	tcase_add_test(tc, request_without_end);
	tcase_add_test(tc, code_tells_who_exists);
	tcase_add_test(tc, reader_that_stays);
	tcase_add_test(tc, between_pages);
	tcase_add_loop_test(tc, large_message, 0, LARGE_MESSAGES);
	tcase_add_test(tc, long_uri_of_a_jcard);
	tcase_add_test(tc, argument_not_there);
	tcase_add_test(tc, value_out_of_range);
	tcase_add_test(tc, value_behind_the_last);
	tcase_add_test(tc, structure_used_again);
	return tc;
}
