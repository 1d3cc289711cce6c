/*
 * prove.h - what a peer may send, for CBMC
 *
 * SPDX-License-Identifier: MIT
 *
 * PROOF() begins a proof.  In the comment before it prove.py reads for which
 * lengths it is, what it proves, and a fault that it must find.  A function
 * any_x() stands for x() in all proofs but that of x(): it asserts what x()
 * needs and answers whatever the proof of x() allows, so that each proof is
 * of one function.
 */

#ifndef PROVE_H
#define PROVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "../../lib/contracts.h"
#include "sipresp.h"

#define PROOF(name)		void prove_##name(void)
#define assert(holds, what)	__CPROVER_assert(holds, what)
#define assume(holds)		__CPROVER_assume(holds)

/* CBMC answers anything. */
size_t nondet_size(void);
uint32_t nondet_uint32(void);
uint64_t nondet_uint64(void);
uint8_t nondet_uint8(void);
int nondet_int(void);
unsigned nondet_unsigned(void);
char nondet_char(void);
bool nondet_bool(void);
/* What is only declared is none that CBMC follows: a pointer is from here. */
const char *nondet_pointer(void);

/* It keeps some bits of a pointer for the number of the object. */
#define LONGEST	((size_t)1 << 54)

/* So many bytes, of any content, and nothing behind them. */
static inline char *
nondet_bytes(size_t len)
{
	char *p;

	assume(len <= LONGEST);
	p = malloc(len);
	assume(p != NULL);
	return p;
}

/* A slice of any length, with nothing in front of it and nothing behind. */
static inline struct sipresp_str
nondet_slice(void)
{
	const size_t len = nondet_size();

	return (struct sipresp_str){ nondet_bytes(len), len };
}

/* Whatever is then assumed of it. */
static inline struct sipresp_str
nondet_str(void)
{
	return (struct sipresp_str){ nondet_pointer(), nondet_size() };
}

static inline bool
is_readable(const char *p, size_t len)
{
	return len == 0 || __CPROVER_r_ok(p, len);
}

static inline bool
is_slice(const char *first, struct sipresp_str s, const char *end)
{
	return IS_WITHIN(first, s.p, end) && s.len <= (size_t)(end - s.p);
}

/* A bit of each of up to sixteen bytes that is 'c'. */
#define IS_BIT(i)	(i >= n || (mask >> i & 1) == (p[i] == c))
static inline bool
is_byte_mask(const char *p, char c, unsigned mask, unsigned n)
{
	return mask >> n == 0 && IS_BIT(0) && IS_BIT(1) && IS_BIT(2) &&
	    IS_BIT(3) && IS_BIT(4) && IS_BIT(5) && IS_BIT(6) && IS_BIT(7) &&
	    IS_BIT(8) && IS_BIT(9) && IS_BIT(10) && IS_BIT(11) && IS_BIT(12) &&
	    IS_BIT(13) && IS_BIT(14) && IS_BIT(15);
}

/* As the C standard has it, but for whether it is the first. */
void *
memchr(const void *s, int c, size_t n)
{
	const size_t at = nondet_size();

	assert(is_readable(s, n), "memchr() reads inside");
	if (nondet_bool())
		return NULL;
	assume(at < n && ((const char *)s)[at] == (char)c);
	return (char *)s + at;
}

#endif /* PROVE_H */
