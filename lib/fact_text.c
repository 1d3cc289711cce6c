/*
 * fact_text.c - the facts that rules ask for, in words
 *
 * SPDX-License-Identifier: MIT
 */

#include <stddef.h>

#include "lang.h"
#include "sipresp.h"

/* Offsets into one text, not pointers: see lookup.c. */
static const struct en_words {
#define SOURCE(NAME)
#define FACT(NAME, yes, no)						\
	char yes_##NAME[sizeof (EN(yes))];				\
	char no_##NAME[sizeof (EN(no))];
#include "facts.def"
} en_words = {
#define SOURCE(NAME)
#define FACT(NAME, yes, no)	EN(yes), EN(no),
#include "facts.def"
};

static const struct es_words {
#define FACT(NAME, yes, no)						\
	char yes_##NAME[sizeof (ES(yes))];				\
	char no_##NAME[sizeof (ES(no))];
#include "text-es/facts.def"
} es_words = {
#define FACT(NAME, yes, no)	ES(yes), ES(no),
#include "text-es/facts.def"
};

/* By the list in English: what Spanish lacks does not compile. */
static const uint16_t en_begins[][2] = {
#define SOURCE(NAME)
#define FACT(NAME, yes, no)						\
	{ offsetof(struct en_words, no_##NAME),				\
	  offsetof(struct en_words, yes_##NAME) },
#include "facts.def"
};

static const uint16_t es_begins[][2] = {
#define SOURCE(NAME)
#define FACT(NAME, yes, no)						\
	{ offsetof(struct es_words, no_##NAME),				\
	  offsetof(struct es_words, yes_##NAME) },
#include "facts.def"
};

const char *
sipresp_fact_text(unsigned fact, bool holds, const char *lang)
{
	if (fact >= sizeof en_begins / sizeof en_begins[0])
		return NULL;
	return is_spanish(lang) ?
	    (const char *)&es_words + es_begins[fact][holds] :
	    (const char *)&en_words + en_begins[fact][holds];
}
