/*
 * stats.c - "sipresp stats" on captures and logs made here
 */

#include <arpa/inet.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests.h"

static char path[] = "/tmp/sipresp-stats-XXXXXX";
static FILE *file;

static void
begin_file(void)
{
	int fd;

	strcpy(path + sizeof path - 7, "XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	file = fdopen(fd, "wb");
	ck_assert_ptr_nonnull(file);
}

static const char *
program(void)
{
	return getenv("SIPRESP_PROGRAM") != NULL ? getenv("SIPRESP_PROGRAM") :
	    "build/sipresp";
}

/* The object that "sipresp stats --json OPTIONS FILE" prints. */
static json_t *
run(const char *options, int want_status)
{
	char command[512], text[16384];
	FILE *out;
	size_t len;
	json_t *root;
	int status;

	fclose(file);
	snprintf(command, sizeof command, "%s stats --json %s %s 2>/dev/null",
	    program(), options, path);
	out = popen(command, "r");
	ck_assert_ptr_nonnull(out);
	len = fread(text, 1, sizeof text, out);
	status = pclose(out);
	ck_assert_int_eq(WEXITSTATUS(status), want_status);
	root = json_loadb(text, len, 0, NULL);
	ck_assert_msg(root != NULL, "no JSON: %.*s", (int)len, text);
	return root;
}

static long long
number(const json_t *root, const char *a, const char *b, const char *c)
{
	const json_t *value = json_object_get(root, a);

	if (b != NULL)
		value = json_object_get(value, b);
	if (c != NULL)
		value = json_object_get(value, c);
	ck_assert_msg(json_is_integer(value), "no number at %s %s", a, b);
	return json_integer_value(value);
}

static long long
count_of(const json_t *root, int status, const char *method)
{
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(root, "codes"), i, row)
		if (json_integer_value(json_object_get(row, "status")) ==
		    status && strcmp(json_string_value(json_object_get(row,
		    "method")), method) == 0)
			return json_integer_value(json_object_get(row, "count"));
	return 0;
}

static void
make_message(char *out, const char *first, const char *call, int cseq,
    const char *method)
{
	sprintf(out, "%s\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK%d\r\n"
	    "From: <sip:a@x>;tag=%s\r\nTo: <sip:b@x>\r\ni: %s\r\n"
	    "CSeq: %d %s\r\nContent-Length: 0\r\n\r\n", first, cseq, call,
	    call, cseq, method);
}

static void
put_text(const char *first, const char *call, int cseq, const char *method)
{
	char text[1024];

	make_message(text, first, call, cseq, method);
	fputs(text, file);
}

/* ---- packets ----------------------------------------------------------- */

enum link { ETHERNET, VLAN, COOKED };
enum network { IPV4, IPV6 };
enum transport { UDP, TCP };

static void
put32(uint32_t n)
{
	fwrite(&n, sizeof n, 1, file);
}

static void
begin_packets(enum link link)
{
	begin_file();
	put32(0xa1b2c3d4);
	put32(2 | 4 << 16);
	put32(0);
	put32(0);
	put32(65535);
	put32(link == COOKED ? 113 : 1);
}

static size_t
put_network(unsigned char *p, enum network network, enum transport transport,
    size_t payload)
{
	const unsigned char protocol = transport == UDP ? 17 : 6;
	const size_t header = transport == UDP ? 8 : 20;
	size_t n = network == IPV4 ? 20 : 40;

	memset(p, 0, n + header);
	if (network == IPV4) {
		p[0] = 0x45;
		p[2] = (unsigned char)((n + header + payload) >> 8);
		p[3] = (unsigned char)(n + header + payload);
		p[9] = protocol;
	} else {
		p[0] = 0x60;
		p[6] = protocol;
	}
	if (transport == TCP)
		p[n + 12] = 0x50;
	return n + header;
}

static void
put_packet(enum link link, enum network network, enum transport transport,
    unsigned ms, const char *payload)
{
	static const unsigned char types[2][2] = { { 8, 0 }, { 0x86, 0xdd } };
	static unsigned char p[65536];
	size_t n = 0, len = strlen(payload);

	memset(p, 0, 20);
	n = link == COOKED ? 14 : 12;
	if (link == VLAN) {
		p[n] = 0x81;
		n += 4;
	}
	memcpy(p + n, types[network], 2);
	n += 2;
	n += put_network(p + n, network, transport, len);
	memcpy(p + n, payload, len);
	n += len;
	put32(1000 + ms / 1000);
	put32(ms % 1000 * 1000);
	put32((uint32_t)n);
	put32((uint32_t)n);
	fwrite(p, 1, n, file);
}

/* One call with a challenge, and one that fails; all responses twice. */
START_TEST(packets)
{
	const enum link link = (enum link)(_i / 4);
	const enum network network = (enum network)(_i / 2 % 2);
	const enum transport transport = (enum transport)(_i % 2);
	static const struct {
		unsigned	 ms;
		const char	*first, *call;
		int		 cseq;
		const char	*method;
	} seen[] = {
		{ 0, "INVITE sip:b@x SIP/2.0", "one", 1, "INVITE" },
		{ 10, "SIP/2.0 407 X", "one", 1, "INVITE" },
		{ 20, "INVITE sip:b@x SIP/2.0", "one", 2, "INVITE" },
		{ 30, "SIP/2.0 100 X", "one", 2, "INVITE" },
		{ 500, "SIP/2.0 180 X", "one", 2, "INVITE" },
		{ 5000, "SIP/2.0 200 X", "one", 2, "INVITE" },
		{ 6000, "INVITE sip:b@x SIP/2.0", "one", 3, "INVITE" },
		{ 6100, "SIP/2.0 488 X", "one", 3, "INVITE" },
		{ 9000, "BYE sip:b@x SIP/2.0", "one", 4, "BYE" },
		{ 9040, "SIP/2.0 200 X", "one", 4, "BYE" },
		{ 9100, "INVITE sip:b@x SIP/2.0", "two", 1, "INVITE" },
		{ 9400, "SIP/2.0 503 X", "two", 1, "INVITE" },
		{ 9500, "REGISTER sip:x SIP/2.0", "reg", 1, "REGISTER" },
		{ 9510, "SIP/2.0 401 X", "reg", 1, "REGISTER" },
		{ 9520, "REGISTER sip:x SIP/2.0", "reg", 2, "REGISTER" },
		{ 9570, "SIP/2.0 200 X", "reg", 2, "REGISTER" }
	};
	json_t *root;

	begin_packets(link);
	for (int i = 0; i < COUNT(seen); i++) {
		char text[1024];

		make_message(text, seen[i].first, seen[i].call, seen[i].cseq,
		    seen[i].method);
		put_packet(link, network, transport, seen[i].ms, text);
		if (seen[i].first[0] == 'S')
			put_packet(link, network, transport, seen[i].ms + 5,
			    text);
	}
	root = run("", 0);
	ck_assert_int_eq(number(root, "responses", NULL, NULL), 9);
	ck_assert_int_eq(number(root, "repeated", NULL, NULL), 9);
	ck_assert_int_eq(number(root, "unreadable", NULL, NULL), 0);
	ck_assert_int_eq(count_of(root, 200, "INVITE"), 1);
	ck_assert_int_eq(count_of(root, 488, "INVITE"), 1);
	/* RFC 6076: the re-INVITE and the challenges are in no ratio. */
	ck_assert_int_eq(number(root, "ratios", "SER", "part"), 1);
	ck_assert_int_eq(number(root, "ratios", "SER", "whole"), 2);
	ck_assert_int_eq(number(root, "ratios", "ISA", "part"), 1);
	ck_assert_int_eq(number(root, "ratios", "SCR", "part"), 1);
	ck_assert_int_eq(number(root, "ratios", "IRA", "part"), 0);
	ck_assert_int_eq(number(root, "ratios", "IRA", "whole"), 1);
	/* From the first request on, over the challenge. */
	ck_assert_int_eq(number(root, "delays", "srd_success", "sum_ms"), 500);
	ck_assert_int_eq(number(root, "delays", "srd_failure", "sum_ms"), 300);
	ck_assert_int_eq(number(root, "delays", "rrd", "sum_ms"), 70);
	ck_assert_int_eq(number(root, "delays", "sdd", "sum_ms"), 40);
	ck_assert_int_eq(number(root, "blame", "operator", NULL), 1);
	ck_assert_int_eq(number(root, "blame", "caller", NULL), 1);
	json_decref(root);
	unlink(path);
}
END_TEST

/* A capture that ends in the middle is counted as far as it goes. */
START_TEST(truncated_capture)
{
	char text[1024];
	json_t *root;

	begin_packets(ETHERNET);
	make_message(text, "SIP/2.0 486 X", "one", 1, "INVITE");
	put_packet(ETHERNET, IPV4, UDP, 1, text);
	put32(1000);
	root = run("", 1);
	ck_assert_int_eq(count_of(root, 486, "INVITE"), 1);
	json_decref(root);
	unlink(path);
}
END_TEST

/* ---- text -------------------------------------------------------------- */

START_TEST(text)
{
	json_t *root;

	begin_file();
	fputs("2026/11/23 10:00:00.1 10.0.0.1:5060 -> 10.0.0.2:5060\n", file);
	put_text("INVITE sip:b@x SIP/2.0", "one", 1, "INVITE");
	fputs("\n\n2026/11/23 10:00:00.2 10.0.0.2:5060 -> 10.0.0.1:5060\n",
	    file);
	put_text("SIP/2.0 486 Busy Here", "one", 1, "INVITE");
	/* The same again, with line ends of a log. */
	fputs("SIP/2.0 486 Busy Here\nFrom: <sip:a@x>;tag=one\nCall-ID: one\n"
	    "CSeq: 1 INVITE\n\n", file);
	/* A REFER's progress is no response. */
	fputs("NOTIFY sip:a@x SIP/2.0\nCall-ID: n\nCSeq: 1 NOTIFY\n"
	    "Content-Type: message/sipfrag\nContent-Length: 22\n\n"
	    "SIP/2.0 180 Ringing\n\n", file);
	/* A dump, all in one line. */
	fputs("7,'x','SIP/2.0 404 Not Found\\r\\nCall-ID: three\\r\\nCSeq: 9"
	    " REGISTER\\r\\nContent-Length: 0\\r\\n\\r\\n'\n", file);
	/* No end at all. */
	fputs("SIP/2.0 500 Oops\nCall-ID: four\nCSeq: 1 OPTIONS\n", file);
	root = run("", 0);
	ck_assert_int_eq(count_of(root, 486, "INVITE"), 1);
	ck_assert_int_eq(count_of(root, 180, "INVITE"), 0);
	ck_assert_int_eq(count_of(root, 404, "REGISTER"), 1);
	ck_assert_int_eq(number(root, "responses", NULL, NULL), 3);
	ck_assert_int_eq(count_of(root, 500, "OPTIONS"), 1);
	ck_assert_int_eq(number(root, "repeated", NULL, NULL), 1);
	json_decref(root);
	unlink(path);
}
END_TEST

/* Messages that lie across the pieces in which a file is read. */
START_TEST(long_text)
{
	const int calls = 20000;
	json_t *root;

	begin_file();
	for (int i = 0; i < calls; i++) {
		char call[16];

		sprintf(call, "c%d", i);
		put_text("SIP/2.0 404 X", call, 1, "INVITE");
		fprintf(file, "%*s\n", i % 200, "");
	}
	root = run("", 0);
	ck_assert_int_eq(count_of(root, 404, "INVITE"), calls);
	ck_assert_int_eq(number(root, "unreadable", NULL, NULL), 0);
	json_decref(root);
	unlink(path);
}
END_TEST

/* Bytes that are no messages, and a header section without an end. */
START_TEST(nonsense)
{
	json_t *root;

	begin_file();
	for (int i = 0; i < 300000; i++)
		fputc(i * 7 % 251, file);
	fputs("\nSIP/2.0 200 OK\n", file);
	for (int i = 0; i < 100000; i++)
		fputs("X: y\n", file);
	put_text("SIP/2.0 486 X", "one", 1, "INVITE");
	root = run("", 0);
	ck_assert_int_ge(number(root, "messages", NULL, NULL), 1);
	json_decref(root);
	unlink(path);
}
END_TEST

/* Lines of which each might begin a message that has no end: one search is
 * enough for all of them, in a log and in a packet. */
START_TEST(no_end)
{
	static char payload[60001];
	json_t *root;

	begin_file();
	for (int i = 0; i < 500000; i++)
		fputs("SIP/2.0 200 OK\n", file);
	root = run("", 0);
	ck_assert_int_eq(number(root, "responses", NULL, NULL), 0);
	json_decref(root);
	unlink(path);

	begin_packets(ETHERNET);
	for (size_t i = 0; i + 1 < sizeof payload; i += 2)
		memcpy(payload + i, "a\n", 2);
	for (int i = 0; i < 50; i++)
		put_packet(ETHERNET, IPV4, UDP, 0, payload);
	root = run("", 0);
	ck_assert_int_eq(number(root, "messages", NULL, NULL), 0);
	json_decref(root);
	unlink(path);
}
END_TEST

/* What was counted apart adds up to what is counted together. */
START_TEST(merge)
{
	json_t *one, *two;

	begin_file();
	put_text("SIP/2.0 486 X", "one", 1, "INVITE");
	put_text("SIP/2.0 200 X", "two", 1, "REGISTER");
	one = run("", 0);
	unlink(path);

	begin_file();
	json_dumpf(one, file, 0);
	fflush(file);
	two = run(path, 0);	/* no: that reads it as text */
	ck_assert_int_eq(number(two, "messages", NULL, NULL), 0);
	json_decref(two);

	file = fopen(path, "ab");
	two = run("--merge", 0);
	ck_assert(json_equal(one, two));
	json_decref(two);

	file = fopen(path, "ab");
	fputs("{}", file);
	two = run("--merge", 1);
	ck_assert_int_eq(number(two, "messages", NULL, NULL), 0);
	json_decref(two);
	json_decref(one);
	unlink(path);
}
END_TEST

TCase *
tcase_stats(void)
{
	TCase *tc = tcase_create("stats");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, packets, 0, 12);
	tcase_add_test(tc, truncated_capture);
	tcase_add_test(tc, text);
	tcase_add_test(tc, long_text);
	tcase_add_test(tc, nonsense);
	tcase_add_test(tc, no_end);
	tcase_add_test(tc, merge);
	return tc;
}
