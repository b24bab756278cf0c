/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/dmaic_output.h"
#include "engine/output/report_dmaic.h"

leda_figure *leda_dmaic_figure(leda_report *report, leda_figure_kind kind, const char *title,
                               const char *alt) {
  leda_figure *figure = leda_keep_array(&report->keeper, 1, sizeof *figure);
  if (!figure) return NULL;
  leda_text caption = {0};
  if (report->source[0]) leda_text_addf(&caption, "%s %s\n", _("Source:"), report->source);
  leda_text_addf(&caption, _("Processing: leda %s."), LEDA_VERSION);
  *figure = (leda_figure){.kind = kind,
                          .texts = {.language = report->language,
                                    .title = title,
                                    .alt = alt,
                                    .caption = leda_keep_text(&report->keeper, &caption)}};
  return figure;
}

/* ---- Pareto ---- */

const leda_figure *leda_dmaic_pareto(leda_report *report, const leda_dmaic *dmaic) {
  if (dmaic->n_causes == 0) return NULL;
  leda_figure_pareto_bar *bars = leda_keep_array(&report->keeper, dmaic->n_causes, sizeof *bars);
  leda_text alt = {0};
  for (size_t i = 0; bars && i < dmaic->n_causes; i++) {
    const leda_dmaic_cause *cause = &dmaic->causes[i];
    bars[i] = (leda_figure_pareto_bar){.label = cause->label,
                                       .count = cause->count,
                                       .lower = cause->lower,
                                       .upper = cause->upper,
                                       .rank_from = (int)cause->rank_from,
                                       .rank_to = (int)cause->rank_to,
                                       .vital = cause->vital};
    leda_text_addf(&alt, "%s%s: %.0f", i > 0 ? "; " : "", cause->label, cause->count);
  }
  leda_figure *figure =
      leda_dmaic_figure(report, LEDA_FIGURE_PARETO, _("Which causes make the most?"),
                        leda_keep_text(&report->keeper, &alt));
  if (!figure || !bars) return NULL;
  figure->texts.y_title = _("Number of cases");
  figure->as.pareto = (leda_figure_pareto){.bars = bars,
                                           .n_bars = dmaic->n_causes,
                                           .level = 0.8,
                                           .vital_word = _("makes 80 per cent together"),
                                           .other_word = _("other causes"),
                                           .line_word = _("share of all so far"),
                                           .rank_word = _("place")};
  return figure;
}

/* ---- fishbone and whys ---- */

const leda_figure *leda_dmaic_fishbone(leda_report *report, const leda_project *project) {
  const leda_project_dmaic *dmaic = &project->dmaic;
  if (dmaic->n_bones == 0) return NULL;
  leda_figure_bone *bones = leda_keep_array(&report->keeper, dmaic->n_bones, sizeof *bones);
  leda_text alt = {0};
  for (size_t i = 0; bones && i < dmaic->n_bones; i++) {
    const leda_project_bone *bone = &dmaic->bones[i];
    leda_figure_cause *causes =
        leda_keep_array(&report->keeper, bone->causes.n + 1, sizeof *causes);
    leda_text_addf(&alt, "%s%s: ", i > 0 ? "; " : "", bone->title);
    for (size_t k = 0; causes && k < bone->causes.n; k++) {
      causes[k].text = bone->causes.items[k];
      leda_text_addf(&alt, "%s%s", k > 0 ? ", " : "", bone->causes.items[k]);
    }
    bones[i] = (leda_figure_bone){bone->title, causes, causes ? bone->causes.n : 0};
  }
  leda_figure *figure = leda_dmaic_figure(report, LEDA_FIGURE_FISHBONE, _("What may cause it?"),
                                          leda_keep_text(&report->keeper, &alt));
  if (!figure || !bones) return NULL;
  figure->as.fishbone = (leda_figure_fishbone){
      .effect = dmaic->effect.text[0] ? dmaic->effect.text : dmaic->problem.text,
      .bones = bones,
      .n_bones = dmaic->n_bones,
      .confirmed_word = _("shown by data"),
      .ruled_out_word = _("ruled out")};
  return figure;
}

const leda_figure *leda_dmaic_whys(leda_report *report, const leda_project *project) {
  const leda_project_dmaic *dmaic = &project->dmaic;
  if (dmaic->whys.n == 0) return NULL;
  leda_figure_why *answers = leda_keep_array(&report->keeper, dmaic->whys.n, sizeof *answers);
  leda_text alt = {0};
  for (size_t i = 0; answers && i < dmaic->whys.n; i++) {
    answers[i].text = dmaic->whys.items[i];
    leda_text_addf(&alt, "%s%zu. %s", i > 0 ? " " : "", i + 1, dmaic->whys.items[i]);
  }
  leda_figure *figure = leda_dmaic_figure(report, LEDA_FIGURE_WHYS, _("Why, and why is that?"),
                                          leda_keep_text(&report->keeper, &alt));
  if (!figure || !answers) return NULL;
  const char *problem = dmaic->effect.text[0] ? dmaic->effect.text : dmaic->problem.text;
  figure->as.whys = (leda_figure_whys){.problem = {.text = problem},
                                       .answers = answers,
                                       .n_answers = dmaic->whys.n,
                                       .problem_word = _("Problem"),
                                       .why_word = _("Why?"),
                                       .root_word = _("Root cause")};
  return figure;
}
