/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --type auto: the type by what the data look like, and a warning where a type does not suit them. */
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "engine/analysis/chart_choose.h"
#include "engine/analysis/period_choice.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "stats/attribute_sigma.h"
#include "stats/overdispersion.h"

/* More variation than the model has, at this level: the limits of the model are then not used, or warned of. */
static const double WIDE = 0.01;
/* Counts without denominators may as well be measured: they are taken for Poisson's only where nothing speaks
   against it at this level, on either side. */
static const double DOUBT = 0.1;

/* The values of a series that are neither missing nor excluded, one for each row. */
typedef struct {
  double *count;
  double *size;
  double *sorted;
  size_t n;
} sample;

bool leda_chart_has_denominators(const leda_series *series) {
  for (size_t i = 0; i < series->n; i++)
    if (!isnan(series->observations[i].denominator)) return true;
  return false;
}

static bool is_count(double value) { return value >= 0.0 && value == floor(value); }

/* ---- by the columns alone ---- */

static leda_chart_type by_columns(const leda_chart_work *work) {
  const leda_series *series = work->chart->series;
  if (!leda_chart_has_denominators(series))
    return work->chart->n < series->n ? LEDA_CHART_XBAR_S : LEDA_CHART_I;
  for (size_t i = 0; i < series->n; i++) {
    const leda_observation *o = &series->observations[i];
    if (o->value < 0.0 || o->value != floor(o->value)) return LEDA_CHART_I;
    if (o->value > o->denominator) return LEDA_CHART_U;
  }
  return LEDA_CHART_P;
}

/* ---- by the values ---- */

/* A choice that does not fit the calendar is told of later, where phases are made. */
bool leda_chart_is_excluded(const leda_chart_work *work, int32_t ordinal) {
  for (size_t k = 0; k < work->options->n_excluded; k++) {
    leda_ordinal_range range;
    leda_error unused = leda_error_none();
    if (leda_period_choice(work->options->excluded[k], work->chart->calendar.kind, &range, &unused))
      continue;
    if (ordinal >= range.from && ordinal <= range.to) return true;
  }
  return false;
}

static void sample_clear(sample *s) {
  leda_free(s->count);
  leda_free(s->size);
  leda_free(s->sorted);
}

static leda_status sample_take(const leda_chart_work *work, sample *s, leda_error *err) {
  const leda_series *series = work->chart->series;
  s->count = leda_calloc(series->n, sizeof *s->count);
  s->size = leda_calloc(series->n, sizeof *s->size);
  s->sorted = leda_calloc(series->n, sizeof *s->sorted);
  if (!s->count || !s->size || !s->sorted) return leda_fail_memory(err);
  for (size_t i = 0; i < series->n; i++) {
    const leda_observation *o = &series->observations[i];
    if (isnan(o->value) || leda_chart_is_excluded(work, o->period)) continue;
    s->count[s->n] = o->value;
    s->size[s->n++] = o->denominator;
  }
  return LEDA_OK;
}

static bool all_counts(const sample *s) {
  for (size_t i = 0; i < s->n; i++)
    if (!is_count(s->count[i])) return false;
  return true;
}

static bool any_above(const sample *s) {
  for (size_t i = 0; i < s->n; i++)
    if (s->count[i] > s->size[i]) return true;
  return false;
}

static bool sizes_differ(const sample *s) {
  for (size_t i = 1; i < s->n; i++)
    if (s->size[i] != s->size[0]) return true;
  return false;
}

static size_t few_distinct(const sample *s) {
  double seen[LEDA_CHOICE_FEW_VALUES];
  size_t n = 0;
  for (size_t i = 0; i < s->n; i++) {
    size_t k = 0;
    while (k < n && seen[k] != s->count[i]) k++;
    if (k < n) continue;
    if (n == LEDA_CHOICE_FEW_VALUES) return 0;
    seen[n++] = s->count[i];
  }
  return s->n >= LEDA_CHOICE_MIN_N && n > 1 ? n : 0;
}

static double common_rate(const sample *s, bool sizes) {
  double counts = 0.0, all = 0.0;
  for (size_t i = 0; i < s->n; i++) {
    counts += s->count[i];
    all += sizes ? s->size[i] : 1.0;
  }
  return counts / all;
}

/* Where the model's lower limit is 0 at more than half of the points. */
static void look_for_rare(const sample *s, leda_chart_type type, leda_chart_choice *choice) {
  bool sizes = type != LEDA_CHART_C, share = type == LEDA_CHART_P || type == LEDA_CHART_PP;
  double rate = common_rate(s, sizes), sum = 0.0;
  size_t none = 0;
  for (size_t i = 0; i < s->n; i++) {
    double size = sizes ? s->size[i] : 1.0;
    double sigma = share ? leda_sigma_binomial(rate, size) : leda_sigma_poisson(rate, size);
    none += rate - 3.0 * sigma <= 0.0;
    sum += s->count[i];
  }
  choice->rare = s->n >= LEDA_CHOICE_MIN_N && rate > 0.0 && 2 * none > s->n;
  choice->mean_count = choice->rare ? sum / (double)s->n : (double)NAN;
}

static bool sizes_are_large(sample *s, double rate, bool share) {
  for (size_t i = 0; i < s->n; i++) s->sorted[i] = s->size[i];
  gsl_sort(s->sorted, 1, s->n);
  double middle = gsl_stats_median_from_sorted_data(s->sorted, 1, s->n);
  return middle * rate >= LEDA_CHOICE_LARGE && (!share || middle * (1 - rate) >= LEDA_CHOICE_LARGE);
}

static leda_chart_type counts_of_sizes(sample *s, bool may_be_wide, leda_chart_choice *choice) {
  bool share = !any_above(s);
  leda_counts_kind model = share ? LEDA_COUNTS_BINOMIAL : LEDA_COUNTS_POISSON;
  leda_dispersion d = leda_overdispersion_local(model, s->count, s->size, s->n);
  bool wide = may_be_wide && d.p_over <= WIDE && s->n >= LEDA_CHOICE_MIN_N;
  choice->ratio = d.ratio;
  if (wide && sizes_are_large(s, common_rate(s, true), share)) {
    choice->why = share ? LEDA_CHOSEN_SHARES_WIDE : LEDA_CHOSEN_RATES_WIDE;
    return share ? LEDA_CHART_PP : LEDA_CHART_UP;
  }
  choice->why = share ? LEDA_CHOSEN_SHARES : LEDA_CHOSEN_RATES;
  return share ? LEDA_CHART_P : LEDA_CHART_U;
}

static leda_chart_type of_sizes(sample *s, const leda_chart_options *options,
                                leda_chart_choice *choice) {
  if (all_counts(s)) {
    bool exact = options->limits == LEDA_LIMITS_EXACT; /* which Laney's charts do not have */
    leda_chart_type type = counts_of_sizes(s, !exact, choice);
    look_for_rare(s, type, choice);
    return type;
  }
  bool differ = sizes_differ(s);
  choice->why = differ ? LEDA_CHOSEN_RATIOS : LEDA_CHOSEN_RATIOS_OF_EQUALS;
  return differ ? LEDA_CHART_IP : LEDA_CHART_I;
}

static leda_chosen why_of_numbers(const sample *s, const leda_chart_options *options,
                                  leda_chart_choice *choice) {
  if (!all_counts(s)) return LEDA_CHOSEN_MEASURED;
  if (options->sigma || !isnan(options->known_sigma)) return LEDA_CHOSEN_SIGMA;
  leda_dispersion d = leda_overdispersion_local(LEDA_COUNTS_POISSON, s->count, NULL, s->n);
  choice->ratio = d.ratio;
  if (s->n < LEDA_CHOICE_MIN_N) return LEDA_CHOSEN_COUNTS_FEW;
  if (d.p_over <= DOUBT) return LEDA_CHOSEN_COUNTS_WIDE;
  return d.p_under > DOUBT ? LEDA_CHOSEN_COUNTS : LEDA_CHOSEN_COUNTS_NARROW;
}

static leda_chart_type of_numbers(const sample *s, const leda_chart_options *options,
                                  leda_chart_choice *choice) {
  choice->why = why_of_numbers(s, options, choice);
  if (choice->why != LEDA_CHOSEN_COUNTS) {
    choice->distinct = few_distinct(s);
    return LEDA_CHART_I;
  }
  look_for_rare(s, LEDA_CHART_C, choice);
  return LEDA_CHART_C;
}

leda_status leda_chart_choose(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  if (chart->type != LEDA_CHART_AUTO) return LEDA_OK;
  chart->type = by_columns(work);
  if (!work->options->advise) return LEDA_OK;
  if (chart->type == LEDA_CHART_XBAR_S) {
    chart->choice.why = LEDA_CHOSEN_SUBGROUPS;
    return LEDA_OK;
  }
  sample s = {0};
  leda_status status = sample_take(work, &s, err);
  if (!status && s.n > 0)
    chart->type = leda_chart_has_denominators(chart->series)
                      ? of_sizes(&s, work->options, &chart->choice)
                      : of_numbers(&s, work->options, &chart->choice);
  sample_clear(&s);
  return status;
}

/* ---- where the chosen type does not suit the data ---- */

/* What to choose instead; NULL where the type's limits do not rest on a model of counting. */
static const char *alternative(leda_chart_type type) {
  switch (type) {
  case LEDA_CHART_P:
  case LEDA_CHART_NP:
    return "pp";
  case LEDA_CHART_U:
    return "up";
  case LEDA_CHART_C:
    return "i";
  default:
    return NULL;
  }
}

static leda_dispersion baseline_dispersion(const leda_chart_work *work, size_t phase, sample *s) {
  leda_chart_type type = work->chart->type;
  bool sizes = type != LEDA_CHART_C;
  size_t from, to;
  leda_chart_phase_span(work->chart, phase, &from, &to);
  s->n = 0;
  for (size_t i = from; i < to; i++) {
    if (!work->in_baseline[i]) continue;
    s->count[s->n] = work->numerator[i];
    s->size[s->n++] = sizes ? work->denominator[i] : 1.0;
  }
  bool share = leda_chart_kind_of(type)->share;
  return leda_overdispersion_local(share ? LEDA_COUNTS_BINOMIAL : LEDA_COUNTS_POISSON, s->count,
                                   s->size, s->n);
}

leda_status leda_chart_warn_wide(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  const char *instead = alternative(chart->type);
  if (!work->options->advise || !instead) return LEDA_OK;
  sample s = {.count = leda_calloc(chart->n, sizeof *s.count),
              .size = leda_calloc(chart->n, sizeof *s.size)};
  leda_status status = s.count && s.size ? LEDA_OK : leda_fail_memory(err);
  for (size_t k = 0; k < chart->n_phases && !status; k++) {
    leda_dispersion d = baseline_dispersion(work, k, &s);
    if (!(d.p_over <= WIDE / (double)chart->n_phases)) continue;
    status = leda_messages_note(
        &chart->warnings, LEDA_WARNING, (leda_place){0},
        _("from one period to the next the counts vary more than chance alone makes them (%.1f "
          "times the variance): the limits are too narrow; choose --type %s"),
        d.ratio, instead);
    break;
  }
  sample_clear(&s);
  return status;
}
