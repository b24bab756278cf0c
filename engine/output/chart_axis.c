/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/chart_output.h"

/* What stands on the axis where it is not the values themselves: two charts of one series would else
   look alike. */
const char *leda_chart_axis_words(leda_chart_type type) {
  switch (type) {
  case LEDA_CHART_MR:
    return _("Moving ranges: the distance from the value before");
  case LEDA_CHART_EWMA:
    return _("Weighted means of the values so far (EWMA)");
  case LEDA_CHART_MA:
    return _("Moving averages");
  case LEDA_CHART_CUSUM:
    return _("Sums of deviations upwards and downwards, in standard deviations");
  case LEDA_CHART_XBAR_R:
  case LEDA_CHART_XBAR_S:
    return _("Means of each period's values");
  case LEDA_CHART_R:
    return _("Ranges of each period's values");
  case LEDA_CHART_S:
    return _("Standard deviations of each period's values");
  case LEDA_CHART_T2:
    return _("Hotelling's T²: how far all of them together lie from their means");
  default:
    return "";
  }
}
