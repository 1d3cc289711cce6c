/*
 * pjsip.c - PJSIP, from a tree that is built (PJ_DIR)
 */

#include <pjlib-util.h>
#include <pjlib.h>
#include <pjsip.h>

#include "bench.h"

static pj_caching_pool factory;
static pj_pool_t *pool;
static pjsip_msg *msg;
static char **buffers;			/* one for each message */

static bool
begin(const struct messages *messages)
{
	static pjsip_endpoint *endpoint;

	if (endpoint != NULL)
		return true;
	pj_log_set_level(0);
	if (pj_init() != PJ_SUCCESS || pjlib_util_init() != PJ_SUCCESS)
		return false;
	pj_caching_pool_init(&factory, NULL, 0);
	if (pjsip_endpt_create(&factory.factory, "bench", &endpoint) !=
	    PJ_SUCCESS)
		return false;
	buffers = calloc(messages->count, sizeof *buffers);
	for (unsigned i = 0; buffers != NULL && i < messages->count; i++) {
		buffers[i] = strdup(messages->all[i].bytes);
		if (buffers[i] == NULL)
			return false;
	}
	pool = pj_pool_create(&factory.factory, "message", 4000, 4000, NULL);
	return buffers != NULL && pool != NULL;
}

/* As its transports do: one pool, emptied after each message. */
static bool
open_message(const struct message *m, unsigned number)
{
	msg = pjsip_parse_msg(pool, buffers[number], m->len, NULL);
	return msg != NULL && msg->type == PJSIP_RESPONSE_MSG;
}

static struct slice
slice(pj_str_t s)
{
	return (struct slice){ s.ptr, (size_t)s.slen };
}

static void
add_challenges(struct inputs *in, pjsip_hdr_e type)
{
	pjsip_www_authenticate_hdr *h = NULL;

	while ((h = pjsip_msg_find_hdr(msg, type, h)) != NULL) {
		add_challenge(in, slice(h->challenge.digest.realm),
		    slice(h->challenge.digest.algorithm),
		    type == PJSIP_H_PROXY_AUTHENTICATE);
		if (h->next == (void *)&msg->hdr)
			break;
		h = h->next;
	}
}

static bool
read_inputs(struct inputs *in)
{
	static char name[] = "Allow-Events", compact[] = "u";
	const pj_str_t allow_events = { name, sizeof name - 1 };
	const pj_str_t u = { compact, 1 };
	const pjsip_cseq_hdr *cseq = pjsip_msg_find_hdr(msg, PJSIP_H_CSEQ,
	    NULL);
	const pjsip_retry_after_hdr *retry_after;
	const pjsip_min_expires_hdr *min_expires;
	pjsip_contact_hdr *contact = NULL;
	pjsip_unsupported_hdr *unsupported = NULL;
	pjsip_generic_string_hdr *events = NULL;

	in->status = msg->line.status.code;
	in->method = slice(cseq->method.name);
	while ((contact = pjsip_msg_find_hdr(msg, PJSIP_H_CONTACT,
	    contact)) != NULL) {
		const pjsip_sip_uri *uri = pjsip_uri_get_uri(contact->uri);

		add_contact(in, slice(uri->user), slice(uri->host),
		    contact->q1000 <= 0 ? 1000 : contact->q1000);
		if (contact->next == (void *)&msg->hdr)
			break;
		contact = contact->next;
	}
	add_challenges(in, PJSIP_H_WWW_AUTHENTICATE);
	add_challenges(in, PJSIP_H_PROXY_AUTHENTICATE);
	retry_after = pjsip_msg_find_hdr(msg, PJSIP_H_RETRY_AFTER, NULL);
	if (retry_after != NULL)
		in->retry_after = retry_after->ivalue;
	min_expires = pjsip_msg_find_hdr(msg, PJSIP_H_MIN_EXPIRES, NULL);
	if (min_expires != NULL)
		in->min_expires = (long)min_expires->ivalue;
	while ((unsupported = pjsip_msg_find_hdr(msg, PJSIP_H_UNSUPPORTED,
	    unsupported)) != NULL) {
		for (unsigned i = 0; i < unsupported->count; i++)
			add_value(in->unsupported, &in->unsupported_count,
			    slice(unsupported->values[i]));
		if (unsupported->next == (void *)&msg->hdr)
			break;
		unsupported = unsupported->next;
	}
	while ((events = pjsip_msg_find_hdr_by_names(msg, &allow_events, &u,
	    events)) != NULL) {
		add_list(in->events, &in->event_count, slice(events->hvalue));
		if (events->next == (void *)&msg->hdr)
			break;
		events = events->next;
	}
	return true;
}

static void
close_message(void)
{
	pj_pool_reset(pool);
}

const struct engine pjsip = {
	"PJSIP", "its parser", begin, open_message, read_inputs, close_message
};
