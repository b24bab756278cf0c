/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_MANIFEST_H
#define LEDA_OUTPUT_MANIFEST_H

#include <stddef.h>

#include "engine/core/status.h"
#include "engine/core/text.h"

/* What a report was made from and what was made, beside it as manifest.json, so that a second run draws
   nothing again and anyone can see whether something was changed since. Holds no path of a machine and
   no time of day. */

#define LEDA_MANIFEST_HASH 65

/* One file. `script`: hash of the script a figure was drawn by, "" for everything else. */
typedef struct {
  char *path; /* inputs: as the project names them; outputs: seen from the report's folder */
  char hash[LEDA_MANIFEST_HASH];
  char script[LEDA_MANIFEST_HASH];
} leda_manifest_file;

typedef struct {
  leda_manifest_file *items;
  size_t n;
} leda_manifest_list;

typedef struct {
  char *project; /* file name of the project */
  char *language;
  leda_manifest_list inputs;
  leda_manifest_list outputs;
} leda_manifest;

/* Adds a file; script NULL counts as "". */
leda_status leda_manifest_add(leda_manifest_list *list, const char *path, const char *hash,
                              const char *script, leda_error *err);

/* The file with this path, or NULL. */
leda_manifest_file *leda_manifest_find(const leda_manifest_list *list, const char *path);

/* Adds manifest.json to *text: keys and files in the order they were added. */
leda_status leda_manifest_write(const leda_manifest *manifest, leda_text *text, leda_error *err);

/* Reads one back. A file that is not there, cannot be read, is no manifest of leda's, was written by
   another version or names a file outside its folder gives an empty manifest: then everything is made
   anew. Free with leda_manifest_clear. Errors: LEDA_ERR_MEMORY only. */
leda_status leda_manifest_read(leda_manifest *manifest, const char *path, leda_error *err);

void leda_manifest_clear(leda_manifest *manifest);

#endif
