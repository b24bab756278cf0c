/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "engine/cli/common.h"

/* The state of the one terminal line and of Ctrl-C belongs to the process. */
static volatile sig_atomic_t interrupted;
static struct {
  const char *what;
  bool draw;
  bool shown;
  double started;
  double last;
} line;

static double seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void on_interrupt(int number) {
  (void)number;
  interrupted = 1;
}

void leda_cli_catch_interrupt(void) {
  struct sigaction action = {.sa_handler = on_interrupt};
  /* A second Ctrl-C ends the program at once. */
  action.sa_flags = (int)SA_RESETHAND;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

static int report(uint64_t done, uint64_t total, void *data) {
  (void)data;
  if (interrupted) return 1;
  if (!line.draw) return 0;
  double now = seconds_now();
  if (now - line.started < 1.0 || now - line.last < 1.0 / 6.0) return 0;
  line.last = now;
  line.shown = true;
  if (total)
    fprintf(stderr, "\r%s %3.0f %%", line.what, 100.0 * (double)done / (double)total);
  else
    fprintf(stderr, "\r%s %llu", line.what, (unsigned long long)done);
  fflush(stderr);
  return 0;
}

leda_progress leda_cli_progress(const leda_cli *cli, const char *what) {
  line.what = what;
  line.draw = !cli->quiet && isatty(STDERR_FILENO);
  line.shown = false;
  line.started = seconds_now();
  line.last = 0.0;
  return (leda_progress){.function = report};
}

void leda_cli_progress_end(void) {
  if (line.shown) fputs("\r\033[K", stderr);
  line.shown = false;
}
