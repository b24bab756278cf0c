/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/chart_summary_output.h"

#include <math.h>
#include <string.h>

#include "engine/core/number.h"
#include "engine/output/json_write.h"
#include "engine/output/labels.h"

const char *leda_variation_words(leda_variation variation) {
  switch (variation) {
  case LEDA_VARIATION_COMMON:
    return _("Common cause");
  case LEDA_VARIATION_IMPROVEMENT:
    return _("Improvement");
  case LEDA_VARIATION_CONCERN:
    return _("Concern");
  case LEDA_VARIATION_HIGH:
    return _("Upwards");
  case LEDA_VARIATION_LOW:
    return _("Downwards");
  case LEDA_VARIATION_UNDIRECTED:
    return _("Special cause");
  default:
    return "";
  }
}

const char *leda_assurance_words(leda_assurance assurance) {
  switch (assurance) {
  case LEDA_ASSURANCE_MET:
    return _("Will be met");
  case LEDA_ASSURANCE_MISSED:
    return _("Will be missed");
  case LEDA_ASSURANCE_HIT_AND_MISS:
    return _("Hit and miss");
  default:
    return "";
  }
}

void leda_chart_target_label(double target, leda_language language, leda_text *text) {
  int decimals = leda_number_exact_decimals(target, 0, 4);
  double rounded = round(target);
  if (decimals == 0 && fabs(target - rounded) > 1e-9 * fmax(1.0, fabs(target)))
    decimals = leda_number_decimals(&target, 1, 4);
  leda_number_label(target, decimals, language, text);
}

static const char *variation_sentence(leda_variation variation, int direction) {
  switch (variation) {
  case LEDA_VARIATION_COMMON:
    return _("The latest value (%s) carries no signal: common-cause variation.");
  case LEDA_VARIATION_IMPROVEMENT:
    return direction > 0 ? _("The latest value (%s) is part of a signal upwards, for the better: "
                             "special-cause improvement.")
                         : _("The latest value (%s) is part of a signal downwards, for the better: "
                             "special-cause improvement.");
  case LEDA_VARIATION_CONCERN:
    return direction > 0 ? _("The latest value (%s) is part of a signal upwards, for the worse: "
                             "special-cause concern.")
                         : _("The latest value (%s) is part of a signal downwards, for the worse: "
                             "special-cause concern.");
  case LEDA_VARIATION_HIGH:
    return _("The latest value (%s) is part of a signal upwards: special-cause variation.");
  case LEDA_VARIATION_LOW:
    return _("The latest value (%s) is part of a signal downwards: special-cause variation.");
  case LEDA_VARIATION_UNDIRECTED:
    return _("The latest value (%s) is part of a signal without a direction: special-cause "
             "variation.");
  default:
    return _("The variation at the latest value (%s) cannot be told: there are neither limits nor "
             "points enough for a rule.");
  }
}

static const char *assurance_sentence(const leda_chart *chart, leda_assurance assurance) {
  switch (assurance) {
  case LEDA_ASSURANCE_MET:
    return _("If nothing changes, the target %s will be met: the limits lie wholly on its better "
             "side.");
  case LEDA_ASSURANCE_MISSED:
    return _("If nothing changes, the target %s will be missed: the limits lie wholly on its worse "
             "side.");
  case LEDA_ASSURANCE_HIT_AND_MISS:
    return _("If nothing changes, chance decides from time to time whether the target %s is met: "
             "it lies between the limits.");
  default:
    return chart->better == LEDA_BETTER_NONE
               ? _("Whether the target %s will be met is told where --better says which way is "
                   "better.")
               : _("Whether the target %s will be met cannot be told: the chart has no limits for "
                   "single values.");
  }
}

/* `sentence` with `what` in the place of its %s. */
static void add_sentence(leda_text *text, const char *sentence, const char *what) {
  const char *place = strstr(sentence, "%s");
  if (text->length) leda_text_add_char(text, ' ');
  if (place) leda_text_add_n(text, sentence, (size_t)(place - sentence));
  if (place) leda_text_add(text, what);
  leda_text_add(text, place ? place + 2 : sentence);
}

void leda_chart_summary_sentences(const leda_chart *chart, leda_language language,
                                  leda_text *text) {
  leda_chart_summary summary = leda_chart_summarise(chart);
  leda_text period = {0}, target = {0};
  if (summary.point == chart->n) return;
  const leda_chart_point *point = &chart->points[summary.point];
  leda_period_label(point->period, language, &period);
  leda_chart_target_label(point->target, language, &target);
  add_sentence(text, variation_sentence(summary.variation, summary.direction),
               leda_text_str(&period));
  if (!isnan(point->target))
    add_sentence(text, assurance_sentence(chart, summary.assurance), leda_text_str(&target));
  text->failed = text->failed || period.failed || target.failed;
  leda_text_clear(&period);
  leda_text_clear(&target);
}

leda_figure_icon leda_variation_icon(const leda_chart_summary *summary) {
  static const leda_figure_icon_kind kinds[] = {
      LEDA_ICON_NONE, LEDA_ICON_COMMON, LEDA_ICON_IMPROVEMENT, LEDA_ICON_CONCERN,
      LEDA_ICON_HIGH, LEDA_ICON_LOW,    LEDA_ICON_UNDIRECTED};
  /* TRANSLATORS: the letters in summary icons: High, Low; the target will be met (Pass), missed (Fail). */
  const char *letter = summary->direction > 0 ? _("H") : _("L");
  return (leda_figure_icon){kinds[summary->variation], letter,
                            leda_variation_words(summary->variation)};
}

leda_figure_icon leda_assurance_icon(const leda_chart_summary *summary) {
  static const leda_figure_icon_kind kinds[] = {LEDA_ICON_NONE, LEDA_ICON_MET, LEDA_ICON_MISSED,
                                                LEDA_ICON_HIT_AND_MISS};
  const char *letter = summary->assurance == LEDA_ASSURANCE_MET      ? _("P")
                       : summary->assurance == LEDA_ASSURANCE_MISSED ? _("F")
                                                                     : "?";
  return (leda_figure_icon){kinds[summary->assurance], letter,
                            leda_assurance_words(summary->assurance)};
}

size_t leda_chart_icons(const leda_chart *chart, leda_figure_icon icons[2]) {
  leda_chart_summary summary = leda_chart_summarise(chart);
  size_t n = 0;
  if (summary.variation != LEDA_VARIATION_NONE) icons[n++] = leda_variation_icon(&summary);
  if (summary.assurance != LEDA_ASSURANCE_NONE) icons[n++] = leda_assurance_icon(&summary);
  return n;
}

static json_t *word_json(const char *word) { return word ? json_string(word) : json_null(); }

json_t *leda_chart_summary_json(const leda_chart *chart) {
  static const char *const ways[] = {"down", NULL, "up"}, *const sides[] = {"none", "higher",
                                                                            "lower"};
  leda_chart_summary summary = leda_chart_summarise(chart);
  const leda_chart_point *point = summary.point < chart->n ? &chart->points[summary.point] : NULL;
  json_t *object = json_object();
  int failed =
      json_object_set_new(object, "period", point ? leda_period_json(point->period) : json_null());
  failed |=
      json_object_set_new(object, "variation", word_json(leda_variation_token(summary.variation)));
  failed |= json_object_set_new(object, "direction", word_json(ways[summary.direction + 1]));
  failed |= json_object_set_new(object, "better", json_string(sides[chart->better]));
  failed |=
      json_object_set_new(object, "target", leda_json_number(point ? point->target : (double)NAN));
  failed |=
      json_object_set_new(object, "assurance", word_json(leda_assurance_token(summary.assurance)));
  if (!failed) return object;
  json_decref(object);
  return NULL;
}
