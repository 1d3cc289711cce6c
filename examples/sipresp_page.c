/*
 * sipresp_page.c - what the catalogue says, for people
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdio.h>
#include <string.h>

#include "sipresp_buffer.h"
#include "sipresp_page.h"
#include "sipresp_words.h"

/* Where text stands below its heading. */
#define INDENT	2

/* The width that a line of the list takes with its mark. */
#define WIDE	72

const char *
class_words(int code)
{
	const char *const words[] = {
		"", SAY_PROVISIONAL, SAY_SUCCESS, SAY_REDIRECTION,
		SAY_CLIENT_FAILURE, SAY_SERVER_FAILURE, SAY_GLOBAL_FAILURE
	};

	return words[sipresp_class_of(code)];
}

enum style
class_style(int code)
{
	switch (sipresp_class_of(code)) {
	case SIPRESP_CLASS_PROVISIONAL:
	case SIPRESP_CLASS_REDIRECTION:
		return STYLE_NOTICE;
	case SIPRESP_CLASS_SUCCESS:
		return STYLE_GOOD;
	default:
		return STYLE_BAD;
	}
}

int
described_as(int code)
{
	return sipresp_lookup(code) != NULL ? code : sipresp_effective(code);
}

static void
put_parties(struct buffer *b, unsigned parties)
{
	const char *const words[] = {
		SAY_THE_CALLER, SAY_THE_CALLEE, SAY_THE_OPERATOR,
		SAY_THE_NETWORK, SAY_NOBODY
	};
	const char *separator = "";

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (parties >> i & 1) {
			buffer_format(b, "%s%s", separator, words[i]);
			separator = ", ";
		}
}

/* What to know before reading on; "" where there is nothing. */
static void
put_note(struct buffer *b, int code)
{
	const struct sipresp_info *info = sipresp_lookup(code);
	int effective = sipresp_effective(code);

	if (info == NULL) {
		buffer_format(b, SAY_NOT_KNOWN, code);
	} else if (info->origin == SIPRESP_ORIGIN_HISTORIC) {
		buffer_format(b, SAY_IS_HISTORIC, code);
	} else if (info->origin == SIPRESP_ORIGIN_VENDOR) {
		buffer_format(b, SAY_IS_VENDORS, code);
	} else if (info->deprecated) {
		buffer_format(b, SAY_IS_DEPRECATED, code);
	}
	if (effective != code)
		buffer_format(b, SAY_TREATED_AS, effective,
		    sipresp_phrase(effective),
		    info == NULL ? SAY_DESCRIBED_HERE : ".");
}

static void
heading(const struct terminal *t, const char *text)
{
	putchar('\n');
	print_styled(t, STYLE_BOLD, text);
	putchar('\n');
}

/* Each line of a text as an item, behind a dash or a number. */
static void
print_items(const struct terminal *t, const char *lines, bool numbered)
{
	struct buffer item = { .p = NULL };
	struct sipresp_str line;
	char mark[16] = "-";
	int n = 0;

	while (next_line(&lines, &line)) {
		if (numbered)
			(void)snprintf(mark, sizeof mark, "%d.", ++n);
		buffer_clear(&item);
		buffer_bytes(&item, line.p, line.len);
		print_item(t, INDENT, INDENT + (numbered ? 3 : 2), mark,
		    STYLE_PLAIN, item.p);
	}
	buffer_free(&item);
}

/* "Name: purpose" a line, as a table. */
static void
print_fields(const struct terminal *t, const char *lines)
{
	struct buffer name = { .p = NULL }, purpose = { .p = NULL };
	const char *rest = lines;
	struct sipresp_str line;
	size_t widest = 0;
	int widths[2];

	while (next_line(&rest, &line)) {
		size_t len = strcspn(line.p, ":");

		widest = len > widest ? len : widest;
	}
	widths[0] = (int)widest;
	widths[1] = t->width - INDENT - 2 - widths[0];
	while (next_line(&lines, &line)) {
		size_t len = strcspn(line.p, ":");
		const char *texts[2];

		buffer_clear(&name);
		buffer_clear(&purpose);
		buffer_bytes(&name, line.p, len);
		if (len + 1 < line.len)
			buffer_bytes(&purpose, line.p + len + 1,
			    line.len - len - 1);
		texts[0] = name.p;
		texts[1] = purpose.p;
		print_columns(t, STYLE_PLAIN, INDENT, 2, widths, texts);
	}
	buffer_free(&name);
	buffer_free(&purpose);
}

/* "486 Busy Here", and the class and the constant below. */
static void
print_title(const struct terminal *t, int code)
{
	const char *phrase = sipresp_phrase(code);
	struct buffer b = { .p = NULL };
	char number[16];

	(void)snprintf(number, sizeof number, "%d", code);
	print_styled(t, class_style(code), number);
	putchar(' ');
	print_styled(t, STYLE_BOLD, phrase != NULL ? phrase :
	    SAY_NO_PHRASE);
	putchar('\n');
	buffer_text(&b, class_words(code));
	if (phrase != NULL)
		buffer_format(&b, ", %s", sipresp_constant(code));
	print_text(t, 0, b.p);
	buffer_free(&b);
}

static void
print_prose(const struct terminal *t, int row, const char *lang)
{
	heading(t, SAY_MEANING);
	print_text(t, INDENT, sipresp_text(row, SIPRESP_TEXT_MEANING, lang));
	heading(t, SAY_WHEN);
	print_items(t, sipresp_text(row, SIPRESP_TEXT_WHEN, lang), false);
	heading(t, SAY_REMEDY);
	print_items(t, sipresp_text(row, SIPRESP_TEXT_REMEDY, lang), true);
}

void
print_page(const struct terminal *t, int code, const char *lang)
{
	const int row = described_as(code);
	const char *fields = sipresp_text(row, SIPRESP_TEXT_FIELDS, lang);
	const char *neighbours = sipresp_text(row, SIPRESP_TEXT_NEIGHBOURS,
	    lang);
	struct buffer b = { .p = NULL };

	print_title(t, code);
	buffer_clear(&b);
	put_note(&b, code);
	if (b.len > 0) {
		putchar('\n');
		print_item(t, INDENT, INDENT + 6, SAY_NOTE, STYLE_NOTICE, b.p);
	}
	if (sipresp_language(0) == NULL) {
		putchar('\n');
		print_text(t, INDENT, SAY_NO_TEXTS);
	} else {
		print_prose(t, row, lang);
	}
	heading(t, SAY_PARTIES);
	buffer_clear(&b);
	put_parties(&b, sipresp_lookup(row)->parties);
	print_text(t, INDENT, b.p);
	if (sipresp_language(0) != NULL) {
		heading(t, SAY_USER);
		print_text(t, INDENT, sipresp_text(row, SIPRESP_TEXT_USER,
		    lang));
	}
	if (*neighbours != '\0') {
		heading(t, SAY_NEIGHBOURS);
		print_fields(t, neighbours);
	}
	if (*fields != '\0') {
		heading(t, SAY_FIELDS);
		print_fields(t, fields);
	}
	heading(t, SAY_REFERENCE);
	print_text(t, INDENT, sipresp_text(row, SIPRESP_TEXT_REFERENCE, lang));
	buffer_free(&b);
}

/* A code in the list, marked if it is not an ordinary one. */
static void
print_code(const struct terminal *t, const struct sipresp_info *info)
{
	const char *mark = info->origin == SIPRESP_ORIGIN_HISTORIC ?
	    SAY_HISTORIC : info->origin == SIPRESP_ORIGIN_VENDOR ? SAY_VENDOR :
	    info->deprecated ? SAY_DEPRECATED : "";

	printf("  %d  ", info->code);
	if (*mark == '\0' || t->width < WIDE) {
		print_hanging(t, 7, sipresp_phrase(info->code));
		if (*mark != '\0')
			print_text(t, 7, mark);
		return;
	}
	printf("%-53s ", sipresp_phrase(info->code));
	print_styled(t, STYLE_DIM, mark);
	putchar('\n');
}

void
print_list(const struct terminal *t, int class_)
{
	int heading_of = 0;

	for (int code = 100; code <= 699; code++) {
		const struct sipresp_info *info = sipresp_lookup(code);

		if (info == NULL || (class_ != 0 && code / 100 != class_))
			continue;
		if (code / 100 != heading_of) {
			char title[32];

			if (heading_of != 0)
				putchar('\n');
			heading_of = code / 100;
			(void)snprintf(title, sizeof title, "%dxx %s",
			    heading_of, class_words(code));
			print_styled(t, class_style(code), title);
			putchar('\n');
		}
		print_code(t, info);
	}
}
