#include "doc/docx_in.h"

#include "base/test.h"

#include <stdio.h>

#include "doc/docx_in_list.h"
#include "doc/docx_out.h"
#include "doc/sample_paper.h"
#include "doc/test_zip.h"

static struct arena *a;

static int setup(void **state)
{
	a = arena_new(256 << 20);
	return 0;
}

static int teardown(void **state)
{
	arena_free(a);
	return 0;
}

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define DOCUMENT(body)                                                                             \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document " W "><w:body>" body                \
	"</w:body></w:document>"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define STYLED(style, text)                                                                        \
	"<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define LISTED(num, level, text)                                                                   \
	"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" num                  \
	"\"/></w:numPr></w:pPr>"                                                                   \
	"<w:r><w:t>" text "</w:t></w:r></w:p>"
#define CELL(text) "<w:tc>" P(text) "</w:tc>"

static struct str file_bytes(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf b = buf_in(a);
	char piece[8192];
	size_t n;
	assert_non_null(f);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_put(&b, piece, n);
	fclose(f);
	return buf_slice(&b);
}

static struct str zipped(const struct test_part *parts)
{
	char path[] = "lx-docx-in-XXXXXX";
	test_path(path);
	assert_int_equal(test_zip(path, parts), 0);
	struct str bytes = file_bytes(path);
	unlink(path);
	return bytes;
}

static struct str packed(const char *document, const char *styles, const char *numbering,
			 const char *notes)
{
	struct test_part parts[6] = {{"[Content_Types].xml", "<Types/>"},
				     {"word/document.xml", document}};
	int n = 2;
	if (styles)
		parts[n++] = (struct test_part){"word/styles.xml", styles};
	if (numbering)
		parts[n++] = (struct test_part){"word/numbering.xml", numbering};
	if (notes)
		parts[n++] = (struct test_part){"word/footnotes.xml", notes};
	return zipped(parts);
}

static struct doc_text reads(struct str bytes)
{
	struct doc_text t;
	const char *message = NULL;
	if (!doc_read_text(a, bytes, "计划.docx", &t, &message))
		fail_msg("%s", message);
	size_t lines = 0;
	for (size_t i = 0; i < t.text.n; i++)
		lines += t.text.p[i] == '\n';
	assert_int_equal(lines, t.n_lines);
	return t;
}

static void says(struct str bytes, const char *filename, const char *words)
{
	struct doc_text t;
	const char *message = NULL;
	assert_false(doc_read_text(a, bytes, filename, &t, &message));
	assert_non_null(message);
	if (!strstr(message, words))
		fail_msg("\"%s\" does not say \"%s\"", message, words);
	assert_int_equal(t.text.n, 0);
}

#define reads_as(bytes, expected) assert_string_equal(str_dup(a, reads(bytes).text), expected)

static void test_paragraphs(void **state)
{
	reads_as(packed(DOCUMENT(P("一、思想引领") "<w:p/>" P("1. 抓学习。")), NULL, NULL, NULL),
		 "一、思想引领\n\n1. 抓学习。\n");
	/* one sentence in several runs, a tab, a line break, a hyphen that does not break, a soft
	 * one */
	reads_as(packed(DOCUMENT("<w:p><w:r><w:t>抓</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t "
				 "xml:space=\"preserve\">学 </w:t>"
				 "<w:tab/><w:t>习</w:t><w:br/><w:t>A</w:t><w:noBreakHyphen/"
				 "><w:t>B</w:t>"
				 "<w:softHyphen/><w:t>C</w:t></w:r></w:p>"),
			NULL, NULL, NULL),
		 "抓学 \t习\nA-BC\n");
	reads_as(packed(DOCUMENT("<w:p><w:r><w:br w:type=\"page\"/><w:t>下一页</w:t></w:r></w:p>"),
			NULL, NULL, NULL),
		 "\f下一页\n");
}

static void test_tracked_changes(void **state)
{
	reads_as(packed(DOCUMENT("<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle "
				 "w:val=\"x\"/></w:pPr></w:pPrChange></w:pPr>"
				 "<w:r><w:t>全年</w:t></w:r><w:del><w:r><w:delText>十</"
				 "w:delText><w:t>十</w:t></w:r></w:del>"
				 "<w:ins><w:r><w:t>十二</w:t></w:r></w:ins><w:r><w:t>场</w:t></"
				 "w:r></w:p>"
				 "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半句</"
				 "w:t></w:r></w:p>" P("后半句")),
			NULL, NULL, NULL),
		 "全年十二场\n前半句后半句\n");
	reads_as(packed(DOCUMENT("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></"
				 "w:r><w:r><w:t>可见</w:t></w:r></w:p>"
				 "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>正文</"
				 "w:t></w:r></w:p>"),
			NULL, NULL, NULL),
		 "可见\n正文\n");
}

static void test_text_boxes(void **state)
{
	reads_as(packed(DOCUMENT("<w:p><w:r><w:t>外</w:t></w:r><mc:AlternateContent "
				 "xmlns:mc=\"m\"><mc:Choice><w:r><w:drawing>"
				 "<w:txbxContent>" P(
					 "框内") "</w:txbxContent></w:drawing></w:r></mc:Choice>"
						 "<mc:Fallback><w:pict><w:txbxContent>" P(
							 "框内") "</w:txbxContent></w:pict></"
								 "mc:Fallback>"
								 "</"
								 "mc:AlternateContent><w:r><w:t>面<"
								 "/w:t></w:r></w:p>"),
			NULL, NULL, NULL),
		 "框内\n外面\n");
}

static const char word_styles[] =
	"<w:styles " W "><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name "
	"w:val=\"Normal\"/></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn "
	"w:val=\"a\"/>"
	"<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"my\"><w:name w:val=\"公文一级\"/><w:basedOn "
	"w:val=\"1\"/></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"li\"><w:name "
	"w:val=\"列表\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/>"
	"<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"10\"><w:name w:val=\"toc "
	"1\"/></w:style></w:styles>";

static void test_headings(void **state)
{
	struct doc_text t = reads(packed(
		DOCUMENT(STYLED("1", "一级") STYLED("2", "二级") STYLED("my", "自定义") P(
			"正文") "<w:p><w:pPr><w:outlineLvl "
				"w:val=\"2\"/></w:pPr><w:r><w:t>大纲级</w:t></w:r></w:p>"
				"<w:p><w:pPr><w:pStyle w:val=\"1\"/><w:outlineLvl "
				"w:val=\"9\"/></w:pPr><w:r><w:t>改回正文</w:t></w:r></w:p>" STYLED(
					"10", "目录项\t3") STYLED("nowhere", "无此样式")),
		word_styles, NULL, NULL));
	const int want[] = {1, 2, 1, 0, 3, 0, 0};
	assert_string_equal(str_dup(a, t.text),
			    "一级\n二级\n自定义\n正文\n大纲级\n改回正文\n无此样式\n");
	for (size_t i = 0; i < t.n_lines; i++)
		assert_int_equal(t.lines[i].heading, want[i]);
}

#define LEVEL(i, start, format, text, more)                                                        \
	"<w:lvl w:ilvl=\"" i "\"><w:start w:val=\"" start "\"/><w:numFmt w:val=\"" format          \
	"\"/>" more "<w:lvlText w:val=\"" text "\"/></w:lvl>"

static const char numbering[] = "<w:numbering " W "><w:abstractNum w:abstractNumId=\"7\">" LEVEL(
	"0", "1", "chineseCounting", "%1、",
	"<w:suff w:val=\"nothing\"/>") LEVEL("1", "1", "chineseCountingThousand", "（%2）",
					     "<w:suff w:val=\"nothing\"/>")
	LEVEL("2", "1", "decimal", "%3.", "") LEVEL(
		"3", "1", "decimalEnclosedCircle", "%4",
		"") "</w:abstractNum><w:abstractNum "
		    "w:abstractNumId=\"8\">" LEVEL("0", "1", "chineseCounting", "第%1章", "") LEVEL(
			    "1", "1", "decimal", "%1.%2",
			    "<w:isLgl/>") "</w:abstractNum><w:abstractNum "
					  "w:abstractNumId=\"9\">" LEVEL("0", "1", "bullet",
									 "\xef\x83\x98",
									 "") "</"
									     "w:abstractNum><w:"
									     "abstractNum "
									     "w:abstractNumId="
									     "\"6\">" LEVEL(
										     "0", "3",
										     "decima"
										     "l",
										     "%1、", "")
										     LEVEL("1", "1",
											   "lowerLe"
											   "tter",
											   "%2)",
											   "<w:"
											   "lvlRest"
											   "art "
											   "w:val="
											   "\"0\"/"
											   ">") "</"
												"w:"
												"ab"
												"st"
												"ra"
												"c"
												"tN"
												"um"
												">"
												"<w"
												":n"
												"um"
												" "
												"w:"
												"nu"
												"mI"
												"d="
												"\""
												"1"
												"\""
												"><"
												"w:"
												"ab"
												"st"
												"ra"
												"c"
												"tN"
												"um"
												"Id"
												" "
												"w:"
												"va"
												"l="
												"\""
												"7"
												"\""
												"/"
												"><"
												"/"
												"w:"
												"nu"
												"m>"
												"<w"
												":n"
												"um"
												" "
												"w:"
												"nu"
												"mI"
												"d="
												"\""
												"2"
												"\""
												"><"
												"w:"
												"ab"
												"st"
												"ra"
												"c"
												"tN"
												"um"
												"Id"
												" "
												"w:"
												"va"
												"l="
												"\""
												"8"
												"\""
												"/"
												"><"
												"/"
												"w:"
												"nu"
												"m>"
												"<w"
												":n"
												"um"
												" "
												"w:"
												"nu"
												"mI"
												"d="
												"\""
												"3"
												"\""
												"><"
												"w:"
												"ab"
												"st"
												"ra"
												"c"
												"tN"
												"um"
												"Id"
												" "
												"w:"
												"va"
												"l="
												"\""
												"9"
												"\""
												"/"
												"><"
												"/"
												"w:"
												"nu"
												"m>"
												"<w"
												":n"
												"um"
												" "
												"w:"
												"nu"
												"mI"
												"d="
												"\""
												"4"
												"\""
												"><"
												"w:"
												"ab"
												"st"
												"ra"
												"c"
												"tN"
												"um"
												"Id"
												" "
												"w:"
												"va"
												"l="
												"\""
												"7"
												"\""
												"/"
												"><"
												"w:"
												"lv"
												"lO"
												"ve"
												"r"
												"ri"
												"de"
												" "
												"w:"
												"il"
												"vl"
												"="
												"\""
												"2"
												"\""
												"><"
												"w:"
												"st"
												"ar"
												"tO"
												"v"
												"er"
												"ri"
												"de"
												" "
												"w:"
												"va"
												"l="
												"\""
												"1"
												"\""
												"/"
												"><"
												"/"
												"w:"
												"lv"
												"lO"
												"ve"
												"r"
												"ri"
												"de"
												"><"
												"/"
												"w:"
												"nu"
												"m>"
												"<w"
												":n"
												"um"
												" "
												"w:"
												"nu"
												"mI"
												"d="
												"\""
												"5"
												"\""
												"><"
												"w:"
												"ab"
												"st"
												"ra"
												"c"
												"tN"
												"um"
												"Id"
												" "
												"w:"
												"va"
												"l="
												"\""
												"6"
												"\""
												"/"
												"><"
												"/"
												"w:"
												"nu"
												"m>"
												"<"
												"/w"
												":"
												"nu"
												"mb"
												"er"
												"i"
												"ng"
												">";

static void test_automatic_numbers(void **state)
{
	reads_as(packed(DOCUMENT(LISTED("1", "0", "甲") LISTED("1", "1", "乙") LISTED(
				"1", "2", "丙") LISTED("1", "2", "丁") LISTED("1", "3", "戊")
					 STYLED("li", "己") LISTED("1", "2", "庚") LISTED(
						 "1", "0", "辛") LISTED("1", "1", "壬")
						 LISTED("4", "2", "癸") LISTED("4", "2", "子")),
			word_styles, numbering, NULL),
		 "一、甲\n（一）乙\n1. 丙\n2. 丁\n①戊\n（二）己\n1. 庚\n二、辛\n（一）壬\n1. "
		 "癸\n2. 子\n");
	reads_as(packed(DOCUMENT(LISTED("2", "0", "甲") LISTED("2", "1", "乙") LISTED(
				"2", "0", "丙") LISTED("2", "1", "丁") LISTED("2", "1", "戊")
					 LISTED("3", "0", "点") LISTED("0", "0", "无")),
			NULL, numbering, NULL),
		 "第一章甲\n1.1 乙\n第二章丙\n2.1 丁\n2.2 戊\n• 点\n无\n");
	/* start at 3; a level that never restarts; a level used before the one above it */
	reads_as(packed(DOCUMENT(LISTED("5", "0", "甲") LISTED("5", "1", "乙")
					 LISTED("5", "0", "丙") LISTED("5", "1", "丁")),
			NULL, numbering, NULL),
		 "3、甲\na) 乙\n4、丙\nb) 丁\n");
	reads_as(packed(DOCUMENT(LISTED("2", "1", "乙") LISTED("2", "0", "甲")
					 LISTED("77", "0", "丙")),
			NULL, numbering, NULL),
		 "1.1 乙\n第一章甲\n丙\n");
}

static void test_number_formats(void **state)
{
	static const struct {
		const char *format;
		int value;
		const char *text;
	} rows[] = {
		{"chineseCounting", 10, "十"},
		{"chineseCounting", 11, "十一"},
		{"chineseCounting", 20, "二十"},
		{"chineseCountingThousand", 101, "一百零一"},
		{"chineseCountingThousand", 110, "一百一十"},
		{"japaneseCounting", 35, "三十五"},
		{"chineseLegalSimplified", 12, "壹拾贰"},
		{"ideographTraditional", 3, "丙"},
		{"ideographDigital", 10, "一〇"},
		{"ideographZodiac", 12, "亥"},
		{"decimalEnclosedCircle", 20, "⑳"},
		{"decimalEnclosedCircleChinese", 1, "①"},
		{"decimalEnclosedFullstop", 2, "⒉"},
		{"decimalEnclosedParen", 3, "⑶"},
		{"decimalFullWidth", 12, "１２"},
		{"decimalZero", 7, "07"},
		{"upperRoman", 49, "XLIX"},
		{"lowerRoman", 4, "iv"},
		{"upperLetter", 28, "BB"},
		{"none", 5, ""},
		{"decimal", 1234, "1234"},
		{"somethingNew", 5, "5"},
		{"decimalEnclosedCircle", 21, "21"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char out[64];
		docx_number_text(rows[i].format, rows[i].value, out, sizeof(out));
		assert_string_equal(out, rows[i].text);
	}
}

static void test_tables(void **state)
{
	struct doc_text t = reads(packed(
		DOCUMENT("<w:tbl><w:tr>" CELL("类别") CELL("任务") CELL(
			"时限") "</w:tr>"
				"<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" P(
					"思想") "</w:tc>"
						"<w:tc>" P("学习") P("宣讲") "</w:tc>" CELL(
							"3月") "</w:tr>"
							       "<w:tr><w:tc><w:tcPr><w:vMerge/></"
							       "w:tcPr><w:p/></w:tc>" CELL("读书")
								       CELL("") "</w:tr>"
										"<w:tr><w:tc><w:"
										"tcPr><w:gridSpan "
										"w:val=\"2\"/></"
										"w:tcPr>" P("合并") "</w:tc>" CELL(
											"全年") "</"
												"w:"
												"tr"
												"><"
												"/w"
												":t"
												"bl"
												">"
												"<w"
												":t"
												"bl"
												"><"
												"w:"
												"tr"
												">" CELL(
													"只有一格") "</w:tr></w:tbl>"
														    "<w:tbl><w:tr><w:tc>" P(
															    "外") "<w:tbl><w:tr>" CELL("内一")
															    CELL("内二") "</w:tr></w:tbl>" P(
																    "") "</w:tc>" CELL("右") "</w:tr></w:tbl>"),
		NULL, NULL, NULL));
	assert_string_equal(str_dup(a, t.text), "类别\t任务\t时限\n思想\t学习\v宣讲\t3月\n\t读书\t"
						"\n合并\t\t全年\n只有一格\n外\v内一\v内二\t右\n");
	assert_int_equal(t.lines[0].kind, DOC_ROW);
	assert_int_equal(t.lines[4].kind, DOC_PARAGRAPH);
}

static void test_footnotes(void **state)
{
	struct doc_text t = reads(packed(
		DOCUMENT("<w:p><w:r><w:t>推进“五小”</w:t></w:r><w:r><w:footnoteReference "
			 "w:id=\"2\"/></w:r><w:r><w:t>活动。</w:t></w:r></w:p>"),
		NULL, NULL,
		"<w:footnotes " W "><w:footnote w:type=\"separator\" w:id=\"0\">" P(
			"----") "</w:footnote>"
				"<w:footnote w:id=\"2\">" P(
					"“五小”：小发明、小创造。") "</w:footnote></w:footnotes>"));
	assert_string_equal(str_dup(a, t.text), "推进“五小”活动。\n“五小”：小发明、小创造。\n");
	assert_int_equal(t.lines[1].kind, DOC_NOTE);
}

static void test_other_main_part(void **state)
{
	struct test_part parts[] = {
		{"_rels/.rels",
		 "<Relationships xmlns=\"r\"><Relationship Id=\"1\" Target=\"/word/document2.xml\" "
		 "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
		 "officeDocument\"/></Relationships>"},
		{"word/document2.xml", DOCUMENT(P("正文"))},
		{NULL, NULL},
	};
	reads_as(zipped(parts), "正文\n");
}

/* What this program prints itself. */
static void test_own_papers(void **state)
{
	char path[] = "lx-docx-own-XXXXXX";
	const char *why;
	test_path(path);
	assert_true(docx_write(sample_notice(a), path, &why));
	struct doc_text t = reads(file_bytes(path));
	unlink(path);
	assert_true(t.text.n > 100);
}

/* ---- what is refused ---- */

static void test_refused(void **state)
{
	says(STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"), "计划.doc", "旧版 Word 文件（.doc）");
	says(STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"), "计划.WPS", "另存为");
	says(STR("\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"), "计划.docx",
	     "密码");
	says(STR("%PDF-1.7 ..."), "计划.txt", "PDF");
	says(STR("{\\rtf1\\ansi}"), NULL, "RTF");
	says(STR("\x89PNG\r\n\x1a\n..."), "a.png", "图片");
	says(STR("PK\x03\x04 broken"), "a.docx", "已损坏");
	struct test_part excel[] = {{"xl/workbook.xml", "<a/>"}, {NULL, NULL}};
	says(zipped(excel), "a.docx", "Excel");
	struct test_part odt[] = {{"content.xml", "<a/>"}, {NULL, NULL}};
	says(zipped(odt), "a.odt", "OpenDocument");
	struct test_part other[] = {{"readme.txt", "x"}, {NULL, NULL}};
	says(zipped(other), "a.zip", "压缩包");
	says(packed("<w:document " W "><w:body><w:p>", NULL, NULL, NULL), "a.docx", "已损坏");
	says(packed(DOCUMENT(P("文")), "<broken", NULL, NULL), "a.docx", "已损坏");
}

static void test_hostile(void **state)
{
	says(packed("<!DOCTYPE d [<!ENTITY a \"啊啊啊啊啊啊啊啊\"><!ENTITY b "
		    "\"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
		    "<w:document " W
		    "><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>",
		    NULL, NULL, NULL),
	     "a.docx", "已损坏");
	struct buf deep = buf_in(a);
	buf_puts(&deep, "<w:document " W "><w:body>");
	for (int i = 0; i < 50000; i++)
		buf_puts(&deep, "<w:tbl><w:tr><w:tc>");
	says(packed(buf_text(&deep), NULL, NULL, NULL), "a.docx", "已损坏");
	struct buf bomb = buf_in(a);
	buf_puts(&bomb, "<w:document " W "><w:body><w:p><w:r><w:t>");
	for (int i = 0; i < 40000; i++)
		buf_printf(&bomb, "%1000s", "");
	says(packed(buf_text(&bomb), NULL, NULL, NULL), "a.docx", "过大");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paragraphs),
		cmocka_unit_test(test_tracked_changes),
		cmocka_unit_test(test_text_boxes),
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_automatic_numbers),
		cmocka_unit_test(test_number_formats),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_footnotes),
		cmocka_unit_test(test_other_main_part),
		cmocka_unit_test(test_own_papers),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_hostile),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
