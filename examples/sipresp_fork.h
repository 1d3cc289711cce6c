/*
 * sipresp_fork.h - the command that shows what a forking proxy does
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_FORK_H
#define SIPRESP_FORK_H

#include "sipresp_options.h"
#include "sipresp_terminal.h"

/* Returns an exit status. */
int run_fork(const struct command_line *line, const struct terminal *t);

#endif /* SIPRESP_FORK_H */
