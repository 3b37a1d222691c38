#include "app/cmd_plan.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "outline/outline.h"

enum { MEMORY = 512 * 1024 * 1024 };

static const char help[] =
	"用法：lianxin plan parse 文件\n"
	"把一份工作要点（.txt、.md、.docx）解析成提纲，以 JSON 打印。文件写 - 时从标准输入读。\n"
	"  --indent   缩进打印，便于阅读\n";

/* The whole file; false with a message on standard error. */
static bool read_all(struct arena *a, const char *path, struct str *bytes)
{
	bool standard = strcmp(path, "-") == 0;
	FILE *f = standard ? stdin : fopen(path, "rb");
	struct buf b = buf_in(a);
	char piece[64 * 1024];
	size_t n = 0;
	if (!f) {
		fprintf(stderr,
			errno == ENOENT ? "没有“%s”这个文件，请检查路径。\n"
					: "打不开文件“%s”，请检查读取权限。\n",
			path);
		return false;
	}
	while (b.n <= DOC_FILE_MAX && (n = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_put(&b, piece, n);
	bool failed = ferror(f) != 0;
	if (!standard)
		fclose(f);
	if (failed)
		fprintf(stderr, "读不出文件“%s”。它可能是一个文件夹，或者没有读取权限。\n", path);
	*bytes = buf_slice(&b);
	return !failed;
}

static int parse(struct arena *a, const char *path, bool indent)
{
	struct str bytes;
	struct outline outline;
	const char *message;
	if (!read_all(a, path, &bytes))
		return 2;
	if (!outline_of_file(a, bytes, path, &outline, NULL, &message)) {
		fprintf(stderr, "%s\n", message);
		return 2;
	}
	json_t *json = outline_json(&outline);
	int rc = json_dumpf(json, stdout, indent ? JSON_INDENT(2) : 0);
	json_decref(json);
	if (rc || putchar('\n') == EOF || fflush(stdout)) {
		fputs("结果写不出去。\n", stderr);
		return 2;
	}
	return 0;
}

int cmd_plan(int argc, char **argv)
{
	const char *path = NULL;
	bool indent = false;
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--indent") == 0) {
			indent = true;
		} else if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "help") == 0) {
			fputs(help, stdout);
			return 0;
		} else if (path || (argv[i][0] == '-' && argv[i][1])) {
			fputs(help, stderr);
			return 2;
		} else {
			path = argv[i];
		}
	}
	if (argc < 1 || strcmp(argv[0], "parse") != 0 || !path) {
		fputs(help, argc > 0 && strcmp(argv[0], "--help") == 0 ? stdout : stderr);
		return argc > 0 && strcmp(argv[0], "--help") == 0 ? 0 : 2;
	}
	struct arena *a = arena_new(MEMORY);
	struct guard g;
	volatile int rc = 2;
	if (GUARD(&g)) {
		rc = parse(a, path, indent);
		guard_end(&g);
	} else {
		fputs("文件太大或太复杂，解析不了。请删去与计划无关的内容后再试。\n", stderr);
	}
	arena_free(a);
	return rc;
}
