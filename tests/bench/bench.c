/*
 * bench.c - how fast, beside others and beside what is possible
 *
 *	bench check		all engines find the same in every message
 *	bench			one table for people: times, instructions,
 *				allocations, and what was to be reached
 *	bench gate		check, and whether what can be counted has become
 *				more: for CI, as it takes no time into account
 *	bench growth		what takes how long, the longer the message
 *	bench pass ENGINE	one pass over all messages, for callgrind
 *
 *	--json			for machines
 *	--svg FILE		a plot as well
 *	--processes N		medians over so many (7)
 *	--sizes FILE		lines "NAME BYTES": text and rodata of each, and
 *				"stack BYTES"
 *
 * Times are medians over processes, as each lies elsewhere in memory; in one
 * process, all engines take their turns, so that whatever slows the machine
 * down slows all.  Only their ratios mean something.
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"
#include "sipresp.h"

/* ---- counting allocations ---------------------------------------------- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *p, size_t size);

static unsigned long allocations;

void *
malloc(size_t size)
{
	allocations++;
	return __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	allocations++;
	return __libc_calloc(count, size);
}

void *
realloc(void *p, size_t size)
{
	allocations++;
	return __libc_realloc(p, size);
}

/* ---- limits ------------------------------------------------------------ */

static bool
do_nothing(const struct message *m, unsigned number)
{
	(void)number;
	return m != NULL;
}

static bool
copy(const struct message *m, unsigned number)
{
	static char copied[MAX_HEADER];

	(void)number;
	memcpy(copied, m->bytes, m->header_len);
	return copied[m->header_len - 1] == '\n';
}

static bool
find_line_ends(const struct message *m, unsigned number)
{
	const char *p = m->bytes, *end = m->bytes + m->header_len;
	unsigned count = 0;

	(void)number;
	for (; p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		count++;
	return count > 0;
}

static const struct engine empty_call = {
	"call", "an empty call", NULL, do_nothing, NULL, NULL
};
static const struct engine memcpy_pass = {
	"memcpy", "of the header section", NULL, copy, NULL, NULL
};
static const struct engine memchr_pass = {
	"memchr", "each line end of it", NULL, find_line_ends, NULL, NULL
};

/* ---- engines ----------------------------------------------------------- */

static const struct row {
	const struct engine	*engine;
	bool			 reads;		/* and takes the inputs */
} rows[] = {
	{ &empty_call, false },
	{ &memcpy_pass, false },
	{ &memchr_pass, false },
	{ &sipresp_way, false },
	{ &sipresp_portable, false },
	{ &sipresp_parser, false },
	{ &sipresp_classifier, false },
	{ &sipresp_decision, false },
	{ &sipresp_inputs, true },
#ifdef HAVE_PJSIP
	{ &pjsip, false },
	{ &pjsip, true },
#endif
#ifdef HAVE_OSIP
	{ &osip, false },
	{ &osip, true },
#endif
#ifdef HAVE_SOFIA
	{ &sofia, false },
	{ &sofia, true },
#endif
#ifdef HAVE_LIBRE
	{ &libre, false },
	{ &libre, true },
#endif
};
#define ROW_COUNT	(sizeof rows / sizeof rows[0])

static const struct messages *messages;

double
seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void
clear(struct inputs *in)
{
	in->contact_count = in->challenge_count = 0;
	in->unsupported_count = in->event_count = 0;
	in->retry_after = in->min_expires = -1;
}

static inline bool
work(const struct row *row, unsigned number)
{
	static struct inputs in;
	bool good = row->engine->open(&messages->all[number], number);

	if (row->reads && good) {
		clear(&in);
		good = row->engine->read(&in);
	}
	if (row->engine->close != NULL)
		row->engine->close();
	return good;
}

/* What callgrind counts; by name, so it must be there. */
void pass(const struct row *row);

__attribute__((noinline)) void
pass(const struct row *row)
{
	for (unsigned i = 0; i < messages->count; i++)
		(void)work(row, i);
}

static void
begin_engines(void)
{
	messages = make_messages();
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (rows[i].engine->begin != NULL &&
		    !rows[i].engine->begin(messages)) {
			(void)fprintf(stderr, "bench: %s cannot begin\n",
			    rows[i].engine->name);
			exit(2);
		}
}

static const char *
name_of(const struct row *row)
{
	static char name[64];

	if (!row->reads || row->engine == &sipresp_inputs)
		return row->engine->name;
	(void)snprintf(name, sizeof name, "%s+inputs", row->engine->name);
	return name;
}

/* ---- check ------------------------------------------------------------- */

static size_t
put(char *out, size_t used, size_t size, const char *label, struct slice s)
{
	int n = snprintf(out + used, size - used, " %s=%.*s", label,
	    (int)s.len, s.p != NULL ? s.p : "");

	return n < 0 || (size_t)n >= size - used ? size - 1 : used + (size_t)n;
}

static size_t
put_number(char *out, size_t used, size_t size, const char *label, long n)
{
	char digits[24];

	(void)snprintf(digits, sizeof digits, "%ld", n);
	return put(out, used, size, label, slice_of(digits));
}

static void
describe(char *out, size_t size, const struct inputs *in)
{
	size_t n = put_number(out, 0, size, "status", in->status);

	n = put(out, n, size, "method", in->method);
	n = put_number(out, n, size, "retry-after", in->retry_after);
	n = put_number(out, n, size, "min-expires", in->min_expires);
	for (unsigned i = 0; i < in->contact_count; i++) {
		n = put(out, n, size, "contact", in->contacts[i].user);
		n = put(out, n, size, "at", in->contacts[i].host);
		n = put_number(out, n, size, "q", in->contacts[i].q);
	}
	for (unsigned i = 0; i < in->challenge_count; i++) {
		n = put(out, n, size, in->challenges[i].proxy ? "proxy-realm" :
		    "realm", in->challenges[i].realm);
		n = put(out, n, size, "algorithm",
		    in->challenges[i].algorithm);
	}
	for (unsigned i = 0; i < in->unsupported_count; i++)
		n = put(out, n, size, "unsupported", in->unsupported[i]);
	for (unsigned i = 0; i < in->event_count; i++)
		n = put(out, n, size, "event", in->events[i]);
}

static bool
find(const struct row *row, unsigned number, char *out, size_t size)
{
	struct inputs in;
	bool good;

	clear(&in);
	out[0] = '\0';
	good = row->engine->open(&messages->all[number], number) &&
	    row->engine->read(&in);
	if (good)
		describe(out, size, &in);
	if (row->engine->close != NULL)
		row->engine->close();
	return good;
}

/* Do all engines find in each message what libsipresp finds, and do the
 * others end well? */
static bool
check(void)
{
	static const struct row ours = { &sipresp_inputs, true };
	static char want[4096], got[4096];
	unsigned compared = 0, differ = 0;

	for (unsigned i = 0; i < messages->count; i++) {
		if (!find(&ours, i, want, sizeof want)) {
			(void)printf("libsipresp cannot read message %u:\n%s\n",
			    i, messages->all[i].bytes);
			return false;
		}
		for (size_t k = 0; k < ROW_COUNT; k++) {
			if (!rows[k].reads) {
				differ += !work(&rows[k], i);
				continue;
			}
			compared++;
			if (find(&rows[k], i, got, sizeof got) &&
			    strcmp(want, got) == 0)
				continue;
			if (differ++ < 5)
				(void)printf("message %u, %s\n  libsipresp %s\n"
				    "  %-10s %s\n", i, messages->all[i].name,
				    want, rows[k].engine->name, got);
		}
	}
	(void)printf("bench: %u messages, %u comparisons with what libsipresp"
	    " finds, %u differ\n", messages->count, compared, differ);
	return differ == 0;
}

/* ---- measuring, in a process of its own -------------------------------- */

#define MIX		2048		/* messages of one turn */
#define TURNS		9
#define HOT_CALLS	200
#define COLD_SIZE	(48U << 20)	/* more than any cache */
#define CODES		4096

enum state { STATE_MIX, STATE_HOT, STATE_COLD, STATE_COUNT };
static const char *const state_names[] = { "mix", "hot", "cold" };

static int
compare_doubles(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *values, size_t count)
{
	qsort(values, count, sizeof *values, compare_doubles);
	return count % 2 ? values[count / 2] :
	    (values[count / 2 - 1] + values[count / 2]) / 2;
}

static void
measure_mix(double out[ROW_COUNT])
{
	static unsigned order[MIX];
	static double times[ROW_COUNT][TURNS];

	for (unsigned i = 0; i < MIX; i++)
		order[i] = (unsigned)rand() % messages->count;
	for (unsigned turn = 0; turn < TURNS + 1; turn++)
		for (size_t k = 0; k < ROW_COUNT; k++) {
			double t = seconds();

			for (unsigned i = 0; i < MIX; i++)
				(void)work(&rows[k], order[i]);
			if (turn > 0)
				times[k][turn - 1] =
				    (seconds() - t) / MIX * 1e9;
		}
	for (size_t k = 0; k < ROW_COUNT; k++)
		out[k] = median(times[k], TURNS);
}

/* The mean over the kinds, each on its own again and again. */
static void
measure_hot(double out[ROW_COUNT])
{
	double times[3];

	for (size_t k = 0; k < ROW_COUNT; k++)
		out[k] = 0;
	for (unsigned i = 0; i < messages->kind_count; i++)
		for (size_t k = 0; k < ROW_COUNT; k++) {
			for (unsigned turn = 0; turn < 4; turn++) {
				double t = seconds();

				for (unsigned n = 0; n < HOT_CALLS; n++)
					(void)work(&rows[k], i);
				if (turn > 0)
					times[turn - 1] = (seconds() - t) /
					    HOT_CALLS * 1e9;
			}
			out[k] += median(times, 3) / messages->kind_count;
		}
}

static void
measure_cold(double out[ROW_COUNT])
{
	static unsigned char *other;
	static double times[ROW_COUNT][64];

	other = calloc(1, COLD_SIZE);
	if (other == NULL)
		exit(2);
	for (unsigned i = 0; i < messages->kind_count; i++)
		for (size_t k = 0; k < ROW_COUNT; k++) {
			double t;

			for (size_t n = 0; n < COLD_SIZE; n += 64)
				other[n]++;
			t = seconds();
			(void)work(&rows[k], i);
			times[k][i] = (seconds() - t) * 1e9;
		}
	for (size_t k = 0; k < ROW_COUNT; k++)
		out[k] = median(times[k], messages->kind_count);
	free(other);
}

static const struct sipresp_info *table[1000];

__attribute__((noinline)) static const struct sipresp_info *
read_table(int code)
{
	return table[code];
}

static void
measure_lookup(double *out_lookup, double *out_table)
{
	static int codes[CODES];
	double lookups[TURNS], reads[TURNS];
	volatile unsigned long sum = 0;

	for (int code = 100; code < 700; code++)
		table[code] = sipresp_lookup(code) != NULL ?
		    sipresp_lookup(code) : sipresp_lookup(500);
	for (unsigned i = 0; i < CODES; i++)
		do
			codes[i] = 100 + rand() % 600;
		while (sipresp_lookup(codes[i]) == NULL);
	for (unsigned turn = 0; turn < TURNS; turn++) {
		double t = seconds();

		for (unsigned n = 0; n < 16; n++)
			for (unsigned i = 0; i < CODES; i++)
				sum += (unsigned long)
				    read_table(codes[i])->code;
		reads[turn] = (seconds() - t) / 16 / CODES * 1e9;
		t = seconds();
		for (unsigned n = 0; n < 16; n++)
			for (unsigned i = 0; i < CODES; i++)
				sum += (unsigned long)
				    sipresp_lookup(codes[i])->code;
		lookups[turn] = (seconds() - t) / 16 / CODES * 1e9;
	}
	*out_lookup = median(lookups, TURNS);
	*out_table = median(reads, TURNS);
}

/* What one process found. */
struct times {
	double	ns[STATE_COUNT][ROW_COUNT];
	double	lookup, table;
};

static void
measure(struct times *out)
{
	begin_engines();
	measure_mix(out->ns[STATE_MIX]);
	measure_hot(out->ns[STATE_HOT]);
	measure_cold(out->ns[STATE_COLD]);
	measure_lookup(&out->lookup, &out->table);
}

/* ---- all processes ----------------------------------------------------- */

#define MAX_PROCESSES	64

static struct result {
	struct times	times;
	long		instructions[ROW_COUNT];	/* -1: not counted */
	double		allocations[ROW_COUNT];
	long		bytes[ROW_COUNT];		/* -1: not known */
	long		prose_less, stack;
} result;

static void
progress(const char *what, unsigned done, unsigned of)
{
	if (isatty(2))
		(void)fprintf(stderr, "\r\033[K%s %u of %u%s", what, done, of,
		    done == of ? "\r\033[K" : "");
}

static void
run_processes(const char *self, unsigned count)
{
	static struct times all[MAX_PROCESSES];
	double values[MAX_PROCESSES];
	char command[4200];

	for (unsigned p = 0; p < count; p++) {
		FILE *in;

		progress("process", p + 1, count);
		(void)snprintf(command, sizeof command, "'%s' measure %u",
		    self, p + 1);
		in = popen(command, "r");
		if (in == NULL || fread(&all[p], sizeof all[p], 1, in) != 1 ||
		    pclose(in) != 0) {
			(void)fprintf(stderr, "bench: a process failed\n");
			exit(2);
		}
	}
	for (size_t s = 0; s < STATE_COUNT; s++)
		for (size_t k = 0; k < ROW_COUNT; k++) {
			for (unsigned p = 0; p < count; p++)
				values[p] = all[p].ns[s][k];
			result.times.ns[s][k] = median(values, count);
		}
	for (unsigned p = 0; p < count; p++)
		values[p] = all[p].lookup / all[p].table;
	result.times.lookup = median(values, count);
	for (unsigned p = 0; p < count; p++)
		values[p] = all[p].table;
	result.times.table = median(values, count);
}

/* By callgrind, if there is one. */
long
count_instructions(const char *self, const char *name)
{
	char command[4200], line[256];
	long count = -1;
	FILE *in;

	(void)snprintf(command, sizeof command, "valgrind --tool=callgrind"
	    " --callgrind-out-file=/dev/null --collect-atstart=no"
	    " --toggle-collect=pass --toggle-collect=decide '%s' pass '%s'"
	    " 2>&1", self, name);
	in = popen(command, "r");
	if (in == NULL)
		return -1;
	while (fgets(line, sizeof line, in) != NULL) {
		const char *found = strstr(line, "Collected :");

		if (found != NULL)
			count = strtol(found + 11, NULL, 10);
	}
	return pclose(in) == 0 && count > 0 ? count : -1;
}

static void
count(const char *self, const struct row *row)
{
	const long instructions = count_instructions(self, name_of(row));

	result.instructions[row - rows] = instructions < 0 ? -1 :
	    instructions / (long)messages->count;
	pass(row);
	allocations = 0;
	pass(row);
	result.allocations[row - rows] =
	    (double)allocations / messages->count;
}

static void
count_all(const char *self)
{
	for (size_t k = 0; k < ROW_COUNT; k++) {
		progress("callgrind", (unsigned)k + 1, ROW_COUNT);
		count(self, &rows[k]);
	}
}

static bool
read_sizes(const char *path)
{
	char name[64];
	long bytes;
	FILE *in = fopen(path, "r");

	if (in == NULL) {
		perror(path);
		return false;
	}
	while (fscanf(in, "%63s %ld", name, &bytes) == 2) {
		if (strcmp(name, "stack") == 0)
			result.stack = bytes;
		if (strcmp(name, "libsipresp-without-prose") == 0)
			result.prose_less = bytes;
		for (size_t k = 0; k < ROW_COUNT; k++)
			if (!rows[k].reads &&
			    strcmp(name, rows[k].engine->name) == 0)
				result.bytes[k] = bytes;
	}
	(void)fclose(in);
	return true;
}

/* ---- what was to be reached -------------------------------------------- */

static const struct row *
row_of(const struct engine *engine)
{
	for (size_t k = 0; k < ROW_COUNT; k++)
		if (rows[k].engine == engine)
			return &rows[k];
	return NULL;
}

static double
time_of(const struct engine *engine, enum state state)
{
	const struct row *row = row_of(engine);

	return row != NULL ? result.times.ns[state][row - rows] : 0;
}

/* How many times longer the quickest of these takes, or 0. */
static double
least_lead(const struct engine *const *engines, size_t count)
{
	double least = 0;

	for (size_t i = 0; i < count; i++) {
		double t = time_of(engines[i], STATE_MIX) /
		    time_of(&sipresp_way, STATE_MIX);

		if (t > 0 && (least == 0 || t < least))
			least = t;
	}
	return least;
}

struct aim {
	const char	*what, *key;
	double		 gate, goal, value;	/* value < 0: not measured */
	bool		 higher_is_better;
	int		 digits;
	double		 most;		/* that CI lets through; 0: a time */
};

#define MAX_AIMS	16

static size_t
find_aims(struct aim *aims)
{
	const struct engine *const peers[] = {
#ifdef HAVE_OSIP
		&osip,
#endif
#ifdef HAVE_SOFIA
		&sofia,
#endif
#ifdef HAVE_LIBRE
		&libre,
#endif
		&empty_call
	};
	const size_t peer_count = sizeof peers / sizeof peers[0] - 1;
	const size_t way = (size_t)(row_of(&sipresp_way) - rows);
	const double mix = time_of(&sipresp_way, STATE_MIX);
	const double limit = time_of(&memchr_pass, STATE_MIX);
	size_t n = 0;

#define AIM(...)	aims[n++] = (struct aim){ __VA_ARGS__ }
	AIM("mix, over a memchr pass", "mix_over_memchr", 1.6, 1.3,
	    mix / limit, false, 2, 0);
	AIM("hot, over a memchr pass", "hot_over_memchr", 3.5, 2.8,
	    time_of(&sipresp_way, STATE_HOT) /
	    time_of(&memchr_pass, STATE_HOT), false, 2, 0);
	AIM("portable, mix, over a memchr pass", "portable_over_memchr", 2.1,
	    1.6, time_of(&sipresp_portable, STATE_MIX) / limit, false, 2, 0);
#ifdef HAVE_PJSIP
	AIM("mix, PJSIP's parser alone over it", "pjsip_over_mix", 6.5, 9,
	    time_of(&pjsip, STATE_MIX) / mix, true, 1, 0);
#endif
	if (peer_count > 0)
		AIM("mix, the next best parser over it", "peer_over_mix", 12,
		    25, least_lead(peers, peer_count), true, 1, 0);
	AIM("instructions a message", "instructions", 4500, 3000,
	    (double)result.instructions[way], false, 0, 3700);
	AIM("allocations a message", "allocations", 0, 0,
	    result.allocations[way], false, 0, 0.001);
	AIM("status lookup over a table read", "lookup_over_table", 1.3, 1.1,
	    result.times.lookup, false, 2, 0);
	AIM("decision alone, hot, ns", "decision_ns", 10, 6,
	    time_of(&sipresp_decision, STATE_HOT) -
	    time_of(&empty_call, STATE_HOT), false, 1, 0);
	AIM("text + rodata without prose, bytes", "bytes", 49152, 28672,
	    (double)result.prose_less, false, 0, 68000);
	AIM("deepest stack, the whole way, bytes", "stack", 2048, 1024,
	    (double)result.stack, false, 0, 2048);
#undef AIM
	return n;
}

static bool
reaches(const struct aim *aim, double value)
{
	return aim->higher_is_better ? aim->value >= value :
	    aim->value <= value;
}

/* What CI lets through: only what is counted, which is the same each time. */
static bool
gate(const char *self)
{
	struct aim aims[MAX_AIMS];
	size_t aim_count;
	bool good = true;

	count(self, row_of(&sipresp_way));
	aim_count = find_aims(aims);
	for (size_t i = 0; i < aim_count; i++) {
		const bool fine = aims[i].value >= 0 &&
		    aims[i].value <= aims[i].most;

		if (aims[i].most <= 0)
			continue;
		(void)printf("%-40s%10.0f  at most %.0f%s\n", aims[i].what,
		    aims[i].value, aims[i].most, fine ? "" :
		    aims[i].value < 0 ?
		    "  FAILED: not counted, which takes gcc and valgrind" :
		    "  FAILED: \"make bench\" shows where");
		good &= fine;
	}
	return gate_growth(self) && good;
}

/* ---- for people -------------------------------------------------------- */

static void
print_row(size_t k)
{
	const struct row *row = &rows[k];
	char what[64];

	(void)snprintf(what, sizeof what, "%s%s", row->engine->what,
	    row->reads && row->engine != &sipresp_inputs ?
	    " and the inputs" : "");
	(void)printf("%-12s%-40s%8.0f%8.0f%8.0f", row->engine->name, what,
	    result.times.ns[STATE_MIX][k], result.times.ns[STATE_HOT][k],
	    result.times.ns[STATE_COLD][k]);
	if (result.instructions[k] >= 0)
		(void)printf("%9ld", result.instructions[k]);
	else
		(void)printf("%9s", "-");
	(void)printf("%8.1f", result.allocations[k]);
	if (result.bytes[k] > 0)
		(void)printf("%7ld", (result.bytes[k] + 512) / 1024);
	(void)printf("\n");
}

static void
print_heading(unsigned processes)
{
	size_t shortest = SIZE_MAX, longest = 0, sum = 0, header = 0;

	for (unsigned i = 0; i < messages->count; i++) {
		const struct message *m = &messages->all[i];

		shortest = m->len < shortest ? m->len : shortest;
		longest = m->len > longest ? m->len : longest;
		sum += m->len;
		header += m->header_len;
	}
	(void)printf("%u messages, %u of them kinds and the others variants;"
	    " %zu to %zu bytes, mean %zu,\nof which the header section %zu."
	    "  Medians of %u processes.\n\n", messages->count,
	    messages->kind_count, shortest, longest, sum / messages->count,
	    header / messages->count, processes);
}

static void
print_table(unsigned processes)
{
	struct aim aims[MAX_AIMS];
	const size_t count = find_aims(aims);
	bool uncounted = false;

	print_heading(processes);
	(void)printf("%-52s%8s%8s%8s%9s%8s%7s\n", "", "mix", "hot", "cold",
	    "instr.", "allocs", "size");
	(void)printf("%-52s%8s%8s%8s%9s%8s%7s\n", "", "ns", "ns", "ns",
	    "each", "each", "KiB");
	for (size_t k = 0; k < ROW_COUNT; k++) {
		if (k == 3 || k == 9)
			(void)printf("\n");
		print_row(k);
		uncounted |= result.instructions[k] < 0;
	}
	(void)printf("\nmix: all messages in random order.  hot: one again and"
	    " again.  cold: caches flushed.\n");
	if (uncounted)
		(void)printf("Instructions need valgrind, which is not"
		    " here.\n");
	(void)printf("\n%-40s%10s%10s%10s\n", "to reach", "gate", "goal",
	    "is");
	for (size_t i = 0; i < count; i++) {
		const struct aim *aim = &aims[i];

		(void)printf("%-40s%10.*f%10.*f", aim->what,
		    aim->gate < 10 ? 1 : 0, aim->gate,
		    aim->goal < 10 ? 1 : 0, aim->goal);
		if (aim->value < 0)
			(void)printf("%10s\n", "-");
		else
			(void)printf("%10.*f  %s\n", aim->digits, aim->value,
			    reaches(aim, aim->goal) ? "goal" :
			    reaches(aim, aim->gate) ? "gate" : "missed");
	}
}

/* ---- for machines ------------------------------------------------------ */

static void
print_json(unsigned processes)
{
	struct aim aims[MAX_AIMS];
	const size_t count = find_aims(aims);

	(void)printf("{\"messages\": %u, \"processes\": %u, \"engines\": [",
	    messages->count, processes);
	for (size_t k = 0; k < ROW_COUNT; k++) {
		(void)printf("%s\n  {\"name\": \"%s\"", k > 0 ? "," : "",
		    name_of(&rows[k]));
		for (size_t s = 0; s < STATE_COUNT; s++)
			(void)printf(", \"%s_ns\": %.1f", state_names[s],
			    result.times.ns[s][k]);
		if (result.instructions[k] >= 0)
			(void)printf(", \"instructions\": %ld",
			    result.instructions[k]);
		if (result.bytes[k] > 0)
			(void)printf(", \"bytes\": %ld", result.bytes[k]);
		(void)printf(", \"allocations\": %.2f}",
		    result.allocations[k]);
	}
	(void)printf("\n], \"aims\": [");
	for (size_t i = 0; i < count; i++) {
		(void)printf("%s\n  {\"name\": \"%s\", \"gate\": %g,"
		    " \"goal\": %g, \"is\": ", i > 0 ? "," : "", aims[i].key,
		    aims[i].gate, aims[i].goal);
		if (aims[i].value < 0)
			(void)printf("null}");
		else
			(void)printf("%.3f}", aims[i].value);
	}
	(void)printf("\n]}\n");
}

/* Bars on a scale of powers of ten: the mix, one row an engine. */
static bool
write_svg(const char *path)
{
	const double left = 200, width = 520, per_power = width / 5;
	const double height = 24.0 * ROW_COUNT + 70;
	FILE *out = fopen(path, "w");

	if (out == NULL) {
		perror(path);
		return false;
	}
	(void)fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\""
	    " viewBox=\"0 0 800 %.0f\" font-family=\"sans-serif\""
	    " font-size=\"13\" fill=\"#333\">\n<title>Time to read one SIP"
	    " response</title>\n<rect width=\"800\" height=\"%.0f\""
	    " fill=\"#fff\"/>\n<text x=\"%.0f\" y=\"20\">nanoseconds a"
	    " response, different ones in random order</text>\n", height,
	    height, left);
	for (int power = 0; power <= 5; power++)
		(void)fprintf(out, "<path d=\"M%.0f 48V%.0f\""
		    " stroke=\"#ccc\"/><text x=\"%.0f\" y=\"42\""
		    " text-anchor=\"middle\">%.0f</text>\n",
		    left + power * per_power, height - 16,
		    left + power * per_power, (double[]){ 1, 10, 100, 1000,
		    10000, 100000 }[power]);
	for (size_t k = 0; k < ROW_COUNT; k++) {
		const double ns = result.times.ns[STATE_MIX][k];
		const double y = 54 + 24.0 * (double)k;
		double length = 0;

		/* log10, a hundredth at a time: no need of libm. */
		for (double at = 1; at * 1.0232930 <= ns && length < width; )
			at *= 1.0232930, length += per_power / 100;
		(void)fprintf(out, "<text x=\"%.0f\" y=\"%.0f\""
		    " text-anchor=\"end\">%s</text><rect x=\"%.0f\" y=\"%.0f\""
		    " width=\"%.0f\" height=\"16\" fill=\"%s\"/><text"
		    " x=\"%.0f\" y=\"%.0f\">%.0f</text>\n", left - 8, y + 13,
		    name_of(&rows[k]), left, y, length,
		    k < 3 ? "#9aa5b1" : k < 9 ? "#1f7a4d" : "#b3541e",
		    left + length + 6, y + 13, ns);
	}
	(void)fprintf(out, "</svg>\n");
	return fclose(out) == 0;
}

/* ---- the command line -------------------------------------------------- */

static int
usage(void)
{
	(void)fprintf(stderr, "usage: bench [--json] [--svg FILE]"
	    " [--processes N] [--sizes FILE]\n"
	    "       bench check\n"
	    "       bench gate [--sizes FILE]\n"
	    "       bench growth [--json]\n"
	    "       bench pass ENGINE|AXIS:N\n");
	return 2;
}

static int
run_pass(const char *name)
{
	const char *colon = strchr(name, ':');
	char axis[32];

	if (colon != NULL && snprintf(axis, sizeof axis, "%.*s",
	    (int)(colon - name), name) < (int)sizeof axis &&
	    pass_growth(axis, (unsigned)atoi(colon + 1)))
		return 0;
	for (size_t k = 0; k < ROW_COUNT; k++)
		if (strcmp(name, name_of(&rows[k])) == 0) {
			pass(&rows[k]);
			return 0;
		}
	(void)fprintf(stderr, "bench: no engine %s\n", name);
	return 2;
}

int
main(int argc, char **argv)
{
	const char *svg = NULL, *sizes = NULL, *command = NULL;
	unsigned processes = 7;
	bool json = false;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--json") == 0)
			json = true;
		else if (strcmp(argv[i], "--svg") == 0 && i + 1 < argc)
			svg = argv[++i];
		else if (strcmp(argv[i], "--sizes") == 0 && i + 1 < argc)
			sizes = argv[++i];
		else if (strcmp(argv[i], "--processes") == 0 && i + 1 < argc)
			processes = (unsigned)atoi(argv[++i]);
		else if (command == NULL && argv[i][0] != '-') {
			command = argv[i];
			if (strcmp(command, "pass") == 0 && i + 2 == argc) {
				begin_engines();
				return run_pass(argv[i + 1]);
			}
			if (strcmp(command, "measure") == 0 && i + 2 == argc) {
				srand((unsigned)atoi(argv[i + 1]));
				measure(&result.times);
				return fwrite(&result.times,
				    sizeof result.times, 1, stdout) != 1;
			}
		} else
			return usage();
	}
	if (processes == 0 || processes > MAX_PROCESSES)
		return usage();
	if (command != NULL && strcmp(command, "growth") == 0) {
		measure_growth(json);
		return 0;
	}
	if (command != NULL && strcmp(command, "check") != 0 &&
	    strcmp(command, "gate") != 0)
		return usage();
	begin_engines();
	if (command != NULL && strcmp(command, "check") == 0)
		return !check();

	for (size_t k = 0; k < ROW_COUNT; k++)
		result.bytes[k] = -1;
	result.stack = result.prose_less = -1;
	if (!check() || (sizes != NULL && !read_sizes(sizes)))
		return 1;
	if (command != NULL)
		return !gate(argv[0]);
	run_processes(argv[0], processes);
	count_all(argv[0]);
	if (json)
		print_json(processes);
	else
		print_table(processes);
	return svg != NULL && !write_svg(svg);
}
