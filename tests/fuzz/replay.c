/*
 * Runs a fuzz target over files, without a fuzzer: replay FOLDER… prints TAP.
 * An input that breaks the target ends the program before its point is printed.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int points;

static void run_file(const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return;
	FILE *f = fopen(path, "rb");
	uint8_t *data = malloc((size_t)st.st_size + 1);
	if (!f || !data)
		abort();
	size_t n = fread(data, 1, (size_t)st.st_size, f);
	fclose(f);
	LLVMFuzzerTestOneInput(data, n);
	free(data);
	const char *base = strrchr(path, '/');
	printf("ok %d - %s\n", ++points, base ? base + 1 : path);
	fflush(stdout);
}

static void run_folder(const char *folder)
{
	struct dirent **names;
	int n = scandir(folder, &names, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		char path[4096];
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			run_file(path);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		run_folder(argv[i]);
	printf("1..%d\n", points);
	return points ? 0 : 1;
}
