/*
 * fork.c - the response context of a forking proxy
 *
 * SPDX-License-Identifier: MIT
 *
 * RFC 3261, section 16.7 steps 4 to 10, with RFC 4320 for requests other
 * than INVITE, RFC 5393 for the breadth and RFC 6228 for 199.
 */

#include <limits.h>

#include "cold.h"
#include "fork_why.h"
#include "policy.h"
#include "targets.h"

COLD int
sipresp_fork_init(struct sipresp_fork *fork,
    struct sipresp_fork_branch *branches, size_t size,
    struct sipresp_str method, struct sipresp_str request_uri)
{
	static const struct sipresp_fork empty;
	const enum sipresp_uri_scheme scheme = sipresp_uri_scheme(request_uri);

	if (fork == NULL || (branches == NULL && size > 0) || size > INT_MAX)
		return SIPRESP_EINVAL;
	*fork = empty;
	fork->branches = branches;
	fork->size = size;
	fork->is_invite = sipresp_method_of(method) == SIPRESP_METHOD_INVITE;
	fork->is_sips = scheme == SIPRESP_SCHEME_SIPS;
	fork->is_sip = fork->is_sips || scheme == SIPRESP_SCHEME_SIP;
	fork->sent_branch = -1;
	return 0;
}

COLD size_t
sipresp_fork_pending(const struct sipresp_fork *fork)
{
	size_t n = 0;

	for (size_t i = 0; fork != NULL && i < fork->count; i++)
		n += fork->branches[i].received == 0;
	return n;
}

COLD int
sipresp_fork_add(struct sipresp_fork *fork, struct sipresp_str uri,
    size_t *out_branch)
{
	static const struct sipresp_fork_branch empty;
	const enum sipresp_uri_scheme scheme = sipresp_uri_scheme(uri);

	if (fork == NULL || out_branch == NULL)
		return SIPRESP_EINVAL;
	if (fork->closed)
		return SIPRESP_ECLOSED;
	if (fork->count == fork->size)
		return SIPRESP_ETOOMANY;
	/* A branch that has its final response no longer counts (RFC 5393,
	 * section 5.3.3.1). */
	if (fork->max_breadth > 0 &&
	    sipresp_fork_pending(fork) >= fork->max_breadth)
		return SIPRESP_EBREADTH;
	fork->branches[fork->count] = empty;
	fork->branches[fork->count].left_sip = fork->is_sip && uri.len > 0 &&
	    scheme != SIPRESP_SCHEME_SIP && scheme != SIPRESP_SCHEME_SIPS;
	*out_branch = fork->count++;
	return 0;
}

/* ---- what happens to a response ---------------------------------------- */

static void
say(struct sipresp_fork_step *out, enum sipresp_fork_step_kind step,
    enum fork_why why)
{
	out->step = step;
	out->cancel_others = out->cancel_this = out->generate_199 =
	    out->as_sip = false;
	out->reference = sipresp_priv_fork_reference(why);
	out->why = sipresp_priv_fork_why(why);
}

/* Can another branch be cancelled?  Only INVITE is, and only after a
 * provisional response (RFC 3261, sections 9.1 and 16.7 step 10). */
static bool
others_to_cancel(const struct sipresp_fork *fork, size_t branch)
{
	for (size_t i = 0; fork->is_invite && i < fork->count; i++)
		if (i != branch && fork->branches[i].provisional &&
		    fork->branches[i].received == 0)
			return true;
	return false;
}

static void
take_provisional(struct sipresp_fork *fork, struct sipresp_fork_branch *b,
    int code, struct sipresp_fork_step *out)
{
	const bool first = !b->provisional;

	b->provisional = true;
	if (code == SIPRESP_199_EARLY_DIALOG_TERMINATED)
		b->early_dialog = false;
	else if (code > 100)
		b->early_dialog = true;

	if (code == SIPRESP_100_TRYING)
		say(out, SIPRESP_FORK_ABSORB, BECAUSE_trying);
	else if (!fork->is_invite)
		say(out, SIPRESP_FORK_ABSORB, BECAUSE_provisional_to_no_invite);
	else if (b->received != 0 || fork->sent != 0)
		say(out, SIPRESP_FORK_ABSORB, BECAUSE_provisional_too_late);
	else
		say(out, SIPRESP_FORK_FORWARD, BECAUSE_provisional);
	/* It came too late to be cancelled together with the others. */
	out->cancel_this = first && fork->is_invite && b->received == 0 &&
	    (fork->closed || fork->cancelled);
}

static void
take_success(struct sipresp_fork *fork, size_t branch, int code,
    struct sipresp_fork_step *out)
{
	fork->closed = true;
	if ((fork->sent != 0 || fork->is_over) && !fork->is_invite) {
		say(out, SIPRESP_FORK_ABSORB, BECAUSE_second_success);
		return;
	}
	if (fork->sent == 0) {
		fork->sent = (uint16_t)code;
		fork->sent_branch = (int)branch;
	}
	fork->is_over = true;
	say(out, SIPRESP_FORK_FORWARD, fork->is_invite ?
	    BECAUSE_success_of_invite : BECAUSE_success);
	out->cancel_others = others_to_cancel(fork, branch);
}

/* May the proxy follow this redirection itself?  A 305 is for user agents
 * (RFC 3261, section 21.3.4), and a 380 for people. */
static bool
may_recurse(const struct sipresp_fork *fork, int code)
{
	return fork->targets != NULL && !fork->closed &&
	    sipresp_class_of(code) == SIPRESP_CLASS_REDIRECTION &&
	    code != SIPRESP_305_USE_PROXY &&
	    code != SIPRESP_380_ALTERNATIVE_SERVICE;
}

/*
 * Puts the SIP and SIPS Contacts into the target set.  '*out_any' says that
 * there was one, and '*out_rest' that there is one left that was neither
 * taken now nor tried before.
 */
static int
recurse(struct sipresp_fork *fork, const struct sipresp_response *r,
    bool *out_any, bool *out_rest)
{
	struct sipresp_policy policy = sipresp_priv_default_policy;
	struct sipresp_request request = { .policy = &policy };
	struct sipresp_verdict v;
	uint32_t usable;
	int error;

	/* RFC 3261, section 16.7 step 4: no SIPS to SIP. */
	request.uri = fork->targets->targets[0].uri;
	request.targets = fork->targets;
	request.on_path = true;
	error = sipresp_classify(&v, r, &request, NULL);
	if (error != 0)
		return error;
	usable = v.target_count;
	policy.schemes = 1U << SIPRESP_SCHEME_SIP | 1U << SIPRESP_SCHEME_SIPS;
	policy.sips = SIPRESP_SIPS_REFUSE;
	(void)sipresp_classify(&v, r, &request, NULL);
	*out_any = v.target_count > 0 &&
	    sipresp_targets_add(fork->targets, &v) == 0;
	*out_rest = usable > v.target_count;
	return 0;
}

static void
hold(struct sipresp_fork *fork, size_t branch, struct sipresp_fork_step *out)
{
	struct sipresp_fork_branch *b = &fork->branches[branch];

	b->held = true;
	say(out, SIPRESP_FORK_HOLD, b->final >= 600 ? BECAUSE_global_held :
	    BECAUSE_failure_held);
	if (b->final >= 600) {
		fork->closed = true;
		out->cancel_others = others_to_cancel(fork, branch);
	}
}

static int
take_failure(struct sipresp_fork *fork, size_t branch,
    const struct sipresp_response *r, struct sipresp_fork_step *out)
{
	struct sipresp_fork_branch *b = &fork->branches[branch];
	bool any = false, rest = true;
	int error = 0;

	if (fork->sent != 0 || fork->is_over) {
		say(out, SIPRESP_FORK_ABSORB, BECAUSE_failure_too_late);
		return 0;
	}
	if (may_recurse(fork, r->code))
		error = recurse(fork, r, &any, &rest);
	if (error != 0)
		return error;
	if (any) {
		b->held = rest;
		say(out, SIPRESP_FORK_RECURSE, rest ?
		    BECAUSE_recursed_in_part : BECAUSE_recursed);
	} else if (r->code == SIPRESP_416_UNSUPPORTED_URI_SCHEME &&
	    b->left_sip && !fork->closed) {
		say(out, SIPRESP_FORK_RECURSE, BECAUSE_as_sip);
		out->as_sip = true;
	} else {
		hold(fork, branch, out);
	}
	/* RFC 6228, section 6. */
	out->generate_199 = b->early_dialog && fork->is_invite &&
	    fork->supported_199 && !fork->required_100rel &&
	    (sipresp_fork_pending(fork) > 0 || out->as_sip || any);
	return 0;
}

COLD int
sipresp_fork_response(struct sipresp_fork *fork, size_t branch,
    const struct sipresp_response *r, struct sipresp_fork_step *out)
{
	struct sipresp_fork_branch *b;
	int error;

	if (fork == NULL || r == NULL || out == NULL || branch >= fork->count ||
	    sipresp_class_of(r->code) == SIPRESP_CLASS_NONE)
		return SIPRESP_EINVAL;
	b = &fork->branches[branch];
	if (sipresp_method_of(r->method) == SIPRESP_METHOD_CANCEL) {
		say(out, SIPRESP_FORK_ABSORB, BECAUSE_to_cancel);
		return 0;
	}
	if (r->code < 200) {
		take_provisional(fork, b, r->code, out);
		return 0;
	}
	/* A transaction has one final response, but for 2xx to INVITE. */
	if (b->received != 0 && (!fork->is_invite || r->code >= 300)) {
		say(out, SIPRESP_FORK_ABSORB, BECAUSE_second_final);
		return 0;
	}
	if (b->received == 0) {
		b->received = ++fork->received;
		b->final = (uint16_t)r->code;
	}
	if (r->code < 300) {
		take_success(fork, branch, r->code, out);
		return 0;
	}
	error = take_failure(fork, branch, r, out);
	if (error != 0) {
		b->received = 0;
		fork->received--;
	}
	return error;
}

/* ---- the best response ------------------------------------------------- */

/* RFC 3261, section 16.7 step 6: what affects resubmission. */
static bool
tells_how_to_go_on(int code)
{
	return code == 401 || code == 407 || code == 415 || code == 420 ||
	    code == 484;
}

static unsigned
strict_rank(int code)
{
	switch (sipresp_class_of(code)) {
	case SIPRESP_CLASS_GLOBAL_FAILURE:
		return 0;
	case SIPRESP_CLASS_REDIRECTION:
		return 1;
	case SIPRESP_CLASS_CLIENT_FAILURE:
		return tells_how_to_go_on(code) ? 3 : 4;
	default:	/* SIPRESP_CLASS_SERVER_FAILURE */
		return code == SIPRESP_503_SERVICE_UNAVAILABLE ? 6 : 5;
	}
}

static unsigned
repair_rank(int code)
{
	static const uint8_t ranks[300] = {
#define REPAIR(rank, code)	[code - 300] = rank,
#include "repair.def"
	};

	if (code >= 600)
		return 0;
	return 1U + (ranks[code - 300] != 0 ? ranks[code - 300] :
	    ranks[code - code % 100 - 300]);
}

COLD unsigned
sipresp_fork_rank(enum sipresp_fork_order order, int code, bool cancelled)
{
	if (code < 300 || code > 699)
		return UINT_MAX;
	/* A caller that cancelled waits for 487. */
	if (cancelled && code == SIPRESP_487_REQUEST_TERMINATED)
		return order == SIPRESP_FORK_STRICT ? 2 : 1;
	return order == SIPRESP_FORK_STRICT ? strict_rank(code) :
	    repair_rank(code);
}

/* Is a branch better than another one, or the first? */
static bool
is_better(const struct sipresp_fork *fork, const struct sipresp_fork_branch *a,
    const struct sipresp_fork_branch *b)
{
	unsigned rank, other;

	/* RFC 4320, section 4.2. */
	if (!a->held || (a->final == SIPRESP_408_REQUEST_TIMEOUT &&
	    !fork->is_invite))
		return false;
	if (b == NULL)
		return true;
	rank = sipresp_fork_rank(fork->order, a->final, fork->cancelled);
	other = sipresp_fork_rank(fork->order, b->final, fork->cancelled);
	return rank != other ? rank < other : a->received < b->received;
}

static void
tell_sent(const struct sipresp_fork *fork, struct sipresp_best_response *out)
{
	enum fork_why why;

	out->status = fork->sent;
	out->branch = fork->sent_branch;
	if (fork->sent == 0)
		why = BECAUSE_best_is_nothing;
	else if (fork->sent < 300)
		why = BECAUSE_best_was_sent;
	else if (fork->sent_branch >= 0)
		why = fork->sent >= 600 ? BECAUSE_best_is_global :
		    fork->order == SIPRESP_FORK_STRICT ?
		    BECAUSE_best_of_class : BECAUSE_best_to_repair;
	else if (fork->sent == SIPRESP_500_SERVER_INTERNAL_ERROR)
		why = BECAUSE_best_is_500;
	else
		why = BECAUSE_best_is_408;
	out->reference = sipresp_priv_fork_reference(why);
	out->why = sipresp_priv_fork_why(why);
	out->merge_challenges = fork->sent_branch >= 0 &&
	    (fork->sent == 401 || fork->sent == 407);
	out->merge_contacts = fork->sent_branch >= 0 &&
	    fork->sent >= 300 && fork->sent < 400;
}

COLD int
sipresp_fork_best(struct sipresp_fork *fork,
    struct sipresp_best_response *out)
{
	const struct sipresp_fork_branch *best = NULL;

	if (fork == NULL || out == NULL)
		return SIPRESP_EINVAL;
	for (size_t i = 0; !fork->is_over && i < fork->count; i++)
		if (is_better(fork, &fork->branches[i], best))
			best = &fork->branches[i];
	if (best != NULL) {
		fork->sent = best->final;
		fork->sent_branch = (int)(best - fork->branches);
		if (fork->sent == SIPRESP_503_SERVICE_UNAVAILABLE) {
			fork->sent = SIPRESP_500_SERVER_INTERNAL_ERROR;
			fork->sent_branch = -1;
		}
	} else if (!fork->is_over && fork->is_invite) {
		fork->sent = SIPRESP_408_REQUEST_TIMEOUT;
	}
	fork->is_over = fork->closed = true;
	tell_sent(fork, out);
	return 0;
}

COLD bool
sipresp_fork_merges(const struct sipresp_fork *fork,
    const struct sipresp_best_response *best, size_t branch)
{
	const struct sipresp_fork_branch *b;

	if (fork == NULL || best == NULL || branch >= fork->count ||
	    (int)branch == best->branch)
		return false;
	b = &fork->branches[branch];
	return b->held && ((best->merge_challenges &&
	    (b->final == 401 || b->final == 407)) ||
	    (best->merge_contacts && b->final < 400));
}
