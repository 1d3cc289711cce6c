/*
 * words.c - the values of a verdict as people say them
 *
 * SPDX-License-Identifier: MIT
 */

#include <stddef.h>
#include <stdint.h>

#include "lang.h"
#include "sipresp.h"
#include "words.h"

/* Offsets into one text, not pointers: see lookup.c. */
static const struct en_words {
#define WORD(id, text)	char w_##id[sizeof (EN(text))];
#include "words.def"
} en_words = {
#define WORD(id, text)	EN(text),
#include "words.def"
};

static const struct es_words {
#define WORD(id, text)	char w_##id[sizeof (ES(text))];
#include "text-es/words.def"
} es_words = {
#define WORD(id, text)	ES(text),
#include "text-es/words.def"
};

/* By the list in English: what Spanish lacks does not compile. */
static const uint16_t begins[WORD_COUNT][2] = {
#define WORD(id, text)							\
	[WORD_##id] = { offsetof(struct en_words, w_##id),		\
	    offsetof(struct es_words, w_##id) },
#include "words.def"
};

const char *
sipresp_priv_word(unsigned word, const char *lang)
{
	return is_spanish(lang) ? (const char *)&es_words + begins[word][1] :
	    (const char *)&en_words + begins[word][0];
}

const char *
sipresp_action_text(enum sipresp_action action, const char *lang)
{
	return (unsigned)action <= SIPRESP_ACTION_DISCARD ?
	    sipresp_priv_word(WORD_DO_NONE + (unsigned)action, lang) : NULL;
}

const char *
sipresp_amend_text(enum sipresp_amend amend, const char *lang)
{
	return (unsigned)amend < SIPRESP_AMEND_COUNT ?
	    sipresp_priv_word(WORD_CHANGE_BODY + (unsigned)amend, lang) : NULL;
}

const char *
sipresp_class_text(enum sipresp_class class_, const char *lang)
{
	return (unsigned)class_ <= SIPRESP_CLASS_GLOBAL_FAILURE ?
	    sipresp_priv_word(WORD_CLASS_NONE + (unsigned)class_, lang) : NULL;
}

const char *
sipresp_scope_text(enum sipresp_scope scope, const char *lang)
{
	return (unsigned)scope <= SIPRESP_SCOPE_DIALOG ?
	    sipresp_priv_word(WORD_SCOPE_NONE + (unsigned)scope, lang) : NULL;
}

const char *
sipresp_future_text(enum sipresp_future future, const char *lang)
{
	return (unsigned)future <= SIPRESP_FUTURE_FORGET ?
	    sipresp_priv_word(WORD_FUTURE_KEEP + (unsigned)future, lang) : NULL;
}

const char *
sipresp_party_text(enum sipresp_party party, const char *lang)
{
	switch (party) {
	case SIPRESP_PARTY_CALLER:
		return sipresp_priv_word(WORD_PARTY_CALLER, lang);
	case SIPRESP_PARTY_CALLEE:
		return sipresp_priv_word(WORD_PARTY_CALLEE, lang);
	case SIPRESP_PARTY_OPERATOR:
		return sipresp_priv_word(WORD_PARTY_OPERATOR, lang);
	case SIPRESP_PARTY_NETWORK:
		return sipresp_priv_word(WORD_PARTY_NETWORK, lang);
	case SIPRESP_PARTY_POLICY:
		return sipresp_priv_word(WORD_PARTY_POLICY, lang);
	}
	return NULL;
}
