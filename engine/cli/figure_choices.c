/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/figure_choices.h"

#include <string.h>

#include "engine/cli/options.h"
#include "engine/core/i18n.h"

leda_status leda_figure_choices_scale(leda_figure_choices *choices, const char *word,
                                      leda_error *err) {
  choices->shared_scale = strcmp(word, "shared") == 0;
  choices->scale_given = true;
  if (choices->shared_scale || strcmp(word, "free") == 0) return LEDA_OK;
  return leda_option_bad_word("page-scale", word, "free, shared", err);
}

/* Where a word stands among those of an option. */
static bool find_word(const char *const *words, size_t n, const char *word, size_t *at) {
  for (*at = 0; *at < n; ++*at)
    if (strcmp(words[*at], word) == 0) return true;
  return false;
}

leda_status leda_figure_choices_format(leda_figure_choices *choices, const char *word,
                                       leda_error *err) {
  static const char *const words[] = {
      [LEDA_FORMAT_SVG] = "svg", [LEDA_FORMAT_PDF] = "pdf", [LEDA_FORMAT_PNG] = "png"};
  size_t at;
  if (!find_word(words, sizeof words / sizeof *words, word, &at))
    return leda_option_bad_word("figure-format", word, "svg, pdf, png", err);
  choices->format = (leda_figure_format)at;
  choices->format_given = true;
  return LEDA_OK;
}

leda_status leda_figure_choices_size(leda_figure_choices *choices, const char *word,
                                     leda_error *err) {
  static const char *const words[] = {[LEDA_SIZE_WIDE] = "slide",
                                      [LEDA_SIZE_CLASSIC] = "classic",
                                      [LEDA_SIZE_HALF_PAGE] = "a4-half"};
  size_t at;
  if (!find_word(words, sizeof words / sizeof *words, word, &at))
    return leda_option_bad_word("size", word, "slide, classic, a4-half", err);
  choices->size = (leda_figure_size)at;
  choices->size_given = true;
  return LEDA_OK;
}

static leda_status needs(const char *option, const char *other, leda_error *err) {
  leda_fail(err, LEDA_ERR_USAGE, _("--%s says how figures are drawn, and none is asked for"),
            option);
  leda_error_hint(err, _("add %s"), other);
  return LEDA_ERR_USAGE;
}

leda_status leda_figure_choices_check(const leda_figure_choices *choices, bool figure, bool folder,
                                      leda_error *err) {
  static const char any_figure[] = "--figure FILE, --figures DIR, --page FILE";
  bool any = figure || folder || choices->page;
  if (choices->scale_given && !choices->page) return needs("page-scale", "--page FILE", err);
  if (choices->format_given && !folder) return needs("figure-format", "--figures DIR", err);
  if (choices->size_given && !any) return needs("size", any_figure, err);
  if (choices->keep && !any) return needs("keep", any_figure, err);
  return LEDA_OK;
}
