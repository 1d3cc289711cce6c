/*
 * uri.h - a URI in parts
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_URI_H
#define SIPRESP_URI_H

#include <stdint.h>

#include "sipresp.h"

/*
 * A hash of what sipresp_uri_equal() always compares: equal URIs have the
 * same, so that different ones are mostly told apart without looking twice.
 */
uint32_t sipresp_priv_uri_hash(struct sipresp_str uri);

/* The host of a SIP or SIPS URI; absent for any other. */
struct sipresp_str sipresp_priv_uri_host(struct sipresp_str uri);

#endif /* SIPRESP_URI_H */
