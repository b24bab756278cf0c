/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_INSTRUMENT_H
#define LEDA_DATA_INSTRUMENT_H

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
} leda_statement;

typedef struct {
  const char *name[2];
  int scale_low;
  int scale_high;
  const char *citation;       /* "" where none */
  leda_statement *statements; /* in order of number */
  size_t n;
  leda_ini ini; /* owns the texts */
} leda_instrument;

/* Reads an instrument file (docs/report.md): [instrument] with name and scale, [area NAME] and
   [statement NUMBER] with sv and en, one of them at least. Errors are collected as in project.h. On an
   error *instrument is empty. *instrument need not be initialised; free with
   leda_instrument_clear. */
leda_status leda_instrument_read(leda_instrument *instrument, const char *path, leda_messages *log,
                                 leda_error *err);
leda_status leda_instrument_parse(leda_instrument *instrument, leda_bytes source,
                                  leda_messages *log, leda_error *err);

void leda_instrument_clear(leda_instrument *instrument);

/* The statement with this number, or NULL. */
const leda_statement *leda_instrument_find(const leda_instrument *instrument, int number);

#endif
