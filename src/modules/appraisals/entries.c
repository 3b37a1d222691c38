/* Entries: self-assessment, verification, marks. */
#include <string.h>

#include "appraisals.html.h"
#include "base/utf8.h"
#include "kernel/unit.h"
#include "modules/appraisals/appraisals_view.h"

void get_entries(struct req *r) { list_page(r, &entry_list); }

/* ---- a new one ---- */

/* Of the union of the post by which the asker enters. */
static const char *home_path(struct req *r)
{
	return unit_path(r->db, r->arena, union_of_right(r, "entry.edit"));
}

/* A small home (小家) is one of a branch or a group: what stands below a union. */
static struct option *subjects(struct req *r, const struct criteria_sheet *s, size_t *n)
{
	int64_t kind = s->subject;
	bool small = s->kind == KIND_SMALL_HOME;
	const char *path = home_path(r), *end = path_end(r->arena, path);
	struct option *out = NULL;
	*n = 0;
	if (kind == SUBJECT_UNION) {
		struct appraisal_unions *u = q_appraisal_unions(r->db, r->arena, path, end, small ? UNIT_SUB_UNION : UNIT_FEDERATION, small ? UNIT_TEAM : UNIT_SUB_UNION, n);
		out = NEW_N(r->arena, struct option, *n);
		for (size_t i = 0; i < *n; i++)
			out[i] = (struct option){u[i].id, u[i].name};
	} else if (kind == SUBJECT_TEAM) {
		struct appraisal_teams *t = unit_tree_is_wide(r->db, r->arena, path) ? q_appraisal_teams_wide(r->db, r->arena, path, end, n) :
										       q_appraisal_teams(r->db, r->arena, path, end, n);
		out = NEW_N(r->arena, struct option, *n);
		for (size_t i = 0; i < *n; i++)
			out[i] = (struct option){t[i].id, arena_printf(r->arena, "%s（%s）", t[i].name, t[i].unit_name)};
	} else if (kind == SUBJECT_FIRM) {
		struct appraisal_firms *f = q_appraisal_firms(r->db, r->arena, path, end, n);
		out = NEW_N(r->arena, struct option, *n);
		for (size_t i = 0; i < *n; i++)
			out[i] = (struct option){f[i].id, arena_printf(r->arena, "%s（%s）", f[i].name, f[i].unit_name)};
	}
	return out;
}

/* Chosen from the register, not typed. */
static bool is_listed(int64_t subject)
{
	return subject == SUBJECT_UNION || subject == SUBJECT_TEAM || subject == SUBJECT_FIRM;
}

static const char *subject_label(const struct criteria_sheet *s)
{
	return s->kind == KIND_SMALL_HOME && s->subject == SUBJECT_UNION ? "分工会、工会小组" : choice_label(subject_kinds, s->subject);
}

static void show_new(struct req *r, const struct appraisal *p, const struct criteria_sheet *s)
{
	struct form f = {r, &entry_record, NULL, NULL};
	struct form_page v = {.r = r, .form = &f, .title = "申报", .help = p->title, .action = link_to(r, "/appraisals/%lld/entries", (long long)p->id),
		.back = link_to(r, "/appraisals/%lld", (long long)p->id), .picked = form_int(r, "subject_id")};
	bool listed = is_listed(s->subject);
	v.subjects = subjects(r, s, &v.n_subjects);
	v.subject_label = listed ? subject_label(s) : NULL;
	page_begin(r, &(struct page){.title = "申报", .nav = "/appraisals", .crumbs = {{"评选", "/appraisals"}, {p->title, v.back}}});
	tpl_entry_new(r->out, &v);
	page_end(r);
}

static const char *closed(struct req *r, const struct appraisal *p)
{
	return p->state == APPRAISAL_OPEN && p->opens <= r->today && r->today <= p->closes ? NULL : "不在申报期内。";
}

void get_entry_new(struct req *r)
{
	const struct appraisal *p = r->row;
	const char *why = closed(r, p);
	if (!union_of_right_or_refuse(r, "entry.edit"))
		return;
	if (why)
		refuse(r, 409, "%s", why);
	else
		show_new(r, p, record_load(r->db, r->arena, &sheet_record, p->sheet));
}

/* The union of what was chosen, and its name. */
static void read_listed(struct req *r, struct appraisal_entry *e)
{
	static const struct {
		int64_t subject;
		const char *record, *name;
	} of[] = {{SUBJECT_UNION, "unit", NULL}, {SUBJECT_TEAM, "team", NULL}, {SUBJECT_FIRM, "union_card", "employer"}};
	size_t i = 0;
	while (of[i].subject != e->subject)
		i++;
	const struct record *record = e->subject == SUBJECT_UNION ? &unit_record : flow_of(r->app, of[i].record)->record;
	const struct head *h = record_load(r->db, r->arena, record, e->subject_id);
	e->unit = e->subject == SUBJECT_UNION ? e->subject_id : e->subject == SUBJECT_FIRM ? field_int(record_field(record, "org"), h) : h->unit;
	e->name = of[i].name ? field_text(record_field(record, of[i].name), h) : record_title(r->db, r->arena, record, e->subject_id);
}

/* Unions, teams and firms come from the register, with their own union; others by name, for the asker's. */
static void read_subject(struct req *r, struct appraisal_entry *e, const struct appraisal *p, const struct criteria_sheet *s)
{
	size_t n;
	struct option *o = subjects(r, s, &n);
	bool listed = is_listed(e->subject);
	e->unit = path_last(home_path(r));
	e->name = form_get(r, "name");
	for (size_t i = 0; listed && i < n; i++)
		if (o[i].value == form_int(r, "subject_id"))
			e->subject_id = o[i].value;
	if (listed && !e->subject_id)
		problem_add(&r->problems, "subject_id", "请选择申报的%s。", subject_label(s));
	if (!listed && (text_empty(e->name) || utf8_count(e->name) > 80))
		problem_add(&r->problems, "name", "请填写申报对象，最多 80 个字。");
	if (e->subject_id)
		read_listed(r, e);
	const char *field = listed ? "subject_id" : "name";
	if (!r->problems.n && !path_covers(unit_path(r->db, r->arena, p->unit), unit_path(r->db, r->arena, e->unit)))
		problem_add(&r->problems, field, "这次评选只在组织单位和它的下级里进行。");
	if (!r->problems.n && q_entry_twice(r->db, p->id, e->unit, e->subject_id, e->name))
		problem_add(&r->problems, field, "“%s”已经申报过这次评选。", e->name);
}

void post_entry_new(struct req *r)
{
	const struct appraisal *p = r->row;
	const struct criteria_sheet *s = record_load(r->db, r->arena, &sheet_record, p->sheet);
	struct appraisal_entry *e = record_new(r->arena, &entry_record);
	const char *why = closed(r, p);
	if (!union_of_right_or_refuse(r, "entry.edit"))
		return;
	if (why || !s) {
		refuse(r, 409, "%s", why ? why : "评价标准不在了。");
		return;
	}
	e->appraisal = p->id;
	e->organiser = p->unit;
	e->sheet = p->sheet;
	e->subject = s->subject;
	field_read(&r->problems, record_field(&entry_record, "statement"), form_get(r, "statement"), e);
	read_subject(r, e, p, s);
	if (r->problems.n) {
		show_new(r, p, s);
		answer_status(r, 422);
	} else if (may_or_refuse(r, "entry.edit", e->unit) && flow_create(r, &entry_flow, e, "")) {
		see_other_saying(r, link_to(r, "/entries/%lld", (long long)e->id), "已建申报。请逐项自评，上传佐证后提交。");
	}
}

/* ---- values by people ---- */

/* What was typed for an item under PREFIX+ID; problems name it. */
static bool read_value(struct req *r, const struct criterion *c, const char *prefix, int64_t *value)
{
	const char *name = arena_printf(r->arena, "%s%lld", prefix, (long long)c->id), *typed = form_get(r, name);
	if (c->type == ITEM_SCORE) {
		if (!score_parse(typed, value) || *value > c->weight * POINT)
			problem_add(&r->problems, name, "“%s”填 0 到 %lld 分，最多两位小数。", c->title, (long long)c->weight);
	} else if (strcmp(typed, "1") != 0 && strcmp(typed, "0") != 0) {
		problem_add(&r->problems, name, "“%s”请选择%s。", c->title, c->type == ITEM_VETO ? "有没有这种情况" : "是否做到");
	} else {
		*value = typed[0] == '0' ? 0 : c->type == ITEM_VETO ? 1 : c->weight * POINT;
	}
	return !problem_of(&r->problems, name);
}

static int64_t *read_values(struct req *r, const struct criterion *c, size_t n, const char *prefix, const char *notes)
{
	int64_t *out = NEW_N(r->arena, int64_t, n);
	for (size_t i = 0; i < n; i++) {
		if (!criterion_by_people(&c[i]))
			continue;
		const char *note = arena_printf(r->arena, "%s%lld", notes, (long long)c[i].id);
		read_value(r, &c[i], prefix, &out[i]);
		if (utf8_count(form_get(r, note)) > 1000)
			problem_add(&r->problems, note, "“%s”的说明最多 1000 个字。", c[i].title);
	}
	return out;
}

static const char *note_of(struct req *r, const char *notes, const struct criterion *c)
{
	return form_get(r, arena_printf(r->arena, "%s%lld", notes, (long long)c->id));
}

static void again(struct req *r)
{
	if (r->answered)
		return;
	r->row = record_load(r->db, r->arena, &entry_record, ((const struct appraisal_entry *)r->row)->id);
	get_entry(r);
	answer_status(r, 422);
}

void post_entry_answers(struct req *r)
{
	struct appraisal_entry *e = r->row;
	size_t n;
	struct criterion *c = q_criteria_of(r->db, r->arena, e->sheet, &n);
	int64_t *v = read_values(r, c, n, "c", "t");
	if (!field_read(&r->problems, record_field(&entry_record, "statement"), form_get(r, "statement"), e) || r->problems.n) {
		again(r);
		return;
	}
	if (!flow_move_row(r, &entry_flow, e, "answer", ""))
		return;
	for (size_t i = 0; i < n; i++)
		if (criterion_by_people(&c[i]))
			q_answer_put(r->db, e->id, c[i].id, v[i], note_of(r, "t", &c[i]));
	see_other_saying(r, link_to(r, "/entries/%lld", (long long)e->id), "自评已保存。");
}

void post_entry_files(struct req *r)
{
	const struct appraisal_entry *e = r->row;
	if (e->state != ENTRY_DRAFT && e->state != ENTRY_SUBMITTED)
		refuse(r, 409, "核实以后不再添加佐证。");
	else if (files_attach(r, &entry_record, e->id, e->unit))
		see_other_saying(r, link_to(r, "/entries/%lld", (long long)e->id), "佐证已保存。");
}

static void keep_marks(struct req *r, const struct appraisal_entry *e, const struct criterion *c, size_t n, const int64_t *v)
{
	for (size_t i = 0; i < n; i++)
		if (criterion_by_people(&c[i]))
			q_mark_put(r->db, e->id, c[i].id, r->who->person, v[i], note_of(r, "n", &c[i]));
}

/* Without a panel whoever verifies marks in the same step. */
void post_entry_verify(struct req *r)
{
	struct appraisal_entry *e = r->row;
	size_t n, n_panel;
	struct criterion *c = q_criteria_of(r->db, r->arena, e->sheet, &n);
	q_assessors_of(r->db, r->arena, e->appraisal, &n_panel);
	int64_t *v = n_panel ? NULL : read_values(r, c, n, "m", "n");
	const char *site = form_get(r, "site");
	if (text_empty(site) || utf8_count(site) > 4000)
		problem_add(&r->problems, "site", "请写现场核实记录：什么时候、谁去的、看到什么，最多 4000 个字。");
	if (r->problems.n) {
		again(r);
		return;
	}
	e->site = site;
	e->verifier = r->who->person;
	e->verified_on = r->today;
	if (!flow_move_row(r, &entry_flow, e, "verify", ""))
		return;
	if (v)
		keep_marks(r, e, c, n, v);
	see_other_saying(r, link_to(r, "/entries/%lld", (long long)e->id), n_panel ? "已核实，等评委打分。" : "已核实打分，可以评定。");
}

void post_entry_marks(struct req *r)
{
	struct appraisal_entry *e = r->row;
	size_t n;
	struct criterion *c = q_criteria_of(r->db, r->arena, e->sheet, &n);
	int64_t *v = read_values(r, c, n, "m", "n");
	if (r->problems.n) {
		again(r);
		return;
	}
	if (!flow_move_row(r, &entry_flow, e, "mark", ""))
		return;
	keep_marks(r, e, c, n, v);
	see_other_saying(r, link_to(r, "/entries/%lld", (long long)e->id), "打分已保存，评定前可以改。");
}
