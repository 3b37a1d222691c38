/* From the urn's ballots and the desk's stacks to a result. */
#include "modules/votes/inside.h"

#include <string.h>

const char *count_now(struct req *r, const struct vote *v, struct vote_result *out, struct vote_numbers *numbers)
{
	size_t n_paper, n_online, n_names, n = 0;
	struct vote_stacks *paper = q_vote_stacks(r->db, r->arena, v->id, &n_paper);
	struct vote_ballots_all *online = q_vote_ballots_all(r->db, r->arena, v->id, &n_online);
	struct ballot_stack *all = NEW_N(r->arena, struct ballot_stack, n_paper + n_online);
	struct vote_rules rules = vote_rules_of(r, v);
	const char **names = vote_names(r->db, r->arena, v, &n_names);
	for (size_t i = 0; i < n_online; i++)
		all[n++] = (struct ballot_stack){online[i].ballot, online[i].times};
	for (size_t i = 0; i < n_paper; i++)
		if (paper[i].state == STACK_CHECKED && paper[i].times)
			all[n++] = (struct ballot_stack){paper[i].ballot, paper[i].times};
	*numbers = vote_numbers(r->db, v->id);
	struct vote_figures f = {v->entitled, numbers->present,
				 v->manner == VOTE_HANDS ? numbers->present : numbers->online + numbers->paper};
	return vote_count(r->arena, &rules, &f, names, n_names, all, n, out);
}

static void words_of(struct buf *b, const char *label, const char *const *names, size_t n, const char *ballot, char mark)
{
	bool first = true;
	for (size_t i = 0; i < n && ballot[i]; i++)
		if (ballot[i] == mark) {
			buf_printf(b, "%s%s", first ? b->n ? "；" : "" : "、", first ? label : "");
			buf_puts(b, names[i]);
			first = false;
		}
}

const char *ballot_words(struct arena *a, const struct vote *v, const char *const *names, size_t n, const char *ballot)
{
	struct buf b = buf_in(a);
	if (strcmp(ballot, "!") == 0)
		return "整张无效";
	if (v->kind == VOTE_QUESTION)
		return *ballot == '+' ? "同意" : *ballot == '-' ? "反对" : *ballot == '0' ? "弃权" : "不能辨认";
	words_of(&b, "同意 ", names, n, ballot, '+');
	words_of(&b, "反对 ", names, n, ballot, '-');
	words_of(&b, "弃权 ", names, n, ballot, '0');
	words_of(&b, "不能辨认 ", names, n, ballot, '?');
	struct str rest = str_of(ballot);
	str_cut(&rest, '/');
	for (bool first = true; rest.n; first = false) {
		buf_puts(&b, first ? b.n ? "；另选 " : "另选 " : "、");
		buf_str(&b, str_trim(str_cut(&rest, '/')));
	}
	return arena_strdup(a, buf_text(&b));
}

/* One mark; nothing chosen is an abstention. */
static char mark_of(struct req *r, size_t i)
{
	const char *typed = form_get(r, arena_printf(r->arena, "o%zu", i + 1));
	if (!*typed)
		return '0';
	if (strlen(typed) != 1 || !strchr("+-0?", *typed)) {
		problem_add(&r->problems, arena_printf(r->arena, "o%zu", i + 1), "请在同意、反对、弃权里选一项。");
		return '0';
	}
	return *typed;
}

static int64_t chosen(const char *ballot)
{
	int64_t n = 0;
	for (; *ballot && *ballot != '/'; ballot++)
		n += *ballot == '+';
	for (; *ballot; ballot++)
		n += *ballot == '/';
	return n;
}

const char *ballot_from_form(struct req *r, const struct vote *v, size_t n, bool strict)
{
	struct vote_rules rules = vote_rules_of(r, v);
	struct buf b = buf_in(r->arena);
	if (form_has(r, "spoiled"))
		return "!";
	for (size_t i = 0; i < n; i++)
		buf_char(&b, mark_of(r, i));
	for (int64_t i = 1; rules.written && i <= v->seats; i++) {
		const char *name = form_get(r, arena_printf(r->arena, "w%lld", (long long)i));
		if (!*name)
			continue;
		if (strpbrk(name, "/\t\n"))
			problem_add(&r->problems, "w1", "另选人姓名里不能有斜线。");
		buf_printf(&b, "/%s", name);
	}
	const char *ballot = arena_strdup(r->arena, buf_text(&b)), *why = r->problems.n ? NULL : ballot_problem(&rules, n, ballot);
	if (why)
		problem_add(&r->problems, "w1", "%s", why);
	if (!r->problems.n && strict && rules.election && chosen(ballot) > v->seats)
		problem_add(&r->problems, "o1", "你选了 %lld 人，多于应选的 %lld 人。这样的票无效，请改选。", (long long)chosen(ballot),
			    (long long)v->seats);
	return r->problems.n ? NULL : ballot;
}
