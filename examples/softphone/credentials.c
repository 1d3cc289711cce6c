/*
 * credentials.c - the answers to digest challenges
 *
 * SPDX-License-Identifier: MIT
 *
 * RFC 7616, section 3.4, with the algorithms of RFC 8760.  MD5 is libre's, the
 * others are those of OpenSSL, which libre is built on.
 */

#include <openssl/evp.h>
#include <string.h>

#include "credentials.h"
#include "request.h"

struct hex {
	char	text[2 * EVP_MAX_MD_SIZE + 1];
};

static const EVP_MD *
digest_of(unsigned auth)
{
	if (auth & (SIPRESP_AUTH_SHA_256 | SIPRESP_AUTH_SHA_256_SESS))
		return EVP_sha256();
	if (auth & (SIPRESP_AUTH_SHA_512_256 | SIPRESP_AUTH_SHA_512_256_SESS))
		return EVP_sha512_256();
	return NULL;
}

static int
hash(unsigned auth, struct hex *out, const char *format, ...)
{
	uint8_t bytes[EVP_MAX_MD_SIZE];
	unsigned len = MD5_SIZE;
	struct mbuf *mb = mbuf_alloc(256);
	va_list ap;
	int error;

	if (mb == NULL)
		return ENOMEM;
	va_start(ap, format);
	error = mbuf_vprintf(mb, format, ap);
	va_end(ap);
	if (error == 0 && digest_of(auth) == NULL)
		md5(mb->buf, mb->end, bytes);
	else if (error == 0 && EVP_Digest(mb->buf, mb->end, bytes, &len,
	    digest_of(auth), NULL) != 1)
		error = EINVAL;
	mem_deref(mb);
	for (unsigned i = 0; error == 0 && i < len; i++)
		(void)re_snprintf(out->text + 2 * i, 3, "%02x", bytes[i]);
	return error;
}

unsigned
credentials_auth(void)
{
	return SIPRESP_AUTH_DEFAULT;
}

static bool
offers_auth(struct sipresp_str qop)
{
	for (size_t i = 0; i + 4 <= qop.len; i++)
		if (memcmp(qop.p + i, "auth", 4) == 0 &&
		    (i + 4 == qop.len || qop.p[i + 4] != '-'))
			return true;
	return false;
}

static void
take(struct credentials *credentials, const struct sipresp_challenge *from)
{
	struct challenge new = {
		.proxy = from->proxy, .auth = from->auth,
		.has_opaque = from->opaque.p != NULL,
		.has_qop = offers_auth(from->qop)
	};
	unsigned i = 0;

	/* As received: what is quoted goes back as it came. */
	if (!copy_text(new.realm, sizeof new.realm, from->realm) ||
	    !copy_text(new.nonce, sizeof new.nonce, from->nonce) ||
	    !copy_text(new.opaque, sizeof new.opaque, from->opaque) ||
	    !copy_text(new.algorithm, sizeof new.algorithm, from->algorithm))
		return;
	while (i < credentials->count &&
	    (credentials->challenges[i].proxy != new.proxy ||
	    strcmp(credentials->challenges[i].realm, new.realm) != 0))
		i++;
	if (i == SIPRESP_MAX_REALMS)
		return;
	if (i < credentials->count) {
		new.tried = credentials->challenges[i].tried;
		new.accepted = credentials->challenges[i].accepted;
	} else {
		credentials->count++;
	}
	credentials->challenges[i] = new;
}

void
credentials_accept(struct credentials *credentials)
{
	for (unsigned i = 0; i < credentials->count; i++)
		credentials->challenges[i].accepted = true;
}

void
credentials_inherit(struct credentials *credentials)
{
	for (unsigned i = 0; i < credentials->count; i++)
		credentials->challenges[i].tried = true;
}

size_t
credentials_tried(const struct credentials *credentials,
    struct sipresp_str out[SIPRESP_MAX_REALMS])
{
	size_t n = 0;

	for (unsigned i = 0; i < credentials->count; i++)
		if (credentials->challenges[i].tried)
			out[n++] = (struct sipresp_str){
			    credentials->challenges[i].realm,
			    strlen(credentials->challenges[i].realm) };
	return n;
}

size_t
credentials_accepted(const struct credentials *credentials,
    struct sipresp_str out[SIPRESP_MAX_REALMS])
{
	size_t n = 0;

	for (unsigned i = 0; i < credentials->count; i++)
		if (credentials->challenges[i].accepted)
			out[n++] = (struct sipresp_str){
			    credentials->challenges[i].realm,
			    strlen(credentials->challenges[i].realm) };
	return n;
}

void
credentials_take(struct credentials *credentials,
    const struct sipresp_response *response,
    const struct sipresp_verdict *verdict)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_challenge challenge;

	for (unsigned i = 0; sipresp_next_challenge(response, &cursor,
	    &challenge); i++)
		if (verdict->chosen >> i & 1)
			take(credentials, &challenge);
}

static int
write_one(struct mbuf *out, struct challenge *c, const char *user,
    const char *password, const char *method, const char *uri)
{
	const bool sess = (c->auth & (SIPRESP_AUTH_MD5_SESS |
	    SIPRESP_AUTH_SHA_256_SESS | SIPRESP_AUTH_SHA_512_256_SESS)) != 0;
	const uint64_t random = rand_u64();
	struct hex a1, a2, response;
	char cnonce[24], realm[128];
	int error;

	(void)re_snprintf(cnonce, sizeof cnonce, "%016llx", random);
	c->nonce_count++;
	/* The realm is hashed as it is meant, without quoted pairs. */
	(void)sipresp_unquote((struct sipresp_str){ c->realm,
	    strlen(c->realm) }, realm, sizeof realm);
	error = hash(c->auth, &a1, "%s:%s:%s", user, realm, password);
	if (error == 0 && sess)
		error = hash(c->auth, &a1, "%s:%s:%s", a1.text, c->nonce,
		    cnonce);
	if (error == 0)
		error = hash(c->auth, &a2, "%s:%s", method, uri);
	if (error == 0 && c->has_qop)
		error = hash(c->auth, &response, "%s:%s:%08x:%s:auth:%s",
		    a1.text, c->nonce, c->nonce_count, cnonce, a2.text);
	else if (error == 0)
		error = hash(c->auth, &response, "%s:%s:%s", a1.text, c->nonce,
		    a2.text);
	if (error != 0)
		return error;
	error = mbuf_printf(out, "%s: Digest username=\"%s\", realm=\"%s\","
	    " nonce=\"%s\", uri=\"%s\", response=\"%s\"",
	    c->proxy ? "Proxy-Authorization" : "Authorization", user, c->realm,
	    c->nonce, uri, response.text);
	if (error == 0 && c->algorithm[0] != '\0')
		error = mbuf_printf(out, ", algorithm=%s", c->algorithm);
	if (error == 0 && c->has_opaque)
		error = mbuf_printf(out, ", opaque=\"%s\"", c->opaque);
	if (error == 0 && (c->has_qop || sess))
		error = mbuf_printf(out, ", cnonce=\"%s\"", cnonce);
	if (error == 0 && c->has_qop)
		error = mbuf_printf(out, ", qop=auth, nc=%08x", c->nonce_count);
	return error != 0 ? error : mbuf_write_str(out, "\r\n");
}

int
credentials_write(struct mbuf *out, struct credentials *credentials,
    const char *method, const char *uri)
{
	int error = 0;

	if (credentials->user == NULL || credentials->password == NULL)
		return 0;
	for (unsigned i = 0; i < credentials->count && error == 0; i++)
		error = write_one(out, &credentials->challenges[i],
		    credentials->user, credentials->password, method, uri);
	return error;
}
