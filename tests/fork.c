/*
 * fork.c - the response context of a forking proxy
 */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"
#include "tests.h"

/* Options of a case: a letter each. */
#define NON_INVITE	"n"
#define RECURSE		"r"
#define SIPS		"s"
#define CANCELLED	"c"
#define SUPPORTED_199	"9"
#define REQUIRED_100REL	"q"
#define REPAIRABLE	"p"

/*
 * 'events' are "branch:code", and behind the code a letter for what the
 * response has: a, b or c for a SIP Contact of that user, s for a SIPS and t
 * for a tel one, W and P for a challenge of a server or a proxy, and x if it
 * answers a CANCEL.  'steps' is a letter for each: f(orward), h(old),
 * r(ecurse), -, with ! for cancel_others, ~ for cancel_this and 9 for
 * generate_199.  'best' is the status, "<" the branch, "+" those merged.
 */
static const struct fork_case {
	const char	*source, *options;
	int		 branches;
	const char	*events, *steps, *best;
} cases[] = {
	/* One final response to anything but a 2xx. */
	{ "RFC 3261, section 16.7 step 5", "", 1, "0:100 0:180 0:183 0:200",
	  "- f f f", "200<0" },
	{ "RFC 3261, section 16.7 step 5", "", 2, "0:180 1:180 0:200 1:180",
	  "f f f! -", "200<0" },
	{ "RFC 3261, section 16.7 step 5: a second 2xx", "", 2,
	  "0:180 1:180 0:200 1:200", "f f f! f", "200<0" },
	{ "RFC 3261, section 16.7 step 5: and from the same branch", "", 1,
	  "0:200 0:200", "f f", "200<0" },
	{ "RFC 3261, section 16.7 step 5: whatever its last digits", "", 1,
	  "0:200 0:299", "f f", "200<0" },
	{ "RFC 3261, section 16.7 step 5: whatever its last digits", "", 1,
	  "0:299", "f", "299<0" },
	{ "RFC 3261, section 16.7 step 5: a failure after it", "", 2,
	  "0:200 1:486", "f -", "200<0" },
	{ "RFC 3261, section 16.7 step 5: 2xx after 6xx", "", 3,
	  "0:180 1:180 2:603 1:200 0:487", "f f h! f! -", "200<1" },
	{ "RFC 3261, section 16.7 step 5: a 600 is a 6xx", "", 2,
	  "0:180 1:180 0:600 1:200", "f f h! f", "200<1" },
	{ "RFC 3261, section 16.7 step 5: a 599 is none", "", 2,
	  "0:180 1:180 0:599 1:486", "f f h h", "486<1" },
	{ "RFC 3261, section 16.7: one final to others", NON_INVITE, 2,
	  "0:200 1:200", "f -", "200<0" },
	{ "RFC 4320, section 4.1", NON_INVITE, 1, "0:100 0:180 0:200", "- - f",
	  "200<0" },
	{ "RFC 3261, section 9.1: INVITE alone is cancelled", NON_INVITE, 2,
	  "1:100 0:200", "- f", "200<0" },
	{ "RFC 3261, section 9.1: nothing to cancel yet", "", 2, "0:200",
	  "f", "200<0" },
	{ "RFC 3261, section 9.1: a 100 is enough", "", 2, "1:100 0:200",
	  "- f!", "200<0" },
	{ "RFC 3261, section 9.1: cancelled as soon as it can be", "", 2,
	  "0:200 1:180", "f -~", "200<0" },
	{ "RFC 3261, section 9.1: also where the caller has cancelled",
	  CANCELLED, 2, "0:180 1:100 0:180", "f~ -~ f", "408" },
	{ "RFC 3261, section 16.10", "", 1, "0:180 0:200x 0:487", "f - h",
	  "487<0" },
	{ "RFC 3261, section 17.1.1.2: a second final response", "", 2,
	  "0:486 0:500 0:180", "h - -", "486<0" },
	{ "RFC 3261, section 17.1.1.2: a second final response", "", 2,
	  "0:486 0:300", "h -", "486<0" },

	/* Which is the best. */
	{ "RFC 3261, section 16.7 step 6: none", "", 2, "0:180", "f", "408" },
	{ "RFC 4320, section 4.2: none", NON_INVITE, 2, "", "", "0" },
	{ "RFC 3261, section 16.7 step 6: its example", "", 4,
	  "0:503 1:407P 2:501 3:404", "h h h h", "407<1" },
	{ "RFC 3261, section 16.7 step 6: 6xx", "", 3, "0:401W 1:302a 2:603",
	  "h h h", "603<2" },
	{ "RFC 3261, section 16.7 step 6: the lowest class", "", 3,
	  "0:404 1:302a 2:500", "h h h", "302<1" },
	{ "RFC 3261, section 16.7 step 6: what tells how to go on", "", 3,
	  "0:404 1:486 2:484", "h h h", "484<2" },
	{ "of several alike the first", "", 3, "2:486 0:404 1:480", "h h h",
	  "486<2" },
	{ "RFC 3261, section 16.7 step 6: only 503", "", 2, "0:503 1:503",
	  "h h", "500" },
	{ "RFC 3261, section 16.7 step 6: 503 last", "", 2, "0:503 1:500",
	  "h h", "500<1" },
	{ "RFC 3261, section 16.7 step 6: 503 last", "", 2, "0:503 1:599",
	  "h h", "599<1" },
	{ "RFC 4320, section 4.2: no 408", NON_INVITE, 2, "0:408 1:408", "h h",
	  "0" },
	{ "RFC 4320, section 4.2: another", NON_INVITE, 2, "0:408 1:503", "h h",
	  "500" },
	{ "RFC 3261, section 16.7 step 6: to INVITE it is", "", 1, "0:408", "h",
	  "408<0" },
	{ "the caller cancelled: 487", CANCELLED, 3, "0:401W 1:487 2:500",
	  "h h h", "487<1" },
	{ "the caller cancelled, and something else came", CANCELLED, 2,
	  "0:404 1:486", "h h", "404<0" },
	{ "the caller cancelled: 6xx must be chosen all the same", CANCELLED, 2,
	  "0:487 1:600", "h h", "600<1" },
	{ "the caller cancelled: the lowest class all the same", CANCELLED, 2,
	  "0:487 1:302a", "h h", "302<1" },
	{ "nobody cancelled", "", 2, "0:487 1:404", "h h", "487<0" },

	/* What is added to it. */
	{ "RFC 3261, section 16.7 step 7", "", 4, "0:401W 1:404 2:407P 3:401W",
	  "h h h h", "401<0+2+3" },
	{ "RFC 3261, section 16.7 step 7: of the other field", "", 3,
	  "0:401W 1:407P 2:486", "h h h", "401<0+1" },
	{ "RFC 3261, section 16.7 step 7: of the other field", "", 2,
	  "0:407P 1:401W", "h h", "407<0+1" },
	{ "RFC 3261, section 16.7 step 7: only to a challenge", "", 2,
	  "0:484 1:401W", "h h", "484<0" },
	{ "RFC 3261, section 16.7 step 6: Contacts", "", 4,
	  "0:486 1:302a 2:301b 3:305c", "h h h h", "302<1+2+3" },
	{ "RFC 3261, section 16.7 step 6: only 3xx", "", 3,
	  "0:302a 1:300b 2:404", "h h h", "302<0+1" },
	{ "RFC 3261, section 16.7 step 6: any 3xx", "", 3,
	  "0:300a 1:399b 2:400", "h h h", "300<0+1" },
	{ "RFC 3261, section 16.7 step 6: any 3xx", "", 2, "0:399a 1:302b",
	  "h h", "399<0+1" },
	{ "RFC 3261, section 16.7 step 6: a 2xx takes nothing along", "", 2,
	  "1:302a 0:299", "h f", "299<0" },

	/* Recursion. */
	{ "RFC 3261, section 16.7 step 4", RECURSE, 1, "0:302a", "r", "408" },
	{ "RFC 3261, section 16.7 step 4: a rest", RECURSE, 1, "0:302at", "r",
	  "302<0" },
	{ "RFC 3261, section 16.7 step 4: nothing to follow", RECURSE, 1,
	  "0:302t", "h", "302<0" },
	{ "RFC 3261, section 16.7 step 4: no SIPS to SIP", RECURSE SIPS, 1,
	  "0:302as", "r", "302<0" },
	{ "RFC 3261, section 16.7 step 4: SIPS alone", RECURSE SIPS, 1,
	  "0:302a", "h", "302<0" },
	{ "RFC 3261, section 16.5: a URI once", RECURSE, 3, "0:302a 1:302a 2:302b",
	  "r h r", "302<1" },
	{ "RFC 3261, section 16.7 step 5: no new branch after a 6xx", RECURSE,
	  2, "0:603 1:302a", "h h", "603<0" },
	{ "RFC 3261, section 16.7 step 5: nor after a 2xx", RECURSE, 2,
	  "0:200 1:302a", "f -", "200<0" },
	{ "RFC 3261, section 21.3.4: a 305 is for the caller", RECURSE, 1,
	  "0:305a", "h", "305<0" },
	{ "RFC 3261, section 21.3.5: a 380 is for a person", RECURSE, 1,
	  "0:380a", "h", "380<0" },
	{ "RFC 3261, section 8.1.3.2: an unknown 3xx is 300", RECURSE, 1,
	  "0:399a", "r", "408" },

	/* 199. */
	{ "RFC 6228, section 6", SUPPORTED_199, 2, "0:180 0:486", "f h9",
	  "486<0" },
	{ "RFC 3261, section 12.1: a 101 makes an early dialog, too",
	  SUPPORTED_199, 2, "0:101 0:486", "f h9", "486<0" },
	{ "RFC 6228, section 6: the caller does not know it", "", 2,
	  "0:180 0:486", "f h", "486<0" },
	{ "RFC 6228, section 6: 100rel required", SUPPORTED_199 REQUIRED_100REL,
	  2, "0:180 0:486", "f h", "486<0" },
	{ "RFC 6228, section 6: no early dialog", SUPPORTED_199, 2,
	  "0:100 0:486", "- h", "486<0" },
	{ "RFC 6228, section 6: it came already", SUPPORTED_199, 2,
	  "0:180 0:199 0:486", "f f h", "486<0" },
	{ "RFC 6228, section 6: the final response goes now", SUPPORTED_199, 2,
	  "1:404 0:180 0:486", "h f h", "404<1" },
	{ "RFC 6228, section 6: a redirection ends it too",
	  SUPPORTED_199 RECURSE, 1, "0:180 0:302a", "f r9", "408" },
	{ "RFC 6228, section 6: a redirection ends it too",
	  SUPPORTED_199 RECURSE, 2, "0:180 0:302a", "f r9", "408" },
	{ "RFC 6228, section 6: INVITE alone", SUPPORTED_199 NON_INVITE, 2,
	  "0:180 0:486", "- h", "486<0" },

	/* What the caller can repair: our own choice. */
	{ "challenges before redirections", REPAIRABLE, 3, "0:302a 1:401W 2:486",
	  "h h h", "401<1" },
	{ "an expiry before a redirection", REPAIRABLE, 2, "0:301a 1:422",
	  "h h", "422<1" },
	{ "a body before a person's busy", REPAIRABLE, 2, "0:486 1:513", "h h",
	  "513<1" },
	{ "6xx must be chosen", REPAIRABLE, 2, "0:401W 1:603", "h h", "603<1" },
	{ "an unknown code is its x00", REPAIRABLE, 2, "0:599 1:499", "h h",
	  "499<1" },
	{ "503 and 408 last", REPAIRABLE, 3, "0:503 1:408 2:500", "h h h",
	  "500<2" },
	{ "only 503", REPAIRABLE, 2, "0:503 1:503", "h h", "500" },
	{ "cancelled", REPAIRABLE CANCELLED, 2, "0:401W 1:487", "h h", "487<1" }
};

struct context {
	struct sipresp_fork_branch	branches[64];
	struct sipresp_targets		targets;
	struct sipresp_fork		fork;
	struct sipresp_best_response	best;
	char				store[1024];
};

static void
begin(struct context *c, const char *options, int branches)
{
	const char *uri = strstr(options, SIPS) != NULL ? "sips:u@x" : "sip:u@x";
	size_t branch;

	ck_assert_int_eq(sipresp_fork_init(&c->fork, c->branches, 64,
	    str(strstr(options, NON_INVITE) != NULL ? "OPTIONS" : "INVITE"),
	    str(uri)), 0);
	c->fork.cancelled = strstr(options, CANCELLED) != NULL;
	c->fork.supported_199 = strstr(options, SUPPORTED_199) != NULL;
	c->fork.required_100rel = strstr(options, REQUIRED_100REL) != NULL;
	c->fork.order = strstr(options, REPAIRABLE) != NULL ?
	    SIPRESP_FORK_REPAIRABLE : SIPRESP_FORK_STRICT;
	ck_assert_int_eq(sipresp_targets_init(&c->targets, c->store,
	    sizeof c->store, str(uri)), 0);
	if (strstr(options, RECURSE) != NULL)
		c->fork.targets = &c->targets;
	for (int i = 0; i < branches; i++) {
		ck_assert_int_eq(sipresp_fork_add(&c->fork, str(uri), &branch),
		    0);
		ck_assert_uint_eq(branch, (size_t)i);
	}
}

static void
add(struct sipresp_response *r, const char *name, const char *value)
{
	ck_assert_int_eq(sipresp_response_add(r, str(name), str(value)), 0);
}

static void
make(struct sipresp_response *r, const char **event, bool is_invite)
{
	const char *method = is_invite ? "INVITE" : "OPTIONS";
	char *end;
	const int code = (int)strtol(*event, &end, 10);

	if (strspn(end, "x") > 0)
		method = "CANCEL";
	ck_assert_int_eq(sipresp_response_init(r, code, str(method)), 0);
	/* That of the proxy, and that of the caller. */
	add(r, "Via", "SIP/2.0/UDP p;branch=z9hG4bK1");
	add(r, "Via", "SIP/2.0/UDP u;branch=z9hG4bK2");
	for (; *end != '\0' && *end != ' '; end++)
		switch (*end) {
		case 'a': add(r, "Contact", "<sip:a@x>"); break;
		case 'b': add(r, "Contact", "<sip:b@x>"); break;
		case 'c': add(r, "Contact", "<sip:c@x>"); break;
		case 's': add(r, "Contact", "<sips:s@x>"); break;
		case 't': add(r, "Contact", "<tel:+1>"); break;
		case 'W': add(r, "WWW-Authenticate", "Digest realm=\"a\""); break;
		case 'P': add(r, "Proxy-Authenticate", "Digest realm=\"a\""); break;
		}
	*event = end + strspn(end, " ");
}

static void
tell_step(char *out, const struct sipresp_fork_step *s)
{
	static const char letters[] = {
		[SIPRESP_FORK_FORWARD] = 'f', [SIPRESP_FORK_HOLD] = 'h',
		[SIPRESP_FORK_RECURSE] = 'r', [SIPRESP_FORK_ABSORB] = '-'
	};

	sprintf(out + strlen(out), "%s%c%s%s%s", *out == '\0' ? "" : " ",
	    letters[s->step], s->cancel_others ? "!" : "",
	    s->cancel_this ? "~" : "", s->generate_199 ? "9" : "");
}

static void
take(struct context *c, const char *events, char *steps)
{
	while (*events != '\0') {
		struct sipresp_target target;
		struct sipresp_fork_step step;
		struct sipresp_response r;
		size_t branch = (size_t)(*events - '0');

		events += 2;
		make(&r, &events, c->fork.is_invite);
		ck_assert_int_eq(sipresp_fork_response(&c->fork, branch, &r,
		    &step), 0);
		ck_assert(strncmp(step.reference, "RFC ", 4) == 0);
		tell_step(steps, &step);
		while (step.step == SIPRESP_FORK_RECURSE &&
		    sipresp_targets_next(&c->targets, &target))
			ck_assert_int_eq(sipresp_fork_add(&c->fork, target.uri,
			    &branch), 0);
		if (sipresp_fork_pending(&c->fork) == 0)
			sipresp_fork_best(&c->fork, &c->best);
	}
}

/* How the answer is explained. */
static const char *
why_begins(const struct sipresp_fork *fork,
    const struct sipresp_best_response *best)
{
	if (best->status == 0)
		return "Nothing is sent: a 408";
	if (best->status < 300)
		return "It went upstream as soon as it came.";
	if (best->branch < 0)
		return best->status == 500 ? "Only 503 came" :
		    "No final response came";
	if (best->status >= 600)
		return "A 6xx must be chosen";
	return fork->order == SIPRESP_FORK_STRICT ?
	    "It is the best of the lowest class." :
	    "It is the one that the caller can do most about.";
}

START_TEST(contexts)
{
	const struct fork_case *want = &cases[_i];
	static struct context c;
	char steps[256] = "", best[64] = "";

	begin(&c, want->options, want->branches);
	take(&c, want->events, steps);
	ck_assert_int_eq(sipresp_fork_best(&c.fork, &c.best), 0);
	sprintf(best, "%d", c.best.status);
	if (c.best.branch >= 0)
		sprintf(best + strlen(best), "<%d", c.best.branch);
	else
		ck_assert_int_eq(c.best.branch, -1);
	for (size_t i = 0; i < c.fork.count; i++)
		if (sipresp_fork_merges(&c.fork, &c.best, i))
			sprintf(best + strlen(best), "+%u", (unsigned)i);
	ck_assert_msg(strcmp(steps, want->steps) == 0 &&
	    strcmp(best, want->best) == 0, "%s: %s: \"%s\" and %s, not \"%s\""
	    " and %s", want->source, want->events, steps, best, want->steps,
	    want->best);
	ck_assert_str_eq(c.best.reference, c.best.status == 0 ?
	    "RFC 4320 section 4.2" : "RFC 3261 section 16.7");
	ck_assert_ptr_eq(SIPRESP_TEXTS == 0 ? c.best.why :
	    strstr(c.best.why, why_begins(&c.fork, &c.best)),
	    c.best.why);
	/* It is the same if asked again, and nothing more goes upstream. */
	ck_assert_int_eq(sipresp_fork_best(&c.fork, &c.best), 0);
	ck_assert_int_eq(c.best.status, atoi(want->best));
	*steps = '\0';
	take(&c, "0:486 0:180 0:603", steps);
	ck_assert_ptr_null(strpbrk(steps, "fhr"));
}
END_TEST

/* Another proxy's comparison said of equal ones that each was better.
 * Ranks are numbers, so all pairs and triples are ordered; here is that they
 * say what RFC 3261, section 16.7 step 6, does. */
START_TEST(ranks)
{
	for (int o = SIPRESP_FORK_STRICT; o <= SIPRESP_FORK_REPAIRABLE; o++)
		for (int cancelled = 0; cancelled <= 1; cancelled++)
			for (int a = 0; a <= 800; a++)
				for (int b = 300; b <= 699; b++) {
					unsigned x = sipresp_fork_rank(
					    (enum sipresp_fork_order)o, a,
					    cancelled);
					unsigned y = sipresp_fork_rank(
					    (enum sipresp_fork_order)o, b,
					    cancelled);
					bool bad;

					if (a < 300 || a > 699) {
						bad = x != UINT_MAX;
					} else if (a >= 600) {
						bad = b < 600 ? x >= y : x != y;
					} else if (o == SIPRESP_FORK_STRICT &&
					    a / 100 < b / 100 && b < 600) {
						bad = x >= y && !(cancelled &&
						    b == 487);
					} else {
						bad = x == UINT_MAX ||
						    (b == 503 && x > y);
					}
					if (bad)
						ck_abort_msg("%d and %d: ranks"
						    " %u and %u", a, b, x, y);
				}
}
END_TEST

/* Section 16.7 step 6: of the 4xx, those that say how to go on. */
START_TEST(resubmission)
{
	for (int code = 400; code <= 499; code++)
		ck_assert_msg((sipresp_fork_rank(SIPRESP_FORK_STRICT, code,
		    false) < sipresp_fork_rank(SIPRESP_FORK_STRICT, 404,
		    false)) == (code == 401 || code == 407 || code == 415 ||
		    code == 420 || code == 484), "%d", code);
}
END_TEST

/* What the caller can do most about goes first: our own choice.  An unknown code
 * is as the x00 of its class (section 8.1.3.2). */
START_TEST(repairability)
{
	static const int groups[][20] = {
		{ 600 },
		{ 401, 407 },
		{ 412, 422, 423 },
		{ 300 },
		{ 413, 415, 416, 417, 420, 421, 469, 489, 494 },
		{ 424, 425, 428, 429, 433, 436, 437, 438, 439, 440, 470, 488,
		  493, 513, 555, 580 },
		{ 484, 485, 380 },
		{ 486, 480, 491 },
		{ 400 },
		{ 430, 481, 482, 483, 487 },
		{ 500 },
		{ 408 },
		{ 503 }
	};
	int group_of[700] = { 0 };

	for (int g = 0; g < COUNT(groups); g++)
		for (int i = 0; groups[g][i] != 0; i++)
			group_of[groups[g][i]] = g;
	for (int code = 300; code < 600; code++)
		if (group_of[code] == 0)
			group_of[code] = group_of[code / 100 * 100];
	for (int a = 300; a < 700; a++)
		for (int b = 300; b < 700; b++)
			if ((sipresp_fork_rank(SIPRESP_FORK_REPAIRABLE, a,
			    false) < sipresp_fork_rank(SIPRESP_FORK_REPAIRABLE,
			    b, false)) != (group_of[a] < group_of[b]))
				ck_abort_msg("%d and %d", a, b);
}
END_TEST

/* What was sent stays as it is, and what is no branch adds nothing to it. */
START_TEST(late)
{
	static struct context c;
	char steps[64] = "";

	begin(&c, "", 3);
	take(&c, "0:401W 1:407P", steps);
	ck_assert_int_eq(sipresp_fork_best(&c.fork, &c.best), 0);
	ck_assert(sipresp_fork_merges(&c.fork, &c.best, 1));
	take(&c, "1:200", steps);
	ck_assert_str_eq(steps, "h h f");
	ck_assert(sipresp_fork_merges(&c.fork, &c.best, 1));
	c.branches[3] = c.branches[1];
	ck_assert(!sipresp_fork_merges(&c.fork, &c.best, 3));
}
END_TEST

/* At the memory given, and one past it. */
START_TEST(full)
{
	struct sipresp_fork_branch branches[2];
	struct sipresp_fork fork;
	size_t branch = 77;

	ck_assert_int_eq(sipresp_fork_init(&fork, branches, 2, str("INVITE"),
	    str("sip:u@x")), 0);
	ck_assert_int_eq(sipresp_fork_add(&fork, str("sip:a@x"), &branch), 0);
	ck_assert_int_eq(sipresp_fork_add(&fork, str("sip:b@x"), &branch), 0);
	ck_assert_uint_eq(branch, 1);
	branch = 77;
	ck_assert_int_eq(sipresp_fork_add(&fork, str("sip:c@x"), &branch),
	    SIPRESP_ETOOMANY);
	ck_assert_uint_eq(branch, 77);
	ck_assert_uint_eq(sipresp_fork_pending(&fork), 2);
}
END_TEST

/* Each step says why, and where that is from. */
static const struct {
	const char	*options, *events;	/* as in struct fork_case */
	const char	*reference, *why;	/* of the last of them */
} step_reasons[] = {
	{ "", "0:100", "RFC 3261 section 16.7", "A 100 is for the next hop" },
	{ "", "0:180", "RFC 3261 section 16.7", "Provisional responses other" },
	{ "", "0:101", "RFC 3261 section 16.7", "Provisional responses other" },
	{ NON_INVITE, "0:180", "RFC 4320 section 4.1",
	  "A provisional response to anything but" },
	{ "", "0:486 0:180", "RFC 3261 section 16.7", "A final response came" },
	{ "", "1:200 0:180", "RFC 3261 section 16.7", "A final response came" },
	{ "", "0:200", "RFC 3261 section 16.7", "Every 2xx to an INVITE" },
	{ NON_INVITE, "0:200", "RFC 3261 section 16.7", "The first 2xx" },
	{ NON_INVITE, "0:200 1:200", "RFC 3261 section 16.7",
	  "Exactly one final response" },
	{ "", "0:599", "RFC 3261 section 16.7", "A failure waits" },
	{ "", "0:600", "RFC 3261 section 16.7", "A 6xx is not sent at once" },
	{ "", "0:699", "RFC 3261 section 16.7", "A 6xx is not sent at once" },
	{ "", "0:200 1:486", "RFC 3261 section 16.7",
	  "A final response went upstream" },
	{ RECURSE, "0:302a", "RFC 3261 section 16.7",
	  "The proxy follows all of the Contacts" },
	{ RECURSE, "0:302at", "RFC 3261 section 16.7",
	  "The proxy follows the SIP and SIPS Contacts" },
	{ "", "0:200x", "RFC 3261 section 16.10", "What answers a CANCEL" },
	{ "", "0:486 0:487", "RFC 3261 section 17.1",
	  "This branch has its final response" }
};

START_TEST(step_reason)
{
	static struct context c;
	static struct sipresp_response r;
	struct sipresp_fork_step step = { .why = NULL };
	const char *p = step_reasons[_i].events;

	begin(&c, step_reasons[_i].options, 2);
	while (*p != '\0') {
		const size_t branch = (size_t)(*p - '0');

		p += 2;
		make(&r, &p, c.fork.is_invite);
		ck_assert_int_eq(sipresp_fork_response(&c.fork, branch, &r,
		    &step), 0);
	}
	ck_assert_str_eq(step.reference, step_reasons[_i].reference);
	ck_assert_msg(SIPRESP_TEXTS == 0 || strncmp(step.why,
	    step_reasons[_i].why, strlen(step_reasons[_i].why)) == 0,
	    "%s: %s", step_reasons[_i].events, step.why);
}
END_TEST

/* A response that names no method changes nothing. */
START_TEST(redirection_without_method)
{
	static struct context c;
	static struct sipresp_response r;
	struct sipresp_fork_step step = { .why = NULL };
	const struct sipresp_str absent = { NULL, 0 };

	begin(&c, RECURSE, 1);
	ck_assert_int_eq(sipresp_response_init(&r, 302, absent), 0);
	ck_assert_int_eq(sipresp_response_add(&r, str("Contact"),
	    str("<sip:a@y>")), 0);
	ck_assert_int_eq(sipresp_fork_response(&c.fork, 0, &r, &step),
	    SIPRESP_ENOMETHOD);
	ck_assert_ptr_null(step.why);
	ck_assert_uint_eq(c.fork.received, 0);
	ck_assert_uint_eq(sipresp_fork_pending(&c.fork), 1);
}
END_TEST

/* What init leaves, and its most: the memory is not touched. */
START_TEST(begun)
{
	struct sipresp_fork_branch branch;
	struct sipresp_fork fork;

	ck_assert_int_eq(sipresp_fork_init(&fork, &branch, INT_MAX,
	    str("INVITE"), str("sip:u@x")), 0);
	ck_assert_int_eq(fork.sent_branch, -1);
	ck_assert_uint_eq(fork.size, INT_MAX);
	ck_assert_int_eq(sipresp_fork_init(&fork, &branch,
	    (size_t)INT_MAX + 1, str("INVITE"), str("sip:u@x")),
	    SIPRESP_EINVAL);
	/* One branch at once is a limit as well. */
	fork.max_breadth = 1;
	ck_assert_int_eq(sipresp_fork_add(&fork, str("sip:a@x"),
	    &(size_t){ 0 }), 0);
	ck_assert_int_eq(sipresp_fork_add(&fork, str("sip:b@x"),
	    &(size_t){ 0 }), SIPRESP_EBREADTH);
}
END_TEST

/* RFC 5393, section 5.3.3.1: what has its final response no longer counts. */
START_TEST(breadth)
{
	static struct context c;
	char steps[64] = "";
	size_t branch;

	begin(&c, "", 0);
	c.fork.max_breadth = 2;
	ck_assert_int_eq(sipresp_fork_add(&c.fork, str("sip:a@x"), &branch), 0);
	ck_assert_int_eq(sipresp_fork_add(&c.fork, str("sip:b@x"), &branch), 0);
	ck_assert_int_eq(sipresp_fork_add(&c.fork, str("sip:c@x"), &branch),
	    SIPRESP_EBREADTH);
	take(&c, "0:486", steps);
	ck_assert_int_eq(sipresp_fork_add(&c.fork, str("sip:c@x"), &branch), 0);
	take(&c, "1:603", steps);
	ck_assert_int_eq(sipresp_fork_add(&c.fork, str("sip:d@x"), &branch),
	    SIPRESP_ECLOSED);
}
END_TEST

/* RFC 3261, section 16.7 step 4: the proxy had changed the scheme. */
START_TEST(scheme_changed)
{
	static const struct {
		const char	*request, *branch;
		bool		 as_sip;
	} want[] = {
		{ "sip:+1@x;user=phone", "tel:+1", true },
		{ "sips:+1@x", "tel:+1", true },
		{ "tel:+1", "tel:+1", false },
		{ "sip:a@x", "sip:b@x", false },
		{ "sip:a@x", "sips:b@x", false }
	};

	for (int i = 0; i < COUNT(want); i++) {
		struct sipresp_fork_branch branches[2];
		struct sipresp_fork fork;
		struct sipresp_best_response best;
		struct sipresp_fork_step step;
		struct sipresp_response r;
		size_t branch;

		ck_assert_int_eq(sipresp_fork_init(&fork, branches, 2,
		    str("INVITE"), str(want[i].request)), 0);
		ck_assert_int_eq(sipresp_fork_add(&fork, str(want[i].branch),
		    &branch), 0);
		fork.supported_199 = true;
		ck_assert_int_eq(sipresp_response_init(&r, 180, str("INVITE")),
		    0);
		ck_assert_int_eq(sipresp_fork_response(&fork, branch, &r,
		    &step), 0);
		ck_assert_int_eq(sipresp_response_init(&r, 416, str("INVITE")),
		    0);
		ck_assert_int_eq(sipresp_fork_response(&fork, branch, &r,
		    &step), 0);
		/* RFC 6228, section 6: there is another branch to wait for. */
		ck_assert_int_eq(step.generate_199, want[i].as_sip);
		ck_assert_int_eq(step.as_sip, want[i].as_sip);
		ck_assert_int_eq(step.step, want[i].as_sip ?
		    SIPRESP_FORK_RECURSE : SIPRESP_FORK_HOLD);
		ck_assert_str_eq(step.reference, "RFC 3261 section 16.7");
		/* It is not added to the context. */
		ck_assert_int_eq(sipresp_fork_best(&fork, &best), 0);
		ck_assert_int_eq(best.status, want[i].as_sip ? 408 : 416);
	}
}
END_TEST

/* With no room for the Contacts, the redirection is for the caller. */
START_TEST(target_set_full)
{
	static struct context c;
	char steps[64] = "";

	begin(&c, RECURSE, 1);
	c.targets.store_size = c.targets.store_used;
	take(&c, "0:302a", steps);
	ck_assert_str_eq(steps, "h");
}
END_TEST

START_TEST(misuse)
{
	struct sipresp_fork_branch branches[1];
	struct sipresp_fork fork;
	struct sipresp_best_response best;
	struct sipresp_fork_step step;
	struct sipresp_response r;
	size_t branch;

	ck_assert_int_eq(sipresp_fork_init(NULL, branches, 1, str("INVITE"),
	    str("")), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_fork_init(&fork, NULL, 1, str("INVITE"),
	    str("")), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_fork_init(&fork, NULL, 0, str("INVITE"),
	    str("")), 0);
	ck_assert_int_eq(sipresp_fork_add(&fork, str(""), &branch),
	    SIPRESP_ETOOMANY);
	ck_assert_int_eq(sipresp_fork_init(&fork, branches, 1, str("INVITE"),
	    str("")), 0);
	ck_assert_int_eq(sipresp_fork_add(NULL, str(""), &branch),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_fork_add(&fork, str(""), NULL), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_response_init(&r, 486, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_fork_response(&fork, 0, &r, &step),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_fork_add(&fork, str(""), &branch), 0);
	ck_assert_int_eq(sipresp_fork_response(&fork, 0, NULL, &step),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_fork_response(&fork, 0, &r, NULL),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_fork_response(NULL, 0, &r, &step),
	    SIPRESP_EINVAL);
	r.code = 700;
	ck_assert_int_eq(sipresp_fork_response(&fork, 0, &r, &step),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_fork_best(NULL, &best), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_fork_best(&fork, NULL), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_fork_best(&fork, &best), 0);
	ck_assert(!sipresp_fork_merges(NULL, &best, 0));
	ck_assert(!sipresp_fork_merges(&fork, NULL, 0));
	ck_assert(!sipresp_fork_merges(&fork, &best, 1));
	ck_assert_uint_eq(sipresp_fork_pending(NULL), 0);
	ck_assert_ptr_null(sipresp_fork_step_name(
	    (enum sipresp_fork_step_kind)4));
}
END_TEST

TCase *
tcase_fork(void)
{
	TCase *tc = tcase_create("fork");

	tcase_add_loop_test(tc, contexts, 0, COUNT(cases));
	tcase_add_test(tc, ranks);
	tcase_add_test(tc, resubmission);
	tcase_add_test(tc, repairability);
	tcase_add_test(tc, late);
	tcase_add_test(tc, full);
	tcase_add_loop_test(tc, step_reason, 0, COUNT(step_reasons));
	tcase_add_test(tc, redirection_without_method);
	tcase_add_test(tc, begun);
	tcase_add_test(tc, breadth);
	tcase_add_test(tc, scheme_changed);
	tcase_add_test(tc, target_set_full);
	tcase_add_test(tc, misuse);
	return tc;
}
