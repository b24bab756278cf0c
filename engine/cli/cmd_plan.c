/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "engine/cli/command.h"
#include "engine/cli/plan_arl.h"
#include "engine/core/memory.h"
#include "engine/output/json_write.h"
#include "engine/output/plan_figure.h"

enum {
  ID_POINTS = 1,
  ID_POWER,
  ID_SHIFT,
  ID_SLOPE,
  ID_FROM,
  ID_TO,
  ID_SD,
  ID_DENOMINATOR,
  ID_LEVEL,
  ID_PHI,
  ID_NOISE,
  ID_ALPHA,
  ID_AT,
  ID_BASELINE,
  ID_EVERY,
  ID_START,
  ID_BY,
  ID_KNOWN,
  ID_FIGURE,
};

typedef struct {
  leda_plan_options options;
  leda_run_lengths_options arl;
  int first_of_plan; /* the first option that only the power of leda check has; 0: none */
  int first_of_arl;  /* and that only --arl has */
  bool percent;
  const char **figures;
  size_t n_figures;
} plan_choices;

static const leda_option plan_options[] = {
    {"points", 0, "N", N_("measurements in all"), ID_POINTS},
    {"power", 0, "P", N_("share of cases in which the change is found: 0.8 or 80% (the default)"),
     ID_POWER},
    {"shift", 0, "S", N_("size of a lasting shift"), ID_SHIFT},
    {"slope", 0, "S", N_("or change for each period"), ID_SLOPE},
    {"from", 0, "V", N_("or the level today, 45 or 45%..."), ID_FROM},
    {"to", 0, "V", N_("...and the level wanted"), ID_TO},
    {"sd", 0, "SD",
     N_("standard deviation of values without change (sigma of leda chart); without it sizes are in "
        "standard deviations"),
     ID_SD},
    {"denominator", 0, "N",
     N_("values are shares of so many: sd = sqrt(p (1 - p) / N) at --level or --from"),
     ID_DENOMINATOR},
    {"level", 0, "P", N_("share without change, for --denominator"), ID_LEVEL},
    {"phi", 0, "PHI", N_("autocorrelation of neighbouring values (default: 0)"), ID_PHI},
    {"noise", 0, "auto|ar1",
     N_("leda check has to learn the autocorrelation from the series, as it does when nothing is "
        "said; without this option it is told --phi"),
     ID_NOISE},
    {"alpha", 0, "P", N_("share of unchanged series that may be called changed (default: 0.05)"),
     ID_ALPHA},
    {"at", 0, "FRACTION", N_("part of the measurements before the shift (default: 0.5)"), ID_AT},
    {"baseline", 0, "N", N_("or so many measurements before the change"), ID_BASELINE},
    {"every", 0, "month|quarter|year", N_("how often is measured"), ID_EVERY},
    {"start", 0, "PERIOD", N_("first period after the baseline: the answer names a period"),
     ID_START},
    {"by", 0, "PERIOD", N_("the change comes in equal steps from --start and is complete here"),
     ID_BY},
    {"known", 0, NULL,
     N_("leda check is told when the change began, by --baseline or --change, and finds more"),
     ID_KNOWN},
    {"arl", 0, "CHART",
     N_("instead: how long a control chart takes to signal, by the size of the shift: shewhart, "
        "ewma, cusum, p or c"),
     LEDA_PLAN_ARL_CHART},
    {"width", 0, "V", N_("--arl: limits at V standard deviations (default: 3)"),
     LEDA_PLAN_ARL_WIDTH},
    {"lambda", 0, "V", N_("--arl ewma: weight of the newest value (default: 0.2)"),
     LEDA_PLAN_ARL_LAMBDA},
    {"fixed-limits", 0, NULL, N_("--arl ewma: limits that do not widen with the first points"),
     LEDA_PLAN_ARL_FIXED_LIMITS},
    {"k", 0, "V", N_("--arl cusum: half the shift to find, in sigmas (default: 0.5)"),
     LEDA_PLAN_ARL_K},
    {"h", 0, "V", N_("--arl cusum: a sum above V sigmas is a signal (default: 5)"),
     LEDA_PLAN_ARL_H},
    {"head-start", 0, "V", N_("--arl cusum: the sums begin at V sigmas (default: 0)"),
     LEDA_PLAN_ARL_HEAD_START},
    {"subgroup-size", 0, "N", N_("--arl: a point is the mean of N values (default: 1)"),
     LEDA_PLAN_ARL_SUBGROUP_SIZE},
    {"arl0", 0, "N", N_("--arl: find the width (cusum: h) with a false alarm once in N points"),
     LEDA_PLAN_ARL_ARL0},
    {"figure", 0, "FILE", N_("draw the power curve as .svg, .pdf or .png; may be repeated"),
     ID_FIGURE},
};

/* A number, or a share as per cent: "45%" or "45 %" is 0.45. */
static leda_status read_value(plan_choices *choices, const char *option, const char *value,
                              double *out, leda_error *err) {
  size_t length = strlen(value);
  bool percent = length > 1 && value[length - 1] == '%';
  if (percent) length--;
  while (percent && length > 1 && value[length - 1] == ' ') length--;
  char *number = leda_strndup(value, length);
  if (!number) return leda_fail_memory(err);
  leda_status status = leda_option_number(option, number, out, err);
  leda_free(number);
  if (!percent) return status;
  *out /= 100.0;
  if (strcmp(option, "power") != 0 && strcmp(option, "alpha") != 0) choices->percent = true;
  return status;
}

static leda_status read_count(const char *option, const char *value, size_t *out, leda_error *err) {
  long long whole = 0;
  if (leda_option_whole(option, value, &whole, err)) return LEDA_ERR_USAGE;
  *out = (size_t)whole;
  if (whole >= 1) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at least %d"), option, 1);
}

static leda_status read_period(const char *option, const char *value, leda_period *out,
                               leda_error *err) {
  if (leda_period_parse(value, out)) return LEDA_OK;
  leda_fail(err, LEDA_ERR_USAGE, _("--%s needs a period, not '%s'"), option, value);
  leda_error_hint(err, "%s", _("write 2025-01, 2025-Q1 or 2025"));
  return LEDA_ERR_USAGE;
}

static leda_status read_every(leda_plan_options *options, const char *value, leda_error *err) {
  static const leda_period_kind kinds[] = {LEDA_PERIOD_MONTH, LEDA_PERIOD_QUARTER,
                                           LEDA_PERIOD_YEAR};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (strcmp(value, leda_plan_every_token(kinds[i])) == 0) {
      options->every = kinds[i];
      return LEDA_OK;
    }
  }
  return leda_option_bad_word("every", value, "month, quarter, year", err);
}

static leda_status add_figure(plan_choices *choices, const char *path, leda_error *err) {
  const char **figures =
      leda_realloc_array(choices->figures, choices->n_figures + 1, sizeof *figures);
  if (!figures) return leda_fail_memory(err);
  choices->figures = figures;
  choices->figures[choices->n_figures++] = path;
  return LEDA_OK;
}

static leda_status read_noise(leda_plan_options *options, const char *value, leda_error *err) {
  options->phi_unknown = true;
  if (strcmp(value, "ar1") == 0 || strcmp(value, "auto") == 0) return LEDA_OK;
  return leda_option_bad_word("noise", value, "auto, ar1", err);
}

static leda_status handle_value(plan_choices *choices, int id, const char *value, leda_error *err) {
  leda_plan_options *o = &choices->options;
  switch (id) {
  case ID_POWER:
    return read_value(choices, "power", value, &o->power, err);
  case ID_SHIFT:
    return read_value(choices, "shift", value, &o->shift, err);
  case ID_SLOPE:
    return read_value(choices, "slope", value, &o->slope, err);
  case ID_FROM:
    return read_value(choices, "from", value, &o->from, err);
  case ID_TO:
    return read_value(choices, "to", value, &o->to, err);
  case ID_SD:
    return read_value(choices, "sd", value, &o->sd, err);
  case ID_LEVEL:
    return read_value(choices, "level", value, &o->level, err);
  case ID_ALPHA:
    return read_value(choices, "alpha", value, &o->alpha, err);
  case ID_PHI:
    return leda_option_number("phi", value, &o->phi, err);
  case ID_AT:
    return leda_option_number("at", value, &o->at, err);
  default:
    return leda_option_positive("denominator", value, &o->denominator, err);
  }
}

/* --points, --shift, --level, --from, --to, --denominator and --figure serve both questions. */
static bool only_of_plan(int id) {
  return id == ID_POWER || id == ID_SLOPE || id == ID_SD || (id >= ID_PHI && id <= ID_KNOWN);
}

static leda_status handle(int id, const char *value, void *data, leda_error *err) {
  plan_choices *choices = data;
  leda_plan_options *o = &choices->options;
  if (only_of_plan(id) && !choices->first_of_plan) choices->first_of_plan = id;
  if (id >= LEDA_PLAN_ARL_FIRST) {
    if (id != LEDA_PLAN_ARL_CHART && !choices->first_of_arl) choices->first_of_arl = id;
    return leda_plan_arl_handle(id, value, &choices->arl, err);
  }
  switch (id) {
  case ID_POINTS:
    return read_count("points", value, &o->points, err);
  case ID_BASELINE:
    return read_count("baseline", value, &o->baseline, err);
  case ID_NOISE:
    return read_noise(o, value, err);
  case ID_EVERY:
    return read_every(o, value, err);
  case ID_START:
    return read_period("start", value, &o->start, err);
  case ID_BY:
    return read_period("by", value, &o->by, err);
  case ID_KNOWN:
    o->known = true;
    return LEDA_OK;
  case ID_FIGURE:
    return add_figure(choices, value, err);
  default:
    return handle_value(choices, id, value, err);
  }
}

static leda_status write_json(const leda_plan *plan, leda_text *document, leda_error *err) {
  json_t *root = leda_json_document("plan");
  if (leda_plan_json(plan, root)) {
    json_decref(root);
    root = NULL;
  }
  return leda_json_write(root, document, err);
}

static leda_status write_out(const leda_plan *plan, leda_plan_look look, const leda_cli *cli,
                             leda_error *err) {
  leda_text document = {0};
  leda_csv csv = {.text = &document};
  leda_status status = LEDA_OK;
  if (cli->format == LEDA_OUTPUT_JSON)
    status = write_json(plan, &document, err);
  else if (cli->format == LEDA_OUTPUT_CSV)
    leda_plan_csv(plan, &csv);
  else
    leda_plan_text(plan, look, &document);
  if (!status) status = leda_cli_emit(cli, &document, err);
  leda_text_clear(&document);
  return status;
}

static const char *name_of(int id) {
  for (size_t i = 0; i < sizeof plan_options / sizeof *plan_options; i++)
    if (plan_options[i].id == id) return plan_options[i].name;
  return "";
}

static leda_status answer_arl(plan_choices *choices, const leda_cli *cli, leda_error *err) {
  const leda_plan_options *o = &choices->options;
  leda_run_lengths_options *arl = &choices->arl;
  if (choices->first_of_plan)
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s does not go with --arl %s"),
                     name_of(choices->first_of_plan), leda_arl_chart_token(arl->chart));
  arl->level = isnan(o->level) ? o->from : o->level;
  if (o->denominator > 0.0) arl->denominator = o->denominator;
  arl->to = o->to;
  arl->shift = o->shift;
  arl->points = o->points;
  arl->seed = cli->seed;
  return leda_plan_arl_answer(arl, cli, choices->figures, choices->n_figures, err);
}

static leda_status answer(plan_choices *choices, const leda_cli *cli, leda_error *err) {
  if (choices->arl.chart) return answer_arl(choices, cli, err);
  if (choices->first_of_arl) {
    leda_fail(err, LEDA_ERR_USAGE, _("--%s needs --arl"), name_of(choices->first_of_arl));
    leda_error_hint(err, "%s", _("say which chart: --arl shewhart, ewma, cusum, p or c"));
    return LEDA_ERR_USAGE;
  }
  leda_plan plan = {0};
  leda_plan_options *o = &choices->options;
  o->threads = cli->threads;
  o->seed = cli->seed;
  o->progress = leda_cli_progress(cli, _("simulating"));
  leda_cli_document_language(cli);
  leda_status status = leda_plan_run(&plan, o, err);
  leda_cli_progress_end();
  leda_plan_look look = {cli->language, choices->percent || o->denominator > 0.0};
  leda_cli_user_language(cli);
  if (!status)
    status = leda_plan_figure_write(&plan, look, choices->figures, choices->n_figures, err);
  leda_cli_document_language(cli);
  if (!status) status = write_out(&plan, look, cli, err);
  leda_cli_user_language(cli);
  leda_plan_clear(&plan);
  return status;
}

leda_status leda_cmd_plan(int argc, char **argv, leda_cli *cli, leda_error *err) {
  plan_choices choices = {.options = leda_plan_options_default(),
                          .arl = leda_run_lengths_default()};
  leda_command_line line = {
      .usage = "leda plan [OPTIONS]",
      .summary =
          N_("Tells how many measurements leda check needs before it sees a change, how often "
             "it sees one, or how small a change it sees. Give two of --points, --power and "
             "a size."),
      .options = {plan_options, sizeof plan_options / sizeof *plan_options},
      .handler = handle,
      .data = &choices,
      .example = "leda plan --from 45% --to 60% --denominator 40 --baseline 12 --start 2025-01"};
  int first = 0;
  leda_status status = leda_cli_parse(cli, &line, (leda_arguments){argc, argv}, &first, err);
  bool work = !status && !cli->help && !cli->version;
  if (work && first < argc)
    status = leda_fail(err, LEDA_ERR_USAGE, "%s", _("plan reads no file: everything is an option"));
  if (work && !status) status = answer(&choices, cli, err);
  leda_free(choices.figures);
  return status;
}
