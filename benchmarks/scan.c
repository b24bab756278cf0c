/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a scan takes, end to end, beside what plain single-threaded libcsv takes to count the fields
 * of the same file; time and memory as the panel grows; verdicts alone, without reading.
 *
 *   scan [ROWS [RUNS]]     default 500000 2; the claims are made with 5000000 7 on an idle machine, growth
 *                          then from 1 to 8 million rows
 *
 * LEDA names another program than build/leda. Best of RUNS, all of them in turn in each run, so that what
 * else the machine does hits them alike. R and Python beside it: benchmarks/scan.sh. */
#include <csv.h>
#include <fcntl.h>
#include <math.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "benchmarks/scratch.h"
#include "stats/screen.h"
#include "stats/stream.h"
#include "stats/verdict.h"

extern char **environ;

enum { PERIODS = 25, CALLS = 7 };

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- the files ---- */

static void write_row(FILE *file, size_t row, leda_stream *stream) {
  size_t series = row / PERIODS;
  fprintf(file, "%zu,%04zu,N%05zu,%.3f\n", 2000 + row % PERIODS, series % 290, series / 290,
          50.0 + leda_stream_normal(stream));
}

/* Rows in order, or spread by a step that shares no factor with their number. */
static bool write_panel(const char *path, size_t rows, bool shuffled) {
  leda_stream stream = leda_stream_start(1, rows);
  FILE *file = fopen(path, "w");
  size_t step = 1000003;
  if (!file) return false;
  fputs("year,unit,indicator,value\n", file);
  for (size_t i = 0; i < rows; i++) write_row(file, shuffled ? i * step % rows : i, &stream);
  return fclose(file) == 0;
}

/* ---- plain libcsv ---- */

static void count_field(void *text, size_t length, void *data) {
  (void)text;
  (void)length;
  ++*(size_t *)data;
}

static void count_fields(const char *path) {
  struct csv_parser parser;
  size_t fields = 0, n;
  static char buffer[1 << 16];
  FILE *file = fopen(path, "r");
  if (!file || csv_init(&parser, CSV_STRICT) != 0) exit(1);
  while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
    csv_parse(&parser, buffer, n, count_field, NULL, &fields);
  csv_fini(&parser, count_field, NULL, &fields);
  csv_free(&parser);
  fclose(file);
  if (fields == 0) exit(1);
}

static double time_counting(const char *path, int processes) {
  double start = seconds();
  for (int i = 0; i < processes; i++) {
    pid_t child = fork();
    if (child != 0) continue;
    count_fields(path);
    _exit(0);
  }
  while (wait(NULL) > 0) continue;
  return seconds() - start;
}

/* ---- leda ---- */

static const char *program(void) {
  const char *named = getenv("LEDA");
  return named ? named : "build/leda";
}

static double time_leda(const char *path, const char *threads) {
  char leda[] = "leda", scan[] = "scan", quiet[] = "--quiet", option[] = "--threads", count[16];
  char output[] = "-o", nowhere[] = "/dev/null", file[512];
  char *const words[] = {leda, scan, quiet, option, count, output, nowhere, file, NULL};
  pid_t child;
  int state = 1;
  snprintf(count, sizeof count, "%s", threads);
  snprintf(file, sizeof file, "%s", path);
  double start = seconds();
  if (posix_spawn(&child, program(), NULL, NULL, words, environ) != 0) return NAN;
  waitpid(child, &state, 0);
  return state == 0 ? seconds() - start : NAN;
}

static double children_kib(void) {
  struct rusage usage;
  getrusage(RUSAGE_CHILDREN, &usage);
  return (double)usage.ru_maxrss;
}

/* ---- the tables ---- */

static void keep_least(double *best, double value) {
  if (!(*best <= value)) *best = value;
}

static void time_once(const char *grouped, const char *shuffled, double best[CALLS]) {
  keep_least(&best[0], time_counting(grouped, 1));
  keep_least(&best[1], time_counting(grouped, 2));
  keep_least(&best[2], time_leda(grouped, "1"));
  keep_least(&best[3], time_leda(grouped, "2"));
  keep_least(&best[4], time_counting(shuffled, 1));
  keep_least(&best[5], time_leda(shuffled, "1"));
  keep_least(&best[6], time_leda(shuffled, "2"));
}

static void report_scan(const char *grouped, const char *shuffled, size_t rows, int runs) {
  static const char *const names[CALLS] = {
      "libcsv counts the fields",      "two libcsv processes at once",
      "leda scan, 1 thread",           "leda scan, 2 threads",
      "libcsv counts, shuffled rows",  "leda scan, shuffled, 1 thread",
      "leda scan, shuffled, 2 threads"};
  double best[CALLS];
  for (int i = 0; i < CALLS; i++) best[i] = NAN;
  if (!write_panel(grouped, rows, false) || !write_panel(shuffled, rows, true)) exit(1);
  for (int i = 0; i < runs; i++) time_once(grouped, shuffled, best);
  printf("\n%zu rows, %zu series of %d, best of %d\n\n", rows, rows / PERIODS, PERIODS, runs);
  printf("| what | seconds | times libcsv |\n|---|---|---|\n");
  for (int i = 0; i < CALLS; i++)
    printf("| %s | %.3f | %.2f |\n", names[i], best[i], best[i] / best[i < 4 ? 0 : 4]);
}

/* Times at a fifth of `rows`, twice, four and eight times that. Sizes grow, so the largest child so far is
 * always the last. */
static void report_growth(const char *path, size_t rows) {
  printf("| rows | seconds, 1 thread | 2 threads | MiB | bytes a row | less 200 a series |\n");
  printf("|---|---|---|---|---|---|\n");
  for (size_t n = rows / 5; n <= rows / 5 * 8; n *= 2) {
    double one = NAN, two = NAN;
    if (!write_panel(path, n, false)) exit(1);
    for (int run = 0; run < 3; run++) {
      keep_least(&one, time_leda(path, "1"));
      keep_least(&two, time_leda(path, "2"));
    }
    double bytes = children_kib() * 1024;
    printf("| %zu | %.3f | %.3f | %.1f | %.1f | %.1f |\n", n, one, two, bytes / 1048576,
           bytes / (double)n, (bytes - 200.0 * (double)n / PERIODS) / (double)n);
  }
}

/* Of this thread: what other processes take is not counted. */
static double busy_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double screen_rate(size_t series, double scale) {
  enum { N = 24 };
  const leda_noise noise = {.model = LEDA_NOISE_INDEPENDENT};
  leda_null_store *store = leda_null_store_alloc(1, 1);
  leda_screen_work *work = leda_screen_work_alloc(N, &(leda_screen_options){.alpha = 0.05});
  double *y = malloc(series * N * sizeof *y), sum = 0.0;
  leda_stream stream = leda_stream_start(7, 1);
  leda_screen_result found;
  if (!store || !work || !y || leda_null_store_prepare(store, N, &noise, 0) != 0) exit(1);
  for (size_t i = 0; i < series * N; i++) {
    y[i] = leda_stream_normal(&stream);
    if (scale > 0.0) y[i] = round(y[i] * scale) / scale;
  }
  double start = busy_seconds();
  for (size_t i = 0; i < series; i++) {
    if (leda_verdict_screen(store, &noise, y + i * N, NULL, N, work, &found) != 0) exit(1);
    sum += found.p;
  }
  double taken = busy_seconds() - start;
  free(y);
  leda_screen_work_free(work);
  leda_null_store_free(store);
  return sum > 0.0 ? (double)series / taken : NAN;
}

static double best_rate(size_t series, double scale) {
  double best = 0.0;
  for (int run = 0; run < 5; run++) best = fmax(best, screen_rate(series, scale));
  return best;
}

static void report_verdicts(size_t series) {
  printf("\n| verdicts alone, n = 24, one core, best of 5 | series a second |\n|---|---|\n");
  printf("| without ties | %.0f |\n", best_rate(series, 0.0));
  printf("| values rounded to one decimal | %.0f |\n", best_rate(series / 10, 10.0));
}

int main(int argc, char **argv) {
  size_t rows = argc > 1 ? (size_t)strtoull(argv[1], NULL, 10) : 500000;
  int runs = argc > 2 ? atoi(argv[2]) : 2;
  char folder[SCRATCH_SIZE], grouped[SCRATCH_SIZE + 20], shuffled[SCRATCH_SIZE + 20];
  scratch_template(folder, "scan");
  if (rows < 8000 || !mkdtemp(folder)) return 1;
  rows -= rows % PERIODS;
  snprintf(grouped, sizeof grouped, "%s/grouped.csv", folder);
  snprintf(shuffled, sizeof shuffled, "%s/shuffled.csv", folder);
  fflush(stdout);
  report_growth(grouped, rows); /* first: the system tells the largest child so far */
  fflush(stdout);
  report_verdicts(rows / PERIODS);
  fflush(stdout);
  report_scan(grouped, shuffled, rows, runs);
  unlink(grouped);
  unlink(shuffled);
  return rmdir(folder);
}
