/* Union cards from a workbook: standing unions and employers without one, wrong rows named, changed by number, taken back. */
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define WORKER "13800000007"
#define HEADS "工会全称,所在用人单位,单位性质,行业,职工人数,其中女职工,用人单位统一社会信用代码,工会法人统一社会信用代码,亮牌子,所属工会\n"
#define GOOD                                                                                       \
	"临江港务集团工会,临江港务集团,国有企业,交通运输、仓储和邮政业,1800,400,91320600MA0000023D,81320600MC00000209,是,临江港务集团工会\n"                     \
	"样例建材公司工会,样例建材公司,私营企业,制造业,45,10,91320600MA0000015J,,否,临江市总工会\n"

static const struct step steps[] = {
	{"the list leads to the import", .as = FEDERATION, .get = "/unions", .want = 200, .sees = "/lists/unions/import"},
	{"a worker does not import", .as = WORKER, .get = "/lists/unions/import", .want = 403},
	{"the template", .as = FEDERATION, .get = "/lists/unions/template", .want = 200, .sees = "PK"},
	{"five rows are read", .as = FEDERATION, .post = "/lists/unions/import",
	 .file = "file=卡片.csv=" HEADS GOOD
		 "样例甲工会,样例甲公司,私营企业,制造业,30,10,91320600MA0000015K,,否,临江市总工会\n"
		 "样例乙工会,样例乙公司,私营企业,制造业,30,40,,,否,临江市总工会\n"
		 "样例丙工会,样例丙公司,街道,制造业,30,4,,,否,临江市总工会\n",
	 .want = 303, .keep = "b"},
	{"nothing is written yet", .sql = "select count(*) from union_card", .is = "0"},
	{"two are good", .as = FEDERATION, .get = "/imports/{b}", .want = 200, .sees = "导入 2 行"},
	{"a wrong check digit is named", .as = FEDERATION, .get = "/imports/{b}?fate=5", .want = 200, .sees = "校验码"},
	{"so are more women than staff", .as = FEDERATION, .get = "/imports/{b}?fate=5", .want = 200, .sees = "女职工不能多于"},
	{"and a kind that there is not", .as = FEDERATION, .get = "/imports/{b}?fate=5", .want = 200, .sees = "“单位性质”不能填“街道”"},
	{"the good ones are imported", .as = FEDERATION, .post = "/imports/{b}/apply", .want = 303},
	{"the port's union stands, with its unit", .sql = "select state * 100 + org from union_card where name = '临江港务集团工会'", .is = "311"},
	{"the other one is due", .sql = "select state * 100 + org from union_card where name = '样例建材公司工会'", .is = "100"},
	{"seven of 24 fields are filled", .sql = "select complete from union_card where name = '临江港务集团工会'", .is = "29"},
	{"one founded of two", .sql = "select sum(n) from counter_delta where measure = 'union.founded' and unit = 1", .is = "1"},
	{"the card is the unit's", .as = FEDERATION, .get = "/units/11/card", .want = 303, .to = "/unions/"},
	{"the same file again brings nothing new", .as = FEDERATION, .post = "/lists/unions/import", .file = "file=卡片.csv=" HEADS GOOD, .want = 303, .keep = "again"},
	{"as it says", .as = FEDERATION, .get = "/imports/{again}?fate=4", .want = 200, .sees = "已有一条内容相同的记录"},
	{"a union has one card", .as = FEDERATION, .post = "/lists/unions/import", .file = "file=又.csv=" HEADS
	 "临江港务集团工会,临江港务集团,国有企业,制造业,1801,400,,,是,临江港务集团工会\n", .want = 303, .keep = "twice"},
	{"and that is said", .as = FEDERATION, .get = "/imports/{twice}?fate=5", .want = 200, .sees = "已有工会卡片"},
	/* what goes out comes back */
	{"all that can be filled goes out", .as = FEDERATION, .post = "/lists/unions/export", .form = "query=&format=csv&all=1", .want = 200, .sees = "工会法人统一社会信用代码"},
	{"its number", .sql = "select id from union_card where org = 11", .keep = "port"},
	{"comes back", .as = FEDERATION, .post = "/lists/unions/import", .file = "file=改.csv=@download", .want = 303, .keep = "same"},
	{"as what it was", .as = FEDERATION, .get = "/imports/{same}", .want = 200, .sees = "无变化"},
	{"a change names its row", .as = FEDERATION, .post = "/lists/unions/import", .file = "file=改.csv=编号（勿改）,工会全称,职工人数,其中女职工\n{port},临江港务集团工会,1900,450\n", .want = 303, .keep = "c"},
	{"and is written", .as = FEDERATION, .post = "/imports/{c}/apply", .want = 303},
	{"with what follows", .sql = "select staff * 1000 + staff_women from union_card where org = 11", .is = "1900450"},
	{"a change that does not fit is refused", .as = FEDERATION, .post = "/lists/unions/import", .file = "file=错.csv=编号（勿改）,工会全称,职工人数\n{port},临江港务集团工会,3\n", .want = 303, .keep = "w"},
	{"with its reason", .as = FEDERATION, .get = "/imports/{w}?fate=5", .want = 200, .sees = "女职工不能多于"},
	{"another union's chair changes nothing", .as = CHAIR, .post = "/lists/unions/import", .file = "file=他.csv=编号（勿改）,工会全称,职工人数\n{port},临江港务集团工会,3000\n", .want = 303, .keep = "o"},
	{"as it says", .as = CHAIR, .get = "/imports/{o}?fate=5", .want = 200, .sees = "不存在，或你不能查看"},
	/* taken back */
	{"the change is taken back", .as = FEDERATION, .post = "/imports/{c}/undo", .want = 303},
	{"it is as before", .sql = "select staff * 1000 + staff_women from union_card where org = 11", .is = "1800400"},
	{"an import that nobody touched goes whole", .as = FEDERATION, .post = "/lists/unions/import", .file = "file=误.csv=" HEADS
	 "临江市第一人民医院工会,临江市第一人民医院,事业单位,卫生和社会工作,2100,900,,81320600MC00000396,是,临江市第一人民医院工会\n", .want = 303, .keep = "e"},
	{"in", .as = FEDERATION, .post = "/imports/{e}/apply", .want = 303},
	{"there", .sql = "select state * 100 + org from union_card where uscc = '81320600MC00000396'", .is = "312"},
	{"and out", .as = FEDERATION, .post = "/imports/{e}/undo", .want = 303},
	{"the unit is free for another card", .sql = "select count(*) from union_card where org = 12 or uscc = '81320600MC00000396'", .is = "0"},
	{"nothing of it counts", .sql = "select sum(n) from counter_delta where measure = 'union.due' and unit = 12", .is = "0"},
};

int main(void)
{
	return scenario("union import", steps, sizeof(steps) / sizeof(steps[0]));
}
