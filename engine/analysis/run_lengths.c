/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/run_lengths.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "engine/analysis/run_lengths_check.h"
#include "engine/core/i18n.h"
#include "stats/operating_characteristic.h"
#include "stats/run_length.h"

static const char *const words[] = {"", "shewhart", "ewma", "cusum", "p", "c"};

bool leda_arl_chart_parse(const char *word, leda_arl_chart *out) {
  for (size_t i = 1; i < sizeof words / sizeof *words; i++) {
    if (strcmp(word, words[i]) != 0) continue;
    *out = (leda_arl_chart)i;
    return true;
  }
  return false;
}

const char *leda_arl_chart_token(leda_arl_chart chart) { return words[chart]; }

leda_run_lengths_options leda_run_lengths_default(void) {
  return (leda_run_lengths_options){.width = NAN,
                                    .lambda = NAN,
                                    .k = NAN,
                                    .h = NAN,
                                    .head_start = NAN,
                                    .level = NAN,
                                    .denominator = NAN,
                                    .to = NAN,
                                    .shift = NAN,
                                    .arl0 = NAN};
}

double leda_run_lengths_sigma(const leda_run_lengths_options *o) {
  if (o->chart == LEDA_ARL_P) return sqrt(o->level * (1.0 - o->level) / o->denominator);
  return o->chart == LEDA_ARL_C ? sqrt(o->level) : (double)NAN;
}

/* ---- one shift ---- */

static leda_count_limits limits_of(const leda_run_lengths_options *o) {
  double cases = o->chart == LEDA_ARL_P ? o->denominator : 1.0;
  double half = o->width * leda_run_lengths_sigma(o);
  return (leda_count_limits){cases * (o->level - half), cases * (o->level + half)};
}

static bool of_counts(const leda_run_lengths_options *o) {
  return o->chart == LEDA_ARL_P || o->chart == LEDA_ARL_C;
}

/* Points that signal independently of each other. */
static void independent(double outside, size_t points, leda_run_length_row *row) {
  row->at_once = outside;
  row->arl = outside > 0.0 ? 1.0 / outside : INFINITY;
  row->within = -expm1((double)points * log1p(-outside));
}

static void count_row(const leda_run_lengths_options *o, leda_run_length_row *row) {
  row->level = o->level + row->shift * leda_run_lengths_sigma(o);
  /* A level that differs from one given by rounding alone. */
  if (row->shift == o->shift && !isnan(o->to)) row->level = o->to;
  double outside = o->chart == LEDA_ARL_P
                       ? leda_binomial_outside(o->denominator, row->level, limits_of(o))
                       : leda_poisson_outside(row->level, limits_of(o));
  independent(outside, o->points, row);
}

static leda_ewma_design ewma_of(const leda_run_lengths_options *o) {
  return (leda_ewma_design){o->lambda, o->width, !o->fixed_limits};
}

static leda_cusum_design cusum_of(const leda_run_lengths_options *o) {
  return (leda_cusum_design){o->k, o->h, o->head_start, true};
}

static int ewma_row(const leda_run_lengths_options *o, double shift, leda_run_length_row *row) {
  int code = leda_ewma_arl(ewma_of(o), shift, &row->arl);
  if (!code) code = leda_ewma_within(ewma_of(o), shift, 1, &row->at_once);
  return code ? code : leda_ewma_within(ewma_of(o), shift, o->points, &row->within);
}

/* Draws begin anew for each shift, so that a row does not depend on the others. */
static int cusum_row(const leda_run_lengths_options *o, double shift, leda_run_length_row *row) {
  gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
  if (!rng) return GSL_ENOMEM;
  gsl_rng_set(rng, (unsigned long)o->seed);
  int code = leda_cusum_arl(cusum_of(o), shift, &row->arl);
  if (!code) code = leda_cusum_within(cusum_of(o), shift, 1, rng, &row->at_once);
  if (!code) code = leda_cusum_within(cusum_of(o), shift, o->points, rng, &row->within);
  gsl_rng_free(rng);
  return code;
}

static int row_of(const leda_run_lengths_options *o, double shift, leda_run_length_row *row) {
  *row = (leda_run_length_row){.shift = shift, .level = NAN};
  double of_point = shift * sqrt((double)o->subgroup_size);
  switch (o->chart) {
  case LEDA_ARL_EWMA:
    return ewma_row(o, of_point, row);
  case LEDA_ARL_CUSUM:
    return cusum_row(o, of_point, row);
  case LEDA_ARL_P:
  case LEDA_ARL_C:
    count_row(o, row);
    return GSL_SUCCESS;
  default:
    independent(1.0 / leda_shewhart_arl(o->width, of_point, 1), o->points, row);
    return GSL_SUCCESS;
  }
}

/* ---- width or h for an ARL ---- */

/* The narrowest limits with at least this ARL: it rises by jumps, as the limits pass whole counts. */
static double count_width(const leda_run_lengths_options *o) {
  leda_run_lengths_options at = *o;
  leda_run_length_row row = {0};
  double low = 0.0, high = 1.0;
  for (at.width = high; high < 64.0; at.width = high) {
    count_row(&at, &row);
    if (row.arl >= o->arl0) break;
    high *= 2.0;
  }
  for (int i = 0; i < 200 && high < 64.0; i++) {
    at.width = 0.5 * (low + high);
    count_row(&at, &row);
    if (row.arl >= o->arl0)
      high = at.width;
    else
      low = at.width;
  }
  /* Both limits may pass a count at one plain width, 3 for one: the search ends a hair before it. */
  at.width = round(high * 1e6) / 1e6;
  if (fabs(at.width - high) < 1e-7) count_row(&at, &row);
  if (fabs(at.width - high) < 1e-7 && row.arl >= o->arl0) high = at.width;
  return high < 64.0 ? high : (double)NAN;
}

static int find_design(leda_run_lengths_options *o) {
  switch (o->chart) {
  case LEDA_ARL_EWMA:
    return leda_ewma_width(ewma_of(o), o->arl0, &o->width);
  case LEDA_ARL_CUSUM:
    return leda_cusum_h(cusum_of(o), o->arl0, &o->h);
  case LEDA_ARL_P:
  case LEDA_ARL_C:
    o->width = count_width(o);
    return isnan(o->width) ? GSL_EMAXITER : GSL_SUCCESS;
  default:
    o->width = gsl_cdf_ugaussian_Qinv(0.5 / o->arl0);
    return GSL_SUCCESS;
  }
}

/* ---- all ---- */

static bool has_level(const leda_run_lengths_options *o, double shift) {
  if (!of_counts(o)) return true;
  double level = o->level + shift * leda_run_lengths_sigma(o);
  return level >= 0.0 && (o->chart == LEDA_ARL_C || level <= 1.0);
}

static int fill_rows(leda_run_lengths *out) {
  const leda_run_lengths_options *o = &out->given;
  double step = of_counts(o) ? 0.5 : 0.25, first = of_counts(o) ? -3.0 : 0.0;
  bool placed = false;
  int code = row_of(o, 0.0, &out->unchanged);
  if (!code) code = row_of(o, o->shift, &out->asked);
  for (int i = 0; i <= 12 && !code; i++) {
    double shift = first + step * i;
    if (!has_level(o, shift)) continue;
    if (!placed && o->shift < shift) out->rows[out->n_rows++] = out->asked;
    placed = placed || o->shift <= shift;
    code = row_of(o, shift, &out->rows[out->n_rows++]);
  }
  if (!placed && !code) out->rows[out->n_rows++] = out->asked;
  return code;
}

static void fill_limits(leda_run_lengths *out) {
  out->lower = out->upper = NAN;
  if (!of_counts(&out->given)) return;
  leda_count_limits limits = limits_of(&out->given);
  if (limits.lower > 0.0) out->lower = ceil(limits.lower - 1e-9 * limits.lower);
  out->upper = floor(limits.upper + 1e-9 * limits.upper);
  if (isnan(out->lower))
    leda_messages_note(&out->warnings, LEDA_WARNING, (leda_place){0}, "%s",
                       _("there is no lower limit: a fall is hardly ever found by a point beyond "
                         "limits"));
}

static leda_status cannot(const leda_run_lengths_options *o, int code, leda_error *err) {
  if (code == GSL_ENOMEM) return leda_fail_memory(err);
  leda_fail(err, LEDA_ERR_USAGE, _("no %s gives %g points between false alarms"),
            o->chart == LEDA_ARL_CUSUM ? "--h" : "--width", o->arl0);
  leda_error_hint(err, "%s", _("370 is that of limits at 3 standard deviations"));
  return LEDA_ERR_USAGE;
}

leda_status leda_run_lengths_make(leda_run_lengths *out, const leda_run_lengths_options *options,
                                  leda_error *err) {
  *out = (leda_run_lengths){.given = *options};
  if (leda_run_lengths_complete(&out->given, err)) return err->status;
  out->found = !isnan(options->arl0);
  int code = out->found ? find_design(&out->given) : GSL_SUCCESS;
  if (!code) fill_limits(out);
  if (!code) code = fill_rows(out);
  if (!code) return LEDA_OK;
  leda_run_lengths_clear(out);
  return cannot(options, code, err);
}

void leda_run_lengths_clear(leda_run_lengths *lengths) {
  leda_messages_clear(&lengths->warnings);
  *lengths = (leda_run_lengths){0};
}
