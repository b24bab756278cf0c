/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/fast_alike.h"

#include <string.h>

#include "engine/data/fast_cell.h"

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

#define LONGEST_TAIL 8
#define LONGEST_PREFIX (8 * LEDA_FAST_ALIKE_WORDS)

static void set_words(leda_fast_alike *alike) {
  unsigned char same[LONGEST_PREFIX] = {0};
  memset(same, 0xFF, alike->value);
  memset(same + alike->period, 0, alike->period_length);
  memcpy(alike->same, same, sizeof same);
  alike->n_words = (alike->value + 7) / 8;
}

/* One value column behind that of the period, and no filter that might look at them. */
static bool can_learn(const leda_fast_worker *worker, const leda_fast_row *row) {
  const leda_columns *columns = &worker->reader->file.columns;
  size_t period = columns->role[LEDA_ROLE_PERIOD];
  if (columns->n_values != 1 || columns->role[LEDA_ROLE_DENOMINATOR] != LEDA_NO_COLUMN ||
      worker->reader->options->n_filters > 0)
    return false;
  return period < columns->values[0] && columns->values[0] < row->n;
}

void leda_fast_alike_learn(leda_fast_alike *alike, const leda_fast_worker *worker,
                           const leda_fast_row *row, leda_fast_span span) {
  const leda_columns *columns = &worker->reader->file.columns;
  alike->row = NULL;
  if (!can_learn(worker, row)) return;
  leda_csv_field period = row->fields[columns->role[LEDA_ROLE_PERIOD]];
  leda_csv_field value = row->fields[columns->values[0]];
  size_t period_at = (size_t)(period.text - span.text), at = (size_t)(value.text - span.text);
  size_t tail = (size_t)(span.next - value.text) - value.length;
  if (period.length == 0 || period.length > sizeof(leda_fast_key) || at > LONGEST_PREFIX ||
      tail > LONGEST_TAIL)
    return;
  bool moved =
      period_at != alike->period || period.length != alike->period_length || at != alike->value;
  alike->row = span.text;
  alike->period = period_at;
  alike->period_length = period.length;
  alike->value = at;
  alike->end = at + value.length;
  alike->tail = tail;
  if (moved) set_words(alike);
}

/* Everything before the value but the period. */
static inline bool begins_alike(const leda_fast_alike *alike, const char *p) {
  for (size_t i = 0; i < alike->n_words; i++)
    if ((leda_fast_load(p + 8 * i) ^ leda_fast_load(alike->row + 8 * i)) & alike->same[i])
      return false;
  return true;
}

/* Length of the value, if what follows it follows here; 0: it does not. */
static inline size_t value_length(const leda_fast_alike *alike, const char *value) {
  const char *tail = alike->row + alike->end;
  size_t n = leda_fast_find(leda_fast_load(value), *tail);
  if (n == 8) n += leda_fast_find(leda_fast_load(value + 8), *tail);
  uint64_t other = leda_fast_load(value + n) ^ leda_fast_load(tail);
  return leda_fast_first(other, alike->tail) == 0 ? n : 0;
}

leda_fast_taken leda_fast_alike_take(const leda_fast_alike *alike, leda_fast_worker *worker,
                                     leda_fast_output *out, const char **p, size_t line) {
  const char *period = *p + alike->period, *value = *p + alike->value;
  if (!alike->row || !begins_alike(alike, *p)) return LEDA_FAST_OTHER;
  size_t n = value_length(alike, value), length = alike->period_length;
  leda_fast_change change = {.line = line};
  if (n == 0 ||
      !leda_fast_decimal((leda_csv_field){value, n}, leda_fast_first(leda_fast_load(value), n),
                         &change.value, &change.mark))
    return LEDA_FAST_OTHER;
  change.period.low = leda_fast_first(leda_fast_load(period), length);
  if (length > 8) change.period.high = leda_fast_first(leda_fast_load(period + 8), length - 8);
  leda_fast_taken taken = leda_fast_take_alike(worker, out, &change);
  if (taken == LEDA_FAST_TAKEN) *p = value + n + alike->tail;
  return taken;
}

#else /* bytes in another order: all rows are taken apart */

void leda_fast_alike_learn(leda_fast_alike *alike, const leda_fast_worker *worker,
                           const leda_fast_row *row, leda_fast_span span) {
  (void)alike;
  (void)worker;
  (void)row;
  (void)span;
}

leda_fast_taken leda_fast_alike_take(const leda_fast_alike *alike, leda_fast_worker *worker,
                                     leda_fast_output *out, const char **p, size_t line) {
  (void)alike;
  (void)worker;
  (void)out;
  (void)p;
  (void)line;
  return LEDA_FAST_OTHER;
}

#endif
