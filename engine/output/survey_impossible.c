/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/survey_output.h"
#include "engine/output/verify_output.h"

void leda_survey_sentence_impossible(const leda_survey_view *view, leda_text *text) {
  leda_published means =
      *view->published; /* its lists of differences and claims are told elsewhere */
  means.n_differences = means.n_claims = 0;
  leda_verify_options options = {
      .scale = {view->instrument->scale_low, view->instrument->scale_high}};
  leda_verify verify;
  if (leda_verify_run(&verify, &means, &options, NULL)) {
    text->failed = true;
    return;
  }
  leda_verify_view all = {&verify, &means, view->instrument, view->language};
  for (size_t i = 0; i < verify.n_means; i++) {
    if (verify.means[i].grim != LEDA_GRIM_IMPOSSIBLE) continue;
    if (text->length > 0) leda_text_add(text, " ");
    leda_verify_sentence_impossible(&all, &verify.means[i], text);
  }
  leda_verify_clear(&verify);
}
