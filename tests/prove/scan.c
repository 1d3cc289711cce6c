/*
 * scan.c - many bytes at a time
 *
 * SPDX-License-Identifier: MIT
 *
 * Each answer is that of the obvious way, for every content: so SSE2 and plain
 * C give the same.
 */

#include "prove.h"
#include "../../lib/scan.h"

/*
 * any 8 bytes: The mask without SSE2 has a bit for each byte that is looked
 * for, and no other.
 * ways: portable big-endian
 * unwind: 9
 * fault: scan.h, '0x0102040810204081ULL' for '0x0102040810204080ULL'
 */
PROOF(byte_mask_8)
{
	char p[8];
	const char c = nondet_char();

	assert(is_byte_mask(p, c, byte_mask_8(p, c), 8), "a mask");
}

#ifdef SIPRESP_SCAN_16
/*
 * any 16 bytes: So has the mask of sixteen.
 * ways: sse2
 * unwind: 17
 * fault: scan.h, 'load16(p), all16(c + 1)));' for 'load16(p), all16(c)));'
 */
PROOF(byte_mask_16)
{
	char p[16];
	const char c = nondet_char();

	assert(is_byte_mask(p, c, byte_mask_16(p, c), 16), "a mask");
}
#endif

/*
 * any 8 bytes: The lowest mark is in the first byte that is looked for, and without
 * one there is no mark.
 * ways: portable big-endian
 * unwind: 9
 * fault: scan.h, 'x - 0x0101010101010102ULL' for 'x - 0x0101010101010101ULL'
 */
PROOF(marks_8)
{
	char p[8];
	const char c = nondet_char();
	const uint64_t marks = marks_8(load8(p), c);
	const unsigned first = marks == 0 ? 8 : lowest_bit(marks) / 8;
	const size_t i = nondet_size();

	assume(i < 8);
	assert(i != first || p[i] == c, "one that is looked for");
	assert(i >= first || p[i] != c, "the first");
}

/*
 * any 16 bytes: The first of sixteen is the first, in both ways.
 * ways: portable sse2 big-endian
 * unwind: 17
 * fault: scan.h, 'in_b + 2' for 'in_b + 1'
 */
PROOF(first_of_16)
{
	char p[16];
	const char c = nondet_char();
	const unsigned first = first_of_16(p, c);
	const size_t i = nondet_size();

	assume(i < 16);
	assert(first <= 16, "a number");
	assert(i != first || p[i] == c, "one that is looked for");
	assert(i >= first || p[i] != c, "the first");
}

/*
 * any 64 bytes: The mask of line ends has a bit for each LF, in both ways.
 * ways: portable sse2
 * unwind: 9
 * fault: scan.h, '0x0002040810204080ULL' for '0x0002040810204081ULL'
 */
PROOF(newline_mask)
{
	char p[64];
	const size_t i = nondet_size();

	assume(i < 64);
	assert((newline_mask(p) >> i & 1) == (p[i] == '\n'), "a bit for each");
}

static char
in_lower_case(char c)
{
	return 'A' <= c && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
is_in_name(char c)
{
	return ('A' <= c && c <= 'Z') || ('a' <= c && c <= 'z') || c == '-';
}

/*
 * any 16 bytes: A name is compared in any case, and no byte that is not its own
 * is taken for one of it.
 * ways: portable sse2 big-endian
 * unwind: 17
 * fault: scan.h, '(64 - 8 * (len - tail) + 8)' for '(64 - 8 * (len - tail))'
 */
PROOF(is_same_name)
{
	char p[16], name[16];
	const unsigned len = nondet_unsigned();
	bool same = true;

	assume(1 <= len && len <= 16);
	for (unsigned i = 0; i < 16; i++)
		if (i < len) {
			assume(is_in_name(name[i]));
			same = same && in_lower_case(p[i]) ==
			    in_lower_case(name[i]);
		}
	assert(is_same_name(p, name, len) == same, "the same name");
}

/*
 * any 8 bytes: Of what is no digit none is taken for one.
 * unwind: 9
 * fault: scan.h, '0x7576767676767676ULL) | x' for '0x7676767676767676ULL) | x'
 */
PROOF(read_digits_8)
{
	char p[8];
	const unsigned len = nondet_unsigned();
	uint32_t n;
	bool good = true;

	assume(1 <= len && len <= 8);
	for (unsigned i = 8 - len; i < 8; i++)
		good = good && '0' <= p[i] && p[i] <= '9';
	assert(read_digits_8(p, len, &n) == good, "digits");
}

/*
 * any 8 digits: Their number is that of one after the other.
 * slow: a minute
 * unwind: 9
 * fault: scan.h, 'x * 1000 + (x >> 32)' for 'x * 10000 + (x >> 32)'
 */
PROOF(number_of_digits_8)
{
	char p[8];
	const unsigned len = nondet_unsigned();
	uint32_t n, digit[8], two[4];

	assume(1 <= len && len <= 8);
	for (unsigned i = 0; i < 8; i++) {
		assume(i < 8 - len || ('0' <= p[i] && p[i] <= '9'));
		digit[i] = i < 8 - len ? 0 : (uint32_t)(p[i] - '0');
	}
	/* Added up as by a loop, but for the order, which the solver needs. */
	for (unsigned i = 0; i < 4; i++)
		two[i] = digit[2 * i] * 10 + digit[2 * i + 1];
	assert(read_digits_8(p, len, &n) && n ==
	    (two[0] * 100 + two[1]) * 10000 + two[2] * 100 + two[3], "it");
}

/*
 * any 8 bytes: Digits are counted up to the first that is none, of eight there
 * are 0.
 * unwind: 9
 * fault: scan.h, 'others != 0 ? lowest_bit(others) / 8 : 8' for 'others != 0 ? lowest_bit(others) / 8 : 0'
 */
PROOF(count_digits_8)
{
	char p[8];
	unsigned n = 0;

	for (bool digits = true; digits && n < 8; n += digits)
		digits = '0' <= p[n] && p[n] <= '9';
	assert(count_digits_8(p) == n % 8, "digits");
}

/*
 * any 16 bytes: Capitals are known, in both ways.
 * ways: portable sse2
 * unwind: 17
 * fault: scan.h, 'p[i] <= '[')' for 'p[i] <= 'Z')'
 */
PROOF(are_capitals)
{
	char p[16];
	const unsigned len = nondet_unsigned(), i = nondet_unsigned();

	assume(1 <= len && len <= 16 && 16 - len <= i && i < 16);
	assert(!are_capitals(p, len) || ('A' <= p[i] && p[i] <= 'Z'),
	    "no other is taken for one");
}
