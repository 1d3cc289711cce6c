/*
 * sipresp_amendment.c - what to change in a request, as sentences
 *
 * SPDX-License-Identifier: MIT
 */

#include <inttypes.h>

#include "sipresp_advice.h"

static const struct {
	const char		*text;
	enum sipresp_field	 field;		/* its values belong to it */
	const char		*unit;
} amendments[SIPRESP_AMEND_COUNT] = {
#define ONLY(text)		{ text, SIPRESP_FIELD_COUNT, "" }
#define WITH(text, field)	{ text, SIPRESP_FIELD_##field, "" }
#define SECONDS(text, field)	{ text, SIPRESP_FIELD_##field, " s" }
	[SIPRESP_AMEND_BODY] =
	    ONLY("leave the body out, or make it smaller"),
	[SIPRESP_AMEND_CONTENT] =
	    ONLY("use content that the other side takes"),
	[SIPRESP_AMEND_URI_SCHEME] =
	    ONLY("use another URI scheme"),
	[SIPRESP_AMEND_RESOURCE_PRIORITY] =
	    WITH("use a Resource-Priority that is accepted, or do not require"
	    " one", ACCEPT_RESOURCE_PRIORITY),
	[SIPRESP_AMEND_DROP_EXTENSIONS] =
	    WITH("do not require these extensions", UNSUPPORTED),
	[SIPRESP_AMEND_ADD_EXTENSIONS] =
	    WITH("support these extensions, and say so in Supported", REQUIRE),
	[SIPRESP_AMEND_SESSION_INTERVAL] =
	    SECONDS("raise Session-Expires and Min-SE to what Min-SE asks for",
	    MIN_SE),
	[SIPRESP_AMEND_EXPIRES] =
	    SECONDS("raise the expiry to what Min-Expires asks for",
	    MIN_EXPIRES),
	[SIPRESP_AMEND_LOCATION] =
	    WITH("correct the location conveyed", GEOLOCATION_ERROR),
	[SIPRESP_AMEND_ALERT] =
	    WITH("leave the alert message out, or change it", ALERTMSG_ERROR),
	[SIPRESP_AMEND_IDENTITY] =
	    ONLY("add an Identity with a fresh date and a valid signature"),
	[SIPRESP_AMEND_REFERRED_BY] =
	    ONLY("add a Referred-By with a valid identity token"),
	[SIPRESP_AMEND_PRIVACY] =
	    ONLY("stop hiding the caller, if the user agrees"),
	[SIPRESP_AMEND_OUTBOUND] =
	    ONLY("register without the outbound extension"),
	[SIPRESP_AMEND_BREADTH] =
	    ONLY("fork to fewer places at once, or allow a larger"
	    " Max-Breadth"),
	[SIPRESP_AMEND_INFO_PACKAGE] =
	    WITH("use an Info package that the other side takes", RECV_INFO),
	[SIPRESP_AMEND_CONSENT] =
	    WITH("obtain the permissions that are missing",
	    PERMISSION_MISSING),
	[SIPRESP_AMEND_ENTITY_TAG] =
	    ONLY("leave the stale entity tag out, and publish afresh"),
	[SIPRESP_AMEND_MEDIA] =
	    ONLY("offer other media in the session description"),
	[SIPRESP_AMEND_EVENT] =
	    ONLY("use an event package that the server has"),
	[SIPRESP_AMEND_ENCRYPTION] =
	    ONLY("send it unencrypted, or with a key that the other side can"
	    " read"),
	[SIPRESP_AMEND_SECURITY] =
	    WITH("use a security mechanism that the server lists",
	    SECURITY_SERVER),
	[SIPRESP_AMEND_MAX_FORWARDS] =
	    ONLY("raise Max-Forwards"),
	[SIPRESP_AMEND_PRECONDITION] =
	    ONLY("offer other preconditions"),
	[SIPRESP_AMEND_METHOD] =
	    WITH("use a method that the other side takes", ALLOW),
	[SIPRESP_AMEND_ACCEPT] =
	    ONLY("accept other kinds of content"),
	[SIPRESP_AMEND_PUSH] =
	    ONLY("register without the pn- parameters, or with another push"
	    " service")
};

void
put_values(struct buffer *b, const struct sipresp_response *r,
    const char *separator, enum sipresp_field field, const char *unit)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_str value;
	uint32_t number;

	if (field == SIPRESP_FIELD_COUNT)
		return;
	if (sipresp_number(r, field, &number) == 0)
		buffer_format(b, "%s%" PRIu32 "%s", separator, number, unit);
	while (sipresp_next_value(r, field, &cursor, &value)) {
		buffer_text(b, separator);
		buffer_value(b, value);
		separator = ", ";
	}
}

void
put_amendment(struct buffer *b, enum sipresp_amend amend,
    const struct sipresp_verdict *v, const struct sipresp_response *r)
{
	/* 416 refuses a scheme; Warning 381 of a 480 asks for SIPS (RFC 5630,
	 * section 5.1.1). */
	if (amend == SIPRESP_AMEND_URI_SCHEME) {
		buffer_text(b, v->status == 416 ? "use a sip: URI" :
		    "use a sips: URI");
		return;
	}
	buffer_text(b, amendments[amend].text);
	if (amend == SIPRESP_AMEND_CONTENT) {
		put_values(b, r, "; types: ", SIPRESP_FIELD_ACCEPT, "");
		put_values(b, r, "; encodings: ",
		    SIPRESP_FIELD_ACCEPT_ENCODING, "");
		put_values(b, r, "; languages: ",
		    SIPRESP_FIELD_ACCEPT_LANGUAGE, "");
	} else if (amend == SIPRESP_AMEND_EVENT && v->event.p != NULL) {
		buffer_text(b, ": ");
		buffer_value(b, v->event);
	} else if (amend == SIPRESP_AMEND_EVENT) {
		put_values(b, r, ": ", SIPRESP_FIELD_ALLOW_EVENTS, "");
	} else {
		put_values(b, r, ": ", amendments[amend].field,
		    amendments[amend].unit);
	}
}
