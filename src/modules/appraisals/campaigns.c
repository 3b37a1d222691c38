/* Campaigns: one sheet, one window; who assesses, what came in, what is shown together in one notice. */
#include <stdlib.h>
#include <string.h>

#include "appraisals.html.h"
#include "kernel/unit.h"
#include "modules/appraisals/appraisals_view.h"
#include "modules/units/units.h"

void get_appraisals(struct req *r) { list_page(r, &appraisal_list); }

/* ---- the form ---- */

static struct option *sheet_options(struct req *r, const struct field *f, size_t *n)
{
	const struct appraisal *p = r->row; /* the form of one that is there */
	(void)f;
	struct sheets_in_use *s = q_sheets_in_use(r->db, r->arena, p ? p->unit : union_of_right_or_refuse(r, "appraisal.run"), n);
	struct option *out = NEW_N(r->arena, struct option, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct option){s[i].id, s[i].version_no > 1 ? arena_printf(r->arena, "%s（第 %lld 版）", s[i].title, (long long)s[i].version_no) : s[i].title};
	return out;
}

static void show_form(struct req *r, const struct appraisal *p)
{
	struct form f = {r, &appraisal_record, p, sheet_options};
	struct form_page v = {.r = r, .form = &f, .title = p->id ? "修改评选" : "新的评选", .help = "选一份使用中的评价标准。没有的先到“评价标准”里建。", .unit = p->unit,
		.action = p->id ? link_to(r, "/appraisals/%lld", (long long)p->id) : "/appraisals", .back = p->id ? link_to(r, "/appraisals/%lld", (long long)p->id) : "/appraisals",
		.version = p->version};
	page_begin(r, &(struct page){.title = v.title, .nav = "/appraisals", .crumbs = {{"评选", "/appraisals"}}});
	tpl_appraisal_form(r->out, &v);
	page_end(r);
}

static bool read_form(struct req *r, struct appraisal *p)
{
	form_read(r, &appraisal_record, p);
	const struct criteria_sheet *s = p->sheet ? record_load(r->db, r->arena, &sheet_record, p->sheet) : NULL;
	if (p->opens && p->closes && p->closes < p->opens)
		problem_add(&r->problems, "closes", "申报截止不能早于申报开始。");
	if (p->sheet && (!s || s->unit != p->unit || s->state == SHEET_DRAFT))
		problem_add(&r->problems, "sheet", "评价标准要在本单位使用中的标准里选。");
	p->kind = s ? s->kind : 0;
	if (p->trim && p->trim < 3)
		problem_add(&r->problems, "trim", "去掉最高最低分至少要 3 名评委，填 0 表示不去。");
	if (*p->contact && !text_is(notice_unnumbered(r->arena, p->contact), p->contact))
		problem_add(&r->problems, "contact", "请填单位电话，不要填个人手机号。");
	return !r->problems.n;
}

void get_appraisal_new(struct req *r)
{
	struct appraisal *p = record_new(r->arena, &appraisal_record);
	p->unit = union_of_right_or_refuse(r, "appraisal.run");
	p->sheet = query_int(r, "sheet");
	if (p->unit)
		show_form(r, p);
}

void post_appraisal_new(struct req *r)
{
	struct appraisal *p = record_new(r->arena, &appraisal_record);
	p->unit = union_of_right_or_refuse(r, "appraisal.run");
	if (!p->unit)
		return;
	if (!read_form(r, p)) {
		show_form(r, p);
		answer_status(r, 422);
	} else if (flow_create(r, &appraisal_flow, p, "")) {
		see_other_saying(r, link_to(r, "/appraisals/%lld", (long long)p->id), "已保存。定好评委后开始申报。");
	}
}

void get_appraisal_edit(struct req *r)
{
	if (flow_editable(r, &appraisal_flow, r->row))
		show_form(r, r->row);
	else
		refuse(r, 409, "已结束的评选不能修改。");
}

void post_appraisal_edit(struct req *r)
{
	struct appraisal *p = r->row;
	struct appraisal was = *p;
	bool good = read_form(r, p);
	if (was.state != APPRAISAL_DRAFT && p->sheet != was.sheet) {
		problem_add(&r->problems, "sheet", "开始申报后不能换评价标准。");
		good = false;
	}
	if (!good) {
		show_form(r, p);
		answer_status(r, 422);
		return;
	}
	if (!flow_edit(r, &appraisal_flow, p, ""))
		return;
	if (p->state == APPRAISAL_OPEN && p->closes != was.closes)
		due_set(r, &appraisal_record, p->id, instant_of_day(p->closes + 1), "shut");
	see_other_saying(r, link_to(r, "/appraisals/%lld", (long long)p->id), "已保存。");
}

/* ---- one campaign ---- */

enum { PAGE = 100, LOOKED_AT = 1000 /* for a page of who may not read all */, SHOWN_MOST = 500 /* in one notice */ };

static void add_entry(struct req *r, struct campaign_page *v, const struct entries_of *e, bool mine)
{
	bool scored = e->state >= ENTRY_SCORED && e->state != ENTRY_WITHDRAWN, ready = e->state == ENTRY_SCORED && *e->level;
	v->entries[v->n_entries++] = (struct campaign_entry){.id = e->id, .state = e->state, .name = e->name, .unit = e->unit_name,
		.share = scored ? score_text(r->arena, e->share) : "", .level = scored && e->barred ? "一票否决" : e->level, .mine = mine, .ready = ready,
		.ticked = !form_has(r, "days") || form_has(r, arena_printf(r->arena, "e%lld", (long long)e->id))};
	v->n_ready += ready;
}

/* after=STATE.ID: the page behind that entry. What the asker may not read takes no place on it. */
static void fill_entries(struct req *r, struct campaign_page *v)
{
	const struct right *read = right_of(r->app, "entry.read");
	const char *after = query_get(r, "after"), *dot = strchr(after, '.');
	size_t n, i, most = v->may_run ? PAGE : LOOKED_AT;
	struct entries_of *e = q_entries_of(r->db, r->arena, v->p->id, strtoll(after, NULL, 10), dot ? strtoll(dot + 1, NULL, 10) : 0, (int64_t)most + 1, &n);
	v->total = q_entries_count(r->db, v->p->id);
	v->paged = *after;
	v->entries = NEW_N(r->arena, struct campaign_entry, PAGE);
	for (i = 0; i < n && i < most && v->n_entries < PAGE; i++) {
		bool mine = may_path(r->who, read, e[i].path);
		if (v->may_run || mine)
			add_entry(r, v, &e[i], mine);
	}
	if (i < n)
		v->next = link_to(r, "/appraisals/%lld?after=%lld.%lld", (long long)v->p->id, (long long)e[i - 1].state, (long long)e[i - 1].id);
}

static void fill_hits(struct req *r, struct campaign_page *v)
{
	enum { HITS = 50, NAMED = 300 }; /* of who has the name: some have left */
	const char *path = unit_path(r->db, r->arena, v->p->unit), *end = path_end(r->arena, path);
	struct appraisal_persons p;
	size_t n;
	if (!v->panel_open || !*v->q)
		return;
	int64_t *ids = people_named(r, v->q, path, NAMED, &n, &v->hits_unread);
	v->hits = NEW_N(r->arena, struct seat_pick, n);
	for (size_t i = 0; i < n && v->n_hits < HITS; i++)
		if (q_appraisal_persons(r->db, r->arena, ids[i], path, end, &p))
			v->hits[v->n_hits++] = (struct seat_pick){p.id, p.name, p.unit_name};
}

void get_appraisal(struct req *r)
{
	const struct appraisal *p = r->row;
	const struct criteria_sheet *s = record_load(r->db, r->arena, &sheet_record, p->sheet);
	struct campaign_page v = {.r = r, .p = p, .here = link_to(r, "/appraisals/%lld", (long long)p->id), .unit = unit_name(r->db, r->arena, p->unit),
		.sheet = s ? s->title : "", .subject = s ? choice_label(subject_kinds, s->subject) : "",
		.window = arena_printf(r->arena, "%s 至 %s", day_cn(r->arena, p->opens), day_cn(r->arena, p->closes)),
		.q = *query_get(r, "q") ? query_get(r, "q") : form_get(r, "q")};
	v.may_run = may(r, "appraisal.run", p->unit);
	v.may_enter = p->state == APPRAISAL_OPEN && p->opens <= r->today && p->closes >= r->today && may_anywhere(r->who, right_of(r->app, "entry.edit"));
	v.panel_open = v.may_run && p->state <= APPRAISAL_JUDGING;
	v.rating_desk = v.panel_open && p->rated;
	v.keyed = p->rated && rating_keyed(r, p->id);
	v.least = rating_least(r, p);
	v.days_rule = notice_days_rule(r, p->unit);
	v.audience_item = audience_item(r, p->sheet, &v.audience_points);
	if (v.audience_item) {
		v.voted = q_audience_voted(r->db, p->id);
		v.may_vote = may(r, "appraisal.vote", p->unit);
		v.lines = p->audience == AUDIENCE_COUNTED ? audience_lines(r, p, &v.n_lines) : NULL;
		v.count_not_yet = audience_may_count(r, p);
		v.audience_url = arena_printf(r->arena, "%s%s/audience", base_address(r), v.here);
	}
	v.ranked = v.may_run && q_entries_ranked(r->db, p->id) > 0;
	v.panel = q_assessors_of(r->db, r->arena, p->id, &v.n_panel);
	fill_entries(r, &v);
	fill_hits(r, &v);
	page_begin(r, &(struct page){.title = p->title, .nav = "/appraisals", .crumbs = {{"评选", "/appraisals"}}});
	tpl_campaign_one(r->out, &v);
	page_end(r);
}

/* ---- the panel ---- */

static bool panel_change(struct req *r, const struct appraisal *p, const char *what)
{
	if (p->state > APPRAISAL_JUDGING) {
		refuse(r, 409, "评选已经结束，评委不再改动。");
		return false;
	}
	return flow_move_row(r, &appraisal_flow, arena_memdup(r->arena, p, sizeof(*p)), "panel", what);
}

/* On every entry that is in, the assessor becomes a party, or is one no longer. */
static void panel_parties(struct req *r, const struct appraisal *p, int64_t before, int64_t person)
{
	size_t n, n_panel;
	int64_t state = ENTRY_SUBMITTED, after = 0;
	q_assessors_of(r->db, r->arena, p->id, &n_panel);
	bool first = person && n_panel == 1;
	do {
		struct entries_of *e = q_entries_of(r->db, r->arena, p->id, state, after, PAGE, &n);
		for (size_t i = 0; i < n; i++) {
			if (e[i].state == ENTRY_WITHDRAWN)
				continue;
			party_person(r, &entry_record, e[i].id, PARTY_OWNER, before, person);
			if (before && e[i].state == ENTRY_VERIFIED)
				q_marks_drop(r->db, e[i].id, before);
			if (first && e[i].state == ENTRY_VERIFIED) /* what the verifier marked in place of a panel */
				q_marks_clear(r->db, e[i].id);
		}
		state = n ? e[n - 1].state : state;
		after = n ? e[n - 1].id : after;
	} while (n == PAGE);
}

void post_assessor(struct req *r)
{
	const struct appraisal *p = r->row;
	const struct person_row *x = form_int(r, "person") ? record_load(r->db, r->arena, &person_record, form_int(r, "person")) : NULL;
	if (!x || x->state != PERSON_ACTIVE || !path_covers(unit_path(r->db, r->arena, p->unit), unit_path(r->db, r->arena, x->unit))) {
		refuse(r, 422, "请在本单位和下级的人员里选评委。");
		return;
	}
	if (!panel_change(r, p, arena_printf(r->arena, "增加评委%s", event_name(r->arena, x->id))))
		return;
	q_assessor_add(r->db, p->id, x->id);
	panel_parties(r, p, 0, x->id);
	see_other_saying(r, link_to(r, "/appraisals/%lld", (long long)p->id), "评委已增加。");
}

void post_assessor_drop(struct req *r)
{
	const struct appraisal *p = r->row;
	if (!q_assessor_is(r->db, p->id, r->sub)) {
		refuse(r, 404, "这个人不是评委。");
		return;
	}
	if (!panel_change(r, p, arena_printf(r->arena, "去掉评委%s", event_name(r->arena, r->sub))))
		return;
	q_assessor_drop(r->db, p->id, r->sub);
	panel_parties(r, p, r->sub, 0);
	see_other_saying(r, link_to(r, "/appraisals/%lld", (long long)p->id), "评委已去掉，他还没有评定的打分随之取消。");
}

/* ---- the notice ---- */

static const struct notice_col cols[] = {{"申报对象", false}, {"申报工会", false}, {"等次", false}, {"得分", false}};
static const struct notice_col person_cols[] = {{"姓名", true}, {"申报工会", false}, {"等次", false}, {"得分", false}};

static int64_t publish(struct req *r, const struct appraisal *p, const struct entries_of *const *picked, size_t n)
{
	const struct criteria_sheet *s = record_load(r->db, r->arena, &sheet_record, p->sheet);
	const char **cells = NEW_N(r->arena, const char *, n * 4);
	for (size_t i = 0; i < n; i++) {
		cells[i * 4] = picked[i]->name;
		cells[i * 4 + 1] = picked[i]->unit_name;
		cells[i * 4 + 2] = picked[i]->level;
		cells[i * 4 + 3] = arena_printf(r->arena, "%s / %s", score_text(r->arena, picked[i]->total), score_text(r->arena, picked[i]->most));
	}
	struct notice_ask ask = {.unit = p->unit, .title = arena_printf(r->arena, "%s拟命名公示", p->title), .cols = s->subject == SUBJECT_PERSON ? person_cols : cols,
		.n_cols = 4, .n_rows = n, .cells = cells, .subject = &appraisal_record, .subject_id = p->id, .contact = p->contact, .days = form_int(r, "days"),
		.intro = arena_printf(r->arena, "经申报、核实和评定，拟命名下列%s为%s，现予公示。", choice_label(subject_kinds, s->subject), s->title)};
	return notice_open(r, &ask);
}

/* The ticked ones, or with "all" every one that reached a level. */
static const struct entries_of **picked_entries(struct req *r, const struct appraisal *p, size_t *n_picked)
{
	const struct entries_of **out = NEW_N(r->arena, const struct entries_of *, SHOWN_MOST + PAGE);
	int64_t after = 0;
	bool more = true;
	while (more && *n_picked <= SHOWN_MOST) {
		size_t n;
		struct entries_of *e = q_entries_of(r->db, r->arena, p->id, ENTRY_SCORED, after, PAGE, &n);
		for (size_t i = 0; i < n; i++)
			if (e[i].state == ENTRY_SCORED && *e[i].level && (form_has(r, "all") || form_has(r, arena_printf(r->arena, "e%lld", (long long)e[i].id))))
				out[(*n_picked)++] = &e[i];
		after = n ? e[n - 1].id : 0;
		more = n == PAGE && e[n - 1].state == ENTRY_SCORED;
	}
	return out;
}

void post_appraisal_publish(struct req *r)
{
	const struct appraisal *p = r->row;
	size_t n_picked = 0;
	const struct entries_of **picked = picked_entries(r, p, &n_picked);
	if (!n_picked || n_picked > SHOWN_MOST)
		problem_add(&r->problems, "days", n_picked ? "一次最多公示 500 件，请分批。" : "请勾选要公示的申报：已评定并达到等次的才能公示。");
	if (!text_empty(form_get(r, "days")) && form_int(r, "days") < 1)
		problem_add(&r->problems, "days", "公示几个工作日填整数，不填按规定。");
	int64_t notice = r->problems.n ? 0 : publish(r, p, picked, n_picked);
	if (!notice) {
		if (!r->answered) {
			get_appraisal(r);
			answer_status(r, 422);
		}
		return;
	}
	for (size_t i = 0; i < n_picked; i++) {
		struct appraisal_entry *x = record_load(r->db, r->arena, &entry_record, picked[i]->id);
		x->notice = notice;
		if (!flow_move_row(r, &entry_flow, x, "publish", ""))
			return;
	}
	see_other_saying(r, link_to(r, "/notices/%lld", (long long)notice), "已发布公示。请打印张贴稿。");
}
