/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/source.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/i18n.h"
#include "engine/data/gunzip.h"

static leda_status fail_to_open(const char *path, int reason, leda_error *err) {
  leda_fail(err, LEDA_ERR_IO, _("cannot open %s: %s"), path, strerror(reason));
  if (reason == ENOENT) leda_error_hint(err, "%s", _("check the name and the folder you are in"));
  if (reason == EISDIR) leda_error_hint(err, "%s", _("give a file, not a folder"));
  return LEDA_ERR_IO;
}

/* ---- the bytes as they stand in the file ---- */

/* After a short read: nothing where the file has ended. Only Ctrl-C interrupts a read that waits for a pipe. */
static leda_status failure(const leda_source *source, leda_error *err) {
  if (!ferror(source->file)) return LEDA_OK;
  if (errno == EINTR) return leda_fail(err, LEDA_ERR_CANCELLED, "%s", _("cancelled"));
  return leda_fail(err, LEDA_ERR_IO, _("cannot read %s: %s"), source->name, strerror(errno));
}

static leda_status file_next(leda_source *source, char *buffer, size_t size, size_t *n,
                             leda_error *err) {
  size_t before = source->head_n < size ? source->head_n : size;
  memcpy(buffer, source->head, before);
  source->head_n -= before;
  memmove(source->head, source->head + before, source->head_n);
  *n = before + fread(buffer + before, 1, size - before, source->file);
  return *n < size ? failure(source, err) : LEDA_OK;
}

static leda_status raw_next(void *data, char *buffer, size_t size, size_t *n, leda_error *err) {
  leda_source *source = data;
  leda_status status = LEDA_OK;
  if (source->file) {
    status = file_next(source, buffer, size, n, err);
  } else {
    size_t left = source->length - source->at;
    *n = left < size ? left : size;
    if (*n > 0) memcpy(buffer, source->bytes + source->at, *n);
    source->at += *n;
  }
  source->taken += *n;
  return status;
}

/* ---- opening ---- */

static leda_status unpack_if_packed(leda_source *source, bool packed, leda_error *err) {
  if (!packed) return LEDA_OK;
  source->total = 0; /* of the unpacked bytes */
  source->gunzip = leda_gunzip_alloc();
  return source->gunzip ? LEDA_OK : leda_fail_memory(err);
}

/* A file that cannot be read fails at its first block, like an empty one. */
static leda_status look_at_head(leda_source *source, leda_error *err) {
  source->head_n = fread(source->head, 1, sizeof source->head, source->file);
  if (ferror(source->file) && errno == EINTR) return failure(source, err);
  return unpack_if_packed(source, leda_gunzip_is_packed(source->head, source->head_n), err);
}

leda_status leda_source_open(leda_source *source, const char *path, leda_error *err) {
  *source = (leda_source){.name = path};
  struct stat about;
  if (strcmp(path, "-") == 0) {
    source->standard = true;
    source->file = stdin;
    return look_at_head(source, err);
  }
  source->file = fopen(path, "rb");
  if (!source->file) return fail_to_open(path, errno, err);
  if (fstat(fileno(source->file), &about) != 0) return fail_to_open(path, errno, err);
  if (S_ISDIR(about.st_mode)) return fail_to_open(path, EISDIR, err);
  if (S_ISREG(about.st_mode) && about.st_size > 0) source->total = (uint64_t)about.st_size;
  return look_at_head(source, err);
}

leda_status leda_source_memory(leda_source *source, const char *name, const char *bytes,
                               size_t length, leda_error *err) {
  *source = (leda_source){.name = name, .bytes = bytes, .length = length, .total = length};
  return unpack_if_packed(source, leda_gunzip_is_packed(bytes, length), err);
}

/* ---- reading ---- */

leda_status leda_source_next(leda_source *source, char *buffer, size_t size, size_t *n,
                             leda_error *err) {
  if (!source->gunzip) return raw_next(source, buffer, size, n, err);
  leda_gunzip_input input = {raw_next, source, source->name};
  return leda_gunzip_next(source->gunzip, &input, (leda_gunzip_output){buffer, size, n}, err);
}

bool leda_source_seekable(const leda_source *source) {
  if (source->gunzip || source->standard) return false;
  return !source->file || source->total > 0;
}

bool leda_source_at(const leda_source *source, uint64_t offset, char *buffer, size_t size) {
  if (!source->file) {
    if (offset > source->length || size > source->length - offset) return false;
    if (size > 0) memcpy(buffer, source->bytes + offset, size);
    return true;
  }
  int fd = fileno(source->file);
  while (size > 0) {
    ssize_t n = pread(fd, buffer, size, (off_t)offset);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    buffer += n;
    offset += (uint64_t)n;
    size -= (size_t)n;
  }
  return true;
}

bool leda_source_rewind(leda_source *source) {
  source->at = 0;
  source->taken = 0;
  source->head_n = 0;
  return !source->file || fseek(source->file, 0, SEEK_SET) == 0;
}

void leda_source_close(leda_source *source) {
  if (source->file && !source->standard) fclose(source->file);
  leda_gunzip_free(source->gunzip);
  source->gunzip = NULL;
  source->file = NULL;
}
