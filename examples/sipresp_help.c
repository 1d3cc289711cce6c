/*
 * sipresp_help.c - what --help says, in each language
 *
 * SPDX-License-Identifier: MIT
 */

#include "sipresp_help.h"
#include "sipresp_words.h"

/* ---- English ----------------------------------------------------------- */

static const char en_usage[] =
"usage: sipresp CODE                           what a response code means\n"
"       sipresp CODE CODE                      how two codes differ\n"
"       sipresp list [--class N]               all codes\n"
"       sipresp classify [options] [FILE ...]  what to do about a response\n"
"       sipresp fork [options] FILE ...        what a forking proxy sends on\n"
"       sipresp cause CODE | --q850 N          the cause for a code, and back\n"
"       sipresp stats [--merge] FILE ...       the responses of a capture\n"
"       sipresp rules [CODE]                   where decisions come from\n"
"       sipresp search WORDS                   which codes fit a symptom\n"
"       sipresp dump [--csv] [TABLE ...]       all of it, for other tools\n";

static const char en_help[] =
"\n"
"Tells what a SIP response means, what to do about it, and which RFC says\n"
"so.  FILE holds responses as they are on the wire; standard input is read\n"
"where there is none.\n"
"\n"
"  --json       print JSON, one object a line\n"
"  --lang LANG  the language, en or es; else that of the locale\n"
"  --help       print this; behind a command, the help of that command\n"
"  --version    print the version\n"
"\n"
"Try: sipresp 486\n"
"     sipresp 486 600\n"
"     sipresp search no audio\n"
"     sipresp classify --help\n"
"\n"
"The manual is sipresp(1).\n";

static const char en_list_help[] =
"usage: sipresp list [--class N] [--json] [--lang LANG]\n"
"\n"
"Lists the response codes with their phrases.  Those that are not in the\n"
"IANA registry are marked historic or vendor.\n"
"\n"
"  --class N    only codes that begin with N, from 1 to 6\n"
"  --json       print all that is known of each code, one object a line\n"
"  --lang LANG  the language of texts: en, es\n";

static const char en_cause_help[] =
"usage: sipresp cause CODE [--profile PROFILE] [--json] [--lang LANG]\n"
"       sipresp cause --q850 N [--profile PROFILE] [--json] [--lang LANG]\n"
"\n"
"Tells which Q.850 cause a gateway to the telephone network makes of a SIP\n"
"response code, or which code of a cause.\n"
"\n"
"  --q850 N           the cause, from 0 to 127\n"
"  --profile PROFILE  whose map: rfc3398 (ISUP, the default), rfc4497\n"
"                     (QSIG), asterisk, freeswitch\n"
"  --json             print JSON\n"
"  --lang LANG        the language of texts: en, es\n";

static const char en_stats_help[] =
"usage: sipresp stats FILE ... [--json] [--lang LANG]\n"
"       sipresp stats --merge FILE ... [--json] [--lang LANG]\n"
"\n"
"Counts the SIP responses in each FILE, a capture (pcap, pcapng) or text in\n"
"which messages stand as they are, such as what sngrep saves or siptrace\n"
"writes: codes, the ratios and delays of RFC 6076, who has to act, and what\n"
"to do about the most frequent failures.  A response that is seen again,\n"
"because it was sent again or has passed a proxy, is counted once.\n"
"\n"
"  --merge      each FILE is what --json printed: add them up\n"
"  --json       print JSON\n"
"  --lang LANG  the language of texts: en, es\n";

static const char en_rules_help[] =
"usage: sipresp rules [CODE] [--json] [--lang LANG]\n"
"\n"
"Prints the rules for CODE, or for all registered codes, in the order in\n"
"which they are asked: what they are for, what must hold, what to do, which\n"
"section says so and how strongly, and why.  The first that fits decides.\n"
"\n"
"  --json       print JSON, one rule a line\n"
"  --lang LANG  the language of texts: en, es\n";

static const char en_classify_help[] =
"usage: sipresp classify [options] [FILE ...]\n"
"       sipresp classify --local FAILURE --method M [options]\n"
"\n"
"Reads SIP responses from each FILE, or from standard input, and says for\n"
"each what to do about it, and why.  Options tell what the request was;\n"
"without any, it was outside a dialog, and this is its first answer.\n"
"\n"
"What was asked:\n"
"  --method M             its method; an answer to another is discarded\n"
"  --request-uri URI      the URI that was tried\n"
"  --in-dialog            it was sent inside a dialog\n"
"  --call-id-owner        this side generated the Call-ID of the dialog\n"
"  --on-path              the response was seen between the two ends\n"
"  --event NAME           an event package of this side, best first (*)\n"
"  --sent-expires S       the expiry asked for, in seconds\n"
"  --sent-se S            the session interval asked for, in seconds\n"
"  --probe-of CODE        it was the OPTIONS that a verdict on CODE wanted\n"
"\n"
"How it went so far:\n"
"  --redirects N          how often it was redirected\n"
"  --retries N            how often it was sent again\n"
"  --tried URI            a URI that is in the target set already (*)\n"
"  --provisional-seen     a provisional response had arrived before\n"
"  --last-rseq N          the highest RSeq that was acknowledged\n"
"\n"
"Credentials:\n"
"  --auth ALGORITHM       what this side can compute (*): MD5, SHA-256,\n"
"                         SHA-512-256, each with -sess or without,\n"
"                         AKAv1-MD5, AKAv2-MD5, Bearer; by default the\n"
"                         first three and their -sess\n"
"  --realm NAME           a realm there are credentials for (*); else any\n"
"  --auth-attempts N      how often credentials were sent for these realms\n"
"  --auth-tried REALM     credentials were sent once for this realm (*)\n"
"  --auth-accepted REALM  this realm took credentials earlier (*)\n"
"\n"
"No response at all:\n"
"  --local timeout          nobody answered\n"
"  --local transport-error  it could not be sent\n"
"\n"
"Output:\n"
"  --json                 print JSON, one object a line\n"
"  --lang LANG            the language of texts: en, es\n"
"\n"
"(*) may be given more than once.  The exit status is 1 if some input was\n"
"no response, and 2 for wrong usage.\n";

static const char en_fork_help[] =
"usage: sipresp fork [options] FILE ...\n"
"\n"
"Shows what a forking proxy does with the responses of its branches, and\n"
"what it sends upstream in the end.  Each FILE is one branch, from 0 on; an\n"
"empty one never answered.  All of the first is read, then all of the next.\n"
"\n"
"  --method M           the request's method; else the one in CSeq\n"
"  --request-uri URI    where the request went to\n"
"  --order LIST         the branch of each next response, such as 0,1,0\n"
"  --recurse            the proxy follows redirections itself\n"
"  --cancelled          the caller has cancelled\n"
"  --supported-199      the caller lists 199 in Supported\n"
"  --required-100rel    the caller lists 100rel in Require\n"
"  --order-by ORDER     which failure is the best: strict, as in RFC 3261\n"
"                       (the default), or repairable, what the caller can\n"
"                       do most about\n"
"  --json               print JSON\n"
"  --lang LANG          the language of texts: en, es\n";

static const char en_search_help[] =
"usage: sipresp search WORDS [--json] [--lang LANG]\n"
"\n"
"Finds response codes by what is said of them: a symptom, a header field, a\n"
"product.  Case and accents do not count, a word of four letters may be the\n"
"beginning of one, and all words must be there, in one sentence.  What stands\n"
"in the phrase comes first, then in the meaning, the causes and the steps.\n"
"English and Spanish are searched where no language is chosen.\n"
"\n"
"  --json       print JSON, one object a line\n"
"  --lang LANG  the language that is searched: en, es\n";

static const char en_dump_help[] =
"usage: sipresp dump [--json | --csv] [--lang LANG] [TABLE ...]\n"
"\n"
"Prints all that the library knows, one row a line, each with its sources.\n"
"TABLE is one of these; all of them where none is named:\n"
"\n"
"  codes        the catalogue: every text of every code\n"
"  rules        the rules that decisions come from, as in sipresp rules\n"
"  effects      what each code ends, to each method\n"
"  causes       the causes of Q.850\n"
"  mappings     the cause for each code, and back, in each profile\n"
"  warnings     the codes of Warning header fields\n"
"\n"
"  --json       print JSON, one object a line (this is the default)\n"
"  --csv        print comma-separated values (RFC 4180)\n"
"  --lang LANG  the language of texts: en, es\n";

/* ---- Spanish ----------------------------------------------------------- */

static const char es_usage[] =
"uso: sipresp CODE                           qué significa un código\n"
"     sipresp CODE CODE                      en qué se diferencian dos\n"
"     sipresp list [--class N]               todos los códigos\n"
"     sipresp classify [opciones] [FILE ...] qué hacer ante una respuesta\n"
"     sipresp fork [opciones] FILE ...       qué reenvía un proxy que bifurca\n"
"     sipresp cause CODE | --q850 N          la causa de un código, y al revés\n"
"     sipresp stats [--merge] FILE ...       las respuestas de una captura\n"
"     sipresp rules [CODE]                   de dónde salen las decisiones\n"
"     sipresp search PALABRAS                qué códigos encajan con un síntoma\n"
"     sipresp dump [--csv] [TABLE ...]       todo, para otras herramientas\n";

static const char es_help[] =
"\n"
"Dice qué significa una respuesta SIP, qué hacer ante ella y qué RFC lo dice.\n"
"FILE contiene respuestas tal como van por la red; si no hay ninguno, se lee\n"
"la entrada estándar.\n"
"\n"
"  --json       imprime JSON, un objeto por línea\n"
"  --lang LANG  el idioma, en o es; si no, el de la configuración regional\n"
"  --help       imprime esto; detrás de una orden, la ayuda de esa orden\n"
"  --version    imprime la versión\n"
"\n"
"Prueba: sipresp 486\n"
"        sipresp 486 600\n"
"        sipresp search sin audio\n"
"        sipresp classify --help\n"
"\n"
"El manual es sipresp(1).\n";

static const char es_list_help[] =
"uso: sipresp list [--class N] [--json] [--lang LANG]\n"
"\n"
"Enumera los códigos de respuesta con sus frases.  Los que no están en el\n"
"registro de la IANA llevan la marca histórico o fabricante.\n"
"\n"
"  --class N    solo los códigos que empiezan por N, de 1 a 6\n"
"  --json       imprime todo lo que se sabe de cada código, un objeto por\n"
"               línea\n"
"  --lang LANG  el idioma de los textos: en, es\n";

static const char es_cause_help[] =
"uso: sipresp cause CODE [--profile PROFILE] [--json] [--lang LANG]\n"
"     sipresp cause --q850 N [--profile PROFILE] [--json] [--lang LANG]\n"
"\n"
"Dice qué causa Q.850 da una pasarela hacia la red telefónica por un código\n"
"de respuesta SIP, o qué código por una causa.\n"
"\n"
"  --q850 N           la causa, de 0 a 127\n"
"  --profile PROFILE  de quién es la tabla: rfc3398 (ISUP, si no se dice\n"
"                     otra), rfc4497 (QSIG), asterisk, freeswitch\n"
"  --json             imprime JSON\n"
"  --lang LANG        el idioma de los textos: en, es\n";

static const char es_stats_help[] =
"uso: sipresp stats FILE ... [--json] [--lang LANG]\n"
"     sipresp stats --merge FILE ... [--json] [--lang LANG]\n"
"\n"
"Cuenta las respuestas SIP de cada FILE, que es una captura (pcap, pcapng) o\n"
"un texto en el que los mensajes están tal cual, como lo que guarda sngrep o\n"
"escribe siptrace: códigos, los cocientes y retardos de RFC 6076, quién tiene\n"
"que actuar y qué hacer ante los fallos más frecuentes.  Una respuesta que se\n"
"ve otra vez, porque se retransmitió o pasó por un proxy, se cuenta una vez.\n"
"\n"
"  --merge      cada FILE es lo que imprimió --json: súmalos\n"
"  --json       imprime JSON\n"
"  --lang LANG  el idioma de los textos: en, es\n";

static const char es_rules_help[] =
"uso: sipresp rules [CODE] [--json] [--lang LANG]\n"
"\n"
"Imprime las reglas de CODE, o de todos los códigos registrados, en el orden\n"
"en que se consultan: para qué son, qué debe cumplirse, qué hacer, qué sección\n"
"lo dice y con qué fuerza, y por qué.  La primera que encaja decide.\n"
"\n"
"  --json       imprime JSON, una regla por línea\n"
"  --lang LANG  el idioma de los textos: en, es\n";

static const char es_classify_help[] =
"uso: sipresp classify [opciones] [FILE ...]\n"
"     sipresp classify --local FALLO --method M [opciones]\n"
"\n"
"Lee respuestas SIP de cada FILE, o de la entrada estándar, y dice para cada\n"
"una qué hacer y por qué.  Las opciones dicen cómo era la solicitud; sin\n"
"ellas, estaba fuera de un diálogo y esta es su primera respuesta.\n"
"\n"
"Qué se pidió:\n"
"  --method M             su método; lo que responde a otro se descarta\n"
"  --request-uri URI      la URI que se probó\n"
"  --in-dialog            se envió dentro de un diálogo\n"
"  --call-id-owner        este extremo generó el Call-ID del diálogo\n"
"  --on-path              la respuesta se vio entre los dos extremos\n"
"  --event NAME           un paquete de eventos propio, el mejor primero (*)\n"
"  --sent-expires S       el plazo de validez que se pidió, en segundos\n"
"  --sent-se S            el intervalo de sesión que se pidió, en segundos\n"
"  --probe-of CODE        era el OPTIONS que pedía un veredicto sobre CODE\n"
"\n"
"Cómo fue hasta ahora:\n"
"  --redirects N          cuántas veces se redirigió\n"
"  --retries N            cuántas veces se reenvió\n"
"  --tried URI            una URI que ya está entre los destinos (*)\n"
"  --provisional-seen     antes había llegado una respuesta provisional\n"
"  --last-rseq N          el mayor RSeq que se confirmó\n"
"\n"
"Credenciales:\n"
"  --auth ALGORITHM       qué puede calcular este extremo (*): MD5, SHA-256,\n"
"                         SHA-512-256, cada uno con -sess o sin él,\n"
"                         AKAv1-MD5, AKAv2-MD5, Bearer; si no se dice, los\n"
"                         tres primeros y sus -sess\n"
"  --realm NAME           un realm con credenciales (*); si no, cualquiera\n"
"  --auth-attempts N      cuántas veces se enviaron credenciales para estos\n"
"                         realms\n"
"  --auth-tried REALM     se enviaron una vez para este realm (*)\n"
"  --auth-accepted REALM  este realm aceptó credenciales antes (*)\n"
"\n"
"Ninguna respuesta:\n"
"  --local timeout          nadie contestó\n"
"  --local transport-error  no se pudo enviar\n"
"\n"
"Salida:\n"
"  --json                 imprime JSON, un objeto por línea\n"
"  --lang LANG            el idioma de los textos: en, es\n"
"\n"
"(*) puede darse más de una vez.  El estado de salida es 1 si alguna entrada\n"
"no era una respuesta, y 2 si el uso era incorrecto.\n";

static const char es_fork_help[] =
"uso: sipresp fork [opciones] FILE ...\n"
"\n"
"Muestra qué hace un proxy que bifurca con las respuestas de sus ramas y qué\n"
"envía al final aguas arriba.  Cada FILE es una rama, desde la 0; uno vacío\n"
"nunca contestó.  Se lee todo el primero, después todo el siguiente.\n"
"\n"
"  --method M           el método de la solicitud; si no, el de CSeq\n"
"  --request-uri URI    adónde iba la solicitud\n"
"  --order LIST         la rama de cada respuesta siguiente, como 0,1,0\n"
"  --recurse            el proxy sigue él mismo las redirecciones\n"
"  --cancelled          el llamante ha cancelado\n"
"  --supported-199      el llamante lleva 199 en Supported\n"
"  --required-100rel    el llamante lleva 100rel en Require\n"
"  --order-by ORDER     qué fallo es el mejor: strict, como en RFC 3261 (si\n"
"                       no se dice otra cosa), o repairable, aquel ante el\n"
"                       que más puede hacer el llamante\n"
"  --json               imprime JSON\n"
"  --lang LANG          el idioma de los textos: en, es\n";

static const char es_search_help[] =
"uso: sipresp search PALABRAS [--json] [--lang LANG]\n"
"\n"
"Encuentra códigos de respuesta por lo que se dice de ellos: un síntoma, una\n"
"cabecera, un producto.  No cuentan las mayúsculas ni los acentos, una palabra\n"
"de cuatro letras puede ser el principio de otra, y todas deben estar en una\n"
"misma frase.  Lo que está en la frase del código va primero; después, la\n"
"descripción, las causas y los pasos.  Si no se elige idioma, se busca en\n"
"inglés y en español.\n"
"\n"
"  --json       imprime JSON, un objeto por línea\n"
"  --lang LANG  el idioma en que se busca: en, es\n";

static const char es_dump_help[] =
"uso: sipresp dump [--json | --csv] [--lang LANG] [TABLE ...]\n"
"\n"
"Imprime todo lo que sabe la biblioteca, una fila por línea, cada una con sus\n"
"fuentes.  TABLE es una de estas; todas, si no se nombra ninguna:\n"
"\n"
"  codes        el catálogo: todos los textos de cada código\n"
"  rules        las reglas de las decisiones, como en sipresp rules\n"
"  effects      qué termina cada código, según el método\n"
"  causes       las causas de Q.850\n"
"  mappings     la causa de cada código, y al revés, en cada perfil\n"
"  warnings     los códigos de las cabeceras Warning\n"
"\n"
"  --json       imprime JSON, un objeto por línea (si no se dice otra cosa)\n"
"  --csv        imprime valores separados por comas (RFC 4180)\n"
"  --lang LANG  el idioma de los textos: en, es\n";

void
print_usage(FILE *out)
{
	fputs(IN(en_usage, es_usage), out);
}

void
print_help(enum command command)
{
	switch (command) {
	case COMMAND_LIST:
		fputs(IN(en_list_help, es_list_help), stdout);
		break;
	case COMMAND_CLASSIFY:
		fputs(IN(en_classify_help, es_classify_help), stdout);
		break;
	case COMMAND_FORK:
		fputs(IN(en_fork_help, es_fork_help), stdout);
		break;
	case COMMAND_CAUSE:
		fputs(IN(en_cause_help, es_cause_help), stdout);
		break;
	case COMMAND_STATS:
		fputs(IN(en_stats_help, es_stats_help), stdout);
		break;
	case COMMAND_RULES:
		fputs(IN(en_rules_help, es_rules_help), stdout);
		break;
	case COMMAND_SEARCH:
		fputs(IN(en_search_help, es_search_help), stdout);
		break;
	case COMMAND_DUMP:
		fputs(IN(en_dump_help, es_dump_help), stdout);
		break;
	default:
		print_usage(stdout);
		fputs(IN(en_help, es_help), stdout);
		break;
	}
}
