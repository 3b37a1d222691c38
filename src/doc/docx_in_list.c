/* Styles and numbering definitions of a .docx file. */
#include "doc/docx_in_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "doc/docx_in.h"

enum { ITEMS_MAX = 20000, PART_MAX = 16 << 20, RATIO = 200 };

/* State of the callbacks for both parts. */
struct reading {
	struct pool items, items2; /* styles; or abstracts and nums */
	bool in_style, in_run;	   /* properties of runs do not concern us */
	int level;		   /* of the level definition that is open, -1 none */
	bool in_num;
	int override;
	int skip; /* depth inside an element whose content is left out */
};

static int attr_int(const xmlChar **attrs, int n, const char *name, int otherwise)
{
	char text[16];
	part_attr_copy(attrs, n, name, text, sizeof(text));
	if (!text[0])
		return otherwise;
	char *end;
	long value = strtol(text, &end, 10);
	return *end || value < -1000000 || value > 1000000 ? otherwise : (int)value;
}

static bool attr_off(const xmlChar **attrs, int n)
{
	char text[8];
	part_attr_copy(attrs, n, "val", text, sizeof(text));
	return strcmp(text, "0") == 0 || strcmp(text, "false") == 0 || strcmp(text, "off") == 0;
}

static void *last_item(struct pool *p, size_t size)
{
	return p->n >= size ? p->p + p->n - size : NULL;
}

/* ---- styles ---- */

static void style_open(struct part *p, const char *name, const xmlChar **attrs, int n)
{
	struct reading *r = p->ctx;
	if (strcmp(name, "style") == 0) {
		struct docx_style s = {.outline = -1, .num_id = -1, .num_level = -1};
		char type[16];
		part_attr_copy(attrs, n, "type", type, sizeof(type));
		part_attr_copy(attrs, n, "styleId", s.id, sizeof(s.id));
		s.is_default =
			attr_int(attrs, n, "default", 0) == 1 && strcmp(type, "paragraph") == 0;
		if (!pool_put(&r->items, &s, sizeof(s), sizeof(s) * ITEMS_MAX))
			part_refuse(p, PART_TOO_BIG);
		r->in_style = true;
		return;
	}
	if (strcmp(name, "rPr") == 0 || strcmp(name, "tblStylePr") == 0 ||
	    strcmp(name, "pPrChange") == 0)
		r->skip++;
	struct docx_style *s = r->in_style && !r->skip ? last_item(&r->items, sizeof(*s)) : NULL;
	if (!s)
		return;
	if (strcmp(name, "name") == 0)
		part_attr_copy(attrs, n, "val", s->name, sizeof(s->name));
	else if (strcmp(name, "basedOn") == 0)
		part_attr_copy(attrs, n, "val", s->based_on, sizeof(s->based_on));
	else if (strcmp(name, "outlineLvl") == 0)
		s->outline = attr_int(attrs, n, "val", -1);
	else if (strcmp(name, "numId") == 0)
		s->num_id = attr_int(attrs, n, "val", -1);
	else if (strcmp(name, "ilvl") == 0)
		s->num_level = attr_int(attrs, n, "val", -1);
}

static void style_close(struct part *p, const char *name)
{
	struct reading *r = p->ctx;
	if (strcmp(name, "style") == 0)
		r->in_style = false;
	else if (r->skip && (strcmp(name, "rPr") == 0 || strcmp(name, "tblStylePr") == 0 ||
			     strcmp(name, "pPrChange") == 0))
		r->skip--;
}

/* ---- numbering ---- */

static struct docx_level *open_level(struct reading *r)
{
	struct docx_abstract *a = r->in_num ? NULL : last_item(&r->items, sizeof(*a));
	return a && r->level >= 0 && r->level < DOCX_LEVELS ? &a->levels[r->level] : NULL;
}

static void abstract_open(struct part *p, const xmlChar **attrs, int n)
{
	struct reading *r = p->ctx;
	struct docx_abstract a = {.id = attr_int(attrs, n, "abstractNumId", -1)};
	for (int i = 0; i < DOCX_LEVELS; i++) {
		a.levels[i] = (struct docx_level){.start = -1, .restart = -1};
		a.count[i] = -1;
	}
	r->in_num = false;
	r->level = -1;
	if (!pool_put(&r->items, &a, sizeof(a), sizeof(a) * 4096))
		part_refuse(p, PART_TOO_BIG);
}

static void num_open(struct part *p, const xmlChar **attrs, int n)
{
	struct reading *r = p->ctx;
	struct docx_num num = {.id = attr_int(attrs, n, "numId", -1), .abstract_id = -1};
	for (int i = 0; i < DOCX_LEVELS; i++)
		num.start[i] = -1;
	r->in_num = true;
	r->override = -1;
	if (!pool_put(&r->items2, &num, sizeof(num), sizeof(num) * ITEMS_MAX))
		part_refuse(p, PART_TOO_BIG);
}

/* An attribute may be cut within a character, and may hold line ends. */
static void tidy(char *s)
{
	size_t n = strlen(s), from = n;
	for (size_t i = 0; i < n; i++) {
		if ((unsigned char)s[i] < ' ')
			s[i] = ' ';
	}
	while (from > 0 && ((unsigned char)s[from - 1] & 0xc0) == 0x80)
		from--;
	if (from > 0 && (unsigned char)s[from - 1] >= 0xc0) {
		unsigned char lead = (unsigned char)s[from - 1];
		size_t want = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
		if (n - from + 1 < want)
			s[from - 1] = 0;
	}
}

static void level_part(struct docx_level *v, const char *name, const xmlChar **attrs, int n)
{
	char text[16];
	if (strcmp(name, "start") == 0) {
		v->start = attr_int(attrs, n, "val", 1);
	} else if (strcmp(name, "numFmt") == 0) {
		part_attr_copy(attrs, n, "val", v->format, sizeof(v->format));
	} else if (strcmp(name, "lvlText") == 0) {
		part_attr_copy(attrs, n, "val", v->text, sizeof(v->text));
		tidy(v->text);
	} else if (strcmp(name, "lvlRestart") == 0) {
		v->restart = attr_int(attrs, n, "val", -1);
	} else if (strcmp(name, "isLgl") == 0) {
		v->legal = !attr_off(attrs, n);
	} else if (strcmp(name, "suff") == 0) {
		part_attr_copy(attrs, n, "val", text, sizeof(text));
		v->glued = strcmp(text, "nothing") == 0;
	}
}

static void num_part(struct docx_num *num, struct reading *r, const char *name,
		     const xmlChar **attrs, int n)
{
	if (strcmp(name, "abstractNumId") == 0)
		num->abstract_id = attr_int(attrs, n, "val", -1);
	else if (strcmp(name, "lvlOverride") == 0)
		r->override = attr_int(attrs, n, "ilvl", -1);
	else if (strcmp(name, "startOverride") == 0 && r->override >= 0 &&
		 r->override < DOCX_LEVELS)
		num->start[r->override] = attr_int(attrs, n, "val", 1);
}

static void numbering_open(struct part *p, const char *name, const xmlChar **attrs, int n)
{
	struct reading *r = p->ctx;
	if (strcmp(name, "abstractNum") == 0) {
		abstract_open(p, attrs, n);
	} else if (strcmp(name, "num") == 0) {
		num_open(p, attrs, n);
	} else if (r->in_num) {
		struct docx_num *num = last_item(&r->items2, sizeof(*num));
		if (num)
			num_part(num, r, name, attrs, n);
	} else if (strcmp(name, "lvl") == 0) {
		r->level = attr_int(attrs, n, "ilvl", -1);
		struct docx_level *v = open_level(r);
		if (v)
			v->start = 0; /* what the file says by leaving w:start out */
	} else if (strcmp(name, "numStyleLink") == 0) {
		struct docx_abstract *a = last_item(&r->items, sizeof(*a));
		if (a)
			part_attr_copy(attrs, n, "val", a->style_link, sizeof(a->style_link));
	} else {
		struct docx_level *v = open_level(r);
		if (v)
			level_part(v, name, attrs, n);
	}
}

static void numbering_close(struct part *p, const char *name)
{
	struct reading *r = p->ctx;
	if (strcmp(name, "lvl") == 0)
		r->level = -1;
	else if (strcmp(name, "num") == 0)
		r->in_num = false;
}

/* ---- reading both ---- */

static int by_style(const void *a, const void *b)
{
	return strcmp(((const struct docx_style *)a)->id, ((const struct docx_style *)b)->id);
}

static int by_abstract(const void *a, const void *b)
{
	const struct docx_abstract *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

static int by_num(const void *a, const void *b)
{
	const struct docx_num *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

static bool read_part(struct reading *r, zip_t *z, const char *folder, const char *file,
		      const char **why,
		      void (*open)(struct part *, const char *, const xmlChar **, int),
		      void (*close)(struct part *, const char *))
{
	char name[160];
	snprintf(name, sizeof(name), "%s%s", folder, file);
	*r = (struct reading){.level = -1, .override = -1};
	struct part p = {
		.max_bytes = PART_MAX, .max_ratio = RATIO, .ctx = r, .open = open, .close = close};
	if (!part_open(&p, z, name))
		return true;
	if (part_run(&p))
		return true;
	*why = p.why;
	return false;
}

bool docx_lists_read(struct docx_lists *l, zip_t *z, const char *folder, const char **why)
{
	struct reading r;
	*l = (struct docx_lists){0};
	bool good = read_part(&r, z, folder, "styles.xml", why, style_open, style_close);
	l->styles = (struct docx_style *)(void *)r.items.p;
	l->n_styles = r.items.n / sizeof(*l->styles);
	if (l->n_styles)
		qsort(l->styles, l->n_styles, sizeof(*l->styles), by_style);
	for (size_t i = 0; i < l->n_styles; i++) {
		if (l->styles[i].is_default)
			l->normal = &l->styles[i];
	}
	if (!good)
		return false;
	good = read_part(&r, z, folder, "numbering.xml", why, numbering_open, numbering_close);
	l->abstracts = (struct docx_abstract *)(void *)r.items.p;
	l->n_abstracts = r.items.n / sizeof(*l->abstracts);
	l->nums = (struct docx_num *)(void *)r.items2.p;
	l->n_nums = r.items2.n / sizeof(*l->nums);
	if (l->n_abstracts)
		qsort(l->abstracts, l->n_abstracts, sizeof(*l->abstracts), by_abstract);
	if (l->n_nums)
		qsort(l->nums, l->n_nums, sizeof(*l->nums), by_num);
	return good;
}

void docx_lists_free(struct docx_lists *l)
{
	free(l->styles);
	free(l->abstracts);
	free(l->nums);
	*l = (struct docx_lists){0};
}

/* ---- looking up ---- */

const struct docx_style *docx_style_find(const struct docx_lists *l, const char *id)
{
	struct docx_style key;
	if (!l->n_styles)
		return NULL;
	snprintf(key.id, sizeof(key.id), "%s", id);
	return bsearch(&key, l->styles, l->n_styles, sizeof(key), by_style);
}

/* "heading 2", "标题 2": WPS gives the ids as bare numbers, so only the name tells. */
static int heading_by_name(const char *name)
{
	static const char *const heads[] = {"heading ", "标题 ", "標題 "};
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		size_t n = strlen(heads[i]);
		if (strncasecmp(name, heads[i], n) == 0 && name[n] >= '1' && name[n] <= '9' &&
		    !name[n + 1])
			return name[n] - '0';
	}
	return 0;
}

enum { BASED_ON_MAX = 12 }; /* longer chains are loops */

int docx_style_heading(const struct docx_lists *l, const struct docx_style *s)
{
	for (int i = 0; s && i < BASED_ON_MAX; i++) {
		if (s->outline >= 0)
			return s->outline < 9 ? s->outline + 1 : 0;
		int heading = heading_by_name(s->name);
		if (heading)
			return heading;
		s = s->based_on[0] ? docx_style_find(l, s->based_on) : NULL;
	}
	return 0;
}

bool docx_style_number(const struct docx_lists *l, const struct docx_style *s, int *num_id,
		       int *level)
{
	*level = -1;
	for (int i = 0; s && i < BASED_ON_MAX; i++) {
		if (*level < 0)
			*level = s->num_level;
		if (s->num_id >= 0) {
			*num_id = s->num_id;
			*level = *level < 0 ? 0 : *level;
			return s->num_id > 0;
		}
		s = s->based_on[0] ? docx_style_find(l, s->based_on) : NULL;
	}
	return false;
}

bool docx_style_is_contents(const struct docx_style *s)
{
	return s && (strncasecmp(s->name, "toc ", 4) == 0 ||
		     strncmp(s->name, "目录 ", strlen("目录 ")) == 0);
}

static struct docx_num *find_num(struct docx_lists *l, int id)
{
	struct docx_num key = {.id = id};
	return l->n_nums ? bsearch(&key, l->nums, l->n_nums, sizeof(key), by_num) : NULL;
}

static struct docx_abstract *find_abstract(struct docx_lists *l, int id)
{
	struct docx_abstract key = {.id = id};
	return l->n_abstracts
		       ? bsearch(&key, l->abstracts, l->n_abstracts, sizeof(key), by_abstract)
		       : NULL;
}

/* The definition behind a number, also through a numbering style. */
static struct docx_abstract *resolve(struct docx_lists *l, const struct docx_num *num)
{
	struct docx_abstract *a = find_abstract(l, num->abstract_id);
	for (int i = 0; a && a->style_link[0] && i < 4; i++) {
		const struct docx_style *s = docx_style_find(l, a->style_link);
		struct docx_num *other = s ? find_num(l, s->num_id) : NULL;
		struct docx_abstract *next = other ? find_abstract(l, other->abstract_id) : NULL;
		if (!next || next == a)
			break;
		a = next;
	}
	return a;
}

/* Gives the level its next number; deeper levels begin again. */
static void count(struct docx_abstract *a, struct docx_num *num, int level)
{
	bool override = num->start[level] >= 0;
	if (a->count[level] < 0 || (override && !num->used[level]))
		a->count[level] = (override ? num->start[level] : a->levels[level].start) - 1;
	num->used[level] = true;
	a->count[level]++;
	for (int i = level + 1; i < DOCX_LEVELS; i++) {
		/* after any higher level, or only after the one it names */
		int restart = a->levels[i].restart;
		if (restart < 0 || (restart > 0 && level < restart))
			a->count[i] = -1;
	}
}

size_t docx_next_number(struct docx_lists *l, int num_id, int level, char *out, size_t room)
{
	struct docx_num *num = find_num(l, num_id);
	struct docx_abstract *a = num ? resolve(l, num) : NULL;
	out[0] = 0;
	if (!a || level < 0 || level >= DOCX_LEVELS || a->levels[level].start < 0)
		return 0;
	count(a, num, level);
	const struct docx_level *v = &a->levels[level];
	if (strcmp(v->format, "bullet") == 0)
		return (size_t)snprintf(out, room, "• ");
	size_t n = 0;
	for (const char *p = v->text; *p && n + 1 < room; p++) {
		if (p[0] == '%' && p[1] >= '1' && p[1] <= '9') {
			int other = p[1] - '1';
			const char *format = v->legal ? "decimal" : a->levels[other].format;
			int value = a->count[other] < 0 ? a->levels[other].start : a->count[other];
			if (room - n > 48)
				n += docx_number_text(format, value, out + n, room - n);
			p++;
		} else {
			out[n++] = *p;
		}
	}
	out[n] = 0;
	unsigned char last = n ? (unsigned char)out[n - 1] : 0;
	if (n && !v->glued && n + 1 < room && last < 0x80 && last != ' ')
		out[n++] = ' ';
	out[n] = 0;
	return n;
}
