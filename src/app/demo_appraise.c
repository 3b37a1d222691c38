/* Sample teams, an appraisal that ended in titles, exhibitions that are judged and voted on, small homes, a notice that runs. */
#include "app/demo_year.h"
#include "kernel/unit.h"
#include "modules/appraisals/inside.h"
#include "modules/teams/teams.h"

enum { PLANT = 10, PLANT_CHAIR = 1003, PLANT_CADRE = 1004, FEDERATION = 1001, FEDERATION_CHAIR = 1002, HANDLER = 1005, REP = 1006 };
enum { HARMONY = 12, TEAMS = 40, CALLED = 38, ENTERED = 35, VISITED = 26, CONCLUDED = 24, SHOW = 10, RESULTS = 9, VOTED = 7, MARKED = 6, SHOWN = 2 };

static struct {
	int64_t home, entry, show, team, shown, harmony, results;
} made;

static void add_teams(struct year *y)
{
	static const struct team teams[] = {
		{.name = "样例运行一值", .kind = 1, .leader = REP, .place = 105, .members = 14}, {.name = "样例运行二值", .kind = 1, .place = 106, .members = 13},
		{.name = "样例汽机班", .kind = 2, .place = 107, .members = 9},
	};
	for (size_t i = 0; i < sizeof(teams) / sizeof(teams[0]); i++) {
		struct req *r = year_as(y, PLANT_CADRE);
		struct team *t = record_new(r->arena, &team_record);
		t->unit = PLANT;
		t->name = teams[i].name;
		t->kind = teams[i].kind;
		t->leader = teams[i].leader;
		t->place = teams[i].place;
		t->members = teams[i].members;
		year_must(r, flow_create(r, &team_flow, t, ""), "a team");
		if (!i)
			made.team = t->id;
	}
}

static const struct sample_sheet *sample(int64_t kind)
{
	const struct sample_sheet *x = sample_sheets;
	while (x->key && x->kind != kind)
		x++;
	return x;
}

static const struct sample_sheet *sample_named(const char *key)
{
	const struct sample_sheet *x = sample_sheets;
	while (x->key && !text_is(x->key, key))
		x++;
	return x;
}

/* A sheet from the samples in use, and a campaign with it that is open. */
static int64_t call_by(struct year *y, int64_t person, int64_t unit, const struct sample_sheet *x, const char *title, day closes)
{
	struct req *r = year_as(y, person);
	int64_t sheet = sheet_from_sample(r, unit, x);
	year_must(r, sheet && flow_move(r, &sheet_flow, sheet, 0, "use", "", NULL), "a sheet");
	struct appraisal *p = record_new(r->arena, &appraisal_record);
	p->unit = unit;
	p->title = title;
	p->sheet = sheet;
	p->kind = x->kind;
	p->opens = r->today;
	p->closes = closes;
	p->call = "样例：请按标准自评，附佐证，在截止前提交。";
	p->contact = "样例工会办公室，0513-85000000";
	year_must(r, flow_create(r, &appraisal_flow, p, ""), "a campaign");
	year_must(r, flow_move(r, &appraisal_flow, p->id, 0, "open", "", NULL), "its opening");
	return p->id;
}

static int64_t call(struct year *y, int64_t person, int64_t unit, int64_t kind, const char *title, day closes)
{
	return call_by(y, person, unit, sample(kind), title, closes);
}

/* Each item at so many per cent of its weight; nothing seen that vetoes. */
static int64_t claim_of(const struct criterion *c, int64_t percent)
{
	return c->type == ITEM_VETO ? 0 : c->type == ITEM_YES ? c->weight * POINT : c->weight * percent;
}

static int64_t enter(struct year *y, int64_t person, int64_t campaign, int64_t subject, int64_t subject_id, int64_t unit, const char *name)
{
	struct req *r = year_as(y, person);
	const struct appraisal *p = record_load(y->db, r->arena, &appraisal_record, campaign);
	struct appraisal_entry *e = record_new(r->arena, &entry_record);
	size_t n;
	e->unit = unit;
	e->appraisal = campaign;
	e->organiser = p->unit;
	e->sheet = p->sheet;
	e->subject = subject;
	e->subject_id = subject_id;
	e->name = name;
	e->statement = "样例：对照标准逐项开展，材料附后。";
	year_must(r, flow_create(r, &entry_flow, e, ""), "an entry");
	struct criterion *c = q_criteria_of(y->db, r->arena, p->sheet, &n);
	for (size_t i = 0; i < n; i++)
		if (criterion_by_people(&c[i]))
			q_answer_put(y->db, e->id, c[i].id, claim_of(&c[i], 95), "样例说明");
	year_must(r, flow_move(r, &entry_flow, e->id, 0, "submit", "", NULL), "its submission");
	return e->id;
}

static void marks(struct year *y, struct req *r, int64_t entry, int64_t person, int64_t percent)
{
	const struct appraisal_entry *e = record_load(y->db, r->arena, &entry_record, entry);
	size_t n;
	struct criterion *c = q_criteria_of(y->db, r->arena, e->sheet, &n);
	for (size_t i = 0; i < n; i++)
		if (criterion_by_people(&c[i]))
			q_mark_put(y->db, entry, c[i].id, person, claim_of(&c[i], percent), "");
}

static void visit(struct year *y, int64_t person, int64_t entry, int64_t percent)
{
	struct req *r = year_as(y, person);
	struct appraisal_entry *e = record_load(y->db, r->arena, &entry_record, entry);
	e->site = "样例：到现场看了阵地和台账，与职工座谈，情况属实。";
	e->verifier = person;
	e->verified_on = r->today;
	year_must(r, flow_move_row(r, &entry_flow, e, "verify", ""), "a visit");
	if (percent)
		marks(y, r, entry, person, percent);
}

/* Shown together with what else of the campaign reached a level. */
static void show(struct year *y, int64_t person, int64_t campaign)
{
	struct req *r = year_as(y, person);
	size_t n;
	struct entries_of *e = q_entries_of(y->db, r->arena, campaign, 0, 0, 500, &n);
	for (size_t i = 0; i < n; i++)
		year_form(r, arena_printf(r->arena, "e%lld", (long long)e[i].id), "1");
	r->row = record_load(y->db, r->arena, &appraisal_record, campaign);
	post_appraisal_publish(r);
	year_made(r, "a notice");
}

/* The day after its last one the notice closes; then the title is granted. */
static void grant_when_over(struct year *y)
{
	struct req *r = year_as(y, FEDERATION_CHAIR);
	const struct appraisal_entry *e = made.entry ? record_load(y->db, r->arena, &entry_record, made.entry) : NULL;
	if (!e || e->state != ENTRY_PUBLISHED)
		return;
	struct notice *n = record_load(y->db, r->arena, &notice_record, e->notice);
	if (n->ends >= r->today)
		return;
	year_must(r, appraisal_as_system(r, &notice_flow, n, "end", ""), "the end of a notice");
	year_must(r, flow_move(r, &entry_flow, made.entry, 0, "grant", "", NULL), "a title");
	year_must(r, flow_move(r, &appraisal_flow, made.home, 0, "shut", "", NULL), "the end of a window");
}

static void exhibition(struct year *y)
{
	made.show = call(y, PLANT_CHAIR, PLANT, KIND_EXHIBITION, "样例：班组展示", y->now + 20);
	q_assessor_add(y->db, made.show, HANDLER);
	q_assessor_add(y->db, made.show, REP);
	made.shown = enter(y, PLANT_CADRE, made.show, SUBJECT_TEAM, made.team, PLANT, "样例运行一值");
}

/* Results of the plant that its workers vote on, and a campaign for small homes that waits for its branches. */
static void results(struct year *y)
{
	static const char *const names[] = {"样例：循环水泵节能改造", "样例：汽机检修操作法", "样例：安全工器具定置管理"};
	call(y, PLANT_CHAIR, PLANT, KIND_SMALL_HOME, "样例：职工小家评选", y->now + 30);
	made.results = call_by(y, PLANT_CHAIR, PLANT, sample_named("achievement"), "样例：创新成果展示", y->now + 1);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		enter(y, PLANT_CADRE, made.results, SUBJECT_RESULT, 0, PLANT, names[i]);
}

static void voted(struct year *y)
{
	struct req *r = year_as(y, PLANT_CHAIR);
	if (((struct appraisal *)record_load(y->db, r->arena, &appraisal_record, made.results))->state == APPRAISAL_OPEN)
		year_must(r, flow_move(r, &appraisal_flow, made.results, 0, "shut", "", NULL), "the end of a window");
	r->row = record_load(y->db, r->arena, &appraisal_record, made.results);
	year_form(r, "picks", "2");
	year_form(r, "until", day_iso(r->arena, y->today + 10));
	post_audience_open(r);
	year_made(r, "a vote of the audience");
}

static void own_notice(struct year *y)
{
	static const struct notice_col cols[] = {{"姓名", true}, {"单位", false}, {"说明", false}};
	static const char *const cells[] = {"样例孟庆", "运行一值", "年度优秀工会积极分子", "样例赵工", "运行一值", "年度优秀工会积极分子"};
	struct req *r = year_as(y, PLANT_CADRE);
	struct notice_ask ask = {.unit = PLANT, .title = "样例：优秀工会积极分子公示", .intro = "经各分工会推荐、委员会讨论，拟表彰下列同志，现予公示。",
		.cols = cols, .n_cols = 3, .n_rows = 2, .cells = cells, .place = "厂门口公示栏", .contact = "样例工会办公室，0513-85000000"};
	year_must(r, notice_open(r, &ask) != 0, "a notice");
}

void demo_appraise_day(struct year *y)
{
	int back = (int)(y->today - y->now);
	struct req *r;
	grant_when_over(y);
	switch (back) {
	case HARMONY: made.harmony = call(y, FEDERATION, 1, KIND_HARMONY, "样例：和谐劳动关系企业创建", y->now + 30); break;
	case TEAMS: add_teams(y); break;
	case CALLED: made.home = call(y, FEDERATION, 1, KIND_PIONEER_TEAM, "样例：年度工人先锋号评选", y->now + 10); break;
	case ENTERED: made.entry = enter(y, PLANT_CADRE, made.home, SUBJECT_TEAM, made.team, PLANT, "样例运行一值"); break;
	case VISITED: visit(y, FEDERATION, made.entry, 94); break;
	case CONCLUDED:
		r = year_as(y, FEDERATION);
		year_must(r, flow_move(r, &entry_flow, made.entry, 0, "conclude", "", NULL), "a result");
		show(y, FEDERATION, made.home);
		break;
	case SHOW: exhibition(y); break;
	case RESULTS: results(y); break;
	case VOTED: voted(y); break;
	case MARKED:
		visit(y, PLANT_CHAIR, made.shown, 0);
		marks(y, year_as(y, HANDLER), made.shown, HANDLER, 91);
		break;
	case SHOWN: own_notice(y); break;
	default: break;
	}
}

/* Firms that are called harmonious: one entered, one named years ago. Once the unions have their cards. */
void demo_harmony(struct year *y)
{
	size_t n;
	const char *path = unit_path(y->db, y->arena, PLANT);
	struct appraisal_firms *f = q_appraisal_firms(y->db, y->arena, path, path_end(y->arena, path), &n);
	if (!n || !made.harmony)
		return;
	enter(y, PLANT_CADRE, made.harmony, SUBJECT_FIRM, f[0].id, PLANT, f[0].name);
	struct req *r = year_as(y, PLANT_CADRE);
	struct honour_title *t = record_new(r->arena, &title_record);
	t->unit = PLANT;
	t->title = "样例：临江市和谐劳动关系企业";
	t->holder = f[0].name;
	t->kind = KIND_HARMONY;
	t->subject = SUBJECT_FIRM;
	t->subject_id = f[0].id;
	t->level = "市级";
	t->granter_name = "样例市协调劳动关系三方";
	t->since = r->today - 1075;
	t->recheck_by = r->today + 20;
	year_must(r, flow_create(r, &title_flow, t, "登记已有的称号"), "a title");
}
