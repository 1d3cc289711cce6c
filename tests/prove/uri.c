/*
 * uri.c - a URI in parts, and when two are the same
 *
 * SPDX-License-Identifier: MIT
 */

#include "readers.h"
#include "../../lib/uri.c"

/*
 * every length: The scheme is seen in the first five bytes.
 * fault: uri.c, 'if (uri.len < 3)' for 'if (uri.len < 4)'
 */
PROOF(uri_scheme)
{
	(void)sipresp_uri_scheme(nondet_slice());
}

enum sipresp_uri_scheme
any_sipresp_uri_scheme(struct sipresp_str uri)
{
	const unsigned scheme = nondet_unsigned();

	assert(is_readable(uri.p, uri.len), "a slice");
	assume(scheme == SIPRESP_SCHEME_OTHER || uri.len > 4 ||
	    (uri.len == 4 && scheme != SIPRESP_SCHEME_SIPS));
	assume(scheme <= SIPRESP_SCHEME_TEL);
	return (enum sipresp_uri_scheme)scheme;
}

/*
 * every length: The search for one byte stays in the text.
 * fault: value.h, 'memchr(p, c, (size_t)(end - p) + 1)' for 'memchr(p, c, (size_t)(end - p))'
 */
PROOF(find)
{
	const struct text t = nondet_text();
	const char c = nondet_char();

	assert(is_found(t.p, find(t.p, t.end, c), t.end, c, c, c), "c, or end");
}

static bool
is_uri_of(struct sipresp_str s, struct uri uri)
{
	const char *end = s.p + s.len;

	return (uri.user.p == NULL ? uri.user.len == 0 :
	    is_slice(s.p, uri.user, end)) && is_slice(s.p, uri.host, end) &&
	    (uri.port.p == NULL ? uri.port.len == 0 :
	    is_slice(s.p, uri.port, end)) &&
	    IS_WITHIN(s.p, uri.params.p, uri.params.end) &&
	    IS_WITHIN(uri.params.end, uri.headers.p, uri.headers.end) &&
	    IS_WITHIN(s.p, uri.headers.end, end);
}

/*
 * every length: The parts of a URI are slices of it, in their order.
 * fault: uri.c, 'uri.headers.p = uri.params.end + 2' for 'uri.headers.p = uri.params.end + 1'
 */
PROOF(take_apart)
{
	const struct sipresp_str s = nondet_slice();

	assume(s.len > 4);
	assert(is_uri_of(s, take_apart(s)), "slices");
}

static bool
is_character(struct text before, struct text t, unsigned c)
{
	return is_forward(before, t) && t.p > before.p && c < 512;
}

unsigned
any_next_character(struct text *t, bool fold_case)
{
	const struct text before = *t;
	const unsigned c = nondet_unsigned();

	(void)fold_case;
	assert(t->p < t->end, "a character");
	forward(t);
	assume(is_character(before, *t, c));
	return c;
}

/*
 * every length: An escape at the end is not read beyond it.
 * fault: uri.c, 't->end - t->p >= 1' for 't->end - t->p >= 2'
 */
PROOF(next_character)
{
	const struct text whole = nondet_text();
	struct text t = whole;
	unsigned c;

	assume(t.p < t.end);
	c = next_character(&t, nondet_bool());
	assert(is_character(whole, t, c), "a character");
}

/*
 * every length: Two parts are compared inside both.
 * fault: uri.c, 'while (x.p < x.end || y.p < y.end)' for 'while (x.p < x.end && y.p < y.end)'
 */
PROOF(same_characters)
{
	(void)same_characters(nondet_slice(), nondet_slice(), nondet_bool());
}

bool
any_same_characters(struct sipresp_str a, struct sipresp_str b, bool fold_case)
{
	(void)fold_case;
	assert(is_readable(a.p, a.len) && is_readable(b.p, b.len), "slices");
	return nondet_bool();
}

/*
 * every length: The address in brackets fills its sixteen bytes and no more.
 * fault: uri.c, 'if (n > 15)' for 'if (n > 14)'
 * fault: uri.c, 'if (n > 13 || ' for 'if (n > 12 || '
 */
PROOF(read_ipv6)
{
	const struct sipresp_str s = nondet_slice();
	unsigned char out[16];

	assume(s.len > 0);
	(void)read_ipv6(s, out);
}

bool
any_read_ipv6(struct sipresp_str s, unsigned char out[16])
{
	assert(s.len > 0 && is_readable(s.p, s.len), "a slice");
	assert(__CPROVER_w_ok(out, 16), "sixteen bytes");
	return nondet_bool();
}

/*
 * every length: Two hosts are compared inside both.
 * fault: uri.c, 'b.len == 0 || a.p[1]' for 'b.len == 0 || a.p[0]'
 */
PROOF(same_host)
{
	(void)same_host(nondet_slice(), nondet_slice());
}

static bool
is_part(struct text before, struct text t, struct sipresp_str name,
    struct sipresp_str value, bool good)
{
	return is_forward(before, t) && (!good || (t.p > before.p &&
	    is_slice(before.p, name, t.p) && is_slice(before.p, value, t.p)));
}

bool
any_next_part(struct text *t, char separator, struct sipresp_str *out_name,
    struct sipresp_str *out_value)
{
	const struct text before = *t;
	const bool good = nondet_bool();

	(void)separator;
	forward(t);
	*out_name = nondet_str();
	*out_value = nondet_str();
	assume(is_part(before, *t, *out_name, *out_value, good));
	return good;
}

/*
 * every length: Parameters and header components are slices of the URI, each
 * is behind the one before.
 * fault: uri.c, 'between(equals + 1, t->p)' for 'between(equals < t->p ? equals + 1 : equals, t->p)'
 */
PROOF(next_part)
{
	const struct text whole = nondet_text();
	struct text t = whole;
	struct sipresp_str name, value;
	const bool good = next_part(&t, nondet_bool() ? ';' : '&', &name,
	    &value);

	assert(is_part(whole, t, name, value, good), "a part");
}

/*
 * every length: Two telephone numbers are compared inside both.
 * fault: uri.c, 'if (p == p_end && q == q_end)' for 'if (p == p_end || q == q_end)'
 */
PROOF(same_number)
{
	(void)same_number(nondet_slice(), nondet_slice());
}

/*
 * every length: Two lists of parts are compared inside both, and each search
 * ends.
 * slow: half a minute
 * fault: uri.c, '(size_t)(a.end - a.p) + 1)' for '(size_t)(a.end - a.p))'
 */
PROOF(same_parts)
{
	(void)same_parts(nondet_text(), nondet_text(), ';', nondet_bool());
}

bool
any_same_parts(struct text a, struct text b, char separator, bool all_in_both)
{
	(void)separator;
	assert(IS_WITHIN(a.p, a.p, a.end) && IS_WITHIN(b.p, b.p, b.end),
	    "texts");
	(void)all_in_both;
	return nondet_bool();
}

bool
any_same_number(struct sipresp_str a, struct sipresp_str b)
{
	return any_same_characters(a, b, true);
}

bool
any_same_host(struct sipresp_str a, struct sipresp_str b)
{
	return any_same_characters(a, b, true);
}

struct uri
any_take_apart(struct sipresp_str s)
{
	struct uri uri = { .user = nondet_str(), .host = nondet_str(),
	    .port = nondet_str(), .params = { nondet_pointer(), nondet_pointer() },
	    .headers = { nondet_pointer(), nondet_pointer() } };

	assert(s.len >= 4 && is_readable(s.p, s.len), "a slice");
	uri.scheme = any_sipresp_uri_scheme(s);
	uri.has_user = nondet_bool();
	assume(is_uri_of(s, uri));
	return uri;
}

/*
 * every length: Two URIs are compared inside both.
 * real: uri_scheme load4
 * fault: uri.c, 'a.len - scheme + 1)' for 'a.len - scheme)'
 */
PROOF(uri_equal)
{
	(void)sipresp_uri_equal(nondet_slice(), nondet_slice());
}

/*
 * every length: What is written of a Request-URI fits, is ended by a NUL, and
 * is not longer than the URI.
 * fault: uri.c, '			if (n < out_size + 1)' for '			if (n + 1 < out_size)'
 */
PROOF(request_uri)
{
	const struct sipresp_str s = nondet_slice();
	const size_t size = nondet_size();
	char *out = nondet_bytes(size);
	struct sipresp_str headers;

	assert(sipresp_request_uri(s, out, size, &headers) <= s.len,
	    "not longer");
	assert(headers.p == NULL ? headers.len == 0 :
	    is_slice(s.p, headers, s.p + s.len), "a slice");
}

/*
 * every length: The hash of characters reads inside them and shifts by less than
 * 64.
 * fault: uri.c, 'if (++n == 9)' for 'if (++n == 8)'
 */
PROOF(hash_of_characters)
{
	(void)hash_of_characters(nondet_uint64(), nondet_text());
}

uint64_t
any_hash_of_characters(uint64_t h, struct text t)
{
	(void)h;
	assert(IS_WITHIN(t.p, t.p, t.end), "a text");
	return nondet_uint64();
}

/*
 * every length: So does that of a telephone number.
 * fault: uri.c, 'i <= s.len; i++)' for 'i < s.len; i++)'
 */
PROOF(hash_of_number)
{
	(void)hash_of_number(nondet_uint64(), nondet_slice());
}

uint64_t
any_hash_of_number(uint64_t h, struct sipresp_str s)
{
	(void)h;
	assert(is_readable(s.p, s.len), "a slice");
	return nondet_uint64();
}

/*
 * from 16 bytes on: So does the hash of text that is taken eight bytes at a
 * time, the last of them with bytes in front or behind.
 * fault: uri.c, 'end - uri >= 7 ?' for 'end - uri >= 8 ?'
 */
PROOF(hash_of_text)
{
	const struct sipresp_str s = nondet_slice();
	struct text t = { s.p, s.p + s.len };
	struct text part;

	assume(s.len >= 16);
	forward(&t);
	part = t;
	forward(&part);
	(void)hash_of_text(nondet_uint64(), s.p, t.p, part.p);
}

uint64_t
any_hash_of_text(uint64_t h, const char *uri, const char *p, const char *end)
{
	(void)h;
	assert(is_readable(uri, 16), "sixteen bytes");
	assert(IS_WITHIN(uri, p, end), "a part");
	return nondet_uint64();
}

/*
 * every length: The hash of a URI reads inside it.
 * fault: uri.c, 's.len < 15 ||' for 's.len < 16 ||'
 */
PROOF(uri_hash)
{
	(void)sipresp_priv_uri_hash(nondet_slice());
}

/*
 * up to 4 GiB: Header components of a URI are slices of it, and the cursor goes
 * on.
 * fault: uri.c, 'cursor->at = (uint32_t)(t.p - headers.p) + 1;' for 'cursor->at = (uint32_t)(t.p - headers.p);'
 */
PROOF(next_uri_header)
{
	const struct sipresp_str s = nondet_slice();
	struct sipresp_cursor before, cursor;
	struct sipresp_uri_header h;

	assume(s.len <= UINT32_MAX);
	cursor = before;
	if (!sipresp_next_uri_header(s, &cursor, &h))
		return;
	assert(cursor.at > before.at && cursor.at <= s.len, "it goes on");
	assert(is_slice(s.p, h.name, s.p + s.len) &&
	    is_slice(s.p, h.value, s.p + s.len), "slices");
}
