/* Places of an outline of which the program is not sure, as questions with an answer at hand. */
#include <string.h>

#include "base/utf8.h"
#include "import.sql.h"
#include "modules/plans/review.h"
#include "text/wordhints.h"

enum { LONG_TITLE = 60 };

struct asking {
	struct arena *a;
	struct plan_node **nodes;
	size_t n, i;
	const struct plan_node *node;
};

static const char *act(struct asking *q, const char *verb)
{
	return arena_printf(q->a, "%s:%lld", verb, (long long)q->node->id);
}

/* 一是…二是… inside one point: several things to do. */
static struct review_ask parts(struct asking *q)
{
	struct text_spans s = text_sentences(q->a, str_of(q->node->body));
	int found = 0;
	for (size_t i = 0; i < s.count; i++) {
		const char *number, *title, *rest;
		review_cut(q->a, span_text(str_of(q->node->body), s.span[i]), &number, &title, &rest);
		found += *number != 0;
	}
	if (found < 2 || q->node->level > NODE_POINT)
		return (struct review_ask){0};
	return (struct review_ask){ASK_PARTS, arena_printf(q->a, "正文里有 %d 个并列的分项，责任部门可能不同，要拆开吗？", found),
				   act(q, "parts"), arena_printf(q->a, "拆成 %d 个分项", found), "保持一条"};
}

static struct review_ask section(struct asking *q)
{
	bool last = q->i + 1 == q->n || q->nodes[q->i + 1]->level <= q->node->level;
	if (q->node->level > NODE_SUBSECTION || !last)
		return (struct review_ask){0};
	return (struct review_ask){ASK_SECTION, "这个标题下面没有要点。它本身是一条要点吗？", act(q, "point"), "改为要点", "保持标题"};
}

static struct review_ask long_title(struct asking *q)
{
	size_t n = utf8_count(q->node->title);
	if (n <= LONG_TITLE || !strstr(q->node->title, "，"))
		return (struct review_ask){0};
	return (struct review_ask){ASK_LONG, arena_printf(q->a, "标题有 %zu 字，正文可能并进了标题。", n), act(q, "short"),
				   "第一个逗号后作正文", "保持标题"};
}

static struct review_ask number(struct asking *q)
{
	int value = review_number(q->node->number), before = 0;
	const struct plan_node *prev = NULL;
	for (size_t k = q->i; k-- > 0 && !prev;)
		if (q->nodes[k]->level == q->node->level)
			prev = q->nodes[k];
	before = prev ? review_number(prev->number) : 0;
	if (!value || !before || value == 1 || value == before + 1)
		return (struct review_ask){0};
	return (struct review_ask){ASK_NUMBER, arena_printf(q->a, "序号从“%s”到“%s”，不连续。原文漏了一条，还是上一条里并着两条？",
							    prev->number, q->node->number),
				   arena_printf(q->a, "open:%lld", (long long)prev->id), "看上一条", "原文如此"};
}

static struct review_ask plain(struct asking *q)
{
	size_t same = 0, numbered = 0;
	if (*q->node->number || !q->i)
		return (struct review_ask){0};
	for (size_t k = 0; k < q->n; k++)
		if (q->nodes[k]->level == q->node->level) {
			same++;
			numbered += *q->nodes[k]->number != 0;
		}
	if (numbered * 3 < same * 2 || numbered < 2)
		return (struct review_ask){0};
	return (struct review_ask){ASK_PLAIN, "同级的都有序号，这一条没有。它是上一条的正文吗？", act(q, "merge"), "并入上一条", "单独一条"};
}

static struct review_ask orphan(struct asking *q)
{
	bool point = false;
	for (size_t k = q->i; k-- > 0 && q->nodes[k]->level >= NODE_POINT && !point;)
		point = q->nodes[k]->level == NODE_POINT;
	if (q->node->level != NODE_SUBPOINT || point)
		return (struct review_ask){0};
	return (struct review_ask){ASK_ORPHAN, "这一条分项上面没有要点。它本身是要点吗？", act(q, "point"), "改为要点", "保持分项"};
}

static bool is_answered(const struct plan_answers *list, size_t n, int64_t node, int64_t question)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].node == node && list[i].question == question)
			return true;
	return false;
}

struct review_ask review_ask(struct arena *a, struct plan_node **nodes, size_t n, size_t i,
			     const struct plan_answers *answered, size_t n_answered)
{
	static struct review_ask (*const all[])(struct asking *q) = {parts, section, long_title, number, plain, orphan};
	struct asking q = {a, nodes, n, i, nodes[i]};
	for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++) {
		struct review_ask ask = all[k](&q);
		if (ask.kind && !is_answered(answered, n_answered, nodes[i]->id, ask.kind))
			return ask;
	}
	return (struct review_ask){0};
}
