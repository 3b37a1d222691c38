#include "doc/text_in.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "doc/docx_in.h"

/* ---- encodings ---- */

/* Converts with iconv; bytes it cannot read become "?". *bad counts them. */
static struct str convert(struct arena *a, struct str s, const char *from, size_t *bad)
{
	iconv_t cd = iconv_open("UTF-8", from);
	if (cd == (iconv_t)-1)
		fault("no conversion from %s", from);
	size_t room = s.n * 2 + 16;
	char *out = arena_alloc(a, room), *to = out, *in = (char *)s.p;
	size_t left = s.n, free_bytes = room;
	*bad = 0;
	while (left) {
		if (iconv(cd, &in, &left, &to, &free_bytes) != (size_t)-1)
			break;
		if (errno == E2BIG || free_bytes < 4)
			break;
		*to++ = '?';
		free_bytes--;
		in++;
		left--;
		++*bad;
	}
	iconv_close(cd);
	return (struct str){out, (size_t)(to - out)};
}

/* Zero bytes at even and at odd places: UTF-16 without a BOM shows by these. */
static const char *guess_utf16(struct str s)
{
	size_t zero[2] = {0, 0}, n = s.n < 4096 ? s.n : 4096;
	for (size_t i = 0; i < n; i++)
		zero[i & 1] += s.p[i] == 0;
	if (n < 4 || zero[0] + zero[1] < n / 50 + 1)
		return NULL;
	if (zero[1] > zero[0] * 4)
		return "UTF-16LE";
	return zero[0] > zero[1] * 4 ? "UTF-16BE" : NULL;
}

/* Removes NUL and makes \r\n and \r into \n; broken bytes become "?". */
static struct str normal(struct arena *a, struct str s)
{
	char *out = arena_alloc(a, s.n + 1);
	size_t n = 0, k;
	for (; s.n; s = str_skip(s, k)) {
		uint32_t c = utf8_get(s, &k);
		if (c == 0xfffd && k == 1)
			out[n++] = '?';
		else if (c == '\r')
			n += s.n > 1 && s.p[1] == '\n' ? 0 : (out[n] = '\n', 1);
		else if (c != 0 && c != 0xfeff) {
			memcpy(out + n, s.p, k);
			n += k;
		}
	}
	return (struct str){out, n};
}

/* Share of control characters: a text has next to none. */
static bool looks_binary(struct str s)
{
	size_t control = 0, n = s.n < 65536 ? s.n : 65536;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		control += (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' &&
			    c != 0x0b && c != 0x1a) ||
			   c == 0x7f;
	}
	return control * 50 > n;
}

bool text_decode(struct arena *a, struct str s, struct str *utf8, const char **message)
{
	size_t bad = 0;
	*utf8 = (struct str){"", 0};
	const char *wide = str_starts(s, "\xff\xfe")   ? "UTF-16LE"
			   : str_starts(s, "\xfe\xff") ? "UTF-16BE"
						       : NULL;
	if (wide)
		s = str_skip(s, 2);
	else
		wide = guess_utf16(s);
	if (wide) {
		s = convert(a, str_head(s, s.n / 2 * 2), wide, &bad);
	} else if (!looks_binary(s) && !utf8_valid(s)) {
		struct str other = convert(a, s, "GB18030", &bad);
		size_t broken = 0, k;
		for (struct str r = s; r.n; r = str_skip(r, k))
			broken += utf8_get(r, &k) == 0xfffd && k == 1;
		if (bad <= broken)
			s = other;
		bad = bad <= broken ? bad : broken;
	}
	if (looks_binary(s) || bad > s.n / 20 + 2) {
		*message = "这不是文字文件，读不出内容。请用 Word 或 WPS 打开原文件，另存为 .docx "
			   "或 .txt 后再导入。";
		return false;
	}
	if (s.n > DOC_TEXT_MAX) {
		*message = arena_printf(a, "文字太多，超过 %d MB。请只保留计划本身的文字后再导入。",
					DOC_TEXT_MAX / 1024 / 1024);
		return false;
	}
	*utf8 = normal(a, s);
	return true;
}

/* ---- what the file is ---- */

static const char *const ask_docx =
	"请用 Word 或 WPS 打开它，选“另存为”，格式选“Word 文档（.docx）”，再导入。";

/* Kinds known by their first bytes. */
static const struct {
	const char *bytes;
	size_t n;
	const char *name, *how; /* how NULL: the sentence above */
} kinds[] = {
	{"%PDF", 4, " PDF 文件（.pdf）",
	 "请找原来的 Word 或 WPS 文件；没有原件时，用 Word 或 WPS 打开这个 PDF 并另存为 "
	 ".docx，再导入。"},
	{"{\\rtf", 5, " RTF 文件（.rtf）", NULL},
	{"\x89PNG", 4, "图片",
	 "图片里的文字读不出来。请导入原来的 .docx 或 .txt 文件，或者把文字粘贴进来。"},
	{"\xff\xd8\xff", 3, "图片",
	 "图片里的文字读不出来。请导入原来的 .docx 或 .txt 文件，或者把文字粘贴进来。"},
	{"GIF8", 4, "图片",
	 "图片里的文字读不出来。请导入原来的 .docx 或 .txt 文件，或者把文字粘贴进来。"},
	{"Rar!", 4, " RAR 压缩包", "请先解压，再导入里面的 .docx 或 .txt 文件。"},
	{"7z\xbc\xaf", 4, " 7z 压缩包", "请先解压，再导入里面的 .docx 或 .txt 文件。"},
	{"\x1f\x8b", 2, " gzip 压缩包", "请先解压，再导入里面的 .docx 或 .txt 文件。"},
	{"%!PS", 4, " PostScript 文件", "请用 Word 或 WPS 打开原件，另存为 .docx，再导入。"},
};

static bool name_ends(const char *filename, const char *end)
{
	size_t n = filename ? strlen(filename) : 0, k = strlen(end);
	return n >= k && strcasecmp(filename + n - k, end) == 0;
}

/* The old container of .doc, .wps, .xls, .ppt and .et. */
static const char *old_kind(struct str s, const char *filename)
{
	static const struct {
		const char *end, *name;
	} names[] = {
		{".wps", " WPS 文字文件（.wps）"}, {".xls", "旧版 Excel 文件（.xls）"},
		{".et", " WPS 表格文件（.et）"},   {".ppt", "旧版演示文稿（.ppt）"},
		{".dps", " WPS 演示文件（.dps）"},
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (name_ends(filename, names[i].end))
			return names[i].name;
	}
	return "旧版 Word 文件（.doc）";
}

static bool recognised(struct arena *a, struct str s, const char *filename, const char **message)
{
	if (str_starts(s, "\xd0\xcf\x11\xe0")) {
		static const char package[] =
			"E\0n\0c\0r\0y\0p\0t\0e\0d\0P"; /* UTF-16, name of a stream */
		if (memmem(s.p, s.n, package, sizeof(package)))
			*message = "这个文档有密码保护，读不出来。请用 Word 或 WPS "
				   "打开它，去掉密码后另存为 .docx，再导入。";
		else
			*message = arena_printf(a, "这是%s，不能直接导入。%s",
						old_kind(s, filename), ask_docx);
		return true;
	}
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (s.n >= kinds[i].n && memcmp(s.p, kinds[i].bytes, kinds[i].n) == 0) {
			*message = arena_printf(a, "这是%s，不能直接导入。%s", kinds[i].name,
						kinds[i].how ? kinds[i].how : ask_docx);
			return true;
		}
	}
	return false;
}

bool doc_read_text(struct arena *a, struct str bytes, const char *filename, struct doc_text *out,
		   const char **message)
{
	*out = (struct doc_text){.text = {"", 0}};
	if (bytes.n > DOC_FILE_MAX) {
		*message = arena_printf(
			a, "文件太大，超过 %d MB。请删去图片和附件，只留文字后再导入。",
			DOC_FILE_MAX / 1024 / 1024);
		return false;
	}
	if (recognised(a, bytes, filename, message))
		return false;
	if (str_starts(bytes, "PK\x03\x04") || str_starts(bytes, "PK\x05\x06"))
		return docx_read(a, bytes, out, message);
	return text_decode(a, bytes, &out->text, message);
}
