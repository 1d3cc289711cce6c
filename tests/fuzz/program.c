/*
 * program.c - any file, as the command line reads and prints it
 *
 * The first byte chooses the options.  What a message holds must not reach the
 * terminal as a control character or as what is not UTF-8, and each verdict
 * is one line of JSON.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mutate.h"
#include "sipresp.h"
#include "sipresp_input.h"
#include "sipresp_utf8.h"
#include "sipresp_verdict.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)	do { if (!(condition)) abort(); } while (0)

/* Standard output and standard error go to a file meanwhile. */
static FILE *capture;
static int kept_output, kept_error;

static void
capture_begin(void)
{
	if (capture == NULL)
		capture = tmpfile();
	MUST(capture != NULL && fflush(stdout) == 0);
	MUST(ftruncate(fileno(capture), 0) == 0);
	MUST(lseek(fileno(capture), 0, SEEK_SET) == 0);
	kept_output = dup(STDOUT_FILENO);
	kept_error = dup(STDERR_FILENO);
	MUST(dup2(fileno(capture), STDOUT_FILENO) >= 0);
	MUST(dup2(fileno(capture), STDERR_FILENO) >= 0);
}

/* What was printed; the caller frees it. */
static char *
capture_end(size_t *out_len)
{
	off_t size;
	char *text;

	fflush(stdout);
	fflush(stderr);
	MUST(dup2(kept_output, STDOUT_FILENO) >= 0);
	MUST(dup2(kept_error, STDERR_FILENO) >= 0);
	close(kept_output);
	close(kept_error);
	size = lseek(fileno(capture), 0, SEEK_END);
	MUST(size >= 0);
	text = malloc((size_t)size + 1);
	MUST(text != NULL);
	MUST(lseek(fileno(capture), 0, SEEK_SET) == 0);
	MUST(read(fileno(capture), text, (size_t)size) == size);
	*out_len = (size_t)size;
	return text;
}

static void
must_be_printable(const char *p, size_t len)
{
	while (len > 0) {
		uint32_t c;
		const size_t n = utf8_next(p, len, &c);

		MUST(c != UTF8_INVALID);
		MUST(c == '\n' || (c >= 0x20 && (c < 0x7f || c > 0x9f)));
		p += n;
		len -= n;
	}
}

static void
must_be_objects(const char *p, size_t len, unsigned long count)
{
	unsigned long objects = 0;

	for (const char *end; len > 0; objects += *p == '{',
	    len -= (size_t)(end + 1 - p), p = end + 1) {
		end = memchr(p, '\n', len);
		MUST(end != NULL);
		MUST(*p != '{' || end[-1] == '}');
	}
	MUST(objects == count);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct terminal terminal = { .width = 80 };
	struct asked asked = { .request = { .uri = { NULL, 0 } } };
	struct input in = { .name = "a file", .line = 1, .begin_line = 1 };
	struct sipresp_response r;
	struct sipresp_verdict v;
	enum input_result result;
	unsigned long verdicts = 0, rounds = 0;
	bool json;
	char *text;
	size_t len;

	if (size == 0)
		return 0;
	json = data[0] & 1;
	asked.request.in_dialog = data[0] & 2;
	asked.request.on_path = data[0] & 4;
	/* Room for one byte more, as input_open() has it. */
	in.len = size - 1;
	in.bytes = malloc(size);
	MUST(in.bytes != NULL);
	memcpy(in.bytes, data + 1, in.len);

	capture_begin();
	while ((result = input_next(&in, &r)) != INPUT_END) {
		MUST(++rounds <= size);
		if (result != INPUT_RESPONSE || sipresp_classify(&v, &r,
		    &asked.request, NULL) != 0)
			continue;
		if (json)
			json_verdict(&v, &r, "en");
		else
			print_verdict(&terminal, &v, &r, &asked, "en");
		verdicts++;
	}
	input_close(&in);
	text = capture_end(&len);
	must_be_printable(text, len);
	if (json)
		must_be_objects(text, len, verdicts);
	free(text);
	return 0;
}
