/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/source.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/core/i18n.h"

static leda_status fail_to_open(const char *path, int reason, leda_error *err) {
  leda_fail(err, LEDA_ERR_IO, _("cannot open %s: %s"), path, strerror(reason));
  if (reason == ENOENT) leda_error_hint(err, "%s", _("check the name and the folder you are in"));
  if (reason == EISDIR) leda_error_hint(err, "%s", _("give a file, not a folder"));
  return LEDA_ERR_IO;
}

leda_status leda_source_open(leda_source *source, const char *path, leda_error *err) {
  *source = (leda_source){.name = path};
  struct stat about;
  if (strcmp(path, "-") == 0) {
    source->standard = true;
    source->file = stdin;
    return LEDA_OK;
  }
  source->file = fopen(path, "rb");
  if (!source->file) return fail_to_open(path, errno, err);
  if (fstat(fileno(source->file), &about) != 0) return fail_to_open(path, errno, err);
  if (S_ISDIR(about.st_mode)) return fail_to_open(path, EISDIR, err);
  if (S_ISREG(about.st_mode) && about.st_size > 0) source->total = (uint64_t)about.st_size;
  return LEDA_OK;
}

void leda_source_memory(leda_source *source, const char *name, const char *bytes, size_t length) {
  *source = (leda_source){.name = name, .bytes = bytes, .length = length, .total = length};
}

leda_status leda_source_next(leda_source *source, char *buffer, size_t size, size_t *n,
                             leda_error *err) {
  if (source->file) {
    *n = fread(buffer, 1, size, source->file);
    if (*n < size && ferror(source->file))
      return leda_fail(err, LEDA_ERR_IO, _("cannot read %s: %s"), source->name, strerror(errno));
    return LEDA_OK;
  }
  size_t left = source->length - source->at;
  *n = left < size ? left : size;
  if (*n > 0) memcpy(buffer, source->bytes + source->at, *n);
  source->at += *n;
  return LEDA_OK;
}

void leda_source_close(leda_source *source) {
  if (source->file && !source->standard) fclose(source->file);
  source->file = NULL;
}
