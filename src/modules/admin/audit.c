/* For the audit administrator: who did what kind of thing when; never what it said. */
#include <string.h>

#include "admin.html.h"
#include "kernel/app.h"
#include "kernel/event.h"
#include "kernel/flow.h"
#include "kernel/unit.h"
#include "modules/accounts/accounts.h"
#include "modules/admin/admin.h"
#include "modules/admin/admin_view.h"
#include "units.sql.h"

enum { ROWS = 50, LOOKED_AT = 5000 };

/* What has events and no flow. */
static const struct fact flowless[] = {{"账号", "account"}, {"规则数值", "policy"}, {"隶属关系", "unit_parent"}};
enum { FLOWLESS = sizeof(flowless) / sizeof(flowless[0]) };

const char *audit_record_label(const struct app *app, const char *record)
{
	const struct flow *f = flow_of(app, record);
	for (size_t i = 0; !f && i < FLOWLESS; i++)
		if (strcmp(record, flowless[i].value) == 0)
			return flowless[i].label;
	return f ? f->record->label : record;
}

static const char *event_label(struct req *r, const char *record, const char *verb)
{
	return strcmp(record, "account") == 0 ? account_verb(verb) : verb_label(flow_of(r->app, record), verb);
}

/* The newest 5,000 that fit actor or unit, by index; of those, what fits the rest. */
static struct stmt *ask(struct req *r, const struct audit_page *v, int64_t unit, day from, day to)
{
	struct buf b = buf_in(r->arena);
	int64_t before = query_int(r, "before");
	buf_puts(&b, "select id, coalesce(seal, 0), recorded_at, actor, unit, record, row_id, verb from (select * from event where id < $1");
	buf_puts(&b, v->actor ? " and actor = $2" : unit ? " and unit = $2" : " and $2 = 0");
	buf_printf(&b, " order by id desc limit %d) e where ($3 = '' or record = $3) and ($4 = 0 or recorded_at >= $4)"
		       " and ($5 = 0 or recorded_at < $5) order by id desc limit %d", LOOKED_AT, ROWS + 1);
	struct stmt *s = db_use_text(r->db, buf_text(&b));
	bind_int(s, 1, before ? before : INT64_MAX);
	bind_int(s, 2, v->actor ? v->actor : unit);
	bind_text(s, 3, v->record);
	bind_int(s, 4, from ? instant_of_day(from) : 0);
	bind_int(s, 5, to ? instant_of_day(to + 1) : 0);
	return s;
}

static struct audit_line line_of(struct req *r, struct stmt *s)
{
	int64_t seal = col_int(s, 1), actor = col_int(s, 3);
	const char *record = col_text(s, 5, r->arena);
	return (struct audit_line){
		.seal = seal ? "已封存" : "待封存", /* its number would place what is anonymous between two moments */
		.when = instant_cn(r->arena, col_int(s, 2)), .actor_id = actor, .row = col_int(s, 6),
		.actor = actor ? record_title(r->db, r->arena, &person_record, actor) : "系统",
		.unit = unit_name(r->db, r->arena, col_int(s, 4)), .record = audit_record_label(r->app, record),
		.verb = event_label(r, record, col_text(s, 7, r->arena))};
}

static void fill_records(struct req *r, struct audit_page *v)
{
	size_t n = FLOWLESS;
	EACH_MODULE(r->app, m)
		for (const struct flow *const *f = m->flows; f && *f; f++)
			n++;
	v->records = NEW_N(r->arena, struct fact, n);
	memcpy(v->records, flowless, sizeof(flowless));
	v->n_records = FLOWLESS;
	EACH_MODULE(r->app, m)
		for (const struct flow *const *f = m->flows; f && *f; f++)
			v->records[v->n_records++] = (struct fact){(*f)->record->label, (*f)->record->name};
}

void get_audit(struct req *r)
{
	struct audit_page v = {.record = query_get(r, "record"), .code = query_get(r, "code"), .from = query_get(r, "from"),
			       .to = query_get(r, "to"), .actor = query_int(r, "actor")};
	struct unit_by_code unit = {0};
	struct event_head head = event_head(r->db, r->arena);
	day from = 0, to = 0;
	int64_t last = 0;
	v.sealed = head.seal;
	v.head = head.hash;
	v.rows = NEW_N(r->arena, struct audit_line, ROWS);
	day_parse(str_of(v.from), &from);
	day_parse(str_of(v.to), &to);
	if (*v.code && !q_unit_by_code(r->db, r->arena, v.code, &unit))
		unit.id = -1;
	struct stmt *s = ask(r, &v, unit.id, from, to);
	while (db_step(s)) {
		if (v.n == ROWS) {
			v.next = link_to(r, "/admin/audit?record=%s&code=%s&from=%s&to=%s&actor=%lld&before=%lld", v.record, v.code,
					 v.from, v.to, (long long)v.actor, (long long)last);
			break;
		}
		last = col_int(s, 0);
		v.rows[v.n++] = line_of(r, s);
	}
	db_done(s);
	fill_records(r, &v);
	page_begin(r, &(struct page){.title = "审计日志", .nav = "/admin/audit"});
	tpl_admin_audit(r->out, &v);
	page_end(r);
}

void get_audit_verify(struct req *r)
{
	struct event_check c = event_verify(r->db, r->arena, NULL, r->now);
	page_begin(r, &(struct page){.title = "核对事件链", .nav = "/admin/audit", .crumbs = {{"审计日志", "/admin/audit"}}});
	tpl_admin_verify(r->out, c.ok, c.sealed, c.bad, c.what, c.head.hash);
	page_end(r);
}
