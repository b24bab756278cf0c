/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_FIGURE_H
#define LEDA_PLOTS_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

#include "plots/figure_dmaic.h"
#include "plots/figure_texts.h"

/* Plain descriptions of figures. They own nothing: texts and arrays belong to the caller and are
   read only. Every text may hold anything (quotes, backticks, line breaks, 10,000 characters); the
   writer makes it safe. NULL texts count as "". NaN numbers are not drawn. */

typedef enum {
  LEDA_FIGURE_CONTROL_CHART,
  LEDA_FIGURE_DOT_PLOT,
  LEDA_FIGURE_OVERVIEW,
  LEDA_FIGURE_LINES,
  LEDA_FIGURE_MULTIPLES,
  LEDA_FIGURE_BARS,
  LEDA_FIGURE_PARETO,
  LEDA_FIGURE_FISHBONE,
  LEDA_FIGURE_WHYS,
  LEDA_FIGURE_TIMELINE,
  LEDA_FIGURE_HISTOGRAM,
  LEDA_FIGURE_GAUGE,
  LEDA_FIGURE_BOX_PLOTS,
  LEDA_FIGURE_SCATTER,
  LEDA_FIGURE_BEFORE_AFTER,
  LEDA_FIGURE_SHEET,
  LEDA_FIGURE_ICON_TABLE
} leda_figure_kind;

/* ---- summary icons: what Making data count says of a chart and its target ---- */

typedef enum {
  LEDA_ICON_NONE = 0,
  LEDA_ICON_COMMON,      /* a curve */
  LEDA_ICON_IMPROVEMENT, /* a letter: high or low */
  LEDA_ICON_CONCERN,     /* the same, filled */
  LEDA_ICON_HIGH,        /* an arrow: neither better nor worse */
  LEDA_ICON_LOW,
  LEDA_ICON_UNDIRECTED,
  LEDA_ICON_MET, /* a letter and a target line */
  LEDA_ICON_MISSED,
  LEDA_ICON_HIT_AND_MISS
} leda_figure_icon_kind;

typedef struct {
  leda_figure_icon_kind kind;
  const char *letter;
  const char *words; /* under it or beside it: a word or two */
} leda_figure_icon;

/* A table of indicators: texts (indicator, unit, period, value, target), then the two icons. */
#define LEDA_ICON_TABLE_TEXTS 5

typedef struct {
  const char *texts[LEDA_ICON_TABLE_TEXTS];
  leda_figure_icon variation;
  leda_figure_icon assurance;
} leda_figure_icon_row;

typedef struct {
  const char *heads[LEDA_ICON_TABLE_TEXTS + 2]; /* NULL or "": the column is left out */
  const leda_figure_icon_row *rows;
  size_t n_rows;
} leda_figure_icon_table;

/* ---- control chart ---- */

enum {
  LEDA_POINT_EXCLUDED = 1,      /* hollow, not joined to the limits' estimate */
  LEDA_POINT_BASELINE = 2,      /* lies in the shaded baseline */
  LEDA_POINT_BEYOND = 4,        /* beyond a control limit */
  LEDA_POINT_RULE = 8,          /* part of another signal (run, two of three...) */
  LEDA_POINT_BREAK_BEFORE = 16, /* a period is missing before it: the line is broken */
  LEDA_POINT_TARGET_BEGINS = 32 /* another target begins here: its line jumps rather than slopes */
};

typedef struct {
  double x; /* position on the time axis, growing */
  double value;
  double centre;
  double lower;
  double upper;
  int phase; /* 0, 1, 2...: limits are steps that end where the phase does */
  unsigned flags;
  double warning_lower; /* looked at where the chart's `warning` is set; NaN: none here */
  double warning_upper;
} leda_figure_point;

typedef struct {
  const leda_figure_point *points;
  const double
      *second; /* a second line, one value for each point (the lower sum of a CUSUM), or NULL */
  size_t n;
  leda_figure_marks ticks;  /* one for each point; the writer leaves out what would overlap */
  leda_figure_marks phases; /* label of a phase, at its first x; may be empty */
  leda_figure_marks changes;
  leda_figure_marks notes;
  double target;           /* one for all points, NaN: none */
  const double *targets;   /* or one for each point, NaN: none there; NULL: `target` */
  int decimals;            /* of the labels at the right end */
  const char *centre_word; /* "Mean", "Median": before the value at the right end */
  const char *upper_word;  /* "Upper limit" */
  const char *lower_word;
  const char *target_word;
  const leda_figure_icon *icons; /* at the right of the title */
  size_t n_icons;                /* 0 to 2 */
  const double
      *specs; /* lower and upper limit that single values must keep, NaN: none; NULL: none */
  const char *spec_words[2];
  bool warning;                /* warning limits, fainter than the limits, are drawn too */
  const char *warning_word;    /* "Warning limit" */
  bool signals_by_median_only; /* a run chart: no limits are drawn */
} leda_figure_control_chart;

/* ---- multiples: many control charts in a grid ---- */

typedef struct {
  const char *name;                       /* over its chart, cut where there is no room */
  const leda_figure_control_chart *chart; /* its changes and notes are not drawn */
} leda_figure_multiple;

typedef struct {
  const leda_figure_multiple *items;
  size_t n;
  bool shared_scale;       /* one y scale for all */
  bool shared_time;        /* an x means the same time in all */
  const char *centre_word; /* of the key */
  const char *limits_word;
  const char *target_word;
} leda_figure_multiples;

/* ---- dot plot: rows with one mark for each series ---- */

typedef struct {
  const char *label; /* row label; long ones wrap */
  const char *group; /* heading: rows with the same text in a row are grouped; NULL: no heading */
} leda_figure_row;

typedef struct {
  const char *name;     /* direct label */
  const double *values; /* one for each row; NaN: no mark */
  const double *lower;  /* interval, or NULL */
  const double *upper;
} leda_figure_dots;

typedef struct {
  const leda_figure_row *rows;
  size_t n_rows;
  const leda_figure_dots *series;
  size_t n_series;  /* 1 to 4 */
  double axis_from; /* NaN: from the data */
  double axis_to;
  double reference; /* vertical reference line, e.g. 0; NaN: none */
  bool join;        /* a line from the first to the last series in each row */
  bool print_values;
  int decimals;
} leda_figure_dot_plot;

/* ---- overview: what was found, rows x columns; one column stands as a grid of its rows ---- */

typedef enum {
  LEDA_FOUND_NOTHING = 0, /* no data: the place stays empty */
  LEDA_FOUND_NOISE,       /* a small grey dot */
  LEDA_FOUND_UNTOLD,      /* a hollow circle: nobody can tell */
  LEDA_FOUND_CHANGE,      /* a triangle, up or down; in a frame where it is for the worse */
} leda_figure_found;

typedef struct {
  leda_figure_found found;
  int direction;   /* > 0: up, < 0: down */
  int good;        /* > 0: for the better, < 0: for the worse, 0: nobody said */
  double strength; /* 0 to 1: the size of the mark */
} leda_figure_cell;

typedef struct {
  const char *const *rows;
  size_t n_rows;
  const char *const *columns;
  size_t n_columns;
  const leda_figure_cell *cells; /* row by row */
  const char *up_word;           /* of the key: "up", "down"... */
  const char *down_word;
  const char *better_word;
  const char *worse_word;
  const char *noise_word;
  const char *untold_word;
} leda_figure_overview;

/* ---- line plot: curves over numbers ---- */

typedef struct {
  const char *name; /* direct label at the right end; may be empty */
  const double *x;  /* growing */
  const double *y;  /* NaN: the line is broken */
  size_t n;
} leda_figure_line;

typedef struct {
  const leda_figure_line *lines;
  size_t n_lines; /* 1 to 4 */
  bool points;    /* a mark at each value */
  double y_from;  /* NaN: from the data */
  double y_to;
  double level; /* horizontal reference line; NaN: none */
  const char *level_word;
  leda_figure_marks marks; /* vertical lines with their text above */
} leda_figure_line_plot;

/* ---- bars: shares of each category, groups side by side, in panels beside each other ---- */

typedef struct {
  const double *shares; /* one for each category, 0 to 1; NaN: no bar */
  const char *note;     /* beneath the panel: "Leadership: 35 answers, mean 4.6"; long ones wrap */
} leda_figure_bar_group;

typedef struct {
  const char *title;
  const leda_figure_bar_group *groups; /* n_groups of the figure */
} leda_figure_bar_panel;

typedef struct {
  const leda_figure_bar_panel *panels;
  size_t n_panels;          /* 1 to 4 */
  const char *const *names; /* of the groups, for the key */
  size_t n_groups;          /* 1 to 3 */
  const char *const *categories;
  size_t n_categories;
  bool print_values; /* the share in whole per cent over each bar, where there is room */
} leda_figure_bars;

typedef struct leda_figure {
  leda_figure_kind kind;
  leda_figure_texts texts;
  union {
    leda_figure_control_chart control_chart;
    leda_figure_multiples multiples;
    leda_figure_dot_plot dot_plot;
    leda_figure_overview overview;
    leda_figure_line_plot line_plot;
    leda_figure_bars bars;
    leda_figure_pareto pareto; /* figure_dmaic.h, and so on */
    leda_figure_fishbone fishbone;
    leda_figure_whys whys;
    leda_figure_timeline timeline;
    leda_figure_histogram histogram;
    leda_figure_gauge gauge;
    leda_figure_box_plots box_plots;
    leda_figure_scatter scatter;
    leda_figure_before_after before_after;
    leda_figure_sheet sheet;
    leda_figure_icon_table icon_table;
  } as;
} leda_figure;

#endif
