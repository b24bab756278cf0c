/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/number.h"
#include "engine/output/chart_output.h"

static const char *plain_reason(leda_chosen why) {
  switch (why) {
  case LEDA_CHOSEN_SUBGROUPS:
    return _("Type xbar-s was chosen as every period has several values.");
  case LEDA_CHOSEN_MEASURED:
    return _("Type i was chosen as the values are measured: some are fractions or below zero.");
  case LEDA_CHOSEN_COUNTS:
    return _("Type c was chosen as the values are whole numbers that vary from one to the next as "
             "counts of chance events do.");
  case LEDA_CHOSEN_COUNTS_NARROW:
    return _("Type i was chosen as the values are whole numbers that vary less from one to the "
             "next than counts of chance events do.");
  case LEDA_CHOSEN_COUNTS_FEW:
    return _("Type i was chosen as so few whole numbers do not tell whether they are counts of "
             "chance events.");
  case LEDA_CHOSEN_SIGMA:
    return _("Type i was chosen as the standard deviation of measured values was asked for.");
  case LEDA_CHOSEN_SHARES:
    return _("Type p was chosen as the values are counts, none above its denominator: shares.");
  case LEDA_CHOSEN_RATES:
    return _("Type u was chosen as the values are counts, some above their denominators: counts "
             "per unit.");
  case LEDA_CHOSEN_RATIOS:
    return _("Type ip was chosen as the numerators are not counts and the denominators differ.");
  case LEDA_CHOSEN_RATIOS_OF_EQUALS:
    return _("Type i was chosen as the numerators are not counts and all denominators are equal.");
  default:
    return "";
  }
}

static void add_reason(const leda_chart_choice *choice, const char *ratio, leda_text *text) {
  switch (choice->why) {
  case LEDA_CHOSEN_COUNTS_WIDE:
    leda_text_addf(
        text,
        _("Type i was chosen as the values are whole numbers that vary more from one to the "
          "next than counts of chance events do (%s times the variance)."),
        ratio);
    break;
  case LEDA_CHOSEN_SHARES_WIDE:
    leda_text_addf(text,
                   _("Type pp was chosen as the values are shares that vary more from "
                     "one to the next than chance alone makes them (%s times the variance)."),
                   ratio);
    break;
  case LEDA_CHOSEN_RATES_WIDE:
    leda_text_addf(text,
                   _("Type up was chosen as the values are counts per unit that vary more from "
                     "one to the next than chance alone makes them (%s times the variance)."),
                   ratio);
    break;
  default:
    leda_text_add(text, plain_reason(choice->why));
    break;
  }
}

void leda_chart_reason(const leda_chart *chart, leda_language language, leda_text *text) {
  const leda_chart_choice *choice = &chart->choice;
  if (choice->why == LEDA_CHOSEN_BY_USER) return;
  leda_text ratio = {0}, mean = {0};
  leda_number_label(choice->ratio, 1, language, &ratio);
  leda_number_label(choice->mean_count, 1, language, &mean);
  add_reason(choice, leda_text_str(&ratio), text);
  if (choice->rare)
    leda_text_addf(text,
                   _(" Events are rare (%s a period), so that the lower limit is 0 at most "
                     "points: a g or t chart of what lies between them would tell more."),
                   leda_text_str(&mean));
  if (choice->distinct)
    leda_text_addf(text,
                   _(" The values take only %zu different numbers, so that the limits are coarse."),
                   choice->distinct);
  leda_text_clear(&ratio);
  leda_text_clear(&mean);
}
