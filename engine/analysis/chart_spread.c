/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_spread.h"

#include "engine/core/i18n.h"
#include "engine/core/memory.h"

leda_chart_type leda_chart_spread_type(leda_chart_type type) {
  switch (type) {
  case LEDA_CHART_I:
    return LEDA_CHART_MR;
  case LEDA_CHART_XBAR_R:
    return LEDA_CHART_R;
  case LEDA_CHART_XBAR_S:
    return LEDA_CHART_S;
  default:
    return LEDA_CHART_AUTO;
  }
}

/* What is said of where values lie (a target, a known centre, specifications) is not said of their spread. */
static leda_chart_options options_for(const leda_chart_options *options, leda_chart_type type) {
  leda_chart_options plain = leda_chart_options_default(), own = *options;
  own.type = type;
  own.centre = LEDA_CENTRE_DEFAULT;
  own.target = plain.target;
  own.targets = NULL;
  own.n_targets = 0;
  own.known_centre = plain.known_centre;
  own.spec = plain.spec;
  own.advise = false;
  own.rebase_alpha = 0.0; /* the phases found for the values are its own */
  if (type != LEDA_CHART_MR) return own;
  own.known_sigma = plain.known_sigma;
  own.sigma = plain.sigma;
  own.limits = plain.limits;
  return own;
}

static leda_status make_spread(leda_chart *spread, const leda_panel *panel, const leda_chart *chart,
                               const leda_chart_options *options, leda_error *err) {
  leda_chart_options own = options_for(options, leda_chart_spread_type(chart->type));
  leda_phase_choice *phases = leda_calloc(chart->n_phases, sizeof *phases);
  if (!phases) return leda_fail_memory(err);
  for (size_t k = 1; k < chart->n_phases; k++)
    phases[k - 1] = (leda_phase_choice){.period = chart->phases[k].first, .label = ""};
  if (options->rebase_alpha > 0.0) {
    own.phases = phases;
    own.n_phases = chart->n_phases - 1;
  }
  leda_status status = leda_chart_run(spread, panel, chart->series, &own, err);
  leda_free(phases);
  return status;
}

static leda_status no_spread(leda_error *err) {
  leda_fail(err, LEDA_ERR_USAGE, "%s",
            _("--with-ranges is for charts of type i, xbar-r and xbar-s, and there is none"));
  leda_error_hint(err, "%s", _("choose one of them with --type"));
  return LEDA_ERR_USAGE;
}

leda_status leda_charts_add_spread(leda_charts *charts, const leda_panel *panel,
                                   const leda_chart_options *options, leda_error *err) {
  size_t pairs = 0;
  for (size_t k = 0; k < charts->n; k++)
    pairs += leda_chart_spread_type(charts->items[k].type) != LEDA_CHART_AUTO;
  if (pairs == 0) return no_spread(err);
  leda_chart *items = leda_calloc(charts->n + pairs, sizeof *items);
  leda_chart *spreads = leda_calloc(pairs, sizeof *spreads);
  if (!items || !spreads) {
    leda_free(items);
    leda_free(spreads);
    return leda_fail_memory(err);
  }
  size_t made = 0, at = 0;
  leda_status status = LEDA_OK;
  for (size_t k = 0; k < charts->n && !status; k++) {
    items[at++] = charts->items[k];
    if (leda_chart_spread_type(charts->items[k].type) == LEDA_CHART_AUTO) continue;
    status = make_spread(&spreads[made], panel, &charts->items[k], options, err);
    if (!status) items[at++] = spreads[made++];
  }
  for (size_t k = 0; status && k < made; k++) leda_chart_clear(&spreads[k]);
  leda_free(spreads);
  leda_free(status ? items : charts->items);
  if (!status) *charts = (leda_charts){items, at};
  return status;
}
