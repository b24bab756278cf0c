/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast and in how much memory a panel is read, beside plain libcsv that does no more than count
   the fields of the same file. Every measurement is a process of its own, and the runs take turns, so
   that a busy moment hits all of them; the processor time tells more than the clock where others use
   the machine. Prints tables in Markdown.

   reading [--rows N] [--runs N]     1 million rows and 5 runs if not said */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#define _DEFAULT_SOURCE   /* wait4 */

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "benchmarks/scratch.h"
#include "engine/data/panel.h"

enum { PERIODS = 25, INDICATORS = 40, MOST_RUNS = 101 };

typedef struct {
  double seconds;
  double work;  /* seconds of processor time, of all processes and threads */
  double bytes; /* largest resident set of a process */
} cost;

typedef struct {
  const char *path;
  int threads; /* 0: plain libcsv */
  int at_once; /* processes side by side */
} job;

static void die(const char *what) {
  fprintf(stderr, "reading: %s\n", what);
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* ---- the file ---- */

/* Knuth's MMIX generator. */
static unsigned draw(unsigned long long *state) {
  *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
  return (unsigned)(*state >> 33);
}

static void shuffle(unsigned *order, size_t n) {
  unsigned long long state = 7;
  for (size_t i = n; i-- > 1;) {
    size_t k = draw(&state) % (i + 1);
    unsigned moved = order[i];
    order[i] = order[k];
    order[k] = moved;
  }
}

/* `rows` values of 40 indicators in 25 years, by unit, indicator and year or in random order. */
static void write_panel(const char *path, size_t rows, int shuffled) {
  unsigned *order = malloc(rows * sizeof *order);
  FILE *file = fopen(path, "w");
  if (!order || !file) die("cannot write the file");
  for (size_t i = 0; i < rows; i++) order[i] = (unsigned)i;
  if (shuffled) shuffle(order, rows);
  fputs("kommun,nyckeltal,year,value\n", file);
  for (size_t i = 0; i < rows; i++) {
    unsigned long long state = order[i];
    unsigned series = order[i] / PERIODS, value = draw(&state) % 100000;
    fprintf(file, "%05u,N%05u,%u,%u.%02u\n", series / INDICATORS, 100 + 37 * (series % INDICATORS),
            2000 + order[i] % PERIODS, value / 100, value % 100);
  }
  if (fclose(file) != 0) die("cannot write the file");
  free(order);
}

/* In a process of its own, so that those that are measured do not begin with its memory. */
static void make_panel(const char *path, size_t rows, int shuffled) {
  int code;
  pid_t child = fork();
  if (child < 0) die("cannot start a process");
  if (child == 0) {
    write_panel(path, rows, shuffled);
    _exit(0);
  }
  if (waitpid(child, &code, 0) < 0 || code != 0) die("cannot write the file");
}

/* ---- the work ---- */

static void count_field(void *text, size_t length, void *data) {
  (void)text;
  (void)length;
  ++*(size_t *)data;
}

static void count_fields(const char *path) {
  static char block[1 << 16];
  struct csv_parser parser;
  size_t fields = 0, n;
  FILE *file = fopen(path, "rb");
  if (!file || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) _exit(1);
  while ((n = fread(block, 1, sizeof block, file)) > 0)
    if (csv_parse(&parser, block, n, count_field, NULL, &fields) != n) _exit(1);
  csv_fini(&parser, count_field, NULL, &fields);
  if (fields % 4 != 0) _exit(1);
  _exit(0);
}

static void read_panel(const char *path, int threads) {
  leda_panel panel;
  leda_error err = leda_error_none();
  leda_read_options options = {.threads = threads};
  leda_status status = leda_panel_read(&panel, (leda_paths){&path, 1}, &options, NULL, &err);
  _exit(status == LEDA_OK && panel.n > 0 ? 0 : 1);
}

static double seconds_of(struct timeval t) { return (double)t.tv_sec + 1e-6 * (double)t.tv_usec; }

static cost measure(const job *it) {
  cost total = {0, 0, 0};
  double begin = now();
  for (int i = 0; i < it->at_once; i++) {
    pid_t child = fork();
    if (child < 0) die("cannot start a process");
    if (child == 0 && it->threads == 0) count_fields(it->path);
    if (child == 0) read_panel(it->path, it->threads);
  }
  for (int i = 0; i < it->at_once; i++) {
    int code;
    struct rusage use;
    if (wait4(-1, &code, 0, &use) < 0 || code != 0) die("a process failed");
    total.work += seconds_of(use.ru_utime) + seconds_of(use.ru_stime);
    total.bytes = 1024.0 * (double)use.ru_maxrss;
  }
  total.seconds = now() - begin;
  return total;
}

/* ---- the report ---- */

enum { JOBS = 7 };

static void run(job jobs[JOBS], cost best[JOBS], int runs) {
  for (int r = 0; r < runs; r++)
    for (int i = 0; i < JOBS; i++) {
      cost found = measure(&jobs[i]);
      if (r == 0 || found.seconds < best[i].seconds) best[i].seconds = found.seconds;
      if (r == 0 || found.work < best[i].work) best[i].work = found.work;
      if (r == 0 || found.bytes > best[i].bytes) best[i].bytes = found.bytes;
    }
}

static void report(const char *folder, size_t rows, int runs) {
  static const char *const names[JOBS] = {
      "libcsv counts the fields",  "two libcsv at once", "leda, 1 thread",
      "leda, 2 threads",           "libcsv, shuffled",   "leda, shuffled, 1 thread",
      "leda, shuffled, 2 threads",
  };
  char grouped[SCRATCH_SIZE + 40], shuffled[SCRATCH_SIZE + 40];
  cost best[JOBS];
  snprintf(grouped, sizeof grouped, "%s/grouped.csv", folder);
  snprintf(shuffled, sizeof shuffled, "%s/shuffled.csv", folder);
  make_panel(grouped, rows, 0);
  make_panel(shuffled, rows, 1);
  job jobs[JOBS] = {{grouped, 0, 1},  {grouped, 0, 2},  {grouped, 1, 1}, {grouped, 2, 1},
                    {shuffled, 0, 1}, {shuffled, 1, 1}, {shuffled, 2, 1}};
  run(jobs, best, runs);
  unlink(grouped);
  unlink(shuffled);
  printf("\n%zu rows of 4 fields, %zu series, best of %d runs in turn\n\n", rows, rows / PERIODS,
         runs);
  printf("| what | seconds | against libcsv | processor seconds | against libcsv | bytes a row |\n"
         "|---|---|---|---|---|---|\n");
  for (int i = 0; i < JOBS; i++)
    printf("| %s | %.3f | %.2f | %.3f | %.2f | %.1f |\n", names[i], best[i].seconds,
           best[i].seconds / best[0].seconds, best[i].work, best[i].work / best[0].work,
           best[i].bytes / (double)rows);
}

int main(int argc, char **argv) {
  long rows = 1000000, runs = 5;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--rows") == 0) rows = strtol(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--runs") == 0) runs = strtol(argv[i + 1], NULL, 10);
  }
  if (rows < PERIODS || rows > 400000000 || runs < 1) die("--rows and --runs are whole numbers");
  char folder[SCRATCH_SIZE];
  scratch_template(folder, "reading");
  if (!mkdtemp(folder)) die("cannot make a folder");
  report(folder, (size_t)rows, (int)(runs < MOST_RUNS ? runs : MOST_RUNS));
  rmdir(folder);
  return 0;
}
