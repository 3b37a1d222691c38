/* The union's side: list, desk entry, posters, topics. */
#include "base/utf8.h"
#include "doc/qr.h"
#include "engines/matter_inside.h"
#include "kernel/app.h"
#include "kernel/files.h"
#include "kernel/list.h"
#include "kernel/paper_answer.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/appeals/office_view.h"
#include "office.html.h"
#include "secret/secret.h"

void get_appeals(struct req *r)
{
	list_page(r, &appeal_list);
}

void get_appeal(struct req *r)
{
	const struct appeal *a = r->row;
	if (a->author == r->who->person && !may(r, "appeal.sort", a->unit))
		see_other(r, link_to(r, "/m/appeals/%lld", (long long)a->id));
	else
		matter_page(r, &appeal_flow, a);
}

void post_appeal(struct req *r)
{
	matter_post(r, &appeal_flow);
}

/* What only appeals have, on the page of one. */
void appeal_content(struct buf *o, struct req *r, const struct matter *m)
{
	const struct appeal *a = (const void *)m;
	struct content_view v = {.r = r, .a = a, .mode = choice_label(appeal_modes, a->mode), .place = a->place};
	struct petition_view p;
	v.contact = appeal_matters.knows(r, m) && r->who && may(r, "appeal.close", a->unit) ? a->contact_mask : "";
	v.petition = a->level == APPEAL_PETITION;
	v.may_notice = v.petition && !a->noticed_on && a->state < MATTER_CLOSED && r->who && may(r, "appeal.sort", a->unit);
	v.despair = appeal_despair(r, a);
	tpl_appeal_content(o, &v);
	appeal_petition_view(r, a, &p);
	tpl_appeal_petition(o, &p);
}

/* A number once shown is an event with its reason. */
void post_contact(struct req *r)
{
	const struct appeal *a = r->row;
	const char *number = "", *why = form_get(r, "reason");
	void *row = arena_memdup(r->arena, a, sizeof(*a));
	if (!appeal_matters.knows(r, (const void *)a) || !*a->contact_seal) {
		refuse(r, 404, "没有留下联系电话。");
		return;
	}
	if (!flow_move_row(r, &appeal_flow, row, "contact", why))
		return;
	if (!secret_unseal(r->arena, &r->app->keys, (struct seal_place){"appeal", "contact", a->id}, a->contact_seal, &number))
		number = "（无法解开）";
	page_message(r, 200, "联系电话", arena_printf(r->arena, "%s。已记入经过。", number));
}

/* ---- desk ---- */

static void show_desk(struct req *r)
{
	struct desk_view v = {.r = r, .form = {r, &appeal_record, NULL, NULL}, .asker = form_get(r, "asker"), .phone = form_get(r, "phone"),
			      .mode = (int)form_int(r, "mode")};
	page_begin(r, &(struct page){.title = "登记来访来电", .nav = "/appeals", .crumbs = {{"职工诉求", "/appeals"}}});
	tpl_appeal_desk(r->out, &v);
	page_end(r);
}

static int64_t house_of(struct req *r, int64_t unit)
{
	return matter_house(r, unit_union(r->db, r->arena, unit));
}

void get_desk(struct req *r)
{
	unit_of_right(r, "appeal.desk", house_of); /* offers the unions where it may be */
	show_desk(r);
}

void post_desk(struct req *r)
{
	struct appeal *a = record_new(r->arena, &appeal_record);
	appeal_read(r, a);
	field_read(&r->problems, record_field(&appeal_record, "asker"), form_get(r, "asker"), a);
	a->mode = form_int(r, "mode") == APPEAL_DISCREET ? APPEAL_DISCREET : APPEAL_NAMED;
	a->source = APPEAL_DESK;
	a->unit = unit_of_right(r, "appeal.desk", house_of);
	if (r->problems.n) {
		show_desk(r);
		answer_status(r, 422);
		return;
	}
	if (!a->unit)
		refuse(r, 403, "来访来电由本工会的干部登记，你没有在哪个工会担任这样的职务。");
	else if (appeal_make(r, a))
		see_other_saying(r, link_to(r, "/appeals/%lld", (long long)a->id), arena_printf(r->arena, "已登记，编号 %s。", a->number));
}

/* ---- posters ---- */

void poster_code(struct buf *o, const char *address)
{
	if (!qr_svg(o, address, "扫码匿名提诉求"))
		buf_puts(o, "地址太长，请缩短地点。");
}

enum { POSTERS = 50, PLACE_CHARS = 40 };

static int64_t poster_unit(struct req *r)
{
	int64_t unit = unit_of_right(r, "appeal.desk", house_of);
	if (!unit)
		refuse(r, 403, "二维码由本工会的干部张贴，你没有在哪个工会担任这样的职务。");
	return unit;
}

static const char *poster_address(struct req *r, int64_t unit, const char *place)
{
	const char *address = arena_printf(r->arena, "%s%s", base_address(r), link_to(r, "/anon?unit=%lld", (long long)unit));
	return *place ? url_join(r->arena, arena_printf(r->arena, "%s&place=", address), place) : address;
}

/* One line a place; blank ones are passed over. */
static size_t places_of(struct req *r, const char **places)
{
	struct str rest = str_of(query_get(r, "places"));
	size_t n = 0;
	while (rest.n && n < POSTERS) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (line.n)
			places[n++] = utf8_clip(r->arena, str_dup(r->arena, line), PLACE_CHARS);
	}
	if (!n)
		places[n++] = "";
	return n;
}

void get_poster(struct req *r)
{
	const char *places[POSTERS];
	int64_t unit = poster_unit(r);
	if (!unit)
		return;
	struct poster_view v = {.places = query_get(r, "places"), .unit_name = unit_name(r->db, r->arena, unit), .n = places_of(r, places)};
	v.place = places[0];
	v.address = poster_address(r, unit, v.place);
	v.at = unit;
	v.pdf = url_join(r->arena, arena_printf(r->arena, "/appeals/poster.pdf?at_union=%lld&places=", (long long)unit), v.places);
	v.local = !*(r->app->base_url ? r->app->base_url : "");
	page_begin(r, &(struct page){.title = "张贴二维码", .nav = "/appeals/poster", .crumbs = {{"职工诉求", "/appeals"}}});
	tpl_appeal_poster(r->out, &v);
	page_end(r);
}

void get_poster_pdf(struct req *r)
{
	const char *places[POSTERS];
	int64_t unit = poster_unit(r);
	size_t n = places_of(r, places);
	if (!unit)
		return;
	const char *owner = unit_name(r->db, r->arena, unit);
	struct poster *x = NEW_N(r->arena, struct poster, n);
	for (size_t i = 0; i < n; i++)
		x[i] = (struct poster){owner, "有事找工会", poster_address(r, unit, places[i]), places[i], "扫码提诉求，可以匿名。凭查询码看答复。"};
	answer_posters(r, arena_printf(r->arena, "%s诉求二维码", owner), x, n);
}
