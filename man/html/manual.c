/*
 * manual.c - the pages of the manual, which mandoc(1) turned into HTML
 *
 * SPDX-License-Identifier: MIT
 *
 * They are in English, and in the folder of the English pages; the Spanish list
 * leads there.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"

/* "sipresp_text.3.html" of a path. */
static const char *
file_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* "sipresp_text(3)" */
static void
title_of(const char *file, char *out, size_t size)
{
	const char *dot = strchr(file, '.');

	(void)snprintf(out, size, "%.*s(%c)", (int)(dot - file), file, dot[1]);
}

/* What mandoc wrote, with its headings one level lower, as the page has a
 * title of its own. */
static void
copy(struct page *p, const char *path)
{
	char line[65536];
	FILE *f = fopen(path, "r");

	if (f == NULL) {
		fprintf(stderr, "mkhtml: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	while (fgets(line, sizeof line, f) != NULL) {
		for (char *s = line; *s != '\0'; s++) {
			const bool ends = strncmp(s, "</h", 3) == 0;
			char *level = s + (ends ? 3 : 2);

			if ((ends || strncmp(s, "<h", 2) == 0) &&
			    *level >= '1' && *level <= '5' &&
			    (level[1] == ' ' || level[1] == '>'))
				++*level;
		}
		fputs(line, p->f);
	}
	if (ferror(f)) {
		fprintf(stderr, "mkhtml: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	(void)fclose(f);
}

/* What the page is about: the text behind the dash of NAME. */
static void
put_about(struct page *p, const char *path)
{
	char line[4096];
	FILE *f = fopen(path, "r");
	bool inside = false;

	while (f != NULL && fgets(line, sizeof line, f) != NULL) {
		char *s = strstr(line, "class=\"Nd\">"), *end;

		if (s == NULL && !inside)
			continue;
		s = s != NULL ? s + strlen("class=\"Nd\">") : line;
		end = strstr(s, "</");
		inside = end == NULL;
		raw(p, "%.*s", (int)(end != NULL ? (size_t)(end - s) :
		    strcspn(s, "\n")), s);
		if (!inside)
			break;
		raw(p, " ");
	}
	if (f != NULL)
		(void)fclose(f);
}

void
write_manual(struct page *p, char **fragments, int count)
{
	const bool es = strcmp(p->lang, "es") == 0;
	char title[128];

	page_begin(p, "manual.html", word(p, WORD_MANUAL),
	    word(p, WORD_MANUAL_ABOUT));
	raw(p, "<h1>");
	put(p, word(p, WORD_MANUAL));
	raw(p, "</h1>\n<p>");
	put(p, word(p, WORD_MANUAL_ABOUT));
	raw(p, "</p>\n<dl class=\"wide\"%s>\n", es ? " lang=\"en\"" : "");
	for (int i = 0; i < count; i++) {
		const char *file = file_of(fragments[i]);

		title_of(file, title, sizeof title);
		raw(p, "<dt><a href=\"%s%s\">%s</a></dt>\n<dd>", p->up, file,
		    title);
		put_about(p, fragments[i]);
		raw(p, "</dd>\n");
	}
	raw(p, "</dl>\n");
	page_end(p);

	p->other = "manual.html";
	for (int i = 0; i < count && !es; i++) {
		title_of(file_of(fragments[i]), title, sizeof title);
		page_begin(p, file_of(fragments[i]), title, title);
		raw(p, "<h1>%s</h1>\n", title);
		copy(p, fragments[i]);
		page_end(p);
	}
	p->other = NULL;
}
