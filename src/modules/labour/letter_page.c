/* Drafting a letter from its template, its page, and the letter on paper. */
#include <string.h>

#include "kernel/paper_answer.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "labour_cases.html.h"
#include "modules/labour/case_view.h"

static const char *const sign_fields[] = {NULL};
static const char *const serve_fields[] = {"served_on", "served_how", "served_to", NULL};
static const char *const answer_fields[] = {"answered_on", "result", "answer", NULL};
static const struct labour_step steps[] = {
	{"sign", sign_fields, NULL, "签发后编文号，不能再改。起草人不能签发自己的文书。", true},
	{"serve", serve_fields, NULL, "从送达次日起计算答复期限。回执请扫描上传到案件。", true, letter_check_served},
	{"answer", answer_fields, NULL, "按书面答复记录。拒绝或部分整改的，可以发下一份文书。", true, letter_check_answer},
	{"void", NULL, "理由", "签发以后作废的，文号不再使用。", false},
	{"unserve", NULL, "理由", NULL, false},
	{"unanswer", NULL, "理由", "撤回后重新记录；已经过了答复期限的，随即又记为逾期未答复。", false},
	{0},
};

static struct labour_case *case_of(struct req *r, const struct labour_letter *l)
{
	return record_load(r->db, r->arena, &labour_case_record, l->matter);
}

/* ---- text ---- */

static const char *template_of(struct req *r, const struct labour_case *c, int64_t kind)
{
	const struct labour_letter *was = letter_last(r, c);
	const char *found = arena_printf(r->arena, "%s，我会劳动法律监督员对%s%s方面的情况进行了调查（%s）。查明：%s",
		day_cn(r->arena, c->inquired_on), kind == LETTER_ADVICE ? c->employer : "你单位", choice_label(labour_heads, c->kind), c->place, c->findings);
	struct policy_value days = policy_get(r, letter_rule(kind)->policy, c->unit, r->today);
	if (kind == LETTER_HINT)
		return arena_printf(r->arena, "%s\n上述情况涉及%s。现提示你单位对照自查、及时纠正，并请自收到本函之日起%lld个工作日内将整改情况书面告知我会。", found, c->law, (long long)days.value);
	if (kind == LETTER_OPINION)
		return arena_printf(r->arena, "%s\n上述情况不符合%s的规定，侵犯了职工劳动权益。根据《中华人民共和国工会法》第二十三条，我会要求你单位采取措施予以改正，并自收到本意见书之日起%lld个工作日内作出书面答复。",
			found, c->law, (long long)days.value);
	return arena_printf(r->arena, "%s\n上述情况不符合%s的规定。我会已向该单位发出意见书（%s），该单位%s。根据《中华人民共和国工会法》第二十三条，现提请依法处理，并请将是否立案告知我会。",
		found, c->law, was ? was->number : "", was && was->state == LETTER_LAPSED ? "逾期未答复" : "没有改正");
}

/* ---- drafting ---- */

/* The kind that was asked for, if it may be written now: the first may be a hint or an opinion. */
static int64_t kind_wanted(struct req *r, const struct labour_case *c, int64_t asked)
{
	const char *why;
	int64_t kind = letter_next(r, c, &why);
	if (!kind)
		refuse(r, 409, "%s", why);
	else if (asked && asked != kind && !(kind == LETTER_HINT && asked == LETTER_OPINION && !letter_last(r, c)))
		refuse(r, 409, "现在还不能发%s：%s", letter_rule(asked)->label, kind == LETTER_HINT ? "先发提示函或意见书。" : letter_missing(r, c));
	return r->answered ? 0 : asked ? asked : kind;
}

/* `l`: a draft that is mended; NULL: a new one, from its template. */
static void show_form(struct req *r, const struct labour_case *c, int64_t kind, const struct labour_letter *l)
{
	struct labour_letter *fresh = record_new(r->arena, &labour_letter_record);
	const struct letter_rule *x = letter_rule(kind);
	struct policy_value days = policy_get(r, x->policy, c->unit, r->today);
	fresh->receiver = kind == LETTER_ADVICE ? "" : c->employer;
	fresh->body = l ? "" : template_of(r, c, kind);
	struct letter_form v = {.r = r, .rule = x, .form = {r, &labour_letter_record, l ? l : fresh, NULL}, .back = link_to(r, l ? "/labour/letters/%lld" : "/labour/cases/%lld", (long long)(l ? l->id : c->id)),
				.number = c->number, .days = days.value, .days_source = days.source, .unverified = policy_unchecked(&days), .version = l ? l->version : 0};
	v.action = l ? v.back : link_to(r, "%s/letters", v.back);
	page_begin(r, &(struct page){.title = arena_printf(r->arena, "%s%s", l ? "修改" : "起草", x->label), .nav = "/labour/cases", .crumbs = {{"监督案件", "/labour/cases"}, {c->number, link_to(r, "/labour/cases/%lld", (long long)c->id)}}});
	tpl_labour_letter_form(r->out, &v);
	page_end(r);
}

void get_labour_letters(struct req *r)
{
	list_page(r, &labour_letter_list);
}

void get_labour_letter_new(struct req *r)
{
	int64_t kind = kind_wanted(r, r->row, query_int(r, "kind"));
	if (kind)
		show_form(r, r->row, kind, NULL);
}

void post_labour_letter_new(struct req *r)
{
	const struct labour_case *c = r->row;
	int64_t kind = kind_wanted(r, c, form_int(r, "kind"));
	struct labour_letter *l = record_new(r->arena, &labour_letter_record);
	if (!kind)
		return;
	form_read(r, &labour_letter_record, l);
	l->unit = c->unit;
	l->matter = c->id;
	l->kind = kind;
	l->drafter = r->who->person;
	if (r->problems.n) {
		show_form(r, c, kind, NULL);
		answer_status(r, 422);
	} else if (flow_create(r, &labour_letter_flow, l, "")) {
		see_other_saying(r, link_to(r, "/labour/letters/%lld", (long long)l->id), "已起草，等待签发。");
	}
}

static bool is_draft(struct req *r)
{
	if (((const struct labour_letter *)r->row)->state == LETTER_DRAFT)
		return true;
	refuse(r, 409, "已经签发或作废，不能再改。");
	return false;
}

void get_labour_letter_edit(struct req *r)
{
	const struct labour_letter *l = r->row;
	if (is_draft(r))
		show_form(r, case_of(r, l), l->kind, l);
}

/* Who drafted it stays its drafter: the chair mends a word and signs. */
void post_labour_letter_edit(struct req *r)
{
	struct labour_letter *l = arena_memdup(r->arena, r->row, sizeof(*l));
	if (!is_draft(r))
		return;
	if (!form_read(r, &labour_letter_record, l)) {
		show_form(r, case_of(r, l), l->kind, l);
		answer_status(r, 422);
		return;
	}
	if (flow_edit(r, &labour_letter_flow, l, ""))
		see_other_saying(r, link_to(r, "/labour/letters/%lld", (long long)l->id), "已保存，等待签发。");
}

/* ---- page ---- */

static void show(struct req *r)
{
	const struct labour_letter *l = r->row;
	const struct labour_case *c = case_of(r, l);
	struct letter_view v = {.r = r, .l = l, .c = c, .rule = letter_rule(l->kind), .here = link_to(r, "/labour/letters/%lld", (long long)l->id),
				.home = link_to(r, "/labour/cases/%lld", (long long)c->id), .steps = steps,
				.signer = l->signer ? record_title(r->db, r->arena, &person_record, l->signer) : "",
				.drafter = l->drafter ? record_title(r->db, r->arena, &person_record, l->drafter) : ""};
	v.editable = l->state == LETTER_DRAFT && may_row(r, "labour_letter.draft", &labour_letter_record, l);
	static const char *const shown[] = {"signed_on", "served_on", "served_how", "served_to", "due", "answered_on", "result", "answer"};
	v.rows = NEW_N(r->arena, struct case_row, sizeof(shown) / sizeof(shown[0]));
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		const struct field *f = record_field(&labour_letter_record, shown[i]);
		const char *text = labour_shown(r, f, l);
		if (*text)
			v.rows[v.n++] = (struct case_row){f->label, text};
	}
	page_begin(r, &(struct page){.title = *l->number ? l->number : v.rule->label, .nav = "/labour/cases", .crumbs = {{"监督案件", "/labour/cases"}, {c->number, v.home}}});
	tpl_labour_letter(r->out, &v);
	page_end(r);
}

void get_labour_letter(struct req *r)
{
	show(r);
}

void post_labour_letter(struct req *r)
{
	const struct labour_letter *l = r->row;
	if (labour_step_made(r, &labour_letter_flow, steps, link_to(r, "/labour/letters/%lld", (long long)l->id)) || r->answered)
		return;
	show(r);
	answer_status(r, 422);
}

void labour_letter_steps(struct buf *o, const struct letter_view *v)
{
	labour_steps(o, v->r, &labour_letter_flow, v->steps, v->l, NULL);
}

/* ---- paper ---- */

static void receipt(struct paper *p, struct req *r, const struct labour_letter *l)
{
	static const struct paper_col cols[] = {{"项目", 8, PAPER_LEFT}, {"内容", 20, PAPER_LEFT}};
	static const char *const labels[] = {"文书", "文号", "送达单位", "送达方式", "送达日期", "签收人", NULL};
	const struct field *how = record_field(&labour_letter_record, "served_how");
	const char *const texts[] = {arena_printf(r->arena, "工会劳动法律监督%s", letter_rule(l->kind)->label), l->number, l->receiver,
				     l->served_how ? field_show(r->arena, r->db, how, l) : "", l->served_on ? day_cn(r->arena, l->served_on) : "", l->served_to};
	paper_annex(p, "附件", "送达回执");
	paper_table_begin(p, NULL, cols, 2);
	for (size_t i = 0; labels[i]; i++) {
		paper_row(p);
		paper_cell(p, labels[i]);
		paper_cell(p, texts[i]);
	}
}

void get_labour_letter_print(struct req *r)
{
	const struct labour_letter *l = r->row;
	const char *format = paper_format(r->word, "letter"), *organ = unit_name(r->db, r->arena, l->unit);
	struct paper *p = paper_new(r->arena);
	if (!format) {
		refuse(r, 404, "没有这种文书。");
		return;
	}
	if (l->state == LETTER_DRAFT || l->state == LETTER_VOID) {
		refuse(r, 409, "签发以后才能下载文书。");
		return;
	}
	p->organ = organ;
	p->number = l->number;
	p->title = arena_printf(r->arena, "工会劳动法律监督%s", letter_rule(l->kind)->label);
	p->receiver = l->receiver;
	paper_para(p, l->body);
	paper_sign(p, organ, l->signed_on);
	receipt(p, r, l);
	answer_paper(r, p, format, l->number);
}
