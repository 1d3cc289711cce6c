/*
 * emmintrin.h - what the SSE2 instructions do that scan.h and value.c use
 *
 * SPDX-License-Identifier: MIT
 *
 * For CBMC, which knows C and no instructions: as Intel describes them.
 */

#ifndef PROVE_EMMINTRIN_H
#define PROVE_EMMINTRIN_H

typedef struct {
	unsigned char	b[16];
} __m128i;

/* Written out: there are no loops here that would need contracts. */
#define BYTE(i, f)	r.b[i] = (unsigned char)(f(i))
#define EACH_BYTE(f)							\
	__m128i r;							\
									\
	BYTE(0, f); BYTE(1, f); BYTE(2, f); BYTE(3, f);			\
	BYTE(4, f); BYTE(5, f); BYTE(6, f); BYTE(7, f);			\
	BYTE(8, f); BYTE(9, f); BYTE(10, f); BYTE(11, f);		\
	BYTE(12, f); BYTE(13, f); BYTE(14, f); BYTE(15, f);		\
	return r

#define LOADED(i)	((const unsigned char *)p)[i]
static inline __m128i
_mm_loadu_si128(const __m128i *p)
{
	EACH_BYTE(LOADED);
}

#define ZERO(i)	0
static inline __m128i
_mm_setzero_si128(void)
{
	EACH_BYTE(ZERO);
}

#define SAME(i)	c & 0xff
static inline __m128i
_mm_set1_epi8(char c)
{
	EACH_BYTE(SAME);
}

#define OR(i)	x.b[i] | y.b[i]
static inline __m128i
_mm_or_si128(__m128i x, __m128i y)
{
	EACH_BYTE(OR);
}

#define AND(i)	x.b[i] & y.b[i]
static inline __m128i
_mm_and_si128(__m128i x, __m128i y)
{
	EACH_BYTE(AND);
}

#define MINUS(i)	(x.b[i] - y.b[i]) & 0xff
static inline __m128i
_mm_sub_epi8(__m128i x, __m128i y)
{
	EACH_BYTE(MINUS);
}

#define EQUAL(i)	x.b[i] == y.b[i] ? 0xff : 0
static inline __m128i
_mm_cmpeq_epi8(__m128i x, __m128i y)
{
	EACH_BYTE(EQUAL);
}

#define LESS(i)	x.b[i] < y.b[i] ? x.b[i] : y.b[i]
static inline __m128i
_mm_min_epu8(__m128i x, __m128i y)
{
	EACH_BYTE(LESS);
}

/* Eight numbers of sixteen bits, the low byte first. */
#define SHIFTED(i)	(i % 2 == 0 ? (x.b[i] | x.b[i | 1] << 8) >> n : x.b[i] >> n) & 0xff
static inline __m128i
_mm_srli_epi16(__m128i x, int n)
{
	EACH_BYTE(SHIFTED);
}

static inline int
_mm_movemask_epi8(__m128i x)
{
#define BIT(i)	(x.b[i] >> 7) << (i)
	return BIT(0) | BIT(1) | BIT(2) | BIT(3) | BIT(4) | BIT(5) | BIT(6) |
	    BIT(7) | BIT(8) | BIT(9) | BIT(10) | BIT(11) | BIT(12) |
	    BIT(13) | BIT(14) | BIT(15);
}

#endif /* PROVE_EMMINTRIN_H */
