/*
 * Counting votes and deciding what they mean. Pure: no database, no time, whole
 * numbers only. The same rules serve elections and votes on a question.
 *
 * A ballot is a line of text. One sign a candidate (a question has one):
 *   '+' for   '-' against   '0' abstained or left blank   '?' cannot be read
 * then, in elections, '/' and a name for everybody who was written in:
 *   "++-0/样例王五". A ballot that tellers found void as a whole is "!".
 *
 * Ballots come as stacks of equal ones, in any order: the order changes nothing.
 */
#ifndef LX_VOTE_COUNT_H
#define LX_VOTE_COUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Of whom a share is taken. */
enum vote_base {
	VOTE_ENTITLED = 1, /* 应到会：全体会员或全体代表 */
	VOTE_PRESENT, /* 实到会 */
	VOTE_RETURNED, /* 收回的选票 */
	VOTE_VALID /* 有效票 */
};

/* "more than num/den" or "at least num/den". */
struct vote_share {
	int64_t num, den;
	bool over;
};

/* Which rule of the law a part of the result follows. */
enum vote_law {
	VOTE_LAW_QUORUM, /* how many must be present */
	VOTE_LAW_PASS, /* how many votes are needed */
	VOTE_LAW_BALLOTS, /* more ballots returned than issued */
	VOTE_LAW_MARKS, /* more persons chosen than seats */
	VOTE_LAW_MOST, /* more have enough than there are seats; equal votes at the cut */
	VOTE_LAW_SHORT, /* fewer have enough than there are seats */
	VOTE_LAWS
};

struct vote_source {
	const char *text; /* document and article; "" none */
	char confidence; /* as of a policy: A B C M */
};

struct vote_rules {
	bool election; /* otherwise one question */
	struct vote_share quorum; /* of those entitled */
	struct vote_share pass;
	enum vote_base base; /* of whom `pass` is a share */
	int64_t seats; /* of an election */
	bool written; /* other persons may be written in */
	/* A second vote between those who had enough but the same number: the most votes decide. */
	bool runoff;
	struct vote_source law[VOTE_LAWS];
};

struct vote_figures {
	int64_t entitled, present, issued;
};

struct ballot_stack {
	const char *text;
	int64_t times;
};

enum vote_outcome {
	VOTE_NO_QUORUM = 1, /* 到会人数不足，选举无效 */
	VOTE_VOID, /* 收回多于发出，无效 */
	VOTE_PASSED,
	VOTE_REJECTED,
	VOTE_ELECTED, /* every seat is taken */
	VOTE_RUNOFF, /* equal votes at the cut: vote again between them */
	VOTE_SHORT /* seats stay open */
};
const char *vote_outcome_label(enum vote_outcome o); /* 全部选出 … */

enum vote_place { VOTE_NOT_IN = 0, VOTE_IN, VOTE_TIED };

struct vote_option {
	const char *name;
	const char *key; /* of one written in: its place by strokes */
	bool written; /* was written in */
	int64_t yes, no, abstained;
	bool enough; /* has the votes that are needed */
	enum vote_place place;
};

/* One sentence of the protocol with the rule it follows. */
struct vote_line {
	const char *text;
	struct vote_source law;
};

struct vote_result {
	int64_t returned, valid, invalid, partly; /* partly: a mark of it cannot be read */
	int64_t overmarked; /* of the invalid ones: more persons than seats */
	int64_t quorum_need, pass_need;
	int64_t base; /* the number that `pass` is a share of */
	enum vote_outcome outcome;
	struct vote_option *options; /* most votes first; a question has one */
	size_t n_options;
	int64_t elected, tied, open_seats; /* open: after a run-off between the tied, or by-election */
	struct vote_line *lines;
	size_t n_lines;
};

/* How many of n the share wants: 20 of 30 for "at least 2/3", 16 of 30 for "more than 1/2". */
int64_t vote_need(struct vote_share s, int64_t n);
/* "三分之二以上", "过半数", "半数以上". */
const char *vote_share_text(struct arena *a, struct vote_share s);
const char *vote_base_label(enum vote_base b);

/* Fewest candidates for so many seats: surplus in percent of the seats, one more at least; 0 percent: as many as seats. */
int64_t vote_candidates_need(int64_t seats, int64_t percent);

/* NULL: a well-formed ballot. Otherwise what is wrong, in Chinese. */
const char *ballot_problem(const struct vote_rules *rules, size_t candidates, const char *text);

/*
 * Counts. NULL: *out is filled. Otherwise which figure cannot be, in Chinese:
 * more present than entitled, more ballots issued than persons present.
 */
const char *vote_count(struct arena *a, const struct vote_rules *rules, const struct vote_figures *f,
		       const char *const *candidates, size_t n_candidates, const struct ballot_stack *stacks,
		       size_t n_stacks, struct vote_result *out);

#endif
