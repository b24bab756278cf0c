/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_SURVEY_OUTPUT_H
#define LEDA_OUTPUT_SURVEY_OUTPUT_H

#include "engine/analysis/published.h"
#include "engine/data/instrument.h"
#include "engine/output/report.h"

/* What published means of a survey say: sentences, tables and figures, in the language set. */

/* `change` compares the first two waves that are asked for; NULL where they have no statement in common
   (a table of cohorts alone). Nothing is owned. */
typedef struct {
  const leda_instrument *instrument;
  const leda_published *published;
  const leda_published_change *change;
  leda_words waves;
  leda_words statements; /* only these, in this order of the file; empty: all */
  leda_language language;
  const char *title;
  const char *source;
} leda_survey_view;

/* A wave for people: "oktober 2012" where it is a period, else as it stands. Adds to *text. */
void leda_survey_wave(const char *wave, leda_language language, leda_text *text);

/* A statement for people: "8 Facts to build on"; its label where the instrument has no such number. */
void leda_survey_statement(const leda_survey_view *view, leda_published_statement statement,
                           leda_text *text);

/* The sentences that matter, each added where there is something to say: how many rose and by how much;
   how many rose by more than noise; whether text and table agree. */
void leda_survey_sentence_change(const leda_survey_view *view, leda_text *text);
void leda_survey_sentence_noise(const leda_survey_view *view, leda_text *text);
void leda_survey_sentence_claims(const leda_survey_view *view, leda_text *text);

/* How many of the changes that are more than noise stay so when all are looked at together. */
void leda_survey_sentence_together(const leda_survey_view *view, leda_text *text);

/* How many of the differences printed in the table itself equal those of its means. */
void leda_survey_sentence_table(const leda_survey_view *view, leda_text *text);

/* Which means so many whole answers cannot have (analysis/verify.h). */
void leda_survey_sentence_impossible(const leda_survey_view *view, leda_text *text);

/* Further facts, less weighty: means over statements, order kept. */
void leda_survey_sentence_order(const leda_survey_view *view, leda_text *text);

leda_grid leda_survey_statements_grid(const leda_survey_view *view, leda_keeper *keeper);
leda_grid leda_survey_differences_grid(const leda_survey_view *view, leda_keeper *keeper);
leda_grid leda_survey_cohort_grid(const leda_survey_view *view, leda_keeper *keeper);
leda_grid leda_survey_claims_grid(const leda_survey_view *view, leda_keeper *keeper);

/* Dot plots; NULL when memory runs out (the keeper knows). */
const leda_figure *leda_survey_statements_figure(const leda_survey_view *view, leda_keeper *keeper);
const leda_figure *leda_survey_differences_figure(const leda_survey_view *view,
                                                  leda_keeper *keeper);

/* The changes that the view shows, in the order of the file or from the largest difference down;
   *n of them, owned by the keeper. NULL with *n 0 after a failure. */
const leda_statement_change **leda_survey_rows(const leda_survey_view *view, leda_keeper *keeper,
                                               bool by_difference, size_t *n);

#endif
