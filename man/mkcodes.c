/*
 * mkcodes.c - write the catalogue as the lists in sipresp_codes(7)
 *
 * Runs on the machine that builds, and asks the library like any program
 * does; so the manual says what the library says.
 */

#include <stdbool.h>
#include <stdio.h>

#include "sipresp.h"

static void
put_char(char c, bool first)
{
	if (first && (c == '.' || c == '\''))
		fputs("\\&", stdout);	/* not a request to roff */
	if (c == '\\')
		fputs("\\e", stdout);
	else
		putchar(c);
}

/* One line of a text, ended by LF or NUL; one sentence to a line, as mdoc(7)
 * asks.  Returns the next one, or NULL. */
static const char *
put_line(const char *s)
{
	char prev = '\n';

	for (; *s != '\0' && *s != '\n'; s++) {
		if (prev == '.' && s[0] == ' ' && s[1] >= 'A' && s[1] <= 'Z')
			prev = '\n', putchar('\n');
		else {
			put_char(*s, prev == '\n');
			prev = *s;
		}
	}
	putchar('\n');
	return *s == '\n' ? s + 1 : NULL;
}

static void
put_list(const char *title, const char *kind, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	printf(".Pp\n%s:\n.Bl -%s -compact\n", title, kind);
	while (text != NULL) {
		puts(".It");
		text = put_line(text);
	}
	puts(".El");
}

static void
put_parties(unsigned parties)
{
	static const struct {
		unsigned	 bit;
		const char	*words;
	} all[] = {
		{ SIPRESP_PARTY_CALLER,		"the caller" },
		{ SIPRESP_PARTY_CALLEE,		"the callee" },
		{ SIPRESP_PARTY_OPERATOR,	"whoever runs the servers" },
		{ SIPRESP_PARTY_NETWORK,	"whoever runs the network" },
		{ SIPRESP_PARTY_POLICY,
		    "nobody, as it was refused on purpose" },
	};
	const char *separator = ".Pp\nWho can act: ";

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (parties & all[i].bit) {
			printf("%s%s", separator, all[i].words);
			separator = "; ";
		}
	if (parties != 0)
		puts(".");
}

static void
put_code(const struct sipresp_info *info)
{
	const char *references;

	printf(".It Sy \"%d %s\" Pq Dv %s\n", info->code, sipresp_phrase(info->code),
	    sipresp_constant(info->code));
	if (info->origin == SIPRESP_ORIGIN_VENDOR)
		printf("Not registered: some implementation's own, treated as"
		    " %d.\n", sipresp_effective(info->code));
	if (info->origin == SIPRESP_ORIGIN_HISTORIC)
		printf("Not registered: specified once, treated as %d.\n",
		    sipresp_effective(info->code));
	if (info->deprecated)
		puts("Deprecated.");
	put_line(sipresp_text(info->code, SIPRESP_TEXT_MEANING, "en"));
	put_list("When you see it", "bullet",
	    sipresp_text(info->code, SIPRESP_TEXT_WHEN, "en"));
	put_list("What to do", "enum",
	    sipresp_text(info->code, SIPRESP_TEXT_REMEDY, "en"));
	put_list("How it differs from its neighbours", "bullet",
	    sipresp_text(info->code, SIPRESP_TEXT_NEIGHBOURS, "en"));
	put_list("Header fields that matter", "bullet",
	    sipresp_text(info->code, SIPRESP_TEXT_FIELDS, "en"));
	put_parties(info->parties);

	puts(".Pp");
	references = sipresp_text(info->code, SIPRESP_TEXT_REFERENCE, "en");
	for (; *references != '\0'; references++)
		fputs(*references == '\n' ? "; " :
		    (char [2]){ *references }, stdout);
	puts(".");
}

int
main(void)
{
	static const char *const classes[] = {
		"", "1xx: provisional", "2xx: success", "3xx: redirection",
		"4xx: client failure", "5xx: server failure",
		"6xx: global failure"
	};

	for (int class_ = 1; class_ <= 6; class_++) {
		printf(".Ss %s\n.Bl -tag -width Ds\n", classes[class_]);
		for (int code = class_ * 100; code < class_ * 100 + 100; code++)
			if (sipresp_lookup(code) != NULL)
				put_code(sipresp_lookup(code));
		puts(".El");
	}
	return fflush(stdout) != 0 || ferror(stdout);
}
