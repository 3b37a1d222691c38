/* lianxin serve: everything together, in the foreground. */
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "app/copy.h"
#include "app/data.h"
#include "app/demo.h"
#include "base/log.h"
#include "kernel/dispatch.h"
#include "kernel/jobs.h"
#include "kernel/outbox.h"
#include "kernel/slow.h"
#include "kernel/writer.h"

enum { SLOW_QUEUE = 512, PAGE_QUEUE = 4096, PAGE_WORKERS = 16, WRITERS = 12, DRAIN_SECONDS = 20 };

struct serve {
	bool demo;
};

static int other(void *context, const char *name, const char *value)
{
	struct serve *s = context;
	(void)value;
	if (strcmp(name, "demo-if-empty") != 0)
		return 0;
	s->demo = true;
	return 1;
}

static void wait_for_end(void)
{
	sigset_t ends;
	int got;
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigwait(&ends, &got);
}

/* Before threads start, so that all of them leave these to wait_for_end. */
static void block_signals(void)
{
	sigset_t ends;
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &ends, NULL);
	signal(SIGPIPE, SIG_IGN);
}

/* A large page takes a few megabytes, the next one again: the kernel need not get them back in between. */
static void keep_memory(void)
{
	mallopt(M_MMAP_THRESHOLD, 4 << 20);
	mallopt(M_TRIM_THRESHOLD, 8 << 20);
}

static struct http *listen_on(struct app *app, int threads, const char **why)
{
	char address[128];
	snprintf(address, sizeof(address), "%s", app->listen);
	char *colon = strrchr(address, ':');
	*colon = '\0';
	struct http_options o = {
		.address = address,
		.port = (int)strtol(colon + 1, NULL, 10),
		.threads = threads,
		.trusted_proxy = app->proxy,
		.upload_dir = arena_printf(app->arena, "%s/tmp", app->data),
		.handle = dispatch,
		.body_limit = dispatch_body_limit,
		.context = app,
	};
	return http_start(&o, app->arena, why);
}

static int run(struct app *app, bool demo)
{
	int threads = (int)sysconf(_SC_NPROCESSORS_ONLN), workers = threads < 2 ? 2 : threads;
	if (threads > 16)
		threads = workers = 16;
	block_signals();
	keep_memory();
	const char *why = data_lock(app);
	bool remote = url_is_postgres(app->db_url);
	if (!why)
		why = app_open(app, threads + workers + (remote ? PAGE_WORKERS : 0));
	if (!why)
		why = copied_away(app);
	if (!why && remote)
		why = writer_widen(app->writer, app->db_url, WRITERS, app->arena);
	if (why) {
		fprintf(stderr, "%s\n", why);
		return 1;
	}
	bool empty = demo_wanted(app);
	if (demo && empty) {
		demo_fill(app);
		demo_year(app);
	}
	writer_start(app->writer);
	app->slow = slow_new(workers, SLOW_QUEUE, true);
	app->first_page_reader = threads;
	app->pages = remote ? slow_new(PAGE_WORKERS, PAGE_QUEUE, false) : NULL;
	jobs_start(app);
	outbox_start(app);
	app->http = listen_on(app, threads, &why);
	if (app->http) {
		printf("连心已启动：http://%.*s:%d\n", (int)(strrchr(app->listen, ':') - app->listen), app->listen,
		       http_port(app->http));
		if (demo)
			demo_accounts();
		else if (empty)
			printf("还没有单位和账号：用浏览器打开上面的地址，做首次设置。\n");
		fflush(stdout);
		wait_for_end();
		log_info("stopping");
		http_stop(app->http, DRAIN_SECONDS);
	} else {
		fprintf(stderr, "不能监听 %s：%s\n", app->listen, why);
	}
	outbox_stop();
	jobs_stop();
	slow_stop(app->pages);
	slow_stop(app->slow);
	return app->http ? 0 : 1;
}

int cmd_serve(int argc, char **argv)
{
	struct serve s = {false};
	struct app *app = app_new();
	const char *bad = options_read(app, argc, argv, other, &s);
	int code = 2;
	if (bad)
		fprintf(stderr, "%s\n", bad);
	else
		code = run(app, s.demo);
	app_end(app);
	return code;
}
