#include "kernel/page.h"

#include <string.h>

#include "base/utf8.h"
#include "http/assets.h"
#include "http/html.h"
#include "http/icon.h"
#include "http/url.h"
#include "kernel/again.h"
#include "kernel/menu.h"
#include "kernel/page_view.h"
#include "kernel/registry.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "kernel.sql.h"
#include "page.html.h"
#include "secret/token.h"

static const char *cookie(const struct req *r, const char *name)
{
	const char *v = pairs_get(&r->x->cookies, name);
	return v ? v : "";
}

/* "%E5%B7%B2" back to text, for the notice cookie. */
static const char *notice_text(struct arena *a, const char *s)
{
	struct buf b = buf_in(a);
	static const char digits[] = "0123456789ABCDEF";
	for (; *s; s++) {
		const char *hi = *s == '%' && s[1] ? strchr(digits, s[1]) : NULL;
		const char *lo = hi && s[2] ? strchr(digits, s[2]) : NULL;
		if (lo) {
			buf_char(&b, (char)((hi - digits) * 16 + (lo - digits)));
			s += 2;
		} else {
			buf_char(&b, *s);
		}
	}
	return utf8_valid(buf_slice(&b)) ? buf_text(&b) : "";
}

/* The notice set by see_other_saying; shown once. */
static const char *take_notice(struct req *r)
{
	const char *say = cookie(r, "lx_say");
	if (!*say || r->x->method == METHOD_POST)
		return NULL;
	answer_cookie(r->x, "lx_say", "", -1);
	return utf8_clip(r->arena, notice_text(r->arena, say), 200);
}

static void fill_who(struct req *r, struct page_view *v)
{
	v->org = "工会工作平台";
	if (!r->who)
		return;
	v->org = r->who->unit_name;
	v->post = *r->who->title ? r->who->title : "";
	for (size_t i = 0; i < r->who->n_grants && !*v->post; i++)
		v->post = *r->who->grants[i].title ? r->who->grants[i].title :
			choice_label(role_choices, r->who->grants[i].role);
	v->initial = utf8_last(r->arena, r->who->name);
	if (r->db)
		v->unread = q_unread_of(r->db, r->who->person);
}

bool may_open(struct req *r, const char *path)
{
	struct req other = *r;
	bool elsewhere;
	struct str bare = str_of(path);
	bare = str_cut(&bare, '?');
	const struct routed *t = route_find(r->app, METHOD_GET, str_dup(r->arena, bare), &other, &elsewhere);
	return t && (!t->right || (r->who && may_anywhere(r->who, t->right)));
}

/* The same page for another place: its address without the page it had come to. */
static const char *page_at(struct req *r, int64_t unit)
{
	struct buf b = buf_in(r->arena);
	buf_printf(&b, "%s?at_union=%lld", r->x->path, (long long)unit);
	for (size_t i = 0; i < r->x->query.n; i++) {
		const struct pair *p = &r->x->query.items[i];
		if (strcmp(p->name, "at_union") == 0 || strcmp(p->name, "unit") == 0 || strcmp(p->name, "after") == 0)
			continue;
		buf_char(&b, '&');
		url_encode(&b, p->name);
		buf_char(&b, '=');
		url_encode(&b, p->value);
	}
	return buf_text(&b);
}

static void fill_places(struct req *r, struct page_view *v)
{
	const struct places *x = r->places;
	if (!x)
		return;
	v->places = NEW_N(r->arena, struct place_link, x->n);
	for (size_t i = 0; i < x->n; i++) {
		bool current = x->units[i] == x->chosen;
		if (current || !r->writing)
			v->places[v->n_places++] = (struct place_link){unit_name(r->db, r->arena, x->units[i]), r->writing ? NULL : page_at(r, x->units[i]), current};
	}
}

static struct page_view view_of(struct req *r, const struct page *p)
{
	const char *theme = cookie(r, "theme"), *size = cookie(r, "size"), *ask = query_get(r, "size");
	if (*ask)
		size = ask;
	struct page_view v = {.page = p, .who = r->who};
	v.theme = strcmp(theme, "dark") == 0 ? "dark" : strcmp(theme, "light") == 0 ? "light" : "auto";
	v.other_theme = strcmp(v.theme, "dark") == 0 ? "light" : "dark";
	v.elder = strcmp(size, "elder") == 0;
	v.failed = r->problems.n > 0;
	v.here = *r->x->raw_query ? arena_printf(r->arena, "%s?%s", r->x->path, r->x->raw_query) : r->x->path;
	v.say = take_notice(r);
	v.now = instant_cn(r->arena, r->now);
	v.css_url = asset_url("app.css");
	v.ui_url = asset_url("ui.js");
	v.htmx_url = p->phone ? NULL : asset_url("htmx.min.js"); /* narrow pages are light */
	v.icon_url = asset_url("icon.svg");
	v.script_url = p->script ? asset_url(p->script) : NULL;
	v.style_url = p->style ? asset_url(p->style) : NULL;
	v.body_class = p->body_class ? p->body_class : "";
	v.at_home = strcmp(r->x->path, "/m") == 0;
	v.at_tasks = strncmp(r->x->path, "/m/tasks", 8) == 0;
	v.at_inbox = strncmp(r->x->path, "/inbox", 6) == 0;
	v.at_account = strncmp(r->x->path, "/account", 8) == 0;
	while (v.n_crumbs < 4 && p->crumbs[v.n_crumbs].label) {
		v.crumbs[v.n_crumbs] = p->crumbs[v.n_crumbs];
		if (!may_open(r, v.crumbs[v.n_crumbs].href)) /* where it belongs is said all the same */
			v.crumbs[v.n_crumbs].href = NULL;
		v.n_crumbs++;
	}
	fill_who(r, &v);
	fill_places(r, &v);
	return v;
}

void page_begin(struct req *r, const struct page *p)
{
	struct page_view *v = NEW(r->arena, struct page_view);
	struct page *kept = arena_memdup(r->arena, p, sizeof(*p)); /* page_end needs it */
	*v = view_of(r, kept);
	r->page = v;
	r->answered = true;
	tpl_page_head(r->out, v);
	if (p->phone) {
		tpl_page_phone(r->out, v);
	} else if (p->bare || !r->who) {
		tpl_page_bare(r->out, v);
	} else {
		v->groups = menu_of(r, p->nav, &v->n_groups);
		tpl_page_shell(r->out, v);
	}
}

void page_end(struct req *r)
{
	const struct page_view *v = r->page;
	if (v->page->phone)
		tpl_page_phone_end(r->out, v);
	else if (v->page->bare || !r->who)
		tpl_page_bare_end(r->out);
	else
		tpl_page_shell_end(r->out);
	tpl_page_foot(r->out);
}

/* The page that the asker came from. A form that was asked again carries it, since no page stands at its own address. */
static const char *came_from(const struct req *r)
{
	const char *back = pairs_get(&r->x->headers, "referer");
	const char *at = back ? strstr(back, "://") : NULL;
	at = at ? strchr(at + 3, '/') : NULL;
	return inside(form_get(r, "_from"), inside(at ? at : "/", "/"));
}

void page_message(struct req *r, int status, const char *title, const char *text)
{
	r->out->n = 0;
	page_begin(r, &(struct page){.title = title, .body_class = r->who ? "" : "solo"});
	tpl_message(r->out, r->page, text, status, came_from(r), status >= 400 && r->x->method == METHOD_POST);
	page_end(r);
	answer_status(r, status);
}

void page_field_again(struct req *r, const char *title, const char *field, const char *label, const char *problem)
{
	static const char *const own[] = {"_csrf", "_once", "_by", "_from"};
	struct pairs kept = {0};
	for (size_t i = 0; i < r->x->form.n; i++) {
		const struct pair *p = &r->x->form.items[i];
		bool leave = strcmp(p->name, field) == 0;
		for (size_t k = 0; k < sizeof(own) / sizeof(own[0]); k++)
			leave |= strcmp(p->name, own[k]) == 0;
		if (!leave)
			pairs_add(r->arena, &kept, p->name, p->value);
	}
	pairs_add(r->arena, &kept, "_from", came_from(r));
	struct answer_again v = {r->x->path, came_from(r), field, label, problem, form_get(r, field), kept.items, kept.n};
	r->out->n = 0;
	page_begin(r, &(struct page){.title = title});
	tpl_refused_field(r->out, title, &v, r->csrf, token_new(r->arena, 12), again_mark(r));
	page_end(r);
	answer_status(r, 422);
}

void form_keys(struct buf *o, struct req *r)
{
	tpl_form_keys_inputs(o, r->csrf, token_new(r->arena, 12), again_mark(r));
	if (r->places)
		tpl_form_place(o, r->places->chosen);
}

/* A browser does not fill in again which files were chosen. */
static bool chose_files(const struct req *r)
{
	for (size_t i = 0; i < r->x->n_uploads; i++)
		if (r->x->uploads[i].size > 0)
			return true;
	return false;
}

void form_problems(struct buf *o, const struct req *r)
{
	if (!r->problems.n)
		return;
	const struct problem **items = NEW_N(r->arena, const struct problem *, (size_t)r->problems.n);
	size_t n = 0;
	for (const struct problem *p = r->problems.first; p; p = p->next)
		items[n++] = p;
	tpl_error_summary(o, &r->problems, items, chose_files(r));
}

void field_says(struct buf *o, const struct req *r, const char *field, const char *hint)
{
	tpl_field_line(o, field, problem_of(&r->problems, field), hint);
}

void state_chip(struct buf *o, const struct choice *states, int64_t state)
{
	const struct choice *c = choice_of(states, state);
	const char *tone = c && c->tone ? c->tone : "mute";
	tpl_chip(o, tone, c ? c->label : "未知", tone);
}

void move_buttons(struct buf *o, struct req *r, const struct record *record, const void *row, const char *back)
{
	const struct flow *f = flow_of(r->app, record->name);
	const struct head *h = row;
	size_t n;
	struct offer *offers = flow_offers(r, f, row, &n);
	bool main = true;
	for (size_t i = 0; i < n; i++) {
		const struct move *m = offers[i].move;
		struct move_button b = {
			.label = m->label, .verb = m->verb, .id = h->id, .back = back, .not_yet = offers[i].not_yet,
			.version = h->version, .reason = m->flags & MOVE_WRITTEN ? m->flags & MOVE_OPINION ? "意见" : "理由" : NULL, .final = m->flags & MOVE_FINAL,
			.main = main && !(m->flags & (MOVE_PLAIN | MOVE_WRITTEN)) && !offers[i].not_yet,
			.action = arena_printf(r->arena, "/%s/%lld/do/%s", record->name, (long long)h->id, m->verb),
		};
		if (b.main)
			main = false;
		tpl_move_button(o, &b, r);
	}
}

/* What changed, with what tells about a person as long as it was not erased. */
static const char *changes_text(struct req *r, const struct flow *f, const struct event *e)
{
	struct event_personal_get p;
	if (strcmp(e->verb, "create") == 0)
		return "";
	const char *changes = f ? record_said(r->arena, r->app, f->record, e->changes) : e->changes;
	if (!*e->personal || !q_event_personal_get(r->db, r->arena, e->id, &p))
		return changes;
	return arena_printf(r->arena, "%s%s%s", changes, *changes ? "\n" : "", p.value);
}

void history(struct buf *o, struct req *r, const char *record, int64_t row_id)
{
	size_t n;
	struct event *e = events_of(r->db, r->arena, record, row_id, 200, &n);
	const struct flow *f = flow_of(r->app, record);
	const struct choice *states = f ? record_field(f->record, "state")->choices : NULL;
	struct history_row *rows = NEW_N(r->arena, struct history_row, n);
	for (size_t i = 0; i < n; i++) {
		const struct choice *to = e[i].to_state != e[i].from_state ? choice_of(states, e[i].to_state) : NULL;
		rows[i] = (struct history_row){
			.who = e[i].actor ? record_title(r->db, r->arena, &person_record, e[i].actor) : "系统",
			.what = verb_label(f, e[i].verb), .to = to ? to->label : "",
			.when = instant_cn(r->arena, e[i].recorded_at), .note = event_words(r->db, r->arena, e[i].note),
			.changes = dates_cn(r->arena, event_words(r->db, r->arena, changes_text(r, f, &e[i]))),
			.icon = to ? ICON("arrow-right") : strcmp(e[i].verb, "edit") == 0 ? ICON("pencil") : ICON("point"),
			.tone = to && to->tone ? to->tone : "mute",
		};
	}
	tpl_timeline(o, rows, n);
}
