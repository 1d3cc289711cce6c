/*
 * osip.c - libosip2
 */

#include <osipparser2/osip_parser.h>

#include "bench.h"

static osip_message_t *sip;

static bool
begin(const struct messages *messages)
{
	(void)messages;
	return parser_init() == 0;
}

static bool
open_message(const struct message *m, unsigned number)
{
	(void)number;
	return osip_message_init(&sip) == 0 &&
	    osip_message_parse(sip, m->bytes, m->len) == 0;
}

/* Without this, fields it has no structure for stay text. */
static struct slice
header(const char *name, int *pos)
{
	osip_header_t *h = NULL;

	*pos = osip_message_header_get_byname(sip, name, *pos, &h);
	if (*pos < 0)
		return (struct slice){ NULL, 0 };
	(*pos)++;
	return slice_of(osip_header_get_value(h));
}

static bool
read_inputs(struct inputs *in)
{
	static char q_name[] = "q";
	osip_list_iterator_t it;
	osip_contact_t *contact;
	osip_www_authenticate_t *challenge;
	struct slice value;
	int pos;

	in->status = osip_message_get_status_code(sip);
	in->method = slice_of(osip_cseq_get_method(sip->cseq));
	for (contact = osip_list_get_first(&sip->contacts, &it);
	    contact != NULL; contact = osip_list_get_next(&it)) {
		osip_generic_param_t *q = NULL;

		(void)osip_contact_param_get_byname(contact, q_name,
		    &q);
		add_contact(in, slice_of(contact->url->username),
		    slice_of(contact->url->host),
		    q_of(slice_of(q != NULL ? q->gvalue : NULL)));
	}
	for (challenge = osip_list_get_first(&sip->www_authenticates, &it);
	    challenge != NULL; challenge = osip_list_get_next(&it))
		add_challenge(in, slice_of(challenge->realm),
		    slice_of(challenge->algorithm), false);
	for (challenge = osip_list_get_first(&sip->proxy_authenticates, &it);
	    challenge != NULL; challenge = osip_list_get_next(&it))
		add_challenge(in, slice_of(challenge->realm),
		    slice_of(challenge->algorithm), true);
	pos = 0;
	value = header("Retry-After", &pos);
	if (pos >= 0)
		in->retry_after = number_of(value);
	pos = 0;
	value = header("Min-Expires", &pos);
	if (pos >= 0)
		in->min_expires = number_of(value);
	for (pos = 0; value = header("Unsupported", &pos), pos >= 0; )
		add_list(in->unsupported, &in->unsupported_count, value);
	for (pos = 0; value = header("Allow-Events", &pos), pos >= 0; )
		add_list(in->events, &in->event_count, value);
	return true;
}

static void
close_message(void)
{
	osip_message_free(sip);
	sip = NULL;
}

const struct engine osip = {
	"libosip2", "its parser", begin, open_message, read_inputs,
	close_message
};
