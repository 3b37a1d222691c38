/*
 * Order by strokes of the surname.
 *
 * The rows hold common surnames in the order of GF 3003-1999 (number of
 * strokes, then the strokes themselves from the first on: 横 竖 撇 点 折), in
 * today's mainland forms. ICU's own order counts several radicals as in their
 * traditional forms (艹, 阝) and sorts by radical within a number.
 */
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/chars.h"
#include "text/pinyin.h"
#include "text/tokens.h"

static const struct {
	int strokes;
	const char *surnames;
} rows[] = {
	{2, "丁卜"},
	{3, "于万卫习马"},
	{4, "王井元韦支尤车贝牛毛仇公仓乌卞文方尹巴孔邓双"},
	{5, "甘艾古左石龙平卢叶申田史丘付白丛印乐包冯兰宁司皮边"},
	{6, "匡邢戎吉巩西达成尧毕师曲吕朱乔伍伏任华向全邬庄庆刘齐羊关米江池汤安祁许那阮孙阳阴牟纪"},
	{7, "麦贡花芦严苏杜巫李杨来连肖吴岑邱何佟余谷狄邹况应冷辛闵汪沙沈宋初张陆陈邵"},
	{8, "武苗苟苑范茅林杭郁欧卓尚明易罗和季竺岳金周冼庞郑单宗官房屈孟"},
	{9, "封项赵郝荆荀胡南柯查柏柳战钟钮郜段修侯俞饶施闻姜娄洪宫祖祝费胥姚贺骆"},
	{10, "秦班敖袁耿聂莫莘晋桂索贾夏顾柴党晁晏钱倪殷徐奚翁留凌栾高郭席唐浦涂容诸谈陶桑"},
	{11, "黄萧梅曹戚龚盛常崔符麻康鹿章商阎梁寇尉屠隋"},
	{12, "彭斯葛董蒋韩惠覃粟景喻程傅焦储舒鲁童曾温游富谢"},
	{13, "靳蓝蒲蒙楼赖甄雷虞路简詹鲍解雍窦褚"},
	{14, "赫蔡蔺臧裴管廖谭翟熊缪"},
	{15, "樊黎滕颜潘"},
	{16, "薛霍冀穆"},
	{17, "戴鞠魏"},
	{18, "瞿"},
};
enum { ROWS = sizeof(rows) / sizeof(rows[0]), UNKNOWN = 60 };

/* Place of a character in the rows; false if it stands in none. */
static bool find_surname(uint32_t c, int *strokes, int *place)
{
	for (int i = 0; i < ROWS; i++) {
		size_t length;
		*place = 0;
		for (struct str s = str_of(rows[i].surnames); s.n > 0; s = str_skip(s, length)) {
			++*place;
			*strokes = rows[i].strokes;
			if (utf8_get(s, &length) == c)
				return true;
		}
	}
	return false;
}

static bool in_tables(uint32_t c)
{
	return c >= HAN_FIRST && c <= HAN_LAST;
}

int stroke_count(uint32_t c)
{
	int strokes, place;
	if (find_surname(c, &strokes, &place))
		return strokes;
	int count = in_tables(c) ? char_stroke_count[c - HAN_FIRST] : 0;
	return count < UNKNOWN ? count : 0;
}

/* Common surnames before the others of as many strokes. */
static void put_surname(struct buf *b, uint32_t c)
{
	int strokes, place;
	if (find_surname(c, &strokes, &place))
		buf_printf(b, "%02d0%04x", strokes, place);
	else
		buf_printf(b, "%02d1%04x", char_stroke_count[c - HAN_FIRST],
			   char_strokes[c - HAN_FIRST]);
}

const char *stroke_sort_key(struct arena *a, const char *name)
{
	struct buf b = buf_in(a);
	for (struct str s = str_of(name); s.n > 0;) {
		size_t length;
		uint32_t c = utf8_get(s, &length);
		s = str_skip(s, length);
		if (in_tables(c) && b.n == 0)
			put_surname(&b, c);
		else if (in_tables(c))
			buf_printf(&b, "%04x", char_strokes[c - HAN_FIRST]);
		else if (search_fold(c))
			buf_printf(&b, "~%05x", search_fold(c)); /* Latin letters after all characters */
	}
	return buf_text(&b);
}
