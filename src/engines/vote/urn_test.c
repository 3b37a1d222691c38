#include "base/test.h"

#include <sodium.h>

#include "engines/vote/urn.h"
#include "secret/secret.h"
#include "secret/token.h"

static struct arena *arena;
static struct teller_key keys[2];
static unsigned char secrets[2][URN_KEY_BYTES];
static const struct vote_rules rules = {.election = true, .seats = 2, .written = true};

static void keys_open_with_their_passphrase_only(void **state)
{
	(void)state;
	assert_non_null(passphrase_problem("短口令"));
	assert_non_null(passphrase_problem("aaaaaaaaaaaa"));
	assert_null(passphrase_problem("春江潮水连海平海上明月"));
	teller_key_make(arena, "春江潮水连海平海上明月", &keys[0]);
	teller_key_make(arena, "another long passphrase", &keys[1]);
	assert_false(teller_key_open(&keys[0], "another long passphrase", secrets[0]));
	assert_false(teller_key_open(&keys[0], "", secrets[0]));
	assert_true(teller_key_open(&keys[0], "春江潮水连海平海上明月", secrets[0]));
	assert_true(teller_key_open(&keys[1], "another long passphrase", secrets[1]));
}

static const char *sealed(const char *ballot, const char *receipt)
{
	return ballot_seal(arena, keys, 77, ballot_room(&rules, 3), receipt, ballot);
}

static void all_ballots_are_equally_long(void **state)
{
	(void)state;
	size_t n = strlen(sealed("000", receipt_new(arena)));
	assert_int_equal(strlen(sealed("++-", receipt_new(arena))), n);
	assert_int_equal(strlen(sealed("---/样例甲样例甲样例甲样例甲样例甲样例甲样例甲样例甲样例甲样例甲/样例乙", receipt_new(arena))), n);
	const char *code = receipt_new(arena);
	assert_string_not_equal(sealed("++-", code), sealed("++-", code)); /* the same twice looks different */
}

static void both_open_and_the_lists_have_nothing_in_common(void **state)
{
	static const char *const ballots[] = {"++-", "000", "++-", "--+/样例甲", "++-"};
	const char *urn[5], *codes[5];
	struct urn_opened out;
	(void)state;
	for (int i = 0; i < 5; i++)
		urn[i] = sealed(ballots[i], codes[i] = receipt_new(arena));
	urn_open(arena, keys, secrets, 77, urn, 5, &out);
	assert_int_equal(out.strange + out.twice, 0);
	assert_int_equal(out.n_stacks, 3);
	assert_string_equal(out.stacks[0].text, "++-");
	assert_int_equal(out.stacks[0].times, 3);
	assert_string_equal(out.stacks[1].text, "--+/样例甲");
	assert_string_equal(out.stacks[2].text, "000");
	assert_int_equal(out.n_receipts, 5);
	for (int i = 0; i < 5; i++) {
		int found = 0;
		for (int k = 0; k < 5; k++)
			found += strcmp(out.receipts[k], codes[i]) == 0;
		assert_int_equal(found, 1);
		assert_true(i == 0 || strcmp(out.receipts[i - 1], out.receipts[i]) < 0);
	}
}

/* Seals made ahead are used once: with some for half of the ballots only, all open, and no two begin alike. */
static void seals_made_ahead_are_used_once(void **state)
{
	enum { N = 12 };
	const char *urn[N];
	struct urn_opened out;
	(void)state;
	for (int i = 0; i < N / 2; i++)
		urn_stock_up(keys);
	for (int i = 0; i < N; i++)
		urn[i] = sealed("++-", receipt_new(arena));
	for (int i = 0; i < N; i++)
		for (int k = 0; k < i; k++)
			assert_int_not_equal(strncmp(urn[i], urn[k], 40), 0);
	urn_open(arena, keys, secrets, 77, urn, N, &out);
	assert_int_equal(out.strange + out.twice, 0);
	assert_int_equal(out.n_receipts, N);
}

/* A key without a passphrase: the seals need none, and stretching one takes long. */
static void bare_key(struct teller_key *k, unsigned char secret[URN_KEY_BYTES])
{
	unsigned char public_key[URN_KEY_BYTES];
	crypto_box_keypair(public_key, secret);
	*k = (struct teller_key){base64_text(arena, public_key, sizeof(public_key)), "", ""};
}

/* More votes at a time than seals are kept for: those are for the last ones, all URN_STOCKED of them; a ballot is sealed to its own tellers, never with what was made for others. */
static void each_vote_has_its_own_seals(void **state)
{
	enum { VOTES = URN_STOCKED + 1 };
	static struct teller_key of[VOTES][2];
	unsigned char own[VOTES][2][URN_KEY_BYTES];
	struct urn_opened out;
	const char *urn[1];
	(void)state;
	for (int v = 0; v < VOTES; v++)
		for (int half = 0; half < 2; half++)
			bare_key(&of[v][half], own[v][half]);
	for (int v = 0; v < VOTES; v++)
		urn_stock_up(of[v]);
	for (int v = 0; v < VOTES; v++)
		assert_int_equal(urn_stocked(of[v]), v > 0);
	for (int v = 0; v < VOTES; v++) {
		urn[0] = ballot_seal(arena, of[v], 77, ballot_room(&rules, 3), receipt_new(arena), "++-");
		urn_open(arena, of[v], own[v], 77, urn, 1, &out);
		assert_int_equal(out.n_receipts, 1);
		urn_open(arena, of[v], own[(v + 1) % VOTES], 77, urn, 1, &out);
		assert_int_equal(out.n_receipts, 0);
	}
}

static void one_teller_opens_nothing(void **state)
{
	unsigned char wrong[2][URN_KEY_BYTES];
	const char *urn[] = {sealed("++-", receipt_new(arena))};
	struct urn_opened out;
	(void)state;
	for (int who = 0; who < 2; who++) { /* his own key twice */
		memcpy(wrong[0], secrets[who], URN_KEY_BYTES);
		memcpy(wrong[1], secrets[who], URN_KEY_BYTES);
		urn_open(arena, keys, wrong, 77, urn, 1, &out);
		assert_int_equal(out.n_receipts, 0);
		assert_int_equal(out.strange, 1);
	}
}

static void what_does_not_belong_there_is_noticed(void **state)
{
	const char *good = sealed("++-", receipt_new(arena));
	char *changed = arena_strdup(arena, good);
	const char *other = ballot_seal(arena, keys, 78, ballot_room(&rules, 3), receipt_new(arena), "++-");
	const char *urn[] = {good, good, other, changed, "", "not base64 !"};
	struct urn_opened out;
	(void)state;
	changed[40] = changed[40] == 'A' ? 'B' : 'A';
	urn_open(arena, keys, secrets, 77, urn, 6, &out);
	assert_int_equal(out.n_receipts, 2);
	assert_int_equal(out.twice, 1);
	assert_int_equal(out.strange, 4);
}

static void receipts_are_well_formed(void **state)
{
	(void)state;
	for (int i = 0; i < 1000; i++)
		assert_true(receipt_formed(receipt_new(arena)));
	assert_false(receipt_formed("7K4M-Q2RT-X9B0"));
	assert_false(receipt_formed("7K4M-Q2RT"));
	assert_false(receipt_formed("7K4MMQ2RT-X9BD"));
}

static void digests_are_of_lines(void **state)
{
	static const char *const two[] = {"a", "b"};
	(void)state;
	/* printf 'a\nb\n' | sha256sum */
	assert_string_equal(lines_digest(arena, two, 2), "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_open_with_their_passphrase_only),
		cmocka_unit_test(all_ballots_are_equally_long),
		cmocka_unit_test(both_open_and_the_lists_have_nothing_in_common),
		cmocka_unit_test(seals_made_ahead_are_used_once),
		cmocka_unit_test(each_vote_has_its_own_seals),
		cmocka_unit_test(one_teller_opens_nothing),
		cmocka_unit_test(what_does_not_belong_there_is_noticed),
		cmocka_unit_test(receipts_are_well_formed),
		cmocka_unit_test(digests_are_of_lines),
	};
	secret_init();
	arena = arena_new(64u << 20);
	int bad = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return bad;
}
