/* What differs from kind to kind: showing, the form's value, reading what was typed. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "record/record.h"

static const char *money_text(struct arena *a, int64_t fen)
{
	int64_t v = fen < 0 ? -fen : fen;
	return arena_printf(a, "%s%lld.%02lld", fen < 0 ? "-" : "", (long long)(v / 100),
			    (long long)(v % 100));
}

const char *field_show(struct arena *a, struct db *d, const struct field *f, const void *row)
{
	int64_t v = field_int(f, row);
	switch (f->kind) {
	case KIND_TEXT:
	case KIND_LONG:
		return field_text(f, row);
	case KIND_DAY:
		return day_cn(a, (day)v);
	case KIND_INSTANT:
		return instant_cn(a, v);
	case KIND_MONEY:
		return money_text(a, v);
	case KIND_CHOICE:
	case KIND_STATE:
		return choice_label(f->choices, v);
	case KIND_FLAG:
		return v ? "是" : "否";
	case KIND_REF:
		if (v && d && f->ref)
			return record_title(d, a, f->ref, v);
		return v ? arena_printf(a, "%lld", (long long)v) : "";
	default:
		return arena_printf(a, "%lld", (long long)v);
	}
}

const char *field_input(struct arena *a, const struct field *f, const void *row)
{
	int64_t v = field_int(f, row);
	switch (f->kind) {
	case KIND_TEXT:
	case KIND_LONG:
		return field_text(f, row);
	case KIND_DAY:
		return day_iso(a, (day)v);
	case KIND_MONEY:
		return v ? money_text(a, v) : "";
	case KIND_REF:
	case KIND_CHOICE:
		return v ? arena_printf(a, "%lld", (long long)v) : "";
	default:
		return arena_printf(a, "%lld", (long long)v);
	}
}

/* Full-width digits, commas and blanks as people type them become plain ASCII. */
static struct str plain_number(struct arena *a, const char *typed)
{
	struct buf b = buf_in(a);
	size_t n;
	for (struct str s = str_of(typed); s.n; s = str_skip(s, n)) {
		uint32_t c = utf8_fold(utf8_get(s, &n));
		if (c != ',' && c != ' ' && c != 0xff0c)
			utf8_put(&b, c);
	}
	return buf_slice(&b);
}

static bool read_money(struct str s, int64_t *fen)
{
	struct str rest = s, whole = str_cut(&rest, '.');
	int64_t yuan, part = 0;
	if (!str_int(whole, &yuan) || yuan < 0 || rest.n > 2)
		return false;
	if (rest.n && (!str_int(rest, &part) || part < 0 || rest.p[0] == '-' || rest.p[0] == '+'))
		return false;
	if (rest.n == 1)
		part *= 10;
	return !__builtin_mul_overflow(yuan, 100, fen) && !__builtin_add_overflow(*fen, part, fen);
}

static bool read_text(struct problems *p, const struct field *f, struct str s, void *row)
{
	char *value = str_dup(p->arena, s);
	int max = f->max ? f->max : f->kind == KIND_LONG ? 20000 : 200;
	size_t n = utf8_count(value);
	if (n > (size_t)max) {
		problem_add(p, f->name, "“%s”最多 %d 个字，现在有 %zu 个，请删去一些。", f->label, max, n);
		return false;
	}
	if (f->kind == KIND_TEXT)
		for (char *c = value; *c; c++)
			if (*c == '\n' || *c == '\t')
				*c = ' ';
	field_set_text(f, row, value);
	return true;
}

static bool read_whole(struct problems *p, const struct field *f, struct str s, void *row)
{
	int64_t v;
	bool bounded = f->least || f->most;
	if (!str_int(s, &v) || (!bounded && v < 0)) {
		problem_add(p, f->name, "“%s”要填整数，例如 12。", f->label);
		return false;
	}
	if (bounded && (v < f->least || v > f->most)) {
		problem_add(p, f->name, "“%s”要在 %lld 到 %lld 之间。", f->label, (long long)f->least,
			    (long long)f->most);
		return false;
	}
	field_set_int(f, row, v);
	return true;
}

static bool read_number(struct problems *p, const struct field *f, const char *typed, void *row)
{
	struct str s = plain_number(p->arena, typed);
	int64_t v = 0;
	day d = 0;
	switch (f->kind) {
	case KIND_DAY:
		if (!day_parse(s, &d)) {
			problem_add(p, f->name, "“%s”要填日期，例如 2024-06-05。", f->label);
			return false;
		}
		field_set_int(f, row, d);
		return true;
	case KIND_MONEY:
		if (!read_money(s, &v)) {
			problem_add(p, f->name, "“%s”要填金额（元），最多两位小数，例如 1280.50。", f->label);
			return false;
		}
		field_set_int(f, row, v);
		return true;
	case KIND_CHOICE:
		if (!str_int(s, &v) || !choice_of(f->choices, v)) {
			problem_add(p, f->name, "请为“%s”选择一项。", f->label);
			return false;
		}
		field_set_int(f, row, v);
		return true;
	case KIND_FLAG:
		field_set_int(f, row, !str_is(s, "0"));
		return true;
	default:
		return read_whole(p, f, s, row);
	}
}

bool field_read(struct problems *p, const struct field *f, const char *typed, void *row)
{
	struct str s = str_trim(str_of(typed));
	bool text = f->kind == KIND_TEXT || f->kind == KIND_LONG;
	if (s.n == 0) {
		if ((f->use & F_NEED) && f->kind != KIND_FLAG) {
			problem_add(p, f->name, f->choices || f->ref ? "请选择“%s”。" : "请填写“%s”。", f->label);
			return false;
		}
		if (text)
			field_set_text(f, row, "");
		else
			field_set_int(f, row, 0);
		return true;
	}
	return text ? read_text(p, f, s, row) : read_number(p, f, str_dup(p->arena, s), row);
}
