#include "doc/docx_out.h"

#include <unistd.h>
#include <zip.h>

#include "doc/docx_parts.h"

static bool add(zip_t *z, const char *name, struct str text)
{
	zip_source_t *s = zip_source_buffer(z, text.p, text.n, 0);
	if (!s)
		return false;
	if (zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8) >= 0)
		return true;
	zip_source_free(s);
	return false;
}

struct parts {
	struct buf document, core, odd, even;
};

static void build(struct parts *s, const struct paper *p)
{
	s->document = s->core = s->odd = s->even = buf_in(p->arena);
	docx_document(&s->document, p);
	docx_core(&s->core, p);
	docx_footer(&s->odd, p, true);
	docx_footer(&s->even, p, false);
}

bool docx_write(const struct paper *p, const char *path, const char **why)
{
	struct parts s;
	build(&s, p); /* may fault: before anything is open */
	zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	bool good = z && add(z, "[Content_Types].xml", str_of(docx_types)) &&
		    add(z, "_rels/.rels", str_of(docx_root_rels)) &&
		    add(z, "word/document.xml", buf_slice(&s.document)) &&
		    add(z, "word/_rels/document.xml.rels", str_of(docx_rels)) &&
		    add(z, "word/styles.xml", str_of(docx_styles)) &&
		    add(z, "word/fontTable.xml", str_of(docx_fonts)) &&
		    add(z, "word/settings.xml", str_of(docx_settings)) &&
		    add(z, "word/footer1.xml", buf_slice(&s.odd)) &&
		    add(z, "word/footer2.xml", buf_slice(&s.even)) &&
		    add(z, "docProps/core.xml", buf_slice(&s.core));
	if (good && zip_close(z) == 0) {
		*why = NULL;
		return true;
	}
	if (z)
		zip_discard(z);
	unlink(path);
	*why = "Word 文件没有写下来，可能是磁盘已满，请联系管理员清理后重试。";
	return false;
}
