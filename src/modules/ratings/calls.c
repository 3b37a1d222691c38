/* Whoever was not content is called back: by whom, until when, what was said. */
#include <string.h>

#include "kernel/message.h"
#include "kernel/policy.h"
#include "kernel/unit.h"
#include "matter.sql.h"
#include "modules/ratings/calls_view.h"
#include "ratings.html.h"

/* ---- moves ---- */

const char *rating_may_call(struct req *r, const void *row)
{
	const struct rating *x = row;
	const struct flow *f;
	const struct matter *m = rating_matter(r, x, &f);
	if (r->system || !r->who)
		return NULL;
	if (r->who->person == x->drafter || r->who->person == x->signer)
		return "这件事由你经办或签发，请由没有经办的工会干部回访。";
	if (m && m->author == r->who->person)
		return "这是你提出的事项，请由别的工会干部回访。";
	return !m || may_row(r, f->read_right, f->record, m) ? NULL : "这件事项只有当事人和工会主席能看，请由工会主席回访。";
}

bool rating_owed(struct req *r, void *row, const void *before)
{
	struct rating *x = row;
	(void)before;
	x->call_by = deadline_step(r->today, (int)policy_get(r, "rating.call_days", x->unit, r->today).value);
	return true;
}

bool rating_eased(struct req *r, void *row, const void *before)
{
	(void)r;
	(void)before;
	((struct rating *)row)->call_by = 0;
	return true;
}

/* From now on the rating stands; taken back, it may be changed again. */
static void tell_matter(struct req *r, const struct rating *x, bool taken_back)
{
	const struct flow *f;
	const struct matter *m = rating_matter(r, x, &f);
	if (m)
		matter_called(r, f, m, x->round, taken_back);
}

bool rating_called(struct req *r, void *row, const void *before)
{
	struct rating *x = row;
	(void)before;
	tell_matter(r, x, false);
	x->called_on = r->today;
	x->called = 1;
	x->caller = r->who ? r->who->person : 0;
	return true;
}

bool rating_uncalled(struct req *r, void *row, const void *before)
{
	struct rating *x = row;
	(void)before;
	tell_matter(r, x, true);
	x->called_on = 0;
	x->called = x->caller = x->result = 0;
	x->said = "";
	return true;
}

static void tell(struct req *r, const struct rating *x, unsigned roles, const char *what, bool urgent)
{
	message_send_role(r, roles, x->unit, &(struct message){
		.title = arena_printf(r->arena, "%s %s %s", x->service, x->number, what), .urgent = urgent,
		.body = arena_printf(r->arena, "评价为不满意，请在%s前回访。", day_short(r->arena, x->call_by, r->today)),
		.link = link_to(r, "/ratings/%lld", (long long)x->id)});
}

bool rating_told(struct req *r, void *row, const void *before)
{
	(void)before;
	tell(r, row, BIT(ROLE_CADRE) | BIT(ROLE_CHAIR), "待回访", false);
	return true;
}

bool rating_late(struct req *r, void *row, const void *before)
{
	(void)before;
	tell(r, row, BIT(ROLE_CHAIR), "逾期未回访", true);
	return true;
}

/* The next morning, not at once: a message must not tell when somebody rated. */
void rating_after(struct req *r, const void *before, const void *row)
{
	const struct rating *x = row, *was = before;
	if (!was)
		rating_note_unions(r, x->unit);
	if (x->state != RATING_OWED || (was && was->state == RATING_OWED))
		return;
	if (x->call_by < r->today)
		return;
	due_set(r, &rating_record, x->id, due_morning(r->today + 1), "tell");
	due_set(r, &rating_record, x->id, due_morning(x->call_by + 1), "late");
}

/* ---- pages ---- */

void get_service_ratings(struct req *r)
{
	list_page(r, &rating_list);
}

static void show(struct req *r, const struct rating *x)
{
	size_t n = 0;
	const struct flow *f, *outer = r->flow;
	const struct matter *m = rating_matter(r, x, &f);
	struct call_view v = {.r = r, .x = x, .form = {r, &rating_record, x, NULL}, .states = record_field(&rating_record, "state")->choices,
			      .here = link_to(r, "/ratings/%lld", (long long)x->id), .office = unit_name(r->db, r->arena, x->office),
			      .caller = x->caller ? record_title(r->db, r->arena, &person_record, x->caller) : "",
			      .result = choice_label(call_results, x->result), .grade = choice_of(matter_ratings, x->grade)};
	v.replied = day_short(r->arena, x->replied_on, r->today);
	v.rated = x->rated_on ? day_short(r->arena, x->rated_on, r->today) : "";
	v.called = x->called_on ? day_short(r->arena, x->called_on, r->today) : "";
	v.call_by = x->call_by ? day_short(r->arena, x->call_by, r->today) : "";
	v.late = x->state == RATING_OWED && x->call_by < r->today;
	v.matter = m && may_row(r, f->read_right, f->record, m) ? flow_home(r->arena, f, m->id) : NULL;
	v.nobody = m && !m->author;
	r->flow = &rating_flow;
	v.not_yet = rating_may_call(r, x);
	r->flow = outer;
	v.may_call = x->state == RATING_OWED && may(r, "rating.call", x->unit);
	struct policy_value days = policy_get(r, "rating.call_days", x->unit, r->today);
	v.source = policy_source(r->arena, &days);
	struct matter_ratings_of *w = q_matter_ratings_of(r->db, r->arena, x->record, x->matter, &n);
	v.words = NEW_N(r->arena, const char *, 2 * n + 1);
	for (size_t i = 0; i < n; i++) {
		if (!v.matter)
			continue; /* what he said tells about a matter that is not open to the asker */
		if (w[i].round == x->round && !text_empty(w[i].text))
			v.words[v.n_words++] = w[i].text;
		if (w[i].round == x->round && !text_empty(w[i].first_text) && strcmp(w[i].first_text, w[i].text) != 0)
			v.words[v.n_words++] = arena_printf(r->arena, "改评前说：%s", w[i].first_text);
	}
	page_begin(r, &(struct page){.title = arena_printf(r->arena, "%s %s", x->service, x->number), .nav = "/ratings/board",
				     .crumbs = {{"好差评", "/ratings/board"}, {"评价和回访", "/ratings"}}});
	tpl_rating_page(r->out, &v);
	page_end(r);
}

void get_service_rating(struct req *r)
{
	show(r, r->row);
}

/* What waits for a call-back before it can be closed has it with this one. */
static bool called_in_matter(struct req *r, const struct rating *x)
{
	const struct flow *f;
	struct matter *m = (struct matter *)rating_matter(r, x, &f);
	if (!m)
		return true;
	if (!m->author) /* who is not known is reached by the conversation alone */
		matter_say(r, f, m, WORD_UNION, false, x->said);
	if (m->state != MATTER_CHECK || m->rounds != x->round || m->called_on || !(matters_of(f)->steps & MATTER_CALL))
		return true;
	m->called_on = r->today;
	return flow_move_row(r, f, m, "callback", x->said);
}

void post_rating_call(struct req *r)
{
	struct rating *x = arena_memdup(r->arena, r->row, sizeof(struct rating));
	field_read(&r->problems, record_field(&rating_record, "result"), form_get(r, "result"), x);
	field_read(&r->problems, record_field(&rating_record, "said"), form_get(r, "said"), x);
	if (r->problems.n) {
		show(r, r->row);
		answer_status(r, 422);
	} else if (flow_move_row(r, &rating_flow, x, "call", "") && called_in_matter(r, x)) {
		see_other_saying(r, link_to(r, "/ratings/%lld", (long long)x->id), "回访已记录。");
	}
}
