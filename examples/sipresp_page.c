/*
 * sipresp_page.c - what the catalogue says, for people
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdio.h>
#include <string.h>

#include "sipresp_buffer.h"
#include "sipresp_page.h"

/* Where text stands below its heading. */
#define INDENT	2

/* The width that a line of the list takes with its mark. */
#define WIDE	72

const char *
class_words(int code)
{
	static const char words[][16] = {
		"", "provisional", "success", "redirection", "client failure",
		"server failure", "global failure"
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
	static const char words[][40] = {
		"the caller", "the callee", "whoever runs the servers",
		"the network", "nobody: it was refused on purpose"
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
		buffer_format(b, "%d is in no RFC and not in this catalogue.",
		    code);
	} else if (info->origin == SIPRESP_ORIGIN_HISTORIC) {
		buffer_format(b, "%d is historic: it was specified once, and is"
		    " not in the IANA registry.", code);
	} else if (info->origin == SIPRESP_ORIGIN_VENDOR) {
		buffer_format(b, "%d is some vendors' own: it is not in the"
		    " IANA registry.", code);
	} else if (info->deprecated) {
		buffer_format(b, "%d is deprecated: it is still understood, and"
		    " should not be sent any more (RFC 6665 section 8.3.1).",
		    code);
	}
	if (effective != code)
		buffer_format(b, " It must be treated as %d %s (RFC 3261"
		    " section 8.1.3.2)%s", effective,
		    sipresp_lookup(effective)->phrase,
		    info == NULL ? ", which is described here." : ".");
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
	const struct sipresp_info *info = sipresp_lookup(code);
	char number[16];

	(void)snprintf(number, sizeof number, "%d", code);
	print_styled(t, class_style(code), number);
	putchar(' ');
	print_styled(t, STYLE_BOLD, info != NULL ? info->phrase :
	    "(no registered phrase)");
	printf("\n%s", class_words(code));
	if (info != NULL)
		printf(", %s", info->constant);
	putchar('\n');
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
		print_item(t, INDENT, INDENT + 6, "Note:", STYLE_NOTICE, b.p);
	}

	heading(t, "What it means");
	print_text(t, INDENT, sipresp_text(row, SIPRESP_TEXT_MEANING, lang));
	heading(t, "When you see it, most frequent first");
	print_items(t, sipresp_text(row, SIPRESP_TEXT_WHEN, lang), false);
	heading(t, "How to fix it");
	print_items(t, sipresp_text(row, SIPRESP_TEXT_REMEDY, lang), true);
	heading(t, "Who can act");
	buffer_clear(&b);
	put_parties(&b, sipresp_lookup(row)->parties);
	print_text(t, INDENT, b.p);
	heading(t, "What a phone may show");
	print_text(t, INDENT, sipresp_text(row, SIPRESP_TEXT_USER, lang));
	if (*neighbours != '\0') {
		heading(t, "Not to be mistaken for");
		print_fields(t, neighbours);
	}
	if (*fields != '\0') {
		heading(t, "Header fields to look at");
		print_fields(t, fields);
	}
	heading(t, "Reference");
	print_text(t, INDENT, sipresp_text(row, SIPRESP_TEXT_REFERENCE, lang));
	buffer_free(&b);
}

/* A code in the list, marked if it is not an ordinary one. */
static void
print_code(const struct terminal *t, const struct sipresp_info *info)
{
	const char *mark = info->origin == SIPRESP_ORIGIN_HISTORIC ?
	    "historic" : info->origin == SIPRESP_ORIGIN_VENDOR ? "vendor" :
	    info->deprecated ? "deprecated" : "";

	printf("  %d  ", info->code);
	if (*mark == '\0' || t->width < WIDE) {
		print_hanging(t, 7, info->phrase);
		if (*mark != '\0')
			print_text(t, 7, mark);
		return;
	}
	printf("%-53s ", info->phrase);
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
