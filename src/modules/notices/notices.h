/*
 * Notices: pages, rights and policies of engines/notice.h.
 *
 *   /notices       what is and was shown, a unit and below
 *   /notices/{id}  one of them: content as frozen, fingerprint, days, objections
 *   /n/{token}     the public page behind the QR code of the poster
 */
#ifndef LX_NOTICES_H
#define LX_NOTICES_H

#include "engines/notice.h"
#include "kernel/list.h"

extern const struct list notice_list, objection_list;

void get_notices(struct req *r);
void get_notice_new(struct req *r);
void post_notice_new(struct req *r);
void get_notice(struct req *r);
void post_notice_extend(struct req *r);
void post_notice_object(struct req *r);
void post_notice_files(struct req *r);
void get_notice_poster(struct req *r);
void get_notice_paper(struct req *r); /* record.docx, record.pdf */
void get_objections(struct req *r);
void get_objection(struct req *r);
void post_objection_answer(struct req *r);
void post_objection_reveal(struct req *r);
void get_public_notice(struct req *r);
void post_public_notice(struct req *r);
void post_public_answer(struct req *r);

#endif
