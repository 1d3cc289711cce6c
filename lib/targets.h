/*
 * targets.h - which target comes first, and which is in the set
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_TARGETS_H
#define SIPRESP_TARGETS_H

#include "sipresp.h"

/* A higher q goes before, and what no SIP request can be sent to, last. */
static inline bool
goes_before(const struct sipresp_target *a, const struct sipresp_target *b)
{
	if ((a->scheme == SIPRESP_SCHEME_OTHER) !=
	    (b->scheme == SIPRESP_SCHEME_OTHER))
		return b->scheme == SIPRESP_SCHEME_OTHER;
	return a->q > b->q;
}

/* Moves the last of 'count' targets up to where it belongs, behind those
 * that are as good. */
void sipresp_priv_targets_sort_last(struct sipresp_target *targets,
    uint32_t count);

/* The target that is equal to 'uri', whose hash is given, or NULL. */
const struct sipresp_target *
sipresp_priv_targets_find(const struct sipresp_target *targets, uint32_t count,
    struct sipresp_str uri, uint32_t hash);

#endif /* SIPRESP_TARGETS_H */
