/*
 * translate.c - the sentences of a verdict in another language
 *
 * SPDX-License-Identifier: MIT
 *
 * A verdict carries its reasons in English.  Here they are found again by what
 * they say, so that a copy serves as well.
 */

#include <stddef.h>
#include <stdint.h>

#include "cold.h"
#include "blame.h"
#include "fork_why.h"
#include "lang.h"
#include "rule.h"
#include "sipresp.h"

#define STR(x)		STR_(x)
#define STR_(x)		#x

/* Offsets into one text, not pointers: see lookup.c. */
static const struct es_words {
#define WHY(id, why)		char rule_##id[sizeof (ES(why))];
#include "text-es/rules.def"
#define WHY(id, why)		char blame_##id[sizeof (ES(why))];
#include "text-es/blame.def"
#define WHY(id, why)		char fork_##id[sizeof (ES(why))];
#include "text-es/fork.def"
#define ERROR(NAME, text)	char error_##NAME[sizeof (ES(text))];
#include "text-es/errors.def"
} es_words = {
#define WHY(id, why)		ES(why),
#include "text-es/rules.def"
#define WHY(id, why)		ES(why),
#include "text-es/blame.def"
#define WHY(id, why)		ES(why),
#include "text-es/fork.def"
#define ERROR(NAME, text)	ES(text),
#include "text-es/errors.def"
};

_Static_assert(sizeof es_words <= UINT16_MAX,
    "offsets into 'es_words' do not fit");

/* By the lists in English: what Spanish lacks does not compile. */
static const uint16_t rules[RULE_COUNT] = {
#define FIRST_OF_ALL
#define FOR(code)
#define WITHIN(code)
#define RULE(id, methods, all, none, todo, level, reference, why)	\
	[RULE_##id] = offsetof(struct es_words, rule_##id),
#define OTHERWISE(id, todo, level, reference, why)			\
	[RULE_##id] = offsetof(struct es_words, rule_##id),
#define NEXT(id)
#define NEXT_IF(id, methods, all, none)
#include "rules.def"
};
#undef FIRST_OF_ALL

static const uint16_t blames[BLAME_COUNT] = {
#define BLAME_IF(id, first, last, condition, party, certainty, why)	\
	[BLAME_##id] = offsetof(struct es_words, blame_##id),
#define BLAME(id, party, certainty, why)				\
	[BLAME_##id] = offsetof(struct es_words, blame_##id),
#define AT(code, id)
#define OF_CLASS(class, id)
#include "blame.def"
};

static const uint16_t forks[BECAUSE_COUNT] = {
#define WHY(id, reference, why)						\
	[BECAUSE_##id] = offsetof(struct es_words, fork_##id),
#include "fork.def"
};

static const uint16_t errors[] = {
#define ERROR(NAME, text)	offsetof(struct es_words, error_##NAME),
#define OTHER(NAME, text)	offsetof(struct es_words, error_##NAME),
#include "errors.def"
};

#define COUNT(array)	(sizeof (array) / sizeof (array)[0])

static bool
same(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

COLD const char *
sipresp_translate(const char *text, const char *lang)
{
	const char *const words = (const char *)&es_words;

	if (text == NULL || *text == '\0' || !is_spanish(lang))
		return text;
	for (unsigned i = 0; i < COUNT(rules); i++)
		if (same(text, sipresp_priv_rule_why(i)))
			return words + rules[i];
	for (unsigned i = 0; i < COUNT(blames); i++)
		if (same(text, sipresp_priv_blame_why(i)))
			return words + blames[i];
	for (unsigned i = 0; i < COUNT(forks); i++)
		if (same(text, sipresp_priv_fork_why(i)))
			return words + forks[i];
	for (unsigned i = 0; i < COUNT(errors); i++)
		if (same(text, sipresp_strerror(-(int)i)))
			return words + errors[i];
	return text;
}
