/*
 * sipresp_terminal.h - how wide it is, what colour, and text set to fit
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_TERMINAL_H
#define SIPRESP_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

enum style {
	STYLE_PLAIN,
	STYLE_BOLD,
	STYLE_DIM,
	STYLE_GOOD,
	STYLE_NOTICE,
	STYLE_BAD
};

/* Standard output. */
struct terminal {
	int	width;
	bool	colour;
};

void terminal_begin(struct terminal *t);

/* terminal_style() changes how what follows looks, if there is colour. */
void terminal_style(const struct terminal *t, enum style style);

/* print_styled() prints 'text' in a style, and nothing after it. */
void print_styled(const struct terminal *t, enum style style,
    const char *text);

/* What stands between these two bytes in a text is bold, if there is colour;
 * they take no room, and come from nowhere but the program. */
#define MARK_BEGIN	"\001"
#define MARK_END	"\002"

/* print_marked() prints 'text' with what is marked in it. */
void print_marked(const struct terminal *t, const char *text);

/* print_text() prints text from column 'left' on, wrapped.  A '\n' in it
 * begins a new line. */
void print_text(const struct terminal *t, int left, const char *text);

/* print_hanging() does so where the cursor is at column 'left' already. */
void print_hanging(const struct terminal *t, int left, const char *text);

/* print_item() does so behind 'mark', which stands at column 'at'. */
void print_item(const struct terminal *t, int at, int left, const char *mark,
    enum style style, const char *text);

/* print_columns() prints texts side by side, two spaces apart, the first at
 * column 'left'; column i is widths[i] wide. */
void print_columns(const struct terminal *t, enum style style, int left,
    size_t count, const int widths[], const char *const texts[]);

/* text_width() tells how many columns 'len' bytes take. */
int text_width(const char *p, size_t len);

#endif
