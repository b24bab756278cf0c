/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/output/assess_output.h"
#include "engine/output/report_parts.h"

/* Does a section speak of everybody? Not where all its figures show a part of the respondents. */
static bool about_all(const leda_answers_part *part) {
  bool any = false;
  for (size_t i = 0; i < part->project->n_figures; i++) {
    const leda_project_figure *figure = &part->project->figures[i];
    if (leda_project_kind_of_measure(figure->kind) || figure->survey != part->survey) continue;
    if (figure->group == LEDA_GROUP_ALL && figure->kind != LEDA_KIND_FADE_OUT) return true;
    any = true;
  }
  return !any;
}

/* What happened between each two waves, first in the summary and then in the section. */
static void add_sentences(leda_report *report, leda_report_section *section,
                          const leda_answers_part *part) {
  const leda_assess *assess = part->view.assess;
  leda_text synthetic = {0};
  leda_answers_synthetic(part->view.survey, &synthetic);
  leda_report_add_text(report, &section->warnings, &synthetic, LEDA_REPORT_NOTES);
  for (size_t pair = 0; assess && about_all(part) && pair < assess->n_pairs; pair++) {
    leda_text headline = {0}, said = {0};
    leda_assess_headline(assess, pair, part->view.language, &headline);
    leda_text_add(&said, leda_text_str(&headline));
    leda_report_add_text(report, &section->lead, &said, LEDA_REPORT_NOTES);
    if (pair == 0)
      leda_report_add_text(report, &report->sentences, &headline, LEDA_REPORT_SENTENCES);
    leda_text_clear(&headline);
  }
}

/* The statement that a figure of bars shows: an index. */
static size_t only_statement(const leda_answers_view *view, leda_keeper *keeper) {
  size_t n = 0;
  const size_t *rows = leda_answers_rows(view, keeper, &n);
  return n ? rows[0] : 0;
}

static void fill_item(leda_report *report, leda_report_item *item, leda_project_kind kind,
                      const leda_answers_view *view) {
  leda_keeper *keeper = &report->keeper;
  switch (kind) {
  case LEDA_KIND_ANSWERS:
    item->figure = leda_answers_bars_figure(view, only_statement(view, keeper), keeper);
    item->grid = leda_answers_bars_grid(view, only_statement(view, keeper), keeper);
    break;
  case LEDA_KIND_COHORTS:
    item->figure = leda_answers_cohorts_figure(view, keeper);
    item->grid = leda_answers_cohorts_grid(view, keeper);
    break;
  case LEDA_KIND_COHORT_CHANGES:
    item->figure = leda_answers_cohort_changes_figure(view, keeper);
    item->grid = leda_answers_cohort_changes_grid(view, keeper);
    break;
  case LEDA_KIND_CHANGES:
    item->figure = leda_answers_changes_figure(view, 0, keeper);
    item->grid = leda_answers_changes_grid(view, 0, keeper);
    break;
  case LEDA_KIND_FADE_OUT:
    item->figure = leda_answers_fade_figure(view, keeper);
    item->grid = leda_answers_fade_grid(view, keeper);
    break;
  default:
    item->figure = leda_answers_means_figure(view, keeper);
    item->grid = leda_answers_means_grid(view, keeper);
    break;
  }
}

static int chosen_of(leda_project_group group) {
  return group == LEDA_GROUP_CHOSEN ? 1 : group == LEDA_GROUP_OTHERS ? 0 : LEDA_ANYONE;
}

void leda_report_answers(leda_report *report, leda_report_section *section,
                         const leda_answers_part *part) {
  const leda_project *project = part->project;
  section->title = part->view.title;
  section->source = part->view.source;
  add_sentences(report, section, part);
  section->items = leda_keep_array(&report->keeper, project->n_figures + 1, sizeof *section->items);
  if (!section->items || !part->waves) return;
  for (size_t i = 0; i < project->n_figures; i++) {
    const leda_project_figure *figure = &project->figures[i];
    if (leda_project_kind_of_measure(figure->kind) || figure->survey != part->survey) continue;
    leda_answers_view view = part->view;
    view.statements = figure->statements;
    view.chosen = chosen_of(figure->group);
    view.wave = part->waves[i];
    if (figure->title.text[0]) view.title = figure->title.text;
    leda_report_item *item = leda_report_add_item(report, section, figure);
    fill_item(report, item, figure->kind, &view);
    leda_report_add_note(report, item, figure->note.text);
  }
}
