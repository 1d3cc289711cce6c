/*
 * sipresp_utf8.h - characters of text that may be anything
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_UTF8_H
#define SIPRESP_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* What utf8_next() gives for bytes that are not UTF-8. */
#define UTF8_INVALID	0xffffffffU

/*
 * utf8_next() reads the character at the start of the 'len' bytes of 'p',
 * of which there must be one, and returns how many bytes it takes.  Of bytes
 * that are not UTF-8 it takes as many as could have begun a character (The
 * Unicode Standard, section 3.9: maximal subparts).
 */
size_t utf8_next(const char *p, size_t len, uint32_t *out);

#endif
