/* The public page of a notice, behind the code on the poster: read, object, look up the answer. */
#include <string.h>

#include "kernel/policy.h"
#include "kernel/rate.h"
#include "kernel/unit.h"
#include "modules/notices/notices_view.h"
#include "notice.sql.h"
#include "notices.html.h"
#include "secret/token.h"

enum { TEN_MINUTES = 600000 };
static struct rate sent = RATE_OF(60, TEN_MINUTES), wrong = RATE_OF(20, TEN_MINUTES);

static const struct notice *by_word(struct req *r)
{
	int64_t id = q_notice_by_token(r->db, r->word);
	const struct notice *n = id ? record_load(r->db, r->arena, &notice_record, id) : NULL;
	if (!n)
		refuse(r, 404, "没有这份公示。请重新扫码。");
	return n;
}

static bool not_too_many(struct req *r, struct rate *t)
{
	if (rate_left(t, r->x->peer, clock_now()))
		return true;
	refuse(r, 429, "这个网络刚才提交得太多，请过十分钟再试。");
	return false;
}

static void show(struct req *r, struct public_notice *v)
{
	const struct notice *n = v->n;
	struct deadline d = notice_deadline(n);
	v->r = r;
	v->unit = unit_name(r->db, r->arena, n->unit);
	v->starts = day_cn(r->arena, n->starts);
	v->ends = day_cn(r->arena, n->ends);
	v->here = link_to(r, "/n/%s", n->token);
	v->c = notice_read(r->arena, n);
	v->open = n->state == NOTICE_OPEN && n->ends >= r->today;
	v->left = deadline_left_text(r->arena, &d, r->today);
	v->asker = r->who ? r->who->name : "";
	v->objection_days = policy_get(r, "notice.objection_days", n->unit, r->today).value;
	page_begin(r, &(struct page){.title = "公示", .phone = true});
	tpl_public_notice(r->out, v);
	page_end(r);
}

void get_public_notice(struct req *r)
{
	const struct notice *n = by_word(r);
	if (n)
		show(r, &(struct public_notice){.n = n});
}

void post_public_notice(struct req *r)
{
	const struct notice *n = by_word(r);
	struct public_notice v = {.n = n};
	if (!n || !not_too_many(r, &sent))
		return;
	bool good = notice_object(r, n, &v.code);
	if (r->answered)
		return;
	if (!good)
		v.code = NULL;
	else if (!r->rerun)
		rate_hit(&sent, r->x->peer, "", clock_now());
	v.n = record_load(r->db, r->arena, &notice_record, n->id);
	show(r, &v);
	answer_status(r, good ? 200 : 422);
}

/* Copied by hand, in small letters. */
static const char *capitals(struct arena *a, const char *code)
{
	char *out = arena_strdup(a, code);
	for (char *p = out; *p; p++)
		*p = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
	return out;
}

void post_public_answer(struct req *r)
{
	const struct notice *n = by_word(r);
	struct public_notice v = {.n = n, .asked = true};
	const char *code = form_get(r, "code");
	if (!n || !not_too_many(r, &wrong))
		return;
	int64_t id = *code ? q_notice_objection_by_receipt(r->db, n->id, token_hash(r->arena, code)) : 0;
	if (!id && *code)
		id = q_notice_objection_by_receipt(r->db, n->id, token_hash(r->arena, capitals(r->arena, code)));
	v.answer = id ? record_load(r->db, r->arena, &objection_record, id) : NULL;
	v.found = v.answer;
	if (!v.found && !r->rerun)
		rate_hit(&wrong, r->x->peer, "", clock_now());
	show(r, &v);
	answer_status(r, v.found ? 200 : 422);
}
