/* Shared by the picture readers: exact reads, numbers, copying. */
#ifndef LX_IMAGE_IO_H
#define LX_IMAGE_IO_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define IMAGE_BROKEN "图片文件不完整或已损坏，请重新拍照或另存后再上传。"
#define IMAGE_UNWRITTEN "图片没有存下来，可能是磁盘已满，请联系管理员。"

static inline uint32_t be16(const uint8_t *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

static inline uint32_t be32(const uint8_t *p)
{
	return be16(p) << 16 | be16(p + 2);
}

static inline bool read_exactly(FILE *f, void *out, size_t n)
{
	return fread(out, 1, n, f) == n;
}

bool copy_bytes(FILE *in, FILE *out, uint64_t n); /* exactly n; false at the end of `in` */
bool skip_bytes(FILE *in, uint64_t n);

/* Each is at the start of the file; false: broken. */
bool jpeg_size(FILE *f, int *width, int *height);
bool jpeg_strip(FILE *in, FILE *out);
bool webp_size(FILE *f, int *width, int *height);
bool webp_strip(FILE *in, FILE *out);

#endif
