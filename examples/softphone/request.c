/*
 * request.c - a request as it is written, and sent again with changes
 *
 * SPDX-License-Identifier: MIT
 */

#include <string.h>

#include "request.h"

/* Option tags that this phone can support at all. */
static const char *const known_tags[] = {
	"100rel", "199", "timer", "replaces", "path", "gruu", "outbound",
	"histinfo", "norefersub"
};

/* What it can send or read. */
static const char *const known_types[] = {
	"application/sdp", "text/plain", "application/pidf+xml"
};

/* The second offer has one codec less: what is left is what nearly all have
 * (G.711). */
static const char smaller_offer[] =
    "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\n"
    "t=0 0\r\nm=audio 49170 RTP/AVP 0 8\r\n";

bool
copy_text(char *out, size_t size, struct sipresp_str s)
{
	if (s.len >= size)
		return false;
	if (s.len > 0)
		memcpy(out, s.p, s.len);
	out[s.len] = '\0';
	return true;
}

/* ---- lists of option tags ---------------------------------------------- */

/* Where 'tag' begins in the list; NULL if it is not there. */
static char *
find_tag(const char *list, struct sipresp_str tag)
{
	for (const char *p = list; *p != '\0'; ) {
		const size_t len = strcspn(p, ",");

		if (len == tag.len && strncasecmp(p, tag.p, len) == 0)
			return (char *)(uintptr_t)p;
		p += len;
		p += strspn(p, ", ");
	}
	return NULL;
}

bool
list_has(const char *list, struct sipresp_str tag)
{
	return find_tag(list, tag) != NULL;
}

bool
list_add(char list[LIST_SIZE], struct sipresp_str tag)
{
	const size_t len = strlen(list);

	if (list_has(list, tag) || len + 2 + tag.len >= LIST_SIZE)
		return false;
	if (len > 0)
		strcat(list, ", ");
	strncat(list, tag.p, tag.len);
	return true;
}

bool
list_remove(char list[LIST_SIZE], struct sipresp_str tag)
{
	char *at = find_tag(list, tag), *behind;

	if (at == NULL)
		return false;
	behind = at + tag.len;
	behind += strspn(behind, ", ");
	memmove(at, behind, strlen(behind) + 1);
	/* The last one had a separator before it. */
	for (size_t n = strlen(list); n > 0 && strchr(", ", list[n - 1]); n--)
		list[n - 1] = '\0';
	return true;
}

/* ---- writing ----------------------------------------------------------- */

static int
write_lists(struct mbuf *mb, const struct content *c)
{
	int error = 0;

	if (c->supported[0] != '\0')
		error |= mbuf_printf(mb, "Supported: %s\r\n", c->supported);
	if (c->required[0] != '\0')
		error |= mbuf_printf(mb, "Require: %s\r\n", c->required);
	if (c->accept[0] != '\0')
		error |= mbuf_printf(mb, "Accept: %s\r\n", c->accept);
	return error;
}

static int
write_values(struct mbuf *mb, const struct content *c)
{
	int error = 0;

	if (c->event[0] != '\0')
		error |= mbuf_printf(mb, "Event: %s\r\n", c->event);
	if (c->entity_tag[0] != '\0')
		error |= mbuf_printf(mb, "SIP-If-Match: %s\r\n",
		    c->entity_tag);
	if (c->has_expires)
		error |= mbuf_printf(mb, "Expires: %u\r\n", c->expires);
	if (c->session_expires != 0)
		error |= mbuf_printf(mb, "Session-Expires: %u\r\n",
		    c->session_expires);
	if (c->min_se != 0)
		error |= mbuf_printf(mb, "Min-SE: %u\r\n", c->min_se);
	if (c->rack[0] != '\0')
		error |= mbuf_printf(mb, "RAck: %s\r\n", c->rack);
	return error;
}

static int
write_dialog(struct mbuf *mb, const struct content *c, const struct dialog *d)
{
	int error = 0;

	if (c->route[0] != '\0')
		error |= mbuf_printf(mb, "Route: %s\r\n", c->route);
	for (unsigned i = 0; i < d->route_count; i++)
		error |= mbuf_printf(mb, "Route: %s\r\n", d->routes[i]);
	error |= mbuf_printf(mb, "From: %s;tag=%s\r\nTo: %s", d->local,
	    d->local_tag, d->remote);
	if (d->remote_tag[0] != '\0')
		error |= mbuf_printf(mb, ";tag=%s", d->remote_tag);
	error |= mbuf_printf(mb, "\r\nCall-ID: %s\r\nCSeq: %u %s\r\n",
	    d->call_id, d->cseq, c->method);
	return error;
}

/* Whoever answers must be able to send requests back (RFC 3261, section
 * 8.1.1.8); what makes no dialog needs none, but for a REGISTER. */
static bool
has_contact(const char *method)
{
	return strcmp(method, "MESSAGE") != 0 && strcmp(method, "BYE") != 0 &&
	    strcmp(method, "CANCEL") != 0 && strcmp(method, "PUBLISH") != 0 &&
	    strcmp(method, "ACK") != 0 && strcmp(method, "PRACK") != 0;
}

struct mbuf *
request_write(struct content *c, const struct dialog *dialog,
    const char *branch, const char *contact, const char *user)
{
	struct mbuf *mb = mbuf_alloc(2048);
	const bool is_cancel = strcmp(c->method, "CANCEL") == 0;
	int error;

	if (mb == NULL)
		return NULL;
	error = mbuf_printf(mb, "%s %s SIP/2.0\r\nVia: SIP/2.0/UDP %s;"
	    "branch=%s;rport\r\nMax-Forwards: %u\r\n", c->method, c->uri,
	    contact, branch, c->max_forwards);
	error |= write_dialog(mb, c, dialog);
	if (has_contact(c->method))
		error |= mbuf_printf(mb, "Contact: <sip:%s@%s>\r\n", user,
		    contact);
	if (!is_cancel) {
		error |= credentials_write(mb, &c->credentials, c->method,
		    c->uri);
		error |= write_lists(mb, c);
		error |= write_values(mb, c);
	}
	error |= mbuf_printf(mb, "User-Agent: sipresp-softphone\r\n");
	if (c->body != NULL)
		error |= mbuf_printf(mb, "Content-Type: %s\r\n", c->type);
	error |= mbuf_printf(mb, "Content-Length: %zu\r\n\r\n%s",
	    c->body != NULL ? strlen(c->body) : 0,
	    c->body != NULL ? c->body : "");
	if (error != 0)
		return mem_deref(mb);
	mb->pos = 0;
	return mb;
}

/* ---- amending ---------------------------------------------------------- */

static bool
is_known(struct sipresp_str s, const char *const *known, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(known[i]) == s.len &&
		    strncasecmp(known[i], s.p, s.len) == 0)
			return true;
	return false;
}
#define IS_KNOWN(s, known)	is_known(s, known, sizeof known / sizeof known[0])

/* A body type that the other side lists and this one has a body for. */
static bool
listed_type(const struct content *c, const struct sipresp_response *r)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_str value;

	while (sipresp_next_value(r, SIPRESP_FIELD_ACCEPT, &cursor, &value)) {
		const char *semicolon = memchr(value.p, ';', value.len);

		if (semicolon != NULL)
			value.len = (size_t)(semicolon - value.p);
		while (value.len > 0 && value.p[value.len - 1] == ' ')
			value.len--;
		if (IS_KNOWN(value, known_types) &&
		    strncasecmp(value.p, c->type, value.len) == 0)
			return true;
	}
	return false;
}

/* Can each required tag be supported? */
static bool
can_add_all(const struct sipresp_response *r)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_str tag;

	while (sipresp_next_value(r, SIPRESP_FIELD_REQUIRE, &cursor, &tag))
		if (!IS_KNOWN(tag, known_tags))
			return false;
	return true;
}

static bool
can_drop_any(const struct content *c, const struct sipresp_response *r)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_str tag;

	while (sipresp_next_value(r, SIPRESP_FIELD_UNSUPPORTED, &cursor, &tag))
		if (list_has(c->supported, tag) || list_has(c->required, tag))
			return true;
	return false;
}

unsigned
amendable(const struct content *c, const struct sipresp_response *r)
{
#define A(name)	(1U << SIPRESP_AMEND_##name)
	unsigned can = A(SESSION_INTERVAL) | A(EXPIRES) | A(EVENT) |
	    A(ENTITY_TAG) | A(MAX_FORWARDS) | A(OUTBOUND) | A(ACCEPT);

	/* Without its body, only an INVITE still says something: its offer then
	 * comes from the other side. */
	if (c->body != NULL && strcmp(c->method, "INVITE") == 0)
		can |= A(BODY) | A(CONTENT);
	if (c->body != NULL && listed_type(c, r))
		can |= A(CONTENT);
	if (c->body != NULL && c->body != smaller_offer &&
	    strcmp(c->type, "application/sdp") == 0)
		can |= A(MEDIA);
	if (strncasecmp(c->uri, "sip", 3) == 0)
		can |= A(URI_SCHEME);
	if (can_drop_any(c, r))
		can |= A(DROP_EXTENSIONS);
	if (can_add_all(r))
		can |= A(ADD_EXTENSIONS);
	return can;
}

static void
change_scheme(char uri[URI_SIZE])
{
	if (strncasecmp(uri, "sips:", 5) == 0)
		memmove(uri + 3, uri + 4, strlen(uri + 4) + 1);
	else if (strncasecmp(uri, "sip:", 4) == 0 &&
	    strlen(uri) + 1 < URI_SIZE) {
		memmove(uri + 4, uri + 3, strlen(uri + 3) + 1);
		uri[3] = 's';
	}
}

static void
drop_extensions(struct content *c, const struct sipresp_response *r)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_str tag;

	while (sipresp_next_value(r, SIPRESP_FIELD_UNSUPPORTED, &cursor,
	    &tag)) {
		(void)list_remove(c->supported, tag);
		(void)list_remove(c->required, tag);
	}
}

/* What was offered already is now asked for. */
static void
add_extensions(struct content *c, const struct sipresp_response *r)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_str tag;

	while (sipresp_next_value(r, SIPRESP_FIELD_REQUIRE, &cursor, &tag))
		if (!list_add(c->supported, tag))
			(void)list_add(c->required, tag);
}

static void
choose_event(struct content *c, const struct sipresp_verdict *v,
    const struct sipresp_response *r)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_str event = v->event;

	/* Where the user named none, the first that is listed. */
	if (event.p == NULL)
		(void)sipresp_next_value(r, SIPRESP_FIELD_ALLOW_EVENTS, &cursor,
		    &event);
	(void)copy_text(c->event, sizeof c->event, event);
}

void
amend(struct content *c, const struct sipresp_verdict *v,
    const struct sipresp_response *r)
{
	const unsigned set = v->amend;
	uint32_t n;

	if (set & A(BODY) || (set & A(CONTENT) && !listed_type(c, r)))
		c->body = NULL;
	if (set & A(MEDIA))
		c->body = smaller_offer;
	if (set & A(URI_SCHEME))
		change_scheme(c->uri);
	if (set & A(DROP_EXTENSIONS))
		drop_extensions(c, r);
	if (set & A(ADD_EXTENSIONS))
		add_extensions(c, r);
	if (set & A(OUTBOUND))
		(void)list_remove(c->supported,
		    (struct sipresp_str){ "outbound", 8 });
	if (set & A(SESSION_INTERVAL) && sipresp_number(r,
	    SIPRESP_FIELD_MIN_SE, &n) == 0) {
		c->session_expires = c->min_se = n;
		(void)list_add(c->supported,
		    (struct sipresp_str){ "timer", 5 });
	}
	if (set & A(EXPIRES) && sipresp_number(r, SIPRESP_FIELD_MIN_EXPIRES,
	    &n) == 0) {
		c->has_expires = true;
		c->expires = n;
	}
	if (set & A(EVENT))
		choose_event(c, v, r);
	if (set & A(ENTITY_TAG))
		c->entity_tag[0] = '\0';
	if (set & A(MAX_FORWARDS))
		c->max_forwards = 140;
	if (set & A(ACCEPT))
		c->accept[0] = '\0';
#undef A
}
