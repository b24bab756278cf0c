/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/check_values.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "stats/standardise.h"

leda_status leda_check_values_init(leda_check_values *values, size_t capacity, leda_error *err) {
  size_t room = capacity ? capacity : 1;
  *values = (leda_check_values){.capacity = capacity, .scale = 1.0};
  values->values = leda_calloc(room, sizeof *values->values);
  values->judged = leda_calloc(room, sizeof *values->judged);
  values->counts = leda_calloc(room, sizeof *values->counts);
  values->sizes = leda_calloc(room, sizeof *values->sizes);
  values->positions = leda_calloc(room, sizeof *values->positions);
  values->ordinals = leda_calloc(room, sizeof *values->ordinals);
  if (values->values && values->judged && values->counts && values->sizes && values->positions &&
      values->ordinals)
    return LEDA_OK;
  leda_check_values_clear(values);
  return leda_fail_memory(err);
}

void leda_check_values_clear(leda_check_values *values) {
  leda_free(values->values);
  leda_free(values->judged);
  leda_free(values->counts);
  leda_free(values->sizes);
  leda_free(values->positions);
  leda_free(values->ordinals);
  *values = (leda_check_values){0};
}

static leda_status bad_denominator(const leda_panel *panel, const leda_observation *o,
                                   leda_error *err) {
  leda_place place = {.file = panel->files[o->file], .line = o->line};
  if (o->value < 0.0)
    leda_fail_at(err, place, _("the numerator is %g, below zero"), o->value);
  else if (isnan(o->denominator))
    leda_fail_at(err, place, "%s", _("the value has no denominator"));
  else
    leda_fail_at(err, place, _("the denominator is %g, not above zero"), o->denominator);
  leda_error_hint(err, "%s", _("mend it, or leave both cells empty where nothing was measured"));
  return LEDA_ERR_DATA;
}

static bool has_denominators(const leda_series *series) {
  for (size_t i = 0; i < series->n; i++)
    if (!isnan(series->observations[i].denominator)) return true;
  return false;
}

static void set_positions(leda_check_values *v, leda_calendar calendar) {
  for (size_t i = 0; i < v->n; i++) v->positions[i] = v->ordinals[i];
  if (calendar.spacing == LEDA_SPACING_UNIT) return;
  for (size_t i = 0; i < v->n; i++)
    v->positions[i] = calendar.spacing == LEDA_SPACING_ORDER
                          ? (int)i
                          : leda_calendar_position(calendar, v->ordinals[i]);
}

/* Called for every value of a panel: nothing but what a value without denominator needs. */
static void take_values(leda_check_values *v, const leda_series *series, int32_t from) {
  size_t n = 0, missing = 0;
  for (size_t i = 0; i < series->n; i++) {
    const leda_observation *o = &series->observations[i];
    if (o->period < from) continue;
    if (isnan(o->value)) {
      missing++;
      continue;
    }
    v->values[n] = v->judged[n] = o->value;
    v->ordinals[n++] = o->period;
  }
  v->n = n;
  v->n_missing = missing;
}

static leda_status take_rates(leda_check_values *v, const leda_panel *panel,
                              const leda_series *series, const leda_check_reading *reading,
                              leda_error *err) {
  for (size_t i = 0; i < series->n; i++) {
    const leda_observation *o = &series->observations[i];
    if (o->period < reading->from) continue;
    if (isnan(o->value)) {
      v->n_missing++;
      continue;
    }
    if (!(o->denominator > 0.0) || o->value < 0.0) return bad_denominator(panel, o, err);
    v->counts[v->n] = o->value;
    v->sizes[v->n] = o->denominator;
    v->values[v->n] = reading->per * o->value / o->denominator;
    v->ordinals[v->n++] = o->period;
  }
  return LEDA_OK;
}

static leda_status standardise(leda_check_values *v, double per, leda_error *err) {
  leda_standardised scale;
  leda_counts_kind kind = LEDA_COUNTS_BINOMIAL;
  for (size_t i = 0; i < v->n; i++)
    if (v->counts[i] > v->sizes[i]) kind = LEDA_COUNTS_POISSON;
  if (leda_standardise(v->counts, v->sizes, v->n, kind, v->judged, &scale) != GSL_SUCCESS)
    return leda_fail(err, LEDA_ERR_INTERNAL, _("the verdict failed: %s"), "leda_standardise");
  v->scale = per * scale.scale;
  return LEDA_OK;
}

size_t leda_common_find(const int32_t *ordinals, size_t n, int32_t ordinal) {
  size_t low = 0, high = n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (ordinals[middle] < ordinal)
      low = middle + 1;
    else
      high = middle;
  }
  return low < n && ordinals[low] == ordinal ? low : n;
}

static void remove_common(leda_check_values *v, const leda_common_effect *common) {
  for (size_t i = 0; i < v->n; i++) {
    size_t at = leda_common_find(common->ordinals, common->n, v->ordinals[i]);
    if (at == common->n) continue;
    v->values[i] -= common->values[at];
    v->judged[i] -= common->judged[at];
  }
}

leda_status leda_check_values_take(leda_check_values *v, const leda_panel *panel,
                                   const leda_series *series, const leda_check_reading *reading,
                                   leda_error *err) {
  leda_status status = LEDA_OK;
  v->n = v->n_missing = 0;
  v->scale = 1.0;
  v->rates = panel->has_numerator && has_denominators(series);
  if (v->rates)
    status = take_rates(v, panel, series, reading, err);
  else
    take_values(v, series, reading->from);
  if (status) return status;
  set_positions(v, panel->calendar);
  if (v->rates && v->n) status = standardise(v, reading->per, err);
  if (!status && reading->common) remove_common(v, reading->common);
  return status;
}

/* With the common effect removed the values no longer are counts, and each weighs by its size. */
double leda_check_values_level(const leda_check_values *v, size_t from, size_t to) {
  double sum = 0.0, weight = 0.0;
  for (size_t i = from; i < to; i++) {
    double size = v->rates ? v->sizes[i] : 1.0;
    sum += size * v->values[i];
    weight += size;
  }
  return sum / weight;
}
