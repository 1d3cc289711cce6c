/*
 * rule.h - a number for each row of the rules, in their order
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_RULE_H
#define SIPRESP_RULE_H

/* The group of a code begins with the row behind it; the second enumerator
 * takes the count back by one. */
enum row {
#define FIRST_OF_ALL
#define FOR(code)	FOR_##code, BEFORE_FOR_##code = FOR_##code - 1,
#define WITHIN(code)	WITHIN_##code, BEFORE_WITHIN_##code = WITHIN_##code - 1,
#define RULE(id, methods, all, none, todo, level, reference, why)	RULE_##id,
#define OTHERWISE(id, todo, level, reference, why)			RULE_##id,
#define NEXT(id)							RULE_##id,
#define NEXT_IF(id, methods, all, none)					RULE_##id,
#include "rules.def"
	RULE_COUNT
};
#undef FIRST_OF_ALL

/* Why a row decides as it does; "" where it leaves that to others. */
const char *sipresp_priv_rule_why(unsigned row);

#endif /* SIPRESP_RULE_H */
