/*
 * sipresp_options.c - what stands on the command line
 *
 * SPDX-License-Identifier: MIT
 */

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp_options.h"

/* Commands as a set. */
#define OF(command)	(1U << COMMAND_##command)
#define ANY_COMMAND	(OF(COUNT) - 1)

static const struct {
	const char	*name;
	bool		 takes_value;
	unsigned	 commands;	/* that take it */
} options[OPTION_COUNT] = {
	[OPTION_JSON] =		{ "--json", false, ANY_COMMAND },
	[OPTION_LANG] =		{ "--lang", true, ANY_COMMAND },
	[OPTION_HELP] =		{ "--help", false, ANY_COMMAND },
	[OPTION_VERSION] =	{ "--version", false, ANY_COMMAND },
	[OPTION_CLASS] =	{ "--class", true, OF(LIST) },
	[OPTION_METHOD] =	{ "--method", true, OF(CLASSIFY) | OF(FORK) },
	[OPTION_REQUEST_URI] =	{ "--request-uri", true,
	    OF(CLASSIFY) | OF(FORK) },
	[OPTION_RECURSE] =	{ "--recurse", false, OF(FORK) },
	[OPTION_ORDER] =	{ "--order", true, OF(FORK) },
	[OPTION_CANCELLED] =	{ "--cancelled", false, OF(FORK) },
	[OPTION_SUPPORTED_199] = { "--supported-199", false, OF(FORK) },
	[OPTION_REQUIRED_100REL] = { "--required-100rel", false, OF(FORK) },
	[OPTION_ORDER_BY] =	{ "--order-by", true, OF(FORK) },
	[OPTION_MERGE] =	{ "--merge", false, OF(STATS) },
	[OPTION_Q850] =		{ "--q850", true, OF(CAUSE) },
	[OPTION_PROFILE] =	{ "--profile", true, OF(CAUSE) },
	[OPTION_IN_DIALOG] =	{ "--in-dialog", false, OF(CLASSIFY) },
	[OPTION_CALL_ID_OWNER] = { "--call-id-owner", false, OF(CLASSIFY) },
	[OPTION_ON_PATH] =	{ "--on-path", false, OF(CLASSIFY) },
	[OPTION_REDIRECTS] =	{ "--redirects", true, OF(CLASSIFY) },
	[OPTION_RETRIES] =	{ "--retries", true, OF(CLASSIFY) },
	[OPTION_AUTH_ATTEMPTS] = { "--auth-attempts", true, OF(CLASSIFY) },
	[OPTION_AUTH_TRIED] =	{ "--auth-tried", true, OF(CLASSIFY) },
	[OPTION_TRIED] =	{ "--tried", true, OF(CLASSIFY) },
	[OPTION_EVENT] =	{ "--event", true, OF(CLASSIFY) },
	[OPTION_AUTH] =		{ "--auth", true, OF(CLASSIFY) },
	[OPTION_AUTH_ACCEPTED] = { "--auth-accepted", true, OF(CLASSIFY) },
	[OPTION_REALM] =	{ "--realm", true, OF(CLASSIFY) },
	[OPTION_SENT_EXPIRES] =	{ "--sent-expires", true, OF(CLASSIFY) },
	[OPTION_SENT_SE] =	{ "--sent-se", true, OF(CLASSIFY) },
	[OPTION_PROVISIONAL_SEEN] = { "--provisional-seen", false,
	    OF(CLASSIFY) },
	[OPTION_LAST_RSEQ] =	{ "--last-rseq", true, OF(CLASSIFY) },
	[OPTION_PROBE_OF] =	{ "--probe-of", true, OF(CLASSIFY) },
	[OPTION_LOCAL] =	{ "--local", true, OF(CLASSIFY) }
};

static const char commands[COMMAND_COUNT][12] = {
	[COMMAND_CODE] = "",
	[COMMAND_LIST] = "list",
	[COMMAND_CLASSIFY] = "classify",
	[COMMAND_FORK] = "fork",
	[COMMAND_CAUSE] = "cause",
	[COMMAND_STATS] = "stats",
	[COMMAND_RULES] = "rules"
};

/* The languages that the library has texts in. */
static const char languages[][4] = { "en" };

const char *
option_name(enum option option)
{
	return options[option].name;
}

int
usage_error(const char *format, ...)
{
	struct buffer plain = { .p = NULL };
	char text[512];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buffer_printable(&plain, text, strlen(text));
	fflush(stdout);
	fprintf(stderr, "sipresp: %s\n", plain.p);
	buffer_free(&plain);
	return EXIT_USAGE;
}

/* How many letters must be changed, added or taken away. */
static size_t
distance(const char *a, const char *b)
{
	size_t row[32], len = strlen(b);

	if (len >= sizeof row / sizeof row[0])
		return SIZE_MAX;
	for (size_t j = 0; j <= len; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1] != '\0'; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= len; j++) {
			size_t best = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[len];
}

/* How unlike 'name' is to what was typed; a beginning is very like it. */
static size_t
unlikeness(const char *typed, const char *name)
{
	size_t len = strlen(typed);

	if (len > 0 && strncmp(typed, name, len) == 0)
		return 0;
	return len < 32 ? distance(typed, name) : SIZE_MAX;
}

/* 'arg' is what was typed, and its name is the 'len' bytes of 'name'. */
static int
unknown_option(const char *arg, const char *name, size_t len)
{
	const char *best = NULL;
	size_t least = 4;
	char typed[40];

	(void)snprintf(typed, sizeof typed, "--%.*s",
	    (int)(len < 36 ? len : 36), name);
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		size_t n = unlikeness(typed, options[i].name);

		if (n < least) {
			least = n;
			best = options[i].name;
		}
	}
	if (best != NULL)
		return usage_error("there is no option %s: did you mean %s?",
		    arg, best);
	return usage_error("there is no option %s: see sipresp --help", arg);
}

static int
unknown_command(const char *name)
{
	size_t least = 4;
	int best = 0;

	for (int i = 1; i < COMMAND_COUNT; i++) {
		size_t n = unlikeness(name, commands[i]);

		if (n < least) {
			least = n;
			best = i;
		}
	}
	if (best != 0)
		return usage_error("there is no command '%s': did you mean %s?",
		    name, commands[best]);
	return usage_error("there is no command '%s': a response code, or"
	    " one of the commands that sipresp --help lists", name);
}

int
read_code(const char *digits, int *out)
{
	int code = 0;
	size_t i;

	for (i = 0; digits[i] >= '0' && digits[i] <= '9'; i++)
		if (code <= 9999)
			code = code * 10 + (digits[i] - '0');
	if (digits[i] != '\0')
		return usage_error("'%s' is no response code: those are numbers"
		    " from 100 to 699", digits);
	if (i != 3 || sipresp_effective(code) == 0)
		return usage_error("%s is no SIP response code: those are from"
		    " 100 to 699", digits);
	*out = code;
	return 0;
}

int
read_number_option(const struct given_option *given, uint32_t min,
    uint32_t max, uint32_t *out)
{
	const char *digits = given->value;
	uint64_t n = 0;
	size_t i;

	for (i = 0; digits[i] >= '0' && digits[i] <= '9'; i++)
		if (n <= UINT32_MAX)
			n = n * 10 + (uint64_t)(digits[i] - '0');
	if (i == 0 || digits[i] != '\0' || n < min || n > max)
		return usage_error("%s takes a number from %" PRIu32 " to %"
		    PRIu32 ", not '%s'", option_name(given->option), min, max,
		    digits);
	*out = (uint32_t)n;
	return 0;
}

static int
read_language(const char *name, const char **out)
{
	struct buffer names = { .p = NULL };
	int error;

	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
		if (strcmp(name, languages[i]) == 0) {
			*out = languages[i];
			buffer_free(&names);
			return 0;
		}
		buffer_format(&names, "%s%s", i > 0 ? ", " : "", languages[i]);
	}
	error = usage_error("there are no texts in the language '%s', only: %s",
	    name, names.p);
	buffer_free(&names);
	return error;
}

/* One option, its value behind '=' or in the next argument. */
static int
read_option(struct command_line *line, char *argv[], int *i)
{
	const char *name = argv[*i] + 1, *value;
	struct given_option *given;
	size_t len, o;

	if (*name == '-')
		name++;
	len = strcspn(name, "=");
	value = name[len] == '=' ? name + len + 1 : NULL;
	for (o = 0; o < OPTION_COUNT; o++)
		if (argv[*i][1] == '-' && strlen(options[o].name) == len + 2 &&
		    memcmp(options[o].name + 2, name, len) == 0)
			break;
	if (o == OPTION_COUNT)
		return unknown_option(argv[*i], name, len);
	if (value != NULL && !options[o].takes_value)
		return usage_error("%s takes no value", options[o].name);
	if (value == NULL && options[o].takes_value) {
		value = argv[*i + 1];
		if (value == NULL || strncmp(value, "--", 2) == 0)
			return usage_error("%s needs a value", options[o].name);
		++*i;
	}

	given = &line->options[line->option_count++];
	given->option = (enum option)o;
	given->value = value;
	return 0;
}

/* The command is the first operand, or it is about codes. */
static int
take_command(struct command_line *line)
{
	const char *name;

	line->command = COMMAND_CODE;
	if (line->operand_count == 0)
		return 0;
	name = line->operands[0];
	if (*name >= '0' && *name <= '9')
		return 0;
	for (int i = 1; i < COMMAND_COUNT; i++)
		if (strcmp(name, commands[i]) == 0) {
			line->command = (enum command)i;
			line->operand_count--;
			for (size_t k = 0; k < line->operand_count; k++)
				line->operands[k] = line->operands[k + 1];
			return 0;
		}
	return unknown_command(name);
}

static int
take_common_option(struct command_line *line, const struct given_option *given)
{
	const unsigned of = options[given->option].commands;
	int first = 0;

	while (!(of >> first & 1))
		first++;
	if (!(of >> line->command & 1))
		return line->command == COMMAND_CODE &&
		    line->operand_count == 0 && !line->help ?
		    usage_error("%s needs the command %s in front",
		    option_name(given->option), commands[first]) :
		    usage_error("%s is an option of sipresp %s, not of this",
		    option_name(given->option), commands[first]);
	if (given->option == OPTION_LANG)
		return read_language(given->value, &line->lang);
	line->json |= given->option == OPTION_JSON;
	line->help |= given->option == OPTION_HELP;
	line->version |= given->option == OPTION_VERSION;
	return 0;
}

int
read_command_line(struct command_line *out, int argc, char *argv[])
{
	bool options_end = false;
	int error = 0;

	*out = (struct command_line){ .lang = languages[0] };
	out->options = allocate((size_t)argc, sizeof *out->options);
	out->operands = allocate((size_t)argc, sizeof *out->operands);

	for (int i = 1; i < argc && error == 0; i++) {
		if (options_end || argv[i][0] != '-' || argv[i][1] == '\0')
			out->operands[out->operand_count++] = argv[i];
		else if (strcmp(argv[i], "--") == 0)
			options_end = true;
		else
			error = read_option(out, argv, &i);
	}
	if (error == 0)
		error = take_command(out);
	for (size_t i = 0; i < out->option_count && error == 0; i++)
		error = take_common_option(out, &out->options[i]);
	return error;
}

void
free_command_line(struct command_line *line)
{
	free(line->options);
	free(line->operands);
}
