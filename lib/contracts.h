/*
 * contracts.h - what holds in each loop over bytes that a peer sends
 *
 * SPDX-License-Identifier: MIT
 *
 * For CBMC, which proves it (tests/prove/README.md); to a compiler these are
 * nothing.  They stand between the head of a loop and its body:
 *
 *	ASSIGNS		what the loop writes to, besides what is declared in it
 *	INVARIANT	what is true before each turn, and behind the last one
 *	DECREASES	what each turn makes less, so that there is a last one
 *	FORWARD		all of these, of a loop that only moves 'p' towards 'end'
 *
 * Where a contract is about more than its loop, as ARE_KEPT in parse.c, the file with
 * the proof says what it is.
 *
 * Code between MAY_WRAP and END_WRAP means it where an unsigned number wraps
 * around, or a conversion drops bits.
 */

#ifndef SIPRESP_CONTRACTS_H
#define SIPRESP_CONTRACTS_H

#ifdef SIPRESP_CBMC
#define ASSIGNS(...)	__CPROVER_assigns(__VA_ARGS__)
#define INVARIANT(...)	__CPROVER_loop_invariant(__VA_ARGS__)
#define DECREASES(...)	__CPROVER_decreases(__VA_ARGS__)
#define CONTENTS(p, size)	__CPROVER_object_upto(p, size)
#define BEFORE(what)	__CPROVER_loop_entry(what)
#define ROOM(p)		(__CPROVER_OBJECT_SIZE(p) - __CPROVER_POINTER_OFFSET(p))
/* From 'first' to 'end', which both may be. */
#define IS_WITHIN(first, p, end)					\
	(__CPROVER_same_object(first, p) && __CPROVER_same_object(p, end) && \
	    __CPROVER_POINTER_OFFSET(first) <= __CPROVER_POINTER_OFFSET(p) && \
	    __CPROVER_POINTER_OFFSET(p) <= __CPROVER_POINTER_OFFSET(end))
/* A slice of what is there, or absent. */
#define IS_PART(first, s, end)						\
	((s).p == NULL ? (s).len == 0 : IS_WITHIN(first, (s).p, end) &&	\
	    (s).len <= __CPROVER_POINTER_OFFSET(end) -			\
	    __CPROVER_POINTER_OFFSET((s).p))
#define MAY_WRAP							\
	_Pragma("CPROVER check push")					\
	_Pragma("CPROVER check disable \"unsigned-overflow\"")		\
	_Pragma("CPROVER check disable \"conversion\"")
#define END_WRAP	_Pragma("CPROVER check pop")
#else
#define ASSIGNS(...)
#define INVARIANT(...)
#define DECREASES(...)
#define MAY_WRAP
#define END_WRAP
#endif

#define FORWARD(p, end)							\
	ASSIGNS(p)							\
	INVARIANT(IS_WITHIN(BEFORE(p), p, end))				\
	DECREASES((end) - (p))

#endif /* SIPRESP_CONTRACTS_H */
