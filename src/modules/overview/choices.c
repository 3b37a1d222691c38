/* How a person wants to be told besides the inbox. */
#include <string.h>

#include "inbox.html.h"
#include "kernel/app.h"
#include "kernel/policy.h"
#include "modules/overview/inbox_view.h"
#include "outbox.sql.h"

/* One mailbox and nothing that could end a header: letters, digits and common marks around one '@'. */
static bool is_mailbox(const char *s)
{
	const char *at = strchr(s, '@');
	if (!at || at == s || strchr(at + 1, '@') || !strchr(at + 1, '.') || strlen(s) > 200)
		return false;
	for (; *s; s++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+@", *s))
			return false;
	return s[-1] != '.' && at[1] != '.';
}

static void show(struct req *r, const struct outbox_choice_get *c)
{
	struct desk d = desk_of(r);
	struct choices_view v = {
		.r = r, .email = c->email, .mail = c->mail, .hook = c->hook, .phone = wants_phone(r, &d),
		.mail_on = r->app->smtp_url && r->app->smtp_from, .hook_on = r->app->webhook_url,
		.from = policy_get(r, "message.quiet_from", 0, 0).value, .until = policy_get(r, "message.quiet_until", 0, 0).value,
		.problem = problem_of(&r->problems, "email")};
	page_begin(r, &(struct page){.title = "接收方式", .phone = v.phone, .back = v.phone ? "/inbox" : NULL, .crumbs = {{"消息", "/inbox"}}});
	tpl_choices_view(r->out, &v);
	page_end(r);
}

void get_choices(struct req *r)
{
	struct outbox_choice_get c = {.email = "", .hook = true};
	q_outbox_choice_get(r->db, r->arena, r->who->person, &c);
	show(r, &c);
}

void post_choices(struct req *r)
{
	struct outbox_choice_get c = {form_get(r, "email"), form_has(r, "mail"), form_has(r, "hook")};
	if (*c.email && !is_mailbox(c.email))
		problem_add(&r->problems, "email", "“邮箱”要像 name@example.org 这样写。");
	if (c.mail && !*c.email)
		problem_add(&r->problems, "email", "要收邮件，请填写“邮箱”。");
	if (r->problems.n) {
		show(r, &c);
		answer_status(r, 422);
		return;
	}
	q_outbox_choice_set(r->db, r->who->person, c.email, c.mail, c.hook);
	see_other_saying(r, "/inbox", "接收方式已保存。");
}
