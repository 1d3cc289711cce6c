/*
 * sipresp_buffer.h - text that grows, and what of a message may go into it
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_BUFFER_H
#define SIPRESP_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "sipresp.h"

#ifdef __GNUC__
#define LIKE_PRINTF(format, first)					\
	__attribute__((__format__(__printf__, format, first)))
#else
#define LIKE_PRINTF(format, first)
#endif

/* All zero is empty.  There is always a NUL behind the text, once something
 * was added.  A program without memory ends. */
struct buffer {
	char	*p;
	size_t	 len, size;
};

/* buffer_reserve() makes room for 'more' bytes and a NUL. */
void buffer_reserve(struct buffer *b, size_t more);
void buffer_clear(struct buffer *b);
void buffer_free(struct buffer *b);

void buffer_bytes(struct buffer *b, const char *p, size_t len);
void buffer_text(struct buffer *b, const char *text);
void buffer_format(struct buffer *b, const char *format, ...)
    LIKE_PRINTF(2, 3);

/* buffer_unfolded() adds a value as received; a folded line becomes one
 * space (RFC 3261, section 7.3.1). */
void buffer_unfolded(struct buffer *b, struct sipresp_str raw);

/* buffer_unquoted() adds the inside of a quoted string as plain text. */
void buffer_unquoted(struct buffer *b, struct sipresp_str raw);

/* buffer_printable() adds bytes that may be anything in a form that leaves a
 * terminal alone: what is not a printable character becomes \xHH. */
void buffer_printable(struct buffer *b, const char *p, size_t len);

/* The two together, for people. */
void buffer_value(struct buffer *b, struct sipresp_str raw);
void buffer_quoted_value(struct buffer *b, struct sipresp_str raw);

/* next_line() takes the next line off a text of the catalogue. */
bool next_line(const char **text, struct sipresp_str *out);

/* complain() says on standard error what is wrong with a file, "-" being
 * standard input. */
void complain(const char *name, const char *what);

/* allocate() gives zeroed memory for 'count' things, and allocate_more() more of
 * it, which is not zeroed.  Without memory they end the program. */
void *allocate(size_t count, size_t size);
void *allocate_more(void *old, size_t count, size_t size);

#endif
