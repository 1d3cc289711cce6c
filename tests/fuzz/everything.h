/*
 * everything.h - read all there is of a response, and of a verdict
 *
 * Each byte of each slice is read, so that a sanitizer sees one that should not
 * be there, and each slice must lie in the bytes of the response.
 */

#ifndef EVERYTHING_H
#define EVERYTHING_H

#include <stdlib.h>

#include "sipresp.h"

/* What is being read, and a sum that keeps the reading from being left out. */
static struct sipresp_str read_from;
static volatile unsigned long read_sum;

static inline void
read_slice(struct sipresp_str s)
{
	unsigned long sum = s.len;

	if (s.p == NULL && s.len != 0)
		abort();
	if (s.len > 0 && (s.p < read_from.p || s.len > read_from.len ||
	    (size_t)(s.p - read_from.p) > read_from.len - s.len))
		abort();
	for (size_t i = 0; i < s.len; i++)
		sum += (unsigned char)s.p[i];
	read_sum += sum;
}

static inline void
read_text(struct sipresp_str s)
{
	char out[16];
	size_t len;

	read_slice(s);
	len = sipresp_unquote(s, out, sizeof out);
	if (len > s.len || out[len < sizeof out ? len : sizeof out - 1] != '\0')
		abort();
}

static inline void
read_contacts(const struct sipresp_response *r)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_contact contact;
	struct sipresp_str first = { NULL, 0 }, headers;

	while (sipresp_next_contact(r, &c, &contact)) {
		struct sipresp_cursor h = { 0, 0 };
		struct sipresp_uri_header header;
		char out[32];
		size_t len;

		read_slice(contact.uri);
		read_slice(contact.display_name);
		read_slice(contact.params);
		if (contact.q < -1 || contact.q > 1000)
			abort();
		len = sipresp_request_uri(contact.uri, out, sizeof out,
		    &headers);
		if (len > contact.uri.len ||
		    out[len < sizeof out ? len : sizeof out - 1] != '\0')
			abort();
		read_slice(headers);
		while (sipresp_next_uri_header(headers, &h, &header)) {
			read_slice(header.name);
			read_slice(header.value);
		}
		if (first.p == NULL)
			first = contact.uri;
		if (sipresp_uri_equal(contact.uri, first) !=
		    sipresp_uri_equal(first, contact.uri) ||
		    !sipresp_uri_equal(contact.uri, contact.uri))
			abort();
	}
}

static inline void
read_lists(const struct sipresp_response *r)
{
	struct sipresp_cursor c;
	struct sipresp_challenge challenge;
	struct sipresp_warning warning;
	struct sipresp_reason reason;

	for (c.line = c.at = 0; sipresp_next_challenge(r, &c, &challenge); ) {
		read_text(challenge.scheme);
		read_text(challenge.realm);
		read_text(challenge.nonce);
		read_text(challenge.opaque);
		read_text(challenge.algorithm);
		read_text(challenge.qop);
		read_text(challenge.stale);
		read_text(challenge.authz_server);
		read_text(challenge.scope);
		read_text(challenge.error);
		read_sum += challenge.auth + challenge.is_stale +
		    challenge.proxy;
	}
	for (c.line = c.at = 0; sipresp_next_warning(r, &c, &warning); ) {
		if (warning.code < 100 || warning.code > 999)
			abort();
		read_slice(warning.agent);
		read_text(warning.text);
	}
	for (c.line = c.at = 0; sipresp_next_reason(r, &c, &reason); ) {
		int code = sipresp_status_from_reason(&reason,
		    SIPRESP_CAUSE_RFC3398);

		if (reason.cause < -1 ||
		    (code != 0 && sipresp_effective(code) == 0))
			abort();
		read_slice(reason.protocol);
		read_text(reason.text);
		read_slice(reason.location);
	}
}

static inline void
read_fields(const struct sipresp_response *r)
{
	struct sipresp_overload overload;
	struct sipresp_str s;
	uint32_t n;

	for (int f = 0; f < SIPRESP_FIELD_COUNT; f++) {
		enum sipresp_field field = (enum sipresp_field)f;
		struct sipresp_cursor c = { 0, 0 };

		while (sipresp_next_value(r, field, &c, &s))
			read_slice(s);
		if (sipresp_number(r, field, &n) == 0)
			read_sum += n;
		if (sipresp_parameter(r, field, "duration", &s) == 0)
			read_slice(s);
		if (sipresp_field_text(r, field, &s) == 0)
			read_slice(s);
	}
	if (sipresp_retry_after_comment(r, &s) == 0)
		read_text(s);
	if (sipresp_redress(r, &s) == 0)
		read_slice(s);
	if (sipresp_read_overload(r, &overload) == 0) {
		read_sum += overload.has_oc ? overload.oc : 0;
		read_sum += overload.has_validity ? overload.validity_ms : 0;
		read_slice(overload.algo);
		read_slice(overload.seq);
	}
}

/* All that a response holds, which was read from 'from'. */
static inline void
read_response(const struct sipresp_response *r, struct sipresp_str from)
{
	read_from = from;
	read_slice(r->phrase);
	read_slice(r->method);
	if (r->header_size + r->body_size > from.len ||
	    r->line_count > SIPRESP_MAX_LINES)
		abort();
	for (uint32_t i = 0; i < r->line_count; i++) {
		read_slice((struct sipresp_str){ r->lines[i].value,
		    r->lines[i].len });
		if (!(r->present >> r->lines[i].field & 1))
			abort();
	}
	read_contacts(r);
	read_lists(r);
	read_fields(r);
}

static inline void
read_constant(const char *s)
{
	for (; *s != '\0'; s++)
		read_sum += (unsigned char)*s;
}

/* All that a verdict holds; 'event' apart, which is the host's own. */
static inline void
read_verdict(const struct sipresp_verdict *v)
{
	read_constant(v->rule);
	read_constant(v->reference);
	read_constant(v->why);
	if (v->blame_why != NULL)
		read_constant(v->blame_why);
	read_sum += (unsigned)(v->status + v->treated_as) + v->amend + v->send +
	    v->renew + v->has_wait + v->quarantine_s + v->blame + v->chosen;
	if (sipresp_action_name(v->action) == NULL ||
	    (v->fallback != SIPRESP_ACTION_NONE &&
	    sipresp_action_name(v->fallback) == NULL) ||
	    sipresp_level_name(v->level) == NULL ||
	    sipresp_scope_name(v->scope) == NULL ||
	    sipresp_future_name(v->future) == NULL ||
	    sipresp_class_name(v->class_) == NULL ||
	    sipresp_source_name(v->source) == NULL ||
	    sipresp_certainty_name(v->blame_certainty) == NULL ||
	    v->wait_min_ms > v->wait_max_ms ||
	    v->amend >> SIPRESP_AMEND_COUNT != 0 ||
	    (v->amend != 0 && v->action != SIPRESP_ACTION_AMEND &&
	    v->action != SIPRESP_ACTION_PROBE) ||
	    v->realm_count > SIPRESP_MAX_REALMS ||
	    v->target_count > SIPRESP_MAX_TARGETS)
		abort();
	for (uint32_t i = 0; i < v->realm_count; i++)
		read_sum += v->realm_hash[i];
	for (uint32_t i = 0; i < v->target_count; i++) {
		const struct sipresp_target *target = &v->targets[i];

		read_slice(target->uri);
		if (target->q > 1000 || target->scheme > SIPRESP_SCHEME_TEL)
			abort();
		read_sum += target->hash + target->insecure +
		    (target->has_expires ? target->expires_s : 0);
	}
}

#endif /* EVERYTHING_H */
