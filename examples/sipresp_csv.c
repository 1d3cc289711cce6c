/*
 * sipresp_csv.c - what is written as JSON, as comma-separated values
 *
 * SPDX-License-Identifier: MIT
 */

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "sipresp_buffer.h"
#include "sipresp_csv.h"

#define MAX_COLUMNS	48
#define MAX_DEPTH	4

static enum csv state;
static const char *columns[MAX_COLUMNS];
static struct buffer cells[MAX_COLUMNS];
static size_t column_count, column;

/* The brackets around: the first one is the record. */
static struct {
	char	bracket;
	bool	has_value;
} around[MAX_DEPTH];
static size_t depth;

bool
csv_is_on(void)
{
	return state != CSV_OFF;
}

/* A field is quoted if it has to be. */
static void
put_field(const char *text)
{
	if (text[strcspn(text, "\",\r\n")] == '\0') {
		fputs(text, stdout);
		return;
	}
	putchar('"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			putchar('"');
		putchar(*text);
	}
	putchar('"');
}

static void
end_field(size_t i)
{
	fputs(i + 1 < column_count ? "," : "\r\n", stdout);
}

void
csv_begin(enum csv what)
{
	state = what;
	if (what == CSV_COLLECT)
		column_count = 0;
	if (what == CSV_OFF)
		for (size_t i = 0; i < column_count; i++)
			buffer_free(&cells[i]);
	if (what != CSV_PRINT)
		return;
	for (size_t i = 0; i < column_count; i++) {
		put_field(columns[i]);
		end_field(i);
	}
}

/* A value inside a field stands apart from the one before it. */
static void
begin_value(void)
{
	if (depth < 2)
		return;
	if (around[depth - 1].has_value)
		buffer_text(&cells[column],
		    around[depth - 1].bracket == '[' ? "\n" : ": ");
	around[depth - 1].has_value = true;
}

void
csv_open(char bracket)
{
	begin_value();
	assert(depth < MAX_DEPTH);
	around[depth].bracket = bracket;
	around[depth++].has_value = false;
}

void
csv_close(void)
{
	depth--;
}

void
csv_key(const char *key)
{
	if (depth != 1)
		return;
	for (column = 0; column < column_count; column++)
		if (strcmp(columns[column], key) == 0)
			return;
	assert(state == CSV_COLLECT && column < MAX_COLUMNS);
	columns[column_count++] = key;
}

void
csv_text(const char *p, size_t len)
{
	begin_value();
	buffer_bytes(&cells[column], p, len);
}

void
csv_end(void)
{
	for (size_t i = 0; i < column_count; i++) {
		if (state == CSV_PRINT) {
			put_field(cells[i].p != NULL ? cells[i].p : "");
			end_field(i);
		}
		buffer_clear(&cells[i]);
	}
}
