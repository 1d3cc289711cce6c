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

/* Methods as a set; every method that has no bit is OTHER. */
enum method {
	INVITE		= 1 << 0,
	ACK		= 1 << 1,
	BYE		= 1 << 2,
	CANCEL		= 1 << 3,
	OPTIONS		= 1 << 4,
	REGISTER	= 1 << 5,
	PRACK		= 1 << 6,
	SUBSCRIBE	= 1 << 7,
	NOTIFY		= 1 << 8,
	PUBLISH		= 1 << 9,
	INFO		= 1 << 10,
	REFER		= 1 << 11,
	MESSAGE		= 1 << 12,
	UPDATE		= 1 << 13,
	OTHER		= 1 << 14,
	ANY		= (1 << 15) - 1
};

struct facts {
	const struct sipresp_response	*response;
	const struct sipresp_request	*request;
	const struct sipresp_state	*state;
	struct sipresp_verdict		*out;	/* targets go straight there */
	uint64_t			 known;	/* bits of 'holds' that count */
	uint64_t			 holds;
	int				 treated_as;
	unsigned			 method;
	uint32_t			 retry_after_s;
	uint32_t			 target_count;
	uint32_t			 realm_count;
	uint32_t			 realm_hash[SIPRESP_MAX_REALMS];
	uint64_t			 chosen;
	struct sipresp_str		 event;
};

/* Begin with what costs nothing to know.  Returns 0 or SIPRESP_ENOMETHOD. */
int sipresp_priv_facts_begin(struct facts *f);

/* Find out the facts in 'wanted'.  Returns 0 or SIPRESP_ETOOMANY. */
int sipresp_priv_facts_learn(struct facts *f, uint64_t wanted);

#endif /* SIPRESP_FACTS_H */
