/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/messages.h"

#include <stdio.h>
#include <string.h>

#include "engine/core/memory.h"
#include "engine/core/text.h"

void leda_messages_clear(leda_messages *list) {
  if (!list) return;
  leda_free(list->items);
  size_t limit = list->errors_limit;
  *list = (leda_messages){.errors_limit = limit};
}

static leda_status grow(leda_messages *list) {
  size_t capacity = list->capacity ? 2 * list->capacity : 8;
  leda_message *items = leda_realloc_array(list->items, capacity, sizeof *items);
  if (!items) return LEDA_ERR_MEMORY;
  list->items = items;
  list->capacity = capacity;
  return LEDA_OK;
}

leda_status leda_messages_add(leda_messages *list, leda_severity severity, const leda_error *what) {
  if (!list) return LEDA_OK;
  if (severity == LEDA_ERROR) {
    size_t limit = list->errors_limit ? list->errors_limit : LEDA_ERRORS_KEPT;
    if (++list->errors > limit) return LEDA_OK;
  }
  if (list->n == list->capacity && grow(list)) return LEDA_ERR_MEMORY;
  list->items[list->n].severity = severity;
  list->items[list->n].what = *what;
  list->n++;
  return LEDA_OK;
}

leda_status leda_messages_note(leda_messages *list, leda_severity severity, leda_place place,
                               const char *format, ...) {
  leda_error what = leda_error_none();
  if (place.file) snprintf(what.file, sizeof what.file, "%s", place.file);
  what.line = place.line;
  what.field = place.field;
  va_list args;
  va_start(args, format);
  int length = vsnprintf(what.message, sizeof what.message, format, args);
  va_end(args);
  if (length >= (int)sizeof what.message)
    what.message[leda_utf8_whole(what.message, sizeof what.message - 1)] = '\0';
  return leda_messages_add(list, severity, &what);
}
