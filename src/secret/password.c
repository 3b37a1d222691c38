#include "secret/password.h"

#include <string.h>

#include <sodium.h>

#include "base/fault.h"
#include "secret/secret.h"

/* OWASP's minimum for argon2id; 18 ms on the machine it was measured on. */
enum { PASSES = 2 };
#define MEMORY ((size_t)19 * 1024 * 1024)

/* A well-formed hash of nothing anyone knows, for accounts that do not exist. */
static const char no_account[] = "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw"
				 "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

const char *password_hash(struct arena *a, const char *password)
{
	char hash[crypto_pwhash_argon2id_STRBYTES];
	secret_init();
	if (crypto_pwhash_argon2id_str(hash, password, strlen(password), PASSES, MEMORY) != 0)
		fault("no memory to hash a password");
	return arena_strdup(a, hash);
}

bool password_verify(const char *hash, const char *password)
{
	char stored[crypto_pwhash_argon2id_STRBYTES] = {0};
	bool known = !text_empty(hash) && strlen(hash) < sizeof(stored);
	const char *from = known ? hash : no_account;
	secret_init();
	memcpy(stored, from, strlen(from));
	return crypto_pwhash_argon2id_str_verify(stored, password, strlen(password)) == 0 && known;
}

bool password_needs_rehash(const char *hash)
{
	return text_empty(hash) ||
	       crypto_pwhash_argon2id_str_needs_rehash(hash, PASSES, MEMORY) != 0;
}
