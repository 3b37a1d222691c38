#include "base/test.h"

#include <sqlite3.h>

#include "base/arena.h"
#include "text/tokens.h"

static int start(void **state)
{
	*state = arena_new(1 << 24);
	return 0;
}

static int stop(void **state)
{
	arena_free(*state);
	return 0;
}

static void text_becomes_pairs(void **state)
{
	static const char *const rows[][2] = {
		{"职工会议", "职工 工会 会议 议"},
		{"议", "议"},
		{"职工、会议", "职工 工 会议 议"},
		{"2024年", "2024 年"},
		{"Ａ４纸（复印）", "a4 纸 复印 印"},
		{"勞動競賽", "劳动 动竞 竞赛 赛"},
		{"《安康杯》VIP", "安康 康杯 杯 vip"},
		{"  \n", ""},
		{"a\xff"
		 "b",
		 "a b"},
		{"①号 ㎏", "1 号"},
		{"𠀀工会", "𠀀工 工会 会"},
		{"⑴ЖÉ", "жé"},
		{"O'Brien-2", "o brien 2"},
		{"ニュース", "ニュ ュー ース ス"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(search_tokens(*state, str_of(rows[i][0])), rows[i][1]);
}

static void long_runs_are_cut(void **state)
{
	char run[200];
	memset(run, 'x', sizeof(run));
	assert_int_equal(strlen(search_tokens(*state, (struct str){run, sizeof(run)})), 64);
}

static const char *fts(void **state, const char *text)
{
	struct search_query q = search_query(*state, str_of(text));
	return search_fts5(*state, &q, true);
}

static const char *ts(void **state, const char *text)
{
	struct search_query q = search_query(*state, str_of(text));
	return search_tsquery(*state, &q);
}

static void queries_are_printed_quoted(void **state)
{
	assert_string_equal(fts(state, "提案"), "\"提案\"");
	assert_string_equal(fts(state, "总工会"), "\"总工\" + \"工会\"");
	assert_string_equal(fts(state, "提"), "\"提\" *");
	assert_string_equal(fts(state, "wjg"), "\"wjg\" *");
	assert_string_equal(fts(state, "提案 2024年"), "\"提案\" AND \"2024\" + \"年\" *");
	assert_string_equal(fts(state, "工会A"), "\"工会\" + \"会\" + \"a\" *");
	assert_string_equal(fts(state, "\" OR *"), "\"or\" *");
	assert_string_equal(fts(state, "\"' ; --"), "");
	assert_string_equal(ts(state, "总工会 提"), "('总工' <-> '工会') & ('提':*)");
	assert_string_equal(ts(state, "a' | 'b"), "('a':*) & ('b':*)");
	struct search_query q = search_query(*state, STR("总工会"));
	assert_string_equal(search_fts5(*state, &q, false), "\"总工\" AND \"工会\"");
	assert_string_equal(search_tsvector(*state, STR("职工a")), "'职工':1 '工':2 'a':3");
}

static void long_queries_say_they_are_cut(void **state)
{
	struct search_query q = search_query(*state, STR("a b c d e f g h i j k l"));
	assert_int_equal(q.count, 12);
	assert_false(q.cut);
	q = search_query(*state, STR("a b c d e f g h i j k l m"));
	assert_int_equal(q.count, 12);
	assert_true(q.cut);
	struct buf b = buf_in(*state);
	for (int i = 0; i < 41; i++)
		buf_puts(&b, "工");
	q = search_query(*state, buf_slice(&b));
	assert_true(q.cut);
	assert_int_equal(q.terms[0].count, 39);
}

static const char *const documents[] = {
	"南通市某集团工会2024年工作要点",
	"职工会议记录",
	"關於舉辦勞動競賽的通知",
	"职代会提案征集（第3次）",
	"A股与B股",
	"安康杯竞赛总结 VIP-7",
	"提",
	"工",
	"会议工作",
	"ＡＢＣ公司工会委员会",
	"五一劳动奖章推荐名单",
	"职工之家、工会小组",
	"2024",
	"年度",
	"勞動",
	"会",
};
enum { DOCUMENTS = sizeof(documents) / sizeof(documents[0]) };

static sqlite3 *open_index(struct arena *a, const char *options)
{
	sqlite3 *db;
	sqlite3_stmt *insert;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	const char *sql = arena_printf(
		a, "CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61'%s)", options);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_prepare_v2(db, "INSERT INTO t(rowid, x) VALUES (?, ?)", -1, &insert, NULL);
	for (int i = 0; i < DOCUMENTS; i++) {
		sqlite3_bind_int(insert, 1, i);
		sqlite3_bind_text(insert, 2, search_tokens(a, str_of(documents[i])), -1,
				  SQLITE_TRANSIENT);
		assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
		sqlite3_reset(insert);
	}
	sqlite3_finalize(insert);
	return db;
}

/* Bit i: document i was found. */
static unsigned hits(sqlite3 *db, const char *match)
{
	sqlite3_stmt *s;
	unsigned found = 0;
	int rc;
	assert_int_equal(
		sqlite3_prepare_v2(db, "SELECT rowid FROM t WHERE t MATCH ?", -1, &s, NULL),
		SQLITE_OK);
	sqlite3_bind_text(s, 1, match, -1, SQLITE_TRANSIENT);
	while ((rc = sqlite3_step(s)) == SQLITE_ROW)
		found |= 1u << sqlite3_column_int(s, 0);
	assert_int_equal(rc, SQLITE_DONE);
	sqlite3_finalize(s);
	return found;
}

/* Every pair, triple and single character of every document: FTS5 finds what strstr finds. */
static void sqlite_finds_what_substring_search_finds(void **state)
{
	struct arena *a = *state;
	sqlite3 *db = open_index(a, "");
	static const char *const words[] = {
		"工会",	  "职工",   "职工会", "会议", "劳动竞赛", "提案", "提",	  "工",	  "会",
		"安康杯", "委员会", "总结",   "年",   "工作要点", "议",	  "名单", "没有", "案征集",
	};
	for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++) {
		unsigned want = 0;
		for (int i = 0; i < DOCUMENTS; i++) {
			/* The documents that are written in traditional characters, by hand. */
			const char *simple = i == 2    ? "关于举办劳动竞赛的通知"
					     : i == 14 ? "劳动"
						       : documents[i];
			want |= strstr(simple, words[w]) ? 1u << i : 0;
		}
		assert_int_equal(hits(db, fts(state, words[w])), want);
		struct search_query q = search_query(a, str_of(words[w]));
		for (int i = 0; i < DOCUMENTS; i++)
			assert_int_equal(search_matches(a, &q, str_of(documents[i])),
					 want >> i & 1);
	}
	assert_int_equal(hits(db, fts(state, "勞動")), 1u << 2 | 1u << 10 | 1u << 14);
	assert_int_equal(hits(db, fts(state, "vip")), 1u << 5);
	assert_int_equal(hits(db, fts(state, "abc公司")), 1u << 9);
	assert_int_equal(hits(db, fts(state, "工会 2024")), 1u << 0);
	assert_int_equal(hits(db, fts(state, "2024年")), 1u << 0);
	assert_int_equal(hits(db, fts(state, "NEAR(\"工\" AND")), 0);
	sqlite3_close(db);
}

static void sqlite_without_positions_takes_the_other_form(void **state)
{
	sqlite3 *db = open_index(*state, ", detail=none");
	struct search_query q = search_query(*state, STR("总工会 提"));
	hits(db, search_fts5(*state, &q, false));
	q = search_query(*state, STR("工会"));
	assert_int_equal(hits(db, search_fts5(*state, &q, false)),
			 1u << 0 | 1u << 1 | 1u << 9 | 1u << 11);
	sqlite3_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_becomes_pairs),
		cmocka_unit_test(long_runs_are_cut),
		cmocka_unit_test(queries_are_printed_quoted),
		cmocka_unit_test(long_queries_say_they_are_cut),
		cmocka_unit_test(sqlite_finds_what_substring_search_finds),
		cmocka_unit_test(sqlite_without_positions_takes_the_other_form),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
