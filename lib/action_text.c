/*
 * action_text.c - what an action, and an amendment, asks for
 *
 * SPDX-License-Identifier: MIT
 */

#include "sipresp.h"

/* Texts in rows, not pointers to texts: see lookup.c. */
static const char action_texts[][56] = {
	[SIPRESP_ACTION_NONE] = "nothing",
	[SIPRESP_ACTION_WAIT] = "keep waiting for the final response",
	[SIPRESP_ACTION_DONE] = "take the request as fulfilled",
	[SIPRESP_ACTION_REDIRECT] = "send a new request to the targets, in order",
	[SIPRESP_ACTION_USE_PROXY] =
	    "send this request again through the proxy named",
	[SIPRESP_ACTION_AUTHENTICATE] =
	    "send the request again with credentials",
	[SIPRESP_ACTION_AMEND] = "change the request and send it again",
	[SIPRESP_ACTION_RETRY] = "send the same request to the same place again",
	[SIPRESP_ACTION_FAILOVER] =
	    "send the request to the next destination",
	[SIPRESP_ACTION_PROBE] =
	    "send OPTIONS to learn what the other side supports",
	[SIPRESP_ACTION_ASK_USER] = "let a person decide how to go on",
	[SIPRESP_ACTION_GIVE_UP] = "give up and report the failure",
	[SIPRESP_ACTION_DISCARD] = "drop the response"
};

static const char amend_texts[SIPRESP_AMEND_COUNT][72] = {
	[SIPRESP_AMEND_BODY] = "leave the body out, or make it smaller",
	[SIPRESP_AMEND_CONTENT] = "use content that the other side takes",
	[SIPRESP_AMEND_URI_SCHEME] = "use another URI scheme",
	[SIPRESP_AMEND_RESOURCE_PRIORITY] =
	    "use a Resource-Priority that is accepted, or do not require one",
	[SIPRESP_AMEND_DROP_EXTENSIONS] =
	    "do not require the extensions refused",
	[SIPRESP_AMEND_ADD_EXTENSIONS] =
	    "support the extensions required, and say so in Supported",
	[SIPRESP_AMEND_SESSION_INTERVAL] =
	    "raise Session-Expires and Min-SE to what Min-SE asks for",
	[SIPRESP_AMEND_EXPIRES] =
	    "raise the expiry to what Min-Expires asks for",
	[SIPRESP_AMEND_LOCATION] = "correct the location conveyed",
	[SIPRESP_AMEND_ALERT] = "leave the alert message out, or change it",
	[SIPRESP_AMEND_IDENTITY] =
	    "add an Identity with a fresh date and a valid signature",
	[SIPRESP_AMEND_REFERRED_BY] =
	    "add a Referred-By with a valid identity token",
	[SIPRESP_AMEND_PRIVACY] =
	    "stop hiding the caller, if the user agrees",
	[SIPRESP_AMEND_OUTBOUND] = "register without the outbound extension",
	[SIPRESP_AMEND_BREADTH] =
	    "fork to fewer places at once, or allow a larger Max-Breadth",
	[SIPRESP_AMEND_INFO_PACKAGE] =
	    "use an Info Package that the other side takes",
	[SIPRESP_AMEND_CONSENT] =
	    "obtain the permissions that are missing",
	[SIPRESP_AMEND_ENTITY_TAG] =
	    "leave the stale entity tag out, and publish afresh",
	[SIPRESP_AMEND_MEDIA] =
	    "offer other media in the session description",
	[SIPRESP_AMEND_EVENT] = "use an event package that the server has",
	[SIPRESP_AMEND_ENCRYPTION] =
	    "send it unencrypted, or with a key that the other side can read",
	[SIPRESP_AMEND_SECURITY] =
	    "use a security mechanism that the server lists",
	[SIPRESP_AMEND_MAX_FORWARDS] = "raise Max-Forwards",
	[SIPRESP_AMEND_PRECONDITION] = "offer other preconditions",
	[SIPRESP_AMEND_METHOD] = "use a method that the other side takes",
	[SIPRESP_AMEND_ACCEPT] = "accept other kinds of content",
	[SIPRESP_AMEND_PUSH] =
	    "register without the pn- parameters, or with another push service"
};

const char *
sipresp_action_text(enum sipresp_action action, const char *lang)
{
	(void)lang;	/* English is the only one so far */
	return (unsigned)action < sizeof action_texts / sizeof action_texts[0] ?
	    action_texts[action] : NULL;
}

const char *
sipresp_amend_text(enum sipresp_amend amend, const char *lang)
{
	(void)lang;
	return (unsigned)amend < SIPRESP_AMEND_COUNT ? amend_texts[amend] : NULL;
}
