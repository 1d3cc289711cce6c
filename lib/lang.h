/*
 * lang.h - which language a text is given in
 *
 * SPDX-License-Identifier: MIT
 *
 * SIPRESP_TEXTS tells how many languages are compiled in: 0, none, and every
 * text is empty; 1, English; 2, Spanish as well, which is what holds where
 * nothing is said.  EN() and ES() go around each text of a table, so that what
 * is left out takes no room.
 */

#ifndef SIPRESP_LANG_H
#define SIPRESP_LANG_H

#include <stdbool.h>

#ifndef SIPRESP_TEXTS
#define SIPRESP_TEXTS	2
#endif

#if SIPRESP_TEXTS > 0
#define EN(text)	text
#else
#define EN(text)	""
#endif

#if SIPRESP_TEXTS > 1
#define ES(text)	text
#define is_spanish	sipresp_priv_is_spanish
#else
#define ES(text)	""
#define is_spanish(lang)	((void)(lang), false)
#endif

/* Does the tag 'lang', or the name of a locale, begin with "es"? */
bool sipresp_priv_is_spanish(const char *lang);

#endif /* SIPRESP_LANG_H */
