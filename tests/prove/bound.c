/*
 * bound.c - each request that a verdict leads to leaves fewer to come
 *
 * SPDX-License-Identifier: MIT
 */

#include "prove.h"
#include "../../lib/classify.c"
#undef NONE
#include "../../lib/state.c"

/* What decides on anything: the facts are arbitrary, but for what is left. */
void
sipresp_priv_blame(const struct sipresp_response *r, bool is_blocked,
    struct sipresp_verdict *v)
{
	(void)r;
	(void)is_blocked;
	v->blame = nondet_uint32();
}

static unsigned
left(unsigned count, unsigned most)
{
	return count < most ? most - count : 0;
}

/* Credentials go out twice for each realm. */
static unsigned
credentials_left(const struct sipresp_state *s)
{
	unsigned n = 2 * left(s->realm_count, SIPRESP_MAX_REALMS);

	for (unsigned i = 0; i < SIPRESP_MAX_REALMS; i++)
		if (i < s->realm_count)
			n += left(s->realm_attempts[i], 2);
	return n;
}

/*
 * How many requests may still come.  'tried' is how many targets were tried;
 * there are none before the first redirection.
 */
static unsigned
requests_left(const struct sipresp_state *s, bool has_targets, unsigned tried)
{
	const unsigned redirects = left(s->redirects, SIPRESP_MAX_REDIRECTS);
	unsigned n = left(s->retries, SIPRESP_MAX_RETRIES) +
	    left(s->failovers, SIPRESP_MAX_FAILOVERS) +
	    left(s->probes, SIPRESP_MAX_PROBES) + credentials_left(s);

	if (has_targets)
		n += redirects + left(tried, SIPRESP_MAX_TARGETS);
	else if (redirects > 0)
		n += redirects - 1 + SIPRESP_MAX_TARGETS;
	return n;
}

/* May credentials go out for this realm? */
static bool
is_answerable(const struct sipresp_state *s, uint32_t hash)
{
	for (unsigned i = 0; i < SIPRESP_MAX_REALMS; i++)
		if (i < s->realm_count && s->realm_hash[i] == hash)
			return s->realm_attempts[i] <= 1;
	return s->realm_count < SIPRESP_MAX_REALMS;
}

/*
 * the first state: 54 more requests may come, which with the first one are
 * SIPRESP_MAX_ATTEMPTS.
 * unwind: 9
 * fault: ../include/sipresp.h, 'SIPRESP_MAX_TARGETS	21' for 'SIPRESP_MAX_TARGETS	20'
 */
PROOF(bound_at_start)
{
	const struct sipresp_state s = { .redirects = 0 };

	assert(requests_left(&s, false, 0) + 1 == SIPRESP_MAX_ATTEMPTS &&
	    SIPRESP_MAX_ATTEMPTS == 55, "55 in all");
}

/* What each row is, so that bound_step() need not know which it is. */
static bool
is_row(const struct rule *rule)
{
	return (rule->all & rule->none) == 0 && rule->action <= DISCARD && rule->fallback <= DISCARD &&
	    rule->fallback != AUTHENTICATE && rule->wait <= GLARE_OTHER &&
	    rule->fallback_wait <= GLARE_OTHER && rule->level <= AS_CLASS &&
	    rule->id < sizeof words && rule->reference < sizeof words &&
	    rule->why < sizeof words &&
	    (rule->action != AUTHENTICATE || (rule->all & IS(CHALLENGE))) &&
	    ((rule->wait != RETRY_AFTER &&
	    rule->fallback_wait != RETRY_AFTER) ||
	    (rule->none & IS(LONG_RETRY_AFTER)));
}

/*
 * each row: Credentials go out only where there is a challenge, nothing falls
 * back to them, and no wait is longer than SIPRESP_MAX_RETRY_AFTER.
 * unwind: 1000
 * fault: rules/authentication.def, 'again_401, ANY, 0, 0,' for 'again_401, ANY, IS(CHALLENGE), 0,'
 */
PROOF(rows)
{
	for (unsigned i = 0; i < RULE_COUNT; i++)
		assert(is_row(&rules[i]), "a row");
	assert((rules[RULE_COUNT - 1].all | rules[RULE_COUNT - 1].none) == 0,
	    "the last row fits always, so that the search ends");
}

/* Is what the verdict leads to still left? */
static bool
is_left_for(const struct sipresp_state *s, const struct sipresp_verdict *v)
{
	switch (v->action) {
	case SIPRESP_ACTION_REDIRECT:
	case SIPRESP_ACTION_USE_PROXY:
		return s->redirects < SIPRESP_MAX_REDIRECTS;
	case SIPRESP_ACTION_AMEND:
	case SIPRESP_ACTION_RETRY:
		return s->retries < SIPRESP_MAX_RETRIES;
	case SIPRESP_ACTION_FAILOVER:
		return s->failovers < SIPRESP_MAX_FAILOVERS;
	case SIPRESP_ACTION_PROBE:
		return s->probes < SIPRESP_MAX_PROBES;
	case SIPRESP_ACTION_AUTHENTICATE:
		return v->realm_count > 0 &&
		    v->realm_count <= SIPRESP_MAX_REALMS &&
		    is_answerable(s, v->realm_hash[0]);
	default:
		return true;
	}
}

void
any_count_realm(struct sipresp_state *state, uint32_t hash)
{
	const struct sipresp_state before = *state;
	struct sipresp_state any;

	state->realm_count = any.realm_count;
	for (unsigned i = 0; i < SIPRESP_MAX_REALMS; i++) {
		state->realm_hash[i] = any.realm_hash[i];
		state->realm_attempts[i] = any.realm_attempts[i];
	}
	assume(state->realm_count <= SIPRESP_MAX_REALMS);
	assume(credentials_left(state) + is_answerable(&before, hash) <=
	    credentials_left(&before));
}

/*
 * any state, realm: Credentials that go out for a realm leave fewer to come.
 * unwind: 9
 * fault: state.c, 'realm_attempts[0] = 1' for 'realm_attempts[state->realm_count++] = 1'
 */
PROOF(count_realm)
{
	struct sipresp_state before, after;
	const uint32_t hash = nondet_uint32();

	assume(before.realm_count <= SIPRESP_MAX_REALMS);
	after = before;
	count_realm(&after, hash);
	assert(after.realm_count <= SIPRESP_MAX_REALMS, "still a state");
	assert(credentials_left(&after) + is_answerable(&before, hash) <=
	    credentials_left(&before), "fewer to come");
}

/*
 * any state, verdict: Each verdict that leads to another request leaves fewer
 * to come once it is noted, and no other leaves more.
 * unwind: 9
 * fault: state.c, 'count(&state->failovers)' for 'count(&state->probes)'
 */
PROOF(bound_step)
{
	struct sipresp_state before, after;
	struct sipresp_verdict v;
	bool has_targets = nondet_bool(), sends;
	unsigned tried = has_targets ? nondet_unsigned() : 0, more;

	assume(before.realm_count <= SIPRESP_MAX_REALMS);
	assume(tried <= SIPRESP_MAX_TARGETS && (!has_targets || tried > 0));
	assume(is_left_for(&before, &v) &&
	    v.realm_count <= SIPRESP_MAX_REALMS);
	after = before;
	sipresp_state_note(&after, &v);

	more = requests_left(&before, has_targets, tried);
	switch (v.action) {
	case SIPRESP_ACTION_REDIRECT:
		has_targets = true;
		sends = tried < SIPRESP_MAX_TARGETS;
		tried += sends;
		break;
	case SIPRESP_ACTION_GIVE_UP:
		sends = has_targets && tried < SIPRESP_MAX_TARGETS;
		tried += sends;
		break;
	case SIPRESP_ACTION_USE_PROXY:
	case SIPRESP_ACTION_AUTHENTICATE:
	case SIPRESP_ACTION_AMEND:
	case SIPRESP_ACTION_RETRY:
	case SIPRESP_ACTION_FAILOVER:
	case SIPRESP_ACTION_PROBE:
		sends = true;
		break;
	default:
		sends = false;
		break;
	}
	assert(after.realm_count <= SIPRESP_MAX_REALMS, "still a state");
	assert(requests_left(&after, has_targets, tried) + sends <= more,
	    "fewer to come");
}
