/*
 * agent.c - the beginning and the end of what the user asks for
 *
 * SPDX-License-Identifier: MIT
 */

#include <string.h>

#include "say.h"
#include "ua.h"

const char session_description[] =
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
    "t=0 0\r\nm=audio 49170 RTP/AVP 0 8 9 101\r\n"
    "a=rtpmap:101 telephone-event/8000\r\n";
static const char presence[] =
    "<?xml version=\"1.0\"?>\r\n<presence xmlns=\"urn:ietf:params:xml:ns:pidf\""
    " entity=\"pres:softphone@example.com\"><tuple id=\"a\"><status><basic>"
    "open</basic></status></tuple></presence>\r\n";

struct agent agent;

static void
stop(void *arg)
{
	(void)arg;
	re_cancel();
}

/* The exit status, and what is said of it; then all is over after 'ms'. */
void
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

void
end_now(void)
{
	tmr_start(&agent.hold, 0, stop, NULL);
}

uint64_t
time_left(void)
{
	return tmr_isrunning(&agent.deadline) ?
	    tmr_get_expire(&agent.deadline) : 64 * SIP_T1;
}

static void
hang_up(const char *why)
{
	say("%s", why);
	end_call();
	finish(true, "the call was made, and is ended", ENDING_MS);
}

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
		set_body(c, session_description, "application/sdp");
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
	if (!destinations_set(&task->destinations, wish->uri)) {
		(void)re_fprintf(stderr, "softphone: %s: no such host, or none"
		    " with an IPv4 address\n", wish->uri);
		return false;
	}
	for (size_t i = 0; i < wish->next_hop_count; i++)
		if (!destinations_add(&task->destinations,
		    wish->next_hops[i])) {
			(void)re_fprintf(stderr, "softphone: %s: no such host,"
			    " or none with an IPv4 address\n",
			    wish->next_hops[i]);
			return false;
		}
	error = transport_open(&agent.transport,
	    &task->destinations.list[0], &agent.local);
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
	(void)re_printf("to %J", &task->destinations.list[0]);
	for (size_t i = 1; i < task->destinations.count; i++)
		(void)re_printf(", then %J", &task->destinations.list[i]);
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
