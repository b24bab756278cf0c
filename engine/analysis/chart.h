/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_H
#define LEDA_ANALYSIS_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/analysis/chart_capability.h"
#include "engine/analysis/chart_choice.h"
#include "engine/analysis/chart_rebasing.h"
#include "engine/core/messages.h"
#include "engine/core/period.h"
#include "engine/core/status.h"
#include "engine/data/panel.h"
#include "stats/runs.h"

typedef enum {
  LEDA_CHART_AUTO = 0,
  LEDA_CHART_RUN,
  LEDA_CHART_I,
  LEDA_CHART_MR,
  LEDA_CHART_P,
  LEDA_CHART_U,
  LEDA_CHART_C,
  LEDA_CHART_NP,
  LEDA_CHART_PP, /* Laney's p' */
  LEDA_CHART_UP, /* Laney's u' */
  LEDA_CHART_IP, /* I': ratios whose denominators differ */
  LEDA_CHART_G,  /* cases between events */
  LEDA_CHART_T,  /* time between events */
  LEDA_CHART_EWMA,
  LEDA_CHART_CUSUM,
  LEDA_CHART_MA, /* moving average */
  /* Subgroups: several rows of a period. */
  LEDA_CHART_XBAR_R, /* means, sigma by ranges */
  LEDA_CHART_XBAR_S, /* means, sigma by standard deviations */
  LEDA_CHART_R,      /* ranges */
  LEDA_CHART_S,      /* standard deviations */
  LEDA_CHART_T2      /* Hotelling's T2 of several variables: leda_chart_run_variables */
} leda_chart_type;

typedef enum {
  LEDA_CENTRE_DEFAULT = 0,
  LEDA_CENTRE_MEAN,
  LEDA_CENTRE_MEDIAN,
  LEDA_CENTRE_KNOWN
} leda_centre_kind;

typedef enum {
  LEDA_SIGMA_NONE = 0, /* run charts have no limits */
  LEDA_SIGMA_MOVING_RANGE,
  LEDA_SIGMA_MODEL, /* attribute charts: from the binomial or Poisson model */
  LEDA_SIGMA_KNOWN,
  LEDA_SIGMA_MEDIAN_MOVING_RANGE,
  LEDA_SIGMA_SD,
  LEDA_SIGMA_RANGE,     /* subgroups: mean of range / d2 */
  LEDA_SIGMA_POOLED_SD, /* subgroups: from all deviations from their own means */
  LEDA_SIGMA_MSSD       /* single values: mean square of successive differences (chart_mssd.h) */
} leda_sigma_method;

/* Where limits stand. */
typedef enum {
  LEDA_LIMITS_SIGMA = 0,   /* 3 sigma */
  LEDA_LIMITS_PROBABILITY, /* as many sigmas as a normal value passes at limit_rate */
  LEDA_LIMITS_EXACT,       /* quantiles of the binomial, Poisson or geometric count */
  LEDA_LIMITS_CALIBRATED   /* as many sigmas as make alarm_rate of unchanged charts pass them */
} leda_limits_kind;

typedef enum { LEDA_BETTER_NONE = 0, LEDA_BETTER_HIGHER, LEDA_BETTER_LOWER } leda_better;

/* Rule sets, to be or-ed. A point beyond its limits is always a signal. */
enum {
  LEDA_RULES_NONE = 0,
  LEDA_RULES_ANHOEJ = 1,
  LEDA_RULES_WESTERN_ELECTRIC = 2,
  LEDA_RULES_NELSON = 4,
  LEDA_RULES_NHS = 8, /* NHS England, Making data count */
  LEDA_RULES_WHEELER = 16,
  LEDA_RULES_ALL = 31
};
#define LEDA_RULE_SETS 5

/* Signals of a point, or-ed; leda_signal_token names each bit. */
enum {
  LEDA_SIGNAL_BEYOND_LIMITS = 1,
  LEDA_SIGNAL_RUN = 2,            /* 7, 8 or 9 on one side, by rule set */
  LEDA_SIGNAL_TWO_OF_THREE = 4,   /* beyond 2 sigma on one side */
  LEDA_SIGNAL_FOUR_OF_FIVE = 8,   /* beyond 1 sigma on one side */
  LEDA_SIGNAL_LONG_RUN = 16,      /* in Anhoej's longest run, where that is too long */
  LEDA_SIGNAL_FEW_CROSSINGS = 32, /* the phase crosses its centre too seldom: its last point */
  LEDA_SIGNAL_TREND = 64,         /* 6 or 7 rising or falling */
  LEDA_SIGNAL_ALTERNATING = 128,  /* 14 up and down by turns */
  LEDA_SIGNAL_FIFTEEN_INSIDE = 256,
  LEDA_SIGNAL_EIGHT_OUTSIDE = 512,
  LEDA_SIGNAL_THREE_OF_FOUR = 1024 /* beyond 1.5 sigma on one side */
};
#define LEDA_SIGNAL_KINDS 11

/* How a point's beyond_target is called among the signals of JSON and CSV. */
#define LEDA_BEYOND_TARGET "beyond-target"

/* New limits from `period` on. `baseline_points` 0: from all points of the phase. */
typedef struct {
  leda_period period;
  const char *label; /* "" where none */
  size_t baseline_points;
} leda_phase_choice;

typedef struct {
  leda_period period;
  const char *text;
} leda_dated_text;

/* A target from `from` on (kind NONE: from the first point). Where `to` has a kind the target moves
   linearly, on the calendar's scale, from `value` in `from` to `end` in `to`, and stays there. A
   coarser period (2014 in months) means the first that lies in it. It holds until another begins;
   neither period need have a point. */
typedef struct {
  leda_period from;
  double value;
  leda_period to;
  double end;
} leda_target_choice;

/* How EWMA, CUSUM and moving average charts remember. */
typedef struct {
  double lambda;     /* EWMA: weight of the newest value, above 0, at most 1 */
  double width;      /* EWMA and moving average: limits at so many sigmas */
  double k;          /* CUSUM: half the shift to find, in sigmas */
  double h;          /* CUSUM: decision interval, in sigmas */
  double head_start; /* CUSUM: where the sums begin, in sigmas */
  size_t ma_points;  /* moving average of so many values */
} leda_chart_memory;

/* Zeroed fields are the defaults, but start from leda_chart_options_default: some are NaN. */
typedef struct {
  leda_chart_type type;
  leda_centre_kind centre;
  unsigned rules;
  leda_runs_rule anhoej;  /* limits of longest run and crossings */
  size_t rule_run;        /* length of a run on one side; 0: as in each rule set */
  size_t rule_trend;      /* points that rise or fall in a row; 0: as in each rule set */
  size_t baseline_points; /* first phase: limits from its first N points; 0: see below */
  bool baseline_given;    /* limits of the first phase from baseline_first..baseline_last */
  leda_period baseline_first;
  leda_period baseline_last;
  const leda_phase_choice *phases;
  size_t n_phases;
  const leda_period *excluded;
  size_t n_excluded;
  const leda_dated_text *notes;
  size_t n_notes;
  double target;                     /* for all points; NaN: none */
  const leda_target_choice *targets; /* and these beside it */
  size_t n_targets;
  leda_sigma_method sigma; /* where moving ranges give it: their mean (NONE: the same), their median
                              or the standard deviation of all values */
  double known_centre;     /* NaN: estimated */
  double known_sigma;      /* NaN: estimated */
  double d2; /* moving range over sigma; 0: exact; other values only to follow a peer's table */
  int d2_decimals; /* subgroups: d2 with so many, to follow a peer's table; 0: exact */
  bool
      optimal_weights; /* subgroups of unequal size: sigma by the precision of each, not a plain mean */
  double per;          /* what rates are multiplied by: 1, 100, 1000 */
  bool screen_moving_ranges; /* ranges above 3.267 times their mean are left out once; always where
                                NHS England's rules are the only ones, as they are defined so */
  leda_better better;
  leda_chart_memory memory;
  leda_limits_kind limits;
  double limit_rate; /* of unchanged points outside, half on either side; 0: 0.0027 */
  bool advise;       /* AUTO by what the values look like, not by the columns alone; a warning where
                        counts vary more than the type's model lets them (chart_choose.h) */
  leda_capability_choice spec; /* what is asked of single values: i and xbar charts */
  bool equal_limits;           /* of a phase, by one size for all points (chart_equal.h) */
  double warning_sigmas;       /* > 0: warning limits at so many sigmas (chart_warning.h) */
  double
      rebase_alpha; /* > 0: phases where the verdict finds a shift at this level (chart_rebase.h) */
  double alarm_rate; /* calibrated: of unchanged charts with a point outside; 0: 0.05 */
  uint64_t seed;     /* of the simulation that calibrated limits may take */
} leda_chart_options;

typedef struct {
  leda_period period;
  double value; /* what is plotted; NaN where missing */
  double centre;
  double lower; /* NaN: no limit */
  double upper;
  double warning_lower; /* NaN: none, or not asked for */
  double warning_upper;
  double
      sigma; /* of this point; NaN where there are no limits; t: of the value to the power 1/3.6 */
  size_t phase; /* index into leda_chart.phases */
  size_t size;  /* values of its subgroup; 0 where the chart has none */
  bool excluded;
  bool baseline;      /* the limits of its phase were estimated from it */
  bool gap_before;    /* a period is missing before it */
  double cusum_upper; /* CUSUM: sums in sigmas, NaN where missing or excluded; 0 on other charts */
  double cusum_lower;
  double target;      /* NaN: none here */
  bool target_begins; /* another choice's than at the point before: it jumps rather than moves */
  bool beyond_target; /* on the wrong side of it, where `better` says which that is; no signal */
  unsigned signals;   /* of all rule sets together */
  unsigned broken[LEDA_RULE_SETS]; /* signals by rule set; element k belongs to the set 1 << k */
  int position;                    /* on the calendar's scale (ranks where only the order counts) */
} leda_chart_point;

typedef struct {
  leda_period first;
  leda_period last;
  const char *label; /* from the options; "" where none */
  double centre;
  double
      sigma; /* of single values where there are subgroups; NaN for run charts, T2 and where it differs between
                   the points (p, u, np, p', u', I') or stands on another scale (t) */
  size_t baseline_points;
  double equal_size; /* options.equal_limits: the size that its limits are for; else 0 */
  bool frozen;       /* limits from a part of the phase */
} leda_chart_phase;

/* Anhoej's runs analysis of one phase: points on the centre line are not useful. */
typedef struct {
  size_t phase;
  size_t useful;
  size_t longest_run;
  size_t longest_run_max; /* a longer run is a signal */
  size_t crossings;
  size_t crossings_min; /* fewer crossings are a signal */
  leda_runs_rule rule;  /* the standard where the rule chosen has no limits for so many points */
  bool signal;
} leda_chart_runs;

/* How often a chart like this one signals when nothing changes; NaN where that cannot be told. See
   chart_false_alarm.h. */
typedef struct {
  unsigned rules; /* 0: points beyond limits alone; LEDA_RULES_...; LEDA_RULES_TOGETHER */
  double normal;
  double permuted;
  double ar1;
} leda_chart_false_alarm;
#define LEDA_RULES_TOGETHER 0x8000U

/* A control chart of one series. Texts point into the panel and the options. */
typedef struct {
  const leda_series *series; /* T2: `joined` */
  leda_calendar calendar;
  leda_chart_type type;     /* never LEDA_CHART_AUTO */
  leda_rebasing rebasing;   /* phases that were found, where options.rebase_alpha asks for them */
  leda_chart_choice choice; /* why, where AUTO was asked for and options.advise */
  bool subgroups;           /* points are means, ranges or standard deviations of several values */
  leda_series *joined;      /* T2: unit and group of the variables, their names as its indicator */
  char *joined_name;
  const char **variables; /* T2: their names */
  size_t n_variables;
  leda_centre_kind centre_kind;
  leda_sigma_method sigma_method;
  double per;
  double target; /* at the last point; NaN: none there */
  leda_better better;
  leda_chart_memory memory;
  leda_limits_kind limits;
  double limit_rate;
  double alarm_rate;
  double limit_sigmas;   /* calibrated: how many sigmas from the centre the limits stand; else 0 */
  double warning_sigmas; /* 0: no warning limits */
  unsigned rules;
  leda_chart_point *points;
  size_t n;
  leda_chart_phase *phases;
  size_t n_phases;
  leda_chart_runs *runs; /* one for each phase; none for MR charts */
  size_t n_runs;
  size_t n_missing;
  size_t n_signals;                     /* points with any signal */
  leda_chart_capability *capability;    /* NULL: not asked for */
  leda_chart_false_alarm *false_alarms; /* empty until leda_charts_false_alarm */
  size_t n_false_alarms;
  double false_alarm_phi;      /* of their AR(1) noise; NaN: not estimated */
  size_t false_alarm_draws[3]; /* for normal, permuted and ar1; 0: not made */
  leda_messages warnings;
} leda_chart;

leda_chart_options leda_chart_options_default(void);

/* Type and rules by the words of the command line; false for an unknown word. "all" and "none" are
   rule words too; several rules are separated by commas. */
bool leda_chart_type_parse(const char *word, leda_chart_type *out);
bool leda_chart_rules_parse(const char *words, unsigned *out);
bool leda_sigma_parse(const char *word, leda_sigma_method *out);
bool leda_limits_parse(const char *word, leda_limits_kind *out);
bool leda_better_parse(const char *word, leda_better *out);
bool leda_runs_rule_parse(const char *word, leda_runs_rule *out);

/* How data for a chart of this type are to be read: whether rows of one period are refused, or a subgroup. */
leda_read_options leda_chart_reading(leda_chart_type type);

/* English tokens for JSON and CSV; never NULL. */
const char *leda_chart_type_token(leda_chart_type type);
const char *leda_centre_kind_token(leda_centre_kind kind);
const char *leda_sigma_method_token(leda_sigma_method method);
const char *leda_limits_token(leda_limits_kind limits);
const char *leda_signal_token(unsigned bit);
const char *leda_rules_token(unsigned set);
const char *leda_runs_rule_token(leda_runs_rule rule);

/* Makes the chart of one series. AUTO: p where there are denominators and no numerator is above its
   denominator, u where one is, i otherwise; with options.advise by the values too (chart_choose.h).
   Formulas: Montgomery, Introduction to Statistical Quality Control; Anhoej & Olesen (2014). Limits
   at 3 sigma; p, u, np, p', u', I' limits per point; cut at 0 but for I and I', shares at `per` and
   np at the denominator too. p', u' (Laney 2002): the model's sigma times the mean moving range of the
   standardised values over d2. I': leda_range_of_ratios. g: centre + 3 sqrt(m (m + 1)), m the mean,
   about the median. t: an I chart of the times to the power 1/3.6, taken back. EWMA and moving
   average: of the values since the phase began, limits at `width` of their own standard deviations.
   CUSUM: both sums of a phase about its centre, limits -h and h, centre 0; `value` is the value
   itself. No moving range is taken across a gap, a missing value or the border of a phase; an excluded point is passed over, as
   if it had not been measured. Missing values stay as points with NaN.
   Errors (LEDA_ERR_DATA, located in the data file where there is a line): no value at all, a zero or
   missing denominator beside a value, numerator > denominator (p, p', np), negative or fractional
   counts (c, u, p, np, p', u', g), a time below zero (t), a period of a choice that the series does
   not have or of another kind. LEDA_ERR_USAGE: two targets from one
   period, a target that moves to a period not after its first, a sigma or a kind of limits chosen for a
   type that does not have it (exact: p, np, u, c, g; probability: types with limits but mr, g, ewma,
   cusum, ma; calibrated: those but r and s).
   Too few points are no error: limits are NaN and a warning says why.
   Several observations of a period are a subgroup: xbar-r, xbar-s, r and s need them, EWMA, CUSUM, moving average
   and AUTO (xbar-s, where every period has at least two) take them, for others they are LEDA_ERR_DATA. Centre: mean of
   all values; limits centre + 3 sigma / sqrt(n); r: d2 sigma + 3 d3 sigma, s: c4 sigma + 3 sqrt(1 - c4^2) sigma, cut
   at 0, each with its own n; by probability the quantiles of range and chi-square.
   *chart need not be initialised; free with leda_chart_clear. */
leda_status leda_chart_run(leda_chart *chart, const leda_panel *panel, const leda_series *series,
                           const leda_chart_options *options, leda_error *err);

/* Series of one unit and group, one for each variable, in order of indicator. */
typedef struct {
  const leda_series *const *items;
  size_t n;
} leda_chart_variables;

/* The T2 chart of n series of one unit and group, one for each variable, in order of indicator; options as above, type
   T2. Values of a row (of a period, where it has one row) belong together; a period that lacks a variable is missing.
   Limits (none below): a baseline point's own, another's as a future one, at limit_rate (hotelling.h). The centre line is
   the number of variables, T2's mean in large samples. Errors as above, and LEDA_ERR_DATA for fewer than two
   variables, subgroups whose rows cannot be told to belong together or differ in size, too few rows, and variables
   that determine each other. */
leda_status leda_chart_run_variables(leda_chart *chart, const leda_panel *panel,
                                     leda_chart_variables set, const leda_chart_options *options,
                                     leda_error *err);

void leda_chart_clear(leda_chart *chart);

#endif
