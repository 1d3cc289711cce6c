/*
 * lookup.c - from a number to what is known about it
 *
 * SPDX-License-Identifier: MIT
 *
 * No table of the library holds a pointer: pointers would have to be
 * relocated when the shared library is loaded, and so be writable for a
 * moment.  Text stands one behind the other, and rows tell where.
 */

#include "row.h"
#include "sipresp.h"

/* Short names for the values that the catalogue uses. */
#define REGISTERED	SIPRESP_ORIGIN_REGISTERED
#define HISTORIC	SIPRESP_ORIGIN_HISTORIC
#define VENDOR		SIPRESP_ORIGIN_VENDOR
#define CALLER		SIPRESP_PARTY_CALLER
#define CALLEE		SIPRESP_PARTY_CALLEE
#define OPERATOR	SIPRESP_PARTY_OPERATOR
#define NETWORK		SIPRESP_PARTY_NETWORK
#define POLICY		SIPRESP_PARTY_POLICY

static const struct sipresp_info rows[ROW_COUNT] = {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	[ROW_##num] = {							\
		.code = num,						\
		facts							\
	},
#include "codes.def"
};

const uint8_t sipresp_priv_row_of[600] = {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	[num - 100] = ROW_##num + 1,
#include "codes.def"
};

/*
 * The enum in sipresp.h is written by hand, for people to read.  The
 * compiler holds it to the catalogue: a constant that is missing or is not
 * its number stops the build here; tests/lookup.c finds one without an entry.
 */
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	_Static_assert((int)SIPRESP_##num##_##NAME == num,		\
	    "sipresp.h gives SIPRESP_" #num "_" #NAME " another number");
#include "codes.def"

const struct sipresp_info *
sipresp_lookup(int code)
{
	/* Before the index: 65736 is 65536 + 200, and no success. */
	if (code < 100 || code > 699 || sipresp_priv_row_of[code - 100] == 0)
		return NULL;
	return &rows[sipresp_priv_row_of[code - 100] - 1];
}

int
sipresp_effective(int code)
{
	/* RFC 3261, section 7.2: three digits, the first of them 1 to 6. */
	if (code < 100 || code > 699)
		return 0;
	if (sipresp_priv_row_of[code - 100] != 0 &&
	    rows[sipresp_priv_row_of[code - 100] - 1].origin == SIPRESP_ORIGIN_REGISTERED)
		return code;

	/* Section 8.1.3.2: provisional is 183, final is x00 of its class. */
	return code < 200 ? 183 : code - code % 100;
}

enum sipresp_class
sipresp_class_of(int code)
{
	if (code < 100 || code > 699)
		return SIPRESP_CLASS_NONE;
	return (enum sipresp_class)(code / 100);
}
