/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How alike two groups order the statements, and how many of those asked have answered. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/describe.h"
#include "engine/core/memory.h"
#include "stats/correlation.h"
#include "stats/proportions.h"

#define LEVEL 0.95

/* Means of the statements; NaN without answers. */
static leda_status fill_means(const leda_survey *survey, const leda_people *people, double *means,
                              leda_error *err) {
  leda_status status = LEDA_OK;
  for (size_t q = 0; q < survey->n_statements && !status; q++) {
    leda_description d;
    status = leda_describe(survey, (leda_item){LEDA_ITEM_STATEMENT, q}, people, &d, err);
    means[q] = status ? NAN : d.mean;
  }
  return status;
}

leda_status leda_describe_order(const leda_survey *survey, const leda_people *a,
                                const leda_people *b, leda_order_stability *out, leda_error *err) {
  size_t m = survey->n_statements;
  double *x = leda_calloc(m + 1, sizeof *x), *y = leda_calloc(m + 1, sizeof *y);
  leda_correlation spearman = {.r = NAN}, kendall = {.r = NAN};
  leda_status status = x && y ? LEDA_OK : leda_fail_memory(err);
  if (!status) status = fill_means(survey, a, x, err);
  if (!status) status = fill_means(survey, b, y, err);
  if (!status && (leda_correlation_spearman(x, y, m, LEVEL, &spearman) ||
                  leda_correlation_kendall(x, y, m, LEVEL, &kendall)))
    status = leda_fail_memory(err);
  *out = (leda_order_stability){spearman.n, spearman.r, kendall.r};
  leda_free(x);
  leda_free(y);
  return status;
}

/* ---- response ---- */

static bool says_exactly(const leda_invited_row *row, const leda_people *people) {
  long municipality = people->municipality == LEDA_ANYONE ? LEDA_INVITED_ALL : people->municipality;
  int role = people->role == LEDA_ANYONE ? LEDA_INVITED_ALL : people->role;
  return (long)row->wave == people->wave && row->municipality == municipality && row->role == role;
}

/* The rows within, where they are of one kind: all by municipality and role, by municipality alone, or by
   role alone. Rows of several kinds would count people twice: the finest kind counts. */
static size_t sum_within(const leda_invited *invited, const leda_people *people) {
  size_t sums[2][2] = {{0}};
  for (size_t i = 0; i < invited->n; i++) {
    const leda_invited_row *row = &invited->rows[i];
    bool by_place = row->municipality != LEDA_INVITED_ALL, by_role = row->role != LEDA_INVITED_ALL;
    bool within =
        (long)row->wave == people->wave &&
        (people->municipality == LEDA_ANYONE || people->municipality == row->municipality) &&
        (people->role == LEDA_ANYONE || people->role == row->role);
    if (within) sums[by_place][by_role] += row->invited;
  }
  if (sums[1][1] > 0) return sums[1][1];
  return sums[1][0] > 0 ? sums[1][0] : sums[0][1];
}

leda_response leda_describe_response(const leda_survey *survey, const leda_invited *invited,
                                     const leda_people *people) {
  leda_response response = {.rate = NAN, .lower = NAN, .upper = NAN, .margin_share = NAN};
  for (size_t i = 0; i < survey->n; i++)
    response.answered += leda_people_has(people, &survey->respondents[i]);
  bool known = people->in_management == LEDA_ANYONE && people->chosen == LEDA_ANYONE &&
               people->not_municipality == LEDA_ANYONE;
  for (size_t i = 0; i < invited->n && known; i++)
    if (says_exactly(&invited->rows[i], people)) response.invited = invited->rows[i].invited;
  if (known && response.invited == 0) response.invited = sum_within(invited, people);
  if (response.invited < response.answered) response.invited = 0;
  if (response.invited == 0) return response;
  double invited_n = (double)response.invited;
  leda_survey_size size = {(double)response.answered, invited_n, invited_n, NAN, LEVEL};
  leda_survey_margin margin = leda_proportion_margin(&size);
  response.rate = (double)response.answered / invited_n;
  response.lower = margin.response.lower;
  response.upper = margin.response.upper;
  response.margin_share = margin.margin;
  return response;
}

double leda_describe_margin(double sd, size_t n, size_t invited) {
  if (n < 2 || invited < n) return NAN;
  leda_survey_size size = {(double)n, (double)invited, (double)invited, sd, LEVEL};
  return leda_proportion_margin(&size).margin_mean;
}
