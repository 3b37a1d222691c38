#include <string.h>

#include "doc/image_io.h"

/* JPEG is a row of segments: FF, marker, length (with its own two bytes), data. */
enum {
	M_SOI = 0xD8,
	M_EOI = 0xD9,
	M_SOS = 0xDA,
	M_APP0 = 0xE0,
	M_APP1 = 0xE1,
	M_APP2 = 0xE2,
	M_APP14 = 0xEE,
	M_APP15 = 0xEF,
	M_COM = 0xFE
};

static bool is_frame(int marker) /* SOF0…SOF15 without DHT, JPG, DAC */
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
	       marker != 0xCC;
}

static bool has_length(int marker) /* not RSTn, SOI, EOI, TEM */
{
	return !(marker >= 0xD0 && marker <= 0xD9) && marker != 0x01;
}

/* The next marker, after any filling FF; -1 when there is none here. */
static int next_marker(FILE *f)
{
	int c = getc(f);
	if (c != 0xFF)
		return -1;
	while (c == 0xFF)
		c = getc(f);
	return c == EOF || c == 0 ? -1 : c;
}

/* A segment's data (without the length); -1: broken. */
static int read_segment(FILE *f, uint8_t *data)
{
	uint8_t two[2];
	if (!read_exactly(f, two, 2) || be16(two) < 2)
		return -1;
	size_t n = be16(two) - 2;
	return read_exactly(f, data, n) ? (int)n : -1;
}

/* --- orientation, the one thing of EXIF that a viewer needs --- */

static uint32_t tiff16(const uint8_t *p, bool big)
{
	return big ? be16(p) : (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t tiff32(const uint8_t *p, bool big)
{
	return big ? be32(p) : tiff16(p, false) | tiff16(p + 2, false) << 16;
}

/* 1 to 8 as in TIFF tag 0x0112; 1 (upright) when absent or odd. */
static int exif_orientation(const uint8_t *p, size_t n)
{
	if (n < 6 + 8 || memcmp(p, "Exif\0\0", 6) != 0)
		return 1;
	p += 6;
	n -= 6;
	bool big = p[0] == 'M';
	uint32_t at = tiff32(p + 4, big);
	if (at > n || n - at < 2)
		return 1;
	uint32_t entries = tiff16(p + at, big);
	for (at += 2; entries > 0 && n - at >= 12; entries--, at += 12) {
		if (tiff16(p + at, big) != 0x0112)
			continue;
		uint32_t value = tiff16(p + at + 8, big);
		return value >= 1 && value <= 8 ? (int)value : 1;
	}
	return 1;
}

static void write_orientation(FILE *out, int orientation)
{
	uint8_t exif[] = {0xFF, M_APP1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,
			  'M',	'M',	0, 42, 0,   0,	 0,   8,   0, 1,
			  0x01, 0x12,	0, 3,  0,   0,	 0,   1,   0, (uint8_t)orientation,
			  0,	0,	0, 0,  0,   0};
	fwrite(exif, 1, sizeof(exif), out);
}

bool jpeg_size(FILE *f, int *width, int *height)
{
	uint8_t data[65536];
	int orientation = 1;
	if (next_marker(f) != M_SOI)
		return false;
	for (int segments = 0; segments < 2000; segments++) {
		int marker = next_marker(f);
		if (marker < 0 || !has_length(marker) || marker == M_SOS)
			return false;
		int n = read_segment(f, data);
		if (n < 0)
			return false;
		if (marker == M_APP1 && orientation == 1)
			orientation = exif_orientation(data, (size_t)n);
		if (!is_frame(marker) || n < 5)
			continue;
		int w = (int)be16(data + 3), h = (int)be16(data + 1);
		*width = orientation >= 5 ? h : w;
		*height = orientation >= 5 ? w : h;
		return true;
	}
	return false;
}

/* --- stripping --- */

static bool keeps(int marker, const uint8_t *data, int n)
{
	if (marker == M_APP2)
		return n >= 12 && memcmp(data, "ICC_PROFILE", 12) == 0;
	if (marker == M_APP14)
		return n >= 5 && memcmp(data, "Adobe", 5) == 0;
	if (marker == M_APP0)
		return n == 14 && memcmp(data, "JFIF", 5) == 0; /* longer: with a thumbnail */
	return !(marker > M_APP0 && marker <= M_APP15) && marker != M_COM;
}

static void write_segment(FILE *out, int marker, const uint8_t *data, int n)
{
	uint8_t head[4] = {0xFF, (uint8_t)marker, (uint8_t)((n + 2) >> 8), (uint8_t)(n + 2)};
	fwrite(head, 1, 4, out);
	fwrite(data, 1, (size_t)n, out);
}

/* Copies coded data up to the next real marker, which is returned; -1 at the end of the file. */
static int copy_scan(FILE *in, FILE *out)
{
	for (int c; (c = getc_unlocked(in)) != EOF;) {
		if (c != 0xFF) {
			putc_unlocked(c, out);
			continue;
		}
		while ((c = getc_unlocked(in)) == 0xFF)
			;
		if (c == EOF)
			return -1;
		if (c != 0 && !(c >= 0xD0 && c <= 0xD7))
			return c;
		putc_unlocked(0xFF, out);
		putc_unlocked(c, out);
	}
	return -1;
}

bool jpeg_strip(FILE *in, FILE *out)
{
	uint8_t data[65536];
	bool oriented = false;
	if (next_marker(in) != M_SOI)
		return false;
	fwrite("\xFF\xD8", 1, 2, out);
	int marker = next_marker(in);
	while (marker >= 0 && marker != M_EOI) {
		int n = has_length(marker) ? read_segment(in, data) : -1;
		if (n < 0)
			return false;
		int turned = marker == M_APP1 && !oriented ? exif_orientation(data, (size_t)n) : 1;
		if (turned != 1) {
			write_orientation(out, turned);
			oriented = true;
		}
		if (keeps(marker, data, n))
			write_segment(out, marker, data, n);
		marker = marker == M_SOS ? copy_scan(in, out) : next_marker(in);
	}
	fwrite("\xFF\xD9", 1, 2, out);
	return marker == M_EOI;
}
