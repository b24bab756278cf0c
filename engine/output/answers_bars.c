/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/core/number.h"
#include "engine/output/answers_output.h"

enum { GROUPS = 2 };

/* What the bars of one statement are made of. */
typedef struct {
  size_t n_waves;
  size_t n_groups;
  const char *names[GROUPS];
  const char *tokens[GROUPS];
  leda_description of[LEDA_ANSWERS_WAVES][GROUPS];
} parts;

static bool has_both_roles(const leda_survey *survey) {
  bool leadership = false, support = false;
  for (size_t i = 0; i < survey->n; i++) {
    leadership |= survey->respondents[i].role == LEDA_SURVEY_LEADERSHIP;
    support |= survey->respondents[i].role == LEDA_SURVEY_SUPPORT;
  }
  return leadership && support;
}

/* False when memory ran out. */
static bool describe(const leda_answers_view *view, size_t statement, parts *p) {
  static const leda_survey_role roles[GROUPS] = {LEDA_SURVEY_LEADERSHIP, LEDA_SURVEY_SUPPORT};
  const leda_survey *survey = view->survey;
  leda_error err = leda_error_none();
  bool both = has_both_roles(survey);
  *p = (parts){.n_waves =
                   survey->n_waves < LEDA_ANSWERS_WAVES ? survey->n_waves : LEDA_ANSWERS_WAVES,
               .n_groups = both ? 2 : 1,
               .names = {both ? _("Leadership") : _("All"), _("Support")},
               .tokens = {both ? "leadership" : "all", "support"}};
  for (size_t w = 0; w < p->n_waves; w++)
    for (int g = 0; g < (both ? GROUPS : 1); g++) {
      leda_people people = leda_people_all();
      people.wave = (long)w;
      people.chosen = view->chosen;
      if (both) people.role = (int)roles[g];
      leda_item item = {LEDA_ITEM_STATEMENT, statement};
      if (leda_describe(survey, item, &people, &p->of[w][g], &err)) return false;
    }
  return true;
}

/* ---- figure ---- */

static const char *note(const leda_answers_view *view, const parts *p, size_t wave, size_t group,
                        leda_keeper *keeper) {
  const leda_description *d = &p->of[wave][group];
  leda_text text = {0}, mean = {0};
  if (d->n == 0) {
    leda_text_addf(&text, _("%s: no answers"), p->names[group]);
  } else {
    leda_number_label(d->mean, 2, view->language, &mean);
    leda_text_addf(&text, _("%s: n = %zu, mean %s"), p->names[group], d->n, leda_text_str(&mean));
  }
  leda_text_clear(&mean);
  return leda_keep_text(keeper, &text);
}

static const double *shares_of(const leda_description *d, leda_keeper *keeper) {
  double *shares = leda_keep_array(keeper, d->steps, sizeof *shares);
  for (size_t i = 0; shares && i < d->steps; i++)
    shares[i] = d->n ? (double)d->counts[i] / (double)d->n : NAN;
  return shares;
}

/* The steps' numbers; the ends by the instrument's words where it has them. */
static const char **step_names(const leda_answers_view *view, size_t steps, leda_keeper *keeper) {
  const leda_instrument *instrument = view->survey->instrument;
  const char *low = instrument->low[view->language], *high = instrument->high[view->language];
  const char **names = leda_keep_array(keeper, steps, sizeof *names);
  for (size_t i = 0; names && i < steps; i++) {
    leda_text text = {0};
    leda_text_addf(&text, "%d", instrument->scale_low + (int)i);
    names[i] = leda_keep_text(keeper, &text);
  }
  if (names && low && low[0]) names[0] = low;
  if (names && high && high[0]) names[steps - 1] = high;
  return names;
}

static leda_figure_bar_panel *panels_of(const leda_answers_view *view, const parts *p,
                                        leda_keeper *keeper) {
  leda_figure_bar_panel *panels = leda_keep_array(keeper, p->n_waves, sizeof *panels);
  for (size_t w = 0; panels && w < p->n_waves; w++) {
    leda_figure_bar_group *groups = leda_keep_array(keeper, p->n_groups, sizeof *groups);
    if (!groups) return NULL;
    for (size_t g = 0; g < p->n_groups; g++)
      groups[g] =
          (leda_figure_bar_group){shares_of(&p->of[w][g], keeper), note(view, p, w, g, keeper)};
    panels[w] = (leda_figure_bar_panel){leda_answers_wave(view, w, keeper), groups};
  }
  return panels;
}

static const char *alt_text(const leda_answers_view *view, const parts *p, leda_keeper *keeper) {
  leda_text text = {0};
  leda_answers_synthetic(view->survey, &text);
  if (text.length) leda_text_add(&text, " ");
  leda_text_add(&text, _("The share of each answer, in bars."));
  for (size_t w = 0; w < p->n_waves; w++) {
    leda_text_addf(&text, " %s: ", leda_answers_wave(view, w, keeper));
    for (size_t g = 0; g < p->n_groups; g++)
      leda_text_addf(&text, "%s%s", g ? "; " : "", note(view, p, w, g, keeper));
    leda_text_add(&text, ".");
  }
  return leda_keep_text(keeper, &text);
}

static bool anybody(const parts *p) {
  for (size_t w = 0; w < p->n_waves; w++)
    for (size_t g = 0; g < p->n_groups; g++)
      if (p->of[w][g].n > 0) return true;
  return false;
}

const leda_figure *leda_answers_bars_figure(const leda_answers_view *view, size_t statement,
                                            leda_keeper *keeper) {
  parts p;
  leda_figure *figure = leda_keep_array(keeper, 1, sizeof *figure);
  const char **names = leda_keep_array(keeper, GROUPS, sizeof *names);
  if (!figure || !names) return NULL;
  if (!describe(view, statement, &p)) keeper->failed = true;
  if (keeper->failed || !anybody(&p)) return NULL;
  for (size_t g = 0; g < p.n_groups; g++) names[g] = p.names[g];
  const leda_statement *found = &view->survey->instrument->statements[statement];
  leda_text title = {0}, subtitle = {0};
  leda_text_addf(&title, "%d %s", found->number, found->label[view->language]);
  leda_text_addf(&subtitle, _("Share of the answers at each step from %d to %d"),
                 view->survey->instrument->scale_low, view->survey->instrument->scale_high);
  const char *own = leda_keep_text(keeper, &title);
  figure->kind = LEDA_FIGURE_BARS;
  figure->texts = (leda_figure_texts){.language = view->language,
                                      .title = view->title && view->title[0] ? view->title : own,
                                      .subtitle = leda_answers_subtitle(view, &subtitle, keeper),
                                      .y_title = _("Share of the answers, %"),
                                      .caption = leda_answers_caption(view, keeper),
                                      .alt = alt_text(view, &p, keeper)};
  figure->as.bars = (leda_figure_bars){.panels = panels_of(view, &p, keeper),
                                       .n_panels = p.n_waves,
                                       .names = names,
                                       .n_groups = p.n_groups,
                                       .categories = step_names(view, p.of[0][0].steps, keeper),
                                       .n_categories = p.of[0][0].steps,
                                       .print_values = true};
  return keeper->failed ? NULL : figure;
}

/* ---- grid: a row for each wave and group ---- */

leda_grid leda_answers_bars_grid(const leda_answers_view *view, size_t statement,
                                 leda_keeper *keeper) {
  parts p;
  if (!describe(view, statement, &p)) {
    keeper->failed = true;
    return (leda_grid){0};
  }
  size_t steps = p.of[0][0].steps;
  const char **names = step_names(view, steps, keeper);
  leda_grid_column *columns = leda_keep_array(keeper, 4 + steps, sizeof *columns);
  if (!columns || !names) return (leda_grid){0};
  columns[0] = (leda_grid_column){_("Wave"), "wave", false, true};
  columns[1] = (leda_grid_column){_("Role"), "role", false, false};
  columns[2] = (leda_grid_column){"n", "n", true, false};
  columns[3] = (leda_grid_column){_("Mean"), "mean", true, false};
  for (size_t i = 0; i < steps; i++) {
    leda_text token = {0};
    leda_text_addf(&token, "answers_%d", view->survey->instrument->scale_low + (int)i);
    columns[4 + i] = (leda_grid_column){names[i], leda_keep_text(keeper, &token), true, false};
  }
  leda_grid grid = leda_grid_make(keeper, columns, 4 + steps, p.n_waves * p.n_groups);
  leda_grid_pen pen = {keeper, &grid, 0};
  for (size_t row = 0; row < grid.n_rows; row++) {
    size_t w = row / p.n_groups, g = row % p.n_groups;
    const leda_description *d = &p.of[w][g];
    leda_grid_cell *wave = leda_grid_write(&pen, leda_answers_wave(view, w, keeper));
    if (wave) wave->token = view->survey->waves[w];
    leda_grid_cell *role = leda_grid_write(&pen, p.names[g]);
    if (role) role->token = p.tokens[g];
    leda_grid_write_number(&pen, (double)d->n, 0, view->language);
    leda_grid_write_number(&pen, d->mean, 2, view->language);
    for (size_t i = 0; i < steps; i++)
      leda_grid_write_number(&pen, (double)d->counts[i], 0, view->language);
  }
  return grid;
}
