/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/label_swap.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/project_out.h"
#include "stats/rearrange.h"

/* All patterns are gone through up to this many municipalities at most. */
#define ENUMERATE_MOST 40
/* A sum of residuals this small against them is 0. */
#define ROUNDING 1e-12

/* What one pass over a statement gives each municipality. */
typedef struct {
  double sum[2]; /* of residuals, by wave */
  size_t count[2];
} municipality_sums;

typedef struct {
  const leda_label_swap_plan *plan;
  double *difference;   /* municipalities x statements: D_g, 0 where it cannot be swapped */
  unsigned char *known; /* municipalities: 1 answered in some statement, 2 can be swapped in one */
  double *unit;         /* swapped x statements */
  size_t swapped;
} bench;

static bool plan_is_sound(const leda_label_swap_plan *plan) {
  if (plan->statements == 0) return false;
  for (size_t i = 0; i < plan->rows; i++)
    if (plan->wave[i] > 1 || plan->municipality[i] >= plan->municipalities) return false;
  return true;
}

static void bench_clear(bench *b) {
  free(b->difference);
  free(b->known);
  free(b->unit);
}

static bool bench_init(bench *b) {
  size_t size = b->plan->municipalities * b->plan->statements;

  b->difference = calloc(size + 1, sizeof *b->difference);
  b->known = calloc(b->plan->municipalities + 1, sizeof *b->known);
  b->unit = calloc(size + 1, sizeof *b->unit);
  return b->difference && b->known && b->unit;
}

static void fill_statement(bench *b, size_t s, const double *r, municipality_sums *m) {
  const leda_label_swap_plan *plan = b->plan;

  double squares = 0.0;

  memset(m, 0, plan->municipalities * sizeof *m);
  for (size_t i = 0; i < plan->rows; i++) {
    if (isnan(r[i])) continue;
    squares += r[i] * r[i];
    m[plan->municipality[i]].sum[plan->wave[i]] += r[i];
    m[plan->municipality[i]].count[plan->wave[i]]++;
  }
  for (size_t g = 0; g < plan->municipalities; g++) {
    bool both = m[g].count[0] > 0 && m[g].count[1] > 0;

    if (m[g].count[0] + m[g].count[1] > 0 && b->known[g] == 0) b->known[g] = 1;
    if (!both) continue;
    b->known[g] = 2;
    if (fabs(m[g].sum[1]) > ROUNDING * sqrt(squares))
      b->difference[g * plan->statements + s] = m[g].sum[1];
  }
}

static int fill_differences(bench *b) {
  const leda_label_swap_plan *plan = b->plan;
  double *r = malloc((plan->rows + 1) * sizeof *r);
  municipality_sums *m = malloc((plan->municipalities + 1) * sizeof *m);
  leda_projection what = {plan->rows, plan->municipality, plan->municipalities, plan->adjust,
                          plan->adjust ? plan->adjust_columns : 0};
  int status = r && m ? GSL_SUCCESS : GSL_ENOMEM;

  for (size_t s = 0; s < plan->statements && status == GSL_SUCCESS; s++) {
    memcpy(r, plan->answers + s * plan->rows, plan->rows * sizeof *r);
    status = leda_project_out(&what, r);
    if (status == GSL_SUCCESS) fill_statement(b, s, r, m);
  }
  free(r);
  free(m);
  return status;
}

/* Scaled differences of the municipalities that can be swapped, and T. */
static void fill_units(bench *b, leda_max_t *out) {
  size_t statements = b->plan->statements;

  for (size_t g = 0; g < b->plan->municipalities; g++)
    if (b->known[g] == 2)
      memcpy(b->unit + b->swapped++ * statements, b->difference + g * statements,
             statements * sizeof *b->unit);
  for (size_t s = 0; s < statements; s++) {
    double squares = 0.0, sum = 0.0;

    for (size_t g = 0; g < b->swapped; g++) {
      double d = b->unit[g * statements + s];

      squares += d * d;
      sum += d;
    }
    double scale = b->plan->unscaled ? 1.0 : 1.0 / sqrt(squares);
    out[s].statistic = squares > 0.0 ? sum * scale : (double)NAN;
    for (size_t g = 0; g < b->swapped && squares > 0.0; g++) b->unit[g * statements + s] *= scale;
  }
}

static void choose_signs(const void *data, leda_stream *stream, uint64_t index, uint64_t *chosen) {
  const bench *b = data;

  (void)index;
  for (size_t w = 0; w < (b->swapped + 63) / 64; w++) chosen[w] = leda_stream_bits(stream);
}

static void take_signs(const void *data, leda_stream *stream, uint64_t index, uint64_t *chosen) {
  (void)data;
  (void)stream;
  chosen[0] = index;
}

static leda_rearrange_plan choose_plan(const bench *b) {
  uint64_t drawn = b->plan->replicates > 0 ? b->plan->replicates : LEDA_LABEL_SWAP_REPLICATES;
  uint64_t differing =
      b->swapped > 0 && b->swapped <= ENUMERATE_MOST ? (uint64_t)1 << (b->swapped - 1) : UINT64_MAX;
  bool all = differing <= drawn;

  return (leda_rearrange_plan){.units = b->swapped,
                               .statements = b->plan->statements,
                               .unit = b->unit,
                               .signs = true,
                               .all = all,
                               .total = all ? differing : drawn,
                               .seed = b->plan->seed,
                               .threads = b->plan->threads,
                               .choose = all ? take_signs : choose_signs,
                               .data = b};
}

static void summarise(const bench *b, const leda_rearrange_plan *r, leda_label_swap_summary *out) {
  double least = r->all ? 1.0 / (double)r->total : 1.0 / (double)(r->total + 1);

  *out = (leda_label_swap_summary){.swapped = b->swapped,
                                   .rearranged = r->total,
                                   .enumerated = r->all,
                                   .p_smallest = fmax(least, 2.0 * pow(2.0, -(double)b->swapped))};
  for (size_t g = 0; g < b->plan->municipalities; g++) out->fixed += b->known[g] == 1;
  if (b->swapped > 0) return;
  out->rearranged = 0;
  out->p_smallest = (double)NAN;
}

int leda_label_swap_run(const leda_label_swap_plan *plan, leda_max_t *out,
                        leda_label_swap_summary *summary) {
  bench b = {.plan = plan};
  int status = GSL_ENOMEM;

  if (!plan_is_sound(plan)) return GSL_EINVAL;
  if (!bench_init(&b)) goto done;
  status = fill_differences(&b);
  if (status != GSL_SUCCESS) goto done;
  fill_units(&b, out);
  leda_rearrange_plan rearrange = choose_plan(&b);
  if (b.swapped == 0) rearrange.total = 0;
  status = leda_rearrange_run(&rearrange, out);
  if (summary != NULL) summarise(&b, &rearrange, summary);
done:
  bench_clear(&b);
  return status;
}
