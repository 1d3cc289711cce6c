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
#include <string.h>

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
	CLASS_NO_URI	= 1 << 3	/* RFC 3986, section 2 */
};
extern const uint8_t sipresp_priv_classes[256];

static inline bool
is_in(char c, unsigned classes)
{
	return (sipresp_priv_classes[(unsigned char)c] & classes) != 0;
}

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

/* RFC 3261, section 25.1: token. */
static inline bool
is_token(char c)
{
	return is_in(c, CLASS_TOKEN);
}

/* Are 'len' bytes the same?  Not memcmp(), which some compilers turn into a
 * call of bcmp(), and that the library shall not need. */
static inline bool
same_bytes(const char *a, const char *b, size_t len)
{
	size_t i = 0;

	/* The last part may overlap the one before. */
	if (len >= 8) {
		for (; i + 8 < len; i += 8)
			if (load8(a + i) != load8(b + i))
				return false;
		return load8(a + len - 8) == load8(b + len - 8);
	}
	if (len >= 4)
		return load4(a) == load4(b) &&
		    load4(a + len - 4) == load4(b + len - 4);
	while (i < len && a[i] == b[i])
		i++;
	return i == len;
}

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

static inline void
skip_lws(struct text *t)
{
	const char *p = t->p;

	while (p < t->end && is_lws(*p))
		p++;
	t->p = p;
}

/* 1*DIGIT, saturating far above every limit. */
static inline bool
read_number(struct text *t, uint64_t *out)
{
	const char *first = t->p, *p = first, *begin;
	uint64_t n = 0;

	while (p < t->end && *p == '0')
		p++;
	for (begin = p; p < t->end && is_digit(*p); p++)
		n = n * 10 + (uint64_t)(*p - '0');
	*out = p - begin <= 18 ? n : 1000000000000000000ULL;
	t->p = p;
	return p > first;
}

static inline bool
read_token(struct text *t, struct sipresp_str *out)
{
	const char *p = t->p;

	while (p < t->end && is_token(*p))
		p++;
	out->p = t->p;
	out->len = (size_t)(p - t->p);
	t->p = p;
	return out->len > 0;
}

/* Is the slice this name, in any case? */
static inline bool
is_name(struct sipresp_str s, const char *name, size_t name_len)
{
	return s.len == name_len && same_text(s.p, name, name_len);
}
#define IS_NAME(s, literal)	is_name(s, literal, sizeof literal - 1)

/* White space off both ends. */
static inline struct sipresp_str
trimmed(const char *p, const char *end)
{
	struct sipresp_str s;

	while (p < end && is_lws(*p))
		p++;
	while (end > p && is_lws(end[-1]))
		end--;
	s.p = p;
	s.len = (size_t)(end - p);
	return s;
}

/*
 * To the next comma that separates list members, or the end: a comma inside
 * quotes or angle brackets does not.  The answer is what was passed.
 */
struct text sipresp_priv_read_member(struct text *t);
#define read_member	sipresp_priv_read_member

#endif /* SIPRESP_VALUE_H */
