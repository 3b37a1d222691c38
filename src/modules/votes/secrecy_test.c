/*
 * The attacker who holds every stored byte: the database with all its row versions
 * (its files after each ballot), the log beside it, backups, the key file, the
 * server's log; but neither passphrase. He tries to say who cast which ballot.
 *
 * To help him as much as can be, every ballot is different, so that a ballot in the
 * result belongs to exactly one voter. He then matches every order that he can see
 * with the order in which people voted. By chance one of 64 fits on average; nine or
 * more do once in a million runs.
 *
 * After that, the bundle: each line of it changed, doubled or left out.
 */
#include <dirent.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/demo_year.h"
#include "modules/members/test_members.h"
#include "base/fault.h"
#include "engines/vote/urn.h"
#include "kernel/app.h"
#include "kernel/writer.h"
#include "scenario/scenario.h"
#include "scenario/visitor.h"
#include "secret/token.h"

#define FEDERATION "13800000001"
#define CHAIR "13800000003"
#define REP "13800000006"
#define AUDITOR "13800000008"
#define PASS1 "春江潮水连海平海上明月共潮生"
#define PASS2 "滟滟随波千万里何处春江无月明"

enum { VOTERS = 64, FIRST = 5001, BY_CHANCE = 8 };

static struct arena *arena; /* of the attacker */
static char mobiles[VOTERS][16], marks[VOTERS][16], receipts[VOTERS][40];
static int order[VOTERS]; /* the n-th to vote */
static long long vote;

/* What the files held, moment by moment. */
static struct {
	const char *sealed; /* the row that was new in the urn */
	long long id;
} seen[VOTERS];
static char log_path[64];

static unsigned long long seed = 7;

static int pick(int n)
{
	seed = seed * 6364136223846793005ull + 1442695040888963407ull;
	return (int)((seed >> 33) % (unsigned long long)n);
}

static void shuffle(int *a, int n)
{
	for (int i = n; i > 1; i--) {
		int k = pick(i), x = a[i - 1];
		a[i - 1] = a[k];
		a[k] = x;
	}
}

/* Sixty-four more members; each will write in a name of his own. */
static void people(struct app *app)
{
	static struct demo_person p[VOTERS];
	int mark[VOTERS];
	struct db *d = writer_db(app->writer);
	arena = arena_new(1u << 30);
	for (int i = 0; i < VOTERS; i++) {
		snprintf(mobiles[i], sizeof(mobiles[i]), "139000050%02d", i);
		p[i] = (struct demo_person){arena_printf(arena, "样例投%02d", i), mobiles[i], 10, 0, 0, ""};
		mark[i] = order[i] = i;
	}
	shuffle(mark, VOTERS);
	shuffle(order, VOTERS);
	for (int i = 0; i < VOTERS; i++)
		snprintf(marks[i], sizeof(marks[i]), "ZhiJi%02dQx", mark[i]);
	db_begin(d);
	demo_people_add(app, d, FIRST, p, VOTERS);
	db_commit(d);
	int64_t ids[VOTERS + 3] = {1003, 1006, 1008};
	for (int i = 0; i < VOTERS; i++)
		ids[i + 3] = FIRST + i;
	test_members(app, ids, VOTERS + 3);
}

/* ---- every stored byte ---- */

static struct str file_bytes(const char *path)
{
	struct buf b = buf_in(arena);
	FILE *f = fopen(path, "rb");
	char part[65536];
	for (size_t n; f && (n = fread(part, 1, sizeof(part), f)) > 0;)
		buf_put(&b, part, n);
	if (f)
		fclose(f);
	return buf_slice(&b);
}

static bool holds(struct str s, const char *what)
{
	return memmem(s.p, s.n, what, strlen(what)) != NULL;
}

/* Does any file below the folder hold these bytes? Its name, NULL: none. */
static const char *found_in(const char *folder, const char *what)
{
	DIR *dir = opendir(folder);
	const char *found = NULL;
	for (struct dirent *e; dir && !found && (e = readdir(dir)) != NULL;) {
		const char *path = arena_printf(arena, "%s/%s", folder, e->d_name);
		struct stat st;
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 || stat(path, &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode))
			found = found_in(path, what);
		else if (holds(file_bytes(path), what))
			found = path;
	}
	if (dir)
		closedir(dir);
	return found;
}

/* On a server whose files are not ours: every row of every table, as text. */
static const char *dumped(struct app *app, const char *what)
{
	struct db *d = writer_db(app->writer);
	const char *tables[300], *found = NULL;
	size_t n = 0;
	struct stmt *s = db_use_text(d, "select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'");
	while (db_step(s) && n < 300)
		tables[n++] = col_text(s, 0, arena);
	db_done(s);
	for (size_t i = 0; i < n && !found; i++) {
		s = db_use_text(d, arena_printf(arena, "select count(*) from \"%s\" x where position($1 in x::text) > 0", tables[i]));
		bind_text(s, 1, what);
		if (db_step(s) && col_int(s, 0))
			found = tables[i];
		db_done(s);
	}
	return found;
}

static const char *stored(struct app *app, const char *what)
{
	if (db_is_postgres(writer_db(app->writer)))
		return dumped(app, what);
	struct arena_mark m = arena_mark(arena);
	static char where[300];
	const char *path = found_in(app->data, what);
	if (!path && holds(file_bytes(log_path), what))
		path = log_path;
	snprintf(where, sizeof(where), "%s", path ? path : "");
	arena_release(arena, m);
	return path ? where : NULL;
}

static const char *backup(struct app *app, const char *name)
{
	const char *path = arena_printf(arena, "%s/%s", app->data, name);
	if (db_is_postgres(writer_db(app->writer)))
		return NULL; /* a dump holds no more than the tables do */
	db_script(writer_db(app->writer), arena_printf(arena, "vacuum into '%s'", path));
	return path;
}

/* ---- the files of a PostgreSQL server, through the eyes of its superuser ---- */

static const char *wal_from = "", *wal_at = "0"; /* segment, and place in it: what stands before or behind is of other runs */

static const char *text_of(struct app *app, const char *sql, const char *what)
{
	struct stmt *s = db_use_text(writer_db(app->writer), sql);
	if (what)
		bind_text(s, 1, what);
	const char *found = db_step(s) ? col_text(s, 0, arena) : NULL;
	db_done(s);
	return found;
}

/* From here on the attacker keeps the write-ahead log. */
static const char *log_begins(struct app *app)
{
	if (db_is_postgres(writer_db(app->writer)))
		wal_at = text_of(app, "select pg_walfile_name_offset(pg_current_wal_insert_lsn())::text", NULL);
	if (*wal_at == '(') { /* (000000010000000000000001,8192) */
		wal_from = arena_strndup(arena, wal_at + 1, 24);
		wal_at = arena_strndup(arena, wal_at + 26, strlen(wal_at) - 27);
	}
	return NULL;
}

/* Every row version that was ever written is in the log; those that still lie in tables and indexes, dead or not, in their files. */
static const char *on_disk(struct app *app, const char *what)
{
	if (!db_is_postgres(writer_db(app->writer)))
		return stored(app, what);
	const char *log = text_of(app, arena_printf(arena,
		"select name from (select name, case when name = '%s' then %s else 0 end at, case when name = file_name then file_offset else 16777216 end till"
		" from pg_ls_waldir(), pg_walfile_name_offset(pg_current_wal_insert_lsn()) where name >= '%s' and name <= file_name) x"
		" where position(convert_to($1, 'UTF8') in pg_read_binary_file('pg_wal/' || name, at, till - at, true)) > 0 limit 1", wal_from, wal_at, wal_from), what);
	return log ? log : text_of(app,
		"select relname::text from pg_class c where relnamespace = current_schema()::regnamespace and relkind in ('r', 'i')"
		" and pg_relation_filepath(oid) is not null"
		" and position(convert_to($1, 'UTF8') in pg_read_binary_file(pg_relation_filepath(oid), 0, 64000000, true)) > 0 limit 1", what);
}

/* Before the urn is opened: no choice, no receipt and no passphrase in log, row versions, free pages, backups or the server's log. */
static const char *no_byte_on_disk(struct app *app)
{
	struct db *d = writer_db(app->writer);
	if (db_is_postgres(d))
		db_script(d, "checkpoint"); /* what is in memory comes to the files */
	if (!on_disk(app, arena_strndup(arena, seen[9].sealed + 20, 32)))
		return "the search finds not even what must be there";
	for (int i = 0; i < VOTERS; i += 9)
		if (on_disk(app, marks[i]) || on_disk(app, receipts[i]))
			return arena_printf(arena, "of voter %d something stands in %s", i, on_disk(app, marks[i]) ? on_disk(app, marks[i]) : on_disk(app, receipts[i]));
	return on_disk(app, PASS1) || on_disk(app, PASS2) ? "a passphrase is on the disk" : NULL;
}

/* ---- voting ---- */

static long long value(struct app *app, const char *sql)
{
	struct stmt *s = db_use_text(writer_db(app->writer), sql);
	long long v = db_step(s) ? col_int(s, 0) : -1;
	db_done(s);
	return v;
}

/* The row that is in the urn since the last look. */
static void look(struct app *app, int nth)
{
	struct stmt *s = db_use_text(writer_db(app->writer), "select id, sealed from vote_urn");
	while (db_step(s)) {
		long long id = col_int(s, 0);
		bool known = false;
		for (int i = 0; i < nth && !known; i++)
			known = seen[i].id == id;
		if (!known) {
			seen[nth].id = id;
			seen[nth].sealed = col_text(s, 1, arena);
		}
	}
	db_done(s);
}

static const char *cast_one(struct app *app, int who)
{
	struct visitor *v = visitor_new(app, arena);
	visitor_enter(v, mobiles[who]);
	visit(v, arena_printf(arena, "/ballots/%lld", vote));
	visit_post(v, arena_printf(arena, "/ballots/%lld/check", vote), arena_printf(arena, "o1=-&o2=+&w1=%s", marks[who]));
	if (v->status != 200)
		return "the check page did not come";
	snprintf(receipts[who], sizeof(receipts[who]), "%s", visitor_input(v, "receipt"));
	visit_post(v, arena_printf(arena, "/ballots/%lld/cast", vote), arena_printf(arena, "ballot=%s&receipt=%s&proof=%s",
		   visitor_input(v, "ballot"), visitor_input(v, "receipt"), visitor_input(v, "proof")));
	return v->status == 200 ? NULL : "the ballot was not taken";
}

/* While people vote: the attacker reads all files after each ballot. */
static const char *everybody_votes(struct app *app)
{
	const char *why = NULL;
	vote = scenario_kept("v");
	for (int i = 0; i < VOTERS && !why; i++) {
		int who = order[i];
		why = cast_one(app, who);
		look(app, i);
		if (!why && i % 24 == 0)
			backup(app, arena_printf(arena, "backup-%d.db", i));
		if (!why && stored(app, marks[who]))
			why = arena_printf(arena, "the choice stands in %s", stored(app, marks[who]));
		if (!why && stored(app, receipts[who]))
			why = arena_printf(arena, "the receipt stands in %s before the urn is opened", stored(app, receipts[who]));
	}
	if (!why && value(app, "select count(*) from event where actor >= 5001"))
		why = "an event names a voter";
	if (!why && value(app, "select count(*) from once where person >= 5001"))
		why = "a one-time key names a voter and when he voted";
	return why;
}

static const char *sealed_ballots_look_alike(struct app *app)
{
	if (!stored(app, arena_strndup(arena, seen[9].sealed + 20, 32)))
		return "the search finds not even what must be there";
	for (int i = 0; i < VOTERS; i++) {
		if (strlen(seen[i].sealed) != strlen(seen[0].sealed))
			return "a sealed ballot has another length than the others";
		for (int k = 0; k < i; k++)
			if (strncmp(seen[i].sealed, seen[k].sealed, 40) == 0)
				return "two sealed ballots begin alike";
	}
	return NULL;
}

/* ---- opening what was kept, with every stored text as key ---- */

static bool opens(const unsigned char secret[URN_KEY_BYTES])
{
	unsigned char public_key[URN_KEY_BYTES], sealed[4096], plain[4096];
	size_t n = 0;
	if (sodium_base642bin(sealed, sizeof(sealed), seen[0].sealed, strlen(seen[0].sealed), NULL, &n, NULL,
			      sodium_base64_VARIANT_ORIGINAL) != 0 || crypto_scalarmult_base(public_key, secret) != 0)
		return false;
	return crypto_box_seal_open(plain, sealed, n, public_key, secret) == 0;
}

/* Every 32 bytes inside a stored value. */
static bool some_part_opens(const char *text)
{
	unsigned char bytes[512];
	size_t n = 0;
	bool hex = strlen(text) == 64 && sodium_hex2bin(bytes, sizeof(bytes), text, 64, NULL, &n, NULL) == 0;
	if (!hex && sodium_base642bin(bytes, sizeof(bytes), text, strlen(text), NULL, &n, NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
		return false;
	for (size_t i = 0; i + URN_KEY_BYTES <= n; i++)
		if (opens(bytes + i))
			return true;
	return false;
}

static const char *no_stored_value_opens_them(struct app *app)
{
	static const char *const values[] = {
		"select public_key from vote_key", "select salt from vote_key", "select sealed_key from vote_key", "select value from setting",
		"select roll_hash from vote", "select hash from event order by id desc limit 20", "select hash from session limit 10"};
	struct str key = file_bytes(arena_printf(arena, "%s/lianxin.key", app->data));
	if (key.n < URN_KEY_BYTES)
		return "the key file was not found";
	for (size_t i = 0; i + URN_KEY_BYTES <= key.n; i++)
		if (opens((const unsigned char *)key.p + i))
			return "the server's key file opens a ballot";
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		struct stmt *s = db_use_text(writer_db(app->writer), values[i]);
		bool open = false;
		while (db_step(s))
			open = open || some_part_opens(col_text(s, 0, arena));
		db_done(s);
		if (open)
			return values[i];
	}
	return NULL;
}

/* ---- after opening: any order that is left ---- */

/* How many of the listed texts stand where the voter of that turn would have put them. */
static int hits(struct app *app, const char *sql, char (*texts)[40], char (*names)[16])
{
	const char *row = strstr(sql, "rowid");
	if (row && db_is_postgres(writer_db(app->writer))) /* where rows lie in the file is called ctid there */
		sql = arena_printf(arena, "%.*sctid%s", (int)(row - sql), sql, row + 5);
	struct stmt *s = db_use_text(writer_db(app->writer), sql);
	int n = 0, hit = 0;
	while (db_step(s) && n < VOTERS) {
		const char *text = col_text(s, 0, arena);
		hit += strstr(text, texts ? texts[order[n]] : names[order[n]]) != NULL;
		n++;
	}
	db_done(s);
	return n == VOTERS ? hit : VOTERS;
}

static const char *orders_tell_nothing(struct app *app)
{
	static const char *const ballots[] = {
		"select ballot from vote_ballots order by rowid", "select ballot from vote_ballots order by rowid desc",
		"select ballot from vote_ballots order by ballot", "select ballot from vote_ballots"};
	static const char *const codes[] = {
		"select code from vote_receipt order by rowid", "select code from vote_receipt order by rowid desc",
		"select code from vote_receipt order by code"};
	for (size_t i = 0; i < sizeof(ballots) / sizeof(ballots[0]); i++)
		if (hits(app, ballots[i], NULL, marks) > BY_CHANCE)
			return ballots[i];
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (hits(app, codes[i], receipts, NULL) > BY_CHANCE)
			return codes[i];
	return NULL;
}

static int by_id(const void *a, const void *b)
{
	long long x = seen[*(const int *)a].id, y = seen[*(const int *)b].id;
	return (x > y) - (x < y);
}

/* The urn's order by number against the lists, and against the turn of voting. */
static const char *numbers_tell_nothing(struct app *app)
{
	int turns[VOTERS], kept[VOTERS], hit = 0;
	for (int i = 0; i < VOTERS; i++)
		turns[i] = i;
	qsort(turns, VOTERS, sizeof(turns[0]), by_id);
	for (int i = 0; i < VOTERS; i++)
		hit += turns[i] == i;
	memcpy(kept, order, sizeof(order));
	for (int i = 0; i < VOTERS; i++)
		order[i] = kept[turns[i]]; /* now the order of the urn's numbers */
	const char *why = hit > BY_CHANCE ? "the numbers in the urn follow the time" : orders_tell_nothing(app);
	memcpy(order, kept, sizeof(order));
	return why;
}

/* A ballot and its receipt stand at the same place of the two lists only by chance. */
static const char *lists_are_independent(struct app *app)
{
	struct stmt *b = db_use_text(writer_db(app->writer), "select ballot from vote_ballots order by ballot");
	const char *list[VOTERS];
	int n = 0, hit = 0;
	while (db_step(b) && n < VOTERS)
		list[n++] = col_text(b, 0, arena);
	db_done(b);
	struct stmt *c = db_use_text(writer_db(app->writer), "select code from vote_receipt order by code");
	for (int i = 0; db_step(c) && i < n; i++)
		for (int who = 0; who < VOTERS; who++)
			hit += strcmp(receipts[who], col_text(c, 0, arena)) == 0 && strstr(list[i], marks[who]);
	db_done(c);
	if (!stored(app, marks[0]))
		return "the search finds not even opened ballots";
	return n < VOTERS ? "ballots are missing" : hit > BY_CHANCE ? "receipts stand beside their ballots" : NULL;
}

/* The urn's rows and the keys are in no file any more: no free page, no log. Backups from before hold them sealed. */
static const char *nothing_remains(struct app *app)
{
	for (int i = 0; i < VOTERS; i++) {
		char start[33];
		snprintf(start, sizeof(start), "%.32s", seen[i].sealed + 20);
		if (db_is_postgres(writer_db(app->writer))) {
			if (stored(app, start))
				return "a sealed ballot remains in a table";
			continue;
		}
		struct str db = file_bytes(app->db_url), wal = file_bytes(arena_printf(arena, "%s-wal", app->db_url));
		if (db.n < 4096)
			return "the database file was not found";
		if (holds(db, start) || holds(wal, start))
			return arena_printf(arena, "a sealed ballot remains in the %s", holds(db, start) ? "database" : "log");
	}
	return NULL;
}

/* ---- the bundle ---- */

static char bundle[1 << 16];

static int verify(const char *text, const char *digest)
{
	char path[] = "/tmp/lx-bundle-XXXXXX", command[400];
	int fd = mkstemp(path);
	FILE *f = fdopen(fd, "wb");
	fputs(text, f);
	fclose(f);
	snprintf(command, sizeof(command), "'%s' %s %s >/dev/null 2>&1", getenv("LX_VERIFY"), path, digest);
	int code = system(command);
	unlink(path);
	return code < 0 ? -1 : WEXITSTATUS(code);
}

static const char *bundle_is_good(struct app *app)
{
	(void)app;
	snprintf(bundle, sizeof(bundle), "%s", scenario_page());
	return !getenv("LX_VERIFY") ? "no LX_VERIFY" : verify(bundle, "") == 0 ? NULL : "the verifier finds fault with a true bundle";
}

/* The text with its line `at` left out (0), doubled (1) or changed in its last character but the end (2). */
static const char *spoiled(int at, int how)
{
	struct buf b = buf_in(arena);
	struct str rest = str_of(bundle);
	for (int i = 0; rest.n; i++) {
		struct str line = str_cut(&rest, '\n');
		char *copy = str_dup(arena, line);
		if (i == at && how == 0)
			continue;
		if (i == at && how == 2 && line.n > 2)
			copy[line.n - 1] = copy[line.n - 1] == '0' ? '1' : '0';
		buf_printf(&b, "%s\n", copy);
		if (i == at && how == 1)
			buf_printf(&b, "%s\n", copy);
	}
	return arena_strdup(arena, buf_text(&b));
}

static const char *each_line_counts(struct app *app)
{
	int lines = 0, tried = 0;
	(void)app;
	for (const char *p = bundle; *p; p++)
		lines += *p == '\n';
	for (int at = 1; at < lines; at += at > 14 && at < lines - 4 ? 17 : 1)
		for (int how = 0; how < 3; how++, tried++)
			if (verify(spoiled(at, how), "") != 1)
				return arena_printf(arena, "line %d, change %d is not noticed", at + 1, how);
	return tried > 50 ? NULL : "too few lines";
}

/* Somebody who changes one ballot and then every digest and figure in the file to fit. */
static const char *clever_change(struct app *app)
{
	char *at = bundle, digest[65];
	char copy[sizeof(bundle)];
	struct buf b = buf_in(arena);
	const char *lines[VOTERS];
	size_t n = 0;
	(void)app;
	for (char *next = at; (next = strstr(next + 1, "\no\t1\t-+/")) != NULL;)
		at = next + 1; /* the last one stays in its place by order when it changes */
	memcpy(copy, bundle, sizeof(copy));
	snprintf(digest, sizeof(digest), "%s", strstr(bundle, "\nbundle\t") + 8);
	copy[at - bundle + 5] = '0'; /* the second mark: for becomes abstained */
	for (char *p = strstr(copy, "\no\t"); p && p[1] == 'o'; p = strchr(p + 1, '\n'))
		lines[n++] = arena_strndup(arena, p + 3, strcspn(p + 3, "\n"));
	char *old = strstr(copy, "online\t") + 7;
	memcpy(old, lines_digest(arena, lines, n), 64);
	char *sum = strstr(copy, "e\t甲样\t64\t0\t0");
	if (!sum)
		return "the result of the second candidate is not there";
	memcpy(sum, "e\t甲样\t63\t0\t1", strlen("e\t甲样\t63\t0\t1"));
	char *end = strstr(copy, "\nbundle\t") + 1;
	buf_put(&b, copy, (size_t)(end - copy));
	buf_printf(&b, "bundle\t%s\n", sha256_hex(arena, copy, (size_t)(end - copy)));
	if (verify(buf_text(&b), "") != 0)
		return "the forgery is clumsy: it is noticed without the printed digest";
	return verify(buf_text(&b), digest) == 1 && verify(bundle, digest) == 0 ? NULL : "the printed digest does not find it";
}

static const char *no_passphrase(struct app *app)
{
	const char *where = stored(app, PASS1);
	return where ? where : stored(app, PASS2);
}

static const struct step steps[] = {
	{"an election", .as = CHAIR, .post = "/votes",
	 .form = "title=样例选举&kind=2&manner=1&voters=1&pass=1&seats=2&written=1&online=1&held_on=2024-03-01&teller1=1006&teller2=1008", .want = 303, .keep = "v"},
	{"two candidates", .as = CHAIR, .post = "/votes/{v}/options", .form = "names=甲样\n乙样", .want = 303},
	{"which stand by strokes", .sql = "select name from vote_option where no = 1", .is = "乙样"},
	{"the permission is asked for", .as = CHAIR, .post = "/vote-permits", .form = "purpose=样例选举&method=凭账号登录", .want = 303, .keep = "p"},
	{"the document", .as = FEDERATION, .post = "/vote-permits/{p}/grant", .form = "doc_no=样例〔2024〕9号&since=2024-03-01&until=2024-12-31",
	 .file = "file=批复.txt=同意", .want = 303},
	{"the roll", .as = CHAIR, .post = "/votes/{v}/roll", .want = 303},
	{"frozen", .as = CHAIR, .post = "/vote/{v}/do/freeze", .want = 303},
	{"one passphrase", .as = REP, .post = "/votes/{v}/key", .form = "passphrase=" PASS1 "&again=" PASS1, .want = 303},
	{"the other", .as = AUDITOR, .post = "/votes/{v}/key", .form = "passphrase=" PASS2 "&again=" PASS2, .want = 303},
	{"voting begins", .as = CHAIR, .post = "/vote/{v}/do/open", .want = 303, .check = log_begins},
	{"while people vote no file holds a choice or a receipt", .check = everybody_votes},
	{"all have voted", .sql = "select count(*) from vote_roll where way = 1", .is = "64"},
	{"sealed ballots look alike", .check = sealed_ballots_look_alike},
	{"neither log nor any row version holds a choice, a receipt or a passphrase", .check = no_byte_on_disk},
	{"nothing stored opens them", .check = no_stored_value_opens_them},
	{"voting ends", .as = CHAIR, .post = "/vote/{v}/do/close", .want = 303},
	{"the passphrases are in no file", .check = no_passphrase},
	{"the tellers open", .as = CHAIR, .post = "/votes/{v}/unseal", .form = "first=" PASS1 "&second=" PASS2, .want = 303},
	{"every ballot is there", .sql = "select count(*) from vote_ballots", .is = "64"},
	{"no order tells who cast which", .check = orders_tell_nothing},
	{"nor do the numbers in the urn", .check = numbers_tell_nothing},
	{"nor does a ballot stand beside its receipt", .check = lists_are_independent},
	{"of sealed ballots nothing remains in database and log", .check = nothing_remains},
	{"all came on the phone: counted", .as = CHAIR, .post = "/vote/{v}/do/count", .want = 303},
	{"the bundle verifies", .as = CHAIR, .get = "/votes/{v}/bundle", .want = 200, .check = bundle_is_good},
	{"each line that is changed, doubled or left out is noticed", .check = each_line_counts},
	{"a forged file is found by the printed digest", .check = clever_change},
};

int main(void)
{
	snprintf(log_path, sizeof(log_path), "/tmp/lx-secrecy-log-XXXXXX");
	int fd = mkstemp(log_path);
	setenv("LX_LOG", "1", 1);
	if (fd < 0 || !freopen(log_path, "w", stderr))
		return 1;
	int bad = scenario_with("secrecy", people, steps, sizeof(steps) / sizeof(steps[0]));
	unlink(log_path);
	arena_free(arena);
	return bad;
}
