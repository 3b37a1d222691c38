/*
 * Many units at once, as lines: pasted from a table or read from a workbook; all of them or none. Unions that have
 * stood for long enter here too, each with its card, the day it was founded and the reply that founded it; a new one
 * is founded on its card.
 */
#include <string.h>

#include "base/utf8.h"
#include "doc/csv_in.h"
#include "doc/xlsx_in.h"
#include "kernel/policy.h"
#include "modules/unions/inside.h"
#include "modules/units/units.h"
#include "several.html.h"

enum { LINES_MOST = 300, TOLD_MOST = 20, CELLS = 6 };

/* One line: name, kind, code, the unit above where it is not the page's own, and of a union: the day it was founded, the reply. */
struct line {
	int no;
	const char *cells[CELLS];
};

struct placed {
	const char *name;
	int64_t id, kind, parent;
};

struct making {
	const struct unit_row *base;
	struct placed *units; /* made so far */
	size_t n;
};

/* What a file gave: lines, or why it could not be read. */
struct book {
	const char *lines, *why;
};

/* ---- the text ---- */

/* A workbook becomes lines of the box, to be looked at before anything is made. */
static const char *lines_of_book(struct req *r, struct xlsx_in *x)
{
	struct buf b = buf_in(r->arena);
	struct xlsx_row row;
	for (int n = 0; n <= LINES_MOST && xlsx_in_row(x, &row) > 0; n++) {
		for (int i = 0; i < row.n && i < CELLS; i++)
			buf_printf(&b, "%s%s", i ? "\t" : "", str_dup(r->arena, str_trim(str_of(row.cells[i].text))));
		buf_char(&b, '\n');
	}
	return buf_text(&b);
}

void prepare_unit_several(struct req *r)
{
	if (!r->x->n_uploads || !r->x->uploads[0].size)
		return;
	struct book *b = NEW(r->arena, struct book);
	const char *why = "文件读不出来。";
	struct xlsx_in *x = xlsx_in_open(r->arena, r->x->uploads[0].path, NULL, &why);
	if (x && xlsx_in_sheet(x, 0, &why))
		b->lines = lines_of_book(r, x);
	else
		b->why = arena_strdup(r->arena, why);
	xlsx_in_close(x);
	r->prepared = b;
}

/* "名称、类别、代码、上级" parted by tabs or commas; false: an empty line or the heads of the columns. */
static bool read_line(struct req *r, struct str text, struct line *l)
{
	const char *whole = str_dup(r->arena, text);
	struct buf b = buf_in(r->arena);
	bool tabs = strchr(whole, '\t') != NULL;
	for (const char *p = whole; *p; p++) {
		if (strncmp(p, "，", 3) == 0) {
			buf_char(&b, tabs ? ' ' : '\t');
			p += 2;
		} else {
			buf_char(&b, *p == ',' && !tabs ? '\t' : *p);
		}
	}
	struct str rest = buf_slice(&b);
	for (int i = 0; i < CELLS; i++)
		l->cells[i] = str_dup(r->arena, str_trim(str_cut(&rest, '\t')));
	return *l->cells[0] && strcmp(l->cells[0], "单位名称") != 0 && strcmp(l->cells[0], "名称") != 0;
}

static struct line *read_lines(struct req *r, const char *text, size_t *n)
{
	struct line *lines = NEW_N(r->arena, struct line, LINES_MOST);
	struct str rest = str_of(text);
	*n = 0;
	for (int no = 1; rest.n; no++) {
		struct str one = str_trim(str_cut(&rest, '\n'));
		struct line l = {.no = no};
		if (!read_line(r, one, &l))
			continue;
		if (*n == LINES_MOST) {
			problem_add(&r->problems, "lines", "一次最多建立 %d 个单位，请分几次办理。", LINES_MOST);
			break;
		}
		lines[(*n)++] = l;
	}
	if (!*n)
		problem_add(&r->problems, "lines", "请每行写一个单位：名称、类别、代码。");
	return lines;
}

/* ---- the units ---- */

static bool made_under(const struct making *m, const char *name, int64_t parent)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->units[i].parent == parent && strcmp(m->units[i].name, name) == 0)
			return true;
	return false;
}

/* How many units a parent's name may mean: the page's own, those of the lines before, one that was there already. */
static int meant_by(struct req *r, const struct making *m, const char *name, struct placed *up)
{
	int64_t there = unit_child_named(r->db, m->base->id, name);
	struct unit u;
	int n = 0;
	if (strcmp(name, m->base->name) == 0) {
		*up = (struct placed){m->base->name, m->base->id, m->base->kind, 0};
		n++;
	}
	for (size_t i = 0; i < m->n; i++) {
		if (strcmp(m->units[i].name, name) != 0)
			continue;
		*up = m->units[i];
		if (up->id == there)
			there = 0;
		n++;
	}
	if (there && unit_load(r->db, r->arena, there, &u)) {
		*up = (struct placed){u.name, u.id, u.kind, m->base->id};
		n++;
	}
	return n;
}

/* Above which this line's unit stands: the page's own without a name, or the only one that has it. */
static bool above(struct req *r, const struct making *m, const struct line *l, struct placed *up)
{
	const char *name = l->cells[3];
	*up = (struct placed){m->base->name, m->base->id, m->base->kind, 0};
	int n = *name ? meant_by(r, m, name, up) : 1;
	if (!n)
		problem_add(&r->problems, "lines", "第 %d 行：没有找到上级“%s”。上级要写全称，写在前面的行里，或是已有的下级单位。", l->no, name);
	else if (n > 1)
		problem_add(&r->problems, "lines", "第 %d 行：叫“%s”的单位不止一个，分不清上级是哪一个。请给上级起不重复的名称，或者到那个上级的页面里批量新建。", l->no, name);
	return n == 1;
}

static int64_t kind_of(const char *label)
{
	for (const struct choice *c = unit_kinds; c->label; c++)
		if (strcmp(c->label, label) == 0)
			return c->value;
	return 0;
}

static const char *line_problem(struct req *r, const struct making *m, const struct line *l, const struct placed *up, int64_t kind)
{
	if (!kind)
		return arena_printf(r->arena, "类别“%s”不认识，可以写：总工会、直属工会、基层工会、分工会、部门、车间、班组。", l->cells[1]);
	if (!unit_kind_fits(kind, up->kind))
		return arena_printf(r->arena, "%s不能设在“%s”（%s）下面。", l->cells[1], up->name, choice_label(unit_kinds, up->kind));
	if (utf8_count(l->cells[0]) > 60)
		return "单位名称最多 60 个字。";
	if (made_under(m, l->cells[0], up->id) || unit_child_named(r->db, up->id, l->cells[0]))
		return arena_printf(r->arena, "“%s”下面已有“%s”。", up->name, l->cells[0]);
	return unit_code_problem(r, l->cells[2], 0);
}

/* A union that stands: when it was founded, by which reply, and that the one who enters it approves unions there. */
static const char *union_problem(struct req *r, const struct line *l, const struct placed *up, day *founded)
{
	struct policy_value old = policy_get(r, "union.entry_days", up->id, r->today);
	if (!may(r, "union.approve", up->id))
		return "补登工会由上级工会有批准建会权限的负责人办理。";
	if (text_empty(l->cells[4]) || text_empty(l->cells[5]))
		return arena_printf(r->arena, "早已成立的%s要写第五列建会日期、第六列批准文号（工会法第十二条：建会由上一级工会批准）。新成立的请到“工会卡片”申请。", l->cells[1]);
	if (!day_parse(str_of(l->cells[4]), founded) || *founded < day_of(1900, 1, 1))
		return arena_printf(r->arena, "建会日期“%s”不是日期，例如 2019-05-08。", l->cells[4]);
	if (utf8_count(l->cells[5]) > 60)
		return "批准文号最多 60 个字。";
	if (*founded + old.value <= r->today)
		return NULL;
	return arena_printf(r->arena, "建会不满 %lld 天的是新工会，请到“工会卡片”登记，按申请、批复办理，不在这里补登（%s）。", (long long)old.value, policy_source(r->arena, &old));
}

/* 样例化工厂工会委员会 is the union of 样例化工厂. */
static const char *employer_of(struct req *r, const char *name)
{
	static const char *const ends[] = {"工会委员会", "总工会", "工会", NULL};
	size_t n = strlen(name);
	for (const char *const *e = ends; *e; e++)
		if (n > strlen(*e) && strcmp(name + n - strlen(*e), *e) == 0)
			return str_dup(r->arena, (struct str){name, n - strlen(*e)});
	return name;
}

static bool enter_card(struct req *r, const struct unit_row *u, const struct line *l, day founded)
{
	struct union_card *c = record_new(r->arena, &union_card_record);
	c->name = u->name;
	c->org = u->id;
	c->employer = employer_of(r, u->name);
	c->founded_on = founded;
	c->approval = l->cells[5];
	return union_card_enter(r, c);
}

static bool make_one(struct req *r, struct making *m, const struct line *l)
{
	struct placed up;
	int64_t kind = kind_of(l->cells[1]);
	day founded = 0;
	if (!above(r, m, l, &up))
		return true;
	const char *why = line_problem(r, m, l, &up, kind);
	if (!why && unit_by_card(kind))
		why = union_problem(r, l, &up, &founded);
	if (why) {
		problem_add(&r->problems, "lines", "第 %d 行：%s", l->no, why);
		return true;
	}
	struct unit_row *u = record_new(r->arena, &unit_record);
	u->name = l->cells[0];
	u->code = l->cells[2];
	u->short_name = u->doc_mark = u->address = u->phone = u->note = "";
	u->kind = kind;
	if (!unit_create(r, u, up.id) || (unit_by_card(kind) && !enter_card(r, u, l, founded)))
		return false;
	m->units[m->n++] = (struct placed){u->name, u->id, kind, up.id};
	return true;
}

/* ---- pages ---- */

static bool union_fits(int64_t under)
{
	for (int64_t k = UNIT_FEDERATION; k <= UNIT_TEAM; k++)
		if (unit_by_card(k) && unit_kind_fits(k, under))
			return true;
	return false;
}

static void show(struct req *r, const char *text, bool read)
{
	const struct unit_row *u = r->row;
	struct unit_several_page v = {.u = u, .text = text, .read = read, .unions = union_fits(u->kind)};
	page_begin(r, &(struct page){.title = "批量新建单位", .nav = "/units",
				     .crumbs = {{"组织", "/units"}, {u->name, link_to(r, "/units/%lld", (long long)u->id)}}});
	tpl_unit_several(r->out, r, &v);
	page_end(r);
}

void get_unit_several(struct req *r)
{
	show(r, "", false);
}

void post_unit_several(struct req *r)
{
	const struct unit_row *base = r->row;
	struct making m = {base, NEW_N(r->arena, struct placed, LINES_MOST), 0};
	const struct book *book = r->prepared;
	const char *text = form_get(r, "lines");
	size_t n = 0;
	if (book && book->lines) {
		show(r, book->lines, true);
		return;
	}
	if (book)
		problem_add(&r->problems, "file", "%s", book->why);
	struct line *lines = book ? NULL : read_lines(r, text, &n);
	if (base->state != UNIT_ACTIVE)
		problem_add(&r->problems, "lines", "这个单位已撤销，不能再建下级。");
	for (size_t i = 0; i < n && r->problems.n < TOLD_MOST; i++)
		if (!make_one(r, &m, &lines[i]))
			return;
	if (r->problems.n) {
		show(r, text, false);
		answer_status(r, 422);
		return;
	}
	see_other_saying(r, link_to(r, "/units/%lld", (long long)base->id), arena_printf(r->arena, "已建立 %zu 个单位。", m.n));
}
