#include "base/test.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "base/str.h"
#include "doc/pdf_out.h"
#include "doc/sample_paper.h"
#include "doc/test_zip.h"

/*
 * PDFs are read back with pdftotext: every line of a page with its place.
 * Without it, or without a Chinese font, these tests are skipped and say so.
 */

static struct pdf_fonts *fonts;

static int open_fonts(void **state)
{
	const char *why = NULL;
	fonts = pdf_fonts_open(NULL, &why);
	return 0;
}

static int close_fonts(void **state)
{
	pdf_fonts_close(fonts);
	return 0;
}

static bool have_tool(const char *name)
{
	char command[100];
	snprintf(command, sizeof(command), "command -v %s >/dev/null 2>&1", name);
	return system(command) == 0;
}

static void write_pdf(const struct paper *p, const char *path)
{
	const char *why = NULL;
	FILE *f = fopen(path, "wb");
	assert_true(pdf_write(fonts, p, f, &why));
	assert_null(why);
	fclose(f);
}

/* The output of a program about the paper's PDF; laid-out text without its blanks. */
static const char *ask(struct arena *a, const struct paper *p, const char *tool,
		       const char *options)
{
	if (!fonts || !have_tool(tool))
		skip();
	char path[] = "lx-paper-XXXXXX";
	write_pdf(p, test_path(path));
	FILE *f = popen(arena_printf(a, "%s %s %s%s", tool, options, path,
				     strcmp(options, "-layout") == 0 ? " - | tr -d ' '"
				     : strcmp(tool, "pdftotext")     ? ""
								     : " -"),
			"r");
	struct buf b = buf_in(a);
	char data[4096];
	for (size_t n; (n = fread(data, 1, sizeof(data), f)) > 0;)
		buf_put(&b, data, n);
	pclose(f);
	unlink(path);
	return buf_text(&b);
}

static int count(const char *text, const char *what)
{
	int n = 0;
	while ((text = strstr(text, what)) != NULL) {
		text += strlen(what);
		n++;
	}
	return n;
}

/* 28 × 22 = 616 characters fill the second page; lines begin and end where the standard says. */
static void a_page_has_22_lines_of_28(void **state)
{
	struct arena *a = arena_new(8 << 20);
	struct paper *p = paper_new(a);
	struct buf text = buf_in(a);
	for (int i = 0; i < 28 * 22 * 2 - 2 + 5; i++)
		buf_puts(&text, "工");
	paper_para(p, buf_text(&text));
	const char *out = ask(a, p, "pdftotext", "-bbox-layout");
	const char *pages[4] = {strstr(out, "<page"), NULL};
	for (int i = 1; i < 4 && pages[i - 1]; i++)
		pages[i] = strstr(pages[i - 1] + 1, "<page");
	assert_non_null(pages[2]);
	assert_null(pages[3]);
	char *one = arena_strndup(a, pages[1], (size_t)(pages[2] - pages[1]));
	assert_int_equal(count(one, "<line"), 22 + 1); /* and the page number */
	assert_int_equal(count(one, "工"), 28 * 22);
	double x0, y0, x1, y1, last = 0;
	const char *line = strstr(one, "<line");
	for (int i = 0; i < 22; i++, line = strstr(line + 1, "<line")) {
		assert_int_equal(sscanf(line,
					"<line xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
					&x0, &y0, &x1, &y1),
				 4);
		assert_true(x0 > 79.37 - 1 && x0 < 79.37 + 1);			/* 28 mm */
		assert_true(x1 > 521.57 - 1 && x1 < 521.57 + 1);		/* 28 + 156 mm */
		assert_true(i == 0 || (y0 - last > 28.98 && y0 - last < 29.0)); /* 225 mm / 22 */
		last = y0;
	}
	assert_non_null(strstr(one, ">2<"));
	arena_free(a);
}

static void a_notice_reads_in_order(void **state)
{
	struct arena *a = arena_new(8 << 20);
	struct paper *p = sample_notice(a);
	paper_annex(p, "附件1", "2024年职工服务任务分解表");
	sample_table(p, 60);
	static const char *const order[] = {"临江市总工会文件",
					    "临工发〔2024〕5号",
					    "职工服务工作要点》的通知",
					    "各区（县）总工会，各直属工会",
					    "现将",
					    "一、总体要求",
					    "—1—",
					    "（一）建好服务阵地",
					    "1.新建职工书屋12家。",
					    "附件：",
					    "临江市总工会",
					    "2024年3月5日",
					    "（联系人：周敏",
					    "—2—",
					    "附件1",
					    "任务分解表",
					    "抄送：",
					    "市委办公室",
					    "党委办公室。",
					    "2024年3月5日印发"};
	const char *at = ask(a, p, "pdftotext", "-layout");
	assert_int_equal(count(at, "责任部门"), 4); /* the head on each page of the table */
	assert_int_equal(count(at, "\f"), 6);
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		const char *next = strstr(at, order[i]);
		if (!next)
			print_error("missing or out of order: %s\n", order[i]);
		assert_non_null(next);
		at = next + 1;
	}
	arena_free(a);
}

/* Marks never begin a line, opening marks never end one, a date is not torn. */
static void line_ends_follow_the_rules(void **state)
{
	struct arena *a = arena_new(16 << 20);
	struct paper *p = paper_new(a);
	for (int i = 0; i < 60; i++) {
		struct buf b = buf_in(a);
		for (int k = 0; k < i; k++)
			buf_puts(&b, "职");
		buf_puts(&b, "（甲）《乙》，“丙丁”。戊：己；“庚辛。”壬——癸……2024年abc-123、");
		for (int k = 0; k < 30; k++)
			buf_puts(&b, "工");
		paper_para(p, buf_text(&b));
	}
	const char *out = ask(a, p, "pdftotext", "-layout");
	struct str rest = str_of(out);
	int lines = 0;
	while (rest.n > 0) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (str_starts(line, "\f"))
			line = str_skip(line, 1);
		if (line.n == 0 || str_starts(line, "—"))
			continue;
		lines++;
		static const char *const no_start[] = {"，", "。", "、", "：", "；",
						       "》", "）", "”",	 "024"};
		static const char *const no_end[] = {"（", "《", "“", "202"};
		for (size_t i = 0; i < sizeof(no_start) / sizeof(no_start[0]); i++)
			assert_false(str_starts(line, no_start[i]));
		for (size_t i = 0; i < sizeof(no_end) / sizeof(no_end[0]); i++)
			assert_false(str_ends(line, no_end[i]));
	}
	assert_true(lines > 150);
	arena_free(a);
}

/* Filled so that the signature alone would fall on the next page: text goes with it. */
static void a_signature_never_stands_alone(void **state)
{
	struct arena *a = arena_new(16 << 20);
	for (int lines = 17; lines <= 24; lines++) {
		struct paper *p = paper_new(a);
		struct buf b = buf_in(a);
		for (int i = 0; i < lines * 28 - 10; i++)
			buf_puts(&b, "工");
		paper_para(p, buf_text(&b));
		paper_sign(p, "临江市总工会", day_of(2024, 3, 5));
		const char *out = ask(a, p, "pdftotext", "-layout");
		const char *page = out, *organ = strstr(out, "临江市总工会");
		for (const char *f = strchr(out, '\f'); f && f < organ; f = strchr(f + 1, '\f'))
			page = f;
		assert_non_null(memmem(page, (size_t)(organ - page), "工工", 6));
		assert_int_equal(count(out, "工"), lines * 28 - 10 + 1);
	}
	arena_free(a);
}

static void a_report_carries_its_foot(void **state)
{
	struct arena *a = arena_new(8 << 20);
	struct paper *p = paper_report(a, "2024年上半年工作报告", "（数据截至2024年6月30日）");
	paper_foot(p, day_of(2024, 6, 30), 1024, "3fa9c1d2e5b60718");
	paper_figures(p, "任务48项　已完成31项");
	for (int i = 0; i < 36; i++)
		paper_para(p, "走访一线班组。");
	const char *out = ask(a, p, "pdftotext", "-layout");
	assert_int_equal(count(out, "事件链1024头3fa9c1d2e5b60718"), 2);
	const char *info = ask(a, p, "pdfinfo", "");
	assert_non_null(strstr(info, "2024年上半年工作报告"));
	assert_non_null(strstr(info, "595.276 x 841.89 pts (A4)"));
	arena_free(a);
}

/* One cell of 20,000 characters is cut over pages, and nothing of it is lost. */
static void tall_rows_are_cut(void **state)
{
	struct arena *a = arena_new(32 << 20);
	struct paper *p = paper_report(a, "长表", NULL);
	static const struct paper_col cols[] = {{"甲", 1, PAPER_LEFT}, {"乙", 3, PAPER_LEFT}};
	struct buf b = buf_in(a);
	for (int i = 0; i < 20000; i++)
		buf_puts(&b, "工");
	paper_table_begin(p, NULL, cols, 2);
	paper_row(p);
	paper_cell(p, "一");
	paper_cell(p, buf_text(&b));
	const char *out = ask(a, p, "pdftotext", "-layout");
	assert_int_equal(count(out, "工"), 20000);
	assert_true(count(out, "乙") > 10);
	arena_free(a);
}

/* Texts of forms: line feeds, tabs, broken bytes. */
static void odd_texts_are_set(void **state)
{
	struct arena *a = arena_new(8 << 20);
	struct paper *p = paper_report(a, "甲\n乙", NULL);
	static const struct paper_col cols[] = {{"丙", 1, PAPER_LEFT}};
	paper_table_begin(p, NULL, cols, 1);
	paper_row(p);
	paper_cell(p, "第一行\r\n\n第二\t行\x01\xFF。\n");
	paper_row(p);
	paper_cell(p, NULL);
	paper_item(p, "", "");
	paper_para(p, "\n\n");
	paper_heading(p, 9, "");
	paper_para(p, "🎉𠮷");
	const char *out = ask(a, p, "pdftotext", "-layout");
	const char *one = strstr(out, "第一行"), *two = strstr(out, "第二行\xEF\xBF\xBD。");
	assert_non_null(one);
	assert_non_null(two);
	assert_true(memchr(one, '\n', (size_t)(two - one)) != NULL);
	assert_null(strstr(out, "甲乙"));
	assert_non_null(strstr(out, "𠮷"));
	arena_free(a);
}

static void without_chinese_fonts_it_says_so(void **state)
{
	char path[] = "lx-fonts-XXXXXX";
	const char *why = NULL;
	FILE *f = fopen(test_path(path), "w");
	fputs("<?xml "
	      "version=\"1.0\"?><fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir></"
	      "fontconfig>",
	      f);
	fclose(f);
	char full[4096];
	assert_non_null(realpath(path, full));
	setenv("FONTCONFIG_FILE", full, 1);
	struct pdf_fonts *none = pdf_fonts_open(NULL, &why);
	unsetenv("FONTCONFIG_FILE");
	unlink(path);
	assert_null(none);
	assert_non_null(strstr(why, "fonts-noto-cjk"));
}

/* With no system fonts at all, those of the folder are found and used. */
static void a_font_folder_is_enough(void **state)
{
	if (!fonts || access("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", R_OK) != 0)
		skip();
	char path[] = "lx-fonts-XXXXXX";
	const char *why = NULL;
	FILE *f = fopen(test_path(path), "w");
	fputs("<?xml version=\"1.0\"?><fontconfig><cachedir>lx-font-cache</cachedir></fontconfig>",
	      f);
	fclose(f);
	char full[4096];
	assert_non_null(realpath(path, full));
	setenv("FONTCONFIG_FILE", full, 1);
	struct pdf_fonts *some = pdf_fonts_open("/usr/share/fonts/opentype/noto", &why);
	unsetenv("FONTCONFIG_FILE");
	unlink(path);
	assert_non_null(some);
	assert_string_equal(pdf_fonts_family(some, 1), "Noto Serif CJK SC");
	pdf_fonts_close(some);
	assert_int_equal(system("rm -rf lx-font-cache"), 0);
}

static void a_full_disk_is_reported(void **state)
{
	FILE *full = fopen("/dev/full", "wb");
	if (!full || !fonts)
		skip();
	struct arena *a = arena_new(8 << 20);
	const char *why = NULL;
	assert_false(pdf_write(fonts, sample_notice(a), full, &why));
	assert_non_null(strstr(why, "磁盘"));
	fclose(full);
	arena_free(a);
}

static void *write_in_thread(void *size)
{
	struct arena *a = arena_new(8 << 20);
	const char *why = NULL;
	FILE *f = tmpfile();
	if (pdf_write(fonts, sample_notice(a), f, &why))
		*(long *)size = ftell(f);
	fclose(f);
	arena_free(a);
	return NULL;
}

static void threads_may_share_the_fonts(void **state)
{
	if (!fonts)
		skip();
	pthread_t thread[4];
	long size[4] = {0};
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&thread[i], NULL, write_in_thread, &size[i]), 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(thread[i], NULL);
		assert_true(size[i] > 10000);
		assert_true(labs(size[i] - size[0]) < 100);
	}
}

/* Ten columns on one sheet: no figure is broken into two lines. */
static void figures_keep_their_line(void **state)
{
	static const char *const kinds[] = {"工会", "薪酬福利", "劳动安全", "生活后勤", "女职工权益", "民主管理", "法律咨询", "意见建议", "其他", "合计"};
	struct paper_col cols[10];
	struct arena *a = arena_new(1 << 20);
	for (int i = 0; i < 10; i++)
		cols[i] = (struct paper_col){kinds[i], i ? 3 : 8, i ? PAPER_RIGHT : PAPER_LEFT};
	if (!fonts)
		skip();
	struct paper *p = paper_report(a, "议题", "2024年3月");
	paper_table_begin(p, NULL, cols, 10);
	paper_row(p);
	paper_cell(p, "临江发电有限公司工会");
	for (int i = 0; i < 8; i++)
		paper_cell_int(p, 12340 + i);
	paper_cell_int(p, 987654);
	paper_row(p);
	paper_cell(p, "临江纺织股份有限公司工会");
	for (int i = 0; i < 9; i++)
		paper_cell(p, i == 3 ? "不显示" : "7");
	paper_table_fit(p);
	const char *text = ask(a, p, "pdftotext", "-layout");
	for (int i = 0; i < 8; i++) {
		char figure[8];
		snprintf(figure, sizeof(figure), "%d", 12340 + i);
		assert_non_null(strstr(text, figure));
	}
	assert_non_null(strstr(text, "987654"));
	assert_non_null(strstr(text, "不显示"));
	arena_free(a);
}

static void the_date_is_four_from_the_edge(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct paper *p = paper_new(a);
	double organ, date;
	paper_sign(p, "临江市总工会", day_of(2024, 3, 5)); /* 6 and 6 characters: 2024年3月5日 */
	paper_sign_place(p, &organ, &date);
	assert_true(date == 4 && organ == 4);
	paper_sign(p, "临江市新就业形态劳动者工会联合会", day_of(2024, 3, 5)); /* 16 and 6 */
	paper_sign_place(p, &organ, &date);
	assert_true(organ == 2 && date == 7);
	arena_free(a);
}

int main(void)
{
	open_fonts(NULL);
	const char *why = !fonts ? "no Chinese font is installed" : !have_tool("pdftotext") || !have_tool("pdfinfo") ? "pdftotext and pdfinfo are not installed" : NULL;
	const struct CMUnitTest tests[] = {
		UNIT_TEST_UNLESS(a_page_has_22_lines_of_28, why),
		UNIT_TEST_UNLESS(a_notice_reads_in_order, why),
		UNIT_TEST_UNLESS(line_ends_follow_the_rules, why),
		UNIT_TEST_UNLESS(a_signature_never_stands_alone, why),
		UNIT_TEST_UNLESS(a_report_carries_its_foot, why),
		UNIT_TEST_UNLESS(tall_rows_are_cut, why),
		UNIT_TEST_UNLESS(odd_texts_are_set, why),
		UNIT_TEST_UNLESS(without_chinese_fonts_it_says_so, why),
		UNIT_TEST_UNLESS(a_font_folder_is_enough, why),
		UNIT_TEST_UNLESS(a_full_disk_is_reported, why),
		UNIT_TEST_UNLESS(threads_may_share_the_fonts, why),
		UNIT_TEST_UNLESS(the_date_is_four_from_the_edge, why),
		UNIT_TEST_UNLESS(figures_keep_their_line, why),
	};
	return cmocka_run_group_tests(tests, NULL, close_fonts);
}
