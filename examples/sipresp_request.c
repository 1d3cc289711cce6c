/*
 * sipresp_request.c - what the options say that was asked
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sipresp_request.h"
#include "sipresp_words.h"

static const struct {
	const char	*name;
	unsigned	 auth;
} algorithms[] = {
	{ "MD5",		SIPRESP_AUTH_MD5 },
	{ "MD5-sess",		SIPRESP_AUTH_MD5_SESS },
	{ "SHA-256",		SIPRESP_AUTH_SHA_256 },
	{ "SHA-256-sess",	SIPRESP_AUTH_SHA_256_SESS },
	{ "SHA-512-256",	SIPRESP_AUTH_SHA_512_256 },
	{ "SHA-512-256-sess",	SIPRESP_AUTH_SHA_512_256_SESS },
	{ "AKAv1-MD5",		SIPRESP_AUTH_AKAV1_MD5 },
	{ "AKAv2-MD5",		SIPRESP_AUTH_AKAV2_MD5 },
	{ "Bearer",		SIPRESP_AUTH_BEARER }
};

static struct sipresp_str
str(const char *s)
{
	return (struct sipresp_str){ s, strlen(s) };
}

/* RFC 3261, section 25.1: a method is a token. */
static int
read_method(const struct given_option *given, struct sipresp_str *out)
{
	struct sipresp_response r;

	*out = str(given->value);
	if (out->len == 0 || sipresp_response_init(&r, 200, *out) != 0)
		return usage_error(SAY_METHOD, given->value);
	return 0;
}

static int
read_algorithm(const char *name, unsigned *set)
{
	struct buffer names = { .p = NULL };
	int error;

	for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
		if (strcasecmp(name, algorithms[i].name) == 0) {
			*set |= algorithms[i].auth;
			buffer_free(&names);
			return 0;
		}
		buffer_format(&names, "%s%s", i > 0 ? ", " : "",
		    algorithms[i].name);
	}
	error = usage_error(SAY_AUTH_UNKNOWN, name, names.p);
	buffer_free(&names);
	return error;
}

/* Counts of the state saturate. */
static int
read_count(const struct given_option *given, uint8_t *out)
{
	uint32_t n;
	int error = read_number_option(given, 0, UINT32_MAX, &n);

	if (error == 0)
		*out = n > UINT8_MAX ? UINT8_MAX : (uint8_t)n;
	return error;
}

static int
read_local(const char *what, struct asked *out)
{
	out->is_local = true;
	out->local = SIPRESP_SOURCE_TIMEOUT;
	if (strcmp(what, "timeout") == 0)
		return 0;
	out->local = SIPRESP_SOURCE_TRANSPORT_ERROR;
	if (strcmp(what, "transport-error") == 0)
		return 0;
	return usage_error(SAY_LOCAL_WHAT, what);
}

static int
add_uri_or_name(const struct given_option *given, struct sipresp_str *list,
    size_t *count)
{
	if (*given->value == '\0')
		return usage_error(SAY_NEEDS_FULL_VALUE,
		    option_name(given->option));
	list[(*count)++] = str(given->value);
	return 0;
}

/* Options whose value is a number, or which have none. */
static int
read_number_or_flag(struct asked *out, const struct given_option *given)
{
	struct sipresp_request *q = &out->request;
	uint32_t code;
	int error = 0;

	switch (given->option) {
	case OPTION_IN_DIALOG:
		q->in_dialog = true;
		break;
	case OPTION_CALL_ID_OWNER:
		q->call_id_owner = true;
		break;
	case OPTION_ON_PATH:
		q->on_path = true;
		break;
	case OPTION_PROVISIONAL_SEEN:
		q->provisional_seen = true;
		break;
	case OPTION_REDIRECTS:
		return read_count(given, &out->state.redirects);
	case OPTION_RETRIES:
		return read_count(given, &out->state.retries);
	case OPTION_AUTH_ATTEMPTS:
		return read_count(given, &out->state.auth_attempts);
	case OPTION_SENT_EXPIRES:
		q->has_sent_expires = true;
		return read_number_option(given, 0, UINT32_MAX,
		    &q->sent_expires);
	case OPTION_SENT_SE:
		q->has_sent_session_interval = true;
		return read_number_option(given, 0, UINT32_MAX,
		    &q->sent_session_interval);
	case OPTION_LAST_RSEQ:
		q->has_last_rseq = true;
		return read_number_option(given, 0, UINT32_MAX, &q->last_rseq);
	case OPTION_PROBE_OF:
		error = read_number_option(given, 100, 699, &code);
		if (error == 0)
			q->probe_of = (int)code;
		break;
	default:
		break;
	}
	return error;
}

static int
read_request_option(struct asked *out, const struct given_option *given)
{
	struct sipresp_request *q = &out->request;
	size_t one = 0;

	switch (given->option) {
	case OPTION_METHOD:
		return read_method(given, &q->method);
	case OPTION_REQUEST_URI:
		return add_uri_or_name(given, &q->uri, &one);
	case OPTION_TRIED:
		return add_uri_or_name(given, out->tried, &q->tried_count);
	case OPTION_EVENT:
		return add_uri_or_name(given, out->events, &q->event_count);
	case OPTION_REALM:
		out->realms[q->realm_count++] = str(given->value);
		return 0;
	case OPTION_AUTH_TRIED:
		out->auth_tried[q->auth_tried_count++] = str(given->value);
		return 0;
	case OPTION_AUTH_ACCEPTED:
		out->auth_accepted[q->auth_accepted_count++] =
		    str(given->value);
		return 0;
	case OPTION_AUTH:
		return read_algorithm(given->value, &q->auth);
	case OPTION_LOCAL:
		return read_local(given->value, out);
	default:
		return read_number_or_flag(out, given);
	}
}

int
read_request_options(struct asked *out, const struct command_line *line)
{
	const size_t most = line->option_count;
	int error = 0;

	*out = (struct asked){ .is_local = false };
	out->request.tried = out->tried = allocate(most, sizeof *out->tried);
	out->request.events = out->events = allocate(most, sizeof *out->events);
	out->request.realms = out->realms = allocate(most, sizeof *out->realms);
	out->request.auth_tried = out->auth_tried =
	    allocate(most, sizeof *out->auth_tried);
	out->request.auth_accepted = out->auth_accepted =
	    allocate(most, sizeof *out->auth_accepted);
	for (size_t i = 0; i < most && error == 0; i++)
		error = read_request_option(out, &line->options[i]);
	return error;
}

void
free_asked(struct asked *asked)
{
	free(asked->tried);
	free(asked->events);
	free(asked->realms);
	free(asked->auth_tried);
	free(asked->auth_accepted);
}
