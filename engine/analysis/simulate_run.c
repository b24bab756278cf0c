/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/simulate.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/threads.h"

/* Series that one thread renders into one text, and texts of one round: memory stays small, and no
   thread waits long for the writer. */
enum { BLOCK = 64, BLOCKS_A_THREAD = 4 };

typedef struct {
  const leda_simulation *simulation;
  const leda_simulation_sink *sink;
  double *shocks; /* indicators x periods */
  size_t series;
  size_t blocks; /* of one round */
  int threads;
  double *values;   /* blocks x periods */
  leda_text *texts; /* one for each block */
} maker;

static leda_status maker_init(maker *m, leda_error *err) {
  const leda_simulate_model *model = &m->simulation->model;
  m->series = m->simulation->units * model->indicators;
  m->threads = leda_threads(m->simulation->threads);
  m->blocks = (size_t)m->threads * BLOCKS_A_THREAD;
  m->values = leda_calloc(m->blocks, model->periods * sizeof *m->values);
  m->texts = leda_calloc(m->blocks, sizeof *m->texts);
  m->shocks = leda_calloc(model->indicators, model->periods * sizeof *m->shocks);
  if (!m->values || !m->texts || !m->shocks) return leda_fail_memory(err);
  for (size_t i = 0; model->common > 0.0 && i < model->indicators; i++)
    leda_simulate_common(model, i, m->shocks + i * model->periods);
  return LEDA_OK;
}

static void maker_clear(maker *m) {
  for (size_t b = 0; m->texts && b < m->blocks; b++) leda_text_clear(&m->texts[b]);
  leda_free(m->texts);
  leda_free(m->values);
  leda_free(m->shocks);
}

static void make_block(const maker *m, size_t first, size_t block) {
  const leda_simulate_model *model = &m->simulation->model;
  size_t from = first + block * BLOCK, end = from + BLOCK;
  double *y = m->values + block * model->periods;
  leda_text *text = &m->texts[block];
  text->length = 0;
  for (size_t s = from; s < end && s < m->series; s++) {
    leda_simulate_truth truth;
    leda_simulated_series series = {s / model->indicators, s % model->indicators, y, &truth};
    leda_simulate_series(model, s, m->shocks + series.indicator * model->periods, y, &truth);
    m->sink->render(m->simulation, &series, text);
  }
}

static leda_status write_round(maker *m, size_t first, leda_error *err) {
  for (size_t b = 0; b < m->blocks && first + b * BLOCK < m->series; b++) {
    leda_status status = leda_text_status(&m->texts[b], err);
    if (!status) status = m->sink->write(&m->texts[b], m->sink->data, err);
    if (status) return status;
  }
  return LEDA_OK;
}

leda_status leda_simulation_run(const leda_simulation *simulation, const leda_simulation_sink *sink,
                                leda_error *err) {
  maker m = {.simulation = simulation, .sink = sink};
  leda_status status = maker_init(&m, err);
  for (size_t first = 0; !status && first < m.series; first += m.blocks * BLOCK) {
#pragma omp parallel for schedule(dynamic) num_threads(m.threads)
    for (size_t b = 0; b < m.blocks; b++) make_block(&m, first, b);
    status = write_round(&m, first, err);
    if (!status && leda_progress_report(&sink->progress, first, m.series))
      status = leda_fail(err, LEDA_ERR_CANCELLED, "%s", _("stopped"));
  }
  maker_clear(&m);
  return status;
}
