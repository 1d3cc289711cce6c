/*
 * sequence.c - any responses, one after the other, through what remembers
 *
 * State, target set and the context of a forking proxy: no sequence may lead
 * over the bound, put a URI into a set twice, or send two final responses.
 * The first byte says how the request was; messages follow one another.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mutate.h"
#include "sipresp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define BRANCHES	4

struct run {
	struct sipresp_request		request;
	struct sipresp_state		state;
	struct sipresp_targets		targets, fork_targets;
	struct sipresp_fork_branch	branches[BRANCHES];
	struct sipresp_fork		fork;
	char				store[512], fork_store[512];
	unsigned			sent, finals;
	bool				over;
};

static const struct sipresp_str uri = { "sips:bob@example.com", 20 };
static const struct sipresp_str invite = { "INVITE", 6 };
static const struct sipresp_str options = { "OPTIONS", 7 };
static unsigned long seen;

static void
check_targets(const struct sipresp_targets *set)
{
	if (set->count > SIPRESP_MAX_TARGETS + 1 || set->next > set->count ||
	    set->store_used > set->store_size)
		abort();
	for (uint32_t i = 0; i < set->count; i++)
		for (uint32_t k = 0; k < i; k++)
			if (sipresp_uri_equal(set->targets[i].uri,
			    set->targets[k].uri))
				abort();
	for (uint32_t i = set->next + 1; i < set->count; i++)
		if (set->targets[i].scheme != SIPRESP_SCHEME_OTHER &&
		    set->targets[i].q > set->targets[i - 1].q)
			abort();
}

static void
begin(struct run *run, uint8_t how)
{
	const struct sipresp_str method = how & 1 ? options : invite;
	size_t branch;

	memset(run, 0, sizeof *run);
	run->request.in_dialog = how & 2;
	run->request.uri = uri;
	run->request.targets = &run->targets;
	run->sent = 1;
	if (sipresp_targets_init(&run->targets, run->store, sizeof run->store,
	    uri) != 0 || sipresp_targets_init(&run->fork_targets,
	    run->fork_store, sizeof run->fork_store, uri) != 0 ||
	    sipresp_fork_init(&run->fork, run->branches, BRANCHES, method,
	    uri) != 0)
		abort();
	run->fork.order = how & 4 ? SIPRESP_FORK_REPAIRABLE :
	    SIPRESP_FORK_STRICT;
	run->fork.cancelled = how & 8;
	run->fork.supported_199 = how & 16;
	run->fork.targets = how & 32 ? &run->fork_targets : NULL;
	run->fork.max_breadth = how & 64 ? 2 : 0;
	for (int i = 0; i < 2; i++)
		if (sipresp_fork_add(&run->fork, uri, &branch) != 0)
			abort();
}

/* What a user agent does. */
static void
answer(struct run *run, const struct sipresp_response *r)
{
	struct sipresp_target target;
	struct sipresp_verdict v;

	if (run->over ||
	    sipresp_classify(&v, r, &run->request, &run->state) != 0)
		return;
	sipresp_state_note(&run->state, &v);
	switch (v.action) {
	case SIPRESP_ACTION_REDIRECT:
		if (sipresp_targets_add(&run->targets, &v) != 0)
			run->over = true;
		/* fall through */
	case SIPRESP_ACTION_GIVE_UP:
		check_targets(&run->targets);
		if (run->over || !sipresp_targets_next(&run->targets, &target))
			run->over = true;
		else
			run->request.uri = target.uri;
		break;
	case SIPRESP_ACTION_WAIT:
	case SIPRESP_ACTION_DISCARD:
		return;
	case SIPRESP_ACTION_DONE:
	case SIPRESP_ACTION_ASK_USER:
		run->over = true;
		break;
	default:
		break;
	}
	if (!run->over && ++run->sent > SIPRESP_MAX_ATTEMPTS)
		abort();
}

/* What a forking proxy does. */
static void
forward(struct run *run, const struct sipresp_response *r, size_t branch)
{
	struct sipresp_fork_step step;
	struct sipresp_target target;
	struct sipresp_best_response best;

	if (sipresp_fork_response(&run->fork, branch, r, &step) != 0)
		return;
	if (step.step == SIPRESP_FORK_FORWARD && r->code >= 200 &&
	    !(run->fork.is_invite && r->code < 300) && ++run->finals > 1)
		abort();
	if (step.step == SIPRESP_FORK_FORWARD && r->code >= 300)
		abort();
	check_targets(&run->fork_targets);
	while (step.step == SIPRESP_FORK_RECURSE &&
	    sipresp_targets_next(&run->fork_targets, &target) &&
	    sipresp_fork_add(&run->fork, target.uri, &branch) == 0)
		;
	if (sipresp_fork_pending(&run->fork) > 0)
		return;
	if (sipresp_fork_best(&run->fork, &best) != 0)
		abort();
	seen += (unsigned)best.status;
	for (size_t i = 0; i < run->fork.count; i++)
		seen += sipresp_fork_merges(&run->fork, &best, i);
}

static void
look(const struct sipresp_response *r, const struct sipresp_request *request)
{
	struct sipresp_cause cause;
	struct sipresp_grant grant;
	struct sipresp_str headers = { NULL, 0 };
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_contact contact;

	for (int i = 0; i < SIPRESP_CAUSE_PROFILE_COUNT; i++)
		if (sipresp_cause_of(r, (enum sipresp_cause_profile)i,
		    &cause) != 0 || cause.q850 < 0 || cause.q850 > 127)
			abort();
	if (sipresp_granted(r, request, &grant) == 0 &&
	    grant.refresh_min_s > grant.refresh_max_s)
		abort();
	while (sipresp_next_contact(r, &c, &contact)) {
		struct sipresp_cursor h = { 0, 0 };
		struct sipresp_uri_header header;

		seen += sipresp_request_uri(contact.uri, NULL, 0, &headers);
		while (sipresp_next_uri_header(headers, &h, &header))
			seen += header.name.len + (unsigned)header.honor;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct run run;
	struct sipresp_response r;
	char *copy;
	size_t at = 1;

	if (size < 2)
		return 0;
	copy = malloc(size);
	if (copy == NULL)
		return 0;
	memcpy(copy, data, size);
	begin(&run, data[0]);
	for (unsigned n = 0; at < size && n < 64; n++) {
		if (sipresp_parse(&r, copy + at, size - at) != 0)
			break;
		look(&r, &run.request);
		answer(&run, &r);
		forward(&run, &r, n % 3);
		at += r.header_size + r.body_size;
	}
	free(copy);
	return 0;
}
