/*
 * dump.c - "sipresp dump": all of it is there, and it is JSON and CSV
 */

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests.h"

static char *text;
static size_t text_len;

/* What "sipresp ARGS" prints. */
static void
run(const char *args, int want_status)
{
	const char *program = getenv("SIPRESP_PROGRAM");
	char command[512];
	size_t size = 1 << 16, n;
	FILE *out;

	snprintf(command, sizeof command, "%s %s 2>/dev/null",
	    program != NULL ? program : "build/sipresp", args);
	out = popen(command, "r");
	ck_assert_ptr_nonnull(out);
	free(text);
	text = malloc(size);
	text_len = 0;
	while ((n = fread(text + text_len, 1, size - text_len - 1, out)) > 0) {
		text_len += n;
		if (size - text_len < 2)
			text = realloc(text, size *= 2);
		ck_assert_ptr_nonnull(text);
	}
	text[text_len] = '\0';
	ck_assert_int_eq(WEXITSTATUS(pclose(out)), want_status);
}

/* The objects that it prints, one a line. */
static json_t *
rows_of(const char *args)
{
	json_t *rows = json_array();

	run(args, 0);
	for (const char *p = text; *p != '\0'; p++) {
		size_t len = strcspn(p, "\n");
		json_error_t error;
		json_t *row = json_loadb(p, len, JSON_REJECT_DUPLICATES,
		    &error);

		ck_assert_msg(row != NULL, "%s: %.*s", error.text, (int)len, p);
		json_array_append_new(rows, row);
		p += len;
		ck_assert_int_eq(*p, '\n');
	}
	return rows;
}

static const char *
word(const json_t *row, const char *key)
{
	return json_string_value(json_object_get(row, key));
}

static int
number(const json_t *row, const char *key)
{
	const json_t *value = json_object_get(row, key);

	ck_assert_msg(json_is_integer(value), "no number %s", key);
	return (int)json_integer_value(value);
}

/* All members of 'part' are in 'whole', and are the same. */
static void
must_contain(const json_t *whole, json_t *part)
{
	const char *key;
	json_t *value;

	json_object_foreach(part, key, value)
		ck_assert_msg(json_equal(json_object_get(whole, key), value),
		    "%s is another one", key);
}

static void
must_be(const char *got, const char *want)
{
	if (want == NULL)
		ck_assert_ptr_null(got);
	else
		ck_assert_str_eq(got, want);
}

START_TEST(tables)
{
	static const char names[][9] = { "codes", "rules", "effects", "causes",
	    "mappings", "warnings" };
	json_t *all = rows_of("dump"), *parts = json_array();

	for (int i = 0; i < COUNT(names); i++) {
		char args[24] = "dump --json ";
		json_t *part, *row;
		size_t k;

		strcat(args, names[i]);
		part = rows_of(args);
		ck_assert_uint_gt(json_array_size(part), 0);
		json_array_foreach(part, k, row)
			ck_assert_str_eq(word(row, "table"), names[i]);
		json_array_extend(parts, part);
		json_decref(part);
	}
	ck_assert(json_equal(all, parts));
	json_decref(parts);
	parts = rows_of("dump warnings codes");
	ck_assert_str_eq(word(json_array_get(parts, 0), "table"), "codes");
	json_decref(parts);
	json_decref(all);
}
END_TEST

START_TEST(codes)
{
	const char *lang = _i == 0 ? "en" : "es";
	json_t *rows, *list;
	size_t at = 0;

	rows = rows_of(_i == 0 ? "dump codes" : "dump codes --lang es");
	list = rows_of(_i == 0 ? "list --json" : "list --json --lang es");
	ck_assert_uint_eq(json_array_size(rows), json_array_size(list));
	for (int code = -1; code <= 1000; code++) {
		const struct sipresp_info *info = sipresp_lookup(code);
		const char *differs = sipresp_text(code,
		    SIPRESP_TEXT_NEIGHBOURS, lang);
		json_t *row, *neighbour;
		char joined[8192] = "";
		size_t k;

		if (info == NULL)
			continue;
		row = json_array_get(rows, at);
		ck_assert_int_eq(number(row, "status"), code);
		ck_assert_str_eq(word(row, "phrase"), sipresp_phrase(code));
		must_be(word(row, "meaning"), sipresp_text(code,
		    SIPRESP_TEXT_MEANING, lang));
		must_be(word(row, "user"), sipresp_text(code,
		    SIPRESP_TEXT_USER, lang));
		must_contain(row, json_array_get(list, at++));
		ck_assert_int_eq(number(row, "treated_as"),
		    sipresp_effective(code));
		ck_assert_int_eq(json_is_true(json_object_get(row,
		    "temporary")), info->temporary);
		json_array_foreach(json_object_get(row, "neighbours"), k,
		    neighbour) {
			snprintf(joined + strlen(joined),
			    sizeof joined - strlen(joined), "%s%s: %s",
			    k > 0 ? "\n" : "", word(neighbour, "name"),
			    word(neighbour, "difference"));
		}
		ck_assert_str_eq(joined, differs != NULL ? differs : "");
	}
	ck_assert_uint_eq(at, json_array_size(rows));
	json_decref(list);
	json_decref(rows);
}
END_TEST

START_TEST(rules)
{
	json_t *rows = rows_of("dump rules"), *list = rows_of("rules --json");
	json_t *part;
	size_t i;

	ck_assert_uint_eq(json_array_size(rows), json_array_size(list));
	json_array_foreach(list, i, part)
		must_contain(json_array_get(rows, i), part);
	json_decref(list);
	json_decref(rows);
}
END_TEST

static unsigned
methods_of(const json_t *row)
{
	unsigned set = 0;
	json_t *name;
	size_t i;

	json_array_foreach(json_object_get(row, "methods"), i, name)
		set |= sipresp_method_of(str(json_string_value(name)));
	return set != 0 ? set : SIPRESP_METHOD_ANY & ~SIPRESP_METHOD_ACK;
}

/* Of each code, in a dialog and outside, each method is in one row. */
START_TEST(effects)
{
	static struct sipresp_response r;
	static struct sipresp_verdict v;
	static unsigned seen[700][2];
	json_t *rows = rows_of("dump effects"), *row;
	size_t i;

	json_array_foreach(rows, i, row) {
		const int code = number(row, "status");
		const bool in_dialog = json_is_true(json_object_get(row,
		    "in_dialog"));
		const unsigned methods = methods_of(row);

		ck_assert_int_eq(seen[code][in_dialog] & methods, 0);
		seen[code][in_dialog] |= methods;
		for (unsigned bit = 1; bit <= methods; bit <<= 1) {
			const struct sipresp_request request = {
				.in_dialog = in_dialog
			};

			if (!(methods & bit))
				continue;
			ck_assert_int_eq(sipresp_response_init(&r, code,
			    str(sipresp_method_name((enum sipresp_method)bit))),
			    0);
			ck_assert_int_eq(sipresp_classify(&v, &r, &request,
			    NULL), 0);
			ck_assert_str_eq(word(row, "scope"),
			    sipresp_scope_name(v.scope));
			ck_assert_str_eq(word(row, "future"),
			    sipresp_future_name(v.future));
			ck_assert_uint_eq(json_array_size(json_object_get(row,
			    "send")), (size_t)__builtin_popcount(v.send));
			ck_assert_str_eq(word(row, "rule"), v.rule);
			ck_assert_str_eq(word(row, "reference"), v.reference);
		}
	}
	for (int code = 0; code < 700; code++)
		for (int k = 0; k < 2; k++)
			ck_assert_uint_eq(seen[code][k],
			    sipresp_lookup(code) == NULL ? 0 :
			    SIPRESP_METHOD_ANY & ~SIPRESP_METHOD_ACK);
	json_decref(rows);
}
END_TEST

START_TEST(causes)
{
	json_t *rows = rows_of("dump causes");
	size_t at = 0;

	for (int q850 = -1; q850 <= 200; q850++) {
		json_t *row;

		if (sipresp_cause_name(q850) == NULL)
			continue;
		row = json_array_get(rows, at++);
		ck_assert_int_eq(number(row, "q850"), q850);
		ck_assert_str_eq(word(row, "name"), sipresp_cause_name(q850));
		must_be(word(row, "meaning"), sipresp_cause_text(q850, "en"));
	}
	ck_assert_uint_eq(at, json_array_size(rows));
	json_decref(rows);
}
END_TEST

START_TEST(mappings)
{
	json_t *rows = rows_of("dump mappings"), *row;
	size_t i, count = 0;
	enum sipresp_cause_profile p;

	json_array_foreach(rows, i, row) {
		const bool from_status = strcmp(word(row, "from"),
		    "status") == 0;
		const int status = number(row, "status");
		const int q850 = number(row, "q850");

		for (p = SIPRESP_CAUSE_RFC3398;
		    strcmp(sipresp_cause_profile_name(p), word(row, "profile"));
		    p++)
			;
		if (from_status)
			ck_assert_int_eq(q850,
			    sipresp_cause_from_status(status, p));
		else
			ck_assert_int_eq(status,
			    sipresp_status_from_cause(q850, p));
		ck_assert_str_eq(word(row, "reference"),
		    sipresp_cause_reference(p, from_status));
	}
	for (p = SIPRESP_CAUSE_RFC3398; p < SIPRESP_CAUSE_PROFILE_COUNT; p++) {
		for (int code = 100; code <= 699; code++)
			count += sipresp_lookup(code) != NULL &&
			    sipresp_cause_from_status(code, p) != 0;
		for (int q850 = 0; q850 <= 127; q850++)
			count += sipresp_cause_name(q850) != NULL &&
			    sipresp_status_from_cause(q850, p) != 0;
	}
	ck_assert_uint_eq(json_array_size(rows), count);
	json_decref(rows);
}
END_TEST

START_TEST(warnings)
{
	json_t *rows = rows_of("dump warnings");
	size_t at = 0;

	for (int code = -1; code <= 2000; code++) {
		json_t *row;

		if (sipresp_warning_text(code, NULL) == NULL) {
			ck_assert_ptr_null(sipresp_warning_reference(code));
			continue;
		}
		row = json_array_get(rows, at++);
		ck_assert_int_eq(number(row, "warning"), code);
		ck_assert_str_eq(word(row, "meaning"),
		    sipresp_warning_text(code, NULL));
		must_be(word(row, "reference"),
		    sipresp_warning_reference(code));
	}
	ck_assert_uint_eq(at, json_array_size(rows));
	ck_assert_str_eq(sipresp_warning_reference(300),
	    "RFC 3261 section 20.43");
	ck_assert_str_eq(sipresp_warning_reference(308), "RFC 8373");
	ck_assert_str_eq(sipresp_warning_reference(380),
	    "RFC 5630 section 5.1.2");
	ck_assert_ptr_null(sipresp_warning_reference(392));
	json_decref(rows);
}
END_TEST

/* A field as RFC 4180 has it, section 2; moves '*at' to what ends it. */
static void
read_field(const char **at, char *out, size_t size)
{
	const char *p = *at;
	size_t len = 0;

	if (*p == '"') {
		for (p++; *p != '"' || p[1] == '"'; p++) {
			ck_assert_int_ne(*p, '\0');
			p += *p == '"';
			out[len++] = *p;
			ck_assert_uint_lt(len, size);
		}
		p++;
	} else {
		for (; strchr(",\r\n\"", *p) == NULL; p++) {
			out[len++] = *p;
			ck_assert_uint_lt(len, size);
		}
	}
	ck_assert_msg(*p == ',' || strncmp(p, "\r\n", 2) == 0,
	    "a field ends with '%.20s'", p);
	out[len] = '\0';
	*at = p;
}

/* What a member is as a field. */
static void
flatten(const json_t *value, char *out, size_t size)
{
	const char *separator = "";
	json_t *member;
	const char *key;
	size_t i;

	if (json_is_string(value))
		snprintf(out, size, "%s", json_string_value(value));
	else if (json_is_integer(value))
		snprintf(out, size, "%lld",
		    (long long)json_integer_value(value));
	else if (json_is_boolean(value))
		snprintf(out, size, json_is_true(value) ? "true" : "false");
	else
		out[0] = '\0';
	json_array_foreach(value, i, member) {
		snprintf(out + strlen(out), size - strlen(out), "%s",
		    i > 0 ? "\n" : "");
		flatten(member, out + strlen(out), size - strlen(out));
	}
	json_object_foreach((json_t *)(uintptr_t)value, key, member) {
		snprintf(out + strlen(out), size - strlen(out), "%s",
		    separator);
		flatten(member, out + strlen(out), size - strlen(out));
		separator = ": ";
	}
}

START_TEST(csv)
{
	static char names[64][32], got[1 << 15], want[1 << 15];
	json_t *rows = rows_of(_i == 0 ? "dump" : "dump causes"), *row;
	const char *at;
	size_t i, count = 0, members;

	run(_i == 0 ? "dump --csv" : "dump causes --csv", 0);
	for (at = text; ; at++) {
		ck_assert_uint_lt(count, 64);
		read_field(&at, names[count++], sizeof names[0]);
		if (*at == '\r')
			break;
	}
	json_array_foreach(rows, i, row) {
		at += 2;
		members = 0;
		for (size_t k = 0; k < count; k++) {
			read_field(&at, got, sizeof got);
			members += json_object_get(row, names[k]) != NULL;
			flatten(json_object_get(row, names[k]), want,
			    sizeof want);
			ck_assert_str_eq(got, want);
			ck_assert_int_eq(*at, k + 1 < count ? ',' : '\r');
			at += k + 1 < count;
		}
		ck_assert_uint_eq(members, json_object_size(row));
	}
	ck_assert_str_eq(at, "\r\n");
	json_decref(rows);
}
END_TEST

START_TEST(wrong_usage)
{
	static const char *const args[] = { "dump --json --csv", "dump 486",
	    "dump codes code", "list --csv", "486 --csv" };

	run(args[_i], 2);
	ck_assert_uint_eq(text_len, 0);
}
END_TEST

TCase *tcase_dump(void);

TCase *
tcase_dump(void)
{
	TCase *tc = tcase_create("dump");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, tables);
	tcase_add_loop_test(tc, codes, 0, SIPRESP_TEXTS > 1 ? 2 : 1);
	tcase_add_test(tc, rules);
	tcase_add_test(tc, effects);
	tcase_add_test(tc, causes);
	tcase_add_test(tc, mappings);
	tcase_add_test(tc, warnings);
	tcase_add_loop_test(tc, csv, 0, 2);
	tcase_add_loop_test(tc, wrong_usage, 0, 5);
	return tc;
}
