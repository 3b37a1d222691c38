/* The card on paper, as Word and PDF. */
#include "doc/paper.h"
#include "kernel/paper_answer.h"
#include "modules/members/members.h"
#include "modules/unions/inside.h"

static void row(struct paper *p, const char *label, const char *text)
{
	paper_row(p);
	paper_cell(p, label);
	paper_cell(p, text);
}

static void committees(struct req *r, struct paper *p, int64_t org)
{
	struct committee c;
	for (int64_t kind = COMMITTEE_UNION; org && kind <= COMMITTEE_WOMEN; kind++)
		if (committee_of(r, org, kind, 0, &c))
			row(p, choice_label(committee_kinds, kind), arena_printf(r->arena, "%s，%s 至 %s，%s%s", c.name, day_cn(r->arena, c.since), day_cn(r->arena, c.until),
			    c.chair ? record_title(r->db, r->arena, &person_record, c.chair) : "空缺", c.until < r->today ? "，届满未换届" : ""));
}

void get_union_print(struct req *r)
{
	static const struct paper_col cols[] = {{"项目", 9, PAPER_LEFT}, {"内容", 19, PAPER_LEFT}};
	const struct union_card *c = r->row;
	const char *format = paper_format(r->word, "card"), *ask = paper_format(r->word, "request"), *answer = paper_format(r->word, "reply");
	struct paper *p = paper_report(r->arena, c->name, arena_printf(r->arena, "工会卡片　%s", day_cn(r->arena, r->today)));
	if (ask && (c->state == CARD_DUE || c->state == CARD_ASKED)) {
		answer_paper(r, founding_request(r, c), ask, arena_printf(r->arena, "%s 建会请示", c->name));
		return;
	}
	if (answer && c->state == CARD_ASKED) {
		answer_paper(r, founding_reply(r, c), answer, arena_printf(r->arena, "%s 建会批复", c->name));
		return;
	}
	if (!format) {
		refuse(r, ask || answer ? 409 : 404, ask || answer ? "已经建会的，请示和批复见材料。" : "没有这种文书。");
		return;
	}
	paper_table_begin(p, NULL, cols, 2);
	row(p, "状态", choice_label(record_field(&union_card_record, "state")->choices, c->state));
	for (int i = 0; i < union_card_record.n_fields; i++) {
		const struct field *f = &union_card_record.fields[i];
		const char *text = f->use & F_FORM ? field_show(r->arena, r->db, f, c) : "";
		if (*text)
			row(p, f->label, text);
	}
	if (c->org)
		row(p, "在籍会员", arena_printf(r->arena, "%lld 人", (long long)members_entitled(r->db, c->org, 0)));
	committees(r, p, c->org);
	answer_paper(r, p, format, arena_printf(r->arena, "%s 工会卡片", c->name));
}
