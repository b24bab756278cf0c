/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/check.h"

#include <gsl/gsl_errno.h>
#include <math.h>

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

static leda_status bad_denominator(const leda_panel *panel, const leda_observation *o,
                                   leda_error *err) {
  leda_place place = {.file = panel->files[o->file], .line = o->line};
  leda_fail_at(err, place, _("the denominator is %g, not above zero"), o->denominator);
  leda_error_hint(err, "%s", _("mend it, or leave both cells empty where nothing was measured"));
  return LEDA_ERR_DATA;
}

/* Values without the missing ones; a count with a denominator becomes a rate. */
static leda_status take_values(leda_check *check, const leda_panel *panel, double per,
                               int *position, leda_error *err) {
  const leda_series *series = check->series;
  for (size_t i = 0; i < series->n; i++) {
    const leda_observation *o = &series->observations[i];
    if (isnan(o->value)) continue;
    double value = o->value;
    if (!isnan(o->denominator)) {
      if (!(o->denominator > 0.0)) return bad_denominator(panel, o, err);
      value = per * value / o->denominator;
    }
    check->values[check->n] = value;
    check->periods[check->n] = (leda_period){check->calendar.kind, o->period};
    position[check->n] = check->calendar.spacing == LEDA_SPACING_ORDER
                             ? (int)check->n
                             : leda_calendar_position(check->calendar, o->period);
    check->n++;
  }
  check->n_missing = series->n - check->n;
  return LEDA_OK;
}

static bool sizes_vary(const leda_series *series) {
  double smallest = INFINITY, largest = 0.0;
  for (size_t i = 0; i < series->n; i++) {
    double size = series->observations[i].denominator;
    if (isnan(size) || isnan(series->observations[i].value)) continue;
    smallest = fmin(smallest, size);
    largest = fmax(largest, size);
  }
  return largest > 1.5 * smallest;
}

static void warn(leda_check *check) {
  const leda_place nowhere = {0};
  if (check->verdict.phi_warning)
    leda_messages_note(&check->warnings, LEDA_WARNING, nowhere,
                       _("neighbouring values are alike (autocorrelation about %.2f), which the "
                         "verdict does not yet reckon with: it may call noise a change"),
                       check->verdict.phi);
  if (check->verdict.season_warning)
    leda_messages_note(&check->warnings, LEDA_WARNING, nowhere, "%s",
                       _("the series has a season, which the verdict does not yet reckon with: "
                         "compare the same months of the years, or yearly values"));
  if (sizes_vary(check->series))
    leda_messages_note(&check->warnings, LEDA_WARNING, nowhere, "%s",
                       _("the denominators differ much, which the verdict does not yet reckon "
                         "with: values from few cases count as much as those from many"));
}

static leda_direction direction_of(const leda_check *check) {
  int sign = check->verdict.direction;
  if (sign == 0) return LEDA_DIRECTION_NONE;
  if (check->better == LEDA_BETTER_NONE) return LEDA_DIRECTION_CHANGE;
  bool up_is_better = check->better == LEDA_BETTER_HIGHER;
  return (sign > 0) == up_is_better ? LEDA_DIRECTION_IMPROVEMENT : LEDA_DIRECTION_DETERIORATION;
}

static leda_status judge(leda_check *check, const int *position, const leda_check_options *options,
                         leda_error *err) {
  leda_verdict_options choices = leda_verdict_options_default();
  choices.alpha = options->alpha;
  choices.seed = options->seed;
  choices.threads = leda_threads(options->threads);
  choices.season_length = leda_calendar_season_length(check->calendar);
  int code = leda_verdict_run(check->values, position, check->n, &choices, &check->verdict);
  if (code == GSL_SUCCESS) return LEDA_OK;
  if (code == GSL_ENOMEM) return leda_fail_memory(err);
  return leda_fail(err, LEDA_ERR_INTERNAL, _("the verdict failed: %s"), gsl_strerror(code));
}

leda_status leda_check_run(leda_check *check, const leda_panel *panel, const leda_series *series,
                           const leda_check_options *options, leda_error *err) {
  *check = (leda_check){.series = series, .calendar = panel->calendar, .better = options->better};
  check->values = leda_calloc(series->n, sizeof *check->values);
  check->periods = leda_calloc(series->n, sizeof *check->periods);
  int *position = leda_calloc(series->n, sizeof *position);
  leda_status status =
      check->values && check->periods && position ? LEDA_OK : leda_fail_memory(err);
  if (!status) status = take_values(check, panel, options->per, position, err);
  if (!status) status = judge(check, position, options, err);
  if (!status) {
    check->direction = direction_of(check);
    warn(check);
  } else {
    leda_check_clear(check);
  }
  leda_free(position);
  return status;
}

void leda_check_clear(leda_check *check) {
  if (!check) return;
  leda_free(check->values);
  leda_free(check->periods);
  leda_verdict_result_clear(&check->verdict);
  leda_messages_clear(&check->warnings);
  *check = (leda_check){0};
}
