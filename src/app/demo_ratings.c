/* Sample ratings beside those of appeals and proposals: reporters of hazards rate, one who was not content is called back. */
#include "app/demo_year.h"
#include "modules/hazards/hazards.h"
#include "modules/ratings/ratings.h"

enum { CADRE = 1004, PLEASED_BACK = 80, CALLED_BACK = 41, DISLIKED_BACK = 1 };

static int64_t one(struct year *y, const char *sql)
{
	struct stmt *s = db_use_text(y->db, sql);
	int64_t id = db_step(s) ? col_int(s, 0) : 0;
	db_done(s);
	return id;
}

/* The closed hazard that was reported first and is not rated yet, by who reported it. */
static void rate(struct year *y, const char *grade, const char *word)
{
	struct hazard *h = record_load(y->db, y->arena, &hazard_record, one(y, "select id from hazard where state = 10 and rated = 0 order by id limit 1"));
	const char *const form[] = {"rating", grade, "reason", word, NULL};
	if (h)
		year_step(y, &hazard_flow, h->id, h->author, "rate", form);
}

static void call(struct year *y)
{
	struct rating *x = record_load(y->db, y->arena, &rating_record, one(y, "select id from rating where state = 2 order by id limit 1"));
	struct req *r = x ? year_as(y, CADRE) : NULL;
	if (!r)
		return;
	x->result = 1;
	x->said = "到现场看过，第二盏灯当天换好，本人认可。";
	year_must(r, flow_move_row(r, &rating_flow, x, "call", ""), "a call-back");
}

void demo_ratings_day(struct year *y)
{
	int back = (int)(y->today - y->now);
	if (back == PLEASED_BACK)
		rate(y, "1", "护栏结实了，放心。");
	if (back == CALLED_BACK)
		call(y);
	if (back == DISLIKED_BACK)
		rate(y, "3", "拉绳装高了，个子小的够不着。");
}
