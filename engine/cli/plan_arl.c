/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/plan_arl.h"

#include "engine/output/json_write.h"
#include "engine/output/run_lengths_output.h"

static leda_status set_head_start(double *head_start, const char *value, leda_error *err) {
  if (leda_option_number("head-start", value, head_start, err)) return LEDA_ERR_USAGE;
  if (*head_start >= 0.0) return LEDA_OK;
  return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at least %d"), "head-start", 0);
}

static leda_status set_size(size_t *size, const char *value, leda_error *err) {
  long long whole = 0;
  if (leda_option_whole("subgroup-size", value, &whole, err)) return LEDA_ERR_USAGE;
  if (whole < 1)
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at least %d"), "subgroup-size", 1);
  if (whole > 1000)
    return leda_fail(err, LEDA_ERR_USAGE, _("--%s must be at most %d"), "subgroup-size", 1000);
  *size = (size_t)whole;
  return LEDA_OK;
}

leda_status leda_plan_arl_handle(int id, const char *value, leda_run_lengths_options *o,
                                 leda_error *err) {
  switch (id) {
  case LEDA_PLAN_ARL_CHART:
    if (leda_arl_chart_parse(value, &o->chart)) return LEDA_OK;
    return leda_option_bad_word("arl", value, "shewhart, ewma, cusum, p, c", err);
  case LEDA_PLAN_ARL_LAMBDA:
    return leda_option_positive("lambda", value, &o->lambda, err);
  case LEDA_PLAN_ARL_WIDTH:
    return leda_option_positive("width", value, &o->width, err);
  case LEDA_PLAN_ARL_FIXED_LIMITS:
    o->fixed_limits = true;
    return LEDA_OK;
  case LEDA_PLAN_ARL_K:
    return leda_option_positive("k", value, &o->k, err);
  case LEDA_PLAN_ARL_H:
    return leda_option_positive("h", value, &o->h, err);
  case LEDA_PLAN_ARL_HEAD_START:
    return set_head_start(&o->head_start, value, err);
  case LEDA_PLAN_ARL_SUBGROUP_SIZE:
    return set_size(&o->subgroup_size, value, err);
  default:
    return leda_option_positive("arl0", value, &o->arl0, err);
  }
}

static leda_status write_json(const leda_run_lengths *lengths, leda_text *document,
                              leda_error *err) {
  json_t *root = leda_json_document("plan");
  if (leda_run_lengths_json(lengths, root)) {
    json_decref(root);
    root = NULL;
  }
  return leda_json_write(root, document, err);
}

static leda_status write_out(const leda_run_lengths *lengths, const leda_cli *cli,
                             leda_error *err) {
  leda_text document = {0};
  leda_csv csv = {.text = &document};
  leda_status status = LEDA_OK;
  if (cli->format == LEDA_OUTPUT_JSON)
    status = write_json(lengths, &document, err);
  else if (cli->format == LEDA_OUTPUT_CSV)
    leda_run_lengths_csv(lengths, &csv);
  else
    leda_run_lengths_text(lengths, cli->language, &document);
  if (!status) status = leda_cli_emit(cli, &document, err);
  leda_text_clear(&document);
  return status;
}

leda_status leda_plan_arl_answer(const leda_run_lengths_options *options, const leda_cli *cli,
                                 const char *const *figures, size_t n, leda_error *err) {
  leda_run_lengths lengths;
  leda_cli_document_language(cli);
  leda_status status = leda_run_lengths_make(&lengths, options, err);
  leda_cli_user_language(cli);
  if (status) return status;
  status = leda_run_lengths_figure_write(&lengths, cli->language, figures, n, err);
  leda_cli_document_language(cli);
  if (!status) status = write_out(&lengths, cli, err);
  leda_cli_user_language(cli);
  leda_run_lengths_clear(&lengths);
  return status;
}
