/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/dmaic_output.h"
#include "engine/output/report_dmaic.h"

enum { PANELS = 6 };

/* The sentences of a phase's findings, as a list; what is missing and mere ideas are left out. */
static void add_findings(const leda_report *report, const leda_gate *gate, leda_text *text) {
  for (size_t i = 0; i < gate->n; i++) {
    const leda_finding *finding = &gate->findings[i];
    if (finding->kind == LEDA_FINDING_KEY || finding->kind == LEDA_FINDING_IDEAS) continue;
    leda_text_add(text, text->length > 0 ? "\n- " : "- ");
    leda_finding_sentence(finding, report->language, text);
  }
}

static const char *findings_of(leda_report *report, const leda_dmaic *dmaic, leda_phase phase) {
  leda_text text = {0};
  add_findings(report, &dmaic->gates[phase], &text);
  return leda_keep_text(&report->keeper, &text);
}

static const char *opening(leda_report *report, const leda_dmaic_part *part) {
  const leda_project_dmaic *words = &part->project->dmaic;
  leda_text text = {0};
  leda_text_add(&text, words->problem.text);
  if (words->goal.text[0]) leda_text_addf(&text, "\n%s", words->goal.text);
  add_findings(report, &part->dmaic->gates[LEDA_PHASE_MEASURE], &text);
  return leda_keep_text(&report->keeper, &text);
}

/* A figure inside a panel, whose heading stands for its title. */
static const leda_figure *bare(leda_report *report, const leda_figure *figure) {
  if (!figure) return NULL;
  leda_figure *copy = leda_keep_array(&report->keeper, 1, sizeof *copy);
  if (!copy) return NULL;
  *copy = *figure;
  copy->texts.title = "";
  copy->texts.subtitle = "";
  copy->texts.caption = "";
  return copy;
}

static const char *next_of(leda_report *report, const leda_dmaic *dmaic) {
  leda_text text = {0};
  leda_dmaic_next(dmaic, report->language, &text);
  return leda_keep_text(&report->keeper, &text);
}

const leda_figure *leda_dmaic_sheet(leda_report *report, const leda_dmaic_part *part) {
  const leda_dmaic *dmaic = part->dmaic;
  leda_figure_panel *panels = leda_keep_array(&report->keeper, PANELS, sizeof *panels);
  const char *next = next_of(report, dmaic);
  leda_figure *figure = leda_dmaic_figure(report, LEDA_FIGURE_SHEET, report->title, next);
  if (!panels || !figure || !part->chart) return NULL;
  const leda_figure *causes = leda_dmaic_pareto(report, dmaic);
  if (!causes) causes = leda_dmaic_fishbone(report, part->project);
  panels[0] = (leda_figure_panel){.heading = _("Problem and goal"), .text = opening(report, part)};
  panels[1] = (leda_figure_panel){.heading = _("What causes it"),
                                  .text = findings_of(report, dmaic, LEDA_PHASE_ANALYZE),
                                  .figure = bare(report, causes)};
  panels[2] = (leda_figure_panel){.heading = _("What came of it"),
                                  .text = findings_of(report, dmaic, LEDA_PHASE_IMPROVE),
                                  .figure = bare(report, part->chart),
                                  .column = 1};
  panels[3] = (leda_figure_panel){.heading = _("How it is held"),
                                  .text = findings_of(report, dmaic, LEDA_PHASE_CONTROL),
                                  .column = 2};
  panels[4] = (leda_figure_panel){.heading = _("What comes next"), .text = next, .column = 2};
  panels[5] =
      (leda_figure_panel){.heading = _("The project in time"),
                          .text = "",
                          .figure = bare(report, leda_dmaic_timeline(report, part->project, dmaic)),
                          .column = 2};
  figure->texts.subtitle = report->subtitle;
  figure->as.sheet = (leda_figure_sheet){panels, PANELS};
  return figure;
}
