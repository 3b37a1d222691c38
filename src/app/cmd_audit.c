/*
 * lianxin audit verify [--head HASH]: walks the chain of events.
 * lianxin audit recount [--repair]: recomputes all counters from the events.
 */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/data.h"
#include "kernel/event.h"
#include "kernel/measure.h"
#include "kernel/writer.h"

struct audit {
	const char *what, *head;
	bool repair;
};

static int other(void *context, const char *name, const char *value)
{
	struct audit *w = context;
	if (!*name) {
		w->what = value;
		return 1;
	}
	if (strcmp(name, "head") == 0) {
		w->head = value;
		return 2;
	}
	if (strcmp(name, "repair") != 0)
		return 0;
	w->repair = true;
	return 1;
}

static int verify(struct app *app, const char *head)
{
	struct db *d = app->readers[0];
	db_begin(d);
	struct event_check c = event_verify(d, app->arena, head, clock_now());
	db_rollback(d);
	if (c.ok) {
		printf("事件链完好：共 %lld 条，链头 %s\n", (long long)c.sealed, c.head.seal ? c.head.hash : "（空）");
		return 0;
	}
	printf("事件链有问题：第 %lld 号，%s\n", (long long)c.bad, c.what);
	return 1;
}

static int recount(struct app *app, bool repair)
{
	const char *report;
	int64_t bad = counter_recount(writer_db(app->writer), app->arena, &report, repair);
	if (!bad) {
		puts("计数与事件一致。");
		return 0;
	}
	printf("计数与事件有 %lld 处不一致：\n%s", (long long)bad, report);
	puts(repair ? "已按事件改正。" : "加 --repair 可按事件改正。");
	return repair ? 0 : 1;
}

static int run(struct app *app, const struct audit *w)
{
	const char *why = data_open(app);
	if (why) {
		fprintf(stderr, "%s\n", why);
		return 2;
	}
	return strcmp(w->what, "verify") == 0 ? verify(app, w->head) : recount(app, w->repair);
}

int cmd_audit(int argc, char **argv)
{
	struct audit w = {.what = ""};
	struct app *app = app_new();
	const char *bad = options_read(app, argc, argv, other, &w);
	int code = 2;
	if (!bad && strcmp(w.what, "verify") != 0 && strcmp(w.what, "recount") != 0)
		bad = "用法：lianxin audit verify [--head HASH]，或 lianxin audit recount [--repair]";
	if (!bad && w.head && strlen(w.head) != 64)
		bad = "--head 要填 64 位的链头指纹，备份和报告上都印有";
	if (bad)
		fprintf(stderr, "%s\n", bad);
	else
		code = run(app, &w);
	app_end(app);
	return code;
}
