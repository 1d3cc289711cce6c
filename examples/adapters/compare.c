/*
 * compare.c - does an adapter reach the same verdict as the bytes?
 *
 * SPDX-License-Identifier: MIT
 *
 *	compare FILE...
 *
 * Each message goes two ways: by sipresp_parse(), and by the host's parser and
 * its adapter.  What the library then tells is compared field by field, for
 * several requests that the response may answer.  A FILE holds one message, or
 * is one of tests/data/decisions/ (tests/decisions.c tells the format).
 *
 * Prints a line "| HOST | MESSAGE | FIELDS |" for each message that differs, as
 * in README.md, and one for each that the host refuses; then the counts.  Exits
 * with 1 if a message differs; check.sh knows which may.
 *
 * Hosts insist on header fields that no decision rests on: what the message
 * lacks of Via, From, To and Call-ID is put in first.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "compare.h"

#define S(text)	{ text, sizeof text - 1 }

/* ---- a message -------------------------------------------------------- */

struct buffer {
	char	*p;
	size_t	 len;
};

static void
append(struct buffer *b, const char *p, size_t len)
{
	b->p = realloc(b->p, b->len + len + 1);
	if (b->p == NULL) {
		perror("compare");
		exit(2);
	}
	memcpy(b->p + b->len, p, len);
	b->len += len;
	b->p[b->len] = '\0';
}

static bool
has_field(const char *msg, const char *name, char compact)
{
	const size_t len = strlen(name);

	for (const char *line = strchr(msg, '\n'); line != NULL;
	    line = strchr(line, '\n')) {
		line++;
		if (*line == '\r' || *line == '\n')
			return false;
		if (strncasecmp(line, name, len) == 0 &&
		    line[len + strspn(line + len, " \t")] == ':')
			return true;
		if ((*line | 0x20) == compact &&
		    line[1 + strspn(line + 1, " \t")] == ':')
			return true;
	}
	return false;
}

/* Behind the status line. */
static void
complete(struct buffer *b)
{
	static const struct {
		const char	*name, *value;
		char		 compact;
	} needed[] = {
		{ "Via", "SIP/2.0/UDP host.example;branch=z9hG4bK776", 'v' },
		{ "From", "<sip:alice@example.com>;tag=1928", 'f' },
		{ "To", "<sip:bob@example.com>;tag=a6c8", 't' },
		{ "Call-ID", "a84b4c76e66710@host.example", 'i' }
	};
	const size_t skip = strspn(b->p, "\r\n");
	const char *end = strchr(b->p + skip, '\n');
	struct buffer out = { NULL, 0 };

	if (end == NULL)
		return;
	append(&out, b->p, (size_t)(end + 1 - b->p));
	for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
		char line[128];

		if (has_field(b->p + skip, needed[i].name, needed[i].compact))
			continue;
		snprintf(line, sizeof line, "%s: %s\r\n", needed[i].name,
		    needed[i].value);
		append(&out, line, strlen(line));
	}
	append(&out, end + 1, b->len - (size_t)(end + 1 - b->p));
	free(b->p);
	*b = out;
}

/* ---- what differs ----------------------------------------------------- */

static char differing[1024];

static void
differs(const char *field)
{
	const size_t len = strlen(differing);
	const char *at = strstr(differing, field);

	if (at != NULL && (at[strlen(field)] == ',' ||
	    at[strlen(field)] == '\0'))
		return;
	snprintf(differing + len, sizeof differing - len, "%s%s",
	    len > 0 ? ", " : "", field);
}

static bool
same(struct sipresp_str a, struct sipresp_str b)
{
	return (a.p == NULL) == (b.p == NULL) && a.len == b.len &&
	    (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

#define COMPARE(field)		if (a->field != b->field) differs(#field)
#define COMPARE_SLICE(field)	if (!same(a->field, b->field)) differs(#field)

static void
compare_verdicts(const struct sipresp_verdict *a,
    const struct sipresp_verdict *b)
{
	COMPARE(status);
	COMPARE(treated_as);
	COMPARE(source);
	COMPARE(class_);
	COMPARE(action);
	COMPARE(fallback);
	COMPARE(level);
	COMPARE(scope);
	COMPARE(future);
	COMPARE(amend);
	COMPARE(send);
	COMPARE(renew);
	COMPARE(has_wait);
	if (a->has_wait && b->has_wait) {
		COMPARE(wait_min_ms);
		COMPARE(wait_max_ms);
	}
	COMPARE(quarantine_s);
	COMPARE(blame);
	COMPARE(blame_certainty);
	COMPARE(blame_why);		/* constant texts */
	COMPARE(rule);
	COMPARE(reference);
	COMPARE(why);
	COMPARE_SLICE(event);
	COMPARE(realm_count);
	if (a->realm_count == b->realm_count &&
	    memcmp(a->realm_hash, b->realm_hash,
	    a->realm_count * sizeof a->realm_hash[0]) != 0)
		differs("realm_hash");
	COMPARE(target_count);
}

static void
compare_target(const struct sipresp_target *a, const struct sipresp_target *b)
{
	COMPARE_SLICE(uri);
	COMPARE(q);
	COMPARE(scheme);
	COMPARE(has_expires);
	if (a->has_expires && b->has_expires)
		COMPARE(expires_s);
	COMPARE(hash);
	COMPARE(insecure);
}

static void
compare_challenge(const struct sipresp_challenge *a,
    const struct sipresp_challenge *b)
{
	COMPARE_SLICE(scheme);
	COMPARE_SLICE(realm);
	COMPARE_SLICE(nonce);
	COMPARE_SLICE(opaque);
	COMPARE_SLICE(algorithm);
	COMPARE_SLICE(qop);
	COMPARE_SLICE(stale);
	COMPARE_SLICE(authz_server);
	COMPARE_SLICE(scope);
	COMPARE_SLICE(error);
	COMPARE(auth);
	COMPARE(is_stale);
	COMPARE(proxy);
}

/* 'number' is where it stands. */
static bool
next_chosen(const struct sipresp_response *r, const struct sipresp_verdict *v,
    struct sipresp_cursor *cursor, unsigned *number,
    struct sipresp_challenge *out)
{
	while (sipresp_next_challenge(r, cursor, out))
		if (v->chosen >> (*number)++ & 1)
			return true;
	return false;
}

static void
compare_chosen(const struct sipresp_response *a,
    const struct sipresp_verdict *va, const struct sipresp_response *b,
    const struct sipresp_verdict *vb)
{
	struct sipresp_cursor at_a = { 0, 0 }, at_b = { 0, 0 };
	struct sipresp_challenge ca, cb;
	unsigned na = 0, nb = 0;
	bool more;

	do {
		more = next_chosen(a, va, &at_a, &na, &ca);
		if (next_chosen(b, vb, &at_b, &nb, &cb) != more)
			differs("chosen");
		else if (more)
			compare_challenge(&ca, &cb);
	} while (more);
}

static void
compare_grants(const struct sipresp_grant *a, const struct sipresp_grant *b)
{
	COMPARE(expires_s);
	COMPARE(refresher);
	COMPARE(refresh_min_s);
	COMPARE(refresh_max_s);
	COMPARE(end_s);
	COMPARE_SLICE(entity_tag);
}

static void
compare_causes(const struct sipresp_cause *a, const struct sipresp_cause *b)
{
	COMPARE(q850);
	COMPARE(from_reason);
	COMPARE_SLICE(location);
}

static void
compare_overloads(const struct sipresp_overload *a,
    const struct sipresp_overload *b)
{
	COMPARE(has_oc);
	COMPARE(oc);
	COMPARE(has_validity);
	COMPARE(validity_ms);
	COMPARE_SLICE(algo);
	COMPARE_SLICE(seq);
}

/* All that the library tells about a response to 'request'. */
static void
compare_for(const struct sipresp_response *a, const struct sipresp_response *b,
    const struct sipresp_request *request)
{
	struct sipresp_verdict va, vb;
	struct sipresp_grant ga, gb;
	int error;

	memset(&ga, 0, sizeof ga);
	memset(&gb, 0, sizeof gb);
	error = sipresp_granted(a, request, &ga);
	if (sipresp_granted(b, request, &gb) != error)
		differs("grant");
	else
		compare_grants(&ga, &gb);

	error = sipresp_classify(&va, a, request, NULL);
	if (sipresp_classify(&vb, b, request, NULL) != error) {
		differs("error");
		return;
	}
	if (error != 0)
		return;
	compare_verdicts(&va, &vb);
	for (uint32_t i = 0; i < va.target_count && i < vb.target_count; i++)
		compare_target(&va.targets[i], &vb.targets[i]);
	compare_chosen(a, &va, b, &vb);
}

static void
compare(const struct sipresp_response *a, const struct sipresp_response *b)
{
	static const struct sipresp_str events[] = {
		S("presence"), S("dialog"), S("message-summary")
	};
	static const struct sipresp_request requests[] = {
		{ .in_dialog = false },
		{ .in_dialog = true, .call_id_owner = true },
		{ .uri = S("sips:bob@example.com"), .has_sent_expires = true,
		    .sent_expires = 60, .has_sent_session_interval = true,
		    .sent_session_interval = 100, .on_path = true,
		    .events = events, .event_count = 3 }
	};
	struct sipresp_cause ca, cb;
	struct sipresp_overload oa, ob;
	int error;

	COMPARE(code);
	COMPARE(source);
	COMPARE_SLICE(method);
	COMPARE_SLICE(phrase);
	for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++)
		compare_for(a, b, &requests[i]);
	if (sipresp_cause_of(a, SIPRESP_CAUSE_RFC3398, &ca) == 0 &&
	    sipresp_cause_of(b, SIPRESP_CAUSE_RFC3398, &cb) == 0)
		compare_causes(&ca, &cb);
	memset(&oa, 0, sizeof oa);
	memset(&ob, 0, sizeof ob);
	error = sipresp_read_overload(a, &oa);
	if (sipresp_read_overload(b, &ob) != error)
		differs("overload");
	else
		compare_overloads(&oa, &ob);
}

/* ---- one message after the other -------------------------------------- */

static unsigned messages, alike, refused, not_responses, different;

static void
check(const char *label, struct buffer *bytes)
{
	struct sipresp_response ours, theirs;
	struct buffer copy = { NULL, 0 };

	if (bytes->p == NULL)
		return;
	messages++;
	complete(bytes);
	if (sipresp_parse(&ours, bytes->p, bytes->len) != 0) {
		not_responses++;
		return;
	}
	append(&copy, bytes->p, ours.header_size + ours.body_size);
	differing[0] = '\0';
	if (!host.open(copy.p, copy.len)) {
		printf("%s refuses: %s\n", host.name, label);
		refused++;
	} else {
		if (host.read(&theirs) != 0)
			differs("the adapter fails");
		else
			compare(&ours, &theirs);
		if (differing[0] == '\0') {
			alike++;
		} else {
			printf("| %s | %s | %s |\n", host.name, label,
			    differing);
			different++;
		}
	}
	host.close();
	free(copy.p);
}

/* As tests/decisions.c reads it. */
static size_t
unescape(char *s)
{
	char *out = s, *const begin = s;
	unsigned hex;
	int used;

	while (*s != '\0') {
		used = 0;
		if (sscanf(s, "\\x%2x%n", &hex, &used) == 1 && used == 4) {
			*out++ = (char)hex;
			s += 4;
		} else if (*s == '\\' && s[1] != '\0' &&
		    strchr("rnt\\", s[1]) != NULL) {
			*out++ = s[1] == 'r' ? '\r' : s[1] == 'n' ? '\n' :
			    s[1] == 't' ? '\t' : '\\';
			s += 2;
		} else {
			*out++ = *s++;
		}
	}
	return (size_t)(out - begin);
}

static void
check_cases(FILE *in)
{
	static char line[65536], label[256];
	struct buffer message = { NULL, 0 };
	bool inside = false, lf = false, escapes = false;

	while (fgets(line, sizeof line, in) != NULL) {
		size_t len = strcspn(line, "\n");

		line[len] = '\0';
		if (strncmp(line, "=== ", 4) == 0) {
			check(label, &message);
			free(message.p);
			message = (struct buffer){ NULL, 0 };
			inside = lf = escapes = false;
			snprintf(label, sizeof label, "%.200s", line + 4);
		} else if (inside) {
			if (escapes)
				len = unescape(line);
			append(&message, line, len);
			append(&message, lf ? "\n" : "\r\n", lf ? 1 : 2);
		} else {
			inside = strcmp(line, ">>>") == 0;
			lf |= strcmp(line, "ends: lf") == 0;
			escapes |= strcmp(line, "escapes: yes") == 0;
		}
	}
	check(label, &message);
	free(message.p);
}

static void
check_message(const char *label, FILE *in)
{
	static char bytes[65536];
	struct buffer message = { NULL, 0 };

	append(&message, bytes, fread(bytes, 1, sizeof bytes, in));
	check(label, &message);
	free(message.p);
}

static bool
ends_in(const char *text, const char *end)
{
	const size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

int
main(int argc, char **argv)
{
	if (host.begin != NULL && !host.begin()) {
		fprintf(stderr, "%s does not start\n", host.name);
		return 2;
	}
	for (int i = 1; i < argc; i++) {
		const char *name = strrchr(argv[i], '/');
		FILE *in = fopen(argv[i], "rb");

		if (in == NULL) {
			perror(argv[i]);
			return 2;
		}
		if (ends_in(argv[i], ".cases"))
			check_cases(in);
		else
			check_message(name != NULL ? name + 1 : argv[i], in);
		fclose(in);
	}
	printf("%s: %u messages, %u alike, %u refused by %s, %u no response, "
	    "%u different\n", host.name, messages, alike, refused, host.name,
	    not_responses, different);
	return different > 0;
}
