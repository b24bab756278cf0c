/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Coverage of the verdict's 95 % intervals and its wrong names, by what is known of the noise. Prints
 * Markdown. Options: --series N (4000 for each cell), --threads T (2), --seed S (1). Any number of threads
 * gives the same tables.
 */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/gauss.h"
#include "stats/phi.h"
#include "stats/verdict.h"

#define N_MOST 64
#define UNITS 290
#define ALPHA 0.05

typedef enum { KNOWN, SERIES, POOLED } phi_source;

typedef struct {
  const char *text;
  double phi;
  phi_source source;
} noise_case;

/* Changes in sd of the noise: a shift from `at` (a share of n) on, or a drift of that size in all. */
typedef struct {
  const char *text;
  double shift;
  double at;
  double drift;
} truth;

typedef struct {
  size_t series;
  int threads;
  uint64_t seed;
} plan;

typedef struct {
  bool flagged, shift_covered, period_covered, slope_covered, wrong;
  double shift_width, slope_width;
} observation;

static const noise_case noises[] = {{"independent", 0.0, KNOWN},
                                    {"phi 0.4 known", 0.4, KNOWN},
                                    {"phi 0.4 of the series", 0.4, SERIES},
                                    {"phi 0.4 pooled over 290", 0.4, POOLED}};
static const truth truths[] = {{"none", 0.0, 0.5, 0.0},
                               {"shift 1 mid", 1.0, 0.5, 0.0},
                               {"shift 1.5 mid", 1.5, 0.5, 0.0},
                               {"shift 3 mid", 3.0, 0.5, 0.0},
                               {"shift 1 at 3/4", 1.0, 0.75, 0.0},
                               {"shift 1.5 at 3/4", 1.5, 0.75, 0.0},
                               {"shift 3 at 3/4", 3.0, 0.75, 0.0},
                               {"drift 2", 0.0, 0.5, 2.0},
                               {"drift 4", 0.0, 0.5, 4.0}};
static int positions[N_MOST];

static void *must(void *p) {
  if (p == NULL) {
    fputs("out of memory\n", stderr);
    exit(1);
  }
  return p;
}

static void make_series(const noise_case *noise, const truth *what, size_t n, leda_stream *stream,
                        double *y) {
  double sd = sqrt(1.0 - noise->phi * noise->phi);
  size_t at = (size_t)(what->at * (double)n + 0.5);

  leda_gauss_fill(stream, y, n);
  for (size_t i = 1; i < n; i++) y[i] = noise->phi * y[i - 1] + sd * y[i];
  for (size_t i = 0; i < n; i++)
    y[i] += (i >= at ? what->shift : 0.0) + what->drift * (double)i / (double)(n - 1);
}

/* What a scan would take each unit's noise for. */
static void choose_noise(const noise_case *noise, double (*y)[N_MOST], size_t n, leda_noise *out) {
  leda_phi_estimate own[UNITS];
  leda_phi_pool pool;

  for (size_t u = 0; u < UNITS; u++) {
    out[u] = (leda_noise){.model = LEDA_NOISE_AR1_GIVEN, .phi = noise->phi};
    if (!(noise->phi > 0.0)) out[u].model = LEDA_NOISE_INDEPENDENT;
    if (noise->source == SERIES) out[u].model = LEDA_NOISE_AR1_SERIES;
    if (noise->source == POOLED) own[u] = leda_phi_from_series(y[u], NULL, n);
  }
  if (noise->source != POOLED) return;
  pool = leda_phi_pool_units(own, UNITS);
  for (size_t u = 0; u < UNITS; u++) out[u] = leda_phi_unit(&pool, &own[u]);
}

static observation observe(const double *y, size_t n, const truth *what,
                           const leda_verdict_options *opt) {
  leda_verdict_result v;
  observation o = {.flagged = false};
  bool is_shift = what->shift > 0.0, is_drift = what->drift > 0.0;

  if (leda_verdict_run(y, positions, n, opt, &v) != GSL_SUCCESS) must(NULL);
  o.flagged = v.p <= ALPHA;
  o.shift_covered = v.shift.lower <= what->shift && what->shift <= v.shift.upper;
  o.slope_covered = v.total.lower <= what->drift && what->drift <= v.total.upper;
  o.shift_width = v.shift.upper - v.shift.lower;
  o.slope_width = v.total.upper - v.total.lower;
  o.wrong = (is_shift && v.verdict == LEDA_VERDICT_DRIFT) ||
            (is_drift && v.verdict == LEDA_VERDICT_SHIFT);
  for (size_t i = 0; i < v.period_set_size; i++)
    o.period_covered = o.period_covered || v.period_set[i] == (size_t)(what->at * (double)n + 0.5);
  leda_verdict_result_clear(&v);
  return o;
}

/* Series of one panel; the store is made ready for all of their noises first. */
/* NOLINTNEXTLINE(readability-function-size): what is simulated, and where it goes */
static void observe_panel(const plan *p, const noise_case *noise, const truth *what, size_t n,
                          leda_null_store *store, size_t panel, observation *out) {
  static double y[UNITS][N_MOST];
  leda_noise own[UNITS];
  leda_null_draws_plan draws = {0, 1, p->threads};
  leda_null_ground ground = {.n = n};
  leda_stream stream = leda_stream_start(p->seed, panel);

  for (size_t u = 0; u < UNITS; u++) make_series(noise, what, n, &stream, y[u]);
  choose_noise(noise, y, n, own);
  for (size_t u = 0; u < UNITS; u++)
    if (leda_verdict_prepare(store, &ground, &own[u], ALPHA, &draws) != GSL_SUCCESS) must(NULL);
#pragma omp parallel for schedule(dynamic, 10) num_threads(p->threads)
  for (size_t u = 0; u < UNITS; u++) {
    leda_verdict_options opt = leda_verdict_options_default();

    opt.store = store;
    opt.noise = own[u];
    out[u] = observe(y[u], n, what, &opt);
  }
}

static int compare(const void *a, const void *b) {
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static double median(double *x, size_t count) {
  qsort(x, count, sizeof *x, compare);
  return x[count / 2];
}

typedef struct {
  double all, flagged; /* shares */
} shares;

/* Share among all and among flagged of what is true of an observation. */
static shares share_of(const observation *o, size_t count, bool (*is)(const observation *)) {
  double all = 0.0, hits = 0.0, both = 0.0;

  for (size_t i = 0; i < count; i++) {
    all += is(&o[i]);
    hits += o[i].flagged;
    both += is(&o[i]) && o[i].flagged;
  }
  return (shares){all / (double)count, both / hits};
}

static bool is_flagged(const observation *o) { return o->flagged; }
static bool is_shift_covered(const observation *o) { return o->shift_covered; }
static bool is_period_covered(const observation *o) { return o->period_covered; }
static bool is_slope_covered(const observation *o) { return o->slope_covered; }
static bool is_wrong(const observation *o) { return o->wrong; }

static void print_shares(shares s) { printf(" %.1f | %.1f |", 100.0 * s.all, 100.0 * s.flagged); }

static void print_row(const observation *o, size_t count, const truth *what) {
  double *width = must(malloc(count * sizeof *width));
  bool no_drift = !(what->drift > 0.0), no_shift = !(what->shift > 0.0);

  printf(" %.1f |", 100.0 * share_of(o, count, is_flagged).all);
  if (no_drift)
    print_shares(share_of(o, count, is_shift_covered));
  else
    printf(" | |");
  if (no_drift && !no_shift)
    printf(" %.1f |", 100.0 * share_of(o, count, is_period_covered).all);
  else
    printf(" |");
  if (no_shift)
    print_shares(share_of(o, count, is_slope_covered));
  else
    printf(" | |");
  for (size_t i = 0; i < count; i++) width[i] = no_drift ? o[i].shift_width : o[i].slope_width;
  printf(" %.2f |", median(width, count));
  if (no_drift && no_shift)
    puts(" |");
  else
    printf(" %.1f |\n", 100.0 * share_of(o, count, is_wrong).flagged);
  fflush(stdout);
  free(width);
}

static void print_length(const plan *p, const noise_case *noise, size_t n) {
  size_t panels = (p->series + UNITS - 1) / UNITS, count = panels * UNITS;
  observation *o = must(malloc(count * sizeof *o));
  leda_null_store *store = must(leda_null_store_alloc(1, p->threads));

  for (size_t i = 0; i < sizeof truths / sizeof *truths; i++) {
    for (size_t panel = 0; panel < panels; panel++)
      observe_panel(p, noise, &truths[i], n, store, panel, o + panel * UNITS);
    printf("| %s | %zu | %s |", noise->text, n, truths[i].text);
    print_row(o, count, &truths[i]);
  }
  leda_null_store_free(store);
  free(o);
}

int main(int argc, char **argv) {
  static const size_t lengths[] = {12, 24, 36};
  plan p = {4000, 2, 1};

  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--series") == 0) p.series = (size_t)strtoul(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--threads") == 0) p.threads = (int)strtol(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--seed") == 0) p.seed = strtoull(argv[i + 1], NULL, 10);
  }
  gsl_set_error_handler_off();
  for (int i = 0; i < N_MOST; i++) positions[i] = i;
  printf(
      "Per cent of %zu series or more whose 95 %% interval holds the truth, over all and over the "
      "flagged; median width in sd of the noise over all (of the total change where there is a "
      "drift); wrong names (drift for a shift, shift for a drift) among the flagged.\n\n",
      p.series);
  puts("| noise | n | change | flagged | size covered | flagged | period covered | slope covered | "
       "flagged | width | wrong name |\n|--|--|--|--|--|--|--|--|--|--|--|");
  for (size_t i = 0; i < sizeof noises / sizeof *noises; i++)
    for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++)
      print_length(&p, &noises[i], lengths[l]);
  return 0;
}
