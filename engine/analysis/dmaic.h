/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_DMAIC_H
#define LEDA_ANALYSIS_DMAIC_H

#include "engine/analysis/chart.h"
#include "engine/analysis/check.h"
#include "engine/data/project.h"
#include "engine/data/study.h"
#include "stats/gauge_rr.h"

/* Where an improvement project stands: a gate for each phase, which is passed by evidence. docs/dmaic.md says what
   each finding needs. */

typedef enum {
  LEDA_STATE_NOT_BEGUN = 0,
  LEDA_STATE_PASSED,
  LEDA_STATE_CANNOT_TELL,
  LEDA_STATE_NOT_PASSED,
} leda_dmaic_state;

typedef enum {
  LEDA_PHASE_DEFINE,
  LEDA_PHASE_MEASURE,
  LEDA_PHASE_ANALYZE,
  LEDA_PHASE_IMPROVE,
  LEDA_PHASE_CONTROL,
  LEDA_PHASE_SPREAD,
  LEDA_PHASE_COUNT
} leda_phase;

/* What a finding is about; the fields of leda_finding that it fills are named. A key that is missing has state
   NOT_PASSED (needed) or NOT_BEGUN (advice), and its name in `text`. */
typedef enum {
  LEDA_FINDING_KEY,        /* text: key; subject: section */
  LEDA_FINDING_GOAL_AHEAD, /* value: target, lower: level of the baseline */
  LEDA_FINDING_GOAL_NOISE, /* value: distance to the goal, lower: smallest change seen 8 times in 10, n: points before,
                                   m: after, by `period` */
  LEDA_FINDING_BASELINE_LENGTH, /* n: points, m: wanted, value: their mean, period and last */
  LEDA_FINDING_BASELINE_STABLE, /* n: points beyond the limits, p; period: of a change (kind NONE without) */
  LEDA_FINDING_GAUGE, /* value: per cent of study variation, lower, upper; n: distinct categories */
  LEDA_FINDING_RATERS, /* value: alpha, lower, upper; n: units, m: raters */
  LEDA_FINDING_NO_STUDY,
  LEDA_FINDING_OUTSIDE, /* value: share outside what is asked for, lower, upper; n of m */
  LEDA_FINDING_PARETO, /* text: the largest cause; n: causes that make 80 % of m, value: their share, p: chance that the
                               largest is the largest */
  LEDA_FINDING_STRATA,  /* p; n: groups; text: the highest, subject: the lowest */
  LEDA_FINDING_SCATTER, /* value: correlation, lower, upper, p; n: pairs */
  LEDA_FINDING_IDEAS,   /* n: causes in the fishbone, m: whys */
  LEDA_FINDING_CHANGE,  /* text: what was done, period */
  LEDA_FINDING_PILOT,   /* text */
  LEDA_FINDING_EFFECT, /* value, lower, upper, p: change of level; n: points after; m: 1 where it is more than chance; p NaN: too persistent to judge */
  LEDA_FINDING_GOAL,   /* value: level after, lower, upper; target; period: of the goal */
  LEDA_FINDING_COMPARISON,   /* value, lower, upper, p: change beyond that of n other units */
  LEDA_FINDING_PLAN,         /* text: who does what when */
  LEDA_FINDING_NEW_BASELINE, /* n: points after, m: signals to the worse; period: of the last */
  LEDA_FINDING_KEPT, /* value: share of the gain kept, lower, upper; n: periods; m: wanted */
  LEDA_FINDING_SPREAD_READY,
  LEDA_FINDING_SPREAD_UNIT, /* text: unit; value, lower, upper, p; NaN where it has no data */
} leda_finding_kind;

typedef struct {
  leda_finding_kind kind;
  leda_dmaic_state state; /* NOT_BEGUN: told, decides nothing */
  size_t line;            /* of the project file; 0: none */
  const char *text;
  const char *subject;
  size_t n, m;
  double value, lower, upper, p; /* NaN where not filled */
  double target;
  leda_period period, last;
} leda_finding;

/* State: NOT_PASSED where a finding is, else CANNOT_TELL where one is, else PASSED; in the phase Analyze one cause
   shown by data is enough. NOT_BEGUN where nothing decides. */
typedef struct {
  leda_dmaic_state state;
  leda_finding *findings;
  size_t n;
} leda_gate;

typedef struct {
  const leda_project *project;
  const leda_panel *panel; /* of the measure that the goal is about; NULL: the project has none */
  const leda_series *series;
  const leda_chart_options *chart;                 /* as the project asks for */
  const leda_study *studies[LEDA_STUDY_PAIRS + 1]; /* by kind; NULL where there is none */
  int threads;
  uint64_t seed;
  leda_progress progress;
} leda_dmaic_inputs;

/* The level before the change. */
typedef struct {
  size_t n;
  leda_period first, last;
  double level;
  double sd; /* of single values about their level; NaN with fewer than two */
} leda_dmaic_baseline;

/* One cause with all its counts, largest first. */
typedef struct {
  const char *label;
  double count;
  double lower, upper;       /* interval of its count, were as many counted again */
  size_t rank_from, rank_to; /* places that the data leave open */
  bool vital;                /* among the few that make 80 per cent */
} leda_dmaic_cause;

/* Texts belong to the project, the panel and the studies, which must outlive it. */
typedef struct {
  leda_gate gates[LEDA_PHASE_COUNT];
  leda_period_kind periods; /* of the data */
  leda_better better;       /* as said, else where the target lies */
  leda_dmaic_baseline baseline;
  bool has_stability, has_effect, has_chart;
  leda_check stability;              /* the baseline alone */
  leda_check effect;                 /* at the first change */
  leda_chart chart;                  /* new limits from each change on */
  const leda_project_change *change; /* the first of the measure; NULL: none */
  leda_dmaic_cause *causes;
  size_t n_causes;
  bool has_gauge;
  leda_gauge_result gauge;
} leda_dmaic;

/* Answers every gate. Too little data is no error but "cannot tell". Errors: LEDA_ERR_DATA for data that a chart or
   the verdict refuses, located where there is a line; LEDA_ERR_MEMORY; LEDA_ERR_CANCELLED. *dmaic need not be
   initialised; free with leda_dmaic_clear. */
leda_status leda_dmaic_run(leda_dmaic *dmaic, const leda_dmaic_inputs *inputs, leda_error *err);
void leda_dmaic_clear(leda_dmaic *dmaic);

/* True where the project says anything of its phases: [define], [analyze], [improve], [control] or [spread]. */
bool leda_dmaic_wanted(const leda_project *project);

/* "passed", "not-passed", "cannot-tell", "not-begun"; "define"... ; "goal-ahead"...: tokens for JSON. */
const char *leda_gate_token(leda_dmaic_state state);
const char *leda_phase_token(leda_phase phase);
const char *leda_finding_token(leda_finding_kind kind);

#endif
