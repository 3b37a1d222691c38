/*
 * Stage 8: levels. Families of markers lie in layers, by how deep they nest.
 * The layer of work points is found by what it holds: points carry prose,
 * groups above them are mere headings, and most of a group's members have
 * children. Lists inside of points are sub-points.
 */
#include "outline/work.h"

enum { LAYERS = 18, FAMILIES = 2 * N_STYLES };

struct layer {
	int nodes;
	int parents;   /* nodes with children in the next layer */
	int in_groups; /* nodes in sibling groups of which one has such children */
	int prose;     /* parents with prose of their own on the marker's line */
	int lead;      /* parents with prose only in paragraphs behind it */
	int stops;     /* parents whose line ends with a stop, without prose */
	int headed;    /* parents whose first child follows their title at once */
	int full;      /* nodes with prose on the marker's line */
	int section_words;
	enum style style; /* of its first node */
};

struct levels {
	struct work *w;
	int layer_of[FAMILIES]; /* -1: minor */
	struct layer layers[LAYERS];
	int n;
	bool minor_used;
};

/* The text of a mark up to the next accepted mark on its line, without blanks. */
static struct str own_text(const struct work *w, size_t i)
{
	const struct mark *k = &w->marks[i];
	const struct line *l = &w->lines[k->line];
	size_t from = k->at + k->m.length, to = clean_offset(w, l->s) + l->s.n;
	for (size_t j = i + 1; j < w->n_marks && w->marks[j].line == k->line; j++) {
		if (w->marks[j].accepted) {
			to = w->marks[j].at;
			break;
		}
	}
	return to > from ? trim((struct str){w->clean.p + from, to - from}) : (struct str){"", 0};
}

static bool has_prose(struct str s)
{
	size_t cut, at = title_end(s, &cut);
	return trim(str_skip(s, at + cut)).n > 0;
}

/* Sentences in lines of their own between the mark and the next one. */
static bool has_lead(const struct work *w, size_t i)
{
	size_t end = w->n_lines;
	for (size_t j = i + 1; j < w->n_marks; j++) {
		if (w->marks[j].accepted) {
			end = w->marks[j].line;
			break;
		}
	}
	for (size_t l = w->marks[i].line + 1; l < end; l++) {
		if (w->lines[l].kind == LINE_TEXT && ends_sentence(w->lines[l].s))
			return true;
	}
	return false;
}

static bool words_of_section(struct str s)
{
	static const char *const words[] = {
		"总体要求", "指导思想", "总体思路", "基本思路", "工作思路", "工作目标",
		"主要目标", "目标任务", "重点任务", "主要任务", "重点工作", "工作任务",
		"工作措施", "主要措施", "工作重点", "保障措施", "工作要求", "组织保障",
		"工作安排", "總體要求", "重點任務", "主要任務", "指導思想", NULL};
	size_t cut;
	return has_any(str_head(s, title_end(s, &cut)), words);
}

/* Structural families get layers by depth; `with_minor` counts the others as well. */
static void find_layers(struct levels *v, bool with_minor)
{
	struct work *w = v->w;
	int depth[FAMILIES], starts[FAMILIES] = {0}, any_start = 0;
	for (int f = 0; f < FAMILIES; f++)
		depth[f] = v->layer_of[f] = -1;
	for (size_t i = 0; i < w->n_marks; i++) {
		const struct mark *k = &w->marks[i];
		if (!k->accepted)
			continue;
		depth[k->family] = k->depth > depth[k->family] ? k->depth : depth[k->family];
		starts[k->family] += k->starts_line;
		any_start += k->starts_line && !style_is_minor(k->m.style);
	}
	v->n = 0;
	for (int d = 0; d < LAYERS; d++) {
		bool used = false;
		for (int f = 0; f < FAMILIES; f++) {
			bool minor = f >= N_STYLES || style_is_minor((enum style)f) ||
				     (any_start > 1 && !starts[f]);
			if (depth[f] != d || (minor && !with_minor))
				continue;
			v->layer_of[f] = v->n;
			used = true;
		}
		v->n += used;
	}
}

/* Nearest ancestor that lies in a layer, or -1. */
static int32_t ancestor(const struct levels *v, int32_t i)
{
	const struct mark *marks = v->w->marks;
	for (i = marks[i].parent; i >= 0; i = marks[i].parent) {
		if (v->layer_of[marks[i].family] >= 0)
			return i;
	}
	return -1;
}

static void count_node(struct levels *v, size_t i, const bool *parent, const bool *group)
{
	const struct mark *k = &v->w->marks[i];
	struct layer *y = &v->layers[v->layer_of[k->family]];
	struct str own = own_text(v->w, i);
	int32_t up = ancestor(v, (int32_t)i);
	if (!y->nodes++)
		y->style = k->m.style;
	y->section_words += words_of_section(own);
	y->in_groups += group[up + 1];
	y->full += has_prose(own);
	if (!parent[i])
		return;
	y->parents++;
	if (has_prose(own))
		y->prose++;
	else if (has_lead(v->w, i))
		y->lead++;
	else if (is_stop(last_char(own)))
		y->stops++;
}

static void count_layers(struct levels *v)
{
	struct work *w = v->w;
	bool *parent = NEW_N(w->a, bool, w->n_marks + 1);
	bool *group = NEW_N(w->a, bool, w->n_marks + 2); /* by parent + 1 */
	for (int i = 0; i < LAYERS; i++)
		v->layers[i] = (struct layer){0};
	for (size_t i = 0; i < w->n_marks; i++) {
		if (!w->marks[i].accepted || v->layer_of[w->marks[i].family] < 0)
			continue;
		int32_t up = ancestor(v, (int32_t)i);
		if (up < 0)
			continue;
		parent[up] = true;
		group[ancestor(v, up) + 1] = true;
	}
	for (size_t i = 0; i < w->n_marks; i++) {
		if (w->marks[i].accepted && v->layer_of[w->marks[i].family] >= 0)
			count_node(v, i, parent, group);
	}
}

static bool point_like(const struct levels *v, int i)
{
	const struct layer *y = &v->layers[i], *top = &v->layers[0];
	bool stops_tell = i > 0 && top->parents && top->stops * 2 < top->parents;
	return (y->prose + (i > 0 ? y->lead : 0) + (stops_tell ? y->stops : 0)) * 2 > y->parents;
}

static bool sparse(const struct layer *y)
{
	return y->parents * 2 < y->in_groups;
}

/* Index of the layer of work points. */
static int point_layer(const struct levels *v)
{
	const struct layer *y = v->layers;
	if (v->n <= 1)
		return 0;
	if (v->n == 2) {
		bool outer = y[0].style <= STYLE_CN;
		if (y[0].section_words || style_is_heading(y[0].style) || style_is_time(y[0].style))
			return 1;
		if (outer)
			return y[0].parents * 3 <= y[0].nodes && y[1].nodes < y[0].nodes ? 0 : 1;
		bool all_points = y[0].parents == y[0].nodes && y[1].full * 2 > y[1].nodes;
		return y[0].parents * 2 < y[0].nodes || (point_like(v, 0) && !all_points) ? 0 : 1;
	}
	int p = v->n == 3 ? 2 : v->n - 2;
	if (v->n > 3 && sparse(&y[p - 1]))
		return p - 1;
	if (v->n == 3 && (point_like(v, 1) || sparse(&y[1])))
		return 1;
	return p;
}

/* Nothing but months and quarters: their paragraphs are the points. */
static bool all_times(const struct levels *v)
{
	size_t runs_in = 0, n = 0;
	for (int i = 0; i < v->n; i++) {
		if (!style_is_time(v->layers[i].style))
			return false;
	}
	for (size_t i = 0; i < v->w->n_marks; i++) {
		const struct mark *k = &v->w->marks[i];
		n += k->accepted && style_is_time(k->m.style);
		runs_in += k->accepted && style_is_time(k->m.style) && k->m.weak;
	}
	return v->n && runs_in * 2 < n; /* 1月份召开…: the line itself is the point */
}

static void set_levels(struct levels *v)
{
	struct work *w = v->w;
	int p = point_layer(v);
	bool times = all_times(v);
	bool lone = v->n == 1 && (v->layers[0].style <= STYLE_PARAGRAPH || times);
	w->time_points = times;
	for (size_t i = 0; i < w->n_marks; i++) {
		struct mark *k = &w->marks[i];
		int layer = k->accepted ? v->layer_of[k->family] : -1;
		if (layer < 0)
			continue;
		k->level = layer > p ? 4 : layer == p ? 3 : layer == 0 ? 1 : 2;
		if (lone || times)
			k->level = layer == 0 ? 1 : 2;
	}
}

/* Subsections none of which has children are the points of their section. */
static void lift_leaves(struct levels *v)
{
	struct work *w = v->w;
	bool *deeper =
		NEW_N(w->a, bool, w->n_marks + 2); /* by parent + 1: a child of it has children */
	for (size_t i = 0; i < w->n_marks; i++) {
		const struct mark *k = &w->marks[i];
		int32_t up = k->accepted && k->level ? ancestor(v, (int32_t)i) : -1;
		if (up >= 0)
			deeper[ancestor(v, up) + 1] = true;
	}
	for (size_t i = 0; i < w->n_marks; i++) {
		struct mark *k = &w->marks[i];
		if (k->accepted && k->level == 2 && !deeper[ancestor(v, (int32_t)i) + 1])
			k->level = 3;
	}
}

/* Lists of minor looks: sub-points in points, else points of a section without any, else text. */
static void place_minor(struct levels *v)
{
	struct work *w = v->w;
	bool *holds =
		NEW_N(w->a, bool, w->n_marks + 2); /* by node + 1: it has structural children */
	bool *begins = NEW_N(w->a, bool,
			     w->n_marks + 2); /* its minor list begins a line or ends the title */
	bool *seen = NEW_N(w->a, bool, w->n_marks + 2);
	for (size_t i = 0; i < w->n_marks; i++) {
		const struct mark *k = &w->marks[i];
		if (!k->accepted)
			continue;
		int32_t up = ancestor(v, (int32_t)i);
		if (k->level) {
			holds[up + 1] = true;
		} else if (!seen[up + 1]) {
			seen[up + 1] = true;
			begins[up + 1] =
				k->starts_line || (up >= 0 && !has_prose(own_text(w, (size_t)up)) &&
						   w->marks[up].line == k->line);
		}
	}
	for (size_t i = 0; i < w->n_marks; i++) {
		struct mark *k = &w->marks[i];
		if (!k->accepted || k->level)
			continue;
		int32_t up = ancestor(v, (int32_t)i);
		if (up >= 0 && w->marks[up].level >= 3)
			k->level = 4;
		else if (up >= 0 && !holds[up + 1] && begins[up + 1])
			k->level = k->parent == up ? 3 : 4;
		else
			k->accepted = false;
	}
}

/* One layer of headings over minor lists: are these its points? */
static bool minor_are_points(struct levels *v)
{
	struct work *w = v->w;
	int dense = 0, begin = 0, prose = 0;
	int32_t last = -1;
	for (size_t i = 0; i < w->n_marks; i++) {
		const struct mark *k = &w->marks[i];
		if (!k->accepted || v->layer_of[k->family] >= 0)
			continue;
		int32_t up = ancestor(v, (int32_t)i);
		if (up < 0 || up == last)
			continue;
		last = up;
		dense++;
		struct str own = own_text(w, (size_t)up);
		prose += has_prose(own);
		begin += k->starts_line || (!has_prose(own) && w->marks[up].line == k->line);
	}
	return dense * 2 >= v->layers[0].nodes && prose * 2 < dense && begin * 2 >= dense;
}

void work_levels(struct work *w)
{
	struct levels *v = NEW(w->a, struct levels);
	v->w = w;
	find_layers(v, false);
	count_layers(v);
	if (v->n == 0) {
		find_layers(v, true);
		count_layers(v);
	}
	if (v->n == 0)
		return;
	set_levels(v);
	if (v->n == 1 && minor_are_points(v)) {
		for (size_t i = 0; i < w->n_marks; i++) {
			if (w->marks[i].accepted && w->marks[i].level)
				w->marks[i].level = 1;
		}
		w->time_points = false;
	}
	if (!w->time_points)
		lift_leaves(v);
	place_minor(v);
}
