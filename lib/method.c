/*
 * method.c - the methods that rules are for
 *
 * SPDX-License-Identifier: MIT
 */

#include "value.h"

/* METHOD(first byte, name), in the order of enum sipresp_method. */
#define METHODS								\
	METHOD('I', INVITE) METHOD('A', ACK) METHOD('B', BYE)		\
	METHOD('C', CANCEL) METHOD('O', OPTIONS) METHOD('R', REGISTER)	\
	METHOD('P', PRACK) METHOD('S', SUBSCRIBE) METHOD('N', NOTIFY)	\
	METHOD('P', PUBLISH) METHOD('I', INFO) METHOD('R', REFER)	\
	METHOD('M', MESSAGE) METHOD('U', UPDATE)

enum {
#define METHOD(first, name)	ROW_##name,
	METHODS
	ROW_COUNT
#undef METHOD
};

static const char names[ROW_COUNT][10] = {
#define METHOD(first, name)	#name,
	METHODS
#undef METHOD
};

#define METHOD(first, name)						\
	_Static_assert(SIPRESP_METHOD_##name == 1 << ROW_##name,	\
	    #name " is another bit in sipresp.h");
METHODS
#undef METHOD

/* Perfect for these by first byte and length: each has a slot of its own. */
#define SLOT(first, len)						\
	(((unsigned)(unsigned char)(first) + (unsigned)(len) * 11) & 31)

static const uint8_t rows[32] = {
#define METHOD(first, name)						\
	[SLOT(first, sizeof #name - 1)] = ROW_##name + 1,
	METHODS
#undef METHOD
};

/* Is it this name, which is as long?  The first four bytes, the last four and the
 * one in the middle are all there are, and no length takes a branch of its own but
 * that of BYE and ACK. */
static bool
is_method(struct sipresp_str s, const char *name)
{
	const size_t last = s.len - 4, middle = s.len / 2;

	if (s.len < 4)
		return s.p[0] == name[0] && s.p[1] == name[1] &&
		    s.p[2] == name[2];
	return ((load4(s.p) ^ load4(name)) |
	    (load4(s.p + last) ^ load4(name + last)) |
	    (s.p[middle] != name[middle])) == 0;
}

enum sipresp_method
sipresp_method_of(struct sipresp_str s)
{
	unsigned row;

	if (s.len < 3 || s.len >= sizeof names[0])
		return SIPRESP_METHOD_OTHER;
	row = rows[SLOT(s.p[0], s.len)];
	/* What a name only begins with has another slot. */
	if (row == 0 || !is_method(s, names[row - 1]))
		return SIPRESP_METHOD_OTHER;
	return (enum sipresp_method)(1U << (row - 1));
}

const char *
sipresp_method_name(enum sipresp_method method)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		if ((unsigned)method == 1U << i)
			return names[i];
	return method == SIPRESP_METHOD_OTHER ? "other" : NULL;
}
