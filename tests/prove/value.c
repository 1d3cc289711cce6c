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

#ifdef SIPRESP_SCAN_16
unsigned
any_byte_mask_16(const char *p, char c)
{
	return any_mask_of_any(p, c, c, c);
}
#endif

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
 * real: load8 load4
 * fault: value.c, '*p != c && *p != ' ')' for '*p != c)'
 */
PROOF(find_any)
{
	const struct text t = nondet_text();
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
 * ways: sse2 portable
 * fault: value.c, 'byte_mask_16(p, '/')' for 'byte_mask_16(p, '\\')'
 */
PROOF(find_quote)
{
	const struct text t = nondet_text();

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
	const char *a = nondet_bytes(len), *b = nondet_bytes(len);

	(void)same_bytes(a, b, len);
}

/*
 * every length: So they are in any case.
 * fault: value.c, 'for (size_t i = 0; i <= len; i++)' for 'for (size_t i = 0; i < len; i++)'
 */
PROOF(same_text)
{
	const size_t len = nondet_size();
	const char *a = nondet_bytes(len), *b = nondet_bytes(len);

	(void)same_text(a, b, len);
}

/*
 * every length: White space is skipped up to what is none, or the end.
 * fault: value.c, 'while (p <= t->end && is_lws(*p))' for 'while (p < t->end && is_lws(*p))'
 */
PROOF(skip_lws)
{
	const struct text whole = nondet_text();
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
	const struct text whole = nondet_text();
	struct text t = whole;
	uint64_t n;
	const bool good = read_number(&t, &n);

	assert(is_number_read(whole, t, n, good), "a number");
	assert(n <= 1000000000000000000, "it saturates");
}

/*
 * every length: A token is what there is up to another character, or the end.
 * fault: value.c, 'while (p <= t->end && is_token(*p))' for 'while (p < t->end && is_token(*p))'
 */
PROOF(read_token)
{
	const struct text whole = nondet_text();
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
	const struct text t = nondet_text();

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
	const struct text whole = nondet_text();
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
	const struct text whole = nondet_text();
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
	const struct text whole = nondet_text();
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
	const struct text t = nondet_text();
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
 * fault: value.c, 'uri.len > 2 && (load4' for 'uri.len > 4 && (load4'
 */
PROOF(is_uri)
{
	const struct sipresp_str s = nondet_slice();

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
	const struct sipresp_str s = nondet_slice();
	const size_t size = nondet_size();
	char *out = nondet_bytes(size);

	assert(sipresp_unquote(s, out, size) <= s.len, "not longer");
}

/*
 * every length: q is 0 to 1000, for any text.
 * unwind: 7
 * fault: value.c, 's.len > 6' for 's.len > 5'
 */
PROOF(read_q)
{
	const struct sipresp_str s = nondet_slice();
	const int q = read_q(s);

	assert(0 <= q && q <= 1000, "thousandths");
}

/*
 * every length: Seconds are read inside the text, and saturate.
 * fault: value.c, '*out = (uint32_t)n;' for '*out = n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;'
 */
PROOF(read_seconds)
{
	const struct sipresp_str s = nondet_slice();
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
	const struct text t = nondet_text();
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
	const struct text whole = nondet_text();
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
 * slow: half a minute
 * fault: value.c, 'if (t->p > t->end || *t->p != ';')' for 'if (t->p == t->end || *t->p != ';')'
 */
PROOF(next_parameter)
{
	const struct text whole = nondet_text();
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
	const struct text whole = nondet_text();
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
	const struct text whole = nondet_text();
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
	const struct sipresp_challenge c = { .scheme = nondet_slice(),
	    .realm = nondet_part(), .nonce = nondet_part(), .algorithm = nondet_part() };

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
	const struct sipresp_str name = nondet_slice(), value = nondet_slice();
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
	const struct text whole = nondet_text();
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
	const struct text whole = nondet_text();
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

/* ---- Contact ----------------------------------------------------------- */

int
any_read_q(struct sipresp_str s)
{
	const int q = nondet_int();

	assert(is_readable(s.p, s.len), "a slice");
	assume(0 <= q && q <= 1000);
	return q;
}

/*
 * every length: q and expires of a Contact are read inside them, and q is known to
 * be absent, or in thousandths.
 * fault: value.c, 'if (name.len <= 1 && lower(*name.p) == 'q' && ' for 'if (name.len == 1 && lower(*name.p) == 'q' && '
 */
PROOF(put_contact_parameter)
{
	const struct sipresp_str name = nondet_slice(), value = nondet_part();
	struct sipresp_contact c;
	bool has_q = nondet_bool();

	assume(-1 <= c.q && c.q <= 1000);
	put_contact_parameter(&c, &has_q, name, value);
	assert(-1 <= c.q && c.q <= 1000, "thousandths");
}

void
any_put_contact_parameter(struct sipresp_contact *c, bool *has_q,
    struct sipresp_str name, struct sipresp_str value)
{
	assert(is_readable(name.p, name.len), "a name");
	assert(is_readable(value.p, value.len), "a value");
	*has_q = nondet_bool();
	c->q = nondet_int();
	assume(-1 <= c->q && c->q <= 1000);
	c->has_expires = nondet_bool();
	c->expires_s = nondet_uint32();
}

static bool
is_contact_of(const char *p, struct sipresp_contact c, const char *end)
{
	return is_slice(p, c.uri, end) && c.uri.len > 0 &&
	    IS_PART(p, c.display_name, end) && IS_PART(p, c.params, end) &&
	    -1 <= c.q && c.q <= 1000;
}

static bool
is_plain_contact_read(struct text before, struct text t,
    struct sipresp_contact c, bool good)
{
	return is_forward(before, t) && (good ? t.p > before.p &&
	    is_contact_of(before.p, c, t.p) : t.p == before.p);
}

/*
 * every length: A Contact that is written as most are is read inside the line: its
 * URI, not empty, and its parameters are slices.
 * fault: value.c, 'if (end - p < 4 || *p != '<' ||' for 'if (end - p < 8 || *p != '<' ||'
 */
PROOF(read_plain_contact)
{
	const struct text whole = nondet_text();
	struct text t = whole;
	struct sipresp_contact c;
	const bool good = read_plain_contact(&t, &c);

	assert(is_plain_contact_read(whole, t, c, good), "a Contact");
}

/*
 * every length: So is any other.
 * fault: value.c, 'out->uri = trimmed(open - 1, t.p);' for 'out->uri = trimmed(open + 1, t.p);'
 */
PROOF(read_contact)
{
	const struct text t = nondet_text();
	struct sipresp_contact c;

	assume(t.p < t.end && !IS_SEPARATOR(t.p));
	assert(!read_contact(t, &c) || is_contact_of(t.p, c, t.end),
	    "a Contact");
}

/* ---- Warning, Reason, lists -------------------------------------------- */

/*
 * every length: What a Warning has are slices of it, and a code of three digits.
 * fault: value.c, '	    !read_quoted(&t, &out->text) && t.p < t.end)' for '	    !read_quoted(&t, &out->text))'
 */
PROOF(read_warning)
{
	const struct text t = nondet_text();
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
	const struct text whole = nondet_text();
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
	const struct text whole = nondet_text();
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
 * slow: half a minute
 * fault: value.c, 'read_token_nodot(&t) && *t.p++' for 'read_token_nodot(&t) && t.p < t.end && *t.p++'
 */
PROOF(read_other_value)
{
	const struct text t = nondet_text();
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
	const struct text t = nondet_text();
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
	const struct text whole = nondet_text();
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
	(void)is_overload_sequence(nondet_part());
}

/* ---- the lines of a response ------------------------------------------- */

/*
 * Each is one of two, of any length: no turn of a loop over lines looks at more
 * than the line that it is at and the one that it goes to.
 */
static struct sipresp_response
nondet_response(void)
{
	struct sipresp_response r;
	const struct sipresp_str a = nondet_slice(), b = nondet_slice();

	assume(a.len <= UINT32_MAX && b.len <= UINT32_MAX);
	assume(r.line_count <= SIPRESP_MAX_LINES);
	assume(r.present >> SIPRESP_FIELD_COUNT == 0);
	for (unsigned i = 0; i < SIPRESP_MAX_LINES; i++) {
		const struct sipresp_str s = nondet_bool() ? a : b;

		r.lines[i] = (struct sipresp_line){ s.p, (uint32_t)s.len,
		    nondet_unsigned() % SIPRESP_FIELD_COUNT };
	}
	for (unsigned i = 0; i < SIPRESP_FIELD_COUNT; i++)
		assume(!(r.present >> i & 1) || r.first[i] < r.line_count);
	r.phrase = nondet_part();
	return r;
}

/* All are the same, of any length: what reads values looks at one in a turn. */
static struct sipresp_response
nondet_response_of_one(void)
{
	struct sipresp_response r;
	const uint32_t len = nondet_uint32();
	const struct sipresp_line line = { nondet_bytes(len), len,
	    nondet_unsigned() % SIPRESP_FIELD_COUNT };

	struct sipresp_line lines[SIPRESP_MAX_LINES];

	assume(r.line_count <= SIPRESP_MAX_LINES);
	__CPROVER_array_set(lines, line);
	__CPROVER_array_copy(r.lines, lines);
	r.phrase = nondet_part();
	return r;
}

static bool
is_line_read(const struct sipresp_response *r, uint64_t wanted,
    struct sipresp_cursor before, struct sipresp_cursor c, struct text t)
{
	const struct sipresp_line *line = &r->lines[c.line];

	return before.line <= c.line && c.line < r->line_count &&
	    (wanted >> line->field & 1) != 0 &&
	    c.at == (c.line == before.line ? before.at : 0) &&
	    c.at <= line->len &&
	    IS_WITHIN(line->value + c.at, t.p, line->value + line->len) &&
	    t.end == line->value + line->len && t.p < t.end;
}

/*
 * every length and number of lines: What is read of a line is the rest of one that
 * is wanted, not empty, and behind what was read before.
 * unwind: 129
 * fault: value.c, 'c->line <= count; c->line++' for 'c->line < count; c->line++'
 * fault: value.c, 'c->line++)' for 'c->line++, c->at = 0)'
 */
PROOF(next_line)
{
	const struct sipresp_response r = nondet_response();
	const uint64_t wanted = nondet_uint64();
	struct sipresp_cursor before, c;
	struct text t;

	assume(IS_CURSOR(&r, wanted, &before));
	/* No line in front of the first has the field. */
	for (unsigned i = 0; i < SIPRESP_FIELD_COUNT; i++)
		assume(before.at == 0 || !(r.present & wanted & 1ULL << i) ||
		    before.line >= r.first[i]);
	c = before;
	if (next_line(&r, wanted, &c, &t))
		assert(is_line_read(&r, wanted, before, c, t) &&
		    !IS_SEPARATOR(t.p), "the rest of a line");
}

bool
any_next_line(const struct sipresp_response *r, uint64_t wanted,
    struct sipresp_cursor *c, struct text *out)
{
	const struct sipresp_cursor before = *c;

	assert(IS_CURSOR(r, wanted, c), "a cursor of these lines");
	c->line = nondet_uint32();
	assume(before.line <= c->line);
	c->at = c->line == before.line ? before.at : 0;
	if (nondet_bool())
		return false;
	*out = (struct text){ nondet_pointer(), nondet_pointer() };
	assume(is_line_read(r, wanted, before, *c, *out) &&
	    !IS_SEPARATOR(out->p));
	return true;
}

static bool
is_gone_on(struct sipresp_cursor before, struct sipresp_cursor c)
{
	return c.line > before.line ||
	    (c.line == before.line && c.at > before.at);
}

static bool
is_value_of_line(const struct sipresp_response *r, uint64_t wanted,
    struct sipresp_cursor before, struct sipresp_cursor c, const char *p)
{
	const struct sipresp_line *line = &r->lines[c.line];

	return is_gone_on(before, c) && IS_CURSOR(r, wanted, &c) &&
	    c.line < r->line_count && IS_WITHIN(line->value, p,
	    line->value + c.at);
}

/*
 * every length and number of lines: A member of a list is of one line, and the
 * cursor behind it.
 * unwind: 129
 * fault: value.c, 'c->at = (uint32_t)(t->p - r->lines[0].value);' for 'c->at = (uint32_t)(t->p - r->lines[c->line].value);'
 */
PROOF(next_member)
{
	const struct sipresp_response r = nondet_response();
	const uint64_t wanted = nondet_uint64();
	struct sipresp_cursor before, c;
	struct text t;

	assume(IS_CURSOR(&r, wanted, &before));
	c = before;
	if (!next_member(&r, wanted, &c, &t))
		return;
	assert(is_value_of_line(&r, wanted, before, c, t.p), "of a line");
	assert(t.p < t.end && !IS_SEPARATOR(t.p) && t.end ==
	    r.lines[c.line].value + c.at, "not empty");
}

bool
any_next_member(const struct sipresp_response *r, uint64_t wanted,
    struct sipresp_cursor *c, struct text *out)
{
	const struct sipresp_cursor before = *c;

	assert(IS_CURSOR(r, wanted, c), "a cursor of these lines");
	c->line = nondet_uint32();
	c->at = nondet_uint32();
	if (nondet_bool()) {
		assume(before.line <= c->line && IS_CURSOR(r, wanted, c));
		return false;
	}
	out->p = nondet_pointer();
	assume(is_value_of_line(r, wanted, before, *c, out->p));
	out->end = r->lines[c->line].value + c->at;
	assume(out->p < out->end && !IS_SEPARATOR(out->p));
	return true;
}

bool
any_read_challenge(struct text *t, struct sipresp_challenge *out)
{
	const struct text before = *t;

	assert(t->p < t->end && !IS_SEPARATOR(t->p), "not empty");
	forward(t);
	assume(t->p > before.p);
	out->scheme = nondet_str();
	assume(IS_PART(before.p, out->scheme, t->end));
	out->stale = nondet_str();
	assume(IS_PART(before.p, out->stale, t->end));
	return nondet_bool();
}

#define IS_OF_LINE(r, c, s)						\
	IS_PART((r).lines[(c).line].value, s,				\
	    (r).lines[(c).line].value + (r).lines[(c).line].len)

/*
 * every length and number of lines: Challenges are of a line, the cursor goes on
 * with each, and there is an end.
 * fault: value.c, 'bool good = read_challenge(&t, out) || t.p++ == NULL;' for 'bool good = read_challenge(&t, out);'
 */
PROOF(next_challenge)
{
	const struct sipresp_response r = nondet_response_of_one();
	const uint64_t wanted = 1ULL << SIPRESP_FIELD_WWW_AUTHENTICATE |
	    1ULL << SIPRESP_FIELD_PROXY_AUTHENTICATE;
	struct sipresp_cursor before, c;
	struct sipresp_challenge out;

	assume(IS_CURSOR(&r, wanted, &before));
	c = before;
	if (!sipresp_next_challenge(&r, &c, &out))
		return;
	assert(is_gone_on(before, c) && IS_CURSOR(&r, wanted, &c), "it goes on");
	assert(IS_OF_LINE(r, c, out.scheme) && IS_OF_LINE(r, c, out.stale),
	    "slices");
}

static struct sipresp_contact
nondet_contact(void)
{
	return (struct sipresp_contact){ .uri = nondet_str(),
	    .display_name = nondet_str(), .params = nondet_str(),
	    .q = nondet_int() };
}

bool
any_read_plain_contact(struct text *t, struct sipresp_contact *out)
{
	const struct text before = *t;
	const bool good = nondet_bool();

	forward(t);
	*out = nondet_contact();
	assume(is_plain_contact_read(before, *t, *out, good));
	return good;
}

bool
any_read_contact(struct text t, struct sipresp_contact *out)
{
	assert(t.p < t.end && !IS_SEPARATOR(t.p), "a member");
	*out = nondet_contact();
	assume(is_contact_of(t.p, *out, t.end));
	return nondet_bool();
}

/*
 * every length and number of lines: So do Contacts.
 * fault: value.c, 'read_contact(t, &contact);' for 'read_contact(read_member(&t), &contact);'
 */
PROOF(next_contact)
{
	const struct sipresp_response r = nondet_response_of_one();
	const uint64_t wanted = 1ULL << SIPRESP_FIELD_CONTACT;
	const struct sipresp_line *line = &r.lines[0];
	struct sipresp_cursor before, c;
	struct sipresp_contact out;

	assume(IS_CURSOR(&r, wanted, &before));
	c = before;
	if (!sipresp_next_contact(&r, &c, &out))
		return;
	assert(is_gone_on(before, c) && IS_CURSOR(&r, wanted, &c), "it goes on");
	assert(is_contact_of(line->value, out, line->value + line->len),
	    "slices");
}

bool
any_read_warning(struct text t, struct sipresp_warning *out)
{
	assert(t.p < t.end, "not empty");
	out->agent = nondet_str();
	out->text = nondet_str();
	assume(is_slice(t.p, out->agent, t.end) && is_slice(t.p, out->text, t.end));
	return nondet_bool();
}

/*
 * every length and number of lines: So do Warnings.
 * fault: value.c, 'if (read_warning(t, &warning) || response->lines[cursor->line].value[cursor->at] == ' ')' for 'if (read_warning(t, &warning))'
 */
PROOF(next_warning)
{
	const struct sipresp_response r = nondet_response_of_one();
	const uint64_t wanted = 1ULL << SIPRESP_FIELD_WARNING;
	struct sipresp_cursor before, c;
	struct sipresp_warning out;

	assume(IS_CURSOR(&r, wanted, &before));
	c = before;
	if (!sipresp_next_warning(&r, &c, &out))
		return;
	assert(is_gone_on(before, c) && IS_CURSOR(&r, wanted, &c), "it goes on");
	assert(IS_OF_LINE(r, c, out.agent) && IS_OF_LINE(r, c, out.text),
	    "slices");
}

bool
any_read_reason(struct text *t, struct sipresp_reason *out)
{
	const struct text before = *t;
	const bool good = nondet_bool();

	assert(t->p < t->end, "not empty");
	forward(t);
	assume(!good || t->p > before.p);
	out->cause = nondet_int();
	out->protocol = nondet_str();
	out->text = nondet_str();
	out->location = nondet_str();
	assume(!good || (is_slice(before.p, out->protocol, t->end) &&
	    IS_PART(before.p, out->text, t->end) &&
	    IS_PART(before.p, out->location, t->end)));
	return good;
}

static bool
is_reason_of_line(const struct sipresp_response *r,
    struct sipresp_cursor before, struct sipresp_cursor c,
    struct sipresp_reason reason)
{
	return is_gone_on(before, c) &&
	    IS_CURSOR(r, 1ULL << SIPRESP_FIELD_REASON, &c) &&
	    c.line < r->line_count && IS_OF_LINE(*r, c, reason.protocol) &&
	    IS_OF_LINE(*r, c, reason.text) && IS_OF_LINE(*r, c, reason.location);
}

/*
 * every length and number of lines: So do Reasons.
 * slow: half a minute
 * fault: value.c, 't.p = reason.p + 1;' for 't.p = reason.p;'
 */
PROOF(next_reason)
{
	const struct sipresp_response r = nondet_response_of_one();
	struct sipresp_cursor before, c;
	struct sipresp_reason out;

	assume(IS_CURSOR(&r, 1ULL << SIPRESP_FIELD_REASON, &before));
	c = before;
	assert(!sipresp_next_reason(&r, &c, &out) ||
	    is_reason_of_line(&r, before, c, out), "it goes on, with slices");
}

bool
any_read_value(struct text t, enum kind kind, struct sipresp_str *out)
{
	assert(t.p < t.end && !IS_SEPARATOR(t.p) && kind <= URI, "a member");
	*out = nondet_str();
	assume(is_slice(t.p, *out, t.end));
	return nondet_bool();
}

/*
 * every length and number of lines: So do the members of lists of each kind.
 * fault: value.c, 'kinds[field + 1], &value)' for 'kinds[field], &value)'
 */
PROOF(next_value)
{
	const struct sipresp_response r = nondet_response_of_one();
	const unsigned field = nondet_unsigned();
	struct sipresp_cursor before, c;
	struct sipresp_str out;

	assume(field >= SIPRESP_FIELD_COUNT ||
	    IS_CURSOR(&r, 1ULL << field, &before));
	c = before;
	if (!sipresp_next_value(&r, (enum sipresp_field)field, &c, &out))
		return;
	assert(field < SIPRESP_FIELD_COUNT && is_gone_on(before, c) &&
	    IS_CURSOR(&r, 1ULL << field, &c), "it goes on");
	assert(IS_OF_LINE(r, c, out), "a slice");
}

/* ---- single values ----------------------------------------------------- */

bool
any_read_comment(struct text *t, struct sipresp_str *out)
{
	const struct text before = *t;
	const bool good = nondet_bool();

	assert(t->p < t->end && *t->p == '(', "a parenthesis");
	forward(t);
	*out = nondet_str();
	assume(is_value_read(before, *t, *out, good));
	return good;
}

/*
 * every length and number of lines: A number is of a line, with a comment that is
 * a slice of it or absent, and parameters up to its end.
 * fault: value.c, 't.p <= t.end && *t.p == '(' &&' for 't.p < t.end && *t.p == '(' &&'
 */
PROOF(find_number)
{
	const struct sipresp_response r = nondet_response_of_one();
	const struct sipresp_line *line = &r.lines[0];
	const unsigned field = nondet_unsigned();
	struct sipresp_str comment;
	struct text params;
	uint32_t n;

	assume(field < SIPRESP_FIELD_COUNT);
	assume(r.first[field] < r.line_count);
	if (find_number(&r, (enum sipresp_field)field, &n, &comment,
	    &params) != 0)
		return;
	assert(IS_PART(line->value, comment, line->value + line->len), "a slice");
	assert(IS_WITHIN(line->value, params.p, line->value + line->len) &&
	    params.end == line->value + line->len, "parameters");
}

int
any_find_number(const struct sipresp_response *r, enum sipresp_field field,
    uint32_t *out_number, struct sipresp_str *out_comment,
    struct text *out_params)
{
	const struct sipresp_line *line = &r->lines[0];

	assert(field < SIPRESP_FIELD_COUNT, "a field");
	if (nondet_bool())
		return nondet_bool() ? SIPRESP_EABSENT : SIPRESP_EVALUE;
	*out_number = nondet_uint32();
	*out_comment = nondet_str();
	*out_params = (struct text){ nondet_pointer(), line->value + line->len };
	assume(IS_PART(line->value, *out_comment, out_params->end) &&
	    IS_WITHIN(line->value, out_params->p, out_params->end));
	return 0;
}

/*
 * any response: What is asked for a number is a field that may have one.
 * fault: value.c, 'return (unsigned)field > 999 || field == SIPRESP_FIELD_RETRY_AFTER ||' for 'return field == SIPRESP_FIELD_RETRY_AFTER ||'
 */
PROOF(number)
{
	const struct sipresp_response r = nondet_response_of_one();
	uint32_t n;

	(void)sipresp_number(nondet_bool() ? &r : NULL,
	    (enum sipresp_field)nondet_unsigned(), nondet_bool() ? &n : NULL);
}

/*
 * every length: A parameter is looked for by a name of any length, and a slice.
 * fault: value.c, 'while (i < found.len &&' for 'while (i < found.len && name[i] != '\0' &&'
 */
PROOF(parameter)
{
	const struct sipresp_response r = nondet_response_of_one();
	const struct sipresp_line *line = &r.lines[0];
	const struct sipresp_str name = nondet_slice();
	struct sipresp_str out;

	assume(name.len > 0 && name.p[name.len - 1] == '\0');
	if (sipresp_parameter(&r, (enum sipresp_field)nondet_unsigned(), name.p,
	    &out) == 0)
		assert(is_slice(line->value, out, line->value + line->len),
		    "a slice");
}

/*
 * every length: The comment of Retry-After is a slice.
 * fault: value.c, 'if (error == 0 && comment.len > 0)' for 'if (error == 0 && comment.p == NULL)'
 */
PROOF(retry_after_comment)
{
	const struct sipresp_response r = nondet_response_of_one();
	const struct sipresp_line *line = &r.lines[0];
	struct sipresp_str out;

	if (sipresp_retry_after_comment(&r, &out) == 0)
		assert(is_slice(line->value, out, line->value + line->len),
		    "a slice");
}

/*
 * every length and number of lines: The text of a field is a slice of its line.
 * fault: value.c, 'line = &response->lines[response->first[field] + 1];' for 'line = &response->lines[response->first[field]];'
 */
PROOF(field_text)
{
	const struct sipresp_response r = nondet_response_of_one();
	const struct sipresp_line *line = &r.lines[0];
	const unsigned field = nondet_unsigned();
	struct sipresp_str out;

	assume(field >= SIPRESP_FIELD_COUNT || r.first[field] < r.line_count);
	if (sipresp_field_text(&r, (enum sipresp_field)field, &out) == 0)
		assert(is_slice(line->value, out, line->value + line->len),
		    "a slice");
}

/* ---- redress, overload ------------------------------------------------- */

/*
 * every length: The URI of a jCard is a slice of its Call-Info.
 * fault: value.c, 'uri = trimmed(begin + 1, t.p++);' for 'uri = trimmed(begin, t.p++);'
 */
PROOF(read_jcard)
{
	const struct text t = nondet_text();
	struct sipresp_str out;

	assume(t.p < t.end);
	if (read_jcard(t, &out))
		assert(is_slice(t.p, out, t.end), "a slice");
}

bool
any_read_jcard(struct text t, struct sipresp_str *out)
{
	assert(t.p < t.end, "not empty");
	*out = nondet_str();
	assume(is_slice(t.p, *out, t.end));
	return nondet_bool();
}

/*
 * every length and number of lines: So is that of a response a slice of a line.
 * fault: value.c, '_INFO, &c, &t) || r->line_count > 0)' for '_INFO, &c, &t))'
 */
PROOF(find_jcard)
{
	const struct sipresp_response r = nondet_response_of_one();
	const struct sipresp_line *line = &r.lines[0];
	struct sipresp_str out;

	if (find_jcard(&r, &out))
		assert(is_slice(line->value, out, line->value + line->len),
		    "a slice");
}

/*
 * every length: The URL for analytics is a slice of the text of its Reason.
 * slow: half a minute
 * fault: value.c, 'if (text.len < 12 ||' for 'if (text.len < 13 ||'
 */
PROOF(read_analytics)
{
	const struct sipresp_str s = nondet_part();
	struct sipresp_str out;

	if (read_analytics(s, &out))
		assert(is_slice(s.p, out, s.p + s.len), "a slice");
}

bool
any_read_analytics(struct sipresp_str s, struct sipresp_str *out)
{
	assert(is_readable(s.p, s.len), "a slice");
	if (s.len == 0 || nondet_bool())
		return false;
	*out = nondet_str();
	assume(is_slice(s.p, *out, s.p + s.len));
	return true;
}

bool
any_sipresp_next_reason(const struct sipresp_response *r,
    struct sipresp_cursor *c, struct sipresp_reason *out)
{
	const struct sipresp_cursor before = *c;
	const bool good = nondet_bool();

	assert(IS_CURSOR(r, 1ULL << SIPRESP_FIELD_REASON, c), "a cursor");
	c->line = nondet_uint32();
	c->at = nondet_uint32();
	out->cause = nondet_int();
	out->protocol = nondet_str();
	out->text = nondet_str();
	out->location = nondet_str();
	assume(!good || is_reason_of_line(r, before, *c, *out));
	return good;
}

/*
 * every length and number of lines: So is that of a response a slice of a line.
 * fault: value.c, 'while (sipresp_next_reason(r, &c, &reason) || c.at > 0)' for 'while (sipresp_next_reason(r, &c, &reason))'
 */
PROOF(find_analytics)
{
	const struct sipresp_response r = nondet_response_of_one();
	const struct sipresp_line *line = &r.lines[0];
	struct sipresp_str out;

	if (find_analytics(&r, &out))
		assert(is_slice(line->value, out, line->value + line->len),
		    "a slice");
}

bool
any_find_jcard(const struct sipresp_response *r, struct sipresp_str *out)
{
	*out = nondet_str();
	assume(is_slice(r->lines[0].value, *out,
	    r->lines[0].value + r->lines[0].len));
	return nondet_bool();
}

bool
any_find_analytics(const struct sipresp_response *r, struct sipresp_str *out)
{
	return any_find_jcard(r, out);
}

/*
 * any response: Redress is looked for where the code may have it, and a slice.
 * fault: value.c, 'if (response->phrase.len > 0 && same_text(response->phrase.p, "Network Blocked", 15) && response->code == SIPRESP_603_DECLINE &&' for 'if (response->code == SIPRESP_603_DECLINE &&'
 */
PROOF(redress)
{
	const struct sipresp_response r = nondet_response_of_one();
	const struct sipresp_line *line = &r.lines[0];
	struct sipresp_str out;

	if (sipresp_redress(&r, &out) == 0)
		assert(is_slice(line->value, out, line->value + line->len),
		    "a slice");
}

int
any_sipresp_field_text(const struct sipresp_response *r,
    enum sipresp_field field, struct sipresp_str *out)
{
	(void)field;
	if (nondet_bool())
		return SIPRESP_EABSENT;
	*out = nondet_str();
	assume(is_slice(r->lines[0].value, *out,
	    r->lines[0].value + r->lines[0].len));
	return 0;
}

bool
any_is_overload_sequence(struct sipresp_str s)
{
	assert(is_readable(s.p, s.len), "a slice");
	return s.len > 0 && nondet_bool();
}

/*
 * every length: What overload control says is read inside the Via, with slices of
 * it.
 * slow: half a minute
 * fault: value.c, 't.end = value.p + value.len + 1;' for 't.end = value.p + value.len;'
 */
PROOF(read_overload)
{
	const struct sipresp_response r = nondet_response_of_one();
	const struct sipresp_line *line = &r.lines[0];
	const char *end = line->value + line->len;
	struct sipresp_overload out;

	if (sipresp_read_overload(&r, &out) == 0)
		assert(IS_PART(line->value, out.algo, end) &&
		    IS_PART(line->value, out.seq, end), "slices");
}
