/*
 * libre.c - libre, of baresip
 */

#define HAVE_INTTYPES_H
#define HAVE_STDBOOL_H
#include <re/re.h>

#include "bench.h"

static struct sip_msg *msg;

/* As its transports do: a buffer of its own for each datagram. */
static bool
open_message(const struct message *m, unsigned number)
{
	struct mbuf *mb = mbuf_alloc(m->len);
	bool good;

	(void)number;
	if (mb == NULL || mbuf_write_mem(mb, (const uint8_t *)m->bytes,
	    m->len) != 0)
		return false;
	mb->pos = 0;
	good = sip_msg_decode(&msg, mb) == 0;
	(void)mem_deref(mb);
	return good;
}

static struct slice
slice(const struct pl *pl)
{
	return (struct slice){ pl->p, pl->p != NULL ? pl->l : 0 };
}

static bool
on_contact(const struct sip_hdr *hdr, const struct sip_msg *m, void *arg)
{
	struct inputs *in = arg;
	struct sip_addr address;
	struct pl q = { NULL, 0 };

	(void)m;
	if (sip_addr_decode(&address, &hdr->val) != 0)
		return false;
	(void)msg_param_decode(&address.params, "q", &q);
	add_contact(in, slice(&address.uri.user), slice(&address.uri.host),
	    q_of(slice(&q)));
	return false;
}

static bool
on_challenge(const struct sip_hdr *hdr, const struct sip_msg *m, void *arg)
{
	struct inputs *in = arg;
	struct httpauth_digest_chall challenge;

	(void)m;
	memset(&challenge, 0, sizeof challenge);
	if (httpauth_digest_challenge_decode(&challenge, &hdr->val) == 0)
		add_challenge(in, slice(&challenge.realm),
		    slice(&challenge.algorithm),
		    hdr->id == SIP_HDR_PROXY_AUTHENTICATE);
	return false;
}

static bool
on_unsupported(const struct sip_hdr *hdr, const struct sip_msg *m, void *arg)
{
	struct inputs *in = arg;

	(void)m;
	add_list(in->unsupported, &in->unsupported_count, slice(&hdr->val));
	return false;
}

static bool
on_event(const struct sip_hdr *hdr, const struct sip_msg *m, void *arg)
{
	struct inputs *in = arg;

	(void)m;
	add_list(in->events, &in->event_count, slice(&hdr->val));
	return false;
}

static bool
read_inputs(struct inputs *in)
{
	const struct sip_hdr *hdr;

	in->status = msg->scode;
	in->method = slice(&msg->cseq.met);
	(void)sip_msg_hdr_apply(msg, true, SIP_HDR_CONTACT, on_contact, in);
	(void)sip_msg_hdr_apply(msg, true, SIP_HDR_WWW_AUTHENTICATE,
	    on_challenge, in);
	(void)sip_msg_hdr_apply(msg, true, SIP_HDR_PROXY_AUTHENTICATE,
	    on_challenge, in);
	hdr = sip_msg_hdr(msg, SIP_HDR_RETRY_AFTER);
	if (hdr != NULL)
		in->retry_after = number_of(slice(&hdr->val));
	hdr = sip_msg_hdr(msg, SIP_HDR_MIN_EXPIRES);
	if (hdr != NULL)
		in->min_expires = number_of(slice(&hdr->val));
	(void)sip_msg_hdr_apply(msg, true, SIP_HDR_UNSUPPORTED,
	    on_unsupported, in);
	(void)sip_msg_hdr_apply(msg, true, SIP_HDR_ALLOW_EVENTS, on_event, in);
	return true;
}

static void
close_message(void)
{
	msg = mem_deref(msg);
}

const struct engine libre = {
	"libre", "its parser", NULL, open_message, read_inputs, close_message
};
