#include "base/test.h"

#include <brotli/decode.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/fault.h"
#include "http/assets.h"
#include "http/icon.h"

static struct exchange ask(struct arena *a, const char *path, const char *accept)
{
	struct exchange x = {.arena = a, .method = METHOD_GET, .path = path, .status = 200};
	x.out = buf_in(a);
	if (accept)
		pairs_add(a, &x.headers, "accept-encoding", accept);
	return x;
}

static const char *header(struct exchange *x, const char *name)
{
	const char *value = pairs_get(&x->answer_headers, name);
	return value ? value : "";
}

/* Each form unpacks, by the other side's library, to the same bytes. */
static void forms_hold_the_same(void **state)
{
	struct arena *a = arena_new(1 << 24);
	assert_true(asset_count >= 8);
	for (size_t i = 0; i < asset_count; i++) {
		const struct asset *s = &asset_table[i];
		size_t room = s->raw.n + 1, n = room;
		unsigned char *out = arena_alloc(a, room);
		if (s->brotli.n) {
			assert_int_equal(BrotliDecoderDecompress(s->brotli.n, (const uint8_t *)s->brotli.p, &n, out),
					 BROTLI_DECODER_RESULT_SUCCESS);
			assert_int_equal(n, s->raw.n);
			assert_memory_equal(out, s->raw.p, n);
		}
		if (s->gzip.n) {
			z_stream z = {.next_in = (unsigned char *)s->gzip.p, .avail_in = (unsigned)s->gzip.n,
				      .next_out = out, .avail_out = (unsigned)room};
			assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
			assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
			assert_int_equal(z.total_out, s->raw.n);
			assert_memory_equal(out, s->raw.p, z.total_out);
			inflateEnd(&z);
		}
	}
	arena_free(a);
}

static void an_address_lasts(void **state)
{
	struct arena *a = arena_new(1 << 20);
	const char *url = asset_url("app.css");
	assert_int_equal(strlen(url), strlen("/static/app.0123456789.css"));
	struct exchange x = ask(a, url, "gzip, deflate, br");
	assert_true(asset_answer(&x));
	assert_int_equal(x.status, 200);
	assert_string_equal(x.type, "text/css; charset=utf-8");
	assert_string_equal(header(&x, "Content-Encoding"), "br");
	assert_string_equal(header(&x, "Vary"), "Accept-Encoding");
	assert_non_null(strstr(header(&x, "Cache-Control"), "immutable"));

	struct guard g;
	volatile bool faulted = false;
	if (GUARD(&g)) {
		asset_url("none.css");
		guard_end(&g);
	} else {
		faulted = true;
	}
	assert_true(faulted);
	arena_free(a);
}

static void the_form_is_one_the_browser_takes(void **state)
{
	static const struct {
		const char *accept, *gives;
	} cases[] = {
		{NULL, ""}, {"", ""}, {"identity", ""}, {"gzip", "gzip"}, {"br", "br"},
		{"br;q=0, gzip;q=0.5", "gzip"}, {"br; q=0.0,gzip; q=0", ""}, {"xbr, gzipx", ""},
		{" gzip ;q=1.0 , br;q=0.001", "br"},
	};
	struct arena *a = arena_new(1 << 20);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct exchange x = ask(a, asset_url("ui.js"), cases[i].accept);
		assert_true(asset_answer(&x));
		assert_string_equal(header(&x, "Content-Encoding"), cases[i].gives);
		assert_true(x.fixed.n > 0);
	}
	arena_free(a);
}

static void other_paths(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct exchange x = ask(a, "/plans", NULL);
	assert_false(asset_answer(&x));

	static const char *const missing[] = {"/static/", "/static/none.css", "/static/app.0123456789",
		"/static/none.0123456789.css", "/static/.css", "/static/app.012345678g.css"};
	for (size_t i = 0; i < sizeof(missing) / sizeof(missing[0]); i++) {
		x = ask(a, missing[i], NULL);
		assert_true(asset_answer(&x));
		assert_int_equal(x.status, 404);
		assert_int_equal(x.fixed.n, 0);
	}

	/* a page of another release: the file of this one, not kept */
	x = ask(a, "/static/app.0123456789.css", NULL);
	assert_true(asset_answer(&x));
	assert_int_equal(x.status, 200);
	assert_string_equal(header(&x, "Cache-Control"), "no-cache");

	x = ask(a, "/static/licenses.txt", NULL);
	assert_true(asset_answer(&x));
	assert_non_null(memmem(x.fixed.p, x.fixed.n, "Paweł Kuna", 11));

	x = ask(a, asset_url("ui.js"), NULL);
	x.method = METHOD_POST;
	assert_true(asset_answer(&x));
	assert_int_equal(x.status, 405);
	arena_free(a);
}

static void glyphs_and_icons(void **state)
{
	struct arena *a = arena_new(1 << 20);
	struct buf b = buf_in(a);
	icon(&b, "no-such-icon");
	glyph(&b, "no-such-kind", "");
	assert_int_equal(b.n, 0);
	glyph(&b, "bad", "已\"逾期");
	assert_non_null(strstr(buf_text(&b), "class=\"gl gl-bad\""));
	assert_non_null(strstr(buf_text(&b), "aria-label=\"已&quot;逾期\""));
	for (size_t i = 0; i < 7; i++) {
		static const char *const kinds[] = {"go", "ok", "info", "warn", "bad", "mute", "gold"};
		size_t before = b.n;
		glyph(&b, kinds[i], "");
		assert_true(b.n > before);
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_hold_the_same),
		cmocka_unit_test(an_address_lasts),
		cmocka_unit_test(the_form_is_one_the_browser_takes),
		cmocka_unit_test(other_paths),
		cmocka_unit_test(glyphs_and_icons),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
