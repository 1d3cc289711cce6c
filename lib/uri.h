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

/* The host of a SIP or SIPS URI; absent for any other. */
struct sipresp_str sipresp_priv_uri_host(struct sipresp_str uri);

#endif /* SIPRESP_URI_H */
