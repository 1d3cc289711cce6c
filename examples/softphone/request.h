/*
 * request.h - a request as it is written, and sent again with changes
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SOFTPHONE_REQUEST_H
#define SOFTPHONE_REQUEST_H

#include <stdbool.h>
#include <stdint.h>
#include <re.h>

#include "sipresp.h"

#include "credentials.h"

#define URI_SIZE	512
#define LIST_SIZE	256

/* One end of a dialog, or of what may become one (RFC 3261, section 12). */
struct dialog {
	char		call_id[64];
	char		local[URI_SIZE];	/* From: "<sip:alice@example.com>" */
	char		local_tag[24];
	char		remote[URI_SIZE];	/* To */
	char		remote_tag[128];	/* empty: none yet */
	char		target[URI_SIZE];	/* the remote target: a URI */
	char		routes[4][URI_SIZE];	/* the route set, each in angle brackets */
	unsigned	route_count;
	uint32_t	cseq;			/* of the last request */
	uint32_t	last_rseq;		/* 0: none acknowledged */
};

/* What a request says besides who sends it to whom.  Amendments change it. */
struct content {
	char		method[16];
	char		uri[URI_SIZE];		/* the Request-URI */
	char		route[URI_SIZE];	/* a proxy that Contact named (305); or empty */
	char		event[64];
	char		supported[LIST_SIZE];	/* option tags, with ", " in between */
	char		required[LIST_SIZE];
	char		accept[64];
	char		type[64];		/* of the body */
	char		entity_tag[64];		/* SIP-If-Match */
	char		rack[64];		/* of a PRACK */
	const char	*body;			/* NULL: none */
	bool		has_expires;
	uint32_t	expires;
	uint32_t	session_expires, min_se; /* 0: none */
	unsigned	max_forwards;
	struct credentials credentials;
};

/* request_write() writes the request into a new buffer, which the caller
 * frees; 'contact' is the host and port that this side is reached at, and
 * 'user' the name before them. */
struct mbuf *request_write(struct content *content,
    const struct dialog *dialog, const char *branch, const char *contact,
    const char *user);

/* list_has() says whether a list of option tags has one; list_add() adds and
 * list_remove() removes it. */
bool list_has(const char *list, struct sipresp_str tag);
bool list_add(char list[LIST_SIZE], struct sipresp_str tag);
bool list_remove(char list[LIST_SIZE], struct sipresp_str tag);

/* What can be changed at all: a set of 1 << enum sipresp_amend. */
unsigned amendable(const struct content *content,
    const struct sipresp_response *response);

/* amend() makes the changes of a verdict. */
void amend(struct content *content, const struct sipresp_verdict *verdict,
    const struct sipresp_response *response);

/* Copies a slice to text of 'size' bytes; false if it is too long. */
bool copy_text(char *out, size_t size, struct sipresp_str s);

#endif
