/* Messages: unread first; opening one marks it and leads to where it points. */
#include <string.h>

#include "inbox.html.h"
#include "kernel/app.h"
#include "kernel/outbox.h"
#include "kernel/rights.h"
#include "kernel.sql.h"
#include "modules/overview/inbox_view.h"
#include "overview.sql.h"

enum { PAGE_ROWS = 20, MOST_FAILED = 100 };

static void add_rows(struct inbox_view *v, const struct inbox_row *m, size_t n)
{
	struct req *r = v->r;
	for (size_t i = 0; i < n; i++) {
		struct inbox_line *l = &v->lines[v->n++];
		*l = (struct inbox_line){
			.id = m[i].id, .title = m[i].title, .body = m[i].body, .unread = !m[i].read_at, .urgent = m[i].urgent,
			.leads = m[i].link[0] == '/', .when = instant_cn(r->arena, m[i].at)};
		l->deliveries = outbox_states(r, m[i].id, &l->n_deliveries);
	}
}

/* A page holds unread ones, then, when they are through, read ones. */
static void fill(struct inbox_view *v)
{
	struct req *r = v->r;
	int64_t unread_before = query_int(r, "unread"), before = query_int(r, "before");
	size_t n = 0;
	v->lines = NEW_N(r->arena, struct inbox_line, 2 * PAGE_ROWS + 2);
	if (!before) {
		struct inbox_row *m = q_inbox_unread(r->db, r->arena, r->who->person, unread_before ? unread_before : INT64_MAX, r->now, PAGE_ROWS + 1, &n);
		add_rows(v, m, n > PAGE_ROWS ? PAGE_ROWS : n);
		v->n_unread = v->n;
		if (n > PAGE_ROWS) {
			v->next = link_to(r, "/inbox?unread=%lld", (long long)m[PAGE_ROWS - 1].id);
			return;
		}
	}
	struct inbox_row *m = q_inbox_seen(r->db, r->arena, r->who->person, before ? before : INT64_MAX, PAGE_ROWS + 1, &n);
	add_rows(v, m, n > PAGE_ROWS ? PAGE_ROWS : n);
	if (n > PAGE_ROWS)
		v->next = link_to(r, "/inbox?before=%lld", (long long)m[PAGE_ROWS - 1].id);
}

void get_inbox(struct req *r)
{
	struct desk d = desk_of(r);
	struct inbox_view v = {.r = r, .phone = wants_phone(r, &d), .later = query_int(r, "before") || query_int(r, "unread")};
	fill(&v);
	page_begin(r, &(struct page){.title = "消息", .phone = v.phone, .back = v.phone ? "/m" : NULL});
	tpl_inbox_view(r->out, &v);
	page_end(r);
}

void post_read(struct req *r)
{
	struct inbox_row m;
	if (!q_inbox_get(r->db, r->arena, r->id, r->who->person, &m)) {
		refuse(r, 404, "没有这条消息。请从消息列表重新打开。");
		return;
	}
	q_inbox_read(r->db, r->id, r->who->person, r->now);
	see_other(r, inside(m.link, "/inbox"));
}

void post_read_all(struct req *r)
{
	int64_t n = q_inbox_read_all(r->db, r->who->person, r->now);
	see_other_saying(r, "/inbox", arena_printf(r->arena, "%lld 条消息已标为已读。", (long long)n));
}

/* For the system administrator: what could not be delivered. Neither title nor address is shown whole. */
void get_deliveries(struct req *r)
{
	struct deliveries_view v = {.r = r, .mail = r->app->smtp_url, .hook = r->app->webhook_url};
	v.rows = outbox_failed(r, MOST_FAILED, &v.n);
	v.counts = outbox_counts(r, &v.n_counts);
	page_begin(r, &(struct page){.title = "消息投递", .nav = "/admin/deliveries"});
	tpl_deliveries_view(r->out, &v);
	page_end(r);
}
