/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/chart_output.h"
#include "engine/output/labels.h"

const char *leda_verdict_words(leda_verdict_name verdict) {
  switch (verdict) {
  case LEDA_VERDICT_NOISE:
    return _("noise");
  case LEDA_VERDICT_SHIFT:
    return _("a shift");
  case LEDA_VERDICT_DRIFT:
    return _("a drift");
  case LEDA_VERDICT_CHANGE:
    return _("a change");
  case LEDA_VERDICT_CANNOT_TELL:
    return _("cannot tell");
  default:
    return _("too short");
  }
}

static void add_periods(const leda_check *check, leda_language language, leda_text *text) {
  const leda_verdict_result *v = &check->verdict;
  if (check->known || v->direction == 0 || v->verdict == LEDA_VERDICT_DRIFT) return;
  if (v->period_set_size < 2) return;
  leda_text first = {0}, last = {0}, level = {0};
  leda_period_label(check->periods[v->period_set[0]], language, &first);
  leda_period_label(check->periods[v->period_set[v->period_set_size - 1]], language, &last);
  leda_check_share(1.0 - v->alpha, language, &level);
  leda_text_addf(text, _("If it was a shift, it came between %s and %s (%s confidence).\n"),
                 leda_text_str(&first), leda_text_str(&last), leda_text_str(&level));
  leda_text_clear(&level);
  leda_text_clear(&first);
  leda_text_clear(&last);
}

static void add_outliers(const leda_check *check, leda_language language, leda_text *text) {
  const leda_verdict_result *v = &check->verdict;
  if (v->outlier_count == 0) return;
  leda_text_add(text, _("Single values far from the others: "));
  for (size_t i = 0; i < v->outlier_count; i++) {
    if (i) leda_text_add(text, ", ");
    leda_period_label(check->periods[v->outliers[i]], language, text);
  }
  leda_text_add(text,
                _(". In 5 unchanged series of 100 there is one; they do not make the verdict.\n"));
}

static void add_detectable(const leda_check *check, leda_language language, leda_text *text) {
  const leda_verdict_result *v = &check->verdict;
  bool said = v->verdict == LEDA_VERDICT_NOISE || v->verdict == LEDA_VERDICT_CANNOT_TELL;
  if (said || !isfinite(v->detectable_shift)) return;
  leda_text size = {0};
  double shown = v->detectable_shift;
  leda_number_label(shown, leda_number_decimals(&shown, 1, 2), language, &size);
  leda_text_addf(text,
                 _("The smallest lasting shift that %zu such values show 8 times in 10: %s.\n"),
                 check->n, leda_text_str(&size));
  leda_text_clear(&size);
}

/* What the verdict reckoned with, and what that rests on. */
static void add_noise(const leda_check *check, leda_language language, leda_text *text) {
  const leda_verdict_result *v = &check->verdict;
  if (v->noise.model == LEDA_NOISE_INDEPENDENT || !(v->noise.phi > 0.0) ||
      v->verdict == LEDA_VERDICT_CANNOT_TELL)
    return;
  leda_text phi = {0};
  leda_number_label(v->noise.phi, 2, language, &phi);
  leda_text_addf(
      text,
      v->noise.model == LEDA_NOISE_AR1_GIVEN
          ? _("Neighbouring values are alike (autocorrelation %s, as given), which the "
              "verdict reckons with.\n")
      : v->noise.model == LEDA_NOISE_AR1_SERIES
          ? _("Neighbouring values are alike (autocorrelation %s, from the series "
              "itself), which the verdict reckons with.\n")
          : _("Neighbouring values are alike (autocorrelation %s, from all units), which "
              "the verdict reckons with.\n"),
      leda_text_str(&phi));
  leda_text_clear(&phi);
}

static void add_season(const leda_check *check, leda_text *text) {
  if (check->season_length == 0) return;
  leda_text_addf(text,
                 _("The season was taken out first: %d levels of its own, out of %zu values.\n"),
                 check->season_length, check->n);
}

static void add_denominators(const leda_check *check, leda_text *text) {
  if (!check->rates) return;
  leda_text_add(text, _("Each value weighs by its denominator: those from few cases vary more by "
                        "chance.\n"));
}

void leda_check_text(const leda_check *check, leda_language language, leda_text *text) {
  leda_text title = {0};
  leda_series_title(check->series, &title);
  if (title.length) leda_text_addf(text, "%s\n", leda_text_str(&title));
  leda_text_clear(&title);
  leda_text_addf(text, "%s %s\n\n", _("Verdict:"), leda_verdict_words(check->verdict.verdict));
  leda_check_sentence(check, language, text);
  leda_text_add(text, "\n");
  if (check->verdict.verdict != LEDA_VERDICT_TOO_SHORT) {
    add_periods(check, language, text);
    add_detectable(check, language, text);
    add_noise(check, language, text);
    add_season(check, text);
    add_denominators(check, text);
    add_outliers(check, language, text);
  }
  leda_messages_text(&check->warnings, text);
}
