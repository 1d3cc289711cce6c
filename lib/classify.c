/*
 * classify.c - which row decides, and what it decides
 *
 * SPDX-License-Identifier: MIT
 *
 * The rows are in rules.def, what they can ask in facts.def.  Here is only
 * what is known before a field is read, and how rows are walked and filled in.
 */

#include "cold.h"
#include "blame.h"
#include "facts.h"
#include "lang.h"
#include "policy.h"
#include "row.h"
#include "rule.h"
#include "uri.h"
#include "value.h"

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

	/* As in SCOPE(), so that a row that names none has the transaction. */
	NO_SCOPE	= SIPRESP_SCOPE_NONE ^ SIPRESP_SCOPE_TRANSACTION,
	EARLY_DIALOG	= SIPRESP_SCOPE_EARLY_DIALOG ^ SIPRESP_SCOPE_TRANSACTION,
	USAGE		= SIPRESP_SCOPE_USAGE ^ SIPRESP_SCOPE_TRANSACTION,
	DIALOG		= SIPRESP_SCOPE_DIALOG ^ SIPRESP_SCOPE_TRANSACTION,

	REPLACE		= SIPRESP_FUTURE_REPLACE,
	CACHE		= SIPRESP_FUTURE_CACHE,
	FORGET		= SIPRESP_FUTURE_FORGET,

	SEND_ACK	= SIPRESP_SEND_ACK,
	SEND_PRACK	= SIPRESP_SEND_PRACK,
	SEND_BYE	= SIPRESP_SEND_BYE,

	TARGETS		= 1	/* .with */
};

enum wait {
	NO_WAIT,
	RETRY_AFTER,		/* the time in Retry-After */
	SEVERAL_SECONDS,	/* a pause of our own */
	GLARE_OWNER,		/* RFC 3261, section 14.1 */
	GLARE_OTHER
};

#define A(name)		(UINT32_C(1) << SIPRESP_AMEND_##name)
#define SCOPE(rule)	\
	((enum sipresp_scope)((rule)->scope ^ SIPRESP_SCOPE_TRANSACTION))

/* The words of all rows, one behind the other: see lookup.c. */
static const struct words {
#define FIRST_OF_ALL
#define FOR(code)
#define WITHIN(code)
#define RULE(id, methods, all, none, todo, level, reference, why)	\
	char id_##id[sizeof #id];					\
	char reference_##id[sizeof (reference)];			\
	char why_##id[sizeof (EN(why))];
#define OTHERWISE(id, todo, level, reference, why)			\
	char id_##id[sizeof #id];					\
	char reference_##id[sizeof (reference)];			\
	char why_##id[sizeof (EN(why))];
#define NEXT(id)
#define NEXT_IF(id, methods, all, none)
#include "rules.def"
} words = {
#define FOR(code)
#define WITHIN(code)
#define RULE(id, methods, all, none, todo, level, reference, why)	\
	#id, reference, EN(why),
#define OTHERWISE(id, todo, level, reference, why)			\
	#id, reference, EN(why),
#define NEXT(id)
#define NEXT_IF(id, methods, all, none)
#include "rules.def"
};

struct rule {
	uint64_t	all, none;	/* that must hold, and must not: facts and methods */
	uint32_t	amend;
	uint16_t	id, reference, why;	/* offsets into 'words' */
	uint8_t		action, level, scope;
	uint8_t		wait : 3, fallback_wait : 2, future : 2;
	uint8_t		fallback : 4, send : 3;
	uint8_t		with : 1, quarantine : 1;
};

#define DO(...)	.action = __VA_ARGS__

_Static_assert(sizeof words <= UINT16_MAX, "offsets into 'words' do not fit");

static const struct rule rules[RULE_COUNT] = {
#define FOR(code)
#define WITHIN(code)
#define ROW(name, methods, ALL, NONE_OF, LEVEL, ...)			\
	[RULE_##name] = {						\
		.all = (ALL),						\
		.none = (NONE_OF) | METHOD_BITS(ANY & ~(methods)),	\
		.level = LEVEL,						\
		.id = offsetof(struct words, id_##name),		\
		.reference = offsetof(struct words, reference_##name),	\
		.why = offsetof(struct words, why_##name),		\
		__VA_ARGS__						\
	},
#define RULE(name, methods, ALL, NONE_OF, todo, LEVEL, ref, because)	\
	ROW(name, methods, ALL, NONE_OF, LEVEL, todo)
#define OTHERWISE(name, todo, LEVEL, ref, because)			\
	ROW(name, ANY, 0, 0, LEVEL, todo)
#define NEXT(id)	[RULE_##id] = { .action = NONE },
#define NEXT_IF(id, methods, ALL, NONE_OF)				\
	[RULE_##id] = { .all = (ALL),					\
	    .none = (NONE_OF) | METHOD_BITS(ANY & ~(methods)) },
#include "rules.def"
};

/* Where the rows of a code begin; 0 if it has none, as the first row of all
 * belongs to no code. */
static const uint16_t rules_for[ROW_COUNT + 1] = {
#define FOR(code)	[ROW_##code + 1] = FOR_##code,
#define WITHIN(code)
#define RULE(id, methods, all, none, todo, level, reference, why)
#define OTHERWISE(id, todo, level, reference, why)
#define NEXT(id)
#define NEXT_IF(id, methods, all, none)
#include "rules.def"
};

static const uint16_t rules_within[ROW_COUNT + 1] = {
#define FOR(code)
#define WITHIN(code)	[ROW_##code + 1] = WITHIN_##code,
#define RULE(id, methods, all, none, todo, level, reference, why)
#define OTHERWISE(id, todo, level, reference, why)
#define NEXT(id)
#define NEXT_IF(id, methods, all, none)
#include "rules.def"
};
#undef FIRST_OF_ALL

/* ---- what is known from the start --------------------------------------- */

/* The facts that hold of no response without the field. */
#define FIELDS_WITH_FACTS						\
	OF(REASON,		FROM(REASON, PRESENT))			\
	OF(SECURITY_SERVER,	IS(SECURITY_SERVER))			\
	OF(ALLOW_EVENTS,	IS(ALLOW_EVENTS))			\
	OF(CONTENT_TYPE,	IS(IMS_SERVICE))			\
	OF(RETRY_AFTER,		IS(RETRY_AFTER) | IS(LONG_RETRY_AFTER))	\
	OF(MIN_EXPIRES,		IS(HIGHER_MIN_EXPIRES))			\
	OF(MIN_SE,		IS(HIGHER_MIN_SE))			\
	OF(RSEQ,		FROM(RELIABLE, LIST))			\
	OF(REQUIRE,		IS(REQUIRED))				\
	OF(UNSUPPORTED,		IS(UNSUPPORTED))			\
	OF(ACCEPT,		IS(ACCEPTABLE))				\
	OF(ACCEPT_ENCODING,	IS(ACCEPTABLE))				\
	OF(ACCEPT_LANGUAGE,	IS(ACCEPTABLE))				\
	OF(ALLOW,		IS(ALLOWED))				\
	OF(RECV_INFO,		IS(RECV_INFO))				\
	OF(WARNING,		FROM(WARNING, TARGETS))			\
	OF(CONTACT,		FROM(TARGETS, CHALLENGES))		\
	OF(WWW_AUTHENTICATE,	FROM(CHALLENGES, EVENTS))		\
	OF(PROXY_AUTHENTICATE,	FROM(CHALLENGES, EVENTS))

static const uint64_t facts_of[SIPRESP_FIELD_COUNT] = {
#define OF(field, facts)	[SIPRESP_FIELD_##field] = (facts),
	FIELDS_WITH_FACTS
#undef OF
};

static const uint64_t fields_with_facts = 0
#define OF(field, facts)	| 1ULL << SIPRESP_FIELD_##field
	FIELDS_WITH_FACTS
#undef OF
    ;

/* What may still be done; the host's caps can only be lower than ours. */
static uint64_t
what_is_left(const struct sipresp_state *s, const struct sipresp_policy *p)
{
	/* Hardly any request had to be sent again. */
	if (p == &sipresp_priv_default_policy &&
	    (s->retries | s->redirects | s->failovers | s->probes) == 0)
		return IS(RETRIES_LEFT) | IS(FIRST_ANSWER) |
		    IS(REDIRECTS_LEFT) | IS(FAILOVERS_LEFT) | IS(PROBES_LEFT);
	return IF(RETRIES_LEFT, (s->retries < p->max_retries) &
	    (s->retries < SIPRESP_MAX_RETRIES)) |
	    IF(FIRST_ANSWER, s->retries == 0) |
	    IF(REDIRECTS_LEFT, (s->redirects < p->max_redirects) &
	    (s->redirects < SIPRESP_MAX_REDIRECTS)) |
	    IF(FAILOVERS_LEFT, (s->failovers < p->max_failovers) &
	    (s->failovers < SIPRESP_MAX_FAILOVERS)) |
	    IF(PROBES_LEFT, (s->probes < p->max_probes) &
	    (s->probes < SIPRESP_MAX_PROBES));
}

static uint64_t
what_was_asked(const struct sipresp_request *q, unsigned method)
{
	/* These make no sense but inside a dialog, and are taken to be there. */
	const bool in_dialog = q->in_dialog |
	    ((method & (BYE | PRACK | UPDATE | INFO | NOTIFY)) != 0);
	uint64_t holds = IF(IN_DIALOG, in_dialog) |
	    IF(CALL_ID_OWNER, q->call_id_owner) |
	    IF(PROVISIONAL_SEEN, q->provisional_seen) |
	    IF(SIPS_REQUEST, is_sips(q->uri)) |
	    IF(ASKED_FOR_NO_TIME, q->has_sent_expires & (q->sent_expires == 0));

	/* Only rows for an OPTIONS ask. */
	if (q->probe_of != 0)
		holds |= IS(PROBE) |
		    IF(PROBE_OF_489, q->probe_of == SIPRESP_489_BAD_EVENT) |
		    IF(PROBE_OF_METHOD,
		    q->probe_of == SIPRESP_405_METHOD_NOT_ALLOWED ||
		    q->probe_of == SIPRESP_501_NOT_IMPLEMENTED);
	return holds;
}

/* By reading them up to the second value.  One that is empty is none. */
COLD APART static bool
counts_two_vias(const struct sipresp_response *r)
{
	unsigned values = 0;

	for (uint32_t i = 0; i < r->line_count; i++) {
		struct text t = { r->lines[i].value,
		    r->lines[i].value + r->lines[i].len };

		while (r->lines[i].field == SIPRESP_FIELD_VIA && t.p < t.end)
			if (is_in(*t.p, CLASS_SEPARATOR))
				t.p++;
			else if (++values == 2)
				return true;
			else
				(void)read_member(&t);
	}
	return false;
}

/* RFC 3261, section 8.1.3.3.  Hardly any response has two Via lines, or a comma
 * in one: only those are read. */
static bool
has_second_via(const struct sipresp_response *r)
{
	const struct sipresp_line *via;
	const char *end;

	if (r->via_count == 0)
		return false;
	via = &r->lines[r->first[SIPRESP_FIELD_VIA]];
	end = via->value + via->len;
	return (r->via_count > 1 || find(via->value, end, ',') < end) &&
	    counts_two_vias(r);
}

static uint64_t
what_came(const struct sipresp_response *r, const struct sipresp_request *q)
{
	const struct sipresp_str asked = q->method;

	return IF(TIMEOUT, r->source == SIPRESP_SOURCE_TIMEOUT) |
	    IF(TRANSPORT_ERROR, r->source == SIPRESP_SOURCE_TRANSPORT_ERROR) |
	    IF(OTHER_METHOD, r->method.len > 0 && asked.len > 0 &&
	    !same_str(r->method, asked)) |
	    IF(SECOND_VIA, !q->on_path && has_second_via(r));
}

/* What the code is treated as decides; an unregistered one is of its class. */
static uint64_t
code_facts(int code, int treated_as, unsigned row)
{
#define CODE_BITS(code)	(						\
	((code) >= 300) |						\
	(((code) >= 300) & ((code) <= 399) & ((code) != 380)) <<	\
	    (FACT_REDIRECTION - FACT_FAILURE) |				\
	(((code) == 408) | ((code) == 481)) <<				\
	    (FACT_GONE_CODE - FACT_FAILURE) |				\
	(((code) == 401) | ((code) == 407)) <<				\
	    (FACT_CHALLENGE_CODE - FACT_FAILURE))
	static const uint8_t facts[ROW_COUNT + 1] = {
#define CODE(num, NAME, str, what, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
		[ROW_##num + 1] = CODE_BITS(num),
#include "codes.def"
	};
#undef CODE_BITS

	return IF(UNKNOWN_CODE, treated_as != code) |
	    (uint64_t)facts[row] << FACT_FAILURE;
}

/* Without its field, a fact does not hold, and there is nothing to read.  An event
 * package may be left without one, and a phrase is in no field. */
static uint64_t
what_is_absent(const struct sipresp_response *r)
{
	uint64_t unknown = 1ULL << FACT_EVENT | IS(STALE_DATE);

	for (uint64_t left = r->present & fields_with_facts; left != 0;
	    left &= left - 1)
		unknown |= facts_of[lowest_bit(left)];
	return ~unknown;
}

/* The code that decides: another one where the host says so. */
static int
begin_code(struct facts *f)
{
	const struct sipresp_policy_rule *rule;

	f->policy_rule = NULL;
	if (f->policy->rule_count == 0)
		return f->response->code;
	rule = sipresp_priv_policy_rule(f->policy, f->response, f->method);
	f->policy_rule = rule;
	return rule != NULL && rule->treat_as != 0 ? rule->treat_as :
	    f->response->code;
}

/* Begins with what costs nothing to know.  SIPRESP_EINVAL: a rule of the host's makes
 * no sense. */
static int
begin_facts(struct facts *f)
{
	const struct sipresp_response *r = f->response;
	const struct sipresp_request *q = f->request;
	const struct sipresp_str method = q->method.len > 0 ? q->method :
	    r->method;
	int code;

	if (method.len == 0)
		return SIPRESP_ENOMETHOD;
	f->method = sipresp_method_of(method);
	code = begin_code(f);
	f->treated_as = sipresp_effective(code);
	if (f->treated_as == 0 || (code != r->code && code < 300))
		return SIPRESP_EINVAL;
	f->target_count = f->realm_count = f->retry_after_s = 0;
	f->chosen = 0;
	f->event = (struct sipresp_str){ NULL, 0 };

	f->row = sipresp_priv_row_of[f->treated_as - 100];
	f->known = what_is_absent(r);
	f->holds = METHOD_BITS(f->method) | what_is_left(f->state, f->policy) |
	    what_was_asked(q, f->method) | what_came(r, q) |
	    code_facts(code, f->treated_as, f->row);
	return 0;
}

/* ---- the row that decides ----------------------------------------------- */

/*
 * The first row that fits, from 'row' on.  The last row of a group always
 * does; it is NEXT, whose action is NONE, where the group leaves the decision
 * to another one.
 */
static int
find_rule(struct facts *f, unsigned row, const struct rule **out)
{
	for (const struct rule *rule = &rules[row];; rule++) {
		const uint64_t asked = rule->all | rule->none;

		/* What is known may be enough to see that it does not fit. */
		if (((f->holds ^ rule->all) & asked & f->known) != 0)
			continue;
		if (asked & ~f->known) {
			int error = sipresp_priv_facts_learn(f, asked);

			if (error != 0)
				return error;
			if (((f->holds ^ rule->all) & asked) != 0)
				continue;
		}
		*out = rule;
		return 0;
	}
}

static int
decide(struct facts *f, const struct rule **out)
{
	const unsigned last = rules_for[f->row];
	unsigned row = 0, next = rules_within[f->row];

	if (!(f->holds & IS(IN_DIALOG)) || next == 0)
		next = last;
	for (;; row = next, next = last) {
		const int error = find_rule(f, row, out);

		if (error != 0 || (*out)->action != NONE)
			return error;
	}
}

/* In milliseconds. */
static const struct {
	uint16_t	min, max;
} waits[] = {
	/* A tenth of a second more than the server said, so that not all come
	 * at once. */
	[RETRY_AFTER]		= { 0, 100 },
	[SEVERAL_SECONDS]	= { 2000, 10000 },
	[GLARE_OWNER]		= { 2100, 4000 },
	[GLARE_OTHER]		= { 0, 2000 }
};

static void
fill_wait(struct sipresp_verdict *v, unsigned wait, uint32_t retry_after_s)
{
	/* It is at most SIPRESP_MAX_RETRY_AFTER, or the row would not fit. */
	const uint32_t more = wait == RETRY_AFTER ? retry_after_s * 1000 : 0;

	v->has_wait = wait != NO_WAIT;
	v->wait_min_ms = more + waits[wait].min;
	v->wait_max_ms = more + waits[wait].max;
}

/* What must be left for an action to be taken once more. */
static const uint64_t left_for[DISCARD + 1] = {
	[REDIRECT]	= IS(REDIRECTS_LEFT),
	[USE_PROXY]	= IS(REDIRECTS_LEFT),
	[AMEND]		= IS(RETRIES_LEFT),
	[RETRY]		= IS(RETRIES_LEFT),
	[FAILOVER]	= IS(FAILOVERS_LEFT),
	[PROBE]		= IS(PROBES_LEFT)
};

static bool
is_left(const struct facts *f, unsigned action)
{
	return (left_for[action] & ~f->holds) == 0;
}

static bool
is_final(unsigned action)
{
	return (1U << WAIT | 1U << DONE | 1U << GIVE_UP | 1U << DISCARD) >>
	    action & 1;
}

static bool
is_possible(const struct facts *f, unsigned action)
{
	return is_final(action) ||
	    (is_left(f, action) && !(f->request->cannot >> action & 1));
}

static unsigned
fallback_of(const struct facts *f, unsigned fallback)
{
	return fallback != NONE && is_possible(f, fallback) ? fallback :
	    GIVE_UP;
}

/* A new request that goes the way of the old one, or another way. */
static const uint8_t renewed[DISCARD + 1] = {
	[REDIRECT]	= SIPRESP_RENEW_BRANCH | SIPRESP_RENEW_DESTINATION |
			  SIPRESP_RENEW_CREDENTIALS,
	[USE_PROXY]	= SIPRESP_RENEW_BRANCH | SIPRESP_RENEW_DESTINATION |
			  SIPRESP_RENEW_ROUTE,
	[FAILOVER]	= SIPRESP_RENEW_BRANCH | SIPRESP_RENEW_DESTINATION,
	[AUTHENTICATE]	= SIPRESP_RENEW_BRANCH,
	[AMEND]		= SIPRESP_RENEW_BRANCH,
	[RETRY]		= SIPRESP_RENEW_BRANCH
};

static unsigned
renew_of(const struct facts *f, unsigned action)
{
	return renewed[action] |
	    (action == REDIRECT && !(f->holds & IS(IN_DIALOG)) ?
	    (unsigned)SIPRESP_RENEW_ROUTE : 0U);
}

static enum sipresp_level
level_of(unsigned level, enum sipresp_class class_)
{
	if (level != AS_CLASS)
		return (enum sipresp_level)level;
	return class_ == SIPRESP_CLASS_CLIENT_FAILURE ? SIPRESP_LEVEL_SHOULD :
	    SIPRESP_LEVEL_NONE;
}

static void
fill_action(struct sipresp_verdict *v, const struct facts *f,
    const struct rule *rule)
{
	unsigned action = rule->action, level = rule->level, wait = rule->wait;
	unsigned fallback = NONE;

	v->amend = rule->amend;
	if (!is_final(action)) {
		fallback = fallback_of(f, rule->fallback);
		if (!is_possible(f, action)) {
			/* The host says that it cannot take this step. */
			action = fallback;
			fallback = is_final(action) ? NONE : GIVE_UP;
			level = action == GIVE_UP ? AS_CLASS : MAY;
			wait = action == RETRY ? rule->fallback_wait : NO_WAIT;
			v->amend = 0;
		}
	}
	v->action = (enum sipresp_action)action;
	v->fallback = (enum sipresp_action)fallback;
	v->level = level_of(level, v->class_);
	fill_wait(v, wait, f->retry_after_s);
}

/* The host's own rule says what is done next, and nothing else. */
COLD static void
fill_policy_action(struct sipresp_verdict *v, const struct facts *f)
{
	const struct sipresp_policy_rule *rule = f->policy_rule;

	if (rule == NULL || rule->action == SIPRESP_ACTION_NONE ||
	    v->action == SIPRESP_ACTION_DISCARD ||
	    !is_possible(f, rule->action))
		return;
	v->action = rule->action;
	v->fallback = is_final(rule->action) ? SIPRESP_ACTION_NONE :
	    SIPRESP_ACTION_GIVE_UP;
	v->level = SIPRESP_LEVEL_NONE;
	v->amend = rule->action == SIPRESP_ACTION_AMEND ? rule->amend : 0;
	v->has_wait = rule->action != SIPRESP_ACTION_GIVE_UP &&
	    rule->wait_max_ms > 0;
	v->wait_min_ms = v->has_wait ? rule->wait_min_ms : 0;
	v->wait_max_ms = v->has_wait ? rule->wait_max_ms : 0;
	v->rule = rule->rule;
	v->reference = rule->reference;
	v->why = rule->why;
}

static void
fill(struct sipresp_verdict *v, const struct facts *f, const struct rule *rule)
{
	v->status = f->response->code;
	v->treated_as = f->treated_as;
	v->source = f->response->source;
	v->class_ = (enum sipresp_class)((unsigned)v->status / 100);
	v->scope = SCOPE(rule);
	v->future = (enum sipresp_future)rule->future;
	v->send = rule->send;
	v->quarantine_s = rule->quarantine ? f->retry_after_s : 0;
	v->rule = (const char *)&words + rule->id;
	v->reference = (const char *)&words + rule->reference;
	v->why = (const char *)&words + rule->why;
	fill_action(v, f, rule);
	fill_policy_action(v, f);
	v->blame = 0;
	v->blame_certainty = SIPRESP_CERTAINTY_NONE;
	v->blame_why = NULL;
	if (v->status >= 400)
		sipresp_priv_blame(f->response,
		    (f->holds & IS(NETWORK_BLOCKED)) != 0, v);

	v->renew = renew_of(f, v->action);
	v->event = v->amend & A(EVENT) ? f->event :
	    (struct sipresp_str){ NULL, 0 };
	v->chosen = v->action == SIPRESP_ACTION_AUTHENTICATE ? f->chosen : 0;
	v->realm_count = v->chosen != 0 ? f->realm_count : 0;
	for (uint32_t i = 0; i < v->realm_count; i++)
		v->realm_hash[i] = f->realm_hash[i];
	v->target_count = rule->with == TARGETS &&
	    rule->action == (unsigned)v->action ? f->target_count : 0;
}

/* May the host's rule decide so? */
COLD static bool
is_sound(const struct sipresp_policy_rule *rule)
{
	switch (rule->action) {
	case SIPRESP_ACTION_NONE:
		return rule->treat_as != 0;
	case SIPRESP_ACTION_AMEND:
	case SIPRESP_ACTION_RETRY:
	case SIPRESP_ACTION_FAILOVER:
	case SIPRESP_ACTION_ASK_USER:
	case SIPRESP_ACTION_GIVE_UP:
		break;
	default:
		return false;
	}
	return (rule->action != SIPRESP_ACTION_AMEND || rule->amend != 0) &&
	    rule->treat_as == 0 && rule->rule != NULL &&
	    rule->reference != NULL && rule->why != NULL &&
	    rule->wait_min_ms <= rule->wait_max_ms;
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
	    response->code < 100 || response->code > 699)
		return SIPRESP_EINVAL;

	f.response = response;
	f.request = request != NULL ? request : &no_request;
	f.state = state != NULL ? state : &no_state;
	f.policy = f.request->policy != NULL ? f.request->policy :
	    &sipresp_priv_default_policy;
	f.out = out;
	error = begin_facts(&f);
	if (error == 0 && f.policy_rule != NULL && !is_sound(f.policy_rule))
		error = SIPRESP_EINVAL;
	if (error == 0)
		error = decide(&f, &rule);
	if (error != 0)
		return error;

	/* Also where no row asked: these go with what it decided.  Only of
	 * challenges there can be too many to learn. */
	if (rule->with == TARGETS)
		(void)sipresp_priv_facts_learn(&f, IS(TARGET));
	if (rule->quarantine)
		(void)sipresp_priv_facts_learn(&f, IS(RETRY_AFTER));
	fill(out, &f, rule);
	return 0;
}

/* ---- the rows, for those who want to read them ------------------------- */

/* Facts that the code alone decides. */
#define CODE_FACTS	(IS(UNKNOWN_CODE) | IS(FAILURE) | IS(REDIRECTION) | \
			 IS(GONE_CODE) | IS(CHALLENGE_CODE))

/* Where a group begins for a code; the number of rows if it has none. */
static unsigned
begin_of(unsigned group, int treated_as)
{
	const unsigned code = sipresp_priv_row_of[treated_as - 100];
	const unsigned row = group == SIPRESP_RULE_IN_DIALOG ?
	    rules_within[code] : rules_for[code];

	return group == SIPRESP_RULE_FIRST ? 0 : row != 0 ? row : RULE_COUNT;
}

const char *
sipresp_priv_rule_why(unsigned row)
{
	return rules[row].action == NONE ? "" :
	    (const char *)&words + rules[row].why;
}

static bool
is_last(const struct rule *rule)
{
	return rule->all == 0 && rule->none == 0;
}

static void
describe(struct sipresp_rule *out, const struct rule *rule, unsigned group,
    int code)
{
	const unsigned wait = rule->wait != RETRY_AFTER ? rule->wait : NO_WAIT;

	out->group = (enum sipresp_rule_group)group;
	out->rule = rule->action == NONE ? "" :
	    (const char *)&words + rule->id;
	out->reference = rule->action == NONE ? "" :
	    (const char *)&words + rule->reference;
	out->why = sipresp_priv_rule_why((unsigned)(rule - rules));
	out->methods = ANY & ~(unsigned)(rule->none >> FIRST_METHOD);
	out->all = rule->all;
	out->none = rule->none & ~METHOD_BITS(ANY);
	out->action = (enum sipresp_action)rule->action;
	out->fallback = rule->action == NONE || is_final(rule->action) ?
	    SIPRESP_ACTION_NONE : rule->fallback == NONE ?
	    SIPRESP_ACTION_GIVE_UP : (enum sipresp_action)rule->fallback;
	out->level = level_of(rule->level, sipresp_class_of(code));
	out->scope = SCOPE(rule);
	out->future = (enum sipresp_future)rule->future;
	out->amend = rule->amend;
	out->send = rule->send;
	out->quarantine = rule->quarantine != 0;
	out->wait_retry_after = rule->wait == RETRY_AFTER;
	out->wait_min_ms = waits[wait].min;
	out->wait_max_ms = waits[wait].max;
}

COLD bool
sipresp_next_rule(int code, struct sipresp_cursor *cursor,
    struct sipresp_rule *out)
{
	const int treated_as = sipresp_effective(code);
	uint64_t holds;

	if (treated_as == 0 || cursor == NULL || out == NULL)
		return false;
	holds = code_facts(code, treated_as,
	    sipresp_priv_row_of[treated_as - 100]);
	for (; cursor->line <= SIPRESP_RULE_OF_CODE; cursor->line++) {
		unsigned row = begin_of(cursor->line, treated_as) + cursor->at;

		for (; row < RULE_COUNT; row++) {
			const struct rule *rule = &rules[row];

			cursor->at++;
			if (((holds ^ rule->all) & (rule->all | rule->none) &
			    CODE_FACTS) != 0)
				continue;
			/* At the end of a group, an empty row only; those of
			 * the first group say no more than the rows do. */
			if (rule->action == NONE) {
				if (rule->none >> FIRST_METHOD == 0)
					break;
				if (cursor->line == SIPRESP_RULE_FIRST)
					continue;
			}
			describe(out, rule, cursor->line, code);
			if (is_last(rule)) {
				cursor->line++;
				cursor->at = 0;
			}
			return true;
		}
		cursor->at = 0;
	}
	return false;
}
