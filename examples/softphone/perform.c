/*
 * perform.c - the step that a verdict names
 *
 * SPDX-License-Identifier: MIT
 */

#include <string.h>

#include "say.h"
#include "ua.h"

#define LINGER_MS	1000	/* for the NOTIFY behind a subscription */

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
		    >= sizeof uri ||
		    !destinations_set(&task->destinations, uri))
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

static void
failed(struct task *task, const struct sipresp_verdict *v)
{
	/* What the catalogue has for whoever uses a phone. */
	const char *sorry = v->source == SIPRESP_SOURCE_PEER ?
	    sipresp_text(v->treated_as, SIPRESP_TEXT_USER, "en") :
	    v->source == SIPRESP_SOURCE_TIMEOUT ? "Nobody has answered." :
	    "Nobody could be reached.";

	if (task->purpose == WISH) {
		if (!try_next_target(task, v))
			finish(false, sorry, 0);
	} else if (task->purpose == PROBE) {
		finish(false, sorry, 0);
	} else if (task->purpose == END && agent.ending) {
		end_now();
	} else if (task->purpose == REINVITE &&
	    (v->scope == SIPRESP_SCOPE_USAGE ||
	    v->scope == SIPRESP_SCOPE_DIALOG)) {
		if (!(v->send & SIPRESP_SEND_BYE))
			end_now();
		finish(false, "the call is lost", ENDING_MS);
	}
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
			end_now();
		break;
	default:
		break;
	}
}

/* This one request, by way of the proxy that Contact names. */
static void
use_proxy(struct task *task, const struct sipresp_verdict *v)
{
	char uri[URI_SIZE];

	if (v->target_count == 0 || sipresp_request_uri(v->targets[0].uri, uri,
	    sizeof uri, NULL) >= sizeof uri - 8 ||
	    !destinations_set(&task->destinations, uri)) {
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

static void
send_later(void *arg)
{
	send_task(arg);
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

void
perform(struct task *task, const struct sipresp_verdict *v,
    const struct sipresp_response *r)
{
	sipresp_state_note(task->purpose == PROBE ? &agent.main.state :
	    &task->state, v);
	if (v->quarantine_s > 0)
		destinations_quarantine(&task->destinations, v->quarantine_s);
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
		task->destinations.current =
		    destinations_next(&task->destinations);
		if (task->destinations.current < task->destinations.count)
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
