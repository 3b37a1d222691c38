#include "kernel/rights.h"

enum { MOST = 10 }; /* three scopes, seven relations */

/* Through a relation of units the right is held as at the row's own unit; a named person needs no post. */
static size_t rows_of(const struct right *x, struct right_row *out)
{
	unsigned all = x->here | x->below | x->above;
	const struct {
		const char *scope;
		unsigned roles;
	} ways[MOST] = {
		{"本级", x->here}, {"本级及下级", x->below}, {"本级及上级", x->above},
		{"收到它的工会", x->party & BIT(PARTY_RECEIVER) ? all : 0},
		{"从另一方领导它的工会", x->party & BIT(PARTY_LEADER) ? all : 0},
		{"写明的责任人", x->party & BIT(PARTY_OWNER) ? MEMBERS : 0},
		{"承办它的单位", x->party & BIT(PARTY_LEAD) ? all : 0},
		{"协办它的单位", x->party & BIT(PARTY_CO) ? all : 0},
		{"提出人和附议人", x->party & BIT(PARTY_AUTHOR) ? MEMBERS : 0},
		{"被邀请附议的人", x->party & BIT(PARTY_INVITED) ? MEMBERS : 0},
	};
	size_t n = 0;
	for (int i = 0; i < MOST; i++)
		if (ways[i].roles) {
			out[n] = (struct right_row){x, n == 0, ways[i].scope, ways[i].roles};
			n++;
		}
	return n;
}

struct right_row *right_rows(struct arena *a, const struct right *rights, size_t *n)
{
	size_t room = 0;
	while (rights && rights[room].name)
		room++;
	struct right_row *out = NEW_N(a, struct right_row, room * MOST + 1);
	*n = 0;
	for (const struct right *x = rights; x && x->name; x++)
		*n += rows_of(x, out + *n);
	return out;
}
