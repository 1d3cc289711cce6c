/*
 * sipresp_cause.h - the command that maps codes to causes
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_CAUSE_H
#define SIPRESP_CAUSE_H

#include "sipresp_options.h"
#include "sipresp_terminal.h"

/* Returns an exit status. */
int run_cause(const struct command_line *line, const struct terminal *t);

#endif /* SIPRESP_CAUSE_H */
