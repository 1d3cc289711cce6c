/*
 * parse.c - from bytes to a response
 *
 * SPDX-License-Identifier: MIT
 *
 * One pass over the header section, in three steps a batch of lines, each
 * without a branch that depends on a line of no interest:
 *
 *	1. store where lines begin, from masks of 64 bytes (scan.h), until
 *	   two line ends with at most a CR between them end the section;
 *	2. keep the lines whose first four bytes may begin a name in
 *	   fields.def, and those that are short, folded or empty;
 *	3. of these few, compare the whole name, and store the value.
 *
 * Nothing is read twice, values are read only on demand (value.c), and the
 * body is never touched beyond the block in which it begins.
 */

#include <string.h>

#include "scan.h"
#include "sipresp.h"
#include "value.h"

#define NOT_THERE	SIPRESP_MAX_LINES

/* Lines found at a time; a block of 64 bytes may add 64 more. */
#define BATCH	32

/*
 * What is known so far.  The caller's structure is written at the very end:
 * it stays as it was where the message cannot be read.
 */
struct scan {
	const char	*msg;
	size_t		 len;
	uint32_t	 kept_end;	/* where a fold of the last kept line would begin */
	uint32_t	 header_end;
	uint32_t	 status_end;	/* behind the LF of the status line */
	unsigned	 vias;
	unsigned	 kept;
	unsigned	 count;
	unsigned	 cseq;		/* which kept line it is; see NOT_THERE */
	unsigned	 content_length;
	struct {
		uint32_t	value;		/* where it begins */
		uint32_t	field : 8, len : 24;
	} lines[SIPRESP_MAX_LINES];
	uint32_t	 start[BATCH + 64];	/* where lines begin */
};

#define WORD(a, b, c, d)						\
	((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 |	\
	    (uint32_t)(d) << 24)
/* Perfect for the prefixes of fields.def: each has a slot of its own. */
#define SLOT(word)	((unsigned)((word) * 0xa3ff9171U) >> 26)

static const uint32_t prefixes[64] = {
#define PREFIX(a, b, c, d, first, n)					\
	[SLOT(WORD(a, b, c, d))] = WORD(a, b, c, d),
#include "fields.def"
};

static const struct {
	uint8_t	first, count;
} prefix_fields[64] = {
#define PREFIX(a, b, c, d, first, n)					\
	[SLOT(WORD(a, b, c, d))] = { SIPRESP_FIELD_##first, n },
#include "fields.def"
};

static const struct {
	uint8_t	len;
	char	compact;
	char	name[32];
} fields[SIPRESP_FIELD_COUNT] = {
#define FIELD(ENUM, str, letter, kind)					\
	[SIPRESP_FIELD_##ENUM] = { sizeof str - 1, letter, str },
#include "fields.def"
};

const char *
sipresp_field_name(enum sipresp_field field)
{
	return (unsigned)field < SIPRESP_FIELD_COUNT ?
	    fields[field].name : NULL;
}

/* The field whose compact form is 'letter', or SIPRESP_FIELD_COUNT. */
static unsigned
compact_field(char letter)
{
	unsigned f;

	for (f = 0; f < SIPRESP_FIELD_COUNT; f++)
		if (fields[f].compact != '\0' &&
		    fields[f].compact == lower(letter))
			break;
	return f;
}

/*
 * Is 'name' at 'p', in any case?  Eight bytes at a time: in names there are
 * only letters, which have the bit 0x40 and differ in 0x20 from their other
 * case, and '-', which has neither.
 */
static bool
is_name_at(const char *p, const char *name, size_t len, const char *end)
{
	if (end - p < (ptrdiff_t)sizeof fields[0].name)
		return same_text(p, name, len);
	for (size_t i = 0; i < len; i += 8) {
		uint64_t n = load8(name + i);
		uint64_t fold = (n & 0x4040404040404040ULL) >> 1;
		uint64_t differ = (load8(p + i) | fold) ^ (n | fold);

		if (len - i < 8)
			differ &= (1ULL << 8 * (len - i)) - 1;
		if (differ != 0)
			return false;
	}
	return true;
}

/*
 * Which field a line of 'len' bytes at 'p' is, and where its value begins;
 * SIPRESP_FIELD_COUNT if it is none that matters.  HCOLON is *(SP / HTAB)
 * ":" (RFC 3261, section 25.1).
 */
static unsigned
line_field(const char *p, size_t len, const char *end, size_t *out_value)
{
	unsigned f, last;
	size_t i;

	if (len < 2)
		return SIPRESP_FIELD_COUNT;
	if (p[1] == ':' || is_blank(p[1])) {
		f = compact_field(p[0]);
		last = f + 1;
	} else {
		uint32_t word;

		if (len < 4)
			return SIPRESP_FIELD_COUNT;
		word = load4(p) | 0x20202020;
		f = prefixes[SLOT(word)] == word ?
		    prefix_fields[SLOT(word)].first : SIPRESP_FIELD_COUNT;
		last = f + prefix_fields[SLOT(word)].count;
	}
	if (f == SIPRESP_FIELD_COUNT)
		return f;

	for (; f < last; f++) {
		if (p[1] == ':' || is_blank(p[1]))
			i = 1;
		else if (len > fields[f].len &&
		    is_name_at(p, fields[f].name, fields[f].len, end))
			i = fields[f].len;
		else
			continue;
		while (i < len && is_blank(p[i]))
			i++;
		if (i < len && p[i] == ':') {
			*out_value = i + 1;
			return f;
		}
	}
	return SIPRESP_FIELD_COUNT;
}

/* CSeq is a number of 32 bits and a method (RFC 3261, section 20.16). */
static int
read_cseq(struct text t, struct sipresp_str *out_method)
{
	struct sipresp_str method;
	uint64_t number;

	skip_lws(&t);
	if (!read_number(&t, &number) || number > UINT32_MAX ||
	    t.p == t.end || !is_lws(*t.p))
		return SIPRESP_ECSEQ;
	skip_lws(&t);
	if (!read_token(&t, &method))
		return SIPRESP_ECSEQ;
	skip_lws(&t);
	if (t.p != t.end)
		return SIPRESP_ECSEQ;
	*out_method = method;
	return 0;
}

/* Length of the line from 'begin' to 'end', which is after its LF. */
static uint32_t
without_line_end(const char *msg, uint32_t begin, uint32_t end)
{
	if (end > begin && msg[end - 1] == '\n')
		end--;
	if (end > begin && msg[end - 1] == '\r')
		end--;
	return end - begin;
}

/*
 * Step 3, for the line from 'begin' to 'end': name, then value.  Of Via only
 * the first two matter: that there is more than one (section 8.1.3.3), and
 * the topmost; further ones are no news.
 */
static int
read_line(struct scan *s, uint32_t begin, uint32_t end)
{
	const char *p = s->msg + begin;
	size_t name_size;
	unsigned field;
	uint32_t value;

	if (is_blank(*p)) {
		/* Section 7.3.1: it goes on with the line before. */
		if (s->kept_end == begin) {
			value = s->lines[s->kept - 1].value;
			s->lines[s->kept - 1].len = without_line_end(s->msg,
			    value, end) & 0xffffff;
			s->kept_end = end;
		}
		return 0;
	}

	field = line_field(p, end - begin, s->msg + s->len, &name_size);
	if (field == SIPRESP_FIELD_COUNT ||
	    (field == SIPRESP_FIELD_VIA && ++s->vias > 2))
		return 0;
	if (s->kept == SIPRESP_MAX_LINES)
		return SIPRESP_ETOOMANY;
	if (field == SIPRESP_FIELD_CSEQ && s->cseq == NOT_THERE)
		s->cseq = s->kept;
	if (field == SIPRESP_FIELD_CONTENT_LENGTH &&
	    s->content_length == NOT_THERE)
		s->content_length = s->kept;
	value = begin + (uint32_t)name_size;
	s->lines[s->kept].value = value;
	s->lines[s->kept].field = field & 0xff;
	s->lines[s->kept++].len = without_line_end(s->msg, value, end) &
	    0xffffff;
	s->kept_end = end;
	return 0;
}

/* Steps 2 and 3, for the 'count' lines of which the end is known. */
static int
read_batch(struct scan *s, unsigned count)
{
	uint8_t found[BATCH + 64];
	unsigned n = 0;
	const char *msg = s->msg;

	for (unsigned i = 0; i < count; i++) {
		uint32_t begin = s->start[i], word;
		const char *p = msg + begin;

		if (begin + 4 <= s->len)
			word = load4(p);
		else
			word = WORD((unsigned char)p[0], '\n', '\n', '\n');
		found[n] = (uint8_t)i;
		n += (unsigned)(prefixes[SLOT(word | 0x20202020)] ==
		    (word | 0x20202020)) |
		    (unsigned)((word & 0xff) <= ' ') |
		    (unsigned)((word >> 8 & 0xff) == ':') |
		    (unsigned)((word >> 8 & 0xff) <= ' ');
	}
	for (unsigned i = 0; i < n; i++) {
		int error = read_line(s, s->start[found[i]],
		    s->start[found[i] + 1]);

		if (error != 0)
			return error;
	}
	return 0;
}

/* Is the line that ends with the LF at 'at' empty? */
static bool
is_empty_line(const char *msg, uint32_t from, uint32_t at)
{
	return at > from && (msg[at - 1] == '\n' ||
	    (msg[at - 1] == '\r' && at > from + 1 && msg[at - 2] == '\n'));
}

/* The mask of the last 'left' bytes of the message, which are under 64. */
static uint64_t
last_mask(const char *msg, size_t len, size_t left)
{
	char tail[64];

	if (len >= 64)
		return newline_mask(msg + len - 64) >> (64 - left);
	memset(tail, 0, sizeof tail);
	memcpy(tail, msg + len - left, left);
	return newline_mask(tail);
}

/*
 * Step 1: read the header lines from 'from', where the status line begins.
 * Sets header_end.
 */
static int
read_header(struct scan *s, uint32_t from)
{
	uint64_t before = 0;
	bool ended = false;
	uint32_t at = from;
	int error;

	while (!ended) {
		const char *block = s->msg + at;
		uint64_t mask, empty;
		unsigned n;

		if (at >= s->len)
			return SIPRESP_ETRUNCATED;
		if (at - from > SIPRESP_MAX_HEADER_SIZE)
			return SIPRESP_ETOOBIG;
		if (s->len - at >= 64)
			mask = newline_mask(block);
		else
			mask = last_mask(s->msg, s->len, s->len - at);
		empty = mask & (mask << 1 | before >> 63 |
		    mask << 2 | before >> 62);
		before = mask;
		for (; empty != 0; empty &= empty - 1) {
			unsigned bit = lowest_bit(empty);

			if (is_empty_line(s->msg, from, at + bit)) {
				mask &= ~0ULL >> (63 - bit);
				ended = true;
				break;
			}
		}

		/* Four at a time: lines are seldom under 16 bytes. */
		n = count_bits(mask);
		for (unsigned i = 0; i < n; i += 4) {
			uint32_t *start = s->start + s->count + i;

			for (unsigned k = 0; k < 4; k++) {
				start[k] = at + lowest_bit(mask) + 1;
				mask &= mask - 1;
			}
		}
		s->count += n;
		at += 64;

		if (s->status_end == 0 && s->count > 0)
			s->status_end = s->start[0];
		if (s->count > BATCH || ended) {
			/* The first is the line after the status line. */
			error = s->count == 0 ? 0 : read_batch(s, s->count - 1);
			if (error != 0)
				return error;
			if (!ended) {
				s->start[0] = s->start[s->count - 1];
				s->count = 1;
			}
		}
	}

	s->header_end = s->start[s->count - 1];
	return s->header_end - from > SIPRESP_MAX_HEADER_SIZE ?
	    SIPRESP_ETOOBIG : 0;
}

/* RFC 3261, section 7.2: SIP-Version SP Status-Code SP Reason-Phrase. */
static int
read_status(const char *p, size_t len, int *out_code)
{
	if (len < 8 || !same_text(p, "SIP/2.0 ", 8))
		return len < 8 && len > 0 && same_text(p, "SIP/2.0 ", len) ?
		    SIPRESP_ETRUNCATED : SIPRESP_ESTATUSLINE;
	if (len < 12)
		return SIPRESP_ETRUNCATED;
	if (p[8] < '1' || p[8] > '6' || !is_digit(p[9]) || !is_digit(p[10]) ||
	    (p[11] != ' ' && p[11] != '\r' && p[11] != '\n'))
		return SIPRESP_ECODE;
	*out_code = (p[8] - '0') * 100 + (p[9] - '0') * 10 + (p[10] - '0');
	return 0;
}

/* The phrase of the status line that begins at 'p' and has 'len' bytes. */
static struct sipresp_str
phrase_of(const char *p, size_t len)
{
	struct sipresp_str phrase;

	len--;
	if (p[len - 1] == '\r')
		len--;
	phrase.p = p + (len > 12 ? 12 : len);
	phrase.len = len > 12 ? len - 12 : 0;
	return phrase;
}

static struct text
kept_value(const struct scan *s, unsigned i)
{
	const char *value = s->msg + s->lines[i].value;

	return (struct text){ value, value + s->lines[i].len };
}

/* What the first well-formed Content-Length says; a malformed one counts as
 * none, and then the body is all that is left. */
static int
read_length(const struct scan *s, size_t left, size_t *out_body_size)
{
	*out_body_size = left;
	for (unsigned i = s->content_length; i < s->kept; i++) {
		struct text t = kept_value(s, i);
		uint64_t n;

		if (s->lines[i].field != SIPRESP_FIELD_CONTENT_LENGTH)
			continue;
		skip_lws(&t);
		if (!read_number(&t, &n))
			continue;
		skip_lws(&t);
		if (t.p != t.end)
			continue;
		if (n > left)
			return SIPRESP_EBODY;
		*out_body_size = (size_t)n;
		break;
	}
	return 0;
}

static void
clear(struct sipresp_response *r)
{
	r->source = SIPRESP_SOURCE_PEER;
	r->method = r->phrase = (struct sipresp_str){ NULL, 0 };
	r->header_size = r->body_size = 0;
	r->present = 0;
	r->line_count = 0;
}

/* There is room: the caller has looked. */
static void
add_line(struct sipresp_response *r, unsigned field, const char *value,
    uint32_t len)
{
	struct sipresp_line *line = &r->lines[r->line_count++];

	line->value = value;
	line->len = len;
	line->field = field;
	r->present |= 1ULL << field;
}

int
sipresp_parse(struct sipresp_response *out, const char *msg, size_t len)
{
	struct sipresp_str method = { NULL, 0 };
	struct scan s;
	size_t body_size;
	uint32_t from = 0;
	int code, error;

	if (out == NULL || (msg == NULL && len > 0))
		return SIPRESP_EINVAL;

	/* Section 7.5: empty lines before the start line are no part of it. */
	while (from < len && from < SIPRESP_MAX_HEADER_SIZE &&
	    (msg[from] == '\r' || msg[from] == '\n'))
		from++;
	if (from == len)
		return SIPRESP_ETRUNCATED;

	s.msg = msg;
	s.len = len;
	s.kept_end = 0;
	s.status_end = 0;
	s.vias = s.kept = s.count = 0;
	s.cseq = s.content_length = NOT_THERE;
	error = read_status(msg + from, len - from, &code);
	if (error == 0)
		error = read_header(&s, from);
	if (error == 0 && s.cseq != NOT_THERE)
		error = read_cseq(kept_value(&s, s.cseq), &method);
	if (error == 0)
		error = read_length(&s, len - s.header_end, &body_size);
	if (error != 0)
		return error;

	clear(out);
	out->code = code;
	out->method = method;
	out->phrase = phrase_of(msg + from, s.status_end - from);
	out->header_size = s.header_end;
	out->body_size = body_size;
	for (unsigned i = 0; i < s.kept; i++)
		add_line(out, s.lines[i].field, msg + s.lines[i].value,
		    s.lines[i].len);
	return 0;
}

int
sipresp_response_init(struct sipresp_response *out, int code,
    struct sipresp_str method)
{
	struct text t = { method.p, method.p };
	struct sipresp_str token;

	if (out == NULL)
		return SIPRESP_EINVAL;
	if (code < 100 || code > 699)
		return SIPRESP_ECODE;
	if (method.len > 0) {
		if (method.p == NULL)
			return SIPRESP_EINVAL;
		t.end += method.len;
		if (!read_token(&t, &token) || t.p != t.end)
			return SIPRESP_EINVAL;
	}

	clear(out);
	out->code = code;
	if (method.len > 0)
		out->method = method;
	return 0;
}

int
sipresp_response_local(struct sipresp_response *out,
    enum sipresp_source what, struct sipresp_str method)
{
	int error;

	/* RFC 3261, section 8.1.3.1. */
	if (what != SIPRESP_SOURCE_TIMEOUT &&
	    what != SIPRESP_SOURCE_TRANSPORT_ERROR)
		return SIPRESP_EINVAL;
	error = sipresp_response_init(out,
	    what == SIPRESP_SOURCE_TIMEOUT ? 408 : 503, method);
	if (error == 0)
		out->source = what;
	return error;
}

/* A value may be folded, but not hold a line end of any other kind. */
static bool
is_header_value(struct sipresp_str value)
{
	for (size_t i = 0; i < value.len; i++) {
		if (value.p[i] == '\0')
			return false;
		if (value.p[i] == '\r' && (i + 1 == value.len ||
		    value.p[i + 1] != '\n'))
			return false;
		if (value.p[i] == '\n' && (i + 1 == value.len ||
		    !is_blank(value.p[i + 1])))
			return false;
	}
	return true;
}

static unsigned
named_field(struct sipresp_str name)
{
	if (name.len == 1)
		return compact_field(name.p[0]);
	for (unsigned f = 0; f < SIPRESP_FIELD_COUNT; f++)
		if (name.len == fields[f].len &&
		    same_text(name.p, fields[f].name, name.len))
			return f;
	return SIPRESP_FIELD_COUNT;
}

int
sipresp_response_add(struct sipresp_response *response,
    struct sipresp_str name, struct sipresp_str value)
{
	struct sipresp_str method;
	unsigned field, vias = 0;

	if (response == NULL || name.p == NULL ||
	    (value.p == NULL && value.len > 0))
		return SIPRESP_EINVAL;
	for (size_t i = 0; i < name.len; i++)
		if (!is_token(name.p[i]))
			return SIPRESP_EHEADER;
	if (name.len == 0 || !is_header_value(value))
		return SIPRESP_EHEADER;

	field = named_field(name);
	if (field == SIPRESP_FIELD_COUNT)
		return 0;
	if (value.len > SIPRESP_MAX_HEADER_SIZE - 1)
		return SIPRESP_ETOOBIG;
	if (field == SIPRESP_FIELD_VIA) {
		for (uint32_t i = 0; i < response->line_count; i++)
			vias += response->lines[i].field == field;
		if (vias == 2)
			return 0;
	}
	if (response->line_count == SIPRESP_MAX_LINES)
		return SIPRESP_ETOOMANY;
	if (field == SIPRESP_FIELD_CSEQ && response->method.p == NULL) {
		if (value.len == 0 || read_cseq((struct text){ value.p,
		    value.p + value.len }, &method) != 0)
			return SIPRESP_ECSEQ;
		response->method = method;
	}
	add_line(response, field, value.p, (uint32_t)value.len);
	return 0;
}
