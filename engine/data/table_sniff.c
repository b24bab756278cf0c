/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/table_sniff.h"

#include <string.h>

/* How far the header is looked for, and how many lines it may take up (quoted names with line
   ends). */
#define SEARCHED_BYTES ((size_t)64 << 10)
#define SEARCHED_LINES 1000
#define HEADER_LINES 20

/* One row read to be judged. */
typedef struct {
  const leda_table_reader *reader;
  bool read;
  leda_header_match match;
  size_t n;
} attempt;

typedef struct {
  leda_header_match match;
  size_t n;
  leda_sniffed where;
} candidate;

static leda_status judge_row(const leda_csv_row *row, void *data, leda_error *err) {
  attempt *a = data;
  (void)err;
  if (a->read) return LEDA_OK;
  a->read = true;
  a->n = row->n;
  a->match = a->reader->judge(row, a->reader->data);
  return LEDA_OK;
}

static size_t line_length(const char *bytes, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (bytes[i] == '\n') return i + 1;
    if (bytes[i] == '\r') return i + 1 < n && bytes[i + 1] == '\n' ? i + 2 : i + 1;
  }
  return n;
}

/* Reads one row from `at`. Rows that cannot be read are no header: their error is told when they
   are met among the rows. */
static leda_status try_row(const leda_window *window, size_t at, char separator, attempt *a,
                           leda_error *err) {
  leda_encoding encoding = {0};
  leda_error ignored = leda_error_none();
  leda_csv_options options = {.file = "",
                              .separator = separator,
                              .first_line = 1,
                              .encoding = &encoding,
                              .handler = judge_row,
                              .data = a};
  leda_csv *csv = leda_csv_alloc(&options);
  if (!csv) return leda_fail_memory(err);
  leda_status status = LEDA_OK;
  for (int line = 0; line < HEADER_LINES && at < window->n && !a->read && !status; line++) {
    size_t length = line_length(window->bytes + at, window->n - at);
    status = leda_csv_feed(csv, window->bytes + at, length, &ignored);
    at += length;
  }
  if (!status && !a->read && at == window->n && window->whole)
    status = leda_csv_finish(csv, &ignored);
  leda_csv_free(csv);
  leda_encoding_clear(&encoding);
  return status == LEDA_ERR_MEMORY ? leda_fail_memory(err) : LEDA_OK;
}

static bool is_better(const candidate *a, const candidate *b) {
  if (a->match.is_header != b->match.is_header) return a->match.is_header;
  if (a->match.is_header) return a->n > b->n;
  if (a->match.known != b->match.known) return a->match.known > b->match.known;
  return a->match.filled > b->match.filled;
}

/* The first header for one separator, or its most likely row. */
static leda_status search(const leda_window *window, const leda_table_reader *reader,
                          char separator, candidate *best, leda_error *err) {
  size_t at = 0;
  for (size_t line = 1; line <= SEARCHED_LINES && at < window->n && at < SEARCHED_BYTES; line++) {
    attempt a = {.reader = reader};
    size_t length = line_length(window->bytes + at, window->n - at);
    if (strchr("\r\n", window->bytes[at]) == NULL || window->bytes[at] == '\0') {
      leda_status status = try_row(window, at, separator, &a, err);
      if (status) return status;
    }
    candidate found = {a.match, a.n, {separator, at, line}};
    if (a.read && is_better(&found, best)) *best = found;
    if (a.read && a.match.is_header) break;
    at += length;
  }
  return LEDA_OK;
}

leda_status leda_table_sniff(const leda_window *window, const leda_table_reader *reader,
                             leda_sniffed *found, leda_error *err) {
  static const char separators[] = {';', '\t', ','};
  candidate best = {.where = {',', 0, 1}};
  for (size_t i = 0; i < sizeof separators; i++) {
    leda_status status = search(window, reader, separators[i], &best, err);
    if (status) return status;
  }
  *found = best.where;
  return LEDA_OK;
}
