/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/complaints.h"

#include <stdio.h>
#include <string.h>

#include "engine/core/text.h"

static LEDA_PRINTF(3, 0) void fill(char *out, size_t size, const char *format, va_list args) {
  int length = vsnprintf(out, size, format, args);
  if (length >= (int)size) out[leda_utf8_cut(out, strlen(out), size - 1)] = '\0';
}

void leda_complain(leda_complaints *complaints, leda_place place, const char *format, ...) {
  leda_error what = leda_error_none();
  what.status = LEDA_ERR_DATA;
  snprintf(what.file, sizeof what.file, "%s", place.file ? place.file : "");
  what.line = place.line;
  what.field = place.field;
  va_list args;
  va_start(args, format);
  fill(what.message, sizeof what.message, format, args);
  va_end(args);
  if (complaints->n++ == 0 && complaints->err && complaints->err->status == LEDA_OK)
    *complaints->err = what;
  leda_messages_add(complaints->log, LEDA_ERROR, &what);
}

void leda_complain_hint(leda_complaints *complaints, const char *format, ...) {
  char hint[sizeof((leda_error *)0)->hint];
  va_list args;
  va_start(args, format);
  fill(hint, sizeof hint, format, args);
  va_end(args);
  leda_messages *log = complaints->log;
  size_t kept = log && log->errors_limit ? log->errors_limit : LEDA_ERRORS_KEPT;
  if (log && log->n > 0 && log->errors <= kept)
    memcpy(log->items[log->n - 1].what.hint, hint, sizeof hint);
  if (complaints->n == 1 && complaints->err) memcpy(complaints->err->hint, hint, sizeof hint);
}

leda_place leda_complaints_line(const leda_complaints *complaints, size_t line) {
  return (leda_place){.file = complaints->file, .line = line};
}

leda_status leda_complaints_status(const leda_complaints *complaints) {
  return complaints->n == 0 ? LEDA_OK : LEDA_ERR_DATA;
}

/* Two letters in the wrong order count as one slip. */
static size_t edit_distance(const char *a, const char *b) {
  enum { LONGEST = 40 };
  size_t rows[3][LONGEST + 1];
  size_t n = strlen(a), m = strlen(b);
  if (n > LONGEST || m > LONGEST) return LONGEST;
  for (size_t j = 0; j <= m; j++) rows[0][j] = j;
  for (size_t i = 1; i <= n; i++) {
    size_t *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
    now[0] = i;
    for (size_t j = 1; j <= m; j++) {
      size_t best = last[j - 1] + (a[i - 1] != b[j - 1]);
      if (last[j] + 1 < best) best = last[j] + 1;
      if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
      bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped && before[j - 2] + 1 < best) best = before[j - 2] + 1;
      now[j] = best;
    }
  }
  return rows[n % 3][m];
}

const char *leda_nearest_word(const char *word, const char *const *words, size_t n) {
  const char *best = NULL;
  size_t allowed = strlen(word) / 3 > 1 ? strlen(word) / 3 : 1;
  for (size_t i = 0; i < n; i++) {
    size_t distance = edit_distance(word, words[i]);
    if (distance > allowed) continue;
    allowed = distance > 0 ? distance - 1 : 0;
    best = words[i];
    if (distance == 0) break;
  }
  return best;
}

void leda_complaints_sort(leda_complaints *complaints, size_t first) {
  leda_messages *log = complaints->log;
  if (!log || complaints->n < 2) return;
  for (size_t i = first + 1; i < log->n; i++) {
    leda_message item = log->items[i];
    size_t at = i;
    for (; at > first && log->items[at - 1].what.line > item.what.line; at--)
      log->items[at] = log->items[at - 1];
    log->items[at] = item;
  }
}
