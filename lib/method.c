/*
 * method.c - the methods that rules are for
 *
 * SPDX-License-Identifier: MIT
 */

#include "value.h"

/* Bit i of enum sipresp_method. */
static const char names[][10] = {
	"INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER", "PRACK",
	"SUBSCRIBE", "NOTIFY", "PUBLISH", "INFO", "REFER", "MESSAGE", "UPDATE",
	"other"
};

#define OTHER	(sizeof names / sizeof names[0] - 1)

enum sipresp_method
sipresp_method_of(struct sipresp_str s)
{
	for (size_t i = 0; i < OTHER; i++)
		if (s.len > 0 && s.len < sizeof names[i] &&
		    s.p[0] == names[i][0] && names[i][s.len] == '\0' &&
		    same_bytes(s.p, names[i], s.len))
			return (enum sipresp_method)(1U << i);
	return SIPRESP_METHOD_OTHER;
}

const char *
sipresp_method_name(enum sipresp_method method)
{
	for (size_t i = 0; i <= OTHER; i++)
		if ((unsigned)method == 1U << i)
			return names[i];
	return NULL;
}
