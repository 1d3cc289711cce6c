/*
 * lang.c - which languages there are
 *
 * SPDX-License-Identifier: MIT
 */

#include <stddef.h>

#include "lang.h"
#include "sipresp.h"

const char *
sipresp_language(size_t i)
{
	static const char names[][4] = { "en", "es" };
	const size_t count = SIPRESP_TEXTS;

	return i < count ? names[i] : NULL;
}

/* BCP 47, section 2.1: the case does not count, and what comes behind "-" says
 * which Spanish it is.  In the name of a locale it is "_", "." or "@". */
bool
sipresp_priv_is_spanish(const char *lang)
{
	return lang != NULL && (lang[0] | 0x20) == 'e' &&
	    (lang[1] | 0x20) == 's' && (lang[2] == '\0' || lang[2] == '-' ||
	    lang[2] == '_' || lang[2] == '.' || lang[2] == '@');
}
