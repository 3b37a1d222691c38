/*
 * Membership (会籍): who belongs to which union, since when, and whether he counts.
 *
 * A member row shares its id with the person's row: one person, one membership, for life. It follows
 * the labour relation by transfer and is never made twice: the keyed hash of identity paper and number
 * is unique over the installation. Name, sex, masks and unit are the person's and are copied here, so
 * that lists, filters and exports read one table; the numbers themselves stand with the person only.
 */
#ifndef LX_MEMBERS_H
#define LX_MEMBERS_H

#include "kernel/flow.h"
#include "kernel/list.h"
#include "kernel/unit.h"

/* ---- who counts ---- */

/*
 * Entitled to vote and to stand: members whose membership runs (在籍). Who is retired, has lost his
 * work (保留会籍), left or only applied does not count for a quorum (MEM-03; 工会会员会籍管理办法 第四条).
 * `unit` is a union or any unit of it: everybody at or below it.
 */
bool member_entitled(struct db *d, struct arena *a, int64_t person, int64_t unit);
/* How many, on a day (0: now), from the counters: a few index reads, also for a federation. */
int64_t members_entitled(struct db *d, int64_t unit, day on);
/* The roll in pages: entitled members at or below the unit, by id; `after` 0: from the start. */
struct entitled {
	int64_t person, unit;
	const char *name;
	int sex; /* 1 男 2 女 */
};
struct entitled *members_roll(struct db *d, struct arena *a, int64_t unit, int64_t after, int64_t most, size_t *n);

/* ---- the record ---- */

enum member_state {
	MEMBER_APPLIED = 1, /* 待审批 */
	MEMBER_ACTIVE, /* 在籍 */
	MEMBER_KEPT, /* 保留会籍: no labour relation for the time being */
	MEMBER_RETIRED, /* 退休保留 */
	MEMBER_LEFT, /* 已退会 */
	MEMBER_DEAD, /* 已去世 */
	MEMBER_EXPELLED, /* 已开除 */
	MEMBER_REFUSED, /* 未批准 */
	MEMBER_AWAY, /* 已转出: to a union outside of this installation */
	MEMBER_MERGED /* 已并入: of a person who was registered twice; counts for nothing */
};
enum { ID_RESIDENT = 1, ID_HK_MACAO, ID_TAIWAN, ID_FOREIGN, ID_PASSPORT, ID_RESIDENCE };
enum { JOB_AT_WORK = 1, JOB_WAITING, JOB_NONE, JOB_SICK, JOB_INSIDE, JOB_RETIRED };
enum { RETIRE_55 = 1, RETIRE_50 };
enum {
	CHANGE_JOIN = 1, CHANGE_IN, CHANGE_OUT, CHANGE_KEEP, CHANGE_RESUME, CHANGE_RETIRE, CHANGE_LEAVE, CHANGE_LAPSE,
	CHANGE_DEATH, CHANGE_EXPEL
};

struct member {
	HEAD;
	/* the person's, copied */
	const char *name, *pinyin, *idno_mask, *mobile_mask;
	int64_t sex;
	/* membership */
	const char *member_no;
	day joined_on;
	int64_t change; /* the last change of membership (增减员), with day and reason */
	day changed_on;
	const char *change_reason, *decision; /* the meeting or document that decided */
	day dues_until, reminded_on;
	int64_t to_unit; /* transfer under way to this union, 0: none */
	/* who one is */
	day birth;
	int64_t id_type, ethnic, politics, education, degree, household;
	const char *household_place, *address_seal, *employer;
	int64_t skill, job, model, gig, retire_base;
	bool farmer;
	/* upkeep */
	const char *idkey; /* keyed hash of identity paper and number, unique; "" none */
	int64_t complete; /* 1: all that the real-name register asks for is there */
	int64_t batch; /* the import that made it, 0: none */
	int64_t consent; /* 1: agreed to what is kept and why; 2: withdrawn */
	instant consent_at;
};

extern const struct choice member_states[], member_id_types[], member_ethnic_groups[], member_politics[], member_education[],
	member_degrees[], member_households[], member_skills[], member_jobs[], member_models[], member_gigs[],
	member_retire_bases[], member_changes[];
extern const struct record member_record;
extern const struct flow member_flow;
extern const struct list member_list;

#define MEMBER_BIT(state) (1u << (state))
enum {
	MEMBER_OPEN = MEMBER_BIT(MEMBER_APPLIED) | MEMBER_BIT(MEMBER_ACTIVE) | MEMBER_BIT(MEMBER_KEPT) | MEMBER_BIT(MEMBER_RETIRED),
	MEMBER_IN = MEMBER_BIT(MEMBER_ACTIVE) | MEMBER_BIT(MEMBER_KEPT) | MEMBER_BIT(MEMBER_RETIRED)
};

#endif
