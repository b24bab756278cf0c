/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of the tables that a project hangs on: groups, pairs, the gauge study. */
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/output/dmaic_output.h"
#include "engine/output/report_dmaic.h"

/* ---- groups ---- */

enum { FEW_POINTS = 30 };

/* Rows from..to-1 of one group, values ascending as the study sorts them. */
static leda_figure_box box_of(leda_report *report, const leda_study *study, size_t from,
                              size_t to) {
  double *values = leda_keep_array(&report->keeper, to - from + 1, sizeof *values);
  leda_figure_box box = {.label = study->rows[from].label[0],
                         .low = NAN,
                         .first_quarter = NAN,
                         .median = NAN,
                         .third_quarter = NAN,
                         .high = NAN};
  size_t n = 0;
  for (size_t i = from; values && i < to; i++)
    if (!isnan(study->rows[i].number[0])) values[n++] = study->rows[i].number[0];
  if (n == 0) return box;
  box.first_quarter = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.25);
  box.median = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.5);
  box.third_quarter = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.75);
  double reach = 1.5 * (box.third_quarter - box.first_quarter);
  size_t low = 0, high = n;
  while (values[low] < box.first_quarter - reach) low++;
  while (values[high - 1] > box.third_quarter + reach) high--;
  box.low = values[low];
  box.high = values[high - 1];
  leda_text note = {0};
  leda_text_addf(&note, "n = %zu", n);
  box.note = leda_keep_text(&report->keeper, &note);
  box.points = values;
  box.n_points = n <= FEW_POINTS ? n : 0;
  return box;
}

const leda_figure *leda_dmaic_strata_figure(leda_report *report, const leda_study *study) {
  if (!study || study->n == 0) return NULL;
  leda_figure_box *boxes = leda_keep_array(&report->keeper, study->n, sizeof *boxes);
  size_t n = 0;
  leda_text alt = {0};
  for (size_t from = 0, to; boxes && from < study->n; from = to) {
    for (to = from + 1; to < study->n; to++)
      if (strcmp(study->rows[to].label[0], study->rows[from].label[0]) != 0) break;
    boxes[n] = box_of(report, study, from, to);
    leda_text_addf(&alt, "%s%s", n > 0 ? ", " : "", boxes[n].label);
    n++;
  }
  leda_figure *figure = leda_dmaic_figure(report, LEDA_FIGURE_BOX_PLOTS, _("Do the groups differ?"),
                                          leda_keep_text(&report->keeper, &alt));
  if (!figure || !boxes) return NULL;
  figure->texts.x_title = study->title[0];
  figure->as.box_plots =
      (leda_figure_box_plots){.boxes = boxes, .n_boxes = n, .reference = NAN, .reference_word = ""};
  return figure;
}

/* ---- pairs ---- */

const leda_figure *leda_dmaic_scatter_figure(leda_report *report, const leda_study *study) {
  if (!study || study->n == 0) return NULL;
  double *x = leda_keep_array(&report->keeper, study->n, sizeof *x);
  double *y = leda_keep_array(&report->keeper, study->n, sizeof *y);
  leda_figure_cloud *cloud = leda_keep_array(&report->keeper, 1, sizeof *cloud);
  leda_figure *figure =
      leda_dmaic_figure(report, LEDA_FIGURE_SCATTER, _("Do the two go together?"), "");
  if (!x || !y || !cloud || !figure) return NULL;
  for (size_t i = 0; i < study->n; i++) {
    x[i] = study->rows[i].number[0];
    y[i] = study->rows[i].number[1];
  }
  *cloud = (leda_figure_cloud){.name = "", .x = x, .y = y, .n = study->n};
  leda_text alt = {0};
  leda_text_addf(&alt, "n = %zu", study->n);
  figure->texts.alt = leda_keep_text(&report->keeper, &alt);
  figure->texts.x_title = study->title[0];
  figure->texts.y_title = study->title[1];
  figure->as.scatter = (leda_figure_scatter){.clouds = cloud, .n_clouds = 1};
  return figure;
}

/* ---- gauge ---- */

enum { COMPONENTS = 4 };

static leda_figure_gauge_measure measure_of(leda_report *report, const char *name,
                                            const leda_gauge_estimate shares[COMPONENTS]) {
  double *values = leda_keep_array(&report->keeper, COMPONENTS, sizeof *values);
  double *lower = leda_keep_array(&report->keeper, COMPONENTS, sizeof *lower);
  double *upper = leda_keep_array(&report->keeper, COMPONENTS, sizeof *upper);
  for (size_t i = 0; values && lower && upper && i < COMPONENTS; i++) {
    values[i] = 100.0 * shares[i].value;
    lower[i] = 100.0 * shares[i].lower;
    upper[i] = 100.0 * shares[i].upper;
  }
  return (leda_figure_gauge_measure){name, values, lower, upper};
}

const leda_figure *leda_dmaic_gauge_figure(leda_report *report, const leda_dmaic *dmaic) {
  if (!dmaic->has_gauge) return NULL;
  const leda_gauge_result *g = &dmaic->gauge;
  const leda_gauge_component *parts[COMPONENTS] = {&g->gauge, &g->repeatability,
                                                   &g->reproducibility, &g->parts};
  leda_gauge_estimate variance[COMPONENTS], study[COMPONENTS];
  for (size_t i = 0; i < COMPONENTS; i++) {
    variance[i] = parts[i]->contribution;
    study[i] = parts[i]->of_study;
  }
  const char **names = leda_keep_array(&report->keeper, COMPONENTS, sizeof *names);
  leda_figure_gauge_measure *measures = leda_keep_array(&report->keeper, 2, sizeof *measures);
  leda_text alt = {0};
  leda_text_addf(&alt, "%.1f %%", 100.0 * study[0].value);
  leda_figure *figure = leda_dmaic_figure(report, LEDA_FIGURE_GAUGE,
                                          _("How much of the spread comes from measuring?"),
                                          leda_keep_text(&report->keeper, &alt));
  if (!names || !measures || !figure) return NULL;
  names[0] = _("Measuring in all");
  names[1] = _("Repeatability");
  names[2] = _("Reproducibility");
  names[3] = _("Parts");
  measures[0] = measure_of(report, _("per cent of the variance"), variance);
  measures[1] = measure_of(report, _("per cent of the study's spread"), study);
  figure->as.gauge = (leda_figure_gauge){.components = names,
                                         .n_components = COMPONENTS,
                                         .measures = measures,
                                         .n_measures = 2,
                                         .good = 10.0,
                                         .bad = 30.0,
                                         .good_word = _("good"),
                                         .bad_word = _("too much"),
                                         .bars_title = _("Per cent")};
  return figure;
}
