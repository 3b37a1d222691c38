/* Decisions as other approvals cite them. */
#include "modules/meetings/inside.h"
#include "meetings.html.h"

enum { BACK = 731 /* days: two years */ };

void meeting_choice(struct buf *o, struct req *r, int64_t unit)
{
	struct choice_view v = {.chosen = form_int(r, "decision")};
	struct meeting_decisions *d = q_meeting_decisions(r->db, r->arena, unit, r->today - BACK, &v.n);
	struct option *rows = NEW_N(r->arena, struct option, v.n);
	for (size_t i = 0; i < v.n; i++)
		rows[i] = (struct option){d[i].id, arena_printf(r->arena, "%s %s：%s", day_cn(r->arena, d[i].held_on), d[i].meeting_title, d[i].title)};
	v.rows = rows;
	tpl_meeting_choice(o, &v);
}

const char *meeting_words(struct req *r, const struct meeting *m, const struct meeting_item *i)
{
	return arena_printf(r->arena, "%s%s，应到 %lld 人，实到 %lld 人。议题：%s。赞成 %lld 票，反对 %lld 票，弃权 %lld 票，%s。%s", day_cn(r->arena, m->held_on),
			    m->title, (long long)m->entitled, (long long)m->present, i->title, (long long)i->yes, (long long)i->against,
			    (long long)i->abstained, i->state == ITEM_PASSED ? "通过" : "未通过", i->decision);
}

const char *meeting_cited(struct req *r, int64_t unit, const struct record *by, int64_t row_id)
{
	int64_t id = form_int(r, "decision");
	const struct meeting_item *i = id ? record_load(r->db, r->arena, &meeting_item_record, id) : NULL;
	const struct meeting *m = i ? record_load(r->db, r->arena, &meeting_record, i->meeting) : NULL;
	if (!id)
		return NULL;
	if (!m || m->unit != unit || i->state != ITEM_PASSED) {
		problem_add(&r->problems, "decision", "请在本工会委员会通过的决定里选。");
		return NULL;
	}
	q_meeting_cite_add(r->db, i->id, by->name, row_id);
	return meeting_words(r, m, i);
}
