#include "base/test.h"

#include <unistd.h>

#include <cairo.h>

#include "base/str.h"
#include "doc/file_kind.h"
#include "doc/image_head.h"

static FILE *file_of(const void *p, size_t n)
{
	FILE *f = tmpfile();
	fwrite(p, 1, n, f);
	rewind(f);
	return f;
}

static struct file_look look_at(const void *p, size_t n)
{
	FILE *f = file_of(p, n);
	struct file_look look = file_look(f);
	fclose(f);
	return look;
}

/* Strips bytes and gives what came out; -1 when refused. */
static long strip(const void *p, size_t n, enum file_kind kind, unsigned char *out, size_t room)
{
	const char *why;
	FILE *in = file_of(p, n), *to = tmpfile();
	long got = image_strip(in, kind, to, &why) ? ftell(to) : -1;
	rewind(to);
	if (got >= 0)
		assert_int_equal(fread(out, 1, room, to), got);
	fclose(in);
	fclose(to);
	return got;
}

static cairo_status_t append(void *ctx, const unsigned char *p, unsigned n)
{
	buf_put(ctx, p, n);
	return CAIRO_STATUS_SUCCESS;
}

/* A PNG by another program's hand, 40 × 30. */
static struct str cairo_png(struct arena *a)
{
	struct buf b = buf_in(a);
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 40, 30);
	cairo_surface_write_to_png_stream(s, append, &b);
	cairo_surface_destroy(s);
	return buf_slice(&b);
}

static void content_decides_the_kind(void **state)
{
	static const struct {
		const char *p;
		size_t n;
		enum file_kind kind;
	} files[] = {
		{"GIF89a\x10\x00\x20\x00\x80\x00\x00", 13, FILE_GIF},
		{"%PDF-1.7\n%\xE2\xE3\xCF\xD3", 14, FILE_PDF},
		{"\0\0\0\x18"
		 "ftypheic\0\0\0\0",
		 16, FILE_HEIC},
		{"\0\0\0\x18"
		 "ftypisom\0\0\2\0",
		 16, FILE_MP4},
		{"一、总体要求", 18, FILE_TEXT},
		{"\xB9\xA4\xBB\xE1\r\n", 6, FILE_TEXT}, /* 工会 in GBK */
		{"\xFF\xFE\xE5\x5D", 4, FILE_TEXT},
		{"  <!DOCTYPE html><script>", 25, FILE_MARKUP},
		{"\xEF\xBB\xBF<svg onload=x>", 17, FILE_MARKUP},
		{"a < b", 5, FILE_TEXT},
		{"MZ\x90\0\3\0\0\0", 8, FILE_OTHER},
		{"", 0, FILE_OTHER},
		{"\x89PNG\r\n\x1A", 7, FILE_OTHER},
	};
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		assert_int_equal(look_at(files[i].p, files[i].n).kind, files[i].kind);
	assert_int_equal(look_at("GIF89a\x10\x00\x20\x01\x80\x00\x00", 13).width, 16);
	assert_int_equal(look_at("GIF89a\x10\x00\x20\x01\x80\x00\x00", 13).height, 288);
	assert_string_equal(file_type(FILE_JPEG)->mime, "image/jpeg");
	assert_false(file_type(FILE_MARKUP)->picture);
}

static void text_cut_inside_a_character_is_text(void **state)
{
	static char text[6000];
	for (int i = 0; i < 2000; i++)
		memcpy(text + i * 3, "职", 3);
	assert_int_equal(look_at(text, 6000).kind, FILE_TEXT); /* 4096 is no multiple of 3 */
}

/* An OLE file of two sectors: FAT and a directory that names the stream. */
static void old_office_files_are_told_apart(void **state)
{
	static const struct {
		const char *name;
		enum file_kind kind;
	} files[] = {{"WordDocument", FILE_DOC},
		     {"Workbook", FILE_XLS},
		     {"EncryptedPackage", FILE_LOCKED},
		     {"Something", FILE_OLE}};
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		unsigned char ole[512 * 3] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
		ole[30] = 9;
		ole[48] = 1;
		memset(ole + 512, 0xFF, 512);
		unsigned char *entry = ole + 1024 + 128;
		size_t n = strlen(files[i].name);
		for (size_t j = 0; j < n; j++)
			entry[j * 2] = (unsigned char)files[i].name[j];
		entry[64] = (unsigned char)((n + 1) * 2);
		assert_int_equal(look_at(ole, sizeof(ole)).kind, files[i].kind);
	}
}

static void png_keeps_the_picture_only(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct str png = cairo_png(a);
	struct file_look look = look_at(png.p, png.n);
	assert_int_equal(look.kind, FILE_PNG);
	assert_int_equal(look.width, 40);
	assert_int_equal(look.height, 30);

	static const char secret[] = "\0\0\0\x0A"
				     "tEXtGPS 31.2304"
				     "\1\2\3\4";
	struct buf with = buf_in(a);
	buf_put(&with, png.p, 33);			/* signature and IHDR */
	buf_put(&with, secret, sizeof(secret) - 1 - 1); /* 4 + 4 + 10 + 4 */
	assert_int_equal(with.n, 33 + 22);
	buf_put(&with, png.p + 33, png.n - 33);
	buf_puts(&with, "trailing GPS");
	unsigned char out[4096];
	long n = strip(with.p, with.n, FILE_PNG, out, sizeof(out));
	assert_int_equal(n, png.n);
	assert_memory_equal(out, png.p, png.n);
	assert_int_equal(strip(png.p, png.n - 3, FILE_PNG, out, sizeof(out)), -1);
	arena_free(a);
}

/* SOI, JFIF, EXIF turned right (6) with a GPS note, COM, frame 640 × 480, scan, EOI, a second
 * picture. */
#define JFIF "\xFF\xE0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
#define EXIF_BODY "Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0GPS 31.2304N"
#define EXIF "\xFF\xE1\x00\x2E" EXIF_BODY
#define COMMENT                                                                                    \
	"\xFF\xFE\x00\x09"                                                                         \
	"by Wang"
#define ICC                                                                                        \
	"\xFF\xE2\x00\x12"                                                                         \
	"ICC_PROFILE\0\1\1ab"
#define FRAME "\xFF\xC0\x00\x0B\x08\x01\xE0\x02\x80\x01\x01\x11\x00"
#define SCAN                                                                                       \
	"\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00"                                                 \
	"ab\xFF\x00"                                                                               \
	"c\xFF\xD0"                                                                                \
	"d"
#define EOI "\xFF\xD9"
#define UPRIGHT                                                                                    \
	"\xFF\xE1\x00\x22"                                                                         \
	"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"

static void jpeg_loses_place_and_keeps_orientation(void **state)
{
	static const char photo[] =
		"\xFF\xD8" JFIF EXIF COMMENT ICC FRAME SCAN EOI "\xFF\xD8 GPS again";
	static const char want[] = "\xFF\xD8" JFIF UPRIGHT ICC FRAME SCAN EOI;
	struct file_look look = look_at(photo, sizeof(photo) - 1);
	assert_int_equal(look.kind, FILE_JPEG);
	assert_int_equal(look.width, 480);
	assert_int_equal(look.height, 640);
	unsigned char out[4096];
	long n = strip(photo, sizeof(photo) - 1, FILE_JPEG, out, sizeof(out));
	assert_int_equal(n, sizeof(want) - 1);
	assert_memory_equal(out, want, n);
	look = look_at(out, (size_t)n);
	assert_int_equal(look.width, 480); /* still shown upright */
	assert_int_equal(strip(photo, 60, FILE_JPEG, out, sizeof(out)), -1);
}

static void webp_loses_exif(void **state)
{
	static const char with[] = "RIFF\x3A\0\0\0WEBPVP8X\x0A\0\0\0\x0C\0\0\0\x3F\1\0\xEF\0\0"
				   "VP8L\4\0\0\0\x2F\0\0\0"
				   "EXIF\3\0\0\0GPS\0"
				   "XMP \4\0\0\0here";
	static const char want[] = "RIFF\x22\0\0\0WEBPVP8X\x0A\0\0\0\x00\0\0\0\x3F\1\0\xEF\0\0"
				   "VP8L\4\0\0\0\x2F\0\0\0";
	struct file_look look = look_at(with, sizeof(with) - 1);
	assert_int_equal(look.kind, FILE_WEBP);
	assert_int_equal(look.width, 320);
	assert_int_equal(look.height, 240);
	unsigned char out[4096];
	long n = strip(with, sizeof(with) - 1, FILE_WEBP, out, sizeof(out));
	assert_int_equal(n, sizeof(want) - 1);
	assert_memory_equal(out, want, n);
}

static void a_full_disk_is_said(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct str png = cairo_png(a);
	const char *why = NULL;
	FILE *in = file_of(png.p, png.n), *full = fopen("/dev/full", "wb");
	if (!full)
		skip();
	assert_false(image_strip(in, FILE_PNG, full, &why));
	assert_non_null(strstr(why, "磁盘"));
	fclose(in);
	fclose(full);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(content_decides_the_kind),
		cmocka_unit_test(text_cut_inside_a_character_is_text),
		cmocka_unit_test(old_office_files_are_told_apart),
		cmocka_unit_test(png_keeps_the_picture_only),
		cmocka_unit_test(jpeg_loses_place_and_keeps_orientation),
		cmocka_unit_test(webp_loses_exif),
		UNIT_TEST_UNLESS(a_full_disk_is_said, access("/dev/full", W_OK) != 0 ? "there is no /dev/full" : NULL),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
