/*
 * diagram.c - the rows of a code as a picture
 *
 * SPDX-License-Identifier: MIT
 *
 * One question below the other, what is done beside each.  It is 360 units
 * wide, so that it needs no scaling down on a phone, and its text is real text.
 */

#include <string.h>

#include "page.h"

#define WIDTH		360
#define LINE		15		/* from one line of text to the next */
#define PAD		8
#define ASK_WIDTH	200
#define DO_LEFT		236
#define GAP		26		/* between two rows, for the arrow */
#define ASK_CHARS	30		/* as many fit into a line of a question, */
#define DO_CHARS	18		/* and of what is done */
#define MAX_LINES	40

/* Lines that a text was broken into. */
struct lines {
	struct sipresp_str	line[MAX_LINES];
	unsigned		count;
};

/* Characters of UTF-8, not bytes. */
static bool
begins_character(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

static void
break_text(struct lines *lines, const char *text, unsigned chars)
{
	while (*text != '\0' && lines->count < MAX_LINES) {
		const char *end = text, *blank = NULL;
		unsigned n = 0;

		for (; *end != '\0' && (n < chars || !begins_character(*end));
		    end++) {
			n += begins_character(*end);
			if (*end == ' ')
				blank = end;
		}
		if (*end != '\0' && *end != ' ' && blank != NULL)
			end = blank;
		lines->line[lines->count++] = (struct sipresp_str){ text,
		    (size_t)(end - text) };
		text = end + (*end == ' ');
	}
}

const char *
action_label(const struct page *p, enum sipresp_action action)
{
	static const char labels[][2][24] = {
		[SIPRESP_ACTION_NONE] = { "outside rules", "reglas de fuera" },
		[SIPRESP_ACTION_WAIT] = { "wait", "esperar" },
		[SIPRESP_ACTION_DONE] = { "done", "cumplida" },
		[SIPRESP_ACTION_REDIRECT] = { "redirect", "redirigir" },
		[SIPRESP_ACTION_USE_PROXY] = { "use the proxy", "usar el proxy" },
		[SIPRESP_ACTION_AUTHENTICATE] = { "authenticate", "autenticar" },
		[SIPRESP_ACTION_AMEND] = { "amend", "enmendar" },
		[SIPRESP_ACTION_RETRY] = { "retry", "reintentar" },
		[SIPRESP_ACTION_FAILOVER] = { "fail over", "otro destino" },
		[SIPRESP_ACTION_PROBE] = { "probe", "sondear" },
		[SIPRESP_ACTION_ASK_USER] = { "ask the user", "preguntar" },
		[SIPRESP_ACTION_GIVE_UP] = { "give up", "desistir" },
		[SIPRESP_ACTION_DISCARD] = { "discard", "descartar" }
	};

	return labels[action][strcmp(p->lang, "es") == 0];
}

/* What a row asks: its methods, then its facts. */
static void
break_question(const struct page *p, const struct sipresp_rule *rule,
    struct lines *lines, char *methods, size_t size)
{
	const unsigned any = SIPRESP_METHOD_ANY, rest = any & ~rule->methods;
	const bool but_one = rest != 0 && (rest & (rest - 1)) == 0;
	const char *separator = "";
	size_t len = 0;

	if (rest != 0) {
		len = (size_t)snprintf(methods, size, "%s",
		    but_one ? word(p, WORD_ANY_BUT) : word(p, WORD_FOR));
		for (unsigned bit = 1; bit < any && len < size; bit <<= 1)
			if ((but_one ? rest : rule->methods) & bit)
				len += (size_t)snprintf(methods + len,
				    size - len, "%s %s", separator,
				    sipresp_method_name(
				    (enum sipresp_method)bit)),
				    separator = ",";
		break_text(lines, methods, ASK_CHARS);
	}
	for (unsigned i = 0; i < 64; i++)
		if ((rule->all | rule->none) >> i & 1)
			break_text(lines, sipresp_fact_text(i,
			    rule->all >> i & 1, p->lang), ASK_CHARS);
	if (lines->count == 0)
		break_text(lines, word(p, WORD_NO_CONDITION), ASK_CHARS);
}

/* What is done: the action, what is amended, when, what ends, what is owed. */
static void
break_answer(const struct page *p, const struct sipresp_rule *rule,
    struct lines *lines, char *text, size_t size)
{
	static const char owed[][8] = { "ACK", "PRACK", "BYE", "CANCEL" };
	static const enum word ends[] = {
		[SIPRESP_SCOPE_EARLY_DIALOG] = WORD_EARLY_DIALOG,
		[SIPRESP_SCOPE_USAGE] = WORD_USAGE,
		[SIPRESP_SCOPE_DIALOG] = WORD_DIALOG
	};
	size_t len = 0;

	break_text(lines, action_label(p, rule->action), DO_CHARS);
	for (unsigned i = 0; i < SIPRESP_AMEND_COUNT; i++)
		if (rule->amend >> i & 1)
			break_text(lines, sipresp_amend_name(
			    (enum sipresp_amend)i), DO_CHARS);
	if (rule->wait_retry_after)
		break_text(lines, "Retry-After", DO_CHARS);
	if (rule->wait_max_ms > 0) {
		len = (size_t)snprintf(text, size, "%u\xe2\x80\x93%u ms",
		    (unsigned)rule->wait_min_ms, (unsigned)rule->wait_max_ms) + 1;
		break_text(lines, text, DO_CHARS);
	}
	if (rule->scope != SIPRESP_SCOPE_NONE &&
	    rule->scope != SIPRESP_SCOPE_TRANSACTION) {
		(void)snprintf(text + len, size - len, "%s: %s",
		    word(p, WORD_ENDS), word(p, ends[rule->scope]));
		break_text(lines, text + len, DO_CHARS);
		len += strlen(text + len) + 1;
	}
	for (unsigned i = 0; i < sizeof owed / sizeof owed[0]; i++)
		if (rule->send >> i & 1) {
			(void)snprintf(text + len, size - len, "%s: %s",
			    word(p, WORD_OWED), owed[i]);
			break_text(lines, text + len, DO_CHARS);
			len += strlen(text + len) + 1;
		}
}

static void
put_lines(struct page *p, const struct lines *lines, int x, int y)
{
	for (unsigned i = 0; i < lines->count; i++) {
		raw(p, "<text x=\"%d\" y=\"%d\">", x, y + (int)i * LINE);
		put_bytes(p, lines->line[i].p, lines->line[i].len);
		raw(p, "</text>\n");
	}
}

static int
height_of(const struct lines *ask, const struct lines *answer)
{
	const unsigned most = ask->count > answer->count ? ask->count :
	    answer->count;

	return (int)most * LINE + 2 * PAD;
}

static const char *
name_of(enum sipresp_rule_group group)
{
	return group == SIPRESP_RULE_IN_DIALOG ? "inside" : "outside";
}

/* From a point to the right ('H') or down ('V'). */
static void
put_arrow(struct page *p, enum sipresp_rule_group group, int x, int y,
    char direction, int to)
{
	raw(p, "<path class=\"arrow\" d=\"M%d %d %c%d\" "
	    "marker-end=\"url(#%s-tip)\"/>\n", x, y, direction, to,
	    name_of(group));
}

/* One row; returns how high it is.  With 'draw' false nothing is written. */
static int
put_row(struct page *p, const struct sipresp_rule *rule,
    enum sipresp_rule_group group, int top, bool draw)
{
	struct lines ask = { .count = 0 }, answer = { .count = 0 };
	char methods[256], effects[256];
	int height;

	break_question(p, rule, &ask, methods, sizeof methods);
	break_answer(p, rule, &answer, effects, sizeof effects);
	height = height_of(&ask, &answer);
	if (!draw)
		return height;

	raw(p, "<rect class=\"ask\" x=\"1\" y=\"%d\" width=\"%d\" "
	    "height=\"%d\" rx=\"6\"/>\n", top, ASK_WIDTH, height);
	put_lines(p, &ask, 1 + PAD, top + PAD + 11);
	put_arrow(p, group, ASK_WIDTH + 1, top + height / 2, 'H', DO_LEFT - 1);
	raw(p, "<rect class=\"do a-%s\" x=\"%d\" y=\"%d\" width=\"%d\" "
	    "height=\"%d\" rx=\"12\"/>\n", rule->action == SIPRESP_ACTION_NONE ?
	    "none" : sipresp_action_name(rule->action), DO_LEFT, top,
	    WIDTH - DO_LEFT - 1, height);
	put_lines(p, &answer, DO_LEFT + PAD, top + height / 2 + 4 -
	    (int)(answer.count - 1) * LINE / 2);
	return height;
}

static bool
is_asked(const struct sipresp_rule *rule)
{
	return rule->methods != SIPRESP_METHOD_ANY ||
	    (rule->all | rule->none) != 0;
}

/* All rows of the group; returns how high they are. */
static int
put_rows(struct page *p, int code, enum sipresp_rule_group group, bool draw)
{
	struct sipresp_cursor cursor = { 0, 0 };
	struct sipresp_rule rule;
	int top = 1;
	bool asked = false;

	while (sipresp_next_rule(code, &cursor, &rule)) {
		if (rule.group != group)
			continue;
		if (asked && draw) {
			put_arrow(p, group, 100, top - GAP, 'V', top);
			raw(p, "<text class=\"no\" x=\"108\" y=\"%d\">",
			    top - 9);
			put(p, word(p, WORD_NO));
			raw(p, "</text>\n");
		}
		top += put_row(p, &rule, group, top, draw) + GAP;
		asked = is_asked(&rule);
	}
	return top - GAP + 1;
}

void
put_diagram(struct page *p, int code, enum sipresp_rule_group group)
{
	const char *id = name_of(group);

	raw(p, "<svg class=\"diagram\" role=\"img\" "
	    "aria-labelledby=\"%s-title\" viewBox=\"0 0 %d %d\">\n"
	    "<title id=\"%s-title\">", id, WIDTH,
	    put_rows(p, code, group, false), id);
	put(p, word(p, WORD_DIAGRAM_OF));
	raw(p, " %d</title>\n<defs><marker id=\"%s-tip\" "
	    "viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" "
	    "markerHeight=\"7\" orient=\"auto\"><path class=\"tip\" "
	    "d=\"M0 0 L8 4 L0 8 z\"/></marker></defs>\n", code, id);
	(void)put_rows(p, code, group, true);
	raw(p, "</svg>\n");
}
