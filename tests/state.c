/*
 * state.c - each step is counted where it belongs, once, and no count wraps
 */

#include <string.h>

#include "sipresp.h"
#include "tests.h"

/* One row an action: how much each count grows. */
static const struct step {
	enum sipresp_action	action;
	int			redirects, retries, failovers, probes, realms;
} steps[] = {
	{ SIPRESP_ACTION_NONE,		0, 0, 0, 0, 0 },
	{ SIPRESP_ACTION_WAIT,		0, 0, 0, 0, 0 },
	{ SIPRESP_ACTION_DONE,		0, 0, 0, 0, 0 },
	{ SIPRESP_ACTION_REDIRECT,	1, 0, 0, 0, 0 },
	{ SIPRESP_ACTION_USE_PROXY,	1, 0, 0, 0, 0 },
	{ SIPRESP_ACTION_AUTHENTICATE,	0, 0, 0, 0, 2 },
	{ SIPRESP_ACTION_AMEND,		0, 1, 0, 0, 0 },
	{ SIPRESP_ACTION_RETRY,		0, 1, 0, 0, 0 },
	{ SIPRESP_ACTION_FAILOVER,	0, 0, 1, 0, 0 },
	{ SIPRESP_ACTION_PROBE,		0, 0, 0, 1, 0 },
	{ SIPRESP_ACTION_ASK_USER,	0, 0, 0, 0, 0 },
	{ SIPRESP_ACTION_GIVE_UP,	0, 0, 0, 0, 0 },
	{ SIPRESP_ACTION_DISCARD,	0, 0, 0, 0, 0 }
};

static struct sipresp_verdict
to_do(enum sipresp_action action)
{
	return (struct sipresp_verdict){
		.action = action, .realm_count = 2, .realm_hash = { 70, 80 }
	};
}

START_TEST(each_step)
{
	const struct step *s = &steps[_i];
	const struct sipresp_verdict v = to_do(s->action);
	struct sipresp_state state = { .redirects = 0 };

	for (int times = 1; times <= 300; times++) {
		const int n = times < UINT8_MAX ? times : UINT8_MAX;

		sipresp_state_note(&state, &v);
		ck_assert_int_eq(state.redirects, n * s->redirects);
		ck_assert_int_eq(state.retries, n * s->retries);
		ck_assert_int_eq(state.failovers, n * s->failovers);
		ck_assert_int_eq(state.probes, n * s->probes);
		ck_assert_int_eq(state.auth_attempts, 0);
		ck_assert_int_eq(state.realm_count, s->realms);
		for (int i = 0; i < s->realms; i++) {
			ck_assert_uint_eq(state.realm_hash[i],
			    v.realm_hash[i]);
			ck_assert_int_eq(state.realm_attempts[i], n);
		}
	}
}
END_TEST

/* Realms are kept in the order in which they came; when there is no place left,
 * those that have one are still counted. */
START_TEST(realms)
{
	struct {
		struct sipresp_state	state;
		uint32_t		behind;
	} s;
	struct sipresp_verdict v = to_do(SIPRESP_ACTION_AUTHENTICATE);

	memset(&s, 0, sizeof s);
	s.behind = 4711;
	for (uint32_t realm = 1; realm <= SIPRESP_MAX_REALMS + 2; realm++) {
		v.realm_count = 1;
		v.realm_hash[0] = realm * 1000;
		sipresp_state_note(&s.state, &v);
		ck_assert_uint_eq(s.state.realm_count,
		    realm < SIPRESP_MAX_REALMS ? realm : SIPRESP_MAX_REALMS);
	}
	for (uint32_t i = 0; i < SIPRESP_MAX_REALMS; i++) {
		ck_assert_uint_eq(s.state.realm_hash[i], (i + 1) * 1000);
		ck_assert_uint_eq(s.state.realm_attempts[i], 1);
	}
	ck_assert_uint_eq(s.behind, 4711);

	/* Of several at once each is counted, whether it is new or not. */
	v.realm_count = 3;
	v.realm_hash[0] = 8000;
	v.realm_hash[1] = 4711;
	v.realm_hash[2] = 1000;
	sipresp_state_note(&s.state, &v);
	ck_assert_uint_eq(s.state.realm_count, SIPRESP_MAX_REALMS);
	for (uint32_t i = 0; i < SIPRESP_MAX_REALMS; i++)
		ck_assert_uint_eq(s.state.realm_attempts[i],
		    i == 0 || i == 7 ? 2 : 1);

	/* A hash may be anything: a place that is free is no realm. */
	memset(&s, 0, sizeof s);
	v.realm_count = 1;
	v.realm_hash[0] = 0;
	sipresp_state_note(&s.state, &v);
	ck_assert_uint_eq(s.state.realm_count, 1);
	ck_assert_uint_eq(s.state.realm_attempts[0], 1);
	sipresp_state_note(&s.state, &v);
	ck_assert_uint_eq(s.state.realm_count, 1);

	/* Of none, none. */
	v.realm_count = 0;
	sipresp_state_note(&s.state, &v);
	ck_assert_uint_eq(s.state.realm_attempts[0], 2);
}
END_TEST

START_TEST(not_there)
{
	const struct sipresp_verdict v = to_do(SIPRESP_ACTION_RETRY);
	struct sipresp_state state = { .redirects = 0 };

	sipresp_state_note(NULL, &v);
	sipresp_state_note(&state, NULL);
	sipresp_state_note(NULL, NULL);
	ck_assert_int_eq(state.retries, 0);
}
END_TEST

TCase *
tcase_state(void)
{
	TCase *tc = tcase_create("state");

	tcase_add_loop_test(tc, each_step, 0, COUNT(steps));
	tcase_add_test(tc, realms);
	tcase_add_test(tc, not_there);
	return tc;
}
