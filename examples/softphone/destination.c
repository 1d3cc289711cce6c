/*
 * destination.c - where a request can be sent to
 *
 * SPDX-License-Identifier: MIT
 */

#include <netdb.h>
#include <string.h>
#include <sys/socket.h>

#include "destination.h"
#include "request.h"

static bool
resolve(const char *host, size_t host_len, uint16_t port, struct sa *out)
{
	struct addrinfo hints = { .ai_family = AF_INET,
	    .ai_socktype = SOCK_DGRAM }, *found;
	char name[256];

	if (!copy_text(name, sizeof name, (struct sipresp_str){ host,
	    host_len }))
		return false;
	if (sa_set_str(out, name, port) == 0)
		return sa_af(out) == AF_INET;
	if (getaddrinfo(name, NULL, &hints, &found) != 0)
		return false;
	(void)sa_set_sa(out, found->ai_addr);
	sa_set_port(out, port);
	freeaddrinfo(found);
	return true;
}

static bool
resolve_uri(const char *text, struct sa *out)
{
	struct uri uri;
	struct pl pl, maddr, name = PL("maddr");

	pl_set_str(&pl, text);
	if (text[0] == '<') {
		pl_advance(&pl, 1);
		pl.l = strcspn(pl.p, ">");
	}
	if (uri_decode(&uri, &pl) != 0)
		return false;
	if (uri_param_get(&uri.params, &name, &maddr) == 0 && maddr.l > 0)
		uri.host = maddr;
	return resolve(uri.host.p, uri.host.l, uri.port != 0 ? uri.port :
	    pl_strcasecmp(&uri.scheme, "sips") == 0 ? 5061 : 5060, out);
}

bool
destinations_set(struct destinations *d, const char *uri)
{
	d->current = 0;
	d->count = resolve_uri(uri, &d->list[0]) ? 1 : 0;
	return d->count > 0;
}

bool
destinations_add(struct destinations *d, const char *next_hop)
{
	const char *colon = strrchr(next_hop, ':');
	const size_t len = colon != NULL ? (size_t)(colon - next_hop) :
	    strlen(next_hop);
	struct pl port;

	pl_set_str(&port, colon != NULL ? colon + 1 : "5060");
	if (d->count == MAX_DESTINATIONS || !resolve(next_hop, len,
	    (uint16_t)pl_u32(&port), &d->list[d->count]))
		return false;
	d->count++;
	return true;
}

static bool
is_quarantined(const struct destinations *d, size_t i)
{
	return tmr_jiffies() < d->quarantine_ends &&
	    sa_cmp(&d->quarantined, &d->list[i], SA_ALL);
}

size_t
destinations_next(const struct destinations *d)
{
	size_t i = d->current + 1;

	while (i < d->count && is_quarantined(d, i))
		i++;
	return i < d->count ? i : d->count;
}

void
destinations_quarantine(struct destinations *d, uint32_t seconds)
{
	d->quarantined = d->list[d->current];
	d->quarantine_ends = tmr_jiffies() + seconds * 1000ULL;
}
