/*
 * facts.h - what is known about a response, as bits
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_FACTS_H
#define SIPRESP_FACTS_H

#include <stdint.h>

#include "sipresp.h"

/*
 * The facts of facts.def, in order.  FIRST_X is the first that comes from
 * source X; the second enumerator of a source takes the count back by one.
 */
enum fact {
#define SOURCE(NAME)		FIRST_##NAME, BEFORE_##NAME = FIRST_##NAME - 1,
#define FACT(NAME, yes, no)	FACT_##NAME,
#include "facts.def"
	FACT_COUNT
};

#define IS(name)	(1ULL << FACT_##name)

/* Behind the facts, the method of the request is one bit of these: so a row is one
 * question. */
#define FIRST_METHOD		48
#define METHOD_BITS(set)	((uint64_t)(set) << FIRST_METHOD)

_Static_assert(FACT_COUNT <= FIRST_METHOD &&
    (uint32_t)SIPRESP_METHOD_ANY >> (64 - FIRST_METHOD) == 0, "too many facts");

/* Short names for the methods that the rules use. */
enum {
	INVITE		= SIPRESP_METHOD_INVITE,
	ACK		= SIPRESP_METHOD_ACK,
	BYE		= SIPRESP_METHOD_BYE,
	CANCEL		= SIPRESP_METHOD_CANCEL,
	OPTIONS		= SIPRESP_METHOD_OPTIONS,
	REGISTER	= SIPRESP_METHOD_REGISTER,
	PRACK		= SIPRESP_METHOD_PRACK,
	SUBSCRIBE	= SIPRESP_METHOD_SUBSCRIBE,
	NOTIFY		= SIPRESP_METHOD_NOTIFY,
	PUBLISH		= SIPRESP_METHOD_PUBLISH,
	INFO		= SIPRESP_METHOD_INFO,
	REFER		= SIPRESP_METHOD_REFER,
	MESSAGE		= SIPRESP_METHOD_MESSAGE,
	UPDATE		= SIPRESP_METHOD_UPDATE,
	OTHER		= SIPRESP_METHOD_OTHER,
	ANY		= SIPRESP_METHOD_ANY
};

struct facts {
	const struct sipresp_response	*response;
	const struct sipresp_request	*request;
	const struct sipresp_state	*state;
	const struct sipresp_policy	*policy;
	const struct sipresp_policy_rule *policy_rule;	/* the host's own, or NULL */
	struct sipresp_verdict		*out;	/* targets go straight there */
	uint64_t			 known;	/* bits of 'holds' that count */
	uint64_t			 holds;
	int				 treated_as;
	unsigned			 row;	/* that of treated_as in the catalogue, plus one */
	unsigned			 method;
	uint32_t			 retry_after_s;
	uint32_t			 target_count;
	uint32_t			 realm_count;
	uint32_t			 realm_hash[SIPRESP_MAX_REALMS];
	uint64_t			 chosen;
	struct sipresp_str		 event;
};

/* All facts that come from one source, up to the next. */
#define FROM(source, next)	((1ULL << FIRST_##next) - (1ULL << FIRST_##source))

/* A fact as a bit, without a branch. */
#define IF(name, holds)	((uint64_t)(bool)(holds) << FACT_##name)

/* Find out the facts in 'wanted'.  Returns 0 or SIPRESP_ETOOMANY. */
int sipresp_priv_facts_learn(struct facts *f, uint64_t wanted);

#endif /* SIPRESP_FACTS_H */
