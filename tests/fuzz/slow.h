/*
 * slow.h - a response read byte by byte, in the plainest way there is
 *
 * Written from RFC 3261, section 7, and from what sipresp.h says of
 * sipresp_parse(), without a look at how that is done.
 */

#ifndef SLOW_H
#define SLOW_H

#include <string.h>

#include "sipresp.h"

struct slow_line {
	size_t	value, len;
	int	field;
};

struct slow {
	int			code;
	size_t			begin, status_end;	/* the status line */
	size_t			header_size, body_size;
	struct sipresp_str	phrase, method;
	int			line_count;
	struct slow_line	lines[SIPRESP_MAX_LINES];
};

static inline bool
slow_blank(char c)
{
	return c == ' ' || c == '\t';
}

static inline bool
slow_space(char c)
{
	return slow_blank(c) || c == '\r' || c == '\n';
}

static inline bool
slow_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char
slow_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline bool
slow_same(const char *a, size_t len, const char *b)
{
	if (strlen(b) != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (slow_lower(a[i]) != slow_lower(b[i]))
			return false;
	return true;
}

/* The compact form of a field; 0 if it has none. */
static inline char
slow_compact(int field)
{
	switch (field) {
	case SIPRESP_FIELD_VIA:
		return 'v';
	case SIPRESP_FIELD_CONTENT_LENGTH:
		return 'l';
	case SIPRESP_FIELD_CONTENT_TYPE:
		return 'c';
	case SIPRESP_FIELD_CONTACT:
		return 'm';
	case SIPRESP_FIELD_SESSION_EXPIRES:
		return 'x';
	case SIPRESP_FIELD_SUPPORTED:
		return 'k';
	case SIPRESP_FIELD_ALLOW_EVENTS:
		return 'u';
	default:
		return '\0';
	}
}

/* The field with this name, -1 if it is none that matters. */
static inline int
slow_field(const char *name, size_t len)
{
	for (int f = 0; f < SIPRESP_FIELD_COUNT; f++)
		if (slow_same(name, len,
		    sipresp_field_name((enum sipresp_field)f)) ||
		    (len == 1 && *name != '\0' &&
		    slow_lower(*name) == slow_compact(f)))
			return f;
	return -1;
}

/* The field of the header line from 'begin' to 'end', and where the name ends
 * and the value begins. */
static inline int
slow_line_field(const char *msg, size_t begin, size_t end, size_t *out_name_end,
    size_t *out_value)
{
	size_t colon = begin;

	while (colon < end && msg[colon] != ':')
		colon++;
	if (colon == end)
		return -1;
	*out_value = colon + 1;
	while (colon > begin && slow_blank(msg[colon - 1]))
		colon--;
	*out_name_end = colon;
	return slow_field(msg + begin, colon - begin);
}

/* Where the line that begins at 'at' ends: behind its LF, or 0 if it has
 * none. */
static inline size_t
slow_line_end(const char *msg, size_t len, size_t at)
{
	while (at < len)
		if (msg[at++] == '\n')
			return at;
	return 0;
}

/* The same without its LF and a CR before that. */
static inline size_t
slow_text_end(const char *msg, size_t begin, size_t end)
{
	end--;
	return end > begin && msg[end - 1] == '\r' ? end - 1 : end;
}

static inline int
slow_status(struct slow *out, const char *msg, size_t len)
{
	static const char want[] = "SIP/2.0 ";
	const char *p = msg + out->begin;
	size_t left = len - out->begin;

	for (size_t i = 0; i < 8 && i < left; i++)
		if (slow_lower(p[i]) != slow_lower(want[i]))
			return SIPRESP_ESTATUSLINE;
	if (left < 12)
		return SIPRESP_ETRUNCATED;
	out->code = 0;
	for (size_t i = 8; i < 11; i++) {
		if (!slow_digit(p[i]))
			return SIPRESP_ECODE;
		out->code = out->code * 10 + (p[i] - '0');
	}
	if (out->code < 100 || out->code > 699 ||
	    (p[11] != ' ' && p[11] != '\r' && p[11] != '\n'))
		return SIPRESP_ECODE;
	return 0;
}

/* 1*DIGIT LWS Method, white space around it allowed. */
static inline int
slow_cseq(const char *p, size_t len, struct sipresp_str *out)
{
	static const char marks[] = "-.!%*_+`'~";
	uint64_t n = 0;
	size_t i = 0, begin;

	while (i < len && slow_space(p[i]))
		i++;
	begin = i;
	for (; i < len && slow_digit(p[i]); i++)
		if (n <= UINT32_MAX)
			n = n * 10 + (uint64_t)(p[i] - '0');
	if (i == begin || n > UINT32_MAX || i == len || !slow_space(p[i]))
		return SIPRESP_ECSEQ;
	while (i < len && slow_space(p[i]))
		i++;
	begin = i;
	while (i < len && p[i] != '\0' && (slow_digit(p[i]) ||
	    (slow_lower(p[i]) >= 'a' && slow_lower(p[i]) <= 'z') ||
	    strchr(marks, p[i]) != NULL))
		i++;
	if (i == begin)
		return SIPRESP_ECSEQ;
	*out = (struct sipresp_str){ p + begin, i - begin };
	while (i < len && slow_space(p[i]))
		i++;
	return i == len ? 0 : SIPRESP_ECSEQ;
}

/* The number alone, white space around it allowed; false if it is none.  What
 * is larger than any message is all the same. */
static inline bool
slow_length(const char *p, size_t len, size_t *out)
{
	size_t i = 0, begin, n = 0;

	while (i < len && slow_space(p[i]))
		i++;
	begin = i;
	for (; i < len && slow_digit(p[i]); i++)
		if (n < SIZE_MAX / 16)
			n = n * 10 + (size_t)(p[i] - '0');
	if (i == begin)
		return false;
	while (i < len && slow_space(p[i]))
		i++;
	*out = n;
	return i == len;
}

static inline int
slow_lines(struct slow *out, const char *msg, size_t len)
{
	size_t at = out->status_end, end, name_end, value = 0;
	int vias = 0, last = -1;

	out->line_count = 0;
	for (;; at = end) {
		int field;

		end = slow_line_end(msg, len, at);
		if (end == 0)
			return SIPRESP_ETRUNCATED;
		if (slow_text_end(msg, at, end) == at)
			break;
		if (slow_blank(msg[at])) {
			if (last >= 0)
				out->lines[last].len = slow_text_end(msg, at,
				    end) - out->lines[last].value;
			continue;
		}
		last = -1;
		field = slow_line_field(msg, at, end, &name_end, &value);
		if (field < 0 || (field == SIPRESP_FIELD_VIA && ++vias > 2))
			continue;
		if (out->line_count == SIPRESP_MAX_LINES)
			return SIPRESP_ETOOMANY;
		last = out->line_count++;
		out->lines[last] = (struct slow_line){ value,
		    slow_text_end(msg, value, end) - value, field };
	}
	out->header_size = end;
	return 0;
}

/* Returns as sipresp_parse(), for a message of up to 16 MiB. */
static inline int
slow_parse(struct slow *out, const char *msg, size_t len)
{
	bool has_cseq = false, has_length = false;
	int error;

	out->begin = 0;
	while (out->begin < len &&
	    (msg[out->begin] == '\r' || msg[out->begin] == '\n'))
		out->begin++;
	if (out->begin == len)
		return SIPRESP_ETRUNCATED;
	error = slow_status(out, msg, len);
	if (error != 0)
		return error;
	out->status_end = slow_line_end(msg, len, out->begin);
	if (out->status_end == 0)
		return SIPRESP_ETRUNCATED;
	out->phrase.p = msg + out->begin + (msg[out->begin + 11] == ' ' ?
	    12 : 11);
	out->phrase.len = (size_t)(msg + slow_text_end(msg, out->begin,
	    out->status_end) - out->phrase.p);
	error = slow_lines(out, msg, len);
	if (error != 0)
		return error;

	out->method = (struct sipresp_str){ NULL, 0 };
	out->body_size = len - out->header_size;
	for (int i = 0; i < out->line_count; i++) {
		const struct slow_line *line = &out->lines[i];

		if (line->field == SIPRESP_FIELD_CSEQ && !has_cseq) {
			has_cseq = true;
			if (slow_cseq(msg + line->value, line->len,
			    &out->method) != 0)
				return SIPRESP_ECSEQ;
		}
	}
	for (int i = 0; i < out->line_count; i++) {
		const struct slow_line *line = &out->lines[i];
		size_t size;

		if (line->field != SIPRESP_FIELD_CONTENT_LENGTH || has_length ||
		    !slow_length(msg + line->value, line->len, &size))
			continue;
		has_length = true;
		if (size > out->body_size)
			return SIPRESP_EBODY;
		out->body_size = size;
	}
	return 0;
}

#endif /* SLOW_H */
