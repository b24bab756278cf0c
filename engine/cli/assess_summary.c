/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/assess_summary.h"

#include <math.h>

#include "engine/cli/published_files.h"
#include "engine/output/json_write.h"
#include "engine/output/summary_output.h"

static leda_status write_json(const leda_summary_view *view, leda_text *document, leda_error *err) {
  json_t *root = leda_json_document("assess");
  if (leda_summary_json(view, root)) {
    json_decref(root);
    root = NULL;
  }
  return leda_json_write(root, document, err);
}

static leda_status write_out(const leda_summary_view *view, const leda_cli *cli, leda_error *err) {
  leda_text document = {0};
  leda_csv csv = {.text = &document};
  leda_status status = LEDA_OK;
  leda_cli_document_language(cli);
  if (cli->format == LEDA_OUTPUT_JSON)
    status = write_json(view, &document, err);
  else if (cli->format == LEDA_OUTPUT_CSV)
    leda_summary_csv(view, &csv);
  else
    leda_summary_text(view, &document);
  leda_cli_user_language(cli);
  if (!status) status = leda_cli_emit(cli, &document, err);
  leda_text_clear(&document);
  return status;
}

static leda_status find_waves(const leda_assess_summary_choices *choices,
                              const leda_published *published, leda_published_waves *waves,
                              leda_error *err) {
  bool in_time = true;
  leda_status status = leda_published_waves_find(waves, published, choices->waves, &in_time, err);
  if (status || in_time) return status;
  leda_fail_at(err, (leda_place){.file = choices->files.items[0]}, "%s",
               _("which of the waves came first cannot be told"));
  leda_error_hint(err, "%s", _("say the order with --waves FIRST,SECOND"));
  return LEDA_ERR_DATA;
}

static leda_status check_choices(const leda_assess_summary_choices *choices, leda_error *err) {
  if (choices->files.n == 0) return leda_cli_need_files(0, err);
  if (choices->files.n > 1)
    return leda_fail(err, LEDA_ERR_USAGE, "%s", _("--summary takes one file of published means"));
  if (choices->sd < 0) return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be above 0"), "sd");
  return LEDA_OK;
}

/* Does a verdict ask for exit code 4? */
static bool fails(const leda_assess_summary_choices *choices, const leda_summary *summary) {
  for (size_t i = 0; i < summary->n_rows; i++)
    for (size_t k = 0; k < summary->n_pairs; k++) {
      leda_summary_verdict verdict = summary->rows[i].deltas[k].verdict;
      if (verdict == LEDA_SUMMARY_WORSE && (choices->fail_on_worse || choices->fail_on_change))
        return true;
      if (verdict == LEDA_SUMMARY_IMPROVED && choices->fail_on_change) return true;
    }
  return false;
}

leda_status leda_cli_assess_summary(const leda_assess_summary_choices *choices, leda_cli *cli,
                                    leda_error *err) {
  if (check_choices(choices, err)) return LEDA_ERR_USAGE;
  leda_published_files files = {.means = choices->files.items[0],
                                .instrument_name = choices->instrument};
  leda_summary_options options = {.alpha = choices->alpha > 0 ? choices->alpha : 0.05,
                                  .sd = choices->sd > 0 ? choices->sd : NAN,
                                  .margin = choices->margin};
  leda_summary summary = {0};
  leda_status status = leda_published_files_read(&files, cli, err);
  options.scale = files.scale;
  if (!status) status = find_waves(choices, &files.published, &options.waves, err);
  if (!status) status = leda_summary_run(&summary, &files.published, &options, err);
  leda_summary_cohorts cohorts = {0};
  if (!status) status = leda_summary_cohorts_run(&cohorts, &summary, err);
  leda_summary_view view = {&summary, &cohorts, files.has_instrument ? &files.instrument : NULL,
                            choices->instrument, cli->language};
  if (!status) status = write_out(&view, cli, err);
  if (!status && fails(choices, &summary)) cli->exit_code = 4;
  leda_summary_cohorts_clear(&cohorts);
  leda_summary_clear(&summary);
  leda_published_waves_clear(&options.waves);
  leda_published_files_clear(&files);
  return status;
}
