/*
 * sipresp_input.h - the responses in a file, one after the other
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_INPUT_H
#define SIPRESP_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "sipresp.h"

struct input {
	const char	*name;		/* for messages */
	char		*bytes;
	size_t		 len;
	size_t		 at;		/* where to read on */
	size_t		 counted;	/* lines before here are in 'line' */
	unsigned long	 line;
	unsigned long	 begin_line;	/* of what input_next() gave last */
};

enum input_result {
	INPUT_RESPONSE,
	INPUT_UNREADABLE,	/* and was complained about */
	INPUT_END
};

/* input_open() reads all of the file 'path', "-" being standard input.
 * Returns false, and says why on standard error, if it cannot. */
bool input_open(struct input *in, const char *path);
void input_close(struct input *in);

/* input_next() reads the next response.  Its bytes live until
 * input_close(). */
enum input_result input_next(struct input *in, struct sipresp_response *out);

/* input_has_more() tells whether anything but empty lines is left. */
bool input_has_more(const struct input *in);

/* input_complain() says on standard error what is wrong with what
 * input_next() gave last. */
void input_complain(const struct input *in, const char *what);

#endif
