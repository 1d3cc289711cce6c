/*
 * sofia.c - Sofia-SIP
 */

#include <stdlib.h>

#include <sofia-sip/msg_addr.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_protos.h>

#include "bench.h"

static msg_t *message;

static bool
open_message(const struct message *m, unsigned number)
{
	(void)number;
	message = msg_make(sip_default_mclass(), 0, m->bytes, (ssize_t)m->len);
	return message != NULL && sip_object(message)->sip_status != NULL;
}

static void
add_challenges(struct inputs *in, const msg_auth_t *challenge, bool proxy)
{
	for (; challenge != NULL; challenge = challenge->au_next)
		add_challenge(in, slice_of(msg_header_find_param(
		    challenge->au_common, "realm=")),
		    slice_of(msg_header_find_param(challenge->au_common,
		    "algorithm=")), proxy);
}

static void
add_items(struct slice *list, unsigned *count, const msg_list_t *items)
{
	for (; items != NULL; items = items->k_next)
		for (const msg_param_t *item = items->k_items;
		    item != NULL && *item != NULL; item++)
			add_value(list, count, slice_of(*item));
}

/* It leaves the brackets of an IPv6 address. */
static struct slice
without_brackets(struct slice s)
{
	if (s.len >= 2 && s.p[0] == '[') {
		s.p++;
		s.len -= 2;
	}
	return s;
}

static bool
read_inputs(struct inputs *in)
{
	const sip_t *sip = sip_object(message);

	in->status = sip->sip_status->st_status;
	in->method = slice_of(sip->sip_cseq->cs_method_name);
	for (const sip_contact_t *contact = sip->sip_contact; contact != NULL;
	    contact = contact->m_next)
		add_contact(in, slice_of(contact->m_url->url_user),
		    without_brackets(slice_of(contact->m_url->url_host)),
		    q_of(slice_of(contact->m_q)));
	add_challenges(in, sip->sip_www_authenticate, false);
	add_challenges(in, sip->sip_proxy_authenticate, true);
	if (sip->sip_retry_after != NULL)
		in->retry_after = (long)sip->sip_retry_after->af_delta;
	if (sip->sip_min_expires != NULL)
		in->min_expires = (long)sip->sip_min_expires->me_delta;
	add_items(in->unsupported, &in->unsupported_count,
	    sip->sip_unsupported);
	add_items(in->events, &in->event_count, sip->sip_allow_events);
	return true;
}

static void
close_message(void)
{
	msg_destroy(message);
	message = NULL;
}

const struct engine sofia = {
	"Sofia-SIP", "its parser", NULL, open_message, read_inputs,
	close_message
};
