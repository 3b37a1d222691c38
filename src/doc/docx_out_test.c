#include "base/test.h"

#include <unistd.h>

#include <libxml/parser.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#include "base/str.h"
#include "doc/docx_out.h"
#include "doc/file_kind.h"
#include "doc/sample_paper.h"
#include "doc/test_zip.h"
#include "doc/text_in.h"

static struct paper *full_notice(struct arena *a)
{
	struct paper *p = sample_notice(a);
	paper_annex(p, "附件1", "2024年职工服务任务分解表");
	sample_table(p, 60);
	return p;
}

static void write_docx(const struct paper *p, const char *path)
{
	const char *why = NULL;
	assert_true(docx_write(p, path, &why));
	assert_null(why);
}

/* All element text of a part, by libxml2. */
static char *text_of(const char *path, const char *part)
{
	char *xml = test_unzip(path, part);
	assert_non_null(xml);
	xmlDocPtr doc = xmlReadMemory(xml, (int)strlen(xml), NULL, NULL, XML_PARSE_NONET);
	assert_non_null(doc); /* well formed */
	char *text = (char *)xmlNodeGetContent(xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
	free(xml);
	return text;
}

static void every_part_is_well_formed(void **state)
{
	static const char *const parts[] = {"[Content_Types].xml", "_rels/.rels",
					    "word/document.xml",   "word/_rels/document.xml.rels",
					    "word/styles.xml",	   "word/settings.xml",
					    "word/fontTable.xml",  "word/footer1.xml",
					    "word/footer2.xml",	   "docProps/core.xml"};
	struct arena *a = arena_new(8 << 20);
	struct paper *p = full_notice(a);
	char path[] = "lx-docx-XXXXXX";
	paper_para(p, "<b>&\"'\x01\xFF]]>");
	write_docx(p, test_path(path));
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		xmlFree(text_of(path, parts[i]));
	FILE *f = fopen(path, "rb");
	assert_int_equal(file_look(f).kind, FILE_DOCX);
	fclose(f);
	char *text = text_of(path, "word/document.xml");
	assert_non_null(strstr(text, "<b>&\"'\xEF\xBF\xBD]]>"));
	xmlFree(text);
	unlink(path);
	arena_free(a);
}

static void the_notice_is_complete_and_in_order(void **state)
{
	static const char *const order[] = {"临江市总工会文件",
					    "临工发〔2024〕5号",
					    "关于印发《临江市总工会2024年职工服务工作要点》的通知",
					    "机关各部室：",
					    "一、总体要求",
					    "（一）建好服务阵地",
					    "1. 新建职工书屋12家。优先",
					    "附件：1.",
					    "2.服务阵地",
					    "临江市总工会",
					    "2024年3月5日",
					    "（联系人：周敏",
					    "附件1",
					    "任务分解表",
					    "序号",
					    "86.5%",
					    "抄送：市委办公室",
					    "党委办公室。",
					    "2024年3月5日印发"};
	struct arena *a = arena_new(8 << 20);
	char path[] = "lx-docx-XXXXXX";
	write_docx(full_notice(a), test_path(path));
	char *text = text_of(path, "word/document.xml"), *at = text;
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		at = strstr(at, order[i]);
		if (!at)
			print_error("missing or out of order: %s\n", order[i]);
		assert_non_null(at++);
	}
	xmlFree(text);
	unlink(path);
	arena_free(a);
}

/* Our own reader of other people's files finds the headings and the rows. */
static void it_reads_back(void **state)
{
	struct arena *a = arena_new(32 << 20);
	char path[] = "lx-docx-XXXXXX";
	const char *why = NULL;
	write_docx(full_notice(a), test_path(path));
	FILE *f = fopen(path, "rb");
	char *bytes = arena_alloc(a, 1 << 20);
	size_t n = fread(bytes, 1, 1 << 20, f);
	struct doc_text out;
	fclose(f);
	unlink(path);
	assert_true(doc_read_text(a, (struct str){bytes, n}, "x.docx", &out, &why));
	int headings[10] = {0}, rows = 0;
	struct str rest = out.text;
	for (size_t i = 0; i < out.n_lines; i++) {
		struct str line = str_cut(&rest, '\n');
		headings[out.lines[i].heading]++;
		rows += out.lines[i].kind == DOC_ROW;
		if (str_is(line, "二、重点任务"))
			assert_int_equal(out.lines[i].heading, 1);
		if (str_is(line, "（一）建好服务阵地"))
			assert_int_equal(out.lines[i].heading, 2);
	}
	assert_int_equal(headings[1], 2);
	assert_int_equal(headings[2], 2);
	assert_true(rows >= 61); /* 60 and the head */
	arena_free(a);
}

/* The sheet of GB/T 9704-2012, checked in twips: 1 mm is 56.69. */
static void the_sheet_is_official(void **state)
{
	struct arena *a = arena_new(8 << 20);
	char path[] = "lx-docx-XXXXXX";
	write_docx(full_notice(a), test_path(path));
	char *xml = test_unzip(path, "word/document.xml"),
	     *styles = test_unzip(path, "word/styles.xml");
	char *odd = test_unzip(path, "word/footer1.xml"),
	     *even = test_unzip(path, "word/footer2.xml");
	assert_non_null(
		strstr(xml, "w:top=\"2098\" w:right=\"1464\" w:bottom=\"1984\" w:left=\"1588\""));
	assert_true(579 * 22 <= 16838 - 2098 - 1984 && 580 * 22 > 16838 - 2098 - 1984);
	assert_non_null(strstr(xml, "w:linePitch=\"579\""));
	/* 28 characters of 16 points, drawn together by 0.2, in what is between the margins */
	assert_true(28 * (320 - 4) <= 11906 - 1588 - 1464);
	assert_non_null(strstr(styles, "<w:spacing w:val=\"-4\"/>"));
	assert_non_null(strstr(xml, "<w:tblHeader/>"));
	assert_non_null(strstr(styles, "w:eastAsia=\"仿宋_GB2312\""));
	assert_non_null(strstr(styles, "w:eastAsia=\"方正小标宋简体\""));
	assert_non_null(strstr(styles, "w:eastAsia=\"楷体_GB2312\""));
	assert_non_null(strstr(styles, "w:eastAsia=\"黑体\""));
	assert_non_null(strstr(odd, "w:val=\"right\""));
	assert_non_null(strstr(even, "w:val=\"left\""));
	free(xml);
	free(styles);
	free(odd);
	free(even);
	unlink(path);
	arena_free(a);
}

/* LibreOffice, where it is, opens the file and gives the same text on as many pages. */
static void another_program_opens_it(void **state)
{
	if (system("command -v soffice pdftotext pdfinfo >/dev/null 2>&1") != 0)
		skip();
	struct arena *a = arena_new(8 << 20);
	struct paper *p = full_notice(a);
	write_docx(p, "lx-open.docx");
	/* the program is not ours to check for leaks, and needs a home of its own */
	int rc = system("env -u LD_PRELOAD soffice -env:UserInstallation=file://\"$PWD\"/lx-office "
			"--headless "
			"--convert-to pdf lx-open.docx >/dev/null 2>&1 && pdftotext -layout "
			"lx-open.pdf lx-open.txt");
	FILE *f = rc == 0 ? fopen("lx-open.txt", "r") : NULL;
	char *text = calloc(1, 1 << 20);
	size_t n = f ? fread(text, 1, (1 << 20) - 1, f) : 0;
	if (f)
		fclose(f);
	int pages = 0;
	for (size_t i = 0; i < n; i++)
		pages += text[i] == '\f';
	assert_int_equal(system("rm -rf lx-office lx-open.docx lx-open.pdf lx-open.txt"), 0);
	assert_true(n > 0);
	assert_in_range(pages, 6, 7); /* its fonts are not the official ones */
	assert_non_null(strstr(text, "临江市总工会文件"));
	assert_non_null(strstr(text, "抄送：市委办公室"));
	free(text);
	arena_free(a);
}

static void a_full_disk_is_reported(void **state)
{
	struct arena *a = arena_new(8 << 20);
	char path[] = "lx-docx-XXXXXX";
	const char *why = NULL;
	struct rlimit old, low;
	test_path(path);
	getrlimit(RLIMIT_FSIZE, &old);
	low = (struct rlimit){1000, old.rlim_max};
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &low);
	bool good = docx_write(full_notice(a), path, &why);
	setrlimit(RLIMIT_FSIZE, &old);
	assert_false(good);
	assert_non_null(strstr(why, "磁盘"));
	assert_int_equal(access(path, F_OK), -1);
	assert_false(docx_write(full_notice(a), "no/such/folder.docx", &why));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_part_is_well_formed),
		cmocka_unit_test(the_notice_is_complete_and_in_order),
		cmocka_unit_test(it_reads_back),
		cmocka_unit_test(the_sheet_is_official),
		UNIT_TEST_UNLESS(another_program_opens_it, system("command -v soffice pdftotext pdfinfo >/dev/null 2>&1") != 0 ? "soffice, pdftotext and pdfinfo are not installed" : NULL),
		UNIT_TEST_UNLESS(a_full_disk_is_reported, access("/dev/full", W_OK) != 0 ? "there is no /dev/full" : NULL),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
