/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/output/chart_output.h"

/* What the sentence is made of. */
typedef struct {
  size_t measured; /* points with a value that are not excluded */
  size_t beyond;
  size_t beyond_in_baseline;
  size_t baseline;
  size_t zone;    /* points that break a rule of a set other than Anhoej's */
  unsigned zoned; /* the sets of which one was broken */
  const leda_chart_point *first_beyond;
} tally;

static unsigned broken_sets(const leda_chart_point *point) {
  unsigned sets = 0;
  for (unsigned k = 1; k < LEDA_RULE_SETS; k++)
    if (point->broken[k]) sets |= 1u << k;
  return sets;
}

static tally count_up(const leda_chart *chart) {
  tally t = {0};
  for (size_t i = 0; i < chart->n; i++) {
    const leda_chart_point *point = &chart->points[i];
    if (isnan(point->value) || point->excluded) continue;
    t.measured++;
    t.baseline += point->baseline;
    t.zone += broken_sets(point) != 0;
    t.zoned |= broken_sets(point);
    if (!(point->signals & LEDA_SIGNAL_BEYOND_LIMITS)) continue;
    if (!t.first_beyond) t.first_beyond = point;
    t.beyond++;
    t.beyond_in_baseline += point->baseline;
  }
  return t;
}

static void add_separator(leda_text *text, size_t start) {
  if (text->length > start) leda_text_add(text, "; ");
}

static void say_beyond(const tally *t, leda_language language, leda_text *text) {
  leda_text period = {0};
  leda_period_label(t->first_beyond->period, language, &period);
  leda_text_addf(text,
                 P_("%zu of %zu points lies beyond the limits (%s)",
                    "%zu of %zu points lie beyond the limits (the first: %s)", t->beyond),
                 t->beyond, t->measured, leda_text_str(&period));
  leda_text_clear(&period);
}

static void say_runs(const leda_chart *chart, leda_text *text, size_t start) {
  for (size_t i = 0; i < chart->n_runs; i++) {
    const leda_chart_runs *runs = &chart->runs[i];
    if (!runs->signal || !(chart->rules & LEDA_RULES_ANHOEJ)) continue;
    if (runs->longest_run > runs->longest_run_max) {
      add_separator(text, start);
      leda_text_addf(
          text,
          _("%zu points in a row lie on one side of the centre line, where chance allows "
            "about %zu"),
          runs->longest_run, runs->longest_run_max);
    }
    if (runs->crossings < runs->crossings_min) {
      add_separator(text, start);
      leda_text_addf(
          text,
          P_("the curve crosses the centre line %zu time, where chance makes at least %zu",
             "the curve crosses the centre line %zu times, where chance makes at least "
             "%zu",
             runs->crossings),
          runs->crossings, runs->crossings_min);
    }
  }
}

static void add_set_names(unsigned sets, leda_text *text) {
  static const char *const names[LEDA_RULE_SETS] = {"", "Western Electric", "Nelson",
                                                    "NHS Making data count", "Wheeler"};
  for (unsigned k = 1; k < LEDA_RULE_SETS; k++) {
    if (!(sets & (1u << k))) continue;
    if (text->length) leda_text_add(text, ", ");
    leda_text_add(text, names[k]);
  }
}

static void say_zone(const tally *t, leda_text *text, size_t start) {
  add_separator(text, start);
  if (t->zoned != LEDA_RULES_WESTERN_ELECTRIC) {
    leda_text names = {0};
    add_set_names(t->zoned, &names);
    leda_text_addf(text,
                   P_("%zu point breaks a rule (%s)", "%zu points break a rule (%s)", t->zone),
                   t->zone, leda_text_str(&names));
    leda_text_clear(&names);
    return;
  }
  leda_text_addf(text,
                 P_("%zu point breaks a rule of Western Electric's",
                    "%zu points break a rule of Western Electric's", t->zone),
                 t->zone);
}

/* A baseline in control has about 3 of 1,000 points outside; clearly more means that its limits do not
   describe it. */
static bool baseline_is_wild(const leda_chart *chart, const tally *t) {
  bool too_many = t->beyond_in_baseline >= 2 && 50 * t->beyond_in_baseline > t->baseline;
  bool singly = chart->type != LEDA_CHART_EWMA && chart->type != LEDA_CHART_CUSUM &&
                chart->type != LEDA_CHART_MA; /* else neighbours lie outside together */
  return too_many && singly && chart->sigma_method != LEDA_SIGMA_NONE;
}

static void say_baseline(const leda_chart *chart, const tally *t, leda_text *text) {
  if (!baseline_is_wild(chart, t)) return;
  leda_text_addf(text,
                 _(" But %zu of the %zu points that the limits were made from lie outside them "
                   "already, as happens with a season or where neighbouring values are alike: the "
                   "limits are too narrow to prove a change."),
                 t->beyond_in_baseline, t->baseline);
}

static void say_nothing_found(const leda_chart *chart, const tally *t, leda_language language,
                              leda_text *text) {
  const leda_chart_phase *last = &chart->phases[chart->n_phases - 1];
  if (chart->type == LEDA_CHART_T2) {
    leda_text_addf(
        text,
        _("No signal: in all %zu periods the %zu variables together lie where chance keeps "
          "them."),
        t->measured, chart->n_variables);
    return;
  }
  if (chart->n_phases > 1) { /* one centre line would not be that of all */
    leda_text_addf(
        text,
        _("No signal: in each of the %zu phases the values vary about its own centre line as "
          "chance lets them."),
        chart->n_phases);
    return;
  }
  leda_text centre = {0};
  double shown[1] = {last->centre};
  leda_number_label(last->centre, leda_number_decimals(shown, 1, 3), language, &centre);
  if (chart->centre_kind == LEDA_CENTRE_MEDIAN)
    leda_text_addf(text,
                   _("No signal: the %zu values vary about the median %s as chance lets them."),
                   t->measured, leda_text_str(&centre));
  else
    leda_text_addf(text, _("No signal: the %zu values vary about the mean %s as chance lets them."),
                   t->measured, leda_text_str(&centre));
  leda_text_clear(&centre);
}

void leda_chart_sentence(const leda_chart *chart, leda_language language, leda_text *text) {
  tally t = count_up(chart);
  if (chart->n_signals == 0) {
    say_nothing_found(chart, &t, language, text);
    return;
  }
  leda_text_addf(text, "%s ", _("Signals:"));
  size_t start = text->length;
  if (t.beyond) say_beyond(&t, language, text);
  say_runs(chart, text, start);
  if (t.zone) say_zone(&t, text, start);
  leda_text_add(text, ".");
  say_baseline(chart, &t, text);
}

void leda_chart_headline(const leda_chart *chart, leda_language language, leda_text *text) {
  tally t = count_up(chart);
  if (chart->n_signals == 0) {
    say_nothing_found(chart, &t, language, text);
    return;
  }
  leda_text_addf(text, "%s ", _("Signals:"));
  size_t start = text->length;
  if (t.beyond)
    say_beyond(&t, language, text);
  else
    say_runs(chart, text, start);
  if (text->length == start) say_zone(&t, text, start);
  if (baseline_is_wild(chart, &t))
    leda_text_addf(text, _("; %zu of them in the baseline itself"), t.beyond_in_baseline);
  leda_text_add(text, ".");
}
