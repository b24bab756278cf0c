/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_PERIOD_CHOICE_H
#define LEDA_ANALYSIS_PERIOD_CHOICE_H

#include "engine/core/period.h"
#include "engine/core/status.h"

/* Ordinals from..to, both included, in the kind of a panel. */
typedef struct {
  int32_t from;
  int32_t to;
} leda_ordinal_range;

/* What a period chosen by the user covers in a panel whose periods are of `kind`: itself where the
   kinds agree (whole numbers and years are one), and where the panel is finer (1983 in months,
   2014-05 in dates) all that lies in it. Error LEDA_ERR_DATA where it is coarser or of another sort
   ("2014-05 is not a year as in the data"). */
leda_status leda_period_choice(leda_period choice, leda_period_kind kind, leda_ordinal_range *out,
                               leda_error *err);

#endif
