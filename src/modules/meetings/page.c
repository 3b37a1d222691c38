/* A meeting from its notice to its minutes. */
#include "modules/meetings/inside.h"

#include "engines/vote/count.h"
#include "kernel/message.h"
#include "kernel/unit.h"
#include "meetings.html.h"

void get_meetings(struct req *r)
{
	list_page(r, &meeting_list);
}

/* ---- form ---- */

/* The union whose meetings the asker calls: of the meeting that is changed, else by the post that gives the right. 0: refused. */
static int64_t desk_union(struct req *r)
{
	const struct meeting *m = r->row;
	return m ? m->unit : union_of_right_or_refuse(r, "meeting.edit");
}

/* The committees that serve this union. */
static struct option *options(struct req *r, const struct field *f, size_t *n)
{
	struct option *out = NEW_N(r->arena, struct option, COMMITTEE_WOMEN);
	struct committee c;
	int64_t unit = desk_union(r);
	(void)f;
	*n = 0;
	for (int64_t kind = COMMITTEE_UNION; unit && kind <= COMMITTEE_WOMEN; kind++)
		if (committee_of(r, unit, kind, 0, &c))
			out[(*n)++] = (struct option){c.id, c.name};
	return out;
}

static void show_form(struct req *r, const struct meeting *m)
{
	struct form f = {r, &meeting_record, m, options};
	struct meeting_form v = {.r = r, .form = &f, .title = m ? "修改会议" : "通知会议", .action = "/meetings", .back = "/meetings"};
	if (m) {
		v.action = v.back = link_to(r, "/meetings/%lld", (long long)m->id);
		v.version = m->version;
	}
	page_begin(r, &(struct page){.title = v.title, .nav = "/meetings", .crumbs = {{"委员会会议", "/meetings"}}});
	tpl_meeting_form(r->out, &v);
	page_end(r);
}

static void again(struct req *r, const struct meeting *m)
{
	show_form(r, m);
	answer_status(r, 422);
}

void get_meeting_new(struct req *r)
{
	if (desk_union(r))
		show_form(r, NULL);
}

/* Members of the committee read what concerns their meeting, whatever their posts. */
static void call_members(struct req *r, const struct meeting *m)
{
	size_t n;
	struct committee_person *p = committee_people(r, m->committee, m->held_on > r->today ? 0 : m->held_on, &n);
	for (size_t i = 0; i < n; i++) {
		party_person(r, &meeting_record, m->id, PARTY_OWNER, 0, p[i].person);
		message_send(r, &(struct message){.person = p[i].person, .title = "委员会会议通知", .link = link_to(r, "/meetings/%lld", (long long)m->id),
			.body = arena_printf(r->arena, "%s，%s %s，%s。", m->title, day_cn(r->arena, m->held_on), m->at, m->place)});
	}
}

void post_meeting_new(struct req *r)
{
	struct meeting *m = record_new(r->arena, &meeting_record);
	int64_t unit = desk_union(r);
	if (!unit)
		return;
	form_read(r, &meeting_record, m);
	const struct committee *c = m->committee ? record_load(r->db, r->arena, &committee_record, m->committee) : NULL;
	if (!r->problems.n && (!c || c->unit != unit))
		problem_add(&r->problems, "committee", "请选择本工会在任的委员会；还没有登记的，先到组织机构登记。");
	if (r->problems.n) {
		again(r, NULL);
		return;
	}
	m->unit = c->unit;
	m->no = q_meeting_last_no(r->db, c->id) + 1;
	m->title = arena_printf(r->arena, "%s第%lld次会议", c->name, (long long)m->no);
	if (!flow_create(r, &meeting_flow, m, ""))
		return;
	call_members(r, m);
	see_other_saying(r, link_to(r, "/meetings/%lld", (long long)m->id), "已通知委员。请列入议题。");
}

void get_meeting_edit(struct req *r)
{
	if (flow_editable(r, &meeting_flow, r->row))
		show_form(r, r->row);
	else
		refuse(r, 409, "会议已定稿或取消，不能修改。");
}

void post_meeting_edit(struct req *r)
{
	struct meeting *m = r->row;
	int64_t committee = m->committee;
	day held_on = m->held_on;
	if (form_read(r, &meeting_record, m) && m->committee != committee)
		problem_add(&r->problems, "committee", "会议属于哪个委员会不能改。通知错了请取消后重新通知。");
	if (m->held_on != held_on && meeting_is_cited(r, m))
		problem_add(&r->problems, "held_on", "这次会议的决定已被引用，写明是%s开的会，日期不能再改。", day_cn(r->arena, held_on));
	else if (m->held_on != held_on && m->state == MEETING_HELD && m->held_on > r->today)
		problem_add(&r->problems, "held_on", "会议已登记召开，日期不能晚于今天。");
	if (r->problems.n)
		again(r, m);
	else if (flow_edit(r, &meeting_flow, m, ""))
		see_other_saying(r, link_to(r, "/meetings/%lld", (long long)m->id), "已保存。");
}

/* ---- who is there ---- */

/* As registered; before that, the committee as it is on the day of the meeting. */
struct here_line *meeting_people(struct req *r, const struct meeting *m, size_t *n)
{
	const struct committee *c = record_load(r->db, r->arena, &committee_record, m->committee);
	struct meeting_here_of *h = q_meeting_here_of(r->db, r->arena, m->id, n);
	if (*n) {
		struct here_line *out = NEW_N(r->arena, struct here_line, *n);
		for (size_t i = 0; i < *n; i++)
			out[i] = (struct here_line){h[i].person, h[i].name, h[i].post, h[i].here != 0};
		return out;
	}
	struct committee_person *p = committee_people(r, m->committee, m->held_on, n);
	struct here_line *out = NEW_N(r->arena, struct here_line, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct here_line){p[i].person, p[i].name, seat_post_label(c ? c->kind : COMMITTEE_UNION, p[i].post), false};
	return out;
}

int64_t meeting_quorum(struct req *r, const struct meeting *m, struct policy_value *rule)
{
	*rule = policy_get(r, "meeting.quorum_thirds", m->unit, m->held_on);
	return vote_need((struct vote_share){rule->value, 3, false}, m->entitled);
}

int64_t meeting_majority(struct req *r, const struct meeting *m, struct policy_value *rule)
{
	*rule = policy_get(r, "meeting.pass_percent", m->unit, m->held_on);
	return vote_need((struct vote_share){rule->value, 100, true}, m->entitled);
}

void post_meeting_hold(struct req *r)
{
	struct meeting *m = r->row;
	size_t n;
	struct policy_value rule;
	if (m->state != MEETING_CALLED || m->held_on > r->today) {
		refuse(r, 409, m->state == MEETING_CALLED ? "开会日期还没到。" : "到会已经登记过。");
		return;
	}
	struct here_line *p = meeting_people(r, m, &n);
	m->entitled = (int64_t)n;
	m->present = 0;
	for (size_t i = 0; i < n; i++) {
		bool here = form_has(r, arena_printf(r->arena, "here%lld", (long long)p[i].person));
		m->present += here;
		q_meeting_here_put(r->db, m->id, p[i].person, p[i].name, p[i].post, here);
	}
	int64_t need = meeting_quorum(r, m, &rule);
	if (!n || m->present < need)
		refuse(r, 409, "应到 %zu 人，实到 %lld 人，至少要到 %lld 人才能开会（%s%s）。", n, (long long)m->present, (long long)need, rule.source,
		       policy_unchecked(&rule) ? "，未核实" : "");
	else if (flow_move_row(r, &meeting_flow, m, "hold", ""))
		see_other_saying(r, link_to(r, "/meetings/%lld", (long long)m->id), "到会已登记。请逐项登记表决。");
}

/* ---- items ---- */

static const char *home_of(struct req *r, int64_t meeting)
{
	return link_to(r, "/meetings/%lld", (long long)meeting);
}

void get_item(struct req *r)
{
	see_other(r, home_of(r, ((const struct meeting_item *)r->row)->meeting));
}

void post_meeting_item(struct req *r)
{
	const struct meeting *m = r->row;
	struct meeting_item *i = record_new(r->arena, &meeting_item_record);
	if (!flow_editable(r, &meeting_flow, m)) {
		refuse(r, 409, "会议已定稿或取消，不能再列议题。");
		return;
	}
	if (!form_read(r, &meeting_item_record, i)) {
		get_meeting(r);
		answer_status(r, 422);
		return;
	}
	i->unit = m->unit;
	i->meeting = m->id;
	i->no = q_meeting_item_last(r->db, m->id) + 1;
	if (flow_create(r, &meeting_item_flow, i, ""))
		see_other(r, arena_printf(r->arena, "%s#items", home_of(r, m->id)));
}

/* ---- the page ---- */

static void fill_typed(struct meeting_page *v, struct item_line *x)
{
	struct req *r = v->r;
	x->typed = v->deciding == x->i->id;
	x->yes = x->typed ? form_get(r, "yes") : arena_printf(r->arena, "%lld", (long long)v->m->present);
	x->against = x->typed ? form_get(r, "against") : "0";
	x->abstained = x->typed ? form_get(r, "abstained") : "0";
	x->words = x->typed ? form_get(r, "words") : "同意。";
}

static void fill_items(struct meeting_page *v)
{
	struct req *r = v->r;
	struct meeting_items_of *ids = q_meeting_items_of(r->db, r->arena, v->m->id, &v->n_items);
	v->items = NEW_N(r->arena, struct item_line, v->n_items);
	for (size_t k = 0; k < v->n_items; k++) {
		const struct meeting_item *i = record_load(r->db, r->arena, &meeting_item_record, ids[k].id);
		v->items[k] = (struct item_line){.i = i, .votes = i->yes + i->against + i->abstained ?
			arena_printf(r->arena, "赞成 %lld，反对 %lld，弃权 %lld", (long long)i->yes, (long long)i->against, (long long)i->abstained) : ""};
		fill_typed(v, &v->items[k]);
		v->items[k].matters = meeting_matters_of(r, i->id, &v->items[k].n_matters);
	}
}

static void fill_cited(struct meeting_page *v)
{
	struct req *r = v->r;
	struct meeting_cites_of *c = q_meeting_cites_of(r->db, r->arena, v->m->id, &v->n_cited);
	v->cited = NEW_N(r->arena, struct cited_line, v->n_cited);
	for (size_t i = 0; i < v->n_cited; i++) {
		const struct flow *f = flow_of(r->app, c[i].record);
		if (f)
			v->cited[i] = (struct cited_line){record_title(r->db, r->arena, f->record, c[i].row_id), f->record->label, flow_home(r->arena, f, c[i].row_id)};
	}
}

static void fill_rules(struct meeting_page *v)
{
	struct policy_value rule;
	struct arena *a = v->r->arena;
	struct meeting m = *v->m;
	if (!m.entitled)
		m.entitled = (int64_t)v->n_people;
	v->need = (size_t)meeting_quorum(v->r, &m, &rule);
	v->rules[0] = (struct rule_line){"法定人数", arena_printf(a, "应到 %lld 人，至少到 %zu 人", (long long)m.entitled, v->need), rule.source, !rule.version};
	int64_t yes = meeting_majority(v->r, &m, &rule);
	v->rules[1] = (struct rule_line){"通过", arena_printf(a, "至少 %lld 人赞成", (long long)yes), rule.source, !rule.version};
}

/* A committee that was called may be succeeded before it meets. */
static const char *nobody(struct req *r, const struct meeting *m)
{
	const struct committee *c = record_load(r->db, r->arena, &committee_record, m->committee);
	if (c && c->ended_on && c->ended_on <= m->held_on)
		return arena_printf(r->arena, "%s任职到%s为止，开会那天已没有委员。请取消这次会议，由新一届委员会另行通知。", c->name, day_cn(r->arena, c->ended_on - 1));
	return "这届委员会还没有登记委员。";
}

static void show_meeting(struct req *r, const struct meeting *m, int64_t deciding)
{
	struct meeting_page v = {.r = r, .m = m, .deciding = deciding, .here = home_of(r, m->id), .committee = record_title(r->db, r->arena, &committee_record, m->committee),
				 .day_text = day_cn(r->arena, m->held_on)};
	v.editable = flow_editable(r, &meeting_flow, m);
	v.desk = v.editable;
	v.people = meeting_people(r, m, &v.n_people);
	v.nobody = v.n_people ? NULL : nobody(r, m);
	fill_items(&v);
	if (v.desk)
		v.waiting = meeting_matters_waiting(r, m, &v.n_waiting);
	v.past = m->held_on < r->today;
	fill_cited(&v);
	fill_rules(&v);
	page_begin(r, &(struct page){.title = m->title, .nav = "/meetings", .crumbs = {{"委员会会议", "/meetings"}}});
	tpl_meeting_page(r->out, &v);
	page_end(r);
}

void get_meeting(struct req *r)
{
	show_meeting(r, r->row, 0);
}

void post_item_decide(struct req *r)
{
	struct meeting_item *i = r->row;
	const struct meeting *m = record_load(r->db, r->arena, &meeting_record, i->meeting);
	struct policy_value rule;
	int64_t done;
	const char *late = m->state == MEETING_HELD ? meeting_matters_late(r, m, i) : NULL;
	if (late) {
		refuse(r, 409, "%s", late);
		return;
	}
	i->yes = form_int(r, "yes");
	i->against = form_int(r, "against");
	i->abstained = form_int(r, "abstained");
	i->decision = form_get(r, "words");
	bool passed = i->yes >= meeting_majority(r, m, &rule);
	if (m->state == MEETING_HELD && (i->yes < 0 || i->against < 0 || i->abstained < 0 || i->yes + i->against + i->abstained != m->present))
		problem_add(&r->problems, "yes", "赞成、反对、弃权合计应等于实到 %lld 人。", (long long)m->present);
	else if (m->state == MEETING_HELD && passed && text_empty(i->decision))
		problem_add(&r->problems, "words", "请写明决定的内容。");
	if (r->problems.n) {
		show_meeting(r, m, i->id);
		answer_status(r, 422);
		return;
	}
	if (!flow_move_row(r, &meeting_item_flow, i, passed ? "pass" : "reject", "") || !meeting_matters_carry(r, m, i, passed, &done))
		return;
	const char *what = passed ? "已登记：通过。" : "已登记：未通过。";
	see_other_saying(r, arena_printf(r->arena, "%s#items", home_of(r, m->id)), done ? arena_printf(r->arena, "%s按决定办理了 %lld 件。", what, (long long)done) : what);
}

void post_meeting_files(struct req *r)
{
	const struct meeting *m = r->row;
	if (!flow_editable(r, &meeting_flow, m))
		refuse(r, 409, "会议已定稿或取消，不能再添材料。");
	else if (files_attach(r, &meeting_record, m->id, m->unit))
		see_other_saying(r, home_of(r, m->id), "已保存。");
}
