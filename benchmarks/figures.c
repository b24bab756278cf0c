/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many figures a second, beside gnuplot alone: the same scripts, one process each (what a
   shell loop does) and all in one. Prints a table; takes about a minute. */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */

#include <ftw.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "benchmarks/scratch.h"
#include "plots/render.h"
#include "plots/style.h"

extern char **environ;

enum { POINTS = 60, MOST = 1000 };

typedef struct {
  leda_figure figure;
  leda_figure_point points[POINTS];
  leda_figure_mark ticks[POINTS];
  char title[64];
} example;

typedef struct {
  const char *name;
  leda_figure_format format;
  int n;
} trial;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void make_example(example *it, int number) {
  static char years[POINTS][8];
  for (int i = 0; i < POINTS; i++) {
    double value = 100 + 8 * sin(12.9898 * (i + 1) * (number + 1));
    snprintf(years[i], sizeof years[i], "%d", 1960 + i);
    it->points[i] = (leda_figure_point){1960 + i, value, 100, 90, 110, 0, 0};
    it->ticks[i] = (leda_figure_mark){1960 + i, years[i]};
  }
  snprintf(it->title, sizeof it->title, "Municipality %d", number);
  it->figure = (leda_figure){.kind = LEDA_FIGURE_CONTROL_CHART,
                             .texts = {.title = it->title, .subtitle = "Noise"}};
  it->figure.as.control_chart = (leda_figure_control_chart){.points = it->points,
                                                            .n = POINTS,
                                                            .ticks = {it->ticks, POINTS},
                                                            .target = NAN,
                                                            .centre_word = "Mean",
                                                            .upper_word = "Upper limit",
                                                            .lower_word = "Lower limit"};
}

static int die(const char *what) {
  fprintf(stderr, "figures: %s\n", what);
  exit(1);
}

/* Seconds for all of them through leda. */
static double by_leda(example *examples, const trial *it, int threads) {
  static leda_figure_job jobs[MOST];
  static char paths[MOST][40];
  for (int i = 0; i < it->n; i++) {
    snprintf(paths[i], sizeof paths[i], "leda-%d.%s", i, it->name);
    jobs[i] =
        (leda_figure_job){.figure = &examples[i].figure, .format = it->format, .path = paths[i]};
  }
  leda_render_options options = {.threads = threads};
  leda_error err = leda_error_none();
  double begin = now();
  if (leda_figures_render(jobs, (size_t)it->n, &options, &err)) die(err.message);
  return now() - begin;
}

static void add_script(leda_text *out, const example *it, const trial *what, int number) {
  leda_plot_terminal(out, what->format, leda_plot_style_of(LEDA_SIZE_WIDE), 720);
  leda_text_addf(out, "set output 'alone-%d.%s'\n", number, what->name);
  if (leda_figure_script(&it->figure, LEDA_SIZE_WIDE, out, NULL)) die("no script");
  leda_text_add(out, "unset output\nreset\n");
}

static void run_gnuplot(const leda_text *script) {
  char program[] = "gnuplot", option[] = "-d", path[] = "alone.gp";
  char *arguments[] = {program, option, path, NULL};
  int status;
  pid_t pid;
  if (leda_file_write(path, leda_text_str(script), script->length, NULL)) die("cannot write");
  if (posix_spawnp(&pid, program, NULL, NULL, arguments, environ)) die("no gnuplot");
  if (waitpid(pid, &status, 0) != pid || status) die("gnuplot failed");
}

/* Seconds for the first `n` by gnuplot, in one process or in one each. */
static double by_gnuplot(const example *examples, const trial *it, int n, bool together) {
  double begin = now();
  leda_text script = {0};
  for (int i = 0; i < n; i++) {
    add_script(&script, &examples[i], it, i);
    if (!together || i + 1 == n) {
      run_gnuplot(&script);
      leda_text_clear(&script);
    }
  }
  return now() - begin;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk) {
  (void)about;
  (void)kind;
  (void)walk;
  return remove(path);
}

int main(void) {
  static const trial trials[] = {
      {"svg", LEDA_FORMAT_SVG, 1000}, {"pdf", LEDA_FORMAT_PDF, 400}, {"png", LEDA_FORMAT_PNG, 40}};
  static example examples[MOST];
  char folder[SCRATCH_SIZE];
  scratch_template(folder, "figures");
  if (!mkdtemp(folder) || chdir(folder)) die("no folder");
  for (int i = 0; i < MOST; i++) make_example(&examples[i], i);
  printf("Control charts of %d points, 1280 x 720 (PNG: 4000 x 2250), figures a second\n\n",
         POINTS);
  printf(
      "| format | figures | gnuplot, one process each | gnuplot, one process | leda, 1 process | "
      "leda, 2 processes |\n|---|---|---|---|---|---|\n");
  for (size_t k = 0; k < sizeof trials / sizeof *trials; k++) {
    const trial *it = &trials[k];
    int few = it->n / 5;
    printf("| %s | %d ", it->name, it->n);
    printf("| %.0f ", few / by_gnuplot(examples, it, few, false));
    printf("| %.0f ", it->n / by_gnuplot(examples, it, it->n, true));
    printf("| %.0f ", it->n / by_leda(examples, it, 1));
    printf("| %.0f |\n", it->n / by_leda(examples, it, 2));
    fflush(stdout);
  }
  if (chdir("/")) return 1;
  return nftw(folder, remove_one, 4, FTW_DEPTH | FTW_PHYS) ? 1 : 0;
}
