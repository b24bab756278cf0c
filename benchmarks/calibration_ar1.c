/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the verdict is worth where neighbouring values are alike: false alarms and power by length, phi,
 * shape of the noise and what is known of phi. Prints Markdown. Options: --series N (20000 for each
 * cell), --threads T (2), --seed S (1). Any number of threads gives the same tables but for the speed.
 */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stats/gauss.h"
#include "stats/phi.h"
#include "stats/screen.h"

#define N_MOST 64
#define UNITS 290
#define ALPHA 0.05
#define BURN_IN 30

typedef enum { NORMAL, LOGNORMAL, STUDENT3, WHOLE } noise_kind;
typedef enum { KNOWN, POOLED, OWN } phi_source;

/* What a cell simulates and what the verdict is told. */
typedef struct {
  size_t n;
  double phi;
  double between; /* sd of phi between units */
  double second;  /* phi of lag 2 */
  bool walk;      /* random walk */
  double common;  /* share of the variance that all units of a panel have in common */
  double missing; /* share of periods */
  noise_kind kind;
  phi_source source;
  double shift; /* in sd of the noise, from the middle on */
  double drift; /* in sd of the noise, over the whole series */
} cell;

typedef struct {
  size_t series;
  int threads;
  uint64_t seed;
} plan;

typedef struct {
  double values[UNITS][N_MOST];
  int t[UNITS][N_MOST];
  size_t n[UNITS];
} panel;

static void *must(void *p) {
  if (p == NULL) {
    fputs("out of memory\n", stderr);
    exit(1);
  }
  return p;
}

/* Innovations of mean 0 and sd 1. */
static void innovations(leda_stream *stream, noise_kind kind, double *e, size_t count) {
  double mean = exp(0.125), sd = mean * sqrt(exp(0.25) - 1.0), z[3];

  leda_gauss_fill(stream, e, count);
  for (size_t i = 0; i < count; i++) {
    if (kind == LOGNORMAL) e[i] = (exp(0.5 * e[i]) - mean) / sd;
    if (kind == STUDENT3) {
      leda_gauss_fill(stream, z, 3);
      e[i] /= sqrt(z[0] * z[0] + z[1] * z[1] + z[2] * z[2]);
    }
  }
}

/* Noise of sd 1 (a walk: of steps of sd 1). */
static void fill_noise(const cell *c, leda_stream *stream, double *y) {
  double e[N_MOST + BURN_IN], phi = c->phi, scale;

  if (c->between > 0.0) phi += c->between * leda_stream_normal(stream);
  phi = c->walk ? 1.0 : fmin(fmax(phi, -0.9), 0.97);
  innovations(stream, c->kind, e, c->n + BURN_IN);
  if (!c->walk) e[0] /= sqrt(1.0 - phi * phi);
  for (size_t i = 1; i < c->n + BURN_IN; i++)
    e[i] += phi * e[i - 1] + (i > 1 ? c->second * e[i - 2] : 0.0);
  /* Variance of an AR(2): (1 - b) / ((1 + b) ((1 - b)^2 - a^2)). */
  scale = c->walk ? 1.0
                  : sqrt((1.0 + c->second) * ((1.0 - c->second) * (1.0 - c->second) - phi * phi) /
                         (1.0 - c->second));
  for (size_t i = 0; i < c->n; i++) y[i] = e[i + BURN_IN] * scale;
}

static void fill_panel(const cell *c, uint64_t seed, size_t number, panel *p) {
  leda_stream stream = leda_stream_start(seed, number);
  double shared[N_MOST], own[N_MOST];

  fill_noise(c, &stream, shared);
  for (size_t u = 0; u < UNITS; u++) {
    fill_noise(c, &stream, own);
    p->n[u] = 0;
    for (size_t i = 0; i < c->n; i++) {
      double value = sqrt(1.0 - c->common) * own[i] + sqrt(c->common) * shared[i];

      value += (i >= c->n / 2 ? c->shift : 0.0) + c->drift * (double)i / (double)(c->n - 1);
      if (c->kind == WHOLE) value = floor(value + 0.5);
      if (c->missing > 0.0 && leda_stream_uniform(&stream) < c->missing) continue;
      p->values[u][p->n[u]] = value;
      p->t[u][p->n[u]++] = (int)i;
    }
  }
}

/* The noise of each unit, as a scan would have it. */
static void choose_noise(const cell *c, const panel *p, leda_noise *noise) {
  leda_phi_estimate estimates[UNITS];
  leda_phi_pool pool;

  for (size_t u = 0; u < UNITS; u++) {
    noise[u] = (leda_noise){.model = LEDA_NOISE_AR1_GIVEN, .phi = c->phi};
    if (c->source == KNOWN && !(c->phi > 0.0)) noise[u].model = LEDA_NOISE_INDEPENDENT;
    if (c->source == OWN) noise[u].model = LEDA_NOISE_AR1_SERIES;
    estimates[u] = leda_phi_from_series(p->values[u], c->missing > 0.0 ? p->t[u] : NULL, p->n[u]);
  }
  if (c->source != POOLED) return;
  pool = leda_phi_pool_units(estimates, UNITS);
  for (size_t u = 0; u < UNITS; u++) noise[u] = leda_phi_unit(&pool, &estimates[u]);
}

/* Flags of one panel; units that cannot be told count apart. */
static void judge_panel(const cell *c, const panel *p, size_t *counts) {
  leda_null_store *store = must(leda_null_store_alloc(1, 1));
  leda_screen_options options = {.alpha = ALPHA, .seed = 1};
  leda_screen_work *work = must(leda_screen_work_alloc(N_MOST, &options));
  leda_noise noise[UNITS];

  memset(counts, 0, 3 * sizeof *counts);
  choose_noise(c, p, noise);
  for (size_t u = 0; u < UNITS; u++)
    if (leda_null_store_prepare(store, p->n[u] < 4 ? 4 : p->n[u], &noise[u], 0) != GSL_SUCCESS)
      must(NULL);
  for (size_t u = 0; u < UNITS; u++) {
    leda_screen_result out;

    if (leda_verdict_screen(store, &noise[u], p->values[u], p->t[u], p->n[u], work, &out) !=
        GSL_SUCCESS)
      must(NULL);
    if (isnan(out.p)) continue;
    counts[0]++;
    counts[1] += out.p <= ALPHA && !out.persistent;
    counts[2] += out.persistent;
  }
  leda_screen_work_free(work);
  leda_null_store_free(store);
}

typedef struct {
  double flagged;
  double error; /* standard error, by panels */
  double persistent;
} outcome;

static outcome run(const plan *how, const cell *c) {
  size_t panels = (how->series + UNITS - 1) / UNITS;
  size_t *counts = must(malloc(3 * panels * sizeof *counts));
  outcome out = {0.0, 0.0, 0.0};
  double tested = 0.0, squares = 0.0;

#pragma omp parallel num_threads(how->threads)
  {
    panel *p = must(malloc(sizeof *p));

#pragma omp for schedule(dynamic)
    for (size_t i = 0; i < panels; i++) {
      fill_panel(c, how->seed, i, p);
      judge_panel(c, p, counts + 3 * i);
    }
    free(p);
  }
  for (size_t i = 0; i < panels; i++) {
    tested += (double)counts[3 * i];
    out.flagged += (double)counts[3 * i + 1];
    out.persistent += (double)counts[3 * i + 2];
  }
  out.flagged /= tested;
  out.persistent /= tested;
  for (size_t i = 0; i < panels; i++) {
    double share = (double)counts[3 * i + 1] / (double)counts[3 * i] - out.flagged;

    squares += share * share;
  }
  out.error = sqrt(squares / (double)panels / (double)(panels > 1 ? panels - 1 : 1));
  free(counts);
  return out;
}

static void print(const plan *how, const cell *c) {
  outcome out = run(how, c);

  printf(" %.1f +- %.1f", 100.0 * out.flagged, 100.0 * out.error);
  if (out.persistent > 0.0005) printf(" (%.0f)", 100.0 * out.persistent);
  printf(" |");
  fflush(stdout);
}

static const size_t lengths[] = {8, 12, 16, 24, 36, 60};
#define LENGTHS (sizeof lengths / sizeof *lengths)

static void print_head(const char *first) {
  printf("| %s |", first);
  for (size_t l = 0; l < LENGTHS; l++) printf(" n = %zu |", lengths[l]);
  puts("\n|--|--|--|--|--|--|--|");
}

static void print_row(const plan *how, const char *name, cell c) {
  printf("| %s |", name);
  for (size_t l = 0; l < LENGTHS; l++) {
    c.n = lengths[l];
    print(how, &c);
  }
  puts("");
}

static void print_by_phi(const plan *how, const char *what, phi_source source, double between) {
  static const double phis[] = {0.0, 0.2, 0.4, 0.6, 0.8};

  for (int f = 0; f < 5; f++) {
    char name[80];

    snprintf(name, sizeof name, "%s, phi %.1f", what, phis[f]);
    print_row(how, name, (cell){.phi = phis[f], .source = source, .between = between});
  }
}

static void print_sizes(const plan *how) {
  puts(
      "## False alarms\n\nPer cent of unchanged series flagged at 5 %, with the standard error; in "
      "brackets the per cent that are too persistent to tell, which are not flagged.\n");
  print_head("noise");
  print_by_phi(how, "phi known", KNOWN, 0.0);
  print_by_phi(how, "phi pooled over 290", POOLED, 0.0);
  print_by_phi(how, "phi from the series", OWN, 0.0);
  print_row(how, "units differ, 0.3, sd 0.15",
            (cell){.phi = 0.3, .source = POOLED, .between = 0.15});
  print_row(how, "units differ, 0.6, sd 0.15",
            (cell){.phi = 0.6, .source = POOLED, .between = 0.15});
}

static void print_shapes(const plan *how) {
  static const char *const names[] = {"normal", "lognormal 0.5", "t3", "whole numbers"};
  static const double phis[] = {0.0, 0.4};

  puts("\n## Other noise, phi pooled\n");
  print_head("noise");
  for (int kind = LOGNORMAL; kind <= WHOLE; kind++)
    for (int f = 0; f < 2; f++) {
      char name[80];

      snprintf(name, sizeof name, "%s, phi %.1f", names[kind], phis[f]);
      print_row(how, name, (cell){.phi = phis[f], .source = POOLED, .kind = (noise_kind)kind});
    }
  print_row(how, "10 % missing, phi 0.4", (cell){.phi = 0.4, .source = POOLED, .missing = 0.1});
  print_row(how, "25 % missing, phi 0.4", (cell){.phi = 0.4, .source = POOLED, .missing = 0.25});
  print_row(how, "AR(2) 0.3, 0.2", (cell){.phi = 0.3, .second = 0.2, .source = POOLED});
  print_row(how, "AR(2) 0.6, -0.2", (cell){.phi = 0.6, .second = -0.2, .source = POOLED});
  print_row(how, "common shock, half, phi 0.4",
            (cell){.phi = 0.4, .common = 0.5, .source = POOLED});
  print_row(how, "random walk", (cell){.walk = true, .source = POOLED});
  print_row(how, "random walk, phi from the series", (cell){.walk = true, .source = OWN});
}

static void print_power(const plan *how) {
  puts("\n## Power\n\nPer cent found; shift in the middle, drift in all, in sd of the noise.\n");
  print_head("change");
  print_row(how, "independent, shift 1.5", (cell){.shift = 1.5});
  print_row(how, "independent, drift 2", (cell){.drift = 2.0});
  print_row(how, "phi 0.4 known, shift 1.5", (cell){.phi = 0.4, .shift = 1.5});
  print_row(how, "phi 0.4 known, drift 2.4", (cell){.phi = 0.4, .drift = 2.4});
  print_row(how, "phi 0.4 pooled, shift 1.5", (cell){.phi = 0.4, .shift = 1.5, .source = POOLED});
  print_row(how, "phi 0.4 of the series, shift 1.5",
            (cell){.phi = 0.4, .shift = 1.5, .source = OWN});
  print_row(how, "phi 0 of the series, shift 1.5", (cell){.shift = 1.5, .source = OWN});
  print_row(how, "phi 0 of the series, shift 3", (cell){.shift = 3.0, .source = OWN});
}

static double seconds(void) {
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void print_speed(const char *name, leda_noise noise, size_t rounds, double decimals) {
  enum { SERIES = 1000, N = 24 };
  leda_null_store *store = must(leda_null_store_alloc(1, 1));
  leda_screen_options options = {.alpha = ALPHA, .seed = 1};
  leda_screen_work *work = must(leda_screen_work_alloc(N, &options));
  double *y = must(malloc(SERIES * N * sizeof *y)), from, sum = 0.0;
  leda_stream stream = leda_stream_start(1, 1);

  leda_gauss_fill(&stream, y, SERIES * N);
  for (size_t i = 0; decimals > 0.0 && i < SERIES * N; i++)
    y[i] = floor(y[i] * decimals + 0.5) / decimals;
  if (leda_null_store_prepare(store, N, &noise, 0) != GSL_SUCCESS) must(NULL);
  from = seconds();
  for (size_t r = 0; r < rounds * SERIES; r++) {
    leda_screen_result out;

    if (leda_verdict_screen(store, &noise, y + (r % SERIES) * N, NULL, N, work, &out) != 0)
      must(NULL);
    sum += out.p;
  }
  printf("| %s | %.0f |\n", name, (double)(rounds * SERIES) / (seconds() - from));
  if (!(sum > 0.0)) must(NULL);
  free(y);
  leda_screen_work_free(work);
  leda_null_store_free(store);
}

static void print_speeds(void) {
  puts("\n## Verdicts a second and core, n = 24\n\n| noise | series a second |\n|--|--|");
  print_speed("independent", (leda_noise){.model = LEDA_NOISE_INDEPENDENT}, 500, 0.0);
  print_speed("independent, one decimal", (leda_noise){.model = LEDA_NOISE_INDEPENDENT}, 100, 10.0);
  print_speed("phi given", (leda_noise){.model = LEDA_NOISE_AR1_GIVEN, .phi = 0.4}, 500, 0.0);
  print_speed("phi from the series", (leda_noise){.model = LEDA_NOISE_AR1_SERIES}, 30, 0.0);
}

int main(int argc, char **argv) {
  plan how = {20000, 2, 1};

  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--series") == 0) how.series = (size_t)strtoul(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--threads") == 0) how.threads = (int)strtol(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--seed") == 0) how.seed = strtoull(argv[i + 1], NULL, 10);
  }
  gsl_set_error_handler_off();
  print_sizes(&how);
  print_shapes(&how);
  print_power(&how);
  print_speeds();
  return 0;
}
