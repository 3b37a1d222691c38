/* Handlers of the module. */
#ifndef LX_MEMBERS_PAGES_H
#define LX_MEMBERS_PAGES_H

#include "kernel/request.h"

int64_t members_retiring_count(struct req *r, const char *tree, int64_t most);

void get_members(struct req *r);
void post_members_find(struct req *r);
void get_members_list(struct req *r);
void get_members_behind(struct req *r);
void get_members_retiring(struct req *r);
void get_members_incomplete(struct req *r);
void get_members_erasable(struct req *r);
void post_members_erasable(struct req *r);
/* Of the units from one path to another: whose period has passed, each by the rule of his own unit; keeping.c. */
struct members_behind_page;
struct members_behind_page *members_erasable(struct req *r, const char *from, const char *reached, const char *after, int64_t after_id,
					     int64_t most, size_t *n);
void get_member_new(struct req *r);
void post_member_new(struct req *r);
void get_member(struct req *r);
void get_member_edit(struct req *r);
void post_member_edit(struct req *r);
void post_member_change(struct req *r);
void post_member_reveal(struct req *r);
void post_member_out(struct req *r);
void post_member_receive(struct req *r);
void post_member_erase(struct req *r);
void get_my_member(struct req *r);
void get_my_join(struct req *r);
void post_my_join(struct req *r);
void post_my_withdraw(struct req *r);
void get_my_data(struct req *r);
void post_my_consent(struct req *r);
void post_my_correction(struct req *r);
void get_card_key(struct req *r);
void get_card_check(struct req *r);

#endif
