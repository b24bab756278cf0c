/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/fast_read.h"

#include <omp.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/data/fast_merge.h"

#define SMALLEST_FILE ((uint64_t)1 << 18)
#define CHUNK ((size_t)1 << 19)
#define LEAST_CHUNK 16

bool leda_fast_may_read(const leda_panel_reader *reader, const leda_source *source) {
  const leda_read_options *options = reader->options;
  if (options->threads <= 0 || !leda_source_seekable(source)) return false;
  return options->chunk > 0 || source->total >= SMALLEST_FILE;
}

/* What the threads share. */
typedef struct {
  leda_fast_plan plan;
  leda_table_progress *progress;
  uint64_t done; /* bytes of chunks that are read */
  int stop;      /* 1: a chunk is for the serial reader; 2: cancelled */
} work;

/* ---- memory ---- */

/* Every row has a line end, but for the last: room for so many rows, of which the pages that are not
   written cost nothing. */
static bool make_room(leda_panel_reader *reader, leda_fast_plan *plan) {
  leda_panel_builder *builder = &reader->builder;
  size_t values = reader->file.columns.n_values ? reader->file.columns.n_values : 1;
  size_t rows = 0;
  for (size_t i = 0; i < plan->layout.n; i++) rows += plan->layout.chunks[i].lines + 1;
  if (rows > SIZE_MAX / sizeof(leda_observation) / 2 / values - builder->panel.n) return false;
  size_t capacity = builder->panel.n + rows * values;
  if (capacity > builder->capacity) {
    leda_observation *grown =
        leda_realloc_array(builder->panel.observations, capacity, sizeof *grown);
    if (!grown) return false;
    builder->panel.observations = grown;
    builder->capacity = capacity;
  }
  plan->outputs = leda_calloc(plan->layout.n + 1, sizeof *plan->outputs);
  if (!plan->outputs) return false;
  leda_observation *at = builder->panel.observations + builder->panel.n;
  for (size_t i = 0; i < plan->layout.n; i++) {
    plan->outputs[i].observations = at;
    at += (plan->layout.chunks[i].lines + (i + 1 == plan->layout.n)) * values;
  }
  return true;
}

static bool make_readers(const leda_panel_reader *reader, leda_fast_plan *plan,
                         const leda_fast_input *input) {
  plan->readers = leda_calloc((size_t)input->threads, sizeof *plan->readers);
  if (!plan->readers) return false;
  plan->n_readers = input->threads;
  bool good = true;
  for (int i = 0; i < plan->n_readers && good; i++)
    good = leda_fast_reader_init(&plan->readers[i], reader, input);
  return good;
}

static void clear_plan(leda_fast_plan *plan) {
  for (int i = 0; i < plan->n_readers; i++) leda_fast_reader_clear(&plan->readers[i]);
  leda_free(plan->readers);
  leda_free(plan->outputs);
  leda_fast_layout_clear(&plan->layout);
  *plan = (leda_fast_plan){0};
}

/* ---- reading ---- */

static void report(work *w) {
  uint64_t done;
#pragma omp atomic read
  done = w->done;
  if (!w->progress || omp_get_thread_num() != 0) return;
  if (leda_progress_report(&w->progress->progress, w->progress->done + done, w->progress->total)) {
#pragma omp atomic write
    w->stop = 2;
  }
}

static void read_chunk(work *w, size_t i) {
  leda_fast_plan *plan = &w->plan;
  leda_fast_output *out = &plan->outputs[i];
  out->worker = omp_get_thread_num();
  leda_fast_read_chunk(&plan->readers[out->worker], &plan->layout.chunks[i], out);
#pragma omp atomic update
  w->done += plan->layout.chunks[i].length;
  if (!out->good) {
#pragma omp atomic write
    w->stop = 1;
  }
  report(w);
}

static bool read_chunks(work *w) {
#pragma omp parallel for num_threads(w->plan.n_readers) schedule(dynamic, 1)
  for (size_t i = 0; i < w->plan.layout.n; i++) {
    int stop;
#pragma omp atomic read
    stop = w->stop;
    if (!stop) read_chunk(w, i);
  }
  return w->stop == 0;
}

static leda_status read_all(leda_panel_reader *reader, const leda_fast_input *input, work *w,
                            bool *done) {
  leda_fast_plan *plan = &w->plan;
  if (input->start >= input->end) return LEDA_OK;
  *done = leda_fast_layout_find(&plan->layout, input) && make_room(reader, plan) &&
          make_readers(reader, plan, input) && read_chunks(w) && leda_fast_agrees(reader, plan) &&
          leda_fast_merge(reader, plan);
  if (w->stop == 2) return LEDA_ERR_CANCELLED;
  if (*done && w->progress) w->progress->done += w->done;
  return LEDA_OK;
}

leda_status leda_fast_read(leda_panel_reader *reader, const leda_fast_file *file,
                           leda_table_progress *progress, bool *done, leda_error *err) {
  const leda_read_options *options = reader->options;
  *done = false;
  if (reader->file.columns.role[LEDA_ROLE_PERIOD] == LEDA_NO_COLUMN &&
      reader->file.columns.role[LEDA_ROLE_YEAR] != LEDA_NO_COLUMN)
    return LEDA_OK;
  size_t step = options->chunk > 0 ? options->chunk : CHUNK;
  leda_fast_input input = {.source = file->source,
                           .start = file->head.end,
                           .end = file->source->total,
                           .first_line = file->head.next_line,
                           .separator = file->head.separator,
                           .step = step > LEAST_CHUNK ? step : LEAST_CHUNK,
                           .threads = options->threads};
  uint64_t chunks = (input.end - input.start) / input.step + 1;
  if ((uint64_t)input.threads > chunks) input.threads = (int)chunks;
  work w = {.progress = progress};
  leda_status status = read_all(reader, &input, &w, done);
  clear_plan(&w.plan);
  return status ? leda_fail(err, status, "%s", _("cancelled")) : LEDA_OK;
}
