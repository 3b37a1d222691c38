/* Sample union cards and committees: most unions stand, one employer is due, one has asked, terms end soon or are over. */
#include "app/demo_year.h"
#include "kernel/dispatch.h"
#include "kernel/unit.h"
#include "modules/committees/committees.h"
#include "modules/unions/unions.h"
#include "text/calendar.h"

enum { HEAD_OF_FEDERATION = 1001 };

static const struct sample_card {
	int64_t org, nature, industry, staff, home;
	const char *employer, *employer_uscc, *uscc;
} cards[] = {
	{10, 3, 4, 420, 4, "临江发电有限公司", "91320600MA0000015J", "81320600MC0000012E"},
	{11, 3, 7, 1800, 3, "临江港务集团有限公司", "91320600MA0000023D", "81320600MC00000209"},
	{12, 2, 17, 2100, 4, "临江市第一人民医院", "", "81320600MC00000396"},
	{13, 3, 7, 3200, 2, "临江公交集团有限公司", "", "81320600MC00000471"},
	{14, 7, 3, 960, 2, "临江纺织股份有限公司", "91320600MA00000318", "81320600MC0000055U"},
	{15, 3, 4, 260, 1, "临江市供水公司", "", ""},
	{16, 2, 16, 540, 0, "临江职业技术学院", "", ""},
	{17, 12, 7, 380, 0, "临江市快递行业协会", "", ""},
};

/* Months until the term ends; below 0: it is over. */
static const struct sample_committee {
	int64_t unit, kind, term_no, seats, left;
} committees[] = {
	{10, COMMITTEE_UNION, 5, 7, 1},	 {10, COMMITTEE_AUDIT, 5, 3, 1},  {11, COMMITTEE_UNION, 4, 15, 20}, {11, COMMITTEE_AUDIT, 4, 5, 20},
	{12, COMMITTEE_UNION, 8, 15, 3}, {12, COMMITTEE_AUDIT, 8, 5, 3},  {13, COMMITTEE_UNION, 3, 15, -4}, {14, COMMITTEE_UNION, 6, 9, 34},
	{14, COMMITTEE_WOMEN, 6, 5, 34}, {15, COMMITTEE_UNION, 2, 7, 5},
};

static void enter(struct req *r, const struct sample_card *s, int i)
{
	struct union_card *c = record_new(r->arena, &union_card_record);
	c->org = s->org;
	c->name = unit_name(r->db, r->arena, s->org);
	c->employer = s->employer;
	c->employer_uscc = s->employer_uscc;
	c->uscc = s->uscc;
	c->nature = s->nature;
	c->industry = s->industry;
	c->staff = s->staff;
	c->staff_women = s->staff / 3;
	c->founded_on = day_of(2004 + i, 5, 1);
	c->address = "样例市样例路";
	if (*s->uscc) {
		c->cert_no = arena_printf(r->arena, "样法证%03d号", i + 1);
		c->cert_on = day_of(2005 + i, 6, 1);
	}
	c->seal = c->account = c->plate = true;
	if (i < 3) { /* contracts of three years, which end one after the other */
		c->contract_on = day_add_months(r->today, 2 * i - 34);
		c->contract_until = day_add_months(c->contract_on, 36) - 1;
		c->contract_filed = true;
	}
	c->home = s->home;
	year_must(r, union_card_enter(r, c), "a union card");
	if (*s->uscc)
		year_must(r, flow_follow(r, &union_card_flow, c, "register", "样例"), "a legal person");
}

static void due(struct req *r, const char *name, const char *employer, const char *uscc, int64_t staff)
{
	struct union_card *c = record_new(r->arena, &union_card_record);
	c->unit = 1;
	c->name = name;
	c->employer = employer;
	c->employer_uscc = uscc;
	c->nature = 8;
	c->industry = 3;
	c->staff = staff;
	c->prep = "样例甲任组长，样例乙、样例丙为成员。";
	year_must(r, flow_create(r, &union_card_flow, c, ""), "an employer without a union");
}

static int64_t chair_of(int64_t unit)
{
	for (size_t i = 0; i < demo_unions_n; i++)
		if (demo_unions[i].id == unit)
			return demo_unions[i].chair;
	return 0;
}

static void install(struct req *r, const struct sample_committee *s)
{
	struct elected chair = {chair_of(s->unit), SEAT_CHAIR, false};
	struct committee_result e = {.unit = s->unit, .kind = s->kind, .term_no = s->term_no, .years = 5, .seats = s->seats,
				     .seats_reason = "样例：席位按当时的会员人数核定。", .elected_by = BODY_DELEGATES, .on = day_add_months(r->today, (int)s->left - 60),
				     .note = "样例", .people = &chair, .n = s->kind == COMMITTEE_UNION && chair.person};
	year_must(r, committee_install(r, &e) != 0, "a committee");
}

void demo_union_cards(struct year *y)
{
	struct req *r = year_as(y, HEAD_OF_FEDERATION);
	for (size_t i = 0; i < sizeof(cards) / sizeof(cards[0]); i++)
		enter(r, &cards[i], (int)i);
	due(r, "样例新材料公司工会", "样例新材料有限公司", "91320600MA0000066T", 86);
	due(r, "样例冷链物流公司工会", "样例冷链物流有限公司", "91320600MA0000074M", 140);
	for (size_t i = 0; i < sizeof(committees) / sizeof(committees[0]); i++)
		install(r, &committees[i]);
}
