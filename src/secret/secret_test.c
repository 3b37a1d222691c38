#include "base/test.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "secret/id.h"
#include "secret/secret.h"
#include "secret/token.h"

struct fixture {
	struct arena *a;
	char folder[64];
	const char *path;
	struct keyring k;
};

static int start(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	f->a = arena_new(1 << 22);
	strcpy(f->folder, "/tmp/lianxin-secret-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	f->path = arena_printf(f->a, "%s/key", f->folder);
	assert_null(keyring_open(f->a, &f->k, f->path, true));
	*state = f;
	return 0;
}

static int stop(void **state)
{
	struct fixture *f = *state;
	unlink(f->path);
	assert_int_equal(rmdir(f->folder), 0); /* nothing else was left behind */
	arena_free(f->a);
	free(f);
	return 0;
}

static const struct seal_place place = {"member", "id_number", 42};

static void key_file_is_private_and_comes_back(void **state)
{
	struct fixture *f = *state;
	struct stat st;
	struct keyring again;
	assert_int_equal(stat(f->path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_null(keyring_open(f->a, &again, f->path, true));
	assert_memory_equal(&again, &f->k, sizeof(again));
	assert_int_equal(strlen(again.id), KEY_ID_CHARS);
	keyring_wipe(&again);
	assert_string_equal(again.id, "");
}

static void key_file_that_others_read_is_refused(void **state)
{
	struct fixture *f = *state;
	struct keyring k;
	chmod(f->path, 0640);
	const char *problem = keyring_open(f->a, &k, f->path, true);
	assert_non_null(problem);
	assert_non_null(strstr(problem, "chmod 600"));
	assert_string_equal(k.id, "");
	chmod(f->path, 0600);
	assert_null(keyring_open(f->a, &k, f->path, false));
}

/* One changed digit of the key must be found before anything is sealed with it. */
static void damaged_key_file_is_refused(void **state)
{
	struct fixture *f = *state;
	struct keyring k;
	char line[256] = {0};
	int fd = open(f->path, O_RDWR);
	ssize_t n = read(fd, line, sizeof(line));
	char *digit = line + n - 2;
	char good = *digit;
	*digit = good == '0' ? '1' : '0';
	assert_true(pwrite(fd, line, (size_t)n, 0) == n);
	assert_non_null(strstr(keyring_open(f->a, &k, f->path, true), "已损坏"));
	*digit = good;
	assert_true(pwrite(fd, line, (size_t)n, 0) == n);
	assert_null(keyring_open(f->a, &k, f->path, true));
	assert_int_equal(ftruncate(fd, 20), 0);
	assert_non_null(keyring_open(f->a, &k, f->path, true));
	assert_int_equal(ftruncate(fd, 0), 0);
	assert_non_null(keyring_open(f->a, &k, f->path, true));
	assert_true(pwrite(fd, line, (size_t)n, 0) == n);
	close(fd);
}

static void missing_key_file_is_made_only_when_asked(void **state)
{
	struct fixture *f = *state;
	struct keyring k;
	const char *other = arena_printf(f->a, "%s/none", f->folder);
	assert_non_null(strstr(keyring_open(f->a, &k, other, false), "打不开"));
	assert_int_not_equal(access(other, F_OK), 0);
	const char *nowhere = arena_printf(f->a, "%s/no/key", f->folder);
	assert_non_null(strstr(keyring_open(f->a, &k, nowhere, true), "无法写入"));
}

static void sealed_text_comes_back_only_in_its_place(void **state)
{
	struct fixture *f = *state;
	const char *plain;
	const char *number = "11010519491231002X";
	const char *sealed = secret_seal(f->a, &f->k, place, number);
	assert_null(strstr(sealed, number));
	assert_true(strncmp(sealed, "v1:", 3) == 0);
	assert_string_equal(secret_key_id(f->a, sealed), f->k.id);
	assert_true(secret_unseal(f->a, &f->k, place, sealed, &plain));
	assert_string_equal(plain, number);
	assert_string_not_equal(sealed, secret_seal(f->a, &f->k, place, number));

	struct seal_place elsewhere[] = {
		{"member", "id_number", 43},
		{"member", "bank_card", 42},
		{"aid", "id_number", 42},
		{"memberi", "d_number", 42},
	};
	for (size_t i = 0; i < 4; i++) {
		assert_false(secret_unseal(f->a, &f->k, elsewhere[i], sealed, &plain));
		assert_string_equal(plain, "");
	}
}

static void every_changed_character_is_found(void **state)
{
	struct fixture *f = *state;
	const char *plain;
	char *sealed = arena_strdup(f->a, secret_seal(f->a, &f->k, place, "6222021234567890"));
	size_t n = strlen(sealed);
	for (size_t i = 0; i < n; i++) {
		char good = sealed[i];
		sealed[i] = good == 'A' ? 'B' : 'A';
		assert_false(secret_unseal(f->a, &f->k, place, sealed, &plain));
		sealed[i] = good;
	}
	for (size_t cut = 1; cut < n; cut++) {
		const char *part = arena_strndup(f->a, sealed, cut);
		assert_false(secret_unseal(f->a, &f->k, place, part, &plain));
	}
	assert_true(secret_unseal(f->a, &f->k, place, sealed, &plain));
	assert_true(secret_unseal(f->a, &f->k, place, "", &plain));
	assert_string_equal(secret_seal(f->a, &f->k, place, ""), "");
	assert_string_equal(secret_key_id(f->a, "13800001111"), "");
}

static void another_key_opens_nothing(void **state)
{
	struct fixture *f = *state;
	struct keyring other;
	const char *plain, *path = arena_printf(f->a, "%s/other", f->folder);
	assert_null(keyring_open(f->a, &other, path, true));
	unlink(path);
	const char *sealed = secret_seal(f->a, &f->k, place, "x");
	assert_string_not_equal(other.id, f->k.id);
	assert_false(secret_unseal(f->a, &other, place, sealed, &plain));
	assert_string_not_equal(secret_number_hash(f->a, &other, "p", "1"),
				secret_number_hash(f->a, &f->k, "p", "1"));
}

static void numbers_are_found_however_they_are_written(void **state)
{
	struct fixture *f = *state;
	const char *one = secret_number_hash(f->a, &f->k, "member.id_number", "11010519491231002X");
	assert_int_equal(strlen(one), 32);
	assert_string_equal(
		one, secret_number_hash(f->a, &f->k, "member.id_number", "110105 19491231-002x"));
	assert_string_equal(
		one, secret_number_hash(f->a, &f->k, "member.id_number", "11010519491231002x"));
	assert_string_not_equal(
		one, secret_number_hash(f->a, &f->k, "member.id_number", "110105194912310021"));
	assert_string_not_equal(
		one, secret_number_hash(f->a, &f->k, "aid.id_number", "11010519491231002X"));
	const char *tail = secret_tail_hash(f->a, &f->k, "member.id_number", "11010519491231002X");
	assert_string_equal(tail, secret_tail_hash(f->a, &f->k, "member.id_number", "002x"));
	assert_string_not_equal(tail, secret_number_hash(f->a, &f->k, "member.id_number", "002X"));
	assert_string_equal(secret_tail_hash(f->a, &f->k, "member.id_number", "02X"), "");
	assert_string_equal(secret_number_hash(f->a, &f->k, "member.id_number", " - "), "");
}

static void signatures_are_bound_to_their_purpose(void **state)
{
	struct fixture *f = *state;
	const char *s = secret_sign(f->a, &f->k, "download", "file 7");
	assert_true(secret_same(s, secret_sign(f->a, &f->k, "download", "file 7")));
	assert_false(secret_same(s, secret_sign(f->a, &f->k, "download", "file 8")));
	assert_false(secret_same(s, secret_sign(f->a, &f->k, "form", "file 7")));
	assert_true(secret_same("", NULL));
	assert_false(secret_same("a", ""));
	assert_false(secret_same("a", "ab"));
}

/* FIPS 180-2, appendix B: "abc", the two-block message, one million "a". */
static void sha256_of_the_standard(void **state)
{
	struct fixture *f = *state;
	unsigned char out[SHA256_BYTES];
	struct sha256 h;
	assert_string_equal(token_hash(f->a, "abc"),
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_string_equal(
		sha256_hex(f->a, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56),
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	sha256_begin(&h);
	for (int i = 0; i < 100000; i++)
		sha256_add(&h, "aaaaaaaaaa", 10);
	sha256_end(&h, out);
	assert_string_equal(hex_text(f->a, out, sizeof(out)),
			    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void tokens_fit_a_url_and_differ(void **state)
{
	struct fixture *f = *state;
	const char *t = token_new(f->a, 24);
	assert_int_equal(strlen(t), 32);
	assert_int_equal(
		strspn(t, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), 32);
	assert_string_not_equal(t, token_new(f->a, 24));
	for (int i = 0; i < 1000; i++)
		assert_true(random_below(3) < 3);
}

enum { THREADS = 4, IDS = 20000 };

static void *draw_ids(void *p)
{
	int64_t *ids = p;
	for (int i = 0; i < IDS; i++)
		ids[i] = id_new();
	return NULL;
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static void ids_rise_and_never_repeat(void **state)
{
	int64_t *ids = calloc(THREADS * IDS, sizeof(*ids));
	pthread_t t[THREADS];
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&t[i], NULL, draw_ids, ids + (size_t)i * IDS), 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
	for (int i = 0; i < THREADS; i++)
		for (int j = 1; j < IDS; j++)
			assert_true(ids[i * IDS + j] > ids[i * IDS + j - 1]);
	qsort(ids, THREADS * IDS, sizeof(*ids), by_value);
	assert_true(ids[0] > 0);
	for (int i = 1; i < THREADS * IDS; i++)
		assert_true(ids[i] != ids[i - 1]);
	assert_true(id_random() > 0);
	assert_true(id_random() != id_random());
	free(ids);
}

/* The layout of id.h: the time can be read back, to the second it was made in. */
static void ids_carry_their_time_and_node(void **state)
{
	int64_t before = (int64_t)time(NULL) * 1000, id = id_new();
	int64_t ms = (id >> 21) + INT64_C(1704067200000);
	assert_true(ms >= before - 1000 && ms <= before + 60000);
	id_set_node(5);
	assert_int_equal(id_new() >> 11 & 1023, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(key_file_is_private_and_comes_back),
		cmocka_unit_test(key_file_that_others_read_is_refused),
		cmocka_unit_test(damaged_key_file_is_refused),
		cmocka_unit_test(missing_key_file_is_made_only_when_asked),
		cmocka_unit_test(sealed_text_comes_back_only_in_its_place),
		cmocka_unit_test(every_changed_character_is_found),
		cmocka_unit_test(another_key_opens_nothing),
		cmocka_unit_test(numbers_are_found_however_they_are_written),
		cmocka_unit_test(signatures_are_bound_to_their_purpose),
		cmocka_unit_test(sha256_of_the_standard),
		cmocka_unit_test(tokens_fit_a_url_and_differ),
		cmocka_unit_test(ids_rise_and_never_repeat),
		cmocka_unit_test(ids_carry_their_time_and_node),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
