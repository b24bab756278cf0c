/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/check_known.h"

#include <gsl/gsl_errno.h>
#include <limits.h>
#include <math.h>

#include "engine/analysis/period_choice.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"

#define LEAST_VALUES 6

/* ---- where the change stands ---- */

static void range_of(const leda_panel *panel, int32_t *first, int32_t *last) {
  *first = INT32_MAX;
  *last = INT32_MIN;
  for (size_t i = 0; i < panel->n_series; i++) {
    const leda_series *s = &panel->series[i];
    if (s->n == 0) continue;
    if (s->observations[0].period < *first) *first = s->observations[0].period;
    if (s->observations[s->n - 1].period > *last) *last = s->observations[s->n - 1].period;
  }
}

static leda_status outside(const leda_panel *panel, leda_period asked, leda_error *err) {
  char period[LEDA_PERIOD_SIZE];
  leda_place place = {.file = panel->files[0]};
  leda_period_format(asked, period);
  leda_fail_at(err, place, _("there are no values before and after a change at %s"), period);
  leda_error_hint(err, "%s",
                  _("--change names the first period of the new level; after a baseline at least "
                    "one period must follow"));
  return LEDA_ERR_DATA;
}

leda_status leda_check_known_place(const leda_panel *panel, const leda_known_choice *known,
                                   leda_known_place *out, leda_error *err) {
  leda_ordinal_range first, last;
  int32_t begin, end;
  *out = (leda_known_place){INT32_MIN, INT32_MIN};
  if (known->kind == LEDA_KNOWN_NONE) return LEDA_OK;
  if (leda_period_choice(known->first, panel->calendar.kind, &first, err)) return LEDA_ERR_DATA;
  range_of(panel, &begin, &end);
  if (known->kind == LEDA_KNOWN_CHANGE) {
    out->change = first.from;
    return first.from > begin && first.from <= end ? LEDA_OK : outside(panel, known->first, err);
  }
  if (leda_period_choice(known->last, panel->calendar.kind, &last, err)) return LEDA_ERR_DATA;
  *out = (leda_known_place){first.from, last.to < INT32_MAX ? last.to + 1 : INT32_MAX};
  bool inside = first.from <= last.to && last.to >= begin && last.to < end;
  return inside ? LEDA_OK : outside(panel, known->last, err);
}

size_t leda_check_known_index(const leda_check_values *values, int32_t change) {
  size_t index = 0;
  while (index < values->n && values->ordinals[index] < change) index++;
  return index;
}

/* ---- the verdict ---- */

leda_known_options leda_check_known_options(const leda_check_options *options,
                                            const leda_noise *noise, int season_length) {
  leda_known_options known = leda_known_options_default();
  known.alpha = options->alpha;
  known.seed = options->seed;
  known.threads = 1;
  known.noise = *noise;
  known.season_length = season_length;
  return known;
}

static leda_verdict_result unknown(const leda_check_values *values, double alpha) {
  const leda_verdict_interval none = {NAN, NAN, NAN};
  return (leda_verdict_result){.n = values->n,
                               .alpha = alpha,
                               .verdict = LEDA_VERDICT_TOO_SHORT,
                               .reason = LEDA_VERDICT_REASON_TOO_SHORT,
                               .p = NAN,
                               .p_floor = NAN,
                               .p_step = NAN,
                               .p_drift = NAN,
                               .s = NAN,
                               .d = NAN,
                               .log_ratio = NAN,
                               .before = NAN,
                               .after = NAN,
                               .shift = none,
                               .slope = none,
                               .total = none,
                               .change = none,
                               .residual_sd = NAN,
                               .detectable_sigmas = NAN,
                               .detectable_shift = NAN,
                               .detectable_power = NAN,
                               .phi = NAN,
                               .phi_limit = NAN,
                               .season_p = NAN};
}

/* The set of periods is the one that was named. leda_verdict_result_clear frees it. */
static leda_status set_period(leda_verdict_result *v, size_t index, leda_error *err) {
  v->change_index = index;
  v->period_set = leda_malloc(sizeof *v->period_set);
  if (!v->period_set) return leda_fail_memory(err);
  v->period_set[0] = index;
  v->period_set_size = 1;
  v->one_shift_fits = true;
  return LEDA_OK;
}

static bool constant(const leda_check_values *values) {
  for (size_t i = 1; i < values->n; i++)
    if (values->judged[i] < values->judged[0] || values->judged[i] > values->judged[0])
      return false;
  return true;
}

static void take(leda_verdict_result *v, const leda_known_result *known, bool all_equal) {
  v->p = v->p_step = known->p;
  v->p_floor = known->p_floor;
  v->s = fabs(known->z);
  v->exact = known->exact;
  v->before = known->before;
  v->after = known->after;
  v->shift = (leda_verdict_interval){known->estimate, known->lower, known->upper};
  v->change = v->shift;
  v->noise.phi = known->phi;
  v->verdict = known->p <= v->alpha ? LEDA_VERDICT_SHIFT : LEDA_VERDICT_NOISE;
  v->reason = all_equal ? LEDA_VERDICT_REASON_CONSTANT : LEDA_VERDICT_REASON_NONE;
  if (known->persistent && !all_equal) {
    v->verdict = LEDA_VERDICT_CANNOT_TELL;
    v->reason = LEDA_VERDICT_REASON_TOO_PERSISTENT;
  }
  if (v->verdict == LEDA_VERDICT_SHIFT) v->direction = known->z > 0.0 ? 1 : -1;
}

leda_status leda_check_known(leda_check *check, const leda_check_values *values, size_t index,
                             const leda_known_options *options, leda_error *err) {
  leda_verdict_result *v = &check->verdict;
  leda_known_result known;
  *v = unknown(values, options->alpha);
  v->noise = options->noise;
  v->season_removed = options->season_length >= 2;
  bool enough =
      values->n >= LEAST_VALUES && index >= LEDA_KNOWN_SIDE && values->n - index >= LEDA_KNOWN_SIDE;
  if (!enough) return LEDA_OK;
  int code =
      leda_known_change_run(values->judged, values->positions, values->n, index, options, &known);
  if (code == GSL_ENOMEM) return leda_fail_memory(err);
  if (code != GSL_SUCCESS)
    return leda_fail(err, LEDA_ERR_INTERNAL, _("the verdict failed: %s"), gsl_strerror(code));
  take(v, &known, constant(values));
  return set_period(v, index, err);
}
