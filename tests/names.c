/*
 * names.c - each error says what is wrong
 */

#include <stdio.h>
#include <string.h>

#include "sipresp.h"
#include "tests.h"

static const struct {
	int		 error;
	const char	*want;		/* its text has this */
} errors[] = {
	{ 0, "no error" },
	{ SIPRESP_EINVAL, "argument" },
	{ SIPRESP_ESTATUSLINE, "status line" },
	{ SIPRESP_ECODE, "three digits" },
	{ SIPRESP_ECSEQ, "CSeq is not" },
	{ SIPRESP_ETRUNCATED, "empty line" },
	{ SIPRESP_EBODY, "Content-Length" },
	{ SIPRESP_ETOOBIG, "16777216 bytes" },
	{ SIPRESP_ETOOMANY, "128 header lines" },
	{ SIPRESP_ENOMETHOD, "no CSeq" },
	{ SIPRESP_EHEADER, "header name" },
	{ SIPRESP_EABSENT, "no such value" },
	{ SIPRESP_EVALUE, "grammar" },
	{ SIPRESP_ENOROOM, "memory" },
	{ SIPRESP_ECLOSED, "no new branch" },
	{ SIPRESP_EBREADTH, "Max-Breadth" },
	{ SIPRESP_EBREADTH - 1, "unknown error" },
	{ 1, "unknown error" },
	{ 100, "unknown error" },
	{ -100, "unknown error" }
};

START_TEST(error)
{
	const char *text = sipresp_strerror(errors[_i].error);

	ck_assert_msg(strstr(text, errors[_i].want) != NULL, "%d: %s",
	    errors[_i].error, text);
}
END_TEST

START_TEST(version)
{
	char want[32];

	(void)snprintf(want, sizeof want, "%d.%d.%d", SIPRESP_VERSION_MAJOR,
	    SIPRESP_VERSION_MINOR, SIPRESP_VERSION_PATCH);
	ck_assert_str_eq(sipresp_version(), want);
}
END_TEST

TCase *
tcase_names(void)
{
	TCase *tc = tcase_create("names");

	tcase_add_loop_test(tc, error, 0, COUNT(errors));
	tcase_add_test(tc, version);
	return tc;
}
