/*
 * blame.c - who has to act on a failure
 *
 * SPDX-License-Identifier: MIT
 */

#include "blame.h"
#include "value.h"

/* What a row may ask besides the code. */
enum condition {
	ALWAYS			= 0,
	TIMED_OUT		= 1 << 0,
	NOT_SENT		= 1 << 1,
	BLOCKED			= 1 << 2,	/* 603+ (ATIS-1000099) */
	NUMBER_WRONG		= 1 << 3,	/* Reason, Q.850: 1 2 3 22 28 */
	CONGESTED		= 1 << 4,	/* Reason, Q.850: 34 38 41 42 47 */
	RELEASED_BY_USER	= 1 << 5,	/* Reason, location U (RFC 8606) */
	RELEASED_BY_NETWORK	= 1 << 6,	/* any other location */
	MEDIA_WARNING		= 1 << 7,	/* Warning 300 to 307 */
	FROM_PROXY		= 1 << 8	/* Server names a proxy */
};

enum {
	CALLER		= SIPRESP_PARTY_CALLER,
	CALLEE		= SIPRESP_PARTY_CALLEE,
	OPERATOR	= SIPRESP_PARTY_OPERATOR,
	NETWORK		= SIPRESP_PARTY_NETWORK,
	POLICY		= SIPRESP_PARTY_POLICY,

	POSSIBLE	= SIPRESP_CERTAINTY_POSSIBLE,
	LIKELY		= SIPRESP_CERTAINTY_LIKELY,
	CERTAIN		= SIPRESP_CERTAINTY_CERTAIN
};

#define ALL			400, 699, false
#define BETWEEN(first, last)	first, last, false
#define CODE(code)		code, code, false
#define CODES(one, other)	one, other, true	/* and none between */

/* Offsets into one text, not pointers: see lookup.c. */
static const struct words {
#define BLAME(id, ...)		BLAME_WORDS(id, __VA_ARGS__)
#define BLAME_WORDS(id, first, last, two, condition, party, certainty, why) \
	char why_##id[sizeof (why)];
#include "blame.def"
} words = {
#define BLAME(id, ...)		BLAME_WHY(id, __VA_ARGS__)
#define BLAME_WHY(id, first, last, two, condition, party, certainty, why) why,
#include "blame.def"
};

static const struct row {
	uint16_t	first, last;
	uint16_t	condition;
	uint16_t	why;
	uint8_t		party, certainty;
	bool		two;		/* the two codes alone */
} rows[] = {
#define BLAME(id, ...)		BLAME_ROW(id, __VA_ARGS__)
#define BLAME_ROW(id, from, to, pair, need, who, sure, text)		\
	{ .first = from, .last = to, .two = pair, .condition = need,	\
	  .party = who, .certainty = sure,				\
	  .why = offsetof(struct words, why_##id) },
#include "blame.def"
};

static unsigned
what_reason_says(const struct sipresp_response *r)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_reason reason;
	unsigned holds = 0;

	while (sipresp_next_reason(r, &c, &reason)) {
		if (IS_NAME(r->phrase, "Network Blocked") &&
		    reason.text.len >= 12 &&
		    same_text(reason.text.p, "v=analytics1", 12))
			holds |= BLOCKED;
		if (!IS_NAME(reason.protocol, "Q.850"))
			continue;
		switch (reason.cause) {
		case 1:
		case 2:
		case 3:
		case 22:
		case 28:
			holds |= NUMBER_WRONG;
			break;
		case 34:
		case 38:
		case 41:
		case 42:
		case 47:
			holds |= CONGESTED;
			break;
		}
		if (reason.location.p != NULL)
			holds |= IS_NAME(reason.location, "U") ?
			    RELEASED_BY_USER : RELEASED_BY_NETWORK;
	}
	return holds;
}

static unsigned
what_warning_says(const struct sipresp_response *r)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_warning warning;

	while (sipresp_next_warning(r, &c, &warning))
		if (warning.code >= 300 && warning.code <= 307)
			return MEDIA_WARNING;
	return 0;
}

/* Programs that only route: what they answer is no device's answer. */
static unsigned
what_server_says(const struct sipresp_response *r)
{
	static const char proxies[][12] = {
		"kamailio", "opensips", "openser", "sip express", "repro"
	};
	struct sipresp_str server;

	if (sipresp_field_text(r, SIPRESP_FIELD_SERVER, &server) != 0)
		return 0;
	for (size_t i = 0; i < sizeof proxies / sizeof proxies[0]; i++) {
		size_t len = 0;

		while (len < sizeof proxies[i] && proxies[i][len] != '\0')
			len++;
		if (server.len >= len && same_text(server.p, proxies[i], len))
			return FROM_PROXY;
	}
	return 0;
}

static unsigned
what_holds(const struct sipresp_response *r)
{
	unsigned holds = 0;

	if (r->source == SIPRESP_SOURCE_TIMEOUT)
		return TIMED_OUT;
	if (r->source == SIPRESP_SOURCE_TRANSPORT_ERROR)
		return NOT_SENT;
	if (r->present >> SIPRESP_FIELD_REASON & 1)
		holds |= what_reason_says(r);
	if (r->present >> SIPRESP_FIELD_WARNING & 1)
		holds |= what_warning_says(r);
	if (r->present >> SIPRESP_FIELD_SERVER & 1)
		holds |= what_server_says(r);
	return holds;
}

static bool
is_for(const struct row *row, int code)
{
	return row->two ? code == row->first || code == row->last :
	    code >= row->first && code <= row->last;
}

void
sipresp_priv_blame(const struct sipresp_response *r,
    struct sipresp_verdict *out)
{
	unsigned holds;

	out->blame = 0;
	out->blame_certainty = SIPRESP_CERTAINTY_NONE;
	out->blame_why = NULL;
	if (r->code < 400)
		return;
	holds = what_holds(r);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (is_for(&rows[i], r->code) && (rows[i].condition == ALWAYS ||
		    (rows[i].condition & holds))) {
			out->blame = rows[i].party;
			out->blame_certainty =
			    (enum sipresp_certainty)rows[i].certainty;
			out->blame_why = (const char *)&words + rows[i].why;
			return;
		}
}
