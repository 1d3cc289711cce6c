/*
 * ours.c - libsipresp, the whole way and parts of it
 */

#include <stdlib.h>

#include "bench.h"
#include "sipresp.h"

/* The same library, built with -DSIPRESP_PORTABLE and other names. */
int portable_sipresp_parse(struct sipresp_response *out, const char *msg,
    size_t len);
int portable_sipresp_classify(struct sipresp_verdict *out,
    const struct sipresp_response *response,
    const struct sipresp_request *request, const struct sipresp_state *state);

/* On a cache line: or where the linker happens to put them makes 15 %. */
static _Alignas(64) struct sipresp_response response;
static _Alignas(64) struct sipresp_verdict verdict;
static struct sipresp_response *parsed, *bare;	/* one for each message */
static struct sipresp_request *requests;	/* one for each kind */

/* As a host has them: what it asked, and whom.  Messages of one kind answer one
 * request: to fetch the memory of many is not the library's work. */
static bool
begin(const struct messages *messages)
{
	static const char uri[] = "sip:bob@example.net";

	if (requests != NULL)
		return true;
	requests = calloc(messages->kind_count, sizeof *requests);
	parsed = calloc(messages->count, sizeof *parsed);
	bare = calloc(messages->count, sizeof *bare);
	if (requests == NULL || parsed == NULL || bare == NULL)
		return false;
	for (unsigned i = 0; i < messages->count; i++) {
		const struct message *m = &messages->all[i];

		requests[m->kind].method = (struct sipresp_str){ m->method,
		    strlen(m->method) };
		requests[m->kind].uri = (struct sipresp_str){ uri,
		    sizeof uri - 1 };
		if (sipresp_parse(&parsed[i], m->bytes, m->len) != 0 ||
		    sipresp_response_init(&bare[i], parsed[i].code,
		    parsed[i].method) != 0)
			return false;
	}
	return true;
}

static bool
go_the_way(const struct message *m, unsigned number)
{
	static const struct sipresp_state state;

	(void)number;
	return sipresp_parse(&response, m->bytes, m->len) == 0 &&
	    sipresp_classify(&verdict, &response, &requests[m->kind],
	    &state) == 0;
}

static bool
go_the_portable_way(const struct message *m, unsigned number)
{
	static const struct sipresp_state state;

	(void)number;
	return portable_sipresp_parse(&response, m->bytes, m->len) == 0 &&
	    portable_sipresp_classify(&verdict, &response, &requests[m->kind],
	    &state) == 0;
}

static bool
only_parse(const struct message *m, unsigned number)
{
	(void)number;
	return sipresp_parse(&response, m->bytes, m->len) == 0;
}

/* Where there is no header field, there is no text to read. */
static bool
only_decide(const struct message *m, unsigned number)
{
	static const struct sipresp_state state;

	return sipresp_classify(&verdict, &bare[number], &requests[m->kind],
	    &state) == 0;
}

static bool
only_classify(const struct message *m, unsigned number)
{
	static const struct sipresp_state state;

	return sipresp_classify(&verdict, &parsed[number], &requests[m->kind],
	    &state) == 0;
}

static struct slice
slice(struct sipresp_str s)
{
	return (struct slice){ s.p, s.len };
}

/* "sip:user@host:port;parameters", or "tel:number". */
static void
split_uri(struct slice uri, struct slice *user, struct slice *host)
{
	const char *p = uri.p, *end = uri.p + uri.len, *at;

	*user = *host = (struct slice){ NULL, 0 };
	p = (const char *)memchr(p, ':', uri.len) + 1;
	at = memchr(p, '@', (size_t)(end - p));
	if (at != NULL) {
		*user = (struct slice){ p, (size_t)(at - p) };
		p = at + 1;
	}
	host->p = p;
	if (p < end && *p == '[') {
		host->p = ++p;
		while (p < end && *p != ']')
			p++;
	} else {
		while (p < end && *p != ':' && *p != ';' && *p != '?')
			p++;
	}
	host->len = (size_t)(p - host->p);
}

static bool
read_inputs(struct inputs *in)
{
	const struct sipresp_response *r = &response;
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_contact contact;
	struct sipresp_challenge challenge;
	struct sipresp_str value;
	uint32_t n;

	in->status = r->code;
	in->method = slice(r->method);
	while (sipresp_next_contact(r, &c, &contact)) {
		struct slice user, host;

		split_uri(slice(contact.uri), &user, &host);
		add_contact(in, user, host,
		    contact.q < 0 ? 1000 : contact.q);
	}
	for (int proxy = 0; proxy < 2; proxy++) {
		c = (struct sipresp_cursor){ 0, 0 };
		while (sipresp_next_challenge(r, &c, &challenge))
			if (challenge.proxy == (proxy == 1))
				add_challenge(in, slice(challenge.realm),
				    slice(challenge.algorithm), proxy == 1);
	}
	if (sipresp_number(r, SIPRESP_FIELD_RETRY_AFTER, &n) == 0)
		in->retry_after = (long)n;
	if (sipresp_number(r, SIPRESP_FIELD_MIN_EXPIRES, &n) == 0)
		in->min_expires = (long)n;
	c = (struct sipresp_cursor){ 0, 0 };
	while (sipresp_next_value(r, SIPRESP_FIELD_UNSUPPORTED, &c, &value))
		add_value(in->unsupported, &in->unsupported_count,
		    slice(value));
	c = (struct sipresp_cursor){ 0, 0 };
	while (sipresp_next_value(r, SIPRESP_FIELD_ALLOW_EVENTS, &c, &value))
		add_value(in->events, &in->event_count, slice(value));
	return true;
}

const struct engine sipresp_way = {
	"libsipresp", "parse and classify", begin, go_the_way, NULL, NULL
};
const struct engine sipresp_portable = {
	"portable", "the same, built without SSE2", begin,
	go_the_portable_way, NULL, NULL
};
const struct engine sipresp_parser = {
	"parse", "its first half", begin, only_parse, NULL, NULL
};
const struct engine sipresp_classifier = {
	"classify", "its second half", begin, only_classify, NULL, NULL
};
const struct engine sipresp_decision = {
	"decide", "the same where no field is left to read", begin,
	only_decide, NULL, NULL
};
const struct engine sipresp_inputs = {
	"inputs", "parse, and read what the others read", begin, only_parse,
	read_inputs, NULL
};
