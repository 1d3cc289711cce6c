/*
 * search.c - what search.js looks through
 *
 * SPDX-License-Identifier: MIT
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"

/* As a string of JavaScript; a line end becomes a blank. */
static void
put_string(FILE *f, const char *s)
{
	putc('"', f);
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			putc('\\', f);
		putc(*s == '\n' ? ' ' : *s, f);
	}
	putc('"', f);
}

void
write_search(const struct page *p)
{
	static const enum sipresp_text all[] = { SIPRESP_TEXT_MEANING,
	    SIPRESP_TEXT_WHEN, SIPRESP_TEXT_REMEDY, SIPRESP_TEXT_NEIGHBOURS,
	    SIPRESP_TEXT_USER, SIPRESP_TEXT_FIELDS };
	char path[4096];
	FILE *f;

	if (snprintf(path, sizeof path, "%s/%scodes.js", p->folder,
	    strcmp(p->lang, "es") == 0 ? "es/" : "") >= (int)sizeof path ||
	    (f = fopen(path, "w")) == NULL) {
		fprintf(stderr, "mkhtml: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	fputs("// code, phrase, and texts from the most to the least telling\n"
	    "const codes = [\n", f);
	for (int code = 100; code <= 699; code++) {
		if (sipresp_lookup(code) == NULL)
			continue;
		fprintf(f, "[%d, ", code);
		put_string(f, sipresp_phrase(code));
		for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
			fputs(",\n", f);
			put_string(f, sipresp_text(code, all[i], p->lang));
		}
		fputs("],\n", f);
	}
	fputs("];\n", f);
	if (ferror(f) || fclose(f) != 0) {
		fprintf(stderr, "mkhtml: %s: %s\n", path, strerror(errno));
		exit(1);
	}
}
