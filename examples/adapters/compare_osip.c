/*
 * compare_osip.c - libosip2 for compare.c
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdlib.h>

#include <osipparser2/osip_parser.h>
#include <osipparser2/osip_port.h>

#include "compare.h"

int sipresp_from_osip(struct sipresp_response *out, osip_message_t *msg,
    char **text);

static osip_message_t *message;
static char *text;

static void
silent(const char *file, int line, osip_trace_level_t level,
    const char *format, va_list arguments)
{
	(void)file, (void)line, (void)level, (void)format, (void)arguments;
}

static bool
begin(void)
{
	osip_trace_initialize_func(END_TRACE_LEVEL, silent);
	return parser_init() == OSIP_SUCCESS;
}

static bool
open_message(char *bytes, size_t len)
{
	return osip_message_init(&message) == OSIP_SUCCESS &&
	    osip_message_parse(message, bytes, len) == OSIP_SUCCESS;
}

static int
read_message(struct sipresp_response *out)
{
	return sipresp_from_osip(out, message, &text);
}

static void
close_message(void)
{
	osip_free(text);
	text = NULL;
	osip_message_free(message);
	message = NULL;
}

const struct host host = {
	"libosip2", begin, open_message, read_message, close_message
};
