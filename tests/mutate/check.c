/*
 * check.c - test cases in the order in which they are named, up to a fault
 *
 * usage: check CASE:MILLISECONDS...
 *
 * Prints the name of each before it begins, and ends at the first assertion
 * that does not hold, or when a case takes more MILLISECONDS of CPU time: the
 * last name is what found the fault.
 *
 * Check itself makes a file for each test and notes each assertion in it.
 * Here a test is run as soon as it is added to its case, and these three
 * functions stand for those of Check: link with --wrap.
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

#include "../tests.h"

_Noreturn void	__wrap__ck_assert_failed(void);
void		__wrap__mark_point(void);
void		__wrap__tcase_add_test(TCase *, const TTest *, int, int, int,
		    int);

_Noreturn void
__wrap__ck_assert_failed(void)
{
	_exit(EXIT_FAILURE);
}

void
__wrap__mark_point(void)
{
}

void
__wrap__tcase_add_test(TCase *tc, const TTest *test, int signal, int status,
    int begin, int end)
{
	(void)tc;
	(void)signal;
	(void)status;
	for (int i = begin; i < end; i++)
		test->fn(i);
}

/* Returns NULL if there is none. */
static const TCase *
run_case(const char *name, size_t len)
{
#define RUN(x)								\
	if (strlen(#x) == len && memcmp(#x, name, len) == 0)		\
		return tcase_##x();
	TESTS(RUN)
#undef RUN
	return NULL;
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char *colon = strchr(argv[i], ':');
		const long ms = colon == NULL ? 0 : atol(colon + 1);
		struct itimerval limit = { { 0, 0 },
		    { ms / 1000, ms % 1000 * 1000 } };

		printf("%s\n", argv[i]);
		fflush(stdout);
		if (ms == 0 || setitimer(ITIMER_PROF, &limit, NULL) != 0 ||
		    run_case(argv[i], (size_t)(colon - argv[i])) == NULL) {
			fprintf(stderr, "usage: check CASE:MILLISECONDS...\n");
			return 2;
		}
	}
	return EXIT_SUCCESS;
}
