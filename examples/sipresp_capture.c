/*
 * sipresp_capture.c - the SIP messages in a capture or a log
 *
 * SPDX-License-Identifier: MIT
 */

#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#ifdef HAVE_PCAP
#include <pcap/pcap.h>
#endif

#include "sipresp_buffer.h"
#include "sipresp_capture.h"
#include "sipresp_words.h"

#define CHUNK		(1 << 20)
#define SCRATCH		(2 * MAX_MESSAGE)	/* half of it stays zero */

struct capture {
	const char	*path;
	FILE		*file;
	uint64_t	 size, done;
	bool		 failed;

	/* Text. */
	char		*text;
	size_t		 begin, end;	/* what of it is not read yet */
	bool		 at_end;

	const char	*section_end;	/* see section_len() */
	bool		 has_section_end;

	char		*scratch;	/* one message, and zeros behind it */
	size_t		 used;		/* of the scratch before the last one */
#ifdef HAVE_PCAP
	pcap_t		*pcap;
	int		 link_type;
	const unsigned char *payload;	/* what is left of a packet */
	size_t		 payload_len;
	uint64_t	 time_ms;
#endif
};

static void
fail(struct capture *c, const char *what)
{
	complain(c->path, what);
	c->failed = true;
}

/* A copy of 'len' bytes with zeros behind, so that a Content-Length which
 * promises more does not matter. */
static void
give(struct capture *c, const char *p, size_t len, struct message *out)
{
	if (len < c->used)
		memset(c->scratch + len, 0, c->used - len);
	memcpy(c->scratch, p, len);
	c->used = len;
	out->bytes = c->scratch;
	out->len = len;
}

/* "SIP/2.0 486" or "INVITE sip:... SIP/2.0": the first line of a message. */
static bool
begins_message(const char *p, size_t len)
{
	const char *end = memchr(p, '\n', len);

	if (end == NULL)
		end = p + len;
	if (end > p && end[-1] == '\r')
		end--;
	len = (size_t)(end - p);
	if (len >= 11 && memcmp(p, "SIP/2.0 ", 8) == 0)
		return true;
	return len > 12 && *p >= 'A' && *p <= 'Z' &&
	    memcmp(end - 8, " SIP/2.0", 8) == 0;
}

/* Where the header section ends, behind its empty line; 0 if it does not. */
static size_t
header_len(const char *p, size_t len)
{
	const char *line = p, *const end = p + len;

	while (line < end) {
		const char *lf = memchr(line, '\n', (size_t)(end - line));

		if (lf == NULL)
			return 0;
		if (lf == line || (lf == line + 1 && *line == '\r'))
			return (size_t)(lf + 1 - p);
		line = lf + 1;
	}
	return 0;
}

/* The same of a line in what is read in order: where one section ends, so do all
 * that begin before, which are then not searched once more. */
static size_t
section_len(struct capture *c, const char *p, size_t len)
{
	if (c->section_end == NULL || p >= c->section_end) {
		const size_t found = header_len(p, len);

		c->has_section_end = found > 0;
		c->section_end = p + (found > 0 ? found : len);
	}
	return c->has_section_end ? (size_t)(c->section_end - p) : 0;
}

/* ---- text -------------------------------------------------------------- */

static bool
fill(struct capture *c)
{
	size_t n;

	if (c->at_end)
		return false;
	memmove(c->text, c->text + c->begin, c->end - c->begin);
	c->end -= c->begin;
	c->begin = 0;
	c->section_end = NULL;
	n = fread(c->text + c->end, 1, CHUNK - c->end, c->file);
	c->end += n;
	c->done += n;
	if (n == 0) {
		if (ferror(c->file))
			fail(c, system_words(errno));
		c->at_end = true;
	}
	return n > 0;
}

/*
 * A dump of a database or of JSON may have a message in one line, its line
 * ends written as "\r\n".  Returns the length of what was written to 'out'.
 */
static size_t
unescape_line(const char *p, size_t len, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < len && n < MAX_MESSAGE; i++) {
		char ch = p[i];

		if (ch == '\\' && i + 1 < len) {
			ch = p[++i];
			ch = ch == 'r' ? '\r' : ch == 'n' ? '\n' : ch;
		}
		out[n++] = ch;
	}
	return n;
}

static bool
take_escaped(struct capture *c, const char *line, size_t len,
    struct message *out)
{
	char text[MAX_MESSAGE];
	const char *at = NULL;
	size_t n;

	if (memchr(line, '\\', len) == NULL)
		return false;
	for (const char *p = line + 1; !at && p + 8 < line + len; p++)
		if (memcmp(p, "SIP/2.0 ", 8) == 0)
			at = p;
	if (at == NULL)
		return false;
	n = unescape_line(at, (size_t)(line + len - at), text);
	if (header_len(text, n) == 0)
		return false;
	give(c, text, n, out);
	out->has_time = false;
	return true;
}

static bool
take_text(struct capture *c, struct message *out)
{
	const char *p = c->text + c->begin;
	size_t len = section_len(c, p, c->end - c->begin);
	const bool whole = len > 0;

	/* A log may end behind a header line. */
	if (!whole && c->at_end)
		len = c->end - c->begin;
	if (len == 0 || len >= MAX_MESSAGE)
		return false;
	c->begin += len;
	give(c, p, len, out);
	if (!whole)
		c->scratch[c->used++] = '\n';
	out->has_time = false;
	return true;
}

static bool
next_text(struct capture *c, struct message *out)
{
	for (;;) {
		const char *p = c->text + c->begin, *lf;
		size_t len = c->end - c->begin;

		/* A whole header section must be there, if this is one. */
		if (len < 2 * MAX_MESSAGE && fill(c))
			continue;
		if (len == 0)
			return false;
		if (begins_message(p, len) && take_text(c, out))
			return true;
		lf = memchr(p, '\n', len);
		if (lf != NULL)
			len = (size_t)(lf + 1 - p);
		c->begin += len;
		if (take_escaped(c, p, len, out))
			return true;
	}
}

/* ---- packets ----------------------------------------------------------- */

#ifdef HAVE_PCAP
static unsigned
get16(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

/* The network layer behind 'skip' bytes, if 'type' is that of IP. */
static bool
strip(const unsigned char **p, size_t *len, size_t skip)
{
	if (*len < skip)
		return false;
	*p += skip;
	*len -= skip;
	return true;
}

/* Ethernet's type at 'at', with any number of VLAN tags behind it. */
static bool
strip_link(const unsigned char **p, size_t *len, size_t at)
{
	unsigned type;

	if (*len < at + 2)
		return false;
	type = get16(*p + at);
	while ((type == 0x8100 || type == 0x88a8) && *len >= at + 6) {
		at += 4;
		type = get16(*p + at);
	}
	return (type == 0x0800 || type == 0x86dd) && strip(p, len, at + 2);
}

static bool
to_network_layer(int link_type, const unsigned char **p, size_t *len)
{
	switch (link_type) {
	case DLT_EN10MB:
		return strip_link(p, len, 12);
	case DLT_LINUX_SLL:
		return strip_link(p, len, 14);
#ifdef DLT_LINUX_SLL2
	case DLT_LINUX_SLL2:
		return *len >= 20 && (get16(*p) == 0x0800 ||
		    get16(*p) == 0x86dd) && strip(p, len, 20);
#endif
	case DLT_NULL:
	case DLT_LOOP:
		return strip(p, len, 4);
	case DLT_RAW:
	case DLT_IPV4:
	case DLT_IPV6:
		return true;
	default:
		return false;
	}
}

/* The payload of UDP or TCP; of fragments only the first has one. */
static bool
to_payload(unsigned protocol, const unsigned char **p, size_t *len)
{
	if (protocol == 17)
		return strip(p, len, 8);
	if (protocol != 6 || *len < 20)
		return false;
	return strip(p, len, (size_t)((*p)[12] >> 4) * 4);
}

static bool
to_transport_layer(const unsigned char **p, size_t *len)
{
	unsigned protocol;

	if (*len >= 20 && (*p)[0] >> 4 == 4) {
		const size_t header = (size_t)((*p)[0] & 15) * 4;
		const size_t total = get16(*p + 2);

		if (get16(*p + 6) & 0x1fff)
			return false;
		if (total >= header && total < *len)
			*len = total;	/* without what pads the frame */
		protocol = (*p)[9];
		return header >= 20 && strip(p, len, header) &&
		    to_payload(protocol, p, len);
	}
	if (*len >= 40 && (*p)[0] >> 4 == 6) {
		protocol = (*p)[6];
		if (!strip(p, len, 40))
			return false;
		/* Hop-by-hop, routing, destination options. */
		while ((protocol == 0 || protocol == 43 || protocol == 60) &&
		    *len >= 8) {
			protocol = (*p)[0];
			if (!strip(p, len, ((size_t)(*p)[1] + 1) * 8))
				return false;
		}
		return to_payload(protocol, p, len);
	}
	return false;
}

/* A packet may hold several messages; each begins at a line. */
static bool
take_packet(struct capture *c, struct message *out)
{
	while (c->payload_len > 0) {
		const char *p = (const char *)c->payload;
		const char *lf = memchr(p, '\n', c->payload_len);
		size_t len = section_len(c, p, c->payload_len), step;

		if (begins_message(p, c->payload_len) && len > 0 &&
		    len <= MAX_MESSAGE) {
			give(c, p, len, out);
			out->has_time = true;
			out->time_ms = c->time_ms;
			c->payload += len;
			c->payload_len -= len;
			return true;
		}
		step = lf == NULL ? c->payload_len : (size_t)(lf + 1 - p);
		c->payload += step;
		c->payload_len -= step;
	}
	return false;
}

static bool
next_packet(struct capture *c, struct message *out)
{
	for (;;) {
		struct pcap_pkthdr *header;
		const unsigned char *p;
		size_t len;
		int got;

		if (take_packet(c, out))
			return true;
		got = pcap_next_ex(c->pcap, &header, &p);
		if (got == PCAP_ERROR)
			fail(c, pcap_geterr(c->pcap));
		if (got < 0)
			return false;
		len = header->caplen;
		if (!to_network_layer(c->link_type, &p, &len) ||
		    !to_transport_layer(&p, &len))
			continue;
		c->payload = p;
		c->payload_len = len;
		c->section_end = NULL;
		c->time_ms = (uint64_t)header->ts.tv_sec * 1000 +
		    (uint64_t)header->ts.tv_usec / 1000;
	}
}
#endif

/* ---- either ------------------------------------------------------------ */

/* The first bytes of pcap in either byte order and precision, and pcapng. */
static bool
is_packets(const char *p, size_t len)
{
	static const unsigned char magics[][4] = {
		{ 0xa1, 0xb2, 0xc3, 0xd4 }, { 0xd4, 0xc3, 0xb2, 0xa1 },
		{ 0xa1, 0xb2, 0x3c, 0x4d }, { 0x4d, 0x3c, 0xb2, 0xa1 },
		{ 0x0a, 0x0d, 0x0d, 0x0a }
	};

	for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
		if (len >= 4 && memcmp(p, magics[i], 4) == 0)
			return true;
	return false;
}

static bool
open_packets(struct capture *c)
{
#ifdef HAVE_PCAP
	char error[PCAP_ERRBUF_SIZE];

	if (fseek(c->file, 0, SEEK_SET) != 0) {
		fail(c, SAY_PACKETS_FILE);
		return false;
	}
	c->pcap = pcap_fopen_offline(c->file, error);
	if (c->pcap == NULL) {
		fail(c, error);
		return false;
	}
	c->link_type = pcap_datalink(c->pcap);
	return true;
#else
	fail(c, SAY_NO_PCAP);
	return false;
#endif
}

struct capture *
capture_open(const char *path)
{
	struct capture *c = allocate(1, sizeof *c);
	struct stat st;

	c->path = path;
	c->file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	c->text = allocate(CHUNK, 1);
	c->scratch = allocate(SCRATCH, 1);
	if (c->file == NULL) {
		fail(c, system_words(errno));
		capture_close(c);
		return NULL;
	}
	if (fstat(fileno(c->file), &st) == 0 && S_ISREG(st.st_mode))
		c->size = (uint64_t)st.st_size;
	(void)fill(c);
	if (!c->failed && is_packets(c->text, c->end) && !open_packets(c)) {
		capture_close(c);
		return NULL;
	}
	return c;
}

void
capture_close(struct capture *c)
{
#ifdef HAVE_PCAP
	if (c->pcap != NULL) {
		pcap_close(c->pcap);	/* and the file */
		c->file = NULL;
	}
#endif
	if (c->file != NULL && c->file != stdin)
		fclose(c->file);
	free(c->text);
	free(c->scratch);
	free(c);
}

bool
capture_next(struct capture *c, struct message *out)
{
#ifdef HAVE_PCAP
	if (c->pcap != NULL)
		return next_packet(c, out);
#endif
	return next_text(c, out);
}

bool
capture_failed(const struct capture *c)
{
	return c->failed;
}

int
capture_percent(const struct capture *c)
{
	uint64_t done = c->done;

	if (c->size == 0)
		return -1;
#ifdef HAVE_PCAP
	if (c->pcap != NULL)
		done = (uint64_t)ftell(c->file);
#endif
	return done >= c->size ? 100 : (int)(done * 100 / c->size);
}
