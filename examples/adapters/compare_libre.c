/*
 * compare_libre.c - libre for compare.c
 *
 * SPDX-License-Identifier: MIT
 */

#include <re/re.h>

#include "compare.h"

int sipresp_from_libre(struct sipresp_response *out, const struct sip_msg *msg);

static struct sip_msg *msg;

static bool
open_message(char *bytes, size_t len)
{
	struct mbuf *mb = mbuf_alloc(len);
	bool good;

	if (mb == NULL || mbuf_write_mem(mb, (const uint8_t *)bytes, len) != 0)
		return false;
	mb->pos = 0;
	good = sip_msg_decode(&msg, mb) == 0;
	(void)mem_deref(mb);
	return good;
}

static int
read_message(struct sipresp_response *out)
{
	return sipresp_from_libre(out, msg);
}

static void
close_message(void)
{
	msg = mem_deref(msg);
}

const struct host host = {
	"libre", NULL, open_message, read_message, close_message
};
