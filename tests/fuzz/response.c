/*
 * response.c - any bytes, through everything that reads a response
 *
 * The input is copied to the heap at its exact size, so that a sanitizer sees
 * the first byte read beyond it.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned long seen;

static void
use(struct sipresp_str s)
{
	char out[16];

	for (size_t i = 0; i < s.len; i++)
		seen += (unsigned char)s.p[i];
	seen += sipresp_unquote(s, out, sizeof out);
}

static void
use_values(const struct sipresp_response *r)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_contact contact;
	struct sipresp_challenge challenge;
	struct sipresp_warning warning;
	struct sipresp_reason reason;
	struct sipresp_overload overload;
	struct sipresp_str s, first = { NULL, 0 };
	uint32_t n;

	while (sipresp_next_contact(r, &c, &contact)) {
		char out[32];

		use(contact.uri);
		use(contact.display_name);
		use(contact.params);
		seen += sipresp_request_uri(contact.uri, out, sizeof out, &s);
		use(s);
		if (first.p == NULL)
			first = contact.uri;
		seen += sipresp_uri_equal(first, contact.uri);
		if (sipresp_uri_equal(contact.uri, first) !=
		    sipresp_uri_equal(first, contact.uri) ||
		    !sipresp_uri_equal(contact.uri, contact.uri))
			abort();
	}
	for (c.line = c.at = 0; sipresp_next_challenge(r, &c, &challenge); ) {
		use(challenge.scheme);
		use(challenge.realm);
		use(challenge.nonce);
		use(challenge.qop);
		seen += challenge.auth + challenge.is_stale;
	}
	for (c.line = c.at = 0; sipresp_next_warning(r, &c, &warning); ) {
		use(warning.agent);
		use(warning.text);
	}
	for (c.line = c.at = 0; sipresp_next_reason(r, &c, &reason); ) {
		use(reason.protocol);
		use(reason.text);
		use(reason.location);
	}
	for (int f = 0; f < SIPRESP_FIELD_COUNT; f++) {
		enum sipresp_field field = (enum sipresp_field)f;

		for (c.line = c.at = 0; sipresp_next_value(r, field, &c, &s); )
			use(s);
		if (sipresp_number(r, field, &n) == 0)
			seen += n;
		if (sipresp_parameter(r, field, "duration", &s) == 0)
			use(s);
		if (sipresp_field_text(r, field, &s) == 0)
			use(s);
	}
	if (sipresp_retry_after_comment(r, &s) == 0)
		use(s);
	if (sipresp_redress(r, &s) == 0)
		use(s);
	if (sipresp_read_overload(r, &overload) == 0)
		use(overload.algo);
}

static void
use_verdicts(const struct sipresp_response *r)
{
	const struct sipresp_str package = { "presence", 8 };
	struct sipresp_request request = {
		.uri = { "sips:bob@example.com", 20 },
		.events = &package, .event_count = 1
	};
	struct sipresp_state state = { .redirects = 0 };
	struct sipresp_verdict v;

	for (int steps = 0; ; steps++) {
		if (sipresp_classify(&v, r, &request, &state) != 0)
			return;
		for (uint32_t i = 0; i < v.target_count; i++)
			use(v.targets[i].uri);
		use(v.event);
		seen += (unsigned char)v.rule[0] + (unsigned char)v.why[0];
		if (v.fallback == SIPRESP_ACTION_NONE ||
		    v.action == SIPRESP_ACTION_ASK_USER)
			break;
		/* What one response asks for again and again has an end. */
		if (steps == 32)
			abort();
		sipresp_state_note(&state, &v);
	}
	request.in_dialog = true;
	if (sipresp_classify(&v, r, &request, NULL) == 0)
		seen += (unsigned)v.action;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = malloc(size > 0 ? size : 1);
	struct sipresp_response r;

	if (copy == NULL)
		return 0;
	if (size > 0)
		memcpy(copy, data, size);
	if (sipresp_parse(&r, copy, size) == 0) {
		if (r.header_size + r.body_size > size)
			abort();
		use(r.phrase);
		use(r.method);
		use_values(&r);
		use_verdicts(&r);
	}
	free(copy);
	return 0;
}
