/*
 * sipresp_count.c - what each message of a capture counts for
 *
 * SPDX-License-Identifier: MIT
 *
 * A response is often seen more than once: it is sent again, and a proxy has
 * it on both sides.  It is counted once, as far back as there is memory for.
 */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sipresp_buffer.h"
#include "sipresp_stats.h"

/* Tables are of a fixed size, whatever the capture; what is oldest is
 * forgotten. */
#define SEEN		(1U << 20)	/* responses */
#define CALLS		(1U << 18)	/* requests that wait, and dialogs */
#define WAYS		4		/* places for one key */

struct call {
	uint64_t	key;
	uint64_t	value;		/* a time, or what tells the INVITE */
	uint64_t	first_ms;	/* of a provisional response; 0: none */
};

struct memory {
	uint64_t	 seen[SEEN];
	struct call	 waiting[CALLS];	/* for a final response */
	struct call	 dialogs[CALLS];	/* by Call-ID */
	unsigned	 next;
};

struct memory *
memory_new(void)
{
	return allocate(1, sizeof(struct memory));
}

void
memory_free(struct memory *m)
{
	free(m);
}

static uint64_t
mix(uint64_t h, const char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)p[i]) * 0x100000001b3ULL;
	return h;
}

static uint64_t
mix_number(uint64_t h, uint64_t n)
{
	h = (h ^ n) * 0x9e3779b97f4a7c15ULL;
	return h ^ h >> 29;
}

/* Was it there before?  Now it is. */
static bool
see(struct memory *m, uint64_t key)
{
	uint64_t *bucket = &m->seen[key % (SEEN / WAYS) * WAYS];

	for (unsigned i = 0; i < WAYS; i++)
		if (bucket[i] == key)
			return true;
	bucket[m->next++ % WAYS] = key;
	return false;
}

static struct call *
find_call(struct call *table, uint64_t key)
{
	struct call *bucket = &table[key % (CALLS / WAYS) * WAYS];

	for (unsigned i = 0; i < WAYS; i++)
		if (bucket[i].key == key)
			return &bucket[i];
	return NULL;
}

static struct call *
new_call(struct memory *m, struct call *table, uint64_t key)
{
	struct call *bucket = &table[key % (CALLS / WAYS) * WAYS];
	struct call *call = NULL;

	for (unsigned i = 0; i < WAYS && call == NULL; i++)
		if (bucket[i].key == 0)
			call = &bucket[i];
	if (call == NULL)
		call = &bucket[m->next++ % WAYS];
	*call = (struct call){ .key = key };
	return call;
}

/* The value of a header field by its name or compact form. */
static struct sipresp_str
header_of(const struct message *msg, const char *name, char compact)
{
	const size_t name_len = strlen(name);
	const char *p = msg->bytes, *const end = p + msg->len;

	while (p < end) {
		const char *lf = memchr(p, '\n', (size_t)(end - p));
		const char *colon, *stop;
		size_t len;

		if (lf == NULL)
			lf = end;
		colon = memchr(p, ':', (size_t)(lf - p));
		len = colon == NULL ? 0 : (size_t)(colon - p);
		while (len > 0 && (p[len - 1] == ' ' || p[len - 1] == '\t'))
			len--;
		if ((len == name_len && strncasecmp(p, name, len) == 0) ||
		    (len == 1 && (*p | 0x20) == compact)) {
			for (p = colon + 1; p < lf && (*p == ' ' ||
			    *p == '\t'); p++)
				;
			for (stop = lf; stop > p && (stop[-1] == '\r' ||
			    stop[-1] == ' '); stop--)
				;
			return (struct sipresp_str){ p, (size_t)(stop - p) };
		}
		p = lf + 1;
	}
	return (struct sipresp_str){ NULL, 0 };
}

static uint64_t
hash_of(struct sipresp_str s)
{
	return mix(0xcbf29ce484222325ULL, s.p, s.len) | 1;
}

static unsigned
bit_of(unsigned set)
{
	unsigned i = 0;

	while (set >> i > 1)
		i++;
	return i;
}

/* Which request of the call this belongs to: CSeq, and who asks. */
static uint64_t
transaction_of(const struct message *msg)
{
	return mix_number(hash_of(header_of(msg, "CSeq", '\0')),
	    hash_of(header_of(msg, "From", 'f')));
}

/* A request: when it was first sent, and whether it is in a dialog. */
static void
count_request(struct memory *m, const struct message *msg)
{
	const char *space = memchr(msg->bytes, ' ', msg->len);
	const struct sipresp_str method = { msg->bytes,
	    (size_t)(space - msg->bytes) };
	const uint64_t call_id = hash_of(header_of(msg, "Call-ID", 'i'));
	const uint64_t key = mix_number(call_id,
	    sipresp_method_of(method)) | 1;

	if (msg->has_time && find_call(m->waiting, key) == NULL)
		new_call(m, m->waiting, key)->value = msg->time_ms;
}

/* Is this answer to an INVITE one inside a dialog?  It is if its call was
 * answered before, for another INVITE. */
static bool
is_inside_dialog(struct memory *m, uint64_t call_id, uint64_t transaction,
    const struct sipresp_response *r)
{
	const uint64_t key = mix_number(call_id, 1) | 1;
	struct call *dialog = find_call(m->dialogs, key);

	if (sipresp_method_of(r->method) != SIPRESP_METHOD_INVITE)
		return false;
	if (dialog != NULL)
		return dialog->value != transaction;
	if (r->code >= 200 && r->code < 300)
		new_call(m, m->dialogs, key)->value = transaction;
	return false;
}

static uint32_t
between(uint64_t from, uint64_t to)
{
	return to <= from ? 0 : to - from > UINT32_MAX ? UINT32_MAX :
	    (uint32_t)(to - from);
}

/* RFC 6076, sections 4.1, 4.3 and 4.4: from the first request on, over
 * challenges and redirections. */
static void
measure(struct stats *s, struct call *waiting, unsigned set,
    const struct sipresp_response *r, uint64_t now)
{
	const uint64_t first = waiting->first_ms != 0 ? waiting->first_ms : now;

	if (r->code < 200) {
		if (r->code > 100 && waiting->first_ms == 0)
			waiting->first_ms = now;
		return;
	}
	if (set & SIPRESP_METRIC_REGISTERED)
		sipresp_metrics_delay(&s->metrics, SIPRESP_DELAY_RRD,
		    between(waiting->value, now));
	else if (set & SIPRESP_METRIC_ESTABLISHED)
		sipresp_metrics_delay(&s->metrics, SIPRESP_DELAY_SRD_SUCCESS,
		    between(waiting->value, first));
	else if ((set & SIPRESP_METRIC_SESSION) &&
	    !(set & SIPRESP_METRIC_REDIRECTED))
		sipresp_metrics_delay(&s->metrics, SIPRESP_DELAY_SRD_FAILURE,
		    between(waiting->value, first));
	else if (set & SIPRESP_METRIC_DISCONNECTED)
		sipresp_metrics_delay(&s->metrics, SIPRESP_DELAY_SDD,
		    between(waiting->value, now));
	if (r->code >= 400 ? set != 0 || r->code >= 500 : r->code < 300)
		waiting->key = 0;
}

static void
count_response(struct stats *s, struct memory *m, const struct message *msg)
{
	struct sipresp_request request = { .on_path = true };
	struct sipresp_response r;
	struct sipresp_verdict v;
	struct call *waiting;
	uint64_t call_id, transaction;
	unsigned set, method;

	if (sipresp_parse(&r, msg->bytes, msg->len + MAX_MESSAGE) != 0 ||
	    r.method.len == 0) {
		s->unreadable++;
		return;
	}
	call_id = hash_of(header_of(msg, "Call-ID", 'i'));
	transaction = transaction_of(msg);
	if (see(m, mix_number(mix_number(call_id, transaction),
	    (uint64_t)r.code))) {
		s->repeated++;
		return;
	}
	s->responses++;
	method = sipresp_method_of(r.method);
	s->count[bit_of(method)][r.code]++;

	request.in_dialog = is_inside_dialog(m, call_id, transaction, &r);
	set = sipresp_metric(r.method, r.code, request.in_dialog);
	sipresp_metrics_note(&s->metrics, set);
	waiting = find_call(m->waiting, mix_number(call_id, method) | 1);
	if (waiting != NULL && msg->has_time && !request.in_dialog)
		measure(s, waiting, set, &r, msg->time_ms);
	/* A challenge is a step on the way, and nobody's fault. */
	if (r.code >= 400 && r.code != 401 && r.code != 407 &&
	    sipresp_classify(&v, &r, &request, NULL) == 0 && v.blame != 0)
		s->blame[bit_of(v.blame)]++;
}

void
count_message(struct stats *s, struct memory *m, const struct message *msg)
{
	s->messages++;
	if (msg->len >= 8 && memcmp(msg->bytes, "SIP/2.0 ", 8) == 0)
		count_response(s, m, msg);
	else
		count_request(m, msg);
}

void
add_stats(struct stats *s, const struct stats *other)
{
	s->messages += other->messages;
	s->responses += other->responses;
	s->repeated += other->repeated;
	s->unreadable += other->unreadable;
	for (unsigned i = 0; i < METHODS; i++)
		for (unsigned code = 0; code < 700; code++)
			s->count[i][code] += other->count[i][code];
	for (unsigned i = 0; i < PARTIES; i++)
		s->blame[i] += other->blame[i];
	sipresp_metrics_add(&s->metrics, &other->metrics);
}
