#include "base/test.h"

#include <libxml/parser.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#include "base/str.h"
#include "doc/file_kind.h"
#include "doc/test_zip.h"
#include "doc/xlsx_in.h"
#include "doc/xlsx_out.h"
#include "doc/xlsx_value.h"

static const struct xlsx_col member_cols[] = {
	{"姓名", XLSX_TEXT},	    {"手机", XLSX_TEXT},      {"人数", XLSX_INT},
	{"会费（元）", XLSX_MONEY}, {"完成率", XLSX_PERCENT}, {"入会日期", XLSX_DAY},
	{"时间", XLSX_INSTANT},
};

static void write_members(struct arena *a, const char *path)
{
	const char *why = NULL;
	struct xlsx_out *x = xlsx_out_new(a, path, NULL);
	xlsx_out_sheet(
		x, &(struct xlsx_sheet){"会员/名册", member_cols, 7, "李明 导出 & 2024年6月5日"});
	xlsx_out_text(x, "=HYPERLINK(\"http://x\")");
	xlsx_out_text(x, "01380000");
	xlsx_out_int(x, -12345);
	xlsx_out_fen(x, 123456789);
	xlsx_out_percent(x, 8650);
	xlsx_out_day(x, day_of(2024, 6, 5));
	xlsx_out_instant(x, instant_of_day(day_of(2024, 6, 5)) + (14 * 60 + 3) * 60000);
	xlsx_out_row_end(x);
	xlsx_out_row_end(x); /* an empty row */
	xlsx_out_text(x, "@王<b>&\x01\xFF");
	xlsx_out_blank(x);
	xlsx_out_int(x, 1234567890123456789);
	xlsx_out_fen(x, 7);
	xlsx_out_row_end(x);
	xlsx_out_sheet(x, &(struct xlsx_sheet){"会员?名册", member_cols, 1, NULL});
	assert_true(xlsx_out_close(x, &why));
	assert_null(why);
}

static void check_row(const struct xlsx_row *row, int number, const char *const *want, int n)
{
	assert_int_equal(row->number, number);
	assert_int_equal(row->n, n);
	for (int i = 0; i < n; i++)
		assert_string_equal(row->cells[i].text, want[i]);
}

static void what_is_written_reads_back(void **state)
{
	struct arena *a = arena_new(1 << 22);
	char path[] = "lx-xlsx-XXXXXX";
	write_members(a, test_path(path));
	const char *why = NULL;
	struct xlsx_in *x = xlsx_in_open(a, path, NULL, &why);
	assert_non_null(x);
	assert_int_equal(xlsx_in_sheets(x), 2);
	assert_string_equal(xlsx_in_sheet_name(x, 0), "会员 名册");
	assert_string_equal(xlsx_in_sheet_name(x, 1), "会员 名册 2");
	assert_true(xlsx_in_sheet(x, 0, &why));
	struct xlsx_row row;
	assert_int_equal(xlsx_in_row(x, &row), 1);
	check_row(&row, 1,
		  (const char *[]){"姓名", "手机", "人数", "会费（元）", "完成率", "入会日期",
				   "时间"},
		  7);
	assert_int_equal(xlsx_in_row(x, &row), 1);
	check_row(&row, 2,
		  (const char *[]){"=HYPERLINK(\"http://x\")", "01380000", "-12345", "1234567.89",
				   "86.5%", "2024-06-05", "2024-06-05 14:03"},
		  7);
	assert_int_equal(row.cells[5].kind, XLSX_CELL_DATE);
	assert_int_equal(xlsx_in_row(x, &row), 1);
	check_row(&row, 4,
		  (const char *[]){"@王<b>&\xEF\xBF\xBD", "", "1234567890123456789", "0.07"}, 4);
	assert_int_equal(xlsx_in_row(x, &row), 1);
	check_row(&row, 6, (const char *[]){"李明 导出 & 2024年6月5日"}, 1);
	assert_int_equal(xlsx_in_row(x, &row), 0);
	assert_int_equal(xlsx_in_row(x, &row), 0);
	xlsx_in_close(x);
	unlink(path);
	arena_free(a);
}

/* What Excel sees, looked at with another XML reader. */
static void parts_are_well_formed_and_styled(void **state)
{
	struct arena *a = arena_new(1 << 22);
	char path[] = "lx-xlsx-XXXXXX";
	write_members(a, test_path(path));
	char *sheet = test_unzip(path, "xl/worksheets/sheet1.xml");
	xmlDocPtr doc = xmlReadMemory(sheet, (int)strlen(sheet), NULL, NULL, XML_PARSE_NONET);
	assert_non_null(doc);
	assert_non_null(strstr(sheet, "<autoFilter ref=\"A1:G4\"/>"));
	assert_non_null(strstr(sheet, "state=\"frozen\""));
	assert_non_null(strstr(sheet, "t=\"inlineStr\"><is><t>=HYPERLINK("));
	assert_non_null(strstr(sheet, "导出 &amp;&amp; 2024"));
	assert_null(strstr(sheet, "<f>"));
	xmlFreeDoc(doc);
	free(sheet);
	unlink(path);
	arena_free(a);
}

static void a_hundred_thousand_rows_in_little_memory(void **state)
{
	struct arena *a = arena_new(1 << 20);
	char path[] = "lx-xlsx-XXXXXX";
	const char *why = NULL;
	static const struct xlsx_col cols[] = {{"编号", XLSX_INT}, {"说明", XLSX_TEXT}};
	struct xlsx_out *x = xlsx_out_new(a, test_path(path), NULL);
	xlsx_out_sheet(x, &(struct xlsx_sheet){"长表", cols, 2, NULL});
	for (int i = 1; i <= 100000; i++) {
		xlsx_out_int(x, i);
		xlsx_out_text(x,
			      i % 2 ? "单\x02数" : "双数"); /* each needs a cleaned copy or none */
		xlsx_out_row_end(x);
	}
	assert_true(xlsx_out_close(x, &why));
	struct xlsx_in *in = xlsx_in_open(a, path, NULL, &why);
	assert_true(xlsx_in_sheet(in, 0, &why));
	struct xlsx_row row;
	int64_t sum = 0, v, got = xlsx_in_row(in, &row);
	while ((got = xlsx_in_row(in, &row)) == 1) {
		assert_true(str_int(str_of(row.cells[0].text), &v));
		assert_string_equal(row.cells[1].text, v % 2 ? "单数" : "双数");
		sum += v;
	}
	assert_int_equal(got, 0);
	assert_true(sum == 5000050000);
	assert_true(arena_used(a) < 300000);
	xlsx_in_close(in);
	unlink(path);
	arena_free(a);
}

/* A file may not grow past 200 KB: what a full disk does, at any of the library's files. */
static void a_full_disk_is_reported(void **state)
{
	struct arena *a = arena_new(1 << 20);
	char path[] = "lx-xlsx-XXXXXX";
	const char *why = NULL;
	test_path(path);
	struct rlimit old;
	getrlimit(RLIMIT_FSIZE, &old);
	for (rlim_t size = 2000; size <= 512000; size *= 4) {
		struct rlimit low = {size, old.rlim_max};
		signal(SIGXFSZ, SIG_IGN);
		struct xlsx_out *x = xlsx_out_new(a, path, NULL);
		xlsx_out_sheet(x, &(struct xlsx_sheet){"长表", member_cols, 2, NULL});
		setrlimit(RLIMIT_FSIZE, &low);
		for (int i = 0; i < 20000; i++) {
			xlsx_out_text(x, "连心");
			xlsx_out_text(x, "13800000000");
			xlsx_out_row_end(x);
		}
		bool good = xlsx_out_close(x, &why);
		setrlimit(RLIMIT_FSIZE, &old);
		assert_false(good);
		assert_non_null(strstr(why, "磁盘已满"));
		assert_int_equal(access(path, F_OK), -1);
	}
	struct xlsx_out *x = xlsx_out_new(a, "no/such/folder/x.xlsx", NULL);
	xlsx_out_sheet(x, &(struct xlsx_sheet){"表", member_cols, 2, NULL});
	assert_false(xlsx_out_close(x, &why));
	x = xlsx_out_new(a, path, NULL);
	xlsx_out_sheet(x, &(struct xlsx_sheet){"表", member_cols, 2, NULL});
	xlsx_out_drop(x);
	assert_int_equal(access(path, F_OK), -1);
	arena_free(a);
}

/* --- files of other programs, by hand --- */

#define TYPES                                                                                      \
	{                                                                                          \
		"[Content_Types].xml", "<Types/>"                                                  \
	}
#define BOOK                                                                                       \
	{                                                                                          \
		"xl/workbook.xml", "<workbook xmlns:r='urn:r'><workbookPr/><sheets><sheet "        \
				   "name='名册' sheetId='1' "                                    \
				   "r:id='rId7'/></sheets></workbook>"                             \
	}
#define RELS                                                                                       \
	{                                                                                          \
		"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='rId7' "            \
					      "Target='/xl/worksheets/s.xml'/></Relationships>"    \
	}
#define STYLES                                                                                     \
	{                                                                                          \
		"xl/styles.xml",                                                                   \
			"<styleSheet><numFmts><numFmt numFmtId='176' "                             \
			"formatCode='yyyy&quot;年&quot;m&quot;"                                   \
			"月&quot;d&quot;日&quot;;@'/><numFmt numFmtId='177' "                    \
			"formatCode='[Red]#,##0.00'/>"                                             \
			"</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf "  \
			"numFmtId='0'/><xf numFmtId='176'/><xf numFmtId='177'/><xf "               \
			"numFmtId='9'/><xf "                                                       \
			"numFmtId='20'/></cellXfs></styleSheet>"                                   \
	}
#define STRINGS                                                                                     \
	{                                                                                           \
		"xl/sharedStrings.xml",                                                             \
			"<sst><si><r><t>王</t></r><r><t>小明</t></r><rPh><t>WANG</t></rPh></si>" \
			"<si><t>a&lt;b</t></si><si/></sst>"                                         \
	}
#define SHEET(rows)                                                                                \
	{                                                                                          \
		"xl/worksheets/s.xml", "<x:worksheet xmlns:x='urn:x'><x:sheetData>" rows           \
				       "</x:sheetData></x:worksheet>"                              \
	}

static struct xlsx_in *open_parts(struct arena *a, const struct test_part *parts,
				  const struct xlsx_limits *limits, const char **why)
{
	char path[] = "lx-xlsx-XXXXXX";
	assert_int_equal(test_zip(test_path(path), parts), 0);
	struct xlsx_in *x = xlsx_in_open(a, path, limits, why);
	unlink(path);
	return x;
}

static void cells_of_other_programs(void **state)
{
	static const struct test_part parts[] = {
		TYPES,
		BOOK,
		RELS,
		STYLES,
		STRINGS,
		SHEET("<x:row r='3'><x:c r='A3' t='s'><x:v>0</x:v></x:c><x:c "
		      "r='C3'><x:v>1.38E+10</x:v></x:c>"
		      "<x:c><x:v>3.10115199001011E+17</x:v></x:c><x:c r='F3' "
		      "s='1'><x:v>45448</x:v></x:c></x:row>"
		      "<x:row><x:c "
		      "t='inlineStr'><x:is><x:r><x:t>富</x:t></x:r><x:r><x:t>文本</x:t></x:r></"
		      "x:is></x:c>"
		      "<x:c t='str'><x:f>A1&amp;1</x:f><x:v>合1</x:v></x:c><x:c "
		      "t='b'><x:v>1</x:v></x:c>"
		      "<x:c t='e'><x:v>#N/A</x:v></x:c><x:c "
		      "s='3'><x:v>7.0000000000000007E-2</x:v></x:c>"
		      "<x:c s='2'><x:v>0.30000000000000004</x:v></x:c><x:c "
		      "s='4'><x:v>0.585416666667</x:v></x:c>"
		      "<x:c t='s'><x:v>99</x:v></x:c><x:c t='s'><x:v>1</x:v></x:c></x:row>"),
		{0}};
	struct arena *a = arena_new(1 << 20);
	const char *why = NULL;
	struct xlsx_in *x = open_parts(a, parts, NULL, &why);
	assert_non_null(x);
	assert_true(xlsx_in_sheet(x, 0, &why));
	struct xlsx_row row;
	for (int round = 0; round < 2; round++) {
		assert_int_equal(xlsx_in_row(x, &row), 1);
		check_row(&row, 3,
			  (const char *[]){"王小明", "", "13800000000", "310115199001011000", "",
					   "2024-06-05"},
			  6);
		assert_false(row.cells[2].lossy);
		assert_true(row.cells[3].lossy);
		assert_int_equal(xlsx_in_row(x, &row), 1);
		check_row(&row, 4,
			  (const char *[]){"富文本", "合1", "是", "#N/A", "7%", "0.3", "14:03", "",
					   "a<b"},
			  9);
		assert_int_equal(row.cells[3].kind, XLSX_CELL_ERROR);
		assert_int_equal(xlsx_in_row(x, &row), 0);
		assert_true(xlsx_in_sheet(x, 0, &why)); /* and from the start again */
	}
	xlsx_in_close(x);
	arena_free(a);
}

/* Serial numbers as shown by Excel itself. */
static void dates_count_like_excel(void **state)
{
	static const struct {
		const char *raw, *text;
		bool since_1904;
	} days[] = {{"1", "1900-01-01"},
		    {"59", "1900-02-28"},
		    {"61", "1900-03-01"},
		    {"25569", "1970-01-01"},
		    {"36526", "2000-01-01"},
		    {"45350.75", "2024-02-28 18:00"},
		    {"45350.999999", "2024-02-29"},
		    {"43986", "2024-06-05", true},
		    {"0.25", "06:00"}};
	struct arena *a = arena_new(1 << 16);
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		struct xlsx_cell c =
			xlsx_number_cell(a, str_of(days[i].raw), XLSX_AS_DATE, days[i].since_1904);
		assert_string_equal(c.text, days[i].text);
	}
	assert_int_equal(xlsx_format_of_code(STR("[$-804]yyyy\"年\"m\"月\"")), XLSX_AS_DATE);
	assert_int_equal(xlsx_format_of_code(STR("[h]:mm")), XLSX_AS_DATE);
	assert_int_equal(xlsx_format_of_code(STR("#,##0.00\"days\"_);[Red](0)")), XLSX_AS_NUMBER);
	assert_int_equal(xlsx_format_of_code(STR("General")), XLSX_AS_NUMBER);
	assert_int_equal(xlsx_format_of_code(STR("0.0%")), XLSX_AS_PERCENT);
	assert_string_equal(xlsx_number_cell(a, STR("-1234.5"), XLSX_AS_NUMBER, false).text,
			    "-1234.5");
	assert_string_equal(xlsx_number_cell(a, STR("0x10"), XLSX_AS_NUMBER, false).text, "0x10");
	assert_string_equal(xlsx_number_cell(a, STR("-0"), XLSX_AS_NUMBER, false).text, "0");
	arena_free(a);
}

/* --- bad files --- */

static const char *refusal(struct arena *a, const struct test_part *parts,
			   const struct xlsx_limits *limits)
{
	const char *why = NULL;
	struct xlsx_in *x = open_parts(a, parts, limits, &why);
	if (!x)
		return why;
	int got = 1;
	struct xlsx_row row;
	if (xlsx_in_sheet(x, 0, &why)) {
		while ((got = xlsx_in_row(x, &row)) > 0)
			;
		why = got < 0 ? xlsx_in_why(x) : "";
	}
	xlsx_in_close(x);
	return why;
}

static void bad_files_are_refused(void **state)
{
	struct arena *a = arena_new(1 << 22);
	const struct test_part laughs[] = {
		TYPES,
		BOOK,
		RELS,
		{"xl/worksheets/s.xml",
		 "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><worksheet><row><c "
		 "t='str'><v>&b;</v></c></row></worksheet>"},
		{0}};
	assert_non_null(strstr(refusal(a, laughs, NULL), "已损坏"));
	const struct test_part cut[] = {
		TYPES, BOOK, RELS, {"xl/worksheets/s.xml", "<worksheet><row><c><v>1</v>"}, {0}};
	assert_non_null(strstr(refusal(a, cut, NULL), "已损坏"));
	const struct test_part back[] = {TYPES, BOOK, RELS, SHEET("<row r='2'/><row r='2'/>"), {0}};
	assert_non_null(strstr(refusal(a, back, NULL), "已损坏"));
	const struct test_part wide[] = {
		TYPES, BOOK, RELS, SHEET("<row><c r='XFD1'><v>1</v></c></row>"), {0}};
	assert_non_null(strstr(refusal(a, wide, NULL), "列数太多"));
	const struct test_part styled[] = {
		TYPES, BOOK, RELS, SHEET("<row><c r='XFD1' s='1'/></row>"), {0}};
	assert_string_equal(refusal(a, styled, NULL), ""); /* empty cells do not count */
	const struct test_part tall[] = {TYPES, BOOK, RELS, SHEET("<row r='200001'/>"), {0}};
	assert_non_null(strstr(refusal(a, tall, NULL), "行数太多"));
	const struct test_part none[] = {TYPES, {"xl/workbook.xml", "<workbook/>"}, RELS, {0}};
	assert_non_null(strstr(refusal(a, none, NULL), "已损坏"));
	const struct test_part word[] = {TYPES, {"word/document.xml", "<d/>"}, {0}};
	assert_non_null(strstr(refusal(a, word, NULL), "不是 Excel"));
	struct xlsx_limits few = xlsx_default_limits;
	few.strings = 2;
	const struct test_part strings[] = {TYPES, BOOK, RELS, STRINGS, SHEET(""), {0}};
	assert_non_null(strstr(refusal(a, strings, &few), "过大"));
	assert_string_equal(refusal(a, strings, NULL), "");
	arena_free(a);
}

/* 18 MB of empty rows pack into some 20 KB. */
static void a_bomb_is_refused(void **state)
{
	struct arena *a = arena_new(128 << 20);
	struct buf b = buf_in(a);
	buf_puts(&b, "<worksheet><sheetData>");
	for (int i = 0; i < 900000; i++)
		buf_puts(&b, "<row></row>         ");
	buf_puts(&b, "</sheetData></worksheet>");
	const struct test_part parts[] = {
		TYPES, BOOK, RELS, {"xl/worksheets/s.xml", buf_text(&b)}, {0}};
	struct xlsx_limits limits = xlsx_default_limits;
	limits.rows = 3000000;
	assert_non_null(strstr(refusal(a, parts, &limits), "解压后过大"));
	limits.ratio = 100000;
	assert_string_equal(refusal(a, parts, &limits), "");
	limits.bytes = 1 << 20;
	assert_non_null(strstr(refusal(a, parts, &limits), "解压后过大"));
	arena_free(a);
}

static struct xlsx_in *open_bytes(const char *bytes, const char **why)
{
	char path[] = "lx-xlsx-XXXXXX";
	FILE *f = fopen(test_path(path), "wb");
	fputs(bytes, f);
	fclose(f);
	static struct arena *a;
	arena_free(a);
	a = bytes[0] ? arena_new(1 << 20) : NULL;
	struct xlsx_in *x = a ? xlsx_in_open(a, path, NULL, why) : NULL;
	unlink(path);
	return x;
}

static void csv_reads_like_a_sheet(void **state)
{
	const char *why = NULL;
	struct xlsx_row row;
	struct xlsx_in *x = open_bytes("\xEF\xBB\xBF姓名,手机,备注\r\n\r\n\"王, "
				       "\"\"小\"\"明\",013800,\"两\r\n行\"\n李,,\n,,\n\"未完",
				       &why);
	assert_non_null(x);
	assert_int_equal(xlsx_in_sheets(x), 1);
	assert_true(xlsx_in_sheet(x, 0, &why));
	assert_int_equal(xlsx_in_row(x, &row), 1);
	check_row(&row, 1, (const char *[]){"姓名", "手机", "备注"}, 3);
	assert_int_equal(xlsx_in_row(x, &row), 1);
	check_row(&row, 3, (const char *[]){"王, \"小\"明", "013800", "两\n行"}, 3);
	assert_int_equal(xlsx_in_row(x, &row), 1);
	check_row(&row, 4, (const char *[]){"李"}, 1);
	assert_int_equal(xlsx_in_row(x, &row), 1);
	check_row(&row, 6, (const char *[]){"未完"}, 1);
	assert_int_equal(xlsx_in_row(x, &row), 0);
	xlsx_in_close(x);
	x = open_bytes("\xD0\xD5\xC3\xFB;\xB9\xA4\xBB\xE1\n", &why); /* 姓名;工会 in GBK */
	assert_true(xlsx_in_sheet(x, 0, &why));
	assert_int_equal(xlsx_in_row(x, &row), 1);
	check_row(&row, 1, (const char *[]){"姓名", "工会"}, 2);
	xlsx_in_close(x);
	open_bytes("", &why);
}

static void other_formats_are_named(void **state)
{
	struct arena *a = arena_new(1 << 20);
	const char *why = NULL;
	assert_null(open_bytes("%PDF-1.4", &why));
	assert_non_null(strstr(why, "不是 Excel"));
	assert_null(xlsx_in_open(a, "no-such-file.xlsx", NULL, &why));
	assert_non_null(strstr(why, "打不开"));
	open_bytes("", &why);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_reads_back),
		cmocka_unit_test(parts_are_well_formed_and_styled),
		cmocka_unit_test(a_hundred_thousand_rows_in_little_memory),
		cmocka_unit_test(a_full_disk_is_reported),
		cmocka_unit_test(cells_of_other_programs),
		cmocka_unit_test(dates_count_like_excel),
		cmocka_unit_test(bad_files_are_refused),
		cmocka_unit_test(a_bomb_is_refused),
		cmocka_unit_test(csv_reads_like_a_sheet),
		cmocka_unit_test(other_formats_are_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
