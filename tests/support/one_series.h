/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_TESTS_ONE_SERIES_H
#define LEDA_TESTS_ONE_SERIES_H

#include <math.h>
#include <string.h>

#include "engine/data/panel.h"

/* A panel of one series, built by hand: periods 2001, 2002... and no denominators unless changed. */
enum { ONE_SERIES_MOST = 64 };

typedef struct {
  leda_panel panel;
  leda_series series;
  leda_observation rows[ONE_SERIES_MOST];
  char name[16];
  char *files[1];
} one_series;

static inline void one_series_set(one_series *f, leda_period_kind kind, const double *values,
                                  size_t n) {
  memset(f, 0, sizeof *f);
  memcpy(f->name, "test.csv", sizeof "test.csv");
  f->files[0] = f->name;
  for (size_t i = 0; i < n; i++)
    f->rows[i] = (leda_observation){.value = values[i],
                                    .denominator = NAN,
                                    .period = (int32_t)(2001 + i),
                                    .line = (uint32_t)(i + 2)};
  f->series = (leda_series){"", "", "", "", f->rows, n};
  f->panel.calendar.kind = kind;
  f->panel.files = f->files;
  f->panel.n_files = 1;
  f->panel.series = &f->series;
  f->panel.n_series = 1;
}

#endif
