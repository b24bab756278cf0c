/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/simulate_series.h"

#include <gsl/gsl_math.h>
#include <math.h>

/* Streams of one seed: series count from 0, so these lie out of their way. */
#define STREAM_MISSING (UINT64_C(1) << 60)
#define STREAM_UNIT (UINT64_C(1) << 61)
#define STREAM_COMMON (UINT64_C(1) << 62)

static bool counts(const leda_simulate_model *model) {
  return model->noise == LEDA_SIMULATE_POISSON || model->noise == LEDA_SIMULATE_BINOMIAL;
}

void leda_simulate_common(const leda_simulate_model *model, size_t indicator, double *shock) {
  leda_stream stream = leda_stream_start(model->seed, STREAM_COMMON + indicator);

  leda_simulate_ar1(&stream, model->noise, model->phi, shock, model->periods);
}

static double denominator_of(const leda_simulate_model *model, size_t series) {
  leda_stream stream = leda_stream_start(model->seed, STREAM_UNIT + series / model->indicators);
  double low = model->denominator_low, high = model->denominator_high;

  if (!(low > 0.0)) return NAN;
  return round(low * pow(high / low, leda_stream_uniform(&stream)));
}

/* Takes the same numbers from the stream whatever the model asks for. */
static leda_simulate_truth draw_truth(const leda_simulate_model *model, size_t series,
                                      leda_stream *stream) {
  leda_simulate_truth truth = {.phi = leda_simulate_phi(stream, model->phi, model->phi_sd)};
  bool changes = leda_stream_uniform(stream) < model->share;
  bool first_kind = leda_stream_uniform(stream) < 0.5;
  double place = leda_stream_uniform(stream);
  bool shift = fabs(model->shift) > 0.0, drift = fabs(model->drift) > 0.0;

  truth.denominator = denominator_of(model, series);
  if (!changes || !(shift || drift)) return truth;
  if (shift && (first_kind || !drift)) {
    double choices = (double)model->periods - 3.0;

    truth.change = LEDA_SIMULATE_SHIFT;
    truth.index = model->shift_anywhere ? 2 + (size_t)(place * choices) : model->shift_index;
    truth.size = model->shift;
  } else {
    truth.change = LEDA_SIMULATE_DRIFT;
    truth.size = model->drift;
  }
  return truth;
}

/* What is expected of period i. */
static double expected(const leda_simulate_model *model, const leda_simulate_truth *truth,
                       size_t i) {
  double y = model->level;

  if (fabs(model->season) > 0.0)
    y += model->season *
         sin(2.0 * M_PI * ((double)model->season_first + (double)i) / (double)model->season_length);
  if (truth->change == LEDA_SIMULATE_SHIFT && i >= truth->index) y += truth->size;
  if (truth->change == LEDA_SIMULATE_DRIFT && model->periods > 1)
    y += truth->size * (double)i / ((double)model->periods - 1.0);
  return y;
}

static double observe(const leda_simulate_model *model, double denominator, double mean, double z) {
  if (model->noise == LEDA_SIMULATE_BINOMIAL) return leda_simulate_binomial(denominator, mean, z);
  if (model->noise == LEDA_SIMULATE_POISSON)
    return leda_simulate_poisson(isnan(denominator) ? mean : mean * denominator, z);
  return mean + model->sd * z;
}

void leda_simulate_series(const leda_simulate_model *model, size_t series, const double *shock,
                          double *y, leda_simulate_truth *truth) {
  leda_stream stream = leda_stream_start(model->seed, series);
  leda_stream gaps = leda_stream_start(model->seed, STREAM_MISSING + series);
  double own = sqrt(1.0 - model->common), shared = sqrt(model->common);

  *truth = draw_truth(model, series, &stream);
  leda_simulate_ar1(&stream, counts(model) ? LEDA_SIMULATE_NORMAL : model->noise, truth->phi, y,
                    model->periods);
  for (size_t i = 0; i < model->periods; i++) {
    double z = own * y[i] + (shared > 0.0 ? shared * shock[i] : 0.0);

    y[i] = observe(model, truth->denominator, expected(model, truth, i), z);
    if (leda_stream_uniform(&gaps) < model->missing) y[i] = NAN;
  }
}
