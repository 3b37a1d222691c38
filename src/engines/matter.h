/*
 * Matters: what somebody raises and others settle; proposals, appeals, hazards
 * and the like share this way of working.
 *
 *   received → sorted → sent → working (⇄ paused) → signing → replied → checked → closed
 *                 ↑_______________│ wrong dispatch     │        │          │
 *                                 ↑____ mend __________│  dissatisfied: handled once more
 *
 * A module has its own record: its struct begins with HEAD and MATTER, its fields
 * with HEAD_FIELDS and MATTER_FIELDS, its moves are MATTER_MOVES("appeal") and
 * whatever it adds, its flow has .matters = &its `struct matters` and .after =
 * matter_after. Rights are "appeal.read", ".sort", ".handle", ".sign", ".close",
 * ".author". Steps are posted to {base}/{id}/{word}, handled by matter_post; the
 * table of steps (matter_steps.c) says what each asks for. src/modules/appeals is
 * the model.
 *
 * What holds for all: the first missing step is always named (matter_missing);
 * whoever raised or handled a matter does not sort or close it; a department that
 * was sent it wrongly returns it to the unit that sent it, level by level; the
 * clock stops only with a reason and is extended once; nothing is closed while a
 * step is missing. A rating may be changed for some days, until the call-back; the
 * first one is kept (matter_rating.c).
 */
#ifndef LX_MATTER_H
#define LX_MATTER_H

#include "engines/deadline.h"
#include "kernel/flow.h"
#include "kernel/form.h"
#include "kernel/measure.h"
#include "kernel/rights.h"

/* Stored in rows: never change them. A module may name those it does not use as it likes. */
enum matter_state {
	MATTER_DRAFT, /* being written */
	MATTER_GATHERING, /* looks for seconders */
	MATTER_RECEIVED,
	MATTER_SORTED, /* accepted and classified; nobody has it yet */
	MATTER_SENT, /* dispatched; the unit has not signed for it */
	MATTER_WORKING,
	MATTER_PAUSED,
	MATTER_SIGNING, /* a reply is written, co-units and head sign it */
	MATTER_REPLIED, /* waits for its rating */
	MATTER_CHECK, /* call-back, quality check */
	MATTER_CLOSED,
	MATTER_REFUSED,
	MATTER_MERGED,
	MATTER_WITHDRAWN,
	MATTER_KEPT, /* replied, but promised for later: stays open */
	MATTER_IDEA /* taken as a suggestion */
};
enum {
	MATTER_OPEN = 1u << MATTER_RECEIVED | 1u << MATTER_SORTED | 1u << MATTER_SENT | 1u << MATTER_WORKING |
		      1u << MATTER_PAUSED | 1u << MATTER_SIGNING, /* not replied yet */
	MATTER_ANSWERED = 1u << MATTER_REPLIED | 1u << MATTER_CHECK | 1u << MATTER_CLOSED | 1u << MATTER_KEPT
};

enum { RATED_GOOD = 1, RATED_FAIR, RATED_BAD }; /* 满意 基本满意 不满意 */

#define MATTER                                                                                     \
	const char *number, *title, *content;                                                      \
	int64_t kind, level; /* what about; how hard, which decides the limit */                   \
	int64_t author, drafter, signer; /* persons; author 0: unknown or not to be known */       \
	int64_t lead; /* the unit that has it now, 0: none */                                      \
	day received_on, sent_on, started, due, first_due, replied_on, closed_on;                  \
	int64_t amount, basis, extra; /* of the deadline */                                        \
	const char *rule; /* where the limit comes from */                                         \
	int64_t outcome; /* class of the reply */                                                  \
	const char *reply;                                                                         \
	int64_t rating, rounds; /* rounds: times it was handled again */                           \
	int64_t in_time, rated, pleased; /* 1 yes, 2 no: for measures */                           \
	day talked_on, called_on; /* talked with the author before the reply; called back after it */ \
	int64_t same_as /* the matter it was joined to */

struct matter {
	HEAD;
	MATTER;
};

#define MATTER_FIELDS(T, kinds, levels, outcomes, author_use) MATTER_FIELDS_AS(T, kinds, levels, outcomes, author_use, "难易", F_LIST | F_FILTER)
/* What a new matter has not yet: lists find it by an index that leaves the others out. */
enum { MATTER_LATER = F_FILTER | F_SPARSE };
/* With a word of its own for the level; `work`: F_LIST | F_FILTER, or 0 where no department works on it and nobody rates. */
#define MATTER_FIELDS_AS(T, kinds, levels, outcomes, author_use, level_label, work)                 \
	TEXT(T, number, .label = "编号", .max = 40, .use = F_LIST | F_HISTORY | F_JSON),            \
	TEXT(T, title, .label = "标题", .max = 60, .use = F_LIST | F_FIND | F_JSON | F_NEED),       \
	LONG(T, content, .label = "内容", .max = 2000, .use = F_NEED),                              \
	CHOICE(T, kind, kinds, .label = "类别", .use = F_LIST | F_HISTORY | F_FILTER | F_JSON),     \
	CHOICE(T, level, levels, .label = level_label, .use = F_LIST | F_HISTORY | F_FILTER | F_JSON),   \
	REF(T, author, &person_record, .label = "提出人", .use = (author_use)),                     \
	REF(T, drafter, &person_record, .label = "经办人", .use = F_HISTORY),                       \
	REF(T, signer, &person_record, .label = "签发人", .use = F_HISTORY),                        \
	REF(T, lead, &unit_record, .label = "承办单位", .use = ((work) & F_LIST) | F_HISTORY | F_JSON),        \
	DAY(T, received_on, .label = "收到日期", .use = F_LIST | F_SORT | F_JSON),                  \
	DAY(T, sent_on, .label = "分派日期"),                                                       \
	DAY(T, started, .label = "起算日期"),                                                       \
	DAY(T, due, .label = "办理期限", .use = F_LIST | F_HISTORY | F_SORT | F_JSON),              \
	DAY(T, first_due, .label = "原定期限"),                                                     \
	DAY(T, replied_on, .label = "答复日期", .use = ((work) & F_LIST) | MATTER_LATER | F_JSON),      \
	DAY(T, closed_on, .label = "办结日期", .use = F_LIST | MATTER_LATER | F_JSON),              \
	INT(T, amount, .label = "期限天数"), INT(T, basis, .label = "计算方式"),                    \
	INT(T, extra, .label = "延长天数", .use = F_HISTORY),                                       \
	TEXT(T, rule, .label = "期限依据", .max = 300),                                             \
	CHOICE(T, outcome, outcomes, .label = "办理结果", .use = (work) | F_HISTORY | F_JSON), \
	LONG(T, reply, .label = "答复", .max = 4000, .use = F_HISTORY | F_PERSONAL),                \
	CHOICE(T, rating, matter_ratings, .label = "评价", .use = (work) | F_HISTORY | F_JSON), \
	INT(T, rounds, .label = "再办次数", .use = F_HISTORY),                                      \
	CHOICE(T, in_time, matter_yes_no, .label = "按期", .use = MATTER_LATER | F_ASIDE),          \
	CHOICE(T, rated, matter_yes_no, .label = "有评价", .use = MATTER_LATER | F_ASIDE),          \
	CHOICE(T, pleased, matter_yes_no, .label = "满意或基本满意", .use = MATTER_LATER | F_ASIDE), \
	DAY(T, talked_on, .label = "沟通日期", .use = F_HISTORY),                                   \
	DAY(T, called_on, .label = "回访日期", .use = F_HISTORY),                                   \
	INT(T, same_as, .label = "并入")

/* Indexes of a table of matters; name in quotes. */
#define MATTER_INDEXES(name)                                                                        \
	"create index " name "_topics on " name "(unit, kind, received_on);\n"                \
	"create index " name "_of_author on " name "(author, id) where author <> 0;\n"              \
	"create index " name "_joined on " name "(same_as) where same_as <> 0;\n"                     \
	"create unique index " name "_numbered on " name "(unit, number) where number <> '';\n"

extern const struct choice matter_ratings[], matter_yes_no[]; /* 1 yes, 2 no */
extern const struct choice no_outcomes[]; /* for modules whose replies have no class */

/* ---- what differs between modules ---- */

struct matter_limit {
	int64_t level; /* ends with 0 */
	const char *policy; /* days */
	enum deadline_basis basis;
};

/* A stage of the way as the page shows it: present in the states from … to. */
struct matter_stage {
	const char *label;
	int64_t from, to;
	size_t on; /* offset of the day that is written under it; 0: none */
};

enum { /* steps that a module asks for beside the common ones */
	MATTER_TALK = 1, /* talk with the author before the reply */
	MATTER_CALL = 2, /* call back when nobody rated or the rating was bad */
	MATTER_QUALITY = 4, /* a written opinion at the quality check */
	MATTER_ALL_RATE = 8 /* everybody who signed it rates */
};

enum { /* whom a rung of the ladder tells */
	TELL_LEAD = 1, /* those who handle it */
	TELL_UNION = 2, /* cadres and chair of the union that owns it */
	TELL_CHAIR = 4,
	TELL_ABOVE = 8 /* the heads of the unit above that union */
};

/* A step in the module's own words: the label of its text and the hint below its form. */
struct step_words {
	const char *verb, *text, *hint; /* text NULL: as usual; ends with verb NULL */
	const char *source; /* where its rule comes from; NULL: .source of the module */
};

/* What a step asks for, in the order in which it stands in the form. */
enum {
	IN_KIND = 1, IN_LEVEL = 2, IN_UNIT = 4, IN_CO = 8, IN_SAME = 16, IN_DAYS = 32, IN_OUTCOME = 64, IN_REPLY = 128,
	IN_RATING = 256, IN_RATING_MAYBE = 512, IN_TEXT = 1024, IN_TEXT_MAYBE = 2048, IN_INSIDE = 4096
};
struct step_kind {
	const char *verb, *label; /* label NULL: the move's */
	unsigned asks;
	bool main; /* the step that its state waits for: an open form; others are small */
	const char *text; /* label of the text */
	const char *hint;
	const char *const *fields; /* of the record, asked for and read as they are declared; ends with NULL; NULL: none */
};

struct matters {
	const char *name; /* of rights and policies: "appeal" */
	const char *base; /* address: "/appeals" */
	const char *noun; /* 诉求 */
	const char *mark; /* of numbers: "SQ" gives SQ-2024-0007 */
	const struct choice *kinds, *levels, *outcomes; /* outcomes NULL: a reply has no class */
	const struct matter_limit *limits;
	const char *again_days; /* policy: days to handle it once more */
	enum deadline_basis again_basis;
	const char *extension; /* policy: most days of the one extension */
	unsigned steps;
	const struct rung *ladder;
	const char *answer; /* what the handler gives: 整改结果; NULL: 答复 */
	const struct step_words *words; /* NULL: as usual */
	const char *source; /* where its way of working comes from: beside each step and in its refusal; NULL: not said */
	/* Who raised it, for this asker: "匿名", "职工（保密）", a name. */
	const char *(*author)(struct req *r, const struct matter *m);
	/* Whether this asker (nobody: those to whom it is sent) may know who raised it; hides names and hours. */
	bool (*knows)(struct req *r, const struct matter *m);
	const char *const *sides; /* whose words, by WORD_…; NULL: 提出人, 工会, 承办单位 */
	const struct step_kind *own; /* steps that only this kind of matter has, or asks otherwise; ends with verb NULL; NULL: none */
	/* Where the way differs: the first missing step (NULL: nothing is), and what happens next. NULL: as usual. */
	const char *(*lacks)(struct req *r, const struct matter *m);
	const char *(*next)(struct req *r, const struct matter *m);
	struct option *(*options)(struct req *r, const struct field *f, size_t *n); /* of REF fields of steps; NULL: none */
	/* Is this step done, or none for this row? Then it has no button. NULL: none is. */
	bool (*idle)(const struct matter *m, const char *verb);
	/* A further reason why a move is not possible yet; NULL: none. */
	const char *(*missing)(struct req *r, const struct matter *m, const char *verb);
	/* What is owed before it ends in whatever way, closed, refused, joined or withdrawn; NULL: nothing. */
	const char *(*owed)(struct req *r, const struct matter *m, const char *verb);
	const char *const *author_steps; /* those of .own that who raised it makes himself, from his phone; ends with NULL; NULL: none */
	const char *sorting, *sending, *ending; /* what is done at the table: 受理, 分派, 质检办结; NULL: these */
	const struct matter_stage *stages; /* of the page; NULL: the usual ones */
	bool (*passes)(const struct matter *m, int64_t from); /* does its way lead through the stage that begins with this state? NULL: through all */
	bool from_dispatch; /* the clock starts when it is first sent, not when it was received */
	/* Further inputs of a step's form and how they are read (problems into r->problems); NULL: none. */
	void (*inputs)(struct buf *o, const struct form *f, const char *verb);
	void (*read)(struct req *r, struct matter *m, const char *verb);
	void (*content)(struct buf *o, struct req *r, const struct matter *m); /* further rows of the page */
	bool own_files; /* .content shows the files itself */
	void (*page)(struct req *r, const void *row); /* the narrow page of the author, whose forms have _back */
	const char *phone; /* its address; NULL: /m before .base where there is .page */
};

/* What kind of matter runs by this flow; NULL: none. For who follows matters of whatever kind (modules/ratings) as well. */
const struct matters *matters_of(const struct flow *f);

/* ---- making and moving ---- */

/* Sets dates, number and the limit of its level; then flow_create. `timeless`: no number in order, no events of its moment. */
bool matter_create(struct req *r, const struct flow *f, void *row, bool timeless);
/* POST {base}/{id}/{word}: one step with what its form gives. r->row is the matter. */
void matter_post(struct req *r, const struct flow *f);
/* From the phone of who raised it: his own steps alone; "rate", "rerate", "say", "withdraw", "urge", .author_steps. Refuses others. */
void matter_post_own(struct req *r, const struct flow *f);
bool matter_own_step(struct req *r, const struct flow *f); /* is r->word one of them? Refuses if not. */
/* The same without a page: false when refused. For routes that know the asker otherwise (a receipt). */
bool matter_step(struct req *r, const struct flow *f, void *row, const char *verb);
/* flow.after of every module: index, parties, timers. */
void matter_after(struct req *r, const void *before, const void *after);

/* Why it cannot be closed yet, the first missing step first; NULL: nothing is missing. */
const char *matter_missing(struct req *r, const struct matter *m);
/* What happens next and who does it: "等待安全生产部签收". */
const char *matter_next(struct req *r, const struct matter *m);
struct deadline matter_deadline(struct req *r, const char *record, const struct matter *m);
/* The union that takes what somebody of this unit raises: the nearest below the federation, not its branches. */
int64_t matter_house(struct req *r, int64_t unit);
/* The first words of a text, up to a mark that ends a clause: its title. */
const char *matter_title(struct arena *a, const char *content);
/* The next number of a unit's series of a year, taken for this row. */
int64_t matter_series(struct req *r, const struct flow *f, const struct matter *m, int year, const char *mark);
/* The limit of its level from `start` on. */
void matter_limit(struct req *r, const struct flow *f, struct matter *m, day start);
/* The limit that a policy sets, from `start` on: for what is counted within a stage. */
void matter_limit_by(struct req *r, const struct flow *f, struct matter *m, const char *policy, enum deadline_basis basis, day start);

/* A word in the conversation. */
enum { WORD_AUTHOR = 1, WORD_UNION, WORD_LEAD };
void matter_say(struct req *r, const struct flow *f, const struct matter *m, int side, bool inside, const char *text);
/* The answer of this round was called back about, or that was taken back: its ratings are not changed any more. */
void matter_called(struct req *r, const struct flow *f, const struct matter *m, int64_t round, bool taken_back);
/* Persons beside the author who sign and rate (seconders). */
void matter_signatory(struct req *r, const struct flow *f, int64_t id, int64_t person);

/* ---- pages ---- */

/* The whole page of one matter. */
void matter_page(struct req *r, const struct flow *f, const void *row);
/* A field of a step that must be given, and is said so. */
void matter_needed(struct buf *o, const struct form *f, const char *name);
/* Parts for pages of a module's own. */
void matter_timeline(struct buf *o, struct req *r, const struct flow *f, const struct matter *m);
void matter_words(struct buf *o, struct req *r, const struct flow *f, const struct matter *m);
void matter_files(struct buf *o, struct req *r, const struct flow *f, const struct matter *m);
/* What became of the one that it was joined to, on the page of who raised it; nothing when it was not. */
void matter_joined_card(struct buf *o, struct req *r, const struct flow *f, const struct matter *m);
/* The three grades as buttons that send the form they stand in: one tap. `label` of the group, "" none. */
void matter_rate_buttons(struct buf *o, const char *label);
/* His own rating, while he may change it; false: not now. The inputs of a form to {base}/{id}/rerate. */
struct rerate {
	const char *says, *text, *rule; /* what it is now and until when; what he wrote; where that limit comes from */
};
bool matter_rerate(struct req *r, const struct flow *f, const struct matter *m, struct rerate *out);
void matter_rerate_inputs(struct buf *o, struct req *r, const struct rerate *x);

/* What waits at the units where the asker works, due first; for work benches. */
struct matter_row {
	int64_t id;
	const char *record, *label, *number, *title, *what, *unit_name, *state_label, *tone;
	const char *href; /* NULL: it waits here, but is open to its parties only */
	day due;
};
struct matter_row *matters_waiting(struct req *r, int64_t most, size_t *n);
/* A page of them behind (due, id): the whole inbox. */
struct matter_row *matters_inbox(struct req *r, int64_t place, day due, int64_t id, int64_t most, size_t *n);
/* Units at which the asker has such work. */
int64_t *matters_places(struct req *r, size_t *n);

/* ---- the parts of a module's tables ---- */

const char *matter_by_union(struct req *r, const void *row);
const char *matter_by_lead(struct req *r, const void *row);
const char *matter_by_author(struct req *r, const void *row);
const char *matter_not_own(struct req *r, const void *row);
const char *matter_may_send(struct req *r, const void *row);
const char *matter_may_pause(struct req *r, const void *row);
const char *matter_may_extend(struct req *r, const void *row);
const char *matter_may_reply(struct req *r, const void *row);
const char *matter_may_cosign(struct req *r, const void *row);
const char *matter_may_sign(struct req *r, const void *row);
const char *matter_may_again(struct req *r, const void *row);
const char *matter_may_call(struct req *r, const void *row); /* calls back: not by who handled it */
const char *matter_may_close(struct req *r, const void *row);
const char *matter_may_rerate(struct req *r, const void *row); /* changes his own rating: for some days, until the call-back */
const char *matter_may_end(struct req *r, const void *row); /* nothing is missing, and not by who raised or wrote it */
const char *matter_may_merge(struct req *r, const void *row);
const char *matter_may_refuse(struct req *r, const void *row);
const char *matter_may_withdraw(struct req *r, const void *row);
const char *matter_with_lead(struct req *r, const void *row); /* a unit has it and has not answered */
const char *matter_is_handled(struct req *r, const void *row); /* signed for, and nothing written yet */
const char *matter_is_answered(struct req *r, const void *row);
bool matter_sent(struct req *r, void *row, const void *before);
bool matter_bounced(struct req *r, void *row, const void *before);
bool matter_paused(struct req *r, void *row, const void *before);
bool matter_resumed(struct req *r, void *row, const void *before);
bool matter_extended(struct req *r, void *row, const void *before);
bool matter_replied(struct req *r, void *row, const void *before);
bool matter_cosigned(struct req *r, void *row, const void *before);
bool matter_signed(struct req *r, void *row, const void *before);
bool matter_unsigned(struct req *r, void *row, const void *before);
bool matter_rated(struct req *r, void *row, const void *before);
bool matter_opened_by_rating(struct req *r, void *row, const void *before);
bool matter_not_redone(struct req *r, void *row, const void *before);
bool matter_urged(struct req *r, void *row, const void *before); /* by somebody unknown to the lead: told later */
bool matter_reminded(struct req *r, void *row, const void *before);
bool matter_redone(struct req *r, void *row, const void *before);
bool matter_told_again(struct req *r, void *row, const void *before);
bool matter_told_not_again(struct req *r, void *row, const void *before);
bool matter_closed(struct req *r, void *row, const void *before);
bool matter_closed_to_rate(struct req *r, void *row, const void *before); /* and who raised it is asked for his rating */
bool matter_end_rated(struct req *r, void *row, const void *before);
bool matter_reopened(struct req *r, void *row, const void *before);

/* All are made through {base}/{id}/{word}, so none has a bare address. */
#define MATTER_MOVE(from, verb, to, right, label, ...)                                             \
	{from, verb, to, right, label, MOVE_HIDDEN | __VA_ARGS__}
/* At the union's table, once it is sorted or not taken; the module says what it calls not taking, joining and sending. */
#define MATTER_TABLE_MOVES(P, REFUSE, JOIN, SEND) \
	MATTER_MOVE(MATTER_RECEIVED, "refuse", MATTER_REFUSED, P ".sort", REFUSE, MOVE_REASON, matter_may_refuse, NULL, "写明理由，告知提出人"), \
	MATTER_MOVE(MATTER_SORTED, "refuse", MATTER_REFUSED, P ".sort", REFUSE, MOVE_REASON, matter_may_refuse, NULL, "写明理由，告知提出人"), \
	MATTER_MOVE(MATTER_RECEIVED, "merge", MATTER_MERGED, P ".sort", JOIN, MOVE_REASON, matter_may_merge, NULL, "与已有的一件重复，合到一起办理"), \
	MATTER_MOVE(MATTER_SORTED, "merge", MATTER_MERGED, P ".sort", JOIN, MOVE_REASON, matter_may_merge, NULL, "与已有的一件重复，合到一起办理"), \
	MATTER_MOVE(MATTER_SORTED, "dispatch", MATTER_SENT, P ".sort", SEND, 0, matter_may_send, matter_sent, "交承办单位，可另选协办单位")
/* The same with taking it. */
#define MATTER_DESK_MOVES(P, TAKE, REFUSE, JOIN, SEND) \
	MATTER_MOVE(MATTER_RECEIVED, "sort", MATTER_SORTED, P ".sort", TAKE, 0, matter_not_own, NULL, "确认属于范围，定类别和难易"), \
	MATTER_MOVE(MATTER_SORTED, "sort", MATTER_SORTED, P ".sort", "改类别", 0, matter_not_own, NULL, "改类别或难易，期限随之改变"), \
	MATTER_TABLE_MOVES(P, REFUSE, JOIN, SEND)
/* Of whoever raised it before it is taken, and of the unit that has it: the same for all kinds. */
#define MATTER_LEAD_MOVES(P) \
	MATTER_MOVE(MATTER_RECEIVED, "withdraw", MATTER_WITHDRAWN, P ".author", "撤回", MOVE_REASON, matter_may_withdraw, NULL, "提出人在受理前撤回"), \
	MATTER_MOVE(MATTER_SENT, "dispatch", MATTER_SENT, P ".sort", "转下级", 0, matter_may_send, matter_sent, "收到的工会再分派给下级"), \
	MATTER_MOVE(MATTER_SENT, "bounce", MATTER_SORTED, P ".handle", "退回", MOVE_REASON, matter_by_lead, matter_bounced, "分派不当，退回分派的工会"), \
	MATTER_MOVE(MATTER_WORKING, "bounce", MATTER_SORTED, P ".handle", "退回", MOVE_REASON, matter_by_lead, matter_bounced, "分派不当，退回分派的工会"), \
	MATTER_MOVE(MATTER_SENT, "bounce_up", MATTER_SENT, P ".handle", "退回上一级", MOVE_REASON, matter_by_lead, matter_bounced, "分派不当，逐级退回"), \
	MATTER_MOVE(MATTER_WORKING, "bounce_up", MATTER_SENT, P ".handle", "退回上一级", MOVE_REASON, matter_by_lead, matter_bounced, "分派不当，逐级退回"), \
	MATTER_MOVE(MATTER_SENT, "accept", MATTER_WORKING, P ".handle", "签收", 0, matter_by_lead, NULL, "承办单位签收，开始办理"), \
	MATTER_MOVE(MATTER_WORKING, "pause", MATTER_PAUSED, P ".handle", "暂停计时", MOVE_REASON, matter_may_pause, matter_paused, "写明在等什么；暂停的天数不计入期限"), \
	MATTER_MOVE(MATTER_PAUSED, "resume", MATTER_WORKING, P ".handle", "恢复计时", 0, matter_by_lead, matter_resumed, "接着计时"), \
	MATTER_MOVE(MATTER_WORKING, "extend", SAME_STATE, P ".sort", "延期", MOVE_REASON, matter_may_extend, matter_extended, "到期前批准，只延一次"), \
	MATTER_MOVE(MATTER_WORKING, "transfer", MATTER_SENT, P ".sort", "转办", MOVE_REASON, matter_may_send, matter_sent, "改由另一个单位承办"), \
	MATTER_MOVE(MATTER_SIGNING, "cosign", SAME_STATE, P ".cosign", "会签", MOVE_OPINION, matter_may_cosign, matter_cosigned, "协办单位对答复的意见"), \
	MATTER_MOVE(ANY_STATE, "urge", SAME_STATE, P ".urge", "催办", MOVE_OPINION, NULL, NULL, "催承办单位"), \
	MATTER_MOVE(ANY_STATE, "say", SAME_STATE, P ".read", "补充说明", MOVE_OPINION, NULL, NULL, "提出人和经办人之间的话"), \
	MATTER_MOVE(ANY_STATE, "remind", SAME_STATE, NULL, "到期提醒", 0, NULL, matter_reminded, "临期、逾期逐级提醒")
/* Where departments do not know who raised it. */
#define MATTER_URGED_MOVE \
	MATTER_MOVE(ANY_STATE, "urged", SAME_STATE, NULL, "催办提醒", MOVE_LASTING, matter_with_lead, matter_urged, "提出人不为承办单位所知的，催办第二天早上送到，不透露时刻")
/* And a reply that is signed, rated, called back about and checked. */
#define MATTER_WORK_MOVES(P) \
	MATTER_LEAD_MOVES(P), \
	MATTER_MOVE(MATTER_WORKING, "talk", SAME_STATE, P ".handle", "记录沟通", MOVE_OPINION, matter_by_lead, NULL, "答复前与提出人沟通"), \
	MATTER_MOVE(MATTER_WORKING, "reply", MATTER_SIGNING, P ".handle", "提交答复", 0, matter_may_reply, matter_replied, "写好答复，送会签和签发"), \
	MATTER_MOVE(MATTER_SIGNING, "sign", MATTER_REPLIED, P ".sign", "签发答复", 0, matter_may_sign, matter_signed, "负责人签发，提出人收到答复"), \
	MATTER_MOVE(MATTER_SIGNING, "unsign", MATTER_WORKING, P ".sign", "退回修改", MOVE_REASON, NULL, matter_unsigned, "答复还要修改"), \
	MATTER_MOVE(MATTER_REPLIED, "rated", MATTER_CHECK, P ".author", "评价", 0, NULL, matter_rated, "评价齐了；不满意的再办一次"), \
	MATTER_MOVE(MATTER_CHECK, "rerate", SAME_STATE, P ".author", "改评价", 0, matter_may_rerate, matter_rated, "评错了，在期限内、回访前可以改；原来的评价留着"), \
	MATTER_MOVE(MATTER_CLOSED, "rerate", SAME_STATE, P ".author", "改评价", 0, matter_may_rerate, matter_rated, "办结后也可以改，没有人不满意的仍是办结"), \
	MATTER_MOVE(MATTER_CLOSED, "rerate_bad", MATTER_CHECK, P ".author", "改评为不满意", 0, matter_may_rerate, matter_opened_by_rating, "办结后改评为不满意的，重新办理"), \
	MATTER_MOVE(MATTER_WORKING, "rerate", SAME_STATE, P ".author", "改评价", 0, matter_may_rerate, NULL, "还有人不满意的，继续再办"), \
	MATTER_MOVE(MATTER_WORKING, "rerate_good", MATTER_CHECK, P ".author", "改评价，不用再办", 0, matter_may_rerate, matter_not_redone, "没有人不满意了，回到再办以前"), \
	MATTER_MOVE(MATTER_REPLIED, "unrated", MATTER_CHECK, NULL, "到期未评价", 0, NULL, matter_rated, "过了评价期限，转回访"), \
	MATTER_MOVE(MATTER_REPLIED, "skip", MATTER_CHECK, P ".close", "转回访", MOVE_REASON, NULL, matter_rated, "提出人不便评价，改由回访记录"), \
	MATTER_MOVE(MATTER_CHECK, "callback", SAME_STATE, P ".close", "记录回访", MOVE_OPINION, matter_may_call, NULL, "电话或当面回访；经办人和签发人不能回访"), \
	MATTER_MOVE(ANY_STATE, "told_again", SAME_STATE, NULL, "再办提醒", MOVE_LASTING, matter_is_handled, matter_told_again, "因评价再办的，第二天早上提醒承办单位，不透露评价的时刻"), \
	MATTER_MOVE(ANY_STATE, "told_not_again", SAME_STATE, NULL, "不用再办提醒", MOVE_LASTING, matter_is_answered, matter_told_not_again, "评价改了、不用再办的，第二天早上告诉已经收到再办提醒的单位"), \
	MATTER_MOVE(MATTER_CHECK, "again", MATTER_WORKING, P ".close", "再办一次", MOVE_REASON, matter_may_again, matter_redone, "不满意或质检没有通过，退回承办单位"), \
	MATTER_MOVE(MATTER_CHECK, "close", MATTER_CLOSED, P ".close", "办结", 0, matter_may_close, matter_closed, "缺少任何一步都不能办结；经办人不能办结自己的事项"), \
	MATTER_MOVE(MATTER_CLOSED, "reopen", MATTER_CHECK, P ".close", "撤回办结", MOVE_REASON, NULL, matter_reopened, "发现有误，回到回访质检")
#define MATTER_MOVES(P) MATTER_DESK_MOVES(P, "受理", "不予受理", "并入", "分派"), MATTER_WORK_MOVES(P)

/* Where nobody signs an answer and nothing is handled once more: rated when it is closed by matter_closed_to_rate. */
#define MATTER_END_RATE_MOVES(P)                                                                   \
	MATTER_MOVE(MATTER_CLOSED, "rated", SAME_STATE, P ".author", "评价", 0, NULL, matter_end_rated, "办结后评价；不满意的有人回访"), \
	MATTER_MOVE(MATTER_CLOSED, "rerate", SAME_STATE, P ".author", "改评价", 0, matter_may_rerate, matter_end_rated, "评错了，在期限内、回访前可以改"), \
	MATTER_MOVE(MATTER_CLOSED, "unrated", SAME_STATE, NULL, "到期未评价", 0, NULL, matter_end_rated, "过了评价期限")

/* Where everybody who signed it rates (MATTER_ALL_RATE): one rating among several. */
#define MATTER_RATE_MOVE(P)                                                                        \
	MATTER_MOVE(MATTER_REPLIED, "rate", SAME_STATE, P ".author", "评价", 0, NULL, NULL, "提出人和附议人各自评价"), \
	MATTER_MOVE(MATTER_REPLIED, "rerate", SAME_STATE, P ".author", "改评价", 0, matter_may_rerate, NULL, "别人还没有评完，可以改自己的")

/*
 * Rights of those who work on it; `WORKS` are the roles that handle it, `HOLDS` the parties (PARTY_LEAD,
 * PARTY_OWNER), `CLOSE` the roles that end it. Who may read it, ".read", the module says itself, or MATTER_READ does.
 */
enum { MATTER_HANDLERS = STAFF | BIT(ROLE_HANDLER) }; /* where departments handle it */
#define MATTER_READ(P, label, PARTIES)                                                              \
	{P ".read", label, .here = MATTER_HANDLERS, .party = BIT(PARTY_LEAD) | BIT(PARTY_CO) | BIT(PARTY_AUTHOR) | (PARTIES)}
#define MATTER_RIGHTS(P, noun, WORKS, HOLDS, CLOSE)                                                 \
	MATTER_RIGHTS_AS(P, noun, "提出人办理自己的" noun, "受理和分派" noun, "办理" noun, "核查和办结" noun, WORKS, HOLDS, CLOSE)
/* The same with the module's own words for them: 整改, 复查和销号. */
#define MATTER_RIGHTS_AS(P, noun, own, sorting, handling, closing, WORKS, HOLDS, CLOSE)             \
	{P ".author", own, .party = BIT(PARTY_AUTHOR)},                                              \
	{P ".urge", "催办" noun, .here = STAFF, .party = BIT(PARTY_AUTHOR)},                         \
	{P ".sort", sorting, .here = STAFF, .party = BIT(PARTY_LEAD)},                               \
	{P ".handle", handling, .here = (WORKS), .party = (HOLDS)},                                  \
	{P ".close", closing, .here = (CLOSE)}
/* Where departments handle it and their co-units and heads sign what they answer. */
#define MATTER_HANDLED_RIGHTS(P, noun, own, sorting, handling, closing, cosigning, signing)         \
	MATTER_RIGHTS_AS(P, noun, own, sorting, handling, closing, MATTER_HANDLERS, BIT(PARTY_LEAD), STAFF), \
	{P ".cosign", cosigning, .here = MATTER_HANDLERS, .party = BIT(PARTY_CO)},                   \
	{P ".sign", signing, .here = MATTER_HANDLERS, .party = BIT(PARTY_LEAD)}
/* The list by the right `LISTS`, the page of one and its steps by `OPENS`; what a step needs its move says. */
#define MATTER_ROUTES(base, LISTS, OPENS, rec, noun, list, one, step)                               \
	{METHOD_GET, base, LISTS, list, noun "列表"},                                                \
	{METHOD_GET, base "/{id}", OPENS, one, "一件" noun, .of = &(rec)},                           \
	{METHOD_POST, base "/{id}/{word}", OPENS, step, "办理" noun "的一步", .of = &(rec)}

/* Measures of a module: filed, replied, in time, rated, pleased, closed, overdue, open, and two rates. */
#define MATTER_MEASURES(P, rec, noun, base) MATTER_MEASURES_AS(P, rec, noun, "答复", base)
/* The same with a word of its own for what is given: 整改. */
#define MATTER_MEASURES_AS(P, rec, noun, done, base)                                                        \
	{.key = P ".filed", .label = "收到" noun, .unit_label = "件", .kind = MEASURE_SUM, .record = &rec, .list = base, .on = "received_on", \
	 .states = MATTER_OPEN | MATTER_ANSWERED | 1u << MATTER_REFUSED | 1u << MATTER_MERGED | 1u << MATTER_IDEA, .help = "按收到日期计，撤回的不计"}, \
	{.key = P ".replied", .label = done noun, .unit_label = "件", .kind = MEASURE_SUM, .record = &rec, .list = base, .on = "replied_on", \
	 .states = MATTER_ANSWERED, .help = "按签发" done "的日期计，退回再办的不计"}, \
	{.key = P ".in_time", .label = "按期" done noun, .unit_label = "件", .kind = MEASURE_SUM, .record = &rec, .list = base, .on = "replied_on", \
	 .states = MATTER_ANSWERED, .where = "in_time", .is = 1, .help = "在期限内签发" done "的，暂停和批准的延期已算入期限"}, \
	{.key = P ".rated", .label = noun "收到评价", .unit_label = "件", .kind = MEASURE_SUM, .record = &rec, .list = base, .on = "replied_on", \
	 .states = 1u << MATTER_CHECK | 1u << MATTER_CLOSED, .where = "rated", .is = 1, .help = "有评价的，按" done "日期计"}, \
	{.key = P ".pleased", .label = noun "满意和基本满意", .unit_label = "件", .kind = MEASURE_SUM, .record = &rec, .list = base, .on = "replied_on", \
	 .states = 1u << MATTER_CHECK | 1u << MATTER_CLOSED, .where = "pleased", .is = 1, .help = "评为满意或基本满意的"}, \
	{.key = P ".closed", .label = "办结" noun, .unit_label = "件", .kind = MEASURE_SUM, .record = &rec, .list = base "?state=10", .on = "closed_on", \
	 .states = 1u << MATTER_CLOSED, .help = "各步齐全、质检通过的，按办结日期计"}, \
	{.key = P ".open", .label = "在办" noun, .unit_label = "件", .kind = MEASURE_STATE, .record = &rec, .list = base "?state=2,3,4,5,6,7", \
	 .states = MATTER_OPEN, .help = "还没有" done "的"}, \
	{.key = P ".overdue", .label = "逾期" noun, .unit_label = "件", .kind = MEASURE_STATE, .record = &rec, .list = base "?state=2,3,4,5,7&sort=due", \
	 .states = MATTER_OPEN & ~(1u << MATTER_PAUSED), .past = "due", .help = "过了期限还没有" done "的，到期次日自动计入"}, \
	{.key = P ".in_time_rate", .label = noun "按期" done "率", .unit_label = "%", .kind = MEASURE_RATIO, .num = P ".in_time", .den = P ".replied", \
	 .help = "按期" done " ÷ " done}, \
	{.key = P ".pleased_rate", .label = noun "满意率", .unit_label = "%", .kind = MEASURE_RATIO, .num = P ".pleased", .den = P ".rated", \
	 .help = "（满意＋基本满意）÷ 收到评价"}

#endif
