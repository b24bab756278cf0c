/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/simulate_survey.h"

#include <math.h>
#include <stdlib.h>

#include "stats/stream.h"

#define WEIGHT_SD 0.6

/* Streams of one seed: rows count from 0, so these lie out of their way. */
#define STREAM_STATEMENTS (UINT64_C(1) << 61)
#define STREAM_MUNICIPALITIES (UINT64_C(1) << 62)

struct leda_simulate_survey {
  leda_simulate_survey_model model;
  double *statement;    /* statements */
  double *municipality; /* municipalities */
  double *weight;       /* municipalities, cumulated and ended by 1 */
  double *together;     /* waves x municipalities */
};

void leda_simulate_survey_free(leda_simulate_survey *survey) {
  if (survey == NULL) return;
  free(survey->statement);
  free(survey->municipality);
  free(survey->weight);
  free(survey->together);
  free(survey);
}

static void draw_municipality(leda_simulate_survey *survey, size_t m) {
  const leda_simulate_survey_model *model = &survey->model;
  leda_stream stream = leda_stream_start(model->seed, STREAM_MUNICIPALITIES + m);
  double before = m > 0 ? survey->weight[m - 1] : 0.0;

  survey->weight[m] = before + exp(WEIGHT_SD * leda_stream_normal(&stream));
  survey->municipality[m] = model->municipality_sd * leda_stream_normal(&stream);
  for (size_t w = 0; w < model->waves; w++)
    survey->together[w * model->municipalities + m] =
        model->wave_municipality_sd * leda_stream_normal(&stream);
}

leda_simulate_survey *leda_simulate_survey_alloc(const leda_simulate_survey_model *model) {
  leda_simulate_survey *survey = calloc(1, sizeof *survey);
  leda_stream stream = leda_stream_start(model->seed, STREAM_STATEMENTS);
  size_t n = model->municipalities;

  if (survey == NULL) return NULL;
  survey->model = *model;
  survey->statement = calloc(model->statements, sizeof *survey->statement);
  survey->municipality = calloc(n, sizeof *survey->municipality);
  survey->weight = calloc(n, sizeof *survey->weight);
  survey->together = calloc(model->waves, n * sizeof *survey->together);
  if (survey->statement == NULL || survey->municipality == NULL || survey->weight == NULL ||
      survey->together == NULL) {
    leda_simulate_survey_free(survey);
    return NULL;
  }
  for (size_t q = 0; q < model->statements; q++)
    survey->statement[q] = model->statement_sd * leda_stream_normal(&stream);
  for (size_t m = 0; m < n; m++) draw_municipality(survey, m);
  for (size_t m = 0; m < n; m++) survey->weight[m] /= survey->weight[n - 1];
  return survey;
}

static size_t choose_municipality(const leda_simulate_survey *survey, double u) {
  size_t low = 0, high = survey->model.municipalities - 1;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (survey->weight[middle] < u)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static double effect_of(const leda_simulate_survey_model *model, size_t wave) {
  if (wave == 0) return 0.0;
  return wave == 1 ? model->effect : model->effect * model->kept;
}

static int cut(double x) {
  double answer = floor(x + 0.5);

  return (int)fmax(1.0, fmin(answer, LEDA_SIMULATE_SCALE));
}

leda_simulate_respondent leda_simulate_survey_row(const leda_simulate_survey *survey, size_t row,
                                                  int *answers) {
  const leda_simulate_survey_model *model = &survey->model;
  leda_stream stream = leda_stream_start(model->seed, row);
  leda_simulate_respondent r = {.wave = row / model->respondents};

  r.municipality = choose_municipality(survey, leda_stream_uniform(&stream));
  r.leadership = leda_stream_uniform(&stream) < model->leadership;
  r.in_management = leda_stream_uniform(&stream) < 0.5 && r.leadership;
  r.effect = effect_of(model, r.wave);
  r.municipality_effect = survey->municipality[r.municipality];
  r.wave_municipality_effect = survey->together[r.wave * model->municipalities + r.municipality];
  double own = model->sd * sqrt(1.0 - model->person);
  double centre = model->level + r.effect + r.municipality_effect + r.wave_municipality_effect +
                  (r.leadership ? 0.5 : -0.5) * model->role +
                  model->sd * sqrt(model->person) * leda_stream_normal(&stream);
  for (size_t q = 0; q < model->statements; q++) {
    answers[q] = cut(centre + survey->statement[q] + own * leda_stream_normal(&stream));
    if (leda_stream_uniform(&stream) < model->missing) answers[q] = 0;
  }
  return r;
}
