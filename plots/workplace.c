/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw, realpath */

#include "plots/workplace.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "plots/escape.h"

/* A folder whose name a script can carry, absolute because gnuplot may expand others. */
static char *parent_folder(void) {
  const char *wanted = getenv("TMPDIR");
  char *real = wanted && *wanted ? realpath(wanted, NULL) : NULL;
  leda_text trial = {0};
  bool usable = real && leda_plot_quote_path(&trial, real);
  char *copy = leda_strdup(usable ? real : "/tmp");
  leda_text_clear(&trial);
  free(real);
  return copy;
}

leda_status leda_workplace_make(leda_workplace *place, leda_error *err) {
  char *parent = parent_folder();
  leda_text path = {0};
  if (parent) leda_text_addf(&path, "%s/leda-XXXXXX", parent);
  leda_free(parent);
  char *folder = parent ? leda_text_take(&path) : NULL;
  if (!folder) return leda_fail_memory(err);
  if (!mkdtemp(folder)) {
    leda_status status =
        leda_fail(err, LEDA_ERR_IO, _("cannot make the folder %s: %s"), folder, strerror(errno));
    leda_free(folder);
    return status;
  }
  place->folder = folder;
  return LEDA_OK;
}

char *leda_workplace_path(const leda_workplace *place, const char *kind, size_t number) {
  leda_text path = {0};
  leda_text_addf(&path, "%s/%s-%zu", place->folder, kind, number);
  return leda_text_take(&path);
}

leda_status leda_workplace_write(const char *path, const leda_text *content, leda_error *err) {
  FILE *file = fopen(path, "wb");
  bool written =
      file && fwrite(leda_text_str(content), 1, content->length, file) == content->length;
  if (file && fclose(file)) written = false;
  if (written) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_IO, _("cannot write %s: %s"), path, strerror(errno));
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk) {
  (void)about;
  (void)kind;
  (void)walk;
  remove(path); /* what cannot be removed stays, and nobody is told: the figures are done */
  return 0;
}

void leda_workplace_remove(leda_workplace *place) {
  if (!place->folder) return;
  nftw(place->folder, remove_one, 4, FTW_DEPTH | FTW_PHYS);
  leda_free(place->folder);
  place->folder = NULL;
}
