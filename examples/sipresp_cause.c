/*
 * sipresp_cause.c - the command that maps codes to causes
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdio.h>
#include <string.h>

#include "sipresp_advice.h"
#include "sipresp_cause.h"
#include "sipresp_json.h"
#include "sipresp_page.h"
#include "sipresp_words.h"

/* Labels begin here, and what they are about there. */
#define LABEL	2
#define TEXT	16

/* One question: a code, or a cause. */
struct question {
	enum sipresp_cause_profile	profile;
	int				code;
	int				q850;
	bool				from_status;
};

static int
read_profile(const char *name, enum sipresp_cause_profile *out)
{
	struct buffer names = { .p = NULL };
	int error;

	for (int i = 0; i < SIPRESP_CAUSE_PROFILE_COUNT; i++) {
		const char *known = sipresp_cause_profile_name(
		    (enum sipresp_cause_profile)i);

		if (strcmp(name, known) == 0) {
			*out = (enum sipresp_cause_profile)i;
			buffer_free(&names);
			return 0;
		}
		buffer_format(&names, "%s%s", i > 0 ? ", " : "", known);
	}
	error = usage_error(SAY_NO_PROFILE, name, names.p);
	buffer_free(&names);
	return error;
}

static int
read_question(struct question *q, const struct command_line *line)
{
	uint32_t q850 = 0;
	bool by_cause = false;
	int error = 0;

	for (size_t i = 0; i < line->option_count && error == 0; i++) {
		const struct given_option *given = &line->options[i];

		if (given->option == OPTION_PROFILE) {
			error = read_profile(given->value, &q->profile);
		} else if (given->option == OPTION_Q850) {
			error = read_number_option(given, 0, 127, &q850);
			by_cause = true;
		}
	}
	if (error != 0)
		return error;
	if (by_cause ? line->operand_count > 0 : line->operand_count != 1)
		return usage_error(SAY_CAUSE_TAKES);
	q->from_status = !by_cause;
	q->q850 = (int)q850;
	return by_cause ? 0 : read_code(line->operands[0], &q->code);
}

static void
answer(struct question *q, enum sipresp_cause_profile profile)
{
	q->profile = profile;
	if (q->from_status)
		q->q850 = sipresp_cause_from_status(q->code, profile);
	else
		q->code = sipresp_status_from_cause(q->q850, profile);
}

/* A number, or null where there is no counterpart. */
static void
json_side(const char *key, int number)
{
	json_key(key);
	if (number != 0)
		json_number((uint64_t)number);
	else
		json_absent();
}

static void
json_answer(const struct question *q)
{
	json_open('{');
	json_side("status", q->code);
	json_side("q850", q->q850);
	json_key("profile");
	json_name(sipresp_cause_profile_name(q->profile));
	json_key("name");
	json_name(sipresp_cause_name(q->q850));
	json_key("reference");
	json_name(sipresp_cause_reference(q->profile, q->from_status));
	json_close('}');
	json_end();
}

static void
put_side(struct buffer *b, int number, const char *name, const char *none)
{
	if (number == 0)
		buffer_text(b, none);
	else
		buffer_format(b, "%d %s", number, name != NULL ? name : "");
}

static void
put_status(struct buffer *b, int code)
{
	put_side(b, code, sipresp_phrase(code), SAY_NO_SIP);
}

static void
print_line(const struct terminal *t, const char *label, struct buffer *b)
{
	print_item(t, LABEL, TEXT, label, STYLE_BOLD, b->p);
	buffer_clear(b);
}

static void
print_answer(const struct terminal *t, struct question *q, const char *lang)
{
	const enum sipresp_cause_profile profile = q->profile;
	const char *text = sipresp_cause_text(q->q850, lang);
	struct buffer b = { .p = NULL };

	put_status(&b, q->code);
	print_line(t, "SIP", &b);
	put_side(&b, q->q850, sipresp_cause_name(q->q850), SAY_NO_Q850);
	print_line(t, "Q.850", &b);
	if (text != NULL && *text != '\0') {
		buffer_text(&b, text);
		print_line(t, SAY_THAT_MEANS, &b);
	}
	buffer_format(&b, "%s (", sipresp_cause_profile_name(profile));
	put_reference(&b, sipresp_cause_reference(profile, q->from_status));
	buffer_text(&b, ")");
	print_line(t, SAY_PROFILE, &b);
	for (int i = 0; i < SIPRESP_CAUSE_PROFILE_COUNT; i++) {
		if ((enum sipresp_cause_profile)i == profile)
			continue;
		answer(q, (enum sipresp_cause_profile)i);
		if (q->from_status)
			put_side(&b, q->q850, sipresp_cause_name(q->q850),
			    SAY_NO_Q850);
		else
			put_status(&b, q->code);
		print_line(t, sipresp_cause_profile_name(q->profile), &b);
	}
	buffer_free(&b);
}

int
run_cause(const struct command_line *line, const struct terminal *t)
{
	struct question q = { .profile = SIPRESP_CAUSE_RFC3398 };
	int error = read_question(&q, line);

	if (error != 0)
		return error;
	answer(&q, q.profile);
	if (line->json)
		json_answer(&q);
	else
		print_answer(t, &q, line->lang);
	return EXIT_FINE;
}
