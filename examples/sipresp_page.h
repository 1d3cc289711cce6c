/*
 * sipresp_page.h - what the catalogue says, for people and as JSON
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_PAGE_H
#define SIPRESP_PAGE_H

#include "sipresp_terminal.h"

/* Codes are of 100..699; those that the catalogue lacks are described by the
 * code that they are treated as. */
void print_page(const struct terminal *t, int code, const char *lang);
void print_comparison(const struct terminal *t, int a, int b,
    const char *lang);

/* 'class_' is 1..6, or 0 for all. */
void print_list(const struct terminal *t, int class_);

void json_page(int code, const char *lang);
void json_comparison(int a, int b, const char *lang);
void json_list(int class_, const char *lang);

/* json_catalogue() writes all that there is about each code, more than
 * json_list() does. */
void json_catalogue(const char *lang);

/* class_words() is the class of a code in words: "client failure". */
const char *class_words(int code);

/* class_style() is the colour of a class. */
enum style class_style(int code);

/* described_as() is the code of the catalogue that tells about 'code'. */
int described_as(int code);

#endif
