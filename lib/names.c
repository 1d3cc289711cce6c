/*
 * names.c - the names of values: versions, actions and the rest
 *
 * SPDX-License-Identifier: MIT
 */

#include <stddef.h>

#include "sipresp.h"

#define STR(x)		STR_(x)
#define STR_(x)		#x

const char *
sipresp_version(void)
{
	return STR(SIPRESP_VERSION_MAJOR) "." STR(SIPRESP_VERSION_MINOR) "."
	    STR(SIPRESP_VERSION_PATCH);
}

/* Texts in rows, not pointers to texts: see lookup.c. */
#define NAME_OF(table, value)						\
	((size_t)(value) < sizeof (table) / sizeof (table)[0] ?		\
	    (table)[value] : NULL)

const char *
sipresp_class_name(enum sipresp_class class_)
{
	static const char names[][16] = {
		[SIPRESP_CLASS_NONE] = "none",
		[SIPRESP_CLASS_PROVISIONAL] = "provisional",
		[SIPRESP_CLASS_SUCCESS] = "success",
		[SIPRESP_CLASS_REDIRECTION] = "redirection",
		[SIPRESP_CLASS_CLIENT_FAILURE] = "client_failure",
		[SIPRESP_CLASS_SERVER_FAILURE] = "server_failure",
		[SIPRESP_CLASS_GLOBAL_FAILURE] = "global_failure"
	};

	return NAME_OF(names, class_);
}

const char *
sipresp_source_name(enum sipresp_source source)
{
	static const char names[][16] = {
		[SIPRESP_SOURCE_PEER] = "peer",
		[SIPRESP_SOURCE_TIMEOUT] = "timeout",
		[SIPRESP_SOURCE_TRANSPORT_ERROR] = "transport_error"
	};

	return NAME_OF(names, source);
}

const char *
sipresp_action_name(enum sipresp_action action)
{
	static const char names[][16] = {
		[SIPRESP_ACTION_NONE] = "none",
		[SIPRESP_ACTION_WAIT] = "wait",
		[SIPRESP_ACTION_DONE] = "done",
		[SIPRESP_ACTION_REDIRECT] = "redirect",
		[SIPRESP_ACTION_USE_PROXY] = "use_proxy",
		[SIPRESP_ACTION_AUTHENTICATE] = "authenticate",
		[SIPRESP_ACTION_AMEND] = "amend",
		[SIPRESP_ACTION_RETRY] = "retry",
		[SIPRESP_ACTION_FAILOVER] = "failover",
		[SIPRESP_ACTION_PROBE] = "probe",
		[SIPRESP_ACTION_ASK_USER] = "ask_user",
		[SIPRESP_ACTION_GIVE_UP] = "give_up",
		[SIPRESP_ACTION_DISCARD] = "discard"
	};

	return NAME_OF(names, action);
}

const char *
sipresp_level_name(enum sipresp_level level)
{
	static const char names[][8] = {
		[SIPRESP_LEVEL_NONE] = "none",
		[SIPRESP_LEVEL_MAY] = "may",
		[SIPRESP_LEVEL_SHOULD] = "should",
		[SIPRESP_LEVEL_MUST] = "must"
	};

	return NAME_OF(names, level);
}

const char *
sipresp_scope_name(enum sipresp_scope scope)
{
	static const char names[][16] = {
		[SIPRESP_SCOPE_NONE] = "none",
		[SIPRESP_SCOPE_EARLY_DIALOG] = "early_dialog",
		[SIPRESP_SCOPE_TRANSACTION] = "transaction",
		[SIPRESP_SCOPE_USAGE] = "usage",
		[SIPRESP_SCOPE_DIALOG] = "dialog"
	};

	return NAME_OF(names, scope);
}

const char *
sipresp_future_name(enum sipresp_future future)
{
	static const char names[][8] = {
		[SIPRESP_FUTURE_KEEP] = "keep",
		[SIPRESP_FUTURE_REPLACE] = "replace",
		[SIPRESP_FUTURE_CACHE] = "cache",
		[SIPRESP_FUTURE_FORGET] = "forget"
	};

	return NAME_OF(names, future);
}

const char *
sipresp_amend_name(enum sipresp_amend amend)
{
	static const char names[][20] = {
		[SIPRESP_AMEND_BODY] = "body",
		[SIPRESP_AMEND_CONTENT] = "content",
		[SIPRESP_AMEND_URI_SCHEME] = "uri_scheme",
		[SIPRESP_AMEND_RESOURCE_PRIORITY] = "resource_priority",
		[SIPRESP_AMEND_DROP_EXTENSIONS] = "drop_extensions",
		[SIPRESP_AMEND_ADD_EXTENSIONS] = "add_extensions",
		[SIPRESP_AMEND_SESSION_INTERVAL] = "session_interval",
		[SIPRESP_AMEND_EXPIRES] = "expires",
		[SIPRESP_AMEND_LOCATION] = "location",
		[SIPRESP_AMEND_ALERT] = "alert",
		[SIPRESP_AMEND_IDENTITY] = "identity",
		[SIPRESP_AMEND_REFERRED_BY] = "referred_by",
		[SIPRESP_AMEND_PRIVACY] = "privacy",
		[SIPRESP_AMEND_OUTBOUND] = "outbound",
		[SIPRESP_AMEND_BREADTH] = "breadth",
		[SIPRESP_AMEND_INFO_PACKAGE] = "info_package",
		[SIPRESP_AMEND_CONSENT] = "consent",
		[SIPRESP_AMEND_ENTITY_TAG] = "entity_tag",
		[SIPRESP_AMEND_MEDIA] = "media",
		[SIPRESP_AMEND_EVENT] = "event",
		[SIPRESP_AMEND_ENCRYPTION] = "encryption",
		[SIPRESP_AMEND_SECURITY] = "security",
		[SIPRESP_AMEND_MAX_FORWARDS] = "max_forwards",
		[SIPRESP_AMEND_PRECONDITION] = "precondition",
		[SIPRESP_AMEND_METHOD] = "method",
		[SIPRESP_AMEND_ACCEPT] = "accept",
		[SIPRESP_AMEND_PUSH] = "push"
	};

	return NAME_OF(names, amend);
}

const char *
sipresp_fork_step_name(enum sipresp_fork_step_kind step)
{
	static const char names[][8] = {
		[SIPRESP_FORK_FORWARD] = "forward",
		[SIPRESP_FORK_HOLD] = "hold",
		[SIPRESP_FORK_RECURSE] = "recurse",
		[SIPRESP_FORK_ABSORB] = "absorb"
	};

	return NAME_OF(names, step);
}

const char *
sipresp_party_name(enum sipresp_party party)
{
	switch (party) {
	case SIPRESP_PARTY_CALLER:
		return "caller";
	case SIPRESP_PARTY_CALLEE:
		return "callee";
	case SIPRESP_PARTY_OPERATOR:
		return "operator";
	case SIPRESP_PARTY_NETWORK:
		return "network";
	case SIPRESP_PARTY_POLICY:
		return "policy";
	}
	return NULL;
}

const char *
sipresp_certainty_name(enum sipresp_certainty certainty)
{
	static const char names[][12] = {
		[SIPRESP_CERTAINTY_NONE] = "none",
		[SIPRESP_CERTAINTY_POSSIBLE] = "possible",
		[SIPRESP_CERTAINTY_LIKELY] = "likely",
		[SIPRESP_CERTAINTY_CERTAIN] = "certain"
	};

	return NAME_OF(names, certainty);
}
