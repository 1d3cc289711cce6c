/*
 * phrase.c - what a code is called
 *
 * SPDX-License-Identifier: MIT
 *
 * Apart from lookup.c, for programs that need no words: see text.c.
 */

#include <stddef.h>

#include "row.h"
#include "sipresp.h"

static const struct texts {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	char phrase_##num[sizeof (str)];
#include "codes.def"
} texts = {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	str,
#include "codes.def"
};

static const struct constants {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	char name_##num[sizeof "SIPRESP_" #num "_" #NAME];
#include "codes.def"
} constants = {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	"SIPRESP_" #num "_" #NAME,
#include "codes.def"
};

/* The string of the catalogue's row for this code, of those in its order. */
static const char *
find_string(const char *s, int code)
{
	unsigned row = code < 100 || code > 699 ? 0 :
	    sipresp_priv_row_of[code - 100];

	if (row == 0)
		return NULL;
	while (--row > 0)
		while (*s++ != '\0')
			continue;
	return s;
}

const char *
sipresp_phrase(int code)
{
	return find_string((const char *)&texts, code);
}

const char *
sipresp_constant(int code)
{
	return find_string((const char *)&constants, code);
}
