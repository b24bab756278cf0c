/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_MUNICIPALITY_H
#define LEDA_ANALYSIS_MUNICIPALITY_H

#include "engine/analysis/assess.h"
#include "engine/analysis/disclosure.h"

/* One municipality's own result beside everybody's. */

/* `survey` is the municipality's respondents alone: its arrays are owned, its texts are those of the whole
   survey, which must outlive it. assess is of that survey: persons change places, since there is one
   municipality, and the result holds for it alone. */
typedef struct {
  size_t municipality; /* index in the whole survey */
  leda_survey survey;
  leda_assess assess;
} leda_municipality;

/* Errors: LEDA_ERR_MEMORY. *own need not be initialised; free with
   leda_municipality_clear. Subjects come in the order of those of the whole assessment. */
leda_status leda_municipality_run(leda_municipality *own, const leda_assess *whole,
                                  size_t municipality, leda_error *err);
void leda_municipality_clear(leda_municipality *own);

/* May its change between the waves of a pair be shown? Where both cells are shown, and as many people as
   the limit take part in both. */
bool leda_municipality_shows_change(const leda_municipality *own, const leda_disclosure *disclosure,
                                    size_t subject, size_t pair);

#endif
