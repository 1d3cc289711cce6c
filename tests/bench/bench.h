/*
 * bench.h - the same work, done by this library and by others
 *
 * A host that decides what to do about a response needs some facts of it:
 * struct inputs.  Each engine finds them with its own parser, and before
 * anything is timed all must have found the same.
 */

#ifndef BENCH_H
#define BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define MAX_CONTACTS	16
#define MAX_VALUES	32

struct slice {
	const char	*p;
	size_t		 len;
};

/* What a decision needs.  Slices live until the engine's close(). */
struct inputs {
	int		 status;
	struct slice	 method;		/* of CSeq */
	long		 retry_after;		/* -1: none */
	long		 min_expires;		/* -1: none */
	unsigned	 contact_count;
	unsigned	 challenge_count;
	unsigned	 unsupported_count;
	unsigned	 event_count;
	struct {
		struct slice	user, host;
		int		q;		/* 0..1000 */
	} contacts[MAX_CONTACTS];		/* best first */
	struct {
		struct slice	realm, algorithm;
		bool		proxy;
	} challenges[MAX_VALUES];		/* WWW-Authenticate first */
	struct slice	 unsupported[MAX_VALUES];
	struct slice	 events[MAX_VALUES];	/* Allow-Events */
};

struct message {
	const char	*name;		/* of its kind */
	const char	*bytes;		/* a NUL follows */
	size_t		 len;
	size_t		 header_len;	/* with the empty line */
	const char	*method;	/* of the request that it answers */
	unsigned	 kind;		/* its number */
};

/* Kinds come first, then their variants. */
struct messages {
	const struct message	*all;
	unsigned		 kind_count, count;
};
#define MAX_HEADER	8192		/* longer than any header section of these */

/*
 * A way of doing the work.  begin() makes ready, and answers false if it cannot;
 * open() reads the bytes; read() takes what is needed from what was read;
 * close() gives it back.  All but open() may be NULL.
 */
struct engine {
	const char	*name, *what;
	bool		(*begin)(const struct messages *messages);
	bool		(*open)(const struct message *m, unsigned number);
	bool		(*read)(struct inputs *out);
	void		(*close)(void);
};

extern const struct engine sipresp_way, sipresp_portable, sipresp_parser,
    sipresp_inputs, sipresp_classifier, sipresp_decision;
extern const struct engine osip, sofia, libre, pjsip;

const struct messages *make_messages(void);

/* What takes how long, the longer the message. */
void measure_growth(bool json);

/* One message with 'n' of what the axis 'key' has many of, for callgrind;
 * false if there is no such axis. */
bool pass_growth(const char *key, unsigned n);

/* Whether twice as much never takes more than 2.2 times the instructions, nor
 * any byte more than 50. */
bool gate_growth(const char *self);

/* What callgrind counts of "bench pass NAME"; -1 without it. */
long count_instructions(const char *self, const char *name);

/* Seconds; only differences mean something. */
double seconds(void);

/* ---- for the adapters -------------------------------------------------- */

static inline struct slice
slice_of(const char *text)
{
	return (struct slice){ text, text != NULL ? strlen(text) : 0 };
}

/* "0.75" is 750; none is 1000. */
static inline int
q_of(struct slice s)
{
	int q = 0, scale = 1000;

	if (s.len == 0)
		return 1000;
	q = (s.p[0] - '0') * scale;
	for (size_t i = 2; i < s.len && scale > 1; i++) {
		scale /= 10;
		q += (s.p[i] - '0') * scale;
	}
	return q;
}

/* Behind all that are as good. */
static inline void
add_contact(struct inputs *in, struct slice user, struct slice host, int q)
{
	unsigned i = in->contact_count;

	if (i == MAX_CONTACTS)
		return;
	for (in->contact_count++; i > 0 && in->contacts[i - 1].q < q; i--)
		in->contacts[i] = in->contacts[i - 1];
	in->contacts[i].user = user;
	in->contacts[i].host = host;
	in->contacts[i].q = q;
}

static inline struct slice
without_quotes(struct slice s)
{
	if (s.len >= 2 && s.p[0] == '"') {
		s.p++;
		s.len -= 2;
	}
	return s;
}

static inline void
add_challenge(struct inputs *in, struct slice realm, struct slice algorithm,
    bool proxy)
{
	if (in->challenge_count == MAX_VALUES)
		return;
	in->challenges[in->challenge_count].realm = without_quotes(realm);
	in->challenges[in->challenge_count].algorithm =
	    without_quotes(algorithm);
	in->challenges[in->challenge_count++].proxy = proxy;
}

static inline void
add_value(struct slice *list, unsigned *count, struct slice value)
{
	if (*count < MAX_VALUES)
		list[(*count)++] = value;
}

/* For parsers that leave a list as it came. */
static inline void
add_list(struct slice *list, unsigned *count, struct slice value)
{
	const char *p = value.p, *end = value.p + value.len;

	while (p < end) {
		const char *comma = memchr(p, ',', (size_t)(end - p));
		const char *stop = comma != NULL ? comma : end;
		struct slice one;

		while (p < stop && (*p == ' ' || *p == '\t'))
			p++;
		one.p = p;
		one.len = (size_t)(stop - p);
		while (one.len > 0 && one.p[one.len - 1] == ' ')
			one.len--;
		if (one.len > 0)
			add_value(list, count, one);
		p = comma != NULL ? comma + 1 : end;
	}
}

/* The number that a value begins with. */
static inline long
number_of(struct slice s)
{
	long n = 0;

	for (size_t i = 0; i < s.len && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		n = n * 10 + (s.p[i] - '0');
	return n;
}

#endif /* BENCH_H */
