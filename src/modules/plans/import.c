/* The page of importing, and what makes a draft from an outline. */
#include "modules/plans/import.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "import.html.h"
#include "import.sql.h"
#include "kernel.sql.h"
#include "kernel/registry.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "text/calendar.h"

enum {
	PARSE_MEMORY = 1024 * 1024 * 1024, /* of a document while it is read, given back at once */
	STEP = 1024, /* between two positions */
	UNITS = 500
};

/* ---- a draft from an outline ---- */

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

/* "2024年要点.docx" without its end, for a text that has no title. */
static const char *title_of(struct req *r, const struct outline *o, const char *name, int64_t year)
{
	const char *dot = strrchr(name, '.');
	if (!text_empty(o->title))
		return utf8_clip(r->arena, o->title, 99);
	if (*name)
		return utf8_clip(r->arena, dot ? arena_strndup(r->arena, name, (size_t)(dot - name)) : name, 99);
	return arena_printf(r->arena, "%lld年工会工作要点", (long long)year);
}

static bool add_plan(struct req *r, struct plan *p, const struct outline *o, struct str text)
{
	p->organ = utf8_clip(r->arena, or_empty(o->body), 99);
	p->preamble = or_empty(o->preamble);
	p->source = str_dup(r->arena, text);
	p->starts = day_year_first((int)p->year);
	p->ends = day_year_last((int)p->year);
	p->dropped_nodes = (int64_t)o->n_dropped;
	p->doc_number = p->skip_reason = p->minutes = "";
	return flow_create(r, &plan_flow, p, *p->source_name ? p->source_name : "粘贴全文");
}

/* The row's memory is given back at once: a plan may have thousands of nodes. */
static bool add_nodes(struct req *r, const struct plan *p, const struct outline *o)
{
	int64_t above[NODE_SUBPOINT + 1] = {0};
	for (size_t i = 0; i < o->n_nodes; i++) {
		const struct outline_node *n = &o->nodes[i];
		struct arena_mark mark = arena_mark(r->arena);
		struct plan_node row = {
			.unit = p->unit, .plan = p->id, .position = (int64_t)(i + 1) * STEP, .level = n->level,
			.number = or_empty(n->number), .title = or_empty(n->title), .body = or_empty(n->body),
			.starts_at = (int64_t)n->from, .ends_at = (int64_t)n->to, .weight = 1,
		};
		for (int level = n->level - 1; level > 0 && !row.parent; level--)
			row.parent = above[level];
		bool good = flow_create(r, &plan_node_flow, &row, "");
		for (int level = n->level; level <= NODE_SUBPOINT; level++)
			above[level] = level == n->level ? row.id : 0;
		if (!good)
			return false;
		arena_release(r->arena, mark);
	}
	return true;
}

static bool add_terms(struct req *r, const struct plan *p, const struct outline *o)
{
	for (size_t i = 0; i < o->n_terms; i++) {
		struct buf members = buf_in(r->arena);
		for (size_t k = 0; k < o->terms[i].n_members; k++)
			buf_printf(&members, "%s%s", k ? "\n" : "", o->terms[i].members[k]);
		struct plan_term row = {.unit = p->unit, .plan = p->id, .name = o->terms[i].name,
					.members = buf_text(&members)};
		if (!flow_create(r, &plan_term_flow, &row, ""))
			return false;
	}
	return true;
}

/* Where each piece stands: pieces come in the order of the text. -1: it was healed, not found as it is. */
static void add_pieces(struct req *r, const struct plan *p, const struct outline *o, struct str text)
{
	size_t from = 0;
	for (size_t i = 0; i < o->n_dropped; i++) {
		size_t at = str_find(str_skip(text, from), o->dropped[i]);
		if (at != SIZE_MAX) {
			at += from;
			from = at + strlen(o->dropped[i]);
		}
		q_plan_dropped_add(r->db, p->id, (int64_t)i + 1, at == SIZE_MAX ? -1 : (int64_t)at, o->dropped[i]);
	}
	for (size_t i = 0; i < o->n_campaigns; i++)
		q_plan_campaign_add(r->db, p->id, (int64_t)i + 1, o->campaigns[i]);
}

bool plan_import_outline(struct req *r, int64_t unit, int64_t year, const char *name, struct str text,
			 const struct outline *o, int64_t *plan)
{
	struct plan p = {.unit = unit, .source_name = utf8_clip(r->arena, name, 200)};
	p.year = year ? year : o->year ? o->year : day_civil(r->today).year;
	p.title = title_of(r, o, name, p.year);
	if (o->n_nodes > PLAN_NODES_MAX) {
		refuse(r, 422, "这份文字识别出 %zu 条，超过了 %d 条，不像一份工作要点。请只保留要点正文再导入。",
		       o->n_nodes, PLAN_NODES_MAX);
		return false;
	}
	if (!add_plan(r, &p, o, text) || !add_nodes(r, &p, o) || !add_terms(r, &p, o))
		return false;
	add_pieces(r, &p, o, text);
	*plan = p.id;
	return true;
}

/* ---- reading a document ---- */

struct imported {
	struct outline outline;
	struct str text;
	const char *name, *message; /* message: what is wrong with the document, NULL: fine */
};

static const char **copy_texts(struct arena *a, const char **list, size_t n)
{
	const char **out = NEW_N(a, const char *, n);
	for (size_t i = 0; i < n; i++)
		out[i] = arena_strdup(a, list[i]);
	return out;
}

static const char *copy_text(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

/* Out of the arena in which it was parsed. */
static void copy_outline(struct arena *a, const struct outline *o, struct outline *out)
{
	*out = *o;
	out->title = copy_text(a, o->title);
	out->body = copy_text(a, o->body);
	out->preamble = copy_text(a, o->preamble);
	out->nodes = arena_memdup(a, o->nodes, o->n_nodes * sizeof(*o->nodes));
	for (size_t i = 0; i < o->n_nodes; i++) {
		out->nodes[i].number = copy_text(a, o->nodes[i].number);
		out->nodes[i].title = copy_text(a, o->nodes[i].title);
		out->nodes[i].body = copy_text(a, o->nodes[i].body);
	}
	out->terms = arena_memdup(a, o->terms, o->n_terms * sizeof(*o->terms));
	for (size_t i = 0; i < o->n_terms; i++) {
		out->terms[i].name = copy_text(a, o->terms[i].name);
		out->terms[i].members = copy_texts(a, o->terms[i].members, o->terms[i].n_members);
	}
	out->campaigns = copy_texts(a, o->campaigns, o->n_campaigns);
	out->dropped = copy_texts(a, o->dropped, o->n_dropped);
}

static const char *what_is_missing(const struct imported *in)
{
	if (!str_trim(in->text).n)
		return *in->name ? "文件里没有文字。如果是扫描件，请先用识别软件转成文字，再粘贴到下面。" :
				   "请选择要点文件，或把全文粘贴到下面的框里。";
	if (in->text.n > PLAN_TEXT_MAX)
		return "文字超过了 70 万字，不像一份工作要点。请只保留要点正文再导入。";
	if (in->outline.n_nodes > PLAN_NODES_MAX)
		return "识别出的条目超过 5000 条，不像一份工作要点。请只保留要点正文再导入。";
	return NULL;
}

/* Reads with memory of its own: a parser may take a hundred times what is kept. */
static void read_document(struct arena *a, struct str bytes, bool file, struct imported *in)
{
	struct arena *own = arena_new(PARSE_MEMORY);
	struct guard g;
	const char *volatile message = NULL;
	if (GUARD(&g)) {
		struct outline o = {0};
		struct str text = bytes;
		const char *why = NULL;
		if (file && !outline_of_file(own, bytes, in->name, &o, &text, &why)) {
			message = arena_strdup(a, why);
		} else {
			if (!file)
				outline_parse(own, text, &o);
			in->text = text;
			in->outline = o;
			message = what_is_missing(in);
			if (!message) {
				in->text = str_of(str_dup(a, text));
				copy_outline(a, &o, &in->outline);
			}
		}
		guard_end(&g);
	} else {
		message = "文件太大或太复杂，读不出来。请删去图片和与要点无关的内容，或把正文粘贴到下面。";
	}
	in->message = message;
	arena_free(own);
}

/* The upload into memory; false when it cannot be read. */
static bool read_upload(struct arena *a, const struct upload *u, struct str *bytes)
{
	FILE *f = fopen(u->path, "rb");
	char *p = arena_alloc(a, (size_t)u->size + 1);
	size_t n = f ? fread(p, 1, (size_t)u->size, f) : 0;
	if (f)
		fclose(f);
	*bytes = (struct str){p, n};
	return n == (size_t)u->size;
}

static void read_file(struct req *r, const struct upload *u, struct imported *in)
{
	struct arena *own = arena_new((size_t)DOC_FILE_MAX + (1u << 20));
	struct str bytes = {0};
	struct guard g;
	in->name = u->filename;
	in->message = "文件没有传完整，请重新选择文件。";
	if (u->size > DOC_FILE_MAX) {
		in->message = "文件超过 50 MB。请删去图片，或把正文粘贴到下面。";
	} else if (GUARD(&g)) {
		if (read_upload(own, u, &bytes))
			read_document(r->arena, bytes, true, in);
		guard_end(&g);
	}
	arena_free(own);
}

void prepare_import(struct req *r)
{
	struct imported *in = NEW(r->arena, struct imported);
	in->name = "";
	r->prepared = in;
	for (size_t i = 0; i < r->x->n_uploads; i++) {
		const struct upload *u = &r->x->uploads[i];
		if (strcmp(u->name, "file") == 0 && (u->size || *u->filename)) {
			read_file(r, u, in);
			return;
		}
	}
	const char *pasted = pairs_get(&r->x->form, "text");
	read_document(r->arena, str_of(pasted), false, in);
}

bool plan_import_text(struct req *r, int64_t unit, int64_t year, const char *name, struct str text,
		      int64_t *plan)
{
	struct imported in = {.name = name};
	read_document(r->arena, text, false, &in);
	if (in.message) {
		refuse(r, 422, "%s", in.message);
		return false;
	}
	return plan_import_outline(r, unit, year, name, in.text, &in.outline, plan);
}

/* ---- the page ---- */

/* In a tree of many units it and those right below it, which are unions then. */
static struct option *unions_within(struct req *r, const char *path, size_t *n)
{
	size_t rows;
	if (unit_tree_is_wide(r->db, r->arena, path))
		return options_units_near(r, path_last(path), 0, n);
	struct units_below *u = q_units_below(r->db, r->arena, path, path_end(r->arena, path), &rows);
	struct option *out = NEW_N(r->arena, struct option, rows);
	*n = 0;
	for (size_t i = 0; i < rows; i++)
		if (unit_is_union(u[i].kind))
			out[(*n)++] = (struct option){u[i].id, u[i].name};
	return out;
}

/* Unions for which the asker may draft: his own and those below. */
static struct option *own_unions(struct req *r, size_t *n)
{
	struct option *out = NEW_N(r->arena, struct option, UNITS);
	const struct right *edit = right_of(r->app, "plan.edit");
	*n = 0;
	for (size_t i = 0; i < r->who->n_grants; i++) {
		const struct grant *g = &r->who->grants[i];
		size_t rows;
		if (!((edit->below | edit->here) & BIT(g->role)))
			continue;
		struct option *o = unions_within(r, g->path, &rows);
		for (size_t k = 0; k < rows && *n < UNITS; k++) {
			bool known = false;
			for (size_t j = 0; j < *n && !known; j++)
				known = out[j].value == o[k].value;
			if (!known)
				out[(*n)++] = o[k];
		}
	}
	return out;
}

static void show_import(struct req *r)
{
	struct import_page v = {.r = r, .year = form_get(r, "year"), .text = pairs_get(&r->x->form, "text"),
				.unit = form_int(r, "unit")};
	v.units = own_unions(r, &v.n_units);
	if (!v.unit)
		v.unit = unit_union(r->db, r->arena, r->who->unit);
	if (!v.text)
		v.text = "";
	v.problem_file = problem_of(&r->problems, "file");
	v.problem_year = problem_of(&r->problems, "year");
	v.problem_unit = problem_of(&r->problems, "unit");
	page_begin(r, &(struct page){.title = "导入工作要点", .nav = "/plans", .crumbs = {{"工作要点", "/plans"}}});
	tpl_plan_import(r->out, &v);
	page_end(r);
}

void get_import(struct req *r)
{
	show_import(r);
}

static int64_t year_typed(struct req *r)
{
	const char *typed = form_get(r, "year");
	int64_t year = form_int(r, "year");
	if (*typed && (year < 2000 || year > 2100))
		problem_add(&r->problems, "year", "年度请填四位数字，例如 %d。", day_civil(r->today).year);
	return year;
}

static void check_unit(struct req *r, int64_t unit)
{
	struct unit u;
	if (!unit_load(r->db, r->arena, unit, &u) || !unit_is_union(u.kind))
		problem_add(&r->problems, "unit", "请选择由哪个工会起草。");
}

void post_import(struct req *r)
{
	const struct imported *in = r->prepared;
	int64_t unit = form_int(r, "unit"), year = year_typed(r), plan = 0;
	if (!form_has(r, "unit"))
		unit = unit_union(r->db, r->arena, r->who->unit);
	check_unit(r, unit);
	if (in->message)
		problem_add(&r->problems, "file", "%s", in->message);
	if (r->problems.n) {
		show_import(r);
		answer_status(r, 422);
		return;
	}
	if (!may_or_refuse(r, "plan.edit", unit) ||
	    !plan_import_outline(r, unit, year, in->name, in->text, &in->outline, &plan))
		return;
	see_other_saying(r, link_to(r, "/plans/%lld/review", (long long)plan),
			 link_to(r, "已识别 %zu 条，请对照原文核对。", in->outline.n_nodes));
}
