/*
 * targets.c - the target set of a redirected request
 *
 * SPDX-License-Identifier: MIT
 *
 * RFC 3261, section 8.1.3.4: the set begins with the Request-URI, redirections
 * add to it, and no URI is in it twice.
 */

#include "cold.h"
#include "mem.h"
#include "targets.h"
#include "uri.h"

void
sipresp_priv_targets_sort_last(struct sipresp_target *targets, uint32_t count)
{
	uint32_t i = count - 1;
	const struct sipresp_target t = targets[i];

	for (; i > 0 && goes_before(&t, &targets[i - 1]); i--)
		targets[i] = targets[i - 1];
	targets[i] = t;
}

const struct sipresp_target *
sipresp_priv_targets_find(const struct sipresp_target *targets, uint32_t count,
    struct sipresp_str uri, uint32_t hash)
{
	for (uint32_t i = 0; i < count; i++)
		if (targets[i].hash == hash &&
		    sipresp_uri_equal(targets[i].uri, uri))
			return &targets[i];
	return NULL;
}

/* A new target of 'uri', which is copied to the store: there is room. */
static struct sipresp_target
keep(struct sipresp_targets *set, struct sipresp_str uri)
{
	struct sipresp_target t;

	memset(&t, 0, sizeof t);
	t.uri.p = set->store + set->store_used;
	t.uri.len = uri.len;
	memcpy(set->store + set->store_used, uri.p, uri.len);
	set->store_used += uri.len;
	t.hash = sipresp_priv_uri_hash(t.uri);
	t.scheme = (uint8_t)sipresp_uri_scheme(t.uri);
	t.insecure = set->is_sips && t.scheme != SIPRESP_SCHEME_SIPS;
	return t;
}

COLD int
sipresp_targets_init(struct sipresp_targets *set, char *store,
    size_t store_size, struct sipresp_str request_uri)
{
	if (set == NULL || store == NULL || request_uri.len == 0)
		return SIPRESP_EINVAL;
	if (request_uri.len > store_size)
		return SIPRESP_ENOROOM;
	set->store = store;
	set->store_size = store_size;
	set->store_used = 0;
	set->count = set->next = 1;	/* the Request-URI is being tried */
	set->left_out = 0;
	set->is_sips = sipresp_uri_scheme(request_uri) == SIPRESP_SCHEME_SIPS;
	set->targets[0] = keep(set, request_uri);
	return 0;
}

COLD int
sipresp_targets_remember(struct sipresp_targets *set, struct sipresp_str uri)
{
	if (set == NULL || uri.len == 0 || set->count != 1)
		return SIPRESP_EINVAL;
	if (sipresp_uri_equal(set->targets[0].uri, uri))
		return SIPRESP_EINVAL;
	if (uri.len > set->store_size - set->store_used)
		return SIPRESP_ENOROOM;

	/* The Request-URI has no q: it is tried when all else has failed. */
	set->targets[1] = set->targets[0];
	set->targets[0] = keep(set, uri);
	set->targets[0].q = 1000;
	set->count = 2;
	set->next = 0;
	return 0;
}

/* Puts a target among those that were not tried yet.  If there are too many,
 * the last of them goes. */
static void
place(struct sipresp_targets *set, const struct sipresp_verdict *verdict,
    uint32_t i)
{
	struct sipresp_target *last = &set->targets[SIPRESP_MAX_TARGETS];
	const struct sipresp_target *given = &verdict->targets[i];

	if (set->count > SIPRESP_MAX_TARGETS) {
		set->left_out++;
		if (set->next > SIPRESP_MAX_TARGETS ||
		    !goes_before(given, last))
			return;
		set->count--;
	}
	set->targets[set->count] = keep(set, given->uri);
	set->targets[set->count].q = given->q;
	set->targets[set->count].has_expires = given->has_expires;
	set->targets[set->count].expires_s = given->expires_s;
	set->count++;
	sipresp_priv_targets_sort_last(&set->targets[set->next],
	    set->count - set->next);
}

COLD int
sipresp_targets_add(struct sipresp_targets *set,
    const struct sipresp_verdict *verdict)
{
	size_t room;

	if (set == NULL || verdict == NULL)
		return SIPRESP_EINVAL;
	room = set->store_size - set->store_used;
	for (uint32_t i = 0; i < verdict->target_count; i++) {
		if (verdict->targets[i].uri.len > room)
			return SIPRESP_ENOROOM;
		room -= verdict->targets[i].uri.len;
	}
	for (uint32_t i = 0; i < verdict->target_count; i++)
		if (sipresp_priv_targets_find(set->targets, set->count,
		    verdict->targets[i].uri, verdict->targets[i].hash) == NULL)
			place(set, verdict, i);
	return 0;
}

bool
sipresp_targets_next(struct sipresp_targets *set, struct sipresp_target *out)
{
	if (set == NULL || out == NULL || set->next == set->count)
		return false;
	*out = set->targets[set->next++];
	return true;
}
