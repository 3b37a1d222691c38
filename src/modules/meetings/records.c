/* Field tables and moves of meetings and their items. */
#include <string.h>

#include "modules/meetings/inside.h"

static const struct choice states[] = {
	{MEETING_CALLED, "已通知", "info"}, {MEETING_HELD, "已召开", "warn"}, {MEETING_CLOSED, "纪要已定", "ok"}, {MEETING_CANCELLED, "已取消", "mute"}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct meeting, states),
	TEXT(struct meeting, title, .label = "会议", .max = 80, .use = F_LIST | F_FIND | F_JSON),
	REF(struct meeting, committee, &committee_record, .label = "委员会", .use = F_FORM | F_NEED),
	INT(struct meeting, no, .label = "第几次"),
	DAY(struct meeting, held_on, .label = "开会日期", .use = F_LIST | F_FORM | F_NEED | F_SORT | F_JSON),
	TEXT(struct meeting, at, .label = "时间", .max = 20, .use = F_FORM, .hint = "例如 9:00。"),
	TEXT(struct meeting, place, .label = "地点", .max = 60, .use = F_LIST | F_FORM | F_NEED),
	TEXT(struct meeting, host, .label = "主持人", .max = 30, .use = F_FORM),
	TEXT(struct meeting, recorder, .label = "记录人", .max = 30, .use = F_FORM),
	TEXT(struct meeting, guests, .label = "列席人员", .max = 200, .use = F_FORM),
	INT(struct meeting, entitled, .label = "应到", .use = F_LIST | F_HISTORY),
	INT(struct meeting, present, .label = "实到", .use = F_LIST | F_HISTORY),
	TEXT(struct meeting, absent, .label = "缺席说明", .max = 200, .use = F_FORM, .hint = "谁因什么请假。"),
	LONG(struct meeting, minutes, .label = "会议纪要", .max = 8000, .use = F_FORM | F_FIND, .hint = "会后填写，或上传签字的纪要。"),
};
const struct record meeting_record = RECORD("meeting", "委员会会议", struct meeting, fields, "title",
	.indexes = "create index meeting_of_committee on meeting(committee, no);\n");

static const char *can_close(struct req *r, const void *row)
{
	const struct meeting *m = row;
	size_t n;
	if (q_meeting_items_open(r->db, m->id))
		return "还有议题没有登记表决结果，请先登记，或改为缓议。";
	files_of(r->db, r->arena, "meeting", m->id, &n);
	return *m->minutes || n ? NULL : "请先填写会议纪要，或上传签字的纪要。";
}

bool meeting_is_cited(struct req *r, const struct meeting *m)
{
	size_t n;
	q_meeting_cites_of(r->db, r->arena, m->id, &n);
	return n > 0;
}

static const char *not_cited(struct req *r, const void *row)
{
	return meeting_is_cited(r, row) ? "本次会议的决定已被引用，不能再改。" : NULL;
}

static const char *number_is_free(struct req *r, const void *row)
{
	const struct meeting *m = row;
	return q_meeting_last_no(r->db, m->committee) >= m->no ? "后面又通知了会议，次数已经用了。请重新通知一次。" : NULL;
}

static bool forget_present(struct req *r, void *row, const void *before)
{
	struct meeting *m = row;
	(void)before;
	q_meeting_here_clear(r->db, m->id);
	m->entitled = m->present = 0;
	return true;
}

static const struct move moves[] = {
	{MEETING_CALLED, "hold", MEETING_HELD, "meeting.edit", "登记召开", MOVE_HIDDEN, .help = "登记实到人员；达到法定人数才能作出决定"},
	{MEETING_CALLED, "cancel", MEETING_CANCELLED, "meeting.edit", "取消会议", MOVE_REASON | MOVE_PLAIN, .help = "不再召开"},
	{MEETING_CANCELLED, "resume", MEETING_CALLED, "meeting.edit", "恢复会议", MOVE_REASON | MOVE_PLAIN, .needs = number_is_free, .help = "误取消的，恢复"},
	{MEETING_HELD, "again", MEETING_CALLED, "meeting.edit", "重新登记到会", MOVE_REASON | MOVE_PLAIN, .needs = not_cited, .done = forget_present,
	 .help = "到会登记有误，重新登记"},
	{MEETING_HELD, "close", MEETING_CLOSED, "meeting.edit", "定稿", .needs = can_close, .help = "议题都有结果、纪要齐全后定稿"},
	{MEETING_CLOSED, "reopen", MEETING_HELD, "meeting.edit", "退回修改", MOVE_REASON | MOVE_PLAIN, .needs = not_cited, .help = "没有被引用的，可以退回修改"},
	{0},
};

const struct flow meeting_flow = {
	.record = &meeting_record, .moves = moves, .home = "/meetings/%lld", .edit_right = "meeting.edit",
	.edit_states = 1u << MEETING_CALLED | 1u << MEETING_HELD, .first = MEETING_CALLED, .find_right = "meeting.read", .read_right = "meeting.read",
};

/* ---- items ---- */

static const struct choice item_states[] = {
	{ITEM_OPEN, "待表决", "info"}, {ITEM_PASSED, "通过", "ok"}, {ITEM_REJECTED, "未通过", "bad"}, {ITEM_POSTPONED, "缓议", "warn"}, {ITEM_DROPPED, "已撤下", "mute"}, {0}};

static const struct field item_fields[] = {
	HEAD_FIELDS(struct meeting_item, item_states),
	REF(struct meeting_item, meeting, &meeting_record, .label = "会议"),
	INT(struct meeting_item, no, .label = "序号"),
	TEXT(struct meeting_item, title, .label = "议题", .max = 80, .use = F_FORM | F_NEED),
	LONG(struct meeting_item, body, .label = "说明", .max = 2000, .use = F_FORM),
	INT(struct meeting_item, yes, .label = "赞成", .use = F_HISTORY),
	INT(struct meeting_item, against, .label = "反对", .use = F_HISTORY),
	INT(struct meeting_item, abstained, .label = "弃权", .use = F_HISTORY),
	TEXT(struct meeting_item, decision, .label = "决定", .max = 500, .use = F_HISTORY),
};
const struct record meeting_item_record = RECORD("meeting_item", "会议议题", struct meeting_item, item_fields, "title",
	.indexes = "create index meeting_item_of on meeting_item(meeting, no);\n");

static const char *in_session(struct req *r, const void *row)
{
	const struct meeting_item *i = row;
	const struct meeting *m = record_load(r->db, r->arena, &meeting_record, i->meeting);
	if (!m || m->state != MEETING_HELD)
		return "登记召开之后、定稿之前才能办理。";
	return q_meeting_item_cites(r->db, i->id) ? "这项决定已被引用，不能再改。" : NULL;
}

static bool voted_anew(struct req *r, void *row, const void *before)
{
	struct meeting_item *i = row;
	(void)r;
	(void)before;
	i->yes = i->against = i->abstained = 0;
	i->decision = "";
	return true;
}

static const char *before_end(struct req *r, const void *row)
{
	const struct meeting *m = record_load(r->db, r->arena, &meeting_record, ((const struct meeting_item *)row)->meeting);
	return m && (m->state == MEETING_CALLED || m->state == MEETING_HELD) ? NULL : "会议已定稿或取消，议题不能再改。";
}

static const struct move item_moves[] = {
	{ITEM_OPEN, "pass", ITEM_PASSED, "meeting.edit", "登记表决", MOVE_HIDDEN, .needs = in_session, .help = "赞成超过应到人数的一半，通过"},
	{ITEM_OPEN, "reject", ITEM_REJECTED, "meeting.edit", "登记表决", MOVE_HIDDEN, .needs = in_session, .help = "赞成不足，未通过"},
	{ITEM_OPEN, "postpone", ITEM_POSTPONED, "meeting.edit", "缓议", MOVE_REASON | MOVE_PLAIN, .needs = in_session, .help = "意见不一致，下次再议"},
	{ITEM_OPEN, "drop", ITEM_DROPPED, "meeting.edit", "撤下", MOVE_REASON | MOVE_PLAIN, .needs = before_end, .help = "不再列入议程"},
	{ITEM_PASSED, "reopen", ITEM_OPEN, "meeting.edit", "更正表决", MOVE_REASON | MOVE_PLAIN, .needs = in_session, .done = voted_anew, .help = "登记有误，重新登记"},
	{ITEM_REJECTED, "reopen", ITEM_OPEN, "meeting.edit", "更正表决", MOVE_REASON | MOVE_PLAIN, .needs = in_session, .done = voted_anew, .help = "登记有误，重新登记"},
	{ITEM_POSTPONED, "reopen", ITEM_OPEN, "meeting.edit", "恢复审议", MOVE_REASON | MOVE_PLAIN, .needs = in_session, .help = "本次会议上再议"},
	{0},
};

const struct flow meeting_item_flow = {
	.record = &meeting_item_record, .moves = item_moves, .home = "/meeting-items/%lld", .edit_right = "meeting.edit", .first = ITEM_OPEN,
};
