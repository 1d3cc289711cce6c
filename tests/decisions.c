/*
 * decisions.c - the command line decides as data/decisions and data/real say
 *
 * Each case is a response and what "sipresp classify --json" must make of
 * it.  Nothing of the library is called here: the cases hold for any program
 * that keeps the contract.
 *
 *	=== 302: two Contacts, the worse first
 *	source: RFC 3261 section 8.1.3.4
 *	options: --request-uri sip:bob@example.com --redirects 1
 *	want: targets[0].uri "sip:b@x.example"
 *	want: targets.length 2
 *	want~: reference RFC 3261 section 8
 *	>>>
 *	SIP/2.0 302 Moved Temporarily
 *	...
 *
 * options	words, split at blanks but for 'single quotes'
 * want		PATH JSON: equal by value; what is not there is null
 * want~	PATH TEXT: the string contains TEXT
 * objects	how many objects are printed; "#2." before a PATH is the second
 * exit, error	exit status, and what standard error contains
 * ends: lf	lines of the message end in LF, not in CRLF
 * escapes: yes	\xHH, \r, \n, \t and \\ in the message are replaced
 * message	a file beside this one, byte for byte; several are joined
 *
 * Without a file, the message is every line from ">>>" to the next case.
 * Each *.sip in data/real stands in a case.
 */

#include <sys/stat.h>
#include <sys/wait.h>

#include <ctype.h>
#include <glob.h>
#include <jansson.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests.h"

#define MAX_WORDS	64
#define MAX_WANTS	64
#define MAX_OBJECTS	64

struct want {
	char	*path;
	char	*text;		/* JSON, or part of a string */
	bool	 contains;
	int	 line;
};

struct decision {
	const char	*file;
	int		 line;
	char		*label, *source, *options, *error;
	bool		 has_message, ends_lf, escapes;
	int		 exit;
	int		 objects;	/* -1: not said */
	struct want	 wants[MAX_WANTS];
	int		 want_count;
	char		*message;
	size_t		 message_len;
};

static struct decision *cases;
static int case_count;
static char **recordings;	/* files that a case named */
static int recording_count;

/* ---- reading the cases */

static void
die(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: %s\n", file, line, what);
	exit(EXIT_FAILURE);
}

static void *
need(void *p)
{
	if (p == NULL)
		die(__FILE__, __LINE__, "out of memory");
	return p;
}

static bool
starts(const char *s, const char *with, const char **rest)
{
	const size_t len = strlen(with);

	if (strncmp(s, with, len) != 0)
		return false;
	*rest = s + len + strspn(s + len, " \t");
	return true;
}

static void
append(struct decision *c, const char *p, size_t len)
{
	c->message = need(realloc(c->message, c->message_len + len + 1));
	memcpy(c->message + c->message_len, p, len);
	c->message_len += len;
}

static void
read_recording(struct decision *c, const char *name, int line)
{
	const int folder_len = (int)(strrchr(c->file, '/') - c->file);
	char path[4096], bytes[4096];
	size_t len;
	FILE *f;

	snprintf(path, sizeof path, "%.*s/%s", folder_len, c->file, name);
	if ((f = fopen(path, "rb")) == NULL)
		die(c->file, line, "no such message");
	while ((len = fread(bytes, 1, sizeof bytes, f)) > 0)
		append(c, bytes, len);
	fclose(f);
	recordings = need(realloc(recordings,
	    (size_t)(recording_count + 1) * sizeof *recordings));
	recordings[recording_count++] = need(strdup(path));
}

static void
read_want(struct decision *c, const char *s, bool contains, int line)
{
	const size_t path_len = strcspn(s, " \t");
	struct want *w;

	if (c->want_count == MAX_WANTS)
		die(c->file, line, "too many wants");
	w = &c->wants[c->want_count++];
	w->path = need(strndup(s, path_len));
	s += path_len;
	w->text = need(strdup(s + strspn(s, " \t")));
	w->contains = contains;
	w->line = line;
	if (*w->path == '\0' || *w->text == '\0')
		die(c->file, line, "a want without PATH or value");
}

static void
read_header(struct decision *c, const char *s, int line)
{
	const char *value;

	if (*s == '\0' || *s == '#')
		return;
	else if (starts(s, "source:", &value))
		c->source = need(strdup(value));
	else if (starts(s, "options:", &value))
		c->options = need(strdup(value));
	else if (starts(s, "error:", &value))
		c->error = need(strdup(value));
	else if (starts(s, "message:", &value))
		read_recording(c, value, line);
	else if (starts(s, "exit:", &value))
		c->exit = atoi(value);
	else if (starts(s, "objects:", &value))
		c->objects = atoi(value);
	else if (strcmp(s, "ends: lf") == 0)
		c->ends_lf = true;
	else if (strcmp(s, "escapes: yes") == 0)
		c->escapes = true;
	else if (starts(s, "want:", &value))
		read_want(c, value, false, line);
	else if (starts(s, "want~:", &value))
		read_want(c, value, true, line);
	else if (strcmp(s, ">>>") == 0)
		c->has_message = true;
	else
		die(c->file, line, "not a line of a case");
}

static struct decision *
new_case(const char *file, int line, const char *label)
{
	struct decision *c;

	cases = need(realloc(cases, (size_t)(case_count + 1) * sizeof *cases));
	c = &cases[case_count++];
	memset(c, 0, sizeof *c);
	c->file = file;
	c->line = line;
	c->label = need(strdup(label));
	c->objects = -1;
	return c;
}

/* Each escape is longer than what it stands for. */
static size_t
unescape(char *s, size_t len)
{
	char *out = s, *in = s, *const end = s + len;

	while (in < end) {
		char hex[3] = { 0 };

		if (*in != '\\' || in + 1 == end) {
			*out++ = *in++;
			continue;
		}
		switch (in[1]) {
		case 'r':	*out++ = '\r'; in += 2; continue;
		case 'n':	*out++ = '\n'; in += 2; continue;
		case 't':	*out++ = '\t'; in += 2; continue;
		case '\\':	*out++ = '\\'; in += 2; continue;
		case 'x':
			if (end - in >= 4 && isxdigit((unsigned char)in[2]) &&
			    isxdigit((unsigned char)in[3])) {
				memcpy(hex, in + 2, 2);
				*out++ = (char)strtoul(hex, NULL, 16);
				in += 4;
				continue;
			}
		}
		*out++ = *in++;
	}
	return (size_t)(out - s);
}

static void
read_file(const char *file)
{
	FILE *f = fopen(file, "r");
	struct decision *c = NULL;
	const char *label;
	char *text = NULL;
	size_t size = 0;
	ssize_t got;
	int line = 0;

	if (f == NULL)
		die(file, 0, "cannot be opened");
	while ((got = getline(&text, &size, f)) > 0) {
		size_t len = (size_t)got;

		line++;
		if (text[len - 1] == '\n')
			text[--len] = '\0';
		if (starts(text, "=== ", &label)) {
			c = new_case(file, line, label);
		} else if (c != NULL && !c->has_message) {
			read_header(c, text, line);
		} else if (c != NULL) {
			if (c->escapes)
				len = unescape(text, len);
			append(c, text, len);
			append(c, c->ends_lf ? "\n" : "\r\n",
			    c->ends_lf ? 1 : 2);
		}
	}
	free(text);
	fclose(f);
}

/* What is in the data folder; to be freed by the caller. */
static glob_t
find(const char *what)
{
	const char *data = getenv("SIPRESP_DATA");
	char pattern[4096];
	glob_t found;

	snprintf(pattern, sizeof pattern, "%s/%s",
	    data != NULL ? data : "tests/data", what);
	if (glob(pattern, 0, NULL, &found) != 0)
		die(pattern, 0, "nothing there");
	return found;
}

static bool
has_case(const char *recording)
{
	for (int i = 0; i < recording_count; i++)
		if (strcmp(recordings[i], recording) == 0)
			return true;
	return false;
}

static void
read_cases(void)
{
	static glob_t made, real;	/* the cases keep the names */
	glob_t recorded = find("real/*.sip");

	made = find("decisions/*.cases");
	for (size_t i = 0; i < made.gl_pathc; i++)
		read_file(made.gl_pathv[i]);
	real = find("real/*.cases");
	for (size_t i = 0; i < real.gl_pathc; i++)
		read_file(real.gl_pathv[i]);

	for (size_t i = 0; i < recorded.gl_pathc; i++)
		if (!has_case(recorded.gl_pathv[i]))
			die(recorded.gl_pathv[i], 0, "no case names it");
	globfree(&recorded);
	for (int i = 0; i < case_count; i++)
		if (cases[i].source == NULL)
			die(cases[i].file, cases[i].line, "no source");
}

/* ---- running one */

extern char **environ;

struct result {
	int	 status;
	char	*out, *err;
	size_t	 out_len, err_len;
};

/* The words of 'options' are cut out of it in place. */
static void
split(char *options, char **words, int count)
{
	char *s = options, *out;
	bool quoted;

	while (*(s += strspn(s, " \t")) != '\0') {
		ck_assert_int_lt(count, MAX_WORDS - 1);
		words[count++] = out = s;
		for (quoted = false; *s != '\0'; s++) {
			if (!quoted && (*s == ' ' || *s == '\t'))
				break;
			if (*s == '\'')
				quoted = !quoted;
			else
				*out++ = *s;
		}
		if (*s != '\0')
			s++;
		*out = '\0';
	}
	words[count] = NULL;
}

static char *
contents(FILE *f, size_t *len)
{
	struct stat st;
	char *text;

	ck_assert_int_eq(fstat(fileno(f), &st), 0);
	text = need(malloc((size_t)st.st_size + 1));
	ck_assert_int_eq(pread(fileno(f), text, (size_t)st.st_size, 0),
	    st.st_size);
	text[st.st_size] = '\0';
	*len = (size_t)st.st_size;
	fclose(f);
	return text;
}

static struct result
run(const struct decision *c)
{
	const char *program = getenv("SIPRESP_PROGRAM");
	char *options = need(strdup(c->options != NULL ? c->options : ""));
	static char first[3][9] = { "sipresp", "classify", "--json" };
	char *words[MAX_WORDS] = { first[0], first[1], first[2] };
	FILE *in = need(tmpfile()), *out = need(tmpfile());
	FILE *err = need(tmpfile());
	posix_spawn_file_actions_t actions;
	struct result result = { 0 };
	pid_t pid;
	int error, status;

	split(options, words, 3);
	if (c->message_len > 0)
		fwrite(c->message, 1, c->message_len, in);
	rewind(in);

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fileno(in), STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, fileno(out), STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, fileno(err), STDERR_FILENO);
	if (program == NULL)
		program = "build/sipresp";
	error = posix_spawn(&pid, program, &actions, NULL, words, environ);
	ck_assert_msg(error == 0, "%s: %s", program, strerror(error));
	posix_spawn_file_actions_destroy(&actions);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);

	result.status = WIFEXITED(status) ? WEXITSTATUS(status) :
	    -WTERMSIG(status);
	result.out = contents(out, &result.out_len);
	result.err = contents(err, &result.err_len);
	fclose(in);
	free(options);
	return result;
}

/* ---- comparing */

#define NUMBERS_ALIKE	(JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL |	\
			    JSON_ALLOW_NUL)

/* Follow one step, KEY or [INDEX], of 'path'.  A list or a text has a
 * length, and so has an object that lacks such a key. */
static json_t *
step(json_t *at, const char **path, json_t **owned)
{
	const size_t len = strcspn(*path + 1, ".[") + 1;
	char *key = need(strndup(*path, len));
	json_t *next;

	*path += len;
	if (key[0] == '[') {
		next = json_array_get(at, (size_t)atol(key + 1));
	} else {
		const char *name = key[0] == '.' ? key + 1 : key;

		next = json_object_get(at, name);
		if (next == NULL && strcmp(name, "length") == 0 &&
		    json_is_array(at)) {
			json_decref(*owned);
			next = *owned = json_real((double)json_array_size(at));
		}
	}
	free(key);
	return next;
}

static void
check_want(const struct decision *c, const struct want *w, json_t **objects,
    int object_count, FILE *complaints)
{
	const char *path = w->path;
	json_t *at, *wanted = NULL, *length = NULL;
	json_error_t error;
	char *shown;
	long which = 1;
	bool good;

	if (*path == '#') {
		which = strtol(path + 1, (char **)&path, 10);
		path += *path == '.';
	}
	if (which < 1 || which > object_count) {
		fprintf(complaints, "%s:%d: %s: there is no object %ld\n",
		    c->file, w->line, w->path, which);
		return;
	}
	at = objects[which - 1];
	while (at != NULL && *path != '\0')
		at = step(at, &path, &length);

	if (w->contains) {
		good = at != NULL && json_is_string(at) &&
		    strstr(json_string_value(at), w->text) != NULL;
	} else {
		wanted = json_loads(w->text, NUMBERS_ALIKE, &error);
		good = wanted != NULL && (at == NULL ? json_is_null(wanted) :
		    json_equal(at, wanted));
	}
	if (!good) {
		shown = at == NULL ? NULL : json_dumps(at, JSON_COMPACT |
		    JSON_ENCODE_ANY | JSON_REAL_PRECISION(10));
		fprintf(complaints, "%s:%d: %s is %s, not %s%s\n", c->file,
		    w->line, w->path, shown != NULL ? shown : "not there",
		    w->text, w->contains || wanted != NULL ? "" :
		    " (which is not JSON)");
		free(shown);
	}
	json_decref(wanted);
	json_decref(length);
}

static int
read_objects(const struct result *r, json_t **objects, FILE *complaints)
{
	const char *s = r->out, *const end = r->out + r->out_len;
	json_error_t error;
	int count = 0;

	while (s < end) {
		const char *eol = memchr(s, '\n', (size_t)(end - s));

		if (eol == NULL) {
			fputs("the last line does not end\n", complaints);
			eol = end;
		}
		ck_assert_int_lt(count, MAX_OBJECTS);
		objects[count] = json_loadb(s, (size_t)(eol - s),
		    NUMBERS_ALIKE | JSON_REJECT_DUPLICATES, &error);
		if (objects[count] != NULL)
			count++;
		else
			fprintf(complaints, "not JSON: %s: %.*s\n", error.text,
			    (int)(eol - s), s);
		s = eol + (eol < end);
	}
	return count;
}

START_TEST(decision)
{
	const struct decision *c = &cases[_i];
	struct result r = run(c);
	json_t *objects[MAX_OBJECTS];
	char *text = NULL;
	size_t size;
	FILE *complaints = need(open_memstream(&text, &size));
	int count = read_objects(&r, objects, complaints);

	if (r.status != c->exit)
		fprintf(complaints, "exit status is %d, not %d\n", r.status,
		    c->exit);
	if (c->objects >= 0 && count != c->objects)
		fprintf(complaints, "%d objects, not %d\n", count, c->objects);
	if (c->error != NULL && strstr(r.err, c->error) == NULL)
		fprintf(complaints, "standard error lacks: %s\n", c->error);
	for (int i = 0; i < c->want_count; i++)
		check_want(c, &c->wants[i], objects, count, complaints);
	fclose(complaints);

	ck_assert_msg(*text == '\0',
	    "%s:%d: %s (%s)\n%soptions: %s\nstandard error: %s",
	    c->file, c->line, c->label, c->source, text,
	    c->options != NULL ? c->options : "none", r.err);

	for (int i = 0; i < count; i++)
		json_decref(objects[i]);
	free(text);
	free(r.out);
	free(r.err);
}
END_TEST

TCase *
tcase_decisions(void)
{
	TCase *tc = tcase_create("decisions");

	read_cases();
	tcase_add_loop_test(tc, decision, 0, case_count);
	return tc;
}
