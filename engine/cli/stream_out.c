/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/stream_out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"

static leda_status cannot_write(const leda_stream_out *out, leda_error *err) {
  if (!out->path)
    return leda_fail(err, LEDA_ERR_IO, _("cannot write to standard output: %s"), strerror(errno));
  return leda_fail(err, LEDA_ERR_IO, _("cannot write %s: %s"), out->path, strerror(errno));
}

/* A name in the same folder that no other process uses. */
static leda_status open_beside(leda_stream_out *out, leda_error *err) {
  leda_text name = {0};
  size_t folder = (size_t)(leda_file_name(out->path) - out->path);
  leda_text_add_n(&name, out->path, folder);
  leda_text_addf(&name, ".leda-%ld-stream.tmp", (long)getpid());
  out->temporary = leda_text_take(&name);
  if (!out->temporary) return leda_fail_memory(err);
  out->fd = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  return out->fd < 0 ? cannot_write(out, err) : LEDA_OK;
}

leda_status leda_stream_out_open(leda_stream_out *out, const leda_cli *cli, leda_error *err) {
  struct stat old;
  *out = (leda_stream_out){.fd = -1, .path = cli->output};
  if (!out->path) {
    out->fd = STDOUT_FILENO;
    return LEDA_OK;
  }
  if (stat(out->path, &old) != 0 || S_ISREG(old.st_mode)) return open_beside(out, err);
  out->fd = open(out->path, O_WRONLY | O_NOCTTY);
  return out->fd < 0 ? cannot_write(out, err) : LEDA_OK;
}

leda_status leda_stream_out_write(leda_stream_out *out, const leda_text *text, leda_error *err) {
  const char *bytes = leda_text_str(text);
  size_t left = text->length;
  while (left > 0) {
    ssize_t written = write(out->fd, bytes, left);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return cannot_write(out, err);
    bytes += written;
    left -= (size_t)written;
  }
  return LEDA_OK;
}

/* The new file gets its name; an old one's permissions stay. */
static leda_status take_name(const leda_stream_out *out, leda_error *err) {
  struct stat old;
  bool kept = stat(out->path, &old) != 0 || chmod(out->temporary, old.st_mode & 07777) == 0;
  return kept && rename(out->temporary, out->path) == 0 ? LEDA_OK : cannot_write(out, err);
}

leda_status leda_stream_out_close(leda_stream_out *out, leda_status status, leda_error *err) {
  bool opened = out->fd >= 0;
  if (opened && out->path) {
    bool flushed = !out->temporary || fsync(out->fd) == 0 || errno == EINVAL || errno == ENOSYS;
    if (!flushed && !status) status = cannot_write(out, err);
    if (close(out->fd) != 0 && !status) status = cannot_write(out, err);
  }
  if (!status && out->path && out->temporary) status = take_name(out, err);
  if (status && opened && out->temporary) unlink(out->temporary);
  leda_free(out->temporary);
  *out = (leda_stream_out){.fd = -1};
  return status;
}
