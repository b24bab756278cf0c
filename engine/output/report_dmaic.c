/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/report_dmaic.h"

#include <math.h>

#include "engine/output/dmaic_output.h"
#include "engine/output/report_parts.h"

enum { MOST_ITEMS = 12, MOST_LEAD = 4 };

static leda_report_item *add_item(leda_report *report, leda_report_section *section,
                                  const char *name, const char *title, const leda_figure *figure) {
  leda_report_item *item = &section->items[section->n_items++];
  *item = (leda_report_item){.slug = leda_report_slug(report, name),
                             .title = title,
                             .figure = figure,
                             .formats = LEDA_WANT_SVG};
  return item;
}

/* ---- the gates as a table ---- */

static leda_grid gates_grid(leda_report *report, const leda_dmaic *dmaic) {
  const leda_grid_column columns[] = {{_("Phase"), "phase", false, true},
                                      {_("Gate"), "gate", false, false},
                                      {_("What the data say"), "finding", false, false},
                                      {_("State"), "state", false, false}};
  size_t rows = 0;
  for (size_t k = 0; k < LEDA_PHASE_COUNT; k++)
    rows += dmaic->gates[k].n > 0 ? dmaic->gates[k].n : 1;
  leda_grid grid = leda_grid_make(&report->keeper, columns, 4, rows);
  leda_grid_pen pen = {&report->keeper, &grid, 0};
  for (size_t k = 0; k < LEDA_PHASE_COUNT && grid.n_rows > 0; k++) {
    const leda_gate *gate = &dmaic->gates[k];
    for (size_t i = 0; i < (gate->n > 0 ? gate->n : 1); i++) {
      leda_text sentence = {0};
      const leda_finding *finding = gate->n > 0 ? &gate->findings[i] : NULL;
      leda_dmaic_state state = finding ? finding->state : LEDA_STATE_NOT_BEGUN;
      if (finding) leda_finding_sentence(finding, report->language, &sentence);
      leda_grid_cell *cell = leda_grid_write(&pen, leda_phase_words((leda_phase)k));
      if (cell) cell->token = leda_phase_token((leda_phase)k);
      cell = leda_grid_write(&pen, leda_gate_words(gate->state));
      if (cell) cell->token = leda_gate_token(gate->state);
      leda_grid_write(&pen, leda_text_str(&sentence));
      cell = leda_grid_write(&pen, state == LEDA_STATE_NOT_BEGUN ? "" : leda_gate_words(state));
      if (cell) cell->token = leda_gate_token(state);
      if (state == LEDA_STATE_NOT_PASSED) leda_grid_mark(cell, LEDA_CELL_FLAG);
      leda_text_clear(&sentence);
    }
  }
  return grid;
}

static leda_grid causes_grid(leda_report *report, const leda_dmaic *dmaic) {
  const leda_grid_column columns[] = {{_("Cause"), "cause", false, true},
                                      {_("Count"), "count", true, false},
                                      {_("Place from"), "rank_from", true, false},
                                      {_("Place to"), "rank_to", true, false}};
  leda_grid grid = leda_grid_make(&report->keeper, columns, 4, dmaic->n_causes);
  leda_grid_pen pen = {&report->keeper, &grid, 0};
  for (size_t i = 0; i < grid.n_rows; i++) {
    const leda_dmaic_cause *cause = &dmaic->causes[i];
    leda_grid_cell *cell = leda_grid_write(&pen, cause->label);
    if (cause->vital) leda_grid_mark(cell, LEDA_CELL_STRONG);
    leda_grid_write_number(&pen, cause->count, 0, report->language);
    leda_grid_write_number(&pen, (double)cause->rank_from, 0, report->language);
    leda_grid_write_number(&pen, (double)cause->rank_to, 0, report->language);
  }
  return grid;
}

/* ---- the section ---- */

static void add_lead(leda_report *report, leda_report_section *section, const leda_project *project,
                     const leda_dmaic *dmaic) {
  leda_text problem = {0}, goal = {0}, next = {0}, again = {0};
  const leda_project_dmaic *words = &project->dmaic;
  if (words->problem.text[0]) leda_text_addf(&problem, _("Problem: %s"), words->problem.text);
  if (words->goal.text[0]) leda_text_addf(&goal, _("Goal: %s"), words->goal.text);
  leda_dmaic_next(dmaic, report->language, &next);
  leda_text_add(&again, leda_text_str(&next));
  leda_report_add_text(report, &section->lead, &problem, MOST_LEAD);
  leda_report_add_text(report, &section->lead, &goal, MOST_LEAD);
  leda_report_add_text(report, &section->lead, &next, MOST_LEAD);
  leda_report_add_text(report, &report->sentences, &again, LEDA_REPORT_SENTENCES);
}

/* A figure that is there becomes an item of its own, with the title of the figure. */
static leda_report_item *add_figure(leda_report *report, leda_report_section *section,
                                    const char *name, const leda_figure *figure) {
  return figure ? add_item(report, section, name, figure->texts.title, figure) : NULL;
}

static void add_figures(leda_report *report, leda_report_section *section,
                        const leda_dmaic_part *part) {
  const leda_study *studies = part->studies;
  add_figure(report, section, "timeline", leda_dmaic_timeline(report, part->project, part->dmaic));
  if (part->chart) add_item(report, section, "before-after", _("Before and after"), part->chart);
  add_figure(report, section, "gauge", leda_dmaic_gauge_figure(report, part->dmaic));
  leda_report_item *pareto =
      add_figure(report, section, "pareto", leda_dmaic_pareto(report, part->dmaic));
  if (pareto) pareto->grid = causes_grid(report, part->dmaic);
  add_figure(report, section, "groups",
             leda_dmaic_strata_figure(report, &studies[LEDA_STUDY_STRATA]));
  add_figure(report, section, "pairs",
             leda_dmaic_scatter_figure(report, &studies[LEDA_STUDY_PAIRS]));
  add_figure(report, section, "fishbone", leda_dmaic_fishbone(report, part->project));
  add_figure(report, section, "whys", leda_dmaic_whys(report, part->project));
  leda_report_item *sheet = add_figure(report, section, "a3", leda_dmaic_sheet(report, part));
  if (!sheet) return;
  sheet->title = _("The project on one sheet, for the wall");
  sheet->formats = LEDA_WANT_SVG | LEDA_WANT_PDF;
  sheet->shape = LEDA_SHAPE_A3;
}

void leda_report_dmaic(leda_report *report, leda_report_section *section,
                       const leda_dmaic_part *part) {
  section->title = _("Where the project stands");
  section->items = leda_keep_array(&report->keeper, MOST_ITEMS, sizeof *section->items);
  if (!section->items) return;
  add_lead(report, section, part->project, part->dmaic);
  add_item(report, section, "gates", _("Gate by gate"), NULL)->grid =
      gates_grid(report, part->dmaic);
  add_figures(report, section, part);
}
