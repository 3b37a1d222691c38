/* Pages of cases: the list, a new one, what only supervision has on the page of one. */
#include <string.h>

#include "base/utf8.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "labour.sql.h"
#include "labour_cases.html.h"
#include "modules/labour/case_view.h"

void get_labour_cases(struct req *r)
{
	list_page(r, &labour_case_list);
}

void get_labour_case(struct req *r)
{
	matter_page(r, &labour_case_flow, r->row);
}

void post_labour_case(struct req *r)
{
	matter_post(r, &labour_case_flow);
}

/* ---- a new one ---- */

/* What a check-up found, as a case that begins with it; without one nothing. */
static struct labour_case *from_checkup(struct req *r)
{
	size_t n;
	struct labour_case *c = record_new(r->arena, &labour_case_record);
	const struct labour_checkup *k = query_int(r, "checkup") ? record_load(r->db, r->arena, &labour_checkup_record, query_int(r, "checkup")) : NULL;
	const struct checkup_item *i = checkup_items;
	if (!k || !may_row(r, "checkup.list", &labour_checkup_record, k))
		return c;
	while (i->id && i->id != query_int(r, "item"))
		i++;
	struct checkup_answers *x = q_checkup_answers(r->db, r->arena, k->id, &n);
	c->employer = k->title;
	c->source = SOURCE_CHECKUP;
	for (size_t a = 0; a < n; a++)
		if (i->id && x[a].item == i->id && x[a].answer == CHECKUP_BREACH) {
			c->title = utf8_clip(r->arena, i->text, 60);
			c->content = arena_printf(r->arena, "%s（法治体检报告%s）", x[a].note, k->number);
		}
	return c;
}

static void show_form(struct req *r)
{
	int64_t unit = union_of_right(r, "labour.sort");
	struct policy_value days = policy_get(r, "labour.accept_days", unit, r->today);
	struct case_form v = {.r = r, .form = {r, &labour_case_record, from_checkup(r), NULL}, .days = days.value, .days_source = days.source, .unverified = policy_unchecked(&days)};
	page_begin(r, &(struct page){.title = "登记监督案件", .nav = "/labour/cases", .crumbs = {{"监督案件", "/labour/cases"}}});
	tpl_labour_case_form(r->out, &v);
	page_end(r);
}

void get_labour_case_new(struct req *r)
{
	show_form(r);
}

void post_labour_case_new(struct req *r)
{
	static const char *const names[] = {"employer", "source", "title", "content"};
	struct labour_case *c = record_new(r->arena, &labour_case_record);
	c->unit = c->lead = union_of_right_or_refuse(r, "labour.sort");
	if (!c->unit)
		return;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		field_read(&r->problems, record_field(&labour_case_record, names[i]), form_get(r, names[i]), c);
	if (r->problems.n) {
		show_form(r);
		answer_status(r, 422);
		return;
	}
	c->level = 1; /* sets the limit to accept it */
	if (matter_create(r, &labour_case_flow, c, false))
		see_other_saying(r, link_to(r, "/labour/cases/%lld", (long long)c->id), "已登记。请受理，再指派监督员。");
}

void post_labour_case_files(struct req *r)
{
	const struct labour_case *c = r->row;
	if (c->state >= MATTER_CLOSED && c->state != MATTER_KEPT)
		refuse(r, 409, "已经结束，不能再添加材料。");
	else if (files_attach(r, &labour_case_record, c->id, c->unit))
		see_other_saying(r, link_to(r, "/labour/cases/%lld", (long long)c->id), "材料已保存。");
}

/* ---- what only supervision has, on the page of one ---- */

static void fill_rows(struct case_view *v)
{
	static const char *const shown[] = {"employer", "source", "close_by", "inspector1", "inspector2", "inspector3", "inquired_on", "place", "findings", "breach", "law",
		"corrected_on", "correction", "referred_to", "referred_no", "referred_on", "feedback_on", "referred_result", "verified", "verifier", "verified_on"};
	v->rows = NEW_N(v->r->arena, struct case_row, sizeof(shown) / sizeof(shown[0]));
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		const struct field *f = record_field(&labour_case_record, shown[i]);
		const char *text = field_int(f, v->c) || *field_text(f, v->c) ? labour_shown(v->r, f, v->c) : "";
		if (*text)
			v->rows[v->n++] = (struct case_row){f->label, text};
	}
}

static void fill_letters(struct case_view *v)
{
	struct req *r = v->r;
	size_t n;
	struct labour_letters_of *x = q_labour_letters_of(r->db, r->arena, v->c->id, &n);
	const struct choice *results = record_field(&labour_letter_record, "result")->choices;
	v->letters = NEW_N(r->arena, struct letter_line, n);
	for (size_t i = 0; i < n; i++) {
		const char *note = x[i].answered_on ? arena_printf(r->arena, "%s答复：%s", day_short(r->arena, x[i].answered_on, r->today), choice_label(results, x[i].result)) :
			x[i].due ? arena_printf(r->arena, "%s送达，%s前答复", day_short(r->arena, x[i].served_on, r->today), day_short(r->arena, x[i].due, r->today)) :
			x[i].signed_on ? arena_printf(r->arena, "%s签发", day_short(r->arena, x[i].signed_on, r->today)) : "";
		v->letters[v->n_letters++] = (struct letter_line){x[i].id, x[i].state, choice_label(letter_kinds, x[i].kind), x[i].number, note};
	}
	v->letter_states = record_field(&labour_letter_record, "state")->choices;
	v->next = letter_next(r, v->c, &v->next_why);
	v->first = v->next == LETTER_HINT;
}

void labour_case_content(struct buf *o, struct req *r, const struct matter *m)
{
	const struct labour_case *c = (const void *)m;
	struct case_view v = {.r = r, .c = c, .here = link_to(r, "/labour/cases/%lld", (long long)c->id)};
	fill_rows(&v);
	fill_letters(&v);
	v.may_write = may_row(r, "labour_letter.draft", &labour_case_record, c);
	v.may_attach = (c->state < MATTER_CLOSED || c->state == MATTER_KEPT) && may_row(r, "labour.handle", &labour_case_record, c);
	tpl_labour_case_content(o, &v);
}
