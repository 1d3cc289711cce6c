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
#include <strings.h>

#include "sipresp_options.h"
#include "sipresp_words.h"

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
	[OPTION_CSV] =		{ "--csv", false, OF(DUMP) },
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

/* All values that an option can have, if they are few. */
static const char *const values[OPTION_COUNT] = {
	[OPTION_CLASS] =	"1 2 3 4 5 6",
	[OPTION_ORDER_BY] =	"strict repairable",
	[OPTION_AUTH] =
	    "MD5 MD5-sess SHA-256 SHA-256-sess SHA-512-256 SHA-512-256-sess"
	    " AKAv1-MD5 AKAv2-MD5 Bearer",
	[OPTION_LOCAL] =	"timeout transport-error"
};

static const char commands[COMMAND_COUNT][12] = {
	[COMMAND_CODE] = "",
	[COMMAND_LIST] = "list",
	[COMMAND_CLASSIFY] = "classify",
	[COMMAND_FORK] = "fork",
	[COMMAND_CAUSE] = "cause",
	[COMMAND_STATS] = "stats",
	[COMMAND_RULES] = "rules",
	[COMMAND_SEARCH] = "search",
	[COMMAND_DUMP] = "dump"
};

static const enum operand operands[COMMAND_COUNT] = {
	[COMMAND_CODE] = OPERAND_CODE,
	[COMMAND_CLASSIFY] = OPERAND_FILE,
	[COMMAND_FORK] = OPERAND_FILE,
	[COMMAND_CAUSE] = OPERAND_CODE,
	[COMMAND_STATS] = OPERAND_FILE,
	[COMMAND_RULES] = OPERAND_CODE,
	[COMMAND_DUMP] = OPERAND_TABLE
};

const char *
option_name(enum option option)
{
	return options[option].name;
}

bool
option_takes_value(enum option option)
{
	return options[option].takes_value;
}

bool
option_is_of(enum option option, enum command command)
{
	return options[option].commands >> command & 1;
}

void
option_values(enum option option, struct buffer *out)
{
	if (values[option] != NULL)
		buffer_text(out, values[option]);
	if (option == OPTION_LANG)
		for (size_t i = 0; sipresp_language(i) != NULL; i++)
			buffer_format(out, " %s", sipresp_language(i));
	if (option == OPTION_PROFILE)
		for (int i = 0; i < SIPRESP_CAUSE_PROFILE_COUNT; i++)
			buffer_format(out, " %s", sipresp_cause_profile_name(
			    (enum sipresp_cause_profile)i));
	if (option == OPTION_METHOD)
		for (unsigned bit = 1; bit < SIPRESP_METHOD_OTHER; bit <<= 1)
			buffer_format(out, " %s", sipresp_method_name(
			    (enum sipresp_method)bit));
}

const char *
command_name(enum command command)
{
	return commands[command];
}

enum operand
command_operand(enum command command)
{
	return operands[command];
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
		return usage_error(SAY_NO_OPTION_BUT, arg, best);
	return usage_error(SAY_NO_OPTION, arg);
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
		return usage_error(SAY_NO_COMMAND_BUT, name, commands[best]);
	return usage_error(SAY_NO_COMMAND, name);
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
		return usage_error(SAY_NO_CODE, digits);
	if (i != 3 || sipresp_effective(code) == 0)
		return usage_error(SAY_NO_SIP_CODE, digits);
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
		return usage_error(SAY_NUMBER_FROM, option_name(given->option),
		    min, max, digits);
	*out = (uint32_t)n;
	return 0;
}

/*
 * The language of a tag or a locale, if there are texts in it: "es" of "es-MX"
 * and of "es_MX.UTF-8".  What the program itself says it can always say in
 * English.  NULL if there is none.
 */
static const char *
find_language(const char *name)
{
	const char *known;

	for (size_t i = 0; (known = sipresp_language(i)) != NULL || i == 0;
	    i++) {
		if (known == NULL)
			known = "en";
		if (strncasecmp(name, known, 2) == 0 &&
		    (name[2] == '\0' || strchr("-_.@:", name[2]) != NULL))
			return known;
	}
	return NULL;
}

static int
read_language(const char *name, const char **out)
{
	struct buffer names = { .p = NULL };
	int error;

	*out = find_language(name);
	if (*out != NULL)
		return 0;
	buffer_text(&names, "en");
	for (size_t i = 1; sipresp_language(i) != NULL; i++)
		buffer_format(&names, ", %s", sipresp_language(i));
	error = usage_error(SAY_NO_LANGUAGE, name, names.p);
	buffer_free(&names);
	return error;
}

/* POSIX, Base Definitions, section 8.2; and LANGUAGE, a list that goes before
 * them in GNU systems, but not where the locale is "C". */
static const char *
language_of_locale(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *locale = "", *list = getenv("LANGUAGE"), *lang = NULL;

	for (size_t i = 0; i < 3 && *locale == '\0'; i++)
		if (getenv(names[i]) != NULL)
			locale = getenv(names[i]);
	if (*locale == '\0' || strcmp(locale, "POSIX") == 0 ||
	    (locale[0] == 'C' && (locale[1] == '\0' || locale[1] == '.')))
		return NULL;
	while (list != NULL && *list != '\0' && lang == NULL) {
		lang = find_language(list);
		list += strcspn(list, ":");
		list += *list == ':';
	}
	return lang != NULL ? lang : find_language(locale);
}

/* --lang goes before the locale.  It is looked for at once, so that all that is
 * said about the command line is said in its language. */
static const char *
language_of(int argc, char *argv[])
{
	const char *lang = NULL;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			lang = find_language(argv[i] + 7);
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			lang = find_language(argv[++i]);
	}
	return lang;
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
		return usage_error(SAY_TAKES_NO_VALUE, options[o].name);
	if (value == NULL && options[o].takes_value) {
		value = argv[*i + 1];
		if (value == NULL || strncmp(value, "--", 2) == 0)
			return usage_error(SAY_NEEDS_VALUE, options[o].name);
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
		    usage_error(SAY_NEEDS_COMMAND,
		    option_name(given->option), commands[first]) :
		    usage_error(SAY_OPTION_OF,
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
	const char *lang;
	bool options_end = false;
	int error = 0;

	lang = language_of(argc, argv);
	*out = (struct command_line){ .has_lang = lang != NULL };
	if (lang == NULL)
		lang = language_of_locale();
	speak(lang != NULL ? lang : "en");
	out->lang = spoken();
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
