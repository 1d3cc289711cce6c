/*
 * sofia.c - a response of Sofia-SIP
 *
 * SPDX-License-Identifier: MIT
 */

#include <string.h>

#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>

#include <sipresp.h>

int sipresp_from_sofia(struct sipresp_response *out, const sip_t *sip,
    su_home_t *home);

static struct sipresp_str
str(const char *s)
{
	return (struct sipresp_str){ s, s != NULL ? strlen(s) : 0 };
}

/* Values are decoded, and written anew.  sip_header_as_string() leaves out the
 * last parameter of some that are longer than 127 bytes. */
static struct sipresp_str
value(const sip_header_t *h, su_home_t *home)
{
	const issize_t len = sip_header_field_e(NULL, 0, h, 0);
	char *p = su_zalloc(home, len + 2);

	if (p != NULL)
		sip_header_field_e(p, len + 2, h, 0);
	return str(p);
}

/* What 'out' points to is in 'sip' and 'home': msg_home() of the message lives
 * as long as that. */
int
sipresp_from_sofia(struct sipresp_response *out, const sip_t *sip,
    su_home_t *home)
{
	int error = sipresp_response_init(out, sip->sip_status->st_status,
	    str(NULL));

	out->phrase = str(sip->sip_status->st_phrase);
	for (const msg_header_t *m = sip->sip_status->st_common->h_succ;
	    error == 0 && m != NULL; m = m->sh_succ) {
		const sip_header_t *h = (const sip_header_t *)m;

		if (sip_is_unknown(h))
			error = sipresp_response_add(out,
			    str(h->sh_unknown->un_name),
			    str(h->sh_unknown->un_value));
		else if (m->sh_class->hc_name != NULL &&
		    m->sh_class->hc_name[0] != '\0')
			error = sipresp_response_add(out,
			    str(m->sh_class->hc_name), value(h, home));
	}
	return error;
}
