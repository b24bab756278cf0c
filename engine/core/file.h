/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CORE_FILE_H
#define LEDA_CORE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "engine/core/status.h"

/* Writes `length` bytes to `path`, whole or not at all: to a temporary name in the same folder,
   flushed and checked, then renamed over the old file (which keeps its permissions; a new file gets
   0666 less the umask). On failure nothing is left behind and the old file stands.
   Errors: LEDA_ERR_IO with the system's reason. A path that is a device or pipe (/dev/stdout) is
   written directly. */
leda_status leda_file_write(const char *path, const void *bytes, size_t length, leda_error *err);

/* The same without waiting for the disk: for many files that can be made again. A reader sees the old
   file or the new one; only after a power failure a file may be cut. */
leda_status leda_file_write_quick(const char *path, const void *bytes, size_t length,
                                  leda_error *err);

/* Reads a whole file ("-" is standard input) into memory ended by an extra NUL; caller leda_free.
   Fails past `limit` bytes (0: no limit). For project files and instruments, not for data. */
leda_status leda_file_read(const char *path, size_t limit, char **bytes, size_t *length,
                           leda_error *err);

/* Makes a folder and its parents; an existing folder is fine. */
leda_status leda_file_make_folder(const char *path, leda_error *err);

bool leda_file_exists(const char *path);

/* The part of a path after its last slash; points into it. */
const char *leda_file_name(const char *path);

/* base's folder joined with `path` unless that is absolute; caller leda_free, NULL: no memory.
   ("projects/a.ini", "data/x.csv") -> "projects/data/x.csv". */
char *leda_file_beside(const char *base, const char *path);

/* Lower-case hexadecimal SHA-256 of a file's bytes, or of a buffer. */
#define LEDA_HASH_SIZE 65
leda_status leda_file_hash(const char *path, char out[LEDA_HASH_SIZE], leda_error *err);
void leda_bytes_hash(const void *bytes, size_t length, char out[LEDA_HASH_SIZE]);

/* A file name from any text: lower-case ASCII letters and digits with hyphens (å, ä -> a, ö -> o,
   other letters dropped), at most 40 characters, then "-" and 8 hexadecimal digits of the text's
   hash: no name can leave a folder or collide. The hash covers all `n` parts with
   their borders, so ("a","bc") and ("ab","c") differ. */
char *leda_file_slug(const char *const *parts, size_t n); /* caller leda_free; NULL: no memory */

#endif
