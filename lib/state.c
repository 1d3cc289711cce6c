/*
 * state.c - how it went so far
 *
 * SPDX-License-Identifier: MIT
 */

#include "sipresp.h"

_Static_assert(sizeof(struct sipresp_state) <= 64, "state is over 64 bytes");

static void
count(uint8_t *n)
{
	if (*n < UINT8_MAX)
		++*n;
}

static void
count_realm(struct sipresp_state *state, uint32_t hash)
{
	for (unsigned i = 0; i < state->realm_count; i++)
		if (state->realm_hash[i] == hash) {
			count(&state->realm_attempts[i]);
			return;
		}
	if (state->realm_count < SIPRESP_MAX_REALMS) {
		state->realm_hash[state->realm_count] = hash;
		state->realm_attempts[state->realm_count++] = 1;
	}
}

void
sipresp_state_note(struct sipresp_state *state,
    const struct sipresp_verdict *verdict)
{
	if (state == NULL || verdict == NULL)
		return;

	switch (verdict->action) {
	case SIPRESP_ACTION_REDIRECT:
	case SIPRESP_ACTION_USE_PROXY:
		count(&state->redirects);
		break;
	case SIPRESP_ACTION_AMEND:
	case SIPRESP_ACTION_RETRY:
		count(&state->retries);
		break;
	case SIPRESP_ACTION_FAILOVER:
		count(&state->failovers);
		break;
	case SIPRESP_ACTION_PROBE:
		count(&state->probes);
		break;
	case SIPRESP_ACTION_AUTHENTICATE:
		for (uint32_t i = 0; i < verdict->realm_count; i++)
			count_realm(state, verdict->realm_hash[i]);
		break;
	default:	/* sends nothing */
		break;
	}
}
