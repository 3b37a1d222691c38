/* What a union's organs lack, worked out from the register each time, with the rule that says so. */
#include "committees.sql.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "modules/committees/inside.h"
#include "modules/members/members.h"
#include "text/calendar.h"

enum { FINDINGS_MOST = 24 };

struct gathering {
	struct req *r;
	const struct unit_row *u;
	int64_t members;
	struct finding *out;
	size_t n;
};

static const struct band {
	int64_t upto;
	const char *least, *most;
} bands[] = {
	{24, "committee.least_25", "committee.most_25"}, {200, "committee.least_200", "committee.most_200"},
	{1000, "committee.least_1000", "committee.most_1000"}, {5000, "committee.least_5000", "committee.most_5000"},
	{10000, "committee.least_10000", "committee.most_10000"}, {50000, "committee.least_50000", "committee.most_50000"},
	{INT64_MAX, "committee.least_over", "committee.most_over"},
};

static struct seat_range range_of(struct req *r, int64_t unit, const char *least, const char *most)
{
	struct policy_value a = policy_get(r, least, unit, r->today), b = policy_get(r, most, unit, r->today);
	return (struct seat_range){a.value, b.value, false, a.source, policy_confidence(&a)};
}

struct seat_range committee_seats(struct req *r, int64_t unit, int64_t kind, int64_t members)
{
	const struct band *b = bands;
	struct unit u;
	if (kind == COMMITTEE_AUDIT)
		return range_of(r, unit, "committee.audit_least", "committee.audit_most");
	if (kind == COMMITTEE_STANDING)
		return range_of(r, unit, "committee.standing_least", "committee.standing_most");
	/* The table is for grassroots unions; no rule that was read sets the seats of others. */
	if (kind == COMMITTEE_WOMEN || !unit_load(r->db, r->arena, unit, &u) || u.kind == UNIT_FEDERATION)
		return (struct seat_range){0};
	if (!members)
		members = members_entitled(r->db, unit, 0);
	if (!members)
		return (struct seat_range){0}; /* no register of members yet: nothing to measure by */
	while (members > b->upto)
		b++;
	struct seat_range range = range_of(r, unit, b->least, b->most);
	range.single = b == bands;
	return range;
}

static struct finding *found(struct gathering *g, const char *tone, const char *source, char confidence, const char *text, const char *how)
{
	static struct finding spare;
	struct finding *f = g->n < FINDINGS_MOST ? &g->out[g->n++] : &spare;
	*f = (struct finding){.text = text, .how = how, .source = source, .confidence = confidence, .tone = tone,
			      .href = link_to(g->r, "/units/%lld/committees", (long long)g->u->id)};
	return f;
}

static void by_policy(struct gathering *g, const char *tone, const struct policy_value *p, const char *text, const char *how)
{
	found(g, tone, p->source, policy_confidence(p), text, how);
}

/* ---- of one committee ---- */

static void term_state(struct gathering *g, const struct committee *c)
{
	struct arena *a = g->r->arena;
	day most = day_add_months(c->set_until, (int)policy_get(g->r, "committee.extend_months", c->unit, g->r->today).value);
	if (c->until >= g->r->today)
		return;
	found(g, "bad", "《工会法》第十六条、《中国工会章程》第二十六条", 'A',
	      arena_printf(a, "%s已于%s届满，逾期 %lld 天。", c->name, day_cn(a, c->until), (long long)(g->r->today - c->until)),
	      g->r->today > most ? "逾期已超过可以延期的期限，影响评先评优。请尽快换届。" : "请换届；要延期的，报上级工会批准。");
}

static void chair_state(struct gathering *g, const struct committee *c)
{
	struct policy_value months = policy_get(g->r, "committee.chair_months", c->unit, g->r->today);
	struct arena *a = g->r->arena;
	if (!c->vacant_since || c->vacant_since > g->r->today)
		return;
	day last = day_add_months(c->vacant_since, (int)months.value);
	by_policy(g, last < g->r->today ? "bad" : "warn", &months,
		  arena_printf(a, "%s%s空缺，自%s起。", c->name, seat_post_label(c->kind, SEAT_CHAIR), day_cn(a, c->vacant_since)),
		  arena_printf(a, "应在%s前补选。", day_cn(a, last)));
}

/* So many members have at least so many colleagues: a chair who does nothing else may be had. */
static void full_time(struct gathering *g, const struct committee *c)
{
	struct policy_value least = policy_get(g->r, "committee.full_time", c->unit, g->r->today);
	size_t n;
	if (c->kind != COMMITTEE_UNION || !c->chair || g->members < least.value)
		return;
	struct committee_person *p = committee_people(g->r, c->id, 0, &n);
	for (size_t i = 0; i < n; i++)
		if (p[i].post == SEAT_CHAIR && p[i].full_time)
			return;
	by_policy(g, "info", &least, arena_printf(g->r->arena, "会员 %lld 人，%s的主席是兼职。", (long long)g->members, c->name),
		  arena_printf(g->r->arena, "职工 %lld 人以上的，可以设专职工会主席。", (long long)least.value));
}

static void seats_state(struct gathering *g, const struct committee *c)
{
	struct arena *a = g->r->arena;
	struct seat_range s = committee_seats(g->r, c->unit, c->kind, g->members);
	int64_t held = q_committee_held(g->r->db, c->id);
	if (s.most && (c->seats < s.least || c->seats > s.most) && !(s.single && c->seats == 1))
		found(g, "warn", s.source, s.confidence, arena_printf(a, "%s核定 %lld 席，规定范围是 %lld 至 %lld 席。", c->name,
		      (long long)c->seats, (long long)s.least, (long long)s.most), *c->seats_reason ? c->seats_reason : "请核对，换届时调整。");
	if (s.most && c->seats % 2 == 0)
		found(g, "info", "地方指导意见", 'C', arena_printf(a, "%s核定 %lld 席，是双数。", c->name, (long long)c->seats), "一般设单数，便于表决。");
	if (held < c->seats)
		found(g, held * 3 < c->seats * 2 ? "warn" : "info", "《工会基层组织选举工作条例》", 'M',
		      arena_printf(a, "%s核定 %lld 席，在任 %lld 人，空缺 %lld 席。", c->name, (long long)c->seats, (long long)held,
				   (long long)(c->seats - held)), "补选或登记漏登的委员。");
}

/* Who may not audit: those who decide on the money. */
static void auditors(struct gathering *g, const struct committee *c)
{
	struct committee top;
	size_t n, m;
	if (c->kind != COMMITTEE_AUDIT || !committee_of(g->r, c->unit, COMMITTEE_UNION, g->r->today, &top))
		return;
	struct committee_person *audit = committee_people(g->r, c->id, 0, &n), *heads = committee_people(g->r, top.id, 0, &m);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			if (audit[i].person == heads[k].person && heads[k].post != SEAT_MEMBER)
				found(g, "bad", "《中国工会章程》第十三条的指导意见", 'B',
				      arena_printf(g->r->arena, "%s是工会%s，不能担任经审委员。", audit[i].name, seat_post_label(COMMITTEE_UNION, heads[k].post)),
				      "工会主席、副主席、常委和管钱管物的人员不参加经审委员会，请调整。");
	if (c->since != top.since)
		found(g, "info", "《工会法》第四十五条", 'A', arena_printf(g->r->arena, "经审委员会从%s起算，与工会委员会不同届。", day_cn(g->r->arena, c->since)),
		      "经审委员会与工会委员会同时选举、同届任期，下次一并换届。");
}

/* Membership is asked only where the register of members is kept. */
static void memberships(struct gathering *g, const struct committee *c)
{
	size_t n;
	struct committee_person *p = committee_people(g->r, c->id, 0, &n);
	for (size_t i = 0; g->members && i < n; i++)
		if (!member_entitled(g->r->db, g->r->arena, p[i].person, c->unit))
			found(g, "warn", "《工会会员会籍管理办法》第四条", 'A', arena_printf(g->r->arena, "%s不是在籍会员。", p[i].name),
			      "委员在会员中选举产生；请核对会籍。");
}

static void of_committee(struct gathering *g, const struct committee *c)
{
	if (!(COMMITTEE_RUNS & 1u << c->state))
		return;
	term_state(g, c);
	chair_state(g, c);
	full_time(g, c);
	seats_state(g, c);
	auditors(g, c);
	memberships(g, c);
}

static struct gathering gather(struct req *r, const struct unit_row *u)
{
	return (struct gathering){.r = r, .u = u, .members = members_entitled(r->db, u->id, 0), .out = NEW_N(r->arena, struct finding, FINDINGS_MOST)};
}

struct finding *committee_own_findings(struct req *r, const struct committee *c, size_t *n)
{
	const struct unit_row *u = record_load(r->db, r->arena, &unit_record, c->unit);
	struct gathering g = gather(r, u);
	of_committee(&g, c);
	*n = g.n;
	return g.out;
}

/* ---- of a union ---- */

static int rank(const struct finding *f)
{
	return *f->tone == 'b' ? 0 : *f->tone == 'w' ? 1 : 2;
}

/* Worst first, otherwise as found. */
static void sort(struct finding *list, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct finding f = list[i];
		size_t k = i;
		for (; k && rank(&list[k - 1]) > rank(&f); k--)
			list[k] = list[k - 1];
		list[k] = f;
	}
}

/* The general meeting of the year (module assemblies puts its day into the terms). */
static void yearly_meeting(struct gathering *g)
{
	struct arena *a = g->r->arena;
	day by = (day)q_term_of_kind(g->r->db, g->u->id, TERM_ASSEMBLY, g->r->today);
	if (by && by < g->r->today)
		found(g, "warn", "《工会法》第十七条、《中国工会章程》第二十六条", 'A', arena_printf(a, "会员（代表）大会应在%s前召开，逾期 %lld 天。", day_cn(a, by),
		      (long long)(g->r->today - by)), "每年至少召开一次；开过的请登记，没有开的请尽快召开。")->href = "/assemblies";
	else if (str_ends(str_of(q_term_label_of_kind(g->r->db, a, g->u->id, TERM_ASSEMBLY, g->r->today)), TERM_UNRECORDED))
		found(g, "info", "《工会法》第十七条、《中国工会章程》第二十六条", 'A', "换届以后各年的会员（代表）大会还没有登记。",
		      "每年至少召开一次；开过的请补登，下次的期限从补登的算起。")->href = "/assemblies";
}

static void missing_organs(struct gathering *g)
{
	struct req *r = g->r;
	struct committee c;
	struct policy_value least = policy_get(r, "committee.members", g->u->id, r->today);
	struct policy_value women = policy_get(r, "committee.women", g->u->id, r->today);
	const char *path = g->u->path;
	bool top = committee_of(r, g->u->id, COMMITTEE_UNION, 0, &c);
	if (!top && g->members >= least.value)
		by_policy(g, "bad", &least, arena_printf(r->arena, "会员 %lld 人，没有工会委员会。", (long long)g->members),
			  arena_printf(r->arena, "会员 %lld 人以上应当建立基层工会委员会。", (long long)least.value));
	else if (!top)
		by_policy(g, "warn", &least, "没有登记工会委员会或负责人。", "会员不足的，可以单独或联合建立，也可以选举组织员或主席一人。");
	if (top && !committee_of(r, g->u->id, COMMITTEE_AUDIT, 0, &c))
		found(g, "bad", "《工会法》第四十五条", 'A', "没有经费审查委员会。", "经审委员会与工会委员会同时选举产生；没有经审委员会，预算不能审查通过。");
	if (!committee_of(r, g->u->id, COMMITTEE_WOMEN, 0, &c) &&
	    q_committee_women(r->db, path, path_end(r->arena, path), women.value) >= women.value)
		by_policy(g, "warn", &women, arena_printf(r->arena, "女会员达到 %lld 人，没有女职工委员会。", (long long)women.value),
			  "请建立女职工委员会；人数不足的设女职工委员。");
	if (!g->members)
		found(g, "info", "工会会员实名制工作要求", 'B', "会员名册还是空的，按人数的检查暂不能做。", "请先登记或导入会员。")->href = "/members";
}

struct finding *committee_findings(struct req *r, const struct unit_row *u, size_t *n)
{
	struct gathering g = gather(r, u);
	struct committee c;
	missing_organs(&g);
	yearly_meeting(&g);
	for (int64_t kind = COMMITTEE_UNION; kind <= COMMITTEE_WOMEN; kind++)
		if (committee_of(r, u->id, kind, 0, &c))
			of_committee(&g, &c);
	sort(g.out, g.n);
	*n = g.n;
	return g.out;
}
