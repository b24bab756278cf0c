/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_REPLAY_H
#define LEDA_ANALYSIS_CHART_REPLAY_H

#include "engine/analysis/chart_internal.h"
#include "stats/stream.h"

/* A chart made again and again from unchanged values: what the false alarm rates and the calibrated limits of one
   chart are simulated with. Every draw goes through the same limits and rules as the data did, so that phases, frozen
   baselines, gaps, missing and excluded points, denominators and sizes of subgroups count just as they do there. */

/* Counts that chance makes at one point: P(count <= first + k) for k = 0..n-1; n 0: by the normal law. */
typedef struct {
  double *below;
  size_t n;
  double first;
} leda_count_law;

typedef struct {
  leda_chart chart; /* the latest draw's; `series` is the data's */
  leda_chart_options options;
  leda_chart_work work;
  size_t *used; /* points that are neither missing nor excluded */
  size_t n_used;
  size_t *order;    /* [n] room for a permutation */
  size_t *origin;   /* [n] the point that the latest draw has the denominator from */
  double *z;        /* [n] room for noise */
  double *room;     /* values of the largest subgroup */
  double *observed; /* the data's own, as in leda_chart_work */
  double *numerator;
  double *denominator;
  leda_subgroup *groups;
  double *mean;        /* [n] what unchanged values vary about, and how much */
  double *spread;      /* [n] */
  leda_count_law *law; /* [n] p, np, u, c; else NULL */
} leda_chart_replay;

/* For a chart whose type, rules and sigmas are settled; options as those it was made with. Not for T2. LEDA_ERR_MEMORY
   and what leda_chart_run says of the data. *replay need not be initialised; free with leda_chart_replay_clear, after a
   failure too. */
leda_status leda_chart_replay_init(leda_chart_replay *replay, const leda_chart *chart,
                                   const leda_panel *panel, const leda_chart_options *options,
                                   leda_error *err);
void leda_chart_replay_clear(leda_chart_replay *replay);

/* Unchanged values by the model of the type, autocorrelated by phi (0: independent): a standard normal AR(1) z along
   the calendar (phi^gap over a gap), turned into
     run, i, mr, ewma, cusum, ma   z, or known centre + known sigma z
     ip                            z / sqrt(denominator)
     pp, up                        centre + sigma z, cut at 0 (and 1)
     p, np; u, c; g; t             the quantile at P(Z <= z) of the binomial, Poisson, geometric and exponential law with
                                   the phase's own mean; counts above 200 as rounded normal values
     subgroups                     normal values of the same sizes, whose means are z / sqrt(size).
   Known and missing stay as they are. */
void leda_chart_replay_draw(leda_chart_replay *replay, leda_stream *stream, double phi);

/* The chart's own values in random order within each phase, each with its denominator or its whole subgroup. */
void leda_chart_replay_permute(leda_chart_replay *replay, leda_stream *stream);

/* What signals in the latest draw: bit 0 a point beyond its limits; bit 1 + k the rule set 1 << k, which takes points
   beyond limits in (but for Anhoej's); bit LEDA_REPLAY_TOGETHER anything at all. */
enum { LEDA_REPLAY_BEYOND = 0, LEDA_REPLAY_TOGETHER = LEDA_RULE_SETS + 1, LEDA_REPLAY_BITS };
leda_status leda_chart_replay_judge(leda_chart_replay *replay, unsigned *signals, leda_error *err);

/* The largest |value - centre| in sigmas of the latest draw, as limits see it (t: of the powers); 0 where no point has
   a sigma above 0. */
leda_status leda_chart_replay_widest(leda_chart_replay *replay, double *widest, leda_error *err);

#endif
