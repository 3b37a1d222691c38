/* Made by tplc from tasks.html. */
#include "tasks.html.h"

#line 4 "tasks.html"
void tpl_task_row(struct buf *o, const struct task_row *t, instant now)
{
	buf_put(o, "<tr class=\"row", 14);
#line 6 "tasks.html"
	if (t->late) {
		buf_put(o, " late", 5);
	}
	buf_put(o, "\" data-id='", 11);
#line 6 "tasks.html"
	html_put(o, (t->id));
	buf_put(o, "'><td><a href=\"/tasks/", 22);
#line 7 "tasks.html"
	html_address_part(o, (t->id));
	buf_put(o, "?from=", 6);
#line 7 "tasks.html"
	html_address_part(o, (t->from));
	buf_put(o, "#top\">", 6);
#line 7 "tasks.html"
	html_put(o, (t->title));
	buf_put(o, "</a>\n"
		"<b>x</b> y z</td><td><a href=\"", 35);
#line 10 "tasks.html"
	html_link(o, (t->url));
	buf_put(o, "\">open</a> ", 11);
#line 10 "tasks.html"
	buf_puts(o, (t->html));
	buf_put(o, "</td><td><input type=checkbox name=\"pick\" value=\"", 49);
#line 11 "tasks.html"
	html_put(o, (t->id));
	buf_put(o, "\"", 1);
#line 11 "tasks.html"
	if (t->on) {
		buf_put(o, " checked", 8);
	}
#line 11 "tasks.html"
	if (t->off) {
		buf_put(o, " disabled", 9);
#line 11 "tasks.html"
	} else if (t->on && !t->off) {
		buf_put(o, " readonly", 9);
	}
	buf_put(o, "></td></tr>", 11);
}

#line 15 "tasks.html"
void tpl_list(struct buf *o, const struct view *v)
{
	buf_put(o, "<ul>", 4);
	{
#line 17 "tasks.html"
		size_t t_n = (size_t)(count(v, 1));
#line 17 "tasks.html"
		for (size_t t_at = 0; t_at < t_n; t_at++) {
#line 17 "tasks.html"
			const struct task_row *t = &(v->tasks)[t_at];
		buf_put(o, "<li>", 4);
#line 18 "tasks.html"
		icon(o, "bell");
		buf_put(o, " ", 1);
#line 18 "tasks.html"
		html_put(o, (t_at));
		buf_put(o, ": ", 2);
#line 18 "tasks.html"
		html_put(o, (t->title));
		buf_put(o, " ", 1);
#line 18 "tasks.html"
		icon_class(o, "bell", "big red");
		buf_put(o, "</li>", 5);
		}
		if (t_n == 0) {
		buf_put(o, "<li>暂无任务，请 稍候</li>", 34);
		}
	}
	buf_put(o, "</ul>", 5);
	{
#line 25 "tasks.html"
		size_t s_n = (size_t)(v->n);
#line 25 "tasks.html"
		for (size_t s_at = 0; s_at < s_n; s_at++) {
#line 25 "tasks.html"
			const char *s = (v->names)[s_at];
#line 25 "tasks.html"
		html_put(o, (s));
		buf_put(o, ", ", 2);
		}
	}
	buf_put(o, "\n", 1);
#line 26 "tasks.html"
	tpl_task_row(o, &v->tasks[0], v->now);
	buf_put(o, "\n", 1);
#line 27 "tasks.html"
	tpl_foot(o);
	buf_put(o, "\n", 1);
#line 28 "tasks.html"
	bar(o, v->percent, "a;}b");
	buf_put(o, "\n", 1);
#line 29 "tasks.html"
	line(o);
	buf_put(o, "<pre>\n"
		"  kept   as it is\n"
		"\t", 25);
#line 32 "tasks.html"
	html_put(o, (v->text));
	buf_put(o, "</pre><textarea name=\"a\">\n", 26);
#line 33 "tasks.html"
	html_put(o, (v->text));
	buf_put(o, "</textarea>\n"
		"<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg><br><p>what?\077! \"quoted\" \\ back</p>", 91);
}

#line 38 "tasks.html"
void tpl_head(struct buf *o, const char *title)
{
	buf_put(o, "<!doctype html><html lang=\"zh-CN\"><title>", 41);
#line 41 "tasks.html"
	html_put(o, (title));
	buf_put(o, " - 工会</title><script src=\"/static/ui.js\" defer></script><body>", 66);
}

#line 46 "tasks.html"
void tpl_foot(struct buf *o)
{
	buf_put(o, "</body></html>", 14);
}

