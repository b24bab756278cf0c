/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/data/fast_read.h"
#include "engine/data/panel_reader.h"

#define NONE LEDA_NO_COLUMN

leda_place leda_reader_place(const leda_panel_reader *reader, size_t line, size_t column) {
  return (leda_place){reader->file.name, line, column == NONE ? 0 : column + 1};
}

leda_status leda_reader_report(leda_panel_reader *reader, leda_error *err) {
  if (reader->n_errors++ == 0) reader->first = reader->what;
  leda_status status = leda_messages_add(reader->log, LEDA_ERROR, &reader->what);
  reader->what.status = LEDA_OK;
  return status ? leda_fail_memory(err) : LEDA_OK;
}

/* ---- the header ---- */

static leda_header_match judge(const leda_csv_row *row, void *data) {
  const leda_panel_reader *reader = data;
  return leda_header_judge(row, reader->options);
}

static leda_status keep_header(leda_panel_reader *reader, const leda_csv_row *row,
                               leda_error *err) {
  leda_panel_file *file = &reader->file;
  file->header = leda_calloc(row->n + 1, sizeof *file->header);
  if (!file->header) return leda_fail_memory(err);
  for (size_t i = 0; i < row->n; i++) {
    file->header[i] =
        leda_names_add(reader->builder.panel.names, row->fields[i].text, row->fields[i].length);
    if (file->header[i] == LEDA_NAMES_NONE) return leda_fail_memory(err);
  }
  return LEDA_OK;
}

static leda_status keep_wide(leda_panel_reader *reader, leda_error *err) {
  leda_panel_file *file = &reader->file;
  if (file->columns.n_values < 2) return LEDA_OK;
  file->wide = leda_calloc(file->columns.n_values, sizeof *file->wide);
  if (!file->wide) return leda_fail_memory(err);
  for (size_t i = 0; i < file->columns.n_values; i++)
    file->wide[i] = file->header[file->columns.values[i]];
  return LEDA_OK;
}

static leda_status find_filters(leda_panel_reader *reader, const leda_csv_row *row,
                                leda_error *err) {
  const leda_read_options *options = reader->options;
  leda_panel_file *file = &reader->file;
  file->filters = leda_calloc(options->n_filters + 1, sizeof *file->filters);
  if (!file->filters) return leda_fail_memory(err);
  for (size_t i = 0; i < options->n_filters; i++) {
    file->filters[i] = leda_header_find(row, options->filters[i].column);
    if (file->filters[i] != NONE) continue;
    leda_text list = {0};
    leda_header_list(row, &list);
    leda_fail_at(err, leda_reader_place(reader, row->line, NONE),
                 _("there is no column \"%s\" to choose rows by; the columns are %s"),
                 options->filters[i].column, leda_text_str(&list));
    leda_text_clear(&list);
    return LEDA_ERR_DATA;
  }
  return LEDA_OK;
}

static leda_status check_counts(leda_panel_reader *reader, size_t line, leda_error *err) {
  const leda_columns *columns = &reader->file.columns;
  leda_panel *panel = &reader->builder.panel;
  bool denominator = columns->role[LEDA_ROLE_DENOMINATOR] != NONE;
  bool counts = denominator && columns->n_values == 0;
  if (reader->file.index > 0 && counts != panel->has_numerator) {
    leda_fail_at(err, leda_reader_place(reader, line, NONE), "%s",
                 _("some of the files have numerators and denominators, others values"));
    leda_error_hint(err, "%s", _("read them one at a time"));
    return LEDA_ERR_DATA;
  }
  panel->has_numerator = counts;
  panel->has_denominator = panel->has_denominator || denominator;
  return LEDA_OK;
}

static leda_status take_header(const leda_csv_row *row, void *data, leda_error *err) {
  leda_panel_reader *reader = data;
  leda_place place = leda_reader_place(reader, row->line, NONE);
  leda_status status = leda_header_resolve(row, reader->options, place, &reader->file.columns, err);
  if (!status) status = keep_header(reader, row, err);
  if (!status) status = keep_wide(reader, err);
  if (!status) status = find_filters(reader, row, err);
  if (!status) status = check_counts(reader, row->line, err);
  return status;
}

/* ---- one file ---- */

static leda_status note_empty_rows(const leda_panel_reader *reader) {
  unsigned long n = (unsigned long)reader->file.n_empty;
  if (n == 0) return LEDA_OK;
  return leda_messages_note(
      reader->log, LEDA_NOTICE, leda_reader_place(reader, 0, NONE),
      P_("%lu empty row was passed over", "%lu empty rows were passed over", n), n);
}

static leda_status note_footnotes(const leda_panel_reader *reader) {
  unsigned long n = (unsigned long)reader->file.pending.n;
  if (n == 0) return LEDA_OK;
  return leda_messages_note(
      reader->log, LEDA_NOTICE, leda_reader_place(reader, reader->file.pending.first, NONE),
      P_("%lu row below the table, without period and value, was passed over",
         "%lu rows below the table, without period and value, were passed over", n),
      n);
}

static leda_status note_censored(const leda_panel_reader *reader) {
  const leda_panel_file *file = &reader->file;
  unsigned long n = (unsigned long)file->n_censored;
  if (n == 0) return LEDA_OK;
  return leda_messages_note(
      reader->log, LEDA_NOTICE, leda_reader_place(reader, file->censored.line, NONE),
      P_("%lu value such as %s is known only as a limit and counts as missing",
         "%lu values such as %s are known only as limits and count as missing", n),
      n, file->censored.text.text);
}

/* Takes back the rows of a table without periods that turned out to be notes below it. */
static void drop_pending(leda_panel_reader *reader) {
  leda_panel *panel = &reader->builder.panel;
  if (reader->file.pending.n == 0) return;
  while (panel->n > reader->file.kept) {
    panel->n--;
    panel->n_missing--; /* they had no value */
  }
}

static void clear_file(leda_panel_file *file) {
  leda_columns_clear(&file->columns);
  leda_free(file->header);
  leda_free(file->filters);
  leda_free(file->wide);
  *file = (leda_panel_file){0};
}

static leda_status read_serial(leda_panel_reader *reader, leda_source *source,
                               leda_table_progress *progress, leda_error *err) {
  leda_table_reader table = {judge, take_header, leda_panel_take_row, reader};
  leda_status status = leda_table_read(source, &table, progress, reader->log, err);
  if (!status) drop_pending(reader);
  return status;
}

/* Tries the parallel reader, after which, when it is not done, everything is as before. */
static leda_status read_fast(leda_panel_reader *reader, leda_source *source,
                             leda_table_progress *progress, bool *done, leda_error *err) {
  leda_table_reader table = {judge, take_header, leda_panel_take_row, reader};
  leda_fast_file file = {.source = source};
  leda_error ignored = leda_error_none();
  leda_panel_file before = reader->file;
  leda_panel facts = reader->builder.panel;
  leda_status status = LEDA_OK;
  *done = false;
  if (leda_table_read_head(source, &table, &file.head, &ignored) == LEDA_OK)
    status = leda_fast_read(reader, &file, progress, done, err);
  if (status) return status;
  if (*done) {
    status = leda_table_note_preamble(reader->log, source->name, file.head.line);
    return status ? leda_fail_memory(err) : LEDA_OK;
  }
  clear_file(&reader->file);
  reader->file = before;
  reader->builder.panel.has_numerator = facts.has_numerator;
  reader->builder.panel.has_denominator = facts.has_denominator;
  if (leda_source_rewind(source)) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_IO, _("cannot read %s: %s"), source->name, strerror(errno));
}

static leda_status read_source(leda_panel_reader *reader, leda_source *source,
                               leda_table_progress *progress, leda_error *err) {
  leda_panel_file *file = &reader->file;
  *file = (leda_panel_file){.name = source->name, .kept = reader->builder.panel.n};
  leda_status status = leda_panel_builder_file(&reader->builder, source->name, &file->index, err);
  bool done = false;
  if (!status && leda_fast_may_read(reader, source))
    status = read_fast(reader, source, progress, &done, err);
  if (!status && !done) status = read_serial(reader, source, progress, err);
  if (!status && (note_empty_rows(reader) || note_footnotes(reader) || note_censored(reader)))
    status = leda_fail_memory(err);
  clear_file(file);
  return status;
}

/* ---- all files ---- */

static leda_status report_repeat(leda_panel_reader *reader, leda_repeat repeat, leda_error *err) {
  const leda_panel *panel = &reader->builder.panel;
  const leda_series *s = &panel->series[repeat.second->series];
  char period[LEDA_PERIOD_SIZE];
  leda_period_format((leda_period){panel->calendar.kind, repeat.second->period}, period);
  leda_text key = {0};
  const char *const parts[] = {s->unit, s->indicator, s->group, period};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
    if (parts[i][0]) leda_text_addf(&key, "%s%s", key.length ? ", " : "", leda_show(parts[i]).text);
  leda_place place = {panel->files[repeat.second->file], repeat.second->line, 0};
  leda_fail_at(&reader->what, place, _("there are two rows for %s; the first is line %lu of %s"),
               key.length ? leda_text_str(&key) : _("the same thing"),
               (unsigned long)repeat.first->line, panel->files[repeat.first->file]);
  leda_error_hint(&reader->what, "%s",
                  _("keep one of them, choose rows with --where COLUMN=VALUE, or name the column "
                    "that tells them apart with --column group=NAME"));
  leda_text_clear(&key);
  return leda_reader_report(reader, err);
}

static leda_status report_repeats(leda_panel_reader *reader, leda_error *err) {
  leda_repeat found[LEDA_ERRORS_KEPT];
  size_t n = leda_panel_repeats(&reader->builder.panel, reader->options->whole_repeats, found,
                                LEDA_ERRORS_KEPT);
  leda_status status = LEDA_OK;
  for (size_t i = 0; i < n && i < LEDA_ERRORS_KEPT && !status; i++)
    status = report_repeat(reader, found[i], err);
  if (n > LEDA_ERRORS_KEPT && reader->log) reader->log->errors += n - LEDA_ERRORS_KEPT;
  return status;
}

static leda_status check_rows_left(const leda_panel_reader *reader, leda_error *err) {
  const leda_panel *panel = &reader->builder.panel;
  if (panel->n > 0 || reader->n_errors > 0) return LEDA_OK;
  leda_place place = {panel->n_files ? panel->files[0] : NULL, 0, 0};
  if (reader->options->n_filters == 0)
    return leda_fail_at(err, place, "%s", _("there is no row of data below the header"));
  leda_fail_at(err, place, _("no row is left where %s is '%s'"), reader->options->filters[0].column,
               leda_show(reader->options->filters[0].value).text);
  leda_error_hint(err, "%s",
                  _("--where compares the whole text of the cell, and capital letters count"));
  return LEDA_ERR_DATA;
}

static leda_status finish(leda_panel_reader *reader, leda_panel *panel, leda_error *err) {
  bool repeats = reader->options->allow_repeats, whole = reader->options->whole_repeats;
  leda_status status = check_rows_left(reader, err);
  reader->builder.panel.calendar.kind = reader->kind;
  reader->builder.threads = reader->options->threads;
  if (!status && reader->n_errors == 0)
    status = leda_panel_builder_finish(&reader->builder, repeats || whole, err);
  bool look = !repeats && reader->builder.may_repeat;
  if (!status && reader->n_errors == 0 && look) status = report_repeats(reader, err);
  if (status || reader->n_errors > 0) return status;
  *panel = reader->builder.panel;
  reader->builder.panel = (leda_panel){0};
  return LEDA_OK;
}

/* The status of the whole: errors in the data that were met before win over the one that ended the
   reading, since they come first in the file. */
static leda_status conclude(leda_panel_reader *reader, leda_status status, leda_error *fatal,
                            leda_error *err) {
  bool about_input = status == LEDA_ERR_DATA || status == LEDA_ERR_IO;
  if (about_input && leda_messages_add(reader->log, LEDA_ERROR, fatal)) {
    *fatal = leda_error_none();
    status = leda_fail_memory(fatal);
  }
  if (reader->n_errors > 0 && (!status || status == LEDA_ERR_DATA)) {
    *fatal = reader->first;
    status = LEDA_ERR_DATA;
  }
  if (status && err && !err->status) *err = *fatal;
  leda_panel_builder_clear(&reader->builder);
  leda_text_clear(&reader->joined);
  return status;
}

static leda_status begin(leda_panel_reader *reader, leda_panel *panel,
                         const leda_read_options *options, leda_messages *log, leda_error *fatal) {
  static const leda_read_options defaults;
  *panel = (leda_panel){0};
  *fatal = leda_error_none();
  *reader = (leda_panel_reader){.options = options ? options : &defaults, .log = log};
  return leda_panel_builder_init(&reader->builder, fatal);
}

/* Bytes of all files; 0 when one of them does not tell (standard input). */
static uint64_t total_bytes(leda_paths paths) {
  uint64_t total = 0;
  struct stat about;
  for (size_t i = 0; i < paths.n; i++) {
    if (stat(paths.items[i], &about) != 0 || !S_ISREG(about.st_mode)) return 0;
    total += (uint64_t)about.st_size;
  }
  return total;
}

leda_status leda_panel_read(leda_panel *panel, leda_paths paths, const leda_read_options *options,
                            leda_messages *log, leda_error *err) {
  leda_panel_reader reader;
  leda_error fatal;
  leda_status status = begin(&reader, panel, options, log, &fatal);
  leda_table_progress progress = {reader.options->progress, 0, total_bytes(paths)};
  for (size_t i = 0; i < paths.n && !status; i++) {
    leda_source source;
    status = leda_source_open(&source, paths.items[i], &fatal);
    if (!status) status = read_source(&reader, &source, &progress, &fatal);
    leda_source_close(&source);
  }
  if (!status) status = finish(&reader, panel, &fatal);
  return conclude(&reader, status, &fatal, err);
}

leda_status leda_panel_read_memory(leda_panel *panel, leda_bytes bytes,
                                   const leda_read_options *options, leda_messages *log,
                                   leda_error *err) {
  leda_panel_reader reader;
  leda_error fatal;
  leda_source source;
  leda_status status = begin(&reader, panel, options, log, &fatal);
  leda_table_progress progress = {reader.options->progress, 0, bytes.length};
  leda_status opened = leda_source_memory(&source, bytes.name, bytes.bytes, bytes.length, &fatal);
  if (!status) status = opened;
  if (!status) status = read_source(&reader, &source, &progress, &fatal);
  leda_source_close(&source);
  if (!status) status = finish(&reader, panel, &fatal);
  return conclude(&reader, status, &fatal, err);
}
