/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/cli/simulate_choices.h"
#include "engine/cli/stream_out.h"
#include "engine/core/memory.h"
#include "engine/output/simulate_csv.h"

enum {
  ID_UNITS = 1,
  ID_PERIODS,
  ID_INDICATORS,
  ID_EVERY,
  ID_FIRST,
  ID_NOISE,
  ID_PHI,
  ID_PHI_SD,
  ID_SD,
  ID_LEVEL,
  ID_SHIFT,
  ID_DRIFT,
  ID_SHARE,
  ID_SEASON,
  ID_DENOMINATOR,
  ID_MISSING,
  ID_COMMON,
  ID_ROUND,
  ID_TRUTH,
};

static const leda_option panel_options[] = {
    {"units", 0, "N", N_("units (default: 8)"), ID_UNITS},
    {"periods", 0, "N", N_("periods (default: 24)"), ID_PERIODS},
    {"indicators", 0, "N", N_("indicators of each unit (default: 1)"), ID_INDICATORS},
    {"every", 0, "month|quarter|year", N_("how far apart periods are (default: month)"), ID_EVERY},
    {"first", 0, "PERIOD", N_("first period (default: in January 2015)"), ID_FIRST},
    {"noise", 0, "normal|lognormal|t3|poisson|binomial",
     N_("law of the noise (default: normal; binomial with --denominator); poisson and binomial "
        "make counts"),
     ID_NOISE},
    {"phi", 0, "PHI", N_("autocorrelation of neighbours, AR(1); 1: a random walk (default: 0)"),
     ID_PHI},
    {"phi-sd", 0, "SD", N_("how much phi varies between series (default: 0)"), ID_PHI_SD},
    {"sd", 0, "SD", N_("standard deviation of the noise (default: 1)"), ID_SD},
    {"level", 0, "L", N_("level without change (default: 10, binomial 0.5)"), ID_LEVEL},
    {"shift", 0, "SIZE@PERIOD|SIZE@FRACTION|SIZE@any",
     N_("a new level from this period, this part of the series, or anywhere; SIZE in the unit of "
        "the values, or in sd of the noise: 1.5sd"),
     ID_SHIFT},
    {"drift", 0, "SIZE", N_("change in a straight line, SIZE in all; 2sd as in --shift"), ID_DRIFT},
    {"share", 0, "P",
     N_("share of series that change (default: 1); with --shift and --drift half of them each"),
     ID_SHARE},
    {"season", 0, "SIZE", N_("amplitude of a yearly wave; 1sd as in --shift"), ID_SEASON},
    {"denominator", 0, "N|LOW..HIGH",
     N_("counts out of N; LOW..HIGH: each unit its own size between them"), ID_DENOMINATOR},
    {"missing", 0, "P", N_("share of values that are missing (default: 0)"), ID_MISSING},
    {"common", 0, "P",
     N_("share of the noise's variance that all units have in common (default: 0)"), ID_COMMON},
    {"round", 0, "DECIMALS", N_("decimals of measured values (default: 6 at --sd 1)"), ID_ROUND},
    {"truth", 0, NULL,
     N_("also columns with the answer: true_change, true_period, true_size, true_phi"), ID_TRUTH},
};

static leda_status set_every(leda_simulate_options *options, const char *value, leda_error *err) {
  if (strcmp(value, "month") == 0)
    options->every = LEDA_PERIOD_MONTH;
  else if (strcmp(value, "quarter") == 0)
    options->every = LEDA_PERIOD_QUARTER;
  else if (strcmp(value, "year") == 0)
    options->every = LEDA_PERIOD_YEAR;
  else
    return leda_option_bad_word("every", value, "month, quarter, year", err);
  return LEDA_OK;
}

static leda_status set_first(leda_simulate_options *options, const char *value, leda_error *err) {
  if (leda_period_parse(value, &options->first)) {
    leda_period_kind kind = options->first.kind;
    if (kind == LEDA_PERIOD_MONTH || kind == LEDA_PERIOD_QUARTER || kind == LEDA_PERIOD_YEAR)
      return LEDA_OK;
  }
  leda_fail(err, LEDA_ERR_USAGE, _("--first cannot be '%s'"), value);
  leda_error_hint(err, "%s", _("a month, quarter or year: 2015-01, 2015-Q1, 2015"));
  return LEDA_ERR_USAGE;
}

static leda_status set_noise(leda_simulate_options *options, const char *value, leda_error *err) {
  static const char *const words[] = {"normal", "lognormal", "t3", "poisson", "binomial"};
  options->noise_given = true;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (strcmp(value, words[i]) == 0) {
      options->noise = (leda_simulate_noise)i;
      return LEDA_OK;
    }
  }
  return leda_option_bad_word("noise", value, "normal, lognormal, t3, poisson, binomial", err);
}

/* "1.5" or "1.5sd", up to `end`. */
static leda_status read_size(const char *option, const char *value, leda_simulate_size *size,
                             leda_error *err) {
  size_t length = strcspn(value, "@");
  size->in_sd = length > 2 && strncmp(value + length - 2, "sd", 2) == 0;
  char *number = leda_strndup(value, size->in_sd ? length - 2 : length);
  if (!number) return leda_fail_memory(err);
  leda_status status = leda_option_number(option, number, &size->amount, err);
  leda_free(number);
  return status;
}

static leda_status bad_place(const char *value, leda_error *err) {
  leda_fail(err, LEDA_ERR_USAGE, _("--shift cannot be '%s'"), value);
  leda_error_hint(err, "%s", _("SIZE@PERIOD, SIZE@FRACTION or SIZE@any: 2@2016-07, 2@0.5, 2@any"));
  return LEDA_ERR_USAGE;
}

static leda_status set_shift(leda_simulate_options *options, const char *value, leda_error *err) {
  const char *at = strchr(value, '@');
  if (!at || !at[1]) return bad_place(value, err);
  if (read_size("shift", value, &options->shift, err)) return err->status;
  char *end;
  double fraction = strtod(at + 1, &end);
  if (strcmp(at + 1, "any") == 0) {
    options->where = LEDA_SIMULATE_ANYWHERE;
  } else if (*end == '\0' && fraction > 0.0 && fraction < 1.0) {
    options->where = LEDA_SIMULATE_AT_FRACTION;
    options->fraction = fraction;
  } else if (leda_period_parse(at + 1, &options->shift_period)) {
    options->where = LEDA_SIMULATE_AT_PERIOD;
  } else {
    return bad_place(value, err);
  }
  return LEDA_OK;
}

static leda_status set_denominator(leda_simulate_options *options, const char *value,
                                   leda_error *err) {
  /* strtod would take the first point of ".." for a decimal point. */
  const char *dots = strstr(value, ".."), *second = dots ? dots + 2 : value;
  char *end;
  double high = strtod(second, &end), low = high;
  bool good = end != second;
  if (dots) low = strtod(value, NULL);
  if (good && *end == '\0' && low >= 1.0 && high >= low && high <= 1e9) {
    options->denominator_low = low;
    options->denominator_high = high;
    return LEDA_OK;
  }
  leda_fail(err, LEDA_ERR_USAGE, _("--denominator cannot be '%s'"), value);
  leda_error_hint(err, "%s", _("a size, or the smallest and the largest: 500 or 50..5000"));
  return LEDA_ERR_USAGE;
}

static leda_status set_round(leda_simulate_options *options, const char *value, leda_error *err) {
  long long decimals = 0;
  if (leda_option_whole("round", value, &decimals, err)) return LEDA_ERR_USAGE;
  options->decimals = (int)decimals;
  if (decimals >= 0 && decimals <= 15) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--%s must lie between %g and %g"), "round", 0.0, 15.0);
}

static leda_status set_number(leda_simulate_options *options, int id, const char *value,
                              leda_error *err) {
  switch (id) {
  case ID_PHI:
    return leda_option_number("phi", value, &options->phi, err);
  case ID_PHI_SD:
    return leda_option_number("phi-sd", value, &options->phi_sd, err);
  case ID_SD:
    return leda_option_number("sd", value, &options->sd, err);
  case ID_LEVEL:
    return leda_option_number("level", value, &options->level, err);
  case ID_SHARE:
    return leda_option_number("share", value, &options->share, err);
  case ID_MISSING:
    return leda_option_number("missing", value, &options->missing, err);
  default:
    return leda_option_number("common", value, &options->common, err);
  }
}

static leda_status handle(int id, const char *value, void *data, leda_error *err) {
  leda_simulate_options *options = data;
  switch (id) {
  case ID_UNITS:
    return leda_simulate_count("units", value, &options->units, err);
  case ID_PERIODS:
    return leda_simulate_count("periods", value, &options->periods, err);
  case ID_INDICATORS:
    return leda_simulate_count("indicators", value, &options->indicators, err);
  case ID_EVERY:
    return set_every(options, value, err);
  case ID_FIRST:
    return set_first(options, value, err);
  case ID_NOISE:
    return set_noise(options, value, err);
  case ID_SHIFT:
    return set_shift(options, value, err);
  case ID_DRIFT:
    return read_size("drift", value, &options->drift, err);
  case ID_SEASON:
    return read_size("season", value, &options->season, err);
  case ID_DENOMINATOR:
    return set_denominator(options, value, err);
  case ID_ROUND:
    return set_round(options, value, err);
  case ID_TRUTH:
    options->truth = true;
    return LEDA_OK;
  default:
    return set_number(options, id, value, err);
  }
}

static leda_status write_text(const leda_text *text, void *data, leda_error *err) {
  return leda_stream_out_write(data, text, err);
}

static leda_status make_panel(const leda_simulation *simulation, const leda_cli *cli,
                              leda_error *err) {
  leda_stream_out out;
  leda_text header = {0};
  leda_simulation_sink sink = {.render = leda_simulate_csv_series,
                               .write = write_text,
                               .data = &out,
                               .progress = leda_cli_progress(cli, _("simulating"))};
  leda_status status = leda_stream_out_open(&out, cli, err);
  leda_simulate_csv_header(simulation, &header);
  if (!status) status = leda_text_status(&header, err);
  if (!status) status = leda_stream_out_write(&out, &header, err);
  if (!status) status = leda_simulation_run(simulation, &sink, err);
  leda_cli_progress_end();
  leda_text_clear(&header);
  return leda_stream_out_close(&out, status, err);
}

leda_status leda_simulate_panel_command(int argc, char **argv, leda_cli *cli, leda_error *err) {
  leda_simulate_options options = leda_simulate_options_default();
  leda_command_line line = {
      .usage = "leda simulate panel [OPTIONS]",
      .summary = N_("Makes series of units over time with a known answer, as CSV."),
      .options = {panel_options, sizeof panel_options / sizeof *panel_options},
      .handler = handle,
      .data = &options,
      .example = "leda simulate panel --units 290 --periods 36 --phi 0.3 --shift 1.5@any --share "
                 "0.1 --truth"};
  int first = 0;
  leda_simulation simulation;
  leda_status status = leda_cli_parse(cli, &line, (leda_arguments){argc, argv}, &first, err);
  if (status || cli->help || cli->version) return status;
  options.threads = cli->threads;
  options.seed = cli->seed;
  status = leda_simulate_check_line(cli, argc - first, err);
  if (!status) status = leda_simulation_init(&simulation, &options, err);
  return status ? status : make_panel(&simulation, cli, err);
}
