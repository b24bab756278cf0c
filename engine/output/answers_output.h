/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_ANSWERS_OUTPUT_H
#define LEDA_OUTPUT_ANSWERS_OUTPUT_H

#include "engine/analysis/assess.h"
#include "engine/data/project.h"
#include "engine/output/grid.h"
#include "engine/output/keeper.h"
#include "plots/figure.h"

/* What the answers to a survey look like: figures, and the numbers beneath them. Texts are in the language
   set. Figures and grids belong to the keeper; a figure is NULL when memory runs out (the keeper knows)
   or where there is nothing to show. */

/* Which answers. Nothing is owned. */
typedef struct {
  const leda_survey *survey;
  const leda_assess *assess; /* of the same survey; NULL: only what needs none */
  leda_language language;
  const char *title;
  const char *source;      /* "" where none is named */
  leda_words statements;   /* numbers of those to show; empty: all that were asked */
  int chosen;              /* 1: the cohort alone, 0: the others alone, LEDA_ANYONE */
  size_t wave;             /* of a figure of one wave */
  const char *cohort_name; /* what people call the chosen and the others; NULL: these words */
  const char *others_name;
} leda_answers_view;

/* Waves that a figure can show beside each other. */
#define LEDA_ANSWERS_WAVES 4

leda_answers_view leda_answers_view_of(const leda_survey *survey, leda_language language);

/* Dot plot of the statements' means: a mark for each wave; the chosen against the others in one wave; the
   same for the change from the first wave to the second. */
const leda_figure *leda_answers_means_figure(const leda_answers_view *view, leda_keeper *keeper);
const leda_figure *leda_answers_cohorts_figure(const leda_answers_view *view, leda_keeper *keeper);
const leda_figure *leda_answers_cohort_changes_figure(const leda_answers_view *view,
                                                      leda_keeper *keeper);
leda_grid leda_answers_means_grid(const leda_answers_view *view, leda_keeper *keeper);
leda_grid leda_answers_cohorts_grid(const leda_answers_view *view, leda_keeper *keeper);
leda_grid leda_answers_cohort_changes_grid(const leda_answers_view *view, leda_keeper *keeper);

/* Bars of the share of each answer to a statement (index, not number), leadership beside support, a
   panel for each wave. Where nobody stated a role all stand together. */
const leda_figure *leda_answers_bars_figure(const leda_answers_view *view, size_t statement,
                                            leda_keeper *keeper);
leda_grid leda_answers_bars_grid(const leda_answers_view *view, size_t statement,
                                 leda_keeper *keeper);

/* Of the assessment: change from wave to wave with its interval, by statement; the gain and what was left
   of it in the third wave. */
const leda_figure *leda_answers_changes_figure(const leda_answers_view *view, size_t pair,
                                               leda_keeper *keeper);
const leda_figure *leda_answers_fade_figure(const leda_answers_view *view, leda_keeper *keeper);
leda_grid leda_answers_changes_grid(const leda_answers_view *view, size_t pair,
                                    leda_keeper *keeper);
leda_grid leda_answers_fade_grid(const leda_answers_view *view, leda_keeper *keeper);

/* "Made answers: ..." where some are synthetic, else nothing. */
void leda_answers_synthetic(const leda_survey *survey, leda_text *text);

/* ---- for the files behind ---- */

/* A series of a figure: some people under a name. */
typedef struct {
  const char *name;
  const char *token; /* of a CSV column: "wave_1", "chosen" */
  leda_people people;
} leda_answers_series;

/* Indexes of the statements to show, owned by the keeper. */
const size_t *leda_answers_rows(const leda_answers_view *view, leda_keeper *keeper, size_t *n);

/* "oktober 2012", owned by the keeper. */
const char *leda_answers_wave(const leda_answers_view *view, size_t wave, leda_keeper *keeper);

/* The waves as series, at most LEDA_ANSWERS_WAVES; returns how many. */
size_t leda_answers_wave_series(const leda_answers_view *view, leda_keeper *keeper,
                                leda_answers_series out[LEDA_ANSWERS_WAVES]);

/* The chosen and the others in one wave. */
void leda_answers_cohort_series(const leda_answers_view *view, size_t wave,
                                leda_answers_series out[2]);

/* A statement's mean among some people; NaN without answers. */
double leda_answers_mean(const leda_answers_view *view, size_t statement, leda_people people,
                         leda_keeper *keeper);

/* Under the title: *text, which is cleared, after the word that answers are synthetic where they are. */
const char *leda_answers_subtitle(const leda_answers_view *view, leda_text *text,
                                  leda_keeper *keeper);

/* A dot plot with title, caption and rows filled in; the rows are statements[0..n-1], under the headings
   of their areas where `grouped`. */
leda_figure *leda_answers_dot_plot(const leda_answers_view *view, leda_keeper *keeper,
                                   const size_t *statements, size_t n, bool grouped);

/* Source, processing, number of answers in each wave, and that answers are synthetic. */
const char *leda_answers_caption(const leda_answers_view *view, leda_keeper *keeper);

/* Number and label of a statement, the first two columns of every grid. */
void leda_answers_write_statement(leda_grid_pen *pen, const leda_answers_view *view,
                                  size_t statement);

#endif
