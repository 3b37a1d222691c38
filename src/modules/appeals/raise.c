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

enum { MINUTE = 60000 };

const char despair_words[] = "自杀 轻生 不想活 活不下去 活着没意思 结束生命 跳楼 割腕 自残 想死";
static const char risk_words[] = "欠薪 拖欠工资 讨薪 工伤 职业病 群体 集体上访 停工 罢工";

static bool names_one(struct arena *a, const char *text, const char *words)
{
	struct str rest = str_of(words);
	while (rest.n)
		if (strstr(text, str_dup(a, str_cut(&rest, ' '))))
			return true;
	return false;
}

int64_t risk_of(struct arena *a, const char *text)
{
	return names_one(a, text, despair_words) ? RISK_DESPAIR : names_one(a, text, risk_words) ? RISK_WORDS : 0;
}

bool appeal_despair(struct req *r, const struct appeal *a)
{
	return a->risk == RISK_DESPAIR || risk_of(r->arena, a->content) == RISK_DESPAIR;
}

static void read_field(struct req *r, struct appeal *a, const char *name)
{
	struct field f = *record_field(&appeal_record, name);
	if (strcmp(name, "kind") == 0)
		f.use |= F_NEED;
	field_read(&r->problems, &f, form_get(r, name), a);
}

/* A mobile, or a landline with its area code, "010-81234567": who comes to the desk may have no other. NULL: neither. */
static const char *phone_of(struct req *r, const char **mask)
{
	char mobile[MOBILE_CHARS + 1], digits[13];
	size_t n = 0;
	const char *typed = form_get(r, "phone");
	if (!mobile_read(r->arena, typed, mobile)) {
		*mask = mask_mobile(r->arena, mobile);
		return arena_strdup(r->arena, mobile);
	}
	for (const char *c = typed; *c; c++) {
		bool digit = *c >= '0' && *c <= '9';
		if (digit && n < sizeof(digits) - 1)
			digits[n++] = *c;
		else if (digit || !strchr(" -()", *c))
			return NULL;
	}
	digits[n] = 0;
	if (n < 10 || n > 12 || digits[0] != '0')
		return NULL;
	*mask = arena_printf(r->arena, "%.3s*****%s", digits, digits + n - 2);
	return arena_strdup(r->arena, digits);
}

bool appeal_read(struct req *r, struct appeal *a)
{
	static const char *const names[] = {"kind", "content", "place"};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		read_field(r, a, names[i]);
	a->title = matter_title(r->arena, a->content);
	a->level = 1;
	a->risk = risk_of(r->arena, a->content);
	const char *mask;
	if (*form_get(r, "phone") && !phone_of(r, &mask))
		problem_add(&r->problems, "phone", "联系电话要是 11 位手机号，或带区号的座机，例如 010-81234567；不想留可以不填。");
	return r->problems.n == 0;
}

static void keep_contact(struct req *r, struct appeal *a)
{
	const char *mask, *phone = *form_get(r, "phone") && a->mode != APPEAL_ANONYMOUS ? phone_of(r, &mask) : NULL;
	if (!phone)
		return;
	if (!a->id)
		a->id = id_new(); /* the seal is bound to it */
	a->contact_mask = mask;
	a->contact_seal = secret_seal(r->arena, &r->app->keys, (struct seal_place){"appeal", "contact", a->id}, phone);
}

/* AP-04: the chair hears of it the same day; of despair the cadres too. Once a level, and anew when it is said again. */
void appeal_tell_risk(struct req *r, const struct appeal *a, bool anew)
{
	bool despair = a->risk == RISK_DESPAIR;
	message_send_role(r, despair ? BIT(ROLE_CHAIR) | BIT(ROLE_CADRE) : BIT(ROLE_CHAIR), a->unit, &(struct message){
		.title = arena_printf(r->arena, despair ? "轻生风险：诉求 %s，请立即处置" : "风险诉求 %s，请当日处置", a->number),
		.link = link_to(r, "/appeals/%lld", (long long)a->id), .urgent = true,
		.once = arena_printf(r->arena, "appeal.risk.%lld.%lld.%d", (long long)a->id, (long long)a->risk, anew ? (int)r->today : 0),
		.body = despair ? "内容有轻生的字样。请立即联系本人或其班组、家属，必要时拨打 120、110；全国心理援助热线 12356。"
				: "内容含欠薪、工伤、群体、停工等字样，请当日了解情况并按规定报告。"});
}

void appeal_tell_union(struct req *r, const struct appeal *a)
{
	if (a->state == MATTER_RECEIVED)
		message_send_role(r, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), a->unit, &(struct message){
			.title = arena_printf(r->arena, "诉求 %s 待受理", a->number), .body = a->title, .link = link_to(r, "/appeals/%lld", (long long)a->id)});
	if (a->risk)
		appeal_tell_risk(r, a, false);
}

/*
 * Of an anonymous one no message tells the moment: it is announced the next morning, with words of danger at one of two
 * times of the same day (what comes in the last minutes before midnight, in the morning).
 */
static instant quiet_time(struct req *r, bool same_day)
{
	static const int minutes[] = {18 * 60, 23 * 60 + 50};
	for (size_t i = 0; same_day && i < sizeof(minutes) / sizeof(minutes[0]); i++)
		if (clock_now() < instant_of_day(r->today) + minutes[i] * MINUTE)
			return instant_of_day(r->today) + minutes[i] * MINUTE;
	return due_morning(r->today + 1);
}

static void announce(struct req *r, const struct appeal *a)
{
	if (a->mode != APPEAL_ANONYMOUS)
		appeal_tell_union(r, a);
	else
		due_set(r, &appeal_record, a->id, quiet_time(r, a->risk), "announce");
}

/* ---- what is added later ---- */

static bool by_author(struct req *r, const struct appeal *a)
{
	return r->who && !r->system ? r->who->person == a->author : a->mode == APPEAL_ANONYMOUS;
}

void appeal_heed(struct req *r, struct matter *m, const char *verb)
{
	struct appeal *a = (void *)m;
	int64_t risk = by_author(r, a) ? risk_of(r->arena, form_get(r, "reason")) : 0;
	appeal_petition_read(r, a, verb);
	if (risk > a->risk)
		a->risk = risk;
}

/*
 * Raised by a later word, or despair that is said again (not once more because it is sent back by the rating in which it
 * was said); and the union hears at once, when it takes it up, of what still waited for its quiet time.
 */
void appeal_risk_after(struct req *r, const struct appeal *was, const struct appeal *a)
{
	bool sent_back = was && was->state == MATTER_CHECK && a->state == MATTER_WORKING;
	bool posted = r->x && r->word && by_author(r, a) && !sent_back, anonymous = a->mode == APPEAL_ANONYMOUS;
	bool again = posted && a->risk == RISK_DESPAIR && risk_of(r->arena, form_get(r, "reason")) == RISK_DESPAIR;
	if (!was || !a->risk)
		return;
	if (a->risk == was->risk && !again) {
		if (anonymous && was->state != a->state && !by_author(r, a))
			appeal_tell_risk(r, a, false);
		return;
	}
	if (anonymous)
		due_set(r, &appeal_record, a->id, quiet_time(r, true), a->risk > was->risk ? "risk_told" : "risk_anew");
	else
		appeal_tell_risk(r, a, a->risk == was->risk);
}

/* An id tells when it was made, and stands in the addresses that a department opens: of who is not known to it, by chance. */
bool appeal_make(struct req *r, struct appeal *a)
{
	bool timeless = a->mode != APPEAL_NAMED;
	if (timeless)
		a->id = id_random();
	keep_contact(r, a);
	if (!matter_create(r, &appeal_flow, a, a->mode == APPEAL_ANONYMOUS))
		return false;
	id_timeless(timeless);
	bool attached = files_attach(r, &appeal_record, a->id, a->unit);
	id_timeless(a->mode == APPEAL_ANONYMOUS);
	if (!attached)
		return false;
	announce(r, a);
	return true;
}

bool appeal_pass_on(struct req *r, struct appeal *a)
{
	a->title = matter_title(r->arena, a->content);
	a->level = 1;
	a->risk = risk_of(r->arena, a->content);
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
