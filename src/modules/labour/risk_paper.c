/* Papers of risks and special periods: the numbered report of one risk, and who reported in a period. */
#include "kernel/event.h"
#include "kernel/paper_answer.h"
#include "kernel/unit.h"
#include "labour.sql.h"
#include "modules/labour/inside.h"

static const char *shown(struct req *r, const struct labour_risk *x, const char *name)
{
	return labour_shown(r, record_field(&labour_risk_record, name), x);
}

static const char *person(struct req *r, int64_t id)
{
	return id ? record_title(r->db, r->arena, &person_record, id) : "";
}

/* About a unit and a matter: nobody who works there is named on it. */
static struct paper *report(struct req *r, const struct labour_risk *x, const char *organ)
{
	static const struct paper_col cols[] = {{"项目", 6, PAPER_LEFT}, {"内容", 22, PAPER_LEFT}};
	struct paper *p = paper_report(r->arena, "劳动关系风险报告", x->number);
	paper_table_begin(p, NULL, cols, 2);
	paper_line(p, "什么事", x->title);
	paper_line(p, "哪个单位", x->place);
	paper_line(p, "类别和级别", arena_printf(r->arena, "%s，%s%s", shown(r, x, "kind"), shown(r, x, "level"), x->people ? arena_printf(r->arena, "，涉及 %lld 人", (long long)x->people) : ""));
	paper_line(p, "报告", arena_printf(r->arena, "%s　%s", shown(r, x, "reported_on"), person(r, x->reporter)));
	paper_line(p, "处置期限", x->due ? arena_printf(r->arena, "%s前（%s）", shown(r, x, "due"), labour_risk_rule(r, x)) : "");
	paper_line(p, "现在", shown(r, x, "state"));
	paper_line(p, "处置人、审核人（签名）", "");
	paper_point(p, 1, "一、情况。", x->content);
	paper_point(p, 1, "二、处置措施。", *x->measures ? x->measures : "处置中，还没有写明。");
	paper_point(p, 1, "三、处置结果。", !x->settled_on ? "还没有结果。" :
		    arena_printf(r->arena, "%s（%s处置完成，处置人%s；%s）", x->outcome, shown(r, x, "settled_on"), person(r, x->handler),
				 x->closed_on ? arena_printf(r->arena, "%s销号", shown(r, x, "closed_on")) : "还没有销号"));
	paper_sign(p, organ, r->today);
	return p;
}

void get_labour_risk_print(struct req *r)
{
	const struct labour_risk *x = r->row;
	const char *format = paper_format(r->word, "report");
	if (!format)
		refuse(r, 404, "没有这种文书。");
	else if (!*x->number)
		refuse(r, 409, "核实定级以后编号，才能下载风险报告。");
	else
		answer_paper(r, report(r, x, unit_name(r->db, r->arena, x->unit)), format, arena_printf(r->arena, "劳动关系风险报告 %s", x->number));
}

/* ---- a special period ---- */

static void of_unions(struct req *r, struct paper *p, const struct alert_period *x)
{
	static const struct paper_col cols[] = {{"工会", 12, PAPER_LEFT}, {"应报", 4, PAPER_RIGHT}, {"当日报", 4, PAPER_RIGHT}, {"补报", 4, PAPER_RIGHT}, {"未报", 4, PAPER_RIGHT}, {"有情况", 4, PAPER_RIGHT}};
	size_t n;
	int64_t sum[5] = {0};
	struct zero_of_unions *u = q_zero_of_unions(r->db, r->arena, x->id, &n);
	paper_table_begin(p, NULL, cols, 6);
	for (size_t i = 0; i < n; i++) {
		const int64_t of[] = {u[i].owed, u[i].in_time, u[i].given - u[i].in_time, u[i].owed - u[i].given, u[i].incidents};
		paper_row(p);
		paper_cell(p, u[i].unit_name);
		for (size_t k = 0; k < 5; k++) {
			paper_cell_int(p, of[k]);
			sum[k] += of[k];
		}
	}
	paper_row(p);
	paper_cell(p, "合计");
	for (size_t k = 0; k < 5; k++)
		paper_cell_int(p, sum[k]);
}

static void incidents(struct req *r, struct paper *p, const struct alert_period *x)
{
	static const struct paper_col cols[] = {{"日期", 5, PAPER_LEFT}, {"工会", 9, PAPER_LEFT}, {"情况", 18, PAPER_LEFT}};
	size_t n;
	struct zero_incidents *z = q_zero_incidents(r->db, r->arena, x->id, &n);
	paper_heading(p, 1, "报告的情况");
	if (!n)
		paper_para(p, "没有报告情况。");
	else
		paper_table_begin(p, NULL, cols, 3);
	for (size_t i = 0; i < n; i++) {
		paper_row(p);
		paper_cell(p, day_cn(r->arena, z[i].held_on));
		paper_cell(p, z[i].unit_name);
		paper_cell(p, z[i].note);
	}
}

void get_alert_period_print(struct req *r)
{
	const struct alert_period *x = r->row;
	const char *format = paper_format(r->word, "report");
	if (!format || x->state == PERIOD_DRAFT || x->state == PERIOD_CANCELLED) {
		refuse(r, format ? 409 : 404, "%s", format ? "宣布以后才有零报告情况表。" : "没有这种文书。");
		return;
	}
	struct event_head head = event_head(r->db, r->arena);
	struct paper *p = paper_report(r->arena, arena_printf(r->arena, "%s\n零报告情况", x->title),
				       arena_printf(r->arena, "%s　%s 至 %s", unit_name(r->db, r->arena, x->unit), day_cn(r->arena, x->since), day_cn(r->arena, x->until)));
	paper_para(p, arena_printf(r->arena, "%s。%s当日报告的才算当日报，后来补的算补报。", alert_period_reach(x), *x->reason ? arena_printf(r->arena, "要求：%s　", x->reason) : ""));
	of_unions(r, p, x);
	incidents(r, p, x);
	paper_foot(p, r->today, head.seal, head.hash);
	answer_paper(r, p, format, arena_printf(r->arena, "%s零报告情况", x->title));
}
