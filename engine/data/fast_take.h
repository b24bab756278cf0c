/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a row in the fast reader. */
#ifndef LEDA_DATA_FAST_TAKE_H
#define LEDA_DATA_FAST_TAKE_H

#include "engine/data/fast_key.h"
#include "engine/data/fast_shelf.h"
#include "engine/data/panel_reader.h"

#define LEDA_FAST_PERIODS 256
#define LEDA_FAST_NAMES 8192

typedef struct {
  leda_fast_key key;
  uint32_t id; /* 0: free, which is right for the empty text too */
} leda_fast_name;

/* Observations whose series is looked up a little later: when the rows are in no order the processor
   would wait for the memory at every row, so the place is fetched ahead. */
#define LEDA_FAST_WAITING 32

typedef struct {
  leda_series_key key;
  uint32_t shelf;
  uint32_t value;
  leda_observation *observation;
} leda_fast_wait;

/* A row whose fields need not end with NUL. */
typedef struct {
  const leda_csv_field *fields;
  const leda_fast_key
      *keys; /* of the header's columns; undefined for fields of more than 16 bytes */
  size_t n;
  size_t line;
} leda_fast_row;

/* A column that holds names. */
typedef struct {
  size_t column;
  leda_role role;
} leda_fast_named;

enum { LEDA_FAST_NAMED = 4 };

/* What a thread knows: names and series with numbers of its own, which are translated when all
   threads are done. In builder.set the indicator is its number times the value columns, plus the
   value column. Start with leda_fast_worker_init, end with leda_fast_worker_clear. */
typedef struct {
  leda_panel_builder builder;      /* names, series and labels only */
  const leda_panel_reader *reader; /* columns, filters and options; read only */
  leda_fast_named named[LEDA_FAST_NAMED];
  size_t n_named;
  leda_series_key last;                     /* of the last row, without value column */
  leda_fast_key last_keys[LEDA_ROLE_COUNT]; /* its short names */
  uint32_t last_ids[LEDA_ROLE_COUNT];       /* and all names */
  uint32_t *last_series;                    /* by value column, for that row */
  leda_fast_shelves shelves;                /* before builder.set */
  leda_fast_wait waiting[LEDA_FAST_WAITING];
  size_t n_waiting;
  leda_period_kind kind;      /* of all periods so far */
  leda_fast_name *name_cache; /* LEDA_FAST_NAMES short names, before builder.panel.names */
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

typedef enum { LEDA_FAST_OTHER, LEDA_FAST_TAKEN, LEDA_FAST_FAILED } leda_fast_taken;

/* What may differ from the row before, see fast_alike.h. */
typedef struct {
  size_t line;
  leda_fast_key period;
  double value;
  char mark; /* decimal mark; 0: none */
} leda_fast_change;

/* Takes a row that has the names of the one before and one value. OTHER: that is not known well enough, nothing
   was done, and leda_fast_take is to take it. FAILED: no memory. */
leda_fast_taken leda_fast_take_alike(leda_fast_worker *worker, leda_fast_output *out,
                                     const leda_fast_change *change);

/* Takes a row. Returns false for whatever it does not know: the
   serial reader then reads the file and says what there is to say. */
bool leda_fast_take(leda_fast_worker *worker, leda_fast_output *out, const leda_fast_row *row);

/* Must stand before the first and behind the last row of a chunk; false as above. */
void leda_fast_take_begin(leda_fast_worker *worker);
bool leda_fast_take_end(leda_fast_worker *worker);

#endif
