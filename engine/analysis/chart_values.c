/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/analysis/chart_choose.h"
#include "engine/analysis/chart_internal.h"
#include "engine/core/i18n.h"

leda_place leda_chart_place(const leda_chart_work *work, size_t row) {
  const leda_observation *o = &work->chart->series->observations[row];
  return (leda_place){.file = work->panel->files[o->file], .line = o->line};
}

static leda_place place_of(const leda_panel *panel, const leda_observation *o) {
  return (leda_place){.file = panel->files[o->file], .line = o->line};
}

static leda_status check_count(const leda_chart_work *work, const leda_observation *o,
                               leda_error *err) {
  if (o->value < 0.0 || o->value != floor(o->value)) {
    leda_fail_at(err, place_of(work->panel, o),
                 _("%g is not a count, which a chart of type %s needs"), o->value,
                 leda_chart_type_token(work->chart->type));
    leda_error_hint(err, "%s", _("choose --type i for measured values"));
    return LEDA_ERR_DATA;
  }
  if (leda_chart_kind_of(work->chart->type)->share && o->value > o->denominator) {
    leda_fail_at(err, place_of(work->panel, o), _("the numerator %g is above the denominator %g"),
                 o->value, o->denominator);
    leda_error_hint(err, "%s", _("a p chart shows shares; choose --type u for counts per unit"));
    return LEDA_ERR_DATA;
  }
  return LEDA_OK;
}

static leda_status check_denominator(const leda_chart_work *work, const leda_observation *o,
                                     leda_error *err) {
  if (o->denominator > 0.0) return LEDA_OK;
  if (isnan(o->denominator))
    leda_fail_at(err, place_of(work->panel, o), "%s", _("the value has no denominator"));
  else
    leda_fail_at(err, place_of(work->panel, o), _("the denominator is %g, not above zero"),
                 o->denominator);
  leda_error_hint(err, "%s", _("mend it, or leave both cells empty where nothing was measured"));
  return LEDA_ERR_DATA;
}

static leda_status check_time(const leda_chart_work *work, const leda_observation *o,
                              leda_error *err) {
  if (work->chart->type != LEDA_CHART_T || o->value >= 0.0) return LEDA_OK;
  leda_fail_at(err, place_of(work->panel, o), _("the time between events is %g, below zero"),
               o->value);
  leda_error_hint(err, "%s", _("choose --type i for measured values"));
  return LEDA_ERR_DATA;
}

/* The value of one observation on the chart's scale before moving ranges. */
static leda_status take_value(leda_chart_work *work, size_t i, bool rates, leda_error *err) {
  const leda_observation *o = &work->chart->series->observations[work->first_row[i]];
  work->observed[i] = NAN;
  work->numerator[i] = NAN;
  work->denominator[i] = NAN;
  if (isnan(o->value)) return LEDA_OK;
  const leda_chart_kind *kind = leda_chart_kind_of(work->chart->type);
  bool divides = rates || kind->needs_denominator;
  if (divides && check_denominator(work, o, err)) return LEDA_ERR_DATA;
  if (kind->counted && check_count(work, o, err)) return LEDA_ERR_DATA;
  if (check_time(work, o, err)) return LEDA_ERR_DATA;
  work->numerator[i] = o->value;
  work->denominator[i] = o->denominator;
  work->observed[i] = rates ? work->chart->per * o->value / o->denominator : o->value;
  return LEDA_OK;
}

static leda_status check_type(const leda_chart_work *work, bool denominators, leda_error *err) {
  leda_chart_type type = work->chart->type;
  if (!leda_chart_kind_of(type)->needs_denominator || denominators) return LEDA_OK;
  leda_fail_at(err, place_of(work->panel, work->chart->series->observations),
               _("a chart of type %s needs a denominator, and the data have none"),
               leda_chart_type_token(type));
  leda_error_hint(err, "%s", _("name its column with --column denominator=NAME"));
  return LEDA_ERR_DATA;
}

/* Rows of one period are a subgroup where the type takes them; sets chart->subgroups. */
static leda_status check_rows(leda_chart_work *work, bool denominators, leda_error *err) {
  leda_chart *chart = work->chart;
  const leda_chart_kind *kind = leda_chart_kind_of(chart->type);
  size_t repeated = 0;
  while (repeated < chart->n && work->rows[repeated] == 1) repeated++;
  bool repeats = repeated < chart->n;
  chart->subgroups = kind->subgroups == LEDA_SUBGROUPS_MUST || repeats;
  if (chart->subgroups && denominators) {
    leda_fail_at(err, leda_chart_place(work, work->first_row[repeats ? repeated : 0]), "%s",
                 _("subgroups are of measured values, and these have denominators"));
    leda_error_hint(
        err, "%s",
        _("add up numerators and denominators of each period, and choose --type p or u"));
    return LEDA_ERR_DATA;
  }
  if (repeats && kind->subgroups == LEDA_SUBGROUPS_NEVER) {
    leda_fail_at(err, leda_chart_place(work, work->first_row[repeated] + 1),
                 _("a period has several rows, which a chart of type %s does not take"),
                 kind->word);
    leda_error_hint(err, "%s", _("choose --type xbar-s for the means of several values"));
    return LEDA_ERR_DATA;
  }
  if (repeats || !chart->subgroups) return LEDA_OK;
  leda_fail_at(err, leda_chart_place(work, 0),
               _("a chart of type %s needs several rows for a period, and each has one"),
               kind->word);
  leda_error_hint(err, "%s", _("choose --type i for single values"));
  return LEDA_ERR_DATA;
}

void leda_chart_start_point(leda_chart *chart, size_t i, int32_t ordinal) {
  leda_chart_point *point = &chart->points[i];
  *point = (leda_chart_point){
      .value = NAN, .centre = NAN, .lower = NAN, .upper = NAN, .sigma = NAN, .target = NAN};
  point->warning_lower = point->warning_upper = NAN;
  point->period = (leda_period){chart->calendar.kind, ordinal};
  point->position = chart->calendar.spacing == LEDA_SPACING_ORDER
                        ? (int)i
                        : leda_calendar_position(chart->calendar, ordinal);
  point->gap_before = i > 0 && point->position - chart->points[i - 1].position != 1;
}

static bool is_empty(const leda_series *series) {
  for (size_t i = 0; i < series->n; i++)
    if (!isnan(series->observations[i].value)) return false;
  return true;
}

static leda_status fail_empty(const leda_chart_work *work, leda_error *err) {
  const leda_series *series = work->chart->series;
  leda_place place = place_of(work->panel, series->observations);
  if (series->unit[0])
    leda_fail_at(err, place, _("the series of %s has no value at all"), series->unit);
  else
    leda_fail_at(err, place, "%s", _("the series has no value at all"));
  leda_error_hint(err, "%s", _("all its cells are empty or missing marks"));
  return LEDA_ERR_DATA;
}

leda_status leda_chart_values(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  if (is_empty(chart->series)) return fail_empty(work, err);
  if (leda_chart_choose(work, err)) return err->status;
  bool denominators = leda_chart_has_denominators(chart->series);
  if (check_type(work, denominators, err)) return LEDA_ERR_DATA;
  if (check_rows(work, denominators, err)) return LEDA_ERR_DATA;
  bool rates = denominators && leda_chart_kind_of(chart->type)->shows_ratio;
  for (size_t i = 0; i < chart->n; i++)
    leda_chart_start_point(chart, i, chart->series->observations[work->first_row[i]].period);
  if (chart->subgroups && leda_chart_subgroups(work, err)) return err->status;
  for (size_t i = 0; i < chart->n && !chart->subgroups; i++)
    if (take_value(work, i, rates, err)) return LEDA_ERR_DATA;
  size_t present = 0;
  for (size_t i = 0; i < chart->n; i++) present += isnan(work->observed[i]) ? 0 : 1;
  chart->n_missing = chart->n - present;
  return present > 0 ? LEDA_OK : fail_empty(work, err);
}
