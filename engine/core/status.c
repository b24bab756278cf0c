/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/core/status.h"

#include <stdio.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/text.h"

leda_error leda_error_none(void) {
  leda_error err = {.status = LEDA_OK};
  return err;
}

static void copy_cut(char *target, size_t size, const char *source) {
  size_t length = leda_utf8_cut(source, strlen(source), size - 1);
  memcpy(target, source, length);
  target[length] = '\0';
}

static LEDA_PRINTF(3, 0) void format_cut(char *target, size_t size, const char *format,
                                         va_list args) {
  int length = vsnprintf(target, size, format, args);
  if (length >= 0 && (size_t)length >= size) target[leda_utf8_whole(target, size - 1)] = '\0';
}

leda_status leda_fail(leda_error *err, leda_status status, const char *format, ...) {
  if (!err) return status;
  if (err->status) return err->status;
  *err = leda_error_none();
  err->status = status;
  va_list args;
  va_start(args, format);
  format_cut(err->message, sizeof err->message, format, args);
  va_end(args);
  return status;
}

leda_status leda_fail_at(leda_error *err, leda_place place, const char *format, ...) {
  if (!err) return LEDA_ERR_DATA;
  if (err->status) return err->status;
  *err = leda_error_none();
  err->status = LEDA_ERR_DATA;
  if (place.file) copy_cut(err->file, sizeof err->file, place.file);
  err->line = place.line;
  err->field = place.field;
  va_list args;
  va_start(args, format);
  format_cut(err->message, sizeof err->message, format, args);
  va_end(args);
  return err->status;
}

void leda_error_hint(leda_error *err, const char *format, ...) {
  if (!err || !err->status || err->hint[0]) return;
  va_list args;
  va_start(args, format);
  format_cut(err->hint, sizeof err->hint, format, args);
  va_end(args);
}

leda_status leda_fail_memory(leda_error *err) {
  return leda_fail(err, LEDA_ERR_MEMORY, "%s", _("out of memory"));
}
