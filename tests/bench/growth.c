/*
 * growth.c - what takes how long, the longer the message
 *
 * Along each axis a message has n of something, 2n, 4n ...; twice as much must
 * not take more than 2.2 times as long.  Below that, how the peers do whose
 * time grows with the square of the number of header fields.
 */

#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "sipresp.h"

#define MOST_RATIO	2.2
#define MOST_INSTRUCTIONS 25	/* for one byte */
#define MAX_STEPS	20

/* A message under construction. */
struct text {
	char	*p;
	size_t	 len, size;
};

static void
put(struct text *t, const char *s, size_t len)
{
	while (t->size - t->len < len + 1) {
		t->size = t->size * 2 + 4096;
		t->p = realloc(t->p, t->size);
		if (t->p == NULL)
			abort();
	}
	memcpy(t->p + t->len, s, len);
	t->len += len;
	t->p[t->len] = '\0';
}

static void
puts_to(struct text *t, const char *s)
{
	put(t, s, strlen(s));
}

static void
put_n(struct text *t, const char *s, unsigned n)
{
	while (n-- > 0)
		puts_to(t, s);
}

static void
begin_message(struct text *t, const char *status)
{
	t->len = 0;
	puts_to(t, "SIP/2.0 ");
	puts_to(t, status);
	puts_to(t, "\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n"
	    "From: <sip:a@example.com>;tag=1\r\nTo: <sip:b@example.com>;tag=2"
	    "\r\nCall-ID: 1@192.0.2.1\r\nCSeq: 1 INVITE\r\n");
}

static void
many_body_bytes(struct text *t, unsigned n)
{
	begin_message(t, "486 Busy Here");
	puts_to(t, "\r\n");
	put_n(t, "0123456789abcde\n", n * 64);
}

static void
many_other_fields(struct text *t, unsigned n)
{
	begin_message(t, "486 Busy Here");
	put_n(t, "X-Of-No-Interest: whatever it says\r\n", n);
	puts_to(t, "\r\n");
}

static void
one_long_field(struct text *t, unsigned n)
{
	begin_message(t, "486 Busy Here");
	puts_to(t, "X-Long: ");
	put_n(t, "0123456789abcdef", n * 64);
	puts_to(t, "\r\n\r\n");
}

static void
many_contacts(struct text *t, unsigned n)
{
	char contact[80];

	begin_message(t, "302 Moved Temporarily");
	for (unsigned i = 0; i < n; i++) {
		(void)snprintf(contact, sizeof contact,
		    "%s<sip:user%u@host.example>;q=0.%03u%s",
		    i % 16 == 0 ? "Contact: " : "", i, i * 7919 % 1000,
		    i % 16 == 15 || i + 1 == n ? "\r\n" : ", ");
		puts_to(t, contact);
	}
	puts_to(t, "\r\n");
}

static void
many_challenges(struct text *t, unsigned n)
{
	char challenge[120];

	begin_message(t, "401 Unauthorized");
	for (unsigned i = 0; i < n; i++) {
		(void)snprintf(challenge, sizeof challenge, "WWW-Authenticate:"
		    " Digest realm=\"r%u\", nonce=\"%08x\", algorithm=%s\r\n",
		    i % 4, i * 2654435761U, i % 2 ? "MD5" : "SHA-256");
		puts_to(t, challenge);
	}
	puts_to(t, "\r\n");
}

static void
many_short_fields(struct text *t, unsigned n)
{
	begin_message(t, "486 Busy Here");
	put_n(t, "a:b\r\n", n);
	puts_to(t, "\r\n");
}

static void
nested_comments(struct text *t, unsigned n)
{
	begin_message(t, "503 Service Unavailable");
	puts_to(t, "Retry-After: 5 ");
	put_n(t, "(", n);
	put_n(t, ")", n);
	puts_to(t, "\r\n\r\n");
}

static void
escaped_quotes(struct text *t, unsigned n)
{
	begin_message(t, "302 Moved Temporarily");
	puts_to(t, "Contact: \"");
	put_n(t, "\\\"", n);
	puts_to(t, "\" <sip:c@example.com>\r\n\r\n");
}

static void
uri_parameters(struct text *t, unsigned n)
{
	begin_message(t, "302 Moved Temporarily");
	puts_to(t, "Contact: <sip:c@example.com");
	put_n(t, ";a=b", n);
	puts_to(t, ">\r\n\r\n");
}

static void
challenge_parameters(struct text *t, unsigned n)
{
	begin_message(t, "401 Unauthorized");
	puts_to(t, "WWW-Authenticate: Digest realm=\"a\"");
	put_n(t, ",a=\"b\"", n);
	puts_to(t, "\r\n\r\n");
}

static void
folds(struct text *t, unsigned n)
{
	begin_message(t, "302 Moved Temporarily");
	puts_to(t, "Contact: <sip:c@example.com>");
	put_n(t, "\r\n ", n);
	puts_to(t, "\r\n\r\n");
}

static void
reasons(struct text *t, unsigned n)
{
	begin_message(t, "480 Temporarily Unavailable");
	puts_to(t, "Reason: Q.850;cause=18");
	put_n(t, ",SIP;cause=408;text=\"Request Timeout\"", n);
	puts_to(t, "\r\n\r\n");
}

/* With no room left for any other line. */
static void
further_vias(struct text *t, unsigned n)
{
	begin_message(t, "486 Busy Here");
	put_n(t, "Allow: INVITE\r\n", SIPRESP_MAX_LINES - 3);
	put_n(t, "Via: a\r\n", n);
	puts_to(t, "\r\n");
}

static const struct axis {
	const char	*what, *key, *unit;
	void		(*make)(struct text *t, unsigned n);
	unsigned	 first, last;
	double		 most_ns;	/* for one more; 0: no limit is set */
	unsigned	 most_ns_up_to;
} axes[] = {
	{ "body", "body", "KiB", many_body_bytes, 1, 1024, 0.5, 1024 },
	{ "fields of no interest", "fields", "field", many_other_fields, 8,
	    8192, 10, 8192 },
	{ "one long field", "long_field", "KiB", one_long_field, 1, 1024, 80,
	    1024 },
	{ "Contacts with q", "contacts", "Contact", many_contacts, 2, 1024, 45,
	    32 },
	{ "challenges", "challenges", "challenge", many_challenges, 1, 64, 0,
	    0 },
	{ "fields of five bytes", "short_fields", "field", many_short_fields,
	    32, 32768, 6, 32768 },
	{ "nested comments", "comments", "level", nested_comments, 16, 16384,
	    0, 0 },
	{ "escaped quotes", "quotes", "quote", escaped_quotes, 16, 16384, 0, 0 },
	{ "URI parameters", "uri_parameters", "parameter", uri_parameters, 16,
	    16384, 0, 0 },
	{ "challenge parameters", "challenge_parameters", "parameter",
	    challenge_parameters, 16, 16384, 0, 0 },
	{ "folds", "folds", "fold", folds, 16, 16384, 0, 0 },
	{ "Reasons", "reasons", "value", reasons, 16, 16384, 0, 0 },
	{ "further Vias", "vias", "field", further_vias, 128, 16384, 0, 0 }
};

static bool
classify(const struct message *m, unsigned number)
{
	static struct sipresp_response r;
	static struct sipresp_verdict v;

	(void)number;
	return sipresp_parse(&r, m->bytes, m->len) == 0 &&
	    sipresp_classify(&v, &r, NULL, NULL) == 0;
}

/* What callgrind counts; by name, so it must be there. */
bool decide(const struct message *m);

__attribute__((noinline)) bool
decide(const struct message *m)
{
	return classify(m, 0);
}

bool
pass_growth(const char *key, unsigned n)
{
	static struct text t;

	for (size_t i = 0; i < sizeof axes / sizeof axes[0]; i++)
		if (strcmp(key, axes[i].key) == 0) {
			const struct message m = { "", NULL, 0, 0, "INVITE", 0 };
			struct message made = m;

			axes[i].make(&t, n);
			made.bytes = t.p;
			made.len = made.header_len = t.len;
			return decide(&made);
		}
	return false;
}

static long
count_axis(const char *self, const struct axis *axis, unsigned n)
{
	char name[64];

	(void)snprintf(name, sizeof name, "%s:%u", axis->key, n);
	return count_instructions(self, name);
}

bool
gate_growth(const char *self)
{
	bool good = true;

	for (size_t i = 0; i < sizeof axes / sizeof axes[0]; i++) {
		const struct axis *axis = &axes[i];
		const long half = count_axis(self, axis, axis->last / 2);
		const long whole = count_axis(self, axis, axis->last);
		static struct text t;
		double ratio, each;
		bool fine;

		axis->make(&t, axis->last);
		ratio = half > 0 ? (double)whole / (double)half : 0;
		each = (double)whole / (double)t.len;
		fine = half > 0 && whole > 0 && ratio <= MOST_RATIO &&
		    each <= MOST_INSTRUCTIONS;
		(void)printf("%-22s twice as much %5.2f, at most %.1f;"
		    " a byte %5.1f, at most %d%s\n", axis->what, ratio,
		    MOST_RATIO, each, MOST_INSTRUCTIONS, fine ? "" :
		    half < 0 ? "  FAILED: not counted, which takes valgrind" :
		    "  FAILED");
		good &= fine;
	}
	return good;
}

static const struct engine ours = {
	"libsipresp", "parse and classify", NULL, classify, NULL, NULL
};

/* Nanoseconds, the least of several, as whatever disturbs only adds; 0 if the
 * engine refuses the message. */
static double
time_once(const struct engine *engine, const struct text *t)
{
	const struct message m = { "", t->p, t->len, t->len, "INVITE",
	    0 };
	double least = 1e9, spent = 0;

	for (unsigned turn = 0; turn < 4 || (turn < 40 && spent < 0.02);
	    turn++) {
		const unsigned calls = least < 1e-5 ? 50 : 1;
		double now = seconds(), taken;

		for (unsigned i = 0; i < calls; i++) {
			bool good = engine->open(&m, 0);

			if (engine->close != NULL)
				engine->close();
			if (!good)
				return 0;
		}
		taken = seconds() - now;
		spent += taken;
		if (taken / calls < least)
			least = taken / calls;
	}
	return least * 1e9;
}

/* For each step, and the greatest ratio of one to the one before. */
static unsigned
walk(const struct engine *engine, const struct axis *axis, double ns[MAX_STEPS],
    double *out_ratio)
{
	static struct text t;
	unsigned steps = 0;

	*out_ratio = 0;
	for (unsigned n = axis->first; n <= axis->last; n *= 2) {
		axis->make(&t, n);
		ns[steps] = time_once(engine, &t);
		if (ns[steps] <= 0)
			break;
		if (steps > 0 && ns[steps] / ns[steps - 1] > *out_ratio)
			*out_ratio = ns[steps] / ns[steps - 1];
		steps++;
	}
	return steps;
}

/* What one more takes, up to the number for which there is a limit. */
static double
one_more(const struct axis *axis, const double *ns, unsigned steps)
{
	unsigned n = axis->first, last = 0;

	while (last + 1 < steps && (axis->most_ns_up_to == 0 ||
	    n * 2 <= axis->most_ns_up_to)) {
		n *= 2;
		last++;
	}
	return last == 0 ? 0 : (ns[last] - ns[0]) / (n - axis->first);
}

static void
print_axis(const struct axis *axis, const double *ns, unsigned steps,
    double ratio)
{
	const double each = one_more(axis, ns, steps);
	const bool fine = ratio <= MOST_RATIO &&
	    (axis->most_ns <= 0 || each <= axis->most_ns);

	(void)printf("%-22s%6u..%-6u%9.0f%11.0f%9.2f %-10s", axis->what,
	    axis->first, axis->first << (steps - 1), ns[0],
	    ns[steps - 1], each, axis->unit);
	if (axis->most_ns > 0)
		(void)printf("%6.1f", axis->most_ns);
	else
		(void)printf("%6s", "-");
	(void)printf("%7.2f  %s\n", ratio, fine ? "" : "missed");
}

static void
print_peers(void)
{
	const struct engine *const peers[] = {
		&ours,
#ifdef HAVE_OSIP
		&osip,
#endif
#ifdef HAVE_SOFIA
		&sofia,
#endif
#ifdef HAVE_LIBRE
		&libre,
#endif
	};
	static const struct axis fields = { "fields", "fields", "field",
	    many_short_fields, 64, 8192, 0, 0 };
	double ns[MAX_STEPS], ratio;

	(void)printf("\nmicroseconds for so many fields of five bytes\n\n%-11s",
	    "");
	for (unsigned n = fields.first; n <= fields.last; n *= 2)
		(void)printf("%9u", n);
	(void)printf("   last ratio\n");
	for (size_t i = 0; i < sizeof peers / sizeof peers[0]; i++) {
		unsigned steps;

		if (peers[i]->begin != NULL)
			(void)peers[i]->begin(make_messages());
		steps = walk(peers[i], &fields, ns, &ratio);
		(void)printf("%-11s", peers[i]->name);
		for (unsigned s = 0; s < steps; s++)
			(void)printf("%9.1f", ns[s] / 1000);
		if (steps > 1)
			(void)printf("   %.2f", ns[steps - 1] / ns[steps - 2]);
		(void)printf("%s\n", fields.first << (steps - 1) < fields.last ?
		    ", refuses more" : "");
	}
}

void
measure_growth(bool json)
{
	double ns[MAX_STEPS], ratio;

	if (json)
		(void)printf("{\"axes\": [");
	else
		(void)printf("%-22s%14s%9s%11s%20s%6s%7s\n", "axis",
		    "from..to", "ns", "ns", "one more takes", "most",
		    "ratio");
	for (size_t i = 0; i < sizeof axes / sizeof axes[0]; i++) {
		const struct axis *axis = &axes[i];
		unsigned steps = walk(&ours, axis, ns, &ratio);

		if (steps == 0)
			continue;
		if (!json) {
			print_axis(axis, ns, steps, ratio);
			continue;
		}
		(void)printf("%s\n  {\"name\": \"%s\", \"first\": %u, \"ns\": [",
		    i > 0 ? "," : "", axis->key, axis->first);
		for (unsigned s = 0; s < steps; s++)
			(void)printf("%s%.1f", s > 0 ? ", " : "", ns[s]);
		(void)printf("], \"one_more_ns\": %.3f, \"ratio\": %.3f}",
		    one_more(axis, ns, steps), ratio);
	}
	if (json)
		(void)printf("\n]}\n");
	else
		print_peers();
}
