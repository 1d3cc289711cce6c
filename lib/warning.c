/*
 * warning.c - what a warning code says
 *
 * SPDX-License-Identifier: MIT
 */

#include <stddef.h>

#include "lang.h"
#include "sipresp.h"

/* Offsets into one text, not pointers: see lookup.c. */
static const struct en_words {
#define WARNING(code, name, text)					\
	char w_##code[sizeof (EN(name ". " text))];
#include "warnings.def"
} en_words = {
#define WARNING(code, name, text)	EN(name ". " text),
#include "warnings.def"
};

static const struct es_words {
#define WARNING(code, name, text)					\
	char w_##code[sizeof (ES(name ". " text))];
#include "text-es/warnings.def"
} es_words = {
#define WARNING(code, name, text)	ES(name ". " text),
#include "text-es/warnings.def"
};

/* By the list in English: what Spanish lacks does not compile. */
static const struct {
	uint16_t	code, en, es;
} rows[] = {
#define WARNING(code, name, text)					\
	{ code, offsetof(struct en_words, w_##code),			\
	  offsetof(struct es_words, w_##code) },
#include "warnings.def"
};

const char *
sipresp_warning_text(int code, const char *lang)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i].code == code)
			return is_spanish(lang) ?
			    (const char *)&es_words + rows[i].es :
			    (const char *)&en_words + rows[i].en;
	return NULL;
}

const char *
sipresp_warning_reference(int code)
{
	switch (code) {
	case 308:
		return "RFC 8373";
	case 380:
	case 381:
		return "RFC 5630 section 5.1.2";
	case 392:
		return NULL;	/* not registered */
	default:
		return sipresp_warning_text(code, NULL) != NULL ?
		    "RFC 3261 section 20.43" : NULL;
	}
}
