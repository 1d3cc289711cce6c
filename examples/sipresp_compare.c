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

/* Below this width the two stand one above the other. */
#define SIDE_BY_SIDE	70

#define COUNT(array)	(sizeof (array) / sizeof (array)[0])

/* What is shown of each code: whole texts, or the first line. */
static const struct {
	const char		*heading;
	enum sipresp_text	 text;
	bool			 first_only;
} parts[] = {
	{ "What it means",	SIPRESP_TEXT_MEANING,	false },
	{ "Most often",		SIPRESP_TEXT_WHEN,	true },
	{ "First thing to do",	SIPRESP_TEXT_REMEDY,	true },
	{ "Reference",		SIPRESP_TEXT_REFERENCE,	true }
};

static void
put_title(struct buffer *b, int code)
{
	const struct sipresp_info *info = sipresp_lookup(code);

	buffer_format(b, "%d %s", code, info != NULL ? info->phrase :
	    "(no registered phrase)");
}

static void
put_origin(struct buffer *b, int code)
{
	const struct sipresp_info *info = sipresp_lookup(code);

	buffer_format(b, "%s%s", class_words(code), info == NULL ?
	    ", not registered" : info->origin == SIPRESP_ORIGIN_HISTORIC ?
	    ", historic" : info->origin == SIPRESP_ORIGIN_VENDOR ?
	    ", a vendor's own" : info->deprecated ? ", deprecated" : "");
	if (sipresp_effective(code) != code)
		buffer_format(b, "; treated as %d", sipresp_effective(code));
}

static void
put_part(struct buffer *b, int code, size_t part, const char *lang)
{
	const char *text = sipresp_text(described_as(code), parts[part].text,
	    lang);
	struct sipresp_str line;

	if (!parts[part].first_only)
		buffer_text(b, text);
	else if (next_line(&text, &line))
		buffer_bytes(b, line.p, line.len);
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

	for (size_t part = 0; part < COUNT(parts) + 2; part++) {
		for (size_t i = 0; i < 2; i++) {
			buffer_clear(&pair[i]);
			if (part == 0)
				put_title(&pair[i], codes[i]);
			else if (part == 1)
				put_origin(&pair[i], codes[i]);
			else
				put_part(&pair[i], codes[i], part - 2, lang);
		}
		if (part >= 2) {
			putchar('\n');
			print_styled(t, STYLE_DIM, parts[part - 2].heading);
			putchar('\n');
		}
		print_pair(t, part == 0 ? STYLE_BOLD : STYLE_PLAIN, pair);
	}
	buffer_free(&pair[0]);
	buffer_free(&pair[1]);
}

static void
print_stacked(const struct terminal *t, const int codes[2], const char *lang)
{
	struct buffer b = { .p = NULL };

	for (size_t i = 0; i < 2; i++) {
		buffer_clear(&b);
		put_title(&b, codes[i]);
		print_styled(t, STYLE_BOLD, b.p);
		putchar('\n');
		buffer_clear(&b);
		put_origin(&b, codes[i]);
		print_text(t, 0, b.p);
		for (size_t part = 0; part < COUNT(parts); part++) {
			buffer_clear(&b);
			put_part(&b, codes[i], part, lang);
			print_styled(t, STYLE_DIM, parts[part].heading);
			putchar('\n');
			print_text(t, 2, b.p);
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
	print_styled(t, STYLE_BOLD, "Key differences");
	putchar('\n');
	if (len == 0) {
		print_text(t, 2, codes[0] == codes[1] ?
		    "None: it is the same code." :
		    "None in what to do about them.");
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
	print_differences(t, codes, lang);
}
