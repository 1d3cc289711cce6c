/*
 * mem.h - the four functions of libc that the library calls
 *
 * SPDX-License-Identifier: MIT
 *
 * A freestanding implementation need not have <string.h>; these it has to
 * have all the same, as compilers call them of their own accord.
 */

#ifndef SIPRESP_MEM_H
#define SIPRESP_MEM_H

#if __STDC_HOSTED__
#include <string.h>
#else
#include <stddef.h>

void	*memchr(const void *, int, size_t);
int	 memcmp(const void *, const void *, size_t);
void	*memcpy(void *, const void *, size_t);
void	*memset(void *, int, size_t);
#endif

#endif /* SIPRESP_MEM_H */
