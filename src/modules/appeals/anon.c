/*
 * Appeals of somebody unknown. What could tell who or when is never there: the
 * routes read no cookie, the day is all of the time, ids are drawn by chance, the
 * counts of tries stay in memory. Code and PIN are drawn with the form, so that
 * the same form sent twice opens the same appeal; both are kept as keyed hashes.
 */
#include <string.h>

#include "appeals.sql.h"
#include "kernel/app.h"
#include "kernel/files.h"
#include "kernel/rate.h"
#include "kernel/unit.h"
#include "modules/appeals/phone_view.h"
#include "modules/units/units.h"
#include "phone_anon.html.h"
#include "secret/token.h"

enum { CODE_CHARS = 12, PIN_DIGITS = 6, TEN_MINUTES = 600000 };

static const char letters[] = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
static struct rate sent = RATE_OF(60, TEN_MINUTES), wrong = RATE_OF(20, TEN_MINUTES), looked = RATE_OF(60, TEN_MINUTES);

/* ---- code and PIN ---- */

static const char *draw(struct arena *a, const char *from, int n)
{
	struct buf b = buf_in(a);
	for (int i = 0; i < n; i++)
		buf_char(&b, from[random_below((uint32_t)strlen(from))]);
	return buf_text(&b);
}

/* Capital letters and digits alone; "" when it cannot be one. */
static const char *plain(struct arena *a, const char *typed, const char *allowed, size_t want)
{
	struct buf b = buf_in(a);
	for (const char *p = typed; *p; p++) {
		char c = *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p;
		if (strchr(allowed, c))
			buf_char(&b, c);
		else if (c != ' ' && c != '-')
			return "";
	}
	return b.n == want ? buf_text(&b) : "";
}

struct receipt {
	const char *code, *pin, *code_hash, *pin_hash;
};

/* As the form carries it; false: not a code and a PIN. */
static bool receipt_of(struct req *r, struct receipt *x)
{
	x->code = plain(r->arena, form_get(r, "code"), letters, CODE_CHARS);
	x->pin = plain(r->arena, form_get(r, "pin"), "0123456789", PIN_DIGITS);
	x->code_hash = secret_sign(r->arena, &r->app->keys, "appeal.receipt", x->code);
	x->pin_hash = secret_sign(r->arena, &r->app->keys, "appeal.pin", arena_printf(r->arena, "%s:%s", x->code, x->pin));
	return *x->code && *x->pin;
}

enum { LISTED = 300, LIKE = 30 };

/* Whose names hold what was typed; the one that is called so is the only one. */
static struct appeal_unions *unions_like(struct req *r, const char *typed, size_t *n)
{
	const char *first, *end;
	*n = 0;
	if (text_empty(typed) || !find_range(r->arena, typed, &first, &end))
		return NULL;
	struct appeal_unions *u = q_appeal_unions_named(r->db, r->arena, first, end, LIKE, n);
	for (size_t i = 0; i < *n; i++)
		if (strcmp(u[i].name, typed) == 0) {
			*n = 1;
			return &u[i];
		}
	return u;
}

static int64_t union_typed(struct req *r)
{
	size_t n;
	struct appeal_unions *u = unions_like(r, form_get(r, "union"), &n);
	return n == 1 ? u->id : 0;
}

/* Why there is none, for whom it is asked. */
static const char *no_union(struct req *r)
{
	size_t n;
	const char *typed = form_get(r, "union");
	unions_like(r, typed, &n);
	if (text_empty(typed))
		return "请选择向哪家工会提出。";
	return n ? "名称里有这几个字的工会不止一家，请在下面选一家。" : "没有找到名称里有这几个字的工会，请换几个字再提交。";
}

void fill_receipt(struct req *r, struct ask_view *v)
{
	size_t n;
	struct appeal_unions *u;
	struct receipt x;
	bool kept = receipt_of(r, &x);
	v->code = kept ? x.code : draw(r->arena, letters, CODE_CHARS);
	v->pin = kept ? x.pin : draw(r->arena, "0123456789", PIN_DIGITS);
	bool wide = unit_tree_is_wide(r->db, r->arena, "/");
	if (v->unit && (wide || !*form_get(r, "unit")))
		return; /* the poster names it, or among many it was found already */
	v->by_name = wide;
	v->union_typed = form_get(r, "union");
	u = v->by_name ? unions_like(r, v->union_typed, &n) : q_appeal_unions(r->db, r->arena, LISTED, &n);
	v->unions = NEW_N(r->arena, struct union_option, n);
	for (size_t i = 0; i < n; i++)
		v->unions[v->n_unions++] = (struct union_option){u[i].id, u[i].name};
}

int64_t anon_unit(struct req *r)
{
	int64_t unit = *form_get(r, "unit") ? form_int(r, "unit") : *form_get(r, "union") ? union_typed(r) : query_int(r, "unit");
	struct unit u;
	return unit > 0 && unit_load(r->db, r->arena, unit, &u) && u.state == UNIT_ACTIVE ? matter_house(r, unit) : 0;
}

/* ---- raising ---- */

void get_anon(struct req *r)
{
	show_ask(r, "/anon", true);
}

static bool not_too_many(struct req *r, struct rate *t, const char *say)
{
	if (rate_left(t, r->x->peer, clock_now()))
		return true;
	refuse(r, 429, "%s", say);
	return false;
}

/* Searched before anything is raised; posted, so that the question stands in no address that somebody keeps. */
void post_anon_answers(struct req *r)
{
	if (!not_too_many(r, &looked, "这个网络刚才查找得太多，请过十分钟再试。"))
		return;
	if (!r->rerun)
		rate_hit(&looked, r->x->peer, "", clock_now());
	if (!anon_unit(r))
		problem_add(&r->problems, "unit", "%s", no_union(r));
	else if (text_empty(form_get(r, "q")))
		problem_add(&r->problems, "q", "请写几个字再查找。");
	bool good = r->problems.n == 0;
	show_ask(r, "/anon", true);
	answer_status(r, good ? 200 : 422);
}

static const struct appeal *by_code(struct req *r, const struct receipt *x)
{
	int64_t id = q_appeal_by_receipt(r->db, x->code_hash);
	const struct appeal *a = id ? record_load(r->db, r->arena, &appeal_record, id) : NULL;
	return a && secret_same(a->pin, x->pin_hash) ? a : NULL;
}

void post_anon(struct req *r)
{
	struct appeal *a = record_new(r->arena, &appeal_record);
	struct receipt x;
	bool has_receipt = receipt_of(r, &x), good = appeal_read(r, a);
	if (!not_too_many(r, &sent, "这个网络刚才提交得太多，请过十分钟再试。"))
		return;
	a->unit = anon_unit(r);
	if (!a->unit)
		problem_add(&r->problems, "unit", "%s", no_union(r));
	if (!has_receipt)
		problem_add(&r->problems, "content", "页面不完整，请刷新后重新填写。");
	if (!good || r->problems.n) {
		show_ask(r, "/anon", true);
		answer_status(r, 422);
		return;
	}
	const struct appeal *before = by_code(r, &x);
	if (before) { /* the same form once more */
		show_done(r, before, x.code, x.pin);
		return;
	}
	a->mode = APPEAL_ANONYMOUS;
	a->source = APPEAL_POSTER;
	a->receipt = x.code_hash;
	a->pin = x.pin_hash;
	if (!r->rerun)
		rate_hit(&sent, r->x->peer, "", clock_now());
	if (appeal_make(r, a))
		show_done(r, a, x.code, x.pin);
}

/* ---- opening it again ---- */

static void show_key(struct req *r, const char *problem, int status)
{
	page_begin(r, &(struct page){.title = "凭查询码查看", .phone = true});
	tpl_appeal_key(r->out, form_get(r, "code"), problem);
	page_end(r);
	answer_status(r, status);
}

void get_anon_track(struct req *r)
{
	show_key(r, NULL, 200);
}

/* The appeal that code and PIN open; NULL: answered. */
static const struct appeal *opened(struct req *r, struct receipt *x)
{
	if (!not_too_many(r, &wrong, "这个网络输错的次数太多，请过十分钟再试。"))
		return NULL;
	bool complete = receipt_of(r, x);
	const struct appeal *a = complete ? by_code(r, x) : NULL;
	if (a)
		return a;
	if (!r->rerun)
		rate_hit(&wrong, r->x->peer, "", clock_now());
	show_key(r, "查询码或口令不对。请对照提交时抄下的内容。", 422);
	return NULL;
}

static void show(struct req *r, const struct appeal *a, const struct receipt *x)
{
	struct track_view v = {.step = "/anon/step", .code = x->code, .pin = x->pin, .author = true};
	track_page(r, a, &v);
}

void post_anon_track(struct req *r)
{
	struct receipt x;
	const struct appeal *a = opened(r, &x);
	if (a)
		show(r, a, &x);
}

void post_anon_step(struct req *r)
{
	struct receipt x;
	if (!matter_own_step(r, &appeal_flow))
		return;
	const struct appeal *found = opened(r, &x);
	if (!found)
		return;
	struct appeal *a = arena_memdup(r->arena, found, sizeof(*found));
	r->system = true; /* who holds code and PIN is the author; nobody is named */
	bool good = matter_step(r, &appeal_flow, a, r->word);
	r->system = false;
	if (r->answered)
		return;
	show(r, good ? record_load(r->db, r->arena, &appeal_record, a->id) : found, &x);
	answer_status(r, good ? 200 : 422);
}
