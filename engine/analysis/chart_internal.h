/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_INTERNAL_H
#define LEDA_ANALYSIS_CHART_INTERNAL_H

#include "engine/analysis/chart.h"
#include "engine/analysis/chart_types.h"
#include "stats/subgroups.h"

/* What the steps of leda_chart_run hand to each other, one array element for each point. Steps run
   in this order: values, phases, limits, signals. */
typedef struct {
  leda_chart *chart;
  const leda_panel *panel;
  const leda_chart_options *options;
  double *observed;    /* number or rate before moving ranges; NaN where missing */
  double *numerator;   /* as read */
  double *denominator; /* where the type needs them or the data have them */
  double
      *score; /* what moving ranges are taken of: observed, standardised (p', u'), to a power (t) */
  double *range;                  /* moving ranges within the phase, excluded points passed over */
  bool *in_baseline;              /* its phase's limits come from it */
  size_t *first_row;              /* of the point, among the series' observations */
  size_t *rows;                   /* more than one: a subgroup */
  leda_subgroup *groups;          /* where the chart has subgroups, else NULL */
  leda_size_constants *constants; /* the same */
  leda_chart_options rebased_options; /* what `options` is where phases were found */
  leda_phase_choice *rebased_phases;
} leda_chart_work;

/* The points of one phase that rules look at: neither missing nor excluded. A value that differs from
   its centre by rounding of the arithmetic alone stands at the centre. */
typedef struct {
  size_t n;
  size_t *index; /* into leda_chart.points */
  double *value;
  double *centre;
  double *deviation; /* value - centre */
  double *z;         /* the same in sigmas; NaN without a sigma above 0 */
  bool *fires;       /* room for what one rule marks */
} leda_chart_sequence;

/* Fills `broken` of the sequence's points by the chosen sets, Anhoej's excepted. */
void leda_chart_rules_apply(leda_chart *chart, const leda_chart_options *options,
                            const leda_chart_sequence *sequence);

/* The runs analysis of a phase, with its signals where Anhoej's rules are chosen. */
void leda_chart_anhoej(leda_chart *chart, leda_runs_rule rule, const leda_chart_sequence *sequence,
                       size_t phase);

/* How many different periods the series has: one point each. */
size_t leda_chart_periods(const leda_series *series);

/* Fills first_row and rows. */
void leda_chart_rows(leda_chart_work *work);

/* Fills groups and, from them, `observed`: means, ranges or standard deviations. */
leda_status leda_chart_subgroups(leda_chart_work *work, leda_error *err);

/* Centre, sigma and points of phase k, whose sigma comes from within subgroups. */
leda_status leda_chart_within(leda_chart_work *work, size_t k, leda_error *err);

/* How many sigmas from the centre the limits stand. */
double leda_chart_limit_sigmas(const leda_chart *chart);

/* Calibrated limits: fills limit_sigmas of a chart whose phases are cut. From the table of calibrated_limits.h for one
   phase of an I chart, exactly where centre and sigma are known, else by simulation of the chart (chart_replay.h). */
leda_status leda_chart_calibrate(const leda_chart_work *work, leda_error *err);

/* An empty point at its period, after point i - 1. */
void leda_chart_start_point(leda_chart *chart, size_t i, int32_t ordinal);

/* The arrays of chart and work for chart->n points. */
leda_status leda_chart_alloc(leda_chart_work *work, leda_error *err);
void leda_chart_work_clear(leda_chart_work *work);

/* What the options say of the chart, n points not made yet. */
leda_chart leda_chart_begin(const leda_panel *panel, const leda_series *series,
                            const leda_chart_options *options);

/* Where a row of the series stands in its file. */
leda_place leda_chart_place(const leda_chart_work *work, size_t row);

/* Chooses the type, checks and fills observed, numerator, denominator and the points' periods. */
leda_status leda_chart_values(leda_chart_work *work, leda_error *err);

/* Marks excluded points, cuts the phases and fills in_baseline. */
leda_status leda_chart_phases_make(leda_chart_work *work, leda_error *err);

/* Fills the moving ranges of `score` over points from..to-1, excluded points passed over: their
   neighbours stay neighbours. I': as if all denominators were 1. */
leda_status leda_chart_ranges(leda_chart_work *work, size_t from, size_t to, leda_error *err);

/* Fills value, centre, sigma and limits of every point and phase. */
leda_status leda_chart_limits(leda_chart_work *work, leda_error *err);

/* The same for a phase of an EWMA, CUSUM or moving average chart whose centre and sigma are known. */
leda_status leda_chart_memory_points(leda_chart_work *work, size_t phase, leda_error *err);

/* Fills signals, the runs analysis and n_signals. */
leda_status leda_chart_signals(leda_chart_work *work, leda_error *err);

/* Fills the points' targets, and beyond_target from their values: `better` says which way the level is
   better, so that points of charts of spread (mr, r, s) and T2 are never beyond theirs. */
leda_status leda_chart_targets(leda_chart_work *work, leda_error *err);

/* The chart shows how much values differ, not where they lie. */
bool leda_chart_shows_spread(leda_chart_type type);

/* Fills capability, where it is asked for. LEDA_ERR_USAGE: not a chart of single values, limits that contradict each
   other, or a phase that is not there. */
leda_status leda_chart_capability_make(leda_chart_work *work, leda_error *err);

/* A note where the limits from a period on rest on fewer than 12 points. */
void leda_chart_warn_few(leda_chart *chart, leda_period first, size_t used);

/* First point of a phase and one past its last. */
void leda_chart_phase_span(const leda_chart *chart, size_t phase, size_t *from, size_t *to);

#endif
