/* shortest.c - what a SIP response asks for, and who says so */

#include <stdio.h>

#include <sipresp.h>

static char message[65536];

int
main(int argc, char **argv)
{
	FILE *in = argc > 1 ? fopen(argv[1], "rb") : stdin;
	struct sipresp_response r;
	struct sipresp_verdict v;
	int error;

	if (in == NULL) {
		perror(argv[1]);
		return 1;
	}
	error = sipresp_parse(&r, message, fread(message, 1, sizeof message, in));
	if (error == 0)
		error = sipresp_classify(&v, &r, NULL, NULL);
	if (error != 0) {
		fprintf(stderr, "%s\n", sipresp_strerror(error));
		return 1;
	}
	printf("%d: %s. %s (%s)\n", r.code, sipresp_action_name(v.action),
	    v.why, v.reference);
	return 0;
}
