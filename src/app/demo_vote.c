/* Sample members and the permission to vote on the phone, so that a vote can be tried out at once. */
#include "app/demo_year.h"
#include "kernel.sql.h"
#include "secret/id.h"

enum { PLANT = 10, PLANT_CHAIR = 1003, KEEPS_MEMBERSHIP = 1048 };

static const struct sql members = {
	.name = "demo_members", .params = 1,
	.text = "update person set union_kind = case when id = $1 then 3 else 1 end where union_kind = 0 and unit <> 1",
	.scan = "sample data, once",
};

void demo_votes(struct year *y)
{
	struct stmt *s = db_use(y->db, &members);
	bind_int(s, 1, KEEPS_MEMBERSHIP);
	db_run(s);
	q_policy_add(y->db, id_new(), "vote.online", PLANT, 1, y->starts, 0, "样例：市总工会关于同意使用网上投票的批复（样临工组〔2024〕9号）",
		     PLANT_CHAIR, clock_now());
}
