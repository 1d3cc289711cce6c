/*
 * sipresp.c - what a SIP response means, and what to do about it
 *
 * SPDX-License-Identifier: MIT
 *
 * The command line of the library: sipresp(1).  Here is what the commands
 * are; each is carried out by a file beside this one.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"
#include "sipresp_cause.h"
#include "sipresp_classify.h"
#include "sipresp_dump.h"
#include "sipresp_fork.h"
#include "sipresp_help.h"
#include "sipresp_options.h"
#include "sipresp_page.h"
#include "sipresp_rules.h"
#include "sipresp_search.h"
#include "sipresp_stats.h"
#include "sipresp_terminal.h"
#include "sipresp_words.h"

static int
run_code(const struct command_line *line, const struct terminal *t)
{
	int codes[2] = { 0, 0 };

	if (line->operand_count > 2)
		return usage_error(SAY_CODES_TOO_MANY, line->operand_count);
	for (size_t i = 0; i < line->operand_count; i++)
		if (read_code(line->operands[i], &codes[i]) != 0)
			return EXIT_USAGE;

	if (line->operand_count == 1 && line->json)
		json_page(codes[0], line->lang);
	else if (line->operand_count == 1)
		print_page(t, codes[0], line->lang);
	else if (line->json)
		json_comparison(codes[0], codes[1], line->lang);
	else
		print_comparison(t, codes[0], codes[1], line->lang);
	return EXIT_FINE;
}

static int
run_list(const struct command_line *line, const struct terminal *t)
{
	uint32_t class_ = 0;

	if (line->operand_count > 0)
		return usage_error(SAY_LIST_ARGUMENT, line->operands[0]);
	for (size_t i = 0; i < line->option_count; i++)
		if (line->options[i].option == OPTION_CLASS &&
		    read_number_option(&line->options[i], 1, 6, &class_) != 0)
			return EXIT_USAGE;
	if (line->json)
		json_list((int)class_, line->lang);
	else
		print_list(t, (int)class_);
	return EXIT_FINE;
}

static int
run_rules(const struct command_line *line, const struct terminal *t)
{
	int code = 0;

	if (line->operand_count > 1)
		return usage_error(SAY_RULES_ONE_CODE,
		    line->operand_count);
	if (line->operand_count == 1 &&
	    read_code(line->operands[0], &code) != 0)
		return EXIT_USAGE;
	if (line->json)
		json_rules(code, line->lang);
	else
		print_rules(t, code, line->lang);
	return EXIT_FINE;
}

static int
run(const struct command_line *line)
{
	struct terminal t;

	if (line->help) {
		print_help(line->command);
		return EXIT_FINE;
	}
	if (line->version) {
		printf("sipresp %s\n", sipresp_version());
		return EXIT_FINE;
	}
	terminal_begin(&t);
	switch (line->command) {
	case COMMAND_LIST:
		return run_list(line, &t);
	case COMMAND_CLASSIFY:
		return run_classify(line, &t);
	case COMMAND_FORK:
		return run_fork(line, &t);
	case COMMAND_CAUSE:
		return run_cause(line, &t);
	case COMMAND_STATS:
		return run_stats(line, &t);
	case COMMAND_RULES:
		return run_rules(line, &t);
	case COMMAND_SEARCH:
		return run_search(line, &t);
	case COMMAND_DUMP:
		return run_dump(line);
	default:
		break;
	}
	if (line->operand_count == 0) {
		print_usage(stderr);
		fputs(SAY_SEE_HELP, stderr);
		return EXIT_USAGE;
	}
	return run_code(line, &t);
}

int
main(int argc, char *argv[])
{
	struct command_line line;
	int status = read_command_line(&line, argc, argv);

	if (status == 0)
		status = run(&line);
	free_command_line(&line);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		perror(SAY_STANDARD_OUTPUT);
		return EXIT_UNREADABLE;
	}
	return status;
}
