/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/person_permutation.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/person_choice.h"
#include "stats/rearrange.h"

/* Persons stand stratum by stratum, each stratum from a multiple of 64; units between are zeros. */
typedef struct {
  const leda_person_plan *plan;
  size_t strata;
  leda_choice *choice; /* strata: size = persons in the second group */
  size_t *place;       /* rows: unit of each person */
  size_t units;
  double *unit;   /* units x statements */
  double *mean;   /* strata x statements */
  double *scale;  /* statements */
  int16_t *value; /* units x statements: the answers themselves, when all are whole and small */
  unsigned char *present;
  size_t *start;  /* strata + 1: first unit of each */
  size_t *chosen; /* strata: persons in the second group */
} bench;

static size_t stratum_of(const leda_person_plan *plan, size_t i) {
  return plan->stratum ? plan->stratum[i] : 0;
}

static bool plan_is_sound(const leda_person_plan *plan) {
  if (plan->statements == 0) return false;
  for (size_t i = 0; i < plan->rows; i++)
    if (plan->second[i] > 1 || (plan->stratum && plan->stratum[i] >= plan->strata)) return false;
  return true;
}

static void bench_clear(bench *b) {
  free(b->choice);
  free(b->place);
  free(b->unit);
  free(b->mean);
  free(b->scale);
  free(b->value);
  free(b->present);
  free(b->start);
  free(b->chosen);
}

static bool place_persons(bench *b) {
  const leda_person_plan *plan = b->plan;

  b->strata = plan->stratum ? plan->strata : 1;
  b->choice = calloc(b->strata + 1, sizeof *b->choice);
  b->place = calloc(plan->rows + 1, sizeof *b->place);
  if (b->choice == NULL || b->place == NULL) return false;
  for (size_t i = 0; i < plan->rows; i++) {
    leda_choice *c = &b->choice[stratum_of(plan, i)];

    b->place[i] = c->n++;
    c->size += plan->second[i];
  }
  for (size_t k = 0; k < b->strata; k++) {
    b->choice[k].first = b->units;
    b->units += (b->choice[k].n + 63) / 64 * 64;
  }
  for (size_t i = 0; i < plan->rows; i++) b->place[i] += b->choice[stratum_of(plan, i)].first;
  b->unit = calloc(b->units * plan->statements + 1, sizeof *b->unit);
  b->mean = calloc(b->strata * plan->statements + 1, sizeof *b->mean);
  b->scale = calloc(plan->statements + 1, sizeof *b->scale);
  return b->unit && b->mean && b->scale;
}

/* Answers of statement s less their stratum's mean; returns var U. room: 2 x strata. */
static double centre_statement(bench *b, size_t s, double *room) {
  const leda_person_plan *plan = b->plan;
  const double *y = plan->answers + s * plan->rows;
  double *sum = room, *count = room + b->strata, variance = 0.0;

  for (size_t k = 0; k < 2 * b->strata; k++) room[k] = 0.0;
  for (size_t i = 0; i < plan->rows; i++) {
    if (isnan(y[i])) continue;
    sum[stratum_of(plan, i)] += y[i];
    count[stratum_of(plan, i)] += 1.0;
  }
  for (size_t k = 0; k < b->strata; k++)
    if (count[k] > 0.0) b->mean[k * plan->statements + s] = sum[k] / count[k];
  for (size_t i = 0; i < plan->rows; i++)
    if (!isnan(y[i]))
      b->unit[b->place[i] * plan->statements + s] =
          y[i] - b->mean[stratum_of(plan, i) * plan->statements + s];
  for (size_t k = 0; k < b->strata; k++) {
    const leda_choice *c = &b->choice[k];
    double n = (double)c->n, second = (double)c->size, squares = 0.0;

    for (size_t u = c->first; u < c->first + c->n; u++) {
      double r = b->unit[u * plan->statements + s];

      squares += r * r;
    }
    if (n > 1.0) variance += (n - second) * second / (n * (n - 1.0)) * squares;
  }
  return variance;
}

/* Differences of answers from their mean this small against the answers are rounding. */
static double smallest_variance(const leda_person_plan *plan, size_t s) {
  double squares = 0.0;

  for (size_t i = 0; i < plan->rows; i++) {
    double y = plan->answers[s * plan->rows + i];

    if (!isnan(y)) squares += y * y;
  }
  return 1e-24 * squares;
}

static int fill_units(bench *b, leda_max_t *out) {
  const leda_person_plan *plan = b->plan;
  double *room = calloc(2 * b->strata + 1, sizeof *room), n = (double)plan->rows, second = 0.0;

  if (room == NULL) return GSL_ENOMEM;
  for (size_t k = 0; k < b->strata; k++) second += (double)b->choice[k].size;
  for (size_t s = 0; s < plan->statements; s++) {
    double variance = centre_statement(b, s, room), sum = 0.0;
    double scale = plan->unscaled ? n / (second * (n - second)) : 1.0 / sqrt(variance);

    out[s].statistic = (double)NAN;
    if (!(variance > smallest_variance(plan, s))) continue;
    b->scale[s] = scale;
    for (size_t i = 0; i < plan->rows; i++) {
      double *r = &b->unit[b->place[i] * plan->statements + s];

      *r *= scale;
      if (plan->second[i]) sum += *r;
    }
    out[s].statistic = sum;
  }
  free(room);
  return GSL_SUCCESS;
}

/* All answers whole, and no stratum's sum beyond 16 bits? *missing: is any answer? */
static bool answers_are_small(const bench *b, bool *missing) {
  const leda_person_plan *plan = b->plan;
  double largest = 0.0, people = 0.0;

  *missing = false;
  for (size_t i = 0; i < plan->rows * plan->statements; i++) {
    double y = plan->answers[i];

    if (isnan(y)) {
      *missing = true;
      continue;
    }
    if (!(fabs(y) <= LEDA_WHOLE_MOST) || y != floor(y)) return false;
    largest = fmax(largest, fabs(y));
  }
  for (size_t k = 0; k < b->strata; k++)
    people = *missing ? fmax(people, (double)b->choice[k].n) : people + (double)b->choice[k].n;
  return fmax(largest, 1.0) * people <= LEDA_WHOLE_MOST;
}

/* Leaves value NULL where the answers are not whole. */
static int fill_whole(bench *b) {
  const leda_person_plan *plan = b->plan;
  size_t size = b->units * plan->statements;
  bool missing;

  if (!answers_are_small(b, &missing)) return GSL_SUCCESS;
  b->value = calloc(size + 1, sizeof *b->value);
  b->present = missing ? calloc(size + 1, sizeof *b->present) : NULL;
  b->start = calloc(b->strata + 1, sizeof *b->start);
  b->chosen = calloc(b->strata + 1, sizeof *b->chosen);
  if (b->value == NULL || (missing && b->present == NULL) || b->start == NULL || b->chosen == NULL)
    return GSL_ENOMEM;
  for (size_t k = 0; k < b->strata; k++) {
    b->start[k] = b->choice[k].first;
    b->chosen[k] = b->choice[k].size;
  }
  b->start[b->strata] = b->units;
  for (size_t s = 0; s < plan->statements; s++)
    for (size_t i = 0; i < plan->rows; i++) {
      double y = plan->answers[s * plan->rows + i];
      size_t at = b->place[i] * plan->statements + s;

      if (isnan(y)) continue;
      b->value[at] = (int16_t)y;
      if (missing) b->present[at] = 1;
    }
  return GSL_SUCCESS;
}

static void draw_persons(const void *data, leda_stream *stream, uint64_t index, uint64_t *chosen) {
  const bench *b = data;

  (void)index;
  for (size_t k = 0; k < b->strata; k++) leda_choice_draw(&b->choice[k], stream, chosen);
}

static void number_persons(const void *data, leda_stream *stream, uint64_t index,
                           uint64_t *chosen) {
  const bench *b = data;

  (void)stream;
  for (size_t k = 0; k < b->strata; k++) {
    uint64_t own = leda_choice_count(&b->choice[k]);

    leda_choice_number(&b->choice[k], index % own, chosen);
    index /= own;
  }
}

/* All choices over all strata, or UINT64_MAX. */
static uint64_t count_choices(const bench *b) {
  uint64_t all = 1;

  for (size_t k = 0; k < b->strata; k++) {
    uint64_t own = leda_choice_count(&b->choice[k]);

    if (own == UINT64_MAX || all > UINT64_MAX / own) return UINT64_MAX;
    all *= own;
  }
  return all;
}

int leda_person_permutation_run(const leda_person_plan *plan, leda_max_t *out,
                                leda_person_summary *summary) {
  bench b = {.plan = plan};
  uint64_t drawn = plan->replicates > 0 ? plan->replicates : LEDA_PERSON_REPLICATES, all;
  int status = GSL_ENOMEM;

  if (!plan_is_sound(plan)) return GSL_EINVAL;
  if (!place_persons(&b)) goto done;
  status = fill_units(&b, out);
  if (status == GSL_SUCCESS) status = fill_whole(&b);
  if (status != GSL_SUCCESS) goto done;
  all = count_choices(&b);
  leda_whole_plan whole = {.units = b.units,
                           .columns = plan->statements,
                           .value = b.value,
                           .present = b.present,
                           .strata = b.strata,
                           .start = b.start,
                           .chosen = b.chosen,
                           .mean = b.mean,
                           .scale = b.scale};
  leda_rearrange_plan rearrange = {.units = b.units,
                                   .statements = plan->statements,
                                   .unit = b.unit,
                                   .whole = b.value ? &whole : NULL,
                                   .all = all <= drawn,
                                   .total = all <= drawn ? all : drawn,
                                   .seed = plan->seed,
                                   .threads = plan->threads,
                                   .choose = all <= drawn ? number_persons : draw_persons,
                                   .data = &b};
  status = leda_rearrange_run(&rearrange, out);
  if (summary != NULL) *summary = (leda_person_summary){rearrange.total, rearrange.all};
done:
  bench_clear(&b);
  return status;
}
