/*
 * Sessions: a random token in the cookie "lx", its hash in the database. Who
 * the asker is and which roles he holds today is read with every request.
 */
#ifndef LX_SESSION_H
#define LX_SESSION_H

#include "kernel/request.h"

extern const char *const session_tables[]; /* what session_enter reads, for db_watch */
/* A key for the form of a sign-in that answers a POST. */
void session_guest(struct req *r);
/* Fills r->who and r->csrf from the cookies; r->who stays NULL without a valid session. */
void session_enter(struct req *r);
/* A person as an asker, with the roles of today, for work on his behalf that outlives his request; without any when he is gone. */
const struct who *asker_of(struct req *r, int64_t person);
/* Opens a session for a person and sets the cookie; inside a POST. `second`: the second factor was given. */
void session_open(struct req *r, int64_t person, bool second);
void session_close(struct req *r); /* the present one, with its cookie */
/* Does this person have to give a second factor? (administrators of the installation) */
bool session_wants_second(const struct grant *grants, size_t n);
/* The person's roles as of today. */
struct grant *grants_load(struct db *d, struct arena *a, int64_t person, day today, size_t *n);

#endif
