/*
 * say.c - what happens, a line a step
 *
 * SPDX-License-Identifier: MIT
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "say.h"
#include "sipresp_advice.h"
#include "sipresp_buffer.h"

static bool colour;

void
say_begin(void)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	colour = isatty(STDOUT_FILENO) &&
	    (no_color == NULL || no_color[0] == '\0') &&
	    (term == NULL || strcmp(term, "dumb") != 0);
	(void)setvbuf(stdout, NULL, _IOLBF, 0);
}

static const char *
style(const char *code)
{
	return colour ? code : "";
}
#define BOLD	style("\033[1m")
#define DIM	style("\033[2m")
#define GREEN	style("\033[32m")
#define RED	style("\033[31m")
#define PLAIN	style("\033[0m")

/* A header field of a packet, without its name; empty if it is not there. */
static void
find_header(struct buffer *out, const char *packet, size_t len,
    const char *name)
{
	const size_t name_len = strlen(name);

	for (const char *p = packet, *end = packet + len; p < end; ) {
		const char *lf = memchr(p, '\n', (size_t)(end - p));

		if (lf == NULL || lf == p || lf[-1] != '\r' || lf - p == 1)
			return;
		if ((size_t)(lf - p) > name_len + 3 &&
		    memcmp(p, name, name_len) == 0 && p[name_len] == ':') {
			buffer_format(out, "  %s: ", name);
			buffer_printable(out, p + name_len + 2,
			    (size_t)(lf - 1 - p) - name_len - 2);
		}
		p = lf + 1;
	}
}

/* Of what is sent, what an amendment may change. */
void
say_sent(const struct mbuf *packet, const struct sa *to)
{
	static const char *const names[] = {
		"Event", "Expires", "Session-Expires", "Min-SE", "Supported",
		"Require", "RAck", "Content-Type", "Max-Forwards"
	};
	const char *text = (const char *)packet->buf;
	const char *end = memchr(text, '\r', packet->end);
	char address[64];
	struct buffer b = { .p = NULL };

	(void)re_snprintf(address, sizeof address, "%J", to);
	buffer_printable(&b, text, (size_t)(end - text) - 8);
	(void)printf("%s-> %s%s  %sto %s%s\n", BOLD, b.p, PLAIN, DIM, address,
	    PLAIN);
	buffer_clear(&b);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], "Max-Forwards") != 0 ||
		    strstr(text, "Max-Forwards: 70\r\n") == NULL)
			find_header(&b, text, packet->end, names[i]);
	if (b.len > 0)
		(void)printf("   %s%s%s\n", DIM, b.p, PLAIN);
	buffer_free(&b);
}

void
say_received(const struct sip_msg *msg)
{
	struct buffer b = { .p = NULL };
	char address[64];

	(void)re_snprintf(address, sizeof address, "%J", &msg->src);
	if (msg->req) {
		buffer_printable(&b, msg->met.p, msg->met.l);
	} else {
		buffer_format(&b, "%u ", (unsigned)msg->scode);
		buffer_printable(&b, msg->reason.p, msg->reason.l);
	}
	(void)printf("%s<- %s%s  %sfrom %s%s\n", BOLD, b.p, PLAIN, DIM, address,
	    PLAIN);
	buffer_free(&b);
}

void
say_local(const struct sipresp_response *response, const char *what)
{
	(void)printf("%s   %s%s, which is treated as %d\n", BOLD, what, PLAIN,
	    response->code);
}

static void
put_step(struct buffer *b, const struct sipresp_verdict *v)
{
	buffer_format(b, "%s", sipresp_action_name(v->action));
	for (int i = 0; i < SIPRESP_AMEND_COUNT; i++)
		if (v->amend >> i & 1)
			buffer_format(b, " %s",
			    sipresp_amend_name((enum sipresp_amend)i));
	if (v->has_wait) {
		buffer_text(b, " in ");
		put_moments(b, v);
	}
}

void
say_verdict(const struct sipresp_verdict *v, const struct sipresp_response *r,
    const struct obstacle *obstacle)
{
	struct buffer b = { .p = NULL };

	if (obstacle->why != NULL)
		buffer_format(&b, "%s", sipresp_action_name(obstacle->action));
	else
		put_step(&b, v);
	(void)printf("   %s: %s\n   %s%s, %s%s%s%s\n", b.p, v->why, DIM,
	    v->rule, v->reference, v->level != SIPRESP_LEVEL_NONE ? ", " : "",
	    v->level != SIPRESP_LEVEL_NONE ? sipresp_level_name(v->level) : "",
	    PLAIN);
	if (obstacle->why != NULL) {
		buffer_clear(&b);
		put_step(&b, v);
		(void)printf("   %s, so: %s\n", obstacle->why, b.p);
	}
	for (int i = 0; i < SIPRESP_AMEND_COUNT; i++)
		if (v->amend >> i & 1) {
			buffer_clear(&b);
			put_amendment(&b, (enum sipresp_amend)i, v, r, "en");
			if (b.len > 0)
				(void)printf("   %s\n", b.p);
		}
	buffer_free(&b);
}

void
say(const char *format, ...)
{
	va_list ap;

	(void)printf("   ");
	va_start(ap, format);
	(void)vprintf(format, ap);
	va_end(ap);
	(void)printf("\n");
}

void
say_end(bool good, const char *what)
{
	(void)printf("%s%s%s\n", good ? GREEN : RED, what, PLAIN);
}
