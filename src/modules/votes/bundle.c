/*
 * The sealed bundle: a text file with everything that a recount needs. Its format
 * stands in docs/vote-bundle.md; verify/verify.c reads it without any code of ours.
 */
#include <stdio.h>
#include <string.h>

#include "kernel/app.h"
#include "kernel/event.h"
#include "modules/votes/inside.h"
#include "secret/token.h"

const char *flat(struct arena *a, const char *s)
{
	char *out = arena_strdup(a, s);
	for (char *p = out; *p; p++)
		if (*p == '\t' || *p == '\n' || *p == '\r')
			*p = ' ';
	return out;
}

const char *roll_line(struct arena *a, const struct vote_roll_rows *t)
{
	return arena_printf(a, "%lld\t%s\t%s", (long long)t->no, flat(a, t->name), flat(a, t->unit_name));
}

static void head(struct req *r, const struct vote *v, struct buf *b)
{
	struct vote_rules rules = vote_rules_of(r, v);
	struct vote_numbers n = vote_numbers(r->db, v->id);
	size_t names_n;
	const char **names = vote_names(r->db, r->arena, v, &names_n);
	static const char *const bases[] = {"", "entitled", "present", "returned", "valid"};
	buf_printf(b, "lianxin-vote-bundle\t1\n");
	buf_printf(b, "title\t%s\n", flat(r->arena, v->title));
	buf_printf(b, "kind\t%s\n", rules.election ? "election" : "question");
	buf_printf(b, "quorum\t%s\t%lld\t%lld\n", rules.quorum.over ? "over" : "least", (long long)rules.quorum.num, (long long)rules.quorum.den);
	buf_printf(b, "pass\t%s\t%lld\t%lld\t%s\n", rules.pass.over ? "over" : "least", (long long)rules.pass.num, (long long)rules.pass.den,
		   bases[rules.base]);
	buf_printf(b, "seats\t%lld\n", (long long)rules.seats);
	buf_printf(b, "written\t%d\n", rules.written);
	buf_printf(b, "runoff\t%d\n", rules.runoff);
	buf_printf(b, "hands\t%d\n", v->manner == VOTE_HANDS);
	buf_printf(b, "present\t%lld\n", (long long)n.present);
	for (size_t i = 0; i < names_n; i++)
		buf_printf(b, "candidate\t%s\n", flat(r->arena, names[i]));
}

static void roll(struct req *r, const struct vote *v, struct buf *b)
{
	size_t n;
	struct vote_roll_rows *t = q_vote_roll_rows(r->db, r->arena, v->id, 0, ROLL_MOST, &n);
	buf_printf(b, "roll\t%s\n", v->roll_hash);
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "r\t%s\t%d\n", roll_line(r->arena, &t[i]), t[i].way);
}

static void ballots(struct req *r, const struct vote *v, struct buf *b)
{
	size_t n_online, n_paper, n_codes;
	struct vote_ballots_all *o = q_vote_ballots_all(r->db, r->arena, v->id, &n_online);
	struct vote_stacks *p = q_vote_stacks(r->db, r->arena, v->id, &n_paper);
	buf_printf(b, "online\t%s\n", v->ballots_hash);
	for (size_t i = 0; i < n_online; i++)
		buf_printf(b, "o\t%lld\t%s\n", (long long)o[i].times, o[i].ballot);
	buf_puts(b, "paper\n");
	for (size_t i = 0; i < n_paper; i++)
		if (p[i].state == STACK_CHECKED && p[i].times)
			buf_printf(b, "p\t%lld\t%s\n", (long long)p[i].times, p[i].ballot);
	struct vote_receipts *c = q_vote_receipts(r->db, r->arena, v->id, "", ROLL_MOST, &n_codes);
	buf_printf(b, "receipts\t%s\n", v->receipts_hash);
	for (size_t i = 0; i < n_codes; i++)
		buf_printf(b, "c\t%s\n", c[i].code);
}

static void result(struct req *r, const struct vote *v, struct buf *b)
{
	static const char *const outcomes[] = {"", "no-quorum", "void", "passed", "rejected", "elected", "runoff", "short"};
	size_t n;
	struct vote_seat *s = vote_seats(r->db, r->arena, v->id, &n);
	buf_printf(b, "result\t%s\n", outcomes[v->outcome]);
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "e\t%s\t%lld\t%lld\t%lld\t%s\n", flat(r->arena, s[i].name), (long long)s[i].yes, (long long)s[i].no, (long long)s[i].abstained,
			   s[i].place == VOTE_IN ? "in" : s[i].place == VOTE_TIED ? "tied" : "-");
}

const char *bundle_text(struct req *r, const struct vote *v, const char **fingerprint)
{
	struct buf b = buf_in(r->arena);
	head(r, v, &b);
	roll(r, v, &b);
	ballots(r, v, &b);
	result(r, v, &b);
	*fingerprint = sha256_hex(r->arena, b.p, b.n);
	buf_printf(&b, "bundle\t%s\n", *fingerprint);
	return arena_strdup(r->arena, buf_text(&b));
}

void get_bundle(struct req *r)
{
	const struct vote *v = r->row;
	const char *fingerprint, *text;
	if (v->state != VOTE_COUNTED && v->state != VOTE_ANNOUNCED) {
		refuse(r, 409, "计票后才能下载选票封存文件。");
		return;
	}
	text = bundle_text(r, v, &fingerprint);
	const char *path = arena_printf(r->arena, "%s/tmp/bundle-%s", r->app->data, token_new(r->arena, 12));
	FILE *f = fopen(path, "wb");
	bool good = f && fputs(text, f) >= 0;
	if (f && fclose(f) != 0)
		good = false;
	if (good)
		answer_download(r, path, true, "text/plain; charset=utf-8", arena_printf(r->arena, "%s 选票封存.txt", v->title));
	else
		refuse(r, 503, "服务器存不下这份文件，请通知系统管理员清理磁盘后再试。");
}
