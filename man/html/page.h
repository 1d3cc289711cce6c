/*
 * page.h - a page of the reference, and what is written to it
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef PAGE_H
#define PAGE_H

#include <stdbool.h>
#include <stdio.h>

#include "sipresp.h"

enum word {
#define WORD(NAME, en, es)	WORD_##NAME,
#include "words.def"
#undef WORD
	WORD_COUNT
};

/* A page that is being written; all pages of a language are in one folder. */
struct page {
	FILE		*f;
	const char	*folder;	/* of the site */
	const char	*lang;		/* "en" or "es" */
	const char	*up;		/* "" or "../": where style.css is */
	const char	*file;		/* "404.html" */
	const char	*other;		/* in the other language; NULL: as 'file' */
};

/* Begin and end a page; the process ends with a message if it cannot be
 * written.  'title' and 'about' are plain text. */
void page_begin(struct page *p, const char *file, const char *title,
    const char *about);
void page_end(struct page *p);

/* A word of words.def in the language of the page. */
const char *word(const struct page *p, enum word which);

/* Text: with what HTML would read as its own escaped; a part of it; with each
 * RFC that it names as a link. */
void put(struct page *p, const char *text);
void put_bytes(struct page *p, const char *text, size_t len);
void put_linked(struct page *p, const char *text, size_t len);

/* Markup as it stands, like printf(). */
void raw(struct page *p, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

void heading(struct page *p, int level, const char *id, const char *text);

/* "486 Busy Here" with the colour of its class. */
void put_code(struct page *p, int code);
/* The same as a link to its page. */
void link_code(struct page *p, int code);

/* The next line of 'text', which goes on behind it; false after the last. */
bool next_line(const char **text, struct sipresp_str *line);

/* What each kind of page is made by. */
void write_code_page(struct page *p, int code);
void write_comparison(struct page *p, int a, int b);
void write_index(struct page *p);
void write_comparisons(struct page *p);
void write_causes(struct page *p);
void write_warnings(struct page *p);
void write_actions(struct page *p);
void write_rules_page(struct page *p);
void write_search(const struct page *p);
void write_manual(struct page *p, char **fragments, int count);

/* The rows that decide about 'code', and a diagram of them; 'group' is which,
 * or those before all others if 'code' is 0. */
void put_rules(struct page *p, int code);
void put_rule_list(struct page *p, int code, enum sipresp_rule_group group);
void put_diagram(struct page *p, int code, enum sipresp_rule_group group);
const char *action_label(const struct page *p, enum sipresp_action action);

/* Is there a page that compares the two? */
bool is_compared(int a, int b);

#endif /* PAGE_H */
