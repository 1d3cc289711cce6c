/*
 * sipresp_advice.h - the words of a verdict as sentences
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_ADVICE_H
#define SIPRESP_ADVICE_H

#include "sipresp.h"
#include "sipresp_buffer.h"
#include "sipresp_request.h"

/* All of these add to 'b'; nothing where there is nothing to say. */

/* What people read, or where there are no texts (TEXT=none) the name that
 * programs read. */
const char *words_or_name(const char *text, const char *name);

/* What to do. */
void put_advice(struct buffer *b, const struct sipresp_verdict *v);

/* What to do if that is not possible, and if the same answer comes again. */
void put_fallback(struct buffer *b, const struct sipresp_verdict *v,
    const struct sipresp_response *r, const struct asked *asked,
    const char *lang);
void put_next_time(struct buffer *b, const struct sipresp_verdict *v,
    const struct sipresp_response *r, const struct asked *asked,
    const char *lang);

/* What of the old request goes into the new one. */
void put_renewal(struct buffer *b, const struct sipresp_verdict *v);

/* The header fields that the URI of a target asks for. */
void put_uri_headers(struct buffer *b, struct sipresp_str headers);

/* How long what a 2xx grants lasts, and when to refresh it. */
void put_grant(struct buffer *b, const struct sipresp_response *r,
    const struct sipresp_request *request);

/* What the server asks for because of overload. */
void put_overload(struct buffer *b, const struct sipresp_response *r);

/* What to change, with the values that the response names. */
void put_amendment(struct buffer *b, enum sipresp_amend amend,
    const struct sipresp_verdict *v, const struct sipresp_response *r,
    const char *lang);

/* The values of a list or number field, in front of the first 'separator' and
 * of others a comma, and 'unit' behind a number. */
void put_values(struct buffer *b, const struct sipresp_response *r,
    const char *separator, enum sipresp_field field, const char *unit);

/* A reference as it stands in a sentence: in Spanish "RFC 3261, sección 16.7". */
void put_reference(struct buffer *b, const char *reference);

/* Where it is written, and how strongly. */
void put_strength(struct buffer *b, const struct sipresp_verdict *v);

void put_wait(struct buffer *b, const struct sipresp_verdict *v);

/* "2.1 to 4 s" */
void put_moments(struct buffer *b, const struct sipresp_verdict *v);

void put_quarantine(struct buffer *b, const struct sipresp_verdict *v);
void put_owed(struct buffer *b, const struct sipresp_verdict *v);
void put_ends(struct buffer *b, const struct sipresp_verdict *v,
    struct sipresp_str method, bool in_dialog);
void put_blame(struct buffer *b, const struct sipresp_verdict *v);
void put_future(struct buffer *b, const struct sipresp_verdict *v);

/* "3600 s (1 h)" */
void put_seconds(struct buffer *b, uint32_t seconds);

#endif
