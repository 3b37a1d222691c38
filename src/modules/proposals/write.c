/* Writing a proposal, looking for like ones, inviting seconders, and the proposer's own steps. */
#include <string.h>

#include "base/utf8.h"
#include "http/html.h"
#include "kernel/files.h"
#include "kernel/message.h"
#include "kernel/search.h"
#include "kernel/unit.h"
#include "modules/proposals/pages_view.h"
#include "pages.html.h"

enum { LIKE = 5, LOOKED_AT = 60, PAGE = 50, INVITES = 60 };

/* In the form a proposal has the words of a congress: 案由, 案据, 建议措施. */
static struct field worded(const char *name)
{
	static const struct {
		const char *name, *label, *hint;
	} words[] = {
		{"title", "案由", "一句话说清要解决什么，例如：改善小夜班宿舍热水供应"},
		{"content", "案据", "为什么提：什么情况、影响多少人、依据什么。"},
		{"measures", "建议措施", "建议怎样解决，一条一条写。"},
		{"kind", "类别", NULL},
	};
	struct field f = *record_field(&proposal_record, name);
	f.use |= F_NEED;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].name, name) == 0) {
			f.label = words[i].label;
			f.hint = words[i].hint;
		}
	return f;
}

static const char *const inputs[] = {"kind", "title", "content", "measures"};
enum { INPUTS = sizeof(inputs) / sizeof(inputs[0]) };

void write_fields(struct buf *o, const struct write_view *v)
{
	for (size_t i = 0; i < INPUTS; i++) {
		struct field f = worded(inputs[i]);
		form_input(o, &v->form, &f);
	}
}

static bool read_inputs(struct req *r, struct proposal *p)
{
	for (size_t i = 0; i < INPUTS; i++) {
		struct field f = worded(inputs[i]);
		field_read(&r->problems, &f, form_get(r, inputs[i]), p);
	}
	return r->problems.n == 0;
}

/* ---- like ones: of all that share words, those whose page the asker may open ---- */

static struct similar_line *like(struct req *r, const char *text, int64_t but, size_t *n)
{
	size_t found;
	struct similar_line *out = NEW_N(r->arena, struct similar_line, LIKE);
	const struct choice *states = record_field(&proposal_record, "state")->choices;
	*n = 0;
	if (utf8_count(text) < 2)
		return out;
	int64_t *ids = search_similar(r, &proposal_record, text, LOOKED_AT, &found);
	for (size_t i = 0; i < found && *n < LIKE; i++) {
		const struct proposal *p = ids[i] == but ? NULL : record_load(r->db, r->arena, &proposal_record, ids[i]);
		const struct choice *c = p ? choice_of(states, p->state) : NULL;
		if (p && proposal_is_shown(r, p))
			out[(*n)++] = (struct similar_line){p->id, p->title, p->number, c ? c->label : "", c && c->tone ? c->tone : "mute",
				p->signer ? choice_label(proposal_outcomes, p->outcome) : ""};
	}
	return out;
}

struct similar_line *proposals_like(struct req *r, const struct proposal *p, size_t *n)
{
	return like(r, arena_printf(r->arena, "%s %s", p->title, p->content), p->id, n);
}

/* For scripts: only the part below the form. */
void get_similar(struct req *r)
{
	size_t n;
	struct similar_line *l = like(r, query_get(r, "title"), 0, &n);
	tpl_proposal_like(r->out, l, n, true);
	r->answered = true;
}

/* ---- the form ---- */

static const char *call_text(struct req *r, int64_t unit)
{
	const struct congress_session *s = session_of(r, open_session(r, unit, SESSION_CONGRESS));
	if (!s || r->today > s->closes)
		return "现在不在征集期，可以先写好，下次征集时再提交。";
	return arena_printf(r->arena, "%s提案征集%s截止。", session_short(r, s), day_short(r->arena, s->closes, r->today));
}

const char *proposal_call(struct req *r, int64_t unit)
{
	return call_text(r, unit);
}

static bool narrow(const struct req *r)
{
	return strncmp(r->x->path, "/m/", 3) == 0;
}

static void show_form(struct req *r, const struct proposal *p)
{
	bool phone = narrow(r);
	const char *base = phone ? "/m/proposals" : "/proposals";
	struct write_view v = {.r = r, .p = p, .base = p ? arena_printf(r->arena, "%s/%lld", base, (long long)p->id) : base,
		.action = p ? arena_printf(r->arena, "%s/%lld", base, (long long)p->id) : base, .similar = "/proposals/similar",
		.call = call_text(r, p ? p->unit : rep_unit(r)), .form = {r, &proposal_record, p, NULL}, .asked = form_has(r, "look"), .phone = phone};
	if (p)
		v.action = arena_printf(r->arena, "%s/%lld/text", base, (long long)p->id);
	if (v.asked)
		v.like = like(r, arena_printf(r->arena, "%s %s", form_get(r, "title"), form_get(r, "content")), p ? p->id : 0, &v.n_like);
	page_begin(r, &(struct page){.title = p ? "修改提案" : "写提案", .nav = "/proposals", .phone = phone, .script = "similar.js", .back = v.base, .crumbs = {{"职工提案", "/proposals"}}});
	tpl_proposal_form(r->out, &v);
	page_end(r);
}

void get_new(struct req *r)
{
	show_form(r, NULL);
}

static const char *page_of(struct req *r, const struct proposal *p)
{
	return link_to(r, "%s/%lld", narrow(r) ? "/m/proposals" : "/proposals", (long long)p->id);
}

void post_new(struct req *r)
{
	struct proposal *p = record_new(r->arena, &proposal_record);
	p->unit = rep_unit(r);
	if (form_has(r, "look")) {
		show_form(r, NULL);
		return;
	}
	if (!may_or_refuse(r, "proposal.write", p->unit))
		return;
	p->author = r->who->person;
	p->level = 1;
	if (!read_inputs(r, p)) {
		show_form(r, NULL);
		answer_status(r, 422);
		return;
	}
	if (matter_create(r, &proposal_flow, p, false) && files_attach(r, &proposal_record, p->id, p->unit))
		see_other_saying(r, page_of(r, p), "已保存。请邀请附议。");
}

static bool changeable(struct req *r, const struct proposal *p)
{
	if (wrote_it(r, p) && p->state == MATTER_DRAFT)
		return true;
	refuse(r, wrote_it(r, p) ? 409 : 404, wrote_it(r, p) ? "已经在征集附议或提交，要改内容请先点“修改（重新征集附议）”：附议人附议的是原来的内容（职代会提案的通行做法，未核实）。" : "没有这件提案。");
	return false;
}

void get_edit(struct req *r)
{
	if (changeable(r, r->row))
		show_form(r, r->row);
}

void post_edit(struct req *r)
{
	const struct proposal *given = r->row;
	struct proposal *p = arena_memdup(r->arena, given, sizeof(*given));
	if (!changeable(r, given))
		return;
	if (form_has(r, "look") || !read_inputs(r, p)) {
		show_form(r, given);
		answer_status(r, form_has(r, "look") ? 200 : 422);
		return;
	}
	p->version = form_int(r, "_version");
	if (flow_edit(r, &proposal_flow, p, ""))
		see_other_saying(r, page_of(r, p), "已保存。");
}

/* ---- seconders ---- */

static void show_reps(struct req *r, const struct proposal *p)
{
	size_t n = 0;
	const char *asked = query_get(r, "q");
	int64_t behind = query_int(r, "after");
	struct reps_view v = {.r = r, .p = p, .asked = asked, .action = page_of(r, p), .phone = narrow(r)};
	if (*asked) {
		struct proposal_reps_named *x = q_proposal_reps_named(r->db, r->arena, p->unit, r->today, asked, &n);
		v.reps = NEW_N(r->arena, struct rep_line, n);
		for (size_t i = 0; i < n && i < PAGE; i++)
			if (x[i].person != p->author && !q_proposal_second_answer(r->db, p->id, x[i].person))
				v.reps[v.n++] = (struct rep_line){x[i].person, x[i].name, x[i].home};
		v.more = n > PAGE;
	} else {
		struct proposal_reps *x = q_proposal_reps(r->db, r->arena, p->unit, r->today, behind, &n);
		v.reps = NEW_N(r->arena, struct rep_line, n);
		for (size_t i = 0; i < n && i < PAGE; i++)
			if (x[i].person != p->author && !q_proposal_second_answer(r->db, p->id, x[i].person))
				v.reps[v.n++] = (struct rep_line){x[i].person, x[i].name, x[i].home};
		if (n > PAGE)
			v.next = arena_printf(r->arena, "%s/reps?after=%lld", v.action, (long long)x[PAGE - 1].person);
	}
	page_begin(r, &(struct page){.title = "邀请附议", .nav = "/proposals", .phone = narrow(r), .back = v.action, .crumbs = {{"职工提案", "/proposals"}}});
	tpl_proposal_reps(r->out, &v);
	page_end(r);
}

static bool gathers(struct req *r, const struct proposal *p)
{
	if (wrote_it(r, p) && (PROPOSAL_DRAFTS & 1u << p->state))
		return true;
	refuse(r, wrote_it(r, p) ? 409 : 404, wrote_it(r, p) ? "提案已经提交，不再邀请附议。" : "没有这件提案。");
	return false;
}

void get_reps(struct req *r)
{
	if (gathers(r, r->row))
		show_reps(r, r->row);
}

bool proposal_invite(struct req *r, struct proposal *p, const int64_t *persons, size_t n)
{
	const char *link = link_to(r, "/m/proposals/%lld", (long long)p->id);
	for (size_t i = 0; i < n; i++) {
		q_proposal_second_add(r->db, p->id, persons[i], r->today);
		party_person(r, &proposal_record, p->id, PARTY_INVITED, 0, persons[i]);
		message_send(r, &(struct message){.person = persons[i], .title = arena_printf(r->arena, "%s请你附议提案", r->who->name), .body = p->title, .link = link,
						  .once = arena_printf(r->arena, "proposal.second.%lld.%lld", (long long)p->id, (long long)persons[i])});
	}
	return p->state != MATTER_DRAFT || flow_move_row(r, &proposal_flow, p, "gather", "");
}

void post_invite(struct req *r)
{
	struct proposal *p = arena_memdup(r->arena, r->row, sizeof(struct proposal));
	int64_t persons[INVITES], one;
	const char *text;
	size_t n = 0;
	if (!gathers(r, p))
		return;
	for (size_t i = 0; (text = pairs_nth(&r->x->form, "person", i)) != NULL && n < INVITES; i++) {
		if (!str_int(str_of(text), &one) || one == p->author || !q_proposal_rep_is(r->db, p->unit, one, r->today))
			problem_add(&r->problems, "person", "只能邀请本单位的其他职工代表：提案由职工代表提出和附议（职代会提案的通行做法，未核实）。");
		else
			persons[n++] = one;
	}
	if (!n && !r->problems.n)
		problem_add(&r->problems, "person", "请至少选一位职工代表。");
	if (r->problems.n) {
		show_reps(r, p);
		answer_status(r, 422);
		return;
	}
	if (proposal_invite(r, p, persons, n))
		see_other_saying(r, page_of(r, p), arena_printf(r->arena, "已邀请 %zu 人附议。", n));
}

bool proposal_step(struct req *r, struct proposal *p, const char *verb, const char *note)
{
	return flow_move_row(r, &proposal_flow, p, verb, note);
}
