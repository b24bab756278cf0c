/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_REPORT_DMAIC_H
#define LEDA_OUTPUT_REPORT_DMAIC_H

#include "engine/analysis/dmaic.h"
#include "engine/output/report.h"

/* Makes the section on an improvement project: where it stands, gate by gate, and the figures of its phases. `chart`: the
   figure of leda_dmaic.chart, NULL where there is none. Everything handed in must outlive the report. */
void leda_report_dmaic(leda_report *report, leda_report_section *section,
                       const leda_project *project, const leda_dmaic *dmaic,
                       const leda_figure *chart);

/* ---- its figures, each in the language set; NULL where there is nothing to show ---- */

/* Texts that all of them share; what they point to belongs to the report's keeper. */
leda_figure *leda_dmaic_figure(leda_report *report, leda_figure_kind kind, const char *title,
                               const char *alt);

const leda_figure *leda_dmaic_timeline(leda_report *report, const leda_project *project,
                                       const leda_dmaic *dmaic);
const leda_figure *leda_dmaic_pareto(leda_report *report, const leda_dmaic *dmaic);
const leda_figure *leda_dmaic_fishbone(leda_report *report, const leda_project *project);
const leda_figure *leda_dmaic_whys(leda_report *report, const leda_project *project);

#endif
