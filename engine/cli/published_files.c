/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/published_files.h"

static leda_status read_part(leda_published_files *files, leda_published_part part,
                             const leda_cli *cli, leda_messages *log, leda_error *err) {
  const char *const paths[] = {files->means, files->differences, files->claims};
  leda_published_source source = {.path = paths[part],
                                  .filters = cli->filters,
                                  .n_filters = cli->n_filters,
                                  .columns = files->columns,
                                  .n_columns = files->n_columns};
  if (!source.path) return LEDA_OK;
  return leda_published_read_source(&files->published, part, &source, log, err);
}

static leda_status read_instrument(leda_published_files *files, leda_messages *log,
                                   leda_error *err) {
  if (!files->instrument_name) return LEDA_OK;
  leda_status status = leda_instrument_open(&files->instrument, files->instrument_name, log, err);
  files->has_instrument = !status;
  return status;
}

static leda_status check_scale(leda_published_files *files, leda_messages *log, leda_error *err) {
  files->scale = (leda_answer_scale){1, 7};
  if (files->has_instrument)
    files->scale = (leda_answer_scale){files->instrument.scale_low, files->instrument.scale_high};
  if (files->published.shares) {
    files->scale = (leda_answer_scale){0, 1};
    return LEDA_OK; /* the reader looked at each share */
  }
  leda_complaints complaints = {.file = files->means, .log = log, .err = err};
  leda_published_check_scale(&files->published, files->scale.low, files->scale.high, &complaints);
  if (complaints.n > 0 && !files->has_instrument)
    leda_complain_hint(&complaints, "%s", _("another scale is given by --instrument FILE"));
  return leda_complaints_status(&complaints);
}

leda_status leda_published_files_read(leda_published_files *files, leda_cli *cli, leda_error *err) {
  leda_messages log = {0};
  leda_status status = read_instrument(files, &log, err);
  for (int part = LEDA_PUBLISHED_MEANS; part <= LEDA_PUBLISHED_CLAIMS && !status; part++)
    status = read_part(files, (leda_published_part)part, cli, &log, err);
  if (!status) status = check_scale(files, &log, err);
  leda_cli_print_messages(cli, &log);
  cli->errors_printed = status && log.errors > 0;
  leda_messages_clear(&log);
  return status;
}

void leda_published_files_clear(leda_published_files *files) {
  leda_published_clear(&files->published);
  if (files->has_instrument) leda_instrument_clear(&files->instrument);
  files->has_instrument = false;
}
