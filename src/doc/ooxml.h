/*
 * One XML part of an Office file, unpacked and parsed piece by piece under limits.
 * The callbacks run inside libxml2: they must not fault and not allocate from an
 * arena; they keep what they find in a `struct pool`.
 */
#ifndef LX_OOXML_H
#define LX_OOXML_H

#include <libxml/parser.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zip.h>

struct part {
	zip_file_t *file;
	xmlParserCtxtPtr xml;
	uint64_t packed, unpacked, max_bytes;
	int max_ratio;
	const char *why; /* the first trouble, for the user */
	void *ctx;	 /* of the callbacks */
	void (*open)(struct part *p, const char *name, const xmlChar **attrs, int n_attrs);
	void (*close)(struct part *p, const char *name);
	void (*text)(struct part *p, const char *text, size_t n);
};

#define PART_BROKEN "表格文件已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"
#define PART_TOO_BIG "表格解压后过大，请删去空白行列和多余工作表，或分成几个文件再上传。"

/* Opens `name` in the archive; false when there is no such part or no memory. */
bool part_open(struct part *p, zip_t *z, const char *name);
int part_feed(struct part *p); /* one piece: 1 more to come, 0 ended, -1 p->why is set */
bool part_run(struct part *p); /* all pieces, then part_close */
void part_close(struct part *p);
void part_refuse(struct part *p, const char *why); /* from a callback: stops the parser */
/* The value of an attribute by local name, not NUL-terminated; NULL when absent. */
const char *part_attr(const xmlChar **attrs, int n_attrs, const char *name, size_t *n);
/* The same, copied into out (cut to fit); "" when absent. */
const char *part_attr_copy(const xmlChar **attrs, int n_attrs, const char *name, char *out,
			   size_t room);

/* Bytes that grow and may move: keep offsets, not pointers. */
struct pool {
	char *p;
	size_t n, room;
};

bool pool_put(struct pool *b, const void *p, size_t n,
	      size_t max); /* false: past max or no memory */
void pool_free(struct pool *b);

#endif
