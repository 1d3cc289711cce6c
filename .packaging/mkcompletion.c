/*
 * mkcompletion.c - what sipresp is given, for a shell to complete
 *
 * SPDX-License-Identifier: MIT
 *
 * usage: mkcompletion bash|zsh|fish
 *
 * Commands and options are those of the program's own table, and codes and
 * phrases those of the catalogue.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"
#include "sipresp_dump.h"
#include "sipresp_options.h"

/* In single quotes, as all three shells read it; none has a ' in it. */
static void
quoted(const char *text)
{
	if (strchr(text, '\'') != NULL) {
		fprintf(stderr, "mkcompletion: a quote in %s\n", text);
		exit(1);
	}
	printf("'%s'", text);
}

static void
list_options(enum command command)
{
	const char *separator = "";

	for (int i = 0; i < OPTION_COUNT; i++)
		if (option_is_of((enum option)i, command)) {
			printf("%s%s", separator, option_name((enum option)i));
			separator = " ";
		}
}

static void
list_commands(void)
{
	for (int i = COMMAND_CODE + 1; i < COMMAND_COUNT; i++)
		printf("%s%s", i > COMMAND_CODE + 1 ? " " : "",
		    command_name((enum command)i));
}

static void
list_tables(void)
{
	for (size_t i = 0; table_name(i) != NULL; i++)
		printf("%s%s", i > 0 ? " " : "", table_name(i));
}

/* "486", and what goes between it and its phrase, and behind that. */
static void
list_codes(const char *indent, const char *between, const char *behind)
{
	for (int code = 100; code <= 699; code++) {
		char line[96];

		if (sipresp_lookup(code) == NULL)
			continue;
		(void)snprintf(line, sizeof line, "%d%s%s", code, between,
		    sipresp_phrase(code));
		fputs(indent, stdout);
		quoted(line);
		fputs(behind, stdout);
	}
}

/* The options whose values are files, of which there is none, or anything. */
static void
list_options_with_value(const char *separator)
{
	const char *first = "";

	for (int i = 0; i < OPTION_COUNT; i++)
		if (option_takes_value((enum option)i)) {
			printf("%s%s", first, option_name((enum option)i));
			first = separator;
		}
}

/* A line "case" for bash and zsh: the words for the value of an option. */
static void
case_values(enum option option)
{
	struct buffer values = { .p = NULL };

	option_values(option, &values);
	if (values.len > 0)
		printf("\t%s)\n\t\twords='%s' ;;\n", option_name(option),
		    values.p + strspn(values.p, " "));
	buffer_free(&values);
}

/* What bash and zsh have in common: from the words of the command line to
 * 'words', which fit, and 'kind', what the operand is. */
static void
put_choice(void)
{
	printf("\tcase $option in\n");
	for (int i = 0; i < OPTION_COUNT; i++)
		if (option_takes_value((enum option)i))
			case_values((enum option)i);
	printf("\t'')\n\t\tcase $command in\n");
	for (int i = COMMAND_CODE + 1; i < COMMAND_COUNT; i++) {
		printf("\t\t%s)\n\t\t\toptions='", command_name(
		    (enum command)i));
		list_options((enum command)i);
		printf("'\n\t\t\tkind=%d ;;\n",
		    command_operand((enum command)i));
	}
	printf("\t\t*)\n\t\t\toptions='");
	list_options(COMMAND_CODE);
	printf("'\n\t\t\tkind=%d\n"
	    "\t\t\t[ -n \"$command\" ] || words='", OPERAND_CODE);
	list_commands();
	printf("' ;;\n\t\tesac ;;\n\tesac\n");
	printf("\t[ $kind != %d ] || words='", OPERAND_TABLE);
	list_tables();
	printf("'\n");
}

static const char bash_head[] =
"# Completion of sipresp for bash.\n"
"\n"
"_sipresp() {\n"
"\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
"\tlocal command= option= options= words= kind=0 i code match=()\n"
"\n"
"\t# bash has made --lang=es three words.\n"
"\tif [ \"$word\" = = ]; then\n"
"\t\tword=\n"
"\telif [ \"$before\" = = ]; then\n"
"\t\tbefore=${COMP_WORDS[COMP_CWORD-2]}\n"
"\tfi\n"
"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
"\t\tcase ${COMP_WORDS[i]} in\n"
"\t\t";

static const char bash_middle[] =
")\n"
"\t\t\t[ \"${COMP_WORDS[i+1]}\" != = ] || ((i++))\n"
"\t\t\t((i++)) ;;\n"
"\t\t-*|=)\t;;\n"
"\t\t*)\t[ -n \"$command\" ] || command=${COMP_WORDS[i]} ;;\n"
"\t\tesac\n"
"\tdone\n"
"\tcase $before in\n"
"\t";

static const char bash_tail[] =
"\n"
"\tcase $word in\n"
"\t-*)\twords=$options kind=0 ;;\n"
"\tesac\n"
"\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
"\tcase $kind in\n"
"\t%d)\n"
"\t\tfor code in \"${_sipresp_codes[@]}\"; do\n"
"\t\t\t[[ $code != \"$word\"* ]] || match+=(\"$code\")\n"
"\t\tdone\n"
"\t\t# Phrases are shown where nothing is put in yet: see COMP_TYPE.\n"
"\t\tif [ ${#match[@]} -eq 1 ] || [ ${#COMPREPLY[@]} -gt 0 ] ||\n"
"\t\t    [[ ${COMP_TYPE:-9} != 9 && ${COMP_TYPE:-9} != 63 ]]; then\n"
"\t\t\tmatch=(\"${match[@]%%%% *}\")\n"
"\t\tfi\n"
"\t\tCOMPREPLY+=(\"${match[@]}\") ;;\n"
"\t%d)\n"
"\t\tcompopt -o filenames 2>/dev/null\n"
"\t\tmapfile -t match < <(compgen -f -- \"$word\")\n"
"\t\tCOMPREPLY+=(\"${match[@]}\") ;;\n"
"\tesac\n"
"}\n"
"\n"
"complete -F _sipresp sipresp\n";

static void
put_bash(void)
{
	fputs(bash_head, stdout);
	list_options_with_value("|");
	fputs(bash_middle, stdout);
	list_options_with_value("|");
	fputs(")\toption=$before ;;\n\tesac\n", stdout);
	put_choice();
	printf(bash_tail, OPERAND_CODE, OPERAND_FILE);
	printf("\n_sipresp_codes=(\n");
	list_codes("\t", " ", "\n");
	printf(")\n");
}

static const char zsh_head[] =
"#compdef sipresp\n"
"# Completion of sipresp for zsh.\n"
"\n"
"_sipresp() {\n"
"\tlocal word=$words[CURRENT] before=$words[CURRENT-1]\n"
"\tlocal command= option= options= kind=0 i\n"
"\tlocal -a given codes\n"
"\n"
"\tgiven=(\"${words[@]}\")\n"
"\tlocal words=\n"
"\tfor ((i = 2; i < CURRENT; i++)); do\n"
"\t\tcase $given[i] in\n"
"\t\t";

static const char zsh_middle[] =
")\n"
"\t\t\t((i++)) ;;\n"
"\t\t-*)\t;;\n"
"\t\t*)\t[ -n \"$command\" ] || command=$given[i] ;;\n"
"\t\tesac\n"
"\tdone\n"
"\tcase $word in\n"
"\t--*=*)\toption=${word%%=*}; compset -P '*=' ;;\n"
"\t*)\n"
"\t\tcase $before in\n"
"\t\t";

static const char zsh_tail[] =
"\n"
"\tcase $word in\n"
"\t--*=*)\t;;\n"
"\t-*)\twords=$options kind=0 ;;\n"
"\tesac\n"
"\tcompadd -- ${=words}\n"
"\tcase $kind in\n"
"\t%d)\t_describe -t codes 'response code' _sipresp_codes ;;\n"
"\t%d)\t_files ;;\n"
"\tesac\n"
"}\n"
"\n"
"typeset -ga _sipresp_codes\n"
"_sipresp_codes=(\n";

static void
put_zsh(void)
{
	fputs(zsh_head, stdout);
	list_options_with_value("|");
	fputs(zsh_middle, stdout);
	list_options_with_value("|");
	fputs(")\toption=$before ;;\n\t\tesac ;;\n\tesac\n", stdout);
	put_choice();
	printf(zsh_tail, OPERAND_CODE, OPERAND_FILE);
	list_codes("\t", ":", "\n");
	printf(")\n\n_sipresp \"$@\"\n");
}

/* When fish completes for a command: it is the first operand. */
static void
fish_condition(enum command command)
{
	if (command == COMMAND_CODE)
		printf("-n 'not __fish_seen_subcommand_from ");
	else
		printf("-n '__fish_seen_subcommand_from %s",
		    command_name(command));
	if (command == COMMAND_CODE)
		list_commands();
	printf("'");
}

static void
fish_option(enum option option, enum command command)
{
	struct buffer values = { .p = NULL };

	printf("complete -c sipresp -l %s", option_name(option) + 2);
	if (command != COMMAND_COUNT) {
		putchar(' ');
		fish_condition(command);
	}
	option_values(option, &values);
	if (option_takes_value(option))
		printf(" -x");
	if (values.len > 0) {
		printf(" -a ");
		quoted(values.p + strspn(values.p, " "));
	}
	putchar('\n');
	buffer_free(&values);
}

static bool
is_of_all(enum option option)
{
	for (int i = 0; i < COMMAND_COUNT; i++)
		if (!option_is_of(option, (enum command)i))
			return false;
	return true;
}

static void
fish_command(enum command command)
{
	switch (command_operand(command)) {
	case OPERAND_CODE:
		printf("complete -c sipresp ");
		fish_condition(command);
		printf(" -f -k -a '(__sipresp_codes)'\n");
		break;
	case OPERAND_FILE:
		printf("complete -c sipresp ");
		fish_condition(command);
		printf(" -F\n");
		break;
	case OPERAND_TABLE:
		printf("complete -c sipresp ");
		fish_condition(command);
		printf(" -f -a '");
		list_tables();
		printf("'\n");
		break;
	case OPERAND_NONE:
		break;
	}
	for (int i = 0; i < OPTION_COUNT; i++)
		if (!is_of_all((enum option)i) &&
		    option_is_of((enum option)i, command))
			fish_option((enum option)i, command);
}

static void
put_fish(void)
{
	printf("# Completion of sipresp for fish.\n\n"
	    "function __sipresp_codes\n\tprintf '%%s\\n' \\\n");
	list_codes("\t\t", "\t", " \\\n");
	printf("\t\t''\nend\n\ncomplete -c sipresp -f\n"
	    "complete -c sipresp -n __fish_use_subcommand -f -a '");
	list_commands();
	printf("'\n");
	for (int i = 0; i < OPTION_COUNT; i++)
		if (is_of_all((enum option)i))
			fish_option((enum option)i, COMMAND_COUNT);
	for (int i = 0; i < COMMAND_COUNT; i++)
		fish_command((enum command)i);
}

int
main(int argc, char *argv[])
{
	const char *shell = argc == 2 ? argv[1] : "";

	if (strcmp(shell, "bash") == 0)
		put_bash();
	else if (strcmp(shell, "zsh") == 0)
		put_zsh();
	else if (strcmp(shell, "fish") == 0)
		put_fish();
	else {
		fputs("usage: mkcompletion bash|zsh|fish\n", stderr);
		return 2;
	}
	return fflush(stdout) != 0 || ferror(stdout);
}
