/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_INSTRUMENT_H
#define LEDA_DATA_INSTRUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/i18n.h"
#include "engine/core/messages.h"
#include "engine/core/status.h"
#include "engine/data/ini.h"

/* A questionnaire: its scale and its statements, each in an area. Texts by leda_language; where a file
   has one language only, both point to it. */
typedef struct {
  int number;
  const char *label[2];
  const char *area[2];
  size_t area_index; /* into areas */
  bool reversed;     /* agreement is bad: survey.h turns its answers */
} leda_statement;

typedef struct {
  const char *name[2];
  size_t n; /* statements in it */
} leda_area;

typedef struct {
  const char *name[2];
  int scale_low;
  int scale_high;
  const char *low[2]; /* what the ends of the scale stand for ("not at all"); "" where not given */
  const char *high[2];
  const char *citation;       /* "" where none */
  leda_statement *statements; /* in order of number */
  size_t n;
  leda_area *areas; /* in the order of their first statement */
  size_t n_areas;
  leda_ini ini; /* owns the texts */
} leda_instrument;

/* Reads an instrument file (docs/report.md): [instrument] with name and scale (LOW-HIGH, whole numbers
   from 0 to 100), [area NAME] and [statement NUMBER] with sv and en, one of them at least; `reversed =
   yes` in a statement. Errors are collected as in project.h. On an
   error *instrument is empty. *instrument need not be initialised; free with
   leda_instrument_clear. */
leda_status leda_instrument_read(leda_instrument *instrument, const char *path, leda_messages *log,
                                 leda_error *err);
leda_status leda_instrument_parse(leda_instrument *instrument, leda_bytes source,
                                  leda_messages *log, leda_error *err);

/* The instrument that a user names: "lfr", which is part of the program, else the path of a file. */
leda_status leda_instrument_open(leda_instrument *instrument, const char *name, leda_messages *log,
                                 leda_error *err);

/* The text of the built-in instrument: that of datasets/lfr/instrument.ini. */
leda_bytes leda_instrument_lfr(void);

void leda_instrument_clear(leda_instrument *instrument);

/* The statement with this number, or NULL. */
const leda_statement *leda_instrument_find(const leda_instrument *instrument, int number);

#endif
