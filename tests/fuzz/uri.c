/*
 * uri.c - two URIs, a line each, compared and written in every way
 *
 * Equality holds of a URI and itself, and both ways or not at all (RFC 3261,
 * section 19.1.4).  What is the same to it is once in the target set.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)	do { if (!(condition)) abort(); } while (0)

/* Of a text of any room the beginning is written that fits, and a NUL. */
static void
write_all(struct sipresp_str uri)
{
	struct sipresp_str headers = { NULL, 0 }, again = { NULL, 0 };
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_uri_header header;
	const size_t len = sipresp_request_uri(uri, NULL, 0, &headers);
	char *whole = malloc(len + 1), *part = malloc(len + 1);

	MUST(whole != NULL && part != NULL);
	MUST(len <= uri.len);
	MUST(sipresp_request_uri(uri, whole, len + 1, NULL) == len);
	MUST(whole[len] == '\0');
	for (size_t room = 1; room <= len; room += 1 + room / 4) {
		memset(part, 'x', len + 1);
		MUST(sipresp_request_uri(uri, part, room, NULL) == len);
		MUST(memcmp(part, whole, room - 1) == 0);
		MUST(part[room - 1] == '\0' && part[room] == 'x');
	}
	/* It has nothing more that may not stand there. */
	MUST(sipresp_request_uri((struct sipresp_str){ whole, len }, NULL, 0,
	    &again) == len || memchr(whole, '?', len) != NULL ||
	    memchr(whole, ';', len) != NULL);
	while (sipresp_next_uri_header(headers, &c, &header))
		MUST(header.name.p >= headers.p && header.value.p +
		    header.value.len <= headers.p + headers.len);
	free(whole);
	free(part);
}

static void
compare(struct sipresp_str a, struct sipresp_str b)
{
	const bool equal = sipresp_uri_equal(a, b);
	struct sipresp_targets set;
	struct sipresp_response r;
	struct sipresp_verdict v;
	struct sipresp_request request = { .targets = &set };
	char store[600], value[1100];

	MUST(sipresp_uri_equal(a, a) && sipresp_uri_equal(b, b));
	MUST(sipresp_uri_equal(b, a) == equal);
	if (equal)
		MUST(sipresp_uri_scheme(a) == sipresp_uri_scheme(b));

	/* A redirection from the one to the other. */
	if (a.len == 0 || b.len > 500 ||
	    sipresp_targets_init(&set, store, sizeof store, a) != 0)
		return;
	value[0] = '<';
	memcpy(value + 1, b.p, b.len);
	value[b.len + 1] = '>';
	MUST(sipresp_response_init(&r, 302,
	    (struct sipresp_str){ "INVITE", 6 }) == 0);
	if (sipresp_response_add(&r, (struct sipresp_str){ "Contact", 7 },
	    (struct sipresp_str){ value, b.len + 2 }) != 0)
		return;
	MUST(sipresp_classify(&v, &r, &request, NULL) == 0);
	for (uint32_t i = 0; i < v.target_count; i++)
		MUST(!sipresp_uri_equal(v.targets[i].uri, a));
	if (v.action == SIPRESP_ACTION_REDIRECT &&
	    sipresp_targets_add(&set, &v) == 0)
		MUST(set.count == 1 + v.target_count);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = size > 0 ? memchr(data, '\n', size) : NULL;
	const size_t len = end != NULL ? (size_t)(end - data) : size;
	const size_t rest = end != NULL ? size - len - 1 : 0;
	char *a = malloc(len + 1), *b = malloc(rest + 1);

	MUST(a != NULL && b != NULL);
	if (len > 0)
		memcpy(a, data, len);
	if (rest > 0)
		memcpy(b, end + 1, rest);
	/* At their exact sizes, so that what is read beyond is seen. */
	a = realloc(a, len > 0 ? len : 1);
	b = realloc(b, rest > 0 ? rest : 1);
	MUST(a != NULL && b != NULL);
	write_all((struct sipresp_str){ a, len });
	compare((struct sipresp_str){ a, len }, (struct sipresp_str){ b, rest });
	free(a);
	free(b);
	return 0;
}
