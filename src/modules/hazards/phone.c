/* The worker's phone: report a hazard, the board of the union, one hazard. */
#include <string.h>

#include "hazards.sql.h"
#include "kernel/files.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/hazards/phone_view.h"
#include "phone_hazards.html.h"

/* ---- reporting ---- */

static void show_form(struct req *r)
{
	struct report_view v = {.r = r, .form = {r, &hazard_record, NULL, NULL}, .kinds = hazard_kinds, .kind = form_int(r, "kind"),
				.content = form_get(r, "content"), .danger = form_int(r, "danger") == 1,
				.patrol = *form_get(r, "patrol") ? form_int(r, "patrol") : query_int(r, "patrol")};
	v.place = *form_get(r, "place") ? form_get(r, "place") : query_get(r, "place");
	page_begin(r, &(struct page){.title = "报告隐患", .phone = true, .back = "/m"});
	tpl_hazard_report(r->out, &v);
	page_end(r);
}

void get_hazard_form(struct req *r)
{
	show_form(r);
}

static void read_field(struct req *r, struct hazard *h, const char *name)
{
	struct field f = *record_field(&hazard_record, name);
	f.use |= F_NEED;
	field_read(&r->problems, &f, form_get(r, name), h);
}

/* A patrol of the same union, or none. */
static int64_t patrol_named(struct req *r, int64_t unit)
{
	const struct patrol *p = form_int(r, "patrol") ? record_load(r->db, r->arena, &patrol_record, form_int(r, "patrol")) : NULL;
	return p && p->unit == unit ? p->id : 0;
}

/* Who is on duty for danger: the net of inspectors, chair and cadres, at once. */
static void tell_danger(struct req *r, const struct hazard *h)
{
	size_t n;
	int64_t *net = inspectors_of(r, h->unit, &n);
	struct message m = {.title = arena_printf(r->arena, "现实危险：%s", h->number), .urgent = true,
			    .body = arena_printf(r->arena, "%s。请立即到现场，必要时建议停工撤人。", h->place),
			    .link = link_to(r, "/hazards/%lld", (long long)h->id),
			    .once = arena_printf(r->arena, "hazard.danger.%lld", (long long)h->id)};
	message_send_role(r, BIT(ROLE_CHAIR) | BIT(ROLE_CADRE), h->unit, &m);
	for (size_t i = 0; i < n; i++) {
		m.person = net[i];
		message_send(r, &m);
	}
}

static void tell_union(struct req *r, const struct hazard *h)
{
	if (h->danger)
		tell_danger(r, h);
	else
		message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), h->unit, &(struct message){
			.title = arena_printf(r->arena, "隐患 %s 待确认", h->number), .body = h->place,
			.link = link_to(r, "/hazards/%lld", (long long)h->id)});
}

bool hazard_pass_on(struct req *r, struct hazard *h)
{
	h->title = matter_title(r->arena, h->content);
	h->level = h->danger ? HAZARD_AT_ONCE : HAZARD_SOON;
	if (!matter_create(r, &hazard_flow, h, false) || !files_attach(r, &hazard_record, h->id, h->unit))
		return false;
	tell_union(r, h);
	return true;
}

void post_hazard_form(struct req *r)
{
	static const char *const names[] = {"kind", "content", "place"};
	struct hazard *h = record_new(r->arena, &hazard_record);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		read_field(r, h, names[i]);
	h->danger = form_int(r, "danger") == 1;
	h->unit = matter_house(r, r->who->unit);
	h->author = r->who->person;
	if (r->problems.n) {
		show_form(r);
		answer_status(r, 422);
		return;
	}
	if (!h->unit) {
		refuse(r, 409, "没有找到你所在的工会，请联系工会干部核对你的所在单位。");
		return;
	}
	h->patrol = patrol_named(r, h->unit);
	if (may_or_refuse(r, "hazard.submit", r->who->unit) && hazard_pass_on(r, h))
		see_other(r, link_to(r, "/m/hazards/%lld?new=1", (long long)h->id));
}

/* ---- the board ---- */

static const struct choice *states(void)
{
	return record_field(&hazard_record, "state")->choices;
}

static struct board_line line_of(struct req *r, const struct hazard_board *b)
{
	const struct choice *c = choice_of(states(), b->state);
	bool open = b->due && (MATTER_OPEN & 1u << b->state);
	return (struct board_line){
		.title = b->title, .place = b->place, .number = b->number, .href = link_to(r, "/m/hazards/%lld", (long long)b->id),
		.state = c ? c->label : "", .tone = c && c->tone ? c->tone : "mute", .major = b->level == HAZARD_MAJOR,
		.when = open ? arena_printf(r->arena, "%s%s前整改", b->due < r->today ? "已逾期，应在" : "", day_short(r->arena, b->due, r->today))
			     : arena_printf(r->arena, "%s报告", day_short(r->arena, b->received_on, r->today))};
}

void get_hazard_board(struct req *r)
{
	size_t n, mine;
	int64_t house = matter_house(r, r->who->unit);
	struct board_view v = {.unit = house ? unit_name(r->db, r->arena, house) : ""};
	struct hazard_board *b = q_hazard_board(r->db, r->arena, house, &n);
	struct hazard_mine *m = q_hazard_mine(r->db, r->arena, r->who->person, &mine);
	v.lines = NEW_N(r->arena, struct board_line, n);
	v.mine = NEW_N(r->arena, struct board_line, mine);
	for (size_t i = 0; i < n; i++)
		v.lines[v.n++] = line_of(r, &b[i]);
	for (size_t i = 0; i < mine; i++) {
		struct hazard_board x = {m[i].id, m[i].number, m[i].title, m[i].place, m[i].state, m[i].level, m[i].due, m[i].received_on};
		v.mine[v.n_mine++] = line_of(r, &x);
	}
	page_begin(r, &(struct page){.title = "隐患公示", .phone = true, .back = "/m"});
	tpl_hazard_board(r->out, &v);
	page_end(r);
}

/* ---- one hazard ---- */

static bool has_files(struct req *r, const struct hazard *h)
{
	size_t n;
	files_of(r->db, r->arena, hazard_record.name, h->id, &n);
	return n > 0;
}

void hazard_track_page(struct req *r, const void *row)
{
	const struct hazard *h = row;
	const struct flow *outer = r->flow;
	struct deadline d;
	r->flow = &hazard_flow;
	struct track_view v = {.r = r, .h = h, .m = (const void *)h, .states = states(), .kind = choice_label(hazard_kinds, h->kind),
			       .level = choice_label(hazard_levels, h->level), .fresh = query_int(r, "new") == 1,
			       .author = h->author == r->who->person, .next = matter_next(r, (const void *)h),
			       .lead = h->lead ? unit_name(r->db, r->arena, h->lead) : "",
			       .step = link_to(r, "/m/hazards/%lld", (long long)h->id)};
	d = matter_deadline(r, "hazard", (const void *)h);
	v.timed = h->due && (MATTER_OPEN & 1u << h->state);
	v.left = v.timed ? deadline_left_text(r->arena, &d, r->today) : "";
	v.due = h->due ? day_short(r->arena, h->due, r->today) : "";
	v.may_rate = v.author && h->state == MATTER_CLOSED && !h->rated;
	v.may_rerate = v.author && matter_rerate(r, &hazard_flow, v.m, &v.rerate);
	v.may_withdraw = v.author && h->state == MATTER_RECEIVED;
	v.may_say = v.author && h->state < MATTER_CLOSED;
	v.files = may_row(r, "hazard.read", &hazard_record, h) && has_files(r, h);
	page_begin(r, &(struct page){.title = "隐患进度", .phone = true, .back = "/m/hazards"});
	tpl_hazard_track(r->out, &v);
	page_end(r);
	r->flow = outer;
}

void get_hazard_track(struct req *r)
{
	hazard_track_page(r, r->row);
}

/* Everything else goes by the page of the office. */
void post_hazard_track(struct req *r)
{
	matter_post_own(r, &hazard_flow);
}
