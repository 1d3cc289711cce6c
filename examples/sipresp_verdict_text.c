/*
 * sipresp_verdict_text.c - a verdict, for people
 *
 * SPDX-License-Identifier: MIT
 */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "sipresp_advice.h"
#include "sipresp_buffer.h"
#include "sipresp_page.h"
#include "sipresp_verdict.h"
#include "sipresp_words.h"

/* Labels begin here, and what they are about there. */
#define LABEL	2
#define TEXT	16

/* One row of the report, if there is anything to say, as a sentence. */
static void
print_row(const struct terminal *t, const char *label, struct buffer *b)
{
	if (b->len > 0 && b->p[0] >= 'a' && b->p[0] <= 'z')
		b->p[0] = (char)(b->p[0] - 'a' + 'A');
	if (b->len > 0)
		print_item(t, LABEL, TEXT, label, STYLE_BOLD, b->p);
	buffer_clear(b);
}

/* A row that is an item of a list; only the first has a label. */
static void
print_entry(const struct terminal *t, const char *label, const char *mark,
    struct buffer *b)
{
	const int hang = TEXT + (int)strlen(mark) + 1;

	printf("%*s", LABEL, "");
	print_styled(t, STYLE_BOLD, label);
	printf("%*s%s ", TEXT - LABEL - text_width(label, strlen(label)), "",
	    mark);
	print_hanging(t, hang, b->p);
	buffer_clear(b);
}

/* "486 Busy Here, in answer to INVITE" */
static void
print_status(const struct terminal *t, const struct sipresp_verdict *v,
    const struct sipresp_response *r, struct buffer *b)
{
	const char *phrase = sipresp_phrase(v->status);

	buffer_format(b, "%d ", v->status);
	if (r->phrase.len > 0)
		buffer_value(b, r->phrase);
	else if (phrase != NULL)
		buffer_text(b, phrase);
	print_styled(t, class_style(v->status), b->p);
	buffer_clear(b);

	if (r->method.len > 0) {
		buffer_text(b, v->source == SIPRESP_SOURCE_PEER ?
		    SAY_IN_ANSWER_TO : SAY_FOR);
		buffer_value(b, r->method);
	}
	if (v->source == SIPRESP_SOURCE_TIMEOUT)
		buffer_text(b, SAY_NOT_ANSWERED);
	if (v->source == SIPRESP_SOURCE_TRANSPORT_ERROR)
		buffer_text(b, SAY_NOT_SENT);
	print_styled(t, STYLE_DIM, b->p);
	putchar('\n');
	buffer_clear(b);
}

/* Where the code is not what it seems. */
static void
print_treatment(const struct terminal *t, const struct sipresp_verdict *v,
    const struct sipresp_response *r, struct buffer *b)
{
	const struct sipresp_info *info = sipresp_lookup(v->status);
	const char *phrase = sipresp_phrase(v->status);

	if (info != NULL && r->phrase.len > 0 &&
	    (strlen(phrase) != r->phrase.len ||
	    strncasecmp(phrase, r->phrase.p, r->phrase.len) != 0))
		buffer_format(b, "%d %s%s.", v->status, phrase,
		    info->origin == SIPRESP_ORIGIN_REGISTERED ? "" :
		    info->origin == SIPRESP_ORIGIN_VENDOR ? SAY_BUT_VENDORS :
		    SAY_BUT_HISTORIC);
	print_row(t, SAY_KNOWN_AS, b);
	if (v->treated_as != v->status)
		buffer_format(b, SAY_AS_NOT_REGISTERED, v->treated_as,
		    sipresp_phrase(v->treated_as), v->status);
	print_row(t, SAY_COUNTS_AS, b);
}

static void
print_amendments(const struct terminal *t, const struct sipresp_verdict *v,
    const struct sipresp_response *r, const char *lang, struct buffer *b)
{
	const char *label = SAY_CHANGE;

	for (unsigned i = 0; i < SIPRESP_AMEND_COUNT; i++)
		if (v->amend >> i & 1) {
			put_amendment(b, (enum sipresp_amend)i, v, r, lang);
			buffer_text(b, ".");
			print_row(t, label, b);
			label = "";
		}
}

/* "0.7", from thousandths. */
static void
put_q(struct buffer *b, unsigned q)
{
	unsigned rest = q % 1000, digits = 3;

	for (; digits > 1 && rest % 10 == 0; digits--)
		rest /= 10;
	buffer_format(b, ", q %u.%0*u", q / 1000, (int)digits, rest);
}

static void
put_target(struct buffer *b, const struct sipresp_target *target)
{
	struct buffer uri = { .p = NULL };
	struct sipresp_str headers;
	size_t len = sipresp_request_uri(target->uri, NULL, 0, &headers);

	buffer_reserve(&uri, len);
	uri.len = sipresp_request_uri(target->uri, uri.p, len + 1, NULL);
	buffer_value(b, (struct sipresp_str){ uri.p, uri.len });
	buffer_free(&uri);

	if (target->q != 1000)
		put_q(b, target->q);
	if (target->has_expires) {
		buffer_text(b, SAY_FOR);
		put_seconds(b, target->expires_s);
	}
	put_uri_headers(b, headers);
	if (target->insecure)
		buffer_text(b, SAY_NOT_SIPS);
}

static void
print_targets(const struct terminal *t, const struct sipresp_verdict *v,
    struct buffer *b)
{
	char mark[16];

	for (uint32_t i = 0; i < v->target_count; i++) {
		put_target(b, &v->targets[i]);
		(void)snprintf(mark, sizeof mark, "%" PRIu32 ".", i + 1);
		print_entry(t, i == 0 ? SAY_TARGETS : "", mark, b);
	}
}

static void
put_parameter(struct buffer *b, const char *name, struct sipresp_str value)
{
	if (value.p == NULL)
		return;
	buffer_format(b, ", %s ", name);
	buffer_quoted_value(b, value);
}

static void
put_challenge(struct buffer *b, const struct sipresp_challenge *c)
{
	buffer_value(b, c->scheme);
	if (c->algorithm.p != NULL) {
		buffer_text(b, " ");
		buffer_quoted_value(b, c->algorithm);
	} else if (c->auth == SIPRESP_AUTH_MD5) {
		buffer_text(b, " MD5");
	}
	if (c->realm.p != NULL) {
		buffer_text(b, SAY_REALM);
		buffer_quoted_value(b, c->realm);
		buffer_text(b, "\"");
	}
	put_parameter(b, "qop", c->qop);
	put_parameter(b, SAY_AUTHZ_SERVER, c->authz_server);
	put_parameter(b, "scope", c->scope);
	put_parameter(b, "error", c->error);
	if (c->is_stale)
		buffer_text(b, SAY_STALE);
	if (c->proxy)
		buffer_text(b, SAY_FROM_PROXY);
}

static void
print_challenges(const struct terminal *t, const struct sipresp_verdict *v,
    const struct sipresp_response *r, struct buffer *b)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_challenge c;

	for (unsigned i = 0; sipresp_next_challenge(r, &cursor, &c); i++) {
		put_challenge(b, &c);
		print_entry(t, i == 0 ? SAY_CHALLENGES : "",
		    i < 64 && (v->chosen >> i & 1) ? "[x]" : "[ ]", b);
	}
}

/* Does the catalogue tell to look at this field for this code? */
static bool
is_of_interest(int code, enum sipresp_field field, const char *lang)
{
	const char *lines = sipresp_text(code, SIPRESP_TEXT_FIELDS, lang);
	const char *name = sipresp_field_name(field);
	struct sipresp_str line;

	switch (field) {
	case SIPRESP_FIELD_RETRY_AFTER:
	case SIPRESP_FIELD_WARNING:
	case SIPRESP_FIELD_REASON:
	case SIPRESP_FIELD_ERROR_INFO:
		return true;
	case SIPRESP_FIELD_VIA:
	case SIPRESP_FIELD_CSEQ:
	case SIPRESP_FIELD_CONTACT:
	case SIPRESP_FIELD_WWW_AUTHENTICATE:
	case SIPRESP_FIELD_PROXY_AUTHENTICATE:
		return false;	/* shown elsewhere, or of no interest */
	default:
		break;
	}
	while (next_line(&lines, &line))
		if (line.len > strlen(name) &&
		    strncmp(line.p, name, strlen(name)) == 0 &&
		    line.p[strlen(name)] == ':')
			return true;
	return false;
}

/*
 * One line of the message.  Lists are set anew, all lines of a field in one,
 * because they often come without a space to wrap at.
 */
static void
put_evidence(struct buffer *b, const struct sipresp_response *r, uint32_t i)
{
	const enum sipresp_field field = (enum sipresp_field)r->lines[i].field;
	struct sipresp_str value = { r->lines[i].value, r->lines[i].len };
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_str member;

	if (sipresp_next_value(r, field, &cursor, &member)) {
		while (i-- > 0)
			if (r->lines[i].field == (uint32_t)field)
				return;
		buffer_text(b, sipresp_field_name(field));
		put_values(b, r, ": ", field, "");
		return;
	}
	while (value.len > 0 && (*value.p == ' ' || *value.p == '\t')) {
		value.p++;
		value.len--;
	}
	buffer_format(b, "%s: ", sipresp_field_name(field));
	buffer_value(b, value);
}

/* What the numbers in Warning say. */
static void
print_warnings(const struct terminal *t, const struct sipresp_response *r,
    const char *lang, struct buffer *b)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_warning warning;
	const char *label = SAY_THAT_MEANS;

	while (sipresp_next_warning(r, &cursor, &warning)) {
		const char *text = sipresp_warning_text(warning.code, lang);

		if (text == NULL)
			continue;
		buffer_format(b, "%d: %s", warning.code, text);
		print_row(t, label, b);
		label = "";
	}
}

static void
print_evidence(const struct terminal *t, const struct sipresp_verdict *v,
    const struct sipresp_response *r, const char *lang, struct buffer *b)
{
	const char *label = SAY_PEER_SAYS;

	for (uint32_t i = 0; i < r->line_count; i++) {
		if (!is_of_interest(v->treated_as,
		    (enum sipresp_field)r->lines[i].field, lang))
			continue;
		put_evidence(b, r, i);
		if (b->len > 0) {
			print_row(t, label, b);
			label = "";
		}
	}
	print_warnings(t, r, lang, b);
}

/* Only where something went wrong. */
static void
print_remedy(const struct terminal *t, const struct sipresp_verdict *v,
    const char *lang, struct buffer *b)
{
	const char *lines = sipresp_text(sipresp_lookup(v->status) != NULL ?
	    v->status : v->treated_as, SIPRESP_TEXT_REMEDY, lang);
	struct sipresp_str line;
	char mark[16];

	if (v->action == SIPRESP_ACTION_DONE ||
	    v->action == SIPRESP_ACTION_WAIT ||
	    v->action == SIPRESP_ACTION_DISCARD)
		return;
	putchar('\n');
	for (int i = 1; next_line(&lines, &line); i++) {
		buffer_bytes(b, line.p, line.len);
		(void)snprintf(mark, sizeof mark, "%d.", i);
		print_entry(t, i == 1 ? SAY_FIX : "", mark, b);
	}
}

void
print_verdict(const struct terminal *t, const struct sipresp_verdict *v,
    const struct sipresp_response *r, const struct asked *asked,
    const char *lang)
{
	struct buffer b = { .p = NULL };

	buffer_clear(&b);
	print_status(t, v, r, &b);
	print_treatment(t, v, r, &b);
	putchar('\n');

	put_advice(&b, v);
	print_row(t, SAY_TO_DO, &b);
	print_amendments(t, v, r, lang, &b);
	put_wait(&b, v);
	print_row(t, SAY_MOMENT, &b);
	print_targets(t, v, &b);
	put_renewal(&b, v);
	print_row(t, SAY_CARRY_OVER, &b);
	print_challenges(t, v, r, &b);
	put_owed(&b, v);
	print_row(t, SAY_ALSO_SEND, &b);
	put_quarantine(&b, v);
	print_row(t, SAY_KEEP_AWAY, &b);
	put_grant(&b, r, &asked->request);
	print_row(t, SAY_LASTS, &b);
	put_fallback(&b, v, r, asked, lang);
	print_row(t, SAY_FAILING_THAT, &b);
	put_next_time(&b, v, r, asked, lang);
	print_row(t, SAY_IF_REPEATED, &b);

	putchar('\n');
	buffer_text(&b, sipresp_translate(v->why, lang));
	if (b.len > 0)
		buffer_text(&b, " ");
	put_strength(&b, v);
	print_row(t, SAY_WHY, &b);
	print_evidence(t, v, r, lang, &b);
	put_overload(&b, r);
	print_row(t, SAY_LOAD, &b);
	put_ends(&b, v, r->method, asked->request.in_dialog);
	print_row(t, SAY_ENDS, &b);
	put_blame(&b, v);
	print_row(t, SAY_ACTS, &b);
	put_future(&b, v);
	print_row(t, SAY_FROM_NOW_ON, &b);

	print_remedy(t, v, lang, &b);
	buffer_free(&b);
}
