/*
 * ua.h - what the parts of the user agent share
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SOFTPHONE_UA_H
#define SOFTPHONE_UA_H

#include "agent.h"
#include "destination.h"
#include "request.h"
#include "transaction.h"

#define MAX_DIALOGS	8
#define ENDING_MS	2000	/* for the answer to BYE and CANCEL */

enum purpose {
	WISH,		/* what the user asked for */
	PROBE,		/* the OPTIONS that a verdict asked for */
	REINVITE,
	END,		/* the BYE or CANCEL that ends the call */
	ASIDE		/* PRACK, and the BYE of a dialog that is not wanted */
};

/* One request, however often it is sent until its answer is known. */
struct task {
	enum purpose		purpose;
	struct content		content;
	struct dialog		dialog;
	bool			in_dialog;
	struct sipresp_state	state;
	struct sipresp_targets	targets;
	char			store[16 * URI_SIZE];
	struct destinations	destinations;
	struct transaction	*transaction;
	struct tmr		again;		/* after a wait */
	int			probe_of;
};

extern struct agent {
	const struct wish	*wish;
	struct transport	 transport;
	struct sa		 local;
	char			 contact[64];
	const char		*user;
	struct task		 main, probe, reinvite, end, aside[MAX_DIALOGS];
	unsigned		 aside_count;
	struct dialog		 dialogs[MAX_DIALOGS];	/* early, and the call */
	unsigned		 dialog_count;
	struct dialog		*call;	/* of these the confirmed one */
	bool			 subscribed;
	struct tmr		 deadline, hold, reinvite_timer;
	int			 status;
	bool			 ending;
} agent;

extern const char session_description[];

/* ---- agent.c: the beginning and the end */

/* finish() says how it went, and ends all after 'ms'; end_now() after nothing
 * more. */
void finish(bool good, const char *what, uint32_t ms);
void end_now(void);

/* time_left() is how much of --timeout is, in ms. */
uint64_t time_left(void);

/* ---- uac.c: requests that are sent, and the responses to them */

void send_task(struct task *task);

/* send_aside() sends what nobody waits for; 'rack' is empty but for a PRACK. */
void send_aside(const char *method, struct dialog *dialog, const char *rack);
void send_ack(const struct task *invite, const struct dialog *dialog);

/* end_call() sends BYE, start_reinvite() a re-INVITE; the argument of the
 * latter is for a timer. */
void end_call(void);
void start_reinvite(void *arg);

void set_body(struct content *content, const char *body, const char *type);
void on_response(struct transaction *t, const struct sip_msg *msg,
    const struct sipresp_response *r);
void on_failure(struct transaction *t, bool timed_out);

/* ---- perform.c: the step that a verdict names */

void perform(struct task *task, const struct sipresp_verdict *v,
    const struct sipresp_response *r);

/* ---- uas.c: requests that come in */

void on_request(const struct sip_msg *msg);

#endif
