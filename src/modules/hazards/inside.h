/* What the files of the module share. */
#ifndef LX_HAZARDS_INSIDE_H
#define LX_HAZARDS_INSIDE_H

#include "kernel/list.h"
#include "modules/hazards/hazards.h"

extern const struct choice hazard_kinds[], hazard_levels[];
extern const struct list hazard_list, inspector_list, patrol_list;
extern const struct matters hazard_matters;

/* Persons of the net of a union that hold office today. */
int64_t *inspectors_of(struct req *r, int64_t unit, size_t *n);
void hazard_content(struct buf *o, struct req *r, const struct matter *m);
/* The first of the five that is not settled; NULL: all are. */
const char *hazard_unsettled(const struct hazard *h);

/* phone.c */
void get_hazard_form(struct req *r);
void post_hazard_form(struct req *r);
void get_hazard_board(struct req *r);
void get_hazard_track(struct req *r);
void post_hazard_track(struct req *r);
void hazard_track_page(struct req *r, const void *row);
/* office.c */
void get_hazards(struct req *r);
void get_hazard(struct req *r);
void post_hazard(struct req *r);
void post_hazard_settle(struct req *r);
void post_hazard_after(struct req *r);
void post_hazard_authority(struct req *r);
bool hazard_authority_told(struct req *r, void *row, const void *before);
void get_hazard_ledger(struct req *r);
/* duty.c */
void get_hazard_duty(struct req *r);
/* inspectors.c */
void get_inspectors(struct req *r);
void get_inspector(struct req *r);
void get_inspector_new(struct req *r);
void post_inspector_new(struct req *r);
void get_inspector_edit(struct req *r);
void post_inspector_edit(struct req *r);
/* net.c */
void get_inspector_net(struct req *r);
/* patrols.c */
void get_patrols(struct req *r);
void get_patrol(struct req *r);
void get_patrol_new(struct req *r);
void post_patrol_new(struct req *r);
void get_patrol_edit(struct req *r);
void post_patrol_edit(struct req *r);
void post_patrol_draw(struct req *r);
void post_patrol_result(struct req *r);

extern int net_rows_at_once; /* net.c reads so many at a time; fewer in its test */

#endif
