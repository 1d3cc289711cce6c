/*
 * grant.c - how long what a 2xx grants lasts, and when to refresh it
 *
 * SPDX-License-Identifier: MIT
 */

#include "cold.h"
#include "value.h"

/* RFC 4028, section 4: no session interval is shorter. */
#define MIN_SESSION_INTERVAL	90

/* A request that nobody answers fails after so long: 64 times T1 (RFC 3261,
 * section 17.1.2.2). */
#define TRANSACTION_S		32

/* RFC 5626, section 4.5. */
#define FLOW_BASE_ALL_FAILED_S	30
#define FLOW_BASE_S		90
#define FLOW_MAX_S		1800

/*
 * Early enough that a refresh can time out once and be sent again, and late
 * enough not to be a burden.  Our own choice: RFC 3261, section 10.2.4, RFC
 * 6665 and RFC 3903 ask for no more than before the end.
 */
static void
fill_refresh(struct sipresp_grant *out)
{
	const uint32_t s = out->expires_s;

	out->refresh_max_s = s <= 2 * TRANSACTION_S ? s / 2 :
	    s / 10 > TRANSACTION_S ? s - s / 10 : s - TRANSACTION_S;
	out->refresh_min_s = out->refresh_max_s - out->refresh_max_s / 10;
	out->end_s = s;
}

/* RFC 4028, sections 7.2 and 10. */
static int
session_timer(const struct sipresp_response *r, struct sipresp_grant *out)
{
	struct sipresp_str refresher;
	uint32_t s, third;

	if (sipresp_number(r, SIPRESP_FIELD_SESSION_EXPIRES, &s) != 0)
		return SIPRESP_EABSENT;
	if (s < MIN_SESSION_INTERVAL)
		s = MIN_SESSION_INTERVAL;
	third = s / 3;
	out->expires_s = s;
	out->refresh_min_s = out->refresh_max_s = s / 2;
	out->end_s = s - (third < TRANSACTION_S ? third : TRANSACTION_S);
	/* It must say who; if it does not, refreshing is what keeps the call. */
	if (sipresp_parameter(r, SIPRESP_FIELD_SESSION_EXPIRES, "refresher",
	    &refresher) == 0 && IS_NAME(refresher, "uas"))
		out->refresher = SIPRESP_REFRESHER_OTHER_SIDE;
	return 0;
}

/* The expiry of this side's binding: RFC 3261, section 10.2.4. */
static int
registration(const struct sipresp_response *r, struct sipresp_str own,
    struct sipresp_grant *out)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_contact contact;
	unsigned bindings = 0;
	bool has_expires = false;
	uint32_t expires_s = 0;

	while (sipresp_next_contact(r, &c, &contact)) {
		if (own.len > 0 && !sipresp_uri_equal(contact.uri, own))
			continue;
		bindings++;
		has_expires = contact.has_expires;
		expires_s = contact.expires_s;
	}
	if (bindings != 1)
		return SIPRESP_EABSENT;
	if (!has_expires &&
	    sipresp_number(r, SIPRESP_FIELD_EXPIRES, &expires_s) != 0)
		return SIPRESP_EABSENT;
	out->expires_s = expires_s;
	fill_refresh(out);
	return 0;
}

static int
expires(const struct sipresp_response *r, const struct sipresp_request *q,
    bool at_most_asked, struct sipresp_grant *out)
{
	uint32_t s;

	if (sipresp_number(r, SIPRESP_FIELD_EXPIRES, &s) != 0)
		return SIPRESP_EABSENT;
	if (at_most_asked && q != NULL && q->has_sent_expires &&
	    s > q->sent_expires)
		s = q->sent_expires;
	out->expires_s = s;
	fill_refresh(out);
	return 0;
}

COLD int
sipresp_granted(const struct sipresp_response *r,
    const struct sipresp_request *q, struct sipresp_grant *out)
{
	struct sipresp_grant g = { .refresher = SIPRESP_REFRESHER_THIS_SIDE };
	struct sipresp_str method, own = { NULL, 0 };
	int error;

	if (r == NULL || out == NULL)
		return SIPRESP_EINVAL;
	method = r->method;
	if (q != NULL && q->method.len > 0)
		method = q->method;
	if (method.len == 0)
		return SIPRESP_ENOMETHOD;
	if (sipresp_class_of(r->code) != SIPRESP_CLASS_SUCCESS)
		return SIPRESP_EABSENT;
	if (q != NULL)
		own = q->contact;

	switch (sipresp_method_of(method)) {
	case SIPRESP_METHOD_INVITE:
	case SIPRESP_METHOD_UPDATE:
		error = session_timer(r, &g);
		break;
	case SIPRESP_METHOD_REGISTER:
		error = registration(r, own, &g);
		break;
	case SIPRESP_METHOD_SUBSCRIBE:
		error = expires(r, q, true, &g);
		break;
	case SIPRESP_METHOD_PUBLISH:
		error = expires(r, q, false, &g);
		(void)sipresp_field_text(r, SIPRESP_FIELD_SIP_ETAG,
		    &g.entity_tag);
		break;
	default:
		return SIPRESP_EABSENT;
	}
	if (error == 0)
		*out = g;
	return error;
}

COLD void
sipresp_flow_wait(unsigned failures, bool all_failed, uint32_t *out_min_ms,
    uint32_t *out_max_ms)
{
	uint32_t s = all_failed ? FLOW_BASE_ALL_FAILED_S : FLOW_BASE_S;

	for (; failures > 0 && s < FLOW_MAX_S; failures--)
		s *= 2;
	if (s > FLOW_MAX_S)
		s = FLOW_MAX_S;
	if (out_min_ms != NULL)
		*out_min_ms = s * 500;
	if (out_max_ms != NULL)
		*out_max_ms = s * 1000;
}
