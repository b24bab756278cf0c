/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/csv_stream.h"

#include <csv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"

#define FIELD_LIMIT ((size_t)1 << 20)
#define ROW_LIMIT ((size_t)16 << 20)

/* Where a field lies in leda_csv.bytes, whose address changes as it grows. */
typedef struct {
  size_t start;
  size_t length;
} extent;

struct leda_csv {
  leda_csv_options options;
  struct csv_parser parser;
  leda_text bytes;   /* fields of the row, each ended by NUL */
  leda_text decoded; /* the same as UTF-8, when the row is not ASCII */
  extent *extents;
  leda_csv_field *fields;
  size_t n;
  size_t capacity;
  size_t line;       /* of the next byte */
  size_t row_line;   /* where the row began */
  size_t field_line; /* where the field began */
  bool row_open;
  bool row_high; /* the row has bytes above 127 */
  bool cr_ended; /* the last line ended with CR: an LF now belongs to it */
  leda_status status;
  leda_error *err;
};

static void *checked_realloc(void *old, size_t size) { return leda_realloc_array(old, size, 1); }

static leda_place place_of(const leda_csv *csv, size_t line, size_t field) {
  return (leda_place){csv->options.file, line, field};
}

/* ---- rows ---- */

static bool grow_fields(leda_csv *csv) {
  size_t capacity = csv->capacity ? 2 * csv->capacity : 32;
  extent *extents = leda_realloc_array(csv->extents, capacity, sizeof *extents);
  if (!extents) return false;
  csv->extents = extents;
  leda_csv_field *fields = leda_realloc_array(csv->fields, capacity, sizeof *fields);
  if (!fields) return false;
  csv->fields = fields;
  csv->capacity = capacity;
  return true;
}

/* libcsv's callback for a field. */
static void end_field(void *text, size_t length, void *data) {
  leda_csv *csv = data;
  if (csv->status) return;
  if (csv->n == csv->capacity && !grow_fields(csv)) {
    csv->status = leda_fail_memory(csv->err);
    return;
  }
  csv->extents[csv->n++] = (extent){csv->bytes.length, length};
  leda_text_add_n(&csv->bytes, text, length);
  leda_text_add_n(&csv->bytes, "", 1);
  csv->field_line = csv->line;
  csv->status = leda_text_status(&csv->bytes, csv->err);
  if (!csv->status && csv->bytes.length > ROW_LIMIT)
    csv->status = leda_fail_at(csv->err, place_of(csv, csv->row_line, 0), "%s",
                               _("this row is longer than 16 MB: no table has such rows"));
}

static leda_status decode_row(leda_csv *csv) {
  csv->decoded.length = 0;
  for (size_t i = 0; i < csv->n; i++) {
    extent *field = &csv->extents[i];
    leda_raw raw = {csv->bytes.data + field->start, field->length};
    size_t start = csv->decoded.length;
    leda_place place = place_of(csv, csv->row_line, i + 1);
    leda_status status =
        leda_encoding_add(csv->options.encoding, raw, &csv->decoded, place, csv->err);
    if (status) return status;
    *field = (extent){start, csv->decoded.length - start};
    leda_text_add_n(&csv->decoded, "", 1);
  }
  return leda_text_status(&csv->decoded, csv->err);
}

static size_t leading_space(const char *p) {
  if (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n') return 1;
  if (p[0] == '\xC2' && p[1] == '\xA0') return 2;
  return 0;
}

static size_t trailing_space(const char *p, size_t length) {
  char last = p[length - 1];
  if (last == ' ' || last == '\t' || last == '\r' || last == '\n') return 1;
  return length >= 2 && last == '\xA0' && p[length - 2] == '\xC2' ? 2 : 0;
}

static leda_csv_field trim(char *text, size_t length) {
  size_t step;
  while ((step = leading_space(text)) > 0) {
    text += step;
    length -= step;
  }
  while (length > 0 && (step = trailing_space(text, length)) > 0) length -= step;
  text[length] = '\0';
  return (leda_csv_field){text, length};
}

/* libcsv's callback for the end of a row. */
static void end_row(int terminator, void *data) {
  (void)terminator;
  leda_csv *csv = data;
  if (csv->status) return;
  if (csv->row_high && (csv->status = decode_row(csv))) return;
  char *bytes = csv->row_high ? csv->decoded.data : csv->bytes.data;
  for (size_t i = 0; i < csv->n; i++)
    csv->fields[i] = trim(bytes + csv->extents[i].start, csv->extents[i].length);
  leda_csv_row row = {csv->fields, csv->n, csv->row_line};
  csv->status = csv->options.handler(&row, csv->options.data, csv->err);
}

/* ---- errors ---- */

static leda_status fail_quote(leda_csv *csv) {
  leda_place place = place_of(csv, csv->field_line, csv->n + 1);
  leda_fail_at(csv->err, place, "%s", _("a quote (\") opens here and is never closed"));
  leda_error_hint(csv->err, "%s",
                  _("close the quote at the end of the field, or take it away; a quote inside a "
                    "quoted text is written twice (\"\")"));
  return LEDA_ERR_DATA;
}

static leda_status fail_stray_quote(leda_csv *csv) {
  leda_place place = place_of(csv, csv->line, csv->n + 1);
  leda_fail_at(csv->err, place, "%s", _("a quote (\") stands in the middle of a field"));
  leda_error_hint(csv->err, "%s",
                  _("put the whole field in quotes and write each quote inside it twice (\"\"), or "
                    "take the quote away"));
  return LEDA_ERR_DATA;
}

static leda_status fail_parse(leda_csv *csv) {
  int code = csv_error(&csv->parser);
  if (code == CSV_ENOMEM || code == CSV_ETOOBIG) return leda_fail_memory(csv->err);
  /* A field that is wrong on a later line than it began on swallowed line ends: its own quote was
     not closed, and the next quote in the file took its place. */
  return csv->field_line < csv->line ? fail_quote(csv) : fail_stray_quote(csv);
}

static leda_status fail_nul(leda_csv *csv) {
  leda_fail_at(csv->err, place_of(csv, csv->line, 0), "%s",
               _("this line holds a NUL byte: the file is not plain text"));
  leda_error_hint(csv->err, "%s", _("save it as \"CSV UTF-8\" from the spreadsheet"));
  return LEDA_ERR_DATA;
}

/* ---- lines ---- */

/* What a block may hold, looked for once so that most lines need no second look. */
typedef struct {
  bool cr;
  bool nul;
  bool high;
} block_facts;

static bool has_high(const char *bytes, size_t n) {
  const char *end = bytes + n;
  uint64_t word, any = 0;
  for (; end - bytes >= (ptrdiff_t)sizeof word; bytes += sizeof word) {
    memcpy(&word, bytes, sizeof word);
    any |= word;
  }
  unsigned char rest = 0;
  for (; bytes < end; bytes++) rest |= (unsigned char)*bytes;
  return (any & UINT64_C(0x8080808080808080)) != 0 || rest >= 0x80;
}

/* Length of the stretch up to and with the next line end, or to the end of the block. */
static size_t line_length(const char *bytes, size_t n, bool cr) {
  const char *newline = memchr(bytes, '\n', n);
  size_t length = newline ? (size_t)(newline - bytes) + 1 : n;
  const char *lone = cr ? memchr(bytes, '\r', length) : NULL;
  if (!lone || (lone + 1 < bytes + length && lone[1] == '\n')) return length;
  return (size_t)(lone - bytes) + 1;
}

static leda_status feed_line(leda_csv *csv, const char *bytes, size_t n) {
  if (!csv->row_open) {
    csv->row_line = csv->field_line = csv->line;
    csv->n = 0;
    csv->bytes.length = 0;
  }
  size_t parsed = csv_parse(&csv->parser, bytes, n, end_field, end_row, csv);
  if (csv->status) return csv->status;
  if (parsed != n) return fail_parse(csv);
  /* 0 is libcsv's state between rows; its callbacks do not tell a blank line from a line inside
     quotes. */
  csv->row_open = csv->parser.pstate != 0;
  if (csv->row_open && csv->parser.entry_pos > FIELD_LIMIT) return fail_quote(csv);
  return LEDA_OK;
}

leda_status leda_csv_feed(leda_csv *csv, const char *bytes, size_t n, leda_error *err) {
  csv->err = err;
  if (csv->status || n == 0) return csv->status;
  block_facts facts = {memchr(bytes, '\r', n) != NULL, memchr(bytes, '\0', n) != NULL,
                       has_high(bytes, n)};
  while (n > 0 && !csv->status) {
    bool rest_of_crlf = csv->cr_ended && *bytes == '\n';
    size_t length = rest_of_crlf ? 1 : line_length(bytes, n, facts.cr);
    if (facts.nul && memchr(bytes, '\0', length)) {
      csv->status = fail_nul(csv);
      break;
    }
    if (!csv->row_open) csv->row_high = false;
    if (facts.high && !csv->row_high) csv->row_high = has_high(bytes, length);
    csv->status = feed_line(csv, bytes, length);
    char last = bytes[length - 1];
    if ((last == '\n' || last == '\r') && !rest_of_crlf) csv->line++;
    csv->cr_ended = last == '\r';
    bytes += length;
    n -= length;
  }
  return csv->status;
}

leda_status leda_csv_finish(leda_csv *csv, leda_error *err) {
  csv->err = err;
  if (csv->status) return csv->status;
  if (csv_fini(&csv->parser, end_field, end_row, csv) != 0 && !csv->status)
    csv->status = csv_error(&csv->parser) == CSV_EPARSE ? fail_quote(csv) : fail_parse(csv);
  return csv->status;
}

leda_csv *leda_csv_alloc(const leda_csv_options *options) {
  leda_csv *csv = leda_calloc(1, sizeof *csv);
  if (!csv) return NULL;
  csv->options = *options;
  csv->line = options->first_line;
  if (csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) {
    leda_free(csv);
    return NULL;
  }
  csv_set_delim(&csv->parser, (unsigned char)options->separator);
  csv_set_realloc_func(&csv->parser, checked_realloc);
  csv_set_free_func(&csv->parser, leda_free);
  csv_set_blk_size(&csv->parser, 4096);
  return csv;
}

void leda_csv_free(leda_csv *csv) {
  if (!csv) return;
  csv_free(&csv->parser);
  leda_text_clear(&csv->bytes);
  leda_text_clear(&csv->decoded);
  leda_free(csv->extents);
  leda_free(csv->fields);
  leda_free(csv);
}

size_t leda_csv_line(const leda_csv *csv) { return csv->line; }
