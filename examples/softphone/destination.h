/*
 * destination.h - where a request can be sent to
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SOFTPHONE_DESTINATION_H
#define SOFTPHONE_DESTINATION_H

#include <stdbool.h>
#include <stdint.h>
#include <re.h>

#define MAX_DESTINATIONS	17	/* the URI, and as many as may be named */

/* Addresses to try one after the other (RFC 3263, section 4.3). */
struct destinations {
	struct sa	list[MAX_DESTINATIONS];
	size_t		count, current;
	struct sa	quarantined;		/* by Retry-After */
	uint64_t	quarantine_ends;
};

/* destinations_set() puts the address of a URI in place of all; false, and none
 * is left, if it has none over IPv4. */
bool destinations_set(struct destinations *destinations, const char *uri);

/* destinations_add() adds one, "HOST:PORT" or "HOST"; false if there is no such
 * host, or no room. */
bool destinations_add(struct destinations *destinations, const char *next_hop);

/* destinations_next() is the next one that may be sent to, as an index; the
 * count if there is none. */
size_t destinations_next(const struct destinations *destinations);

/* Nothing more goes to the current one for so long. */
void destinations_quarantine(struct destinations *destinations,
    uint32_t seconds);

#endif
