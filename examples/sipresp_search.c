/*
 * sipresp_search.c - the command that finds codes by a symptom
 *
 * SPDX-License-Identifier: MIT
 *
 * What is searched are the texts of the library, a sentence or an item of a
 * list at a time; one that has all the words is found.  Where none has, a code
 * is found that has them all, wherever they are.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp_json.h"
#include "sipresp_page.h"
#include "sipresp_search.h"
#include "sipresp_utf8.h"
#include "sipresp_words.h"

/* How many are shown to people. */
#define SHOWN	20

/* A word of so many letters may be the beginning of a longer one; "no" is not
 * to find "not". */
#define BEGINNING	4

/* Columns of the report. */
#define TEXT	4

/* Where it was found; what comes first counts most. */
enum where {
	IN_PHRASE,
	IN_MEANING,
	IN_WHEN,
	IN_REMEDY,
	IN_NEIGHBOURS,
	IN_FIELDS,
	IN_USER,
	IN_WARNING,
	IN_CAUSE,
	IN_NOTHING
};

/* Words to look for, folded; and what of them was seen in a code. */
struct query {
	struct buffer	 text;		/* ended by NUL, one behind the other */
	size_t		 count;
	bool		*seen;
};

/* A text with its letters folded, one byte each, and where they were. */
struct folded {
	struct buffer	 text;
	size_t		*at;
};

struct found {
	unsigned		 rank;
	int			 number;	/* of a code, a warning or a cause */
	enum where		 where;
	const char		*lang;
	struct sipresp_str	 text;
};

struct search {
	struct query	 query;
	struct folded	 folded;
	struct found	*found;
	size_t		 count;
};

/* ---- folding ----------------------------------------------------------- */

/* A letter in lower case and without its accent; a space for anything else
 * but digits. */
static char
fold(uint32_t c)
{
	static const char latin[] =
	    "aaaaaaaceeeeiiiidnooooo ouuuuyts"	/* from U+00C0 */
	    "aaaaaaaceeeeiiiidnooooo ouuuuyty";

	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return (char)c;
	return c >= 0xc0 && c <= 0xff ? latin[c - 0xc0] : ' ';
}

static void
fold_text(struct folded *f, struct sipresp_str text)
{
	size_t i, size;

	buffer_clear(&f->text);
	free(f->at);
	f->at = allocate(text.len + 1, sizeof *f->at);
	for (i = 0; i < text.len; i += size) {
		uint32_t c;
		char letter;

		size = utf8_next(text.p + i, text.len - i, &c);
		letter = fold(c);
		f->at[f->text.len] = i;
		buffer_bytes(&f->text, &letter, 1);
	}
	f->at[f->text.len] = text.len;
}

static void
add_words(struct search *s, const char *operand)
{
	const struct sipresp_str text = { operand, strlen(operand) };
	const char *p;

	fold_text(&s->folded, text);
	for (p = s->folded.text.p; *p != '\0'; ) {
		size_t len;

		p += strspn(p, " ");
		len = strcspn(p, " ");
		if (len == 0)
			break;
		buffer_bytes(&s->query.text, p, len);
		buffer_bytes(&s->query.text, "", 1);
		s->query.count++;
		p += len;
	}
}

/* ---- matching ---------------------------------------------------------- */

/* Does a word of the text, at 'at', begin so? */
static bool
begins_at(const struct folded *f, size_t at, const char *word)
{
	const size_t len = strlen(word);

	return (at == 0 || f->text.p[at - 1] == ' ') &&
	    strncmp(f->text.p + at, word, len) == 0 &&
	    (len >= BEGINNING || f->text.p[at + len] == ' ' ||
	    f->text.p[at + len] == '\0');
}

static bool
has_word(const struct folded *f, const char *word)
{
	for (size_t i = 0; i < f->text.len; i++)
		if (begins_at(f, i, word))
			return true;
	return false;
}

/* All the words, one after the other, at 'at'? */
static bool
is_in_order_at(const struct search *s, size_t at)
{
	const struct folded *f = &s->folded;
	const char *word = s->query.text.p;

	for (size_t n = 0; n < s->query.count; n++) {
		if (!begins_at(f, at, word))
			return false;
		at += strlen(word);
		at += strcspn(f->text.p + at, " ");
		at += strspn(f->text.p + at, " ");
		word += strlen(word) + 1;
	}
	return true;
}

static bool
is_in_order(const struct search *s)
{
	for (size_t i = 0; i < s->folded.text.len; i++)
		if (is_in_order_at(s, i))
			return true;
	return false;
}

/* How many of the words the text has; those are marked as seen. */
static size_t
count_words(struct search *s)
{
	const char *word = s->query.text.p;
	size_t n = 0;

	for (size_t i = 0; i < s->query.count; i++) {
		if (has_word(&s->folded, word)) {
			s->query.seen[i] = true;
			n++;
		}
		word += strlen(word) + 1;
	}
	return n;
}

/* What was found of one code, warning or cause. */
struct best {
	struct found	 all;		/* a text with all the words */
	struct found	 most;		/* or the one with most of them */
	size_t		 most_words;
};

static void
look_at(struct search *s, struct best *best, enum where where,
    const char *lang, struct sipresp_str text)
{
	struct found found = { .where = where, .lang = lang, .text = text };
	size_t n;

	fold_text(&s->folded, text);
	n = count_words(s);
	if (n == s->query.count) {
		found.rank = (unsigned)where +
		    (is_in_order(s) ? 0 : IN_NOTHING);
		if (best->all.where == IN_NOTHING ||
		    found.rank < best->all.rank)
			best->all = found;
	} else if (n > best->most_words) {
		best->most = found;
		best->most_words = n;
	}
}

/* A paragraph, sentence by sentence; a list, item by item. */
static void
look_at_each(struct search *s, struct best *best, enum where where,
    const char *lang, const char *text)
{
	struct sipresp_str part;

	while (where != IN_MEANING && next_line(&text, &part))
		look_at(s, best, where, lang, part);
	while (where == IN_MEANING && text != NULL && *text != '\0') {
		const char *end = strstr(text, ". ");

		part.p = text;
		part.len = end != NULL ? (size_t)(end + 1 - text) :
		    strlen(text);
		look_at(s, best, where, lang, part);
		text += part.len + (end != NULL);
	}
}

static void
begin_best(struct search *s, struct best *best)
{
	*best = (struct best){ .all = { .where = IN_NOTHING } };
	for (size_t i = 0; i < s->query.count; i++)
		s->query.seen[i] = false;
}

/* Takes it if one text has all the words, or if all texts together have. */
static void
take(struct search *s, const struct best *best, int number, bool apart)
{
	struct found found = apart ? best->most : best->all;
	bool all = true;

	for (size_t i = 0; i < s->query.count; i++)
		all = all && s->query.seen[i];
	if (apart ? !all : found.where == IN_NOTHING)
		return;
	found.number = number;
	s->found[s->count++] = found;
}

static void
look_at_code(struct search *s, struct best *best, int code, const char *lang)
{
	static const struct {
		enum where		where;
		enum sipresp_text	text;
	} texts[] = {
		{ IN_MEANING, SIPRESP_TEXT_MEANING },
		{ IN_WHEN, SIPRESP_TEXT_WHEN },
		{ IN_REMEDY, SIPRESP_TEXT_REMEDY },
		{ IN_NEIGHBOURS, SIPRESP_TEXT_NEIGHBOURS },
		{ IN_FIELDS, SIPRESP_TEXT_FIELDS },
		{ IN_USER, SIPRESP_TEXT_USER }
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		look_at_each(s, best, texts[i].where, lang,
		    sipresp_text(code, texts[i].text, lang));
}

/* "486 Busy Here": the same in every language. */
static void
look_at_title(struct search *s, struct best *best,
    const struct sipresp_info *info)
{
	char title[80];
	struct sipresp_str text = { title, 0 };

	text.len = (size_t)snprintf(title, sizeof title, "%d %s", info->code,
	    sipresp_phrase(info->code));
	look_at(s, best, IN_PHRASE, "en", text);
	text.p = sipresp_phrase(info->code);
	text.len = strlen(sipresp_phrase(info->code));
	if (best->all.where == IN_PHRASE)
		best->all.text = text;
	else
		best->most = (struct found){ .where = IN_PHRASE, .lang = "en",
		    .text = text };
}

/* The languages to look in: one, or all, that of the locale first. */
static const char *
language_at(const struct command_line *line, size_t i)
{
	const char *lang = line->lang;

	if (i == 0 || line->has_lang)
		return i == 0 ? lang : NULL;
	for (size_t k = 0; (lang = sipresp_language(k)) != NULL; k++)
		if (strcmp(lang, line->lang) != 0 && --i == 0)
			break;
	return lang;
}

static void
look_everywhere(struct search *s, const struct command_line *line, bool apart)
{
	const char *lang;
	struct best best;

	for (int code = 100; code <= 699; code++) {
		const struct sipresp_info *info = sipresp_lookup(code);

		if (info == NULL)
			continue;
		begin_best(s, &best);
		look_at_title(s, &best, info);
		for (size_t i = 0; (lang = language_at(line, i)) != NULL; i++)
			look_at_code(s, &best, code, lang);
		take(s, &best, code, apart);
	}
	for (int code = 100; code <= 999; code++) {
		begin_best(s, &best);
		for (size_t i = 0; (lang = language_at(line, i)) != NULL; i++)
			look_at_each(s, &best, IN_WARNING, lang,
			    sipresp_warning_text(code, lang));
		take(s, &best, code, apart);
	}
	for (int cause = 1; cause <= 127; cause++) {
		begin_best(s, &best);
		look_at_each(s, &best, IN_CAUSE, "en",
		    sipresp_cause_name(cause));
		for (size_t i = 0; (lang = language_at(line, i)) != NULL; i++)
			look_at_each(s, &best, IN_CAUSE, lang,
			    sipresp_cause_text(cause, lang));
		take(s, &best, cause, apart);
	}
}

static int
compare_found(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->where != y->where)
		return x->where < y->where ? -1 : 1;
	return x->number - y->number;
}

/* ---- printing ---------------------------------------------------------- */

static const char *
where_words(enum where where)
{
	const char *const words[] = {
		SAY_IN_PHRASE, SAY_IN_MEANING, SAY_IN_WHEN, SAY_IN_REMEDY,
		SAY_IN_NEIGHBOURS, SAY_IN_FIELDS, SAY_IN_USER, "", ""
	};

	return words[where];
}

/* The text, with the words marked that were looked for. */
static void
put_marked(struct search *s, struct buffer *b, struct sipresp_str text)
{
	const struct folded *f = &s->folded;
	size_t i = 0;

	fold_text(&s->folded, text);
	while (i < f->text.len) {
		const char *word = s->query.text.p;
		size_t longest = 0;

		for (size_t n = 0; n < s->query.count; n++) {
			if (begins_at(f, i, word) && strlen(word) > longest)
				longest = strlen(word);
			word += strlen(word) + 1;
		}
		if (longest > 0)
			buffer_bytes(b, MARK_BEGIN, 1);
		buffer_bytes(b, text.p + f->at[i],
		    f->at[i + (longest > 0 ? longest : 1)] - f->at[i]);
		if (longest > 0)
			buffer_bytes(b, MARK_END, 1);
		i += longest > 0 ? longest : 1;
	}
}

static void
print_found(struct search *s, const struct found *found,
    const struct terminal *t)
{
	struct buffer b = { .p = NULL };
	const struct sipresp_info *info = sipresp_lookup(found->number);
	int status;

	switch (found->where) {
	case IN_WARNING:
		buffer_format(&b, "Warning %d", found->number);
		print_styled(t, STYLE_BOLD, b.p);
		break;
	case IN_CAUSE:
		buffer_format(&b, "Q.850 %d %s", found->number,
		    sipresp_cause_name(found->number));
		print_styled(t, STYLE_BOLD, b.p);
		status = sipresp_status_from_cause(found->number,
		    SIPRESP_CAUSE_RFC3398);
		if (status != 0)
			printf(" (SIP %d)", status);
		break;
	default:
		buffer_format(&b, "%d", found->number);
		print_styled(t, class_style(found->number), b.p);
		buffer_clear(&b);
		buffer_text(&b, " ");
		if (found->where == IN_PHRASE)
			put_marked(s, &b, found->text);
		else
			buffer_text(&b, sipresp_phrase(info->code));
		print_marked(t, b.p);
		break;
	}
	putchar('\n');
	buffer_clear(&b);
	if (found->where != IN_PHRASE) {
		if (*where_words(found->where) != '\0')
			buffer_format(&b, "%s: ", where_words(found->where));
		put_marked(s, &b, found->text);
		print_text(t, TEXT, b.p);
	}
	buffer_free(&b);
}

static void
print_all(struct search *s, const struct terminal *t)
{
	for (size_t i = 0; i < s->count && i < SHOWN; i++)
		print_found(s, &s->found[i], t);
	if (s->count > SHOWN) {
		putchar('\n');
		printf(SAY_MORE_FOUND, s->count - SHOWN);
	}
}

static void
json_found(const struct found *found)
{
	static const char *const names[] = {
		"phrase", "meaning", "when", "remedy", "neighbours", "fields",
		"user", "warning", "cause"
	};
	const struct sipresp_info *info = sipresp_lookup(found->number);
	const bool is_code = found->where < IN_WARNING;

	json_open('{');
	json_key("status");
	if (is_code)
		json_number((uint64_t)found->number);
	else
		json_absent();
	json_key("phrase");
	json_name(is_code ? sipresp_phrase(info->code) : NULL);
	json_key("warning");
	if (found->where == IN_WARNING)
		json_number((uint64_t)found->number);
	else
		json_absent();
	json_key("q850");
	if (found->where == IN_CAUSE)
		json_number((uint64_t)found->number);
	else
		json_absent();
	json_key("in");
	json_name(names[found->where]);
	json_key("lang");
	json_name(found->lang);
	json_key("text");
	json_bytes(found->text.p, found->text.len);
	json_close('}');
	json_end();
}

int
run_search(const struct command_line *line, const struct terminal *t)
{
	struct search s = { .count = 0 };
	int status = EXIT_FINE;

	buffer_clear(&s.query.text);
	for (size_t i = 0; i < line->operand_count; i++)
		add_words(&s, line->operands[i]);
	if (s.query.count == 0) {
		status = usage_error(SAY_SEARCH_WORDS);
	} else {
		s.query.seen = allocate(s.query.count, sizeof *s.query.seen);
		s.found = allocate(600 + 900 + 127, sizeof *s.found);
		look_everywhere(&s, line, false);
		if (s.count == 0)
			look_everywhere(&s, line, true);
		qsort(s.found, s.count, sizeof *s.found, compare_found);
		if (line->json)
			for (size_t i = 0; i < s.count; i++)
				json_found(&s.found[i]);
		else
			print_all(&s, t);
		if (s.count == 0) {
			fflush(stdout);
			fputs(SAY_FOUND_NOTHING, stderr);
			status = EXIT_UNREADABLE;
		}
	}
	free(s.found);
	free(s.query.seen);
	free(s.folded.at);
	buffer_free(&s.folded.text);
	buffer_free(&s.query.text);
	return status;
}
