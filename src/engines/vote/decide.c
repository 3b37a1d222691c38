/* What the counted marks mean: enough, elected, equal at the cut, seats left open. */
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "engines/vote/inside.h"

static int64_t base_of(const struct counting *c)
{
	switch (c->rules->base) {
	case VOTE_ENTITLED:
		return c->f->entitled;
	case VOTE_PRESENT:
		return c->f->present;
	case VOTE_RETURNED:
		return c->out->returned;
	case VOTE_VALID:
		return c->out->valid;
	}
	fault("no such base %d", (int)c->rules->base);
}

/* Most votes first; equal ones as they came: candidates in their order, then written names. */
static void sort_options(struct vote_result *out)
{
	for (size_t i = 1; i < out->n_options; i++) {
		struct vote_option x = out->options[i];
		size_t at = i;
		for (; at > 0 && out->options[at - 1].yes < x.yes; at--)
			out->options[at] = out->options[at - 1];
		out->options[at] = x;
	}
}

static int64_t with_enough(const struct vote_result *out)
{
	int64_t n = 0;
	for (size_t i = 0; i < out->n_options; i++)
		n += out->options[i].enough;
	return n;
}

/*
 * Up to the last seat the most votes count. Whoever has as many as the first one
 * below the cut is tied, the others above it are elected.
 */
static void give_places(struct vote_result *out, int64_t seats)
{
	int64_t enough = with_enough(out);
	bool cut = enough > seats;
	int64_t below = cut ? out->options[seats].yes : -1;
	for (int64_t i = 0; i < enough; i++) {
		struct vote_option *o = &out->options[i];
		if (cut && i < seats && o->yes > below)
			o->place = VOTE_IN;
		else if (cut && o->yes == below && out->options[seats - 1].yes == below)
			o->place = VOTE_TIED;
		else
			o->place = i < seats ? VOTE_IN : VOTE_NOT_IN;
		out->elected += o->place == VOTE_IN;
		out->tied += o->place == VOTE_TIED;
	}
	out->open_seats = seats - out->elected;
	out->outcome = !out->open_seats ? VOTE_ELECTED : out->tied ? VOTE_RUNOFF : VOTE_SHORT;
}

static enum vote_outcome spoiled(const struct counting *c)
{
	if (c->f->present < c->out->quorum_need)
		return VOTE_NO_QUORUM;
	return c->out->returned > c->f->issued ? VOTE_VOID : 0;
}

void vote_decide(struct counting *c)
{
	struct vote_result *out = c->out;
	out->quorum_need = vote_need(c->rules->quorum, c->f->entitled);
	out->base = base_of(c);
	out->pass_need = c->rules->runoff ? 1 : vote_need(c->rules->pass, out->base);
	if (out->pass_need < 1)
		out->pass_need = 1; /* nobody is elected without a vote */
	sort_options(out);
	for (size_t i = 0; i < out->n_options; i++)
		out->options[i].enough = out->options[i].yes >= out->pass_need;
	out->outcome = spoiled(c);
	if (out->outcome)
		out->open_seats = c->rules->election ? c->rules->seats : 0;
	else if (c->rules->election)
		give_places(out, c->rules->seats);
	else
		out->outcome = out->options[0].enough ? VOTE_PASSED : VOTE_REJECTED;
}
