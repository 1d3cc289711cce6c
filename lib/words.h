/*
 * words.h - the values of a verdict as people say them
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_WORDS_H
#define SIPRESP_WORDS_H

/* Those of words.def. */
enum word {
#define WORD(id, text)	WORD_##id,
#include "words.def"
	WORD_COUNT
};

/* The words of number 'word', which there must be. */
const char *sipresp_priv_word(unsigned word, const char *lang);

#endif /* SIPRESP_WORDS_H */
