/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/report_parts.h"

typedef void (*sentence)(const leda_survey_view *view, leda_text *text);

static void add_sentence(leda_report *report, leda_report_texts *list, sentence say,
                         const leda_survey_view *view, size_t most) {
  leda_text text = {0};
  say(view, &text);
  leda_report_add_text(report, list, &text, most);
}

static bool shows(const leda_survey_part *part, leda_project_kind kind) {
  for (size_t i = 0; i < part->project->n_figures; i++)
    if (part->project->figures[i].kind == kind && part->project->figures[i].survey == part->survey)
      return true;
  return false;
}

/* A sentence that belongs to a figure stands there, and here only where there is no such figure. */
static void add_sentences(leda_report *report, leda_report_section *section,
                          const leda_survey_part *part) {
  const leda_survey_view *view = &part->view;
  static const sentence WEIGHTY[] = {leda_survey_sentence_change, leda_survey_sentence_noise,
                                     leda_survey_sentence_claims};
  static const leda_project_kind PLACES[] = {LEDA_KIND_COUNT, LEDA_KIND_DIFFERENCES,
                                             LEDA_KIND_CLAIMS};
  for (size_t i = 0; i < 3; i++) {
    if (!shows(part, PLACES[i]))
      add_sentence(report, &section->lead, WEIGHTY[i], view, LEDA_REPORT_NOTES);
    /* A table of cohorts alone has nothing that belongs on top. */
    if (view->change)
      add_sentence(report, &report->sentences, WEIGHTY[i], view, LEDA_REPORT_SENTENCES);
  }
  add_sentence(report, &section->lead, leda_survey_sentence_order, view, LEDA_REPORT_NOTES);
}

leda_report_item *leda_report_add_item(leda_report *report, leda_report_section *section,
                                       const leda_project_figure *figure) {
  leda_report_item *item = &section->items[section->n_items++];
  *item = (leda_report_item){
      .slug = leda_report_slug(report, figure->name),
      .title = figure->title.text[0] ? figure->title.text : figure->name,
      .formats = figure->formats,
      .shape = figure->shape,
  };
  return item;
}

void leda_report_add_note(leda_report *report, leda_report_item *item, const char *note) {
  leda_text text = {0};
  leda_text_add(&text, note);
  leda_report_add_text(report, &item->notes, &text, LEDA_REPORT_NOTES);
}

static void fill_item(leda_report *report, leda_report_item *item, leda_project_kind kind,
                      const leda_survey_view *view) {
  leda_keeper *keeper = &report->keeper;
  switch (kind) {
  case LEDA_KIND_STATEMENTS:
    item->figure = leda_survey_statements_figure(view, keeper);
    item->grid = leda_survey_statements_grid(view, keeper);
    break;
  case LEDA_KIND_DIFFERENCES:
    item->figure = leda_survey_differences_figure(view, keeper);
    item->grid = leda_survey_differences_grid(view, keeper);
    add_sentence(report, &item->notes, leda_survey_sentence_noise, view, LEDA_REPORT_NOTES);
    add_sentence(report, &item->notes, leda_survey_sentence_together, view, LEDA_REPORT_NOTES);
    break;
  case LEDA_KIND_TABLE_STATEMENTS:
    item->grid = leda_survey_statements_grid(view, keeper);
    add_sentence(report, &item->notes, leda_survey_sentence_impossible, view, LEDA_REPORT_NOTES);
    leda_report_add_note(report, item,
                         _("Bold: the highest of its column. Italic: the lowest. The differences "
                           "are computed from the means."));
    break;
  case LEDA_KIND_TABLE_COHORT:
    item->grid = leda_survey_cohort_grid(view, keeper);
    add_sentence(report, &item->notes, leda_survey_sentence_impossible, view, LEDA_REPORT_NOTES);
    leda_report_add_note(report, item, _("The differences are computed from the means."));
    break;
  default:
    item->grid = leda_survey_claims_grid(view, keeper);
    add_sentence(report, &item->notes, leda_survey_sentence_claims, view, LEDA_REPORT_NOTES);
    add_sentence(report, &item->notes, leda_survey_sentence_table, view, LEDA_REPORT_NOTES);
    leda_report_add_note(report, item,
                         _("Place 1 is the highest. \"By rounding only\": the means behind the "
                           "printed ones can give the printed difference."));
    break;
  }
}

void leda_report_survey(leda_report *report, leda_report_section *section,
                        const leda_survey_part *part) {
  const leda_project *project = part->project;
  const leda_project_survey *survey = &project->surveys[part->survey];
  section->title = part->view.title;
  section->source = survey->source.text;
  add_sentences(report, section, part);
  section->items = leda_keep_array(&report->keeper, project->n_figures + 1, sizeof *section->items);
  if (!section->items) return;
  for (size_t i = 0; i < project->n_figures; i++) {
    const leda_project_figure *figure = &project->figures[i];
    if (leda_project_kind_of_measure(figure->kind) || figure->survey != part->survey) continue;
    leda_survey_view view = part->view;
    view.statements = figure->statements;
    leda_report_item *item = leda_report_add_item(report, section, figure);
    fill_item(report, item, figure->kind, &view);
    leda_report_add_note(report, item, figure->note.text);
  }
}
