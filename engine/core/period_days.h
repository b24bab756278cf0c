/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CORE_PERIOD_DAYS_H
#define LEDA_CORE_PERIOD_DAYS_H

#include "engine/core/period.h"

/* The days that a period covers, first and last, counted from 1970-01-01 (a school year from July to
   June); of whole numbers and of no period the ordinal itself. For putting periods of different kinds in
   order. */
typedef struct {
  int64_t first;
  int64_t last;
} leda_period_span;

leda_period_span leda_period_days(leda_period period);

#endif
