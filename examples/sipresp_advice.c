/*
 * sipresp_advice.c - the words of a verdict as sentences
 *
 * SPDX-License-Identifier: MIT
 */

#include <inttypes.h>
#include <string.h>

#include "sipresp_advice.h"

void
put_advice(struct buffer *b, const struct sipresp_verdict *v)
{
	switch (v->action) {
	case SIPRESP_ACTION_NONE:
		break;
	case SIPRESP_ACTION_WAIT:
		buffer_text(b, "Keep waiting: the final response is still to"
		    " come.");
		break;
	case SIPRESP_ACTION_DONE:
		buffer_text(b, "Nothing more: the request is fulfilled.");
		break;
	case SIPRESP_ACTION_REDIRECT:
		buffer_text(b, v->target_count == 1 ?
		    "Send a new request to the target below." :
		    "Send a new request to the first target below; if that"
		    " fails, to the next.");
		break;
	case SIPRESP_ACTION_USE_PROXY:
		buffer_text(b, "Send this one request again, through the proxy"
		    " below.");
		break;
	case SIPRESP_ACTION_AUTHENTICATE:
		buffer_text(b, v->chosen & (v->chosen - 1) ?
		    "Send the request again, with credentials for each"
		    " challenge marked below." :
		    "Send the request again, with credentials for the challenge"
		    " marked below.");
		break;
	case SIPRESP_ACTION_AMEND:
		buffer_text(b, "Change the request, and send it again.");
		break;
	case SIPRESP_ACTION_RETRY:
		buffer_text(b, v->has_wait ?
		    "Send the same request to the same place again, after a"
		    " while." :
		    "Send the same request to the same place again.");
		break;
	case SIPRESP_ACTION_FAILOVER:
		buffer_text(b, "Send the same request to the next destination,"
		    " such as the next address in DNS.");
		break;
	case SIPRESP_ACTION_PROBE:
		buffer_format(b, "Send OPTIONS to learn what the other side"
		    " supports, then ask again: classify its answer with"
		    " --probe-of %d.", v->status);
		break;
	case SIPRESP_ACTION_ASK_USER:
		buffer_text(b, v->target_count > 0 ?
		    "Let a person choose among the targets below." :
		    "Let a person decide how to go on.");
		break;
	case SIPRESP_ACTION_GIVE_UP:
		buffer_text(b, "Give up, and report the failure.");
		break;
	case SIPRESP_ACTION_DISCARD:
		buffer_text(b, "Drop this response, as if it had not come.");
		break;
	}
}

/* Where a row is the library's own choice, its reason says so, and what it
 * refers to is only the nearest text. */
void
put_strength(struct buffer *b, const struct sipresp_verdict *v)
{
	const bool own = strstr(v->why, "Our own choice") != NULL;
	const bool offer = v->level == SIPRESP_LEVEL_MAY;
	const char *keyword = v->level == SIPRESP_LEVEL_MUST ? "MUST" :
	    v->level == SIPRESP_LEVEL_SHOULD ? "SHOULD" : "MAY";

	if (own) {
		buffer_format(b, "%s leaves this open%s", v->reference, offer ?
		    ": offer it, do not do it unasked." : ".");
		return;
	}
	buffer_text(b, v->reference);
	if (v->level == SIPRESP_LEVEL_NONE)
		buffer_text(b, v->action == SIPRESP_ACTION_GIVE_UP ?
		    " has no keyword here, but nothing else makes sense." :
		    ".");
	else if (v->action == SIPRESP_ACTION_GIVE_UP)
		buffer_format(b, "; the same request %s NOT be sent again.",
		    keyword);
	else
		buffer_format(b, " says %s%s", keyword, offer ?
		    ": offer it, do not do it unasked." : ".");
}

void
put_seconds(struct buffer *b, uint32_t seconds)
{
	uint32_t minutes = seconds / 60 % 60, hours = seconds / 3600;

	buffer_format(b, "%" PRIu32 " s", seconds);
	if (seconds < 120)
		return;
	if (hours >= 48)
		buffer_format(b, " (about %" PRIu32 " days)", hours / 24);
	else if (hours > 0 && minutes > 0)
		buffer_format(b, " (%" PRIu32 " h %" PRIu32 " min)", hours,
		    minutes);
	else if (hours > 0)
		buffer_format(b, " (%" PRIu32 " h)", hours);
	else
		buffer_format(b, " (%" PRIu32 " min)", minutes);
}

/* Milliseconds as seconds: "2.1". */
static void
put_moment(struct buffer *b, uint32_t ms)
{
	buffer_format(b, "%" PRIu32, ms / 1000);
	if (ms % 1000 != 0)
		buffer_format(b, ".%" PRIu32, ms % 1000 / 100);
}

void
put_moments(struct buffer *b, const struct sipresp_verdict *v)
{
	put_moment(b, v->wait_min_ms);
	buffer_text(b, " to ");
	put_moment(b, v->wait_max_ms);
	buffer_text(b, " s");
}

void
put_wait(struct buffer *b, const struct sipresp_verdict *v)
{
	if (!v->has_wait)
		return;
	put_moments(b, v);
	buffer_text(b, " after the response came, at a random moment.");
}

void
put_quarantine(struct buffer *b, const struct sipresp_verdict *v)
{
	if (v->quarantine_s == 0)
		return;
	buffer_text(b, "Send nothing else to the server that answered for ");
	put_seconds(b, v->quarantine_s);
	buffer_text(b, ".");
}

void
put_owed(struct buffer *b, const struct sipresp_verdict *v)
{
	static const char texts[][64] = {
		"an ACK, which ends the INVITE",
		"a PRACK, which acknowledges this response",
		"a BYE, which ends the call",
		"a CANCEL"
	};
	const char *separator = "";

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (v->send >> i & 1) {
			buffer_format(b, "%s%s", separator, texts[i]);
			separator = "; ";
		}
	if (*separator != '\0')
		buffer_text(b, ".");
}

static bool
is_one_of(struct sipresp_str method, const char *const names[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (method.len == strlen(names[i]) &&
		    memcmp(method.p, names[i], method.len) == 0)
			return true;
	return false;
}

/* RFC 5057, section 5.3: a method tells its usage. */
static const char *
usage_name(struct sipresp_str method)
{
	static const char *const call[] = {
		"INVITE", "UPDATE", "PRACK", "INFO", "BYE", "CANCEL"
	};
	static const char *const subscription[] = { "SUBSCRIBE", "NOTIFY" };

	if (is_one_of(method, call, sizeof call / sizeof call[0]))
		return "The call";
	if (is_one_of(method, subscription,
	    sizeof subscription / sizeof subscription[0]))
		return "The subscription";
	return "What the request belonged to";
}

void
put_ends(struct buffer *b, const struct sipresp_verdict *v,
    struct sipresp_str method, bool in_dialog)
{
	switch (v->scope) {
	case SIPRESP_SCOPE_NONE:
		break;
	case SIPRESP_SCOPE_EARLY_DIALOG:
		buffer_text(b, "One early dialog; the call may still be"
		    " answered elsewhere.");
		break;
	case SIPRESP_SCOPE_TRANSACTION:
		buffer_text(b, in_dialog ?
		    "This request only; the dialog goes on." :
		    "This request only.");
		break;
	case SIPRESP_SCOPE_USAGE:
		buffer_format(b, "%s; whatever else uses the dialog goes on.",
		    usage_name(method));
		break;
	case SIPRESP_SCOPE_DIALOG:
		buffer_text(b, "The dialog, and all that uses it.");
		break;
	}
}

void
put_future(struct buffer *b, const struct sipresp_verdict *v)
{
	switch (v->future) {
	case SIPRESP_FUTURE_KEEP:
		break;
	case SIPRESP_FUTURE_REPLACE:
		buffer_text(b, "Use the new address from now on.");
		break;
	case SIPRESP_FUTURE_CACHE:
		buffer_text(b, "Use the new address until it expires, then the"
		    " old one again.");
		break;
	case SIPRESP_FUTURE_FORGET:
		buffer_text(b, "Stop using this address.");
		break;
	}
}

void
put_blame(struct buffer *b, const struct sipresp_verdict *v)
{
	static const char *const sure[] = {
		[SIPRESP_CERTAINTY_NONE] = "",
		[SIPRESP_CERTAINTY_POSSIBLE] = "perhaps ",
		[SIPRESP_CERTAINTY_LIKELY] = "most likely ",
		[SIPRESP_CERTAINTY_CERTAIN] = ""
	};
	const char *who = v->blame == SIPRESP_PARTY_POLICY ?
	    "nobody, as it was refused on purpose" :
	    v->blame == SIPRESP_PARTY_OPERATOR ?
	    "whoever runs the servers" :
	    v->blame == SIPRESP_PARTY_NETWORK ?
	    "whoever runs the network" :
	    v->blame == SIPRESP_PARTY_CALLER ? "the caller's side" :
	    "the callee's side";

	if (v->blame != 0)
		buffer_format(b, "%s%s. %s", sure[v->blame_certainty], who,
		    v->blame_why);
}
