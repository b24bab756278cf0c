/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/dmaic_studies.h"

#include <stdlib.h>
#include <string.h>

#include "engine/core/memory.h"

static int compare_labels(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

leda_status leda_study_levels_make(leda_study_levels *levels, const leda_study *study,
                                   size_t column, leda_error *err) {
  *levels = (leda_study_levels){0};
  levels->of_row = leda_calloc(study->n + 1, sizeof *levels->of_row);
  levels->label = leda_calloc(study->n + 1, sizeof *levels->label);
  if (!levels->of_row || !levels->label) return leda_fail_memory(err);
  for (size_t i = 0; i < study->n; i++) levels->label[i] = study->rows[i].label[column];
  qsort(levels->label, study->n, sizeof *levels->label, compare_labels);
  for (size_t i = 0; i < study->n; i++)
    if (i == 0 || strcmp(levels->label[i], levels->label[levels->n - 1]) != 0)
      levels->label[levels->n++] = levels->label[i];
  for (size_t i = 0; i < study->n; i++) {
    const char *const *found = bsearch(&study->rows[i].label[column], levels->label, levels->n,
                                       sizeof *levels->label, compare_labels);
    levels->of_row[i] = (size_t)(found - levels->label);
  }
  return LEDA_OK;
}

void leda_study_levels_clear(leda_study_levels *levels) {
  leda_free(levels->of_row);
  leda_free(levels->label);
  *levels = (leda_study_levels){0};
}

leda_status leda_study_numbers(double **out, const leda_study *study, size_t k, leda_error *err) {
  *out = leda_calloc(study->n + 1, sizeof **out);
  if (!*out) return leda_fail_memory(err);
  for (size_t i = 0; i < study->n; i++) (*out)[i] = study->rows[i].number[k];
  return LEDA_OK;
}
