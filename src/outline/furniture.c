/*
 * Stage 2: furniture. Page numbers, running headers, the clutter of web pages
 * and credits are taken out, whole lines or pieces within a line.
 */
#include <string.h>

#include "outline/work.h"

static const char *const dashes[] = {"——", "—", "－", "–", "―", "─", "-", "·", "•", "~", NULL};

static size_t one_of(struct str s, const char *const *table)
{
	const char *hit = starts_any(s, table);
	return hit ? strlen(hit) : 0;
}

static size_t blanks(struct str s)
{
	return s.n - trim(s).n ? (size_t)(trim(s).p - s.p) : 0;
}

/* "- 3 -": bytes it takes at the start of s, 0 if it is not one. */
static size_t dashed_number(struct str s, bool inside)
{
	int value, digits;
	size_t open = one_of(s, dashes);
	if (!open)
		return 0;
	struct str head = str_head(s, 40);
	size_t gap = blanks(str_skip(head, open)), at = open + gap;
	size_t n = number_arabic(str_skip(head, at), &value, &digits);
	if (!n || digits > 3)
		return 0;
	at += n;
	size_t gap2 = blanks(str_skip(head, at));
	at += gap2;
	size_t close = one_of(str_skip(head, at), dashes);
	if (!close)
		return 0;
	bool narrow = s.p[0] == '-' || s.p[0] == '~' || str_starts(s, "·") || str_starts(s, "–");
	if (inside && narrow && (!gap || !gap2))
		return 0;
	return at + close;
}

/* "第 3 页 共 10 页", also with / or ， between; alone also "第3页". */
static size_t page_of(struct str s, bool inside)
{
	static const char *const opens[] = {"第", "共", NULL};
	static const char *const between[] = {"/", "，", ",", "、", "|", NULL};
	int value, digits;
	size_t at = 0;
	int parts = 0;
	s = str_head(s, 80);
	while (parts < 2) {
		size_t k = at + (parts ? blanks(str_skip(s, at)) : 0);
		if (parts)
			k += one_of(str_skip(s, k), between);
		k += blanks(str_skip(s, k));
		size_t open = one_of(str_skip(s, k), opens);
		if (!open)
			break;
		k += open;
		k += blanks(str_skip(s, k));
		size_t n = number_arabic(str_skip(s, k), &value, &digits);
		if (!n)
			n = number_cn(str_skip(s, k), &value);
		if (!n)
			break;
		k += n;
		k += blanks(str_skip(s, k));
		if (!str_starts(str_skip(s, k), "页") && !str_starts(str_skip(s, k), "頁"))
			break;
		at = k + 3;
		parts++;
	}
	return parts == 2 || (parts == 1 && !inside) ? at : 0;
}

static bool only_digits(struct str s)
{
	int value, digits;
	size_t n = number_arabic(s, &value, &digits);
	if (n && n == s.n && digits <= 3)
		return true;
	size_t slash = n ? n + blanks(str_skip(s, n)) : 0;
	if (!n || slash >= s.n || s.p[slash] != '/')
		return false;
	struct str total = trim(str_skip(s, slash + 1));
	return number_arabic(total, &value, &digits) == total.n && total.n && digits <= 3;
}

static bool is_page_number(struct str s)
{
	static const char *const latin[] = {"Page ", "page ", "PAGE ", "P.", NULL};
	if (s.n == 0 || s.n > 80)
		return false;
	if (dashed_number(s, false) == s.n || page_of(s, false) == s.n || only_digits(s))
		return true;
	size_t head = one_of(s, latin);
	if (head) {
		for (struct str rest = str_skip(s, head); rest.n; rest = str_skip(rest, 1)) {
			if (!strchr("0123456789 of/", rest.p[0]))
				return false;
		}
		return s.n > head;
	}
	return false;
}

/* ---- clutter of web pages, heads of official letters, credits ---- */

/* Labels: the line begins so, and a colon, blank, bracket or number follows. */
static const char *const labels[] = {
	"来源",		"来 源",	"來源",	    "稿件来源", "信息来源", "文章来源", "稿源",
	"发布时间",	"发布日期",	"發布時間", "发文日期", "发布机构", "发文机关", "发文机构",
	"发布人",	"发布者",	"发布单位", "成文日期", "索引号",   "索 引 号", "信息分类",
	"主题分类",	"主题词",	"有效性",   "公文时效", "浏览次数", "浏览量",	"浏览",
	"瀏覽次數",	"阅读次数",	"阅读量",   "阅读数",	"阅读",	    "点击数",	"点击量",
	"点击次数",	"点击率",	"点击",	    "访问量",	"访问次数", "作者",	"责任编辑",
	"責任編輯",	"责编",		"编辑",	    "编 辑",	"校对",	    "审核",	"审稿",
	"终审",		"初审",		"复审",	    "监制",	"供稿",	    "供稿单位", "撰稿",
	"通讯员",	"记者",		"摄影",	    "字体",	"字體",	    "字号",	"分享到",
	"分享",		"上一篇",	"下一篇",   "上一条",	"下一条",   "上一页",	"下一页",
	"相关链接",	"相关阅读",	"相关文章", "推荐阅读", "热点推荐", "您的位置", "当前位置",
	"您当前的位置", "您现在的位置", "當前位置", "更新时间", "更新日期", "发表时间", "发表于",
	"文章编号",	"信息编号",	"原标题",   "签发人",	"抄送",	    "抄報",	"主题词",
	"印发机关",	"文号",		"发文字号", "名称",	"字数",	    "录入",	"拟稿",
	"打字",		"信息公开类别", "公开方式", "编审",	"二审",	    "三审",	"一审",
	"排版",		"投稿",		"来稿",	    "值班编辑", NULL};

static const char *const label_ends[] = {"：", ":",  " ", "　", "\t", "】", "]", "【",
					 "[",  "（", "(", "|",	"／", "/",  NULL};

/* Labels that a plan may use too: only with a colon, and other signs of a web page. */
static const char *const labels_shared[] = {"名称", "阅读", "点击", "浏览", "分享", "审核",
					    "记者", "作者", "编辑", "投稿", "排版", "来源",
					    "字数", "录入", "供稿", "摄影", "校对", NULL};

/* A line made of nothing but these. */
static const char *const tokens[] = {
	"打印本页", "打印",	"关闭窗口",   "关闭本页", "關閉",     "关闭",	    "列印",
	"加入收藏", "收藏本页", "收藏",	      "分享到",	  "分享",     "字体",	    "字號",
	"字号",	    "大字",	"中字",	      "小字",	  "大",	      "中",	    "小",
	"微信",	    "微博",	"QQ空间",     "QQ",	  "朋友圈",   "复制链接",   "返回顶部",
	"返回首页", "返回列表", "返回",	      "网站首页", "首页",     "正文",	    "登录",
	"注册",	    "搜索",	"网站地图",   "联系我们", "关于我们", "无障碍浏览", "无障碍",
	"繁体版",   "繁体",	"简体",	      "English",  "点赞",     "在看",	    "转发",
	"评论",	    "我要纠错", "纠错",	      "下载",	  "保存",     "朗读",	    "通知公告",
	"工会要闻", "工会动态", "政务公开",   "信息公开", "文件资料", "政策法规",   "工作动态",
	"公告公示", "阅读原文", "展开全文",   "查看更多", "更多",     "A+",	    "A-",
	"A",	    "默认",	"特大",	      "下载附件", "设为首页", "推荐",	    "举报",
	"上一篇",   "下一篇",	"保护视力色", NULL};

static const char *const separators[] = {" ",  "　", "\t", "|",	 "｜", "/",  ">", "＞", "»",  "›",
					 "·",  ":",  "：", "、", "【", "】", "[", "]",	"(",  ")",
					 "（", "）", "-",  "+",	 "←",  "→",  "«", "〈", "〉", NULL};

/* Signs that suffice anywhere in a line without a stop. */
static const char *const signs[] = {
	"ICP备",	  "ICP證",	"ICP证",	"公网安备",	"版权所有",
	"All Rights",	  "all rights", "Copyright",	"copyright",	"©",
	"上一篇：",	  "下一篇：",	"责任编辑：",	"点击上方",	"关注我们",
	"扫描二维码",	  "长按识别",	"http://",	"https://",	"浏览次数",
	"点击数：",	  "打印本页",	"关闭窗口",	"分享到：",	"[打印",
	"【打印",	  "【关闭",	"阅读次数",	"当前位置：",	"字体：大",
	"【字体",	  "[字体",	"此件公开发布", "此件主动公开", "扫一扫",
	"技术支持：",	  "网站标识码", "建议使用IE",	"未经授权",	"转载请注明",
	"点击“阅读原文”", NULL};

static bool all_tokens(struct str s)
{
	size_t found = 0, length = 0, n;
	while (s.n) {
		if ((n = one_of(s, separators)) != 0) {
			s = str_skip(s, n);
			continue;
		}
		n = one_of(s, tokens);
		if (!n)
			return false;
		found++;
		length += n;
		s = str_skip(s, n);
	}
	return found > 1 || (found == 1 && length >= 6);
}

/* 某工发〔2024〕5号 */
static bool is_document_number(struct str s)
{
	static const char *const open[] = {"〔20", "[20",  "【20", "（20",
					   "(20",  "﹝20", "［20", NULL};
	return s.n < 90 && has_any(s, open) && str_ends(s, "号") && !has(s, "通知") &&
	       !has(s, "。");
}

static bool is_letterhead(struct str s)
{
	static const char *const words[] = {"特急", "加急",	"秘密", "机密",
					    "平急", "内部资料", NULL};
	static const char *const copies[] = {"抄送：", "抄送:",	 "抄报：",  "抄報：",
					     "主送：", "报送：", "抄 送：", NULL};
	if (starts_any(s, copies))
		return true;
	if (s.n > 120)
		return false;
	if (is_document_number(s) || str_starts(s, "★") || str_starts(s, "（此件") ||
	    (str_ends(s, "印发") && has(s, "年") && has(s, "日") && s.n < 100))
		return true;
	const char *word = starts_any(s, words);
	return word && (strlen(word) == s.n || has(s, "★"));
}

static bool is_credit(struct str s)
{
	static const char *const opens[] = {"（记者", "（通讯员", "（供稿", "（作者",	  "（撰稿",
					    "（来源", "（编辑",	  "(记者",  "(通讯员",	  "(供稿",
					    "(作者",  "(来源",	  "（摄影", "（责任编辑", NULL};
	return s.n < 150 && starts_any(s, opens) && is_closing(last_char(s));
}

static bool is_clutter(struct str s)
{
	if (s.n > 300 || (has(s, "。") && !is_letterhead(s)))
		return false;
	if (all_tokens(s) || is_letterhead(s) || is_credit(s) || has_any(s, signs))
		return true;
	for (const char *const *label = labels; *label; label++) {
		if (!str_starts(s, *label))
			continue;
		struct str rest = str_skip(s, strlen(*label));
		bool shared = starts_any(str_of(*label), labels_shared);
		bool colon = str_starts(rest, "：") || str_starts(rest, ":");
		if (shared ? colon && s.n < 120 : rest.n == 0 || starts_any(rest, label_ends))
			return true;
	}
	return str_starts(s, "www.");
}

/* ---- pieces within a line ---- */

/* 【打印】 [关闭窗口] 【字体：大 中 小】 */
static size_t bracketed_clutter(struct str s)
{
	static const char *const words[] = {"打印",	"关闭",	    "字体",	"字号",	  "收藏",
					    "分享",	"返回顶部", "大 中 小", "大中小", "纠错",
					    "复制链接", "浏览次数", "朗读",	NULL};
	bool wide = str_starts(s, "【");
	if (!wide && s.p[0] != '[')
		return 0;
	struct str head = str_head(s, 60);
	size_t open = wide ? 3 : 1, close = str_find(head, wide ? "】" : "]");
	if (close == SIZE_MAX)
		return 0;
	return starts_any(trim(str_head(str_skip(s, open), close - open)), words) ? close + open
										  : 0;
}

static bool latin_or_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= 0xff10 && c <= 0xff19);
}

/* Behind a stop: 责任编辑：王小明, up to the end of the line. */
static bool is_clutter_tail(struct str s, size_t at)
{
	static const char *const strong[] = {
		"责任编辑", "责编",	  "编辑：", "来源：",	"作者：",   "审核：", "校对：",
		"供稿：",   "浏览次数",	  "点击数", "上一篇",	"下一篇",   "分享到", "发布时间",
		"打印本页", "【责任编辑", "撰稿：", "阅读次数", "版权所有", NULL};
	struct str rest = str_skip(s, at);
	if (!at || rest.n > 150 || !starts_any(rest, strong))
		return false;
	struct str before = trim(str_head(s, at));
	return ends_sentence(before) && is_clutter(rest);
}

/* Furniture at byte `at` of line s: its length, or 0. */
static size_t piece_at(struct str s, size_t at)
{
	struct str rest = str_skip(s, at);
	unsigned char c = (unsigned char)rest.p[0];
	if (is_clutter_tail(s, at))
		return rest.n;
	if (c == '(' || str_starts(rest, "（")) {
		size_t n = quoted_length(rest);
		return n && n < 120 && is_credit(str_head(rest, n)) ? n : 0;
	}
	if (c == '[' || (c == 0xe3 && str_starts(rest, "【")))
		return bracketed_clutter(rest);
	if (c == 0xe7 && str_starts(rest, "第"))
		return page_of(rest, true);
	if (c != '-' && c != 0xe2 && c != 0xef)
		return 0;
	if (latin_or_digit(last_char(str_head(s, at))))
		return 0;
	size_t n = dashed_number(rest, true);
	return n && !latin_or_digit(first_char(str_skip(rest, n))) ? n : 0;
}

/* Appends l to the new list, cut around the furniture within. */
static void cut_line(struct work *w, struct line *l, struct line **to, size_t *n, size_t *room)
{
	struct str s = l->s;
	bool cut = false;
	for (size_t at = 0; l->kind == LINE_TEXT && !l->row && at < s.n;) {
		unsigned char c = (unsigned char)s.p[at];
		size_t k = c < 0x80 && c != '-' && c != '[' && c != '(' ? 0 : piece_at(s, at);
		if (!k) {
			at += c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
			continue;
		}
		drop_text(w, str_head(str_skip(s, at), k));
		*to = grown(w->a, *to, *n, room, sizeof(**to));
		struct line *head = &(*to)[(*n)++];
		*head = *l;
		head->s = trim(str_head(s, at));
		head->kind = head->s.n ? LINE_TEXT : LINE_BLANK;
		head->page_before |= cut;
		s = trim(str_skip(s, at + k));
		at = 0;
		cut = true;
	}
	*to = grown(w->a, *to, *n, room, sizeof(**to));
	struct line *rest = &(*to)[(*n)++];
	*rest = *l;
	rest->s = s;
	rest->page_before |= cut;
	if (cut) {
		rest->heading = 0;
		rest->indent = 0;
		rest->kind = s.n ? LINE_TEXT : LINE_BLANK;
	}
}

static void cut_pieces(struct work *w)
{
	size_t n = 0, room = w->n_lines + 16;
	struct line *lines = NEW_N(w->a, struct line, room);
	for (size_t i = 0; i < w->n_lines; i++)
		cut_line(w, &w->lines[i], &lines, &n, &room);
	w->lines = lines;
	w->n_lines = n;
	w->room_lines = room;
}

/* ---- running headers ---- */

static uint64_t hash_line(struct str s)
{
	uint64_t h = 1469598103934665603u;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != ' ')
			h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	}
	return h ? h : 1;
}

/* Could be a running header: short, no marker, no sentence, speaks of the document. */
static bool may_run(const struct line *l)
{
	static const char *const speaks[] = {"工会", "工會", "要点", "计划", "文件",
					     "公司", "集团", "工作", NULL};
	struct marker m;
	return l->kind == LINE_TEXT && !l->row && l->s.n <= 120 && !ends_sentence(l->s) &&
	       !has(l->s, "：") && !has(l->s, "，") && has_any(l->s, speaks) &&
	       !marker_at(l->s, true, &m);
}

/* Contents: 一、思想引领………3 */
static bool is_contents(struct str s)
{
	size_t n = s.n, dots = 0;
	while (n && s.p[n - 1] >= '0' && s.p[n - 1] <= '9')
		n--;
	if (n == s.n || s.n - n > 3 || s.n > 300)
		return false;
	static const char *const leaders[] = {"…", ".", "·", "．", "•", "-",
					      "—", "_", " ", "\t", "⋯", NULL};
	const char *hit;
	bool tab = false;
	for (s.n = n; (hit = ends_any(s, leaders)); s.n -= strlen(hit)) {
		dots += hit[0] != ' ' && hit[0] != '\t' ? strlen(hit) : 0;
		tab |= hit[0] == '\t';
	}
	return s.n && (dots >= 3 || tab);
}

static bool is_contents_title(struct str s)
{
	return str_is(s, "目录") || str_is(s, "目 录") || str_is(s, "目  录") ||
	       str_is(s, "目　录") || str_is(s, "目　　录") || str_is(s, "目錄") ||
	       str_is(s, "目    录");
}

/* Does line i stand where a page ends: behind a page number, or in the middle of a sentence? */
static bool between_pages(const struct work *w, size_t i)
{
	if (w->lines[i].page_before)
		return true;
	size_t before = line_before(w, i);
	return before != SIZE_MAX && !ends_sentence(w->lines[before].s) &&
	       chars(w->lines[before].s) >= 15 &&
	       (has(w->lines[before].s, "。") || has(w->lines[before].s, "，"));
}

struct seen {
	uint64_t hash;
	uint32_t count, at_page;
};

static struct seen *find_seen(struct seen *table, size_t size, uint64_t hash)
{
	size_t i = hash & (size - 1);
	while (table[i].hash && table[i].hash != hash)
		i = (i + 1) & (size - 1);
	table[i].hash = hash;
	return &table[i];
}

/* 某厂工会文件 beside a page number, in the middle of a sentence: a header, met only once. */
static bool is_lone_header(const struct work *w, size_t i)
{
	struct str s = w->lines[i].s;
	size_t next = next_line(w, i);
	return str_ends(s, "文件") && looks_like_body(trim(str_head(s, s.n - strlen("文件")))) &&
	       (w->lines[i].page_before || (next < w->n_lines && w->lines[next].page_before)) &&
	       between_pages(w, i);
}

/* A line met three times, or twice with page breaks beside it, runs on every page. */
static void drop_running(struct work *w)
{
	size_t size = 64;
	while (size < w->n_lines * 2)
		size *= 2;
	struct seen *table = NEW_N(w->a, struct seen, size);
	for (size_t i = 0; i < w->n_lines; i++) {
		if (!may_run(&w->lines[i]))
			continue;
		struct seen *s = find_seen(table, size, hash_line(w->lines[i].s));
		s->count++;
		s->at_page += between_pages(w, i);
	}
	for (size_t i = 0; i < w->n_lines; i++) {
		struct line *l = &w->lines[i];
		if (!may_run(l))
			continue;
		struct seen *s = find_seen(table, size, hash_line(l->s));
		if (s->count == 1 && is_lone_header(w, i)) {
			size_t next = next_line(w, i);
			drop_line(w, l);
			if (next < w->n_lines)
				w->lines[next].page_before = true;
			continue;
		}
		bool runs = s->count >= 3 ? s->at_page || has(l->s, "年") || looks_like_body(l->s)
					  : s->count == 2 && s->at_page;
		if (!runs)
			continue;
		bool first = s->count < UINT32_MAX / 2 && !(s->at_page & 0x80000000u);
		s->at_page |= 0x80000000u;
		if (first && !between_pages(w, i))
			continue; /* the first may be the title itself */
		drop_line(w, l);
		size_t next = next_line(w, i);
		if (next < w->n_lines)
			w->lines[next].page_before = true;
	}
}

void work_furniture(struct work *w)
{
	for (size_t i = 0; i < w->n_lines; i++) {
		struct line *l = &w->lines[i];
		if (l->kind != LINE_TEXT || l->row)
			continue;
		bool page = is_page_number(l->s);
		if (!page && !is_clutter(l->s) && !is_contents(l->s) && !is_contents_title(l->s))
			continue;
		bool before = l->page_before || page;
		drop_line(w, l);
		size_t next = next_line(w, i);
		if (next < w->n_lines)
			w->lines[next].page_before |= before;
	}
	cut_pieces(w);
	drop_running(w);
}
