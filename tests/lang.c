/* lang.c - the texts in Spanish, beside those in English */

#include <stdio.h>

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

	for (size_t i = 0; i < 10; i++)
		if (i < SIPRESP_TEXTS)
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

/* A code that is not translated gives the English text itself. */
static bool
is_translated(int code)
{
	return sipresp_text(code, SIPRESP_TEXT_MEANING, "es") !=
	    sipresp_text(code, SIPRESP_TEXT_MEANING, "en");
}

START_TEST(code)
{
	static const char names[][12] = {
		"MEANING", "WHEN", "REMEDY", "USER", "", "FIELDS", "NEIGHBOURS"
	};

	if (sipresp_lookup(_i) == NULL || !is_translated(_i))
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
		if (what == SIPRESP_TEXT_FIELDS)
			check_keys(name, en, es);
		else if (what == SIPRESP_TEXT_NEIGHBOURS)
			check_keys(name, en, es);
		else
			ck_assert_str_ne(es, "");
		ck_assert_msg(*es == '\0' || strcmp(es, en) != 0,
		    "%s: it is English", name);
	}
}
END_TEST

TCase *
tcase_lang(void)
{
	TCase *tc = tcase_create("lang");

	tcase_add_loop_test(tc, tag, 0, COUNT(tags));
	tcase_add_test(tc, languages);
	if (SIPRESP_TEXTS > 1)
		tcase_add_loop_test(tc, code, 100, 700);
	return tc;
}
