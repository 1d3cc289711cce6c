/*
 * sipresp_capture.h - the SIP messages in a capture or a log
 *
 * SPDX-License-Identifier: MIT
 *
 * A capture may be of any size: it is read in pieces, in constant memory.
 */

#ifndef SIPRESP_CAPTURE_H
#define SIPRESP_CAPTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A message that does not fit is passed over. */
#define MAX_MESSAGE	65536

/* One message.  Behind its bytes is room that may be read. */
struct message {
	const char	*bytes;
	size_t		 len;		/* at least of its header section */
	bool		 has_time;
	uint64_t	 time_ms;
};

struct capture;

/* capture_open() opens the file 'path', "-" being standard input: pcap,
 * pcapng, or text in which messages stand as they are.  Returns NULL, and says
 * why on standard error, if it cannot. */
struct capture *capture_open(const char *path);
void capture_close(struct capture *c);

/* capture_next() gives the next message, whose bytes live until the next
 * call, or returns false at the end. */
bool capture_next(struct capture *c, struct message *out);

/* capture_failed() says whether the end came before the end of the file, after
 * it was said why. */
bool capture_failed(const struct capture *c);

/* capture_percent() tells how much of the file was read; -1 if not known. */
int capture_percent(const struct capture *c);

#endif /* SIPRESP_CAPTURE_H */
