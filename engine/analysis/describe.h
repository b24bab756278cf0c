/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_DESCRIBE_H
#define LEDA_ANALYSIS_DESCRIBE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/status.h"
#include "engine/data/invited.h"
#include "engine/data/survey.h"

/* What survey answers look like, before any question of change. Everything is computed on the spot for
   the item and the people asked for; nothing depends on the order of rows. */

/* A statement, an area of statements, or all statements. */
typedef enum { LEDA_ITEM_STATEMENT, LEDA_ITEM_AREA, LEDA_ITEM_OVERALL } leda_item_kind;
typedef struct {
  leda_item_kind kind;
  size_t index; /* into instrument->statements or ->areas; 0 for overall */
} leda_item;

/* Whose answers: every field is an index or value of leda_respondent, or LEDA_ANYONE. Start from
   leda_people_all(). */
#define LEDA_ANYONE (-2)
typedef struct {
  long wave;
  long municipality;
  long not_municipality; /* all but this one; LEDA_ANYONE: no such limit */
  int role;              /* leda_survey_role */
  int in_management;
  int chosen;
} leda_people;

leda_people leda_people_all(void);
bool leda_people_has(const leda_people *people, const leda_respondent *respondent);

/* The value of every respondent for an item, values[0..survey->n-1]: a statement's answer; for an area
   and overall the mean of the person's answers to the statements in it, where at least half of those that
   were asked are answered, else NaN. NaN where missing. */
void leda_describe_values(const leda_survey *survey, leda_item item, double *values);

#define LEDA_SCALE_STEPS_MOST 101

/* One item, some people. mean, sd (n - 1) and median are those of the values of leda_describe_values.
   mean_of_statements is the unweighted mean of the statements' means, as published tables do it: another
   number than `mean` where answers are missing (equal for a statement). counts are single answers, so for
   an area they add up to `answers`, which is more than n. top and bottom are shares of `answers` at the
   highest and the lowest step. NaN: mean, median and shares without answers, sd also with one. */
typedef struct {
  size_t people;  /* respondents looked at */
  size_t n;       /* those with a value */
  size_t missing; /* those without: people - n */
  double mean, sd, median;
  double mean_of_statements;
  size_t answers;
  size_t steps;                         /* scale_high - scale_low + 1 */
  size_t counts[LEDA_SCALE_STEPS_MOST]; /* counts[0]: answers at scale_low */
  double bottom_share, top_share;
} leda_description;

/* Errors: LEDA_ERR_MEMORY. */
leda_status leda_describe(const leda_survey *survey, leda_item item, const leda_people *people,
                          leda_description *out, leda_error *err);

/* Which statements have the highest and the lowest mean among these people (several where equal to the
   last bit of their sums; none where nobody answered). highest and lowest have survey->n_statements. */
leda_status leda_describe_extremes(const leda_survey *survey, const leda_people *people,
                                   bool *highest, bool *lowest, leda_error *err);

/* How alike two groups order the statements: over the statements with a mean in both, Spearman's rho with
   mid-ranks and Kendall's tau-b. NaN with fewer than two or where all means of a group are equal. */
typedef struct {
  size_t n;
  double spearman;
  double kendall;
} leda_order_stability;

leda_status leda_describe_order(const leda_survey *survey, const leda_people *a,
                                const leda_people *b, leda_order_stability *out, leda_error *err);

/* ---- response ---- */

/* Response in a wave, of everybody or of a municipality or role: answered / invited. `invited` comes from
   the row of the file that names exactly these people, else from the sum of the rows within; 0, and the
   rest NaN, where the file does not say. The margins are half-widths of 95 % intervals, as if those who
   answered were a random sample of those invited, with the correction for a finite population
   sqrt((N - n)/(N - 1)): they say nothing of those who chose not to answer. */
typedef struct {
  size_t answered;
  size_t invited;
  double rate, lower, upper; /* with Wilson's interval */
  double margin_share;       /* of a share of 50 %, the widest */
} leda_response;
leda_response leda_describe_response(const leda_survey *survey, const leda_invited *invited,
                                     const leda_people *people);

/* The margin of a mean with this sd and response; 0 where all answered, NaN for n < 2 or where more
   answered than were invited. */
double leda_describe_margin(double sd, size_t n, size_t invited);

#endif
