/*
 * warning.c - what a warning code says
 *
 * SPDX-License-Identifier: MIT
 */

#include <stddef.h>

#include "sipresp.h"

/* Offsets into one text, not pointers: see lookup.c. */
static const struct words {
#define WARNING(code, name, text)	char w_##code[sizeof (name ". " text)];
#include "warnings.def"
} words = {
#define WARNING(code, name, text)	name ". " text,
#include "warnings.def"
};

static const struct {
	uint16_t	code, text;
} rows[] = {
#define WARNING(code, name, text)	{ code, offsetof(struct words, w_##code) },
#include "warnings.def"
};

const char *
sipresp_warning_text(int code, const char *lang)
{
	(void)lang;	/* English is the only one so far */
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i].code == code)
			return (const char *)&words + rows[i].text;
	return NULL;
}
