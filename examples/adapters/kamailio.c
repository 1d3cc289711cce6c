/*
 * kamailio.c - a response of Kamailio
 *
 * SPDX-License-Identifier: MIT
 */

#include <core/parser/msg_parser.h>

#include <sipresp.h>

int sipresp_from_kamailio(struct sipresp_response *out,
    const struct sip_msg *msg);

/* Kamailio's list of header fields ends before a Retry-After that it cannot
 * read.  But it keeps the bytes, in 'msg', where what 'out' points to is.
 *
 * In a failure route 'msg' is the request: the response is that of a branch,
 * t->uac[branch].reply, and no message at all if it is FAKED_REPLY (that is
 * one for sipresp_response_local()). */
int
sipresp_from_kamailio(struct sipresp_response *out, const struct sip_msg *msg)
{
	if (msg->first_line.type != SIP_REPLY)
		return SIPRESP_EINVAL;
	return sipresp_parse(out, msg->buf, msg->len);
}
