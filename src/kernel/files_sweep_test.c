/* Stored bytes whose record never came are swept after a day; nothing else is. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kernel/app.h"
#include "kernel/files.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"

#define CADRE "13800000004"

/* Names of stored bytes; their first two letters are the folder. */
static const char *const orphan = "ab00000000000000000000000000000000000000000000000000000000000001";
static const char *const fresh = "ab00000000000000000000000000000000000000000000000000000000000002";
static const char *const unfinished = FILES_ASIDE "aaaaaaaaaaaa";
static const char *const other = "ab00000000000000000000000000000000000000000000000000000000000003.part";
static int held = -1;

static const char *path_of(struct app *app, const char *name)
{
	return arena_printf(app->arena, "%s/files/%.2s/%s", app->data, name, name);
}

static const char *unfinished_path(struct app *app)
{
	return arena_printf(app->arena, "%s/files/%s", app->data, unfinished);
}

static bool there(struct app *app, const char *name)
{
	return access(path_of(app, name), F_OK) == 0;
}

/* Bytes as an upload leaves them that came in at this moment. */
static const char *put_at(const char *path, instant at)
{
	const struct timespec times[2] = {{.tv_sec = (time_t)(at / 1000)}, {.tv_sec = (time_t)(at / 1000)}};
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	bool good = fd >= 0 && futimens(fd, times) == 0;
	if (fd >= 0)
		close(fd);
	return good ? NULL : "bytes could not be placed";
}

static const char *put(struct app *app, const char *name, instant at)
{
	mkdir(arena_printf(app->arena, "%s/files/%.2s", app->data, name), 0700);
	return put_at(path_of(app, name), at);
}

static const char *uploaded(struct app *app)
{
	struct stmt *s = db_use_text(writer_db(app->writer), "select min(hash) from file");
	const char *hash = db_step(s) ? col_text(s, 0, app->arena) : "";
	db_done(s);
	return hash;
}

/* A server was killed twice: two days ago, and an hour ago. What a row names is old, and lies beside. */
static const char *left_behind(struct app *app)
{
	const char *hash = uploaded(app), *why = put(app, hash, clock_now() - 40 * 86400000LL);
	if (!why)
		why = put(app, orphan, clock_now() - 2 * 86400000LL);
	if (!why)
		why = put_at(unfinished_path(app), clock_now() - 2 * 86400000LL);
	if (!why)
		why = put(app, other, clock_now() - 40 * 86400000LL);
	return why ? why : put(app, fresh, clock_now() - 3600000);
}

static const char *only_the_old(struct app *app)
{
	if (there(app, orphan))
		return "bytes without a record are still there after two days";
	if (access(unfinished_path(app), F_OK) == 0)
		return "an unfinished copy is still there after two days";
	if (!there(app, fresh))
		return "bytes whose record may be on its way are gone";
	if (!there(app, uploaded(app)))
		return "a file that a record names is gone";
	return there(app, other) ? NULL : "something that is no stored file is gone";
}

/* Orphans again, while an upload is just giving its bytes their name there. */
static const char *hold(struct app *app)
{
	const char *why = put(app, orphan, clock_now() - 2 * 86400000LL);
	held = open(arena_printf(app->arena, "%s/files/ab", app->data), O_RDONLY | O_DIRECTORY);
	return why ? why : held < 0 || flock(held, LOCK_EX) != 0 ? "the folder could not be locked" : NULL;
}

static const char *waited(struct app *app)
{
	close(held);
	return there(app, orphan) ? NULL : "the folder was swept while an upload used it";
}

/* The same bytes were uploaded meanwhile: their time is new. */
static const char *again(struct app *app)
{
	return put(app, orphan, clock_now());
}

static const char *kept(struct app *app)
{
	return there(app, orphan) ? NULL : "bytes that were just uploaded again are gone";
}

static const char *gone(struct app *app)
{
	return there(app, orphan) || there(app, fresh) ? "bytes without a record are still there" : NULL;
}

static const char *still_there(struct app *app)
{
	return there(app, uploaded(app)) ? NULL : "a file that may be brought back is gone";
}

static const struct step steps[] = {
	{"an activity", .as = CADRE, .post = "/activities", .form = "title=样例春游&kind=2&held_on=2024-02-20&people=3", .want = 303, .keep = "a"},
	{"with a file", .as = CADRE, .post = "/activities/{a}/files", .file = "file=名单.txt=第一名：一值", .want = 303},
	{"which is", .sql = "select id from file", .keep = "f"},
	{"servers were killed", .check = left_behind},
	{"the regular work sweeps", .now = "2024-03-02", .settle = 1, .sql = "select count(*) from file", .is = "1"},
	{"only what is a day old and has no record", .check = only_the_old},
	{"an upload is coming in", .check = hold},
	{"the next sweep", .now = "2024-03-03", .settle = 1, .sql = "select count(*) from file", .is = "1"},
	{"does not disturb it", .check = waited},
	{"it had the same bytes", .check = again},
	{"the sweep after it", .now = "2024-03-04", .settle = 1, .sql = "select count(*) from file", .is = "1"},
	{"keeps them for their record", .check = kept},
	{"a file is taken off its record", .as = CADRE, .post = "/files/{f}/remove", .form = "_back=/activities/{a}", .want = 303},
	{"much later", .now = "2024-03-20", .settle = 1, .sql = "select count(*) from file", .is = "1"},
	{"what never got a record is gone", .check = gone},
	{"what was taken off can still be brought back", .check = still_there},
	{"as it was", .as = CADRE, .post = "/files/{f}/restore", .form = "_back=/activities/{a}", .want = 303},
	{"with its bytes", .as = CADRE, .get = "/files/{f}", .want = 200, .sees = "第一名"},
};

int main(void)
{
	return scenario("files-sweep", steps, sizeof(steps) / sizeof(steps[0]));
}
