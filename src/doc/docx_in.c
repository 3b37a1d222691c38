#include "doc/docx_in.h"

#include <stdio.h>
#include <string.h>
#include <zip.h>

#include "base/fault.h"
#include "doc/docx_in_body.h"
#include "doc/docx_in_list.h"

enum { ENTRIES_MAX = 10000 };

static const char broken[] =
	"这个 Word 文档已损坏，读不出来。请用 Word 或 WPS 打开它，另存为 .docx 后再导入。";
static const char too_big[] =
	"这个 Word 文档解压后过大。请删去图片、附件和多余的表格，只留文字后再导入。";
static const char locked[] =
	"这个文档有密码保护，读不出来。请用 Word 或 WPS 打开它，去掉密码后另存为 .docx，再导入。";

/* Other zip files, by a part that only they have. */
static const struct {
	const char *part, *message;
} others[] = {
	{"xl/workbook.xml", "这是 Excel 工作簿（.xlsx）。请把计划内容复制到 Word 文档里另存为 "
			    ".docx，或者直接粘贴文字。"},
	{"ppt/presentation.xml",
	 "这是演示文稿（.pptx）。请把计划内容复制到 Word 文档里另存为 .docx，或者直接粘贴文字。"},
	{"OFD.xml",
	 "这是 OFD 版式文件（.ofd）。请找原来的 Word 或 WPS 文件，另存为 .docx 后再导入。"},
	{"content.xml",
	 "这是 OpenDocument 文件（.odt）。请用 WPS 或 LibreOffice 打开它，另存为 .docx 后再导入。"},
	{"Index/Document.iwa",
	 "这是 Pages 文稿。请在 Pages 里选“导出为 Word”，再导入 .docx 文件。"},
};

static const char zip_message[] =
	"这是压缩包，里面没有 Word 文档的内容。请先解压，再导入里面的 .docx 或 .txt 文件。";

/* The main part is named by the relations of the package; nearly always word/document.xml. */
struct main_part {
	char name[160];
};

static void relation(struct part *p, const char *name, const xmlChar **attrs, int n)
{
	struct main_part *m = p->ctx;
	char type[160], target[128];
	if (strcmp(name, "Relationship") != 0)
		return;
	part_attr_copy(attrs, n, "Type", type, sizeof(type));
	part_attr_copy(attrs, n, "Target", target, sizeof(target));
	size_t k = strlen(type), end = strlen("/officeDocument");
	if (k > end && strcmp(type + k - end, "/officeDocument") == 0)
		snprintf(m->name, sizeof(m->name), "%s", target[0] == '/' ? target + 1 : target);
}

static bool find_main(zip_t *z, struct main_part *m)
{
	struct part p = {.max_bytes = 1 << 20, .max_ratio = 200, .ctx = m, .open = relation};
	m->name[0] = 0;
	if (part_open(&p, z, "_rels/.rels"))
		part_run(&p);
	if (m->name[0] && zip_name_locate(z, m->name, 0) >= 0)
		return true;
	snprintf(m->name, sizeof(m->name), "word/document.xml");
	return zip_name_locate(z, m->name, 0) >= 0;
}

static const char *what_else(zip_t *z)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (zip_name_locate(z, others[i].part, 0) >= 0)
			return others[i].message;
	}
	if (zip_name_locate(z, "EncryptedPackage", 0) >= 0)
		return locked;
	return zip_message;
}

static const char *worded(const char *why)
{
	return why && strcmp(why, PART_TOO_BIG) == 0 ? too_big : broken;
}

static bool is_locked(zip_t *z, const char *name)
{
	zip_stat_t st;
	return zip_stat(z, name, 0, &st) == 0 && (st.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
	       st.encryption_method != ZIP_EM_NONE;
}

static const char *read_parts(zip_t *z, struct docx_out *out)
{
	struct main_part m;
	struct docx_lists lists;
	const char *why = NULL;
	if (zip_get_num_entries(z, 0) > ENTRIES_MAX)
		return too_big;
	if (!find_main(z, &m))
		return what_else(z);
	if (strncmp(m.name, "xl/", 3) == 0 || strncmp(m.name, "ppt/", 4) == 0)
		return what_else(z);
	if (is_locked(z, m.name))
		return locked;
	char folder[160], name[192];
	snprintf(folder, sizeof(folder), "%s", m.name);
	char *slash = strrchr(folder, '/');
	folder[slash ? (size_t)(slash - folder) + 1 : 0] = 0;
	bool good = docx_lists_read(&lists, z, folder, &why) &&
		    docx_body_read(z, m.name, &lists, false, out, &why);
	static const char *const notes[] = {"footnotes.xml", "endnotes.xml"};
	for (size_t i = 0; good && i < 2; i++) {
		snprintf(name, sizeof(name), "%s%s", folder, notes[i]);
		good = docx_body_read(z, name, &lists, true, out, &why);
	}
	docx_lists_free(&lists);
	return good ? NULL : worded(why);
}

/* From malloc into the arena; the pools are freed even if the arena is full. */
static void keep(struct arena *a, struct docx_out *from, struct doc_text *to)
{
	struct guard g;
	if (GUARD(&g)) {
		to->text = (struct str){arena_memdup(a, from->text.p, from->text.n), from->text.n};
		to->lines = arena_memdup(a, from->lines.p, from->lines.n);
		to->n_lines = from->lines.n / sizeof(*to->lines);
		guard_end(&g);
		pool_free(&from->text);
		pool_free(&from->lines);
		return;
	}
	pool_free(&from->text);
	pool_free(&from->lines);
	fault("%s", g.message);
}

bool docx_read(struct arena *a, struct str bytes, struct doc_text *out, const char **message)
{
	zip_error_t error;
	*out = (struct doc_text){.text = {"", 0}};
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
	zip_t *z = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
	zip_error_fini(&error);
	if (!z) {
		zip_source_free(source);
		*message = broken;
		return false;
	}
	struct docx_out got = {.most_text = DOC_TEXT_MAX};
	const char *why = read_parts(z, &got);
	zip_discard(z);
	if (why) {
		pool_free(&got.text);
		pool_free(&got.lines);
		*message = why;
		return false;
	}
	keep(a, &got, out);
	return true;
}
