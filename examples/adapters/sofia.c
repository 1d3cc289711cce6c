/* sofia.c - a response of Sofia-SIP
 *
 * SPDX-License-Identifier: MIT */

#include <string.h>

#include <sofia-sip/sip_header.h>
#include <sipresp.h>

int sipresp_from_sofia(struct sipresp_response *, const sip_t *, su_home_t *);

static struct sipresp_str
str(const char *s)
{
	return (struct sipresp_str){ s, s != NULL ? strlen(s) : 0 };
}

/* What 'out' points to is in 'sip', and in 'home': Sofia-SIP keeps decoded
 * values, which are written anew.  (sip_header_as_string() leaves out the last
 * parameter of some that are longer than 127 bytes.) */
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
		const char *name = sip_is_unknown(h) ?
		    h->sh_unknown->un_name : m->sh_class->hc_name;
		const issize_t size = sip_header_field_e(NULL, 0, h, 0) + 2;
		char *value = su_zalloc(home, size);

		if (name == NULL || *name == '\0')
			continue;
		if (value == NULL)
			return SIPRESP_ENOROOM;
		sip_header_field_e(value, size, h, 0);
		error = sipresp_response_add(out, str(name), str(
		    sip_is_unknown(h) ? h->sh_unknown->un_value : value));
	}
	return error;
}
