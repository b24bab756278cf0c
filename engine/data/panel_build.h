/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a panel comes into being: observations are added in the order of the files, then put in the
   order of series and periods. For the readers in engine/data only. */
#ifndef LEDA_DATA_PANEL_BUILD_H
#define LEDA_DATA_PANEL_BUILD_H

#include "engine/data/names.h"
#include "engine/data/panel.h"

/* Start with leda_panel_builder_init, end with leda_panel_builder_clear. */
typedef struct {
  leda_panel panel; /* files, observations, names so far; nothing sorted */
  size_t capacity;  /* of panel.observations */
  leda_series_set set;
  uint32_t *labels; /* by the unit's number: the number of its label */
  uint32_t n_labels;
  int threads;     /* for the sorting; 0: one */
  bool may_repeat; /* filled in by _finish: a series may have a period twice */
} leda_panel_builder;

leda_status leda_panel_builder_init(leda_panel_builder *builder, leda_error *err);
void leda_panel_builder_clear(leda_panel_builder *builder);

/* Notes a further file; *index is its place in panel.files. */
leda_status leda_panel_builder_file(leda_panel_builder *builder, const char *name, uint16_t *index,
                                    leda_error *err);

/* Adds an observation whose `series` comes from builder->set. */
leda_status leda_panel_builder_add(leda_panel_builder *builder, const leda_observation *observation,
                                   leda_error *err);

/* Gives a unit its label; of several different ones the first in order of bytes stays, so that the
   order of the rows does not matter. */
leda_status leda_panel_builder_label(leda_panel_builder *builder, uint32_t unit, uint32_t label,
                                     leda_error *err);

/* Groups the observations by series and sorts them by period, in place; fills series, counts and
   spacing. Repeated periods stand in order of file and line, or of value when `by_value`. */
leda_status leda_panel_builder_finish(leda_panel_builder *builder, bool by_value, leda_error *err);

/* Two observations of one series and period. */
typedef struct {
  const leda_observation *first;
  const leda_observation *second;
} leda_repeat;

/* Finds repeated periods in a finished panel: the first `room` of them, in order of file and line of
   the second row, go to found[]; returns how many there are in all. `first` is the first row of its period.
   but_whole: series where every period comes at least twice are left out. */
size_t leda_panel_repeats(const leda_panel *panel, bool but_whole, leda_repeat *found, size_t room);

#endif
