#include "doc/file_kind.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/image_head.h"

static const struct file_type types[FILE_KINDS] = {
	[FILE_OTHER] = {"未知格式", "application/octet-stream", "bin", false},
	[FILE_PNG] = {"PNG 图片", "image/png", "png", true},
	[FILE_JPEG] = {"JPEG 图片", "image/jpeg", "jpg", true},
	[FILE_GIF] = {"GIF 图片", "image/gif", "gif", true},
	[FILE_WEBP] = {"WebP 图片", "image/webp", "webp", true},
	[FILE_HEIC] = {"HEIC 图片", "image/heic", "heic", false},
	[FILE_PDF] = {"PDF 文档", "application/pdf", "pdf", false},
	[FILE_DOCX] = {"Word 文档",
		       "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		       "docx", false},
	[FILE_XLSX] = {"Excel 表格",
		       "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
		       false},
	[FILE_PPTX] = {"PowerPoint 演示",
		       "application/vnd.openxmlformats-officedocument.presentationml.presentation",
		       "pptx", false},
	[FILE_DOC] = {"旧版 Word 文档", "application/msword", "doc", false},
	[FILE_XLS] = {"旧版 Excel 表格", "application/vnd.ms-excel", "xls", false},
	[FILE_PPT] = {"旧版 PowerPoint 演示", "application/vnd.ms-powerpoint", "ppt", false},
	[FILE_OLE] = {"复合文档", "application/octet-stream", "bin", false},
	[FILE_LOCKED] = {"加密的 Office 文档", "application/octet-stream", "bin", false},
	[FILE_ZIP] = {"ZIP 压缩包", "application/zip", "zip", false},
	[FILE_MP4] = {"视频", "video/mp4", "mp4", false},
	[FILE_TEXT] = {"文本", "text/plain", "txt", false},
	[FILE_MARKUP] = {"网页或 XML", "text/plain", "txt", false},
};

const struct file_type *file_type(enum file_kind kind)
{
	return &types[kind < FILE_KINDS ? kind : FILE_OTHER];
}

static uint32_t le16(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t le32(const uint8_t *p)
{
	return le16(p) | le16(p + 2) << 16;
}

/* Up to n bytes at an offset; the number read. */
static size_t read_at(FILE *f, uint64_t offset, void *out, size_t n)
{
	if (offset > INT64_MAX || fseeko(f, (off_t)offset, SEEK_SET) != 0)
		return 0;
	return fread(out, 1, n, f);
}

/* --- zip: the names in the central directory say what it is --- */

struct zip_seen {
	bool types, word, excel, slides, macros;
};

static void see_name(struct zip_seen *seen, struct str name)
{
	if (str_is(name, "[Content_Types].xml"))
		seen->types = true;
	else if (str_is(name, "word/document.xml"))
		seen->word = true;
	else if (str_is(name, "xl/workbook.xml"))
		seen->excel = true;
	else if (str_is(name, "ppt/presentation.xml"))
		seen->slides = true;
	else if (str_ends(name, "/vbaProject.bin"))
		seen->macros = true;
}

/* Walks the directory entries that begin in the buffer. */
static void see_directory(struct zip_seen *seen, const uint8_t *p, size_t n)
{
	while (n >= 46 && memcmp(p, "PK\1\2", 4) == 0) {
		size_t name = le16(p + 28);
		size_t whole = 46 + name + le16(p + 30) + le16(p + 32);
		if (46 + name > n)
			return;
		see_name(seen, (struct str){(const char *)p + 46, name});
		if (whole > n)
			return;
		p += whole;
		n -= whole;
	}
}

/* The end record lies in the last 64 KB (its comment is at most that long). */
static bool find_directory(FILE *f, uint32_t *offset, uint32_t *size)
{
	enum { TAIL = 22 + 65535 };
	uint8_t tail[TAIL];
	if (fseeko(f, 0, SEEK_END) != 0)
		return false;
	off_t end = ftello(f);
	if (end < 22)
		return false;
	off_t from = end > TAIL ? end - TAIL : 0;
	size_t n = read_at(f, (uint64_t)from, tail, TAIL);
	for (size_t i = n >= 22 ? n - 22 + 1 : 0; i-- > 0;) {
		if (memcmp(tail + i, "PK\5\6", 4) != 0)
			continue;
		*size = le32(tail + i + 12);
		*offset = le32(tail + i + 16);
		return true;
	}
	return false;
}

static struct file_look look_zip(FILE *f)
{
	uint8_t dir[65536];
	struct zip_seen seen = {0};
	uint32_t offset, size;
	if (find_directory(f, &offset, &size)) {
		size_t want = size < sizeof(dir) ? size : sizeof(dir);
		see_directory(&seen, dir, read_at(f, offset, dir, want));
	}
	struct file_look look = {.kind = FILE_ZIP};
	if (seen.types && seen.word)
		look.kind = FILE_DOCX;
	else if (seen.types && seen.excel)
		look.kind = FILE_XLSX;
	else if (seen.types && seen.slides)
		look.kind = FILE_PPTX;
	look.macros = look.kind != FILE_ZIP && seen.macros;
	return look;
}

/* --- OLE: the names in its directory, found along the sector chain --- */

static const struct {
	const char *name;
	enum file_kind kind;
} ole_names[] = {
	{"EncryptedPackage", FILE_LOCKED},
	{"WordDocument", FILE_DOC},
	{"Workbook", FILE_XLS},
	{"Book", FILE_XLS},
	{"PowerPoint Document", FILE_PPT},
};

/* An entry's name is UTF-16; those we look for are ASCII. */
static bool ole_name_is(const uint8_t *entry, const char *name)
{
	size_t n = strlen(name);
	if (le16(entry + 64) != (n + 1) * 2)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (entry[i * 2] != (uint8_t)name[i] || entry[i * 2 + 1] != 0)
			return false;
	}
	return true;
}

static void see_ole_sector(struct file_look *look, const uint8_t *sector, size_t n)
{
	for (size_t at = 0; at + 128 <= n; at += 128) {
		if (ole_name_is(sector + at, "VBA") || ole_name_is(sector + at, "_VBA_PROJECT"))
			look->macros = true;
		for (size_t i = 0; i < sizeof(ole_names) / sizeof(ole_names[0]); i++) {
			if (look->kind == FILE_OLE && ole_name_is(sector + at, ole_names[i].name))
				look->kind = ole_names[i].kind;
		}
	}
}

/* The sector after `sector` in its chain, or UINT32_MAX. */
static uint32_t ole_next(FILE *f, const uint8_t *head, unsigned shift, uint32_t sector)
{
	uint32_t per = 1u << (shift - 2), block = sector / per;
	uint8_t four[4];
	if (block >= 109)
		return UINT32_MAX;
	uint64_t at = ((uint64_t)le32(head + 76 + block * 4) + 1) << shift;
	if (read_at(f, at + (uint64_t)(sector % per) * 4, four, 4) != 4)
		return UINT32_MAX;
	return le32(four);
}

static struct file_look look_ole(FILE *f, const uint8_t *head, size_t n)
{
	struct file_look look = {.kind = FILE_OLE};
	unsigned shift = n >= 512 ? le16(head + 30) : 0;
	if (shift != 9 && shift != 12)
		return look;
	uint32_t sector = le32(head + 48);
	for (int i = 0; i < 32 && sector < 0xFFFFFFFA; i++) {
		uint8_t data[4096];
		size_t got = read_at(f, ((uint64_t)sector + 1) << shift, data, (size_t)1 << shift);
		see_ole_sector(&look, data, got);
		sector = ole_next(f, head, shift, sector);
	}
	return look;
}

/* --- text --- */

static bool is_text_byte(uint8_t c)
{
	return c >= 0x20 ? c != 0x7F : c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Pairs and fours of GB18030; a character cut by the end of the buffer is forgiven. */
static bool looks_gb18030(const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n;) {
		if (p[i] < 0x80) {
			if (!is_text_byte(p[i++]))
				return false;
			continue;
		}
		if (p[i] == 0x80 || p[i] == 0xFF)
			return false;
		if (i + 1 >= n)
			return true;
		if (p[i + 1] >= 0x30 && p[i + 1] <= 0x39)
			i += 4;
		else if (p[i + 1] >= 0x40 && p[i + 1] != 0x7F && p[i + 1] != 0xFF)
			i += 2;
		else
			return false;
	}
	return true;
}

static bool looks_utf8(const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (p[i] < 0x80 && !is_text_byte(p[i]))
			return false;
	}
	for (size_t cut = 0; cut < 4 && cut <= n; cut++) {
		if (utf8_valid((struct str){(const char *)p, n - cut}))
			return true;
	}
	return false;
}

static enum file_kind look_text(const uint8_t *p, size_t n)
{
	if (n >= 2 && ((p[0] == 0xFF && p[1] == 0xFE) || (p[0] == 0xFE && p[1] == 0xFF)))
		return FILE_TEXT;
	if (n == 0 || (!looks_utf8(p, n) && !looks_gb18030(p, n)))
		return FILE_OTHER;
	struct str s = {(const char *)p, n};
	if (str_starts(s, "\xEF\xBB\xBF"))
		s = str_skip(s, 3);
	s = str_trim(s);
	return s.n > 1 && s.p[0] == '<' && strchr("!?abcdefghijklmnopqrstuvwxyz", s.p[1] | 32)
		       ? FILE_MARKUP
		       : FILE_TEXT;
}

/* --- the first bytes --- */

/* ISO media files name their brand: still pictures are not video. */
static enum file_kind look_brand(const uint8_t *p)
{
	static const char still[][5] = {"heic", "heix", "hevc", "mif1",
					"msf1", "heim", "heis", "avif"};
	for (size_t i = 0; i < sizeof(still) / sizeof(still[0]); i++) {
		if (memcmp(p, still[i], 4) == 0)
			return FILE_HEIC;
	}
	return FILE_MP4;
}

static const struct {
	const char *magic;
	size_t n;
	enum file_kind kind;
} magics[] = {
	{"\x89PNG\r\n\x1A\n", 8, FILE_PNG},
	{"\xFF\xD8\xFF", 3, FILE_JPEG},
	{"GIF87a", 6, FILE_GIF},
	{"GIF89a", 6, FILE_GIF},
	{"%PDF-", 5, FILE_PDF},
	{"PK\3\4", 4, FILE_ZIP},
	{"PK\5\6", 4, FILE_ZIP},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, FILE_OLE},
};

static enum file_kind look_magic(const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
		if (n >= magics[i].n && memcmp(p, magics[i].magic, magics[i].n) == 0)
			return magics[i].kind;
	}
	if (n >= 16 && memcmp(p, "RIFF", 4) == 0 && memcmp(p + 8, "WEBP", 4) == 0)
		return FILE_WEBP;
	if (n >= 12 && memcmp(p + 4, "ftyp", 4) == 0)
		return look_brand(p + 8);
	return FILE_OTHER;
}

struct file_look file_look(FILE *f)
{
	uint8_t head[4096];
	size_t n = read_at(f, 0, head, sizeof(head));
	struct file_look look = {.kind = look_magic(head, n)};
	if (look.kind == FILE_ZIP)
		return look_zip(f);
	if (look.kind == FILE_OLE)
		return look_ole(f, head, n);
	if (look.kind == FILE_OTHER)
		look.kind = look_text(head, n);
	if (file_type(look.kind)->picture)
		image_size(f, look.kind, &look.width, &look.height);
	return look;
}
