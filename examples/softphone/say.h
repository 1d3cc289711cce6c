/*
 * say.h - what happens, a line a step
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SOFTPHONE_SAY_H
#define SOFTPHONE_SAY_H

#include <stdbool.h>
#include <stdint.h>
#include <re.h>

#include "sipresp.h"

/* say_begin() looks whether standard output is a terminal that shows colour. */
void say_begin(void);

void say_sent(const struct mbuf *packet, const struct sa *to);
void say_received(const struct sip_msg *msg);
void say_local(const struct sipresp_response *response, const char *what);

/* The step that a rule has first, and why it cannot be taken; NULL if it can. */
struct obstacle {
	enum sipresp_action	 action;
	const char		*why;
};

/* What the library decided, with the rule and where it is written. */
void say_verdict(const struct sipresp_verdict *verdict,
    const struct sipresp_response *response, const struct obstacle *obstacle);

/* A sentence of this phone's own. */
void say(const char *format, ...);

/* How it ended. */
void say_end(bool good, const char *what);

#endif
