/*
 * Matters that wait for the committee: applications to join, a chair who is to go. They are put on the agenda
 * as items; what the vote decides is carried out with the decision as its words.
 */
#include "modules/meetings/inside.h"

#include <stdlib.h>

#include "kernel/unit.h"
#include "modules/members/members.h"

static bool seat_agrees(struct req *r, void *row, const struct meeting *m, const char *cited)
{
	struct seat *s = row;
	(void)m;
	s->consent = cited;
	return flow_follow(r, &seat_flow, s, "agree", cited);
}

static bool member_joins(struct req *r, void *row, const struct meeting *m, const char *cited)
{
	struct member *x = row;
	x->decision = cited;
	if (!x->joined_on)
		x->joined_on = m->held_on;
	return flow_follow(r, &member_flow, x, "approve", cited);
}

static bool seat_stays(struct req *r, void *row, const struct meeting *m, const char *cited)
{
	(void)m;
	return flow_follow(r, &seat_flow, row, "disagree", cited);
}

/* Each kind once; a matter is settled when its row has left the state in which it waits. */
static const struct matter_kind {
	const struct record *record;
	int64_t waits; /* the state */
	const char *asks; /* "样例甲的入会申请" */
	bool (*passed)(struct req *r, void *row, const struct meeting *m, const char *cited);
	bool (*rejected)(struct req *r, void *row, const struct meeting *m, const char *cited); /* NULL: it goes on waiting */
} kinds[] = {
	{&seat_record, SEAT_ASKED, "离任征求委员会意见", seat_agrees, seat_stays},
	{&member_record, MEMBER_APPLIED, "入会申请", member_joins, NULL},
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static const struct matter_kind *kind_of(const char *record)
{
	for (size_t i = 0; i < KINDS; i++)
		if (text_is(kinds[i].record->name, record))
			return &kinds[i];
	return NULL;
}

static void add(struct req *r, struct matter_line *out, size_t *n, const struct matter_kind *k, int64_t id, const char *name)
{
	out[(*n)++] = (struct matter_line){k->record->name, id, name, k->asks, flow_home(r->arena, flow_of(r->app, k->record->name), id)};
}

int64_t meeting_decides_for(struct req *r, int64_t unit)
{
	int64_t chain[20];
	struct committee c;
	size_t n = unit_chain(r->db, unit, 0, chain, 20);
	for (size_t i = 0; i < n; i++) {
		const struct unit_row *u = record_load(r->db, r->arena, &unit_record, chain[i]);
		if (u && unit_is_union(u->kind) && (u->kind != UNIT_SUB_UNION || committee_of(r, u->id, COMMITTEE_UNION, 0, &c)))
			return u->id;
	}
	return 0;
}

/* Applications of people whose union this is; a federation's own only, not those of the unions below. */
static void applications(struct req *r, const struct meeting *m, struct matter_line *out, size_t *n)
{
	struct unit u = {0};
	size_t found;
	unit_load(r->db, r->arena, m->unit, &u);
	const char *end = u.kind == UNIT_FEDERATION ? arena_printf(r->arena, "%s!", u.path) : path_end(r->arena, u.path);
	struct meeting_applications *a = q_meeting_applications(r->db, r->arena, u.path, end, MATTERS, &found);
	int64_t unit = 0, decides = 0;
	for (size_t i = 0; i < found; i++) {
		decides = a[i].unit == unit ? decides : meeting_decides_for(r, a[i].unit);
		unit = a[i].unit;
		if (decides == m->unit)
			add(r, out, n, &kinds[1], a[i].id, a[i].name);
	}
}

struct matter_line *meeting_matters_waiting(struct req *r, const struct meeting *m, size_t *n)
{
	const struct committee *c = record_load(r->db, r->arena, &committee_record, m->committee);
	struct matter_line *out = NEW_N(r->arena, struct matter_line, 2 * MATTERS);
	size_t people;
	*n = 0;
	if (!c || (c->kind != COMMITTEE_UNION && c->kind != COMMITTEE_STANDING))
		return out;
	struct committee_person *p = committee_people(r, c->id, 0, &people);
	for (size_t i = 0; c->kind == COMMITTEE_UNION && i < people && i < MATTERS; i++)
		if (p[i].state == SEAT_ASKED && !q_meeting_matter_listed(r->db, "seat", p[i].seat))
			add(r, out, n, &kinds[0], p[i].seat, p[i].name);
	applications(r, m, out, n);
	return out;
}

struct matter_line *meeting_matters_of(struct req *r, int64_t item, size_t *n)
{
	size_t found;
	struct meeting_matters_of *t = q_meeting_matters_of(r->db, r->arena, item, &found);
	struct matter_line *out = NEW_N(r->arena, struct matter_line, found);
	*n = 0;
	for (size_t i = 0; i < found; i++) {
		const struct matter_kind *k = kind_of(t[i].record);
		if (k)
			add(r, out, n, k, t[i].row_id, t[i].name);
	}
	return out;
}

/* ---- when it came up ---- */

#define SOURCE "委员会议事规则通行做法：会议只议召开前列入议程的事项，没有查到全国统一规定，未核实"

instant meeting_waits_since(struct req *r, const struct record *record, const void *row)
{
	const struct head *h = row;
	instant again = q_meeting_matter_since(r->db, record->name, h->id);
	return again > h->created_at ? again : h->created_at;
}

const char *meeting_matters_late(struct req *r, const struct meeting *m, const struct meeting_item *i)
{
	size_t n;
	struct meeting_matters_of *t = q_meeting_matters_of(r->db, r->arena, i->id, &n);
	day listed = day_of_instant(i->created_at);
	if (n && listed > m->held_on)
		return arena_printf(r->arena, "“%s”%s才列入议程，会议%s已经开过，不能由这次会议决定（%s）。请撤下这一项，列入以后的会议。", i->title,
				    day_cn(r->arena, listed), day_cn(r->arena, m->held_on), SOURCE);
	for (size_t k = 0; k < n; k++) {
		const struct matter_kind *kind = kind_of(t[k].record);
		struct head *row = kind ? record_load(r->db, r->arena, kind->record, t[k].row_id) : NULL;
		if (row && row->state == kind->waits && meeting_waits_since(r, kind->record, row) > i->created_at)
			return arena_printf(r->arena, "%s的%s在列入议程之后重新提出过，议程上的是以前那一次。请撤下这一项，重新列入会议（%s）。", t[k].name, kind->asks, SOURCE);
	}
	return NULL;
}

/* ---- onto the agenda ---- */

static struct meeting_item *item_for(struct req *r, const struct meeting *m, const char *title, const char *body)
{
	struct meeting_item *i = record_new(r->arena, &meeting_item_record);
	i->unit = m->unit;
	i->meeting = m->id;
	i->no = q_meeting_item_last(r->db, m->id) + 1;
	i->title = title;
	i->body = body;
	return flow_create(r, &meeting_item_flow, i, "") ? i : NULL;
}

/* A chair's going is an item of its own; applications are voted on together. */
static bool list_seat(struct req *r, const struct meeting *m, const struct matter_line *x)
{
	struct meeting_item *i = item_for(r, m, arena_printf(r->arena, "%s%s", x->name, x->asks), "依据：《工会法》第十八条，任期内调动工会主席、副主席，应征得本级工会委员会和上一级工会同意。");
	if (i)
		q_meeting_matter_add(r->db, i->id, x->record, x->id, x->name);
	return i != NULL;
}

static bool list_members(struct req *r, const struct meeting *m, struct matter_line *const *x, size_t n)
{
	const char *names = "";
	for (size_t i = 0; i < n; i++)
		names = arena_printf(r->arena, "%s%s%s", names, i ? "、" : "", x[i]->name);
	struct meeting_item *item = item_for(r, m, arena_printf(r->arena, "审批 %zu 人的入会申请", n), arena_printf(r->arena, "申请人：%s。", names));
	for (size_t i = 0; item && i < n; i++)
		q_meeting_matter_add(r->db, item->id, x[i]->record, x[i]->id, x[i]->name);
	return item != NULL;
}

void post_meeting_matters(struct req *r)
{
	const struct meeting *m = r->row;
	size_t n, joining = 0, listed = 0;
	struct matter_line *all = meeting_matters_waiting(r, m, &n), **members = NEW_N(r->arena, struct matter_line *, n);
	if (!flow_editable(r, &meeting_flow, m)) {
		refuse(r, 409, "会议已定稿或取消，不能再加议题。");
		return;
	}
	if (m->held_on < r->today) {
		refuse(r, 409, "会议%s已经开过，等委员会决定的事项请列入以后的会议（%s）。", day_cn(r->arena, m->held_on), SOURCE);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (!form_has(r, arena_printf(r->arena, "%s%lld", all[i].record, (long long)all[i].id)))
			continue;
		listed++;
		if (text_is(all[i].record, "member"))
			members[joining++] = &all[i];
		else if (!list_seat(r, m, &all[i]))
			return;
	}
	if (!listed)
		refuse(r, 422, "请勾选要列入议题的事项。");
	else if (!joining || list_members(r, m, members, joining))
		see_other_saying(r, link_to(r, "/meetings/%lld#items", (long long)m->id), "已列入议题，表决通过后自动办理。");
}

/* ---- what the vote decides ---- */

bool meeting_matters_carry(struct req *r, const struct meeting *m, const struct meeting_item *i, bool passed, int64_t *done)
{
	size_t n;
	struct meeting_matters_of *t = q_meeting_matters_of(r->db, r->arena, i->id, &n);
	const char *cited = n ? meeting_words(r, m, i) : "";
	*done = 0;
	for (size_t k = 0; k < n; k++) {
		const struct matter_kind *kind = kind_of(t[k].record);
		struct head *row = kind ? record_load(r->db, r->arena, kind->record, t[k].row_id) : NULL;
		if (!row || row->state != kind->waits || !(passed ? kind->passed : kind->rejected))
			continue;
		if (!(passed ? kind->passed : kind->rejected)(r, row, m, cited))
			return false;
		q_meeting_cite_add(r->db, i->id, t[k].record, t[k].row_id);
		++*done;
	}
	return true;
}
