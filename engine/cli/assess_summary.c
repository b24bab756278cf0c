/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/assess_summary.h"

leda_status leda_cli_assess_summary(const leda_assess_summary_choices *choices, leda_cli *cli,
                                    leda_error *err) {
  (void)cli;
  if (choices->files.n == 0) return leda_cli_need_files(0, err);
  return leda_fail(err, LEDA_ERR_USAGE, "%s", _("--summary is not there yet"));
}
