/*
 * sipresp.h - what SIP responses mean, and what to do about them
 *
 * SPDX-License-Identifier: MIT
 *
 * Everything here is a pure function of its arguments: no allocation, no
 * I/O, no clock, no random number, no locale, no writable static data.
 * All functions are safe to call from any thread at any time, as long as no
 * two threads use the same structure of the caller at once.
 *
 * Text is handed around as slices: a pointer and a length, never ended by
 * NUL.  A slice points into the bytes that the caller gave, and lives as
 * long as they do.  A slice whose 'p' is NULL says "absent".  A returned
 * 'const char *' is constant text ended by NUL that lives as long as the
 * program; never free it.
 *
 * A response code is a plain int, as it came off the wire.  Any int may be
 * passed.  A function that returns int and has an out-argument returns 0, or
 * a negative enum sipresp_error and leaves the out-argument alone.
 *
 * 'lang' is the language that a text is wanted in: a tag of BCP 47 ("es",
 * "es-MX") or the name of a locale ("es_MX.UTF-8"), of which the language
 * counts.  There are English and Spanish; NULL is English, and so is a language
 * that is not there.  All text is UTF-8, and English is plain ASCII.  Carried
 * along with -DSIPRESP_TEXTS=1 the library has English alone, and with
 * -DSIPRESP_TEXTS=0 no texts at all: each of them is then "".
 *
 * The manual is sipresp(3); how decisions are made is told in sipresp(7),
 * and each code is described in sipresp_codes(7).
 */

#ifndef SIPRESP_H
#define SIPRESP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SIPRESP_VERSION_MAJOR	0
#define SIPRESP_VERSION_MINOR	1
#define SIPRESP_VERSION_PATCH	0

/* sipresp_version() returns the version that is linked: "0.1.0". */
const char *sipresp_version(void);

/* ---- limits ------------------------------------------------------------ */

/* Bytes of a header section; one more is SIPRESP_ETOOBIG. */
#define SIPRESP_MAX_HEADER_SIZE	16777216

/* Header lines kept of a response (those in enum sipresp_field, of Via the
 * first two); one more is SIPRESP_ETOOMANY. */
#define SIPRESP_MAX_LINES	128

/* Challenges of a 401 or 407; one more is SIPRESP_ETOOMANY. */
#define SIPRESP_MAX_CHALLENGES	64

/* Targets of a verdict: the best so many of all Contacts. */
#define SIPRESP_MAX_TARGETS	20

/* Realms, told apart by header field, that credentials are sent for on the
 * way to one answer; a challenge for one more is not chosen. */
#define SIPRESP_MAX_REALMS	8

/* How often one request is redirected, and how often it is sent again with
 * or without a change, before the verdict is to give up. */
#define SIPRESP_MAX_REDIRECTS	5
#define SIPRESP_MAX_RETRIES	3

/* How often one request goes on to another destination, and how many probes
 * it causes. */
#define SIPRESP_MAX_FAILOVERS	10
#define SIPRESP_MAX_PROBES	1

/*
 * The most requests that are sent for one thing the user wants, whatever the
 * servers answer, by a host that obeys the verdicts and notes them: the first
 * one; one to each target of the target set; one through each proxy of a 305,
 * of which there is one less than redirections, as targets come from one; and
 * each retry, failover, probe and repetition with credentials.  The argument
 * is in sipresp(7).  ACK, PRACK, CANCEL and BYE are not counted.
 */
#define SIPRESP_MAX_ATTEMPTS	(1 + SIPRESP_MAX_TARGETS +		\
				 SIPRESP_MAX_REDIRECTS - 1 +		\
				 SIPRESP_MAX_RETRIES +			\
				 SIPRESP_MAX_FAILOVERS +		\
				 SIPRESP_MAX_PROBES +			\
				 2 * SIPRESP_MAX_REALMS)

/* The longest Retry-After that is waited for, in seconds. */
#define SIPRESP_MAX_RETRY_AFTER	3000000

/* ---- errors ------------------------------------------------------------ */

enum sipresp_error {
	SIPRESP_EINVAL		= -1,	/* an argument that must not be NULL is, or is out of range */
	SIPRESP_ESTATUSLINE	= -2,	/* no SIP/2.0 status line (RFC 3261, section 7.2) */
	SIPRESP_ECODE		= -3,	/* the code is not three digits from 100 to 699 */
	SIPRESP_ECSEQ		= -4,	/* CSeq is not a number and a method (section 20.16) */
	SIPRESP_ETRUNCATED	= -5,	/* the message ends before its empty line */
	SIPRESP_EBODY		= -6,	/* the body is shorter than Content-Length */
	SIPRESP_ETOOBIG		= -7,	/* over SIPRESP_MAX_HEADER_SIZE */
	SIPRESP_ETOOMANY	= -8,	/* over SIPRESP_MAX_LINES or SIPRESP_MAX_CHALLENGES */
	SIPRESP_ENOMETHOD	= -9,	/* neither CSeq nor the request names a method */
	SIPRESP_EHEADER		= -10,	/* a header name that is no token, or a CR, LF or NUL in a value */
	SIPRESP_EABSENT		= -11,	/* the response has no such value */
	SIPRESP_EVALUE		= -12,	/* the value does not fit its grammar */
	SIPRESP_ENOROOM		= -13,	/* the memory that the caller gave is too small */
	SIPRESP_ECLOSED		= -14,	/* no new branch after a 2xx or 6xx, or a final response upstream */
	SIPRESP_EBREADTH	= -15	/* Max-Breadth allows no further branch at once */
};

/* sipresp_strerror() words an error: "the body is shorter than
 * Content-Length".  Any int may be passed. */
const char *sipresp_strerror(int error);

/* ---- slices ------------------------------------------------------------ */

struct sipresp_str {
	const char	*p;
	size_t		 len;
};

/*
 * sipresp_unquote() writes 'raw', the inside of a quoted string as found in
 * a header field, to 'out' as plain text: quoted pairs are resolved, and a
 * folded line becomes one space (RFC 3261, sections 25.1 and 7.3.1).  Like
 * snprintf(): at most 'out_size' bytes are written, the last of them NUL,
 * and the length of the whole text is returned.  'out' may be NULL if
 * 'out_size' is 0.
 */
size_t sipresp_unquote(struct sipresp_str raw, char *out, size_t out_size);

/* ---- the catalogue ----------------------------------------------------- */

/*
 * The codes of the catalogue.  The number is part of the name because
 * phrases repeat: 406 and 606 are both "Not Acceptable".
 */
enum sipresp_code {
	/* 1xx: provisional (RFC 3261, section 21.1) */
	SIPRESP_100_TRYING				= 100,
	SIPRESP_180_RINGING				= 180,
	SIPRESP_181_CALL_IS_BEING_FORWARDED		= 181,
	SIPRESP_182_QUEUED				= 182,
	SIPRESP_183_SESSION_PROGRESS			= 183,
	SIPRESP_199_EARLY_DIALOG_TERMINATED		= 199,

	/* 2xx: success (section 21.2) */
	SIPRESP_200_OK					= 200,
	SIPRESP_202_ACCEPTED				= 202,
	SIPRESP_204_NO_NOTIFICATION			= 204,

	/* 3xx: redirection (section 21.3) */
	SIPRESP_300_MULTIPLE_CHOICES			= 300,
	SIPRESP_301_MOVED_PERMANENTLY			= 301,
	SIPRESP_302_MOVED_TEMPORARILY			= 302,
	SIPRESP_305_USE_PROXY				= 305,
	SIPRESP_380_ALTERNATIVE_SERVICE			= 380,

	/* 4xx: client failure (section 21.4) */
	SIPRESP_400_BAD_REQUEST				= 400,
	SIPRESP_401_UNAUTHORIZED			= 401,
	SIPRESP_402_PAYMENT_REQUIRED			= 402,
	SIPRESP_403_FORBIDDEN				= 403,
	SIPRESP_404_NOT_FOUND				= 404,
	SIPRESP_405_METHOD_NOT_ALLOWED			= 405,
	SIPRESP_406_NOT_ACCEPTABLE			= 406,
	SIPRESP_407_PROXY_AUTHENTICATION_REQUIRED	= 407,
	SIPRESP_408_REQUEST_TIMEOUT			= 408,
	SIPRESP_410_GONE				= 410,
	SIPRESP_412_CONDITIONAL_REQUEST_FAILED		= 412,
	SIPRESP_413_REQUEST_ENTITY_TOO_LARGE		= 413,
	SIPRESP_414_REQUEST_URI_TOO_LONG		= 414,
	SIPRESP_415_UNSUPPORTED_MEDIA_TYPE		= 415,
	SIPRESP_416_UNSUPPORTED_URI_SCHEME		= 416,
	SIPRESP_417_UNKNOWN_RESOURCE_PRIORITY		= 417,
	SIPRESP_420_BAD_EXTENSION			= 420,
	SIPRESP_421_EXTENSION_REQUIRED			= 421,
	SIPRESP_422_SESSION_INTERVAL_TOO_SMALL		= 422,
	SIPRESP_423_INTERVAL_TOO_BRIEF			= 423,
	SIPRESP_424_BAD_LOCATION_INFORMATION		= 424,
	SIPRESP_425_BAD_ALERT_MESSAGE			= 425,
	SIPRESP_428_USE_IDENTITY_HEADER			= 428,
	SIPRESP_429_PROVIDE_REFERRER_IDENTITY		= 429,
	SIPRESP_430_FLOW_FAILED				= 430,
	SIPRESP_433_ANONYMITY_DISALLOWED		= 433,
	SIPRESP_436_BAD_IDENTITY_INFO			= 436,
	SIPRESP_437_UNSUPPORTED_CREDENTIAL		= 437,
	SIPRESP_438_INVALID_IDENTITY_HEADER		= 438,
	SIPRESP_439_FIRST_HOP_LACKS_OUTBOUND_SUPPORT	= 439,
	SIPRESP_440_MAX_BREADTH_EXCEEDED		= 440,
	SIPRESP_469_BAD_INFO_PACKAGE			= 469,
	SIPRESP_470_CONSENT_NEEDED			= 470,
	SIPRESP_480_TEMPORARILY_UNAVAILABLE		= 480,
	SIPRESP_481_CALL_TRANSACTION_DOES_NOT_EXIST	= 481,
	SIPRESP_482_LOOP_DETECTED			= 482,
	SIPRESP_483_TOO_MANY_HOPS			= 483,
	SIPRESP_484_ADDRESS_INCOMPLETE			= 484,
	SIPRESP_485_AMBIGUOUS				= 485,
	SIPRESP_486_BUSY_HERE				= 486,
	SIPRESP_487_REQUEST_TERMINATED			= 487,
	SIPRESP_488_NOT_ACCEPTABLE_HERE			= 488,
	SIPRESP_489_BAD_EVENT				= 489,
	SIPRESP_491_REQUEST_PENDING			= 491,
	SIPRESP_493_UNDECIPHERABLE			= 493,
	SIPRESP_494_SECURITY_AGREEMENT_REQUIRED		= 494,

	/* 5xx: server failure (section 21.5) */
	SIPRESP_500_SERVER_INTERNAL_ERROR		= 500,
	SIPRESP_501_NOT_IMPLEMENTED			= 501,
	SIPRESP_502_BAD_GATEWAY				= 502,
	SIPRESP_503_SERVICE_UNAVAILABLE			= 503,
	SIPRESP_504_SERVER_TIME_OUT			= 504,
	SIPRESP_505_VERSION_NOT_SUPPORTED		= 505,
	SIPRESP_513_MESSAGE_TOO_LARGE			= 513,
	SIPRESP_555_PUSH_NOTIFICATION_SERVICE_NOT_SUPPORTED = 555,
	SIPRESP_580_PRECONDITION_FAILURE		= 580,

	/* 6xx: global failure (section 21.6) */
	SIPRESP_600_BUSY_EVERYWHERE			= 600,
	SIPRESP_603_DECLINE				= 603,
	SIPRESP_604_DOES_NOT_EXIST_ANYWHERE		= 604,
	SIPRESP_606_NOT_ACCEPTABLE			= 606,
	SIPRESP_607_UNWANTED				= 607,
	SIPRESP_608_REJECTED				= 608,

	/* Not registered, but met: treated as x00 (section 8.1.3.2). */
	SIPRESP_409_CONFLICT				= 409,
	SIPRESP_411_LENGTH_REQUIRED			= 411,
	SIPRESP_476_UNRESOLVABLE_DESTINATION		= 476,
	SIPRESP_477_NEXT_HOP_SEND_ERROR			= 477,
	SIPRESP_478_UNRESOLVABLE_DESTINATION		= 478,
	SIPRESP_479_URI_NOT_PROCESSED			= 479,
	SIPRESP_490_REQUEST_UPDATED			= 490,
	SIPRESP_499_CLIENT_CLOSED_REQUEST		= 499,
	SIPRESP_687_DIALOG_TERMINATED			= 687
};

/* The first digit of a code (RFC 3261, section 7.2). */
enum sipresp_class {
	SIPRESP_CLASS_NONE		= 0,	/* outside 100..699 */
	SIPRESP_CLASS_PROVISIONAL	= 1,
	SIPRESP_CLASS_SUCCESS		= 2,
	SIPRESP_CLASS_REDIRECTION	= 3,
	SIPRESP_CLASS_CLIENT_FAILURE	= 4,
	SIPRESP_CLASS_SERVER_FAILURE	= 5,
	SIPRESP_CLASS_GLOBAL_FAILURE	= 6
};

/* Where a code comes from. */
enum sipresp_origin {
	SIPRESP_ORIGIN_REGISTERED,	/* in the IANA registry */
	SIPRESP_ORIGIN_HISTORIC,	/* once specified, never or no longer registered */
	SIPRESP_ORIGIN_VENDOR		/* some implementation's own */
};

/* Who can usually act on a code: a set. */
enum sipresp_party {
	SIPRESP_PARTY_CALLER	= 1 << 0,
	SIPRESP_PARTY_CALLEE	= 1 << 1,
	SIPRESP_PARTY_OPERATOR	= 1 << 2,	/* whoever runs the servers on the way */
	SIPRESP_PARTY_NETWORK	= 1 << 3,
	SIPRESP_PARTY_POLICY	= 1 << 4	/* nobody: it was refused on purpose */
};

/*
 * What is known about one code.  Instances are owned by the library and
 * constant.  Fields may be added at the end in a minor release, so do not
 * copy, embed or take the size of this structure.
 */
struct sipresp_info {
	int		 code;		/* 100..699 */
	uint8_t		 origin;	/* enum sipresp_origin */
	uint8_t		 parties;	/* set of enum sipresp_party */
	uint8_t		 deprecated;	/* 1 for 202 (RFC 6665, section 8.3.1) */
	uint8_t		 temporary;	/* 1 if the same request may succeed later, as for 480 */
};

/* sipresp_lookup() returns what is known about 'code', or NULL if the
 * catalogue does not have it. */
const struct sipresp_info *sipresp_lookup(int code);

/* sipresp_phrase() returns the phrase of 'code' as registered, "Busy Here";
 * sipresp_constant() what it is called above, "SIPRESP_486_BUSY_HERE".  NULL if
 * the catalogue does not have the code. */
const char *sipresp_phrase(int code);
const char *sipresp_constant(int code);

/*
 * sipresp_effective() returns the code that 'code' must be treated as: a
 * registered code is itself; any other provisional code is 183, and any
 * other final code is the x00 code of its class (RFC 3261, section
 * 8.1.3.2), codes that the catalogue has as vendor or historic among them.
 * Returns 0 if 'code' is not in 100..699, which makes the message malformed
 * (section 7.2).
 */
int sipresp_effective(int code);

/* sipresp_class_of() returns the class of 'code'. */
enum sipresp_class sipresp_class_of(int code);

/* sipresp_language() names the languages that there are texts in, by numbers
 * from 0 on: "en", "es"; NULL after the last.  It is NULL at once in a library
 * that was built without texts. */
const char *sipresp_language(size_t i);

/* What may be asked of the catalogue in words. */
enum sipresp_text {
	SIPRESP_TEXT_MEANING,	/* what the code says: one paragraph */
	SIPRESP_TEXT_WHEN,	/* when it is seen: one cause a line, most frequent first */
	SIPRESP_TEXT_REMEDY,	/* how to fix it: one step a line, in order */
	SIPRESP_TEXT_USER,	/* one sentence for the user of a phone */
	SIPRESP_TEXT_REFERENCE,	/* "RFC 3261 section 21.4.24", one a line */
	SIPRESP_TEXT_FIELDS,	/* "Retry-After: what for", one a line; "" if none */
	SIPRESP_TEXT_NEIGHBOURS	/* "480: how that differs", one a line; "" if none */
};

/*
 * sipresp_text() returns what the catalogue says about 'code', in the
 * language 'lang'.  Lines are separated by '\n', and the last one has none.
 * Returns NULL if the catalogue does not have the code.
 */
const char *sipresp_text(int code, enum sipresp_text what, const char *lang);

/*
 * sipresp_compare() writes how codes 'a' and 'b' differ: a line for each
 * aspect in which they do, "Aspect\ta\tb\n", where 'a' and 'b' stand for
 * what holds for each.  Like snprintf(): at most 'out_size' bytes are
 * written, the last of them NUL, and the length of the whole text is
 * returned.  Returns 0, and writes "" if there is room, if the catalogue
 * lacks one of them or they are the same.  'out' may be NULL if 'out_size'
 * is 0.
 */
size_t sipresp_compare(int a, int b, const char *lang, char *out,
    size_t out_size);

/* ---- a received response ----------------------------------------------- */

/* The header fields that a decision may rest on.  All others are skipped. */
enum sipresp_field {
	SIPRESP_FIELD_VIA,
	SIPRESP_FIELD_CSEQ,
	SIPRESP_FIELD_CONTENT_LENGTH,
	SIPRESP_FIELD_CONTENT_TYPE,
	SIPRESP_FIELD_CONTACT,
	SIPRESP_FIELD_WWW_AUTHENTICATE,
	SIPRESP_FIELD_PROXY_AUTHENTICATE,
	SIPRESP_FIELD_RETRY_AFTER,
	SIPRESP_FIELD_EXPIRES,
	SIPRESP_FIELD_MIN_EXPIRES,
	SIPRESP_FIELD_MIN_SE,
	SIPRESP_FIELD_SESSION_EXPIRES,
	SIPRESP_FIELD_RSEQ,
	SIPRESP_FIELD_REQUIRE,
	SIPRESP_FIELD_SUPPORTED,
	SIPRESP_FIELD_UNSUPPORTED,
	SIPRESP_FIELD_ALLOW,
	SIPRESP_FIELD_ALLOW_EVENTS,
	SIPRESP_FIELD_ACCEPT,
	SIPRESP_FIELD_ACCEPT_ENCODING,
	SIPRESP_FIELD_ACCEPT_LANGUAGE,
	SIPRESP_FIELD_ACCEPT_RESOURCE_PRIORITY,
	SIPRESP_FIELD_RECV_INFO,
	SIPRESP_FIELD_PERMISSION_MISSING,
	SIPRESP_FIELD_SECURITY_SERVER,
	SIPRESP_FIELD_WARNING,
	SIPRESP_FIELD_REASON,
	SIPRESP_FIELD_ERROR_INFO,
	SIPRESP_FIELD_CALL_INFO,
	SIPRESP_FIELD_GEOLOCATION_ERROR,
	SIPRESP_FIELD_ALERTMSG_ERROR,
	SIPRESP_FIELD_SIP_ETAG,
	SIPRESP_FIELD_SERVER,
	SIPRESP_FIELD_COUNT
};

/* sipresp_field_name() returns the registered name: "Retry-After"; NULL if
 * 'field' is out of range. */
const char *sipresp_field_name(enum sipresp_field field);

/* Who says so: a message, or this side's own transaction layer. */
enum sipresp_source {
	SIPRESP_SOURCE_PEER,
	SIPRESP_SOURCE_TIMEOUT,
	SIPRESP_SOURCE_TRANSPORT_ERROR
};

/* One kept header line: its value, folded lines and all. */
struct sipresp_line {
	const char	*value;
	uint32_t	 len;
	uint32_t	 field;		/* enum sipresp_field */
};

/*
 * A response.  Belongs to the caller; fill it by one of the four functions
 * below.  Only what those functions set is defined: 'lines' beyond
 * 'line_count' are not.
 */
struct sipresp_response {
	int			 code;		/* 100..699 */
	enum sipresp_source	 source;
	struct sipresp_str	 method;	/* from CSeq; absent without one */
	struct sipresp_str	 phrase;	/* may be empty */
	size_t			 header_size;	/* bytes up to the body, or 0 */
	size_t			 body_size;	/* bytes of body */
	uint64_t		 present;	/* set of 1 << enum sipresp_field */
	uint64_t		 repeated;	/* those of them with more than one line */
	uint8_t			 first[SIPRESP_FIELD_COUNT];	/* the first line of each that is present */
	uint32_t		 line_count;
	uint32_t		 via_count;	/* of Via: 0, 1, or 2 if there are more */
	struct sipresp_line	 lines[SIPRESP_MAX_LINES];
};

/*
 * sipresp_parse() reads the response at the start of the 'len' bytes of
 * 'msg' (RFC 3261, section 7.2).  Header fields may come in any order, in
 * compact form and folded; a line may end in LF alone; empty lines before
 * the status line are skipped (section 7.5).  The body is never read: it is
 * Content-Length bytes, or what is left where there is none.  The message
 * takes header_size + body_size bytes.  Via, From, To and Call-ID may be
 * absent, and so may CSeq: then the request must name the method.
 *
 * Returns 0, or SIPRESP_EINVAL, SIPRESP_ESTATUSLINE, SIPRESP_ECODE,
 * SIPRESP_ECSEQ, SIPRESP_ETRUNCATED, SIPRESP_EBODY, SIPRESP_ETOOBIG,
 * SIPRESP_ETOOMANY.
 */
int sipresp_parse(struct sipresp_response *out, const char *msg, size_t len);

/*
 * sipresp_response_init() begins a response that the host has parsed
 * already: 'code' of 100..699, and the method in its CSeq.  Add each header
 * field with sipresp_response_add(), and store the reason phrase in
 * out->phrase if it is at hand; then it is as if parsed.  Returns 0, or
 * SIPRESP_EINVAL or SIPRESP_ECODE.
 */
int sipresp_response_init(struct sipresp_response *out, int code,
    struct sipresp_str method);

/*
 * sipresp_response_add() adds one header field, its name long or compact in
 * any case, and its value as received.  A field that no decision rests on is
 * ignored.  A fold may stay in the value; any other CR or LF, a NUL, and a
 * name that is no token are refused.  Returns 0, or SIPRESP_EINVAL,
 * SIPRESP_EHEADER, SIPRESP_ETOOBIG, SIPRESP_ETOOMANY, or SIPRESP_ECSEQ.
 */
int sipresp_response_add(struct sipresp_response *response,
    struct sipresp_str name, struct sipresp_str value);

/*
 * sipresp_response_local() makes the response that the transaction layer's
 * own failure stands for: 408 for SIPRESP_SOURCE_TIMEOUT, 503 for
 * SIPRESP_SOURCE_TRANSPORT_ERROR (RFC 3261, section 8.1.3.1).  The verdict
 * tells them from what a peer sent.  Returns 0 or SIPRESP_EINVAL.
 */
int sipresp_response_local(struct sipresp_response *out,
    enum sipresp_source what, struct sipresp_str method);

/* ---- values ------------------------------------------------------------ */

/*
 * Where a reader of values is.  All zero is the start.  One cursor serves
 * one function, and one response that does not change meanwhile.
 */
struct sipresp_cursor {
	uint32_t	line;
	uint32_t	at;
};

enum sipresp_uri_scheme {
	SIPRESP_SCHEME_OTHER,
	SIPRESP_SCHEME_SIP,
	SIPRESP_SCHEME_SIPS,
	SIPRESP_SCHEME_TEL
};

/* One value of Contact (RFC 3261, section 20.10). */
struct sipresp_contact {
	struct sipresp_str	 uri;		/* without angle brackets; "*" for the star */
	struct sipresp_str	 display_name;	/* as received, quotes and all; or absent */
	struct sipresp_str	 params;	/* header parameters from the first ';', or absent */
	int			 q;		/* 0..1000; -1 where absent, 0 where malformed */
	bool			 has_expires;
	uint32_t		 expires_s;	/* 3600 where malformed (section 8.3) */
};

/*
 * sipresp_next_contact() reads the next Contact value of the response, over
 * all its Contact lines, in order.  Values that do not fit the grammar are
 * passed over.  Returns false, and leaves '*out' alone, after the last.
 */
bool sipresp_next_contact(const struct sipresp_response *response,
    struct sipresp_cursor *cursor, struct sipresp_contact *out);

/* Digest algorithms and schemes that a host can answer: a set. */
enum sipresp_auth {
	SIPRESP_AUTH_MD5		= 1 << 0,
	SIPRESP_AUTH_MD5_SESS		= 1 << 1,
	SIPRESP_AUTH_SHA_256		= 1 << 2,
	SIPRESP_AUTH_SHA_256_SESS	= 1 << 3,
	SIPRESP_AUTH_SHA_512_256	= 1 << 4,
	SIPRESP_AUTH_SHA_512_256_SESS	= 1 << 5,
	SIPRESP_AUTH_AKAV1_MD5		= 1 << 6,
	SIPRESP_AUTH_AKAV2_MD5		= 1 << 7,
	SIPRESP_AUTH_BEARER		= 1 << 8,

	SIPRESP_AUTH_DEFAULT		= (1 << 6) - 1	/* the three digests and their -sess forms */
};

/* One challenge (RFC 3261, sections 20.27 and 20.44; RFC 8760; RFC 8898). */
struct sipresp_challenge {
	struct sipresp_str	 scheme;	/* "Digest" */
	struct sipresp_str	 realm;		/* inside its quotes: see sipresp_unquote() */
	struct sipresp_str	 nonce;		/* likewise, and so on */
	struct sipresp_str	 opaque;
	struct sipresp_str	 algorithm;	/* absent means MD5 */
	struct sipresp_str	 qop;		/* "auth,auth-int" */
	struct sipresp_str	 stale;		/* "true" */
	struct sipresp_str	 authz_server;	/* Bearer */
	struct sipresp_str	 scope;
	struct sipresp_str	 error;
	unsigned		 auth;		/* enum sipresp_auth that answers it; 0 if unknown */
	bool			 is_stale;
	bool			 proxy;		/* from Proxy-Authenticate */
};

/* sipresp_next_challenge() reads the next challenge, WWW-Authenticate and
 * Proxy-Authenticate alike, in the order of the message. */
bool sipresp_next_challenge(const struct sipresp_response *response,
    struct sipresp_cursor *cursor, struct sipresp_challenge *out);

/* One value of Warning (RFC 3261, section 20.43). */
struct sipresp_warning {
	int			 code;		/* 100..999 */
	struct sipresp_str	 agent;
	struct sipresp_str	 text;		/* inside its quotes */
};

bool sipresp_next_warning(const struct sipresp_response *response,
    struct sipresp_cursor *cursor, struct sipresp_warning *out);

/* sipresp_warning_text() returns what a warning code says, and what to change
 * in the session description, in one paragraph.  NULL if the code is not
 * known. */
const char *sipresp_warning_text(int code, const char *lang);

/* sipresp_warning_reference() tells which text has the code: "RFC 3261
 * section 20.43"; NULL if the code is not registered or not known. */
const char *sipresp_warning_reference(int code);

/* One value of Reason (RFC 3326; location by RFC 8606). */
struct sipresp_reason {
	struct sipresp_str	 protocol;	/* "SIP", "Q.850" */
	int			 cause;		/* -1 where absent */
	struct sipresp_str	 text;		/* inside its quotes */
	struct sipresp_str	 location;
};

bool sipresp_next_reason(const struct sipresp_response *response,
    struct sipresp_cursor *cursor, struct sipresp_reason *out);

/*
 * sipresp_next_value() reads the next member of a comma-separated list, over
 * all lines of the field: Require, Supported, Unsupported, Allow,
 * Allow-Events, Accept, Accept-Encoding, Accept-Language,
 * Accept-Resource-Priority, Recv-Info, Permission-Missing, Security-Server,
 * Error-Info.  A member is given as received, with its parameters; the URI
 * of an Error-Info or Permission-Missing alone and without angle brackets.
 * Members that do not fit the grammar of the field are passed over.
 */
bool sipresp_next_value(const struct sipresp_response *response,
    enum sipresp_field field, struct sipresp_cursor *cursor,
    struct sipresp_str *out);

/*
 * sipresp_number() reads the number that Retry-After, Expires, Min-Expires,
 * Session-Expires or Min-SE (seconds), RSeq, Geolocation-Error or
 * AlertMsg-Error (a code) begins with.  A time over 2^32-1 is taken as
 * 2^32-1 (RFC 3261, section 20.19); an RSeq that is 0 or over it, and a code
 * over 999, do not fit their grammar.  Where the field comes twice, the first
 * well-formed one counts.  Returns 0, SIPRESP_EABSENT, SIPRESP_EVALUE or
 * SIPRESP_EINVAL.
 */
int sipresp_number(const struct sipresp_response *response,
    enum sipresp_field field, uint32_t *out);

/* sipresp_parameter() finds parameter 'name' (any case) behind the value
 * that sipresp_number() reads: "duration" of Retry-After, "refresher" of
 * Session-Expires.  Quotes are taken off.  A parameter without a value is an
 * empty slice.  Returns 0, SIPRESP_EABSENT, SIPRESP_EVALUE or SIPRESP_EINVAL. */
int sipresp_parameter(const struct sipresp_response *response,
    enum sipresp_field field, const char *name, struct sipresp_str *out);

/* sipresp_retry_after_comment() finds the comment of Retry-After, without
 * its parentheses (section 20.33).  Returns as sipresp_parameter(). */
int sipresp_retry_after_comment(const struct sipresp_response *response,
    struct sipresp_str *out);

/* sipresp_field_text() gives the first line of a field as received, white
 * space around it off: Content-Type, SIP-ETag, Server.  Returns 0,
 * SIPRESP_EABSENT or SIPRESP_EINVAL. */
int sipresp_field_text(const struct sipresp_response *response,
    enum sipresp_field field, struct sipresp_str *out);

/* sipresp_redress() finds whom to ask about a blocked call: the jCard URI in
 * the Call-Info of a 608 (RFC 8688, section 3.1), or the URL in the Reason
 * text of a 603 "Network Blocked" (ATIS-1000099).  Returns 0 or
 * SIPRESP_EABSENT. */
int sipresp_redress(const struct sipresp_response *response,
    struct sipresp_str *out);

/* Overload control in the topmost Via (RFC 7339, section 4). */
struct sipresp_overload {
	bool			 has_oc, has_validity;
	uint32_t		 oc;		/* percent, or requests a second */
	uint32_t		 validity_ms;
	struct sipresp_str	 algo;		/* "loss"; inside its quotes */
	struct sipresp_str	 seq;
};

/* sipresp_read_overload() returns 0, or SIPRESP_EABSENT if the topmost Via has
 * none of it. */
int sipresp_read_overload(const struct sipresp_response *response,
    struct sipresp_overload *out);

/* ---- URIs -------------------------------------------------------------- */

/* sipresp_uri_scheme() tells the scheme of 'uri'. */
enum sipresp_uri_scheme sipresp_uri_scheme(struct sipresp_str uri);

/* sipresp_uri_equal() says whether two URIs are equal: SIP and SIPS by RFC
 * 3261, section 19.1.4, tel by RFC 3966, section 4, and others byte by byte
 * but for the case of the scheme.  What is absent equals nothing. */
bool sipresp_uri_equal(struct sipresp_str a, struct sipresp_str b);

/*
 * sipresp_request_uri() writes 'uri', as it stood in a Contact, in the form
 * that may be a Request-URI: without its "method" parameter and its header
 * part (RFC 3261, sections 8.1.3.4 and 19.1.1, table 1).  Like snprintf():
 * at most 'out_size' bytes are written, the last of them NUL, and the length
 * of the whole is returned.  '*out_headers', if not NULL, is what follows
 * the '?', or absent.  'out' may be NULL if 'out_size' is 0.
 */
size_t sipresp_request_uri(struct sipresp_str uri, char *out, size_t out_size,
    struct sipresp_str *out_headers);

/* ---- the decision ------------------------------------------------------ */

/* What the transaction user does next. */
enum sipresp_action {
	SIPRESP_ACTION_NONE,		/* as a fallback: there is none */
	SIPRESP_ACTION_WAIT,		/* keep the transaction open */
	SIPRESP_ACTION_DONE,		/* the request is fulfilled */
	SIPRESP_ACTION_REDIRECT,	/* a new request to 'targets', in order */
	SIPRESP_ACTION_USE_PROXY,	/* this request through the proxy in 'targets' */
	SIPRESP_ACTION_AUTHENTICATE,	/* again, with credentials for each chosen challenge */
	SIPRESP_ACTION_AMEND,		/* again, with the changes in 'amend' */
	SIPRESP_ACTION_RETRY,		/* the same to the same place, after the wait */
	SIPRESP_ACTION_FAILOVER,	/* the same to the next destination (RFC 3263, section 4.3) */
	SIPRESP_ACTION_PROBE,		/* OPTIONS first; then decide again */
	SIPRESP_ACTION_ASK_USER,	/* let a person choose */
	SIPRESP_ACTION_GIVE_UP,		/* report failure */
	SIPRESP_ACTION_DISCARD		/* drop the response */
};

/* Methods as a set; one that is not here is SIPRESP_METHOD_OTHER. */
enum sipresp_method {
	SIPRESP_METHOD_INVITE		= 1 << 0,
	SIPRESP_METHOD_ACK		= 1 << 1,
	SIPRESP_METHOD_BYE		= 1 << 2,
	SIPRESP_METHOD_CANCEL		= 1 << 3,
	SIPRESP_METHOD_OPTIONS		= 1 << 4,
	SIPRESP_METHOD_REGISTER		= 1 << 5,
	SIPRESP_METHOD_PRACK		= 1 << 6,
	SIPRESP_METHOD_SUBSCRIBE	= 1 << 7,
	SIPRESP_METHOD_NOTIFY		= 1 << 8,
	SIPRESP_METHOD_PUBLISH		= 1 << 9,
	SIPRESP_METHOD_INFO		= 1 << 10,
	SIPRESP_METHOD_REFER		= 1 << 11,
	SIPRESP_METHOD_MESSAGE		= 1 << 12,
	SIPRESP_METHOD_UPDATE		= 1 << 13,
	SIPRESP_METHOD_OTHER		= 1 << 14,

	SIPRESP_METHOD_ANY		= 0x7fff
};

/* sipresp_method_of() tells which of them 'name' is; case counts (RFC 3261,
 * section 7.1).  sipresp_method_name() is the reverse: "INVITE"; "other" for
 * SIPRESP_METHOD_OTHER, and NULL for anything but one of them. */
enum sipresp_method sipresp_method_of(struct sipresp_str name);
const char *sipresp_method_name(enum sipresp_method method);

/* How sure it is who is to blame. */
enum sipresp_certainty {
	SIPRESP_CERTAINTY_NONE,		/* nobody: it is no failure */
	SIPRESP_CERTAINTY_POSSIBLE,
	SIPRESP_CERTAINTY_LIKELY,
	SIPRESP_CERTAINTY_CERTAIN
};

/* How strongly the cited text asks for it (RFC 2119). */
enum sipresp_level {
	SIPRESP_LEVEL_NONE,
	SIPRESP_LEVEL_MAY,		/* offer it, do not do it unasked */
	SIPRESP_LEVEL_SHOULD,
	SIPRESP_LEVEL_MUST
};

/* What to change in the request: a set of 1 << these. */
enum sipresp_amend {
	SIPRESP_AMEND_BODY,		/* omit or shrink the body */
	SIPRESP_AMEND_CONTENT,		/* use listed media types, encodings, languages */
	SIPRESP_AMEND_URI_SCHEME,	/* use another URI scheme */
	SIPRESP_AMEND_RESOURCE_PRIORITY, /* use a listed value, or drop the requirement */
	SIPRESP_AMEND_DROP_EXTENSIONS,	/* omit the option tags in Unsupported */
	SIPRESP_AMEND_ADD_EXTENSIONS,	/* support and list the tags in Require */
	SIPRESP_AMEND_SESSION_INTERVAL,	/* raise Session-Expires and Min-SE to Min-SE */
	SIPRESP_AMEND_EXPIRES,		/* raise the expiry to Min-Expires */
	SIPRESP_AMEND_LOCATION,		/* correct the location conveyed */
	SIPRESP_AMEND_ALERT,		/* drop or change the alert message */
	SIPRESP_AMEND_IDENTITY,		/* add or renew the signed Identity */
	SIPRESP_AMEND_REFERRED_BY,	/* add a valid Referred-By identity token */
	SIPRESP_AMEND_PRIVACY,		/* stop hiding the caller */
	SIPRESP_AMEND_OUTBOUND,		/* register without outbound */
	SIPRESP_AMEND_BREADTH,		/* fork less, or allow more breadth */
	SIPRESP_AMEND_INFO_PACKAGE,	/* use one in Recv-Info */
	SIPRESP_AMEND_CONSENT,		/* obtain the permissions in Permission-Missing */
	SIPRESP_AMEND_ENTITY_TAG,	/* drop the stale condition and start afresh */
	SIPRESP_AMEND_MEDIA,		/* change the offered session description */
	SIPRESP_AMEND_EVENT,		/* use an event package in Allow-Events */
	SIPRESP_AMEND_ENCRYPTION,	/* unencrypted, or with a key the peer can read */
	SIPRESP_AMEND_SECURITY,		/* use a mechanism in Security-Server */
	SIPRESP_AMEND_MAX_FORWARDS,	/* allow more hops */
	SIPRESP_AMEND_PRECONDITION,	/* offer other preconditions */
	SIPRESP_AMEND_METHOD,		/* use a method in Allow */
	SIPRESP_AMEND_ACCEPT,		/* accept other response content */
	SIPRESP_AMEND_PUSH,		/* register without pn- parameters */
	SIPRESP_AMEND_COUNT
};

/* What the transaction user owes besides: a set. */
enum sipresp_send {
	SIPRESP_SEND_ACK	= 1 << 0,
	SIPRESP_SEND_PRACK	= 1 << 1,
	SIPRESP_SEND_BYE	= 1 << 2,
	SIPRESP_SEND_CANCEL	= 1 << 3
};

/* What this response ends (RFC 5057). */
enum sipresp_scope {
	SIPRESP_SCOPE_NONE,
	SIPRESP_SCOPE_EARLY_DIALOG,
	SIPRESP_SCOPE_TRANSACTION,
	SIPRESP_SCOPE_USAGE,
	SIPRESP_SCOPE_DIALOG
};

/* What later requests do with the URI that was tried. */
enum sipresp_future {
	SIPRESP_FUTURE_KEEP,
	SIPRESP_FUTURE_REPLACE,		/* use the new one (301) */
	SIPRESP_FUTURE_CACHE,		/* use the new one until it expires (302 with an expiry) */
	SIPRESP_FUTURE_FORGET		/* stop using it (410, 604) */
};

/* Words for the values above, as in the JSON of sipresp(1): "give_up";
 * NULL if out of range. */
const char *sipresp_action_name(enum sipresp_action action);
const char *sipresp_level_name(enum sipresp_level level);
const char *sipresp_amend_name(enum sipresp_amend amend);
const char *sipresp_scope_name(enum sipresp_scope scope);
const char *sipresp_future_name(enum sipresp_future future);
const char *sipresp_source_name(enum sipresp_source source);
const char *sipresp_class_name(enum sipresp_class class_);
const char *sipresp_party_name(enum sipresp_party party);
const char *sipresp_certainty_name(enum sipresp_certainty certainty);

/* The same for people, without capital and full stop: "give up and report the
 * failure", "client failure", "the whole dialog", "stop using the address",
 * "server operator".  NULL if out of range. */
const char *sipresp_action_text(enum sipresp_action action, const char *lang);
const char *sipresp_amend_text(enum sipresp_amend amend, const char *lang);
const char *sipresp_class_text(enum sipresp_class class_, const char *lang);
const char *sipresp_scope_text(enum sipresp_scope scope, const char *lang);
const char *sipresp_future_text(enum sipresp_future future, const char *lang);
const char *sipresp_party_text(enum sipresp_party party, const char *lang);

/*
 * sipresp_translate() gives a sentence that the library gave in English: the
 * why and the blame_why of a verdict, the why of a rule and of a forking proxy,
 * and what sipresp_strerror() returned.  What it says is looked for, so a copy
 * serves as well.  Any other text, such as the why of a host's own rule, is
 * returned as it is, and so is NULL.
 */
const char *sipresp_translate(const char *text, const char *lang);

/* May a redirection lead from a SIPS URI to one of another scheme (RFC 3261,
 * section 8.1.3.4)?  Under SIPRESP_SIPS_ASK the set keeps its order: ask before
 * each target that is marked insecure.  If all are, the level is MAY. */
enum sipresp_sips {
	SIPRESP_SIPS_ASK,	/* only if the user agrees: marked insecure */
	SIPRESP_SIPS_REFUSE,	/* never: such targets are left out */
	SIPRESP_SIPS_ALLOW	/* yes: marked insecure, and otherwise like others */
};

/*
 * A decision of the host's own, which goes before the library's.  It is for
 * failures that a peer sent, that is, codes from 300 to 699.  What it does
 * not name, zero or absent, may be anything.
 *
 * Either 'treat_as' names a code from 300 to 699: the response is decided as
 * if it were that one.  Or 'action' is RETRY, AMEND, FAILOVER, ASK_USER or
 * GIVE_UP: that is done, with 'amend' and the wait, while what the response
 * ends (scope, future, send, quarantine) is still the library's to say.  A
 * RETRY, AMEND or FAILOVER that the caps no longer allow is passed over.
 */
struct sipresp_policy_rule {
	int			 code;
	unsigned		 methods;	/* set of enum sipresp_method */
	struct sipresp_str	 phrase;	/* in any case */
	int			 cause;		/* the cause of a Reason header for Q.850 */
	int			 warning;	/* the code of a Warning */

	int			 treat_as;
	enum sipresp_action	 action;
	unsigned		 amend;		/* set of 1 << enum sipresp_amend */
	uint32_t		 wait_min_ms;
	uint32_t		 wait_max_ms;	/* 0: no wait */
	const char		*rule;		/* for the verdict, if 'action' decides */
	const char		*reference;
	const char		*why;
};

/*
 * What a host has decided beforehand.  sipresp_policy_init() sets what holds
 * where there is no policy: the caps of this header, SIPRESP_SIPS_ASK, every
 * scheme, every host, no rules.  A cap over the one in this header counts as
 * that one, so that SIPRESP_MAX_ATTEMPTS holds.  Arrays belong to the caller
 * and are only read.
 */
struct sipresp_policy {
	uint32_t		 max_redirects;
	uint32_t		 max_retries;
	uint32_t		 max_failovers;
	uint32_t		 max_probes;
	uint32_t		 max_targets;	/* of one response */
	uint32_t		 max_retry_after_s; /* a longer Retry-After is not waited for */
	enum sipresp_sips	 sips;
	unsigned		 schemes;	/* set of 1 << enum sipresp_uri_scheme to be redirected to */
	const struct sipresp_str *hosts;	/* hosts to be redirected to, their subdomains among them; */
	size_t			 host_count;	/* none: any */
	const struct sipresp_policy_rule *rules; /* the first that fits decides */
	size_t			 rule_count;
};

void sipresp_policy_init(struct sipresp_policy *policy);

struct sipresp_targets;

/*
 * What was asked.  All zero is an out-of-dialog request about which nothing
 * more is known; the method is then the one in CSeq.  Arrays belong to the
 * caller and are only read.
 */
struct sipresp_request {
	struct sipresp_str	 method;	/* a response to another one is discarded */
	struct sipresp_str	 uri;		/* the Request-URI that was tried */
	struct sipresp_str	 contact;	/* the URI that a REGISTER bound; for sipresp_granted() */

	bool			 in_dialog;	/* sent inside an established dialog */
	bool			 call_id_owner;	/* this side generated the dialog's Call-ID */
	bool			 on_path;	/* seen between the two ends: several Via values are normal */
	bool			 provisional_seen; /* a provisional response came before */
	bool			 has_last_rseq;
	bool			 has_sent_expires;
	bool			 has_sent_session_interval;

	uint32_t		 last_rseq;	/* the highest RSeq acknowledged */
	uint32_t		 sent_expires;	/* seconds asked for */
	uint32_t		 sent_session_interval;

	int			 probe_of;	/* the code that this OPTIONS is a probe for, or 0 */
	unsigned		 auth;		/* set of enum sipresp_auth; 0 is SIPRESP_AUTH_DEFAULT */
	unsigned		 cannot;	/* set of 1 << enum sipresp_action that this side cannot take now */

	const struct sipresp_policy *policy;	/* or NULL */
	const struct sipresp_targets *targets;	/* or NULL; URIs in the target set already */
	const struct sipresp_str *tried;	/* URIs in the target set already */
	size_t			 tried_count;
	const struct sipresp_str *events;	/* packages this side can use, best first */
	size_t			 event_count;
	const struct sipresp_str *realms;	/* realms there are credentials for; none named: any */
	size_t			 realm_count;
	const struct sipresp_str *auth_tried;	/* realms credentials were sent for, once for each time */
	size_t			 auth_tried_count;
	const struct sipresp_str *auth_accepted; /* realms that took credentials earlier */
	size_t			 auth_accepted_count;
};

/* What a new request must not take over from the one that was answered: a
 * set.  To, From, Call-ID and everything else stay (RFC 3261, section
 * 8.1.3.4). */
enum sipresp_renew {
	SIPRESP_RENEW_BRANCH		= 1 << 0,	/* the branch of Via */
	SIPRESP_RENEW_DESTINATION	= 1 << 1,	/* resolve the new URI (RFC 3263) */
	SIPRESP_RENEW_ROUTE		= 1 << 2,	/* Route that led to the old target */
	SIPRESP_RENEW_CREDENTIALS	= 1 << 3	/* Authorization and Proxy-Authorization */
};

/*
 * How it went so far, for one thing the user wants.  Belongs to the caller,
 * all zero at the start; sipresp_state_note() counts.  A host that counts
 * itself may set the first three.
 */
struct sipresp_state {
	uint8_t		redirects;	/* how often the request was redirected */
	uint8_t		retries;	/* how often it was sent again, RETRY and AMEND alike */
	uint8_t		auth_attempts;	/* how often credentials were sent for the realms challenged now */
	uint8_t		failovers;
	uint8_t		probes;
	uint8_t		realm_count;
	uint8_t		realm_attempts[SIPRESP_MAX_REALMS];
	uint32_t	realm_hash[SIPRESP_MAX_REALMS];
};

/* Where to go, or what to offer. */
struct sipresp_target {
	struct sipresp_str	 uri;		/* as received; see sipresp_request_uri() */
	uint32_t		 expires_s;
	uint32_t		 hash;		/* of what sipresp_uri_equal() compares */
	uint16_t		 q;		/* 0..1000 */
	uint8_t			 scheme;	/* enum sipresp_uri_scheme */
	bool			 has_expires;
	bool			 insecure;	/* not SIPS, though the Request-URI was */
};

/*
 * A decision.  Its slices point into the response and the request; 'targets'
 * beyond 'target_count' are not defined.
 */
struct sipresp_verdict {
	int			 status;	/* as received */
	int			 treated_as;	/* the registered code whose semantics apply */
	enum sipresp_source	 source;
	enum sipresp_class	 class_;
	enum sipresp_action	 action;
	enum sipresp_action	 fallback;	/* if 'action' cannot be taken */
	enum sipresp_level	 level;
	enum sipresp_scope	 scope;
	enum sipresp_future	 future;
	unsigned		 amend;		/* set of 1 << enum sipresp_amend */
	unsigned		 send;		/* set of enum sipresp_send */
	unsigned		 renew;		/* set of enum sipresp_renew */
	bool			 has_wait;
	uint32_t		 wait_min_ms;	/* draw a moment between the two, */
	uint32_t		 wait_max_ms;	/* counted from reception */
	uint32_t		 quarantine_s;	/* send nothing to that server so long; 0: no */
	unsigned		 blame;		/* one enum sipresp_party, or 0: who has to act */
	enum sipresp_certainty	 blame_certainty;
	const char		*blame_why;	/* a sentence in English: see sipresp_translate(); NULL if nobody is to blame */
	uint64_t		 chosen;	/* bit i: answer the challenge that sipresp_next_challenge() gives as number i */
	struct sipresp_str	 event;		/* the event package to use, or absent */
	const char		*rule;		/* the row that decided: "bad_event_listed" */
	const char		*reference;	/* "RFC 6665 section 8.3.2" */
	const char		*why;		/* a sentence in English */

	uint32_t		 realm_count;	/* for sipresp_state_note() */
	uint32_t		 realm_hash[SIPRESP_MAX_REALMS];

	uint32_t		 target_count;
	struct sipresp_target	 targets[SIPRESP_MAX_TARGETS];	/* best first */
};

/*
 * sipresp_classify() decides what 'response' asks for.  'request' may be
 * NULL: an out-of-dialog request with the method in CSeq.  'state' may be
 * NULL: its first answer.  Returns 0, SIPRESP_EINVAL, SIPRESP_ENOMETHOD or
 * SIPRESP_ETOOMANY.  How decisions are made is told in sipresp(7).
 */
int sipresp_classify(struct sipresp_verdict *out,
    const struct sipresp_response *response,
    const struct sipresp_request *request, const struct sipresp_state *state);

/*
 * sipresp_state_note() counts the step that 'verdict' asks for, after the
 * host has decided to take it.  Counts saturate.
 */
void sipresp_state_note(struct sipresp_state *state,
    const struct sipresp_verdict *verdict);

/* ---- what a success grants --------------------------------------------- */

/* Who keeps a session, registration, subscription or publication alive. */
enum sipresp_refresher {
	SIPRESP_REFRESHER_THIS_SIDE,
	SIPRESP_REFRESHER_OTHER_SIDE
};

/* What a 2xx grants; moments are in seconds after it came. */
struct sipresp_grant {
	uint32_t		 expires_s;	/* it lasts so long; 0: it has ended */
	enum sipresp_refresher	 refresher;
	uint32_t		 refresh_min_s;	/* this side refreshes between the two, */
	uint32_t		 refresh_max_s;	/* if it is the refresher */
	uint32_t		 end_s;		/* else it sends BYE if no refresh came until then */
	struct sipresp_str	 entity_tag;	/* for SIP-If-Match of the next PUBLISH; or absent */
};

/*
 * sipresp_granted() tells how long what a 2xx grants lasts, and who refreshes
 * it when:
 *
 *	INVITE, UPDATE	the session timer in Session-Expires (RFC 4028,
 *			sections 7.2 and 10); under 90 s counts as 90
 *	REGISTER	the expiry of 'contact' of the request, or of the only
 *			Contact where none is named (RFC 3261, section 10.2.4)
 *	SUBSCRIBE	Expires, at most what was asked for (RFC 6665, section
 *			4.1.2.1)
 *	PUBLISH		Expires, and the entity tag (RFC 3903, section 4.1)
 *
 * 'request' may be NULL.  Returns 0, SIPRESP_EABSENT if the response grants
 * nothing of the kind, SIPRESP_ENOMETHOD or SIPRESP_EINVAL.
 */
int sipresp_granted(const struct sipresp_response *response,
    const struct sipresp_request *request, struct sipresp_grant *out);

/*
 * sipresp_flow_wait() tells how long a user agent whose registration failed
 * waits before it registers again by way of the same edge proxy: a random
 * moment between the two, in milliseconds (RFC 5626, section 4.5).
 * 'failures' counts the registrations that failed in a row, this one among
 * them; 'all_failed' says that no other flow works either.  A longer
 * Retry-After goes before it.
 */
void sipresp_flow_wait(unsigned failures, bool all_failed,
    uint32_t *out_min_ms, uint32_t *out_max_ms);

/* ---- the rules --------------------------------------------------------- */

/* Which rows a row stands among; the first that fits decides. */
enum sipresp_rule_group {
	SIPRESP_RULE_FIRST,	/* before all others */
	SIPRESP_RULE_IN_DIALOG,	/* then, only inside a dialog */
	SIPRESP_RULE_OF_CODE	/* then */
};

/*
 * One row of the rules.  It fits a request of one of 'methods' for which
 * every fact in 'all' holds and none in 'none'; facts are bits, and
 * sipresp_fact_text() has words for them.  An 'action' of
 * SIPRESP_ACTION_NONE leaves the decision to the next group.
 */
struct sipresp_rule {
	enum sipresp_rule_group	 group;
	const char		*rule;		/* as in a verdict, as is what follows */
	const char		*reference;
	const char		*why;
	unsigned		 methods;	/* set of enum sipresp_method */
	uint64_t		 all, none;
	enum sipresp_action	 action;
	enum sipresp_action	 fallback;
	enum sipresp_level	 level;
	enum sipresp_scope	 scope;
	enum sipresp_future	 future;
	unsigned		 amend;		/* set of 1 << enum sipresp_amend */
	unsigned		 send;		/* set of enum sipresp_send */
	bool			 quarantine;	/* for the time in Retry-After */
	bool			 wait_retry_after; /* wait for the time in Retry-After */
	uint32_t		 wait_min_ms;	/* wait so long; */
	uint32_t		 wait_max_ms;	/* 0: no wait of its own */
};

/* sipresp_next_rule() gives the next row that may decide about 'code', in
 * the order in which they are asked; rows that cannot fit this code are left
 * out.  Returns false after the last, or if 'code' is not in 100..699. */
bool sipresp_next_rule(int code, struct sipresp_cursor *cursor,
    struct sipresp_rule *out);

/* sipresp_fact_text() words the fact with number 'fact', 0 to 63, as it goes
 * on after "if": what is said where it holds, or where it does not.  NULL if
 * there is no such fact. */
const char *sipresp_fact_text(unsigned fact, bool holds, const char *lang);

/* ---- the target set ---------------------------------------------------- */

/*
 * Where a redirected request may still go (RFC 3261, section 8.1.3.4).  It
 * begins with the Request-URI; each redirection adds its targets, and no URI
 * is in it twice.  It outlives the responses: URIs are copied to memory that
 * the caller gives, and live as long as that does.  The fields may be read.
 */
struct sipresp_targets {
	char			*store;
	size_t			 store_size;
	size_t			 store_used;
	bool			 is_sips;	/* the first Request-URI was SIPS */
	uint32_t		 count;		/* URIs in the set */
	uint32_t		 next;		/* of them so many are tried, or being tried */
	uint32_t		 left_out;	/* how many found no place in the set */
	struct sipresp_target	 targets[SIPRESP_MAX_TARGETS + 1];
};

/* sipresp_targets_init() begins a set with the URI that is tried first.
 * Returns 0, SIPRESP_EINVAL, or SIPRESP_ENOROOM if that does not fit. */
int sipresp_targets_init(struct sipresp_targets *set, char *store,
    size_t store_size, struct sipresp_str request_uri);

/*
 * sipresp_targets_remember() puts a URI that an earlier redirection gave, and
 * that has not expired (SIPRESP_FUTURE_CACHE), before the Request-URI: the
 * host then sends to what sipresp_targets_next() gives, and the Request-URI
 * comes once more after all else has failed (section 21.3.3).  Call it right
 * after sipresp_targets_init().  Returns 0, SIPRESP_ENOROOM, or
 * SIPRESP_EINVAL if it is too late for that or the URI is the same.
 */
int sipresp_targets_remember(struct sipresp_targets *set,
    struct sipresp_str uri);

/*
 * sipresp_targets_add() adds the targets of a verdict, among those that were
 * not tried yet: a higher q goes before, equal ones stand in the order
 * received.  Beyond SIPRESP_MAX_TARGETS the best stay; 'left_out' counts the
 * others.  Returns 0, SIPRESP_EINVAL, or SIPRESP_ENOROOM, and then adds
 * nothing, if the store has no room for all of them.
 */
int sipresp_targets_add(struct sipresp_targets *set,
    const struct sipresp_verdict *verdict);

/* sipresp_targets_next() gives the next URI to send to, or returns false if
 * none is left, and the request has failed. */
bool sipresp_targets_next(struct sipresp_targets *set,
    struct sipresp_target *out);

/* Whether a header field that a URI asks for may go into the request (RFC
 * 3261, section 19.1.5). */
enum sipresp_honor {
	SIPRESP_HONOR_YES,	/* use it: append to a list, replace anything else */
	SIPRESP_HONOR_VERIFY,	/* only if it is true of the request */
	SIPRESP_HONOR_NO	/* leave it out: it would forge, misroute or lie */
};

/* One header field that a URI asks for.  Both texts are as received, with
 * their "%" escapes; 'name' may be a compact form. */
struct sipresp_uri_header {
	struct sipresp_str	 name;
	struct sipresp_str	 value;
	enum sipresp_honor	 honor;
};

/* sipresp_next_uri_header() reads the next header field of 'headers', which
 * sipresp_request_uri() found.  Of the cursor, 'at' counts. */
bool sipresp_next_uri_header(struct sipresp_str headers,
    struct sipresp_cursor *cursor, struct sipresp_uri_header *out);

/* ---- a forking proxy --------------------------------------------------- */

/* Which response is the best one where none must be (RFC 3261, section 16.7
 * step 6). */
enum sipresp_fork_order {
	SIPRESP_FORK_STRICT,	/* the lowest class, and in it what tells how to go on */
	SIPRESP_FORK_REPAIRABLE	/* from 3xx to 5xx, what the caller can repair first */
};

/* One branch of a response context; belongs to the functions below. */
struct sipresp_fork_branch {
	uint32_t		 received;	/* its final response came as number so many; 0: not yet */
	uint16_t		 final;		/* the code of that */
	bool			 held;		/* it may be chosen as the best */
	bool			 provisional;	/* any 1xx came, so that it can be cancelled */
	bool			 early_dialog;
	bool			 left_sip;	/* its URI is not SIP or SIPS, though the request's is */
};

/*
 * A response context: what a proxy that has sent one request to several
 * places does with what comes back.  Begin with sipresp_fork_init(); the
 * first group may then be set by the host, at any time; the rest may be read.
 */
struct sipresp_fork {
	enum sipresp_fork_order	 order;
	bool			 cancelled;	/* the caller has cancelled */
	bool			 supported_199;	/* the caller lists 199 in Supported (RFC 6228) */
	bool			 required_100rel; /* the caller lists 100rel in Require */
	uint32_t		 max_breadth;	/* branches at once that Max-Breadth allows (RFC 5393); 0: any number */
	struct sipresp_targets	*targets;	/* the target set, if the proxy recurses on 3xx itself; or NULL */

	struct sipresp_fork_branch *branches;
	size_t			 size, count;
	uint32_t		 received;
	bool			 is_invite, is_sip, is_sips;
	bool			 closed;	/* no new branches: a 2xx or 6xx came, or the best was sent */
	uint16_t		 sent;		/* the final response sent upstream; 0: none */
	bool			 is_over;	/* the best was chosen, if only to send nothing */
	int			 sent_branch;	/* where that came from; -1: the proxy made it */
};

/*
 * sipresp_fork_init() begins a context for a request of 'method' to
 * 'request_uri', in memory for 'size' branches that the caller gives.
 * Neither text is kept.  Returns 0 or SIPRESP_EINVAL.
 */
int sipresp_fork_init(struct sipresp_fork *fork,
    struct sipresp_fork_branch *branches, size_t size,
    struct sipresp_str method, struct sipresp_str request_uri);

/*
 * sipresp_fork_add() adds a branch, to 'uri'; '*out_branch' is its number,
 * from 0 on.  Returns 0, SIPRESP_EINVAL, SIPRESP_ETOOMANY if there is no
 * memory for one more, SIPRESP_ECLOSED, or SIPRESP_EBREADTH: then fork one
 * after the other, or answer 440 (RFC 5393, section 5.3.3).
 */
int sipresp_fork_add(struct sipresp_fork *fork, struct sipresp_str uri,
    size_t *out_branch);

/* What happens to a response. */
enum sipresp_fork_step_kind {
	SIPRESP_FORK_FORWARD,	/* it is sent upstream at once */
	SIPRESP_FORK_HOLD,	/* it is a candidate for the best response */
	SIPRESP_FORK_RECURSE,	/* it leads to new branches */
	SIPRESP_FORK_ABSORB	/* it goes nowhere */
};

struct sipresp_fork_step {
	enum sipresp_fork_step_kind step;
	bool			 cancel_others;	/* cancel all pending branches that had a provisional response */
	bool			 cancel_this;	/* cancel this branch: it can be cancelled only now */
	bool			 generate_199;	/* send a 199 for the early dialog of this branch */
	bool			 as_sip;	/* RECURSE: the new branch is the SIP form of the URI that was tried */
	const char		*reference;
	const char		*why;
};

/*
 * sipresp_fork_response() takes the next response that 'branch' got.  After
 * SIPRESP_FORK_RECURSE the host adds branches, to what
 * sipresp_targets_next() gives.  Returns 0, SIPRESP_EINVAL, or
 * SIPRESP_ETOOMANY as sipresp_classify().
 */
int sipresp_fork_response(struct sipresp_fork *fork, size_t branch,
    const struct sipresp_response *response, struct sipresp_fork_step *out);

/* sipresp_fork_pending() tells how many branches have no final response. */
size_t sipresp_fork_pending(const struct sipresp_fork *fork);

/* The final response to the request. */
struct sipresp_best_response {
	int			 status;	/* 0: nothing may be sent */
	int			 branch;	/* whose response; -1: the proxy makes it */
	bool			 merge_challenges; /* add those of other branches: sipresp_fork_merges() */
	bool			 merge_contacts;
	const char		*reference;
	const char		*why;
};

/*
 * sipresp_fork_best() chooses what goes upstream in the end, which the host
 * then sends: call it when no branch is pending and none is to be added.  If
 * a final response went upstream already, it is that one.  Returns 0 or
 * SIPRESP_EINVAL.
 */
int sipresp_fork_best(struct sipresp_fork *fork,
    struct sipresp_best_response *out);

/* sipresp_fork_merges() says whether what 'branch' held is added to the best
 * response: its challenges, or its Contacts (RFC 3261, section 16.7 steps 6
 * and 7). */
bool sipresp_fork_merges(const struct sipresp_fork *fork,
    const struct sipresp_best_response *best, size_t branch);

/*
 * sipresp_fork_rank() tells how 'code', from 300 to 699, is ranked: a lower
 * rank is chosen first, and of equal ones the first that came.  Returns
 * UINT_MAX for any other code.
 */
unsigned sipresp_fork_rank(enum sipresp_fork_order order, int code,
    bool cancelled);

const char *sipresp_fork_step_name(enum sipresp_fork_step_kind step);

/* ---- causes of the telephone network ----------------------------------- */

/* Whose map between SIP codes and Q.850 causes. */
enum sipresp_cause_profile {
	SIPRESP_CAUSE_RFC3398,		/* ISUP */
	SIPRESP_CAUSE_RFC4497,		/* QSIG */
	SIPRESP_CAUSE_ASTERISK,
	SIPRESP_CAUSE_FREESWITCH,
	SIPRESP_CAUSE_PROFILE_COUNT
};

/* sipresp_cause_from_status() and sipresp_status_from_cause() tell the Q.850
 * cause for a SIP code, and the reverse; 0 if there is none, or an argument is
 * out of range. */
int sipresp_cause_from_status(int code, enum sipresp_cause_profile profile);
int sipresp_status_from_cause(int q850, enum sipresp_cause_profile profile);

/* sipresp_status_from_reason() does so for one value of Reason: the location
 * of a cause may matter (RFC 8606; RFC 3398, section 7.2.4.1), and a cause of
 * protocol SIP is the code itself.  0 if there is none. */
int sipresp_status_from_reason(const struct sipresp_reason *reason,
    enum sipresp_cause_profile profile);

/* The cause of a response. */
struct sipresp_cause {
	int			 q850;		/* 0: none */
	bool			 from_reason;	/* the response says it itself */
	struct sipresp_str	 location;	/* "U", from Reason (RFC 8606); or absent */
};

/*
 * sipresp_cause_of() tells the cause of 'response': the first one for Q.850 in
 * its Reason header fields (RFC 3326; RFC 6432), or else that of its code; of
 * a 488 or 606 with a Warning about the media, 65 (RFC 3398, section
 * 8.2.6.1).  Returns 0 or SIPRESP_EINVAL.
 */
int sipresp_cause_of(const struct sipresp_response *response,
    enum sipresp_cause_profile profile, struct sipresp_cause *out);

/* What Q.850 calls a cause, "User busy"; and what it says, in a sentence or
 * two.  NULL if there is no such cause. */
const char *sipresp_cause_name(int q850);
const char *sipresp_cause_text(int q850, const char *lang);

/* "rfc3398"; and where a map comes from: "RFC 3398 section 8.2.6.1".  NULL if
 * out of range. */
const char *sipresp_cause_profile_name(enum sipresp_cause_profile profile);
const char *sipresp_cause_reference(enum sipresp_cause_profile profile,
    bool from_status);

/* ---- performance metrics (RFC 6076) ------------------------------------ */

/* What a final response is counted for: a set. */
enum sipresp_metric {
	SIPRESP_METRIC_SESSION		= 1 << 0,	/* a session was asked for */
	SIPRESP_METRIC_REDIRECTED	= 1 << 1,	/* and redirected */
	SIPRESP_METRIC_ESTABLISHED	= 1 << 2,	/* and established: SER */
	SIPRESP_METRIC_EFFECTIVE	= 1 << 3,	/* and reached the callee: SEER */
	SIPRESP_METRIC_INEFFECTIVE	= 1 << 4,	/* and not, for lack of service: ISA */
	SIPRESP_METRIC_COMPLETED	= 1 << 5,	/* a session ended in order: SCR */
	SIPRESP_METRIC_REGISTRATION	= 1 << 6,	/* a registration was asked for */
	SIPRESP_METRIC_REGISTERED	= 1 << 7,	/* and granted: RRD */
	SIPRESP_METRIC_NOT_REGISTERED	= 1 << 8,	/* and failed: IRA */
	SIPRESP_METRIC_DISCONNECTED	= 1 << 9,	/* a BYE was answered: SDD */
	SIPRESP_METRIC_COUNT		= 10
};

/*
 * sipresp_metric() tells what a final response with 'code' to a request of
 * 'method' is counted for.  A request inside a dialog asks for no session.
 * 401, 402 and 407 are steps on the way, and count for nothing (RFC 6076,
 * sections 4.2 and 4.3.2).
 */
unsigned sipresp_metric(struct sipresp_str method, int code, bool in_dialog);

/* What may be measured in time, in milliseconds. */
enum sipresp_delay {
	SIPRESP_DELAY_RRD,		/* from REGISTER to its success (section 4.1) */
	SIPRESP_DELAY_SRD_SUCCESS,	/* from INVITE to the first sign of success (section 4.3.1) */
	SIPRESP_DELAY_SRD_FAILURE,	/* or of failure (section 4.3.2) */
	SIPRESP_DELAY_SDD,		/* from BYE to its success (section 4.4) */
	SIPRESP_DELAY_COUNT
};

/* Counts; all zero at the start.  Two may be added up, field by field. */
struct sipresp_metrics {
	uint64_t		 count[SIPRESP_METRIC_COUNT];	/* by bit of enum sipresp_metric */
	uint64_t		 delays[SIPRESP_DELAY_COUNT];
	uint64_t		 delay_sum_ms[SIPRESP_DELAY_COUNT];
};

/* sipresp_metrics_note() counts a set that sipresp_metric() gave, and
 * sipresp_metrics_delay() one delay.  sipresp_metrics_add() adds 'other'. */
void sipresp_metrics_note(struct sipresp_metrics *metrics, unsigned set);
void sipresp_metrics_delay(struct sipresp_metrics *metrics,
    enum sipresp_delay which, uint32_t ms);
void sipresp_metrics_add(struct sipresp_metrics *metrics,
    const struct sipresp_metrics *other);

/* The ratios of RFC 6076, sections 4.2 and 4.6 to 4.9. */
enum sipresp_ratio {
	SIPRESP_RATIO_SER,	/* sessions established */
	SIPRESP_RATIO_SEER,	/* sessions that reached the callee */
	SIPRESP_RATIO_ISA,	/* sessions that failed for lack of service */
	SIPRESP_RATIO_SCR,	/* sessions that were established and ended in order */
	SIPRESP_RATIO_IRA,	/* registrations that failed */
	SIPRESP_RATIO_COUNT
};

/* sipresp_metrics_ratio() gives numerator and denominator of a ratio.
 * Returns 0, SIPRESP_EABSENT if the denominator is 0, and the ratio so not
 * defined, or SIPRESP_EINVAL. */
int sipresp_metrics_ratio(const struct sipresp_metrics *metrics,
    enum sipresp_ratio ratio, uint64_t *out_numerator,
    uint64_t *out_denominator);

/* "SER", "Session Establishment Ratio"; NULL if out of range. */
const char *sipresp_ratio_name(enum sipresp_ratio ratio, bool in_full);

#ifdef __cplusplus
}
#endif

#endif /* SIPRESP_H */
