/* tests.h - what the test files share */

#ifndef TESTS_H
#define TESTS_H

#include <check.h>
#include <string.h>

#include "sipresp.h"

/* The languages that the library under test was built with: see lib/lang.h. */
#ifndef SIPRESP_TEXTS
#define SIPRESP_TEXTS	2
#endif

/* The rest of a test is about what texts say. */
#define NEEDS_TEXTS							\
	do								\
		if (SIPRESP_TEXTS == 0)					\
			return;						\
	while (0)

#define COUNT(array)	((int)(sizeof (array) / sizeof (array)[0]))

static inline struct sipresp_str
str(const char *s)
{
	return (struct sipresp_str){ s, strlen(s) };
}

/* Every tests/X.c defines tcase_X() and stands here, in the order of the
 * alphabet; a file that is forgotten is a warning, and an error in
 * "make strict". */
#define TESTS(X)							\
	X(bound)							\
	X(cause)							\
	X(classify)							\
	X(decisions)							\
	X(defects)							\
	X(dump)								\
	X(edges)							\
	X(fork)								\
	X(grant)							\
	X(hostile)							\
	X(lang)								\
	X(lookup)							\
	X(metric)							\
	X(misuse)							\
	X(names)							\
	X(parse)							\
	X(policy)							\
	X(program)							\
	X(rules)							\
	X(state)							\
	X(stats)							\
	X(tables)							\
	X(targets)							\
	X(uri)								\
	X(value)

#define DECLARE(name)	TCase *tcase_##name(void);
TESTS(DECLARE)
#undef DECLARE

#endif /* TESTS_H */
