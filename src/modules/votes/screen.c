/* The hall's screen: who is here, how many have voted, and, once announced, the result. */
#include "kernel/unit.h"
#include "modules/votes/inside.h"
#include "modules/votes/votes_view.h"
#include "votes.html.h"

static const char *permille(struct req *r, int64_t part, int64_t whole)
{
	int64_t x = whole ? part * 1000 / whole : 0;
	return arena_printf(r->arena, "%lld.%lld", (long long)(x / 10), (long long)(x % 10));
}

/* As many cells as persons present; a cell stands for several when they are too many. */
static void fill_cells(struct board_view *b)
{
	b->each = (b->present + CELLS - 1) / CELLS;
	if (b->each < 1)
		b->each = 1;
	b->n_cells = (size_t)((b->present + b->each - 1) / b->each);
	bool *cells = NEW_N(b->r->arena, bool, b->n_cells + 1);
	for (size_t i = 0; i < b->n_cells; i++)
		cells[i] = (int64_t)(i + 1) * b->each <= b->voted || b->voted >= b->present;
	b->cells = cells;
}

void get_screen_vote(struct req *r)
{
	const struct vote *v = r->row;
	struct vote_rules rules = vote_rules_of(r, v);
	struct vote_numbers n = vote_numbers(r->db, v->id);
	struct board_view b = {.r = r, .v = v, .here = link_to(r, "/votes/%lld", (long long)v->id),
			       .present = n.present, .entitled = n.entitled, .voted = n.online + n.paper};
	b.unit_name = unit_name(r->db, r->arena, v->unit);
	b.day_text = day_cn(r->arena, v->held_on);
	b.time = instant_text(r->arena, r->now) + 11;
	b.quorum_need = n.entitled ? vote_need(rules.quorum, n.entitled) : 0;
	b.by_all = rules.base == VOTE_ENTITLED && n.entitled && !rules.runoff;
	b.pass_need = b.by_all ? vote_need(rules.pass, n.entitled) : 0;
	b.pass_text = rules.runoff ? "得赞成票多的当选" :
		arena_printf(r->arena, "须得%s%s", vote_base_label(rules.base), vote_share_text(r->arena, rules.pass));
	b.met = n.entitled && n.present >= b.quorum_need;
	b.share = permille(r, n.present, n.entitled);
	b.dash = arena_printf(r->arena, "%s 100", b.share);
	b.angle = arena_printf(r->arena, "rotate(%s 60 60)", permille(r, b.quorum_need * 36, n.entitled ? n.entitled * 10 : 1));
	b.names = vote_names(r->db, r->arena, v, &b.n_names);
	b.teller1 = record_title(r->db, r->arena, &person_record, v->teller1);
	b.teller2 = record_title(r->db, r->arena, &person_record, v->teller2);
	fill_cells(&b);
	if (v->state == VOTE_ANNOUNCED) {
		b.outcome = vote_outcome_label((enum vote_outcome)v->outcome);
		b.seats = vote_seats(r->db, r->arena, v->id, &b.n_seats);
	}
	page_begin(r, &(struct page){.title = "会场屏", .bare = true, .style = "venue.css"});
	tpl_vote_board(r->out, &b);
	page_end(r);
}
