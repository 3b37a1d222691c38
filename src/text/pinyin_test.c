#include "base/test.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "text/chars.h"
#include "text/pinyin.h"
#include "text/pinyin_words.h"

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

static void surnames_are_read_as_surnames(void **state)
{
	static const char *const rows[][2] = {
		{"单建国", "shan jian guo"},
		{"曾小红", "zeng xiao hong"},
		{"解明", "xie ming"},
		{"仇宁", "qiu ning"},
		{"区文杰", "ou wen jie"},
		{"查良", "zha liang"},
		{"尉迟敬", "yu chi jing"},
		{"万俟雪", "mo qi xue"},
		{"吕建国", "lv jian guo"},
		{"任静", "ren jing"},
		{"华强", "hua qiang"},
		{"朴英", "piao ying"},
		{"翟亮", "zhai liang"},
		{"盖平", "ge ping"},
		{"缪斌", "miao bin"},
		{"覃芳", "qin fang"},
		{"薄云", "bo yun"},
		{"欧阳春", "ou yang chun"},
		{"王建国", "wang jian guo"},
		{"單建國", "shan jian guo"},
		{"乐军", "yue jun"},
		{"宁静", "ning jing"},
		{"沈石", "shen shi"},
		{"令狐冲", "ling hu chong"},
		{"种师", "chong shi"},
		{"阿依古丽·买买提", "a yi gu li mai mai ti"},
		{"王 芳", "wang fang"},
		{"李A明", "li a ming"},
		{"", ""},
		{"·", ""},
		{"𠀀", ""},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(pinyin_of_name(*state, rows[i][0]), rows[i][1]);
	assert_string_equal(pinyin_initials(*state, "单建国"), "sjg");
}

static void words_decide_in_titles(void **state)
{
	static const char *const rows[][2] = {
		{"重庆市总工会", "chong qing shi zong gong hui"},
		{"银行行业工会", "yin hang hang ye gong hui"},
		{"长江音乐节", "chang jiang yin yue jie"},
		{"女职工委员会", "nv zhi gong wei yuan hui"},
		{"工会会计调研", "gong hui kuai ji diao yan"},
		{"单位创新", "dan wei chuang xin"},
		{"2024年A4纸", "2024 nian a4 zhi"},
		{"班组长", "ban zu zhang"},
		{"覆盖率", "fu gai lv"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(pinyin_of(*state, rows[i][0]), rows[i][1]);
}

static void names_are_found_by_their_tokens(void **state)
{
	assert_string_equal(pinyin_tokens(*state, "王建国"), "wangjianguo jianguo wjg");
	assert_string_equal(pinyin_tokens(*state, "吕建国"), "lvjianguo lujianguo jianguo ljg");
	assert_string_equal(pinyin_tokens(*state, "单明"), "shanming sm danming dm");
	assert_string_equal(pinyin_tokens(*state, "尉迟敬"), "yuchijing ycj weichijing wcj");
	assert_string_equal(pinyin_tokens(*state, ""), "");
	assert_string_equal(pinyin_title_tokens(*state, "2024职代会"),
			    "zdh zhidaihui dh daihui h hui");
}

/* Each word has as many syllables as characters, and every syllable is one the table knows. */
static void word_table_is_sound(void **state)
{
	for (size_t t = 0; t < 2; t++) {
		const struct pinyin_word *w = t ? pinyin_surnames : pinyin_words;
		size_t count = t ? pinyin_surname_count : pinyin_word_count;
		for (size_t i = 0; i < count; i++) {
			size_t syllables = 0;
			for (struct str s = str_of(w[i].syllables); s.n > 0; syllables++) {
				struct str one = str_cut(&s, ' ');
				bool known = false;
				for (size_t k = 1; char_syllables[k][0] && !known; k++)
					known = str_is(one, char_syllables[k]);
				if (!known)
					fail_msg("%s: %s", w[i].word, w[i].syllables);
			}
			if (syllables != utf8_count(w[i].word))
				fail_msg("%s: %s", w[i].word, w[i].syllables);
		}
	}
}

static void assert_sorted(struct arena *a, const char *(*key)(struct arena *, const char *),
			  const char *const *names, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (strcmp(key(a, names[i - 1]), key(a, names[i])) >= 0)
			fail_msg("%s (%s) is not before %s (%s)", names[i - 1],
				 key(a, names[i - 1]), names[i], key(a, names[i]));
}

static void names_sort_by_pinyin(void **state)
{
	static const char *const names[] = {
		"安宁",	  "昂旺", "单建国", "沈石",   "王芳", "王建国",
		"王建华", "汪芳", "尉迟敬", "曾小红", "查良",
	};
	assert_sorted(*state, pinyin_sort_key, names, sizeof(names) / sizeof(names[0]));
}

/* Surnames as lists of candidates print them; within 王, 小 3 文 4 立 5 伟 6 strokes. */
static void names_sort_by_strokes(void **state)
{
	static const char *const names[] = {
		"丁一", "于明", "万明", "马芳", "王一飞", "王小红", "王文", "王立岩", "王伟",
		"王强", "邓一", "艾一", "卢军", "叶一",	  "田一",   "冯一", "司一",   "朱一",
		"刘一", "江一", "孙一", "李丁", "杨一",	  "吴一",   "何一", "张一",   "陈一",
		"林一", "周平", "郑一", "赵一", "胡一",	  "钱一",   "徐一", "高一",   "郭一",
		"黄一", "曹一", "彭一", "韩一", "程一",	  "曾一",   "谢一", "雷一",   "蔡一",
		"潘一", "薛一", "戴一", "魏一", "Smith",
	};
	assert_sorted(*state, stroke_sort_key, names, sizeof(names) / sizeof(names[0]));
}

static void strokes_are_counted(void **state)
{
	assert_int_equal(stroke_count(U'一'), 1);
	assert_int_equal(stroke_count(U'小'), 3);
	assert_int_equal(stroke_count(U'陈'), 7);
	assert_int_equal(stroke_count(U'黄'), 11);
	assert_int_equal(stroke_count(U'国'), 8);
	assert_int_equal(stroke_count(U'鑫'), 24);
	assert_int_equal(stroke_count('a'), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(surnames_are_read_as_surnames),
		cmocka_unit_test(words_decide_in_titles),
		cmocka_unit_test(names_are_found_by_their_tokens),
		cmocka_unit_test(word_table_is_sound),
		cmocka_unit_test(names_sort_by_pinyin),
		cmocka_unit_test(names_sort_by_strokes),
		cmocka_unit_test(strokes_are_counted),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
