/* Figures that the register already has: nobody types them, nobody rounds them up. */
#include "kernel/measure.h"
#include "kernel/unit.h"
#include "modules/appraisals/inside.h"
#include "modules/committees/committees.h"
#include "modules/dues/dues.h"
#include "modules/members/members.h"
#include "text/calendar.h"

const struct live_source live_sources[] = {
	{LIVE_TERM_VALID, "工会委员会在届期内（1 是，0 否）", "登记的工会委员会今天在届期内"},
	{LIVE_ORGANS, "组织机构个数（工会、经审、女职工委员会）", "现在有几个委员会，最多 3"},
	{LIVE_CHAIR, "工会主席在任（1 是，0 否）", "现任工会委员会有主席"},
	{LIVE_MEMBERS, "在籍会员人数", "会员登记里在籍的人数"},
	{LIVE_COVERAGE, "职工入会率（百分比的整数部分）", "会员登记：会员 ÷ 职工"},
	{LIVE_COMPLETENESS, "实名信息完整率（百分比的整数部分）", "会员登记：实名信息完整 ÷ 会员"},
	{LIVE_ACTIVITIES, "今年已核实的活动场数", "工会活动登记"},
	{LIVE_APPEALS_IN_TIME, "诉求按期答复率（百分比的整数部分）", "职工诉求，最近一年"},
	{LIVE_APPEALS_PLEASED, "诉求满意率（百分比的整数部分）", "职工诉求，最近一年"},
	{LIVE_PROPOSALS_IN_TIME, "提案按期答复率（百分比的整数部分）", "职工提案，最近一年"},
	{LIVE_PROPOSALS_PLEASED, "提案满意率（百分比的整数部分）", "职工提案，最近一年"},
	{LIVE_CONTRACT, "集体合同在有效期内（1 是，0 否）", "工会卡片上的集体合同到期日期"},
	{LIVE_WAGE_CONTRACT, "工资专项集体合同在有效期内（1 是，0 否）", "工会卡片上的工资专项集体合同到期日期"},
	{LIVE_CONGRESS, "近十二个月开过职代会（1 是，0 否）", "工会卡片上最近一次职代会的日期"},
	{LIVE_CHECKUP, "近一年完成的法治体检（次）", "法治体检登记，问题都整改、复查的才算"},
	{LIVE_NO_MAJOR_RISK, "没有未销号的重大劳动关系风险（1 没有，0 有）", "劳动关系风险登记"},
	{LIVE_NO_OVERDUE_CASE, "没有逾期的劳动法律监督案件（1 没有，0 有）", "劳动法律监督登记"},
	{LIVE_SUPERVISORS, "在任劳动法律监督员（人）", "劳动关系人员名册"},
	{LIVE_DUES, "今年会费缴纳率（百分比的整数部分）", "会费台账：今年各月已缴人次 ÷ 应缴人次；已经过去、没有台账的月份按当时的在籍会员计入应缴"},
	{0},
};

const char *live_label(int64_t key)
{
	for (const struct live_source *s = live_sources; s->key; s++)
		if (s->key == key)
			return s->label;
	return "";
}

static struct live_value organs(struct req *r, int64_t unit, const char *href)
{
	static const int64_t kinds[] = {COMMITTEE_UNION, COMMITTEE_AUDIT, COMMITTEE_WOMEN};
	static const char *const names[] = {"工会委员会", "经审委员会", "女职工委员会"};
	struct buf b = buf_in(r->arena);
	struct live_value v = {.href = href};
	struct committee c;
	for (size_t i = 0; i < 3; i++) {
		bool has = committee_of(r, unit, kinds[i], 0, &c);
		v.value += has;
		buf_printf(&b, "%s%s%s", i ? "，" : "", has ? "有" : "没有", names[i]);
	}
	v.text = buf_text(&b);
	return v;
}

static struct live_value term(struct req *r, int64_t unit, int64_t key, const char *href)
{
	struct committee c;
	if (!committee_of(r, unit, COMMITTEE_UNION, 0, &c))
		return (struct live_value){0, "没有登记工会委员会", href};
	if (key == LIVE_CHAIR)
		return (struct live_value){c.chair != 0, c.chair ? arena_printf(r->arena, "%s的主席在任", c.name) : arena_printf(r->arena, "%s的主席空缺", c.name), href};
	bool runs = c.until >= r->today;
	return (struct live_value){runs, arena_printf(r->arena, "%s，届期至 %s%s", c.name, day_cn(r->arena, c.until), runs ? "" : "，已届满"), href};
}

/* A ratio of the register as a whole number of per cent, rounded down: 79.9 is not 80. */
static struct live_value percent(struct req *r, const char *key, int64_t unit, day from, const char *href)
{
	int64_t num, den;
	const struct measure *m = measure_of(r->app, key);
	measure_parts(r->db, m, unit, from, r->today, &num, &den);
	if (den <= 0)
		return (struct live_value){0, arena_printf(r->arena, "%s：没有数据", m->label), href};
	return (struct live_value){num * 100 / den, arena_printf(r->arena, "%s：%lld ÷ %lld", m->label, (long long)num, (long long)den), href};
}

/* Of the union's own sheets; a month that nobody opened is owed. */
static struct live_value dues(struct req *r, int64_t unit, const char *href)
{
	struct dues_span x = dues_of_span(r, dues_house(r, unit), day_year_first(day_civil(r->today).year), r->today);
	if (x.due <= 0)
		return (struct live_value){0, "今年还没有会费台账", href};
	const char *text = arena_printf(r->arena, "今年会费：已缴 %lld 人次 ÷ 应缴 %lld 人次", (long long)x.paid, (long long)x.due);
	if (*x.months)
		text = arena_printf(r->arena, "%s；其中%s没有台账，按在籍会员计入应缴 %lld 人次", text, x.months, (long long)x.unkept);
	return (struct live_value){x.paid * 100 / x.due, text, href};
}

/* What stands on the card of the union, held against today. */
static struct live_value of_card(struct req *r, int64_t key, int64_t unit)
{
	struct appraisal_card c = {0};
	const char *href = link_to(r, "/units/%lld/card", (long long)unit);
	if (!q_appraisal_card(r->db, r->arena, unit, &c))
		return (struct live_value){0, "没有工会卡片", href};
	day d = key == LIVE_CONTRACT ? c.contract_until : key == LIVE_WAGE_CONTRACT ? c.wage_until : c.congress_on;
	const char *what = key == LIVE_CONTRACT ? "集体合同到期" : key == LIVE_WAGE_CONTRACT ? "工资专项集体合同到期" : "最近一次职代会";
	bool good = key == LIVE_CONGRESS ? d && d <= r->today && day_add_months(d, 12) >= r->today : d >= r->today;
	return (struct live_value){good, d ? arena_printf(r->arena, "%s：%s", what, day_cn(r->arena, d)) : arena_printf(r->arena, "%s：没有填", what), href};
}

static struct live_value labour(struct req *r, int64_t key, int64_t unit)
{
	int64_t n = key == LIVE_CHECKUP	 ? measure_value(r->db, "checkup.done", unit, r->today - 364, r->today) :
		    key == LIVE_SUPERVISORS ? measure_value(r->db, "labour_officer.active", unit, 0, r->today) :
					      measure_value(r->db, key == LIVE_NO_MAJOR_RISK ? "labour_risk.major" : "labour.overdue", unit, 0, r->today);
	switch (key) {
	case LIVE_CHECKUP:
		return (struct live_value){n, arena_printf(r->arena, "近一年完成法治体检 %lld 次", (long long)n), link_to(r, "/labour/checkups?unit=%lld", (long long)unit)};
	case LIVE_SUPERVISORS:
		return (struct live_value){n, arena_printf(r->arena, "在任监督员 %lld 人", (long long)n), link_to(r, "/labour/officers?kind=1&unit=%lld", (long long)unit)};
	case LIVE_NO_MAJOR_RISK:
		return (struct live_value){n == 0, arena_printf(r->arena, "未销号的重大风险 %lld 件", (long long)n), link_to(r, "/labour/risks?level=3&unit=%lld", (long long)unit)};
	default:
		return (struct live_value){n == 0, arena_printf(r->arena, "逾期的监督案件 %lld 件", (long long)n), link_to(r, "/labour/cases?sort=due&unit=%lld", (long long)unit)};
	}
}

struct live_value live_read(struct req *r, int64_t key, int64_t unit)
{
	const char *committees = link_to(r, "/units/%lld/committees", (long long)unit), *of = arena_printf(r->arena, "?unit=%lld", (long long)unit);
	const char *members = arena_printf(r->arena, "/members%s", of), *appeals = arena_printf(r->arena, "/appeals%s", of);
	const char *proposals = arena_printf(r->arena, "/proposals%s", of);
	int64_t n;
	switch (key) {
	case LIVE_TERM_VALID:
	case LIVE_CHAIR: return term(r, unit, key, committees);
	case LIVE_ORGANS: return organs(r, unit, committees);
	case LIVE_MEMBERS:
		n = members_entitled(r->db, unit, 0);
		return (struct live_value){n, arena_printf(r->arena, "在籍会员 %lld 人", (long long)n), members};
	case LIVE_COVERAGE: return percent(r, "member.coverage", unit, 0, members);
	case LIVE_COMPLETENESS: return percent(r, "member.completeness", unit, 0, members);
	case LIVE_ACTIVITIES:
		n = measure_value(r->db, "activity.held", unit, day_year_first(day_civil(r->today).year), r->today);
		return (struct live_value){n, arena_printf(r->arena, "今年已核实活动 %lld 场", (long long)n), arena_printf(r->arena, "/activities%s", of)};
	case LIVE_APPEALS_IN_TIME: return percent(r, "appeal.in_time_rate", unit, r->today - 364, appeals);
	case LIVE_APPEALS_PLEASED: return percent(r, "appeal.pleased_rate", unit, r->today - 364, appeals);
	case LIVE_PROPOSALS_IN_TIME: return percent(r, "proposal.in_time_rate", unit, r->today - 364, proposals);
	case LIVE_PROPOSALS_PLEASED: return percent(r, "proposal.pleased_rate", unit, r->today - 364, proposals);
	case LIVE_CONTRACT:
	case LIVE_WAGE_CONTRACT:
	case LIVE_CONGRESS: return of_card(r, key, unit);
	case LIVE_CHECKUP:
	case LIVE_NO_MAJOR_RISK:
	case LIVE_NO_OVERDUE_CASE:
	case LIVE_SUPERVISORS: return labour(r, key, unit);
	case LIVE_DUES: return dues(r, unit, arena_printf(r->arena, "/dues%s", of));
	default: return (struct live_value){0, "没有这个数据来源", ""};
	}
}
