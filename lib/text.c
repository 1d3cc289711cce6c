/*
 * text.c - what the catalogue says about each code, in words
 *
 * SPDX-License-Identifier: MIT
 *
 * Apart from lookup.c so that a program which never asks for words does not
 * carry them: in a static link, this object is then left out.
 */

#include <stddef.h>

#include "row.h"
#include "sipresp.h"

/* All texts, one behind the other, and where each begins. */
static const struct texts {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	char meaning_##num[sizeof (meaning)];				\
	char when_##num[sizeof (when)];					\
	char remedy_##num[sizeof (remedy)];				\
	char neighbours_##num[sizeof (neighbours)];			\
	char user_##num[sizeof (user)];					\
	char reference_##num[sizeof (reference)];			\
	char fields_##num[sizeof (fields)];
#include "codes.def"
} texts = {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	meaning, when, remedy, neighbours, user, reference, fields,
#include "codes.def"
};

static const uint32_t begins[ROW_COUNT][7] = {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	[ROW_##num] = {							\
		[SIPRESP_TEXT_MEANING] = offsetof(struct texts, meaning_##num), \
		[SIPRESP_TEXT_WHEN] = offsetof(struct texts, when_##num), \
		[SIPRESP_TEXT_REMEDY] = offsetof(struct texts, remedy_##num), \
		[SIPRESP_TEXT_USER] = offsetof(struct texts, user_##num), \
		[SIPRESP_TEXT_REFERENCE] =				\
		    offsetof(struct texts, reference_##num),		\
		[SIPRESP_TEXT_FIELDS] = offsetof(struct texts, fields_##num), \
		[SIPRESP_TEXT_NEIGHBOURS] =				\
		    offsetof(struct texts, neighbours_##num)		\
	},
#include "codes.def"
};

const char *
sipresp_text(int code, enum sipresp_text what, const char *lang)
{
	const unsigned row = code < 100 || code > 699 ? 0 :
	    sipresp_priv_row_of[code - 100];

	(void)lang;	/* English is all there is */
	if (row == 0 || (unsigned)what > SIPRESP_TEXT_NEIGHBOURS)
		return NULL;
	return (const char *)&texts + begins[row - 1][what];
}
