/* One's own family on the phone: seen, corrected and removed by oneself; and who looked. */
#include "families.html.h"
#include "families.sql.h"
#include "modules/families/inside.h"

static void begin(struct req *r, const char *title, const char *back)
{
	page_begin(r, &(struct page){.title = title, .nav = "/m/member", .phone = true, .back = back});
}

void get_my_family(struct req *r)
{
	struct family_phone v = {.r = r};
	v.lines = family_lines(r, r->who->person, true, &v.n);
	v.size = family_size(r->db, r->who->person);
	struct family_looks *x = q_family_looks(r->db, r->arena, r->who->person, &v.n_seen);
	v.seen = NEW_N(r->arena, struct family_seen_line, v.n_seen);
	for (size_t i = 0; i < v.n_seen; i++)
		v.seen[i] = (struct family_seen_line){instant_cn(r->arena, x[i].at), x[i].name, x[i].note};
	begin(r, "我的家庭", "/m/member");
	tpl_my_family(r->out, &v);
	page_end(r);
}

static void show_form(struct req *r, const struct family_member *m, bool back)
{
	bool old = m && m->version;
	struct family_form v = {.r = r, .m = old ? m : NULL, .form = {r, &family_record, m, NULL}, .typed = family_typed_of(r, m, back),
				.action = old ? link_to(r, "/m/family/%lld", (long long)m->id) : "/m/family", .idno_mask = old ? m->idno_mask : ""};
	begin(r, old ? "更正家庭成员" : "登记家庭成员", "/m/family");
	tpl_my_family_form(r->out, &v);
	page_end(r);
}

void get_my_family_new(struct req *r)
{
	show_form(r, NULL, false);
}

/* Only one's own; of others it is not even told that they are there. */
static struct family_member *mine(struct req *r)
{
	struct family_member *m = record_load(r->db, r->arena, &family_record, r->id);
	if (m && m->person == r->who->person && m->state == FAMILY_HERE)
		return m;
	refuse(r, 404, "没有这名家庭成员，可能已被删除。请刷新页面。");
	return NULL;
}

void get_my_family_one(struct req *r)
{
	struct family_member *m = mine(r);
	if (m)
		show_form(r, m, false);
}

static void save(struct req *r, struct family_member *m, const char *note)
{
	if (!family_read(r, m, true)) {
		show_form(r, m, true);
		answer_status(r, 422);
		return;
	}
	if (family_write(r, m, note))
		see_other_saying(r, "/m/family", "已保存。");
}

void post_my_family_new(struct req *r)
{
	struct family_member *m = record_new(r->arena, &family_record);
	m->person = r->who->person;
	m->unit = r->who->unit;
	bool system = r->system;
	r->system = true; /* one's own rows, of which one has no other right */
	save(r, m, "本人登记");
	r->system = system;
}

void post_my_family_one(struct req *r)
{
	struct family_member *m = mine(r);
	if (!m)
		return;
	if (form_int(r, "_version") != m->version)
		refuse(r, 409, "刚被改动过，请返回看过新内容后再改。");
	else
		save(r, m, "本人更正");
}

void post_my_family_remove(struct req *r)
{
	struct family_member *m = mine(r);
	if (m && family_erase(r, m, "本人删除"))
		see_other_saying(r, "/m/family", "已删除，内容不再保留。");
}
