/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_PUBLISHED_WAVES_H
#define LEDA_DATA_PUBLISHED_WAVES_H

#include "engine/data/published.h"

/* The waves of published means, each once. Texts belong to the table; `items` is owned. */
typedef struct {
  const char **items;
  size_t n;
} leda_published_waves;

/* choice NULL: all waves, in order of time where all are periods that do not overlap (or the two are before
   and after, före and efter), else in the order of the file with *in_time false. "A,B[,C]": these, in this order; periods may be spelt otherwise than in
   the file. Errors: LEDA_ERR_USAGE for a choice that is not in the table (the hint lists what is), or
   twice the same; LEDA_ERR_MEMORY. *waves need not be initialised; free with
   leda_published_waves_clear. */
leda_status leda_published_waves_find(leda_published_waves *waves, const leda_published *published,
                                      const char *choice, bool *in_time, leda_error *err);

void leda_published_waves_clear(leda_published_waves *waves);

#endif
