/*
 * uri.h - a URI in parts
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_URI_H
#define SIPRESP_URI_H

#include <stdint.h>

#include "scan.h"
#include "sipresp.h"

/*
 * A hash of what sipresp_uri_equal() always compares: equal URIs have the
 * same, so that different ones are mostly told apart without looking twice.
 */
uint32_t sipresp_priv_uri_hash(struct sipresp_str uri);

static inline bool
is_sips(struct sipresp_str uri)
{
	/* Letters in lower case; the colon as it is. */
	return uri.len > 4 && (load4(uri.p) | 0x20202020) == load4("sips") &&
	    uri.p[4] == ':';
}

/* The hosts that a request to a SIP or SIPS URI may be sent to: its own, and
 * that of each maddr, which goes before it.  '*at' is 0 for the first. */
bool sipresp_priv_uri_next_host(struct sipresp_str uri, size_t *at,
    struct sipresp_str *out);

#endif /* SIPRESP_URI_H */
