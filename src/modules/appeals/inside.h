/* What the files of the module share. */
#ifndef LX_APPEALS_INSIDE_H
#define LX_APPEALS_INSIDE_H

#include "modules/appeals/appeals.h"

enum { APPEAL_KINDS = 8 };
extern const struct choice appeal_kinds[], appeal_levels[], appeal_modes[];
extern const struct list appeal_list, answer_list;
extern const struct matters appeal_matters;

extern const char despair_words[]; /* of self-harm, with blanks between them */
enum { RISK_WORDS = 1, RISK_DESPAIR };
int64_t risk_of(struct arena *a, const char *text); /* 欠薪 工伤 …; words of self-harm; 0: none */
bool appeal_despair(struct req *r, const struct appeal *a); /* also one of an older release */
void appeal_inputs(struct buf *o, const struct form *f, const char *verb);
void appeal_heed(struct req *r, struct matter *m, const char *verb); /* words of danger in what its author adds later */
void appeal_risk_after(struct req *r, const struct appeal *was, const struct appeal *a);
void appeal_tell_risk(struct req *r, const struct appeal *a, bool anew);
/* The inputs that every way of raising one has; false when r->problems has any. */
bool appeal_read(struct req *r, struct appeal *a);
/* Makes it, with its files and messages. */
bool appeal_make(struct req *r, struct appeal *a);
void appeal_tell_union(struct req *r, const struct appeal *a);
day appeal_notice_day(struct req *r, const struct appeal *a); /* of a petition */
void appeal_notice_near(struct req *r, const struct appeal *a);

/* petition.c */
const char *petition_may_ask(struct req *r, const void *row);
const char *petition_may_record(struct req *r, const void *row);
const char *petition_may_give(struct req *r, const void *row);
const char *petition_may_record_final(struct req *r, const void *row);
const char *petition_may_give_final(struct req *r, const void *row);
const char *petition_may_take_back(struct req *r, const void *row);
bool petition_asked(struct req *r, void *row, const void *before);
bool petition_recorded(struct req *r, void *row, const void *before);
bool petition_given(struct req *r, void *row, const void *before);
bool petition_taken_back(struct req *r, void *row, const void *before);
bool petition_near(struct req *r, void *row, const void *before);
bool petition_told(struct req *r, void *row, const void *before);
#define APPEAL_PETITION_MOVES \
	MATTER_MOVE(ANY_STATE, "ask_review", SAME_STATE, "appeal.author", "请求复查或复核", MOVE_OPINION, petition_may_ask, petition_asked, "信访人不服答复、复查意见的，30 日内请求"), \
	MATTER_MOVE(ANY_STATE, "review", SAME_STATE, "appeal.close", "登记复查请求", MOVE_OPINION, petition_may_record, petition_recorded, "当面或来信请求复查的，由工会登记，30 日计时"), \
	MATTER_MOVE(ANY_STATE, "reviewed", SAME_STATE, "appeal.close", "登记复查答复", MOVE_OPINION, petition_may_give, petition_given, "复查机关的书面答复，告知信访人"), \
	MATTER_MOVE(ANY_STATE, "final", SAME_STATE, "appeal.close", "登记复核请求", MOVE_OPINION, petition_may_record_final, petition_recorded, "对复查意见不服的，30 日内请求复核"), \
	MATTER_MOVE(ANY_STATE, "finaled", SAME_STATE, "appeal.close", "登记复核意见", MOVE_OPINION, petition_may_give_final, petition_given, "复核机关的书面意见，程序终结"), \
	MATTER_MOVE(ANY_STATE, "unreview", SAME_STATE, "appeal.close", "撤回上一步登记", MOVE_REASON, petition_may_take_back, petition_taken_back, "复查复核登记有误的，撤回最近的一步"), \
	MATTER_MOVE(ANY_STATE, "review_near", SAME_STATE, NULL, "复查复核提醒", MOVE_LASTING, NULL, petition_near, "复查、复核的期限前两个工作日和逾期提醒"), \
	MATTER_MOVE(ANY_STATE, "review_told", SAME_STATE, NULL, "复查请求提醒", MOVE_LASTING, NULL, petition_told, "匿名的请求第二天早上告诉工会，不透露时刻")
extern const struct step_kind appeal_petition_steps[];
bool appeal_idle(const struct matter *m, const char *verb);
void appeal_petition_inputs(struct buf *o, const struct form *f, const char *verb);
void appeal_petition_read(struct req *r, const struct appeal *a, const char *verb);
const char *appeal_review_owed(const struct appeal *a); /* NULL: none is */

void appeal_content(struct buf *o, struct req *r, const struct matter *m);

/* phone.c */
void get_ask(struct req *r);
void post_ask(struct req *r);
void get_mine(struct req *r);
void get_track(struct req *r);
void post_track(struct req *r);
void show_track(struct req *r, const void *row);
/* anon.c */
void get_anon(struct req *r);
void post_anon(struct req *r);
void post_anon_answers(struct req *r);
void get_anon_track(struct req *r);
void post_anon_track(struct req *r);
void post_anon_step(struct req *r);
/* office.c */
void get_appeals(struct req *r);
void get_appeal(struct req *r);
void post_appeal(struct req *r);
void get_desk(struct req *r);
void post_desk(struct req *r);
void get_poster(struct req *r);
void get_poster_pdf(struct req *r);
/* months.c */
void get_topics(struct req *r);
void get_topics_paper(struct req *r);
/* office.c */
void post_contact(struct req *r);
/* answers.c */
void get_answers(struct req *r);
void get_answer_list(struct req *r);
void get_answer_new(struct req *r);
void post_answer_new(struct req *r);
void get_answer(struct req *r);
void get_answer_edit(struct req *r);
void post_answer_edit(struct req *r);

#endif
