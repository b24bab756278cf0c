/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people should know before they trust the numbers. */
#include <math.h>

#include "engine/analysis/assess_parts.h"
#include "engine/core/i18n.h"

static const leda_place nowhere = {0};

static leda_status warn_synthetic(leda_assess *assess) {
  const leda_survey *survey = assess->survey;
  if (survey->n_synthetic == 0) return LEDA_OK;
  if (survey->n_synthetic == survey->n)
    return leda_messages_note(&assess->warnings, LEDA_WARNING, nowhere, "%s",
                              _("the answers are synthetic: they were made by a program, and no "
                                "person gave them"));
  return leda_messages_note(&assess->warnings, LEDA_WARNING, nowhere,
                            _("%zu of the %zu respondents are synthetic: made by a program, and no "
                              "persons"),
                            survey->n_synthetic, survey->n);
}

static leda_status warn_waves(leda_assess *assess) {
  if (assess->survey->n_waves > 1) return LEDA_OK;
  return leda_messages_note(&assess->warnings, LEDA_WARNING, nowhere, "%s",
                            _("the answers are all from one wave: they are described, and there is "
                              "no change to assess"));
}

static leda_status warn_persons(leda_assess *assess, const leda_assess_frame *frame) {
  if (!frame->persons) return LEDA_OK;
  if (!assess->survey->has_municipality)
    return leda_messages_note(
        &assess->warnings, LEDA_WARNING, nowhere, "%s",
        _("the file does not say which municipality a respondent belongs to: the answers are taken "
          "as independent, which calls too much a change where colleagues answer alike"));
  return leda_messages_note(
      &assess->warnings, LEDA_WARNING, nowhere, "%s",
      _("the answers come from one municipality: they are taken as independent, and the result "
        "holds for this municipality alone"));
}

static leda_status warn_roles(leda_assess *assess) {
  const leda_survey *survey = assess->survey;
  size_t unstated = 0;
  if (!assess->role_adjusted)
    return leda_messages_note(&assess->warnings, LEDA_WARNING, nowhere, "%s",
                              _("the file does not tell two roles apart: the changes are not "
                                "adjusted for who answered"));
  for (size_t i = 0; i < survey->n; i++)
    unstated += survey->respondents[i].role == LEDA_SURVEY_NOT_STATED;
  if (unstated == 0) return LEDA_OK;
  return leda_messages_note(&assess->warnings, LEDA_WARNING, nowhere,
                            P_("%zu of %zu respondents stated no role: described, but not in the "
                               "estimates of change",
                               "%zu of %zu respondents stated no role: described, but not in the "
                               "estimates of change",
                               unstated),
                            unstated, survey->n);
}

/* Few municipalities that answered twice. */
static leda_status warn_few(leda_assess *assess, const leda_assess_pair *pair) {
  const leda_survey *survey = assess->survey;
  const char *from = survey->waves[pair->from], *to = survey->waves[pair->to];
  if (pair->persons || pair->municipalities_both >= LEDA_ASSESS_FEW) return LEDA_OK;
  if (pair->smallest_p <= assess->options.alpha)
    return leda_messages_note(
        &assess->warnings, LEDA_WARNING, nowhere,
        _("from %s to %s: only %zu municipalities answered both times; the smallest p that they "
          "can give is 1 in %.0f"),
        from, to, pair->municipalities_both, 1.0 / pair->smallest_p);
  return leda_messages_note(
      &assess->warnings, LEDA_WARNING, nowhere,
      _("from %s to %s: only %zu municipalities answered both times, too few to tell a change from "
        "noise however large it is"),
      from, to, pair->municipalities_both);
}

static leda_status warn_mix(leda_assess *assess, const leda_assess_pair *pair) {
  const leda_survey *survey = assess->survey;
  size_t once = pair->municipalities_from + pair->municipalities_to;
  if (pair->persons || 5 * once <= pair->municipalities_both + once) return LEDA_OK;
  return leda_messages_note(
      &assess->warnings, LEDA_WARNING, nowhere,
      _("from %s to %s: %zu of %zu municipalities answered in one of the waves only, so part of the "
        "difference is between municipalities; see the estimate with municipalities held fixed"),
      survey->waves[pair->from], survey->waves[pair->to], once, once + pair->municipalities_both);
}

/* The chosen began lower, or higher: part of what they gained would come of itself. */
static leda_status warn_regression(leda_assess *assess) {
  for (size_t i = 0; i < assess->n_cohort; i++) {
    const leda_assess_cohort *row = &assess->cohort[i];
    if (row->subject != assess->n_subjects - 1 || row->from != 0) continue;
    if (isnan(row->baseline.estimate)) continue;
    return leda_messages_note(
        &assess->warnings, LEDA_WARNING, nowhere, "%s",
        row->baseline.estimate < 0.0
            ? _("the chosen began below the others: who is chosen for being low tends to rise by "
                "itself (regression to the mean), and the comparison cannot take that away")
            : _("the chosen began above the others: a difference at the start tends to shrink by "
                "itself (regression to the mean), and the comparison cannot take that away"));
  }
  if (assess->survey->has_cohort && assess->n_cohort == 0)
    return leda_messages_note(&assess->warnings, LEDA_WARNING, nowhere, "%s",
                              _("chosen and others did not both answer in two waves: their changes "
                                "cannot be compared"));
  return LEDA_OK;
}

static leda_status warn_response(leda_assess *assess) {
  if (assess->n_fade == 0) return LEDA_OK;
  const leda_assess_fade *overall = &assess->fade[assess->n_fade - 1];
  if (4 * overall->n_third >= 3 * overall->n_second) return LEDA_OK;
  return leda_messages_note(
      &assess->warnings, LEDA_WARNING, nowhere,
      _("in the %zu municipalities of wave %s, %zu answered, and %zu in wave %s: those who "
        "answered again may differ from those who did not; see the bounds"),
      assess->fade_municipalities, assess->survey->waves[assess->survey->n_waves - 1],
      overall->n_third, overall->n_second, assess->survey->waves[1]);
}

leda_status leda_assess_warn(leda_assess *assess, const leda_assess_frame *frame, leda_error *err) {
  leda_status status = warn_synthetic(assess);
  if (!status) status = warn_waves(assess);
  if (!status) status = warn_persons(assess, frame);
  if (!status) status = warn_roles(assess);
  for (size_t k = 0; k < assess->n_pairs && !status; k++) {
    status = warn_few(assess, &assess->pairs[k]);
    if (!status) status = warn_mix(assess, &assess->pairs[k]);
  }
  if (!status) status = warn_regression(assess);
  if (!status) status = warn_response(assess);
  return status ? leda_fail_memory(err) : LEDA_OK;
}
