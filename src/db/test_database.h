/*
 * For tests: a database of their own on the engine that is tested. Without LX_TEST_ENGINE it is
 * SQLite; with LX_TEST_ENGINE=postgresql, a schema of the server named by LX_TEST_POSTGRES
 * (tests/postgres.sh).
 */
#ifndef LX_TEST_DATABASE_H
#define LX_TEST_DATABASE_H

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/db.h"

static inline bool test_on_postgres(void)
{
	const char *engine = getenv("LX_TEST_ENGINE");
	return engine && strcmp(engine, "postgresql") == 0;
}

/* The first thing in main: ends the program, as skipped, when its server is not there. */
static inline void test_needs_engine(void)
{
	const char *server = getenv("LX_TEST_POSTGRES");
	if (!test_on_postgres() || (server && *server))
		return;
	puts("1..0 # SKIP no server; see tests/postgres.sh");
	exit(0);
}

/* `file` itself, or the address of a fresh schema called after `name`. */
static inline const char *test_database(struct arena *a, const char *name, const char *file)
{
	static int count;
	const char *server = getenv("LX_TEST_POSTGRES"), *why = "";
	if (!test_on_postgres())
		return file;
	char schema[48];
	snprintf(schema, sizeof(schema), "t_%.20s_%d_%d", name, (int)getpid(), ++count);
	for (char *p = schema; *p; p++)
		*p = isalnum((unsigned char)*p) ? (char)tolower((unsigned char)*p) : '_';
	struct db *d = db_open(server, DB_WRITE, a, &why);
	if (!d) {
		printf("Bail out! %s\n", why);
		exit(1);
	}
	db_script(d, arena_printf(a, "create schema %s", schema));
	db_close(d);
	return arena_printf(a, "%s%coptions=-csearch_path%%3D%s", server, strchr(server, '?') ? '&' : '?', schema);
}

#endif
