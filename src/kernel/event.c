#include "kernel/event.h"

#include <string.h>

#include "base/fault.h"
#include "base/format.h"
#include "kernel.sql.h"
#include "kernel/unit.h"
#include "secret/id.h"
#include "secret/token.h"

static void part(struct buf *b, const char *s)
{
	size_t n = strlen(s);
	buf_int(b, (int64_t)n);
	buf_char(b, ':');
	buf_put(b, s, n);
}

static void number(struct buf *b, int64_t v)
{
	char room[DIGITS_ROOM];
	size_t n = format_digits(room, v);
	if (n > 9)
		buf_char(b, (char)('0' + n / 10));
	buf_char(b, (char)('0' + n % 10));
	buf_char(b, ':');
	buf_put(b, room + DIGITS_ROOM - n, n);
}

/* See event.h for the order. */
static const char *chain_hash(struct arena *a, const char *before, int64_t seal,
			      const struct events_unsealed *e)
{
	struct buf b = buf_in(a);
	buf_puts(&b, before);
	number(&b, seal);
	number(&b, e->id);
	number(&b, e->happened_on);
	number(&b, e->recorded_at);
	number(&b, e->actor);
	number(&b, e->unit);
	part(&b, e->record);
	number(&b, e->row_id);
	part(&b, e->verb);
	number(&b, e->from_state);
	number(&b, e->to_state);
	part(&b, e->note);
	part(&b, e->changes);
	part(&b, e->counts);
	part(&b, e->personal);
	return sha256_hex(a, b.p, b.n);
}

static const char *text(const char *s)
{
	return s ? s : "";
}

static bool is_sole_writer(const struct db *d)
{
	return !db_is_postgres(d) || db_hastened(d);
}

/* The end of the chain, which nobody else moves until the transaction of a sole writer is over: looked up once in it. */
static struct event_head end_of_chain(struct db *d, struct arena *a)
{
	const struct db_note *known = db_note(d, NOTE_SEALED);
	if (known->number && db_in_transaction(d) && is_sole_writer(d))
		return (struct event_head){known->number, known->text};
	return event_head(d, a);
}

static void chain_ends(struct db *d, int64_t seal, const char *hash)
{
	struct db_note *known = db_note(d, NOTE_SEALED);
	known->number = seal;
	memcpy(known->text, hash, sizeof(known->text)); /* 64 digits and their end */
}

/* The only writer there is knows the end of the chain. */
static void seal_now(struct db *d, struct arena *a, struct events_unsealed *x)
{
	struct event_head head = end_of_chain(d, a);
	x->seal = head.seal + 1;
	x->hash = chain_hash(a, head.hash, x->seal, x);
}

int64_t event_append(struct db *d, struct arena *a, instant now, struct event *e)
{
	e->id = id_new();
	e->recorded_at = now;
	if (!e->happened_on)
		e->happened_on = day_of_instant(now);
	const char *hash = "";
	if (!text_empty(e->personal)) {
		const char *salt = token_new(a, 16);
		hash = token_hash(a, arena_printf(a, "%s:%s", salt, e->personal));
		q_event_personal_add(d, e->id, salt, e->personal);
	}
	struct events_unsealed x = {
		.id = e->id, .happened_on = e->happened_on, .recorded_at = e->recorded_at, .actor = e->actor, .unit = e->unit, .record = text(e->record),
		.row_id = e->row_id, .verb = text(e->verb), .from_state = e->from_state, .to_state = e->to_state, .note = text(e->note),
		.changes = text(e->changes), .counts = text(e->counts), .personal = hash, .hash = "",
	};
	if (is_sole_writer(d) && !id_is_timeless())
		seal_now(d, a, &x);
	q_event_insert(d, x.id, x.seal, x.hash, x.happened_on, x.recorded_at, x.actor, x.unit, x.record, x.row_id, x.verb, x.from_state, x.to_state,
		       x.note, x.changes, x.counts, x.personal);
	if (x.seal)
		chain_ends(d, x.seal, x.hash);
	return e->id;
}

int64_t event_add(struct req *r, struct event *e)
{
	if (!e->actor && r->who)
		e->actor = r->who->person;
	if (!e->happened_on)
		e->happened_on = r->today;
	return event_append(r->db, r->arena, r->now, e);
}

void event_forget(struct db *d, int64_t event)
{
	q_event_personal_drop(d, event);
	q_erasure_add(d, event, clock_now());
}

const char *event_personal(struct db *d, struct arena *a, int64_t event)
{
	struct event_personal_get p;
	return q_event_personal_get(d, a, event, &p) ? p.value : "";
}

struct event_head event_head(struct db *d, struct arena *a)
{
	struct event_last_seal last;
	if (!q_event_last_seal(d, a, &last))
		return (struct event_head){0, ""};
	return (struct event_head){last.seal, last.hash};
}

bool event_seal_some(struct db *d, struct arena *a, size_t most)
{
	size_t n;
	struct events_unsealed *e = q_events_unsealed(d, a, (int64_t)most, &n);
	if (!n)
		return false;
	struct event_head head = end_of_chain(d, a);
	for (size_t i = 0; i < n; i++) {
		head.hash = chain_hash(a, head.hash, ++head.seal, &e[i]);
		q_event_set_seal(d, e[i].id, head.seal, head.hash);
	}
	chain_ends(d, head.seal, head.hash);
	return n == most;
}

void event_seal(struct db *d, struct arena *a)
{
	while (event_seal_some(d, a, 1000))
		continue;
}

static void found(struct event_check *c, int64_t seal, const char *what)
{
	if (!c->ok)
		return;
	c->ok = false;
	c->bad = seal;
	c->what = what;
}

/* The value behind the hash, unless it was erased. */
static bool personal_fits(struct db *d, struct arena *a, const struct events_unsealed *e)
{
	struct event_personal_get p;
	if (!*e->personal || !q_event_personal_get(d, a, e->id, &p))
		return true;
	return strcmp(token_hash(a, arena_printf(a, "%s:%s", p.salt, p.value)), e->personal) == 0;
}

/* One batch of the chain; false at its end. */
static bool verify_batch(struct db *d, struct arena *a, const char *head, bool *seen, char *hash,
			 struct event_check *c)
{
	size_t n;
	struct events_unsealed *e = q_events_sealed_after(d, a, c->sealed, 500, &n);
	for (size_t i = 0; i < n; i++) {
		if (e[i].seal != c->sealed + 1)
			found(c, c->sealed + 1, "缺少这一号事件（被删除或调换）");
		const char *want = chain_hash(a, hash, e[i].seal, &e[i]);
		if (strcmp(want, e[i].hash) != 0)
			found(c, e[i].seal, "内容与指纹不符（被改动或调换）");
		if (!personal_fits(d, a, &e[i]))
			found(c, e[i].seal, "个人信息与指纹不符（被改动）");
		memcpy(hash, e[i].hash, strnlen(e[i].hash, 64) + 1);
		c->sealed = e[i].seal;
		if (head && strcmp(head, e[i].hash) == 0)
			*seen = true;
	}
	return n > 0;
}

struct event_check event_verify(struct db *d, struct arena *a, const char *head, instant now)
{
	struct event_check c = {.ok = true, .what = ""};
	char hash[65] = "";
	bool seen = false, more = true;
	while (more) {
		struct arena_mark m = arena_mark(a);
		more = verify_batch(d, a, head, &seen, hash, &c);
		arena_release(a, m);
	}
	if (head && !seen)
		found(&c, c.sealed + 1, "链尾被截去：给出的指纹不在链中");
	if (q_event_stale(d, now - 10000))
		found(&c, c.sealed + 1, "有超过 10 秒仍未封存的事件");
	c.head = (struct event_head){c.sealed, arena_strdup(a, hash)};
	return c;
}

struct event *events_of(struct db *d, struct arena *a, const char *record, int64_t row_id, int64_t most,
			size_t *n)
{
	struct events_unsealed *e = q_events_of_row(d, a, record, row_id, most, n);
	struct event *out = NEW_N(a, struct event, *n);
	for (size_t i = 0; i < *n; i++)
		out[i] = (struct event){
			.id = e[i].id, .seal = e[i].seal, .actor = e[i].actor, .unit = e[i].unit,
			.row_id = e[i].row_id, .from_state = e[i].from_state, .to_state = e[i].to_state,
			.happened_on = e[i].happened_on, .recorded_at = e[i].recorded_at,
			.record = e[i].record, .verb = e[i].verb, .note = e[i].note,
			.changes = e[i].changes, .counts = e[i].counts, .personal = e[i].personal,
			.hash = e[i].hash,
		};
	return out;
}

/* ---- names ---- */

const char *event_name(struct arena *a, int64_t person)
{
	return arena_printf(a, "%c%lld%c", EVENT_SIGN, (long long)person, EVENT_SIGN);
}

const char *event_plain(struct arena *a, const char *text)
{
	struct buf b = buf_in(a);
	if (!text || !strchr(text, EVENT_SIGN))
		return text;
	for (const char *c = text; *c; c++)
		if (*c != EVENT_SIGN)
			buf_char(&b, *c);
	return buf_text(&b);
}

const char *event_words(struct db *d, struct arena *a, const char *text)
{
	struct str rest = str_of(text);
	struct buf b = buf_in(a);
	if (!strchr(text, EVENT_SIGN))
		return text;
	while (rest.n) {
		struct str plain = str_cut(&rest, EVENT_SIGN), id = str_cut(&rest, EVENT_SIGN);
		int64_t person = 0;
		const char *name = str_int(id, &person) ? record_title(d, a, &person_record, person) : "";
		buf_put(&b, plain.p, plain.n);
		if (id.n)
			buf_puts(&b, *name ? name : "（已删除）");
	}
	return buf_text(&b);
}
