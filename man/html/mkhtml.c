/*
 * mkhtml.c - write the whole reference as a static site
 *
 *	mkhtml FOLDER [FRAGMENT ...]
 *
 * SPDX-License-Identifier: MIT
 *
 * FOLDER, and FOLDER/es, must be there; a FRAGMENT is a page of the manual as
 * "mandoc -T html -O fragment" writes it.  Runs on the machine that builds, and
 * asks the library like any program does.
 */

#include "page.h"

static void
write_site(const char *folder, const char *lang, const char *up,
    char **fragments, int count)
{
	struct page p = { .folder = folder, .lang = lang, .up = up };

	write_index(&p);
	write_search(&p);
	for (int a = 100; a <= 699; a++) {
		if (sipresp_lookup(a) == NULL)
			continue;
		write_code_page(&p, a);
		for (int b = a + 1; b <= 699; b++)
			if (sipresp_lookup(b) != NULL && is_compared(a, b))
				write_comparison(&p, a, b);
	}
	write_comparisons(&p);
	write_rules_page(&p);
	write_actions(&p);
	write_causes(&p);
	write_warnings(&p);
	write_manual(&p, fragments, count);
}

int
main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: mkhtml FOLDER [FRAGMENT ...]\n");
		return 2;
	}
	write_site(argv[1], "en", "", argv + 2, argc - 2);
	write_site(argv[1], "es", "../", argv + 2, argc - 2);
	return 0;
}
