#include "engines/vote/urn.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/utf8.h"
#include "secret/token.h"

enum {
	OPS = 3,
	MEMORY = 64 << 20,
	HEAD = 8 + 16 + 2, /* vote, receipt, length of the ballot */
	GRAIN = 64, /* rooms are multiples of it */
	NAME_BYTES = 91, /* '/' and thirty characters */
	SEALED_KEY = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + URN_KEY_BYTES
};
_Static_assert(crypto_box_SEALBYTES == URN_KEY_BYTES + crypto_box_MACBYTES, "a seal is a public key and a box");
_Static_assert(URN_KEY_BYTES == crypto_box_SECRETKEYBYTES && URN_KEY_BYTES == crypto_box_PUBLICKEYBYTES, "keys");

void urn_wipe(void *p, size_t n)
{
	sodium_memzero(p, n);
}

/* Exactly n bytes from base64. */
static bool bytes_of(const char *text, unsigned char *out, size_t n)
{
	size_t is = 0;
	return sodium_base642bin(out, n, text, strlen(text), NULL, &is, NULL, sodium_base64_VARIANT_ORIGINAL) == 0 && is == n;
}

/* ---- keys ---- */

const char *passphrase_problem(const char *passphrase)
{
	if (utf8_count(passphrase) < PASSPHRASE_LEAST)
		return "口令至少 10 个字，可以用一句自己记得住的话。";
	for (const char *p = passphrase + 1; *p; p++)
		if (*p != *passphrase)
			return NULL;
	return "口令不能由同一个字符组成。";
}

static void stretch(const char *passphrase, const unsigned char salt[crypto_pwhash_SALTBYTES], unsigned char key[crypto_secretbox_KEYBYTES])
{
	if (crypto_pwhash(key, crypto_secretbox_KEYBYTES, passphrase, strlen(passphrase), salt, OPS, MEMORY,
			  crypto_pwhash_ALG_ARGON2ID13) != 0)
		fault("out of memory for a passphrase");
}

void teller_key_make(struct arena *a, const char *passphrase, struct teller_key *out)
{
	unsigned char public_key[URN_KEY_BYTES], secret[URN_KEY_BYTES], salt[crypto_pwhash_SALTBYTES], key[crypto_secretbox_KEYBYTES];
	unsigned char sealed[SEALED_KEY];
	crypto_box_keypair(public_key, secret);
	randombytes_buf(salt, sizeof(salt));
	randombytes_buf(sealed, crypto_secretbox_NONCEBYTES);
	stretch(passphrase, salt, key);
	crypto_secretbox_easy(sealed + crypto_secretbox_NONCEBYTES, secret, sizeof(secret), sealed, key);
	out->public_key = base64_text(a, public_key, sizeof(public_key));
	out->salt = base64_text(a, salt, sizeof(salt));
	out->sealed_key = base64_text(a, sealed, sizeof(sealed));
	urn_wipe(secret, sizeof(secret));
	urn_wipe(key, sizeof(key));
}

bool teller_key_open(const struct teller_key *k, const char *passphrase, unsigned char out[URN_KEY_BYTES])
{
	unsigned char salt[crypto_pwhash_SALTBYTES], key[crypto_secretbox_KEYBYTES], sealed[SEALED_KEY];
	if (!bytes_of(k->salt, salt, sizeof(salt)) || !bytes_of(k->sealed_key, sealed, sizeof(sealed)))
		return false;
	stretch(passphrase, salt, key);
	bool good = crypto_secretbox_open_easy(out, sealed + crypto_secretbox_NONCEBYTES, SEALED_KEY - crypto_secretbox_NONCEBYTES,
					       sealed, key) == 0;
	urn_wipe(key, sizeof(key));
	return good;
}

/* ---- receipts ---- */

static const char signs[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"; /* 31: no 0 O 1 I L */

const char *receipt_new(struct arena *a)
{
	char *code = arena_alloc(a, RECEIPT_CHARS + 1);
	for (int i = 0; i < RECEIPT_CHARS; i++)
		code[i] = i % 5 == 4 ? '-' : signs[random_below(sizeof(signs) - 1)];
	return code;
}

bool receipt_formed(const char *code)
{
	if (strlen(code) != RECEIPT_CHARS)
		return false;
	for (int i = 0; i < RECEIPT_CHARS; i++)
		if (i % 5 == 4 ? code[i] != '-' : !strchr(signs, code[i]))
			return false;
	return true;
}

/* ---- seals made ahead ---- */

enum { SHELVES = 2 * URN_STOCKED, SHELF = 10000 }; /* two recipients a vote */

/* A seal without its content: the public half of a pair, and what its secret half and the recipient's key have in common. */
struct seal {
	unsigned char public_key[URN_KEY_BYTES], common[crypto_box_BEFORENMBYTES];
};

/* For one recipient. The last one made is the first one used; nobody is noted with it. */
struct shelf {
	unsigned char to[URN_KEY_BYTES];
	struct seal seals[SHELF];
	int n;
	unsigned used;
};

static struct {
	pthread_mutex_t lock;
	struct shelf shelves[SHELVES];
	unsigned clock;
} stock = {.lock = PTHREAD_MUTEX_INITIALIZER};

static bool make_seal(struct seal *out, const unsigned char to[URN_KEY_BYTES])
{
	unsigned char secret[URN_KEY_BYTES];
	crypto_box_keypair(out->public_key, secret);
	bool good = crypto_box_beforenm(out->common, to, secret) == 0;
	urn_wipe(secret, sizeof(secret));
	return good;
}

/* With the lock. NULL: this recipient has none. */
static struct shelf *shelf_of(const unsigned char to[URN_KEY_BYTES])
{
	for (int i = 0; i < SHELVES; i++)
		if (stock.shelves[i].used && memcmp(stock.shelves[i].to, to, URN_KEY_BYTES) == 0)
			return &stock.shelves[i];
	return NULL;
}

/* With the lock: that of the vote nobody was shown a ballot of for longest, emptied. */
static struct shelf *new_shelf(const unsigned char to[URN_KEY_BYTES])
{
	struct shelf *oldest = stock.shelves;
	for (int i = 1; i < SHELVES; i++)
		if (stock.shelves[i].used < oldest->used)
			oldest = &stock.shelves[i];
	urn_wipe(oldest->seals, (size_t)oldest->n * sizeof(*oldest->seals));
	oldest->n = 0;
	memcpy(oldest->to, to, URN_KEY_BYTES);
	return oldest;
}

static void put_away(const unsigned char to[URN_KEY_BYTES])
{
	struct seal made;
	if (!make_seal(&made, to))
		return; /* whoever casts is told */
	pthread_mutex_lock(&stock.lock);
	struct shelf *s = shelf_of(to);
	if (!s)
		s = new_shelf(to);
	s->used = ++stock.clock;
	if (s->n < SHELF)
		s->seals[s->n++] = made;
	pthread_mutex_unlock(&stock.lock);
	urn_wipe(&made, sizeof(made));
}

void urn_stock_up(const struct teller_key keys[2])
{
	unsigned char to[URN_KEY_BYTES];
	for (int i = 0; i < 2; i++)
		if (bytes_of(keys[i].public_key, to, sizeof(to)))
			put_away(to);
}

int urn_stocked(const struct teller_key keys[2])
{
	unsigned char to[URN_KEY_BYTES];
	int least = SHELF;
	pthread_mutex_lock(&stock.lock);
	for (int i = 0; i < 2; i++) {
		const struct shelf *s = bytes_of(keys[i].public_key, to, sizeof(to)) ? shelf_of(to) : NULL;
		least = !s ? 0 : s->n < least ? s->n : least;
	}
	pthread_mutex_unlock(&stock.lock);
	return least;
}

static bool take_seal(struct seal *out, const unsigned char to[URN_KEY_BYTES])
{
	pthread_mutex_lock(&stock.lock);
	struct shelf *s = shelf_of(to);
	bool there = s && s->n > 0;
	if (there) {
		*out = s->seals[--s->n];
		urn_wipe(&s->seals[s->n], sizeof(*out));
	}
	pthread_mutex_unlock(&stock.lock);
	return there || make_seal(out, to);
}

/* As crypto_box_seal, whose crypto_box_seal_open opens it: the pair's public half, then the box, whose nonce is the hash of both public keys. */
static bool seal_to(unsigned char *out, const unsigned char *plain, size_t n, const unsigned char to[URN_KEY_BYTES])
{
	struct seal s;
	unsigned char nonce[crypto_box_NONCEBYTES];
	crypto_generichash_state h;
	if (!take_seal(&s, to))
		return false;
	memcpy(out, s.public_key, URN_KEY_BYTES);
	crypto_generichash_init(&h, NULL, 0, sizeof(nonce));
	crypto_generichash_update(&h, s.public_key, URN_KEY_BYTES);
	crypto_generichash_update(&h, to, URN_KEY_BYTES);
	crypto_generichash_final(&h, nonce, sizeof(nonce));
	bool good = crypto_box_easy_afternm(out + URN_KEY_BYTES, plain, n, nonce, s.common) == 0;
	urn_wipe(&s, sizeof(s));
	return good;
}

/* ---- sealing ---- */

size_t ballot_room(const struct vote_rules *rules, size_t candidates)
{
	size_t most = HEAD + candidates + (rules->written ? (size_t)rules->seats * NAME_BYTES : 0) + 1;
	return (most + GRAIN - 1) / GRAIN * GRAIN;
}

static void put_number(unsigned char *to, uint64_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		to[i] = (unsigned char)(v >> 8 * i);
}

static uint64_t get_number(const unsigned char *from, int bytes)
{
	uint64_t v = 0;
	for (int i = bytes; i-- > 0;)
		v = v << 8 | from[i];
	return v;
}

const char *ballot_seal(struct arena *a, const struct teller_key keys[2], int64_t vote, size_t room, const char *receipt,
			const char *ballot)
{
	unsigned char first[URN_KEY_BYTES], second[URN_KEY_BYTES];
	size_t n = strlen(ballot);
	if (!bytes_of(keys[0].public_key, first, sizeof(first)) || !bytes_of(keys[1].public_key, second, sizeof(second)))
		fault("a teller's key is damaged");
	if (n + HEAD > room || !receipt_formed(receipt))
		fault("a ballot of %zu bytes does not fit", n);
	unsigned char *plain = arena_alloc(a, room), *inner = arena_alloc(a, room + crypto_box_SEALBYTES);
	unsigned char *outer = arena_alloc(a, room + 2 * crypto_box_SEALBYTES);
	put_number(plain, (uint64_t)vote, 8);
	memcpy(plain + 8, receipt, RECEIPT_CHARS);
	put_number(plain + 24, n, 2);
	memcpy(plain + HEAD, ballot, n);
	if (!seal_to(inner, plain, room, second) || !seal_to(outer, inner, room + crypto_box_SEALBYTES, first))
		fault("a ballot cannot be sealed to these keys");
	urn_wipe(plain, room);
	return base64_text(a, outer, room + 2 * crypto_box_SEALBYTES);
}

/* ---- opening ---- */

struct opener {
	struct arena *arena;
	unsigned char public_keys[2][URN_KEY_BYTES];
	unsigned char (*secrets)[URN_KEY_BYTES];
	int64_t vote;
	const char **ballots;
	struct urn_opened *out;
};

/* One sealed ballot; false: not one of this vote. */
static bool open_one(struct opener *o, const char *sealed, const char **ballot, const char **receipt)
{
	size_t most = strlen(sealed), n = 0;
	unsigned char *outer = arena_alloc(o->arena, most + 1);
	if (sodium_base642bin(outer, most, sealed, most, NULL, &n, NULL, sodium_base64_VARIANT_ORIGINAL) != 0 ||
	    n < 2 * crypto_box_SEALBYTES + HEAD)
		return false;
	size_t room = n - 2 * crypto_box_SEALBYTES;
	unsigned char *inner = arena_alloc(o->arena, n), *plain = arena_alloc(o->arena, room);
	if (crypto_box_seal_open(inner, outer, n, o->public_keys[0], o->secrets[0]) != 0 ||
	    crypto_box_seal_open(plain, inner, n - crypto_box_SEALBYTES, o->public_keys[1], o->secrets[1]) != 0)
		return false;
	size_t length = get_number(plain + 24, 2);
	if ((int64_t)get_number(plain, 8) != o->vote || length + HEAD > room)
		return false;
	*receipt = arena_strndup(o->arena, (char *)plain + 8, RECEIPT_CHARS);
	*ballot = arena_strndup(o->arena, (char *)plain + HEAD, length);
	return receipt_formed(*receipt);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void make_stacks(struct opener *o, size_t n)
{
	struct urn_opened *out = o->out;
	out->stacks = NEW_N(o->arena, struct ballot_stack, n);
	for (size_t i = 0; i < n; i++) {
		struct ballot_stack *last = out->n_stacks ? &out->stacks[out->n_stacks - 1] : NULL;
		if (last && strcmp(last->text, o->ballots[i]) == 0)
			last->times++;
		else
			out->stacks[out->n_stacks++] = (struct ballot_stack){o->ballots[i], 1};
	}
}

void urn_open(struct arena *a, const struct teller_key keys[2], unsigned char secrets[2][URN_KEY_BYTES], int64_t vote,
	      const char *const *sealed, size_t n, struct urn_opened *out)
{
	struct opener o = {.arena = a, .secrets = secrets, .vote = vote, .out = out};
	*out = (struct urn_opened){0};
	if (!bytes_of(keys[0].public_key, o.public_keys[0], URN_KEY_BYTES) || !bytes_of(keys[1].public_key, o.public_keys[1], URN_KEY_BYTES))
		fault("a teller's key is damaged");
	o.ballots = NEW_N(a, const char *, n);
	out->receipts = NEW_N(a, const char *, n);
	for (size_t i = 0; i < n; i++) {
		size_t at = out->n_receipts;
		if (open_one(&o, sealed[i], &o.ballots[at], &out->receipts[at]))
			out->n_receipts++;
		else
			out->strange++;
	}
	if (out->n_receipts) {
		qsort(o.ballots, out->n_receipts, sizeof(*o.ballots), by_text);
		qsort(out->receipts, out->n_receipts, sizeof(*out->receipts), by_text);
	}
	for (size_t i = 1; i < out->n_receipts; i++)
		out->twice += strcmp(out->receipts[i - 1], out->receipts[i]) == 0;
	make_stacks(&o, out->n_receipts);
}

const char *lines_digest(struct arena *a, const char *const *lines, size_t n)
{
	struct sha256 h;
	unsigned char out[SHA256_BYTES];
	sha256_begin(&h);
	for (size_t i = 0; i < n; i++) {
		sha256_add(&h, lines[i], strlen(lines[i]));
		sha256_add(&h, "\n", 1);
	}
	sha256_end(&h, out);
	return hex_text(a, out, sizeof(out));
}
