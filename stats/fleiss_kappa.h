/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_FLEISS_KAPPA_H
#define LEDA_STATS_FLEISS_KAPPA_H

#include <stddef.h>

#include "stats/rating_levels.h"

/* Fleiss' kappa (1971): agreement of any number of raters on categories without order, beyond chance. With r_i
 * ratings of subject i, r_ik of them in category k:
 *     pa = mean over subjects with r_i >= 2 of sum_k r_ik (r_ik - 1) / (r_i (r_i - 1))
 *     p_k = mean over subjects rated at all of r_ik / r_i,  pe = sum p_k^2,  kappa = (pa - pe) / (1 - pe)
 * Without missing ratings that is Fleiss' own formula; with them Gwet's extension (Handbook of Inter-Rater
 * Reliability, 4th ed. 2014, chapter 2). Standard error for drawing other subjects by Gwet's linearisation (2008,
 * British Journal of Mathematical and Statistical Psychology 61; 2021, Educational and Psychological Measurement 81):
 *     kappa_i = (n / n') (pa_i - pe) / (1 - pe) - 2 (1 - kappa) (pe_i - pe) / (1 - pe),  pe_i = sum_k p_k r_ik / r_i
 *     se^2 = sum (kappa_i - kappa)^2 / (n (n - 1)); interval by t with n - 1 degrees of freedom, cut at -1 and 1
 * (n' subjects with two ratings or more; the first term is 0 for the others). Fleiss' original standard error holds
 * only when there is no agreement, so it gives no interval. */
typedef struct {
  double category;
  double share; /* p_k */
  double kappa; /* of this category against all others together; NaN when all ratings are of it */
} leda_fleiss_category;

typedef struct {
  size_t subjects;  /* rated at all */
  size_t paired;    /* rated twice or more */
  double agreement; /* pa */
  double expected;  /* pe */
  leda_agreement kappa;
  double se;
  leda_fleiss_category *category; /* `categories`, ascending */
  size_t categories;
} leda_fleiss_kappa_result;

/* Full agreement: as leda_cohen_kappa. One category only, or no subject with two ratings: kappa NaN. One subject:
 * no interval (NaN). GSL_SUCCESS; GSL_EINVAL (level); GSL_ENOMEM. Free with the function below, also after an error. */
int leda_fleiss_kappa(const leda_ratings *ratings, leda_fleiss_kappa_result *out);
void leda_fleiss_kappa_clear(leda_fleiss_kappa_result *result);

#endif
