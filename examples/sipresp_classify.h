/*
 * sipresp_classify.h - the command that decides about responses
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_CLASSIFY_H
#define SIPRESP_CLASSIFY_H

#include "sipresp_options.h"
#include "sipresp_terminal.h"

/* run_classify() does what the command line asks for, and returns the exit
 * status. */
int run_classify(const struct command_line *line, const struct terminal *t);

#endif
