/* Small pieces of HTML that every page about tasks shows. */
#ifndef LX_FOLLOW_PARTS_H
#define LX_FOLLOW_PARTS_H

#include "modules/follow/work.h"

/* Bar and percentage, coloured by the lamp. */
void progress_cell(struct buf *o, const struct progress *p);
/* A wide bar with the mark of the time gone by. */
void progress_wide(struct buf *o, const struct progress *p);
/* Shape and word of the lamp, with the states beside it: 临期 逾期 补齐 免做. */
void lamp_cell(struct buf *o, const struct progress *p);
/* The lamp as a chip for headings. */
void lamp_chip(struct buf *o, const struct progress *p);
/* "剩 4 个工作日", "逾期 2 天", "今天到期", "" when there is nothing to say. */
const char *time_left(struct arena *a, const struct progress *p, day due, day on);
/* Name with the last character of it in a circle; an empty name writes a dash. */
void person_tag(struct buf *o, const char *name);
/* 6月5日, with the year. */
void day_cell(struct buf *o, day d);
/* Whole percent, rounded down so that 100 means all: 0 … 100. */
int whole_percent(struct ratio r);

#endif
