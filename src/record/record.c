#include "record/record.h"

#include <string.h>

#include "base/fault.h"

const struct field *record_field(const struct record *r, const char *name)
{
	for (int i = 0; i < r->n_fields; i++)
		if (strcmp(r->fields[i].name, name) == 0)
			return &r->fields[i];
	return NULL;
}

static bool is_text(const struct field *f)
{
	return f->kind == KIND_TEXT || f->kind == KIND_LONG;
}

int64_t field_int(const struct field *f, const void *row)
{
	const char *p = (const char *)row + f->at;
	if (is_text(f))
		return 0;
	if (f->kind == KIND_DAY)
		return *(const day *)(const void *)p;
	if (f->kind == KIND_FLAG)
		return *(const bool *)p;
	return *(const int64_t *)(const void *)p;
}

const char *field_text(const struct field *f, const void *row)
{
	const char *const *p = (const char *const *)(const void *)((const char *)row + f->at);
	return is_text(f) && *p ? *p : "";
}

void field_set_int(const struct field *f, void *row, int64_t value)
{
	char *p = (char *)row + f->at;
	if (is_text(f))
		fault("%s is a text", f->name);
	if (f->kind == KIND_DAY)
		*(day *)(void *)p = (day)value;
	else if (f->kind == KIND_FLAG)
		*(bool *)p = value != 0;
	else
		*(int64_t *)(void *)p = value;
}

void field_set_text(const struct field *f, void *row, const char *value)
{
	if (!is_text(f))
		fault("%s is not a text", f->name);
	*(const char **)(void *)((char *)row + f->at) = value;
}

bool field_same(const struct field *f, const void *a, const void *b)
{
	return is_text(f) ? strcmp(field_text(f, a), field_text(f, b)) == 0 :
			    field_int(f, a) == field_int(f, b);
}

const struct choice *choice_of(const struct choice *c, int64_t value)
{
	for (; c && c->label; c++)
		if (c->value == value)
			return c;
	return NULL;
}

const char *choice_label(const struct choice *c, int64_t value)
{
	c = choice_of(c, value);
	return c ? c->label : "";
}

void *record_new(struct arena *a, const struct record *r)
{
	void *row = arena_alloc(a, r->size);
	for (int i = 0; i < r->n_fields; i++) /* a form that leaves a field out leaves it empty, not NULL */
		if (r->fields[i].kind == KIND_TEXT || r->fields[i].kind == KIND_LONG)
			field_set_text(&r->fields[i], row, "");
	return row;
}

void *record_copy(struct arena *a, const struct record *r, const void *row)
{
	char *copy = arena_memdup(a, row, r->size);
	for (int i = 0; i < r->n_fields; i++) {
		const struct field *f = &r->fields[i];
		if (f->kind == KIND_TEXT || f->kind == KIND_LONG)
			field_set_text(f, copy, *field_text(f, row) ? arena_strdup(a, field_text(f, row)) : "");
	}
	return copy;
}

void problem_add(struct problems *p, const char *field, const char *format, ...)
{
	struct problem *one = NEW(p->arena, struct problem);
	va_list args;
	va_start(args, format);
	one->text = arena_vprintf(p->arena, format, args);
	va_end(args);
	one->field = field;
	if (p->last)
		p->last->next = one;
	else
		p->first = one;
	p->last = one;
	p->n++;
}

const char *problem_of(const struct problems *p, const char *field)
{
	for (const struct problem *one = p ? p->first : NULL; one; one = one->next)
		if (strcmp(one->field, field) == 0)
			return one->text;
	return NULL;
}

const char *record_diff_as(struct arena *a, struct db *d, const struct record *r, const void *before,
			   const void *after, bool personal, field_shower *show)
{
	struct buf b = buf_in(a);
	for (int i = 0; i < r->n_fields; i++) {
		const struct field *f = &r->fields[i];
		if (!(f->use & (F_FORM | F_HISTORY)) || ((f->use & F_PERSONAL) != 0) != personal)
			continue;
		if (before && field_same(f, before, after))
			continue;
		const char *new = show(a, d, f, after);
		const char *old = before ? show(a, d, f, before) : "";
		if (!before && !*new)
			continue;
		if (b.n)
			buf_char(&b, '\n');
		if (before) {
			buf_printf(&b, "%s：%s → %s", f->label, *old ? old : "（空）", *new ? new : "（空）");
		} else {
			buf_puts(&b, f->label);
			buf_puts(&b, "：");
			buf_puts(&b, new);
		}
	}
	return buf_text(&b);
}

const char *record_diff(struct arena *a, struct db *d, const struct record *r, const void *before,
			const void *after)
{
	return record_diff_as(a, d, r, before, after, false, field_show);
}

/* What a key says; words that stand there already, such as （空）, stay. */
static const char *said(struct arena *a, const struct app *app, const struct field *f, struct str value)
{
	const char *key = str_dup(a, value), *words = f->said(app, key);
	bool is_key = value.n > 0;
	for (size_t i = 0; i < value.n; i++)
		is_key = is_key && (unsigned char)value.p[i] < 0x80;
	return words ? words : is_key ? "（已停用）" : key;
}

/* The field of keys that a line of changes is about; what follows its label in *rest. */
static const struct field *keyed(const struct record *r, struct str line, struct str *rest)
{
	static const char colon[] = "：";
	for (int i = 0; i < r->n_fields; i++) {
		const struct field *f = &r->fields[i];
		if (!f->said || !str_starts(line, f->label))
			continue;
		*rest = str_skip(line, strlen(f->label));
		if (str_starts(*rest, colon)) {
			*rest = str_skip(*rest, sizeof(colon) - 1);
			return f;
		}
	}
	return NULL;
}

const char *record_said(struct arena *a, const struct app *app, const struct record *r, const char *changes)
{
	static const char arrow[] = " → ";
	struct buf b = buf_in(a);
	struct str rest = str_of(changes), value;
	while (rest.n) {
		struct str line = str_cut(&rest, '\n');
		const struct field *f = keyed(r, line, &value);
		size_t at = f ? str_find(value, arrow) : SIZE_MAX;
		if (b.n)
			buf_char(&b, '\n');
		if (!f)
			buf_str(&b, line);
		else if (at == SIZE_MAX)
			buf_printf(&b, "%s：%s", f->label, said(a, app, f, value));
		else
			buf_printf(&b, "%s：%s%s%s", f->label, said(a, app, f, str_head(value, at)), arrow, said(a, app, f, str_skip(value, at + sizeof(arrow) - 1)));
	}
	return buf_text(&b);
}

const char *record_diff_personal(struct arena *a, struct db *d, const struct record *r, const void *before,
				 const void *after)
{
	return record_diff_as(a, d, r, before, after, true, field_show);
}
