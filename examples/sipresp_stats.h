/*
 * sipresp_stats.h - the responses of a capture, counted
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_STATS_H
#define SIPRESP_STATS_H

#include <stdint.h>

#include "sipresp.h"
#include "sipresp_capture.h"
#include "sipresp_options.h"
#include "sipresp_terminal.h"

#define METHODS	15	/* bits of enum sipresp_method */
#define PARTIES	5	/* bits of enum sipresp_party */

/* All that is counted; two of them may be added up. */
struct stats {
	uint64_t		 messages;
	uint64_t		 responses;	/* each once, however often it was seen */
	uint64_t		 repeated;
	uint64_t		 unreadable;
	uint64_t		 count[METHODS][700];
	uint64_t		 blame[PARTIES];
	struct sipresp_metrics	 metrics;
};

/* What is remembered while a capture is read: the last so many calls. */
struct memory;
struct memory *memory_new(void);
void memory_free(struct memory *m);

/* count_message() counts one message. */
void count_message(struct stats *s, struct memory *m,
    const struct message *message);

void add_stats(struct stats *s, const struct stats *other);

void print_stats(const struct terminal *t, const struct stats *s,
    const char *lang);
void json_stats(const struct stats *s);

/* read_stats() reads what json_stats() wrote.  Returns false, and says why on
 * standard error, if it cannot. */
bool read_stats(const char *path, struct stats *out);

/* The names in JSON, by bit or number. */
const char *method_key(unsigned bit);
const char *party_key(unsigned bit);
const char *metric_key(unsigned metric);
const char *delay_key(unsigned delay);

/* run_stats() carries out the command, and returns an exit status. */
int run_stats(const struct command_line *line, const struct terminal *t);

#endif /* SIPRESP_STATS_H */
