/*
 * agent.h - the user agent: requests, answers to them, and what comes next
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SOFTPHONE_AGENT_H
#define SOFTPHONE_AGENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sipresp.h"

/* What the user asks for. */
struct wish {
	const char		*method;	/* "INVITE" */
	const char		*uri;
	const char		*user, *password;	/* or NULL */
	const char		*const *next_hops;	/* "HOST:PORT", after the URI */
	size_t			 next_hop_count;
	const struct sipresp_str *events;	/* packages, best first */
	size_t			 event_count;
	bool			 has_expires;
	uint32_t		 expires;
	uint32_t		 reinvite_after_ms;	/* 0: no re-INVITE */
	uint32_t		 timeout_s;
	bool			 dry_run;
};

/* agent_run() does what the user asks for, and returns the exit status: 0 if it
 * was fulfilled, 1 if not. */
int agent_run(const struct wish *wish);

#endif
