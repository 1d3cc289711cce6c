/*
 * compare_kamailio.c - Kamailio, from a tree that is built, for compare.c
 *
 * SPDX-License-Identifier: MIT
 *
 * Linked with all objects of the tree, the main() of which has another name.
 */

#include <string.h>

#include <core/globals.h>
#include <core/mem/pkg.h>
#include <core/parser/msg_parser.h>
#include <core/parser/parse_hname2.h>

#include "compare.h"

int sipresp_from_kamailio(struct sipresp_response *out,
    const struct sip_msg *msg);

static struct sip_msg msg;

static bool
begin(void)
{
	static char manager[] = "qm";

	pkg_mem_size = 8 << 20;
	ksr_hname_init_index();
	return pkg_init_manager(manager) >= 0;
}

/* As receive_msg() and tm do: what they need of each response. */
static bool
open_message(char *bytes, size_t len)
{
	const hdr_flags_t needed = HDR_VIA_F | HDR_CSEQ_F;

	memset(&msg, 0, sizeof msg);
	msg.buf = bytes;
	msg.len = (unsigned)len;
	return parse_msg(bytes, (unsigned)len, &msg) == 0 &&
	    parse_headers(&msg, needed, 0) == 0 &&
	    (msg.parsed_flag & needed) == needed;
}

static int
read_message(struct sipresp_response *out)
{
	return sipresp_from_kamailio(out, &msg);
}

static void
close_message(void)
{
	free_sip_msg(&msg);
}

const struct host host = {
	"Kamailio", begin, open_message, read_message, close_message
};
