/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_PLAN_FIGURE_H
#define LEDA_OUTPUT_PLAN_FIGURE_H

#include "engine/output/plan_output.h"
#include "plots/render.h"

/* Draws the power curve of a plan into files, format by the ending; nothing where n is 0. Errors as
   leda_figures_render; LEDA_ERR_USAGE for an ending that is not svg, pdf or png; LEDA_ERR_DATA where the
   plan has no curve. */
leda_status leda_plan_figure_write(const leda_plan *plan, leda_plan_look look,
                                   const char *const *paths, size_t n, leda_error *err);

#endif
