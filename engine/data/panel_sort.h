/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a panel's observations; for panel_order.c. */
#ifndef LEDA_DATA_PANEL_SORT_H
#define LEDA_DATA_PANEL_SORT_H

#include "engine/data/panel_partition.h"

typedef struct {
  const uint32_t *rank; /* place of a series, by its number in the builder's set */
  bool by_value;        /* repeated periods by value instead of file and line */
  int threads;          /* at least 1 */
} leda_sort_plan;

/* Gives the observations the places of their series and sorts them by series, period and file and
   line, in place (see panel_partition.h: there must be room for a block behind the last). panel->series
   must be filled in. Never fails: without memory for the quick way it takes a slower one. Returns
   false when it is certain that no series has a period twice. */
bool leda_panel_sort(leda_panel *panel, leda_sort_plan plan);

/* By file, then line: -1, 0, 1. */
int leda_compare_places(const leda_observation *a, const leda_observation *b);

#endif
