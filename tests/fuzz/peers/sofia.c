/*
 * sofia.c - Sofia-SIP
 */

#include <stdlib.h>
#include <string.h>

#include <sofia-sip/msg_header.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_protos.h>

#include "peers.h"

void
read_sofia(struct reading *out, const char *msg, size_t len)
{
	msg_t *message = msg_make(sip_default_mclass(), 0, msg, (ssize_t)len);
	const sip_t *sip = message != NULL ? sip_object(message) : NULL;

	if (sip != NULL && sip->sip_status != NULL) {
		out->accepted = true;
		out->code = sip->sip_status->st_status;
		if (sip->sip_cseq != NULL &&
		    sip->sip_cseq->cs_method_name != NULL)
			strncpy(out->method, sip->sip_cseq->cs_method_name,
			    sizeof out->method - 1);
		for (const sip_contact_t *contact = sip->sip_contact;
		    contact != NULL; contact = contact->m_next)
			out->contacts++;
	}
	msg_destroy(message);
}
