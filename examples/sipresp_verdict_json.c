/*
 * sipresp_verdict_json.c - a verdict, as JSON
 *
 * SPDX-License-Identifier: MIT
 */

#include <string.h>
#include <strings.h>

#include "sipresp_buffer.h"
#include "sipresp_json.h"
#include "sipresp_verdict.h"

static void
put_name(const char *key, const char *name)
{
	json_key(key);
	json_name(name);
}

static void
put_amend(unsigned amend)
{
	json_key("amend");
	json_open('[');
	for (unsigned i = 0; i < SIPRESP_AMEND_COUNT; i++)
		if (amend >> i & 1)
			json_name(sipresp_amend_name((enum sipresp_amend)i));
	json_close(']');
}

static void
put_send(unsigned send)
{
	static const char names[][8] = { "ack", "prack", "bye", "cancel" };

	json_key("send");
	json_open('[');
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (send >> i & 1)
			json_name(names[i]);
	json_close(']');
}

static void
put_times(const struct sipresp_verdict *v)
{
	json_key("wait_ms");
	if (v->has_wait) {
		json_open('[');
		json_number(v->wait_min_ms);
		json_number(v->wait_max_ms);
		json_close(']');
	} else {
		json_absent();
	}
	json_key("quarantine_s");
	if (v->quarantine_s > 0)
		json_number(v->quarantine_s);
	else
		json_absent();
}

static void
put_target(const struct sipresp_target *target)
{
	struct buffer uri = { .p = NULL };
	struct sipresp_str headers;
	size_t len = sipresp_request_uri(target->uri, NULL, 0, &headers);

	buffer_reserve(&uri, len);
	uri.len = sipresp_request_uri(target->uri, uri.p, len + 1, NULL);

	json_open('{');
	json_key("uri");
	json_value(target->uri);
	json_key("request_uri");
	json_value((struct sipresp_str){ uri.p, uri.len });
	json_key("headers");
	json_value(headers);
	json_key("q");
	json_thousandths(target->q);
	json_key("expires");
	if (target->has_expires)
		json_number(target->expires_s);
	else
		json_absent();
	json_key("insecure");
	json_bool(target->insecure);
	json_close('}');
	buffer_free(&uri);
}

/* "auth, auth-int" as a list. */
static void
put_qop(struct sipresp_str quoted)
{
	struct buffer plain = { .p = NULL };
	const char *p;

	json_key("qop");
	if (quoted.p == NULL) {
		json_absent();
		return;
	}
	buffer_unquoted(&plain, quoted);
	json_open('[');
	for (p = plain.p; p < plain.p + plain.len; ) {
		size_t len;

		p += strspn(p, ", \t");
		len = strcspn(p, ", \t");
		if (len == 0)
			break;
		json_bytes(p, len);
		p += len;
	}
	json_close(']');
	buffer_free(&plain);
}

static void
put_quoted(const char *key, struct sipresp_str quoted)
{
	json_key(key);
	json_quoted(quoted);
}

static void
put_challenge(const struct sipresp_challenge *c, bool chosen)
{
	json_open('{');
	put_quoted("scheme", c->scheme);
	put_quoted("realm", c->realm);
	put_quoted("algorithm", c->algorithm);
	put_qop(c->qop);
	put_quoted("nonce", c->nonce);
	put_quoted("opaque", c->opaque);
	json_key("stale");
	if (c->stale.p != NULL)
		json_bool(c->is_stale);
	else
		json_absent();
	json_key("proxy");
	json_bool(c->proxy);
	json_key("chosen");
	json_bool(chosen);
	if (c->scheme.len == 6 && strncasecmp(c->scheme.p, "Bearer", 6) == 0) {
		put_quoted("authz_server", c->authz_server);
		put_quoted("scope", c->scope);
		put_quoted("error", c->error);
	}
	json_close('}');
}

static void
put_challenges(const struct sipresp_verdict *v,
    const struct sipresp_response *r)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_challenge challenge;
	unsigned i;

	json_key("challenges");
	json_open('[');
	for (i = 0; sipresp_next_challenge(r, &cursor, &challenge); i++)
		put_challenge(&challenge, i < 64 && (v->chosen >> i & 1));
	json_close(']');
}

/* All keys, in the order in which the manual has them. */
void
json_verdict(const struct sipresp_verdict *v,
    const struct sipresp_response *r, const char *lang)
{
	const int row = sipresp_lookup(v->status) != NULL ? v->status :
	    v->treated_as;

	json_open('{');
	json_key("status");
	json_number((uint64_t)v->status);
	json_key("treated_as");
	json_number((uint64_t)v->treated_as);
	put_name("source", sipresp_source_name(v->source));
	put_name("class", sipresp_class_name(v->class_));
	put_name("action", sipresp_action_name(v->action));
	put_name("fallback", v->fallback == SIPRESP_ACTION_NONE ? NULL :
	    sipresp_action_name(v->fallback));
	put_name("level", sipresp_level_name(v->level));
	put_amend(v->amend);
	put_send(v->send);
	put_name("scope", sipresp_scope_name(v->scope));
	put_name("future", sipresp_future_name(v->future));
	put_times(v);
	json_key("targets");
	json_open('[');
	for (uint32_t i = 0; i < v->target_count; i++)
		put_target(&v->targets[i]);
	json_close(']');
	put_challenges(v, r);
	json_key("event");
	json_value(v->event);
	json_key("fields");
	json_fields(r);
	put_name("rule", v->rule);
	put_name("reference", v->reference);
	put_name("why", sipresp_translate(v->why, lang));
	put_name("remedy", sipresp_text(row, SIPRESP_TEXT_REMEDY, lang));
	json_close('}');
	json_end();
}
