/*
 * sipresp_outlook.c - how it goes on after a verdict, as sentences
 *
 * SPDX-License-Identifier: MIT
 */

#include <inttypes.h>

#include "sipresp_advice.h"
#include "sipresp_words.h"

/* A verdict in a few words: what is done, when, and how often at most. */
static void
put_step(struct buffer *b, const struct sipresp_verdict *v, const char *lang)
{
	buffer_text(b, words_or_name(sipresp_action_text(v->action, lang),
	    sipresp_action_name(v->action)));
	if (v->has_wait) {
		buffer_text(b, SAY_AFTER);
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
		separator = SAY_THEN;
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
	if (more == 1)
		buffer_text(b, SAY_SAME_ONCE_MORE);
	else if (more > 1)
		buffer_format(b, SAY_SAME_MORE, more);
	put_step(b, &next, lang);
	buffer_text(b, ".");
}

void
put_renewal(struct buffer *b, const struct sipresp_verdict *v)
{
	if (v->action != SIPRESP_ACTION_REDIRECT)
		return;
	buffer_text(b, SAY_RENEWAL);
	if (v->renew & SIPRESP_RENEW_ROUTE)
		buffer_text(b, SAY_NOR_ROUTE);
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
	put_headers_of(b, headers, SIPRESP_HONOR_YES, SAY_WITH_HEADERS);
	put_headers_of(b, headers, SIPRESP_HONOR_VERIFY, SAY_WITH_IF_TRUE);
	put_headers_of(b, headers, SIPRESP_HONOR_NO, SAY_WITH_DANGER);
}

void
put_grant(struct buffer *b, const struct sipresp_response *r,
    const struct sipresp_request *request)
{
	struct sipresp_grant grant;

	if (sipresp_granted(r, request, &grant) != 0)
		return;
	if (grant.expires_s == 0) {
		buffer_text(b, SAY_HAS_ENDED);
		return;
	}
	put_seconds(b, grant.expires_s);
	if (grant.refresher == SIPRESP_REFRESHER_OTHER_SIDE)
		buffer_format(b, SAY_OTHER_REFRESHES, grant.end_s);
	else if (grant.refresh_min_s == grant.refresh_max_s)
		buffer_format(b, SAY_REFRESH, grant.refresh_min_s);
	else
		buffer_format(b, SAY_REFRESH_BETWEEN, grant.refresh_min_s,
		    grant.refresh_max_s);
	if (grant.entity_tag.p != NULL) {
		buffer_text(b, SAY_NEXT_PUBLISH);
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
		buffer_text(b, SAY_NO_OVERLOAD);
		return;
	}
	buffer_format(b, overload.algo.len == 4 && overload.algo.p[0] == 'r' ?
	    SAY_AT_MOST : SAY_FEWER, overload.oc);
	buffer_format(b, SAY_FOR_NEXT,
	    overload.has_validity ? overload.validity_ms : 500);
}
