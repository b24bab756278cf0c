/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_DMAIC_STUDIES_H
#define LEDA_ANALYSIS_DMAIC_STUDIES_H

#include "engine/data/study.h"

/* Labels of a small table as numbers: column k of its rows, 0 .. n - 1 in order of the labels. */
typedef struct {
  size_t *of_row; /* one for each row of the study */
  const char **label;
  size_t n;
} leda_study_levels;

/* Free with leda_study_levels_clear, also after an error. */
leda_status leda_study_levels_make(leda_study_levels *levels, const leda_study *study,
                                   size_t column, leda_error *err);
void leda_study_levels_clear(leda_study_levels *levels);

/* Number k of every row (caller leda_free). */
leda_status leda_study_numbers(double **out, const leda_study *study, size_t k, leda_error *err);

#endif
