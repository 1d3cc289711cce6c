/*
 * sipresp_buffer.c - text that grows, and what of a message may go into it
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp_buffer.h"
#include "sipresp_utf8.h"
#include "sipresp_words.h"

static void
no_memory(void)
{
	fputs(SAY_NO_MEMORY, stderr);
	exit(1);
}

void *
allocate(size_t count, size_t size)
{
	void *p = calloc(count > 0 ? count : 1, size);

	if (p == NULL)
		no_memory();
	return p;
}

void *
allocate_more(void *old, size_t count, size_t size)
{
	void *p = count <= SIZE_MAX / size ? realloc(old, count * size) : NULL;

	if (p == NULL)
		no_memory();
	return p;
}

void
buffer_reserve(struct buffer *b, size_t more)
{
	size_t size = b->size > 0 ? b->size : 128;
	char *p;

	if (more >= SIZE_MAX / 2 - b->len)
		no_memory();
	while (size <= b->len + more)
		size *= 2;
	if (size == b->size)
		return;
	p = realloc(b->p, size);
	if (p == NULL)
		no_memory();
	b->p = p;
	b->size = size;
	b->p[b->len] = '\0';
}

void
buffer_clear(struct buffer *b)
{
	b->len = 0;
	buffer_reserve(b, 0);
	b->p[0] = '\0';
}

void
buffer_free(struct buffer *b)
{
	free(b->p);
	*b = (struct buffer){ .p = NULL };
}

void
buffer_bytes(struct buffer *b, const char *p, size_t len)
{
	buffer_reserve(b, len);
	if (len > 0)
		memcpy(b->p + b->len, p, len);
	b->len += len;
	b->p[b->len] = '\0';
}

void
buffer_text(struct buffer *b, const char *text)
{
	buffer_bytes(b, text, strlen(text));
}

void
buffer_format(struct buffer *b, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len <= 0)
		return;
	buffer_reserve(b, (size_t)len);
	va_start(args, format);
	(void)vsnprintf(b->p + b->len, (size_t)len + 1, format, args);
	va_end(args);
	b->len += (size_t)len;
}

static bool
is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void
buffer_unfolded(struct buffer *b, struct sipresp_str raw)
{
	size_t i, end;

	buffer_reserve(b, raw.len);
	for (i = 0; i < raw.len; i = end) {
		bool folded = false;

		for (end = i; end < raw.len && is_white(raw.p[end]); end++)
			folded |= raw.p[end] == '\r' || raw.p[end] == '\n';
		if (folded) {
			buffer_bytes(b, " ", 1);
			continue;
		}
		while (end < raw.len && !is_white(raw.p[end]))
			end++;
		buffer_bytes(b, raw.p + i, end - i);
	}
}

void
buffer_unquoted(struct buffer *b, struct sipresp_str raw)
{
	buffer_reserve(b, raw.len);
	b->len += sipresp_unquote(raw, b->p + b->len, raw.len + 1);
}

/* Not a control character, nor one that reorders or hides its neighbours. */
static bool
is_printable(uint32_t c)
{
	return c != UTF8_INVALID && c >= 0x20 && !(c >= 0x7f && c < 0xa0) &&
	    c != 0xad && c != 0x61c && c != 0x180e && c != 0xfeff &&
	    !(c >= 0x200b && c <= 0x200f) && !(c >= 0x2028 && c <= 0x202e) &&
	    !(c >= 0x2060 && c <= 0x206f) && !(c >= 0xfff9 && c <= 0xfffb) &&
	    !(c >= 0xe0000 && c <= 0xe0fff);
}

void
buffer_printable(struct buffer *b, const char *p, size_t len)
{
	size_t i, size;

	buffer_reserve(b, 0);
	for (i = 0; i < len; i += size) {
		uint32_t character;

		size = utf8_next(p + i, len - i, &character);
		if (is_printable(character)) {
			buffer_bytes(b, p + i, size);
			continue;
		}
		for (size_t k = i; k < i + size; k++)
			buffer_format(b, "\\x%02x", (unsigned char)p[k]);
	}
}

void
buffer_value(struct buffer *b, struct sipresp_str raw)
{
	struct buffer plain = { .p = NULL };

	buffer_unfolded(&plain, raw);
	buffer_printable(b, plain.p, plain.len);
	buffer_free(&plain);
}

void
buffer_quoted_value(struct buffer *b, struct sipresp_str raw)
{
	struct buffer plain = { .p = NULL };

	buffer_unquoted(&plain, raw);
	buffer_printable(b, plain.p, plain.len);
	buffer_free(&plain);
}

void
complain(const char *name, const char *what)
{
	struct buffer b = { .p = NULL };

	buffer_text(&b, "sipresp: ");
	if (strcmp(name, "-") == 0)
		name = SAY_STANDARD_INPUT;
	buffer_printable(&b, name, strlen(name));
	buffer_text(&b, ": ");
	buffer_printable(&b, what, strlen(what));
	fflush(stdout);
	fprintf(stderr, "%s\n", b.p);
	buffer_free(&b);
}

bool
next_line(const char **text, struct sipresp_str *out)
{
	if (*text == NULL || **text == '\0')
		return false;
	out->p = *text;
	out->len = strcspn(*text, "\n");
	*text += out->len;
	if (**text == '\n')
		++*text;
	return true;
}
