/*
 * mutate.h - changes to a message that leave it a message
 *
 * Bytes changed at random mostly break the line they are in.  Half of the
 * changes here are to whole header fields: one is taken out, doubled, moved,
 * or put in; the code is another one; a number is a special one.  The other
 * half are libFuzzer's own.
 */

#ifndef MUTATE_H
#define MUTATE_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* To MSan, what libFuzzer writes here is not initialised. */
#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#define MUTATE_NOTHING
#endif
#endif
#ifndef MUTATE_NOTHING

/* Not part of libFuzzer's header, and weak for "make check", which has none. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size)
    __attribute__((weak));
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
    unsigned seed);

static unsigned
draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (unsigned)((uint64_t)(*seed >> 8) * below >> 24);
}

/* Replaces 'old' bytes at 'at' by 'len' bytes at 'p', if there is room. */
static size_t
splice(uint8_t *data, size_t size, size_t max_size, size_t at, size_t old,
    const void *p, size_t len)
{
	if (at + old > size || size - old + len > max_size)
		return size;
	memmove(data + at + len, data + at + old, size - at - old);
	memcpy(data + at, p, len);
	return size - old + len;
}

/* The begin of some line; 'size' if there are none. */
static size_t
some_line(const uint8_t *data, size_t size, unsigned *seed)
{
	size_t at = size > 0 ? draw(seed, (unsigned)size) : 0;

	while (at > 0 && at < size && data[at - 1] != '\n')
		at++;
	return at;
}

static size_t
line_len(const uint8_t *data, size_t size, size_t at)
{
	const uint8_t *end = at < size ? memchr(data + at, '\n', size - at) :
	    NULL;

	return end != NULL ? (size_t)(end - data) + 1 - at : size - at;
}

static size_t
new_line(uint8_t *data, size_t size, size_t max_size, size_t at,
    unsigned *seed)
{
	static const char *const lines[] = {
		"Contact: <sip:a@example.com>;q=0.5, <sips:b@example.com>\r\n",
		"m: \"A, \\\"B\\\"\" <sip:c@example.com;transport=tcp?Route=x>\r\n",
		"Contact: <tel:+1-201-555-0123>;expires=60\r\n",
		"WWW-Authenticate: Digest realm=\"a\", nonce=\"1\", qop=\"auth\", "
		    "algorithm=SHA-256\r\n",
		"WWW-Authenticate: Digest realm=\"a\", nonce=\"2\", stale=true\r\n",
		"Proxy-Authenticate: Digest realm=\"b\", nonce=\"3\"\r\n",
		"WWW-Authenticate: Bearer authz_server=\"https://x\"\r\n",
		"Retry-After: 5 (a \\( comment (nested));duration=60\r\n",
		"Min-Expires: 3600\r\n", "Min-SE: 90\r\n",
		"Expires: 60\r\n", "Session-Expires: 1800;refresher=uas\r\n",
		"RSeq: 1\r\n", "Require: 100rel, timer\r\n",
		"Unsupported: path\r\n", "Allow: INVITE, ACK, BYE\r\n",
		"Allow-Events: presence, mwi.winfo\r\n",
		"Accept: application/sdp;level=1, text/*\r\n",
		"Accept-Language: da, en-gb;q=0.8\r\n",
		"Accept-Encoding: gzip\r\n",
		"Accept-Resource-Priority: dsn.flash\r\n",
		"Recv-Info: p1, p2\r\n",
		"Permission-Missing: <sip:c@example.com>\r\n",
		"Security-Server: tls;q=0.2\r\n",
		"Warning: 380 x \"SIPS not allowed\"\r\n",
		"Reason: Q.850;cause=16;text=\"Terminated\"\r\n",
		"Reason: SIP;cause=603;text=\"v=analytics1;url=https://x\";"
		    "location=TN\r\n",
		"Call-Info: <https://x/jcard>;purpose=jwscard\r\n",
		"Geolocation-Error: 100;code=\"x\"\r\n",
		"AlertMsg-Error: 200\r\n", "SIP-ETag: 12345\r\n",
		"Via: SIP/2.0/UDP h;branch=z9hG4bK1;oc=20;oc-algo=\"loss\";"
		    "oc-validity=500;oc-seq=1282321615.782\r\n",
		"CSeq: 1 INVITE\r\n", "CSeq: 2 SUBSCRIBE\r\n",
		"Content-Length: 0\r\n", " folded\r\n", "\r\n"
	};
	const char *line = lines[draw(seed, sizeof lines / sizeof lines[0])];

	return splice(data, size, max_size, at, 0, line, strlen(line));
}

static size_t
new_number(uint8_t *data, size_t size, size_t max_size, unsigned *seed)
{
	static const char *const numbers[] = {
		"0", "1", "2", "89", "90", "100", "127", "255", "256", "999",
		"1000", "32768", "65535", "65536", "65736", "3000000",
		"3000001", "2147483647", "2147483648", "4294967295",
		"4294967296", "4294967496", "18446744073709551615",
		"18446744073709551616", "99999999999999999999999999", "-1",
		"0.5", "00000000000000000000001"
	};
	const char *number =
	    numbers[draw(seed, sizeof numbers / sizeof numbers[0])];
	size_t at = size > 0 ? draw(seed, (unsigned)size) : 0, end;

	while (at < size && (data[at] < '0' || data[at] > '9'))
		at++;
	for (end = at; end < size && data[end] >= '0' && data[end] <= '9'; )
		end++;
	return splice(data, size, max_size, at, end - at, number,
	    strlen(number));
}

static size_t
new_code(uint8_t *data, size_t size, size_t max_size, unsigned *seed)
{
	char code[12];
	size_t at = 0;

	while (at + 11 < size && memcmp(data + at, "SIP/2.0 ", 8) != 0)
		at++;
	if (at + 11 >= size)
		return size;
	return splice(data, size, max_size, at + 8, 3, code, (size_t)sprintf(
	    code, "%u", 100 + draw(seed, 600)));
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
    unsigned seed)
{
	uint8_t line[512];
	size_t at, len;

	for (unsigned n = 1 + draw(&seed, 3); n > 0; n--) {
		at = some_line(data, size, &seed);
		len = line_len(data, size, at);
		switch (draw(&seed, 12)) {
		case 0:		/* take one out */
			size = splice(data, size, max_size, at, len, "", 0);
			break;
		case 1:		/* double or move one */
		case 2:
			if (len > sizeof line || size == 0)
				break;
			memcpy(line, data + at, len);
			if (draw(&seed, 2) == 0)
				size = splice(data, size, max_size, at, len,
				    "", 0);
			size = splice(data, size, max_size,
			    some_line(data, size, &seed), 0, line, len);
			break;
		case 3:
			size = new_line(data, size, max_size, at, &seed);
			break;
		case 4:
			size = new_number(data, size, max_size, &seed);
			break;
		case 5:
			size = new_code(data, size, max_size, &seed);
			break;
		default:
			size = LLVMFuzzerMutate(data, size, max_size);
			break;
		}
	}
	return size;
}

#endif /* MUTATE_NOTHING */
#endif /* MUTATE_H */
