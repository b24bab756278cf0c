/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/simulate_published.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/simulate_published_internal.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "stats/simulate_published.h"
#include "stats/stream.h"

#define STREAM_PLACES (UINT64_C(1) << 59)
#define STREAM_SKIPPED (UINT64_C(1) << 58)
#define WEIGHT_SD 0.6 /* municipalities have unequal numbers of people, as in simulate_survey.h */
#define LEAST 2       /* in each municipality and wave */

enum { CELLS = LEDA_SYNTHETIC_WAVES * LEDA_COHORTS * LEDA_SURVEY_ROLES };

leda_synthetic_options leda_synthetic_options_default(void) {
  return (leda_synthetic_options){
      .sd = 1.4, .person = 0.3, .municipality_sd = 0.4, .wave_municipality_sd = 0.2, .seed = 1};
}

const char *leda_synthetic_wave(size_t wave) {
  static const char *const WAVES[LEDA_SYNTHETIC_WAVES] = {"2012-10", "2013-05", "2014-Q1"};
  return WAVES[wave];
}

void leda_synthetic_clear(leda_synthetic *synthetic) {
  if (!synthetic) return;
  leda_free(synthetic->respondents);
  leda_free(synthetic->answers);
  *synthetic = (leda_synthetic){0};
}

/* ---- who answers, and where ---- */

typedef struct {
  size_t first, n; /* municipalities of the cohort */
} places;

static places places_of(size_t cohort) {
  if (cohort == LEDA_COHORT_CHOSEN) return (places){0, LEDA_SYNTHETIC_CHOSEN};
  return (places){LEDA_SYNTHETIC_CHOSEN, LEDA_SYNTHETIC_MUNICIPALITIES - LEDA_SYNTHETIC_CHOSEN};
}

/* How many of `people` each municipality has: LEAST, and the rest by weight; the same municipalities are
   large in every wave. What rounding leaves goes to the first ones. */
static void apportion(size_t people, places where, uint64_t seed, size_t *counts) {
  double weight[LEDA_SYNTHETIC_MUNICIPALITIES], sum = 0.0;
  leda_stream stream = leda_stream_start(seed, STREAM_PLACES + where.first);
  size_t left = people - LEAST * where.n, given = 0;
  for (size_t m = 0; m < where.n; m++)
    sum += weight[m] = exp(WEIGHT_SD * leda_stream_normal(&stream));
  for (size_t m = 0; m < where.n; m++) {
    counts[m] = LEAST + (size_t)floor((double)left * weight[m] / sum);
    given += counts[m];
  }
  for (size_t m = 0; given < people; m = (m + 1) % where.n, given++) counts[m]++;
}

static void shuffle(int *items, size_t n, leda_stream *stream) {
  for (size_t i = n; i-- > 1;) {
    size_t j = leda_stream_below(stream, (uint32_t)i + 1);
    int item = items[i];
    items[i] = items[j];
    items[j] = item;
  }
}

/* Adds the people of a wave and cohort: municipality by municipality, their roles in random order. */
static leda_status add_people(leda_synthetic *synthetic, size_t wave, size_t cohort, uint64_t seed,
                              leda_error *err) {
  size_t counts[LEDA_SYNTHETIC_MUNICIPALITIES] = {0}, n = 0, at = 0;
  places where = places_of(cohort);
  leda_stream stream = leda_stream_start(seed, STREAM_PLACES + 1000 + wave * LEDA_COHORTS + cohort);
  for (size_t role = 0; role < LEDA_SURVEY_ROLES; role++) n += leda_lfr_people[wave][cohort][role];
  if (n == 0) return LEDA_OK;
  int *roles = leda_calloc(n, sizeof *roles);
  if (!roles) return leda_fail_memory(err);
  for (int role = 0; role < LEDA_SURVEY_ROLES; role++)
    for (size_t i = 0; i < leda_lfr_people[wave][cohort][role]; i++) roles[at++] = role;
  shuffle(roles, n, &stream);
  apportion(n, where, seed, counts);
  at = 0;
  for (size_t m = 0; m < where.n; m++)
    for (size_t i = 0; i < counts[m]; i++, at++) {
      leda_respondent r = {.wave = wave,
                           .municipality = where.first + m,
                           .role = (leda_survey_role)roles[at],
                           .in_management = roles[at] == LEDA_SURVEY_SUPPORT ? 0 : -1,
                           .chosen = cohort == LEDA_COHORT_CHOSEN};
      if (roles[at] == LEDA_SURVEY_LEADERSHIP) r.in_management = leda_stream_uniform(&stream) < 0.5;
      synthetic->respondents[synthetic->n++] = r;
    }
  leda_free(roles);
  return LEDA_OK;
}

static size_t cell_of(const leda_respondent *r) {
  size_t cohort = r->chosen ? LEDA_COHORT_CHOSEN : LEDA_COHORT_OTHERS;
  return (r->wave * LEDA_COHORTS + cohort) * LEDA_SURVEY_ROLES + (size_t)r->role;
}

static leda_status place_people(leda_synthetic *synthetic, uint64_t seed, leda_error *err) {
  size_t n = 0;
  for (size_t w = 0; w < LEDA_SYNTHETIC_WAVES; w++)
    for (size_t c = 0; c < LEDA_COHORTS; c++)
      for (size_t r = 0; r < LEDA_SURVEY_ROLES; r++) n += leda_lfr_people[w][c][r];
  synthetic->respondents = leda_calloc(n, sizeof *synthetic->respondents);
  synthetic->answers = leda_calloc(n, LEDA_SYNTHETIC_STATEMENTS * sizeof *synthetic->answers);
  leda_status status =
      synthetic->respondents && synthetic->answers ? LEDA_OK : leda_fail_memory(err);
  for (size_t w = 0; w < LEDA_SYNTHETIC_WAVES; w++)
    for (size_t c = 0; c < LEDA_COHORTS && !status; c++)
      status = add_people(synthetic, w, c, seed, err);
  return status;
}

/* ---- who skips what ---- */

/* Every answer is there but those that the printed means forbid: the first people of the chosen with a role,
   from a random start. */
static void skip(leda_synthetic *synthetic, size_t statement, size_t wave, uint64_t seed) {
  size_t left = leda_lfr_skipped(statement, wave);
  leda_stream stream = leda_stream_start(seed, STREAM_SKIPPED + statement);
  size_t start = leda_stream_below(&stream, (uint32_t)synthetic->n);
  for (size_t k = 0; k < synthetic->n && left > 0; k++) {
    size_t i = (start + 17 * k) % synthetic->n;
    const leda_respondent *r = &synthetic->respondents[i];
    int *answer = &synthetic->answers[i * LEDA_SYNTHETIC_STATEMENTS + statement];
    if (r->wave != wave || !r->chosen || r->role == LEDA_SURVEY_NOT_STATED || *answer == 0)
      continue;
    *answer = 0;
    left--;
  }
}

static void mark_answers(leda_synthetic *synthetic, uint64_t seed) {
  for (size_t i = 0; i < synthetic->n * LEDA_SYNTHETIC_STATEMENTS; i++) synthetic->answers[i] = 1;
  for (size_t q = 0; q < LEDA_SYNTHETIC_STATEMENTS; q++)
    for (size_t w = 0; w < LEDA_SYNTHETIC_WAVES; w++) skip(synthetic, q, w, seed);
}

/* ---- sums ---- */

static leda_status choose_sums(const leda_synthetic *synthetic, uint64_t seed, int *sums,
                               leda_error *err) {
  for (size_t q = 0; q < LEDA_SYNTHETIC_STATEMENTS; q++) {
    leda_lfr_cells cells = {0};
    for (size_t i = 0; i < synthetic->n; i++) {
      const leda_respondent *r = &synthetic->respondents[i];
      size_t cohort = r->chosen ? LEDA_COHORT_CHOSEN : LEDA_COHORT_OTHERS;
      cells.n[r->wave][cohort][r->role] +=
          synthetic->answers[i * LEDA_SYNTHETIC_STATEMENTS + q] != 0;
    }
    if (!leda_lfr_choose_sums(&cells, q, seed))
      return leda_fail(err, LEDA_ERR_INTERNAL, "no sums for statement %zu", q + 1);
    const long *flat = &cells.sum[0][0][0];
    for (size_t cell = 0; cell < CELLS; cell++)
      sums[cell * LEDA_SYNTHETIC_STATEMENTS + q] = (int)flat[cell];
  }
  return LEDA_OK;
}

/* ---- all of it ---- */

static leda_status check(const leda_synthetic_options *options, leda_error *err) {
  const struct {
    const char *option;
    double value, low, high;
  } ranges[] = {{"sd", options->sd, 0.1, 100}, /* 0: all alike, so not every sum can be had */
                {"person", options->person, 0, 1},
                {"municipality-sd", options->municipality_sd, 0, 100},
                {"wave-municipality-sd", options->wave_municipality_sd, 0, 100}};
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (!(ranges[i].value >= ranges[i].low && ranges[i].value <= ranges[i].high))
      return leda_fail(err, LEDA_ERR_USAGE, _("--%s must lie between %g and %g"), ranges[i].option,
                       ranges[i].low, ranges[i].high);
  return LEDA_OK;
}

static leda_status draw_answers(leda_synthetic *synthetic, const leda_synthetic_options *options,
                                const int *sums, leda_error *err) {
  leda_simulate_published_model model = {.people = synthetic->n,
                                         .waves = LEDA_SYNTHETIC_WAVES,
                                         .municipalities = LEDA_SYNTHETIC_MUNICIPALITIES,
                                         .cells = CELLS,
                                         .statements = LEDA_SYNTHETIC_STATEMENTS,
                                         .sd = options->sd,
                                         .person = options->person,
                                         .municipality_sd = options->municipality_sd,
                                         .wave_municipality_sd = options->wave_municipality_sd,
                                         .seed = options->seed};
  leda_simulate_person *people = leda_calloc(synthetic->n, sizeof *people);
  if (!people) return leda_fail_memory(err);
  for (size_t i = 0; i < synthetic->n; i++) {
    const leda_respondent *r = &synthetic->respondents[i];
    people[i] = (leda_simulate_person){r->wave, r->municipality, cell_of(r)};
  }
  int code = leda_simulate_published(&model, people, sums, synthetic->answers);
  leda_free(people);
  if (code == GSL_ENOMEM) return leda_fail_memory(err);
  return code ? leda_fail(err, LEDA_ERR_INTERNAL, "%s", gsl_strerror(code)) : LEDA_OK;
}

leda_status leda_synthetic_run(leda_synthetic *synthetic, const leda_synthetic_options *options,
                               leda_error *err) {
  *synthetic = (leda_synthetic){0};
  leda_status status = check(options, err);
  if (status) return status;
  int *sums = leda_calloc(CELLS, LEDA_SYNTHETIC_STATEMENTS * sizeof *sums);
  status = sums ? place_people(synthetic, options->seed, err) : leda_fail_memory(err);
  if (!status) {
    mark_answers(synthetic, options->seed);
    status = choose_sums(synthetic, options->seed, sums, err);
  }
  if (!status) status = draw_answers(synthetic, options, sums, err);
  leda_free(sums);
  if (status) leda_synthetic_clear(synthetic);
  return status;
}
