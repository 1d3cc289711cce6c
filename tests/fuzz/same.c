/*
 * same.c - what says the same is read the same, and decided the same
 *
 * A message is read by sipresp_parse(), by the same without SSE2, by a slow and
 * obvious reader, and field by field through sipresp_response_add(); and once
 * more with its header fields in another order, folded, in compact form and in
 * the other case (RFC 3261, section 7.3), and with white space around what
 * separates members and parameters (section 25.1: COMMA, SEMI).
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mutate.h"
#include "sipresp.h"
#include "slow.h"

/* The scan without SSE2, under other names. */
#define SIPRESP_PORTABLE
#define sipresp_parse		portable_parse
#define sipresp_field_name	portable_field_name
#define sipresp_response_init	portable_response_init
#define sipresp_response_add	portable_response_add
#define sipresp_response_local	portable_response_local
int portable_parse(struct sipresp_response *, const char *, size_t);
const char *portable_field_name(enum sipresp_field);
int portable_response_init(struct sipresp_response *, int, struct sipresp_str);
int portable_response_add(struct sipresp_response *, struct sipresp_str,
    struct sipresp_str);
int portable_response_local(struct sipresp_response *, enum sipresp_source,
    struct sipresp_str);
#include "../../lib/parse.c"
#undef sipresp_parse
#undef sipresp_field_name
#undef sipresp_response_init
#undef sipresp_response_add
#undef sipresp_response_local

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)	do { if (!(condition)) abort(); } while (0)

static bool
same_slice(struct sipresp_str a, struct sipresp_str b)
{
	return (a.p == NULL) == (b.p == NULL) && a.len == b.len &&
	    (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

static void
must_be_slow(const struct sipresp_response *r, const struct slow *slow,
    const char *msg)
{
	uint64_t present = 0, repeated = 0;

	MUST(r->code == slow->code);
	MUST(r->source == SIPRESP_SOURCE_PEER);
	MUST(r->phrase.p == slow->phrase.p && r->phrase.len == slow->phrase.len);
	MUST(r->method.p == slow->method.p && r->method.len == slow->method.len);
	MUST(r->header_size == slow->header_size);
	MUST(r->body_size == slow->body_size);
	MUST(r->line_count == (uint32_t)slow->line_count);
	for (int i = 0; i < slow->line_count; i++) {
		const struct slow_line *line = &slow->lines[i];

		MUST(r->lines[i].field == (uint32_t)line->field);
		MUST(r->lines[i].value == msg + line->value);
		MUST(r->lines[i].len == line->len);
		if (present >> line->field & 1)
			repeated |= 1ULL << line->field;
		else
			MUST(r->first[line->field] == i);
		present |= 1ULL << line->field;
	}
	MUST(r->present == present && r->repeated == repeated);
}

static void
must_be_equal(const struct sipresp_response *a,
    const struct sipresp_response *b)
{
	MUST(a->code == b->code && a->present == b->present);
	MUST(a->repeated == b->repeated);
	MUST(a->line_count == b->line_count);
	for (uint32_t i = 0; i < a->line_count; i++)
		MUST(a->lines[i].field == b->lines[i].field &&
		    a->lines[i].len == b->lines[i].len &&
		    a->lines[i].value == b->lines[i].value);
	MUST(same_slice(a->method, b->method));
}

static void
must_decide_alike(const struct sipresp_response *ra,
    const struct sipresp_response *rb)
{
	const struct sipresp_str packages[] = { { "presence", 8 }, { "mwi", 3 } };
	struct sipresp_request request = {
		.uri = { "sips:bob@example.com", 20 },
		.has_sent_expires = true, .sent_expires = 60,
		.events = packages, .event_count = 2
	};
	struct sipresp_verdict a, b;

	for (int in_dialog = 0; in_dialog <= 1; in_dialog++) {
		int error;

		request.in_dialog = in_dialog;
		error = sipresp_classify(&a, ra, &request, NULL);
		MUST(sipresp_classify(&b, rb, &request, NULL) == error);
		if (error != 0)
			continue;
		MUST(a.status == b.status && a.treated_as == b.treated_as &&
		    a.source == b.source && a.class_ == b.class_ &&
		    a.action == b.action && a.fallback == b.fallback &&
		    a.level == b.level && a.scope == b.scope &&
		    a.future == b.future && a.amend == b.amend &&
		    a.send == b.send && a.renew == b.renew &&
		    a.has_wait == b.has_wait &&
		    a.wait_min_ms == b.wait_min_ms &&
		    a.wait_max_ms == b.wait_max_ms &&
		    a.quarantine_s == b.quarantine_s && a.blame == b.blame &&
		    a.blame_certainty == b.blame_certainty &&
		    a.chosen == b.chosen && a.rule == b.rule &&
		    a.realm_count == b.realm_count &&
		    a.target_count == b.target_count);
		MUST(same_slice(a.event, b.event));
		for (uint32_t i = 0; i < a.realm_count; i++)
			MUST(a.realm_hash[i] == b.realm_hash[i]);
		for (uint32_t i = 0; i < a.target_count; i++)
			MUST(same_slice(a.targets[i].uri, b.targets[i].uri) &&
			    a.targets[i].q == b.targets[i].q &&
			    a.targets[i].has_expires == b.targets[i].has_expires &&
			    (!a.targets[i].has_expires ||
			    a.targets[i].expires_s == b.targets[i].expires_s) &&
			    a.targets[i].insecure == b.targets[i].insecure &&
			    a.targets[i].hash == b.targets[i].hash);
	}
}

/* As a host does that has parsed the message itself. */
static void
add_all(const struct sipresp_response *r)
{
	struct sipresp_response added;

	MUST(sipresp_response_init(&added, r->code, r->method) == 0);
	added.phrase = r->phrase;
	for (uint32_t i = 0; i < r->line_count; i++) {
		const char *name = sipresp_field_name(
		    (enum sipresp_field)r->lines[i].field);
		const struct sipresp_str value = {
			r->lines[i].value, r->lines[i].len
		};
		int error = sipresp_response_add(&added,
		    (struct sipresp_str){ name, strlen(name) }, value);

		if (error == SIPRESP_EHEADER) {
			/* A CR or NUL where none may be. */
			MUST(memchr(value.p, '\r', value.len) != NULL ||
			    memchr(value.p, '\0', value.len) != NULL);
			return;
		}
		MUST(error == 0);
	}
	must_be_equal(r, &added);
	added.body_size = r->body_size;
	must_decide_alike(r, &added);
}

/* One header field, its folds with it. */
struct unit {
	size_t	begin, name_end, value, end;
	int	field;
};

#define MAX_UNITS	64
#define ROOM		(1 << 16)

/* Of what may go before or behind another without saying anything else. */
static int
group_of(const struct unit *unit)
{
	return unit->field == SIPRESP_FIELD_PROXY_AUTHENTICATE ?
	    (int)SIPRESP_FIELD_WWW_AUTHENTICATE : unit->field;
}

static int
find_units(struct unit *units, const struct slow *slow, const char *msg)
{
	size_t at = slow->status_end, end;
	int count = 0;

	for (; at < slow->header_size; at = end) {
		struct unit *unit = &units[count];

		end = slow_line_end(msg, slow->header_size, at);
		if (end == slow->header_size)
			break;
		if (slow_blank(msg[at])) {
			if (count > 0)
				units[count - 1].end = end;
			continue;
		}
		if (count == MAX_UNITS)
			return 0;
		unit->begin = at;
		unit->end = end;
		unit->field = slow_line_field(msg, at, end, &unit->name_end,
		    &unit->value);
		count++;
	}
	return count;
}

static size_t
put(char *out, size_t at, const char *p, size_t len)
{
	memcpy(out + at, p, len);
	return at + len;
}

/* May there be white space around ';' and ','? */
static bool
has_separators(int field)
{
	switch (field) {
	case SIPRESP_FIELD_CONTACT:
	case SIPRESP_FIELD_WWW_AUTHENTICATE:
	case SIPRESP_FIELD_PROXY_AUTHENTICATE:
	case SIPRESP_FIELD_REASON:
	case SIPRESP_FIELD_REQUIRE:
	case SIPRESP_FIELD_UNSUPPORTED:
	case SIPRESP_FIELD_ALLOW:
	case SIPRESP_FIELD_ALLOW_EVENTS:
		return true;
	default:
		return false;
	}
}

/* A value, with white space where nothing says that it is inside of something: no
 * quote and no bracket is open, and no backslash makes one count for nothing. */
static size_t
put_spaced(char *out, size_t at, const char *p, size_t len)
{
	unsigned quotes = 0, open = 0;

	if (memchr(p, '\\', len) != NULL)
		return put(out, at, p, len);
	for (size_t i = 0; i < len; i++) {
		const bool separates = (p[i] == ';' || p[i] == ',') &&
		    quotes % 2 == 0 && open == 0;

		if (separates)
			out[at++] = ' ';
		out[at++] = p[i];
		if (separates)
			out[at++] = '\t';
		quotes += p[i] == '"';
		open += p[i] == '<';
		open -= p[i] == '>' && open > 0;
	}
	return at;
}

static size_t
put_unit(char *out, size_t at, const char *msg, const struct unit *unit,
    unsigned how)
{
	const char compact = unit->field < 0 ? '\0' : slow_compact(unit->field);
	const char *name;

	if (unit->field < 0)
		return put(out, at, msg + unit->begin, unit->end - unit->begin);
	name = sipresp_field_name((enum sipresp_field)unit->field);
	if (how & 1 && compact != '\0' && unit->name_end - unit->begin > 1)
		out[at++] = how & 2 ? compact : (char)(compact - 'a' + 'A');
	else
		for (size_t i = 0; name[i] != '\0'; i++)
			out[at++] = how & 2 ? slow_lower(name[i]) : name[i];
	if (how & 4)
		out[at++] = '\t';
	out[at++] = ':';
	if (how & 8)
		at = put(out, at, "\r\n ", 3);
	return how & 32 && has_separators(unit->field) ?
	    put_spaced(out, at, msg + unit->value, unit->end - unit->value) :
	    put(out, at, msg + unit->value, unit->end - unit->value);
}

/* The message once more, said in another way: 'how' is a set. */
static void
reword(const struct sipresp_response *r, const struct slow *slow,
    const char *msg, unsigned how)
{
	static struct unit units[MAX_UNITS + 1];
	static char out[ROOM];
	struct sipresp_response other;
	const int count = find_units(units, slow, msg);
	size_t len;
	int error;

	if (slow->header_size * 3 + slow->body_size > ROOM - MAX_UNITS * 32)
		return;
	len = put(out, 0, msg + slow->begin, slow->status_end - slow->begin);
	if (how & 16) {
		for (int field = SIPRESP_FIELD_COUNT; field-- > -1; )
			for (int i = 0; i < count; i++)
				if (group_of(&units[i]) == field)
					len = put_unit(out, len, msg, &units[i],
					    how);
	} else {
		for (int i = 0; i < count; i++)
			len = put_unit(out, len, msg, &units[i], how);
	}
	if (count == 0 && slow->line_count > 0)
		return;		/* more than MAX_UNITS */
	len = put(out, len, "\r\n", 2);
	len = put(out, len, msg + slow->header_size, slow->body_size);
	error = sipresp_parse(&other, out, len);
	MUST(error == 0);
	must_decide_alike(r, &other);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct slow slow;
	struct sipresp_response r, portable;
	unsigned how = 0;
	char *msg;
	int error, want;

	if (size > 1 << 20)
		return 0;
	msg = calloc(size > 0 ? size : 1, 1);
	if (msg == NULL)
		return 0;
	if (size > 0)
		memcpy(msg, data, size);
	error = sipresp_parse(&r, msg, size);
	MUST(portable_parse(&portable, msg, size) == error);
	want = slow_parse(&slow, msg, size);
	/* A message may have two faults. */
	MUST(error == want || (error == SIPRESP_ETOOMANY &&
	    want == SIPRESP_ETRUNCATED) || (error == SIPRESP_ETRUNCATED &&
	    want == SIPRESP_ETOOMANY));
	if (error == 0) {
		must_be_slow(&r, &slow, msg);
		must_be_slow(&portable, &slow, msg);
		add_all(&r);
		/* All ways at once, and one that the bytes choose. */
		reword(&r, &slow, msg, 63);
		for (size_t i = 0; i < size; i++)
			how = how * 31 + data[i];
		reword(&r, &slow, msg, how % 63);
	}
	free(msg);
	return 0;
}
