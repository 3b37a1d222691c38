/* Criteria sheets: from a sample, from a term of a plan, or written anew; versions follow each other. */
#include <string.h>

#include "appraisals.html.h"
#include "base/utf8.h"
#include "kernel/unit.h"
#include "modules/appraisals/appraisals_view.h"
#include "modules/plans/plans.h"
#include "secret/id.h"

void get_sheets(struct req *r) { list_page(r, &sheet_list); }

/* The unit that the form names, or the union of the post by which the asker makes sheets; 0: refused. */
static int64_t own_unit(struct req *r)
{
	int64_t at = *form_get(r, "unit") ? form_int(r, "unit") : query_int(r, "unit");
	if (!at)
		return union_of_right_or_refuse(r, "sheet.edit");
	return may_or_refuse(r, "sheet.edit", at) ? at : 0;
}

/* ---- where a sheet comes from ---- */

void get_sheet_offers(struct req *r)
{
	struct offers_page v = {.r = r, .unit_id = own_unit(r), .samples = sample_sheets};
	if (!v.unit_id)
		return;
	struct terms_offered *t = q_terms_offered(r->db, r->arena, v.unit_id, &v.n);
	while (sample_sheets[v.n_samples].key)
		v.n_samples++;
	v.unit = unit_name(r->db, r->arena, v.unit_id);
	v.terms = NEW_N(r->arena, struct offer_line, v.n);
	for (size_t i = 0; i < v.n; i++)
		v.terms[i] = (struct offer_line){t[i].id, q_sheet_of_term(r->db, t[i].id, v.unit_id), t[i].name, t[i].members, t[i].plan_title};
	page_begin(r, &(struct page){.title = "新建评价标准", .nav = "/appraisals", .crumbs = {{"评选", "/appraisals"}, {"评价标准", "/sheets"}}});
	tpl_sheet_offers(r->out, &v);
	page_end(r);
}

void post_sheet_sample(struct req *r)
{
	const struct sample_sheet *x = sample_sheets;
	while (x->key && strcmp(x->key, r->word) != 0)
		x++;
	if (!x->key) {
		refuse(r, 404, "没有这个样例标准。");
		return;
	}
	int64_t unit = own_unit(r), id = unit ? sheet_from_sample(r, unit, x) : 0;
	if (id)
		see_other_saying(r, link_to(r, "/sheets/%lld", (long long)id), "已按样例建好，请核对修改后启用。");
}

/* The sample that a term of a glossary means: by the words that plans have for it. NULL: none. */
static const struct sample_sheet *sample_of_term(const char *name)
{
	static const struct {
		const char *word;
		int64_t kind;
	} words[] = {{"六有", KIND_SIX_HAVES}, {"六型", KIND_SIX_TYPE_TEAM}, {"五全", KIND_FIVE_THREE}, {"模范职工之家", KIND_MODEL_HOME}, {"小家", KIND_SMALL_HOME}, {"先锋号", KIND_PIONEER_TEAM}};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (const struct sample_sheet *x = sample_sheets; x->key && strstr(name, words[i].word); x++)
			if (x->kind == words[i].kind)
				return x;
	return NULL;
}

/* What the register knows of a member of the six haves: read there, not judged. NULL: people judge it. */
static const struct term_live {
	const char *word, *detail;
	int64_t live, least;
} *live_of_term(int64_t kind, const char *member)
{
	static const struct term_live of[] = {
		{"工会主席", "自动取数：现任工会委员会的主席没有空缺", LIVE_CHAIR, 1},
		{"组织机构", "自动取数：工会、经审、女职工三个委员会都有", LIVE_ORGANS, 3},
		{"活动载体", "自动取数：今年已核实的活动不少于 1 场，可以按本单位要求改", LIVE_ACTIVITIES, 1},
	};
	for (size_t i = 0; kind == KIND_SIX_HAVES && i < sizeof(of) / sizeof(of[0]); i++)
		if (strstr(member, of[i].word))
			return &of[i];
	return NULL;
}

/* One criterion a member of the term: a hundred each, or the weights as even as a hundred can be parted. */
static void add_members(struct req *r, int64_t sheet, int64_t kind, const char *members, const char *source)
{
	bool hundred_each = kind == KIND_SIX_TYPE_TEAM;
	struct str rest = str_of(members);
	int64_t n = 0, no = 0;
	for (struct str s = rest; s.n;)
		n += str_trim(str_cut(&s, '\n')).n > 0;
	while (rest.n) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (!line.n)
			continue;
		int64_t weight = hundred_each ? 100 : 100 / n + (no < 100 % n);
		const char *title = utf8_clip(r->arena, str_dup(r->arena, line), 80);
		const struct term_live *x = live_of_term(kind, title);
		q_criterion_add(r->db, id_new(), sheet, ++no, "", title, x ? x->detail : "", x ? ITEM_LIVE : ITEM_SCORE, weight, x ? x->live : 0, x ? x->least : 0, source, TRUST_READ);
	}
}

void post_sheet_term(struct req *r)
{
	const struct plan_term *t = r->row;
	if (!may_or_refuse(r, "sheet.edit", t->unit))
		return;
	int64_t old = q_sheet_of_term(r->db, t->id, t->unit);
	if (old) {
		see_other_saying(r, link_to(r, "/sheets/%lld", (long long)old), "这个名词已经建过标准。");
		return;
	}
	const struct sample_sheet *x = sample_of_term(t->name);
	struct criteria_sheet *s = record_new(r->arena, &sheet_record);
	s->unit = t->unit;
	s->title = t->name;
	s->kind = x ? x->kind : KIND_OTHER;
	s->subject = x ? x->subject : strstr(t->name, "班组") ? SUBJECT_TEAM : SUBJECT_UNION;
	s->levels = x ? x->levels : "达标 60";
	s->source = arena_printf(r->arena, "《%s》名词解释", record_title(r->db, r->arena, &plan_record, t->plan));
	s->term = t->id;
	s->version_no = 1;
	s->recheck = 12;
	if (!flow_create(r, &sheet_flow, s, "取自要点的名词解释"))
		return;
	add_members(r, s->id, s->kind, t->members, s->source);
	see_other_saying(r, link_to(r, "/sheets/%lld", (long long)s->id), "已按名词解释建好，请定分值和对象后启用。");
}

/* ---- the form ---- */

static void show_form(struct req *r, const struct criteria_sheet *s)
{
	struct form f = {r, &sheet_record, s, NULL};
	struct form_page v = {.r = r, .form = &f, .title = s->id ? "修改评价标准" : "自拟评价标准", .help = "先定名称、对象和等次，再逐项加评价项目。",
		.action = s->id ? link_to(r, "/sheets/%lld", (long long)s->id) : "/sheets", .back = s->id ? link_to(r, "/sheets/%lld", (long long)s->id) : "/sheets",
		.version = s->version, .unit = s->unit};
	page_begin(r, &(struct page){.title = v.title, .nav = "/appraisals", .crumbs = {{"评选", "/appraisals"}, {"评价标准", "/sheets"}}});
	tpl_appraisal_form(r->out, &v);
	page_end(r);
}

static bool read_form(struct req *r, struct criteria_sheet *s)
{
	struct score_level *levels;
	size_t n;
	const char *why;
	form_read(r, &sheet_record, s);
	if (!score_levels(r->arena, s->levels, &levels, &n, &why) && !problem_of(&r->problems, "levels"))
		problem_add(&r->problems, "levels", "%s", why);
	return !r->problems.n;
}

void get_sheet_new(struct req *r)
{
	struct criteria_sheet *s = record_new(r->arena, &sheet_record);
	s->unit = own_unit(r);
	s->recheck = 12;
	if (s->unit)
		show_form(r, s);
}

void post_sheet_new(struct req *r)
{
	struct criteria_sheet *s = record_new(r->arena, &sheet_record);
	s->unit = own_unit(r);
	s->version_no = 1;
	if (!s->unit)
		return;
	if (!read_form(r, s)) {
		show_form(r, s);
		answer_status(r, 422);
	} else if (flow_create(r, &sheet_flow, s, "")) {
		see_other_saying(r, link_to(r, "/sheets/%lld", (long long)s->id), "已保存。请加评价项目。");
	}
}

void get_sheet_edit(struct req *r)
{
	if (flow_editable(r, &sheet_flow, r->row))
		show_form(r, r->row);
	else
		refuse(r, 409, "启用后的标准不能修改，请修订成新一版。");
}

void post_sheet_edit(struct req *r)
{
	struct criteria_sheet *s = r->row;
	if (!read_form(r, s)) {
		show_form(r, s);
		answer_status(r, 422);
	} else if (flow_edit(r, &sheet_flow, s, "")) {
		see_other_saying(r, link_to(r, "/sheets/%lld", (long long)s->id), "已保存。");
	}
}

/* ---- one sheet ---- */

static const char *in_one_line(struct req *r, const char *lines)
{
	struct buf b = buf_in(r->arena);
	for (struct str rest = str_of(lines); rest.n;) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		buf_printf(&b, "%s%s", b.n && line.n ? "，" : "", str_dup(r->arena, line));
	}
	return buf_text(&b);
}

static void show_sheet(struct req *r, const struct criterion *open)
{
	const struct criteria_sheet *s = r->row;
	struct sheet_page v = {.r = r, .s = s, .here = link_to(r, "/sheets/%lld", (long long)s->id), .unit = unit_name(r->db, r->arena, s->unit), .live = live_sources};
	struct criterion *c = q_criteria_of(r->db, r->arena, s->id, &v.n);
	const struct plan_term *t = s->term ? record_load(r->db, r->arena, &plan_term_record, s->term) : NULL;
	v.full = score_text(r->arena, sheet_full(c, v.n));
	v.missing = s->state == SHEET_DRAFT ? sheet_incomplete(r, s) : NULL;
	v.levels = in_one_line(r, s->levels);
	v.plan_href = t ? link_to(r, "/plans/%lld", (long long)t->plan) : "";
	v.editable = flow_editable(r, &sheet_flow, s);
	v.may_revise = s->state == SHEET_IN_USE && may(r, "sheet.edit", s->unit);
	v.open = open;
	while (live_sources[v.n_live].key)
		v.n_live++;
	v.lines = NEW_N(r->arena, struct sheet_line, v.n);
	for (size_t i = 0; i < v.n; i++)
		v.lines[i] = (struct sheet_line){&c[i], choice_label(item_types, c[i].type), score_text(r->arena, c[i].weight * POINT),
			c[i].type == ITEM_LIVE ? arena_printf(r->arena, "%s ≥ %lld", live_label(c[i].live), (long long)c[i].least) : ""};
	page_begin(r, &(struct page){.title = s->title, .nav = "/appraisals", .crumbs = {{"评选", "/appraisals"}, {"评价标准", "/sheets"}}});
	tpl_sheet_one(r->out, &v);
	page_end(r);
}

void get_sheet(struct req *r)
{
	const struct criteria_sheet *s = r->row;
	struct criterion c;
	bool open = query_int(r, "item") && q_criterion_one(r->db, r->arena, query_int(r, "item"), s->id, &c);
	show_sheet(r, open ? &c : NULL);
}

static bool read_criterion(struct req *r, struct criterion *c)
{
	c->part = form_get(r, "part");
	c->title = form_get(r, "title");
	c->detail = form_get(r, "detail");
	c->type = form_int(r, "type");
	c->weight = form_int(r, "weight");
	c->live = form_int(r, "live");
	c->least = form_int(r, "least");
	c->source = form_get(r, "source");
	c->trust = text_empty(c->source) ? 0 : form_int(r, "trust");
	if (utf8_count(c->source) > 200)
		problem_add(&r->problems, "source", "依据最多 200 个字。");
	else if (!text_empty(c->source) && (c->trust < TRUST_READ || c->trust > TRUST_USUAL))
		problem_add(&r->problems, "trust", "写了依据的，请选核对到哪一步。");
	if (text_empty(c->title) || utf8_count(c->title) > 80 || utf8_count(c->part) > 30 || utf8_count(c->detail) > 500)
		problem_add(&r->problems, "title", "请填写评价项目，最多 80 个字；分部最多 30 个字，说明最多 500 个字。");
	if (!choice_of(item_types, c->type))
		problem_add(&r->problems, "type", "请选择评价方式。");
	if (c->weight < 0 || c->weight > 1000)
		problem_add(&r->problems, "weight", "分值填 0 到 1000 的整数。");
	else if ((c->type == ITEM_SCORE || c->type == ITEM_YES || c->type == ITEM_AUDIENCE) && !c->weight)
		problem_add(&r->problems, "weight", "打分、是否做到和观众投票的项目要有分值。");
	if (c->type == ITEM_VETO)
		c->weight = 0;
	if (c->type != ITEM_LIVE)
		c->live = c->least = 0;
	else if (!*live_label(c->live) || c->least < 1 || c->least > 100000000)
		problem_add(&r->problems, "live", "自动取数的项目要选数据来源，达到的数填 1 以上。");
	return !r->problems.n;
}

static bool noted(struct req *r, const char *what)
{
	const struct criteria_sheet *s = r->row;
	struct criteria_sheet *now = record_load(r->db, r->arena, &sheet_record, s->id);
	return flow_move_row(r, &sheet_flow, now, "change", what);
}

static void done(struct req *r)
{
	see_other(r, link_to(r, "/sheets/%lld#items", (long long)((const struct criteria_sheet *)r->row)->id));
}

void post_criterion(struct req *r)
{
	const struct criteria_sheet *s = r->row;
	struct criterion c = {0};
	if (!read_criterion(r, &c)) {
		show_sheet(r, NULL);
		answer_status(r, 422);
		return;
	}
	if (!noted(r, arena_printf(r->arena, "增加“%s”，%lld 分", c.title, (long long)c.weight)))
		return;
	q_criterion_add(r->db, id_new(), s->id, q_criterion_next(r->db, s->id), c.part, c.title, c.detail, c.type, c.weight, c.live, c.least, c.source, c.trust);
	done(r);
}

void post_criterion_change(struct req *r)
{
	const struct criteria_sheet *s = r->row;
	struct criterion old, c = {0};
	if (!q_criterion_one(r->db, r->arena, r->sub, s->id, &old)) {
		refuse(r, 404, "没有这个评价项目。");
		return;
	}
	if (!read_criterion(r, &c)) {
		show_sheet(r, &old);
		answer_status(r, 422);
		return;
	}
	if (!noted(r, arena_printf(r->arena, "“%s”（%lld 分）改为“%s”（%lld 分）", old.title, (long long)old.weight, c.title, (long long)c.weight)))
		return;
	q_criterion_change(r->db, old.id, s->id, c.part, c.title, c.detail, c.type, c.weight, c.live, c.least, c.source, c.trust);
	done(r);
}

void post_criterion_drop(struct req *r)
{
	const struct criteria_sheet *s = r->row;
	struct criterion old;
	if (!q_criterion_one(r->db, r->arena, r->sub, s->id, &old)) {
		refuse(r, 404, "没有这个评价项目。");
		return;
	}
	if (!noted(r, arena_printf(r->arena, "删除“%s”，%lld 分", old.title, (long long)old.weight)))
		return;
	q_criterion_drop(r->db, old.id, s->id);
	done(r);
}

/* The next version: a draft with the same criteria. */
void post_sheet_revise(struct req *r)
{
	const struct criteria_sheet *old = r->row;
	size_t n;
	struct criterion *c = q_criteria_of(r->db, r->arena, old->id, &n);
	int64_t open = q_sheet_after(r->db, old->id, old->unit);
	if (old->state != SHEET_IN_USE) {
		refuse(r, 409, "只有使用中的标准可以修订。");
		return;
	}
	if (open) {
		see_other_saying(r, link_to(r, "/sheets/%lld", (long long)open), "已有修订的新一版。");
		return;
	}
	struct criteria_sheet *s = arena_memdup(r->arena, old, sizeof(*old));
	s->id = 0;
	s->before = old->id;
	s->version_no = old->version_no + 1;
	if (!flow_create(r, &sheet_flow, s, arena_printf(r->arena, "修订第 %lld 版", (long long)old->version_no)))
		return;
	for (size_t i = 0; i < n; i++)
		q_criterion_add(r->db, id_new(), s->id, c[i].no, c[i].part, c[i].title, c[i].detail, c[i].type, c[i].weight, c[i].live, c[i].least, c[i].source, c[i].trust);
	see_other_saying(r, link_to(r, "/sheets/%lld", (long long)s->id), "已建新一版，修改后启用；启用时旧版自动停用。");
}
