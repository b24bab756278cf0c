/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"

extern char **environ;

/* ---- environment ---- */

/* What changes how gnuplot draws or speaks; the time zone stands in a PDF's date. */
static bool is_replaced(const char *variable) {
  static const char *const dropped[] = {"LC_", "LANG=", "LANGUAGE=", "TZ=", "GNU", "DISPLAY="};
  for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
    if (strncmp(variable, dropped[i], strlen(dropped[i])) == 0) return true;
  return false;
}

/* A list of strings that stay the process' and the caller's; the caller frees the list. */
static char **make_environment(char *locale, char *zone) {
  size_t n = 0, kept = 0;
  while (environ && environ[n]) n++;
  char **list = leda_calloc(n + 3, sizeof *list);
  if (!list) return NULL;
  for (size_t i = 0; i < n; i++)
    if (!is_replaced(environ[i])) list[kept++] = environ[i];
  list[kept++] = locale;
  list[kept++] = zone;
  return list;
}

/* ---- starting ---- */

static leda_status cannot_start(int reason, leda_error *err) {
  if (reason == ENOMEM) return leda_fail_memory(err);
  leda_status status =
      reason == ENOENT
          ? leda_fail(err, LEDA_ERR_PROGRAM, _("figures need the program gnuplot"))
          : leda_fail(err, LEDA_ERR_PROGRAM, _("cannot start gnuplot: %s"), strerror(reason));
  if (reason == ENOENT) leda_error_hint(err, "apt-get install gnuplot-nox fonts-dejavu-core");
  return status;
}

/* Ctrl-C reaches gnuplot too, whatever the caller does about it. */
static int set_signals(posix_spawnattr_t *attributes) {
  sigset_t none, plain;
  sigemptyset(&none);
  sigemptyset(&plain);
  sigaddset(&plain, SIGINT);
  sigaddset(&plain, SIGTERM);
  sigaddset(&plain, SIGPIPE);
  posix_spawnattr_setsigmask(attributes, &none);
  posix_spawnattr_setsigdefault(attributes, &plain);
  return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int spawn(pid_t *pid, char *const arguments[], posix_spawn_file_actions_t *actions) {
  posix_spawnattr_t attributes;
  int reason = posix_spawnattr_init(&attributes);
  if (reason) return reason;
  char locale[] = "LC_ALL=C.UTF-8", zone[] = "TZ=UTC0";
  char **environment = make_environment(locale, zone);
  reason = environment ? set_signals(&attributes) : ENOMEM;
  if (!reason)
    reason = posix_spawnp(pid, arguments[0], actions, &attributes, arguments, environment);
  leda_free(environment);
  posix_spawnattr_destroy(&attributes);
  return reason;
}

leda_status leda_gnuplot_start(const char *script, const char *log, pid_t *pid, leda_error *err) {
  char program[] = "gnuplot", defaults[] = "-d";
  char *path = leda_strdup(script);
  char *arguments[] = {program, defaults, path, NULL};
  posix_spawn_file_actions_t actions;
  int reason = path ? posix_spawn_file_actions_init(&actions) : ENOMEM;
  if (!reason) {
    reason = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (!reason)
      reason =
          posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (!reason) reason = posix_spawn_file_actions_adddup2(&actions, 1, 2);
    if (!reason) reason = spawn(pid, arguments, &actions);
    posix_spawn_file_actions_destroy(&actions);
  }
  leda_free(path);
  return reason ? cannot_start(reason, err) : LEDA_OK;
}

/* ---- ending ---- */

bool leda_gnuplot_ended(pid_t pid, bool *well) {
  int status = 0;
  pid_t got = waitpid(pid, &status, WNOHANG);
  if (got == 0 || (got < 0 && errno == EINTR)) return false;
  *well = got == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return true;
}

void leda_gnuplot_kill(pid_t pid) {
  kill(pid, SIGKILL);
  while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
}

/* ---- version ---- */

static void read_all(int fd, char *out, size_t size) {
  size_t length = 0;
  while (length + 1 < size) {
    ssize_t got = read(fd, out + length, size - 1 - length);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    length += (size_t)got;
  }
  out[length] = '\0';
  out[strcspn(out, "\n")] = '\0';
}

static int spawn_version(pid_t *pid, const int ends[2]) {
  char program[] = "gnuplot", option[] = "--version";
  char *arguments[] = {program, option, NULL};
  posix_spawn_file_actions_t actions;
  int reason = posix_spawn_file_actions_init(&actions);
  if (reason) return reason;
  reason = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  if (!reason) reason = posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  if (!reason) reason = posix_spawn_file_actions_addclose(&actions, ends[0]);
  if (!reason) reason = posix_spawn_file_actions_addclose(&actions, ends[1]);
  if (!reason) reason = spawn(pid, arguments, &actions);
  posix_spawn_file_actions_destroy(&actions);
  return reason;
}

leda_status leda_gnuplot_version(char out[LEDA_GNUPLOT_VERSION_SIZE], leda_error *err) {
  int ends[2], status = 0;
  pid_t pid;
  if (pipe(ends)) return leda_fail(err, LEDA_ERR_IO, "pipe: %s", strerror(errno));
  int reason = spawn_version(&pid, ends);
  close(ends[1]);
  if (!reason) {
    read_all(ends[0], out, LEDA_GNUPLOT_VERSION_SIZE);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  }
  close(ends[0]);
  if (reason) return cannot_start(reason, err);
  if (status || !out[0])
    return leda_fail(err, LEDA_ERR_PROGRAM, _("gnuplot does not start as it should"));
  return LEDA_OK;
}
