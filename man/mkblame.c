/*
 * mkblame.c - write the table of sipresp_blame(7)
 *
 * Runs on the machine that builds, and reads the table that the library is
 * made of.
 */

#include <stdio.h>

#define ALL			"", 0, 0
#define CODE(code)		"", code, 0
#define CODES(one, other)	" and ", one, other
#define BETWEEN(first, last)	" to ", first, last

#define ALWAYS			""
#define TIMED_OUT		"that nobody answered"
#define NOT_SENT		"that could not be sent"
#define BLOCKED			"whose phrase is Network Blocked and whose Reason begins v=analytics1"
#define NUMBER_WRONG		"whose Reason has Q.850 cause 1, 2, 3, 22 or 28"
#define CONGESTED		"whose Reason has Q.850 cause 34, 38, 41, 42 or 47"
#define RELEASED_BY_USER	"whose Reason has the location U"
#define RELEASED_BY_NETWORK	"whose Reason has any other location"
#define MEDIA_WARNING		"with Warning 300 to 307"
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
put_row(const char *between, int first, int last, const char *condition,
    const char *party, const char *certainty, const char *why)
{
	printf(".It ");
	if (first == 0)
		printf("a request");
	else if (last == 0)
		printf("%d", first);
	else
		printf("%d%s%d", first, between, last);
	if (*condition != '\0')
		printf(" %s", condition);
	printf("\n%s, %s.\n%s\n", party, certainty, why);
}

int
main(void)
{
	puts(".Bl -tag -width Ds");
#define BLAME(id, ...)	put_row(__VA_ARGS__);
#include "blame.def"
	puts(".El");
	return 0;
}
