/*
 * blind.c - run a fuzzer on changes to its corpus, with any compiler
 *
 * usage: TARGET SECONDS MAX_LEN SEED FILE ...
 *
 * or, without a FILE, with the names on standard input, a line each.
 *
 * Without libFuzzer nothing says which inputs are worth keeping, and nothing
 * slows down either: five times as many go through, on machines too for which
 * there is no libFuzzer.  The same seed gives the same inputs.  An input that
 * ends the program is left in the file "blind-crash".
 */

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MAX_SIZE	4096	/* of an input */
#define MAX_ROUNDS	4	/* of changes to one */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
    unsigned seed) __attribute__((weak));

static struct entry {
	uint8_t	*data;
	size_t	 size;
} *corpus;
static size_t corpus_size;

static uint64_t random_state;
static uint8_t input[MAX_SIZE];
static size_t input_size;

/* xorshift64*, from 0 to below - 1. */
static size_t
draw_below(size_t below)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return (size_t)((random_state * UINT64_C(2685821657736338717) >> 32) *
	    below >> 32);
}

static size_t
insert(uint8_t *data, size_t size, size_t max_size, const uint8_t *p,
    size_t len)
{
	const size_t at = draw_below(size + 1);

	if (len > max_size - size)
		len = max_size - size;
	memmove(data + at + len, data + at, size - at);
	memcpy(data + at, p, len);
	return size + len;
}

/* What mutate.h leaves to libFuzzer: bytes, without a thought for SIP. */
size_t
LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size)
{
	static const char marks[] = "\r\n \t\",;:<>@=%\\()[]?*.-+0129azAZ\0\177";
	const struct entry *other = &corpus[draw_below(corpus_size)];
	uint8_t piece[64];
	size_t at, len;

	if (size > max_size)
		size = max_size;
	at = size > 0 ? draw_below(size) : 0;
	switch (size > 0 ? draw_below(8) : 0) {
	case 0:		/* a piece of another input */
		len = other->size > 0 ? 1 + draw_below(sizeof piece) : 0;
		if (len > other->size)
			len = other->size;
		if (len == 0)
			break;
		memcpy(piece, other->data + draw_below(other->size - len + 1),
		    len);
		return insert(data, size, max_size, piece, len);
	case 1:		/* a piece of this one again */
		len = 1 + draw_below(sizeof piece);
		if (len > size - at)
			len = size - at;
		memcpy(piece, data + at, len);
		return insert(data, size, max_size, piece, len);
	case 2:		/* cut a piece out */
		len = 1 + draw_below(size - at < sizeof piece ? size - at :
		    sizeof piece);
		memmove(data + at, data + at + len, size - at - len);
		return size - len;
	case 3:
		piece[0] = (uint8_t)draw_below(256);
		return insert(data, size, max_size, piece, 1);
	case 4:
		data[at] = (uint8_t)(data[at] ^ 1U << draw_below(8));
		break;
	case 5:
		data[at] = (uint8_t)draw_below(256);
		break;
	case 6:
		data[at] = (uint8_t)(data[at] + draw_below(5) - 2);
		break;
	default:
		data[at] = (uint8_t)marks[draw_below(sizeof marks - 1)];
		break;
	}
	return size;
}

static void
keep_input(int number)
{
	FILE *f = fopen("blind-crash", "wb");

	if (f != NULL) {
		(void)fwrite(input, 1, input_size, f);
		(void)fclose(f);
	}
	(void)signal(number, SIG_DFL);
	(void)raise(number);
}

static void
add_to_corpus(const char *name)
{
	struct entry *entry;
	FILE *f = fopen(name, "rb");

	corpus = realloc(corpus, (corpus_size + 1) * sizeof *corpus);
	if (f == NULL || corpus == NULL) {
		perror(name);
		exit(1);
	}
	entry = &corpus[corpus_size];
	entry->data = malloc(MAX_SIZE);
	if (entry->data == NULL)
		exit(1);
	entry->size = fread(entry->data, 1, MAX_SIZE, f);
	entry->data = realloc(entry->data, entry->size + 1);
	if (entry->data == NULL)
		exit(1);
	(void)fclose(f);
	corpus_size++;
}

int
main(int argc, char **argv)
{
	const time_t begin = time(NULL);
	unsigned long count = 0;
	char name[MAX_SIZE];
	size_t max_size;
	long seconds;

	if (argc < 4) {
		(void)fprintf(stderr,
		    "usage: %s SECONDS MAX_LEN SEED FILE ...\n", argv[0]);
		return 2;
	}
	seconds = atol(argv[1]);
	max_size = (size_t)atol(argv[2]);
	if (max_size == 0 || max_size > MAX_SIZE)
		max_size = MAX_SIZE;
	random_state = (uint64_t)atol(argv[3]) * 2 + 1;
	for (int i = 4; i < argc; i++)
		add_to_corpus(argv[i]);
	while (argc == 4 && fgets(name, sizeof name, stdin) != NULL) {
		name[strcspn(name, "\n")] = '\0';
		add_to_corpus(name);
	}
	if (corpus_size == 0)
		return 2;
	(void)signal(SIGABRT, keep_input);
	(void)signal(SIGSEGV, keep_input);

	while (count % 256 != 0 || time(NULL) - begin < seconds) {
		const struct entry *entry = &corpus[draw_below(corpus_size)];

		input_size = entry->size < max_size ? entry->size : max_size;
		memcpy(input, entry->data, input_size);
		for (size_t n = 1 + draw_below(MAX_ROUNDS); n > 0; n--) {
			if (LLVMFuzzerCustomMutator != NULL)
				input_size = LLVMFuzzerCustomMutator(input,
				    input_size, max_size,
				    (unsigned)draw_below(UINT32_MAX));
			else
				input_size = LLVMFuzzerMutate(input,
				    input_size, max_size);
			/* Each step is an input. */
			(void)LLVMFuzzerTestOneInput(input, input_size);
			count++;
			if (count % 256 == 0)
				break;
		}
	}
	printf("%lu inputs in %ld s\n", count, (long)(time(NULL) - begin));
	return 0;
}
