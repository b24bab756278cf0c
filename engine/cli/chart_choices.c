/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/chart_choices.h"

#include <stdlib.h>
#include <string.h>

#include "engine/cli/chart_choices_periods.h"
#include "engine/core/memory.h"

enum {
  ID_TYPE = 1,
  ID_BASELINE,
  ID_PHASE,
  ID_REBASE,
  ID_EXCLUDE,
  ID_TARGET,
  ID_BETTER,
  ID_RULES,
  ID_ANHOEJ,
  ID_RULE_RUN,
  ID_RULE_TREND,
  ID_PER,
  ID_ADD_UP,
  ID_CENTRE,
  ID_SCREEN,
  ID_SIGMA,
  ID_OPTIMAL_WEIGHTS,
  ID_KNOWN_CENTRE,
  ID_KNOWN_SIGMA,
  ID_LIMITS,
  ID_LIMIT_RATE,
  ID_ALARM_RATE,
  ID_FALSE_ALARM_DRAWS,
  ID_EQUAL_LIMITS,
  ID_WARNING_LIMITS,
  ID_LAMBDA,
  ID_WIDTH,
  ID_K,
  ID_H,
  ID_HEAD_START,
  ID_MA_POINTS,
  ID_SPEC_LOWER,
  ID_SPEC_UPPER,
  ID_SPEC_TARGET,
  ID_SPEC_PHASE,
  ID_WITH_RANGES,
  ID_NOTE,
  ID_FIGURE,
  ID_FIGURES,
  ID_FIGURE_FORMAT,
  ID_SUMMARY_FIGURE,
  ID_PAGE,
  ID_PAGE_SCALE,
  ID_SIZE,
  ID_KEEP,
};

static const leda_option chart_options[] = {
    {"type", 0, "TYPE",
     N_("kind of chart: run, i, ip (I'), mr, p, pp (p'), np, c, u, up (u'), g, t, ewma, cusum, ma, xbar-r, xbar-s, r, s (subgroups: several rows a "
        "period), t2 (several variables) or auto (default)"),
     ID_TYPE},
    {"baseline", 0, "FIRST..LAST|N", N_("limits from these periods, or from the first N points"),
     ID_BASELINE},
    {"phase", 0, "PERIOD[:N][=LABEL]",
     N_("new limits from PERIOD on (from its first N points); may be repeated"), ID_PHASE},
    {"rebase", 0, "auto[=ALPHA]",
     N_("new limits where the verdict of leda check finds a lasting shift, as it does in ALPHA of "
        "unchanged series (default: 0.05); says where and why"),
     ID_REBASE},
    {"exclude", 0, "PERIOD", N_("leave a point out of limits and rules; may be repeated"),
     ID_EXCLUDE},
    {"target", 0, "V|PERIOD=V[..PERIOD=V]",
     N_("a target; from PERIOD on; or moving from one period to another; may be repeated"),
     ID_TARGET},
    {"better", 0, "higher|lower|none", N_("which way is better"), ID_BETTER},
    {"rules", 0, "LIST",
     N_("anhoej, western-electric, nelson, nhs, wheeler, all or none, with commas (default: anhoej); "
        "points beyond limits always signal"),
     ID_RULES},
    {"anhoej", 0, "standard|best-box|cut-box",
     N_("limits of Anhøj's longest run and crossings: each by itself (default), or chosen together"),
     ID_ANHOEJ},
    {"rule-run", 0, "N",
     N_("points on one side that make a run (default: nelson 9, nhs 7, the others 8)"),
     ID_RULE_RUN},
    {"rule-trend", 0, "N",
     N_("points rising or falling in a row that make a trend (default: nelson 6, nhs 7)"),
     ID_RULE_TREND},
    {"per", 0, "N", N_("multiply rates, e.g. 100 or 1000"), ID_PER},
    {"add-up", 0, NULL,
     N_("several rows of a period are one value: add up their values (numerators) and denominators"),
     ID_ADD_UP},
    {"centre", 0, "mean|median", N_("centre line (default: mean; run charts: median)"), ID_CENTRE},
    {"screen-moving-ranges", 0, NULL, N_("leave out moving ranges above their own limit, once"),
     ID_SCREEN},
    {"sigma", 0, "METHOD",
     N_("standard deviation by moving-range (default), median-moving-range or sd, where values are "
        "measured; by mssd (squares of moving ranges) for i, ewma, cusum, ma; of subgroups by range, "
        "sd or pooled-sd"),
     ID_SIGMA},
    {"optimal-weights", 0, NULL,
     N_("subgroups of unequal size: sigma by the precision of each, not by a plain mean"),
     ID_OPTIMAL_WEIGHTS},
    {"known-centre", 0, "V", N_("the centre line is known"), ID_KNOWN_CENTRE},
    {"known-sigma", 0, "V", N_("the standard deviation is known (i, ewma, cusum, ma, subgroups)"),
     ID_KNOWN_SIGMA},
    {"limits", 0, "sigma|probability|exact|calibrated",
     N_("limits at 3 sigma (default), where a normal value passes them at the rate chosen, by the "
        "binomial, Poisson or geometric distribution (p, np, u, c, g), or so wide that an unchanged "
        "chart of so many points passes them at --alarm-rate"),
     ID_LIMITS},
    {"limit-rate", 0, "R",
     N_("share of unchanged points beyond limits by probability or exact (default: 0.0027)"),
     ID_LIMIT_RATE},
    {"alarm-rate", 0, "R",
     N_("share of unchanged charts with a point beyond calibrated limits (default: 0.05)"),
     ID_ALARM_RATE},
    {"false-alarm-draws", 0, "N",
     N_("unchanged charts to simulate for the false alarms (0: none; default: 10000, of each of many "
        "series 1000)"),
     ID_FALSE_ALARM_DRAWS},
    {"equal-limits", 0, NULL,
     N_("limits for one size, the mean of the baseline, where denominators or subgroups differ"),
     ID_EQUAL_LIMITS},
    {"warning-limits", 0, "V",
     N_("warning lines at V sigmas from the centre, e.g. 2; they make no signals"),
     ID_WARNING_LIMITS},
    {"lambda", 0, "V", N_("EWMA: weight of the newest value (default: 0.2)"), ID_LAMBDA},
    {"width", 0, "V", N_("EWMA and moving average: limits at V sigmas (default: 3)"), ID_WIDTH},
    {"k", 0, "V", N_("CUSUM: half the shift to find, in sigmas (default: 0.5)"), ID_K},
    {"h", 0, "V", N_("CUSUM: a sum above V sigmas is a signal (default: 5)"), ID_H},
    {"head-start", 0, "V", N_("CUSUM: the sums begin at V sigmas (default: 0)"), ID_HEAD_START},
    {"ma-points", 0, "N", N_("moving average of N values (default: 3)"), ID_MA_POINTS},
    {"spec-lower", 0, "V",
     N_("capability: no single value may lie below V (i, xbar-r and xbar-s charts)"),
     ID_SPEC_LOWER},
    {"spec-upper", 0, "V", N_("capability: or above V"), ID_SPEC_UPPER},
    {"spec-target", 0, "V", N_("capability: the best value"), ID_SPEC_TARGET},
    {"spec-phase", 0, "N", N_("capability: of the Nth phase (default: the last)"), ID_SPEC_PHASE},
    {"with-ranges", 0, NULL,
     N_("after each i, xbar-r or xbar-s chart that of its moving ranges, ranges or standard deviations"),
     ID_WITH_RANGES},
    {"note", 0, "PERIOD=TEXT", N_("a note at a point of the figure; may be repeated"), ID_NOTE},
    {"figure", 0, "FILE", N_("draw the chart as .svg, .pdf or .png; may be repeated"), ID_FIGURE},
    {"figures", 0, "DIR", N_("draw each series in a file of its own in a folder"), ID_FIGURES},
    {"figure-format", 0, "svg|pdf|png", N_("format of the files in that folder (default: svg)"),
     ID_FIGURE_FORMAT},
    {"summary-figure", 0, "FILE",
     N_("draw a table of all series with their summary icons, as .svg, .pdf or .png"),
     ID_SUMMARY_FIGURE},
    {"page", 0, "FILE",
     N_("draw all series side by side on a page, as .svg, .png or .pdf (of several pages where they "
        "are many)"),
     ID_PAGE},
    {"page-scale", 0, "free|shared",
     N_("each chart of the page on a scale of its own (default), or all on one"), ID_PAGE_SCALE},
    {"size", 0, "slide|classic|a4-half",
     N_("size of figures: slide 16:9 (default), slide 4:3 or half an A4 page"), ID_SIZE},
    {"keep", 0, NULL, N_("leave gnuplot's script (.gp) and the data (.csv) beside each figure"),
     ID_KEEP},
};

void leda_chart_choices_init(leda_chart_choices *choices) {
  *choices = (leda_chart_choices){.options = leda_chart_options_default(), .false_alarm_draws = -1};
  choices->options.advise = true;
}

void leda_chart_choices_clear(leda_chart_choices *choices) {
  leda_free(choices->phases);
  leda_free(choices->excluded);
  leda_free(choices->notes);
  leda_free(choices->targets);
  leda_free(choices->figures);
  leda_chart_choices_init(choices);
}

leda_chart_options leda_chart_choices_options(const leda_chart_choices *choices) {
  leda_chart_options options = choices->options;
  options.phases = choices->phases;
  options.n_phases = choices->n_phases;
  options.excluded = choices->excluded;
  options.n_excluded = choices->n_excluded;
  options.notes = choices->notes;
  options.n_notes = choices->n_notes;
  options.targets = choices->targets;
  options.n_targets = choices->n_targets;
  return options;
}

static leda_status set_rebase(double *alpha, const char *value, leda_error *err) {
  *alpha = 0.05;
  if (strcmp(value, "auto") == 0) return LEDA_OK;
  if (strncmp(value, "auto=", 5) != 0)
    return leda_option_bad_word("rebase", value, "auto, auto=ALPHA", err);
  if (leda_option_number("rebase", value + 5, alpha, err)) return LEDA_ERR_USAGE;
  if (*alpha >= 0.0001 && *alpha <= 0.5) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE,
                   _("the ALPHA of --rebase auto=ALPHA must lie between 0.0001 and 0.5"));
}

static leda_status add_figure(leda_chart_choices *choices, const char *value, leda_error *err) {
  const char **figures =
      leda_realloc_array(choices->figures, choices->n_figures + 1, sizeof *figures);
  if (!figures) return leda_fail_memory(err);
  choices->figures = figures;
  choices->figures[choices->n_figures++] = value;
  return LEDA_OK;
}

static leda_status set_centre(leda_chart_options *options, const char *value, leda_error *err) {
  if (strcmp(value, "mean") == 0)
    options->centre = LEDA_CENTRE_MEAN;
  else if (strcmp(value, "median") == 0)
    options->centre = LEDA_CENTRE_MEDIAN;
  else
    return leda_option_bad_word("centre", value, "mean, median", err);
  return LEDA_OK;
}

static leda_status set_length(const char *option, const char *value, size_t *out, leda_error *err) {
  long long length;
  if (leda_option_whole(option, value, &length, err)) return LEDA_ERR_USAGE;
  if (length < 2) return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at least %d"), option, 2);
  *out = (size_t)length;
  return LEDA_OK;
}

static leda_status set_lambda(double *lambda, const char *value, leda_error *err) {
  if (leda_option_positive("lambda", value, lambda, err)) return LEDA_ERR_USAGE;
  if (*lambda <= 1.0) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at most %d"), "lambda", 1);
}

static leda_status set_rate(const char *option, double *rate, const char *value, leda_error *err) {
  if (leda_option_positive(option, value, rate, err)) return LEDA_ERR_USAGE;
  if (*rate < 1.0) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be below %d"), option, 1);
}

static leda_status set_draws(long *draws, const char *value, leda_error *err) {
  enum { MOST = 10000000 };
  long long wanted;
  if (leda_option_whole("false-alarm-draws", value, &wanted, err)) return LEDA_ERR_USAGE;
  if (wanted > MOST)
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at most %d"), "false-alarm-draws", MOST);
  if (wanted < 0)
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at least %d"), "false-alarm-draws", 0);
  *draws = (long)wanted;
  return LEDA_OK;
}

static leda_status set_head_start(double *head_start, const char *value, leda_error *err) {
  if (leda_option_number("head-start", value, head_start, err)) return LEDA_ERR_USAGE;
  if (*head_start >= 0.0) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at least %d"), "head-start", 0);
}

/* What charts with a memory take. */
static leda_status handle_memory(int id, const char *value, leda_chart_memory *memory,
                                 leda_error *err) {
  switch (id) {
  case ID_LAMBDA:
    return set_lambda(&memory->lambda, value, err);
  case ID_WIDTH:
    return leda_option_positive("width", value, &memory->width, err);
  case ID_K:
    return leda_option_positive("k", value, &memory->k, err);
  case ID_H:
    return leda_option_positive("h", value, &memory->h, err);
  case ID_HEAD_START:
    return set_head_start(&memory->head_start, value, err);
  default:
    return set_length("ma-points", value, &memory->ma_points, err);
  }
}

static leda_status handle_spec(int id, const char *value, leda_capability_choice *spec,
                               leda_error *err) {
  long long phase;
  switch (id) {
  case ID_SPEC_LOWER:
    return leda_option_number("spec-lower", value, &spec->lower, err);
  case ID_SPEC_UPPER:
    return leda_option_number("spec-upper", value, &spec->upper, err);
  case ID_SPEC_TARGET:
    return leda_option_number("spec-target", value, &spec->target, err);
  default:
    if (leda_option_whole("spec-phase", value, &phase, err)) return LEDA_ERR_USAGE;
    if (phase < 1)
      return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at least %d"), "spec-phase", 1);
    spec->phase = (size_t)phase;
    return LEDA_OK;
  }
}

/* Options whose value is one of a few words. */
static leda_status handle_word(int id, const char *value, leda_chart_options *o, leda_error *err) {
  switch (id) {
  case ID_TYPE:
    if (leda_chart_type_parse(value, &o->type)) return LEDA_OK;
    return leda_option_bad_word("type", value,
                                "auto, run, i, ip, mr, p, pp, np, c, u, up, g, t, ewma, cusum, ma, "
                                "xbar-r, xbar-s, r, s, t2",
                                err);
  case ID_BETTER:
    if (leda_better_parse(value, &o->better)) return LEDA_OK;
    return leda_option_bad_word("better", value, "higher, lower, none", err);
  case ID_RULES:
    if (leda_chart_rules_parse(value, &o->rules)) return LEDA_OK;
    return leda_option_bad_word("rules", value,
                                "anhoej, western-electric, nelson, nhs, wheeler, all, none", err);
  case ID_ANHOEJ:
    if (leda_runs_rule_parse(value, &o->anhoej)) return LEDA_OK;
    return leda_option_bad_word("anhoej", value, "standard, best-box, cut-box", err);
  case ID_LIMITS:
    if (leda_limits_parse(value, &o->limits)) return LEDA_OK;
    return leda_option_bad_word("limits", value, "sigma, probability, exact, calibrated", err);
  default: /* ID_SIGMA */
    if (leda_sigma_parse(value, &o->sigma)) return LEDA_OK;
    return leda_option_bad_word(
        "sigma", value, "moving-range, median-moving-range, sd, mssd, range, pooled-sd", err);
  }
}

static leda_status handle(int id, const char *value, void *data, leda_error *err) {
  leda_chart_choices *choices = data;
  leda_chart_options *o = &choices->options;
  switch (id) {
  case ID_TYPE:
  case ID_BETTER:
  case ID_RULES:
  case ID_ANHOEJ:
  case ID_LIMITS:
  case ID_SIGMA:
    return handle_word(id, value, o, err);
  case ID_BASELINE:
    return leda_chart_choose_baseline(choices, value, err);
  case ID_PHASE:
    return leda_chart_choose_phase(choices, value, err);
  case ID_REBASE:
    return set_rebase(&o->rebase_alpha, value, err);
  case ID_EXCLUDE:
    return leda_chart_choose_excluded(choices, value, err);
  case ID_TARGET:
    return leda_chart_choose_target(choices, value, err);
  case ID_RULE_RUN:
    return set_length("rule-run", value, &o->rule_run, err);
  case ID_RULE_TREND:
    return set_length("rule-trend", value, &o->rule_trend, err);
  case ID_PER:
    return leda_option_positive("per", value, &o->per, err);
  case ID_ADD_UP:
    choices->add_up = true;
    return LEDA_OK;
  case ID_CENTRE:
    return set_centre(o, value, err);
  case ID_SCREEN:
    o->screen_moving_ranges = true;
    return LEDA_OK;
  case ID_OPTIMAL_WEIGHTS:
    o->optimal_weights = true;
    return LEDA_OK;
  case ID_KNOWN_CENTRE:
    return leda_option_number("known-centre", value, &o->known_centre, err);
  case ID_KNOWN_SIGMA:
    return leda_option_positive("known-sigma", value, &o->known_sigma, err);
  case ID_LIMIT_RATE:
    return set_rate("limit-rate", &o->limit_rate, value, err);
  case ID_ALARM_RATE:
    return set_rate("alarm-rate", &o->alarm_rate, value, err);
  case ID_FALSE_ALARM_DRAWS:
    return set_draws(&choices->false_alarm_draws, value, err);
  case ID_EQUAL_LIMITS:
    o->equal_limits = true;
    return LEDA_OK;
  case ID_WARNING_LIMITS:
    return leda_option_positive("warning-limits", value, &o->warning_sigmas, err);
  case ID_LAMBDA:
  case ID_WIDTH:
  case ID_K:
  case ID_H:
  case ID_HEAD_START:
  case ID_MA_POINTS:
    return handle_memory(id, value, &o->memory, err);
  case ID_SPEC_LOWER:
  case ID_SPEC_UPPER:
  case ID_SPEC_TARGET:
  case ID_SPEC_PHASE:
    return handle_spec(id, value, &o->spec, err);
  case ID_WITH_RANGES:
    choices->with_ranges = true;
    return LEDA_OK;
  case ID_NOTE:
    return leda_chart_choose_note(choices, value, err);
  case ID_FIGURE:
    return add_figure(choices, value, err);
  case ID_FIGURE_FORMAT:
    return leda_figure_choices_format(&choices->drawing, value, err);
  case ID_PAGE_SCALE:
    return leda_figure_choices_scale(&choices->drawing, value, err);
  case ID_SIZE:
    return leda_figure_choices_size(&choices->drawing, value, err);
  case ID_SUMMARY_FIGURE:
    choices->summary_figure = value;
    return LEDA_OK;
  case ID_PAGE:
    choices->drawing.page = value;
    return LEDA_OK;
  case ID_KEEP:
    choices->drawing.keep = true;
    return LEDA_OK;
  default:
    choices->folder = value;
    return LEDA_OK;
  }
}

leda_command_line leda_chart_command_line(leda_chart_choices *choices) {
  return (leda_command_line){
      .usage = "leda chart [OPTIONS] FILE...",
      .summary =
          N_("Draws the control chart of each series: centre line, limits, signals of the rules "
             "and what they mean in a sentence."),
      .options = {chart_options, sizeof chart_options / sizeof *chart_options},
      .handler = handle,
      .data = choices,
      .example = "leda chart --baseline 1969-01..1983-01 --figure law.svg "
                 "datasets/seatbelts/drivers_by_month.csv"};
}
