/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/table.h"

#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/data/table_sniff.h"

/* Read at a time; less when the whole file is shorter. */
#define BLOCK ((size_t)1 << 20)

/* One table being read. */
typedef struct {
  leda_source *source;
  const leda_table_reader *reader;
  leda_table_progress *progress;
  leda_messages *log;
  leda_encoding encoding;
  leda_csv *csv;
  bool header_read;
  char *block;
  size_t size;
  size_t n; /* less than size: the file ends here */
} table;

static leda_status next_block(table *t, leda_error *err) {
  uint64_t before = t->source->taken;
  leda_status status = leda_source_next(t->source, t->block, t->size, &t->n, err);
  if (status || !t->progress) return status;
  t->progress->done += t->source->taken - before;
  if (leda_progress_report(&t->progress->progress, t->progress->done, t->progress->total))
    return leda_fail(err, LEDA_ERR_CANCELLED, "%s", _("cancelled"));
  return LEDA_OK;
}

/* ---- the first block ---- */

static bool starts_with(const table *t, const char *bytes, size_t length) {
  return t->n >= length && memcmp(t->block, bytes, length) == 0;
}

static bool only_blank(const table *t, size_t start) {
  for (size_t i = start; i < t->n; i++)
    if (!strchr(" \t\r\n", t->block[i]) || t->block[i] == '\0') return false;
  return true;
}

/* *start is where the text begins, behind a BOM. */
static leda_status check_start(table *t, size_t *start, leda_error *err) {
  leda_place place = {t->source->name, 1, 0};
  *start = 0;
  if (t->n == 0) {
    leda_fail_at(err, place, "%s", _("the file is empty"));
    leda_error_hint(err, "%s", _("save the table again as CSV, with its row of column names"));
    return LEDA_ERR_DATA;
  }
  if (starts_with(t, "\xFF\xFE", 2) || starts_with(t, "\xFE\xFF", 2)) {
    leda_fail_at(err, place, "%s", _("the file is UTF-16, which leda does not read"));
    leda_error_hint(err, "%s", _("save it as \"CSV UTF-8\" from the spreadsheet"));
    return LEDA_ERR_DATA;
  }
  if (starts_with(t, "PK\003\004", 4) || starts_with(t, "\xD0\xCF\x11\xE0", 4)) {
    leda_fail_at(err, place, "%s", _("the file is a workbook, not a CSV file"));
    leda_error_hint(err, "%s", _("save it as \"CSV UTF-8\" from the spreadsheet"));
    return LEDA_ERR_DATA;
  }
  if (starts_with(t, "\xEF\xBB\xBF", 3)) {
    *start = 3;
    t->encoding.kind = LEDA_ENCODING_UTF8;
    t->encoding.line = 1;
  }
  if (t->n < t->size && only_blank(t, *start))
    return leda_fail_at(err, place, "%s", _("the file has nothing but blank lines"));
  return LEDA_OK;
}

leda_status leda_table_note_preamble(leda_messages *log, const char *name, size_t header_line) {
  if (header_line <= 1) return LEDA_OK;
  unsigned long n = (unsigned long)header_line - 1;
  leda_place place = {name, header_line, 0};
  return leda_messages_note(log, LEDA_NOTICE, place,
                            P_("%lu line before the header was passed over",
                               "%lu lines before the header were passed over", n),
                            n);
}

static leda_status note_encoding(const table *t) {
  if (t->encoding.kind != LEDA_ENCODING_WINDOWS) return LEDA_OK;
  leda_place place = {t->source->name, t->encoding.line, 0};
  return leda_messages_note(t->log, LEDA_NOTICE, place, "%s",
                            _("the file is not UTF-8 and was read as Windows-1252"));
}

/* ---- rows ---- */

static leda_status take_row(const leda_csv_row *row, void *data, leda_error *err) {
  table *t = data;
  if (t->header_read) return t->reader->row(row, t->reader->data, err);
  t->header_read = true;
  return t->reader->header(row, t->reader->data, err);
}

static leda_status open_csv(table *t, const leda_sniffed *found, leda_error *err) {
  leda_csv_options options = {.file = t->source->name,
                              .separator = found->separator,
                              .first_line = found->line,
                              .encoding = &t->encoding,
                              .handler = take_row,
                              .data = t};
  t->csv = leda_csv_alloc(&options);
  return t->csv ? LEDA_OK : leda_fail_memory(err);
}

static leda_status read_rows(table *t, size_t start, leda_error *err) {
  leda_status status = leda_csv_feed(t->csv, t->block + start, t->n - start, err);
  while (!status && t->n == t->size) {
    status = next_block(t, err);
    if (!status) status = leda_csv_feed(t->csv, t->block, t->n, err);
  }
  return status ? status : leda_csv_finish(t->csv, err);
}

static leda_status read_table(table *t, leda_error *err) {
  size_t start;
  leda_status status = next_block(t, err);
  if (!status) status = check_start(t, &start, err);
  if (status) return status;
  leda_sniffed found;
  leda_window window = {t->block + start, t->n - start, t->n < t->size};
  status = leda_table_sniff(&window, t->reader, &found, err);
  if (!status) status = open_csv(t, &found, err);
  if (!status) status = read_rows(t, start + found.offset, err);
  if (status) return status;
  if (leda_table_note_preamble(t->log, t->source->name, found.line) || note_encoding(t))
    return leda_fail_memory(err);
  return LEDA_OK;
}

/* ---- the header alone ---- */

/* A row where the header should have ended the line: lone carriage returns. */
static leda_status refuse_row(const leda_csv_row *row, void *data, leda_error *err) {
  (void)row;
  (void)data;
  (void)err;
  return LEDA_ERR_DATA;
}

/* Feeds line by line, so that the place behind the header is known. */
static leda_status read_head(table *t, size_t at, leda_table_head *head, leda_error *err) {
  leda_status status = LEDA_OK;
  while (!status && !t->header_read && at < t->n) {
    const char *newline = memchr(t->block + at, '\n', t->n - at);
    size_t length = newline ? (size_t)(newline - t->block) + 1 - at : t->n - at;
    status = leda_csv_feed(t->csv, t->block + at, length, err);
    at += length;
  }
  if (!status && (!t->header_read || at == t->n)) status = LEDA_ERR_DATA;
  head->end = at;
  head->next_line = leda_csv_line(t->csv);
  return status ? status : t->encoding.kind == LEDA_ENCODING_WINDOWS ? LEDA_ERR_DATA : LEDA_OK;
}

leda_status leda_table_read_head(leda_source *source, const leda_table_reader *reader,
                                 leda_table_head *head, leda_error *err) {
  leda_table_reader only_head = *reader;
  only_head.row = refuse_row;
  table t = {.source = source, .reader = &only_head, .size = BLOCK};
  size_t start;
  leda_sniffed found;
  t.block = leda_malloc(t.size);
  leda_status status = t.block ? next_block(&t, err) : leda_fail_memory(err);
  if (!status) status = check_start(&t, &start, err);
  leda_window window = {t.block + (status ? 0 : start), status ? 0 : t.n - start, t.n < t.size};
  if (!status) status = leda_table_sniff(&window, reader, &found, err);
  if (!status) status = open_csv(&t, &found, err);
  if (!status) {
    *head = (leda_table_head){.separator = found.separator, .line = found.line};
    status = read_head(&t, start + found.offset, head, err);
  }
  leda_csv_free(t.csv);
  leda_encoding_clear(&t.encoding);
  leda_free(t.block);
  return status;
}

leda_status leda_table_read(leda_source *source, const leda_table_reader *reader,
                            leda_table_progress *progress, leda_messages *log, leda_error *err) {
  table t = {.source = source, .reader = reader, .progress = progress, .log = log};
  t.size = source->total > 0 && source->total < BLOCK ? (size_t)source->total + 1 : BLOCK;
  t.block = leda_malloc(t.size);
  leda_status status = t.block ? read_table(&t, err) : leda_fail_memory(err);
  leda_csv_free(t.csv);
  leda_encoding_clear(&t.encoding);
  leda_free(t.block);
  return status;
}
