/*
 * sipresp_stats.c - the command that counts the responses of captures
 *
 * SPDX-License-Identifier: MIT
 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sipresp_advice.h"
#include "sipresp_buffer.h"
#include "sipresp_page.h"
#include "sipresp_stats.h"
#include "sipresp_words.h"

/* The longest bar, how many failures are explained, and with how many steps
 * each. */
#define BAR		24
#define TOP_FAILURES	5
#define TOP_STEPS	2

static uint64_t
count_of(const struct stats *s, int code)
{
	uint64_t n = 0;

	for (unsigned i = 0; i < METHODS; i++)
		n += s->count[i][code];
	return n;
}

static double
percent(uint64_t part, uint64_t whole)
{
	return whole == 0 ? 0 : 100.0 * (double)part / (double)whole;
}

static const char *
phrase_of(int code)
{
	const char *phrase = sipresp_phrase(code);

	return phrase != NULL ? phrase : SAY_NOT_REGISTERED;
}

/* A bar a row, the longest for the most frequent code. */
static void
print_codes(const struct terminal *t, const struct stats *s)
{
	uint64_t most = 0;

	for (int code = 100; code < 700; code++)
		if (count_of(s, code) > most)
			most = count_of(s, code);
	for (int code = 100; code < 700; code++) {
		const uint64_t n = count_of(s, code);
		char text[96], bar[BAR + 1] = "";

		if (n == 0)
			continue;
		(void)snprintf(text, sizeof text, "  %d  %-31.31s", code,
		    phrase_of(code));
		print_styled(t, class_style(code), text);
		memset(bar, '#', (size_t)((n * BAR + most - 1) / most));
		bar[(n * BAR + most - 1) / most] = '\0';
		printf(" %10" PRIu64 " %5.1f %%  %s\n", n,
		    percent(n, s->responses), bar);
	}
}

static void
print_ratios(const struct terminal *t, const struct stats *s)
{
	bool any = false;

	for (int i = 0; i < SIPRESP_RATIO_COUNT; i++) {
		const enum sipresp_ratio ratio = (enum sipresp_ratio)i;
		uint64_t part, whole;

		if (sipresp_metrics_ratio(&s->metrics, ratio, &part,
		    &whole) != 0)
			continue;
		if (!any) {
			putchar('\n');
			print_styled(t, STYLE_BOLD, SAY_PERFORMANCE);
		}
		any = true;
		printf(SAY_RATIO,
		    sipresp_ratio_name(ratio, false), percent(part, whole),
		    part, whole, sipresp_ratio_name(ratio, true));
	}
}

static void
print_delays(const struct stats *s)
{
	const char *const names[SIPRESP_DELAY_COUNT] = {
		"RRD", SAY_SRD_SUCCESS, SAY_SRD_FAILURE, "SDD"
	};

	for (unsigned i = 0; i < SIPRESP_DELAY_COUNT; i++)
		if (s->metrics.delays[i] > 0)
			printf(SAY_MEAN_OF,
			    (double)s->metrics.delay_sum_ms[i] /
			    (double)s->metrics.delays[i],
			    s->metrics.delays[i], names[i]);
}

static void
print_blame(const struct terminal *t, const struct stats *s)
{
	const char *const names[PARTIES] = {
		SAY_CALLERS_SIDE, SAY_CALLEES_SIDE, SAY_THE_OPERATOR,
		SAY_NETWORK, SAY_REFUSED
	};
	uint64_t total = 0;

	for (unsigned i = 0; i < PARTIES; i++)
		total += s->blame[i];
	if (total == 0)
		return;
	putchar('\n');
	print_styled(t, STYLE_BOLD, SAY_HAS_TO_ACT);
	for (unsigned i = 0; i < PARTIES; i++)
		if (s->blame[i] > 0)
			printf("  %s%*s %10" PRIu64 " %5.1f %%\n", names[i],
			    36 - text_width(names[i], strlen(names[i])), "",
			    s->blame[i], percent(s->blame[i], total));
}

/* "503 Service Unavailable: 15 to INVITE, 2 to REGISTER" */
static void
put_failure(struct buffer *b, const struct stats *s, int code)
{
	const char *separator = ": ";

	buffer_format(b, "%d %s", code, phrase_of(code));
	for (unsigned i = 0; i < METHODS; i++)
		if (s->count[i][code] > 0) {
			buffer_format(b, SAY_COUNT_TO, separator,
			    s->count[i][code], sipresp_method_name(
			    (enum sipresp_method)(1U << i)));
			separator = ", ";
		}
}

static void
print_failure(const struct terminal *t, const struct stats *s, int code,
    const char *lang)
{
	const char *steps = sipresp_text(sipresp_lookup(code) != NULL ? code :
	    sipresp_effective(code), SIPRESP_TEXT_REMEDY, lang);
	struct buffer b = { .p = NULL };
	struct sipresp_response r;
	struct sipresp_verdict v;
	struct sipresp_str step;

	buffer_clear(&b);
	put_failure(&b, s, code);
	print_item(t, 2, 2, "", class_style(code), b.p);
	buffer_clear(&b);
	if (sipresp_response_init(&r, code,
	    (struct sipresp_str){ "INVITE", 6 }) == 0 &&
	    sipresp_classify(&v, &r, NULL, NULL) == 0)
		put_blame(&b, &v);
	if (b.len > 0 && b.p[0] >= 'a' && b.p[0] <= 'z')
		b.p[0] = (char)(b.p[0] - 'a' + 'A');
	if (b.len > 0)
		print_item(t, 6, 6, "", STYLE_PLAIN, b.p);
	for (int i = 1; i <= TOP_STEPS && next_line(&steps, &step); i++) {
		char mark[16];

		buffer_clear(&b);
		buffer_bytes(&b, step.p, step.len);
		(void)snprintf(mark, sizeof mark, "%d.", i);
		print_item(t, 6, 9, mark, STYLE_PLAIN, b.p);
	}
	buffer_free(&b);
}

/* Challenges are no failures. */
static bool
is_failure(int code)
{
	return code >= 400 && code != 401 && code != 407;
}

static void
print_failures(const struct terminal *t, const struct stats *s,
    const char *lang)
{
	bool told[700] = { false };

	for (int n = 0; n < TOP_FAILURES; n++) {
		int worst = 0;

		for (int code = 400; code < 700; code++)
			if (is_failure(code) && !told[code] &&
			    count_of(s, code) > (worst == 0 ? 0 :
			    count_of(s, worst)))
				worst = code;
		if (worst == 0)
			return;
		if (n == 0) {
			putchar('\n');
			print_styled(t, STYLE_BOLD, SAY_TOP_FAILURES);
		}
		told[worst] = true;
		print_failure(t, s, worst, lang);
	}
}

void
print_stats(const struct terminal *t, const struct stats *s, const char *lang)
{
	printf(SAY_MESSAGES, s->messages,
	    s->responses);
	if (s->repeated > 0)
		printf(SAY_REPEATED, s->repeated);
	if (s->unreadable > 0)
		printf(SAY_CANNOT_BE_READ, s->unreadable);
	puts("\n");
	print_codes(t, s);
	print_ratios(t, s);
	print_delays(s);
	print_blame(t, s);
	print_failures(t, s, lang);
}

/* ---- the command ------------------------------------------------------- */

/* On a terminal, after a second, and then a few times a second. */
static void
show_progress(const struct capture *c, const char *path, bool done)
{
	static struct timespec last;
	static int shown;	/* bytes of it, 0 where nothing is */
	struct buffer b = { .p = NULL };
	struct timespec now;
	long ms;
	int part = capture_percent(c);

	if (!isatty(STDERR_FILENO) || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return;
	if (last.tv_sec == 0)
		last = now;
	ms = (long)(now.tv_sec - last.tv_sec) * 1000 +
	    (now.tv_nsec - last.tv_nsec) / 1000000;
	if (done && shown > 0)
		fprintf(stderr, "\r%*s\r", shown, "");
	if (done)
		shown = 0;
	if (done || part < 0 || ms < (shown > 0 ? 200 : 1000))
		return;
	buffer_printable(&b, path, strlen(path));
	buffer_format(&b, "  %3d %%", part);
	fprintf(stderr, "\r%s", b.p);
	shown = (int)b.len;
	buffer_free(&b);
	last = now;
}

static bool
count_file(struct stats *s, const char *path)
{
	struct capture *c = capture_open(path);
	struct memory *m;
	struct message message;
	unsigned long n = 0;
	bool good;

	if (c == NULL)
		return false;
	m = memory_new();
	while (capture_next(c, &message)) {
		count_message(s, m, &message);
		if (n++ % 4096 == 0)
			show_progress(c, path, false);
	}
	show_progress(c, path, true);
	good = !capture_failed(c);
	memory_free(m);
	capture_close(c);
	return good;
}

static bool
take_file(struct stats *s, const char *path, bool merge)
{
	struct stats *other;
	bool good;

	if (!merge)
		return count_file(s, path);
	other = allocate(1, sizeof *other);
	good = read_stats(path, other);
	if (good)
		add_stats(s, other);
	free(other);
	return good;
}

int
run_stats(const struct command_line *line, const struct terminal *t)
{
	struct stats *s;
	bool merge = false;
	int status = EXIT_FINE;

	for (size_t i = 0; i < line->option_count; i++)
		merge |= line->options[i].option == OPTION_MERGE;
	if (line->operand_count == 0)
		return usage_error(SAY_STATS_FILES);
	s = allocate(1, sizeof *s);
	for (size_t i = 0; i < line->operand_count; i++)
		if (!take_file(s, line->operands[i], merge))
			status = EXIT_UNREADABLE;
	if (line->json) {
		json_stats(s);
	} else if (s->messages > 0) {
		print_stats(t, s, line->lang);
	} else if (status == EXIT_FINE) {
		fputs(SAY_NO_MESSAGE, stderr);
		status = EXIT_UNREADABLE;
	}
	free(s);
	return status;
}
