/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_RUNS_BOX_H
#define LEDA_STATS_RUNS_BOX_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/crossings_runs.h"

/* Limits for crossings C and longest run L that are chosen together, from their joint distribution. Source: Anhoej &
   Wentzel-Larsen (2020), Smooth operator, PLoS ONE 15(6) e0233920.
   Best box: of all (c, l) that some series of n points has and whose box C >= c, L <= l holds an unchanged series with
   at least 92.5 % chance, the one that holds a series shifted by 0.8 sigma (p = Phi(0.8)) most seldom.
   Cut box: then the corner C = c, L = l is taken out if the rest still holds 92.5 %, and from it along the border as
   many cells as that allows, each time the one of the two next cells that a shifted series falls in more often. */
typedef struct {
  size_t crossings; /* the box: at least so many crossings */
  size_t run;       /* and no run longer than this */
  /* The cut, 0 and 0 where none: on the border, a longest run of `run` wants so many crossings at least, and as few
     as `crossings` want a longest run of at most this. */
  size_t cut_crossings;
  size_t cut_run;
} leda_runs_box;

enum { LEDA_RUNS_BOX_FIRST = 10, LEDA_RUNS_BOX_LAST = 200 };

#define LEDA_RUNS_BOX_TARGET 0.925
#define LEDA_RUNS_BOX_SHIFT 0.8

/* By search, from the laws of unchanged and of shifted series, both for n points and the same run_max. A box of all
   zeros where none holds the target. */
leda_runs_box leda_runs_box_search(const leda_crossings_runs *unchanged,
                                   const leda_crossings_runs *shifted, size_t n, double target);

/* The same for the defaults, from a table that the search made; false outside LEDA_RUNS_BOX_FIRST..LAST. */
bool leda_runs_box_of(size_t n, leda_runs_box *box);

#endif
