/* sofia.c - a response of Sofia-SIP.  SPDX-License-Identifier: MIT */

#include <string.h>

#include <sofia-sip/sip_header.h>
#include <sipresp.h>

int sipresp_from_sofia(struct sipresp_response *, const sip_t *, su_home_t *);

#define STR(s) (struct sipresp_str){ s, s != NULL ? strlen(s) : 0 }

/* 'out' points into 'sip' and 'home': decoded values are written anew there.
 * (sip_header_as_string() loses a parameter of some longer than 127 bytes.) */
int
sipresp_from_sofia(struct sipresp_response *out, const sip_t *sip,
    su_home_t *home)
{
	const sip_status_t *status = sip->sip_status;
	int e = sipresp_response_init(out, status->st_status,
	    (struct sipresp_str){ NULL, 0 });

	out->phrase = STR(status->st_phrase);
	for (const msg_header_t *m = status->st_common->h_succ; e == 0 &&
	    m != NULL; m = m->sh_succ) {
		const sip_header_t *h = (const sip_header_t *)m;
		const sip_unknown_t *u = sip_is_unknown(h) ? h->sh_unknown : NULL;
		const char *name = u != NULL ? u->un_name : m->sh_class->hc_name;
		const issize_t size = sip_header_field_e(NULL, 0, h, 0) + 2;
		char *value = su_zalloc(home, size);

		if (value == NULL)
			return SIPRESP_ENOROOM;
		sip_header_field_e(value, size, h, 0);
		const char *text = u != NULL ? u->un_value : value;
		if (name != NULL && *name != '\0')
			e = sipresp_response_add(out, STR(name), STR(text));
	}
	return e;
}
