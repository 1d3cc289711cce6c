/* main.c - run every test case */

#include <stdlib.h>

#include "tests.h"

int
main(void)
{
	Suite *suite = suite_create("sipresp");
	SRunner *runner;
	int failed;

	/* The program under test speaks the language of the locale. */
	(void)setenv("LC_ALL", "C", 1);
#define ADD(name)	suite_add_tcase(suite, tcase_##name());
	TESTS(ADD)

	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
