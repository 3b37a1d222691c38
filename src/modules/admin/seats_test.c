/* The administrators' seats: proposed by one, confirmed by another, never about oneself, never the last one. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define HANDLER "13800000005"
#define WORKER "13800000007"
#define SYSTEM "13800000011"
#define SECURITY "13800000012"
#define AUDIT "13800000013"

static const struct step steps[] = {
	{"the page says who sits", .as = SECURITY, .get = "/admin/seats", .want = 200, .sees = "样例系管"},
	{"nobody else reads it", .as = WORKER, .get = "/admin/seats", .want = 403},
	{"nor a head of a union below", .as = CHAIR, .get = "/admin/seats", .want = 403},
	{"nor finds it in his menu", .as = CHAIR, .get = "/", .want = 200, .sees_not = "/admin/seats"},
	{"a cadre does not appoint", .as = CHAIR, .post = "/admin/seats", .form = "login=" WORKER "&role=9&reason=x", .want = 403},
	{"nor the system administrator while there is one for security", .as = SYSTEM, .post = "/admin/seats", .form = "login=" WORKER "&role=9&reason=x", .want = 403, .sees = "由安全管理员提出"},
	{"nor the one for audit", .as = AUDIT, .post = "/admin/seats", .form = "login=" WORKER "&role=9&reason=x", .want = 403},
	{"never himself", .as = SECURITY, .post = "/admin/seats", .form = "login=" SECURITY "&role=8&reason=x", .want = 422, .sees = "不能任命自己"},
	{"nobody with a post in a union", .as = SECURITY, .post = "/admin/seats", .form = "login=" HANDLER "&role=9&reason=x", .want = 422, .sees = "已有工会职务"},
	{"nobody with another seat", .as = SECURITY, .post = "/admin/seats", .form = "login=" AUDIT "&role=8&reason=x", .want = 422, .sees = "已是管理员"},
	{"nobody unknown; what was typed stays", .as = SECURITY, .post = "/admin/seats", .form = "login=13900000000&role=9&reason=换届", .want = 422, .sees = "value=\"换届\""},
	{"no role of a union", .as = SECURITY, .post = "/admin/seats", .form = "login=" WORKER "&role=5&reason=x", .want = 422, .sees = "请为“管理员”选择一项"},
	{"with a reason", .as = SECURITY, .post = "/admin/seats", .form = "login=" WORKER "&role=9&reason=", .want = 422, .sees = "请填写“理由”"},
	{"proposed", .as = SECURITY, .post = "/admin/seats", .form = "login=" WORKER "&role=9&reason=2024年第1次办公会", .want = 303, .to = "/admin/seats"},
	{"its number", .sql = "select id from seat_change", .keep = "s"},
	{"nothing has begun", .sql = "select count(*) from post where person = 1007 and role = 9", .is = "0"},
	{"the audit administrator is told", .sql = "select count(*) from message where person = 1011 and title = '管理员任免待确认'", .is = "1"},
	{"he who proposed does not confirm", .as = SECURITY, .post = "/seat_change/{s}/do/confirm", .want = 403},
	{"nor a head while there is an audit administrator", .as = FEDERATION, .post = "/seat_change/{s}/do/confirm", .want = 409, .sees = "由审计管理员确认"},
	{"nor he who is to sit there", .as = WORKER, .post = "/seat_change/{s}/do/confirm", .want = 403},
	{"confirmed by another", .as = AUDIT, .post = "/seat_change/{s}/do/confirm", .want = 303},
	{"he sits", .as = AUDIT, .get = "/admin/seats", .want = 200, .sees = "样例赵工"},
	{"and may", .as = WORKER, .get = "/admin/security", .want = 200},
	{"and sees no business from now on", .as = WORKER, .get = "/activities", .want = 403},
	{"two events, two people", .sql = "select count(distinct actor) from event where record = 'seat_change' and row_id = {s}", .is = "2"},
	{"the seat", .sql = "select id from post where person = 1007 and role = 9", .keep = "p"},
	{"the first security seat", .sql = "select id from post where person = 1010", .keep = "q"},
	{"nobody ends his own", .as = SECURITY, .post = "/admin/seats/{q}/end", .form = "reason=x", .want = 409, .sees = "不能免去自己"},
	{"a reason is needed", .as = SECURITY, .post = "/admin/seats/{p}/end", .form = "reason=", .want = 422},
	{"the last one of a seat stays", .sql = "select id from post where person = 1009", .keep = "y"},
	{"until there is another", .as = SECURITY, .post = "/admin/seats/{y}/end", .form = "reason=调出", .want = 409, .sees = "最后一位系统管理员"},
	{"a post of a union is not ended here", .sql = "select id from post where person = 1003 limit 1", .keep = "c"},
	{"not found", .as = SECURITY, .post = "/admin/seats/{c}/end", .form = "reason=x", .want = 404},
	{"proposed to end", .as = SECURITY, .post = "/admin/seats/{p}/end", .form = "reason=任期届满", .want = 303},
	{"the second change", .sql = "select max(id) from seat_change", .keep = "e"},
	{"declined with a reason", .as = AUDIT, .post = "/seat_change/{e}/do/decline", .form = "reason=先交接", .want = 303},
	{"proposed again", .as = SECURITY, .post = "/admin/seats/{p}/end", .form = "reason=已交接", .want = 303},
	{"the third", .sql = "select max(id) from seat_change", .keep = "e"},
	{"another does not take it back", .as = WORKER, .post = "/seat_change/{e}/do/withdraw", .want = 409},
	{"he does", .as = SECURITY, .post = "/seat_change/{e}/do/withdraw", .want = 303},
	{"once more", .as = SECURITY, .post = "/admin/seats/{p}/end", .form = "reason=已交接", .want = 303},
	{"the fourth", .sql = "select max(id) from seat_change", .keep = "e"},
	{"confirmed", .as = AUDIT, .post = "/seat_change/{e}/do/confirm", .want = 303},
	{"the right ends the same moment", .as = WORKER, .get = "/admin/security", .want = 403},
};

int main(void)
{
	return scenario("seats", steps, sizeof(steps) / sizeof(steps[0]));
}
