/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/chart_output.h"
#include "engine/output/labels.h"

void leda_chart_warning_text(const leda_chart *chart, leda_language language, leda_text *text) {
  size_t last = chart->n;
  while (last > 0 && isnan(chart->points[last - 1].warning_upper)) last--;
  if (chart->warning_sigmas <= 0.0 || last == 0) return;
  const leda_chart_point *point = &chart->points[last - 1];
  double shown[2] = {point->warning_lower, point->warning_upper};
  int decimals = leda_number_decimals(shown, 2, 4);
  leda_text period = {0}, lower = {0}, upper = {0}, sigmas = {0};
  leda_period_label(point->period, language, &period);
  leda_number_label(shown[0], decimals, language, &lower);
  leda_number_label(shown[1], decimals, language, &upper);
  leda_number_label(chart->warning_sigmas, leda_number_exact_decimals(chart->warning_sigmas, 0, 4),
                    language, &sigmas);
  leda_text_addf(text,
                 _("Warning limits at %s standard deviations, %s: %s and %s. They make no "
                   "signals.\n"),
                 leda_text_str(&sigmas), leda_text_str(&period), leda_text_str(&lower),
                 leda_text_str(&upper));
  leda_text_clear(&period);
  leda_text_clear(&lower);
  leda_text_clear(&upper);
  leda_text_clear(&sigmas);
}
