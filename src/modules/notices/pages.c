/* Pages of notices and objections for those who work here. */
#include <stdlib.h>

#include "doc/paper.h"
#include "doc/qr.h"
#include "kernel/app.h"
#include "kernel/paper_answer.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/notices/notices_view.h"
#include "notice.sql.h"
#include "notices.html.h"

void get_notices(struct req *r) { list_page(r, &notice_list); }
void get_objections(struct req *r) { list_page(r, &objection_list); }

/* ---- a notice of its own ---- */

/* The unit that is asked for, else the asker's own; 0: refused. */
static int64_t unit_or_refuse(struct req *r)
{
	int64_t at = *form_get(r, "unit") ? form_int(r, "unit") : query_int(r, "unit");
	if (!at)
		return union_of_right_or_refuse(r, "notice.run");
	return may_or_refuse(r, "notice.run", at) ? at : 0;
}

static void show_new(struct req *r, int64_t unit)
{
	struct policy_value p = policy_get(r, "notice.days", unit, r->today);
	struct notice_form v = {.r = r, .unit_id = unit, .unit = unit_name(r->db, r->arena, unit), .least = p.value,
		.days_hint = notice_days_rule(r, unit)};
	page_begin(r, &(struct page){.title = "新的公示", .nav = "/notices", .crumbs = {{"公示", "/notices"}}});
	tpl_notice_new(r->out, &v);
	page_end(r);
}

void get_notice_new(struct req *r)
{
	int64_t unit = unit_or_refuse(r);
	if (unit)
		show_new(r, unit);
}

static const struct notice_col name_cols[] = {{"姓名", true}, {"单位", false}, {"说明", false}};

/* "张三，一车间，说明" a line; commas of either width. */
static void read_names(struct req *r, struct notice_ask *ask)
{
	struct str rest = str_of(form_get(r, "names"));
	size_t room = 3;
	for (size_t i = 0; i < rest.n; i++)
		room += rest.p[i] == '\n' ? 3 : 0;
	const char **cells = NEW_N(r->arena, const char *, room);
	while (rest.n) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (!line.n)
			continue;
		for (size_t c = 0; c < 3; c++) {
			size_t wide = str_find(line, "，"), narrow = str_find(line, ","), at = wide < narrow ? wide : narrow;
			bool last = c == 2 || at == SIZE_MAX;
			cells[ask->n_rows * 3 + c] = str_dup(r->arena, str_trim(last ? line : str_head(line, at)));
			line = last ? (struct str){"", 0} : str_skip(line, at + (wide < narrow ? 3 : 1));
		}
		ask->n_rows++;
	}
	ask->cells = cells;
	ask->cols = name_cols;
	ask->n_cols = ask->n_rows ? 3 : 0;
}

void post_notice_new(struct req *r)
{
	struct notice_ask ask = {.unit = unit_or_refuse(r), .title = form_get(r, "title"), .intro = form_get(r, "intro"), .place = form_get(r, "place"),
				 .contact = form_get(r, "contact"), .days = form_int(r, "days")};
	if (!ask.unit)
		return;
	if (ask.days < 1)
		problem_add(&r->problems, "days", "公示几个工作日要填整数。");
	read_names(r, &ask);
	int64_t id = r->problems.n ? 0 : notice_open(r, &ask);
	if (r->answered)
		return;
	if (id) {
		see_other_saying(r, link_to(r, "/notices/%lld", (long long)id), "已发布公示。请打印张贴稿。");
		return;
	}
	show_new(r, ask.unit);
	answer_status(r, 422);
}

/* ---- one ---- */

static void fill_objections(struct req *r, struct notice_page *v)
{
	struct notice_objections *o = q_notice_objections(r->db, r->arena, v->n->id, &v->n_lines);
	struct notice_objections_by *m = q_notice_objections_by(r->db, r->arena, v->n->id, r->who->person, &v->n_mine);
	v->lines = NEW_N(r->arena, struct objection_line, v->n_lines);
	v->mine = NEW_N(r->arena, struct objection_line, v->n_mine);
	for (size_t i = 0; i < v->n_lines; i++)
		v->lines[i] = (struct objection_line){o[i].id, o[i].number, o[i].state, day_cn(r->arena, o[i].received_on), day_cn(r->arena, o[i].due), "", ""};
	for (size_t i = 0; i < v->n_mine; i++)
		v->mine[i] = (struct objection_line){m[i].id, m[i].number, m[i].state, day_cn(r->arena, m[i].received_on), "", m[i].answer, m[i].content};
}

void get_notice(struct req *r)
{
	const struct notice *n = r->row;
	const struct flow *of = *n->subject ? flow_of(r->app, n->subject) : NULL;
	struct notice_page v = {.r = r, .n = n, .here = link_to(r, "/notices/%lld", (long long)n->id), .unit = unit_name(r->db, r->arena, n->unit),
		.starts = day_cn(r->arena, n->starts), .ends = day_cn(r->arena, n->ends), .first_ends = day_cn(r->arena, n->first_ends),
		.c = notice_read(r->arena, n), .d = notice_deadline(n), .subject_href = ""};
	v.why = deadline_why(r->arena, &v.d);
	v.left = deadline_left_text(r->arena, &v.d, r->today);
	v.may_read = may(r, "objection.read", n->unit);
	v.may_run = may(r, "notice.run", n->unit);
	v.may_object = n->state == NOTICE_OPEN && n->ends >= r->today && may(r, "notice.object", n->unit);
	v.extend_most = policy_get(r, "notice.extend_most", n->unit, r->today).value;
	if (of && n->subject_id)
		v.subject_href = flow_home(r->arena, of, n->subject_id);
	fill_objections(r, &v);
	page_begin(r, &(struct page){.title = n->title, .nav = "/notices", .crumbs = {{"公示", "/notices"}}});
	tpl_notice_one(r->out, &v);
	page_end(r);
}

void post_notice_extend(struct req *r)
{
	struct notice *n = r->row;
	if (notice_extend(r, n, form_int(r, "days"), form_get(r, "reason"))) {
		see_other_saying(r, link_to(r, "/notices/%lld", (long long)n->id), "已延长公示。");
	} else if (!r->answered) {
		get_notice(r);
		answer_status(r, 422);
	}
}

void post_notice_object(struct req *r)
{
	const struct notice *n = r->row;
	const char *code;
	if (notice_object(r, n, &code)) {
		see_other_saying(r, link_to(r, "/notices/%lld", (long long)n->id), "异议已提交。答复后会通知你。");
	} else if (!r->answered) {
		get_notice(r);
		answer_status(r, 422);
	}
}

void post_notice_files(struct req *r)
{
	const struct notice *n = r->row;
	if (files_attach(r, &notice_record, n->id, n->unit))
		see_other_saying(r, link_to(r, "/notices/%lld", (long long)n->id), "照片已保存。");
}

/* ---- on paper ---- */

void notice_code(struct buf *o, const char *address)
{
	qr_svg(o, address, "扫码看公示、提异议");
}

void get_notice_poster(struct req *r)
{
	const struct notice *n = r->row;
	struct notice_poster v = {.n = n, .unit = unit_name(r->db, r->arena, n->unit), .starts = day_cn(r->arena, n->starts), .ends = day_cn(r->arena, n->ends),
				  .c = notice_read(r->arena, n), .local = !r->app->base_url || !*r->app->base_url};
	v.address = arena_printf(r->arena, "%s/n/%s", base_address(r), n->token);
	page_begin(r, &(struct page){.title = "张贴稿", .nav = "/notices", .crumbs = {{"公示", "/notices"}, {n->title, link_to(r, "/notices/%lld", (long long)n->id)}}});
	tpl_notice_poster(r->out, &v);
	page_end(r);
}

static void content_table(struct paper *p, const struct notice_content *c)
{
	struct paper_col cols[PAPER_COLS];
	int n = c->n_cols < PAPER_COLS ? (int)c->n_cols : PAPER_COLS;
	if (!n)
		return;
	for (int i = 0; i < n; i++)
		cols[i] = (struct paper_col){c->cols[i], 1, PAPER_LEFT};
	paper_table_begin(p, NULL, cols, n);
	for (size_t k = 0; k < c->n_rows; k++) {
		paper_row(p);
		for (int i = 0; i < n; i++)
			paper_cell(p, (size_t)i < c->rows[k].n ? c->rows[k].cells[i] : "");
	}
}

void get_notice_paper(struct req *r)
{
	const struct notice *n = r->row;
	const char *format = paper_format(r->word, "record");
	struct notice_content c = notice_read(r->arena, n);
	if (!format) {
		refuse(r, 404, "没有这种文件。有公示结果记录的 Word 和 PDF。");
		return;
	}
	if (text_empty(n->closing)) {
		refuse(r, 409, "公示还没有结束，没有结果记录。");
		return;
	}
	struct paper *p = paper_report(r->arena, "公示结果记录", unit_name(r->db, r->arena, n->unit));
	paper_heading(p, 1, n->title);
	paper_para(p, n->closing);
	for (size_t i = 0; i < c.n_paras; i++)
		paper_para(p, c.paras[i]);
	content_table(p, &c);
	if (!c.true_hash)
		paper_para(p, "注意：库里的内容与公示时的指纹不符。");
	paper_sign(p, unit_name(r->db, r->arena, n->unit), n->closed_on);
	answer_paper(r, p, format, arena_printf(r->arena, "公示结果记录（%s）", n->title));
}

/* ---- objections ---- */

static void show_objection(struct req *r, const char *contact)
{
	const struct objection *o = r->row;
	struct objection_page v = {.r = r, .o = o, .n = record_load(r->db, r->arena, &notice_record, o->notice), .contact = contact,
		.here = link_to(r, "/objections/%lld", (long long)o->id), .received = day_cn(r->arena, o->received_on), .due = day_cn(r->arena, o->due),
		.answered = day_cn(r->arena, o->answered_on), .handler = o->handler ? record_title(r->db, r->arena, &person_record, o->handler) : ""};
	v.who = o->person ? record_title(r->db, r->arena, &person_record, o->person) : *o->name ? arena_printf(r->arena, "%s（自填）", o->name) : "未具名";
	v.may_handle = o->state == OBJECTION_OPEN && o->person != r->who->person && may(r, "objection.handle", o->unit);
	page_begin(r, &(struct page){.title = arena_printf(r->arena, "%lld 号异议", (long long)o->number), .nav = "/notices",
		.crumbs = {{"公示", "/notices"}, {v.n->title, link_to(r, "/notices/%lld", (long long)o->notice)}}});
	tpl_objection_one(r->out, &v);
	page_end(r);
}

void get_objection(struct req *r)
{
	show_objection(r, "");
}

void post_objection_answer(struct req *r)
{
	struct objection *o = r->row;
	if (notice_answer(r, o, form_int(r, "outcome"), form_get(r, "answer"))) {
		see_other_saying(r, link_to(r, "/objections/%lld", (long long)o->id), "已答复。");
	} else if (!r->answered) {
		r->row = record_load(r->db, r->arena, &objection_record, o->id);
		show_objection(r, "");
		answer_status(r, 422);
	}
}

void post_objection_reveal(struct req *r)
{
	struct objection *o = r->row;
	const char *contact = "";
	if (text_empty(o->contact_seal)) {
		refuse(r, 409, "提出人没有留联系方式。");
		return;
	}
	if (!flow_move_row(r, &objection_flow, o, "reveal", form_get(r, "reason")))
		return;
	if (!secret_unseal(r->arena, &r->app->keys, (struct seal_place){"objection", "contact", o->id}, o->contact_seal, &contact)) {
		refuse(r, 409, "联系方式解不开：密钥和存储时不是同一把。");
		return;
	}
	show_objection(r, contact);
}
