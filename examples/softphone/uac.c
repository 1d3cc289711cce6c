/*
 * uac.c - requests that are sent, and the responses to them
 *
 * SPDX-License-Identifier: MIT
 *
 * No status code is looked at here but for its class where a dialog begins.
 * Each response goes to sipresp_classify(), and perform() takes the step that
 * it names.
 */

#include <string.h>

#include "say.h"
#include "ua.h"

/* ---- dialogs ----------------------------------------------------------- */

static struct dialog *
find_dialog(const struct pl *remote_tag)
{
	for (unsigned i = 0; i < agent.dialog_count; i++)
		if (pl_strcmp(remote_tag, agent.dialogs[i].remote_tag) == 0)
			return &agent.dialogs[i];
	return NULL;
}

static bool
add_route(const struct sip_hdr *header, const struct sip_msg *msg, void *arg)
{
	struct dialog *d = arg;

	(void)msg;
	if (d->route_count < 4 && header->val.l < URI_SIZE)
		(void)pl_strcpy(&header->val, d->routes[d->route_count++],
		    URI_SIZE);
	return false;
}

/* Section 12.1.2: from the response to what was sent in 'from'. */
static struct dialog *
make_dialog(const struct dialog *from, const struct sip_msg *msg)
{
	const struct sip_hdr *contact = sip_msg_hdr(msg, SIP_HDR_CONTACT);
	struct dialog *d = find_dialog(&msg->to.tag);
	struct sip_addr address;

	if (msg->to.tag.l == 0)
		return NULL;
	if (d == NULL) {
		if (agent.dialog_count == MAX_DIALOGS)
			return NULL;
		d = &agent.dialogs[agent.dialog_count++];
		*d = *from;
		(void)pl_strcpy(&msg->to.tag, d->remote_tag,
		    sizeof d->remote_tag);
	}
	/* The last of Record-Route is the next hop.  A 2xx says anew what an
	 * early dialog knew (section 13.2.2.4). */
	d->route_count = 0;
	(void)sip_msg_hdr_apply(msg, false, SIP_HDR_RECORD_ROUTE, add_route, d);
	if (contact != NULL && sip_addr_decode(&address, &contact->val) == 0)
		(void)pl_strcpy(&address.auri, d->target, sizeof d->target);
	return d;
}

static void
begin_in_dialog(struct task *task, enum purpose purpose, const char *method,
    const struct dialog *dialog)
{
	tmr_cancel(&task->again);
	memset(task, 0, sizeof *task);
	task->purpose = purpose;
	task->in_dialog = true;
	task->dialog = *dialog;
	task->content.max_forwards = 70;
	task->content.credentials = agent.main.content.credentials;
	credentials_inherit(&task->content.credentials);
	(void)re_snprintf(task->content.method, sizeof task->content.method,
	    "%s", method);
	(void)re_snprintf(task->content.uri, sizeof task->content.uri, "%s",
	    dialog->target);
	(void)destinations_set(&task->destinations, dialog->route_count > 0 ?
	    dialog->routes[0] : dialog->target);
}

/* ---- sending ----------------------------------------------------------- */

void
set_body(struct content *c, const char *body, const char *type)
{
	c->body = body;
	(void)re_snprintf(c->type, sizeof c->type, "%s", type);
}

/* Timers B and F, but so that each destination, and each URI of the target set,
 * has its turn in time. */
static uint32_t
silence_allowed(const struct task *task)
{
	const struct destinations *d = &task->destinations;
	const uint64_t share = time_left() / (d->count - d->current +
	    task->targets.count - task->targets.next);

	return (uint32_t)(share > 100 && share - 50 < 64 * SIP_T1 ? share - 50 :
	    64 * SIP_T1);
}

void
send_task(struct task *task)
{
	struct mbuf *packet;
	char branch[40];

	tmr_cancel(&task->again);
	if (task->transaction != NULL)
		task->transaction->task = NULL;
	task->dialog.cseq++;
	transaction_branch(branch);
	packet = request_write(&task->content, &task->dialog, branch,
	    agent.contact, agent.user);
	if (packet == NULL || task->destinations.count == 0) {
		mem_deref(packet);
		return;
	}
	say_sent(packet, &task->destinations.list[task->destinations.current]);
	task->transaction = transaction_start(&agent.transport, task,
	    task->content.method, branch, packet,
	    &task->destinations.list[task->destinations.current],
	    silence_allowed(task));
}

/* Section 13.2.2.4: with the number of the INVITE, and no transaction.  An
 * INVITE without an offer got one, to be answered here (section 13.2.1). */
void
send_ack(const struct task *invite, const struct dialog *dialog)
{
	static struct task ack;
	struct mbuf *packet;
	char branch[40];

	begin_in_dialog(&ack, ASIDE, "ACK", dialog);
	ack.dialog.cseq = invite->dialog.cseq;
	if (invite->content.body == NULL)
		set_body(&ack.content, session_description, "application/sdp");
	transaction_branch(branch);
	packet = request_write(&ack.content, &ack.dialog, branch,
	    agent.contact, agent.user);
	if (packet != NULL && ack.destinations.count > 0) {
		say_sent(packet, &ack.destinations.list[0]);
		(void)transaction_send(&agent.transport,
		    &ack.destinations.list[0], packet);
	}
	mem_deref(packet);
}

void
send_aside(const char *method, struct dialog *dialog, const char *rack)
{
	struct task *task = &agent.aside[agent.aside_count % MAX_DIALOGS];

	if (task->transaction != NULL)
		task->transaction->task = NULL;
	agent.aside_count++;
	begin_in_dialog(task, ASIDE, method, dialog);
	(void)re_snprintf(task->content.rack, sizeof task->content.rack, "%s",
	    rack);
	send_task(task);
	dialog->cseq = task->dialog.cseq;
}

void
end_call(void)
{
	tmr_cancel(&agent.reinvite_timer);
	tmr_cancel(&agent.reinvite.again);
	begin_in_dialog(&agent.end, END, "BYE", agent.call);
	send_task(&agent.end);
	agent.call->cseq = agent.end.dialog.cseq;
}

void
start_reinvite(void *arg)
{
	(void)arg;
	begin_in_dialog(&agent.reinvite, REINVITE, "INVITE", agent.call);
	set_body(&agent.reinvite.content, session_description,
	    "application/sdp");
	(void)re_snprintf(agent.reinvite.content.supported,
	    sizeof agent.reinvite.content.supported, "%s",
	    agent.main.content.supported);
	send_task(&agent.reinvite);
	agent.call->cseq = agent.reinvite.dialog.cseq;
}

/* ---- responses --------------------------------------------------------- */

/* What the phone has no other way for, in words; NULL if it has. */
static const char *
cannot(const struct task *task, enum sipresp_action action)
{
	const struct credentials *c = &task->content.credentials;

	if (action == SIPRESP_ACTION_AUTHENTICATE &&
	    (c->user == NULL || c->password == NULL))
		return "there is no --user and --password";
	if (action == SIPRESP_ACTION_FAILOVER &&
	    destinations_next(&task->destinations) == task->destinations.count
	    && task->targets.next == task->targets.count)
		return "there is no further destination";
	return NULL;
}

/* The step that the library names, of those that can be taken now. */
static int
decide(struct task *task, const struct sipresp_response *r,
    const struct dialog *from, struct sipresp_verdict *out,
    struct obstacle *obstacle)
{
	const struct wish *wish = agent.wish;
	const struct content *c = &task->content;
	const struct sipresp_state *state = task->purpose == PROBE ?
	    &agent.main.state : &task->state;
	struct sipresp_str tried[SIPRESP_MAX_REALMS];
	struct sipresp_str accepted[SIPRESP_MAX_REALMS];
	struct sipresp_policy policy;
	struct sipresp_request q = {
		.method = { c->method, strlen(c->method) },
		.uri = { c->uri, strlen(c->uri) },
		.in_dialog = task->in_dialog,
		.call_id_owner = true,
		.provisional_seen = task->transaction != NULL &&
		    task->transaction->provisional_seen,
		.has_last_rseq = from != NULL && from->last_rseq != 0,
		.last_rseq = from != NULL ? from->last_rseq : 0,
		.has_sent_expires = c->has_expires,
		.sent_expires = c->expires,
		.has_sent_session_interval = c->session_expires != 0,
		.sent_session_interval = c->session_expires,
		.probe_of = task->probe_of,
		.auth = credentials_auth(),
		.auth_tried = tried,
		.auth_tried_count = credentials_tried(&c->credentials, tried),
		.auth_accepted = accepted,
		.auth_accepted_count = credentials_accepted(&c->credentials,
		    accepted),
		.policy = &policy,
		.targets = &task->targets,
		.events = wish->events, .event_count = wish->event_count
	};
	int error;

	/* A secure call stays secure, and a telephone number cannot be sent to. */
	sipresp_policy_init(&policy);
	policy.sips = SIPRESP_SIPS_REFUSE;
	policy.schemes = 1U << SIPRESP_SCHEME_SIP | 1U << SIPRESP_SCHEME_SIPS;
	obstacle->why = NULL;
	error = sipresp_classify(out, r, &q, state);
	if (error != 0)
		return error;
	obstacle->action = out->action;
	obstacle->why = cannot(task, out->action);
	if (out->action == SIPRESP_ACTION_AMEND &&
	    (out->amend & ~amendable(task->purpose == PROBE ?
	    &agent.main.content : c, r)) != 0)
		obstacle->why = "this phone has nothing else to send";
	if (obstacle->why == NULL)
		return 0;
	q.cannot = 1U << out->action;
	return sipresp_classify(out, r, &q, state);
}

static void
owe(struct task *task, const struct sipresp_verdict *v,
    const struct sipresp_response *r, struct dialog *dialog)
{
	char rack[64];
	uint32_t rseq;

	if (v->send & SIPRESP_SEND_ACK && dialog != NULL)
		send_ack(task, dialog);
	if (v->send & SIPRESP_SEND_PRACK && dialog != NULL &&
	    sipresp_number(r, SIPRESP_FIELD_RSEQ, &rseq) == 0) {
		dialog->last_rseq = rseq;
		(void)re_snprintf(rack, sizeof rack, "%u %u %s", rseq,
		    task->dialog.cseq, task->content.method);
		send_aside("PRACK", dialog, rack);
	}
	if (v->send & SIPRESP_SEND_BYE && task->in_dialog &&
	    agent.call != NULL)
		end_call();
}

/* A 2xx to INVITE once more, or of another branch: that one is not wanted
 * (section 13.2.2.4). */
static bool
is_further_success(struct task *task, const struct sip_msg *msg,
    const struct sipresp_response *r)
{
	struct dialog *dialog;

	if (!task->transaction->is_invite || r->code / 100 != 2 ||
	    agent.call == NULL || task->purpose != WISH)
		return false;
	dialog = make_dialog(&task->dialog, msg);
	if (dialog == NULL)
		return true;
	send_ack(task, dialog);
	if (dialog != agent.call) {
		say("another branch of the call answered too: that one ends");
		send_aside("BYE", dialog, "");
	}
	return true;
}

void
on_response(struct transaction *t, const struct sip_msg *msg,
    const struct sipresp_response *r)
{
	struct task *task = t->task;
	struct dialog *dialog = NULL;
	struct sipresp_verdict v;
	struct obstacle obstacle;
	int error;

	say_received(msg);
	if (is_further_success(task, msg, r))
		return;
	if (t->is_invite && r->code > 100 && r->code / 100 <= 2 &&
	    !task->in_dialog)
		dialog = make_dialog(&task->dialog, msg);
	else if (task->in_dialog)
		dialog = agent.call;
	error = decide(task, r, dialog, &v, &obstacle);
	if (error != 0) {
		say("dropped: %s", sipresp_strerror(error));
		return;
	}
	say_verdict(&v, r, &obstacle);
	if (v.action == SIPRESP_ACTION_DISCARD)
		return;
	if (v.class_ == SIPRESP_CLASS_SUCCESS) {
		credentials_accept(&task->content.credentials);
		if (task->in_dialog)
			agent.main.content.credentials =
			    task->content.credentials;
	}
	if (v.action == SIPRESP_ACTION_DONE && t->is_invite &&
	    task->purpose == WISH)
		agent.call = dialog;
	owe(task, &v, r, dialog);
	perform(task, &v, r);
}

void
on_failure(struct transaction *t, bool timed_out)
{
	struct task *task = t->task;
	const struct sipresp_str method = {
		task->content.method, strlen(task->content.method)
	};
	struct sipresp_response r;
	struct sipresp_verdict v;
	struct obstacle obstacle;

	if (sipresp_response_local(&r, timed_out ? SIPRESP_SOURCE_TIMEOUT :
	    SIPRESP_SOURCE_TRANSPORT_ERROR, method) != 0)
		return;
	say_local(&r, timed_out ? "no answer came in time" :
	    "nobody listens there");
	if (decide(task, &r, NULL, &v, &obstacle) != 0)
		return;
	say_verdict(&v, &r, &obstacle);
	owe(task, &v, &r, NULL);
	perform(task, &v, &r);
}
