/*
 * parse.c - from bytes to a response
 *
 * SPDX-License-Identifier: MIT
 */

#include "readers.h"

/* A line that may be any: what is true of it is true of all. */
static unsigned watched_line;

/* The value of a line that ends in front of 'end', behind at least the status line
 * and "m:". */
#define IS_KEPT(s, i, end)						\
	(14 <= (s)->lines[i].value && (uint64_t)(s)->lines[i].value +	\
	    (s)->lines[i].len < (end) && (s)->fields[i] < SIPRESP_FIELD_COUNT)

/* Of what is kept, the last line, and any other. */
#define ARE_KEPT(s, kept, end)						\
	((s)->sifted <= (kept) &&					\
	    ((kept) == 0 || IS_KEPT(s, (kept) - 1, end)) &&		\
	    (watched_line >= (kept) || IS_KEPT(s, watched_line, end)))

/* All of it, each in front of the same end. */
static uint64_t kept_end;
#define ALL_KEPT(s, kept)						\
	__CPROVER_forall { size_t k; (k <= SIPRESP_MAX_LINES) ==>	\
	    (k >= (kept) || IS_KEPT(s, k, kept_end)) }

/* So many lines of a batch, if a file does not say how many. */
#ifndef LINES
#define LINES	(MAX_STARTS - 1)
#endif

/* In 'found' are the numbers of 'n' lines of the first 'count', in their order. */
#define ARE_FOUND(found, n, count)					\
	__CPROVER_forall { size_t k; (k < LINES) ==> (k >= (n) ||	\
	    ((found)[k] < (count) && (k == 0 || (found)[k - 1] < (found)[k]))) }

/* A bit that may be any: none of these is the LF of an empty line. */
static unsigned watched_bit;
#define IS_NO_EMPTY_LINE(msg, at, bits)					\
	(((bits) >> watched_bit & 1) == 0 ||				\
	    ((msg)[(at) + watched_bit - 1] != '\n' &&			\
	    (msg)[(at) + watched_bit - 1] != '\r'))

#include "../../lib/parse.c"

/* ---- the status line --------------------------------------------------- */

static bool
is_status_read(size_t len, int code, int error)
{
	return error == 0 ? len >= 12 && 100 <= code && code <= 699 :
	    error == SIPRESP_ETRUNCATED || error == SIPRESP_ESTATUSLINE ||
	    error == SIPRESP_ECODE;
}

/*
 * every length: The code of a status line is read inside it, and three digits.
 * fault: parse.c, 'if (len < 11)' for 'if (len < 12)'
 */
PROOF(read_status)
{
	const struct sipresp_str s = nondet_slice();
	int code = 0, error;

	assume(s.len > 0);
	error = read_status(s.p, s.len, &code);
	assert(is_status_read(s.len, code, error), "a code");
}

int
any_read_status(const char *p, size_t len, int *out_code)
{
	const int error = nondet_int();

	assert(len > 0 && is_readable(p, len), "not empty");
	*out_code = nondet_int();
	assume(is_status_read(len, *out_code, error));
	return error;
}

/*
 * from 12 bytes on: The reason phrase is behind the code, and ends before the line
 * does.
 * fault: parse.c, 'end -= 2 + (end[-2] == '\r');' for 'end -= 1 + (end[-2] == '\r');'
 */
PROOF(phrase_of)
{
	const struct text t = nondet_text();
	struct sipresp_str phrase;

	/* What read_status() saw, and a line end. */
	assume(t.end - t.p >= 12 && t.end[-1] == '\n');
	assume(is_digit(t.p[10]));
	assume(t.p[11] == ' ' || t.p[11] == '\r' || t.p[11] == '\n');
	assume(t.p[11] != '\n' || t.end == t.p + 12);
	phrase = phrase_of(t.p, t.end);
	assert(is_slice(t.p + 11, phrase, t.end - 1), "a slice");
}

/* ---- names ------------------------------------------------------------- */

/*
 * every length: A name is looked for inside the tables, and itself.
 * fault: parse.c, 'len > 99)' for 'len >= sizeof known.names[0].name)'
 */
PROOF(name_field)
{
	const struct sipresp_str s = nondet_slice();

	assert(name_field(s.p, s.len) <= SIPRESP_FIELD_COUNT, "a field, or none");
}

unsigned
any_name_field(const char *p, size_t len)
{
	const unsigned field = nondet_unsigned();

	assert(is_readable(p, len), "a name");
	assume(field <= SIPRESP_FIELD_COUNT && (len > 0 ||
	    field == SIPRESP_FIELD_COUNT));
	return field;
}

static bool
is_line_named(const char *p, struct named line)
{
	return line.field <= SIPRESP_FIELD_COUNT &&
	    (line.field == SIPRESP_FIELD_COUNT || (line.value > 1 &&
	    p[line.value - 1] == ':'));
}

/*
 * up to 4 GiB: A line has its value behind the first colon in it.
 * fault: parse.c, 'while (is_blank(p[colon - 1]))' for 'while (colon > 0 && is_blank(p[colon - 1]))'
 */
PROOF(name_line)
{
	const struct sipresp_str s = nondet_slice();
	struct named line;

	assume(2 <= s.len && s.len < UINT32_MAX);
	line = name_line(s.p, (uint32_t)s.len);
	assert(line.field == SIPRESP_FIELD_COUNT || line.value <= s.len,
	    "in the line");
	assert(is_line_named(s.p, line), "a line");
}

struct named
any_name_line(const char *p, uint32_t len)
{
	const struct named line = { nondet_uint32(), nondet_uint32() };

	assert(2 <= len && is_readable(p, len), "a line");
	assume(line.field == SIPRESP_FIELD_COUNT || line.value <= len);
	assume(is_line_named(p, line));
	return line;
}

/* ---- CSeq and Content-Length ------------------------------------------- */

/*
 * every length: The method of a CSeq is a slice of it.
 * fault: parse.c, '	    t.p > t.end || !is_lws(*t.p))' for '	    t.p == t.end || !is_lws(*t.p))'
 */
PROOF(read_any_cseq)
{
	const struct text t = nondet_text();
	struct sipresp_str method;

	assert(read_any_cseq(t, &method) != 0 ||
	    is_slice(t.p, method, t.end), "a slice");
}

int
any_read_any_cseq(struct text t, struct sipresp_str *out)
{
	assert(IS_WITHIN(t.p, t.p, t.end), "a text");
	if (nondet_bool())
		return SIPRESP_ECSEQ;
	*out = nondet_str();
	assume(is_slice(t.p, *out, t.end));
	return 0;
}

/* A value in a message, behind which a line ends. */
static struct text
nondet_value_in(struct text msg, size_t before)
{
	const struct text t = { nondet_pointer(), nondet_pointer() };

	assume(IS_WITHIN(msg.p, t.p, t.end) && IS_WITHIN(t.p, t.end, msg.end));
	assume((size_t)(t.p - msg.p) >= before);
	assume(t.end < msg.end && (*t.end == '\r' || *t.end == '\n'));
	return t;
}

/* A byte that may be any: what is true of it is true of all. */
static const char *watched;

unsigned
any_count_digits_8(const char *p)
{
	const unsigned n = nondet_unsigned();

	assert(is_readable(p, 8), "eight bytes");
	assume(n < 8);
	if (IS_WITHIN(p, watched, p + 7))
		assume(watched - p >= n || is_digit(*watched));
	return n;
}

bool
any_are_capitals(const char *p, unsigned len)
{
	assert(is_readable(p, 16), "sixteen bytes");
	assert(1 <= len && len <= 16, "so many of them");
	return nondet_bool();
}

/*
 * every length: So is one that is written as most are; what is looked at is in the
 * message.
 * fault: parse.c, 'msg_end - p < 7 ?' for 'msg_end - p < 8 ?'
 */
PROOF(read_cseq)
{
	const struct text msg = nondet_text();
	/* "SIP/2.0 200", a line end, and "CSeq:". */
	const struct text t = nondet_value_in(msg, 17);
	struct sipresp_str method;

	watched = t.end;
	assert(read_cseq(t, msg.end, &method) != 0 ||
	    is_slice(t.p, method, t.end), "a slice");
}

/* ---- a response that the host fills ------------------------------------ */

/*
 * every length: A response begins with a code of three digits, and a method that is
 * looked at up to its end.
 * fault: parse.c, 't.end += method.len + 1;' for 't.end += method.len;'
 */
PROOF(response_init)
{
	const struct sipresp_str method = nondet_part();
	struct sipresp_response r;

	if (sipresp_response_init(&r, nondet_int(), method) != 0)
		return;
	assert(100 <= r.code && r.code <= 699, "a code");
	assert(r.line_count == 0 && r.present == 0 && r.repeated == 0,
	    "no lines");
	assert(method.len > 0 ? r.method.p == method.p : r.method.p == NULL,
	    "the method");
}

int
any_sipresp_response_init(struct sipresp_response *out, int code,
    struct sipresp_str method)
{
	assert(100 <= code && code <= 699, "a code");
	assert(method.len == 0 || is_readable(method.p, method.len), "a method");
	if (out == NULL)
		return SIPRESP_EINVAL;
	if (nondet_bool())
		return SIPRESP_EINVAL;
	out->code = code;
	out->source = SIPRESP_SOURCE_PEER;
	return 0;
}

/*
 * every length: What no peer sent is a code and says so; what fails leaves the
 * response as it was.
 * fault: parse.c, '? 408 : 500, method' for '? 408 : 503, method'
 */
PROOF(response_local)
{
	const struct sipresp_str method = nondet_part();
	const bool is_there = nondet_bool();
	struct sipresp_response r;
	const enum sipresp_source before = r.source;
	const enum sipresp_source what = (enum sipresp_source)nondet_int();

	if (sipresp_response_local(is_there ? &r : NULL, what, method) != 0) {
		assert(r.source == before, "as it was");
		return;
	}
	assert(is_there && r.source == what &&
	    r.code == (what == SIPRESP_SOURCE_TIMEOUT ? 408 : 503), "a source");
}

/*
 * every length: A value is looked at up to its end.
 * fault: parse.c, 'value.p[i] == '\n' && (i == value.len ||' for 'value.p[i] == '\n' && (i + 1 == value.len ||'
 */
PROOF(is_header_value)
{
	(void)is_header_value(nondet_slice());
}

bool
any_is_header_value(struct sipresp_str value)
{
	assert(is_readable(value.p, value.len), "a slice");
	return nondet_bool();
}

/*
 * every length: What is added is one line more, and there is room for it; what
 * fails leaves the response as it was.
 * fault: parse.c, 'if (response->line_count > SIPRESP_MAX_LINES)' for 'if (response->line_count == SIPRESP_MAX_LINES)'
 */
PROOF(response_add)
{
	const struct sipresp_str name = nondet_part(), value = nondet_part();
	struct sipresp_response r;
	const uint32_t count = r.line_count, vias = r.via_count;
	const uint64_t present = r.present;
	int error;

	assume(count <= SIPRESP_MAX_LINES && vias <= 2);
	error = sipresp_response_add(&r, name, value);
	if (r.line_count == count) {
		assert(r.present == present && r.via_count == vias, "as it was");
		return;
	}
	assert(error == 0 && r.line_count == count + 1 &&
	    r.line_count <= SIPRESP_MAX_LINES && r.via_count <= 2,
	    "one line more");
}

/* ---- what is kept of the lines ----------------------------------------- */

/* A message, and what is known of it so far. */
static void
begin_scan(struct scan *s)
{
	const struct sipresp_str msg = nondet_slice();

	s->msg = msg.p;
	s->len = msg.len;
	assume(s->kept <= SIPRESP_MAX_LINES);
}

/* Where a line may end: read_header() goes no further. */
#define LAST_END	(2 * SIPRESP_MAX_HEADER_SIZE)

/*
 * any line of a message: What is kept of a line is its value, without the line end.
 * fault: parse.c, 'return end - (uint32_t)(msg[end - 2] == '\r') - value;' for 'return end - 1 - (uint32_t)(msg[end - 2] == '\r') - value;'
 */
PROOF(keep)
{
	struct scan s;
	const unsigned kept = nondet_unsigned();
	const uint32_t begin = nondet_uint32(), end = nondet_uint32();
	const struct named line = { nondet_uint32(), nondet_uint32() };
	unsigned now;

	begin_scan(&s);
	assume(kept <= SIPRESP_MAX_LINES);
	assume(12 <= begin && begin < end && end <= s.len && end - begin >= 2);
	assume(end <= LAST_END);
	assume(s.msg[end - 1] == '\n');
	assume(line.field <= SIPRESP_FIELD_COUNT);
	assume(line.field == SIPRESP_FIELD_COUNT || (2 <= line.value &&
	    line.value <= end - begin &&
	    s.msg[begin + line.value - 1] == ':'));
	now = keep(&s, s.msg, kept, line, begin, end);
	assert(now == kept + (line.field != SIPRESP_FIELD_COUNT), "one more");
	assert(line.field == SIPRESP_FIELD_COUNT || (IS_KEPT(&s, kept, end) &&
	    s.lines[kept].value > begin && s.fields[kept] == line.field),
	    "its value");
}

/*
 * any line of a message: A fold goes on with the value that is kept, up to the end
 * of its own line.
 * fault: parse.c, 'if (begin - s->lines' for 'if (kept > 0 && begin - s->lines'
 */
PROOF(fold)
{
	struct scan s;
	const uint32_t begin = nondet_uint32(), end = nondet_uint32();

	begin_scan(&s);
	assume(12 <= begin && begin < end && end <= s.len);
	assume(s.msg[end - 1] == '\n' && end - begin >= 2 && end <= LAST_END);
	assume(s.kept == 0 || IS_KEPT(&s, s.kept - 1, begin));
	fold(&s, s.kept, begin, end);
	/* Which number it has makes no difference. */
	assert(s.kept != 1 || IS_KEPT(&s, 0, end), "its value");
}

/* Those that are left may as well be the first: the same is known of all.  But with
 * too many the last line is new, and the others end before it. */
unsigned
any_drop_vias(struct scan *s, unsigned kept)
{
	const unsigned left = nondet_unsigned();
	uint64_t end;

	assert(s->sifted <= kept && kept <= SIPRESP_MAX_LINES + 1, "room");
	assume(left <= kept);
	s->sifted = left;
	if (kept <= SIPRESP_MAX_LINES)
		return left;
	end = (uint64_t)s->lines[kept - 1].value + s->lines[kept - 1].len + 1;
	assert(ARE_KEPT(s, kept, end), "slices");
	if (watched_line < kept) {
		s->lines[watched_line].value = nondet_uint32();
		s->lines[watched_line].len = nondet_uint32();
		s->fields[watched_line] = nondet_uint8();
	}
	if (left > 0) {
		s->lines[left - 1].value = nondet_uint32();
		s->lines[left - 1].len = nondet_uint32();
		s->fields[left - 1] = nondet_uint8();
	}
	assume(ARE_KEPT(s, left, end));
	return left;
}

/* No byte of a name is a line end. */
#define IS_NO_LF(i)	(i >= line.value || p[i] != '\n')
static bool
is_plain_line_named(const char *p, size_t left, struct named line)
{
	return line.field <= SIPRESP_FIELD_COUNT &&
	    (line.field == SIPRESP_FIELD_COUNT || (1 < line.value &&
	    line.value <= (left < 32 ? 16 : 25) &&
	    p[line.value - 1] == ':' && IS_NO_LF(0) && IS_NO_LF(1) && IS_NO_LF(2) && IS_NO_LF(3) && IS_NO_LF(4) &&
	    IS_NO_LF(5) && IS_NO_LF(6) && IS_NO_LF(7) && IS_NO_LF(8) &&
	    IS_NO_LF(9) && IS_NO_LF(10) && IS_NO_LF(11) && IS_NO_LF(12) &&
	    IS_NO_LF(13) && IS_NO_LF(14) && IS_NO_LF(15) && IS_NO_LF(16) &&
	    IS_NO_LF(17) && IS_NO_LF(18) && IS_NO_LF(19) && IS_NO_LF(20) &&
	    IS_NO_LF(21) && IS_NO_LF(22) && IS_NO_LF(23) && IS_NO_LF(24)));
}

/*
 * 16, 31 or 32 bytes: Of a line it is told which it is, and its value is
 * behind the colon that is in the line.
 * ways: portable sse2
 * real: load8 load4
 * fault: parse.c, 'out->value = colon + 2;' for 'out->value = colon + 1;'
 */
PROOF(name_plain_line)
{
	const size_t left = nondet_size();
	const char *p;
	struct named line;

	assume(left == 16 || left == 31 || left == 32);
	p = nondet_bytes(left);
	assert(!name_plain_line(p, left, &line) ||
	    is_plain_line_named(p, left, line), "a line");
}

bool
any_name_plain_line(const char *p, size_t left, struct named *out)
{
	assert(left >= 16 && is_readable(p, left), "sixteen bytes");
	out->field = nondet_uint32();
	out->value = nondet_uint32();
	assume(is_plain_line_named(p, left, *out));
	return nondet_bool();
}

/*
 * any 4 bytes: A line is to be looked at, or not.
 * fault: parse.c, '/ CLASS_NAME_END);' for '/ CLASS_NAME_END & 1);'
 */
PROOF(may_matter)
{
	assert(may_matter(nondet_uint32()) <= 1, "one, or none");
}

unsigned
any_may_matter(uint32_t word)
{
	(void)word;
	return nondet_bool();
}

/* ---- Content-Length ---------------------------------------------------- */

/*
 * any kept lines: Content-Length is looked for in the lines that are kept.
 * fault: parse.c, 'for (; i <= s->kept; i++)' for 'for (; i < s->kept; i++)'
 */
PROOF(read_any_length)
{
	struct scan s;
	const unsigned i = nondet_unsigned();

	begin_scan(&s);
	assume(i <= s.kept);
	(void)read_any_length(&s, i, nondet_size());
}

struct text
any_kept_value(const struct scan *s, unsigned i)
{
	struct text t = { nondet_pointer(), nondet_pointer() };

	assert(i < s->kept, "a kept line");
	assume(IS_WITHIN(s->msg, t.p, t.end) &&
	    IS_WITHIN(t.p, t.end, s->msg + s->len));
	assume(t.p - s->msg >= 14);
	return t;
}

uint64_t
any_read_any_length(const struct scan *s, unsigned i, size_t left)
{
	(void)left;
	assert(i < s->kept, "a kept line");
	return nondet_uint64();
}

/*
 * any kept line: Its last eight bytes are in the message, if it is Content-Length.
 * fault: parse.c, 'read_digits_8(t.end - 16, (unsigned)len, &n)' for 'read_digits_8(t.end - 8, (unsigned)len, &n)'
 */
PROOF(read_length)
{
	struct scan s;
	const unsigned i = nondet_unsigned();

	begin_scan(&s);
	assume(i < s.kept);
	(void)read_length(&s, i, nondet_size());
}

/*
 * any kept lines: The first of a field that is there is found.
 * unwind: 130
 * fault: parse.c, 'unsigned i = s->last[field] + 1U;' for 'unsigned i = s->last[field];'
 */
PROOF(first_line)
{
	struct scan s;
	const unsigned field = nondet_unsigned(), there = nondet_unsigned();
	unsigned i;

	begin_scan(&s);
	assume(field < SIPRESP_FIELD_COUNT && there < s.kept);
	assume(s.fields[there] == field);
	assume(s.last[field] < s.kept);
	i = first_line(&s, field);
	assert(i < s.kept, "a kept line");
}

/* ---- where lines begin ------------------------------------------------- */

/*
 * any block: The first empty line is one of those that may be, and what is in front
 * of it is in the message.
 * fault: parse.c, 'msg[at + bit + 1];' for 'msg[at + bit - 1];'
 * fault: parse.c, 'if (before == '\r')' for 'if (before == '\n' || before == '\r')'
 */
PROOF(find_empty_line)
{
	const struct sipresp_str msg = nondet_slice();
	const size_t at = nondet_size();
	const uint64_t candidates = nondet_uint64();
	unsigned bit;

	/* Behind two bytes of the block before, and none behind the message. */
	assume(at <= msg.len && (candidates & 3) == 0);
	assume(msg.len - at >= 64 || candidates >> (msg.len - at) == 0);
	watched_bit = nondet_unsigned();
	assume(watched_bit < 64);
	bit = find_empty_line(msg.p, at, candidates);
	assert(bit == 64 || (bit < 64 && (candidates >> bit & 1) != 0),
	    "one of them");
	assert(watched_bit >= bit || IS_NO_EMPTY_LINE(msg.p, at, candidates),
	    "the first");
}

/*
 * any block: Where its lines begin is stored in the room for it, of lines of which
 * none but the last is empty.
 * unwind: 34
 * fault: parse.c, '(BATCH + 30)' for '(BATCH + 34)'
 */
PROOF(store_starts)
{
	uint32_t start[MAX_STARTS];
	const uint64_t lines = nondet_uint64();
	const uint32_t first = nondet_uint32();
	const size_t count = nondet_size();
	const unsigned last = nondet_unsigned();
	size_t now;

	assume(count <= BATCH && first <= 2 * SIPRESP_MAX_HEADER_SIZE);
	/* Two bytes a line, but for the last. */
	assume((lines & 3) == 0 && last < 64);
	assume(lines == 0 || lines >> last == 1);
	assume((lines & lines << 1 & ~(1ULL << last)) == 0);
	now = store_starts(start, count, first, lines);
	assert(count <= now && now < MAX_STARTS, "room");
}

/* ---- a message --------------------------------------------------------- */

int
any_read_header(struct scan *s, uint32_t from)
{
	assert(from <= SIPRESP_MAX_HEADER_SIZE && s->len - from >= 12,
	    "a status line");
	if (nondet_bool())
		return SIPRESP_ETRUNCATED;
	s->kept = nondet_unsigned();
	s->sifted = nondet_unsigned();
	s->status_end = nondet_uint32();
	s->header_end = nondet_uint32();
	s->present = nondet_uint64();
	s->repeated = nondet_uint64();
	assume(s->sifted <= s->kept && s->kept <= SIPRESP_MAX_LINES);
	assume(from + 12 <= s->status_end &&
	    s->status_end <= s->header_end && s->header_end <= s->len &&
	    s->header_end <= LAST_END && s->msg[s->status_end - 1] == '\n');
	for (unsigned i = 0; i < SIPRESP_MAX_LINES; i++)
		assume(i >= s->kept || IS_KEPT(s, i, s->header_end));
	return 0;
}

struct sipresp_str
any_phrase_of(const char *p, const char *end)
{
	const struct sipresp_str phrase = nondet_str();

	assert(IS_WITHIN(p, p + 12, end) && end[-1] == '\n', "a status line");
	assume(is_slice(p, phrase, end));
	return phrase;
}

unsigned
any_first_line(const struct scan *s, unsigned field)
{
	const unsigned i = nondet_unsigned();

	assert((s->present >> field & 1) != 0, "it is there");
	assume(i < s->kept);
	return i;
}

int
any_read_cseq(struct text t, const char *msg_end, struct sipresp_str *out)
{
	(void)msg_end;
	return any_read_any_cseq(t, out);
}

uint64_t
any_read_length(const struct scan *s, unsigned i, size_t left)
{
	return any_read_any_length(s, i, left);
}

/*
 * every length: A message is read inside it; what is stored of it are slices, and
 * header and body are not longer than it.
 * unwind: 129
 * fault: parse.c, 'if (body_size > len)' for 'if (body_size > len - s.header_end)'
 */
PROOF(parse)
{
	const struct sipresp_str msg = nondet_slice();
	const char *end = msg.p + msg.len;
	struct sipresp_response r;

	if (sipresp_parse(&r, msg.p, msg.len) != 0)
		return;
	assert(r.header_size <= msg.len && r.body_size <= msg.len - r.header_size,
	    "header and body");
	assert(r.line_count <= SIPRESP_MAX_LINES, "room");
	assert(is_slice(msg.p, r.phrase, end) && IS_PART(msg.p, r.method, end),
	    "slices");
	assert(100 <= r.code && r.code <= 699, "a code");
}
