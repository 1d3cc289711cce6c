/*
 * compare_pjsip.c - PJSIP, from a tree that is built, for compare.c
 *
 * SPDX-License-Identifier: MIT
 */

#include <pjlib-util.h>
#include <pjlib.h>
#include <pjsip.h>

#include "compare.h"

int sipresp_from_pjsip(struct sipresp_response *out,
    const pjsip_rx_data *rdata);

static pj_caching_pool factory;
static pjsip_rx_data rdata;

static bool
begin(void)
{
	pjsip_endpoint *endpoint;

	pj_log_set_level(0);
	if (pj_init() != PJ_SUCCESS || pjlib_util_init() != PJ_SUCCESS)
		return false;
	pj_caching_pool_init(&factory, NULL, 0);
	return pjsip_endpt_create(&factory.factory, "compare", &endpoint) ==
	    PJ_SUCCESS;
}

/* As its transport manager does (pjsip_tpmgr_receive_packet()), which drops
 * what has errors and what lacks a field that it needs. */
static bool
open_message(char *bytes, size_t len)
{
	const pjsip_msg *msg;

	pj_bzero(&rdata, sizeof rdata);
	rdata.tp_info.pool = pj_pool_create(&factory.factory, "message", 4000,
	    4000, NULL);
	pj_list_init(&rdata.msg_info.parse_err);
	rdata.msg_info.msg_buf = bytes;
	rdata.msg_info.len = (int)len;
	msg = pjsip_parse_rdata(bytes, len, &rdata);
	return msg != NULL && pj_list_empty(&rdata.msg_info.parse_err) &&
	    msg->type == PJSIP_RESPONSE_MSG && rdata.msg_info.cid != NULL &&
	    rdata.msg_info.cid->id.slen > 0 && rdata.msg_info.from != NULL &&
	    rdata.msg_info.to != NULL && rdata.msg_info.via != NULL &&
	    rdata.msg_info.cseq != NULL;
}

static int
read_message(struct sipresp_response *out)
{
	return sipresp_from_pjsip(out, &rdata);
}

static void
close_message(void)
{
	pj_pool_release(rdata.tp_info.pool);
}

const struct host host = {
	"PJSIP", begin, open_message, read_message, close_message
};
