/*
 * peers.c - the same bytes to libosip2, Sofia-SIP and libre
 *
 * A fuzzer as those in tests/fuzz.  Where one of them reads something else than
 * the library does, the difference has to be of a class below, each with its
 * reason and with what must hold for it; any other ends the program.  Those that
 * were met are counted, and printed at the end.
 *
 * What every parser wants, Via, From, To and Call-ID, is put behind the first
 * line of each input that has it not.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "peers.h"
#include "sipresp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define COUNT(array)	(sizeof (array) / sizeof (array)[0])
#define MAX_SIZE	8192

static const struct peer {
	const char	*name;
	reader		*read;
} peers[] = {
	{ "libosip2", read_osip },
	{ "Sofia-SIP", read_sofia },
	{ "libre", read_libre }
};
#define PEERS		COUNT(peers)

enum difference {
	STATUS_LINE, CODE, CSEQ, CUT_OFF, BODY, LIMIT, NO_CSEQ, READS_MORE,
	LONE_CR, CSEQ_TWICE, METHOD, CONTACT_LOST, CONTACT_ALONE, CONTACT_FORM, DIFFERENCES, UNEXPLAINED
};

static const char *const reasons[DIFFERENCES] = {
	[STATUS_LINE] =
	    "It takes a first line that does not begin with SIP/2.0 and a space"
	    " (RFC 3261 section 7.2).",
	[CODE] =
	    "It takes a status code that is not three digits, or not in"
	    " 100..699 (RFC 3261 section 7.2).",
	[CSEQ] =
	    "It takes a CSeq that is no number below 2**32 and a token"
	    " (RFC 3261 sections 8.1.1.5 and 25.1).",
	[CUT_OFF] =
	    "It takes a header section that no empty line ends (RFC 3261"
	    " section 7).",
	[BODY] =
	    "It takes a body that is shorter than Content-Length, which is an"
	    " error (RFC 3261 section 18.3).",
	[LIMIT] = "It has no limit where the library has one.",
	[NO_CSEQ] =
	    "It refuses a response without CSeq; the library reads it, as the"
	    " host may know the method.",
	[READS_MORE] =
	    "It refuses the message for something that no decision needs: put"
	    " in plain words, it takes it and reads the same.",
	[LONE_CR] =
	    "A CR alone ends a line for it (RFC 3261 section 7: CRLF).",
	[CSEQ_TWICE] =
	    "Of several CSeq it takes another one; there may be only one.",
	[METHOD] =
	    "It refuses this method, or does not name it, and takes INVITE"
	    " instead: any token is a method (RFC 3261 section 25.1).",
	[CONTACT_LOST] =
	    "It loses Contacts for something malformed elsewhere: put in plain"
	    " words, it has them all.",
	[CONTACT_ALONE] =
	    "The peers do not agree among themselves on how many Contacts there"
	    " are.",
	[CONTACT_FORM] =
	    "A Contact is not a plain list of <URI>s: what is malformed in it"
	    " counts as none here, and does not hide the others."
};

static unsigned long met[PEERS][DIFFERENCES], inputs, taken;

static void
print_met(void)
{
	printf("%lu messages, %lu of them taken by the library\n", inputs,
	    taken);
	for (unsigned d = 0; d < DIFFERENCES; d++) {
		unsigned long all = 0;

		for (size_t i = 0; i < PEERS; i++)
			all += met[i][d];
		if (all == 0)
			continue;
		printf("%s\n   ", reasons[d]);
		for (size_t i = 0; i < PEERS; i++)
			printf(" %s %lu", peers[i].name, met[i][d]);
		printf("\n");
	}
}

/* ---- what the library reads -------------------------------------------- */

struct ours {
	int			error;
	struct sipresp_response	r;
	struct reading		reading;
};

static void
read_ours(struct ours *out, const char *msg, size_t len)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_contact contact;
	size_t n;

	memset(&out->reading, 0, sizeof out->reading);
	out->error = sipresp_parse(&out->r, msg, len);
	if (out->error != 0)
		return;
	out->reading.accepted = true;
	out->reading.code = out->r.code;
	n = out->r.method.len < sizeof out->reading.method ?
	    out->r.method.len : sizeof out->reading.method - 1;
	if (n > 0)
		memcpy(out->reading.method, out->r.method.p, n);
	while (sipresp_next_contact(&out->r, &cursor, &contact))
		out->reading.contacts++;
}

/* The same once more, with nothing in it that decides nothing. */
static size_t
put_plainly(char *out, size_t room, const struct reading *reading,
    const char *method)
{
	int len = snprintf(out, room, "SIP/2.0 %ld X\r\n"
	    "Via: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n"
	    "To: <sip:c@d>;tag=2\r\nCall-ID: x\r\nCSeq: 1 %s\r\n",
	    reading->code, method);

	for (unsigned i = 0; i < reading->contacts; i++)
		len += snprintf(out + len, room - (size_t)len,
		    "Contact: <sip:c%u@d>\r\n", i);
	len += snprintf(out + len, room - (size_t)len,
	    "Content-Length: 0\r\n\r\n");
	return (size_t)len;
}

/* ---- classes of differences -------------------------------------------- */

static unsigned
lines_of(const struct sipresp_response *r, enum sipresp_field field)
{
	unsigned n = 0;

	for (uint32_t i = 0; i < r->line_count; i++)
		n += r->lines[i].field == (uint32_t)field;
	return n;
}

/* Is each Contact "<sip:x@y>" and more of them, with one comma between? */
static bool
contacts_are_plain(const struct sipresp_response *r)
{
	for (uint32_t i = 0; i < r->line_count; i++) {
		const char *p = r->lines[i].value;
		const char *end = p + r->lines[i].len;

		if (r->lines[i].field != SIPRESP_FIELD_CONTACT)
			continue;
		do {
			while (p < end && (*p == ' ' || *p == ','))
				p++;
			if (end - p < 5 || memcmp(p, "<sip:", 5) != 0)
				return false;
			for (p += 5; p < end && *p != '>'; p++)
				if (strchr("abcdefghijklmnopqrstuvwxyz@.", *p)
				    == NULL || *p == '\0')
					return false;
			if (p == end || p[-1] == '@' || p[-1] == ':')
				return false;
			p++;
		} while (p < end && *p == ',');
		while (p < end && *p == ' ')
			p++;
		if (p < end)
			return false;
	}
	return true;
}

static bool
has_lone_cr(const char *msg, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (msg[i] == '\r' && (i + 1 == len || msg[i + 1] != '\n'))
			return true;
	return false;
}

static enum difference
of_error(int error)
{
	switch (error) {
	case SIPRESP_ESTATUSLINE:
		return STATUS_LINE;
	case SIPRESP_ECODE:
		return CODE;
	case SIPRESP_ECSEQ:
		return CSEQ;
	case SIPRESP_ETRUNCATED:
		return CUT_OFF;
	case SIPRESP_EBODY:
		return BODY;
	case SIPRESP_ETOOMANY:
	case SIPRESP_ETOOBIG:
		return LIMIT;
	default:
		return UNEXPLAINED;
	}
}

static bool
takes(reader *read, const struct reading *reading, const char *method)
{
	static char plain[MAX_SIZE];
	struct reading again = { .accepted = false };

	read(&again, plain, put_plainly(plain, sizeof plain, reading, method));
	return again.accepted && again.code == reading->code &&
	    again.contacts == reading->contacts &&
	    strcmp(again.method, method) == 0;
}

static enum difference
of_refusal(const struct ours *ours, reader *read)
{
	if (ours->r.method.len == 0)
		return NO_CSEQ;
	if (ours->r.method.len >= sizeof ours->reading.method)
		return LIMIT;
	if (takes(read, &ours->reading, ours->reading.method))
		return READS_MORE;
	return takes(read, &ours->reading, "INVITE") ? METHOD : UNEXPLAINED;
}

static enum difference
of_contacts(const struct ours *ours, const struct reading *theirs, size_t peer)
{
	unsigned least = UINT32_MAX, most = ours->reading.contacts;

	if (!contacts_are_plain(&ours->r))
		return CONTACT_FORM;
	for (size_t i = 0; i < PEERS; i++)
		if (theirs[i].accepted) {
			if (theirs[i].contacts < least)
				least = theirs[i].contacts;
			if (theirs[i].contacts > most)
				most = theirs[i].contacts;
		}
	if (least != most && least == ours->reading.contacts)
		return CONTACT_ALONE;
	return theirs[peer].contacts < ours->reading.contacts &&
	    takes(peers[peer].read, &ours->reading, ours->reading.method) ?
	    CONTACT_LOST : UNEXPLAINED;
}

static void
compare(const struct ours *ours, const struct reading *theirs, size_t i,
    const char *msg, size_t len)
{
	const struct reading *a = &ours->reading, *b = &theirs[i];
	enum difference d;

	if (!a->accepted && !b->accepted)
		return;
	if (!a->accepted)
		d = of_error(ours->error);
	else if (!b->accepted)
		d = of_refusal(ours, peers[i].read);
	else if (a->code != b->code)
		d = UNEXPLAINED;
	else if (strcmp(a->method, b->method) != 0)
		d = has_lone_cr(msg, len) ? LONE_CR :
		    lines_of(&ours->r, SIPRESP_FIELD_CSEQ) > 1 ? CSEQ_TWICE :
		    b->method[0] == '\0' ? of_refusal(ours, peers[i].read) :
		    ours->r.method.len == 0 ? NO_CSEQ : UNEXPLAINED;
	else if (a->contacts != b->contacts)
		d = has_lone_cr(msg, len) ? LONE_CR :
		    of_contacts(ours, theirs, i);
	else
		return;

	if (d < DIFFERENCES) {
		met[i][d]++;
		return;
	}
	printf("The library: %s, code %ld, method \"%s\", %u Contacts\n"
	    "%s: %s, code %ld, method \"%s\", %u Contacts, of\n",
	    a->accepted ? "taken" : sipresp_strerror(ours->error), a->code,
	    a->method, a->contacts, peers[i].name,
	    b->accepted ? "taken" : "refused", b->code, b->method,
	    b->contacts);
	(void)fwrite(msg, 1, len, stdout);
	(void)fflush(stdout);
	abort();
}

/* What every parser wants. */
static const struct mandatory {
	const char	*name, *line;
	char		 compact;
} mandatory[] = {
	{ "via", "Via: SIP/2.0/UDP h;branch=z9hG4bK1\r\n", 'v' },
	{ "from", "From: <sip:a@b>;tag=1\r\n", 'f' },
	{ "to", "To: <sip:c@d>;tag=2\r\n", 't' },
	{ "call-id", "Call-ID: x\r\n", 'i' }
};

/* Does a line of 'data' begin with the name and what may end it? */
static bool
has_field(const uint8_t *data, size_t size, const struct mandatory *m)
{
	for (const uint8_t *p = data, *end = data + size; p < end; ) {
		size_t n = 0;

		while (m->name[n] != '\0' && p + n < end &&
		    (p[n] | 0x20) == (uint8_t)m->name[n])
			n++;
		if (m->name[n] != '\0')
			n = (*p | 0x20) == (uint8_t)m->compact;
		if (n > 0 && p + n < end && strchr(": \t", p[n]) != NULL)
			return true;
		p = memchr(p, '\n', (size_t)(end - p));
		if (p == NULL)
			break;
		p++;
	}
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char msg[MAX_SIZE];
	static struct ours ours;
	struct reading theirs[PEERS];
	const uint8_t *lf = size > 0 ? memchr(data, '\n', size) : NULL;
	size_t first, len;

	if (lf == NULL || size > sizeof msg - 256)
		return 0;
	first = (size_t)(lf - data) + 1;
	memcpy(msg, data, first);
	len = first;
	for (size_t i = 0; i < COUNT(mandatory); i++)
		if (!has_field(data + first, size - first, &mandatory[i])) {
			const size_t n = strlen(mandatory[i].line);

			memcpy(msg + len, mandatory[i].line, n);
			len += n;
		}
	memcpy(msg + len, data + first, size - first);
	len += size - first;

	if (inputs++ == 0)
		(void)atexit(print_met);
	memset(theirs, 0, sizeof theirs);
	read_ours(&ours, msg, len);
	taken += ours.reading.accepted;
	for (size_t i = 0; i < PEERS; i++)
		peers[i].read(&theirs[i], msg, len);
	for (size_t i = 0; i < PEERS; i++)
		compare(&ours, theirs, i, msg, len);
	return 0;
}
