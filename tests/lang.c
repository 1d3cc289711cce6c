/* lang.c - the texts in Spanish, beside those in English */

#include <stdio.h>

#include "blame.h"
#include "fork_why.h"
#include "sipresp.h"
#include "tests.h"

static const struct {
	const char	*lang;
	bool		 is_spanish;
} tags[] = {
	{ "es",			true },
	{ "ES",			true },
	{ "Es-mx",		true },
	{ "es-419",		true },
	{ "es_ES",		true },
	{ "es_AR.UTF-8",	true },
	{ "es.UTF-8",		true },
	{ "es@euro",		true },
	{ "",			false },
	{ "e",			false },
	{ "en",			false },
	{ "en-ES",		false },
	{ "est",		false },
	{ "ds",			false },
	{ "er",			false },
	{ "eu_ES",		false },
	{ "C",			false },
	{ "xx-es",		false },
	{ NULL,			false }
};

/* RFC 5646, section 2.1. */
START_TEST(tag)
{
	const char *text = sipresp_text(404, SIPRESP_TEXT_USER, tags[_i].lang);
	const char *want = sipresp_text(404, SIPRESP_TEXT_USER,
	    tags[_i].is_spanish ? "es" : "en");

	ck_assert_ptr_eq(text, want);
}
END_TEST

START_TEST(languages)
{
	static const char *const want[] = { "en", "es" };

	const size_t count = SIPRESP_TEXTS;

	for (size_t i = 0; i < 10; i++)
		if (i < count)
			ck_assert_str_eq(sipresp_language(i), want[i]);
		else
			ck_assert_ptr_null(sipresp_language(i));
}
END_TEST

/* One character of UTF-8 (RFC 3629, section 4), or 0 where there is none. */
static size_t
character(const unsigned char *s)
{
	size_t len;

	if (s[0] < 0x80)
		return 1;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	len = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
	for (size_t i = 1; i < len; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
	    (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
		return 0;
	return len;
}

static size_t
items(const char *text)
{
	size_t n = *text != '\0';

	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

/* Sentences that are whole: 'name' is for the message. */
static void
check_prose(const char *name, const char *text)
{
	const size_t len = strlen(text);

	for (size_t i = 0; i < len; ) {
		size_t n = character((const unsigned char *)text + i);

		ck_assert_msg(n > 0, "%s: no UTF-8: %.20s", name, text + i);
		ck_assert_msg(text[i] == '\n' || n > 1 ||
		    (text[i] >= ' ' && text[i] <= '~'),
		    "%s: a control character", name);
		i += n;
	}
	ck_assert_msg(len == 0 || text[len - 1] == '.',
	    "%s: no full stop at the end: %s", name, text);
	ck_assert_msg(strstr(text, "  ") == NULL, "%s: two spaces: %s", name,
	    text);
	ck_assert_msg(strstr(text, "\n ") == NULL &&
	    strstr(text, " \n") == NULL && strstr(text, "\n\n") == NULL,
	    "%s: a space or nothing at a line end: %s", name, text);
	for (const char *s = strchr(text, '\n'); s != NULL;
	    s = strchr(s + 1, '\n'))
		ck_assert_msg(s[-1] == '.',
		    "%s: an item without a full stop before: %.40s", name, s + 1);
}

/* What stands before the first colon of an item is the same in both. */
static void
check_keys(const char *name, const char *en, const char *es)
{
	for (;;) {
		const size_t key = strcspn(en, ":\n");

		ck_assert_msg(strncmp(en, es, key + 1) == 0,
		    "%s: begins otherwise than \"%.*s\": %.30s", name, (int)key,
		    en, es);
		en = strchr(en, '\n');
		es = strchr(es, '\n');
		if (en == NULL || es == NULL)
			return;
		en++;
		es++;
	}
}

START_TEST(code)
{
	static const char names[][12] = {
		"MEANING", "WHEN", "REMEDY", "USER", "", "FIELDS", "NEIGHBOURS"
	};

	if (sipresp_lookup(_i) == NULL)
		return;
	for (int i = 0; i <= SIPRESP_TEXT_NEIGHBOURS; i++) {
		const enum sipresp_text what = (enum sipresp_text)i;
		const char *en = sipresp_text(_i, what, "en");
		const char *es = sipresp_text(_i, what, "es");
		char name[32];

		if (what == SIPRESP_TEXT_REFERENCE) {
			ck_assert_ptr_eq(es, en);
			continue;
		}
		snprintf(name, sizeof name, "%d %s in Spanish", _i, names[i]);
		check_prose(name, es);
		ck_assert_msg(items(es) == items(en),
		    "%s: %zu items, but %zu in English", name, items(es),
		    items(en));
		if (what == SIPRESP_TEXT_FIELDS ||
		    what == SIPRESP_TEXT_NEIGHBOURS)
			check_keys(name, en, es);
		else
			ck_assert_str_ne(es, "");
		ck_assert_msg(*es == '\0' || strcmp(es, en) != 0,
		    "%s: it is English", name);
	}
}
END_TEST

/* A clause or a whole sentence that is there in both languages, and another in
 * each; a word or two may be the same. */
static void
check_pair(const char *name, const char *en, const char *es, bool is_sentence)
{
	ck_assert_ptr_nonnull(en);
	ck_assert_ptr_nonnull(es);
	ck_assert_str_ne(en, "");
	ck_assert_str_ne(es, "");
	if (is_sentence) {
		check_prose(name, es);
		ck_assert_msg(en[strlen(en) - 1] == '.', "%s: %s", name, en);
	} else {
		ck_assert_msg(es[strlen(es) - 1] != '.', "%s: a full stop: %s",
		    name, es);
	}
	ck_assert_msg(strstr(es, "  ") == NULL, "%s: two spaces: %s", name, es);
	ck_assert_msg(strchr(en, ' ') == NULL || strcmp(en, es) != 0,
	    "%s: it is English: %s", name, es);
	for (const char *s = en; *s != '\0'; s++)
		ck_assert_msg(*s >= ' ' && *s <= '~', "%s: no plain ASCII: %s",
		    name, en);
}

START_TEST(values)
{
	for (int i = 0; i <= SIPRESP_ACTION_DISCARD; i++)
		check_pair("action",
		    sipresp_action_text((enum sipresp_action)i, "en"),
		    sipresp_action_text((enum sipresp_action)i, "es"), false);
	for (int i = 0; i < SIPRESP_AMEND_COUNT; i++)
		check_pair("amend",
		    sipresp_amend_text((enum sipresp_amend)i, "en"),
		    sipresp_amend_text((enum sipresp_amend)i, "es"), false);
	for (int i = 0; i <= SIPRESP_CLASS_GLOBAL_FAILURE; i++)
		check_pair("class",
		    sipresp_class_text((enum sipresp_class)i, "en"),
		    sipresp_class_text((enum sipresp_class)i, "es"), false);
	for (int i = 0; i <= SIPRESP_SCOPE_DIALOG; i++)
		check_pair("scope",
		    sipresp_scope_text((enum sipresp_scope)i, "en"),
		    sipresp_scope_text((enum sipresp_scope)i, "es"), false);
	for (int i = 0; i <= SIPRESP_FUTURE_FORGET; i++)
		check_pair("future",
		    sipresp_future_text((enum sipresp_future)i, "en"),
		    sipresp_future_text((enum sipresp_future)i, "es"), false);
	for (unsigned i = 1; i <= SIPRESP_PARTY_POLICY; i <<= 1)
		check_pair("party",
		    sipresp_party_text((enum sipresp_party)i, "en"),
		    sipresp_party_text((enum sipresp_party)i, "es"), false);
	for (unsigned i = 0; sipresp_fact_text(i, true, NULL) != NULL; i++)
		for (int holds = 0; holds < 2; holds++)
			check_pair("fact", sipresp_fact_text(i, holds, "en"),
			    sipresp_fact_text(i, holds, "es"), false);
	for (int i = -20; i <= 1; i++)
		check_pair("error", sipresp_strerror(i),
		    sipresp_translate(sipresp_strerror(i), "es"), false);
}
END_TEST

/* One beyond each, and one before. */
START_TEST(out_of_range)
{
	const char *lang = _i == 0 ? "en" : "es";

	ck_assert_ptr_null(sipresp_action_text((enum sipresp_action)
	    (SIPRESP_ACTION_DISCARD + 1), lang));
	ck_assert_ptr_null(sipresp_amend_text(SIPRESP_AMEND_COUNT, lang));
	ck_assert_ptr_null(sipresp_class_text((enum sipresp_class)7, lang));
	ck_assert_ptr_null(sipresp_scope_text((enum sipresp_scope)5, lang));
	ck_assert_ptr_null(sipresp_future_text((enum sipresp_future)4, lang));
	ck_assert_ptr_null(sipresp_party_text((enum sipresp_party)0, lang));
	ck_assert_ptr_null(sipresp_party_text((enum sipresp_party)3, lang));
	ck_assert_ptr_null(sipresp_party_text((enum sipresp_party)32, lang));
	ck_assert_ptr_null(sipresp_fact_text(64, true, lang));
	ck_assert_ptr_null(sipresp_warning_text(299, lang));
	ck_assert_ptr_null(sipresp_cause_text(0, lang));
	ck_assert_ptr_null(sipresp_cause_text(128, lang));
}
END_TEST

START_TEST(warnings_and_causes)
{
	int warnings = 0, causes = 0;

	for (int i = 0; i < 1000; i++) {
		const char *en = sipresp_warning_text(i, "en");
		const char *es = sipresp_warning_text(i, "es");

		ck_assert_int_eq(en != NULL, es != NULL);
		if (en == NULL)
			continue;
		warnings++;
		check_pair("warning", en, es, true);
		/* The registered name stays. */
		ck_assert_int_eq(strncmp(en, es, strcspn(en, ".") + 1), 0);
	}
	for (int i = 0; i < 128; i++) {
		const char *en = sipresp_cause_text(i, "en");

		if (en == NULL)
			continue;
		causes++;
		check_pair("cause", en, sipresp_cause_text(i, "es"), true);
	}
	ck_assert_int_eq(warnings, 16);
	ck_assert_int_eq(causes, 73);
}
END_TEST

/* Every reason of every rule; and where it is our own choice, both say so. */
START_TEST(reasons)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_rule rule;

	while (sipresp_next_rule(_i, &cursor, &rule)) {
		const char *es = sipresp_translate(rule.why, "es");

		if (rule.action == SIPRESP_ACTION_NONE) {
			ck_assert_ptr_eq(es, rule.why);
			continue;
		}
		check_pair(rule.rule, rule.why, es, true);
		ck_assert_msg((strstr(rule.why, "ur own choice") != NULL) ==
		    (strstr(es, "ecisión propia") != NULL),
		    "%s: %s", rule.rule, es);
	}
}
END_TEST

START_TEST(blames)
{
	struct sipresp_response r;
	struct sipresp_verdict v;

	ck_assert_int_eq(sipresp_response_init(&r, _i, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	if (v.blame_why != NULL)
		check_pair("blame", v.blame_why,
		    sipresp_translate(v.blame_why, "es"), true);
}
END_TEST

/* What a forking proxy does, and why: one of each kind. */
START_TEST(forks)
{
	static const struct {
		const char	*method;
		int		 codes[2];
	} runs[] = {
		{ "INVITE",	{ 100, 180 } },
		{ "INVITE",	{ 486, 603 } },
		{ "INVITE",	{ 503, 503 } },
		{ "INVITE",	{ 200, 183 } },
		{ "OPTIONS",	{ 180, 200 } },
		{ "OPTIONS",	{ 408, 408 } }
	};
	struct sipresp_fork_branch branches[2];
	struct sipresp_best_response best;
	struct sipresp_fork_step step;
	struct sipresp_response r;
	struct sipresp_fork fork;
	size_t branch;

	ck_assert_int_eq(sipresp_fork_init(&fork, branches, 2,
	    str(runs[_i].method), str("sip:a@b")), 0);
	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(sipresp_fork_add(&fork, str("sip:a@b"),
		    &branch), 0);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_int_eq(sipresp_response_init(&r, runs[_i].codes[i],
		    str(runs[_i].method)), 0);
		ck_assert_int_eq(sipresp_fork_response(&fork, i, &r, &step), 0);
		check_pair("step", step.why, sipresp_translate(step.why, "es"),
		    true);
	}
	ck_assert_int_eq(sipresp_fork_best(&fork, &best), 0);
	check_pair("best", best.why, sipresp_translate(best.why, "es"), true);
}
END_TEST

/* Each says what it is named after. */
START_TEST(worded)
{
	static const char *const actions[] = {
		[SIPRESP_ACTION_NONE] = "nothing",
		[SIPRESP_ACTION_WAIT] = "waiting",
		[SIPRESP_ACTION_DONE] = "fulfilled",
		[SIPRESP_ACTION_REDIRECT] = "targets",
		[SIPRESP_ACTION_USE_PROXY] = "proxy",
		[SIPRESP_ACTION_AUTHENTICATE] = "credentials",
		[SIPRESP_ACTION_AMEND] = "change",
		[SIPRESP_ACTION_RETRY] = "same place",
		[SIPRESP_ACTION_FAILOVER] = "next destination",
		[SIPRESP_ACTION_PROBE] = "OPTIONS",
		[SIPRESP_ACTION_ASK_USER] = "person",
		[SIPRESP_ACTION_GIVE_UP] = "give up",
		[SIPRESP_ACTION_DISCARD] = "drop"
	};
	static const char *const amends[SIPRESP_AMEND_COUNT] = {
		[SIPRESP_AMEND_BODY] = "the body",
		[SIPRESP_AMEND_CONTENT] = "use content",
		[SIPRESP_AMEND_URI_SCHEME] = "URI scheme",
		[SIPRESP_AMEND_RESOURCE_PRIORITY] = "Resource-Priority",
		[SIPRESP_AMEND_DROP_EXTENSIONS] = "refused",
		[SIPRESP_AMEND_ADD_EXTENSIONS] = "Supported",
		[SIPRESP_AMEND_SESSION_INTERVAL] = "Min-SE",
		[SIPRESP_AMEND_EXPIRES] = "Min-Expires",
		[SIPRESP_AMEND_LOCATION] = "location",
		[SIPRESP_AMEND_ALERT] = "alert",
		[SIPRESP_AMEND_IDENTITY] = "Identity",
		[SIPRESP_AMEND_REFERRED_BY] = "Referred-By",
		[SIPRESP_AMEND_PRIVACY] = "hiding",
		[SIPRESP_AMEND_OUTBOUND] = "outbound",
		[SIPRESP_AMEND_BREADTH] = "Max-Breadth",
		[SIPRESP_AMEND_INFO_PACKAGE] = "Info Package",
		[SIPRESP_AMEND_CONSENT] = "permissions",
		[SIPRESP_AMEND_ENTITY_TAG] = "entity tag",
		[SIPRESP_AMEND_MEDIA] = "media",
		[SIPRESP_AMEND_EVENT] = "event package",
		[SIPRESP_AMEND_ENCRYPTION] = "unencrypted",
		[SIPRESP_AMEND_SECURITY] = "security mechanism",
		[SIPRESP_AMEND_MAX_FORWARDS] = "Max-Forwards",
		[SIPRESP_AMEND_PRECONDITION] = "preconditions",
		[SIPRESP_AMEND_METHOD] = "method",
		[SIPRESP_AMEND_ACCEPT] = "accept",
		[SIPRESP_AMEND_PUSH] = "pn-"
	};

	for (int i = 0; i < COUNT(actions); i++)
		ck_assert_msg(strstr(sipresp_action_text(
		    (enum sipresp_action)i, "en"), actions[i]) != NULL, "%s",
		    actions[i]);
	for (int i = 0; i < COUNT(amends); i++)
		ck_assert_msg(strstr(sipresp_amend_text(
		    (enum sipresp_amend)i, "en"), amends[i]) != NULL, "%s",
		    amends[i]);
}
END_TEST

/* And all that the tables of both have. */
START_TEST(tables)
{
	for (unsigned i = 0; i < BLAME_COUNT; i++)
		check_pair("blame", sipresp_priv_blame_why(i),
		    sipresp_translate(sipresp_priv_blame_why(i), "es"), true);
	for (unsigned i = 0; i < BECAUSE_COUNT; i++)
		check_pair("fork", sipresp_priv_fork_why(i),
		    sipresp_translate(sipresp_priv_fork_why(i), "es"), true);
}
END_TEST

/* What a copy says counts, and what the library did not say stays. */
START_TEST(translate)
{
	static const char own[] = "The carrier means: no such number.";
	struct sipresp_response r;
	struct sipresp_verdict v;
	char copy[400];

	ck_assert_int_eq(sipresp_response_init(&r, 486, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_str_eq(sipresp_translate(v.why, "es-AR"), "Se llegó al"
	    " destinatario, y no acepta otra llamada en este dispositivo.");
	strcpy(copy, v.why);
	ck_assert_ptr_eq(sipresp_translate(copy, "es"),
	    sipresp_translate(v.why, "es"));
	copy[strlen(copy) - 1] = '\0';
	ck_assert_ptr_eq(sipresp_translate(copy, "es"), copy);
	ck_assert_ptr_eq(sipresp_translate(v.why, "en"), v.why);
	ck_assert_ptr_eq(sipresp_translate(v.why, NULL), v.why);
	ck_assert_ptr_eq(sipresp_translate(own, "es"), own);
	ck_assert_str_eq(sipresp_translate("", "es"), "");
	ck_assert_ptr_null(sipresp_translate(NULL, "es"));
	ck_assert_str_eq(sipresp_translate(sipresp_strerror(0), "es"),
	    "ningún error");
	ck_assert_str_eq(sipresp_translate(sipresp_strerror(1), "es"),
	    "error desconocido");
}
END_TEST

/* The aspects are the same, whatever the language. */
START_TEST(compare)
{
	char en[2048], es[2048];

	for (int a = 100; a < 700; a++) {
		const char *x = en, *y = es;

		(void)sipresp_compare(a, _i, "en", en, sizeof en);
		ck_assert_uint_lt(sipresp_compare(a, _i, "es", es, sizeof es),
		    sizeof es);
		ck_assert_uint_eq(items(en), items(es));
		for (; *x != '\0'; x++, y++) {
			x += strcspn(x, "\t\n");
			y += strcspn(y, "\t\n");
			ck_assert_int_eq(*x, *y);
		}
	}
}
END_TEST

START_TEST(compared)
{
	char text[512];

	(void)sipresp_compare(404, 410, "es", text, sizeof text);
	ck_assert_str_eq(text,
	    "Causa Q.850\t1 Unallocated (unassigned) number\t22 Number changed\n"
	    "Solicitudes posteriores\tconservan la dirección\t"
	    "dejan de usar la dirección\n");
}
END_TEST

/* Without texts nothing is said, and everything is decided. */
START_TEST(nothing)
{
	struct sipresp_response r;
	struct sipresp_verdict v;
	char text[80];

	ck_assert_str_eq(sipresp_text(404, SIPRESP_TEXT_WHEN, "en"), "");
	ck_assert_ptr_nonnull(strstr(sipresp_text(404, SIPRESP_TEXT_REFERENCE,
	    "en"), "RFC 3261 section 21.4.5"));
	ck_assert_ptr_null(sipresp_text(419, SIPRESP_TEXT_WHEN, "en"));
	ck_assert_str_eq(sipresp_action_text(SIPRESP_ACTION_WAIT, "es"), "");
	ck_assert_str_eq(sipresp_fact_text(0, true, NULL), "");
	ck_assert_str_eq(sipresp_warning_text(300, NULL), "");
	ck_assert_str_eq(sipresp_cause_text(1, NULL), "");
	ck_assert_str_eq(sipresp_cause_name(17), "User busy");
	ck_assert_str_eq(sipresp_strerror(SIPRESP_ECODE),
	    "the status code is not three digits from 100 to 699");
	ck_assert_uint_eq(sipresp_compare(200, 404, NULL, text, sizeof text),
	    0);
	ck_assert_str_eq(text, "");
	ck_assert_int_eq(sipresp_response_init(&r, 404, str("INVITE")), 0);
	ck_assert_int_eq(sipresp_classify(&v, &r, NULL, NULL), 0);
	ck_assert_int_eq(v.action, SIPRESP_ACTION_GIVE_UP);
	ck_assert_str_eq(v.rule, "not_found");
	ck_assert_str_eq(v.reference, "RFC 3261 section 21.4.5");
	ck_assert_str_eq(v.why, "");
	ck_assert_str_eq(v.blame_why, "");
}
END_TEST

TCase *
tcase_lang(void)
{
	TCase *tc = tcase_create("lang");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, tag, 0, COUNT(tags));
	tcase_add_test(tc, languages);
	tcase_add_loop_test(tc, out_of_range, 0, 2);
	if (SIPRESP_TEXTS == 0)
		tcase_add_test(tc, nothing);
	else
		tcase_add_test(tc, worded);
	if (SIPRESP_TEXTS < 2)
		return tc;
	tcase_add_loop_test(tc, code, 100, 700);
	tcase_add_test(tc, values);
	tcase_add_test(tc, warnings_and_causes);
	tcase_add_loop_test(tc, reasons, 100, 700);
	tcase_add_loop_test(tc, blames, 100, 700);
	tcase_add_loop_test(tc, forks, 0, 6);
	tcase_add_test(tc, tables);
	tcase_add_test(tc, translate);
	tcase_add_loop_test(tc, compare, 100, 700);
	tcase_add_test(tc, compared);
	return tc;
}
