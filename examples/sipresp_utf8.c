/*
 * sipresp_utf8.c - characters of text that may be anything
 *
 * SPDX-License-Identifier: MIT
 */

#include "sipresp_utf8.h"

/* RFC 3629, section 4: no overlong form, no surrogate, nothing too large.
 * Only the second byte has a range of its own. */
size_t
utf8_next(const char *p, size_t len, uint32_t *out)
{
	const unsigned char *s = (const unsigned char *)p;
	const unsigned char first = s[0];
	unsigned char low = 0x80, high = 0xbf;
	uint32_t character;
	size_t size, i;

	*out = first;
	if (first < 0x80)
		return 1;

	*out = UTF8_INVALID;
	if (first < 0xc2 || first > 0xf4)
		return 1;
	size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	character = first & (0xffU >> (size + 1));
	if (first == 0xe0)
		low = 0xa0;
	if (first == 0xed)
		high = 0x9f;
	if (first == 0xf0)
		low = 0x90;
	if (first == 0xf4)
		high = 0x8f;

	for (i = 1; i < size; i++) {
		if (i == len || s[i] < low || s[i] > high)
			return i;
		character = character << 6 | (s[i] & 0x3fU);
		low = 0x80;
		high = 0xbf;
	}
	*out = character;
	return size;
}
