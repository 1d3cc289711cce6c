/*
 * blame.h - who has to act on a failure
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_BLAME_H
#define SIPRESP_BLAME_H

#include "sipresp.h"

/* Those of blame.def. */
enum blame_id {
#define BLAME_IF(id, first, last, condition, party, certainty, why)	BLAME_##id,
#define BLAME(id, party, certainty, why)	BLAME_##id,
#define AT(code, id)
#define OF_CLASS(class, id)
#include "blame.def"
	BLAME_COUNT
};

/* Why, in English, by the number of the row. */
const char *sipresp_priv_blame_why(unsigned row);

/* Fills in who is to blame for 'response', whose code is 400 or above.  If its
 * Reason is known already to say that analytics blocked it, it is not read again. */
void sipresp_priv_blame(const struct sipresp_response *response,
    bool is_blocked, struct sipresp_verdict *out);

#endif /* SIPRESP_BLAME_H */
