/*
 * sipresp_compare.c - two codes side by side, for people
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp_buffer.h"
#include "sipresp_page.h"
#include "sipresp_words.h"

/* Below this width the two stand one above the other. */
#define SIDE_BY_SIDE	70

/* How many causes, steps and references are shown of each code. */
#define FIRST_FEW	3

/* What is shown of each code, below which heading. */
enum part {
	PART_TITLE,
	PART_ORIGIN,
	PART_MEANING,
	PART_USE,		/* what the other one says of it */
	PART_WHEN,
	PART_REMEDY,
	PART_REFERENCE,
	PART_COUNT
};

static const char *
heading_of(enum part part)
{
	const char *const headings[PART_COUNT] = {
		"", "", SAY_MEANING, SAY_EACH_USE, SAY_EACH_WHEN, SAY_REMEDY,
		SAY_REFERENCE
	};

	return headings[part];
}

static void
put_title(struct buffer *b, int code)
{
	const char *phrase = sipresp_phrase(code);

	buffer_format(b, "%d %s", code, phrase != NULL ? phrase :
	    SAY_NO_PHRASE);
}

static void
put_origin(struct buffer *b, int code)
{
	const struct sipresp_info *info = sipresp_lookup(code);

	buffer_format(b, "%s%s", class_words(code), info == NULL ?
	    SAY_BUT_NOT_REGISTERED : info->origin == SIPRESP_ORIGIN_HISTORIC ?
	    SAY_BUT_HISTORIC : info->origin == SIPRESP_ORIGIN_VENDOR ?
	    SAY_BUT_VENDORS : info->deprecated ? SAY_BUT_DEPRECATED : "");
	if (sipresp_effective(code) != code)
		buffer_format(b, SAY_AND_TREATED_AS, sipresp_effective(code));
}

/* What 'code' says of 'other': "600: how it differs". */
static void
put_neighbour(struct buffer *b, int code, int other, const char *lang)
{
	const char *lines = sipresp_text(described_as(code),
	    SIPRESP_TEXT_NEIGHBOURS, lang);
	struct sipresp_str line;

	while (next_line(&lines, &line))
		if (line.len > 5 && line.p[3] == ':' && line.p[4] == ' ' &&
		    atoi(line.p) == other) {
			buffer_format(b, "%d: ", other);
			buffer_bytes(b, line.p + 5, line.len - 5);
		}
}

/* The first lines of a list, behind a dash or a number where it has one. */
static void
put_first_few(struct buffer *b, int code, enum sipresp_text what,
    const char *lang)
{
	const char *lines = sipresp_text(described_as(code), what, lang);
	struct sipresp_str line;

	for (int i = 1; i <= FIRST_FEW && next_line(&lines, &line); i++) {
		buffer_text(b, i > 1 ? "\n" : "");
		if (what == SIPRESP_TEXT_WHEN)
			buffer_text(b, "- ");
		else if (what == SIPRESP_TEXT_REMEDY)
			buffer_format(b, "%d. ", i);
		buffer_bytes(b, line.p, line.len);
	}
}

static void
put_part(struct buffer *b, const int codes[2], size_t i, enum part part,
    const char *lang)
{
	switch (part) {
	case PART_TITLE:
		put_title(b, codes[i]);
		break;
	case PART_ORIGIN:
		put_origin(b, codes[i]);
		break;
	case PART_MEANING:
		buffer_text(b, sipresp_text(described_as(codes[i]),
		    SIPRESP_TEXT_MEANING, lang));
		break;
	case PART_USE:
		put_neighbour(b, codes[1 - i], codes[i], lang);
		break;
	case PART_WHEN:
		put_first_few(b, codes[i], SIPRESP_TEXT_WHEN, lang);
		break;
	case PART_REMEDY:
		put_first_few(b, codes[i], SIPRESP_TEXT_REMEDY, lang);
		break;
	default:	/* PART_REFERENCE */
		put_first_few(b, codes[i], SIPRESP_TEXT_REFERENCE, lang);
		break;
	}
}

static void
print_pair(const struct terminal *t, enum style style, struct buffer pair[2])
{
	const int widths[2] = { (t->width - 4) / 2, (t->width - 4) / 2 };
	const char *const texts[2] = { pair[0].p, pair[1].p };

	print_columns(t, style, 0, 2, widths, texts);
}

static void
print_side_by_side(const struct terminal *t, const int codes[2],
    const char *lang)
{
	struct buffer pair[2] = { { .p = NULL }, { .p = NULL } };

	for (int p = 0; p < PART_COUNT; p++) {
		const enum part part = (enum part)p;

		for (size_t i = 0; i < 2; i++) {
			buffer_clear(&pair[i]);
			put_part(&pair[i], codes, i, part, lang);
		}
		if (pair[0].len + pair[1].len == 0)
			continue;
		if (part > PART_ORIGIN) {
			putchar('\n');
			print_styled(t, STYLE_DIM, heading_of(part));
			putchar('\n');
		}
		print_pair(t, part == PART_TITLE ? STYLE_BOLD : STYLE_PLAIN,
		    pair);
	}
	buffer_free(&pair[0]);
	buffer_free(&pair[1]);
}

static void
print_stacked(const struct terminal *t, const int codes[2], const char *lang)
{
	struct buffer b = { .p = NULL };

	for (size_t i = 0; i < 2; i++) {
		for (int p = 0; p < PART_COUNT; p++) {
			const enum part part = (enum part)p;

			buffer_clear(&b);
			put_part(&b, codes, i, part, lang);
			if (b.len == 0)
				continue;
			if (part > PART_ORIGIN) {
				print_styled(t, STYLE_DIM, heading_of(part));
				putchar('\n');
			}
			if (part == PART_TITLE) {
				print_styled(t, STYLE_BOLD, b.p);
				putchar('\n');
			} else {
				print_text(t, part == PART_ORIGIN ? 0 : 2,
				    b.p);
			}
		}
		if (i == 0)
			putchar('\n');
	}
	buffer_free(&b);
}

/* One below the other, each behind its code. */
static void
print_difference_stacked(const struct terminal *t, const int codes[2],
    const char *const texts[3])
{
	char mark[16];

	if (*texts[0] == '\0')
		return;
	print_text(t, 2, texts[0]);
	for (size_t i = 0; i < 2; i++) {
		(void)snprintf(mark, sizeof mark, "%d", codes[i]);
		print_item(t, 4, 9, mark, STYLE_DIM, texts[i + 1]);
	}
}

/* "Aspect\ta\tb", cut at its tabs. */
static void
print_difference(const struct terminal *t, const int codes[2], char *line)
{
	const int first = 24, other = (t->width - 2 - first - 4) / 2;
	const int widths[3] = { first, other, other };
	const char *texts[3] = { line, "", "" };

	for (size_t i = 1; i < 3; i++) {
		line = strchr(line, '\t');
		if (line == NULL)
			break;
		*line++ = '\0';
		texts[i] = line;
	}
	if (t->width >= SIDE_BY_SIDE) {
		print_columns(t, STYLE_PLAIN, 2, 3, widths, texts);
		return;
	}
	print_difference_stacked(t, codes, texts);
}

static void
print_differences(const struct terminal *t, const int codes[2],
    const char *lang)
{
	const int a = described_as(codes[0]), b = described_as(codes[1]);
	size_t len = sipresp_compare(a, b, lang, NULL, 0);
	char *text = allocate(len + 1, 1), *line, *end;
	char heading[40];

	(void)sipresp_compare(a, b, lang, text, len + 1);
	putchar('\n');
	print_styled(t, STYLE_BOLD, SAY_KEY_DIFFERENCES);
	putchar('\n');
	if (len == 0) {
		print_text(t, 2, codes[0] == codes[1] ? SAY_SAME_CODE :
		    SAY_NO_DIFFERENCE);
	} else {
		(void)snprintf(heading, sizeof heading, "\t%d\t%d", codes[0],
		    codes[1]);
		print_difference(t, codes, heading);
	}
	for (line = text; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		*end = '\0';
		print_difference(t, codes, line);
	}
	free(text);
}

void
print_comparison(const struct terminal *t, int a, int b, const char *lang)
{
	const int codes[2] = { a, b };

	if (t->width >= SIDE_BY_SIDE)
		print_side_by_side(t, codes, lang);
	else
		print_stacked(t, codes, lang);
	if (sipresp_language(0) != NULL) {
		print_differences(t, codes, lang);
	} else {
		putchar('\n');
		print_text(t, 0, SAY_NO_TEXTS);
	}
}
