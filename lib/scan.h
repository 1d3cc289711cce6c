/*
 * scan.h - 64 bytes at a time: where are the line ends?
 *
 * SPDX-License-Identifier: MIT
 *
 * newline_mask() answers with a bit for each LF among the 64 bytes at 'p'.
 * SSE2 where the compiler has it, and otherwise eight bytes at a time in
 * plain C; both give the same mask, which tests/parse.c compares.
 */

#ifndef SIPRESP_SCAN_H
#define SIPRESP_SCAN_H

#include <stdint.h>

#if defined(__SSE2__) && __STDC_HOSTED__ && !defined(SIPRESP_PORTABLE)
#define SIPRESP_SCAN_SSE2	1
#include <emmintrin.h>
#endif

/* Eight bytes, the first in the low bits, whatever the byte order here. */
static inline uint64_t
load8(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint64_t)u[0] | (uint64_t)u[1] << 8 | (uint64_t)u[2] << 16 |
	    (uint64_t)u[3] << 24 | (uint64_t)u[4] << 32 |
	    (uint64_t)u[5] << 40 | (uint64_t)u[6] << 48 |
	    (uint64_t)u[7] << 56;
}

static inline uint32_t
load4(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 |
	    (uint32_t)u[3] << 24;
}

static inline uint64_t
newline_mask_portable(const char *p)
{
	const uint64_t low7 = 0x7f7f7f7f7f7f7f7fULL;
	uint64_t mask = 0;

	for (unsigned i = 0; i < 8; i++) {
		uint64_t x = load8(p + 8 * i) ^ 0x0a0a0a0a0a0a0a0aULL;

		/* The top bit of each byte that is zero, of no other; then
		 * the eight top bits side by side. */
		x = ~(((x & low7) + low7) | x | low7);
		mask |= ((x >> 7) * 0x0102040810204080ULL >> 56) << 8 * i;
	}
	return mask;
}

#ifdef SIPRESP_SCAN_SSE2
static inline uint64_t
newline_mask_16(const char *p)
{
	const __m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);

	return (uint64_t)(uint32_t)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(x, _mm_set1_epi8('\n')));
}
#endif

static inline uint64_t
newline_mask(const char *p)
{
#ifdef SIPRESP_SCAN_SSE2
	/* Written out, because compilers do not unroll this at -O2. */
	const uint64_t low = newline_mask_16(p) | newline_mask_16(p + 16) << 16;
	const uint64_t high = newline_mask_16(p + 32) |
	    newline_mask_16(p + 48) << 16;

	return low | high << 32;
#else
	return newline_mask_portable(p);
#endif
}

/* The number of the lowest bit that is set; 63 if none is. */
static inline unsigned
lowest_bit(uint64_t mask)
{
#if defined(__GNUC__)
	return (unsigned)__builtin_ctzll(mask | 1ULL << 63);
#else
	unsigned n = 0;

	for (mask |= 1ULL << 63; !(mask & 1); mask >>= 1)
		n++;
	return n;
#endif
}

static inline unsigned
count_bits(uint64_t mask)
{
#if defined(__POPCNT__) && defined(__GNUC__)
	return (unsigned)__builtin_popcountll(mask);
#else
	mask -= mask >> 1 & 0x5555555555555555ULL;
	mask = (mask & 0x3333333333333333ULL) +
	    (mask >> 2 & 0x3333333333333333ULL);
	mask = (mask + (mask >> 4)) & 0x0f0f0f0f0f0f0f0fULL;
	return (unsigned)(mask * 0x0101010101010101ULL >> 56);
#endif
}

#endif /* SIPRESP_SCAN_H */
