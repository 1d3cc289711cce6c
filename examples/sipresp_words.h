/*
 * sipresp_words.h - what the program says, in each language
 *
 * SPDX-License-Identifier: MIT
 *
 * A row is IN(English, Spanish).  Without its Spanish it does not compile, and
 * where it is a format the compiler holds both to the arguments.  The texts of
 * the library are the library's; those of --help are in sipresp_help.c.
 */

#ifndef SIPRESP_WORDS_H
#define SIPRESP_WORDS_H

#include <inttypes.h>
#include <stdbool.h>

/* speak() sets the language of what the program says, by a tag as in
 * sipresp.h; English until then. */
void speak(const char *lang);
bool in_spanish(void);

/* spoken() is the tag of that language. */
const char *spoken(void);

/* system_words() is strerror() in that language, for what opening and reading
 * a file may end in. */
const char *system_words(int error);

/* error_words() is sipresp_strerror() in that language. */
const char *error_words(int error);

#define IN(en, es)	(in_spanish() ? (es) : (en))

/* ---- errors of usage --------------------------------------------------- */

#define SAY_CODES_TOO_MANY IN(						\
    "one code to explain or two to compare, not %zu",			\
    "se explica un código o se comparan dos, no %zu")
#define SAY_LIST_ARGUMENT IN(						\
    "list takes no argument, such as '%s': for one class, --class N",	\
    "list no lleva argumentos, como '%s': para una clase, --class N")
#define SAY_RULES_ONE_CODE IN(						\
    "rules takes one code, not %zu",					\
    "rules lleva un código, no %zu")
#define SAY_SEE_HELP IN(						\
    "See sipresp --help.\n",						\
    "Mira sipresp --help.\n")
#define SAY_NO_TEXTS IN(						\
    "This sipresp was built without texts (TEXT=none).",		\
    "Este sipresp se compiló sin textos (TEXT=none).")
#define SAY_NO_OPTION_BUT IN(						\
    "there is no option %s: did you mean %s?",				\
    "no existe la opción %s: ¿quizá %s?")
#define SAY_NO_OPTION IN(						\
    "there is no option %s: see sipresp --help",			\
    "no existe la opción %s: mira sipresp --help")
#define SAY_NO_COMMAND_BUT IN(						\
    "there is no command '%s': did you mean %s?",			\
    "no existe la orden '%s': ¿quizá %s?")
#define SAY_NO_COMMAND IN(						\
    "there is no command '%s': a response code, or one of the commands"	\
    " that sipresp --help lists",					\
    "no existe la orden '%s': un código de respuesta, o una de las"	\
    " órdenes que enumera sipresp --help")
#define SAY_NO_CODE IN(							\
    "'%s' is no response code: those are numbers from 100 to 699",	\
    "'%s' no es un código de respuesta: son números de 100 a 699")
#define SAY_NO_SIP_CODE IN(						\
    "%s is no SIP response code: those are from 100 to 699",		\
    "%s no es un código de respuesta SIP: van de 100 a 699")
#define SAY_NUMBER_FROM IN(						\
    "%s takes a number from %" PRIu32 " to %" PRIu32 ", not '%s'",	\
    "%s lleva un número de %" PRIu32 " a %" PRIu32 ", no '%s'")
#define SAY_NO_LANGUAGE IN(						\
    "there are no texts in the language '%s', only: %s",		\
    "no hay textos en el idioma '%s', solo: %s")
#define SAY_TAKES_NO_VALUE IN(						\
    "%s takes no value",						\
    "%s no lleva valor")
#define SAY_NEEDS_VALUE IN(						\
    "%s needs a value",							\
    "a %s le falta un valor")
#define SAY_NEEDS_FULL_VALUE IN(					\
    "%s needs a value that is not empty",				\
    "%s necesita un valor que no esté vacío")
#define SAY_NEEDS_COMMAND IN(						\
    "%s needs the command %s in front",					\
    "%s necesita delante la orden %s")
#define SAY_OPTION_OF IN(						\
    "%s is an option of sipresp %s, not of this",			\
    "%s es una opción de sipresp %s, no de esto")
#define SAY_METHOD IN(							\
    "--method takes a method such as INVITE, not '%s'",			\
    "--method lleva un método como INVITE, no '%s'")
#define SAY_AUTH_UNKNOWN IN(						\
    "--auth does not know '%s', only: %s",				\
    "--auth no conoce '%s', solo: %s")
#define SAY_LOCAL_WHAT IN(						\
    "--local takes timeout or transport-error, not '%s'",		\
    "--local lleva timeout o transport-error, no '%s'")
#define SAY_LOCAL_METHOD IN(						\
    "--local needs --method: which request was it?",			\
    "--local necesita --method: ¿qué solicitud era?")
#define SAY_LOCAL_FILE IN(						\
    "--local takes no FILE: there is no message to read",		\
    "--local no lleva FILE: no hay ningún mensaje que leer")
#define SAY_NO_PROFILE IN(						\
    "there is no profile '%s', only: %s",				\
    "no existe el perfil '%s', solo: %s")
#define SAY_CAUSE_TAKES IN(						\
    "cause takes one code, or --q850 and a cause",			\
    "cause lleva un código, o --q850 y una causa")
#define SAY_NO_TABLE IN(						\
    "there is no table '%s', only: %s",					\
    "no existe la tabla '%s', solo: %s")
#define SAY_JSON_OR_CSV IN(						\
    "--json or --csv, not both",					\
    "--json o --csv, no las dos")
#define SAY_ORDER_BY IN(						\
    "--order-by takes strict or repairable, not '%s'",			\
    "--order-by lleva strict o repairable, no '%s'")
#define SAY_ORDER_NUMBERS IN(						\
    "--order takes numbers of branches, such as 0,1,0, not '%s'",	\
    "--order lleva números de ramas, como 0,1,0, no '%s'")
#define SAY_ORDER_NO_BRANCH IN(						\
    "--order names branch %zu, but there are %zu, from 0 on",		\
    "--order nombra la rama %zu, pero hay %zu, desde la 0")
#define SAY_ORDER_TOO_OFTEN IN(						\
    "--order names branch %zu more often than it has responses, which"	\
    " is %zu times",							\
    "--order nombra la rama %zu más veces que respuestas tiene, que"	\
    " son %zu")
#define SAY_FORK_FILES IN(						\
    "fork needs a FILE for each branch",				\
    "fork necesita un FILE por cada rama")
#define SAY_STATS_FILES IN(						\
    "stats needs a FILE to count; - is standard input",			\
    "stats necesita un FILE que contar; - es la entrada estándar")
#define SAY_SEARCH_WORDS IN(						\
    "search needs words to look for, such as: one way",			\
    "search necesita palabras que buscar, como: un solo sentido")

/* ---- errors of input --------------------------------------------------- */

#define SAY_NO_MEMORY IN(						\
    "sipresp: out of memory\n",						\
    "sipresp: no queda memoria\n")
#define SAY_STANDARD_INPUT IN(						\
    "standard input",							\
    "entrada estándar")
#define SAY_STANDARD_OUTPUT IN(						\
    "sipresp: standard output",						\
    "sipresp: salida estándar")
#define SAY_PASTE IN(							\
    "Paste SIP responses, then press Enter and Ctrl-D.\n",		\
    "Pega respuestas SIP y pulsa Intro y Ctrl-D.\n")
#define SAY_UNREADABLE_FILE IN(						\
    "%s: cannot be read: %s\n",						\
    "%s: no se puede leer: %s\n")
#define SAY_A_REQUEST IN(						\
    "a request, not a response: \"",					\
    "una solicitud, no una respuesta: \"")
#define SAY_NO_STATUS_LINE IN(						\
    "no SIP/2.0 status line: \"",					\
    "no hay línea de estado SIP/2.0: \"")
#define SAY_ENDS_IN_LINE IN(						\
    "the input ends inside a line",					\
    "la entrada termina en mitad de una línea")
#define SAY_NO_RESPONSE IN(						\
    "there is no response in it",					\
    "no contiene ninguna respuesta")
#define SAY_NO_MESSAGE IN(						\
    "sipresp: there is no SIP message in it\n",				\
    "sipresp: no contiene ningún mensaje SIP\n")
#define SAY_PACKETS_FILE IN(						\
    "packets can be read from a file only",				\
    "los paquetes solo se pueden leer de un archivo")
#define SAY_NO_PCAP IN(							\
    "this sipresp was built without libpcap, which reads packets",	\
    "este sipresp se compiló sin libpcap, que lee paquetes")
#define SAY_NO_JANSSON IN(						\
    "this sipresp was built without jansson, which reads JSON",		\
    "este sipresp se compiló sin jansson, que lee JSON")
#define SAY_NO_STATS_JSON IN(						\
    "not what sipresp stats --json prints",				\
    "no es lo que imprime sipresp stats --json")
#define SAY_FOUND_NOTHING IN(						\
    "sipresp: no code says so; fewer words may help\n",			\
    "sipresp: ningún código dice eso; quizá con menos palabras\n")

/* ---- pages ------------------------------------------------------------- */

#define SAY_MEANING IN("What it means", "Descripción")
#define SAY_WHEN IN(							\
    "When you see it, most frequent first",				\
    "Cuándo lo verás")
#define SAY_REMEDY IN("How to fix it", "Cómo solucionarlo")
#define SAY_PARTIES IN("Who can act", "Quién puede actuar")
#define SAY_USER IN(							\
    "What a phone may show",						\
    "Qué puede mostrar un teléfono")
#define SAY_NEIGHBOURS IN("Not to be mistaken for", "No confundir con")
#define SAY_FIELDS IN(							\
    "Header fields to look at",						\
    "Cabeceras que conviene mirar")
#define SAY_REFERENCE IN("Reference", "Saber más")
#define SAY_NOTE IN("Note:", "Nota:")

#define SAY_PROVISIONAL IN("provisional", "provisional")
#define SAY_SUCCESS IN("success", "éxito")
#define SAY_REDIRECTION IN("redirection", "redirección")
#define SAY_CLIENT_FAILURE IN("client failure", "fallo del cliente")
#define SAY_SERVER_FAILURE IN("server failure", "fallo del servidor")
#define SAY_GLOBAL_FAILURE IN("global failure", "fallo global")

#define SAY_THE_CALLER IN("the caller", "el llamante")
#define SAY_THE_CALLEE IN("the callee", "el destinatario")
#define SAY_THE_OPERATOR IN(						\
    "whoever runs the servers",						\
    "quien opera los servidores")
#define SAY_THE_NETWORK IN("the network", "la red")
#define SAY_NOBODY IN(							\
    "nobody: it was refused on purpose",				\
    "nadie: se rechazó a propósito")

#define SAY_NOT_KNOWN IN(						\
    "%d is in no RFC and not in this catalogue.",			\
    "El %d no está en ningún RFC ni en este catálogo.")
#define SAY_IS_HISTORIC IN(						\
    "%d is historic: it was specified once, and is not in the IANA"	\
    " registry.",							\
    "El %d es histórico: se especificó alguna vez, y no está en el"	\
    " registro de la IANA.")
#define SAY_IS_VENDORS IN(						\
    "%d is some vendors' own: it is not in the IANA registry.",		\
    "El %d es propio de algunos fabricantes: no está en el registro de"	\
    " la IANA.")
#define SAY_IS_DEPRECATED IN(						\
    "%d is deprecated: it is still understood, and should not be sent"	\
    " any more (RFC 6665 section 8.3.1).",				\
    "El %d está en desuso: todavía se entiende, y ya no debería enviarse" \
    " (RFC 6665, sección 8.3.1).")
#define SAY_TREATED_AS IN(						\
    " It must be treated as %d %s (RFC 3261 section 8.1.3.2)%s",	\
    " Debe tratarse como %d %s (RFC 3261, sección 8.1.3.2)%s")
#define SAY_DESCRIBED_HERE IN(						\
    ", which is described here.",					\
    ", que es el que se describe aquí.")
#define SAY_NO_PHRASE IN(						\
    "(no registered phrase)",						\
    "(sin frase registrada)")
#define SAY_NOT_REGISTERED IN("(not registered)", "(no registrado)")
#define SAY_HISTORIC IN("historic", "histórico")
#define SAY_VENDOR IN("vendor", "fabricante")
#define SAY_DEPRECATED IN("deprecated", "en desuso")

/* ---- two codes --------------------------------------------------------- */

#define SAY_EACH_WHEN IN("When you see it", "Cuándo lo verás")
#define SAY_EACH_USE IN("When each is right", "Cuándo usar cada uno")
#define SAY_KEY_DIFFERENCES IN("Key differences", "Diferencias clave")
#define SAY_SAME_CODE IN(						\
    "None: it is the same code.",					\
    "Ninguna: es el mismo código.")
#define SAY_NO_DIFFERENCE IN(						\
    "None in what to do about them.",					\
    "Ninguna en lo que hay que hacer con ellos.")
#define SAY_BUT_NOT_REGISTERED IN(", not registered", ", no registrado")
#define SAY_BUT_HISTORIC IN(", historic", ", histórico")
#define SAY_BUT_VENDORS IN(", a vendor's own", ", propio de un fabricante")
#define SAY_BUT_DEPRECATED IN(", deprecated", ", en desuso")
#define SAY_AND_TREATED_AS IN("; treated as %d", "; se trata como %d")

/* ---- a verdict --------------------------------------------------------- */

#define SAY_KNOWN_AS IN("Known as", "Conocido como")
#define SAY_COUNTS_AS IN("Counts as", "Cuenta como")
#define SAY_TO_DO IN("What to do", "Qué hacer")
#define SAY_CHANGE IN("Change", "Cambia")
#define SAY_MOMENT IN("When", "Cuándo")
#define SAY_TARGETS IN("Targets", "Destinos")
#define SAY_CARRY_OVER IN("Carry over", "Conserva")
#define SAY_CHALLENGES IN("Challenges", "Desafíos")
#define SAY_ALSO_SEND IN("Also send", "Envía también")
#define SAY_KEEP_AWAY IN("Keep away", "Evita")
#define SAY_LASTS IN("Lasts", "Dura")
#define SAY_FAILING_THAT IN("Failing that", "Si no")
#define SAY_IF_REPEATED IN("If it repeats", "Si se repite")
#define SAY_WHY IN("Why", "Por qué")
#define SAY_PEER_SAYS IN("The peer says", "El otro dice")
#define SAY_THAT_MEANS IN("That means", "Eso significa")
#define SAY_LOAD IN("Load", "Carga")
#define SAY_ENDS IN("What ends", "Qué termina")
#define SAY_ACTS IN("Who acts", "Quién actúa")
#define SAY_FROM_NOW_ON IN("From now on", "En adelante")
#define SAY_FIX IN("How to fix it", "Solución")

#define SAY_LINE IN(", line %lu", ", línea %lu")
#define SAY_IN_ANSWER_TO IN(", in answer to ", ", en respuesta a ")
#define SAY_FOR IN(", for ", ", para ")
#define SAY_NOT_ANSWERED IN(						\
    " that nobody answered in time",					\
    " al que nadie contestó a tiempo")
#define SAY_NOT_SENT IN(						\
    " that could not be sent",						\
    " que no se pudo enviar")
#define SAY_AS_NOT_REGISTERED IN(					\
    "%d %s, as %d is not registered (RFC 3261 section 8.1.3.2).",	\
    "%d %s, porque el %d no está registrado (RFC 3261, sección 8.1.3.2).")
#define SAY_NOT_SIPS IN(						\
    "\nnot SIPS, though the request was: ask the user first",		\
    "\nno es SIPS, aunque la solicitud lo era: pregunta antes al usuario")
#define SAY_REALM IN(", realm \"", ", realm \"")
#define SAY_AUTHZ_SERVER IN(						\
    "authorization server",						\
    "servidor de autorización")
#define SAY_STALE IN(							\
    ", the nonce sent was stale",					\
    ", el nonce enviado había caducado")
#define SAY_FROM_PROXY IN(", from a proxy", ", de un proxy")

/* What to do. */
#define SAY_DO_WAIT IN(							\
    "Keep waiting: the final response is still to come.",		\
    "Sigue esperando: falta la respuesta final.")
#define SAY_DO_DONE IN(							\
    "Nothing more: the request is fulfilled.",				\
    "Nada más: la solicitud está cumplida.")
#define SAY_DO_REDIRECT IN(						\
    "Send a new request to the target below.",				\
    "Envía una solicitud nueva al destino de abajo.")
#define SAY_DO_REDIRECT_MANY IN(					\
    "Send a new request to the first target below; if that fails, to"	\
    " the next.",							\
    "Envía una solicitud nueva al primer destino de abajo; si falla, al" \
    " siguiente.")
#define SAY_DO_USE_PROXY IN(						\
    "Send this one request again, through the proxy below.",		\
    "Envía de nuevo solo esta solicitud, a través del proxy de abajo.")
#define SAY_DO_AUTHENTICATE IN(						\
    "Send the request again, with credentials for the challenge marked"	\
    " below.",								\
    "Envía la solicitud de nuevo, con credenciales para el desafío"	\
    " marcado abajo.")
#define SAY_DO_AUTHENTICATE_MANY IN(					\
    "Send the request again, with credentials for each challenge marked" \
    " below.",								\
    "Envía la solicitud de nuevo, con credenciales para cada desafío"	\
    " marcado abajo.")
#define SAY_DO_AMEND IN(						\
    "Change the request, and send it again.",				\
    "Cambia la solicitud y envíala de nuevo.")
#define SAY_DO_RETRY IN(						\
    "Send the same request to the same place again.",			\
    "Envía la misma solicitud de nuevo al mismo sitio.")
#define SAY_DO_RETRY_LATER IN(						\
    "Send the same request to the same place again, after a while.",	\
    "Envía la misma solicitud de nuevo al mismo sitio, pasado un rato.")
#define SAY_DO_FAILOVER IN(						\
    "Send the same request to the next destination, such as the next"	\
    " address in DNS.",							\
    "Envía la misma solicitud al siguiente destino, como la siguiente"	\
    " dirección del DNS.")
#define SAY_DO_PROBE IN(						\
    "Send OPTIONS to learn what the other side supports, then ask again:" \
    " classify its answer with --probe-of %d.",				\
    "Envía OPTIONS para saber qué admite el otro extremo y pregunta otra" \
    " vez: clasifica su respuesta con --probe-of %d.")
#define SAY_DO_ASK_USER IN(						\
    "Let a person decide how to go on.",				\
    "Deja que una persona decida cómo seguir.")
#define SAY_DO_CHOOSE IN(						\
    "Let a person choose among the targets below.",			\
    "Deja que una persona elija entre los destinos de abajo.")
#define SAY_DO_GIVE_UP IN(						\
    "Give up, and report the failure.",					\
    "Desiste y comunica el fallo.")
#define SAY_DO_DISCARD IN(						\
    "Drop this response, as if it had not come.",			\
    "Descarta esta respuesta, como si no hubiera llegado.")

/* How strongly: behind a reference. */
#define SAY_LEAVES_OPEN IN(						\
    " leaves this open",						\
    " deja esto abierto")
#define SAY_OFFER IN(							\
    ": offer it, do not do it unasked.",				\
    ": ofrécelo, no lo hagas sin preguntar.")
#define SAY_NO_KEYWORD IN(						\
    " has no keyword here, but nothing else makes sense.",		\
    " no lo dice con una palabra clave, pero otra cosa no tiene sentido.")
#define SAY_NOT_AGAIN IN(						\
    "; the same request %s NOT be sent again.",				\
    "; la misma solicitud %s NOT enviarse de nuevo.")
#define SAY_SAYS IN(" says %s", " dice %s")
#define SAY_SECTION IN(" section ", ", sección ")
#define SAY_NOTE_NUMBER IN(" note ", ", nota ")

/* Times. */
#define SAY_DAYS IN(							\
    " (about %" PRIu32 " days)",					\
    " (unos %" PRIu32 " días)")
#define SAY_TO IN(" to ", " a ")
#define SAY_AT_RANDOM IN(						\
    " after the response came, at a random moment.",			\
    " después de llegar la respuesta, en un momento al azar.")
#define SAY_QUARANTINE IN(						\
    "Send nothing else to the server that answered for ",		\
    "No envíes nada más al servidor que contestó durante ")

/* What is owed, what ends, what comes later. */
#define SAY_OWED_ACK IN(						\
    "an ACK, which ends the INVITE",					\
    "un ACK, que termina el INVITE")
#define SAY_OWED_PRACK IN(						\
    "a PRACK, which acknowledges this response",			\
    "un PRACK, que confirma esta respuesta")
#define SAY_OWED_BYE IN(						\
    "a BYE, which ends the call",					\
    "un BYE, que termina la llamada")
#define SAY_OWED_CANCEL IN("a CANCEL", "un CANCEL")
#define SAY_THE_CALL IN("The call", "La llamada")
#define SAY_THE_SUBSCRIPTION IN("The subscription", "La suscripción")
#define SAY_THE_USAGE IN(						\
    "What the request belonged to",					\
    "Aquello a lo que pertenecía la solicitud")
#define SAY_ENDS_EARLY_DIALOG IN(					\
    "One early dialog; the call may still be answered elsewhere.",	\
    "Un diálogo temprano; la llamada aún puede contestarse en otro sitio.")
#define SAY_ENDS_REQUEST IN(						\
    "This request only.",						\
    "Solo esta solicitud.")
#define SAY_ENDS_REQUEST_IN_DIALOG IN(					\
    "This request only; the dialog goes on.",				\
    "Solo esta solicitud; el diálogo sigue.")
#define SAY_ENDS_USAGE IN(						\
    "%s; whatever else uses the dialog goes on.",			\
    "%s; lo demás que use el diálogo sigue.")
#define SAY_ENDS_DIALOG IN(						\
    "The dialog, and all that uses it.",				\
    "El diálogo y todo lo que lo usa.")
#define SAY_FUTURE_REPLACE IN(						\
    "Use the new address from now on.",					\
    "Usa la dirección nueva desde ahora.")
#define SAY_FUTURE_CACHE IN(						\
    "Use the new address until it expires, then the old one again.",	\
    "Usa la dirección nueva hasta que caduque, y después otra vez la"	\
    " antigua.")
#define SAY_FUTURE_FORGET IN(						\
    "Stop using this address.",						\
    "Deja de usar esta dirección.")

/* Who acts. */
#define SAY_PERHAPS IN("perhaps ", "quizá ")
#define SAY_MOST_LIKELY IN("most likely ", "lo más probable, ")
#define SAY_ON_PURPOSE IN(						\
    "nobody, as it was refused on purpose",				\
    "nadie, porque se rechazó a propósito")
#define SAY_REFUSED IN(							\
    "nobody: refused on purpose",					\
    "nadie: rechazado a propósito")
#define SAY_NETWORK IN(							\
    "whoever runs the network",						\
    "quien opera la red")
#define SAY_CALLERS_SIDE IN("the caller's side", "el lado del llamante")
#define SAY_CALLEES_SIDE IN(						\
    "the callee's side",						\
    "el lado del destinatario")

/* What to change. */
#define SAY_USE_SIP IN("use a sip: URI", "usa una URI sip:")
#define SAY_USE_SIPS IN("use a sips: URI", "usa una URI sips:")
#define SAY_TYPES IN("; types: ", "; tipos: ")
#define SAY_ENCODINGS IN("; encodings: ", "; codificaciones: ")
#define SAY_LANGUAGES IN("; languages: ", "; idiomas: ")

/* How it goes on. */
#define SAY_AFTER IN(" after ", " pasados ")
#define SAY_THEN IN("; failing that, ", "; si no, ")
#define SAY_SAME_ONCE_MORE IN(						\
    "the same up to 1 more time; then ",					\
    "lo mismo una vez más; después, ")
#define SAY_SAME_MORE IN(						\
    "the same up to %u more times; then ",				\
    "lo mismo hasta %u veces más; después, ")
#define SAY_RENEWAL IN(							\
    "To, From, Call-ID, the body and all other header fields; but not"	\
    " the credentials",							\
    "To, From, Call-ID, el cuerpo y todas las demás cabeceras; pero no"	\
    " las credenciales")
#define SAY_NOR_ROUTE IN(						\
    ", nor a Route that led to the old address",			\
    ", ni un Route que llevara a la dirección antigua")
#define SAY_WITH_HEADERS IN(						\
    "\nwith header fields: ",						\
    "\ncon las cabeceras: ")
#define SAY_WITH_IF_TRUE IN(						\
    "\nwith these if they are true: ",					\
    "\ncon estas si son ciertas: ")
#define SAY_WITH_DANGER IN(						\
    "\nit asks for these too, which would be dangerous: ",		\
    "\npide también estas, lo que sería peligroso: ")
#define SAY_HAS_ENDED IN(						\
    "No longer: it has ended.",						\
    "Nada más: ha terminado.")
#define SAY_OTHER_REFRESHES IN(						\
    "; the other side refreshes it. If it has not done so after %"	\
    PRIu32 " s, send BYE.",						\
    "; la renueva el otro extremo. Si no lo ha hecho pasados %"		\
    PRIu32 " s, envía BYE.")
#define SAY_REFRESH IN(							\
    "; this side refreshes it after %" PRIu32 " s.",			\
    "; la renueva este extremo pasados %" PRIu32 " s.")
#define SAY_REFRESH_BETWEEN IN(						\
    "; this side refreshes it after %" PRIu32 " to %" PRIu32 " s.",	\
    "; la renueva este extremo pasados de %" PRIu32 " a %" PRIu32 " s.")
#define SAY_NEXT_PUBLISH IN(						\
    " The next PUBLISH has SIP-If-Match: ",				\
    " El siguiente PUBLISH lleva SIP-If-Match: ")
#define SAY_NO_OVERLOAD IN(						\
    "The server is no longer overloaded.",				\
    "El servidor ya no está sobrecargado.")
#define SAY_AT_MOST IN(							\
    "Send the server that answered at most %" PRIu32 " requests a second", \
    "Envía al servidor que contestó como máximo %" PRIu32		\
    " solicitudes por segundo")
#define SAY_FEWER IN(							\
    "Send the server that answered %" PRIu32 " %% fewer requests",	\
    "Envía al servidor que contestó un %" PRIu32			\
    " %% menos de solicitudes")
#define SAY_FOR_NEXT IN(						\
    " for the next %" PRIu32 " ms.",					\
    " durante los próximos %" PRIu32 " ms.")

/* ---- cause ------------------------------------------------------------- */

#define SAY_NO_SIP IN(							\
    "no SIP response code",						\
    "ningún código de respuesta SIP")
#define SAY_NO_Q850 IN("no cause of Q.850", "ninguna causa de Q.850")
#define SAY_PROFILE IN("Profile", "Perfil")

/* ---- fork -------------------------------------------------------------- */

#define SAY_FORWARD IN("forward it upstream.", "reenvíala aguas arriba.")
#define SAY_HOLD IN("hold it.", "retenla.")
#define SAY_TRY_SIP IN(							\
    "try the SIP form of the URI.",					\
    "prueba la forma SIP de la URI.")
#define SAY_GO_TO_CONTACTS IN(						\
    "go where its Contacts lead.",					\
    "ve adonde llevan sus Contact.")
#define SAY_ABSORB IN("absorb it.", "absórbela.")
#define SAY_CANCEL_OTHERS IN(						\
    " Cancel the other branches that are pending.",			\
    " Cancela las demás ramas pendientes.")
#define SAY_CANCEL_THIS IN(						\
    " Cancel this branch, which can be cancelled only now.",		\
    " Cancela esta rama, que solo ahora se puede cancelar.")
#define SAY_SEND_199 IN(						\
    " Send a 199 for its early dialog (RFC 6228 section 6).",		\
    " Envía un 199 por su diálogo temprano (RFC 6228, sección 6).")
#define SAY_ADD_CONTACTS IN(						\
    " Add the Contacts of branch ",					\
    " Añade los Contact de la rama ")
#define SAY_ADD_CHALLENGES IN(						\
    " Add the challenges of branch ",					\
    " Añade los desafíos de la rama ")
#define SAY_UPSTREAM IN("Upstream", "Aguas arriba")
#define SAY_NOTHING IN("nothing", "nada")
#define SAY_FROM_BRANCH IN(", from branch %d.", ", de la rama %d.")
#define SAY_MADE_BY_PROXY IN(						\
    ", made by the proxy itself.",					\
    ", creada por el propio proxy.")

/* ---- rules ------------------------------------------------------------- */

#define SAY_ANY_BUT IN("any but ", "todos menos ")
#define SAY_AS_OUTSIDE IN(						\
    "decide as outside a dialog.",					\
    "decide como fuera de un diálogo.")
#define SAY_AFTER_RETRY_AFTER IN(					\
    " after the time in Retry-After",					\
    " pasado el tiempo de Retry-After")
#define SAY_QUARANTINE_RULE IN(						\
    " Keep away from the server for the time in Retry-After.",		\
    " No envíes más al servidor durante el tiempo de Retry-After.")
#define SAY_FALLBACK_RULE IN(" Failing that, %s.", " Si no, %s.")
#define SAY_RULE_ENDS_USAGE IN(						\
    "the usage: the call, or the subscription.",			\
    "el uso: la llamada o la suscripción.")
#define SAY_RULE_ENDS_DIALOG IN(					\
    "the dialog, with all its usages.",					\
    "el diálogo, con todos sus usos.")
#define SAY_RULE_ENDS_EARLY IN("one early dialog.", "un diálogo temprano.")
#define SAY_OWED IN(" Owed: ", " Hay que enviar: ")
#define SAY_NOTHING_OWED IN("nothing. Owed: ", "nada. Hay que enviar: ")
#define SAY_WHICH_LEAVES_OPEN IN(					\
    ", which leaves this open",						\
    ", que deja esto abierto")
#define SAY_NOT_UNCHANGED IN(						\
    " NOT be sent again unchanged",					\
    " NOT enviarse de nuevo sin cambios")
#define SAY_NO_RULE IN("no rule", "ninguna regla")
#define SAY_RULE_FOR IN("for", "para")
#define SAY_RULE_IF IN("if", "si")
#define SAY_RULE_DO IN("do", "haz")
#define SAY_RULE_ENDS IN("ends", "termina")
#define SAY_RULE_SOURCE IN("source", "fuente")
#define SAY_RULE_WHY IN("why", "por qué")
#define SAY_DECIDED_AS IN(						\
    "decided as %d, as it is not registered\n",				\
    "se decide como %d, porque no está registrado\n")
#define SAY_GROUP_IN_DIALOG IN(						\
    "Inside a dialog, the first that fits:",				\
    "Dentro de un diálogo, la primera que encaje:")
#define SAY_GROUP_OUTSIDE IN(						\
    "Outside a dialog, or where none of those fits, the first that"	\
    " fits:",								\
    "Fuera de un diálogo, o donde ninguna de esas encaje, la primera que" \
    " encaje:")
#define SAY_GROUP IN("The first that fits:", "La primera que encaje:")
#define SAY_GROUP_FIRST IN(						\
    "Before all of these, and alike for many codes:",			\
    "Antes que todas estas, e igual para muchos códigos:")

/* ---- stats ------------------------------------------------------------- */

#define SAY_PERFORMANCE IN(						\
    "Performance (RFC 6076)\n",						\
    "Rendimiento (RFC 6076)\n")
#define SAY_RATIO IN(							\
    "  %-5s %5.1f %%  %" PRIu64 " of %" PRIu64 ": %s\n",			\
    "  %-5s %5.1f %%  %" PRIu64 " de %" PRIu64 ": %s\n")
#define SAY_MEAN_OF IN(							\
    "  %7.0f ms    mean of %" PRIu64 ": %s\n",				\
    "  %7.0f ms    media de %" PRIu64 ": %s\n")
#define SAY_SRD_SUCCESS IN(						\
    "SRD, sessions that were established",				\
    "SRD, sesiones que se establecieron")
#define SAY_SRD_FAILURE IN(						\
    "SRD, sessions that failed",					\
    "SRD, sesiones que fallaron")
#define SAY_HAS_TO_ACT IN("Who has to act\n", "Quién tiene que actuar\n")
#define SAY_COUNT_TO IN("%s%" PRIu64 " to %s", "%s%" PRIu64 " a %s")
#define SAY_TOP_FAILURES IN(						\
    "Most frequent failures\n",						\
    "Fallos más frecuentes\n")
#define SAY_MESSAGES IN(						\
    "%" PRIu64 " SIP messages, %" PRIu64 " responses",			\
    "%" PRIu64 " mensajes SIP, %" PRIu64 " respuestas")
#define SAY_REPEATED IN(						\
    ", %" PRIu64 " more seen again",					\
    ", %" PRIu64 " más vistas otra vez")
#define SAY_CANNOT_BE_READ IN(						\
    ", %" PRIu64 " that cannot be read",				\
    ", %" PRIu64 " que no se pueden leer")

/* ---- search ------------------------------------------------------------ */

#define SAY_IN_PHRASE IN("phrase", "frase")
#define SAY_IN_MEANING IN("meaning", "descripción")
#define SAY_IN_WHEN IN("when", "cuándo")
#define SAY_IN_REMEDY IN("how to fix", "solución")
#define SAY_IN_NEIGHBOURS IN("neighbour", "vecino")
#define SAY_IN_FIELDS IN("header field", "cabecera")
#define SAY_IN_USER IN("on a phone", "en un teléfono")
#define SAY_MORE_FOUND IN(						\
    "And %zu more: another word makes it fewer.\n",			\
    "Y %zu más: con otra palabra serán menos.\n")

#endif /* SIPRESP_WORDS_H */
