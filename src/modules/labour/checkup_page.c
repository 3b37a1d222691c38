/* Pages of a check-up: the list of questions, findings with their corrections, the report on paper. */
#include <string.h>

#include "base/utf8.h"
#include "kernel/paper_answer.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "labour.sql.h"
#include "labour_checkups.html.h"
#include "modules/labour/checkup_view.h"

enum { NOTE_MOST = 300 };

void get_labour_checkups(struct req *r)
{
	list_page(r, &labour_checkup_list);
}

static void show_form(struct req *r)
{
	struct checkup_form v = {r, {r, &labour_checkup_record, NULL, NULL}};
	page_begin(r, &(struct page){.title = "安排法治体检", .nav = "/labour/checkups", .crumbs = {{"法治体检", "/labour/checkups"}}});
	tpl_checkup_form(r->out, &v);
	page_end(r);
}

void get_labour_checkup_new(struct req *r)
{
	union_of_right(r, "checkup.edit"); /* offers the unions where it may be */
	show_form(r);
}

void post_labour_checkup_new(struct req *r)
{
	struct labour_checkup *c = record_new(r->arena, &labour_checkup_record);
	c->unit = union_of_right_or_refuse(r, "checkup.edit");
	if (!c->unit)
		return;
	form_read(r, &labour_checkup_record, c);
	if (c->checked_on > r->today)
		problem_add(&r->problems, "checked_on", "体检日期不能晚于今天；到了那天再登记。");
	if (r->problems.n) {
		show_form(r);
		answer_status(r, 422);
	} else if (flow_create(r, &labour_checkup_flow, c, ""))
		see_other_saying(r, link_to(r, "/labour/checkups/%lld", (long long)c->id), "已登记。请按清单逐项检查。");
}

/* ---- one of them ---- */

static const char *input(struct req *r, const char *name, int64_t item)
{
	return form_get(r, arena_printf(r->arena, "%s%lld", name, (long long)item));
}

/* What was typed wins, when the form came back. */
static void fill_line(struct req *r, const struct labour_checkup *c, struct checkup_line *line, const struct checkup_answers *x)
{
	int64_t id = line->item->id;
	bool typed = r->problems.n && r->x->method == METHOD_POST && c->state == CHECKUP_OPEN;
	line->note = line->fix_by = line->fix_text = line->fixed = line->fixed_note = line->confirmed = "";
	if (x) {
		line->answer = x->answer;
		line->note = x->note;
		line->fix_by = x->fix_by ? day_iso(r->arena, x->fix_by) : "";
		line->fix_text = x->fix_by ? day_short(r->arena, x->fix_by, r->today) : "";
		line->fixed = x->fixed_on ? day_short(r->arena, x->fixed_on, r->today) : "";
		line->fixed_note = x->fixed_note;
		line->confirmed = x->confirmed_on ? day_short(r->arena, x->confirmed_on, r->today) : "";
		line->late = x->answer == CHECKUP_BREACH && !x->fixed_on && x->fix_by < r->today;
	}
	if (r->problems.n && c->state == CHECKUP_FIXING && form_int(r, "item") == id) {
		line->fix_typed = form_get(r, "note");
		line->problem = problem_of(&r->problems, "note");
	}
	if (!typed)
		return;
	line->answer = form_int(r, arena_printf(r->arena, "a%lld", (long long)id));
	line->note = input(r, "n", id);
	line->fix_by = input(r, "d", id);
	line->problem = problem_of(&r->problems, arena_printf(r->arena, "n%lld", (long long)id));
}

static void show(struct req *r)
{
	const struct labour_checkup *c = r->row;
	size_t n, k = 0, room = 0;
	struct checkup_answers *x = q_checkup_answers(r->db, r->arena, c->id, &n);
	struct checkup_page v = {.r = r, .c = c, .here = link_to(r, "/labour/checkups/%lld", (long long)c->id),
				 .inspector = c->inspector ? record_title(r->db, r->arena, &person_record, c->inspector) : ""};
	bool may_edit = may_row(r, "checkup.edit", &labour_checkup_record, c);
	while (checkup_items[room].id)
		room++;
	v.lines = NEW_N(r->arena, struct checkup_line, room);
	for (const struct checkup_item *i = checkup_items; i->id; i++) {
		struct checkup_line *line = &v.lines[v.n++];
		line->item = i;
		line->heads = i == checkup_items || strcmp(i->head, i[-1].head) != 0;
		fill_line(r, c, line, k < n && x[k].item == i->id ? &x[k] : NULL);
		k += k < n && x[k].item == i->id;
		v.kept += line->answer == CHECKUP_KEPT;
		v.breach += line->answer == CHECKUP_BREACH;
		v.none += line->answer == CHECKUP_NONE;
	}
	v.editing = c->state == CHECKUP_OPEN && may_edit;
	v.fixing = c->state == CHECKUP_FIXING && may_edit;
	v.may_case = may(r, "labour.sort", c->unit);
	v.may_confirm = v.fixing && r->who->person != c->inspector;
	page_begin(r, &(struct page){.title = c->title, .nav = "/labour/checkups", .crumbs = {{"法治体检", "/labour/checkups"}}});
	tpl_checkup_page(r->out, &v);
	page_end(r);
}

void get_labour_checkup(struct req *r)
{
	show(r);
}

static void again(struct req *r)
{
	show(r);
	answer_status(r, 422);
}

/* ---- answers ---- */

/* One item of the form; false: it was left open, which may be answered later. */
static bool read_item(struct req *r, const struct labour_checkup *c, const struct checkup_item *i, int64_t *answer, day *fix_by)
{
	const char *note = input(r, "n", i->id), *field = arena_printf(r->arena, "n%lld", (long long)i->id);
	*answer = form_int(r, arena_printf(r->arena, "a%lld", (long long)i->id));
	*fix_by = 0;
	if (*answer < CHECKUP_KEPT || *answer > CHECKUP_NONE)
		return false;
	if (utf8_count(note) > NOTE_MOST)
		problem_add(&r->problems, field, "第 %lld 项的说明最多 %d 字。", (long long)i->id, NOTE_MOST);
	if (*answer != CHECKUP_BREACH)
		return true;
	if (text_empty(note))
		problem_add(&r->problems, field, "第 %lld 项不符合，请写明发现了什么。", (long long)i->id);
	else if (!day_parse(str_of(input(r, "d", i->id)), fix_by) || *fix_by < c->checked_on)
		problem_add(&r->problems, field, "第 %lld 项不符合，请写整改期限，不早于体检日期。", (long long)i->id);
	return true;
}

void post_labour_checkup_items(struct req *r)
{
	struct labour_checkup *c = arena_memdup(r->arena, r->row, sizeof(struct labour_checkup));
	int64_t answer;
	day fix_by;
	int read = 0;
	if (c->state != CHECKUP_OPEN) {
		refuse(r, 409, "已经出了报告，检查结果不能再改。");
		return;
	}
	for (const struct checkup_item *i = checkup_items; i->id; i++)
		read += read_item(r, c, i, &answer, &fix_by);
	if (r->problems.n) {
		again(r);
		return;
	}
	for (const struct checkup_item *i = checkup_items; i->id; i++)
		if (read_item(r, c, i, &answer, &fix_by))
			q_checkup_answer_put(r->db, c->id, i->id, answer, input(r, "n", i->id), fix_by);
	if (flow_move_row(r, &labour_checkup_flow, c, "items", arena_printf(r->arena, "记录 %d 项", read)))
		see_other_saying(r, link_to(r, "/labour/checkups/%lld", (long long)c->id), "已保存。");
}

/* ---- corrections ---- */

/* The finding that the form names; NULL: refused. */
static struct checkup_answers *finding(struct req *r, const struct labour_checkup *c)
{
	size_t n;
	int64_t item = form_int(r, "item");
	struct checkup_answers *x = q_checkup_answers(r->db, r->arena, c->id, &n);
	for (size_t i = 0; i < n; i++)
		if (x[i].item == item && x[i].answer == CHECKUP_BREACH)
			return &x[i];
	refuse(r, 404, "没有这个问题。");
	return NULL;
}

static const struct checkup_item *item_of(int64_t id)
{
	const struct checkup_item *i = checkup_items;
	while (i->id && i->id != id)
		i++;
	return i;
}

static const char *item_text(int64_t id)
{
	return item_of(id)->text;
}

void post_labour_checkup_fix(struct req *r)
{
	struct labour_checkup *c = arena_memdup(r->arena, r->row, sizeof(struct labour_checkup));
	const struct checkup_answers *x = finding(r, c);
	const char *note = form_get(r, "note");
	if (!x)
		return;
	if (text_empty(note) || utf8_count(note) > NOTE_MOST)
		problem_add(&r->problems, "note", "请写明怎样整改的，最多 %d 字。", NOTE_MOST);
	if (r->problems.n) {
		again(r);
		return;
	}
	q_checkup_fixed(r->db, c->id, x->item, r->today, note);
	c->in_time = c->in_time && r->today <= x->fix_by;
	if (flow_move_row(r, &labour_checkup_flow, c, "fix", item_text(x->item)))
		see_other_saying(r, link_to(r, "/labour/checkups/%lld", (long long)c->id), "已记录整改，等待复查。");
}

void post_labour_checkup_confirm(struct req *r)
{
	struct labour_checkup *c = arena_memdup(r->arena, r->row, sizeof(struct labour_checkup));
	const struct checkup_answers *x = finding(r, c);
	bool good = form_int(r, "good") == 1;
	if (!x)
		return;
	if (r->who->person == c->inspector)
		refuse(r, 409, "报告由你出具，请由别人复查。");
	else if (!x->fixed_on)
		refuse(r, 409, "还没有记录整改情况。");
	if (r->answered)
		return;
	if (good)
		q_checkup_confirmed(r->db, c->id, x->item, r->today, r->who->person);
	else
		q_checkup_fixed(r->db, c->id, x->item, 0, "");
	c->due = checkup_next_fix(r, c->id);
	if (flow_move_row(r, &labour_checkup_flow, c, "confirm", arena_printf(r->arena, "%s：%s", item_text(x->item), good ? "已整改到位" : "没有整改到位，退回")))
		see_other_saying(r, link_to(r, "/labour/checkups/%lld", (long long)c->id), good ? "已复查。" : "已退回整改。");
}

/* ---- paper ---- */

static void findings_table(struct req *r, struct paper *p, const struct labour_checkup *c)
{
	static const struct paper_col cols[] = {{"检查内容", 9, PAPER_LEFT}, {"发现的问题", 9, PAPER_LEFT}, {"整改期限", 7, PAPER_LEFT}, {"依据", 8, PAPER_LEFT}};
	size_t n;
	struct checkup_answers *x = q_checkup_answers(r->db, r->arena, c->id, &n);
	paper_table_begin(p, NULL, cols, 4);
	for (size_t i = 0; i < n; i++) {
		const struct checkup_item *k = item_of(x[i].item);
		if (x[i].answer != CHECKUP_BREACH || !k->id)
			continue;
		paper_row(p);
		paper_cell(p, arena_printf(r->arena, "%s：%s", k->head, k->text));
		paper_cell(p, x[i].note);
		paper_cell(p, x[i].confirmed_on ? "已整改、已复查" : day_cn(r->arena, x[i].fix_by));
		paper_cell(p, checkup_source(r, k));
	}
}

/* The whole list, so that whoever was checked sees what was looked at. */
static void list_annex(struct req *r, struct paper *p, const struct labour_checkup *c)
{
	static const struct paper_col cols[] = {{"序号", 3, PAPER_CENTER}, {"检查内容", 16, PAPER_LEFT}, {"结果", 4, PAPER_CENTER}, {"依据", 11, PAPER_LEFT}};
	static const char *const results[] = {"", "符合", "不符合", "不适用"};
	size_t n;
	struct checkup_answers *x = q_checkup_answers(r->db, r->arena, c->id, &n);
	paper_annex(p, "附件", "用工法治体检清单");
	paper_table_begin(p, NULL, cols, 4);
	for (size_t i = 0; i < n; i++) {
		const struct checkup_item *k = item_of(x[i].item);
		if (!k->id)
			continue;
		paper_row(p);
		paper_cell_int(p, k->id);
		paper_cell(p, arena_printf(r->arena, "%s：%s", k->head, k->text));
		paper_cell(p, results[x[i].answer >= CHECKUP_KEPT && x[i].answer <= CHECKUP_NONE ? x[i].answer : 0]);
		paper_cell(p, checkup_source(r, k));
	}
}

void get_labour_checkup_print(struct req *r)
{
	const struct labour_checkup *c = r->row;
	const char *format = paper_format(r->word, "report"), *organ = unit_name(r->db, r->arena, c->unit);
	struct paper *p = paper_report(r->arena, arena_printf(r->arena, "%s\n用工法治体检报告", c->title), c->number);
	if (!format || !c->reported_on) {
		refuse(r, format ? 409 : 404, "%s", format ? "出具报告以后才能下载。" : "没有这种文书。");
		return;
	}
	paper_para(p, arena_printf(r->arena, "%s，%s组织对%s（职工 %lld 人）进行了用工法治体检。参加人员：%s。", day_cn(r->arena, c->checked_on), organ, c->title, (long long)c->workers, c->team));
	paper_para(p, arena_printf(r->arena, "按体检清单逐项检查，适用的项目符合率 %lld%%，发现问题 %lld 项。%s", (long long)c->score, (long long)c->findings,
				   c->findings ? "请按下表的期限整改，整改后由工会复查。" : "没有发现不符合的项目。"));
	if (c->findings)
		findings_table(r, p, c);
	paper_para(p, "说明：清单由工会编写；标“未核实”的条款没有核对原文，以法律法规原文为准。");
	paper_attachment(p, "用工法治体检清单");
	paper_sign(p, organ, c->reported_on);
	list_annex(r, p, c);
	answer_paper(r, p, format, arena_printf(r->arena, "%s 法治体检报告", c->title));
}
