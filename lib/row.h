/*
 * row.h - a number for each row of the catalogue, in its order
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_ROW_H
#define SIPRESP_ROW_H

enum {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    user)								\
	ROW_##num,
#include "codes.def"
	ROW_COUNT
};

#endif /* SIPRESP_ROW_H */
