/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/analysis/chart_false_alarm.h"
#include "engine/analysis/chart_many.h"
#include "engine/analysis/chart_rebase.h"
#include "engine/analysis/chart_spread.h"
#include "engine/cli/chart_choices.h"
#include "engine/cli/command.h"
#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/data/panel_add_up.h"
#include "engine/output/chart_files.h"
#include "engine/output/chart_indicators.h"
#include "engine/output/json_write.h"

/* Everything one run of the command holds. */
typedef struct {
  leda_cli *cli;
  leda_chart_choices choices;
  leda_panel panel;
  leda_charts charts;
} chart_run;

/* Nothing of it is shown in CSV. */
static bool shows_false_alarms(const chart_run *run) {
  bool figures = run->choices.n_figures > 0 || run->choices.folder || run->choices.drawing.page;
  return figures || run->cli->format != LEDA_OUTPUT_CSV;
}

static leda_status make_charts(chart_run *run, leda_error *err) {
  leda_chart_options options = leda_chart_choices_options(&run->choices);
  options.seed = run->cli->seed;
  leda_charts_run how = {run->cli->threads, leda_cli_progress(run->cli, _("making charts"))};
  leda_status status = leda_charts_make(&run->charts, &run->panel, &options, &how, err);
  leda_cli_progress_end();
  leda_false_alarm_options alarms = {run->choices.false_alarm_draws, run->cli->seed,
                                     run->cli->threads};
  if (!status && shows_false_alarms(run))
    status = leda_charts_false_alarm(&run->charts, &run->panel, &options, &alarms, err);
  if (!status && run->choices.with_ranges)
    status = leda_charts_add_spread(&run->charts, &run->panel, &options, err);
  return status;
}

/* Before anything is read. */
static leda_status check_choices(const chart_run *run, leda_error *err) {
  leda_chart_options options = leda_chart_choices_options(&run->choices);
  return leda_chart_rebase_check(&options, err);
}

/* Whose points are sums or ratios of sums; g and t count from one event to the next. */
static leda_status check_add_up(const leda_chart_choices *choices, leda_error *err) {
  leda_chart_type type = choices->options.type;
  bool between = type == LEDA_CHART_G || type == LEDA_CHART_T;
  if (!choices->add_up || (!between && type < LEDA_CHART_XBAR_R)) return LEDA_OK;
  leda_fail(err, LEDA_ERR_USAGE, _("--add-up does not go with a chart of type %s"),
            leda_chart_type_token(type));
  leda_error_hint(err, "%s", _("choose p, pp, np, c, u, up or ip, for sums and their ratios"));
  return LEDA_ERR_USAGE;
}

/* A chart and its ranges are two: they stand on a page. */
static leda_status check_pairs(const leda_chart_choices *choices, leda_error *err) {
  if (!choices->with_ranges || (!choices->n_figures && !choices->folder)) return LEDA_OK;
  leda_fail(err, LEDA_ERR_USAGE, "%s",
            _("--with-ranges draws charts in pairs, and --figure and --figures one by one"));
  leda_error_hint(err, "%s", _("choose --page FILE"));
  return LEDA_ERR_USAGE;
}

static leda_status draw(const chart_run *run, leda_error *err) {
  const leda_chart_choices *choices = &run->choices;
  if (choices->n_figures && run->charts.n > 1) {
    leda_fail(err, LEDA_ERR_USAGE, _("--figure draws one series, and the data hold %zu"),
              run->charts.n);
    leda_error_hint(
        err, "%s",
        _("choose --figures DIR or --page FILE, or one series with --where COLUMN=VALUE"));
    return LEDA_ERR_USAGE;
  }
  leda_chart_files files = {
      .paths = choices->figures, .n_paths = choices->n_figures, .folder = choices->folder};
  files.page = choices->drawing.page;
  files.shared_scale = choices->drawing.shared_scale;
  files.format = choices->drawing.format;
  files.size = choices->drawing.size;
  files.render.keep = choices->drawing.keep;
  files.look.language = run->cli->language;
  files.look.source = leda_file_name(run->panel.files[0]);
  files.look.notes = choices->notes;
  files.look.n_notes = choices->n_notes;
  files.look.icons = choices->n_targets > 0 || choices->options.better != LEDA_BETTER_NONE;
  files.render.threads = run->cli->threads;
  files.render.progress = leda_cli_progress(run->cli, _("drawing"));
  leda_status status = leda_chart_files_write(run->charts.items, run->charts.n, &files, err);
  leda_cli_progress_end();
  return status;
}

static leda_status draw_summary(const chart_run *run, leda_error *err) {
  if (!run->choices.summary_figure) return LEDA_OK;
  leda_chart_indicators_file file = {.path = run->choices.summary_figure,
                                     .source = leda_file_name(run->panel.files[0]),
                                     .language = run->cli->language,
                                     .size = run->choices.drawing.size};
  file.render.threads = run->cli->threads;
  file.render.keep = run->choices.drawing.keep;
  return leda_chart_indicators_draw(run->charts.items, run->charts.n, &file, err);
}

static void write_text(const chart_run *run, leda_text *document) {
  if (run->charts.n > 1) {
    leda_chart_indicators_text(run->charts.items, run->charts.n, run->cli->language, document);
    leda_text_add(document, "\n\n");
  }
  for (size_t i = 0; i < run->charts.n; i++) {
    if (i) leda_text_add(document, "\n\n");
    leda_chart_text(&run->charts.items[i], run->cli->language, document);
  }
}

static void write_csv(const chart_run *run, leda_text *document) {
  leda_csv csv = {.text = document};
  leda_chart_csv_header(run->choices.options.type, run->choices.options.warning_sigmas > 0.0, &csv);
  for (size_t i = 0; i < run->charts.n; i++) leda_chart_csv_rows(&run->charts.items[i], &csv);
}

static leda_status write_json(const chart_run *run, leda_text *document, leda_error *err) {
  json_t *root = leda_json_document("chart"), *series = json_array();
  int failed = 0;
  for (size_t i = 0; i < run->charts.n; i++)
    failed |= json_array_append_new(series, leda_chart_json(&run->charts.items[i]));
  failed |= json_object_set_new(root, "series", series);
  if (failed) {
    json_decref(root);
    root = NULL;
  }
  return leda_json_write(root, document, err);
}

static leda_status write_out(const chart_run *run, leda_error *err) {
  leda_text document = {0};
  leda_status status = LEDA_OK;
  switch (run->cli->format) {
  case LEDA_OUTPUT_JSON:
    status = write_json(run, &document, err);
    break;
  case LEDA_OUTPUT_CSV:
    write_csv(run, &document);
    break;
  default:
    write_text(run, &document);
    break;
  }
  if (!status) status = leda_cli_emit(run->cli, &document, err);
  leda_text_clear(&document);
  return status;
}

static void run_clear(chart_run *run) {
  leda_charts_clear(&run->charts);
  leda_panel_clear(&run->panel);
  leda_chart_choices_clear(&run->choices);
}

leda_status leda_cmd_chart(int argc, char **argv, leda_cli *cli, leda_error *err) {
  chart_run run = {.cli = cli};
  leda_chart_choices_init(&run.choices);
  leda_command_line line = leda_chart_command_line(&run.choices);
  int first = 0;
  leda_status status = leda_cli_parse(cli, &line, (leda_arguments){argc, argv}, &first, err);
  bool work = !status && !cli->help && !cli->version;
  if (work)
    status = leda_figure_choices_check(&run.choices.drawing, run.choices.n_figures > 0,
                                       run.choices.folder != NULL, err);
  if (work && !status) status = check_pairs(&run.choices, err);
  if (work && !status) status = check_add_up(&run.choices, err);
  if (work && !status) status = leda_cli_need_files(argc - first, err);
  if (work && !status) status = check_choices(&run, err);
  leda_paths paths = {(const char *const *)(argv + first), (size_t)(argc - first)};
  leda_read_options reading = leda_chart_reading(run.choices.options.type);
  reading.allow_repeats = reading.allow_repeats || run.choices.add_up;
  if (work && !status) status = leda_cli_read_panel(cli, &run.panel, paths, reading, err);
  if (work && !status && run.choices.add_up) status = leda_panel_add_up(&run.panel, err);
  leda_cli_document_language(cli);
  if (work && !status) status = make_charts(&run, err);
  leda_cli_user_language(cli);
  if (work && !status) status = draw(&run, err);
  if (work && !status) status = draw_summary(&run, err);
  leda_cli_document_language(cli);
  if (work && !status) status = write_out(&run, err);
  leda_cli_user_language(cli);
  run_clear(&run);
  return status;
}
