/* What may happen to units, people and posts. */
#include "kernel/rights.h"
#include "kernel/search.h"
#include "kernel/unit.h"

#include <string.h>

#include "modules/units/units.h"
#include "text/pinyin.h"
#include "units.sql.h"

/* Which kinds may stand under which; a row per upper kind, 0 the root. */
#define KIND(k) (1u << (k))
static const unsigned below[] = {
	[0] = KIND(UNIT_FEDERATION) | KIND(UNIT_DIRECT_UNION) | KIND(UNIT_GRASSROOTS_UNION),
	[UNIT_FEDERATION] = KIND(UNIT_FEDERATION) | KIND(UNIT_DIRECT_UNION) | KIND(UNIT_GRASSROOTS_UNION) | KIND(UNIT_DEPARTMENT),
	[UNIT_DIRECT_UNION] = KIND(UNIT_GRASSROOTS_UNION) | KIND(UNIT_SUB_UNION) | KIND(UNIT_DEPARTMENT) |
			      KIND(UNIT_WORKSHOP) | KIND(UNIT_TEAM),
	[UNIT_GRASSROOTS_UNION] = KIND(UNIT_SUB_UNION) | KIND(UNIT_DEPARTMENT) | KIND(UNIT_WORKSHOP) | KIND(UNIT_TEAM),
	[UNIT_SUB_UNION] = KIND(UNIT_SUB_UNION) | KIND(UNIT_DEPARTMENT) | KIND(UNIT_WORKSHOP) | KIND(UNIT_TEAM),
	[UNIT_DEPARTMENT] = KIND(UNIT_DEPARTMENT) | KIND(UNIT_TEAM),
	[UNIT_WORKSHOP] = KIND(UNIT_TEAM),
	[UNIT_TEAM] = 0,
};

bool unit_kind_fits(int64_t kind, int64_t under)
{
	return kind >= UNIT_FEDERATION && kind <= UNIT_TEAM && under >= 0 && under <= UNIT_TEAM &&
	       (below[under] & KIND(kind));
}

bool unit_by_card(int64_t kind)
{
	return kind >= UNIT_FEDERATION && kind <= UNIT_GRASSROOTS_UNION;
}

int64_t unit_child_named(struct db *d, int64_t parent, const char *name)
{
	return q_units_child_named(d, parent, name);
}

/* Whether a unit goes is for those above it to say, not for itself. */
static const char *parent_may(struct req *r, const struct unit_row *u)
{
	if (!u->parent)
		return "这是最上级单位，不能撤销。";
	return may(r, "unit.edit", u->parent) ? NULL : "要由上级单位办理。";
}

enum { CARD_FOUNDED = 3, CARD_LEGAL }; /* states of a card while its union stands */

int64_t unit_card(struct db *d, struct arena *a, int64_t unit)
{
	struct units_card c;
	return q_units_card(d, a, unit, &c) && (c.state == CARD_FOUNDED || c.state == CARD_LEGAL) ? c.id : 0;
}

/* A union with a card ends by a change of the card, which then makes this move itself. */
static const char *empty_and_allowed(struct req *r, const void *row)
{
	const struct unit_row *u = row;
	if (!r->system && unit_card(r->db, r->arena, u->id))
		return "这个工会有工会卡片，撤销、合并要在“工会卡片”里申请变更：附材料，报上一级工会批准（工会法第十二条、第十三条）。";
	if (q_units_active_below(r->db, u->id))
		return "它还有下级单位，请先移走或撤销下级单位。";
	if (q_units_people_in(r->db, u->id, 1))
		return "它还有在册人员，请先把人员调到别的单位。";
	return parent_may(r, u);
}

static const char *parent_stands(struct req *r, const void *row)
{
	const struct unit_row *u = row;
	struct units_card c;
	struct unit up;
	if (!r->system && q_units_card(r->db, r->arena, u->id, &c))
		return "这个工会是在“工会卡片”里办理终止的，恢复也在卡片上办理。";
	if (u->parent && unit_load(r->db, r->arena, u->parent, &up) && up.state != UNIT_ACTIVE)
		return "上级单位已撤销，请先恢复上级单位。";
	return parent_may(r, u);
}

/* Nobody acts for a unit that is no more. Who held posts in it may belong elsewhere by now. */
static bool posts_end(struct req *r, void *row, const void *before)
{
	const struct unit_row *u = row;
	size_t n;
	(void)before;
	struct unit_posts *t = q_unit_posts(r->db, r->arena, u->id, r->today, &n);
	for (size_t i = 0; i < n; i++) {
		struct post_row *p = record_load(r->db, r->arena, &post_record, t[i].id);
		if (p && p->state == POST_HELD && !flow_follow(r, &post_flow, p, "end", arena_printf(r->arena, "%s撤销", u->name)))
			return false;
	}
	return true;
}

static const struct move unit_moves[] = {
	{UNIT_ACTIVE, "dissolve", UNIT_DISSOLVED, "unit.edit", "撤销单位", MOVE_REASON, .needs = empty_and_allowed, .done = posts_end,
	 .help = "没有下级和人员的单位撤销后不再出现在列表里，任职随之终止，历史保留"},
	{UNIT_DISSOLVED, "restore", UNIT_ACTIVE, "unit.edit", "恢复单位", MOVE_REASON, .needs = parent_stands,
	 .help = "恢复误撤销的单位；任职要重新登记"},
	{UNIT_ACTIVE, "move", SAME_STATE, "unit.edit", "调整隶属", MOVE_HIDDEN | MOVE_REASON,
	 .help = "换到另一个上级单位之下，从当天起算；以前的隶属保留在历史里"},
	{UNIT_ACTIVE, "link", SAME_STATE, "unit.edit", "建立双重领导", MOVE_HIDDEN, .help = "登记行业、集团或联合工会的领导关系"},
	{UNIT_ACTIVE, "unlink", SAME_STATE, "unit.edit", "结束双重领导", MOVE_HIDDEN, .help = "领导关系到当天为止"},
	{0},
};

static const char *unit_words(struct req *r, const void *row)
{
	const struct unit_row *u = row;
	return arena_printf(r->arena, "%s\n%s", choice_label(unit_kinds, u->kind), u->address);
}

static struct find_name unit_name_of(struct arena *a, const struct unit_row *u)
{
	return (struct find_name){u->name, arena_printf(a, "%s %s", u->short_name, u->code)};
}

static void index_unit(struct req *r, const void *before, const void *row)
{
	const struct unit_row *u = row, *was = before;
	struct find_name now = unit_name_of(r->arena, u), old = was ? unit_name_of(r->arena, was) : now;
	find_put(r->db, r->arena, "unit", u->id, was ? &old : NULL, &now);
}

const struct flow unit_flow = {
	.record = &unit_record, .moves = unit_moves, .home = "/units/%lld", .edit_right = "unit.edit",
	.edit_states = 1u << UNIT_ACTIVE, .first = UNIT_ACTIVE, .find_right = "unit.read", .search_text = unit_words,
	.after = index_unit,
};

/* Who leaves loses posts and sessions the same day. */
static bool left(struct req *r, void *row, const void *before)
{
	struct person_row *p = row;
	size_t n;
	(void)before;
	struct person_posts *t = q_person_posts(r->db, r->arena, p->id, &n);
	for (size_t i = 0; i < n; i++)
		if (t[i].state == POST_HELD && !flow_move(r, &post_flow, t[i].id, 0, "end", "人员离开", NULL))
			return false;
	q_people_sessions_end(r->db, p->id);
	return true;
}

static const char *unused(struct req *r, const void *row)
{
	const struct person_row *p = row;
	size_t n;
	q_person_posts(r->db, r->arena, p->id, &n);
	return n || q_person_account(r->db, p->id) ? "此人已有账号或职务，请办理离开。" : NULL;
}

/* Numbers of a person who never was here are free again. */
static bool forget_numbers(struct req *r, void *row, const void *before)
{
	struct person_row *p = row;
	(void)r;
	(void)before;
	p->staff_no = p->mobile_mask = p->mobile_seal = p->mobile_hash = p->mobile_tail = "";
	p->idno_mask = p->idno_seal = p->idno_hash = p->idno_tail = "";
	return true;
}

static const struct move person_moves[] = {
	{PERSON_ACTIVE, "leave", PERSON_LEFT, "person.edit", "登记离开", MOVE_REASON, .done = left,
	 .help = "退休、调出或离职；随之卸任全部工会职务、不能再登录"},
	{PERSON_LEFT, "return", PERSON_ACTIVE, "person.edit", "恢复在册", MOVE_REASON, .help = "回到原单位或登记有误"},
	{PERSON_LEFT, "erase", SAME_STATE, "person.edit", "删除个人信息", MOVE_HIDDEN | MOVE_REASON | MOVE_FINAL, .help = "随会籍终止删除登记的个人信息"},
	{PERSON_ACTIVE, "void", PERSON_LEFT, "person.edit", "撤销登记", MOVE_HIDDEN | MOVE_REASON, .needs = unused, .done = forget_numbers,
	 .help = "误登记、误导入的人：没有账号和职务时撤销，号码随之删去"},
	{PERSON_ACTIVE, "transfer", SAME_STATE, "person.edit", "调动", MOVE_HIDDEN, .help = "换到另一个单位"},
	{PERSON_ACTIVE, "reveal", SAME_STATE, "person.reveal", "查看完整号码", MOVE_HIDDEN | MOVE_REASON,
	 .help = "看一次完整的手机号或身份证号，理由留痕"},
	/* by the module merges: of the row that is kept, then of the one that is given up */
	{PERSON_ACTIVE, "absorb", SAME_STATE, NULL, "合并", MOVE_HIDDEN, .help = "同一个人的另一条登记并入这一条"},
	{PERSON_LEFT, "absorb", SAME_STATE, NULL, "合并", MOVE_HIDDEN, .help = "同一个人的另一条登记并入这一条"},
	{PERSON_LEFT, "absorb_back", PERSON_ACTIVE, NULL, "合并，恢复在册", MOVE_HIDDEN, .help = "并入的一条在册，这一条随之恢复在册"},
	{PERSON_ACTIVE, "give_back", SAME_STATE, NULL, "撤销合并", MOVE_HIDDEN, .help = "合并撤销，恢复合并以前的内容"},
	{PERSON_LEFT, "give_back", SAME_STATE, NULL, "撤销合并", MOVE_HIDDEN, .help = "合并撤销，恢复合并以前的内容"},
	{PERSON_ACTIVE, "give_back_out", PERSON_LEFT, NULL, "撤销合并", MOVE_HIDDEN, .help = "合并撤销，恢复为已离开"},
	{PERSON_ACTIVE, "merge", PERSON_MERGED, NULL, "并入另一条登记", MOVE_HIDDEN, .help = "重复的登记并入另一条，号码和账号随之让出"},
	{PERSON_LEFT, "merge", PERSON_MERGED, NULL, "并入另一条登记", MOVE_HIDDEN, .help = "重复的登记并入另一条，号码随之让出"},
	{PERSON_MERGED, "apart", PERSON_ACTIVE, NULL, "撤销合并", MOVE_HIDDEN, .help = "合并撤销，恢复在册"},
	{PERSON_MERGED, "apart_left", PERSON_LEFT, NULL, "撤销合并", MOVE_HIDDEN, .help = "合并撤销，恢复为已离开"},
	{PERSON_MERGED, "erase", SAME_STATE, NULL, "删除个人信息", MOVE_HIDDEN, .help = "合并期满，并入的一条不再留存个人信息"},
	{0},
};

struct search_entry person_entry(struct arena *a, const struct person_row *p)
{
	return (struct search_entry){
		.record = "person", .row_id = p->id, .unit = p->unit, .title = p->name, .need = "person.find",
		.words = pinyin_tokens(a, p->name), .text = arena_printf(a, "%s\n%s\n%s", p->name, p->staff_no, p->title)};
}

void person_index(struct db *d, struct arena *a, instant now, const struct person_row *before, const struct person_row *p)
{
	const struct person_row *any = p ? p : before;
	if (!p) {
		search_drop(d, a, "person", any->id);
		return;
	}
	struct search_entry e = person_entry(a, p);
	search_index(d, a, now, &e);
}

static void index_person(struct req *r, const void *before, const void *row)
{
	person_index(r->db, r->arena, r->now, before, row);
}

const struct flow person_flow = {
	.record = &person_record, .moves = person_moves, .home = "/people/%lld", .edit_right = "person.edit",
	.edit_states = 1u << PERSON_ACTIVE, .first = PERSON_ACTIVE, .after = index_person,
};

static bool ended(struct req *r, void *row, const void *before)
{
	struct post_row *p = row;
	(void)before;
	if (!p->until || p->until > r->today)
		p->until = r->today - 1; /* the role ends now, not tomorrow */
	if (p->until < p->since)
		p->until = p->since - 1;
	return true;
}

/* Nobody locks himself out by one click. */
static const char *not_ones_own(struct req *r, const void *row)
{
	const struct post_row *p = row;
	return !r->system && p->person == r->who->person ? "不能免去自己的职务，请由上级工会或另一位有权限的人办理。" : NULL;
}

static const struct move post_moves[] = {
	{POST_HELD, "end", POST_ENDED, "post.edit", "免去职务", MOVE_REASON, .needs = not_ones_own, .done = ended, .help = "到前一天为止，权限立即失效"},
	{0},
};

const struct flow post_flow = {
	.record = &post_record, .moves = post_moves, .home = "/posts/%lld", .edit_right = "post.edit",
	.edit_states = 1u << POST_HELD, .first = POST_HELD,
};
