#include <string.h>

#include "doc/image_io.h"

/* WebP is RIFF: "RIFF" length "WEBP", then chunks of name, length, data, padded to even. */

static uint32_t le24(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
}

static uint32_t le32(const uint8_t *p)
{
	return le24(p) | (uint32_t)p[3] << 24;
}

bool webp_size(FILE *f, int *width, int *height)
{
	uint8_t p[30];
	if (!read_exactly(f, p, 30))
		return false;
	if (memcmp(p + 12, "VP8X", 4) == 0) {
		*width = (int)le24(p + 24) + 1;
		*height = (int)le24(p + 27) + 1;
	} else if (memcmp(p + 12, "VP8L", 4) == 0 && p[20] == 0x2F) {
		uint32_t bits = le32(p + 21);
		*width = (int)(bits & 0x3FFF) + 1;
		*height = (int)(bits >> 14 & 0x3FFF) + 1;
	} else if (memcmp(p + 12, "VP8 ", 4) == 0) {
		*width = (p[26] | p[27] << 8) & 0x3FFF;
		*height = (p[28] | p[29] << 8) & 0x3FFF;
	} else {
		return false;
	}
	return true;
}

static bool keeps(const uint8_t *name)
{
	static const char picture[][5] = {"VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"};
	for (size_t i = 0; i < sizeof(picture) / sizeof(picture[0]); i++) {
		if (memcmp(name, picture[i], 4) == 0)
			return true;
	}
	return false;
}

/* Copies one chunk; the extended header no longer promises EXIF (bit 3) or XMP (bit 2). */
static bool copy_chunk(FILE *in, FILE *out, const uint8_t *head, uint64_t n)
{
	fwrite(head, 1, 8, out);
	if (memcmp(head, "VP8X", 4) == 0 && n > 0) {
		int flags = getc(in);
		if (flags == EOF)
			return false;
		putc(flags & ~0x0C, out);
		n--;
	}
	return copy_bytes(in, out, n);
}

/* Walks the chunks; copies those that stay to `out`, or with NULL only adds up their size. */
static bool walk(FILE *in, FILE *out, uint64_t rest, uint32_t *size)
{
	uint8_t head[8];
	while (rest >= 8) {
		if (!read_exactly(in, head, 8))
			return false;
		uint64_t n = le32(head + 4);
		n += n & 1;
		if (n > rest - 8)
			return false;
		rest -= 8 + n;
		bool copied = out && keeps(head);
		if (copied ? !copy_chunk(in, out, head, n) : !skip_bytes(in, n))
			return false;
		*size += keeps(head) ? (uint32_t)(8 + n) : 0;
	}
	return true;
}

/* The size of what stays stands at the front, so the file is walked twice. */
bool webp_strip(FILE *in, FILE *out)
{
	uint8_t head[12];
	uint32_t size = 4, again = 4;
	if (!read_exactly(in, head, 12))
		return false;
	uint64_t rest = le32(head + 4);
	rest = rest > 4 ? rest - 4 : 0;
	if (!walk(in, NULL, rest, &size) || fseek(in, 12, SEEK_SET) != 0)
		return false;
	for (int i = 0; i < 4; i++)
		head[4 + i] = (uint8_t)(size >> (8 * i));
	fwrite(head, 1, 12, out);
	return walk(in, out, rest, &again);
}
