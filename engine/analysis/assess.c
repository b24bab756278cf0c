/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/assess.h"

#include "engine/analysis/assess_parts.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/threads.h"
#include "stats/label_swap.h"

leda_assess_options leda_assess_options_default(void) {
  return (leda_assess_options){.alpha = 0.05,
                               .margin = 0.3,
                               .replicates = LEDA_LABEL_SWAP_REPLICATES,
                               .models = true,
                               .reliability = true,
                               .seed = 1};
}

const char *leda_assess_verdict_token(leda_assess_verdict verdict) {
  static const char *const tokens[] = {"cannot-tell", "improved", "worse", "no-change"};
  return tokens[verdict];
}

const char *leda_fade_verdict_token(leda_fade_verdict verdict) {
  static const char *const tokens[] = {"cannot-tell", "kept", "grown", "faded", "no-gain"};
  return tokens[verdict];
}

leda_status leda_assess_each(size_t n, int threads, leda_assess_work work, void *data,
                             leda_error *err) {
  leda_status *status = leda_calloc(n, sizeof *status);
  if (!status) return leda_fail_memory(err);
  leda_status first = LEDA_OK;
#pragma omp parallel for schedule(dynamic) num_threads(leda_threads(threads))
  for (size_t i = 0; i < n; i++) status[i] = work(i, data);
  for (size_t i = 0; i < n && !first; i++) first = status[i];
  leda_free(status);
  return first ? leda_fail_memory(err) : LEDA_OK;
}

/* ---- what is assessed ---- */

static bool area_asked(const leda_survey *survey, size_t area) {
  for (size_t i = 0; i < survey->n_statements; i++)
    if (survey->asked[i] && survey->instrument->statements[i].area_index == area) return true;
  return false;
}

static void add_subject(leda_assess *assess, leda_item_kind kind, size_t index) {
  assess->subjects[assess->n_subjects++].item = (leda_item){kind, index};
}

static leda_status make_subjects(leda_assess *assess, leda_error *err) {
  const leda_survey *survey = assess->survey;
  size_t most = survey->n_statements + survey->instrument->n_areas + 1;
  assess->subjects = leda_calloc(most, sizeof *assess->subjects);
  if (!assess->subjects) return leda_fail_memory(err);
  for (size_t i = 0; i < survey->n_statements; i++)
    if (survey->asked[i]) add_subject(assess, LEDA_ITEM_STATEMENT, i);
  assess->n_statements = assess->n_subjects;
  for (size_t i = 0; i < survey->instrument->n_areas; i++)
    if (area_asked(survey, i)) add_subject(assess, LEDA_ITEM_AREA, i);
  assess->n_areas = assess->n_subjects - assess->n_statements;
  add_subject(assess, LEDA_ITEM_OVERALL, 0);
  return LEDA_OK;
}

/* Each wave with its next, and the first with the last. */
static leda_status make_pairs(leda_assess *assess, leda_error *err) {
  size_t waves = assess->survey->n_waves;
  assess->pairs = leda_calloc(waves, sizeof *assess->pairs);
  assess->wave_n = leda_calloc(waves, sizeof *assess->wave_n);
  if (!assess->pairs || !assess->wave_n) return leda_fail_memory(err);
  for (size_t i = 0; i + 1 < waves; i++)
    assess->pairs[assess->n_pairs++] = (leda_assess_pair){.from = i, .to = i + 1};
  if (waves > 2) assess->pairs[assess->n_pairs++] = (leda_assess_pair){.to = waves - 1};
  for (size_t i = 0; i < assess->survey->n; i++)
    assess->wave_n[assess->survey->respondents[i].wave]++;
  return LEDA_OK;
}

static bool role_varies(const leda_survey *survey) {
  size_t n[LEDA_SURVEY_ROLES] = {0};
  for (size_t i = 0; i < survey->n; i++) n[survey->respondents[i].role]++;
  return survey->has_role && n[LEDA_SURVEY_LEADERSHIP] > 0 && n[LEDA_SURVEY_SUPPORT] > 0;
}

static leda_status describe(leda_assess *assess, leda_error *err) {
  size_t waves = assess->survey->n_waves;
  leda_status status = LEDA_OK;
  for (size_t i = 0; i < assess->n_subjects && !status; i++) {
    leda_assess_subject *subject = &assess->subjects[i];
    subject->waves = leda_calloc(waves, sizeof *subject->waves);
    subject->deltas = leda_calloc(assess->n_pairs, sizeof *subject->deltas);
    if (!subject->waves || !subject->deltas) return leda_fail_memory(err);
    for (size_t k = 0; k < waves && !status; k++) {
      leda_people people = leda_people_all();
      people.wave = (long)k;
      status = leda_describe(assess->survey, subject->item, &people, &subject->waves[k], err);
    }
  }
  return status;
}

static leda_status mark_extremes(leda_assess *assess, leda_error *err) {
  const leda_survey *survey = assess->survey;
  size_t n = survey->n_statements;
  leda_status status = LEDA_OK;
  assess->highest = leda_calloc(survey->n_waves * n, sizeof *assess->highest);
  assess->lowest = leda_calloc(survey->n_waves * n, sizeof *assess->lowest);
  if (!assess->highest || !assess->lowest) return leda_fail_memory(err);
  for (size_t k = 0; k < survey->n_waves && !status; k++) {
    leda_people people = leda_people_all();
    people.wave = (long)k;
    status = leda_describe_extremes(survey, &people, assess->highest + k * n,
                                    assess->lowest + k * n, err);
  }
  return status;
}

static leda_status compare_order(leda_assess *assess, leda_error *err) {
  leda_status status = LEDA_OK;
  for (size_t k = 0; k < assess->n_pairs && !status; k++) {
    leda_people from = leda_people_all(), to = leda_people_all();
    from.wave = (long)assess->pairs[k].from;
    to.wave = (long)assess->pairs[k].to;
    status = leda_describe_order(assess->survey, &from, &to, &assess->pairs[k].order, err);
  }
  return status;
}

/* ---- in order ---- */

typedef leda_status (*part)(leda_assess *, const leda_assess_frame *, leda_error *);

static leda_status run_parts(leda_assess *assess, const leda_assess_frame *frame, leda_error *err) {
  static const part parts[] = {leda_assess_changes,    leda_assess_families,
                               leda_assess_roles,      leda_assess_compare_cohort,
                               leda_assess_third_wave, leda_assess_measure_reliability,
                               leda_assess_warn};
  const size_t n = sizeof parts / sizeof *parts;
  for (size_t i = 0; i < n; i++) {
    leda_status status = parts[i](assess, frame, err);
    if (status) return status;
    if (leda_progress_report(&assess->options.progress, i + 1, n))
      return leda_fail(err, LEDA_ERR_CANCELLED, "%s", _("stopped"));
  }
  return LEDA_OK;
}

leda_status leda_assess_run(leda_assess *assess, const leda_survey *survey,
                            const leda_assess_options *options, leda_error *err) {
  leda_assess_frame frame = {0};
  *assess = (leda_assess){.survey = survey, .options = *options};
  assess->role_adjusted = role_varies(survey);
  leda_status status = make_subjects(assess, err);
  if (!status) status = make_pairs(assess, err);
  if (!status) status = describe(assess, err);
  if (!status) status = mark_extremes(assess, err);
  if (!status) status = compare_order(assess, err);
  if (!status) status = leda_assess_frame_init(&frame, assess, err);
  if (!status) status = run_parts(assess, &frame, err);
  leda_assess_frame_clear(&frame);
  if (status) leda_assess_clear(assess);
  return status;
}

size_t leda_assess_municipalities(const leda_assess *assess, size_t wave) {
  const leda_survey *survey = assess->survey;
  size_t n = 0, last = (size_t)-1;
  for (size_t i = 0; i < survey->n; i++) { /* sorted by wave, then municipality */
    const leda_respondent *person = &survey->respondents[i];
    if (person->wave != wave || person->municipality == last) continue;
    last = person->municipality;
    n++;
  }
  return survey->has_municipality ? n : 0;
}

void leda_assess_clear(leda_assess *assess) {
  for (size_t i = 0; assess->subjects && i < assess->n_subjects; i++) {
    leda_free(assess->subjects[i].waves);
    leda_free(assess->subjects[i].deltas);
  }
  for (size_t i = 0; assess->reliability && i < assess->survey->n_waves; i++)
    leda_reliability_clear(&assess->reliability[i].measures);
  leda_free(assess->subjects);
  leda_free(assess->pairs);
  leda_free(assess->highest);
  leda_free(assess->lowest);
  leda_free(assess->wave_n);
  leda_free(assess->roles);
  leda_free(assess->role_changes);
  leda_free(assess->cohort);
  leda_free(assess->fade);
  leda_free(assess->reliability);
  leda_messages_clear(&assess->warnings);
  *assess = (leda_assess){0};
}
