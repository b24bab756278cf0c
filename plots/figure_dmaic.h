/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_FIGURE_DMAIC_H
#define LEDA_PLOTS_FIGURE_DMAIC_H

#include <stdbool.h>
#include <stddef.h>

#include "plots/figure_texts.h"

/* Figures of an improvement project, under the rules of figure.h: texts and arrays belong to the
   caller, every text may hold anything, NULL counts as "", NaN is not drawn. Words of the figure
   (keys, names of lines) come from the caller in the language of the figure. */

/* ---- Pareto: which few causes make the most ---- */

typedef struct {
  const char *label;
  double count; /* NaN or negative: the bar is left out */
  double lower; /* interval of the count, a thin mark; NaN: none */
  double upper;
  int rank_from; /* places in the order that the data leave open, 1 the largest; 0: nobody said */
  int rank_to;
  bool vital; /* one of the vital few: a dark bar; others are light with an edge */
} leda_figure_pareto_bar;

/* Bars stand in the order given (largest first; the caller puts "other" last). The line is the share
   of all bars so far. Bars stand upright where every label fits beneath its bar without breaking a
   word; else they lie, and the figure grows in height where there are many. */
typedef struct {
  const leda_figure_pareto_bar *bars;
  size_t n_bars;
  double level; /* of the line, 0.8; NaN: none */
  int decimals; /* of the counts */
  const char *vital_word;
  const char *other_word;
  const char *line_word; /* "share of all so far" */
  const char *rank_word; /* before the places: "place 1-2" */
} leda_figure_pareto;

/* ---- fishbone: causes that were thought of, by category ---- */

typedef enum {
  LEDA_CAUSE_THOUGHT = 0,
  LEDA_CAUSE_CONFIRMED, /* by data: bold with a filled diamond */
  LEDA_CAUSE_RULED_OUT  /* grey with a hollow circle */
} leda_figure_cause_state;

typedef struct {
  const char *text; /* long ones wrap */
  leda_figure_cause_state state;
} leda_figure_cause;

typedef struct {
  const char *name;
  const leda_figure_cause *causes; /* from the outer end to the spine */
  size_t n_causes;
} leda_figure_bone;

/* Bones stand above and below the spine by turns, from left to right. 2 to 8 bones of 1 to 6 causes
   fit a slide; more let the figure grow in height. Bones beyond the twelfth are not drawn. */
typedef struct {
  const char *effect; /* in the head */
  const leda_figure_bone *bones;
  size_t n_bones;
  const char *confirmed_word; /* of the key: shown where a cause is in that state */
  const char *ruled_out_word;
} leda_figure_fishbone;

/* ---- five whys ---- */

typedef struct {
  const char *text;
  const char *evidence; /* what shows it, beneath in small; may be NULL */
} leda_figure_why;

/* From the problem down to the root cause, each answer below and to the right of what it explains. */
typedef struct {
  leda_figure_why problem;
  const leda_figure_why *answers;
  size_t n_answers;
  const char *problem_word;
  const char *why_word;  /* "Why?", numbered */
  const char *root_word; /* of the last answer; NULL: it is a why like the others */
} leda_figure_whys;

/* ---- timeline of a project ---- */

typedef enum {
  LEDA_FIGURE_GATE_NONE = 0, /* not tried yet: no mark */
  LEDA_FIGURE_GATE_PASSED,   /* green, filled circle with a tick */
  LEDA_FIGURE_GATE_NOT,      /* vermillion, diamond with a cross */
  LEDA_FIGURE_GATE_UNTOLD    /* nobody can tell: hollow circle with a question mark */
} leda_figure_gate;

typedef struct {
  const char *name; /* "Define" */
  double from;      /* on the time axis; equal to `to`: a milestone. NaN: not begun, no bar */
  double to;
  bool planned;      /* a light bar with a dashed edge */
  const char *dates; /* beside the bar: "3 Mar to 28 Apr" */
  leda_figure_gate gate;
  const char *reason; /* why the gate is as it is, below the dates; one line */
} leda_figure_phase;

typedef struct {
  const leda_figure_phase *phases;
  size_t n_phases;
  double from; /* of the time axis; NaN: from what is drawn */
  double to;
  leda_figure_marks ticks;   /* the writer leaves out what would overlap */
  leda_figure_marks changes; /* vertical lines with their text above */
  double now;                /* NaN: not shown */
  const char *now_word;
  const char *passed_word; /* of the key: shown where a gate is so */
  const char *not_word;
  const char *untold_word;
  const char *planned_word;
} leda_figure_timeline;

/* ---- capability histogram ---- */

typedef struct {
  const double *edges;  /* n_bins + 1, growing, evenly apart */
  const double *counts; /* n_bins */
  size_t n_bins;
  double mean; /* of the normal curve with the area of the bars; NaN: no curve */
  double sd;
  double lower; /* specification limits and target; NaN: none */
  double upper;
  double target;
  int decimals; /* of their values */
  const char *lower_word;
  const char *upper_word;
  const char *target_word;
  const char *lower_note; /* beneath the limit's word: "3 of 120 below (2.5%)" */
  const char *upper_note;
  const char *curve_word;
} leda_figure_histogram;

/* ---- components of a measurement system, and what operators measured on parts ---- */

typedef struct {
  const char *name;     /* "% of the variance" */
  const double *values; /* one for each component, in per cent; NaN: no bar */
  const double *lower;  /* interval, or NULL */
  const double *upper;
} leda_figure_gauge_measure;

typedef struct {
  const char *name;
  const double *means; /* one for each part; NaN: the line is broken */
} leda_figure_gauge_operator;

typedef struct {
  const char *const *components; /* "Repeatability"... */
  size_t n_components;
  const leda_figure_gauge_measure *measures; /* 1 to 3, bars side by side */
  size_t n_measures;
  double good; /* lines across at 10 and 30; NaN: none */
  double bad;
  const char *good_word;
  const char *bad_word;
  const char *bars_title;
  const char *const *parts; /* the right panel; n_operators 0: there is none */
  size_t n_parts;
  const leda_figure_gauge_operator *operators; /* 1 to 4 */
  size_t n_operators;
  const char *parts_title;
} leda_figure_gauge;

/* ---- box plots: a value in strata ---- */

typedef struct {
  const char *label;
  const char *note;     /* at the right end: "n = 34" */
  double low;           /* end of the whisker */
  double first_quarter; /* NaN: no box, the points alone */
  double median;
  double third_quarter;
  double high;
  const double *points; /* all values where they are few, else those beyond the whiskers */
  size_t n_points;
} leda_figure_box;

/* Boxes lie in rows, so that long labels stand beside them; many rows grow the page. */
typedef struct {
  const leda_figure_box *boxes;
  size_t n_boxes;
  double reference; /* vertical line; NaN: none */
  const char *reference_word;
} leda_figure_box_plots;

/* ---- scatter ---- */

typedef struct {
  const char *name;
  const double *x;
  const double *y;
  size_t n;
} leda_figure_cloud;

typedef struct {
  const leda_figure_cloud *clouds; /* 1 to 3, each with a mark of its own */
  size_t n_clouds;
  const double *line_x; /* the line and its band, x growing; NULL: none */
  const double *line_y;
  const double *line_lower; /* NULL: no band */
  const double *line_upper;
  size_t n_line;
  const char *line_word;
  const char *band_word;
} leda_figure_scatter;

/* ---- before and after ---- */

typedef struct {
  double value; /* NaN: no mark */
  double lower; /* interval; NaN: none */
  double upper;
  const char *note; /* beneath: "n = 34" */
} leda_figure_state;

typedef struct {
  const char *title;
  const char *change; /* the difference with its interval, in words; wraps */
  leda_figure_state before;
  leda_figure_state after;
  double target; /* NaN: none */
  bool share;    /* values are shares, 0 to 1, shown as per cent */
  int decimals;
} leda_figure_before_after_panel;

typedef struct {
  const leda_figure_before_after_panel *panels; /* 1 to 4, each on its own scale */
  size_t n_panels;
  const char *before_word;
  const char *after_word;
  const char *target_word;
} leda_figure_before_after;

/* ---- sheet: one page for the wall ---- */

struct leda_figure;

typedef struct {
  const char *heading;
  const char *text; /* line breaks begin paragraphs; "- " begins an item of a list */
  const struct leda_figure *figure; /* beneath the text; NULL: none. A sheet inside is left out */
  size_t column;                    /* 0 to 3; panels stand in their column as they come */
  double weight; /* of the figure's height beside others of the column; 0 counts as 1 */
} leda_figure_panel;

/* Best at LEDA_SIZE_A3. Texts take what they need, down to six tenths of the letters; what has no room
   even then is left out. A panel's figure gets the style of half a page; its caption and subtitle
   may well be NULL, since the panel has a text. */
typedef struct {
  const leda_figure_panel *panels;
  size_t n_panels;
} leda_figure_sheet;

#endif
