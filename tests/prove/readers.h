/*
 * readers.h - what stands for the readers that value.c proves
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef READERS_H
#define READERS_H

#include "prove.h"
#include "../../lib/value.h"

/* A text of any length and content. */
struct text
any_text(void)
{
	const struct sipresp_str s = any_slice();

	return (struct text){ s.p, s.p + s.len };
}

/* Up to 'end', but for what stands there nothing was read. */
static void
forward(struct text *t)
{
	const size_t more = nondet_size();

	assert(IS_WITHIN(t->p, t->p, t->end), "a text");
	assume(more <= (size_t)(t->end - t->p));
	t->p += more;
}

static bool
is_forward(struct text before, struct text t)
{
	return t.end == before.end && IS_WITHIN(before.p, t.p, t.end);
}

static bool
is_found(const char *p, const char *q, const char *end, char a, char b, char c)
{
	return IS_WITHIN(p, q, end) &&
	    (q == end || *q == a || *q == b || *q == c);
}

const char *
any_sipresp_priv_find_any(const char *p, const char *end, char a, char b,
    char c)
{
	struct text t = { p, end };

	forward(&t);
	assume(is_found(p, t.p, end, a, b, c));
	return t.p;
}

uint64_t
any_load8(const char *p)
{
	assert(is_readable(p, 8), "eight bytes");
	return nondet_uint64();
}

uint32_t
any_load4(const char *p)
{
	assert(is_readable(p, 4), "four bytes");
	return nondet_uint32();
}

bool
any_sipresp_priv_same_bytes(const char *a, const char *b, size_t len)
{
	assert(is_readable(a, len) && is_readable(b, len), "both are there");
	return nondet_bool();
}

bool
any_sipresp_priv_same_text(const char *a, const char *b, size_t len)
{
	return any_sipresp_priv_same_bytes(a, b, len);
}

static bool
is_number_read(struct text before, struct text t, bool good)
{
	return is_forward(before, t) && good == (t.p > before.p) &&
	    (t.p == t.end || !is_digit(*t.p));
}

bool
any_sipresp_priv_read_number(struct text *t, uint64_t *out)
{
	const struct text before = *t;
	const bool good = nondet_bool();

	forward(t);
	*out = nondet_uint64();
	assume(is_number_read(before, *t, good));
	return good;
}

#endif /* READERS_H */
