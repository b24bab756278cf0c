/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/simulate.h"

#include <math.h>

#include "engine/core/i18n.h"

enum { MOST_UNITS = 10000000, MOST_PERIODS = 100000, MOST_INDICATORS = 100000 };

leda_simulate_options leda_simulate_options_default(void) {
  return (leda_simulate_options){.units = 8,
                                 .periods = 24,
                                 .indicators = 1,
                                 .sd = NAN,
                                 .level = NAN,
                                 .fraction = 0.5,
                                 .share = 1.0,
                                 .decimals = -1,
                                 .seed = 1};
}

static leda_status between(double value, double low, double high, const char *option,
                           leda_error *err) {
  if (value >= low && value <= high) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--%s must lie between %g and %g"), option, low, high);
}

static leda_status check_numbers(const leda_simulate_options *o, leda_error *err) {
  leda_status status = between((double)o->units, 1, MOST_UNITS, "units", err);
  if (!status) status = between((double)o->periods, 1, MOST_PERIODS, "periods", err);
  if (!status) status = between((double)o->indicators, 1, MOST_INDICATORS, "indicators", err);
  if (!status) status = between(o->phi, -0.99, 1, "phi", err);
  if (!status) status = between(o->phi_sd, 0, 1, "phi-sd", err);
  if (!status) status = between(o->share, 0, 1, "share", err);
  if (!status) status = between(o->missing, 0, 0.99, "missing", err);
  if (!status) status = between(o->common, 0, 1, "common", err);
  if (!status && !isnan(o->sd)) status = between(o->sd, 0, 1e12, "sd", err);
  if (!status && !isnan(o->level)) status = between(o->level, -1e12, 1e12, "level", err);
  if (!status && o->denominator_low > 0.0)
    status = between(o->denominator_high, o->denominator_low, 1e9, "denominator", err);
  if (!status && o->phi >= 1.0 && o->phi_sd > 0.0)
    status = leda_fail(err, LEDA_ERR_USAGE, "%s", _("--phi 1 is a random walk, without --phi-sd"));
  return status;
}

static leda_status choose_periods(leda_simulation *s, const leda_simulate_options *o,
                                  leda_error *err) {
  leda_period_kind every = o->every ? o->every : LEDA_PERIOD_MONTH;
  int per_year = every == LEDA_PERIOD_MONTH ? 12 : every == LEDA_PERIOD_QUARTER ? 4 : 1;
  s->first = o->first;
  if (o->first.kind == LEDA_PERIOD_NONE) s->first = (leda_period){every, 2015 * per_year};
  if (o->every && s->first.kind != o->every)
    return leda_fail(err, LEDA_ERR_USAGE, "%s", _("--first and --every name different periods"));
  return LEDA_OK;
}

static leda_status choose_noise(leda_simulation *s, const leda_simulate_options *o,
                                leda_error *err) {
  s->denominators = o->denominator_low > 0.0;
  s->model.noise = o->noise;
  if (s->denominators && !o->noise_given) s->model.noise = LEDA_SIMULATE_BINOMIAL;
  bool binomial = s->model.noise == LEDA_SIMULATE_BINOMIAL;
  s->counts = binomial || s->model.noise == LEDA_SIMULATE_POISSON;
  if (binomial && !s->denominators)
    leda_fail(err, LEDA_ERR_USAGE, "%s", _("--noise binomial needs --denominator"));
  else if (s->denominators && !s->counts)
    leda_fail(err, LEDA_ERR_USAGE, "%s", _("--denominator needs --noise binomial or poisson"));
  else if (s->counts && !isnan(o->sd))
    leda_fail(err, LEDA_ERR_USAGE, "%s", _("counts have their own sd: leave --sd out"));
  else if (s->counts && o->phi >= 1.0)
    leda_fail(err, LEDA_ERR_USAGE, "%s", _("--phi 1, a random walk, needs measured values"));
  else
    return LEDA_OK;
  return LEDA_ERR_USAGE;
}

/* What sizes in sd are multiples of; for counts the sd about the level in a unit of middling size. */
static double sd_of(const leda_simulation *s, const leda_simulate_options *o) {
  double level = s->model.level, size = sqrt(o->denominator_low * o->denominator_high);
  if (s->model.noise == LEDA_SIMULATE_BINOMIAL) return sqrt(level * (1.0 - level) / size);
  if (s->model.noise == LEDA_SIMULATE_POISSON) return sqrt(level / (s->denominators ? size : 1.0));
  return s->model.sd;
}

static leda_status check_range(const leda_simulation *s, leda_error *err) {
  const leda_simulate_model *m = &s->model;
  if (!s->counts) return LEDA_OK;
  double low = fmin(0.0, fmin(m->shift, m->drift)), high = fmax(0.0, fmax(m->shift, m->drift));
  low += m->level - fabs(m->season);
  high += m->level + fabs(m->season);
  if (low < 0.0)
    leda_fail(err, LEDA_ERR_USAGE, _("level, change and season reach %g, below zero"), low);
  else if (m->noise == LEDA_SIMULATE_BINOMIAL && high > 1.0)
    leda_fail(err, LEDA_ERR_USAGE, _("level, change and season reach %g, above 1"), high);
  else
    return LEDA_OK;
  leda_error_hint(err, "%s",
                  _("of counts, --level, --shift, --drift and --season are rates (binomial: "
                    "shares from 0 to 1)"));
  return LEDA_ERR_USAGE;
}

static leda_status choose_sizes(leda_simulation *s, const leda_simulate_options *o,
                                leda_error *err) {
  leda_simulate_model *m = &s->model;
  m->level = o->level;
  if (isnan(o->level)) m->level = m->noise == LEDA_SIMULATE_BINOMIAL ? 0.5 : 10.0;
  m->sd = isnan(o->sd) ? 1.0 : o->sd;
  if (m->noise == LEDA_SIMULATE_BINOMIAL && !(m->level >= 0.0 && m->level <= 1.0))
    return between(m->level, 0, 1, "level", err);
  double sd = sd_of(s, o);
  m->shift = o->shift.amount * (o->shift.in_sd ? sd : 1.0);
  m->drift = o->drift.amount * (o->drift.in_sd ? sd : 1.0);
  m->season = o->season.amount * (o->season.in_sd ? sd : 1.0);
  s->decimals = o->decimals;
  if (o->decimals < 0) s->decimals = m->sd > 0.0 ? 6 - (int)floor(log10(m->sd)) : 6;
  s->decimals = s->decimals < 0 ? 0 : s->decimals > 15 ? 15 : s->decimals;
  return check_range(s, err);
}

static leda_status choose_place(leda_simulation *s, const leda_simulate_options *o,
                                leda_error *err) {
  if (!(fabs(s->model.shift) > 0.0)) return LEDA_OK;
  long long index = (long long)floor(o->fraction * (double)o->periods + 1e-9);
  if (o->where == LEDA_SIMULATE_AT_PERIOD) {
    if (o->shift_period.kind != s->first.kind)
      return leda_fail(err, LEDA_ERR_USAGE, "%s",
                       _("the period in --shift is of another kind than the panel's"));
    index = (long long)o->shift_period.ordinal - s->first.ordinal;
  }
  s->model.shift_anywhere = o->where == LEDA_SIMULATE_ANYWHERE;
  if (s->model.shift_anywhere && o->periods < 4)
    return leda_fail(err, LEDA_ERR_USAGE, "%s", _("a shift anywhere needs at least 4 periods"));
  if (!s->model.shift_anywhere && (index < 1 || index >= (long long)o->periods))
    return leda_fail(err, LEDA_ERR_USAGE, "%s",
                     _("the shift must begin after the first period and before the end"));
  s->model.shift_index = (size_t)index;
  return LEDA_OK;
}

static leda_status choose_season(leda_simulation *s, leda_error *err) {
  leda_calendar calendar = {s->first.kind, LEDA_SPACING_UNIT};
  s->model.season_length = leda_calendar_season_length(calendar);
  s->model.season_first = leda_calendar_season(calendar, s->first.ordinal);
  if (!(fabs(s->model.season) > 0.0) || s->model.season_length > 1) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, "%s", _("--season needs months or quarters"));
}

leda_status leda_simulation_init(leda_simulation *simulation, const leda_simulate_options *options,
                                 leda_error *err) {
  *simulation = (leda_simulation){.units = options->units,
                                  .truth = options->truth,
                                  .threads = options->threads,
                                  .model = {.periods = options->periods,
                                            .indicators = options->indicators,
                                            .phi = options->phi,
                                            .phi_sd = options->phi_sd,
                                            .share = options->share,
                                            .denominator_low = options->denominator_low,
                                            .denominator_high = options->denominator_high,
                                            .missing = options->missing,
                                            .common = options->common,
                                            .seed = options->seed}};
  leda_status status = check_numbers(options, err);
  if (!status) status = choose_periods(simulation, options, err);
  if (!status) status = choose_noise(simulation, options, err);
  if (!status) status = choose_sizes(simulation, options, err);
  if (!status) status = choose_place(simulation, options, err);
  if (!status) status = choose_season(simulation, err);
  return status;
}

leda_period leda_simulation_period(const leda_simulation *simulation, size_t i) {
  leda_period period = simulation->first;
  period.ordinal += (int32_t)i;
  return period;
}
