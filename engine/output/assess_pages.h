/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_ASSESS_PAGES_H
#define LEDA_OUTPUT_ASSESS_PAGES_H

#include "engine/analysis/assess.h"
#include "engine/core/i18n.h"
#include "engine/core/messages.h"

/* A page for each municipality, named by leda_file_slug, and index.html, each written whole or not at
   all. */
typedef struct {
  const leda_assess *whole;
  const char *source;     /* path of the answers; "-": standard input */
  const char *folder;     /* made where it is missing */
  leda_language language; /* which is set, too */
  int threads;            /* gnuplot processes; 0: one a core */
  leda_progress progress;
  leda_messages
      *log; /* a warning where pages of an earlier run are still in the folder; NULL: none */
} leda_assess_pages;

/* Errors: LEDA_ERR_IO, LEDA_ERR_PROGRAM (gnuplot), LEDA_ERR_MEMORY, LEDA_ERR_CANCELLED. */
leda_status leda_assess_pages_write(const leda_assess_pages *pages, leda_error *err);

#endif
