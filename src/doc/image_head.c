#include "doc/image_head.h"

#include <string.h>

#include "doc/image_io.h"

bool copy_bytes(FILE *in, FILE *out, uint64_t n)
{
	uint8_t data[16384];
	while (n > 0) {
		size_t want = n < sizeof(data) ? (size_t)n : sizeof(data);
		if (!read_exactly(in, data, want))
			return false;
		fwrite(data, 1, want, out);
		n -= want;
	}
	return true;
}

/* Reads rather than seeks: a seek past the end would succeed. */
bool skip_bytes(FILE *in, uint64_t n)
{
	uint8_t data[16384];
	while (n > 0) {
		size_t want = n < sizeof(data) ? (size_t)n : sizeof(data);
		if (!read_exactly(in, data, want))
			return false;
		n -= want;
	}
	return true;
}

static bool png_size(FILE *f, int *width, int *height)
{
	uint8_t p[24];
	if (!read_exactly(f, p, 24) || memcmp(p + 12, "IHDR", 4) != 0)
		return false;
	*width = (int)(be32(p + 16) & INT32_MAX);
	*height = (int)(be32(p + 20) & INT32_MAX);
	return true;
}

static bool gif_size(FILE *f, int *width, int *height)
{
	uint8_t p[10];
	if (!read_exactly(f, p, 10))
		return false;
	*width = p[6] | p[7] << 8;
	*height = p[8] | p[9] << 8;
	return true;
}

/* Beside the critical chunks, those that change how the picture looks. */
static bool png_keeps(const uint8_t *type)
{
	static const char looks[][5] = {"tRNS", "gAMA", "cHRM", "sRGB",
					"iCCP", "sBIT", "pHYs", "bKGD"};
	if (!(type[0] & 0x20))
		return true;
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
		if (memcmp(type, looks[i], 4) == 0)
			return true;
	}
	return false;
}

static bool png_strip(FILE *in, FILE *out)
{
	uint8_t head[8];
	if (!copy_bytes(in, out, 8))
		return false;
	while (read_exactly(in, head, 8)) {
		uint64_t rest = (uint64_t)be32(head) + 4; /* with the checksum */
		if (!png_keeps(head + 4)) {
			if (!skip_bytes(in, rest))
				return false;
			continue;
		}
		fwrite(head, 1, 8, out);
		if (!copy_bytes(in, out, rest))
			return false;
		if (memcmp(head + 4, "IEND", 4) == 0)
			return true;
	}
	return false;
}

static bool copy_all(FILE *in, FILE *out)
{
	uint8_t data[16384];
	for (size_t n; (n = fread(data, 1, sizeof(data), in)) > 0;)
		fwrite(data, 1, n, out);
	return !ferror(in);
}

static const struct {
	bool (*size)(FILE *f, int *width, int *height);
	bool (*strip)(FILE *in, FILE *out);
} readers[FILE_KINDS] = {
	[FILE_PNG] = {png_size, png_strip},
	[FILE_JPEG] = {jpeg_size, jpeg_strip},
	[FILE_GIF] = {gif_size, copy_all},
	[FILE_WEBP] = {webp_size, webp_strip},
};

bool image_size(FILE *f, enum file_kind kind, int *width, int *height)
{
	*width = *height = 0;
	if (kind >= FILE_KINDS || !readers[kind].size)
		return false;
	rewind(f);
	if (readers[kind].size(f, width, height) && *width > 0 && *height > 0)
		return true;
	*width = *height = 0;
	return false;
}

bool image_strip(FILE *in, enum file_kind kind, FILE *out, const char **why)
{
	*why = IMAGE_BROKEN;
	if (kind >= FILE_KINDS || !readers[kind].strip)
		return false;
	rewind(in);
	if (!readers[kind].strip(in, out))
		return false;
	*why = IMAGE_UNWRITTEN;
	return fflush(out) == 0 && !ferror(out);
}
