/*
 * checksum.c - one number for all that the library decides
 *
 * usage: checksum [codes]
 *
 * Walks codes, methods, what a response may say, what was asked and how it
 * went so far, and puts each field of each verdict into a 64-bit FNV-1a, by
 * value and in a fixed order.  The number is the same wherever the library
 * decides the same, whatever the compiler and the machine.
 *
 * With "codes", a line for each code goes before: compare two builds so.
 *
 * Needs C99, the library and stdio alone.
 */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "sipresp.h"

#define COUNT(array)	(sizeof (array) / sizeof (array)[0])
#define STR(literal)	{ literal, sizeof literal - 1 }

/* ---- what is walked ---------------------------------------------------- */

static const struct sipresp_str methods[] = {
	STR("INVITE"), STR("ACK"), STR("BYE"), STR("CANCEL"), STR("OPTIONS"),
	STR("REGISTER"), STR("PRACK"), STR("SUBSCRIBE"), STR("NOTIFY"),
	STR("PUBLISH"), STR("INFO"), STR("REFER"), STR("MESSAGE"),
	STR("UPDATE"), STR("FOO")
};

/* What a response may say besides its code.  To unregistered codes only the
 * first few of each table come. */
#define FEW_ANSWERS	3
static const struct answer {
	const char	*phrase;
	const char	*lines[5];	/* header fields */
} answers[] = {
	{ "", { NULL } },
	{ "", { "Retry-After: 7", NULL } },
	{ "", { "Contact: <sips:a@x>;expires=60, <sip:b@x>;q=0.1", NULL } },
	{ "", { "Retry-After: 3000000", NULL } },
	{ "", { "Retry-After: 3000001 (soon);duration=9", NULL } },
	{ "", { "Retry-After: 0", NULL } },
	{ "", { "Retry-After: x", NULL } },
	{ "", { "Retry-After: 99999999999999999999", NULL } },
	{ "", { "Via: SIP/2.0/UDP a", "Via: SIP/2.0/UDP b", NULL } },
	{ "", { "Contact: <sip:a@x>", NULL } },
	{ "", { "Contact: <sip:a@x>;expires=0", "Expires: 9", NULL } },
	{ "", { "Contact: <tel:+1>, <sip:b@x>;q=0.5, <sip:c@x;user=phone>"
	    ";q=0.51, <sip:B@X>;q=x, <mailto:d@x>;q=1.000", "Expires: 9",
	    NULL } },
	{ "", { "Contact: <sips:a@x>", "Retry-After: 7", NULL } },
	{ "", { "Contact: <sip:asked@x>", NULL } },
	{ "", { "WWW-Authenticate: Digest realm=\"one\",nonce=\"n\"", NULL } },
	{ "", { "WWW-Authenticate: Digest realm=\"one\",nonce=\"n\",stale=true",
	    "WWW-Authenticate: Digest realm=\"two\",nonce=\"n\"", NULL } },
	{ "", { "WWW-Authenticate: Digest realm=\"one\",nonce=\"n\","
	    "algorithm=SHA-256", "WWW-Authenticate: Digest realm=\"one\","
	    "nonce=\"n\",algorithm=MD5", NULL } },
	{ "", { "Proxy-Authenticate: Digest realm=\"one\",nonce=\"n\"", NULL } },
	{ "", { "WWW-Authenticate: Digest realm=\"old\",nonce=\"n\"", NULL } },
	{ "", { "WWW-Authenticate: Unknown realm=\"one\"", NULL } },
	{ "", { "Min-Expires: 7200", "Min-SE: 7200", NULL } },
	{ "", { "Min-Expires: 60", "Min-SE: 60", NULL } },
	{ "", { "Unsupported: foo", "Accept: text/plain", "Recv-Info: foo",
	    NULL } },
	{ "", { "Require: 100rel", "RSeq: 2", NULL } },
	{ "", { "Require: 100rel", "RSeq: 4294967295", NULL } },
	{ "", { "Require: foo", NULL } },
	{ "", { "Require: sec-agree", "Security-Server: tls", NULL } },
	{ "", { "Allow-Events: presence", "Allow: INVITE", NULL } },
	{ "", { "Allow-Events: other, presence.winfo", NULL } },
	{ "", { "Warning: 380 a \"b\"", NULL } },
	{ "", { "Warning: 381 a \"b\"", NULL } },
	{ "", { "Content-Type: application/3gpp-ims+xml", NULL } },
	{ "Stale Date", { NULL } },
	{ "Network Blocked", { "Reason: SIP;text=\"v=analytics1;url=u\"", NULL } },
	{ "", { "Reason: Q.850;cause=17", NULL } },
	{ "", { "CSeq: 1 HOCUS", NULL } },
	{ "", { "Server: \303\244\377", "Contact: <sip:\303\244@x>", NULL } }
};

/* What was asked. */
static const struct sipresp_str events[] = {
	STR("presence.winfo"), STR("presence")
};
static const struct sipresp_str realms[] = { STR("two") };
static const struct sipresp_str old_realm[] = { STR("old") };
static const struct sipresp_str tried[] = { STR("sip:a@x") };
static const struct sipresp_policy_rule policy_rules[] = {
	{ .code = 486, .treat_as = 600 },
	{ .cause = 17, .action = SIPRESP_ACTION_RETRY, .wait_min_ms = 1,
	  .wait_max_ms = 70000, .rule = "busy", .reference = "", .why = "" }
};
static struct sipresp_policy policy;	/* set by main() */

#define FEW_REQUESTS	3
static const struct sipresp_request requests[] = {
	{ .in_dialog = false },
	{ .in_dialog = true },
	{ .uri = STR("sips:asked@x") },
	{ .in_dialog = true, .call_id_owner = true },
	{ .uri = STR("sips:asked@x"), .in_dialog = true },
	{ .uri = STR("sip:asked@x"), .tried = tried, .tried_count = 1 },
	{ .provisional_seen = true, .on_path = true },
	{ .probe_of = 489, .events = events, .event_count = 2 },
	{ .probe_of = 405, .auth = SIPRESP_AUTH_MD5 },
	{ .events = events + 1, .event_count = 1, .has_last_rseq = true,
	  .last_rseq = 1, .has_sent_expires = true, .sent_expires = 0,
	  .realms = realms, .realm_count = 1 },
	{ .has_sent_expires = true, .sent_expires = 3600,
	  .has_sent_session_interval = true, .sent_session_interval = 3600,
	  .auth_tried = old_realm, .auth_tried_count = 1,
	  .auth_accepted = old_realm, .auth_accepted_count = 1 },
	{ .in_dialog = true, .cannot = 1 << SIPRESP_ACTION_RETRY |
	  1 << SIPRESP_ACTION_FAILOVER | 1 << SIPRESP_ACTION_REDIRECT },
	{ .cannot = 1 << SIPRESP_ACTION_AMEND | 1 << SIPRESP_ACTION_PROBE |
	  1 << SIPRESP_ACTION_AUTHENTICATE | 1 << SIPRESP_ACTION_FAILOVER },
	{ .uri = STR("sips:asked@x"), .policy = &policy }
};

/* How it went so far. */
#define FEW_STATES	1
static const struct sipresp_state states[] = {
	{ .redirects = 0 },
	{ .retries = 1, .auth_attempts = 1 },
	{ .retries = SIPRESP_MAX_RETRIES, .auth_attempts = 2 },
	{ .redirects = SIPRESP_MAX_REDIRECTS, .probes = SIPRESP_MAX_PROBES },
	{ .failovers = SIPRESP_MAX_FAILOVERS, .retries = UINT8_MAX }
};

/* ---- the number -------------------------------------------------------- */

#define FNV_START	UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME	UINT64_C(0x100000001b3)

static uint64_t checksum;
static unsigned long decisions;

static void
put_byte(unsigned byte)
{
	checksum = (checksum ^ (byte & 0xff)) * FNV_PRIME;
}

/* The low 'bytes' bytes of 'n', the lowest first. */
static void
put(uint64_t n, int bytes)
{
	for (; bytes > 0; bytes--, n >>= 8)
		put_byte((unsigned)(n & 0xff));
}

/* A slice, absent and empty told apart. */
static void
put_str(struct sipresp_str s)
{
	put(s.p == NULL ? UINT32_MAX : (uint64_t)s.len, 4);
	for (size_t i = 0; s.p != NULL && i < s.len; i++)
		put_byte((unsigned char)s.p[i]);
}

/* A constant text.  There are few, and they are long: each goes in as a
 * number of its own, which is kept for when the same text comes again. */
enum { RULE, REFERENCE, WHY, BLAME_WHY, TEXTS };

static void
put_text(const char *s, int which)
{
	static const char *last[TEXTS];
	static uint64_t of_last[TEXTS];

	if (s == NULL) {
		put(0, 8);
		return;
	}
	if (s != last[which]) {
		const uint64_t before = checksum;

		checksum = FNV_START;
		put_str((struct sipresp_str){ s, strlen(s) });
		of_last[which] = checksum;
		last[which] = s;
		checksum = before;
	}
	put(of_last[which], 8);
}

static void
put_verdict(const struct sipresp_verdict *v)
{
	put((unsigned)v->status, 2);
	put((unsigned)v->treated_as, 2);
	put((unsigned)v->source, 1);
	put((unsigned)v->class_, 1);
	put((unsigned)v->action, 1);
	put((unsigned)v->fallback, 1);
	put((unsigned)v->level, 1);
	put((unsigned)v->scope, 1);
	put((unsigned)v->future, 1);
	put(v->amend, 4);
	put(v->send, 1);
	put(v->renew, 1);
	put(v->has_wait, 1);
	put(v->wait_min_ms, 4);
	put(v->wait_max_ms, 4);
	put(v->quarantine_s, 4);
	put(v->blame, 1);
	put((unsigned)v->blame_certainty, 1);
	put_text(v->blame_why, BLAME_WHY);
	put(v->chosen, 8);
	put_str(v->event);
	put_text(v->rule, RULE);
	put_text(v->reference, REFERENCE);
	put_text(v->why, WHY);
	put(v->realm_count, 1);
	for (uint32_t i = 0; i < v->realm_count; i++)
		put(v->realm_hash[i], 4);
	put(v->target_count, 1);
	for (uint32_t i = 0; i < v->target_count; i++) {
		const struct sipresp_target *t = &v->targets[i];

		put_str(t->uri);
		put(t->expires_s, 4);
		put(t->hash, 4);
		put(t->q, 2);
		put(t->scheme, 1);
		put(t->has_expires, 1);
		put(t->insecure, 1);
	}
}

/* ---- the walk ---------------------------------------------------------- */

static void
walk_states(const struct sipresp_response *r, const struct sipresp_request *q,
    size_t state_count)
{
	static struct sipresp_verdict v;

	for (size_t i = 0; i < state_count; i++) {
		const int rc = sipresp_classify(&v, r, q, &states[i]);

		put((unsigned)-rc, 1);
		if (rc == 0)
			put_verdict(&v);
		decisions++;
	}
}

static void
walk_methods(const struct sipresp_response *r, size_t request_count,
    size_t state_count)
{
	for (size_t m = 0; m < COUNT(methods); m++)
		for (size_t k = 0; k < request_count; k++) {
			struct sipresp_request q = requests[k];

			q.method = methods[m];
			walk_states(r, &q,
			    k < FEW_REQUESTS ? state_count : FEW_STATES);
		}
}

/* Returns 0, or the error of a header field that is refused. */
static int
make_answer(struct sipresp_response *r, int code, const struct answer *a)
{
	const struct sipresp_str absent = { NULL, 0 };
	int rc = sipresp_response_init(r, code, absent);

	r->phrase.p = a->phrase;
	r->phrase.len = strlen(a->phrase);
	for (size_t i = 0; rc == 0 && a->lines[i] != NULL; i++) {
		const char *line = a->lines[i];
		const char *colon = strchr(line, ':');
		struct sipresp_str name, value;

		name.p = line;
		name.len = (size_t)(colon - line);
		value.p = colon + 2;
		value.len = strlen(value.p);
		rc = sipresp_response_add(r, name, value);
	}
	return rc;
}

static int
walk_code(int code)
{
	static struct sipresp_response r;
	const int is_known = sipresp_lookup(code) != NULL || code % 100 == 99;
	const size_t answer_count = is_known ? COUNT(answers) : FEW_ANSWERS;

	for (size_t i = 0; i < answer_count; i++) {
		const int rc = make_answer(&r, code, &answers[i]);

		if (rc != 0)
			return rc;
		walk_methods(&r, is_known ? COUNT(requests) : FEW_REQUESTS,
		    is_known ? COUNT(states) : FEW_STATES);
	}
	return 0;
}

static int
walk_local(enum sipresp_source source)
{
	static struct sipresp_response r;
	const struct sipresp_str absent = { NULL, 0 };
	const int rc = sipresp_response_local(&r, source, absent);

	if (rc == 0)
		walk_methods(&r, COUNT(requests), COUNT(states));
	return rc;
}

static void
print(const char *what)
{
	printf("%s %08lx%08lx\n", what, (unsigned long)(checksum >> 32),
	    (unsigned long)(checksum & UINT32_MAX));
}

int
main(int argc, char **argv)
{
	const int by_code = argc == 2 && strcmp(argv[1], "codes") == 0;
	char what[64];
	int rc = 0;

	if (argc > 1 && !by_code) {
		fprintf(stderr, "usage: checksum [codes]\n");
		return 2;
	}
	sipresp_policy_init(&policy);
	policy.sips = SIPRESP_SIPS_REFUSE;
	policy.max_retries = 1;
	policy.max_targets = 2;
	policy.max_retry_after_s = 60;
	policy.rules = policy_rules;
	policy.rule_count = COUNT(policy_rules);

	checksum = FNV_START;
	for (int code = 100; rc == 0 && code <= 699; code++) {
		const uint64_t before = checksum;
		uint64_t of_code;

		checksum = FNV_START;
		rc = walk_code(code);
		if (by_code) {
			sprintf(what, "%d", code);
			print(what);
		}
		of_code = checksum;
		checksum = before;
		put(of_code, 8);
	}
	if (rc == 0)
		rc = walk_local(SIPRESP_SOURCE_TIMEOUT);
	if (rc == 0)
		rc = walk_local(SIPRESP_SOURCE_TRANSPORT_ERROR);
	if (rc != 0) {
		fprintf(stderr, "checksum: %s\n", sipresp_strerror(rc));
		return 1;
	}
	sprintf(what, "decisions %lu checksum", decisions);
	print(what);
	return 0;
}
