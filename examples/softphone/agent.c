/*
 * agent.c - the user agent: requests, answers to them, and what comes next
 *
 * SPDX-License-Identifier: MIT
 *
 * No status code is looked at here but for its class where a dialog begins.
 * Each response goes to sipresp_classify(), and perform() takes the step that
 * it names.
 */

#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "agent.h"
#include "request.h"
#include "say.h"
#include "transaction.h"

#define MAX_DESTINATIONS	16
#define MAX_DIALOGS		8
#define LINGER_MS		1000	/* for the NOTIFY behind a subscription */
#define ENDING_MS		2000	/* for the answer to BYE and CANCEL */

static const char session[] =
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
    "t=0 0\r\nm=audio 49170 RTP/AVP 0 8 9 101\r\n"
    "a=rtpmap:101 telephone-event/8000\r\n";
static const char presence[] =
    "<?xml version=\"1.0\"?>\r\n<presence xmlns=\"urn:ietf:params:xml:ns:pidf\""
    " entity=\"pres:softphone@example.com\"><tuple id=\"a\"><status><basic>"
    "open</basic></status></tuple></presence>\r\n";

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
	struct sa		destinations[MAX_DESTINATIONS];
	size_t			destination_count, destination;
	struct sa		quarantined;
	uint64_t		quarantine_ends;
	struct transaction	*transaction;
	struct tmr		again;		/* after a wait */
	int			probe_of;
};

static struct agent {
	const struct wish	*wish;
	struct transport	 transport;
	struct sa		 local;
	char			 contact[64];
	const char		*user;
	struct task		 main, probe, reinvite, end, aside[MAX_DIALOGS];
	unsigned		 aside_count;
	struct dialog		 dialogs[MAX_DIALOGS];	/* early ones, and the call */
	unsigned		 dialog_count;
	struct dialog		*call;			/* of these the confirmed one */
	bool			 subscribed;
	struct tmr		 deadline, hold, reinvite_timer;
	int			 status;
	bool			 ending;
} agent;

static void send_task(struct task *task);
static void send_later(void *arg);

/* ---- the end ----------------------------------------------------------- */

static void
stop(void *arg)
{
	(void)arg;
	re_cancel();
}

/* The exit status, and what is said of it; then all is over after 'ms'. */
static void
finish(bool good, const char *what, uint32_t ms)
{
	if (agent.ending)
		return;
	agent.ending = true;
	agent.status = good ? 0 : 1;
	say_end(good, what);
	tmr_cancel(&agent.deadline);
	tmr_cancel(&agent.reinvite_timer);
	tmr_start(&agent.hold, ms, stop, NULL);
}

/* ---- where to ---------------------------------------------------------- */

static bool
resolve(const char *host, size_t host_len, uint16_t port, struct sa *out)
{
	struct addrinfo hints = { .ai_family = AF_INET,
	    .ai_socktype = SOCK_DGRAM }, *found;
	char name[256];

	if (!copy_text(name, sizeof name, (struct sipresp_str){ host,
	    host_len }))
		return false;
	if (sa_set_str(out, name, port) == 0)
		return true;
	if (getaddrinfo(name, NULL, &hints, &found) != 0)
		return false;
	(void)sa_set_sa(out, found->ai_addr);
	sa_set_port(out, port);
	freeaddrinfo(found);
	return true;
}

static bool
resolve_uri(const char *text, struct sa *out)
{
	struct uri uri;
	struct pl pl, maddr, name = PL("maddr");

	pl_set_str(&pl, text);
	if (text[0] == '<') {
		pl_advance(&pl, 1);
		pl.l = strcspn(pl.p, ">");
	}
	if (uri_decode(&uri, &pl) != 0)
		return false;
	if (uri_param_get(&uri.params, &name, &maddr) == 0 && maddr.l > 0)
		uri.host = maddr;
	return resolve(uri.host.p, uri.host.l, uri.port != 0 ? uri.port :
	    pl_strcasecmp(&uri.scheme, "sips") == 0 ? 5061 : 5060, out);
}

static bool
resolve_next_hop(const char *text, struct sa *out)
{
	const char *colon = strrchr(text, ':');
	const size_t len = colon != NULL ? (size_t)(colon - text) :
	    strlen(text);

	return resolve(text, len, colon != NULL ? (uint16_t)atoi(colon + 1) :
	    5060, out);
}

static bool
set_destination(struct task *task, const char *uri)
{
	task->destination = 0;
	task->destination_count = resolve_uri(uri, &task->destinations[0]) ?
	    1 : 0;
	return task->destination_count > 0;
}

static bool
is_quarantined(const struct task *task, size_t destination)
{
	return tmr_jiffies() < task->quarantine_ends &&
	    sa_cmp(&task->quarantined, &task->destinations[destination],
	    SA_ALL);
}

/* The next destination that may be sent to; the count if there is none. */
static size_t
next_destination(const struct task *task)
{
	size_t i = task->destination + 1;

	while (i < task->destination_count && is_quarantined(task, i))
		i++;
	return i < task->destination_count ? i : task->destination_count;
}

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
	(void)re_snprintf(task->content.method, sizeof task->content.method,
	    "%s", method);
	(void)re_snprintf(task->content.uri, sizeof task->content.uri, "%s",
	    dialog->target);
	(void)set_destination(task, dialog->route_count > 0 ?
	    dialog->routes[0] : dialog->target);
}

static void
set_body(struct content *c, const char *body, const char *type)
{
	c->body = body;
	(void)re_snprintf(c->type, sizeof c->type, "%s", type);
}

/* Section 13.2.2.4: with the number of the INVITE, and no transaction.  An
 * INVITE without an offer got one, to be answered here (section 13.2.1). */
static void
send_ack(const struct task *invite, const struct dialog *dialog)
{
	static struct task ack;
	struct mbuf *packet;
	char branch[40];

	begin_in_dialog(&ack, ASIDE, "ACK", dialog);
	ack.dialog.cseq = invite->dialog.cseq;
	if (invite->content.body == NULL)
		set_body(&ack.content, session, "application/sdp");
	transaction_branch(branch);
	packet = request_write(&ack.content, &ack.dialog, branch,
	    agent.contact, agent.user);
	if (packet != NULL && ack.destination_count > 0) {
		say_sent(packet, &ack.destinations[0]);
		(void)transaction_send(&agent.transport, &ack.destinations[0],
		    packet);
	}
	mem_deref(packet);
}

static void
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

static void
end_call(void)
{
	tmr_cancel(&agent.reinvite_timer);
	tmr_cancel(&agent.reinvite.again);
	begin_in_dialog(&agent.end, END, "BYE", agent.call);
	send_task(&agent.end);
	agent.call->cseq = agent.end.dialog.cseq;
}

/* ---- sending ----------------------------------------------------------- */

static uint64_t
time_left(void)
{
	return tmr_isrunning(&agent.deadline) ?
	    tmr_get_expire(&agent.deadline) : 64 * SIP_T1;
}

/* Timers B and F, but so that each destination, and each URI of the target set,
 * has its turn in time. */
static uint32_t
silence_allowed(const struct task *task)
{
	const uint64_t share = time_left() / (task->destination_count -
	    task->destination + task->targets.count - task->targets.next);

	return (uint32_t)(share > 100 && share - 50 < 64 * SIP_T1 ? share - 50 :
	    64 * SIP_T1);
}

static void
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
	if (packet == NULL || task->destination_count == 0) {
		mem_deref(packet);
		return;
	}
	say_sent(packet, &task->destinations[task->destination]);
	task->transaction = transaction_start(&agent.transport, task,
	    task->content.method, branch, packet,
	    &task->destinations[task->destination], silence_allowed(task));
}

static void
send_later(void *arg)
{
	send_task(arg);
}

/* ---- what comes of it -------------------------------------------------- */

static void
hang_up(const char *why)
{
	say("%s", why);
	end_call();
	finish(true, "the call was made, and is ended", ENDING_MS);
}

static void
start_reinvite(void *arg)
{
	(void)arg;
	begin_in_dialog(&agent.reinvite, REINVITE, "INVITE", agent.call);
	set_body(&agent.reinvite.content, session, "application/sdp");
	(void)re_snprintf(agent.reinvite.content.supported,
	    sizeof agent.reinvite.content.supported, "%s",
	    agent.main.content.supported);
	send_task(&agent.reinvite);
	agent.call->cseq = agent.reinvite.dialog.cseq;
}

static void
fulfilled(struct task *task)
{
	switch (task->purpose) {
	case WISH:
		if (agent.call != NULL) {
			say("in a call; it is ended after %.0f s",
			    (double)time_left() / 1000);
			if (agent.wish->reinvite_after_ms > 0)
				tmr_start(&agent.reinvite_timer,
				    agent.wish->reinvite_after_ms,
				    start_reinvite, NULL);
		} else if (strcmp(task->content.method, "SUBSCRIBE") == 0) {
			agent.subscribed = true;
			finish(true, "subscribed", LINGER_MS);
		} else {
			finish(true, "done", 0);
		}
		break;
	case END:
		if (agent.ending)
			tmr_start(&agent.hold, 0, stop, NULL);
		break;
	default:
		break;
	}
}

static bool try_next_target(struct task *task, const struct sipresp_verdict *v);

static void
failed(struct task *task, const struct sipresp_verdict *v)
{
	if (task->purpose == WISH) {
		if (!try_next_target(task, v))
			finish(false, "failed", 0);
	} else if (task->purpose == PROBE) {
		finish(false, "failed", 0);
	} else if (task->purpose == END && agent.ending) {
		tmr_start(&agent.hold, 0, stop, NULL);
	} else if (task->purpose == REINVITE &&
	    (v->scope == SIPRESP_SCOPE_USAGE ||
	    v->scope == SIPRESP_SCOPE_DIALOG)) {
		if (!(v->send & SIPRESP_SEND_BYE))
			tmr_start(&agent.hold, 0, stop, NULL);
		finish(false, "the call is lost", ENDING_MS);
	}
}

/* To the next URI of the target set (RFC 3261, section 8.1.3.4), unless it was
 * answered for all of them. */
static bool
try_next_target(struct task *task, const struct sipresp_verdict *v)
{
	struct sipresp_target target;
	struct sipresp_str headers;
	char uri[URI_SIZE];

	if (v->class_ == SIPRESP_CLASS_GLOBAL_FAILURE)
		return false;
	while (sipresp_targets_next(&task->targets, &target)) {
		if (sipresp_request_uri(target.uri, uri, sizeof uri, &headers)
		    >= sizeof uri || !set_destination(task, uri))
			continue;
		(void)re_snprintf(task->content.uri, sizeof task->content.uri,
		    "%s", uri);
		task->content.route[0] = '\0';
		task->dialog.route_count = 0;
		send_task(task);
		return true;
	}
	return false;
}

/* This one request, by way of the proxy that Contact names. */
static void
use_proxy(struct task *task, const struct sipresp_verdict *v)
{
	char uri[URI_SIZE];

	if (v->target_count == 0 || sipresp_request_uri(v->targets[0].uri, uri,
	    sizeof uri, NULL) >= sizeof uri - 8 || !set_destination(task, uri)) {
		failed(task, v);
		return;
	}
	(void)re_snprintf(task->content.route, sizeof task->content.route,
	    strstr(uri, ";lr") != NULL ? "<%s>" : "<%s;lr>", uri);
	send_task(task);
}

static void
start_probe(struct task *task, const struct sipresp_response *r)
{
	struct task *probe = &agent.probe;

	*probe = *task;
	probe->purpose = PROBE;
	probe->probe_of = r->code;
	probe->transaction = NULL;
	memset(&probe->state, 0, sizeof probe->state);
	tmr_init(&probe->again);
	(void)re_snprintf(probe->content.method, sizeof probe->content.method,
	    "OPTIONS");
	probe->content.event[0] = '\0';
	probe->content.has_expires = false;
	rand_str(probe->dialog.call_id, 24);
	send_task(probe);
}

/* Now, or after the wait of the verdict. */
static void
send_in_time(struct task *task, const struct sipresp_verdict *v)
{
	uint64_t wait = 0;

	if (v->has_wait)
		wait = v->wait_min_ms + rand_u64() %
		    (v->wait_max_ms - v->wait_min_ms + 1);
	if (wait > 0 && task->purpose == WISH && wait >= time_left()) {
		say("to wait %.1f s is longer than --timeout allows",
		    (double)wait / 1000);
		failed(task, v);
		return;
	}
	if (wait == 0) {
		send_task(task);
		return;
	}
	say("waiting for %.1f s", (double)wait / 1000);
	if (task->transaction != NULL)
		task->transaction->task = NULL;
	task->transaction = NULL;
	tmr_start(&task->again, wait, send_later, task);
}

/* What the probe found changes the request that it was for. */
static void
amend_and_send(struct task *task, const struct sipresp_verdict *v,
    const struct sipresp_response *r)
{
	struct task *changed = task->purpose == PROBE ? &agent.main : task;

	amend(&changed->content, v, r);
	send_in_time(changed, v);
}

static void
perform(struct task *task, const struct sipresp_verdict *v,
    const struct sipresp_response *r)
{
	sipresp_state_note(task->purpose == PROBE ? &agent.main.state :
	    &task->state, v);
	if (v->quarantine_s > 0) {
		task->quarantined = task->destinations[task->destination];
		task->quarantine_ends = tmr_jiffies() + v->quarantine_s * 1000ULL;
	}
	switch (v->action) {
	case SIPRESP_ACTION_WAIT:
	case SIPRESP_ACTION_DISCARD:
	case SIPRESP_ACTION_NONE:
		break;
	case SIPRESP_ACTION_DONE:
		fulfilled(task);
		break;
	case SIPRESP_ACTION_REDIRECT:
		if (sipresp_targets_add(&task->targets, v) != 0 ||
		    !try_next_target(task, v))
			failed(task, v);
		break;
	case SIPRESP_ACTION_USE_PROXY:
		use_proxy(task, v);
		break;
	case SIPRESP_ACTION_AUTHENTICATE:
		credentials_take(&task->content.credentials, r, v);
		if (task->purpose == PROBE)
			agent.main.content.credentials =
			    task->content.credentials;
		send_task(task);
		break;
	case SIPRESP_ACTION_AMEND:
		amend_and_send(task, v, r);
		break;
	case SIPRESP_ACTION_RETRY:
		send_in_time(task, v);
		break;
	case SIPRESP_ACTION_FAILOVER:
		task->destination = next_destination(task);
		if (task->destination < task->destination_count)
			send_in_time(task, v);
		else if (!try_next_target(task, v))
			failed(task, v);
		break;
	case SIPRESP_ACTION_PROBE:
		start_probe(task, r);
		break;
	case SIPRESP_ACTION_ASK_USER:
		say("a person has to choose, and nobody is asked here");
		failed(task, v);
		break;
	case SIPRESP_ACTION_GIVE_UP:
		failed(task, v);
		break;
	}
}

/* The step that the library names, of those that can be taken now. */
static int
decide(struct task *task, const struct sipresp_response *r,
    const struct dialog *from, struct sipresp_verdict *out)
{
	const struct wish *wish = agent.wish;
	const struct content *c = &task->content;
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
		.policy = &policy,
		.targets = &task->targets,
		.events = wish->events, .event_count = wish->event_count
	};
	int error;

	/* A secure call stays secure, and a telephone number cannot be sent to. */
	sipresp_policy_init(&policy);
	policy.sips = SIPRESP_SIPS_REFUSE;
	policy.schemes = 1U << SIPRESP_SCHEME_SIP | 1U << SIPRESP_SCHEME_SIPS;
	if (c->credentials.user == NULL || c->credentials.password == NULL)
		q.cannot |= 1U << SIPRESP_ACTION_AUTHENTICATE;
	if (next_destination(task) == task->destination_count &&
	    task->targets.next == task->targets.count)
		q.cannot |= 1U << SIPRESP_ACTION_FAILOVER;
	error = sipresp_classify(out, r, &q, task->purpose == PROBE ?
	    &agent.main.state : &task->state);
	if (error == 0 && out->action == SIPRESP_ACTION_AMEND &&
	    (out->amend & ~amendable(task->purpose == PROBE ?
	    &agent.main.content : c, r)) != 0) {
		q.cannot |= 1U << SIPRESP_ACTION_AMEND;
		error = sipresp_classify(out, r, &q, &task->state);
	}
	return error;
}

/* ---- what comes in ----------------------------------------------------- */

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

static void
on_response(struct transaction *t, const struct sip_msg *msg,
    const struct sipresp_response *r)
{
	struct task *task = t->task;
	struct dialog *dialog = NULL;
	struct sipresp_verdict v;
	int error;

	say_received(msg);
	if (is_further_success(task, msg, r))
		return;
	if (t->is_invite && r->code > 100 && r->code / 100 <= 2 &&
	    !task->in_dialog)
		dialog = make_dialog(&task->dialog, msg);
	else if (task->in_dialog)
		dialog = agent.call;
	error = decide(task, r, dialog, &v);
	if (error != 0) {
		say("dropped: %s", sipresp_strerror(error));
		return;
	}
	say_verdict(&v, r);
	if (v.action == SIPRESP_ACTION_DISCARD)
		return;
	if (v.action == SIPRESP_ACTION_DONE && t->is_invite &&
	    task->purpose == WISH)
		agent.call = dialog;
	owe(task, &v, r, dialog);
	perform(task, &v, r);
}

static void
on_failure(struct transaction *t, bool timed_out)
{
	struct task *task = t->task;
	const struct sipresp_str method = {
		task->content.method, strlen(task->content.method)
	};
	struct sipresp_response r;
	struct sipresp_verdict v;

	if (sipresp_response_local(&r, timed_out ? SIPRESP_SOURCE_TIMEOUT :
	    SIPRESP_SOURCE_TRANSPORT_ERROR, method) != 0)
		return;
	say_local(&r, timed_out ? "no answer came in time" :
	    "nobody listens there");
	if (decide(task, &r, NULL, &v) != 0)
		return;
	say_verdict(&v, &r);
	owe(task, &v, &r, NULL);
	perform(task, &v, &r);
}

static void
reply(const struct sip_msg *msg, unsigned code, const char *phrase,
    const char *body)
{
	struct mbuf *mb = mbuf_alloc(1024);
	struct le *le;
	int error;

	if (mb == NULL)
		return;
	error = mbuf_printf(mb, "SIP/2.0 %u %s\r\n", code, phrase);
	LIST_FOREACH(&msg->hdrl, le) {
		const struct sip_hdr *header = le->data;

		if (header->id == SIP_HDR_VIA ||
		    header->id == SIP_HDR_RECORD_ROUTE)
			error |= mbuf_printf(mb, "%r: %r\r\n", &header->name,
			    &header->val);
	}
	error |= mbuf_printf(mb, "From: %r\r\nTo: %r\r\nCall-ID: %r\r\n"
	    "CSeq: %u %r\r\nContact: <sip:%s@%s>\r\n", &msg->from.val,
	    &msg->to.val, &msg->callid, msg->cseq.num, &msg->cseq.met,
	    agent.user, agent.contact);
	if (body != NULL)
		error |= mbuf_printf(mb, "Content-Type: application/sdp\r\n");
	error |= mbuf_printf(mb, "Content-Length: %zu\r\n\r\n%s",
	    body != NULL ? strlen(body) : 0, body != NULL ? body : "");
	if (error == 0) {
		say("answered with %u %s", code, phrase);
		(void)transaction_send(&agent.transport, &msg->src, mb);
	}
	mem_deref(mb);
}

/* Is it in the dialog of the call, or of the subscription? */
static bool
is_ours(const struct sip_msg *msg)
{
	return pl_strcmp(&msg->callid, agent.main.dialog.call_id) == 0 &&
	    pl_strcmp(&msg->to.tag, agent.main.dialog.local_tag) == 0;
}

static void
on_request(const struct sip_msg *msg)
{
	const struct transaction *pending = agent.reinvite.transaction;

	if (pl_strcmp(&msg->met, "ACK") == 0)
		return;
	say_received(msg);
	if (!is_ours(msg)) {
		if (pl_strcmp(&msg->met, "OPTIONS") == 0)
			reply(msg, 200, "OK", NULL);
		else if (msg->to.tag.l > 0)
			reply(msg, 481, "Call/Transaction Does Not Exist",
			    NULL);
		else
			reply(msg, 480, "Temporarily Unavailable", NULL);
	} else if (pl_strcmp(&msg->met, "BYE") == 0) {
		reply(msg, 200, "OK", NULL);
		if (agent.call != NULL && pl_strcmp(&msg->from.tag,
		    agent.call->remote_tag) == 0)
			finish(true, "the other side has ended the call", 200);
	} else if (pl_strcmp(&msg->met, "INVITE") == 0) {
		/* Section 14.2. */
		if (pending != NULL && !pending->is_over)
			reply(msg, 491, "Request Pending", NULL);
		else
			reply(msg, 200, "OK", session);
	} else if (pl_strcmp(&msg->met, "NOTIFY") == 0 ||
	    pl_strcmp(&msg->met, "OPTIONS") == 0 ||
	    pl_strcmp(&msg->met, "INFO") == 0 ||
	    pl_strcmp(&msg->met, "UPDATE") == 0 ||
	    pl_strcmp(&msg->met, "MESSAGE") == 0) {
		reply(msg, 200, "OK", NULL);
	} else {
		reply(msg, 501, "Not Implemented", NULL);
	}
}

/* ---- the beginning ----------------------------------------------------- */

/* The time is over, or the user has had enough.  A call is ended, and one that
 * rings is cancelled. */
static void
end_all(const char *why)
{
	struct task *task = &agent.main;
	struct content cancel;
	struct dialog dialog;
	struct mbuf *packet;

	if (agent.call != NULL) {
		hang_up(why);
		return;
	}
	say("%s", why);
	if (task->transaction != NULL && task->transaction->is_invite &&
	    task->transaction->provisional_seen &&
	    !task->transaction->is_over) {
		/* Section 9.1: with the branch and number of the INVITE. */
		cancel = task->content;
		dialog = task->dialog;
		(void)re_snprintf(cancel.method, sizeof cancel.method,
		    "CANCEL");
		cancel.body = NULL;
		packet = request_write(&cancel, &dialog,
		    task->transaction->branch, agent.contact, agent.user);
		if (packet != NULL) {
			say_sent(packet, &task->transaction->to);
			(void)transaction_start(&agent.transport, NULL,
			    "CANCEL", task->transaction->branch, packet,
			    &task->transaction->to, ENDING_MS);
		}
		finish(false, "nobody has answered", ENDING_MS);
		return;
	}
	finish(false, "failed", 0);
}

static void
on_deadline(void *arg)
{
	(void)arg;
	end_all("--timeout allows no more");
}

/* Once to end in order, twice to end at once. */
static void
on_signal(int signal)
{
	(void)signal;
	if (agent.ending)
		re_cancel();
	else
		end_all("interrupted");
}

static void
fill_content(struct content *c, const struct wish *wish)
{
	const bool is_invite = strcmp(wish->method, "INVITE") == 0;

	(void)re_snprintf(c->method, sizeof c->method, "%s", wish->method);
	c->max_forwards = 70;
	c->credentials.user = wish->user;
	c->credentials.password = wish->password;
	c->has_expires = wish->has_expires;
	c->expires = wish->expires;
	if (is_invite) {
		set_body(c, session, "application/sdp");
		(void)re_snprintf(c->supported, sizeof c->supported,
		    "100rel, 199");
	} else if (strcmp(wish->method, "MESSAGE") == 0) {
		set_body(c, "Hello from a phone that knows what to do.",
		    "text/plain");
	} else if (strcmp(wish->method, "PUBLISH") == 0) {
		set_body(c, presence, "application/pidf+xml");
	} else if (strcmp(wish->method, "REGISTER") == 0) {
		(void)re_snprintf(c->supported, sizeof c->supported, "path");
	}
	if (strcmp(wish->method, "SUBSCRIBE") == 0 ||
	    strcmp(wish->method, "PUBLISH") == 0)
		(void)copy_text(c->event, sizeof c->event,
		    wish->event_count > 0 ? wish->events[0] :
		    (struct sipresp_str){ "presence", 8 });
	if (!wish->has_expires && (c->event[0] != '\0' ||
	    strcmp(wish->method, "REGISTER") == 0)) {
		c->has_expires = true;
		c->expires = 3600;
	}
}

/* Section 10.2: a REGISTER goes to the domain, and is about the address. */
static void
fill_addresses(struct task *task, const struct wish *wish)
{
	struct dialog *d = &task->dialog;
	struct uri uri;
	struct pl pl;
	bool is_register = strcmp(wish->method, "REGISTER") == 0;

	pl_set_str(&pl, wish->uri);
	(void)uri_decode(&uri, &pl);
	(void)re_snprintf(task->content.uri, sizeof task->content.uri, "%s",
	    wish->uri);
	(void)re_snprintf(d->remote, sizeof d->remote, "<%s>", wish->uri);
	if (is_register && uri.user.l > 0) {
		const char *at = strchr(wish->uri, '@');

		(void)re_snprintf(task->content.uri, sizeof task->content.uri,
		    "%r:%s", &uri.scheme, at + 1);
		(void)re_snprintf(d->local, sizeof d->local, "<%s>",
		    wish->uri);
	} else {
		(void)re_snprintf(d->local, sizeof d->local, "<sip:%s@%r>",
		    agent.user, &uri.host);
		if (is_register)
			(void)re_snprintf(d->remote, sizeof d->remote, "%s",
			    d->local);
	}
	rand_str(d->call_id, 24);
	rand_str(d->local_tag, 12);
}

static bool
begin(const struct wish *wish)
{
	struct task *task = &agent.main;
	int error;

	agent.wish = wish;
	agent.status = 1;
	agent.user = wish->user != NULL ? wish->user : "softphone";
	if (!set_destination(task, wish->uri)) {
		(void)re_fprintf(stderr, "softphone: %s: no such host\n",
		    wish->uri);
		return false;
	}
	for (size_t i = 0; i < wish->next_hop_count &&
	    task->destination_count < MAX_DESTINATIONS; i++) {
		if (!resolve_next_hop(wish->next_hops[i],
		    &task->destinations[task->destination_count])) {
			(void)re_fprintf(stderr, "softphone: %s: no such"
			    " host\n", wish->next_hops[i]);
			return false;
		}
		task->destination_count++;
	}
	error = transport_open(&agent.transport, &task->destinations[0],
	    &agent.local);
	if (error != 0) {
		(void)re_fprintf(stderr, "softphone: no port to send from:"
		    " %m\n", error);
		return false;
	}
	(void)re_snprintf(agent.contact, sizeof agent.contact, "%J",
	    &agent.local);
	fill_content(&task->content, wish);
	fill_addresses(task, wish);
	error = sipresp_targets_init(&task->targets, task->store,
	    sizeof task->store, (struct sipresp_str){ task->content.uri,
	    strlen(task->content.uri) });
	return error == 0;
}

static void
show_first(struct task *task)
{
	struct mbuf *packet;

	task->dialog.cseq = 1;
	packet = request_write(&task->content, &task->dialog,
	    "z9hG4bK-not-sent", agent.contact, agent.user);
	if (packet == NULL)
		return;
	(void)re_printf("to %J", &task->destinations[0]);
	for (size_t i = 1; i < task->destination_count; i++)
		(void)re_printf(", then %J", &task->destinations[i]);
	(void)re_printf(":\n\n%b", packet->buf, packet->end);
	mem_deref(packet);
	agent.status = 0;
}

int
agent_run(const struct wish *wish)
{
	if (libre_init() != 0)
		return 1;
	say_begin();
	agent.transport.on_response = on_response;
	agent.transport.on_request = on_request;
	agent.transport.on_failure = on_failure;
	if (begin(wish)) {
		if (wish->dry_run) {
			show_first(&agent.main);
		} else {
			tmr_start(&agent.deadline, wish->timeout_s * 1000ULL,
			    on_deadline, NULL);
			send_task(&agent.main);
			(void)re_main(on_signal);
		}
	}
	tmr_cancel(&agent.deadline);
	tmr_cancel(&agent.hold);
	tmr_cancel(&agent.reinvite_timer);
	tmr_cancel(&agent.main.again);
	tmr_cancel(&agent.reinvite.again);
	tmr_cancel(&agent.probe.again);
	transport_close(&agent.transport);
	libre_close();
	return agent.status;
}
