/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/render.h"

#include <string.h>
#include <time.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/threads.h"
#include "plots/escape.h"
#include "plots/render_internal.h"

/* At most so many figures in one process, whose scripts are in memory until it has drawn them: its
   start (15 ms) is small beside the drawing. */
#define BATCH 200

/* A process and the figures it is drawing, one after the other. */
typedef struct {
  size_t first; /* in render->wanted */
  size_t end;
  bool running;
  pid_t pid;
  char *script;
  char *log;
} batch;

void leda_render_failed(leda_render *render, size_t job, const leda_error *what) {
  if (render->first.status && render->first_job <= job) return;
  render->first = *what;
  render->first_job = job;
}

/* ---- one batch ---- */

static size_t lines_of(const leda_text *text) {
  size_t lines = 0;
  for (const char *at = leda_text_str(text); (at = strchr(at, '\n')) != NULL; at++) lines++;
  return lines;
}

static leda_status write_batch(leda_render *render, const batch *it, leda_error *err) {
  static const char clean[] = "reset\nundefine $*\n";
  leda_text all = {0};
  size_t lines = 0;
  for (size_t i = it->first; i < it->end; i++) {
    const leda_text *script = &render->scripts[render->wanted[i]];
    render->lines_before[render->wanted[i]] = lines;
    leda_text_add_n(&all, leda_text_str(script), script->length);
    leda_text_add(&all, clean);
    lines += lines_of(script) + 2;
  }
  leda_status status = leda_text_status(&all, err);
  if (!status) status = leda_workplace_write(it->script, &all, err);
  leda_text_clear(&all);
  return status;
}

static leda_status start(leda_render *render, batch *it, leda_error *err) {
  leda_status status = write_batch(render, it, err);
  if (!status) status = leda_gnuplot_start(it->script, it->log, &it->pid, err);
  it->running = !status;
  return status;
}

/* Makes the script of the next job, if it is to be drawn. */
static leda_status prepare_next(leda_render *render, leda_error *err) {
  size_t job = render->next++;
  bool draw = false;
  leda_error what = leda_error_none();
  leda_status status = leda_render_prepare(render, job, &draw, &what);
  if (status == LEDA_ERR_MEMORY || status == LEDA_ERR_IO)
    return leda_fail(err, status, "%s", what.message);
  if (status) leda_render_failed(render, job, &what);
  if (!status && draw)
    render->wanted[render->n_wanted++] = job;
  else
    render->done++;
  return LEDA_OK;
}

static leda_status take_next(leda_render *render, batch *it, size_t share, leda_error *err) {
  leda_status status = LEDA_OK;
  it->first = render->n_wanted;
  while (!status && render->next < render->n && render->n_wanted - it->first < share)
    status = prepare_next(render, err);
  it->end = render->n_wanted;
  return !status && it->first < it->end ? start(render, it, err) : status;
}

/* One figure that gnuplot is done with, well or badly. */
static leda_status finish_one(leda_render *render, batch *it, bool *whole, leda_error *err) {
  size_t job = render->wanted[it->first++];
  leda_error what = leda_error_none();
  leda_status status = leda_render_finish(render, job, whole, &what);
  if (!status && !*whole) leda_render_explain(render, job, it->script, it->log, &what);
  render->done++;
  if (what.status) leda_render_failed(render, job, &what);
  return what.status == LEDA_ERR_MEMORY ? leda_fail_memory(err) : LEDA_OK;
}

static bool has_next(const leda_render *render, const batch *it) {
  return it->first + 1 < it->end && leda_render_has_output(render, render->wanted[it->first + 1]);
}

/* While gnuplot draws the next figure, the one before it is whole and can be put in place. */
static leda_status collect_ready(leda_render *render, batch *it, leda_error *err) {
  bool whole;
  leda_status status = LEDA_OK;
  while (!status && has_next(render, it)) status = finish_one(render, it, &whole, err);
  return status;
}

/* What is left once gnuplot has ended. It stops at the first figure that fails: that one is
   explained, and the rest begins anew. */
static leda_status collect_rest(leda_render *render, batch *it, leda_error *err) {
  leda_status status = LEDA_OK;
  while (!status && it->first < it->end) {
    bool whole, stopped = !has_next(render, it);
    status = finish_one(render, it, &whole, err);
    if (!status && !whole && stopped && it->first < it->end) return start(render, it, err);
  }
  return status;
}

/* ---- all batches ---- */

static leda_status report(const leda_render *render, leda_error *err) {
  const leda_progress *progress = &render->options->progress;
  if (!progress->function) return LEDA_OK;
  if (leda_progress_report(progress, render->done, render->n) == 0) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_CANCELLED, _("stopped"));
}

static void wait_a_little(void) {
  struct timespec pause = {0, 2000000};
  nanosleep(&pause, NULL);
}

static leda_status step(leda_render *render, batch *it, size_t share, leda_error *err) {
  bool well;
  leda_status status = LEDA_OK;
  if (it->running && leda_gnuplot_ended(it->pid, &well)) {
    it->running = false;
    if (!well) status = report(render, err); /* it may have ended by the same Ctrl-C */
    if (!status) status = collect_rest(render, it, err);
  } else if (it->running) {
    status = collect_ready(render, it, err);
  }
  if (!status && !it->running) status = take_next(render, it, share, err);
  return status;
}

/* Shares that let the processes end together. */
static size_t share_of(const leda_render *render, size_t processes) {
  size_t rounds = (render->n + processes * BATCH - 1) / (processes * BATCH);
  return (render->n + processes * rounds - 1) / (processes * rounds);
}

static leda_status run(leda_render *render, batch *batches, int n, leda_error *err) {
  size_t share = share_of(render, (size_t)n);
  leda_status status = LEDA_OK;
  while (!status && render->done < render->n) {
    status = report(render, err);
    for (int i = 0; i < n && !status; i++) status = step(render, &batches[i], share, err);
    if (!status && render->done < render->n) wait_a_little();
  }
  if (!status) status = report(render, err);
  return status;
}

static leda_status make_batches(const leda_render *render, batch *batches, int n, leda_error *err) {
  for (int i = 0; i < n; i++) {
    batches[i].script = leda_workplace_path(&render->place, "batch", (size_t)i);
    batches[i].log = leda_workplace_path(&render->place, "log", (size_t)i);
    if (!batches[i].script || !batches[i].log) return leda_fail_memory(err);
  }
  return LEDA_OK;
}

static leda_status draw_all(leda_render *render, leda_error *err) {
  int n = leda_threads(render->options->threads);
  if ((size_t)n > render->n) n = (int)render->n;
  batch *batches = leda_calloc((size_t)n, sizeof *batches);
  if (!batches) return leda_fail_memory(err);
  leda_status status = make_batches(render, batches, n, err);
  if (!status) status = run(render, batches, n, err);
  for (int i = 0; i < n; i++) {
    if (batches[i].running) leda_gnuplot_kill(batches[i].pid);
    leda_free(batches[i].script);
    leda_free(batches[i].log);
  }
  leda_free(batches);
  return status;
}

/* ---- all jobs ---- */

static leda_status render_alloc(leda_render *render, leda_error *err) {
  render->wanted = leda_calloc(render->n, sizeof *render->wanted);
  render->scripts = leda_calloc(render->n, sizeof *render->scripts);
  render->lines_before = leda_calloc(render->n, sizeof *render->lines_before);
  for (size_t i = 0; i < render->n; i++) {
    render->jobs[i].drawn = false;
    render->jobs[i].hash[0] = '\0';
  }
  bool ok = render->wanted && render->scripts && render->lines_before;
  return ok ? LEDA_OK : leda_fail_memory(err);
}

static void render_clear(leda_render *render) {
  for (size_t i = 0; render->scripts && i < render->n; i++) leda_text_clear(&render->scripts[i]);
  leda_workplace_remove(&render->place);
  leda_free(render->scripts);
  leda_free(render->lines_before);
  leda_free(render->wanted);
}

leda_status leda_figures_render(leda_figure_job *jobs, size_t n, const leda_render_options *options,
                                leda_error *err) {
  static const leda_render_options plain = {0};
  leda_render render = {.jobs = jobs, .n = n, .options = options ? options : &plain};
  if (n == 0) return LEDA_OK;
  leda_status status = leda_gnuplot_version(render.version, err);
  if (!status) status = leda_workplace_make(&render.place, err);
  if (!status) status = render_alloc(&render, err);
  if (!status) status = draw_all(&render, err);
  if (!status && render.first.status) {
    status = leda_fail(err, render.first.status, "%s", render.first.message);
    if (render.first.hint[0]) leda_error_hint(err, "%s", render.first.hint);
  }
  render_clear(&render);
  return status;
}
