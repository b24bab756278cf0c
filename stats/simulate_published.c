/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/simulate_published.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

#include "stats/simulate_survey.h"
#include "stats/stream.h"

/* Streams of one seed: people count from 0, so these lie out of their way. */
#define STREAM_MUNICIPALITIES (UINT64_C(1) << 62)

/* Values far enough out that every answer is at the end of the scale. */
#define FAR 1e3
#define HALVINGS 200

static int cut(double x) {
  double answer = floor(x + 0.5);

  return (int)fmax(1.0, fmin(answer, LEDA_SIMULATE_SCALE));
}

/* ---- the values behind the answers ---- */

/* effects: municipalities x (1 + waves), their own and what each wave adds. */
static void draw_municipalities(const leda_simulate_published_model *model, double *effects) {
  for (size_t m = 0; m < model->municipalities; m++) {
    leda_stream stream = leda_stream_start(model->seed, STREAM_MUNICIPALITIES + m);
    double *own = effects + m * (1 + model->waves);

    own[0] = model->municipality_sd * leda_stream_normal(&stream);
    for (size_t w = 0; w < model->waves; w++)
      own[1 + w] = model->wave_municipality_sd * leda_stream_normal(&stream);
  }
}

static void draw_person(const leda_simulate_published_model *model, const double *effects,
                        const leda_simulate_person *people, size_t i, double *x) {
  leda_stream stream = leda_stream_start(model->seed, i);
  const double *own = effects + people[i].municipality * (1 + model->waves);
  double rest = model->sd * sqrt(1.0 - model->person);
  double centre = own[0] + own[1 + people[i].wave] +
                  model->sd * sqrt(model->person) * leda_stream_normal(&stream);

  for (size_t q = 0; q < model->statements; q++) x[q] = centre + rest * leda_stream_normal(&stream);
}

/* ---- one cell and statement ---- */

static long sum_of(const double *x, size_t n, double shift) {
  long sum = 0;

  for (size_t i = 0; i < n; i++) sum += cut(x[i] + shift);
  return sum;
}

/* The shift that makes the sum the one wanted; NaN where there is none. */
static double find_shift(const double *x, size_t n, long wanted) {
  double low = -FAR, high = FAR;

  if (wanted < (long)n || wanted > LEDA_SIMULATE_SCALE * (long)n) return NAN;
  for (int i = 0; i < HALVINGS; i++) {
    double middle = low + (high - low) / 2.0;
    long sum = sum_of(x, n, middle);

    if (sum == wanted) return middle;
    if (sum < wanted)
      low = middle;
    else
      high = middle;
  }
  return NAN;
}

typedef struct {
  const leda_simulate_published_model *model;
  const leda_simulate_person *people;
  const double *x; /* people x statements */
  double *cell_x;  /* work space, people */
  int *answers;
} settling;

static int settle(const settling *s, size_t cell, size_t q, long wanted) {
  size_t n = 0, m = s->model->statements;

  for (size_t i = 0; i < s->model->people; i++)
    if (s->people[i].cell == cell && s->answers[i * m + q] != 0) s->cell_x[n++] = s->x[i * m + q];
  double shift = n == 0 && wanted == 0 ? 0.0 : find_shift(s->cell_x, n, wanted);
  if (isnan(shift)) return GSL_EDOM;
  for (size_t i = 0; i < s->model->people; i++)
    if (s->people[i].cell == cell && s->answers[i * m + q] != 0)
      s->answers[i * m + q] = cut(s->x[i * m + q] + shift);
  return GSL_SUCCESS;
}

int leda_simulate_published(const leda_simulate_published_model *model,
                            const leda_simulate_person *people, const int *sums, int *answers) {
  size_t m = model->statements;
  double *effects = calloc(model->municipalities + 1, (1 + model->waves) * sizeof *effects);
  double *x = calloc(model->people + 1, m * sizeof *x);
  double *cell_x = calloc(model->people + 1, sizeof *cell_x);
  int code = effects != NULL && x != NULL && cell_x != NULL ? GSL_SUCCESS : GSL_ENOMEM;

  if (code == GSL_SUCCESS) {
    settling s = {.model = model, .people = people, .x = x, .cell_x = cell_x};

    s.answers = answers;
    draw_municipalities(model, effects);
    for (size_t i = 0; i < model->people; i++) draw_person(model, effects, people, i, x + i * m);
    for (size_t cell = 0; cell < model->cells; cell++)
      for (size_t q = 0; q < m && code == GSL_SUCCESS; q++)
        code = settle(&s, cell, q, sums[cell * m + q]);
  }
  free(effects);
  free(x);
  free(cell_x);
  return code;
}
