/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An assessment as a page: what happened in sentences, then the numbers. */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/answers_output.h"
#include "engine/output/assess_words.h"
#include "engine/output/labels.h"

static void count_role(const leda_survey *survey, size_t wave, size_t n[LEDA_SURVEY_ROLES]) {
  for (size_t i = 0; i < survey->n; i++)
    if (survey->respondents[i].wave == wave) n[survey->respondents[i].role]++;
}

static void add_waves(const leda_assess *assess, const leda_assess_view *view, leda_text *text) {
  const leda_survey *survey = assess->survey;
  leda_scan_table table = {.columns = 8};
  const char *const words[] = {_("Wave"),     _("Respondents"),    _("Invited"),
                               _("Answered"), _("Municipalities"), _("Leadership"),
                               _("Support"),  _("Role not stated")};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) leda_scan_table_word(&table, words[i]);
  for (size_t k = 0; k < survey->n_waves; k++) {
    size_t n[LEDA_SURVEY_ROLES] = {0};
    count_role(survey, k, n);
    leda_response response = leda_assess_response(assess, view, k);
    leda_assess_cell_wave(&table, assess, k, view->language);
    leda_scan_table_count(&table, assess->wave_n[k]);
    if (response.invited > 0)
      leda_scan_table_count(&table, response.invited);
    else
      leda_scan_table_word(&table, "");
    leda_assess_cell_percent(&table, response.rate, view->language);
    if (survey->has_municipality)
      leda_scan_table_count(&table, leda_assess_municipalities(assess, k));
    else
      leda_scan_table_word(&table, "");
    for (int role = 0; role < LEDA_SURVEY_ROLES; role++) {
      static const leda_survey_role order[] = {LEDA_SURVEY_LEADERSHIP, LEDA_SURVEY_SUPPORT,
                                               LEDA_SURVEY_NOT_STATED};
      if (survey->has_role)
        leda_scan_table_count(&table, n[order[role]]);
      else
        leda_scan_table_word(&table, "");
    }
  }
  leda_scan_table_write(&table, "lrrrrrrr", text);
}

static void add_title(const leda_assess *assess, leda_language language, leda_text *text) {
  const leda_instrument *instrument = assess->survey->instrument;
  leda_text_addf(text, _("%s: %zu statements, answered from %d to %d\n\n"),
                 instrument->name[language], assess->n_statements, instrument->scale_low,
                 instrument->scale_high);
}

/* ---- highest and lowest ---- */

static void list_marked(const leda_assess *assess, const bool *marked, leda_language language,
                        leda_text *text) {
  for (size_t s = 0; s < assess->n_statements; s++) {
    const leda_assess_subject *subject = &assess->subjects[s];
    if (!marked[subject->item.index]) continue;
    if (text->length) leda_text_add(text, ", ");
    leda_assess_subject_name(assess, subject, language, text);
  }
}

static void say_extremes(const leda_assess *assess, leda_language language, leda_text *text) {
  const leda_survey *survey = assess->survey;
  for (size_t k = 0; k < survey->n_waves; k++) {
    leda_text wave = {0}, highest = {0}, lowest = {0};
    leda_assess_wave_name(assess, k, language, &wave);
    list_marked(assess, assess->highest + k * survey->n_statements, language, &highest);
    list_marked(assess, assess->lowest + k * survey->n_statements, language, &lowest);
    leda_text_addf(text, _("%s: highest mean %s; lowest mean %s.\n"), leda_text_str(&wave),
                   leda_text_str(&highest), leda_text_str(&lowest));
    leda_text_clear(&wave);
    leda_text_clear(&highest);
    leda_text_clear(&lowest);
  }
  leda_text_add(text, "\n");
}

/* ---- the third wave ---- */

static size_t count_fade(const leda_assess *assess, leda_fade_verdict verdict) {
  size_t n = 0;
  for (size_t s = 0; s < assess->n_statements && s < assess->n_fade; s++)
    n += assess->fade[s].verdict == verdict;
  return n;
}

static void list_fade(const leda_assess *assess, leda_fade_verdict verdict, leda_text *text) {
  leda_text numbers = {0};
  size_t n = count_fade(assess, verdict);
  if (n == 0) return;
  for (size_t s = 0; s < assess->n_statements; s++) {
    if (assess->fade[s].verdict != verdict) continue;
    size_t index = assess->subjects[s].item.index;
    leda_text_addf(&numbers, numbers.length ? ", %d" : "%d",
                   assess->survey->instrument->statements[index].number);
  }
  leda_text_addf(text, _("- %s: %zu of %zu statements (%s).\n"), leda_fade_verdict_words(verdict),
                 n, assess->n_statements, leda_text_str(&numbers));
  leda_text_clear(&numbers);
}

/* How much is left of the gain over all statements together. */
static void say_kept(const leda_assess *assess, leda_language language, leda_text *text) {
  const leda_fieller_set *kept = &assess->fade[assess->n_fade - 1].kept;
  leda_text share = {0}, lower = {0}, upper = {0};
  if (kept->shape != LEDA_FIELLER_INTERVAL || !isfinite(kept->lower) || !isfinite(kept->upper)) {
    leda_text_add(text, _("How large a share of the gain is left over all statements cannot be "
                          "told.\n"));
    return;
  }
  leda_number_label_percent(kept->ratio, 0, language, &share);
  leda_number_label_percent(kept->lower, 0, language, &lower);
  leda_number_label_percent(kept->upper, 0, language, &upper);
  leda_text_addf(text,
                 _("Over all statements %s of the gain is left; the share may be %s to %s.\n"),
                 leda_text_str(&share), leda_text_str(&lower), leda_text_str(&upper));
  leda_text_clear(&share);
  leda_text_clear(&lower);
  leda_text_clear(&upper);
}

static void say_fade(const leda_assess *assess, leda_language language, leda_text *text) {
  static const leda_fade_verdict order[] = {LEDA_FADE_KEPT, LEDA_FADE_GROWN, LEDA_FADE_FADED,
                                            LEDA_FADE_NO_GAIN, LEDA_FADE_CANNOT_TELL};
  leda_text third = {0};
  if (assess->n_fade == 0) return;
  leda_assess_wave_name(assess, assess->survey->n_waves - 1, language, &third);
  leda_text_addf(text, _("Is the gain still there in %s?\n"), leda_text_str(&third));
  leda_text_clear(&third);
  say_kept(assess, language, text);
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) list_fade(assess, order[i], text);
  leda_text_add(text, "\n");
}

/* ---- the page ---- */

static void say_cohort(const leda_assess *assess, leda_language language, leda_text *text) {
  if (assess->n_cohort == 0) return;
  const leda_assess_cohort *overall = &assess->cohort[assess->n_subjects - 1];
  size_t more = 0;
  leda_text size = {0}, range = {0}, level = {0};
  for (size_t s = 0; s < assess->n_statements; s++)
    more += assess->cohort[s].verdict == LEDA_ASSESS_IMPROVED;
  leda_assess_signed(overall->did.estimate, language, &size);
  leda_assess_range(overall->did.lower, overall->did.upper, language, &range);
  leda_assess_level(assess, language, &level);
  if (range.length == 0)
    leda_text_addf(text,
                   _("The chosen (%s = %s) against the others: too few municipalities to compare "
                     "their changes (they differ by %s on average over all statements).\n\n"),
                   assess->survey->cohort_column, assess->survey->cohort_value,
                   leda_text_str(&size));
  else
    leda_text_addf(
        text,
        _("The chosen (%s = %s) against the others: their change differs by %s on average "
          "over all statements (%s interval %s); they improved by more than the others in "
          "%zu of %zu statements.\n\n"),
        assess->survey->cohort_column, assess->survey->cohort_value, leda_text_str(&size),
        leda_text_str(&level), leda_text_str(&range), more, assess->n_statements);
  leda_text_clear(&size);
  leda_text_clear(&range);
  leda_text_clear(&level);
}

static void say_legend(const leda_assess *assess, leda_text *text) {
  if (assess->n_pairs == 0) return;
  leda_text_add(text,
                assess->pairs[0].persons
                    ? _("\"p alone\" is for one statement by itself. \"p together\" allows for "
                        "all statements being looked at: the verdict goes by it. It comes from "
                        "exchanging the waves of respondents.\n")
                    : _("\"p alone\" is for one statement by itself. \"p together\" allows for "
                        "all statements being looked at: the verdict goes by it. It comes from "
                        "exchanging the waves of whole municipalities, because people who work "
                        "together answer alike.\n"));
}

/* On top, where nobody can miss it. */
static void say_synthetic(const leda_survey *survey, leda_text *text) {
  if (survey->n_synthetic == 0) return;
  leda_answers_synthetic(survey, text);
  leda_text_add(text, "\n\n");
}

void leda_assess_text(const leda_assess *assess, const leda_assess_view *view, leda_text *text) {
  leda_language language = view->language;
  add_title(assess, language, text);
  say_synthetic(assess->survey, text);
  add_waves(assess, view, text);
  leda_text_add(text, "\n");
  for (size_t k = 0; k < assess->n_pairs; k++) {
    leda_assess_sentences(assess, k, language, text);
    leda_text_add(text, "\n");
  }
  say_extremes(assess, language, text);
  say_fade(assess, language, text);
  say_cohort(assess, language, text);
  for (size_t k = 0; k < assess->n_pairs; k++) {
    leda_assess_change_table(assess, k, language, text);
    leda_text_add(text, "\n");
    if (!view->details) continue;
    leda_assess_effect_table(assess, k, language, text);
    leda_text_add(text, "\n");
  }
  for (size_t k = 0; k < assess->survey->n_waves; k++)
    if (view->details || assess->n_pairs == 0) leda_assess_description_table(assess, k, view, text);
  leda_assess_fade_table(assess, language, text);
  leda_assess_cohort_table(assess, language, text);
  if (view->by_role) leda_assess_role_table(assess, language, text);
  if (view->by_management) leda_assess_management_table(assess, language, text);
  leda_assess_reliability_table(assess, language, text);
  say_legend(assess, text);
  leda_messages_text(&assess->warnings, text);
}
