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
any_sipresp_priv_skip_lws(struct text *t)
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
 * every length: A number is read up to what is no digit, or the end; one of three
 * digits is at most 999, and any at most 10^18.
 * fault: value.c, 'while (p <= t->end' for 'while (p < t->end && *p == '0''
 */
PROOF(read_number)
{
	const struct text whole = any_text();
	struct text t = whole;
	uint64_t n;
	const bool good = read_number(&t, &n);

	assert(is_number_read(whole, t, n, good), "a number");
	assert(n <= 1000000000000000000, "it saturates");
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
any_sipresp_priv_trimmed(const char *p, const char *end)
{
	const struct sipresp_str s = nondet_str();

	assert(IS_WITHIN(p, p, end), "a text");
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
	const bool good = nondet_bool();

	forward(t);
	*out = nondet_str();
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

bool
any_is_uri(struct sipresp_str s)
{
	assert(is_readable(s.p, s.len), "a slice");
	return s.len > 1 && nondet_bool();
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

bool
any_read_seconds(struct sipresp_str s, uint32_t *out)
{
	assert(is_readable(s.p, s.len), "a slice");
	*out = nondet_uint32();
	return s.len > 0 && nondet_bool();
}

/* ---- parameters in a row ----------------------------------------------- */

static bool
is_pair_read(const char *p, const char *q, const char *end,
    struct sipresp_str name, struct sipresp_str value)
{
	return q == NULL || (IS_WITHIN(p, q, end) && name.p == p &&
	    0 < name.len && name.len < (size_t)(q - p) && is_slice(p, value, q));
}

const char *
any_read_plain_pair(const char *p, const char *end,
    struct sipresp_str *out_name, struct sipresp_str *out_value)
{
	struct text t = { p, end };

	forward(&t);
	*out_name = nondet_str();
	*out_value = nondet_str();
	if (nondet_bool())
		return NULL;
	assume(is_pair_read(p, t.p, end, *out_name, *out_value));
	return t.p;
}

/*
 * every length: A pair without white space is in the text: a name that is not
 * empty, and a value behind it.
 * fault: value.c, '*p++ != '='' for '*p != '=''
 */
PROOF(read_plain_pair)
{
	const struct text t = any_text();
	struct sipresp_str name, value;
	const char *q = read_plain_pair(t.p, t.end, &name, &value);

	assert(is_pair_read(t.p, q, t.end, name, value), "a pair");
}

/*
 * every length: What is malformed is skipped up to a ';' or ',', or the end.
 * fault: value.c, 'while (*t->p != ';' && *t->p != ',')' for 'while (t->p < t->end && *t->p != ';' && *t->p != ',')'
 */
PROOF(skip_malformed)
{
	const struct text whole = any_text();
	struct text t = whole;

	skip_malformed(&t);
	assert(is_forward(whole, t), "forward");
}

void
any_skip_malformed(struct text *t)
{
	forward(t);
}

/*
 * every length: A parameter is behind the one before, its name is not empty, and
 * its value a slice or absent; behind the last there is no ';'.
 * fault: value.c, 'if (t->p > t->end || *t->p != ';')' for 'if (t->p == t->end || *t->p != ';')'
 */
PROOF(next_parameter)
{
	const struct text whole = any_text();
	struct text t = whole;
	struct sipresp_str name, value;
	const bool good = next_parameter(&t, &name, &value);

	assert(is_parameter_read(whole, t, name, value, good), "a parameter");
}

/*
 * every length: Parameters to the end are walked through.
 * fault: value.c, 'return t->p <= t->end;' for 'return t->p == t->end;'
 */
PROOF(only_parameters_left)
{
	const struct text whole = any_text();
	struct text t = whole;
	const bool good = only_parameters_left(&t);

	assert(is_forward(whole, t), "forward");
	assert(!good || t.p == t.end, "to the end");
}

bool
any_only_parameters_left(struct text *t)
{
	forward(t);
	return t->p == t->end;
}

/* ---- challenges -------------------------------------------------------- */

static bool
is_behind_commas(struct text before, struct text t)
{
	return is_forward(before, t) && (t.p == t.end || !IS_SEPARATOR(t.p)) &&
	    (t.p == before.p || IS_SEPARATOR(before.p));
}

/*
 * every length: Commas and white space are skipped up to what is neither.
 * fault: value.c, 'while (p <= t->end && is_in(*p, CLASS_SEPARATOR))' for 'while (p < t->end && is_in(*p, CLASS_SEPARATOR))'
 */
PROOF(skip_commas)
{
	const struct text whole = any_text();
	struct text t = whole;

	skip_commas(&t);
	assert(is_behind_commas(whole, t), "behind commas");
}

void
any_skip_commas(struct text *t)
{
	const struct text before = *t;

	forward(t);
	assume(is_behind_commas(before, *t));
}

/*
 * every length: What answers a challenge is seen without looking beyond its parts.
 * unwind: 10
 * fault: value.c, 'i <= sizeof algorithms / sizeof algorithms[0]; i++)' for 'i < sizeof algorithms / sizeof algorithms[0]; i++)'
 */
PROOF(challenge_auth)
{
	const struct sipresp_challenge c = { .scheme = any_slice(),
	    .realm = any_part(), .nonce = any_part(), .algorithm = any_part() };

	assert(challenge_auth(&c) <= SIPRESP_AUTH_BEARER, "one of them");
}

unsigned
any_challenge_auth(const struct sipresp_challenge *c)
{
	assert(is_readable(c->scheme.p, c->scheme.len), "a scheme");
	assert(is_readable(c->algorithm.p, c->algorithm.len), "or absent");
	return nondet_unsigned();
}

/* Which of its parts; the others are none of these. */
static struct sipresp_str *
part_of(struct sipresp_challenge *c, unsigned i)
{
	switch (i) {
	case 0:		return &c->realm;
	case 1:		return &c->nonce;
	case 2:		return &c->opaque;
	case 3:		return &c->algorithm;
	case 4:		return &c->qop;
	case 5:		return &c->stale;
	case 6:		return &c->authz_server;
	case 7:		return &c->scope;
	default:	return &c->error;
	}
}
#define PARTS	9

/*
 * every length: A parameter is put where there is none yet, and nowhere else.
 * fault: value.c, '	if (where != NULL)' for '	if (where->p == NULL)'
 * fault: value.c, 'if (name.len < 1)' for 'if (name.len < 2)'
 */
PROOF(put_challenge_parameter)
{
	const struct sipresp_str name = any_slice(), value = any_slice();
	struct sipresp_challenge before, c;
	const unsigned i = nondet_unsigned();
	const struct sipresp_str *was, *is;

	assume(i < PARTS);
	c = before;
	put_challenge_parameter(&c, name, value);
	was = part_of(&before, i);
	is = part_of(&c, i);
	assert((is->p == was->p && is->len == was->len) || (was->p == NULL &&
	    is->p == value.p && is->len == value.len), "as before, or the value");
	assert(c.scheme.p == before.scheme.p && c.scheme.len ==
	    before.scheme.len, "not the scheme");
}

/* In one part or several: more than there may be. */
static void
put_any(struct sipresp_challenge *c, struct sipresp_str value)
{
	c->algorithm = nondet_bool() ? value : c->algorithm;
	c->stale = nondet_bool() ? value : c->stale;
}

void
any_put_challenge_parameter(struct sipresp_challenge *c,
    struct sipresp_str name, struct sipresp_str value)
{
	assert(name.len > 0 && is_readable(name.p, name.len), "a name");
	assert(is_readable(value.p, value.len), "a value");
	put_any(c, value);
}

static bool
is_challenge_parameter_read(struct text before, struct text t, bool good)
{
	return is_forward(before, t) && (good ? t.p == t.end || *t.p == ',' ||
	    t.p > before.p : t.p == before.p);
}

/*
 * every length: A parameter of a challenge is used up, and what is put are slices
 * of it.
 * fault: value.c, 'if (t->p < t->end && *t->p == ',')' for 'if (t->p < t->end && *t->p != ',')'
 */
PROOF(read_challenge_parameter)
{
	const struct text whole = any_text();
	struct text t = whole;
	struct sipresp_challenge c = { .auth = 0 };
	const unsigned i = nondet_unsigned();
	bool good;

	assume(t.p < t.end);
	good = read_challenge_parameter(&t, &c);
	assert(is_challenge_parameter_read(whole, t, good), "a parameter");
	assume(i < PARTS);
	assert(IS_PART(whole.p, *part_of(&c, i), t.p), "a slice, or absent");
}

bool
any_read_challenge_parameter(struct text *t, struct sipresp_challenge *c)
{
	const struct text before = *t;
	const bool good = nondet_bool();
	struct sipresp_str value;

	assert(t->p < t->end, "not empty");
	forward(t);
	assume(is_challenge_parameter_read(before, *t, good));
	value = nondet_str();
	assume(IS_PART(before.p, value, t->p));
	put_any(c, value);
	return good;
}

/*
 * every length: A challenge is used up, and its scheme and the two parts that are
 * looked at then are of it, or absent.  The others come from the same place.
 * fault: value.c, 'for (; t->p <= t->end; skip_commas(t))' for 'for (; t->p < t->end; skip_commas(t))'
 */
PROOF(read_challenge)
{
	const struct text whole = any_text();
	struct text t = whole;
	struct sipresp_challenge c;
	bool good;

	assume(t.p < t.end && !IS_SEPARATOR(t.p));
	good = read_challenge(&t, &c);
	assert(is_forward(whole, t) && t.p > whole.p, "forward");
	assert(!good || (is_slice(whole.p, c.scheme, t.end) &&
	    IS_PART(whole.p, c.algorithm, t.end) &&
	    IS_PART(whole.p, c.stale, t.end)), "its parts");
}

/* ---- Warning, Reason, lists -------------------------------------------- */

/*
 * every length: What a Warning has are slices of it, and a code of three digits.
 * fault: value.c, '	    !read_quoted(&t, &out->text) && t.p < t.end)' for '	    !read_quoted(&t, &out->text))'
 */
PROOF(read_warning)
{
	const struct text t = any_text();
	struct sipresp_warning w;

	if (!read_warning(t, &w))
		return;
	assert(100 <= w.code && w.code <= 999, "a code");
	assert(is_slice(t.p, w.agent, t.end) && is_slice(t.p, w.text, t.end),
	    "slices");
}

/*
 * every length: What a Reason has are slices of it or absent, and a cause of at
 * most 16 bits.
 * fault: value.c, 'read_seconds(value, &n))' for 'read_seconds(value, &n) && n <= 0xffff)'
 */
PROOF(read_reason)
{
	const struct text whole = any_text();
	struct text t = whole;
	struct sipresp_reason r;
	const bool good = read_reason(&t, &r);

	assert(is_forward(whole, t) && (!good || t.p > whole.p), "forward");
	assert(!good || (-1 <= r.cause && r.cause <= 0xffff), "a cause");
	assert(!good || (is_slice(whole.p, r.protocol, t.end) &&
	    IS_PART(whole.p, r.text, t.end) &&
	    IS_PART(whole.p, r.location, t.end)), "slices");
}

static bool
is_nodot_read(struct text before, struct text t, bool good)
{
	return is_forward(before, t) && good == (t.p > before.p);
}

/*
 * every length: A token without dots stays in the text.
 * fault: value.c, 'while (t->p <= t->end && is_token(*t->p) && ' for 'while (t->p < t->end && is_token(*t->p) && '
 */
PROOF(read_token_nodot)
{
	const struct text whole = any_text();
	struct text t = whole;
	const bool good = read_token_nodot(&t);

	assert(is_nodot_read(whole, t, good), "a token");
}

bool
any_read_token_nodot(struct text *t)
{
	const struct text before = *t;

	forward(t);
	return t->p > before.p;
}

/*
 * every length: A member of a list of any other kind than tokens is read inside
 * it; a URI of it is a slice of it.
 * fault: value.c, 'trimmed(begin, t.p + 1)' for 'trimmed(begin, t.p)'
 */
PROOF(read_other_value)
{
	const struct text t = any_text();
	const unsigned kind = nondet_unsigned();
	struct sipresp_str s = { t.p, (size_t)(t.end - t.p) };

	assume(t.p < t.end && kind <= URI);
	if (read_other_value(t, (enum kind)kind, &s))
		assert(is_slice(t.p, s, t.end), "a slice");
}

bool
any_read_other_value(struct text t, enum kind kind, struct sipresp_str *out)
{
	assert(t.p < t.end && kind <= URI, "not empty");
	if (nondet_bool())
		*out = any_sipresp_priv_trimmed(t.p, t.end);
	return nondet_bool();
}

/*
 * every length: So is a member of any kind.
 * fault: value.c, 't.end = out->p + out->len + 1;' for 't.end = out->p + out->len;'
 */
PROOF(read_value)
{
	const struct text t = any_text();
	const unsigned kind = nondet_unsigned();
	struct sipresp_str s;

	assume(t.p < t.end && !IS_SEPARATOR(t.p) && kind <= URI);
	if (read_value(t, (enum kind)kind, &s))
		assert(is_slice(t.p, s, t.end), "a slice");
}

/*
 * every length: A comment ends behind its last parenthesis, and may hold others.
 * fault: value.c, '*t->p == '\\')' for '*t->p == '\\' && t->end - t->p > 1)'
 * fault: value.c, '(*t->p == ')' && depth-- == 0)' for '(*t->p == ')' && --depth == 0)'
 */
PROOF(read_comment)
{
	const struct text whole = any_text();
	struct text t = whole;
	struct sipresp_str s;
	bool good;

	assume(t.p < t.end && *t.p == '(');
	good = read_comment(&t, &s);
	assert(is_value_read(whole, t, s, good), "a comment");
}

/*
 * every length: A sequence of overload control is seen without looking beyond it.
 * fault: value.c, 's.len - dot > 9 ||' for 's.len - dot < 2 ||'
 */
PROOF(is_overload_sequence)
{
	(void)is_overload_sequence(any_part());
}
