/* Versions of a plan: each issue is a baseline; text and task differences between any two. */
#include <jansson.h>
#include <string.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "kernel/measure.h"
#include "kernel/unit.h"
#include "modules/plans/baseline.h"
#include "modules/plans/pages.h"
#include "modules/plans/plan_view.h"
#include "plan_page.html.h"
#include "plans.sql.h"

void get_versions(struct req *r)
{
	const struct plan *p = r->row;
	size_t n;
	if (!plan_readable_or_refuse(r, p))
		return;
	struct baselines *b = q_baselines(r->db, r->arena, p->id, &n);
	struct version_row *rows = NEW_N(r->arena, struct version_row, n);
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct version_row){b[i].no, instant_cn(r->arena, b[i].at),
					       record_title(r->db, r->arena, &person_record, b[i].person)};
	page_begin(r, &(struct page){.title = "版本与差异", .nav = "/plans",
				     .crumbs = {{"工作要点", "/plans"}, {p->title, link_to(r, "/plans/%lld", (long long)p->id)}}});
	tpl_versions_page(r->out, p, rows, n);
	page_end(r);
}

/* ---- text: sentences, compared by the longest common run ---- */

enum { MOST_PARTS = 400 };

/* Splits after 。；！？ and line ends; a part keeps its mark. */
static size_t sentences(struct arena *a, const char *text, const char **out)
{
	size_t n = 0;
	struct str rest = str_of(text);
	const char *from = rest.p;
	while (rest.n) {
		size_t len;
		uint32_t c = utf8_get(rest, &len);
		rest = str_skip(rest, len);
		bool ends = c == 0x3002 || c == 0xff1b || c == 0xff01 || c == 0xff1f || c == '\n';
		if ((ends && n + 1 < MOST_PARTS) || !rest.n) {
			out[n++] = arena_strndup(a, from, (size_t)(rest.p - from));
			from = rest.p;
		}
	}
	return n;
}

static void add_part(struct diff_row *row, enum diff_kind kind, const char *text)
{
	row->parts[row->n++] = (struct diff_part){kind, text};
}

static void diff_text(struct arena *a, struct diff_row *row, const char *old, const char *new)
{
	const char **x = NEW_N(a, const char *, MOST_PARTS), **y = NEW_N(a, const char *, MOST_PARTS);
	size_t n = sentences(a, old, x), m = sentences(a, new, y);
	unsigned short *best = NEW_N(a, unsigned short, (n + 1) * (m + 1));
	row->parts = NEW_N(a, struct diff_part, n + m + 1);
	for (size_t i = n; i-- > 0;)
		for (size_t j = m; j-- > 0;) {
			unsigned short down = best[(i + 1) * (m + 1) + j], right = best[i * (m + 1) + j + 1];
			best[i * (m + 1) + j] = strcmp(x[i], y[j]) == 0 ? (unsigned short)(best[(i + 1) * (m + 1) + j + 1] + 1) :
						down > right ? down : right;
		}
	size_t i = 0, j = 0;
	while (i < n || j < m) {
		if (i < n && j < m && strcmp(x[i], y[j]) == 0) {
			add_part(row, DIFF_SAME, x[i++]);
			j++;
		} else if (i < n && (j == m || best[(i + 1) * (m + 1) + j] >= best[i * (m + 1) + j + 1])) {
			add_part(row, DIFF_GONE, x[i++]);
		} else {
			add_part(row, DIFF_ADDED, y[j++]);
		}
	}
}

/* ---- one item of a snapshot as a text ---- */

static const char *str_at(json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));
	return s ? s : "";
}

static int64_t int_at(json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

static const char *node_text(struct req *r, json_t *o)
{
	return arena_printf(r->arena, "%s %s\n%s", str_at(o, "number"), str_at(o, "title"), str_at(o, "body"));
}

static const char *task_text(struct req *r, json_t *o)
{
	struct arena *a = r->arena;
	const struct measure *m = *str_at(o, "measure") ? measure_of(r->app, str_at(o, "measure")) : NULL;
	struct buf b = buf_in(a);
	buf_printf(&b, "%s。责任部门：%s；责任人：%s；时间：%s 至 %s；", str_at(o, "title"),
		   record_title(r->db, a, &unit_record, int_at(o, "department")),
		   record_title(r->db, a, &person_record, int_at(o, "owner")), day_cn(a, (day)int_at(o, "starts")),
		   day_cn(a, (day)int_at(o, "due")));
	if (m)
		buf_printf(&b, "指标：%s 目标 %lld %s%s；", m->label, (long long)int_at(o, "target"), m->unit_label,
			   int_at(o, "basis") == TASK_COUNTS_LINKED ? "（只计关联的记录）" : "");
	buf_printf(&b, "权重：%lld", (long long)int_at(o, "weight"));
	return arena_strdup(a, buf_text(&b));
}

static json_t *by_id(json_t *list, int64_t id)
{
	size_t i;
	json_t *o;
	json_array_foreach(list, i, o)
		if (int_at(o, "id") == id)
			return o;
	return NULL;
}

struct diff_list {
	struct diff_row *rows;
	size_t n;
};

static void compare(struct req *r, struct diff_list *out, const char *kind, json_t *old, json_t *new,
		    const char *(*text)(struct req *r, json_t *o))
{
	size_t i;
	json_t *o;
	json_array_foreach(new, i, o) {
		json_t *was = by_id(old, int_at(o, "id"));
		const char *now = text(r, o), *then = was ? text(r, was) : "";
		if (was && strcmp(now, then) == 0)
			continue;
		struct diff_row *row = &out->rows[out->n++];
		row->where = arena_printf(r->arena, "%s %s %s", kind, str_at(o, "number"), str_at(o, "title"));
		row->what = was ? "修改" : "新增";
		diff_text(r->arena, row, then, now);
	}
	json_array_foreach(old, i, o) {
		if (by_id(new, int_at(o, "id")))
			continue;
		struct diff_row *row = &out->rows[out->n++];
		row->where = arena_printf(r->arena, "%s %s %s", kind, str_at(o, "number"), str_at(o, "title"));
		row->what = "删去";
		diff_text(r->arena, row, text(r, o), "");
	}
}

/* The page is drawn while both snapshots are alive: their texts are not copied. */
static void show_diff(struct req *r, const struct plan *p, const char *title, json_t *old, json_t *new)
{
	json_t *on = json_object_get(old, "nodes"), *nn = json_object_get(new, "nodes");
	json_t *ot = json_object_get(old, "tasks"), *nt = json_object_get(new, "tasks");
	size_t room = json_array_size(on) + json_array_size(nn) + json_array_size(ot) + json_array_size(nt);
	struct diff_list all = {NEW_N(r->arena, struct diff_row, room + 1), 0};
	compare(r, &all, "要点", on, nn, node_text);
	compare(r, &all, "任务", ot, nt, task_text);
	page_begin(r, &(struct page){.title = "差异", .nav = "/plans",
				     .crumbs = {{"工作要点", "/plans"}, {p->title, link_to(r, "/plans/%lld", (long long)p->id)},
						{"版本", link_to(r, "/plans/%lld/versions", (long long)p->id)}}});
	tpl_diff_page(r->out, p, title, all.rows, all.n);
	page_end(r);
}

static json_t *load(struct req *r, const struct plan *p, int64_t no)
{
	const char *text = no ? q_baseline_text(r->db, r->arena, p->id, no) : baseline_now(r, p);
	return *text ? json_loads(text, 0, NULL) : NULL;
}

void get_version_diff(struct req *r)
{
	const struct plan *p = r->row;
	if (!plan_readable_or_refuse(r, p))
		return;
	int64_t from = query_int(r, "from"), to = *query_get(r, "draft") ? 0 : query_int(r, "to");
	if (to && from > to) {
		int64_t x = from;
		from = to;
		to = x;
	}
	json_t *old = from > 0 ? load(r, p, from) : NULL, *new = to >= 0 ? load(r, p, to) : NULL;
	if (old && new)
		show_diff(r, p, arena_printf(r->arena, "第 %lld 版与%s的差异", (long long)from,
			  to ? arena_printf(r->arena, "第 %lld 版", (long long)to) : "现在的稿子"), old, new);
	else
		refuse(r, 404, "没有这一版。请从“版本与差异”里选择两版。");
	json_decref(old);
	json_decref(new);
}
