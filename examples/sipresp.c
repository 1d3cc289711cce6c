/*
 * sipresp.c - what a SIP response means, and what to do about it
 *
 * SPDX-License-Identifier: MIT
 *
 * The command line of the library: sipresp(1).  Here is what the commands
 * are and how they are explained; each is carried out by a file beside this
 * one.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"
#include "sipresp_cause.h"
#include "sipresp_classify.h"
#include "sipresp_fork.h"
#include "sipresp_options.h"
#include "sipresp_page.h"
#include "sipresp_rules.h"
#include "sipresp_stats.h"
#include "sipresp_terminal.h"

static const char usage[] =
"usage: sipresp CODE                           what a response code means\n"
"       sipresp CODE CODE                      how two codes differ\n"
"       sipresp list [--class N]               all codes\n"
"       sipresp classify [options] [FILE ...]  what to do about a response\n"
"       sipresp fork [options] FILE ...        what a forking proxy sends on\n"
"       sipresp cause CODE | --q850 N          the cause for a code, and back\n"
"       sipresp stats [--merge] FILE ...       the responses of a capture\n"
"       sipresp rules [CODE]                   where decisions come from\n";

static const char help[] =
"\n"
"Tells what a SIP response means, what to do about it, and which RFC says\n"
"so.  FILE holds responses as they are on the wire; standard input is read\n"
"where there is none.\n"
"\n"
"  --json       print JSON, one object a line\n"
"  --lang LANG  the language of texts: en\n"
"  --help       print this; behind a command, the help of that command\n"
"  --version    print the version\n"
"\n"
"Try: sipresp 486\n"
"     sipresp 486 600\n"
"     sipresp classify --help\n"
"\n"
"The manual is sipresp(1).\n";

static const char list_help[] =
"usage: sipresp list [--class N] [--json] [--lang LANG]\n"
"\n"
"Lists the response codes with their phrases.  Those that are not in the\n"
"IANA registry are marked historic or vendor.\n"
"\n"
"  --class N    only codes that begin with N, from 1 to 6\n"
"  --json       print all that is known of each code, one object a line\n"
"  --lang LANG  the language of texts: en\n";

static const char cause_help[] =
"usage: sipresp cause CODE [--profile PROFILE] [--json] [--lang LANG]\n"
"       sipresp cause --q850 N [--profile PROFILE] [--json] [--lang LANG]\n"
"\n"
"Tells which Q.850 cause a gateway to the telephone network makes of a SIP\n"
"response code, or which code of a cause.\n"
"\n"
"  --q850 N           the cause, from 0 to 127\n"
"  --profile PROFILE  whose map: rfc3398 (ISUP, the default), rfc4497\n"
"                     (QSIG), asterisk, freeswitch\n"
"  --json             print JSON\n"
"  --lang LANG        the language of texts: en\n";

static const char stats_help[] =
"usage: sipresp stats FILE ... [--json] [--lang LANG]\n"
"       sipresp stats --merge FILE ... [--json] [--lang LANG]\n"
"\n"
"Counts the SIP responses in each FILE, a capture (pcap, pcapng) or text in\n"
"which messages stand as they are, such as what sngrep saves or siptrace\n"
"writes: codes, the ratios and delays of RFC 6076, who has to act, and what\n"
"to do about the most frequent failures.  A response that is seen again,\n"
"because it was sent again or has passed a proxy, is counted once.\n"
"\n"
"  --merge      each FILE is what --json printed: add them up\n"
"  --json       print JSON\n"
"  --lang LANG  the language of texts: en\n";

static const char rules_help[] =
"usage: sipresp rules [CODE] [--json] [--lang LANG]\n"
"\n"
"Prints the rules for CODE, or for all registered codes, in the order in\n"
"which they are asked: what they are for, what must hold, what to do, which\n"
"section says so and how strongly, and why.  The first that fits decides.\n"
"\n"
"  --json       print JSON, one rule a line\n"
"  --lang LANG  the language of texts: en\n";

static const char classify_help[] =
"usage: sipresp classify [options] [FILE ...]\n"
"       sipresp classify --local FAILURE --method M [options]\n"
"\n"
"Reads SIP responses from each FILE, or from standard input, and says for\n"
"each what to do about it, and why.  Options tell what the request was;\n"
"without any, it was outside a dialog, and this is its first answer.\n"
"\n"
"What was asked:\n"
"  --method M             its method; an answer to another is discarded\n"
"  --request-uri URI      the URI that was tried\n"
"  --in-dialog            it was sent inside a dialog\n"
"  --call-id-owner        this side generated the Call-ID of the dialog\n"
"  --on-path              the response was seen between the two ends\n"
"  --event NAME           an event package of this side, best first (*)\n"
"  --sent-expires S       the expiry asked for, in seconds\n"
"  --sent-se S            the session interval asked for, in seconds\n"
"  --probe-of CODE        it was the OPTIONS that a verdict on CODE wanted\n"
"\n"
"How it went so far:\n"
"  --redirects N          how often it was redirected\n"
"  --retries N            how often it was sent again\n"
"  --tried URI            a URI that is in the target set already (*)\n"
"  --provisional-seen     a provisional response had arrived before\n"
"  --last-rseq N          the highest RSeq that was acknowledged\n"
"\n"
"Credentials:\n"
"  --auth ALGORITHM       what this side can compute (*): MD5, SHA-256,\n"
"                         SHA-512-256, each with -sess or without,\n"
"                         AKAv1-MD5, AKAv2-MD5, Bearer; by default the\n"
"                         first three and their -sess\n"
"  --realm NAME           a realm there are credentials for (*); else any\n"
"  --auth-attempts N      how often credentials were sent for these realms\n"
"  --auth-tried REALM     credentials were sent once for this realm (*)\n"
"  --auth-accepted REALM  this realm took credentials earlier (*)\n"
"\n"
"No response at all:\n"
"  --local timeout          nobody answered\n"
"  --local transport-error  it could not be sent\n"
"\n"
"Output:\n"
"  --json                 print JSON, one object a line\n"
"  --lang LANG            the language of texts: en\n"
"\n"
"(*) may be given more than once.  The exit status is 1 if some input was\n"
"no response, and 2 for wrong usage.\n";

static const char fork_help[] =
"usage: sipresp fork [options] FILE ...\n"
"\n"
"Shows what a forking proxy does with the responses of its branches, and\n"
"what it sends upstream in the end.  Each FILE is one branch, from 0 on; an\n"
"empty one never answered.  All of the first is read, then all of the next.\n"
"\n"
"  --method M           the request's method; else the one in CSeq\n"
"  --request-uri URI    where the request went to\n"
"  --order LIST         the branch of each next response, such as 0,1,0\n"
"  --recurse            the proxy follows redirections itself\n"
"  --cancelled          the caller has cancelled\n"
"  --supported-199      the caller lists 199 in Supported\n"
"  --required-100rel    the caller lists 100rel in Require\n"
"  --order-by ORDER     which failure is the best: strict, as in RFC 3261\n"
"                       (the default), or repairable, what the caller can\n"
"                       do most about\n"
"  --json               print JSON\n"
"  --lang LANG          the language of texts: en\n";

static int
run_code(const struct command_line *line, const struct terminal *t)
{
	int codes[2] = { 0, 0 };

	if (line->operand_count > 2)
		return usage_error("one code to explain or two to compare, not"
		    " %zu", line->operand_count);
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
		return usage_error("list takes no argument, such as '%s': for"
		    " one class, --class N", line->operands[0]);
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
		return usage_error("rules takes one code, not %zu",
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

static void
print_help(enum command command)
{
	switch (command) {
	case COMMAND_LIST:
		fputs(list_help, stdout);
		break;
	case COMMAND_CLASSIFY:
		fputs(classify_help, stdout);
		break;
	case COMMAND_FORK:
		fputs(fork_help, stdout);
		break;
	case COMMAND_CAUSE:
		fputs(cause_help, stdout);
		break;
	case COMMAND_STATS:
		fputs(stats_help, stdout);
		break;
	case COMMAND_RULES:
		fputs(rules_help, stdout);
		break;
	default:
		fputs(usage, stdout);
		fputs(help, stdout);
		break;
	}
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
	default:
		break;
	}
	if (line->operand_count == 0) {
		fputs(usage, stderr);
		fputs("See sipresp --help.\n", stderr);
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
		perror("sipresp: standard output");
		return EXIT_UNREADABLE;
	}
	return status;
}
