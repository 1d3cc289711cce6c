/*
 * compare.c - how two codes differ
 *
 * SPDX-License-Identifier: MIT
 *
 * What is said here is what sipresp_classify() would decide, so it needs no
 * table of its own.
 */

#include <stddef.h>

#include "cold.h"
#include "lang.h"
#include "sipresp.h"
#include "words.h"

/* A writer that counts what does not fit. */
struct writer {
	char		*out;
	size_t		 size, len;
	const char	*lang;
};

static void
put(struct writer *w, const char *s)
{
	for (; *s != '\0'; s++, w->len++)
		if (w->len + 1 < w->size)
			w->out[w->len] = *s;
}

#define STR(literal)	((struct sipresp_str){ literal, sizeof literal - 1 })

/* The verdict on a response of this code that has what it should have. */
static void
typical_verdict(int code, bool in_dialog, struct sipresp_verdict *out)
{
	struct sipresp_request request = { .in_dialog = in_dialog };
	struct sipresp_response r;

	if (code == SIPRESP_494_SECURITY_AGREEMENT_REQUIRED ||
	    code == SIPRESP_555_PUSH_NOTIFICATION_SERVICE_NOT_SUPPORTED ||
	    code == SIPRESP_423_INTERVAL_TOO_BRIEF)
		request.method = STR("REGISTER");
	else if (code == SIPRESP_489_BAD_EVENT)
		request.method = STR("SUBSCRIBE");
	else
		request.method = STR("INVITE");
	(void)sipresp_response_init(&r, code, request.method);

#define ADD(name, value)						\
	(void)sipresp_response_add(&r, STR(name), STR(value))
	ADD("Contact", "<sip:bob@192.0.2.4>");
	ADD("WWW-Authenticate", "Digest realm=\"a\", nonce=\"b\"");
	ADD("Proxy-Authenticate", "Digest realm=\"a\", nonce=\"b\"");
	ADD("Accept", "application/sdp");
	ADD("Allow-Events", "presence");
	ADD("Min-Expires", "3600");
	ADD("Min-SE", "3600");
	ADD("Recv-Info", "a");
	ADD("Require", "a");
	ADD("Unsupported", "a");
	if (code == SIPRESP_494_SECURITY_AGREEMENT_REQUIRED)
		ADD("Security-Server", "tls");
#undef ADD
	(void)sipresp_classify(out, &r, &request, NULL);
}

enum aspect {
	ASPECT_CLASS,
	ASPECT_TREATED_AS,
	ASPECT_CAUSE,
	ASPECT_NEXT_STEP,
	ASPECT_STRENGTH,
	ASPECT_OTHERWISE,
	ASPECT_AGAIN,
	ASPECT_ENDS,
	ASPECT_LATER,
	ASPECT_ACTS,
	/* Without words there is nothing to tell them by. */
	ASPECT_COUNT = SIPRESP_TEXTS > 0 ? ASPECT_ACTS + 1 : 0
};

static void
put_word(struct writer *w, unsigned word)
{
	put(w, sipresp_priv_word(word, w->lang));
}

static void
put_number(struct writer *w, int n)
{
	char digits[4] = { (char)('0' + n / 100), (char)('0' + n / 10 % 10),
	    (char)('0' + n % 10), '\0' };
	const char *p = digits;

	while (*p == '0')
		p++;
	put(w, p);
}

/* As ISUP has it. */
static void
put_cause(struct writer *w, int code)
{
	const int q850 = sipresp_cause_from_status(code, SIPRESP_CAUSE_RFC3398);

	if (q850 == 0) {
		put(w, "-");
		return;
	}
	put_number(w, q850);
	put(w, " ");
	put(w, sipresp_cause_name(q850));
}

static void
put_step(struct writer *w, const struct sipresp_verdict *v)
{
	const char *separator = ": ";

	put_word(w, WORD_ACTION_NONE + (unsigned)v->action);
	for (unsigned i = 0; i < SIPRESP_AMEND_COUNT; i++)
		if (v->amend >> i & 1) {
			put(w, separator);
			put_word(w, WORD_AMEND_BODY + i);
			separator = ", ";
		}
}

/* What comes of sending the same request again. */
static void
put_again(struct writer *w, const struct sipresp_verdict *v)
{
	switch (v->action) {
	case SIPRESP_ACTION_GIVE_UP:
		put_word(w, sipresp_lookup(v->status)->temporary ?
		    WORD_AGAIN_LATER : WORD_AGAIN_NOT);
		break;
	case SIPRESP_ACTION_RETRY:
		put_word(w, WORD_AGAIN_LATER);
		break;
	case SIPRESP_ACTION_REDIRECT:
	case SIPRESP_ACTION_USE_PROXY:
	case SIPRESP_ACTION_FAILOVER:
		put_word(w, WORD_AGAIN_ELSEWHERE);
		break;
	case SIPRESP_ACTION_AUTHENTICATE:
	case SIPRESP_ACTION_AMEND:
	case SIPRESP_ACTION_ASK_USER:
		put_word(w, WORD_AGAIN_CHANGED);
		break;
	default:	/* WAIT and DONE */
		put_word(w, WORD_AGAIN_NO_NEED);
		break;
	}
}

static void
put_parties(struct writer *w, int code)
{
	const char *separator = "";

	for (unsigned bit = SIPRESP_PARTY_CALLER; bit <= SIPRESP_PARTY_POLICY;
	    bit <<= 1)
		if (sipresp_lookup(code)->parties & bit) {
			put(w, separator);
			put(w, sipresp_party_text((enum sipresp_party)bit,
			    w->lang));
			separator = ", ";
		}
}

static void
put_aspect(struct writer *w, enum aspect aspect, int code)
{
	struct sipresp_verdict v;

	typical_verdict(code, aspect == ASPECT_ENDS, &v);
	switch (aspect) {
	case ASPECT_CLASS:
		put(w, sipresp_class_text(v.class_, w->lang));
		break;
	case ASPECT_TREATED_AS:
		put_number(w, v.treated_as);
		break;
	case ASPECT_CAUSE:
		put_cause(w, code);
		break;
	case ASPECT_NEXT_STEP:
		put_step(w, &v);
		break;
	case ASPECT_STRENGTH:
		put_word(w, WORD_LEVEL_NONE + (unsigned)v.level);
		break;
	case ASPECT_OTHERWISE:
		put_word(w, WORD_ACTION_NONE + (unsigned)v.fallback);
		break;
	case ASPECT_AGAIN:
		put_again(w, &v);
		break;
	case ASPECT_ENDS:
		put(w, sipresp_scope_text(v.scope, w->lang));
		break;
	case ASPECT_LATER:
		put(w, sipresp_future_text(v.future, w->lang));
		break;
	default:	/* ASPECT_ACTS */
		put_parties(w, code);
		break;
	}
}

/* Do both say the same about it?  They are written twice and compared. */
static bool
differs(enum aspect aspect, int a, int b)
{
	char x[160] = "", y[160] = "";
	struct writer to_x = { x, sizeof x, 0, "en" },
	    to_y = { y, sizeof y, 0, "en" };
	size_t i;

	if (aspect == ASPECT_TREATED_AS)
		return sipresp_effective(a) != a || sipresp_effective(b) != b;
	put_aspect(&to_x, aspect, a);
	put_aspect(&to_y, aspect, b);
	/* A writer leaves the last byte, which is NUL, as it is. */
	for (i = 0; x[i] != '\0' && x[i] == y[i]; i++)
		continue;
	return x[i] != y[i];
}

COLD size_t
sipresp_compare(int a, int b, const char *lang, char *out, size_t out_size)
{
	struct writer w = { out, out_size, 0, lang };

	if (sipresp_lookup(a) != NULL && sipresp_lookup(b) != NULL && a != b)
		for (int i = 0; i < ASPECT_COUNT; i++) {
			enum aspect aspect = (enum aspect)i;

			if (!differs(aspect, a, b))
				continue;
			put_word(&w, WORD_ASPECT_CLASS + (unsigned)i);
			put(&w, "\t");
			put_aspect(&w, aspect, a);
			put(&w, "\t");
			put_aspect(&w, aspect, b);
			put(&w, "\n");
		}
	if (out_size > 0)
		out[w.len < out_size ? w.len : out_size - 1] = '\0';
	return w.len;
}
