/*
 * A server of the test itself: "node tests/fake/NAME FOLDER [WORD]". It writes the ports it listens on into
 * FOLDER/ports and what it saw into FOLDER/log, a line each. For tests of the outbox.
 */
#ifndef LX_FAKE_H
#define LX_FAKE_H

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FAKE_PORTS = 4 };

struct fake {
	char folder[32];
	pid_t pid;
	int ports[FAKE_PORTS];
};

static bool fake_ports(struct fake *s, int n)
{
	char path[64];
	int got = 0;
	snprintf(path, sizeof(path), "%s/ports", s->folder);
	FILE *f = fopen(path, "r");
	while (f && got < n && fscanf(f, "%d", &s->ports[got]) == 1)
		got++;
	if (f)
		fclose(f);
	return got == n;
}

/* Waits until it listens on `n` ports; false: it does not start. `word` may be NULL. */
static bool fake_start(struct fake *s, const char *name, const char *word, int n)
{
	const char *source = getenv("LX_SOURCE");
	char script[512];
	bool up = false;
	snprintf(s->folder, sizeof(s->folder), "/tmp/lx-fake-XXXXXX");
	if (!mkdtemp(s->folder))
		return false;
	snprintf(script, sizeof(script), "%s/tests/fake/%s", source ? source : ".", name);
	s->pid = fork();
	if (s->pid == 0) {
		execlp("node", "node", script, s->folder, word, (char *)NULL);
		_exit(127);
	}
	for (int i = 0; i < 1000 && !(up = fake_ports(s, n)); i++)
		nanosleep(&(struct timespec){0, 50000000}, NULL);
	return up;
}

static int fake_stop(struct fake *s)
{
	char command[64];
	if (s->pid > 0) {
		kill(s->pid, SIGTERM);
		waitpid(s->pid, NULL, 0);
	}
	snprintf(command, sizeof(command), "rm -rf %s", s->folder);
	return system(command);
}

/* How many lines of its log have both words. */
static int fake_saw(const struct fake *s, const char *a, const char *b)
{
	char path[64], line[4096];
	int n = 0;
	snprintf(path, sizeof(path), "%s/log", s->folder);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		n += strstr(line, a) && strstr(line, b);
	if (f)
		fclose(f);
	return n;
}

#endif
