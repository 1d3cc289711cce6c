/*
 * sipresp_dump.h - all that the library knows, for other tools
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_DUMP_H
#define SIPRESP_DUMP_H

#include "sipresp_options.h"

/* table_name() is the name of a table, from 0 on; NULL behind the last. */
const char *table_name(size_t i);

int run_dump(const struct command_line *line);

#endif /* SIPRESP_DUMP_H */
