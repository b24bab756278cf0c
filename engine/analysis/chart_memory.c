/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/analysis/chart_internal.h"
#include "engine/core/memory.h"
#include "stats/memory_charts.h"

/* The values of one phase, NaN where excluded or missing, and what is made of them. */
typedef struct {
  double *y;
  double *first;
  double *second;
  size_t n;
} memory_room;

static leda_status room_make(const leda_chart_work *work, size_t from, size_t to, memory_room *room,
                             leda_error *err) {
  *room = (memory_room){.n = to - from};
  room->y = leda_calloc(3 * room->n, sizeof *room->y);
  if (!room->y) return leda_fail_memory(err);
  room->first = room->y + room->n;
  room->second = room->first + room->n;
  for (size_t i = from; i < to; i++)
    room->y[i - from] = work->chart->points[i].excluded ? (double)NAN : work->observed[i];
  return LEDA_OK;
}

/* Of the value at a point, which may be the mean of a subgroup. */
static double sigma_of(const leda_chart *chart, size_t i, const leda_chart_phase *phase) {
  size_t size = chart->points[i].size;
  return chart->subgroups && size > 0 ? phase->sigma / sqrt((double)size) : phase->sigma;
}

/* EWMA and moving average: a mean with the standard deviation that it has, in sigmas. */
static void fill_means(leda_chart *chart, const leda_chart_phase *phase, size_t from,
                       const memory_room *room) {
  const leda_chart_memory *memory = &chart->memory;
  if (chart->type == LEDA_CHART_EWMA)
    leda_ewma_series(room->y, room->n, (leda_ewma){memory->lambda, phase->centre}, room->first,
                     room->second);
  else
    leda_moving_average_series(room->y, room->n, memory->ma_points, room->first, room->second);
  for (size_t i = 0; i < room->n; i++) {
    leda_chart_point *point = &chart->points[from + i];
    point->value = room->first[i];
    point->centre = phase->centre;
    point->sigma = sigma_of(chart, from + i, phase) * room->second[i];
    point->lower = point->centre - memory->width * point->sigma;
    point->upper = point->centre + memory->width * point->sigma;
  }
}

/* A phase without spread has nothing to count in: all its sums stay 0. */
static void fill_sums(leda_chart *chart, const leda_chart_phase *phase, size_t from,
                      memory_room *room) {
  const leda_chart_memory *memory = &chart->memory;
  for (size_t i = 0; i < room->n; i++) {
    chart->points[from + i].value = room->y[i];
    double off = room->y[i] - phase->centre;
    room->y[i] = phase->sigma == 0.0 && !isnan(off) ? 0.0 : off / sigma_of(chart, from + i, phase);
  }
  leda_cusum_series(room->y, room->n, (leda_cusum){memory->k, memory->head_start}, room->first,
                    room->second);
  for (size_t i = 0; i < room->n; i++) {
    leda_chart_point *point = &chart->points[from + i];
    point->centre = 0.0;
    point->sigma = 1.0;
    point->lower = -memory->h;
    point->upper = memory->h;
    point->cusum_upper = room->first[i];
    point->cusum_lower = room->second[i];
  }
}

leda_status leda_chart_memory_points(leda_chart_work *work, size_t phase, leda_error *err) {
  leda_chart *chart = work->chart;
  size_t from, to;
  memory_room room;
  leda_chart_phase_span(chart, phase, &from, &to);
  leda_status status = room_make(work, from, to, &room, err);
  if (status) return status;
  if (chart->type == LEDA_CHART_CUSUM)
    fill_sums(chart, &chart->phases[phase], from, &room);
  else
    fill_means(chart, &chart->phases[phase], from, &room);
  leda_free(room.y);
  return LEDA_OK;
}
