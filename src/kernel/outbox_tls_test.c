/* Mail through TLS with a login, against servers of the test (tests/fake/mail.mjs) with a certificate of its own. */
#include "base/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "kernel/outbox.h"

static char folder[] = "/tmp/lx-mail-XXXXXX", ca[64];
static pid_t server;
static int ports[4]; /* smtps, starttls, plain, liar */

static int start(void **state)
{
	const char *source = getenv("LX_SOURCE");
	char script[512], path[64];
	if (!mkdtemp(folder))
		return -1;
	snprintf(script, sizeof(script), "%s/tests/fake/mail.mjs", source ? source : ".");
	snprintf(path, sizeof(path), "%s/ports", folder);
	snprintf(ca, sizeof(ca), "%s/cert.pem", folder);
	server = fork();
	if (server == 0) {
		execlp("node", "node", script, folder, (char *)NULL);
		_exit(127);
	}
	for (int i = 0; i < 1000 && !ports[3]; i++) {
		FILE *f = fopen(path, "r");
		if (f && fscanf(f, "%d %d %d %d", &ports[0], &ports[1], &ports[2], &ports[3]) != 4)
			ports[3] = 0;
		if (f)
			fclose(f);
		nanosleep(&(struct timespec){0, 20000000}, NULL);
	}
	(void)state;
	return ports[3] ? 0 : -1;
}

static int stop(void **state)
{
	char command[96];
	kill(server, SIGTERM);
	waitpid(server, NULL, 0);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	(void)state;
	return system(command);
}

/* How many lines of the servers' log have both words. */
static int logged(const char *a, const char *b)
{
	char path[64], line[1024];
	int n = 0;
	snprintf(path, sizeof(path), "%s/log", folder);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		n += strstr(line, a) && strstr(line, b);
	if (f)
		fclose(f);
	return n;
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
