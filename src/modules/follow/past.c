/* A task as it stood on a past day: its events say "完成时间：2024-05-01 → 2024-06-01", whoever moved it. */
#include "modules/follow/work.h"

static const char *const names[] = {"starts", "due", "target"};
enum { STARTS, DUE, TARGET, N_NAMES };

/* "label：old → new"; old in *old. */
static bool changed(struct str line, const char *label, struct str *old)
{
	static const char arrow[] = " → ";
	struct str l = str_of(label), rest = line;
	if (!str_starts(line, label))
		return false;
	rest = str_skip(rest, l.n);
	if (!str_starts(rest, "："))
		return false;
	rest = str_skip(rest, sizeof("：") - 1);
	size_t at = str_find(rest, arrow);
	if (at == SIZE_MAX)
		return false; /* a new row */
	*old = str_head(rest, at);
	return true;
}

static bool is_long(struct str line)
{
	for (int i = 0; i < task_record.n_fields; i++)
		if (task_record.fields[i].kind == KIND_LONG && str_starts(line, task_record.fields[i].label))
			return true;
	return false;
}

void past_read(struct past *p, const char *changes)
{
	struct str rest = str_of(changes);
	while (rest.n) {
		struct str line = str_cut(&rest, '\n'), old;
		if (is_long(line))
			return; /* its lines are somebody's own words; what is wanted stands before */
		for (int i = 0; i < N_NAMES; i++) {
			day d = 0;
			if (p->known[i] || !changed(line, record_field(&task_record, names[i])->label, &old))
				continue;
			p->known[i] = true;
			if (i == TARGET)
				str_int(old, &p->value[i]);
			else
				p->value[i] = day_parse(old, &d) ? d : 0;
		}
	}
}

void past_take(struct facts *f, const struct past *p, day first, day last)
{
	if (p->known[STARTS])
		f->starts = p->value[STARTS] ? (day)p->value[STARTS] : first;
	if (p->known[DUE])
		f->due = p->value[DUE] ? (day)p->value[DUE] : last;
	if (p->known[TARGET])
		f->target = p->value[TARGET];
}
