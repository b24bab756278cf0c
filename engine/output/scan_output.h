/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_SCAN_OUTPUT_H
#define LEDA_OUTPUT_SCAN_OUTPUT_H

#include "engine/analysis/scan.h"
#include "engine/core/text.h"
#include "plots/render.h"

/* Where a long document goes, piece by piece, so that it need not be held in memory. */
typedef struct {
  leda_status (*write)(const leda_text *piece, void *data, leda_error *err);
  void *data;
} leda_scan_sink;

typedef struct {
  leda_language language; /* of the text */
  bool all;               /* every series, not only the changed ones */
  size_t top;             /* rows of the text's rankings, at most; SIZE_MAX: all */
  leda_progress progress; /* in series written */
} leda_scan_look;

/* The scan for people: the answer, what it rests on, the changed by evidence and by size. */
leda_status leda_scan_write_text(leda_scan *scan, const leda_scan_look *look,
                                 const leda_scan_sink *sink, leda_error *err);

/* One document {"leda", "command", "series", "summary"}, each series an object on a line of its own. The
   same in every language: the caller has English set. */
leda_status leda_scan_write_json(leda_scan *scan, const leda_scan_look *look,
                                 const leda_scan_sink *sink, leda_error *err);

/* A row for each series: leda_check_csv_header. */
leda_status leda_scan_write_csv(leda_scan *scan, const leda_scan_look *look,
                                const leda_scan_sink *sink, leda_error *err);

/* "Of 290 series 34 changed; at most about 2 of these are false, on average." and what was not
   judged. */
void leda_scan_sentence(const leda_scan *scan, leda_language language, leda_text *text);

/* ---- figures ---- */

typedef struct {
  const char *overview; /* --figure: units x indicators; NULL: none */
  const char *folder;   /* --figures: a control chart of each changed series; NULL: none */
  const char *source;
  leda_language language;
  leda_render_options render;
} leda_scan_files;

/* LEDA_ERR_USAGE unless the name ends with .svg, .pdf or .png. */
leda_status leda_scan_check_figure(const char *path, leda_error *err);

/* Draws them, each file whole or not at all. Errors as leda_figures_render, and LEDA_ERR_USAGE for an
   ending that is not svg, pdf or png. */
leda_status leda_scan_draw(leda_scan *scan, const leda_scan_files *files, leda_error *err);

#endif
