/*
 * fork_why.c - why a forking proxy does what it does
 *
 * SPDX-License-Identifier: MIT
 */

#include <stddef.h>
#include <stdint.h>

#include "fork_why.h"
#include "lang.h"

/* Offsets into one text, not pointers: see lookup.c. */
static const struct words {
#define WHY(id, reference, why)						\
	char reference_##id[sizeof (reference)];			\
	char why_##id[sizeof (EN(why))];
#include "fork.def"
} words = {
#define WHY(id, reference, why)	reference, EN(why),
#include "fork.def"
};

static const struct {
	uint16_t	reference, why;
} begins[BECAUSE_COUNT] = {
#define WHY(id, reference, why)						\
	{ offsetof(struct words, reference_##id),			\
	  offsetof(struct words, why_##id) },
#include "fork.def"
};

const char *
sipresp_priv_fork_why(unsigned why)
{
	return (const char *)&words + begins[why].why;
}

const char *
sipresp_priv_fork_reference(unsigned why)
{
	return (const char *)&words + begins[why].reference;
}
