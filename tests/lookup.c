/* lookup.c - the catalogue, whatever is in it, and the registry */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"
#include "tests.h"

static const struct {
	const char	*label;
	int		 code;
	int		 want;
} effective_cases[] = {
	{ "known provisional",			100,	100 },
	{ "unknown provisional",		150,	183 },
	{ "the last unknown provisional",	198,	183 },
	{ "unknown success",			299,	200 },
	{ "unknown redirection",		399,	300 },
	{ "unknown client failure",		431,	400 },
	{ "vendor",				477,	400 },
	{ "historic",				411,	400 },
	{ "unknown server failure",		599,	500 },
	{ "unknown global failure",		699,	600 },
	{ "deprecated, but registered",		202,	202 },
	{ "below the range",			 99,	  0 },
	{ "above the range",			700,	  0 },
	{ "none",				  0,	  0 },
	{ "negative",				-486,	  0 },
	{ "486 in the low 16 bits",		65536 + 486, 0 },
	{ "200 after five digits wrap",		65736,	  0 },
	{ "INT_MAX",				INT_MAX,  0 },
	{ "INT_MIN",				INT_MIN,  0 },
};

START_TEST(effective)
{
	int got = sipresp_effective(effective_cases[_i].code);

	ck_assert_msg(got == effective_cases[_i].want,
	    "RFC 3261, section 8.1.3.2: %s: effective(%d) is %d, not %d",
	    effective_cases[_i].label, effective_cases[_i].code, got,
	    effective_cases[_i].want);
}
END_TEST

/* Every code has one to be treated as, registered and of its own class. */
START_TEST(effective_everywhere)
{
	int got = sipresp_effective(_i);
	const struct sipresp_info *info = sipresp_lookup(got);

	ck_assert_ptr_nonnull(info);
	ck_assert_int_eq(info->origin, SIPRESP_ORIGIN_REGISTERED);
	ck_assert_int_eq(got / 100, _i / 100);
	ck_assert_int_eq(sipresp_class_of(_i), _i / 100);
}
END_TEST

static void
check_text(int code, enum sipresp_text what, bool is_list)
{
	const char *text = sipresp_text(code, what, "en");
	size_t len = strlen(text);

	ck_assert_msg(len > 0 && text[len - 1] == '.',
	    "%d: text %d does not end with a full stop", code, what);
	ck_assert_msg(strstr(text, "  ") == NULL, "%d: two spaces in text %d",
	    code, what);
	ck_assert_msg(strstr(text, "\n ") == NULL && strstr(text, " \n") == NULL,
	    "%d: a space at a line end in text %d", code, what);
	ck_assert_msg(is_list || strchr(text, '\n') == NULL,
	    "%d: text %d is not one paragraph", code, what);
	for (const char *s = text; *s != '\0'; s++)
		ck_assert_msg((*s >= ' ' && *s <= '~') || *s == '\n',
		    "%d: text %d is not plain ASCII", code, what);
	if (is_list)
		for (const char *s = strchr(text, '\n'); s != NULL;
		    s = strchr(s + 1, '\n'))
			ck_assert_msg(s[-1] == '.', "%d: an item of text %d "
			    "does not end with a full stop: %.30s", code, what,
			    s - 29 > text ? s - 29 : text);
}

/* Each line is "RFC NNNN section N.N". */
static void
check_references(int code)
{
	const char *s = sipresp_text(code, SIPRESP_TEXT_REFERENCE, "en");

	while (s != NULL) {
		unsigned rfc;
		int used = 0;

		ck_assert_msg(sscanf(s, "RFC %u section %n", &rfc, &used) == 1 &&
		    used > 0 && (s[used] >= 'A' && s[used] <= 'Z' ?
		    s[used + 1] == '.' || s[used + 1] == '\n' ||
		    s[used + 1] == '\0' : s[used] >= '1' && s[used] <= '9'),
		    "%d: not a reference: %.40s", code, s);
		s = strchr(s, '\n');
		if (s != NULL)
			s++;
	}
}

/* Each line is "Header-Name: what for." */
static void
check_fields(int code)
{
	const char *s = sipresp_text(code, SIPRESP_TEXT_FIELDS, "en");

	while (s != NULL && *s != '\0') {
		size_t name = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		    "abcdefghijklmnopqrstuvwxyz-");
		const char *end = strchr(s, '\n');

		ck_assert_msg(name > 0 && s[name] == ':' && s[name + 1] == ' ',
		    "%d: not a header field and its purpose: %.40s", code, s);
		ck_assert_msg((end != NULL ? end : s + strlen(s))[-1] == '.',
		    "%d: no full stop after %.*s", code, (int)name, s);
		s = end == NULL ? NULL : end + 1;
	}
}

/* Each line is "480: how that differs.", or "HTTP 404: ...". */
static void
check_neighbours(int code)
{
	const char *s = sipresp_text(code, SIPRESP_TEXT_NEIGHBOURS, "en");

	if (*s == '\0')
		return;
	check_text(code, SIPRESP_TEXT_NEIGHBOURS, true);
	for (; s != NULL; s = strchr(s, '\n')) {
		s += *s == '\n';
		if (s[0] >= '1' && s[0] <= '6')
			ck_assert_msg(s[3] == ':' && s[4] == ' ' &&
			    sipresp_lookup(atoi(s)) != NULL && atoi(s) != code,
			    "%d: not a code and how it differs: %.30s", code, s);
		else {
			const size_t name = strcspn(s, ":\n");

			/* As short as "Diameter 5003", dots in it or not. */
			ck_assert_msg(name > 0 && name <= 20 &&
			    s[name] == ':' && s[name + 1] == ' ',
			    "%d: no name in front: %.30s", code, s);
		}
	}
}

START_TEST(entry)
{
	const struct sipresp_info *info = sipresp_lookup(_i);

	if (info == NULL) {
		ck_assert_ptr_null(sipresp_text(_i, SIPRESP_TEXT_MEANING, "en"));
		ck_assert_ptr_null(sipresp_phrase(_i));
		ck_assert_ptr_null(sipresp_constant(_i));
		return;
	}
	ck_assert_int_eq(info->code, _i);
	ck_assert_str_ne(sipresp_phrase(_i), "");
	ck_assert_msg(info->parties != 0, "%d: nobody can act", _i);
	ck_assert_msg(strncmp(sipresp_constant(_i), "SIPRESP_", 8) == 0 &&
	    atoi(sipresp_constant(_i) + 8) == _i, "%d: constant %s", _i,
	    sipresp_constant(_i));
	ck_assert_int_eq(info->deprecated, _i == 202);

	NEEDS_TEXTS;
	check_text(_i, SIPRESP_TEXT_MEANING, false);
	check_text(_i, SIPRESP_TEXT_WHEN, true);
	check_text(_i, SIPRESP_TEXT_REMEDY, true);
	check_text(_i, SIPRESP_TEXT_USER, false);
	check_neighbours(_i);
	check_references(_i);
	check_fields(_i);

	/* Other languages fall back to English; other questions to nothing. */
	ck_assert_ptr_eq(sipresp_text(_i, SIPRESP_TEXT_USER, "xx"),
	    sipresp_text(_i, SIPRESP_TEXT_USER, NULL));
	ck_assert_ptr_null(sipresp_text(_i, (enum sipresp_text)
	    (SIPRESP_TEXT_NEIGHBOURS + 1), "en"));
}
END_TEST

/* The constant's name is the phrase, where the code is registered. */
/* An enumerator without an entry in the catalogue is a warning here (-Wswitch),
 * and an error in "make strict". */
static bool
is_enumerated(enum sipresp_code code)
{
	switch (code) {
#define CODE(num, NAME, str, facts, reference, fields, meaning, when, remedy, \
    neighbours, user)							\
	case SIPRESP_##num##_##NAME:
#include "codes.def"
		return true;
	}
	return false;
}

START_TEST(constant)
{
	const struct sipresp_info *info = sipresp_lookup(_i);
	char want[80];
	size_t n;

	ck_assert_int_eq(info != NULL, is_enumerated((enum sipresp_code)_i));
	if (info == NULL || info->origin != SIPRESP_ORIGIN_REGISTERED)
		return;
	n = (size_t)sprintf(want, "SIPRESP_%d_", _i);
	for (const char *s = sipresp_phrase(info->code); *s != '\0'; s++)
		if (*s >= 'a' && *s <= 'z')
			want[n++] = (char)(*s - 32);
		else if (*s != '\'')
			want[n++] = *s == ' ' || *s == '-' || *s == '/' ? '_' : *s;
	want[n] = '\0';
	ck_assert_str_eq(sipresp_constant(info->code), want);
}
END_TEST

/*
 * The registry, transcribed from the RFCs and not from our table: code,
 * phrase, RFC, section.
 */
struct registered {
	int	code;
	char	phrase[80], rfc[16], section[16];
};

static int
load_registry(struct registered *rows, int room)
{
	const char *data = getenv("SIPRESP_DATA");
	char path[4096], line[256];
	FILE *f;
	int n = 0;

	ck_assert_msg(data != NULL, "SIPRESP_DATA does not name tests/data");
	snprintf(path, sizeof path, "%s/registry.tsv", data);
	f = fopen(path, "r");
	ck_assert_msg(f != NULL, "%s is not there", path);
	while (fgets(line, sizeof line, f) != NULL) {
		if (line[0] == '#')
			continue;
		ck_assert_int_lt(n, room);
		ck_assert_msg(sscanf(line, "%d\t%79[^\t]\t%15[^\t]\t%15[^\t\n]",
		    &rows[n].code, rows[n].phrase, rows[n].rfc,
		    rows[n].section) == 4, "not four columns: %s", line);
		n++;
	}
	fclose(f);
	return n;
}

START_TEST(registry)
{
	struct registered rows[100];
	int n = load_registry(rows, 100), ours = 0;

	ck_assert_int_eq(n, 75);
	for (int i = 0; i < n; i++) {
		const struct sipresp_info *info = sipresp_lookup(rows[i].code);
		char reference[64];

		ck_assert_msg(info != NULL && info->origin ==
		    SIPRESP_ORIGIN_REGISTERED, "%d is registered, but not ours",
		    rows[i].code);
		ck_assert_str_eq(sipresp_phrase(info->code), rows[i].phrase);
		sprintf(reference, "%s section ", rows[i].rfc);
		ck_assert_msg(strstr(sipresp_text(rows[i].code,
		    SIPRESP_TEXT_REFERENCE, "en"), reference) != NULL,
		    "%d: %s is not among the references", rows[i].code,
		    rows[i].rfc);
	}
	for (int code = 0; code < 1000; code++) {
		const struct sipresp_info *info = sipresp_lookup(code);

		ours += info != NULL &&
		    info->origin == SIPRESP_ORIGIN_REGISTERED;
	}
	ck_assert_int_eq(ours, n);
}
END_TEST

/* What was found in other tables, one of each (it must not be in ours). */
static const struct {
	const char	*where;
	int		 code;
	const char	*phrase;
} wrong_elsewhere[] = {
	{ "as if it were HTTP",		416, "Requested Range Not Satisfiable" },
	{ "taken from 403",		439, "Stale Date" },
	{ "taken from 420",		417, "Bad Extension" },
	{ "made up",			489, "Event Package Not Supported" },
	{ "made up",			412, "Precondition Failed" },
	{ "misspelt",			421, "Etension Required" },
	{ "a product's name",		500, "JsSIP Internal Error" },
};

START_TEST(not_as_elsewhere)
{
	const struct sipresp_info *info =
	    sipresp_lookup(wrong_elsewhere[_i].code);

	ck_assert_str_ne(sipresp_phrase(info->code), wrong_elsewhere[_i].phrase);
}
END_TEST

/* The codes that DESIGN wants beside the registered ones. */
START_TEST(unregistered)
{
	static const int codes[] = { 409, 411, 477, 478, 479, 490, 499, 687 };

	for (int i = 0; i < COUNT(codes); i++) {
		const struct sipresp_info *info = sipresp_lookup(codes[i]);

		ck_assert_ptr_nonnull(info);
		ck_assert_int_ne(info->origin, SIPRESP_ORIGIN_REGISTERED);
		ck_assert_int_eq(sipresp_effective(codes[i]),
		    codes[i] / 100 * 100);
	}
	for (int code = 701; code <= 703; code++)
		ck_assert_ptr_null(sipresp_lookup(code));
}
END_TEST

START_TEST(compare)
{
	char text[2048], small[8];
	size_t n;

	/* Of every pair: symmetric, and complete lines of three parts. */
	for (int a = 100; a < 700; a++)
		for (int b = _i; b < 700; b += 60) {
			if (sipresp_lookup(b) == NULL && b % 7 != 0)
				continue;
			n = sipresp_compare(a, b, "en", text, sizeof text);
			ck_assert_uint_lt(n, sizeof text);
			ck_assert_uint_eq(strlen(text), n);
			if (sipresp_lookup(a) == NULL ||
			    sipresp_lookup(b) == NULL || a == b) {
				ck_assert_uint_eq(n, 0);
				continue;
			}
			ck_assert_uint_eq(sipresp_compare(b, a, "en", NULL, 0), n);
			for (char *s = text; *s != '\0'; ) {
				char *end = strchr(s, '\n');
				char *tab = strchr(s, '\t');

				ck_assert(end != NULL && tab != NULL && tab < end);
				*end = '\0';
				ck_assert_ptr_nonnull(strchr(tab + 1, '\t'));
				s = end + 1;
			}
		}
	NEEDS_TEXTS;
	n = sipresp_compare(302, 489, "en", small, sizeof small);
	ck_assert_uint_gt(n, sizeof small);
	ck_assert_uint_eq(strlen(small), sizeof small - 1);
}
END_TEST

static const struct {
	const char	*source;
	int		 a, b;
	const char	*want;
} differences[] = {
	{ "RFC 3261 section 21.3.3; RFC 6665 section 8.3.2",
	    302, 489,
	    "Class\tredirection\tclient failure\n"
	    "Q.850 cause\t-\t31 Normal, unspecified\n"
	    "Next step\tredirect\tamend: event\n"
	    "The RFC says\tshould\tmay\n"
	    "If that cannot be done\tgive up\tprobe\n"
	    "The same again\tsomewhere else\tonly if it is changed\n"
	    "Inside a dialog it ends\tthe request only\tthe call or subscription\n"
	    "Who can act\tcaller, callee, server operator\tcaller, server operator\n" },
	{ "RFC 3261 section 21.3.2; RFC 3329 section 2.3.1",
	    301, 494,
	    "Class\tredirection\tclient failure\n"
	    "Q.850 cause\t-\t31 Normal, unspecified\n"
	    "Next step\tredirect\tamend: security\n"
	    "The RFC says\tshould\tmust\n"
	    "The same again\tsomewhere else\tonly if it is changed\n"
	    "Later requests\tuse the new address\tkeep the address\n" },
	{ "RFC 3261 section 21.4.17; RFC 8599 section 8.1",
	    423, 555,
	    "Class\tclient failure\tserver failure\n"
	    "Q.850 cause\t127 Interworking, unspecified\t31 Normal, unspecified\n"
	    "Next step\tamend: expires\tamend: push\n" },
	{ "RFC 3261 section 22.1",
	    401, 407,
	    "" },
	{ "RFC 3261 sections 21.4.2 and 21.4.4",
	    401, 403,
	    "Next step\tauthenticate\tgive up\n"
	    "If that cannot be done\tgive up\t-\n"
	    "The same again\tonly if it is changed\tno use\n"
	    "Who can act\tcaller, server operator\t"
	    "caller, server operator, nobody: policy\n" },
	{ "RFC 3261 sections 21.4.8 and 21.4.15",
	    407, 420,
	    "Q.850 cause\t21 Call rejected\t127 Interworking, unspecified\n"
	    "Next step\tauthenticate\tamend: drop extensions\n"
	    "Who can act\tcaller, server operator\tcaller, callee\n" },
	{ "RFC 3261 sections 21.3.4 and 21.3.5",
	    305, 380,
	    "Next step\tuse proxy\task user\n"
	    "The RFC says\tmust\tmay\n"
	    "The same again\tsomewhere else\tonly if it is changed\n"
	    "Who can act\tcaller, server operator\tcaller, network\n" },
	{ "RFC 3261 sections 21.4.11 and 21.4.5",
	    410, 404,
	    "Q.850 cause\t22 Number changed\t1 Unallocated (unassigned) number\n"
	    "Later requests\tstop using the address\tkeep the address\n" },
	{ "RFC 3261 section 21.1.1; RFC 6228 section 4",
	    100, 199,
	    "Inside a dialog it ends\tnothing\tthe early dialog\n"
	    "Who can act\tserver operator, network\tcallee, server operator\n" },
	{ "RFC 6086 section 4.2.2; RFC 3261 section 21.4.15",
	    469, 420,
	    "Q.850 cause\t31 Normal, unspecified\t127 Interworking, unspecified\n"
	    "Next step\tamend: info package\tamend: drop extensions\n"
	    "The RFC says\tmay\tshould\n" },
	{ "RFC 3261 section 21.4.26; a vendor's own",
	    488, 687,
	    "Class\tclient failure\tglobal failure\n"
	    "Counts as\t488\t600\n"
	    "Next step\tamend: media\tgive up\n"
	    "The RFC says\tmay\tnone\n"
	    "If that cannot be done\tgive up\t-\n"
	    "The same again\tonly if it is changed\tno use\n"
	    "Who can act\tcaller, callee, server operator\tcallee, server operator\n" },
	{ "RFC 5057 section 5.1; RFC 3261 section 14.1",
	    483, 491,
	    "Q.850 cause\t25 Exchange routing error\t31 Normal, unspecified\n"
	    "The same again\tno use\tmay succeed later\n"
	    "Inside a dialog it ends\tthe whole dialog\tthe request only\n"
	    "Who can act\tcaller, server operator\tcaller, callee\n" },
	{ "RFC 6228 section 4; RFC 3261 section 8.1.3.2",
	    199, 687,
	    "Class\tprovisional\tglobal failure\n"
	    "Counts as\t199\t600\n"
	    "Q.850 cause\t-\t31 Normal, unspecified\n"
	    "Next step\twait\tgive up\n"
	    "The same again\tno need\tno use\n"
	    "Inside a dialog it ends\tthe early dialog\tthe request only\n" },
	{ "RFC 3261 section 21.4.13; RFC 3261 section 21.4.16",
	    415, 421,
	    "Q.850 cause\t79 Service or option not implemented, unspecified\t"
	    "127 Interworking, unspecified\n"
	    "Next step\tamend: content\tamend: add extensions\n"
	    "The RFC says\tshould\tmay\n"
	    "Who can act\tcaller, callee\tcaller, server operator\n" },
	{ "RFC 4028 section 6; RFC 3261 section 21.4.11",
	    422, 413,
	    "Q.850 cause\t31 Normal, unspecified\t127 Interworking, unspecified\n"
	    "Next step\tamend: session interval\tamend: body\n"
	    "The RFC says\tmay\tshould\n" },
	{ "RFC 3261 sections 21.4.5 and 21.5.1",
	    404, 500,
	    "Class\tclient failure\tserver failure\n"
	    "Q.850 cause\t1 Unallocated (unassigned) number\t"
	    "41 Temporary failure\n"
	    "Next step\tgive up\tretry\n"
	    "The RFC says\tshould\tmay\n"
	    "If that cannot be done\t-\tgive up\n"
	    "The same again\tno use\tmay succeed later\n"
	    "Inside a dialog it ends\tthe whole dialog\tthe request only\n"
	    "Who can act\tcaller, server operator\tserver operator\n" },
	{ "RFC 8197 section 3; RFC 8688 section 1",
	    607, 608,
	    "Who can act\tcaller, callee, nobody: policy\t"
	    "caller, network, nobody: policy\n" }
};

START_TEST(difference)
{
	const int a = differences[_i].a, b = differences[_i].b;
	const char *want = differences[_i].want;
	char text[2048];

	NEEDS_TEXTS;
	memset(text, '#', sizeof text);
	ck_assert_uint_eq(sipresp_compare(a, b, "en", text, sizeof text),
	    strlen(want));
	ck_assert_str_eq(text, want);
	/* Into just enough, and into one less. */
	for (size_t room = strlen(want) + 1; room >= strlen(want) && room > 0;
	    room--) {
		memset(text, '#', sizeof text);
		ck_assert_uint_eq(sipresp_compare(a, b, NULL, text, room),
		    strlen(want));
		ck_assert_uint_eq(strlen(text), room - 1);
		ck_assert_int_eq(strncmp(text, want, room - 1), 0);
		ck_assert_int_eq(text[room], '#');
	}
	memset(text, '#', sizeof text);
	ck_assert_uint_eq(sipresp_compare(a, b, NULL, text, 0), strlen(want));
	ck_assert_int_eq(text[0], '#');
}
END_TEST

TCase *
tcase_lookup(void)
{
	TCase *tc = tcase_create("lookup");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, effective, 0, COUNT(effective_cases));
	tcase_add_loop_test(tc, effective_everywhere, 100, 700);
	tcase_add_loop_test(tc, entry, 0, 1000);
	tcase_add_loop_test(tc, constant, 100, 700);
	tcase_add_test(tc, registry);
	tcase_add_loop_test(tc, not_as_elsewhere, 0, COUNT(wrong_elsewhere));
	tcase_add_test(tc, unregistered);
	tcase_add_loop_test(tc, compare, 100, 160);
	tcase_add_loop_test(tc, difference, 0, COUNT(differences));
	return tc;
}
