/*
 * Two registrations of one person are merged and taken apart again. Something hangs on the lost one in every
 * place that a merge knows; after the undo every table of the database is as it was.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/app.h"
#include "kernel/measure.h"
#include "kernel/schema.h"
#include "kernel/writer.h"
#include "kernel/dispatch.h"
#include "modules/merges/inside.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define OTHER_CHAIR "13800000021"
#define IDNO "320602199203150019"

/* ---- the schema, read as text ---- */

struct column {
	char table[40], name[40];
	bool text;
};
enum { FAR_STATE = 99 /* that no regular work looks at */, COLUMNS = 2000, DRAFTED = 900001, RUNNING, FIRST_ID = 880001 };
static struct column columns[COLUMNS];
static int n_columns;

static void read_table(const char *at)
{
	char table[40];
	size_t n = strcspn(at, "(");
	snprintf(table, sizeof(table), "%.*s", (int)n, at);
	for (const char *p = at + n + 1; *p && *p != ')';) {
		while (*p == ' ' || *p == ',' || *p == '\n' || *p == '\t')
			p++;
		size_t name = strcspn(p, " ,)(\n"), depth = 0, end = 0;
		if (strncmp(p, "primary", 7) != 0 && strncmp(p, "unique", 6) != 0 && name && n_columns < COLUMNS) {
			struct column *c = &columns[n_columns++];
			snprintf(c->table, sizeof(c->table), "%s", table);
			snprintf(c->name, sizeof(c->name), "%.*s", (int)name, p);
			c->text = strncmp(p + name, " text", 5) == 0;
		}
		for (; p[end] && (depth || (p[end] != ',' && p[end] != ')')); end++)
			depth += (p[end] == '(') - (p[end] == ')');
		p += end;
	}
}

static void read_schema(struct app *app)
{
	struct buf b = buf_in(app->arena);
	if (n_columns)
		return;
	schema_text(app, &b);
	for (const char *p = buf_text(&b); (p = strstr(p, "create table ")) != NULL;)
		read_table(p += strlen("create table "));
}

static const struct place *place_of(const struct column *c)
{
	const struct place *p = merge_places;
	while (p->table && (strcmp(p->table, c->table) != 0 || strcmp(p->column, c->name) != 0))
		p++;
	return p->table ? p : NULL;
}

/* A column that may name a person: by its name, or because the record says so. */
static bool names_person(struct app *app, const struct column *c)
{
	static const char *const words[] = {"person", "owner", "author", "drafter", "signer", "actor", "assessor", "verifier", "handler", "mention", "leader",
					    "chair", "teller", "asked_by", "decided_by", "by_person"};
	const struct flow *f = flow_of(app, c->table);
	const struct field *field = f ? record_field(f->record, c->name) : NULL;
	if (field && field->kind == KIND_REF)
		return field->ref == &person_record;
	if (c->text || strcmp(c->table, "unit_link") == 0 || strcmp(c->table, "election") == 0)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(c->name, words[i]) == 0)
			return true;
	return false;
}

static const char *every_place_is_known(struct app *app)
{
	struct buf missing = buf_in(app->arena);
	read_schema(app);
	for (int i = 0; i < n_columns; i++)
		if (names_person(app, &columns[i]) && !place_of(&columns[i]))
			buf_printf(&missing, " %s.%s", columns[i].table, columns[i].name);
	if (missing.n)
		return arena_printf(app->arena, "merge_places does not say what happens to%s", buf_text(&missing));
	for (const struct place *p = merge_places; p->table; p++) {
		int at = 0;
		while (at < n_columns && (strcmp(columns[at].table, p->table) != 0 || strcmp(columns[at].name, p->column) != 0))
			at++;
		if (at == n_columns)
			return arena_printf(app->arena, "there is no %s.%s", p->table, p->column);
	}
	return n_columns > 300 ? NULL : "the schema was not read";
}

/* ---- something in every place ---- */

static void plant(struct app *app, const char *table, const char *column, int64_t person, int64_t id)
{
	struct buf names = buf_in(app->arena), values = buf_in(app->arena);
	for (int i = 0; i < n_columns; i++) {
		const struct column *c = &columns[i];
		if (strcmp(c->table, table) != 0)
			continue;
		int64_t v = strcmp(c->name, "id") == 0 || strcmp(c->name, "org") == 0 ? id : strcmp(c->name, "vote") == 0 ? DRAFTED :
			    strcmp(c->name, "subject") == 0 ? 3 : strcmp(c->name, "state") == 0 && column ? FAR_STATE : 1;
		buf_printf(&names, "%s%s", names.n ? ", " : "", c->name);
		if (column && strcmp(c->name, column) == 0)
			v = person;
		if (c->text)
			buf_printf(&values, "%s'x%lld'", values.n ? ", " : "", (long long)id);
		else
			buf_printf(&values, "%s%lld", values.n ? ", " : "", (long long)v);
	}
	db_script(writer_db(app->writer), arena_printf(app->arena, "insert into %s(%s) values (%s)", table, buf_text(&names), buf_text(&values)));
}

static const char *hang_everywhere(struct app *app)
{
	struct db *d = writer_db(app->writer);
	int64_t id = FIRST_ID, lost = scenario_kept("b");
	db_begin(d);
	plant(app, "vote", NULL, 0, DRAFTED);
	for (const struct place *p = merge_places; p->table; p++)
		if (p->kind != PLACE_STAYS)
			plant(app, p->table, p->column, lost, id++);
	db_script(d, arena_printf(app->arena, "insert into proposal_second(proposal, person, invited_on) values (1, %lld, 5)", scenario_kept("a")));
	db_commit(d);
	return NULL;
}

static int64_t count_of(struct app *app, const struct place *p, int64_t person)
{
	struct stmt *s = db_use_text(writer_db(app->writer), arena_printf(app->arena, "select count(*) from %s where %s = $1", p->table, p->column));
	bind_int(s, 1, person);
	int64_t n = db_step(s) ? col_int(s, 0) : 0;
	db_done(s);
	return n;
}

static const char *everything_followed(struct app *app)
{
	int64_t kept = scenario_kept("a"), lost = scenario_kept("b");
	for (const struct place *p = merge_places; p->table; p++) {
		bool both = strcmp(p->table, "proposal_second") == 0 || strcmp(p->table, "vote_roll") == 0; /* of the frozen roll */
		if (p->kind == PLACE_STAYS)
			continue;
		if (count_of(app, p, kept) < 1 || count_of(app, p, lost) != both)
			return arena_printf(app->arena, "%s.%s did not follow", p->table, p->column);
	}
	return NULL;
}

/* ---- the whole database ---- */

/* What grows with every act, or belongs to the merge itself. */
static bool left_out(const char *table)
{
	static const char *const grow[] = {"event", "event_personal", "counter", "counter_delta", "once", "session", "schema_step", "erasure", "due", "person_merge",
					   "merge_was", "merge_moved", "lease", "measure_seen", "search_text"};
	for (size_t i = 0; i < sizeof(grow) / sizeof(grow[0]); i++)
		if (strcmp(table, grow[i]) == 0)
			return true;
	return false;
}

static const char *dump(struct app *app)
{
	struct buf b = buf_in(app->arena);
	read_schema(app);
	for (int i = 0; i < n_columns;) {
		struct buf names = buf_in(app->arena);
		const char *table = columns[i].table;
		int n = 0;
		for (; i < n_columns && strcmp(columns[i].table, table) == 0; i++) {
			bool time = strcmp(table, "search_doc") == 0 && (strcmp(columns[i].name, "id") == 0 || strcmp(columns[i].name, "at") == 0);
			if (strcmp(columns[i].name, "version") == 0 || time)
				continue;
			buf_printf(&names, "%s%s", n++ ? ", " : "", columns[i].name);
		}
		if (left_out(table))
			continue;
		struct stmt *s = db_use_text(writer_db(app->writer), arena_printf(app->arena, "select %s from %s%s order by 1%s", buf_text(&names), table,
			strcmp(table, "message") == 0 ? " where title not in ('你的重复登记已合并', '登记合并已撤销')" : "", n > 1 ? ", 2" : ""));
		while (db_step(s)) {
			buf_printf(&b, "%s:", table);
			for (int k = 0; k < n; k++)
				buf_printf(&b, "|%s", col_text(s, k, app->arena));
			buf_puts(&b, "\n");
		}
		db_done(s);
	}
	return buf_text(&b);
}

static const char *was;

static const char *remember(struct app *app)
{
	was = dump(app);
	return strlen(was) > 1000 ? NULL : "nothing was read";
}

static const char *all_as_before(struct app *app)
{
	const char *now = dump(app);
	size_t i = 0, line = 0;
	while (was[i] && was[i] == now[i])
		line = was[i++] == '\n' ? i : line;
	if (was[i] == now[i])
		return NULL;
	return arena_printf(app->arena, "was: %.*s, is: %.*s", (int)strcspn(was + line, "\n"), was + line, (int)strcspn(now + line, "\n"), now + line);
}

static const char *chain_holds(struct app *app)
{
	struct event_check c = event_verify(app->readers[0], app->arena, NULL, clock_now());
	return c.ok ? NULL : "the chain of events does not verify";
}

static const char *run_script(struct app *app, const char *text)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	db_script(d, text);
	db_commit(d);
	return NULL;
}

static const char *without_membership(struct app *app)
{
	return run_script(app, arena_printf(app->arena, "update member set id = -5 where id = %lld", scenario_kept("a")));
}

static const char *with_membership(struct app *app)
{
	return run_script(app, arena_printf(app->arena, "update member set id = %lld where id = -5", scenario_kept("a")));
}

static const char *made_administrator(struct app *app)
{
	return run_script(app, arena_printf(app->arena, "insert into post(id, unit, version, state, created_by, created_at, person, role, title, since, until) "
		"values (870001, 1, 1, 1, 0, 0, %lld, 8, 'x', 1, 0)", scenario_kept("b")));
}

static const char *no_administrator(struct app *app)
{
	return run_script(app, "delete from post where id = 870001");
}

static const char *on_a_roll(struct app *app)
{
	struct db *d = writer_db(app->writer);
	db_begin(d);
	plant(app, "vote", NULL, 0, RUNNING);
	db_script(d, arena_printf(app->arena, "update vote set state = 3 where id = %d; insert into vote_roll(vote, no, person, name, unit_name) "
		"values (%d, 1, %lld, 'x', 'y')", RUNNING, RUNNING, scenario_kept("b")));
	db_commit(d);
	return NULL;
}

/* Its roll stays as it was, also through the merge. */
static const char *vote_over(struct app *app)
{
	return run_script(app, arena_printf(app->arena, "update vote set state = 7 where id = %d", RUNNING));
}

/* Merges the two with the lost one in this state, and takes it back. */
static const char *there_and_back(struct app *app, struct db *d, int64_t member_state, int64_t person_state)
{
	struct twins p;
	int64_t id = 0, lost = scenario_kept("b");
	db_script(d, arena_printf(app->arena, "update member set state = %lld where id = %lld; update person set state = %lld where id = %lld",
				  (long long)member_state, (long long)lost, (long long)person_state, (long long)lost));
	struct req *r = system_request(app, d, app->arena);
	if (!twins_load(r, scenario_kept("a"), lost, &p) || !merge_apply(r, &p, "核对", &id) ||
	    !flow_move_row(r, &person_merge_flow, record_load(d, app->arena, &person_merge_record, id), "undo", "试"))
		return arena_printf(app->arena, "state %lld: refused", (long long)member_state);
	const struct member *m = record_load(d, app->arena, &member_record, lost);
	const struct person_row *q = record_load(d, app->arena, &person_record, lost);
	return m->state == member_state && q->state == person_state ? NULL :
		arena_printf(app->arena, "states %lld and %lld came back as %lld and %lld", (long long)member_state, (long long)person_state,
			     (long long)m->state, (long long)q->state);
}

static const char *back_from_every_state(struct app *app)
{
	struct db *d = writer_db(app->writer);
	const char *why = NULL;
	db_begin(d);
	for (int64_t s = MEMBER_AWAY; s >= MEMBER_APPLIED && !why; s--)
		why = there_and_back(app, d, s, s % 2 ? PERSON_ACTIVE : PERSON_LEFT);
	if (!why)
		why = there_and_back(app, d, MEMBER_ACTIVE, PERSON_ACTIVE);
	event_seal(d, app->arena);
	db_commit(d);
	return why;
}

static const char *members_at(struct app *app, int64_t plant_wanted, int64_t port_wanted)
{
	struct db *d = writer_db(app->writer);
	int64_t plant_has = measure_value(d, "member.total", 10, 0, 0), port_has = measure_value(d, "member.total", 11, 0, 0);
	return plant_has == plant_wanted && port_has == port_wanted ? NULL :
		arena_printf(app->arena, "the plant has %lld, the port %lld", (long long)plant_has, (long long)port_has);
}

static const char *recount_agrees(struct app *app)
{
	const char *report = "";
	return counter_recount(writer_db(app->writer), app->arena, &report, false) ? report : NULL;
}

static const char *one_at_the_port(struct app *app) { return members_at(app, 0, 1); }
static const char *one_at_each(struct app *app) { return members_at(app, 1, 1); }

#define SIDES "/people/{a}/merge/{b}"
#define VERSIONS "seen={ka}.{kb}.{ma}.{mb}"

static const struct step steps[] = {
	{"every column that names a person has its place", .check = every_place_is_known},
	{"no duplicates yet", .as = FEDERATION, .get = "/members/doubles", .want = 200, .sees = "没有重复的登记"},
	{"nor merges", .as = FEDERATION, .get = "/merges", .want = 200, .sees = "还没有合并过"},
	{"a cadre does not merge", .as = CADRE, .get = "/members/doubles", .want = 403},
	/* one person, registered twice */
	{"a worker of the plant", .as = CADRE, .post = "/people", .form = "name=样例双登&unit=105&staff_no=K1&title=值班员&idno=" IDNO "&mobile=13911110001", .want = 303},
	{"by number", .sql = "select id from person where staff_no = 'K1'", .keep = "a"},
	{"becomes a member", .as = CADRE, .post = "/members", .form = "person={a}&name=样例双登&unit=105&staff_no=K1&title=值班员&id_type=1&idno=" IDNO "&education=20&politics=13&joined_on=2015-05-01&address=样例路九号&transferred=1", .want = 303},
	{"and leaves", .as = CADRE, .post = "/person/{a}/do/leave", .form = "reason=离职", .want = 303},
	{"the port registers him again", .as = OTHER_CHAIR, .post = "/people", .form = "name=样例双登&unit=11&staff_no=P7&title=调度员&idno=" IDNO "&mobile=13911110002", .want = 303},
	{"with a number", .sql = "select id from person where staff_no = 'P7'", .keep = "b"},
	{"and by another paper as a member", .as = OTHER_CHAIR, .post = "/members", .form = "person={b}&name=样例双登&unit=11&staff_no=P7&title=调度员&id_type=6&idno=" IDNO "&education=30&skill=3&joined_on=2012-03-01&address=港区样例街二号&transferred=1", .want = 303},
	/* who sees it */
	{"the plant's chair sees that there is one elsewhere", .as = CHAIR, .get = "/members/doubles", .want = 200, .sees = "在你管理范围以外的单位", .sees_not = "调度员"},
	{"and not where", .as = CHAIR, .get = "/members/doubles", .want = 200, .sees_not = "/merge/{b}"},
	{"nor the two beside each other", .as = CHAIR, .get = SIDES, .want = 403},
	{"the federation sees both", .as = FEDERATION, .get = "/members/doubles", .want = 200, .sees = SIDES},
	{"the number only masked", .as = FEDERATION, .get = "/members/doubles", .want = 200, .sees_not = IDNO},
	{"and beside each other", .as = FEDERATION, .get = SIDES, .want = 200, .sees = "调度员"},
	{"differences are marked", .as = FEDERATION, .get = SIDES, .want = 200, .sees = "<span class=\"tag\">不同</span>"},
	{"mobiles are masked", .as = FEDERATION, .get = SIDES, .want = 200, .sees = "139****0002", .sees_not = "13911110002"},
	{"addresses stay sealed", .as = FEDERATION, .get = SIDES, .want = 200, .sees_not = "样例街"},
	{"a worker sees nothing", .as = WORKER, .get = SIDES, .want = 403},
	{"two people who are not the same are not merged", .as = FEDERATION, .get = "/people/{a}/merge/1007", .want = 200, .sees = "不能认定是同一个人"},
	{"nor by a posted form", .as = FEDERATION, .post = "/people/{a}/merge/1007", .form = "reason=x", .want = 409, .sees = "不能认定"},
	{"the other way round, he who has the membership is the one to keep", .check = without_membership},
	{"as the page says", .as = FEDERATION, .get = SIDES, .want = 200, .sees = "会籍在另一条上"},
	{"with both there", .check = with_membership},
	{"nobody with himself", .as = FEDERATION, .get = "/people/{a}/merge/{a}", .want = 404},
	{"of whom the frozen roll of a vote has a line", .check = on_a_roll},
	{"he is not merged while it runs", .as = FEDERATION, .get = SIDES, .want = 200, .sees = "名册已经冻结"},
	{"nor by a posted form", .as = FEDERATION, .post = SIDES, .form = "reason=x", .want = 409, .sees = "名册已经冻结"},
	{"when it has ended", .check = vote_over},
	{"who holds an administrator's post is not merged away", .check = made_administrator},
	{"before that is ended", .as = FEDERATION, .get = SIDES, .want = 200, .sees = "任着管理员"},
	{"then there is nothing against it", .check = no_administrator},
	{"a transfer that is under way", .as = OTHER_CHAIR, .post = "/members/{b}/out", .form = "to=LJ03&reason=调动", .want = 303},
	{"is ended first", .as = FEDERATION, .get = SIDES, .want = 200, .sees = "正在转会"},
	{"called back", .as = OTHER_CHAIR, .post = "/members/{b}/out", .form = "recall=1", .want = 303},
	/* merging */
	{"something hangs on him in every place", .check = hang_everywhere},
	{"everything is remembered", .settle = 1, .check = remember},
	{"versions", .sql = "select version from person where id = {a}", .keep = "ka"},
	{"of both", .sql = "select version from person where id = {b}", .keep = "kb"},
	{"and of their memberships", .sql = "select version from member where id = {a}", .keep = "ma"},
	{"both", .sql = "select version from member where id = {b}", .keep = "mb"},
	{"not without a reason", .as = FEDERATION, .post = SIDES, .form = VERSIONS "&f_title=2", .want = 422, .sees = "怎样认定"},
	{"and the choice stays", .as = FEDERATION, .post = SIDES, .form = VERSIONS "&f_title=2", .want = 422, .sees = "name=\"f_title\" value=\"2\" checked"},
	{"not over a change that was not seen", .as = FEDERATION, .post = SIDES, .form = "seen=1.1.1.1&reason=核对原件", .want = 422, .sees = "刚被改动过"},
	{"the chair of one of both may not", .as = CHAIR, .post = SIDES, .form = VERSIONS "&reason=核对原件", .want = 403},
	{"the federation merges", .as = FEDERATION, .post = SIDES, .form = VERSIONS "&reason=核对身份证原件&f_unit=2&f_title=2&f_staff_no=2&f_mobile=2&f_education=1&f_skill=2&f_joined_on=2&f_address=2&f_id_type=1", .want = 303, .keep = "g"},
	{"what was chosen stands", .sql = "select p.unit || p.title || p.staff_no || p.mobile_mask || ' ' || p.state from person p where p.id = {a}", .is = "11调度员P7139****0002 1"},
	{"in the membership too", .sql = "select unit || ' ' || education || ' ' || skill || ' ' || joined_on from member where id = {a}", .is = "11 20 3 15400"},
	{"he is found by his number", .as = OTHER_CHAIR, .post = "/members/find", .form = "q=" IDNO, .want = 200, .sees = "/members/{a}", .sees_not = "/members/{b}"},
	{"the new address opens where it stands now", .as = OTHER_CHAIR, .post = "/members/{a}/reveal", .form = "field=address&reason=核对慰问名单", .want = 200, .sees = "港区样例街二号"},
	{"the lost one holds no number", .sql = "select idno_hash || mobile_hash || staff_no || idno_mask || ' ' || state from person where id = {b}", .is = " 3"},
	{"and counts for nothing", .sql = "select state from member where id = {b}", .is = "10"},
	{"the port counts one member, the plant none", .check = one_at_the_port},
	{"everything that hung on him has followed", .check = everything_followed},
	{"an old link to the person leads on", .as = OTHER_CHAIR, .get = "/people/{b}", .want = 303, .to = "/people/{b}/merged"},
	{"to the kept one", .as = OTHER_CHAIR, .get = "/people/{b}/merged", .want = 303, .to = "/people/{a}$"},
	{"so does one to the member", .as = OTHER_CHAIR, .get = "/members/{b}", .want = 303, .to = "/people/{b}/merged?member=1"},
	{"to the kept membership", .as = OTHER_CHAIR, .get = "/people/{b}/merged?member=1", .want = 303, .to = "/members/{a}$"},
	{"nobody else was merged", .as = CHAIR, .get = "/people/1007/merged", .want = 404},
	{"it is no duplicate any more", .as = FEDERATION, .get = "/members/doubles", .want = 200, .sees = "没有重复的登记"},
	{"the merge is listed", .as = FEDERATION, .get = "/merges", .want = 200, .sees = "核对身份证原件"},
	{"with its page", .as = FEDERATION, .get = "/merges/{g}", .want = 200, .sees = "2024年3月31日及以前可以撤销"},
	{"that does not say what hangs on him", .as = FEDERATION, .get = "/merges/{g}", .want = 200, .sees_not = "appeal.author"},
	{"the event names no numbers", .sql = "select count(*) from event_personal where value like '%13911110002%' or value like '%" IDNO "%'", .is = "0"},
	{"nor does what is kept for the undo", .sql = "select count(*) from merge_was where sealed like '%样例%' or sealed like '%139111%'", .is = "0"},
	{"he is told, and until when it can be mended", .sql = "select title || body from message where person = {a} and title like '%合并%'", .is = "你的重复登记已合并你在两处的登记合成了一份。有误请在2024年3月31日以前告诉本单位工会，可以恢复原样。"},
	{"the chain verifies", .settle = 1, .check = chain_holds},
	/* taking it back */
	{"the chair of the plant may not undo", .as = CHAIR, .post = "/person_merge/{g}/do/undo", .form = "reason=认错", .want = 409, .sees = "请由上级工会撤销"},
	{"an undo wants a reason", .as = FEDERATION, .post = "/person_merge/{g}/do/undo", .want = 422, .sees = "理由"},
	{"it is taken back", .as = FEDERATION, .post = "/person_merge/{g}/do/undo", .form = "reason=认错了人&_back=/merges/{g}", .want = 303, .to = "/merges/{g}"},
	{"every table is as it was", .settle = 1, .check = all_as_before},
	{"figures too", .check = one_at_each},
	{"he signs nothing twice", .as = FEDERATION, .post = "/person_merge/{g}/do/undo", .form = "reason=再撤", .want = 409},
	{"both are duplicates again", .as = FEDERATION, .get = "/members/doubles", .want = 200, .sees = SIDES},
	{"the lost address opens where it stood", .as = OTHER_CHAIR, .post = "/members/{b}/reveal", .form = "field=address&reason=核对慰问名单", .want = 200, .sees = "港区样例街二号"},
	{"and the mobile", .as = OTHER_CHAIR, .post = "/people/{b}/reveal", .form = "field=mobile&reason=核对慰问名单", .want = 200, .sees = "13911110002"},
	{"whatever the states were, they come back", .check = back_from_every_state},
	{"every table is still as it was", .check = all_as_before},
	{"figures counted anew from the events are the same", .check = recount_agrees},
	/* once more, and what is changed meanwhile stays */
	{"version of the kept", .sql = "select version from person where id = {a}", .keep = "ka"},
	{"of the lost", .sql = "select version from person where id = {b}", .keep = "kb"},
	{"of its membership", .sql = "select version from member where id = {a}", .keep = "ma"},
	{"and the lost one's", .sql = "select version from member where id = {b}", .keep = "mb"},
	{"merged again", .as = FEDERATION, .post = SIDES, .form = VERSIONS "&reason=复核无误&f_unit=2&f_staff_no=2", .want = 303, .keep = "h"},
	{"the kept one is changed afterwards", .as = OTHER_CHAIR, .post = "/people/{a}", .form = "name=样例双登&unit=11&staff_no=P7&title=班长", .want = 303},
	{"somebody takes the number that was given up", .as = OTHER_CHAIR, .post = "/people", .form = "name=样例后来&unit=11&mobile=13911110002", .want = 303},
	{"then it cannot be taken back yet", .as = FEDERATION, .post = "/person_merge/{h}/do/undo", .form = "reason=认错", .want = 409, .sees = "手机号已登记给别人"},
	{"until that is mended", .as = OTHER_CHAIR, .get = "/people?unit=11", .want = 200, .sees = "样例后来"},
	{"after the days it is over", .now = "2024-04-01", .settle = 1, .sql = "select state from person_merge where id = {h}", .is = "3"},
	{"nothing is kept for an undo", .sql = "select (select count(*) from merge_was where merge = {h}) + (select count(*) from merge_moved where merge = {h})", .is = "0"},
	{"the lost row holds nobody any more", .sql = "select name || title from person where id = {b}", .is = "（已删除）"},
	{"nor does its membership", .sql = "select name || idno_mask || education from member where id = {b}", .is = "（已删除）0"},
	{"the link still leads on", .as = OTHER_CHAIR, .get = "/people/{b}/merged", .want = 303, .to = "/people/{a}$"},
	{"the kept one is there", .as = OTHER_CHAIR, .get = "/members/{a}", .want = 200, .sees = "样例双登"},
	{"and it cannot be undone", .as = FEDERATION, .post = "/person_merge/{h}/do/undo", .form = "reason=认错", .want = 409},
	{"the chain still verifies", .settle = 1, .check = chain_holds},
	/* alike, without a number that says so */
	{"nobody is alike", .as = FEDERATION, .get = "/members/alike", .want = 200, .sees = "没有可能重复的登记"},
	{"a cadre is not told", .as = CADRE, .get = "/members/alike", .want = 403},
	{"somebody with a mobile", .as = CADRE, .post = "/people", .form = "name=样例同名&unit=105&staff_no=L1&mobile=13911112222", .want = 303},
	{"the same name at the port, with the same last digits", .as = OTHER_CHAIR, .post = "/people", .form = "name=样例同名&unit=11&staff_no=L2&mobile=13811112222", .want = 303},
	{"another name with them", .as = CADRE, .post = "/people", .form = "name=样例异名&unit=105&staff_no=L3&mobile=13711112222", .want = 303},
	{"the first", .sql = "select id from person where staff_no = 'L1'", .keep = "l1"},
	{"the second", .sql = "select id from person where staff_no = 'L2'", .keep = "l2"},
	{"one pair, named from both sides", .sql = "select count(*) || ' ' || min(why) from person_alike where apart = 0", .is = "2 1"},
	{"the federation sees why", .as = FEDERATION, .get = "/members/alike", .want = 200, .sees = "姓名相同，手机号后四位相同"},
	{"the plant's chair not where the other is", .as = CHAIR, .get = "/members/alike", .want = 200, .sees = "在你管理范围以外的单位", .sees_not = "/people/{l2}"},
	{"in a tree of many units", .check = scenario_many_units},
	{"the federation sees it the same", .as = FEDERATION, .get = "/members/alike", .want = 200, .sees = "姓名相同，手机号后四位相同"},
	{"once", .as = FEDERATION, .get = "/members/alike?after={l1}&other={l2}", .want = 200, .sees = "没有可能重复的登记"},
	{"the chair as little", .as = CHAIR, .get = "/members/alike", .want = 200, .sees = "在你管理范围以外的单位", .sees_not = "/people/{l2}"},
	{"in a tree of few", .check = scenario_few_units},
	{"nor may he say it is somebody else", .as = CHAIR, .post = "/people/{l1}/apart/{l2}", .want = 404, .sees = "没有这两条可能重复的登记"},
	{"which he hears of anybody elsewhere who is no pair", .as = CHAIR, .post = "/people/{l1}/apart/1012", .want = 404, .sees = "没有这两条可能重复的登记"},
	{"and of nobody", .as = CHAIR, .post = "/people/{l1}/apart/999999", .want = 404, .sees = "没有这两条可能重复的登记"},
	{"they are a pair still", .sql = "select count(*) from person_alike where apart = 0", .is = "2"},
	{"they are not merged without equal numbers", .as = FEDERATION, .get = "/people/{l1}/merge/{l2}", .want = 200, .sees = "不能认定是同一个人", .sees_not = "合并成一条</button>"},
	{"a number on one side keeps the guess", .as = CADRE, .post = "/people/{l1}", .form = "name=样例同名&unit=105&staff_no=L1&idno=320602199203150043&_version=1", .want = 303},
	{"as before", .sql = "select count(*) from person_alike where apart = 0", .is = "2"},
	{"two people, the federation says", .as = FEDERATION, .post = "/people/{l1}/apart/{l2}", .want = 303},
	{"it is not asked again", .as = FEDERATION, .get = "/members/alike", .want = 200, .sees = "没有可能重复的登记"},
	{"nor twice", .as = FEDERATION, .post = "/people/{l1}/apart/{l2}", .want = 404},
	{"not even when one is written", .as = CADRE, .post = "/people/{l1}", .form = "name=样例同名&unit=105&staff_no=L1&title=值班员&_version=2", .want = 303},
	{"as it was said", .as = FEDERATION, .get = "/members/alike", .want = 200, .sees = "没有可能重复的登记"},
	{"two of one unit with one birthday", .sql = "select count(*) from member where unit = 107", .is = "0"},
	{"one", .as = CADRE, .post = "/members", .form = "name=样例生日&unit=107&id_type=5&idno=E12345678&birth=1990-05-05&sex=1&transferred=1", .want = 303},
	{"and one more, by another paper", .as = CADRE, .post = "/members", .form = "name=样例生日&unit=107&id_type=2&idno=H12345678&birth=1990-05-05&sex=1&transferred=1", .want = 303},
	{"are a pair", .as = CHAIR, .get = "/members/alike", .want = 200, .sees = "姓名、出生日期、单位都相同"},
	{"three, with one of the same paper", .as = CADRE, .post = "/members", .form = "name=样例生日&unit=107&id_type=2&idno=H87654321&birth=1990-05-05&sex=1&transferred=1", .want = 303},
	{"whose other number is known: two pairs", .sql = "select count(*) from person_alike where apart = 0 and why = 2", .is = "4"},
	{"the sheet of a worker has none of it", .as = WORKER, .get = "/members/alike", .want = 403},
};

int main(void)
{
	return scenario("merges", steps, sizeof(steps) / sizeof(steps[0]));
}
