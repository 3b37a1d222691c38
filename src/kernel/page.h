/*
 * The page around every answer: navigation, path, search, notices.
 *
 *   page_begin(r, &(struct page){.title = "工作要点", .nav = "/plans", …});
 *   tpl_…(r->out, …);
 *   page_end(r);
 */
#ifndef LX_PAGE_H
#define LX_PAGE_H

#include "kernel/request.h"

struct crumb {
	const char *label, *href;
};

struct page {
	const char *title;
	const char *nav; /* href of the entry that is current */
	struct crumb crumbs[4]; /* above this page, outermost first */
	bool phone; /* the narrow page for workers, whatever the device */
	bool bare; /* no navigation: sign-in, big screen, print */
	const char *body_class;
	const char *script, *style; /* a further asset, "charts.js"; NULL: none */
	const char *back; /* of a phone page: where the arrow leads */
	const char *hero; /* of a phone home: the line under the title, on a coloured head */
};

void page_begin(struct req *r, const struct page *p);
void page_end(struct req *r);
/* A page with a message only: refusals, "done" pages. */
void page_message(struct req *r, int status, const char *title, const char *text);
/* 422: the form at this address again, with this field to fill in and the rest as it was sent; see refuse_field. */
void page_field_again(struct req *r, const char *title, const char *field, const char *label, const char *problem);
/* The hidden inputs every form with method="post" needs: {{call form_keys(r)}}. */
void form_keys(struct buf *o, struct req *r);
/* The summary of what is wrong in a form, focused; nothing when all is well. */
void form_problems(struct buf *o, const struct req *r);
/* Under a field f-NAME: what is wrong with it, or the hint (NULL: none); as h-NAME. */
void field_says(struct buf *o, const struct req *r, const char *field, const char *hint);
/* May the asker open pages of this kind anywhere? For links: the row itself is judged when it is opened. */
bool may_open(struct req *r, const char *path);
/* Buttons for the moves that are possible now, with reasons asked where needed. */
void move_buttons(struct buf *o, struct req *r, const struct record *record, const void *row, const char *back);
/* The history of a row: a timeline of its events. */
void history(struct buf *o, struct req *r, const char *record, int64_t row_id);
/* Chip with shape, word and colour: a state of a record. */
void state_chip(struct buf *o, const struct choice *states, int64_t state);

#endif
