#include "kernel/place.h"

#include "kernel/app.h"
#include "kernel/session.h"
#include "secret/secret.h"

static struct seal_place where(const struct req *r, const char *what)
{
	return (struct seal_place){"place", what, r->who ? r->who->person : 0};
}

const char *place_seal(struct req *r, const char *what, const char *plain)
{
	return arena_printf(r->arena, "~%s", secret_seal(r->arena, &r->app->keys, where(r, what), plain));
}

bool place_is_sealed(const char *text)
{
	return *text == '~';
}

const char *place_open(struct req *r, const char *what, const char *sealed)
{
	const char *plain;
	return place_is_sealed(sealed) && secret_unseal(r->arena, &r->app->keys, where(r, what), sealed + 1, &plain) && *plain ? plain : NULL;
}

const char *place_seal_number(struct req *r, const char *what, int64_t number)
{
	return place_seal(r, what, arena_printf(r->arena, "%lld", (long long)number));
}

int64_t place_open_number(struct req *r, const char *what, const char *sealed)
{
	const char *plain = place_open(r, what, sealed);
	int64_t number = 0;
	return plain && str_int(str_of(plain), &number) && number > 0 ? number : 0;
}
