/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CORE_MESSAGES_H
#define LEDA_CORE_MESSAGES_H

#include "engine/core/status.h"

typedef enum { LEDA_NOTICE, LEDA_WARNING, LEDA_ERROR } leda_severity;

typedef struct {
  leda_severity severity;
  leda_error what; /* place, message, hint; status only for LEDA_ERROR */
} leda_message;

/* A growing list of notices, warnings and errors, in the order they were met. Start from
   `leda_messages list = {0}` and end with leda_messages_clear. */
typedef struct {
  leda_message *items;
  size_t n;
  size_t capacity;
  size_t errors;       /* how many errors were met, kept or not */
  size_t errors_limit; /* at most so many errors are kept; 0 means LEDA_ERRORS_KEPT */
} leda_messages;

#define LEDA_ERRORS_KEPT 20

void leda_messages_clear(leda_messages *list);

/* Adds a copy. Errors past the limit are counted, not kept. list may be NULL. */
leda_status leda_messages_add(leda_messages *list, leda_severity severity, const leda_error *what);

/* Adds a notice or warning without a hint; place.file may be NULL. */
leda_status leda_messages_note(leda_messages *list, leda_severity severity, leda_place place,
                               const char *format, ...) LEDA_PRINTF(4, 5);

#endif
