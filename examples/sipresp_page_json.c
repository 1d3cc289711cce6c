/*
 * sipresp_page_json.c - what the catalogue says, as JSON
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdlib.h>
#include <string.h>

#include "sipresp_buffer.h"
#include "sipresp_json.h"
#include "sipresp_page.h"

static void
put_text(const char *key, int row, enum sipresp_text what, const char *lang)
{
	json_key(key);
	json_name(sipresp_text(row, what, lang));
}

static void
put_list(const char *key, int row, enum sipresp_text what, const char *lang)
{
	json_key(key);
	json_lines(sipresp_text(row, what, lang));
}

static void
put_parties(unsigned parties)
{
	json_key("parties");
	json_open('[');
	for (unsigned bit = 1; bit <= parties; bit <<= 1)
		if (parties & bit)
			json_name(sipresp_party_name(
			    (enum sipresp_party)bit));
	json_close(']');
}

/* "Name: purpose" a line. */
static void
put_pairs(const char *key, const char *first, const char *second,
    const char *lines)
{
	struct sipresp_str line;

	json_key(key);
	json_open('[');
	while (next_line(&lines, &line)) {
		size_t len = strcspn(line.p, ":");
		size_t at = len + 1 + strspn(line.p + len + 1, " ");

		json_open('{');
		json_key(first);
		json_bytes(line.p, len);
		json_key(second);
		json_bytes(line.p + at, line.len - at);
		json_close('}');
	}
	json_close(']');
}

/* Of a code that the catalogue lacks, the words are those of the code that it
 * is treated as, and so is the constant; a phrase it has not. */
static void
put_members(int code, const char *lang)
{
	static const char origins[][12] = {
		[SIPRESP_ORIGIN_REGISTERED] = "registered",
		[SIPRESP_ORIGIN_HISTORIC] = "historic",
		[SIPRESP_ORIGIN_VENDOR] = "vendor"
	};
	const int row = described_as(code);
	const struct sipresp_info *info = sipresp_lookup(row);

	json_key("status");
	json_number((uint64_t)code);
	json_key("constant");
	json_name(sipresp_constant(row));
	json_key("phrase");
	json_name(row == code ? sipresp_phrase(code) : NULL);
	json_key("class");
	json_name(sipresp_class_name(sipresp_class_of(code)));
	json_key("origin");
	json_name(row == code ? origins[info->origin] : "unknown");
	json_key("deprecated");
	json_bool(row == code && info->deprecated);
	put_list("reference", row, SIPRESP_TEXT_REFERENCE, lang);
	put_text("meaning", row, SIPRESP_TEXT_MEANING, lang);
	put_list("when", row, SIPRESP_TEXT_WHEN, lang);
	put_list("remedy", row, SIPRESP_TEXT_REMEDY, lang);
	put_text("user", row, SIPRESP_TEXT_USER, lang);
	put_parties(info->parties);
	put_pairs("fields", "name", "purpose",
	    sipresp_text(row, SIPRESP_TEXT_FIELDS, lang));
}

static void
put_page(int code, const char *lang)
{
	json_open('{');
	put_members(code, lang);
	json_close('}');
}

void
json_page(int code, const char *lang)
{
	put_page(code, lang);
	json_end();
}

void
json_list(int class_, const char *lang)
{
	for (int code = 100; code <= 699; code++)
		if (sipresp_lookup(code) != NULL &&
		    (class_ == 0 || code / 100 == class_))
			json_page(code, lang);
}

void
json_catalogue(const char *lang)
{
	for (int code = 100; code <= 699; code++) {
		const struct sipresp_info *info = sipresp_lookup(code);

		if (info == NULL)
			continue;
		json_open('{');
		put_members(code, lang);
		json_key("treated_as");
		json_number((uint64_t)sipresp_effective(code));
		json_key("temporary");
		json_bool(info->temporary);
		put_pairs("neighbours", "name", "difference",
		    sipresp_text(code, SIPRESP_TEXT_NEIGHBOURS, lang));
		json_close('}');
		json_end();
	}
}

/* "Aspect\ta\tb" a line. */
static void
put_differences(const char *text)
{
	static const char keys[3][8] = { "aspect", "a", "b" };
	struct sipresp_str line;

	json_key("differences");
	json_open('[');
	while (next_line(&text, &line)) {
		json_open('{');
		for (size_t i = 0; i < 3; i++) {
			size_t len = strcspn(line.p, "\t\n");

			json_key(keys[i]);
			json_bytes(line.p, len);
			line.p += len + (line.p[len] == '\t');
		}
		json_close('}');
	}
	json_close(']');
}

void
json_comparison(int a, int b, const char *lang)
{
	const int x = described_as(a), y = described_as(b);
	size_t len = sipresp_compare(x, y, lang, NULL, 0);
	char *text = allocate(len + 1, 1);

	(void)sipresp_compare(x, y, lang, text, len + 1);
	json_open('{');
	json_key("a");
	put_page(a, lang);
	json_key("b");
	put_page(b, lang);
	put_differences(text);
	json_close('}');
	json_end();
	free(text);
}
