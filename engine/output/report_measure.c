/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/output/labels.h"
#include "engine/output/report_parts.h"

#define MOST_WARNINGS 16

const char *leda_report_slug(leda_report *report, const char *name) {
  leda_text text = {0};
  char *slug = leda_file_slug(&name, 1);
  if (slug)
    leda_text_add(&text, slug);
  else
    text.failed = true;
  leda_free(slug);
  return leda_keep_text(&report->keeper, &text);
}

const char *leda_measure_title(leda_report *report, const leda_project_measure *measure,
                               const leda_series *series) {
  if (measure->title.text[0]) return measure->title.text;
  leda_text text = {0};
  leda_series_title(series, &text);
  if (text.length == 0) leda_text_add(&text, measure->name);
  return leda_keep_text(&report->keeper, &text);
}

/* ---- the numbers of a chart ---- */

static const struct {
  unsigned bit;
  const char *word;
} SIGNAL_WORDS[] = {
    {LEDA_SIGNAL_BEYOND_LIMITS, N_("beyond the limits")},
    {LEDA_SIGNAL_RUN, N_("run")},
    {LEDA_SIGNAL_TWO_OF_THREE, N_("2 of 3 far out")},
    {LEDA_SIGNAL_FOUR_OF_FIVE, N_("4 of 5 far out")},
    {LEDA_SIGNAL_LONG_RUN, N_("long run")},
    {LEDA_SIGNAL_FEW_CROSSINGS, N_("few crossings")},
    {LEDA_SIGNAL_TREND, N_("trend")},
    {LEDA_SIGNAL_ALTERNATING, N_("alternating")},
    {LEDA_SIGNAL_FIFTEEN_INSIDE, N_("fifteen inside")},
    {LEDA_SIGNAL_EIGHT_OUTSIDE, N_("eight outside")},
    {LEDA_SIGNAL_THREE_OF_FOUR, N_("three of four")},
};

static void write_signals(leda_grid_pen *pen, unsigned signals) {
  leda_text words = {0}, tokens = {0};
  for (size_t i = 0; i < sizeof SIGNAL_WORDS / sizeof *SIGNAL_WORDS; i++) {
    if (!(signals & SIGNAL_WORDS[i].bit)) continue;
    if (words.length > 0) leda_text_add(&words, ", ");
    if (tokens.length > 0) leda_text_add(&tokens, " ");
    leda_text_add(&words, _(SIGNAL_WORDS[i].word));
    leda_text_add(&tokens, leda_signal_token(SIGNAL_WORDS[i].bit));
  }
  leda_grid_cell *cell = leda_grid_write(pen, leda_text_str(&words));
  if (cell) cell->token = leda_keep_text(pen->keeper, &tokens);
  if (signals) leda_grid_mark(cell, LEDA_CELL_FLAG);
  leda_text_clear(&words);
  leda_text_clear(&tokens);
}

static void write_point(leda_grid_pen *pen, const leda_chart_point *point, int decimals,
                        leda_language language) {
  leda_text label = {0};
  char token[LEDA_PERIOD_SIZE];
  leda_period_label(point->period, language, &label);
  leda_period_format(point->period, token);
  leda_grid_cell *cell = leda_grid_write(pen, leda_text_str(&label));
  if (cell) cell->token = leda_keep_copy(pen->keeper, token);
  leda_text_clear(&label);
  leda_grid_write_number(pen, point->value, decimals, language);
  leda_grid_write_number(pen, point->centre, decimals, language);
  leda_grid_write_number(pen, point->lower, decimals, language);
  leda_grid_write_number(pen, point->upper, decimals, language);
  write_signals(pen, point->signals);
}

static leda_grid chart_grid(const leda_chart *chart, leda_report *report) {
  const leda_grid_column columns[] = {
      {_("Period"), "period", false, true},      {_("Value"), "value", true, false},
      {_("Centre line"), "centre", true, false}, {_("Lower limit"), "lower", true, false},
      {_("Upper limit"), "upper", true, false},  {_("Signal"), "signals", false, false},
  };
  leda_grid grid = leda_grid_make(&report->keeper, columns, 6, chart->n);
  leda_grid_pen pen = {&report->keeper, &grid, 0};
  double scale[3] = {NAN, NAN, NAN};
  for (size_t i = 0; i < chart->n; i++) {
    if (isnan(chart->points[i].centre)) continue;
    scale[0] = chart->points[i].centre;
    scale[1] = chart->points[i].upper;
    scale[2] = chart->points[i].lower;
  }
  int decimals = leda_number_decimals(scale, 3, 4);
  for (size_t i = 0; i < grid.n_rows; i++)
    write_point(&pen, &chart->points[i], decimals, report->language);
  return grid;
}

/* ---- the section ---- */

static void add_warnings(leda_report *report, leda_report_section *section,
                         const leda_messages *warnings) {
  for (size_t i = 0; i < warnings->n; i++) {
    const char *message = warnings->items[i].what.message;
    bool known = false;
    for (size_t k = 0; k < section->warnings.n; k++)
      known = known || strcmp(section->warnings.items[k], message) == 0;
    leda_text text = {0};
    if (!known) leda_text_add(&text, message);
    leda_report_add_text(report, &section->warnings, &text, MOST_WARNINGS);
  }
}

static void add_lead(leda_report *report, leda_report_section *section,
                     const leda_measure_part *part) {
  enum { MOST = 4 };
  const leda_project_measure *measure = &part->project->measures[part->measure];
  leda_text definition = {0}, verdict = {0}, chart = {0}, again = {0};
  leda_text_add(&definition, measure->definition.text);
  leda_check_sentence(part->check, report->language, &verdict);
  leda_chart_sentence(part->chart, report->language, &chart);
  leda_text_addf(&again, "%s: %s", section->title, leda_text_str(&verdict));
  leda_report_add_text(report, &section->lead, &verdict, MOST);
  leda_report_add_text(report, &section->lead, &chart, MOST);
  leda_report_add_text(report, &section->lead, &definition, MOST);
  leda_report_add_text(report, &report->sentences, &again, LEDA_REPORT_SENTENCES);
}

static leda_report_item make_item(leda_report *report, const leda_measure_part *part,
                                  const leda_project_figure *figure) {
  const leda_project_measure *measure = &part->project->measures[part->measure];
  leda_report_item item = {
      .slug = leda_report_slug(report, figure ? figure->name : measure->name),
      .title = figure && figure->title.text[0] ? figure->title.text : _("Control chart"),
      .figure = leda_chart_figure_get(part->figure),
      .grid = chart_grid(part->chart, report),
      .formats = figure ? figure->formats : LEDA_WANT_SVG,
      .shape = figure ? figure->shape : LEDA_SHAPE_WIDE,
  };
  leda_text note = {0};
  if (figure) leda_text_add(&note, figure->note.text);
  leda_report_add_text(report, &item.notes, &note, 1);
  return item;
}

void leda_report_measure(leda_report *report, leda_report_section *section,
                         const leda_measure_part *part) {
  const leda_project *project = part->project;
  const leda_project_measure *measure = &project->measures[part->measure];
  section->title = leda_measure_title(report, measure, part->chart->series);
  section->source = measure->source.text;
  add_lead(report, section, part);
  add_warnings(report, section, &part->chart->warnings);
  add_warnings(report, section, &part->check->warnings);
  section->items = leda_keep_array(&report->keeper, project->n_figures + 1, sizeof *section->items);
  if (!section->items) return;
  for (size_t i = 0; i < project->n_figures; i++) {
    const leda_project_figure *figure = &project->figures[i];
    if (leda_project_kind_of_measure(figure->kind) && figure->measure == part->measure)
      section->items[section->n_items++] = make_item(report, part, figure);
  }
  if (section->n_items == 0) section->items[section->n_items++] = make_item(report, part, NULL);
}
