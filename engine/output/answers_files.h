/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_ANSWERS_FILES_H
#define LEDA_OUTPUT_ANSWERS_FILES_H

#include "engine/output/answers_output.h"
#include "plots/render.h"

/* Draws every figure that the answers have as SVG files in a folder, which is made where it is not there:
   statements, answers-NUMBER for each statement, and with an assessment changes (changes-2... for further
   pairs of waves), fade-out, with a cohort cohorts-WAVE (1, 2...) and cohort-changes. Each file is
   written whole or not at all. Errors: those of leda_figures_render. */
leda_status leda_answers_files_write(const leda_answers_view *view, const char *folder,
                                     const leda_render_options *render, leda_error *err);

#endif
