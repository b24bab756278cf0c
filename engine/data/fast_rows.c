/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/fast_rows.h"

#include <csv.h>
#include <string.h>

#include "engine/core/memory.h"

/* Bytes fed to libcsv at a time: what it found in them is used while it is still in the caches. */
#define STEP ((size_t)16384)
#define ROOM (3 * STEP + 2)
#define ROW_END UINT32_MAX
#define FIELD_LIMIT ((size_t)1 << 20) /* as csv_stream.c */

/* Where libcsv is in a chunk without quotes. Such a field stands in the text as it is, so its length
   is all that has to be noted; where blanks were cut off, the separator is not where the lengths say
   that it is, and the chunk is read in the careful way. */
struct leda_fast_tokens {
  struct csv_parser parser;
  size_t n;
  uint32_t lengths[ROOM]; /* of the fields not taken yet; ROW_END behind each row */
  leda_csv_field *fields; /* of one row: those of the header and one for what is too much */
  size_t n_fields;
};

typedef struct {
  leda_fast_reader *fast;
  const leda_fast_chunk *chunk;
  leda_fast_output *out;
  size_t at;   /* in the text: behind the rows taken */
  size_t line; /* of the row there */
} walk;

static void *checked_realloc(void *old, size_t size) { return leda_realloc_array(old, size, 1); }

/* ---- chunks without quotes ---- */

/* libcsv's callbacks. */
static void note_field(void *text, size_t length, void *data) {
  (void)text;
  struct leda_fast_tokens *tokens = data;
  tokens->lengths[tokens->n++] =
      length > FIELD_LIMIT ? (uint32_t)FIELD_LIMIT + 1 : (uint32_t)length;
}

static void note_row(int terminator, void *data) {
  (void)terminator;
  struct leda_fast_tokens *tokens = data;
  tokens->lengths[tokens->n++] = ROW_END;
}

static size_t blank_at(const char *p, size_t n, bool front) {
  const char *last = front ? p : p + n - 1;
  if (n == 0) return 0;
  if (*last == ' ' || *last == '\t') return 1;
  if (n < 2) return 0;
  const char *pair = front ? p : p + n - 2;
  return pair[0] == '\xC2' && pair[1] == '\xA0' ? 2 : 0;
}

/* Without no-break spaces at either end, as csv_stream.c does it. */
static leda_csv_field trimmed(leda_csv_field field) {
  size_t step;
  while ((step = blank_at(field.text, field.length, true)) > 0) {
    field.text += step;
    field.length -= step;
  }
  while ((step = blank_at(field.text, field.length, false)) > 0) field.length -= step;
  return field;
}

/* Length of the line end at `at`: 1 or 2; 0 where there is none. At the end of the text it is none
   but *end is set. */
static size_t line_end(const walk *w, size_t at, bool *end) {
  const char *p = w->fast->text + at;
  *end = at == w->chunk->length;
  if (*p == '\n') return 1;
  return p[0] == '\r' && p[1] == '\n' ? 2 : 0;
}

static void skip_blank_lines(walk *w) {
  bool end;
  for (size_t step; (step = line_end(w, w->at, &end)) > 0; w->at += step) w->line++;
}

/* Finds the fields of the row whose lengths begin at `first`; *n gets how many it has. Returns the
   place of its ROW_END, or 0 where the text is not as the lengths say. */
static size_t find_fields(walk *w, size_t first, size_t *n) {
  struct leda_fast_tokens *tokens = w->fast->tokens;
  const char *text = w->fast->text;
  size_t at = w->at, k = first;
  *n = 0;
  for (; tokens->lengths[k] != ROW_END; k++) {
    size_t length = tokens->lengths[k];
    if (length > FIELD_LIMIT || at + length > w->chunk->length) return 0;
    leda_csv_field field = {text + at, length};
    if (w->chunk->high) field = trimmed(field);
    at += length;
    if (*n < tokens->n_fields)
      tokens->fields[(*n)++] = field;
    else if (field.length > 0)
      return 0;
    if (tokens->lengths[k + 1] == ROW_END) continue;
    if (text[at] != w->fast->separator) return 0;
    at++;
  }
  bool end;
  size_t step = line_end(w, at, &end);
  if (step == 0 && !end) return 0;
  w->at = at + step;
  return k;
}

/* Takes the rows that are complete; what is left of the last one moves to the front. */
static bool take_rows(walk *w) {
  struct leda_fast_tokens *tokens = w->fast->tokens;
  size_t ends = tokens->n, first = 0;
  while (ends > 0 && tokens->lengths[ends - 1] != ROW_END) ends--;
  while (first < ends) {
    size_t n;
    skip_blank_lines(w);
    size_t last = find_fields(w, first, &n);
    if (last == 0) return false;
    leda_csv_row row = {tokens->fields, n, w->line++};
    if (!leda_fast_take(&w->fast->worker, w->out, &row)) return false;
    first = last + 1;
  }
  tokens->n -= ends;
  memmove(tokens->lengths, tokens->lengths + ends, tokens->n * sizeof *tokens->lengths);
  return tokens->n <= STEP;
}

static bool walk_plain(walk *w) {
  struct leda_fast_tokens *tokens = w->fast->tokens;
  size_t length = w->chunk->length;
  tokens->n = 0;
  for (size_t fed = 0; fed < length; fed += STEP) {
    size_t step = length - fed < STEP ? length - fed : STEP;
    const char *text = w->fast->text + fed;
    if (csv_parse(&tokens->parser, text, step, note_field, note_row, tokens) != step) return false;
    if (!take_rows(w)) return false;
  }
  if (csv_fini(&tokens->parser, note_field, note_row, tokens) != 0 || !take_rows(w)) return false;
  skip_blank_lines(w);
  return w->at == length;
}

static bool read_plain(leda_fast_reader *fast, const leda_fast_chunk *chunk,
                       leda_fast_output *out) {
  struct leda_fast_tokens *tokens = fast->tokens;
  walk w = {fast, chunk, out, 0, chunk->first_line};
  if (csv_init(&tokens->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) return false;
  csv_set_delim(&tokens->parser, (unsigned char)fast->separator);
  csv_set_realloc_func(&tokens->parser, checked_realloc);
  csv_set_free_func(&tokens->parser, leda_free);
  csv_set_blk_size(&tokens->parser, 4096);
  bool good = walk_plain(&w) && leda_fast_take_end(&fast->worker);
  csv_free(&tokens->parser);
  return good;
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
  walk w = {fast, chunk, out, 0, 0};
  leda_csv_options options = {.file = "",
                              .separator = fast->separator,
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
                           const leda_fast_input *input, char separator) {
  *fast = (leda_fast_reader){.input = input, .separator = separator};
  fast->tokens = leda_malloc(sizeof *fast->tokens);
  if (!fast->tokens) return false;
  fast->tokens->n_fields = reader->file.columns.n_header;
  fast->tokens->fields = leda_malloc((fast->tokens->n_fields + 1) * sizeof *fast->tokens->fields);
  return fast->tokens->fields && leda_fast_worker_init(&fast->worker, reader);
}

void leda_fast_reader_clear(leda_fast_reader *fast) {
  leda_fast_worker_clear(&fast->worker);
  if (fast->tokens) leda_free(fast->tokens->fields);
  leda_free(fast->tokens);
  leda_free(fast->text);
  *fast = (leda_fast_reader){0};
}
