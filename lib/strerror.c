/*
 * strerror.c - errors in words
 *
 * SPDX-License-Identifier: MIT
 */

#include <stddef.h>
#include <stdint.h>

#include "sipresp.h"

#define STR(x)		STR_(x)
#define STR_(x)		#x

enum {
#define ERROR(NAME, text)	ROW_##NAME,
#define OTHER(NAME, text)	ROW_##NAME,
#include "errors.def"
};

#define ERROR(NAME, text)						\
	_Static_assert(ROW_##NAME == -(int)SIPRESP_##NAME,		\
	    "errors.def has " #NAME " in another place");
#define OTHER(NAME, text)
#include "errors.def"

/* Offsets into one text, not pointers: see lookup.c. */
static const struct words {
#define ERROR(NAME, text)	char w_##NAME[sizeof (text)];
#define OTHER(NAME, text)	char w_##NAME[sizeof (text)];
#include "errors.def"
} words = {
#define ERROR(NAME, text)	text,
#define OTHER(NAME, text)	text,
#include "errors.def"
};

static const uint16_t begins[] = {
#define ERROR(NAME, text)	offsetof(struct words, w_##NAME),
#define OTHER(NAME, text)	offsetof(struct words, w_##NAME),
#include "errors.def"
};

const char *
sipresp_strerror(int error)
{
	return (const char *)&words +
	    begins[error > 0 || error <= -ROW_UNKNOWN ? ROW_UNKNOWN : -error];
}
