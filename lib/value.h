/*
 * value.h - reading the text of header values
 *
 * SPDX-License-Identifier: MIT
 *
 * A value is read from 'p' to 'end' and never looked at beyond.  It may hold
 * folds, so CR and LF count as white space (RFC 3261, section 7.3.1).
 */

#ifndef SIPRESP_VALUE_H
#define SIPRESP_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "contracts.h"
#include "mem.h"
#include "scan.h"
#include "sipresp.h"

struct text {
	const char	*p, *end;
};

static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* What a byte can be; no byte over 127 is any of these. */
enum {
	CLASS_TOKEN	= 1 << 0,	/* RFC 3261, section 25.1 */
	CLASS_LWS	= 1 << 1,
	CLASS_DELIMITER	= 1 << 2,	/* white space, and ",;=" and the quote */
	CLASS_NO_URI	= 1 << 3,	/* RFC 3986, section 2 */
	CLASS_NAME_END	= 1 << 4,	/* white space, and the colon */
	CLASS_SEPARATOR	= 1 << 5	/* white space, and the comma */
};
extern const uint8_t sipresp_priv_classes[256];

MAY_WRAP
static inline bool
is_in(char c, unsigned classes)
{
	return (sipresp_priv_classes[(unsigned char)c] & classes) != 0;
}
END_WRAP

static inline bool
is_lws(char c)
{
	return is_in(c, CLASS_LWS);
}

static inline char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* For contracts, which call no function. */
#define HAS_LWS(p)	((sipresp_priv_classes[*(p) & 0xff] & CLASS_LWS) != 0)
#define IS_SEPARATOR(p)							\
	((sipresp_priv_classes[*(p) & 0xff] & CLASS_SEPARATOR) != 0)

/* RFC 3261, section 25.1: token. */
static inline bool
is_token(char c)
{
	return is_in(c, CLASS_TOKEN);
}

/* Are 'len' bytes the same? */
bool sipresp_priv_same_bytes(const char *a, const char *b, size_t len);
#define same_bytes	sipresp_priv_same_bytes

MAY_WRAP
/* Most are methods: two words, which may overlap. */
static inline bool
same_str(struct sipresp_str a, struct sipresp_str b)
{
	const size_t last = a.len - 4;

	if (a.len != b.len)
		return false;
	return last <= 4 ? ((load4(a.p) ^ load4(b.p)) |
	    (load4(a.p + last) ^ load4(b.p + last))) == 0 :
	    same_bytes(a.p, b.p, a.len);
}
END_WRAP

/* Are 'len' bytes the same but for case? */
bool sipresp_priv_same_text(const char *a, const char *b, size_t len);
#define same_text	sipresp_priv_same_text

/* The first 'c' from 'p' on; 'end' if there is none. */
static inline const char *
find(const char *p, const char *end, char c)
{
	const char *found = p < end ? memchr(p, c, (size_t)(end - p)) : NULL;

	return found != NULL ? found : end;
}

void sipresp_priv_skip_lws(struct text *t);
#define skip_lws	sipresp_priv_skip_lws

/* 1*DIGIT, saturating far above every limit. */
bool sipresp_priv_read_number(struct text *t, uint64_t *out);
#define read_number	sipresp_priv_read_number

bool sipresp_priv_read_token(struct text *t, struct sipresp_str *out);
#define read_token	sipresp_priv_read_token

/* Is the slice this name, in any case? */
static inline bool
is_name(struct sipresp_str s, const char *name, size_t name_len)
{
	return s.len == name_len && same_text(s.p, name, name_len);
}
#define IS_NAME(s, literal)	is_name(s, literal, sizeof literal - 1)

/*
 * Are two tokens of 4 to 12 bytes the same in any case?  The two cases of a letter
 * are all that there is in a token that differs in the bit 0x20 alone.
 */
static inline bool
is_same_token(const char *p, const char *name, size_t len)
{
	const uint32_t fold = 0x20202020;
	const size_t middle = len > 8 ? 4 : 0, last = len - 4;

	return (((load4(p) ^ load4(name)) | (load4(p + middle) ^
	    load4(name + middle)) | (load4(p + last) ^ load4(name + last))) &
	    ~fold) == 0;
}

/* The same as IS_NAME() of what is known to be a token. */
#define IS_TOKEN(s, literal)						\
	((s).len == sizeof literal - 1 &&				\
	    is_same_token((s).p, literal, sizeof literal - 1))

/* White space off both ends. */
struct sipresp_str sipresp_priv_trimmed(const char *p, const char *end);
#define trimmed		sipresp_priv_trimmed

/*
 * To the next comma that separates list members, or the end: a comma inside
 * quotes or angle brackets does not.  The answer is what was passed.
 */
struct text sipresp_priv_read_member(struct text *t);
#define read_member	sipresp_priv_read_member

#endif /* SIPRESP_VALUE_H */
