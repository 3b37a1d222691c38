/* Raising an appeal, whichever way: what is read, what is written, who hears of it. */
#include <string.h>

#include "base/utf8.h"
#include "kernel/app.h"
#include "kernel/files.h"
#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "modules/appeals/inside.h"
#include "secret/id.h"
#include "secret/secret.h"
#include "text/idcheck.h"

enum { HOUR = 3600000, MORNING = 8, EVENING = 18 };

static bool names_one(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strstr(text, *words))
			return true;
	return false;
}

bool has_risk(const char *text)
{
	static const char *const words[] = {"欠薪", "拖欠工资", "工伤", "群体", "集体上访", "停工", "罢工", "讨薪", "职业病", NULL};
	return names_one(text, words) || in_despair(text);
}

bool in_despair(const char *text)
{
	static const char *const words[] = {"自杀", "轻生", "不想活", "活不下去", "结束生命", "跳楼", "割腕", "自残", "想死", NULL};
	return names_one(text, words);
}

static void read_field(struct req *r, struct appeal *a, const char *name)
{
	struct field f = *record_field(&appeal_record, name);
	if (strcmp(name, "kind") == 0)
		f.use |= F_NEED;
	field_read(&r->problems, &f, form_get(r, name), a);
}

bool appeal_read(struct req *r, struct appeal *a)
{
	static const char *const names[] = {"kind", "content", "place"};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		read_field(r, a, names[i]);
	a->title = matter_title(r->arena, a->content);
	a->level = 1;
	a->risk = has_risk(a->content);
	const char *phone = form_get(r, "phone");
	char digits[MOBILE_CHARS + 1];
	if (*phone && mobile_read(r->arena, phone, digits))
		problem_add(&r->problems, "phone", "联系电话要是 11 位手机号；不想留可以不填。");
	return r->problems.n == 0;
}

static void keep_contact(struct req *r, struct appeal *a)
{
	char phone[MOBILE_CHARS + 1];
	if (!*form_get(r, "phone") || mobile_read(r->arena, form_get(r, "phone"), phone) || a->mode == APPEAL_ANONYMOUS)
		return;
	a->id = id_new(); /* the seal is bound to it */
	a->contact_mask = mask_mobile(r->arena, phone);
	a->contact_seal = secret_seal(r->arena, &r->app->keys, (struct seal_place){"appeal", "contact", a->id}, phone);
}

void appeal_tell_union(struct req *r, const struct appeal *a)
{
	const char *link = link_to(r, "/appeals/%lld", (long long)a->id);
	if (a->state != MATTER_RECEIVED)
		return;
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), a->unit, &(struct message){
		.title = arena_printf(r->arena, "诉求 %s 待受理", a->number), .body = a->title, .link = link});
	if (a->risk)
		message_send_role(r, BIT(ROLE_CHAIR), a->unit, &(struct message){
			.title = arena_printf(r->arena, "风险诉求 %s，请当日处置", a->number), .link = link, .urgent = true,
			.body = "内容含欠薪、工伤、群体、停工或轻生等字样，请当日了解情况并按规定报告。"});
}

/* An anonymous one is announced next morning, one with risk words by the evening: no message tells the moment. */
static void announce(struct req *r, const struct appeal *a)
{
	instant evening = instant_of_day(r->today) + EVENING * HOUR;
	bool same_day = a->risk && clock_now() < evening;
	if (a->mode != APPEAL_ANONYMOUS)
		appeal_tell_union(r, a);
	else
		due_set(r, &appeal_record, a->id, same_day ? evening : instant_of_day(r->today + 1) + MORNING * HOUR, "announce");
}

bool appeal_make(struct req *r, struct appeal *a)
{
	keep_contact(r, a);
	if (!matter_create(r, &appeal_flow, a, a->mode == APPEAL_ANONYMOUS))
		return false;
	if (!files_attach(r, &appeal_record, a->id, a->unit))
		return false;
	announce(r, a);
	return true;
}

bool appeal_pass_on(struct req *r, struct appeal *a)
{
	a->title = matter_title(r->arena, a->content);
	a->level = 1;
	a->risk = has_risk(a->content);
	return appeal_make(r, a);
}

day appeal_notice_day(struct req *r, const struct appeal *a)
{
	return deadline_add_days(a->received_on, (int)policy_get(r, "appeal.petition_notice", a->unit, r->today).value, NULL);
}

void appeal_notice_near(struct req *r, const struct appeal *a)
{
	if (a->noticed_on || a->state >= MATTER_CLOSED)
		return;
	message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), a->unit, &(struct message){
		.title = arena_printf(r->arena, "信访事项 %s 待告知", a->number), .urgent = true,
		.body = arena_printf(r->arena, "%s前要书面告知是否受理。", day_short(r->arena, appeal_notice_day(r, a), r->today)),
		.link = link_to(r, "/appeals/%lld", (long long)a->id)});
}
