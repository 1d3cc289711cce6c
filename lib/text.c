/*
 * text.c - what the catalogue says about each code, in words
 *
 * SPDX-License-Identifier: MIT
 *
 * Apart from lookup.c so that a program which never asks for words does not
 * carry them: in a static link, this object is then left out.
 */

#include <stddef.h>

#include "lang.h"
#include "row.h"
#include "sipresp.h"

/* Of each code the texts of one language, one behind the other; in the order of
 * enum sipresp_text, but for the reference, which is the same in all. */
static const struct en_texts {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	char meaning_##num[sizeof (EN(meaning))];			\
	char when_##num[sizeof (EN(when))];				\
	char remedy_##num[sizeof (EN(remedy))];				\
	char user_##num[sizeof (EN(user))];				\
	char fields_##num[sizeof (EN(fields))];				\
	char neighbours_##num[sizeof (EN(neighbours))];
#include "codes.def"
} en_texts = {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	EN(meaning), EN(when), EN(remedy), EN(user), EN(fields), EN(neighbours),
#include "codes.def"
};

static const struct es_texts {
#define TEXT(num, meaning, when, remedy, neighbours, user, fields)	\
	char meaning_##num[sizeof (ES(meaning))];			\
	char when_##num[sizeof (ES(when))];				\
	char remedy_##num[sizeof (ES(remedy))];				\
	char user_##num[sizeof (ES(user))];				\
	char fields_##num[sizeof (ES(fields))];				\
	char neighbours_##num[sizeof (ES(neighbours))];
#include "text-es.def"
} es_texts = {
#define TEXT(num, meaning, when, remedy, neighbours, user, fields)	\
	ES(meaning), ES(when), ES(remedy), ES(user), ES(fields), ES(neighbours),
#include "text-es.def"
};

static const struct reference_texts {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	char reference_##num[sizeof (reference)];
#include "codes.def"
} reference_texts = {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	reference,
#include "codes.def"
};

/* Where those of a code begin. */
static const uint32_t en_begins[ROW_COUNT] = {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	[ROW_##num] = offsetof(struct en_texts, meaning_##num),
#include "codes.def"
};

/* By the list in English: what Spanish lacks does not compile. */
static const uint32_t es_begins[ROW_COUNT] = {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	[ROW_##num] = offsetof(struct es_texts, meaning_##num),
#include "codes.def"
};

static const uint16_t reference_begins[ROW_COUNT] = {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	[ROW_##num] = offsetof(struct reference_texts, reference_##num),
#include "codes.def"
};

_Static_assert(sizeof reference_texts <= UINT16_MAX,
    "offsets into 'reference_texts' do not fit");

const char *
sipresp_text(int code, enum sipresp_text what, const char *lang)
{
	/* How many texts of the code come before. */
	static const uint8_t before[] = {
		[SIPRESP_TEXT_MEANING] = 0,
		[SIPRESP_TEXT_WHEN] = 1,
		[SIPRESP_TEXT_REMEDY] = 2,
		[SIPRESP_TEXT_USER] = 3,
		[SIPRESP_TEXT_FIELDS] = 4,
		[SIPRESP_TEXT_NEIGHBOURS] = 5
	};
	const unsigned row = code < 100 || code > 699 ? 0 :
	    sipresp_priv_row_of[code - 100];
	const char *text;

	if (row == 0 || (unsigned)what >= sizeof before)
		return NULL;
	if (what == SIPRESP_TEXT_REFERENCE)
		return (const char *)&reference_texts +
		    reference_begins[row - 1];
	text = is_spanish(lang) ?
	    (const char *)&es_texts + es_begins[row - 1] :
	    (const char *)&en_texts + en_begins[row - 1];
	for (unsigned left = before[what]; left > 0; text++)
		left -= *text == '\0';
	return text;
}
