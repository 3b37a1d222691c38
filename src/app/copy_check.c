/* Proving that two databases hold the same. */
#include <stdio.h>
#include <string.h>

#include "app/copy.h"
#include "app/data.h"
#include "base/fault.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/search.h"
#include "kernel.sql.h"
#include "text/tokens.h"

enum { SAMPLES = 60, HITS = 1000, SHOWN = 400 };

static const char *compare_tables(struct copy *c)
{
	struct arena *a = c->app->arena;
	int64_t rows = 0;
	for (size_t i = 0; i < c->n_tables; i++) {
		struct copy_table source = c->tables[i], *t = &c->tables[i];
		copy_measure(c, c->to, t);
		if (t->rows != source.rows)
			return arena_printf(a, "表 %s：源库 %lld 行，目标库 %lld 行。", t->name, (long long)source.rows, (long long)t->rows);
		if (t->sum != source.sum)
			return arena_printf(a, "表 %s：行数相同，内容不同。", t->name);
		rows += t->rows;
	}
	printf("表：%zu 张，%lld 行，行数和内容逐行一致\n", c->n_tables, (long long)rows);
	return NULL;
}

static const char *compare_chain(struct copy *c)
{
	struct arena *a = c->app->arena;
	struct event_head from = event_head(c->from, a), to = event_head(c->to, a);
	struct event_check check = event_verify(c->to, a, NULL, clock_now());
	if (!check.ok)
		return arena_printf(a, "目标库的事件链有问题：第 %lld 号，%s。", (long long)check.bad, check.what);
	if (from.seal != to.seal || strcmp(from.hash, to.hash) != 0)
		return arena_printf(a, "链头不同：源库 %lld 号，目标库 %lld 号。", (long long)from.seal, (long long)to.seal);
	printf("事件链：%lld 条，从头验算无误，链头 %s 一致\n", (long long)to.seal, *to.hash ? to.hash : "（空）");
	return NULL;
}

static const char *compare_counters(struct copy *c)
{
	const char *report = "";
	int64_t bad = counter_recount(c->to, c->app->arena, &report, false);
	if (bad)
		return arena_printf(c->app->arena, "目标库有 %lld 处计数与事件不一致：\n%.1500s", (long long)bad, report);
	puts("计数：按事件重算，一致");
	return NULL;
}

/* What a search finds, as one text. */
static const char *hits(struct db *d, struct arena *a, const struct search_query *q, const char *record)
{
	struct buf b = buf_in(a);
	struct search_ask ask = {q, search_in_record(d, a, record, NULL), 0, HITS};
	for (struct search_answer x; ask.most; ask.before = x.further) {
		x = search_find(d, a, &ask);
		for (size_t i = 0; i < x.n; i++)
			buf_printf(&b, "%lld ", (long long)x.rows[i].id);
		ask.most -= x.n;
		if (!x.further)
			break;
	}
	return buf_text(&b);
}

/* The first characters of titles all over the index are searched on both sides. */
static const char *compare_search(struct copy *c)
{
	struct arena *a = c->app->arena;
	struct stmt *s = db_use_text(c->from, "select title, record from search_doc order by id desc limit 3000");
	int tried = 0, at = 0, found = 0;
	const char *wrong = NULL;
	while (!wrong && db_step(s) && tried < SAMPLES) {
		struct arena_mark mark = arena_mark(a);
		const char *title = col_text(s, 0, a), *record = col_text(s, 1, a);
		struct search_query q = search_query(a, str_head(str_of(title), strnlen(title, 12)));
		if (at++ % 7 == 0 && q.count) {
			const char *from = hits(c->from, a, &q, record);
			tried++;
			found += *from != '\0';
			if (strcmp(from, hits(c->to, a, &q, record)) != 0)
				wrong = arena_printf(a, "搜索“%s”，两边查到的不同。", title);
		}
		if (!wrong)
			arena_release(a, mark);
	}
	db_done(s);
	if (!wrong)
		printf("搜索：索引已重建，抽查 %d 个词，%d 个有结果，两边一致\n", tried, found);
	return wrong;
}

const char *copy_compare(struct copy *c)
{
	const char *why;
	db_begin(c->to);
	why = compare_tables(c);
	if (!why)
		why = compare_chain(c);
	if (!why)
		why = compare_search(c);
	db_rollback(c->to);
	return why ? why : compare_counters(c);
}

const char *copy_files(struct copy *c)
{
	struct arena *a = c->app->arena;
	struct stmt *s = db_use_text(c->to, "select hash, name from file order by id");
	int64_t n = 0;
	const char *wrong = NULL;
	while (!wrong && db_step(s)) {
		struct arena_mark mark = arena_mark(a);
		const char *hash = col_text(s, 0, a);
		const char *path = arena_printf(a, "%s/files/%.2s/%s", c->app->data, hash, hash);
		if (strcmp(file_hash(a, path), hash) != 0)
			wrong = arena_printf(a, "文件“%s”不在 %s，或内容已变。", col_text(s, 1, a), path);
		else
			arena_release(a, mark);
		n++;
	}
	db_done(s);
	if (!wrong)
		printf("文件：%lld 个，都在 %s，内容与指纹一致\n", (long long)n, c->app->data);
	return wrong;
}

const char *copied_away(struct app *app)
{
	const char *to = q_setting_get(app->readers[0], app->arena, "copied_to");
	if (!*to)
		return NULL;
	return arena_printf(app->arena, "这个数据库已复制到 %.*s，现在只读。要继续用它，请运行 lianxin copy --undo --from %s",
			    SHOWN, to, app->db_url);
}
