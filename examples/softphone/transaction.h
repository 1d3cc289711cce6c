/*
 * transaction.h - client transactions over UDP (RFC 3261, section 17.1)
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SOFTPHONE_TRANSACTION_H
#define SOFTPHONE_TRANSACTION_H

#include <stdbool.h>
#include <stdint.h>
#include <re.h>

#include "sipresp.h"

struct transaction;

/* Who sends, and who is told. */
struct transport {
	struct udp_sock	*socket;
	struct list	 transactions;
	void		(*on_response)(struct transaction *t,
			    const struct sip_msg *msg,
			    const struct sipresp_response *r);
	void		(*on_request)(const struct sip_msg *msg);
	void		(*on_failure)(struct transaction *t, bool timed_out);
};

struct transaction {
	struct le	 le;
	struct transport *transport;
	void		*task;		/* whose it is; NULL: nobody waits for it any more */
	struct mbuf	*packet;
	struct sa	 to;
	struct tmr	 retransmit, timeout;
	uint32_t	 interval_ms;
	char		 branch[40];
	char		 method[16];
	bool		 is_invite;
	bool		 provisional_seen;
	bool		 is_over;	/* it has its final response */
};

/* transport_open() listens on any free port; 'to' is where this side will send
 * to first, and '*out_local' how it is reached from there. */
int transport_open(struct transport *transport, const struct sa *to,
    struct sa *out_local);
void transport_close(struct transport *transport);

/* transaction_branch() makes a new branch. */
void transaction_branch(char branch[40]);

/* transaction_start() sends 'packet', which it takes over, and again until it
 * is answered or 'timeout_ms' are over. */
struct transaction *transaction_start(struct transport *transport,
    void *task, const char *method, const char *branch, struct mbuf *packet,
    const struct sa *to, uint32_t timeout_ms);

/* transaction_send() sends a message once. */
int transaction_send(struct transport *transport, const struct sa *to,
    struct mbuf *packet);

#endif
