/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Most series are noise: their p alone takes a hundredth of what estimates and intervals do. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/chart_rebase_screen.h"
#include "stats/screen.h"

static int screen(const leda_check_values *values, const leda_check_options *options,
                  const leda_null_store *store, leda_screen_result *out) {
  leda_screen_options choices = {.alpha = options->alpha, .seed = options->seed};
  leda_screen_work *work = leda_screen_work_alloc(values->n, &choices);
  leda_noise noise = leda_check_noise(options);
  if (!work) return GSL_ENOMEM;
  int code =
      leda_verdict_screen(store, &noise, values->judged, values->positions, values->n, work, out);
  leda_screen_work_free(work);
  return code;
}

/* What cannot be told here is left to leda_check_run, which tells of failures too. */
static double noise_p(const leda_check_values *values, const leda_check_options *options) {
  leda_noise noise = leda_check_noise(options);
  leda_screen_result found = {.p = NAN};
  leda_null_store *store = leda_null_store_alloc(options->seed, 1);
  int code = store ? leda_null_store_prepare(store, values->n, &noise, 0) : GSL_ENOMEM;
  if (code == GSL_SUCCESS) code = screen(values, options, store, &found);
  leda_null_store_free(store);
  bool noise_alone = code == GSL_SUCCESS && !found.persistent && found.p > options->alpha;
  return noise_alone ? found.p : (double)NAN;
}

leda_status leda_rebase_screen(const leda_panel *panel, const leda_series *series,
                               const leda_check_options *options, double *p, leda_error *err) {
  leda_check_values values = {0};
  leda_check_reading reading = {.per = options->per, .from = INT32_MIN};
  *p = NAN;
  leda_status status = leda_check_values_init(&values, series->n, err);
  if (!status) status = leda_check_values_take(&values, panel, series, &reading, err);
  bool plain = !status && values.n >= LEDA_VERDICT_MIN_N &&
               leda_check_season(panel->calendar, values.n, options) == 0;
  if (plain) *p = noise_p(&values, options);
  leda_check_values_clear(&values);
  return status;
}
