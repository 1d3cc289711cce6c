/*
 * row.h - a number for each row of the catalogue, in its order
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_ROW_H
#define SIPRESP_ROW_H

#include <stdint.h>

enum {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	ROW_##num,
#include "codes.def"
	ROW_COUNT
};

/* Row number plus one of each code from 100 on; 0 where there is none. */
extern const uint8_t sipresp_priv_row_of[600];

#endif /* SIPRESP_ROW_H */
