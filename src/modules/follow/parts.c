#include "modules/follow/parts.h"

#include "base/utf8.h"
#include "follow_parts.html.h"
#include "http/icon.h"

int whole_percent(struct ratio r)
{
	return (int)ratio_floor(r, 100);
}

void progress_cell(struct buf *o, const struct progress *p)
{
	tpl_follow_bar(o, lamp_kinds[p->lamp], whole_percent(p->done));
}

void progress_wide(struct buf *o, const struct progress *p)
{
	const char *gone = ratio_percent(o->arena, p->elapsed, 1);
	tpl_follow_wide_bar(o, lamp_kinds[p->lamp], whole_percent(p->done), gone);
}

static const struct {
	unsigned mark;
	const char *label, *tone;
} marks[] = {
	{NEAR_DUE, "临期", "warn"},
	{OVERDUE, "逾期", "bad"},
	{CAUGHT_UP, "逾期后补齐", "info"},
	{WAIVED, "免做", "mute"},
	{LIFTED, "上级调级", "info"},
};

void lamp_cell(struct buf *o, const struct progress *p)
{
	buf_puts(o, "<span class=\"nowrap sm\">");
	glyph(o, lamp_kinds[p->lamp], "");
	buf_printf(o, " %s</span>", lamp_labels[p->lamp]);
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (p->marks & marks[i].mark)
			tpl_follow_mark(o, marks[i].label, marks[i].tone);
}

void lamp_chip(struct buf *o, const struct progress *p)
{
	static const char *const tones[] = {"mute", "ok", "warn", "bad", "ok"};
	buf_printf(o, "<span class=\"st st-%s\">", tones[p->lamp]);
	glyph(o, lamp_kinds[p->lamp], "");
	buf_printf(o, "%s</span>", lamp_labels[p->lamp]);
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (p->marks & marks[i].mark)
			tpl_follow_mark(o, marks[i].label, marks[i].tone);
}

const char *time_left(struct arena *a, const struct progress *p, day due, day on)
{
	if (!due || p->lamp == LAMP_DONE || (p->marks & WAIVED) || ratio_cmp(p->done, ratio_of(1, 1)) >= 0)
		return "";
	if (on > due)
		return arena_printf(a, "逾期 %d 天", on - due);
	if (on == due)
		return "今天到期";
	return arena_printf(a, "剩 %d 个工作日", p->workdays_left);
}

void person_tag(struct buf *o, const char *name)
{
	unsigned hue = 0;
	if (!*name) {
		buf_puts(o, "<span class=\"ink3\">—</span>");
		return;
	}
	for (const char *c = name; *c; c++)
		hue = hue * 31 + (unsigned char)*c;
	tpl_follow_person(o, utf8_last(o->arena, name), name, (int)(hue % 5));
}

void day_cell(struct buf *o, day d)
{
	buf_puts(o, d ? day_cn(o->arena, d) : "");
}
