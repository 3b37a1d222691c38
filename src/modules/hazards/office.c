/* The union's side: ledger, the page of one hazard, the five settlements, photos, the table by department. */
#include <string.h>

#include "engines/matter_inside.h"
#include "hazards.sql.h"
#include "kernel/files.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/hazards/office_view.h"
#include "office_hazards.html.h"

void get_hazards(struct req *r)
{
	list_page(r, &hazard_list);
}

void get_hazard(struct req *r)
{
	const struct hazard *h = r->row;
	if (h->author == r->who->person && !may(r, "hazard.sort", h->unit)) /* a message led him here */
		see_other(r, link_to(r, "/m/hazards/%lld", (long long)h->id));
	else
		matter_page(r, &hazard_flow, h);
}

void post_hazard(struct req *r)
{
	matter_post(r, &hazard_flow);
}

/* ---- what only hazards have, on the page of one ---- */

static struct option *people_of_lead(struct req *r, const struct field *f, size_t *n)
{
	const struct hazard *h = r->row;
	*n = 0;
	return f->ref == &person_record && h && h->lead ? options_people(r, h->lead, n) : NULL;
}

static void fill_photos(struct req *r, const struct hazard *h, struct content_view *v)
{
	size_t n;
	struct file_row *f = files_of(r->db, r->arena, "hazard", h->id, &n);
	v->photos = NEW_N(r->arena, struct photo, n);
	for (size_t i = 0; i < n; i++) {
		bool after = h->after_at && f[i].created_at >= h->after_at;
		v->photos[v->n_photos++] = (struct photo){f[i].id, f[i].name, after, strncmp(f[i].type, "image/", 6) == 0};
		v->n_before += !after;
	}
}

void hazard_content(struct buf *o, struct req *r, const struct matter *m)
{
	const struct hazard *h = (const void *)m;
	bool lead = h->state == MATTER_WORKING && may_at(r, "handle", h->lead), ours = r->who && may(r, "hazard.sort", h->unit);
	struct content_view v = {.r = r, .h = h, .form = {r, &hazard_record, h, people_of_lead}, .here = link_to(r, "/hazards/%lld", (long long)h->id),
				 .owner = h->owner ? record_title(r->db, r->arena, &person_record, h->owner) : "",
				 .cost = field_show(r->arena, r->db, record_field(&hazard_record, "cost"), h),
				 .fix_by = h->fix_by ? day_short(r->arena, h->fix_by, r->today) : "",
				 .unsettled = hazard_unsettled(h), .may_settle = lead, .may_after = lead,
				 .settling = strcmp(r->word ? r->word : "", "settle") == 0 && r->problems.n};
	v.patrol = h->patrol ? record_title(r->db, r->arena, &patrol_record, h->patrol) : "";
	v.may_report = h->level == HAZARD_MAJOR && !h->reported_on && h->state < MATTER_CLOSED && ours;
	v.may_evacuate = !h->evacuated_on && h->state < MATTER_CLOSED && ours;
	v.reported = h->reported_on ? day_short(r->arena, h->reported_on, r->today) : "";
	v.evacuated = h->evacuated_on ? day_short(r->arena, h->evacuated_on, r->today) : "";
	fill_photos(r, h, &v);
	tpl_hazard_content(o, &v);
}

/* ---- 五落实, photos, the authority ---- */

static void again_with_problems(struct req *r)
{
	matter_page(r, &hazard_flow, r->row);
	answer_status(r, 422);
}

static void read_needed(struct req *r, struct hazard *h, const char *name)
{
	struct field f = *record_field(&hazard_record, name);
	f.use |= F_NEED;
	field_read(&r->problems, &f, form_get(r, name), h);
}

static bool owner_fits(struct req *r, const struct hazard *h)
{
	size_t n;
	struct option *people = h->lead ? options_people(r, h->lead, &n) : NULL;
	for (size_t i = 0; people && i < n; i++)
		if (people[i].value == h->owner)
			return true;
	return false;
}

void post_hazard_settle(struct req *r)
{
	static const char *const names[] = {"measure", "cost", "owner", "fix_by", "plan"};
	struct hazard *h = arena_memdup(r->arena, r->row, sizeof(struct hazard));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		read_needed(r, h, names[i]);
	if (h->owner && !problem_of(&r->problems, "owner") && !owner_fits(r, h))
		problem_add(&r->problems, "owner", "整改责任人要在承办部门里选。");
	if (h->fix_by && h->due && h->fix_by > h->due && !problem_of(&r->problems, "fix_by"))
		problem_add(&r->problems, "fix_by", "整改时限不能晚于办理期限 %s。", day_short(r->arena, h->due, r->today));
	if (h->fix_by && h->fix_by < r->today && !problem_of(&r->problems, "fix_by"))
		problem_add(&r->problems, "fix_by", "整改时限不能早于今天。");
	h->settled_on = r->today;
	if (r->problems.n)
		again_with_problems(r);
	else if (flow_move_row(r, &hazard_flow, h, "five", ""))
		see_other_saying(r, link_to(r, "/hazards/%lld", (long long)h->id), "五落实已保存。");
}

void post_hazard_after(struct req *r)
{
	struct hazard *h = arena_memdup(r->arena, r->row, sizeof(struct hazard));
	const struct stored_files *up = r->prepared;
	if (!up || !up->n) {
		problem_add(&r->problems, "file", "请选择整改后的照片。");
		again_with_problems(r);
		return;
	}
	if (!h->after_at)
		h->after_at = r->now;
	if (flow_move_row(r, &hazard_flow, h, "after", "") && files_attach(r, &hazard_record, h->id, h->unit))
		see_other_saying(r, link_to(r, "/hazards/%lld", (long long)h->id), "整改后的照片已保存。");
}

void post_hazard_authority(struct req *r)
{
	struct hazard *h = arena_memdup(r->arena, r->row, sizeof(struct hazard)), *typed = arena_memdup(r->arena, r->row, sizeof(struct hazard));
	read_needed(r, typed, "reported_on");
	read_needed(r, typed, "report_no");
	if (typed->reported_on > r->today)
		problem_add(&r->problems, "reported_on", "报告日期不能晚于今天。");
	if (r->problems.n)
		again_with_problems(r);
	else if (flow_move_row(r, &hazard_flow, h, "authority", typed->report_no))
		see_other_saying(r, link_to(r, "/hazards/%lld", (long long)h->id), "已记录报告监管部门。");
}

/* The move asks whether the row is still to be reported, so only now it takes what was typed. */
bool hazard_authority_told(struct req *r, void *row, const void *before)
{
	(void)before;
	read_needed(r, row, "reported_on");
	read_needed(r, row, "report_no");
	return r->problems.n == 0;
}

/* ---- the table by department ---- */

static void add_up(struct ledger_row *sum, const struct ledger_row *x)
{
	sum->found += x->found;
	sum->corrected += x->corrected;
	sum->in_time += x->in_time;
	sum->closed += x->closed;
	sum->major += x->major;
	sum->late += x->late;
}

/* "87.5 %", from whole numbers; "—" when nothing was due. */
static const char *rate(struct req *r, int64_t part, int64_t whole)
{
	if (!whole)
		return "—";
	int64_t tenths = (part * 2000 + whole) / (whole * 2);
	return arena_printf(r->arena, "%lld.%lld %%", (long long)(tenths / 10), (long long)(tenths % 10));
}

static void set_rates(struct req *r, struct ledger_row *x)
{
	x->corrected_rate = rate(r, x->corrected, x->found);
	x->in_time_rate = rate(r, x->in_time, x->corrected);
}

static void read_span(struct req *r, day *since, day *until)
{
	if (!day_parse(str_of(query_get(r, "since")), since))
		*since = day_of(day_civil(r->today).year, 1, 1);
	if (!day_parse(str_of(query_get(r, "until")), until))
		*until = r->today;
}

void get_hazard_ledger(struct req *r)
{
	int64_t unit = union_asked_or_refuse(r, "hazard.ledger");
	day since, until;
	size_t n;
	if (!unit || !may_or_refuse(r, "hazard.ledger", unit))
		return;
	read_span(r, &since, &until);
	struct hazard_by_lead *x = q_hazard_by_lead(r->db, r->arena, unit, since, until, &n);
	struct ledger_view v = {.unit = unit_name(r->db, r->arena, unit), .unit_id = unit, .since = day_iso(r->arena, since), .until = day_iso(r->arena, until),
				.span = arena_printf(r->arena, "%s 至 %s", day_cn(r->arena, since), day_cn(r->arena, until)),
				.sum = {.name = "合计"}};
	v.rows = NEW_N(r->arena, struct ledger_row, n);
	for (size_t i = 0; i < n; i++) {
		struct ledger_row *row = &v.rows[v.n++];
		*row = (struct ledger_row){.name = x[i].lead_name, .found = x[i].found, .corrected = x[i].corrected, .in_time = x[i].in_time,
					   .closed = x[i].closed, .major = x[i].major,
					   .late = q_hazard_late_by_lead(r->db, unit, x[i].lead, since, until, r->today)};
		add_up(&v.sum, row);
		set_rates(r, row);
	}
	set_rates(r, &v.sum);
	page_begin(r, &(struct page){.title = "隐患整改情况表", .nav = "/hazards", .crumbs = {{"隐患", "/hazards"}}});
	tpl_hazard_ledger(r->out, &v);
	page_end(r);
}
