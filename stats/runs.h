/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_RUNS_H
#define LEDA_STATS_RUNS_H

#include <stdbool.h>
#include <stddef.h>

/* Which limits longest run and crossings have. */
typedef enum {
  LEDA_RUNS_STANDARD = 0, /* each by itself */
  LEDA_RUNS_BEST_BOX,     /* together: runs_box.h */
  LEDA_RUNS_CUT_BOX
} leda_runs_rule;

/* Runs analysis by Anhoej's rules. Sources: Anhoej & Olesen (2014), PLoS ONE 9(11) e113825; Anhoej
   & Wentzel-Larsen (2020). */
typedef struct {
  size_t useful;          /* values that are not on the centre (NaN is not useful) */
  size_t longest_run;     /* useful values in a row on one side */
  size_t longest_run_max; /* round(log2(useful) + 3); a longer run is a signal */
  size_t crossings;       /* changes of side between neighbouring useful values */
  size_t crossings_min;   /* qbinom(0.05, useful - 1, 0.5); fewer are a signal */
  bool signal;
} leda_runs;

/* Analyses y[0..n-1] about a centre for each point. A value on the centre breaks no run and joins
   none. Fewer than two useful values: limits 0 and no signal. */
leda_runs leda_runs_analyse(const double *y, const double *centre, size_t n);

/* Gives an analysis the limits of a rule, and `signal`; false, and nothing changed, where the rule has none for so many
   useful values. On the border of a cut box, limits are those that the other count lets it have: a longest run one
   shorter where crossings are too few for the box's own, one crossing more where the longest run is too long. */
bool leda_runs_judge(leda_runs *runs, leda_runs_rule rule);

/* The limits for this many useful values, as above; 0 for fewer than two. */
void leda_runs_limits(size_t useful, size_t *longest_run_max, size_t *crossings_min);

/* in_run[i] is set where value i belongs to a run of more than `limit` useful values on one side. */
void leda_runs_mark_long(const double *y, const double *centre, size_t n, size_t limit,
                         bool *in_run);

#endif
