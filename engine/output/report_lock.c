/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/report_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include "engine/core/memory.h"
#include "engine/output/report_stage.h"

static int open_lock(const char *folder, int flags) {
  char *path = leda_report_stage_path(folder, LEDA_REPORT_LOCK);
  int file = path ? open(path, flags, 0666) : -1;
  leda_free(path);
  return file;
}

static bool take(int file) {
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  return fcntl(file, F_SETLK, &whole) == 0;
}

int leda_report_lock(const char *folder) {
  int file = open_lock(folder, O_RDWR | O_CREAT | O_CLOEXEC);
  if (file < 0 || take(file)) return file;
  close(file);
  return -1;
}

bool leda_report_left(const char *folder) {
  int file = open_lock(folder, O_RDWR | O_CLOEXEC);
  if (file < 0) return false;
  bool left = take(file);
  close(file);
  return left;
}
