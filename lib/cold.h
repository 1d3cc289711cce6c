/*
 * cold.h - functions that no decision waits for
 *
 * SPDX-License-Identifier: MIT
 *
 * What is asked once in a while, and what hardly any response has, is made small
 * rather than fast, and stands apart from what each response goes through.
 * Static functions that only such ones call are so by themselves.
 */

#ifndef SIPRESP_COLD_H
#define SIPRESP_COLD_H

/* What is APART is called: where it is inlined, its caller has its stack as well. */
#if defined(__GNUC__)
#define COLD	__attribute__((cold))
#define APART	__attribute__((noinline))
#else
#define COLD
#define APART
#endif

#endif /* SIPRESP_COLD_H */
