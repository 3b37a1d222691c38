/*
 * Stage 11: campaigns. Quoted names of activities and brands. A name counts
 * when what follows it says so (“…”活动, “…”竞赛), when it ends like a name
 * (…杯, …工程), or when it is well known; formulas of political language never do.
 */
#include <string.h>

#include "outline/work.h"

/* Known formulas; also found inside a longer quotation. */
static const char *const formulas[] = {
	"两个维护",	"两个确立",	"四个意识", "四个自信", "四个全面",   "三个代表",
	"五位一体",	"四个伟大",	"两个结合", "六个必须", "强富美高",   "两个一百年",
	"一带一路",	"双循环",	"四个面向", "三严三实", "两学一做",   "八项规定",
	"三去一降一补", "三会一课",	"一岗双责", "三重一大", "不忘初心",   "中国式现代化",
	"伟大复兴",	"三新一高",	"三个务必", "六个坚持", "国之大者",   "两个大局",
	"两个毫不动摇", "三个区分开来", "四下基层", "千万工程", "四个革命",   "党建带工建",
	"三位一体",	"两个先锋队",	"四个服务", "三个服务", "四个走在前", "走在前列",
	"争当表率",	"勇挑大梁",	"八八战略", NULL};

/* Formulas too short to be looked for within longer names. */
static const char *const short_formulas[] = {
	"四史", "五史", "四风", "十四五", "十五五",   "十三五",	  "二十大",   "十八大", "十九大",
	"双碳", "三公", "三农", "三性",	  "放管服",   "六稳",	  "六保",     "四个新", "走在前",
	"两山", "三化", "四化", "新三样", "两优一先", "七一勋章", "一号工程", NULL};

/* Days and words that are quoted for other reasons. */
static const char *const plain[] = {"五一", "三八", "六一", "七一",   "八一",
				    "十一", "五四", "两会", "双十一", "工",
				    "家",   "三违", "两会", "零",     NULL};

static const char *const well_known[] = {"安康杯",
					 "五小",
					 "工人先锋号",
					 "职工书屋",
					 "春送岗位",
					 "夏送清凉",
					 "金秋助学",
					 "冬送温暖",
					 "求学圆梦",
					 "法治体检",
					 "法制体检",
					 "职工之家",
					 "职工小家",
					 "中国梦·劳动美",
					 "中国梦劳动美",
					 "尊法守法·携手筑梦",
					 "互联网+工会",
					 "玫瑰书香",
					 "会聚良缘",
					 "巾帼建功",
					 "五必谈五必访",
					 "六型",
					 "推五全促三化",
					 "送温暖",
					 "送清凉",
					 "职工沙龙",
					 "小巨人",
					 "师带徒",
					 NULL};

/* What follows the closing quote, directly or after a few words. */
static const char *const contexts[] = {
	"活动", "活動", "竞赛",	      "競賽",	  "行动", "行動", "品牌",     "比赛", "比賽",
	"大赛", "评选", "創建",	      "创建活动", "主题", "工程", "征集",     "项目", "項目",
	"课堂", "讲堂", "阵地",	      "班组建设", "专项", "系列", "宣传教育", "公益", "服务月",
	"读书", "论坛", "讲座",	      "培训",	  "赛事", "展演", "沙龙",     "志愿", "演讲",
	"制度", "班组", "创新工作室", "平台",	  "杯",	  NULL};

static const char *const endings[] = {
	"杯",	  "工程",   "行动",   "行動",	"计划",	  "计划",   "书屋",   "讲堂",
	"课堂",	  "工作室", "先锋号", "读书月", "宣传月", "服务月", "活动月", "安全月",
	"文化节", "体育节", "艺术节", "读书节", "进基层", "走基层", "进企业", "进班组",
	"进校园", "进车间", "助企行", "基层行", "助学",	  "清凉",   "温暖",   "送岗位",
	"驿站",	  "服务站", "大赛",   "竞赛",	"比武",	  "沙龙",   "联谊会", "示范岗",
	"号",	  "直通车", "大学堂", "练兵",	"大篷车", "圆梦",   NULL};

static bool in_table(struct str s, const char *const *table)
{
	for (; *table; table++) {
		if (str_is(s, *table))
			return true;
	}
	return false;
}

/* 四个自信, 两个维护, 三位一体: a number and a measure word. */
static bool is_formula(struct str s)
{
	int value;
	if (has_any(s, formulas) || in_table(s, plain) || in_table(s, short_formulas))
		return true;
	size_t n = number_cn(s, &value);
	if (!n && (str_starts(s, "两") || str_starts(s, "兩") || str_starts(s, "双")))
		n = 3;
	static const char *const measures[] = {"个", "個", "位一体", "项",
					       "大", "严", "有利于", NULL};
	return n && starts_any(str_skip(s, n), measures);
}

static bool is_sentence(struct str s)
{
	static const char *const marks[] = {"。", "；", "：", "？", NULL};
	size_t commas = 0;
	for (size_t i = 0; i + 2 < s.n; i++)
		commas += str_starts(str_skip(s, i), "，") || str_starts(str_skip(s, i), "、");
	return has_any(s, marks) || commas > 1 || chars(s) > 24 || chars(s) < 2;
}

/* Words up to the next mark: at most twelve characters. */
static bool context_says(struct str after)
{
	size_t at = 0, n, count = 0;
	while (at < after.n && count < 12) {
		struct str rest = str_skip(after, at);
		uint32_t c = utf8_get(rest, &n);
		if (is_stop(c) || c == 0xff0c || c == 0xff1b || c == 0x3001 || c == '\n' ||
		    c == 0x201c)
			break;
		if (count == 0 &&
		    (c == 0x7684 || c == 0x4e3a || c == 0x4f5c)) /* “…”的, 为, 作: a phrase */
			return false;
		at += n;
		count++;
	}
	return has_any(str_head(after, at), contexts);
}

/* One name of a chain “甲”“乙”和“丙”等活动. */
struct name {
	struct str s;
	bool named; /* by itself */
};

enum { CHAIN = 24 };

static void add_campaign(struct work *w, struct str s, size_t *room)
{
	struct outline *o = w->out;
	for (size_t i = 0; i < o->n_campaigns; i++) {
		if (str_is(s, o->campaigns[i]))
			return;
	}
	if (o->n_campaigns >= 2000)
		return;
	o->campaigns = grown(w->a, o->campaigns, o->n_campaigns, room, sizeof(*o->campaigns));
	o->campaigns[o->n_campaigns++] = str_dup(w->a, s);
}

/* Between two names of a chain: nothing, 、 和 及 与 or a blank. */
static size_t link_length(struct str s)
{
	static const char *const links[] = {"以及", "、", "和", "及", "与", " ", NULL};
	const char *hit = starts_any(s, links);
	return hit ? strlen(hit) : 0;
}

static const struct {
	const char *open, *close;
} quotes[] = {{"“", "”"}, {"「", "」"}, {"\"", "\""}};

/* A quotation at the start of s: its length with both marks, 0 if none. */
static size_t quotation(struct str s, struct str *inner)
{
	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		if (!str_starts(s, quotes[i].open))
			continue;
		size_t open = strlen(quotes[i].open);
		struct str rest = str_head(str_skip(s, open), 120);
		size_t close = str_find(rest, quotes[i].close);
		if (close == SIZE_MAX || close == 0)
			return 0;
		*inner = trim(str_head(rest, close));
		return open + close + strlen(quotes[i].close);
	}
	return 0;
}

/* A chain of quotations at the start of s: bytes it takes. */
static size_t read_chain(struct work *w, struct str s, size_t *room)
{
	struct name chain[CHAIN];
	int n = 0;
	size_t at = 0, k, link = 0;
	struct str inner;
	while (n < CHAIN && (k = quotation(str_skip(s, at + link), &inner)) != 0) {
		chain[n++] = (struct name){inner,
					   in_table(inner, well_known) || ends_any(inner, endings)};
		at += link + k;
		link = link_length(str_skip(s, at));
	}
	bool said = context_says(str_skip(s, at));
	for (int i = 0; i < n; i++) {
		if (!is_formula(chain[i].s) && !is_sentence(chain[i].s) && (said || chain[i].named))
			add_campaign(w, chain[i].s, room);
	}
	return at;
}

static void read_text(struct work *w, const char *text, size_t *room)
{
	struct str s = str_of(text);
	while (s.n) {
		unsigned char c = (unsigned char)s.p[0];
		struct str inner;
		if ((c == 0xe2 || c == 0xe3 || c == '"') && quotation(s, &inner)) {
			s = str_skip(s, read_chain(w, s, room));
			continue;
		}
		s = str_skip(s, c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2);
	}
}

void work_campaigns(struct work *w)
{
	struct outline *o = w->out;
	size_t room = 0;
	read_text(w, o->preamble, &room);
	for (size_t i = 0; i < o->n_nodes; i++) {
		read_text(w, o->nodes[i].title, &room);
		read_text(w, o->nodes[i].body, &room);
	}
}
