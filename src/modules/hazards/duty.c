/*
 * The page that lies open where somebody is on duty: a danger that is reported stands on it
 * within seconds, whether or not any message arrives; and it says which messages do.
 */
#include "hazard_duty.html.h"
#include "hazards.sql.h"
#include "kernel/app.h"
#include "kernel/unit.h"
#include "modules/hazards/duty_view.h"

/* Chair and cadres, and whoever is in the net of inspectors. */
static bool on_duty(struct req *r, int64_t unit)
{
	size_t n;
	int64_t *net = inspectors_of(r, unit, &n);
	if (may(r, "hazard.sort", unit))
		return true;
	for (size_t i = 0; i < n; i++)
		if (net[i] == r->who->person)
			return true;
	return false;
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
	v->alarms = NEW_N(r->arena, struct alarm, n);
	for (size_t i = 0; i < n; i++) {
		const struct choice *c = choice_of(states, x[i].state);
		v->alarms[v->n++] = (struct alarm){
			.number = x[i].number, .place = x[i].place, .content = x[i].content, .state = c ? c->label : "", .tone = c && c->tone ? c->tone : "mute",
			.since = minutes_since(r, x[i].created_at), .lead = x[i].lead ? unit_name(r->db, r->arena, x[i].lead) : "",
			.href = link_to(r, office ? "/hazards/%lld" : "/m/hazards/%lld", (long long)x[i].id), .evacuated = x[i].evacuated_on != 0};
	}
}

void get_hazard_duty(struct req *r)
{
	int64_t unit = matter_house(r, r->who->n_grants ? r->who->grants[0].unit : r->who->unit);
	struct duty_view v = {.r = r, .unit = unit_name(r->db, r->arena, unit), .time = arena_printf(r->arena, "%s:%02d", instant_cn(r->arena, r->now), (int)(r->now / 1000 % 60)),
			      .mail = r->app->smtp_url && r->app->smtp_from, .hook = r->app->webhook_url != NULL};
	if (!unit || !on_duty(r, unit)) {
		refuse(r, 403, "值班页给本单位的工会干部和在任的劳动保护监督检查员看。报告隐患请点“报告隐患”。");
		return;
	}
	fill_alarms(r, unit, &v);
	v.told = q_hazard_told(r->db, unit, ROLE_CADRE, ROLE_CHAIR, r->today);
	page_begin(r, &(struct page){.title = v.n ? arena_printf(r->arena, "（%zu）现实危险", v.n) : "隐患值班", .nav = "/hazards/duty", .crumbs = {{"隐患", "/hazards"}}});
	tpl_hazard_duty(r->out, &v);
	page_end(r);
}
