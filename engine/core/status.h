/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CORE_STATUS_H
#define LEDA_CORE_STATUS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* What a fallible function returns. LEDA_OK is 0, so `if (status)` reads "if it failed". */
typedef enum {
  LEDA_OK = 0,
  LEDA_ERR_DATA,      /* the data or the project is wrong: the user can mend it */
  LEDA_ERR_USAGE,     /* the command line is wrong */
  LEDA_ERR_IO,        /* a file cannot be read or written */
  LEDA_ERR_MEMORY,    /* memory ran out */
  LEDA_ERR_PROGRAM,   /* another program (gnuplot) is missing or failed */
  LEDA_ERR_INTERNAL,  /* a fault of leda's own */
  LEDA_ERR_CANCELLED, /* the progress callback asked to stop */
} leda_status;

/* A place in a file. line and field are 1-based; 0 means "not known". `field` is the number of the
   field in the row, as a spreadsheet counts columns. */
typedef struct {
  const char *file;
  size_t line;
  size_t field;
} leda_place;

/* One located message, owned by the caller. Plain storage: it needs no clean-up and can be copied.
   Longer texts are cut at a character boundary. */
typedef struct {
  leda_status status;
  char file[512];
  size_t line;
  size_t field;
  char message[1024];
  char hint[512];
} leda_error;

#define LEDA_PRINTF(format_index, first) __attribute__((format(printf, format_index, first)))

/* An error with nothing in it, to start from. */
leda_error leda_error_none(void);

/* Records a failure and returns `status`. The first error wins: when *err holds one already, it is
   kept and its status is returned. err may be NULL. */
leda_status leda_fail(leda_error *err, leda_status status, const char *format, ...)
    LEDA_PRINTF(3, 4);

/* The same with a place in a file. */
leda_status leda_fail_at(leda_error *err, leda_place place, const char *format, ...)
    LEDA_PRINTF(3, 4);

/* Adds what to do about the error that *err holds, unless it has a hint already. */
void leda_error_hint(leda_error *err, const char *format, ...) LEDA_PRINTF(2, 3);

/* "Out of memory", said the same way everywhere. */
leda_status leda_fail_memory(leda_error *err);

#endif
