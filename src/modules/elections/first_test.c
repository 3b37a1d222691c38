/* The committee's first session: three are elected by the general meeting, and elect chair, vice-chair and standing members. */
#include "kernel/app.h"
#include "modules/members/test_members.h"
#include "scenario/scenario.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define CADRE "13800000004"
#define WORKER "13800000007"
#define AUDITOR "13800000008"
#define PLAIN "title=样例第七届换届&kind=1&form=1&term_no=7&years=5&term_end=2024-04-30&meeting_on=2024-03-20&seats_committee=3&seats_reason=样例"
#define FIRST "&first=1&first_vice=1&first_standing=2&first_on=2024-03-21"
#define TEXTS "&group_people=样例李卫任组长&qualification=六名会员有选举权&delegates=会员大会&objections=无&report_text=六人到会&archive_no=2024-7"

static void members(struct app *app)
{
	static const int64_t ids[] = {1003, 1004, 1005, 1006, 1007, 1008};
	test_members(app, ids, sizeof(ids) / sizeof(ids[0]));
}

#define UP(organ, person) {"put up", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=" #organ "&person=" #person "&declared=1", .want = 303}
#define NO(vote, person, name) {"place on the ballot", .sql = "select no from vote_option where vote = {" vote "} and person = " #person, .keep = name}
/* On paper, the desk's checks kept. */
#define ROLL(vote) {"roll", .as = CHAIR, .post = "/votes/{" vote "}/roll", .want = 303}
#define HELD(vote, ballots)                                                                                        \
	{"frozen", .as = CHAIR, .post = "/vote/{" vote "}/do/freeze", .want = 303},                                \
	{"all here", .as = CADRE, .post = "/votes/{" vote "}/roll/mark", .form = "what=all", .want = 303},         \
	{"begun", .as = CHAIR, .post = "/vote/{" vote "}/do/open", .want = 303},                                   \
	{"paper for all", .sql = "update vote_roll set way = 2 where vote = {" vote "}"},                         \
	{"ended", .as = CHAIR, .post = "/vote/{" vote "}/do/close", .want = 303},                                  \
	{"entered", .as = WORKER, .post = "/votes/{" vote "}/stacks", .form = ballots, .want = 303},               \
	{"its number", .sql = "select max(id) from vote_stack", .keep = "s"},                                      \
	{"checked", .as = AUDITOR, .post = "/vote_stack/{s}/do/check", .want = 303},                               \
	{"counted", .as = WORKER, .post = "/vote/{" vote "}/do/count", .want = 303},                               \
	{"announced", .as = CHAIR, .post = "/vote/{" vote "}/do/announce", .want = 303}

static const struct step steps[] = {
	{"chair by the meeting or by the committee, not both", .as = CHAIR, .post = "/elections", .form = PLAIN FIRST "&chair=1", .want = 422, .sees = "只能选一种"},
	{"standing members are fewer than members", .as = CHAIR, .post = "/elections", .form = PLAIN "&first=1&first_standing=4", .want = 422, .sees = "不能多于委员"},
	{"and chair and vice-chair are among them", .as = CHAIR, .post = "/elections", .form = PLAIN "&first=1&first_vice=1&first_standing=1", .want = 422, .sees = "至少 2 名"},
	{"registered", .as = CHAIR, .post = "/elections", .form = PLAIN FIRST TEXTS, .want = 303, .keep = "e"},
	{"the request names what the committee will elect", .as = CHAIR, .get = "/elections/{e}/print/request.docx", .want = 200},
	{"the rules of the session are printed", .as = CHAIR, .get = "/elections/{e}/print/first-rules.docx", .want = 200},
	{"its result not yet", .as = CHAIR, .get = "/elections/{e}/print/first-result.docx", .want = 409},
	{"up", .as = CHAIR, .post = "/election/{e}/do/request", .want = 303},
	{"approved", .as = FEDERATION, .post = "/election/{e}/do/approve", .form = "reason=同意", .want = 303},
	{"3", .as = CHAIR, .post = "/election/{e}/do/prepare", .want = 303},
	{"4", .as = CHAIR, .post = "/election/{e}/do/qualify", .want = 303},
	{"5", .as = CHAIR, .post = "/election/{e}/do/delegates", .want = 303},
	UP(1, 1003), UP(1, 1004), UP(1, 1005), UP(1, 1006),
	{"chairs are published with all others: one is missing", .as = CHAIR, .post = "/election/{e}/do/nominate", .want = 409, .sees = "工会主席（委员会选举）应选 1 人，候选人至少 2 人，现有 0 人"},
	{"standing members are not put up before the meeting", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=6&person=1003&declared=1", .want = 409},
	UP(7, 1003), UP(7, 1004), UP(8, 1004), UP(8, 1005), UP(8, 1006),
	{"6", .as = CHAIR, .post = "/election/{e}/do/nominate", .want = 303},
	{"7", .as = CHAIR, .post = "/election/{e}/do/publish", .want = 303},
	{"candidates for the chair are the Party organisation's to approve, too", .now = "2024-03-09", .as = FEDERATION, .post = "/election/{e}/do/confirm", .form = "reason=同意", .want = 409,
	 .sees = "主席、副主席候选人由同级党组织和上一级工会批准（企业工会主席产生办法（试行）第10、11条）"},
	{"the form as it was read", .sql = "select version from election", .keep = "ver"},
	{"its opinion is written down", .as = CHAIR, .post = "/elections/{e}", .form = PLAIN FIRST TEXTS "&party=厂党委同意&_version={ver}", .want = 303},
	{"8", .as = FEDERATION, .post = "/election/{e}/do/confirm", .form = "reason=同意", .want = 303},
	{"the meeting votes on the committee alone", .as = CHAIR, .post = "/elections/{e}/votes", .form = "teller1=1007&teller2=1008", .want = 303},
	{"one vote", .sql = "select count(*) from vote", .is = "1"},
	{"the vote", .sql = "select id from vote", .keep = "v"},
	NO("v", 1003, "a"), NO("v", 1004, "b"), NO("v", 1005, "c"), NO("v", 1006, "d"),
	ROLL("v"),
	{"the day", .now = "2024-03-20", .as = CHAIR, .get = "/elections/{e}", .want = 200},
	HELD("v", "o{a}=%2B&o{b}=%2B&o{c}=%2B&o{d}=-&times=6"),
	{"9", .as = CHAIR, .post = "/election/{e}/do/hold", .want = 303},
	{"three sit", .sql = "select count(*) from election_seat", .is = "3"},
	{"no report before the session", .as = CHAIR, .post = "/election/{e}/do/report", .want = 409, .sees = "请先由新一届委员会第一次全体会议选举"},
	{"no result without votes", .as = CHAIR, .post = "/election/{e}/do/first", .want = 409, .sees = "常务委员还没有发起投票"},
	{"standing members are missing", .as = CHAIR, .post = "/elections/{e}/votes", .form = "teller1=1007&teller2=1008", .want = 409, .sees = "常务委员应选 2 人，当选委员里的候选人至少 3 人，现有 0 人"},
	{"those elected are offered, and nobody else", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "<option value=\"1003\">样例李卫</option><option value=\"1004\">样例沈洁</option><option value=\"1005\">样例罗成</option></select>"},
	{"who was not elected is not put up", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=6&person=1006&declared=1", .want = 422, .sees = "在大会当选的委员里提名"},
	{"nor is another chair, without publication", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=7&person=1005&declared=1", .want = 409, .sees = "要公示七日"},
	UP(6, 1003), UP(6, 1004), UP(6, 1005),
	{"the page says what comes", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "第一次全体会议：生成选票"},
	{"three votes of the committee", .as = CHAIR, .post = "/elections/{e}/votes", .form = "teller1=1007&teller2=1008", .want = 303},
	{"whose candidates stay as they stand on the ballots", .as = CHAIR, .post = "/elections/{e}/candidates/drop", .form = "organ=6&person=1005", .want = 409, .sees = "选票已经生成"},
	{"nor is one added", .as = CHAIR, .post = "/elections/{e}/candidates", .form = "organ=6&person=1003&declared=1", .want = 409, .sees = "选票已经生成"},
	{"the page asks for nothing that is made", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees_not = "第一次全体会议：生成选票"},
	{"on the session's day, by its members", .sql = "select count(*) from vote where voters = 3 and held_on = 19803", .is = "3"},
	{"standing", .sql = "select vote from election_vote where organ = 6", .keep = "x"},
	{"chair", .sql = "select vote from election_vote where organ = 7", .keep = "y"},
	{"vice", .sql = "select vote from election_vote where organ = 8", .keep = "z"},
	{"the roll is those elected", .sql = "select count(*) from vote_roll where vote = {y} and person in (1003, 1004, 1005)", .is = "3"},
	{"it is not made anew from others", .as = CHAIR, .post = "/votes/{y}/roll", .want = 303},
	{"still three", .sql = "select count(*) from vote_roll where vote = {y}", .is = "3"},
	{"who was not elected fell off the ballot", .sql = "select count(*) from vote_option where vote = {z}", .is = "2"},
	{"the day of the session", .now = "2024-03-21", .as = CHAIR, .get = "/votes/{y}", .want = 200, .sees = "选举第七届工会委员会主席"},
	NO("x", 1003, "a"), NO("x", 1004, "b"), NO("x", 1005, "c"),
	HELD("x", "o{a}=%2B&o{b}=%2B&o{c}=-&times=3"),
	{"its page says what is missing", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "还不能登记：工会主席（委员会选举）的投票还没有公布结果"},
	{"two are missing yet", .as = CHAIR, .post = "/election/{e}/do/first", .want = 409, .sees = "工会主席（委员会选举）的投票还没有公布结果"},
	NO("y", 1003, "a"), NO("y", 1004, "b"),
	HELD("y", "o{a}=%2B&o{b}=-&times=3"),
	NO("z", 1004, "a"), NO("z", 1005, "b"),
	HELD("z", "o{a}=%2B&o{b}=-&times=3"),
	{"then the button is there", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees = "type=\"submit\">登记全会选举结果</button>"},
	{"entered", .as = CHAIR, .post = "/election/{e}/do/first", .want = 303},
	{"four lines", .sql = "select organ || '-' || person from election_seat where organ > 5 order by organ, person", .is = "6-1003 6-1004 7-1003 8-1004"},
	{"its paper", .as = CHAIR, .get = "/elections/{e}/print/first-result.docx", .want = 200},
	{"in PDF", .as = CHAIR, .get = "/elections/{e}/print/first-result.pdf", .want = 200},
	{"10", .as = CHAIR, .post = "/election/{e}/do/report", .want = 303},
	{"sent back", .as = FEDERATION, .post = "/election/{e}/do/reject", .form = "reason=缺计票单", .want = 303},
	{"entered anew", .as = CHAIR, .post = "/election/{e}/do/hold", .want = 303},
	{"another committee votes anew", .sql = "select count(*) from election_vote where organ > 5", .is = "0"},
	{"or the session is left for later", .sql = "select version from election", .keep = "ver"},
	{"the votes that stand are taken again", .sql = "insert into election_vote(election, organ, vote) values ({e}, 6, {x}), ({e}, 7, {y}), ({e}, 8, {z})"},
	{"entered", .as = CHAIR, .post = "/election/{e}/do/first", .want = 303},
	{"10", .as = CHAIR, .post = "/election/{e}/do/report", .want = 303},
	{"11", .as = FEDERATION, .post = "/election/{e}/do/endorse", .form = "reason=样临工组〔2024〕9号", .want = 303},
	{"nobody is asked who is chair: it was voted on", .as = CHAIR, .get = "/elections/{e}", .want = 200, .sees_not = "name=\"post1\""},
	{"12", .as = CHAIR, .post = "/elections/{e}/register", .want = 303},
	{"chair, vice-chair, member", .sql = "select person || '-' || post from seat where committee in (select id from committee where kind = 1) order by post", .is = "1003-1 1004-2 1005-4"},
	{"a standing committee of two serves", .sql = "select person || '-' || post from seat where committee in (select id from committee where kind = 2) order by post", .is = "1003-1 1004-2"},
	{"elected by the committee on its day", .sql = "select elected_by || ' ' || since from committee where kind = 2", .is = "3 19803"},
	/* any vote of a committee */
	{"the committee votes on a question", .as = CHAIR, .post = "/votes", .form = "title=样例委员会表决&kind=1&manner=1&voters=3&pass=1&held_on=2024-03-21&teller1=1007&teller2=1008", .want = 303, .keep = "q"},
	ROLL("q"),
	{"its three members are the roll", .sql = "select count(*) from vote_roll where vote = {q}", .is = "3"},
};

int main(void)
{
	return scenario_with("elections first session", members, steps, sizeof(steps) / sizeof(steps[0]));
}
