#include "kernel/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "kernel.sql.h"
#include "kernel/app.h"
#include "kernel/measure.h"
#include "kernel/rights.h"
#include "kernel/search.h"
#include "kernel/unit.h"
#include "secret/id.h"

static const struct choice *states_of(const struct record *record)
{
	return record_field(record, "state")->choices;
}

/* As an event keeps it: a person by his mark, so that no name is sealed. */
static const char *kept(struct arena *a, struct db *d, const struct field *f, const void *row)
{
	if (f->kind == KIND_REF && f->ref == &person_record && field_int(f, row))
		return event_name(a, field_int(f, row));
	return event_plain(a, field_show(a, d, f, row));
}

/* Event, counters and search index of one change of a row. */
static void written(struct req *r, const struct flow *f, const void *before, const void *after,
		    const char *verb, const char *text)
{
	const struct head *h = after, *was = before;
	struct event e = {
		.unit = h->unit,
		.record = f->record->name,
		.row_id = h->id,
		.verb = verb,
		.from_state = was ? was->state : 0,
		.to_state = h->state,
		.note = text,
		.changes = record_diff_as(r->arena, r->db, f->record, before, after, false, kept),
		.personal = record_diff_as(r->arena, r->db, f->record, before, after, true, kept),
		.counts = measure_apply(r, f->record, before, after),
	};
	event_add(r, &e);
	if (f->find_right)
		(before ? search_put : search_put_new)(r, f, after);
	const struct flow *outer = r->flow;
	r->flow = f;
	if (f->after)
		f->after(r, before, after);
	r->flow = outer;
	EACH_MODULE(r->app, m)
		if (m->heard)
			m->heard(r, f->record, before, after);
}

bool flow_create(struct req *r, const struct flow *f, void *row, const char *text)
{
	struct head *h = row;
	if (!h->unit)
		fault("%s without a unit", f->record->name);
	if (!h->id)
		h->id = id_new();
	h->version = 1;
	h->state = f->first;
	h->created_by = r->who ? r->who->person : 0;
	h->created_at = r->now;
	record_insert(r->db, r->arena, f->record, row);
	written(r, f, NULL, row, "create", text);
	return true;
}

/* Somebody was faster: says who, when and what, so that nothing is overwritten unseen. */
static void refuse_stale(struct req *r, const struct flow *f, int64_t id)
{
	size_t n;
	struct event *e = events_of(r->db, r->arena, f->record->name, id, 1, &n);
	const char *by = n && e[0].actor ? record_title(r->db, r->arena, &person_record, e[0].actor) : "系统";
	refuse(r, 409, "这条记录刚被%s改动过（%s）：%s。请刷新页面，看过新内容后再提交；你填写的内容仍在上一页。",
	       by, n ? instant_cn(r->arena, e[0].recorded_at) : "",
	       n && *e[0].changes ? event_words(r->db, r->arena, record_said(r->arena, r->app, f->record, e[0].changes)) : "状态已变化");
}

bool flow_editable(struct req *r, const struct flow *f, const void *row)
{
	const struct head *h = row;
	return h->state >= 0 && h->state < 32 && (f->edit_states & 1u << h->state) &&
	       may_row(r, f->edit_right, f->record, row);
}

bool flow_edit(struct req *r, const struct flow *f, void *row, const char *text)
{
	struct head *h = row;
	struct head *before = record_load(r->db, r->arena, f->record, h->id);
	if (!before) {
		refuse(r, 404, "这条记录不存在或已删除。");
		return false;
	}
	if (!r->system && !may_row_or_refuse(r, f->edit_right, f->record, before))
		return false;
	if (!(f->edit_states & 1u << before->state)) {
		refuse(r, 409, "“%s”状态下不能修改。", choice_label(states_of(f->record), before->state));
		return false;
	}
	h->state = before->state; /* only moves change it */
	h->created_by = before->created_by;
	h->created_at = before->created_at;
	if (!record_update(r->db, r->arena, f->record, row)) {
		refuse_stale(r, f, h->id);
		return false;
	}
	written(r, f, before, row, "edit", text);
	return true;
}

static const struct move *find_move(const struct flow *f, int64_t state, const char *verb)
{
	for (const struct move *m = f->moves; m->verb; m++)
		if ((m->from == state || m->from == ANY_STATE) && strcmp(m->verb, verb) == 0)
			return m;
	return NULL;
}

/* Moves may make further moves of other flows: each sees its own in r->flow. */
static const char *ask_needs(struct req *r, const struct flow *f, const struct move *m, const void *row)
{
	const struct flow *outer = r->flow;
	r->flow = f;
	const char *why = m->needs ? m->needs(r, row) : NULL;
	r->flow = outer;
	return why;
}

static bool run_done(struct req *r, const struct flow *f, const struct move *m, void *row, const void *before)
{
	const struct flow *outer = r->flow;
	r->flow = f;
	bool good = !m->done || m->done(r, row, before);
	r->flow = outer;
	return good;
}

static bool allowed(struct req *r, const struct flow *f, const struct move *m, const struct head *h,
		    const char *text)
{
	if (!m) {
		refuse(r, 409, "现在是“%s”，不能办理这一步。可能已有人先办了，请刷新页面。",
		       choice_label(states_of(f->record), h->state));
		return false;
	}
	if (!r->system) {
		if (!m->right) {
			refuse(r, 403, "“%s”由系统到期自动办理。", m->label);
			return false;
		}
		if (!may_row_or_refuse(r, m->right, f->record, h))
			return false;
	}
	if ((m->flags & MOVE_WRITTEN) && !r->system && text_empty(text)) {
		const char *what = m->flags & MOVE_OPINION ? "意见" : "理由";
		problem_add(&r->problems, "reason", "请写明“%s”的%s。", m->label, what);
		if (form_has(r, "reason"))
			refuse_field(r, "reason", what, "请写明“%s”的%s。", m->label, what);
		else
			refuse(r, 422, "请写明“%s”的%s。", m->label, what);
		return false;
	}
	const char *why = ask_needs(r, f, m, h);
	if (why)
		refuse(r, 409, "还不能“%s”：%s", m->label, why);
	return !why;
}

static bool outlives(const struct flow *f, const char *verb)
{
	for (const struct move *m = f->moves; m->verb; m++)
		if ((m->flags & MOVE_LASTING) && strcmp(m->verb, verb) == 0)
			return true;
	return false;
}

static void timers_clear(struct req *r, const struct flow *f, int64_t id)
{
	size_t n;
	struct due_of *t = q_due_of(r->db, r->arena, f->record->name, id, &n);
	for (size_t i = 0; i < n; i++)
		if (!outlives(f, t[i].verb))
			q_due_drop(r->db, t[i].id);
}

bool flow_move_row(struct req *r, const struct flow *f, void *row, const char *verb, const char *text)
{
	struct head *h = row;
	struct head *before = record_load(r->db, r->arena, f->record, h->id);
	if (!before)
		fault("%s %lld is gone", f->record->name, (long long)h->id);
	const struct move *m = find_move(f, before->state, verb);
	if (!allowed(r, f, m, row, text))
		return false;
	h->state = m->to == SAME_STATE ? before->state : m->to;
	if (h->state != before->state)
		timers_clear(r, f, h->id);
	if (!run_done(r, f, m, row, before)) {
		if (!r->answered)
			fault("%s.%s refused without an answer", f->record->name, verb);
		return false;
	}
	if (!record_update(r->db, r->arena, f->record, row)) {
		refuse_stale(r, f, h->id);
		return false;
	}
	written(r, f, before, row, verb, text);
	return true;
}

bool flow_follow(struct req *r, const struct flow *f, void *row, const char *verb, const char *text)
{
	const char *why = NULL, **outer = r->caught;
	bool was = r->system;
	r->system = true;
	r->caught = &why; /* what the system is refused, the asker has to read */
	bool good = flow_move_row(r, f, row, verb, text);
	r->system = was;
	r->caught = outer;
	if (good || !why)
		return good;
	r->answered = false;
	refuse(r, 409, "%s", why);
	return false;
}

bool flow_move(struct req *r, const struct flow *f, int64_t id, int64_t version, const char *verb,
	       const char *text, void **out)
{
	struct head *h = record_load(r->db, r->arena, f->record, id);
	if (!h) {
		refuse(r, 404, "这条记录不存在或已删除。");
		return false;
	}
	if (version && version != h->version && !find_move(f, h->state, verb)) {
		refuse_stale(r, f, id);
		return false;
	}
	if (out)
		*out = h;
	return flow_move_row(r, f, h, verb, text);
}

struct offer *flow_offers(struct req *r, const struct flow *f, const void *row, size_t *n)
{
	const struct head *h = row;
	size_t room = 0;
	for (const struct move *m = f->moves; m->verb; m++)
		room++;
	struct offer *out = NEW_N(r->arena, struct offer, room);
	*n = 0;
	for (const struct move *m = f->moves; m->verb; m++) {
		if ((m->from != h->state && m->from != ANY_STATE) || (m->flags & (MOVE_HIDDEN | MOVE_PLACED)) || !m->right)
			continue;
		if (may_row(r, m->right, f->record, h))
			out[(*n)++] = (struct offer){m, ask_needs(r, f, m, row)};
	}
	return out;
}

void due_set(struct req *r, const struct record *record, int64_t id, instant at, const char *verb)
{
	q_due_add(r->db, id_new(), at, record->name, id, verb);
}

bool due_waits(struct req *r, const struct record *record, int64_t id, const char *verb)
{
	size_t n;
	struct due_of *t = q_due_of(r->db, r->arena, record->name, id, &n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(t[i].verb, verb) == 0)
			return true;
	return false;
}

instant due_morning(day d)
{
	return instant_of_day(d) + 8 * 3600000;
}

const char *flow_home(struct arena *a, const struct flow *f, int64_t id)
{
	struct str home = str_of(f->home);
	size_t at = str_find(home, "%lld");
	if (at == SIZE_MAX)
		return f->home;
	return arena_printf(a, "%.*s%lld%s", (int)at, home.p, (long long)id, home.p + at + 4);
}

const char *verb_label(const struct flow *f, const char *verb)
{
	static const struct {
		const char *verb, *label;
	} own[] = {
		{"create", "登记"}, {"edit", "修改"}, {"attach", "添加附件"}, {"detach", "移除附件"}, {"import", "导入"},
		{"import_undo", "撤销导入"}, {"export", "导出"}, {"lookup", "按号码查找"}, {"reveal", "查看完整号码"}, {"set", "设定"},
		{"end", "停用"}, {"align", "对照上级要点"}, {"correction", "请求更正"}, {"family", "查看家庭成员"}, {"figure", "补计指标"},
		{"carry", "统计随隶属转移"},
	};
	for (const struct move *m = f ? f->moves : NULL; m && m->verb; m++)
		if (strcmp(m->verb, verb) == 0)
			return m->label;
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (strcmp(verb, own[i].verb) == 0)
			return own[i].label;
	return "办理";
}

const char *move_said(struct arena *a, const char *label)
{
	bool said = strncmp(label, "已", strlen("已")) == 0, refused = strncmp(label, "不", strlen("不")) == 0;
	return arena_printf(a, "%s%s。", said ? "" : refused ? "已决定" : "已", label);
}

void post_move(struct req *r)
{
	struct str rest = str_skip(str_of(r->x->path), 1);
	const struct flow *f = flow_of(r->app, str_dup(r->arena, str_cut(&rest, '/')));
	if (!f) {
		refuse(r, 404, "没有这一类记录。");
		return;
	}
	const struct move *m = f->moves;
	void *row;
	while (m->verb && strcmp(m->verb, r->word) != 0)
		m++;
	if (m->verb && (m->flags & MOVE_HIDDEN)) { /* what another route writes beside the state would be left out */
		refuse(r, 404, "这一步不能这样办理。请从记录的页面上办理。");
		return;
	}
	if (!flow_move(r, f, r->id, form_int(r, "_version"), r->word, form_get(r, "reason"), &row))
		return;
	const char *back = form_get(r, "_back");
	see_other_saying(r, inside(back, flow_home(r->arena, f, r->id)),
			 move_said(r->arena, m->label));
}
