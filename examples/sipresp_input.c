/*
 * sipresp_input.c - the responses in a file, one after the other
 *
 * SPDX-License-Identifier: MIT
 *
 * Every byte is looked at a bounded number of times: after a message that
 * cannot be read, reading goes on behind its header section.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "sipresp_buffer.h"
#include "sipresp_input.h"
#include "sipresp_words.h"

/* What of a line that is no status line is shown. */
#define SHOWN	48

static bool
read_all(struct input *in, FILE *file)
{
	struct buffer b = { .p = NULL };

	/* A terminal's end of file must not be asked for twice. */
	do {
		/* One byte more: see parse_at_end(). */
		buffer_reserve(&b, b.len + 65536);
		b.len += fread(b.p + b.len, 1, b.size - b.len - 1, file);
	} while (!feof(file) && !ferror(file));
	in->bytes = b.p;
	in->len = b.len;
	return !ferror(file);
}

bool
input_open(struct input *in, const char *path)
{
	bool standard = strcmp(path, "-") == 0;
	struct buffer name = { .p = NULL };
	FILE *file;
	bool good = false;
	int error;

	*in = (struct input){ .name = path, .line = 1, .begin_line = 1 };
	if (standard)
		in->name = SAY_STANDARD_INPUT;
	if (standard && isatty(STDIN_FILENO))
		fputs(SAY_PASTE, stderr);

	file = standard ? stdin : fopen(path, "rb");
	if (file != NULL)
		good = read_all(in, file);
	error = errno;
	if (standard && isatty(STDIN_FILENO))
		fputc('\n', stderr);
	if (!good) {
		fflush(stdout);
		buffer_printable(&name, in->name, strlen(in->name));
		fprintf(stderr, SAY_UNREADABLE_FILE, name.p,
		    system_words(error));
		buffer_free(&name);
		input_close(in);
	}
	if (file != NULL && !standard)
		fclose(file);
	return good;
}

void
input_close(struct input *in)
{
	free(in->bytes);
	in->bytes = NULL;
	in->len = in->at = 0;
}

void
input_complain(const struct input *in, const char *what)
{
	struct buffer name = { .p = NULL };

	fflush(stdout);
	buffer_printable(&name, in->name, strlen(in->name));
	fprintf(stderr, "%s:%lu: %s\n", name.p, in->begin_line, what);
	buffer_free(&name);
}

/* Where the line at 'at' ends: behind its LF, or at the end of it all. */
static size_t
line_end(const struct input *in, size_t at)
{
	const char *lf = memchr(in->bytes + at, '\n', in->len - at);

	return lf != NULL ? (size_t)(lf - in->bytes) + 1 : in->len;
}

static bool
begins_status_line(const struct input *in, size_t at)
{
	return in->len - at >= 8 &&
	    strncasecmp(in->bytes + at, "SIP/2.0 ", 8) == 0;
}

/* The next line from 'at' on that looks like a status line. */
static size_t
next_status_line(const struct input *in, size_t at)
{
	while (at < in->len && !begins_status_line(in, at))
		at = line_end(in, at);
	return at;
}

/* Behind the empty line that ends the header section. */
static size_t
header_end(const struct input *in, size_t at)
{
	while (at < in->len) {
		size_t end = line_end(in, at);
		bool empty = in->bytes[at] == '\n' ||
		    (in->bytes[at] == '\r' && end == at + 2);

		at = end;
		if (empty)
			break;
	}
	return at;
}

static size_t
skip_empty_lines(const struct input *in, size_t at)
{
	while (at < in->len &&
	    (in->bytes[at] == '\r' || in->bytes[at] == '\n'))
		at++;
	return at;
}

bool
input_has_more(const struct input *in)
{
	return skip_empty_lines(in, in->at) < in->len;
}

static void
count_lines(struct input *in, size_t to)
{
	while (in->counted < to) {
		size_t end = line_end(in, in->counted);

		if (end > to || in->bytes[end - 1] != '\n')
			break;
		in->counted = end;
		in->line++;
	}
	in->begin_line = in->line;
}

static bool
ends_with_version(const char *p, size_t len)
{
	return len > 8 && memcmp(p + len - 8, " SIP/2.0", 8) == 0;
}

static void
complain_about_line(const struct input *in)
{
	size_t len = line_end(in, in->at) - in->at;
	struct buffer what = { .p = NULL };
	const char *p = in->bytes + in->at;

	while (len > 0 && (p[len - 1] == '\n' || p[len - 1] == '\r'))
		len--;
	buffer_text(&what, ends_with_version(p, len) ?
	    SAY_A_REQUEST : SAY_NO_STATUS_LINE);
	buffer_printable(&what, p, len > SHOWN ? SHOWN : len);
	buffer_text(&what, len > SHOWN ? "...\"" : "\"");
	input_complain(in, what.p);
	buffer_free(&what);
}

/* Says what is wrong with the message at 'at', and goes on behind it. */
static void
pass_over(struct input *in, int error)
{
	switch (error) {
	case SIPRESP_ESTATUSLINE:
		complain_about_line(in);
		in->at = next_status_line(in, line_end(in, in->at));
		break;
	case SIPRESP_ECODE:
		input_complain(in, error_words(error));
		in->at = next_status_line(in, line_end(in, in->at));
		break;
	case SIPRESP_ETRUNCATED:
		input_complain(in, SAY_ENDS_IN_LINE);
		in->at = in->len;
		break;
	default:
		input_complain(in, error_words(error));
		in->at = next_status_line(in, header_end(in, in->at));
		break;
	}
}

/*
 * A message that was pasted without its last empty line counts if its last
 * line is whole.  There is room for one byte more.
 */
static int
parse_at_end(struct input *in, struct sipresp_response *out)
{
	int error;

	if (in->bytes[in->len - 1] != '\n')
		return SIPRESP_ETRUNCATED;
	in->bytes[in->len] = '\n';
	error = sipresp_parse(out, in->bytes + in->at, in->len + 1 - in->at);
	if (error == 0)
		out->header_size = in->len - in->at;
	return error;
}

enum input_result
input_next(struct input *in, struct sipresp_response *out)
{
	int error;

	in->at = skip_empty_lines(in, in->at);
	count_lines(in, in->at);
	if (in->at == in->len)
		return INPUT_END;

	error = sipresp_parse(out, in->bytes + in->at, in->len - in->at);
	if (error == SIPRESP_ETRUNCATED)
		error = parse_at_end(in, out);
	if (error != 0) {
		pass_over(in, error);
		return INPUT_UNREADABLE;
	}
	in->at += out->header_size + out->body_size;
	return INPUT_RESPONSE;
}
