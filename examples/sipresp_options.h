/*
 * sipresp_options.h - what stands on the command line
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_OPTIONS_H
#define SIPRESP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sipresp_buffer.h"

/* Exit statuses. */
#define EXIT_FINE	0
#define EXIT_UNREADABLE	1
#define EXIT_USAGE	2

/* Commands; those that are words have their place in the table of names. */
enum command {
	COMMAND_CODE,
	COMMAND_LIST,
	COMMAND_CLASSIFY,
	COMMAND_FORK,
	COMMAND_CAUSE,
	COMMAND_STATS,
	COMMAND_RULES,
	COMMAND_SEARCH,
	COMMAND_DUMP,
	COMMAND_COUNT
};

/* What a command is given besides options. */
enum operand {
	OPERAND_NONE,
	OPERAND_CODE,
	OPERAND_FILE,
	OPERAND_TABLE		/* of sipresp_dump.h */
};

enum option {
	/* of every command */
	OPTION_JSON,
	OPTION_LANG,
	OPTION_HELP,
	OPTION_VERSION,

	/* of list */
	OPTION_CLASS,

	/* of classify and fork */
	OPTION_METHOD,
	OPTION_REQUEST_URI,

	/* of fork */
	OPTION_RECURSE,
	OPTION_ORDER,
	OPTION_CANCELLED,
	OPTION_SUPPORTED_199,
	OPTION_REQUIRED_100REL,
	OPTION_ORDER_BY,

	/* of stats */
	OPTION_MERGE,

	/* of dump */
	OPTION_CSV,

	/* of cause */
	OPTION_Q850,
	OPTION_PROFILE,

	/* of classify */
	OPTION_IN_DIALOG,
	OPTION_CALL_ID_OWNER,
	OPTION_ON_PATH,
	OPTION_REDIRECTS,
	OPTION_RETRIES,
	OPTION_AUTH_ATTEMPTS,
	OPTION_AUTH_TRIED,
	OPTION_TRIED,
	OPTION_EVENT,
	OPTION_AUTH,
	OPTION_AUTH_ACCEPTED,
	OPTION_REALM,
	OPTION_SENT_EXPIRES,
	OPTION_SENT_SE,
	OPTION_PROVISIONAL_SEEN,
	OPTION_LAST_RSEQ,
	OPTION_PROBE_OF,
	OPTION_LOCAL,
	OPTION_COUNT
};

struct given_option {
	enum option	 option;
	const char	*value;		/* NULL if it takes none */
};

struct command_line {
	enum command		  command;
	bool			  json, help, version;
	const char		 *lang;		/* of texts and messages */
	bool			  has_lang;	/* it was asked for by --lang */
	struct given_option	 *options;	/* in the order given */
	size_t			  option_count;
	const char		**operands;	/* without the command */
	size_t			  operand_count;
};

/*
 * read_command_line() sorts the arguments.  Options may come before and
 * after operands.  Returns 0, or EXIT_USAGE after saying what is wrong on
 * standard error.
 */
int read_command_line(struct command_line *out, int argc, char *argv[]);
void free_command_line(struct command_line *line);

/* option_name() is the name with its dashes. */
const char *option_name(enum option option);

/* What completion in a shell has to know.  option_values() adds the values
 * that there are, with spaces between, or nothing if they are many. */
bool option_takes_value(enum option option);
bool option_is_of(enum option option, enum command command);
void option_values(enum option option, struct buffer *out);
const char *command_name(enum command command);
enum operand command_operand(enum command command);

/* usage_error() says what is wrong, as printf() does, and returns
 * EXIT_USAGE. */
int usage_error(const char *format, ...) LIKE_PRINTF(1, 2);

/* read_code() reads a response code from 100 to 699.  Returns 0, or
 * EXIT_USAGE after saying what is wrong. */
int read_code(const char *digits, int *out);

/* read_number_option() reads a decimal number from 'min' to 'max'.  Returns
 * 0 or EXIT_USAGE. */
int read_number_option(const struct given_option *given, uint32_t min,
    uint32_t max, uint32_t *out);

#endif
