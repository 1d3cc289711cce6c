/*
 * mkblame.c - write the table of sipresp_blame(7)
 *
 * Runs on the machine that builds, and reads the table that the library is
 * made of.
 */

#include <stdio.h>

/* Of all failures. */
#define FIRST	400
#define LAST	699

#define TIMED_OUT		"that nobody answered"
#define NOT_SENT		"that could not be sent"
#define BLOCKED			"whose phrase is Network Blocked and whose Reason begins v=analytics1"
#define NUMBER_WRONG		"whose Reason has Q.850 cause 1, 2, 3, 22 or 28"
#define CONGESTED		"whose Reason has Q.850 cause 34, 38, 41, 42 or 47"
#define RELEASED_BY_USER	"whose Reason has the location U"
#define RELEASED_BY_NETWORK	"whose Reason has any other location"
#define MEDIA_WARNING		"if it is 488 or 606 with Warning 300 to 307"
#define FROM_PROXY		"whose Server names a proxy, such as Kamailio or OpenSIPS"

#define CALLER			"caller"
#define CALLEE			"callee"
#define OPERATOR		"operator"
#define NETWORK			"network"
#define POLICY			"policy"

#define POSSIBLE		"possible"
#define LIKELY			"likely"
#define CERTAIN			"certain"

static void
put_condition(int first, int last, const char *condition, const char *party,
    const char *certainty, const char *why)
{
	if (first == FIRST && last == LAST)
		printf(".It any code from 400 on, ");
	else if (first == last)
		printf(".It %d ", first);
	else
		printf(".It %d to %d ", first, last);
	printf("%s\n%s, %s.\n%s\n", condition, party, certainty, why);
}

struct row {
	const char	*party, *certainty, *why;
};

static void
put_code(int code, const struct row *row)
{
	printf(".It %d\n%s, %s.\n%s\n", code, row->party, row->certainty,
	    row->why);
}

int
main(void)
{
#define BLAME_IF(id, first, last, condition, party, certainty, why)
#define BLAME(id, party, certainty, why)				\
	static const struct row id = { party, certainty, why };
#define AT(code, id)
#define OF_CLASS(class, id)
#include "blame.def"
	puts(".Bl -tag -width Ds");
#define BLAME_IF(id, first, last, condition, party, certainty, why)	\
	put_condition(first, last, condition, party, certainty, why);
#define BLAME(id, party, certainty, why)
#define AT(code, id)		put_code(code, &id);
#define OF_CLASS(class, id)						\
	printf(".It any other %dxx\n%s, %s.\n%s\n", class, id.party,	\
	    id.certainty, id.why);
#include "blame.def"
	puts(".El");
	return 0;
}
