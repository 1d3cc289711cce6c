/*
 * batch.c - the lines of a batch
 *
 * SPDX-License-Identifier: MIT
 *
 * The messages are of every length, but there is only room for four lines, and
 * three in a batch: that room may be full from the start, or get so.
 */

#include "readers.h"
#undef SIPRESP_MAX_LINES
#define SIPRESP_MAX_LINES	4
#define LINES	3
#include "parse.c"

/*
 * up to 5 kept lines: What is left without further Via lines are lines that were kept.
 * fault: parse.c, 'for (unsigned i = left; i <= kept; i++)' for 'for (unsigned i = left; i < kept; i++)'
 * fault: parse.c, 's->lines[left] = s->lines[i + 1];' for 's->lines[left] = s->lines[i];'
 */
PROOF(drop_vias)
{
	struct scan s;
	const unsigned kept = nondet_unsigned();
	unsigned left;

	begin_scan(&s);
	kept_end = nondet_uint64();
	watched_line = nondet_unsigned();
	assume(s.sifted <= kept && kept <= SIPRESP_MAX_LINES + 1);
	assume(ALL_KEPT(&s, kept));
	left = drop_vias(&s, kept);
	assert(left <= kept, "no more");
	assert(ARE_KEPT(&s, left, kept_end), "slices");
}

/* How many lines there are. */
static size_t stored;

/* Where the line with number 'k' begins and ends, as read_header() finds it. */
static bool
is_line(const struct scan *s, size_t k)
{
	const uint32_t begin = s->start[k], end = s->start[k + 1];

	return 12 <= begin && begin < end && end - begin >= 2 &&
	    end <= LAST_END && end <= s->len;
}

/* Lines in a message. */
static void
begin_batch(struct scan *s, size_t count)
{
	begin_scan(s);
	stored = count;
	assume(count <= LINES);
	for (size_t k = 0; k < LINES; k++)
		assume(k >= count || is_line(s, k));
	watched_line = nondet_unsigned();
}

/* What is known of every line, of this one: a line end is its last byte. */
static void
know_line(const struct scan *s, uint32_t begin, uint32_t end)
{
	assert(__CPROVER_exists { size_t k; (k < LINES) && (k < stored &&
	    s->start[k] == begin && s->start[k + 1] == end) }, "a line");
	assume(s->msg[end - 1] == '\n');
}

unsigned
any_keep(struct scan *s, const char *msg, unsigned kept, struct named line,
    uint32_t begin, uint32_t end)
{
	assert(msg == s->msg && kept <= SIPRESP_MAX_LINES, "room");
	know_line(s, begin, end);
	assert(line.field <= SIPRESP_FIELD_COUNT, "a field, or none");
	assert(line.field == SIPRESP_FIELD_COUNT || (2 <= line.value &&
	    line.value <= end - begin &&
	    msg[begin + line.value - 1] == ':'), "a name");
	s->lines[kept].value = nondet_uint32();
	s->lines[kept].len = nondet_uint32();
	s->fields[kept] = (uint8_t)line.field;
	s->last[line.field] = (uint8_t)kept;
	s->repeated = nondet_uint64();
	s->present = nondet_uint64();
	if (line.field == SIPRESP_FIELD_COUNT)
		return kept;
	assume(begin < s->lines[kept].value && IS_KEPT(s, kept, end));
	return kept + 1;
}

/* Of a line, or of folds that end there: one is kept more, or none. */
static bool
is_kept_more(const struct scan *s, unsigned kept, unsigned now, uint32_t begin,
    uint32_t end)
{
	return now == kept ? ARE_KEPT(s, kept, end) : now == kept + 1 &&
	    ARE_KEPT(s, kept, begin) && begin < s->lines[kept].value &&
	    IS_KEPT(s, kept, end);
}

/*
 * up to 3 lines: Of a line that is not as most are a slice is kept, or of none; so
 * it is of folds in a row.
 * unwind: 5
 * fault: parse.c, 'progress.next <= n && is_blank' for 'progress.next < n && is_blank'
 */
PROOF(keep_unusual)
{
	struct scan s;
	uint8_t found[MAX_STARTS];
	const size_t count = nondet_size(), i = nondet_size(), n = nondet_size();
	struct progress progress;

	assume(i < n && n <= LINES);
	begin_batch(&s, count);
	assume(ARE_FOUND(found, n, count));
	assume(ARE_KEPT(&s, s.kept, s.start[found[i]]));
	progress = keep_unusual(&s, s.kept, found, i, n);
	assert(i < progress.next && progress.next <= n, "the next");
	assert(is_kept_more(&s, s.kept, progress.kept, s.start[found[i]],
	    s.start[found[progress.next - 1] + 1]), "slices");
}

struct progress
any_keep_unusual(struct scan *s, unsigned kept, const uint8_t *found, size_t i,
    size_t n)
{
	const struct progress progress = { nondet_unsigned(), nondet_size() };
	const size_t k = nondet_size();
	uint32_t end;

	assert(kept <= SIPRESP_MAX_LINES && i < n && n <= LINES, "room");
	assert(k >= n || (found[k] < stored &&
	    (k == 0 || found[k - 1] < found[k])), "lines");
	assert(ARE_KEPT(s, kept, s->start[found[i]]), "slices");
	assume(i < progress.next && progress.next <= n);
	end = s->start[found[progress.next - 1] + 1];
	if (progress.kept == kept && kept > 0)
		s->lines[kept - 1].len = nondet_uint32();
	s->lines[kept].value = nondet_uint32();
	s->lines[kept].len = nondet_uint32();
	s->fields[kept] = nondet_uint8();
	s->repeated = nondet_uint64();
	s->present = nondet_uint64();
	assume(is_kept_more(s, kept, progress.kept, s->start[found[i]], end));
	return progress;
}

/*
 * up to 3 lines: Of a batch, what is kept are slices, and no more than there is
 * room for.
 * unwind: 5
 * slow: four minutes
 * fault: parse.c, 'begin < near_end + 1 && name' for 'begin < near_end && name'
 */
PROOF(read_batch)
{
	struct scan s;
	const size_t count = nondet_size();

	begin_batch(&s, count);
	assume(ARE_KEPT(&s, s.kept, s.start[0]));
	if (read_batch(&s, count) != 0)
		return;
	assert(s.kept <= SIPRESP_MAX_LINES, "room");
	assert(ARE_KEPT(&s, s.kept, s.start[count]), "slices");
}
