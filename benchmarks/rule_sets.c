/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often the rules of control charts signal when nothing changes: per cent of unchanged series
 * with at least one signal, limits estimated from the same points. Prints Markdown. Options:
 * --series N (20000), --seed S (1).
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/moving_range.h"
#include "stats/runs.h"
#include "stats/stream.h"
#include "stats/zone_rules.h"

enum { N_MOST = 36, N_RULES = 4, N_LENGTHS = 5 };
typedef enum { NORMAL, LOGNORMAL, STUDENT3, AR_03, N_NOISES } noise_kind;

static const char *const rule_names[N_RULES] = {"3 sigma", "Western Electric", "Anhøj, mean",
                                                "Anhøj, run chart"};
static const char *const noise_names[N_NOISES] = {"normal", "lognormal 0.5", "t3", "AR(1) 0.3"};
static const size_t lengths[N_LENGTHS] = {8, 12, 16, 24, 36};

static double student3(leda_stream *s) {
  double z = leda_stream_normal(s), squares = 0.0;
  for (int i = 0; i < 3; i++) {
    double u = leda_stream_normal(s);
    squares += u * u;
  }
  return z / sqrt(squares / 3.0);
}

static void draw_series(leda_stream *s, noise_kind kind, double *y, size_t n) {
  for (size_t i = 0; i < n; i++) {
    double z = kind == STUDENT3 ? student3(s) : leda_stream_normal(s);
    if (kind == LOGNORMAL) z = exp(0.5 * z);
    if (kind == AR_03 && i > 0) z = 0.3 * y[i - 1] + sqrt(1.0 - 0.3 * 0.3) * z;
    y[i] = z;
  }
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(const double *y, size_t n) {
  double sorted[N_MOST];
  memcpy(sorted, y, n * sizeof *y);
  qsort(sorted, n, sizeof *sorted, compare);
  return n % 2 ? sorted[n / 2] : 0.5 * (sorted[n / 2 - 1] + sorted[n / 2]);
}

static bool any(const bool *fires, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (fires[i]) return true;
  return false;
}

static bool runs_signal(const double *y, size_t n, double centre) {
  double centres[N_MOST];
  for (size_t i = 0; i < n; i++) centres[i] = centre;
  return leda_runs_analyse(y, centres, n).signal;
}

/* Sets signals[r] for each rule set on y[0..n-1]. */
static void judge(const double *y, size_t n, bool *signals) {
  double range[N_MOST], z[N_MOST], mean = 0.0;
  int position[N_MOST];
  bool fires[N_MOST];
  for (size_t i = 0; i < n; i++) {
    position[i] = (int)i;
    mean += y[i] / (double)n;
  }
  leda_moving_ranges(y, position, n, range);
  double sigma = leda_moving_range_mean(range, NULL, n, false) / leda_d2_two();
  for (size_t i = 0; i < n; i++) z[i] = (y[i] - mean) / sigma;
  leda_rule_beyond(z, n, (leda_zone_rule){3.0, 1, 1}, fires);
  signals[0] = signals[1] = any(fires, n);
  leda_rule_beyond(z, n, (leda_zone_rule){2.0, 2, 3}, fires);
  signals[1] = signals[1] || any(fires, n);
  leda_rule_beyond(z, n, (leda_zone_rule){1.0, 4, 5}, fires);
  signals[1] = signals[1] || any(fires, n);
  leda_rule_run(z, n, 8, fires);
  signals[1] = signals[1] || any(fires, n);
  signals[2] = runs_signal(y, n, mean);
  signals[3] = runs_signal(y, n, median(y, n));
}

static void print_row(noise_kind kind, size_t n, size_t series, uint64_t seed) {
  size_t flagged[N_RULES] = {0};
  for (size_t k = 0; k < series; k++) {
    double y[N_MOST];
    bool signals[N_RULES];
    leda_stream stream = leda_stream_start(seed, k);
    draw_series(&stream, kind, y, n);
    judge(y, n, signals);
    for (size_t r = 0; r < N_RULES; r++) flagged[r] += signals[r];
  }
  printf("| %s, %zu |", noise_names[kind], n);
  for (size_t r = 0; r < N_RULES; r++) {
    double share = (double)flagged[r] / (double)series;
    printf(" %.1f ± %.1f |", 100.0 * share, 100.0 * sqrt(share * (1.0 - share) / (double)series));
  }
  putchar('\n');
}

int main(int argc, char **argv) {
  size_t series = 20000;
  uint64_t seed = 1;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--series") == 0) series = (size_t)strtoull(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--seed") == 0) seed = strtoull(argv[i + 1], NULL, 10);
  }
  printf("Per cent of unchanged series that signal at least once (%zu series a cell).\n\n", series);
  printf("| noise, n |");
  for (size_t r = 0; r < N_RULES; r++) printf(" %s |", rule_names[r]);
  printf("\n|--|--|--|--|--|\n");
  for (noise_kind kind = NORMAL; kind < N_NOISES; kind++)
    for (size_t i = 0; i < N_LENGTHS; i++) print_row(kind, lengths[i], series, seed);
  return 0;
}
