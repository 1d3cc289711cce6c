/*
 * value.c - header values, read where they stand
 *
 * SPDX-License-Identifier: MIT
 *
 * Each reader goes forward only, over every byte at most twice.
 */

#include "cold.h"
#include "value.h"

/* How sipresp_next_value() reads a member; see fields.def. */
enum kind {
	NONE,
	TOKEN,
	TOKEN_PARAMS,
	EVENT,
	MEDIA_RANGE,
	RESOURCE_PRIORITY,
	URI
};

static const uint8_t kinds[SIPRESP_FIELD_COUNT] = {
#define FIELD(ENUM, str, prefix, kind)	[SIPRESP_FIELD_##ENUM] = kind,
#include "fields.def"
};

/* Sums of CLASS_TOKEN 1, CLASS_LWS 2, CLASS_DELIMITER 4, CLASS_NO_URI 8,
 * CLASS_NAME_END 16 and CLASS_SEPARATOR 32; each row has sixteen bytes. */
const uint8_t sipresp_priv_classes[256] = {
	 8,  8,  8,  8,  8,  8,  8,  8,  8, 62, 62,  8,  8, 62,  8,  8,
	 8,  8,  8,  8,  8,  8,  8,  8,  8,  8,  8,  8,  8,  8,  8,  8,
	62,  1, 12,  0,  0,  1,  0,  1,  0,  0,  1,  1, 36,  1,  1,  0,
	 1,  1,  1,  1,  1,  1,  1,  1,  1,  1, 16,  4,  8,  4,  8,  0,
	 0,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,
	 1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  0,  0,  0,  0,  1,
	 1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,
	 1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  0,  0,  0,  1,  8
};

static const struct sipresp_str absent = { NULL, 0 };

/* ---- readers ----------------------------------------------------------- */

#ifdef SIPRESP_SCAN_16
/* A bit for each of the sixteen bytes at 'p' that is one of these. */
static inline unsigned
mask_of_any(const char *p, char a, char b, char c)
{
	const bytes16 x = load16(p);

	return mask16(or16(equal16(x, all16(a)), or16(equal16(x, all16(b)),
	    equal16(x, all16(c)))));
}
#endif

const char *
find_any(const char *p, const char *end, char a, char b, char c)
{
#ifdef SIPRESP_SCAN_16
	if (end - p >= 16) {
		unsigned mask;

		for (; end - p >= 16; p += 16)
			ASSIGNS(p, mask)
			INVARIANT(IS_WITHIN(BEFORE(p), p, end))
			DECREASES(end - p)
		{
			mask = mask_of_any(p, a, b, c);
			if (mask != 0)
				return p + lowest_bit(mask);
		}
		/* The rest, with bytes in front that were looked at. */
		mask = mask_of_any(end - 16, a, b, c) >> (16 - (end - p));
		return mask != 0 ? p + lowest_bit(mask) : end;
	}
#else
	for (; end - p >= 8; p += 8)
		FORWARD(p, end)
	{
		const uint64_t x = load8(p);
		const uint64_t marks = marks_8(x, a) | marks_8(x, b) |
		    marks_8(x, c);

		if (marks != 0)
			return p + lowest_bit(marks) / 8;
	}
#endif
	while (p < end && *p != a && *p != b && *p != c)
		FORWARD(p, end)
		p++;
	return p;
}

/* Not memcmp(), which some compilers turn into a call of bcmp(), and that the
 * library shall not need. */
bool
same_bytes(const char *a, const char *b, size_t len)
{
	size_t i = 0;

	/* The last part may overlap the one before. */
	if (len >= 8) {
		for (; i + 8 < len; i += 8)
			ASSIGNS(i) INVARIANT(i < len) DECREASES(len - i)
			if (load8(a + i) != load8(b + i))
				return false;
		return load8(a + len - 8) == load8(b + len - 8);
	}
	if (len >= 4)
		return load4(a) == load4(b) &&
		    load4(a + len - 4) == load4(b + len - 4);
	while (i < len && a[i] == b[i])
		ASSIGNS(i) INVARIANT(i <= len) DECREASES(len - i)
		i++;
	return i == len;
}

void
skip_lws(struct text *t)
{
	const char *p = t->p;

	while (p < t->end && is_lws(*p))
		ASSIGNS(p)
		INVARIANT(IS_WITHIN(t->p, p, t->end))
		INVARIANT(p == t->p || HAS_LWS(t->p))
		DECREASES(t->end - p)
		p++;
	t->p = p;
}

#ifdef SIPRESP_CBMC
static const uint64_t powers_of_10[19] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
	10000000000, 100000000000, 1000000000000, 10000000000000,
	100000000000000, 1000000000000000, 10000000000000000,
	100000000000000000, 1000000000000000000
};
#endif

/* From 19 digits on, 'n' may be anything. */
MAY_WRAP
bool
read_number(struct text *t, uint64_t *out)
{
	const char *first = t->p, *p = first, *begin;
	uint64_t n = 0;

	while (p < t->end && *p == '0')
		FORWARD(p, t->end)
		p++;
	for (begin = p; p < t->end && is_digit(*p); p++)
		ASSIGNS(p, n)
		INVARIANT(IS_WITHIN(begin, p, t->end))
		INVARIANT(p - begin > 18 || n < powers_of_10[p - begin])
		DECREASES(t->end - p)
		n = n * 10 + (uint64_t)(*p - '0');
	*out = p - begin <= 18 ? n : 1000000000000000000ULL;
	t->p = p;
	return p > first;
}
END_WRAP

bool
read_token(struct text *t, struct sipresp_str *out)
{
	const char *p = t->p;

	while (p < t->end && is_token(*p))
		FORWARD(p, t->end)
		p++;
	out->p = t->p;
	out->len = (size_t)(p - t->p);
	t->p = p;
	return out->len > 0;
}

struct sipresp_str
trimmed(const char *p, const char *end)
{
	struct sipresp_str s;

	while (p < end && is_lws(*p))
		FORWARD(p, end)
		p++;
	while (end > p && is_lws(end[-1]))
		ASSIGNS(end) INVARIANT(IS_WITHIN(p, end, BEFORE(end)))
		INVARIANT(end > p || end == BEFORE(end))
		DECREASES(end - p)
		end--;
	s.p = p;
	s.len = (size_t)(end - p);
	return s;
}

bool
same_text(const char *a, const char *b, size_t len)
{
	if (same_bytes(a, b, len))
		return true;
	for (size_t i = 0; i < len; i++)
		ASSIGNS(i) INVARIANT(i <= len) DECREASES(len - i)
		if (a[i] != b[i] && lower(a[i]) != lower(b[i]))
			return false;
	return true;
}

/* The first quote or backslash from 'p' on; 'end' if there is none. */
static const char *
find_quote(const char *p, const char *end)
{
#ifdef SIPRESP_SCAN_16
	/* Quoted strings are short: no call for them. */
	for (; end - p >= 16; p += 16)
		FORWARD(p, end)
	{
		const unsigned mask = byte_mask_16(p, '"') |
		    byte_mask_16(p, '\\');

		if (mask != 0)
			return p + lowest_bit(mask);
	}
	while (p < end && *p != '"' && *p != '\\')
		FORWARD(p, end)
		p++;
	return p;
#else
	return find_any(p, end, '"', '"', '\\');
#endif
}

/*
 * A quoted string, from its opening quote; the inside is the answer.  Where
 * the closing quote is missing, false, and the text is used up: what follows
 * an open quote has no meaning, and looking again would not be linear.
 */
static bool
read_quoted(struct text *t, struct sipresp_str *out)
{
	const char *begin = t->p + 1, *p = begin;

	while ((p = find_quote(p, t->end)) < t->end)
		ASSIGNS(p, out->p, out->len, t->p)
		INVARIANT(IS_WITHIN(begin, p, t->end))
		DECREASES(t->end - p)
	{
		/* Pairs in a row without another search. */
		while (*p == '\\' && t->end - p > 2)
			ASSIGNS(p)
			INVARIANT(IS_WITHIN(BEFORE(p), p, t->end - 1))
			DECREASES(t->end - p)
			p += 2;
		if (*p == '"') {
			out->p = begin;
			out->len = (size_t)(p - begin);
			t->p = p + 1;
			return true;
		}
		if (*p == '\\')		/* and nothing behind its pair */
			break;
	}
	t->p = t->end;
	return false;
}

/*
 * A parameter value: a quoted string, of which the inside is the answer, or
 * a run of characters up to white space or one of ",;=" (a host may hold
 * '[' and ':', so this is wider than token).
 */
static bool
read_parameter_value(struct text *t, struct sipresp_str *out)
{
	const char *p = t->p;

	if (p < t->end && *p == '"')
		return read_quoted(t, out);
	while (p < t->end && !is_in(*p, CLASS_DELIMITER))
		FORWARD(p, t->end)
		p++;
	out->p = t->p;
	out->len = (size_t)(p - t->p);
	t->p = p;
	return out->len > 0;
}

/* A "name=value" without white space in it, and where it ends; NULL if it is none,
 * but may be one of another form. */
static const char *
read_plain_pair(const char *p, const char *end, struct sipresp_str *out_name,
    struct sipresp_str *out_value)
{
	out_name->p = p;
	while (p < end && is_token(*p))
		FORWARD(p, end)
		p++;
	out_name->len = (size_t)(p - out_name->p);
	if (out_name->len == 0 || p == end || *p != '=')
		return NULL;
	if (++p < end && *p == '"') {
		const char *quote = find_quote(p + 1, end);

		out_value->p = p + 1;
		out_value->len = (size_t)(quote - p) - 1;
		return quote < end && *quote == '"' ? quote + 1 : NULL;
	}
	out_value->p = p;
	while (p < end && !is_in(*p, CLASS_DELIMITER | CLASS_NO_URI))
		FORWARD(p, end)
		p++;
	out_value->len = (size_t)(p - out_value->p);
	return out_value->len > 0 ? p : NULL;
}

/* From inside a parameter to what may be the next one. */
static void
skip_malformed(struct text *t)
{
	struct sipresp_str skipped;

	while (t->p < t->end && *t->p != ';' && *t->p != ',')
		ASSIGNS(t->p, skipped)
		INVARIANT(IS_WITHIN(BEFORE(t->p), t->p, t->end))
		DECREASES(t->end - t->p)
	{
		if (*t->p == '"')
			(void)read_quoted(t, &skipped);
		else
			t->p++;
	}
}

/*
 * The next ";name=value" or ";name" of a value; the value of the latter is
 * absent.  A malformed one is passed over.  False at the end, or before what
 * is no ';'.
 */
static bool
next_parameter(struct text *t, struct sipresp_str *out_name,
    struct sipresp_str *out_value)
{
	const char *plain = t->p == t->end || *t->p != ';' ? NULL :
	    read_plain_pair(t->p + 1, t->end, out_name, out_value);

	if (plain != NULL && (plain == t->end || *plain == ';' ||
	    *plain == ',')) {
		t->p = plain;
		return true;
	}
	for (;;)
		ASSIGNS(t->p, *out_name, *out_value)
		INVARIANT(IS_WITHIN(BEFORE(t->p), t->p, t->end))
		DECREASES(t->end - t->p)
	{
		bool good;

		skip_lws(t);
		if (t->p == t->end || *t->p != ';')
			return false;
		t->p++;
		skip_lws(t);
		out_value->p = NULL;
		out_value->len = 0;
		good = read_token(t, out_name);
		skip_lws(t);
		if (good && t->p < t->end && *t->p == '=') {
			t->p++;
			skip_lws(t);
			good = read_parameter_value(t, out_value);
			skip_lws(t);
		}
		if (good && (t->p == t->end || *t->p == ';' || *t->p == ','))
			return true;
		skip_malformed(t);
	}
}

struct text
read_member(struct text *t)
{
	struct text member = { t->p, t->p };
	struct sipresp_str skipped;

	/* Most begin with it. */
	if (t->p < t->end && *t->p == '<')
		t->p = find(t->p, t->end, '>');
	while ((t->p = find_any(t->p, t->end, ',', '"', '<')) < t->end &&
	    *t->p != ',')
		ASSIGNS(t->p, skipped)
		INVARIANT(IS_WITHIN(BEFORE(t->p), t->p, t->end))
		DECREASES(t->end - t->p)
	{
		if (*t->p == '"')
			(void)read_quoted(t, &skipped);
		else
			t->p = find(t->p, t->end, '>');
	}
	member.end = t->p;
	return member;
}

#ifdef SIPRESP_SCAN_16
/* A bit for each of the sixteen bytes at 'p' that is in CLASS_NO_URI. */
static inline unsigned
mask_of_no_uri(const char *p)
{
	const bytes16 x = load16(p);

	return mask16(or16(at_most16(x, all16(' ')),
	    or16(or16(equal16(x, all16('<')), equal16(x, all16('>'))),
	    or16(equal16(x, all16('"')), equal16(x, all16(0x7f))))));
}
#endif

/* The first byte from 'p' on that no URI may hold; 'end' if there is none. */
static const char *
find_no_uri(const char *p, const char *end)
{
#ifdef SIPRESP_SCAN_16
	for (; end - p >= 16; p += 16)
		FORWARD(p, end)
	{
		const unsigned mask = mask_of_no_uri(p);

		if (mask != 0)
			return p + lowest_bit(mask);
	}
#endif
	while (p < end && !is_in(*p, CLASS_NO_URI))
		FORWARD(p, end)
		p++;
	return p;
}

/* Does it begin with a scheme, and hold nothing else than a URI may? */
static bool
is_uri(struct sipresp_str uri)
{
	const char *p = uri.p, *end = uri.p + uri.len;

	/* Most are SIP URIs. */
	if (uri.len > 4 && (load4(p) | load4("   ")) == load4("sip:"))
		return find_no_uri(p + 4, end) == end;
	if (uri.len == 0 || lower(*p) < 'a' || lower(*p) > 'z')
		return false;
	while (p < end && (is_digit(*p) || (lower(*p) >= 'a' &&
	    lower(*p) <= 'z') || *p == '+' || *p == '-' || *p == '.'))
		FORWARD(p, end)
		p++;
	if (end - p <= 1 || *p != ':')
		return false;
	return find_no_uri(p, end) == end;
}

COLD size_t
sipresp_unquote(struct sipresp_str raw, char *out, size_t out_size)
{
	size_t n = 0;

	for (size_t i = 0; i < raw.len; i++)
		ASSIGNS(i, n, CONTENTS(out, out_size))
		INVARIANT(i <= raw.len && n <= i)
		DECREASES(raw.len - i)
	{
		char c = raw.p[i];
		bool folded = false;
		size_t next = i;

		if (c == '\\' && i + 1 < raw.len) {
			c = raw.p[++i];
		} else if (is_lws(c)) {
			/* Section 7.3.1: a fold, with the white space around
			 * it, is one space. */
			for (; next < raw.len && is_lws(raw.p[next]); next++)
				ASSIGNS(next, folded)
				INVARIANT(i <= next && next <= raw.len)
				INVARIANT(next > i || !folded)
				DECREASES(raw.len - next)
				folded |= raw.p[next] == '\r' ||
				    raw.p[next] == '\n';
			if (folded) {
				c = ' ';
				i = next - 1;
			} else {
				/* Copy the run as it is, but look no more. */
				for (; i + 1 < next; i++, n++)
					ASSIGNS(i, n, CONTENTS(out, out_size))
					INVARIANT(i <= next && i < raw.len &&
					    n <= i)
					DECREASES(next - i)
					if (n + 1 < out_size)
						out[n] = raw.p[i];
				c = raw.p[i];
			}
		}
		if (n + 1 < out_size)
			out[n] = c;
		n++;
	}
	if (out_size > 0)
		out[n < out_size ? n : out_size - 1] = '\0';
	return n;
}

/*
 * For contracts.  A cursor is where a value of what is wanted ends, where a line
 * begins, or behind all lines; each turn of a loop over values takes it on.
 */
#define IS_CURSOR(r, wanted, c)						\
	((c)->line >= (r)->line_count || (c)->at == 0 ||		\
	    ((c)->at <= (r)->lines[(c)->line].len &&			\
	    (wanted >> (r)->lines[(c)->line].field & 1) != 0))
#define OVER_VALUES(r, wanted, c, ...)					\
	ASSIGNS((c)->line, (c)->at, __VA_ARGS__)			\
	INVARIANT(IS_CURSOR(r, wanted, c))				\
	INVARIANT((c)->line > BEFORE((c)->line) ||			\
	    ((c)->line == BEFORE((c)->line) && (c)->at >= BEFORE((c)->at))) \
	DECREASES(UINT32_MAX - (c)->line, UINT32_MAX - (c)->at)

/* The lines of one field or two, one after the other. */
static bool
next_line(const struct sipresp_response *r, uint64_t wanted,
    struct sipresp_cursor *c, struct text *out)
{
	const uint64_t present = r->present & wanted;
	uint32_t count = r->line_count;

	if (present == 0)
		return false;
	/* Mostly there is one line, and it is known which. */
	if ((present & (present - 1)) == 0) {
		const uint32_t first = r->first[lowest_bit(present)];

		c->line = c->line > first ? c->line : first;
		if (!(r->repeated & present))
			count = first + 1;
	}
	for (; c->line < count; c->line++, c->at = 0)
		ASSIGNS(c->line, c->at, *out)
		INVARIANT(BEFORE(c->line) <= c->line && c->at ==
		    (c->line == BEFORE(c->line) ? BEFORE(c->at) : 0))
		DECREASES(UINT32_MAX - c->line)
	{
		const struct sipresp_line *line = &r->lines[c->line];

		if (!(wanted >> line->field & 1))
			continue;
		out->p = line->value + c->at;
		out->end = line->value + line->len;
		while (out->p < out->end && is_in(*out->p, CLASS_SEPARATOR))
			FORWARD(out->p, out->end)
			out->p++;
		if (out->p < out->end)
			return true;
	}
	return false;
}

static void
stay_at(const struct sipresp_response *r, struct sipresp_cursor *c,
    const struct text *t)
{
	c->at = (uint32_t)(t->p - r->lines[c->line].value);
}

/* The members of lists in those lines. */
static bool
next_member(const struct sipresp_response *r, uint64_t wanted,
    struct sipresp_cursor *c, struct text *out)
{
	struct text t;

	if (!next_line(r, wanted, c, &t))
		return false;
	*out = read_member(&t);
	stay_at(r, c, &t);
	return true;
}

/* ---- Contact ----------------------------------------------------------- */

/* RFC 3261, section 25.1: qvalue.  In thousandths; 0 if it is none. */
static int
read_q(struct sipresp_str s)
{
	static const uint16_t units[] = { 1000, 1000, 100, 10, 1 };
	int q;

	if (s.len == 0 || s.len > 5 || (s.p[0] != '0' && s.p[0] != '1'))
		return 0;
	q = s.p[0] - '0';
	if (s.len > 1 && s.p[1] != '.')
		return 0;
	for (size_t i = 2; i < s.len; i++)
		ASSIGNS(i, q)
		INVARIANT(2 <= i && i <= s.len && 0 <= q &&
		    q < (i == 2 ? 2 : i == 3 ? 20 : i == 4 ? 200 : 2000))
		DECREASES(s.len - i)
	{
		if (!is_digit(s.p[i]))
			return 0;
		q = q * 10 + (s.p[i] - '0');
	}
	q *= units[s.len - 1];
	return q > 1000 ? 0 : q;
}

/* delta-seconds, all of it; over 2^32-1 is 2^32-1 (section 20.19). */
static bool
read_seconds(struct sipresp_str s, uint32_t *out)
{
	struct text t;
	uint64_t n;

	if (s.len == 0)		/* and perhaps absent */
		return false;
	t = (struct text){ s.p, s.p + s.len };
	if (!read_number(&t, &n) || t.p != t.end)
		return false;
	*out = n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
	return true;
}

static inline void
put_contact_parameter(struct sipresp_contact *c, bool *has_q,
    struct sipresp_str name, struct sipresp_str value)
{
	if (name.len == 1 && lower(*name.p) == 'q' && !*has_q) {
		*has_q = true;
		c->q = read_q(value);
	} else if (IS_TOKEN(name, "expires") && !c->has_expires) {
		c->has_expires = true;
		/* Section 8.3: malformed counts as 3600. */
		if (!read_seconds(value, &c->expires_s))
			c->expires_s = 3600;
	}
}

/*
 * The next member of a list of Contacts, if it is written as most are: a SIP URI in
 * angle brackets, with parameters that have a value, and no white space in it.
 * False if it is not, with 't' where it was.
 */
static bool
read_plain_contact(struct text *t, struct sipresp_contact *out)
{
	const char *p = t->p, *end = t->end;
	struct sipresp_str name, value;
	bool has_q = false;

	if (end - p < 8 || *p != '<' ||
	    (load4(p + 1) | load4("   ")) != load4("sip:"))
		return false;
	*out = (struct sipresp_contact){ .q = -1 };
	out->uri.p = p + 1;
	p = find_no_uri(p + 5, end);
	if (p == end || *p != '>' || p == out->uri.p + 4)
		return false;
	out->uri.len = (size_t)(p - out->uri.p);
	out->params.p = ++p;
	while (p < end && *p != ',')
		ASSIGNS(p, name, value, has_q, out->q, out->has_expires,
		    out->expires_s)
		INVARIANT(IS_WITHIN(BEFORE(p), p, end))
		INVARIANT(-1 <= out->q && out->q <= 1000)
		DECREASES(end - p)
	{
		p = *p == ';' ? read_plain_pair(p + 1, end, &name, &value) :
		    NULL;
		if (p == NULL)
			return false;
		put_contact_parameter(out, &has_q, name, value);
	}
	out->params.len = (size_t)(p - out->params.p);
	if (out->params.len == 0)
		out->params.p = NULL;
	t->p = p;
	return true;
}

/*
 * Section 20.10: (name-addr / addr-spec) *(SEMI contact-params).  Without
 * angle brackets every parameter belongs to the header field, not the URI.
 */
static bool
read_contact(struct text t, struct sipresp_contact *out)
{
	struct sipresp_str name, value;
	const char *open = NULL, *p = t.p;
	bool has_q = false;

	*out = (struct sipresp_contact){ .q = -1 };
	if (*t.p == '"' && !read_quoted(&t, &name))
		return false;
	t.p = find_any(t.p, t.end, ';', '<', '<');
	if (t.p < t.end && *t.p == '<') {
		open = t.p;
		out->display_name = trimmed(p, open);
		if (out->display_name.len == 0)
			out->display_name = absent;
		t.p = find(t.p, t.end, '>');
		if (t.p == t.end)
			return false;
		out->uri = trimmed(open + 1, t.p);
		t.p++;
		skip_lws(&t);
		if (t.p < t.end && *t.p != ';')
			return false;
	} else {
		out->uri = trimmed(p, t.p);
	}
	if (!is_uri(out->uri) && (open != NULL || out->uri.len != 1 ||
	    out->uri.p[0] != '*'))
		return false;
	if (t.p < t.end)
		out->params = trimmed(t.p, t.end);

	while (next_parameter(&t, &name, &value))
		ASSIGNS(t.p, name, value, has_q, out->q, out->has_expires,
		    out->expires_s)
		INVARIANT(IS_WITHIN(BEFORE(t.p), t.p, t.end))
		INVARIANT(-1 <= out->q && out->q <= 1000)
		DECREASES(t.end - t.p)
		put_contact_parameter(out, &has_q, name, value);
	return true;
}

bool
sipresp_next_contact(const struct sipresp_response *response,
    struct sipresp_cursor *cursor, struct sipresp_contact *out)
{
	struct sipresp_contact contact;
	struct text t;

	if (response == NULL || cursor == NULL || out == NULL)
		return false;
	while (next_line(response, 1ULL << SIPRESP_FIELD_CONTACT, cursor, &t))
		OVER_VALUES(response, 1ULL << SIPRESP_FIELD_CONTACT, cursor, t,
		    contact, *out)
	{
		const bool good = read_plain_contact(&t, &contact) ||
		    read_contact(read_member(&t), &contact);

		stay_at(response, cursor, &t);
		if (good) {
			*out = contact;
			return true;
		}
	}
	return false;
}

/* ---- challenges -------------------------------------------------------- */

static const struct {
	char		name[18];
	uint8_t		len;
	uint16_t	auth;
} algorithms[] = {
#define ALGORITHM(str, auth)	{ str, sizeof str - 1, SIPRESP_AUTH_##auth }
	ALGORITHM("MD5",		MD5),
	ALGORITHM("MD5-sess",		MD5_SESS),
	ALGORITHM("SHA-256",		SHA_256),
	ALGORITHM("SHA-256-sess",	SHA_256_SESS),
	ALGORITHM("SHA-512-256",	SHA_512_256),
	ALGORITHM("SHA-512-256-sess",	SHA_512_256_SESS),
	ALGORITHM("AKAv1-MD5",		AKAV1_MD5),
	ALGORITHM("AKAv2-MD5",		AKAV2_MD5)
};

/* What answers a challenge; 0 where a part is missing that it takes. */
static unsigned
challenge_auth(const struct sipresp_challenge *c)
{
	if (c->realm.p == NULL)
		return 0;
	if (IS_TOKEN(c->scheme, "Bearer"))
		return SIPRESP_AUTH_BEARER;
	if (!IS_TOKEN(c->scheme, "Digest") || c->nonce.p == NULL)
		return 0;
	if (c->algorithm.p == NULL)
		return SIPRESP_AUTH_MD5;	/* RFC 7616, section 3.3 */
	for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++)
		if (is_name(c->algorithm, algorithms[i].name,
		    algorithms[i].len))
			return algorithms[i].auth;
	return 0;
}

static void
skip_commas(struct text *t)
{
	const char *p = t->p;

	while (p < t->end && is_in(*p, CLASS_SEPARATOR))
		ASSIGNS(p)
		INVARIANT(IS_WITHIN(t->p, p, t->end))
		INVARIANT(p == t->p || IS_SEPARATOR(t->p))
		DECREASES(t->end - p)
		p++;
	t->p = p;
}

/* Perfect for these by length and the low bits of the second byte, which are the
 * same in either case. */
#define SLOT(second, len)	(((unsigned)(second) + (unsigned)(len)) & 15)

static const struct {
	char		name[12];
	uint8_t		len, at;	/* in struct sipresp_challenge */
} challenge_parameters[16] = {
#define PARAMETER(second, name)						\
	[SLOT(second, sizeof #name - 1)] = { #name, sizeof #name - 1,	\
	    offsetof(struct sipresp_challenge, name) }
	PARAMETER('e', realm), PARAMETER('o', nonce), PARAMETER('p', opaque),
	PARAMETER('o', qop), PARAMETER('l', algorithm), PARAMETER('t', stale),
	PARAMETER('c', scope), PARAMETER('r', error),
	PARAMETER('u', authz_server)
#undef PARAMETER
};

MAY_WRAP
static void
put_challenge_parameter(struct sipresp_challenge *c, struct sipresp_str name,
    struct sipresp_str value)
{
	struct sipresp_str *where;
	unsigned slot;

	if (name.len < 2)
		return;
	slot = SLOT(name.p[1], name.len);
	if (name.len != challenge_parameters[slot].len ||
	    !(name.len < 4 ? IS_NAME(name, "qop") : is_same_token(name.p,
	    challenge_parameters[slot].name, name.len)))
		return;
	where = (struct sipresp_str *)(void *)((char *)c +
	    challenge_parameters[slot].at);
	if (where->p == NULL)
		*where = value;
}
END_WRAP

/* One of its parameters; false, and nothing read, where the next scheme is. */
static bool
read_challenge_parameter(struct text *t, struct sipresp_challenge *out)
{
	struct sipresp_str name, value;
	const char *begin = t->p;
	const char *plain = read_plain_pair(begin, t->end, &name, &value);

	if (plain != NULL && (plain == t->end || *plain == ',')) {
		t->p = plain;
		put_challenge_parameter(out, name, value);
		return true;
	}
	if (read_token(t, &name)) {
		skip_lws(t);
		if (t->p == t->end || *t->p != '=') {
			t->p = begin;
			return false;
		}
		t->p++;
		skip_lws(t);
		if (read_parameter_value(t, &value))
			put_challenge_parameter(out, name, value);
	}
	if (t->p < t->end && *t->p != ',')
		(void)read_member(t);
	return true;
}

/*
 * One challenge: a scheme, and parameters separated by commas.  A comma may
 * also end it and begin another one in the same line, which RFC 3261 section
 * 7.3.1 forbids to senders; a token that no '=' follows tells.
 */
static bool
read_challenge(struct text *t, struct sipresp_challenge *out)
{
	struct sipresp_str scheme;

	if (!read_token(t, &scheme)) {
		(void)read_member(t);
		return false;
	}
	skip_lws(t);
	if (t->p < t->end && *t->p == '=') {
		(void)read_member(t);	/* a parameter of no challenge */
		return false;
	}
	/* Of so many bytes a compiler makes "rep stos", which begins slowly. */
	out->scheme = scheme;
	out->realm = out->nonce = out->opaque = out->qop = out->algorithm =
	    out->authz_server = out->stale = out->scope = out->error = absent;
	for (; t->p < t->end; skip_commas(t))
		ASSIGNS(t->p, *out)
		INVARIANT(IS_WITHIN(BEFORE(t->p), t->p, t->end))
		INVARIANT(IS_PART(BEFORE(t->p), out->algorithm, t->end) &&
		    IS_PART(BEFORE(t->p), out->stale, t->end))
		INVARIANT(out->scheme.p == BEFORE(out->scheme.p) &&
		    out->scheme.len == BEFORE(out->scheme.len))
		DECREASES(t->end - t->p)
		if (!read_challenge_parameter(t, out))
			break;
	out->auth = challenge_auth(out);
	out->is_stale = IS_NAME(out->stale, "true");
	return true;
}

bool
sipresp_next_challenge(const struct sipresp_response *response,
    struct sipresp_cursor *cursor, struct sipresp_challenge *out)
{
	const uint64_t both = 1ULL << SIPRESP_FIELD_WWW_AUTHENTICATE |
	    1ULL << SIPRESP_FIELD_PROXY_AUTHENTICATE;
	struct text t;

	if (response == NULL || cursor == NULL || out == NULL)
		return false;
	while (next_line(response, both, cursor, &t))
		OVER_VALUES(response, both, cursor, t, *out)
	{
		bool good = read_challenge(&t, out);

		stay_at(response, cursor, &t);
		if (good) {
			out->proxy = response->lines[cursor->line].field ==
			    SIPRESP_FIELD_PROXY_AUTHENTICATE;
			return true;
		}
	}
	return false;
}

/* ---- Warning, Reason --------------------------------------------------- */

/* Section 20.43: warn-code SP warn-agent SP warn-text. */
static bool
read_warning(struct text t, struct sipresp_warning *out)
{
	const char *begin = t.p;
	uint64_t code;

	if (!read_number(&t, &code) || t.p - begin != 3 || code < 100 ||
	    t.p == t.end || !is_lws(*t.p))
		return false;
	skip_lws(&t);
	for (begin = t.p; t.p < t.end && !is_lws(*t.p) && *t.p != '"'; t.p++)
		FORWARD(t.p, t.end)
		continue;
	out->code = (int)code;
	out->agent.p = begin;
	out->agent.len = (size_t)(t.p - begin);
	skip_lws(&t);
	if (out->agent.len == 0 || t.p == t.end || *t.p != '"' ||
	    !read_quoted(&t, &out->text))
		return false;
	skip_lws(&t);
	return t.p == t.end;
}

COLD bool
sipresp_next_warning(const struct sipresp_response *response,
    struct sipresp_cursor *cursor, struct sipresp_warning *out)
{
	struct sipresp_warning warning;
	struct text t;

	if (response == NULL || cursor == NULL || out == NULL)
		return false;
	while (next_member(response, 1ULL << SIPRESP_FIELD_WARNING, cursor, &t))
		OVER_VALUES(response, 1ULL << SIPRESP_FIELD_WARNING, cursor, t,
		    warning, *out)
		if (read_warning(t, &warning)) {
			*out = warning;
			return true;
		}
	return false;
}

/* RFC 3326, section 2: protocol *(SEMI reason-params).  A comma ends it as well. */
static bool
read_reason(struct text *t, struct sipresp_reason *out)
{
	struct sipresp_str protocol, name, value;

	if (!read_token(t, &protocol))
		return false;
	skip_lws(t);
	if (t->p < t->end && *t->p != ';' && *t->p != ',')
		return false;
	*out = (struct sipresp_reason){ .cause = -1 };
	out->protocol = protocol;
	while (next_parameter(t, &name, &value))
		ASSIGNS(t->p, name, value, out->cause, out->text, out->location)
		INVARIANT(IS_WITHIN(BEFORE(t->p), t->p, t->end))
		INVARIANT(IS_PART(BEFORE(t->p), out->text, t->end) &&
		    IS_PART(BEFORE(t->p), out->location, t->end))
		INVARIANT(-1 <= out->cause && out->cause <= 0xffff)
		DECREASES(t->end - t->p)
	{
		uint32_t n;

		if (IS_TOKEN(name, "cause") && out->cause < 0 &&
		    read_seconds(value, &n) && n <= 0xffff)
			out->cause = (int)n;
		if (IS_TOKEN(name, "text") && out->text.p == NULL)
			out->text = value;
		if (IS_TOKEN(name, "location") && out->location.p == NULL)
			out->location = value;
	}
	return true;
}

bool
sipresp_next_reason(const struct sipresp_response *response,
    struct sipresp_cursor *cursor, struct sipresp_reason *out)
{
	struct text t;

	if (response == NULL || cursor == NULL || out == NULL)
		return false;
	while (next_line(response, 1ULL << SIPRESP_FIELD_REASON, cursor, &t))
		OVER_VALUES(response, 1ULL << SIPRESP_FIELD_REASON, cursor, t,
		    *out)
	{
		struct text reason = t;
		bool good = read_reason(&reason, out);

		/* Only angle brackets hide a comma from parameters. */
		if (good && find(t.p, reason.p, '<') == reason.p) {
			t.p = reason.p;
		} else {
			reason = read_member(&t);
			good = read_reason(&reason, out);
		}
		stay_at(response, cursor, &t);
		if (good)
			return true;
	}
	return false;
}

/* ---- lists ------------------------------------------------------------- */

/* token-nodot of RFC 6665, section 8.4, and RFC 4412, section 3.1. */
static bool
read_token_nodot(struct text *t)
{
	const char *begin = t->p;

	while (t->p < t->end && is_token(*t->p) && *t->p != '.')
		FORWARD(t->p, t->end)
		t->p++;
	return t->p > begin;
}

static bool
only_parameters_left(struct text *t)
{
	struct sipresp_str name, value;

	while (next_parameter(t, &name, &value))
		ASSIGNS(t->p, name, value)
		INVARIANT(IS_WITHIN(BEFORE(t->p), t->p, t->end))
		DECREASES(t->end - t->p)
		continue;
	return t->p == t->end;
}

/* One of any other kind than TOKEN. */
COLD static bool
read_other_value(struct text t, enum kind kind, struct sipresp_str *out)
{
	struct sipresp_str part;
	const char *begin;

	switch (kind) {
	case TOKEN_PARAMS:
		return read_token(&t, &part) && only_parameters_left(&t);
	case EVENT:
		/* event-package *( "." event-template ) */
		while (read_token_nodot(&t))
			FORWARD(t.p, t.end)
		{
			if (t.p == t.end)
				return true;
			if (*t.p++ != '.')
				return false;
		}
		return false;
	case MEDIA_RANGE:
		if (!read_token(&t, &part))
			return false;
		skip_lws(&t);
		if (t.p == t.end || *t.p++ != '/')
			return false;
		skip_lws(&t);
		return read_token(&t, &part) && only_parameters_left(&t);
	case RESOURCE_PRIORITY:
		/* namespace "." r-priority */
		return read_token_nodot(&t) && t.p < t.end && *t.p++ == '.' &&
		    read_token_nodot(&t) && t.p == t.end;
	case URI:
		break;
	default:
		return false;
	}

	/* In angle brackets, with or without a name in front, or bare. */
	if (*t.p == '"' && !read_quoted(&t, &part))
		return false;
	begin = t.p;
	t.p = find_any(begin, t.end, '<', ';', ';');
	if (t.p < t.end && *t.p == '<') {
		begin = t.p + 1;
		t.p = find(begin, t.end, '>');
		if (t.p == t.end)
			return false;
		*out = trimmed(begin, t.p++);
	} else {
		*out = trimmed(begin, t.p);
	}
	return is_uri(*out) && only_parameters_left(&t);
}

static bool
read_value(struct text t, enum kind kind, struct sipresp_str *out)
{
	struct sipresp_str part;

	*out = trimmed(t.p, t.end);
	t.end = out->p + out->len;
	return kind == TOKEN ? read_token(&t, &part) && t.p == t.end :
	    read_other_value(t, kind, out);
}

bool
sipresp_next_value(const struct sipresp_response *response,
    enum sipresp_field field, struct sipresp_cursor *cursor,
    struct sipresp_str *out)
{
	struct sipresp_str value;
	struct text t;

	if (response == NULL || cursor == NULL || out == NULL ||
	    (unsigned)field >= SIPRESP_FIELD_COUNT)
		return false;
	while (next_member(response, 1ULL << field, cursor, &t))
		OVER_VALUES(response, 1ULL << field, cursor, t, value, *out)
		if (read_value(t, (enum kind)kinds[field], &value)) {
			*out = value;
			return true;
		}
	return false;
}

/* ---- single values ----------------------------------------------------- */

/*
 * What a field that is no time may hold: RSeq by RFC 3262, section 7.1, an
 * error code by RFC 6442, section 4.4, and RFC 8876, section 5.2.  A time
 * has no bounds but its reader's.
 */
static uint64_t
least_of(enum sipresp_field field)
{
	return field == SIPRESP_FIELD_RSEQ ? 1 : 0;
}

static uint64_t
most_of(enum sipresp_field field)
{
	return field == SIPRESP_FIELD_RSEQ ? UINT32_MAX :
	    field == SIPRESP_FIELD_GEOLOCATION_ERROR ||
	    field == SIPRESP_FIELD_ALERTMSG_ERROR ? 999 : UINT64_MAX;
}

/* Section 20.33: what stands in parentheses, which may hold others.  False where
 * the last one is missing. */
COLD static bool
read_comment(struct text *t, struct sipresp_str *out)
{
	const char *begin = t->p + 1;
	unsigned long depth = 0;

	for (; t->p < t->end; t->p++)
		ASSIGNS(t->p, depth)
		INVARIANT(depth == 0 ? t->p == BEFORE(t->p) :
		    IS_WITHIN(begin, t->p, t->end))
		INVARIANT(depth <= (size_t)(t->p - BEFORE(t->p)))
		DECREASES(t->end - t->p)
	{
		if (*t->p == '(')
			depth++;
		else if (*t->p == ')' && --depth == 0)
			break;
		else if (*t->p == '\\' && t->end - t->p > 1)
			t->p++;
	}
	if (t->p == t->end)
		return false;
	*out = trimmed(begin, t->p++);
	return true;
}

/*
 * The line of a field that begins with a number and has nothing behind it
 * but a comment, in Retry-After, and parameters.  The cursor goes over the
 * lines; the first well-formed one is the answer.
 */
static int
find_number(const struct sipresp_response *r, enum sipresp_field field,
    uint32_t *out_number, struct sipresp_str *out_comment,
    struct text *out_params)
{
	int error = SIPRESP_EABSENT;

	if (!(r->present >> field & 1))
		return error;
	for (uint32_t i = r->first[field]; i < r->line_count; i++)
		ASSIGNS(i, error, *out_number, *out_comment, *out_params)
		INVARIANT(error == SIPRESP_EABSENT || error == SIPRESP_EVALUE)
		DECREASES(UINT32_MAX - i)
	{
		const char *value = r->lines[i].value;
		struct text t = { value, value + r->lines[i].len };
		struct text params;
		uint64_t n;

		if (r->lines[i].field != field)
			continue;
		error = SIPRESP_EVALUE;
		skip_lws(&t);
		if (!read_number(&t, &n))
			continue;
		skip_lws(&t);

		*out_comment = absent;
		if (t.p < t.end && *t.p == '(' &&
		    field == SIPRESP_FIELD_RETRY_AFTER &&
		    !read_comment(&t, out_comment))
			continue;
		params = t;
		if (!only_parameters_left(&t) || n < least_of(field) ||
		    n > most_of(field))
			continue;
		*out_number = n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
		*out_params = params;
		return 0;
	}
	return error;
}

static bool
is_number_field(enum sipresp_field field)
{
	return field == SIPRESP_FIELD_RETRY_AFTER ||
	    field == SIPRESP_FIELD_EXPIRES ||
	    field == SIPRESP_FIELD_MIN_EXPIRES ||
	    field == SIPRESP_FIELD_SESSION_EXPIRES ||
	    field == SIPRESP_FIELD_MIN_SE || field == SIPRESP_FIELD_RSEQ ||
	    field == SIPRESP_FIELD_GEOLOCATION_ERROR ||
	    field == SIPRESP_FIELD_ALERTMSG_ERROR;
}

int
sipresp_number(const struct sipresp_response *response,
    enum sipresp_field field, uint32_t *out)
{
	struct sipresp_str comment;
	struct text params;
	uint32_t n;
	int error;

	if (response == NULL || out == NULL || !is_number_field(field))
		return SIPRESP_EINVAL;
	error = find_number(response, field, &n, &comment, &params);
	if (error == 0)
		*out = n;
	return error;
}

COLD int
sipresp_parameter(const struct sipresp_response *response,
    enum sipresp_field field, const char *name, struct sipresp_str *out)
{
	struct sipresp_str comment, found, value;
	struct text params;
	uint32_t n;
	int error;

	if (response == NULL || name == NULL || out == NULL ||
	    !is_number_field(field))
		return SIPRESP_EINVAL;
	error = find_number(response, field, &n, &comment, &params);
	if (error != 0)
		return error;
	while (next_parameter(&params, &found, &value))
		ASSIGNS(params.p, found, value, *out)
		INVARIANT(IS_WITHIN(BEFORE(params.p), params.p, params.end))
		DECREASES(params.end - params.p)
	{
		size_t i = 0;

		while (i < found.len && name[i] != '\0' &&
		    lower(name[i]) == lower(found.p[i]))
			ASSIGNS(i)
			INVARIANT(i <= found.len && i < ROOM(name))
			DECREASES(found.len - i)
			i++;
		if (i == found.len && name[i] == '\0') {
			*out = value;
			if (value.p == NULL)
				*out = (struct sipresp_str){ found.p + found.len, 0 };
			return 0;
		}
	}
	return SIPRESP_EABSENT;
}

COLD int
sipresp_retry_after_comment(const struct sipresp_response *response,
    struct sipresp_str *out)
{
	struct sipresp_str comment;
	struct text params;
	uint32_t n;
	int error;

	if (response == NULL || out == NULL)
		return SIPRESP_EINVAL;
	error = find_number(response, SIPRESP_FIELD_RETRY_AFTER, &n, &comment,
	    &params);
	if (error == 0 && comment.p == NULL)
		error = SIPRESP_EABSENT;
	if (error == 0)
		*out = comment;
	return error;
}

int
sipresp_field_text(const struct sipresp_response *response,
    enum sipresp_field field, struct sipresp_str *out)
{
	const struct sipresp_line *line;

	if (response == NULL || out == NULL ||
	    (unsigned)field >= SIPRESP_FIELD_COUNT)
		return SIPRESP_EINVAL;
	if (!(response->present >> field & 1))
		return SIPRESP_EABSENT;
	line = &response->lines[response->first[field]];
	*out = trimmed(line->value, line->value + line->len);
	return 0;
}

/* ---- who blocked it ---------------------------------------------------- */

/* RFC 8688, section 3.1: Call-Info with purpose=jwscard. */
static bool
read_jcard(struct text t, struct sipresp_str *out)
{
	const char *begin = t.p + 1;
	struct sipresp_str uri, name, value;

	if (*t.p != '<')
		return false;
	t.p = find(t.p, t.end, '>');
	if (t.p == t.end)
		return false;
	uri = trimmed(begin, t.p++);
	if (!is_uri(uri))
		return false;
	while (next_parameter(&t, &name, &value))
		ASSIGNS(t.p, name, value, *out)
		INVARIANT(IS_WITHIN(BEFORE(t.p), t.p, t.end))
		DECREASES(t.end - t.p)
		if (IS_NAME(name, "purpose") && IS_NAME(value, "jwscard")) {
			*out = uri;
			return true;
		}
	return false;
}

static bool
find_jcard(const struct sipresp_response *r, struct sipresp_str *out)
{
	struct sipresp_cursor c = { 0, 0 };
	struct text t;

	while (next_member(r, 1ULL << SIPRESP_FIELD_CALL_INFO, &c, &t))
		OVER_VALUES(r, 1ULL << SIPRESP_FIELD_CALL_INFO, &c, t, *out)
		if (read_jcard(t, out))
			return true;
	return false;
}

/*
 * ATIS-1000099: a Reason of protocol SIP whose text is
 * "v=analytics1;url=https://..."; there may be tel= or email= instead.
 */
static bool
read_analytics(struct sipresp_str text, struct sipresp_str *out)
{
	struct text t;

	if (text.len < 13 || !same_text(text.p, "v=analytics1;", 13))
		return false;
	t.p = text.p + 13;
	t.end = text.p + text.len;
	while (t.p < t.end)
		ASSIGNS(t.p, *out)
		INVARIANT(IS_WITHIN(BEFORE(t.p), t.p, t.end))
		DECREASES(t.end - t.p)
	{
		const char *begin;

		while (t.p < t.end && (is_lws(*t.p) || *t.p == ';'))
			FORWARD(t.p, t.end)
			t.p++;
		for (begin = t.p; t.p < t.end && *t.p != ';'; t.p++)
			FORWARD(t.p, t.end)
			continue;
		if (t.p - begin > 4 && same_text(begin, "url=", 4)) {
			*out = trimmed(begin + 4, t.p);
			return true;
		}
	}
	return false;
}

static bool
find_analytics(const struct sipresp_response *r, struct sipresp_str *out)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_reason reason;

	while (sipresp_next_reason(r, &c, &reason))
		OVER_VALUES(r, 1ULL << SIPRESP_FIELD_REASON, &c, reason, *out)
		if (IS_NAME(reason.protocol, "SIP") &&
		    read_analytics(reason.text, out))
			return true;
	return false;
}

COLD int
sipresp_redress(const struct sipresp_response *response,
    struct sipresp_str *out)
{
	if (response == NULL || out == NULL)
		return SIPRESP_EINVAL;
	if (response->code == SIPRESP_608_REJECTED && find_jcard(response, out))
		return 0;
	if (response->code == SIPRESP_603_DECLINE &&
	    IS_NAME(response->phrase, "Network Blocked") &&
	    find_analytics(response, out))
		return 0;
	return SIPRESP_EABSENT;
}

/* ---- overload ---------------------------------------------------------- */

/* RFC 7339, section 9: 1*12DIGIT "." 1*5DIGIT. */
static bool
is_overload_sequence(struct sipresp_str s)
{
	size_t dot = 0;

	while (dot < s.len && is_digit(s.p[dot]))
		ASSIGNS(dot) INVARIANT(dot <= s.len) DECREASES(s.len - dot)
		dot++;
	if (dot < 1 || dot > 12 || s.len - dot < 2 || s.len - dot > 6 ||
	    s.p[dot] != '.')
		return false;
	for (size_t i = dot + 1; i < s.len; i++)
		ASSIGNS(i) INVARIANT(i <= s.len) DECREASES(s.len - i)
		if (!is_digit(s.p[i]))
			return false;
	return true;
}

COLD int
sipresp_read_overload(const struct sipresp_response *response,
    struct sipresp_overload *out)
{
	struct sipresp_overload overload = { .has_oc = false };
	struct sipresp_str name, value;
	struct text t;

	if (response == NULL || out == NULL)
		return SIPRESP_EINVAL;
	if (sipresp_field_text(response, SIPRESP_FIELD_VIA, &value) != 0)
		return SIPRESP_EABSENT;

	/* RFC 3261, section 20.42: protocol and sent-by come first. */
	t.p = value.p;
	t.end = value.p + value.len;
	t = read_member(&t);
	while (t.p < t.end && *t.p != ';')
		FORWARD(t.p, t.end)
		t.p++;
	while (next_parameter(&t, &name, &value))
		ASSIGNS(t.p, name, value, overload)
		INVARIANT(IS_WITHIN(BEFORE(t.p), t.p, t.end))
		INVARIANT(IS_PART(BEFORE(t.p), overload.algo, t.end) &&
		    IS_PART(BEFORE(t.p), overload.seq, t.end))
		DECREASES(t.end - t.p)
	{
		if (IS_NAME(name, "oc") && !overload.has_oc)
			overload.has_oc = read_seconds(value, &overload.oc);
		if (IS_NAME(name, "oc-validity") && !overload.has_validity)
			overload.has_validity = read_seconds(value,
			    &overload.validity_ms);
		if (IS_NAME(name, "oc-algo") && overload.algo.p == NULL)
			overload.algo = value;
		if (IS_NAME(name, "oc-seq") && overload.seq.p == NULL &&
		    is_overload_sequence(value))
			overload.seq = value;
	}
	/* Section 4.3: without oc it MUST be discarded, unless it is 0. */
	if (!overload.has_oc && overload.validity_ms != 0)
		overload.has_validity = false;
	if (!overload.has_oc && !overload.has_validity &&
	    overload.algo.p == NULL && overload.seq.p == NULL)
		return SIPRESP_EABSENT;
	*out = overload;
	return 0;
}
