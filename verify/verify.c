/*
 * lianxin-verify: recounts a vote from its sealed bundle (docs/vote-bundle.md).
 *
 *   lianxin-verify FILE [DIGEST]
 *
 * DIGEST is the one printed on the signed report of the count. Exit 0: everything
 * fits. 1: something does not, with what. 2: the file cannot be read.
 *
 * This program shares no code with the server, so that a mistake there is not
 * repeated here. C library only; SHA-256 after FIPS 180-4.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- SHA-256 ---- */

struct digest {
	uint32_t h[8];
	unsigned char block[64];
	uint64_t bytes;
};

static const uint32_t k256[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
	0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
	0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
	0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
	0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
	0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t x, int n)
{
	return x >> n | x << (32 - n);
}

static void digest_block(struct digest *d)
{
	uint32_t w[64], v[8];
	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)d->block[i * 4] << 24 | (uint32_t)d->block[i * 4 + 1] << 16 | (uint32_t)d->block[i * 4 + 2] << 8 | d->block[i * 4 + 3];
	for (int i = 16; i < 64; i++) {
		uint32_t a = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3, b = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10;
		w[i] = w[i - 16] + a + w[i - 7] + b;
	}
	memcpy(v, d->h, sizeof(v));
	for (int i = 0; i < 64; i++) {
		uint32_t a = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25), choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
		uint32_t t1 = v[7] + a + choice + k256[i] + w[i];
		uint32_t b = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22), most = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
		memmove(v + 1, v, 7 * sizeof(*v));
		v[4] += t1;
		v[0] = t1 + b + most;
	}
	for (int i = 0; i < 8; i++)
		d->h[i] += v[i];
}

static void digest_begin(struct digest *d)
{
	static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	memcpy(d->h, start, sizeof(start));
	d->bytes = 0;
}

static void digest_add(struct digest *d, const void *p, size_t n)
{
	const unsigned char *s = p;
	while (n--) {
		d->block[d->bytes++ % 64] = *s++;
		if (d->bytes % 64 == 0)
			digest_block(d);
	}
}

static void digest_end(struct digest *d, char out[65])
{
	uint64_t bits = d->bytes * 8;
	unsigned char length[8];
	digest_add(d, "\x80", 1);
	while (d->bytes % 64 != 56)
		digest_add(d, "", 1);
	for (int i = 0; i < 8; i++)
		length[i] = (unsigned char)(bits >> (56 - 8 * i));
	digest_add(d, length, 8);
	for (int i = 0; i < 8; i++)
		snprintf(out + i * 8, 9, "%08x", d->h[i]);
}

/* ---- the file, line by line ---- */

enum { FIELDS = 6, PEOPLE = 2000000 };

struct person {
	char *name;
	long yes, no, abstained;
	long had_yes, had_no, had_abstained; /* as the file says */
	char had_place[8];
	int known; /* the file has a result line for him */
	char mark; /* on the ballot that is being read */
};

struct bundle {
	char *text;
	size_t size;
	int election, written, runoff, hands;
	long seats, present, quorum_num, quorum_den, pass_num, pass_den;
	int quorum_over, pass_over;
	char base[16], outcome[16];
	struct person *people;
	size_t n_people, n_candidates;
	long entitled, online_marks, paper_marks, online, paper, receipts;
	long valid, invalid;
	struct digest roll, ballots, codes;
	char roll_said[65], ballots_said[65], codes_said[65], whole_said[65], whole[65];
	char last_ballot[4096], last_code[64];
	int wrong;
};

static void wrong(struct bundle *b, const char *what, const char *detail)
{
	printf("不符：%s%s%s\n", what, *detail ? "：" : "", detail);
	b->wrong++;
}

static long number(struct bundle *b, const char *s)
{
	char *end;
	long v = strtol(s, &end, 10);
	if (!*s || *end || v < 0 || v > PEOPLE) {
		wrong(b, "数字写法不对", s);
		return 0;
	}
	return v;
}

static struct person *person_of(struct bundle *b, const char *name, size_t n)
{
	for (size_t i = 0; i < b->n_people; i++)
		if (strlen(b->people[i].name) == n && memcmp(b->people[i].name, name, n) == 0)
			return &b->people[i];
	b->people = realloc(b->people, (b->n_people + 1) * sizeof(*b->people));
	if (!b->people)
		exit(2);
	struct person *p = &b->people[b->n_people++];
	memset(p, 0, sizeof(*p));
	p->name = malloc(n + 1);
	if (!p->name)
		exit(2);
	memcpy(p->name, name, n);
	p->name[n] = 0;
	return p;
}

/* ---- one ballot, as the law counts it ---- */

static const char *trimmed(const char *s, size_t *n)
{
	while (*n && *s == ' ')
		s++, --*n;
	while (*n && s[*n - 1] == ' ')
		--*n;
	return s;
}

/* Names behind the marks; returns how many further persons they choose. */
static long read_written(struct bundle *b, const char *s)
{
	long chosen = 0;
	while (*s == '/') {
		size_t n = strcspn(++s, "/"), whole = n;
		const char *name = trimmed(s, &n);
		struct person *p = person_of(b, name, n);
		if (p->mark == '-' || p->mark == '?')
			p->mark = '?';
		else if (p->mark != '+') {
			p->mark = '+';
			chosen++;
		}
		s += whole;
	}
	return chosen;
}

static void count_ballot(struct bundle *b, const char *ballot, long times)
{
	long chosen = 0;
	int unclear = 0;
	for (size_t i = 0; i < b->n_people; i++)
		b->people[i].mark = 0;
	if (strcmp(ballot, "!") == 0) {
		b->invalid += times;
		return;
	}
	size_t marks = strspn(ballot, "+-0?");
	if (marks != b->n_candidates || (ballot[marks] && (ballot[marks] != '/' || !b->written))) {
		wrong(b, "选票写法不对", ballot);
		return;
	}
	for (size_t i = 0; i < marks; i++) {
		b->people[i].mark = ballot[i];
		chosen += ballot[i] == '+';
		unclear |= ballot[i] == '?';
	}
	chosen += read_written(b, ballot + marks);
	if (b->election ? chosen > b->seats : unclear) {
		b->invalid += times;
		return;
	}
	b->valid += times;
	for (size_t i = 0; i < b->n_people; i++) {
		struct person *p = &b->people[i];
		p->yes += p->mark == '+' ? times : 0;
		p->no += p->mark == '-' ? times : 0;
		p->abstained += p->mark == '0' || p->mark == '?' ? times : 0;
	}
}

/* ---- lines ---- */

static void add_line(struct digest *d, const char *a, const char *b, const char *c)
{
	digest_add(d, a, strlen(a));
	for (int i = 0; i < 2; i++) {
		const char *s = i ? c : b;
		if (s) {
			digest_add(d, "\t", 1);
			digest_add(d, s, strlen(s));
		}
	}
	digest_add(d, "\n", 1);
}

static void read_share(struct bundle *b, char **f, int *over, long *num, long *den)
{
	*over = strcmp(f[1], "over") == 0;
	*num = number(b, f[2]);
	*den = number(b, f[3]);
	if (!*den) {
		wrong(b, "分母为零", f[0]);
		*den = 1;
	}
}

static void read_roll_line(struct bundle *b, char **f)
{
	long no = number(b, f[1]);
	b->entitled++;
	if (no != b->entitled)
		wrong(b, "名册序号不连续", f[1]);
	b->online_marks += strcmp(f[4], "1") == 0;
	b->paper_marks += strcmp(f[4], "2") == 0;
	add_line(&b->roll, f[1], f[2], f[3]);
}

static void read_online_line(struct bundle *b, char **f)
{
	long times = number(b, f[1]);
	if (strcmp(b->last_ballot, f[2]) >= 0)
		wrong(b, "手机选票没有按内容排列，或有重复的行", f[2]);
	snprintf(b->last_ballot, sizeof(b->last_ballot), "%s", f[2]);
	b->online += times;
	add_line(&b->ballots, f[1], f[2], NULL);
	count_ballot(b, f[2], times);
}

static void read_code_line(struct bundle *b, char **f)
{
	if (strcmp(b->last_code, f[1]) >= 0)
		wrong(b, "核验码没有按字母排列，或有重复", f[1]);
	snprintf(b->last_code, sizeof(b->last_code), "%s", f[1]);
	b->receipts++;
	add_line(&b->codes, f[1], NULL, NULL);
}

static void read_result_line(struct bundle *b, char **f)
{
	struct person *p = person_of(b, f[1], strlen(f[1]));
	p->known = 1;
	p->had_yes = number(b, f[2]);
	p->had_no = number(b, f[3]);
	p->had_abstained = number(b, f[4]);
	snprintf(p->had_place, sizeof(p->had_place), "%s", f[5]);
}

static void read_rule(struct bundle *b, char **f)
{
	if (strcmp(f[0], "kind") == 0)
		b->election = strcmp(f[1], "election") == 0;
	else if (strcmp(f[0], "quorum") == 0)
		read_share(b, f, &b->quorum_over, &b->quorum_num, &b->quorum_den);
	else if (strcmp(f[0], "pass") == 0) {
		read_share(b, f, &b->pass_over, &b->pass_num, &b->pass_den);
		snprintf(b->base, sizeof(b->base), "%s", f[4]);
	} else if (strcmp(f[0], "seats") == 0)
		b->seats = number(b, f[1]);
	else if (strcmp(f[0], "written") == 0)
		b->written = number(b, f[1]) != 0;
	else if (strcmp(f[0], "runoff") == 0)
		b->runoff = number(b, f[1]) != 0;
	else if (strcmp(f[0], "hands") == 0)
		b->hands = number(b, f[1]) != 0;
	else if (strcmp(f[0], "present") == 0)
		b->present = number(b, f[1]);
	else if (strcmp(f[0], "title") == 0)
		printf("投票：%s\n", f[1]);
	else if (strcmp(f[0], "lianxin-vote-bundle") != 0 && strcmp(f[0], "paper") != 0)
		wrong(b, "不认识的行", f[0]);
}

static void read_line(struct bundle *b, char *line)
{
	static char none[1];
	char *f[FIELDS] = {line, none, none, none, none, none};
	for (int i = 1; i < FIELDS; i++) {
		char *tab = strchr(f[i - 1], '\t');
		if (!tab)
			break;
		*tab = 0;
		f[i] = tab + 1;
	}
	if (strcmp(f[0], "candidate") == 0) {
		person_of(b, f[1], strlen(f[1]));
		b->n_candidates = b->n_people;
	} else if (strcmp(f[0], "roll") == 0)
		snprintf(b->roll_said, sizeof(b->roll_said), "%s", f[1]);
	else if (strcmp(f[0], "online") == 0)
		snprintf(b->ballots_said, sizeof(b->ballots_said), "%s", f[1]);
	else if (strcmp(f[0], "receipts") == 0)
		snprintf(b->codes_said, sizeof(b->codes_said), "%s", f[1]);
	else if (strcmp(f[0], "bundle") == 0)
		snprintf(b->whole_said, sizeof(b->whole_said), "%s", f[1]);
	else if (strcmp(f[0], "result") == 0)
		snprintf(b->outcome, sizeof(b->outcome), "%s", f[1]);
	else if (strcmp(f[0], "r") == 0)
		read_roll_line(b, f);
	else if (strcmp(f[0], "o") == 0)
		read_online_line(b, f);
	else if (strcmp(f[0], "p") == 0) {
		b->paper += number(b, f[1]);
		count_ballot(b, f[2], number(b, f[1]));
	} else if (strcmp(f[0], "c") == 0)
		read_code_line(b, f);
	else if (strcmp(f[0], "e") == 0)
		read_result_line(b, f);
	else
		read_rule(b, f);
}

/* ---- deciding ---- */

static long need(int over, long num, long den, long n)
{
	return over ? n * num / den + 1 : (n * num + den - 1) / den;
}

static long votes_at(const struct bundle *b, long rank)
{
	/* the number of votes of the person at that rank: fewer than `rank`+1 persons have more */
	long best = -1;
	for (size_t i = 0; i < b->n_people; i++) {
		long more = 0, as_many = 0;
		for (size_t k = 0; k < b->n_people; k++) {
			more += b->people[k].yes > b->people[i].yes;
			as_many += b->people[k].yes == b->people[i].yes;
		}
		if (more <= rank && rank < more + as_many)
			best = b->people[i].yes;
	}
	return best;
}

/* Places by the law: most votes first, equal ones at the cut vote again. */
static const char *decide_election(const struct bundle *b, long pass, const char **places)
{
	long enough = 0, in = 0, tied = 0;
	for (size_t i = 0; i < b->n_people; i++)
		enough += b->people[i].yes >= pass;
	long last = enough > b->seats ? votes_at(b, b->seats - 1) : -1, next = enough > b->seats ? votes_at(b, b->seats) : -1;
	for (size_t i = 0; i < b->n_people; i++) {
		long yes = b->people[i].yes;
		if (yes < pass)
			places[i] = "-";
		else if (enough <= b->seats)
			places[i] = "in";
		else if (last == next)
			places[i] = yes > next ? "in" : yes == next ? "tied" : "-";
		else
			places[i] = yes >= last ? "in" : "-";
		in += strcmp(places[i], "in") == 0;
		tied += strcmp(places[i], "tied") == 0;
	}
	return in == b->seats ? "elected" : tied ? "runoff" : "short";
}

static const char *decide(struct bundle *b, const char **places)
{
	long returned = b->online + b->paper, issued = b->hands ? b->present : b->online_marks + b->paper_marks;
	long base = strcmp(b->base, "entitled") == 0 ? b->entitled : strcmp(b->base, "present") == 0 ? b->present :
		    strcmp(b->base, "returned") == 0 ? returned : b->valid;
	long pass = b->runoff ? 1 : need(b->pass_over, b->pass_num, b->pass_den, base);
	if (pass < 1)
		pass = 1;
	for (size_t i = 0; i < b->n_people; i++)
		places[i] = "-";
	printf("应到 %ld　实到 %ld　发出 %ld　收回 %ld　有效 %ld　无效 %ld　须得 %ld 票\n", b->entitled, b->present, issued, returned, b->valid,
	       b->invalid, pass);
	if (b->present < need(b->quorum_over, b->quorum_num, b->quorum_den, b->entitled))
		return "no-quorum";
	if (returned > issued)
		return "void";
	if (b->election)
		return decide_election(b, pass, places);
	return b->n_people && b->people[0].yes >= pass ? "passed" : "rejected";
}

static void compare(struct bundle *b)
{
	char roll[65], ballots[65], codes[65], text[200];
	const char **places = calloc(b->n_people + 1, sizeof(*places));
	if (!places)
		exit(2);
	digest_end(&b->roll, roll);
	digest_end(&b->ballots, ballots);
	digest_end(&b->codes, codes);
	if (strcmp(roll, b->roll_said) != 0)
		wrong(b, "名册与它的指纹不符", roll);
	if ((*b->ballots_said || b->online) && strcmp(ballots, b->ballots_said) != 0)
		wrong(b, "手机选票与它的指纹不符", ballots);
	if ((*b->codes_said || b->receipts) && strcmp(codes, b->codes_said) != 0)
		wrong(b, "核验码与它的指纹不符", codes);
	if (b->online != b->receipts || b->online != b->online_marks) {
		snprintf(text, sizeof(text), "选票 %ld，核验码 %ld，名册上 %ld", b->online, b->receipts, b->online_marks);
		wrong(b, "手机选票、核验码、已投人数不相等", text);
	}
	const char *outcome = decide(b, places);
	for (size_t i = 0; i < b->n_people; i++) {
		const struct person *p = &b->people[i];
		printf("  %s　同意 %ld　反对 %ld　弃权 %ld　%s\n", p->name, p->yes, p->no, p->abstained, places[i]);
		if (!p->known || p->yes != p->had_yes || p->no != p->had_no || p->abstained != p->had_abstained)
			wrong(b, "票数与重新计算的不同", p->name);
		if (b->election && strcmp(places[i], p->had_place) != 0)
			wrong(b, "当选与否与重新计算的不同", p->name);
	}
	printf("重新计算的结果：%s\n", outcome);
	if (strcmp(outcome, b->outcome) != 0)
		wrong(b, "结果与重新计算的不同", b->outcome);
	free(places);
}

/* ---- the whole file ---- */

static int is_bundle(const struct bundle *b)
{
	return strncmp(b->text, "lianxin-vote-bundle\t1\n", 22) == 0 && strlen(b->text) == b->size;
}

#ifndef FUZZ
static int load(struct bundle *b, const char *path)
{
	FILE *f = fopen(path, "rb");
	size_t room = 0, n;
	if (!f)
		return 0;
	do {
		if (b->size + 65536 > room) {
			room = room ? room * 2 : 1 << 20;
			b->text = realloc(b->text, room + 1);
			if (!b->text)
				exit(2);
		}
		n = fread(b->text + b->size, 1, 65536, f);
		b->size += n;
	} while (n);
	fclose(f);
	b->text[b->size] = 0;
	return is_bundle(b);
}
#endif

static void read_all(struct bundle *b)
{
	struct digest whole;
	char *line = b->text;
	digest_begin(&whole);
	digest_begin(&b->roll);
	digest_begin(&b->ballots);
	digest_begin(&b->codes);
	while (*line) {
		char *end = strchr(line, '\n');
		if (!end) {
			wrong(b, "文件末尾被截去", "");
			break;
		}
		if (*b->whole_said)
			wrong(b, "末行之后还有内容", "");
		if (strncmp(line, "bundle\t", 7) != 0)
			digest_add(&whole, line, (size_t)(end - line) + 1);
		*end = 0;
		read_line(b, line);
		line = end + 1;
	}
	digest_end(&whole, b->whole);
}

static int check(struct bundle *b, const char *printed)
{
	read_all(b);
	if (!b->quorum_den || !b->pass_den) {
		wrong(b, "缺少到会或通过的比例", "");
		b->quorum_den += !b->quorum_den;
		b->pass_den += !b->pass_den;
	}
	compare(b);
	if (strcmp(b->whole, b->whole_said) != 0)
		wrong(b, "文件与末行的指纹不符", b->whole);
	if (printed && strcmp(b->whole, printed) != 0)
		wrong(b, "与报告上印的指纹不同", b->whole);
	return b->wrong;
}

static void forget(struct bundle *b)
{
	for (size_t i = 0; i < b->n_people; i++)
		free(b->people[i].name);
	free(b->people);
	free(b->text);
}

#ifndef FUZZ
int main(int argc, char **argv)
{
	static struct bundle b;
	if (argc < 2 || argc > 3) {
		fprintf(stderr, "用法：lianxin-verify 选票封存文件 [计票结果报告上印的指纹]\n");
		return 2;
	}
	if (!load(&b, argv[1])) {
		fprintf(stderr, "不能读取，或不是选票封存文件：%s\n", argv[1]);
		return 2;
	}
	check(&b, argc == 3 ? argv[2] : NULL);
	if (argc == 2)
		printf("请与计票结果报告上印的指纹核对：%s\n", b.whole);
	if (b.wrong)
		printf("核验不通过，有 %d 处不符。\n", b.wrong);
	else
		printf("核验通过。\n");
	forget(&b);
	return b.wrong != 0;
}
#endif
