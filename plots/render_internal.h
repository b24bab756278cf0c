/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_PLOTS_RENDER_INTERNAL_H
#define LEDA_PLOTS_RENDER_INTERNAL_H

#include <sys/types.h>

#include "plots/gnuplot.h"
#include "plots/render.h"
#include "plots/workplace.h"

/* What render.c (which figures, in which batches) and render_job.c (one figure) share. */

typedef struct {
  leda_figure_job *jobs;
  const leda_render_options *options;
  leda_workplace place;
  char version[LEDA_GNUPLOT_VERSION_SIZE];
  size_t n;
  size_t next;    /* the first job that no batch has looked at */
  size_t done;    /* drawn, current already, or failed */
  size_t *wanted; /* indices of the jobs to draw, as far as they are known */
  size_t n_wanted;
  leda_text *scripts;   /* of each job, from when a batch takes it until its figure is in place */
  size_t *lines_before; /* of each job's script in its batch */
  leda_error first;     /* the failure of the job that stands first, whichever process met it */
  size_t first_job;
} leda_render;

/* Notes the failure of a job. */
void leda_render_failed(leda_render *render, size_t job, const leda_error *what);

/* Makes the job's script unless its file is up to date; sets hash and *draw. */
leda_status leda_render_prepare(leda_render *render, size_t job, bool *draw, leda_error *err);

/* True when gnuplot's file for the job is there and not empty. */
bool leda_render_has_output(const leda_render *render, size_t job);

/* Checks and finishes what gnuplot wrote and puts it in place. *whole is false, and nothing else
   happens, where the file is missing or cut. */
leda_status leda_render_finish(leda_render *render, size_t job, bool *whole, leda_error *err);

/* Keeps the script of a failed job beside its figure and says what gnuplot wrote in `log` about the
   batch, with names and lines of the kept script. */
leda_status leda_render_explain(leda_render *render, size_t job, const char *batch, const char *log,
                                leda_error *err);

#endif
