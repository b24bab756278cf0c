/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "engine/cli/report_build.h"
#include "engine/core/memory.h"

static leda_status read_parts(leda_report_build *build, const leda_project_survey *survey,
                              leda_built_survey *built, leda_error *err) {
  leda_messages *log = &build->log;
  leda_status status = leda_instrument_open(&built->instrument, survey->instrument_path, log, err);
  if (!status)
    status = leda_published_read(&built->published, LEDA_PUBLISHED_MEANS, survey->path, log, err);
  if (!status && survey->differences_path)
    status = leda_published_read(&built->published, LEDA_PUBLISHED_DIFFERENCES,
                                 survey->differences_path, log, err);
  if (!status && survey->claims_path)
    status = leda_published_read(&built->published, LEDA_PUBLISHED_CLAIMS, survey->claims_path, log,
                                 err);
  if (status) return status;
  leda_complaints complaints = {.file = survey->path, .log = log, .err = err};
  bool votes = built->published.shares;
  leda_published_check_scale(&built->published, votes ? 0 : built->instrument.scale_low,
                             votes ? 1 : built->instrument.scale_high, &complaints);
  return leda_complaints_status(&complaints);
}

/* ---- waves ---- */

static bool has_wave(const leda_published *published, const char *wave) {
  for (size_t i = 0; i < published->n_means; i++)
    if (strcmp(published->means[i].wave, wave) == 0) return true;
  return false;
}

static void check_waves(leda_report_build *build, const leda_project_survey *survey,
                        const leda_published *published) {
  for (size_t i = 0; i < survey->waves.n; i++) {
    if (has_wave(published, survey->waves.items[i])) continue;
    leda_complain(&build->complaints, leda_report_build_line(build, survey->waves_text.line),
                  _("waves: '%s' has no wave '%s'"), survey->file.text, survey->waves.items[i]);
  }
}

static int by_period(const void *a, const void *b) {
  leda_period left = {0}, right = {0};
  leda_period_parse(*(const char *const *)a, &left);
  leda_period_parse(*(const char *const *)b, &right);
  return (left.ordinal > right.ordinal) - (left.ordinal < right.ordinal);
}

/* Waves in the order of their periods, which must all be of one kind. */
static leda_status find_waves(leda_report_build *build, const leda_project_survey *survey,
                              leda_built_survey *built, leda_error *err) {
  const leda_published *published = &built->published;
  built->found = leda_calloc(published->n_means + 1, sizeof *built->found);
  if (!built->found) return leda_fail_memory(err);
  size_t n = 0;
  leda_period first = {0}, period = {0};
  bool ordered = true;
  for (size_t i = 0; i < published->n_means; i++) {
    const char *wave = published->means[i].wave;
    bool known = false;
    for (size_t k = 0; k < n; k++) known = known || strcmp(built->found[k], wave) == 0;
    if (known) continue;
    ordered = ordered && leda_period_parse(wave, &period);
    if (n == 0) first = period;
    ordered = ordered && period.kind == first.kind;
    built->found[n++] = wave;
  }
  if (ordered && n > 1) {
    qsort(built->found, n, sizeof *built->found, by_period);
    built->waves = (leda_words){built->found, n};
    return LEDA_OK;
  }
  leda_complain(&build->complaints, leda_report_build_line(build, survey->file.line),
                n > 1 ? _("the order of the waves in '%s' cannot be told")
                      : _("'%s' has one wave only"),
                survey->file.text);
  if (n > 1) leda_complain_hint(&build->complaints, _("name them: waves = FIRST, SECOND"));
  return LEDA_ERR_DATA;
}

/* ---- what the figures ask for ---- */

static bool compares(const leda_published *published, const leda_words *waves) {
  for (size_t i = 0; i < published->n_means; i++) {
    const leda_published_mean *mean = &published->means[i];
    leda_published_key key = {mean->statement.label, waves->items[1], NULL, NULL};
    if (strcmp(mean->wave, waves->items[0]) == 0 && !mean->role[0] && !mean->cohort[0] &&
        leda_published_find(published, key))
      return true;
  }
  return false;
}

static bool has_statement(const leda_published *published, const char *label) {
  for (size_t i = 0; i < published->n_means; i++)
    if (strcmp(published->means[i].statement.label, label) == 0) return true;
  return false;
}

static void check_figure(leda_report_build *build, const leda_project_figure *figure,
                         const leda_built_survey *built) {
  if (!built->has_change && figure->kind != LEDA_KIND_TABLE_COHORT &&
      figure->kind != LEDA_KIND_CLAIMS) {
    leda_complain(&build->complaints, leda_report_build_line(build, figure->line),
                  _("[figure %s]: no statement has a mean for all persons in both waves"),
                  figure->name);
    leda_complain_hint(&build->complaints,
                       _("rows with a role or a cohort are shown by kind = table-cohort"));
  }
  for (size_t i = 0; i < figure->statements.n; i++)
    if (!has_statement(&built->published, figure->statements.items[i]))
      leda_complain(&build->complaints, leda_report_build_line(build, figure->statements_text.line),
                    _("statements: there is no statement '%s'"), figure->statements.items[i]);
}

leda_status leda_report_build_survey(leda_report_build *build, size_t at, leda_error *err) {
  const leda_project *project = &build->project;
  const leda_project_survey *survey = &project->surveys[at];
  leda_built_survey *built = &build->surveys[at];
  leda_status status = read_parts(build, survey, built, err);
  if (status) return status;
  check_waves(build, survey, &built->published);
  built->waves = survey->waves;
  if (survey->waves.n == 0) status = find_waves(build, survey, built, err);
  if (status) return status;
  if (built->published.shares) return leda_report_build_votes(build, at, err);
  if (compares(&built->published, &built->waves)) {
    leda_published_options options = {.from = built->waves.items[0],
                                      .to = built->waves.items[1],
                                      .scale_low = built->instrument.scale_low,
                                      .scale_high = built->instrument.scale_high,
                                      .alpha = project->alpha};
    status = leda_published_change_run(&built->change, &built->published, &options, err);
    built->has_change = !status;
  }
  for (size_t i = 0; i < project->n_figures; i++)
    if (!leda_project_kind_of_measure(project->figures[i].kind) && project->figures[i].survey == at)
      check_figure(build, &project->figures[i], built);
  return status;
}
