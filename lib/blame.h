/*
 * blame.h - who has to act on a failure
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_BLAME_H
#define SIPRESP_BLAME_H

#include "sipresp.h"

/* Fills in who is to blame for 'response', whose code is 400 or above. */
void sipresp_priv_blame(const struct sipresp_response *response,
    struct sipresp_verdict *out);

#endif /* SIPRESP_BLAME_H */
