/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/check.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/check_known.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/threads.h"

leda_check_options leda_check_options_default(void) {
  return (leda_check_options){.alpha = 0.05, .seed = 1, .per = 1.0};
}

const char *leda_direction_token(leda_direction direction) {
  static const char *const words[] = {"none", "change", "improvement", "deterioration"};
  return words[direction];
}

leda_direction leda_check_direction(int sign, leda_better better) {
  if (sign == 0) return LEDA_DIRECTION_NONE;
  if (better == LEDA_BETTER_NONE) return LEDA_DIRECTION_CHANGE;
  bool up_is_better = better == LEDA_BETTER_HIGHER;
  return (sign > 0) == up_is_better ? LEDA_DIRECTION_IMPROVEMENT : LEDA_DIRECTION_DETERIORATION;
}

/* A test that the season is there, and removal only then, would let its own chance into the verdict. */
int leda_check_season(leda_calendar calendar, size_t n, const leda_check_options *options) {
  int length = leda_calendar_season_length(calendar);
  if (options->keep_season || length < 2 || n < LEDA_CHECK_CYCLES * (size_t)length) return 0;
  return length;
}

leda_noise leda_check_noise(const leda_check_options *options) {
  switch (options->noise) {
  case LEDA_NOISE_CHOICE_INDEPENDENT:
    return (leda_noise){.model = LEDA_NOISE_INDEPENDENT};
  case LEDA_NOISE_CHOICE_PHI:
    return (leda_noise){.model = LEDA_NOISE_AR1_GIVEN, .phi = options->phi};
  default:
    return (leda_noise){.model = LEDA_NOISE_AR1_SERIES};
  }
}

/* ---- from the scale of the test to that of the values ---- */

static void scale_interval(leda_verdict_interval *x, double scale) {
  x->estimate *= scale;
  x->lower *= scale;
  x->upper *= scale;
}

/* The difference of the printed levels, in the interval that the test gave. */
static void use_levels(leda_verdict_result *v) {
  v->shift.estimate = v->after - v->before;
  v->shift.lower = fmin(v->shift.lower, v->shift.estimate);
  v->shift.upper = fmax(v->shift.upper, v->shift.estimate);
  if (v->verdict != LEDA_VERDICT_DRIFT && v->verdict != LEDA_VERDICT_CHANGE) v->change = v->shift;
}

static void rescale(leda_check *check, const leda_check_values *values) {
  leda_verdict_result *v = &check->verdict;
  if (!values->rates || v->verdict == LEDA_VERDICT_TOO_SHORT) return;
  scale_interval(&v->shift, values->scale);
  scale_interval(&v->slope, values->scale);
  scale_interval(&v->total, values->scale);
  scale_interval(&v->change, values->scale);
  v->residual_sd *= values->scale;
  v->detectable_shift *= values->scale;
  v->before = leda_check_values_level(values, 0, v->change_index);
  v->after = leda_check_values_level(values, v->change_index, values->n);
  use_levels(v);
}

/* ---- one series ---- */

static leda_status keep_values(leda_check *check, const leda_check_values *values,
                               leda_error *err) {
  check->n = values->n;
  check->n_missing = values->n_missing;
  check->rates = values->rates;
  check->values = leda_calloc(values->n, sizeof *check->values);
  check->periods = leda_calloc(values->n, sizeof *check->periods);
  if (!check->values || !check->periods) return leda_fail_memory(err);
  for (size_t i = 0; i < values->n; i++) {
    check->values[i] = values->values[i];
    check->periods[i] = (leda_period){check->calendar.kind, values->ordinals[i]};
  }
  return LEDA_OK;
}

static leda_status judge(leda_check *check, const leda_check_values *values,
                         const leda_verdict_options *choices, leda_error *err) {
  int code =
      leda_verdict_run(values->judged, values->positions, values->n, choices, &check->verdict);
  if (code == GSL_SUCCESS) return LEDA_OK;
  if (code == GSL_ENOMEM) return leda_fail_memory(err);
  return leda_fail(err, LEDA_ERR_INTERNAL, _("the verdict failed: %s"), gsl_strerror(code));
}

static leda_status judge_unknown(leda_check *check, const leda_check_values *values,
                                 const leda_check_shared *shared, leda_error *err) {
  const leda_check_options *options = shared->options;
  leda_verdict_options choices = leda_verdict_options_default();
  choices.alpha = options->alpha;
  choices.seed = options->seed;
  choices.threads = shared->store ? 1 : leda_threads(options->threads);
  choices.season_length =
      check->season_length ? check->season_length : leda_calendar_season_length(check->calendar);
  choices.remove_season = check->season_length > 0;
  choices.noise = shared->noise ? *shared->noise : leda_check_noise(options);
  choices.store = shared->store;
  choices.setting = shared->setting;
  return judge(check, values, &choices, err);
}

static void warn(leda_check *check, const leda_check_options *options) {
  const leda_place nowhere = {0};
  const leda_verdict_result *v = &check->verdict;
  if (v->phi_warning && v->noise.model == LEDA_NOISE_INDEPENDENT)
    leda_messages_note(&check->warnings, LEDA_WARNING, nowhere,
                       _("neighbouring values are alike (autocorrelation about %.2f), which "
                         "independent noise leaves out: it may call noise a change"),
                       v->phi);
  if (!v->season_warning || check->season_length > 0) return;
  if (options->keep_season)
    leda_messages_note(&check->warnings, LEDA_WARNING, nowhere, "%s",
                       _("the series has a season, which was kept: it may pass for a change, or "
                         "hide one"));
  else
    leda_messages_note(&check->warnings, LEDA_WARNING, nowhere,
                       _("the series has a season, which was not taken out: that needs %d whole "
                         "cycles; compare the same months of the years, or yearly values"),
                       LEDA_CHECK_CYCLES);
}

static leda_status judge_known(leda_check *check, const leda_check_values *values,
                               const leda_check_shared *shared, leda_error *err) {
  const leda_check_options *options = shared->options;
  size_t index = leda_check_known_index(values, shared->place->change);
  leda_noise noise = shared->noise ? *shared->noise : leda_check_noise(options);
  leda_known_options known = leda_check_known_options(options, &noise, check->season_length);
  if (!shared->store) known.threads = leda_threads(options->threads);
  return leda_check_known(check, values, index, &known, err);
}

static leda_status judge_series(leda_check *check, const leda_check_values *values,
                                const leda_check_shared *shared, leda_error *err) {
  leda_status status = keep_values(check, values, err);
  if (status) return status;
  check->season_length = leda_check_season(check->calendar, values->n, shared->options);
  status = check->known ? judge_known(check, values, shared, err)
                        : judge_unknown(check, values, shared, err);
  if (status) return status;
  rescale(check, values);
  check->direction = leda_check_direction(check->verdict.direction, check->better);
  warn(check, shared->options);
  return LEDA_OK;
}

leda_status leda_check_run_shared(leda_check *check, const leda_series *series,
                                  const leda_check_shared *shared, leda_error *err) {
  const leda_check_options *options = shared->options;
  leda_check_values values = {0};
  *check = (leda_check){.series = series,
                        .calendar = shared->panel->calendar,
                        .better = options->better,
                        .known = options->known.kind,
                        .common_removed = shared->common != NULL,
                        .q = NAN,
                        .fdr = NAN};
  leda_check_reading reading = {options->per, shared->place->from, shared->common};
  leda_status status = leda_check_values_init(&values, series->n, err);
  if (!status) status = leda_check_values_take(&values, shared->panel, series, &reading, err);
  if (!status) status = judge_series(check, &values, shared, err);
  leda_check_values_clear(&values);
  if (status) leda_check_clear(check);
  return status;
}

leda_status leda_check_run(leda_check *check, const leda_panel *panel, const leda_series *series,
                           const leda_check_options *options, leda_error *err) {
  leda_known_place place;
  *check = (leda_check){0};
  if (leda_check_known_place(panel, &options->known, &place, err)) return LEDA_ERR_DATA;
  leda_check_shared shared = {.panel = panel, .options = options, .place = &place};
  return leda_check_run_shared(check, series, &shared, err);
}

void leda_check_clear(leda_check *check) {
  if (!check) return;
  leda_free(check->values);
  leda_free(check->periods);
  leda_verdict_result_clear(&check->verdict);
  leda_messages_clear(&check->warnings);
  *check = (leda_check){0};
}
