/*
 * sipresp_stats_read.c - what "sipresp stats --json" printed, read back
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdio.h>
#include <string.h>
#ifdef HAVE_JANSSON
#include <jansson.h>
#endif

#include "sipresp_buffer.h"
#include "sipresp_stats.h"
#include "sipresp_words.h"

#ifdef HAVE_JANSSON

/* Counts add up: what an object does not have is none. */
static bool
take(const json_t *object, const char *key, uint64_t *out)
{
	const json_t *value = json_object_get(object, key);

	if (value == NULL)
		return true;
	if (!json_is_integer(value) || json_integer_value(value) < 0)
		return false;
	*out += (uint64_t)json_integer_value(value);
	return true;
}

static bool
take_codes(const json_t *codes, struct stats *out)
{
	const json_t *row;
	size_t i;

	json_array_foreach(codes, i, row) {
		const char *name = json_string_value(
		    json_object_get(row, "method"));
		uint64_t code = 0, count = 0;
		unsigned bit = 0;

		if (name == NULL || !take(row, "status", &code) ||
		    !take(row, "count", &count) || code < 100 || code > 699)
			return false;
		while (bit < METHODS && strcmp(name, method_key(bit)) != 0)
			bit++;
		if (bit == METHODS)
			return false;
		out->count[bit][code] += count;
	}
	return true;
}

static bool
take_all(const json_t *root, struct stats *out)
{
	const json_t *blame = json_object_get(root, "blame");
	const json_t *metrics = json_object_get(root, "metrics");
	const json_t *delays = json_object_get(root, "delays");
	bool good = json_is_object(root) &&
	    json_is_array(json_object_get(root, "codes")) &&
	    take(root, "messages", &out->messages) &&
	    take(root, "responses", &out->responses) &&
	    take(root, "repeated", &out->repeated) &&
	    take(root, "unreadable", &out->unreadable) &&
	    take_codes(json_object_get(root, "codes"), out);

	for (unsigned i = 0; i < PARTIES && good; i++)
		good = take(blame, party_key(i), &out->blame[i]);
	for (unsigned i = 0; i < SIPRESP_METRIC_COUNT && good; i++)
		good = take(metrics, metric_key(i), &out->metrics.count[i]);
	for (unsigned i = 0; i < SIPRESP_DELAY_COUNT && good; i++) {
		const json_t *delay = json_object_get(delays, delay_key(i));

		good = take(delay, "count", &out->metrics.delays[i]) &&
		    take(delay, "sum_ms", &out->metrics.delay_sum_ms[i]);
	}
	return good;
}

bool
read_stats(const char *path, struct stats *out)
{
	struct buffer where = { .p = NULL };
	json_error_t error;
	json_t *root = strcmp(path, "-") == 0 ?
	    json_loadf(stdin, 0, &error) : json_load_file(path, 0, &error);
	bool good;

	if (root == NULL) {
		buffer_text(&where, path);
		if (error.line > 0)
			buffer_format(&where, ":%d", error.line);
		complain(where.p, error.text);
		buffer_free(&where);
		return false;
	}
	good = take_all(root, out);
	if (!good)
		complain(path, SAY_NO_STATS_JSON);
	json_decref(root);
	return good;
}

#else

bool
read_stats(const char *path, struct stats *out)
{
	(void)out;
	complain(path, SAY_NO_JANSSON);
	return false;
}

#endif
