/* What the pages of membership share. Inside the module. */
#ifndef LX_MEMBERS_MOVES_H
#define LX_MEMBERS_MOVES_H

#include "modules/members/members.h"

#define MEMBER_DAY_WRONG "变动日期要填今天或以前的日期，例如 %s。"
#define MEMBER_WHO_EXPELS "请填写作出决定的委员会会议或文号：开除会籍由工会基层委员会决定，报上一级工会备案（《中国工会章程》，条款未核实）。"

/* Before a write: whether all that the real-name register asks for is there. */
void member_settle(struct member *m);
/* Copies what the person's row says. */
/* The name of who was erased. */
#define MEMBER_GONE "（已删除）"
/* Refuses, or erases what is kept of an ended membership; the rights were asked. */
bool member_erase(struct req *r, struct member *m, const char *reason);
/* Empties who has left or was given up for another row, with what events hold of him. */
bool person_erase(struct req *r, struct person_row *p, const char *reason);
void member_copy(struct member *m, const struct person_row *p);
/* Of the module: a row of another record was written. */
void member_heard(struct req *r, const struct record *record, const void *before, const void *row);

/* The union whose member one is: sub-unions are parts of it. */
int64_t member_house(struct db *d, struct arena *a, int64_t unit);

/* ---- identity papers: numbers.c ---- */

enum { PAPER_CHARS = 20 };
struct paper {
	char text[PAPER_CHARS + 1]; /* clean; "" none */
	day birth; /* 0: the number does not tell */
	int64_t sex;
};
/* NULL, or what to mend. A number after GB 11643 tells birth and sex. */
const char *paper_read(struct arena *a, int64_t id_type, const char *typed, day today, struct paper *out);
/* The unique key of a paper, "" without a number. */
struct keyring;
const char *paper_key(struct arena *a, const struct keyring *k, int64_t id_type, const char *number);

#endif
