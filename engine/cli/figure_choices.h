/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_FIGURE_CHOICES_H
#define LEDA_CLI_FIGURE_CHOICES_H

#include "engine/output/chart_files.h"

/* How and where the figures of many series are drawn: --page, --page-scale, --figure-format, --size, --keep. */
typedef struct {
  const char *page; /* a file of small multiples; NULL: none */
  bool shared_scale;
  bool scale_given;
  leda_figure_format format; /* of the files in a folder */
  bool format_given;
  leda_figure_size size;
  bool size_given;
  bool keep; /* script and data beside each figure */
} leda_figure_choices;

leda_status leda_figure_choices_scale(leda_figure_choices *choices, const char *word,
                                      leda_error *err);
leda_status leda_figure_choices_format(leda_figure_choices *choices, const char *word,
                                       leda_error *err);
leda_status leda_figure_choices_size(leda_figure_choices *choices, const char *word,
                                     leda_error *err);

/* LEDA_ERR_USAGE, with a hint, for a choice about figures that are not drawn: passing over it in silence would
   leave people looking for them. */
leda_status leda_figure_choices_check(const leda_figure_choices *choices, bool figure, bool folder,
                                      leda_error *err);

#endif
