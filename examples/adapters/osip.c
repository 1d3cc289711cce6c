/*
 * osip.c - a response of libosip2
 *
 * SPDX-License-Identifier: MIT
 */

#include <osipparser2/osip_parser.h>

#include <sipresp.h>

int sipresp_from_osip(struct sipresp_response *out, osip_message_t *msg,
    char **text);

/* libosip2 keeps values in structures of many types, and no text: it has to
 * write the message anew.  What 'out' points to is in '*text', which the
 * caller frees with osip_free() when done with 'out'. */
int
sipresp_from_osip(struct sipresp_response *out, osip_message_t *msg,
    char **text)
{
	size_t len;

	if (osip_message_to_str(msg, text, &len) != OSIP_SUCCESS)
		return SIPRESP_EINVAL;
	return sipresp_parse(out, *text, len);
}
