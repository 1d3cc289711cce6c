/*
 * policy.h - what the host has decided beforehand
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_POLICY_H
#define SIPRESP_POLICY_H

#include "sipresp.h"

/* What holds where the host gives no policy. */
extern const struct sipresp_policy sipresp_priv_default_policy;

/* The first of the host's rules that is for this response to 'method', or
 * NULL. */
const struct sipresp_policy_rule *
sipresp_priv_policy_rule(const struct sipresp_policy *policy,
    const struct sipresp_response *response, unsigned method);

/* May a request be redirected to this URI?  Not asked here is whether it
 * leaves SIPS. */
bool sipresp_priv_policy_accepts(const struct sipresp_policy *policy,
    struct sipresp_str uri);

#endif /* SIPRESP_POLICY_H */
