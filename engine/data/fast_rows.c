/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/fast_rows.h"

#include <string.h>

#include "engine/core/memory.h"
#include "engine/data/fast_alike.h"

#define FIELD_LIMIT ((size_t)1 << 20) /* as csv_stream.c */

typedef struct {
  leda_fast_reader *fast;
  const leda_fast_chunk *chunk;
  leda_fast_output *out;
  bool cr;     /* the chunk has carriage returns */
  size_t line; /* of the next row */
  leda_fast_alike alike;
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

static inline bool may_need_trim(unsigned char first, unsigned char last) {
  return first <= ' ' || first == 0xC2 || last <= ' ' || last == 0xA0;
}

static bool is_blank(const char *p, const char *end) {
  while (p < end && (*p == ' ' || *p == '\t')) p++;
  return p == end;
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* The field that begins at p, and its key. Reads behind the end, where the text has room. */
static inline leda_csv_field next_field(const char *p, const char *end, char separator,
                                        leda_fast_key *key) {
  uint64_t low = leda_fast_load(p), high = leda_fast_load(p + 8);
  size_t left = (size_t)(end - p), n = leda_fast_find(low, separator);
  if (n == 8) n += leda_fast_find(high, separator);
  if (n == 16) {
    const char *mark = left > 16 ? memchr(p + 16, separator, left - 16) : NULL;
    n = mark ? (size_t)(mark - p) : left;
  }
  if (n > left) n = left;
  *key = (leda_fast_key){leda_fast_first(low, n), n > 8 ? leda_fast_first(high, n - 8) : 0};
  return (leda_csv_field){p, n};
}
#else
static leda_csv_field next_field(const char *p, const char *end, char separator,
                                 leda_fast_key *key) {
  const char *mark = p < end ? memchr(p, separator, (size_t)(end - p)) : NULL;
  leda_csv_field field = {p, (size_t)((mark ? mark : end) - p)};
  *key = leda_fast_key_of(field);
  return field;
}
#endif

/* Fields of a line; SIZE_MAX where the careful way must see to it. */
static inline size_t split(const leda_fast_reader *fast, const char *p, const char *end) {
  char separator = fast->input->separator;
  for (size_t n = 0;; p++) {
    leda_fast_key key;
    leda_csv_field field = next_field(p, end, separator, &key);
    p += field.length;
    if (field.length > FIELD_LIMIT) return SIZE_MAX;
    if (field.length > 0 && may_need_trim((unsigned char)field.text[0], (unsigned char)p[-1])) {
      field = trimmed(field);
      key = leda_fast_key_of(field);
    }
    if (n < fast->n_fields) {
      fast->fields[n] = field;
      fast->keys[n++] = key;
    } else if (field.length > 0) {
      return SIZE_MAX;
    }
    if (p == end) return n;
  }
}

/* The line p..end-1; next: behind its line end. */
static bool take_line(walk *w, const char *p, const char *end, const char *next) {
  leda_fast_span span = {p, next};
  bool crlf = w->cr && end > p && end[-1] == '\r';
  if (crlf) end--;
  if (w->cr && end > p && memchr(p, '\r', (size_t)(end - p))) return false;
  if (p == end ||
      (*p <= ' ' && is_blank(p, end) && !memchr(p, w->fast->input->separator, (size_t)(end - p))))
    return true;
  size_t n = split(w->fast, p, end), before = w->out->n;
  if (n == SIZE_MAX) return false;
  leda_fast_row row = {w->fast->fields, w->fast->keys, n, w->line};
  if (!leda_fast_take(&w->fast->worker, w->out, &row)) return false;
  if (next > end && w->out->n > before)
    leda_fast_alike_learn(&w->alike, &w->fast->worker, &row, span);
  return true;
}

static bool take_apart(walk *w, const char **p, const char *end) {
  const char *newline = memchr(*p, '\n', (size_t)(end - *p));
  const char *next = newline ? newline + 1 : end;
  /* A last line without line end but with CR: where it ends is for the careful way. */
  if (!newline && w->cr && end[-1] == '\r') return false;
  if (!take_line(w, *p, newline ? newline : end, next)) return false;
  *p = next;
  return true;
}

static bool read_plain(leda_fast_reader *fast, const leda_fast_chunk *chunk,
                       leda_fast_output *out) {
  const char *p = fast->text, *end = p + chunk->length;
  walk w = {.fast = fast, .chunk = chunk, .out = out, .line = chunk->first_line};
  w.cr = memchr(p, '\r', chunk->length) != NULL;
  for (; p < end; w.line++) {
    leda_fast_taken taken = leda_fast_alike_take(&w.alike, &fast->worker, out, &p, w.line);
    if (taken == LEDA_FAST_FAILED) return false;
    if (taken == LEDA_FAST_OTHER && !take_apart(&w, &p, end)) return false;
  }
  return leda_fast_take_end(&fast->worker);
}

/* ---- all other chunks ---- */

static leda_status take_row(const leda_csv_row *row, void *data, leda_error *err) {
  (void)err;
  walk *w = data;
  leda_fast_reader *fast = w->fast;
  for (size_t i = 0; i < row->n && i < fast->n_fields; i++)
    fast->keys[i] = leda_fast_key_of(row->fields[i]);
  leda_fast_row taken = {row->fields, fast->keys, row->n, row->line};
  return leda_fast_take(&fast->worker, w->out, &taken) ? LEDA_OK : LEDA_ERR_DATA;
}

/* By the reader of csv_stream.h, which knows quotes and where lines end in them. A lone carriage
   return is a line end that the layout did not count: then the numbers of lines do not agree. */
static bool read_careful(leda_fast_reader *fast, const leda_fast_chunk *chunk,
                         leda_fast_output *out) {
  leda_error ignored = leda_error_none();
  leda_encoding encoding = {0};
  walk w = {.fast = fast, .chunk = chunk, .out = out};
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
  if (chunk->length + LEDA_FAST_BEHIND > fast->text_size) {
    leda_free(fast->text);
    fast->text_size = chunk->length + chunk->length / 8 + LEDA_FAST_BEHIND;
    fast->text = leda_malloc(fast->text_size);
    if (!fast->text) fast->text_size = 0;
  }
  if (!fast->text) return false;
  memset(fast->text + chunk->length, 0, LEDA_FAST_BEHIND);
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
  fast->keys = leda_malloc((fast->n_fields + 1) * sizeof *fast->keys);
  return fast->fields && fast->keys && leda_fast_worker_init(&fast->worker, reader);
}

void leda_fast_reader_clear(leda_fast_reader *fast) {
  leda_fast_worker_clear(&fast->worker);
  leda_free(fast->fields);
  leda_free(fast->keys);
  leda_free(fast->text);
  *fast = (leda_fast_reader){0};
}
