/* Pages of the installation's administrators; they show no business data. */
#ifndef LX_ADMIN_H
#define LX_ADMIN_H

#include "kernel/request.h"

void get_setup(struct req *r);
void post_setup(struct req *r);
void get_admin(struct req *r);
void get_rights(struct req *r);
void get_system(struct req *r);
void get_security(struct req *r);
void post_unlock(struct req *r);
void post_end_session(struct req *r);
void get_policies(struct req *r);
void post_policy(struct req *r);
void get_audit(struct req *r);
void get_audit_verify(struct req *r);
const char *audit_record_label(const struct app *app, const char *record); /* of a kind of record, as the audit log names it; unknown: its key */

#endif
