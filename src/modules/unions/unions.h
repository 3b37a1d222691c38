/*
 * Union cards (工会卡片): a union from the day one should be there, through founding and legal
 * personality, to its end. A card belongs to the union that has to found it until it has a unit of
 * its own (`org`); from then on the unit owns it. Merger, split, move and dissolution are rows of their
 * own (union_change), each with its documents; carried out, they change tree, people and committees.
 */
#ifndef LX_UNIONS_H
#define LX_UNIONS_H

#include "kernel/flow.h"
#include "kernel/list.h"

enum card_state { CARD_DUE = 1, CARD_ASKED, CARD_FOUNDED, CARD_LEGAL, CARD_DISSOLVED, CARD_MERGED, CARD_CLOSED };
enum { CARD_STANDS = 1u << CARD_FOUNDED | 1u << CARD_LEGAL, CARD_WANTED = 1u << CARD_DUE | 1u << CARD_ASKED | CARD_STANDS };

struct union_card {
	HEAD;
	const char *name; /* 工会全称 */
	int64_t org; /* its unit, 0: not founded yet */
	const char *employer, *employer_uscc, *address, *contact;
	int64_t nature, industry;
	int64_t staff, staff_women, gig;
	const char *prep; /* 筹备组 */
	int64_t asked_by; /* who sent the application: somebody else approves */
	day founded_on, approved_on;
	const char *approval; /* number of the reply that founded it */
	const char *uscc, *cert_no; /* 工会法人统一社会信用代码, 证书编号 */
	day cert_on;
	int64_t election, groups, funds;
	bool seal, account, open_affairs, plate, badge;
	day contract_on, contract_until, wage_until, congress_on;
	bool contract_filed; /* the contract was sent in for examination */
	int64_t congress_no, congress_form, home;
	int64_t source; /* the card it was split from, or merged into */
	int64_t complete, whole; /* percent of what a card has to have; 1: all of it */
};

enum change_kind { CHANGE_MERGE = 1, CHANGE_SPLIT, CHANGE_MOVE, CHANGE_DISSOLVE };
enum change_state { UNION_CHANGE_DRAFT = 1, UNION_CHANGE_ASKED, UNION_CHANGE_AGREED, UNION_CHANGE_DONE, UNION_CHANGE_REFUSED, UNION_CHANGE_CANCELLED, UNION_CHANGE_CARRYING };

struct union_change {
	HEAD;
	int64_t card, kind;
	const char *reason, *target_code, *new_name;
	int64_t target; /* merger: the union that stays; move: the new superior */
	int64_t asked_by, made; /* made: the unit that a split brought */
	const char *meeting; /* the committee's decision, as cited */
	const char *doc_no;
	day decided_on;
	int64_t carried; /* of a large merger: the last person that was moved */
	int64_t superior; /* the union above when it was asked for: a move changes who that is */
};

extern const struct record union_card_record, union_change_record;
extern const struct flow union_card_flow, union_change_flow;
extern const struct list union_card_list;
extern const struct choice union_natures[], union_industries[];

/* The card of a unit; 0: none. */
int64_t union_card_of(struct db *d, int64_t org);
/* A card for a union that stands already; the row without a unit of its own is refused. */
bool union_card_enter(struct req *r, struct union_card *c);

#endif
