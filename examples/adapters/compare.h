/*
 * compare.h - what compare.c asks of a host
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef COMPARE_H
#define COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include <sipresp.h>

struct host {
	const char *name;

	/* Called once; may be NULL. */
	bool (*begin)(void);

	/* Has the host parse 'len' bytes, which a NUL follows and which it may
	 * change.  Returns false if it refuses them. */
	bool (*open)(char *bytes, size_t len);

	/* Calls the adapter. */
	int (*read)(struct sipresp_response *out);

	/* Frees what open() and read() made; open() may have failed. */
	void (*close)(void);
};

extern const struct host host;

#endif /* COMPARE_H */
