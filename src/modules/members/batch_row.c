/* One row of a workbook of members: what it says, and what would become of it. */
#include <stdarg.h>
#include <string.h>

#include "base/utf8.h"
#include "kernel/app.h"
#include "members.sql.h"
#include "modules/members/batch.h"
#include "modules/units/units.h"
#include "text/idcheck.h"
#include "text/pinyin.h"

/* Other words for a value, as they stand in workbooks. */
static const struct word {
	int target;
	const char *text;
	int64_t value;
} words[] = {
	{T_POLITICS, "党员", 1}, {T_POLITICS, "共产党员", 1}, {T_POLITICS, "中国共产党党员", 1}, {T_POLITICS, "预备党员", 2},
	{T_POLITICS, "团员", 3}, {T_POLITICS, "无党派", 12}, {T_POLITICS, "群众（无党派）", 13}, {T_POLITICS, "普通公民", 13},
	{T_EDUCATION, "硕士研究生", 10}, {T_EDUCATION, "博士研究生", 10}, {T_EDUCATION, "硕士", 10}, {T_EDUCATION, "博士", 10},
	{T_EDUCATION, "本科", 20}, {T_EDUCATION, "大专", 30}, {T_EDUCATION, "专科", 30}, {T_EDUCATION, "中专", 40}, {T_EDUCATION, "技校", 40},
	{T_EDUCATION, "职高", 40}, {T_EDUCATION, "中职", 40}, {T_EDUCATION, "高中", 60}, {T_EDUCATION, "初中及以下", 70},
	{T_DEGREE, "无", 9}, {T_SKILL, "无", 9}, {T_SKILL, "五级", 2}, {T_SKILL, "四级", 3}, {T_SKILL, "三级", 4}, {T_SKILL, "二级", 5},
	{T_SKILL, "一级", 6}, {T_ID_TYPE, "身份证", 1}, {T_ID_TYPE, "二代身份证", 1}, {T_ID_TYPE, "中国护照", 5}, {T_JOB, "在职", 1},
	{T_JOB, "在业", 1}, {T_JOB, "下岗", 2}, {T_JOB, "待岗", 2}, {T_JOB, "失业", 3}, {T_JOB, "无业", 3}, {T_JOB, "离退休", 6},
	{T_HOUSEHOLD, "城镇", 1}, {T_HOUSEHOLD, "非农业", 1}, {T_HOUSEHOLD, "非农", 1}, {T_HOUSEHOLD, "农业", 2}, {T_HOUSEHOLD, "农村", 2},
	{T_GIG, "外卖员", 4}, {T_GIG, "外卖配送员", 4}, {T_GIG, "送餐员", 4}, {T_GIG, "网约送餐员", 4}, {T_GIG, "快递", 3}, {T_GIG, "网约车", 2},
	{T_GIG, "护工", 5}, {T_GIG, "家政", 6}, {T_GIG, "保安", 9}, {T_STATE, "会员", 2}, {T_STATE, "正常", 2}, {T_STATE, "退休", 4},
};

static bool bad(const struct judge *j, struct batch_row *x, int target, const char *format, ...) __attribute__((format(printf, 4, 5)));
static bool bad(const struct judge *j, struct batch_row *x, int target, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *text = arena_vprintf(j->arena, format, args);
	va_end(args);
	text = arena_printf(j->arena, "“%s”：%s", batch_targets[target].label, text);
	x->problem = x->fate == FATE_BAD ? arena_printf(j->arena, "%s\n%s", x->problem, text) : text;
	x->fate = FATE_BAD;
	return false;
}

static const char *cell(const struct judge *j, const struct batch_row *x, int target)
{
	int at = j->columns->at[target];
	return at < 0 || !x->cells[at] ? "" : x->cells[at];
}

/* The value behind a word or number; 0: none. "汉" is taken for 汉族. */
static int64_t value_of(int target, const struct choice *choices, const char *text)
{
	size_t n = strlen(text);
	int64_t number;
	for (const struct choice *c = choices; c->label; c++)
		if (strcmp(c->label, text) == 0)
			return c->value;
	if (target == T_ETHNIC)
		for (const struct choice *c = choices; c->label; c++)
			if (strncmp(c->label, text, n) == 0 && strcmp(c->label + n, "族") == 0)
				return c->value;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i].target == target && strcmp(words[i].text, text) == 0)
			return words[i].value;
	return str_int(str_of(text), &number) && choice_of(choices, number) ? number : 0;
}

static bool read_choice(const struct judge *j, struct batch_row *x, int target, const struct field *f, const char *text, void *row)
{
	int64_t v = value_of(target, f->choices, text);
	if (v) {
		field_set_int(f, row, v);
		return true;
	}
	struct buf b = buf_in(j->arena);
	int n = 0;
	for (const struct choice *c = f->choices; c->label && n < 8; c++, n++)
		buf_printf(&b, "%s%s", n ? "、" : "", c->label);
	return bad(j, x, target, "不认识“%.30s”，可以填：%s%s。", text, buf_text(&b), n == 8 ? "等" : "");
}

/* One cell whose value goes into a field as it is. An empty cell says nothing. */
static bool read_cell(const struct judge *j, struct batch_row *x, int target)
{
	const struct target *t = &batch_targets[target];
	const char *text = cell(j, x, target);
	void *row = t->record == &person_record ? (void *)x->p : (void *)x->m;
	if (!*text || !t->record)
		return true;
	const struct field *f = record_field(t->record, t->name);
	if (f->choices)
		return read_choice(j, x, target, f, text, row);
	if (f->kind == KIND_FLAG) {
		bool yes = strcmp(text, "是") == 0 || strcmp(text, "1") == 0 || strcmp(text, "√") == 0;
		if (!yes && strcmp(text, "否") != 0 && strcmp(text, "0") != 0)
			return bad(j, x, target, "请填“是”或“否”。");
		field_set_int(f, row, yes);
		return true;
	}
	struct problems p = {.arena = j->arena};
	return field_read(&p, f, text, row) || bad(j, x, target, "%s", p.first->text);
}

static bool read_paper(const struct judge *j, struct batch_row *x)
{
	const char *text = cell(j, x, T_IDNO);
	if (!x->m->id_type)
		x->m->id_type = ID_RESIDENT;
	const char *why = paper_read(j->arena, x->m->id_type, text, j->today, &x->paper);
	if (why)
		return bad(j, x, T_IDNO, "%s", why);
	if (!*x->paper.text)
		return bad(j, x, T_IDNO, "没有证件号码，无法核对是否重复。");
	if (x->paper.birth && *cell(j, x, T_BIRTH) && x->m->birth != x->paper.birth)
		bad(j, x, T_BIRTH, "与证件号码不一致。");
	if (x->paper.sex && *cell(j, x, T_SEX) && x->p->sex != x->paper.sex)
		bad(j, x, T_SEX, "与证件号码不一致。");
	if (x->paper.birth)
		x->m->birth = x->paper.birth;
	if (x->paper.sex)
		x->p->sex = x->paper.sex;
	x->key = paper_key(j->arena, &j->app->keys, x->m->id_type, x->paper.text);
	x->idno_hash = secret_number_hash(j->arena, &j->app->keys, "person.idno", x->paper.text);
	return true;
}

static bool read_mobile(const struct judge *j, struct batch_row *x)
{
	const char *text = cell(j, x, T_MOBILE), *why = *text ? mobile_read(j->arena, text, x->mobile) : NULL;
	x->mobile_hash = "";
	if (why)
		return bad(j, x, T_MOBILE, "%s", why);
	if (*x->mobile)
		x->mobile_hash = secret_number_hash(j->arena, &j->app->keys, "person.mobile", x->mobile);
	return true;
}

bool read_row(const struct judge *j, struct batch_row *x)
{
	x->problem = "";
	x->fate = 0;
	for (int t = 0; t < T_COUNT; t++)
		if (t != T_BIRTH || !x->paper.birth)
			read_cell(j, x, t);
	if (!*x->p->name)
		bad(j, x, T_NAME, "没有姓名。");
	if (x->m->joined_on > j->today)
		bad(j, x, T_JOINED, "不能晚于今天。");
	read_paper(j, x);
	read_mobile(j, x);
	x->address = cell(j, x, T_ADDRESS);
	if (utf8_count(x->address) > 100)
		bad(j, x, T_ADDRESS, "最多 100 个字。");
	return x->fate != FATE_BAD;
}

/* ---- units by name ---- */

struct unit_names {
	struct slot {
		const char *name;
		int64_t unit; /* 0: several have the name */
	} *slots;
	size_t room;
};

static struct slot *slot_of(const struct unit_names *u, const char *name)
{
	uint64_t h = 1469598103934665603u;
	for (const char *p = name; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	size_t i = (size_t)(h ^ h >> 29) & (u->room - 1);
	while (u->slots[i].name && strcmp(u->slots[i].name, name) != 0)
		i = (i + 1) & (u->room - 1);
	return &u->slots[i];
}

static void put_name(struct unit_names *u, const char *name, int64_t unit)
{
	struct slot *s = slot_of(u, name);
	if (!*name || s->unit == unit)
		return;
	*s = (struct slot){name, s->name ? 0 : unit};
}

struct unit_names *unit_names(struct db *d, struct arena *a, int64_t top)
{
	size_t n;
	const char *path = unit_path(d, a, top);
	struct member_units_below *rows = q_member_units_below(d, a, path, path_end(a, path), &n);
	struct unit_names *u = NEW(a, struct unit_names);
	for (u->room = 64; u->room < n * 6; u->room *= 2)
		continue;
	u->slots = NEW_N(a, struct slot, u->room);
	for (size_t i = 0; i < n; i++) {
		put_name(u, rows[i].name, rows[i].id);
		put_name(u, rows[i].code, rows[i].id);
	}
	return u;
}

static bool read_unit(const struct judge *j, struct batch_row *x)
{
	const char *text = cell(j, x, T_UNIT);
	const struct slot *s = *text ? slot_of(j->units, text) : NULL;
	if (s && !s->name)
		return bad(j, x, T_UNIT, "“%.60s”不在所选工会之内，请写单位全称或单位代码。", text);
	if (s && !s->unit)
		return bad(j, x, T_UNIT, "有几个单位叫“%.60s”，请写单位代码。", text);
	x->p->unit = x->m->unit = s ? s->unit : j->unit;
	return true;
}

/* ---- seen before in the file ---- */

enum { SEEN_ROOM = 1 << 20 };
struct seen {
	struct seen_one {
		uint64_t hash;
		int32_t no;
	} *slots;
	size_t n;
};

struct seen *seen_new(struct arena *a)
{
	struct seen *s = NEW(a, struct seen);
	s->slots = NEW_N(a, struct seen_one, SEEN_ROOM);
	return s;
}

/* The row that had this text before; 0: this is the first. `kind` keeps papers and mobiles apart. */
static int32_t seen_before(struct seen *s, char kind, int64_t unit, const char *text, int64_t no)
{
	uint64_t h = (1469598103934665603u ^ (unsigned char)kind ^ (uint64_t)unit << 8) * 1099511628211u;
	for (const char *p = text; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	h |= 1;
	size_t i = (size_t)(h ^ h >> 31) & (SEEN_ROOM - 1);
	while (s->slots[i].hash && s->slots[i].hash != h)
		i = (i + 1) & (SEEN_ROOM - 1);
	if (s->slots[i].hash)
		return s->slots[i].no;
	if (s->n++ < SEEN_ROOM * 3 / 4)
		s->slots[i] = (struct seen_one){h, (int32_t)no};
	return 0;
}

static void find_twice(const struct judge *j, struct batch_row *x)
{
	int32_t no = seen_before(j->seen, 'p', 0, x->key, x->no);
	if (no) {
		x->fate = FATE_TWICE;
		x->problem = arena_printf(j->arena, "与第 %d 行是同一个证件号码。", no);
		return;
	}
	if (*x->mobile && (no = seen_before(j->seen, 'm', 0, x->mobile_hash, x->no)))
		bad(j, x, T_MOBILE, "与第 %d 行相同。", no);
	if (*x->p->staff_no && (no = seen_before(j->seen, 's', x->p->unit, x->p->staff_no, x->no)))
		bad(j, x, T_STAFF_NO, "与第 %d 行相同。", no);
}

/* ---- against the register ---- */

static void name_change(const struct judge *j, struct batch_row *x, const char *label)
{
	x->problem = arena_printf(j->arena, "%s%s", *x->problem ? arena_printf(j->arena, "%s、", x->problem) : "修改：", label);
}

/* What differs from the present rows, by the names of the fields: values are for the register's own pages. */
static void compare(const struct judge *j, struct batch_row *x, const struct person_row *p, const struct member *m)
{
	x->fate = FATE_SAME;
	x->problem = "";
	for (int t = 0; t < T_COUNT; t++) {
		const struct target *y = &batch_targets[t];
		const struct field *f = y->record ? record_field(y->record, y->name) : NULL;
		bool person = y->record == &person_record;
		if (f && *cell(j, x, t) && !field_same(f, person ? (const void *)x->p : x->m, person ? (const void *)p : m))
			name_change(j, x, y->label);
	}
	if (*x->mobile && strcmp(x->mobile_hash, p->mobile_hash) != 0)
		name_change(j, x, batch_targets[T_MOBILE].label);
	if (*cell(j, x, T_UNIT) && x->p->unit != p->unit)
		name_change(j, x, batch_targets[T_UNIT].label);
	if (*x->address) {
		const char *plain = "";
		secret_unseal(j->arena, &j->app->keys, (struct seal_place){"member", "address", m->id}, m->address_seal, &plain);
		if (strcmp(plain, x->address) != 0)
			name_change(j, x, batch_targets[T_ADDRESS].label);
	}
	if (*x->problem)
		x->fate = FATE_CHANGE;
}

static void judge_known(const struct judge *j, struct batch_row *x, const struct member_by_key *known)
{
	struct person_row *p = record_load(j->db, j->arena, &person_record, known->id);
	struct member *m = record_load(j->db, j->arena, &member_record, known->id);
	if (!path_covers(unit_path(j->db, j->arena, j->unit), known->path)) {
		x->fate = FATE_TWICE;
		x->problem = "已在另一工会登记会籍。会籍不重复登记，请办理转会。";
		return;
	}
	x->row_id = known->id;
	int64_t unit = x->p->unit;
	if (!p || !m || !(MEMBER_OPEN & MEMBER_BIT(m->state)) || p->state != PERSON_ACTIVE) {
		bad(j, x, T_IDNO, "登记在册，但现在是“%s”，请先在页面上办理。", choice_label(member_states, known->state));
		return;
	}
	if (member_house(j->db, j->arena, unit) != member_house(j->db, j->arena, p->unit) && *cell(j, x, T_UNIT)) {
		bad(j, x, T_UNIT, "与登记的不是同一个工会，请办理转会。");
		return;
	}
	struct person_row now = *p;
	struct member was = *m;
	x->p = p;
	x->m = m;
	read_row(j, x); /* the cells, written over what is there */
	if (*cell(j, x, T_UNIT))
		x->p->unit = x->m->unit = unit;
	if (x->fate != FATE_BAD)
		compare(j, x, &now, &was);
}

/* Bits of batch_row.absent. */
enum { ABSENT_KEY = 1, ABSENT_IDNO = 2, ABSENT_MOBILE = 4, ABSENT_STAFF_NO = 8 };

static void judge_against(const struct judge *j, struct batch_row *x)
{
	struct member_by_key known;
	struct member_person_by_idno person;
	if (!(x->absent & ABSENT_KEY) && q_member_by_key(j->db, j->arena, x->key, &known)) {
		judge_known(j, x, &known);
	} else if (!(x->absent & ABSENT_IDNO) && q_member_person_by_idno(j->db, j->arena, x->idno_hash, &person)) {
		if (person.unit == x->p->unit && person.state == PERSON_ACTIVE) {
			x->row_id = person.id; /* registered as a worker; the membership is new */
			x->p = record_load(j->db, j->arena, &person_record, person.id);
			if (!read_row(j, x))
				return;
			x->fate = FATE_CHANGE;
			x->problem = "职工已登记，新增会籍";
		} else {
			bad(j, x, T_IDNO, "这个人登记在另一单位，请先核对或调动。");
		}
	} else {
		x->fate = FATE_NEW;
	}
	if (x->fate != FATE_NEW && x->fate != FATE_CHANGE)
		return;
	if (*x->mobile && !(x->absent & ABSENT_MOBILE) && q_member_mobile_used(j->db, x->mobile_hash, x->row_id))
		bad(j, x, T_MOBILE, "已登记在另一个人名下。");
	if (*x->p->staff_no && !(x->absent & ABSENT_STAFF_NO) && q_member_staff_no_used(j->db, x->p->unit, x->p->staff_no, x->row_id))
		bad(j, x, T_STAFF_NO, "本单位已有这个工号。");
}

static int64_t state_of(const struct judge *j, struct batch_row *x)
{
	static const struct choice in[] = {{MEMBER_ACTIVE, "在籍", NULL}, {MEMBER_KEPT, "保留会籍", NULL}, {MEMBER_RETIRED, "退休保留", NULL}, {0}};
	const char *text = cell(j, x, T_STATE);
	int64_t v = *text ? value_of(T_STATE, in, text) : MEMBER_ACTIVE;
	if (!v)
		bad(j, x, T_STATE, "可以填：在籍、保留会籍、退休保留。");
	return v;
}

static void read_new(const struct judge *j, struct batch_row *x)
{
	x->p = record_new(j->arena, &person_record);
	x->m = record_new(j->arena, &member_record);
	x->row_id = 0;
	x->absent = 0;
	x->paper = (struct paper){0};
	x->mobile[0] = '\0';
	read_row(j, x);
	x->m->state = state_of(j, x);
	read_unit(j, x);
}

static const char *key_of(const struct batch_row *x)
{
	return x->key;
}

static const char *idno_of(const struct batch_row *x)
{
	return x->idno_hash;
}

static const char *mobile_of(const struct batch_row *x)
{
	return x->mobile_hash;
}

static const char *staff_no_of(const struct batch_row *x)
{
	return x->p->staff_no;
}

/* What rows may have in common with the register, each by one statement for all of them. */
static const struct shared {
	unsigned bit;
	const char *(*of)(const struct batch_row *x);
	const char *text;
	bool in_unit; /* only within a unit: asked for those in the unit of the first row */
} shared[] = {
	{ABSENT_KEY, key_of, "select idkey from member where idkey <> '' and idkey =", false},
	{ABSENT_IDNO, idno_of, "select idno_hash from person where idno_hash <> '' and idno_hash =", false},
	{ABSENT_MOBILE, mobile_of, "select mobile_hash from person where mobile_hash <> '' and mobile_hash =", false},
	{ABSENT_STAFF_NO, staff_no_of, "select staff_no from person where unit = $51 and staff_no <> '' and staff_no =", true},
};

static void ask_for_all(const struct judge *j, struct batch_row **x, size_t n)
{
	const char *values[MANY_ROWS];
	bool there[MANY_ROWS];
	int64_t unit = x[0]->p->unit;
	for (size_t k = 0; k < sizeof(shared) / sizeof(shared[0]); k++) {
		const struct shared *s = &shared[k];
		for (size_t i = 0; i < n; i++)
			values[i] = s->in_unit && x[i]->p->unit != unit ? "" : s->of(x[i]);
		many_there(j->db, j->arena, s->text, unit, values, n, there);
		for (size_t i = 0; i < n; i++)
			x[i]->absent |= *values[i] && !there[i] ? s->bit : 0;
	}
}

static void judge_read(const struct judge *j, struct batch_row *x)
{
	if (x->fate == FATE_BAD)
		return;
	if (j->seen)
		find_twice(j, x);
	if (!x->fate)
		judge_against(j, x);
}

void judge_row(const struct judge *j, struct batch_row *x)
{
	read_new(j, x);
	judge_read(j, x);
}

void judge_rows(const struct judge *j, struct batch_row **x, size_t n)
{
	struct batch_row *good[MANY_ROWS];
	size_t k = 0;
	for (size_t i = 0; i < n; i++) {
		read_new(j, x[i]);
		if (x[i]->fate != FATE_BAD)
			good[k++] = x[i];
	}
	if (k)
		ask_for_all(j, good, k);
	for (size_t i = 0; i < n; i++)
		judge_read(j, x[i]);
}
