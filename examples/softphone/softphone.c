/*
 * softphone.c - a SIP phone for the command line
 *
 * SPDX-License-Identifier: MIT
 *
 * What it does about each response is what sipresp_classify() says: uac.c.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "agent.h"

#define EXIT_USAGE	2
#define MAX_VALUES	16
#define DEFAULT_TIMEOUT	64	/* s: two silent destinations, by timer B */

static const char usage[] =
    "usage: softphone METHOD URI [options]\n";

static const char help[] =
    "softphone METHOD URI [options]\n"
    "\n"
    "Sends a SIP request over UDP and does what the responses ask for, until\n"
    "it is fulfilled or has failed.  Each step is printed, with the rule that\n"
    "decided and the section that it comes from.\n"
    "\n"
    "METHOD is call, register, subscribe, publish, message or options.\n"
    "\n"
    "  --user U             who is calling; the name for credentials\n"
    "  --password P         answers digest challenges with it\n"
    "  --next-hop HOST:PORT where to send if the URI's own host fails;\n"
    "                       repeatable, in this order\n"
    "  --event NAME         event package to subscribe to or publish, best\n"
    "                       first; repeatable (default: presence)\n"
    "  --expires S          seconds to ask for (default: 3600)\n"
    "  --reinvite-after MS  in a call, send a re-INVITE after so long\n"
    "  --timeout S          when to end, also a call (default: 64)\n"
    "  --dry-run            print the first request, and send nothing\n"
    "  --help\n"
    "\n"
    "Exit status: 0 if it was fulfilled, 1 if it has failed, 2 if it was asked\n"
    "wrongly.  With NO_COLOR set, no colour is used.\n"
    "\n"
    "  softphone register sip:alice@192.0.2.1 --user alice --password secret\n"
    "  softphone call sip:bob@192.0.2.1 --next-hop 192.0.2.2:5060\n"
    "  softphone subscribe sip:bob@192.0.2.1 --event presence\n";

static const struct {
	const char	*name, *method;
} methods[] = {
	{ "call", "INVITE" }, { "invite", "INVITE" },
	{ "register", "REGISTER" }, { "subscribe", "SUBSCRIBE" },
	{ "publish", "PUBLISH" }, { "message", "MESSAGE" },
	{ "options", "OPTIONS" }
};

static int
wrong(const char *what, const char *value)
{
	fprintf(stderr, "softphone: %s%s%s\n%sTry softphone --help.\n", what,
	    value != NULL ? ": " : "", value != NULL ? value : "", usage);
	return EXIT_USAGE;
}

static const char *
method_of(const char *name)
{
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
		if (strcasecmp(name, methods[i].name) == 0)
			return methods[i].method;
	return NULL;
}

/* A whole number, up to 'most'. */
static bool
read_number(const char *text, uint32_t most, uint32_t *out)
{
	unsigned long long n;
	char *end;

	errno = 0;
	n = strtoull(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 ||
	    n > most)
		return false;
	*out = (uint32_t)n;
	return true;
}

static bool
is_sip_uri(const char *uri)
{
	const struct sipresp_str s = { uri, strlen(uri) };
	const enum sipresp_uri_scheme scheme = sipresp_uri_scheme(s);

	return (scheme == SIPRESP_SCHEME_SIP ||
	    scheme == SIPRESP_SCHEME_SIPS) && s.len < 400 &&
	    strpbrk(uri, " <>\"\r\n\t") == NULL;
}

/* "HOST:PORT", or "HOST" alone. */
static bool
is_next_hop(const char *text)
{
	const char *colon = strrchr(text, ':');
	uint32_t port = 1;

	return text[0] != '\0' && colon != text &&
	    strpbrk(text, "@<> /") == NULL && (colon == NULL ||
	    (read_number(colon + 1, UINT16_MAX, &port) && port > 0));
}

int
main(int argc, char **argv)
{
	static const char *next_hops[MAX_VALUES];
	static struct sipresp_str events[MAX_VALUES];
	struct wish wish = { .timeout_s = DEFAULT_TIMEOUT,
	    .next_hops = next_hops, .events = events };
	const char *operands[2] = { NULL, NULL };
	int operand_count = 0;

	for (int i = 1; i < argc; i++) {
		const char *name = argv[i], *value = argv[i + 1];

		if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
			fputs(help, stdout);
			return EXIT_SUCCESS;
		}
		if (strcmp(name, "--dry-run") == 0) {
			wish.dry_run = true;
			continue;
		}
		if (name[0] != '-') {
			if (operand_count == 2)
				return wrong("one URI at a time", name);
			operands[operand_count++] = name;
			continue;
		}
		if (strcmp(name, "--user") != 0 &&
		    strcmp(name, "--password") != 0 &&
		    strcmp(name, "--next-hop") != 0 &&
		    strcmp(name, "--event") != 0 &&
		    strcmp(name, "--expires") != 0 &&
		    strcmp(name, "--reinvite-after") != 0 &&
		    strcmp(name, "--timeout") != 0)
			return wrong("there is no option", name);
		if (value == NULL)
			return wrong("a value is missing behind", name);
		i++;
		if (strcmp(name, "--user") == 0) {
			wish.user = value;
		} else if (strcmp(name, "--password") == 0) {
			wish.password = value;
		} else if (strcmp(name, "--next-hop") == 0) {
			if (wish.next_hop_count == MAX_VALUES)
				return wrong("too many of", name);
			if (!is_next_hop(value))
				return wrong("--next-hop takes HOST:PORT",
				    value);
			next_hops[wish.next_hop_count++] = value;
		} else if (strcmp(name, "--event") == 0) {
			if (wish.event_count == MAX_VALUES)
				return wrong("too many of", name);
			events[wish.event_count++] =
			    (struct sipresp_str){ value, strlen(value) };
		} else if (strcmp(name, "--expires") == 0) {
			wish.has_expires = read_number(value, UINT32_MAX,
			    &wish.expires);
			if (!wish.has_expires)
				return wrong("--expires takes seconds", value);
		} else if (strcmp(name, "--reinvite-after") == 0) {
			if (!read_number(value, 86400000,
			    &wish.reinvite_after_ms) ||
			    wish.reinvite_after_ms == 0)
				return wrong("--reinvite-after takes"
				    " milliseconds, at least 1", value);
		} else if (!read_number(value, 86400, &wish.timeout_s) ||
		    wish.timeout_s == 0) {
			return wrong("--timeout takes seconds, from 1 to 86400",
			    value);
		}
	}
	if (operand_count < 2)
		return wrong(operand_count == 0 ? "METHOD and URI are missing" :
		    "the URI is missing", NULL);
	wish.method = method_of(operands[0]);
	wish.uri = operands[1];
	if (wish.method == NULL)
		return wrong("no such METHOD", operands[0]);
	if (!is_sip_uri(wish.uri))
		return wrong("not a sip: or sips: URI", wish.uri);
	if (wish.user != NULL && strpbrk(wish.user, "@<>\" \r\n") != NULL)
		return wrong("--user takes a name without domain", wish.user);
	return agent_run(&wish);
}
