#ifndef LX_ADMIN_VIEW_H
#define LX_ADMIN_VIEW_H

#include "kernel/page.h"
#include "kernel/rights.h"

struct right_group {
	const char *label;
	struct right_row *lines;
	size_t n;
};

struct fact {
	const char *label, *value;
};

struct system_page {
	struct fact *facts, *settings, *backups, *leases;
	size_t n_facts, n_settings, n_backups, n_leases;
	const char *empty_seats; /* of the administrators, NULL: none */
};

struct locked_line {
	int64_t person;
	const char *name, *unit, *until;
};

struct open_line {
	const char *hash, *name, *unit, *seen, *peer;
	bool mine;
};

struct security_page {
	struct locked_line *locked;
	size_t n_locked;
	struct open_line *sessions;
	size_t n_sessions;
};

struct policy_line {
	const char *name, *label, *unit_label, *value, *set, *source;
	bool checked, hard;
};

struct policies_page {
	struct policy_line *rows;
	size_t n;
	const char *name, *value, *since, *until, *source; /* typed */
};

struct audit_line {
	const char *seal, *when, *actor, *unit, *record, *verb;
	int64_t row, actor_id;
};

struct audit_page {
	const char *record, *code, *from, *to, *next, *head;
	int64_t actor, sealed;
	struct fact *records;
	size_t n_records;
	struct audit_line *rows;
	size_t n;
};

#endif
