/*
 * sipresp_json.c - JSON on standard output
 *
 * SPDX-License-Identifier: MIT
 */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "sipresp_buffer.h"
#include "sipresp_csv.h"
#include "sipresp_json.h"
#include "sipresp_utf8.h"

/* Is there a value before, in the same brackets? */
static bool comma_due;

/* How many brackets are open, and the name that a line begins with. */
static unsigned depth;
static const char *table;

static void
begin_value(void)
{
	if (comma_due)
		putchar(',');
	comma_due = true;
}

void
json_open(char bracket)
{
	depth++;
	if (csv_is_on()) {
		csv_open(bracket);
	} else {
		begin_value();
		putchar(bracket);
		comma_due = false;
	}
	if (depth == 1 && table != NULL) {
		json_key("table");
		json_name(table);
	}
}

void
json_close(char bracket)
{
	depth--;
	if (csv_is_on()) {
		csv_close();
		return;
	}
	putchar(bracket);
	comma_due = true;
}

void
json_end(void)
{
	if (csv_is_on()) {
		csv_end();
		return;
	}
	putchar('\n');
	comma_due = false;
}

void
json_table(const char *name)
{
	table = name;
}

void
json_key(const char *key)
{
	if (csv_is_on()) {
		csv_key(key);
		return;
	}
	begin_value();
	printf("\"%s\":", key);
	comma_due = false;
}

void
json_absent(void)
{
	if (csv_is_on()) {
		csv_text("", 0);
		return;
	}
	begin_value();
	fputs("null", stdout);
}

void
json_bool(bool value)
{
	const char *word = value ? "true" : "false";

	if (csv_is_on()) {
		csv_text(word, strlen(word));
		return;
	}
	begin_value();
	fputs(word, stdout);
}

void
json_number(uint64_t value)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%" PRIu64, value);

	if (csv_is_on()) {
		csv_text(digits, (size_t)len);
		return;
	}
	begin_value();
	fputs(digits, stdout);
}

void
json_thousandths(unsigned value)
{
	unsigned rest = value % 1000, digits = 3;

	json_number(value / 1000);
	for (; digits > 0 && rest % 10 == 0; digits--)
		rest /= 10;
	if (digits > 0)
		printf(".%0*u", (int)digits, rest);
}

static void
put_character(const char *p, size_t size, uint32_t character)
{
	if (character == UTF8_INVALID)
		fputs("\xef\xbf\xbd", stdout);	/* U+FFFD */
	else if (character == '"' || character == '\\')
		printf("\\%c", (char)character);
	else if (character == '\n')
		fputs("\\n", stdout);
	else if (character < 0x20 || (character >= 0x7f && character < 0xa0))
		printf("\\u%04" PRIx32, character);
	else
		fwrite(p, 1, size, stdout);
}

void
json_bytes(const char *p, size_t len)
{
	size_t i, size;

	if (csv_is_on()) {
		csv_text(p, len);
		return;
	}
	begin_value();
	putchar('"');
	for (i = 0; i < len; i += size) {
		uint32_t character;

		size = utf8_next(p + i, len - i, &character);
		put_character(p + i, size, character);
	}
	putchar('"');
}

void
json_name(const char *name)
{
	if (name == NULL)
		json_absent();
	else
		json_bytes(name, strlen(name));
}

void
json_value(struct sipresp_str raw)
{
	struct buffer plain = { .p = NULL };

	if (raw.p == NULL) {
		json_absent();
		return;
	}
	buffer_unfolded(&plain, raw);
	json_bytes(plain.p, plain.len);
	buffer_free(&plain);
}

void
json_quoted(struct sipresp_str raw)
{
	struct buffer plain = { .p = NULL };

	if (raw.p == NULL) {
		json_absent();
		return;
	}
	buffer_unquoted(&plain, raw);
	json_bytes(plain.p, plain.len);
	buffer_free(&plain);
}

void
json_lines(const char *text)
{
	struct sipresp_str line;

	json_open('[');
	while (next_line(&text, &line))
		json_bytes(line.p, line.len);
	json_close(']');
}
