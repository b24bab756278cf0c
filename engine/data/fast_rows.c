/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/fast_rows.h"

#include <string.h>

#include "engine/core/memory.h"

#define FIELD_LIMIT ((size_t)1 << 20) /* as csv_stream.c */

typedef struct {
  leda_fast_reader *fast;
  const leda_fast_chunk *chunk;
  leda_fast_output *out;
  bool cr;     /* the chunk has carriage returns */
  size_t line; /* of the next row */
} walk;

/* ---- chunks without quotes ---- */

/* Such a text has no other syntax than separators and line ends, and blanks around a field: nothing is
   left for a CSV parser to decide, and libcsv would take most of the time. */

static size_t blank_at(const char *p, size_t n, bool front) {
  const char *last = front ? p : p + n - 1;
  if (n == 0) return 0;
  if (*last == ' ' || *last == '\t') return 1;
  if (n < 2) return 0;
  const char *pair = front ? p : p + n - 2;
  return pair[0] == '\xC2' && pair[1] == '\xA0' ? 2 : 0;
}

/* Without blanks, also no-break ones, at either end, as csv_stream.c does it. */
static leda_csv_field trimmed(leda_csv_field field) {
  size_t step;
  while ((step = blank_at(field.text, field.length, true)) > 0) {
    field.text += step;
    field.length -= step;
  }
  while ((step = blank_at(field.text, field.length, false)) > 0) field.length -= step;
  return field;
}

static inline bool may_need_trim(leda_csv_field field) {
  if (field.length == 0) return false;
  unsigned char first = (unsigned char)field.text[0];
  unsigned char last = (unsigned char)field.text[field.length - 1];
  return first <= ' ' || first == 0xC2 || last <= ' ' || last == 0xA0;
}

static bool is_blank(const char *p, const char *end) {
  while (p < end && (*p == ' ' || *p == '\t')) p++;
  return p == end;
}

/* Fields of a line; SIZE_MAX where the careful way must see to it. */
static size_t split(const leda_fast_reader *fast, const char *p, const char *end) {
  size_t n = 0;
  for (;; p++) {
    const char *start = p;
    while (p < end && *p != fast->input->separator) p++;
    leda_csv_field field = {start, (size_t)(p - start)};
    if (field.length > FIELD_LIMIT) return SIZE_MAX;
    if (may_need_trim(field)) field = trimmed(field);
    if (n < fast->n_fields)
      fast->fields[n++] = field;
    else if (field.length > 0)
      return SIZE_MAX;
    if (p == end) return n;
  }
}

static bool take_line(walk *w, const char *p, const char *end) {
  bool crlf = w->cr && end > p && end[-1] == '\r';
  if (crlf) end--;
  if (w->cr && end > p && memchr(p, '\r', (size_t)(end - p))) return false;
  if (p == end ||
      (*p <= ' ' && is_blank(p, end) && !memchr(p, w->fast->input->separator, (size_t)(end - p))))
    return true;
  size_t n = split(w->fast, p, end);
  if (n == SIZE_MAX) return false;
  leda_csv_row row = {w->fast->fields, n, w->line};
  return leda_fast_take(&w->fast->worker, w->out, &row);
}

static bool read_plain(leda_fast_reader *fast, const leda_fast_chunk *chunk,
                       leda_fast_output *out) {
  const char *p = fast->text, *end = p + chunk->length;
  walk w = {fast, chunk, out, memchr(p, '\r', chunk->length) != NULL, chunk->first_line};
  for (; p < end; w.line++) {
    const char *newline = memchr(p, '\n', (size_t)(end - p));
    /* A last line without line end but with CR: where it ends is for the careful way. */
    if (!newline && w.cr && end[-1] == '\r') return false;
    if (!take_line(&w, p, newline ? newline : end)) return false;
    p = newline ? newline + 1 : end;
  }
  return leda_fast_take_end(&fast->worker);
}

/* ---- all other chunks ---- */

static leda_status take_row(const leda_csv_row *row, void *data, leda_error *err) {
  (void)err;
  walk *w = data;
  return leda_fast_take(&w->fast->worker, w->out, row) ? LEDA_OK : LEDA_ERR_DATA;
}

/* By the reader of csv_stream.h, which knows quotes and where lines end in them. A lone carriage
   return is a line end that the layout did not count: then the numbers of lines do not agree. */
static bool read_careful(leda_fast_reader *fast, const leda_fast_chunk *chunk,
                         leda_fast_output *out) {
  leda_error ignored = leda_error_none();
  leda_encoding encoding = {0};
  walk w = {fast, chunk, out, false, 0};
  leda_csv_options options = {.file = "",
                              .separator = fast->input->separator,
                              .first_line = chunk->first_line,
                              .encoding = &encoding,
                              .handler = take_row,
                              .data = &w};
  leda_csv *csv = leda_csv_alloc(&options);
  bool good = csv && leda_csv_feed(csv, fast->text, chunk->length, &ignored) == LEDA_OK;
  good = good && leda_csv_line(csv) == chunk->first_line + chunk->lines;
  good = good && leda_csv_finish(csv, &ignored) == LEDA_OK;
  good = good && leda_fast_take_end(&fast->worker);
  leda_csv_free(csv);
  leda_encoding_clear(&encoding);
  return good;
}

/* ---- a chunk ---- */

static bool load(leda_fast_reader *fast, const leda_fast_chunk *chunk) {
  if (chunk->length >= fast->text_size) {
    leda_free(fast->text);
    fast->text_size = chunk->length + chunk->length / 8 + 64;
    fast->text = leda_malloc(fast->text_size);
    if (!fast->text) fast->text_size = 0;
  }
  if (!fast->text) return false;
  fast->text[chunk->length] = '\0';
  return leda_source_at(fast->input->source, chunk->start, fast->text, chunk->length);
}

static void begin(leda_fast_reader *fast, leda_fast_output *out) {
  leda_fast_take_begin(&fast->worker);
  *out = (leda_fast_output){.observations = out->observations, .worker = out->worker};
}

void leda_fast_read_chunk(leda_fast_reader *fast, const leda_fast_chunk *chunk,
                          leda_fast_output *out) {
  begin(fast, out);
  if (!load(fast, chunk)) return;
  if (chunk->high && !leda_utf8_valid(fast->text, chunk->length)) return;
  out->good = !chunk->quotes && read_plain(fast, chunk, out);
  if (out->good) return;
  begin(fast, out);
  out->good = read_careful(fast, chunk, out);
}

bool leda_fast_reader_init(leda_fast_reader *fast, const leda_panel_reader *reader,
                           const leda_fast_input *input) {
  *fast = (leda_fast_reader){.input = input};
  fast->n_fields = reader->file.columns.n_header;
  fast->fields = leda_malloc((fast->n_fields + 1) * sizeof *fast->fields);
  return fast->fields && leda_fast_worker_init(&fast->worker, reader);
}

void leda_fast_reader_clear(leda_fast_reader *fast) {
  leda_fast_worker_clear(&fast->worker);
  leda_free(fast->fields);
  leda_free(fast->text);
  *fast = (leda_fast_reader){0};
}
