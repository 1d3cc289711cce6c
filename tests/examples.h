/*
 * examples.h - what the examples in the manual take for granted
 *
 * Nothing of this exists: it stands for the host, so that tests/lint.sh can
 * compile the examples.
 */

#ifndef EXAMPLES_H
#define EXAMPLES_H

#include <stdio.h>
#include <string.h>

#include "sipresp.h"

/* A thing that the user wants, and the request that is out for it. */
struct call {
	struct sipresp_response	 response;
	struct sipresp_request	 request;
	struct sipresp_state	 state;
	struct sipresp_targets	 targets;
	unsigned		 server;	/* the address that answered */
	unsigned		 failures;	/* of its registration, in a row */
};

/* A header field as another parser keeps it. */
struct header {
	const char	*name, *value;
	size_t		 name_len, value_len;
	struct header	*next;
};

/* Every one answers 0, or what the caller is to return. */
int	 drop(struct call *call);
int	 keep_waiting(struct call *call);
int	 finish(struct call *call);
int	 fail(struct call *call, const char *why);
int	 ask(struct call *call, const struct sipresp_verdict *v);
int	 send_request(struct call *call, const char *uri,
    const char *headers, size_t headers_len);
int	 send_through(struct call *call, struct sipresp_str proxy);
int	 send_again(struct call *call);
int	 send_amended(struct call *call, unsigned amend,
    struct sipresp_str event);
int	 send_to_next_destination(struct call *call);
int	 send_options(struct call *call);
bool	 has_destination(const struct call *call);

void	 answer_challenge(struct call *call,
    const struct sipresp_challenge *challenge);
void	 quarantine(unsigned server, uint32_t seconds);
uint32_t random_between(uint32_t min, uint32_t max);
int	 after(struct call *call, uint32_t milliseconds,
    int (*what)(struct call *));
void	 end_usage(struct call *call);
void	 end_dialog(struct call *call);
void	 send_ack(struct call *call);
void	 send_prack(struct call *call);
void	 send_bye(struct call *call);
void	 send_cancel(struct call *call);
void	 reduce_load(unsigned server, const struct sipresp_overload *overload);
void	 show(const char *text);

extern struct header	*headers;
extern int		 status;

#endif /* EXAMPLES_H */
