/*
 * osip.c - libosip2
 */

#include <stdarg.h>
#include <string.h>

#include <osipparser2/osip_parser.h>
#include <osipparser2/osip_port.h>

#include "peers.h"

/* Of each message that it refuses it tells why. */
static void
say_nothing(const char *file, int line, osip_trace_level_t level,
    const char *format, va_list arguments)
{
	(void)file;
	(void)line;
	(void)level;
	(void)format;
	(void)arguments;
}

void
read_osip(struct reading *out, const char *msg, size_t len)
{
	static bool ready;
	osip_message_t *sip;

	if (!ready) {
		if (parser_init() != 0)
			return;
		osip_trace_initialize_func(TRACE_LEVEL0, say_nothing);
		ready = true;
	}
	if (osip_message_init(&sip) != 0)
		return;
	if (osip_message_parse(sip, msg, len) == 0 && MSG_IS_RESPONSE(sip)) {
		out->accepted = true;
		out->code = osip_message_get_status_code(sip);
		if (sip->cseq != NULL && sip->cseq->method != NULL)
			strncpy(out->method, sip->cseq->method,
			    sizeof out->method - 1);
		out->contacts = (unsigned)osip_list_size(&sip->contacts);
	}
	osip_message_free(sip);
}
