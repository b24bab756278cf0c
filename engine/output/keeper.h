/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_KEEPER_H
#define LEDA_OUTPUT_KEEPER_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/core/status.h"
#include "engine/core/text.h"

/* Keeps texts and arrays alive until a whole report is done, so that its parts can point to them.
   Start from {0}. A failed allocation sets `failed`; what is handed out then is "" or NULL. */
typedef struct {
  void **items;
  size_t n;
  size_t capacity;
  bool failed;
} leda_keeper;

/* Takes the text over and leaves *text empty. Never NULL. */
const char *leda_keep_text(leda_keeper *keeper, leda_text *text);

/* A copy. Never NULL; NULL counts as "". */
const char *leda_keep_copy(leda_keeper *keeper, const char *string);

/* Zeroed memory; NULL after a failure. */
void *leda_keep_array(leda_keeper *keeper, size_t count, size_t size);

leda_status leda_keeper_status(const leda_keeper *keeper, leda_error *err);
void leda_keeper_clear(leda_keeper *keeper);

#endif
