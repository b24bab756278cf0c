/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <omp.h>
#include <string.h>

#include "engine/analysis/scan_internal.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "stats/null.h"

/* ---- indicators ---- */

static bool begins(const leda_panel *panel, size_t i) {
  return i == 0 || strcmp(panel->series[i].indicator, panel->series[i - 1].indicator) != 0;
}

leda_status leda_scan_find_indicators(leda_scan *scan, leda_error *err) {
  const leda_panel *panel = scan->panel;
  scan->indicator_of = leda_calloc(panel->n_series, sizeof *scan->indicator_of);
  scan->indicators = leda_calloc(panel->n_indicators, sizeof *scan->indicators);
  if (!scan->indicator_of || !scan->indicators) return leda_fail_memory(err);
  for (size_t i = 0; i < panel->n_series; i++) {
    if (begins(panel, i))
      scan->indicators[scan->n_indicators++] =
          (leda_scan_indicator){.indicator = panel->series[i].indicator,
                                .first = i,
                                .pool = {.phi = NAN, .se = NAN, .between = NAN}};
    scan->indicators[scan->n_indicators - 1].n++;
    scan->indicator_of[i] = (uint32_t)(scan->n_indicators - 1);
  }
  return LEDA_OK;
}

/* ---- phi ---- */

/* A season would pass for autocorrelation: its means are taken out before phi is estimated. */
static const double *without_season(leda_scan_worker *worker, int length) {
  const leda_check_values *v = &worker->values;
  double *out = worker->unseasoned;
  for (size_t i = 0; i < v->n; i++) {
    double sum = 0.0;
    size_t count = 0;
    for (size_t j = 0; j < v->n; j++) {
      if ((v->positions[j] - v->positions[i]) % length != 0) continue;
      sum += v->judged[j];
      count++;
    }
    out[i] = v->judged[i] - sum / (double)count;
  }
  return out;
}

/* Counts the values; estimates phi where it is pooled. */
static leda_status look(leda_scan *scan, leda_scan_worker *worker, size_t series, void *data,
                        leda_error *err) {
  (void)data;
  if (leda_scan_take(scan, worker, series, err)) return err->status;
  const leda_check_values *v = &worker->values;
  scan->rows[series].n = (uint32_t)v->n;
  if (!scan->phi) return LEDA_OK;
  int season = leda_scan_season(scan, v->n);
  const double *y = season ? without_season(worker, season) : v->judged;
  scan->phi[series] = leda_phi_from_series(y, v->positions, v->n);
  return LEDA_OK;
}

static void choose(leda_scan *scan, leda_scan_indicator *it) {
  leda_noise noise = leda_check_noise(&scan->options.check);
  it->model = noise.model;
  it->phi = noise.model == LEDA_NOISE_AR1_SERIES ? NAN : leda_noise_phi(&noise);
  if (!scan->phi) return;
  leda_phi_pool pool = leda_phi_pool_units(scan->phi + it->first, it->n);
  if (pool.units < LEDA_PHI_POOL_LEAST) return;
  it->model = LEDA_NOISE_AR1_PANEL;
  it->pool = pool;
  it->phi = pool.phi;
}

leda_noise leda_scan_noise(const leda_scan *scan, size_t series) {
  const leda_scan_indicator *it = &scan->indicators[scan->indicator_of[series]];
  if (it->model != LEDA_NOISE_AR1_PANEL) return leda_check_noise(&scan->options.check);
  return leda_phi_unit(&it->pool, &scan->phi[series]);
}

leda_noise leda_scan_noise_shifted(const leda_scan *scan, size_t series, double shift) {
  leda_noise noise = leda_scan_noise(scan, series);
  noise.phi = leda_noise_phi(&noise) + shift;
  if (noise.model == LEDA_NOISE_INDEPENDENT) noise.model = LEDA_NOISE_AR1_GIVEN;
  return noise;
}

/* ---- null distributions ---- */

static leda_status law_status(int code, leda_error *err) {
  if (code == GSL_SUCCESS) return LEDA_OK;
  if (code == GSL_ENOMEM) return leda_fail_memory(err);
  return leda_fail(err, LEDA_ERR_INTERNAL, _("the verdict failed: %s"), gsl_strerror(code));
}

leda_status leda_scan_reserve(leda_scan *scan, size_t n, const leda_noise *noise, leda_error *err) {
  if (n < LEDA_VERDICT_MIN_N) return LEDA_OK;
  return law_status(leda_null_store_reserve(scan->store, n, noise, leda_scan_season(scan, n)), err);
}

/* What the threads that make null distributions share. */
typedef struct {
  const leda_null_store *store;
  const leda_progress *progress;
  size_t series; /* for the progress */
  int threads;
  int stopped;
  int code; /* 0, or one that failed */
} making;

static void make_one(making *m, size_t k, bool head) {
  int stopped;
#pragma omp atomic read
  stopped = m->stopped;
  if (stopped) return;
  int code = leda_null_store_fill(m->store, k);
  if (code != GSL_SUCCESS) {
#pragma omp atomic write
    m->code = code;
  }
  if (head && leda_progress_report(m->progress, 0, m->series)) {
#pragma omp atomic write
    m->stopped = 1;
  }
}

/* Fewer than there are threads are made one by one: those that are simulated use all threads. */
leda_status leda_scan_fill(leda_scan *scan, leda_error *err) {
  making m = {
      .store = scan->store, .progress = &scan->options.progress, .series = scan->panel->n_series};
  size_t count = leda_null_store_reserved(scan->store);
  m.threads = count < (size_t)scan->threads ? 1 : scan->threads;
#pragma omp parallel for num_threads(m.threads) schedule(dynamic, 1)
  for (size_t k = 0; k < count; k++) make_one(&m, k, omp_get_thread_num() == 0);
  if (m.stopped) return leda_fail(err, LEDA_ERR_CANCELLED, _("stopped"));
  leda_null_store_filled(scan->store);
  return law_status(m.code, err);
}

#define BLOCK 1024
#define SEEN 64

typedef struct {
  size_t n; /* 0: none */
  leda_noise_key key;
} need;

/* Few of a block's series have a length and noise of their own. */
static void reserve_block(leda_scan *scan, size_t first, size_t end, leda_error *err) {
  need seen[SEEN] = {{0}};
  for (size_t i = first; i < end && !err->status; i++) {
    leda_noise noise = leda_scan_noise(scan, i);
    need here = {scan->rows[i].n, leda_noise_key_of(&noise)};
    need *known = &seen[(here.n + (size_t)(here.key.phi_step + 7 * here.key.sd_step)) % SEEN];
    if (known->n == here.n && known->key.phi_step == here.key.phi_step &&
        known->key.sd_step == here.key.sd_step)
      continue;
    *known = here;
#pragma omp critical(leda_scan_reserving)
    leda_scan_reserve(scan, here.n, &noise, err);
  }
}

static leda_status prepare_all(leda_scan *scan, leda_error *err) {
  size_t n = scan->panel->n_series;
  leda_error failed = leda_error_none();
#pragma omp parallel for num_threads(scan->threads) schedule(dynamic, 1)
  for (size_t first = 0; first < n; first += BLOCK) {
    leda_error mine = leda_error_none();
    reserve_block(scan, first, first + BLOCK < n ? first + BLOCK : n, &mine);
    if (!mine.status) continue;
#pragma omp critical(leda_scan_reserving)
    failed = mine;
  }
  if (failed.status && err) *err = failed;
  if (failed.status) return failed.status;
  return leda_scan_fill(scan, err);
}

leda_status leda_scan_choose_noise(leda_scan *scan, leda_error *err) {
  leda_scan_pass pass = {.task = look};
  if (scan->options.check.noise == LEDA_NOISE_CHOICE_AUTO) {
    scan->phi = leda_calloc(scan->panel->n_series, sizeof *scan->phi);
    if (!scan->phi) return leda_fail_memory(err);
  }
  leda_status status = leda_scan_each(scan, &pass, err);
  if (status) return status;
#pragma omp parallel for num_threads(scan->threads) schedule(dynamic, 1)
  for (size_t k = 0; k < scan->n_indicators; k++) choose(scan, &scan->indicators[k]);
  /* A known change makes its own null distribution. */
  return scan->options.check.known.kind ? LEDA_OK : prepare_all(scan, err);
}
