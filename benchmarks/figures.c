/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures a second, and how near leda comes to gnuplot alone: the same scripts as two files that two processes
 * load at the same time, which is the most gnuplot can do on two cores. Both draw by turns --rounds (3) times; the
 * medians count, and their ratio is the answer: 100 % would mean that leda's own work costs nothing. One process for
 * each figure is what a shell loop does. The ratio of processor times is what the first would be on a machine that nobody
 * else uses. Prints Markdown. --svg, --pdf, --png: how many (290, 290, 16; 0: none).
 */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */

#include <ftw.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "benchmarks/scratch.h"
#include "plots/render.h"
#include "plots/style.h"

extern char **environ;

enum { POINTS = 60, MOST = 1000, ROUNDS_MOST = 25, PROCESSES = 2 };

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

/* Processor time of this process and of those that it has waited for. */
static double processor(void) {
  double sum = 0;
  for (int children = 0; children < 2; children++) {
    struct rusage used;
    getrusage(children ? RUSAGE_CHILDREN : RUSAGE_SELF, &used);
    sum += (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
  }
  return sum;
}

static void make_example(example *it, int number) {
  static char years[POINTS][8];
  for (int i = 0; i < POINTS; i++) {
    double value = 100 + 8 * sin(12.9898 * (i + 1) * (number + 1));
    snprintf(years[i], sizeof years[i], "%d", 1960 + i);
    it->points[i] = (leda_figure_point){1960 + i, value, 100, 90, 110, 0, 0, 0, 0};
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
static double by_leda(example *examples, const trial *it) {
  static leda_figure_job jobs[MOST];
  static char paths[MOST][40];
  for (int i = 0; i < it->n; i++) {
    snprintf(paths[i], sizeof paths[i], "leda-%d.%s", i, it->name);
    jobs[i] =
        (leda_figure_job){.figure = &examples[i].figure, .format = it->format, .path = paths[i]};
  }
  leda_render_options options = {.threads = PROCESSES};
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

/* The scripts of figures [from, to) as one file. */
static void write_scripts(const example *examples, const trial *it, int from, int to, int process) {
  char path[40];
  leda_text script = {0};
  for (int i = from; i < to; i++) add_script(&script, &examples[i], it, i);
  snprintf(path, sizeof path, "alone-%d.gp", process);
  if (leda_file_write(path, leda_text_str(&script), script.length, NULL)) die("cannot write");
  leda_text_clear(&script);
}

static pid_t start_gnuplot(int process) {
  char program[] = "gnuplot", option[] = "-d", path[40];
  char *arguments[] = {program, option, path, NULL};
  pid_t pid;
  snprintf(path, sizeof path, "alone-%d.gp", process);
  if (posix_spawnp(&pid, program, NULL, NULL, arguments, environ)) die("no gnuplot");
  return pid;
}

static void wait_for(pid_t pid) {
  int status;
  if (waitpid(pid, &status, 0) != pid || status) die("gnuplot failed");
}

/* Seconds that gnuplot takes for them in two processes; making the scripts is not counted. */
static double by_gnuplot(const example *examples, const trial *it) {
  pid_t started[PROCESSES];
  for (int p = 0; p < PROCESSES; p++)
    write_scripts(examples, it, it->n * p / PROCESSES, it->n * (p + 1) / PROCESSES, p);
  double begin = now();
  for (int p = 0; p < PROCESSES; p++) started[p] = start_gnuplot(p);
  for (int p = 0; p < PROCESSES; p++) wait_for(started[p]);
  return now() - begin;
}

/* Seconds for the first n, one process after the other. */
static double by_loop(const example *examples, const trial *it, int n) {
  double begin = now();
  for (int i = 0; i < n; i++) {
    write_scripts(examples, it, i, i + 1, 0);
    wait_for(start_gnuplot(0));
  }
  return now() - begin;
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *values, int n) {
  qsort(values, (size_t)n, sizeof *values, compare);
  return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static void run_trial(example *examples, const trial *it, int rounds) {
  double alone[ROUNDS_MOST] = {0}, leda[ROUNDS_MOST] = {0}, share[ROUNDS_MOST] = {0};
  int few = it->n < 40 ? it->n / 8 + 1 : it->n / 10;
  for (int i = 0; i < rounds; i++) {
    double begin = processor();
    alone[i] = it->n / by_gnuplot(examples, it);
    double between = processor();
    leda[i] = it->n / by_leda(examples, it);
    share[i] = (between - begin) / (processor() - between);
  }
  double loop = few / by_loop(examples, it, few);
  double most = median(alone, rounds), ours = median(leda, rounds);
  printf("| %s | %d | %.1f | %.1f | %.1f | %.0f %% | %.0f %% |\n", it->name, it->n, loop, most,
         ours, 100 * ours / most, 100 * median(share, rounds));
  fflush(stdout);
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk) {
  (void)about;
  (void)kind;
  (void)walk;
  return remove(path);
}

static int count_of(int argc, char **argv, const char *option, int otherwise, int most) {
  for (int i = 1; i + 1 < argc; i++)
    if (strcmp(argv[i], option) == 0) otherwise = atoi(argv[i + 1]);
  return otherwise < 0 ? 0 : otherwise > most ? most : otherwise;
}

int main(int argc, char **argv) {
  const trial trials[] = {{"svg", LEDA_FORMAT_SVG, count_of(argc, argv, "--svg", 290, MOST)},
                          {"pdf", LEDA_FORMAT_PDF, count_of(argc, argv, "--pdf", 290, MOST)},
                          {"png", LEDA_FORMAT_PNG, count_of(argc, argv, "--png", 16, MOST)}};
  static example examples[MOST];
  char folder[SCRATCH_SIZE];
  int rounds = count_of(argc, argv, "--rounds", 3, ROUNDS_MOST);
  scratch_template(folder, "figures");
  if (!mkdtemp(folder) || chdir(folder)) die("no folder");
  for (int i = 0; i < MOST; i++) make_example(&examples[i], i);
  printf("Control charts of %d points, 1280 x 720 (PNG: 4000 x 2250), figures a second (median of "
         "%d)\n\n| format | figures | gnuplot, a process each | gnuplot, %d processes | leda, %d "
         "processes | leda / gnuplot | by processor time |\n|---|---|---|---|---|---|---|\n",
         POINTS, rounds, PROCESSES, PROCESSES);
  for (size_t k = 0; k < sizeof trials / sizeof *trials; k++)
    if (trials[k].n > 0 && rounds > 0) run_trial(examples, &trials[k], rounds);
  if (chdir("/")) return 1;
  return nftw(folder, remove_one, 4, FTW_DEPTH | FTW_PHYS) ? 1 : 0;
}
