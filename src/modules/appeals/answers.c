/* Public answers to common questions, found before somebody asks again. */
#include <stdlib.h>
#include <string.h>

#include "appeals.sql.h"
#include "answers.html.h"
#include "kernel/derived.h"
#include "kernel/search.h"
#include "kernel/unit.h"
#include "modules/appeals/answers_view.h"
#include "modules/appeals/phone_view.h"

enum { HITS = 10 };

static const struct choice states[] = {{ANSWER_DRAFT, "起草", "mute"}, {ANSWER_PUBLIC, "已公开", "ok"}, {ANSWER_WITHDRAWN, "已撤下", "mute"}, {0}};
static const struct field fields[] = {
	HEAD_FIELDS(struct answer, states),
	TEXT(struct answer, question, .label = "问题", .max = 80, .use = F_LIST | F_FORM | F_NEED | F_FIND | F_JSON),
	LONG(struct answer, text, .label = "答复", .max = 3000, .use = F_FORM | F_NEED | F_FIND | F_JSON),
	TEXT(struct answer, source, .label = "依据", .max = 120, .use = F_FORM | F_JSON, .hint = "文件名和条款，或者哪个部门答复。"),
	CHOICE(struct answer, kind, appeal_kinds, .label = "类别", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
};
const struct record answer_record = RECORD("answer", "常见问题", struct answer, fields, "question",
	.indexes = "create index answer_of_unit on answer(unit, state, id);\n");

static const struct move moves[] = {
	{ANSWER_DRAFT, "publish", ANSWER_PUBLIC, "answer.edit", "公开", .help = "职工提诉求前能查到"},
	{ANSWER_PUBLIC, "withdraw", ANSWER_WITHDRAWN, "answer.edit", "撤下", MOVE_REASON, .help = "过时或有误的答复不再显示"},
	{ANSWER_WITHDRAWN, "publish", ANSWER_PUBLIC, "answer.edit", "重新公开", .help = "修改后重新公开"},
	{0},
};

static const char *only_public(struct req *r, const void *row)
{
	(void)r;
	return ((const struct answer *)row)->state == ANSWER_PUBLIC ? "" : NULL;
}

const struct flow answer_flow = {
	.record = &answer_record, .moves = moves, .home = "/answers/%lld", .edit_right = "answer.edit",
	.edit_states = 1u << ANSWER_DRAFT | 1u << ANSWER_PUBLIC | 1u << ANSWER_WITHDRAWN, .first = ANSWER_DRAFT, .find_right = "answer.read",
	.search_text = only_public,
};

static const struct list_view views[] = {{"已公开", "state=1"}, {"起草", "state=0"}, {0}};
const struct list answer_list = {
	.name = "answers", .base = "/answers", .flow = &answer_flow, .read_right = "answer.edit", .views = views, .noun = "条",
	.empty = "还没有常见问题。把问得多的写成一条公开的答复，职工提诉求前就能查到。",
};
static const struct derived pages = {.flow = &answer_flow, .base = "/answers", .read_right = "answer.edit", .list = &answer_list,
				     .help = "只写共性的问题和答复，不写是谁问的。"};

void get_answer_list(struct req *r) { list_page(r, &answer_list); }
void get_answer_new(struct req *r) { derived_new(r, &pages); }
void post_answer_new(struct req *r) { derived_create(r, &pages); }
void get_answer_edit(struct req *r) { derived_edit(r, &pages, r->row); }
void post_answer_edit(struct req *r) { derived_save(r, &pages, r->row); }

void get_answer(struct req *r)
{
	const struct answer *a = r->row;
	if (a->state != ANSWER_PUBLIC && !may_or_refuse(r, "answer.edit", a->unit))
		return;
	if (may(r, "answer.edit", a->unit)) {
		derived_show(r, &pages, a);
		return;
	}
	page_begin(r, &(struct page){.title = "常见问题", .phone = true, .back = "/m/answers"});
	tpl_answer_one(r->out, a, choice_label(appeal_kinds, a->kind));
	page_end(r);
}

/* ---- finding ---- */

static bool add(struct req *r, struct answer_hit *out, size_t *n, int64_t id)
{
	struct answers_by_id x;
	if (*n < HITS && q_answers_by_id(r->db, r->arena, id, &x) && may(r, "answer.read", x.unit))
		out[(*n)++] = (struct answer_hit){x.question, utf8_clip(r->arena, x.text, 60), x.id};
	return *n < HITS;
}

struct answer_hit *answers_found(struct req *r, const char *text, size_t *n)
{
	size_t found;
	struct answer_hit *out = NEW_N(r->arena, struct answer_hit, HITS);
	int64_t *ids = search_similar(r, &answer_record, text, HITS * 2, &found);
	*n = 0;
	for (size_t i = 0; i < found; i++)
		if (!add(r, out, n, ids[i]))
			break;
	return out;
}

struct answer_hit *answers_of_union(struct req *r, int64_t unit, const char *text, size_t *n)
{
	size_t found, above;
	int64_t chain[16];
	struct answers_by_id x;
	struct answer_hit *out = NEW_N(r->arena, struct answer_hit, HITS);
	int64_t *ids = search_similar(r, &answer_record, text, HITS * 5, &found);
	*n = 0;
	above = unit_chain(r->db, unit, 0, chain, 16);
	for (size_t i = 0; i < found && *n < HITS; i++)
		for (size_t k = 0; k < above && q_answers_by_id(r->db, r->arena, ids[i], &x); k++)
			if (chain[k] == x.unit) {
				out[(*n)++] = (struct answer_hit){x.question, utf8_clip(r->arena, x.text, 60), x.id, x.text};
				break;
			}
	return out;
}

enum { LIKE = 3 };

/* Who writes a reply reads what was answered in public to the like of it; a step of a petition has its day. */
void appeal_inputs(struct buf *o, const struct form *f, const char *verb)
{
	size_t n = 0;
	const struct appeal *a = f->row;
	struct answer_hit *h = strcmp(verb, "reply") == 0 && f->r->who ? answers_found(f->r, a->content, &n) : NULL;
	if (n)
		tpl_answers_like(o, h, n < LIKE ? n : LIKE);
	appeal_petition_inputs(o, f, verb);
}

/* The newest of the unions above the asker. */
static struct answer_hit *newest(struct req *r, size_t *n)
{
	struct answer_hit *out = NEW_N(r->arena, struct answer_hit, HITS);
	int64_t chain[16];
	size_t units = unit_chain(r->db, r->who->unit, 0, chain, 16), rows;
	*n = 0;
	for (size_t i = 0; i < units; i++) {
		struct answer_candidates *x = q_answer_candidates(r->db, r->arena, chain[i], HITS, &rows);
		for (size_t k = 0; k < rows && *n < HITS; k++)
			out[(*n)++] = (struct answer_hit){x[k].question, utf8_clip(r->arena, x[k].text, 60), x[k].id};
	}
	return out;
}

void get_answers(struct req *r)
{
	struct answers_page v = {.asked = query_get(r, "q")};
	v.hits = *v.asked ? answers_found(r, v.asked, &v.n) : newest(r, &v.n);
	page_begin(r, &(struct page){.title = "常见问题", .phone = true, .back = "/m"});
	tpl_answers_page(r->out, &v);
	page_end(r);
}
