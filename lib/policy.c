/*
 * policy.c - what the host has decided beforehand
 *
 * SPDX-License-Identifier: MIT
 */

#include "cold.h"
#include "policy.h"
#include "uri.h"
#include "value.h"

#define EVERY_SCHEME	(1U << SIPRESP_SCHEME_OTHER | 1U << SIPRESP_SCHEME_SIP | \
			 1U << SIPRESP_SCHEME_SIPS | 1U << SIPRESP_SCHEME_TEL)

const struct sipresp_policy sipresp_priv_default_policy = {
	.max_redirects		= SIPRESP_MAX_REDIRECTS,
	.max_retries		= SIPRESP_MAX_RETRIES,
	.max_failovers		= SIPRESP_MAX_FAILOVERS,
	.max_probes		= SIPRESP_MAX_PROBES,
	.max_targets		= SIPRESP_MAX_TARGETS,
	.max_retry_after_s	= SIPRESP_MAX_RETRY_AFTER,
	.sips			= SIPRESP_SIPS_ASK,
	.schemes		= EVERY_SCHEME
};

COLD void
sipresp_policy_init(struct sipresp_policy *policy)
{
	if (policy != NULL)
		*policy = sipresp_priv_default_policy;
}

static bool
has_cause(const struct sipresp_response *r, int cause)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_reason reason;

	while (sipresp_next_reason(r, &c, &reason))
		if (reason.cause == cause && IS_NAME(reason.protocol, "Q.850"))
			return true;
	return false;
}

static bool
has_warning(const struct sipresp_response *r, int code)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_warning warning;

	while (sipresp_next_warning(r, &c, &warning))
		if (warning.code == code)
			return true;
	return false;
}

COLD const struct sipresp_policy_rule *
sipresp_priv_policy_rule(const struct sipresp_policy *policy,
    const struct sipresp_response *r, unsigned method)
{
	if (r->code < 300 || r->source != SIPRESP_SOURCE_PEER)
		return NULL;
	for (size_t i = 0; i < policy->rule_count; i++) {
		const struct sipresp_policy_rule *rule = &policy->rules[i];

		if ((rule->code == 0 || rule->code == r->code) &&
		    (rule->methods == 0 || (rule->methods & method)) &&
		    (rule->phrase.len == 0 || is_name(r->phrase,
		    rule->phrase.p, rule->phrase.len)) &&
		    (rule->cause == 0 || has_cause(r, rule->cause)) &&
		    (rule->warning == 0 || has_warning(r, rule->warning)))
			return rule;
	}
	return NULL;
}

/* Is 'host' this domain, or below it?  What is in front must be names, nothing that
 * another reader may take for the end of the host. */
COLD static bool
is_within(struct sipresp_str host, struct sipresp_str domain)
{
	size_t front;

	if (domain.len == 0 || host.len < domain.len)
		return false;
	front = host.len - domain.len;
	if (!same_text(host.p + front, domain.p, domain.len))
		return false;
	for (size_t i = 0; i < front; i++) {
		const char c = lower(host.p[i]);

		if (!is_digit(c) && (c < 'a' || c > 'z') && c != '-' &&
		    c != '_' && c != '.')
			return false;
	}
	return front == 0 || host.p[front - 1] == '.';
}

COLD static bool
is_listed(const struct sipresp_policy *policy, struct sipresp_str host)
{
	for (size_t i = 0; i < policy->host_count; i++)
		if (is_within(host, policy->hosts[i]))
			return true;
	return false;
}

bool
sipresp_priv_policy_accepts(const struct sipresp_policy *policy,
    struct sipresp_str uri)
{
	const enum sipresp_uri_scheme scheme = sipresp_uri_scheme(uri);
	const char *end = uri.p + uri.len;
	struct sipresp_str host;
	size_t at = 0;

	if (!(policy->schemes >> scheme & 1))
		return false;
	if (policy->host_count == 0 || (scheme != SIPRESP_SCHEME_SIP &&
	    scheme != SIPRESP_SCHEME_SIPS))
		return true;
	/*
	 * The request goes where maddr says (RFC 3261, section 19.1.1).  There is
	 * one at most, and one '@': of more, another reader may take the last.
	 */
	for (unsigned n = 0; sipresp_priv_uri_next_host(uri, &at, &host); n++)
		if (n > 1 || find(host.p, end, '@') < end ||
		    !is_listed(policy, host))
			return false;
	return true;
}
