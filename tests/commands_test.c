/*
 * The commands on real data folders: a chain that was tampered with, backups and
 * restores, the generated documents. Runs the program itself and reads what it prints.
 */
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/command.h"
#include "app/demo.h"
#include "app/docs.h"
#include "base/log.h"
#include "kernel/event.h"
#include "kernel/writer.h"

enum { EVENTS = 8, OUTPUT = 65536 };

static struct {
	char folder[64], output[OUTPUT];
	int points, bad, code;
} t;

static void ok(bool good, const char *what)
{
	printf("%sok %d - %s\n", good ? "" : "not ", ++t.points, what);
	if (good)
		return;
	t.bad++;
	printf("# code %d, printed: ", t.code);
	for (const char *p = t.output; *p && p < t.output + 1500; p++)
		printf("%c%s", *p, *p == '\n' ? "# " : "");
	putchar('\n');
}

/* Runs "lianxin …" and keeps what it prints on both channels. */
__attribute__((format(printf, 1, 2))) static void lianxin(const char *format, ...)
{
	char command[2048], rest[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(rest, sizeof(rest), format, args);
	va_end(args);
	snprintf(command, sizeof(command), "%s %s 2>&1", getenv("LX_PROGRAM"), rest);
	FILE *f = popen(command, "r");
	size_t n = f ? fread(t.output, 1, OUTPUT - 1, f) : 0;
	t.output[n] = '\0';
	t.code = f ? WEXITSTATUS(pclose(f)) : -1;
}

static bool says(int code, const char *text)
{
	return t.code == code && strstr(t.output, text);
}

__attribute__((format(printf, 1, 2))) static void shell(const char *format, ...)
{
	char command[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	if (system(command) != 0)
		printf("# failed: %s\n", command);
}

/* Straight into the file, past the program, as somebody with the disk would. */
static void tamper(const char *sql)
{
	char path[96], *why = NULL;
	sqlite3 *d;
	snprintf(path, sizeof(path), "%s/data/lianxin.db", t.folder);
	if (sqlite3_open(path, &d) != SQLITE_OK || sqlite3_exec(d, sql, NULL, NULL, &why) != SQLITE_OK)
		printf("# %s: %s\n", sql, why ? why : "cannot open");
	sqlite3_free(why);
	sqlite3_close(d);
}

static char head[65];
static const char UPLOAD[] = "e7d0f99b9bd2826d33e3ce69f42c9690861998c65bc6f8b96ef25bf5f074462a"; /* SHA-256 of "upload\n" */

/* Sample data with eight sealed events, one of them with a personal value. */
static void fill(void)
{
	char data[96];
	char *const args[] = {(char[]){"--data"}, data};
	snprintf(data, sizeof(data), "%s/data", t.folder);
	struct app *app = app_new();
	if (options_read(app, 2, (char **)args, NULL, NULL) || app_open(app, 1))
		abort();
	demo_fill(app);
	struct db *d = writer_db(app->writer);
	for (int i = 1; i <= EVENTS; i++) {
		struct event e = {.record = "activity", .row_id = i, .unit = 10, .verb = "hold", .note = "测试",
				  .personal = i == 5 ? "某人" : "", .counts = ""};
		db_begin(d);
		event_append(d, app->arena, clock_now(), &e);
		event_seal(d, app->arena);
		db_commit(d);
	}
	snprintf(head, sizeof(head), "%s", event_head(d, app->arena).hash);
	app_end(app);
}

static void fresh(void)
{
	shell("rm -rf %s/data && cp -r %s/good %s/data", t.folder, t.folder, t.folder);
}

static void verify(void)
{
	lianxin("audit verify --data %s/data --head %s", t.folder, head);
}

static void chain(long long first)
{
	char text[64], sql[256];
	verify();
	ok(says(0, "事件链完好"), "an untouched chain is whole");
	ok(strstr(t.output, head) != NULL, "and its head is printed");
#define AT(n) (first + (n) - 1)
#define SEES(n, what)                                                                              \
	snprintf(text, sizeof(text), "第 %lld 号", AT(n));                                         \
	verify();                                                                                  \
	ok(says(1, text), what)
	fresh();
	snprintf(sql, sizeof(sql), "update event set note = '改过' where seal = %lld", AT(3));
	tamper(sql);
	SEES(3, "a changed text is found and named");
	fresh();
	snprintf(sql, sizeof(sql), "update event set happened_on = happened_on + 1 where seal = %lld", AT(4));
	tamper(sql);
	SEES(4, "a changed day is found and named");
	fresh();
	snprintf(sql, sizeof(sql), "delete from event where seal = %lld", AT(6));
	tamper(sql);
	SEES(6, "a dropped entry is found and named");
	fresh();
	snprintf(sql, sizeof(sql), "update event set seal = -1 where seal = %lld; update event set seal = %lld where seal = %lld; update event set seal = %lld where seal = -1",
		 AT(2), AT(2), AT(3), AT(3));
	tamper(sql);
	SEES(2, "swapped entries are found and the first named");
	fresh();
	snprintf(sql, sizeof(sql), "delete from event where seal > %lld", AT(7));
	tamper(sql);
	lianxin("audit verify --data %s/data", t.folder);
	ok(t.code == 0, "a cut tail alone looks whole");
	SEES(8, "with the head the cut is found and named");
	fresh();
	tamper("update event_personal set value = '别人'");
	SEES(5, "a changed personal value is found and named");
	fresh();
	tamper("delete from event_personal");
	verify();
	ok(says(0, "完好"), "an erased one leaves the chain whole");
	fresh();
	tamper("insert into event(id, happened_on, recorded_at, actor, unit, record, row_id, verb, from_state, to_state, note, changes, counts) values (1, 1, 1, 0, 1, 'x', 1, 'x', 0, 0, '', '', '')");
	verify();
	ok(says(1, "未封存"), "an entry slipped in without a seal is found");
#undef SEES
}

static void bad_use(void)
{
	lianxin("audit verify --data %s/nowhere", t.folder);
	ok(says(2, "没有数据库"), "a mistyped folder is bad input and not made");
	char nowhere[96];
	snprintf(nowhere, sizeof(nowhere), "%s/nowhere", t.folder);
	ok(access(nowhere, F_OK) != 0, "indeed");
	lianxin("audit verify --data %s/data --head abc", t.folder);
	ok(says(2, "64 位"), "a short head is bad input");
	lianxin("audit frobnicate");
	ok(says(2, "用法"), "an unknown word is bad use");
	lianxin("nothing");
	ok(says(2, "没有"), "an unknown command is bad use");
	lianxin("help backup");
	ok(says(0, "lianxin backup") && !strstr(t.output, "lianxin serve"), "help explains one command");
	lianxin("help");
	ok(says(0, "lianxin restore") && strstr(t.output, "lianxin audit") && strstr(t.output, "退出码"), "help explains all");
}

static void counters(void)
{
	fresh();
	lianxin("audit recount --data %s/data", t.folder);
	ok(says(0, "计数与事件一致"), "counters agree with the events");
	tamper("insert into counter(measure, unit, grain, at, n) values ('activity.held', 10, 0, 19783, 3)");
	lianxin("audit recount --data %s/data", t.folder);
	ok(says(1, "有 1 处不一致") && strstr(t.output, "activity.held") && strstr(t.output, "19783 3"), "a counter that no event explains is named");
	lianxin("audit recount --repair --data %s/data", t.folder);
	ok(t.code == 0, "and repaired");
	lianxin("audit recount --data %s/data", t.folder);
	ok(says(0, "一致"), "then all agree");
}

static void backups(void)
{
	char where[256] = "";
	fresh();
	shell("mkdir -p %s/data/files/%.2s && echo upload > %s/data/files/%.2s/%s", t.folder, UPLOAD, t.folder, UPLOAD, UPLOAD);
	lianxin("backup --data %s/data --to %s/backups", t.folder, t.folder);
	ok(says(0, head), "a backup prints the head of the chain");
	ok(strstr(t.output, "密钥指纹") != NULL, "and the fingerprint of the key");
	sscanf(t.output, "备份已写到 %255s", where);
	char key[300];
	snprintf(key, sizeof(key), "%s/lianxin.key", where);
	ok(*where && access(key, F_OK) != 0, "the key file is not in it");
	snprintf(key, sizeof(key), "test \"$(cat %s/files/%.2s/%s)\" = upload", where, UPLOAD, UPLOAD);
	ok(*where && system(key) == 0, "the uploads are");
	lianxin("restore %s --data %s/other", where, t.folder);
	ok(says(1, "缺少密钥文件"), "without the key it is not restored");
	shell("mkdir -p %s/other && cp %s/data/lianxin.key %s/other/", t.folder, t.folder, t.folder);
	lianxin("restore %s --data %s/other", where, t.folder);
	ok(says(0, head), "with the key it is, into an empty folder");
	lianxin("audit verify --data %s/other --head %s", t.folder, head);
	ok(says(0, "完好"), "the restored chain is whole");
	snprintf(key, sizeof(key), "test \"$(cat %s/other/files/%.2s/%s)\" = upload", t.folder, UPLOAD, UPLOAD);
	ok(system(key) == 0, "the uploads are back");
	lianxin("demo --data %s/third", t.folder);
	ok(says(0, "13800000003"), "demo fills an empty folder and names the accounts");
	lianxin("demo --data %s/third", t.folder);
	ok(says(1, "已有单位"), "but only an empty one");
	lianxin("restore %s --data %s/third", where, t.folder);
	ok(says(1, "密钥不符"), "another installation's key is refused");
	/* who has the backup but not the key: another database, and its fingerprint in the manifest */
	shell("cp -r %s %s/forged && cp %s/third/lianxin.db %s/forged/ && sed -i \"s/^database .*/database "
	      "$(sha256sum %s/forged/lianxin.db | cut -c1-64)/; s/^head .*/head /\" %s/forged/manifest.txt",
	      where, t.folder, t.folder, t.folder, t.folder, t.folder);
	lianxin("restore %s/forged --data %s/other", t.folder, t.folder);
	ok(says(1, "备份单 manifest.txt 被改动过"), "a forged backup is refused");
	shell("printf x | dd of=%s/lianxin.db bs=1 seek=5000 conv=notrunc 2>/dev/null", where);
	lianxin("restore %s --data %s/data", where, t.folder);
	ok(says(1, "指纹不符"), "a damaged backup is refused");
	lianxin("audit verify --data %s/data --head %s", t.folder, head);
	ok(says(0, "完好"), "and the present data stay");
	lianxin("restore %s/backups --data %s/data", t.folder, t.folder);
	ok(says(1, "不是连心的备份"), "a folder that is no backup is refused");
	lianxin("restore");
	ok(says(2, "用法"), "restore wants a folder");
}

static int64_t number(const char *sql)
{
	char path[96];
	sqlite3 *d;
	sqlite3_stmt *s = NULL;
	snprintf(path, sizeof(path), "%s/data/lianxin.db", t.folder);
	int64_t n = -1;
	if (sqlite3_open(path, &d) == SQLITE_OK && sqlite3_prepare_v2(d, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
		n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	sqlite3_close(d);
	return n;
}

/* Files of a backup: named by their content, each looked at before anything is replaced. */
static void backed_up_files(void)
{
	char where[256] = "";
	fresh();
	shell("rm -rf %s/backups && mkdir -p %s/data/files/%.2s && echo upload > %s/data/files/%.2s/%s", t.folder, t.folder, UPLOAD, t.folder, UPLOAD, UPLOAD);
	char sql[300];
	snprintf(sql, sizeof(sql), "insert into file(id, hash, size, type, name, unit, record, row_id, created_by, created_at) values (1, '%s', 7, 'text/plain', 'a.txt', 1, 'activity', 1, 1, 1)", UPLOAD);
	tamper(sql);
	lianxin("drill --data %s/data --from %s/backups", t.folder, t.folder);
	ok(says(1, "没有备份"), "a drill without a backup says so");
	lianxin("backup --data %s/data --to %s/backups", t.folder, t.folder);
	sscanf(t.output, "备份已写到 %255s", where);
	lianxin("drill --data %s/data --from %s/backups", t.folder, t.folder);
	ok(says(0, "这份备份可以恢复") && strstr(t.output, "1 个，内容都与指纹一致") && strstr(t.output, "同一条事件链"), "a drill restores the newest backup aside and compares");
	shell("echo tampered > %s/files/%.2s/%s", where, UPLOAD, UPLOAD);
	lianxin("drill --data %s/data --from %s/backups", t.folder, t.folder);
	ok(says(1, "不能用来恢复") && strstr(t.output, UPLOAD), "an upload with other bytes is named by the drill");
	lianxin("restore %s --data %s/data", where, t.folder);
	ok(says(1, "与它的内容指纹不符"), "and refused by the restore");
	shell("rm %s/files/%.2s/%s", where, UPLOAD, UPLOAD);
	lianxin("restore %s --data %s/data", where, t.folder);
	ok(says(1, "缺 1 个上传的文件"), "so is a backup without it");
	ok(number("select count(*) from file") == 1, "and the present data stay");
	shell("echo upload > %s/files/%.2s/%s", where, UPLOAD, UPLOAD);
	lianxin("drill --data %s/data --from %s/backups", t.folder, t.folder);
	ok(says(0, "可以恢复"), "with it again all is well");
	tamper("delete from event where seal > 2");
	lianxin("drill --data %s/data --from %s/backups", t.folder, t.folder);
	ok(says(1, "没有这个链头"), "a backup of another history than the present one is found");
}

/* Somebody's data are erased on his demand; a week later the disk dies and the backup from before is put back. */
static void erasures(void)
{
	char where[256] = "";
	fresh();
	shell("rm -rf %s/backups", t.folder);
	lianxin("backup --data %s/data --to %s/backups", t.folder, t.folder);
	sscanf(t.output, "备份已写到 %255s", where);
	ok(number("select count(*) from event_personal where value = '某人'") == 1, "before, the value is there");
	tamper("insert into erasure(event, erased_at) select event, 1 from event_personal where value = '某人'; delete from event_personal where value = '某人'");
	lianxin("restore %s --data %s/data", where, t.folder);
	ok(says(0, "已按删除清单再次删除") && number("select count(*) from event_personal where value = '某人'") == 0,
	   "an older backup is restored: the list of the present database keeps it erased");
	verify();
	ok(says(0, "完好"), "and the chain is whole");
	shell("rm -f %s/data/lianxin.db*", t.folder);
	lianxin("restore %s --data %s/data", where, t.folder);
	ok(says(0, "再次删除") && number("select count(*) from event_personal where value = '某人'") == 0, "with the database gone, the list beside it does");
	lianxin("backup --data %s/data --to %s/backups", t.folder, t.folder);
	shell("rm -rf %s/data/lianxin.db* %s/data/erased.txt", t.folder, t.folder);
	lianxin("restore %s --data %s/data", where, t.folder);
	ok(says(0, "再次删除") && number("select count(*) from event_personal where value = '某人'") == 0, "on another machine, the list beside the backups does");
	shell("cp %s/lianxin.db %s/data/lianxin.db && rm -f %s/data/lianxin.db-*", where, t.folder, t.folder);
	ok(number("select count(*) from event_personal where value = '某人'") == 1, "somebody copies the old database over by hand");
	lianxin("audit verify --data %s/data", t.folder);
	ok(number("select count(*) from event_personal where value = '某人'") == 0, "the next start erases it again");
}

static int count_backups(void)
{
	char command[160];
	snprintf(command, sizeof(command), "test \"$(ls -d %s/backups/lianxin-* | wc -l)\" = 3", t.folder);
	return system(command) == 0;
}

static void retention(void)
{
	fresh();
	shell("rm -rf %s/backups && mkdir -p %s/backups/lianxin-20200101-000000.part %s/backups/other && touch -d '3 days ago' %s/backups/lianxin-20200101-000000.part", t.folder, t.folder, t.folder, t.folder);
	for (int i = 0; i < 3; i++) {
		lianxin("backup --data %s/data --to %s/backups", t.folder, t.folder);
		shell("mv %s/backups/lianxin-2*[0-9] %s/backups/old-%d", t.folder, t.folder, i);
	}
	for (int i = 0; i < 3; i++)
		shell("mv %s/backups/old-%d %s/backups/lianxin-2021010%d-000000", t.folder, i, t.folder, i + 1);
	lianxin("backup --backup-keep 3 --data %s/data --to %s/backups", t.folder, t.folder);
	ok(says(0, "保留最近 3 份，删去旧备份 1 份"), "the oldest backup goes when the setting says so");
	ok(count_backups(), "three stay");
	char path[128];
	snprintf(path, sizeof(path), "%s/backups/lianxin-20210101-000000", t.folder);
	ok(access(path, F_OK) != 0, "without the oldest");
	snprintf(path, sizeof(path), "%s/backups/lianxin-20200101-000000.part", t.folder);
	ok(access(path, F_OK) != 0, "nor what a killed one had left");
	snprintf(path, sizeof(path), "%s/backups/other", t.folder);
	ok(access(path, F_OK) == 0, "and what is no backup is left alone");
	lianxin("backup --backup-keep 2000 --data %s/data", t.folder);
	ok(says(2, "backup-keep"), "a wrong number is refused");
}

static void users(void)
{
	fresh();
	lianxin("user add --data %s/data --name 样例新人 --unit LJ01 --mobile 13911112222 --role cadre", t.folder);
	ok(says(0, "激活码：") && strstr(t.output, "样例新人（临江发电有限公司工会）"), "user add prints an activation code");
	lianxin("user list --data %s/data", t.folder);
	ok(says(0, "手机号 139****2222  待激活  工会干部@临江发电有限公司工会"), "user list shows login, state and role");
	ok(strstr(t.output, "13911112222") == NULL, "and no whole number");
	lianxin("user add --data %s/data --name 样例重复 --unit LJ01 --mobile 13911112222", t.folder);
	ok(says(1, "已登记在另一个人名下"), "a mobile is one person's");
	lianxin("user add --data %s/data --name 样例无处 --unit NOWHERE", t.folder);
	ok(says(1, "没有代码为“NOWHERE”的单位"), "an unknown unit is refused");
	lianxin("user add --data %s/data --name 样例角色 --unit LJ01 --role king", t.folder);
	ok(says(1, "没有“king”这个角色"), "an unknown role too");
	lianxin("user lock 13800000007 --data %s/data", t.folder);
	ok(says(0, "已锁定"), "user lock");
	lianxin("user list --data %s/data", t.folder);
	ok(says(0, "138****0007  已锁定"), "shows in the list");
	lianxin("user unlock 13800000007 --data %s/data", t.folder);
	ok(says(0, "解除锁定"), "user unlock");
	lianxin("user reset 13800000007 --data %s/data", t.folder);
	ok(says(0, "样例赵工（运行一值）的激活码："), "user reset prints a new code");
	lianxin("user reset 13999999999 --data %s/data", t.folder);
	ok(says(1, "没有这个账号"), "an unknown login is refused");
	lianxin("user reset --data %s/data", t.folder);
	ok(says(2, "用法"), "without a login it is bad use");
	lianxin("audit verify --data %s/data", t.folder);
	ok(says(0, "完好"), "the chain stays whole");
}

/* The service, started; its pid. */
static pid_t serve(void)
{
	char data[96];
	snprintf(data, sizeof(data), "%s/data", t.folder);
	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		if (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr))
			_exit(126);
		execl(getenv("LX_PROGRAM"), "lianxin", "serve", "--data", data, "--listen", "127.0.0.1:0", (char *)NULL);
		_exit(127);
	}
	return pid;
}

static void while_serving(void)
{
	char lock[96], where[256] = "";
	fresh();
	snprintf(lock, sizeof(lock), "%s/data/lianxin.lock", t.folder);
	unlink(lock);
	pid_t pid = serve();
	for (int i = 0; i < 200 && access(lock, F_OK) != 0; i++)
		usleep(50000);
	lianxin("backup --data %s/data --to %s/live", t.folder, t.folder);
	ok(says(0, "备份已写到"), "a backup is made while the service runs");
	sscanf(t.output, "备份已写到 %255s", where);
	lianxin("restore %s --data %s/data", where, t.folder);
	ok(says(1, "正由另一个连心服务使用"), "a restore is not");
	lianxin("serve --data %s/data --listen 127.0.0.1:0", t.folder);
	ok(says(1, "正由另一个连心服务使用"), "nor a second service on the same data");
	kill(pid, SIGTERM);
	waitpid(pid, &t.code, 0);
}

/* The committed documents are what the tables say; "lianxin docs X > docs/X.md" renews one. */
static void documents(void)
{
	struct app *app = app_new();
	for (const char *const *topic = docs_topics; *topic; topic++) {
		char path[512], what[128];
		struct buf b = buf_in(app->arena);
		static char file[512 * 1024];
		docs_write(app, *topic, &b);
		snprintf(path, sizeof(path), "%s/docs/%s.md", getenv("LX_SOURCE"), *topic);
		snprintf(what, sizeof(what), "docs/%s.md is what \"lianxin docs %s\" prints", *topic, *topic);
		FILE *f = fopen(path, "r");
		size_t n = f ? fread(file, 1, sizeof(file), f) : 0;
		if (f)
			fclose(f);
		t.output[0] = '\0';
		ok(n == b.n && memcmp(file, b.p, n) == 0, what);
	}
	app_end(app);
}

/* A card signed by another program (OpenSSL), read on a machine without data or key file. */
#define CARD_KEY "TtGIxukpIOC79_Z14_28oUB_8Al_TK44KTimjX_o0T0"
#define CARD_TEXT "MXzmoLfkvovlrZ_luoZ85qC35L6L55S15Y6C5bel5LyafFlMMDAwMDAxfDIwMjQtMDMtMDF8MjAyNC0wMy0zMQ"
#define CARD_SIGN "idP37iOxS1hRCGhD8jCC9ekaAHS2Z-msoxliZcz1AVsmQH9s-6BPV3NT9OPOvMJLfypeQNickCAlGt-LN8nHBw"
static void cards(void)
{
	lianxin("card " CARD_KEY " https://gh.example/cards/" CARD_TEXT "." CARD_SIGN " --on 2024-03-31");
	ok(says(0, "签名正确，在有效期内") && strstr(t.output, "姓名：样例孟庆") && strstr(t.output, "工会：样例电厂工会") && strstr(t.output, "有效期：2024年3月31日"), "a card is read by its key alone");
	lianxin("card " CARD_KEY " " CARD_TEXT "." CARD_SIGN " --on 2024-04-01");
	ok(says(1, "已过有效期"), "not after its days");
	lianxin("card " CARD_KEY " M" CARD_TEXT "." CARD_SIGN " --on 2024-03-31");
	ok(says(1, "被改动过"), "nor changed");
	lianxin("card B" CARD_KEY " " CARD_TEXT "." CARD_SIGN);
	ok(says(1, "不是这把公钥"), "nor under another key");
	lianxin("card " CARD_KEY);
	ok(says(2, "用法"), "without a code it says how");
}

int main(void)
{
	snprintf(t.folder, sizeof(t.folder), "/tmp/lx-commands-XXXXXX");
	if (!mkdtemp(t.folder))
		return 1;
	log_set_level(LOG_LEVEL_ERROR);
	puts("TAP version 13");
	fill();
	shell("cp -r %s/data %s/good", t.folder, t.folder);
	chain(1);
	bad_use();
	cards();
	counters();
	backups();
	backed_up_files();
	erasures();
	retention();
	users();
	while_serving();
	documents();
	printf("1..%d\n", t.points);
	shell("rm -rf %s", t.folder);
	return t.bad != 0;
}
