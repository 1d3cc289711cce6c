/*
 * sofia.c - a user agent on libsofia-sip-ua, to be asked and recorded
 *
 *	sofia PORT [rings]
 *
 * It answers calls, unless it "rings" only; what else it says is what the
 * library's own nua engine says.
 *
 * SPDX-License-Identifier: MIT
 */

#define NTA_OUTGOING_MAGIC_T void
#include <stdio.h>
#include <string.h>

#include <sofia-sip/nua.h>
#include <sofia-sip/sip_status.h>
#include <sofia-sip/sip_tag.h>
#include <sofia-sip/su_tag.h>
#include <sofia-sip/soa.h>
#include <sofia-sip/tport_tag.h>

static int rings;

static void
on_event(nua_event_t event, int status, char const *phrase, nua_t *nua,
    nua_magic_t *magic, nua_handle_t *handle, nua_hmagic_t *handle_magic,
    sip_t const *sip, tagi_t tags[])
{
	(void)status;
	(void)phrase;
	(void)nua;
	(void)magic;
	(void)handle_magic;
	(void)sip;
	(void)tags;
	if (event != nua_i_invite)
		return;
	nua_respond(handle, SIP_180_RINGING, TAG_END());
	if (!rings)
		nua_respond(handle, SIP_200_OK,
		    SOATAG_USER_SDP_STR("m=audio 40002 RTP/AVP 0 8"), TAG_END());
}

int
main(int argc, char **argv)
{
	su_root_t *root;
	nua_t *nua;
	char url[64];

	if (argc < 2)
		return 2;
	rings = argc > 2;
	snprintf(url, sizeof url, "sip:127.0.0.1:%s;transport=udp", argv[1]);
	if (su_init() != 0 || (root = su_root_create(NULL)) == NULL)
		return 1;
	nua = nua_create(root, on_event, NULL, NUTAG_URL(url),
	    SOATAG_ADDRESS("127.0.0.1"), NUTAG_ENABLEMESSAGE(1),
	    NUTAG_ALLOW("INFO"), NUTAG_ALLOW("UPDATE"), TAG_END());
	if (nua == NULL)
		return 1;
	su_root_run(root);
	return 0;
}
