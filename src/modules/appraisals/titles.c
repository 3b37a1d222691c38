/* The register of titles. */
#include "appraisals.html.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/unit.h"
#include "modules/appraisals/appraisals_view.h"

void get_titles(struct req *r) { list_page(r, &title_list); }

static void show_form(struct req *r)
{
	struct form f = {r, &title_record, NULL, NULL};
	struct form_page v = {.r = r, .form = &f, .title = "登记已有的称号", .help = "系统以外授予的称号，例如上级命名的，登记在这里。系统里评选命名的自动登记。",
		.action = "/titles", .back = "/titles"};
	page_begin(r, &(struct page){.title = v.title, .nav = "/titles", .crumbs = {{"称号", "/titles"}}});
	tpl_appraisal_form(r->out, &v);
	page_end(r);
}

void get_title_new(struct req *r)
{
	show_form(r);
}

void post_title_new(struct req *r)
{
	struct honour_title *t = record_new(r->arena, &title_record);
	form_read(r, &title_record, t);
	t->unit = union_of_right(r, "title.edit");
	if (t->since > r->today)
		problem_add(&r->problems, "since", "授予日期不能晚于今天。");
	if (t->recheck_by && t->recheck_by <= t->since)
		problem_add(&r->problems, "recheck_by", "下次复核要晚于授予日期。");
	if (r->problems.n) {
		show_form(r);
		answer_status(r, 422);
	} else if (may_or_refuse(r, "title.edit", t->unit) && flow_create(r, &title_flow, t, "登记已有的称号")) {
		see_other_saying(r, link_to(r, "/titles/%lld", (long long)t->id), "已登记。");
	}
}

void get_title(struct req *r)
{
	const struct honour_title *t = r->row;
	struct policy_value days = policy_get(r, "title.event_days", t->unit, r->today);
	struct title_page v = {.r = r, .t = t, .here = link_to(r, "/titles/%lld", (long long)t->id), .unit = unit_name(r->db, r->arena, t->unit),
		.kind = choice_label(sheet_kinds, t->kind), .subject = choice_label(subject_kinds, t->subject), .since = day_cn(r->arena, t->since),
		.recheck = t->state == TITLE_HELD ? day_cn(r->arena, t->recheck_by) : "", .ended = day_cn(r->arena, t->ended_on), .event_rule = policy_source(r->arena, &days),
		.may_report = t->state == TITLE_HELD && t->event != EVENT_OPEN && may(r, "title.report", t->unit),
		.may_keep = t->event == EVENT_OPEN && may_row(r, "title.grant", &title_record, t) && (!t->granter || may(r, "title.grant", t->granter)),
		.late = t->state == TITLE_HELD && t->recheck_by && t->recheck_by < r->today};
	page_begin(r, &(struct page){.title = t->title, .nav = "/titles", .crumbs = {{"称号", "/titles"}}});
	tpl_title_one(r->out, &v);
	page_end(r);
}

/* ---- those of before their measure ---- */

/* What the events of a title add to a measure. */
static int64_t added(struct db *d, struct arena *a, int64_t title, const char *key)
{
	size_t n;
	int64_t sum = 0;
	struct title_counts *c = q_title_counts(d, a, title, &n);
	for (size_t i = 0; i < n; i++)
		for (struct str rest = str_of(c[i].counts); rest.n;) {
			struct str line = str_cut(&rest, '\n');
			int64_t amount = 0;
			if (!str_is(str_cut(&line, ' '), key))
				continue;
			str_cut(&line, ' ');
			str_cut(&line, ' ');
			if (str_int(str_cut(&line, ' '), &amount))
				sum += amount;
		}
	return sum;
}

/* An event that counts what is missing, of the day when the title came in, so that a recount finds the same. */
static void count_older(struct db *d, struct arena *a, const struct titles_older *t)
{
	const char *key = t->kind == KIND_BRAND ? "title.brand" : "title.studio";
	int64_t missing = (t->state == TITLE_HELD) - added(d, a, t->id, key);
	if (!missing)
		return;
	struct event e = {.unit = t->unit, .record = title_record.name, .row_id = t->id, .verb = "figure", .from_state = t->state, .to_state = t->state,
		.counts = arena_printf(a, "%s %lld %d %lld 0\n", key, (long long)t->unit, day_of_instant(t->created_at), (long long)missing)};
	event_append(d, a, clock_now(), &e);
	counts_apply(d, e.counts);
}

/* Studios and brands are counted since later than there are titles. */
void titles_count_older(struct db *d)
{
	enum { AT_ONCE = 500 };
	int64_t after = 0;
	for (size_t n = AT_ONCE; n == AT_ONCE;) {
		struct arena *a = arena_new(64u << 20);
		struct titles_older *t = q_titles_older(d, a, after, AT_ONCE, &n);
		for (size_t i = 0; i < n; i++)
			count_older(d, a, &t[i]);
		after = n ? t[n - 1].id : after;
		arena_free(a);
	}
}
