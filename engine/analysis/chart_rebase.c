/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_rebase.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/chart_choose.h"
#include "engine/analysis/chart_rebase_screen.h"
#include "engine/analysis/check.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"

/* The points that are judged, as a series of their own. */
typedef struct {
  leda_chart_work *work;
  leda_panel view;          /* the panel, but for what its values are */
  leda_observation *points; /* one for each point that has a value and is not excluded */
  size_t n;
  leda_observation *part; /* room for those of a part */
  bool ratios;            /* not counts: judged as deviations from the part's own ratio */
} search;

typedef struct {
  size_t from;
  size_t to;
} span;

/* ---- what is judged ---- */

static bool shows_rates(const leda_chart_work *work) {
  const leda_chart_kind *kind = leda_chart_kind_of(work->chart->type);
  bool divides = kind->shows_ratio || kind->needs_denominator;
  return divides && leda_chart_has_denominators(work->chart->series);
}

static bool are_counts(const leda_chart_work *work) {
  if (!work->panel->has_numerator) return false;
  for (size_t i = 0; i < work->chart->n; i++) {
    double x = work->numerator[i];
    if (!isnan(work->observed[i]) && (x < 0.0 || x != floor(x))) return false;
  }
  return true;
}

static leda_status search_init(search *s, leda_chart_work *work, leda_error *err) {
  const leda_chart *chart = work->chart;
  bool rates = shows_rates(work), counts = rates && are_counts(work);
  *s = (search){.work = work, .view = *work->panel, .ratios = rates && !counts};
  s->view.has_numerator = counts;
  s->points = leda_calloc(chart->n, sizeof *s->points);
  s->part = leda_calloc(chart->n, sizeof *s->part);
  if (!s->points || !s->part) return leda_fail_memory(err);
  for (size_t i = 0; i < chart->n; i++) {
    const leda_chart_point *point = &chart->points[i];
    if (isnan(work->observed[i]) || leda_chart_is_excluded(work, point->period.ordinal)) continue;
    leda_observation *o = &s->points[s->n++];
    *o = chart->series->observations[work->first_row[i]];
    if (!counts) o->value = work->observed[i];
    if (!rates) o->denominator = NAN;
  }
  return LEDA_OK;
}

static void search_clear(search *s) {
  leda_free(s->points);
  leda_free(s->part);
}

/* A ratio spreads by the root of its denominator, so that times this root it spreads alike everywhere. */
static void level_ratios(const search *s, span where) {
  double sum = 0.0, sizes = 0.0;
  for (size_t i = where.from; i < where.to; i++) {
    sum += s->points[i].value * s->points[i].denominator;
    sizes += s->points[i].denominator;
  }
  for (size_t i = where.from; i < where.to; i++) {
    leda_observation *o = &s->part[i - where.from];
    o->value = (s->points[i].value - sum / sizes) * sqrt(s->points[i].denominator);
    o->denominator = NAN;
  }
}

static leda_status judge(const search *s, span where, double alpha, leda_check *check,
                         leda_error *err) {
  leda_series series = *s->work->chart->series;
  leda_check_options options = leda_check_options_default();
  memcpy(s->part, s->points + where.from, (where.to - where.from) * sizeof *s->part);
  if (s->ratios) level_ratios(s, where);
  series.observations = s->part;
  series.n = where.to - where.from;
  options.alpha = alpha;
  options.threads = 1; /* charts are made several at a time */
  double p;
  *check = (leda_check){0};
  leda_status status = leda_rebase_screen(&s->view, &series, &options, &p, err);
  if (status) return status;
  if (isnan(p)) return leda_check_run(check, &s->view, &series, &options, err);
  check->verdict = (leda_verdict_result){.verdict = LEDA_VERDICT_NOISE, .p = p};
  return LEDA_OK;
}

/* ---- where it is parted ---- */

static leda_rebasing_outcome outcome_of(const leda_check *check) {
  const leda_verdict_result *v = &check->verdict;
  switch (v->verdict) {
  case LEDA_VERDICT_TOO_SHORT:
    return LEDA_REBASING_TOO_SHORT;
  case LEDA_VERDICT_NOISE:
    return LEDA_REBASING_NO_CHANGE;
  case LEDA_VERDICT_DRIFT:
    return LEDA_REBASING_DRIFT;
  case LEDA_VERDICT_CANNOT_TELL:
    return LEDA_REBASING_CANNOT_TELL;
  default:
    break;
  }
  if (v->season_warning && check->season_length == 0) return LEDA_REBASING_SEASON;
  bool wide = v->change_index >= LEDA_REBASE_MIN_POINTS &&
              check->n - v->change_index >= LEDA_REBASE_MIN_POINTS;
  return wide ? LEDA_REBASING_DONE : LEDA_REBASING_EDGE;
}

static leda_status fill(const leda_check *check, double alpha, leda_rebase *item, leda_error *err) {
  const leda_verdict_result *v = &check->verdict;
  *item = (leda_rebase){
      .period = check->periods[v->change_index], .p = v->p, .alpha = alpha, .verdict = v->verdict};
  if (!v->one_shift_fits || v->period_set_size == 0) return LEDA_OK;
  item->period_set = leda_calloc(v->period_set_size, sizeof *item->period_set);
  if (!item->period_set) return leda_fail_memory(err);
  item->period_set_size = v->period_set_size;
  for (size_t i = 0; i < v->period_set_size; i++)
    item->period_set[i] = check->periods[v->period_set[i]];
  return LEDA_OK;
}

/* A part's level is its share of alpha. */
static leda_status part_series(const search *s, span where, leda_error *err) {
  leda_rebasing *rebasing = &s->work->chart->rebasing;
  size_t n = where.to - where.from;
  if (n < LEDA_VERDICT_MIN_N) return LEDA_OK;
  double alpha = rebasing->alpha * (double)n / (double)s->n;
  leda_check check;
  leda_status status = judge(s, where, alpha, &check, err);
  if (status) return status;
  leda_rebasing_outcome outcome = outcome_of(&check);
  size_t at = where.from + check.verdict.change_index;
  if (n == s->n) {
    rebasing->outcome = outcome;
    rebasing->p = check.verdict.p;
    if (outcome == LEDA_REBASING_EDGE) rebasing->period = check.periods[check.verdict.change_index];
  }
  leda_rebase item = {0};
  if (outcome == LEDA_REBASING_DONE) status = fill(&check, alpha, &item, err);
  leda_check_clear(&check);
  if (status || outcome != LEDA_REBASING_DONE) return status;
  status = part_series(s, (span){where.from, at}, err);
  rebasing->items[rebasing->n++] = item;
  return status ? status : part_series(s, (span){at, where.to}, err);
}

/* The found periods as if they had been chosen. */
static leda_status use_phases(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  size_t n = chart->rebasing.n;
  leda_phase_choice *phases = leda_calloc(n, sizeof *phases);
  leda_free(chart->phases);
  leda_free(chart->runs);
  chart->phases = leda_calloc(n + 1, sizeof *chart->phases);
  chart->runs = leda_calloc(n + 1, sizeof *chart->runs);
  work->rebased_phases = phases;
  if (!phases || !chart->phases || !chart->runs) return leda_fail_memory(err);
  for (size_t k = 0; k < n; k++)
    phases[k] = (leda_phase_choice){.period = chart->rebasing.items[k].period, .label = ""};
  work->rebased_options = *work->options;
  work->rebased_options.phases = phases;
  work->rebased_options.n_phases = n;
  work->options = &work->rebased_options;
  return LEDA_OK;
}

leda_status leda_chart_rebase(leda_chart_work *work, leda_error *err) {
  leda_rebasing *rebasing = &work->chart->rebasing;
  if (!(work->options->rebase_alpha > 0.0)) return LEDA_OK;
  search s;
  *rebasing = (leda_rebasing){
      .outcome = LEDA_REBASING_TOO_SHORT, .alpha = work->options->rebase_alpha, .p = NAN};
  leda_status status = search_init(&s, work, err);
  rebasing->items = leda_calloc(s.n / LEDA_REBASE_MIN_POINTS + 1, sizeof *rebasing->items);
  if (!status && !rebasing->items) status = leda_fail_memory(err);
  if (!status) status = part_series(&s, (span){0, s.n}, err);
  search_clear(&s);
  return !status && rebasing->n ? use_phases(work, err) : status;
}

/* ---- what it does not go with ---- */

static const char *what_it_clashes_with(const leda_chart_options *options) {
  if (options->n_phases) return "--phase";
  if (options->baseline_points || options->baseline_given) return "--baseline";
  return isnan(options->known_centre) ? NULL : "--known-centre";
}

leda_status leda_chart_rebase_check(const leda_chart_options *options, leda_error *err) {
  if (!(options->rebase_alpha > 0.0)) return LEDA_OK;
  const char *other = what_it_clashes_with(options);
  if (other) {
    leda_fail(err, LEDA_ERR_USAGE, _("--rebase auto does not go with %s"), other);
    leda_error_hint(err, "%s", _("either leda chooses where new limits begin, or you do"));
    return LEDA_ERR_USAGE;
  }
  const leda_chart_kind *kind = leda_chart_kind_of(options->type);
  bool level = kind->rules && !kind->memory;
  if (level) return LEDA_OK;
  leda_fail(err, LEDA_ERR_USAGE, _("--rebase auto does not go with a chart of type %s"),
            kind->word);
  leda_error_hint(err, "%s", _("its points are not values about a level; choose --type i"));
  return LEDA_ERR_USAGE;
}

void leda_rebasing_clear(leda_rebasing *rebasing) {
  for (size_t k = 0; k < rebasing->n; k++) leda_free(rebasing->items[k].period_set);
  leda_free(rebasing->items);
  *rebasing = (leda_rebasing){0};
}
