/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a row in the fast reader. */
#ifndef LEDA_DATA_FAST_TAKE_H
#define LEDA_DATA_FAST_TAKE_H

#include "engine/data/panel_reader.h"

/* A text of at most 16 bytes without NUL, padded with zeros: compared by two words. */
typedef struct {
  uint64_t low;
  uint64_t high;
} leda_fast_key;

#define LEDA_FAST_PERIODS 256
#define LEDA_FAST_NAMES 8192
#define LEDA_FAST_KINDS 64

typedef struct {
  leda_fast_key key;
  uint32_t id; /* 0: free, which is right for the empty text too */
} leda_fast_name;

typedef struct {
  uint32_t indicator, group;
  uint32_t shelf; /* plus 1; 0: free */
} leda_fast_kind;

/* The series of one indicator, group and value column: the number of the series plus 1, by unit.
   Only a shortcut before builder.set: what is not in it is looked up there. */
typedef struct {
  uint32_t *by_unit;
  uint32_t n;
} leda_fast_shelf;

/* Observations whose series is looked up a little later: when the rows are in no order the processor
   would wait for the memory at every row, so the place is fetched ahead. */
#define LEDA_FAST_WAITING 32

typedef struct {
  leda_series_key key;
  uint32_t shelf;
  uint32_t value;
  leda_observation *observation;
} leda_fast_wait;

/* What a thread knows: names and series with numbers of its own, which are translated when all
   threads are done. In builder.set the indicator is its number times the value columns, plus the
   value column. Start with leda_fast_worker_init, end with leda_fast_worker_clear. */
typedef struct {
  leda_panel_builder builder;               /* names, series and labels only */
  const leda_panel_reader *reader;          /* columns, filters and options; read only */
  leda_series_key last;                     /* of the last row, without value column */
  leda_fast_key last_keys[LEDA_ROLE_COUNT]; /* its short names */
  uint32_t last_label;
  uint32_t *last_series; /* by value column, for that row */
  leda_series_set kinds; /* indicator (as above) and group: a shelf for each */
  leda_fast_shelf *shelves;
  uint32_t n_shelves;
  size_t shelved; /* places on all shelves */
  bool loose;     /* some series have no place on a shelf */
  leda_fast_wait waiting[LEDA_FAST_WAITING];
  size_t n_waiting;
  leda_period_kind kind;      /* of all periods so far */
  leda_fast_name *name_cache; /* LEDA_FAST_NAMES short names, before builder.panel.names */
  leda_fast_kind kind_cache[LEDA_FAST_KINDS];
  leda_fast_key period_keys[LEDA_FAST_PERIODS];
  int32_t periods[LEDA_FAST_PERIODS];
} leda_fast_worker;

/* What came out of a chunk. Observations go to room for them that belongs to this chunk alone. */
typedef struct {
  leda_observation *observations;
  size_t n;
  size_t n_missing;
  size_t n_empty;
  size_t n_censored;      /* cells */
  size_t n_censored_rows; /* observations */
  leda_sighting censored; /* the first such cell */
  leda_sighting period;   /* the first period */
  leda_period_kind kind;  /* of all its periods */
  char mark;              /* its decimal mark, 0: none */
  int worker;             /* whose numbers its series have */
  bool good;              /* false: the serial reader must read the file */
} leda_fast_output;

bool leda_fast_worker_init(leda_fast_worker *worker, const leda_panel_reader *reader);
void leda_fast_worker_clear(leda_fast_worker *worker);

/* Takes a row whose fields need not end with NUL. Returns false for whatever it does not know: the
   serial reader then reads the file and says what there is to say. */
bool leda_fast_take(leda_fast_worker *worker, leda_fast_output *out, const leda_csv_row *row);

/* Must stand before the first and behind the last row of a chunk; false as above. */
void leda_fast_take_begin(leda_fast_worker *worker);
bool leda_fast_take_end(leda_fast_worker *worker);

#endif
