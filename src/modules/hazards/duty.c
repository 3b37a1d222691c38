/*
 * The page that lies open where somebody is on duty: a danger that is reported stands on it
 * within seconds, whether or not any message arrives; and it says which messages do.
 */
#include "hazard_duty.html.h"
#include "hazards.sql.h"
#include "kernel/app.h"
#include "kernel/unit.h"
#include "modules/hazards/duty_view.h"

enum { ALARMS_MOST = 200 };

/* Chair and cadres, and whoever is in the net of inspectors. */
static bool on_duty(struct req *r, int64_t unit)
{
	size_t n;
	if (may(r, "hazard.sort", unit))
		return true;
	int64_t *net = inspectors_of(r, unit, &n);
	for (size_t i = 0; i < n; i++)
		if (net[i] == r->who->person)
			return true;
	return false;
}

/* Who has posts at two unions watches both. */
static int64_t *watched(struct req *r, size_t *n)
{
	size_t all, kept = 0;
	int64_t *units = units_of_right(r, "hazard.board", matter_house, &all);
	for (size_t i = 0; i < all; i++)
		if (on_duty(r, units[i]))
			units[kept++] = units[i];
	*n = kept;
	return units;
}

static const char *minutes_since(struct req *r, instant at)
{
	int64_t minutes = (r->now - at) / 60000;
	if (minutes < 60)
		return arena_printf(r->arena, "%lld 分钟前", (long long)minutes);
	return minutes < 24 * 60 ? arena_printf(r->arena, "%lld 小时前", (long long)(minutes / 60)) : day_short(r->arena, day_of_instant(at), r->today);
}

static void fill_alarms(struct req *r, int64_t unit, struct duty_view *v)
{
	size_t n;
	const struct choice *states = record_field(&hazard_record, "state")->choices;
	struct hazards_in_danger *x = q_hazards_in_danger(r->db, r->arena, unit, &n);
	bool office = may(r, "hazard.sort", unit);
	for (size_t i = 0; i < n && v->n < ALARMS_MOST; i++) {
		const struct choice *c = choice_of(states, x[i].state);
		v->alarms[v->n++] = (struct alarm){
			.unit = unit_name(r->db, r->arena, unit), .number = x[i].number, .place = x[i].place, .content = x[i].content, .state = c ? c->label : "", .tone = c && c->tone ? c->tone : "mute",
			.since = minutes_since(r, x[i].created_at), .lead = x[i].lead ? unit_name(r->db, r->arena, x[i].lead) : "",
			.href = link_to(r, office ? "/hazards/%lld" : "/m/hazards/%lld", (long long)x[i].id), .evacuated = x[i].evacuated_on != 0};
	}
}

void get_hazard_duty(struct req *r)
{
	size_t n;
	int64_t *units = watched(r, &n);
	struct duty_view v = {.r = r, .unit = "", .several = n > 1, .alarms = NEW_N(r->arena, struct alarm, ALARMS_MOST),
			      .time = arena_printf(r->arena, "%s:%02d", instant_cn(r->arena, r->now), (int)(r->now / 1000 % 60)),
			      .mail = r->app->smtp_url && r->app->smtp_from, .hook = r->app->webhook_url != NULL, .told = ""};
	if (!n) {
		refuse(r, 403, "值班页给本单位的工会干部和在任的劳动保护监督检查员看。报告隐患请点“报告隐患”。");
		return;
	}
	for (size_t i = 0; i < n; i++) {
		const char *name = unit_name(r->db, r->arena, units[i]), *mark = i ? "、" : "";
		int64_t people = q_hazard_told(r->db, units[i], ROLE_CADRE, ROLE_CHAIR, r->today);
		fill_alarms(r, units[i], &v);
		v.unit = arena_printf(r->arena, "%s%s%s", v.unit, mark, name);
		v.told = arena_printf(r->arena, "%s%s%s%lld 人", v.told, mark, n > 1 ? name : "共 ", (long long)people);
	}
	page_begin(r, &(struct page){.title = v.n ? arena_printf(r->arena, "（%zu）现实危险", v.n) : "隐患值班", .nav = "/hazards/duty", .crumbs = {{"隐患", "/hazards"}}});
	tpl_hazard_duty(r->out, &v);
	page_end(r);
}
