/* One's own membership on the phone: the card, joining, one's data and who looked at it. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "kernel/app.h"
#include "kernel/message.h"
#include "kernel/page.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "members.sql.h"
#include "modules/members/my_view.h"
#include "modules/members/pages.h"
#include "modules/units/units.h"
#include "my.html.h"
#include "secret/secret.h"

enum { SEEN_MOST = 30 };
#define ASKED "本人请求更正：" /* begins what is kept of a request */

static struct member *mine(struct req *r)
{
	return record_load(r->db, r->arena, &member_record, r->who->person);
}

static const char *house_name(struct req *r)
{
	return unit_name(r->db, r->arena, member_house(r->db, r->arena, r->who->unit));
}

static void begin(struct req *r, const char *title, const char *back)
{
	page_begin(r, &(struct page){.title = title, .nav = "/m/member", .phone = true, .back = back});
}

void get_my_member(struct req *r)
{
	struct my_page v = {.m = mine(r), .house = house_name(r)};
	v.status = v.m ? choice_label(member_states, v.m->state) : "";
	v.card = v.m && (MEMBER_IN & MEMBER_BIT(v.m->state));
	v.waiting = v.m && v.m->state == MEMBER_APPLIED;
	v.may_join = !v.m || v.m->state == MEMBER_REFUSED || v.m->state == MEMBER_LEFT;
	if (v.card) {
		v.url = card_url(r, v.m, v.house);
		v.path = strstr(v.url, "/cards/");
	}
	begin(r, "我的会员卡", "/m");
	tpl_my_member(r->out, r, &v);
	page_end(r);
}

/* ---- joining ---- */

/* How long after the end of a membership, by the rule of one's own unit. */
static const char *keep_text(struct req *r)
{
	int64_t months = policy_get(r, "member.erase_months", r->who->unit, r->today).value;
	return months ? arena_printf(r->arena, "会籍终止满 %lld 个月后删除", (long long)months) : "会籍终止后即删除";
}

static void show_join(struct req *r, const struct member *m, const struct person_row *p)
{
	struct form who = {r, &person_record, p, NULL}, f = {r, &member_record, m, NULL};
	struct my_join v = {house_name(r), form_get(r, "idno"), p->idno_mask, keep_text(r), &who, &f};
	begin(r, "申请入会", "/m/member");
	tpl_my_join(r->out, r, &v);
	page_end(r);
}

/* Not who is in already. The row is the old one, if there ever was one: a membership is not made twice. */
static bool joining(struct req *r, struct member **m, struct person_row **p)
{
	*m = mine(r);
	*p = record_load(r->db, r->arena, &person_record, r->who->person);
	if (!*m || (*m)->state == MEMBER_REFUSED || (*m)->state == MEMBER_LEFT)
		return true;
	refuse(r, 409, "你的会籍是“%s”，不用再申请。", choice_label(member_states, (*m)->state));
	return false;
}

void get_my_join(struct req *r)
{
	struct member *m;
	struct person_row *p;
	const char *why = NULL, **outer = r->caught;
	r->caught = &why;
	bool free_to = joining(r, &m, &p);
	r->caught = outer;
	r->answered = false;
	if (free_to)
		show_join(r, m, p);
	else
		see_other_saying(r, "/m/member", why);
}

static void read_my_paper(struct req *r, struct member *m, struct person_row *p)
{
	struct paper x;
	struct member_by_key known;
	const char *typed = form_get(r, "idno");
	if (!m->id_type)
		m->id_type = ID_RESIDENT;
	const char *why = paper_read(r->arena, m->id_type, typed, r->today, &x);
	if (why)
		problem_add(&r->problems, "idno", "%s", why);
	else if (!*x.text && !*m->idkey)
		problem_add(&r->problems, "idno", "请填写证件号码：入会实名登记要用它核对。");
	if (why || !*x.text)
		return;
	const char *hash = secret_number_hash(r->arena, &r->app->keys, "person.idno", x.text);
	if (*p->idno_hash && strcmp(hash, p->idno_hash) != 0) {
		problem_add(&r->problems, "idno", "与单位登记的证件号码不一致，请核对，或到本单位工会更正。");
		return;
	}
	m->idkey = paper_key(r->arena, &r->app->keys, m->id_type, x.text);
	if (q_member_by_key(r->db, r->arena, m->idkey, &known) && known.id != p->id)
		problem_add(&r->problems, "idno", "这个证件号码已有会籍。会籍随劳动关系转移，不重复入会（《工会会员会籍管理办法》第三条、《中国工会章程》第五条）：请原工会办理转出。");
	if (x.birth)
		m->birth = x.birth;
	if (x.sex)
		p->sex = x.sex;
	person_put_idno(r->arena, &r->app->keys, p, x.text);
}

void post_my_join(struct req *r)
{
	struct member *m;
	struct person_row *p;
	if (!joining(r, &m, &p))
		return;
	bool fresh = !m;
	if (fresh)
		m = record_new(r->arena, &member_record);
	form_read(r, &member_record, m);
	m->joined_on = 0; /* that is for the committee */
	m->member_no = "";
	m->dues_until = 0;
	if (!form_has(r, "agree"))
		problem_add(&r->problems, "agree", "请先阅读并同意收集这些信息。");
	struct person_row was = *p;
	read_my_paper(r, m, p);
	if (r->problems.n) {
		show_join(r, fresh ? NULL : m, &was);
		answer_status(r, 422);
		return;
	}
	member_copy(m, p);
	m->id = p->id;
	m->consent = 1;
	m->consent_at = r->now;
	member_settle(m);
	r->system = true; /* one's own rows, of which one has no other right */
	bool good = fresh ? flow_create(r, &member_flow, m, "本人在手机上申请") : flow_move_row(r, &member_flow, m, "reapply", "本人再次申请");
	good = good && (strcmp(was.idno_hash, p->idno_hash) == 0 || flow_edit(r, &person_flow, p, "本人填写"));
	r->system = false;
	if (!good)
		return;
	message_send_role(r, STAFF, member_house(r->db, r->arena, p->unit), &(struct message){
		.title = "有新的入会申请", .body = "请在“会员”里核对，报委员会审批。", .link = "/members"});
	see_other_saying(r, "/m/member", "申请已提交。工会委员会批准后，你会收到消息。");
}

void post_my_withdraw(struct req *r)
{
	struct member *m = mine(r);
	if (!m || m->state != MEMBER_APPLIED)
		refuse(r, 409, "没有待审批的申请，可能已经办完。请刷新页面。");
	else if (flow_follow(r, &member_flow, m, "withdraw", "本人撤回"))
		see_other_saying(r, "/m/member", "已撤回申请。");
}

/* ---- my data ---- */

/* Per field or group: what for, on what ground, how long. Shown to the person; PIPL 17 and 19. */
static const struct kept_for {
	const char *fields; /* names in the member's table, "|" between; what is sealed stands by itself */
	const char *purpose, *basis, *keep;
	bool ended; /* further, as keep_text says */
} kept_for[] = {
	{"name|sex|birth|idno_mask|id_type", "核对身份，保证一人一份会籍", "工会法、会员会籍管理规定；本人入会申请", "会籍存续期间；", true},
	{"mobile_mask", "登录、通知办理结果", "本人同意", "会籍存续期间，可随时要求删除"},
	{"ethnic|politics|education|degree", "会员统计", "会员实名制登记；本人同意", "", true},
	{"household|household_place|employer|farmer|gig", "按群体提供服务和统计", "会员实名制登记；本人同意", "", true},
	{"skill|job|model|retire_base", "技能、荣誉服务，推算退休时间", "会员实名制登记；本人同意", "", true},
	{"member_no|joined_on|change|changed_on|change_reason|decision|dues_until", "记录会籍及其变动", "工会法、会员会籍管理规定", "长期，去除姓名后用于统计"},
};

/* What there is of a group, each with its value, in one line. */
static const char *values_of(struct req *r, const struct member *m, const struct kept_for *k)
{
	struct buf b = buf_in(r->arena);
	for (struct str rest = str_of(k->fields); rest.n;) {
		const struct field *f = record_field(&member_record, str_dup(r->arena, str_cut(&rest, '|')));
		const char *value = field_show(r->arena, NULL, f, m);
		if (!text_empty(value))
			buf_printf(&b, "%s%s %s", b.n ? "，" : "", f->label, value);
	}
	return buf_text(&b);
}

static void fill_purposes(struct req *r, struct my_data *v)
{
	size_t n = sizeof(kept_for) / sizeof(kept_for[0]);
	v->rows = NEW_N(r->arena, struct purpose, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct kept_for *k = &kept_for[i];
		const char *values = values_of(r, v->m, k);
		if (*values)
			v->rows[v->n++] = (struct purpose){values, k->purpose, k->basis, k->ended ? arena_printf(r->arena, "%s%s", k->keep, keep_text(r)) : k->keep};
	}
	if (*v->m->address_seal)
		v->rows[v->n++] = (struct purpose){"住址 已登记（加密保存）", "慰问、帮扶上门", "本人同意", "会籍终止时删除"};
}

static int newest_first(const void *a, const void *b)
{
	const struct member_exports *x = a, *y = b;
	return (x->id < y->id) - (x->id > y->id);
}

/* Exports of the unit and of each above it, together the newest first. */
static void fill_exports(struct req *r, struct my_data *v)
{
	enum { DEEPEST = 16 };
	struct member_exports *all = NEW_N(r->arena, struct member_exports, DEEPEST * SEEN_MOST);
	size_t rows = 0, depth = 0;
	for (struct str rest = str_skip(str_of(r->who->path), 1); rest.n && depth < DEEPEST; depth++) {
		int64_t unit = 0;
		size_t n;
		str_int(str_cut(&rest, '/'), &unit);
		struct member_exports *x = q_member_exports(r->db, r->arena, unit, v->m->created_at, &n);
		for (size_t i = 0; i < n && i < SEEN_MOST; i++)
			all[rows++] = x[i];
	}
	if (rows)
		qsort(all, rows, sizeof(*all), newest_first);
	for (size_t i = 0; i < rows && v->n_seen < SEEN_MOST * 2; i++)
		v->seen[v->n_seen++] = (struct seen_line){instant_cn(r->arena, all[i].at), all[i].name,
			arena_printf(r->arena, "导出名册（可能含有你），用途：%s", all[i].note)};
}

/* Who looked at a whole number, and exports that went over one's unit. */
static void fill_seen(struct req *r, struct my_data *v)
{
	size_t n;
	struct member_seen *e = q_member_seen(r->db, r->arena, r->who->person, &n);
	v->seen = NEW_N(r->arena, struct seen_line, SEEN_MOST * 2);
	for (size_t i = 0; i < n && v->n_seen < SEEN_MOST; i++)
		v->seen[v->n_seen++] = (struct seen_line){instant_cn(r->arena, e[i].at), e[i].name, e[i].note};
	fill_exports(r, v);
}

static void fill_asked(struct req *r, struct my_data *v)
{
	struct member_corrections *x = q_member_corrections(r->db, r->arena, r->who->person, &v->n_asked);
	v->asked = NEW_N(r->arena, struct seen_line, v->n_asked);
	for (size_t i = 0; i < v->n_asked; i++) {
		struct str said = str_of(x[i].value);
		said = str_starts(said, ASKED) ? str_skip(said, sizeof(ASKED) - 1) : said;
		v->asked[i] = (struct seen_line){instant_cn(r->arena, x[i].at), x[i].changed ? arena_printf(r->arena, "%s 资料改过，请核对", instant_cn(r->arena, x[i].changed)) : "已转给工会，资料还没有改动",
						 str_dup(r->arena, said)};
	}
}

static struct member *mine_or_refuse(struct req *r)
{
	struct member *m = mine(r);
	if (!m)
		refuse(r, 404, "你还没有会籍，没有登记这些信息。");
	return m;
}

static void show_data(struct req *r, const struct member *m)
{
	struct my_data v = {.m = m};
	v.consent = m->consent == 1 ? arena_printf(r->arena, "%s 同意", day_cn(r->arena, day_of_instant(m->consent_at))) :
		    m->consent == 2 ? "已撤回" : "还没有表示";
	fill_purposes(r, &v);
	fill_seen(r, &v);
	fill_asked(r, &v);
	begin(r, "我的信息", "/m/member");
	tpl_my_data(r->out, r, &v);
	page_end(r);
}

void get_my_data(struct req *r)
{
	struct member *m = mine(r);
	if (m)
		show_data(r, m);
	else
		see_other_saying(r, "/m/member", "你还没有会籍，没有登记这些信息。");
}

/* Agreeing and taking it back are equally easy (PIPL 15). What the law asks for stays; the rest is emptied. */
void post_my_consent(struct req *r)
{
	struct member *m = mine_or_refuse(r);
	if (!m)
		return;
	bool no = strcmp(form_get(r, "answer"), "no") == 0;
	m->consent = no ? 2 : 1;
	m->consent_at = r->now;
	if (no) {
		m->address_seal = m->household_place = m->employer = "";
		m->education = m->degree = m->household = m->politics = m->ethnic = 0;
		member_settle(m);
	}
	if (flow_follow(r, &member_flow, m, "consent", no ? "本人撤回同意" : "本人同意"))
		see_other_saying(r, "/m/member/data", no ? "已撤回。只保留会籍和身份信息，其余已清空。" : "已记录你的同意。");
}

void post_my_correction(struct req *r)
{
	struct member *m = mine_or_refuse(r);
	const char *text = form_get(r, "text");
	if (!m)
		return;
	if (utf8_count(text) < 4 || utf8_count(text) > 200) {
		problem_add(&r->problems, "text", "请写明哪一项要改成什么，4 到 200 个字。");
		show_data(r, m);
		answer_status(r, 422);
		return;
	}
	event_add(r, &(struct event){.unit = m->unit, .record = "member", .row_id = m->id, .verb = "correction",
				     .from_state = m->state, .to_state = m->state, .personal = arena_printf(r->arena, ASKED "%s", text)});
	message_send_role(r, STAFF, member_house(r->db, r->arena, m->unit), &(struct message){
		.title = "会员请求更正个人信息", .body = "请在会员页的“经过”里查看，核对后修改。", .link = link_to(r, "/members/%lld", (long long)m->id)});
	see_other_saying(r, "/m/member/data", "已转给本单位工会，改好后你能在这里看到。");
}
