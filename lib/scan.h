/*
 * scan.h - many bytes at a time
 *
 * SPDX-License-Identifier: MIT
 *
 * SSE2 or NEON where the compiler has it, and otherwise eight bytes at a time in
 * plain C.  All give the same answers: tests/parse.c compares them, "make portable"
 * runs all tests without either, and "make cross" decides the same with NEON.
 */

#ifndef SIPRESP_SCAN_H
#define SIPRESP_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "cold.h"
#include "contracts.h"
#include "mem.h"

/*
 * Sixteen bytes at once: which are equal, or not above another; those of one or the
 * other; and a bit for each byte that is all ones.
 */
#if defined(__SSE2__) && __STDC_HOSTED__ && !defined(SIPRESP_PORTABLE)
#define SIPRESP_SCAN_16	1
#include <emmintrin.h>

typedef __m128i bytes16;
#define load16(p)	_mm_loadu_si128((const __m128i *)(const void *)(p))
#define all16(c)	_mm_set1_epi8((char)(c))
#define equal16(a, b)	_mm_cmpeq_epi8(a, b)
#define at_most16(a, b)	_mm_cmpeq_epi8(_mm_min_epu8(a, b), a)
#define minus16(a, b)	_mm_sub_epi8(a, b)
#define or16(a, b)	_mm_or_si128(a, b)
#define and16(a, b)	_mm_and_si128(a, b)
#define half16(a)	_mm_srli_epi16(a, 1)	/* of even bytes */
#define mask16(a)	((unsigned)_mm_movemask_epi8(a))

#elif defined(__aarch64__) && defined(__ARM_NEON) && __STDC_HOSTED__ && \
    !defined(SIPRESP_PORTABLE)
#define SIPRESP_SCAN_16	1
#define SIPRESP_SCAN_NEON	1
#include <arm_neon.h>

typedef uint8x16_t bytes16;
#define load16(p)	vld1q_u8((const unsigned char *)(p))
#define all16(c)	vdupq_n_u8((unsigned char)(c))
#define equal16(a, b)	vceqq_u8(a, b)
#define at_most16(a, b)	vcleq_u8(a, b)
#define minus16(a, b)	vsubq_u8(a, b)
#define or16(a, b)	vorrq_u8(a, b)
#define and16(a, b)	vandq_u8(a, b)
#define half16(a)	vshrq_n_u8(a, 1)

/* A bit of its own for each byte of eight. */
static inline uint8x16_t
bits16(uint8x16_t a)
{
	const uint8x8_t bits = vcreate_u8(0x8040201008040201ULL);

	return vandq_u8(a, vcombine_u8(bits, bits));
}

static inline unsigned
mask16(uint8x16_t a)
{
	const uint8x16_t bits = bits16(a);

	return (unsigned)vaddv_u8(vget_low_u8(bits)) |
	    (unsigned)vaddv_u8(vget_high_u8(bits)) << 8;
}
#endif

/* Where a word need not be aligned, and its first byte is the low one.  An ARM without
 * such loads would copy the bytes to its stack first. */
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && \
    (!defined(__arm__) || defined(__ARM_FEATURE_UNALIGNED))
#define SIPRESP_LOADS_WORDS	1
#endif

static inline uint32_t
load4(const char *p)
{
#ifdef SIPRESP_LOADS_WORDS
	uint32_t x;

	memcpy(&x, p, sizeof x);
	return x;
#else
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 |
	    (uint32_t)u[3] << 24;
#endif
}

/* Eight bytes, the first in the low bits, whatever the byte order here.  Some
 * compilers see one load in the general form, but not everywhere. */
static inline uint64_t
load8(const char *p)
{
#ifdef SIPRESP_LOADS_WORDS
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return x;
#else
	return load4(p) | (uint64_t)load4(p + 4) << 32;
#endif
}

/* The number of the lowest bit that is set; one must be. */
static inline unsigned
lowest_bit(uint64_t mask)
{
#if defined(__GNUC__)
	return (unsigned)__builtin_ctzll(mask);
#else
	unsigned n = 0;

	for (; !(mask & 1); mask >>= 1)
		n++;
	return n;
#endif
}

MAY_WRAP
/* A word of which the lowest bit that is set is in the first of the eight bytes that
 * is 'c'; 0 if none is.  What is behind that byte may be marked as well. */
static inline uint64_t
marks_8(uint64_t x, char c)
{
	x ^= 0x0101010101010101ULL * (unsigned char)c;
	return (x - 0x0101010101010101ULL) & ~x & 0x8080808080808080ULL;
}
END_WRAP

MAY_WRAP
/* A bit for each of the eight bytes that is 'c', the first the lowest. */
static inline unsigned
byte_mask_8(const char *p, char c)
{
	const uint64_t low7 = 0x7f7f7f7f7f7f7f7fULL;
	uint64_t x = load8(p) ^ 0x0101010101010101ULL * (unsigned char)c;

	/* The top bit of each byte that is zero, of no other; then the eight
	 * top bits side by side. */
	x = ~(((x & low7) + low7) | x | low7);
	return (unsigned)((x >> 7) * 0x0102040810204080ULL >> 56);
}
END_WRAP

/* The same of 64 bytes and LF. */
COLD static inline uint64_t
newline_mask_of_any(const char *p)
{
	uint64_t mask = 0;

	for (unsigned i = 0; i < 64; i += 8)
		mask |= (uint64_t)byte_mask_8(p + i, '\n') << i;
	return mask;
}

MAY_WRAP
/* A bit for each of eight bytes below 128 that is no LF, the first the lowest. */
static inline uint64_t
no_newlines_8(uint64_t x)
{
	return (((x ^ 0x0a0a0a0a0a0a0a0aULL) + 0x7f7f7f7f7f7f7f7fULL) &
	    0x8080808080808080ULL) * 0x0002040810204081ULL >> 56;
}

static inline uint64_t
newline_mask_portable(const char *p)
{
	const uint64_t a = load8(p), b = load8(p + 8), c = load8(p + 16),
	    d = load8(p + 24), e = load8(p + 32), f = load8(p + 40),
	    g = load8(p + 48), h = load8(p + 56);

	if (((a | b | c | d | e | f | g | h) & 0x8080808080808080ULL) != 0)
		return newline_mask_of_any(p);
	return ~(no_newlines_8(a) | no_newlines_8(b) << 8 |
	    no_newlines_8(c) << 16 | no_newlines_8(d) << 24 |
	    no_newlines_8(e) << 32 | no_newlines_8(f) << 40 |
	    no_newlines_8(g) << 48 | no_newlines_8(h) << 56);
}
END_WRAP

#ifdef SIPRESP_SCAN_16
/* A bit for each of the sixteen bytes that is 'c'. */
static inline unsigned
byte_mask_16(const char *p, char c)
{
	return mask16(equal16(load16(p), all16(c)));
}
#endif

MAY_WRAP
/* The number of the first of sixteen bytes that is 'c'; 16 if none is.  Without a
 * branch: which half it is in cannot be predicted. */
static inline unsigned
first_of_16_portable(const char *p, char c)
{
	const uint64_t a = marks_8(load8(p), c), b = marks_8(load8(p + 8), c);
	const uint64_t any = 1ULL << 63;
	const unsigned in_b = lowest_bit(b | any) / 8 + (b == 0);

	return lowest_bit(a | any) / 8 + ((in_b + 1) & (0U - (a == 0)));
}
END_WRAP

static inline unsigned
first_of_16(const char *p, char c)
{
#ifdef SIPRESP_SCAN_16
	return lowest_bit(byte_mask_16(p, c) | 1U << 16);
#else
	return first_of_16_portable(p, c);
#endif
}

/*
 * Are the first 'len' bytes, 1 to 16, the same as those of 'name' in any case?
 * In 'name' there are only letters, which have the bit 0x40 and differ in 0x20
 * from their other case, and '-', which has neither.  At both there are 16
 * bytes to read.
 */
static inline bool
is_same_name_portable(const char *p, const char *name, unsigned len)
{
	const uint64_t letters = 0x4040404040404040ULL;
	const unsigned tail = len > 8 ? len - 8 : 0;
	const uint64_t a = load8(name), b = load8(name + tail);
	const uint64_t fold_a = (a & letters) >> 1, fold_b = (b & letters) >> 1;

	/* The first eight bytes and the last eight, which may overlap. */
	return ((((load8(p) ^ a) & ~fold_a) |
	    ((load8(p + tail) ^ b) & ~fold_b)) <<
	    (64 - 8 * (len - tail))) == 0;
}

static inline bool
is_same_name(const char *p, const char *name, unsigned len)
{
#ifdef SIPRESP_SCAN_16
	const bytes16 n = load16(name);
	const bytes16 fold = half16(and16(n, all16(0x40)));

	return lowest_bit(~mask16(equal16(or16(load16(p), fold),
	    or16(n, fold)))) >= len;
#else
	return is_same_name_portable(p, name, len);
#endif
}

MAY_WRAP
/* The top bit of each byte of 'x' that is not 0 to 9; a byte that is at least 128
 * has it anyway. */
static inline uint64_t
over_nine(uint64_t x)
{
	return ((x & 0x7f7f7f7f7f7f7f7fULL) + 0x7676767676767676ULL) | x;
}

/* How many digits there are at 'p', of which 8 bytes can be read; 0 also if all
 * of these are. */
static inline unsigned
count_digits_8(const char *p)
{
	const uint64_t others = over_nine(load8(p) ^ 0x3030303030303030ULL) &
	    0x8080808080808080ULL;

	return others != 0 ? lowest_bit(others) / 8 : 0;
}

/* The number that the last 'len' of the 8 bytes at 'p' are, 1 to 8; false if not
 * all are digits. */
static inline bool
read_digits_8(const char *p, unsigned len, uint32_t *out)
{
	/* A digit 0 for each byte in front of it. */
	uint64_t x = (load8(p) ^ 0x3030303030303030ULL) >> (64 - 8 * len) <<
	    (64 - 8 * len);

	if (over_nine(x) & 0x8080808080808080ULL)
		return false;
	/* Each two digits are one, each two of these, and again. */
	x = (x * 10 + (x >> 8)) & 0x00ff00ff00ff00ffULL;
	x = (x * 100 + (x >> 16)) & 0x0000ffff0000ffffULL;
	*out = (uint32_t)(x * 10000 + (x >> 32));
	return true;
}
END_WRAP

/* Are the last 'len' of the 16 bytes at 'p', 1 to 16, all A to Z? */
static inline bool
are_capitals(const char *p, unsigned len)
{
#ifdef SIPRESP_SCAN_16
	const bytes16 x = minus16(load16(p), all16('A'));

	return mask16(at_most16(x, all16('Z' - 'A'))) >> (16 - len) ==
	    (1U << len) - 1;
#else
	unsigned i = 16 - len;

	while (i < 16 && p[i] >= 'A' && p[i] <= 'Z')
		i++;
	return i == 16;
#endif
}

static inline uint64_t
newline_mask(const char *p)
{
#ifdef SIPRESP_SCAN_NEON
	const uint8x16_t lf = all16('\n');
	/* Each two sums of bits are one, and again, until each byte is eight. */
	const uint8x16_t sums = vpaddq_u8(
	    vpaddq_u8(bits16(equal16(load16(p), lf)),
	    bits16(equal16(load16(p + 16), lf))),
	    vpaddq_u8(bits16(equal16(load16(p + 32), lf)),
	    bits16(equal16(load16(p + 48), lf))));

	return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)), 0);
#elif defined(SIPRESP_SCAN_16)
	/* Written out, because compilers do not unroll this at -O2. */
	return byte_mask_16(p, '\n') |
	    (uint64_t)byte_mask_16(p + 16, '\n') << 16 |
	    (uint64_t)byte_mask_16(p + 32, '\n') << 32 |
	    (uint64_t)byte_mask_16(p + 48, '\n') << 48;
#else
	return newline_mask_portable(p);
#endif
}

/* The first byte from 'p' on that is one of these three; 'end' if none is. */
const char *sipresp_priv_find_any(const char *p, const char *end, char a,
    char b, char c);
#define find_any	sipresp_priv_find_any

#endif /* SIPRESP_SCAN_H */
