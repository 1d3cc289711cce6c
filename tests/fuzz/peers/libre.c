/*
 * libre.c - libre, of baresip
 */

#define HAVE_INTTYPES_H
#define HAVE_STDBOOL_H
#include <re/re.h>

#include "peers.h"

static bool
count_contact(const struct sip_hdr *hdr, const struct sip_msg *msg, void *arg)
{
	struct reading *out = arg;
	struct sip_addr address;

	(void)msg;
	if (sip_addr_decode(&address, &hdr->val) == 0)
		out->contacts++;
	return false;
}

void
read_libre(struct reading *out, const char *msg, size_t len)
{
	struct mbuf *mb = mbuf_alloc(len + 1);
	struct sip_msg *sip = NULL;

	if (mb == NULL)
		return;
	(void)mbuf_write_mem(mb, (const uint8_t *)msg, len);
	mb->pos = 0;
	if (sip_msg_decode(&sip, mb) == 0 && !sip->req) {
		out->accepted = true;
		out->code = sip->scode;
		(void)pl_strcpy(&sip->cseq.met, out->method,
		    sizeof out->method);
		(void)sip_msg_hdr_apply(sip, true, SIP_HDR_CONTACT,
		    count_contact, out);
	}
	(void)mem_deref(sip);
	(void)mem_deref(mb);
}
