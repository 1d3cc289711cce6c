/*
 * value.c - the readers of header values
 *
 * SPDX-License-Identifier: MIT
 */

#include "readers.h"
#include "../../lib/value.c"

/* ---- what each reader answers ------------------------------------------ */

/* A place that may be any: what is true of its bit is true of all bits. */
static const char *watched;

unsigned
any_mask_of_any(const char *p, char a, char b, char c)
{
	const unsigned mask = nondet_unsigned();

	assert(is_readable(p, 16), "sixteen bytes");
	assume(mask <= 0xffff);
	if (IS_WITHIN(p, watched, p + 15))
		assume((mask >> (watched - p) & 1) == (*watched == a ||
		    *watched == b || *watched == c));
	return mask;
}

unsigned
any_byte_mask_16(const char *p, char c)
{
	return any_mask_of_any(p, c, c, c);
}

static void
check_found(struct text t, const char *q, char a, char b, char c)
{
	assert(IS_WITHIN(t.p, q, t.end), "in the text");
	assert(q != watched || is_found(t.p, q, t.end, a, b, c),
	    "one of them, or the end");
}

static void
watch_any_of(struct text t)
{
	forward(&t);
	watched = t.p;
}

/*
 * every length: The search for one of three bytes stays in the text and ends
 * at one of them, or at the end.
 * ways: portable sse2
 * fault: value.c, '*p != c && *p != ' ')' for '*p != c)'
 */
PROOF(find_any)
{
	const struct text t = any_text();
	const char a = nondet_char(), b = nondet_char(), c = nondet_char();

	watch_any_of(t);
	check_found(t, find_any(t.p, t.end, a, b, c), a, b, c);
}

#ifdef SIPRESP_SCAN_16
/*
 * any 16 bytes: The mask of three bytes has a bit for each of them.
 * ways: sse2
 * real: _mm_loadu_si128
 * fault: value.c, 'equal16(x, all16(a)))))' for 'equal16(x, all16(c)))))'
 */
PROOF(mask_of_any)
{
	const char p[16];
	const char a = nondet_char(), b = nondet_char(), c = nondet_char();
	const size_t i = nondet_size();

	assume(i < 16);
	assert((mask_of_any(p, a, b, c) >> i & 1) ==
	    (p[i] == a || p[i] == b || p[i] == c), "a bit for each");
}
#endif

const char *
any_find_quote(const char *p, const char *end)
{
	return any_sipresp_priv_find_any(p, end, '"', '\\', '\\');
}

/*
 * every length: So does the search for a quote or a backslash.
 * ways: portable sse2
 * fault: value.c, 'byte_mask_16(p, '/')' for 'byte_mask_16(p, '\\')'
 */
PROOF(find_quote)
{
	const struct text t = any_text();

	watch_any_of(t);
	check_found(t, find_quote(t.p, t.end), '"', '\\', '\\');
}

#ifdef SIPRESP_SCAN_16
__m128i
any__mm_loadu_si128(const __m128i *p)
{
	__m128i any;

	assert(is_readable((const char *)p, 16), "sixteen bytes");
	return any;
}
#endif

/*
 * every length: Two runs of bytes are compared inside both.
 * fault: value.c, 'i + 8 <= len + 8' for 'i + 8 < len'
 */
PROOF(same_bytes)
{
	const size_t len = nondet_size();
	const char *a = any_bytes(len), *b = any_bytes(len);

	(void)same_bytes(a, b, len);
}

/*
 * every length: So they are in any case.
 * fault: value.c, 'for (size_t i = 0; i <= len; i++)' for 'for (size_t i = 0; i < len; i++)'
 */
PROOF(same_text)
{
	const size_t len = nondet_size();
	const char *a = any_bytes(len), *b = any_bytes(len);

	(void)same_text(a, b, len);
}

static bool
is_behind_lws(struct text before, struct text t)
{
	return is_forward(before, t) && (t.p == t.end || !is_lws(*t.p)) &&
	    (t.p == before.p || is_lws(*before.p));
}

void
any_skip_lws(struct text *t)
{
	const struct text before = *t;

	forward(t);
	assume(is_behind_lws(before, *t));
}

/*
 * every length: White space is skipped up to what is none, or the end.
 * fault: value.c, 'while (p <= t->end && is_lws(*p))' for 'while (p < t->end && is_lws(*p))'
 */
PROOF(skip_lws)
{
	const struct text whole = any_text();
	struct text t = whole;

	skip_lws(&t);
	assert(is_behind_lws(whole, t), "behind white space");
}

/*
 * every length: A number is read up to what is no digit, or the end.
 * fault: value.c, 'while (p <= t->end' for 'while (p < t->end && *p == '0''
 */
PROOF(read_number)
{
	const struct text whole = any_text();
	struct text t = whole;
	uint64_t n;
	const bool good = read_number(&t, &n);

	assert(is_number_read(whole, t, good), "a number");
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
any_read_token(struct text *t, struct sipresp_str *out)
{
	const struct text before = *t;

	forward(t);
	*out = (struct sipresp_str){ before.p, (size_t)(t->p - before.p) };
	assume(is_token_read(before, *t, *out, out->len > 0));
	return out->len > 0;
}

/*
 * every length: A token is what there is up to another character, or the end.
 * fault: value.c, 'while (p <= t->end && is_token(*p))' for 'while (p < t->end && is_token(*p))'
 */
PROOF(read_token)
{
	const struct text whole = any_text();
	struct text t = whole;
	struct sipresp_str s;
	const bool good = read_token(&t, &s);

	assert(is_token_read(whole, t, s, good), "a token");
}

static bool
is_trimmed(const char *p, const char *end, struct sipresp_str s)
{
	return is_slice(p, s, end) && (s.len == 0 || !is_lws(*s.p)) &&
	    (p == end || is_lws(*p) || (s.p == p && s.len > 0));
}

struct sipresp_str
any_trimmed(const char *p, const char *end)
{
	struct text t = { p, end };
	struct sipresp_str s;

	forward(&t);
	s.p = t.p;
	s.len = nondet_size();
	assume(is_trimmed(p, end, s));
	return s;
}

/*
 * every length: What is left without white space at both ends is in the text.
 * fault: value.c, 'while (end >= p && is_lws(end[-1]))' for 'while (end > p && is_lws(end[-1]))'
 */
PROOF(trimmed)
{
	const struct text t = any_text();

	assert(is_trimmed(t.p, t.end, trimmed(t.p, t.end)), "trimmed");
}

static bool
is_quoted_read(struct text before, struct text t, struct sipresp_str s,
    bool good)
{
	return is_forward(before, t) && t.p > before.p && (good ?
	    s.p == before.p + 1 && s.len + 2 == (size_t)(t.p - before.p) :
	    t.p == t.end);
}

bool
any_read_quoted(struct text *t, struct sipresp_str *out)
{
	const struct text before = *t;
	const bool good = nondet_bool();

	assert(t->p < t->end && *t->p == '"', "an opening quote");
	forward(t);
	if (good) {
		out->p = before.p + 1;
		out->len = nondet_size();
	}
	assume(t->p - before.p >= 2 || !good);
	assume(out->len <= LONGEST || !good);
	assume(is_quoted_read(before, *t, *out, good));
	return good;
}

/*
 * every length: A quoted string ends behind its closing quote, or is used up.
 * fault: value.c, 't->end - p > 0' for 't->end - p > 2'
 */
PROOF(read_quoted)
{
	const struct text whole = any_text();
	struct text t = whole;
	struct sipresp_str s;
	bool good;

	assume(t.p < t.end && *t.p == '"');
	good = read_quoted(&t, &s);
	assert(is_quoted_read(whole, t, s, good), "a quoted string");
}

static bool
is_value_read(struct text before, struct text t, struct sipresp_str s,
    bool good)
{
	return is_forward(before, t) && (!good || is_slice(before.p, s, t.p));
}

bool
any_read_parameter_value(struct text *t, struct sipresp_str *out)
{
	const struct text before = *t;
	struct text inside;
	const bool good = nondet_bool();

	forward(t);
	inside = (struct text){ before.p, t->p };
	forward(&inside);
	out->p = inside.p;
	out->len = nondet_size();
	assume(is_value_read(before, *t, *out, good));
	return good;
}

/*
 * every length: The value of a parameter is a slice of the text.
 * fault: value.c, 'while (p <= t->end && !is_in(*p, CLASS_DELIMITER))' for 'while (p < t->end && !is_in(*p, CLASS_DELIMITER))'
 */
PROOF(read_parameter_value)
{
	const struct text whole = any_text();
	struct text t = whole;
	struct sipresp_str s;
	const bool good = read_parameter_value(&t, &s);

	assert(is_value_read(whole, t, s, good), "a value");
}

static bool
is_member_read(struct text before, struct text t, struct text member)
{
	return is_forward(before, t) && member.p == before.p &&
	    member.end == t.p && (t.p == t.end || *t.p == ',') &&
	    (t.p > before.p || before.p == before.end || *before.p == ',');
}

struct text
any_sipresp_priv_read_member(struct text *t)
{
	const struct text before = *t;
	struct text member;

	forward(t);
	member = (struct text){ before.p, t->p };
	assume(is_member_read(before, *t, member));
	return member;
}

/*
 * every length: A member of a list ends at a comma, or at the end, and is not
 * empty but before a comma.
 * fault: value.c, 't->p = t->end + 1;' for '			t->p = find(t->p, t->end, '>');'
 */
PROOF(read_member)
{
	const struct text whole = any_text();
	struct text t = whole;
	const struct text member = read_member(&t);

	assert(is_member_read(whole, t, member), "a member");
}

/*
 * every length: The search for a byte that no URI may hold stays in the text.
 * ways: portable sse2
 * fault: value.c, 'while (p <= end && !is_in(*p, CLASS_NO_URI))' for 'while (p < end && !is_in(*p, CLASS_NO_URI))'
 */
PROOF(find_no_uri)
{
	const struct text t = any_text();
	const char *found = find_no_uri(t.p, t.end);

	assert(IS_WITHIN(t.p, found, t.end), "in the text");
}

const char *
any_find_no_uri(const char *p, const char *end)
{
	struct text t = { p, end };

	forward(&t);
	return t.p;
}

/*
 * every length: Whether it is a URI is seen without looking beyond it, and
 * what is empty is none.
 * fault: value.c, 'uri.len > 2 && p[3]' for 'uri.len > 4 && p[3]'
 */
PROOF(is_uri)
{
	const struct sipresp_str s = any_slice();

	assert(!is_uri(s) || s.len > 1, "not empty");
}

/*
 * every length: Text without its quoted pairs and folds is not longer than
 * with them, and nothing is written beyond the room for it.
 * fault: value.c, 'if (n < out_size + 1)' for 'if (out_size > 0)'
 */
PROOF(unquote)
{
	const struct sipresp_str s = any_slice();
	const size_t size = nondet_size();
	char *out = any_bytes(size);

	assert(sipresp_unquote(s, out, size) <= s.len, "not longer");
}

/*
 * every length: q is 0 to 1000, for any text.
 * unwind: 7
 * fault: value.c, 's.len > 6' for 's.len > 5'
 */
PROOF(read_q)
{
	const struct sipresp_str s = any_slice();
	const int q = read_q(s);

	assert(0 <= q && q <= 1000, "thousandths");
}

/*
 * every length: Seconds are read inside the text, and saturate.
 * fault: value.c, '*out = (uint32_t)n;' for '*out = n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;'
 */
PROOF(read_seconds)
{
	const struct sipresp_str s = any_slice();
	uint32_t n;

	(void)read_seconds(s, &n);
}
