/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/analysis/chart_internal.h"
#include "engine/analysis/period_choice.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"

/* A choice in the panel's own periods. */
typedef struct {
  bool always; /* from the first point on */
  bool moves;
  int32_t from;
  double value;
  int32_t to;
  double end;
  leda_period period; /* as chosen, for messages */
} piece;

bool leda_chart_shows_spread(leda_chart_type type) {
  return type == LEDA_CHART_MR || type == LEDA_CHART_R || type == LEDA_CHART_S ||
         type == LEDA_CHART_T2;
}

static leda_status cannot_move(const leda_target_choice *choice, leda_error *err) {
  char from[LEDA_PERIOD_SIZE], to[LEDA_PERIOD_SIZE];
  leda_period_format(choice->from, from);
  leda_period_format(choice->to, to);
  leda_fail(err, LEDA_ERR_USAGE, _("the target moves from %s to %s, which does not come later"),
            from, to);
  leda_error_hint(err, "%s", _("write the earlier period first: --target 2014=60..2020=80"));
  return LEDA_ERR_USAGE;
}

static leda_status piece_make(const leda_chart *chart, const leda_target_choice *choice, piece *out,
                              leda_error *err) {
  leda_calendar calendar = chart->calendar;
  leda_ordinal_range range = {0, 0};
  *out = (piece){.value = choice->value, .end = choice->end, .period = choice->from};
  out->always = choice->from.kind == LEDA_PERIOD_NONE;
  out->moves = choice->to.kind != LEDA_PERIOD_NONE;
  if (!out->always && leda_period_choice(choice->from, calendar.kind, &range, err))
    return err->status;
  out->from = range.from;
  if (!out->moves) return LEDA_OK;
  if (leda_period_choice(choice->to, calendar.kind, &range, err)) return err->status;
  out->to = range.from;
  bool later =
      leda_calendar_position(calendar, out->to) > leda_calendar_position(calendar, out->from);
  return later ? LEDA_OK : cannot_move(choice, err);
}

static leda_status given_twice(const piece *p, leda_error *err) {
  if (p->always) {
    leda_fail(err, LEDA_ERR_USAGE, "%s", _("there are two targets for all periods"));
    leda_error_hint(err, "%s", _("say when the later one begins: --target 2020=80"));
    return LEDA_ERR_USAGE;
  }
  char period[LEDA_PERIOD_SIZE];
  leda_period_format(p->period, period);
  leda_fail(err, LEDA_ERR_USAGE, _("there are two targets from %s on"), period);
  leda_error_hint(err, "%s", _("give each period one target"));
  return LEDA_ERR_USAGE;
}

/* Sorted by where they begin; choices may come in any order. */
static leda_status pieces_make(const leda_chart_work *work, piece *pieces, size_t *n,
                               leda_error *err) {
  const leda_chart_options *options = work->options;
  leda_target_choice all = {.value = options->target};
  size_t first = isnan(options->target) ? 1u : 0u;
  for (size_t k = first; k <= options->n_targets; k++) {
    piece p;
    const leda_target_choice *choice = k ? &options->targets[k - 1] : &all;
    if (piece_make(work->chart, choice, &p, err)) return err->status;
    size_t at = *n;
    for (; at > 0 && !pieces[at - 1].always && (p.always || pieces[at - 1].from > p.from); at--)
      pieces[at] = pieces[at - 1];
    if (at > 0 && pieces[at - 1].always == p.always && pieces[at - 1].from == p.from)
      return given_twice(&p, err);
    pieces[at] = p;
    ++*n;
  }
  return LEDA_OK;
}

static double value_at(const piece *p, leda_calendar calendar, int32_t ordinal) {
  if (!p->moves) return p->value;
  if (ordinal >= p->to) return p->end;
  double begin = leda_calendar_position(calendar, p->from);
  double whole = leda_calendar_position(calendar, p->to) - begin;
  double part = (leda_calendar_position(calendar, ordinal) - begin) / whole;
  return p->value + (p->end - p->value) * part;
}

/* On the wrong side by more than rounding of the arithmetic: a value at the target meets it. */
static bool is_beyond(const leda_chart *chart, const leda_chart_point *point) {
  if (chart->better == LEDA_BETTER_NONE || leda_chart_shows_spread(chart->type)) return false;
  if (point->excluded || isnan(point->value) || isnan(point->target)) return false;
  double short_of = point->target - point->value;
  if (chart->better == LEDA_BETTER_LOWER) short_of = -short_of;
  return short_of > 1e-12 * fmax(fabs(point->target), fabs(point->value));
}

static void fill(leda_chart *chart, const piece *pieces, size_t n) {
  size_t last = n; /* none yet */
  for (size_t i = 0, next = 0; i < chart->n; i++) {
    leda_chart_point *point = &chart->points[i];
    int32_t ordinal = point->period.ordinal;
    while (next < n && (pieces[next].always || pieces[next].from <= ordinal)) next++;
    if (next == 0) continue;
    point->target = value_at(&pieces[next - 1], chart->calendar, ordinal);
    point->target_begins = last != next - 1;
    point->beyond_target = is_beyond(chart, point);
    last = next - 1;
  }
}

static void warn_unused(leda_chart *chart, const piece *last) {
  if (last->always || last->from <= chart->points[chart->n - 1].period.ordinal) return;
  char period[LEDA_PERIOD_SIZE];
  leda_period_format(last->period, period);
  leda_messages_note(&chart->warnings, LEDA_WARNING, (leda_place){0},
                     _("the target from %s on begins after the last value of the series"), period);
}

leda_status leda_chart_targets(leda_chart_work *work, leda_error *err) {
  leda_chart *chart = work->chart;
  const leda_chart_options *options = work->options;
  chart->target = NAN;
  if ((isnan(options->target) && options->n_targets == 0) || chart->n == 0) return LEDA_OK;
  size_t n = 0;
  piece *pieces = leda_calloc(options->n_targets + 1, sizeof *pieces);
  if (!pieces) return leda_fail_memory(err);
  leda_status status = pieces_make(work, pieces, &n, err);
  if (!status) {
    fill(chart, pieces, n);
    chart->target = chart->points[chart->n - 1].target;
    warn_unused(chart, &pieces[n - 1]);
  }
  leda_free(pieces);
  return status;
}
