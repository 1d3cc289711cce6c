/*
 * misuse.c - no argument can hurt, and a refusal leaves no trace
 *
 * What hostile.c does not ask: together they have each function of the library,
 * which lint.sh compares.
 */

#include <limits.h>
#include <string.h>

#include "sipresp.h"
#include "tests.h"

static const struct sipresp_str none = { NULL, 0 };

/* 'call' is refused, and leaves what it would have filled as it was. */
#define REFUSED(out, call, want) do {					\
	unsigned char before[sizeof (out)];				\
									\
	memset(&(out), 0xa5, sizeof (out));				\
	memset(before, 0xa5, sizeof before);				\
	ck_assert_int_eq((int)(call), want);				\
	ck_assert_mem_eq(&(out), before, sizeof before);		\
} while (0)

/* Those that return a text have none for what there is none for. */
START_TEST(text_of_nothing)
{
	static const int values[] = { INT_MIN, -1, 64, 1000, INT_MAX };

	for (int i = 0; i < COUNT(values); i++) {
		const int n = values[i];

		ck_assert_ptr_null(sipresp_class_text((enum sipresp_class)n,
		    "en"));
		ck_assert_ptr_null(sipresp_scope_text((enum sipresp_scope)n,
		    "en"));
		ck_assert_ptr_null(sipresp_future_text((enum sipresp_future)n,
		    "en"));
		ck_assert_ptr_null(sipresp_party_text((enum sipresp_party)n,
		    "en"));
		ck_assert_ptr_null(sipresp_cause_text(n == 64 ? -2 : n, "en"));
		ck_assert_ptr_null(sipresp_cause_reference(
		    (enum sipresp_cause_profile)n, true));
		ck_assert_ptr_null(sipresp_cause_reference(
		    (enum sipresp_cause_profile)n, false));
		ck_assert_ptr_null(sipresp_warning_text(n, "en"));
		ck_assert_ptr_null(sipresp_warning_reference(n));
		ck_assert_ptr_null(sipresp_phrase(n));
		ck_assert_ptr_null(sipresp_constant(n));
		ck_assert_int_eq(sipresp_class_of(n), SIPRESP_CLASS_NONE);
		ck_assert_uint_eq(sipresp_fork_rank(SIPRESP_FORK_STRICT, n,
		    false), UINT_MAX);
	}
	ck_assert_ptr_null(sipresp_language(1000));
	ck_assert_ptr_null(sipresp_language(SIZE_MAX));
	ck_assert_ptr_null(sipresp_translate(NULL, "es"));
	ck_assert_ptr_nonnull(sipresp_version());
	/* No language is English, and so is one that there is not. */
	ck_assert_str_eq(sipresp_translate("a text of the host's", NULL),
	    "a text of the host's");
	ck_assert_ptr_eq(sipresp_cause_text(17, NULL),
	    sipresp_cause_text(17, "en"));
	ck_assert_ptr_eq(sipresp_warning_text(300, "xx-no-such-language"),
	    sipresp_warning_text(300, "en"));
}
END_TEST

START_TEST(target_set)
{
	const struct sipresp_str uri = str("sip:a@x");
	struct sipresp_targets set;
	struct sipresp_target target;
	const struct sipresp_verdict v = { .target_count = 0 };
	char store[16];

	REFUSED(store, sipresp_targets_init(NULL, store, sizeof store, uri),
	    SIPRESP_EINVAL);
	REFUSED(set, sipresp_targets_init(&set, NULL, 16, uri),
	    SIPRESP_EINVAL);
	REFUSED(set, sipresp_targets_init(&set, store, sizeof store, none),
	    SIPRESP_EINVAL);
	REFUSED(set, sipresp_targets_init(&set, store, uri.len - 1, uri),
	    SIPRESP_ENOROOM);
	REFUSED(store, sipresp_targets_remember(NULL, uri), SIPRESP_EINVAL);
	REFUSED(store, sipresp_targets_add(NULL, &v), SIPRESP_EINVAL);
	REFUSED(target, sipresp_targets_next(NULL, &target), false);
	ck_assert_int_eq(sipresp_targets_init(&set, store, sizeof store, uri),
	    0);
	ck_assert_int_eq(sipresp_targets_add(&set, NULL), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_targets_remember(&set, none), SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_targets_remember(&set, uri), SIPRESP_EINVAL);
	ck_assert(!sipresp_targets_next(&set, NULL));
	ck_assert_uint_eq(set.count, 1);
}
END_TEST

START_TEST(others)
{
	struct sipresp_response r;
	struct sipresp_request request = { .in_dialog = false };
	struct sipresp_grant grant;
	struct sipresp_metrics metrics;
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_uri_header header;
	struct sipresp_best_response best = { .status = 0 };
	struct sipresp_fork fork;
	uint64_t n, d;

	ck_assert_int_eq(sipresp_response_init(&r, 486, str("INVITE")), 0);
	REFUSED(grant, sipresp_granted(NULL, &request, &grant),
	    SIPRESP_EINVAL);
	ck_assert_int_eq(sipresp_granted(&r, &request, NULL), SIPRESP_EINVAL);
	/* No success grants nothing. */
	REFUSED(grant, sipresp_granted(&r, NULL, &grant), SIPRESP_EABSENT);

	memset(&metrics, 0, sizeof metrics);
	REFUSED(n, sipresp_metrics_ratio(NULL, SIPRESP_RATIO_IRA, &n, &d),
	    SIPRESP_EINVAL);
	REFUSED(d, sipresp_metrics_ratio(&metrics, SIPRESP_RATIO_IRA, NULL,
	    &d), SIPRESP_EINVAL);
	REFUSED(n, sipresp_metrics_ratio(&metrics, SIPRESP_RATIO_IRA, &n,
	    NULL), SIPRESP_EINVAL);
	REFUSED(n, sipresp_metrics_ratio(&metrics, SIPRESP_RATIO_COUNT, &n,
	    &d), SIPRESP_EINVAL);
	REFUSED(n, sipresp_metrics_ratio(&metrics, SIPRESP_RATIO_IRA, &n, &d),
	    SIPRESP_EABSENT);

	REFUSED(header, sipresp_next_uri_header(none, &c, &header), false);
	REFUSED(header, sipresp_next_uri_header(str("a=b"), NULL, &header),
	    false);
	ck_assert(!sipresp_next_uri_header(str("a=b"), &c, NULL));
	ck_assert_uint_eq(c.at, 0);

	ck_assert_int_eq(sipresp_fork_init(&fork, NULL, 0, str("INVITE"),
	    str("sip:a@x")), 0);
	ck_assert_uint_eq(sipresp_fork_pending(NULL), 0);
	ck_assert(!sipresp_fork_merges(NULL, &best, 0));
	ck_assert(!sipresp_fork_merges(&fork, NULL, 0));
	ck_assert(!sipresp_fork_merges(&fork, &best, 0));
	ck_assert(!sipresp_fork_merges(&fork, &best, SIZE_MAX));
}
END_TEST

TCase *
tcase_misuse(void)
{
	TCase *tc = tcase_create("misuse");

	tcase_add_test(tc, text_of_nothing);
	tcase_add_test(tc, target_set);
	tcase_add_test(tc, others);
	return tc;
}
