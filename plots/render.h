/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_RENDER_H
#define LEDA_PLOTS_RENDER_H

#include "engine/core/file.h"
#include "engine/core/progress.h"
#include "engine/core/status.h"
#include "engine/core/text.h"
#include "plots/figure.h"

typedef enum { LEDA_FORMAT_SVG, LEDA_FORMAT_PDF, LEDA_FORMAT_PNG } leda_figure_format;
typedef enum {
  LEDA_SIZE_WIDE,
  LEDA_SIZE_CLASSIC,
  LEDA_SIZE_HALF_PAGE,
  LEDA_SIZE_A3
} leda_figure_size;

/* Format by the ending of a file name (.svg, .pdf, .png, any case); false for others. */
bool leda_figure_format_of(const char *path, leda_figure_format *out);

/* One file to draw. */
typedef struct {
  const leda_figure *figure;
  leda_figure_format format;
  leda_figure_size size;
  const char *path;          /* written whole or not at all */
  const char *known_hash;    /* hash of the script that made `path` last time, or NULL */
  char hash[LEDA_HASH_SIZE]; /* out: hash of this script, gnuplot's version and the fonts */
  bool drawn;                /* out: false where the old file was kept */
} leda_figure_job;

typedef struct {
  int threads; /* gnuplot processes side by side; 0: one a core */
  bool keep;   /* leave the script beside each figure as PATH.gp */
  leda_progress progress;
} leda_render_options;

/* Draws every job whose file is missing or whose script differs from known_hash. Scripts go in
   batches to a few gnuplot processes (posix_spawn, no shell), figures are checked (not empty, whole)
   and renamed into place. The same figure gives the same bytes every time, PDF included.
   Errors: LEDA_ERR_PROGRAM when gnuplot is missing (the hint says what to install) or stops (the
   message names the script, which is kept, and gnuplot's own words); LEDA_ERR_DATA for a figure
   without any value to show, naming its title; LEDA_ERR_IO; LEDA_ERR_CANCELLED. */
leda_status leda_figures_render(leda_figure_job *jobs, size_t n, const leda_render_options *options,
                                leda_error *err);

/* How many pages it fills: 1 for all kinds but multiples. Only a PDF takes more than one. */
size_t leda_figure_pages(const leda_figure *figure, leda_figure_size size);

/* The gnuplot script of one figure, without terminal and output lines. For tests and --keep. */
leda_status leda_figure_script(const leda_figure *figure, leda_figure_size size, leda_text *script,
                               leda_error *err);

#endif
