/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* realpath */

#include "engine/core/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"

static leda_status cannot_open(const char *path, leda_error *err) {
  return leda_fail(err, LEDA_ERR_IO, _("cannot open %s: %s"), path, strerror(errno));
}

static leda_status cannot_read(const char *path, leda_error *err) {
  return leda_fail(err, LEDA_ERR_IO, _("cannot read %s: %s"), path, strerror(errno));
}

static leda_status cannot_write(const char *path, leda_error *err) {
  return leda_fail(err, LEDA_ERR_IO, _("cannot write %s: %s"), path, strerror(errno));
}

bool leda_file_exists(const char *path) {
  struct stat about;
  return stat(path, &about) == 0;
}

/* Folder of a path with its last slash; "" when there is none. */
static size_t folder_length(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? (size_t)(slash - path) + 1 : 0;
}

char *leda_file_beside(const char *base, const char *path) {
  leda_text joined = {0};
  if (path[0] != '/') leda_text_add_n(&joined, base, folder_length(base));
  leda_text_add(&joined, path);
  return leda_text_take(&joined);
}

/* ---- writing ---- */

typedef struct {
  const char *bytes;
  size_t length;
  bool flushed; /* wait until the disk has them */
} content;

static bool write_all(int fd, content left) {
  while (left.length > 0) {
    ssize_t written = write(fd, left.bytes, left.length);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    left.bytes += written;
    left.length -= (size_t)written;
  }
  return true;
}

static leda_status write_directly(const char *path, content what, leda_error *err) {
  int fd = open(path, O_WRONLY | O_NOCTTY);
  if (fd < 0) return cannot_write(path, err);
  bool written = write_all(fd, what);
  leda_status status = LEDA_OK;
  if (!written) status = cannot_write(path, err);
  if (close(fd) != 0 && !status) status = cannot_write(path, err);
  return status;
}

/* A name in the same folder that no other process or thread uses; short, whatever `path`'s own
   length, and made with open's O_EXCL so that the umask decides the permissions. */
static int open_beside(const char *path, char **name) {
  for (unsigned long attempt = 0; attempt < 10000; attempt++) {
    leda_text text = {0};
    leda_text_add_n(&text, path, folder_length(path));
    leda_text_addf(&text, ".leda-%ld-%lu.tmp", (long)getpid(), attempt);
    leda_free(*name);
    *name = leda_text_take(&text);
    errno = ENOMEM;
    if (!*name) return -1;
    int fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
  return -1;
}

/* Some file systems (pipes of FUSE, /proc) do not know fsync: that is no failure. */
static bool flush(int fd) { return fsync(fd) == 0 || errno == EINVAL || errno == ENOSYS; }

/* `old` is the state of the file that is replaced, or NULL. */
static leda_status write_replacing(const char *path, const struct stat *old, content what,
                                   leda_error *err) {
  leda_status status = LEDA_OK;
  char *temporary = NULL;
  int fd = open_beside(path, &temporary);
  if (!temporary) return leda_fail_memory(err);
  if (fd < 0) {
    status = cannot_write(path, err);
    goto done;
  }
  bool good = write_all(fd, what);
  good = good && (!old || fchmod(fd, old->st_mode & 07777) == 0);
  good = good && (!what.flushed || flush(fd));
  int reason = errno;
  if (close(fd) != 0 && good) {
    good = false;
    reason = errno;
  }
  if (good && rename(temporary, path) == 0) goto done;
  if (good) reason = errno;
  unlink(temporary);
  errno = reason;
  status = cannot_write(path, err);
done:
  leda_free(temporary);
  return status;
}

/* Where a symbolic link leads, so that the link itself is not replaced; caller free()s. */
static char *resolved(const char *path, const struct stat *link) {
  return S_ISLNK(link->st_mode) ? realpath(path, NULL) : NULL;
}

static leda_status write_file(const char *path, content what, leda_error *err) {
  struct stat old, link;
  bool exists = stat(path, &old) == 0;
  if (exists && S_ISDIR(old.st_mode)) {
    errno = EISDIR;
    return cannot_write(path, err);
  }
  if (exists && !S_ISREG(old.st_mode)) return write_directly(path, what, err);
  if (exists && access(path, W_OK) != 0) return cannot_write(path, err);
  char *target = lstat(path, &link) == 0 ? resolved(path, &link) : NULL;
  leda_status status = write_replacing(target ? target : path, exists ? &old : NULL, what, err);
  free(target);
  return status;
}

leda_status leda_file_write(const char *path, const void *bytes, size_t length, leda_error *err) {
  return write_file(path, (content){bytes, length, true}, err);
}

leda_status leda_file_write_quick(const char *path, const void *bytes, size_t length,
                                  leda_error *err) {
  return write_file(path, (content){bytes, length, false}, err);
}

/* ---- reading ---- */

static leda_status grow_buffer(char **bytes, size_t *capacity, leda_error *err) {
  size_t larger = *capacity ? 2 * *capacity : 65536;
  char *grown = larger > *capacity ? leda_realloc_array(*bytes, larger + 1, 1) : NULL;
  if (!grown) return leda_fail_memory(err);
  *bytes = grown;
  *capacity = larger;
  return LEDA_OK;
}

/* Reads to the end of `file`, or one byte past `limit`. */
static leda_status read_all(FILE *file, size_t limit, char **bytes, size_t *length,
                            leda_error *err) {
  size_t capacity = 0;
  do {
    if (*length == capacity && grow_buffer(bytes, &capacity, err)) return LEDA_ERR_MEMORY;
    *length += fread(*bytes + *length, 1, capacity - *length, file);
    if (limit && *length > limit) break;
  } while (!feof(file) && !ferror(file));
  (*bytes)[*length] = '\0';
  return LEDA_OK;
}

leda_status leda_file_read(const char *path, size_t limit, char **bytes, size_t *length,
                           leda_error *err) {
  bool standard = strcmp(path, "-") == 0;
  *bytes = NULL;
  *length = 0;
  FILE *file = standard ? stdin : fopen(path, "rb");
  if (!file) return cannot_open(path, err);
  leda_status status = read_all(file, limit, bytes, length, err);
  if (!status && ferror(file)) status = cannot_read(path, err);
  if (!status && limit && *length > limit)
    status = leda_fail(err, LEDA_ERR_DATA, _("%s is larger than %zu bytes"), path, limit);
  if (!standard) fclose(file);
  if (status) {
    leda_free(*bytes);
    *bytes = NULL;
    *length = 0;
  }
  return status;
}

/* ---- folders ---- */

static leda_status make_one(const char *path, leda_error *err) {
  if (mkdir(path, 0777) == 0) return LEDA_OK;
  int reason = errno;
  struct stat about;
  if (reason == EEXIST && stat(path, &about) == 0 && S_ISDIR(about.st_mode)) return LEDA_OK;
  errno = reason == EEXIST ? ENOTDIR : reason;
  return leda_fail(err, LEDA_ERR_IO, _("cannot make the folder %s: %s"), path, strerror(errno));
}

leda_status leda_file_make_folder(const char *path, leda_error *err) {
  char *parents = leda_strdup(path);
  if (!parents) return leda_fail_memory(err);
  leda_status status = LEDA_OK;
  for (char *p = parents; *p && !status; p++) {
    if (*p != '/' || p == parents) continue;
    *p = '\0';
    if (!leda_file_exists(parents)) status = make_one(parents, err);
    *p = '/';
  }
  if (!status) status = make_one(path, err);
  leda_free(parents);
  return status;
}

const char *leda_file_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}
