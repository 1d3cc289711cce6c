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
nondet_text(void)
{
	const struct sipresp_str s = nondet_slice();

	return (struct text){ s.p, s.p + s.len };
}

/* Up to 'end', but for what stands there nothing was read. */
static void
forward(struct text *t)
{
	const char *p = nondet_pointer();

	assert(IS_WITHIN(t->p, t->p, t->end), "a text");
	assume(IS_WITHIN(t->p, p, t->end));
	t->p = p;
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

const char *
any_find(const char *p, const char *end, char c)
{
	return any_sipresp_priv_find_any(p, end, c, c, c);
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
is_number_read(struct text before, struct text t, uint64_t n, bool good)
{
	return is_forward(before, t) && good == (t.p > before.p) &&
	    (t.p == t.end || !is_digit(*t.p)) &&
	    (t.p - before.p > 3 || n <= 999);
}

bool
any_sipresp_priv_read_number(struct text *t, uint64_t *out)
{
	const struct text before = *t;
	const bool good = nondet_bool();

	forward(t);
	*out = nondet_uint64();
	assume(is_number_read(before, *t, *out, good));
	return good;
}

static bool
is_behind_lws(struct text before, struct text t)
{
	return is_forward(before, t) && (t.p == t.end || !is_lws(*t.p)) &&
	    (t.p == before.p || is_lws(*before.p));
}

void
any_sipresp_priv_skip_lws(struct text *t)
{
	const struct text before = *t;

	forward(t);
	assume(is_behind_lws(before, *t));
}

static bool
is_token_read(struct text before, struct text t, struct sipresp_str s,
    bool good)
{
	return is_forward(before, t) && s.p == before.p &&
	    s.len == (size_t)(t.p - before.p) && good == (s.len > 0) &&
	    (t.p == t.end || !is_token(*t.p));
}

bool
any_sipresp_priv_read_token(struct text *t, struct sipresp_str *out)
{
	const struct text before = *t;

	forward(t);
	*out = (struct sipresp_str){ before.p, (size_t)(t->p - before.p) };
	assume(is_token_read(before, *t, *out, out->len > 0));
	return out->len > 0;
}

/* A slice of any length, or absent. */
static struct sipresp_str
nondet_part(void)
{
	return nondet_bool() ? nondet_slice() : (struct sipresp_str){ NULL, 0 };
}

static bool
is_parameter_read(struct text before, struct text t, struct sipresp_str name,
    struct sipresp_str value, bool good)
{
	return is_forward(before, t) && (good ? t.p > before.p &&
	    name.len > 0 && is_slice(before.p, name, t.p) &&
	    IS_PART(before.p, value, t.p) : t.p == t.end || *t.p != ';');
}

bool
any_next_parameter(struct text *t, struct sipresp_str *out_name,
    struct sipresp_str *out_value)
{
	const struct text before = *t;
	const bool good = nondet_bool();

	forward(t);
	*out_name = nondet_str();
	*out_value = nondet_str();
	assume(is_parameter_read(before, *t, *out_name, *out_value, good));
	return good;
}

#endif /* READERS_H */
