/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_WORKPLACE_H
#define LEDA_PLOTS_WORKPLACE_H

#include <stddef.h>

#include "engine/core/status.h"
#include "engine/core/text.h"

/* A temporary folder for scripts and raw figures, under TMPDIR, else /tmp. */
typedef struct {
  char *folder;
} leda_workplace;

leda_status leda_workplace_make(leda_workplace *place, leda_error *err);

/* "FOLDER/KIND-NUMBER", such as "/tmp/leda-3fKq2x/script-12"; caller leda_free, NULL: no memory. */
char *leda_workplace_path(const leda_workplace *place, const char *kind, size_t number);

/* Writes a file in the folder: nobody else reads it, so it need not appear at once. */
leda_status leda_workplace_write(const char *path, const leda_text *content, leda_error *err);

/* Removes the folder and every file in it; {0} is fine. */
void leda_workplace_remove(leda_workplace *place);

#endif
