/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_PANEL_H
#define LEDA_DATA_PANEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/core/messages.h"
#include "engine/core/period.h"
#include "engine/core/progress.h"
#include "engine/core/status.h"

/* What a cell's value was. Everything but LEDA_VALUE_NUMBER carries NaN. */
typedef enum {
  LEDA_VALUE_NUMBER = 0,
  LEDA_VALUE_MISSING,  /* an empty cell or a missing mark */
  LEDA_VALUE_CENSORED, /* ~100, <5, >95 */
} leda_value_status;

/* One observation, 32 bytes: a panel holds nothing else per row. With a numerator and a denominator
   `value` is the numerator; otherwise `denominator` is NaN. */
typedef struct {
  double value;
  double denominator;
  int32_t period; /* ordinal, see period.h */
  uint32_t line;  /* physical line in its file, 1-based */
  uint32_t series;
  uint16_t file;  /* index into leda_panel.files */
  uint8_t status; /* leda_value_status */
  uint8_t reserved;
} leda_observation;

/* One series: all rows with the same indicator, unit and group, in order of period. Names are never
   NULL ("" where the file has none); `unit` is the key (a code where there is one), `unit_name` its
   label ("" where there is none). */
typedef struct {
  const char *indicator;
  const char *unit;
  const char *unit_name;
  const char *group;
  leda_observation *observations; /* inside leda_panel.observations */
  size_t n;
} leda_series;

/* Everything read from one or several files. Series are sorted by indicator, then unit, then group
   (bytes of UTF-8); all periods are of calendar.kind. */
typedef struct {
  leda_calendar calendar;
  leda_observation *observations;
  size_t n;
  leda_series *series;
  size_t n_series;
  size_t n_units;      /* different units */
  size_t n_indicators; /* different indicators */
  char **files;
  size_t n_files;
  size_t n_missing;  /* cells with a missing mark or empty */
  size_t n_censored; /* cells such as ~100 */
  bool has_denominator;
  bool has_numerator;             /* values are counts out of their denominators */
  struct leda_panel_names *names; /* owns the strings */
} leda_panel;

typedef enum {
  LEDA_ROLE_PERIOD = 0,
  LEDA_ROLE_YEAR, /* year column beside a month or quarter column */
  LEDA_ROLE_MONTH,
  LEDA_ROLE_QUARTER,
  LEDA_ROLE_UNIT,
  LEDA_ROLE_UNIT_NAME,
  LEDA_ROLE_INDICATOR,
  LEDA_ROLE_GROUP,
  LEDA_ROLE_VALUE, /* may be given several times: a wide table */
  LEDA_ROLE_NUMERATOR,
  LEDA_ROLE_DENOMINATOR,
  LEDA_ROLE_SD,
  LEDA_ROLE_EXPECTED,
  LEDA_ROLE_COUNT,
} leda_role;

/* Role by the word of `--column ROLE=NAME`; returns false for an unknown word. */
bool leda_role_parse(const char *word, leda_role *out);

typedef struct {
  leda_role role;
  const char *name; /* header text of the column (compared without regard to case) */
} leda_column_choice;

typedef struct {
  const char *column;
  const char *value;
} leda_filter;

/* How to read. Zeroed fields mean: by header name, no filter, a period is required, the same series
   and period twice is an error. Nothing is owned. */
typedef struct {
  const leda_column_choice *columns;
  size_t n_columns;
  const leda_filter *filters; /* same column: or; different columns: and */
  size_t n_filters;
  bool period_optional; /* tables of one occasion: period kind NONE */
  bool allow_repeats;   /* several rows of one series and period are a subgroup */
  bool whole_repeats;   /* the same, but only in series where every period has at least two rows */
  leda_progress progress; /* in bytes */
  int threads;            /* for large plain files; 0: one, and one pass. Never changes a result */
  size_t chunk;           /* bytes a thread takes at a time; 0: chosen. For tests */
} leda_read_options;

typedef struct {
  const char *const *items;
  size_t n;
} leda_paths;

/* Reads CSV files ("-": standard input) into one panel: conventions of interface.md, "Data files".
   One streaming pass a file; memory: 32 bytes an observation plus names.

   Notices (lines before the header, footnotes, Windows-1252, censored values, empty rows) and up to
   20 located errors go to *log (may be NULL); the first error is in *err too, so print one of the
   two; log->errors counts also those past 20. On any error the panel is left empty. Errors: LEDA_ERR_DATA (see docs/data-files.md), LEDA_ERR_IO, _MEMORY,
   _CANCELLED. *panel need not be initialised; free with leda_panel_clear. */
leda_status leda_panel_read(leda_panel *panel, leda_paths paths, const leda_read_options *options,
                            leda_messages *log, leda_error *err);

typedef struct {
  const char *name;
  const char *bytes;
  size_t length;
} leda_bytes;

/* The same from bytes in memory; `name` stands for the file in messages. For tests and fuzzing. */
leda_status leda_panel_read_memory(leda_panel *panel, leda_bytes bytes,
                                   const leda_read_options *options, leda_messages *log,
                                   leda_error *err);

void leda_panel_clear(leda_panel *panel);

#endif
