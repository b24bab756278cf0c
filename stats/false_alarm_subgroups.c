/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/false_alarm_subgroups.h"

#include <math.h>

#include "stats/gauss.h"

enum { CHUNK = 32 };

typedef struct {
  double mean;
  double spread; /* range, sd or variance */
} subgroup;

/* Sums about 0, the true mean: nothing is lost by it. */
static subgroup draw_one(const leda_false_alarm_subgroups *g, leda_stream *stream) {
  double values[CHUNK], sum = 0.0, squares = 0.0, low = INFINITY, high = -INFINITY;
  double size = (double)g->size, variance;
  for (size_t left = g->size; left > 0;) {
    size_t count = left < CHUNK ? left : CHUNK;
    leda_gauss_fill(stream, values, count);
    for (size_t i = 0; i < count; i++) {
      sum += values[i];
      squares += values[i] * values[i];
      low = values[i] < low ? values[i] : low;
      high = values[i] > high ? values[i] : high;
    }
    left -= count;
  }
  if (g->sigma == LEDA_ALARM_BY_RANGE) return (subgroup){sum / size, high - low};
  variance = (squares - sum * sum / size) / (size - 1.0);
  variance = variance > 0.0 ? variance : 0.0;
  return (subgroup){sum / size, g->sigma == LEDA_ALARM_BY_SD ? sqrt(variance) : variance};
}

static void draw_phase(const leda_false_alarm_subgroups *g, const leda_alarm_phase *phase,
                       leda_stream *stream, double *y) {
  size_t base = phase->baseline ? phase->baseline : phase->to - phase->from;
  double centre = 0.0, spread = 0.0, scale;
  for (size_t i = phase->from; i < phase->to; i++) {
    subgroup drawn = draw_one(g, stream);
    y[i] = drawn.mean;
    if (i - phase->from >= base) continue;
    centre += drawn.mean / (double)base;
    spread += drawn.spread / (double)base;
  }
  if (g->sigma == LEDA_ALARM_BY_POOLED) spread = sqrt(spread);
  scale = spread > 0.0 ? sqrt((double)g->size) * g->constant / spread : 0.0;
  for (size_t i = phase->from; i < phase->to; i++) y[i] = (y[i] - centre) * scale;
}

void leda_false_alarm_subgroups_draw(leda_stream *stream, double *y, size_t n, const void *data) {
  const leda_false_alarm_subgroups *g = data;
  leda_alarm_phase whole = {0, n, 0};
  const leda_alarm_phase *phases = g->n_phases ? g->phases : &whole;
  size_t count = g->n_phases ? g->n_phases : 1;
  for (size_t i = 0; i < n; i++) y[i] = 0.0;
  for (size_t k = 0; k < count; k++) draw_phase(g, &phases[k], stream, y);
}
