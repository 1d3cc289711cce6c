/*
 * sipresp_verdict.h - a verdict, for people and as JSON
 *
 * SPDX-License-Identifier: MIT
 */

#ifndef SIPRESP_VERDICT_H
#define SIPRESP_VERDICT_H

#include "sipresp.h"
#include "sipresp_request.h"
#include "sipresp_terminal.h"

/* print_verdict() is the report for people, on the answer to what 'asked'
 * tells. */
void print_verdict(const struct terminal *t, const struct sipresp_verdict *v,
    const struct sipresp_response *r, const struct asked *asked,
    const char *lang);

void json_verdict(const struct sipresp_verdict *v,
    const struct sipresp_response *r, const char *lang);

/* json_fields() writes the object of header values that were read. */
void json_fields(const struct sipresp_response *r);

#endif
