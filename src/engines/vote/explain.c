/* The result in sentences, each with the rule it follows. */
#include <string.h>

#include "base/str.h"
#include "engines/vote/inside.h"

enum { MOST_LINES = 12 };

const char *vote_outcome_label(enum vote_outcome o)
{
	static const char *const labels[] = {
		"", "到会不足，无效", "收回多于发出，无效", "通过", "未通过", "全部选出", "票数相等，再次投票", "名额未满",
	};
	return (size_t)o < sizeof(labels) / sizeof(labels[0]) ? labels[o] : "";
}

const char *vote_base_label(enum vote_base b)
{
	static const char *const labels[] = {"", "应到会人数", "实到会人数", "收回选票数", "有效票数"};
	return (size_t)b < sizeof(labels) / sizeof(labels[0]) ? labels[b] : "";
}

const char *vote_share_text(struct arena *a, struct vote_share s)
{
	static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
	bool half = s.num == 1 && s.den == 2;
	if (half)
		return s.over ? "过半数" : "半数以上";
	if (s.num == s.den)
		return "全部";
	if (s.num < 0 || s.num > 10 || s.den < 1 || s.den > 10)
		return arena_printf(a, "%s %lld/%lld", s.over ? "超过" : "达到", (long long)s.num, (long long)s.den);
	return arena_printf(a, s.over ? "超过%s分之%s" : "%s分之%s以上", digits[s.den], digits[s.num]);
}

static void line(struct counting *c, enum vote_law law, const char *text)
{
	c->out->lines[c->out->n_lines++] = (struct vote_line){text, c->rules->law[law]};
}

static void quorum_line(struct counting *c)
{
	const struct vote_result *out = c->out;
	bool met = out->outcome != VOTE_NO_QUORUM;
	line(c, VOTE_LAW_QUORUM,
	     arena_printf(c->arena, "应到会 %lld 人，实到会 %lld 人，须有应到会人数的%s即 %lld 人到会，%s。", (long long)c->f->entitled,
			  (long long)c->f->present, vote_share_text(c->arena, c->rules->quorum), (long long)out->quorum_need,
			  met ? "达到法定人数" : "未达到法定人数，本次投票无效"));
}

static void ballots_line(struct counting *c)
{
	const struct vote_result *out = c->out;
	bool more = out->returned > c->f->issued;
	line(c, VOTE_LAW_BALLOTS,
	     arena_printf(c->arena, "发出选票 %lld 张，收回 %lld 张，收回的选票%s发出的选票，%s。", (long long)c->f->issued,
			  (long long)out->returned, more ? "多于" : out->returned == c->f->issued ? "等于" : "少于",
			  more ? "本次投票无效，应重新投票" : "投票有效"));
}

static void validity_line(struct counting *c)
{
	const struct vote_result *out = c->out;
	struct buf b = buf_in(c->arena);
	buf_printf(&b, "有效票 %lld 张，无效票 %lld 张", (long long)out->valid, (long long)out->invalid);
	if (out->overmarked)
		buf_printf(&b, "（其中 %lld 张所选人数多于应选名额 %lld 人）", (long long)out->overmarked, (long long)c->rules->seats);
	if (out->partly)
		buf_printf(&b, "；有 %lld 张部分记号不能辨认，不能辨认的部分按弃权计", (long long)out->partly);
	buf_puts(&b, "。");
	line(c, VOTE_LAW_MARKS, buf_text(&b));
}

static void need_line(struct counting *c)
{
	const struct vote_result *out = c->out;
	if (c->rules->runoff) {
		line(c, VOTE_LAW_MOST, "再次投票：在票数相等的被选举人中，得赞成票多的当选。");
		return;
	}
	line(c, VOTE_LAW_PASS,
	     arena_printf(c->arena, "%s须得%s %lld 的%s，即至少 %lld 票。", c->rules->election ? "当选" : "通过",
			  vote_base_label(c->rules->base), (long long)out->base, vote_share_text(c->arena, c->rules->pass),
			  (long long)out->pass_need));
}

static const char *names(struct counting *c, enum vote_place place)
{
	struct buf b = buf_in(c->arena);
	for (size_t i = 0; i < c->out->n_options; i++) {
		const struct vote_option *o = &c->out->options[i];
		if (o->place == place)
			buf_printf(&b, "%s%s（%lld 票）", b.n ? "、" : "", o->name, (long long)o->yes);
	}
	return arena_strdup(c->arena, buf_text(&b));
}

static int64_t enough(const struct vote_result *out)
{
	int64_t n = 0;
	for (size_t i = 0; i < out->n_options; i++)
		n += out->options[i].enough;
	return n;
}

static void election_lines(struct counting *c)
{
	const struct vote_result *out = c->out;
	int64_t n = enough(out);
	if (n > c->rules->seats)
		line(c, VOTE_LAW_MOST,
		     arena_printf(c->arena, "得到所需票数的 %lld 人，多于应选名额 %lld 人，得赞成票多的当选。", (long long)n,
				  (long long)c->rules->seats));
	if (out->elected)
		line(c, VOTE_LAW_PASS, arena_printf(c->arena, "当选 %lld 人：%s。", (long long)out->elected, names(c, VOTE_IN)));
	if (out->tied)
		line(c, VOTE_LAW_MOST,
		     arena_printf(c->arena, "%s赞成票相等，不能确定其余 %lld 个名额的当选人，对票数相等的被选举人再次投票。", names(c, VOTE_TIED),
				  (long long)out->open_seats));
	else if (out->open_seats)
		line(c, VOTE_LAW_SHORT,
		     arena_printf(c->arena, "当选人少于应选名额，空缺 %lld 名：可以另行选举；接近应选名额的，经大会同意也可以减少名额，不再选举。",
				  (long long)out->open_seats));
}

static void question_line(struct counting *c)
{
	const struct vote_option *o = &c->out->options[0];
	line(c, VOTE_LAW_PASS,
	     arena_printf(c->arena, "同意 %lld 票，反对 %lld 票，弃权 %lld 票，%s。", (long long)o->yes, (long long)o->no,
			  (long long)o->abstained, vote_outcome_label(c->out->outcome)));
}

void vote_explain(struct counting *c)
{
	c->out->lines = NEW_N(c->arena, struct vote_line, MOST_LINES);
	quorum_line(c);
	if (c->out->outcome == VOTE_NO_QUORUM)
		return;
	ballots_line(c);
	if (c->out->outcome == VOTE_VOID)
		return;
	validity_line(c);
	need_line(c);
	if (c->rules->election)
		election_lines(c);
	else
		question_line(c);
}
