/* Mail through TLS with a login, against servers of the test (tests/fake/mail.mjs) with a certificate of its own. */
#include "base/test.h"

#include "fake/fake.h"
#include "kernel/outbox.h"

static struct fake server;
static const int *const ports = server.ports; /* smtps, starttls, plain, liar */
static char ca[64];

static int start(void **state)
{
	(void)state;
	bool up = fake_start(&server, "mail.mjs", NULL, 4);
	snprintf(ca, sizeof(ca), "%s/cert.pem", server.folder);
	return up ? 0 : -1;
}

static int stop(void **state)
{
	(void)state;
	return fake_stop(&server);
}

static int logged(const char *a, const char *b)
{
	return fake_saw(&server, a, b);
}

static const char *deliver(const char *kind, int port, const char *password, const char *trusted)
{
	static char url[64];
	static struct arena *a;
	a = a ? a : arena_new(8u << 20);
	snprintf(url, sizeof(url), "%s://127.0.0.1:%d", kind, port);
	struct app app = {.smtp_url = url, .smtp_from = "lianxin@example.org", .smtp_user = "lianxin", .smtp_password = password,
			  .smtp_ca = trusted, .base_url = "https://lianxin.example.org"};
	return outbox_send(&app, a, &(struct parcel){7, OUTBOX_MAIL, "shen@example.org", "任务临期", "/tasks/7", clock_now()});
}

static void tls_from_the_first_byte(void **state)
{
	assert_null(deliver("smtps", ports[0], "Kouling-77", ca));
	assert_int_equal(logged("\"smtps\"", "\"auth\":true,\"tls\":true"), 1);
	assert_int_equal(logged("\"smtps\"", "\"mail\":true,\"tls\":true"), 1);
	(void)state;
}

static void plain_text_turns_to_tls_before_the_password(void **state)
{
	assert_null(deliver("smtp", ports[1], "Kouling-77", ca));
	assert_int_equal(logged("\"starttls\"", "\"auth\":true,\"tls\":true"), 1);
	assert_int_equal(logged("\"starttls\"", "\"tls\":false"), 0);
	(void)state;
}

static void a_wrong_password_is_said(void **state)
{
	const char *why = deliver("smtps", ports[0], "falsch", ca);
	assert_non_null(why);
	assert_non_null(strstr(why, "邮件服务器没有收下（535）"));
	assert_null(strstr(why, "falsch"));
	assert_int_equal(logged("\"smtps\"", "\"auth\":false"), 1);
	(void)state;
}

/* Somebody between us and the server: no password, no mail. */
static void a_certificate_nobody_vouches_for_gets_nothing(void **state)
{
	assert_non_null(deliver("smtps", ports[0], "Kouling-77", NULL));
	assert_non_null(deliver("smtp", ports[1], "Kouling-77", NULL));
	assert_int_equal(logged("\"auth\"", ""), 3); /* of the tests before */
	(void)state;
}

static void without_tls_the_password_stays_here(void **state)
{
	assert_non_null(deliver("smtp", ports[2], "Kouling-77", ca));
	assert_non_null(deliver("smtp", ports[3], "Kouling-77", ca));
	assert_int_equal(logged("\"plain\"", ""), 0);
	assert_int_equal(logged("\"liar\"", ""), 0);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tls_from_the_first_byte),
		cmocka_unit_test(plain_text_turns_to_tls_before_the_password),
		cmocka_unit_test(a_wrong_password_is_said),
		cmocka_unit_test(a_certificate_nobody_vouches_for_gets_nothing),
		cmocka_unit_test(without_tls_the_password_stays_here),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
