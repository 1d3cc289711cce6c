/*
 * sipresp_request.h - what the options say that was asked
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_REQUEST_H
#define SIPRESP_REQUEST_H

#include "sipresp.h"
#include "sipresp_options.h"

/* The request, how it went so far, and whether it is this side that failed. */
struct asked {
	struct sipresp_request	 request;
	struct sipresp_state	 state;
	bool			 is_local;
	enum sipresp_source	 local;

	/* The memory of the request's lists. */
	struct sipresp_str	*tried, *events, *realms;
	struct sipresp_str	*auth_tried, *auth_accepted;
};

/* read_request_options() reads the options of classify.  Returns 0, or
 * EXIT_USAGE after saying what is wrong.  Call free_asked() either way. */
int read_request_options(struct asked *out, const struct command_line *line);
void free_asked(struct asked *asked);

#endif
