/*
 * sipresp_classify.c - the command that decides about responses
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp_classify.h"
#include "sipresp_input.h"
#include "sipresp_request.h"
#include "sipresp_verdict.h"
#include "sipresp_words.h"

/* One run: what was asked, and how to print the answers. */
struct run {
	const struct command_line	*line;
	const struct terminal		*terminal;
	struct asked			 asked;
	unsigned long			 printed;
};

/* Returns a negative enum sipresp_error, and prints nothing, if it cannot be
 * classified.  'where' is the heading of the report, or NULL. */
static int
answer(struct run *run, const struct sipresp_response *r, const char *where)
{
	struct sipresp_verdict v;
	int error;

	error = sipresp_classify(&v, r, &run->asked.request,
	    &run->asked.state);
	if (error != 0)
		return error;
	if (run->line->json) {
		json_verdict(&v, r, run->line->lang);
	} else {
		if (run->printed > 0)
			putchar('\n');
		if (where != NULL) {
			print_styled(run->terminal, STYLE_DIM, where);
			putchar('\n');
		}
		print_verdict(run->terminal, &v, r, &run->asked,
		    run->line->lang);
	}
	run->printed++;
	return 0;
}

/* Where there is more than one response, each has a heading. */
static int
answer_input(struct run *run, const struct input *in,
    const struct sipresp_response *r)
{
	struct buffer where = { .p = NULL };
	int error;

	if (run->line->operand_count <= 1 && run->printed == 0 &&
	    !input_has_more(in))
		return answer(run, r, NULL);
	buffer_printable(&where, in->name, strlen(in->name));
	buffer_format(&where, SAY_LINE, in->begin_line);
	error = answer(run, r, where.p);
	buffer_free(&where);
	return error;
}

static int
classify_file(struct run *run, const char *path)
{
	struct sipresp_response r;
	struct input in;
	enum input_result result;
	bool empty = true;
	int status = EXIT_FINE;

	if (!input_open(&in, path))
		return EXIT_UNREADABLE;
	while ((result = input_next(&in, &r)) != INPUT_END) {
		int error = 0;

		empty = false;
		if (result == INPUT_RESPONSE)
			error = answer_input(run, &in, &r);
		if (error != 0)
			input_complain(&in, error_words(error));
		if (error != 0 || result == INPUT_UNREADABLE)
			status = EXIT_UNREADABLE;
	}
	if (empty) {
		in.begin_line = 1;
		input_complain(&in, SAY_NO_RESPONSE);
		status = EXIT_UNREADABLE;
	}
	input_close(&in);
	return status;
}

/* The transaction layer's own failure: there is nothing to read. */
static int
classify_local(struct run *run)
{
	struct sipresp_response r;
	int error;

	if (run->asked.request.method.p == NULL)
		return usage_error(SAY_LOCAL_METHOD);
	if (run->line->operand_count > 0)
		return usage_error(SAY_LOCAL_FILE);
	error = sipresp_response_local(&r, run->asked.local,
	    run->asked.request.method);
	if (error == 0)
		error = answer(run, &r, NULL);
	return error == 0 ? EXIT_FINE : usage_error("%s",
	    error_words(error));
}

int
run_classify(const struct command_line *line, const struct terminal *t)
{
	struct run run = { .line = line, .terminal = t };
	int status = read_request_options(&run.asked, line);

	if (status == 0 && run.asked.is_local) {
		status = classify_local(&run);
	} else if (status == 0 && line->operand_count == 0) {
		status = classify_file(&run, "-");
	} else if (status == 0) {
		for (size_t i = 0; i < line->operand_count; i++)
			if (classify_file(&run, line->operands[i]) != 0)
				status = EXIT_UNREADABLE;
	}
	free_asked(&run.asked);
	return status;
}
