/*
 * fork_why.h - why a forking proxy does what it does
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_FORK_WHY_H
#define SIPRESP_FORK_WHY_H

/* Those of fork.def. */
enum fork_why {
#define WHY(id, reference, why)	BECAUSE_##id,
#include "fork.def"
	BECAUSE_COUNT
};

/* Why, in English, and which text says so. */
const char *sipresp_priv_fork_why(unsigned why);
const char *sipresp_priv_fork_reference(unsigned why);

#endif /* SIPRESP_FORK_WHY_H */
