/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_equal.h"

#include <math.h>

#include "engine/core/i18n.h"

static double harmonic_size(const leda_chart_work *work, size_t from, size_t to) {
  leda_chart_type type = work->chart->type;
  bool spread = type == LEDA_CHART_R || type == LEDA_CHART_S;
  double parts = 0.0, n = 0.0;
  for (size_t i = from; i < to; i++) {
    size_t size = work->groups[i].n;
    if (!work->in_baseline[i] || size < (spread ? 2 : 1)) continue;
    parts += 1.0 / (double)size;
    n += 1.0;
  }
  if (n == 0.0) return 0.0;
  return spread ? round(n / parts) : n / parts;
}

double leda_chart_equal_size(const leda_chart_work *work, size_t from, size_t to) {
  if (!work->options->equal_limits) return 0.0;
  if (work->groups) return harmonic_size(work, from, to);
  double sum = 0.0, n = 0.0;
  for (size_t i = from; i < to; i++) {
    if (!work->in_baseline[i]) continue;
    sum += work->denominator[i];
    n += 1.0;
  }
  if (n == 0.0) return 0.0;
  return work->chart->limits == LEDA_LIMITS_EXACT ? fmax(1.0, round(sum / n)) : sum / n;
}

leda_status leda_chart_equal_check(const leda_chart_work *work, leda_error *err) {
  const leda_chart *chart = work->chart;
  const leda_chart_kind *kind = leda_chart_kind_of(chart->type);
  bool has = kind->needs_denominator || kind->subgroups == LEDA_SUBGROUPS_MUST;
  if (!work->options->equal_limits || has) return LEDA_OK;
  leda_fail(err, LEDA_ERR_USAGE, _("--equal-limits does not go with a chart of type %s"),
            kind->word);
  leda_error_hint(
      err, "%s",
      _("it is for limits that follow denominators or sizes of subgroups: p, pp, np, u, "
        "up, ip, xbar-r, xbar-s, r, s"));
  return LEDA_ERR_USAGE;
}
