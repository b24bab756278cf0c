/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/assess_choices.h"
#include "engine/cli/assess_summary.h"
#include "engine/cli/command.h"
#include "engine/output/answers_files.h"
#include "engine/output/assess_output.h"
#include "engine/output/assess_pages.h"
#include "engine/output/json_write.h"

static leda_status write_out(const leda_assess *assess, const leda_assess_view *view,
                             const leda_cli *cli, leda_error *err) {
  leda_text document = {0};
  leda_csv csv = {.text = &document};
  leda_status status = LEDA_OK;
  switch (cli->format) {
  case LEDA_OUTPUT_JSON:
    status = leda_json_write(leda_assess_json(assess, view), &document, err);
    break;
  case LEDA_OUTPUT_CSV:
    leda_assess_csv(assess, &csv);
    break;
  default:
    leda_assess_text(assess, view, &document);
    break;
  }
  if (!status) status = leda_cli_emit(cli, &document, err);
  leda_text_clear(&document);
  return status;
}

/* ---- reading ---- */

static const char *instrument_name(const leda_assess_choices *choices) {
  return choices->instrument ? choices->instrument : "lfr";
}

/* NOLINTNEXTLINE(readability-function-size): what is read, from where, and how */
static leda_status read_answers(leda_survey *survey, const char *path,
                                const leda_instrument *instrument,
                                const leda_assess_choices *choices, leda_cli *cli,
                                leda_error *err) {
  leda_messages log = {0};
  leda_survey_options options = {.instrument = instrument,
                                 .columns = choices->columns,
                                 .n_columns = choices->n_columns,
                                 .filters = cli->filters,
                                 .n_filters = cli->n_filters,
                                 .waves = choices->waves,
                                 .n_waves = choices->n_waves,
                                 .cohort_column = choices->cohort_column,
                                 .cohort_value = choices->cohort_value};
  leda_status status = leda_survey_read(survey, path, &options, &log, err);
  leda_cli_print_messages(cli, &log);
  cli->errors_printed = status && log.errors > 0;
  leda_messages_clear(&log);
  return status;
}

static leda_status open_instrument(leda_instrument *instrument, const char *name, leda_cli *cli,
                                   leda_error *err) {
  leda_messages log = {0};
  leda_status status = leda_instrument_open(instrument, name, &log, err);
  if (status == LEDA_ERR_IO)
    leda_error_hint(err, "%s", _("--instrument takes lfr, or the path of an instrument file"));
  leda_cli_print_messages(cli, &log);
  cli->errors_printed = status && log.errors > 0;
  leda_messages_clear(&log);
  return status;
}

/* ---- assessing ---- */

static bool fails(const leda_assess *assess, leda_assess_fail fail) {
  for (size_t s = 0; s < assess->n_statements && fail; s++) {
    for (size_t k = 0; k < assess->n_pairs; k++) {
      leda_assess_verdict verdict = assess->subjects[s].deltas[k].verdict;
      if (verdict == LEDA_ASSESS_WORSE) return true;
      if (verdict == LEDA_ASSESS_IMPROVED && fail == LEDA_ASSESS_FAIL_CHANGE) return true;
    }
  }
  return false;
}

static leda_status read_invited(leda_invited *invited, const leda_survey *survey,
                                const leda_assess_choices *choices, leda_cli *cli,
                                leda_error *err) {
  leda_messages log = {0};
  if (!choices->invited) return LEDA_OK;
  leda_status status = leda_invited_read(invited, choices->invited, survey, &log, err);
  leda_cli_print_messages(cli, &log);
  cli->errors_printed = status && log.errors > 0;
  leda_messages_clear(&log);
  return status;
}

static leda_status draw_figures(const leda_assess *assess, const leda_assess_choices *choices,
                                leda_cli *cli, leda_error *err) {
  leda_answers_view view = leda_answers_view_of(assess->survey, cli->language);
  leda_render_options render = {.threads = cli->threads};
  if (!choices->figures) return LEDA_OK;
  view.assess = assess;
  render.progress = leda_cli_progress(cli, _("drawing"));
  leda_status status = leda_answers_files_write(&view, choices->figures, &render, err);
  leda_cli_progress_end();
  return status;
}

static leda_status write_pages(const leda_assess *assess, const char *path,
                               const leda_assess_choices *choices, leda_cli *cli, leda_error *err) {
  leda_assess_pages pages = {.whole = assess,
                             .source = path,
                             .folder = choices->dir,
                             .language = cli->language,
                             .threads = cli->threads};
  leda_messages log = {0};
  if (!choices->each) return LEDA_OK;
  pages.progress = leda_cli_progress(cli, _("drawing"));
  pages.log = &log;
  leda_status status = leda_assess_pages_write(&pages, err);
  leda_cli_progress_end();
  leda_cli_print_messages(cli, &log);
  leda_messages_clear(&log);
  return status;
}

static leda_status assess_survey(const leda_survey *survey, const char *path,
                                 const leda_assess_choices *choices, leda_cli *cli,
                                 leda_error *err) {
  leda_assess assess = {0};
  leda_invited invited = {0};
  leda_assess_view view = {.instrument = instrument_name(choices),
                           .language = cli->language,
                           .by_role = choices->by_role,
                           .by_management = choices->by_management,
                           .details = choices->details,
                           .invited = choices->invited ? &invited : NULL};
  leda_assess_options options = choices->options;
  options.threads = cli->threads;
  options.seed = cli->seed;
  options.progress = leda_cli_progress(cli, _("assessing"));
  leda_status status = read_invited(&invited, survey, choices, cli, err);
  leda_cli_document_language(cli);
  if (!status) status = leda_assess_run(&assess, survey, &options, err);
  leda_cli_progress_end();
  leda_cli_user_language(cli); /* figures and pages are for people whatever the format */
  if (!status) status = draw_figures(&assess, choices, cli, err);
  if (!status) status = write_pages(&assess, path, choices, cli, err);
  leda_cli_document_language(cli);
  if (!status) status = write_out(&assess, &view, cli, err);
  leda_cli_user_language(cli);
  if (!status && fails(&assess, choices->fail)) cli->exit_code = 4;
  leda_assess_clear(&assess);
  leda_invited_clear(&invited);
  return status;
}

static leda_status assess_file(const char *path, const leda_assess_choices *choices, leda_cli *cli,
                               leda_error *err) {
  leda_instrument instrument = {0};
  leda_survey survey = {0};
  leda_status status = open_instrument(&instrument, instrument_name(choices), cli, err);
  if (!status) status = read_answers(&survey, path, &instrument, choices, cli, err);
  if (!status) status = assess_survey(&survey, path, choices, cli, err);
  leda_survey_clear(&survey);
  leda_instrument_clear(&instrument);
  return status;
}

static leda_status run(leda_paths paths, const leda_assess_choices *choices, leda_cli *cli,
                       leda_error *err) {
  leda_assess_summary_choices summary = {.files = paths,
                                         .instrument = choices->instrument,
                                         .waves = choices->waves_text,
                                         .alpha = choices->options.alpha,
                                         .sd = choices->sd,
                                         .margin = choices->options.margin,
                                         .fail_on_worse = choices->fail == LEDA_ASSESS_FAIL_WORSE,
                                         .fail_on_change =
                                             choices->fail == LEDA_ASSESS_FAIL_CHANGE};
  if (leda_cli_need_files((int)paths.n, err)) return LEDA_ERR_USAGE;
  if (leda_assess_choices_check(choices, err)) return LEDA_ERR_USAGE;
  if (choices->summary) return leda_cli_assess_summary(&summary, cli, err);
  if (paths.n == 1) return assess_file(paths.items[0], choices, cli, err);
  leda_fail(err, LEDA_ERR_USAGE, "%s", _("assess reads one file of answers"));
  leda_error_hint(err, "%s", _("put the rows of all waves in one file"));
  return LEDA_ERR_USAGE;
}

leda_status leda_cmd_assess(int argc, char **argv, leda_cli *cli, leda_error *err) {
  leda_assess_choices choices = leda_assess_choices_default();
  leda_command_line line = {
      .usage = "leda assess [OPTIONS] FILE",
      .summary = N_("Says whether the answers to a questionnaire changed from wave to wave, "
                    "statement by statement, where people answer anonymously and sit in "
                    "municipalities that move together."),
      .options = leda_assess_option_table(),
      .handler = leda_assess_choose,
      .data = &choices,
      .example = "leda assess --by role datasets/lfr/answers_synthetic.csv"};
  int first = 0;
  leda_status status = leda_cli_parse(cli, &line, (leda_arguments){argc, argv}, &first, err);
  if (!status && !cli->help && !cli->version) {
    leda_paths paths = {(const char *const *)(argv + first), (size_t)(argc - first)};
    status = run(paths, &choices, cli, err);
  }
  leda_assess_choices_clear(&choices);
  return status;
}
