/*
 * response.c - any bytes, through everything that reads a response
 *
 * The input is copied to the heap at its exact size, so that a sanitizer sees
 * the first byte read beyond it.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "everything.h"
#include "mutate.h"
#include "sipresp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
use_verdicts(const struct sipresp_response *r)
{
	const struct sipresp_str package = { "presence", 8 };
	struct sipresp_request request = {
		.uri = { "sips:bob@example.com", 20 },
		.events = &package, .event_count = 1
	};
	struct sipresp_state state = { .redirects = 0 };
	struct sipresp_verdict v;

	for (int steps = 0; ; steps++) {
		if (sipresp_classify(&v, r, &request, &state) != 0)
			return;
		read_verdict(&v);
		if (v.event.p != NULL && v.event.p != package.p)
			read_slice(v.event);
		if (v.fallback == SIPRESP_ACTION_NONE ||
		    v.action == SIPRESP_ACTION_ASK_USER)
			break;
		/* What one response asks for again and again has an end. */
		if (steps == 32)
			abort();
		sipresp_state_note(&state, &v);
	}
	request.in_dialog = true;
	if (sipresp_classify(&v, r, &request, NULL) == 0)
		read_verdict(&v);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = malloc(size > 0 ? size : 1);
	struct sipresp_response r;

	if (copy == NULL)
		return 0;
	if (size > 0)
		memcpy(copy, data, size);
	if (sipresp_parse(&r, copy, size) == 0) {
		read_response(&r, (struct sipresp_str){ copy, size });
		use_verdicts(&r);
	}
	free(copy);
	return 0;
}
