/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_CHART_CHOICE_H
#define LEDA_ANALYSIS_CHART_CHOICE_H

#include <stdbool.h>
#include <stddef.h>

/* Why a type was chosen. */
typedef enum {
  LEDA_CHOSEN_BY_USER = 0,   /* or by the columns alone: nothing is said */
  LEDA_CHOSEN_SUBGROUPS,     /* xbar-s: every period has several values */
  LEDA_CHOSEN_MEASURED,      /* i: fractions or values below zero */
  LEDA_CHOSEN_COUNTS,        /* c: whole numbers that vary as Poisson counts do */
  LEDA_CHOSEN_COUNTS_WIDE,   /* i: whole numbers that vary more */
  LEDA_CHOSEN_COUNTS_NARROW, /* i: that vary less */
  LEDA_CHOSEN_COUNTS_FEW,    /* i: too few of them to tell */
  LEDA_CHOSEN_SIGMA,         /* i: whole numbers, whose standard deviation is not to be a model's */
  LEDA_CHOSEN_SHARES,        /* p */
  LEDA_CHOSEN_SHARES_WIDE,   /* pp: large denominators and more variation than the binomial */
  LEDA_CHOSEN_RATES,         /* u: a count above its denominator */
  LEDA_CHOSEN_RATES_WIDE,    /* up */
  LEDA_CHOSEN_RATIOS,        /* ip: numerators that are no counts */
  LEDA_CHOSEN_RATIOS_OF_EQUALS /* i: the same, all denominators equal */
} leda_chosen;

typedef struct {
  leda_chosen why;
  double ratio; /* variance between neighbours over that of the counting model; NaN: no counts */
  double mean_count; /* rare: of a period; else NaN */
  bool rare;         /* p, u, c: the lower limit is 0 at more than half of the points */
  size_t distinct;   /* i: so many different values only; 0: more than LEDA_CHOICE_FEW_VALUES */
} leda_chart_choice;

#define LEDA_CHOICE_FEW_VALUES 4
/* Fewer values do not tell counts from measured numbers, nor one variance from another. */
#define LEDA_CHOICE_MIN_N 12
/* Denominators are large enough for pp and up where at the median one so many events are expected and, of
   shares, so many cases without one. */
#define LEDA_CHOICE_LARGE 10.0

#endif
