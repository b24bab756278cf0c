/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_CHART_SUMMARY_OUTPUT_H
#define LEDA_OUTPUT_CHART_SUMMARY_OUTPUT_H

#include <jansson.h>

#include "engine/analysis/chart_summary.h"
#include "engine/core/text.h"
#include "plots/figure.h"

/* What the summary icons say, in words, JSON and icons. Words are in the language set. */

/* A word or two: "Improvement", "Will be met"... "" for NONE. */
const char *leda_variation_words(leda_variation variation);
const char *leda_assurance_words(leda_assurance assurance);

/* A target as it was written, a moving one with four digits. */
void leda_chart_target_label(double target, leda_language language, leda_text *text);

/* A plain sentence on the variation and, where there is a target, one on it, each after a space where the text
   holds something already. */
void leda_chart_summary_sentences(const leda_chart *chart, leda_language language, leda_text *text);

/* Variation and assurance, as far as there are; returns how many. Their texts are not owned. */
size_t leda_chart_icons(const leda_chart *chart, leda_figure_icon icons[2]);
leda_figure_icon leda_variation_icon(const leda_chart_summary *summary);
leda_figure_icon leda_assurance_icon(const leda_chart_summary *summary);

/* {"period", "variation", "direction", "better", "target", "assurance"}. NULL: no memory. */
json_t *leda_chart_summary_json(const leda_chart *chart);

#endif
