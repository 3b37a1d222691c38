/*
 * Files that hang on a record: streamed in, told by their content, stripped of
 * what cameras write beside a picture, stored once by the hash of their bytes,
 * never served as active content. Who may see the record may see its files.
 *
 * A route with uploads sets .prepare = files_prepare and .body = FILES_BODY; its
 * handler calls files_attach. A file's bytes are on disk before its row is written.
 */
#ifndef LX_FILES_H
#define LX_FILES_H

#include "kernel/flow.h"

enum { FILES_BODY = 1 << 30 }; /* the installation's own limit applies below it */

struct stored {
	const char *hash, *type, *name;
	int64_t size;
	int width, height;
};

struct stored_files {
	struct stored *items;
	size_t n;
};

/* Prepare stage: takes all uploads of the request into r->prepared; refuses what is not allowed. */
void files_prepare(struct req *r);
/* Decide stage: hangs them on a row, one event for all. No upload: does nothing, true. */
bool files_attach(struct req *r, const struct record *record, int64_t row_id, int64_t unit);

struct file_row {
	int64_t id, size, created_by;
	instant created_at;
	const char *name, *type, *hash;
	int64_t width, height;
};
struct file_row *files_of(struct db *d, struct arena *a, const char *record, int64_t row_id, size_t *n);
/* The list with thumbnails and, for those who may edit it now, a button to remove each. */
void file_list(struct buf *o, struct req *r, const struct record *record, const void *row);
/* An input for files: label, hint with kinds and limit; phones offer the camera. */
void file_input(struct buf *o, struct req *r, const char *name, const char *label, const char *accept);
void file_needed(struct buf *o, struct req *r, const char *name, const char *label); /* where the form is nothing without one */
/* Path of the stored bytes, for reports that embed pictures. */
const char *file_path(struct req *r, const char *hash);

/*
 * What is still being copied lies in the folder of the files under this prefix: in a deployment
 * that folder is shared between machines, and only within it a file can be renamed.
 */
#define FILES_ASIDE ".keep-"
/* Regular work: stored bytes that no row names go after a day, some folders at a time. */
void files_sweep(struct req *r);

/* Routes: /files/{id}, /files/{id}/remove, /files/{id}/restore. */
void get_file(struct req *r);
void post_file_remove(struct req *r);
void post_file_restore(struct req *r);

#endif
