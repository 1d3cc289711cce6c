/*
 * uas.c - requests that come in
 *
 * SPDX-License-Identifier: MIT
 */

#include <string.h>

#include "say.h"
#include "ua.h"

static void
reply(const struct sip_msg *msg, unsigned code, const char *phrase,
    const char *body)
{
	struct mbuf *mb = mbuf_alloc(1024);
	struct le *le;
	int error;

	if (mb == NULL)
		return;
	error = mbuf_printf(mb, "SIP/2.0 %u %s\r\n", code, phrase);
	LIST_FOREACH(&msg->hdrl, le) {
		const struct sip_hdr *header = le->data;

		if (header->id == SIP_HDR_VIA ||
		    header->id == SIP_HDR_RECORD_ROUTE)
			error |= mbuf_printf(mb, "%r: %r\r\n", &header->name,
			    &header->val);
	}
	error |= mbuf_printf(mb, "From: %r\r\nTo: %r\r\nCall-ID: %r\r\n"
	    "CSeq: %u %r\r\nContact: <sip:%s@%s>\r\n", &msg->from.val,
	    &msg->to.val, &msg->callid, msg->cseq.num, &msg->cseq.met,
	    agent.user, agent.contact);
	if (body != NULL)
		error |= mbuf_printf(mb, "Content-Type: application/sdp\r\n");
	error |= mbuf_printf(mb, "Content-Length: %zu\r\n\r\n%s",
	    body != NULL ? strlen(body) : 0, body != NULL ? body : "");
	if (error == 0) {
		say("answered with %u %s", code, phrase);
		(void)transaction_send(&agent.transport, &msg->src, mb);
	}
	mem_deref(mb);
}

/* Is it in the dialog of the call, or of the subscription? */
static bool
is_ours(const struct sip_msg *msg)
{
	return pl_strcmp(&msg->callid, agent.main.dialog.call_id) == 0 &&
	    pl_strcmp(&msg->to.tag, agent.main.dialog.local_tag) == 0;
}

void
on_request(const struct sip_msg *msg)
{
	const struct transaction *pending = agent.reinvite.transaction;

	if (pl_strcmp(&msg->met, "ACK") == 0)
		return;
	say_received(msg);
	if (!is_ours(msg)) {
		if (pl_strcmp(&msg->met, "OPTIONS") == 0)
			reply(msg, 200, "OK", NULL);
		else if (msg->to.tag.l > 0)
			reply(msg, 481, "Call/Transaction Does Not Exist",
			    NULL);
		else
			reply(msg, 480, "Temporarily Unavailable", NULL);
	} else if (pl_strcmp(&msg->met, "BYE") == 0) {
		reply(msg, 200, "OK", NULL);
		if (agent.call != NULL && pl_strcmp(&msg->from.tag,
		    agent.call->remote_tag) == 0)
			finish(true, "the other side has ended the call", 200);
	} else if (pl_strcmp(&msg->met, "INVITE") == 0) {
		/* Section 14.2. */
		if (pending != NULL && !pending->is_over)
			reply(msg, 491, "Request Pending", NULL);
		else
			reply(msg, 200, "OK", session_description);
	} else if (pl_strcmp(&msg->met, "NOTIFY") == 0 ||
	    pl_strcmp(&msg->met, "OPTIONS") == 0 ||
	    pl_strcmp(&msg->met, "INFO") == 0 ||
	    pl_strcmp(&msg->met, "UPDATE") == 0 ||
	    pl_strcmp(&msg->met, "MESSAGE") == 0) {
		reply(msg, 200, "OK", NULL);
	} else {
		reply(msg, 501, "Not Implemented", NULL);
	}
}
