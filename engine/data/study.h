/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_STUDY_H
#define LEDA_DATA_STUDY_H

#include <stddef.h>

#include "engine/core/messages.h"
#include "engine/data/sheet.h"

/* Small tables that a project hangs on: what causes the problem, how well it is measured, what goes with it. */

typedef enum {
  LEDA_STUDY_CAUSES,  /* cause[,count]: without a count each row is one event */
  LEDA_STUDY_GAUGE,   /* part,operator,value: several values of each pair */
  LEDA_STUDY_RATINGS, /* unit,rater,rating: who judged what as what */
  LEDA_STUDY_STRATA,  /* group,value */
  LEDA_STUDY_PAIRS    /* x,y */
} leda_study_kind;

enum { LEDA_STUDY_LABELS = 3, LEDA_STUDY_NUMBERS = 2 };

typedef struct {
  const char *label[LEDA_STUDY_LABELS]; /* "" where the kind has none */
  double number
      [LEDA_STUDY_NUMBERS]; /* NaN where missing or the kind has none; a count of 1 where not given */
  size_t line;
} leda_study_row;

/* Rows sorted by labels (bytes of UTF-8), then numbers, so that their order in the file does not matter; texts belong
   to the sheet inside. */
typedef struct {
  leda_study_kind kind;
  leda_study_row *rows;
  size_t n;
  const char *title[LEDA_STUDY_NUMBERS]; /* headers of the numbers; "" where there are none */
  leda_sheet sheet;
} leda_study;

/* Reads one. Header names in Swedish and English, any case (docs/dmaic.md). Errors, located, up to 20 in *log and the
   first in *err: what leda_sheet_read refuses, a column that is missing, an empty label, a number that is none, a count below 0 or
   not whole, no row at all. On an error *study is empty. *study need not be initialised; free with leda_study_clear. */
leda_status leda_study_read(leda_study *study, leda_study_kind kind, const char *path,
                            leda_messages *log, leda_error *err);
leda_status leda_study_parse(leda_study *study, leda_study_kind kind, leda_bytes source,
                             leda_messages *log, leda_error *err);
void leda_study_clear(leda_study *study);

#endif
