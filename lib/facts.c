/*
 * facts.c - what is true of this response, this request, this state
 *
 * SPDX-License-Identifier: MIT
 */

#include "cold.h"
#include "facts.h"
#include "policy.h"
#include "row.h"
#include "targets.h"
#include "uri.h"
#include "value.h"

/* All facts that come from one source, up to the next. */
#define FROM(source, next)	((1ULL << FIRST_##next) - (1ULL << FIRST_##source))

static bool
same_str(struct sipresp_str a, struct sipresp_str b)
{
	return a.len == b.len && same_bytes(a.p, b.p, a.len);
}

/* The facts that hold of no response without the field. */
#define FIELDS_WITH_FACTS						\
	OF(REASON,		FROM(REASON, PRESENT))			\
	OF(SECURITY_SERVER,	IS(SECURITY_SERVER))			\
	OF(ALLOW_EVENTS,	IS(ALLOW_EVENTS))			\
	OF(CONTENT_TYPE,	IS(IMS_SERVICE))			\
	OF(RETRY_AFTER,		IS(RETRY_AFTER) | IS(LONG_RETRY_AFTER))	\
	OF(MIN_EXPIRES,		IS(HIGHER_MIN_EXPIRES))			\
	OF(MIN_SE,		IS(HIGHER_MIN_SE))			\
	OF(RSEQ,		FROM(RELIABLE, LIST))			\
	OF(REQUIRE,		IS(REQUIRED))				\
	OF(UNSUPPORTED,		IS(UNSUPPORTED))			\
	OF(ACCEPT,		IS(ACCEPTABLE))				\
	OF(ACCEPT_ENCODING,	IS(ACCEPTABLE))				\
	OF(ACCEPT_LANGUAGE,	IS(ACCEPTABLE))				\
	OF(ALLOW,		IS(ALLOWED))				\
	OF(RECV_INFO,		IS(RECV_INFO))				\
	OF(WARNING,		FROM(WARNING, TARGETS))			\
	OF(CONTACT,		FROM(TARGETS, CHALLENGES))		\
	OF(WWW_AUTHENTICATE,	FROM(CHALLENGES, EVENTS))		\
	OF(PROXY_AUTHENTICATE,	FROM(CHALLENGES, EVENTS))

static const uint64_t facts_of[SIPRESP_FIELD_COUNT] = {
#define OF(field, facts)	[SIPRESP_FIELD_##field] = (facts),
	FIELDS_WITH_FACTS
#undef OF
};

static const uint64_t fields_with_facts = 0
#define OF(field, facts)	| 1ULL << SIPRESP_FIELD_##field
	FIELDS_WITH_FACTS
#undef OF
    ;

static void
hold(struct facts *f, uint64_t fact, bool holds)
{
	if (holds)
		f->holds |= fact;
}

/* What may still be done; the host's caps can only be lower than ours. */
static uint64_t
what_is_left(const struct sipresp_state *s, const struct sipresp_policy *p)
{
	/* Hardly any request had to be sent again. */
	if (p == &sipresp_priv_default_policy &&
	    (s->retries | s->redirects | s->failovers | s->probes) == 0)
		return IS(RETRIES_LEFT) | IS(FIRST_ANSWER) |
		    IS(REDIRECTS_LEFT) | IS(FAILOVERS_LEFT) | IS(PROBES_LEFT);
	return IF(RETRIES_LEFT, (s->retries < p->max_retries) &
	    (s->retries < SIPRESP_MAX_RETRIES)) |
	    IF(FIRST_ANSWER, s->retries == 0) |
	    IF(REDIRECTS_LEFT, (s->redirects < p->max_redirects) &
	    (s->redirects < SIPRESP_MAX_REDIRECTS)) |
	    IF(FAILOVERS_LEFT, (s->failovers < p->max_failovers) &
	    (s->failovers < SIPRESP_MAX_FAILOVERS)) |
	    IF(PROBES_LEFT, (s->probes < p->max_probes) &
	    (s->probes < SIPRESP_MAX_PROBES));
}

static uint64_t
what_was_asked(const struct sipresp_request *q, unsigned method)
{
	/* These make no sense but inside a dialog, and are taken to be there. */
	const bool in_dialog = q->in_dialog |
	    ((method & (BYE | PRACK | UPDATE | INFO | NOTIFY)) != 0);
	uint64_t holds = IF(IN_DIALOG, in_dialog) |
	    IF(CALL_ID_OWNER, q->call_id_owner) |
	    IF(PROVISIONAL_SEEN, q->provisional_seen) |
	    IF(SIPS_REQUEST, sipresp_uri_scheme(q->uri) == SIPRESP_SCHEME_SIPS) |
	    IF(ASKED_FOR_NO_TIME, q->has_sent_expires & (q->sent_expires == 0));

	if (method == OPTIONS && q->probe_of != 0)
		holds |= IS(PROBE) |
		    IF(PROBE_OF_489, q->probe_of == SIPRESP_489_BAD_EVENT) |
		    IF(PROBE_OF_METHOD,
		    q->probe_of == SIPRESP_405_METHOD_NOT_ALLOWED ||
		    q->probe_of == SIPRESP_501_NOT_IMPLEMENTED);
	return holds;
}

/* By reading all of them.  A value that is empty is none. */
COLD static bool
counts_two_vias(const struct sipresp_response *r)
{
	unsigned values = 0;

	for (uint32_t i = 0; i < r->line_count && values < 2; i++) {
		struct text t = { r->lines[i].value,
		    r->lines[i].value + r->lines[i].len };

		while (r->lines[i].field == SIPRESP_FIELD_VIA &&
		    t.p < t.end && values < 2) {
			struct text member = read_member(&t);

			values += trimmed(member.p, member.end).len > 0;
			if (t.p < t.end)
				t.p++;
		}
	}
	return values > 1;
}

/* RFC 3261, section 8.1.3.3.  Hardly any response has two Via lines, or a comma
 * in one: only those are read. */
static bool
has_second_via(const struct sipresp_response *r)
{
	const struct sipresp_line *via;

	if (r->via_count == 0)
		return false;
	via = &r->lines[r->first[SIPRESP_FIELD_VIA]];
	return (r->via_count > 1 ||
	    find(via->value, via->value + via->len, ',') <
	    via->value + via->len) && counts_two_vias(r);
}

static uint64_t
what_came(const struct sipresp_response *r, const struct sipresp_request *q)
{
	const struct sipresp_str asked = q->method;

	return IF(TIMEOUT, r->source == SIPRESP_SOURCE_TIMEOUT) |
	    IF(TRANSPORT_ERROR, r->source == SIPRESP_SOURCE_TRANSPORT_ERROR) |
	    IF(OTHER_METHOD, r->method.len > 0 && asked.len > 0 &&
	    !same_str(r->method, asked)) |
	    IF(STALE_DATE, IS_NAME(r->phrase, "Stale Date")) |
	    IF(SECOND_VIA, !q->on_path && has_second_via(r));
}

/* What the code is treated as decides; an unregistered one is of its class. */
uint64_t
sipresp_priv_code_facts(int code, int treated_as, unsigned row)
{
#define CODE_BITS(code)	(						\
	((code) >= 300) |						\
	(((code) >= 300) & ((code) <= 399) & ((code) != 380)) <<	\
	    (FACT_REDIRECTION - FACT_FAILURE) |				\
	(((code) == 408) | ((code) == 481)) <<				\
	    (FACT_GONE_CODE - FACT_FAILURE) |				\
	(((code) == 401) | ((code) == 407)) <<				\
	    (FACT_CHALLENGE_CODE - FACT_FAILURE))
	static const uint8_t facts[ROW_COUNT + 1] = {
#define CODE(num, NAME, str, what, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
		[ROW_##num + 1] = CODE_BITS(num),
#include "codes.def"
	};
#undef CODE_BITS

	return IF(UNKNOWN_CODE, treated_as != code) |
	    (uint64_t)facts[row] << FACT_FAILURE;
}

/* Without its field, a fact does not hold, and there is nothing to read.  An event
 * package may be left without one. */
static uint64_t
what_is_absent(const struct sipresp_response *r)
{
	uint64_t unknown = 1ULL << FACT_EVENT;

	for (uint64_t left = r->present & fields_with_facts; left != 0;
	    left &= left - 1)
		unknown |= facts_of[lowest_bit(left)];
	return ~unknown;
}

/* The code that decides: another one where the host says so. */
static int
begin_code(struct facts *f)
{
	const struct sipresp_policy_rule *rule;

	f->policy_rule = NULL;
	if (f->policy->rule_count == 0)
		return f->response->code;
	rule = sipresp_priv_policy_rule(f->policy, f->response, f->method);
	f->policy_rule = rule;
	return rule != NULL && rule->treat_as != 0 ? rule->treat_as :
	    f->response->code;
}

int
sipresp_priv_facts_begin(struct facts *f)
{
	const struct sipresp_response *r = f->response;
	const struct sipresp_request *q = f->request;
	const struct sipresp_str method = q->method.len > 0 ? q->method :
	    r->method;
	int code;

	if (method.len == 0)
		return SIPRESP_ENOMETHOD;
	f->method = sipresp_method_of(method);
	code = begin_code(f);
	f->treated_as = sipresp_effective(code);
	if (f->treated_as == 0 || (code != r->code && code < 300))
		return SIPRESP_EINVAL;
	f->target_count = f->realm_count = f->retry_after_s = 0;
	f->chosen = 0;
	f->event = (struct sipresp_str){ NULL, 0 };

	f->row = sipresp_priv_row_of[f->treated_as - 100];
	f->known = what_is_absent(r);
	f->holds = METHOD_BITS(f->method) | what_is_left(f->state, f->policy) |
	    what_was_asked(q, f->method) | what_came(r, q) |
	    sipresp_priv_code_facts(code, f->treated_as, f->row);
	return 0;
}

/* ATIS-1000099: what tells a blocked call from one that was declined. */
COLD static void
learn_reason(struct facts *f)
{
	const struct sipresp_response *r = f->response;
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_reason reason;

	if (!IS_NAME(r->phrase, "Network Blocked"))
		return;
	while (sipresp_next_reason(r, &c, &reason))
		hold(f, IS(NETWORK_BLOCKED), IS_NAME(reason.protocol, "SIP") &&
		    reason.text.len >= 12 &&
		    same_text(reason.text.p, "v=analytics1", 12));
}

/* 3GPP TS 24.229: the document that names an alternative service. */
COLD static bool
is_ims_document(const struct sipresp_response *r)
{
	static const char type[] = "application/3gpp-ims+xml";
	const size_t len = sizeof type - 1;
	struct sipresp_str s;

	return sipresp_field_text(r, SIPRESP_FIELD_CONTENT_TYPE, &s) == 0 &&
	    s.len >= len && same_text(s.p, type, len) &&
	    (s.len == len || !is_token(s.p[len]));
}

static void
learn_present(struct facts *f)
{
	const uint64_t present = f->response->present;

	hold(f, IS(SECURITY_SERVER),
	    present >> SIPRESP_FIELD_SECURITY_SERVER & 1);
	hold(f, IS(ALLOW_EVENTS), present >> SIPRESP_FIELD_ALLOW_EVENTS & 1);
	hold(f, IS(IMS_SERVICE), is_ims_document(f->response));
}

static void
learn_number(struct facts *f, uint64_t wanted)
{
	const struct sipresp_response *r = f->response;
	const struct sipresp_request *q = f->request;
	const uint32_t longest =
	    f->policy->max_retry_after_s < SIPRESP_MAX_RETRY_AFTER ?
	    f->policy->max_retry_after_s : SIPRESP_MAX_RETRY_AFTER;
	/* What was not said was something: 90 s are the least there are of a
	 * session (RFC 4028, section 5). */
	const uint32_t expires = q->has_sent_expires ? q->sent_expires : 0;
	const uint32_t session_interval =
	    q->has_sent_session_interval ? q->sent_session_interval : 89;
	uint32_t n;

	if (wanted & (IS(RETRY_AFTER) | IS(LONG_RETRY_AFTER))) {
		f->known |= IS(RETRY_AFTER) | IS(LONG_RETRY_AFTER);
		if (sipresp_number(r, SIPRESP_FIELD_RETRY_AFTER, &n) == 0) {
			f->retry_after_s = n;
			hold(f, IS(RETRY_AFTER), true);
			hold(f, IS(LONG_RETRY_AFTER), n > longest);
		}
	}
	if (wanted & IS(HIGHER_MIN_EXPIRES))
		hold(f, IS(HIGHER_MIN_EXPIRES), sipresp_number(r,
		    SIPRESP_FIELD_MIN_EXPIRES, &n) == 0 && n > expires);
	if (wanted & IS(HIGHER_MIN_SE))
		hold(f, IS(HIGHER_MIN_SE), sipresp_number(r,
		    SIPRESP_FIELD_MIN_SE, &n) == 0 && n > session_interval);
}

/* RFC 3262, section 4. */
COLD static void
learn_reliable(struct facts *f)
{
	const struct sipresp_response *r = f->response;
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_str tag;
	bool required = false;
	uint32_t rseq;

	while (!required &&
	    sipresp_next_value(r, SIPRESP_FIELD_REQUIRE, &c, &tag))
		required = IS_NAME(tag, "100rel");
	if (!required || sipresp_number(r, SIPRESP_FIELD_RSEQ, &rseq) != 0)
		return;
	hold(f, IS(RELIABLE), true);
	hold(f, IS(UNEXPECTED_RSEQ), f->request->has_last_rseq &&
	    (uint64_t)rseq != (uint64_t)f->request->last_rseq + 1);
}

static bool
lists_something(const struct sipresp_response *r, enum sipresp_field field)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_str member;

	return sipresp_next_value(r, field, &c, &member);
}

static void
learn_list(struct facts *f, uint64_t wanted)
{
	const struct sipresp_response *r = f->response;
	const uint64_t words = 1ULL << SIPRESP_FIELD_ACCEPT_ENCODING |
	    1ULL << SIPRESP_FIELD_ACCEPT_LANGUAGE;

#define LEARN(name, field)						\
	if (wanted & IS(name))						\
		hold(f, IS(name), lists_something(r, SIPRESP_FIELD_##field))
	LEARN(REQUIRED, REQUIRE);
	LEARN(UNSUPPORTED, UNSUPPORTED);
	LEARN(ALLOWED, ALLOW);
	LEARN(RECV_INFO, RECV_INFO);
#undef LEARN
	/* An empty Accept-Encoding says identity (RFC 3261, section 20.2); an
	 * empty Accept says that nothing will do (section 20.1). */
	if (wanted & IS(ACCEPTABLE))
		hold(f, IS(ACCEPTABLE), (r->present & words) != 0 ||
		    lists_something(r, SIPRESP_FIELD_ACCEPT));
}

COLD static void
learn_warning(struct facts *f)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_warning warning;

	while (sipresp_next_warning(f->response, &c, &warning)) {
		hold(f, IS(SIPS_NOT_ALLOWED), warning.code == 380);
		hold(f, IS(SIPS_REQUIRED), warning.code == 381);
	}
}

/* ---- targets ----------------------------------------------------------- */

/*
 * Is there no place for it, whatever its URI is?  If the set had that URI
 * already, it would stand before the last one, and keep its q.
 */
static bool
has_no_place(const struct facts *f, uint32_t max,
    const struct sipresp_target *t)
{
	return f->target_count == max && (max == 0 ||
	    !goes_before(t, &f->out->targets[max - 1]));
}

/* Into the best 'max', best first, equal ones in the order received.  'seen' has a
 * bit for each hash there was, modulo 64: most URIs need not be looked for. */
static void
add_target(struct facts *f, uint32_t max, const struct sipresp_target *t,
    uint64_t *seen)
{
	struct sipresp_target *targets = f->out->targets;
	const struct sipresp_target *same = NULL;
	uint32_t i;

	if (*seen >> (t->hash & 63) & 1)
		same = sipresp_priv_targets_find(targets, f->target_count,
		    t->uri, t->hash);
	*seen |= 1ULL << (t->hash & 63);
	if (same != NULL) {
		/* RFC 3261, section 19.1.4: the better q counts. */
		i = (uint32_t)(same - targets);
		if (t->q > targets[i].q) {
			targets[i].q = t->q;
			sipresp_priv_targets_sort_last(targets, i + 1);
		}
		return;
	}
	i = f->target_count < max ? f->target_count++ : max - 1;
	for (; i > 0 && goes_before(t, &targets[i - 1]); i--)
		targets[i] = targets[i - 1];
	targets[i] = *t;
}

static bool
was_tried(const struct sipresp_request *q, uint32_t hash_of_request_uri,
    struct sipresp_str uri, uint32_t hash)
{
	if (q->uri.len > 0 && hash == hash_of_request_uri &&
	    sipresp_uri_equal(uri, q->uri))
		return true;
	for (size_t i = 0; i < q->tried_count; i++)
		if (sipresp_uri_equal(uri, q->tried[i]))
			return true;
	return q->targets != NULL && sipresp_priv_targets_find(
	    q->targets->targets, q->targets->count, uri, hash) != NULL;
}

/* Is this one that the request may go to? */
static bool
is_usable(const struct facts *f, uint32_t hash_of_request_uri,
    const struct sipresp_target *t)
{
	if (t->uri.p[0] == '*' ||
	    (t->insecure && f->policy->sips == SIPRESP_SIPS_REFUSE))
		return false;
	return sipresp_priv_policy_accepts(f->policy, t->uri) &&
	    !was_tried(f->request, hash_of_request_uri, t->uri, t->hash);
}

static void
learn_targets(struct facts *f)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_contact contact;
	uint32_t expires_s = 0;
	uint64_t seen = 0;
	bool has_expires = sipresp_number(f->response, SIPRESP_FIELD_EXPIRES,
	    &expires_s) == 0;
	const uint32_t request_uri = f->request->uri.len > 0 ?
	    sipresp_priv_uri_hash(f->request->uri) : 0;
	const uint32_t max = f->policy->max_targets < SIPRESP_MAX_TARGETS ?
	    f->policy->max_targets : SIPRESP_MAX_TARGETS;

	while (sipresp_next_contact(f->response, &c, &contact)) {
		struct sipresp_target t;

		t.scheme = (uint8_t)sipresp_uri_scheme(contact.uri);
		t.q = contact.q < 0 ? 1000 : (uint16_t)contact.q;
		if (has_no_place(f, max, &t))
			continue;
		t.uri = contact.uri;
		t.hash = sipresp_priv_uri_hash(contact.uri);
		t.has_expires = contact.has_expires || has_expires;
		t.expires_s = contact.has_expires ? contact.expires_s :
		    expires_s;
		t.insecure = (f->holds & IS(SIPS_REQUEST)) != 0 &&
		    t.scheme != SIPRESP_SCHEME_SIPS;
		if (is_usable(f, request_uri, &t))
			add_target(f, max, &t, &seen);
	}
	for (uint32_t i = 0; i < f->target_count; i++)
		hold(f, IS(SECURE_TARGET), !f->out->targets[i].insecure ||
		    f->policy->sips == SIPRESP_SIPS_ALLOW);
	hold(f, IS(TARGET), f->target_count > 0);
	hold(f, IS(TARGET_EXPIRES), f->target_count > 0 &&
	    f->out->targets[0].has_expires &&
	    f->out->targets[0].expires_s > 0);
}

/* ---- challenges -------------------------------------------------------- */

/* The realm as compared: without quoted pairs. */
static bool
same_realm(struct sipresp_str raw, struct sipresp_str plain)
{
	bool in_pair = false;
	size_t n = 0;

	for (size_t i = 0; i < raw.len; i++) {
		in_pair = !in_pair && raw.p[i] == '\\';
		if (in_pair)
			continue;
		if (n == plain.len || raw.p[i] != plain.p[n++])
			return false;
	}
	return n == plain.len;
}

static size_t
count_realm(struct sipresp_str raw, const struct sipresp_str *list, size_t count)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		n += same_realm(raw, list[i]);
	return n;
}

/* A number for a realm in one of the two header fields; never 0. */
static uint32_t
realm_hash(const struct sipresp_challenge *c)
{
	uint32_t h = c->proxy ? 0x7f4a7c15U : 0x811c9dc5U;

	for (size_t i = 0; i < c->realm.len; i++) {
		if (c->realm.p[i] == '\\' && i + 1 < c->realm.len)
			i++;
		h = (h ^ (unsigned char)c->realm.p[i]) * 0x01000193U;
	}
	return h | 1;
}

/* How often credentials went there.  With no room left to count another
 * realm, every new one counts as tried to the end. */
COLD static size_t
count_attempts(const struct facts *f, const struct sipresp_challenge *c,
    uint32_t hash)
{
	const struct sipresp_state *s = f->state;
	size_t n = s->auth_attempts + count_realm(c->realm,
	    f->request->auth_tried, f->request->auth_tried_count);

	for (unsigned i = 0; i < s->realm_count; i++)
		if (s->realm_hash[i] == hash)
			return n + s->realm_attempts[i];
	return s->realm_count < SIPRESP_MAX_REALMS ? n : 2;
}

/*
 * The challenge to answer for each realm in each of the two header fields:
 * the topmost that this side can compute (RFC 8760, section 2.4).
 * Credentials go out once a realm, and once more if the nonce was stale (RFC
 * 3261, section 22.1), or if they were accepted before, which is our own
 * choice: servers exist that never say stale.
 */
static int
learn_challenges(struct facts *f)
{
	const struct sipresp_request *q = f->request;
	const unsigned able = q->auth != 0 ? q->auth : SIPRESP_AUTH_DEFAULT;
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_challenge challenge;
	unsigned number = 0;

	for (; sipresp_next_challenge(f->response, &c, &challenge); number++) {
		uint32_t hash = realm_hash(&challenge);
		size_t attempts;
		bool accepted, seen = false;

		if (number == SIPRESP_MAX_CHALLENGES)
			return SIPRESP_ETOOMANY;
		if (!(challenge.auth & able) || (q->realm_count > 0 &&
		    count_realm(challenge.realm, q->realms, q->realm_count) ==
		    0))
			continue;
		for (uint32_t i = 0; i < f->realm_count; i++)
			seen |= f->realm_hash[i] == hash;
		if (seen)
			continue;

		attempts = count_attempts(f, &challenge, hash);
		accepted = count_realm(challenge.realm, q->auth_accepted,
		    q->auth_accepted_count) > 0;
		if (attempts > 1 ||
		    (attempts == 1 && !challenge.is_stale && !accepted)) {
			hold(f, IS(REJECTED), true);
			continue;
		}
		if (f->realm_count == SIPRESP_MAX_REALMS)
			continue;
		f->realm_hash[f->realm_count++] = hash;
		f->chosen |= 1ULL << number;
		hold(f, IS(CHALLENGE), true);
		hold(f, IS(NEW_CHALLENGE), attempts == 0 || challenge.is_stale);
	}
	return 0;
}

/* ---- event packages ---------------------------------------------------- */

static bool
lists_event(const struct sipresp_response *r, struct sipresp_str event)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_str listed;

	while (sipresp_next_value(r, SIPRESP_FIELD_ALLOW_EVENTS, &c, &listed))
		if (same_str(listed, event))
			return true;
	return false;
}

/*
 * The first package of ours that is listed.  Template packages never are
 * (RFC 6665, section 4.4.4): one of them may be tried where nothing else is.
 * Where the host names none of its own, it has to choose from the list.
 */
COLD static void
learn_events(struct facts *f)
{
	const struct sipresp_request *q = f->request;
	const struct sipresp_str *template = NULL;

	if (q->event_count == 0) {
		hold(f, IS(EVENT), lists_something(f->response,
		    SIPRESP_FIELD_ALLOW_EVENTS));
		return;
	}
	for (size_t i = 0; i < q->event_count; i++) {
		const struct sipresp_str *event = &q->events[i];

		if (event->len == 0)
			continue;
		if (lists_event(f->response, *event)) {
			f->event = *event;
			break;
		}
		if (template == NULL && memchr(event->p, '.', event->len))
			template = event;
	}
	if (f->event.p == NULL && template != NULL)
		f->event = *template;
	hold(f, IS(EVENT), f->event.p != NULL);
}

int
sipresp_priv_facts_learn(struct facts *f, uint64_t wanted)
{
	int error;

	wanted &= ~f->known;
	if (wanted == 0)
		return 0;
	if (wanted & FROM(REASON, PRESENT)) {
		learn_reason(f);
		f->known |= FROM(REASON, PRESENT);
	}
	if (wanted & FROM(PRESENT, NUMBER)) {
		learn_present(f);
		f->known |= FROM(PRESENT, NUMBER);
	}
	if (wanted & FROM(NUMBER, RELIABLE)) {
		learn_number(f, wanted);
		f->known |= wanted & FROM(NUMBER, RELIABLE);
	}
	if (wanted & FROM(RELIABLE, LIST)) {
		learn_reliable(f);
		f->known |= FROM(RELIABLE, LIST);
	}
	if (wanted & FROM(LIST, WARNING)) {
		learn_list(f, wanted);
		f->known |= wanted & FROM(LIST, WARNING);
	}
	if (wanted & FROM(WARNING, TARGETS)) {
		learn_warning(f);
		f->known |= FROM(WARNING, TARGETS);
	}
	if (wanted & FROM(TARGETS, CHALLENGES)) {
		learn_targets(f);
		f->known |= FROM(TARGETS, CHALLENGES);
	}
	if (wanted & FROM(CHALLENGES, EVENTS)) {
		error = learn_challenges(f);
		if (error != 0)
			return error;
		f->known |= FROM(CHALLENGES, EVENTS);
	}
	if (wanted & 1ULL << FACT_EVENT) {
		learn_events(f);
		f->known |= 1ULL << FACT_EVENT;
	}
	return 0;
}
