/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `leda chart --rebase auto` does where nothing changes and where the level shifts once: per cent of series that
 * get new limits, get them within one period of the truth, and get more than one. Prints Markdown. Options:
 * --series N (2000 for each cell), --threads T (2), --seed S (1).
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/analysis/chart_many.h"
#include "engine/core/text.h"
#include "stats/stream.h"

typedef struct {
  const char *name;
  double phi;   /* of the noise */
  double shift; /* in sd of the noise, from the middle on */
  bool shares;  /* binomial counts out of 80 to 240 cases about 30 % instead */
} cell;

typedef struct {
  size_t series;
  int threads;
  uint64_t seed;
} plan;

typedef struct {
  size_t any;
  size_t right; /* the only one, within one period of the truth */
  size_t several;
} tally;

static void add_share(leda_stream *s, leda_text *csv) {
  unsigned cases = 80 + leda_stream_below(s, 161), events = 0;
  for (unsigned k = 0; k < cases; k++) events += leda_stream_uniform(s) < 0.3;
  leda_text_addf(csv, "%u,%u\n", events, cases);
}

static void add_series(const cell *c, size_t n, size_t unit, leda_stream *s, leda_text *csv) {
  double e = leda_stream_normal(s);
  for (size_t i = 0; i < n; i++) {
    leda_text_addf(csv, "%zu,%zu,", unit, i + 1);
    if (c->shares) {
      add_share(s, csv);
      continue;
    }
    if (i > 0) e = c->phi * e + sqrt(1.0 - c->phi * c->phi) * leda_stream_normal(s);
    leda_text_addf(csv, "%.9g\n", 100.0 + e + (2 * i >= n ? c->shift : 0.0));
  }
}

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static tally count(const leda_charts *charts, size_t n) {
  tally t = {0};
  int32_t truth = (int32_t)(n / 2) + 1;
  for (size_t k = 0; k < charts->n; k++) {
    const leda_rebasing *r = &charts->items[k].rebasing;
    t.any += r->n > 0;
    t.several += r->n > 1;
    t.right += r->n == 1 && abs(r->items[0].period.ordinal - truth) <= 1;
  }
  return t;
}

static tally run(const cell *c, size_t n, const plan *p) {
  leda_text csv = {0};
  leda_panel panel;
  leda_charts charts;
  leda_error err = leda_error_none();
  leda_read_options reading = leda_chart_reading(LEDA_CHART_AUTO);
  leda_chart_options options = leda_chart_options_default();
  leda_charts_run how = {.threads = p->threads};
  leda_text_add(&csv, c->shares ? "unit,period,numerator,denominator\n" : "unit,period,value\n");
  for (size_t k = 0; k < p->series; k++) {
    leda_stream s = leda_stream_start(p->seed, k);
    add_series(c, n, k, &s, &csv);
  }
  leda_bytes bytes = {"made", leda_text_str(&csv), csv.length};
  options.type = c->shares ? LEDA_CHART_P : LEDA_CHART_I;
  options.rebase_alpha = 0.05;
  if (leda_panel_read_memory(&panel, bytes, &reading, NULL, &err)) fail(err.message);
  if (leda_charts_make(&charts, &panel, &options, &how, &err)) fail(err.message);
  tally t = count(&charts, n);
  leda_charts_clear(&charts);
  leda_panel_clear(&panel);
  leda_text_clear(&csv);
  return t;
}

static plan parse(int argc, char **argv) {
  plan p = {2000, 2, 1};
  for (int i = 1; i + 1 < argc; i += 2) {
    if (!strcmp(argv[i], "--series")) p.series = (size_t)atol(argv[i + 1]);
    if (!strcmp(argv[i], "--threads")) p.threads = atoi(argv[i + 1]);
    if (!strcmp(argv[i], "--seed")) p.seed = (uint64_t)atol(argv[i + 1]);
  }
  return p;
}

int main(int argc, char **argv) {
  static const cell cells[] = {{"no change, independent", 0.0, 0.0, false},
                               {"no change, AR(1) 0.4", 0.4, 0.0, false},
                               {"no change, shares (p)", 0.0, 0.0, true},
                               {"shift of 3 sd, independent", 0.0, 3.0, false},
                               {"shift of 3 sd, AR(1) 0.4", 0.4, 3.0, false}};
  static const size_t lengths[] = {12, 24, 36, 60};
  plan p = parse(argc, argv);
  printf(
      "| noise | n | new limits | once, at the truth +- 1 | more than once |\n|--|--|--|--|--|\n");
  for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
    for (size_t j = 0; j < sizeof lengths / sizeof *lengths; j++) {
      tally t = run(&cells[k], lengths[j], &p);
      double each = 100.0 / (double)p.series;
      double share = (double)t.any / (double)p.series;
      double error = 100.0 * sqrt(share * (1.0 - share) / (double)p.series);
      printf("| %s | %zu | %.1f +- %.1f | %.1f | %.1f |\n", cells[k].name, lengths[j],
             each * (double)t.any, error, each * (double)t.right, each * (double)t.several);
      fflush(stdout);
    }
  return 0;
}
