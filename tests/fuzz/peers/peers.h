/*
 * peers.h - what a parser makes of the bytes of a response
 */

#ifndef PEERS_H
#define PEERS_H

#include <stdbool.h>
#include <stddef.h>

struct reading {
	bool	 accepted;
	long	 code;
	char	 method[64];	/* of CSeq, cut off if it is longer */
	unsigned contacts;
};

/* Each fills in *out, which is all zero, from 'len' bytes at 'msg'. */
typedef void reader(struct reading *out, const char *msg, size_t len);

reader read_osip, read_sofia, read_libre;

#endif /* PEERS_H */
