/* Papers: the special report on proposals to the congress with the table of them; the form of one proposal. */
#include <string.h>

#include "kernel/event.h"
#include "kernel/paper_answer.h"
#include "kernel/unit.h"
#include "modules/proposals/inside.h"
#include "proposals.sql.h"

static const char *n_of(struct req *r, int64_t n)
{
	return arena_printf(r->arena, "%lld", (long long)n);
}

static void put_figures(struct req *r, struct paper *p, const struct session_figures *f)
{
	static const struct paper_col cols[] = {{"指标", 6, PAPER_LEFT}, {"件数", 3, PAPER_RIGHT}, {"比率", 3, PAPER_RIGHT}, {"口径", 10, PAPER_LEFT}};
	const struct {
		const char *label;
		int64_t n, part, whole;
		const char *how;
	} rows[] = {
		{"提交", f->submitted, 0, 0, "本次会议提交的，不含结转和撤回"},
		{"立案", f->filed, f->filed, f->submitted, "立案（含并案）÷ 提交"},
		{"结转", f->carried, 0, 0, "以前没有落实、转入本次会议的"},
		{"答复", f->replied, f->replied, f->taken, "答复 ÷（立案＋结转－并案）"},
		{"按期答复", f->in_time, f->in_time, f->replied, "按期答复 ÷ 答复"},
		{"A 类", f->class[CLASS_DONE], f->class[CLASS_DONE], f->taken, "A 类 ÷（立案＋结转－并案）"},
		{"满意和基本满意", f->good + f->fair, f->good + f->fair, f->rated, "（满意＋基本满意）÷ 已评价"},
	};
	paper_table_begin(p, NULL, cols, 4);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		paper_row(p);
		paper_cell(p, rows[i].label);
		paper_cell(p, n_of(r, rows[i].n));
		paper_cell(p, rows[i].whole ? rate_text(r, rows[i].part, rows[i].whole) : "");
		paper_cell(p, rows[i].how);
	}
}

static void put_overall(struct req *r, struct paper *p, const struct congress_session *s, const struct session_figures *f)
{
	struct arena *a = r->arena;
	paper_heading(p, 1, "一、总体情况");
	if (*s->figures)
		paper_para(p, arena_printf(a, "%s：%s", day_cn(a, s->reported_on), s->figures));
	else
		paper_para(p, arena_printf(a, "本次会议于%s至%s征集提案，共收到 %lld 件，立案 %lld 件，转为意见建议 %lld 件，不立案 %lld 件，并案 %lld 件；另有以前结转 %lld 件。",
					   day_cn(a, s->opens), day_cn(a, s->closes), (long long)f->submitted, (long long)f->filed, (long long)f->ideas,
					   (long long)f->refused, (long long)f->merged, (long long)f->carried));
	paper_para(p, arena_printf(a, "办理结果：A 类 %lld 件，B 类 %lld 件，C 类 %lld 件，D 类 %lld 件。评价：满意 %lld 件，基本满意 %lld 件，不满意 %lld 件。",
				   (long long)f->class[CLASS_DONE], (long long)f->class[CLASS_PLANNED], (long long)f->class[CLASS_NOT_NOW],
				   (long long)f->class[CLASS_NOTED], (long long)f->good, (long long)f->fair, (long long)f->bad));
	paper_heading(p, 1, "二、主要数字");
	put_figures(r, p, f);
}

static void put_some(struct req *r, struct paper *p, const char *heading, const struct proposal_of_session *x, size_t n,
		     bool (*wanted)(struct req *r, const struct proposal_of_session *x), const char *none)
{
	int no = 0;
	paper_heading(p, 1, heading);
	for (size_t i = 0; i < n; i++)
		if (wanted(r, &x[i]))
			paper_item(p, arena_printf(r->arena, "%d.", ++no), arena_printf(r->arena, "%s　%s（提案人%s，承办%s%s%s）", x[i].number, x[i].title, x[i].author_name,
				*x[i].lead_name ? x[i].lead_name : "未交办", x[i].promised_on ? "，承诺完成 " : "", x[i].promised_on ? day_cn(r->arena, x[i].promised_on) : ""));
	if (!no)
		paper_para(p, none);
}

static bool is_late(struct req *r, const struct proposal_of_session *x)
{
	return (MATTER_OPEN & 1u << x->state) && x->due && x->due < r->today;
}

static bool is_kept(struct req *r, const struct proposal_of_session *x)
{
	(void)r;
	return x->state == MATTER_KEPT;
}

static bool is_best(struct req *r, const struct proposal_of_session *x)
{
	(void)r;
	return x->excellent;
}

static bool for_agenda(struct req *r, const struct proposal_of_session *x)
{
	(void)r;
	return x->agenda;
}

static void put_list(struct paper *p, const struct proposal_of_session *x, size_t n)
{
	static const struct paper_col cols[] = {{"编号", 6, PAPER_LEFT}, {"案由", 10, PAPER_LEFT}, {"提案人", 4, PAPER_LEFT}, {"承办", 6, PAPER_LEFT},
						{"状态", 4, PAPER_LEFT}, {"结果", 6, PAPER_LEFT}, {"评价", 4, PAPER_LEFT}};
	const struct choice *states = record_field(&proposal_record, "state")->choices;
	paper_annex(p, "附件", "提案办理情况一览表");
	paper_table_begin(p, NULL, cols, 7);
	for (size_t i = 0; i < n; i++) {
		paper_row(p);
		paper_cell(p, x[i].number);
		paper_cell(p, x[i].title);
		paper_cell(p, x[i].author_name);
		paper_cell(p, x[i].lead_name);
		paper_cell(p, choice_label(states, x[i].state));
		paper_cell(p, x[i].replied_on ? choice_label(proposal_outcomes, x[i].outcome) : "");
		paper_cell(p, choice_label(matter_ratings, x[i].rating));
	}
}

static struct paper *report(struct req *r, const struct congress_session *s)
{
	struct arena *a = r->arena;
	size_t n;
	const char *unit = unit_name(r->db, a, s->unit);
	struct event_head head = event_head(r->db, a);
	struct session_figures f = figures_of(r, s->id);
	struct proposal_of_session *x = q_proposal_of_session(r->db, a, s->id, &n);
	struct paper *p = paper_report(a, arena_printf(a, "%s\n提案工作报告", s->title), arena_printf(a, "%s　%s", unit, day_cn(a, r->today)));
	put_overall(r, p, s, &f);
	put_some(r, p, "三、建议列入大会议题的提案", x, n, for_agenda, "没有。");
	put_some(r, p, "四、跟踪落实的提案", x, n, is_kept, "没有。");
	put_some(r, p, "五、逾期没有答复的提案", x, n, is_late, "没有。");
	put_some(r, p, "六、优秀提案", x, n, is_best, "还没有评选。");
	paper_sign(p, unit, r->today);
	paper_foot(p, r->today, head.seal, head.hash);
	if (n)
		put_list(p, x, n);
	return p;
}

void get_session_paper(struct req *r)
{
	const struct congress_session *s = r->row;
	const char *format = paper_format(r->word, "report");
	if (!format || s->kind != SESSION_CONGRESS) {
		refuse(r, 404, "没有这种文件。可以选择 report.docx 或 report.pdf。");
		return;
	}
	answer_paper(r, report(r, s), format, arena_printf(r->arena, "%s提案工作报告", s->title));
}

/* ---- the form of one proposal, as a union files it ---- */

static void put_line(struct paper *p, const char *label, const char *text)
{
	paper_row(p);
	paper_cell(p, label);
	paper_cell(p, text);
}

static const char *seconders(struct req *r, const struct proposal *x)
{
	size_t n;
	struct buf b = buf_in(r->arena);
	struct proposal_seconds *s = q_proposal_seconds(r->db, r->arena, x->id, &n);
	for (size_t i = 0; i < n; i++)
		if (s[i].answer == 1)
			buf_printf(&b, "%s%s（%s）", b.n ? "、" : "", s[i].name, s[i].home);
	return b.n ? buf_text(&b) : "无";
}

/* What was written when it was filed, joined, taken as a suggestion or not filed. */
static const char *opinion(struct req *r, const struct proposal *x)
{
	static const char *const verbs[] = {"sort", "merge", "idea", "refuse"};
	size_t n;
	struct event *e = events_of(r->db, r->arena, proposal_record.name, x->id, 200, &n);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < sizeof(verbs) / sizeof(verbs[0]); k++)
			if (strcmp(e[i].verb, verbs[k]) == 0 && !text_empty(e[i].note))
				return arena_printf(r->arena, "%s\n%s", event_words(r->db, r->arena, e[i].note), day_cn(r->arena, e[i].happened_on));
	return "";
}

static const char *on(struct req *r, const char *text, day d)
{
	return d ? arena_printf(r->arena, "%s　%s", text, day_cn(r->arena, d)) : text;
}

static struct paper *form_of(struct req *r, const struct proposal *x)
{
	static const struct paper_col cols[] = {{"项目", 4, PAPER_CENTER}, {"内容", 20, PAPER_LEFT}};
	struct arena *a = r->arena;
	struct event_head head = event_head(r->db, a);
	const char *unit = unit_name(r->db, a, x->unit);
	bool answered = x->signer && !text_empty(x->reply);
	struct paper *p = paper_report(a, "职工代表提案表", arena_printf(a, "%s　%s", unit, *x->number ? x->number : "未提交"));
	paper_table_begin(p, NULL, cols, 2);
	put_line(p, "案由", x->title);
	put_line(p, "类别", choice_label(proposal_kinds, x->kind));
	put_line(p, "提案人", on(r, record_title(r->db, a, &person_record, x->author), x->received_on));
	put_line(p, "附议人", seconders(r, x));
	put_line(p, "案据", x->content);
	put_line(p, "建议措施", x->measures);
	put_line(p, "审查意见", opinion(r, x));
	put_line(p, "承办单位", x->lead ? on(r, unit_name(r->db, a, x->lead), x->sent_on) : "");
	put_line(p, "办理期限", x->first_due ? day_cn(a, x->due ? x->due : x->first_due) : "");
	put_line(p, "办理结果", answered ? choice_label(proposal_outcomes, x->outcome) : "");
	put_line(p, "承诺完成", answered && x->promised_on ? day_cn(a, x->promised_on) : "");
	put_line(p, "答复", answered ? x->reply : "");
	put_line(p, "签发", answered ? on(r, record_title(r->db, a, &person_record, x->signer), x->replied_on) : "");
	put_line(p, "代表评价", choice_label(matter_ratings, x->rating));
	put_line(p, "办结", x->closed_on ? day_cn(a, x->closed_on) : "");
	paper_foot(p, r->today, head.seal, head.hash);
	return p;
}

void get_proposal_paper(struct req *r)
{
	const struct proposal *x = r->row;
	const char *format = paper_format(r->word, "form");
	if (!format)
		refuse(r, 404, "没有这种文件。可以选择 form.docx 或 form.pdf。");
	else if (proposal_sees_all(r, x))
		answer_paper(r, form_of(r, x), format, arena_printf(r->arena, "%s提案表", *x->number ? x->number : x->title));
	else if (!r->answered)
		refuse(r, 403, "提案表给提案人、附议人、承办单位和本单位工会看；公开的进展见提案页。");
}
