/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_REPORT_PARTS_H
#define LEDA_OUTPUT_REPORT_PARTS_H

#include "engine/analysis/chart.h"
#include "engine/analysis/check.h"
#include "engine/output/answers_output.h"
#include "engine/output/chart_output.h"
#include "engine/output/report.h"
#include "engine/output/survey_output.h"

/* Sections of a report from what the analysis found. Everything handed in must outlive the report. */

typedef struct {
  const leda_project *project;
  size_t measure; /* index */
  const leda_chart *chart;
  const leda_check *check;
  const leda_chart_figure *figure;
} leda_measure_part;

/* Title of a measure: its own, else that of its series, else its name. */
const char *leda_measure_title(leda_report *report, const leda_project_measure *measure,
                               const leda_series *series);

/* Definition, verdict, what the chart says, warnings, and the figures that the project wants of this
   measure (one where it wants none). */
void leda_report_measure(leda_report *report, leda_report_section *section,
                         const leda_measure_part *part);

typedef struct {
  const leda_project *project;
  size_t survey; /* index */
  leda_survey_view view;
} leda_survey_part;

/* The three sentences, and the figures and tables that the project wants of this survey. */
void leda_report_survey(leda_report *report, leda_report_section *section,
                        const leda_survey_part *part);

typedef struct {
  const leda_project *project;
  size_t survey; /* index */
  leda_answers_view view;
  size_t *waves; /* of each figure of the project */
} leda_answers_part;

/* The same of a survey whose answers are there. */
void leda_report_answers(leda_report *report, leda_report_section *section,
                         const leda_answers_part *part);

/* How many sentences the summary holds: those of the surveys and the verdicts, in the order of the
   sections. */
#define LEDA_REPORT_SENTENCES 3

/* What a report holds. */
typedef struct {
  bool measures;
  bool means; /* published */
  bool votes;
  bool answers;
  bool project; /* of improvement */
} leda_report_contents;

/* Paragraphs that say in plain words how charts, verdicts, published means and answers were judged. */
void leda_report_method(leda_report *report, leda_report_contents contents, double alpha);

/* The words that such a report uses, Swedish and English, with what they mean. */
void leda_report_glossary(leda_report *report, leda_report_contents contents);

/* The next item of a section, with what the project says of the figure: files, title, formats, size. */
leda_report_item *leda_report_add_item(leda_report *report, leda_report_section *section,
                                       const leda_project_figure *figure);

/* A note below an item; an empty one is passed over. */
void leda_report_add_note(leda_report *report, leda_report_item *item, const char *note);

/* How many notes an item holds. */
#define LEDA_REPORT_NOTES 4

/* A name for a figure's files: letters, digits and hyphens only. */
const char *leda_report_slug(leda_report *report, const char *name);

#endif
