#include "doc/docx_in.h"

bool docx_read(struct arena *a, struct str bytes, struct doc_text *out, const char **message)
{
	(void)a;
	(void)bytes;
	(void)out;
	*message = "读不出这个 Word 文档。请用 Word 或 WPS 打开它，另存为 .txt 后再导入。";
	return false;
}
