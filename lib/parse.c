/*
 * parse.c - from bytes to a response
 *
 * SPDX-License-Identifier: MIT
 *
 * One pass over the header section, in three steps a batch of lines, the first
 * two without a branch for each line (tests/bench/README.md says why):
 *
 *	1. store where lines begin, from masks of 64 bytes (scan.h), until
 *	   two line ends with at most a CR between them end the section;
 *	2. keep the lines whose first four bytes may begin a name in
 *	   fields.def, those with a compact form, and folds;
 *	3. of these few, compare the whole name, and store the value.
 *
 * Nothing is read twice, values are read only on demand (value.c), and the
 * body is never touched beyond the block in which it begins.
 */

#include "cold.h"
#include "scan.h"
#include "sipresp.h"
#include "value.h"

/* Lines found at a time.  A block of 64 bytes may add 33 more, as no line but the
 * last is empty; most header sections are one batch. */
#define BATCH	19
#define MAX_STARTS	(BATCH + 34)

/*
 * What is known so far.  The caller's structure is written at the very end:
 * it stays as it was where the message cannot be read.
 */
struct scan {
	const char	*msg;
	size_t		 len;
	uint32_t	 status_end;	/* behind the LF of the status line */
	uint32_t	 header_end;
	unsigned	 kept;
	unsigned	 sifted;	/* of these, by drop_vias(): with two Via lines, or none */
	/* One more than are kept, so that each can be written before it is
	 * known whether it is. */
	struct {
		uint32_t	value, len;	/* where it begins */
	} lines[SIPRESP_MAX_LINES + 1];
	uint8_t		 fields[SIPRESP_MAX_LINES + 1];
	uint64_t	 present;	/* a set, as in the response */
	uint8_t		 last[SIPRESP_FIELD_COUNT + 1];	/* line of each, if present */
	/* Another.  Side by side, compilers would make a vector of the two, which is
	 * slower. */
	uint64_t	 repeated;
	uint32_t	 start[MAX_STARTS];	/* where lines begin */
};

#define WORD(a, b, c, d)						\
	((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 |	\
	    (uint32_t)(d) << 24)

/* Perfect for the prefixes of fields.def: each has a slot of its own. */
#define SLOT(word)	((uint32_t)((word) * UINT32_C(0xa3ff9171)) >> 26)

enum {
#define PREFIX(name, place, a, b, c, d)	PLACE_##name = place,
#define PREFIX_TOO(name, a, b, c, d)
#include "fields.def"
};

/* Together, so that one register leads to all of it. */
static const struct {
	struct {
		char	name[25];	/* a NUL ends it */
		uint8_t	len;
	} names[SIPRESP_FIELD_COUNT + 1];
	uint32_t	prefixes[64];	/* in their slots */
	uint8_t		places[64];
	/* At place + length.  Where there is no such name there is another,
	 * which begins with other letters. */
	uint8_t		fields[64];
} known = {
	.prefixes = {
#define PREFIX(name, place, a, b, c, d)					\
	    [SLOT(WORD(a, b, c, d))] = WORD(a, b, c, d),
#define PREFIX_TOO(name, a, b, c, d)	PREFIX(name, 0, a, b, c, d)
#include "fields.def"
	},
	.places = {
#define PREFIX(name, place, a, b, c, d)					\
	    [SLOT(WORD(a, b, c, d))] = PLACE_##name,
#define PREFIX_TOO(name, a, b, c, d)	PREFIX(name, 0, a, b, c, d)
#include "fields.def"
	},
	.fields = {
#define FIELD(ENUM, str, prefix, kind)					\
	    [PLACE_##prefix + sizeof str - 1] = SIPRESP_FIELD_##ENUM,
#define FIELD_TOO(ENUM, str, prefix, kind)
#include "fields.def"
	    [PLACE_CALL + 7] = SIPRESP_FIELD_COUNT
	},
	.names = {
#define FIELD(ENUM, str, prefix, kind)					\
	    [SIPRESP_FIELD_##ENUM] = { str, sizeof str - 1 },
#include "fields.def"
	    /* It begins like Call-Info and is in every message: to know what it
	     * is costs less than to find that it is nothing else. */
	    [SIPRESP_FIELD_COUNT] = { .name = "Call-ID" }
	}
};

static const uint8_t compact_fields[26] = {
#define COMPACT(ENUM, letter)	[letter - 'a'] = SIPRESP_FIELD_##ENUM + 1,
#include "fields.def"
};

const char *
sipresp_field_name(enum sipresp_field field)
{
	return (unsigned)field < SIPRESP_FIELD_COUNT ?
	    known.names[field].name : NULL;
}

MAY_WRAP
static inline unsigned
compact_field(char letter)
{
	const unsigned i = (unsigned)(unsigned char)(letter | 0x20) - 'a';

	return i < sizeof compact_fields && compact_fields[i] != 0 ?
	    compact_fields[i] - 1U : SIPRESP_FIELD_COUNT;
}

/* The field with this name or compact form; SIPRESP_FIELD_COUNT if none. */
static unsigned
name_field(const char *p, size_t len)
{
	char begin[4] = "";	/* what is not there is folded as a blank */
	unsigned f;

	if (len == 1)
		return compact_field(*p);
	if (len < 3 || len >= sizeof known.names[0].name)
		return SIPRESP_FIELD_COUNT;
	memcpy(begin, p, len < 4 ? 3 : 4);
	f = known.fields[known.places[SLOT(load4(begin) | 0x20202020)] + len];
	for (unsigned last = f + 1; f <= last && f < SIPRESP_FIELD_COUNT; f++)
		if (known.names[f].len == len &&
		    same_text(p, known.names[f].name, len))
			return f;
	return SIPRESP_FIELD_COUNT;
}
END_WRAP

/* Which field a line is, SIPRESP_FIELD_COUNT if none that matters, and where in it
 * the value begins. */
struct named {
	uint32_t	field, value;
};

/*
 * The same of any line of 'len' bytes at 'p', at least two.  HCOLON is
 * *(SP / HTAB) ":" (RFC 3261, section 25.1).
 */
COLD static struct named
name_line(const char *p, uint32_t len)
{
	struct named line = { SIPRESP_FIELD_COUNT, 0 };
	uint32_t colon = (uint32_t)(find(p, p + len, ':') - p);

	line.value = colon + 1;
	if (colon == len)
		return line;
	while (colon > 0 && is_blank(p[colon - 1]))
		ASSIGNS(colon) INVARIANT(colon <= BEFORE(colon))
		DECREASES(colon)
		colon--;
	line.field = name_field(p, colon);
	return line;
}

MAY_WRAP
/*
 * The same where there are 'left' bytes to read, at least 16: most names are shorter,
 * with the colon behind them.  False if it is not one of those that are looked at here.
 */
static inline bool
name_plain_line(const char *p, size_t left, struct named *out)
{
	const uint32_t word = load4(p) | 0x20202020;
	/* 'over' bytes of a name are behind its first sixteen. */
	unsigned colon = first_of_16(p, ':'), over = 0, f;

	if (known.prefixes[SLOT(word)] != word)
		return false;
	if (colon == 16) {
		if (left < 32)
			return false;
		over = first_of_16(p + 16, ':');
		colon += over;
		if (colon >= sizeof known.names[0].name)
			return false;
	}
	f = known.fields[known.places[SLOT(word)] + colon];
	out->field = f;
	out->value = colon + 1;
	/* The first sixteen bytes and the last sixteen. */
	if (is_same_name(p, known.names[f].name, colon - over) &&
	    (over == 0 || is_same_name(p + over, known.names[f].name + over, 16)))
		return true;
	out->field = SIPRESP_FIELD_COUNT;
	return !is_blank(p[colon - 1]) && f != SIPRESP_FIELD_ACCEPT_ENCODING;
}
END_WRAP

/* CSeq is a number of 32 bits and a method (RFC 3261, section 20.16). */
COLD static int
read_any_cseq(struct text t, struct sipresp_str *out_method)
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

MAY_WRAP
/* The same of one that is written as most are, of which up to seven digits and
 * the letters of the method are looked at without a loop.  In front of it there
 * is at least the status line. */
static inline int
read_cseq(struct text t, const char *msg_end, struct sipresp_str *out_method)
{
	const char *p = t.p + (t.p < t.end && *t.p == ' ');
	const unsigned digits = msg_end - p < 8 ? 0 : count_digits_8(p);
	const char *blank = p + digits;
	const size_t len = (size_t)(t.end - blank) - 1;

	if (digits == 0 || *blank != ' ' || len - 1 >= 16 ||
	    !are_capitals(t.end - 16, (unsigned)len))
		return read_any_cseq(t, out_method);
	out_method->p = blank + 1;
	out_method->len = len;
	return 0;
}

/* How long a value is that goes on to 'end', which is behind an LF. */
static inline uint32_t
value_len(const char *msg, uint32_t value, uint32_t end)
{
	return end - 1 - (uint32_t)(msg[end - 2] == '\r') - value;
}

/* Stores a line of 'msg' that begins at 'begin' and goes on to 'end'; returns how many are
 * kept then, with 'kept' before. */
static inline unsigned
keep(struct scan *s, const char *msg, unsigned kept, struct named line,
    uint32_t begin, uint32_t end)
{
	const uint32_t value = begin + line.value;

	s->lines[kept].value = value;
	s->lines[kept].len = value_len(msg, value, end);
	s->fields[kept] = (uint8_t)line.field;
	s->last[line.field] = (uint8_t)kept;
	s->repeated |= s->present & 1ULL << line.field;
	s->present |= 1ULL << line.field;
	return kept + (line.field != SIPRESP_FIELD_COUNT);
}
END_WRAP

/*
 * Section 7.3.1: a line from 'begin' to 'end' that goes on with the line before,
 * if that was kept: then nothing but a line end is between.
 */
COLD static void
fold(struct scan *s, unsigned kept, uint32_t begin, uint32_t end)
{
	if (kept > 0 && begin - s->lines[kept - 1].value -
	    s->lines[kept - 1].len <= 2)
		s->lines[kept - 1].len = value_len(s->msg,
		    s->lines[kept - 1].value, end);
}

/* How many lines are kept, and which is the next to look at. */
struct progress {
	unsigned	kept;
	size_t		next;
};

/* Of those 'found', keeps the one with number 'i', which is not as most are. */
COLD static struct progress
keep_unusual(struct scan *s, unsigned kept, const uint8_t *found, size_t i,
    size_t n)
{
	const uint32_t *start = s->start;
	const uint32_t begin = start[found[i]];
	uint32_t end = start[found[i] + 1];
	const char *p = s->msg + begin;
	struct progress progress = { kept, i + 1 };

	if (!is_blank(p[0])) {
		const struct named line = p[1] == ':' ?
		    (struct named){ compact_field(p[0]), 2 } :
		    name_line(p, end - begin);

		progress.kept = keep(s, s->msg, kept, line, begin, end);
		return progress;
	}
	/* Folds in a row at once: all that begin with a blank are found. */
	for (; progress.next < n && is_blank(s->msg[end]); progress.next++)
		ASSIGNS(progress.next, end)
		INVARIANT(i < progress.next && progress.next <= n &&
		    found[i] <= found[progress.next - 1] &&
		    end == start[found[progress.next - 1] + 1])
		DECREASES(n - progress.next)
		end = start[found[progress.next] + 1];
	fold(s, kept, begin, end);
	return progress;
}

/*
 * Of Via only the first two lines matter: that there is more than one (section
 * 8.1.3.3), and the topmost.  Takes further ones out of those 'kept', and returns
 * how many are left.
 */
COLD static unsigned
drop_vias(struct scan *s, unsigned kept)
{
	/* A peer may send any number, and those before need no second look. */
	unsigned left = s->sifted, vias = left > 0 ? 2 : 0;

	for (unsigned i = left; i < kept; i++)
		ASSIGNS(i, vias, left, CONTENTS(s->lines, sizeof s->lines),
		    CONTENTS(s->fields, sizeof s->fields))
		INVARIANT(left <= i && i <= kept && vias <= i + 2 && ALL_KEPT(s, kept))
		DECREASES(kept - i)
	{
		if (s->fields[i] == SIPRESP_FIELD_VIA && ++vias > 2)
			continue;
		s->lines[left] = s->lines[i];
		s->fields[left++] = s->fields[i];
	}
	s->sifted = left;
	return left;
}

MAY_WRAP
/* 1 if a line that begins with these four bytes is one to look at, 0 if not. */
static inline unsigned
may_matter(uint32_t word)
{
	const uint32_t folded = word | 0x20202020;

	return (unsigned)(known.prefixes[SLOT(folded)] == folded) |
	    (unsigned)((sipresp_priv_classes[word & 0xff] |
	    sipresp_priv_classes[word >> 8 & 0xff]) / CLASS_NAME_END & 1);
}
END_WRAP

/* Steps 2 and 3, for the 'count' lines of which the end is known. */
static int
read_batch(struct scan *s, size_t count)
{
	uint8_t found[MAX_STARTS];
	const uint32_t *start = s->start;
	const char *msg = s->msg;
	const size_t len = s->len;
	/* Before it, 16 bytes can be read. */
	const size_t near_end = len >= 16 ? len - 15 : 0;
	unsigned kept = s->kept;
	size_t n = 0;
	bool is_short;

	/* The last line of the message may be shorter than "m:": then it is no
	 * field, but may go on with one. */
	is_short = count > 0 && start[count - 1] + 4 > len;
	count -= is_short;
	for (size_t i = 0; i < count; i++)
		ASSIGNS(i, n, CONTENTS(found, sizeof found))
		INVARIANT(i <= count && n <= i && ARE_FOUND(found, n, i))
		DECREASES(count - i)
	{
		found[n] = (uint8_t)i;
		n += may_matter(load4(msg + start[i]));
	}

	for (size_t i = 0, next; i < n; i = next)
		ASSIGNS(i, next, kept, s->present, s->repeated, s->sifted,
		    CONTENTS(s->lines, sizeof s->lines),
		    CONTENTS(s->fields, sizeof s->fields),
		    CONTENTS(s->last, sizeof s->last))
		INVARIANT(i <= n && kept <= SIPRESP_MAX_LINES &&
		    ARE_KEPT(s, kept, start[i < n ? found[i] : count]))
		DECREASES(n - i)
	{
		const uint32_t begin = start[found[i]];
		const uint32_t end = start[found[i] + 1];
		struct named line;

		if (begin < near_end && name_plain_line(msg + begin,
		    len - begin, &line)) {
			kept = keep(s, msg, kept, line, begin, end);
			next = i + 1;
		} else {
			const struct progress progress = keep_unusual(s, kept,
			    found, i, n);

			kept = progress.kept;
			next = progress.next;
		}
		if (kept > SIPRESP_MAX_LINES) {
			kept = drop_vias(s, kept);
			if (kept > SIPRESP_MAX_LINES)
				return SIPRESP_ETOOMANY;
		}
	}
	s->kept = kept;
	if (is_short && is_blank(msg[start[count]]))
		fold(s, kept, start[count], start[count + 1]);
	return 0;
}

/* The LF of the first empty line in the block at 'at', among 'candidates',
 * which come behind another LF with at most a byte between; 64 if there is
 * none. */
static unsigned
find_empty_line(const char *msg, size_t at, uint64_t candidates)
{
	for (; candidates != 0; candidates &= candidates - 1)
		ASSIGNS(candidates)
		INVARIANT((candidates & ~BEFORE(candidates)) == 0 &&
		    IS_NO_EMPTY_LINE(msg, at, BEFORE(candidates) & ~candidates))
		DECREASES(candidates)
	{
		const unsigned bit = lowest_bit(candidates);
		const char before = msg[at + bit - 1];

		if (before == '\n' || before == '\r')
			return bit;
	}
	return 64;
}

MAY_WRAP
/* Stores where the lines begin that a block ends, of which 'lines' has a bit each:
 * bit 0 is the byte in front of 'first'.  Two without a branch, as few blocks have
 * more. */
static inline size_t
store_starts(uint32_t *start, size_t count, uint32_t first, uint64_t lines)
{
	const uint64_t any = 1ULL << 63;

	start[count] = first + lowest_bit(lines | any);
	count += lines != 0;
	lines &= lines - 1;
	start[count] = first + lowest_bit(lines | any);
	count += lines != 0;
	for (lines &= lines - 1; lines != 0; lines &= lines - 1)
		start[count++] = first + lowest_bit(lines);
	return count;
}
END_WRAP

/*
 * Step 1: read the header lines from 'from', where the status line begins.
 * Sets status_end and header_end.  A block has 62 new bytes behind two of the
 * block before, so that it shows by itself where an empty line is.
 */
static int
read_header(struct scan *s, uint32_t from)
{
	const char *msg = s->msg, *bytes = msg;
	const size_t most = (size_t)from + SIPRESP_MAX_HEADER_SIZE;
	const size_t len = s->len < most ? s->len : most;
	uint32_t *start = s->start;
	size_t at = from, last = 0;	/* from which 64 bytes can be read */
	uint64_t mask, lines, candidates;
	size_t count = 0;
	unsigned empty;

	if (len >= 64) {
		last = len - 64;
	} else {
		/* Where no lines are yet, with more to read. */
		bytes = memset(s->lines, 0, 64);
		memcpy(s->lines, msg, len);
	}
	for (;; at += 62) {
		if (at <= last)
			mask = newline_mask(bytes + at);
		else if (at + 2 < len)
			mask = newline_mask(bytes + last) >> (at - last);
		else
			return len == most ? SIPRESP_ETOOBIG :
			    SIPRESP_ETRUNCATED;
		lines = mask & ~3ULL;
		candidates = lines & (mask << 1 | mask << 2);
		if (candidates != 0) {
			empty = find_empty_line(msg, at, candidates);
			if (empty < 64)
				break;
		}
		count = store_starts(start, count, (uint32_t)at + 1, lines);
		if (count > BATCH) {
			int error;

			if (s->status_end == 0)
				s->status_end = start[0];
			error = read_batch(s, count - 1);
			if (error != 0)
				return error;
			start[0] = start[count - 1];
			count = 1;
		}
	}
	count = store_starts(start, count, (uint32_t)at + 1,
	    lines & ~0ULL >> (63 - empty));

	/* The first line there is the one behind the status line, and the last
	 * is empty. */
	s->status_end |= start[0] & (0U - (s->status_end == 0));
	s->header_end = start[count - 1];
	return read_batch(s, count - 2);
}

/* RFC 3261, section 7.2: SIP-Version SP Status-Code SP Reason-Phrase. */
static int
read_status(const char *p, size_t len, int *out_code)
{
	static const char version[] = "SIP/2.0 ";

	if (len < 8)
		return same_text(p, version, len) ? SIPRESP_ETRUNCATED :
		    SIPRESP_ESTATUSLINE;
	if (load8(p) != load8(version) && !same_text(p, version, 8))
		return SIPRESP_ESTATUSLINE;
	if (len < 12)
		return SIPRESP_ETRUNCATED;
	if (p[8] < '1' || p[8] > '6' || !is_digit(p[9]) || !is_digit(p[10]) ||
	    (p[11] != ' ' && p[11] != '\r' && p[11] != '\n'))
		return SIPRESP_ECODE;
	*out_code = (p[8] - '0') * 100 + (p[9] - '0') * 10 + (p[10] - '0');
	return 0;
}

/* What follows the code in the status line, which ends at 'end'. */
static struct sipresp_str
phrase_of(const char *p, const char *end)
{
	struct sipresp_str phrase;

	end -= 1 + (end[-2] == '\r');
	p += p[11] == ' ' ? 12 : 11;
	phrase.p = p;
	phrase.len = (size_t)(end - p);
	return phrase;
}

static struct text
kept_value(const struct scan *s, unsigned i)
{
	const char *value = s->msg + s->lines[i].value;

	return (struct text){ value, value + s->lines[i].len };
}

/* The first line of a field that is present. */
static unsigned
first_line(const struct scan *s, unsigned field)
{
	unsigned i = s->last[field];

	/* With further Via lines taken out, it has another number. */
	if (((s->repeated >> field | s->repeated >> SIPRESP_FIELD_VIA) & 1) != 0)
		for (i = 0; s->fields[i] != field;)
			i++;
	return i;
}

/* What the first well-formed Content-Length says, from the kept line 'i' on;
 * a malformed one counts as none, and then the body is all that is 'left'. */
COLD static uint64_t
read_any_length(const struct scan *s, unsigned i, size_t left)
{
	for (; i < s->kept; i++)
		ASSIGNS(i) INVARIANT(BEFORE(i) <= i && i <= s->kept)
		DECREASES(s->kept - i)
	{
		struct text t = kept_value(s, i);
		uint64_t n;

		if (s->fields[i] != SIPRESP_FIELD_CONTENT_LENGTH)
			continue;
		skip_lws(&t);
		if (!read_number(&t, &n))
			continue;
		skip_lws(&t);
		if (t.p == t.end)
			return n;
	}
	return left;
}

MAY_WRAP
/* Most are a blank and a few digits: these without a loop.  In front of them
 * there is at least the status line. */
static inline uint64_t
read_length(const struct scan *s, unsigned i, size_t left)
{
	const struct text t = kept_value(s, i);
	const size_t len = (size_t)(t.end - t.p) -
	    (t.p < t.end && *t.p == ' ');
	uint32_t n;

	return len - 1 < 8 && read_digits_8(t.end - 8, (unsigned)len, &n) ?
	    n : read_any_length(s, i, left);
}
END_WRAP

int
sipresp_parse(struct sipresp_response *out, const char *msg, size_t len)
{
	struct sipresp_str method = { NULL, 0 };
	struct scan s;
	uint64_t body_size;
	uint32_t from = 0;
	int code, error;

	if (out == NULL || (msg == NULL && len > 0))
		return SIPRESP_EINVAL;

	/* Section 7.5: empty lines before the start line are no part of it. */
	while (from < len && from < SIPRESP_MAX_HEADER_SIZE &&
	    (msg[from] == '\r' || msg[from] == '\n'))
		ASSIGNS(from)
		INVARIANT(from <= len && from <= SIPRESP_MAX_HEADER_SIZE)
		DECREASES(SIPRESP_MAX_HEADER_SIZE - from)
		from++;
	if (from == len)
		return SIPRESP_ETRUNCATED;

	s.msg = msg;
	s.len = len;
	s.status_end = 0;
	s.kept = s.sifted = 0;
	s.present = s.repeated = 0;
	error = read_status(msg + from, len - from, &code);
	if (error == 0)
		error = read_header(&s, from);
	if (error != 0)
		return error;

	if (s.repeated >> SIPRESP_FIELD_VIA & 1)
		s.kept = drop_vias(&s, s.kept);
	if (s.present >> SIPRESP_FIELD_CSEQ & 1)
		error = read_cseq(kept_value(&s, first_line(&s,
		    SIPRESP_FIELD_CSEQ)), msg + len, &method);
	body_size = len - s.header_end;
	if (s.present >> SIPRESP_FIELD_CONTENT_LENGTH & 1)
		body_size = read_length(&s, first_line(&s,
		    SIPRESP_FIELD_CONTENT_LENGTH), body_size);
	if (error != 0)
		return error;
	if (body_size > len - s.header_end)
		return SIPRESP_EBODY;

	out->code = code;
	out->source = SIPRESP_SOURCE_PEER;
	out->method = method;
	out->phrase = phrase_of(msg + from, msg + s.status_end);
	out->header_size = s.header_end;
	out->body_size = (size_t)body_size;
	out->present = s.present & ~(1ULL << SIPRESP_FIELD_COUNT);
	out->repeated = s.repeated & ~(1ULL << SIPRESP_FIELD_COUNT);
	out->line_count = s.kept;
	out->via_count = (s.present >> SIPRESP_FIELD_VIA & 1) +
	    (s.repeated >> SIPRESP_FIELD_VIA & 1);
	/* From the last to the first, so that this is what stays in 'first'. */
	for (size_t n = s.kept; n > 0; n--)
		ASSIGNS(n, CONTENTS(out->lines, sizeof out->lines),
		    CONTENTS(out->first, sizeof out->first))
		INVARIANT(n <= s.kept) DECREASES(n)
	{
		const unsigned field = s.fields[n - 1];
		struct sipresp_line *line = &out->lines[n - 1];

		line->field = field;
		out->first[field] = (uint8_t)(n - 1);
		line->value = msg + s.lines[n - 1].value;
		line->len = s.lines[n - 1].len;
	}
	return 0;
}

COLD int
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

	out->code = code;
	out->source = SIPRESP_SOURCE_PEER;
	out->method = method.len > 0 ? method :
	    (struct sipresp_str){ NULL, 0 };
	out->phrase = (struct sipresp_str){ NULL, 0 };
	out->header_size = out->body_size = 0;
	out->present = out->repeated = 0;
	out->line_count = out->via_count = 0;
	return 0;
}

COLD int
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
	for (size_t i = 0; i < value.len; i++)
		ASSIGNS(i) INVARIANT(i <= value.len) DECREASES(value.len - i)
	{
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

COLD int
sipresp_response_add(struct sipresp_response *response,
    struct sipresp_str name, struct sipresp_str value)
{
	struct sipresp_line *line;
	struct sipresp_str method;
	unsigned field;
	bool is_via = false;

	if (response == NULL || name.p == NULL ||
	    (value.p == NULL && value.len > 0))
		return SIPRESP_EINVAL;
	for (size_t i = 0; i < name.len; i++)
		ASSIGNS(i) INVARIANT(i <= name.len) DECREASES(name.len - i)
		if (!is_token(name.p[i]))
			return SIPRESP_EHEADER;
	if (name.len == 0 || !is_header_value(value))
		return SIPRESP_EHEADER;

	field = name_field(name.p, name.len);
	if (field == SIPRESP_FIELD_COUNT)
		return 0;
	if (value.len > SIPRESP_MAX_HEADER_SIZE - 1)
		return SIPRESP_ETOOBIG;
	if (field == SIPRESP_FIELD_VIA) {
		if (response->via_count == 2)
			return 0;
		is_via = true;
	}
	if (response->line_count == SIPRESP_MAX_LINES)
		return SIPRESP_ETOOMANY;
	if (field == SIPRESP_FIELD_CSEQ && response->method.p == NULL) {
		if (value.len == 0 || read_any_cseq((struct text){ value.p,
		    value.p + value.len }, &method) != 0)
			return SIPRESP_ECSEQ;
		response->method = method;
	}
	if (!(response->present >> field & 1))
		response->first[field] = (uint8_t)response->line_count;
	line = &response->lines[response->line_count++];
	line->value = value.p;
	line->len = (uint32_t)value.len;
	line->field = field;
	response->repeated |= response->present & 1ULL << field;
	response->present |= 1ULL << field;
	response->via_count += is_via;
	return 0;
}
