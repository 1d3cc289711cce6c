/*
 * sipresp_fields_json.c - the header values a decision rests on, as JSON
 *
 * SPDX-License-Identifier: MIT
 */

#include <string.h>
#include <strings.h>

#include "sipresp_json.h"
#include "sipresp_verdict.h"

static bool
is_present(const struct sipresp_response *r, enum sipresp_field field)
{
	return r->present >> field & 1;
}

/* Nothing is written for what is absent or malformed. */
static void
put_number(const struct sipresp_response *r, const char *key,
    enum sipresp_field field)
{
	uint32_t n;

	if (sipresp_number(r, field, &n) == 0) {
		json_key(key);
		json_number(n);
	}
}

/* A field that is there and empty is an empty list. */
static void
put_list(const struct sipresp_response *r, const char *key,
    enum sipresp_field field)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_str value;

	if (!is_present(r, field))
		return;
	json_key(key);
	json_open('[');
	while (sipresp_next_value(r, field, &cursor, &value))
		json_value(value);
	json_close(']');
}

/* delta-seconds, saturated (RFC 3261, section 20.19). */
static void
put_duration(const struct sipresp_response *r)
{
	struct sipresp_str value;
	uint64_t n = 0;

	if (sipresp_parameter(r, SIPRESP_FIELD_RETRY_AFTER, "duration",
	    &value) != 0 || value.len == 0)
		return;
	for (size_t i = 0; i < value.len; i++) {
		if (value.p[i] < '0' || value.p[i] > '9')
			return;
		n = n * 10 + (uint64_t)(value.p[i] - '0');
		if (n > UINT32_MAX)
			n = UINT32_MAX;
	}
	json_key("retry_after_duration");
	json_number(n);
}

/* RFC 4028, section 4: "uac" or "uas". */
static void
put_refresher(const struct sipresp_response *r)
{
	struct sipresp_str value;

	if (sipresp_parameter(r, SIPRESP_FIELD_SESSION_EXPIRES, "refresher",
	    &value) != 0 || value.len != 3 ||
	    (strncasecmp(value.p, "uac", 3) != 0 &&
	    strncasecmp(value.p, "uas", 3) != 0))
		return;
	json_key("refresher");
	json_value(value);
}

static void
put_warnings(const struct sipresp_response *r)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_warning warning;

	if (!is_present(r, SIPRESP_FIELD_WARNING))
		return;
	json_key("warning");
	json_open('[');
	while (sipresp_next_warning(r, &cursor, &warning)) {
		json_open('{');
		json_key("code");
		json_number((uint64_t)warning.code);
		json_key("agent");
		json_value(warning.agent);
		json_key("text");
		json_quoted(warning.text);
		json_close('}');
	}
	json_close(']');
}

static void
put_reasons(const struct sipresp_response *r)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_reason reason;

	if (!is_present(r, SIPRESP_FIELD_REASON))
		return;
	json_key("reason");
	json_open('[');
	while (sipresp_next_reason(r, &cursor, &reason)) {
		json_open('{');
		json_key("protocol");
		json_value(reason.protocol);
		json_key("cause");
		if (reason.cause >= 0)
			json_number((uint64_t)reason.cause);
		else
			json_absent();
		json_key("text");
		json_quoted(reason.text);
		json_key("location");
		json_quoted(reason.location);
		json_close('}');
	}
	json_close(']');
}

/* RFC 3903, section 11.3: an entity tag is a token. */
static bool
is_token(struct sipresp_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= 'a' && c <= 'z') &&
		    (c == '\0' || strchr("-.!%*_+`'~", c) == NULL))
			return false;
	}
	return s.len > 0;
}

static void
put_texts(const struct sipresp_response *r)
{
	struct sipresp_str value;

	if (sipresp_field_text(r, SIPRESP_FIELD_SIP_ETAG, &value) == 0 &&
	    is_token(value)) {
		json_key("etag");
		json_value(value);
	}
	if (sipresp_redress(r, &value) == 0) {
		json_key("redress");
		json_quoted(value);
	}
	if (sipresp_retry_after_comment(r, &value) == 0) {
		json_key("retry_after_comment");
		json_quoted(value);
	}
}

static void
put_body(const struct sipresp_response *r)
{
	struct sipresp_str type;

	if (r->body_size == 0)
		return;
	if (sipresp_field_text(r, SIPRESP_FIELD_CONTENT_TYPE, &type) != 0)
		type = (struct sipresp_str){ NULL, 0 };
	json_key("body");
	json_open('{');
	json_key("type");
	json_value(type);
	json_key("length");
	json_number(r->body_size);
	json_close('}');
}

static void
put_overload(const struct sipresp_response *r)
{
	struct sipresp_overload overload;

	if (sipresp_read_overload(r, &overload) != 0)
		return;
	json_key("overload");
	json_open('{');
	json_key("oc");
	if (overload.has_oc)
		json_number(overload.oc);
	else
		json_absent();
	json_key("validity");
	if (overload.has_validity)
		json_number(overload.validity_ms);
	else
		json_absent();
	json_key("algo");
	json_quoted(overload.algo);
	json_key("seq");
	json_quoted(overload.seq);
	json_close('}');
}

void
json_fields(const struct sipresp_response *r)
{
	json_open('{');
	put_number(r, "retry_after", SIPRESP_FIELD_RETRY_AFTER);
	put_duration(r);
	put_number(r, "min_expires", SIPRESP_FIELD_MIN_EXPIRES);
	put_number(r, "min_se", SIPRESP_FIELD_MIN_SE);
	put_number(r, "expires", SIPRESP_FIELD_EXPIRES);
	put_number(r, "session_expires", SIPRESP_FIELD_SESSION_EXPIRES);
	put_refresher(r);
	put_number(r, "rseq", SIPRESP_FIELD_RSEQ);
	put_list(r, "allow", SIPRESP_FIELD_ALLOW);
	put_list(r, "allow_events", SIPRESP_FIELD_ALLOW_EVENTS);
	put_list(r, "unsupported", SIPRESP_FIELD_UNSUPPORTED);
	put_list(r, "require", SIPRESP_FIELD_REQUIRE);
	put_list(r, "supported", SIPRESP_FIELD_SUPPORTED);
	put_list(r, "accept", SIPRESP_FIELD_ACCEPT);
	put_list(r, "accept_encoding", SIPRESP_FIELD_ACCEPT_ENCODING);
	put_list(r, "accept_language", SIPRESP_FIELD_ACCEPT_LANGUAGE);
	put_list(r, "accept_resource_priority",
	    SIPRESP_FIELD_ACCEPT_RESOURCE_PRIORITY);
	put_list(r, "recv_info", SIPRESP_FIELD_RECV_INFO);
	put_list(r, "permission_missing", SIPRESP_FIELD_PERMISSION_MISSING);
	put_list(r, "security_server", SIPRESP_FIELD_SECURITY_SERVER);
	put_warnings(r);
	put_reasons(r);
	put_list(r, "error_info", SIPRESP_FIELD_ERROR_INFO);
	put_number(r, "geolocation_error", SIPRESP_FIELD_GEOLOCATION_ERROR);
	put_number(r, "alert_msg_error", SIPRESP_FIELD_ALERTMSG_ERROR);
	put_texts(r);
	put_body(r);
	put_overload(r);
	json_close('}');
}
