/*
 * The program as a whole: its modules, its database connections, its keys.
 * Made once at start; read-only afterwards, so threads share it.
 */
#ifndef LX_APP_H
#define LX_APP_H

#include "kernel/module.h"
#include "secret/secret.h"

enum { MAX_THREADS = 64 };

struct app {
	/* options */
	const char *db_url;
	const char *data; /* folder: key file, uploads, temporary files, backups */
	const char *listen; /* "127.0.0.1:8080" */
	const char *proxy; /* trusted proxy's address, NULL none */
	const char *base_url; /* for links in messages; "" unknown */
	const char *fonts; /* folder of fonts for PDF, NULL none */
	size_t upload_limit; /* bytes */
	int backup_keep; /* backups that stay; 0: all */
	const char *metrics_token; /* who may read /metrics from elsewhere; NULL: nobody */
	int idle_minutes; /* a session ends after that much quiet */
	/* where messages go besides the inbox (kernel/outbox.h); NULL: nowhere */
	const char *smtp_url; /* "smtps://mail.example.com:465" */
	const char *smtp_from;
	const char *smtp_user, *smtp_password;
	const char *smtp_ca; /* file of the authority that signed the server's certificate; NULL: those of the system */
	const char *webhook_url, *webhook_secret;

	struct arena *arena; /* lives as long as the program */
	struct keyring keys;
	const struct module *const *modules; /* ends with NULL */
	struct registry *registry; /* what the modules declare, by name */

	struct db *readers[MAX_THREADS]; /* of event threads, page workers and slow workers, in this order */
	int n_readers, first_page_reader;
	struct writer *writer;
	struct slow *slow;
	struct slow *pages; /* with a database behind a network: who reads for pages; else NULL */
	struct http *http;
	int number; /* of this process in ids, with PostgreSQL */
	char node[80]; /* name of this process in leases */
	struct regular { /* what it did last of the regular work; kernel/jobs.c */
		instant ticked, named, swept, tidied; /* tidied: when the joining of the index of words began */
		bool tidying;
		int folder; /* of files, to be swept next */
		day duties;
		void (*unfinished)(struct req *r); /* a module's tick that had more to do than one round should take */
	} regular;
};

/* Collects and checks what the modules declare; faults on a contradiction. */
void app_register(struct app *app, const struct module *const *modules);
/* Opens key file and database, runs schema steps, opens readers. NULL, or a Chinese reason. */
const char *app_open(struct app *app, int readers);
void app_close(struct app *app);
enum { APP_NUMBER_MS = 600000 };
/* Prolongs the lease of the number, at least every APP_NUMBER_MS. */
bool app_keep_number(struct app *app, struct db *d, instant now);

/* Walking everything that is declared: each row of each module's table. */
#define EACH_MODULE(app, m)                                                                        \
	for (const struct module *const *m##_p = (app)->modules, *m; (m = *m##_p) != NULL; m##_p++)

extern const struct module *const all_modules[]; /* generated from src/modules/meson.build */

#endif
