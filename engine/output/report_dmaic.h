/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_REPORT_DMAIC_H
#define LEDA_OUTPUT_REPORT_DMAIC_H

#include "engine/analysis/dmaic.h"
#include "engine/output/report.h"

/* An improvement project; everything must outlive the report. */
typedef struct {
  const leda_project *project;
  const leda_dmaic *dmaic;
  const leda_study *studies; /* by kind, LEDA_STUDY_PAIRS + 1 of them; n = 0 where there is none */
  const leda_figure *chart;  /* of leda_dmaic.chart; NULL: none */
} leda_dmaic_part;

/* One page for the wall: problem and goal, causes, what was done, what came of it, how it is held, what comes next. */
const leda_figure *leda_dmaic_sheet(leda_report *report, const leda_dmaic_part *part);

/* Makes its section: where it stands, gate by gate, and the figures of its phases. */
void leda_report_dmaic(leda_report *report, leda_report_section *section,
                       const leda_dmaic_part *part);

/* ---- its figures, each in the language set; NULL where there is nothing to show ---- */

/* Texts that all of them share; what they point to belongs to the report's keeper. */
leda_figure *leda_dmaic_figure(leda_report *report, leda_figure_kind kind, const char *title,
                               const char *alt);

const leda_figure *leda_dmaic_timeline(leda_report *report, const leda_project *project,
                                       const leda_dmaic *dmaic);
const leda_figure *leda_dmaic_pareto(leda_report *report, const leda_dmaic *dmaic);
const leda_figure *leda_dmaic_fishbone(leda_report *report, const leda_project *project);
const leda_figure *leda_dmaic_whys(leda_report *report, const leda_project *project);
const leda_figure *leda_dmaic_strata_figure(leda_report *report, const leda_study *study);
const leda_figure *leda_dmaic_scatter_figure(leda_report *report, const leda_study *study);
const leda_figure *leda_dmaic_gauge_figure(leda_report *report, const leda_dmaic *dmaic);

#endif
