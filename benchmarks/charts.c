/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Individuals charts with Western Electric rules, computation only: 1,000 independent series of 24 values, on one
 * core, again and again until --seconds (1) have passed; the best of --rounds (5) counts. Prints Markdown: charts
 * a second by the rules that mark every point, by the rules as words that only say whether a chart signals (what
 * false alarm rates are simulated with), and by base R where Rscript is found (--no-r: not).
 */
#include <math.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "benchmarks/scratch.h"
#include "stats/alarm_rules.h"
#include "stats/gauss.h"
#include "stats/moving_range.h"
#include "stats/stream.h"
#include "stats/zone_rules.h"

extern char **environ;

enum { N = 24, SERIES = 1000 };

typedef struct {
  double centre;
  double lower;
  double upper;
  bool fires[4][N];
} marked_chart;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void mark(const double *y, marked_chart *chart) {
  double range[N], z[N], sum = 0.0;
  int position[N];
  for (int i = 0; i < N; i++) {
    position[i] = i;
    sum += y[i];
  }
  leda_moving_ranges(y, position, N, range);
  double sigma = leda_moving_range_mean(range, NULL, N, false) / leda_d2_two();
  chart->centre = sum / N;
  chart->lower = chart->centre - 3.0 * sigma;
  chart->upper = chart->centre + 3.0 * sigma;
  for (int i = 0; i < N; i++) z[i] = (y[i] - chart->centre) / sigma;
  leda_rule_beyond(z, N, (leda_zone_rule){3.0, 1, 1}, chart->fires[0]);
  leda_rule_beyond(z, N, (leda_zone_rule){2.0, 2, 3}, chart->fires[1]);
  leda_rule_beyond(z, N, (leda_zone_rule){1.0, 4, 5}, chart->fires[2]);
  leda_rule_run(z, N, 8, chart->fires[3]);
}

/* What came out, so that nothing can be left out: broken rules, or charts that signal. */
static size_t mark_all(const double *y) {
  size_t broken = 0;
  for (size_t k = 0; k < SERIES; k++) {
    marked_chart chart;
    mark(y + k * N, &chart);
    for (int r = 0; r < 4; r++)
      for (int i = 0; i < N; i++) broken += chart.fires[r][i];
  }
  return broken;
}

static size_t judge_all(const leda_alarm_judge *judge, const double *y) {
  double work[2 * N];
  size_t signals = 0;
  for (size_t k = 0; k < SERIES; k++) signals += leda_alarm_judge_run(judge, y + k * N, work);
  return signals;
}

/* Charts a second; judge NULL: marking. */
static double speed(const leda_alarm_judge *judge, const double *y, double seconds, size_t *found) {
  size_t rounds = 0;
  double start = now(), passed;
  do {
    *found = judge ? judge_all(judge, y) : mark_all(y);
    rounds++;
    passed = now() - start;
  } while (passed < seconds);
  return (double)(rounds * SERIES) / passed;
}

static double best(const leda_alarm_judge *judge, const double *y, double seconds, size_t *found) {
  double most = 0.0;
  for (int round = 0; round < 5; round++) most = fmax(most, speed(judge, y, seconds / 5.0, found));
  return most;
}

static bool write_series(const double *y, const char *path) {
  FILE *file = fopen(path, "w");
  if (file == NULL) return false;
  for (size_t k = 0; k < SERIES; k++)
    for (size_t i = 0; i < N; i++) fprintf(file, "%.17g%c", y[k * N + i], i + 1 < N ? ',' : '\n');
  return fclose(file) == 0;
}

/* Runs the R script and reads what it prints; false where there is no R. */
static bool run_r(char *data, double *charts, size_t *broken) {
  char env[] = "env", r[] = "Rscript", plain[] = "--vanilla", rounds[] = "5";
  char script[] = "benchmarks/peers/charts.R";
  char *words[] = {env, r, plain, script, data, rounds, NULL};
  posix_spawn_file_actions_t actions;
  int ends[2], status = 1;
  char text[100] = "";
  pid_t child;
  if (pipe(ends) != 0) return false;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  bool started = posix_spawn(&child, "/usr/bin/env", &actions, NULL, words, environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  ssize_t length = started ? read(ends[0], text, sizeof text - 1) : 0;
  close(ends[0]);
  if (!started || waitpid(child, &status, 0) < 0 || status != 0 || length <= 0) return false;
  return sscanf(text, "%lf %zu", charts, broken) == 2;
}

static void beside_r(const double *y) {
  char path[SCRATCH_SIZE];
  double charts;
  size_t broken;
  scratch_template(path, "charts");
  int file = mkstemp(path);
  if (file < 0) return;
  close(file);
  if (write_series(y, path) && run_r(path, &charts, &broken))
    printf("| base R, points marked | %.0f | %zu broken rules |\n", charts, broken);
  else
    printf("| base R | not installed | |\n");
  unlink(path);
}

int main(int argc, char **argv) {
  static double y[SERIES * N];
  double seconds = 1.0;
  bool with_r = true;
  int status;
  size_t found = 0;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--no-r") == 0) with_r = false;
    if (strcmp(argv[i], "--seconds") == 0 && i + 1 < argc) seconds = atof(argv[i + 1]);
  }
  for (size_t k = 0; k < SERIES; k++) {
    leda_stream stream = leda_stream_start(1, k);
    leda_gauss_fill(&stream, y + k * N, N);
  }
  leda_alarm_chart chart = {.centre = LEDA_ALARM_MEAN, .sigma = LEDA_ALARM_MOVING_RANGE};
  leda_alarm_rules set = leda_alarm_rules_western_electric();
  leda_alarm_judge *judge = leda_alarm_judge_alloc(&chart, N, &set, 1, &status);
  if (judge == NULL) return 1;
  printf("%d individuals charts of %d points, Western Electric rules, one core.\n\n", SERIES, N);
  printf("| | charts a second | found |\n|--|--|--|\n");
  double marking = best(NULL, y, seconds, &found);
  printf("| leda, points marked | %.0f | %zu broken rules |\n", marking, found);
  double words = best(judge, y, seconds, &found);
  printf("| leda, does it signal? | %.0f | %zu charts signal |\n", words, found);
  fflush(stdout);
  if (with_r) beside_r(y);
  leda_alarm_judge_free(judge);
  return 0;
}
