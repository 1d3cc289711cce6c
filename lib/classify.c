/*
 * classify.c - which row decides, and what it decides
 *
 * SPDX-License-Identifier: MIT
 *
 * The rows are in rules.def, what they can ask in facts.def.  Here is only
 * how they are walked and filled in.
 */

#include "facts.h"
#include "sipresp.h"

/* Short names for the values that the rules use. */
enum {
	NONE		= SIPRESP_ACTION_NONE,
	WAIT		= SIPRESP_ACTION_WAIT,
	DONE		= SIPRESP_ACTION_DONE,
	REDIRECT	= SIPRESP_ACTION_REDIRECT,
	USE_PROXY	= SIPRESP_ACTION_USE_PROXY,
	AUTHENTICATE	= SIPRESP_ACTION_AUTHENTICATE,
	AMEND		= SIPRESP_ACTION_AMEND,
	RETRY		= SIPRESP_ACTION_RETRY,
	FAILOVER	= SIPRESP_ACTION_FAILOVER,
	PROBE		= SIPRESP_ACTION_PROBE,
	ASK_USER	= SIPRESP_ACTION_ASK_USER,
	GIVE_UP		= SIPRESP_ACTION_GIVE_UP,
	DISCARD		= SIPRESP_ACTION_DISCARD,

	NO_LEVEL	= SIPRESP_LEVEL_NONE,
	MAY		= SIPRESP_LEVEL_MAY,
	SHOULD		= SIPRESP_LEVEL_SHOULD,
	MUST		= SIPRESP_LEVEL_MUST,
	/* For giving up: a 4xx SHOULD NOT be repeated unchanged (RFC 3261,
	 * section 21.4); of other failures no such thing is said. */
	AS_CLASS,

	/* The scope of a row that names none is the transaction. */
	TRANSACTION	= 0,
	NO_SCOPE,
	EARLY_DIALOG,
	USAGE,
	DIALOG,

	REPLACE		= SIPRESP_FUTURE_REPLACE,
	CACHE		= SIPRESP_FUTURE_CACHE,
	FORGET		= SIPRESP_FUTURE_FORGET,

	SEND_ACK	= SIPRESP_SEND_ACK,
	SEND_PRACK	= SIPRESP_SEND_PRACK,
	SEND_BYE	= SIPRESP_SEND_BYE,

	TARGETS		= 1,	/* .with */

	RETRY_AFTER	= 1,	/* .wait: the time in Retry-After */
	SEVERAL_SECONDS,	/* a pause of our own */
	GLARE_OWNER,		/* RFC 3261, section 14.1 */
	GLARE_OTHER
};

#define A(name)		(1U << SIPRESP_AMEND_##name)

/* Numbers of rows.  The group of a code begins with the row behind it; the
 * second enumerator takes the count back by one. */
enum row {
#define FIRST_OF_ALL
#define FOR(code)	FOR_##code, BEFORE_FOR_##code = FOR_##code - 1,
#define WITHIN(code)	WITHIN_##code, BEFORE_WITHIN_##code = WITHIN_##code - 1,
#define RULE(id, methods, all, none, todo, level, reference, why)	RULE_##id,
#define OTHERWISE(id, todo, level, reference, why)			RULE_##id,
#define NEXT(id)							RULE_##id,
#define NEXT_FOR(id, methods)						RULE_##id,
#include "rules.def"
	RULE_COUNT
};

/* The words of all rows, one behind the other: see lookup.c. */
static const struct words {
#define FOR(code)
#define WITHIN(code)
#define RULE(id, methods, all, none, todo, level, reference, why)	\
	char id_##id[sizeof #id];					\
	char reference_##id[sizeof (reference)];			\
	char why_##id[sizeof (why)];
#define OTHERWISE(id, todo, level, reference, why)			\
	char id_##id[sizeof #id];					\
	char reference_##id[sizeof (reference)];			\
	char why_##id[sizeof (why)];
#define NEXT(id)
#define NEXT_FOR(id, methods)
#include "rules.def"
} words = {
#define FOR(code)
#define WITHIN(code)
#define RULE(id, methods, all, none, todo, level, reference, why)	\
	#id, reference, why,
#define OTHERWISE(id, todo, level, reference, why)			\
	#id, reference, why,
#define NEXT(id)
#define NEXT_FOR(id, methods)
#include "rules.def"
};

struct rule {
	uint64_t	all, none;	/* facts that must hold, and must not */
	uint32_t	amend;
	uint16_t	methods;
	uint16_t	id, reference, why;	/* offsets into 'words' */
	uint8_t		action, fallback;
	uint8_t		level, scope, future;
	uint8_t		wait, send, with, quarantine;
};

#define DO(...)	.action = __VA_ARGS__

_Static_assert(sizeof words <= UINT16_MAX, "offsets into 'words' do not fit");

static const struct rule rules[RULE_COUNT] = {
#define FOR(code)
#define WITHIN(code)
#define ROW(name, METHODS, ALL, NONE_OF, LEVEL, ...)			\
	[RULE_##name] = {						\
		.methods = (METHODS), .all = (ALL), .none = (NONE_OF),	\
		.level = LEVEL,						\
		.id = offsetof(struct words, id_##name),		\
		.reference = offsetof(struct words, reference_##name),	\
		.why = offsetof(struct words, why_##name),		\
		__VA_ARGS__						\
	},
#define RULE(name, METHODS, ALL, NONE_OF, todo, LEVEL, ref, because)	\
	ROW(name, METHODS, ALL, NONE_OF, LEVEL, todo)
#define OTHERWISE(name, todo, LEVEL, ref, because)			\
	ROW(name, ANY, 0, 0, LEVEL, todo)
#define NEXT(id)	[RULE_##id] = { .methods = ANY },
#define NEXT_FOR(id, METHODS)	[RULE_##id] = { .methods = METHODS },
#include "rules.def"
};

/* Where the rows of a code begin; 0 if it has none, as the first row of all
 * belongs to no code. */
static const uint16_t rules_for[600] = {
#define FOR(code)	[code - 100] = FOR_##code,
#define WITHIN(code)
#define RULE(id, methods, all, none, todo, level, reference, why)
#define OTHERWISE(id, todo, level, reference, why)
#define NEXT(id)
#define NEXT_FOR(id, methods)
#include "rules.def"
};

static const uint16_t rules_within[600] = {
#define FOR(code)
#define WITHIN(code)	[code - 100] = WITHIN_##code,
#define RULE(id, methods, all, none, todo, level, reference, why)
#define OTHERWISE(id, todo, level, reference, why)
#define NEXT(id)
#define NEXT_FOR(id, methods)
#include "rules.def"
};
#undef FIRST_OF_ALL

/*
 * The first row that fits, from 'row' on.  The last row of a group always
 * does; it is NEXT, whose action is NONE, where the group leaves the decision
 * to another one.
 */
static int
find_rule(struct facts *f, unsigned row, const struct rule **out)
{
	for (;; row++) {
		const struct rule *rule = &rules[row];

		const uint64_t asked = rule->all | rule->none;

		/* What is known may be enough to see that it does not fit. */
		if (!(rule->methods & f->method) ||
		    ((f->holds ^ rule->all) & asked & f->known) != 0)
			continue;
		if (asked & ~f->known) {
			int error = sipresp_priv_facts_learn(f, asked);

			if (error != 0)
				return error;
		}
		if ((f->holds & asked) == rule->all) {
			*out = rule;
			return 0;
		}
	}
}

static int
decide(struct facts *f, const struct rule **out)
{
	const int index = f->treated_as - 100;
	int error = find_rule(f, 0, out);

	if (error == 0 && (*out)->action == NONE &&
	    (f->holds & IS(IN_DIALOG)) && rules_within[index] != 0)
		error = find_rule(f, rules_within[index], out);
	if (error == 0 && (*out)->action == NONE)
		error = find_rule(f, rules_for[index], out);
	return error;
}

static void
fill_wait(struct sipresp_verdict *v, const struct rule *rule, uint32_t retry_after_s)
{
	v->has_wait = rule->wait != 0;
	v->wait_min_ms = v->wait_max_ms = 0;
	switch (rule->wait) {
	case RETRY_AFTER:
		/* A tenth of a second more, so that not all come at once; at
		 * most SIPRESP_MAX_RETRY_AFTER, or the row would not fit. */
		v->wait_min_ms = retry_after_s * 1000;
		v->wait_max_ms = v->wait_min_ms + 100;
		break;
	case SEVERAL_SECONDS:
		v->wait_min_ms = 2000;
		v->wait_max_ms = 10000;
		break;
	case GLARE_OWNER:
		v->wait_min_ms = 2100;
		v->wait_max_ms = 4000;
		break;
	case GLARE_OTHER:
		v->wait_max_ms = 2000;
		break;
	}
}

static enum sipresp_scope
scope_of(unsigned scope)
{
	switch (scope) {
	case NO_SCOPE:
		return SIPRESP_SCOPE_NONE;
	case EARLY_DIALOG:
		return SIPRESP_SCOPE_EARLY_DIALOG;
	case USAGE:
		return SIPRESP_SCOPE_USAGE;
	case DIALOG:
		return SIPRESP_SCOPE_DIALOG;
	}
	return SIPRESP_SCOPE_TRANSACTION;
}

static void
fill(struct sipresp_verdict *v, const struct facts *f, const struct rule *rule)
{
	const bool final = rule->action == WAIT || rule->action == DONE ||
	    rule->action == GIVE_UP || rule->action == DISCARD;

	v->status = f->response->code;
	v->treated_as = f->treated_as;
	v->source = f->response->source;
	v->class_ = sipresp_class_of(f->response->code);
	v->action = (enum sipresp_action)rule->action;
	v->fallback = final ? SIPRESP_ACTION_NONE :
	    rule->fallback == NONE ? SIPRESP_ACTION_GIVE_UP :
	    (enum sipresp_action)rule->fallback;
	v->level = rule->level != AS_CLASS ? (enum sipresp_level)rule->level :
	    v->class_ == SIPRESP_CLASS_CLIENT_FAILURE ? SIPRESP_LEVEL_SHOULD :
	    SIPRESP_LEVEL_NONE;
	v->scope = scope_of(rule->scope);
	v->future = (enum sipresp_future)rule->future;
	v->amend = rule->amend;
	v->send = rule->send;
	fill_wait(v, rule, f->retry_after_s);
	v->quarantine_s = rule->quarantine && (f->holds & IS(RETRY_AFTER)) ?
	    f->retry_after_s : 0;
	v->event = rule->amend & A(EVENT) ? f->event :
	    (struct sipresp_str){ NULL, 0 };
	v->rule = (const char *)&words + rule->id;
	v->reference = (const char *)&words + rule->reference;
	v->why = (const char *)&words + rule->why;

	v->chosen = rule->action == AUTHENTICATE ? f->chosen : 0;
	v->realm_count = rule->action == AUTHENTICATE ? f->realm_count : 0;
	for (uint32_t i = 0; i < v->realm_count; i++)
		v->realm_hash[i] = f->realm_hash[i];
	v->target_count = rule->with == TARGETS ? f->target_count : 0;
}

int
sipresp_classify(struct sipresp_verdict *out,
    const struct sipresp_response *response,
    const struct sipresp_request *request, const struct sipresp_state *state)
{
	static const struct sipresp_request no_request;
	static const struct sipresp_state no_state;
	const struct rule *rule;
	struct facts f;
	int error;

	if (out == NULL || response == NULL ||
	    sipresp_effective(response->code) == 0)
		return SIPRESP_EINVAL;

	f.response = response;
	f.request = request != NULL ? request : &no_request;
	f.state = state != NULL ? state : &no_state;
	f.out = out;
	error = sipresp_priv_facts_begin(&f);
	if (error == 0)
		error = decide(&f, &rule);
	if (error != 0)
		return error;

	/* Also where no row asked: these go with what it decided. */
	if (rule->with == TARGETS)
		error = sipresp_priv_facts_learn(&f, IS(TARGET));
	if (error == 0 && rule->quarantine)
		error = sipresp_priv_facts_learn(&f, IS(RETRY_AFTER));
	if (error == 0)
		fill(out, &f, rule);
	return error;
}
