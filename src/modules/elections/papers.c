/* The documents of an election, from what is recorded, as Word and PDF. */
#include <string.h>

#include "doc/paper.h"
#include "engines/vote/count.h"
#include "kernel/paper_answer.h"
#include "modules/committees/committees.h"
#include "modules/elections/inside.h"
#include "modules/members/members.h"
#include "modules/votes/votes.h"

struct writing {
	struct req *r;
	const struct election *e;
	const char *unit, *superior;
};

/* An official letter: to the union above with its signer (GB/T 9704—2012, 7.2.6), or from it. */
static struct paper *letter(const struct writing *w, bool from_superior, const char *number, const char *title)
{
	struct paper *p = paper_new(w->r->arena);
	p->organ = arena_printf(w->r->arena, "%s文件", from_superior ? w->superior : w->unit);
	p->author = from_superior ? w->superior : w->unit;
	p->number = number && *number ? number : NULL;
	p->title = title;
	p->receiver = from_superior ? w->unit : w->superior;
	if (!from_superior) {
		p->signer = *w->e->signer ? w->e->signer : NULL;
		p->note = *w->e->contact ? arena_printf(w->r->arena, "联系人：%s", w->e->contact) : NULL;
	}
	return p;
}

/* ---- words ---- */

static const char *meeting_of(const struct election *e)
{
	return e->form == FORM_DELEGATES ? "会员代表大会" : "会员大会";
}

static const char *term_of(const struct writing *w)
{
	return committee_term(w->r->arena, w->e->term_no);
}

static const char *years_of(const struct election *e)
{
	return e->years == 3 ? "三年" : "五年";
}

static const char *request_title(const struct writing *w)
{
	struct arena *a = w->r->arena;
	if (w->e->kind == ELECTION_BY)
		return arena_printf(a, "关于补选%s工会委员会成员的请示", term_of(w));
	if (w->e->kind == ELECTION_FOUNDING)
		return arena_printf(a, "关于召开%s\n选举%s工会委员会的请示", meeting_of(w->e), term_of(w));
	return arena_printf(a, "关于召开%s\n进行换届选举的请示", meeting_of(w->e));
}

static const char *report_title(const struct writing *w)
{
	return arena_printf(w->r->arena, w->e->kind == ELECTION_BY ? "关于补选%s工会委员会成员\n结果的报告" : "关于%s工会委员会\n选举结果的报告", term_of(w));
}

/* As another paper names it: in one line, in its marks. */
static const char *quoted(struct arena *a, const char *title, const char *number)
{
	const char *cut = strchr(title, '\n');
	title = cut ? arena_printf(a, "%.*s%s", (int)(cut - title), title, cut + 1) : title;
	return arena_printf(a, "《%s》%s%s%s", title, *number ? "（" : "", number, *number ? "）" : "");
}

/* "样临工组〔2024〕3号" out of "同意，样临工组〔2024〕3号"; NULL: no number is said. */
static const char *number_in(struct arena *a, const char *said)
{
	static const char *const ends[] = {"，", "。", "；", "：", "、", "（", "《", "“", " ", ","};
	const char *year = strstr(said, "〔"), *end = year ? strstr(year, "号") : NULL, *from = said;
	if (!end)
		return NULL;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		for (const char *at = said; (at = strstr(at, ends[i])) != NULL && at < year; at += strlen(ends[i]))
			if (at + strlen(ends[i]) > from)
				from = at + strlen(ends[i]);
	return arena_printf(a, "%.*s号", (int)(end - from), from);
}

/* What the union above said with a step, and when. False: not yet. */
static bool said(const struct writing *w, const char *verb, const char **words, day *on)
{
	size_t n;
	struct election_step_done *d = q_election_step_done(w->r->db, w->r->arena, w->e->id, &n);
	for (size_t i = 0; i < n; i++)
		if (text_is(d[i].verb, verb)) {
			*words = d[i].note;
			*on = day_of_instant(d[i].recorded_at);
			return true;
		}
	return false;
}

/* "第六届工会委员会委员2名，候选人不少于3名" */
static void organ_lines(const struct writing *w, struct paper *p, bool first)
{
	int no = 0;
	struct arena *a = w->r->arena;
	for (size_t i = 0; i < n_organ_rules; i++) {
		const struct organ_rule *o = &organ_rules[i];
		int64_t seats = o->first == first ? organ_seats(w->e, o->organ) : 0;
		if (!seats)
			continue;
		int64_t need = vote_candidates_need(seats, policy_get(w->r, o->surplus, w->e->unit, w->r->today).value);
		paper_item(p, arena_printf(a, "%d.", ++no), arena_printf(a, "%s%s%lld名，候选人%s%lld名，%s选举%s", term_of(w), organ_office(o->organ), (long long)seats,
			need > seats ? "不少于" : "", (long long)need, need > seats ? "差额" : "等额", "。"));
	}
}

/* ---- the request ---- */

static void request_reason(const struct writing *w, struct paper *p)
{
	struct arena *a = w->r->arena;
	const struct election *e = w->e;
	const char *law = "根据《中华人民共和国工会法》《中国工会章程》和《工会基层组织选举工作条例》";
	const char *agreed = arena_printf(a, "经%s%s", *e->meeting ? "工会委员会会议研究" : "研究", *e->party ? "，并征得同级党组织同意" : "");
	if (e->kind == ELECTION_NEW_TERM)
		paper_para(p, arena_printf(a, "我会%s委员会于%s任期届满。%s，%s，拟召开%s进行换届选举。%s现将有关事项请示如下：", committee_term(a, e->term_no - 1),
			day_cn(a, e->term_end), law, agreed, meeting_of(e), e->term_end && e->meeting_on > e->term_end ? "大会日期晚于届满日期，请一并审批延期换届。" : ""));
	else
		paper_para(p, arena_printf(a, "%s，%s，拟召开%s%s。现将有关事项请示如下：", law, agreed, meeting_of(e),
			e->kind == ELECTION_BY ? "进行补选" : arena_printf(a, "选举%s工会委员会", term_of(w))));
}

static struct paper *request(const struct writing *w)
{
	struct arena *a = w->r->arena;
	const struct election *e = w->e;
	struct paper *p = letter(w, false, e->request_no, request_title(w));
	int64_t members = members_entitled(w->r->db, e->unit, 0);
	request_reason(w, p);
	paper_heading(p, 1, "一、会议时间和地点");
	paper_para(p, arena_printf(a, "%s%s%s召开%s。%s", e->meeting_on ? day_cn(a, e->meeting_on) : "日期另报", *e->place ? "，在" : "，", e->place, meeting_of(e),
		members ? arena_printf(a, "我会现有在籍会员%lld名。", (long long)members) : ""));
	paper_heading(p, 1, "二、会议议程");
	paper_para(p, e->kind == ELECTION_NEW_TERM ? "审议上一届工会委员会工作报告、经费审查委员会工作报告；通过选举办法；选举新一届委员会。" : "通过选举办法；进行选举。");
	paper_heading(p, 1, "三、名额和产生办法");
	organ_lines(w, p, false);
	if (e->first) {
		paper_para(p, "由新一届委员会第一次全体会议在当选委员中选举：");
		organ_lines(w, p, true);
	}
	if (*e->seats_reason)
		paper_para(p, arena_printf(a, "名额说明：%s", e->seats_reason));
	if (e->kind != ELECTION_BY)
		paper_para(p, arena_printf(a, "%s委员会任期%s。", term_of(w), years_of(e)));
	paper_para(p, "候选人公示后报批，选举采用无记名投票。");
	if (*e->group_people) {
		paper_heading(p, 1, "四、筹备组");
		paper_para(p, e->group_people);
	}
	paper_para(p, "妥否，请批示。");
	paper_sign(p, w->unit, e->requested_on ? e->requested_on : w->r->today);
	return p;
}

/* What the union above has not decided yet is a draft for it: without number, dated when it is sent. */
static struct paper *decided(const struct writing *w, const char *verb, const char *title)
{
	const char *words = "";
	day on = w->r->today;
	bool done = said(w, verb, &words, &on);
	struct paper *p = letter(w, true, number_in(w->r->arena, words), title);
	p->subtitle = done ? NULL : "（代拟稿）";
	paper_sign(p, w->superior, on);
	return p;
}

static struct paper *approval(const struct writing *w)
{
	struct arena *a = w->r->arena;
	const struct election *e = w->e;
	struct paper *p = decided(w, "approve", arena_printf(a, "关于同意%s\n%s的批复", w->unit, e->kind == ELECTION_BY ? "补选" : e->kind == ELECTION_FOUNDING ? "召开成立大会" : "换届选举"));
	paper_para(p, arena_printf(a, "你会%s收悉。经研究，批复如下：", quoted(a, request_title(w), e->request_no)));
	paper_para(p, arena_printf(a, "一、同意你会%s召开%s%s。", e->meeting_on ? arena_printf(a, "于%s", day_cn(a, e->meeting_on)) : "", meeting_of(e),
		e->kind == ELECTION_BY ? "进行补选" : arena_printf(a, "，选举%s工会委员会，任期%s", term_of(w), years_of(e))));
	paper_para(p, "二、同意下列名额：");
	organ_lines(w, p, false);
	organ_lines(w, p, true);
	paper_para(p, "三、请按照《中国工会章程》和《工会基层组织选举工作条例》的规定做好各项工作。候选人公示后报我会审批，选举结果报我会批准。");
	return p;
}

/* ---- the rules of the election ---- */

static struct paper *rules(const struct writing *w)
{
	struct arena *a = w->r->arena;
	struct paper *p = paper_report(a, arena_printf(a, "%s\n%s选举办法", w->unit, meeting_of(w->e)), w->e->state >= ELECTION_HELD ?
		arena_printf(a, "（%s%s通过）", day_cn(a, w->e->meeting_on), meeting_of(w->e)) : "（草案，由大会通过）");
	paper_para(p, "一、根据《中华人民共和国工会法》《中国工会章程》《工会基层组织选举工作条例》，制定本办法。");
	paper_para(p, "二、本次选举：");
	organ_lines(w, p, false);
	paper_para(p, "三、候选人名单按姓氏笔画为序。有选举权的是在籍会员；保留会籍的没有选举权和被选举权。");
	paper_para(p, "四、到会人数不少于应到会人数的三分之二，方可进行选举。");
	paper_para(p, "五、选举采用无记名投票，不得委托他人代为投票。收回的选票等于或少于发出的选票，选举有效；多于发出的选票，选举无效，重新选举。");
	paper_para(p, "六、所选人数等于或少于应选名额的选票有效，多于的无效。同意的在“同意”栏画“○”，反对的在“反对”栏画“×”，弃权的不画；可以另选他人。");
	paper_para(p, "七、得到应到会人数过半数赞成票的当选。超过应选名额时，得赞成票多的当选；票数相等不能确定的，对票数相等的再次投票，得赞成票多的当选。");
	paper_para(p, "八、当选人少于应选名额的，可以另行选举；接近应选名额的，经大会同意也可以减少名额，不再选举。");
	paper_para(p, "九、设监票人两名，由大会通过；候选人不得担任监票人、计票人。监票人监督发票、投票、计票全过程，在计票结果报告上签名。");
	paper_para(p, "十、选举结果由大会当场宣布，报上一级工会批准。");
	paper_sign(p, w->unit, w->e->meeting_on ? w->e->meeting_on : w->r->today);
	return p;
}

static void candidate_table(const struct writing *w, struct paper *p)
{
	static const struct paper_col cols[] = {{"姓名", 8, PAPER_LEFT}, {"候选职务", 12, PAPER_LEFT}, {"单位和现任职务", 16, PAPER_LEFT}};
	size_t n;
	struct election_candidates *c = q_election_candidates(w->r->db, w->r->arena, w->e->id, &n);
	paper_table_begin(p, "按姓氏笔画为序", cols, 3);
	for (size_t i = 0; i < n; i++) {
		paper_row(p);
		const struct person_row *who = record_load(w->r->db, w->r->arena, &person_record, c[i].person);
		paper_cell(p, c[i].name);
		paper_cell(p, organ_label(c[i].organ));
		paper_cell(p, who ? arena_printf(w->r->arena, "%s　%s", unit_name(w->r->db, w->r->arena, who->unit), who->title) : "");
	}
}

static struct paper *notice(const struct writing *w)
{
	struct arena *a = w->r->arena;
	struct paper *p = paper_report(a, arena_printf(a, "%s\n候选人公示", w->unit), w->e->title);
	paper_para(p, arena_printf(a, "经提名，%s候选人名单公示如下：", w->e->kind == ELECTION_BY ? "补选" : arena_printf(a, "%s工会委员会", term_of(w))));
	candidate_table(w, p);
	if (w->e->published_on)
		paper_para(p, arena_printf(a, "公示时间：自%s起，至%s止。", day_cn(a, w->e->published_on), day_cn(a, publicity_end(w->r, w->e))));
	paper_para(p, arena_printf(a, "对候选人有意见的，请在公示期内向%s或%s反映%s%s。", w->unit, w->superior,
		*w->e->contact ? "，联系人：" : "", w->e->contact));
	paper_sign(p, w->unit, w->e->published_on ? w->e->published_on : w->r->today);
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

/* 应到, 实到 and the ballots of the general meeting, as its first vote has them. */
static void turnout(const struct writing *w, struct paper *p)
{
	for (size_t i = 0; i < n_organ_rules; i++) {
		int64_t id = organ_rules[i].first ? 0 : q_election_vote_of(w->r->db, w->e->id, organ_rules[i].organ);
		const struct vote *v = id ? record_load(w->r->db, w->r->arena, &vote_record, id) : NULL;
		if (v && v->state == VOTE_ANNOUNCED) {
			paper_para(p, arena_printf(w->r->arena, "大会应到%lld人，实到%lld人，符合到会人数不少于应到会人数三分之二的规定。", (long long)v->entitled,
				(long long)vote_present(w->r->db, v->id)));
			return;
		}
	}
}

static struct paper *report(const struct writing *w)
{
	struct arena *a = w->r->arena;
	const struct election *e = w->e;
	const char *words = "", *number;
	day on = 0;
	struct paper *p = letter(w, false, e->report_no, report_title(w));
	number = said(w, "approve", &words, &on) ? number_in(a, words) : NULL;
	paper_para(p, arena_printf(a, "根据你会关于同意%s的批复%s%s%s，我会于%s召开%s，以无记名投票%s。", e->kind == ELECTION_BY ? "补选" : "选举", number ? "（" : "",
		number ? number : "", number ? "）" : "", day_cn(a, e->meeting_on), meeting_of(e),
		e->kind == ELECTION_BY ? "进行补选" : arena_printf(a, "选举%s工会委员会，任期%s", term_of(w), years_of(e))));
	turnout(w, p);
	if (*e->report_text)
		paper_para(p, e->report_text);
	paper_para(p, "选举结果如下：");
	seat_table(w, p);
	if (*e->fewer)
		paper_para(p, e->fewer);
	paper_para(p, "请予批复。");
	paper_attachment(p, "计票结果报告");
	paper_sign(p, w->unit, e->reported_on ? e->reported_on : w->r->today);
	return p;
}

/* The rules by which the new committee elects. */
static struct paper *first_rules(const struct writing *w)
{
	struct arena *a = w->r->arena;
	struct paper *p = paper_report(a, arena_printf(a, "%s%s委员会\n第一次全体会议选举办法", w->unit, term_of(w)), "（草案，由全体委员通过）");
	paper_para(p, "一、由大会选出的全体委员选举：");
	organ_lines(w, p, true);
	paper_para(p, "二、候选人在当选的委员中产生，名单按姓氏笔画为序；主席、副主席候选人已经公示并经上一级工会批准。");
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
	struct paper *p = paper_report(a, arena_printf(a, "%s%s委员会\n第一次全体会议选举结果", w->unit, term_of(w)), w->e->title);
	size_t n, members;
	struct winner *s = election_result(w->r->db, a, w->e->id, &n);
	elected_members(w->r, w->e, &members);
	paper_para(p, arena_printf(a, "%s召开第一次全体会议，全体委员 %zu 名，以无记名投票选举：", day_cn(a, w->e->first_on ? w->e->first_on : w->e->meeting_on), members));
	paper_table_begin(p, NULL, cols, 3);
	for (size_t i = 0; i < n; i++)
		if (s[i].organ >= ORGAN_STANDING) {
			paper_row(p);
			paper_cell(p, organ_office(s[i].organ));
			paper_cell(p, s[i].name);
			paper_cell_int(p, s[i].yes);
		}
	paper_sign(p, w->unit, w->e->first_on ? w->e->first_on : w->e->meeting_on);
	return p;
}

static struct paper *reply(const struct writing *w)
{
	struct arena *a = w->r->arena;
	const struct election *e = w->e;
	struct paper *p = decided(w, "endorse", arena_printf(a, "关于%s%s工会委员会\n%s结果的批复", w->unit, term_of(w), e->kind == ELECTION_BY ? "补选" : "选举"));
	paper_para(p, arena_printf(a, "你会%s收悉。经研究，同意选举结果%s：", quoted(a, report_title(w), e->report_no),
		e->kind == ELECTION_BY ? "" : arena_printf(a, "，任期%s，自%s起", years_of(e), day_cn(a, e->meeting_on))));
	seat_table(w, p);
	paper_para(p, "请及时办理变更登记，并将选举文书整套归档。");
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
