/*
 * sipresp_help.h - what --help says, in each language
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_HELP_H
#define SIPRESP_HELP_H

#include <stdio.h>

#include "sipresp_options.h"

/* print_usage() prints a line for each command. */
void print_usage(FILE *out);

/* print_help() prints how a command is used; COMMAND_CODE is all of it. */
void print_help(enum command command);

#endif
