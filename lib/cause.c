/*
 * cause.c - SIP response codes and the causes of the telephone network
 *
 * SPDX-License-Identifier: MIT
 */

#include <stddef.h>

#include "cold.h"
#include "lang.h"
#include "value.h"

#define PROFILES	SIPRESP_CAUSE_PROFILE_COUNT
#define MAX_CAUSE	127

/* Offsets into one text, not pointers: see lookup.c. */
static const struct en_words {
#define STATUS(code, rfc3398, rfc4497, asterisk, freeswitch)
#define CAUSE(q850, NAME, rfc3398, rfc4497, asterisk, freeswitch, name, text) \
	char name_##NAME[sizeof (name)];				\
	char text_##NAME[sizeof (EN(text))];
#include "causes.def"
} en_words = {
#define STATUS(code, rfc3398, rfc4497, asterisk, freeswitch)
#define CAUSE(q850, NAME, rfc3398, rfc4497, asterisk, freeswitch, name, text) \
	name, EN(text),
#include "causes.def"
};

static const struct es_words {
#define CAUSE(NAME, text)	char text_##NAME[sizeof (ES(text))];
#include "text-es/causes.def"
} es_words = {
#define CAUSE(NAME, text)	ES(text),
#include "text-es/causes.def"
};

static const struct {
	uint16_t	code;
	uint8_t		q850[PROFILES];
} statuses[] = {
#define STATUS(code, rfc3398, rfc4497, asterisk, freeswitch)		\
	{ code, { rfc3398, rfc4497, asterisk, freeswitch } },
#define CAUSE(q850, NAME, rfc3398, rfc4497, asterisk, freeswitch, name, text)
#include "causes.def"
};

static const struct cause {
	uint16_t	code[PROFILES];
	uint16_t	name, en, es;
	uint8_t		q850;
} causes[] = {
#define STATUS(code, rfc3398, rfc4497, asterisk, freeswitch)
#define CAUSE(number, NAME, rfc3398, rfc4497, asterisk, freeswitch, str, text) \
	{ { rfc3398, rfc4497, asterisk, freeswitch },			\
	  offsetof(struct en_words, name_##NAME),			\
	  offsetof(struct en_words, text_##NAME),			\
	  offsetof(struct es_words, text_##NAME), number },
#include "causes.def"
};

static bool
is_profile(enum sipresp_cause_profile profile)
{
	return (unsigned)profile < PROFILES;
}

/*
 * What is not in the table.  The RFCs speak of failures alone: RFC 3398,
 * section 8.2.6.1, and RFC 4497, section 8.4.4.
 */
static int
default_cause(int code, enum sipresp_cause_profile profile)
{
	const int class_ = code / 100;

	switch (profile) {
	case SIPRESP_CAUSE_RFC3398:
	case SIPRESP_CAUSE_RFC4497:
		return class_ >= 4 ? 31 : 0;
	case SIPRESP_CAUSE_ASTERISK:
		return class_ == 5 ? 34 : class_ >= 4 ? 127 : 16;
	default:
		return 31;
	}
}

COLD int
sipresp_cause_from_status(int code, enum sipresp_cause_profile profile)
{
	if (sipresp_class_of(code) == SIPRESP_CLASS_NONE || !is_profile(profile))
		return 0;
	for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
		if (statuses[i].code == code)
			return statuses[i].q850[profile];
	return default_cause(code, profile);
}

static const struct cause *
find_cause(int q850)
{
	for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++)
		if (causes[i].q850 == q850)
			return &causes[i];
	return NULL;
}

/* RFC 3398, section 7.2.4.1, and RFC 4497, section 8.4.1. */
static int
default_code(enum sipresp_cause_profile profile)
{
	switch (profile) {
	case SIPRESP_CAUSE_RFC3398:
	case SIPRESP_CAUSE_RFC4497:
		return SIPRESP_500_SERVER_INTERNAL_ERROR;
	case SIPRESP_CAUSE_FREESWITCH:
		return SIPRESP_480_TEMPORARILY_UNAVAILABLE;
	default:
		return 0;
	}
}

COLD int
sipresp_status_from_cause(int q850, enum sipresp_cause_profile profile)
{
	const struct cause *cause = find_cause(q850);

	if (q850 < 1 || q850 > MAX_CAUSE || !is_profile(profile))
		return 0;
	return cause != NULL ? cause->code[profile] : default_code(profile);
}

COLD int
sipresp_status_from_reason(const struct sipresp_reason *reason,
    enum sipresp_cause_profile profile)
{
	if (reason == NULL || reason->protocol.p == NULL)
		return 0;
	if (IS_NAME(reason->protocol, "SIP"))
		return sipresp_class_of(reason->cause) != SIPRESP_CLASS_NONE ?
		    reason->cause : 0;
	if (!IS_NAME(reason->protocol, "Q.850"))
		return 0;
	/* A user that rejects the call declines it: the "(+)" of RFC 3398,
	 * section 7.2.4.1, and cause 21 in RFC 4497, table 1. */
	if (reason->cause == 21 && reason->location.p != NULL &&
	    IS_NAME(reason->location, "U") &&
	    (profile == SIPRESP_CAUSE_RFC3398 ||
	    profile == SIPRESP_CAUSE_RFC4497))
		return SIPRESP_603_DECLINE;
	return sipresp_status_from_cause(reason->cause, profile);
}

/* Does a Warning say that the media do not fit?  304, media type, and 305,
 * media format: another bearer may help (RFC 4497, note 8). */
static bool
warns_of_media(const struct sipresp_response *r)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_warning warning;

	while (sipresp_next_warning(r, &c, &warning))
		if (warning.code == 304 || warning.code == 305)
			return true;
	return false;
}

COLD int
sipresp_cause_of(const struct sipresp_response *r,
    enum sipresp_cause_profile profile, struct sipresp_cause *out)
{
	struct sipresp_cursor c = { 0, 0 };
	struct sipresp_reason reason;

	if (r == NULL || out == NULL || !is_profile(profile))
		return SIPRESP_EINVAL;
	out->location = (struct sipresp_str){ NULL, 0 };
	out->from_reason = false;
	while (!out->from_reason && sipresp_next_reason(r, &c, &reason))
		if (IS_NAME(reason.protocol, "Q.850") && reason.cause >= 1 &&
		    reason.cause <= MAX_CAUSE) {
			out->q850 = reason.cause;
			out->location = reason.location;
			out->from_reason = true;
		}
	if (out->from_reason)
		return 0;
	out->q850 = sipresp_cause_from_status(r->code, profile);
	if ((r->code == 488 || r->code == 606) && warns_of_media(r) &&
	    (profile == SIPRESP_CAUSE_RFC3398 ||
	    profile == SIPRESP_CAUSE_RFC4497))
		out->q850 = 65;
	return 0;
}

const char *
sipresp_cause_name(int q850)
{
	const struct cause *cause = find_cause(q850);

	return cause != NULL ? (const char *)&en_words + cause->name : NULL;
}

const char *
sipresp_cause_text(int q850, const char *lang)
{
	const struct cause *cause = find_cause(q850);

	if (cause == NULL)
		return NULL;
	return is_spanish(lang) ? (const char *)&es_words + cause->es :
	    (const char *)&en_words + cause->en;
}

const char *
sipresp_cause_profile_name(enum sipresp_cause_profile profile)
{
	static const char names[PROFILES][12] = {
		"rfc3398", "rfc4497", "asterisk", "freeswitch"
	};

	return is_profile(profile) ? names[profile] : NULL;
}

const char *
sipresp_cause_reference(enum sipresp_cause_profile profile, bool from_status)
{
	static const char references[PROFILES][2][28] = {
		{ "RFC 3398 section 7.2.4.1", "RFC 3398 section 8.2.6.1" },
		{ "RFC 4497 section 8.4.1", "RFC 4497 section 8.4.4" },
		{ "Asterisk, chan_pjsip", "Asterisk, res_pjsip" },
		{ "FreeSWITCH, mod_sofia", "FreeSWITCH, mod_sofia" }
	};

	return is_profile(profile) ? references[profile][from_status] : NULL;
}
