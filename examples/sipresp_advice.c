/*
 * sipresp_advice.c - the words of a verdict as sentences
 *
 * SPDX-License-Identifier: MIT
 */

#include <inttypes.h>
#include <string.h>

#include "sipresp_advice.h"
#include "sipresp_words.h"

const char *
words_or_name(const char *text, const char *name)
{
	return *text != '\0' ? text : name;
}

void
put_advice(struct buffer *b, const struct sipresp_verdict *v)
{
	switch (v->action) {
	case SIPRESP_ACTION_NONE:
		break;
	case SIPRESP_ACTION_WAIT:
		buffer_text(b, SAY_DO_WAIT);
		break;
	case SIPRESP_ACTION_DONE:
		buffer_text(b, SAY_DO_DONE);
		break;
	case SIPRESP_ACTION_REDIRECT:
		buffer_text(b, v->target_count == 1 ? SAY_DO_REDIRECT :
		    SAY_DO_REDIRECT_MANY);
		break;
	case SIPRESP_ACTION_USE_PROXY:
		buffer_text(b, SAY_DO_USE_PROXY);
		break;
	case SIPRESP_ACTION_AUTHENTICATE:
		buffer_text(b, v->chosen & (v->chosen - 1) ?
		    SAY_DO_AUTHENTICATE_MANY : SAY_DO_AUTHENTICATE);
		break;
	case SIPRESP_ACTION_AMEND:
		buffer_text(b, SAY_DO_AMEND);
		break;
	case SIPRESP_ACTION_RETRY:
		buffer_text(b, v->has_wait ? SAY_DO_RETRY_LATER :
		    SAY_DO_RETRY);
		break;
	case SIPRESP_ACTION_FAILOVER:
		buffer_text(b, SAY_DO_FAILOVER);
		break;
	case SIPRESP_ACTION_PROBE:
		buffer_format(b, SAY_DO_PROBE, v->status);
		break;
	case SIPRESP_ACTION_ASK_USER:
		buffer_text(b, v->target_count > 0 ? SAY_DO_CHOOSE :
		    SAY_DO_ASK_USER);
		break;
	case SIPRESP_ACTION_GIVE_UP:
		buffer_text(b, SAY_DO_GIVE_UP);
		break;
	case SIPRESP_ACTION_DISCARD:
		buffer_text(b, SAY_DO_DISCARD);
		break;
	}
}

/* The words that a reference may have, in the other language. */
void
put_reference(struct buffer *b, const char *reference)
{
	static const char section[] = " section ", note[] = " note ";

	while (*reference != '\0') {
		if (strncmp(reference, section, sizeof section - 1) == 0) {
			buffer_text(b, SAY_SECTION);
			reference += sizeof section - 1;
		} else if (strncmp(reference, note, sizeof note - 1) == 0) {
			buffer_text(b, SAY_NOTE_NUMBER);
			reference += sizeof note - 1;
		} else {
			buffer_bytes(b, reference++, 1);
		}
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

	put_reference(b, v->reference);
	if (own) {
		buffer_text(b, SAY_LEAVES_OPEN);
		buffer_text(b, offer ? SAY_OFFER : ".");
	} else if (v->level == SIPRESP_LEVEL_NONE) {
		buffer_text(b, v->action == SIPRESP_ACTION_GIVE_UP ?
		    SAY_NO_KEYWORD : ".");
	} else if (v->action == SIPRESP_ACTION_GIVE_UP) {
		buffer_format(b, SAY_NOT_AGAIN, keyword);
	} else {
		buffer_format(b, SAY_SAYS, keyword);
		buffer_text(b, offer ? SAY_OFFER : ".");
	}
}

void
put_seconds(struct buffer *b, uint32_t seconds)
{
	uint32_t minutes = seconds / 60 % 60, hours = seconds / 3600;

	buffer_format(b, "%" PRIu32 " s", seconds);
	if (seconds < 120)
		return;
	if (hours >= 48)
		buffer_format(b, SAY_DAYS, hours / 24);
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
	buffer_text(b, SAY_TO);
	put_moment(b, v->wait_max_ms);
	buffer_text(b, " s");
}

void
put_wait(struct buffer *b, const struct sipresp_verdict *v)
{
	if (!v->has_wait)
		return;
	put_moments(b, v);
	buffer_text(b, SAY_AT_RANDOM);
}

void
put_quarantine(struct buffer *b, const struct sipresp_verdict *v)
{
	if (v->quarantine_s == 0)
		return;
	buffer_text(b, SAY_QUARANTINE);
	put_seconds(b, v->quarantine_s);
	buffer_text(b, ".");
}

void
put_owed(struct buffer *b, const struct sipresp_verdict *v)
{
	const char *const texts[] = {
		SAY_OWED_ACK, SAY_OWED_PRACK, SAY_OWED_BYE, SAY_OWED_CANCEL
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
		return SAY_THE_CALL;
	if (is_one_of(method, subscription,
	    sizeof subscription / sizeof subscription[0]))
		return SAY_THE_SUBSCRIPTION;
	return SAY_THE_USAGE;
}

void
put_ends(struct buffer *b, const struct sipresp_verdict *v,
    struct sipresp_str method, bool in_dialog)
{
	switch (v->scope) {
	case SIPRESP_SCOPE_NONE:
		break;
	case SIPRESP_SCOPE_EARLY_DIALOG:
		buffer_text(b, SAY_ENDS_EARLY_DIALOG);
		break;
	case SIPRESP_SCOPE_TRANSACTION:
		buffer_text(b, in_dialog ? SAY_ENDS_REQUEST_IN_DIALOG :
		    SAY_ENDS_REQUEST);
		break;
	case SIPRESP_SCOPE_USAGE:
		buffer_format(b, SAY_ENDS_USAGE, usage_name(method));
		break;
	case SIPRESP_SCOPE_DIALOG:
		buffer_text(b, SAY_ENDS_DIALOG);
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
		buffer_text(b, SAY_FUTURE_REPLACE);
		break;
	case SIPRESP_FUTURE_CACHE:
		buffer_text(b, SAY_FUTURE_CACHE);
		break;
	case SIPRESP_FUTURE_FORGET:
		buffer_text(b, SAY_FUTURE_FORGET);
		break;
	}
}

void
put_blame(struct buffer *b, const struct sipresp_verdict *v)
{
	const char *const sure[] = {
		[SIPRESP_CERTAINTY_NONE] = "",
		[SIPRESP_CERTAINTY_POSSIBLE] = SAY_PERHAPS,
		[SIPRESP_CERTAINTY_LIKELY] = SAY_MOST_LIKELY,
		[SIPRESP_CERTAINTY_CERTAIN] = ""
	};
	const char *who = v->blame == SIPRESP_PARTY_POLICY ? SAY_ON_PURPOSE :
	    v->blame == SIPRESP_PARTY_OPERATOR ? SAY_THE_OPERATOR :
	    v->blame == SIPRESP_PARTY_NETWORK ? SAY_NETWORK :
	    v->blame == SIPRESP_PARTY_CALLER ? SAY_CALLERS_SIDE :
	    SAY_CALLEES_SIDE;

	if (v->blame != 0)
		buffer_format(b, "%s%s. %s", sure[v->blame_certainty], who,
		    sipresp_translate(v->blame_why, spoken()));
}
