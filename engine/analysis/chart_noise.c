/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_noise.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sort.h>
#include <math.h>

#include "engine/core/memory.h"
#include "stats/attribute_sigma.h"
#include "stats/gauss.h"
#include "stats/phi_profile.h"

/* Above it a count is a rounded normal value: the law would be long, and hardly differ. */
static const double MOST_EXPECTED = 200.0;

bool leda_chart_noise_is_shared(leda_chart_type type) {
  switch (type) {
  case LEDA_CHART_P:
  case LEDA_CHART_NP:
  case LEDA_CHART_U:
  case LEDA_CHART_C:
  case LEDA_CHART_G:
  case LEDA_CHART_PP:
  case LEDA_CHART_UP:
    return false;
  default:
    return true;
  }
}

/* ---- laws of counts ---- */

typedef struct {
  bool binomial;
  double size; /* binomial: of how many */
  double mean;
} count_kind;

/* P(k + 1) / P(k). */
static double chance_ratio(const count_kind *c, double k) {
  if (!c->binomial) return c->mean / (k + 1.0);
  double p = c->mean / c->size;
  return (c->size - k) / (k + 1.0) * p / (1.0 - p);
}

/* Until what is left is less than a draw can meet. */
static leda_status fill_law(const count_kind *c, leda_count_law *law, leda_error *err) {
  double sd = sqrt(c->binomial ? c->mean * (1.0 - c->mean / c->size) : c->mean);
  double last = ceil(c->mean + 12.0 * sd + 30.0);
  if (c->binomial && last > c->size) last = c->size;
  law->n = (size_t)last + 1;
  law->below = leda_calloc(law->n, sizeof *law->below);
  if (!law->below) return leda_fail_memory(err);
  double chance = c->binomial ? exp(c->size * log1p(-c->mean / c->size)) : exp(-c->mean);
  double sum = 0.0;
  for (size_t k = 0; k < law->n; k++) {
    sum += chance;
    law->below[k] = sum;
    chance *= chance_ratio(c, (double)k);
  }
  return LEDA_OK;
}

static leda_status make_law(leda_chart_replay *r, size_t i, leda_error *err) {
  bool binomial = r->chart.type == LEDA_CHART_P || r->chart.type == LEDA_CHART_NP;
  double size = binomial ? floor(r->denominator[i]) : INFINITY;
  count_kind kind = {binomial, size, r->mean[i]};
  r->spread[i] = sqrt(binomial ? kind.mean * (1.0 - kind.mean / size) : kind.mean);
  bool degenerate = !(r->spread[i] > 0.0);
  if (degenerate || kind.mean > MOST_EXPECTED) return LEDA_OK;
  return fill_law(&kind, &r->law[i], err);
}

static double count_at(const leda_chart_replay *r, size_t i, double z) {
  const leda_count_law *law = &r->law[i];
  bool binomial = r->chart.type == LEDA_CHART_P || r->chart.type == LEDA_CHART_NP;
  if (law->n == 0) {
    double count = fmax(0.0, round(r->mean[i] + r->spread[i] * z));
    return binomial ? fmin(count, floor(r->denominator[i])) : count;
  }
  double u = gsl_cdf_ugaussian_P(z);
  size_t low = 0, high = law->n - 1;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (law->below[middle] >= u)
      high = middle;
    else
      low = middle + 1;
  }
  return (double)low;
}

/* ---- levels ---- */

/* A phase's mean value of one case: a share, a rate, a count, cases or time between events. */
static double phase_level(const leda_chart_replay *r, size_t phase) {
  const leda_chart *chart = &r->chart;
  bool divides = leda_chart_kind_of(chart->type)->needs_denominator;
  double events = 0.0, units = 0.0, points = 0.0;
  for (size_t k = 0; k < r->n_used; k++) {
    size_t i = r->used[k];
    if (chart->points[i].phase != phase || !chart->points[i].baseline) continue;
    events += r->numerator[i];
    units += divides ? r->denominator[i] : 1.0;
    points += 1.0;
  }
  if (!isnan(r->options.known_centre)) {
    if (chart->type == LEDA_CHART_NP) return r->options.known_centre * points / units;
    return r->options.known_centre / (divides ? chart->per : 1.0);
  }
  return units > 0.0 ? events / units : 0.0;
}

/* Times whose powers have their mean where the known centre says; 1 where it is estimated, as the chart has no scale
   of its own then. */
static double time_level(const leda_chart_replay *r) {
  if (isnan(r->options.known_centre)) return 1.0;
  return r->options.known_centre / leda_time_back(gsl_sf_gamma(1.0 + 1.0 / 3.6));
}

static void free_levels(leda_chart_replay *r, size_t i) {
  const leda_chart *chart = &r->chart;
  bool known = chart->sigma_method == LEDA_SIGMA_KNOWN;
  r->mean[i] = isnan(r->options.known_centre) ? 0.0 : r->options.known_centre;
  r->spread[i] = known ? r->options.known_sigma : 1.0;
  if (chart->type == LEDA_CHART_IP) r->spread[i] = 1.0 / sqrt(r->denominator[i]);
  if (chart->type == LEDA_CHART_T) r->mean[i] = time_level(r);
}

leda_status leda_chart_noise_model(leda_chart_replay *r, leda_error *err) {
  const leda_chart *chart = &r->chart;
  r->mean = leda_calloc(chart->n, sizeof *r->mean);
  r->spread = leda_calloc(chart->n, sizeof *r->spread);
  bool laney = chart->type == LEDA_CHART_PP || chart->type == LEDA_CHART_UP;
  bool levels = !leda_chart_noise_is_shared(chart->type);
  bool counts = levels && !laney && chart->type != LEDA_CHART_G;
  if (counts) r->law = leda_calloc(chart->n, sizeof *r->law);
  if (!r->mean || !r->spread || (counts && !r->law)) return leda_fail_memory(err);
  size_t phase = SIZE_MAX;
  double level = 0.0;
  for (size_t k = 0; k < r->n_used; k++) {
    size_t i = r->used[k];
    if (levels && chart->points[i].phase != phase) level = phase_level(r, chart->points[i].phase);
    phase = chart->points[i].phase;
    if (laney) {
      r->mean[i] = isnan(chart->points[i].centre) ? 0.0 : chart->points[i].centre;
      r->spread[i] = isnan(chart->points[i].sigma) ? 0.0 : chart->points[i].sigma;
    } else if (levels) {
      bool divides = leda_chart_kind_of(chart->type)->needs_denominator;
      r->mean[i] = level * (divides ? r->denominator[i] : 1.0);
      if (counts && make_law(r, i, err)) return LEDA_ERR_MEMORY;
    } else {
      free_levels(r, i);
    }
  }
  return LEDA_OK;
}

/* ---- drawing ---- */

/* Stationary with variance 1; over a gap of g periods the correlation is phi^g. */
static void fill_noise(leda_chart_replay *r, leda_stream *stream, double phi) {
  leda_gauss_fill(stream, r->z, r->n_used);
  if (phi == 0.0) return;
  for (size_t k = 1; k < r->n_used; k++) {
    int gap = r->chart.points[r->used[k]].position - r->chart.points[r->used[k - 1]].position;
    double carried = gap == 1 ? phi : pow(phi, gap);
    r->z[k] = carried * r->z[k - 1] + sqrt(1.0 - carried * carried) * r->z[k];
  }
}

/* The mean is z's, the spread within the subgroup its own: in normal values the two are independent. */
static void draw_group(leda_chart_replay *r, leda_stream *stream, size_t i, double z) {
  size_t n = r->groups[i].n;
  double sum = 0.0, size = (double)n;
  leda_gauss_fill(stream, r->room, n);
  for (size_t k = 0; k < n; k++) sum += r->room[k];
  double move = z / sqrt(size) - sum / size;
  for (size_t k = 0; k < n; k++) r->room[k] = r->mean[i] + r->spread[i] * (r->room[k] + move);
  leda_subgroup group = leda_subgroup_of(r->room, n);
  leda_chart_type type = r->chart.type;
  r->work.groups[i] = group;
  r->chart.points[i].size = n;
  r->work.observed[i] = type == LEDA_CHART_R   ? group.range
                        : type == LEDA_CHART_S ? group.sd
                                               : group.mean;
  r->work.numerator[i] = r->work.observed[i];
}

static double laney_at(const leda_chart_replay *r, size_t i, double z) {
  double value = fmax(0.0, r->mean[i] + r->spread[i] * z);
  return r->chart.type == LEDA_CHART_PP ? fmin(value, r->chart.per) : value;
}

static void draw_value(leda_chart_replay *r, size_t i, double z) {
  leda_chart_type type = r->chart.type;
  const leda_chart_kind *kind = leda_chart_kind_of(type);
  double value,
      scale = kind->needs_denominator && kind->shows_ratio ? r->chart.per / r->denominator[i] : 1.0;
  bool laney = type == LEDA_CHART_PP || type == LEDA_CHART_UP;
  if (laney)
    value = laney_at(r, i, z);
  else if (r->law)
    value = scale * count_at(r, i, z);
  else if (type == LEDA_CHART_G) /* the tail above z is (m / (1 + m))^(k + 1) at the quantile k */
    value = r->mean[i] > 0.0 ? floor(log(gsl_cdf_ugaussian_Q(z)) / -log1p(1.0 / r->mean[i])) : 0.0;
  else if (type == LEDA_CHART_T)
    value = -r->mean[i] * log(gsl_cdf_ugaussian_Q(z));
  else
    value = r->mean[i] + r->spread[i] * z;
  r->work.observed[i] = value;
  r->work.numerator[i] = r->law ? round(value / scale) : value / scale;
  r->work.denominator[i] = r->denominator[i];
}

void leda_chart_replay_draw(leda_chart_replay *r, leda_stream *stream, double phi) {
  fill_noise(r, stream, phi);
  for (size_t k = 0; k < r->n_used; k++) {
    if (r->groups)
      draw_group(r, stream, r->used[k], r->z[k]);
    else
      draw_value(r, r->used[k], r->z[k]);
    r->origin[r->used[k]] = r->used[k];
  }
}

static void take_from(leda_chart_replay *r, size_t to, size_t from) {
  r->origin[to] = from;
  r->work.observed[to] = r->observed[from];
  r->work.numerator[to] = r->numerator[from];
  r->work.denominator[to] = r->denominator[from];
  if (!r->groups) return;
  r->work.groups[to] = r->groups[from];
  r->chart.points[to].size = r->groups[from].n;
}

void leda_chart_replay_permute(leda_chart_replay *r, leda_stream *stream) {
  const leda_chart_point *points = r->chart.points;
  for (size_t from = 0, to; from < r->n_used; from = to) {
    for (to = from; to < r->n_used && points[r->used[to]].phase == points[r->used[from]].phase;
         to++)
      r->order[to] = r->used[to];
    for (size_t k = to - 1; k > from; k--) {
      size_t other = from + leda_stream_below(stream, (uint32_t)(k - from + 1));
      size_t kept = r->order[k];
      r->order[k] = r->order[other];
      r->order[other] = kept;
    }
    for (size_t k = from; k < to; k++) take_from(r, r->used[k], r->order[k]);
  }
}

/* ---- autocorrelation ---- */

/* Off the phase's centre, on a scale on which points are alike. */
static double residual(const leda_chart_replay *r, size_t i) {
  const leda_chart_point *point = &r->chart.points[i];
  const leda_chart_phase *phase = &r->chart.phases[point->phase];
  if (r->chart.type == LEDA_CHART_T)
    return leda_time_normal(r->observed[i]) - leda_time_normal(phase->centre);
  bool scaled = leda_chart_kind_of(r->chart.type)->needs_denominator && point->sigma > 0.0;
  double centre = scaled ? point->centre : phase->centre;
  if (r->chart.type == LEDA_CHART_MR || r->chart.type == LEDA_CHART_R) centre = 0.0;
  return (r->observed[i] - centre) / (scaled ? point->sigma : 1.0);
}

leda_status leda_chart_noise_phi(const leda_chart_replay *r, double *phi, bool *constant,
                                 leda_error *err) {
  leda_phi_profile profile;
  size_t n = r->n_used;
  double *y = leda_calloc(n, sizeof *y);
  int *t = leda_calloc(n, sizeof *t);
  leda_status status = LEDA_OK;
  *phi = NAN;
  *constant = n >= LEDA_NOISE_LEAST_VALUES;
  if (!y || !t) status = leda_fail_memory(err);
  for (size_t k = 0; y && t && k < n; k++) {
    y[k] = residual(r, r->used[k]);
    t[k] = r->chart.points[r->used[k]].position;
    *constant = *constant && r->observed[r->used[k]] == r->observed[r->used[0]];
  }
  if (!status && !*constant && n >= LEDA_NOISE_LEAST_VALUES) {
    if (leda_phi_profile_init(&profile, n) == GSL_SUCCESS) {
      leda_phi_profile_fill(&profile, t, n, 1.0);
      *phi = round(leda_phi_profile_estimate(&profile, y) / 0.02) * 0.02;
      leda_phi_profile_clear(&profile);
    } else {
      status = leda_fail_memory(err);
    }
  }
  leda_free(y);
  leda_free(t);
  return status;
}
