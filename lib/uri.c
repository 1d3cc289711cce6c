/*
 * uri.c - when are two URIs the same, and what of one may be a Request-URI?
 *
 * SPDX-License-Identifier: MIT
 */

#include "cold.h"
#include "uri.h"
#include "value.h"

/*
 * Parameters, or header components, of one URI that are compared in any
 * order.  Where one has more, the two lists are compared as they stand: a
 * peer can send a thousand, and comparing each with each would be quadratic.
 */
#define MAX_PARTS	32

/* A SIP or SIPS URI (RFC 3261, section 19.1.1), or the number of a tel URI
 * in 'host'. */
struct uri {
	enum sipresp_uri_scheme	scheme;
	bool			has_user;
	struct sipresp_str	user;		/* password and all */
	struct sipresp_str	host;
	struct sipresp_str	port;		/* absent if there is none */
	struct text		params;		/* from the first ';' */
	struct text		headers;	/* after the '?' */
};

enum sipresp_uri_scheme
sipresp_uri_scheme(struct sipresp_str uri)
{
	uint32_t word;

	if (uri.len < 4)
		return SIPRESP_SCHEME_OTHER;
	/* Letters in lower case; the colon as it is. */
	word = load4(uri.p) | 0x202020;
	if (word == load4("sip:"))
		return SIPRESP_SCHEME_SIP;
	if (word == load4("tel:"))
		return SIPRESP_SCHEME_TEL;
	return is_sips(uri) ? SIPRESP_SCHEME_SIPS : SIPRESP_SCHEME_OTHER;
}

static struct sipresp_str
between(const char *p, const char *end)
{
	return (struct sipresp_str){ p, (size_t)(end - p) };
}

/* Not for a URI of another scheme. */
static struct uri
take_apart(struct sipresp_str s)
{
	struct uri uri = { .scheme = sipresp_uri_scheme(s) };
	const char *p = s.p + (uri.scheme == SIPRESP_SCHEME_SIPS ? 5 : 4);
	const char *end = s.p + s.len, *at, *stop;

	/* '@' stands in no other part, and ';' and '?' may stand in user. */
	at = uri.scheme == SIPRESP_SCHEME_TEL ? end : find(p, end, '@');
	if (at < end) {
		uri.has_user = true;
		uri.user = between(p, at);
		p = at + 1;
	}
	stop = p;
	if (p < end && *p == '[')
		stop = find(p, end, ']');
	stop = find_any(stop, end, ';', '?',
	    uri.scheme == SIPRESP_SCHEME_TEL ? ';' : ':');
	uri.host = between(p, stop);
	if (stop < end && *stop == ':') {
		p = ++stop;
		stop = find_any(p, end, ';', '?', ';');
		uri.port = between(p, stop);
	}
	uri.params.p = stop;
	uri.params.end = uri.headers.p = uri.headers.end =
	    find(stop, end, '?');
	if (uri.params.end < end) {
		uri.headers.p = uri.params.end + 1;
		uri.headers.end = end;
	}
	return uri;
}

static int
hex(char c)
{
	if (is_digit(c))
		return c - '0';
	c = lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
is_reserved(unsigned char c)
{
	return c == ';' || c == '/' || c == '?' || c == ':' || c == '@' ||
	    c == '&' || c == '=' || c == '+' || c == '$' || c == ',';
}

/*
 * The next character as section 19.1.4 compares it: "%" HEX HEX stands for
 * the character unless that is reserved; then it is 256 more than it.
 */
MAY_WRAP
static unsigned
next_character(struct text *t, bool fold_case)
{
	unsigned c = (unsigned char)*t->p++;

	if (c == '%' && t->end - t->p >= 2 && hex(t->p[0]) >= 0 &&
	    hex(t->p[1]) >= 0) {
		c = (unsigned)(hex(t->p[0]) * 16 + hex(t->p[1]));
		t->p += 2;
		if (is_reserved((unsigned char)c))
			return 256 + c;
	}
	return fold_case && c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}
END_WRAP

static bool
same_characters(struct sipresp_str a, struct sipresp_str b, bool fold_case)
{
	struct text x, y;

	if (a.len == 0 || b.len == 0)	/* and perhaps absent */
		return a.len == b.len;
	x = (struct text){ a.p, a.p + a.len };
	y = (struct text){ b.p, b.p + b.len };
	while (x.p < x.end && y.p < y.end)
		ASSIGNS(x.p, y.p)
		INVARIANT(IS_WITHIN(a.p, x.p, x.end) &&
		    IS_WITHIN(b.p, y.p, y.end))
		DECREASES(x.end - x.p)
		if (next_character(&x, fold_case) !=
		    next_character(&y, fold_case))
			return false;
	return x.p == x.end && y.p == y.end;
}

/* Four numbers with dots between, into 'out'. */
static bool
read_ipv4(struct text *t, unsigned char *out)
{
	for (int i = 0; i < 4; i++)
		ASSIGNS(i, t->p, CONTENTS(out, 4))
		INVARIANT(0 <= i && i <= 4)
		INVARIANT(IS_WITHIN(BEFORE(t->p), t->p, t->end))
		DECREASES(4 - i)
	{
		uint64_t n;
		const char *begin;

		if (i > 0 && (t->p == t->end || *t->p++ != '.'))
			return false;
		begin = t->p;
		if (!read_number(t, &n) || n > 255 || t->p - begin > 3)
			return false;
		out[i] = (unsigned char)n;
	}
	return true;
}

/* The 16 bytes of "[...]"; two spellings of one address are the same host
 * (RFC 5954, section 4.2). */
static bool
read_ipv6(struct sipresp_str s, unsigned char out[16])
{
	struct text t = { s.p + 1, s.p + s.len - 1 };
	unsigned char bytes[16] = { 0 };
	int n = 0, gap = -1;

	if (s.len < 4 || s.p[s.len - 1] != ']')
		return false;
	if (t.p[0] == ':' && t.p[1] == ':') {
		gap = 0;
		t.p += 2;
	}
	while (t.p < t.end)
		ASSIGNS(t.p, n, gap, CONTENTS(bytes, 16))
		INVARIANT(IS_WITHIN(BEFORE(t.p), t.p, t.end))
		INVARIANT(0 <= n && n <= 16 && -1 <= gap && gap <= n)
		DECREASES(t.end - t.p)
	{
		const char *begin = t.p;
		unsigned group = 0;

		while (t.p < t.end && t.p - begin < 4 && hex(*t.p) >= 0)
			ASSIGNS(t.p, group)
			INVARIANT(IS_WITHIN(begin, t.p, t.end))
			INVARIANT(t.p - begin <= 4 &&
			    group >> 4 * (t.p - begin) == 0)
			DECREASES(t.end - t.p)
			group = group << 4 | (unsigned)hex(*t.p++);
		if (t.p == begin)
			return false;
		if (t.p < t.end && *t.p == '.') {
			t.p = begin;
			if (n > 12 || !read_ipv4(&t, bytes + n) || t.p != t.end)
				return false;
			n += 4;
			break;
		}
		if (n > 14)
			return false;
		bytes[n++] = (unsigned char)(group >> 8);
		bytes[n++] = (unsigned char)(group & 0xff);
		if (t.p == t.end)
			break;
		if (*t.p++ != ':' || t.p == t.end)
			return false;
		if (*t.p == ':') {
			if (gap >= 0)
				return false;
			gap = n;
			t.p++;
		}
	}
	if (gap < 0 ? n != 16 : n > 14)
		return false;
	for (int i = 0; i < 16; i++)
		ASSIGNS(i, CONTENTS(out, 16)) INVARIANT(0 <= i && i <= 16)
		DECREASES(16 - i)
		out[i] = gap < 0 || i < gap ? bytes[i] :
		    i >= 16 - (n - gap) ? bytes[i - (16 - n)] : 0;
	return true;
}

static bool
same_host(struct sipresp_str a, struct sipresp_str b)
{
	unsigned char x[16], y[16];

	if (a.len == b.len && same_text(a.p, b.p, a.len))
		return true;
	if (a.len == 0 || b.len == 0 || a.p[0] != '[' || b.p[0] != '[' ||
	    !read_ipv6(a, x) || !read_ipv6(b, y))
		return false;
	for (int i = 0; i < 16; i++)
		ASSIGNS(i) INVARIANT(0 <= i && i <= 16) DECREASES(16 - i)
		if (x[i] != y[i])
			return false;
	return true;
}

/* ";name=value" or "name=value&": the next part of a list. */
static bool
next_part(struct text *t, char separator, struct sipresp_str *out_name,
    struct sipresp_str *out_value)
{
	const char *begin, *equals;

	while (t->p < t->end && *t->p == separator)
		FORWARD(t->p, t->end)
		t->p++;
	if (t->p == t->end)
		return false;
	begin = t->p;
	t->p = find(begin, t->end, separator);
	equals = find(begin, t->p, '=');
	*out_name = between(begin, equals);
	*out_value = between(equals < t->p ? equals + 1 : equals, t->p);
	return true;
}

static unsigned
count_parts(struct text t, char separator)
{
	struct sipresp_str name, value;
	unsigned n = 0;

	while (n <= MAX_PARTS && next_part(&t, separator, &name, &value))
		ASSIGNS(n, t.p, name, value)
		INVARIANT(n <= MAX_PARTS + 1)
		INVARIANT(IS_WITHIN(BEFORE(t.p), t.p, t.end))
		DECREASES(t.end - t.p)
		n++;
	return n;
}

/* The parameters that may not stand in one URI alone (section 19.1.4). */
static bool
must_be_in_both(struct sipresp_str name)
{
	return IS_NAME(name, "user") || IS_NAME(name, "ttl") ||
	    IS_NAME(name, "method") || IS_NAME(name, "maddr") ||
	    IS_NAME(name, "transport");
}

/* Does each part of 'a' agree with the one of its name in 'b'? */
static bool
parts_agree(struct text a, struct text b, char separator, bool all_in_both)
{
	struct sipresp_str name, value, other, other_value;

	while (next_part(&a, separator, &name, &value))
		ASSIGNS(a.p, name, value, other, other_value)
		INVARIANT(IS_WITHIN(BEFORE(a.p), a.p, a.end))
		DECREASES(a.end - a.p)
	{
		struct text t = b;
		bool found = false;

		while (!found && next_part(&t, separator, &other, &other_value))
			ASSIGNS(found, t.p, other, other_value)
			INVARIANT(IS_WITHIN(b.p, t.p, t.end))
			INVARIANT(!found || IS_WITHIN(b.p, other_value.p, t.p))
			INVARIANT(!found || other_value.len <=
			    (size_t)(t.p - other_value.p))
			DECREASES(t.end - t.p)
			found = same_characters(name, other, true);
		if (found ? !same_characters(value, other_value, true) :
		    all_in_both || must_be_in_both(name))
			return false;
	}
	return true;
}

static bool
same_parts(struct text a, struct text b, char separator, bool all_in_both)
{
	if (count_parts(a, separator) > MAX_PARTS ||
	    count_parts(b, separator) > MAX_PARTS)
		return a.end - a.p == b.end - b.p &&
		    same_text(a.p, b.p, (size_t)(a.end - a.p));
	return parts_agree(a, b, separator, all_in_both) &&
	    parts_agree(b, a, separator, all_in_both);
}

/* RFC 3966, section 5.1.1: visual-separator. */
static bool
is_visual_separator(char c)
{
	return c == '-' || c == '.' || c == '(' || c == ')';
}

static bool
same_number(struct sipresp_str a, struct sipresp_str b)
{
	const char *p = a.p, *q = b.p, *p_end = p + a.len, *q_end = q + b.len;

	for (;;)
		ASSIGNS(p, q)
		INVARIANT(IS_WITHIN(a.p, p, p_end) && IS_WITHIN(b.p, q, q_end))
		DECREASES(p_end - p)
	{
		while (p < p_end && is_visual_separator(*p))
			FORWARD(p, p_end)
			p++;
		while (q < q_end && is_visual_separator(*q))
			FORWARD(q, q_end)
			q++;
		if (p == p_end || q == q_end)
			return p == p_end && q == q_end;
		if (lower(*p++) != lower(*q++))
			return false;
	}
}

COLD bool
sipresp_uri_equal(struct sipresp_str a, struct sipresp_str b)
{
	struct uri x, y;
	size_t scheme;

	if (a.p == NULL || b.p == NULL || sipresp_uri_scheme(a) !=
	    sipresp_uri_scheme(b))
		return false;
	/* Also one that is malformed, such as with a parameter twice. */
	if (a.len == b.len && same_bytes(a.p, b.p, a.len))
		return true;

	if (sipresp_uri_scheme(a) == SIPRESP_SCHEME_OTHER) {
		if (a.len != b.len)
			return false;
		scheme = (size_t)(find(a.p, a.p + a.len, ':') - a.p);
		return same_bytes(a.p + scheme, b.p + scheme,
		    a.len - scheme) && same_text(a.p, b.p, scheme);
	}

	x = take_apart(a);
	y = take_apart(b);
	if (x.scheme == SIPRESP_SCHEME_TEL)
		return same_number(x.host, y.host) &&
		    same_parts(x.params, y.params, ';', true);
	return x.has_user == y.has_user &&
	    same_characters(x.user, y.user, false) &&
	    same_host(x.host, y.host) &&
	    (x.port.p == NULL) == (y.port.p == NULL) &&
	    same_characters(x.port, y.port, false) &&
	    same_parts(x.params, y.params, ';', false) &&
	    same_parts(x.headers, y.headers, '&', true);
}

#define FOLD	0x2020202020202020ULL	/* upper case to lower */

MAY_WRAP
/* One more word of up to eight characters. */
static inline uint64_t
mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * 0x9e3779b97f4a7c15ULL;
	return h ^ h >> 29;
}

/*
 * A URI's hash is that of the characters behind the scheme, in lower case and
 * without escapes, up to the first ';', '?' or '[': what stands behind these has
 * many spellings, and two URIs that are equal have them at the same place.
 */
COLD static uint64_t
hash_of_characters(uint64_t h, struct text t)
{
	uint64_t word = 0;
	unsigned n = 0;

	while (t.p < t.end && *t.p != ';' && *t.p != '?')
		ASSIGNS(t.p, h, word, n)
		INVARIANT(IS_WITHIN(BEFORE(t.p), t.p, t.end) && n < 8)
		DECREASES(t.end - t.p)
	{
		const unsigned c = next_character(&t, false) & 0xff;

		if (c == '[')
			break;
		word |= (uint64_t)c << 8 * n;
		if (++n == 8) {
			h = mix(h, word | FOLD);
			word = n = 0;
		}
	}
	return n > 0 ? mix(h, word | FOLD >> 8 * (8 - n)) : h;
}

/* The same of a part of a URI, in which there is neither one of these nor an escape;
 * the URI begins at 'uri', and has 16 bytes at least. */
static inline uint64_t
hash_of_text(uint64_t h, const char *uri, const char *p, const char *end)
{
	const unsigned n = (unsigned)(end - p) & 7, others = 8 * (8 - n);

	for (; end - p >= 8; p += 8)
		ASSIGNS(p, h)
		INVARIANT(IS_WITHIN(BEFORE(p), p, end))
		INVARIANT((end - p) % 8 == (end - BEFORE(p)) % 8)
		DECREASES(end - p)
		h = mix(h, load8(p) | FOLD);
	if (n == 0)
		return h;
	/* Eight bytes that end with it, or begin with it. */
	return mix(h, FOLD >> others | (end - uri >= 8 ?
	    load8(end - 8) >> others : load8(p) << others >> others));
}

/* Of a telephone number, without what only separates its digits. */
COLD static uint64_t
hash_of_number(uint64_t h, struct sipresp_str s)
{
	for (size_t i = 0; i < s.len; i++)
		ASSIGNS(i, h) INVARIANT(i <= s.len) DECREASES(s.len - i)
		if (!is_visual_separator(s.p[i]))
			h = mix(h, (unsigned char)lower(s.p[i]));
	return h;
}

uint32_t
sipresp_priv_uri_hash(struct sipresp_str s)
{
	const enum sipresp_uri_scheme scheme = sipresp_uri_scheme(s);
	const size_t skipped = scheme == SIPRESP_SCHEME_SIPS ? 5 :
	    scheme == SIPRESP_SCHEME_SIP ? 4 : 0;
	uint64_t h = (uint64_t)scheme;
	struct text t;
	const char *end;

	if (s.len == 0)		/* and perhaps absent */
		return 0;
	if (scheme == SIPRESP_SCHEME_TEL)
		return (uint32_t)(hash_of_number(h, take_apart(s).host) >> 32);
	t = (struct text){ s.p + skipped, s.p + s.len };
	end = find_any(t.p, t.end, ';', '?', '%');
	h = s.len < 16 || (end < t.end && *end == '%') ||
	    find(t.p, end, '[') < end ? hash_of_characters(h, t) :
	    hash_of_text(h, s.p, t.p, end);
	return (uint32_t)(h >> 32);
}
END_WRAP

COLD bool
sipresp_priv_uri_next_host(struct sipresp_str s, size_t *at,
    struct sipresp_str *out)
{
	const struct uri uri = take_apart(s);
	struct text t = uri.params;
	struct sipresp_str name;

	if (*at == 0) {
		*at = (size_t)(t.p - s.p);
		*out = uri.host;
		return true;
	}
	t.p = s.p + *at;
	while (next_part(&t, ';', &name, out))
		ASSIGNS(t.p, name, *out)
		INVARIANT(IS_WITHIN(BEFORE(t.p), t.p, t.end))
		DECREASES(t.end - t.p)
		if (same_characters(name, (struct sipresp_str){ "maddr", 5 },
		    true)) {
			*at = (size_t)(t.p - s.p);
			return true;
		}
	return false;
}

static bool
is_method_parameter(struct sipresp_str name)
{
	return same_characters(name,
	    (struct sipresp_str){ "method", 6 }, true);
}

COLD size_t
sipresp_request_uri(struct sipresp_str uri, char *out, size_t out_size,
    struct sipresp_str *out_headers)
{
	struct uri parts;
	struct text t;
	size_t n = 0;
	const char *end = uri.len > 0 ? uri.p + uri.len : uri.p;
	bool is_sip = sipresp_uri_scheme(uri) == SIPRESP_SCHEME_SIP ||
	    sipresp_uri_scheme(uri) == SIPRESP_SCHEME_SIPS;

	if (out_headers != NULL)
		*out_headers = (struct sipresp_str){ NULL, 0 };
	t.p = t.end = end;
	if (is_sip) {
		parts = take_apart(uri);
		t = parts.params;
		end = t.p;
		if (out_headers != NULL && parts.headers.p != parts.params.end)
			*out_headers = between(parts.headers.p,
			    parts.headers.end);
	}

	for (const char *p = uri.p; p < end; p++, n++)
		ASSIGNS(p, n, CONTENTS(out, out_size))
		INVARIANT(IS_WITHIN(uri.p, p, end))
		INVARIANT(n == (size_t)(p - uri.p))
		DECREASES(end - p)
		if (n + 1 < out_size)
			out[n] = *p;
	while (t.p < t.end)
		ASSIGNS(t.p, n, CONTENTS(out, out_size))
		INVARIANT(IS_WITHIN(BEFORE(t.p), t.p, t.end))
		INVARIANT(n <= (size_t)(t.p - uri.p))
		DECREASES(t.end - t.p)
	{
		const char *begin = t.p;

		t.p = find(begin + 1, t.end, ';');
		if (is_method_parameter(between(begin + 1,
		    find(begin + 1, t.p, '='))))
			continue;
		for (; begin < t.p; begin++, n++)
			ASSIGNS(begin, n, CONTENTS(out, out_size))
			INVARIANT(IS_WITHIN(BEFORE(begin), begin, t.p))
			INVARIANT(n <= (size_t)(begin - uri.p))
			DECREASES(t.p - begin)
			if (n + 1 < out_size)
				out[n] = *begin;
	}
	if (out_size > 0)
		out[n < out_size ? n : out_size - 1] = '\0';
	return n;
}

/*
 * Header fields that a URI may not set, and those whose truth must be looked
 * at (RFC 3261, section 19.1.5), with their compact forms.  Those for
 * credentials and asserted identities are our own choice: they came later, or
 * were forgotten there, and are as dangerous as From.
 */
#define NO(name)	{ name, sizeof name - 1, SIPRESP_HONOR_NO },
#define VERIFY(name)	{ name, sizeof name - 1, SIPRESP_HONOR_VERIFY },
static const struct {
	char	name[20];
	uint8_t	len, honor;
} uri_headers[] = {
	NO("From") NO("f") NO("Call-ID") NO("i") NO("CSeq") NO("Via") NO("v")
	NO("Record-Route") NO("Route") NO("Accept") NO("Accept-Encoding")
	NO("Accept-Language") NO("Allow") NO("Contact") NO("m")
	NO("Organization") NO("Supported") NO("k") NO("User-Agent")
	NO("Authorization") NO("Proxy-Authorization")
	NO("P-Asserted-Identity") NO("Identity") NO("y")
	VERIFY("Content-Disposition") VERIFY("Content-Encoding") VERIFY("e")
	VERIFY("Content-Language") VERIFY("Content-Length") VERIFY("l")
	VERIFY("Content-Type") VERIFY("c") VERIFY("Date")
	VERIFY("Mime-Version") VERIFY("Timestamp")
};

#undef NO
#undef VERIFY

static enum sipresp_honor
honor_of(struct sipresp_str name)
{
	for (size_t i = 0; i < sizeof uri_headers / sizeof uri_headers[0]; i++)
		ASSIGNS(i)
		INVARIANT(i <= sizeof uri_headers / sizeof uri_headers[0])
		DECREASES(sizeof uri_headers / sizeof uri_headers[0] - i)
		if (same_characters(name, (struct sipresp_str){
		    uri_headers[i].name, uri_headers[i].len }, true))
			return (enum sipresp_honor)uri_headers[i].honor;
	return SIPRESP_HONOR_YES;
}

MAY_WRAP
/* Is it, without its escapes, one header field and no more?  Only a body may have
 * lines. */
static bool
is_one_header(struct sipresp_str name, struct sipresp_str value)
{
	struct text t = { name.p, name.p + name.len };

	while (t.p < t.end)
		ASSIGNS(t.p) INVARIANT(IS_WITHIN(name.p, t.p, t.end))
		DECREASES(t.end - t.p)
		if (!is_token((char)(next_character(&t, false) & 0xff)))
			return false;
	if (same_characters(name, (struct sipresp_str){ "body", 4 }, true))
		return true;
	t = (struct text){ value.p, value.p + value.len };
	while (t.p < t.end)
		ASSIGNS(t.p) INVARIANT(IS_WITHIN(value.p, t.p, t.end))
		DECREASES(t.end - t.p)
		switch (next_character(&t, false)) {
		case '\0':
		case '\n':
		case '\r':
			return false;
		}
	return true;
}
END_WRAP

COLD bool
sipresp_next_uri_header(struct sipresp_str headers,
    struct sipresp_cursor *cursor, struct sipresp_uri_header *out)
{
	struct sipresp_str name, value;
	struct text t;
	bool good;

	if (headers.p == NULL || cursor == NULL || out == NULL ||
	    cursor->at >= headers.len)
		return false;
	t = (struct text){ headers.p + cursor->at, headers.p + headers.len };
	while ((good = next_part(&t, '&', &name, &value)) && name.len == 0)
		ASSIGNS(good, t.p, name, value)
		INVARIANT(IS_WITHIN(BEFORE(t.p), t.p, t.end))
		DECREASES(t.end - t.p)
		continue;
	if (!good)
		return false;
	cursor->at = (uint32_t)(t.p - headers.p);
	out->name = name;
	out->value = value;
	out->honor = is_one_header(name, value) ? honor_of(name) :
	    SIPRESP_HONOR_NO;
	return true;
}
