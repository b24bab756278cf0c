/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_INVITED_H
#define LEDA_DATA_INVITED_H

#include "engine/core/messages.h"
#include "engine/core/status.h"
#include "engine/data/survey.h"

/* How many were asked to answer: a CSV wave,invited[,municipality][,role] (docs/data-files.md). A row
   without municipality or role speaks for all of them. */
#define LEDA_INVITED_ALL (-1)
#define LEDA_INVITED_ELSEWHERE (-3) /* a municipality where nobody answered */
typedef struct {
  size_t wave;       /* index into survey->waves */
  long municipality; /* index, LEDA_INVITED_ALL or LEDA_INVITED_ELSEWHERE */
  int role;          /* leda_survey_role, or LEDA_INVITED_ALL */
  size_t invited;
  leda_place place;
} leda_invited_row;

typedef struct {
  leda_invited_row *rows;
  size_t n;
  char *file; /* behind the places */
} leda_invited;

/* Rows about a wave that the survey does not have are passed over with a notice; municipalities that it
   does not have count towards all that were invited, with a notice. Errors (located, up to 20 in *log, the first in *err): no
   column wave or invited, a number that is not a whole number of at least 1, an unknown role, the same
   wave, municipality and role twice, fewer invited than answered; those of sheet.h. On an error *invited
   is empty. *invited need not be initialised; free with leda_invited_clear. */
leda_status leda_invited_read(leda_invited *invited, const char *path, const leda_survey *survey,
                              leda_messages *log, leda_error *err);
leda_status leda_invited_parse(leda_invited *invited, leda_bytes source, const leda_survey *survey,
                               leda_messages *log, leda_error *err);

void leda_invited_clear(leda_invited *invited);

/* How many respondents a row of invited people speaks of. */
size_t leda_invited_answered(const leda_survey *survey, size_t wave, long municipality, int role);

#endif
