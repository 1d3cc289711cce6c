/*
 * libre.c - a response of libre, of baresip
 *
 * SPDX-License-Identifier: MIT
 */

#include <re/re.h>

#include <sipresp.h>

int sipresp_from_libre(struct sipresp_response *out, const struct sip_msg *msg);

static struct sipresp_str
str(const struct pl *pl)
{
	return (struct sipresp_str){ pl->p, pl->p != NULL ? pl->l : 0 };
}

/* What 'out' points to is the message's: keep that with mem_ref(). */
int
sipresp_from_libre(struct sipresp_response *out, const struct sip_msg *msg)
{
	/* The method is in the first CSeq; msg->cseq is the last. */
	int error = sipresp_response_init(out, msg->scode, str(&pl_null));

	out->phrase = str(&msg->reason);
	for (const struct le *le = msg->hdrl.head; error == 0 && le != NULL;
	    le = le->next) {
		const struct sip_hdr *h = le->data;

		error = sipresp_response_add(out, str(&h->name), str(&h->val));
	}
	return error;
}
