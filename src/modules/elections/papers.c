/* The documents of an election, from what is recorded, as Word and PDF. */
#include <string.h>

#include "doc/paper.h"
#include "engines/vote/count.h"
#include "kernel/paper_answer.h"
#include "modules/elections/inside.h"

struct writing {
	struct req *r;
	const struct election *e;
	const char *unit, *superior;
};

static struct paper *letter(const struct writing *w, bool from_superior, const char *title)
{
	struct paper *p = paper_new(w->r->arena);
	p->organ = from_superior ? w->superior : w->unit;
	p->title = title;
	p->receiver = from_superior ? w->unit : w->superior;
	return p;
}

static void organ_lines(const struct writing *w, struct paper *p, bool first)
{
	int no = 0;
	for (size_t i = 0; i < n_organ_rules; i++) {
		int64_t seats = organ_rules[i].first == first ? organ_seats(w->e, organ_rules[i].organ) : 0;
		if (seats)
			paper_item(p, arena_printf(w->r->arena, "%d.", ++no), arena_printf(w->r->arena, "%s %lld 名", organ_rules[i].label, (long long)seats));
	}
}

static struct paper *request(const struct writing *w)
{
	struct arena *a = w->r->arena;
	struct paper *p = letter(w, false, arena_printf(a, "关于召开第%lld届会员%s\n换届选举的请示", (long long)w->e->term_no,
							w->e->form == FORM_DELEGATES ? "代表大会" : "大会"));
	if (w->e->term_end)
		paper_para(p, arena_printf(a, "我会第%lld届委员会于%s任期届满。根据《中华人民共和国工会法》《中国工会章程》，拟于%s召开大会进行选举，任期%lld年。",
					   (long long)w->e->term_no - 1, day_cn(a, w->e->term_end), day_cn(a, w->e->meeting_on), (long long)w->e->years));
	else
		paper_para(p, arena_printf(a, "拟于%s召开大会选举第%lld届委员会，任期%lld年。", day_cn(a, w->e->meeting_on), (long long)w->e->term_no, (long long)w->e->years));
	paper_para(p, "拟选举：");
	organ_lines(w, p, false);
	if (w->e->first) {
		paper_para(p, "新一届委员会第一次全体会议选举：");
		organ_lines(w, p, true);
	}
	paper_para(p, "妥否，请批示。");
	paper_sign(p, w->unit, w->e->requested_on ? w->e->requested_on : w->r->today);
	return p;
}

static struct paper *approval(const struct writing *w)
{
	struct arena *a = w->r->arena;
	struct paper *p = letter(w, true, arena_printf(a, "关于同意%s\n换届选举的批复", w->unit));
	paper_para(p, "你会换届选举的请示收悉。经研究，同意进行换届选举。请按照《中国工会章程》和《工会基层组织选举工作条例》的规定，做好各项工作，选举结果报我会批准。");
	paper_sign(p, w->superior, w->r->today);
	return p;
}

static struct paper *rules(const struct writing *w)
{
	struct arena *a = w->r->arena;
	struct paper *p = paper_report(a, arena_printf(a, "%s\n选举办法", w->unit), "（草案，由大会通过）");
	paper_para(p, "一、根据《中华人民共和国工会法》《中国工会章程》《工会基层组织选举工作条例》，制定本办法。");
	paper_para(p, "二、本次选举：");
	organ_lines(w, p, false);
	paper_para(p, "三、候选人按姓氏笔画为序。委员实行差额选举。");
	paper_para(p, "四、到会人数不少于应到会人数的三分之二，方可进行选举。");
	paper_para(p, "五、选举采用无记名投票，不得委托他人代为投票。收回的选票等于或少于发出的选票，选举有效；多于发出的选票，选举无效，重新选举。");
	paper_para(p, "六、所选人数等于或少于应选名额的选票有效，多于的无效。同意的画“○”，反对的画“×”，弃权的不画；可以另选他人。");
	paper_para(p, "七、得到应到会人数过半数赞成票的当选。超过应选名额时，得赞成票多的当选；票数相等不能确定的，对票数相等的再次投票，得赞成票多的当选。");
	paper_para(p, "八、当选人少于应选名额的，可以另行选举；接近应选名额的，经大会同意也可以减少名额，不再选举。");
	paper_para(p, "九、设监票人两名以上，候选人不得担任监票人、计票人。");
	paper_para(p, "十、选举结果报上一级工会批准。");
	return p;
}

static void candidate_table(const struct writing *w, struct paper *p)
{
	static const struct paper_col cols[] = {{"姓名", 8, PAPER_LEFT}, {"职务", 12, PAPER_LEFT}};
	size_t n;
	struct election_candidates *c = q_election_candidates(w->r->db, w->r->arena, w->e->id, &n);
	paper_table_begin(p, "按姓氏笔画为序", cols, 2);
	for (size_t i = 0; i < n; i++) {
		paper_row(p);
		paper_cell(p, c[i].name);
		paper_cell(p, organ_label(c[i].organ));
	}
}

static struct paper *notice(const struct writing *w)
{
	struct arena *a = w->r->arena;
	struct paper *p = paper_report(a, arena_printf(a, "%s\n候选人公示", w->unit), w->e->title);
	candidate_table(w, p);
	if (w->e->published_on)
		paper_para(p, arena_printf(a, "公示时间：自%s起，至%s止。", day_cn(a, w->e->published_on), day_cn(a, publicity_end(w->r, w->e))));
	paper_para(p, arena_printf(a, "对候选人有意见的，请在公示期内向%s或%s反映。", w->unit, w->superior));
	return p;
}

static void seat_table(const struct writing *w, struct paper *p)
{
	static const struct paper_col cols[] = {{"职务", 12, PAPER_LEFT}, {"姓名", 8, PAPER_LEFT}, {"得票", 5, PAPER_RIGHT}};
	size_t n;
	struct winner *s = election_result(w->r->db, w->r->arena, w->e->id, &n);
	paper_table_begin(p, NULL, cols, 3);
	for (size_t i = 0; i < n; i++) {
		paper_row(p);
		paper_cell(p, organ_label(s[i].organ));
		paper_cell(p, s[i].name);
		paper_cell_int(p, s[i].yes);
	}
}

static struct paper *report(const struct writing *w)
{
	struct arena *a = w->r->arena;
	struct paper *p = letter(w, false, arena_printf(a, "关于第%lld届委员会\n选举结果的报告", (long long)w->e->term_no));
	paper_para(p, arena_printf(a, "我会于%s召开%s，选举第%lld届委员会，任期%lld年。", day_cn(a, w->e->meeting_on),
				   w->e->form == FORM_DELEGATES ? "会员代表大会" : "会员大会", (long long)w->e->term_no, (long long)w->e->years));
	if (*w->e->report_text)
		paper_para(p, w->e->report_text);
	paper_para(p, "选举结果如下，计票结果报告附后：");
	seat_table(w, p);
	if (*w->e->fewer)
		paper_para(p, w->e->fewer);
	paper_para(p, "请予批复。");
	paper_sign(p, w->unit, w->e->reported_on ? w->e->reported_on : w->r->today);
	return p;
}

/* The rules by which the new committee elects. */
static struct paper *first_rules(const struct writing *w)
{
	struct arena *a = w->r->arena;
	struct paper *p = paper_report(a, arena_printf(a, "%s\n第%lld届委员会第一次全体会议选举办法", w->unit, (long long)w->e->term_no), "（草案，由全体委员通过）");
	paper_para(p, "一、由大会选出的全体委员选举：");
	organ_lines(w, p, true);
	paper_para(p, "二、候选人在当选的委员里产生，差额选举，按姓氏笔画为序；主席、副主席候选人已经公示并经上一级工会批准。");
	paper_para(p, "三、到会委员不少于全体委员的三分之二，方可选举；采用无记名投票，不得委托。");
	paper_para(p, "四、得到全体委员过半数赞成票的当选。票数相等不能确定的，对票数相等的再次投票。");
	paper_para(p, "五、设监票人两名，候选人不得担任。选举结果报上一级工会批准。");
	paper_sign(p, w->unit, w->e->first_on ? w->e->first_on : w->e->meeting_on);
	return p;
}

static struct paper *first_result(const struct writing *w)
{
	static const struct paper_col cols[] = {{"职务", 12, PAPER_LEFT}, {"姓名", 8, PAPER_LEFT}, {"得票", 5, PAPER_RIGHT}};
	struct arena *a = w->r->arena;
	struct paper *p = paper_report(a, arena_printf(a, "%s\n第%lld届委员会第一次全体会议选举结果", w->unit, (long long)w->e->term_no), w->e->title);
	size_t n, members;
	struct winner *s = election_result(w->r->db, a, w->e->id, &n);
	elected_members(w->r, w->e, &members);
	paper_para(p, arena_printf(a, "%s召开第一次全体会议，全体委员 %zu 名，以无记名投票选举：", day_cn(a, w->e->first_on ? w->e->first_on : w->e->meeting_on), members));
	paper_table_begin(p, NULL, cols, 3);
	for (size_t i = 0; i < n; i++)
		if (s[i].organ >= ORGAN_STANDING) {
			paper_row(p);
			paper_cell(p, organ_label(s[i].organ));
			paper_cell(p, s[i].name);
			paper_cell_int(p, s[i].yes);
		}
	paper_sign(p, w->unit, w->e->first_on ? w->e->first_on : w->e->meeting_on);
	return p;
}

static struct paper *reply(const struct writing *w)
{
	struct arena *a = w->r->arena;
	struct paper *p = letter(w, true, arena_printf(a, "关于%s\n第%lld届委员会选举结果的批复", w->unit, (long long)w->e->term_no));
	paper_para(p, "你会选举结果的报告收悉。经研究，同意选举结果：");
	seat_table(w, p);
	paper_sign(p, w->superior, w->e->endorsed_on ? w->e->endorsed_on : w->r->today);
	return p;
}

static const struct print {
	const char *word, *label;
	struct paper *(*make)(const struct writing *w);
	int64_t least;
	bool first; /* only where the new committee's first session elects */
} prints[ELECTION_PAPERS] = {
	{"request", "换届请示", request, ELECTION_DRAFT},	   {"approval", "同意换届的批复", approval, ELECTION_REQUESTED},
	{"rules", "选举办法", rules, ELECTION_DRAFT},	   {"notice", "候选人公示", notice, ELECTION_NOMINATED},
	{"first-rules", "第一次全体会议选举办法", first_rules, ELECTION_DRAFT, true},
	{"first-result", "第一次全体会议选举结果", first_result, ELECTION_HELD, true},
	{"report", "选举结果报告", report, ELECTION_HELD}, {"reply", "选举结果的批复", reply, ELECTION_REPORTED},
};

static bool is_ready(const struct election *e, const struct print *p)
{
	return e->state >= p->least && e->state != ELECTION_CANCELLED && (!p->first || e->first) && (p->make != first_result || e->first_held);
}

struct election_paper election_paper(const struct election *e, int i)
{
	return (struct election_paper){prints[i].word, prints[i].label, is_ready(e, &prints[i]), e->first || !prints[i].first};
}

void get_election_print(struct req *r)
{
	const struct election *e = r->row;
	struct unit u;
	struct writing w = {r, e, unit_name(r->db, r->arena, e->unit), "上一级工会"};
	if (unit_load(r->db, r->arena, e->unit, &u) && u.parent)
		w.superior = unit_name(r->db, r->arena, u.parent);
	for (size_t i = 0; i < ELECTION_PAPERS; i++) {
		const char *format = paper_format(r->word, prints[i].word);
		if (!format)
			continue;
		if (!is_ready(e, &prints[i]))
			refuse(r, 409, "还没有办到这一步，现在没有%s。", prints[i].label);
		else
			answer_paper(r, prints[i].make(&w), format, arena_printf(r->arena, "%s %s", w.unit, prints[i].label));
		return;
	}
	refuse(r, 404, "没有这种文书。");
}
