/* What the files of the module share. */
#ifndef LX_APPEALS_INSIDE_H
#define LX_APPEALS_INSIDE_H

#include "modules/appeals/appeals.h"

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

const char *appeal_review(struct req *r, const struct appeal *a); /* of a petition that was answered: what he may do; "" */
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
