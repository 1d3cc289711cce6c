/*
 * fact_text.c - the facts that rules ask for, in words
 *
 * SPDX-License-Identifier: MIT
 */

#include <stddef.h>

#include "sipresp.h"

/* Offsets into one text, not pointers: see lookup.c. */
static const struct words {
#define SOURCE(NAME)
#define FACT(NAME, yes, no)						\
	char yes_##NAME[sizeof (yes)];					\
	char no_##NAME[sizeof (no)];
#include "facts.def"
} words = {
#define SOURCE(NAME)
#define FACT(NAME, yes, no)	yes, no,
#include "facts.def"
};

static const uint16_t texts[][2] = {
#define SOURCE(NAME)
#define FACT(NAME, yes, no)						\
	{ offsetof(struct words, no_##NAME), offsetof(struct words, yes_##NAME) },
#include "facts.def"
};

const char *
sipresp_fact_text(unsigned fact, bool holds, const char *lang)
{
	(void)lang;	/* English is the only one so far */
	if (fact >= sizeof texts / sizeof texts[0])
		return NULL;
	return (const char *)&words + texts[fact][holds];
}
