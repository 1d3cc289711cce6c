/*
 * metric.c - what a response counts for (RFC 6076)
 *
 * SPDX-License-Identifier: MIT
 */

#include <stddef.h>

#include "sipresp.h"

/* Sections 4.2 and 4.3.2: "non-failure challenge response codes". */
static bool
is_step(int code)
{
	return code == 401 || code == 402 || code == 407;
}

static unsigned
of_session(int code)
{
	unsigned set = SIPRESP_METRIC_SESSION;

	switch (sipresp_class_of(code)) {
	case SIPRESP_CLASS_SUCCESS:
		return set | SIPRESP_METRIC_ESTABLISHED |
		    SIPRESP_METRIC_EFFECTIVE;
	case SIPRESP_CLASS_REDIRECTION:
		return set | SIPRESP_METRIC_REDIRECTED;
	default:
		break;
	}
	switch (code) {
	case 480:	/* section 4.7 */
	case 486:
	case 600:
	case 603:
		return set | SIPRESP_METRIC_EFFECTIVE;
	case 408:	/* section 4.8 */
	case 500:
	case 503:
	case 504:
		return set | SIPRESP_METRIC_INEFFECTIVE;
	}
	return set;
}

static unsigned
of_registration(int code)
{
	if (code < 300)
		return SIPRESP_METRIC_REGISTRATION | SIPRESP_METRIC_REGISTERED;
	return SIPRESP_METRIC_REGISTRATION | (code >= 400 ?
	    SIPRESP_METRIC_NOT_REGISTERED : 0U);
}

unsigned
sipresp_metric(struct sipresp_str method, int code, bool in_dialog)
{
	if (code < 200 || sipresp_class_of(code) == SIPRESP_CLASS_NONE ||
	    is_step(code))
		return 0;
	switch (sipresp_method_of(method)) {
	case SIPRESP_METHOD_INVITE:
		return in_dialog ? 0 : of_session(code);
	case SIPRESP_METHOD_REGISTER:
		return of_registration(code);
	case SIPRESP_METHOD_BYE:
		return code < 300 ? SIPRESP_METRIC_COMPLETED |
		    SIPRESP_METRIC_DISCONNECTED : 0U;
	default:
		return 0;
	}
}

void
sipresp_metrics_note(struct sipresp_metrics *m, unsigned set)
{
	for (unsigned i = 0; m != NULL && i < SIPRESP_METRIC_COUNT; i++)
		m->count[i] += set >> i & 1;
}

void
sipresp_metrics_delay(struct sipresp_metrics *m, enum sipresp_delay which,
    uint32_t ms)
{
	if (m == NULL || (unsigned)which >= SIPRESP_DELAY_COUNT)
		return;
	m->delays[which]++;
	m->delay_sum_ms[which] += ms;
}

void
sipresp_metrics_add(struct sipresp_metrics *m,
    const struct sipresp_metrics *other)
{
	if (m == NULL || other == NULL)
		return;
	for (unsigned i = 0; i < SIPRESP_METRIC_COUNT; i++)
		m->count[i] += other->count[i];
	for (unsigned i = 0; i < SIPRESP_DELAY_COUNT; i++) {
		m->delays[i] += other->delays[i];
		m->delay_sum_ms[i] += other->delay_sum_ms[i];
	}
}

/* The count of one metric. */
static uint64_t
of(const struct sipresp_metrics *m, unsigned metric)
{
	unsigned i = 0;

	while (metric >> i != 1)
		i++;
	return m->count[i];
}

int
sipresp_metrics_ratio(const struct sipresp_metrics *m,
    enum sipresp_ratio ratio, uint64_t *out_numerator,
    uint64_t *out_denominator)
{
	static const uint16_t numerators[SIPRESP_RATIO_COUNT] = {
		[SIPRESP_RATIO_SER] = SIPRESP_METRIC_ESTABLISHED,
		[SIPRESP_RATIO_SEER] = SIPRESP_METRIC_EFFECTIVE,
		[SIPRESP_RATIO_ISA] = SIPRESP_METRIC_INEFFECTIVE,
		[SIPRESP_RATIO_SCR] = SIPRESP_METRIC_COMPLETED,
		[SIPRESP_RATIO_IRA] = SIPRESP_METRIC_NOT_REGISTERED
	};
	uint64_t denominator;

	if (m == NULL || out_numerator == NULL || out_denominator == NULL ||
	    (unsigned)ratio >= SIPRESP_RATIO_COUNT)
		return SIPRESP_EINVAL;
	denominator = of(m, ratio == SIPRESP_RATIO_IRA ?
	    SIPRESP_METRIC_REGISTRATION : SIPRESP_METRIC_SESSION);
	if (ratio == SIPRESP_RATIO_SER || ratio == SIPRESP_RATIO_SEER)
		denominator -= of(m, SIPRESP_METRIC_REDIRECTED);
	if (denominator == 0)
		return SIPRESP_EABSENT;
	*out_numerator = of(m, numerators[ratio]);
	*out_denominator = denominator;
	return 0;
}

const char *
sipresp_ratio_name(enum sipresp_ratio ratio, bool in_full)
{
	static const char names[SIPRESP_RATIO_COUNT][2][44] = {
		[SIPRESP_RATIO_SER] =
		    { "SER", "Session Establishment Ratio" },
		[SIPRESP_RATIO_SEER] =
		    { "SEER", "Session Establishment Effectiveness Ratio" },
		[SIPRESP_RATIO_ISA] =
		    { "ISA", "Ineffective Session Attempts" },
		[SIPRESP_RATIO_SCR] =
		    { "SCR", "Session Completion Ratio" },
		[SIPRESP_RATIO_IRA] =
		    { "IRA", "Ineffective Registration Attempts" }
	};

	return (unsigned)ratio < SIPRESP_RATIO_COUNT ? names[ratio][in_full] :
	    NULL;
}
