/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_RUN_LENGTHS_OUTPUT_H
#define LEDA_OUTPUT_RUN_LENGTHS_OUTPUT_H

#include <jansson.h>

#include "engine/analysis/run_lengths.h"
#include "engine/core/i18n.h"
#include "engine/output/csv_write.h"

/* What the design does, in two sentences, in the language set. */
void leda_run_lengths_sentence(const leda_run_lengths *lengths, leda_language language,
                               leda_text *text);

/* "EWMA chart with lambda 0.2 and limits at 3 standard deviations". */
void leda_run_lengths_design(const leda_run_lengths *lengths, leda_language language,
                             leda_text *text);

/* What the numbers take for granted. */
void leda_run_lengths_assumptions(const leda_run_lengths *lengths, leda_text *text);

/* Design, sentences, what they take for granted, and the table by shift. */
void leda_run_lengths_text(const leda_run_lengths *lengths, leda_language language,
                           leda_text *text);

/* The keys of docs/plan.md set on a document. Non-zero: no memory. */
int leda_run_lengths_json(const leda_run_lengths *lengths, json_t *document);

/* shift,level,arl,at_once,within: one row for each shift. */
void leda_run_lengths_csv(const leda_run_lengths *lengths, leda_csv *csv);

/* Draws the chances of a signal over the shift to each of n paths. */
leda_status leda_run_lengths_figure_write(const leda_run_lengths *lengths, leda_language language,
                                          const char *const *paths, size_t n, leda_error *err);

#endif
