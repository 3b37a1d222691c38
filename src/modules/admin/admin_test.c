/* The pages of the three administrators. */
#include "scenario/scenario.h"

#define CHAIR "13800000003"
#define WORKER "13800000007"
#define SYSTEM "13800000011"
#define SECURITY "13800000012"
#define AUDIT "13800000013"

static const struct step steps[] = {
	{"one with accounts is not", .get = "/setup", .want = 404},
	{"the first page of each administrator", .as = SYSTEM, .get = "/admin", .want = 303, .to = "/admin/system"},
	{"security", .as = SECURITY, .get = "/admin", .want = 303, .to = "/admin/security"},
	{"audit", .as = AUDIT, .get = "/admin", .want = 303, .to = "/admin/audit"},
	{"the system page", .as = SYSTEM, .get = "/admin/system", .want = 200, .sees = "密钥指纹"},
	{"is not security's", .as = SECURITY, .get = "/admin/system", .want = 403},
	{"nor a chair's", .as = CHAIR, .get = "/admin/system", .want = 403},
	{"the audit log is not the system administrator's", .as = SYSTEM, .get = "/admin/audit", .want = 403},
	{"nor security's", .as = SECURITY, .get = "/admin/audit", .want = 403},
	{"the matrix shows every right", .as = CHAIR, .get = "/admin/rights", .want = 200, .sees = "查看完整号码"},
	{"not to workers", .as = WORKER, .get = "/admin/rights", .want = 403},
	/* security */
	{"a cadre works", .as = "13800000004", .get = "/account", .want = 200},
	{"her session, by its hash, may be ended", .as = SECURITY, .post = "/admin/security/end", .form = "session=d223a2c0863d8cf6d3eeda7928329e00dfdf105393bcd18633b3dc15a6c65cca", .want = 303, .sql = "select count(*) from session where person = 1004", .is = "0"},
	{"nobody is locked", .as = SECURITY, .get = "/admin/security", .want = 200, .sees = "现在没有锁定的账号"},
	{"a lock", .sql = "update account set failed = 5, locked_until = 9999999999999 where person = 1007 returning 1", .is = "1"},
	{"it is listed", .as = SECURITY, .get = "/admin/security", .want = 200, .sees = "样例赵工"},
	{"the system administrator may not open it", .as = SYSTEM, .post = "/admin/security/unlock", .form = "person=1007", .want = 403},
	{"security may", .as = SECURITY, .post = "/admin/security/unlock", .form = "person=1007", .want = 303},
	{"with an event", .sql = "select count(*) from event where record = 'account' and row_id = 1007 and verb = 'unlocked'", .is = "1"},
	{"a session", .as = WORKER, .get = "/account", .want = 200},
	{"its hash", .sql = "select count(*) from session where person = 1007", .is = "1"},
	/* policies */
	{"policies with their sources", .as = SECURITY, .get = "/admin/policies", .want = 200, .sees = "激活码有效天数"},
	{"those nobody has checked are marked", .as = SECURITY, .get = "/admin/policies", .sees = "依据"},
	{"a value without source is refused", .as = SECURITY, .post = "/admin/policies", .form = "name=account.activation_days&value=3&since=2024-04-01", .want = 422, .sees = "请写明依据"},
	{"a wrong number too", .as = SECURITY, .post = "/admin/policies", .form = "name=account.activation_days&value=三&since=2024-04-01&source=x", .want = 422, .sees = "不小于 0 的整数"},
	{"a value from April on", .as = SECURITY, .post = "/admin/policies", .form = "name=account.activation_days&value=3&since=2024-04-01&source=工发〔2024〕8号第三条", .want = 303},
	{"in March seven days still", .as = SECURITY, .get = "/admin/policies", .sees = "7 天"},
	{"in April three", .now = "2024-04-02", .as = SECURITY, .get = "/admin/policies", .sees = "3 天"},
	{"a chair sets none", .as = CHAIR, .post = "/admin/policies", .form = "name=account.activation_days&value=99&since=2024-04-01&source=x", .want = 403},
	/* audit */
	{"something happens", .now = "2024-04-03", .as = CHAIR, .post = "/activities", .form = "title=保密的活动名称&kind=2&held_on=2024-04-02", .want = 303},
	{"the log lists it", .as = AUDIT, .get = "/admin/audit", .want = 200, .sees = "工会活动"},
	{"without its content", .as = AUDIT, .get = "/admin/audit", .want = 200, .sees_not = "保密的活动名称"},
	{"filtered by kind", .as = AUDIT, .get = "/admin/audit?record=policy", .want = 200, .sees = "设定", .sees_not = "<td data-l=\"类别\">工会活动"},
	{"by unit", .as = AUDIT, .get = "/admin/audit?code=LJ01", .want = 200, .sees = "<td data-l=\"类别\">工会活动"},
	{"by another unit", .as = AUDIT, .get = "/admin/audit?code=LJ02", .want = 200, .sees = "没有符合条件的记录"},
	{"by person", .as = AUDIT, .get = "/admin/audit?actor=1003", .want = 200, .sees = "样例李卫"},
	{"by day", .as = AUDIT, .get = "/admin/audit?to=2024-03-31&record=activity", .want = 200, .sees = "没有符合条件的记录"},
	{"the chain is whole", .as = AUDIT, .get = "/admin/audit/verify", .want = 200, .sees = "事件链完好"},
	{"somebody changes an entry", .sql = "update event set note = '改' where seal = 2 returning 1", .is = "1"},
	{"the page names it", .as = AUDIT, .get = "/admin/audit/verify", .want = 200, .sees = "第 2 号有问题"},
};

int main(void)
{
	return scenario("admin", steps, sizeof(steps) / sizeof(steps[0]));
}
