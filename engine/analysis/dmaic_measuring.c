/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well is it measured: by a gauge study, or by how raters agree? */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "engine/analysis/dmaic_internal.h"
#include "engine/analysis/dmaic_studies.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "stats/krippendorff.h"

/* AIAG: up to 30 per cent of the spread may be good enough. Krippendorff: below 0.667 no conclusion is to be drawn. */
static const double GAUGE_MOST = 30.0, RATERS_LEAST = 0.667;

static double tolerance(const leda_project_measure *measure) {
  return measure->spec_upper - measure->spec_lower; /* NaN where one is missing */
}

/* The part and operator of a cell that has too few values. */
static leda_status refuse_cell(const leda_study *study, const leda_study_levels *parts,
                               const leda_study_levels *operators, size_t cell, leda_error *err) {
  leda_place place = {.file = study->sheet.file, .line = 1};
  leda_fail_at(err, place, _("part '%s' and operator '%s' have fewer values than the others"),
               parts->label[cell / operators->n], operators->label[cell % operators->n]);
  leda_error_hint(err, "%s", _("every operator measures every part equally often, at least twice"));
  return LEDA_ERR_DATA;
}

static void tell_gauge(leda_dmaic_work *work) {
  const leda_gauge_result *gauge = &work->dmaic->gauge;
  const leda_gauge_estimate *share = &gauge->gauge.of_study;
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_MEASURE, LEDA_FINDING_GAUGE, LEDA_STATE_CANNOT_TELL);
  finding->value = 100.0 * share->value;
  finding->lower = 100.0 * share->lower;
  finding->upper = 100.0 * share->upper;
  finding->n = isfinite(gauge->categories) ? (size_t)gauge->categories : 0;
  finding->state = leda_dmaic_by_interval(finding->lower, finding->upper, GAUGE_MOST, -1);
  finding->line = work->measure->study.line;
}

leda_status leda_dmaic_gauge(leda_dmaic_work *work, leda_error *err) {
  const leda_study *study = work->in->studies[LEDA_STUDY_GAUGE];
  leda_study_levels parts = {0}, operators = {0};
  double *values = NULL;
  leda_status status = leda_study_levels_make(&parts, study, 0, err);
  if (!status) status = leda_study_levels_make(&operators, study, 1, err);
  if (!status) status = leda_study_numbers(&values, study, 0, err);
  if (!status) {
    leda_gauge_plan plan = {.value = values,
                            .part_of = parts.of_row,
                            .operator_of = operators.of_row,
                            .n = study->n,
                            .parts = parts.n,
                            .operators = operators.n,
                            .tolerance = tolerance(work->measure),
                            .pool_above = LEDA_GAUGE_POOL_ABOVE,
                            .level = 0.95};
    if (!(plan.tolerance > 0.0)) plan.tolerance = NAN;
    int code = leda_gauge_rr(&plan, &work->dmaic->gauge);
    work->dmaic->has_gauge = code == GSL_SUCCESS;
    leda_place place = {.file = study->sheet.file, .line = 1};
    if (code == GSL_ENOMEM)
      status = leda_fail_memory(err);
    else if (code == GSL_EBADLEN)
      status = refuse_cell(study, &parts, &operators, work->dmaic->gauge.first_short, err);
    else if (code)
      status = leda_fail_at(err, place, "%s",
                            _("a gauge study needs at least two parts and two operators"));
  }
  if (!status) tell_gauge(work);
  leda_free(values);
  leda_study_levels_clear(&parts);
  leda_study_levels_clear(&operators);
  return status;
}

static leda_status judge_raters(leda_dmaic_work *work, const leda_ratings *ratings,
                                leda_error *err) {
  enum { REPLICATES = 2000 };
  leda_alpha_options options = {.scale = LEDA_ALPHA_NOMINAL,
                                .replicates = REPLICATES,
                                .seed = work->check.seed,
                                .threads = work->check.threads};
  leda_krippendorff_result result;
  int code = leda_krippendorff(ratings, &options, &result);
  if (code == GSL_ENOMEM) return leda_fail_memory(err);
  if (code) return leda_fail(err, LEDA_ERR_INTERNAL, "krippendorff: %s", gsl_strerror(code));
  leda_finding *finding =
      leda_dmaic_add(work, LEDA_PHASE_MEASURE, LEDA_FINDING_RATERS, LEDA_STATE_CANNOT_TELL);
  finding->value = result.alpha.value;
  finding->lower = result.alpha.lower;
  finding->upper = result.alpha.upper;
  finding->n = result.subjects;
  finding->m = ratings->raters;
  finding->state = leda_dmaic_by_interval(finding->lower, finding->upper, RATERS_LEAST, 1);
  finding->line = work->measure->raters.line;
  return LEDA_OK;
}

/* A unit and rater that stand twice are neighbours, as rows are sorted; the later line of the file is told. */
static leda_status fill_ratings(const leda_study *study, const leda_study_levels *levels,
                                double *ratings, leda_error *err) {
  size_t raters = levels[1].n;
  for (size_t i = 0; i < levels[0].n * raters; i++) ratings[i] = NAN;
  for (size_t i = 0; i < study->n; i++) {
    double *cell = &ratings[levels[0].of_row[i] * raters + levels[1].of_row[i]];
    if (!isnan(*cell)) {
      size_t line = study->rows[i].line, other = study->rows[i - 1].line;
      leda_place place = {.file = study->sheet.file, .line = line > other ? line : other};
      leda_fail_at(err, place, _("rater '%s' judges unit '%s' twice"), study->rows[i].label[1],
                   study->rows[i].label[0]);
      leda_error_hint(err, "%s", _("keep one judgement of each rater and unit"));
      return LEDA_ERR_DATA;
    }
    *cell = (double)levels[2].of_row[i];
  }
  return LEDA_OK;
}

leda_status leda_dmaic_raters(leda_dmaic_work *work, leda_error *err) {
  const leda_study *study = work->in->studies[LEDA_STUDY_RATINGS];
  leda_study_levels levels[3] = {{0}, {0}, {0}};
  double *ratings = NULL;
  leda_status status = LEDA_OK;
  for (size_t k = 0; k < 3 && !status; k++)
    status = leda_study_levels_make(&levels[k], study, k, err);
  if (!status) {
    ratings = leda_calloc(levels[0].n * levels[1].n + 1, sizeof *ratings);
    status = ratings ? fill_ratings(study, levels, ratings, err) : leda_fail_memory(err);
  }
  leda_ratings table = {ratings, levels[0].n, levels[1].n, 0.95};
  if (!status) status = judge_raters(work, &table, err);
  leda_free(ratings);
  for (size_t k = 0; k < 3; k++) leda_study_levels_clear(&levels[k]);
  return status;
}
