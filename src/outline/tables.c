/*
 * Stage 5: plan tables. A row becomes a point; a column of categories (also
 * merged cells, months) becomes sections; the other columns become its body,
 * each with its label. Tables come from .docx, from Markdown, and from text
 * with tabs under a row of known labels.
 */
#include <string.h>

#include "outline/work.h"

enum { COLUMNS = 24 };

enum role { ROLE_DETAIL, ROLE_NUMBER, ROLE_CATEGORY, ROLE_TITLE };

struct row {
	struct str cells[COLUMNS];
	int n;
	int filled;
};

struct plan_table {
	struct work *w;
	struct str labels[COLUMNS];
	enum role roles[COLUMNS];
	int n;
	bool headed;	     /* has a row of labels */
	struct str category; /* of the rows before */
	struct buf body;     /* of the row that is read; kept for its room */
};

static const char *const number_labels[] = {"序号", "编号", "编码", "序",   "号", "No",
					    "NO",   "no",   "項次", "序號", NULL};
static const char *const category_labels[] = {"类别", "分类",	  "類別", "板块", "模块", "领域",
					      "方面", "一级指标", "大项", "方向", "月份", "时间",
					      "季度", "月度",	  "时段", "阶段", NULL};
/* The better a label names the thing to do, the earlier it stands. */
static const char *const title_labels[] = {
	"任务名称", "活动名称", "项目名称", "工作名称", "活动主题", "工作项目", "工作任务",
	"重点任务", "任务",	"任務",	    "重点工作", "工作要点", "工作事项", "事项",
	"主要工作", "项目",	"活动",	    "工作内容", "主要内容", "活动内容", "重点内容",
	"内容",	    "內容",	"工作",	    NULL};
static const char *const detail_labels[] = {
	"责任", "負責", "负责", "牵头", "配合", "时限", "时间", "完成", "措施", "目标",
	"要求", "备注", "備註", "举措", "标准", "成果", "部门", "单位", "领导", "对象",
	"地点", "预算", "经费", "参加", "方式", "进度", "考核", "形式", NULL};

/* ---- rows ---- */

static bool is_markdown_row(struct str s)
{
	return s.n > 2 && s.p[0] == '|';
}

static int count_tabs(struct str s)
{
	int n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\t';
	return n;
}

static int count_bars(struct str s)
{
	int n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '|';
	return n;
}

static void add_cell(struct row *r, struct str s)
{
	if (r->n == COLUMNS) {
		struct str *last =
			&r->cells[COLUMNS - 1]; /* more columns than we know: kept together */
		last->n = (size_t)(s.p + s.n - last->p);
		return;
	}
	r->cells[r->n] = trim(s);
	r->filled += r->cells[r->n++].n > 0;
}

static void read_row(const struct line *l, struct row *r)
{
	char mark = is_markdown_row(l->s) ? '|' : '\t';
	struct str s = l->s;
	*r = (struct row){.n = 0};
	for (int i = 0; i < l->lead_tabs && !l->row && i < COLUMNS; i++)
		add_cell(r, (struct str){l->s.p, 0});
	if (mark == '|') {
		s = str_skip(s, 1);
		if (str_ends(s, "|"))
			s.n--;
	}
	for (;;) {
		const char *at = s.n ? memchr(s.p, mark, s.n) : NULL;
		size_t n = at ? (size_t)(at - s.p) : s.n;
		add_cell(r, str_head(s, n));
		if (!at)
			return;
		s = str_skip(s, n + 1);
	}
}

/* | --- | :-: | */
static bool is_divider(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!strchr("|-: ", s.p[i]))
			return false;
	}
	return s.n > 0;
}

/* ---- labels ---- */

static bool is_label(struct work *w, struct str s)
{
	struct str q = squeezed(w->a, s);
	if (!q.n || chars(q) > 12 || has(q, "。") || has(q, "，"))
		return false;
	for (const char *const *p = number_labels; *p; p++) {
		if (str_is(q, *p))
			return true;
	}
	return ends_any(q, category_labels) || ends_any(q, title_labels) ||
	       has_any(q, detail_labels);
}

static bool is_header(struct work *w, const struct row *r)
{
	int hits = 0;
	for (int i = 0; i < r->n; i++) {
		hits += is_label(w, r->cells[i]);
		if (chars(r->cells[i]) > 16)
			return false;
	}
	return hits >= 2 && hits * 2 >= r->filled;
}

static void find_roles(struct plan_table *t)
{
	int title = -1, best = 1000;
	for (int i = 0; i < t->n; i++) {
		struct str q = squeezed(t->w->a, t->labels[i]);
		t->roles[i] = ROLE_DETAIL;
		for (const char *const *p = number_labels; *p; p++) {
			if (str_is(q, *p))
				t->roles[i] = ROLE_NUMBER;
		}
		if (t->roles[i] == ROLE_NUMBER)
			continue;
		if (ends_any(q, category_labels) && !has(q, "完成") && !has(q, "责任")) {
			t->roles[i] = ROLE_CATEGORY;
			continue;
		}
		for (int k = 0; title_labels[k]; k++) {
			if (str_ends(q, title_labels[k]) && k < best) {
				best = k;
				title = i;
			}
		}
	}
	for (int i = 0; title < 0 && i < t->n; i++) {
		if (t->roles[i] == ROLE_DETAIL)
			title = i;
	}
	for (int i = 0; i < t->n; i++) {
		if (t->roles[i] == ROLE_CATEGORY && i > title)
			t->roles[i] = ROLE_DETAIL; /* a time behind the task is its deadline */
	}
	if (title >= 0)
		t->roles[title] = ROLE_TITLE;
}

/* Tasks whose cells are merged over several rows are categories of the column behind them. */
static void check_merged(struct plan_table *t, size_t first, size_t last)
{
	int title = -1, rows = 0, empty = 0, next_filled = 0;
	for (int i = 0; i < t->n; i++) {
		if (t->roles[i] == ROLE_TITLE)
			title = i;
	}
	if (title < 0 || title + 1 >= t->n || t->roles[title + 1] != ROLE_DETAIL)
		return;
	for (size_t i = first; i < last; i++) {
		const struct line *l = &t->w->lines[i];
		struct row r;
		if (l->kind != LINE_TEXT)
			continue;
		read_row(l, &r);
		if (r.filled < 2)
			continue;
		rows++;
		empty += title < r.n && r.cells[title].n == 0;
		next_filled += title + 1 < r.n && r.cells[title + 1].n > 0;
	}
	if (empty * 4 >= rows && empty && next_filled == rows) {
		t->roles[title] = ROLE_CATEGORY;
		t->roles[title + 1] = ROLE_TITLE;
	}
}

/* Without labels: a column of numbers first, then the task. */
static void guess_roles(struct plan_table *t, const struct row *r)
{
	int value, digits;
	t->n = r->n;
	for (int i = 0; i < r->n; i++) {
		t->roles[i] = ROLE_DETAIL;
		t->labels[i] = (struct str){"", 0};
	}
	bool number = r->n > 1 && r->cells[0].n &&
		      (number_arabic(r->cells[0], &value, &digits) == r->cells[0].n ||
		       number_cn(r->cells[0], &value) == r->cells[0].n);
	if (number)
		t->roles[0] = ROLE_NUMBER;
	t->roles[number ? 1 : 0] = ROLE_TITLE;
}

/* ---- nodes ---- */

/* A cell as text: its paragraphs parted by \n. */
static struct str cell_text(struct work *w, struct str s)
{
	char *copy = str_dup(w->a, s);
	for (size_t i = 0; i < s.n; i++) {
		if (copy[i] == '\v')
			copy[i] = '\n';
	}
	return (struct str){copy, s.n};
}

static void add_node(struct work *w, struct line *l, int level, struct str text, struct str number,
		     struct buf *body)
{
	struct outline_node *node = &l->row_nodes[l->n_row_nodes++];
	struct marker m;
	size_t cut, at = clean_offset(w, l->s);
	*node = (struct outline_node){.level = level,
				      .from = orig_offset(w, at),
				      .to = orig_offset(w, at + l->s.n - 1) + 1};
	if (marker_at(text, true, &m) && m.length && m.length < text.n && !(m.weak && number.n)) {
		if (!number.n || level < OUTLINE_POINT)
			number = m.number;
		text = str_skip(text, m.length);
	}
	text = cell_text(w, text);
	struct str first = text;
	const char *end = first.n ? memchr(first.p, '\n', first.n) : NULL;
	if (end)
		first.n = (size_t)(end - first.p);
	at = title_end(first, &cut);
	struct str rest = trim(str_skip(text, at + cut)), title = trim(str_head(first, at));
	struct str details = body ? buf_slice(body) : (struct str){"", 0};
	bool both = rest.n && details.n;
	node->number = number.n ? str_dup(w->a, number) : NULL;
	node->title = title.n ? str_dup(w->a, title) : NULL;
	if (rest.n || details.n)
		node->body = arena_printf(w->a, "%.*s%s%.*s", (int)rest.n, rest.p, both ? "\n" : "",
					  (int)details.n, details.p);
}

static void read_detail(struct plan_table *t, struct buf *body, int column, struct str cell)
{
	if (!cell.n)
		return;
	if (body->n)
		buf_char(body, '\n');
	if (column < t->n && t->labels[column].n) {
		buf_str(body, squeezed(t->w->a, t->labels[column]));
		buf_puts(body, "：");
	}
	buf_str(body, cell_text(t->w, cell));
}

static void read_task(struct plan_table *t, struct line *l, const struct row *r)
{
	struct work *w = t->w;
	struct str title = {"", 0}, number = title;
	struct buf body = t->body;
	body.n = 0;
	l->row_nodes = NEW_N(w->a, struct outline_node, (size_t)r->n + 1);
	if (r->filled == 1 && t->n > 2) { /* one cell over the whole width */
		for (int i = 0; i < r->n; i++) {
			if (r->cells[i].n)
				add_node(w, l, OUTLINE_SECTION, r->cells[i], number, NULL);
		}
		t->category = (struct str){"", 0};
		return;
	}
	for (int i = 0; i < r->n; i++) {
		enum role role = i < t->n ? t->roles[i] : ROLE_DETAIL;
		struct str cell = r->cells[i];
		if (role == ROLE_CATEGORY && cell.n && !str_eq(cell, t->category)) {
			add_node(w, l, OUTLINE_SECTION, cell, number, NULL);
			t->category = cell;
		} else if (role == ROLE_TITLE) {
			title = cell;
		} else if (role == ROLE_NUMBER) {
			number = cell;
		} else if (role == ROLE_DETAIL) {
			read_detail(t, &body, i, cell);
		}
	}
	if (title.n || body.n)
		add_node(w, l, OUTLINE_POINT, title, number, &body);
	t->body = body;
}

/* Rows first to last (exclusive) are one table. */
static void read_table(struct work *w, size_t first, size_t last)
{
	struct plan_table t = {.w = w, .body = buf_in(w->a)};
	struct row r;
	struct str header = {"", 0};
	for (size_t i = first; i < last; i++) {
		struct line *l = &w->lines[i];
		if (l->kind != LINE_TEXT)
			continue;
		read_row(l, &r);
		if (is_divider(l->s) || r.filled == 0) {
			l->kind = LINE_GONE;
			continue;
		}
		bool label = is_header(w, &r);
		if (label && (!t.headed || str_eq(l->s, header))) {
			bool known = t.headed;
			t.headed = true;
			header = l->s;
			t.n = r.n;
			memcpy(t.labels, r.cells, sizeof(t.labels));
			if (!known) {
				find_roles(&t);
				check_merged(&t, i + 1, last);
			}
			drop_line(w, l);
			continue;
		}
		if (!t.headed && i == first && r.filled == 1 && i + 1 < last &&
		    r.n > 2) { /* the table's own title */
			drop_line(w, l);
			continue;
		}
		if (!t.headed)
			guess_roles(&t, &r);
		read_task(&t, l, &r);
	}
}

/*
 * Columns that were lined up with blanks: two or more in a row become a tab and
 * blanks of the same length, so that every place in the text stays where it is.
 */
static int gaps_to_tabs(char *p, size_t size)
{
	int gaps = 0;
	for (size_t i = 0, n; i < size; i += n) {
		struct str rest = {p + i, size - i};
		size_t end = 0, blanks = 0;
		while (end < rest.n && is_blank_char(utf8_get(str_skip(rest, end), &n)) &&
		       rest.p[end] != '\t') {
			end += n;
			blanks++;
		}
		if (blanks >= 2) {
			memset(p + i, ' ', end);
			p[i] = '\t';
			gaps++;
		}
		if (end)
			n = end;
		else
			utf8_get(rest, &n);
	}
	return gaps;
}

/* The same for line l and those below it, if l is a row of labels. */
static void line_up(struct work *w, size_t i)
{
	struct line *l = &w->lines[i];
	struct line copy = *l;
	struct row r;
	if (l->s.n > 400 || count_tabs(l->s) ||
	    !is_label(w, str_head(l->s, str_find(l->s, " ") == SIZE_MAX ? 0 : str_find(l->s, " "))))
		return;
	copy.s = (struct str){str_dup(w->a, l->s), l->s.n};
	if (gaps_to_tabs((char *)copy.s.p, copy.s.n) < 2)
		return;
	read_row(&copy, &r);
	if (!is_header(w, &r))
		return;
	for (; i < w->n_lines; i = next_line(w, i)) {
		l = &w->lines[i];
		if (l->s.n > 2000 ||
		    !gaps_to_tabs((char *)w->clean.p + clean_offset(w, l->s), l->s.n))
			return;
	}
}

/* Does line i open a table of text with tabs? */
static bool opens_text_table(struct work *w, size_t i)
{
	const struct line *l = &w->lines[i];
	struct row r;
	line_up(w, i);
	if (count_tabs(l->s) < 2 || l->s.n > 400)
		return false;
	read_row(l, &r);
	return is_header(w, &r);
}

static bool in_table(struct work *w, size_t i, size_t first)
{
	const struct line *l = &w->lines[i], *head = &w->lines[first];
	if (head->row)
		return l->row;
	if (is_markdown_row(head->s))
		return is_markdown_row(l->s);
	return l->lead_tabs + count_tabs(l->s) >= 1;
}

void work_tables(struct work *w)
{
	for (size_t i = next_line(w, SIZE_MAX); i < w->n_lines; i = next_line(w, i)) {
		struct line *l = &w->lines[i];
		if (!l->row && !(is_markdown_row(l->s) && count_bars(l->s) > 1) &&
		    !opens_text_table(w, i))
			continue;
		size_t last = next_line(w, i);
		while (last < w->n_lines && in_table(w, last, i))
			last = next_line(w, last);
		read_table(w, i, last);
		i = last - 1;
	}
}
