/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_CHART_PAGE_H
#define LEDA_OUTPUT_CHART_PAGE_H

#include "engine/output/chart_output.h"

/* Many charts as small multiples on one page, or on several of a PDF. */

/* Owns everything that its figure points to; the charts outlive it. */
typedef struct leda_chart_page leda_chart_page;

/* The title is the name that all series share (indicator or unit), else the source; each chart's is what
   is left of its own. `shared_scale`: one y scale for all charts. The figure's title and subtitle of `look` are used
   where they are given. n >= 1. */
typedef struct {
  const leda_chart *charts;
  size_t n;
  bool shared_scale;
} leda_chart_page_content;

leda_status leda_chart_page_make(leda_chart_page_content content,
                                 const leda_chart_figure_options *look, leda_chart_page **out,
                                 leda_error *err);
const leda_figure *leda_chart_page_get(const leda_chart_page *page);
void leda_chart_page_free(leda_chart_page *page);

#endif
