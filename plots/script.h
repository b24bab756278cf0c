/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_SCRIPT_H
#define LEDA_PLOTS_SCRIPT_H

#include "engine/core/status.h"
#include "engine/core/text.h"
#include "plots/render.h"

/* leda_figure_script, with the height the figure took: a dot plot with many rows grows. */
leda_status leda_plot_script(const leda_figure *figure, leda_figure_size size, leda_text *script,
                             double *height, leda_error *err);

#endif
