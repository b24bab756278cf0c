/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_CHART_OUTPUT_H
#define LEDA_OUTPUT_CHART_OUTPUT_H

#include <jansson.h>

#include "engine/analysis/chart.h"
#include "engine/analysis/check.h"
#include "engine/core/text.h"
#include "engine/output/csv_write.h"
#include "plots/figure.h"

/* What a chart says, in one plain sentence or two, in the language set. */
void leda_chart_sentence(const leda_chart *chart, leda_language language, leda_text *text);

/* The same, short enough to stand under the title of a figure: the strongest signal alone. */
void leda_chart_headline(const leda_chart *chart, leda_language language, leda_text *text);

/* Why the type was chosen, in a sentence; nothing where the user or the caller chose it. */
void leda_chart_reason(const leda_chart *chart, leda_language language, leda_text *text);

/* What --rebase auto did and why, or why it did nothing; nothing where it was not asked for. The note is short enough for a
   figure's caption, and empty where no limits were set. The JSON part sets "rebase" and "rebased"; not 0: no memory. */
void leda_chart_rebase_sentence(const leda_chart *chart, leda_language language, leda_text *text);
void leda_chart_rebase_note(const leda_chart *chart, leda_language language, leda_text *text);
int leda_chart_rebase_json(const leda_chart *chart, json_t *object);

/* "I chart (individual values)". */
const char *leda_chart_type_name(leda_chart_type type);

/* Table, runs analysis and sentence for people. */
void leda_chart_text(const leda_chart *chart, leda_language language, leda_text *text);

/* Capability, where the chart has it: table and sentences; its object, null where there is none. */
void leda_chart_capability_text(const leda_chart *chart, leda_language language, leda_text *text);
json_t *leda_chart_capability_json(const leda_chart *chart);
/* False alarms, nothing where none were simulated: a sentence that follows another, one for a figure's caption, a
   table where there are several rule sets; chart_false_alarm_text.c. */
void leda_chart_false_alarm_sentence(const leda_chart *chart, leda_language language,
                                     leda_text *text);
void leda_chart_false_alarm_caption(const leda_chart *chart, leda_language language,
                                    leda_text *text);
void leda_chart_false_alarm_table(const leda_chart *chart, leda_language language, leda_text *text);

/* Sets "false_alarm" and what it rests on in the object of a series; not 0: no memory. */
int leda_chart_false_alarm_json(const leda_chart *chart, json_t *series);

/* The object of the chart in "series". JSON is the same in every language: the caller has English set.
   NULL: no memory. */
json_t *leda_chart_json(const leda_chart *chart);

/* A line on the warning limits of the last point; nothing where none were asked for. */
void leda_chart_warning_text(const leda_chart *chart, leda_language language, leda_text *text);

/* CUSUM charts have two more columns, cusum_upper and cusum_lower; charts with warning limits have
   warning_lower and warning_upper last. */
void leda_chart_csv_header(leda_chart_type type, bool warning, leda_csv *csv);
void leda_chart_csv_rows(const leda_chart *chart, leda_csv *csv);

/* A chart as a figure. Texts given here are used as they are; NULL title: made from the series' names;
   NULL subtitle: leda_chart_headline. */
typedef struct {
  leda_language language;
  const char *title;
  const char *subtitle;
  const char *source; /* "Källa: ..." in the caption, and the title of a nameless series */
  const char *unit_of_measure; /* y axis */
  const leda_dated_text *changes;
  size_t n_changes;
  const leda_dated_text *notes;
  size_t n_notes;
  bool icons; /* Making data count's summary icons beside the title */
} leda_chart_figure_options;

/* What the y axis of a type shows, in the language set; "" where it is the values themselves. */
const char *leda_chart_axis_words(leda_chart_type type);

/* Owns everything that its `figure` points to. */
typedef struct leda_chart_figure leda_chart_figure;

leda_status leda_chart_figure_make(const leda_chart *chart,
                                   const leda_chart_figure_options *options,
                                   leda_chart_figure **out, leda_error *err);
const leda_figure *leda_chart_figure_get(const leda_chart_figure *figure);
void leda_chart_figure_free(leda_chart_figure *figure);

/* The same for a verdict: the sentence (never "noise" without what could have been seen), the text
   for people, JSON object (English set, as above), CSV. */
void leda_check_sentence(const leda_check *check, leda_language language, leda_text *text);
/* The same without what the rate of error is: short enough to stand under the title of a figure. */
void leda_check_headline(const leda_check *check, leda_language language, leda_text *text);
void leda_check_text(const leda_check *check, leda_language language, leda_text *text);
json_t *leda_check_json(const leda_check *check);
/* A level or share with as many decimals as it has, up to two: "5%", "0.1%". */
void leda_check_share(double share, leda_language language, leda_text *text);

/* "a shift", "noise"... in the language set. */
const char *leda_verdict_words(leda_verdict_name verdict);
void leda_check_csv_header(leda_csv *csv);
void leda_check_csv_row(const leda_check *check, leda_csv *csv);

#endif
