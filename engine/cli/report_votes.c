/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published shares of votes in a report: what each can tell about change, in full, and the shares as a table. */
#include <math.h>

#include "engine/cli/report_build.h"
#include "engine/output/summary_output.h"

enum { MOST_LEAD = 8 };

leda_status leda_report_build_votes(leda_report_build *build, size_t at, leda_error *err) {
  leda_built_survey *built = &build->surveys[at];
  leda_summary_options options = {.scale = {0, 1},
                                  .alpha = build->project.alpha,
                                  .sd = NAN,
                                  .waves = {built->waves.items, built->waves.n}};
  leda_status status = leda_summary_run(&built->votes, &built->published, &options, err);
  built->has_votes = !status;
  return status;
}

static leda_grid votes_grid(leda_report *report, const leda_summary *votes) {
  enum { MOST_WAVES = 8 };
  leda_grid_column columns[MOST_WAVES + 1] = {{_("Statement"), "statement", false, true}};
  size_t n = votes->options.waves.n < MOST_WAVES ? votes->options.waves.n : MOST_WAVES;
  for (size_t k = 0; k < n; k++) {
    const char *wave = votes->options.waves.items[k];
    columns[k + 1] = (leda_grid_column){wave, wave, true, false};
  }
  leda_grid grid = leda_grid_make(&report->keeper, columns, n + 1, votes->n_rows);
  leda_grid_pen pen = {&report->keeper, &grid, 0};
  for (size_t i = 0; i < grid.n_rows; i++) {
    leda_grid_write(&pen, votes->rows[i].statement.label);
    for (size_t k = 0; k < n; k++) {
      const leda_published_mean *mean = votes->rows[i].means[k];
      leda_grid_write_number(&pen, mean ? leda_decimal_value(mean->mean) : (double)NAN, 2,
                             report->language);
    }
  }
  return grid;
}

void leda_report_build_add_votes(leda_report_build *build, size_t at,
                                 leda_report_section *section) {
  const leda_project_survey *survey = &build->project.surveys[at];
  leda_report *report = &build->report;
  const leda_summary *votes = &build->surveys[at].votes;
  leda_summary_view view = {.summary = votes, .language = report->language};
  section->title = survey->title.text[0] ? survey->title.text : _("Votes");
  section->source = survey->source.text;
  for (size_t i = 0; i < votes->n_rows; i++) {
    for (size_t k = 0; k < votes->n_pairs; k++) {
      leda_text sentence = {0}, again = {0};
      leda_summary_sentence_vote(&view, &votes->rows[i], &votes->rows[i].deltas[k], &sentence);
      leda_text_add(&again, leda_text_str(&sentence));
      leda_report_add_text(report, &section->lead, &sentence, MOST_LEAD);
      leda_report_add_text(report, &report->sentences, &again, LEDA_REPORT_SENTENCES);
    }
  }
  section->items = leda_keep_array(&report->keeper, 1, sizeof *section->items);
  if (!section->items) return;
  section->items[section->n_items++] =
      (leda_report_item){.slug = leda_report_slug(report, survey->name),
                         .title = _("Shares of yes"),
                         .grid = votes_grid(report, votes)};
}
