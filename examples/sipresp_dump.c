/*
 * sipresp_dump.c - all that the library knows, for other tools
 *
 * SPDX-License-Identifier: MIT
 *
 * Tables, each an object or a record a row, which begins with the name of the
 * table.
 */

#include <stdio.h>
#include <string.h>

#include "sipresp_csv.h"
#include "sipresp_dump.h"
#include "sipresp_json.h"
#include "sipresp_page.h"
#include "sipresp_rules.h"
#include "sipresp_words.h"

static void
put_name(const char *key, const char *name)
{
	json_key(key);
	json_name(name);
}

static void
put_number(const char *key, int number)
{
	json_key(key);
	json_number((uint64_t)number);
}

static void
put_rules(const char *lang)
{
	json_rules(0, lang);
}

/*
 * What a response ends, to each method, if it has no header field that
 * matters.  Nothing answers an ACK.
 */
#define METHODS	(SIPRESP_METHOD_ANY & ~(unsigned)SIPRESP_METHOD_ACK)

struct effect {
	enum sipresp_scope	 scope;
	enum sipresp_future	 future;
	unsigned		 send;
	const char		*rule, *reference;
};

static struct effect
effect_of(int code, unsigned method, bool in_dialog)
{
	static struct sipresp_response response;
	static struct sipresp_verdict v;
	const char *name = sipresp_method_name((enum sipresp_method)method);
	struct sipresp_request request = { .in_dialog = in_dialog };

	/* Neither fails: the code is in range, and the method is there. */
	(void)sipresp_response_init(&response, code,
	    (struct sipresp_str){ name, strlen(name) });
	(void)sipresp_classify(&v, &response, &request, NULL);
	return (struct effect){ v.scope, v.future, v.send, v.rule,
	    v.reference };
}

static bool
is_same_effect(const struct effect *a, const struct effect *b)
{
	return a->scope == b->scope && a->future == b->future &&
	    a->send == b->send && a->rule == b->rule;
}

/* The methods, of 'methods', to which the response has this effect. */
static unsigned
methods_with(const struct effect *effect, int code, unsigned methods,
    bool in_dialog)
{
	unsigned set = 0;

	for (unsigned bit = 1; bit <= methods; bit <<= 1) {
		struct effect other;

		if (!(methods & bit))
			continue;
		other = effect_of(code, bit, in_dialog);
		if (is_same_effect(effect, &other))
			set |= bit;
	}
	return set;
}

static void
put_effect(int code, bool in_dialog, unsigned methods,
    const struct effect *effect)
{
	json_open('{');
	put_number("status", code);
	json_key("in_dialog");
	json_bool(in_dialog);
	json_methods(methods == METHODS ? SIPRESP_METHOD_ANY : methods);
	put_name("scope", sipresp_scope_name(effect->scope));
	put_name("future", sipresp_future_name(effect->future));
	json_sends(effect->send);
	put_name("rule", effect->rule);
	put_name("reference", effect->reference);
	json_close('}');
	json_end();
}

static void
put_effects_of(int code, bool in_dialog)
{
	unsigned left = METHODS;

	while (left != 0) {
		const unsigned first = left & (~left + 1);
		const struct effect effect = effect_of(code, first, in_dialog);
		const unsigned methods = methods_with(&effect, code, left,
		    in_dialog);

		put_effect(code, in_dialog, methods, &effect);
		left &= ~methods;
	}
}

static void
put_effects(const char *lang)
{
	(void)lang;
	for (int code = 100; code <= 699; code++)
		if (sipresp_lookup(code) != NULL) {
			put_effects_of(code, false);
			put_effects_of(code, true);
		}
}

static void
put_causes(const char *lang)
{
	for (int q850 = 1; q850 <= 127; q850++) {
		if (sipresp_cause_name(q850) == NULL)
			continue;
		json_open('{');
		put_number("q850", q850);
		put_name("name", sipresp_cause_name(q850));
		put_name("meaning", sipresp_cause_text(q850, lang));
		put_name("reference", "ITU-T Q.850");
		json_close('}');
		json_end();
	}
}

static void
put_mapping(enum sipresp_cause_profile profile, bool from_status, int status,
    int q850)
{
	if (status == 0 || q850 == 0)
		return;
	json_open('{');
	put_name("profile", sipresp_cause_profile_name(profile));
	put_name("from", from_status ? "status" : "q850");
	put_number("status", status);
	put_number("q850", q850);
	put_name("reference", sipresp_cause_reference(profile, from_status));
	json_close('}');
	json_end();
}

static void
put_mappings(const char *lang)
{
	(void)lang;
	for (int i = 0; i < SIPRESP_CAUSE_PROFILE_COUNT; i++) {
		const enum sipresp_cause_profile profile =
		    (enum sipresp_cause_profile)i;

		for (int code = 100; code <= 699; code++)
			if (sipresp_lookup(code) != NULL)
				put_mapping(profile, true, code,
				    sipresp_cause_from_status(code, profile));
		for (int q850 = 1; q850 <= 127; q850++)
			if (sipresp_cause_name(q850) != NULL)
				put_mapping(profile, false,
				    sipresp_status_from_cause(q850, profile),
				    q850);
	}
}

static void
put_warnings(const char *lang)
{
	for (int code = 100; code <= 999; code++) {
		if (sipresp_warning_text(code, lang) == NULL)
			continue;
		json_open('{');
		put_number("warning", code);
		put_name("meaning", sipresp_warning_text(code, lang));
		put_name("reference", sipresp_warning_reference(code));
		json_close('}');
		json_end();
	}
}

static const struct {
	const char	*name;
	void		(*put)(const char *lang);
} tables[] = {
	{ "codes", json_catalogue },
	{ "rules", put_rules },
	{ "effects", put_effects },
	{ "causes", put_causes },
	{ "mappings", put_mappings },
	{ "warnings", put_warnings }
};

enum { TABLE_COUNT = sizeof tables / sizeof tables[0] };

const char *
table_name(size_t i)
{
	return i < TABLE_COUNT ? tables[i].name : NULL;
}

static void
put_tables(unsigned chosen, const char *lang)
{
	for (unsigned i = 0; i < TABLE_COUNT; i++)
		if (chosen >> i & 1) {
			json_table(tables[i].name);
			tables[i].put(lang);
		}
	json_table(NULL);
}

static int
no_table(const char *name)
{
	struct buffer names = { .p = NULL };
	int error;

	for (size_t i = 0; i < TABLE_COUNT; i++)
		buffer_format(&names, "%s%s", i > 0 ? ", " : "",
		    tables[i].name);
	error = usage_error(SAY_NO_TABLE, name, names.p);
	buffer_free(&names);
	return error;
}

static int
read_tables(const struct command_line *line, unsigned *out)
{
	unsigned chosen = 0;

	for (size_t k = 0; k < line->operand_count; k++) {
		unsigned i = 0;

		while (i < TABLE_COUNT &&
		    strcmp(line->operands[k], tables[i].name) != 0)
			i++;
		if (i == TABLE_COUNT)
			return no_table(line->operands[k]);
		chosen |= 1U << i;
	}
	*out = chosen != 0 ? chosen : (1U << TABLE_COUNT) - 1;
	return 0;
}

int
run_dump(const struct command_line *line)
{
	bool csv = false;
	unsigned chosen = 0;

	for (size_t i = 0; i < line->option_count; i++)
		csv |= line->options[i].option == OPTION_CSV;
	if (csv && line->json)
		return usage_error(SAY_JSON_OR_CSV);
	if (read_tables(line, &chosen) != 0)
		return EXIT_USAGE;
	if (csv) {
		csv_begin(CSV_COLLECT);
		put_tables(chosen, line->lang);
		csv_begin(CSV_PRINT);
	}
	put_tables(chosen, line->lang);
	csv_begin(CSV_OFF);
	return EXIT_FINE;
}
