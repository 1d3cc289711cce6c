/*
 * batch.c - the lines of a batch, turn by turn
 *
 * SPDX-License-Identifier: MIT
 *
 * The messages are of every length, but there is only room for four lines, and
 * three in a batch: that room may be full from the start, or get so.
 */

#include "readers.h"
#undef SIPRESP_MAX_LINES
#define SIPRESP_MAX_LINES	4
#include "parse.c"

/* So many of them in a batch, each turn of a loop by itself. */
#define LINES	3

/* The line with number 'k' is as read_header() finds it. */
static bool
is_line(const struct scan *s, size_t k)
{
	const uint32_t begin = s->start[k], end = s->start[k + 1];

	return 12 <= begin && begin < end && end - begin >= 2 &&
	    end <= LAST_END && end <= s->len && s->msg[end - 1] == '\n';
}

/* How many lines there are. */
static size_t stored;

/* A line that may be any: what is true of it is true of all. */
static unsigned watched_line;

/* Of what is kept, the last line, and any other. */
static bool
are_kept(const struct scan *s, unsigned kept, uint32_t end)
{
	return (kept == 0 || is_kept(s, kept - 1, end)) &&
	    (watched_line >= kept || is_kept(s, watched_line, end));
}

/* Lines in a message, and what was kept of those before the one with number
 * 'first'. */
static void
begin_batch(struct scan *s, size_t count, size_t first)
{
	begin_scan(s);
	stored = count;
	assume(first <= count && count <= LINES);
	for (size_t k = 0; k < LINES; k++)
		assume(k >= count || is_line(s, k));
	watched_line = nondet_unsigned();
	assume(are_kept(s, s->kept, s->start[first]));
}

/* In 'found' are the numbers of some of them, in their order. */
static bool
is_found_line(const uint8_t *found, size_t k)
{
	return found[k] < stored && (k == 0 || found[k - 1] < found[k]);
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
	begin_batch(&s, count, found[i]);
	for (size_t k = 0; k < LINES; k++)
		assume(k >= n || is_found_line(found, k));
	progress = keep_unusual(&s, s.kept, found, i, n);
	assert(i < progress.next && progress.next <= n, "the next");
	assert(s.kept <= progress.kept && progress.kept <= s.kept + 1,
	    "one more, or none");
	assert(are_kept(&s, progress.kept,
	    s.start[found[progress.next - 1] + 1]), "slices");
}
