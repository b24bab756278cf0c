/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits that a chart of so many points passes by chance at a stated rate. */
#include <gsl/gsl_sort.h>
#include <math.h>

#include "engine/analysis/chart_replay.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "stats/calibrated_limits.h"

/* Few alarms need many draws: about 500 charts beyond the limit, whose own error is then 2 %
   of the rate, and of sigmas far less. */
enum { LEAST_DRAWS = 10000, MOST_DRAWS = 200000 };

/* An I chart as the table has it. */
static bool is_plain(const leda_chart_work *work) {
  const leda_chart *chart = work->chart;
  const leda_chart_options *o = work->options;
  bool screened = o->screen_moving_ranges || o->rules == LEDA_RULES_NHS;
  bool own_d2 = o->d2 > 0.0;
  bool plain = chart->type == LEDA_CHART_I && chart->n_phases == 1 && !screened && !own_d2;
  for (size_t i = 0; i < chart->n && plain; i++)
    plain = work->in_baseline[i] && !chart->points[i].gap_before;
  return plain && chart->sigma_method == LEDA_SIGMA_MOVING_RANGE &&
         chart->centre_kind == LEDA_CENTRE_MEAN;
}

static size_t usable_points(const leda_chart_work *work) {
  size_t n = 0;
  for (size_t i = 0; i < work->chart->n; i++)
    n += !work->chart->points[i].excluded && !isnan(work->observed[i]);
  return n;
}

static leda_status no_limits(const leda_chart *chart, leda_error *err) {
  leda_fail(err, LEDA_ERR_DATA,
            P_("a chart with %zu value has no limits that it passes by chance in %g of 100 cases",
               "a chart with %zu values has no limits that it passes by chance in %g of 100 cases",
               chart->n - chart->n_missing),
            chart->n - chart->n_missing, 100.0 * chart->alarm_rate);
  leda_error_hint(err, "%s",
                  _("choose --limits sigma, another --alarm-rate, or a chart with more points"));
  return LEDA_ERR_DATA;
}

static leda_status simulate(const leda_chart_work *work, size_t draws, double *out,
                            leda_error *err) {
  leda_chart_replay replay;
  leda_chart as_sigma = *work->chart;
  leda_chart_options options = *work->options;
  double *widest = leda_calloc(draws, sizeof *widest);
  as_sigma.limits = options.limits = LEDA_LIMITS_SIGMA;
  options.rebase_alpha = 0.0; /* phases that were found stand among the options by now */
  leda_status status = leda_chart_replay_init(&replay, &as_sigma, work->panel, &options, err);
  if (!widest) status = leda_fail_memory(err);
  leda_stream stream = leda_stream_start(options.seed, 0);
  for (size_t i = 0; widest && i < draws && !status; i++) {
    leda_chart_replay_draw(&replay, &stream, 0.0);
    status = leda_chart_replay_widest(&replay, &widest[i], err);
  }
  if (widest && !status) {
    size_t above = (size_t)floor(work->chart->alarm_rate * (double)draws * (1.0 + 1e-12));
    gsl_sort(widest, 1, draws);
    *out = widest[draws - above - 1];
  }
  leda_free(widest);
  leda_chart_replay_clear(&replay);
  return status;
}

leda_status leda_chart_calibrate(const leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  double sigmas = NAN, rate = chart->alarm_rate;
  bool known = chart->type == LEDA_CHART_I && chart->sigma_method == LEDA_SIGMA_KNOWN &&
               chart->centre_kind == LEDA_CENTRE_KNOWN;
  if (known)
    sigmas = leda_calibrated_limit_known(usable_points(work), rate);
  else if (is_plain(work))
    sigmas = leda_calibrated_limit(chart->n, rate);
  if (isnan(sigmas)) {
    double draws = fmin(MOST_DRAWS, fmax(LEAST_DRAWS, 500.0 / rate));
    if (simulate(work, (size_t)draws, &sigmas, err)) return err->status;
  }
  if (!(sigmas > 0.0)) return no_limits(chart, err);
  chart->limit_sigmas = sigmas;
  return LEDA_OK;
}
