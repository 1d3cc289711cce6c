/*
 * sipresp_csv.h - what is written as JSON, as comma-separated values
 *
 * SPDX-License-Identifier: MIT
 *
 * One object is one record, and its members are the fields (RFC 4180).  A
 * list becomes a field of several lines; of an object in it, the values are
 * joined by ": ".
 */

#ifndef SIPRESP_CSV_H
#define SIPRESP_CSV_H

#include <stdbool.h>
#include <stddef.h>

/* What to do with it: the first time all names are collected, the second
 * time records are printed that have all of them. */
enum csv {
	CSV_OFF,
	CSV_COLLECT,
	CSV_PRINT	/* begins with a record of names */
};

void csv_begin(enum csv what);
bool csv_is_on(void);

/* The events: see sipresp_json.h. */
void csv_open(char bracket);
void csv_close(void);
void csv_end(void);
void csv_key(const char *key);
void csv_text(const char *p, size_t len);

#endif /* SIPRESP_CSV_H */
