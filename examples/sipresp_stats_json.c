/*
 * sipresp_stats_json.c - counts, for programs
 *
 * SPDX-License-Identifier: MIT
 */

#include "sipresp_json.h"
#include "sipresp_stats.h"

const char *
metric_key(unsigned metric)
{
	static const char keys[SIPRESP_METRIC_COUNT][16] = {
		"session", "redirected", "established", "effective",
		"ineffective", "completed", "registration", "registered",
		"not_registered", "disconnected"
	};

	return keys[metric];
}

const char *
delay_key(unsigned delay)
{
	static const char keys[SIPRESP_DELAY_COUNT][12] = {
		"rrd", "srd_success", "srd_failure", "sdd"
	};

	return keys[delay];
}

const char *
method_key(unsigned bit)
{
	return sipresp_method_name((enum sipresp_method)(1U << bit));
}

const char *
party_key(unsigned bit)
{
	return sipresp_party_name((enum sipresp_party)(1U << bit));
}

static void
json_count(const char *key, uint64_t count)
{
	json_key(key);
	json_number(count);
}

static void
json_codes(const struct stats *s)
{
	json_key("codes");
	json_open('[');
	for (unsigned code = 100; code < 700; code++)
		for (unsigned i = 0; i < METHODS; i++)
			if (s->count[i][code] > 0) {
				json_open('{');
				json_count("status", code);
				json_key("method");
				json_name(method_key(i));
				json_count("count", s->count[i][code]);
				json_close('}');
			}
	json_close(']');
}

static void
json_ratios(const struct stats *s)
{
	json_key("ratios");
	json_open('{');
	for (int i = 0; i < SIPRESP_RATIO_COUNT; i++) {
		const enum sipresp_ratio ratio = (enum sipresp_ratio)i;
		uint64_t part, whole;

		json_key(sipresp_ratio_name(ratio, false));
		if (sipresp_metrics_ratio(&s->metrics, ratio, &part,
		    &whole) != 0) {
			json_absent();
			continue;
		}
		json_open('{');
		json_count("part", part);
		json_count("whole", whole);
		json_close('}');
	}
	json_close('}');
}

void
json_stats(const struct stats *s)
{
	json_open('{');
	json_count("messages", s->messages);
	json_count("responses", s->responses);
	json_count("repeated", s->repeated);
	json_count("unreadable", s->unreadable);
	json_codes(s);
	json_key("blame");
	json_open('{');
	for (unsigned i = 0; i < PARTIES; i++)
		json_count(party_key(i), s->blame[i]);
	json_close('}');
	json_key("metrics");
	json_open('{');
	for (unsigned i = 0; i < SIPRESP_METRIC_COUNT; i++)
		json_count(metric_key(i), s->metrics.count[i]);
	json_close('}');
	json_key("delays");
	json_open('{');
	for (unsigned i = 0; i < SIPRESP_DELAY_COUNT; i++) {
		json_key(delay_key(i));
		json_open('{');
		json_count("count", s->metrics.delays[i]);
		json_count("sum_ms", s->metrics.delay_sum_ms[i]);
		json_close('}');
	}
	json_close('}');
	json_ratios(s);
	json_close('}');
	json_end();
}
