/* The form of an election: what the law says about seats stands beside it. */
#include "elections.html.h"
#include "modules/committees/committees.h"
#include "modules/elections/inside.h"
#include "modules/members/members.h"
#include "secret/id.h"

#define OF(organ) (1u << (organ))
#define CHAIRS (OF(ORGAN_CHAIR) | OF(ORGAN_VICE) | OF(ORGAN_FIRST_CHAIR) | OF(ORGAN_FIRST_VICE))

/* ELE-01: two rules that are often mixed up, and what bars from the audit. */
const struct bar election_bars[] = {
	{CHAIRS, "企业行政负责人（含行政副职）、合伙人及其近亲属", "企业工会主席产生办法（试行）第6条", 'A'},
	{CHAIRS, "人力资源部门负责人", "企业工会主席产生办法（试行）第6条", 'A'},
	{CHAIRS, "外籍职工", "企业工会主席产生办法（试行）第6条", 'A'},
	{OF(ORGAN_COMMITTEE) | CHAIRS, "企业主要负责人的近亲属", "工会法第10条", 'A'},
	{OF(ORGAN_AUDIT), "工会主席、副主席、常委，财会和管钱管物的人员", "对中国工会章程第13条的指导意见", 'B'},
	{OF(ORGAN_COMMITTEE) | CHAIRS | OF(ORGAN_AUDIT) | OF(ORGAN_WOMEN), "保留会籍、退休或还没有批准入会的人", "工会基层组织选举工作条例第4条", 'A'},
};
const size_t n_election_bars = sizeof(election_bars) / sizeof(election_bars[0]);

const char *bar_sources(struct req *r, int64_t organ)
{
	const char *out = "", *last = "";
	for (size_t i = 0; i < n_election_bars; i++) {
		const struct bar *b = &election_bars[i];
		if (!(b->organs & OF(organ)) || b->source == last)
			continue;
		out = arena_printf(r->arena, "%s%s%s", out, *out ? "；" : "", b->source);
		last = b->source;
	}
	return out;
}

/* ---- seats ---- */

static const struct {
	int64_t kind, organ;
	const char *field;
} counted[] = {{COMMITTEE_UNION, ORGAN_COMMITTEE, "seats_committee"}, {COMMITTEE_AUDIT, ORGAN_AUDIT, "seats_audit"}};
enum { COUNTED = sizeof(counted) / sizeof(counted[0]) };

/* ---- delegates ---- */

/* ORG-06. The table is for grassroots unions; without a register of members there is nothing to measure by. */
static bool delegate_range(struct req *r, int64_t unit, struct seat_range *out)
{
	static const struct {
		int64_t upto;
		const char *least, *most;
	} bands[] = {
		{200, "election.delegates_least_200", "election.delegates_most_200"}, {1000, "election.delegates_least_1000", "election.delegates_most_1000"},
		{5000, "election.delegates_least_5000", "election.delegates_most_5000"}, {10000, "election.delegates_least_10000", "election.delegates_most_10000"},
		{50000, "election.delegates_least_50000", "election.delegates_most_50000"}, {INT64_MAX, "election.delegates_least_over", "election.delegates_most_over"}};
	int64_t members = members_entitled(r->db, unit, 0);
	struct unit u;
	size_t i = 0;
	if (!members || !unit_load(r->db, r->arena, unit, &u) || u.kind == UNIT_FEDERATION)
		return false;
	while (members > bands[i].upto)
		i++;
	struct policy_value least = policy_get(r, bands[i].least, unit, r->today), most = policy_get(r, bands[i].most, unit, r->today);
	*out = (struct seat_range){least.value, most.value, members < policy_get(r, "election.delegates_from", unit, r->today).value, least.source, policy_confidence(&least)};
	return true;
}

struct range_line *election_ranges(struct req *r, int64_t unit, size_t *n)
{
	struct range_line *out = NEW_N(r->arena, struct range_line, COUNTED + 1);
	*n = 0;
	for (size_t i = 0; i < COUNTED; i++) {
		struct seat_range s = committee_seats(r, unit, counted[i].kind, 0);
		if (s.most)
			out[(*n)++] = (struct range_line){choice_label(committee_kinds, counted[i].kind),
				arena_printf(r->arena, "%lld 至 %lld 席%s", (long long)s.least, (long long)s.most, s.single ? "，也可以只选主席一人" : ""),
				s.source, source_unchecked(s.confidence)};
	}
	struct seat_range d;
	if (delegate_range(r, unit, &d))
		out[(*n)++] = (struct range_line){"会员代表", d.single ? "会员不足 100 人，召开会员大会" : arena_printf(r->arena, "%lld 至 %lld 名，中层以上管理人员不超过五分之一",
			(long long)d.least, (long long)d.most), d.single ? "中国工会章程第26条" : d.source, !d.single && source_unchecked(d.confidence)};
	return out;
}

static void check_delegates(struct req *r, const struct election *e)
{
	struct policy_value from = policy_get(r, "election.delegates_from", e->unit, r->today), share = policy_get(r, "election.delegates_managers", e->unit, r->today);
	struct seat_range s;
	if (e->form != FORM_DELEGATES || !delegate_range(r, e->unit, &s))
		return;
	if (s.single)
		problem_add(&r->problems, "form", "现有在籍会员不足 %lld 人，应当召开会员大会（%s）。", (long long)from.value, from.source);
	else if (e->delegates_count && (e->delegates_count < s.least || e->delegates_count > s.most) && text_empty(e->seats_reason))
		problem_add(&r->problems, "delegates_count", "按现有会员人数应选代表 %lld 至 %lld 名（%s%s）；人数不同，请在“名额说明”写明依据。", (long long)s.least,
			    (long long)s.most, s.source, source_unchecked(s.confidence) ? "，未核实" : "");
	if (e->delegates_managers * 100 > e->delegates_count * share.value && text_empty(e->seats_reason))
		problem_add(&r->problems, "delegates_managers", "中层以上管理人员不超过代表的 %lld %%（%s%s），现在 %lld 名代表里最多 %lld 名；另有依据的，写在“名额说明”。", (long long)share.value,
			    share.source, policy_unchecked(&share) ? "，未核实" : "", (long long)e->delegates_count, (long long)(e->delegates_count * share.value / 100));
}

/* A by-election fills seats of a committee that has its number already. */
static void check_seats(struct req *r, const struct election *e)
{
	for (size_t i = 0; e->kind != ELECTION_BY && i < COUNTED; i++) {
		int64_t seats = organ_seats(e, counted[i].organ);
		struct seat_range s = committee_seats(r, e->unit, counted[i].kind, 0);
		if (!seats || !s.most || (seats >= s.least && seats <= s.most) || (s.single && seats == 1) || !text_empty(e->seats_reason))
			continue;
		problem_add(&r->problems, counted[i].field, "%s按现有会员人数应设 %lld 至 %lld 席（%s%s）；名额不同，请在“名额说明”写明依据。",
			    choice_label(committee_kinds, counted[i].kind), (long long)s.least, (long long)s.most, s.source,
			    source_unchecked(s.confidence) ? "，未核实" : "");
	}
}

static bool fits(struct req *r, struct election *e)
{
	struct unit u;
	const char *meeting = meeting_cited(r, e->unit, &election_record, e->id);
	e->meeting = meeting ? meeting : e->meeting;
	if (e->seats_committee < 1 && (e->kind != ELECTION_BY || !(e->seats_audit || e->seats_women || e->chair || e->seats_vice)))
		problem_add(&r->problems, "seats_committee", e->kind == ELECTION_BY ? "请填写要补选的名额。" : "请填写委员名额。");
	if (e->kind == ELECTION_NEW_TERM && !e->term_end)
		problem_add(&r->problems, "term_end", "换届选举请填写上届届满日期。");
	if (unit_load(r->db, r->arena, e->unit, &u) && u.kind == UNIT_FEDERATION && e->years == 3)
		problem_add(&r->problems, "years", "地方总工会委员会每届任期五年（工会法第16条）。");
	if (e->first && (e->chair || e->seats_vice))
		problem_add(&r->problems, "first", "主席、副主席由大会选举还是由委员会选举，只能选一种（工会法第10条、中国工会章程）。");
	if (e->first && e->kind == ELECTION_BY)
		problem_add(&r->problems, "first", "补选不用这一步；补选主席请登记为补选，由大会选举。");
	if (e->first && e->first_standing && e->first_standing < 1 + e->first_vice)
		problem_add(&r->problems, "first_standing", "常务委员含主席、副主席，至少 %lld 名。", (long long)e->first_vice + 1);
	if (e->first && e->first_standing > e->seats_committee)
		problem_add(&r->problems, "first_standing", "常务委员不能多于委员（%lld 名）。", (long long)e->seats_committee);
	check_seats(r, e);
	check_delegates(r, e);
	return r->problems.n == 0;
}

/* ---- the page ---- */

enum { GROUP_FIRST = 2 };
const struct election_group election_groups[ELECTION_GROUPS] = {
	{.title = "基本情况", .pairs = {"kind", "form", "term_no", "years", "term_end", "meeting_on", "place"}, .fields = {"title"}},
	{.title = "名额", .help = "旁边列着按现有会员人数的规定；不同的写明依据。", .pairs = {"seats_committee", "seats_audit", "seats_women", "seats_vice"},
	 .fields = {"chair", "seats_reason"}},
	[GROUP_FIRST] = {.title = "委员会第一次全体会议", .help = "主席、副主席、常委由新一届委员会选举的填写。", .from = ELECTION_HELD, .to = ELECTION_HELD,
	 .pairs = {"first_vice", "first_standing", "first_on"}, .fields = {"first"}},
	{.title = "文书上印的", .help = "印在请示、公示、结果报告上。", .from = ELECTION_DRAFT, .to = ELECTION_DRAFT, .pairs = {"request_no", "report_no", "signer", "contact"}},
	{.title = "筹备、资格和代表", .help = "第 3 至 5 步之前填写。", .from = ELECTION_APPROVED, .to = ELECTION_QUALIFIED, .pairs = {"delegates_count", "delegates_managers"},
	 .fields = {"group_people", "qualification", "delegates"}},
	{.title = "公示和报批", .help = "第 8 步之前填写。", .from = ELECTION_NOMINATED, .to = ELECTION_PUBLISHED, .fields = {"objections", "party"}},
	{.title = "选举结果和归档", .help = "大会之后填写。", .from = ELECTION_CONFIRMED, .to = ELECTION_REGISTERED, .fields = {"fewer", "report_text", "archive_no"}},
};

static bool wrong_in(struct req *r, const char *const *fields)
{
	for (int i = 0; i < GROUP_FIELDS && fields[i]; i++)
		if (problem_of(&r->problems, fields[i]))
			return true;
	return false;
}

/* What the present step needs stands open, and where something is wrong; the rest is a line. */
static void open_groups(struct req *r, const struct election *e, struct election_form_view *v)
{
	int64_t state = e ? e->state : ELECTION_DRAFT;
	bool first = e ? e->first : form_has(r, "first");
	for (int i = 0; i < ELECTION_GROUPS; i++) {
		const struct election_group *g = &election_groups[i];
		v->open[i] = !g->from || (state >= g->from && state <= g->to) || (i == GROUP_FIRST && first) || wrong_in(r, g->pairs) || wrong_in(r, g->fields);
	}
}

static void show(struct req *r, int64_t unit, const struct election *e)
{
	struct form f = {r, &election_record, e, NULL};
	struct election_form_view v = {.r = r, .form = &f, .title = e ? "修改换届选举" : "登记换届选举", .action = "/elections", .back = "/elections",
				       .members = members_entitled(r->db, unit, 0), .unit = unit};
	if (e) {
		v.action = v.back = link_to(r, "/elections/%lld", (long long)e->id);
		v.version = e->version;
	}
	v.ranges = election_ranges(r, unit, &v.n_ranges);
	open_groups(r, e, &v);
	page_begin(r, &(struct page){.title = v.title, .nav = "/elections", .crumbs = {{"换届选举", "/elections"}}});
	tpl_election_form(r->out, &v);
	page_end(r);
}

static void again(struct req *r, int64_t unit, const struct election *e)
{
	show(r, unit, e);
	answer_status(r, 422);
}

void get_election_new(struct req *r)
{
	int64_t unit = union_of_right_or_refuse(r, "election.edit");
	if (unit)
		show(r, unit, NULL);
}

void post_election_new(struct req *r)
{
	struct election *e = record_new(r->arena, &election_record);
	e->unit = union_of_right_or_refuse(r, "election.edit");
	if (!e->unit)
		return;
	bool good = form_read(r, &election_record, e);
	e->id = id_new();
	if (!good || !fits(r, e))
		again(r, e->unit, NULL);
	else if (flow_create(r, &election_flow, e, ""))
		see_other_saying(r, link_to(r, "/elections/%lld", (long long)e->id), "已保存。");
}

void get_election_edit(struct req *r)
{
	const struct election *e = r->row;
	if (flow_editable(r, &election_flow, e))
		show(r, e->unit, e);
	else
		refuse(r, 409, "“%s”状态下不能修改。", choice_label(record_field(&election_record, "state")->choices, e->state));
}

/* What was registered and is counted by it: the committees were installed from these. */
static bool keeps_registered(struct req *r, const struct election *was, const struct election *e)
{
	if (was->state == ELECTION_REGISTERED && (e->kind != was->kind || e->term_no != was->term_no || e->meeting_on != was->meeting_on))
		problem_add(&r->problems, "term_no", "当选人已变更登记，类别、第几届和大会日期不能再改。登记有误的，先退回重新登记。");
	return r->problems.n == 0;
}

void post_election_edit(struct req *r)
{
	struct election *e = r->row;
	const struct election was = *e;
	if (!form_read(r, &election_record, e) || !keeps_registered(r, &was, e) || !fits(r, e))
		again(r, e->unit, e);
	else if (flow_edit(r, &election_flow, e, ""))
		see_other_saying(r, link_to(r, "/elections/%lld", (long long)e->id), "已保存。");
}
