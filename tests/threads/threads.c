/*
 * threads.c - sixteen threads at once find what one finds
 *
 * SPDX-License-Identifier: MIT
 *
 *	threads FILE ...
 *
 * Each thread reads all messages, decides on them, and asks for the texts, with
 * structures of its own and the messages and responses shared.  Built with
 * ThreadSanitizer by "make threads", where anything that the library shared
 * between two calls would show.
 */

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sipresp.h"

#define THREADS		16
#define MAX_MESSAGES	1024
#define ROUNDS		4

static struct {
	char			*p;
	size_t			 len;
	struct sipresp_response	 r;	/* read by main(), and by all threads */
	int			 error;
} messages[MAX_MESSAGES];
static size_t message_count;

static uint64_t
mix(uint64_t sum, uint64_t n)
{
	return (sum ^ n) * 0x100000001b3ULL;
}

static uint64_t
mix_text(uint64_t sum, const char *text)
{
	for (; text != NULL && *text != '\0'; text++)
		sum = mix(sum, (unsigned char)*text);
	return sum;
}

static uint64_t
mix_verdict(uint64_t sum, const struct sipresp_verdict *v)
{
	sum = mix(sum, (uint64_t)v->action << 32 | (uint64_t)v->fallback);
	sum = mix(sum, (uint64_t)v->level << 32 | (uint64_t)v->scope);
	sum = mix(sum, (uint64_t)v->amend << 32 | (uint64_t)v->send);
	if (v->has_wait)
		sum = mix(mix(sum, v->wait_min_ms), v->wait_max_ms);
	for (uint32_t i = 0; i < v->target_count; i++)
		sum = mix(sum, v->targets[i].hash);
	return mix_text(mix_text(sum, v->rule), sipresp_action_text(v->action,
	    NULL));
}

static uint64_t
decide(uint64_t sum, const struct sipresp_response *r)
{
	struct sipresp_state state;
	struct sipresp_request request;
	struct sipresp_verdict v;

	memset(&request, 0, sizeof request);
	memset(&state, 0, sizeof state);
	for (int attempt = 0; attempt < 4; attempt++) {
		const int error = sipresp_classify(&v, r, &request, &state);

		sum = mix(sum, (uint64_t)error);
		if (error != 0)
			break;
		sum = mix_verdict(sum, &v);
		sipresp_state_note(&state, &v);
	}
	return sum;
}

static uint64_t
texts(uint64_t sum)
{
	char out[4096];

	for (int code = 100; code < 700; code++) {
		sum = mix_text(sum, sipresp_text(code, SIPRESP_TEXT_REMEDY,
		    NULL));
		if (sipresp_lookup(code) == NULL)
			continue;
		(void)sipresp_compare(code, 486, NULL, out, sizeof out);
		sum = mix_text(sum, out);
	}
	for (int code = 300; code < 400; code++)
		sum = mix_text(sum, sipresp_warning_text(code, NULL));
	for (int cause = 0; cause < 128; cause++)
		sum = mix_text(sum, sipresp_cause_text(cause, NULL));
	return sum;
}

static void *
read_all(void *out)
{
	uint64_t sum = 0;

	for (int round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < message_count; i++) {
			struct sipresp_response r;

			if (messages[i].error == 0)
				sum = decide(sum, &messages[i].r);
			if (sipresp_parse(&r, messages[i].p,
			    messages[i].len) == 0)
				sum = decide(sum, &r);
		}
		sum = texts(sum);
	}
	*(uint64_t *)out = sum;
	return NULL;
}

static int
load(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *p = malloc(1 << 16);
	size_t len;

	if (file == NULL || p == NULL || message_count == MAX_MESSAGES) {
		perror(path);
		return -1;
	}
	len = fread(p, 1, 1 << 16, file);
	(void)fclose(file);
	messages[message_count].p = p;
	messages[message_count].len = len;
	messages[message_count].error = sipresp_parse(
	    &messages[message_count].r, p, len);
	message_count++;
	return 0;
}

int
main(int argc, char **argv)
{
	pthread_t threads[THREADS];
	uint64_t sums[THREADS], alone;
	int failed = 0;

	for (int i = 1; i < argc; i++)
		if (load(argv[i]) != 0)
			return 2;
	(void)read_all(&alone);
	for (int i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i], NULL, read_all,
		    &sums[i]) != 0) {
			perror("pthread_create");
			return 2;
		}
	for (int i = 0; i < THREADS; i++) {
		(void)pthread_join(threads[i], NULL);
		failed += sums[i] != alone;
	}
	printf("threads: %d, %zu messages, %d rounds; %d differ from one"
	    " alone\n", THREADS, message_count, ROUNDS, failed);
	return failed > 0;
}
