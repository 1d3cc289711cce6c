/*
 * sipresp_terminal.c - how wide it is, what colour, and text set to fit
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "sipresp_terminal.h"

/* Longer lines are hard to read; on shorter ones nothing fits. */
#define WIDTH_MAX	100
#define WIDTH_MIN	40
#define WIDTH_OF_PIPE	80

static int
terminal_width(void)
{
	const char *columns;
	int width = 0;
#ifdef TIOCGWINSZ
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
#endif
	columns = getenv("COLUMNS");
	if (width == 0 && columns != NULL) {
		long n = strtol(columns, NULL, 10);

		width = n > 0 && n < 10000 ? (int)n : 0;
	}
	if (width == 0)
		width = WIDTH_OF_PIPE;
	return width < WIDTH_MIN ? WIDTH_MIN :
	    width > WIDTH_MAX ? WIDTH_MAX : width;
}

void
terminal_begin(struct terminal *t)
{
	const char *no_colour = getenv("NO_COLOR");
	const char *type = getenv("TERM");

	t->width = WIDTH_OF_PIPE;
	t->colour = false;
	if (!isatty(STDOUT_FILENO))
		return;
	t->width = terminal_width();
	t->colour = (no_colour == NULL || *no_colour == '\0') &&
	    type != NULL && *type != '\0' && strcmp(type, "dumb") != 0;
}

void
terminal_style(const struct terminal *t, enum style style)
{
	static const char codes[][8] = {
		[STYLE_PLAIN] = "\033[0m",
		[STYLE_BOLD] = "\033[1m",
		[STYLE_DIM] = "\033[2m",
		[STYLE_GOOD] = "\033[1;32m",
		[STYLE_NOTICE] = "\033[1;33m",
		[STYLE_BAD] = "\033[1;31m"
	};

	if (t->colour)
		fputs(codes[style], stdout);
}

void
print_styled(const struct terminal *t, enum style style, const char *text)
{
	const bool styled = style != STYLE_PLAIN && *text != '\0';

	if (styled)
		terminal_style(t, style);
	fputs(text, stdout);
	if (styled)
		terminal_style(t, STYLE_PLAIN);
}

static void
print_bytes(const struct terminal *t, const char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (p[i] == *MARK_BEGIN)
			terminal_style(t, STYLE_BOLD);
		else if (p[i] == *MARK_END)
			terminal_style(t, STYLE_PLAIN);
		else
			putchar(p[i]);
}

void
print_marked(const struct terminal *t, const char *text)
{
	print_bytes(t, text, strlen(text));
}

/* Every character counts as one column; those of UTF-8 begin with a byte
 * that is not 10xxxxxx. */
int
text_width(const char *p, size_t len)
{
	int width = 0;

	for (size_t i = 0; i < len; i++)
		if (((unsigned char)p[i] & 0xc0) != 0x80 &&
		    p[i] != *MARK_BEGIN && p[i] != *MARK_END)
			width++;
	return width;
}

static void
print_spaces(int n)
{
	if (n > 0)
		printf("%*s", n, "");
}

/*
 * Takes off '*text' what fits on a line of 'width' columns, and returns its
 * length; '*out' is where it begins.  A word that is too long has a line of
 * its own, and is broken only if 'break_words'.
 */
static size_t
take_line(const char **text, int width, bool break_words, const char **out)
{
	const char *begin = *text + strspn(*text, " "), *p = begin;
	const char *fits = NULL;
	int used = 0;

	*out = begin;
	while (*p != '\0' && *p != '\n') {
		size_t len = strcspn(p, " \n");

		used += text_width(p, len);
		if (used > width && fits != NULL)
			break;
		if (used > width && break_words) {
			for (fits = begin; width > 0; width--)
				do
					fits++;
				while (((unsigned char)*fits & 0xc0) == 0x80);
			*text = fits;
			return (size_t)(fits - begin);
		}
		fits = p += len;
		while (*p == ' ') {
			p++;
			used++;
		}
	}
	if (fits == NULL)
		fits = begin;
	*text = fits + strspn(fits, " ");
	if (**text == '\n')
		++*text;
	return (size_t)(fits - begin);
}

void
print_hanging(const struct terminal *t, int left, const char *text)
{
	const char *line;
	size_t len;

	do {
		len = take_line(&text, t->width - left, false, &line);
		print_bytes(t, line, len);
		putchar('\n');
		if (*text != '\0')
			print_spaces(left);
	} while (*text != '\0');
}

void
print_text(const struct terminal *t, int left, const char *text)
{
	print_spaces(left);
	print_hanging(t, left, text);
}

void
print_item(const struct terminal *t, int at, int left, const char *mark,
    enum style style, const char *text)
{
	print_spaces(at);
	print_styled(t, style, mark);
	print_spaces(left - at - text_width(mark, strlen(mark)));
	print_hanging(t, left, text);
}

/* One line of all columns; false after the last. */
static bool
print_column_line(const struct terminal *t, enum style style, int left,
    size_t count, const int widths[], const char *rest[])
{
	int missing = left;
	bool more = false;

	for (size_t i = 0; i < count; i++) {
		const char *line;
		size_t len = take_line(&rest[i], widths[i], true, &line);

		if (len > 0) {
			print_spaces(missing);
			missing = 0;
			if (style != STYLE_PLAIN)
				terminal_style(t, style);
			fwrite(line, 1, len, stdout);
			if (style != STYLE_PLAIN)
				terminal_style(t, STYLE_PLAIN);
		}
		missing += widths[i] - text_width(line, len) + 2;
		more |= *rest[i] != '\0';
	}
	putchar('\n');
	return more;
}

void
print_columns(const struct terminal *t, enum style style, int left,
    size_t count, const int widths[], const char *const texts[])
{
	const char *rest[4];

	for (size_t i = 0; i < count && i < 4; i++)
		rest[i] = texts[i];
	while (print_column_line(t, style, left, count, widths, rest))
		continue;
}
