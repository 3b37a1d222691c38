/* Between the files of the module. */
#ifndef LX_ASSEMBLIES_INSIDE_H
#define LX_ASSEMBLIES_INSIDE_H

#include "kernel/derived.h"
#include "kernel/policy.h"
#include "kernel/rights.h"
#include "kernel/unit.h"
#include "modules/assemblies/assemblies.h"

/* What the table of fields cannot say; problems name the inputs. */
bool assembly_fits(struct req *r, void *row);

/* Committees that general meetings elect, and unions that end: records.c, follow.c */
void assemblies_heard(struct req *r, const struct record *record, const void *before, const void *row);
/* Meetings that elected the committees which stood before general meetings were kept. */
void assemblies_tick(struct req *r);
/* Of a union: which one is the last, and what the radar knows of each. */
void assemblies_settle(struct req *r, int64_t unit);

#endif
