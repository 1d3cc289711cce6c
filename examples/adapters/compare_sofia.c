/*
 * compare_sofia.c - Sofia-SIP for compare.c
 *
 * SPDX-License-Identifier: MIT
 */

#include <sofia-sip/msg_addr.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_util.h>

#include "compare.h"

int sipresp_from_sofia(struct sipresp_response *out, const sip_t *sip,
    su_home_t *home);

static msg_t *message;

/* nta discards what does not pass these. */
static bool
open_message(char *bytes, size_t len)
{
	const unsigned passed = sip_mask_request | sip_mask_proxy |
	    sip_mask_registrar | sip_mask_pref | sip_mask_privacy;
	const sip_t *sip;

	message = msg_make(sip_default_mclass(), 0, bytes, (ssize_t)len);
	sip = sip_object(message);
	return sip != NULL && sip->sip_status != NULL &&
	    (sip->sip_flags & MSG_FLG_ERROR) == 0 &&
	    (msg_extract_errors(message) & ~passed) == 0 &&
	    sip_sanity_check(sip) >= 0;
}

static int
read_message(struct sipresp_response *out)
{
	return sipresp_from_sofia(out, sip_object(message), msg_home(message));
}

static void
close_message(void)
{
	msg_destroy(message);
	message = NULL;
}

const struct host host = {
	"Sofia-SIP", NULL, open_message, read_message, close_message
};
