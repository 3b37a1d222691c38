/* Pages of committees: a union's organs, one committee, its form. */
#include <string.h>

#include "base/utf8.h"
#include "committees.html.h"
#include "committees.sql.h"
#include "engines/vote/count.h"
#include "kernel/files.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "modules/committees/committees_view.h"
#include "modules/members/members.h"
#include "modules/units/units.h"
#include "text/calendar.h"

static const char *period(struct arena *a, day since, day until)
{
	return arena_printf(a, "%s 至 %s", day_cn(a, since), until ? day_cn(a, until) : "今");
}

/* How long it still runs, or how long it is over. */
static const char *left_text(struct req *r, int64_t state, day until)
{
	if (!(COMMITTEE_RUNS & 1u << state))
		return "";
	long long days = until - r->today;
	return days >= 0 ? arena_printf(r->arena, "还有 %lld 天", days) : arena_printf(r->arena, "逾期 %lld 天", -days);
}

/* ---- a union ---- */

void get_committees_unit(struct req *r)
{
	const struct unit_row *u = r->row;
	struct committee_unit_page v = {.u = u, .members = members_entitled(r->db, u->id, 0), .range = "", .may_terms = may_open(r, "/terms")};
	if (!unit_is_union(u->kind)) {
		see_other(r, link_to(r, "/units/%lld/committees", (long long)unit_union(r->db, r->arena, u->id)));
		return;
	}
	struct committees_of *c = q_committees_of(r->db, r->arena, u->id, &v.n);
	struct seat_range s = committee_seats(r, u->id, COMMITTEE_UNION, v.members);
	if (s.most)
		v.range = arena_printf(r->arena, "工会委员会应设 %lld 至 %lld 席（%s%s）", (long long)s.least, (long long)s.most, s.source, source_unchecked(s.confidence) ? "，未核实" : "");
	v.may_terms = may(r, "term.read", u->id);
	v.editable = u->state == UNIT_ACTIVE && may(r, "committee.edit", u->id);
	v.rows = NEW_N(r->arena, struct committee_line, v.n);
	for (size_t i = 0; i < v.n; i++)
		v.rows[i] = (struct committee_line){.id = c[i].id, .state = c[i].state, .kind = c[i].kind, .name = c[i].name, .chair = c[i].chair,
			.period = period(r->arena, c[i].since, c[i].ended_on ? c[i].ended_on - 1 : c[i].until),
			.seats = arena_printf(r->arena, "%lld / %lld", (long long)c[i].held, (long long)c[i].seats), .left = left_text(r, c[i].state, c[i].until)};
	v.findings = committee_findings(r, u, &v.n_findings);
	page_begin(r, &(struct page){.title = "组织机构", .nav = "/committees",
		.crumbs = {{"组织", "/units"}, {u->name, link_to(r, "/units/%lld", (long long)u->id)}}});
	tpl_committee_unit(r->out, &v);
	page_end(r);
}

/* ---- form ---- */

static void show_form(struct req *r, int64_t unit, const struct committee *c)
{
	struct form f = {r, &committee_record, c, NULL};
	struct committee_form v = {.form = &f, .title = "登记一届委员会", .help = "登记后再逐一登记委员。选举产生新一届时，上一届和它的委员随之到前一天为止。",
		.action = link_to(r, "/units/%lld/committees", (long long)unit), .back = link_to(r, "/units/%lld/committees", (long long)unit)};
	if (c) {
		v.title = "修改委员会";
		v.help = c->name;
		v.action = v.back = link_to(r, "/committees/%lld", (long long)c->id);
		v.version = c->version;
	}
	page_begin(r, &(struct page){.title = v.title, .nav = "/committees",
		.crumbs = {{"组织", "/units"}, {unit_name(r->db, r->arena, unit), link_to(r, "/units/%lld", (long long)unit)},
			   {"组织机构", link_to(r, "/units/%lld/committees", (long long)unit)}}});
	tpl_committee_form(r->out, r, &v);
	page_end(r);
}

void get_committee_new(struct req *r)
{
	show_form(r, r->id, NULL);
}

void post_committee_new(struct req *r)
{
	struct committee *c = record_new(r->arena, &committee_record);
	form_read(r, &committee_record, c);
	struct committee_result e = {.unit = r->id, .kind = c->kind, .term_no = c->term_no, .years = c->years, .seats = c->seats, .on = c->since,
		.seats_reason = c->seats_reason, .elected_by = c->elected_by, .approval = c->approval, .approved_on = c->approved_on, .note = c->note};
	int64_t id = r->problems.n ? 0 : committee_install(r, &e);
	if (r->answered)
		return;
	if (id) {
		see_other_saying(r, link_to(r, "/committees/%lld", (long long)id), "已登记。请接着登记委员。");
		return;
	}
	show_form(r, r->id, NULL);
	answer_status(r, 422);
}

void get_committee_edit(struct req *r)
{
	const struct committee *c = r->row;
	if (flow_editable(r, &committee_flow, c))
		show_form(r, c->unit, c);
	else
		refuse(r, 409, "“%s”的委员会不能修改。", choice_label(committee_states, c->state));
}

void post_committee_edit(struct req *r)
{
	struct committee *c = r->row;
	struct committee was = *c;
	struct unit u = {0};
	unit_load(r->db, r->arena, c->unit, &u);
	if (form_read(r, &committee_record, c) && c->kind != was.kind)
		problem_add(&r->problems, "kind", "委员会的种类不能改。登记错了请作废后重新登记。");
	if (!r->problems.n)
		committee_check(r, c, &u);
	if (!r->problems.n && c->seats < q_committee_held(r->db, c->id))
		problem_add(&r->problems, "seats", "在任委员多于 %lld 人，席位不能这样少。", (long long)c->seats);
	if (r->problems.n) {
		show_form(r, c->unit, c);
		answer_status(r, 422);
		return;
	}
	if (!flow_edit(r, &committee_flow, c, ""))
		return;
	if (c->until != was.until)
		due_set(r, &committee_record, c->id, instant_of_day(c->until + 1), "expire");
	if (c->state == COMMITTEE_OVERDUE && c->until >= r->today && !flow_follow(r, &committee_flow, c, "mend", ""))
		return;
	see_other_saying(r, link_to(r, "/committees/%lld", (long long)c->id), "已保存。");
}

/* ---- one committee ---- */

static void fill_seats(struct req *r, struct committee_page *v)
{
	size_t n;
	struct committee_seats_all *s = q_committee_seats_all(r->db, r->arena, v->c->id, &n);
	v->seats_now = NEW_N(r->arena, struct seat_line, n);
	v->seats_past = NEW_N(r->arena, struct seat_line, n);
	for (size_t i = 0; i < n; i++) {
		const struct seat *row = record_load(r->db, r->arena, &seat_record, s[i].id);
		struct seat_line line = {row, seat_post_label(v->c->kind, row->post), period(r->arena, row->since, row->until),
			.open = v->c->state != COMMITTEE_VOID && row->state != SEAT_ENDED, .may_recall = v->editable && row->state == SEAT_HELD};
		if (row->state == SEAT_ENDED)
			v->seats_past[v->n_past++] = line;
		else
			v->seats_now[v->n_now++] = line;
	}
}

static void fill_hits(struct req *r, struct committee_page *v)
{
	enum { HITS = 50, LOOKED_AT = 300 }; /* of who has the name: some have left */
	const char *path = unit_path(r->db, r->arena, v->c->unit), *end = path_end(r->arena, path);
	struct committee_persons p;
	size_t n;
	if (!v->may_seat || !*v->q)
		return;
	int64_t *ids = people_named(r, v->q, path, LOOKED_AT, &n, &v->hits_unread);
	v->hits = NEW_N(r->arena, struct seat_hit, n);
	for (size_t i = 0; i < n && v->n_hits < HITS; i++)
		if (q_committee_persons(r->db, r->arena, ids[i], path, end, &p))
			v->hits[v->n_hits++] = (struct seat_hit){p.id, p.name, p.unit_name, p.title};
}

static day extend_most(struct req *r, const struct committee *c, bool *soft)
{
	struct policy_value most = policy_get(r, "committee.extend_months", c->unit, r->today);
	*soft = policy_unchecked(&most);
	return day_add_months(c->set_until, (int)most.value);
}

/* The union above extends; of the topmost union, whoever acts for it enters what its superior outside of this system wrote. */
static bool may_extend(struct req *r, const struct committee *c, int64_t parent)
{
	return (COMMITTEE_RUNS & 1u << c->state) && may(r, "committee.approve", parent ? parent : c->unit);
}

void get_committee(struct req *r)
{
	const struct committee *c = r->row;
	struct unit u = {0};
	size_t n_files;
	struct committee_page v = {.c = c, .unit = unit_name(r->db, r->arena, c->unit), .here = link_to(r, "/committees/%lld", (long long)c->id),
		.period = period(r->arena, c->since, c->until), .left = left_text(r, c->state, c->until), .hows = seat_hows,
		.body = choice_label(committee_bodies, c->elected_by), .years = arena_printf(r->arena, "%lld 年", (long long)c->years)};
	v.q = *query_get(r, "q") ? query_get(r, "q") : form_get(r, "q");
	v.recalling = r->problems.n ? form_int(r, "seat") : 0;
	v.runs = COMMITTEE_RUNS & 1u << c->state;
	v.editable = flow_editable(r, &committee_flow, c);
	unit_load(r->db, r->arena, c->unit, &u);
	files_of(r->db, r->arena, committee_record.name, c->id, &n_files);
	v.has_files = n_files > 0;
	v.outside = !u.parent;
	v.may_extend = may_extend(r, c, u.parent);
	v.extend_last = day_iso(r->arena, extend_most(r, c, &v.extend_soft));
	fill_seats(r, &v);
	v.seats = arena_printf(r->arena, "核定 %lld 席，在任 %zu 人", (long long)c->seats, v.n_now);
	v.may_seat = v.editable && (int64_t)v.n_now < c->seats;
	for (int64_t p = SEAT_CHAIR; p <= SEAT_MEMBER; p++)
		if (p != SEAT_STANDING || c->kind == COMMITTEE_UNION)
			v.posts[v.n_posts++] = (struct option){p, seat_post_label(c->kind, p)};
	fill_hits(r, &v);
	v.findings = committee_own_findings(r, c, &v.n_findings);
	if (c->before)
		v.before_name = record_title(r->db, r->arena, &committee_record, c->before);
	page_begin(r, &(struct page){.title = c->name, .nav = "/committees",
		.crumbs = {{"组织", "/units"}, {v.unit, link_to(r, "/units/%lld", (long long)c->unit)},
			   {"组织机构", link_to(r, "/units/%lld/committees", (long long)c->unit)}}});
	tpl_committee(r->out, r, &v);
	page_end(r);
}

static void again(struct req *r)
{
	get_committee(r);
	answer_status(r, 422);
}

void post_committee_seat(struct req *r)
{
	const struct committee *c = r->row;
	struct elected e = {form_int(r, "person"), form_int(r, "post"), form_has(r, "full_time")};
	int64_t how = form_int(r, "how");
	day since = c->since;
	const char *typed = form_get(r, "since");
	if (!flow_editable(r, &committee_flow, c)) {
		refuse(r, 409, "“%s”的委员会不能再登记委员。", choice_label(committee_states, c->state));
		return;
	}
	if (*typed && !day_parse(str_of(typed), &since))
		problem_add(&r->problems, "since", "任职起要填日期，例如 %s。", day_iso(r->arena, c->since));
	if (!choice_of(seat_hows, how))
		problem_add(&r->problems, "how", "请选择产生方式。");
	if (!seat_check(r, c, &e, since) || r->problems.n) {
		again(r);
		return;
	}
	if (seat_add(r, c, &e, since, how))
		see_other_saying(r, link_to(r, "/committees/%lld", (long long)c->id), "委员已登记。");
}

/* Of the topmost union: who replied and when, with the paper; in words for the history. */
static const char *reply_outside(struct req *r)
{
	const struct stored_files *files = r->prepared;
	const char *by = form_get(r, "by");
	day on = 0;
	if (text_empty(by) || utf8_count(by) > 60)
		problem_add(&r->problems, "by", "请填写批准机关，例如“某省总工会”，最多 60 个字。");
	if (!day_parse(str_of(form_get(r, "on")), &on) || on > r->today)
		problem_add(&r->problems, "on", "请填写批复的日期，不晚于今天。");
	if (!files || !files->n)
		problem_add(&r->problems, "file", "请上传批准文件。");
	return arena_printf(r->arena, "%s%s批复：", by, day_cn(r->arena, on));
}

void post_committee_extend(struct req *r)
{
	struct committee *c = r->row;
	struct unit u = {0};
	bool soft;
	day until = 0, most = extend_most(r, c, &soft);
	struct policy_value months = policy_get(r, "committee.extend_months", c->unit, r->today);
	const char *why = form_get(r, "reason"), *said = "";
	unit_load(r->db, r->arena, c->unit, &u);
	if (!may_or_refuse(r, "committee.approve", u.parent ? u.parent : u.id))
		return;
	if (!day_parse(str_of(form_get(r, "until")), &until) || until <= c->until || until < r->today)
		problem_add(&r->problems, "until", "延期至要晚于现在的届期止（%s），也不能早于今天。延期要经上级工会批准（《中国工会章程》第二十六条）。", day_cn(r->arena, c->until));
	else if (until > most)
		problem_add(&r->problems, "until", "最多延期 %lld 个月，到%s为止（%s%s）。", (long long)months.value, day_cn(r->arena, most), months.source,
			    soft ? "，未核实" : "");
	if (!u.parent)
		said = reply_outside(r);
	if (text_empty(why))
		problem_add(&r->problems, "reason", "请写明批复文号和理由。");
	if (r->problems.n) {
		again(r);
		return;
	}
	c->until = until;
	if (files_attach(r, &committee_record, c->id, c->unit) && flow_move_row(r, &committee_flow, c, "extend", arena_printf(r->arena, "%s%s", said, why)))
		see_other_saying(r, link_to(r, "/committees/%lld", (long long)c->id), u.parent ? "已批准延期。" : "已登记延期的批复。");
}

/* ORG-12: more than half of all members or delegates. */
void post_seat_recall(struct req *r)
{
	struct seat *s = r->row;
	int64_t entitled = form_int(r, "entitled"), yes = form_int(r, "yes");
	int64_t need = vote_need((struct vote_share){1, 2, true}, entitled);
	const char *why = form_get(r, "reason"), *here = link_to(r, "/committees/%lld", (long long)s->committee);
	if (entitled < 1 || yes < 0 || yes > entitled)
		problem_add(&r->problems, "entitled", "请填写全体会员或代表人数，和其中的赞成票数。");
	else if (yes < need)
		problem_add(&r->problems, "yes", "罢免要全体会员或代表过半数通过：%lld 人中要有 %lld 票，现在是 %lld 票（《工会法》第十八条）。", (long long)entitled,
		       (long long)need, (long long)yes);
	if (text_empty(why))
		problem_add(&r->problems, "reason", "请写明哪次会议和罢免的理由。");
	if (r->problems.n) {
		r->row = record_load(r->db, r->arena, &committee_record, s->committee);
		again(r);
		return;
	}
	s->until = r->today > s->since ? r->today - 1 : s->since - 1;
	s->why = arena_printf(r->arena, SEAT_RECALLED "%s；全体 %lld 人，赞成 %lld 票", why, (long long)entitled, (long long)yes);
	if (flow_move_row(r, &seat_flow, s, "recall", why))
		see_other_saying(r, here, "已登记罢免。");
}
