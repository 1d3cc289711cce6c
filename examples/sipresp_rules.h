/*
 * sipresp_rules.h - the rows that decisions come from
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_RULES_H
#define SIPRESP_RULES_H

#include "sipresp_terminal.h"

/* The rows for one code, or for all registered ones where 'code' is 0. */
void print_rules(const struct terminal *t, int code, const char *lang);
void json_rules(int code, const char *lang);

/* Members for a set of methods, where any is none, and of enum sipresp_send. */
void json_methods(unsigned methods);
void json_sends(unsigned sends);

#endif /* SIPRESP_RULES_H */
