/* The register of those whom a union appoints for labour relations, told ahead when a certificate or term ends. */
#include "kernel/derived.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "labour.sql.h"
#include "modules/labour/inside.h"

static const struct choice states[] = {{OFFICER_ACTIVE, "在任", "ok"}, {OFFICER_ENDED, "已解聘", "mute"}, {0}};
static const struct choice kinds[] = {
	{OFFICER_SUPERVISOR, "劳动法律监督员", NULL}, {OFFICER_MEDIATOR, "劳动争议调解员", NULL}, {OFFICER_INFORMANT, "劳动关系信息员", NULL}, {0}};
static const struct choice sides[] = {{SIDE_WORKERS, "职工代表", NULL}, {SIDE_EMPLOYER, "企业代表", NULL}, {0}};

static const struct field fields[] = {
	HEAD_FIELDS(struct labour_officer, states),
	TEXT(struct labour_officer, title, .label = "姓名", .max = 60, .use = F_LIST),
	REF(struct labour_officer, person, &person_record, .label = "姓名", .use = F_FORM | F_NEED | F_JSON),
	CHOICE(struct labour_officer, kind, kinds, .label = "担任", .use = F_LIST | F_FORM | F_NEED | F_FILTER | F_JSON),
	TEXT(struct labour_officer, certificate, .label = "证书或聘书编号", .max = 40, .use = F_LIST | F_FORM | F_JSON,
	     .hint = "劳动法律监督员必填：持监督证才能参加调查（《江苏省工会劳动法律监督条例》第十八条，江苏省内；其他省份参照）。"),
	DAY(struct labour_officer, issued_on, .label = "发证或聘任日期", .use = F_FORM | F_JSON),
	DAY(struct labour_officer, expires_on, .label = "有效期至", .use = F_LIST | F_FORM | F_SORT | F_JSON,
	    .hint = "劳动法律监督员必填，任期与本届工会委员会相同（同条例第十一条）；调解员聘期至少一年（《企业劳动争议协商调解规定》，未核实）。到期前提醒。"),
	CHOICE(struct labour_officer, side, sides, .label = "调解委员会中代表哪一方", .use = F_LIST | F_FORM | F_FILTER,
	       .hint = "只有调解员填写：调解委员会由职工代表和企业代表组成（《劳动争议调解仲裁法》第十条）。"),
	FLAG(struct labour_officer, chair, .label = "调解委员会主任", .use = F_FORM | F_LIST,
	     .hint = "由工会成员或者双方推举的人员担任（《劳动争议调解仲裁法》第十条）。"),
};
const struct record labour_officer_record = RECORD("labour_officer", "劳动关系工作人员", struct labour_officer, fields, "title",
	.indexes = "create index labour_officer_of_person on labour_officer(person, state);\n"
		   "create index labour_officer_of_kind on labour_officer(unit, kind, id);\n");

struct option *labour_officers(struct req *r, int64_t unit, enum officer_kind kind, size_t *n)
{
	struct labour_officers_of *x = q_labour_officers_of(r->db, r->arena, unit, kind, r->today, n);
	struct option *out = NEW_N(r->arena, struct option, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct option){x[i].person, *x[i].certificate ? arena_printf(r->arena, "%s（%s）", x[i].name, x[i].certificate) : x[i].name};
	return out;
}

bool labour_is_officer(struct req *r, int64_t unit, enum officer_kind kind, int64_t person)
{
	size_t n;
	struct labour_officers_of *x = q_labour_officers_of(r->db, r->arena, unit, kind, r->today, &n);
	for (size_t i = 0; i < n; i++)
		if (x[i].person == person)
			return true;
	return false;
}

static const char *may_return(struct req *r, const void *row)
{
	const struct labour_officer *x = row;
	return q_labour_officer_has(r->db, x->unit, x->kind, x->person) ? "这个人已经在任。" : NULL;
}

static bool told(struct req *r, void *row, const void *before)
{
	const struct labour_officer *x = row;
	struct message m = {.title = arena_printf(r->arena, "%s证书或任期即将到期", choice_label(kinds, x->kind)), .link = link_to(r, "/labour/officers/%lld", (long long)x->id),
			    .body = arena_printf(r->arena, "%s 有效期至%s。", x->certificate, day_cn(r->arena, x->expires_on))};
	(void)before;
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), x->unit, &m);
	m.person = x->person;
	message_send(r, &m);
	return true;
}

static const struct move moves[] = {
	{OFFICER_ACTIVE, "end", OFFICER_ENDED, "labour_officer.edit", "解聘", MOVE_REASON, .help = "不再担任；任期内不得随意调动或者解除劳动合同"},
	{OFFICER_ENDED, "restore", OFFICER_ACTIVE, "labour_officer.edit", "重新聘任", .needs = may_return, .help = "再次担任"},
	{OFFICER_ACTIVE, "remind", SAME_STATE, NULL, "到期提醒", MOVE_HIDDEN, NULL, told, "证书或任期到期前提醒"},
	{0},
};

/* One timer ahead of the end, set anew with every change. */
static void after(struct req *r, const void *before, const void *row)
{
	const struct labour_officer *x = row, *was = before;
	if (x->state != OFFICER_ACTIVE || !x->expires_on || (was && was->expires_on == x->expires_on && was->state == x->state))
		return;
	day near = x->expires_on - (day)policy_get(r, "labour.officer_near", x->unit, r->today).value;
	if (near > r->today)
		due_set(r, &labour_officer_record, x->id, due_morning(near), "remind");
}

const struct flow labour_officer_flow = {
	.record = &labour_officer_record, .moves = moves, .home = "/labour/officers/%lld", .edit_right = "labour_officer.edit",
	.edit_states = 1u << OFFICER_ACTIVE, .first = OFFICER_ACTIVE, .read_right = "labour_officer.read", .after = after,
};

/* Of the row's union; of a new one, of the union whose register the asker keeps, or at least reads. */
static struct option *people(struct req *r, const struct field *f, size_t *n)
{
	const struct labour_officer *x = r->row;
	int64_t unit = x ? x->unit : union_of_right(r, "labour_officer.edit");
	(void)f;
	if (!unit)
		unit = union_of_right(r, "labour_officer.read");
	*n = 0;
	return unit ? options_people(r, unit, n) : NULL;
}

static void check_supervisor(struct req *r, const struct labour_officer *x)
{
	if (text_empty(x->certificate))
		problem_add(&r->problems, "certificate", "请填写劳动法律监督员证的编号；没有证的不能参加调查。");
	if (!x->expires_on)
		problem_add(&r->problems, "expires_on", "请填写监督员证的有效期。");
}

static bool fits(struct req *r, void *row)
{
	struct labour_officer *x = row;
	if (!x->id && !(x->unit = union_of_right_or_refuse(r, "labour_officer.edit")))
		return false;
	const struct labour_officer *was = x->id ? record_load(r->db, r->arena, &labour_officer_record, x->id) : NULL;
	if (!(was && was->person == x->person && was->kind == x->kind) && q_labour_officer_has(r->db, x->unit, x->kind, x->person))
		problem_add(&r->problems, "person", "这个人已经登记为在任的%s。", choice_label(kinds, x->kind));
	if (x->issued_on && x->expires_on && x->expires_on <= x->issued_on)
		problem_add(&r->problems, "expires_on", "有效期要晚于发证日期。");
	if (x->kind == OFFICER_SUPERVISOR)
		check_supervisor(r, x);
	if (x->kind == OFFICER_MEDIATOR && !x->side)
		problem_add(&r->problems, "side", "请选择调解员代表职工还是企业。");
	if (x->kind != OFFICER_MEDIATOR) {
		x->side = 0;
		x->chair = false;
	}
	x->title = x->person ? record_title(r->db, r->arena, &person_record, x->person) : "";
	return r->problems.n == 0;
}

static const struct list_view views[] = {{"监督员", "state=1&kind=1"}, {"调解员", "state=1&kind=2"}, {"信息员", "state=1&kind=3"}, {"按到期先后", "state=1&sort=expires_on"}, {0}};
const struct list labour_officer_list = {
	.name = "labour_officers", .base = "/labour/officers", .flow = &labour_officer_flow, .read_right = "labour_officer.read", .views = views, .cols = "title,state,kind,certificate,expires_on,side,chair", .noun = "人",
	.options = people, .empty = "还没有登记。先登记持证的劳动法律监督员，才能派人调查；登记职工、企业双方的调解员，才能受理调解申请。",
	.help = "劳动法律监督员、劳动争议调解员、劳动关系信息员。", .personal = true,
};
static const struct derived pages = {.flow = &labour_officer_flow, .base = "/labour/officers", .read_right = "labour_officer.read", .list = &labour_officer_list,
				     .options = people, .fill = fits, .help = "一人担任几项的，分别登记。"};

void get_labour_officers(struct req *r) { list_page(r, &labour_officer_list); }
void get_labour_officer(struct req *r) { derived_show(r, &pages, r->row); }
void get_labour_officer_new(struct req *r) { derived_new(r, &pages); }
void post_labour_officer_new(struct req *r) { derived_create(r, &pages); }
void get_labour_officer_edit(struct req *r) { derived_edit(r, &pages, r->row); }
void post_labour_officer_edit(struct req *r) { derived_save(r, &pages, r->row); }
