/* For tests: zip files made by hand, scratch files. */
#ifndef LX_TEST_ZIP_H
#define LX_TEST_ZIP_H

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

struct test_part {
	const char *name, *text;
};

static inline char *test_path(char *path) /* "…XXXXXX", an empty file that the test removes */
{
	int fd = mkstemp(path);
	if (fd >= 0)
		close(fd);
	return path;
}

static inline int test_zip(const char *path, const struct test_part *parts)
{
	unlink(path);
	zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	for (; parts->name; parts++) {
		zip_source_t *s = zip_source_buffer(z, parts->text, strlen(parts->text), 0);
		if (zip_file_add(z, parts->name, s, ZIP_FL_ENC_UTF_8) < 0)
			return -1;
	}
	return zip_close(z);
}

/* A part's text, malloc'd and NUL-terminated; NULL when absent. */
static inline char *test_unzip(const char *path, const char *name)
{
	zip_t *z = zip_open(path, ZIP_RDONLY, NULL);
	zip_stat_t st;
	char *text = NULL;
	if (z && zip_stat(z, name, 0, &st) == 0) {
		zip_file_t *f = zip_fopen(z, name, 0);
		text = calloc(1, st.size + 1);
		if (zip_fread(f, text, st.size) != (zip_int64_t)st.size)
			text[0] = 0;
		zip_fclose(f);
	}
	if (z)
		zip_discard(z);
	return text;
}

#endif
