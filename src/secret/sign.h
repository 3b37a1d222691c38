/*
 * Signatures that others can check: Ed25519 with a key pair derived from the key file. The public key
 * may be printed and handed out; whoever has it checks a signed text without asking this server.
 */
#ifndef LX_SIGN_H
#define LX_SIGN_H

#include "secret/secret.h"

/* Public key of a purpose ("member.card"), base64url, 43 characters. */
const char *sign_public_key(struct arena *a, const struct keyring *k, const char *purpose);
/* "TEXT.SIGNATURE", both base64url: fits into an address. */
const char *sign_token(struct arena *a, const struct keyring *k, const char *purpose, const char *text);
/* The text of a token that this public key signed; NULL: it did not. */
const char *sign_check(struct arena *a, const char *public_key, const char *token);

#endif
