/*
 * facts.c - what the fields of a response say, where a rule asks
 *
 * SPDX-License-Identifier: MIT
 */

#include "cold.h"
#include "facts.h"
#include "policy.h"
#include "targets.h"
#include "uri.h"
#include "value.h"

static void
hold(struct facts *f, uint64_t fact, bool holds)
{
	if (holds)
		f->holds |= fact;
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
	hold(f, IS(ALLOW_EVENTS),
	    f->response->present >> SIPRESP_FIELD_ALLOW_EVENTS & 1);
	hold(f, IS(IMS_SERVICE), is_ims_document(f->response));
	hold(f, IS(STALE_DATE), IS_NAME(f->response->phrase, "Stale Date"));
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
	LEARN(SECURITY_SERVER, SECURITY_SERVER);
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
	const uint32_t request_uri = sipresp_priv_uri_hash(f->request->uri);
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
