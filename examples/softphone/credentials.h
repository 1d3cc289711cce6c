/*
 * credentials.h - the answers to digest challenges
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SOFTPHONE_CREDENTIALS_H
#define SOFTPHONE_CREDENTIALS_H

#include <stdbool.h>
#include <stdint.h>
#include <re.h>

#include "sipresp.h"

/* One challenge that is answered in each further request. */
struct challenge {
	bool		proxy;
	bool		has_opaque;
	bool		has_qop;		/* "auth" is offered */
	bool		tried;			/* before this request was begun */
	bool		accepted;		/* they were right, once */
	char		realm[128], nonce[256], opaque[256], algorithm[32];
	unsigned	auth;			/* enum sipresp_auth */
	uint32_t	nonce_count;
};

struct credentials {
	const char	*user, *password;	/* NULL: there are none */
	struct challenge challenges[SIPRESP_MAX_REALMS];
	unsigned	count;
};

/* What credentials_write() can compute: a set of enum sipresp_auth. */
unsigned credentials_auth(void);

/* credentials_take() remembers the chosen challenges of a verdict, in place of
 * those for the same realm. */
void credentials_take(struct credentials *credentials,
    const struct sipresp_response *response,
    const struct sipresp_verdict *verdict);

/* credentials_accept() notes that they were right, after a success, and
 * credentials_inherit() that the request that begins takes them over. */
void credentials_accept(struct credentials *credentials);
void credentials_inherit(struct credentials *credentials);

/* credentials_tried() and credentials_accepted() are the realms of those; how
 * many is returned. */
size_t credentials_tried(const struct credentials *credentials,
    struct sipresp_str out[SIPRESP_MAX_REALMS]);
size_t credentials_accepted(const struct credentials *credentials,
    struct sipresp_str out[SIPRESP_MAX_REALMS]);

/* credentials_write() writes a header field for each. */
int credentials_write(struct mbuf *out, struct credentials *credentials,
    const char *method, const char *uri);

#endif
