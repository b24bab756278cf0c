/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well the statements measure one thing, wave by wave. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/assess_parts.h"
#include "engine/core/memory.h"

typedef struct {
  double *answers; /* n rows of k */
  int *cluster;
  size_t n;
  size_t k;
} wave_rows;

static void rows_clear(wave_rows *rows) {
  leda_free(rows->answers);
  leda_free(rows->cluster);
}

static bool rows_init(wave_rows *rows, const leda_assess *assess, const leda_assess_frame *frame,
                      size_t wave) {
  const leda_survey *survey = assess->survey;
  *rows = (wave_rows){.k = assess->n_statements};
  rows->answers = leda_calloc(assess->wave_n[wave] * rows->k, sizeof *rows->answers);
  rows->cluster = leda_calloc(assess->wave_n[wave], sizeof *rows->cluster);
  if (!rows->answers || !rows->cluster) return false;
  for (size_t i = 0; i < survey->n; i++) {
    if (survey->respondents[i].wave != wave) continue;
    for (size_t s = 0; s < rows->k; s++)
      rows->answers[rows->n * rows->k + s] = frame->values[s * survey->n + i];
    rows->cluster[rows->n++] = (int)survey->respondents[i].municipality;
  }
  return true;
}

static int measure(leda_assess_reliability *out, const wave_rows *rows, const leda_assess *assess) {
  leda_reliability_plan plan = {rows->answers, rows->n, rows->k, 1.0 - assess->options.alpha};
  const int *cluster = assess->survey->n_municipalities > 1 ? rows->cluster : NULL;
  int code = leda_reliability_run(&plan, &out->measures);
  out->intervals = (leda_reliability_intervals){NAN, NAN, NAN, NAN, 0};
  return code ? code : leda_reliability_jackknife(&plan, cluster, &out->intervals);
}

leda_status leda_assess_measure_reliability(leda_assess *assess, const leda_assess_frame *frame,
                                            leda_error *err) {
  size_t waves = assess->survey->n_waves;
  if (!assess->options.reliability) return LEDA_OK;
  assess->reliability = leda_calloc(waves, sizeof *assess->reliability);
  if (!assess->reliability) return leda_fail_memory(err);
  for (size_t k = 0; k < waves; k++) {
    wave_rows rows;
    int code = GSL_ENOMEM;
    if (rows_init(&rows, assess, frame, k)) code = measure(&assess->reliability[k], &rows, assess);
    rows_clear(&rows);
    if (code == GSL_ENOMEM) return leda_fail_memory(err);
  }
  return LEDA_OK;
}
