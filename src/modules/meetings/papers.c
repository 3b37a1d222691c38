/* Notice and minutes of a meeting, as Word and PDF. */
#include "doc/paper.h"
#include "kernel/paper_answer.h"
#include "kernel/unit.h"
#include "modules/meetings/inside.h"

static const char *names(struct req *r, const struct meeting *m, bool here)
{
	size_t n;
	struct here_line *p = meeting_people(r, m, &n);
	const char *out = "";
	for (size_t i = 0; i < n; i++)
		if (p[i].here == here)
			out = arena_printf(r->arena, "%s%s%s", out, *out ? "、" : "", p[i].name);
	return *out ? out : "无";
}

static struct paper *notice(struct req *r, const struct meeting *m)
{
	struct paper *p = paper_report(r->arena, arena_printf(r->arena, "关于召开%s的通知", m->title), unit_name(r->db, r->arena, m->unit));
	size_t n;
	struct meeting_items_of *ids = q_meeting_items_of(r->db, r->arena, m->id, &n);
	paper_para(p, arena_printf(r->arena, "定于%s%s在%s召开%s，请准时参加。%s", day_cn(r->arena, m->held_on), m->at, m->place, m->title, n ? "议题：" : ""));
	for (size_t i = 0; i < n; i++)
		paper_item(p, arena_printf(r->arena, "%zu.", i + 1), record_title(r->db, r->arena, &meeting_item_record, ids[i].id));
	paper_sign(p, unit_name(r->db, r->arena, m->unit), day_of_instant(m->created_at));
	return p;
}

static struct paper *minutes(struct req *r, const struct meeting *m)
{
	struct arena *a = r->arena;
	struct paper *p = paper_report(a, arena_printf(a, "%s\n纪要", m->title), unit_name(r->db, a, m->unit));
	size_t n;
	struct meeting_items_of *ids = q_meeting_items_of(r->db, a, m->id, &n);
	paper_para(p, arena_printf(a, "%s%s，%s。主持：%s。记录：%s。", day_cn(a, m->held_on), m->at, m->place, m->host, m->recorder));
	paper_para(p, arena_printf(a, "应到 %lld 人，实到 %lld 人：%s。缺席：%s。%s", (long long)m->entitled, (long long)m->present, names(r, m, true), names(r, m, false), m->absent));
	for (size_t k = 0; k < n; k++) {
		const struct meeting_item *i = record_load(r->db, a, &meeting_item_record, ids[k].id);
		paper_item(p, arena_printf(a, "%zu.", k + 1), arena_printf(a, "%s。%s：赞成 %lld 票，反对 %lld 票，弃权 %lld 票。%s", i->title,
			choice_label(record_field(&meeting_item_record, "state")->choices, i->state), (long long)i->yes, (long long)i->against,
			(long long)i->abstained, i->decision));
	}
	if (*m->minutes)
		paper_para(p, m->minutes);
	if (*m->guests)
		paper_para(p, arena_printf(a, "列席：%s。", m->guests));
	paper_para(p, "主持人（签名）：　　　　　　　　记录人（签名）：");
	paper_sign(p, unit_name(r->db, a, m->unit), m->held_on);
	return p;
}

void get_meeting_print(struct req *r)
{
	const struct meeting *m = r->row;
	const char *a = paper_format(r->word, "notice"), *b = paper_format(r->word, "minutes");
	if (a)
		answer_paper(r, notice(r, m), a, arena_printf(r->arena, "%s 通知", m->title));
	else if (b && (m->state == MEETING_HELD || m->state == MEETING_CLOSED))
		answer_paper(r, minutes(r, m), b, arena_printf(r->arena, "%s 纪要", m->title));
	else
		refuse(r, b ? 409 : 404, b ? "登记召开之后才有纪要。" : "没有这种文书。");
}
