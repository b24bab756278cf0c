/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Observations grouped by series, in place; for panel_order.c. */
#ifndef LEDA_DATA_PANEL_PARTITION_H
#define LEDA_DATA_PANEL_PARTITION_H

#include "engine/data/panel_build.h"

/* So many observations are moved at a time; the array needs room for as many beyond its last. */
#define LEDA_PARTITION_BLOCK 32

/* Puts the observations into stretches of neighbouring series: those with series >> shift equal to d
   begin at starts[d]; starts[n_parts] is n. Within a stretch they stand in any order, which may
   depend on the threads.

   In place, after Axtmann, Witt, Ferizovic & Sanders, "In-place parallel super scalar samplesort"
   (2017): every thread sorts its share into full blocks of one stretch each, the blocks are swapped
   to where they belong, and what did not fill a block is put into the gaps. Memory beyond the
   observations: a block for each stretch and thread. Returns false when there is none; the
   observations are as before then. */
typedef struct {
  leda_observation *o;
  size_t n;
  unsigned shift;
  size_t n_parts;
  const size_t *starts;
  int threads;
} leda_partition;

bool leda_panel_partition(const leda_partition *partition);

#endif
