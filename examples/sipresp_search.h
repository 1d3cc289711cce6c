/*
 * sipresp_search.h - the command that finds codes by a symptom
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_SEARCH_H
#define SIPRESP_SEARCH_H

#include "sipresp_options.h"
#include "sipresp_terminal.h"

/* run_search() carries out the command, and returns an exit status. */
int run_search(const struct command_line *line, const struct terminal *t);

#endif
