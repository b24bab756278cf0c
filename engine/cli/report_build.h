/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_REPORT_BUILD_H
#define LEDA_CLI_REPORT_BUILD_H

#include "engine/analysis/dmaic.h"
#include "engine/analysis/published_summary.h"
#include "engine/cli/common.h"
#include "engine/cli/judge_choices.h"
#include "engine/data/complaints.h"
#include "engine/output/report_parts.h"

/* What one measure came to. */
typedef struct {
  leda_panel panel;
  leda_chart chart;
  leda_chart_options options; /* that made it */
  leda_check check;
  leda_chart_figure *figure;
  leda_dated_text *changes;
  size_t n_changes;
} leda_built_measure;

/* What one survey came to: published means, with has_change where two waves could be compared; or
   answers, with has_assess where there are two waves. */
typedef struct {
  leda_instrument instrument;
  leda_survey answers;
  leda_assess assess;
  bool has_assess;
  leda_published published;
  leda_published_change change;
  bool has_change;
  leda_summary votes; /* where the published numbers are shares of votes */
  bool has_votes;
  leda_words waves; /* of the project, or `found` */
  const char **found;
} leda_built_survey;

/* Everything behind a report, alive as long as the report is used. */
typedef struct {
  leda_cli *cli;
  leda_project project;
  leda_built_measure *measures;
  leda_built_survey *surveys;
  leda_study studies[LEDA_STUDY_PAIRS + 1]; /* by kind; n = 0 where the project has none */
  leda_dmaic dmaic;                /* all zero where the project is not one of improvement */
  leda_chart_figure *dmaic_figure; /* of its chart; NULL: none */
  leda_report report;
  leda_messages log;          /* errors and notices, to print */
  leda_complaints complaints; /* about the project, into log */
} leda_report_build;

/* Reads the project and all it names, computes everything and puts the report together; nothing is drawn
   or written. The language becomes that of the project, or of --lang where that was given. Errors,
   each located in the project or in a data file, are in build->log too. Call
   leda_report_build_clear in any case. */
leda_status leda_report_build_run(leda_report_build *build, const char *path, leda_error *err);

/* The same without the report itself: reads and computes. */
leda_status leda_report_build_compute(leda_report_build *build, const char *path, leda_error *err);

void leda_report_build_clear(leda_report_build *build);

/* Whether what was found asks for exit code 4: a verdict on a measure, or a project that has fallen back. */
bool leda_report_build_fails(const leda_report_build *build, leda_fail_on fail);

/* ---- parts, each in a file of its own ---- */

/* Reads the series of a measure and judges it. */
leda_status leda_report_build_measure(leda_report_build *build, size_t at, leda_error *err);
/* Draws up the figure of a measure, in the language set. */
leda_status leda_report_build_figure(leda_report_build *build, size_t at, leda_error *err);

/* Reads and computes a survey of published means, or one of answers. */
leda_status leda_report_build_survey(leda_report_build *build, size_t at, leda_error *err);
leda_status leda_report_build_answers(leda_report_build *build, size_t at, leda_error *err);

/* Reads the studies that the project names and answers its gates. After the measures. */
leda_status leda_report_build_dmaic(leda_report_build *build, leda_error *err);

/* Makes the section of the improvement project. */
leda_status leda_report_build_add_dmaic(leda_report_build *build, leda_report_section *section,
                                        leda_error *err);

/* The same for published shares of votes, once they are read, and their section. */
leda_status leda_report_build_votes(leda_report_build *build, size_t at, leda_error *err);
void leda_report_build_add_votes(leda_report_build *build, size_t at, leda_report_section *section);

/* Makes the section of a survey of answers. */
void leda_report_build_add_answers(leda_report_build *build, size_t at,
                                   leda_report_section *section);

/* The logo as a data: address; "" where none is wanted. Complains about other kinds than SVG, PNG and
   JPEG and about more than 200 kB. */
const char *leda_report_build_logo(leda_report_build *build);

/* The place of a line in the project file. */
leda_place leda_report_build_line(const leda_report_build *build, size_t line);

#endif
