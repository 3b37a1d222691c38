/* The pieces of the HTTP layer by themselves. */
#include "base/test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "base/fault.h"
#include "base/str.h"
#include "http/answer.h"
#include "http/compress.h"
#include "http/forms.h"
#include "http/html.h"
#include "http/multipart.h"
#include "http/url.h"
#include "http/watchdog.h"

static struct arena *arena;

static int start(void **state)
{
	arena = arena_new(64 << 20);
	return 0;
}

static int stop(void **state)
{
	arena_free(arena);
	return 0;
}

static void decodes_what_it_encoded(void **state)
{
	char all[255];
	struct str back;
	for (int i = 0; i < 127; i++)
		all[i] = (char)(i + 1);
	all[127] = '\0';
	const char *encoded = url_join(arena, "", all);
	assert_true(url_decode(arena, str_of(encoded), true, &back));
	assert_string_equal(back.p, all);
	static const struct str broken[] = {STR("%"),	      STR("%4"),   STR("%4g"),
					    STR("%00"),	      STR("a%"),   STR("%c0%80"),
					    STR("%ed%a0%80"), STR("\xff"), STR("a\0b")};
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		assert_false(url_decode(arena, broken[i], false, &back));
}

static void reads_pairs(void **state)
{
	struct pairs p = {0};
	assert_int_equal(url_pairs(arena, STR("a=1&&b&=x&a=%E4%B8%80+2&c=d=e"), 10, 100, &p).status,
			 0);
	assert_int_equal(p.n, 5);
	assert_string_equal(pairs_get(&p, "a"), "1");
	assert_string_equal(pairs_nth(&p, "a", 1), "一 2");
	assert_null(pairs_nth(&p, "a", 2));
	assert_string_equal(pairs_get(&p, "b"), "");
	assert_string_equal(pairs_get(&p, "c"), "d=e");
	assert_null(pairs_get(&p, "d"));
	struct pairs few = {0}, small = {0}, lines = {0};
	assert_int_equal(url_pairs(arena, STR("a=1&b=2&c=3"), 2, 100, &few).status, 413);
	assert_int_equal(url_pairs(arena, STR("a=12345"), 2, 4, &small).status, 413);
	assert_int_equal(url_pairs(arena, STR("t=a%0D%0A%0D%0Ab%0Dc%0A"), 2, 100, &lines).status,
			 0);
	assert_string_equal(pairs_get(&lines, "t"), "a\n\nb\rc\n");
}

static void reads_cookies(void **state)
{
	struct pairs p = {0};
	cookies_read(arena, "a=1; b=\"x y\";c=d=e; flag; =z;  e = 5 ;f=\xff", &p);
	assert_int_equal(p.n, 4);
	assert_string_equal(pairs_get(&p, "b"), "x y");
	assert_string_equal(pairs_get(&p, "c"), "d=e");
	assert_string_equal(pairs_get(&p, "e"), "5");
}

/* What a multipart reader reports, as text. */
struct report {
	struct buf b;
};

static struct verdict report_part(void *context, const struct part *part)
{
	struct report *r = context;
	buf_printf(&r->b, "[%s%s%s:", part->name, part->filename ? "|" : "",
		   part->filename ? part->filename : "");
	return VERDICT_FINE;
}

static struct verdict report_data(void *context, struct str piece)
{
	buf_str(&((struct report *)context)->b, piece);
	return VERDICT_FINE;
}

static struct verdict report_end(void *context)
{
	buf_puts(&((struct report *)context)->b, "]");
	return VERDICT_FINE;
}

/* Feeds pieces of `step` bytes; "!" for a refusal. */
static const char *read_multipart(struct str body, size_t step)
{
	struct report r = {buf_in(arena)};
	const struct multipart_sink sink = {&r, report_part, report_data, report_end};
	struct multipart *m = multipart_new(arena, STR("xYz"), &sink);
	struct verdict v = VERDICT_FINE;
	for (size_t i = 0; i < body.n && !v.status; i += step)
		v = multipart_feed(m, str_head(str_skip(body, i), step));
	if (!v.status)
		v = multipart_end(m);
	return v.status ? "!" : buf_text(&r.b);
}

#define PART(disposition) "--xYz\r\nContent-Disposition: form-data; " disposition "\r\n\r\n"

static void reads_multipart_in_any_pieces(void **state)
{
	static const struct {
		struct str body;
		const char *report;
	} cases[] = {
		{STR("--xYz--\r\n"), ""},
		{STR(PART("name=\"a\"") "1\r\n--xYz--"), "[a:1]"},
		{STR("preamble\r\n" PART(
			 "name=a") "\r\n--xYz \t\r\ncontent-disposition: FORM-DATA; "
				   "NAME=b\r\n\r\n2\r\n--xYz--\r\nepilogue"),
		 "[a:][b:2]"},
		/* what looks like a delimiter but is not one */
		{STR(PART("name=\"a\"") "\r\n--xY\r\n--xy\r\n-\r\n\r\r\n--xYz--"),
		 "[a:\r\n--xY\r\n--xy\r\n-\r\n\r]"},
		{STR(PART("name=\"a\"; filename=\"C:\\dir\\x.txt\"") "1\r\n--xYz--"),
		 "[a|x.txt:1]"},
		{STR(PART("name=\"a\"; filename=\"../../etc/x\"") "1\r\n--xYz--"), "[a|x:1]"},
		{STR(PART("name=\"a\"; filename=\"\"") "\r\n--xYz--"), "[a|:]"},
		{STR(PART("name=\"a\"; filename=\"x\\\"y;z.txt\"") "1\r\n--xYz--"),
		 "[a|x\"y;z.txt:1]"},
		{STR(PART("filename=\"%22%0D%0A工.txt\"; name=\"%22\"") "1\r\n--xYz--"),
		 "[\"|\"工.txt:1]"},
		{STR("--xYz\r\nContent-Type: "
		     "text/plain\r\nContent-Disposition:form-data;name=a\r\nX: "
		     "y\r\n\r\n1\r\n--xYz--"),
		 "[a:1]"},
		{STR(PART("x; name=a; y=z") "1\r\n--xYz--"), "[a:1]"},
		{STR("--xYz\r\nContent-Disposition: form-data; name=a\r\n"
		     "Content-Disposition: form-data; name=b\r\n\r\n1\r\n--xYz--"),
		 "!"},
		{STR(PART("name=\"a%0D\"") "1\r\n--xYz--"), "!"},
		{STR(""), "!"},
		{STR("--xYz"), "!"},
		{STR(PART("name=\"a\"") "1"), "!"},
		{STR(PART("name=\"a\"") "1\r\n--xYz"), "!"},
		{STR("--xYzz\r\n\r\n1\r\n--xYz--"), "!"},
		{STR("--xYz\r\n\r\n1\r\n--xYz--"), "!"},
		{STR("--xYz\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--xYz--"), "!"},
		{STR(PART("filename=\"a\"") "1\r\n--xYz--"), "!"},
		{STR(PART("name=\"\"") "1\r\n--xYz--"), "!"},
		{STR(PART("name=\"a\"; name=\"b\"") "1\r\n--xYz--"), "!"},
		{STR(PART("name=\"\xff\"") "1\r\n--xYz--"), "!"},
		{STR(PART("name=\"a\"; filename=\"\xc0\xaf\"") "1\r\n--xYz--"), "!"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (size_t step = 1; step <= cases[i].body.n + 1; step++)
			assert_string_equal(read_multipart(cases[i].body, step), cases[i].report);
	}
}

static void finds_the_boundary(void **state)
{
	static const struct {
		const char *type, *boundary;
	} cases[] = {
		{"multipart/form-data; boundary=xYz", "xYz"},
		{"multipart/form-data; charset=utf-8; BOUNDARY=\"a b\"", "a b"},
		{"multipart/form-data", ""},
		{"multipart/form-data; boundary=", ""},
		{"multipart/form-data; boundary=a; boundary=b", ""},
		{"multipart/form-data; boundary=a\"b", ""},
		{"multipart/form-data; boundary="
		 "aaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaabbbbbbbbbbaaaaaaaaaab",
		 ""},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_true(str_is(multipart_boundary(arena, cases[i].type), cases[i].boundary));
}

/* Reads a body with small limits; the status. */
static int read_form(struct exchange *x, const char *type, struct str body)
{
	const struct form_limits limits = {.body = 400, .text = 300, .field = 100, .fields = 3};
	*x = (struct exchange){.arena = arena, .content_type = type};
	struct form_reader *r = form_begin(x, &limits, (int64_t)body.n);
	form_feed(r, body);
	int status = form_end(r).status;
	form_clean(r);
	return status;
}

static struct str repeated(const char *head, const char *middle, int n, const char *tail)
{
	struct buf b = buf_in(arena);
	buf_puts(&b, head);
	for (int i = 0; i < n; i++)
		buf_puts(&b, middle);
	buf_puts(&b, tail);
	return buf_slice(&b);
}

static void forms_have_limits(void **state)
{
	static const char url[] = "application/x-www-form-urlencoded";
	static const char multi[] = "multipart/form-data; boundary=xYz";
	struct exchange x;
	assert_int_equal(read_form(&x, url, STR("a=1&b=2&c=3")), 0);
	assert_int_equal(read_form(&x, url, STR("a=1&b=2&c=3&d=4")), 413);
	assert_int_equal(read_form(&x, url, repeated("a=", "x", 100, "")), 0);
	assert_int_equal(read_form(&x, url, repeated("a=", "x", 101, "")), 413);
	assert_int_equal(read_form(&x, "text/plain", repeated("", "x", 300, "")), 0);
	assert_int_equal(x.body.n, 300);
	assert_int_equal(read_form(&x, "text/plain", repeated("", "x", 301, "")), 413);
	assert_int_equal(read_form(&x, multi, repeated(PART("name=a"), "x", 100, "\r\n--xYz--")),
			 0);
	assert_int_equal(read_form(&x, multi, repeated(PART("name=a"), "x", 101, "\r\n--xYz--")),
			 413);
	const char *long_header = arena_printf(arena, "--xYz\r\nX: %05000d\r\n", 1);
	assert_string_equal(read_multipart(str_of(long_header), 1000), "!");
	assert_int_equal(read_form(&x, multi, repeated("", PART("name=a") "\r\n", 3, "--xYz--")),
			 0);
	assert_int_equal(read_form(&x, multi, repeated("", PART("name=a") "\r\n", 4, "--xYz--")),
			 413);
	assert_int_equal(read_form(&x, multi, repeated("", "x", 401, "")), 413);
	assert_int_equal(read_form(&x, multi, STR(PART("name=a") "\xff\r\n--xYz--")), 400);
	assert_int_equal(read_form(&x, multi, STR(PART("name=a") "x\0y\r\n--xYz--")), 400);
	assert_int_equal(read_form(&x, multi, STR(PART("name=a") "1\r\n2\r\n--xYz--")), 0);
	assert_string_equal(pairs_get(&x.form, "a"), "1\n2");
	assert_int_equal(read_form(&x, "multipart/form-data", STR("--xYz--")), 400);
	/* a file field left empty is no upload */
	assert_int_equal(read_form(&x, multi, STR(PART("name=a; filename=\"\"") "\r\n--xYz--")), 0);
	assert_int_equal(x.n_uploads, 0);
}

static void a_full_disk_is_said(void **state)
{
	const struct form_limits limits = {.body = 400, .text = 300, .field = 100, .fields = 3};
	struct exchange x = {.arena = arena, .content_type = "multipart/form-data; boundary=xYz"};
	struct form_reader *r = form_begin(&x, &limits, -1);
	int next = dup(0); /* the descriptor that the temporary file will get */
	close(next);
	form_feed(r, STR(PART("name=f; filename=\"a\"")));
	int full = open("/dev/full", O_WRONLY);
	assert_int_equal(dup2(full, next), next);
	close(full);
	form_feed(r, repeated("", "x", 40, "\r\n--xYz--"));
	struct verdict v = form_end(r);
	assert_int_equal(v.status, 507);
	assert_non_null(strstr(v.why, "存储空间不足"));
	form_clean(r);
	assert_int_not_equal(access(x.uploads[0].path, F_OK), 0);

	const struct form_limits nowhere = {
		.body = 400, .fields = 3, .upload_dir = "/no/such/folder"};
	x = (struct exchange){.arena = arena, .content_type = x.content_type};
	r = form_begin(&x, &nowhere, -1);
	form_feed(r, STR(PART("name=f; filename=\"a\"") "x\r\n--xYz--"));
	assert_int_equal(form_end(r).status, 503);
	form_clean(r);
}

static void sweeps_what_a_killed_server_left(void **state)
{
	char dir[] = P_tmpdir "/http-sweep-XXXXXX";
	const struct timespec old[2] = {{.tv_sec = time(NULL) - 90000},
					{.tv_sec = time(NULL) - 90000}};
	static const char *const names[] = {"upload-abcdef", "upload-ghijkl", "other"};
	assert_non_null(mkdtemp(dir));
	for (int i = 0; i < 3; i++) {
		const char *path = arena_printf(arena, "%s/%s", dir, names[i]);
		close(open(path, O_CREAT | O_WRONLY, 0600));
		if (i != 1)
			utimensat(AT_FDCWD, path, old, 0);
	}
	form_sweep(dir);
	for (int i = 0; i < 3; i++)
		assert_int_equal(unlink(arena_printf(arena, "%s/%s", dir, names[i])), i ? 0 : -1);
	rmdir(dir);
}

static bool ended(int fd)
{
	char c;
	return recv(fd, &c, 1, MSG_DONTWAIT) == 0;
}

/* A descriptor that was closed and is used again by another connection must not be hit. */
static void the_watchdog_ends_only_what_is_late(void **state)
{
	struct links l;
	int late[2], early[2], again[2];
	links_init(&l);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, late), 0);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, early), 0);
	struct link *a = links_add(&l, late[0]), *b = links_add(&l, early[0]);
	a->deadline = 1000;
	b->deadline = 2000;
	links_end_late(&l, 999);
	assert_false(ended(late[1]));
	links_remove(&l, a);
	close(late[0]);
	close(late[1]);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, again), 0);
	assert_int_equal(again[0], late[0]);
	links_end_late(&l, 1500);
	assert_false(ended(again[1]));
	assert_false(ended(early[1]));
	links_end_late(&l, 2000);
	assert_true(ended(early[1]));
	links_destroy(&l);
	close(again[0]);
	close(again[1]);
	close(early[0]);
	close(early[1]);
}

/* What zlib makes of it again; NULL when it is not gzip. */
static const char *unzip(struct str in, size_t room)
{
	char *out = arena_alloc(arena, room + 1);
	z_stream z = {.next_in = (unsigned char *)(uintptr_t)in.p,
		      .avail_in = (uInt)in.n,
		      .next_out = (unsigned char *)out,
		      .avail_out = (uInt)room};
	inflateInit2(&z, 15 + 16);
	int end = inflate(&z, Z_FINISH);
	inflateEnd(&z);
	return end == Z_STREAM_END ? out : NULL;
}

static void gzip_comes_back_whole(void **state)
{
	struct str page = repeated("<p>", "连心 ", 3000, "</p>"), small;
	for (int i = 0; i < 2; i++) { /* the second time with the compressor used before */
		assert_true(gzip_fast(arena, page, &small));
		assert_true(small.n < page.n / 10);
		assert_string_equal(unzip(small, page.n), arena_strndup(arena, page.p, page.n));
	}
	assert_false(gzip_fast(arena, STR("too short to gain"), &small));
	assert_true(accepts_gzip("gzip"));
	assert_true(accepts_gzip("br, GZIP;q=0.5"));
	assert_true(accepts_gzip("gzip; q=1.0"));
	assert_false(accepts_gzip("gzip;q=0"));
	assert_false(accepts_gzip("gzip;q=0.000, br"));
	assert_false(accepts_gzip("x-gzip2, br"));
	assert_false(accepts_gzip(NULL));
}

static void cookies_are_closed_to_scripts(void **state)
{
	struct exchange x = {.arena = arena};
	answer_cookie(&x, "sid", "abc", 0);
	answer_cookie(&x, "theme", "dark", 3600);
	x.secure = true;
	answer_cookie(&x, "sid", "abc", -1);
	assert_string_equal(pairs_nth(&x.answer_headers, "Set-Cookie", 0),
			    "sid=abc; Path=/; HttpOnly; SameSite=Lax");
	assert_string_equal(pairs_nth(&x.answer_headers, "Set-Cookie", 1),
			    "theme=dark; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600");
	assert_string_equal(pairs_nth(&x.answer_headers, "Set-Cookie", 2),
			    "sid=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
}

static void answers_cannot_be_split(void **state)
{
	static const char *const values[] = {"/a\r\nSet-Cookie: x=1", "a\nb", "a; Path=/b", "工"};
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		struct exchange x = {.arena = arena};
		struct guard g;
		volatile bool refused = true;
		if (GUARD(&g)) {
			if (i < 2)
				answer_header(&x, "Location", values[i]);
			else
				answer_cookie(&x, "sid", values[i], 0);
			refused = false;
			guard_end(&g);
		}
		assert_true(refused);
		assert_int_equal(x.answer_headers.n, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_what_it_encoded),
		cmocka_unit_test(reads_pairs),
		cmocka_unit_test(reads_cookies),
		cmocka_unit_test(reads_multipart_in_any_pieces),
		cmocka_unit_test(finds_the_boundary),
		cmocka_unit_test(forms_have_limits),
		cmocka_unit_test(a_full_disk_is_said),
		cmocka_unit_test(sweeps_what_a_killed_server_left),
		cmocka_unit_test(the_watchdog_ends_only_what_is_late),
		cmocka_unit_test(gzip_comes_back_whole),
		cmocka_unit_test(cookies_are_closed_to_scripts),
		cmocka_unit_test(answers_cannot_be_split),
	};
	return cmocka_run_group_tests_name("http", tests, start, stop);
}
