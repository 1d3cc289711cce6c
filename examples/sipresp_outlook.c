/*
 * sipresp_outlook.c - how it goes on after a verdict, as sentences
 *
 * SPDX-License-Identifier: MIT
 */

#include <inttypes.h>

#include "sipresp_advice.h"

/* A verdict in a few words: what is done, when, and how often at most. */
static void
put_step(struct buffer *b, const struct sipresp_verdict *v, const char *lang)
{
	buffer_text(b, sipresp_action_text(v->action, lang));
	if (v->has_wait) {
		buffer_text(b, " after ");
		put_moments(b, v);
	}
}

/* Each step is decided as if the one before could not be taken. */
void
put_fallback(struct buffer *b, const struct sipresp_verdict *v,
    const struct sipresp_response *r, const struct asked *asked,
    const char *lang)
{
	struct sipresp_request request = asked->request;
	struct sipresp_verdict next = *v;
	const char *separator = "";

	while (next.fallback != SIPRESP_ACTION_NONE) {
		request.cannot |= 1U << next.action;
		if (sipresp_classify(&next, r, &request, &asked->state) != 0)
			break;
		buffer_text(b, separator);
		put_step(b, &next, lang);
		separator = "; failing that, ";
	}
	if (*separator != '\0')
		buffer_text(b, ".");
}

static bool
is_sent_again(const struct sipresp_verdict *v)
{
	return v->action == SIPRESP_ACTION_AUTHENTICATE ||
	    v->action == SIPRESP_ACTION_AMEND ||
	    v->action == SIPRESP_ACTION_RETRY ||
	    v->action == SIPRESP_ACTION_FAILOVER ||
	    v->action == SIPRESP_ACTION_PROBE;
}

/* The same answer again and again: how often the step is taken, and what
 * comes then. */
void
put_next_time(struct buffer *b, const struct sipresp_verdict *v,
    const struct sipresp_response *r, const struct asked *asked,
    const char *lang)
{
	struct sipresp_state state = asked->state;
	struct sipresp_verdict next = *v;
	unsigned more = 0;

	if (!is_sent_again(v))
		return;
	for (;; more++) {
		sipresp_state_note(&state, &next);
		if (sipresp_classify(&next, r, &asked->request, &state) != 0)
			return;
		if (next.action != v->action)
			break;
	}
	if (more > 0)
		buffer_format(b, "the same up to %u more time%s; then ", more,
		    more == 1 ? "" : "s");
	put_step(b, &next, lang);
	buffer_text(b, ".");
}

void
put_renewal(struct buffer *b, const struct sipresp_verdict *v)
{
	if (v->action != SIPRESP_ACTION_REDIRECT)
		return;
	buffer_text(b, "To, From, Call-ID, the body and all other header"
	    " fields; but not the credentials");
	if (v->renew & SIPRESP_RENEW_ROUTE)
		buffer_text(b, ", nor a Route that led to the old address");
	buffer_text(b, ".");
}

static void
put_headers_of(struct buffer *b, struct sipresp_str headers,
    enum sipresp_honor honor, const char *before)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_uri_header header;

	while (sipresp_next_uri_header(headers, &cursor, &header)) {
		if (header.honor != honor)
			continue;
		buffer_text(b, before);
		buffer_value(b, header.name);
		if (honor != SIPRESP_HONOR_NO) {
			buffer_text(b, "=");
			buffer_value(b, header.value);
		}
		before = ", ";
	}
}

void
put_uri_headers(struct buffer *b, struct sipresp_str headers)
{
	if (headers.p == NULL)
		return;
	put_headers_of(b, headers, SIPRESP_HONOR_YES,
	    "\nwith header fields: ");
	put_headers_of(b, headers, SIPRESP_HONOR_VERIFY,
	    "\nwith these if they are true: ");
	put_headers_of(b, headers, SIPRESP_HONOR_NO,
	    "\nit asks for these too, which would be dangerous: ");
}

void
put_grant(struct buffer *b, const struct sipresp_response *r,
    const struct sipresp_request *request)
{
	struct sipresp_grant grant;

	if (sipresp_granted(r, request, &grant) != 0)
		return;
	if (grant.expires_s == 0) {
		buffer_text(b, "No longer: it has ended.");
		return;
	}
	put_seconds(b, grant.expires_s);
	if (grant.refresher == SIPRESP_REFRESHER_OTHER_SIDE)
		buffer_format(b, "; the other side refreshes it. If it has not"
		    " done so after %" PRIu32 " s, send BYE.", grant.end_s);
	else if (grant.refresh_min_s == grant.refresh_max_s)
		buffer_format(b, "; this side refreshes it after %" PRIu32
		    " s.", grant.refresh_min_s);
	else
		buffer_format(b, "; this side refreshes it after %" PRIu32
		    " to %" PRIu32 " s.", grant.refresh_min_s,
		    grant.refresh_max_s);
	if (grant.entity_tag.p != NULL) {
		buffer_text(b, " The next PUBLISH has SIP-If-Match: ");
		buffer_value(b, grant.entity_tag);
		buffer_text(b, ".");
	}
}

/* RFC 7339, section 4; the "rate" algorithm is RFC 7415. */
void
put_overload(struct buffer *b, const struct sipresp_response *r)
{
	struct sipresp_overload overload;

	if (sipresp_read_overload(r, &overload) != 0 || !overload.has_oc)
		return;
	if (overload.has_validity && overload.validity_ms == 0) {
		buffer_text(b, "The server is no longer overloaded.");
		return;
	}
	buffer_format(b, overload.algo.len == 4 && overload.algo.p[0] == 'r' ?
	    "Send the server that answered at most %" PRIu32
	    " requests a second" :
	    "Send the server that answered %" PRIu32 " %% fewer requests",
	    overload.oc);
	buffer_format(b, " for the next %" PRIu32 " ms.",
	    overload.has_validity ? overload.validity_ms : 500);
}
