/* replay.c - run a fuzzer's corpus with any compiler */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "rb");
		uint8_t *data = malloc(1 << 20);
		size_t size;

		if (f == NULL || data == NULL) {
			perror(argv[i]);
			return 1;
		}
		size = fread(data, 1, 1 << 20, f);
		(void)fclose(f);
		(void)LLVMFuzzerTestOneInput(data, size);
		free(data);
	}
	printf("%d inputs replayed\n", argc - 1);
	return 0;
}
