/* program.c - what sipresp(1) says to people, and in which language */

#include <sys/wait.h>

#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "sipresp.h"
#include "tests.h"

static char text[1 << 20];

/* Runs the program, in an environment that has a language, and keeps what it
 * says on both outputs. */
static int
run(const char *environment, const char *arguments)
{
	const char *program = getenv("SIPRESP_PROGRAM");
	char command[1024];
	FILE *out;
	size_t len;
	int status;

	snprintf(command, sizeof command, "unset LANG LANGUAGE LC_MESSAGES"
	    " LC_ALL; %s %s %s 2>&1 </dev/null", environment,
	    program != NULL ? program : "build/sipresp", arguments);
	out = popen(command, "r");
	ck_assert_ptr_nonnull(out);
	len = fread(text, 1, sizeof text - 1, out);
	text[len] = '\0';
	status = pclose(out);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* Where a language comes from; --nothing is wrong, and said so in it. */
static const struct {
	const char	*environment, *arguments;
	bool		 is_spanish;
} choices[] = {
	{ "", "", false },
	{ "LANG=es_MX.UTF-8", "", true },
	{ "LANG=es", "", true },
	{ "LC_MESSAGES=es_AR", "", true },
	{ "LC_ALL=es_ES@euro", "", true },
	{ "LANG=ES", "", true },
	{ "LANG=eu_ES.UTF-8", "", false },
	{ "LANG=C", "", false },
	{ "LANG=C.UTF-8 LANGUAGE=es", "", false },
	{ "LANG=POSIX LANGUAGE=es", "", false },
	{ "LANGUAGE=es", "", false },
	{ "LANG= LC_ALL= LC_MESSAGES=es_ES", "", true },
	/* What goes before what: POSIX, Base Definitions, section 8.2. */
	{ "LC_ALL=en_US.UTF-8 LC_MESSAGES=es_ES LANG=es_ES", "", false },
	{ "LC_ALL=C LC_MESSAGES=es_ES LANG=es_ES", "", false },
	{ "LC_MESSAGES=en_US LANG=es_ES", "", false },
	{ "LC_MESSAGES=es_ES LANG=en_US", "", true },
	{ "LANG=en_US LANGUAGE=fr:es:en", "", true },
	{ "LANG=es_ES LANGUAGE=fr:en:es", "", false },
	{ "LANG=es_ES LANGUAGE=fr:de", "", true },
	{ "LANG=fr_FR LANGUAGE=de", "", false },
	{ "LANG=fr_FR LANGUAGE=pt_BR:es_ES.UTF-8", "", true },
	/* The option goes before all of it, wherever it stands. */
	{ "LANG=es_ES", "--lang en", false },
	{ "LANG=es_ES", "--lang=en-GB", false },
	{ "LANG=en_US", "--lang es", true },
	{ "", "--lang=es-419", true },
	{ "", "--lang es --lang en", false },
	{ "", "--lang en --lang es", true }
};

START_TEST(choice)
{
	char arguments[128];
	const char *want = choices[_i].is_spanish && SIPRESP_TEXTS > 1 ?
	    "sipresp: no existe la opción --nothing: mira sipresp --help\n" :
	    "sipresp: there is no option --nothing: see sipresp --help\n";

	if (SIPRESP_TEXTS < 2 && *choices[_i].arguments != '\0')
		return;
	snprintf(arguments, sizeof arguments, "--nothing %s",
	    choices[_i].arguments);
	ck_assert_int_eq(run(choices[_i].environment, arguments), 2);
	ck_assert_msg(strcmp(text, want) == 0, "%s %s: %s",
	    choices[_i].environment, choices[_i].arguments, text);
}
END_TEST

static const struct {
	const char	*arguments;
	int		 status;
	const char	*want[6];	/* all of them, in order */
} says[] = {
	/* Languages there are not. */
	{ "486 --lang fr", 2,
	    { "sipresp: there are no texts in the language 'fr', only: en, es" } },
	{ "486 --lang", 2, { "--lang needs a value" } },
	{ "--lang est 486", 2, { "'est', only: en, es" } },
	{ "--lang es --lang xx", 2, { "'xx', only: en, es" } },

	/* Pages. */
	{ "486 --lang es", 0,
	    { "486 Busy Here\nfallo del cliente, SIPRESP_486_BUSY_HERE\n",
	      "\nDescripción\n", "\nCuándo lo verás\n",
	      "\nCómo solucionarlo\n  1. ", "\nQuién puede actuar\n  el desti",
	      "\nSaber más\n  RFC 3261 section 21.4.24\n" } },
	{ "486", 0,
	    { "486 Busy Here\nclient failure, SIPRESP_486_BUSY_HERE\n",
	      "\nWhat it means\n", "\nWhen you see it", "\nHow to fix it\n",
	      "\nWho can act\n  the callee\n", "\nReference\n" } },
	{ "777 --lang es", 2, { "777 no es un código de respuesta SIP: van de"
	      " 100 a 699\n" } },
	{ "419 --lang es", 0, { "(sin frase registrada)", "Nota:",
	      "El 419 no está", "tratarse como 400", "Descripción" } },
	{ "list --class 4 --lang es", 0, { "4xx fallo del cliente\n  400  Bad"
	      " Request\n", "409  Conflict", "histórico\n" } },

	/* Two codes: what each is, when, what to do, and the differences. */
	{ "486 600", 0,
	    { "486 Busy Here                           600 Busy Everywhere\n",
	      "\nWhat it means\n", "\nWhen each is right\n", "600: ",
	      "\nWhen you see it\n- ", "\nHow to fix it\n1. " } },
	{ "486 600", 0,
	    { "\nReference\n", "\nKey differences\n", "486 ", "600\n",
	      "  Class  ", "  The RFC says " } },
	{ "480 486 --lang es", 0,
	    { "\nDescripción\n", "\nCuándo usar cada uno\n",
	      "\nCuándo lo verás\n- ", "\nCómo solucionarlo\n1. ",
	      "\nDiferencias clave\n", "Causa Q.850" } },
	{ "486 486 --lang es", 0, { "Ninguna: es el mismo código." } },
	{ "401 407", 0, { "None in what to do about them." } },

	/* Everything else. */
	{ "rules 491 --lang es", 0,
	    { "Dentro de un diálogo, la primera que encaje:", "glare_owner",
	      "para    INVITE, UPDATE\n", "si      ",
	      "haz     envía la misma solicitud de nuevo al mismo sitio",
	      "fuente  RFC 3261, sección 14.1: SHOULD." } },
	{ "cause 486 --lang es", 0,
	    { "SIP           486 Busy Here\n", "Eso significa La línea",
	      "Perfil        rfc3398 (RFC 3398, sección 8.2.6.1)\n" } },
	{ "classify --local timeout --method INVITE --lang es", 0,
	    { "408 Request Timeout, para INVITE al que nadie contestó a tiempo",
	      "  Qué hacer     Envía la misma", "  Si no         ",
	      "  Por qué       Nadie contestó", "RFC 3263, sección 4.3",
	      "  Solución      1. " } },
	{ "classify --lang es /nowhere", 1,
	    { "/nowhere: no se puede leer: no existe ese archivo" } },
	{ "classify --lang es /dev/null", 1,
	    { "/dev/null:1: no contiene ninguna respuesta\n" } },
	{ "classify --lang en </ 2>&1 #", 1,
	    { "standard input: cannot be read: Is a directory\n" } },
	/* Names of files that are none, or would reach a terminal. */
	{ "classify --lang en /nowhere ''", 1, { "directory\n: cannot be read: " } },
	{ "stats --lang en \"$(printf '/\\033[m')\"", 1, { "sipresp: /\\x1b[m: " } },
	{ "stats --merge --lang en \"$(printf '/\\033[m')\"", 1,
	    { "sipresp: /\\x1b[m: " } },
	/* U+061C turns the direction of text, as U+202E does. */
	{ "classify --lang en \"$(printf '/\\330\\234\\342\\200\\256')\"", 1,
	    { "/\\xd8\\x9c\\xe2\\x80\\xae: cannot be read" } },
	{ "--lang es classify --retries x", 2,
	    { "--retries lleva un número de 0 a 4294967295, no 'x'" } },
	{ "--lang es", 2, { "uso: sipresp CODE", "Mira sipresp --help." } },
	{ "--lang es --help", 0, { "uso: sipresp CODE", "El manual es" } },
	{ "--help", 0, { "usage: sipresp CODE", "The manual is" } },

	/* Search. */
	{ "search too brief", 0, { "423 Interval Too Brief\n" } },
	{ "search TOO Bríef", 0, { "423 Interval Too Brief\n" } },
	{ "search 'too brief' interval", 0, { "423 Interval Too Brief\n" } },
	{ "search 486", 0, { "486 Busy Here\n" } },
	{ "search no encontrado", 0, { "404 Not Found\n    meaning: " } },
	{ "search --lang es NO ENCONTRADÓ", 0, { "404 Not Found\n",
	      "descripción: " } },
	{ "search one-way", 0, { "one-way" } },
	{ "search too brie", 0, { "423 Interval Too Brief\n" } },
	{ "search --lang en hlan", 0, { "Warning 308\n" } },
	{ "search --lang en hla", 1, { "sipresp: no code says so" } },
	{ "search no audio", 0, { "200 OK\n", "no audio" } },
	{ "search --lang en encontrado", 1,
	    { "sipresp: no code says so; fewer words may help\n" } },
	{ "search --lang es xyzzy", 1,
	    { "sipresp: ningún código dice eso" } },
	{ "search", 2, { "sipresp: search needs words to look for" } },
	{ "search ...", 2, { "sipresp: search needs words to look for" } },
	{ "search hlang", 0, { "Warning 308\n    Incompatible language" } },
	{ "search unallocated", 0,
	    { "Q.850 1 Unallocated (unassigned) number (SIP 404)\n" } },
	{ "search call", 0, { "And ", " more: another word makes it fewer" } },
	/* Words that no sentence has together, but a code has. */
	{ "search --lang en Replaces early-only tight loop", 0,
	    { "486 Busy Here\n" } }
};

START_TEST(say)
{
	const char *at = text;

	ck_assert_int_eq(run("", says[_i].arguments), says[_i].status);
	for (size_t i = 0; i < 6 && says[_i].want[i] != NULL; i++) {
		at = strstr(at, says[_i].want[i]);
		ck_assert_msg(at != NULL, "%s: no \"%s\" in: %.2000s",
		    says[_i].arguments, says[_i].want[i], text);
		at += strlen(says[_i].want[i]);
	}
}
END_TEST

/* Nothing is wider than 80 columns, of which a character of UTF-8 takes one,
 * but for a word that is longer. */
static void
check_width(const char *arguments)
{
	int width = 0;
	bool has_space = false;

	ck_assert_int_eq(run("", arguments), 0);
	for (const char *s = text; *s != '\0'; s++) {
		if (*s == '\n') {
			width = 0;
			has_space = false;
			continue;
		}
		width += ((unsigned char)*s & 0xc0) != 0x80;
		has_space |= *s == ' ' && width > 12;
		ck_assert_msg(width <= 80 || !has_space, "%s: too wide: %.90s",
		    arguments, s - 80);
	}
}

START_TEST(width)
{
	static const char *const langs[] = { "en", "es" };
	char arguments[64];

	for (int i = 0; i < 2; i++) {
		if (sipresp_lookup(_i) == NULL)
			return;
		snprintf(arguments, sizeof arguments, "--lang %s %d", langs[i],
		    _i);
		check_width(arguments);
		snprintf(arguments, sizeof arguments, "--lang %s %d 404",
		    langs[i], _i);
		check_width(arguments);
		snprintf(arguments, sizeof arguments, "--lang %s rules %d",
		    langs[i], _i);
		check_width(arguments);
	}
}
END_TEST

START_TEST(width_of_help)
{
	static const char *const commands[] = { "", "list", "classify", "fork",
	    "cause", "stats", "rules", "search" };
	char arguments[64];

	for (int i = 0; i < COUNT(commands); i++)
		for (int spanish = 0; spanish < 2; spanish++) {
			snprintf(arguments, sizeof arguments,
			    "--lang %s %s --help", spanish ? "es" : "en",
			    commands[i]);
			check_width(arguments);
		}
}
END_TEST

/* Is it the same in both languages?  Names, and keys, always are. */
static void
check_alike(const char *key, const json_t *en, const json_t *es)
{
	static const char *const words[] = { "why", "remedy", "meaning", "when",
	    "user", "purpose", "if", "differences" };
	const char *name;
	json_t *value;
	size_t i;

	ck_assert_int_eq(json_typeof(en), json_typeof(es));
	for (i = 0; key != NULL && i < (size_t)COUNT(words); i++)
		if (strcmp(key, words[i]) == 0) {
			ck_assert_msg(json_array_size(en) > 0 ||
			    json_is_string(en) || json_equal(en, es),
			    "%s", key);
			ck_assert_uint_eq(json_array_size(en),
			    json_array_size(es));
			return;
		}
	if (json_is_object(en)) {
		ck_assert_uint_eq(json_object_size(en), json_object_size(es));
		json_object_foreach((json_t *)(uintptr_t)en, name, value)
			check_alike(name, value, json_object_get(es, name));
	} else if (json_is_array(en)) {
		ck_assert_uint_eq(json_array_size(en), json_array_size(es));
		json_array_foreach(en, i, value)
			check_alike(key, value, json_array_get(es, i));
	} else {
		ck_assert_msg(json_equal(en, es), "%s: another value", key);
	}
}

static const char *const json_arguments[] = {
	"302", "404 410", "rules 489", "cause 404", "cause --q850 17",
	"classify --local timeout --method INVITE",
	"classify --local transport-error --method REGISTER",
	"classify $SIPRESP_DATA/demo/302.sip",
	"classify $SIPRESP_DATA/demo/401.sip",
	"classify $SIPRESP_DATA/demo/489-listed.sip",
	"classify $SIPRESP_DATA/demo/503.sip",
	"fork $SIPRESP_DATA/demo/503.sip $SIPRESP_DATA/demo/302.sip"
};

START_TEST(json)
{
	char arguments[256];
	json_t *objects[2];
	char *line[2];

	for (int spanish = 0; spanish < 2; spanish++) {
		snprintf(arguments, sizeof arguments, "%s --json --lang %s",
		    json_arguments[_i], spanish ? "es" : "en");
		ck_assert_int_eq(run("", arguments), 0);
		line[spanish] = strdup(text);
	}
	for (char *en = line[0], *es = line[1]; *en != '\0'; ) {
		const size_t n = strcspn(en, "\n"), m = strcspn(es, "\n");

		objects[0] = json_loadb(en, n, 0, NULL);
		objects[1] = json_loadb(es, m, 0, NULL);
		ck_assert_ptr_nonnull(objects[0]);
		ck_assert_ptr_nonnull(objects[1]);
		check_alike(NULL, objects[0], objects[1]);
		json_decref(objects[0]);
		json_decref(objects[1]);
		en += n + (en[n] == '\n');
		es += m + (es[m] == '\n');
	}
	free(line[0]);
	free(line[1]);
}
END_TEST

START_TEST(json_of_search)
{
	json_t *object;
	json_error_t error;

	ck_assert_int_eq(run("", "search --json too brief"), 0);
	object = json_loads(text, JSON_DISABLE_EOF_CHECK, &error);
	ck_assert_msg(object != NULL, "%s", text);
	ck_assert_int_eq(json_integer_value(json_object_get(object, "status")),
	    423);
	ck_assert_str_eq(json_string_value(json_object_get(object, "phrase")),
	    "Interval Too Brief");
	ck_assert_str_eq(json_string_value(json_object_get(object, "in")),
	    "phrase");
	ck_assert_str_eq(json_string_value(json_object_get(object, "text")),
	    "Interval Too Brief");
	ck_assert(json_is_null(json_object_get(object, "warning")));
	ck_assert(json_is_null(json_object_get(object, "q850")));
	json_decref(object);
	ck_assert_int_eq(run("", "search --json xyzzy"), 1);
	ck_assert_int_eq(strncmp(text, "sipresp: ", 9), 0);
}
END_TEST

START_TEST(without_texts)
{
	ck_assert_int_eq(run("", "486"), 0);
	ck_assert_ptr_nonnull(strstr(text, "built without texts"));
	ck_assert_ptr_nonnull(strstr(text, "RFC 3261 section 21.4.24"));
	ck_assert_int_eq(run("", "486 600"), 0);
	ck_assert_ptr_nonnull(strstr(text, "built without texts"));
	ck_assert_int_eq(run("", "486 --lang es"), 2);
	ck_assert_ptr_nonnull(strstr(text, "'es', only: en\n"));
}
END_TEST

TCase *
tcase_program(void)
{
	TCase *tc = tcase_create("program");

	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, choice, 0, COUNT(choices));
	if (SIPRESP_TEXTS == 0)
		tcase_add_test(tc, without_texts);
	if (SIPRESP_TEXTS < 2)
		return tc;
	tcase_add_loop_test(tc, say, 0, COUNT(says));
	tcase_add_loop_test(tc, width, 100, 700);
	tcase_add_test(tc, width_of_help);
	tcase_add_loop_test(tc, json, 0, COUNT(json_arguments));
	tcase_add_test(tc, json_of_search);
	return tc;
}
