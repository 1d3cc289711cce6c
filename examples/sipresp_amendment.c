/*
 * sipresp_amendment.c - what to change in a request, as sentences
 *
 * SPDX-License-Identifier: MIT
 */

#include <inttypes.h>

#include "sipresp_advice.h"
#include "sipresp_words.h"

/* The field whose values tell what to change it to. */
static const struct {
	enum sipresp_field	 field;
	const char		*unit;
} evidence[SIPRESP_AMEND_COUNT] = {
	[SIPRESP_AMEND_RESOURCE_PRIORITY] =
	    { SIPRESP_FIELD_ACCEPT_RESOURCE_PRIORITY, "" },
	[SIPRESP_AMEND_DROP_EXTENSIONS] = { SIPRESP_FIELD_UNSUPPORTED, "" },
	[SIPRESP_AMEND_ADD_EXTENSIONS] = { SIPRESP_FIELD_REQUIRE, "" },
	[SIPRESP_AMEND_SESSION_INTERVAL] = { SIPRESP_FIELD_MIN_SE, " s" },
	[SIPRESP_AMEND_EXPIRES] = { SIPRESP_FIELD_MIN_EXPIRES, " s" },
	[SIPRESP_AMEND_LOCATION] = { SIPRESP_FIELD_GEOLOCATION_ERROR, "" },
	[SIPRESP_AMEND_ALERT] = { SIPRESP_FIELD_ALERTMSG_ERROR, "" },
	[SIPRESP_AMEND_INFO_PACKAGE] = { SIPRESP_FIELD_RECV_INFO, "" },
	[SIPRESP_AMEND_CONSENT] = { SIPRESP_FIELD_PERMISSION_MISSING, "" },
	[SIPRESP_AMEND_EVENT] = { SIPRESP_FIELD_ALLOW_EVENTS, "" },
	[SIPRESP_AMEND_SECURITY] = { SIPRESP_FIELD_SECURITY_SERVER, "" },
	[SIPRESP_AMEND_METHOD] = { SIPRESP_FIELD_ALLOW, "" }
};

void
put_values(struct buffer *b, const struct sipresp_response *r,
    const char *separator, enum sipresp_field field, const char *unit)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_str value;
	uint32_t number;

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
    const struct sipresp_verdict *v, const struct sipresp_response *r,
    const char *lang)
{
	/* 416 refuses a scheme; Warning 381 of a 480 asks for SIPS (RFC 5630,
	 * section 5.1.1). */
	if (amend == SIPRESP_AMEND_URI_SCHEME) {
		buffer_text(b, v->status == 416 ? SAY_USE_SIP :
		    SAY_USE_SIPS);
		return;
	}
	buffer_text(b, words_or_name(sipresp_amend_text(amend, lang),
	    sipresp_amend_name(amend)));
	if (amend == SIPRESP_AMEND_CONTENT) {
		put_values(b, r, SAY_TYPES, SIPRESP_FIELD_ACCEPT, "");
		put_values(b, r, SAY_ENCODINGS,
		    SIPRESP_FIELD_ACCEPT_ENCODING, "");
		put_values(b, r, SAY_LANGUAGES,
		    SIPRESP_FIELD_ACCEPT_LANGUAGE, "");
	} else if (amend == SIPRESP_AMEND_EVENT && v->event.p != NULL) {
		buffer_text(b, ": ");
		buffer_value(b, v->event);
	} else if (evidence[amend].unit != NULL) {
		put_values(b, r, ": ", evidence[amend].field,
		    evidence[amend].unit);
	}
}
