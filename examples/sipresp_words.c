/*
 * sipresp_words.c - which language the program speaks
 *
 * SPDX-License-Identifier: MIT
 */

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "sipresp.h"
#include "sipresp_words.h"

static bool spanish;

void
speak(const char *lang)
{
	spanish = strncasecmp(lang, "es", 2) == 0;
}

bool
in_spanish(void)
{
	return spanish;
}

const char *
spoken(void)
{
	return spanish ? "es" : "en";
}

const char *
error_words(int error)
{
	return sipresp_translate(sipresp_strerror(error), spoken());
}

const char *
system_words(int error)
{
	if (!spanish)
		return strerror(error);
	switch (error) {
	case ENOENT:
		return "no existe ese archivo o directorio";
	case EACCES:
	case EPERM:
		return "permiso denegado";
	case EISDIR:
		return "es un directorio";
	case ENOTDIR:
		return "no es un directorio";
	case EIO:
		return "error de entrada/salida";
	case EMFILE:
	case ENFILE:
		return "demasiados archivos abiertos";
	default:
		return strerror(error);
	}
}
