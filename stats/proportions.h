/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_PROPORTIONS_H
#define LEDA_STATS_PROPORTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* Shares of yes: intervals, two shares compared, and how many answers it takes. */

typedef struct {
  double estimate;
  double lower;
  double upper;
} leda_share;

/* Wilson's score interval (1927) of `yes` answers among n. NaN unless 0 <= yes <= n and n > 0. */
leda_share leda_proportion_wilson(double yes, double n, double level);

/* Clopper & Pearson's exact interval (1934). */
leda_share leda_proportion_exact(double yes, double n, double level);

typedef struct {
  double yes_a;
  double n_a;
  double yes_b;
  double n_b;
} leda_two_shares;

typedef struct {
  double difference;  /* yes_a/n_a - yes_b/n_b */
  double z;           /* pooled, no continuity correction */
  double p_pooled;    /* normal */
  double p_corrected; /* with Yates' correction (R's prop.test) */
  double p_fisher;    /* exact, two-sided: all tables no likelier than this one (R's fisher.test) */
  double lower;       /* Newcombe's interval of the difference, from Wilson's (1998, method 10) */
  double upper;
} leda_two_proportions;

/* Whole numbers, 0 <= yes <= n, n > 0; else all NaN. All yes or all no: z NaN, p 1. */
leda_two_proportions leda_proportions_compare(const leda_two_shares *shares, double level);

/* The smallest n per group (equal groups, unpaired) at which two shares that were seen differ at
 * level alpha, two-sided: what must have stood behind 92 % and 87 % for the change to be more
 * than noise. */
typedef struct {
  double pooled;   /* z^2 2 m (1 - m) / (a - b)^2 rounded up, m the mean: normal, pooled variance */
  double unpooled; /* z^2 (a (1 - a) + b (1 - b)) / (a - b)^2 rounded up: as in an interval */
  double corrected;    /* pooled with Yates' correction */
  double fisher_first; /* exact test of the counts nearest to the shares: first n that rejects */
  double fisher;       /* ... and the n from which every larger one does */
} leda_proportions_n;

/* Shares 0..1. Equal shares: INFINITY. Shares or alpha outside (0 < alpha < 1): NaN. The exact
 * ones are NaN where pooled is above LEDA_PROPORTIONS_EXACT_MOST; they look at every n up to
 * four times pooled. */
#define LEDA_PROPORTIONS_EXACT_MOST 5000.0
leda_proportions_n leda_proportions_smallest_n(double share_a, double share_b, double alpha);

/* `pooled` over all shares that would be printed as share_a and share_b when each is rounded to
 * +- half_step (0.005 for whole per cent): the least and the largest n of which one could speak.
 * lower..upper; upper is INFINITY where rounding may hide that they are equal. */
leda_share leda_proportions_n_rounded(double share_a, double share_b, double half_step,
                                      double alpha);

/* Answers to a one-off survey of a finite number of people. */
typedef struct {
  double answers;
  double sent;       /* letters; answers <= sent */
  double population; /* whom they were drawn from by chance; INFINITY: very large */
  double sd;         /* of one answer, for a mean; or NaN */
  double level;
} leda_survey_size;

typedef struct {
  leda_share response; /* answers / sent, Wilson's interval */
  double correction;   /* sqrt((N - n)/(N - 1)): 0 when everybody answered */
  double margin; /* half width of the normal interval of a share of 50 %, the widest there is */
  double margin_mean; /* of a mean; NaN when sd is */
} leda_survey_margin;

/* NaN where answers is 0 or above sent, or sent is above the population. The margin covers who was
 * asked by chance, not who chose to answer: see nonresponse.h for that. */
leda_survey_margin leda_proportion_margin(const leda_survey_size *survey);

/* Half width around another share than 50 %. */
double leda_proportion_margin_at(const leda_survey_size *survey, double share);

/* Answers needed for a margin (share of 50 %) from a finite population, rounded up: n0 / (1 +
 * (n0 - 1)/N), n0 = z^2 / (4 margin^2) (Cochran 1977, 4.4). NaN for a margin not above 0. */
double leda_proportion_answers_needed(double margin, double population, double level);

#endif
