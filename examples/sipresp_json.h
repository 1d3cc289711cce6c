/*
 * sipresp_json.h - JSON on standard output
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_JSON_H
#define SIPRESP_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sipresp.h"

/* json_open() begins an object '{' or a list '['; json_close() ends it.  A
 * comma is written where one is due.  json_end() ends the line. */
void json_open(char bracket);
void json_close(char bracket);
void json_end(void);
void json_key(const char *key);

/* json_table() names the table whose rows the following lines are: each
 * begins with a member for it.  NULL: of none. */
void json_table(const char *name);

void json_absent(void);
void json_bool(bool value);
void json_number(uint64_t value);

/* json_thousandths() writes 700 as 0.7, and 1000 as 1. */
void json_thousandths(unsigned value);

/* json_name() writes a word of the library's; NULL is null. */
void json_name(const char *name);

/* json_bytes() writes a string of bytes that may be anything: what is not
 * UTF-8 becomes U+FFFD. */
void json_bytes(const char *p, size_t len);

/* A value as received, and the inside of a quoted string; absent is null. */
void json_value(struct sipresp_str raw);
void json_quoted(struct sipresp_str raw);

/* json_lines() writes a text of the catalogue as a list, one string a
 * line. */
void json_lines(const char *text);

#endif
