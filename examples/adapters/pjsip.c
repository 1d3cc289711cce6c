/*
 * pjsip.c - a response of PJSIP
 *
 * SPDX-License-Identifier: MIT
 */

#include <pjsip.h>

#include <sipresp.h>

int sipresp_from_pjsip(struct sipresp_response *out,
    const pjsip_rx_data *rdata);

/* PJSIP decodes values, and forgets some: no q is q=0 to it.  But it keeps the
 * bytes, in rdata, where what 'out' points to is: pjsip_rx_data_clone() keeps
 * it longer. */
int
sipresp_from_pjsip(struct sipresp_response *out, const pjsip_rx_data *rdata)
{
	return sipresp_parse(out, rdata->msg_info.msg_buf,
	    (size_t)rdata->msg_info.len);
}
