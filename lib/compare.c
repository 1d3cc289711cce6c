/*
 * compare.c - how two codes differ
 *
 * SPDX-License-Identifier: MIT
 *
 * What is said here is what sipresp_classify() would decide, so it needs no
 * table of its own.
 */

#include <stddef.h>

#include "sipresp.h"

/* A writer that counts what does not fit. */
struct writer {
	char	*out;
	size_t	 size, len;
};

static void
put(struct writer *w, const char *s)
{
	for (; *s != '\0'; s++, w->len++)
		if (w->len + 1 < w->size)
			w->out[w->len] = *s;
}

static void
put_words(struct writer *w, const char *name)
{
	char c[2] = { '\0', '\0' };

	for (; *name != '\0'; name++) {
		c[0] = *name == '_' ? ' ' : *name;
		put(w, c);
	}
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
	ASPECT_NEXT_STEP,
	ASPECT_STRENGTH,
	ASPECT_OTHERWISE,
	ASPECT_ENDS,
	ASPECT_LATER,
	ASPECT_ACTS,
	ASPECT_COUNT
};

static const char aspects[ASPECT_COUNT][28] = {
	[ASPECT_CLASS] = "Class",
	[ASPECT_TREATED_AS] = "Counts as",
	[ASPECT_NEXT_STEP] = "Next step",
	[ASPECT_STRENGTH] = "The RFC says",
	[ASPECT_OTHERWISE] = "If that cannot be done",
	[ASPECT_ENDS] = "Inside a dialog it ends",
	[ASPECT_LATER] = "Later requests",
	[ASPECT_ACTS] = "Who can act"
};

static void
put_number(struct writer *w, int n)
{
	char digits[4] = { (char)('0' + n / 100), (char)('0' + n / 10 % 10),
	    (char)('0' + n % 10), '\0' };

	put(w, digits);
}

static void
put_step(struct writer *w, const struct sipresp_verdict *v)
{
	const char *separator = ": ";

	put_words(w, sipresp_action_name(v->action));
	for (unsigned i = 0; i < SIPRESP_AMEND_COUNT; i++)
		if (v->amend >> i & 1) {
			put(w, separator);
			put_words(w, sipresp_amend_name((enum sipresp_amend)i));
			separator = ", ";
		}
}

static void
put_future(struct writer *w, enum sipresp_future future)
{
	static const char texts[][40] = {
		[SIPRESP_FUTURE_KEEP] = "keep the address",
		[SIPRESP_FUTURE_REPLACE] = "use the new address",
		[SIPRESP_FUTURE_CACHE] = "use the new address until it expires",
		[SIPRESP_FUTURE_FORGET] = "stop using the address"
	};

	put(w, texts[future]);
}

static void
put_parties(struct writer *w, int code)
{
	static const char parties[][20] = {
		"caller", "callee", "server operator", "network",
		"nobody: policy"
	};
	const char *separator = "";

	for (unsigned i = 0; i < sizeof parties / sizeof parties[0]; i++)
		if (sipresp_lookup(code)->parties >> i & 1) {
			put(w, separator);
			put(w, parties[i]);
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
		put_words(w, sipresp_class_name(v.class_));
		break;
	case ASPECT_TREATED_AS:
		put_number(w, v.treated_as);
		break;
	case ASPECT_NEXT_STEP:
		put_step(w, &v);
		break;
	case ASPECT_STRENGTH:
		put(w, sipresp_level_name(v.level));
		break;
	case ASPECT_OTHERWISE:
		put_words(w, v.fallback == SIPRESP_ACTION_NONE ? "-" :
		    sipresp_action_name(v.fallback));
		break;
	case ASPECT_ENDS:
		put_words(w, v.scope == SIPRESP_SCOPE_NONE ? "nothing" :
		    v.scope == SIPRESP_SCOPE_TRANSACTION ? "the request only" :
		    v.scope == SIPRESP_SCOPE_EARLY_DIALOG ?
		    "the early dialog" :
		    v.scope == SIPRESP_SCOPE_USAGE ? "the call or subscription" :
		    "the whole dialog");
		break;
	case ASPECT_LATER:
		put_future(w, v.future);
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
	struct writer to_x = { x, sizeof x, 0 }, to_y = { y, sizeof y, 0 };
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

size_t
sipresp_compare(int a, int b, const char *lang, char *out, size_t out_size)
{
	struct writer w = { out, out_size, 0 };

	(void)lang;	/* English is all there is */
	if (sipresp_lookup(a) != NULL && sipresp_lookup(b) != NULL && a != b)
		for (int i = 0; i < ASPECT_COUNT; i++) {
			enum aspect aspect = (enum aspect)i;

			if (!differs(aspect, a, b))
				continue;
			put(&w, aspects[aspect]);
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
