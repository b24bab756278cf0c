/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much a scan's answer hangs on its noise model, and on the units being apart. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "engine/analysis/scan_internal.h"
#include "engine/core/memory.h"
#include "stats/ar1.h"
#include "stats/fdr.h"

/* ---- phi a little smaller, a little larger ---- */

#define SHIFT 0.2
#define SERIES_SAMPLE 6000

typedef struct {
  double shift;
  size_t stride;
  double *p; /* of series 0, stride, 2 stride...; NaN: not looked at */
  size_t n;
} variation;

static bool varies(const leda_scan *scan, size_t series) {
  return !isnan(scan->indicators[scan->indicator_of[series]].phi) &&
         scan->rows[series].state != LEDA_SCAN_TOO_SHORT;
}

static leda_status vary_series(leda_scan *scan, leda_scan_worker *worker, size_t series, void *data,
                               leda_error *err) {
  variation *v = data;
  leda_screen_result found;
  v->p[series / v->stride] = NAN;
  if (!varies(scan, series)) return LEDA_OK;
  leda_noise noise = leda_scan_noise_shifted(scan, series, v->shift);
  if (leda_scan_take(scan, worker, series, err)) return err->status;
  if (leda_scan_judge(scan, worker, &noise, &found, err)) return err->status;
  v->p[series / v->stride] = found.p;
  return LEDA_OK;
}

static leda_status judge_shifted(leda_scan *scan, variation *v, leda_error *err) {
  leda_scan_pass pass = {.task = vary_series, .data = v, .stride = v->stride};
  for (size_t k = 0; k < v->n; k++) {
    size_t series = k * v->stride;
    if (!varies(scan, series)) continue;
    leda_noise noise = leda_scan_noise_shifted(scan, series, v->shift);
    if (leda_scan_reserve(scan, scan->rows[series].n, &noise, err)) return err->status;
  }
  if (leda_scan_fill(scan, err)) return err->status;
  return leda_scan_each(scan, &pass, err);
}

static void take_judged(const leda_scan *scan, variation *v) {
  for (size_t k = 0; k < v->n; k++)
    v->p[k] = varies(scan, k * v->stride) ? scan->rows[k * v->stride].p : NAN;
}

/* Counts q <= fdr by indicator. */
static leda_status count_shifted(leda_scan *scan, const variation *v, size_t slot,
                                 leda_error *err) {
  if (leda_fdr_q_values(v->p, v->n, v->p) != GSL_SUCCESS) return leda_fail_memory(err);
  for (size_t k = 0; k < v->n; k++) {
    leda_scan_indicator *it = &scan->indicators[scan->indicator_of[k * v->stride]];
    if (isnan(v->p[k])) continue;
    if (slot == 1) it->at_phi_series++;
    if (v->p[k] <= scan->options.fdr) it->at_phi[slot].changed++;
  }
  return LEDA_OK;
}

/* phi beyond 1 cannot be reckoned with, so what lies below it is counted from the largest that can. */
static double shifted(double phi, double shift) {
  leda_noise noise = {.model = LEDA_NOISE_AR1_GIVEN, .phi = phi};
  noise.phi = leda_noise_phi(&noise) + shift;
  return isnan(phi) ? NAN : leda_noise_phi(&noise);
}

static void set_phis(leda_scan *scan) {
  for (size_t k = 0; k < scan->n_indicators; k++) {
    leda_scan_indicator *it = &scan->indicators[k];
    for (size_t slot = 0; slot < LEDA_SCAN_PHIS; slot++)
      it->at_phi[slot].phi = shifted(it->phi, SHIFT * ((double)slot - 1.0));
  }
}

leda_status leda_scan_vary_phi(leda_scan *scan, leda_error *err) {
  size_t n = scan->panel->n_series;
  variation v = {.stride = 1};
  if (n > LEDA_SCAN_LARGE) v.stride = (n + SERIES_SAMPLE - 1) / SERIES_SAMPLE;
  v.n = (n + v.stride - 1) / v.stride;
  set_phis(scan);
  if (scan->options.check.known.kind) return LEDA_OK;
  v.p = leda_calloc(v.n, sizeof *v.p);
  leda_status status = v.p ? LEDA_OK : leda_fail_memory(err);
  for (size_t slot = 0; slot < LEDA_SCAN_PHIS && !status; slot++) {
    v.shift = SHIFT * ((double)slot - 1.0);
    if (slot == 1)
      take_judged(scan, &v);
    else
      status = judge_shifted(scan, &v, err);
    if (!status) status = count_shifted(scan, &v, slot, err);
  }
  leda_free(v.p);
  return status;
}

/* ---- units that move together ---- */

#define UNITS_MOST 1000
#define UNITS_SAMPLE 300 /* of panels of more than LEDA_SCAN_LARGE series */
#define CELLS_MOST 60000
#define DRAWS_SAMPLE 200

/* The rows and columns that are permuted. */
typedef struct {
  size_t *series;
  size_t n;
  int32_t *ordinals; /* periods, ascending */
  size_t n_periods;
  double *residuals;
} matrix;

static void matrix_clear(matrix *m) {
  leda_free(m->series);
  leda_free(m->ordinals);
  leda_free(m->residuals);
}

static bool is_tested(const leda_scan_row *row) {
  return (row->state == LEDA_SCAN_NOISE || row->state == LEDA_SCAN_CHANGED) && !row->constant;
}

static size_t units_most(const leda_scan *scan) {
  size_t most = scan->panel->n_series > LEDA_SCAN_LARGE ? UNITS_SAMPLE : UNITS_MOST;
  size_t room = CELLS_MOST / (scan->longest ? scan->longest : 1);
  if (room < most) most = room;
  return most > 20 ? most : 20;
}

/* Every k-th tested series. */
static leda_status choose_units(const leda_scan *scan, matrix *m, leda_error *err) {
  size_t most = units_most(scan), stride = (scan->summary.tested + most - 1) / most, met = 0;
  m->series = leda_calloc(most + 1, sizeof *m->series);
  if (!m->series) return leda_fail_memory(err);
  for (size_t i = 0; i < scan->panel->n_series && m->n < most; i++) {
    if (!is_tested(&scan->rows[i])) continue;
    if (met++ % stride == 0) m->series[m->n++] = i;
  }
  return LEDA_OK;
}

static int compare_ordinals(const void *left, const void *right) {
  const int32_t *a = left, *b = right;
  return (*a > *b) - (*a < *b);
}

static leda_status find_periods(const leda_scan *scan, matrix *m, leda_error *err) {
  size_t n = 0;
  for (size_t k = 0; k < m->n; k++) n += scan->panel->series[m->series[k]].n;
  m->ordinals = leda_calloc(n + 1, sizeof *m->ordinals);
  if (!m->ordinals) return leda_fail_memory(err);
  n = 0;
  for (size_t k = 0; k < m->n; k++) {
    const leda_series *s = &scan->panel->series[m->series[k]];
    for (size_t i = 0; i < s->n; i++) m->ordinals[n++] = s->observations[i].period;
  }
  qsort(m->ordinals, n, sizeof *m->ordinals, compare_ordinals);
  for (size_t i = 0; i < n; i++)
    if (i == 0 || m->ordinals[i] != m->ordinals[i - 1])
      m->ordinals[m->n_periods++] = m->ordinals[i];
  return LEDA_OK;
}

static leda_status fill_row(const leda_scan *scan, matrix *m, size_t k, leda_error *err) {
  leda_scan_worker w = {0};
  size_t series = m->series[k];
  double *row = m->residuals + k * m->n_periods;
  leda_noise noise = leda_scan_noise(scan, series);
  leda_status status = leda_check_values_init(&w.values, scan->panel->series[series].n, err);
  if (!status) status = leda_scan_take(scan, &w, series, err);
  const leda_check_values *v = &w.values;
  double phi =
      noise.model == LEDA_NOISE_AR1_SERIES ? scan->rows[series].phi : leda_noise_phi(&noise);
  leda_ar1 *ar1 =
      status ? NULL : leda_ar1_alloc(v->positions, v->n, phi, leda_scan_season(scan, v->n));
  if (!status && !ar1) status = leda_fail_memory(err);
  for (size_t j = 0; j < m->n_periods; j++) row[j] = NAN;
  if (!status) leda_ar1_residuals(ar1, v->judged, v->judged);
  for (size_t i = 0; i < v->n && !status; i++)
    row[leda_common_find(m->ordinals, m->n_periods, v->ordinals[i])] = v->judged[i];
  leda_ar1_free(ar1);
  leda_check_values_clear(&w.values);
  return status;
}

static leda_status fill(leda_scan *scan, matrix *m, leda_error *err) {
  const leda_noise independent = {.model = LEDA_NOISE_INDEPENDENT};
  m->residuals = leda_calloc(m->n * m->n_periods, sizeof *m->residuals);
  leda_status status = m->residuals ? LEDA_OK : leda_fail_memory(err);
  for (size_t k = 0; k < m->n && !status; k++) {
    status = fill_row(scan, m, k, err);
    size_t n = scan->rows[m->series[k]].n;
    if (!status && n >= LEDA_VERDICT_MIN_N &&
        leda_null_store_prepare(scan->store, n, &independent, 0) != GSL_SUCCESS)
      status = leda_fail_memory(err);
  }
  return status;
}

static leda_status permute(leda_scan *scan, const matrix *m, leda_error *err) {
  leda_scan_summary *sum = &scan->summary;
  leda_joint_plan plan = {.units = m->n,
                          .periods = m->n_periods,
                          .residuals = m->residuals,
                          .p_limit = sum->p_limit,
                          .draws = scan->panel->n_series > LEDA_SCAN_LARGE ? DRAWS_SAMPLE : 0,
                          .seed = scan->options.check.seed,
                          .threads = scan->threads};
  if (leda_joint_permutation(scan->store, &plan, &sum->joint) != GSL_SUCCESS)
    return leda_fail_memory(err);
  double share = (double)sum->tested / (double)m->n;
  sum->joint.mean *= share;
  sum->joint.lower *= share;
  sum->joint.upper *= share;
  sum->joint_series = m->n;
  return LEDA_OK;
}

leda_status leda_scan_permute_jointly(leda_scan *scan, leda_error *err) {
  matrix m = {0};
  if (scan->summary.changed == 0 || scan->options.check.known.kind) return LEDA_OK;
  leda_status status = choose_units(scan, &m, err);
  if (!status) status = find_periods(scan, &m, err);
  if (!status) status = fill(scan, &m, err);
  if (!status) status = permute(scan, &m, err);
  matrix_clear(&m);
  return status;
}
