/* The commands of the program; each returns 0 good, 1 refused, 2 bad use or input. */
#ifndef LX_COMMAND_H
#define LX_COMMAND_H

#include <stddef.h>

struct command {
	const char *name; /* one or two words */
	int (*run)(int argc, char **argv); /* what follows the name */
	const char *usage; /* options */
	const char *help; /* Chinese, one line or more */
};

int cmd_audit(int argc, char **argv);
int cmd_backup(int argc, char **argv);
int cmd_card(int argc, char **argv);
int cmd_copy(int argc, char **argv);
int cmd_demo(int argc, char **argv);
int cmd_drill(int argc, char **argv);
int cmd_docs(int argc, char **argv);
int cmd_restore(int argc, char **argv);
int cmd_serve(int argc, char **argv);
int cmd_user(int argc, char **argv);

/* Options common to commands that open the data: --data DIR, --db URL, --config FILE. */
struct app;
/* Reads known options into app; NULL, or what is wrong. Unknown ones are left to `other`. */
const char *options_read(struct app *app, int argc, char **argv,
			 int (*other)(void *context, const char *name, const char *value), void *context);
/* The i-th option's name without dashes; NULL behind the last. */
const char *options_name(size_t i);
/* A fresh app with defaults and all modules. */
struct app *app_new(void);
void app_end(struct app *app);

#endif
