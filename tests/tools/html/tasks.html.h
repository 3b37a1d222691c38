/* Made by tplc from tasks.html. */
#ifndef LX_HTML_tasks_html_H
#define LX_HTML_tasks_html_H

#include "http/template.h"
#include "plans/view.h"

void tpl_task_row(struct buf *o, const struct task_row *t, instant now);
void tpl_list(struct buf *o, const struct view *v);
void tpl_head(struct buf *o, const char *title);
void tpl_foot(struct buf *o);

#endif
