/*
 * blame.c - who has to act on a failure
 *
 * SPDX-License-Identifier: MIT
 */

#include "cold.h"
#include "blame.h"
#include "lang.h"
#include "value.h"

/* What a row may ask besides the code. */
enum condition {
	TIMED_OUT		= 1 << 0,
	NOT_SENT		= 1 << 1,
	BLOCKED			= 1 << 2,	/* 603+ (ATIS-1000099) */
	NUMBER_WRONG		= 1 << 3,	/* Reason, Q.850: 1 2 3 22 28 */
	CONGESTED		= 1 << 4,	/* Reason, Q.850: 34 38 41 42 47 */
	RELEASED_BY_USER	= 1 << 5,	/* Reason, location U (RFC 8606) */
	RELEASED_BY_NETWORK	= 1 << 6,	/* any other location */
	MEDIA_WARNING		= 1 << 7,	/* 488, 606: Warning 300 to 307 */
	FROM_PROXY		= 1 << 8	/* Server names a proxy */
};

/* Of all failures. */
enum {
	FIRST	= 400,
	LAST	= 699
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

/* Offsets into one text, not pointers: see lookup.c. */
static const struct words {
#define BLAME_IF(id, first, last, condition, party, certainty, why)	\
	char why_##id[sizeof (EN(why))];
#define BLAME(id, party, certainty, why)				\
	char why_##id[sizeof (EN(why))];
#define AT(code, id)
#define OF_CLASS(class, id)
#include "blame.def"
} words = {
#define BLAME_IF(id, first, last, condition, party, certainty, why)	EN(why),
#define BLAME(id, party, certainty, why)	EN(why),
#define AT(code, id)
#define OF_CLASS(class, id)
#include "blame.def"
};

struct blame {
	uint16_t	why;		/* in 'words' */
	uint8_t		party, certainty;
};
#define WHO(id, who, sure)	{ offsetof(struct words, why_##id), who, sure }

static const struct {
	uint16_t	first, last;	/* codes */
	uint16_t	condition;
	struct blame	blame;
} on_condition[] = {
#define BLAME_IF(id, first, last, condition, party, certainty, why)	\
	{ first, last, condition, WHO(id, party, certainty) },
#define BLAME(id, party, certainty, why)
#define AT(code, id)
#define OF_CLASS(class, id)
#include "blame.def"
};

enum row {
#define BLAME_IF(id, first, last, condition, party, certainty, why)
#define BLAME(id, party, certainty, why)	ROW_##id,
#define AT(code, id)
#define OF_CLASS(class, id)
#include "blame.def"
};

static const struct blame rows[] = {
#define BLAME_IF(id, first, last, condition, party, certainty, why)
#define BLAME(id, party, certainty, why)	WHO(id, party, certainty),
#define AT(code, id)
#define OF_CLASS(class, id)
#include "blame.def"
};

/* Row number plus one; 0 where the class decides. */
static const uint8_t row_of[300] = {
#define BLAME_IF(id, first, last, condition, party, certainty, why)
#define BLAME(id, party, certainty, why)
#define AT(code, id)		[code - 400] = ROW_##id + 1,
#define OF_CLASS(class, id)
#include "blame.def"
};

static const uint8_t row_of_class[] = {
#define BLAME_IF(id, first, last, condition, party, certainty, why)
#define BLAME(id, party, certainty, why)
#define AT(code, id)
#define OF_CLASS(class, id)	[class - 4] = ROW_##id,
#include "blame.def"
};

/* Does any row for the code ask this? */
static inline bool
is_asked(int code, unsigned asked)
{
	return 0
#define BLAME_IF(id, first, last, condition, party, certainty, why)	\
	    | (((condition) == asked) & (code >= (first)) & (code <= (last)))
#define BLAME(id, party, certainty, why)
#define AT(code, id)
#define OF_CLASS(class, id)
#include "blame.def"
	    ;
}

APART static unsigned
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
		if (!IS_TOKEN(reason.protocol, "Q.850"))
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

APART static unsigned
what_warning_says(const struct sipresp_response *r)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_warning warning;

	if (r->code != 488 && r->code != 606)
		return 0;
	while (sipresp_next_warning(r, &c, &warning))
		if (warning.code >= 300 && warning.code <= 307)
			return MEDIA_WARNING;
	return 0;
}

/* Programs that only route: what they answer is no device's answer. */
APART static unsigned
what_server_says(const struct sipresp_response *r)
{
#define PROXY(name)	{ name, sizeof name - 1 }
	static const struct {
		char	name[12];
		uint8_t	len;
	} proxies[] = {
		PROXY("kamailio"), PROXY("opensips"), PROXY("openser"),
		PROXY("sip express"), PROXY("repro")
	};
	struct sipresp_str server = { NULL, 0 };

	(void)sipresp_field_text(r, SIPRESP_FIELD_SERVER, &server);
	for (size_t i = 0; i < sizeof proxies / sizeof proxies[0]; i++)
		if (server.len >= proxies[i].len &&
		    lower(server.p[0]) == proxies[i].name[0] &&
		    same_text(server.p, proxies[i].name, proxies[i].len))
			return FROM_PROXY;
	return 0;
#undef PROXY
}

static unsigned
what_holds(const struct sipresp_response *r, bool is_blocked)
{
	unsigned holds = 0;

	if (r->source == SIPRESP_SOURCE_TIMEOUT)
		return TIMED_OUT;
	if (r->source == SIPRESP_SOURCE_TRANSPORT_ERROR)
		return NOT_SENT;
	if (is_blocked && is_asked(r->code, BLOCKED))
		return BLOCKED;		/* whatever else Reason says */
	if (r->present >> SIPRESP_FIELD_REASON & 1)
		holds |= what_reason_says(r);
	if (r->present >> SIPRESP_FIELD_WARNING & 1)
		holds |= what_warning_says(r);
	if (is_asked(r->code, FROM_PROXY) &&
	    (r->present >> SIPRESP_FIELD_SERVER & 1))
		holds |= what_server_says(r);
	return holds;
}

static const struct blame *
find_blame(int code, unsigned holds)
{
	const unsigned row = row_of[code - 400];

	for (size_t i = 0; holds != 0 &&
	    i < sizeof on_condition / sizeof on_condition[0]; i++)
		if ((on_condition[i].condition & holds) &&
		    code >= on_condition[i].first &&
		    code <= on_condition[i].last)
			return &on_condition[i].blame;
	return &rows[row != 0 ? row - 1 : row_of_class[code / 100 - 4]];
}

void
sipresp_priv_blame(const struct sipresp_response *r, bool is_blocked,
    struct sipresp_verdict *out)
{
	const struct blame *blame = find_blame(r->code,
	    what_holds(r, is_blocked));

	out->blame = blame->party;
	out->blame_certainty = (enum sipresp_certainty)blame->certainty;
	out->blame_why = (const char *)&words + blame->why;
}

const char *
sipresp_priv_blame_why(unsigned row)
{
	static const uint16_t begins[BLAME_COUNT] = {
#define BLAME_IF(id, first, last, condition, party, certainty, why)	\
	[BLAME_##id] = offsetof(struct words, why_##id),
#define BLAME(id, party, certainty, why)				\
	[BLAME_##id] = offsetof(struct words, why_##id),
#define AT(code, id)
#define OF_CLASS(class, id)
#include "blame.def"
	};

	return (const char *)&words + begins[row];
}
