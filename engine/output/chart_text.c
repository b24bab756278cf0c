/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/output/chart_output.h"
#include "engine/output/chart_summary_output.h"
#include "engine/output/labels.h"

enum { COLUMNS = 7 }; /* the last but one, the target, only where there is any */

const char *leda_chart_type_name(leda_chart_type type) {
  switch (type) {
  case LEDA_CHART_RUN:
    return _("Run chart");
  case LEDA_CHART_I:
    return _("I chart (individual values)");
  case LEDA_CHART_MR:
    return _("MR chart (moving ranges)");
  case LEDA_CHART_P:
    return _("p chart (shares)");
  case LEDA_CHART_U:
    return _("u chart (counts per unit)");
  case LEDA_CHART_C:
    return _("c chart (counts)");
  case LEDA_CHART_NP:
    return _("np chart (counts of a number of cases)");
  case LEDA_CHART_PP:
    return _("p' chart (shares that vary more than chance alone; Laney)");
  case LEDA_CHART_UP:
    return _("u' chart (counts per unit that vary more than chance alone; Laney)");
  case LEDA_CHART_IP:
    return _("I' chart (ratios whose denominators differ)");
  case LEDA_CHART_G:
    return _("g chart (cases between events)");
  case LEDA_CHART_T:
    return _("t chart (time between events)");
  case LEDA_CHART_EWMA:
    return _("EWMA chart (weighted mean of the values so far)");
  case LEDA_CHART_CUSUM:
    return _("CUSUM chart (sums of deviations from the centre, in standard deviations)");
  case LEDA_CHART_MA:
    return _("MA chart (moving average)");
  case LEDA_CHART_XBAR_R:
    return _("Xbar chart (means of several values, limits by their ranges)");
  case LEDA_CHART_XBAR_S:
    return _("Xbar chart (means of several values, limits by their standard deviations)");
  case LEDA_CHART_R:
    return _("R chart (ranges of several values)");
  case LEDA_CHART_S:
    return _("S chart (standard deviations of several values)");
  case LEDA_CHART_T2:
    return _("T2 chart (how far several variables together lie from their means)");
  default:
    return "";
  }
}

static const char *signal_name(unsigned bit) {
  switch (bit) {
  case LEDA_SIGNAL_BEYOND_LIMITS:
    return _("beyond limits");
  case LEDA_SIGNAL_RUN:
    return _("run");
  case LEDA_SIGNAL_TWO_OF_THREE:
    return _("two of three");
  case LEDA_SIGNAL_FOUR_OF_FIVE:
    return _("four of five");
  case LEDA_SIGNAL_LONG_RUN:
    return _("long run");
  case LEDA_SIGNAL_FEW_CROSSINGS:
    return _("few crossings");
  case LEDA_SIGNAL_TREND:
    return _("trend");
  case LEDA_SIGNAL_ALTERNATING:
    return _("alternating");
  case LEDA_SIGNAL_FIFTEEN_INSIDE:
    return _("fifteen inside");
  case LEDA_SIGNAL_EIGHT_OUTSIDE:
    return _("eight outside");
  case LEDA_SIGNAL_THREE_OF_FOUR:
    return _("three of four");
  default:
    return "";
  }
}

static char *number_cell(double value, int decimals, leda_language language) {
  leda_text cell = {0};
  leda_number_label(value, decimals, language, &cell);
  return leda_text_take(&cell);
}

static char *period_cell(leda_period period, leda_language language) {
  leda_text cell = {0};
  leda_period_label(period, language, &cell);
  return leda_text_take(&cell);
}

static char *signals_cell(const leda_chart_point *point) {
  leda_text cell = {0};
  leda_text_add(&cell, point->excluded ? _("excluded") : "");
  for (unsigned i = 0; i < LEDA_SIGNAL_KINDS; i++) {
    if (!(point->signals & (1u << i))) continue;
    if (cell.length) leda_text_add(&cell, ", ");
    leda_text_add(&cell, signal_name(1u << i));
  }
  if (point->beyond_target)
    leda_text_addf(&cell, "%s%s", cell.length ? ", " : "", _("beyond target"));
  return leda_text_take(&cell);
}

static int decimals_of(const leda_chart *chart) {
  double largest = 0.0;
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < chart->n; i++) {
    double value = chart->points[i].value;
    if (isnan(value)) continue;
    largest = fmax(largest, fabs(value));
    low = fmin(low, value);
    high = fmax(high, value);
  }
  /* Values far from 0 that differ by little must not all look alike. */
  double spread = high > low ? high - low : largest;
  int by_size = leda_number_decimals(&largest, 1, 4),
      by_spread = leda_number_decimals(&spread, 1, 3);
  return by_size > by_spread ? by_size : by_spread;
}

static bool has_target(const leda_chart *chart) {
  for (size_t i = 0; i < chart->n; i++)
    if (!isnan(chart->points[i].target)) return true;
  return false;
}

/* Enough to show every target as it was written. */
static int target_decimals(const leda_chart *chart, int decimals) {
  int most = decimals;
  for (size_t i = 0; i < chart->n; i++) {
    int needed = leda_number_exact_decimals(chart->points[i].target, decimals, decimals + 2);
    if (needed > most) most = needed;
  }
  return most;
}

static void fill_row(const leda_chart *chart, size_t i, leda_language language, char **row) {
  const leda_chart_point *point = &chart->points[i];
  int decimals = decimals_of(chart);
  bool target = has_target(chart);
  if (target) row[5] = number_cell(point->target, target_decimals(chart, decimals), language);
  row[target ? 6 : 5] = signals_cell(point);
  row[0] = period_cell(point->period, language);
  row[1] = number_cell(point->value, decimals, language);
  if (chart->type == LEDA_CHART_CUSUM) {
    row[2] = number_cell(point->cusum_upper, 2, language);
    row[3] = number_cell(point->cusum_lower, 2, language);
    row[4] = number_cell(point->upper, 2, language);
    return;
  }
  row[2] = number_cell(point->centre, decimals, language);
  row[3] = number_cell(point->lower, decimals, language);
  row[4] = number_cell(point->upper, decimals, language);
}

static void add_table(const leda_chart *chart, leda_language language, leda_text *text) {
  bool target = has_target(chart);
  size_t rows = chart->n + 1, columns = target ? COLUMNS : COLUMNS - 1;
  char **cells = leda_calloc(rows * columns, sizeof *cells);
  if (!cells) {
    text->failed = true;
    return;
  }
  const char *const header[COLUMNS] = {_("Period"), _("Value"),  _("Centre"), _("Lower"),
                                       _("Upper"),  _("Target"), _("Signals")};
  const char *const sums[COLUMNS] = {_("Period"), _("Value"),  _("Upwards"), _("Downwards"),
                                     _("Limit"),  _("Target"), _("Signals")};
  const char *const *names = chart->type == LEDA_CHART_CUSUM ? sums : header;
  for (size_t c = 0; c < columns; c++)
    cells[c] = leda_strdup(names[c + 1 == columns ? COLUMNS - 1 : c]);
  for (size_t i = 0; i < chart->n; i++) fill_row(chart, i, language, cells + (i + 1) * columns);
  bool whole = true;
  for (size_t k = 0; k < rows * columns; k++) whole = whole && cells[k];
  if (whole)
    leda_table_text(cells, rows, target ? "lrrrrrl" : "lrrrrl", text);
  else
    text->failed = true;
  for (size_t k = 0; k < rows * columns; k++) leda_free(cells[k]);
  leda_free(cells);
}

/* Named only where they are not the standard ones. */
static const char *rule_line(leda_runs_rule rule) {
  if (rule == LEDA_RUNS_BEST_BOX) return _("Their limits are chosen together, by the best box.\n");
  if (rule == LEDA_RUNS_CUT_BOX) return _("Their limits are chosen together, by the cut box.\n");
  return "";
}

static void add_runs(const leda_chart *chart, leda_language language, leda_text *text) {
  for (size_t i = 0; i < chart->n_runs; i++) {
    const leda_chart_runs *runs = &chart->runs[i];
    leda_text first = {0}, last = {0};
    leda_period_label(chart->phases[runs->phase].first, language, &first);
    leda_period_label(chart->phases[runs->phase].last, language, &last);
    leda_text_addf(text,
                   _("Runs, %s to %s: %zu useful points; longest run %zu (up to %zu is chance); "
                     "%zu crossings (at least %zu is chance).\n"),
                   leda_text_str(&first), leda_text_str(&last), runs->useful, runs->longest_run,
                   runs->longest_run_max, runs->crossings, runs->crossings_min);
    leda_text_add(text, rule_line(runs->rule));
    leda_text_clear(&first);
    leda_text_clear(&last);
  }
}

static void add_summary(const leda_chart *chart, leda_language language, leda_text *text) {
  leda_text summary = {0};
  if (!leda_chart_is_judged(chart)) return;
  leda_chart_summary_sentences(chart, language, &summary);
  leda_text_addf(text, "%s\n", leda_text_str(&summary));
  text->failed = text->failed || summary.failed;
  leda_text_clear(&summary);
}

void leda_chart_text(const leda_chart *chart, leda_language language, leda_text *text) {
  leda_text title = {0};
  leda_series_title(chart->series, &title);
  if (title.length) leda_text_addf(text, "%s\n", leda_text_str(&title));
  leda_text_clear(&title);
  leda_text_addf(text, "%s\n", leda_chart_type_name(chart->type));
  if (chart->choice.why != LEDA_CHOSEN_BY_USER) {
    leda_chart_reason(chart, language, text);
    leda_text_add(text, "\n");
  }
  leda_text_add(text, "\n");
  add_table(chart, language, text);
  leda_text_add(text, "\n");
  leda_chart_warning_text(chart, language, text);
  add_runs(chart, language, text);
  leda_chart_false_alarm_table(chart, language, text);
  leda_messages_text(&chart->warnings, text);
  if (chart->rebasing.outcome != LEDA_REBASING_OFF) {
    leda_chart_rebase_sentence(chart, language, text);
    leda_text_add(text, "\n");
  }
  leda_chart_sentence(chart, language, text);
  leda_chart_false_alarm_sentence(chart, language, text);
  leda_text_add(text, "\n");
  add_summary(chart, language, text);
  leda_chart_capability_text(chart, language, text);
}
