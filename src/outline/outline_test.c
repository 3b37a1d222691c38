#include "outline/outline.h"

#include "base/test.h"

#include <dirent.h>
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <time.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "doc/test_zip.h"

enum { MEMORY = 1 << 30, SAMPLES_MAX = 200 };

static struct arena *a;

static int setup(void **state)
{
	a = arena_new(MEMORY);
	return 0;
}

static int teardown(void **state)
{
	arena_free(a);
	return 0;
}

/* ---- samples: a text and the outline a careful reader makes of it ---- */

struct sample {
	const char *name; /* file name of the text */
	struct str text;
	json_t *want;
};

static const char *folder(void)
{
	const char *root = getenv("LX_SOURCE");
	return arena_printf(a, "%s/tests/outline", root ? root : ".");
}

static struct str read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	char piece[4096];
	struct buf b = buf_in(a);
	size_t n;
	assert_non_null(f);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_put(&b, piece, n);
	fclose(f);
	return buf_slice(&b);
}

static int by_name(const void *x, const void *y)
{
	return strcmp(((const struct sample *)x)->name, ((const struct sample *)y)->name);
}

static size_t read_samples(struct sample *samples)
{
	size_t n = 0;
	DIR *dir = opendir(folder());
	assert_non_null(dir);
	for (struct dirent *e; (e = readdir(dir));) {
		struct str name = str_of(e->d_name);
		if (!str_ends(name, ".txt") && !str_ends(name, ".md"))
			continue;
		assert_true(n < SAMPLES_MAX);
		struct sample *s = &samples[n++];
		s->name = str_dup(a, name);
		s->text = read_file(arena_printf(a, "%s/%s", folder(), s->name));
		struct str stem = str_head(name, name.n - (str_ends(name, ".md") ? 3 : 4));
		json_error_t error;
		s->want = json_load_file(arena_printf(a, "%s/%s.json", folder(), str_dup(a, stem)),
					 0, &error);
		if (!s->want)
			fail_msg("%s: %s", s->name, error.text);
	}
	closedir(dir);
	qsort(samples, n, sizeof(*samples), by_name);
	return n;
}

static void free_samples(struct sample *samples, size_t n)
{
	for (size_t i = 0; i < n; i++)
		json_decref(samples[i].want);
}

static bool same(const char *name, struct str bytes, json_t *want, const char *how)
{
	struct outline o;
	const char *message = NULL;
	if (!outline_of_file(a, bytes, name, &o, NULL, &message)) {
		print_error("%s as %s: %s\n", name, how, message);
		return false;
	}
	json_t *got = outline_json(&o);
	bool equal = json_equal(got, want);
	if (!equal) {
		char *left = json_dumps(want, JSON_INDENT(1)),
		     *right = json_dumps(got, JSON_INDENT(1));
		print_error("%s as %s\nwant %s\ngot %s\n", name, how, left, right);
		free(left);
		free(right);
	}
	json_decref(got);
	return equal;
}

static void test_samples(void **state)
{
	struct sample samples[SAMPLES_MAX];
	size_t n = read_samples(samples), bad = 0;
	assert_true(n >= 60);
	for (size_t i = 0; i < n; i++)
		bad += !same(samples[i].name, samples[i].text, samples[i].want, "it is");
	free_samples(samples, n);
	assert_int_equal(bad, 0);
}

static struct str encoded(struct str s, const char *to, const char *mark, size_t mark_n)
{
	iconv_t cd = iconv_open(to, "UTF-8");
	size_t room = s.n * 2 + 16, left = s.n, free_bytes = room;
	char *out = arena_alloc(a, room + mark_n), *p = out + mark_n, *in = (char *)s.p;
	assert_true(cd != (iconv_t)-1);
	memcpy(out, mark, mark_n);
	assert_true(iconv(cd, &in, &left, &p, &free_bytes) != (size_t)-1);
	iconv_close(cd);
	return (struct str){out, (size_t)(p - out)};
}

static struct str with_crlf(struct str s)
{
	struct buf b = buf_in(a);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			buf_char(&b, '\r');
		buf_char(&b, s.p[i]);
	}
	return buf_slice(&b);
}

static void test_encodings(void **state)
{
	struct sample samples[SAMPLES_MAX];
	size_t n = read_samples(samples), bad = 0;
	for (size_t i = 0; i < n; i++) {
		struct sample *s = &samples[i];
		bad += !same(s->name, encoded(s->text, "GB18030", "", 0), s->want, "GB18030");
		bad += !same(s->name, encoded(s->text, "UTF-16LE", "\xff\xfe", 2), s->want,
			     "UTF-16LE");
		bad += !same(s->name, encoded(s->text, "UTF-16BE", "\xfe\xff", 2), s->want,
			     "UTF-16BE");
		bad += !same(s->name, encoded(s->text, "UTF-8", "\xef\xbb\xbf", 3), s->want,
			     "UTF-8 with BOM");
		bad += !same(s->name, with_crlf(s->text), s->want, "CRLF");
	}
	free_samples(samples, n);
	assert_int_equal(bad, 0);
}

/* ---- nothing is lost ---- */

static void count_han(int *counts, const char *text, int by)
{
	struct str s = str_of(text);
	for (size_t k; s.n; s = str_skip(s, k)) {
		uint32_t c = utf8_get(s, &k);
		if (c >= 0x4e00 && c <= 0x9fff)
			counts[c - 0x4e00] += by;
	}
}

static void count_outline(int *counts, const struct outline *o)
{
	count_han(counts, o->title, -1);
	count_han(counts, o->preamble, -1);
	for (size_t i = 0; i < o->n_nodes; i++) {
		count_han(counts, o->nodes[i].number, -1);
		count_han(counts, o->nodes[i].title, -1);
		count_han(counts, o->nodes[i].body, -1);
	}
	for (size_t i = 0; i < o->n_terms; i++) {
		count_han(counts, o->terms[i].name, -1);
		for (size_t j = 0; j < o->terms[i].n_members; j++)
			count_han(counts, o->terms[i].members[j], -1);
	}
	for (size_t i = 0; i < o->n_dropped; i++)
		count_han(counts, o->dropped[i], -1);
}

/* Words that markers and definitions are made of; the terms' samples lose them by rule. */
static bool may_go(uint32_t c, const struct outline *o)
{
	static const char words[] = "是要其第";
	static const char defining[] = "一二两双三四五六七八九指即为包括和及全化型班组活动";
	char one[5] = {0};
	struct buf b = buf_in(a);
	utf8_put(&b, c);
	memcpy(one, b.p, b.n);
	return strstr(words, one) || (o->n_terms && strstr(defining, one));
}

static void test_keeps_characters(void **state)
{
	struct sample samples[SAMPLES_MAX];
	size_t n = read_samples(samples), bad = 0;
	int *counts = arena_alloc(a, 0x5200 * sizeof(int));
	for (size_t i = 0; i < n; i++) {
		struct outline o;
		outline_parse(a, samples[i].text, &o);
		memset(counts, 0, 0x5200 * sizeof(int));
		count_han(counts, str_dup(a, samples[i].text), 1);
		count_outline(counts, &o);
		for (uint32_t c = 0; c < 0x5200; c++) {
			if (counts[c] <= 0 || may_go(c + 0x4e00, &o))
				continue;
			struct buf b = buf_in(a);
			utf8_put(&b, c + 0x4e00);
			print_error("%s lost %s (%d)\n", samples[i].name, buf_text(&b), counts[c]);
			bad++;
		}
	}
	free_samples(samples, n);
	assert_int_equal(bad, 0);
}

static void test_spans(void **state)
{
	struct sample samples[SAMPLES_MAX];
	size_t n = read_samples(samples);
	for (size_t i = 0; i < n; i++) {
		struct outline o;
		struct str text = samples[i].text;
		size_t before = 0, k;
		outline_parse(a, text, &o);
		for (size_t j = 0; j < o.n_nodes; j++) {
			const struct outline_node *node = &o.nodes[j];
			assert_true(node->from <= node->to && node->to <= text.n);
			assert_true(node->from >= before);
			before = node->from;
			if (!node->title)
				continue;
			utf8_get(str_of(node->title), &k);
			struct str span =
				str_head(str_skip(text, node->from), node->to - node->from);
			if (str_find(span, str_dup(a, str_head(str_of(node->title), k))) ==
			    SIZE_MAX)
				fail_msg("%s: \"%s\" is not at its place", samples[i].name,
					 node->title);
		}
	}
	free_samples(samples, n);
}

/* ---- Word files ---- */

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define ITEM(level, text)                                                                          \
	"<w:p><w:pPr><w:pStyle w:val=\"2\"/><w:numPr><w:ilvl w:val=\"" level                       \
	"\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define LEVEL(i, format, text)                                                                     \
	"<w:lvl w:ilvl=\"" i "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format                  \
	"\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"

/* As WPS writes it: numeric style ids, numbers only in numbering.xml, a table, a footnote. */
static const struct test_part wps_plan[] = {
	{"[Content_Types].xml", "<Types/>"},
	{"word/styles.xml",
	 "<w:styles " W "><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"1\"><w:name "
	 "w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name "
	 "w:val=\"heading 1\"/></w:style></w:styles>"},
	{"word/numbering.xml",
	 "<w:numbering " W
	 "><w:abstractNum w:abstractNumId=\"0\">" LEVEL("0", "chineseCounting", "%1、") LEVEL(
		 "1", "decimal", "%2.") "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
					"w:val=\"0\"/></w:num></w:numbering>"},
	{"word/document.xml",
	 "<w:document " W "><w:body>" P("青禾小学工会2024年工作要点") ITEM("0", "思想引领") ITEM(
		 "1", "抓学习。开展“悦读月”活动。") ITEM("1", "抓宣传。每季一期。") ITEM("0",
											 "服务职工")
		 ITEM("1", "抓帮扶。推进“五小”评选。") "<w:tbl><w:tr><w:tc>" P(
			 "序"
			 "号") "</w:tc><w:tc>" P("工作任务") "</w:tc><w:tc>" P("责任部门") "</"
											   "w:tc></"
											   "w:tr><"
											   "w:tr><"
											   "w:"
											   "tc>" P("1") "</w:tc><w:tc>" P("慰问退休教师") "</w:tc><w:tc>" P(
												   "办公室") "</w:tc></w:tr></w:tbl>" P("青禾小学工会")
												   P("2024年3月1日") "</w:body></w:document>"},
	{"word/footnotes.xml", "<w:footnotes " W "><w:footnote w:id=\"1\">" P(
				       "“五小”：小发明、小创造。") "</w:footnote></w:footnotes>"},
	{NULL, NULL},
};

static const char wps_outline[] =
	"{\"title\":\"青禾小学工会2024年工作要点\",\"body\":\"青禾小学工会\",\"year\":2024,"
	"\"preamble\":null,"
	"\"nodes\":[{\"level\":1,\"number\":\"一\",\"title\":\"思想引领\",\"body\":null},"
	"{\"level\":3,\"number\":\"1\",\"title\":\"抓学习\",\"body\":\"开展“悦读月”活动。\"},"
	"{\"level\":3,\"number\":\"2\",\"title\":\"抓宣传\",\"body\":\"每季一期。\"},"
	"{\"level\":1,\"number\":\"二\",\"title\":\"服务职工\",\"body\":null},"
	"{\"level\":3,\"number\":\"1\",\"title\":\"抓帮扶\",\"body\":\"推进“五小”评选。\"},"
	"{\"level\":3,\"number\":\"1\",\"title\":\"慰问退休教师\",\"body\":\"责任部门：办公室\"}],"
	"\"terms\":[{\"name\":\"五小\",\"members\":[\"小发明\",\"小创造\"]}],"
	"\"campaigns\":[\"悦读月\",\"五小\"],"
	"\"dropped\":[\"序号\\t工作任务\\t责任部门\",\"青禾小学工会\",\"2024年3月1日\"]}";

static void test_word_file(void **state)
{
	char path[] = "lx-outline-XXXXXX";
	test_path(path);
	assert_int_equal(test_zip(path, wps_plan), 0);
	struct str bytes = read_file(path);
	unlink(path);
	json_t *want = json_loads(wps_outline, 0, NULL);
	assert_non_null(want);
	bool equal = same("计划.docx", bytes, want, "a Word file");
	json_decref(want);
	assert_true(equal);
}

/* ---- size ---- */

static struct str many_points(size_t bytes, size_t *points)
{
	struct buf b = buf_in(a);
	buf_puts(&b, "2024年工会工作要点\n一、重点任务\n");
	for (*points = 0; b.n < bytes;) {
		if (*points % 50 == 49)
			buf_printf(&b, "（%s）加强服务\n", "一");
		buf_printf(&b,
			   "%zu.开展第%zu项活动。组织职工参加活动，全年不少于%"
			   "zu次，推动工作取得实效。\n",
			   *points % 999 + 1, *points + 1, *points % 7 + 1);
		++*points;
	}
	return buf_slice(&b);
}

static double seconds_of(struct str text, struct outline *o)
{
	struct timespec from, to;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	outline_parse(a, text, o);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

/* Twice the text takes about twice the time; the bound leaves room for a busy machine. */
static void test_linear(void **state)
{
	size_t points;
	struct outline o;
	double small = seconds_of(many_points(500 * 1000, &points), &o);
	double large = seconds_of(many_points(2000 * 1000, &points), &o);
	assert_true(o.n_nodes > points);
	assert_true(large < small * 10 + 0.2);
}

static void test_hostile_lines(void **state)
{
	static const char *const units[] = {"“",    "（",   "一、",	"1.",	    "- 1 -", "一是",
					    "①",    "\n",   "\f",	"|",	    "\t|",   "#",
					    "**",   "》《", "名词解释", "“五小”：", "第1页", "\\",
					    "<br>", "。\n", "1月\n",	"\xff",	    "\xe4"};
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		struct buf b = buf_in(a);
		struct outline o;
		while (b.n < 200 * 1000)
			buf_puts(&b, units[i]);
		double took = seconds_of(buf_slice(&b), &o);
		if (took > 3)
			fail_msg("\"%s\" over and over takes %.1f s", units[i], took);
		json_t *json = outline_json(&o);
		assert_non_null(json);
		json_decref(json);
	}
}

static void test_empty(void **state)
{
	struct outline o;
	struct str text;
	const char *message;
	assert_true(outline_of_file(a, (struct str){"", 0}, "空.txt", &o, &text, &message));
	assert_int_equal(o.n_nodes, 0);
	assert_null(o.title);
	assert_int_equal(text.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),		 cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_keeps_characters), cmocka_unit_test(test_spans),
		cmocka_unit_test(test_word_file),	 cmocka_unit_test(test_linear),
		cmocka_unit_test(test_hostile_lines),	 cmocka_unit_test(test_empty),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
